/*
 * Groups: starting one, changing it field by field, its other names, its states, making it public.
 * A group has a space of its own; its row stands there when it is closed to others, else where it
 * is known. Whoever starts it facilitates it: a delegate for the organization, anybody else in
 * person.
 */
#include <string.h>

#include "edits.h"
#include "group_rows.h"
#include "object.h"
#include "rows.h"
#include "sight.h"
#include "tributary/command/group.h"

/* Other things may follow upon a group that was reconvened, but it is over itself. */
bool group_open_check(const struct group *group, struct trib_error *error) {
    bool is_over = trib_group_is_final(group->state) || group->state == TRIB_GROUP_RECONVENED;
    return !is_over || trib_fail(error, TRIB_E_CLOSED, "");
}

/* A group that is seen and not over. */
static bool group_find(const struct trib_command *command, const char *group_id, struct group *out,
                       struct trib_error *error) {
    return command_see(command, "group", group_id, "group_id", NULL, error) &&
           group_load(command->store, group_id, out, error) && group_open_check(out, error);
}

/* ---- starting one ---------------------------------------------------------------------------- */

/* Where its row will stand: a space the actor sees, or the one that comes with it. */
static bool space_choose(const struct trib_command *command, const struct trib_group_create *params,
                         const char **out_space_id, struct trib_error *error) {
    static const char *const SECRETARIAT[] = {"secretariat"};
    static const char *const WHO[] = {"base_member", "delegate", "secretariat"};
    bool is_public = strcmp(params->visibility, "public") == 0;
    if (strcmp(params->visibility, "group") == 0) {
        *out_space_id = params->group_id;
        return true;
    }
    if (is_public && !trib_graph_is_secretariat(command->graph, command->actor.person_id)) {
        return command_forbid(error, "visibility", SECRETARIAT, 1);
    }
    *out_space_id = is_public ? TRIB_SPACE_PUBLIC_ID : TRIB_SPACE_COALITION_ID;
    return command_sees_space(command, *out_space_id) ||
           command_forbid(error, "visibility", WHO, sizeof WHO / sizeof WHO[0]);
}

static const char OWN_NAME[] = "SELECT display_name FROM person WHERE person_id = ?1";
bool group_actor_insert(const struct trib_command *command,
                        const struct trib_group_member_admit *as, const char *space_id,
                        struct trib_error *error) {
    const struct trib_actor *actor = &command->actor;
    char name[COMMAND_NAME_BYTES];
    const struct command_text columns[] = {COLUMN(name)};
    const struct command_reading reading = {OWN_NAME, actor->person_id, "", columns, 1};
    struct trib_group_member_admit member = *as;
    if (trib_graph_belonging(command->graph, actor->person_id, actor->acting_for) >=
        TRIB_BELONGING_ALTERNATE) {
        member.organization_id = actor->acting_for;
        return group_organization_insert(command->store, &member, space_id, error);
    }
    member.person_id = actor->person_id;
    return command_read(command->store, &reading, error) &&
           group_person_insert(command->store, &member, name, error);
}

static bool starter_add(const struct trib_command *command, const struct trib_group_create *params,
                        const char *space_id, struct trib_error *error) {
    const struct trib_group_member_admit member = {.group_member_id = params->group_member_id,
                                                   .group_id = params->group_id,
                                                   .role = "facilitator"};
    return group_actor_insert(command, &member, space_id, error);
}

bool group_start(const struct trib_command *command, const struct trib_group_create *params,
                 const char *space_id, struct trib_error *error) {
    return command_id_check(command->store, "group", params->group_id, "group_id", error) &&
           command_id_check(command->store, "group_member", params->group_member_id,
                            "group_member_id", error) &&
           command_space_make(command->store, "group", params->group_id, "group_id", error) &&
           group_insert(command->store, space_id, params, error) &&
           starter_add(command, params, space_id, error);
}

