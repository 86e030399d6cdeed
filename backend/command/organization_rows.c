/* The SQL of organizations. What may be written is decided in organization.c. */
#include "organization_rows.h"

#include "edits.h"
#include "rows.h"

static const char ADD_ORGANIZATION[] =
    "INSERT INTO organization (organization_id, space_id, name, kind, sector, founded_on) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
bool organization_insert(struct trib_store *store, const char *space_id,
                         const struct trib_organization_create *params, struct trib_error *error) {
    return command_write(store, ADD_ORGANIZATION,
                         TEXTS(params->organization_id, space_id, params->name, params->kind,
                               params->sector, params->founded_on),
                         error);
}

static const char ADD_NAME[] =
    "INSERT INTO organization_name "
    "(organization_name_id, space_id, organization_id, kind, text, language, rank) "
    "SELECT ?1, ?2, ?3, ?4, ?5, ?6, coalesce(max(rank), 0) + 1 "
    "FROM organization_name WHERE organization_id = ?3";
bool organization_name_insert(struct trib_store *store, const char *space_id,
                              const struct trib_organization_name_add *params,
                              struct trib_error *error) {
    return command_write(store, ADD_NAME,
                         TEXTS(params->organization_name_id, space_id, params->organization_id,
                               params->kind, params->text, params->language),
                         error);
}

static const char ADD_REGION[] =
    "INSERT INTO organization_region "
    "(organization_region_id, space_id, organization_id, region, rank) "
    "SELECT ?1, ?2, ?3, ?4, coalesce(max(rank), 0) + 1 "
    "FROM organization_region WHERE organization_id = ?3";
bool organization_region_insert(struct trib_store *store, const char *space_id,
                                const struct trib_organization_region_add *params,
                                struct trib_error *error) {
    return command_write(
        store, ADD_REGION,
        TEXTS(params->organization_region_id, space_id, params->organization_id, params->region),
        error);
}

static const char FIELDS[] = "SELECT name, kind, sector, founded_on, region_stated, role_stated "
                             "FROM organization WHERE organization_id = ?1";
static const char SET_NAME[] = "UPDATE organization SET name = ?2 WHERE organization_id = ?1";
static const char SET_KIND[] = "UPDATE organization SET kind = ?2 WHERE organization_id = ?1";
static const char SET_SECTOR[] = "UPDATE organization SET sector = ?2 WHERE organization_id = ?1";
static const char SET_FOUNDED[] =
    "UPDATE organization SET founded_on = ?2 WHERE organization_id = ?1";
static const char SET_REGION[] =
    "UPDATE organization SET region_stated = ?2 WHERE organization_id = ?1";
static const char SET_ROLE[] =
    "UPDATE organization SET role_stated = ?2 WHERE organization_id = ?1";
bool organization_update(struct trib_store *store, const struct trib_organization_edit *params,
                         struct trib_error *error) {
    const struct command_field fields[] = {
        {"name", &params->name, SET_NAME},
        {"kind", &params->kind, SET_KIND},
        {"sector", &params->sector, SET_SECTOR},
        {"founded_on", &params->founded_on, SET_FOUNDED},
        {"region_stated", &params->region_stated, SET_REGION},
        {"role_stated", &params->role_stated, SET_ROLE},
    };
    const struct command_edits edits = {.table_name = "organization",
                                        .id_field = "organization_id",
                                        .row_id = params->organization_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static const char MOVE[] = "UPDATE organization SET space_id = ?2 WHERE organization_id = ?1";
bool organization_move(struct trib_store *store, const char *organization_id, const char *space_id,
                       struct trib_error *error) {
    return command_write(store, MOVE, TEXTS(organization_id, space_id), error);
}

static const char NAME_OWNER[] =
    "SELECT organization_id FROM organization_name WHERE organization_name_id = ?1";
static const char DELETE_NAME[] = "DELETE FROM organization_name WHERE organization_name_id = ?1";
bool organization_name_delete(struct trib_store *store, const char *organization_name_id,
                              char out_organization_id[static TRIB_ID_BYTES],
                              struct trib_error *error) {
    const struct command_text columns[] = {{out_organization_id, TRIB_ID_BYTES}};
    const struct command_reading reading = {NAME_OWNER, organization_name_id,
                                            "organization_name_id", columns, 1};
    return command_read(store, &reading, error) &&
           command_write(store, DELETE_NAME, TEXTS(organization_name_id), error);
}

static const char REGION_OWNER[] =
    "SELECT organization_id FROM organization_region WHERE organization_region_id = ?1";
static const char DELETE_REGION[] =
    "DELETE FROM organization_region WHERE organization_region_id = ?1";
bool organization_region_delete(struct trib_store *store, const char *organization_region_id,
                                char out_organization_id[static TRIB_ID_BYTES],
                                struct trib_error *error) {
    const struct command_text columns[] = {{out_organization_id, TRIB_ID_BYTES}};
    const struct command_reading reading = {REGION_OWNER, organization_region_id,
                                            "organization_region_id", columns, 1};
    return command_read(store, &reading, error) &&
           command_write(store, DELETE_REGION, TEXTS(organization_region_id), error);
}
