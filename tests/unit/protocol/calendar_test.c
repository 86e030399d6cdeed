/* Fetching calendars: by an address, not too often, and one meeting by whoever sees it. */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "calendar.h"
#include "rows.h"
#include "talk.h"

#define SECRET "an address that nobody guesses"

static int open(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 23);
    *state = talk;
    return 0;
}

static int close(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static enum trib_error_code fetch(struct talk *talk, const char *address,
                                  struct trib_buffer *text) {
    struct trib_error error = {0};
    trib_buffer_clear(text);
    bool is_made =
        trib_server_calendar(talk->server, address, "https://tributary.example", text, &error);
    return is_made ? TRIB_E_NONE : error.code;
}

static void make(struct talk *talk) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[65];
    crypto_hash_sha256(hash, (const unsigned char *)SECRET, strlen(SECRET));
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_FACILITATOR), "calendar_address.make",
                     "{\"calendar_address_id\":\"e0000000-0000-4000-8000-000000000001\","
                     "\"address_hash\":\"%s\"}",
                     hex);
    assert_string_equal(talk_code(answer), "");
}

static void it_is_served_again_after_a_while(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    assert_int_equal(fetch(talk, SECRET, &text), TRIB_E_NOT_FOUND);
    make(talk);
    assert_int_equal(fetch(talk, SECRET, &text), TRIB_E_NONE);
    assert_non_null(strstr(trib_buffer_text(&text), "BEGIN:VCALENDAR"));
    assert_int_equal(fetch(talk, SECRET, &text), TRIB_E_RATE);
    assert_string_equal(trib_buffer_text(&text), "");
    talk->spine.now_ms += TRIB_CALENDAR_AGAIN_MS;
    assert_int_equal(fetch(talk, SECRET, &text), TRIB_E_NONE);
}

static void what_was_just_planned_is_in_it(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    make(talk);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_FACILITATOR), "meeting.plan",
                     "{\"meeting_id\":\"e0000000-0000-4000-8000-000000000002\",\"title\":\"Wells\","
                     "\"group_id\":\"%s\",\"starts_local\":\"2031-03-18T10:00\",\"ends_local\":"
                     "\"2031-03-18T12:00\",\"zone\":\"Africa/Accra\"}",
                     TALK_OPEN_GROUP);
    assert_string_equal(talk_code(answer), "");
    assert_int_equal(fetch(talk, SECRET, &text), TRIB_E_NONE);
    assert_non_null(strstr(trib_buffer_text(&text), "UID:e0000000-0000-4000-8000-000000000002"));
    assert_null(strstr(trib_buffer_text(&text), "Wells"));
}

static void a_visitor_has_no_meeting_as_a_file(void **state) {
    struct talk *talk = *state;
    struct trib_error error = {0};
    TRIB_AUTO(trib_buffer) text = {0};
    assert_false(trib_server_meeting_file(talk->server, NULL, TALK_MEETING,
                                          "https://tributary.example", &text, &error));
    assert_int_equal(error.code, TRIB_E_NOT_FOUND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_served_again_after_a_while, open, close),
        cmocka_unit_test_setup_teardown(what_was_just_planned_is_in_it, open, close),
        cmocka_unit_test_setup_teardown(a_visitor_has_no_meeting_as_a_file, open, close),
    };
    return cmocka_run_group_tests_name("protocol/calendar", tests, NULL, NULL);
}
