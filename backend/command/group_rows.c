/* The SQL of groups. What may be written is decided in group.c. */
#include "group_rows.h"

#include <assert.h>
#include <string.h>

#include "edits.h"
#include "rows.h"

static const char LOAD[] = "SELECT space_id, state, admission FROM \"group\" WHERE group_id = ?1";
bool group_load(struct trib_store *store, const char *group_id, struct group *out,
                struct trib_error *error) {
    char state[24];
    char admission[16];
    const struct command_text columns[] = {COLUMN(out->space_id), COLUMN(state), COLUMN(admission)};
    const struct command_reading reading = {LOAD, group_id, "group_id", columns, 3};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    out->is_open = strcmp(admission, "open") == 0;
    bool is_known = trib_group_state_find(state, &out->state);
    assert(is_known); /* the schema's CHECK has the same words */
    return true;
}

static const char ADD_GROUP[] =
    "INSERT INTO \"group\" (group_id, space_id, name, kind, vote_unit, state, organization_id, "
    "mandate, formed_on, convening_id) "
    "VALUES (?1, ?2, ?3, ?4, coalesce(?5, 'organization'), 'forming', ?6, ?7, ?8, ?9)";
bool group_insert(struct trib_store *store, const char *space_id,
                  const struct trib_group_create *params, struct trib_error *error) {
    return command_write(store, ADD_GROUP,
                         TEXTS(params->group_id, space_id, params->name, params->kind,
                               params->vote_unit, params->organization_id, params->mandate,
                               params->formed_on, params->convening_id),
                         error);
}

static const char FIELDS[] = "SELECT name, mandate, mandate_ends_on, formed_on, vote_unit, "
                             "admission FROM \"group\" WHERE group_id = ?1";
static const char SET_NAME[] = "UPDATE \"group\" SET name = ?2 WHERE group_id = ?1";
static const char SET_MANDATE[] = "UPDATE \"group\" SET mandate = ?2 WHERE group_id = ?1";
static const char SET_MANDATE_END[] =
    "UPDATE \"group\" SET mandate_ends_on = ?2 WHERE group_id = ?1";
