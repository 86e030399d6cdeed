/* What the writer writes is compared letter by letter, and read back by a parser that is not ours.
 */
#include "tributary/base/json_write.h"

#include "rows.h"

#include <jansson.h>
#include <string.h>

static struct text_row {
    const char *name;
    const char *text;
    size_t length;
    const char *json;
} text_rows[] = {
    {"plain text stays as it is", "river", 5, "\"river\""},
    {"an empty text is a text", "", 0, "\"\""},
    {"quote and backslash are escaped", "a\"b\\c", 5, "\"a\\\"b\\\\c\""},
    {"a slash is not", "</b>", 4, "\"</b>\""},
    {"controls with a letter get it", "\b\t\n\f\r", 5, "\"\\b\\t\\n\\f\\r\""},
    {"other controls get their number", "\x01\x0b\x1f\x7f", 4, "\"\\u0001\\u000b\\u001f\\u007f\""},
    {"a NUL inside is kept", "a\0b", 3, "\"a\\u0000b\""},
    {"C1 controls get their number", "\xc2\x80\xc2\x9f", 4, "\"\\u0080\\u009f\""},
    {"the letter behind C1 does not", "\u00a0\u00e9", 4, "\"\u00a0\u00e9\""},
    {"line and paragraph separators are escaped", "\u2028\u2029", 6, "\"\\u2028\\u2029\""},
    {"their neighbours are not", "\u2027\u202a", 6, "\"\u2027\u202a\""},
    {"a separator cut off by the length is not read over", "\xe2\x80\xa8", 1, "\"\xe2\""},
    {"letters outside the first plane stay", "\U0001f30a\u0639", 6, "\"\U0001f30a\u0639\""},
};

static void writes_text(void **state) {
    const struct text_row *row = *state;
    TRIB_AUTO(trib_buffer) out = {0};
    struct trib_json_writer json = trib_json_writer(&out);
    trib_json_text_n(&json, row->text, row->length);
    assert_string_equal(trib_buffer_text(&out), row->json);
    if (row->length != 1) { /* all but the cut one are JSON */
        json_auto_t *read = json_loads(out.bytes, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        assert_non_null(read);
        assert_int_equal(json_string_length(read), row->length);
        assert_memory_equal(json_string_value(read), row->text, row->length);
    }
}

static void sets_commas(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) out = {0};
    struct trib_json_writer json = trib_json_writer(&out);
    trib_json_object_open(&json);
    trib_json_member_text(&json, "name", "GCM");
    trib_json_member_int64(&json, "least", INT64_MIN);
    trib_json_member_bool(&json, "sample", true);
    trib_json_member_text(&json, "acronym", NULL);
    trib_json_key(&json, "rows");
    trib_json_array_open(&json);
    trib_json_array_open(&json);
    trib_json_array_close(&json);
    trib_json_object_open(&json);
    trib_json_object_close(&json);
    trib_json_int64(&json, INT64_MAX);
    trib_json_bool(&json, false);
    trib_json_null(&json);
    trib_json_raw(&json, "[1,2]", 5);
    trib_json_array_close(&json);
    trib_json_member_text(&json, "last", "");
    trib_json_object_close(&json);
    assert_string_equal(
        trib_buffer_text(&out),
        "{\"name\":\"GCM\",\"least\":-9223372036854775808,\"sample\":true,\"acronym\":null,"
        "\"rows\":[[],{},9223372036854775807,false,null,[1,2]],\"last\":\"\"}");
}

static void names_of_any_kind_stand_before_their_values(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) out = {0};
    struct trib_json_writer json = trib_json_writer(&out);
    char longest[66] = "", longer[67] = "";
    memset(longest, 'a', 64);
    memset(longer, 'b', 65);
    trib_json_object_open(&json);
    trib_json_member_int64(&json, longest, 1);
    trib_json_member_int64(&json, longer, 2);
    trib_json_member_int64(&json, "with \"marks\"", 3);
    trib_json_member_int64(&json, "", 4);
    trib_json_object_close(&json);
    TRIB_AUTO(trib_buffer) expected = {0};
    trib_buffer_append_format(&expected, "{\"%s\":1,\"%s\":2,\"with \\\"marks\\\"\":3,\"\":4}",
                              longest, longer);
    assert_string_equal(trib_buffer_text(&out), trib_buffer_text(&expected));
}

static void nests_as_deep_as_it_says(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) out = {0};
    struct trib_json_writer json = trib_json_writer(&out);
    for (unsigned i = 0; i < TRIB_JSON_DEPTH_MAX; i++) {
        trib_json_array_open(&json);
    }
    for (unsigned i = 0; i < TRIB_JSON_DEPTH_MAX; i++) {
        trib_json_array_close(&json);
    }
    assert_int_equal(out.length, 2 * TRIB_JSON_DEPTH_MAX);
    json_auto_t *read = json_loads(out.bytes, 0, NULL);
    assert_non_null(read);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, writes_text, text_rows, sizeof text_rows[0], UNIT_COUNT(text_rows));
    unit_add(&tests, "commas stand between values and nowhere else", sets_commas);
    unit_add(&tests, "a name is written as it is, however long and whatever is in it",
             names_of_any_kind_stand_before_their_values);
    unit_add(&tests, "levels nest to the depth that is named", nests_as_deep_as_it_says);
    return unit_run("json_write", &tests);
}
