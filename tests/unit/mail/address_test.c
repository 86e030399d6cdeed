/* Addresses and headers: what may stand in one, and what would become a line of its own. */
#include "tributary/mail/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "rows.h"

static const struct {
    const char *text;
    bool is_one;
} addresses[] = {
    {"delegate@example.org", true},
    {"a.b+c_d-e@sub.example.co", true},
    {"O'Brien@example.ie", true},
    {"a@xn--bcher-kva.example", true},
    {"", false},
    {"delegate", false},
    {"@example.org", false},
    {"a@", false},
    {"a@localhost", false},
    {"a@b@example.org", false},
    {".a@example.org", false},
    {"a.@example.org", false},
    {"a..b@example.org", false},
    {"a@.example.org", false},
    {"a@example.org.", false},
    {"a@example..org", false},
    {"a@-example.org", false},
    {"a@example-.org", false},
    {"a b@example.org", false},
    {" a@example.org", false},
    {"a@example.org ", false},
    {"<a@example.org>", false},
    {"\"a b\"@example.org", false},
    {"a@[127.0.0.1]", false},
    {"a,b@example.org", false},
    {"a@example.org,b@example.org", false},
    {"a@example.org\r\nRCPT TO:<b@example.org>", false},
    {"a@example.org\nBcc: b@example.org", false},
    {"a\r\n@example.org", false},
    {"a@exam\tple.org", false},
    {"\xc3\xa9t\xc3\xa9@example.org", false},
    {"a@b\xc3\xbc"
     "cher.example",
     false},
};

static void an_address_is_one_or_not(void **state) {
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(addresses); i++) {
        struct trib_error error = {0};

        assert_int_equal(trib_mail_address_valid(addresses[i].text), addresses[i].is_one);
        assert_int_equal(trib_mail_address_check(addresses[i].text, "mail_address", &error),
                         addresses[i].is_one);
        assert_int_equal(error.code, addresses[i].is_one ? TRIB_E_NONE : TRIB_E_ADDRESS);
        assert_string_equal(error.field, addresses[i].is_one ? "" : "mail_address");
    }
}

/* At every place, each of them. */
static void no_control_comes_through(void **state) {
    (void)state;
    const char good[] = "ab@example.org";
    for (size_t at = 0; at <= strlen(good); at++) {
        for (int control = 1; control < 256; control++) {
            char text[sizeof good + 1];
            snprintf(text, sizeof text, "%.*s%c%s", (int)at, good, control, good + at);
            if (control <= ' ' || control >= 0x7f) {
                assert_false(trib_mail_address_valid(text));
            }
        }
    }
}

static void length_is_bounded(void **state) {
    (void)state;
    char text[400];
    const int locals[] = {64, 65};
    for (size_t i = 0; i < UNIT_COUNT(locals); i++) {
        snprintf(text, sizeof text, "%0*d@example.org", locals[i], 0);
        assert_int_equal(trib_mail_address_valid(text), locals[i] == 64);
    }
    /* labels of 63 letters, and the last one makes the whole 254 or 255 */
    for (int rest = 0; rest < 2; rest++) {
        snprintf(text, sizeof text, "a@%063d.%063d.%063d.%0*d", 1, 2, 3, 60 + rest, 4);
        assert_int_equal(strlen(text), 254 + rest);
        assert_int_equal(trib_mail_address_valid(text), rest == 0);
    }
    snprintf(text, sizeof text, "a@%064d.org", 1);
    assert_false(trib_mail_address_valid(text));
}

static void headers_take_words_and_no_controls(void **state) {
    (void)state;
    assert_true(trib_mail_header_valid("Coalition of Rivers"));
    assert_true(trib_mail_header_valid("\xd8\xa7\xd8\xa6\xd8\xaa\xd9\x84\xd8\xa7\xd9\x81"));
    for (int control = 1; control < 0x20; control++) {
        const char text[] = {'a', (char)control, 'b', '\0'};
        assert_false(trib_mail_header_valid(text));
    }
    static const char *const refused[] = {"a\x7f",         "a\xc2\x85z", "a\xe2\x80\xa8",
                                          "a\xe2\x80\xa9", "half \xc3",  "\xff"};
    for (size_t i = 0; i < UNIT_COUNT(refused); i++) {
        assert_false(trib_mail_header_valid(refused[i]));
    }
}

/* What people test with: none of it is an address, and none makes a second line of a header. */
static void naughty_strings(void **state) {
    (void)state;
    json_auto_t *strings = json_load_file(TRIB_SOURCE_DIR "/tests/data/blns.json", 0, NULL);
    const json_t *one;
    size_t index;
    assert_true(json_array_size(strings) > 400);
    json_array_foreach(strings, index, one) {
        const char *text = json_string_value(one);
        assert_false(trib_mail_address_valid(text));
        if (trib_mail_header_valid(text)) {
            assert_null(strpbrk(text, "\r\n\v\f"));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_one_or_not),
        cmocka_unit_test(no_control_comes_through),
        cmocka_unit_test(length_is_bounded),
        cmocka_unit_test(headers_take_words_and_no_controls),
        cmocka_unit_test(naughty_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
