/*
 * Taking all samples out in one act. A sample goes unless something that is none rests on it: what
 * people entered while they tried things out is theirs, and takes what it names along. What merely
 * hangs on a row (where it comes from, sessions, invitations) goes with it. A row names another by
 * its id in any of its columns, so that no kind of tie can be forgotten.
 */
#include "tributary/import/samples.h"

#include <stdlib.h>
#include <string.h>

#include "tributary/base/id_map.h"
#include "tributary/base/text.h"
#include "tributary/command/tables.h"
#include "tributary/store/statement.h"
#include "tributary/store/table.h"

/* Each pass frees what the rows kept by the last one name; our longest chain has five. Past it:
   E_TOO_MANY. */
#define PASSES_MAX 64

struct kind {
    const char *table, *all, *samples, *remove;
    bool hangs; /* it goes with what it names, and keeps nothing */
    int with;   /* the column of what it goes with, and stays with; 0: none */
};

/* In the order of the schema. */
#define REAL(name, quoted, id)                                                                     \
    {                                                                                              \
        .table = (name), .all = "SELECT * FROM " quoted,                                           \
        .samples = "SELECT * FROM " quoted " WHERE sample = 1",                                    \
        .remove = "DELETE FROM " quoted " WHERE " id " = ?1"                                       \
    }
#define FACT(name, id)                                                                             \
    {                                                                                              \
        .table = (name), .all = "SELECT * FROM " name,                                             \
        .remove = "DELETE FROM " name " WHERE " id " = ?1"                                         \
    }
#define HANGS(name, id)                                                                            \
    {                                                                                              \
        .table = (name), .all = "SELECT * FROM " name,                                             \
        .remove = "DELETE FROM " name " WHERE " id " = ?1", .hangs = true                          \
    }
static const struct kind kinds[] = {
    HANGS("space", "space_id"),
    REAL("person", "person", "person_id"),
    REAL("organization", "organization", "organization_id"),
    REAL("organization_name", "organization_name", "organization_name_id"),
    REAL("organization_region", "organization_region", "organization_region_id"),
    REAL("affiliation", "affiliation", "affiliation_id"),
    HANGS("affiliation_standing", "affiliation_standing_id"),
    HANGS("application", "application_id"),
    FACT("coalition", "coalition_id"),
    FACT("coalition_language", "coalition_language_id"),
    FACT("charter", "charter_id"),
    REAL("series", "series", "series_id"),
    REAL("series_name", "series_name", "series_name_id"),
    REAL("convening", "convening", "convening_id"),
    REAL("group", "\"group\"", "group_id"),
    REAL("group_name", "group_name", "group_name_id"),
    REAL("group_member", "group_member", "group_member_id"),
    REAL("lineage", "lineage", "lineage_id"),
    REAL("belonging", "belonging", "belonging_id"),
    REAL("coalition_role", "coalition_role", "coalition_role_id"),
    FACT("source_document", "source_document_id"),
    HANGS("provenance", "provenance_id"),
    FACT("reading_note", "reading_note_id"),
    HANGS("reading_note_about", "reading_note_about_id"),
    HANGS("import_key", "import_key_id"),
    HANGS("session", "token_hash"),
    HANGS("sign_in_link", "token_hash"),
    HANGS("invitation", "invitation_id"),
    HANGS("invitation_key", "token_hash"),
    HANGS("room_code", "room_code_id"),
    HANGS("room_code_key", "code_hash"),
    HANGS("saved_view", "saved_view_id"),
    HANGS("credential", "person_id"),
    HANGS("second_factor", "person_id"),
    HANGS("recovery_code", "code_hash"),
    HANGS("account_lock", "person_id"),
    REAL("plan", "plan", "plan_id"),
    REAL("goal", "goal", "goal_id"),
    REAL("objective", "objective", "objective_id"),
    REAL("milestone", "milestone", "milestone_id"),
    REAL("action_item", "action_item", "action_item_id"),
    REAL("action_item_step", "action_item_step", "action_item_step_id"),
    REAL("meeting_series", "meeting_series", "meeting_series_id"),
    REAL("meeting", "meeting", "meeting_id"),
    REAL("meeting_participant", "meeting_participant", "meeting_participant_id"),
    REAL("agenda_item", "agenda_item", "agenda_item_id"),
    REAL("minutes", "minutes", "minutes_id"),
    REAL("minutes_note", "minutes_note", "minutes_note_id"),
    REAL("trace_link", "trace_link", "trace_link_id"),
    REAL("calendar_address", "calendar_address", "calendar_address_id"),
    HANGS("calendar_address_key", "address_hash"),
    REAL("organization_zone", "organization_zone", "organization_zone_id"),
    REAL("meeting_group", "meeting_group", "meeting_group_id"),
    REAL("meeting_option", "meeting_option", "meeting_option_id"),
    REAL("meeting_option_mark", "meeting_option_mark", "meeting_option_mark_id"),
    REAL("comment", "comment", "comment_id"),
    REAL("comment_mention", "comment_mention", "comment_mention_id"),
    HANGS("mail", "mail_id"),
    HANGS("notification", "notification_id"),
    HANGS("attention", "attention_id"),
    HANGS("subscription", "subscription_id"),
    HANGS("mail_turn", "person_id"),
    HANGS("unsubscribe_key", "token_hash"),
    REAL("contribution", "contribution", "contribution_id"),
    REAL("edition", "edition", "edition_id"),
    REAL("proposal", "proposal", "proposal_id"),
    REAL("proposal_version", "proposal_version", "proposal_version_id"),
    REAL("ballot", "ballot", "ballot_id"),
    REAL("position", "position", "position_id"),
    REAL("ballot_call", "ballot_call", "ballot_call_id"),
    HANGS("ballot_envelope", "ballot_envelope_id"),
    REAL("decision", "decision", "decision_id"),
    REAL("question", "question", "question_id"),
    REAL("dispatch", "dispatch", "dispatch_id"),
    {.table = "delivery",
     .all = "SELECT * FROM delivery",
     .samples = "SELECT * FROM delivery WHERE sample = 1",
     .remove = "DELETE FROM delivery WHERE delivery_id = ?1",
     .with = 3}, /* its organization */
    REAL("delivery_note", "delivery_note", "delivery_note_id"),
};
enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

