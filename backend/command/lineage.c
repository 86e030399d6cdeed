/*
 * Lineage: what came out of what. One graph over groups, organizations, series and convenings; it
 * has no circles, and whatever goes over into another whole does so once. A tie is known where the
 * narrower of its two ends is.
 */
#include <string.h>

#include "circle.h"
#include "lineage_rows.h"
#include "rows.h"
#include "sight.h"

static const char NAME_OF_ANYTHING[] =
    "SELECT name, space_id FROM organization WHERE organization_id = ?1 "
    "UNION ALL SELECT name, space_id FROM \"group\" WHERE group_id = ?1 "
    "UNION ALL SELECT name, space_id FROM series WHERE series_id = ?1 "
    "UNION ALL SELECT name, space_id FROM convening WHERE convening_id = ?1";
static bool is_wide(const char *space_id) {
    return strcmp(space_id, TRIB_SPACE_PUBLIC_ID) == 0 ||
           strcmp(space_id, TRIB_SPACE_COALITION_ID) == 0;
}

/* The narrower of two spaces; of two groups' the one it goes to, whose members are told. */
static const char *narrower(const char *from_space_id, const char *to_space_id) {
    if (!is_wide(to_space_id) || strcmp(from_space_id, TRIB_SPACE_PUBLIC_ID) == 0) {
        return to_space_id;
    }
    return is_wide(from_space_id) ? TRIB_SPACE_COALITION_ID : from_space_id;
}

static const char ADD[] = "INSERT INTO lineage (lineage_id, space_id, from_table, from_id, "
                          "to_table, to_id, relation, dated_on, decision) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
bool lineage_enter(const struct trib_command *command, const struct trib_lineage_add *params,
                   const struct lineage_ends *ends, struct trib_error *error) {
    const struct trib_link link = {params->from_id, params->to_id};
    const struct circle_kind kind = {
        .ties_sql = "SELECT from_id, to_id, space_id FROM lineage LIMIT 200001",
        .name_sql = NAME_OF_ANYTHING,
        .field = ends->to_field,
    };
    return command_id_check(command->store, "lineage", params->lineage_id, "lineage_id", error) &&
           circle_check(command, &kind, &link, error) &&
           command_write(command->store, ADD,
                         TEXTS(params->lineage_id, narrower(ends->from_space_id, ends->to_space_id),
                               params->from_table, params->from_id, params->to_table, params->to_id,
                               params->relation, params->dated_on, params->decision),
                         error);
}

bool trib_lineage_add(const struct trib_command *command, const struct trib_lineage_add *params,
                      struct trib_error *error) {
    char from_space_id[TRIB_ID_BYTES];
    char to_space_id[TRIB_ID_BYTES];
    const struct lineage_ends ends = {from_space_id, to_space_id, "to_id"};
    return command_see(command, params->from_table, params->from_id, "from_id", from_space_id,
                       error) &&
           command_see(command, params->to_table, params->to_id, "to_id", to_space_id, error) &&
           lineage_enter(command, params, &ends, error);
}

static const char LOAD[] = "SELECT from_table, relation FROM lineage WHERE lineage_id = ?1";
static const char DELETE[] = "DELETE FROM lineage WHERE lineage_id = ?1";
bool trib_lineage_remove(const struct trib_command *command,
                         const struct trib_lineage_remove *params, struct trib_error *error) {
    char from_table[16];
    char relation[24];
    const struct command_text columns[] = {COLUMN(from_table), COLUMN(relation)};
    const struct command_reading reading = {LOAD, params->lineage_id, "lineage_id", columns, 2};
    if (!command_see(command, "lineage", params->lineage_id, "lineage_id", NULL, error) ||
        !command_read(command->store, &reading, error)) {
        return false;
    }
    bool is_told_twice =
        strcmp(from_table, "group") == 0 &&
        (strcmp(relation, "became_alliance") == 0 || strcmp(relation, "reconvened_as") == 0 ||
         strcmp(relation, "merged_into") == 0);
    return (!is_told_twice || trib_fail(error, TRIB_E_IN_USE, "lineage_id")) &&
           command_write(command->store, DELETE, TEXTS(params->lineage_id), error);
}
