/*
 * Keys: which record of a file became which row. A record is taken once; what it points to may come
 * with a later file, when its section has a home.
 */
#include "file.h"

#include <stdio.h>
#include <string.h>

#include "tributary/base/buffer.h"

static const char FIND_KEY[] =
    "SELECT row_id FROM import_key WHERE source = ?1 AND key = ?2 LIMIT 1";
static const char FIND_KEY_IN_TABLE[] = "SELECT row_id FROM import_key WHERE source = ?1 AND key = "
                                        "?2 AND table_name = ?3 LIMIT 1";
static const char ADD_KEY[] =
    "INSERT INTO import_key (import_key_id, source, key, table_name, row_id) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
static const char ADD_PROVENANCE[] =
    "INSERT INTO provenance (provenance_id, space_id, source_document_id, table_name, row_id, "
    "heading, quotation, inferred) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

static bool key_find(const struct import_file *file, const char *key, char out_id[TRIB_ID_BYTES],
                     bool *out_found, struct trib_error *error) {
    struct import_value values[] = {IMPORT_TEXT_VALUE(file->source), IMPORT_TEXT_VALUE(key)};
    return import_look(file->store, IMPORT_QUERY(FIND_KEY, values, 2), out_id, TRIB_ID_BYTES,
                       out_found, error);
}

static bool key_add(const struct import_file *file, const char *key, const char *table_name,
                    char out_id[TRIB_ID_BYTES], struct trib_error *error) {
    char import_key_id[TRIB_ID_BYTES];
    trib_id_make_named(file->source, key, import_key_id);
    trib_id_make_random(trib_store_random(file->store), out_id);
    struct import_value values[] = {IMPORT_TEXT_VALUE(import_key_id),
                                    IMPORT_TEXT_VALUE(file->source), IMPORT_TEXT_VALUE(key),
                                    IMPORT_TEXT_VALUE(table_name), IMPORT_TEXT_VALUE(out_id)};
    return import_row(file->store, ADD_KEY, values, 5, error);
}

bool import_key_make(const struct import_record *record, const char *table_name,
                     char out_id[static TRIB_ID_BYTES], struct trib_error *error) {
    return key_add(record->file, record->key, table_name, out_id, error);
}

bool import_part_key_make(const struct import_record *record, const char *part,
                          const char *table_name, char out_id[static TRIB_ID_BYTES], bool *out_new,
                          struct trib_error *error) {
    TRIB_AUTO(trib_buffer) key = {0};
    bool found = false;
    trib_buffer_append_format(&key, "%s/%s/%s", record->key, table_name, part);
    if (key.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    if (!key_find(record->file, trib_buffer_text(&key), out_id, &found, error)) {
        return false;
    }
    *out_new = !found;
    return found || key_add(record->file, trib_buffer_text(&key), table_name, out_id, error);
}

/* An organization that is there already: what a table of organizations is tied to. */
static const char FIND_ORGANIZATION[] =
    "SELECT organization_id FROM organization WHERE organization_id = ?1";

static bool row_find(const struct import_record *record, const char *key, const char *table_name,
                     char out_id[static TRIB_ID_BYTES], bool *out_found, struct trib_error *error) {
    *out_found = false;
    if (strcmp(table_name, "organization") != 0 || strlen(key) != TRIB_ID_BYTES - 1) {
        return true;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(key)};
    return import_look(record->file->store, IMPORT_QUERY(FIND_ORGANIZATION, values, 1), out_id,
                       TRIB_ID_BYTES, out_found, error);
}

bool import_reference(const struct import_record *record, const char *field, const char *key,
                      const char *table_name, char out_id[static TRIB_ID_BYTES],
                      struct trib_error *error) {
    bool found = false;
    out_id[0] = '\0';
    if (key == NULL) {
        return true;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(record->file->source), IMPORT_TEXT_VALUE(key),
                                    IMPORT_TEXT_VALUE(table_name)};
    if (!import_look(record->file->store, IMPORT_QUERY(FIND_KEY_IN_TABLE, values, 3), out_id,
                     TRIB_ID_BYTES, &found, error)) {
        return false;
    }
    if (!found && !row_find(record, key, table_name, out_id, &found, error)) {
        return false;
    }
    if (found) {
        return true;
    }
    out_id[0] = '\0';
    if (json_object_get(record->file->sections, key) == NULL) {
        import_fail(record, TRIB_E_NOT_FOUND, field, error);
        trib_error_add_text(error, "reference", key);
        return false;
    }
    return true;
}

/* The file's words for a field, and the columns (or child tables) they have become. */
static const struct {
    const char *field, *column;
} COLUMNS[] = {{"from", "starts_on"},
               {"until", "ends_on"},
               {"date_start", "starts_on"},
               {"date_end", "ends_on"},
               {"date", "dated_on"},
               {"convening", "convening_id"},
               {"formed", "formed_on"},
               {"founded", "founded_on"},
               {"acronym", "acronym"},
               {"region", "region"},
               {"sector", "sector"},
               {"name", "name"},
               {"kind", "kind"},
               {"state", "state"},
               {"status", "status"},
               {"role", "role"},
               {"standing", "standing_sought"}};

static bool inferred_write(const struct import_record *record, struct trib_buffer *out,
                           struct trib_error *error) {
    json_t *inferred = json_object_get(record->object, "inferred");
    size_t index;
    json_t *name;
    if (inferred != NULL && !json_is_array(inferred)) {
        return import_fail(record, TRIB_E_TYPE, "inferred", error);
    }
    json_array_foreach(inferred, index, name) {
        if (!json_is_string(name)) {
            return import_fail(record, TRIB_E_TYPE, "inferred", error);
        }
        for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0]; i++) {
            if (strcmp(COLUMNS[i].field, json_string_value(name)) == 0) {
                trib_buffer_append_text(out, out->length == 0 ? "" : " ");
                trib_buffer_append_text(out, COLUMNS[i].column);
            }
        }
    }
    return !out->failed || trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}

