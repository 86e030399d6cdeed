/*
 * The description of the API (OpenRPC 1.3.2, spec.open-rpc.org), made from the method table, so it
 * says what the decoder does. What OpenRPC has no place for stands beside it under x- names:
 * rights, tables with their columns, words, and what the server tells unasked.
 */
#include "openrpc.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "door.h"
#include "methods.h"
#include "tributary/protocol/server.h"

/* Refusals that need no word in the method's own row. */
static const enum trib_error_code OF_ALL[] = {TRIB_E_TYPE, TRIB_E_REQUIRED, TRIB_E_UNKNOWN_FIELD,
                                              TRIB_E_RATE, TRIB_E_STORAGE,  TRIB_E_UNAVAILABLE};
static const enum trib_error_code OF_COMMANDS[] = {
    TRIB_E_TOO_LONG,  TRIB_E_TOO_FEW,  TRIB_E_SESSION, TRIB_E_FORBIDDEN,
    TRIB_E_NOT_FOUND, TRIB_E_CONFLICT, TRIB_E_BUSY};

void trib_openrpc_reference(struct trib_json_writer *json, const char *kind, const char *name) {
    TRIB_AUTO(trib_buffer) reference = {0};
    trib_buffer_append_format(&reference, "#/components/%s/%s", kind, name);
    trib_json_object_open(json);
    trib_json_member_text(json, "$ref", trib_buffer_text(&reference));
    trib_json_object_close(json);
}

/* ---- parameters ------------------------------------------------------------------------------ */

static void write_value_schema(struct trib_json_writer *json, const struct trib_field *field) {
    switch (field->type) {
    case TRIB_FIELD_ID:
        trib_openrpc_reference(json, "schemas", "id");
        return;
    case TRIB_FIELD_FUZZY_DATE:
        trib_openrpc_reference(json, "schemas", "fuzzy_date");
        return;
    case TRIB_FIELD_WORD:
        trib_openrpc_reference(json, "schemas", trib_vocabulary(field->vocabulary)->name);
        return;
    case TRIB_FIELD_TEXT:
        trib_json_object_open(json);
        trib_json_member_text(json, "type", "string");
        trib_json_member_int64(json, "minLength", 1);
        trib_json_member_int64(json, "maxLength", field->most);
        trib_json_object_close(json);
        return;
    case TRIB_FIELD_NUMBER:
        trib_json_object_open(json);
        trib_json_member_text(json, "type", "integer");
        trib_json_member_int64(json, "minimum", 0);
        trib_json_member_int64(json, "maximum", field->most);
        trib_json_object_close(json);
        return;
    case TRIB_FIELD_SEQ:
        trib_openrpc_reference(json, "schemas", "seq");
        return;
    case TRIB_FIELD_IDS:
        trib_json_object_open(json);
        trib_json_member_text(json, "type", "array");
        trib_json_member_int64(json, "maxItems", field->most);
        trib_json_key(json, "items");
        trib_openrpc_reference(json, "schemas", "id");
        trib_json_object_close(json);
        return;
    }
}

static void write_or_null(struct trib_json_writer *json, const struct trib_field *field,
                          bool may_be_null) {
    if (!may_be_null) {
        write_value_schema(json, field);
        return;
    }
    if (field->type == TRIB_FIELD_ID || field->type == TRIB_FIELD_FUZZY_DATE) { /* most of them */
        trib_openrpc_reference(json, "schemas",
                               field->type == TRIB_FIELD_ID ? "id_or_null" : "fuzzy_date_or_null");
        return;
    }
    trib_json_object_open(json);
    trib_json_key(json, "oneOf");
    trib_json_array_open(json);
    write_value_schema(json, field);
    trib_openrpc_quoted(json, "{'type':'null'}");
    trib_json_array_close(json);
    trib_json_object_close(json);
}

