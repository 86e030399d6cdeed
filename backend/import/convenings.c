/*
 * What comes round in a file: series and convenings, and what came out of what. A convening may
 * point at one further down, so those ties are written when all are there.
 */
#include "file.h"

#include <string.h>

#include "tributary/base/limits.h"
#include "tributary/domain/fuzzy_date.h"
#include "tributary/store/tick.h"

static const char ADD_SERIES[] =
    "INSERT INTO series (series_id, space_id, name, kind, sample) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char ADD_SERIES_NAME[] =
    "INSERT INTO series_name (series_name_id, space_id, series_id, kind, text, rank, sample) "
    "VALUES (?1, ?2, ?3, 'acronym', ?4, 1, ?5)";
static const char ADD_CONVENING[] =
    "INSERT INTO convening (convening_id, space_id, series_id, name, kind, state, starts_on, "
    "ends_on, place, place_precision, host_id, sample) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
static const char SET_ALONGSIDE[] =
    "UPDATE convening SET alongside_id = ?2 WHERE convening_id = ?1";
static const char SET_RELATIVE[] =
    "UPDATE convening SET relative_to_id = ?2, relative_months = ?3 WHERE convening_id = ?1";
static const char ADD_LINEAGE[] =
    "INSERT INTO lineage (lineage_id, space_id, from_table, from_id, to_table, to_id, relation, "
    "dated_on, sample) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char DOCUMENT_DATE[] =
    "SELECT starts_on FROM source_document WHERE source_document_id = ?1 LIMIT 1";

static const char *const KINDS[] = {"civil_society", "intergovernmental", "conference", NULL};
static const char *const PRECISIONS[] = {"city", "country", "region", "continent", "unknown", NULL};
static const char *const RELATIONS[] = {
    "evolved_into", "became_alliance", "reconvened_as", "spun_off",
    "sprouted",     "merged_into",     "split_into",    NULL};

/* ---- series ---------------------------------------------------------------------------------- */

enum { SERIES_NAME, SERIES_KIND, SERIES_ACRONYM, SERIES_COUNT };
static const struct import_field SERIES_FIELDS[SERIES_COUNT] = {
    [SERIES_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [SERIES_KIND] = {"kind", IMPORT_WORD, true, 0, KINDS},
    [SERIES_ACRONYM] = {"acronym", IMPORT_TEXT, false, TRIB_ACRONYM_MAX, NULL},
};

static bool acronym_add(const struct import_record *record, const char *series_id,
                        const char *acronym, struct trib_error *error) {
    struct trib_store *store = record->file->store;
    char id[TRIB_ID_BYTES];
    if (acronym == NULL) {
        return true;
    }
    trib_id_make_random(trib_store_random(store), id);
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(import_directory_space(record)),
                                    IMPORT_TEXT_VALUE(series_id), IMPORT_TEXT_VALUE(acronym),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return import_row(store, ADD_SERIES_NAME, values, 5, error);
}

bool import_series(struct import_record *record, enum import_outcome *out_outcome,
                   struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    const char *space_id = import_directory_space(record);
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, SERIES_FIELDS, SERIES_COUNT, &read, error) ||
        !import_key_make(record, "series", id, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id), IMPORT_TEXT_VALUE(space_id),
                                    IMPORT_TEXT_VALUE(read.texts[SERIES_NAME]),
                                    IMPORT_TEXT_VALUE(read.texts[SERIES_KIND]),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return import_row(record->file->store, ADD_SERIES, values, 5, error) &&
           acronym_add(record, id, read.texts[SERIES_ACRONYM], error) &&
           import_provenance(record, "series", id, space_id, error);
}

/* ---- convenings ------------------------------------------------------------------------------ */