size_t trib_samples_kind_count(void) {
    return KIND_COUNT;
}

const char *trib_samples_kind_at(size_t index) {
    return kinds[index].table;
}

/* The samples that may go; a space has the id of what it belongs to. */
struct samples {
    struct trib_id_map map;
};

static void samples_finish(struct samples *samples) {
    struct trib_id_node *node = trib_id_map_next(&samples->map, NULL);
    while (node != NULL) {
        struct trib_id_node *next = trib_id_map_next(&samples->map, node);
        free(node);
        node = next;
    }
    trib_id_map_finish(&samples->map);
}

static bool sample_add(struct samples *samples, const char *id, struct trib_error *error) {
    struct trib_id_node *node = calloc(1, sizeof *node);
    if (node == NULL || !trib_id_map_add(&samples->map, node, id)) {
        free(node);
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    return true;
}

static bool is_id(const char *text) {
    return text != NULL && strlen(text) == TRIB_ID_BYTES - 1;
}

static bool has(const struct samples *samples, const char *id) {
    return is_id(id) && trib_id_map_find(&samples->map, id) != NULL;
}

static size_t columns_of(struct trib_store *store, const char *table_name) {
    return trib_store_table_find(store, table_name)->column_count;
}

static bool names(const struct trib_statement *row, size_t columns, const char *id) {
    bool found = false;
    for (size_t column = 0; column < columns && id != NULL; column++) {
        const char *text = trib_column_text(row, (int)column);
        found = found || (text != NULL && strcmp(text, id) == 0);
    }
    return found;
}

/* Whoever does this stays, and what they are. */
static bool kind_load(struct trib_store *store, const struct kind *kind, const char *actor_id,
                      struct samples *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    size_t columns = columns_of(store, kind->table);
    bool has_row = true;
    if (!trib_statement_prepare(store, kind->samples, &statement, error)) {
        return false;
    }
    for (;;) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        if (!names(&statement, columns, actor_id) &&
            !sample_add(out, trib_column_text(&statement, 0), error)) {
            return false;
        }
    }
}

static bool samples_load(struct trib_store *store, const char *actor_id, struct samples *out,
                         struct trib_error *error) {
    for (size_t index = 0; index < KIND_COUNT; index++) {
        if (kinds[index].samples != NULL &&
            !kind_load(store, &kinds[index], actor_id, out, error)) {
            return false;
        }
    }
    return true;
}

/* ---- what stays ------------------------------------------------------------------------------ */

/* It stays after all. Returns whether it would have gone. */
static bool sample_leave(struct samples *samples, const char *id) {
    bool is_there = has(samples, id);
    if (is_there) {
        struct trib_id_node *node = trib_id_map_find(&samples->map, id);
        trib_id_map_remove(&samples->map, node);
        free(node);
    }
    return is_there;
}

/* A row that stays keeps what it names. */
static bool row_keeps(struct samples *samples, const struct trib_statement *row, size_t columns) {
    bool kept = false;
    for (size_t column = 1; column < columns; column++) {
        kept = sample_leave(samples, trib_column_text(row, (int)column)) || kept;
    }
    return kept;
}

static bool kind_keeps(struct trib_store *store, const struct kind *kind, struct samples *samples,
                       bool *out_kept, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    size_t columns = columns_of(store, kind->table);
    bool has_row = true;
    if (!trib_statement_prepare(store, kind->all, &statement, error)) {
        return false;
    }
    for (;;) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        if (kind->with != 0 && !has(samples, trib_column_text(&statement, kind->with)) &&
            sample_leave(samples, trib_column_text(&statement, 0))) {
            *out_kept = true;
        }
        if (!has(samples, trib_column_text(&statement, 0)) &&
            row_keeps(samples, &statement, columns)) {
            *out_kept = true;
        }
    }
}

