/*
 * Mail that commands and doors cause: it is there exactly if what it tells of is, its link lets in
 * once, and nobody learns by asking whether an address is known.
 */
#include "mailing.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "door.h"
#include "guard.h"
#include "rows.h"
#include "talk.h"

#define TOKEN "kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v9"
#define TOKEN_2 "kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8w0"
#define NEW_1 "e0000000-0000-4000-8000-000000000001"
#define NEW_2 "e0000000-0000-4000-8000-000000000002"
#define ADDRESS "newcomer@example.net"
#define PASSWORD "seven rivers meet"
#define ASK(address) "{\"mail_address\":\"" address "\"}"
#define HOUR_MS (INT64_C(60) * 60 * 1000)

static const char ALL[] = "SELECT count(*) FROM mail WHERE mail_id <> ?1";
static const char WAITING[] = "SELECT count(*) FROM mail WHERE state = ?1";

static int set_up(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 73);
    talk_mail_begin(talk);
    *state = talk;
    return 0;
}

static int tear_down(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static long count(struct talk *talk, const char *sql, const char *value) {
    char *text = talk_read(talk, sql, value);
    assert_non_null(text);
    long number = strtol(text, NULL, 10);
    free(text);
    return number;
}

static void hash_of(const char *token, char out_hex[static 2 * crypto_hash_sha256_BYTES + 1]) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)token, strlen(token));
    sodium_bin2hex(out_hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

/* As who invites does it; rest: further fields, each with its comma before. */
static json_t *invite(struct talk *talk, const char *person_id, const char *token,
                      const char *rest) {
    char hex[2 * crypto_hash_sha256_BYTES + 1];
    hash_of(token, hex);
    return talk_command(talk, talk_connect(talk, person_id), "invitation.make",
                        "{\"acting_for\":\"" TALK_OWN "\",\"organization_id\":\"" TALK_OWN
                        "\",\"invitation_id\":\"" NEW_1
                        "\",\"role\":\"alternate\",\"token_hash\":\"%s\"%s}",
                        hex, rest);
}

#define SENT_TO(address) ",\"mail_address\":\"" address "\",\"token\":\"" TOKEN "\""

/* What a mail's reader sees of quoted-printable, as far as links and sentences of ours need it. */
static void text_of(const struct trib_mail_job *job, struct trib_buffer *out) {
    const char *text = strstr(trib_buffer_text(&job->message), "\r\n\r\n") + 4;
    for (; *text != '\0'; text++) {
        if (strncmp(text, "=\r\n", 3) == 0) {
            text += 2;
        } else if (*text == '=') {
            char byte[3] = {text[1], text[2], '\0'};
            char letter = (char)strtol(byte, NULL, 16);
            trib_buffer_append(out, &letter, 1);
            text += 2;
        } else {
            trib_buffer_append(out, text, 1);
        }
    }
}

/* The key of the link in a mail: what stands behind this beginning, to the line's end. */
static void key_of(const struct trib_mail_job *job, const char *beginning,
                   char out_token[static TRIB_TOKEN_BYTES]) {
    TRIB_AUTO(trib_buffer) text = {0};
    text_of(job, &text);
    const char *at = strstr(trib_buffer_text(&text), beginning);
    assert_non_null(at);
    snprintf(out_token, TRIB_TOKEN_BYTES, "%s", at + strlen(beginning));
    assert_int_equal(strcspn(at + strlen(beginning), "\r\n"), TRIB_TOKEN_BYTES - 1);
}

/* ---- invitations ----------------------------------------------------------------------------- */

static void an_invitation_is_sent(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    json_auto_t *answer = invite(talk, TALK_LEAD, TOKEN, ",\"language\":\"fr\"" SENT_TO(ADDRESS));
    assert_string_equal(talk_code(answer), "");
    assert_int_equal(count(talk, WAITING, "waiting"), 1);
    const struct trib_mail_job *job = talk_mail(talk);
    assert_non_null(job);
    assert_string_equal(job->to_address, ADDRESS);
    assert_string_equal(job->from_address, "office@rivers.example");
    TRIB_AUTO(trib_buffer) text = {0};
    text_of(job, &text);
    assert_non_null(
        strstr(trib_buffer_text(&text), "Pour accepter")); /* in its reader's language */
    key_of(job, "https://rivers.example/invitation#", token);
    assert_string_equal(token, TOKEN);
    talk_mail_done(talk, "", false);
    assert_int_equal(count(talk, ALL, ""), 0);
    assert_null(talk_mail(talk));
    assert_int_equal(talk_door(talk, TRIB_DOOR_ACCEPT, NULL,
                               "{\"token\":\"" TOKEN "\",\"display_name\":\"New\","
                               "\"sign_in_name\":\"" ADDRESS "\",\"password\":\"" PASSWORD "\"}"),
                     TRIB_E_NONE);
    assert_int_equal(trib_server_counts(talk->server).mails_sent, 1);
}

static void whoever_invites_into_the_staff_may_too(void **state) {
    struct talk *talk = *state;
    char hex[2 * crypto_hash_sha256_BYTES + 1];
    hash_of(TOKEN, hex);
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, TALK_ADMINISTRATOR), "invitation.make_staff",
                     "{\"invitation_id\":\"" NEW_1 "\",\"role\":\"secretariat\",\"token_hash\":"
                     "\"%s\"" SENT_TO(ADDRESS) "}",
                     hex);
    assert_string_equal(talk_code(answer), "");
    const struct trib_mail_job *job = talk_mail(talk);
    TRIB_AUTO(trib_buffer) text = {0};
    text_of(job, &text);
    assert_non_null(strstr(trib_buffer_text(&text), "You are asked to join the secretariat of"));
}