static void write_edit_schema(struct trib_json_writer *json, const struct trib_field *field) {
    trib_json_object_open(json);
    trib_json_member_text(json, "type", "object");
    trib_json_key(json, "properties");
    trib_json_object_open(json);
    trib_json_key(json, "from");
    write_or_null(json, field, field->may_be_null);
    trib_json_key(json, "to");
    write_or_null(json, field, field->may_be_null);
    trib_json_object_close(json);
    trib_json_key(json, "required");
    trib_openrpc_quoted(json, "['from','to']");
    trib_json_member_bool(json, "additionalProperties", false);
    trib_json_object_close(json);
}

void trib_openrpc_param(struct trib_json_writer *json, const struct trib_field *field) {
    trib_json_object_open(json);
    trib_json_member_text(json, "name", field->name);
    trib_json_member_text(json, "summary", field->summary);
    if (field->is_required) { /* else OpenRPC takes it that it is not */
        trib_json_member_bool(json, "required", true);
    }
    trib_json_key(json, "schema");
    if (field->is_edit) {
        write_edit_schema(json, field);
    } else {
        write_or_null(json, field, !field->is_required);
    }
    if (field->with != NULL) {
        trib_json_member_text(json, "x-with", field->with);
    }
    if (field->or_else != NULL) {
        trib_json_member_text(json, "x-or-else", field->or_else);
    }
    trib_json_object_close(json);
}

static void write_params(struct trib_json_writer *json, const struct trib_method *method) {
    trib_json_key(json, "params");
    trib_json_array_open(json);
    for (size_t i = 0; i < method->field_count; i++) {
        trib_openrpc_param(json, &method->fields[i]);
    }
    if (method->kind == TRIB_METHOD_COMMAND) {
        trib_openrpc_reference(json, "contentDescriptors", trib_field_acting_for.name);
    }
    trib_json_array_close(json);
}

/* ---- methods --------------------------------------------------------------------------------- */

static void write_errors(struct trib_json_writer *json, const enum trib_error_code *codes,
                         size_t count) {
    for (size_t i = 0; i < count && codes[i] != TRIB_E_NONE; i++) {
        trib_openrpc_reference(json, "errors", trib_error_code_name(codes[i]));
    }
}

static void write_method_errors(struct trib_json_writer *json, const struct trib_method *method) {
    trib_json_key(json, "errors");
    trib_json_array_open(json);
    write_errors(json, method->refusals, TRIB_REFUSALS_MAX);
    if (method->kind == TRIB_METHOD_SESSION) {
        trib_openrpc_reference(json, "errors", trib_error_code_name(TRIB_E_SESSION));
    }
    trib_json_array_close(json);
}

/* What every method, or every command, may be refused with besides its own stands once. */
static void write_common_errors(struct trib_json_writer *json, const char *name,
                                const enum trib_error_code *codes, size_t count) {
    trib_json_key(json, name);
    trib_json_array_open(json);
    write_errors(json, codes, count);
    trib_json_array_close(json);
}

/* The result's schema has the method's name with an underscore for the dot. */
static void write_result(struct trib_json_writer *json, const struct trib_method *method) {
    bool is_command = method->kind == TRIB_METHOD_COMMAND;
    TRIB_AUTO(trib_buffer) name = {0};
    trib_buffer_append_format(&name, "%s_result", is_command ? "command" : method->name);
    for (char *dot = name.bytes; dot != NULL && (dot = strchr(dot, '.')) != NULL;) {
        *dot = '_';
    }
    trib_json_key(json, "result");
    trib_json_object_open(json);
    trib_json_member_text(json, "name", "result");
    trib_json_key(json, "schema");
    trib_openrpc_reference(json, "schemas", trib_buffer_text(&name));
    trib_json_object_close(json);
}

