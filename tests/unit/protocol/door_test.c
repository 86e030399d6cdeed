/*
 * The doors: who comes in, who does not, and what nobody can learn from the refusal. A worker that
 * hashes is a list here, so that tests say when it is done.
 */
#include "door.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "rows.h"
#include "talk.h"
#include "tributary/account/credential.h"
#include "tributary/store/log.h"

#define TOKEN "kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v9"
#define TOKEN_2 "kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8w0"
#define NEW_1 "e0000000-0000-4000-8000-000000000001"
#define NEW_2 "e0000000-0000-4000-8000-000000000002"
#define NAME "delegate@example.org"
#define PASSWORD "seven rivers meet"
#define ACCEPT(token, sign_in_name, password)                                                      \
    "{\"token\":\"" token "\",\"display_name\":\"Delegate\",\"language\":\"fr\","                  \
    "\"time_zone\":\"Africa/Dakar\",\"sign_in_name\":\"" sign_in_name                              \
    "\",\"password\":\"" password "\"}"
#define ENTER(sign_in_name, password)                                                              \
    "{\"sign_in_name\":\"" sign_in_name "\",\"password\":\"" password "\"}"

static int set_up(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 41);
    *state = talk;
    return 0;
}

static int tear_down(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

/* What the server is told of a link's token. */
static void hash_of(const char *token, char out_hex[static 2 * crypto_hash_sha256_BYTES + 1]) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)token, strlen(token));
    sodium_bin2hex(out_hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

static void invite(struct talk *talk, const char *invitation_id, const char *token,
                   const char *role) {
    char hex[2 * crypto_hash_sha256_BYTES + 1];
    hash_of(token, hex);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_LEAD), "invitation.make",
                     "{\"acting_for\":\"" TALK_OWN "\",\"organization_id\":\"" TALK_OWN
                     "\",\"invitation_id\":\"%s\",\"role\":\"%s\",\"token_hash\":\"%s\"}",
                     invitation_id, role, hex);
    assert_string_equal(talk_code(answer), "");
}

/* Somebody new, in OWN's base, with a name and a password. The session's token. */
static void come_in(struct talk *talk, char out_token[static TRIB_TOKEN_BYTES]) {
    invite(talk, NEW_1, TOKEN, "base_member");
    assert_int_equal(talk_door(talk, TRIB_DOOR_ACCEPT, NULL, ACCEPT(TOKEN, NAME, PASSWORD)),
                     TRIB_E_NONE);
    memcpy(out_token, talk->token, TRIB_TOKEN_BYTES);
}

static uint64_t socket_with(struct talk *talk, const char *token) {
    struct trib_error error = {0};
    uint64_t connection_id = ++talk->connection_count;
    assert_true(
        trib_server_connect(talk->server, connection_id, TRIB_CONNECTION_SOCKET, token, &error));
    talk_tick(talk);
    return connection_id;
}

static json_t *ask(struct talk *talk, uint64_t connection_id, const char *method,
                   const char *params) {
    return talk_call(talk, connection_id, "\"q\"", method, params);
}

/* ---- invitations ----------------------------------------------------------------------------- */

static void an_invitation_makes_an_account(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    invite(talk, NEW_2, TOKEN_2, "alternate");
    assert_int_equal(talk_door(talk, TRIB_DOOR_INVITATION, NULL, "{\"token\":\"" TOKEN_2 "\"}"),
                     TRIB_E_NONE);
    json_auto_t *what = json_loads(talk->door_result, 0, NULL);
    assert_string_equal(json_string_value(json_object_get(what, "role")), "alternate");
    assert_true(json_is_null(json_object_get(what, "person_name")));
    assert_int_equal(strlen(talk->token), 0);
    come_in(talk, token);
    assert_int_equal(strlen(token), TRIB_TOKEN_BYTES - 1);
    json_auto_t *who = ask(talk, socket_with(talk, token), "session.who", "{}");
    const char *person_id =
        json_string_value(json_object_get(json_object_get(who, "result"), "person_id"));
    static const char ROLE[] = "SELECT role || ' ' || language || ' ' || time_zone FROM belonging "
                               "JOIN person USING (person_id) WHERE person_id = ?1";
    char *role = talk_read(talk, ROLE, person_id);
    assert_string_equal(role, "base_member fr Africa/Dakar");
    free(role);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)), TRIB_E_NONE);
    struct trib_verify_report report = {0};
    struct trib_error error = {0};
    assert_true(trib_log_verify_store(talk->spine.store, &report, &error));
    assert_string_equal(report.difference, "");
}

