/*
 * Judging what history.read tells: of a row that its reader sees, each change that was made where
 * the reader sees, newest first, and no other. Asked while a tick is open it is answered when that
 * ends: then what they saw before it and what they see after it are both an answer, and what the
 * tick itself did may be told or not.
 */
#include <string.h>

#include "oracle.h"

/* Changes told at once, as the API says. */
#define TOLD_MAX 200

/* Which tables' rows are parts of what; every one of them names it in a column of one name. */
static const char CHANGES_OF[] =
    "WITH part (kind, table_name) AS (VALUES ('organization', 'organization'), "
    "    ('organization', 'organization_name'), ('organization', 'organization_region'), "
    "    ('organization', 'affiliation'), ('group', 'group'), ('group', 'group_name'), "
    "    ('group', 'group_member'), ('action_item', 'action_item'), "
    "    ('action_item', 'action_item_step'), ('series', 'series'), ('series', 'series_name'), "
    "    ('meeting', 'meeting'), ('meeting', 'agenda_item'), ('meeting', 'minutes'), "
    "    ('meeting', 'minutes_note'), ('plan', 'plan'), ('plan', 'goal'), ('plan', 'objective'), "
    "    ('plan', 'milestone'), ('milestone', 'milestone'), "
    "    ('convening', 'convening'), ('coalition', 'coalition'), "
    "    ('coalition', 'coalition_language'), ('coalition', 'charter')), "
    "own AS MATERIALIZED (SELECT table_name, row_id, min(seq) AS since FROM change JOIN part USING "
    "    (table_name) WHERE kind = ?1 AND json_extract(patch, '$.' || ?1 || '_id') = ?2 "
    "GROUP BY table_name, row_id) "
    "SELECT seq, table_name, row_id, op, space_before, space_after, patch, since "
    "FROM change JOIN own USING (table_name, row_id) ORDER BY seq DESC, ordinal DESC";

static const char IS_NAMED[] = "SELECT space_id FROM belonging WHERE person_id = ?1 UNION "
                               "SELECT space_id FROM coalition_role WHERE person_id = ?1";

enum { SEQ, TABLE, ROW_ID, OP, SPACE_BEFORE, SPACE_AFTER, PATCH, SINCE };

struct reading {
    const struct oracle *oracle;
    const char *person_id, *key;
    const json_t *before, *after; /* what the reader saw before the tick, and sees after it */
    const json_t *changes;        /* as they are told */
    size_t index;                 /* of the one that comes next */
};

static const char *text_of(const json_t *object, const char *name) {
    const char *text = json_string_value(json_object_get(object, name));
    return text == NULL ? "" : text;
}

/* NULL is no space: it hides nothing. */
static bool is_in(const json_t *sight, const char *space_id) {
    return space_id == NULL || json_object_get(sight, space_id) != NULL;
}

static bool may_see(const struct reading *reading, const char *space_id) {
    return is_in(reading->before, space_id) || is_in(reading->after, space_id);
}

static bool must_see(const struct reading *reading, const char *space_id) {
    return is_in(reading->before, space_id) && is_in(reading->after, space_id);
}

/* The columns that changed, but what a person is called. */
static bool fields_fit(const json_t *told, const char *patch) {
    json_auto_t *fields = json_loads(patch, 0, NULL);
    json_object_del(fields, "display_name");
    return json_equal(fields, json_object_get(told, "fields"));
}

static bool is_told_next(const struct reading *reading, const struct trib_statement *row) {
    const json_t *told = json_array_get(reading->changes, reading->index);
    return told != NULL &&
           json_integer_value(json_object_get(told, "seq")) == trib_column_int64(row, SEQ) &&
           strcmp(text_of(told, "table"), trib_column_text(row, TABLE)) == 0 &&
           strcmp(text_of(told, "row_id"), trib_column_text(row, ROW_ID)) == 0 &&
           strcmp(text_of(told, "op"), trib_column_text(row, OP)) == 0 &&
           fields_fit(told, trib_column_text(row, PATCH));
}

static const char *space_at(const struct trib_statement *row, int column) {
    return trib_column_is_null(row, column) ? NULL : trib_column_text(row, column);
}

static bool change_fits(struct reading *reading, const struct trib_statement *row) {
    const struct oracle *oracle = reading->oracle;
    const char *from = space_at(row, SPACE_BEFORE);
    const char *to = space_at(row, SPACE_AFTER);
    unsigned long long seq = (unsigned long long)trib_column_int64(row, SEQ);
    if (is_told_next(reading, row)) {
        reading->index++;
        return (may_see(reading, from) && may_see(reading, to)) ||
               trace_fault(oracle->trace, "%s reads of %s what was done at %llu out of their sight",
                           reading->person_id, reading->key, seq);
    }
    bool is_due = seq <= oracle->seq_before &&
                  (uint64_t)trib_column_int64(row, SINCE) <= oracle->seq_before &&
                  must_see(reading, from) && must_see(reading, to);
    return !is_due || reading->index == TOLD_MAX ||
           trace_fault(oracle->trace, "%s is not told of %s what was done at %llu",
                       reading->person_id, reading->key, seq);
}

