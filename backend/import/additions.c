/*
 * What a file knows of organizations that are there already: names, a region, a sector, a year that
 * they lack are filled in. Nothing that somebody has written is overwritten, and what is there is
 * not added twice; so a second time changes nothing.
 */
#include "file.h"

#include "tributary/base/limits.h"
#include "tributary/store/statement.h"

static const char ADD_NAME[] =
    "INSERT INTO organization_name (organization_name_id, space_id, organization_id, kind, text, "
    "language, rank) SELECT ?1, space_id, organization_id, ?3, ?4, ?5, "
    "(SELECT coalesce(max(rank), iif(?3 = 'spelling', 100, 0)) + 1 FROM organization_name n "
    "WHERE n.organization_id = o.organization_id AND n.kind = ?3) FROM organization o "
    "WHERE organization_id = ?2 AND name <> ?4 AND NOT EXISTS (SELECT 1 FROM organization_name n "
    "WHERE n.organization_id = o.organization_id AND n.text = ?4)";
static const char ADD_REGION[] =
    "INSERT INTO organization_region (organization_region_id, space_id, organization_id, region, "
    "rank) SELECT ?1, space_id, organization_id, ?3, 1 FROM organization o "
    "WHERE organization_id = ?2 AND NOT EXISTS (SELECT 1 FROM organization_region r "
    "WHERE r.organization_id = o.organization_id)";
static const char SET_SECTOR[] =
    "UPDATE organization SET sector = ?2 WHERE organization_id = ?1 AND sector IS NULL";
static const char SET_FOUNDED[] =
    "UPDATE organization SET founded_on = ?2 WHERE organization_id = ?1 AND founded_on IS NULL";

enum {
    ADD_ORGANIZATION,
    ADD_ACRONYM,
    ADD_IN_REGION,
    ADD_SECTOR,
    ADD_FOUNDED,
    ADD_WRITTEN,
    ADD_COUNT
};
static const struct import_field FIELDS[ADD_COUNT] = {
    [ADD_ORGANIZATION] = {"organization", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [ADD_ACRONYM] = {"acronym", IMPORT_TEXT, false, TRIB_ACRONYM_MAX, NULL},
    [ADD_IN_REGION] = {"region", IMPORT_TEXT, false, TRIB_REGION_MAX, NULL},
    [ADD_SECTOR] = {"sector", IMPORT_TEXT, false, TRIB_SECTOR_MAX, NULL},
    [ADD_FOUNDED] = {"founded", IMPORT_DATE, false, 0, NULL},
    [ADD_WRITTEN] = {"also_written", IMPORT_KNOWN, false, 0, NULL},
};

struct adding {
    const struct import_record *record;
    char organization_id[TRIB_ID_BYTES];
    bool has_changed;
};

/* Runs a statement that writes where something is lacking, and notes whether it was. */
static bool fill(struct adding *adding, const char *sql, const char *const *texts, size_t count,
                 struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(adding->record->file->store, sql, &statement, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!trib_bind_text(&statement, (int)i + 1, texts[i], error)) {
            return false;
        }
    }
    struct trib_error inner = {0};
    if (!trib_statement_run(&statement, &inner)) {
        return import_fail(adding->record, inner.code, inner.field, error);
    }
    adding->has_changed = adding->has_changed || trib_statement_changes(&statement) > 0;
    return true;
}

static bool name_fill(struct adding *adding, const char *kind, const char *text,
                      const char *language, struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(adding->record->file->store), id);
    const char *const texts[] = {id, adding->organization_id, kind, text, language};
    return text == NULL || fill(adding, ADD_NAME, texts, 5, error);
}

static bool spelling_fill(void *context, const char *text, const char *language,
                          struct trib_error *error) {
    return name_fill(context, "spelling", text, language, error);
}

static bool facts_fill(struct adding *adding, const struct import_values *read,
                       struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(adding->record->file->store), id);
    const char *const region[] = {id, adding->organization_id, read->texts[ADD_IN_REGION]};
    const char *const sector[] = {adding->organization_id, read->texts[ADD_SECTOR]};
    const char *const founded[] = {adding->organization_id, read->texts[ADD_FOUNDED]};
    return (region[2] == NULL || fill(adding, ADD_REGION, region, 3, error)) &&
           (sector[1] == NULL || fill(adding, SET_SECTOR, sector, 2, error)) &&
           (founded[1] == NULL || fill(adding, SET_FOUNDED, founded, 2, error));
}

bool import_addition(struct import_record *record, enum import_outcome *out_outcome,
                     struct trib_error *error) {
    struct import_values read;
    struct adding adding = {.record = record};
    if (!import_read(record, FIELDS, ADD_COUNT, &read, error) ||
        !import_reference(record, "organization", read.texts[ADD_ORGANIZATION], "organization",
                          adding.organization_id, error)) {
        return false;
    }
    if (adding.organization_id[0] == '\0') {
        return import_fail(record, TRIB_E_NOT_FOUND, "organization", error);
    }
    if (!name_fill(&adding, "acronym", read.texts[ADD_ACRONYM], NULL, error) ||
        !import_spellings(record, spelling_fill, &adding, error) ||
        !facts_fill(&adding, &read, error)) {
        return false;
    }
    *out_outcome = adding.has_changed ? IMPORT_CHANGED : IMPORT_PRESENT;
    return true;
}