static void one_invitation_lets_one_in(void **state) {
    struct talk *talk = *state;
    invite(talk, NEW_1, TOKEN, "base_member");
    static const char *const bodies[] = {ACCEPT(TOKEN, "first@example.org", PASSWORD),
                                         ACCEPT(TOKEN, "second@example.org", PASSWORD)};
    for (size_t i = 0; i < 2; i++) { /* both stand there before either is done */
        const struct trib_door_visit visit = {.door = TRIB_DOOR_ACCEPT,
                                              .body = bodies[i],
                                              .length = strlen(bodies[i]),
                                              .address = ""};
        trib_server_door(talk->server, 1000 + i, &visit);
    }
    assert_true(talk_hash(talk));
    assert_int_equal(talk->sign_in_refusal, TRIB_E_NONE);
    assert_true(talk_hash(talk));
    assert_int_equal(talk->sign_in_refusal, TRIB_E_LINK);
    assert_int_equal(talk->door_count, 2);
    static const char COUNT[] = "SELECT count(*) FROM credential WHERE sign_in_name <> ?1";
    char *count = talk_read(talk, COUNT, "");
    assert_string_equal(count, "1");
    free(count);
}

static void a_bad_invitation_tells_nothing(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    come_in(talk, token);
    invite(talk, NEW_2, TOKEN_2, "base_member");
    assert_int_equal(talk_door(talk, TRIB_DOOR_ACCEPT, NULL, ACCEPT(TOKEN, "x@y.z", PASSWORD)),
                     TRIB_E_LINK); /* used */
    assert_int_equal(talk_door(talk, TRIB_DOOR_INVITATION, NULL, "{\"token\":\"nobody's\"}"),
                     TRIB_E_LINK);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_LEAD), "invitation.revoke",
                     "{\"acting_for\":\"" TALK_OWN "\",\"invitation_id\":\"%s\"}", NEW_2);
    assert_string_equal(talk_code(answer), "");
    assert_int_equal(talk_door(talk, TRIB_DOOR_INVITATION, NULL, "{\"token\":\"" TOKEN_2 "\"}"),
                     TRIB_E_LINK); /* taken back */
}

static void an_invitation_ends(void **state) {
    struct talk *talk = *state;
    invite(talk, NEW_1, TOKEN, "base_member");
    talk->spine.now_ms += INT64_C(14) * 24 * 60 * 60 * 1000 - 1;
    assert_int_equal(talk_door(talk, TRIB_DOOR_INVITATION, NULL, "{\"token\":\"" TOKEN "\"}"),
                     TRIB_E_NONE);
    talk->spine.now_ms += 1;
    assert_int_equal(talk_door(talk, TRIB_DOOR_ACCEPT, NULL, ACCEPT(TOKEN, NAME, PASSWORD)),
                     TRIB_E_LINK);
}

/* Found by the simulation. */
static void a_used_link_is_not_made_good_again(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    come_in(talk, token);
    char hex[2 * crypto_hash_sha256_BYTES + 1];
    hash_of(TOKEN, hex);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_LEAD), "invitation.make",
                     "{\"acting_for\":\"" TALK_OWN "\",\"organization_id\":\"" TALK_OWN
                     "\",\"invitation_id\":\"%s\",\"role\":\"alternate\",\"token_hash\":\"%s\"}",
                     NEW_2, hex);
    assert_string_equal(talk_code(answer), "E_EXISTS");
    assert_string_equal(talk_field(answer), "token_hash");
}

static void who_is_in_gets_the_role(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    come_in(talk, token);
    invite(talk, NEW_2, TOKEN_2, "alternate");
    assert_int_equal(talk_door(talk, TRIB_DOOR_ACCEPT, token, "{\"token\":\"" TOKEN_2 "\"}"),
                     TRIB_E_EXISTS); /* belongs to it already; the link is not used up */
    assert_int_equal(talk_door(talk, TRIB_DOOR_INVITATION, NULL, "{\"token\":\"" TOKEN_2 "\"}"),
                     TRIB_E_NONE);
}