static struct refusal {
    const char *name;
    const char *person_id, *rest, *code, *field;
} refusals[] = {
    {"whoever may not invite sends nothing", TALK_ALTERNATE, SENT_TO(ADDRESS), "E_FORBIDDEN", ""},
    {"a line break in an address is refused", TALK_LEAD,
     SENT_TO("a@example.net\\r\\nBcc: b@example.net"), "E_ADDRESS", "mail_address"},
    {"a second address too", TALK_LEAD, SENT_TO("a@example.net,b@example.net"), "E_ADDRESS",
     "mail_address"},
    {"what is no address", TALK_LEAD, SENT_TO("somebody"), "E_ADDRESS", "mail_address"},
    {"a token of another hash", TALK_LEAD,
     ",\"mail_address\":\"" ADDRESS "\",\"token\":\"" TOKEN_2 "\"", "E_TYPE", "token"},
    {"an address without its token", TALK_LEAD, ",\"mail_address\":\"" ADDRESS "\"", "E_REQUIRED",
     "token"},
    {"a token without an address", TALK_LEAD, ",\"token\":\"" TOKEN "\"", "E_REQUIRED",
     "mail_address"},
};

static void a_refusal_sends_nothing(void **state) {
    const struct refusal *row = *state;
    void *opened = NULL;
    set_up(&opened);
    struct talk *talk = opened;
    json_auto_t *answer = invite(talk, row->person_id, TOKEN, row->rest);
    assert_string_equal(talk_code(answer), row->code);
    assert_string_equal(talk_field(answer), row->field);
    assert_int_equal(count(talk, ALL, ""), 0);
    assert_null(talk_mail(talk));
    tear_down(&opened);
}

/* What somebody wants said may not be sent in the coalition's name: the token is of its letters. */
static void a_token_is_no_message(void **state) {
    struct talk *talk = *state;
    static const char words[] = "Win a prize at https://evil.example/ today!";
    char rest[256];
    assert_int_equal(strlen(words), TRIB_TOKEN_BYTES - 1);
    snprintf(rest, sizeof rest, ",\"mail_address\":\"" ADDRESS "\",\"token\":\"%s\"", words);
    json_auto_t *answer = invite(talk, TALK_LEAD, words, rest);
    assert_string_equal(talk_code(answer), "E_TYPE");
    assert_string_equal(talk_field(answer), "token");
    assert_int_equal(count(talk, ALL, ""), 0);
}

static void without_mail_none_is_promised(void **state) {
    struct talk *talk = *state;
    uint64_t visitor = talk_connect(talk, NULL);
    json_auto_t *with = talk_call(talk, visitor, "1", "session.who", "{}");
    assert_true(json_is_true(json_object_get(json_object_get(with, "result"), "sends_mail")));
    talk_restart(talk);
    visitor = talk_connect(talk, NULL);
    json_auto_t *without = talk_call(talk, visitor, "1", "session.who", "{}");
    assert_true(json_is_false(json_object_get(json_object_get(without, "result"), "sends_mail")));
    json_auto_t *answer = invite(talk, TALK_LEAD, TOKEN, SENT_TO(ADDRESS));
    assert_string_equal(talk_code(answer), "E_NO_MAIL");
    assert_string_equal(talk_field(answer), "mail_address");
    assert_int_equal(talk_door(talk, TRIB_DOOR_FORGOTTEN, NULL, ASK(ADDRESS)), TRIB_E_NO_MAIL);
    json_auto_t *shown = invite(talk, TALK_LEAD, TOKEN, ""); /* the link is shown as before */
    assert_string_equal(talk_code(shown), "");
}

