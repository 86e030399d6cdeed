/* One HTTP request: one message, one answer; a batch is answered as a whole, call by call. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "talk.h"
#include "tributary/base/buffer.h"

#define WHO "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session.who\"}"
#define ID(n) "\"0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a0" n "\""

static int open(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 17);
    *state = talk;
    return 0;
}

static int close(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static json_t *ask(struct talk *talk, const char *person_id, const char *text) {
    uint64_t request = talk_request(talk, person_id);
    talk_send(talk, request, text);
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, request), 1);
    json_t *answer = json_loads(talk_heard(talk, request, 0), 0, NULL);
    trib_server_disconnect(talk->server, request);
    return answer;
}

static void one_message(void **state) {
    struct talk *talk = *state;
    uint64_t request = talk_request(talk, NULL);
    talk_send(talk, request, WHO);
    talk_send(talk, request, WHO);
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, request), 1);
}

static void no_feed(void **state) {
    struct talk *talk = *state;
    json_auto_t *hello =
        ask(talk, NULL, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sync.hello\"}");
    assert_string_equal(talk_code(hello), "E_REQUEST");
    assert_string_equal(talk_field(hello), "method");
    json_auto_t *ping = ask(talk, NULL, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sync.ping\"}");
    assert_string_equal(talk_code(ping), "E_REQUEST");
}

/* The first command ends the tick, since it changes who may see what. */
static void each_its_own(void **state) {
    struct talk *talk = *state;
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    json_auto_t *answers =
        ask(talk, TALK_SECRETARIAT,
            "[{\"jsonrpc\":\"2.0\",\"id\":" ID(
                "1") ",\"method\":\"affiliation.leave\",\"params\":{"
                     "\"affiliation_id\":\"" TALK_FOREIGN_TIE "\"}},"
                     "{\"jsonrpc\":\"2.0\",\"id\":" ID(
                         "2") ",\"method\":\"affiliation.leave\",\"params\":{"
                              "\"affiliation_id\":\"" TALK_FOREIGN_TIE "\"}},"
                              "5," WHO ",[" WHO "],"
                              "{\"jsonrpc\":\"2.0\",\"id\":" ID(
                                  "3") ",\"method\":\"organization.edit\",\"params\":{"
                                       "\"organization_id\":\"" TALK_OWN
                                       "\",\"sector\":{\"from\":null,\"to\":\"water\"}}}]");
    assert_int_equal(json_array_size(answers), 6);
    json_t *first = json_object_get(json_array_get(answers, 0), "result");
    assert_int_equal(json_integer_value(json_object_get(first, "seq")), seq + 1);
    assert_string_equal(talk_code(json_array_get(answers, 1)), "E_STATE");
    assert_string_equal(talk_code(json_array_get(answers, 2)), "E_REQUEST");
    assert_non_null(json_object_get(json_array_get(answers, 3), "result"));
    assert_string_equal(talk_code(json_array_get(answers, 4)), "E_REQUEST");
    json_t *last = json_object_get(json_array_get(answers, 5), "result");
    assert_int_equal(json_integer_value(json_object_get(last, "seq")), seq + 2);
}

static void how_many(void **state) {
    struct talk *talk = *state;
    json_auto_t *none = ask(talk, NULL, "[]");
    assert_string_equal(talk_code(none), "E_REQUEST");
    for (size_t count = TRIB_BATCH_CALLS_MAX; count <= TRIB_BATCH_CALLS_MAX + 1; count++) {
        TRIB_AUTO(trib_buffer) text = {0};
        trib_buffer_append_text(&text, "[" WHO);
        for (size_t i = 1; i < count; i++) {
            trib_buffer_append_text(&text, "," WHO);
        }
        trib_buffer_append_text(&text, "]");
        json_auto_t *answers = ask(talk, NULL, trib_buffer_text(&text));
        if (count == TRIB_BATCH_CALLS_MAX) {
            assert_int_equal(json_array_size(answers), count);
        } else {
            assert_string_equal(talk_code(answers), "E_TOO_MANY");
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_message, open, close),
        cmocka_unit_test_setup_teardown(no_feed, open, close),
        cmocka_unit_test_setup_teardown(each_its_own, open, close),
        cmocka_unit_test_setup_teardown(how_many, open, close),
    };
    return cmocka_run_group_tests_name("protocol/batch", tests, NULL, NULL);
}