static struct weak {
    const char *name;
    const char *password;
    enum trib_error_code code;
} weaks[] = {
    {"seven letters are too few", "1234567", TRIB_E_TOO_FEW},
    {"what is guessed first is refused", "password1", TRIB_E_COMMON},
    {"in capitals too", "PassWord1", TRIB_E_COMMON},
    {"so is the name to sign in with", "Delegate@Example.org", TRIB_E_COMMON},
    {"eight letters of any script do",
     "\xd9\x85\xd9\x86\xd9\x87\xd8\xb1\xd8\xa7\xd9\x84\xd9\x86\xd9\x8a", TRIB_E_NONE},
};

static void a_password_is_judged(void **state) {
    const struct weak *row = *state;
    void *opened = NULL;
    set_up(&opened);
    struct talk *talk = opened;
    invite(talk, NEW_1, TOKEN, "base_member");
    char body[1024];
    snprintf(body, sizeof body,
             "{\"token\":\"" TOKEN "\",\"display_name\":\"D\",\"sign_in_name\":\"" NAME
             "\",\"password\":\"%s\"}",
             row->password);
    assert_int_equal(talk_door(talk, TRIB_DOOR_ACCEPT, NULL, body), row->code);
    assert_string_equal(talk->door_field, row->code == TRIB_E_NONE ? "" : "password");
    tear_down(&opened);
}

/* ---- name and password ----------------------------------------------------------------------- */

static void nobody_learns_which_was_wrong(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    come_in(talk, token);
    static const char *const wrong[] = {
        ENTER("nobody@example.org", PASSWORD), ENTER(NAME, "another password"),
        "{\"sign_in_name\":\"" NAME "\",\"password\":\"another password\",\"code\":\"123456\"}"};
    for (size_t i = 0; i < UNIT_COUNT(wrong); i++) {
        size_t hashes = talk->hash_count;
        assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, wrong[i]), TRIB_E_SIGN_IN);
        assert_string_equal(talk->door_field, "");
        assert_int_equal(talk->hash_count, hashes + 1); /* the same work for each */
        assert_string_equal(talk->token, "");
    }
}

static void a_name_may_be_typed_with_capitals(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    come_in(talk, token);
    assert_int_equal(
        talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(" Delegate@Example.ORG", PASSWORD)),
        TRIB_E_NONE);
}

static void a_session_is_new_always(void **state) {
    struct talk *talk = *state;
    char first[TRIB_TOKEN_BYTES];
    come_in(talk, first);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, first, ENTER(NAME, PASSWORD)), TRIB_E_NONE);
    assert_string_not_equal(talk->token, first);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, TOKEN, ENTER(NAME, PASSWORD)), TRIB_E_NONE);
    assert_string_not_equal(talk->token, TOKEN); /* set by somebody beforehand */
}

static void guessing_is_slowed(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    come_in(talk, token);
    for (int i = 0; i < 10; i++) {
        assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, "guess guess")),
                         TRIB_E_SIGN_IN);
    }
    size_t hashes = talk->hash_count;
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)), TRIB_E_RATE);
    assert_int_equal(talk->hash_count, hashes); /* nothing is even hashed */
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER("other@example.org", "x y z")),
                     TRIB_E_SIGN_IN); /* another name is another's */
    uint64_t known = socket_with(talk, token);
    json_auto_t *answer = ask(talk, known, "account.read", "{}");
    assert_string_equal(talk_code(answer), ""); /* who is in stays in */
    talk->spine.now_ms += 2000;
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, "guess guess")),
                     TRIB_E_SIGN_IN);
    talk->spine.now_ms += 2000; /* one more makes it twice as long */
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)), TRIB_E_RATE);
    talk->spine.now_ms += 2000;
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)), TRIB_E_NONE);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, "guess guess")),
                     TRIB_E_SIGN_IN); /* and the count begins anew */
}

