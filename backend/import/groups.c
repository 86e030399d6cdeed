/* Groups of a file and who works in them. What a group became is told by lineage too. */
#include "file.h"

#include <string.h>

#include "tributary/base/limits.h"

static const char ADD_SPACE[] =
    "INSERT INTO space (space_id, kind, owner_id) VALUES (?1, 'group', ?1)";
static const char ADD_GROUP[] =
    "INSERT INTO \"group\" (group_id, space_id, name, kind, vote_unit, state, mandate, formed_on, "
    "organization_id, convening_id, series_id, sample) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
static const char ADD_NAME[] = "INSERT INTO group_name (group_name_id, space_id, group_id, kind, "
                               "text, language, rank, sample) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, NULL, ?6, ?7)";
static const char ADD_MEMBER[] =
    "INSERT INTO group_member (group_member_id, space_id, group_id, organization_id, role, "
    "starts_on, sample) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char GROUP_SPACE[] = "SELECT space_id FROM \"group\" WHERE group_id = ?1 LIMIT 1";

static const char *const KINDS[] = {"working_group", "committee", "caucus",
                                    "local_organising_committee", NULL};
static const char *const STATES[] = {"forming",         "active",     "dormant", "closed",
                                     "became_alliance", "reconvened", NULL};
static const char *const VOTE_UNITS[] = {"organization", "person", NULL};
static const char *const ROLES[] = {"member", "facilitator", "note_taker", "chair", NULL};

