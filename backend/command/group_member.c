/*
 * Who works in a group: organizations, for whom their delegates do, and people. An organization's
 * row stands where the group's does, as far as the organization is known there; a person's in the
 * group's own space, so that who is in a group in person is known in the group alone.
 */
#include "group_rows.h"
#include "object.h"
#include "rows.h"
#include "sight.h"
#include "tributary/command/group.h"

static bool admit_organization(const struct trib_command *command,
                               const struct trib_group_member_admit *params,
                               const struct group *group, struct trib_error *error) {
    return command_see(command, "organization", params->organization_id, "organization_id", NULL,
                       error) &&
           group_organization_insert(command->store, params, group->space_id, error);
}

static bool admit_person(const struct trib_command *command,
                         const struct trib_group_member_admit *params, struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    return command_see_person(command, params->person_id, "person_id", name, error) &&
           group_person_insert(command->store, params, name, error);
}

bool trib_group_member_admit(const struct trib_command *command,
                             const struct trib_group_member_admit *params,
                             struct trib_error *error) {
    struct group group;
    if (!command_see(command, "group", params->group_id, "group_id", NULL, error) ||
        !group_load(command->store, params->group_id, &group, error) ||
        !group_open_check(&group, error) ||
        !command_id_check(command->store, "group_member", params->group_member_id,
                          "group_member_id", error)) {
        return false;
    }
    if ((params->organization_id == NULL) == (params->person_id == NULL)) {
        return trib_fail(error, TRIB_E_REQUIRED, "organization_id"); /* one of the two */
    }
    return params->person_id == NULL ? admit_organization(command, params, &group, error)
                                     : admit_person(command, params, error);
}

bool trib_group_member_join(const struct trib_command *command,
                            const struct trib_group_member_join *params, struct trib_error *error) {
    static const char *const WHO[] = {"facilitator"};
    struct group group;
    const struct trib_group_member_admit member = {
        .group_member_id = params->group_member_id, .group_id = params->group_id, .role = "member"};
    if (!command_see(command, "group", params->group_id, "group_id", NULL, error) ||
        !group_load(command->store, params->group_id, &group, error) ||
        !group_open_check(&group, error) ||
        !command_id_check(command->store, "group_member", params->group_member_id,
                          "group_member_id", error)) {
        return false;
    }
    return group.is_open ? group_actor_insert(command, &member, group.space_id, error)
                         : command_forbid(error, "admission", WHO, 1);
}

/* A membership that is seen and lasts, in a group that does. */
static bool member_find(const struct trib_command *command, const char *group_member_id,
                        struct trib_error *error) {
    struct group_member member;
    struct group group;
    return command_see(command, "group_member", group_member_id, "group_member_id", NULL, error) &&
           group_member_load(command->store, group_member_id, &member, error) &&
           group_load(command->store, member.group_id, &group, error) &&
           group_open_check(&group, error) &&
           (member.ends_on[0] == '\0' || trib_fail(error, TRIB_E_CLOSED, "group_member_id"));
}

bool trib_group_member_set_role(const struct trib_command *command,
                                const struct trib_group_member_set_role *params,
                                struct trib_error *error) {
    return member_find(command, params->group_member_id, error) &&
           group_member_update(command->store, params, error);
}

bool trib_group_member_end(const struct trib_command *command,
                           const struct trib_group_member_end *params, struct trib_error *error) {
    return member_find(command, params->group_member_id, error) &&
           group_member_close(command->store, params->group_member_id, error);
}
