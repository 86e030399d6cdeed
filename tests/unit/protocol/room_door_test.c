/*
 * The door of a room's code: what it tells, who comes in by it without an account, and that it
 * cannot be guessed.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "talk.h"
#include "tributary/account/credential.h"
#include "tributary/store/log.h"

#define ROOM_CODE_ID "e0000000-0000-4000-8000-0000000000c1"
#define CODE "KTRM4W9P"
#define LOOK "{\"code\":\"ktrm 4w9p\"}"
#define JOIN                                                                                       \
    "{\"code\":\"ktrm-4w9p\",\"display_name\":\"From the river\",\"language\":\"es\","             \
    "\"time_zone\":\"Africa/Dakar\",\"device\":\"A phone\"}"

#define INVITATION_TOKEN "kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v9"
#define HEX_BYTES (2 * crypto_hash_sha256_BYTES + 1)

static void hash_of(const char *secret, char out_hex[static HEX_BYTES]) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)secret, strlen(secret));
    sodium_bin2hex(out_hex, HEX_BYTES, hash, sizeof hash);
}

static int set_up(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    char hex[HEX_BYTES];
    talk_open(talk, 43);
    hash_of(CODE, hex);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_CLOSED_ONE), "room_code.open",
                     "{\"room_code_id\":\"" ROOM_CODE_ID "\",\"group_id\":\"" TALK_CLOSED_GROUP
                     "\",\"code_hash\":\"%s\"}",
                     hex);
    assert_string_equal(talk_code(answer), "");
    *state = talk;
    return 0;
}

static int tear_down(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static uint64_t socket_with(struct talk *talk, const char *token) {
    struct trib_error error = {0};
    uint64_t connection_id = ++talk->connection_count;
    assert_true(
        trib_server_connect(talk->server, connection_id, TRIB_CONNECTION_SOCKET, token, &error));
    talk_tick(talk);
    return connection_id;
}

static const char *told(const json_t *what, const char *member) {
    return json_string_value(json_object_get(what, member));
}

static void a_code_tells_where_it_leads(void **state) {
    struct talk *talk = *state;
    assert_int_equal(talk_door(talk, TRIB_DOOR_ROOM, NULL, LOOK), TRIB_E_NONE);
    json_auto_t *what = json_loads(talk->door_result, 0, NULL);
    assert_string_equal(told(what, "group_id"), TALK_CLOSED_GROUP);
    assert_non_null(told(what, "group_name"));
    assert_true(json_is_null(json_object_get(what, "person_name")));
    assert_int_equal(strlen(talk->token), 0);
    assert_int_equal(talk_door(talk, TRIB_DOOR_ROOM, NULL, "{\"code\":\"KTRM4W9Q\"}"), TRIB_E_LINK);
    assert_string_equal(talk->door_field, "code");
}

static void a_name_is_enough(void **state) {
    struct talk *talk = *state;
    static const char WHO[] =
        "SELECT m.display_name || ' ' || m.role || ' ' || p.language || ' ' || p.time_zone "
        "FROM group_member m JOIN person p USING (person_id) WHERE person_id = ?1";
    static const char TOLD[] = "SELECT 'told' FROM change WHERE instr(upper(patch), ?1) > 0";
    struct trib_verify_report report = {0};
    struct trib_error error = {0};
    assert_int_equal(talk_door(talk, TRIB_DOOR_JOIN, NULL, "{\"code\":\"" CODE "\"}"),
                     TRIB_E_REQUIRED);
    assert_string_equal(talk->door_field, "display_name");
    assert_int_equal(talk_door(talk, TRIB_DOOR_JOIN, NULL, JOIN), TRIB_E_NONE);
    assert_int_equal(strlen(talk->token), TRIB_TOKEN_BYTES - 1);
    json_auto_t *who =
        talk_call(talk, socket_with(talk, talk->token), "\"q\"", "session.who", "{}");
    char *as = talk_read(talk, WHO, told(json_object_get(who, "result"), "person_id"));
    assert_string_equal(as, "From the river member es Africa/Dakar");
    free(as);
    /* the code itself stands nowhere in the log */
    assert_null(talk_read(talk, TOLD, "KTRM"));
    assert_true(trib_log_verify_store(talk->spine.store, &report, &error));
    assert_string_equal(report.difference, "");
}