enum {
    GROUP_NAME,
    GROUP_KIND,
    GROUP_STATE,
    GROUP_VOTE_UNIT,
    GROUP_MANDATE,
    GROUP_FORMED,
    GROUP_ORG,
    GROUP_ACRONYM,
    GROUP_ALSO_WRITTEN,
    GROUP_CONVENING,
    GROUP_SERIES,
    GROUP_BECAME,
    GROUP_COUNT
};
static const struct import_field GROUP_FIELDS[GROUP_COUNT] = {
    [GROUP_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [GROUP_KIND] = {"kind", IMPORT_WORD, true, 0, KINDS},
    [GROUP_STATE] = {"state", IMPORT_WORD, true, 0, STATES},
    [GROUP_VOTE_UNIT] = {"vote_unit", IMPORT_WORD, false, 0, VOTE_UNITS},
    [GROUP_MANDATE] = {"mandate", IMPORT_TEXT, false, TRIB_SUMMARY_MAX, NULL},
    [GROUP_FORMED] = {"formed", IMPORT_DATE, false, 0, NULL},
    [GROUP_ORG] = {"org", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [GROUP_ACRONYM] = {"acronym", IMPORT_TEXT, false, TRIB_ACRONYM_MAX, NULL},
    [GROUP_ALSO_WRITTEN] = {"also_written", IMPORT_KNOWN, false, 0, NULL},
    [GROUP_CONVENING] = {"convening", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [GROUP_SERIES] = {"series", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [GROUP_BECAME] = {"became", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
};

static bool group_name_add(const struct import_record *record, const char *group_id,
                           const char *kind, const char *text, int64_t rank,
                           struct trib_error *error) {
    struct trib_store *store = record->file->store;
    char id[TRIB_ID_BYTES];
    if (text == NULL) {
        return import_fail(record, TRIB_E_TYPE, "also_written", error);
    }
    trib_id_make_random(trib_store_random(store), id);
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(import_directory_space(record)),
                                    IMPORT_TEXT_VALUE(group_id),
                                    IMPORT_TEXT_VALUE(kind),
                                    IMPORT_TEXT_VALUE(text),
                                    IMPORT_INTEGER_VALUE(rank),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return import_row(store, ADD_NAME, values, 7, error);
}

static bool group_names_add(const struct import_record *record, const char *group_id,
                            const char *acronym, struct trib_error *error) {
    json_t *written = json_object_get(record->object, "also_written");
    if (acronym != NULL && !group_name_add(record, group_id, "acronym", acronym, 1, error)) {
        return false;
    }
    if (written != NULL && !json_is_array(written)) {
        return import_fail(record, TRIB_E_TYPE, "also_written", error);
    }
    for (size_t i = 0; i < json_array_size(written); i++) {
        const char *text = json_string_value(json_array_get(written, i));
        if (!group_name_add(record, group_id, "spelling", text, 101 + (int64_t)i, error)) {
            return false;
        }
    }
    return true;
}

struct group_ties {
    char organization_id[TRIB_ID_BYTES], convening_id[TRIB_ID_BYTES], series_id[TRIB_ID_BYTES];
};

/* What it became must be in the file; a row for it comes with lineage. */
static bool ties_find(const struct import_record *record, const struct import_values *read,
                      struct group_ties *out, struct trib_error *error) {
    char became_id[TRIB_ID_BYTES];
    return import_reference(record, "org", read->texts[GROUP_ORG], "organization",
                            out->organization_id, error) &&
           import_reference(record, "convening", read->texts[GROUP_CONVENING], "convening",
                            out->convening_id, error) &&
           import_reference(record, "series", read->texts[GROUP_SERIES], "series", out->series_id,
                            error) &&
           import_reference(record, "became", read->texts[GROUP_BECAME], "organization", became_id,
                            error);
}

#define ID_OR_NULL(id) IMPORT_TEXT_VALUE((id)[0] == '\0' ? NULL : (id))

bool import_group(struct import_record *record, enum import_outcome *out_outcome,
                  struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    struct group_ties ties;
    const char *space_id = import_directory_space(record);
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, GROUP_FIELDS, GROUP_COUNT, &read, error) ||
        !ties_find(record, &read, &ties, error) || !import_key_make(record, "group", id, error)) {
        return false;
    }
    const char *vote_unit = read.texts[GROUP_VOTE_UNIT];
    struct import_value space[] = {IMPORT_TEXT_VALUE(id)};
    struct import_value values[] = {
        IMPORT_TEXT_VALUE(id),
        IMPORT_TEXT_VALUE(space_id),
        IMPORT_TEXT_VALUE(read.texts[GROUP_NAME]),
        IMPORT_TEXT_VALUE(read.texts[GROUP_KIND]),
        IMPORT_TEXT_VALUE(vote_unit == NULL ? "organization" : vote_unit),
        IMPORT_TEXT_VALUE(read.texts[GROUP_STATE]),
        IMPORT_TEXT_VALUE(read.texts[GROUP_MANDATE]),
        IMPORT_TEXT_VALUE(read.texts[GROUP_FORMED]),
        ID_OR_NULL(ties.organization_id),
        ID_OR_NULL(ties.convening_id),
        ID_OR_NULL(ties.series_id),
        IMPORT_INTEGER_VALUE(record->is_sample)};
    return import_row(record->file->store, ADD_SPACE, space, 1, error) &&
           import_row(record->file->store, ADD_GROUP, values, 12, error) &&
           group_names_add(record, id, read.texts[GROUP_ACRONYM], error) &&
           import_provenance(record, "group", id, space_id, error);
}

enum { MEMBER_GROUP, MEMBER_ORG, MEMBER_ROLE, MEMBER_FROM, MEMBER_COUNT };
static const struct import_field MEMBER_FIELDS[MEMBER_COUNT] = {
    [MEMBER_GROUP] = {"group", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [MEMBER_ORG] = {"org", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [MEMBER_ROLE] = {"role", IMPORT_WORD, true, 0, ROLES},
    [MEMBER_FROM] = {"from", IMPORT_DATE, false, 0, NULL},
};

bool import_group_member(struct import_record *record, enum import_outcome *out_outcome,
                         struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES];
    char organization_id[TRIB_ID_BYTES];
    char space_id[TRIB_ID_BYTES];
    bool found = false;
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, MEMBER_FIELDS, MEMBER_COUNT, &read, error) ||
        !import_reference(record, "group", read.texts[MEMBER_GROUP], "group", group_id, error) ||
        !import_reference(record, "org", read.texts[MEMBER_ORG], "organization", organization_id,
                          error)) {
        return false;
    }
    if (group_id[0] == '\0' || organization_id[0] == '\0') {
        return import_fail(record, TRIB_E_NOT_FOUND, group_id[0] == '\0' ? "group" : "org", error);
    }
    struct import_value group[] = {IMPORT_TEXT_VALUE(group_id)};
    if (!import_look(record->file->store, IMPORT_QUERY(GROUP_SPACE, group, 1), space_id,
                     sizeof space_id, &found, error) ||
        !import_key_make(record, "group_member", id, error)) {
        return false;
    }
    /* A sample in a public group would show the sample organization to everybody. */
    const char *own_space = record->is_sample && strcmp(space_id, TRIB_SPACE_PUBLIC_ID) == 0
                                ? TRIB_SPACE_COALITION_ID
                                : space_id;
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(own_space),
                                    IMPORT_TEXT_VALUE(group_id),
                                    IMPORT_TEXT_VALUE(organization_id),
                                    IMPORT_TEXT_VALUE(read.texts[MEMBER_ROLE]),
                                    IMPORT_TEXT_VALUE(read.texts[MEMBER_FROM]),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return import_row(record->file->store, ADD_MEMBER, values, 7, error) &&
           import_provenance(record, "group_member", id, own_space, error);
}
