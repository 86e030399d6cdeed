/*
 * Whatever comes in gets its own answer, the socket stays, nothing is written and nobody else hears
 * of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "talk.h"
#include "tributary/base/buffer.h"

#define CALL "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
#define COMMAND "{\"jsonrpc\":\"2.0\",\"id\":\"0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a10\",\"method\":"
#define EDIT_OWN COMMAND "\"organization.edit\",\"params\":{\"organization_id\":\"" TALK_OWN "\","

/* 200 accents on one letter */
#define MARKS_10 "\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a"
#define MARKS_50 MARKS_10 MARKS_10 MARKS_10 MARKS_10 MARKS_10
#define PILE "a" MARKS_50 MARKS_50 MARKS_50 MARKS_50

static struct row {
    const char *name;
    const char *frame;
    int number;
    const char *code, *field;
} rows[] = {
    {"a frame that is not JSON", "{\"jsonrpc\"", -32700, "E_PARSE", ""},
    {"an empty frame", "", -32700, "E_PARSE", ""},
    {"a frame that is not UTF-8", CALL "\"session.\xff\"}", -32700, "E_PARSE", ""},
    {"half a surrogate pair", CALL "\"session.\\ud83d\"}", -32700, "E_PARSE", ""},
    {"U+0000 in a key", CALL "\"session.who\",\"a\\u0000\":1}", -32700, "E_PARSE", ""},
    {"a key twice", CALL "\"session.who\",\"id\":2}", -32700, "E_PARSE", ""},
    {"brackets without end",
     "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", -32700,
     "E_PARSE", ""},
    {"a lone number", "7", -32600, "E_REQUEST", ""},
    {"an empty object", "{}", -32600, "E_REQUEST", "jsonrpc"},
    {"a batch on a socket", "[" CALL "\"session.who\"}]", -32600, "E_REQUEST", ""},
    {"an empty batch on a socket", "[]", -32600, "E_REQUEST", ""},
    {"a call of another protocol", "{\"id\":1,\"method\":\"session.who\"}", -32600, "E_REQUEST",
     "jsonrpc"},
    {"a query without an id", "{\"jsonrpc\":\"2.0\",\"method\":\"session.who\"}", -32600,
     "E_REQUEST", "id"},
    {"a command without an id",
     "{\"jsonrpc\":\"2.0\",\"method\":\"organization.publish\",\"params\":{\"organization_id\":"
     "\"" TALK_OWN "\"}}",
     -32600, "E_REQUEST", "id"},
    {"a command whose id is a number",
     CALL "\"organization.publish\",\"params\":{\"organization_id\":\"" TALK_OWN "\"}}", -32600,
     "E_REQUEST", "id"},
    {"a command whose id is no command id",
     "{\"jsonrpc\":\"2.0\",\"id\":\"" TALK_OWN "\",\"method\":\"organization.publish\",\"params\":{"
     "\"organization_id\":\"" TALK_OWN "\"}}",
     -32600, "E_REQUEST", "id"},
    {"an id that is too wide", "{\"jsonrpc\":\"2.0\",\"id\":1e99,\"method\":\"session.who\"}",
     -32600, "E_REQUEST", "id"},
    {"a method nobody knows", CALL "\"organization.explode\"}", -32601, "E_METHOD", "method"},
    {"a method with a great name", CALL "\"\"}", -32601, "E_METHOD", "method"},
    {"parameters in a list", CALL "\"session.who\",\"params\":[]}", -32602, "E_TYPE", "params"},
    {"a parameter nobody knows", CALL "\"session.who\",\"params\":{\"who\":1}}", -32602,
     "E_UNKNOWN_FIELD", "who"},
    {"a parameter that is missing", COMMAND "\"organization.publish\",\"params\":{}}", -32602,
     "E_REQUIRED", "organization_id"},
    {"a name that is a pile of marks", EDIT_OWN "\"name\":{\"from\":\"x\",\"to\":\"" PILE "\"}}}",
     -32602, "E_TOO_LONG", "name.to"},
    {"a name that is half a pile of marks",
     EDIT_OWN "\"name\":{\"from\":\"x\",\"to\":\"a" MARKS_50 MARKS_50 MARKS_10 "\"}}}", -32602,
     "E_TYPE", "name.to"},
    {"a parameter of another type",
     COMMAND "\"organization.publish\",\"params\":{\"organization_id\":{}}}", -32602, "E_TYPE",
     "organization_id"},
    {"a huge number", EDIT_OWN "\"name\":123456789012345678901234567890}}", -32602, "E_TYPE",
     "name"},
    {"a number past all doubles", EDIT_OWN "\"name\":{\"from\":1e999,\"to\":\"a\"}}}", -32602,
     "E_TYPE", "name.from"},
    {"a word that is not one of them", EDIT_OWN "\"kind\":{\"from\":\"network\",\"to\":\"\"}}}",
     -32602, "E_TYPE", "kind.to"},
    {"a date that is none", EDIT_OWN "\"founded_on\":{\"from\":null,\"to\":\"2014-02-30\"}}}",
     -32000, "E_DATE", "founded_on.to"},
    {"a stale edit", EDIT_OWN "\"name\":{\"from\":\"Nobody\",\"to\":\"Somebody\"}}}", -32000,
     "E_STALE", "name"},
    {"an id that does not exist",
     COMMAND "\"organization.publish\",\"params\":{\"organization_id\":\"" TALK_NOBODY "\"}}",
     -32000, "E_NOT_FOUND", "organization_id"},
    {"an organization one does not belong to",
     EDIT_OWN "\"acting_for\":\"" TALK_OWN "\",\"name\":{\"from\":\"a\",\"to\":\"b\"}}}", -32000,
     "E_FORBIDDEN", "acting_for"},
};

