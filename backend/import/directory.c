/*
 * The directory of a file: organizations with their names and regions, and who belongs to whom.
 * Facts are taken as the source states them; "INMD/RIMD" is two short names, "U.S. and Mexico" two
 * regions.
 */
#include "file.h"

#include <stdio.h>
#include <string.h>

#include "tributary/base/limits.h"

static const char ADD_SPACE[] =
    "INSERT INTO space (space_id, kind, owner_id) VALUES (?1, 'organization', ?1)";
static const char ADD_ORGANIZATION[] =
    "INSERT INTO organization (organization_id, space_id, name, kind, sector, region_stated, "
    "role_stated, founded_on, list_position, sample) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char ADD_NAME[] =
    "INSERT INTO organization_name (organization_name_id, space_id, organization_id, kind, text, "
    "language, rank, sample) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static const char ADD_REGION[] =
    "INSERT INTO organization_region (organization_region_id, space_id, organization_id, region, "
    "rank, sample) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char ADD_AFFILIATION[] =
    "INSERT INTO affiliation (affiliation_id, space_id, organization_id, parent_id, status, "
    "standing_sought, status_stated, charter_version, starts_on, ends_on, sample) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
static const char ADD_STANDING[] =
    "INSERT INTO affiliation_standing (affiliation_standing_id, space_id, affiliation_id, status, "
    "starts_on, sample) SELECT ?1, space_id, affiliation_id, status, starts_on, sample "
    "FROM affiliation WHERE affiliation_id = ?2";
/* An applicant's people have it among their own. */
static const char ADD_APPLICATION[] =
    "INSERT INTO application (application_id, space_id, affiliation_id, organization_id, "
    "organization_name, parent_id, status, standing_sought, charter_version, applied_on, sample) "
    "SELECT ?1, organization_id, affiliation_id, organization_id, (SELECT name FROM organization o "
    "WHERE o.organization_id = a.organization_id), parent_id, status, standing_sought, "
    "charter_version, starts_on, sample FROM affiliation a "
    "WHERE affiliation_id = ?2 AND status = 'applicant'";
static const char *const KINDS[] = {"coalition",   "alliance",   "network", "union", "federation",
                                    "association", "commission", "ngo",     NULL};
static const char *const STATUSES[] = {"applicant", "tentative", "observer", "member",
                                       "suspended", "left",      NULL};
static const char *const STANDINGS[] = {"observer", "member", NULL};

/* Countries and places whose own name holds an "and": not two regions. Source: ISO 3166-1. */
static const char *const NAMES_WITH_AND[] = {
    "Antigua and Barbuda",      "Bosnia and Herzegovina",    "Heard Island and McDonald Islands",
    "Saint Kitts and Nevis",    "Saint Pierre and Miquelon", "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",    "Svalbard and Jan Mayen",    "Trinidad and Tobago",
    "Turks and Caicos Islands", "Wallis and Futuna"};

struct text_part {
    const struct import_record *record;
    const char *organization_id, *space_id, *kind;
    int64_t rank;
    const char *language; /* NULL: not stated */
};

static bool name_add(struct text_part *part, const char *text, struct trib_error *error) {
    struct trib_store *store = part->record->file->store;
    char id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), id);
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(part->space_id),
                                    IMPORT_TEXT_VALUE(part->organization_id),
                                    IMPORT_TEXT_VALUE(part->kind),
                                    IMPORT_TEXT_VALUE(text),
                                    IMPORT_TEXT_VALUE(part->language),
                                    IMPORT_INTEGER_VALUE(++part->rank),
                                    IMPORT_INTEGER_VALUE(part->record->is_sample)};
    return import_row(store, ADD_NAME, values, 8, error);
}

static bool region_add(struct text_part *part, const char *text, struct trib_error *error) {
    struct trib_store *store = part->record->file->store;
    char id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), id);
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(part->space_id),
                                    IMPORT_TEXT_VALUE(part->organization_id),
                                    IMPORT_TEXT_VALUE(text),
                                    IMPORT_INTEGER_VALUE(++part->rank),
                                    IMPORT_INTEGER_VALUE(part->record->is_sample)};
    return import_row(store, ADD_REGION, values, 6, error);
}

/* Gives each piece between the separators to add. */
static bool pieces_add(struct text_part *part, const char *text, const char *separator,
                       bool (*add)(struct text_part *part, const char *text,
                                   struct trib_error *error),
                       struct trib_error *error) {
    while (text != NULL) {
        char piece[TRIB_TITLE_MAX * 4 + 1];
        const char *end = strstr(text, separator);
        int length = end == NULL ? (int)strlen(text) : (int)(end - text);
        snprintf(piece, sizeof piece, "%.*s", length, text);
        if (!add(part, piece, error)) {
            return false;
        }
        text = end == NULL ? NULL : end + strlen(separator);
    }
    return true;
}

