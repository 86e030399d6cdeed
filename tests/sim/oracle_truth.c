/*
 * The rows as plain SELECTs tell them, and the comparison of a replica with those of them that lie
 * where its person sees. The columns stand here in the schema's order by their descriptors' names.
 */
#include <stdlib.h>
#include <string.h>

#include "oracle.h"
#include "tributary/command/tables.h"

static const struct {
    const char *table_name, *sql;
} SYNCED[] = {
    {"person", "SELECT * FROM person"},
    {"organization", "SELECT * FROM organization"},
    {"organization_name", "SELECT * FROM organization_name"},
    {"organization_region", "SELECT * FROM organization_region"},
    {"affiliation", "SELECT * FROM affiliation"},
    {"coalition", "SELECT * FROM coalition"},
    {"coalition_language", "SELECT * FROM coalition_language"},
    {"affiliation_standing", "SELECT * FROM affiliation_standing"},
    {"application", "SELECT * FROM application"},
    {"charter", "SELECT * FROM charter"},
    {"series", "SELECT * FROM series"},
    {"series_name", "SELECT * FROM series_name"},
    {"convening", "SELECT * FROM convening"},
    {"lineage", "SELECT * FROM lineage"},
    {"group", "SELECT * FROM \"group\""},
    {"group_name", "SELECT * FROM group_name"},
    {"group_member", "SELECT * FROM group_member"},
    {"belonging", "SELECT * FROM belonging"},
    {"coalition_role", "SELECT * FROM coalition_role"},
    {"source_document", "SELECT * FROM source_document"},
    {"provenance", "SELECT * FROM provenance"},
    {"reading_note", "SELECT * FROM reading_note"},
    {"invitation", "SELECT * FROM invitation"},
    {"room_code", "SELECT * FROM room_code"},
    {"saved_view", "SELECT * FROM saved_view"},
    {"plan", "SELECT * FROM plan"},
    {"goal", "SELECT * FROM goal"},
    {"objective", "SELECT * FROM objective"},
    {"milestone", "SELECT * FROM milestone"},
    {"action_item", "SELECT * FROM action_item"},
    {"action_item_step", "SELECT * FROM action_item_step"},
    {"meeting_series", "SELECT * FROM meeting_series"},
    {"meeting", "SELECT * FROM meeting"},
    {"meeting_participant", "SELECT * FROM meeting_participant"},
    {"agenda_item", "SELECT * FROM agenda_item"},
    {"minutes", "SELECT * FROM minutes"},
    {"minutes_note", "SELECT * FROM minutes_note"},
    {"organization_zone", "SELECT * FROM organization_zone"},
    {"meeting_group", "SELECT * FROM meeting_group"},
    {"meeting_option", "SELECT * FROM meeting_option"},
    {"meeting_option_mark", "SELECT * FROM meeting_option_mark"},
    {"comment", "SELECT * FROM comment"},
    {"comment_mention", "SELECT * FROM comment_mention"},
    {"contribution", "SELECT * FROM contribution"},
    {"edition", "SELECT * FROM edition"},
    {"proposal", "SELECT * FROM proposal"},
    {"proposal_version", "SELECT * FROM proposal_version"},
    {"ballot", "SELECT * FROM ballot"},
    {"position", "SELECT * FROM position"},
    {"ballot_call", "SELECT * FROM ballot_call"},
    {"decision", "SELECT * FROM decision"},
    {"question", "SELECT * FROM question"},
    {"dispatch", "SELECT * FROM dispatch"},
    {"delivery", "SELECT * FROM delivery"},
    {"delivery_note", "SELECT * FROM delivery_note"},
    {"calendar_address", "SELECT * FROM calendar_address"},
    {"trace_link", "SELECT * FROM trace_link"},
    {"notification", "SELECT * FROM notification"},
    {"attention", "SELECT * FROM attention"},
    {"subscription", "SELECT * FROM subscription"},
    {"reading_note_about", "SELECT * FROM reading_note_about"},
};

static json_t *cell(const struct trib_statement *row, const struct trib_column *column, int index) {
    if (trib_column_is_null(row, index)) {
        return json_null();
    }
    return column->type == TRIB_COLUMN_INTEGER ? json_integer(trib_column_int64(row, index))
                                               : json_string(trib_column_text(row, index));
}

