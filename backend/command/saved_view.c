/* One's own saved views. */
#include "tributary/command/saved_view.h"

#include <assert.h>

#include "object.h"
#include "rows.h"
#include "sight.h"

static const char NAMED[] =
    "SELECT 1 FROM saved_view WHERE space_id = ?1 AND room = ?2 AND name = ?3";
static bool name_check(struct trib_store *store, const struct trib_saved_view_add *params,
                       struct trib_error *error) {
    bool is_taken = false;
    return command_has(store, NAMED, TEXTS(params->person_id, params->room, params->name),
                       &is_taken, error) &&
           (!is_taken || trib_fail(error, TRIB_E_EXISTS, "name"));
}

static const char FIFTIETH[] = "SELECT 1 FROM saved_view WHERE space_id = ?1 LIMIT 1 OFFSET 49";
static_assert(TRIB_SAVED_VIEWS_MAX == 50, "one more than the offset");
static bool count_check(struct trib_store *store, const char *person_id, struct trib_error *error) {
    static const struct command_bound bound = {FIFTIETH, "person_id", TRIB_SAVED_VIEWS_MAX};
    return command_bound_check(store, &bound, TEXTS(person_id), error);
}

static const char ADD[] = "INSERT INTO saved_view (saved_view_id, space_id, room, name, query) "
                          "VALUES (?1, ?2, ?3, ?4, ?5)";
bool trib_saved_view_add(const struct trib_command *command,
                         const struct trib_saved_view_add *params, struct trib_error *error) {
    return command_see(command, "person", params->person_id, "person_id", NULL, error) &&
           command_id_check(command->store, "saved_view", params->saved_view_id, "saved_view_id",
                            error) &&
           name_check(command->store, params, error) &&
           count_check(command->store, params->person_id, error) &&
           command_write(command->store, ADD,
                         TEXTS(params->saved_view_id, params->person_id, params->room, params->name,
                               params->query),
                         error);
}

static const char REMOVE[] = "DELETE FROM saved_view WHERE saved_view_id = ?1";
bool trib_saved_view_remove(const struct trib_command *command,
                            const struct trib_saved_view_remove *params, struct trib_error *error) {
    return command_see(command, "saved_view", params->saved_view_id, "saved_view_id", NULL,
                       error) &&
           command_write(command->store, REMOVE, TEXTS(params->saved_view_id), error);
}