static void what_is_taken_back_is_not_sent(void **state) {
    struct talk *talk = *state;
    json_auto_t *answer = invite(talk, TALK_LEAD, TOKEN, SENT_TO(ADDRESS));
    assert_string_equal(talk_code(answer), "");
    json_auto_t *revoked =
        talk_command(talk, talk_connect(talk, TALK_LEAD), "invitation.revoke",
                     "{\"acting_for\":\"" TALK_OWN "\",\"invitation_id\":\"%s\"}", NEW_1);
    assert_string_equal(talk_code(revoked), "");
    assert_null(talk_mail(talk));
    assert_int_equal(count(talk, ALL, ""), 0);
}

static void it_is_tried_again_over_a_restart(void **state) {
    struct talk *talk = *state;
    json_auto_t *answer = invite(talk, TALK_LEAD, TOKEN, SENT_TO(ADDRESS));
    assert_string_equal(talk_code(answer), "");
    const struct trib_mail_job *job = talk_mail(talk);
    char mail_id[TRIB_ID_BYTES];
    memcpy(mail_id, job->mail_id, sizeof mail_id);
    talk_mail_done(talk, "451", false);
    assert_null(talk_mail(talk));
    assert_int_equal(trib_server_counts(talk->server).mails_not_sent, 1);
    talk_restart(talk);
    assert_null(talk_mail(talk)); /* a server without mail sends none */
    talk_mail_begin(talk);
    talk->spine.now_ms += HOUR_MS;
    job = talk_mail(talk);
    assert_string_equal(job->mail_id, mail_id);
    assert_int_equal(job->try_count, 2);
    talk_mail_done(talk, "550", true);
    assert_int_equal(count(talk, WAITING, "failed"), 1);
    talk->spine.now_ms += 100 * HOUR_MS;
    assert_null(talk_mail(talk));
}

/* Nothing of it is in the log, or on any screen. */
static void an_address_is_told_to_nobody(void **state) {
    struct talk *talk = *state;
    uint64_t secretariat = talk_listen(talk, TALK_SECRETARIAT);
    uint64_t lead = talk_listen(talk, TALK_LEAD);
    json_auto_t *answer = invite(talk, TALK_LEAD, TOKEN, SENT_TO(ADDRESS));
    assert_string_equal(talk_code(answer), "");
    assert_true(talk_heard_of(talk, secretariat, NEW_1));
    assert_false(talk_heard_of(talk, secretariat, ADDRESS));
    assert_false(talk_heard_of(talk, lead, ADDRESS));
    assert_false(talk_heard_of(talk, lead, TOKEN));
    static const char LOGGED[] = "SELECT count(*) FROM change WHERE instr(patch, ?1)";
    assert_int_equal(count(talk, LOGGED, ADDRESS), 0);
    assert_int_equal(count(talk, LOGGED, TOKEN), 0);
    assert_int_equal(count(talk, LOGGED, NEW_1), 1);
}

static void who_leaves_for_good_gets_no_mail(void **state) {
    struct talk *talk = *state;
    struct trib_error error = {0};
    const struct trib_mail_argument arguments[] = {{"coalition", "Rivers", false}};
    const struct trib_mail_letter letter = {
        .key = "mail_reset", .arguments = arguments, .argument_count = 1, .lasts_ms = HOUR_MS};
    static const char SIGNS_IN[] =
        "INSERT INTO credential (person_id, sign_in_name, sign_in_key, password_hash, "
        "changed_at_ms) VALUES (?1, ?2, ?2, 'x', 1)";
    bool is_written = false;
    spine_begin(&talk->spine);
    SPINE_RUN(&talk->spine, SIGNS_IN, TALK_PERSON, ADDRESS);
    assert_true(trib_mail_to_person(talk->spine.store, TALK_PERSON, &letter, &is_written, &error));
    assert_true(is_written);
    spine_end(&talk->spine);
    talk_tick(talk);
    json_auto_t *answer = talk_command(talk, talk_connect(talk, TALK_PERSON), "person.redact",
                                       "{\"person_id\":\"%s\"}", TALK_PERSON);
    assert_string_equal(talk_code(answer), "");
    assert_int_equal(count(talk, ALL, ""), 0);
}

/* ---- new passwords --------------------------------------------------------------------------- */

