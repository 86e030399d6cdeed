/* Rows of action items and their checklists. Private to this room. */
#ifndef TRIBUTARY_COMMAND_ACTION_ITEM_ROWS_H
#define TRIBUTARY_COMMAND_ACTION_ITEM_ROWS_H

#include "tributary/command/action_item.h"
#include "tributary/domain/states.h"

struct action_item {
    char space_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES]; /* "" for the coalition's */
    char owner_organization_id[TRIB_ID_BYTES], owner_person_id[TRIB_ID_BYTES];
    char owner_group_id[TRIB_ID_BYTES];
    enum trib_action_item_state state;
};

bool action_item_load(struct trib_store *store, const char *action_item_id, struct action_item *out,
                      struct trib_error *error);
/** An item that is seen, of a group that goes on. */
bool action_item_find(const struct trib_command *command, const char *action_item_id,
                      struct action_item *out, struct trib_error *error);
bool action_item_insert(struct trib_store *store, const char *space_id,
                        const struct trib_action_item_create *params, struct trib_error *error);
bool action_item_update(struct trib_store *store, const struct trib_action_item_edit *params,
                        struct trib_error *error);
bool action_item_save_state(struct trib_store *store, const char *action_item_id,
                            enum trib_action_item_state state, const char *reason,
                            struct trib_error *error);

/** E_TOO_MANY when the checklist is full. */
bool action_item_steps_check(struct trib_store *store, const char *action_item_id,
                             struct trib_error *error);
bool action_item_step_owner(struct trib_store *store, const char *action_item_step_id,
                            char out_action_item_id[static TRIB_ID_BYTES],
                            struct trib_error *error);
bool action_item_step_insert(struct trib_store *store, const char *space_id,
                             const struct trib_action_item_step_add *params,
                             struct trib_error *error);
bool action_item_step_update(struct trib_store *store,
                             const struct trib_action_item_step_edit *params,
                             struct trib_error *error);
bool action_item_step_delete(struct trib_store *store, const char *action_item_step_id,
                             struct trib_error *error);

#endif
