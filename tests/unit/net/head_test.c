/* What a head alone decides: each refusal by the one thing that is wrong with it. */
#include "head.h"

#include "limits.h"
#include "rows.h"
#include "tributary/protocol/server.h"

#include <stdio.h>
#include <string.h>

#define OWN_HOST "tributary.test"
#define OWN_ORIGIN "http://tributary.test"
#define TOKEN "0123456789abcdefghijklmnopqrstuvwxyzABCDE-_"

#define PAGE .method = HEAD_GET, .path = "/", .version = "HTTP/1.1", .host = OWN_HOST
#define CALL                                                                                       \
    .method = HEAD_POST, .path = "/api/v1/rpc", .version = "HTTP/1.1", .host = OWN_HOST,           \
    .origin = OWN_ORIGIN, .content_type = "application/json", .content_length = "17"
#define SOCKET                                                                                     \
    .method = HEAD_GET, .path = "/api/v1/socket", .version = "HTTP/1.1", .host = OWN_HOST,         \
    .origin = OWN_ORIGIN, .upgrade = "websocket", .socket_version = "13",                          \
    .socket_key = "dGhlIHNhbXBsZSBub25jZQ==", .subprotocols = "tributary.1"

#define UNSUBSCRIBE "/api/v1/unsubscribe/kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v9"

