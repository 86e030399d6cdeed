/* The method table holds together: what one part of a row names, another part has. */
#include "methods.h"

#include <string.h>

#include "decode.h"
#include "json_in.h"
#include "rows.h"
#include "tributary/command/tables.h"

static const struct trib_field *field_of(const struct trib_method *method, const char *name) {
    for (size_t i = 0; name != NULL && i < method->field_count; i++) {
        if (strcmp(method->fields[i].name, name) == 0) {
            return &method->fields[i];
        }
    }
    return NULL;
}

static bool table_exists(const char *name) {
    for (size_t i = 0; i < trib_table_count; i++) {
        if (strcmp(trib_tables[i].name, name) == 0) {
            return trib_tables[i].kind == TRIB_TABLE_SYNCED;
        }
    }
    return false;
}

static void every(void (*check)(const struct trib_method *method)) {
    const struct trib_method *method = NULL;
    size_t count = 0;
    for (; (method = trib_method_at(count)) != NULL; count++) {
        check(method);
    }
    assert_in_range(count, 30, 200);
}

static void check_name(const struct trib_method *method) {
    assert_ptr_equal(trib_method_find(method->name), method);
    size_t noun = strspn(method->name, "abcdefghijklmnopqrstuvwxyz_");
    assert_int_equal(method->name[noun], '.');
    size_t verb = strspn(method->name + noun + 1, "abcdefghijklmnopqrstuvwxyz_");
    assert_int_equal(strlen(method->name), noun + 1 + verb);
}

static void names(void **state) {
    (void)state;
    every(check_name);
    assert_null(trib_method_find("organization"));
    assert_null(trib_method_find(""));
}

static void check_object(const struct trib_method *method) {
    assert_int_equal(method->object_table == NULL, method->object_field == NULL);
    if (method->object_table != NULL) {
        assert_true(table_exists(method->object_table));
        const struct trib_field *field = field_of(method, method->object_field);
        assert_non_null(field);
        assert_int_equal(field->type, TRIB_FIELD_ID);
        assert_true(field->is_required);
    }
}

static void objects(void **state) {
    (void)state;
    every(check_object);
}

static void check_kind(const struct trib_method *method) {
    bool is_command = method->kind == TRIB_METHOD_COMMAND;
    assert_int_equal(method->run != NULL, is_command);
    assert_int_equal(method->answer == NULL, is_command);
    assert_int_equal(method->result_example == NULL, is_command);
    bool may_ask = method->kind == TRIB_METHOD_SESSION; /* of some only administrators may */
    assert_true(may_ask || (method->permission == TRIB_MAY_READ) == !is_command);
}

static void kinds(void **state) {
    (void)state;
    every(check_kind);
}

static void check_fields(const struct trib_method *method) {
    assert_true(method->field_count <= TRIB_METHOD_FIELDS_MAX);
    bool has_optional_edit = false;
    for (size_t i = 0; i < method->field_count; i++) {
        const struct trib_field *field = &method->fields[i];
        assert_ptr_equal(field_of(method, field->name), field); /* no name twice */
        assert_non_null(field->summary);
        assert_true(field->offset < method->params_bytes);
        bool is_bounded = field->type == TRIB_FIELD_TEXT || field->type == TRIB_FIELD_IDS ||
                          field->type == TRIB_FIELD_NUMBER;
        assert_int_equal(field->most > 0, is_bounded);
        if (field->with != NULL) {
            assert_string_equal(field_of(method, field->with)->with, field->name);
        }
        if (field->or_else != NULL) {
            assert_string_equal(field_of(method, field->or_else)->or_else, field->name);
        }
        has_optional_edit = has_optional_edit || (field->is_edit && !field->is_required);
    }
    assert_int_equal(method->needs_an_edit, has_optional_edit);
}

static void fields(void **state) {
    (void)state;
    every(check_fields);
}

static void check_example(const struct trib_method *method) {
    struct trib_error error = {0};
    json_auto_t *json = NULL;
    json_auto_t *result = NULL;
    TRIB_AUTO(trib_params) params = {0};
    assert_true(trib_json_in_read(method->example, strlen(method->example), &json, &error));
    assert_true(trib_params_read(method, json, &params, &error));
    const char *text = method->result_example == NULL ? "{}" : method->result_example;
    assert_true(trib_json_in_read(text, strlen(text), &result, &error));
}

static void examples(void **state) {
    (void)state;
    every(check_example);
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "names are a noun and a verb, and found", names);
    unit_add(&tests, "the object of a right is a required parameter and a synced table", objects);
    unit_add(&tests, "commands run with a right, the rest answers", kinds);
    unit_add(&tests, "fields are named once, bounded, and refer to each other", fields);
    unit_add(&tests, "every example is what its method takes", examples);
    return unit_run("protocol/methods", &tests);
}
