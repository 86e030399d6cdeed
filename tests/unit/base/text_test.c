/* UTF-8: what is whole, how long it is, whether there is anything to see, where it may be cut. */
#include "tributary/base/text.h"

#include "rows.h"

#include <stdbool.h>
#include <string.h>

static struct utf8_row {
    const char *name;
    const char *bytes;
    size_t length;
    bool whole;
} utf8_rows[] = {
    {"nothing is well-formed", "", 0, true},
    {"ASCII is well-formed", "river", 5, true},
    {"a NUL is a character", "a\0b", 3, true},
    {"two, three and four bytes are well-formed", "\u00e9\u0639\u4e2d\U0001f30a", 11, true},
    {"the last code point is well-formed", "\xf4\x8f\xbf\xbf", 4, true},
    {"one past the last code point is not", "\xf4\x90\x80\x80", 4, false},
    {"a lead byte above F4 is not", "\xf5\x80\x80\x80", 4, false},
    {"a five-byte form is not", "\xf8\x88\x80\x80\x80", 5, false},
    {"a lone continuation byte is not", "\x80", 1, false},
    {"a character cut short is not", "\xe2\x82", 2, false},
    {"a lead byte followed by ASCII is not", "\xc3(", 2, false},
    {"an overlong slash of two bytes is not", "\xc0\xaf", 2, false},
    {"an overlong slash of three bytes is not", "\xe0\x80\xaf", 3, false},
    {"an overlong form of four bytes is not", "\xf0\x8f\xbf\xbf", 4, false},
    {"a high surrogate is not", "\xed\xa0\x80", 3, false},
    {"a low surrogate is not", "\xed\xbf\xbf", 3, false},
    {"the code point before the surrogates is well-formed", "\xed\x9f\xbf", 3, true},
    {"the code point behind the surrogates is well-formed", "\xee\x80\x80", 3, true},
    {"bytes FE and FF are not", "\xfe\xff", 2, false},
    {"a bad byte behind good ones is found", "good\xff", 5, false},
};

static void is_utf8(void **state) {
    const struct utf8_row *row = *state;
    assert_int_equal(trib_text_is_utf8(row->bytes, row->length), row->whole);
}

static struct blank_row {
    const char *name;
    const char *text;
    bool blank;
    size_t characters;
} blank_rows[] = {
    {"an empty text is blank", "", true, 0},
    {"spaces, tabs and line ends are blank", " \t\r\n", true, 4},
    {"a no-break and an ideographic space are blank", "\u00a0\u3000", true, 2},
    {"zero-width marks and direction marks are blank", "\u200b\u200d\u200e\u202e\u2066\ufeff", true,
     6},
    {"a Hangul filler is blank", "\u3164", true, 1},
    {"variation selectors and tags alone are blank", "\ufe0f\U000e0041", true, 2},
    {"a soft hyphen is blank", "\u00ad", true, 1},
    {"one letter between marks is not", "\u200f\u0639\u200f", false, 3},
    {"a dot is not", " . ", false, 3},
    {"an emoji is not", "\U0001f30a", false, 1},
    {"a combining accent shows and is not", "\u0301", false, 1},
};

static void is_blank(void **state) {
    const struct blank_row *row = *state;
    assert_int_equal(trib_text_is_blank(row->text), row->blank);
    assert_int_equal(trib_text_length(row->text), row->characters);
}

static void marks_are_counted(void **state) {
    (void)state;
    char pile[2 + 200 * 2] = "a";
    for (size_t i = 0; i < 200; i++) {
        memcpy(pile + 1 + 2 * i, "\u0301", 2);
    }
    assert_int_equal(trib_text_marks(""), 0);
    assert_int_equal(trib_text_marks("river"), 0);
    assert_int_equal(trib_text_marks("e\u0301te\u0301"), 1);
    assert_int_equal(trib_text_marks("\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f"), 2);
    assert_int_equal(trib_text_marks(pile), 200);
}

static struct copy_row {
    const char *name;
    const char *text;
    size_t size;
    const char *copy;
} copy_rows[] = {
    {"a text that fits is copied whole", "river", 6, "river"},
    {"one that does not is cut", "river", 5, "rive"},
    {"a character is never cut in half", "ri\u00e9", 4, "ri"},
    {"four bytes need room for four", "\U0001f30a", 4, ""},
    {"and are kept when they have it", "\U0001f30a", 5, "\U0001f30a"},
    {"room for the NUL alone gives nothing", "river", 1, ""},
};

static void copies(void **state) {
    const struct copy_row *row = *state;
    char out[16];
    memset(out, '#', sizeof out);
    trib_text_copy(out, row->size, row->text);
    assert_string_equal(out, row->copy);
    assert_int_equal(out[row->size], '#'); /* nothing behind it was touched */
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, is_utf8, utf8_rows, sizeof utf8_rows[0], UNIT_COUNT(utf8_rows));
    unit_add_rows(&tests, is_blank, blank_rows, sizeof blank_rows[0], UNIT_COUNT(blank_rows));
    unit_add_rows(&tests, copies, copy_rows, sizeof copy_rows[0], UNIT_COUNT(copy_rows));
    const struct CMUnitTest more[] = {cmocka_unit_test(marks_are_counted)};
    return unit_run("text", &tests) + cmocka_run_group_tests_name("text/more", more, NULL, NULL);
}
