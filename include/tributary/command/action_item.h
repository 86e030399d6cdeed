/*
 * Action items: what somebody is to do. One stands on a group's board or on the coalition's own,
 * and is owned by an organization, a person or a group who all see it, or by nobody yet. Source:
 * the coalition's table of states and of rights ("Act on an assigned item").
 */
#ifndef TRIBUTARY_COMMAND_ACTION_ITEM_H
#define TRIBUTARY_COMMAND_ACTION_ITEM_H

#include "tributary/command/command.h"

/* Lines of one checklist: a list that a person can look over. Past it: E_TOO_MANY. */
#define TRIB_ACTION_ITEM_STEPS_MAX 100u

struct trib_action_item_create {
    const char *action_item_id, *title, *note, *due_on;
    const char *group_id; /* on whose board; of the coalition's: NULL */
    const char
        *visibility; /* "group" or "coalition"; NULL: the group's. Of the coalition's: NULL */
    const char *owner_organization_id, *owner_person_id, *owner_group_id; /* one at the most */
    const char *agenda_item_id; /* that it was drawn from; else NULL */
    const char *milestone_id;   /* that it brings about; else NULL */
};
/** An agenda item or a milestone that others see than the action item's readers: E_OUTSIDE; a
   milestone of an archived plan: E_ARCHIVED. An owner who could not
   see it, or who is not known there: E_OUTSIDE with the owner's field. More than one: E_TOO_MANY.
   On the board of a group that is over: E_CLOSED. */
bool trib_action_item_create(const struct trib_command *command,
                             const struct trib_action_item_create *params,
                             struct trib_error *error);
bool trib_action_item_create_for_coalition(const struct trib_command *command,
                                           const struct trib_action_item_create *params,
                                           struct trib_error *error);

struct trib_action_item_edit {
    const char *action_item_id;
    struct trib_edit title, note, due_on, progress, milestone_id;
    struct trib_edit owner_organization_id, owner_person_id, owner_group_id;
};
/** Refused as for a new one. */
bool trib_action_item_edit(const struct trib_command *command,
                           const struct trib_action_item_edit *params, struct trib_error *error);

struct trib_action_item_move {
    const char *action_item_id;
    struct trib_edit group_id; /* NULL: the coalition's */
    const char *visibility;    /* there, as for a new one */
};
/** To another board, where the actor may enter items too: else E_FORBIDDEN, field "group_id". An
    owner who could not see it there, or is not known there: E_OUTSIDE with the owner's field. With
    comments, and where others read it: E_IN_USE, field "comments". A milestone, items of agendas
    and what agendas say of it are let go where they would not be seen any more. */
bool trib_action_item_move(const struct trib_command *command,
                           const struct trib_action_item_move *params, struct trib_error *error);

struct trib_action_item_of {
    const char *action_item_id;
};
/** What nobody owns becomes the organization's that the actor acts for as delegate, else their own.
    Owned already: E_STALE, field "owner". */
bool trib_action_item_take(const struct trib_command *command,
                           const struct trib_action_item_of *params, struct trib_error *error);

struct trib_action_item_set_state {
    const char *action_item_id;
    struct trib_edit state;
    const char *reason; /* of "blocked" and "dropped", else NULL */
};
/** Not from this state: E_STATE with what is possible. Without a reason where one is asked:
    E_REQUIRED, field "reason". */
bool trib_action_item_set_state(const struct trib_command *command,
                                const struct trib_action_item_set_state *params,
                                struct trib_error *error);

struct trib_action_item_step_add {
    const char *action_item_id, *action_item_step_id, *text;
};
bool trib_action_item_step_add(const struct trib_command *command,
                               const struct trib_action_item_step_add *params,
                               struct trib_error *error);

struct trib_action_item_step_edit {
    const char *action_item_step_id;
    struct trib_edit text, is_done; /* "0" or "1" */
};
bool trib_action_item_step_edit(const struct trib_command *command,
                                const struct trib_action_item_step_edit *params,
                                struct trib_error *error);

struct trib_action_item_step_remove {
    const char *action_item_step_id;
};
bool trib_action_item_step_remove(const struct trib_command *command,
                                  const struct trib_action_item_step_remove *params,
                                  struct trib_error *error);

#endif