static void an_address_is_slowed(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    come_in(talk, token);
    for (int i = 0; i < 100; i++) {
        char body[256];
        snprintf(body, sizeof body, ENTER("name %d", "guess guess"), i);
        assert_int_equal(talk_door_from(talk, TRIB_DOOR_SESSION, NULL, "203.0.113.7", body),
                         TRIB_E_SIGN_IN);
    }
    assert_int_equal(
        talk_door_from(talk, TRIB_DOOR_SESSION, NULL, "203.0.113.7", ENTER(NAME, PASSWORD)),
        TRIB_E_RATE);
    assert_int_equal(
        talk_door_from(talk, TRIB_DOOR_SESSION, NULL, "203.0.113.8", ENTER(NAME, PASSWORD)),
        TRIB_E_NONE);
}

static void only_so_many_hashes_wait(void **state) {
    struct talk *talk = *state;
    static const char body[] = ENTER("nobody", "guess guess");
    const struct trib_door_visit visit = {
        .door = TRIB_DOOR_SESSION, .body = body, .length = sizeof body - 1, .address = ""};
    for (size_t i = 0; i <= TRIB_HASHES_MAX; i++) {
        trib_server_door(talk->server, 2000 + i, &visit);
    }
    talk_tick(talk);
    assert_int_equal(talk->hash_count, TRIB_HASHES_MAX);
    assert_int_equal(talk->door_count, 1);
    assert_int_equal(talk->sign_in_refusal, TRIB_E_RATE);
    while (talk_hash(talk)) {
    }
    assert_int_equal(talk->door_count, TRIB_HASHES_MAX + 1);
}

/* ---- the second factor ----------------------------------------------------------------------- */

static void code_now(const struct talk *talk, const char *secret, int64_t ahead,
                     char out_code[static 8]) {
    unsigned char bytes[TRIB_TOTP_SECRET_BYTES];
    assert_true(trib_totp_secret_read(secret, bytes));
    uint64_t step = (uint64_t)(talk->spine.now_ms / TRIB_TOTP_STEP_MS + ahead);
    snprintf(out_code, 8, "%06u", trib_totp_code(bytes, sizeof bytes, step, 6));
}

/* Sets a second factor up; one of its recovery codes. */
static void factor_set_up(struct talk *talk, uint64_t socket, char out_secret[static 33],
                          char out_recovery[static TRIB_RECOVERY_CODE_BYTES]) {
    char code[8];
    char params[64];
    json_auto_t *begun = ask(talk, socket, "second_factor.begin", "{}");
    const char *secret =
        json_string_value(json_object_get(json_object_get(begun, "result"), "secret"));
    assert_non_null(secret);
    snprintf(out_secret, 33, "%s", secret);
    json_auto_t *wrong = ask(talk, socket, "second_factor.confirm", "{\"code\":\"12 34\"}");
    assert_string_equal(talk_code(wrong), "E_SIGN_IN");
    code_now(talk, secret, 0, code);
    snprintf(params, sizeof params, "{\"code\":\"%s\"}", code);
    json_auto_t *confirmed = ask(talk, socket, "second_factor.confirm", params);
    json_t *codes = json_object_get(json_object_get(confirmed, "result"), "recovery_codes");
    assert_int_equal(json_array_size(codes), TRIB_RECOVERY_CODES);
    snprintf(out_recovery, TRIB_RECOVERY_CODE_BYTES, "%s",
             json_string_value(json_array_get(codes, 3)));
}

static enum trib_error_code enter_with(struct talk *talk, const char *code) {
    char body[256];
    snprintf(body, sizeof body,
             "{\"sign_in_name\":\"" NAME "\",\"password\":\"" PASSWORD "\",\"code\":\"%s\"}", code);
    return talk_door(talk, TRIB_DOOR_SESSION, NULL, body);
}

static void a_code_is_good_once(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    char secret[33];
    char recovery[TRIB_RECOVERY_CODE_BYTES];
    char code[8];
    come_in(talk, token);
    factor_set_up(talk, socket_with(talk, token), secret, recovery);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)),
                     TRIB_E_SIGN_IN); /* no code */
    code_now(talk, secret, 0, code);
    assert_int_equal(enter_with(talk, code), TRIB_E_SIGN_IN); /* the one it was confirmed with */
    code_now(talk, secret, 1, code);
    assert_int_equal(enter_with(talk, code), TRIB_E_NONE);
    assert_int_equal(enter_with(talk, code), TRIB_E_SIGN_IN);
    assert_int_equal(enter_with(talk, recovery), TRIB_E_NONE); /* the telephone is lost */
    assert_int_equal(enter_with(talk, recovery), TRIB_E_SIGN_IN);
}