static bool table_read(struct oracle *oracle, const struct trib_table *table, const char *sql) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!trib_statement_prepare(oracle->spine->store, sql, &statement, &error)) {
        return trace_fault(oracle->trace, "%s cannot be read", table->name);
    }
    while (trib_statement_next(&statement, &has_row, &error) && has_row) {
        char key[REPLICA_KEY_BYTES];
        json_t *row = json_object();
        for (size_t index = 0; index < table->column_count; index++) {
            json_object_set_new_nocheck(row, table->columns[index].name,
                                        cell(&statement, &table->columns[index], (int)index));
        }
        replica_key(key, table->name, trib_column_text(&statement, 0));
        json_object_set_new_nocheck(oracle->truth, key, row);
    }
    return true;
}

static const char *sql_of(const char *table_name) {
    for (size_t index = 0; index < sizeof SYNCED / sizeof SYNCED[0]; index++) {
        if (strcmp(SYNCED[index].table_name, table_name) == 0) {
            return SYNCED[index].sql;
        }
    }
    return NULL;
}

/* The log must tell of every row where it lies, or what was judged by it means nothing. */
static bool places_agree(const struct oracle *oracle) {
    const char *key = NULL;
    json_t *row = NULL;
    json_object_foreach(oracle->truth, key, row) {
        if (!json_equal(json_object_get(row, "space_id"), json_object_get(oracle->places, key))) {
            return trace_fault(oracle->trace, "%s lies elsewhere than the log says", key);
        }
    }
    return true;
}

static bool truth_read(struct oracle *oracle) {
    if (oracle->truth != NULL) {
        return true;
    }
    oracle->truth = json_object();
    for (size_t index = 0; index < trib_table_count; index++) {
        const struct trib_table *table = &trib_tables[index];
        const char *sql = sql_of(table->name);
        if (table->kind != TRIB_TABLE_SYNCED) {
            continue;
        }
        if (sql == NULL) {
            return trace_fault(oracle->trace, "the simulation does not know %s", table->name);
        }
        if (!table_read(oracle, table, sql)) {
            return false;
        }
    }
    return places_agree(oracle);
}

static bool row_differs(const struct oracle *oracle, const char *person_id, const char *key,
                        const json_t *held, const json_t *row) {
    char *is = held == NULL ? NULL : json_dumps(held, JSON_COMPACT | JSON_SORT_KEYS);
    char *ought = row == NULL ? NULL : json_dumps(row, JSON_COMPACT | JSON_SORT_KEYS);
    trace_fault(oracle->trace, "%s holds of %s\n    %.400s\n  and ought to hold\n    %.400s",
                person_id, key, is == NULL ? "nothing" : is, ought == NULL ? "nothing" : ought);
    free(is);
    free(ought);
    return false;
}

/* Finds what is held and ought not to be; called when more is held than should be. */
static bool too_much(const struct oracle *oracle, const char *person_id,
                     const struct replica *replica, const json_t *sight) {
    const char *key = NULL;
    json_t *held = NULL;
    json_object_foreach(replica->rows, key, held) {
        const json_t *row = json_object_get(oracle->truth, key);
        const char *space_id = json_string_value(json_object_get(row, "space_id"));
        if (space_id == NULL || json_object_get(sight, space_id) == NULL) {
            return row_differs(oracle, person_id, key, held, NULL);
        }
    }
    return true;
}

bool oracle_compare(struct oracle *oracle, const char *person_id, const struct replica *replica) {
    const json_t *sight = oracle_sight(oracle, person_id);
    size_t row_count = 0;
    if (!truth_read(oracle)) {
        return false;
    }
    if (!json_equal(replica->spaces, sight)) {
        return row_differs(oracle, person_id, "the spaces", replica->spaces, sight);
    }
    const char *key = NULL;
    json_t *row = NULL;
    json_object_foreach(oracle->truth, key, row) {
        if (json_object_get(sight, json_string_value(json_object_get(row, "space_id"))) == NULL) {
            continue;
        }
        const json_t *held = json_object_get(replica->rows, key);
        row_count++;
        if (held == NULL || !json_equal(held, row)) {
            return row_differs(oracle, person_id, key, held, row);
        }
    }
    return json_object_size(replica->rows) == row_count ||
           too_much(oracle, person_id, replica, sight);
}
