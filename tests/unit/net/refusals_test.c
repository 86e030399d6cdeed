/*
 * A running server and what the library in front of it would let through: each request gets exactly
 * one answer, the connection is closed behind it, and nothing that follows is read as a request.
 */
#include "rows.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HOST "Host: " WIRE_HOST "\r\n"
#define END "Connection: close\r\n\r\n"
#define POST_HEAD "POST /api/v1/rpc HTTP/1.1\r\n" HOST
#define ORIGIN "Origin: " WIRE_ORIGIN "\r\n"
#define JSON "Content-Type: application/json\r\n"
#define HIDDEN "GET /healthz HTTP/1.1\r\n" HOST "\r\n"
#define SOCKET_HEAD "GET /api/v1/socket HTTP/1.1\r\n" HOST ORIGIN "Connection: Upgrade\r\n"
#define UPGRADE "Upgrade: websocket\r\n"
#define VERSION "Sec-WebSocket-Version: 13\r\n"
#define KEY "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
#define SUBPROTOCOL "Sec-WebSocket-Protocol: tributary.1\r\n"

static struct row {
    const char *name, *request;
    int status;
} rows[] = {
    {"an honest request is answered", "GET /healthz HTTP/1.1\r\n" HOST END, 200},
    {"no host", "GET /healthz HTTP/1.1\r\n" END, 400},
    {"an empty host", "GET /healthz HTTP/1.1\r\nHost:\r\n" END, 400},
    {"two hosts", "GET /healthz HTTP/1.1\r\n" HOST HOST END, 400},
    {"a second, empty host", "GET /healthz HTTP/1.1\r\n" HOST "Host:\r\n" END, 400},
    {"a host in disguise", "GET /healthz HTTP/1.1\r\n" HOST "Host : evil.test\r\n" END, 400},
    {"a foreign host", "GET /healthz HTTP/1.1\r\nHost: evil.test\r\n" END, 421},
    {"a host that begins as ours", "GET /healthz HTTP/1.1\r\nHost: " WIRE_HOST ".evil\r\n" END,
     421},
    {"our host with another port", "GET /healthz HTTP/1.1\r\nHost: " WIRE_HOST ":81\r\n" END, 421},
    {"HTTP/1.0", "GET /healthz HTTP/1.0\r\n" HOST END, 505},
    {"HTTP/1.2", "GET /healthz HTTP/1.2\r\n" HOST END, 505},
    {"HTTP/2.0", "GET /healthz HTTP/2.0\r\n" HOST END, 505},
    {"no version", "GET /healthz\r\n" HOST END, 505},
    {"a page with a body", "GET /healthz HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello", 400},
    {"TRACE", "TRACE / HTTP/1.1\r\n" HOST END, 405},
    {"a method nobody knows", "BREW / HTTP/1.1\r\n" HOST END, 405},
    {"CONNECT", "CONNECT evil.test:443 HTTP/1.1\r\n" HOST END, 405},
    {"OPTIONS", "OPTIONS /api/v1/rpc HTTP/1.1\r\n" HOST END, 405},
    {"PUT", "PUT /api/v1/rpc HTTP/1.1\r\n" HOST "Content-Length: 0\r\n" END, 405},
    {"DELETE", "DELETE / HTTP/1.1\r\n" HOST END, 405},
    {"PATCH", "PATCH / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n" END, 405},
    {"a call by GET", "GET /api/v1/rpc HTTP/1.1\r\n" HOST END, 405},
    {"HTTP/2 as if known before", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 405},
    {"something else altogether", "\x16\x03\x01\x02garbage\r\n\r\n", 400},
    {"an API that is not there", "GET /api/v2/rpc HTTP/1.1\r\n" HOST END, 404},
    {"a path out of the house", "GET /assets/../../etc/hosts.txt HTTP/1.1\r\n" HOST END, 404},
    {"the same in other letters", "GET /assets/%2e%2e/%2e%2e/hosts.txt HTTP/1.1\r\n" HOST END, 404},

    {"a call without an origin", POST_HEAD JSON "Content-Length: 2\r\n\r\n{}", 403},
    {"a call from nowhere", POST_HEAD JSON "Origin: null\r\nContent-Length: 2\r\n\r\n{}", 403},
    {"a call from a foreign page",
     POST_HEAD JSON "Origin: http://evil.test\r\nContent-Length: 2\r\n\r\n{}", 403},
    {"a call from a name like ours",
     POST_HEAD JSON "Origin: " WIRE_ORIGIN ".evil.test\r\nContent-Length: 2\r\n\r\n{}", 403},
    {"a call from our name by another scheme",
     POST_HEAD JSON "Origin: https://" WIRE_HOST "\r\nContent-Length: 2\r\n\r\n{}", 403},
    {"a call from two origins",
     POST_HEAD JSON ORIGIN "Origin: http://evil.test\r\nContent-Length: 2\r\n\r\n{}", 400},
    {"a form", POST_HEAD ORIGIN "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 415},
    {"a packed body", POST_HEAD ORIGIN JSON "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
     415},
    {"no length", POST_HEAD ORIGIN JSON END, 411},
    {"a body in chunks, with a request in it",
     POST_HEAD ORIGIN JSON "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" HIDDEN, 411},
    {"chunks and a length, with a request behind",
     POST_HEAD ORIGIN JSON "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}" HIDDEN, 400},
    {"chunks in disguise, with a request behind",
     POST_HEAD ORIGIN JSON "Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}" HIDDEN,
     400},
    {"two lengths, with a request behind",
     POST_HEAD ORIGIN JSON "Content-Length: 2\r\nContent-Length: 70\r\n\r\n{}" HIDDEN, 400},
    {"the same length twice",
     POST_HEAD ORIGIN JSON "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400},
    {"two lengths in one", POST_HEAD ORIGIN JSON "Content-Length: 2, 2\r\n\r\n{}", 400},
    {"a length with a sign", POST_HEAD ORIGIN JSON "Content-Length: +2\r\n\r\n{}", 400},
    {"a length in disguise, with a request behind",
     "GET /healthz HTTP/1.1\r\n" HOST "Content-Length : 60\r\n\r\n" HIDDEN, 400},
    {"a body too long, unread", POST_HEAD ORIGIN JSON "Content-Length: 1048577\r\n\r\n" HIDDEN,
     413},
    {"a sign-in too long, unread",
     "POST /api/v1/sign-in HTTP/1.1\r\n" HOST ORIGIN JSON "Content-Length: 32769\r\n\r\n" HIDDEN,
     413},

    {"a socket without upgrade", SOCKET_HEAD "\r\n", 426},
    {"a socket of another version",
     SOCKET_HEAD UPGRADE "Sec-WebSocket-Version: 8\r\n" KEY SUBPROTOCOL "\r\n", 426},
    {"a socket of no version", SOCKET_HEAD UPGRADE KEY SUBPROTOCOL "\r\n", 426},
    {"a socket with a short key",
     SOCKET_HEAD UPGRADE VERSION "Sec-WebSocket-Key: dGhl\r\n" SUBPROTOCOL "\r\n", 400},
    {"a socket without a key", SOCKET_HEAD UPGRADE VERSION SUBPROTOCOL "\r\n", 400},
    {"a socket without a subprotocol", SOCKET_HEAD UPGRADE VERSION KEY "\r\n", 400},
    {"a socket of another subprotocol",
     SOCKET_HEAD UPGRADE VERSION KEY "Sec-WebSocket-Protocol: chat\r\n\r\n", 400},
    {"a socket elsewhere", "GET / HTTP/1.1\r\n" WIRE_UPGRADE "\r\n", 400},
    {"a socket by POST",
     "POST /api/v1/socket HTTP/1.1\r\n" WIRE_UPGRADE "Content-Length: 0\r\n\r\n", 405},
    {"a socket over HTTP/1.0", "GET /api/v1/socket HTTP/1.0\r\n" WIRE_UPGRADE "\r\n", 505},
    {"a socket without an origin",
     "GET /api/v1/socket HTTP/1.1\r\n" HOST
     "Connection: Upgrade\r\n" UPGRADE VERSION KEY SUBPROTOCOL "\r\n",
     403},
    {"a socket from a foreign page",
     "GET /api/v1/socket HTTP/1.1\r\n" HOST "Origin: http://evil.test\r\n"
     "Connection: Upgrade\r\n" UPGRADE VERSION KEY SUBPROTOCOL "\r\n",
     403},
    {"a socket at a foreign host",
     "GET /api/v1/socket HTTP/1.1\r\nHost: evil.test\r\n" ORIGIN
     "Connection: Upgrade\r\n" UPGRADE VERSION KEY SUBPROTOCOL "\r\n",
     421},
    {"the old way into HTTP/2",
     "GET / HTTP/1.1\r\n" HOST "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
     "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n",
     400},
};

static struct wire wire;

static size_t answers_in(const char *text) {
    size_t count = 0;
    while ((text = strstr(text, "HTTP/1.1 ")) != NULL) {
        count++;
        text++;
    }
    return count;
}

static void is_answered_once_and_closed(void **state) {
    const struct row *row = *state;
    char *answer = wire_ask(&wire, row->request);
    assert_int_equal(wire_status(answer), row->status);
    assert_int_equal(answers_in(answer), 1);
    assert_non_null(strstr(answer, "Content-Security-Policy: default-src 'none';"));
    assert_non_null(strstr(answer, "X-Content-Type-Options: nosniff\r\n"));
    assert_null(strstr(answer, "Access-Control-"));
    assert_null(strstr(answer, "libwebsockets"));
    if (row->status >= 400) {
        assert_non_null(strstr(answer, "Content-Type: application/problem+json\r\n"));
        assert_non_null(strstr(wire_body(answer), "\"code\":\"E_"));
    }
    free(answer);
}

/* The head of a refused body is all that is needed; the server does not wait for the rest. */
static void a_long_body_is_refused_before_it_comes(void **state) {
    (void)state;
    int descriptor = wire_connect(&wire);
    static const char head[] = POST_HEAD ORIGIN JSON "Content-Length: 999999999\r\n\r\n";
    wire_send(descriptor, head, sizeof head - 1);
    char *answer = wire_read_all(descriptor);
    assert_int_equal(wire_status(answer), 413);
    free(answer);
    close(descriptor);
}

static void a_head_too_long_is_dropped(void **state) {
    (void)state;
    static char head[64 * 1024];
    int descriptor = wire_connect(&wire);
    memset(head, 'x', sizeof head);
    memcpy(head, "GET / HTTP/1.1\r\nA: ", 19);
    wire_send(descriptor, head, sizeof head);
    char byte;
    assert_true(recv(descriptor, &byte, 1, 0) <= 0); /* closed or reset, with no word */
    close(descriptor);
    char *answer = wire_ask(&wire, rows[0].request);
    assert_int_equal(wire_status(answer), 200); /* and others are served */
    free(answer);
}

static void methods_that_fit_are_named(void **state) {
    (void)state;
    char *answer = wire_ask(&wire, "GET /api/v1/rpc HTTP/1.1\r\n" HOST END);
    assert_non_null(strstr(answer, "\r\nAllow: POST\r\n"));
    free(answer);
    answer = wire_ask(&wire, SOCKET_HEAD UPGRADE KEY SUBPROTOCOL "\r\n");
    assert_non_null(strstr(answer, "\r\nSec-WebSocket-Version: 13\r\n"));
    free(answer);
}

static int open_wire(void **state) {
    (void)state;
    wire_open(&wire, 0);
    return 0;
}

static int close_wire(void **state) {
    (void)state;
    wire_close(&wire);
    return 0;
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, is_answered_once_and_closed, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "a long body is refused before it comes",
             a_long_body_is_refused_before_it_comes);
    unit_add(&tests, "a head too long is dropped", a_head_too_long_is_dropped);
    unit_add(&tests, "a refusal says what would fit", methods_that_fit_are_named);
    return _cmocka_run_group_tests("refusals", tests.tests, tests.count, open_wire, close_wire);
}
