/*
 * Keeping up with the server: the log's changes of the last tick, and who sees what before and
 * after it. Sight is asked for all people at once, and only when a table that decides it was
 * changed.
 */
#include "oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- who sees what --------------------------------------------------------------------------- */

/* Everybody sees what is public. The coalition's is for those who belong to an organization linked
   to the root, for the delegates of those linked below it, and for the secretariat; an
   organization's for whoever belongs to it; a group's for its members and for its member
   organizations' delegates; a person's for that person. */
static const char SIGHT_OF_ALL[] =
    "WITH RECURSIVE "
    "tie AS MATERIALIZED (SELECT organization_id AS below, parent_id AS above FROM affiliation"
    "    WHERE status IN ('tentative', 'observer', 'member') AND ends_on IS NULL"
    "    AND organization_id NOT IN (SELECT root_organization_id FROM coalition"
    "        WHERE root_organization_id IS NOT NULL)), "
    "reach (id, links) AS ("
    "    SELECT below, 1 FROM tie JOIN coalition ON above = root_organization_id"
    "    UNION SELECT tie.below, links + 1 FROM reach JOIN tie ON above = id WHERE links <= 15), "
    "now AS MATERIALIZED (SELECT person_id, organization_id, role IN ('alternate', 'lead_delegate')"
    "    AS speaks FROM belonging WHERE ends_on IS NULL), "
    "member AS MATERIALIZED (SELECT group_id, person_id, organization_id FROM group_member"
    "    WHERE ends_on IS NULL), "
    "inside AS (SELECT person_id FROM now JOIN reach ON id = organization_id"
    "        WHERE links = 1 OR speaks"
    "    UNION SELECT person_id FROM coalition_role"
    "        WHERE role = 'secretariat' AND ends_on IS NULL), "
    "sees (who, owner, kind) AS ("
    "    SELECT person_id, person_id, 'person' FROM person"
    "    UNION SELECT person_id, organization_id, 'organization' FROM now"
    "    UNION SELECT person_id, group_id, 'group' FROM member WHERE person_id IS NOT NULL"
    "    UNION SELECT now.person_id, group_id, 'group' FROM member JOIN now USING (organization_id)"
    "        WHERE speaks) "
    "SELECT '', space_id FROM space WHERE kind = 'public' "
    "UNION SELECT person_id, space.space_id FROM person, space WHERE space.kind = 'public' "
    "UNION SELECT person_id, space_id FROM inside, space WHERE space.kind = 'coalition' "
    "UNION SELECT who, space_id FROM sees JOIN space ON space_id = owner AND space.kind = "
    "sees.kind";

/* Opens a query of ours; the tables are the schema's, so it cannot fail but by a mistake here. */
static bool ask(const struct oracle *oracle, const char *sql, struct trib_statement *out) {
    struct trib_error error = {0};
    return trib_statement_prepare(oracle->spine->store, sql, out, &error) ||
           trace_fault(oracle->trace, "the oracle cannot ask: %.60s", sql);
}

static bool next_row(struct trib_statement *statement) {
    struct trib_error error = {0};
    bool has_row = false;
    return trib_statement_next(statement, &has_row, &error) && has_row;
}

static json_t *sight_read(const struct oracle *oracle) {
    json_t *sight = json_object();
    TRIB_AUTO(trib_statement) statement = {0};
    if (!ask(oracle, SIGHT_OF_ALL, &statement)) {
        return sight;
    }
    while (next_row(&statement)) {
        const char *person_id = trib_column_text(&statement, 0);
        json_t *spaces = json_object_get(sight, person_id);
        if (spaces == NULL) {
            spaces = json_object();
            json_object_set_new(sight, person_id, spaces);
        }
        json_object_set_new(spaces, trib_column_text(&statement, 1), json_true());
    }
    return sight;
}

const json_t *oracle_sight(const struct oracle *oracle, const char *person_id) {
    return json_object_get(oracle->sight, person_id);
}

/* ---- what the log says ----------------------------------------------------------------------- */

static const char CHANGES_SINCE[] =
    "SELECT seq, table_name, row_id, op, space_before, space_after FROM change WHERE seq > ?1 "
    "ORDER BY seq, ordinal";

static bool decides_sight(const char *table_name) {
    static const char *const TABLES[] = {"space",        "affiliation", "coalition",
                                         "group_member", "belonging",   "coalition_role"};
    bool decides = false;
    for (size_t index = 0; index < sizeof TABLES / sizeof TABLES[0]; index++) {
        decides = decides || strcmp(TABLES[index], table_name) == 0;
    }
    return decides;
}

static struct oracle_change *change_add(struct oracle *oracle) {
    if (oracle->change_count == oracle->change_capacity) {
        oracle->change_capacity = oracle->change_capacity * 2 + 64;
        oracle->changes =
            realloc(oracle->changes, oracle->change_capacity * sizeof *oracle->changes);
        if (oracle->changes == NULL) {
            abort();
        }
    }
    return &oracle->changes[oracle->change_count++];
}