static bool kept_leave(struct trib_store *store, struct samples *samples,
                       struct trib_error *error) {
    for (int pass = 0; pass < PASSES_MAX; pass++) {
        bool kept = false;
        for (size_t index = 0; index < KIND_COUNT; index++) {
            if (!kinds[index].hangs && !kind_keeps(store, &kinds[index], samples, &kept, error)) {
                return false;
            }
        }
        if (!kept) {
            return true;
        }
    }
    return trib_fail(error, TRIB_E_TOO_MANY, "");
}

/* ---- what goes ------------------------------------------------------------------------------- */

/* Ids of the rows of a kind that go, until the statement that finds them is done. */
struct going {
    char (*keys)[65]; /* a token's hash is the longest */
    size_t count, capacity;
};

static bool going_add(struct going *going, const char *key, struct trib_error *error) {
    if (going->count == going->capacity) {
        size_t capacity = going->capacity == 0 ? 64 : going->capacity * 2;
        void *keys = realloc(going->keys, capacity * sizeof *going->keys);
        if (keys == NULL) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, "");
        }
        going->keys = keys;
        going->capacity = capacity;
    }
    trib_text_copy(going->keys[going->count++], sizeof *going->keys, key);
    return true;
}

static bool row_goes(const struct kind *kind, const struct samples *samples,
                     const struct trib_statement *row, size_t columns) {
    bool goes = has(samples, trib_column_text(row, 0));
    for (size_t column = 1; column < columns && kind->hangs && !goes; column++) {
        goes = has(samples, trib_column_text(row, (int)column));
    }
    return goes;
}

static bool going_find(struct trib_store *store, const struct kind *kind,
                       const struct samples *samples, struct going *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    size_t columns = columns_of(store, kind->table);
    bool has_row = true;
    if (!trib_statement_prepare(store, kind->all, &statement, error)) {
        return false;
    }
    for (;;) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        if (row_goes(kind, samples, &statement, columns) &&
            !going_add(out, trib_column_text(&statement, 0), error)) {
            return false;
        }
    }
}

static bool going_remove(struct trib_store *store, const struct kind *kind,
                         const struct going *going, struct trib_error *error) {
    for (size_t index = 0; index < going->count; index++) {
        TRIB_AUTO(trib_statement) statement = {0};
        if (!trib_statement_prepare(store, kind->remove, &statement, error) ||
            !trib_bind_text(&statement, 1, going->keys[index], error) ||
            !trib_statement_run(&statement, error)) {
            return false;
        }
    }
    return true;
}

/* What hangs on what hangs goes too: the key of an invitation. A row under a hash is named by
 * nothing. */
static bool hanging_add(struct trib_store *store, struct samples *samples,
                        struct trib_error *error) {
    bool fine = true;
    for (size_t index = 0; index < KIND_COUNT && fine; index++) {
        struct going going = {0};
        fine = !kinds[index].hangs || going_find(store, &kinds[index], samples, &going, error);
        for (size_t at = 0; at < going.count && fine; at++) {
            const char *key = going.keys[at];
            fine = !is_id(key) || has(samples, key) || sample_add(samples, key, error);
        }
        free(going.keys);
    }
    return fine;
}

/* From the last table to the first: a row goes before what it names. */
static bool samples_go(struct trib_store *store, const struct samples *samples, bool is_done,
                       struct trib_samples_report *out, struct trib_error *error) {
    for (size_t index = KIND_COUNT; index-- > 0;) {
        struct going going = {0};
        bool fine = going_find(store, &kinds[index], samples, &going, error) &&
                    (!is_done || going_remove(store, &kinds[index], &going, error));
        if (kinds[index].samples != NULL && going.count > 0) {
            out->tables[out->table_count++] =
                (struct trib_samples_table){kinds[index].table, going.count};
            out->count += going.count;
        }
        free(going.keys);
        if (!fine) {
            return false;
        }
    }
    return true;
}

static bool samples_work(struct trib_store *store, const char *actor_id, bool is_done,
                         struct trib_samples_report *out_report, struct trib_error *error) {
    struct samples samples = {0};
    struct trib_samples_report report = {0};
    bool fine = samples_load(store, actor_id, &samples, error);
    size_t before = samples.map.node_count;
    fine = fine && kept_leave(store, &samples, error);
    size_t after = samples.map.node_count;
    fine = fine && hanging_add(store, &samples, error) &&
           samples_go(store, &samples, is_done, &report, error);
    report.kept_count = before - after;
    samples_finish(&samples);
    *out_report = report;
    return fine;
}

bool trib_samples_count(struct trib_store *store, const char *actor_id,
                        struct trib_samples_report *out_report, struct trib_error *error) {
    return samples_work(store, actor_id, false, out_report, error);
}

bool trib_samples_remove(struct trib_store *store, const char *actor_id,
                         struct trib_samples_report *out_report, struct trib_error *error) {
    return samples_work(store, actor_id, true, out_report, error);
}