static bool has_and_of_its_own(const char *region) {
    for (size_t i = 0; i < sizeof NAMES_WITH_AND / sizeof NAMES_WITH_AND[0]; i++) {
        if (strcmp(NAMES_WITH_AND[i], region) == 0) {
            return true;
        }
    }
    return false;
}

bool import_spellings(const struct import_record *record, import_spelling *take, void *context,
                      struct trib_error *error) {
    json_t *written = json_object_get(record->object, "also_written");
    if (written != NULL && !json_is_array(written)) {
        return import_fail(record, TRIB_E_TYPE, "also_written", error);
    }
    for (size_t i = 0; i < json_array_size(written); i++) {
        const json_t *one = json_array_get(written, i);
        const json_t *language = json_object_get(one, "language");
        const char *text =
            json_string_value(json_is_object(one) ? json_object_get(one, "text") : one);
        if (text == NULL || (language != NULL && !json_is_string(language))) {
            return import_fail(record, TRIB_E_TYPE, "also_written", error);
        }
        if (!take(context, text, json_string_value(language), error)) {
            return false;
        }
    }
    return true;
}

static bool spelling_add(void *context, const char *text, const char *language,
                         struct trib_error *error) {
    struct text_part *part = context;
    part->language = language;
    return name_add(part, text, error);
}

