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
    wire_open_mailing(&wire, &settings);
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
    wire_open_mailing(&wire, &settings);
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
        cmocka_unit_test(a_silent_receiver_holds_up_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