enum {
    CONVENING_NAME,
    CONVENING_KIND,
    CONVENING_SERIES,
    CONVENING_START,
    CONVENING_END,
    CONVENING_ORGANISER,
    CONVENING_PLACE,
    CONVENING_ALONGSIDE,
    CONVENING_RELATIVE,
    CONVENING_TENTATIVE,
    CONVENING_COUNT
};
static const struct import_field CONVENING_FIELDS[CONVENING_COUNT] = {
    [CONVENING_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [CONVENING_KIND] = {"kind", IMPORT_WORD, true, 0, KINDS},
    [CONVENING_SERIES] = {"series", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [CONVENING_START] = {"date_start", IMPORT_DATE, false, 0, NULL},
    [CONVENING_END] = {"date_end", IMPORT_DATE, false, 0, NULL},
    [CONVENING_ORGANISER] = {"organiser", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [CONVENING_PLACE] = {"place", IMPORT_KNOWN, false, 0, NULL},
    [CONVENING_ALONGSIDE] = {"alongside", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [CONVENING_RELATIVE] = {"relative", IMPORT_KNOWN, false, 0, NULL},
    [CONVENING_TENTATIVE] = {"tentative", IMPORT_KNOWN, false, 0, NULL},
};

enum { PLACE_NAME, PLACE_PRECISION, PLACE_COUNT };
static const struct import_field PLACE_FIELDS[PLACE_COUNT] = {
    [PLACE_NAME] = {"name", IMPORT_TEXT, false, TRIB_REGION_MAX, NULL},
    [PLACE_PRECISION] = {"precision", IMPORT_WORD, true, 0, PRECISIONS},
};

/* A record within a record is read like one. */
struct part {
    const char *name;
    const struct import_field *fields;
    size_t field_count;
};
static const struct part PLACE = {"place", PLACE_FIELDS, PLACE_COUNT};

static bool part_read(const struct import_record *record, const struct part *of,
                      struct import_values *out_values, bool *out_given, struct trib_error *error) {
    struct import_record part = *record;
    part.object = json_object_get(record->object, of->name);
    *out_given = part.object != NULL && !json_is_null(part.object);
    if (*out_given && !json_is_object(part.object)) {
        return import_fail(record, TRIB_E_TYPE, of->name, error);
    }
    return !*out_given || import_read(&part, of->fields, of->field_count, out_values, error);
}

/* What a source looks back on was held, when it was written; what it looks forward to was not yet.
 */
static bool is_past(const struct import_record *record, const char *date, bool *out_is,
                    struct trib_error *error) {
    struct import_file *file = record->file;
    struct import_value document[] = {IMPORT_TEXT_VALUE(file->source_document_id)};
    char written_on[TRIB_FUZZY_DATE_BYTES] = "";
    struct trib_fuzzy_window written;
    struct trib_fuzzy_window window;
    bool found = false;
    if (!import_look(file->store, IMPORT_QUERY(DOCUMENT_DATE, document, 1), written_on,
                     sizeof written_on, &found, error)) {
        return false;
    }
    if (!trib_fuzzy_date_read(written_on, &written)) {
        trib_store_today(file->store, written_on);
        trib_fuzzy_date_read(written_on, &written);
    }
    *out_is =
        date != NULL && trib_fuzzy_date_read(date, &window) && window.last_day < written.first_day;
    return true;
}

static bool state_find(const struct import_record *record, const struct import_values *read,
                       const char **out_state, struct trib_error *error) {
    json_t *tentative = json_object_get(record->object, "tentative");
    const char *end = read->texts[CONVENING_END];
    bool is_held = false;
    if (tentative != NULL && !json_is_boolean(tentative)) {
        return import_fail(record, TRIB_E_TYPE, "tentative", error);
    }
    if (!is_past(record, end == NULL ? read->texts[CONVENING_START] : end, &is_held, error)) {
        return false;
    }
    *out_state = json_is_true(tentative) ? "idea" : is_held ? "held" : "announced";
    return true;
}

static bool convening_write(const struct import_record *record, const struct import_values *read,
                            const char *id, struct trib_error *error) {
    struct import_values place = {0};
    char series_id[TRIB_ID_BYTES];
    char host_id[TRIB_ID_BYTES];
    const char *state = NULL;
    bool has_place = false;
    if (!part_read(record, &PLACE, &place, &has_place, error) ||
        !state_find(record, read, &state, error) ||
        !import_span_check(record, read->texts[CONVENING_START], read->texts[CONVENING_END],
                           "date_end", error) ||
        !import_reference(record, "series", read->texts[CONVENING_SERIES], "series", series_id,
                          error) ||
        !import_reference(record, "organiser", read->texts[CONVENING_ORGANISER], "organization",
                          host_id, error)) {
        return false;
    }
    struct import_value values[] = {
        IMPORT_TEXT_VALUE(id),
        IMPORT_TEXT_VALUE(import_directory_space(record)),
        IMPORT_TEXT_VALUE(series_id[0] == '\0' ? NULL : series_id),
        IMPORT_TEXT_VALUE(read->texts[CONVENING_NAME]),
        IMPORT_TEXT_VALUE(read->texts[CONVENING_KIND]),
        IMPORT_TEXT_VALUE(state),
        IMPORT_TEXT_VALUE(read->texts[CONVENING_START]),
        IMPORT_TEXT_VALUE(read->texts[CONVENING_END]),
        IMPORT_TEXT_VALUE(place.texts[PLACE_NAME]),
        IMPORT_TEXT_VALUE(has_place ? place.texts[PLACE_PRECISION] : "unknown"),
        IMPORT_TEXT_VALUE(host_id[0] == '\0' ? NULL : host_id),
        IMPORT_INTEGER_VALUE(record->is_sample)};
    return import_row(record->file->store, ADD_CONVENING, values, 12, error);
}

bool import_convening(struct import_record *record, enum import_outcome *out_outcome,
                      struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, CONVENING_FIELDS, CONVENING_COUNT, &read, error) ||
        !import_key_make(record, "convening", id, error) ||
        !convening_write(record, &read, id, error)) {
        return false;
    }
    /* borrowed: the file outlives the list */
    if (json_array_append(record->file->pointing, record->object) != 0) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    return import_provenance(record, "convening", id, import_directory_space(record), error);
}

enum { RELATIVE_TO, RELATIVE_MONTHS, RELATIVE_COUNT };
static const struct import_field RELATIVE_FIELDS[RELATIVE_COUNT] = {
    [RELATIVE_TO] = {"to", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [RELATIVE_MONTHS] = {"months", IMPORT_INTEGER, true, 0, NULL},
};

static const struct part RELATIVE = {"relative", RELATIVE_FIELDS, RELATIVE_COUNT};

static bool relative_write(const struct import_record *record, const char *id,
                           struct trib_error *error) {
    struct import_values read = {0};
    char to_id[TRIB_ID_BYTES];
    bool is_given = false;
    if (!part_read(record, &RELATIVE, &read, &is_given, error) ||
        !import_reference(record, "relative.to", read.texts[RELATIVE_TO], "convening", to_id,
                          error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id), IMPORT_TEXT_VALUE(to_id),
                                    IMPORT_INTEGER_VALUE(read.integers[RELATIVE_MONTHS])};
    return to_id[0] == '\0' || import_row(record->file->store, SET_RELATIVE, values, 3, error);
}

static bool pointing_write(const struct import_record *record, struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    char alongside_id[TRIB_ID_BYTES];
    const char *alongside = json_string_value(json_object_get(record->object, "alongside"));
    if (!import_reference(record, "id", record->key, "convening", id, error) ||
        !import_reference(record, "alongside", alongside, "convening", alongside_id, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id), IMPORT_TEXT_VALUE(alongside_id)};
    return (alongside_id[0] == '\0' ||
            import_row(record->file->store, SET_ALONGSIDE, values, 2, error)) &&
           relative_write(record, id, error);
}

bool import_convenings_point(struct import_file *file, struct trib_error *error) {
    for (size_t i = 0; i < json_array_size(file->pointing); i++) {
        struct import_record record = {.file = file,
                                       .section = "convenings",
                                       .index = i,
                                       .object = json_array_get(file->pointing, i)};
        record.key = json_string_value(json_object_get(record.object, "id"));
        if (!pointing_write(&record, error)) {
            return false;
        }
    }
    return true;
}

/* ---- lineage --------------------------------------------------------------------------------- */

enum { LINEAGE_FROM, LINEAGE_TO, LINEAGE_RELATION, LINEAGE_DATE, LINEAGE_COUNT };
static const struct import_field LINEAGE_FIELDS[LINEAGE_COUNT] = {
    [LINEAGE_FROM] = {"from", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [LINEAGE_TO] = {"to", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [LINEAGE_RELATION] = {"relation", IMPORT_WORD, true, 0, RELATIONS},
    [LINEAGE_DATE] = {"date", IMPORT_DATE, false, 0, NULL},
};

/* Which of the tables lineage knows a key has become a row of. */
static bool end_find(const struct import_record *record, const char *field, const char *key,
                     const char **out_table, char out_id[static TRIB_ID_BYTES],
                     struct trib_error *error) {
    static const char *const TABLES[] = {"group", "organization", "series", "convening"};
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++) {
        if (!import_reference(record, field, key, TABLES[i], out_id, error)) {
            return false;
        }
        if (out_id[0] != '\0') {
            *out_table = TABLES[i];
            return true;
        }
    }
    import_fail(record, TRIB_E_TYPE, field, error);
    trib_error_add_text(error, "reference", key);
    return false;
}

bool import_lineage(struct import_record *record, enum import_outcome *out_outcome,
                    struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    char from_id[TRIB_ID_BYTES];
    char to_id[TRIB_ID_BYTES];
    const char *from_table = NULL;
    const char *to_table = NULL;
    const char *space_id = import_directory_space(record);
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, LINEAGE_FIELDS, LINEAGE_COUNT, &read, error) ||
        !end_find(record, "from", read.texts[LINEAGE_FROM], &from_table, from_id, error) ||
        !end_find(record, "to", read.texts[LINEAGE_TO], &to_table, to_id, error) ||
        !import_key_make(record, "lineage", id, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(space_id),
                                    IMPORT_TEXT_VALUE(from_table),
                                    IMPORT_TEXT_VALUE(from_id),
                                    IMPORT_TEXT_VALUE(to_table),
                                    IMPORT_TEXT_VALUE(to_id),
                                    IMPORT_TEXT_VALUE(read.texts[LINEAGE_RELATION]),
                                    IMPORT_TEXT_VALUE(read.texts[LINEAGE_DATE]),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    struct trib_error inner = {0};
    if (!import_row(record->file->store, ADD_LINEAGE, values, 9, &inner)) {
        return import_fail(record, inner.code, inner.field, error);
    }
    return import_provenance(record, "lineage", id, space_id, error);
}