/* A later member of the same name wins, which is how one thing goes wrong at a time. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
static struct judge_row {
    const char *name;
    struct head head;
    unsigned status; /* 0: it goes on */
    enum route route;
} judge_rows[] = {
    {"a page goes on", {PAGE}, 0, ROUTE_PAGE},
    {"so does the head of a page", {PAGE, .method = HEAD_HEAD}, 0, ROUTE_PAGE},
    {"an address of the client is a page", {PAGE, .path = "/groups/1"}, 0, ROUTE_PAGE},
    {"a page cannot be posted", {PAGE, .method = HEAD_POST}, 405, 0},
    {"another method is none", {PAGE, .method = HEAD_OTHER}, 405, 0},
    {"no host is refused", {PAGE, .host = NULL}, 400, 0},
    {"a foreign host is refused", {PAGE, .host = "evil.test"}, 421, 0},
    {"an older version is refused", {PAGE, .version = "HTTP/1.0"}, 505, 0},
    {"a newer version is refused", {PAGE, .version = "HTTP/2.0"}, 505, 0},
    {"no version is refused", {PAGE, .version = NULL}, 505, 0},
    {"two of what decides are refused", {PAGE, .has_doubles = true}, 400, 0},
    {"a page with a body is refused", {PAGE, .content_length = "5"}, 400, 0},
    {"a body of nothing is none", {PAGE, .content_length = "0"}, 0, ROUTE_PAGE},
    {"a page is not upgraded", {PAGE, .upgrade = "websocket"}, 400, 0},
    {"the old way into HTTP/2 is closed", {PAGE, .upgrade = "h2c"}, 400, 0},
    {"nothing else is in /api/", {PAGE, .path = "/api/v2/rpc"}, 404, 0},
    {"a snapshot goes on", {PAGE, .path = "/api/v1/snapshot"}, 0, ROUTE_SNAPSHOT},
    {"a calendar is fetched by its secret address",
     {PAGE, .path = "/calendar/x.ics"},
     0,
     ROUTE_CALENDAR},
    {"but nothing is posted there", {PAGE, .path = "/calendar/x.ics", .method = HEAD_POST}, 405, 0},
    {"a meeting is fetched as a file", {PAGE, .path = "/api/v1/meeting.ics"}, 0, ROUTE_MEETING},
    {"so is what is stored about oneself",
     {PAGE, .path = "/api/v1/account/data.json"},
     0,
     ROUTE_OWN_DATA},
    {"how it is, is told", {PAGE, .path = "/healthz"}, 0, ROUTE_HEALTH},
    {"whether it is ready, is told", {PAGE, .path = "/readyz"}, 0, ROUTE_READY},
    {"its figures are told to this machine",
     {PAGE, .path = "/metrics", .is_from_here = true},
     0,
     ROUTE_METRICS},
    {"and to no other", {PAGE, .path = "/metrics"}, 404, 0},
    {"this machine calls it by its own name",
     {PAGE, .path = "/metrics", .is_from_here = true, .host = "127.0.0.1:8080"},
     0,
     ROUTE_METRICS},
    {"or by another of them",
     {PAGE, .path = "/readyz", .is_from_here = true, .host = "LocalHost"},
     0,
     ROUTE_READY},
    {"who only begins like one is foreign",
     {PAGE, .path = "/healthz", .is_from_here = true, .host = "localhost.evil.test"},
     421,
     0},
    {"and so is a port that is none",
     {PAGE, .path = "/healthz", .is_from_here = true, .host = "localhost:1@evil.test"},
     421,
     0},
    {"another machine is not this one",
     {PAGE, .path = "/healthz", .host = "127.0.0.1:8080"},
     421,
     0},
    {"and the rest is not for watching",
     {PAGE, .path = "/api/v1/snapshot", .is_from_here = true, .host = "127.0.0.1:8080"},
     421,
     0},

    {"a mail's link may be pressed from anywhere, with any form",
     {CALL, .path = UNSUBSCRIBE, .origin = NULL,
      .content_type = "application/x-www-form-urlencoded"},
     0,
     ROUTE_DOOR},
    {"or from a foreign page",
     {CALL, .path = UNSUBSCRIBE, .origin = "http://evil.test"},
     0,
     ROUTE_DOOR},
    {"opening it shows a page", {PAGE, .path = UNSUBSCRIBE}, 0, ROUTE_UNSUBSCRIBE},
    {"it takes no more than any door",
     {CALL, .path = UNSUBSCRIBE, .content_length = "32769"},
     413,
     0},
    {"a shorter token is none", {CALL, .path = "/api/v1/unsubscribe/abc"}, 404, 0},
    {"a longer one neither", {CALL, .path = UNSUBSCRIBE "x"}, 404, 0},
    {"nor other letters",
     {CALL, .path = "/api/v1/unsubscribe/kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v\""},
     404,
     0},

    {"a call goes on", {CALL}, 0, ROUTE_RPC},
    {"so does signing in", {CALL, .path = "/api/v1/sign-in"}, 0, ROUTE_DOOR},
    {"a call is posted", {CALL, .method = HEAD_GET, .content_length = NULL}, 405, 0},
    {"a foreign page makes no call", {CALL, .origin = "http://evil.test"}, 403, 0},
    {"nor does a page without a name", {CALL, .origin = "null"}, 403, 0},
    {"nor a page that does not say", {CALL, .origin = NULL}, 403, 0},
    {"a browser may say that it is our own",
     {CALL, .origin = NULL, .fetch_site = "same-origin"},
     0,
     ROUTE_RPC},
    {"a page of the same site is another",
     {CALL, .origin = NULL, .fetch_site = "same-site"},
     403,
     0},
    {"what a browser says does not outweigh an origin",
     {CALL, .origin = "http://evil.test", .fetch_site = "same-origin"},
     403,
     0},
    {"a form is no call", {CALL, .content_type = "text/plain"}, 415, 0},
    {"what is not said to be JSON is none", {CALL, .content_type = NULL}, 415, 0},
    {"a longer type is another", {CALL, .content_type = "application/jsonp"}, 415, 0},
    {"JSON may name its encoding",
     {CALL, .content_type = "application/json; charset=utf-8"},
     0,
     ROUTE_RPC},
    {"a packed body is refused", {CALL, .has_content_encoding = true}, 415, 0},
    {"a body without a length is refused", {CALL, .content_length = NULL}, 411, 0},
    {"a body in chunks is refused",
     {CALL, .content_length = NULL, .has_transfer_encoding = true},
     411,
     0},
    {"chunks and a length at once are refused", {CALL, .has_transfer_encoding = true}, 400, 0},
    {"a length has digits alone", {CALL, .content_length = "+17"}, 400, 0},
    {"a length is one number", {CALL, .content_length = "17,17"}, 400, 0},
    {"a length is not negative", {CALL, .content_length = "-1"}, 400, 0},
    {"a length fits", {CALL, .content_length = "99999999999999999999"}, 400, 0},
    {"blanks behind a length mean nothing", {CALL, .content_length = "17 "}, 0, ROUTE_RPC},
    {"the longest message goes on", {CALL, .content_length = "1048576"}, 0, ROUTE_RPC},
    {"one byte more is refused unread", {CALL, .content_length = "1048577"}, 413, 0},
    {"signing in takes less", {CALL, .path = "/api/v1/sign-in", .content_length = "32769"}, 413, 0},

    {"a socket goes on", {SOCKET}, 0, ROUTE_SOCKET},
    {"in letters of any case", {SOCKET, .upgrade = "WebSocket"}, 0, ROUTE_SOCKET},
    {"among other subprotocols", {SOCKET, .subprotocols = "v2, tributary.1"}, 0, ROUTE_SOCKET},
    {"a socket elsewhere is refused", {SOCKET, .path = "/socket"}, 400, 0},
    {"a socket is not posted", {SOCKET, .method = HEAD_POST}, 405, 0},
    {"a socket without upgrade is told how", {SOCKET, .upgrade = NULL}, 426, 0},
    {"a foreign page gets no socket", {SOCKET, .origin = "http://evil.test"}, 403, 0},
    {"nor one that does not say", {SOCKET, .origin = NULL}, 403, 0},
    {"nor by what the browser says of it",
     {SOCKET, .origin = NULL, .fetch_site = "same-origin"},
     403,
     0},
    {"another version is told which", {SOCKET, .socket_version = "8"}, 426, 0},
    {"so is no version", {SOCKET, .socket_version = NULL}, 426, 0},
    {"a short key is refused", {SOCKET, .socket_key = "dGhl"}, 400, 0},
    {"a key of other letters is refused",
     {SOCKET, .socket_key = "dGhlIHNhbXBsZSBub25jZ-=="},
     400,
     0},
    {"no key is refused", {SOCKET, .socket_key = NULL}, 400, 0},
    {"another subprotocol is refused", {SOCKET, .subprotocols = "tributary.12"}, 400, 0},
    {"no subprotocol is refused", {SOCKET, .subprotocols = NULL}, 400, 0},
    {"a socket over HTTP/1.0 is refused", {SOCKET, .version = "HTTP/1.0"}, 505, 0},
};
#pragma GCC diagnostic pop

