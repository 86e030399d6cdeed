/* What a text names, and what only looks like it. */
#include "tributary/domain/reference.h"

#include <string.h>

#include "rows.h"

#define ID "3f2e1d0c-9b8a-4765-8432-10fedcba9876"
#define OTHER "4d3c2b1a-0f9e-4d8c-9b7a-6f5e4d3c2b1a"

static void both_kinds_are_found_in_their_order(void **state) {
    (void)state;
    static const char TEXT[] = "See #[action_item:" ID "], @[person:" OTHER "]";
    const char *rest = TEXT;
    struct trib_reference found;
    assert_true(trib_reference_next(&rest, &found));
    assert_false(found.is_mention);
    assert_string_equal(found.word, "action_item");
    assert_string_equal(found.id, ID);
    assert_ptr_equal(found.begin, TEXT + 4);
    assert_int_equal(found.begin[found.length], ',');
    assert_true(trib_reference_next(&rest, &found));
    assert_true(found.is_mention);
    assert_string_equal(found.word, "person");
    assert_string_equal(found.id, OTHER);
    assert_int_equal(found.begin[found.length], '\0');
    assert_false(trib_reference_next(&rest, &found));
    assert_string_equal(rest, "");
}

static struct row {
    const char *name, *text;
} words[] = {
    {"nothing", ""},
    {"a sign alone", "@"},
    {"a bracket that is not closed", "@[person:" ID},
    {"no id", "@[person:]"},
    {"an id that is cut off", "@[person:3f2e1d0c-9b8a-4765-8432-10fedcba987]"},
    {"an id that goes on", "@[person:" ID "0]"},
    {"capital letters", "@[Person:" ID "]"},
    {"an id in capital letters", "@[person:3F2E1D0C-9B8A-4765-8432-10FEDCBA9876]"},
    {"no word", "@[:" ID "]"},
    {"a word without end", "@[abcdefghijklmnopqrstuvwxyz:" ID "]"},
    {"a sign too few", "[person:" ID "]"},
    {"a space between", "@ [person:" ID "]"},
    {"an id of a command", "@[person:018f2e1d-9b8a-7765-8432-10fedcba9876]"},
};

static void these_are_words(void **state) {
    const struct row *row = *state;
    const char *rest = row->text;
    struct trib_reference found;
    assert_false(trib_reference_next(&rest, &found));
    assert_string_equal(rest, "");
}

static void a_false_beginning_hides_nothing(void **state) {
    (void)state;
    const char *rest = "@[person:@[group:" ID "]]";
    struct trib_reference found;
    assert_true(trib_reference_next(&rest, &found));
    assert_string_equal(found.word, "group");
    assert_string_equal(rest, "]");
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "both kinds are found in their order", both_kinds_are_found_in_their_order);
    unit_add_rows(&tests, these_are_words, words, sizeof words[0], UNIT_COUNT(words));
    unit_add(&tests, "a false beginning hides nothing", a_false_beginning_hides_nothing);
    return unit_run("domain/reference", &tests);
}
