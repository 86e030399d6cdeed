/*
 * One command in two wordings is one, two commands are two: what a repetition is known by.
 */
#include "canonical.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
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
    {"who answers a ballot otherwise under the same id has said the same", "ballot.cast",
     "{\"ballot_id\":\"" ONE "\",\"version\":1,\"choice\":\"agree\"}",
     "{\"ballot_id\":\"" ONE "\",\"version\":1,\"choice\":\"block\",\"text\":\"No.\","
     "\"principle\":\"Safety\"}",
     true},
    {"of another version it is another answer", "ballot.cast",
     "{\"ballot_id\":\"" ONE "\",\"version\":1,\"choice\":\"agree\"}",
     "{\"ballot_id\":\"" ONE "\",\"version\":2,\"choice\":\"agree\"}", false},
    {"and in another ballot", "ballot.cast",
     "{\"ballot_id\":\"" ONE "\",\"version\":1,\"choice\":\"agree\"}",
     "{\"ballot_id\":\"" OTHER "\",\"version\":1,\"choice\":\"agree\"}", false},
    {"why a ballot is void is told, and so is part of what was asked", "ballot.void",
     "{\"ballot_id\":\"" ONE "\",\"reason\":\"a\"}", "{\"ballot_id\":\"" ONE "\",\"reason\":\"b\"}",
     false},
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

/* Whoever has the file has the digest and its salt, and could try the few choices there are: what
   goes into it has none of them, and none of the words. */
static void an_answer_leaves_nothing_to_be_tried(void **state) {
    (void)state;
    static const char *const CHOICES[] = {"yes",         "no",          "abstain", "agree",
                                          "reservation", "stand_aside", "block"};
    TRIB_AUTO(trib_buffer) first = {0};
    for (size_t i = 0; i < UNIT_COUNT(CHOICES); i++) {
        TRIB_AUTO(trib_buffer) written = {0};
        char params[256];
        snprintf(params, sizeof params,
                 "{\"ballot_id\":\"" ONE "\",\"version\":1,\"choice\":\"%s\","
                 "\"text\":\"Heron %zu\",\"principle\":\"Egret %zu\"}",
                 CHOICES[i], i, i);
        canonical("ballot.cast", params, i == 0 ? &first : &written);
        assert_string_equal(trib_buffer_text(&first), trib_buffer_text(i == 0 ? &first : &written));
        assert_null(strstr(trib_buffer_text(&first), CHOICES[i]));
    }
    assert_non_null(strstr(trib_buffer_text(&first), ONE));
    assert_null(strstr(trib_buffer_text(&first), "Heron"));
    assert_null(strstr(trib_buffer_text(&first), "Egret"));
}

/* Nothing else is left out of it. */
static void only_answers_are_sealed(void **state) {
    (void)state;
    const struct trib_method *method = NULL;
    size_t sealed = 0;
    for (size_t m = 0; (method = trib_method_at(m)) != NULL; m++) {
        for (size_t f = 0; f < method->field_count; f++) {
            if (method->fields[f].is_sealed) {
                assert_string_equal(method->name, "ballot.cast");
                sealed++;
            }
        }
    }
    assert_int_equal(sealed, 3);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, compares, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "another method is another command", another_method);
    unit_add(&tests, "an answer leaves nothing to be tried", an_answer_leaves_nothing_to_be_tried);
    unit_add(&tests, "only answers are sealed", only_answers_are_sealed);
    return unit_run("protocol/canonical", &tests);
}
