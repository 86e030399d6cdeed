/* Envelopes: what is a call, and what goes back as its id. */
#include "request.h"

#include <string.h>

#include "json_in.h"
#include "rows.h"

#define VALID "\"jsonrpc\":\"2.0\",\"method\":\"a.b\""

static struct row {
    const char *name;
    const char *json;
    enum trib_error_code code;
    const char *field;
    const char *id; /* as it goes back */
} rows[] = {
    {"a call without parameters is a call", "{" VALID ",\"id\":1}", TRIB_E_NONE, "", "1"},
    {"a call with parameters is a call", "{" VALID ",\"id\":\"a\",\"params\":{}}", TRIB_E_NONE, "",
     "\"a\""},
    {"null is an id", "{" VALID ",\"id\":null}", TRIB_E_NONE, "", "null"},
    {"a negative number is an id", "{" VALID ",\"id\":-9007199254740991}", TRIB_E_NONE, "",
     "-9007199254740991"},
    {"an id goes back with its quotes escaped", "{" VALID ",\"id\":\"\\\"\\u00e9\\n\"}",
     TRIB_E_NONE, "", "\"\\\"\xc3\xa9\\n\""},
    {"no id is no call", "{" VALID "}", TRIB_E_REQUEST, "id", "null"},
    {"a fraction is no id", "{" VALID ",\"id\":1.5}", TRIB_E_REQUEST, "id", "null"},
    {"a number past 2^53 is no id", "{" VALID ",\"id\":9007199254740992}", TRIB_E_REQUEST, "id",
     "null"},
    {"a huge number is no id", "{" VALID ",\"id\":1e999}", TRIB_E_REQUEST, "id", "null"},
    {"an object is no id", "{" VALID ",\"id\":{}}", TRIB_E_REQUEST, "id", "null"},
    {"a number is no call", "5", TRIB_E_REQUEST, "", "null"},
    {"an empty object is no call", "{}", TRIB_E_REQUEST, "jsonrpc", "null"},
    {"version 1 is no call", "{\"jsonrpc\":\"1.0\",\"method\":\"a.b\",\"id\":1}", TRIB_E_REQUEST,
     "jsonrpc", "1"},
    {"a version that is a number is no call", "{\"jsonrpc\":2.0,\"method\":\"a.b\",\"id\":1}",
     TRIB_E_REQUEST, "jsonrpc", "1"},
    {"no method is no call", "{\"jsonrpc\":\"2.0\",\"id\":1}", TRIB_E_REQUEST, "method", "1"},
    {"a method that is a number is no call", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
     TRIB_E_REQUEST, "method", "1"},
    {"an answer is no call", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", TRIB_E_REQUEST,
     "method", "1"},
    {"a member nobody knows is refused", "{" VALID ",\"id\":1,\"meta\":{}}", TRIB_E_REQUEST, "meta",
     "1"},
    {"parameters by position are refused", "{" VALID ",\"id\":1,\"params\":[1]}", TRIB_E_TYPE,
     "params", "1"},
    {"parameters that are null are refused", "{" VALID ",\"id\":1,\"params\":null}", TRIB_E_TYPE,
     "params", "1"},
};

static void reads(void **state) {
    const struct row *row = *state;
    struct trib_error error = {0};
    json_auto_t *json = NULL;
    TRIB_AUTO(trib_request) request = {0};
    assert_true(trib_json_in_read(row->json, strlen(row->json), &json, &error));
    assert_int_equal(trib_request_read(json, &request, &error), row->code == TRIB_E_NONE);
    assert_int_equal(error.code, row->code);
    assert_string_equal(error.field, row->field);
    assert_string_equal(trib_buffer_text(&request.id), row->id);
}

static void id_of_text(void **state) {
    (void)state;
    struct trib_error error = {0};
    char text[256];
    for (size_t length = 128; length <= 129; length++) {
        json_auto_t *json = NULL;
        TRIB_AUTO(trib_request) request = {0};
        int written = snprintf(text, sizeof text, "{" VALID ",\"id\":\"%0*d\"}", (int)length, 7);
        assert_true(trib_json_in_read(text, (size_t)written, &json, &error));
        assert_int_equal(trib_request_read(json, &request, &error), length == 128);
    }
    assert_int_equal(error.code, TRIB_E_REQUEST);
    assert_string_equal(error.field, "id");
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, reads, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "an id of 128 letters is the longest", id_of_text);
    return unit_run("protocol/request", &tests);
}
