/*
 * Parameters: each wrong one is refused by its name, with what would be right. Methods are the real
 * ones, so a row also says something of the table.
 */
#include "decode.h"

#include <stdio.h>
#include <string.h>

#include "json_in.h"
#include "rows.h"
#include "service.h"
#include "tributary/base/buffer.h"
#include "tributary/command/directory.h"
#include "tributary/feed/feed.h"

#define A "5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10"
#define B "0d9a6c54-2f0b-4b7e-8f3a-6a1c2d5e8b21"
#define OWN "\"organization_id\":\"" A "\""
#define NEW OWN ",\"name\":\"a\",\"kind\":\"ngo\",\"visibility\":\"public\""

static struct row {
    const char *name;
    const char *method, *params;
    enum trib_error_code code;
    const char *field;
    const char *argument; /* a piece of the arguments; NULL: none is asked for */
} rows[] = {
    {"what is required is enough", "organization.create", "{" NEW "}", TRIB_E_NONE, "", NULL},
    {"null is as good as absent where it is not required", "organization.create",
     "{" NEW ",\"sector\":null,\"acting_for\":null}", TRIB_E_NONE, "", NULL},
    {"an unknown field is named with those there are", "organization.name_remove",
     "{\"organization_name_id\":\"" A "\",\"colour\":1}", TRIB_E_UNKNOWN_FIELD, "colour",
     "\"known\":[\"organization_name_id\",\"acting_for\"]"},
    {"an unknown field comes before a missing one", "organization.publish", "{\"id\":\"" A "\"}",
     TRIB_E_UNKNOWN_FIELD, "id", NULL},
    {"a query acts for nobody", "session.who", "{\"acting_for\":null}", TRIB_E_UNKNOWN_FIELD,
     "acting_for", "\"known\":[]"},
    {"a missing field is named", "organization.publish", "{}", TRIB_E_REQUIRED, "organization_id",
     NULL},
    {"null is missing where it is required", "organization.publish", "{\"organization_id\":null}",
     TRIB_E_REQUIRED, "organization_id", NULL},
    {"the first missing one in the order of the table is named", "organization.create",
     "{\"kind\":\"ngo\"}", TRIB_E_REQUIRED, "organization_id", NULL},

    {"an id is text", "organization.publish", "{\"organization_id\":5}", TRIB_E_TYPE,
     "organization_id", "\"expected\":\"uuid\""},
    {"an id is no real", "organization.publish", "{\"organization_id\":1e999}", TRIB_E_TYPE,
     "organization_id", NULL},
    {"an id is no integer however large", "organization.publish",
     "{\"organization_id\":123456789012345678901234567890}", TRIB_E_TYPE, "organization_id", NULL},
    {"an id is in lower case", "organization.publish",
     "{\"organization_id\":\"5B0F3C1E-7A52-4D1C-9C57-0E4F6F7F2A10\"}", TRIB_E_TYPE,
     "organization_id", NULL},
    {"an id is of version 4", "organization.publish",
     "{\"organization_id\":\"0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a10\"}", TRIB_E_TYPE,
     "organization_id", NULL},
    {"acting for is an id", "organization.publish", "{" OWN ",\"acting_for\":\"me\"}", TRIB_E_TYPE,
     "acting_for", "\"expected\":\"uuid\""},

    {"a text is text", "organization.create",
     "{" OWN ",\"name\":[\"a\"],\"kind\":\"ngo\",\"visibility\":\"public\"}", TRIB_E_TYPE, "name",
     "\"expected\":\"text\""},
    {"a text of spaces is missing", "organization.create",
     "{" OWN ",\"name\":\" \\u00a0\\u200b \",\"kind\":\"ngo\",\"visibility\":\"public\"}",
     TRIB_E_REQUIRED, "name", NULL},
    {"an empty text is missing where it may be null too", "organization.create",
     "{" NEW ",\"sector\":\"\"}", TRIB_E_REQUIRED, "sector", NULL},
    {"a word is of its vocabulary", "organization.create",
     "{" OWN ",\"name\":\"a\",\"kind\":\"club\",\"visibility\":\"public\"}", TRIB_E_TYPE, "kind",
     "\"allowed\":[\"coalition\",\"alliance\","},
    {"a word says what it could be", "organization.create",
     "{" OWN ",\"name\":\"a\",\"kind\":\"ngo\",\"visibility\":7}", TRIB_E_TYPE, "visibility",
     "\"expected\":\"one of: public, coalition\""},
    {"a date shows one that would do", "organization.create",
     "{" NEW ",\"founded_on\":\"2014-13\"}", TRIB_E_DATE, "founded_on", "\"example\":\"2014-Q3\""},
    {"a date is text", "organization.create", "{" NEW ",\"founded_on\":2014}", TRIB_E_TYPE,
     "founded_on", "\"expected\":\"fuzzy date\""},

    {"a short name comes with its id", "organization.create", "{" NEW ",\"acronym\":\"N\"}",
     TRIB_E_REQUIRED, "organization_name_id", NULL},
    {"the id of a short name comes with it", "organization.create",
     "{" NEW ",\"organization_name_id\":\"" B "\"}", TRIB_E_REQUIRED, "acronym", NULL},
    {"a member is an organization or a person", "group_member.admit",
     "{\"group_member_id\":\"" A "\",\"group_id\":\"" B "\",\"role\":\"member\"}", TRIB_E_REQUIRED,
     "organization_id", NULL},
    {"a member is not both", "group_member.admit",
     "{\"group_member_id\":\"" A "\",\"group_id\":\"" B "\",\"role\":\"member\","
     "\"organization_id\":\"" A "\",\"person_id\":\"" B "\"}",
     TRIB_E_TOO_MANY, "person_id", "\"most\":1"},

    {"an edit is from one value to another", "organization.edit",
     "{" OWN ",\"name\":{\"from\":\"a\",\"to\":\"b\"}}", TRIB_E_NONE, "", NULL},
    {"an edit may come from nothing and go to nothing", "organization.edit",
     "{" OWN ",\"sector\":{\"from\":null,\"to\":null}}", TRIB_E_NONE, "", NULL},
    {"an edit is an object", "organization.edit", "{" OWN ",\"name\":\"b\"}", TRIB_E_TYPE, "name",
     "\"expected\":\"object {from, to}\""},
    {"an edit says from what", "organization.edit", "{" OWN ",\"name\":{\"to\":\"b\"}}",
     TRIB_E_REQUIRED, "name.from", NULL},
    {"an edit says to what", "organization.edit", "{" OWN ",\"name\":{\"from\":\"b\"}}",
     TRIB_E_REQUIRED, "name.to", NULL},
    {"an edit says nothing else", "organization.edit",
     "{" OWN ",\"name\":{\"from\":\"a\",\"to\":\"b\",\"why\":\"c\"}}", TRIB_E_UNKNOWN_FIELD,
     "name.why", "\"known\":[\"from\",\"to\"]"},
    {"an edit cannot take a name away", "organization.edit",
     "{" OWN ",\"name\":{\"from\":\"a\",\"to\":null}}", TRIB_E_REQUIRED, "name.to", NULL},
    {"an edit keeps to the vocabulary", "organization.edit",
     "{" OWN ",\"kind\":{\"from\":\"ngo\",\"to\":\"club\"}}", TRIB_E_TYPE, "kind.to",
     "\"allowed\""},
    {"an edit keeps to dates", "organization.edit",
     "{" OWN ",\"founded_on\":{\"from\":\"soon\",\"to\":null}}", TRIB_E_DATE, "founded_on.from",
     NULL},
    {"an edit edits something", "organization.edit", "{" OWN "}", TRIB_E_TOO_FEW, "",
     "\"least\":1"},
    {"an edit that must be there is named", "affiliation.set_status",
     "{\"affiliation_id\":\"" A "\"}", TRIB_E_REQUIRED, "status", NULL},

    {"a hello may hold nothing", "sync.hello", "{}", TRIB_E_NONE, "", NULL},
    {"a hello holds whole numbers", "sync.hello",
     "{\"database_id\":\"" A "\",\"epoch\":\"" B "\",\"seq\":1.5}", TRIB_E_TYPE, "seq",
     "whole number"},
    {"a hello holds no numbers below 0", "sync.hello", "{\"seq\":-1}", TRIB_E_TYPE, "seq", NULL},
    {"a hello holds no numbers past 2^53", "sync.hello", "{\"seq\":9007199254740992}", TRIB_E_TYPE,
     "seq", NULL},
    {"a hello's spaces are a list", "sync.hello", "{\"spaces\":{}}", TRIB_E_TYPE, "spaces",
     "list of uuids"},
    {"each of a hello's spaces is an id", "sync.hello", "{\"spaces\":[\"" A "\",7]}", TRIB_E_TYPE,
     "spaces[1]", "uuid"},
    {"a hello knows the epoch with the database", "sync.hello", "{\"database_id\":\"" A "\"}",
     TRIB_E_REQUIRED, "epoch", NULL},
};

