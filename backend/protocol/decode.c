/*
 * Decoding by table: each field says what it takes and where it goes, so no method has code of its
 * own here. What is refused names the field by its path ("starts_on.to") and says what was
 * expected, for the form that sent it. Whether an id means anything, and whether a value may be
 * set, is the command's to say.
 */
#include "decode.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/base/buffer.h"
#include "tributary/base/ids.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

/* What an E_DATE shows as a date that would do. */
#define DATE_EXAMPLE "2014-Q3"

void trib_params_finish(struct trib_params *params) {
    free(params->ids);
    params->ids = NULL;
    json_decref(params->numbers);
    params->numbers = NULL;
}

static bool fail_type(struct trib_error *error, const char *path, const char *expected) {
    trib_fail(error, TRIB_E_TYPE, path);
    trib_error_add_text(error, "expected", expected);
    return false;
}

static bool fail_most(struct trib_error *error, enum trib_error_code code, const char *path,
                      size_t most, size_t length) {
    trib_fail(error, code, path);
    trib_error_add_int64(error, "most", (int64_t)most);
    trib_error_add_int64(error, "length", (int64_t)length);
    return false;
}

/* ---- one value ------------------------------------------------------------------------------- */

static bool id_read(const json_t *json, const char *path, const char **out,
                    struct trib_error *error) {
    const char *text = json_string_value(json);
    if (text == NULL || !trib_id_valid(text, 4)) {
        return fail_type(error, path, "uuid");
    }
    *out = text;
    return true;
}

static bool text_read(const struct trib_field *field, const json_t *json, const char *path,
                      const char **out, struct trib_error *error) {
    const char *text = json_string_value(json);
    if (text == NULL) {
        return fail_type(error, path, "text");
    }
    size_t length = trib_text_length(text);
    if (length > field->most) {
        return fail_most(error, TRIB_E_TOO_LONG, path, field->most, length);
    }
    if (trib_text_is_blank(text)) {
        return trib_fail(error, TRIB_E_REQUIRED, path);
    }
    if (trib_text_marks(text) > TRIB_TEXT_MARKS_MAX) {
        return fail_type(error, path, "text without piles of marks");
    }
    *out = text;
    return true;
}

static bool word_read(const struct trib_field *field, const json_t *json, const char *path,
                      const char **out, struct trib_error *error) {
    const struct trib_vocabulary *vocabulary = trib_vocabulary(field->vocabulary);
    const char *word = json_string_value(json);
    if (word != NULL && trib_vocabulary_has(vocabulary, word)) {
        *out = word;
        return true;
    }
    TRIB_AUTO(trib_buffer) expected = {0};
    trib_buffer_append_text(&expected, "one of: ");
    for (size_t i = 0; i < vocabulary->word_count; i++) {
        trib_buffer_append_format(&expected, "%s%s", i == 0 ? "" : ", ", vocabulary->words[i]);
    }
    fail_type(error, path, trib_buffer_text(&expected));
    trib_error_add_list(error, "allowed", vocabulary->words, vocabulary->word_count);
    return false;
}

static bool date_read(const json_t *json, const char *path, const char **out,
                      struct trib_error *error) {
    const char *text = json_string_value(json);
    if (text == NULL) {
        return fail_type(error, path, "fuzzy date");
    }
    struct trib_fuzzy_window window;
    if (!trib_fuzzy_date_read(text, &window)) {
        trib_fail(error, TRIB_E_DATE, path);
        trib_error_add_text(error, "example", DATE_EXAMPLE);
        return false;
    }
    *out = text;
    return true;
}

/* A number is a text from here on, like all that edits compare and statements bind. */
static bool number_read(const struct trib_field *field, const json_t *json, const char *path,
                        struct trib_params *params, const char **out, struct trib_error *error) {
    char text[32];
    json_int_t number = json_integer_value(json);
    if (!json_is_integer(json) || number < 0 || number > (json_int_t)field->most) {
        snprintf(text, sizeof text, "0 to %" PRIu32, field->most);
        TRIB_AUTO(trib_buffer) expected = {0};
        trib_buffer_append_format(&expected, "whole number from %s", text);
        return fail_type(error, path, trib_buffer_text(&expected));
    }
    snprintf(text, sizeof text, "%lld", (long long)number);
    params->numbers = params->numbers == NULL ? json_array() : params->numbers;
    json_t *made = json_string(text);
    if (json_array_append_new(params->numbers, made) != 0) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, path);
    }
    *out = json_string_value(made);
    return true;
}

