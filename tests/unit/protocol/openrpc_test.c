/*
 * The description, compared with schema/openrpc.json, which is checked in so that a change of the
 * API is read in review. TRIB_GOLDEN=write rewrites it. That it is valid OpenRPC is checked against
 * the meta-schema by the client's tests, which have a validator.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "limits.h"
#include "methods.h"
#include "rows.h"
#include "tributary/protocol/server.h"

#define GOLDEN TRIB_SOURCE_DIR "/schema/openrpc.json"

static json_t *description(void) {
    TRIB_AUTO(trib_buffer) text = {0};
    assert_true(trib_openrpc_write(&text));
    json_error_t problem;
    json_t *json = json_loadb(text.bytes, text.length, JSON_REJECT_DUPLICATES, &problem);
    assert_non_null(json);
    return json;
}

static void golden(void **state) {
    (void)state;
    json_auto_t *json = description();
    if (getenv("TRIB_GOLDEN") != NULL) {
        assert_int_equal(json_dump_file(json, GOLDEN, JSON_INDENT(1)), 0);
    }
    json_auto_t *checked_in = json_load_file(GOLDEN, 0, NULL);
    assert_non_null(checked_in);
    char *expected = json_dumps(checked_in, JSON_INDENT(1));
    char *actual = json_dumps(json, JSON_INDENT(1));
    assert_string_equal(actual, expected);
    free(expected);
    free(actual);
}

/* Every "$ref" points to something that is there. */
static void check_references(const json_t *whole, json_t *json) {
    const char *name;
    json_t *value;
    size_t index;
    json_array_foreach(json, index, value) {
        check_references(whole, value);
    }
    json_object_foreach(json, name, value) {
        if (strcmp(name, "$ref") == 0) {
            char kind[32];
            char target[64];
            assert_int_equal(
                sscanf(json_string_value(value), "#/components/%31[^/]/%63s", kind, target), 2);
            const json_t *components = json_object_get(whole, "components");
            assert_non_null(json_object_get(json_object_get(components, kind), target));
        } else {
            check_references(whole, value);
        }
    }
}

static void references(void **state) {
    (void)state;
    json_auto_t *json = description();
    check_references(json, json);
}

static void is_bounded(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) text = {0};
    assert_true(trib_openrpc_write(&text));
    assert_in_range(text.length, 1, TRIB_DESCRIPTION_BYTES_MAX);
}

static void all_methods(void **state) {
    (void)state;
    json_auto_t *json = description();
    json_t *methods = json_object_get(json, "methods");
    for (size_t i = 0; i < json_array_size(methods); i++) {
        json_t *method = json_array_get(methods, i);
        const struct trib_method *own = trib_method_at(i);
        assert_string_equal(json_string_value(json_object_get(method, "name")), own->name);
        size_t common = own->kind == TRIB_METHOD_COMMAND ? 1 : 0;
        assert_int_equal(json_array_size(json_object_get(method, "params")),
                         own->field_count + common);
        assert_string_equal(json_string_value(json_object_get(method, "x-permission")),
                            trib_permission_row(own->permission)->name);
    }
    assert_null(trib_method_at(json_array_size(methods)));
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "the description is the one checked in", golden);
    unit_add(&tests, "every reference leads somewhere", references);
    unit_add(&tests, "the description is bounded", is_bounded);
    unit_add(&tests, "every method is described with its right", all_methods);
    return unit_run("protocol/openrpc", &tests);
}
