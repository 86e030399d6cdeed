/* Bytes that are JSON and bytes that are not: each is refused for its own reason, at its place. */
#include "json_in.h"

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "tributary/protocol/server.h"

static struct row {
    const char *name;
    const char *bytes;
    size_t length;      /* 0: up to the NUL */
    const char *reason; /* NULL: it is JSON */
} rows[] = {
    {"an object is JSON", "{\"a\":[1,-2,0.5,true,null,\"b\"]}", 0, NULL},
    {"a lone value is JSON", "5", 0, NULL},
    {"spaces around are JSON", " \r\n\t{} \n", 0, NULL},
    {"a bracket inside a string is no bracket",
     "[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[\"]", 0, NULL},
    {"32 levels are not too deep",
     "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", 0, NULL},
    {"33 levels are too deep", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
     0, "too deep"},
    {"33 levels of objects are too deep",
     "{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":"
     "{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":{\"\":"
     "{\"\":{\"\":{",
     0, "too deep"},
    {"closing brackets alone do not make room for deeper ones",
     "]]]]]]]][[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 0, "too deep"},
    {"nothing is not JSON", "", 0, "malformed"},
    {"an open bracket is not JSON", "{", 0, "malformed"},
    {"a comma too many is not JSON", "[1,]", 0, "malformed"},
    {"two values are not one", "{}{}", 0, "malformed"},
    {"NaN is not JSON", "[NaN]", 0, "malformed"},
    {"a zero before a number is not JSON", "[012345678901234567890]", 0, "malformed"},
    {"half an exponent is not JSON", "[1e]", 0, "malformed"},
    {"a number without its fraction is not JSON", "[12345678901234567890.]", 0, "malformed"},
    {"a byte order mark is not JSON", "\xef\xbb\xbf{}", 0, "malformed"},
    {"a NUL is not JSON", "{}\0", 3, "malformed"},
    {"a raw control character in a string is not JSON", "[\"\x01\"]", 0, "malformed"},
    {"a key twice is refused", "{\"a\":1,\"a\":1}", 0, "a key twice"},
    {"a key twice further in is refused", "{\"b\":[{\"a\":1,\"a\":2}]}", 0, "a key twice"},
    {"U+0000 in a string is refused", "[\"a\\u0000b\"]", 0, "U+0000"},
    {"U+0000 in a key is refused", "{\"a\\u0000b\":1}", 0, "U+0000"},
    {"a byte that is no UTF-8 is refused", "[\"\xff\"]", 0, "not UTF-8"},
    {"an overlong slash is refused", "[\"\xc0\xaf\"]", 0, "not UTF-8"},
    {"a surrogate in UTF-8 is refused", "[\"\xed\xa0\x80\"]", 0, "not UTF-8"},
    {"half a character is refused", "[\"\xe2\x82\"]", 0, "not UTF-8"},
    {"the first half of a pair alone is refused", "[\"\\ud83d\"]", 0, "malformed"},
    {"the second half of a pair alone is refused", "[\"\\ude00\"]", 0, "malformed"},
    {"a pair the wrong way round is refused", "[\"\\ude00\\ud83d\"]", 0, "malformed"},
    {"a whole pair is JSON", "[\"\\ud83d\\ude00\"]", 0, NULL},
};

static void is_json(void **state) {
    const struct row *row = *state;
    struct trib_error error = {0};
    json_auto_t *json = NULL;
    size_t length = row->length > 0 ? row->length : strlen(row->bytes);
    assert_int_equal(trib_json_in_read(row->bytes, length, &json, &error), row->reason == NULL);
    if (row->reason != NULL) {
        assert_int_equal(error.code, TRIB_E_PARSE);
        assert_null(json);
        assert_non_null(strstr(error.arguments, row->reason));
        assert_non_null(strstr(error.arguments, "\"position\":"));
    }
}

static struct number_row {
    const char *name;
    const char *bytes;
    bool is_integer;
} number_rows[] = {
    {"a number within 2^53 stays whole", "[9007199254740991]", true},
    {"a number a machine word holds stays whole", "[9007199254740993]", true},
    {"a number no machine word holds becomes a real", "[9223372036854775808]", false},
    {"a number of a hundred digits becomes a real",
     "[-1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901"
     "234567890]",
     false},
    {"a number past all doubles becomes a real", "[1e999]", false},
    {"a number with a long exponent becomes a real", "[-0.5E+99999999999999999999]", false},
    {"a long number in a string stays a string", "[1,\"123456789012345678901234567890\"]", true},
};

static void numbers(void **state) {
    const struct number_row *row = *state;
    struct trib_error error = {0};
    json_auto_t *json = NULL;
    assert_true(trib_json_in_read(row->bytes, strlen(row->bytes), &json, &error));
    bool is_whole = json_is_integer(json_array_get(json, 0));
    assert_int_equal(is_whole, row->is_integer);
    if (json_array_size(json) == 2) {
        assert_string_equal(json_string_value(json_array_get(json, 1)),
                            "123456789012345678901234567890");
    }
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, is_json, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add_rows(&tests, numbers, number_rows, sizeof number_rows[0], UNIT_COUNT(number_rows));
    return unit_run("protocol/json_in", &tests);
}
