/*
 * Errors as values: filling one in, adding what the sentence needs. Arguments are kept as the JSON
 * they will be sent as. An argument that finds no room any more is left out whole, so that what is
 * there is always well-formed.
 */
#include "tributary/base/error.h"

#include <string.h>

#include "tributary/base/buffer.h"
#include "tributary/base/json_write.h"
#include "tributary/base/text.h"

static const char *const code_names[TRIB_E_COUNT] = {[TRIB_E_NONE] = "",
#define NAME(name) [TRIB_E_##name] = "E_" #name,
                                                     TRIB_ERROR_CODES(NAME)
#undef NAME
};

const char *trib_error_code_name(enum trib_error_code code) {
    return (unsigned)code < TRIB_E_COUNT ? code_names[code] : "";
}

enum trib_error_code trib_error_code_find(const char *name, size_t length) {
    for (int code = TRIB_E_NONE + 1; code < TRIB_E_COUNT; code++) {
        if (strlen(code_names[code]) == length && memcmp(code_names[code], name, length) == 0) {
            return (enum trib_error_code)code;
        }
    }
    return TRIB_E_NONE;
}

int trib_error_rpc_number(enum trib_error_code code) {
    if (code == TRIB_E_PARSE) {
        return -32700;
    }
    if (code == TRIB_E_REQUEST) {
        return -32600;
    }
    if (code == TRIB_E_METHOD) {
        return -32601;
    }
    bool is_decoding = code == TRIB_E_TYPE || code == TRIB_E_REQUIRED ||
                       code == TRIB_E_UNKNOWN_FIELD || code == TRIB_E_TOO_LONG;
    return is_decoding ? -32602 : -32000;
}

void trib_error_set(struct trib_error *error, enum trib_error_code code, const char *field) {
    error->code = code;
    trib_text_copy(error->field, sizeof error->field, field == NULL ? "" : field);
    error->arguments_length = 0;
    error->arguments[0] = '\0';
}

/* Takes a finished member over, with the comma before it, when both fit. */
static void add_member(struct trib_error *error, const struct trib_buffer *member) {
    size_t comma = error->arguments_length > 0 ? 1 : 0;
    size_t room = sizeof error->arguments - 1 - error->arguments_length;
    if (member->failed || comma + member->length > room) {
        return;
    }
    if (comma > 0) {
        error->arguments[error->arguments_length++] = ',';
    }
    memcpy(error->arguments + error->arguments_length, trib_buffer_text(member), member->length);
    error->arguments_length += member->length;
    error->arguments[error->arguments_length] = '\0';
}

/* A writer that stands where a key may follow. The brace it opened is cut off again. */
static struct trib_json_writer member_writer(struct trib_buffer *member) {
    struct trib_json_writer json = trib_json_writer(member);
    trib_json_object_open(&json);
    trib_buffer_cut(member, 0);
    return json;
}

void trib_error_add_text(struct trib_error *error, const char *name, const char *value) {
    TRIB_AUTO(trib_buffer) member = {0};
    struct trib_json_writer json = member_writer(&member);
    trib_json_member_text(&json, name, value);
    add_member(error, &member);
}

void trib_error_add_int64(struct trib_error *error, const char *name, int64_t value) {
    TRIB_AUTO(trib_buffer) member = {0};
    struct trib_json_writer json = member_writer(&member);
    trib_json_member_int64(&json, name, value);
    add_member(error, &member);
}

void trib_error_add_list(struct trib_error *error, const char *name, const char *const *values,
                         size_t count) {
    TRIB_AUTO(trib_buffer) member = {0};
    struct trib_json_writer json = member_writer(&member);
    trib_json_key(&json, name);
    trib_json_array_open(&json);
    for (size_t i = 0; i < count; i++) {
        trib_json_text(&json, values[i]);
    }
    trib_json_array_close(&json);
    add_member(error, &member);
}

void trib_error_add_json(struct trib_error *error, const char *name, const char *raw_json) {
    TRIB_AUTO(trib_buffer) member = {0};
    struct trib_json_writer json = member_writer(&member);
    trib_json_key(&json, name);
    trib_json_raw(&json, raw_json, strlen(raw_json));
    add_member(error, &member);
}