static const char SET_ADMISSION[] = "UPDATE \"group\" SET admission = ?2 WHERE group_id = ?1";
static const char SET_FORMED[] = "UPDATE \"group\" SET formed_on = ?2 WHERE group_id = ?1";
static const char SET_VOTE_UNIT[] = "UPDATE \"group\" SET vote_unit = ?2 WHERE group_id = ?1";
bool group_update(struct trib_store *store, const struct trib_group_edit *params,
                  struct trib_error *error) {
    const struct command_field fields[] = {
        {"name", &params->name, SET_NAME},
        {"mandate", &params->mandate, SET_MANDATE},
        {"mandate_ends_on", &params->mandate_ends_on, SET_MANDATE_END},
        {"formed_on", &params->formed_on, SET_FORMED},
        {"vote_unit", &params->vote_unit, SET_VOTE_UNIT},
        {"admission", &params->admission, SET_ADMISSION},
    };
    const struct command_edits edits = {.table_name = "group",
                                        .id_field = "group_id",
                                        .row_id = params->group_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static const char SET_STATE[] = "UPDATE \"group\" SET state = ?2 WHERE group_id = ?1";
bool group_set_state(struct trib_store *store, const char *group_id, enum trib_group_state state,
                     struct trib_error *error) {
    return command_write(store, SET_STATE, TEXTS(group_id, trib_group_state_name(state)), error) &&
           command_state(store, "group", group_id, "state", error);
}

static const char MOVE[] = "UPDATE \"group\" SET space_id = ?2 WHERE group_id = ?1";
bool group_move(struct trib_store *store, const char *group_id, const char *space_id,
                struct trib_error *error) {
    return command_write(store, MOVE, TEXTS(group_id, space_id), error);
}

/* ---- names ----------------------------------------------------------------------------------- */

static const char ADD_NAME[] =
    "INSERT INTO group_name (group_name_id, space_id, group_id, kind, text, language, rank) "
    "SELECT ?1, ?2, ?3, ?4, ?5, ?6, coalesce(max(rank), 0) + 1 "
    "FROM group_name WHERE group_id = ?3";
bool group_name_insert(struct trib_store *store, const char *space_id,
                       const struct trib_group_name_add *params, struct trib_error *error) {
    return command_write(store, ADD_NAME,
                         TEXTS(params->group_name_id, space_id, params->group_id, params->kind,
                               params->text, params->language),
                         error);
}

static const char NAME_OWNER[] = "SELECT group_id FROM group_name WHERE group_name_id = ?1";
bool group_name_owner(struct trib_store *store, const char *group_name_id,
                      char out_group_id[static TRIB_ID_BYTES], struct trib_error *error) {
    const struct command_text columns[] = {{out_group_id, TRIB_ID_BYTES}};
    const struct command_reading reading = {NAME_OWNER, group_name_id, "group_name_id", columns, 1};
    return command_read(store, &reading, error);
}

static const char DELETE_NAME[] = "DELETE FROM group_name WHERE group_name_id = ?1";
bool group_name_delete(struct trib_store *store, const char *group_name_id,
                       struct trib_error *error) {
    return command_write(store, DELETE_NAME, TEXTS(group_name_id), error);
}

/* ---- members --------------------------------------------------------------------------------- */

static const char LOAD_MEMBER[] =
    "SELECT group_id, ends_on FROM group_member WHERE group_member_id = ?1";
bool group_member_load(struct trib_store *store, const char *group_member_id,
                       struct group_member *out, struct trib_error *error) {
    const struct command_text columns[] = {COLUMN(out->group_id), COLUMN(out->ends_on)};
    const struct command_reading reading = {LOAD_MEMBER, group_member_id, "group_member_id",
                                            columns, 2};
    return command_read(store, &reading, error);
}

static const char ADD_MEMBER[] =
    "INSERT INTO group_member (group_member_id, space_id, group_id, organization_id, person_id, "
    "display_name, role, starts_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static bool member_insert(struct trib_store *store, const char *space_id,
                          const struct trib_group_member_admit *params, const char *display_name,
                          struct trib_error *error) {
    char today[TRIB_FUZZY_DATE_BYTES];
    trib_store_today(store, today);
    return command_write(store, ADD_MEMBER,
                         TEXTS(params->group_member_id, space_id, params->group_id,
                               params->organization_id, params->person_id, display_name,
                               params->role, today),
                         error);
}

bool group_person_insert(struct trib_store *store, const struct trib_group_member_admit *params,
                         const char *display_name, struct trib_error *error) {
    return member_insert(store, params->group_id, params, display_name, error);
}

static const char ORGANIZATION_SPACE[] =
    "SELECT space_id FROM organization WHERE organization_id = ?1";
bool group_organization_insert(struct trib_store *store,
                               const struct trib_group_member_admit *params,
                               const char *group_space_id, struct trib_error *error) {
    char own_space_id[TRIB_ID_BYTES];
    const struct command_text columns[] = {COLUMN(own_space_id)};
    const struct command_reading reading = {ORGANIZATION_SPACE, params->organization_id,
                                            "organization_id", columns, 1};
    bool is_public = strcmp(group_space_id, TRIB_SPACE_PUBLIC_ID) == 0;
    return command_read(store, &reading, error) &&
           member_insert(store, is_public ? own_space_id : group_space_id, params, NULL, error);
}

static const char MEMBER_FIELDS[] = "SELECT role FROM group_member WHERE group_member_id = ?1";
static const char SET_ROLE[] = "UPDATE group_member SET role = ?2 WHERE group_member_id = ?1";
bool group_member_update(struct trib_store *store, const struct trib_group_member_set_role *params,
                         struct trib_error *error) {
    const struct command_field fields[] = {{"role", &params->role, SET_ROLE}};
    const struct command_edits edits = {.table_name = "group_member",
                                        .id_field = "group_member_id",
                                        .row_id = params->group_member_id,
                                        .select = MEMBER_FIELDS,
                                        .fields = fields,
                                        .field_count = 1};
    return command_edit(store, &edits, error);
}

static const char END_MEMBER[] = "UPDATE group_member SET ends_on = ?2 WHERE group_member_id = ?1";
bool group_member_close(struct trib_store *store, const char *group_member_id,
                        struct trib_error *error) {
    char today[TRIB_FUZZY_DATE_BYTES];
    trib_store_today(store, today);
    return command_write(store, END_MEMBER, TEXTS(group_member_id, today), error);
}