/* Somebody who is signed in and speaks for OWN. */
static void alternate_come_in(struct talk *talk, char out_token[static TRIB_TOKEN_BYTES]) {
    char hex[HEX_BYTES];
    hash_of(INVITATION_TOKEN, hex);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_LEAD), "invitation.make",
                     "{\"acting_for\":\"" TALK_OWN "\",\"organization_id\":\"" TALK_OWN
                     "\",\"invitation_id\":\"e0000000-0000-4000-8000-000000000001\","
                     "\"role\":\"alternate\",\"token_hash\":\"%s\"}",
                     hex);
    assert_string_equal(talk_code(answer), "");
    assert_int_equal(talk_door(talk, TRIB_DOOR_ACCEPT, NULL,
                               "{\"token\":\"" INVITATION_TOKEN
                               "\",\"display_name\":\"Second voice\",\"sign_in_name\":"
                               "\"second@example.org\",\"password\":\"seven rivers meet\"}"),
                     TRIB_E_NONE);
    memcpy(out_token, talk->token, TRIB_TOKEN_BYTES);
}

static void who_is_in_joins_as_who_they_are(void **state) {
    struct talk *talk = *state;
    static const char OF[] = "SELECT coalesce(person_id, organization_id) FROM group_member "
                             "WHERE group_id = ?1 AND role = 'member'";
    char token[TRIB_TOKEN_BYTES];
    alternate_come_in(talk, token);
    assert_int_equal(talk_door(talk, TRIB_DOOR_JOIN, token,
                               "{\"code\":\"" CODE "\",\"acting_for\":\"" TALK_FOREIGN "\"}"),
                     TRIB_E_FORBIDDEN);
    assert_int_equal(talk_door(talk, TRIB_DOOR_JOIN, token,
                               "{\"code\":\"" CODE "\",\"acting_for\":\"" TALK_OWN "\"}"),
                     TRIB_E_NONE);
    assert_int_equal(strlen(talk->token), 0); /* the session stays */
    char *member = talk_read(talk, OF, TALK_CLOSED_GROUP);
    assert_string_equal(member, TALK_OWN);
    free(member);
    assert_int_equal(talk_door(talk, TRIB_DOOR_JOIN, token,
                               "{\"code\":\"" CODE "\",\"acting_for\":\"" TALK_OWN "\"}"),
                     TRIB_E_EXISTS);
}

static void who_must_have_a_second_factor_joins_with_it(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    alternate_come_in(talk, token);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_ADMINISTRATOR), "setting.edit",
                     "{\"setting\":\"second_factor_alternate\",\"value\":{\"from\":0,\"to\":1}}");
    assert_string_equal(talk_code(answer), "");
    assert_int_equal(talk_door(talk, TRIB_DOOR_JOIN, token, "{\"code\":\"" CODE "\"}"),
                     TRIB_E_SECOND_FACTOR);
}

/* As many free tries as an address has for signing in; a good one begins anew. */
static void guessing_is_slowed(void **state) {
    struct talk *talk = *state;
    enum { FREE = 100 };
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < FREE - 1; i++) {
            assert_int_equal(
                talk_door_from(talk, TRIB_DOOR_ROOM, NULL, "192.0.2.7", "{\"code\":\"AAAABBBB\"}"),
                TRIB_E_LINK);
        }
        assert_int_equal(talk_door_from(talk, TRIB_DOOR_ROOM, NULL, "192.0.2.7", LOOK),
                         TRIB_E_NONE);
    }
    for (int i = 0; i < FREE; i++) {
        assert_int_equal(
            talk_door_from(talk, TRIB_DOOR_ROOM, NULL, "192.0.2.7", "{\"code\":\"AAAABBBB\"}"),
            TRIB_E_LINK);
    }
    assert_int_equal(talk_door_from(talk, TRIB_DOOR_ROOM, NULL, "192.0.2.7", LOOK), TRIB_E_RATE);
    assert_int_equal(talk_door_from(talk, TRIB_DOOR_ROOM, NULL, "192.0.2.8", LOOK), TRIB_E_NONE);
    /* where no address is known, nobody is counted for all */
    for (int i = 0; i < FREE + 1; i++) {
        assert_int_equal(talk_door(talk, TRIB_DOOR_ROOM, NULL, "{\"code\":\"AAAABBBB\"}"),
                         TRIB_E_LINK);
    }
    assert_int_equal(talk_door(talk, TRIB_DOOR_ROOM, NULL, LOOK), TRIB_E_NONE);
    talk->spine.now_ms += TRIB_GUARD_WAIT_MS;
    assert_int_equal(talk_door_from(talk, TRIB_DOOR_ROOM, NULL, "192.0.2.7", LOOK), TRIB_E_NONE);
}

int main(void) {
#define AT_A_DOOR(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest at_a_door[] = {
        AT_A_DOOR(a_code_tells_where_it_leads),
        AT_A_DOOR(a_name_is_enough),
        AT_A_DOOR(who_is_in_joins_as_who_they_are),
        AT_A_DOOR(who_must_have_a_second_factor_joins_with_it),
        AT_A_DOOR(guessing_is_slowed),
    };
    return cmocka_run_group_tests_name("protocol/room_door", at_a_door, NULL, NULL);
}
