/* The SQL of affiliations. Which status may follow which is domain's to say. */
#include "affiliation_rows.h"

#include <assert.h>

#include "circle.h"
#include "edits.h"
#include "rows.h"

static const char LOAD[] = "SELECT organization_id, parent_id, space_id, status, starts_on, "
                           "ends_on, iif(is_asked, '1', '') FROM affiliation "
                           "WHERE affiliation_id = ?1";
bool affiliation_load(struct trib_store *store, const char *affiliation_id, struct affiliation *out,
                      struct trib_error *error) {
    char status[16];
    char is_asked[2];
    const struct command_text columns[] = {
        COLUMN(out->organization_id), COLUMN(out->parent_id), COLUMN(out->space_id), COLUMN(status),
        COLUMN(out->starts_on),       COLUMN(out->ends_on),   COLUMN(is_asked)};
    const struct command_reading reading = {LOAD, affiliation_id, "affiliation_id", columns, 7};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    bool is_known = trib_affiliation_status_find(status, &out->status);
    assert(is_known); /* the schema's CHECK has the same words */
    out->is_asked = is_asked[0] != '\0';
    return true;
}

static const char ADD[] = "INSERT INTO affiliation (affiliation_id, space_id, organization_id, "
                          "parent_id, status, standing_sought, starts_on, charter_version) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
bool affiliation_insert(struct trib_store *store, const char *space_id,
                        const struct trib_affiliation_add *params, struct trib_error *error) {
    return command_write(store, ADD,
                         TEXTS(params->affiliation_id, space_id, params->organization_id,
                               params->parent_id, params->status, params->standing_sought,
                               params->starts_on, params->charter_version),
                         error);
}

/* Whoever was asked has answered with whatever becomes of the tie. */
static const char SAVE[] = "UPDATE affiliation SET status = ?2, space_id = ?3, "
                           "starts_on = nullif(?4, ''), ends_on = nullif(?5, ''), is_asked = 0 "
                           "WHERE affiliation_id = ?1";
bool affiliation_save(struct trib_store *store, const char *affiliation_id,
                      const struct affiliation *affiliation, struct trib_error *error) {
    const char *status = trib_affiliation_status_name(affiliation->status);
    return command_write(store, SAVE,
                         TEXTS(affiliation_id, status, affiliation->space_id,
                               affiliation->starts_on, affiliation->ends_on),
                         error) &&
           command_state(store, "affiliation", affiliation_id, "status", error) &&
           affiliation_follow(store, affiliation_id, error);
}

static const char ADD_STANDING[] =
    "INSERT INTO affiliation_standing (affiliation_standing_id, space_id, affiliation_id, status, "
    "starts_on, decision) SELECT ?1, space_id, affiliation_id, status, ?3, ?4 FROM affiliation "
    "WHERE affiliation_id = ?2";
/* What was known in one place before is known where the tie is now. */
static const char MOVE_STANDINGS[] =
    "UPDATE affiliation_standing SET space_id = (SELECT space_id FROM affiliation "
    "WHERE affiliation_id = ?1) WHERE affiliation_id = ?1 AND space_id <> (SELECT space_id "
    "FROM affiliation WHERE affiliation_id = ?1)";
bool affiliation_standing_add(struct trib_store *store, const char *affiliation_id,
                              const char *starts_on, const char *decision,
                              struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), id);
    return command_write(store, ADD_STANDING, TEXTS(id, affiliation_id, starts_on, decision),
                         error) &&
           command_write(store, MOVE_STANDINGS, TEXTS(affiliation_id), error);
}

static const char HAS_APPLICATION[] = "SELECT 1 FROM application WHERE affiliation_id = ?1 LIMIT 1";
static const char ADD_APPLICATION[] =
    "INSERT INTO application (application_id, space_id, affiliation_id, organization_id, "
    "organization_name, parent_id, status, standing_sought, charter_version, applied_on) "
    "SELECT ?1, organization_id, affiliation_id, organization_id, (SELECT name FROM organization o "
    "WHERE o.organization_id = a.organization_id), parent_id, status, standing_sought, "
    "charter_version, ?3 FROM affiliation a WHERE affiliation_id = ?2 AND status = 'applicant' "
    "AND is_asked = 0";