static bool decode(const char *method, const char *params, struct trib_params *out,
                   json_t **out_json, struct trib_error *error) {
    assert_true(trib_json_in_read(params, strlen(params), out_json, error));
    return trib_params_read(trib_method_find(method), *out_json, out, error);
}

static void refuses(void **state) {
    const struct row *row = *state;
    struct trib_error error = {0};
    json_auto_t *json = NULL;
    TRIB_AUTO(trib_params) params = {0};
    assert_int_equal(decode(row->method, row->params, &params, &json, &error),
                     row->code == TRIB_E_NONE);
    assert_string_equal(trib_error_code_name(error.code), trib_error_code_name(row->code));
    assert_string_equal(error.field, row->field);
    if (row->argument != NULL) {
        assert_non_null(strstr(error.arguments, row->argument));
    }
}

static void values_arrive(void **state) {
    (void)state;
    struct trib_error error = {0};
    json_auto_t *json = NULL;
    TRIB_AUTO(trib_params) params = {0};
    assert_true(decode("organization.edit",
                       "{" OWN ",\"acting_for\":\"" B "\",\"name\":{\"from\":\"a\",\"to\":\"b\"},"
                       "\"sector\":{\"from\":\"c\",\"to\":null}}",
                       &params, &json, &error));
    const struct trib_organization_edit *edit = (const void *)params.bytes;
    assert_string_equal(edit->organization_id, A);
    assert_string_equal(params.acting_for, B);
    assert_true(edit->name.given);
    assert_string_equal(edit->name.from, "a");
    assert_string_equal(edit->name.to, "b");
    assert_true(edit->sector.given);
    assert_string_equal(edit->sector.from, "c");
    assert_null(edit->sector.to);
    assert_false(edit->kind.given);
    const struct trib_method *method = trib_method_find("organization.edit");
    assert_string_equal(trib_params_id(method, &params, "organization_id"), A);
    assert_null(trib_params_id(method, &params, NULL));
}