static void is_judged(void **state) {
    const struct judge_row *row = *state;
    struct names names = {0};
    assert_true(names_add(&names, OWN_ORIGIN));
    struct verdict verdict = head_judge(&row->head, &names);
    assert_int_equal(verdict.status, row->status);
    if (row->status == 0) {
        assert_int_equal(verdict.route, row->route);
    } else {
        assert_int_not_equal(verdict.code, TRIB_E_NONE);
    }
}

static void the_bounds_are_those_of_the_rows(void **state) {
    (void)state;
    assert_int_equal(TRIB_FRAME_IN_BYTES_MAX, 1048576);
    assert_int_equal(NET_DOOR_BYTES_MAX, 32768);
}

static struct text_row {
    const char *name, *text;
    bool fits;
} cookie_rows[] =
    {
        {"a session's cookie is read", "__Host-session=" TOKEN, true},
        {"among others", "a=b; __Host-session=" TOKEN "; c=d", true},
        {"two are none", "__Host-session=" TOKEN "; __Host-session=" TOKEN, false},
        {"another name is another cookie", "x__Host-session=" TOKEN, false},
        {"a shorter name is another cookie", "session=" TOKEN, false},
        {"a short token is none", "__Host-session=abc", false},
        {"a long token is none", "__Host-session=" TOKEN "a", false},
        {"a token has letters of its own",
         "__Host-session=0123456789abcdefghijklmnopqrstuvwxyzABCDE+/", false},
        {"no cookie is none", NULL, false},
},
  gzip_rows[] = {
      {"gzip is taken", "gzip", true},
      {"among others it is taken", "br, deflate;q=0.5, gzip;q=0.1", true},
      {"in capitals too", "GZIP", true},
      {"a weight of nought is a no", "gzip;q=0", false},
      {"however it is written", "gzip; q=0.000", false},
      {"anything includes it", "*", true},
      {"anything but it does not", "gzip;q=0, *", false},
      {"something longer is something else", "xgzip, gzipx", false},
      {"nothing is no", NULL, false},
};

