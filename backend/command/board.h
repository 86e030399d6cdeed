/*
 * What stands with a body: a group's board, or the coalition's own. Where it stands decides who
 * sees it, and with that whom it may name. Private to this room.
 */
#ifndef TRIBUTARY_COMMAND_BOARD_H
#define TRIBUTARY_COMMAND_BOARD_H

#include "group_rows.h"
#include "tributary/command/command.h"

bool board_is_given(const char *id); /* not NULL and not "" */

/** Whether something stands in its group's own space, and not in the coalition's. */
bool board_is_within(const char *space_id, const char *group_id);

/** The group, if there is one, goes on; else E_CLOSED. out_group may be NULL. */
bool board_open_check(const struct trib_command *command, const char *group_id,
                      struct group *out_group, struct trib_error *error);

/** The space of something new of a group's: its own, or the coalition's where visibility says
    "coalition". What is a closed group's is not for the coalition, which does not know of the
    group: E_OUTSIDE. E_FORBIDDEN when the actor could not see it. Field: "visibility". */
bool board_space_choose(const struct trib_command *command, const char *group_id,
                        const char *visibility, const struct group *group,
                        const char **out_space_id, struct trib_error *error);

/** Whether an organization may be named there: it works in the group, or belongs to the coalition
    somehow. Else E_OUTSIDE; one that is not there for the actor: E_NOT_FOUND. */
bool board_organization_check(const struct trib_command *command, const char *organization_id,
                              const char *space_id, const char *group_id, const char *field,
                              struct trib_error *error);

/** Whether a person may be named there: they see it, and are known by a name where it stands or in
    the coalition. Whoever is known to their own organization alone is not pointed at before others.
    Else E_OUTSIDE; one whom the actor does not see: E_NOT_FOUND. */
bool board_person_check(const struct trib_command *command, const char *person_id,
                        const char *space_id, const char *field, struct trib_error *error);

/* Who is to see to something. */
struct board_owner {
    const char *organization_id, *person_id, *group_id; /* NULL or "": not of this kind */
};
/** E_TOO_MANY with field "owner" when it is more than one. */
bool board_owner_single(const struct board_owner *owner, struct trib_error *error);

/** Who is named is there for the actor and may be named there; a group where its people see it:
    anything in the coalition, its own things in its own space. Fields "owner_organization_id" …. */
bool board_owner_check(const struct trib_command *command, const struct board_owner *owner,
                       const char *space_id, const char *group_id, struct trib_error *error);

/* For whom the actor speaks: as delegate for an organization, else for themselves. */
struct board_speaker {
    const char *organization_id, *person_id; /* one of them is NULL */
};
/** Whoever is in a group in person speaks there for themselves, if the organization they act for is
    not in it. */
bool board_speaker_find(const struct trib_command *command, const char *space_id,
                        const char *group_id, struct board_speaker *out, struct trib_error *error);

/** Whether they may be named there; as for an organization or a person. */
bool board_speaker_check(const struct trib_command *command, const struct board_speaker *speaker,
                         const char *space_id, const char *group_id, struct trib_error *error);

#endif
