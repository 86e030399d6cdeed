/*
 * The envelope of a call (jsonrpc.org/specification, section 4), read strictly: what is not known
 * here was meant for somebody else. Ids go back as they came, so an id that cannot be written back
 * exactly (a fraction, a number past 2^53) is refused instead of changed.
 */
#include "request.h"

#include <stdlib.h>
#include <string.h>

#include "limits.h"
#include "tributary/base/json_write.h"

void trib_request_finish(struct trib_request *request) {
    trib_buffer_finish(&request->id);
}

static bool id_read(const json_t *id, struct trib_request *request) {
    struct trib_json_writer json = trib_json_writer(&request->id);
    if (json_is_string(id) && json_string_length(id) <= TRIB_REQUEST_ID_BYTES_MAX) {
        request->id_text = json_string_value(id);
        trib_json_text(&json, request->id_text);
        return true;
    }
    if (json_is_integer(id) && llabs(json_integer_value(id)) <= TRIB_JSON_INTEGER_MAX) {
        trib_json_int64(&json, json_integer_value(id));
        return true;
    }
    trib_json_null(&json);
    return json_is_null(id);
}

static bool members_are_known(json_t *json, struct trib_error *error) {
    static const char *const known[] = {"jsonrpc", "id", "method", "params"};
    for (void *at = json_object_iter(json); at != NULL; at = json_object_iter_next(json, at)) {
        const char *name = json_object_iter_key(at);
        bool found = false;
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
            found = found || strcmp(name, known[i]) == 0;
        }
        if (!found) {
            return trib_fail(error, TRIB_E_REQUEST, name);
        }
    }
    return true;
}

bool trib_request_read(json_t *json, struct trib_request *request, struct trib_error *error) {
    bool has_id = id_read(json_object_get(json, "id"), request);
    if (!json_is_object(json)) {
        return trib_fail(error, TRIB_E_REQUEST, "");
    }
    const char *version = json_string_value(json_object_get(json, "jsonrpc"));
    if (version == NULL || strcmp(version, "2.0") != 0) {
        return trib_fail(error, TRIB_E_REQUEST, "jsonrpc");
    }
    if (!has_id) {
        return trib_fail(error, TRIB_E_REQUEST, "id");
    }
    request->method = json_string_value(json_object_get(json, "method"));
    if (request->method == NULL) {
        return trib_fail(error, TRIB_E_REQUEST, "method");
    }
    request->params = json_object_get(json, "params");
    if (request->params != NULL && !json_is_object(request->params)) {
        trib_fail(error, TRIB_E_TYPE, "params");
        trib_error_add_text(error, "expected", "object");
        return false;
    }
    return members_are_known(json, error);
}
