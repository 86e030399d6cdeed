/*
 * The demonstration's people, the coalition's own record, the document it was read from and the
 * notes of its reader. People are samples always: a file never brings real ones.
 */
#include "file.h"

#include <string.h>

#include "tributary/base/limits.h"
#include "tributary/command/people.h"

static const char ADD_NOTE[] =
    "INSERT INTO reading_note (reading_note_id, space_id, heading, note) "
    "VALUES (?1, ?2, ?3, ?4)";
static const char ADD_ABOUT[] =
    "INSERT INTO reading_note_about (reading_note_about_id, space_id, reading_note_id, table_name, "
    "row_id) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char KEY_TABLE[] =
    "SELECT table_name FROM import_key WHERE source = ?1 AND key = ?2 LIMIT 1";

enum { PERSON_DISPLAY, PERSON_ORG, PERSON_ROLES, PERSON_COUNT };
static const struct import_field PERSON_FIELDS[PERSON_COUNT] = {
    [PERSON_DISPLAY] = {"display", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [PERSON_ORG] = {"org", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [PERSON_ROLES] = {"roles", IMPORT_KNOWN, false, 0, NULL},
};

/* The file's words for what a person is, and ours. */
static const struct {
    const char *word, *role;
    bool is_of_coalition;
} ROLES[] = {{"admin", "administrator", true},
             {"secretariat", "secretariat", true},
             {"lead_delegate", "lead_delegate", false},
             {"alternate_delegate", "alternate", false},
             {"base_member", "base_member", false}};

static bool role_take(const struct import_record *record, const char *person_id,
                      const char *organization_id, const char *word, struct trib_error *error) {
    struct trib_store *store = record->file->store;
    char id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), id);
    for (size_t i = 0; word != NULL && i < sizeof ROLES / sizeof ROLES[0]; i++) {
        if (strcmp(ROLES[i].word, word) != 0) {
            continue;
        }
        if (ROLES[i].is_of_coalition) {
            return trib_coalition_role_make(store, id, person_id, ROLES[i].role, true, error);
        }
        if (organization_id[0] == '\0') {
            return import_fail(record, TRIB_E_REQUIRED, "org", error);
        }
        struct trib_belonging_add belonging = {id, person_id, organization_id, ROLES[i].role};
        return trib_belonging_make(store, &belonging, true, error);
    }
    return import_fail(record, TRIB_E_TYPE, "roles", error);
}

bool import_person(struct import_record *record, enum import_outcome *out_outcome,
                   struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    char organization_id[TRIB_ID_BYTES];
    json_t *roles = json_object_get(record->object, "roles");
    *out_outcome = IMPORT_TAKEN;
    if (!record->is_sample) {
        *out_outcome = IMPORT_LEFT_OUT;
        return true;
    }
    if (!import_read(record, PERSON_FIELDS, PERSON_COUNT, &read, error) ||
        !import_reference(record, "org", read.texts[PERSON_ORG], "organization", organization_id,
                          error) ||
        !import_key_make(record, "person", id, error) ||
        !trib_person_make(record->file->store, id, read.texts[PERSON_DISPLAY], true, error)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(roles); i++) {
        const char *word = json_string_value(json_array_get(roles, i));
        if (!role_take(record, id, organization_id, word, error)) {
            return false;
        }
    }
    return true;
}

enum { NOTE_ABOUT, NOTE_TEXT, NOTE_COUNT };
static const struct import_field NOTE_FIELDS[NOTE_COUNT] = {
    [NOTE_ABOUT] = {"about", IMPORT_KNOWN, true, 0, NULL},
    [NOTE_TEXT] = {"note", IMPORT_TEXT, true, TRIB_SUMMARY_MAX, NULL},
};

static bool note_make(const struct import_record *record, const char *text, char *out_id,
                      bool *out_new, struct trib_error *error) {
    const char *heading = json_string_value(json_object_get(record->object, "source"));
    if (heading == NULL) {
        return import_fail(record, TRIB_E_REQUIRED, "source", error);
    }
    if (!import_part_key_make(record, "note", "reading_note", out_id, out_new, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(out_id),
                                    IMPORT_TEXT_VALUE(TRIB_SPACE_PUBLIC_ID),
                                    IMPORT_TEXT_VALUE(heading), IMPORT_TEXT_VALUE(text)};
    return !*out_new || import_row(record->file->store, ADD_NOTE, values, 4, error);
}

static bool note_about_add(const struct import_record *record, const char *key,
                           const char *table_name, const char *note_id, bool *out_new,
                           struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    char row_id[TRIB_ID_BYTES];
    if (!import_reference(record, "about", key, table_name, row_id, error) ||
        !import_part_key_make(record, key, "reading_note_about", id, out_new, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id), IMPORT_TEXT_VALUE(TRIB_SPACE_PUBLIC_ID),
                                    IMPORT_TEXT_VALUE(note_id), IMPORT_TEXT_VALUE(table_name),
                                    IMPORT_TEXT_VALUE(row_id)};
    return !*out_new || import_row(record->file->store, ADD_ABOUT, values, 5, error);
}

/* The table of what a note speaks of; "" when that has no home yet. */
static bool note_subject(const struct import_record *record, const char *key, char *out_table,
                         size_t size, struct trib_error *error) {
    struct import_value values[] = {IMPORT_TEXT_VALUE(record->file->source),
                                    IMPORT_TEXT_VALUE(key)};
    bool found = false;
    if (key == NULL || json_object_get(record->file->sections, key) == NULL) {
        import_fail(record, TRIB_E_NOT_FOUND, "about", error);
        trib_error_add_text(error, "reference", key == NULL ? "" : key);
        return false;
    }
    if (!import_look(record->file->store, IMPORT_QUERY(KEY_TABLE, values, 2), out_table, size,
                     &found, error)) {
        return false;
    }
    if (!found) {
        out_table[0] = '\0';
    }
    return true;
}

bool import_reading_note(struct import_record *record, enum import_outcome *out_outcome,
                         struct trib_error *error) {
    struct import_values read;
    json_t *about = json_object_get(record->object, "about");
    char note_id[TRIB_ID_BYTES] = "";
    bool is_new = false;
    *out_outcome = IMPORT_LEFT_OUT;
    if (!import_read(record, NOTE_FIELDS, NOTE_COUNT, &read, error)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(about); i++) {
        const char *key = json_string_value(json_array_get(about, i));
        char table_name[64];
        bool is_new_about = false;
        if (!note_subject(record, key, table_name, sizeof table_name, error)) {
            return false;
        }
        if (table_name[0] == '\0') {
            record->file->report->references_left_out++;
            continue;
        }
        if (note_id[0] == '\0' &&
            !note_make(record, read.texts[NOTE_TEXT], note_id, &is_new, error)) {
            return false;
        }
        if (!note_about_add(record, key, table_name, note_id, &is_new_about, error)) {
            return false;
        }
        *out_outcome = is_new || *out_outcome == IMPORT_TAKEN ? IMPORT_TAKEN : IMPORT_PRESENT;
    }
    return true;
}
