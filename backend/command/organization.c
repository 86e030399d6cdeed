/*
 * Organizations: entering one, changing it field by field, its other names and its regions, making
 * it public. Whoever has written a name or a region stands behind it, so the source's reader no
 * longer counts as the one who inferred it.
 */
#include <string.h>

#include "organization_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/command/directory.h"

static bool acronym_add(const struct trib_command *command, const char *space_id,
                        const struct trib_organization_create *params, struct trib_error *error) {
    const struct trib_organization_name_add name = {
        .organization_id = params->organization_id,
        .organization_name_id = params->organization_name_id,
        .kind = "acronym",
        .text = params->acronym,
    };
    return params->acronym == NULL ||
           (command_id_check(command->store, "organization_name", name.organization_name_id,
                             "organization_name_id", error) &&
            organization_name_insert(command->store, space_id, &name, error));
}

static bool region_add(const struct trib_command *command, const char *space_id,
                       const struct trib_organization_create *params, struct trib_error *error) {
    const struct trib_organization_region_add region = {
        .organization_id = params->organization_id,
        .organization_region_id = params->organization_region_id,
        .region = params->region,
    };
    return params->region == NULL ||
           (command_id_check(command->store, "organization_region", region.organization_region_id,
                             "organization_region_id", error) &&
            organization_region_insert(command->store, space_id, &region, error));
}

bool trib_organization_create(const struct trib_command *command,
                              const struct trib_organization_create *params,
                              struct trib_error *error) {
    bool is_public = strcmp(params->visibility, "public") == 0;
    const char *space_id = is_public ? TRIB_SPACE_PUBLIC_ID : TRIB_SPACE_COALITION_ID;
    return command_id_check(command->store, "organization", params->organization_id,
                            "organization_id", error) &&
           command_space_make(command->store, "organization", params->organization_id,
                              "organization_id", error) &&
           organization_insert(command->store, space_id, params, error) &&
           acronym_add(command, space_id, params, error) &&
           region_add(command, space_id, params, error);
}

/* Its people have its name beside what they applied for. */
static const char CARRY_NAME[] =
    "UPDATE application SET organization_name = (SELECT name FROM organization "
    "WHERE organization_id = ?1) WHERE organization_id = ?1 AND organization_name <> (SELECT name "
    "FROM organization WHERE organization_id = ?1)";
bool trib_organization_edit(const struct trib_command *command,
                            const struct trib_organization_edit *params, struct trib_error *error) {
    return command_see(command, "organization", params->organization_id, "organization_id", NULL,
                       error) &&
           organization_update(command->store, params, error) &&
           (!params->name.given ||
            command_write(command->store, CARRY_NAME, TEXTS(params->organization_id), error));
}

bool trib_organization_name_add(const struct trib_command *command,
                                const struct trib_organization_name_add *params,
                                struct trib_error *error) {
    char space_id[TRIB_ID_BYTES];
    return command_see(command, "organization", params->organization_id, "organization_id",
                       space_id, error) &&
           command_id_check(command->store, "organization_name", params->organization_name_id,
                            "organization_name_id", error) &&
           organization_name_insert(command->store, space_id, params, error) &&
           command_state(command->store, "organization", params->organization_id, "acronym", error);
}

bool trib_organization_name_remove(const struct trib_command *command,
                                   const struct trib_organization_name_remove *params,
                                   struct trib_error *error) {
    char organization_id[TRIB_ID_BYTES];
    return command_see(command, "organization_name", params->organization_name_id,
                       "organization_name_id", NULL, error) &&
           organization_name_delete(command->store, params->organization_name_id, organization_id,
                                    error) &&
           command_state(command->store, "organization", organization_id, "acronym", error);
}

bool trib_organization_region_add(const struct trib_command *command,
                                  const struct trib_organization_region_add *params,
                                  struct trib_error *error) {
    char space_id[TRIB_ID_BYTES];
    return command_see(command, "organization", params->organization_id, "organization_id",
                       space_id, error) &&
           command_id_check(command->store, "organization_region", params->organization_region_id,
                            "organization_region_id", error) &&
           organization_region_insert(command->store, space_id, params, error) &&
           command_state(command->store, "organization", params->organization_id, "region", error);
}

bool trib_organization_region_remove(const struct trib_command *command,
                                     const struct trib_organization_region_remove *params,
                                     struct trib_error *error) {
    char organization_id[TRIB_ID_BYTES];
    return command_see(command, "organization_region", params->organization_region_id,
                       "organization_region_id", NULL, error) &&
           organization_region_delete(command->store, params->organization_region_id,
                                      organization_id, error) &&
           command_state(command->store, "organization", organization_id, "region", error);
}

/* Public already is what was asked for. */
bool trib_organization_publish(const struct trib_command *command,
                               const struct trib_organization_publish *params,
                               struct trib_error *error) {
    return command_see(command, "organization", params->organization_id, "organization_id", NULL,
                       error) &&
           organization_move(command->store, params->organization_id, TRIB_SPACE_PUBLIC_ID, error);
}