/* A local organising committee is one of one convening. */
static bool convening_check(const struct trib_command *command,
                            const struct trib_group_create *params, struct trib_error *error) {
    if (params->convening_id == NULL) {
        return strcmp(params->kind, "local_organising_committee") != 0 ||
               trib_fail(error, TRIB_E_REQUIRED, "convening_id");
    }
    return command_see(command, "convening", params->convening_id, "convening_id", NULL, error);
}

bool trib_group_create(const struct trib_command *command, const struct trib_group_create *params,
                       struct trib_error *error) {
    const char *space_id = NULL;
    return space_choose(command, params, &space_id, error) &&
           (params->organization_id == NULL ||
            command_see(command, "organization", params->organization_id, "organization_id", NULL,
                        error)) &&
           convening_check(command, params, error) && group_start(command, params, space_id, error);
}

/* ---- changing it ----------------------------------------------------------------------------- */

bool trib_group_edit(const struct trib_command *command, const struct trib_group_edit *params,
                     struct trib_error *error) {
    struct group group;
    return group_find(command, params->group_id, &group, error) &&
           group_update(command->store, params, error);
}

bool trib_group_name_add(const struct trib_command *command,
                         const struct trib_group_name_add *params, struct trib_error *error) {
    struct group group;
    return group_find(command, params->group_id, &group, error) &&
           command_id_check(command->store, "group_name", params->group_name_id, "group_name_id",
                            error) &&
           group_name_insert(command->store, group.space_id, params, error) &&
           command_state(command->store, "group", params->group_id, "acronym", error);
}

bool trib_group_name_remove(const struct trib_command *command,
                            const struct trib_group_name_remove *params, struct trib_error *error) {
    struct group group;
    char group_id[TRIB_ID_BYTES];
    return command_see(command, "group_name", params->group_name_id, "group_name_id", NULL,
                       error) &&
           group_name_owner(command->store, params->group_name_id, group_id, error) &&
           group_load(command->store, group_id, &group, error) && group_open_check(&group, error) &&
           group_name_delete(command->store, params->group_name_id, error) &&
           command_state(command->store, "group", group_id, "acronym", error);
}

/* Public already is what was asked for. */
bool trib_group_publish(const struct trib_command *command, const struct trib_group_of *params,
                        struct trib_error *error) {
    struct group group;
    return group_find(command, params->group_id, &group, error) &&
           group_move(command->store, params->group_id, TRIB_SPACE_PUBLIC_ID, error);
}

/* ---- its states ------------------------------------------------------------------------------ */

/* The right to a method is as wide as its widest transition; some are the facilitators' alone. */
static bool mover_check(const struct trib_command *command, const char *group_id, unsigned movers,
                        struct trib_error *error) {
    static const char *const WHO[] = {"facilitator"};
    const struct trib_actor *actor = &command->actor;
    bool is_facilitator = trib_graph_group_part(command->graph, actor->person_id, actor->acting_for,
                                                group_id) == TRIB_GROUP_FACILITATOR;
    return is_facilitator || (movers & TRIB_MOVER_SECRETARIAT) != 0 ||
           command_forbid(error, "", WHO, 1);
}

static bool state_change(const struct trib_command *command, const struct trib_group_of *params,
                         enum trib_group_state to, struct trib_error *error) {
    struct group group;
    if (!group_find(command, params->group_id, &group, error)) {
        return false;
    }
    const struct trib_transition *transition = trib_group_transition(group.state, to);
    if (transition == NULL) {
        return command_state_refuse(&trib_group_machine, (int)group.state, "", error);
    }
    return mover_check(command, params->group_id, transition->movers, error) &&
           group_set_state(command->store, params->group_id, to, error);
}

bool trib_group_activate(const struct trib_command *command, const struct trib_group_of *params,
                         struct trib_error *error) {
    return state_change(command, params, TRIB_GROUP_ACTIVE, error);
}

bool trib_group_rest(const struct trib_command *command, const struct trib_group_of *params,
                     struct trib_error *error) {
    return state_change(command, params, TRIB_GROUP_DORMANT, error);
}

bool trib_group_close(const struct trib_command *command, const struct trib_group_of *params,
                      struct trib_error *error) {
    return state_change(command, params, TRIB_GROUP_CLOSED, error);
}
