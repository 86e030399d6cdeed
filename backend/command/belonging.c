/*
 * Belonging to an organization: as one of its base, or as its delegate. What one cannot see does
 * not stand in one's way: whoever names a first delegate cannot know who is in the base already.
 */
#include "people_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/command/people.h"

/* Open already: E_EXISTS where that is seen; else that one ends and the new one takes its place. */
static bool way_clear(const struct trib_command *command, const struct trib_belonging_add *params,
                      struct trib_error *error) {
    struct belonging belonging;
    bool is_there = false;
    if (!belonging_find(command->store, params->person_id, params->organization_id, &belonging,
                        &is_there, error)) {
        return false;
    }
    if (!is_there) {
        return true;
    }
    if (command_sees_space(command, belonging.space_id)) {
        return trib_fail(error, TRIB_E_EXISTS, "person_id");
    }
    return belonging_close(command->store, belonging.belonging_id, error);
}

bool trib_belonging_add(const struct trib_command *command, const struct trib_belonging_add *params,
                        struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    char today[TRIB_FUZZY_DATE_BYTES];
    trib_store_today(command->store, today);
    const struct belonging_new with = {.display_name = name, .starts_on = today};
    return command_see(command, "organization", params->organization_id, "organization_id", NULL,
                       error) &&
           command_see_person(command, params->person_id, "person_id", name, error) &&
           command_id_check(command->store, "belonging", params->belonging_id, "belonging_id",
                            error) &&
           way_clear(command, params, error) &&
           belonging_insert(command->store, params, &with, error);
}

/* A belonging that is seen and lasts. */
static bool belonging_last(const struct trib_command *command, const char *belonging_id,
                           struct trib_error *error) {
    struct belonging belonging;
    return command_see(command, "belonging", belonging_id, "belonging_id", NULL, error) &&
           belonging_load(command->store, belonging_id, &belonging, error) &&
           (belonging.ends_on[0] == '\0' || trib_fail(error, TRIB_E_CLOSED, "belonging_id"));
}

bool trib_belonging_set_role(const struct trib_command *command,
                             const struct trib_belonging_set_role *params,
                             struct trib_error *error) {
    return belonging_last(command, params->belonging_id, error) &&
           belonging_update(command->store, params, error);
}

bool trib_belonging_end(const struct trib_command *command, const struct trib_belonging_end *params,
                        struct trib_error *error) {
    return belonging_last(command, params->belonging_id, error) &&
           belonging_close(command->store, params->belonging_id, error);
}