/* A value that is one text from here on, whatever it means. */
static bool value_read(const struct trib_field *field, const json_t *json, const char *path,
                       struct trib_params *params, const char **out, struct trib_error *error) {
    switch (field->type) {
    case TRIB_FIELD_NUMBER:
        return number_read(field, json, path, params, out, error);
    case TRIB_FIELD_ID:
        return id_read(json, path, out, error);
    case TRIB_FIELD_TEXT:
        return text_read(field, json, path, out, error);
    case TRIB_FIELD_WORD:
        return word_read(field, json, path, out, error);
    case TRIB_FIELD_FUZZY_DATE:
        return date_read(json, path, out, error);
    case TRIB_FIELD_SEQ:
    case TRIB_FIELD_IDS:
        break;
    }
    assert(false && "not one text");
    return false;
}

static bool seq_read(const json_t *json, const char *path, int64_t *out, struct trib_error *error) {
    if (!json_is_integer(json) || json_integer_value(json) < 0 ||
        json_integer_value(json) > TRIB_JSON_INTEGER_MAX) {
        return fail_type(error, path, "whole number from 0 to 9007199254740991");
    }
    *out = json_integer_value(json);
    return true;
}

static bool ids_read(const struct trib_field *field, const json_t *json, struct trib_params *params,
                     struct trib_id_list *out, struct trib_error *error) {
    size_t count = json_array_size(json);
    if (!json_is_array(json)) {
        return fail_type(error, field->name, "list of uuids");
    }
    if (count > field->most) {
        return fail_most(error, TRIB_E_TOO_MANY, field->name, field->most, count);
    }
    assert(params->ids == NULL);
    params->ids = calloc(count + 1, sizeof *params->ids);
    if (params->ids == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, field->name);
    }
    for (size_t i = 0; i < count; i++) {
        char path[TRIB_ERROR_FIELD_BYTES_MAX];
        snprintf(path, sizeof path, "%s[%zu]", field->name, i);
        if (!id_read(json_array_get(json, i), path, &params->ids[i], error)) {
            return false;
        }
    }
    *out = (struct trib_id_list){params->ids, count};
    return true;
}

/* ---- edits ----------------------------------------------------------------------------------- */

/* One side of an edit: it must be there, and null only where the value may be taken away. */
static bool side_read(const struct trib_field *field, const json_t *edit, const char *side,
                      struct trib_params *params, const char **out, struct trib_error *error) {
    char path[TRIB_ERROR_FIELD_BYTES_MAX];
    snprintf(path, sizeof path, "%s.%s", field->name, side);
    const json_t *json = json_object_get(edit, side);
    if (json == NULL || (json_is_null(json) && !field->may_be_null)) {
        return trib_fail(error, TRIB_E_REQUIRED, path);
    }
    return json_is_null(json) || value_read(field, json, path, params, out, error);
}

static bool fail_unknown(struct trib_error *error, const char *path, const char *const *known,
                         size_t known_count) {
    trib_fail(error, TRIB_E_UNKNOWN_FIELD, path);
    trib_error_add_list(error, "known", known, known_count);
    return false;
}

static bool edit_read(const struct trib_field *field, json_t *json, struct trib_params *params,
                      struct trib_edit *out, struct trib_error *error) {
    static const char *const sides[] = {"from", "to"};
    if (!json_is_object(json)) {
        return fail_type(error, field->name, "object {from, to}");
    }
    for (void *at = json_object_iter(json); at != NULL; at = json_object_iter_next(json, at)) {
        const char *name = json_object_iter_key(at);
        if (strcmp(name, "from") != 0 && strcmp(name, "to") != 0) {
            char path[TRIB_ERROR_FIELD_BYTES_MAX];
            snprintf(path, sizeof path, "%s.%.64s", field->name, name);
            return fail_unknown(error, path, sides, 2);
        }
    }
    struct trib_edit edit = {.given = true};
    if (!side_read(field, json, "from", params, &edit.from, error) ||
        !side_read(field, json, "to", params, &edit.to, error)) {
        return false;
    }
    *out = edit;
    return true;
}

