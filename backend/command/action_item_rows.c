/* The SQL of action items. What may be written is decided in action_item.c. */
#include "action_item_rows.h"

#include <assert.h>

#include "edits.h"
#include "rows.h"

static const char LOAD[] =
    "SELECT space_id, group_id, owner_organization_id, owner_person_id, owner_group_id, state "
    "FROM action_item WHERE action_item_id = ?1";
bool action_item_load(struct trib_store *store, const char *action_item_id, struct action_item *out,
                      struct trib_error *error) {
    char state[24];
    const struct command_text columns[] = {COLUMN(out->space_id),
                                           COLUMN(out->group_id),
                                           COLUMN(out->owner_organization_id),
                                           COLUMN(out->owner_person_id),
                                           COLUMN(out->owner_group_id),
                                           COLUMN(state)};
    const struct command_reading reading = {LOAD, action_item_id, "action_item_id", columns, 6};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    bool is_known = trib_action_item_state_find(state, &out->state);
    assert(is_known); /* the schema's CHECK has the same words */
    return true;
}

static const char ADD[] =
    "INSERT INTO action_item (action_item_id, space_id, group_id, title, note, "
    "owner_organization_id, owner_person_id, owner_group_id, due_on, milestone_id) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
bool action_item_insert(struct trib_store *store, const char *space_id,
                        const struct trib_action_item_create *params, struct trib_error *error) {
    return command_write(store, ADD,
                         TEXTS(params->action_item_id, space_id, params->group_id, params->title,
                               params->note, params->owner_organization_id, params->owner_person_id,
                               params->owner_group_id, params->due_on, params->milestone_id),
                         error);
}

static const char FIELDS[] =
    "SELECT title, note, due_on, progress, owner_organization_id, owner_person_id, owner_group_id, "
    "milestone_id FROM action_item WHERE action_item_id = ?1";
static const char SET_TITLE[] = "UPDATE action_item SET title = ?2 WHERE action_item_id = ?1";
static const char SET_NOTE[] = "UPDATE action_item SET note = ?2 WHERE action_item_id = ?1";
static const char SET_DUE[] = "UPDATE action_item SET due_on = ?2 WHERE action_item_id = ?1";
static const char SET_PROGRESS[] = "UPDATE action_item SET progress = ?2 WHERE action_item_id = ?1";
static const char SET_ORGANIZATION[] =
    "UPDATE action_item SET owner_organization_id = ?2 WHERE action_item_id = ?1";
static const char SET_PERSON[] =
    "UPDATE action_item SET owner_person_id = ?2 WHERE action_item_id = ?1";
static const char SET_GROUP[] =
    "UPDATE action_item SET owner_group_id = ?2 WHERE action_item_id = ?1";
static const char SET_MILESTONE[] =
    "UPDATE action_item SET milestone_id = ?2 WHERE action_item_id = ?1";
bool action_item_update(struct trib_store *store, const struct trib_action_item_edit *params,
                        struct trib_error *error) {
    const struct command_field fields[] = {
        {"title", &params->title, SET_TITLE},
        {"note", &params->note, SET_NOTE},
        {"due_on", &params->due_on, SET_DUE},
        {"progress", &params->progress, SET_PROGRESS},
        {"owner_organization_id", &params->owner_organization_id, SET_ORGANIZATION},
        {"owner_person_id", &params->owner_person_id, SET_PERSON},
        {"owner_group_id", &params->owner_group_id, SET_GROUP},
        {"milestone_id", &params->milestone_id, SET_MILESTONE},
    };
    const struct command_edits edits = {.table_name = "action_item",
                                        .id_field = "action_item_id",
                                        .row_id = params->action_item_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static const char SAVE_STATE[] =
    "UPDATE action_item SET state = ?2, reason = ?3 WHERE action_item_id = ?1";
bool action_item_save_state(struct trib_store *store, const char *action_item_id,
                            enum trib_action_item_state state, const char *reason,
                            struct trib_error *error) {
    return command_write(store, SAVE_STATE,
                         TEXTS(action_item_id, trib_action_item_state_name(state), reason), error);
}

/* ---- checklists ------------------------------------------------------------------------------ */

static const char HUNDREDTH[] =
    "SELECT 1 FROM action_item_step WHERE action_item_id = ?1 LIMIT 1 OFFSET 99";
static_assert(TRIB_ACTION_ITEM_STEPS_MAX == 100, "one more than the offset");
bool action_item_steps_check(struct trib_store *store, const char *action_item_id,
                             struct trib_error *error) {
    static const struct command_bound bound = {HUNDREDTH, "action_item_id",
                                               TRIB_ACTION_ITEM_STEPS_MAX};
    return command_bound_check(store, &bound, TEXTS(action_item_id), error);
}

static const char STEP_OWNER[] =
    "SELECT action_item_id FROM action_item_step WHERE action_item_step_id = ?1";
bool action_item_step_owner(struct trib_store *store, const char *action_item_step_id,
                            char out_action_item_id[static TRIB_ID_BYTES],
                            struct trib_error *error) {
    const struct command_text column = {out_action_item_id, TRIB_ID_BYTES};
    const struct command_reading reading = {STEP_OWNER, action_item_step_id, "action_item_step_id",
                                            &column, 1};
    return command_read(store, &reading, error);
}

static const char ADD_STEP[] =
    "INSERT INTO action_item_step (action_item_step_id, space_id, action_item_id, text, rank) "
    "SELECT ?1, ?2, ?3, ?4, coalesce(max(rank), 0) + 1 "
    "FROM action_item_step WHERE action_item_id = ?3";
bool action_item_step_insert(struct trib_store *store, const char *space_id,
                             const struct trib_action_item_step_add *params,
                             struct trib_error *error) {
    return command_write(
        store, ADD_STEP,
        TEXTS(params->action_item_step_id, space_id, params->action_item_id, params->text), error);
}

static const char STEP_FIELDS[] =
    "SELECT text, is_done FROM action_item_step WHERE action_item_step_id = ?1";
static const char SET_TEXT[] =
    "UPDATE action_item_step SET text = ?2 WHERE action_item_step_id = ?1";
static const char SET_DONE[] =
    "UPDATE action_item_step SET is_done = ?2 WHERE action_item_step_id = ?1";
bool action_item_step_update(struct trib_store *store,
                             const struct trib_action_item_step_edit *params,
                             struct trib_error *error) {
    const struct command_field fields[] = {
        {"text", &params->text, SET_TEXT},
        {"is_done", &params->is_done, SET_DONE},
    };
    const struct command_edits edits = {.table_name = "action_item_step",
                                        .id_field = "action_item_step_id",
                                        .row_id = params->action_item_step_id,
                                        .select = STEP_FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static const char DELETE_STEP[] = "DELETE FROM action_item_step WHERE action_item_step_id = ?1";
bool action_item_step_delete(struct trib_store *store, const char *action_item_step_id,
                             struct trib_error *error) {
    return command_write(store, DELETE_STEP, TEXTS(action_item_step_id), error);
}