bool import_provenance(const struct import_record *record, const char *table_name,
                       const char *row_id, const char *space_id, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) inferred = {0};
    json_t *heading = json_object_get(record->object, "source");
    json_t *quotation = json_object_get(record->object, "quote");
    char provenance_id[TRIB_ID_BYTES];
    if (record->is_sample || quotation == NULL) {
        return true;
    }
    if (!json_is_string(heading)) {
        return import_fail(record, TRIB_E_REQUIRED, "source", error);
    }
    if (!json_is_string(quotation)) {
        return import_fail(record, TRIB_E_TYPE, "quote", error);
    }
    if (!inferred_write(record, &inferred, error)) {
        return false;
    }
    const char *document_id =
        record->file->source_document_id[0] == '\0' ? NULL : record->file->source_document_id;
    trib_id_make_random(trib_store_random(record->file->store), provenance_id);
    struct import_value values[] = {IMPORT_TEXT_VALUE(provenance_id),
                                    IMPORT_TEXT_VALUE(space_id),
                                    IMPORT_TEXT_VALUE(document_id),
                                    IMPORT_TEXT_VALUE(table_name),
                                    IMPORT_TEXT_VALUE(row_id),
                                    IMPORT_TEXT_VALUE(json_string_value(heading)),
                                    IMPORT_TEXT_VALUE(json_string_value(quotation)),
                                    IMPORT_TEXT_VALUE(trib_buffer_text(&inferred))};
    return import_row(record->file->store, ADD_PROVENANCE, values, 8, error);
}

/* Finds the record's key, makes sure it is one, and whether the record is a row already. */
static bool record_open(struct import_record *record, bool *out_present, struct trib_error *error) {
    char row_id[TRIB_ID_BYTES];
    if (!json_is_object(record->object)) {
        return import_fail(record, TRIB_E_TYPE, NULL, error);
    }
    record->key = json_string_value(json_object_get(record->object, "id"));
    if (record->key == NULL || record->key[0] == '\0') {
        return import_fail(record, TRIB_E_REQUIRED, "id", error);
    }
    record->is_sample = json_is_true(json_object_get(record->object, "illustrative"));
    return key_find(record->file, record->key, row_id, out_present, error);
}

static bool record_take(struct import_record *record, bool again, import_take *take,
                        enum import_outcome *out_outcome, struct trib_error *error) {
    bool present = false;
    *out_outcome = IMPORT_TAKEN;
    if (!record_open(record, &present, error)) {
        return false;
    }
    if (present && !again) {
        *out_outcome = IMPORT_PRESENT;
        return true;
    }
    return take(record, out_outcome, error);
}

static bool section_walk(struct import_file *file, const char *name, bool again, import_take *take,
                         struct trib_error *error) {
    json_t *records = json_object_get(file->root, name);
    struct trib_import_section *section = &file->report->sections[file->report->section_count];
    if (records == NULL) {
        return true;
    }
    file->report->section_count++;
    *section = (struct trib_import_section){.has_home = true};
    snprintf(section->name, sizeof section->name, "%s", name);
    for (size_t i = 0; i < json_array_size(records); i++) {
        struct import_record record = {
            .file = file, .section = name, .index = i, .object = json_array_get(records, i)};
        enum import_outcome outcome;
        if (!record_take(&record, again, take, &outcome, error)) {
            return false;
        }
        section->taken += outcome == IMPORT_TAKEN ? 1 : 0;
        section->changed += outcome == IMPORT_CHANGED ? 1 : 0;
        section->present += outcome == IMPORT_PRESENT ? 1 : 0;
        section->left_out += outcome == IMPORT_LEFT_OUT ? 1 : 0;
    }
    return true;
}

bool import_section(struct import_file *file, const char *name, import_take *take,
                    struct trib_error *error) {
    return section_walk(file, name, false, take, error);
}

bool import_section_again(struct import_file *file, const char *name, import_take *take,
                          struct trib_error *error) {
    return section_walk(file, name, true, take, error);
}
