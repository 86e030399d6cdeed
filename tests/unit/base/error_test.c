/* Errors: names, numbers, arguments as JSON, and the sentences of all four catalogues. */
#include "tributary/base/error.h"
#include "tributary/base/words.h"

#include "rows.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* The arguments as a parser that is not ours reads them. */
static json_t *read_arguments(const struct trib_error *error) {
    TRIB_AUTO(trib_buffer) object = {0};
    trib_buffer_append_format(&object, "{%s}", error->arguments);
    assert_int_equal(error->arguments_length, strlen(error->arguments));
    return json_loads(trib_buffer_text(&object), 0, NULL);
}

static void every_code_has_its_name(void **state) {
    (void)state;
    assert_string_equal(trib_error_code_name(TRIB_E_NONE), "");
    assert_string_equal(trib_error_code_name(TRIB_E_CYCLE), "E_CYCLE");
    for (int code = 1; code < TRIB_E_COUNT; code++) {
        const char *name = trib_error_code_name((enum trib_error_code)code);
        assert_int_equal(trib_error_code_find(name, strlen(name)), code);
    }
    assert_int_equal(trib_error_code_find("E_CYCLE, and more", 7), TRIB_E_CYCLE);
    assert_int_equal(trib_error_code_find("E_CYCL", 6), TRIB_E_NONE);
    assert_int_equal(trib_error_code_find("E_CYCLES", 8), TRIB_E_NONE);
    assert_int_equal(trib_error_code_find("", 0), TRIB_E_NONE);
}

static void codes_have_json_rpc_numbers(void **state) {
    (void)state;
    assert_int_equal(trib_error_rpc_number(TRIB_E_PARSE), -32700);
    assert_int_equal(trib_error_rpc_number(TRIB_E_REQUEST), -32600);
    assert_int_equal(trib_error_rpc_number(TRIB_E_METHOD), -32601);
    assert_int_equal(trib_error_rpc_number(TRIB_E_TYPE), -32602);
    assert_int_equal(trib_error_rpc_number(TRIB_E_REQUIRED), -32602);
    assert_int_equal(trib_error_rpc_number(TRIB_E_UNKNOWN_FIELD), -32602);
    assert_int_equal(trib_error_rpc_number(TRIB_E_TOO_LONG), -32602);
    assert_int_equal(trib_error_rpc_number(TRIB_E_STALE), -32000);
}

static void fail_fills_in_and_forgets_what_was_there(void **state) {
    (void)state;
    struct trib_error error;
    assert_false(trib_fail(&error, TRIB_E_TOO_FEW, "members"));
    assert_int_equal(error.code, TRIB_E_TOO_FEW);
    assert_string_equal(error.field, "members");
    trib_error_add_int64(&error, "least", 1);
    assert_false(trib_fail(&error, TRIB_E_BUSY, NULL));
    assert_string_equal(error.field, "");
    assert_string_equal(error.arguments, "");
    assert_int_equal(error.arguments_length, 0);
}

static void a_long_field_is_cut_between_characters(void **state) {
    (void)state;
    struct trib_error error;
    char field[2 * TRIB_ERROR_FIELD_BYTES_MAX + 1];
    for (size_t i = 0; i < TRIB_ERROR_FIELD_BYTES_MAX; i++) {
        memcpy(field + 2 * i, "\u00e9", 3);
    }
    trib_fail(&error, TRIB_E_TYPE, field);
    assert_int_equal(strlen(error.field), TRIB_ERROR_FIELD_BYTES_MAX - 2);
}

static void arguments_are_json_members(void **state) {
    (void)state;
    struct trib_error error;
    const char *const names[] = {"A \"one\"", NULL, "C\n"};
    trib_fail(&error, TRIB_E_CYCLE, NULL);
    trib_error_add_list(&error, "path", names, 3);
    trib_error_add_int64(&error, "least", -1);
    trib_error_add_text(&error, "who", "x\\y");
    trib_error_add_json(&error, "more", "{\"a\":[1]}");
    trib_error_add_list(&error, "none", NULL, 0);
    assert_string_equal(error.arguments, "\"path\":[\"A \\\"one\\\"\",null,\"C\\n\"],\"least\":-1,"
                                         "\"who\":\"x\\\\y\",\"more\":{\"a\":[1]},\"none\":[]");
    json_auto_t *read = read_arguments(&error);
    assert_int_equal(json_object_size(read), 5);
}

static void an_argument_without_room_is_left_out_whole(void **state) {
    (void)state;
    struct trib_error error;
    char text[1001];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    trib_fail(&error, TRIB_E_STALE, "name");
    for (int i = 0; i < 20; i++) {
        char name[8];
        snprintf(name, sizeof name, "a%02d", i);
        trib_error_add_text(&error, name, text);
        json_auto_t *read = read_arguments(&error);
        assert_non_null(read);
    }
    trib_error_add_int64(&error, "small", 7); /* what fits still does */
    json_auto_t *read = read_arguments(&error);
    assert_int_equal(json_object_size(read), 16 + 1);
    assert_int_equal(json_integer_value(json_object_get(read, "small")), 7);
}