static bool next_row(struct trib_statement *statement) {
    struct trib_error error = {0};
    bool has_row = false;
    return trib_statement_next(statement, &has_row, &error) && has_row;
}

static bool changes_fit(struct reading *reading) {
    struct trib_error error = {0};
    const char *id = strchr(reading->key, ' ') + 1;
    char kind[REPLICA_KEY_BYTES];
    TRIB_AUTO(trib_statement) statement = {0};
    snprintf(kind, sizeof kind, "%.*s", (int)(id - reading->key - 1), reading->key);
    if (!trib_statement_prepare(reading->oracle->spine->store, CHANGES_OF, &statement, &error) ||
        !trib_bind_text(&statement, 1, kind, &error) ||
        !trib_bind_text(&statement, 2, id, &error)) {
        return trace_fault(reading->oracle->trace, "the oracle cannot ask for a history");
    }
    while (next_row(&statement)) {
        if (!change_fits(reading, &statement)) {
            return false;
        }
    }
    return reading->index == json_array_size(reading->changes) ||
           trace_fault(reading->oracle->trace, "%s reads of %s what the log does not have there",
                       reading->person_id, reading->key);
}

/* Who did it is told to those only who see that person's name anywhere. */
static bool actor_fits(const struct reading *reading, const char *actor_id) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(reading->oracle->spine->store, IS_NAMED, &statement, &error) ||
        !trib_bind_text(&statement, 1, actor_id, &error)) {
        return trace_fault(reading->oracle->trace, "the oracle cannot ask for a person's names");
    }
    while (next_row(&statement)) {
        if (may_see(reading, trib_column_text(&statement, 0))) {
            return true;
        }
    }
    return trace_fault(reading->oracle->trace, "%s reads of %s who did it: %s", reading->person_id,
                       reading->key, actor_id);
}

/* A name that the tick itself took away was there when they asked. */
static bool has_names_changed(const struct oracle *oracle) {
    bool has_changed = false;
    for (size_t index = 0; index < oracle->change_count; index++) {
        const char *key = oracle->changes[index].key;
        has_changed = has_changed || strncmp(key, "belonging ", 10) == 0 ||
                      strncmp(key, "coalition_role ", 15) == 0;
    }
    return has_changed;
}

static bool actors_fit(const struct reading *reading) {
    size_t index = 0;
    json_t *change = NULL;
    json_array_foreach(reading->changes, index, change) {
        const char *actor_id = text_of(change, "actor_id");
        if (actor_id[0] != '\0' && !actor_fits(reading, actor_id)) {
            return false;
        }
    }
    return true;
}

static bool has_changed(const struct oracle *oracle, const char *key) {
    bool is_in_tick = false;
    for (size_t index = 0; index < oracle->change_count; index++) {
        is_in_tick = is_in_tick || strcmp(oracle->changes[index].key, key) == 0;
    }
    return is_in_tick;
}

bool oracle_judge_history(const struct oracle *oracle, const char *person_id, const char *key,
                          const json_t *result) {
    struct reading reading = {.oracle = oracle,
                              .person_id = person_id,
                              .key = key,
                              .before = json_object_get(oracle->sight_before, person_id),
                              .after = json_object_get(oracle->sight, person_id),
                              .changes = json_object_get(result, "changes")};
    const char *space_id = json_string_value(json_object_get(oracle->places, key));
    bool is_moved = has_changed(oracle, key);
    if (result == NULL) {
        bool is_there = space_id != NULL && must_see(&reading, space_id);
        return !is_there || is_moved ||
               trace_fault(oracle->trace, "%s is told that there is no %s", person_id, key);
    }
    if (!is_moved && (space_id == NULL || !may_see(&reading, space_id))) {
        return trace_fault(oracle->trace, "%s reads the history of %s, which they do not see",
                           person_id, key);
    }
    bool has_more = json_is_true(json_object_get(result, "has_more"));
    if (has_more != (json_array_size(reading.changes) == TOLD_MAX) &&
        (has_more || json_array_size(reading.changes) > TOLD_MAX)) {
        return trace_fault(oracle->trace, "%s is told that there is more of %s", person_id, key);
    }
    return changes_fit(&reading) && (has_names_changed(oracle) || actors_fit(&reading));
}
