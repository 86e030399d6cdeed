/*
 * Action items. Whoever owns one must see it: an owner is checked against the space the item stands
 * in, at the beginning and at every change of owner. A group that is over keeps its items as they
 * were.
 */
#include "tributary/command/action_item.h"

#include <string.h>

#include "action_item_rows.h"
#include "agenda_item_rows.h"
#include "board.h"
#include "edits.h"
#include "milestone_rows.h"
#include "rows.h"
#include "sight.h"

/* ---- items ----------------------------------------------------------------------------------- */

static bool item_enter(const struct trib_command *command,
                       const struct trib_action_item_create *params, const char *space_id,
                       struct trib_error *error) {
    const struct board_owner owner = {params->owner_organization_id, params->owner_person_id,
                                      params->owner_group_id};
    return command_id_check(command->store, "action_item", params->action_item_id, "action_item_id",
                            error) &&
           board_owner_single(&owner, error) &&
           board_owner_check(command, &owner, space_id, params->group_id, error) &&
           milestone_link_check(command, params->milestone_id, space_id, error) &&
           action_item_insert(command->store, space_id, params, error) &&
           agenda_item_draw(
               command, params->agenda_item_id,
               &(struct agenda_drawing){"action_item", params->action_item_id, space_id}, error);
}

bool trib_action_item_create(const struct trib_command *command,
                             const struct trib_action_item_create *params,
                             struct trib_error *error) {
    struct group group = {0};
    const char *space_id = NULL;
    return command_see(command, "group", params->group_id, "group_id", NULL, error) &&
           board_open_check(command, params->group_id, &group, error) &&
           board_space_choose(command, params->group_id, params->visibility, &group, &space_id,
                              error) &&
           item_enter(command, params, space_id, error);
}

bool trib_action_item_create_for_coalition(const struct trib_command *command,
                                           const struct trib_action_item_create *params,
                                           struct trib_error *error) {
    return item_enter(command, params, TRIB_SPACE_COALITION_ID, error);
}

bool action_item_find(const struct trib_command *command, const char *action_item_id,
                      struct action_item *out, struct trib_error *error) {
    return command_see(command, "action_item", action_item_id, "action_item_id", NULL, error) &&
           action_item_load(command->store, action_item_id, out, error) &&
           board_open_check(command, out->group_id, NULL, error);
}

bool trib_action_item_edit(const struct trib_command *command,
                           const struct trib_action_item_edit *params, struct trib_error *error) {
    struct action_item item;
    const struct board_owner named = {params->owner_organization_id.to, params->owner_person_id.to,
                                      params->owner_group_id.to};
    if (!action_item_find(command, params->action_item_id, &item, error) ||
        !board_owner_check(command, &named, item.space_id, item.group_id, error) ||
        !milestone_link_check(command, params->milestone_id.to, item.space_id, error) ||
        !action_item_update(command->store, params, error) ||
        !action_item_load(command->store, params->action_item_id, &item, error)) {
        return false;
    }
    const struct board_owner owner = {item.owner_organization_id, item.owner_person_id,
                                      item.owner_group_id};
    return board_owner_single(&owner, error);
}

bool trib_action_item_take(const struct trib_command *command,
                           const struct trib_action_item_of *params, struct trib_error *error) {
    struct action_item item;
    if (!action_item_find(command, params->action_item_id, &item, error)) {
        return false;
    }
    struct board_speaker speaker;
    if (!board_speaker_find(command, item.space_id, item.group_id, &speaker, error)) {
        return false;
    }
    const struct trib_action_item_edit edit = {
        .action_item_id = params->action_item_id,
        .owner_organization_id = {speaker.organization_id != NULL, NULL, speaker.organization_id},
        .owner_person_id = {speaker.person_id != NULL, NULL, speaker.person_id},
    };
    const struct board_owner owner = {speaker.organization_id, speaker.person_id, NULL};
    bool is_owned = item.owner_organization_id[0] != '\0' || item.owner_person_id[0] != '\0' ||
                    item.owner_group_id[0] != '\0';
    if (is_owned) {
        return command_stale(error, "owner", NULL);
    }
    return board_owner_check(command, &owner, item.space_id, item.group_id, error) &&
           action_item_update(command->store, &edit, error);
}

/* ---- states ---------------------------------------------------------------------------------- */

static bool needs_reason(enum trib_action_item_state state) {
    return state == TRIB_ACTION_ITEM_BLOCKED || state == TRIB_ACTION_ITEM_DROPPED;
}

bool trib_action_item_set_state(const struct trib_command *command,
                                const struct trib_action_item_set_state *params,
                                struct trib_error *error) {
    struct action_item item;
    int step;
    if (!action_item_find(command, params->action_item_id, &item, error) ||
        !command_state_step(&trib_action_item_machine, (int)item.state, &params->state, &step,
                            error)) {
        return false;
    }
    enum trib_action_item_state to = (enum trib_action_item_state)step;
    if (to == item.state) {
        return true;
    }
    if (needs_reason(to) && params->reason == NULL) {
        return trib_fail(error, TRIB_E_REQUIRED, "reason");
    }
    return action_item_save_state(command->store, params->action_item_id, to,
                                  needs_reason(to) ? params->reason : NULL, error);
}

/* ---- checklists ------------------------------------------------------------------------------ */

bool trib_action_item_step_add(const struct trib_command *command,
                               const struct trib_action_item_step_add *params,
                               struct trib_error *error) {
    struct action_item item;
    return action_item_find(command, params->action_item_id, &item, error) &&
           command_id_check(command->store, "action_item_step", params->action_item_step_id,
                            "action_item_step_id", error) &&
           action_item_steps_check(command->store, params->action_item_id, error) &&
           action_item_step_insert(command->store, item.space_id, params, error);
}

/* A line of an item that may be changed. */
static bool step_find(const struct trib_command *command, const char *action_item_step_id,
                      struct trib_error *error) {
    char action_item_id[TRIB_ID_BYTES];
    struct action_item item;
    return command_see(command, "action_item_step", action_item_step_id, "action_item_step_id",
                       NULL, error) &&
           action_item_step_owner(command->store, action_item_step_id, action_item_id, error) &&
           action_item_find(command, action_item_id, &item, error);
}

bool trib_action_item_step_edit(const struct trib_command *command,
                                const struct trib_action_item_step_edit *params,
                                struct trib_error *error) {
    return step_find(command, params->action_item_step_id, error) &&
           action_item_step_update(command->store, params, error);
}

bool trib_action_item_step_remove(const struct trib_command *command,
                                  const struct trib_action_item_step_remove *params,
                                  struct trib_error *error) {
    return step_find(command, params->action_item_step_id, error) &&
           action_item_step_delete(command->store, params->action_item_step_id, error);
}