static void space_touch(struct oracle *oracle, const char *space_id, uint64_t seq) {
    if (space_id[0] != '\0') {
        json_object_set_new(oracle->last_seqs, space_id, json_integer((json_int_t)seq));
    }
}

static void change_take_in(struct oracle *oracle, const struct trib_statement *row) {
    const char *before = trib_column_text(row, 4);
    const char *after = trib_column_text(row, 5);
    struct oracle_change *change = change_add(oracle);
    *change = (struct oracle_change){.seq = (uint64_t)trib_column_int64(row, 0)};
    replica_key(change->key, trib_column_text(row, 1), trib_column_text(row, 2));
    snprintf(change->before, TRIB_ID_BYTES, "%s", before == NULL ? "" : before);
    snprintf(change->after, TRIB_ID_BYTES, "%s", after == NULL ? "" : after);
    space_touch(oracle, change->before, change->seq);
    space_touch(oracle, change->after, change->seq);
    if (change->after[0] != '\0') {
        json_object_set_new(oracle->places, change->key, json_string(change->after));
    } else {
        json_object_del(oracle->places, change->key);
    }
}

void oracle_take_in(struct oracle *oracle) {
    struct trib_error error = {0};
    uint64_t last_seq = trib_store_last_seq(oracle->spine->store);
    bool is_sight_changed = oracle->seq == 0;
    if (last_seq == oracle->seq) {
        return;
    }
    TRIB_AUTO(trib_statement) statement = {0};
    oracle->change_count = 0;
    if (ask(oracle, CHANGES_SINCE, &statement) &&
        trib_bind_int64(&statement, 1, (int64_t)oracle->seq, &error)) {
        while (next_row(&statement)) {
            is_sight_changed |= decides_sight(trib_column_text(&statement, 1));
            change_take_in(oracle, &statement);
        }
    }
    oracle->seq_before = oracle->seq;
    oracle->seq = last_seq;
    json_decref(oracle->truth);
    oracle->truth = NULL;
    json_decref(oracle->sight_before);
    oracle->sight_before = oracle->sight;
    oracle->sight = is_sight_changed ? sight_read(oracle) : json_incref(oracle->sight_before);
}

void oracle_rest(struct oracle *oracle) {
    oracle->seq_before = oracle->seq;
    oracle->change_count = 0;
    json_decref(oracle->sight_before);
    oracle->sight_before = json_incref(oracle->sight);
}

uint64_t oracle_last_seq(const struct oracle *oracle, const json_t *spaces) {
    json_int_t last = 0;
    const char *space_id = NULL;
    json_t *value = NULL;
    json_object_foreach((json_t *)(uintptr_t)spaces, space_id, value) {
        json_int_t seq = json_integer_value(json_object_get(oracle->last_seqs, space_id));
        last = seq > last ? seq : last;
    }
    return (uint64_t)last;
}

size_t oracle_row_count(const struct oracle *oracle, const json_t *spaces) {
    size_t count = 0;
    const char *key = NULL;
    json_t *space_id = NULL;
    json_object_foreach(oracle->places, key, space_id) {
        count += json_object_get(spaces, json_string_value(space_id)) != NULL;
    }
    return count;
}

static const char COMMAND_AT[] =
    "SELECT 1 FROM entry WHERE (seq = ?1 OR ?1 = 0) AND actor_id = ?2 AND command_id = ?3";
bool oracle_has_command(const struct oracle *oracle, uint64_t seq, const char *person_id,
                        const char *command_id) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    return ask(oracle, COMMAND_AT, &statement) &&
           trib_bind_int64(&statement, 1, (int64_t)seq, &error) &&
           trib_bind_text(&statement, 2, person_id, &error) &&
           trib_bind_text(&statement, 3, command_id, &error) && next_row(&statement);
}

static const char FORGOTTEN[] = "SELECT 1 FROM entry WHERE command_id = ?1 AND request_salt = x''";
bool oracle_forgot_request(const struct oracle *oracle, const char *command_id) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    return ask(oracle, FORGOTTEN, &statement) &&
           trib_bind_text(&statement, 1, command_id, &error) && next_row(&statement);
}

void oracle_init(struct oracle *oracle, struct spine *spine, struct trace *trace) {
    *oracle = (struct oracle){.spine = spine,
                              .trace = trace,
                              .sight_before = json_object(),
                              .sight = json_object(),
                              .places = json_object(),
                              .last_seqs = json_object()};
    oracle_take_in(oracle);
    oracle_rest(oracle); /* all there is was done in other ticks, for who saw it then */
}

void oracle_finish(struct oracle *oracle) {
    free(oracle->changes);
    json_decref(oracle->sight_before);
    json_decref(oracle->sight);
    json_decref(oracle->places);
    json_decref(oracle->last_seqs);
    json_decref(oracle->truth);
    *oracle = (struct oracle){0};
}