static void codes_are_not_tried_through(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    char secret[33];
    char recovery[TRIB_RECOVERY_CODE_BYTES];
    char code[8];
    come_in(talk, token);
    factor_set_up(talk, socket_with(talk, token), secret, recovery);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(enter_with(talk, "000000"), TRIB_E_SIGN_IN);
    }
    code_now(talk, secret, 1, code);
    assert_int_equal(enter_with(talk, code), TRIB_E_SIGN_IN); /* right, and nobody is told */
    talk->spine.now_ms += TRIB_GUARD_CODES_MS;
    code_now(talk, secret, 0, code);
    assert_int_equal(enter_with(talk, code), TRIB_E_NONE);
}

static void a_link_asks_for_the_code_too(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    char secret[33];
    char recovery[TRIB_RECOVERY_CODE_BYTES];
    char link[TRIB_TOKEN_BYTES];
    char body[256];
    struct trib_error error = {0};
    come_in(talk, token);
    uint64_t socket = socket_with(talk, token);
    json_auto_t *who = ask(talk, socket, "session.who", "{}");
    factor_set_up(talk, socket, secret, recovery);
    const char *person_id =
        json_string_value(json_object_get(json_object_get(who, "result"), "person_id"));
    assert_true(trib_sign_in_link_make(talk->spine.store, person_id, link, &error));
    talk_tick(talk);
    snprintf(body, sizeof body, "{\"token\":\"%s\"}", link);
    assert_int_equal(talk_door(talk, TRIB_DOOR_LINK, NULL, body), TRIB_E_SIGN_IN);
    assert_string_equal(talk->door_field, "code"); /* the link is not used up by that */
    snprintf(body, sizeof body, "{\"token\":\"%s\",\"code\":\"%s\"}", link, recovery);
    assert_int_equal(talk_door(talk, TRIB_DOOR_LINK, NULL, body), TRIB_E_NONE);
}

static void who_must_have_one_does_nothing_without(void **state) {
    struct talk *talk = *state;
    static const char REST[] =
        "{\"person_id\":\"" TALK_SECRETARIAT "\",\"language\":{\"from\":\"en\",\"to\":\"fr\"}}";
    json_auto_t *set =
        talk_command(talk, talk_connect(talk, TALK_ADMINISTRATOR), "setting.edit", "%s",
                     "{\"setting\":\"second_factor_secretariat\",\"value\":{\"from\":0,\"to\":1}}");
    assert_string_equal(talk_code(set), "");
    json_auto_t *refused =
        talk_command(talk, talk_connect(talk, TALK_SECRETARIAT), "person.edit", "%s", REST);
    assert_string_equal(talk_code(refused), "E_SECOND_FACTOR");
    json_auto_t *other = talk_command(talk, talk_connect(talk, TALK_LEAD), "person.edit", "%s",
                                      "{\"person_id\":\"" TALK_LEAD
                                      "\",\"language\":{\"from\":\"en\",\"to\":\"fr\"}}");
    assert_string_equal(talk_code(other), "");
}

/* ---- passwords and sessions ------------------------------------------------------------------ */

