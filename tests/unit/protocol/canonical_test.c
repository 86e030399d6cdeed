/*
 * One command in two wordings is one, two commands are two: what a repetition is known by.
 */
#include "canonical.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "rows.h"

#define ONE "11111111-1111-4111-8111-111111111111"
#define OTHER "22222222-2222-4222-8222-222222222222"

static void canonical(const char *name, const char *text, struct trib_buffer *out) {
    const struct trib_method *method = trib_method_find(name);
    struct trib_params params = {0};
    struct trib_error error = {0};
    json_auto_t *json = json_loads(text, 0, NULL);
    assert_non_null(method);
    assert_non_null(json);
    if (!trib_params_read(method, json, &params, &error)) {
        fail_msg("%s: %s (%s)", text, trib_error_code_name(error.code), error.field);
    }
    trib_canonical_write(method, &params, out);
    assert_false(out->failed);
    trib_params_finish(&params);
}

static struct row {
    const char *name;
    const char *method, *one, *other;
    bool is_same;
} rows[] = {
    {"the order of keys means nothing", "organization.edit",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\",\"to\":\"b\"}}",
     "{\"name\":{\"to\":\"b\",\"from\":\"a\"},\"organization_id\":\"" ONE "\"}", true},
    {"null is the same as no word", "organization.edit",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\",\"to\":\"b\"},\"acting_for\":null}",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\",\"to\":\"b\"}}", true},
    {"another object is another command", "organization.edit",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\",\"to\":\"b\"}}",
     "{\"organization_id\":\"" OTHER "\",\"name\":{\"from\":\"a\",\"to\":\"b\"}}", false},
    {"another old wording is another command", "organization.edit",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\",\"to\":\"b\"}}",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"c\",\"to\":\"b\"}}", false},
    {"the same words in another field are another command", "organization.edit",
     "{\"organization_id\":\"" ONE "\",\"sector\":{\"from\":\"a\",\"to\":\"b\"}}",
     "{\"organization_id\":\"" ONE "\",\"role_stated\":{\"from\":\"a\",\"to\":\"b\"}}", false},
    {"to take a value away is not to leave it", "organization.edit",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\",\"to\":\"b\"},"
     "\"sector\":{\"from\":null,\"to\":null}}",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\",\"to\":\"b\"}}", false},
    {"the same for another organization is another command", "group.close",
     "{\"group_id\":\"" ONE "\",\"acting_for\":\"" ONE "\"}",
     "{\"group_id\":\"" ONE "\",\"acting_for\":\"" OTHER "\"}", false},
    {"what looks like JSON inside a text stays text", "organization.edit",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\\\",\\\"b\",\"to\":\"c\"}}",
     "{\"organization_id\":\"" ONE "\",\"name\":{\"from\":\"a\",\"to\":\"b\\\",\\\"c\"}}", false},
};

static void compares(void **state) {
    const struct row *row = *state;
    TRIB_AUTO(trib_buffer) one = {0};
    TRIB_AUTO(trib_buffer) other = {0};
    canonical(row->method, row->one, &one);
    canonical(row->method, row->other, &other);
    assert_int_equal(strcmp(trib_buffer_text(&one), trib_buffer_text(&other)) == 0, row->is_same);
}

static void another_method(void **state) {
    (void)state;
    static const char PARAMS[] = "{\"group_id\":\"" ONE "\"}";
    TRIB_AUTO(trib_buffer) one = {0};
    TRIB_AUTO(trib_buffer) other = {0};
    canonical("group.close", PARAMS, &one);
    canonical("group.rest", PARAMS, &other);
    assert_string_not_equal(trib_buffer_text(&one), trib_buffer_text(&other));
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, compares, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "another method is another command", another_method);
    return unit_run("protocol/canonical", &tests);
}