static void hello_arrives(void **state) {
    (void)state;
    struct trib_error error = {0};
    json_auto_t *json = NULL;
    TRIB_AUTO(trib_params) params = {0};
    assert_true(decode("sync.hello",
                       "{\"database_id\":\"" A "\",\"epoch\":\"" B "\",\"seq\":9007199254740991,"
                       "\"spaces\":[\"" B "\",\"" A "\"]}",
                       &params, &json, &error));
    const struct trib_sync_hello *hello = (const void *)params.bytes;
    assert_string_equal(hello->database_id, A);
    assert_string_equal(hello->epoch, B);
    assert_int_equal(hello->seq, 9007199254740991ll);
    assert_int_equal(hello->spaces.count, 2);
    assert_string_equal(hello->spaces.ids[0], B);
    assert_string_equal(hello->spaces.ids[1], A);
}

/* One letter is two bytes here: the bound counts letters. */
static void lengths(void **state) {
    (void)state;
    const size_t most = 200;
    for (size_t length = most; length <= most + 1; length++) {
        struct trib_error error = {0};
        json_auto_t *json = NULL;
        TRIB_AUTO(trib_params) params = {0};
        TRIB_AUTO(trib_buffer) text = {0};
        trib_buffer_append_text(&text, "{" OWN ",\"name\":{\"from\":\"a\",\"to\":\"");
        for (size_t i = 0; i < length; i++) {
            trib_buffer_append_text(&text, "\xc3\xa9");
        }
        trib_buffer_append_text(&text, "\"}}");
        bool is_read = decode("organization.edit", trib_buffer_text(&text), &params, &json, &error);
        assert_int_equal(is_read, length == most);
        if (!is_read) {
            assert_int_equal(error.code, TRIB_E_TOO_LONG);
            assert_string_equal(error.field, "name.to");
            assert_string_equal(error.arguments, "\"most\":200,\"length\":201");
        }
    }
}

static void too_many_spaces(void **state) {
    (void)state;
    for (size_t count = TRIB_HELLO_SPACES_MAX; count <= TRIB_HELLO_SPACES_MAX + 1; count++) {
        struct trib_error error = {0};
        json_auto_t *json = NULL;
        TRIB_AUTO(trib_params) params = {0};
        TRIB_AUTO(trib_buffer) text = {0};
        trib_buffer_append_text(&text, "{\"spaces\":[\"" A "\"");
        for (size_t i = 1; i < count; i++) {
            trib_buffer_append_text(&text, ",\"" B "\"");
        }
        trib_buffer_append_text(&text, "]}");
        bool is_read = decode("sync.hello", trib_buffer_text(&text), &params, &json, &error);
        assert_int_equal(is_read, count == TRIB_HELLO_SPACES_MAX);
        assert_int_equal(error.code, is_read ? TRIB_E_NONE : TRIB_E_TOO_MANY);
    }
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, refuses, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "values arrive where the method reads them", values_arrive);
    unit_add(&tests, "a hello's list arrives whole", hello_arrives);
    unit_add(&tests, "a title of 200 letters is the longest", lengths);
    unit_add(&tests, "a hello names at most 1,000 spaces", too_many_spaces);
    return unit_run("protocol/decode", &tests);
}