static void a_new_password_ends_the_other_sessions(void **state) {
    struct talk *talk = *state;
    char first[TRIB_TOKEN_BYTES];
    char second[TRIB_TOKEN_BYTES];
    come_in(talk, first);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)), TRIB_E_NONE);
    memcpy(second, talk->token, sizeof second);
    uint64_t other = socket_with(talk, second);
    uint64_t own = socket_with(talk, first);
    assert_int_equal(
        talk_door(talk, TRIB_DOOR_SET_PASSWORD, NULL, "{\"password\":\"new new new\"}"),
        TRIB_E_SESSION);
    assert_int_equal(
        talk_door(talk, TRIB_DOOR_SET_PASSWORD, first, "{\"password\":\"new new new\"}"),
        TRIB_E_REQUIRED);
    assert_string_equal(talk->door_field, "password_now");
    assert_int_equal(talk_door(talk, TRIB_DOOR_SET_PASSWORD, first,
                               "{\"password_now\":\"wrong wrong\",\"password\":\"new new new\"}"),
                     TRIB_E_SIGN_IN);
    assert_string_equal(talk->door_field, "password_now");
    assert_int_equal(talk->closed_count, 0);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SET_PASSWORD, first,
                               "{\"password_now\":\"" PASSWORD "\",\"password\":\"new new new\"}"),
                     TRIB_E_NONE);
    assert_int_equal(talk->closed_count, 1);
    assert_int_equal(talk->closed_connection_id, other);
    assert_int_equal(talk->closed_code, 1008);
    json_auto_t *answer = ask(talk, own, "account.read", "{}");
    assert_string_equal(talk_code(answer), "");
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)),
                     TRIB_E_SIGN_IN);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, "new new new")),
                     TRIB_E_NONE);
}

static void sessions_are_seen_and_ended(void **state) {
    struct talk *talk = *state;
    char first[TRIB_TOKEN_BYTES];
    come_in(talk, first);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL,
                               "{\"sign_in_name\":\"" NAME "\",\"password\":\"" PASSWORD
                               "\",\"device\":\"Firefox on Android\"}"),
                     TRIB_E_NONE);
    uint64_t other = socket_with(talk, talk->token);
    uint64_t own = socket_with(talk, first);
    json_auto_t *list = ask(talk, own, "session.list", "{}");
    json_t *sessions = json_object_get(json_object_get(list, "result"), "sessions");
    assert_int_equal(json_array_size(sessions), 2);
    const char *ended_id = NULL;
    for (size_t i = 0; i < 2; i++) {
        json_t *session = json_array_get(sessions, i);
        if (!json_is_true(json_object_get(session, "is_this"))) {
            ended_id = json_string_value(json_object_get(session, "session_id"));
            assert_string_equal(json_string_value(json_object_get(session, "device")),
                                "Firefox on Android");
        }
    }
    assert_non_null(ended_id);
    char params[128];
    snprintf(params, sizeof params, "{\"session_id\":\"%s\"}", ended_id);
    json_auto_t *ended = ask(talk, own, "session.end", params);
    assert_string_equal(talk_code(ended), "");
    assert_int_equal(talk->closed_connection_id, other);
    json_auto_t *again = ask(talk, own, "session.end", params);
    assert_string_equal(talk_code(again), "E_NOT_FOUND");
}

static void signing_out_takes_the_cookie_back(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    come_in(talk, token);
    uint64_t socket = socket_with(talk, token);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SIGN_OUT, token, "{\"device\":\"clear\"}"),
                     TRIB_E_NONE);
    assert_true(talk->clears_cookie);
    assert_true(talk->clears_device);
    assert_int_equal(talk->closed_connection_id, socket);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SIGN_OUT, token, "{}"), TRIB_E_NONE); /* twice */
    assert_false(talk->clears_device);
}

static void a_locked_account_stays_out(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    char admins[TRIB_TOKEN_BYTES];
    char link[TRIB_TOKEN_BYTES];
    char body[256];
    struct trib_error error = {0};
    assert_true(trib_sign_in_link_make(talk->spine.store, TALK_ADMINISTRATOR, link, &error));
    talk_tick(talk);
    snprintf(body, sizeof body, "{\"token\":\"%s\"}", link);
    assert_int_equal(talk_door(talk, TRIB_DOOR_LINK, NULL, body), TRIB_E_NONE);
    memcpy(admins, talk->token, sizeof admins);
    come_in(talk, token);
    uint64_t socket = socket_with(talk, token);
    json_auto_t *who = ask(talk, socket, "session.who", "{}");
    const char *person_id =
        json_string_value(json_object_get(json_object_get(who, "result"), "person_id"));
    snprintf(body, sizeof body, "{\"person_id\":\"%s\"}", person_id);
    json_auto_t *not_theirs = ask(talk, socket, "account.lock", body);
    assert_string_equal(talk_code(not_theirs), "E_FORBIDDEN");
    json_auto_t *locked = ask(talk, socket_with(talk, admins), "account.lock", body);
    assert_string_equal(talk_code(locked), "");
    assert_int_equal(talk->closed_connection_id, socket);
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)),
                     TRIB_E_SIGN_IN);
    json_auto_t *unlocked = ask(talk, socket_with(talk, admins), "account.unlock", body);
    assert_string_equal(talk_code(unlocked), "");
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL, ENTER(NAME, PASSWORD)), TRIB_E_NONE);
}

