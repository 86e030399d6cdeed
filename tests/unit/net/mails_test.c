/*
 * Mail from a request to a real SMTP server, by a thread beside the loop: the loop goes on
 * whatever the other end does, and ends without waiting for it.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "receiver.h"
#include "rows.h"
#include "tributary/protocol/server.h"
#include "wire.h"

#define ASK                                                                                        \
    "POST /api/v1/password/forgotten HTTP/1.1\r\nHost: " WIRE_HOST "\r\nOrigin: " WIRE_ORIGIN      \
    "\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s"

static void ask_for(const struct wire *wire, const char *address) {
    char body[128];
    char request[512];
    snprintf(body, sizeof body, "{\"mail_address\":\"%s\"}", address);
    snprintf(request, sizeof request, ASK, strlen(body), body);
    char *answer = wire_ask(wire, request);
    assert_int_equal(wire_status(answer), 200);
    assert_string_equal(wire_body(answer), "{}");
    free(answer);
}

static struct trib_smtp_settings settings_to(int port) {
    struct trib_smtp_settings settings = {.from_address = "office@rivers.example"};
    snprintf(settings.url, sizeof settings.url, "smtp://127.0.0.1:%d", port);
    return settings;
}

static long figure(const struct wire *wire, const char *name) {
    char line[96];
    char *answer = wire_ask(wire, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    snprintf(line, sizeof line, "\ntributary_%s ", name);
    const char *at = strstr(answer, line);
    assert_non_null(at);
    long value = strtol(at + strlen(line), NULL, 10);
    free(answer);
    return value;
}

static void a_request_becomes_a_mail(void **state) {
    (void)state;
    struct wire wire;
    struct receiver receiver;
    receiver_open(&receiver, RECEIVER_PLAIN);
    struct trib_smtp_settings settings = settings_to(receiver.port);
    wire_open_mailing(&wire, &settings, NULL);
    ask_for(&wire, "nobody.here@rivers.example");
    for (int i = 0; i < 2; i++) {
        ask_for(&wire, WIRE_ADDRESS);
        json_auto_t *told = receiver_next(&receiver);
        const char *data = json_string_value(json_object_get(told, "data"));
        assert_non_null(strstr(data, "To: <" WIRE_ADDRESS ">\r\n"));
        assert_non_null(strstr(data, "http://tributary.test/sign-in?for=3Dpassword#"));
    }
    while (figure(&wire, "mails_waiting") > 0) { /* until it is noted */
    }
    assert_int_equal(figure(&wire, "mails_sent_total"), 2);
    assert_int_equal(figure(&wire, "mails_not_sent_total"), 0);
    assert_int_equal(figure(&wire, "mails_failed"), 0);
    wire_close(&wire);
    receiver_close(&receiver);
}

/* ---- digests --------------------------------------------------------------------------------- */

/* The secretariat was spoken to thirty times since its last digest, and likes one at any hour. */
static void thirty_events(struct spine *spine) {
    static const char COMMENT[] =
        "INSERT INTO comment (comment_id, space_id, about_table, about_id, text, person_id, "
        "written_at_ms) VALUES (?1, '" TRIB_SPACE_COALITION_ID "', 'organization', "
        "'" WIRE_ORGANIZATION "', 'one of thirty', '" WIRE_STRANGER "', 1)";
    static const char TOLD[] =
        "INSERT INTO notification (notification_id, space_id, reason, about_table, about_id, "
        "comment_id, seq, at_ms) VALUES (?1, ?2, 'mentioned', 'organization', "
        "'" WIRE_ORGANIZATION "', ?1, ?3, 1795500000000)";
    static const char ALWAYS[] =
        "INSERT INTO attention (attention_id, space_id, digest_hour, quiet_from, quiet_until) "
        "VALUES (?1, ?1, 0, 0, 0)";
    static const char TURN[] =
        "INSERT INTO mail_turn (person_id, told_seq, due_seq, told_before_seq, due_before_seq, "
        "digest_on) VALUES (?1, 0, 0, 0, 0, '2026-11-23')";
    for (int i = 0; i < 30; i++) {
        TRIB_AUTO(trib_batch) batch = {0};
        char id[TRIB_ID_BYTES];
        char seq[24];
        snprintf(id, sizeof id, "e0000000-0000-4000-8000-%012d", i + 1);
        snprintf(seq, sizeof seq, "%llu",
                 (unsigned long long)trib_store_last_seq(spine->store) + 1);
        spine_begin(spine);
        SPINE_RUN(spine, COMMENT, id);
        SPINE_RUN(spine, TOLD, id, WIRE_SECRETARIAT, seq);
        spine_end(spine);
        spine_commit(spine, &batch);
    }
    TRIB_AUTO(trib_batch) batch = {0};
    spine_begin(spine);
    SPINE_RUN(spine, ALWAYS, WIRE_SECRETARIAT);
    SPINE_RUN(spine, TURN, WIRE_SECRETARIAT);
    spine_end(spine);
    spine_commit(spine, &batch);
}

