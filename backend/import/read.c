/*
 * Reading records: each field by its kind, each refusal with section, place, field and the record's
 * own key, so that whoever wrote the file finds the line.
 */
#include "file.h"

#include <stdio.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

/* Any record may carry these; what they say is taken elsewhere or repeats what is there. */
static const char *const EVERYWHERE[] = {"id",           "source",       "quote",
                                         "illustrative", "inferred",     "product_default",
                                         "note",         "rules_source", NULL};

bool import_fail(const struct import_record *record, enum trib_error_code code, const char *field,
                 struct trib_error *error) {
    char place[TRIB_ERROR_FIELD_BYTES_MAX];
    snprintf(place, sizeof place, "%s[%zu]%s%s", record->section, record->index,
             field == NULL ? "" : ".", field == NULL ? "" : field);
    trib_fail(error, code, place);
    trib_error_add_text(error, "record", record->key == NULL ? "" : record->key);
    return false;
}

static bool is_known_everywhere(const char *name) {
    static const char precision[] = "_precision";
    size_t length = strlen(name);
    if (length > sizeof precision - 1 &&
        strcmp(name + length - (sizeof precision - 1), precision) == 0) {
        return true;
    }
    for (size_t i = 0; EVERYWHERE[i] != NULL; i++) {
        if (strcmp(EVERYWHERE[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool fields_are_known(const struct import_record *record, const struct import_field *fields,
                             size_t field_count, struct trib_error *error) {
    const char *name;
    json_t *value;
    json_object_foreach(record->object, name, value) {
        bool known = is_known_everywhere(name);
        for (size_t i = 0; i < field_count && !known; i++) {
            known = strcmp(fields[i].name, name) == 0;
        }
        if (!known) {
            return import_fail(record, TRIB_E_UNKNOWN_FIELD, name, error);
        }
    }
    return true;
}

static bool word_check(const struct import_record *record, const struct import_field *field,
                       const char *text, struct trib_error *error) {
    size_t count = 0;
    for (; field->words[count] != NULL; count++) {
        if (strcmp(field->words[count], text) == 0) {
            return true;
        }
    }
    import_fail(record, TRIB_E_TYPE, field->name, error);
    trib_error_add_text(error, "expected", "a word of the list");
    trib_error_add_list(error, "allowed", field->words, count);
    return false;
}

/* X_precision repeats what the date's form says; a file where the two disagree was edited by half.
 */
static bool date_check(const struct import_record *record, const struct import_field *field,
                       const char *text, struct trib_error *error) {
    struct trib_fuzzy_window window;
    if (!trib_fuzzy_date_read(text, &window)) {
        import_fail(record, TRIB_E_DATE, field->name, error);
        trib_error_add_text(error, "example", "2014-Q3");
        return false;
    }
    char name[80];
    snprintf(name, sizeof name, "%s_precision", field->name);
    json_t *stated = json_object_get(record->object, name);
    if (json_is_string(stated) &&
        strcmp(json_string_value(stated), trib_fuzzy_precision_name(window.precision)) != 0) {
        import_fail(record, TRIB_E_DATE, name, error);
        trib_error_add_text(error, "example", trib_fuzzy_precision_name(window.precision));
        return false;
    }
    return true;
}

static bool text_check(const struct import_record *record, const struct import_field *field,
                       const char *text, struct trib_error *error) {
    if (trib_text_is_blank(text)) {
        return import_fail(record, TRIB_E_REQUIRED, field->name, error);
    }
    if (trib_text_marks(text) > TRIB_TEXT_MARKS_MAX) {
        return import_fail(record, TRIB_E_TYPE, field->name, error);
    }
    if (field->kind == IMPORT_TEXT && trib_text_length(text) > field->length_max) {
        import_fail(record, TRIB_E_TOO_LONG, field->name, error);
        trib_error_add_int64(error, "most", (int64_t)field->length_max);
        return false;
    }
    if (field->kind == IMPORT_DATE) {
        return date_check(record, field, text, error);
    }
    return field->kind != IMPORT_WORD || word_check(record, field, text, error);
}

static bool field_read(const struct import_record *record, const struct import_field *field,
                       size_t index, struct import_values *values, struct trib_error *error) {
    json_t *value = json_object_get(record->object, field->name);
    if (value == NULL || json_is_null(value)) {
        return !field->is_required || import_fail(record, TRIB_E_REQUIRED, field->name, error);
    }
    if (field->kind == IMPORT_KNOWN) {
        return true;
    }
    if (field->kind == IMPORT_INTEGER && json_is_integer(value)) {
        values->integers[index] = json_integer_value(value);
        values->has_integer[index] = true;
        return true;
    }
    if (field->kind == IMPORT_INTEGER || !json_is_string(value)) {
        import_fail(record, TRIB_E_TYPE, field->name, error);
        trib_error_add_text(error, "expected",
                            field->kind == IMPORT_INTEGER ? "a whole number" : "text");
        return false;
    }
    values->texts[index] = json_string_value(value);
    return text_check(record, field, values->texts[index], error);
}

bool import_read(const struct import_record *record, const struct import_field *fields,
                 size_t field_count, struct import_values *out_values, struct trib_error *error) {
    memset(out_values, 0, sizeof *out_values);
    if (!fields_are_known(record, fields, field_count, error)) {
        return false;
    }
    for (size_t i = 0; i < field_count; i++) {
        if (!field_read(record, &fields[i], i, out_values, error)) {
            return false;
        }
    }
    return true;
}

const char *import_directory_space(const struct import_record *record) {
    bool is_sourced = json_object_get(record->object, "quote") != NULL;
    return is_sourced && !record->is_sample ? TRIB_SPACE_PUBLIC_ID : TRIB_SPACE_COALITION_ID;
}

bool import_span_check(const struct import_record *record, const char *starts_on,
                       const char *ends_on, const char *field, struct trib_error *error) {
    return trib_fuzzy_texts_valid(starts_on, ends_on) ||
           import_fail(record, TRIB_E_ORDER, field, error);
}