/* Everything is sent by somebody who may do much, while somebody else listens. */
static struct talk shared;
static uint64_t speaker, listener;

static void check_answer(const char *text, const struct row *row) {
    json_auto_t *answer = json_loads(text, 0, NULL);
    assert_non_null(answer);
    const json_t *error = json_object_get(answer, "error");
    assert_int_equal(json_integer_value(json_object_get(error, "code")), row->number);
    assert_string_equal(talk_code(answer), row->code);
    assert_string_equal(talk_field(answer), row->field);
    assert_in_range(json_string_length(json_object_get(error, "message")), 20, 1000);
    assert_true(json_is_object(json_object_get(json_object_get(error, "data"), "arguments")));
    assert_string_equal(json_string_value(json_object_get(answer, "jsonrpc")), "2.0");
}

static void check_alive(void) {
    json_auto_t *who = talk_call(&shared, speaker, "\"still here\"", "session.who", "{}");
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(who, "result"), "person_id")),
        TALK_SECRETARIAT);
    assert_int_equal(shared.closed_count, 0);
}

static void is_refused(void **state) {
    const struct row *row = *state;
    uint64_t seq = trib_store_last_seq(shared.spine.store);
    talk_forget(&shared);
    talk_send(&shared, speaker, row->frame);
    talk_tick(&shared);
    assert_int_equal(talk_heard_count(&shared, speaker), 1);
    check_answer(talk_heard(&shared, speaker, 0), row);
    check_alive();
    assert_int_equal(talk_heard_count(&shared, listener), 0);
    assert_int_equal(trib_store_last_seq(shared.spine.store), seq);
}

static void too_long_text(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) frame = {0};
    trib_buffer_append_text(&frame, EDIT_OWN "\"name\":{\"from\":\"a\",\"to\":\"");
    for (size_t i = 0; i < 201; i++) {
        trib_buffer_append_text(&frame, "\xf0\x9f\x98\x80");
    }
    trib_buffer_append_text(&frame, "\"}}}");
    struct row row = {"", trib_buffer_text(&frame), -32602, "E_TOO_LONG", "name.to"};
    void *own = &row;
    is_refused(&own);
}

static void too_long_frame(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) frame = {0};
    for (size_t i = 0; i <= TRIB_FRAME_IN_BYTES_MAX; i++) {
        trib_buffer_append(&frame, "[", 1);
    }
    struct row row = {"", trib_buffer_text(&frame), -32602, "E_TOO_LONG", ""};
    void *own = &row;
    is_refused(&own);
}

static void circle(void **state) {
    (void)state;
    json_auto_t *answer =
        talk_command(&shared, speaker, "affiliation.add",
                     "{\"affiliation_id\":\"%s\",\"organization_id\":\"%s\",\"parent_id\":\"%s\","
                     "\"status\":\"member\"}",
                     "e0000000-0000-4000-8000-000000000001", TALK_ROOT, TALK_OWN);
    assert_string_equal(talk_code(answer), "E_CYCLE");
    assert_string_equal(talk_field(answer), "parent_id");
    json_t *data = json_object_get(json_object_get(answer, "error"), "data");
    json_t *path = json_object_get(json_object_get(data, "arguments"), "path_ids");
    assert_int_equal(json_array_size(path), 3);
    assert_string_equal(json_string_value(json_array_get(path, 0)),
                        json_string_value(json_array_get(path, 2)));
    check_alive();
}

static int open_shared(void **state) {
    (void)state;
    talk_open(&shared, 7);
    speaker = talk_connect(&shared, TALK_SECRETARIAT);
    listener = talk_listen(&shared, TALK_SECRETARIAT);
    return 0;
}

static int close_shared(void **state) {
    (void)state;
    talk_close(&shared);
    return 0;
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, is_refused, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "a title of 201 letters", too_long_text);
    unit_add(&tests, "a frame past a mebibyte", too_long_frame);
    unit_add(&tests, "a circle of affiliations is named whole", circle);
    return _cmocka_run_group_tests("protocol/bad_input", tests.tests, tests.count, open_shared,
                                   close_shared);
}
