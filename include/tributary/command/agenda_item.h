/*
 * Items of agendas: a tree under a meeting, or in the backlog of its body, which whoever is in the
 * body may feed. Their numbers are not stored: they follow from the order.
 */
#ifndef TRIBUTARY_COMMAND_AGENDA_ITEM_H
#define TRIBUTARY_COMMAND_AGENDA_ITEM_H

#include "tributary/command/command.h"

/* Items of one agenda, and of one backlog. Past it: E_TOO_MANY. */
#define TRIB_AGENDA_ITEMS_MAX 200u
/* Levels of an agenda: 1, 1.1, 1.1.1. Past it: E_TOO_MANY. */
#define TRIB_AGENDA_DEPTH_MAX 3u
/* Minutes planned for one item: ten hours. Past it: E_TYPE. */
#define TRIB_AGENDA_MINUTES_MAX 600

/* Things one item is about: a round of a room. Past it: E_TOO_MANY. */
#define TRIB_AGENDA_LINKS_MAX 20

struct trib_agenda_item_add {
    const char *agenda_item_id, *title, *note, *minutes_planned, *presenter_organization_id;
    const char *meeting_id, *parent_id; /* of an agenda; parent_id NULL: at the top */
    const char *group_id, *visibility;  /* of a group's backlog */
};
/** Behind those there are, until the meeting has ended: then E_STATE. */
bool trib_agenda_item_add(const struct trib_command *command,
                          const struct trib_agenda_item_add *params, struct trib_error *error);
/** Into the backlog of a group, or of the coalition. */
bool trib_agenda_item_propose(const struct trib_command *command,
                              const struct trib_agenda_item_add *params, struct trib_error *error);
bool trib_agenda_item_propose_to_coalition(const struct trib_command *command,
                                           const struct trib_agenda_item_add *params,
                                           struct trib_error *error);

struct trib_agenda_item_edit {
    const char *agenda_item_id;
    struct trib_edit title, note, minutes_planned, presenter_organization_id;
};
bool trib_agenda_item_edit(const struct trib_command *command,
                           const struct trib_agenda_item_edit *params, struct trib_error *error);

struct trib_agenda_item_move {
    const char *agenda_item_id;
    const char *meeting_id; /* NULL: into the backlog */
    const char *parent_id;  /* NULL: to the top */
    const char *before_id;  /* NULL: behind those there are */
};
/** With all that is under it, within its body. Under itself: E_CYCLE, field "parent_id". What
    before_id names is elsewhere by now: E_STALE; where it is the item itself, nothing moves. */
bool trib_agenda_item_move(const struct trib_command *command,
                           const struct trib_agenda_item_move *params, struct trib_error *error);

struct trib_agenda_item_of {
    const char *agenda_item_id;
};
/** With items under it, or minutes, or pointed at by another: E_IN_USE. What it is about is no
    longer said. */
bool trib_agenda_item_remove(const struct trib_command *command,
                             const struct trib_agenda_item_of *params, struct trib_error *error);

struct trib_agenda_item_link {
    const char *trace_link_id, *agenda_item_id;
    const char *about_table, *about_id;
};
/** Says what an item is about, while it may be changed. What not all who read the agenda see:
    E_OUTSIDE, field "about_id", with "kind" and "id"; the item itself: E_CYCLE; linked already:
    E_EXISTS. */
bool trib_agenda_item_link(const struct trib_command *command,
                           const struct trib_agenda_item_link *params, struct trib_error *error);

struct trib_agenda_item_unlink {
    const char *agenda_item_id, *trace_link_id;
};
/** A link of another item: E_NOT_FOUND. */
bool trib_agenda_item_unlink(const struct trib_command *command,
                             const struct trib_agenda_item_unlink *params,
                             struct trib_error *error);

#endif
