/*
 * Moving an action item to another board. What it says may then be read by others; that is what
 * whoever moves it wants, and they are told before. What others said of it is not theirs to give
 * away, nor to take from those who wrote it: with comments it moves only where the same people
 * read it. What it leads to, and what leads to it, stays as far as it is still seen from there.
 */
#include <string.h>

#include "action_item_rows.h"
#include "board.h"
#include "edits.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/command/permission.h"

/* Whoever moves an item must be one who could enter it there. */
static bool target_permit(const struct trib_command *command, const char *group_id,
                          struct trib_error *error) {
    bool is_permitted =
        group_id == NULL
            ? trib_permit(command, TRIB_MAY_ADD_COALITION_ITEM, NULL, NULL, NULL, error)
            : trib_permit(command, TRIB_MAY_ADD_ACTION_ITEM, "group", group_id, "group_id", error);
    if (!is_permitted && error->code == TRIB_E_FORBIDDEN) {
        trib_text_copy(error->field, sizeof error->field, "group_id");
    }
    return is_permitted;
}

/* The space it shall stand in. */
static bool target_choose(const struct trib_command *command,
                          const struct trib_action_item_move *params, const char **out_space_id,
                          struct trib_error *error) {
    const char *group_id = params->group_id.to;
    struct group group;
    if (group_id == NULL) {
        *out_space_id = TRIB_SPACE_COALITION_ID;
        return true;
    }
    return board_open_check(command, group_id, &group, error) &&
           board_space_choose(command, group_id, params->visibility, &group, out_space_id, error);
}

static const char COMMENTED[] = "SELECT 1 FROM comment WHERE about_id = ?1 LIMIT 1";
static bool comments_check(struct trib_store *store, const char *action_item_id, const char *from,
                           const char *to, struct trib_error *error) {
    bool is_commented = false;
    return strcmp(from, to) == 0 ||
           (command_has(store, COMMENTED, TEXTS(action_item_id), &is_commented, error) &&
            (!is_commented || trib_fail(error, TRIB_E_IN_USE, "comments")));
}

/* What stands in one of these is seen by all who see ?2, as command_is_seen_from has it. */
#define SEEN_FROM_THERE "(?2, '" TRIB_SPACE_COALITION_ID "', '" TRIB_SPACE_PUBLIC_ID "')"

static const char LEAVE_MILESTONE[] =
    "UPDATE action_item SET milestone_id = NULL WHERE action_item_id = ?1 AND milestone_id IN "
    "(SELECT milestone_id FROM milestone WHERE space_id NOT IN " SEEN_FROM_THERE ")";
static const char LEAVE_AGENDA[] =
    "DELETE FROM trace_link WHERE from_id = ?1 AND to_id IN (SELECT agenda_item_id FROM "
    "agenda_item WHERE space_id NOT IN " SEEN_FROM_THERE ")";
static const char TAKE_LINKS[] = "UPDATE trace_link SET space_id = ?2 WHERE from_id = ?1 AND "
                                 "space_id <> ?2";
/* Who reads the agenda and not the item would learn by the link that it is there. */
static const char LEAVE_AGENDAS_ABOUT_IT[] =
    "DELETE FROM trace_link WHERE to_id = ?1 AND ?2 NOT IN (space_id, '" TRIB_SPACE_COALITION_ID
    "', '" TRIB_SPACE_PUBLIC_ID "')";
static const char TAKE_STEPS[] =
    "UPDATE action_item_step SET space_id = ?2 WHERE action_item_id = ?1 AND space_id <> ?2";
static const char TAKE_COMMENTS[] = "UPDATE comment SET group_id = ?2 WHERE about_id = ?1";
static const char PUT[] =
    "UPDATE action_item SET group_id = ?3, space_id = ?2 WHERE action_item_id = ?1";
static bool item_put(struct trib_store *store, const char *action_item_id, const char *space_id,
                     const char *group_id, struct trib_error *error) {
    static const char *const LEAVE_AND_TAKE[] = {LEAVE_MILESTONE, LEAVE_AGENDA, TAKE_LINKS,
                                                 LEAVE_AGENDAS_ABOUT_IT, TAKE_STEPS};
    for (size_t i = 0; i < sizeof LEAVE_AND_TAKE / sizeof LEAVE_AND_TAKE[0]; i++) {
        if (!command_write(store, LEAVE_AND_TAKE[i], TEXTS(action_item_id, space_id), error)) {
            return false;
        }
    }
    return command_write(store, TAKE_COMMENTS, TEXTS(action_item_id, group_id), error) &&
           command_write(store, PUT, TEXTS(action_item_id, space_id, group_id), error);
}

bool trib_action_item_move(const struct trib_command *command,
                           const struct trib_action_item_move *params, struct trib_error *error) {
    struct action_item item;
    const char *space_id = NULL;
    if (!action_item_find(command, params->action_item_id, &item, error)) {
        return false;
    }
    const char *stored = item.group_id[0] == '\0' ? NULL : item.group_id;
    const char *to = params->group_id.to;
    const struct board_owner owner = {item.owner_organization_id, item.owner_person_id,
                                      item.owner_group_id};
    if (command_same(stored, to)) {
        return true;
    }
    if (!command_same(stored, params->group_id.from)) {
        return command_stale(error, "group_id", stored);
    }
    return target_permit(command, to, error) && target_choose(command, params, &space_id, error) &&
           board_owner_check(command, &owner, space_id, to, error) &&
           comments_check(command->store, params->action_item_id, item.space_id, space_id, error) &&
           item_put(command->store, params->action_item_id, space_id, to, error);
}