static void a_link_sets_a_new_password(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    char body[160];
    talk_sign_up(talk, TALK_LEAD, "lead@example.net");
    assert_int_equal(talk_door(talk, TRIB_DOOR_FORGOTTEN, NULL, ASK("Lead@Example.net")),
                     TRIB_E_NONE);
    const struct trib_mail_job *job = talk_mail(talk);
    assert_non_null(job);
    assert_string_equal(job->to_address, "lead@example.net"); /* as they wrote it, not who asks */
    key_of(job, "https://rivers.example/sign-in?for=password#", token);
    talk_mail_done(talk, "", false);
    static const char AS_IT_IS[] = "SELECT count(*) FROM sign_in_link WHERE token_hash = ?1";
    assert_int_equal(count(talk, AS_IT_IS, token), 0); /* its hash is there */
    snprintf(body, sizeof body, "{\"token\":\"%s\"}", token);
    assert_int_equal(talk_door(talk, TRIB_DOOR_LINK, NULL, body), TRIB_E_NONE);
    char session[TRIB_TOKEN_BYTES];
    memcpy(session, talk->token, sizeof session);
    assert_int_equal(talk_door(talk, TRIB_DOOR_LINK, NULL, body), TRIB_E_LINK); /* once */
    assert_int_equal(
        talk_door(talk, TRIB_DOOR_SET_PASSWORD, session, "{\"password\":\"" PASSWORD "\"}"),
        TRIB_E_NONE); /* without the old one */
    assert_int_equal(talk_door(talk, TRIB_DOOR_SESSION, NULL,
                               "{\"sign_in_name\":\"lead@example.net\",\"password\":\"" PASSWORD
                               "\"}"),
                     TRIB_E_NONE);
}

static void a_link_ends_within_the_hour(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    char body[160];
    talk_sign_up(talk, TALK_LEAD, "lead@example.net");
    assert_int_equal(talk_door(talk, TRIB_DOOR_FORGOTTEN, NULL, ASK("lead@example.net")),
                     TRIB_E_NONE);
    key_of(talk_mail(talk), "https://rivers.example/sign-in?for=password#", token);
    talk->spine.now_ms += HOUR_MS;
    snprintf(body, sizeof body, "{\"token\":\"%s\"}", token);
    assert_int_equal(talk_door(talk, TRIB_DOOR_LINK, NULL, body), TRIB_E_LINK);
}

static void lock(struct talk *talk, const char *person_id) {
    static const char LOCK[] = "INSERT INTO account_lock (person_id, locked_at_ms) VALUES (?1, 1)";
    spine_begin(&talk->spine);
    SPINE_RUN(&talk->spine, LOCK, person_id);
    spine_end(&talk->spine);
    talk_tick(talk);
}

/* What is answered, what is written before the answer, and what is counted: byte for byte. */
static void nobody_learns_whether_an_address_is_known(void **state) {
    struct talk *talk = *state;
    static const struct {
        const char *body;
        bool is_sent;
    } asks[] = {{ASK("lead@example.net"), true},
                {ASK("nobody@example.net"), false},
                {ASK("locked@example.net"), false}};
    talk_sign_up(talk, TALK_LEAD, "lead@example.net");
    talk_sign_up(talk, TALK_BASE, "locked@example.net");
    lock(talk, TALK_BASE);
    for (size_t i = 0; i < UNIT_COUNT(asks); i++) {
        /* four free tries and a fifth: the same from the first to the last */
        for (int try = 0; try < 5; try++) {
            enum trib_error_code code = talk_door(talk, TRIB_DOOR_FORGOTTEN, NULL, asks[i].body);
            assert_int_equal(code, try < TRIB_GUARD_MAILS_FREE ? TRIB_E_NONE : TRIB_E_RATE);
            assert_string_equal(talk->door_field, "");
            assert_string_equal(talk->door_result, "{}");
            assert_string_equal(talk->token, "");
            assert_false(trib_tick_is_open(talk->spine.store)); /* nothing was written for it */
            assert_int_equal(count(talk, ALL, ""), 0);
        }
        const struct trib_mail_job *job = talk_mail(talk);
        assert_int_equal(job != NULL, asks[i].is_sent);
        while (talk->mail != NULL) {
            talk_mail_done(talk, "", false);
            talk_mail(talk);
        }
    }
}

static void strangers_do_not_fill_a_letter_box(void **state) {
    struct talk *talk = *state;
    int mails = 0;
    talk_sign_up(talk, TALK_LEAD, "lead@example.net");
    for (int minute = 0; minute < 60; minute++) {
        talk_door_from(talk, TRIB_DOOR_FORGOTTEN, NULL, "192.0.2.1", ASK("lead@example.net"));
        for (const struct trib_mail_job *job = talk_mail(talk); job != NULL;
             job = talk_mail(talk)) {
            talk_mail_done(talk, "", false);
            mails++;
        }
        talk->spine.now_ms += HOUR_MS / 60 - 5000;
    }
    assert_int_equal(mails, TRIB_RESET_LINKS_MAX);
}