bool affiliation_application_add(struct trib_store *store, const char *application_id,
                                 const char *affiliation_id, struct trib_error *error) {
    char today[TRIB_FUZZY_DATE_BYTES];
    trib_store_today(store, today);
    return command_write(store, ADD_APPLICATION, TEXTS(application_id, affiliation_id, today),
                         error);
}

static const char FOLLOW[] =
    "UPDATE application SET status = a.status, standing_sought = a.standing_sought, "
    "charter_version = a.charter_version, "
    "answered_on = iif(a.status IN ('applicant', 'tentative'), NULL, coalesce(answered_on, ?2)) "
    "FROM affiliation a WHERE a.affiliation_id = ?1 AND application.affiliation_id = ?1";
bool affiliation_follow(struct trib_store *store, const char *affiliation_id,
                        struct trib_error *error) {
    char today[TRIB_FUZZY_DATE_BYTES];
    char id[TRIB_ID_BYTES];
    bool has = false;
    trib_store_today(store, today);
    if (!command_has(store, HAS_APPLICATION, TEXTS(affiliation_id), &has, error)) {
        return false;
    }
    trib_id_make_random(trib_store_random(store), id);
    return has ? command_write(store, FOLLOW, TEXTS(affiliation_id, today), error)
               : affiliation_application_add(store, id, affiliation_id, error);
}

static const char SEEK[] = "UPDATE affiliation SET standing_sought = ?2, "
                           "charter_version = coalesce(?3, charter_version) "
                           "WHERE affiliation_id = ?1";
bool affiliation_seek(struct trib_store *store, const char *affiliation_id, const char *sought,
                      const char *charter_version, struct trib_error *error) {
    return command_write(store, SEEK, TEXTS(affiliation_id, sought, charter_version), error) &&
           affiliation_follow(store, affiliation_id, error);
}

static const char FIELDS[] =
    "SELECT starts_on, standing_sought FROM affiliation WHERE affiliation_id = ?1";
static const char SET_START[] = "UPDATE affiliation SET starts_on = ?2 WHERE affiliation_id = ?1";
static const char SET_SOUGHT[] =
    "UPDATE affiliation SET standing_sought = ?2 WHERE affiliation_id = ?1";
bool affiliation_update(struct trib_store *store, const struct trib_affiliation_edit *params,
                        struct trib_error *error) {
    const struct command_field fields[] = {
        {"starts_on", &params->starts_on, SET_START},
        {"standing_sought", &params->standing_sought, SET_SOUGHT},
    };
    const struct command_edits edits = {.table_name = "affiliation",
                                        .id_field = "affiliation_id",
                                        .row_id = params->affiliation_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error) &&
           affiliation_follow(store, params->affiliation_id, error);
}

static const char NOT_PUBLIC[] = "SELECT 1 FROM organization WHERE organization_id IN (?1, ?2) "
                                 "AND space_id <> ?3 LIMIT 1";
bool affiliation_is_between_public(struct trib_store *store, const char *organization_id,
                                   const char *parent_id, bool *out_is, struct trib_error *error) {
    bool is_one_not = false;
    if (!command_has(store, NOT_PUBLIC, TEXTS(organization_id, parent_id, TRIB_SPACE_PUBLIC_ID),
                     &is_one_not, error)) {
        return false;
    }
    *out_is = !is_one_not;
    return true;
}

static const char ASK[] =
    "INSERT INTO affiliation (affiliation_id, space_id, organization_id, parent_id, status, "
    "standing_sought, is_asked) VALUES (?1, ?2, ?3, ?4, 'applicant', 'member', 1)";
bool affiliation_ask(struct trib_store *store, const char *space_id, const char *organization_id,
                     const char *parent_id, struct trib_error *error) {
    char affiliation_id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), affiliation_id);
    return command_write(store, ASK, TEXTS(affiliation_id, space_id, organization_id, parent_id),
                         error);
}

static const struct circle_kind AFFILIATIONS = {
    .ties_sql = "SELECT organization_id, parent_id, space_id FROM affiliation "
                "WHERE status <> 'left' LIMIT 200001",
    .name_sql = "SELECT name, space_id FROM organization WHERE organization_id = ?1",
    .field = "parent_id",
};
bool affiliation_circle_check(const struct trib_command *command, const char *organization_id,
                              const char *parent_id, struct trib_error *error) {
    const struct trib_link link = {organization_id, parent_id};
    return circle_check(command, &AFFILIATIONS, &link, error);
}
