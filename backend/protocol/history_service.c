/*
 * The history of a thing, out of the log, under two conditions: the reader may see the row now, and
 * the space each change was made in. Whoever may not see the row is told that it is not there.
 */
#include "history_service.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "caller.h"
#include "limits.h"
#include "server_state.h"
#include "tributary/store/history.h"
#include "tributary/store/statement.h"

#define MINUTE_MS INT64_C(60000)
#define DAY_MS INT64_C(86400000)
#define PARTS_MAX 4

/* What has a history, with the parts whose changes are told with it. */
static const struct kind {
    const char *table;
    struct trib_history_part parts[PARTS_MAX];
} kinds[] = {
    {"organization",
     {{"organization", NULL},
      {"organization_name", "$.organization_id"},
      {"organization_region", "$.organization_id"},
      {"affiliation", "$.organization_id"}}},
    {"action_item", {{"action_item", NULL}, {"action_item_step", "$.action_item_id"}}},
    {"meeting",
     {{"meeting", NULL},
      {"agenda_item", "$.meeting_id"},
      {"minutes", "$.meeting_id"},
      {"minutes_note", "$.meeting_id"}}},
    {"plan",
     {{"plan", NULL},
      {"goal", "$.plan_id"},
      {"objective", "$.plan_id"},
      {"milestone", "$.plan_id"}}},
    {"milestone", {{"milestone", NULL}}},
    {"group", {{"group", NULL}, {"group_name", "$.group_id"}, {"group_member", "$.group_id"}}},
    {"series", {{"series", NULL}, {"series_name", "$.series_id"}}},
    {"convening", {{"convening", NULL}}},
    {"coalition",
     {{"coalition", NULL},
      {"coalition_language", "$.coalition_id"},
      {"charter", "$.coalition_id"}}},
};

struct reader {
    const struct trib_graph *graph;
    const char *person_id; /* NULL: a visitor */
};

static bool may_see(const void *context, const char *space_id) {
    const struct reader *reader = context;
    return trib_may_see(reader->graph, reader->person_id, space_id);
}

static const struct kind *kind_of(const char *table) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].table, table) == 0) {
            return &kinds[i];
        }
    }
    return NULL; /* the decoder lets only these words through */
}

static bool is_seen_now(struct trib_store *store, const struct reader *reader,
                        const struct trib_history_of *of, bool *out_seen,
                        struct trib_error *error) {
    char space_id[TRIB_ID_BYTES];
    const struct trib_table *table = trib_store_table_find(store, of->table);
    if (!trib_row_space(store, table, of->id, space_id, out_seen, error)) {
        return false;
    }
    *out_seen = *out_seen && may_see(reader, space_id);
    return true;
}

/* Where a person's name stands; who sees none of these is not told who it was. */
static const char SPACES_OF_PERSON[] = "SELECT space_id FROM belonging WHERE person_id = ?1 "
                                       "UNION SELECT space_id FROM coalition_role "
                                       "WHERE person_id = ?1";
static const char SPACES_OF_ORGANIZATION[] =
    "SELECT space_id FROM organization WHERE organization_id = ?1";

static bool is_named(struct trib_store *store, const struct reader *reader, const char *sql,
                     const char *id, bool *out_named, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = id[0] != '\0';
    *out_named = false;
    if (!has_row) {
        return true;
    }
    if (!trib_statement_prepare(store, sql, &statement, error) ||
        !trib_bind_text(&statement, 1, id, error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        *out_named = *out_named || may_see(reader, trib_column_text(&statement, 0));
    }
    return false;
}

/* As coarse as it serves: who belongs to the coalition reads the minute, all others the day. */
static int64_t coarse(const struct reader *reader, int64_t at_ms) {
    int64_t unit = may_see(reader, TRIB_SPACE_COALITION_ID) ? MINUTE_MS : DAY_MS;
    return at_ms - at_ms % unit;
}

/* What a person was called before is theirs to leave behind: names are told as they are now, by the
   rows the reader has. */
static bool fields_write(const char *patch, struct trib_json_writer *json,
                         struct trib_error *error) {
    json_auto_t *fields = json_loads(patch, 0, NULL);
    char *told = NULL;
    if (json_is_object(fields)) {
        json_object_del(fields, "display_name");
        told = json_dumps(fields, JSON_COMPACT);
    }
    if (told == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    trib_json_key(json, "fields");
    trib_json_raw(json, told, strlen(told));
    free(told);
    return true;
}

static bool change_write(struct trib_store *store, const struct reader *reader,
                         const struct trib_history_change *change, struct trib_json_writer *json,
                         struct trib_error *error) {
    bool has_actor = false;
    bool has_organization = false;
    if (!is_named(store, reader, SPACES_OF_PERSON, change->actor_id, &has_actor, error) ||
        !is_named(store, reader, SPACES_OF_ORGANIZATION, change->for_organization_id,
                  &has_organization, error)) {
        return false;
    }
    trib_json_object_open(json);
    trib_json_member_int64(json, "seq", (int64_t)change->seq);
    trib_json_member_int64(json, "at_ms", coarse(reader, change->at_ms));
    trib_json_member_text(json, "actor_id", has_actor ? change->actor_id : NULL);
    trib_json_member_text(json, "for_organization_id",
                          has_organization ? change->for_organization_id : NULL);
    trib_json_member_text(json, "method", change->method);
    trib_json_member_text(json, "table", change->table);
    trib_json_member_text(json, "row_id", change->row_id);
    trib_json_member_text(json, "op", change->op);
    if (!fields_write(change->patch, json, error)) {
        return false;
    }
    trib_json_object_close(json);
    return true;
}

static bool history_write(struct trib_store *store, const struct reader *reader,
                          const struct trib_history *history, struct trib_json_writer *json,
                          struct trib_error *error) {
    trib_json_object_open(json);
    trib_json_key(json, "changes");
    trib_json_array_open(json);
    for (size_t i = 0; i < history->count; i++) {
        if (!change_write(store, reader, &history->changes[i], json, error)) {
            return false;
        }
    }
    trib_json_array_close(json);
    trib_json_member_bool(json, "has_more", history->has_more);
    trib_json_object_close(json);
    return true;
}

TRIB_ANSWERS(trib_history_read_answer) {
    const struct trib_history_of *own = params;
    const struct kind *kind = kind_of(own->table);
    struct reader reader = {server->graph,
                            connection->person_id[0] == '\0' ? NULL : connection->person_id};
    bool is_seen = false;
    if (!is_seen_now(server->store, &reader, own, &is_seen, error)) {
        return false;
    }
    if (!is_seen) {
        return trib_fail(error, TRIB_E_NOT_FOUND, "id");
    }
    struct trib_history *history = calloc(1, sizeof *history);
    if (history == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    struct trib_history_query query = {
        .row_id = own->id, .parts = kind->parts, .may_see = may_see, .context = &reader};
    while (query.part_count < PARTS_MAX && kind->parts[query.part_count].table != NULL) {
        query.part_count++;
    }
    bool fine = trib_history_read(server->store, &query, history, error) &&
                history_write(server->store, &reader, history, result, error);
    trib_rate_charge(trib_caller_bucket(connection), server->rate,
                     history->rows_read / TRIB_RATE_ROWS_A_CALL);
    trib_history_finish(history);
    free(history);
    return fine;
}