/* The example's parameters as OpenRPC has them: a list of names with values. */
static void write_example_params(struct trib_json_writer *json, const char *example) {
    json_auto_t *params = json_loads(example, 0, NULL);
    const char *name;
    json_t *value;
    trib_json_array_open(json);
    json_object_foreach(params, name, value) {
        char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        json->buffer->failed = json->buffer->failed || text == NULL;
        trib_json_object_open(json);
        trib_json_member_text(json, "name", name);
        trib_json_key(json, "value");
        trib_json_raw(json, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
        trib_json_object_close(json);
        free(text);
    }
    trib_json_array_close(json);
}

static void write_example(struct trib_json_writer *json, const struct trib_method *method) {
    trib_json_key(json, "examples");
    trib_json_array_open(json);
    trib_json_object_open(json);
    trib_json_member_text(json, "name", method->name);
    trib_json_key(json, "params");
    write_example_params(json, method->example);
    trib_json_key(json, "result");
    trib_json_object_open(json);
    trib_json_member_text(json, "name", "result");
    const char *result = method->result_example == NULL ? "{\"seq\":4182}" : method->result_example;
    trib_json_key(json, "value");
    trib_json_raw(json, result, strlen(result));
    trib_json_object_close(json);
    trib_json_object_close(json);
    trib_json_array_close(json);
}

static void write_rights(struct trib_json_writer *json, const struct trib_method *method) {
    trib_json_member_text(json, "x-kind", trib_method_kind_name(method->kind));
    trib_json_member_text(json, "x-permission", trib_permission_row(method->permission)->name);
    trib_json_key(json, "x-object");
    if (method->object_table == NULL) {
        trib_json_null(json);
        return;
    }
    trib_json_object_open(json);
    trib_json_member_text(json, "table", method->object_table);
    trib_json_member_text(json, "parameter", method->object_field);
    trib_json_object_close(json);
}

static void write_method(struct trib_json_writer *json, const struct trib_method *method) {
    trib_json_object_open(json);
    trib_json_member_text(json, "name", method->name);
    trib_json_member_text(json, "summary", method->summary);
    trib_json_member_text(json, "paramStructure", "by-name");
    write_params(json, method);
    write_result(json, method);
    write_method_errors(json, method);
    write_example(json, method);
    write_rights(json, method);
    trib_json_object_close(json);
}

/* ---- doors ----------------------------------------------------------------------------------- */

static void write_raw_member(struct trib_json_writer *json, const char *name, const char *value) {
    trib_json_key(json, name);
    trib_json_raw(json, value, strlen(value));
}

static void write_door(struct trib_json_writer *json, enum trib_door door) {
    const struct trib_method *method = trib_door_method(door);
    trib_json_object_open(json);
    trib_json_member_text(json, "path", trib_door_path(door));
    trib_json_member_text(json, "summary", method->summary);
    write_params(json, method);
    write_method_errors(json, method);
    write_raw_member(json, "example", method->example);
    write_raw_member(json, "result_example", method->result_example);
    trib_json_object_close(json);
}

/* What is no JSON-RPC: one object is posted, and the answer sets or takes the session's cookie. */
static void write_doors(struct trib_json_writer *json) {
    trib_json_key(json, "x-doors");
    trib_json_array_open(json);
    for (int door = 0; door < TRIB_DOOR_COUNT; door++) {
        write_door(json, (enum trib_door)door);
    }
    trib_json_array_close(json);
}

/* ---- the whole ------------------------------------------------------------------------------- */

bool trib_openrpc_write(struct trib_buffer *out) {
    struct trib_json_writer json = trib_json_writer(out);
    trib_json_object_open(&json);
    trib_json_member_text(&json, "openrpc", "1.3.2");
    trib_json_key(&json, "info");
    trib_json_object_open(&json);
    trib_json_member_text(&json, "title", "Tributary");
    trib_json_member_text(&json, "version", "1");
    trib_json_object_close(&json);
    trib_json_key(&json, "methods");
    trib_json_array_open(&json);
    const struct trib_method *method = NULL;
    for (size_t i = 0; (method = trib_method_at(i)) != NULL; i++) {
        write_method(&json, method);
    }
    trib_json_array_close(&json);
    trib_openrpc_components(&json);
    write_common_errors(&json, "x-errors-of-all", OF_ALL, sizeof OF_ALL / sizeof OF_ALL[0]);
    write_common_errors(&json, "x-errors-of-commands", OF_COMMANDS,
                        sizeof OF_COMMANDS / sizeof OF_COMMANDS[0]);
    trib_openrpc_extras(&json);
    write_doors(&json);
    trib_json_object_close(&json);
    return !out->failed;
}