/* ---- all fields ------------------------------------------------------------------------------ */

static const struct trib_field *field_find(const struct trib_method *method, const char *name) {
    for (size_t i = 0; i < method->field_count; i++) {
        if (strcmp(method->fields[i].name, name) == 0) {
            return &method->fields[i];
        }
    }
    bool is_command = method->kind == TRIB_METHOD_COMMAND;
    return is_command && strcmp(name, trib_field_acting_for.name) == 0 ? &trib_field_acting_for
                                                                       : NULL;
}

static bool names_are_known(const struct trib_method *method, json_t *params,
                            struct trib_error *error) {
    for (void *at = json_object_iter(params); at != NULL; at = json_object_iter_next(params, at)) {
        const char *name = json_object_iter_key(at);
        if (field_find(method, name) != NULL) {
            continue;
        }
        const char *known[TRIB_METHOD_FIELDS_MAX + 1];
        size_t count = 0;
        assert(method->field_count <= TRIB_METHOD_FIELDS_MAX);
        for (; count < method->field_count; count++) {
            known[count] = method->fields[count].name;
        }
        if (method->kind == TRIB_METHOD_COMMAND) {
            known[count++] = trib_field_acting_for.name;
        }
        return fail_unknown(error, name, known, count);
    }
    return true;
}

static bool is_given(const json_t *params, const char *name) {
    const json_t *json = json_object_get(params, name);
    return json != NULL && !json_is_null(json);
}

/* What a field asks of its neighbours. */
static bool company_check(const struct trib_field *field, const json_t *params,
                          struct trib_error *error) {
    bool given = is_given(params, field->name);
    if (!given && (field->is_required || (field->with != NULL && is_given(params, field->with)) ||
                   (field->or_else != NULL && !is_given(params, field->or_else)))) {
        return trib_fail(error, TRIB_E_REQUIRED, field->name);
    }
    if (given && field->or_else != NULL && is_given(params, field->or_else)) {
        return fail_most(error, TRIB_E_TOO_MANY, field->or_else, 1, 2);
    }
    return true;
}

static bool field_read(const struct trib_field *field, const json_t *params,
                       struct trib_params *out, struct trib_error *error) {
    if (!company_check(field, params, error)) {
        return false;
    }
    if (!is_given(params, field->name)) {
        return true;
    }
    json_t *json = json_object_get(params, field->name);
    void *place = out->bytes + field->offset;
    if (field->is_edit) {
        return edit_read(field, json, out, place, error);
    }
    if (field->type == TRIB_FIELD_SEQ) {
        return seq_read(json, field->name, place, error);
    }
    if (field->type == TRIB_FIELD_IDS) {
        return ids_read(field, json, out, place, error);
    }
    return value_read(field, json, field->name, out, place, error);
}

static bool has_an_edit(const struct trib_method *method, const json_t *params) {
    for (size_t i = 0; i < method->field_count; i++) {
        if (method->fields[i].is_edit && is_given(params, method->fields[i].name)) {
            return true;
        }
    }
    return false;
}

bool trib_params_read(const struct trib_method *method, json_t *params,
                      struct trib_params *out_params, struct trib_error *error) {
    assert(method->params_bytes <= sizeof out_params->bytes);
    if (!names_are_known(method, params, error)) {
        return false;
    }
    for (size_t i = 0; i < method->field_count; i++) {
        if (!field_read(&method->fields[i], params, out_params, error)) {
            return false;
        }
    }
    if (method->needs_an_edit && !has_an_edit(method, params)) {
        trib_fail(error, TRIB_E_TOO_FEW, "");
        trib_error_add_int64(error, "least", 1);
        return false;
    }
    return !is_given(params, trib_field_acting_for.name) ||
           value_read(&trib_field_acting_for, json_object_get(params, trib_field_acting_for.name),
                      trib_field_acting_for.name, out_params, &out_params->acting_for, error);
}

const char *trib_params_id(const struct trib_method *method, const struct trib_params *params,
                           const char *name) {
    const struct trib_field *field = name == NULL ? NULL : field_find(method, name);
    if (field == NULL) {
        return NULL;
    }
    const char *const *place = (const void *)(params->bytes + field->offset);
    return *place;
}
