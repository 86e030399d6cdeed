/* Rows of groups, their names and their members. Private to this room. */
#ifndef TRIBUTARY_COMMAND_GROUP_ROWS_H
#define TRIBUTARY_COMMAND_GROUP_ROWS_H

#include "tributary/command/group.h"
#include "tributary/domain/fuzzy_date.h"
#include "tributary/domain/states.h"

struct group {
    char space_id[TRIB_ID_BYTES]; /* of its row, not its own */
    enum trib_group_state state;
    bool is_open; /* whoever sees it may join */
};

bool group_load(struct trib_store *store, const char *group_id, struct group *out,
                struct trib_error *error);
bool group_insert(struct trib_store *store, const char *space_id,
                  const struct trib_group_create *params, struct trib_error *error);
bool group_update(struct trib_store *store, const struct trib_group_edit *params,
                  struct trib_error *error);
bool group_set_state(struct trib_store *store, const char *group_id, enum trib_group_state state,
                     struct trib_error *error);
bool group_move(struct trib_store *store, const char *group_id, const char *space_id,
                struct trib_error *error);

/** Behind those there are. */
bool group_name_insert(struct trib_store *store, const char *space_id,
                       const struct trib_group_name_add *params, struct trib_error *error);
bool group_name_owner(struct trib_store *store, const char *group_name_id,
                      char out_group_id[static TRIB_ID_BYTES], struct trib_error *error);
bool group_name_delete(struct trib_store *store, const char *group_name_id,
                       struct trib_error *error);

struct group_member {
    char group_id[TRIB_ID_BYTES];
    char ends_on[TRIB_FUZZY_DATE_BYTES]; /* "" while it lasts */
};

bool group_member_load(struct trib_store *store, const char *group_member_id,
                       struct group_member *out, struct trib_error *error);
/** A person, from today, in the group's own space. */
bool group_person_insert(struct trib_store *store, const struct trib_group_member_admit *params,
                         const char *display_name, struct trib_error *error);
/** An organization, from today, in a group whose row stands in that space. Its membership stands
   there too, or in the coalition's space where that is public and the organization is not: whoever
   sees the group alone is not told that there is such an organization. */
bool group_organization_insert(struct trib_store *store,
                               const struct trib_group_member_admit *params,
                               const char *group_space_id, struct trib_error *error);
bool group_member_update(struct trib_store *store, const struct trib_group_member_set_role *params,
                         struct trib_error *error);
bool group_member_close(struct trib_store *store, const char *group_member_id,
                        struct trib_error *error);

/** A group that is over is read only: E_CLOSED. */
bool group_open_check(const struct group *group, struct trib_error *error);
/** A new group with a space of its own, its row in that space; the actor facilitates it. */
bool group_start(const struct trib_command *command, const struct trib_group_create *params,
                 const char *space_id, struct trib_error *error);
/** A membership of the actor's: of the organization they act for as delegate, else in person. */
bool group_actor_insert(const struct trib_command *command,
                        const struct trib_group_member_admit *as, const char *space_id,
                        struct trib_error *error);

#endif