static void the_last_byte_of_room_is_used_and_none_beyond(void **state) {
    (void)state;
    static char text[TRIB_ERROR_ARGUMENTS_BYTES_MAX];
    struct trib_error error;
    size_t fits = TRIB_ERROR_ARGUMENTS_BYTES_MAX - 1 - strlen("\"a\":\"\"");
    memset(text, 'x', fits);
    trib_fail(&error, TRIB_E_STALE, NULL);
    trib_error_add_text(&error, "a", text);
    assert_int_equal(error.arguments_length, TRIB_ERROR_ARGUMENTS_BYTES_MAX - 1);
    text[fits] = 'x';
    trib_fail(&error, TRIB_E_STALE, NULL);
    trib_error_add_text(&error, "a", text);
    assert_int_equal(error.arguments_length, 0);
}

static void assert_sentence(const char *language, const struct trib_error *error,
                            const char *expected) {
    TRIB_AUTO(trib_buffer) out = {0};
    trib_words_error(language, error, &out);
    assert_string_equal(trib_buffer_text(&out), expected);
}

static void sentences_are_filled_in(void **state) {
    (void)state;
    struct trib_error error;
    const char *const circle[] = {"A", NULL, "\"B\", C", "A"};
    trib_fail(&error, TRIB_E_CYCLE, "parent_id");
    trib_error_add_json(&error, "path_ids", "{\"path\":[\"no\"]}");
    trib_error_add_list(&error, "path", circle, 4);
    assert_sentence(
        "en", &error,
        "This would make a circle: A → … → \"B\", C → A. Remove one of these links first.");
    const char *const states[] = {"tentative", "left"};
    trib_fail(&error, TRIB_E_STATE, "status");
    trib_error_add_list(&error, "possible", states, 2);
    assert_sentence("en", &error,
                    "This is not possible from the present state. From here it can become: "
                    "tentative, left.");
    trib_fail(&error, TRIB_E_STATE, "status");
    trib_error_add_list(&error, "possible", NULL, 0);
    assert_sentence("en", &error,
                    "This is not possible from the present state. From here it can become: —.");
    trib_fail(&error, TRIB_E_RATE, NULL);
    trib_error_add_int64(&error, "seconds", 30);
    assert_sentence("fr", &error,
                    "Trop de tentatives à la suite. Attendez 30 secondes, puis réessayez.");
    trib_fail(&error, TRIB_E_FORBIDDEN, NULL);
    trib_error_add_text(&error, "who", "A\tB\\");
    assert_sentence("xx", &error,
                    "This is not yours to change. Who can: A B\\. Ask them, or act for another "
                    "organization.");
    trib_fail(&error, TRIB_E_FORBIDDEN, NULL);
    assert_sentence("en", &error,
                    "This is not yours to change. Who can: …. Ask them, or act for another "
                    "organization.");
}

/* The names in braces of a sentence, in the order of the sentence. */
static void collect_names(const char *sentence, struct trib_buffer *out) {
    for (const char *open = strchr(sentence, '{'); open != NULL; open = strchr(open + 1, '{')) {
        trib_buffer_append(out, open, (size_t)(strchr(open, '}') - open + 1));
    }
}

static void every_code_has_a_sentence_in_every_language(void **state) {
    (void)state;
    static const char *const languages[] = {"en", "es", "fr", "ar"};
    for (int code = 1; code < TRIB_E_COUNT; code++) {
        const char *name = trib_error_code_name((enum trib_error_code)code);
        const char *english = trib_words_find("en", name);
        TRIB_AUTO(trib_buffer) names = {0};
        assert_non_null(english);
        collect_names(english, &names);
        for (size_t i = 0; i < UNIT_COUNT(languages); i++) {
            const char *sentence = trib_words_find(languages[i], name);
            TRIB_AUTO(trib_buffer) same_names = {0};
            assert_non_null(sentence);
            assert_true(i == 0 || strcmp(sentence, english) != 0); /* translated */
            collect_names(sentence, &same_names);
            assert_string_equal(trib_buffer_text(&same_names), trib_buffer_text(&names));
        }
    }
    assert_null(trib_words_find("en", "E_NO_SUCH_CODE"));
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "every code has its name", every_code_has_its_name);
    unit_add(&tests, "codes have JSON-RPC numbers", codes_have_json_rpc_numbers);
    unit_add(&tests, "failing forgets what was there", fail_fills_in_and_forgets_what_was_there);
    unit_add(&tests, "a long field is cut between characters",
             a_long_field_is_cut_between_characters);
    unit_add(&tests, "arguments are JSON members", arguments_are_json_members);
    unit_add(&tests, "an argument without room is left out whole",
             an_argument_without_room_is_left_out_whole);
    unit_add(&tests, "the last byte of room is used and none beyond",
             the_last_byte_of_room_is_used_and_none_beyond);
    unit_add(&tests, "sentences are filled in", sentences_are_filled_in);
    unit_add(&tests, "every code has a sentence in every language",
             every_code_has_a_sentence_in_every_language);
    return unit_run("error", &tests);
}