static size_t times(const char *text, const char *words) {
    size_t count = 0;
    for (; (text = strstr(text, words)) != NULL; text++) {
        count++;
    }
    return count;
}

/* As a mail provider presses it: no page of ours, no cookie, a form of its own. */
#define PRESS                                                                                      \
    "HTTP/1.1\r\nHost: " WIRE_HOST                                                                 \
    "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 26\r\n\r\n"            \
    "List-Unsubscribe=One-Click"
#define OPEN "HTTP/1.1\r\nHost: " WIRE_HOST "\r\n\r\n"

/* The path, which ends with the header's ">". */
static char *follow(const struct wire *wire, const char *method, const char *path,
                    const char *rest) {
    char request[512];
    snprintf(request, sizeof request, "%s %.*s %s", method, (int)strcspn(path, ">"), path, rest);
    return wire_ask(wire, request);
}

static void thirty_events_are_one_mail_that_one_press_ends(void **state) {
    (void)state;
    static const char BEFORE[] = "List-Unsubscribe: <http://tributary.test";
    struct wire wire;
    struct receiver receiver;
    receiver_open(&receiver, RECEIVER_PLAIN);
    struct trib_smtp_settings settings = settings_to(receiver.port);
    wire_open_mailing(&wire, &settings, thirty_events);
    json_auto_t *told = receiver_next(&receiver);
    const char *data = json_string_value(json_object_get(told, "data"));
    assert_int_equal(times(data, "one of thirty"), 30);
    assert_non_null(strstr(data, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    while (figure(&wire, "mails_waiting") > 0) { /* until it is noted */
    }
    assert_int_equal(figure(&wire, "mails_sent_total"), 1);

    const char *link = strstr(data, BEFORE);
    assert_non_null(link);
    link += strlen(BEFORE);
    char *opened = follow(&wire, "GET", link, OPEN);
    assert_int_equal(wire_status(opened), 303); /* which ends nothing */
    assert_non_null(strstr(opened, "Location: /unsubscribe#"));
    free(opened);
    char *pressed = follow(&wire, "POST", link, PRESS);
    assert_int_equal(wire_status(pressed), 200);
    assert_string_equal(wire_body(pressed), "{\"kind\":\"digest\"}");
    free(pressed);
    char *unknown = follow(
        &wire, "POST", TRIB_UNSUBSCRIBE_PATH "kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v9>", PRESS);
    assert_int_equal(wire_status(unknown), 403);
    free(unknown);
    wire_close(&wire);
    receiver_close(&receiver);
}

/* It takes the connection and says nothing, ever. */
static void a_silent_receiver_holds_up_nobody(void **state) {
    (void)state;
    struct wire wire;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listener, 1), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &length), 0);
    struct trib_smtp_settings settings = settings_to(ntohs(address.sin_port));
    wire_open_mailing(&wire, &settings, NULL);
    ask_for(&wire, WIRE_ADDRESS);
    int peer = accept(listener, NULL, NULL);
    assert_true(peer >= 0);
    char *answer = wire_ask(&wire, "GET /healthz HTTP/1.1\r\nHost: " WIRE_HOST "\r\n\r\n");
    assert_int_equal(wire_status(answer), 200);
    free(answer);
    assert_int_equal(figure(&wire, "mails_waiting"), 1);
    wire_close(&wire); /* and not a minute later */
    close(peer);
    close(listener);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_becomes_a_mail),
        cmocka_unit_test(thirty_events_are_one_mail_that_one_press_ends),
        cmocka_unit_test(a_silent_receiver_holds_up_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