static struct forwarded_row {
    const char *name, *text, *address;
} forwarded_rows[] = {
    {"one address is the browser's", "203.0.113.7", "203.0.113.7"},
    {"of several the last one, which the nearest proxy wrote", "10.0.0.1, 203.0.113.7",
     "203.0.113.7"},
    {"of the newer kind too", "2001:db8::7", "2001:db8::7"},
    {"no header, no address", NULL, ""},
    {"words are no address", "203.0.113.7, unknown", ""},
    {"nor is one with something behind it", "203.0.113.7; DROP", ""},
};

static void forwarded_is_read(void **state) {
    const struct forwarded_row *row = *state;
    char address[HEAD_ADDRESS_BYTES];
    head_forwarded_read(row->text, address);
    assert_string_equal(address, row->address);
}

static void cookie_is_read(void **state) {
    const struct text_row *row = *state;
    char token[TRIB_TOKEN_BYTES];
    assert_int_equal(head_cookie_read(row->text, token), row->fits);
    if (row->fits) {
        assert_string_equal(token, TOKEN);
    }
}

static void gzip_is_understood(void **state) {
    const struct text_row *row = *state;
    assert_int_equal(head_takes_gzip(row->text), row->fits);
}

static void tags_are_found(void **state) {
    (void)state;
    assert_true(head_has_tag("\"a\", W/\"b\"", "W/\"b\""));
    assert_true(head_has_tag("*", "W/\"b\""));
    assert_false(head_has_tag("W/\"bb\"", "W/\"b\""));
    assert_false(head_has_tag(NULL, "W/\"b\""));
}

static void garbage_has_a_status(void **state) {
    (void)state;
    assert_int_equal(head_judge_garbage("TRACE / HTTP/1.1", 16), 405);
    assert_int_equal(head_judge_garbage("BREW", 4), 400);
    assert_int_equal(head_judge_garbage("\x16\x03\x01", 3), 400);
    assert_int_equal(head_judge_garbage("", 0), 400);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, is_judged, judge_rows, sizeof judge_rows[0], UNIT_COUNT(judge_rows));
    unit_add(&tests, "the bounds are those of the rows", the_bounds_are_those_of_the_rows);
    unit_add_rows(&tests, cookie_is_read, cookie_rows, sizeof cookie_rows[0],
                  UNIT_COUNT(cookie_rows));
    unit_add_rows(&tests, gzip_is_understood, gzip_rows, sizeof gzip_rows[0],
                  UNIT_COUNT(gzip_rows));
    unit_add_rows(&tests, forwarded_is_read, forwarded_rows, sizeof forwarded_rows[0],
                  UNIT_COUNT(forwarded_rows));
    unit_add(&tests, "a tag is found among others", tags_are_found);
    unit_add(&tests, "what is not HTTP has a status", garbage_has_a_status);
    return unit_run("head", &tests);
}