static void one_source_asks_for_few(void **state) {
    struct talk *talk = *state;
    int let_through = 0;
    for (int i = 0; i < 300; i++) {
        char body[80];
        snprintf(body, sizeof body, ASK("a%d@example.net"), i);
        let_through +=
            talk_door_from(talk, TRIB_DOOR_FORGOTTEN, NULL, "192.0.2.1", body) == TRIB_E_NONE ? 1
                                                                                              : 0;
        if (i % 16 == 15) {
            trib_server_sweep(talk->server); /* so that it is not the room that is short */
            trib_server_tick(talk->server);
        }
    }
    assert_int_equal(let_through, 100); /* address_tries */
    assert_int_equal(talk_door_from(talk, TRIB_DOOR_FORGOTTEN, NULL, "192.0.2.2", ASK(ADDRESS)),
                     TRIB_E_NONE);
}

static void all_at_once_are_too_many(void **state) {
    struct talk *talk = *state;
    for (unsigned i = 0; i <= TRIB_MAILING_ASKS_MAX; i++) {
        char body[80];
        snprintf(body, sizeof body, ASK("a%u@example.net"), i);
        assert_int_equal(talk_door(talk, TRIB_DOOR_FORGOTTEN, NULL, body),
                         i < TRIB_MAILING_ASKS_MAX ? TRIB_E_NONE : TRIB_E_RATE);
    }
    trib_server_sweep(talk->server);
    assert_int_equal(talk_door(talk, TRIB_DOOR_FORGOTTEN, NULL, ASK(ADDRESS)), TRIB_E_NONE);
}

static void controls_are_refused_at_the_door(void **state) {
    struct talk *talk = *state;
    static const char *const bad[] = {ASK("a@example.net\\r\\nBcc: b@example.net"),
                                      ASK("a@example.net\\n"), ASK("somebody"),
                                      ASK("\\u202ea@example.net")};
    for (size_t i = 0; i < UNIT_COUNT(bad); i++) {
        assert_int_equal(talk_door(talk, TRIB_DOOR_FORGOTTEN, NULL, bad[i]), TRIB_E_ADDRESS);
        assert_string_equal(talk->door_field, "mail_address");
    }
}

static void who_signs_in_by_another_name_gets_none(void **state) {
    struct talk *talk = *state;
    talk_sign_up(talk, TALK_LEAD, "just a name");
    assert_int_equal(talk_door(talk, TRIB_DOOR_FORGOTTEN, NULL, ASK("lead@example.net")),
                     TRIB_E_NONE);
    assert_null(talk_mail(talk));
}

#define TALKS(title, test)                                                                         \
    { (title), (test), set_up, tear_down, NULL }

int main(void) {
    static const struct CMUnitTest talks[] = {
        TALKS("an invitation is sent in its reader's language", an_invitation_is_sent),
        TALKS("staff are invited so too", whoever_invites_into_the_staff_may_too),
        TALKS("a token is no message of one's own", a_token_is_no_message),
        TALKS("without mail none is promised", without_mail_none_is_promised),
        TALKS("what is taken back is not sent", what_is_taken_back_is_not_sent),
        TALKS("it is tried again over a restart", it_is_tried_again_over_a_restart),
        TALKS("an address is told to nobody", an_address_is_told_to_nobody),
        TALKS("who leaves for good gets no mail", who_leaves_for_good_gets_no_mail),
        TALKS("a link sets a new password, once", a_link_sets_a_new_password),
        TALKS("a link ends within the hour", a_link_ends_within_the_hour),
        TALKS("nobody learns whether an address is known",
              nobody_learns_whether_an_address_is_known),
        TALKS("strangers do not fill a letter box", strangers_do_not_fill_a_letter_box),
        TALKS("one source asks for few", one_source_asks_for_few),
        TALKS("all at once are too many", all_at_once_are_too_many),
        TALKS("controls are refused at the door", controls_are_refused_at_the_door),
        TALKS("who signs in by another name gets none", who_signs_in_by_another_name_gets_none),
    };
    struct unit_tests tests = {0};
    for (size_t i = 0; i < UNIT_COUNT(talks); i++) {
        tests.tests[tests.count++] = talks[i];
    }
    unit_add_rows(&tests, a_refusal_sends_nothing, refusals, sizeof refusals[0],
                  UNIT_COUNT(refusals));
    return unit_run("mailing", &tests);
}
