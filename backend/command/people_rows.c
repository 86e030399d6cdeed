/* The SQL of people. What may be written is decided in belonging.c and person.c. */
#include "people_rows.h"

#include "edits.h"
#include "rows.h"
#include "tributary/base/text.h"

/* ---- belongings ------------------------------------------------------------------------------ */

/* Delegates are known in the coalition, base members in their organization alone. */
#define SPACE_OF_ROLE(role, organization_id)                                                       \
    "iif(" role " = 'base_member', " organization_id ", '" TRIB_SPACE_COALITION_ID "')"

static const char ADD_BELONGING[] =
    "INSERT INTO belonging (belonging_id, space_id, person_id, organization_id, role, "
    "display_name, starts_on, sample) "
    "VALUES (?1, " SPACE_OF_ROLE("?4", "?3") ", ?2, ?3, ?4, ?5, ?6, ?7)";
bool belonging_insert(struct trib_store *store, const struct trib_belonging_add *params,
                      const struct belonging_new *with, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return command_prepare(store, ADD_BELONGING, &statement,
                           TEXTS(params->belonging_id, params->person_id, params->organization_id,
                                 params->role, with->display_name, with->starts_on),
                           error) &&
           trib_bind_int64(&statement, 7, with->is_sample, error) &&
           trib_statement_run(&statement, error);
}

static const char LOAD_BELONGING[] =
    "SELECT belonging_id, space_id, ends_on FROM belonging WHERE belonging_id = ?1";
bool belonging_load(struct trib_store *store, const char *belonging_id, struct belonging *out,
                    struct trib_error *error) {
    const struct command_text columns[] = {COLUMN(out->belonging_id), COLUMN(out->space_id),
                                           COLUMN(out->ends_on)};
    const struct command_reading reading = {LOAD_BELONGING, belonging_id, "belonging_id", columns,
                                            3};
    return command_read(store, &reading, error);
}

static const char FIND_BELONGING[] = "SELECT belonging_id, space_id FROM belonging "
                                     "WHERE person_id = ?1 AND organization_id = ?2 "
                                     "AND ends_on IS NULL LIMIT 1";
bool belonging_find(struct trib_store *store, const char *person_id, const char *organization_id,
                    struct belonging *out, bool *out_found, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!command_prepare(store, FIND_BELONGING, &statement, TEXTS(person_id, organization_id),
                         error) ||
        !trib_statement_next(&statement, out_found, error)) {
        return false;
    }
    *out = (struct belonging){0};
    if (*out_found) {
        trib_text_copy(out->belonging_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
        trib_text_copy(out->space_id, TRIB_ID_BYTES, trib_column_text(&statement, 1));
    }
    return true;
}

static const char BELONGING_FIELDS[] = "SELECT role FROM belonging WHERE belonging_id = ?1";
static const char SET_ROLE[] = "UPDATE belonging SET role = ?2, space_id = " SPACE_OF_ROLE(
    "?2", "organization_id") " "
                             "WHERE belonging_id = ?1";
bool belonging_update(struct trib_store *store, const struct trib_belonging_set_role *params,
                      struct trib_error *error) {
    const struct command_field fields[] = {{"role", &params->role, SET_ROLE}};
    const struct command_edits edits = {.table_name = "belonging",
                                        .id_field = "belonging_id",
                                        .row_id = params->belonging_id,
                                        .select = BELONGING_FIELDS,
                                        .fields = fields,
                                        .field_count = 1};
    return command_edit(store, &edits, error);
}

static const char END_BELONGING[] = "UPDATE belonging SET ends_on = ?2 WHERE belonging_id = ?1";
bool belonging_close(struct trib_store *store, const char *belonging_id, struct trib_error *error) {
    char today[TRIB_FUZZY_DATE_BYTES];
    trib_store_today(store, today);
    return command_write(store, END_BELONGING, TEXTS(belonging_id, today), error);
}

/* ---- people ---------------------------------------------------------------------------------- */

static const char PERSON_FIELDS[] =
    "SELECT display_name, language, time_zone FROM person WHERE person_id = ?1";
static const char SET_NAME[] = "UPDATE person SET display_name = ?2 WHERE person_id = ?1";
static const char SET_LANGUAGE[] = "UPDATE person SET language = ?2 WHERE person_id = ?1";
static const char SET_TIME_ZONE[] = "UPDATE person SET time_zone = ?2 WHERE person_id = ?1";
bool person_update(struct trib_store *store, const struct trib_person_edit *params,
                   struct trib_error *error) {
    const struct command_field fields[] = {
        {"display_name", &params->display_name, SET_NAME},
        {"language", &params->language, SET_LANGUAGE},
        {"time_zone", &params->time_zone, SET_TIME_ZONE},
    };
    const struct command_edits edits = {.table_name = "person",
                                        .id_field = "person_id",
                                        .row_id = params->person_id,
                                        .select = PERSON_FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static const char CARRY_TO_BELONGINGS[] =
    "UPDATE belonging SET display_name = ?2 WHERE person_id = ?1 AND ends_on IS NULL";
static const char CARRY_TO_ROLES[] =
    "UPDATE coalition_role SET display_name = ?2 WHERE person_id = ?1 AND ends_on IS NULL";
/* A group that is over changes no more, not even in who was in it. */
static const char CARRY_TO_GROUPS[] =
    "UPDATE group_member SET display_name = ?2 WHERE person_id = ?1 AND ends_on IS NULL "
    "AND group_id NOT IN (SELECT group_id FROM \"group\" "
    "WHERE state IN ('closed', 'became_alliance', 'reconvened'))";
bool person_name_carry(struct trib_store *store, const char *person_id, const char *display_name,
                       struct trib_error *error) {
    return command_write(store, CARRY_TO_BELONGINGS, TEXTS(person_id, display_name), error) &&
           command_write(store, CARRY_TO_ROLES, TEXTS(person_id, display_name), error) &&
           command_write(store, CARRY_TO_GROUPS, TEXTS(person_id, display_name), error);
}

static const char SET_PROFILE[] =
    "UPDATE person SET language = ?2, time_zone = ?3 WHERE person_id = ?1";
bool newcomer_insert(struct trib_store *store, const struct newcomer *newcomer,
                     struct trib_error *error) {
    return trib_person_make(store, newcomer->person_id, newcomer->display_name, false, error) &&
           command_write(store, SET_PROFILE,
                         TEXTS(newcomer->person_id, newcomer->language, newcomer->time_zone),
                         error);
}
