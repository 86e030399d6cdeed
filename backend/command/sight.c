/* See sight.h. Whether a space is seen is decided in one place alone, trib_may_see. */
#include "sight.h"

#include <assert.h>
#include <string.h>

#include "rows.h"
#include "tributary/base/text.h"

bool command_sees_space(const struct trib_command *command, const char *space_id) {
    return trib_may_see(command->graph, command->actor.person_id, space_id);
}

bool command_see(const struct trib_command *command, const char *table_name, const char *row_id,
                 const char *field, char *out_space_id, struct trib_error *error) {
    const struct trib_table *table = trib_store_table_find(command->store, table_name);
    assert(table != NULL);
    char space_id[TRIB_ID_BYTES];
    bool is_there = false;
    if (!trib_row_space(command->store, table, row_id, space_id, &is_there, error)) {
        return false;
    }
    if (!is_there || !command_sees_space(command, space_id)) {
        return trib_fail(error, TRIB_E_NOT_FOUND, field);
    }
    if (out_space_id != NULL) {
        memcpy(out_space_id, space_id, sizeof space_id);
    }
    return true;
}

/* Those that are open first: they bear the name of today. */
static const char APPEARANCES[] =
    "SELECT space_id, display_name, ends_on IS NOT NULL AS is_ended FROM belonging "
    "WHERE person_id = ?1 "
    "UNION ALL SELECT space_id, display_name, ends_on IS NOT NULL FROM coalition_role "
    "WHERE person_id = ?1 "
    "UNION ALL SELECT space_id, display_name, ends_on IS NOT NULL FROM group_member "
    "WHERE person_id = ?1 ORDER BY is_ended LIMIT 10000";

bool command_see_person(const struct trib_command *command, const char *person_id,
                        const char *field, char out_name[static COMMAND_NAME_BYTES],
                        struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!command_prepare(command->store, APPEARANCES, &statement, &person_id, 1, error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error) && has_row) {
        if (command_sees_space(command, trib_column_text(&statement, 0))) {
            trib_text_copy(out_name, COMMAND_NAME_BYTES, trib_column_text(&statement, 1));
            return true;
        }
    }
    return !has_row && trib_fail(error, TRIB_E_NOT_FOUND, field);
}

bool command_is_seen_from(const char *space_id, const char *other_space_id) {
    return strcmp(space_id, other_space_id) == 0 || trib_space_is_shared(other_space_id);
}