static struct bad_body {
    const char *name;
    enum trib_door door;
    const char *body;
    enum trib_error_code code;
    const char *field;
} bad_bodies[] = {
    {"what is no JSON", TRIB_DOOR_SESSION, "{", TRIB_E_PARSE, ""},
    {"a list", TRIB_DOOR_SESSION, "[]", TRIB_E_REQUEST, ""},
    {"no name", TRIB_DOOR_SESSION, "{\"password\":\"x\"}", TRIB_E_REQUIRED, "sign_in_name"},
    {"a name that is a number", TRIB_DOOR_SESSION, "{\"sign_in_name\":1,\"password\":\"x\"}",
     TRIB_E_TYPE, "sign_in_name"},
    {"a field too many", TRIB_DOOR_SESSION,
     "{\"sign_in_name\":\"a\",\"password\":\"x\",\"is_admin\":true}", TRIB_E_UNKNOWN_FIELD,
     "is_admin"},
    {"no token", TRIB_DOOR_LINK, "{}", TRIB_E_REQUIRED, "token"},
    {"a token too long", TRIB_DOOR_LINK, "{\"token\":\"" TOKEN "a\"}", TRIB_E_TOO_LONG, "token"},
    {"a person that is given", TRIB_DOOR_ACCEPT,
     "{\"token\":\"" TOKEN "\",\"person_id\":\"" TALK_SECRETARIAT "\"}", TRIB_E_UNKNOWN_FIELD,
     "person_id"},
};

static void is_refused_by_field(void **state) {
    const struct bad_body *row = *state;
    void *opened = NULL;
    set_up(&opened);
    struct talk *talk = opened;
    assert_int_equal(talk_door(talk, row->door, NULL, row->body), row->code);
    assert_string_equal(talk->door_field, row->field);
    tear_down(&opened);
}

#define AT_A_DOOR(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    static struct unit_tests tests;
    const struct CMUnitTest at_a_door[] = {
        AT_A_DOOR(an_invitation_makes_an_account),
        AT_A_DOOR(one_invitation_lets_one_in),
        AT_A_DOOR(a_bad_invitation_tells_nothing),
        AT_A_DOOR(an_invitation_ends),
        AT_A_DOOR(a_used_link_is_not_made_good_again),
        AT_A_DOOR(who_is_in_gets_the_role),
        AT_A_DOOR(nobody_learns_which_was_wrong),
        AT_A_DOOR(a_name_may_be_typed_with_capitals),
        AT_A_DOOR(a_session_is_new_always),
        AT_A_DOOR(guessing_is_slowed),
        AT_A_DOOR(an_address_is_slowed),
        AT_A_DOOR(only_so_many_hashes_wait),
        AT_A_DOOR(a_code_is_good_once),
        AT_A_DOOR(codes_are_not_tried_through),
        AT_A_DOOR(a_link_asks_for_the_code_too),
        AT_A_DOOR(who_must_have_one_does_nothing_without),
        AT_A_DOOR(a_new_password_ends_the_other_sessions),
        AT_A_DOOR(sessions_are_seen_and_ended),
        AT_A_DOOR(signing_out_takes_the_cookie_back),
        AT_A_DOOR(a_locked_account_stays_out),
    };
    unit_add_rows(&tests, a_password_is_judged, weaks, sizeof weaks[0], UNIT_COUNT(weaks));
    unit_add_rows(&tests, is_refused_by_field, bad_bodies, sizeof bad_bodies[0],
                  UNIT_COUNT(bad_bodies));
    int failed = unit_run("protocol/door", &tests);
    return failed + cmocka_run_group_tests_name("protocol/door", at_a_door, NULL, NULL);
}