enum {
    ORG_NAME,
    ORG_KIND,
    ORG_ACRONYM,
    ORG_REGION,
    ORG_REGION_STATED,
    ORG_ROLE_STATED,
    ORG_SECTOR,
    ORG_FOUNDED,
    ORG_LIST_POSITION,
    ORG_ALSO_WRITTEN,
    ORG_STATUS_IN_GCM,
    ORG_STANDING,
    ORG_COUNT
};
static const struct import_field ORGANIZATION_FIELDS[ORG_COUNT] = {
    [ORG_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [ORG_KIND] = {"kind", IMPORT_WORD, true, 0, KINDS},
    [ORG_ACRONYM] = {"acronym", IMPORT_TEXT, false, TRIB_ACRONYM_MAX, NULL},
    [ORG_REGION] = {"region", IMPORT_TEXT, false, TRIB_REGION_MAX, NULL},
    [ORG_REGION_STATED] = {"region_stated", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [ORG_ROLE_STATED] = {"role_stated", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [ORG_SECTOR] = {"sector", IMPORT_TEXT, false, TRIB_SECTOR_MAX, NULL},
    [ORG_FOUNDED] = {"founded", IMPORT_DATE, false, 0, NULL},
    [ORG_LIST_POSITION] = {"list_position", IMPORT_INTEGER, false, 0, NULL},
    [ORG_ALSO_WRITTEN] = {"also_written", IMPORT_KNOWN, false, 0, NULL},
    /* The standing is the affiliation's to say; here it is repeated for readers of the file. */
    [ORG_STATUS_IN_GCM] = {"status_in_gcm", IMPORT_KNOWN, false, 0, NULL},
    [ORG_STANDING] = {"standing", IMPORT_KNOWN, false, 0, NULL},
};

static bool organization_write(const struct import_record *record, const struct import_values *read,
                               const char *id, struct trib_error *error) {
    struct import_value space[] = {IMPORT_TEXT_VALUE(id)};
    struct import_value position = IMPORT_TEXT_VALUE(NULL);
    if (read->has_integer[ORG_LIST_POSITION]) {
        position = IMPORT_INTEGER_VALUE(read->integers[ORG_LIST_POSITION]);
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(import_directory_space(record)),
                                    IMPORT_TEXT_VALUE(read->texts[ORG_NAME]),
                                    IMPORT_TEXT_VALUE(read->texts[ORG_KIND]),
                                    IMPORT_TEXT_VALUE(read->texts[ORG_SECTOR]),
                                    IMPORT_TEXT_VALUE(read->texts[ORG_REGION_STATED]),
                                    IMPORT_TEXT_VALUE(read->texts[ORG_ROLE_STATED]),
                                    IMPORT_TEXT_VALUE(read->texts[ORG_FOUNDED]),
                                    position,
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return import_row(record->file->store, ADD_SPACE, space, 1, error) &&
           import_row(record->file->store, ADD_ORGANIZATION, values, 10, error);
}

bool import_organization(struct import_record *record, enum import_outcome *out_outcome,
                         struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, ORGANIZATION_FIELDS, ORG_COUNT, &read, error) ||
        !import_key_make(record, "organization", id, error) ||
        !organization_write(record, &read, id, error)) {
        return false;
    }
    const char *space_id = import_directory_space(record);
    struct text_part names = {record, id, space_id, "acronym", 0, NULL};
    struct text_part spellings = {record, id, space_id, "spelling", 100, NULL};
    struct text_part regions = {record, id, space_id, NULL, 0, NULL};
    const char *region = read.texts[ORG_REGION];
    const char *between = region != NULL && has_and_of_its_own(region) ? "\n" : " and ";
    return pieces_add(&names, read.texts[ORG_ACRONYM], "/", name_add, error) &&
           import_spellings(record, spelling_add, &spellings, error) &&
           pieces_add(&regions, region, between, region_add, error) &&
           import_provenance(record, "organization", id, space_id, error);
}

enum {
    AFF_ORG,
    AFF_PARENT,
    AFF_STATUS,
    AFF_STANDING,
    AFF_STATED,
    AFF_CHARTER,
    AFF_FROM,
    AFF_UNTIL,
    AFF_COUNT
};
static const struct import_field AFFILIATION_FIELDS[AFF_COUNT] = {
    [AFF_ORG] = {"org", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [AFF_PARENT] = {"parent", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [AFF_STATUS] = {"status", IMPORT_WORD, true, 0, STATUSES},
    [AFF_STANDING] = {"standing", IMPORT_WORD, false, 0, STANDINGS},
    [AFF_STATED] = {"status_stated", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [AFF_CHARTER] = {"charter_version", IMPORT_INTEGER, false, 0, NULL},
    [AFF_FROM] = {"from", IMPORT_DATE, false, 0, NULL},
    [AFF_UNTIL] = {"until", IMPORT_DATE, false, 0, NULL},
};

static bool standing_add(struct trib_store *store, const char *affiliation_id,
                         struct trib_error *error) {
    char standing_id[TRIB_ID_BYTES];
    char application_id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), standing_id);
    trib_id_make_random(trib_store_random(store), application_id);
    struct import_value standing[] = {IMPORT_TEXT_VALUE(standing_id),
                                      IMPORT_TEXT_VALUE(affiliation_id)};
    struct import_value application[] = {IMPORT_TEXT_VALUE(application_id),
                                         IMPORT_TEXT_VALUE(affiliation_id)};
    return import_row(store, ADD_STANDING, standing, 2, error) &&
           import_row(store, ADD_APPLICATION, application, 2, error);
}

bool import_affiliation(struct import_record *record, enum import_outcome *out_outcome,
                        struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    char organization_id[TRIB_ID_BYTES];
    char parent_id[TRIB_ID_BYTES];
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, AFFILIATION_FIELDS, AFF_COUNT, &read, error) ||
        !import_reference(record, "org", read.texts[AFF_ORG], "organization", organization_id,
                          error) ||
        !import_reference(record, "parent", read.texts[AFF_PARENT], "organization", parent_id,
                          error)) {
        return false;
    }
    if (organization_id[0] == '\0' || parent_id[0] == '\0') {
        return import_fail(record, TRIB_E_NOT_FOUND, organization_id[0] == '\0' ? "org" : "parent",
                           error);
    }
    bool is_applicant = strcmp(read.texts[AFF_STATUS], "applicant") == 0;
    const char *space_id = is_applicant ? TRIB_SPACE_COALITION_ID : import_directory_space(record);
    struct import_value charter = IMPORT_TEXT_VALUE(NULL);
    if (read.has_integer[AFF_CHARTER]) {
        charter = IMPORT_INTEGER_VALUE(read.integers[AFF_CHARTER]);
    }
    if (!import_key_make(record, "affiliation", id, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(space_id),
                                    IMPORT_TEXT_VALUE(organization_id),
                                    IMPORT_TEXT_VALUE(parent_id),
                                    IMPORT_TEXT_VALUE(read.texts[AFF_STATUS]),
                                    IMPORT_TEXT_VALUE(read.texts[AFF_STANDING]),
                                    IMPORT_TEXT_VALUE(read.texts[AFF_STATED]),
                                    charter,
                                    IMPORT_TEXT_VALUE(read.texts[AFF_FROM]),
                                    IMPORT_TEXT_VALUE(read.texts[AFF_UNTIL]),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    struct trib_error inner = {0};
    if (!import_row(record->file->store, ADD_AFFILIATION, values, 11, &inner)) {
        return import_fail(record, inner.code, inner.field, error);
    }
    return standing_add(record->file->store, id, error) &&
           import_provenance(record, "affiliation", id, space_id, error);
}
