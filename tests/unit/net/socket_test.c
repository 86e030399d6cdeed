/*
 * A running server as its clients meet it: signing in, snapshots, sockets in order and out of it,
 * readers that do not read, and goodbyes.
 */
#include "rows.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include "limits.h"
#include "tributary/base/buffer.h"

#define PING "{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"sync.ping\",\"params\":{}}"
#define WHO "{\"jsonrpc\":\"2.0\",\"id\":\"w\",\"method\":\"session.who\",\"params\":{}}"
#define SIGN_OUT "{\"jsonrpc\":\"2.0\",\"id\":\"o\",\"method\":\"session.sign_out\",\"params\":{}}"
#define DISCOVER "{\"jsonrpc\":\"2.0\",\"id\":\"d\",\"method\":\"rpc.discover\",\"params\":{}}"
#define HELLO                                                                                      \
    "{\"jsonrpc\":\"2.0\",\"id\":\"h\",\"method\":\"sync.hello\",\"params\":{\"database_id\":"     \
    "null,"                                                                                        \
    "\"epoch\":null,\"seq\":0,\"spaces\":[]}}"

static struct wire wire;

/* The next frame must be a text: the caller frees it. */
static char *text_read(int descriptor) {
    char *payload = NULL;
    size_t length = 0;
    assert_int_equal(wire_frame_read(descriptor, &payload, &length), 0x81);
    assert_int_equal(strlen(payload), length);
    return payload;
}

static void text_is(int descriptor, const char *part) {
    char *text = text_read(descriptor);
    if (strstr(text, part) == NULL) {
        fail_msg("%s has no %s", text, part);
    }
    free(text);
}

static void ends(int descriptor) {
    char byte;
    assert_int_equal(recv(descriptor, &byte, 1, 0), 0);
    close(descriptor);
}

/* A figure of /metrics. */
static long figure_of(const struct wire *of, const char *name) {
    char line[96];
    char *answer =
        wire_ask(of, "GET /metrics HTTP/1.1\r\nHost: " WIRE_HOST "\r\nConnection: close\r\n\r\n");
    assert_int_equal(wire_status(answer), 200);
    snprintf(line, sizeof line, "\ntributary_%s ", name);
    const char *at = strstr(answer, line);
    assert_non_null(at);
    long value = strtol(at + strlen(line), NULL, 10);
    free(answer);
    return value;
}

static long figure(const char *name) {
    return figure_of(&wire, name);
}

/* ---- what is refused on a socket ------------------------------------------------------------- */

static struct close_row {
    const char *name;
    unsigned first; /* byte of the frame */
    const char *payload;
    size_t length;
    unsigned code;
} close_rows[] = {
    {"binary is not spoken", 0x82, "x", 1, 1003},
    {"a text is UTF-8", 0x81, "\xff\xfe", 2, 1007},
    {"a text does not end within a letter", 0x81, "\xe2\x82", 2, 1007},
    {"what goes on has begun", 0x80, "x", 1, 1002},
    {"an unknown kind of frame is none", 0x83, "x", 1, 1002},
    {"bits that were not agreed on mean nothing", 0xc1, "x", 1, 1002},
    {"a ping is whole", 0x09, "x", 1, 1002},
    {"a goodbye is answered as it was said", 0x88, "\x03\xe8", 2, 1000},
    {"a goodbye of one byte is none", 0x88, "\x03", 1, 1002},
    {"a goodbye knows its codes: 999", 0x88, "\x03\xe7", 2, 1002},
    {"1005 is never sent", 0x88, "\x03\xed", 2, 1002},
    {"5000 is none", 0x88, "\x13\x88", 2, 1002},
    {"65535 is none", 0x88, "\xff\xff", 2, 1002},
};

static void closes_with_its_code(void **state) {
    const struct close_row *row = *state;
    int descriptor = wire_socket(&wire, NULL);
    wire_frame_send(descriptor, row->first, row->payload, row->length);
    assert_int_equal(wire_close_read(descriptor), row->code);
    close(descriptor);
}

/* Longer than what may come in, by its header alone: the rest is never sent. */
static void a_length_beyond_the_bound_is_enough(void **state) {
    (void)state;
    static const unsigned char head[] = {0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4, 'x'};
    int descriptor = wire_socket(&wire, NULL);
    wire_send(descriptor, head, sizeof head);
    assert_int_equal(wire_close_read(descriptor), 1009);
    close(descriptor);
}

static void a_message_ends_at_its_bound(void **state) {
    (void)state;
    size_t most = (size_t)1024 * 1024;
    char *text = malloc(most + 1);
    assert_non_null(text);
    memset(text, ' ', most + 1);
    int descriptor = wire_socket(&wire, NULL);
    wire_frame_send(descriptor, 0x81, text, most);
    text_is(descriptor, "E_PARSE"); /* read whole, and nothing but blanks */
    wire_frame_send(descriptor, 0x01, text, most);
    wire_frame_send(descriptor, 0x80, text, 1);
    assert_int_equal(wire_close_read(descriptor), 1009);
    close(descriptor);
    free(text);
}

static void a_message_may_come_in_pieces(void **state) {
    (void)state;
    static const char ping[] = PING;
    size_t half = sizeof ping / 2;
    int descriptor = wire_socket(&wire, NULL);
    wire_frame_send(descriptor, 0x01, ping, half);
    wire_frame_send(descriptor, 0x89, "between", 7);
    wire_frame_send(descriptor, 0x80, &ping[half], sizeof ping - 1 - half);
    size_t pongs = 0;
    for (size_t i = 0; i < 2; i++) { /* in either order */
        char *payload = NULL;
        size_t length = 0;
        bool is_pong = wire_frame_read(descriptor, &payload, &length) == 0x8a;
        assert_non_null(strstr(payload, is_pong ? "between" : "\"id\":\"p\",\"result\":{}"));
        pongs += is_pong ? 1 : 0;
        free(payload);
    }
    assert_int_equal(pongs, 1);
    close(descriptor);
}

/* The first of them begins the text; bytes 0 to count-1 are blanks or nothing at all. */
static int send_pieces(size_t count, const char *piece) {
    int descriptor = wire_socket(&wire, NULL);
    for (size_t i = 0; i < count; i++) {
        unsigned first = (i == 0 ? 0x01u : 0u) | (i == count - 1 ? 0x80u : 0u);
        wire_frame_send(descriptor, first, piece, strlen(piece));
    }
    return descriptor;
}

static void pieces_are_counted(void **state) {
    (void)state;
    int descriptor = send_pieces(NET_FRAGMENTS_MAX, " ");
    text_is(descriptor, "E_PARSE");
    close(descriptor);
    descriptor = send_pieces(NET_FRAGMENTS_MAX + 1, " ");
    assert_int_equal(wire_close_read(descriptor), 1009);
    close(descriptor);
    descriptor = send_pieces(NET_FRAGMENTS_MAX + 1, "");
    assert_int_equal(wire_close_read(descriptor), 1009);
    close(descriptor);
}

/* What has not come whole is kept: of all connections together only so much, so that whoever begins
   and never ends fills no memory; what comes in one piece is taken all the same. */
static void unfinished_messages_have_a_bound_together(void **state) {
    (void)state;
    struct wire small;
    enum { SOCKETS = 6 };
    int sockets[SOCKETS];
    size_t length = NET_INBOXES_BYTES_LEAST / 4;
    char *text = malloc(length);
    assert_non_null(text);
    memset(text, ' ', length);
    wire_open(&small, SOCKETS + 1);
    for (size_t i = 0; i < SOCKETS; i++) {
        sockets[i] = wire_socket(&small, NULL);
        wire_frame_send(sockets[i], 0x01, text, i == 4 ? 1 : length);
        wire_frame_send(sockets[i], 0x89, "", 0);
        if (i < 4) { /* room for four of them */
            char *payload = NULL;
            size_t ignored = 0;
            assert_int_equal(wire_frame_read(sockets[i], &payload, &ignored), 0x8a);
            free(payload);
        } else {
            assert_int_equal(wire_close_read(sockets[i]), 1013);
        }
    }
    int whole = wire_socket(&small, NULL);
    wire_text_send(whole, PING);
    text_is(whole, "\"id\":\"p\",\"result\":{}");
    wire_frame_send(sockets[0], 0x80, "", 0);
    text_is(sockets[0], "E_PARSE"); /* and there is room again */
    wire_frame_send(whole, 0x01, text, length);
    wire_frame_send(whole, 0x80, "", 0);
    text_is(whole, "E_PARSE");
    for (size_t i = 0; i < SOCKETS; i++) {
        close(sockets[i]);
    }
    close(whole);
    wire_close(&small);
    free(text);
}

/* The same for bodies, and in the same bound. */
static void unfinished_bodies_have_a_bound_together(void **state) {
    (void)state;
    struct wire small;
    enum { BODIES = 4 };
    int bodies[BODIES];
    size_t length = NET_INBOXES_BYTES_LEAST / BODIES;
    char *text = malloc(length);
    TRIB_AUTO(trib_buffer) head = {0};
    assert_non_null(text);
    memset(text, ' ', length);
    trib_buffer_append_format(&head,
                              "POST /api/v1/rpc HTTP/1.1\r\nHost: " WIRE_HOST
                              "\r\nOrigin: " WIRE_ORIGIN
                              "\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
                              length);
    wire_open(&small, BODIES + 2);
    for (size_t i = 0; i < BODIES; i++) {
        bodies[i] = wire_connect(&small);
        wire_send(bodies[i], head.bytes, head.length);
        wire_send(bodies[i], text, length - 1);
    }
    /* what is sent is not read yet: before that the last one would find room, and one of these none
     */
    while (figure_of(&small, "inboxes_bytes") < (long)(BODIES * (length - 1))) {
    }
    int last = wire_connect(&small);
    char byte;
    wire_send(last, head.bytes, head.length);
    ssize_t taken = -1;
    while (send(last, "    ", 4, MSG_NOSIGNAL) == 4 && taken < 0) {
        taken = recv(last, &byte, 1, MSG_DONTWAIT);
    }
    assert_true(taken <= 0); /* dropped, and not answered when what did not fit has passed by */
    close(last);
    wire_send(bodies[0], " ", 1);
    char *answer = wire_read_all(bodies[0]);
    assert_non_null(strstr(answer, "E_PARSE"));
    free(answer);
    for (size_t i = 0; i < BODIES; i++) {
        close(bodies[i]);
    }
    wire_close(&small);
    free(text);
}

static void one_bad_socket_is_alone(void **state) {
    (void)state;
    int good = wire_socket(&wire, NULL);
    int bad = wire_socket(&wire, NULL);
    wire_frame_send(bad, 0x82, "x", 1);
    assert_int_equal(wire_close_read(bad), 1003);
    wire_text_send(good, "nonsense");
    text_is(good, "E_PARSE"); /* and it stays */
    wire_text_send(good, PING);
    text_is(good, "\"id\":\"p\",\"result\":{}");
    close(good);
    close(bad);
}

/* ---- signed in ------------------------------------------------------------------------------- */

static void a_link_signs_in_once(void **state) {
    (void)state;
    char cookie[80];
    char body[128];
    wire_sign_in(&wire, wire.links[0], cookie);
    char *answer = wire_call(&wire, cookie, WHO);
    assert_int_equal(wire_status(answer), 200);
    assert_non_null(strstr(answer, "\"person_id\":\"" WIRE_SECRETARIAT "\""));
    assert_non_null(strstr(answer, "Cache-Control: no-store\r\n"));
    free(answer);
    answer = wire_call(&wire, NULL, WHO);
    assert_non_null(strstr(answer, "\"person_id\":null"));
    free(answer);
    snprintf(body, sizeof body,
             "POST /api/v1/sign-in HTTP/1.1\r\nHost: " WIRE_HOST "\r\nOrigin: " WIRE_ORIGIN
             "\r\nContent-Type: application/json\r\n");
    TRIB_AUTO(trib_buffer) again = {0};
    trib_buffer_append_format(&again, "%sConnection: close\r\nContent-Length: %zu\r\n\r\n", body,
                              strlen(wire.links[0]) + strlen("{\"token\":\"\"}"));
    trib_buffer_append_format(&again, "{\"token\":\"%s\"}", wire.links[0]);
    answer = wire_ask(&wire, trib_buffer_text(&again));
    assert_int_equal(wire_status(answer), 403);
    assert_non_null(strstr(answer, "\"code\":\"E_LINK\""));
    assert_null(strstr(answer, "Set-Cookie"));
    free(answer);

    /* The same session on a socket hears of its own change before the answer. */
    int descriptor = wire_socket(&wire, cookie);
    wire_text_send(descriptor, WHO);
    text_is(descriptor, "\"person_id\":\"" WIRE_SECRETARIAT "\"");
    int stranger = wire_socket(&wire, NULL);
    wire_text_send(stranger, WHO);
    text_is(stranger, "\"person_id\":null");

    /* Signing out elsewhere closes it at once, and nobody else. */
    answer = wire_call(&wire, cookie, SIGN_OUT);
    assert_non_null(strstr(answer, "\"id\":\"o\",\"result\":{}"));
    free(answer);
    assert_int_equal(wire_close_read(descriptor), 1008);
    close(descriptor);
    wire_text_send(stranger, PING);
    text_is(stranger, "\"id\":\"p\",\"result\":{}");
    close(stranger);
    answer = wire_call(&wire, cookie, WHO);
    assert_non_null(strstr(answer, "\"person_id\":null"));
    free(answer);
}

static void the_cookie_is_for_this_server_alone(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) request = {0};
    trib_buffer_append_format(&request,
                              "POST /api/v1/sign-in HTTP/1.1\r\nHost: " WIRE_HOST
                              "\r\nOrigin: " WIRE_ORIGIN
                              "\r\nContent-Type: application/json\r\nConnection: close\r\n"
                              "Content-Length: %zu\r\n\r\n{\"token\":\"%s\"}",
                              strlen(wire.links[1]) + strlen("{\"token\":\"\"}"), wire.links[1]);
    char *answer = wire_ask(&wire, trib_buffer_text(&request));
    assert_int_equal(wire_status(answer), 200);
    const char *cookie = strstr(answer, "\r\nSet-Cookie: __Host-session=");
    assert_non_null(cookie);
    assert_non_null(
        strstr(cookie, "; Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax\r\n"));
    assert_null(strstr(cookie, "Domain="));
    assert_string_equal(wire_body(answer), "{}");
    free(answer);
}

/* ---- snapshots ------------------------------------------------------------------------------- */

#define SNAPSHOT(path, headers)                                                                    \
    "GET " path " HTTP/1.1\r\nHost: " WIRE_HOST "\r\nConnection: close\r\n" headers "\r\n"

static void a_snapshot_comes_whole(void **state) {
    (void)state;
    static const char request[] = SNAPSHOT("/api/v1/snapshot", "Accept-Encoding: gzip\r\n");
    unsigned char plain[16384];
    char bytes[16384];
    size_t length = 0;
    ssize_t taken;
    int descriptor = wire_connect(&wire);
    wire_send(descriptor, request, sizeof request - 1);
    while ((taken = recv(descriptor, bytes + length, sizeof bytes - 1 - length, 0)) > 0) {
        length += (size_t)taken;
    }
    assert_int_equal(taken, 0);
    close(descriptor);
    bytes[length] = '\0';
    assert_int_equal(wire_status(bytes), 200);
    assert_non_null(strstr(bytes, "Content-Encoding: gzip\r\n"));
    assert_non_null(strstr(bytes, "Cache-Control: no-store\r\n"));
    const char *body = wire_body(bytes);
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)body,
                       .avail_in = (uInt)(length - (size_t)(body - bytes)),
                       .next_out = plain,
                       .avail_out = sizeof plain - 1};
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    plain[stream.total_out] = '\0';
    inflateEnd(&stream);
    assert_non_null(strstr((char *)plain, "\n{\"end\":"));
    assert_null(strstr((char *)plain, WIRE_ORGANIZATION)); /* a visitor sees the public alone */
}

static void a_snapshot_of_what_one_may_not_see_is_absent(void **state) {
    (void)state;
    static const char *const spaces[] = {
        SNAPSHOT("/api/v1/snapshot?space=" TRIB_SPACE_COALITION_ID, "Accept-Encoding: gzip\r\n"),
        SNAPSHOT("/api/v1/snapshot?space=f0000000-0000-4000-8000-00000000000f",
                 "Accept-Encoding: gzip\r\n"),
        SNAPSHOT("/api/v1/snapshot?space=" TRIB_SPACE_COALITION_ID TRIB_SPACE_COALITION_ID,
                 "Accept-Encoding: gzip\r\n"),
        SNAPSHOT("/api/v1/snapshot?place=1", "Accept-Encoding: gzip\r\n")};
    for (size_t i = 0; i < UNIT_COUNT(spaces); i++) {
        char *answer = wire_ask(&wire, spaces[i]);
        assert_int_equal(wire_status(answer), 404);
        assert_non_null(strstr(answer, "\"code\":\"E_NOT_FOUND\",\"field\":\"space\""));
        free(answer);
    }
    char *answer = wire_ask(&wire, SNAPSHOT("/api/v1/snapshot", ""));
    assert_int_equal(wire_status(answer), 406);
    free(answer);
}

/* ---- readers that do not read ---------------------------------------------------------------- */

/* Some megabytes to one who does not read yet: none is lost, mixed up or out of order. */
static void a_late_reader_gets_every_frame_in_order(void **state) {
    (void)state;
    enum { COUNT = 12 };
    char call[160];
    int descriptor = wire_socket(&wire, NULL);
    for (int i = 0; i < COUNT; i++) {
        snprintf(call, sizeof call,
                 "{\"jsonrpc\":\"2.0\",\"id\":\"%02d\",\"method\":\"rpc.discover\",\"params\":{}}",
                 i);
        wire_text_send(descriptor, call);
    }
    wire_frame_send(descriptor, 0x89, "still there?", 12);
    for (int i = 0; i < COUNT;) {
        char *payload = NULL;
        size_t length = 0;
        int kind = wire_frame_read(descriptor, &payload, &length);
        if (kind == 0x81) {
            snprintf(call, sizeof call, "{\"jsonrpc\":\"2.0\",\"id\":\"%02d\",\"result\":{", i++);
            assert_memory_equal(payload, call, strlen(call));
            assert_int_equal(strlen(payload), length);
            assert_int_equal(payload[length - 1], '}');
        } else {
            assert_int_equal(kind, 0x8a);
            assert_string_equal(payload, "still there?");
        }
        free(payload);
    }
    close(descriptor);
}

/* Says hello as one who holds all there is, so that it listens from now on. */
static void listen_to(int descriptor, const char *mode) {
    TRIB_AUTO(trib_buffer) hello = {0};
    wire_text_send(descriptor, HELLO);
    char *text = text_read(descriptor);
    json_t *answer = json_loads(text, 0, NULL);
    json_t *result = json_object_get(answer, "result");
    assert_non_null(result);
    trib_buffer_append_format(
        &hello,
        "{\"jsonrpc\":\"2.0\",\"id\":\"h\",\"method\":\"sync.hello\",\"params\":{"
        "\"database_id\":\"%s\",\"epoch\":\"%s\",\"seq\":%lld,\"spaces\":[\"" TRIB_SPACE_PUBLIC_ID
        "\"]}}",
        json_string_value(json_object_get(result, "database_id")),
        json_string_value(json_object_get(result, "epoch")),
        (long long)json_integer_value(json_object_get(result, "seq")));
    json_decref(answer);
    free(text);
    wire_text_send(descriptor, trib_buffer_text(&hello));
    text_is(descriptor, mode);
}

/* The last word before the goodbye is to begin anew. */
static void is_told_to_resume(int descriptor) {
    char *payload = NULL;
    size_t length = 0;
    bool is_resumed = false;
    int kind;
    while ((kind = wire_frame_read(descriptor, &payload, &length)) == 0x81) {
        is_resumed = strstr(payload, "\"method\":\"sync.resume\"") != NULL;
        free(payload);
    }
    assert_int_equal(kind, 0x88);
    assert_int_equal((unsigned char)payload[0] << 8 | (unsigned char)payload[1], 1013);
    assert_true(is_resumed);
    free(payload);
    close(descriptor);
}

/* Past 4 MiB in one go it is told to begin anew, and what waited for it is gone. */
static void who_does_not_read_falls_behind(void **state) {
    (void)state;
    long before = figure("sockets_fell_behind_total");
    int descriptor = wire_socket(&wire, NULL);
    listen_to(descriptor, "\"mode\":\"nothing\"");
    wire_narrow(descriptor);
    wire_burst_send(descriptor, DISCOVER, 30); /* of a quarter of a megabyte each */
    long most = 0;
    while (figure("sockets_fell_behind_total") == before) {
        long waiting = figure("outboxes_bytes");
        most = waiting > most ? waiting : most;
    }
    assert_true(most <= (long)NET_OUTBOX_BYTES_MAX);
    assert_true(figure("outboxes_bytes") < (long)NET_OUTBOX_BYTES_READING);
    is_told_to_resume(descriptor);
}

/* Who asks much must also listen: past a quarter of a megabyte nothing more is read from them. The
   calls of a burst come in one piece, so that all are read before the first answer is written. */
static void who_does_not_read_is_not_read_either(void **state) {
    enum { BURST = 4, MORE = 5 };
    (void)state;
    struct wire own;
    wire_open(&own, 0);
    int descriptor = wire_socket(&own, NULL);
    wire_narrow(descriptor);
    wire_burst_send(descriptor, DISCOVER, BURST);
    while (figure_of(&own, "calls_total") < BURST) {
    }
    assert_in_range(figure_of(&own, "outboxes_bytes"), NET_OUTBOX_BYTES_READING + 1,
                    NET_OUTBOX_BYTES_MAX);
    for (size_t i = 0; i < MORE; i++) {
        wire_text_send(descriptor, DISCOVER);
        figure_of(&own, "calls_total"); /* a turn of the loop at least has passed */
    }
    assert_int_equal(figure_of(&own, "calls_total"), BURST);
    for (size_t i = 0; i < BURST + MORE; i++) { /* and all of it when they listen */
        char *payload = NULL;
        size_t length = 0;
        assert_int_equal(wire_frame_read(descriptor, &payload, &length), 0x81);
        free(payload);
    }
    assert_int_equal(figure_of(&own, "calls_total"), BURST + MORE);
    close(descriptor);
    wire_close(&own);
}

static void command(const struct wire *to, const char *cookie, const char *id, const char *rest) {
    TRIB_AUTO(trib_buffer) call = {0};
    trib_buffer_append_format(
        &call, "{\"jsonrpc\":\"2.0\",\"id\":\"01990000-0000-7000-8000-0000000000%s\",%s}", id,
        rest);
    char *answer = wire_call(to, cookie, trib_buffer_text(&call));
    assert_non_null(strstr(answer, "\"result\":{\"seq\":"));
    free(answer);
}

/* Who loses sight of something must not read what of it still waits to be written. */
static void what_waits_is_not_read_after_sight_is_lost(void **state) {
    (void)state;
#define MEMBER "\"group_member_id\":\"e0000000-0000-4000-8000-000000000002\""
    static const char create[] =
        "\"method\":\"group.create\",\"params\":{" MEMBER
        ",\"group_id\":\"e0000000-0000-4000-8000-000000000001\",\"name\":\"G\","
        "\"kind\":\"caucus\",\"visibility\":\"group\"}";
    static const char end[] = "\"method\":\"group_member.end\",\"params\":{" MEMBER "}";
    enum { BURST = 6 }; /* more than the machine's own buffers take */
    struct wire own;
    char cookie[80];
    wire_open(&own, 0);
    wire_sign_in(&own, own.links[0], cookie);
    command(&own, cookie, "01", create);
    int slow = wire_socket(&own, cookie);
    int quick = wire_socket(&own, cookie);
    listen_to(slow, "\"mode\":\"rows\"");
    listen_to(quick, "\"mode\":\"rows\"");
    wire_narrow(slow);
    wire_burst_send(slow, DISCOVER, BURST);
    do { /* seen twice it is not only on its way out */
    } while (figure_of(&own, "outboxes_bytes") == 0 || figure_of(&own, "outboxes_bytes") == 0);
    command(&own, cookie, "02", end);
    text_is(quick, "\"method\":\"sync.scope\"");
    assert_true(figure_of(&own, "outboxes_bytes") < (long)strlen(DISCOVER)); /* the one word */
    char *payload = NULL;
    size_t length = 0;
    size_t count = 0;
    bool is_resumed = false;
    int kind;
    while ((kind = wire_frame_read(slow, &payload, &length)) == 0x81) {
        is_resumed = strstr(payload, "\"method\":\"sync.resume\"") != NULL;
        count += is_resumed ? 0 : 1;
        free(payload);
    }
    free(payload);
    assert_int_equal(kind, 0x88);
    assert_true(is_resumed && count < BURST);
    close(slow);
    close(quick);
    wire_close(&own);
#undef MEMBER
}

/* A snapshot on its way to one who takes it slowly; how much of it there should be. */
static int snapshot_begin(const struct wire *of, const char *cookie) {
    TRIB_AUTO(trib_buffer) request = {0};
    long before = figure_of(of, "snapshots_total");
    int descriptor = wire_connect_narrow(of);
    trib_buffer_append_format(
        &request, SNAPSHOT("/api/v1/snapshot", "Accept-Encoding: gzip\r\nCookie: %s\r\n"), cookie);
    wire_send(descriptor, request.bytes, request.length);
    while (figure_of(of, "snapshots_total") == before) {
    }
    return descriptor;
}

/* Whether as much came as the head had said. */
static bool is_whole(const struct trib_buffer *all) {
    assert_int_equal(wire_status(trib_buffer_text(all)), 200);
    const char *length = strstr(all->bytes, "Content-Length: ");
    assert_non_null(length);
    size_t body = all->length - (size_t)(wire_body(all->bytes) - all->bytes);
    return body == strtoul(length + strlen("Content-Length: "), NULL, 10);
}

static bool snapshot_is_whole(int descriptor) {
    TRIB_AUTO(trib_buffer) all = {0};
    char bytes[16384];
    ssize_t taken;
    while ((taken = recv(descriptor, bytes, sizeof bytes, 0)) > 0) {
        trib_buffer_append(&all, bytes, (size_t)taken);
    }
    close(descriptor);
    return is_whole(&all);
}

/* Who loses a space, or signs out, does not get the rest of what was asked for before. */
static void a_snapshot_ends_with_the_right_to_it(void **state) {
    (void)state;
#define MEMBER "\"group_member_id\":\"e0000000-0000-4000-8000-000000000002\""
    static const char create[] =
        "\"method\":\"group.create\",\"params\":{" MEMBER
        ",\"group_id\":\"e0000000-0000-4000-8000-000000000001\",\"name\":\"G\","
        "\"kind\":\"caucus\",\"visibility\":\"group\"}";
    static const char end[] = "\"method\":\"group_member.end\",\"params\":{" MEMBER "}";
    struct wire own;
    char cookie[80];
    TRIB_AUTO(trib_buffer) sign_out = {0};
    wire_open_with(&own, 0, 60000); /* six megabytes: more than the machine itself takes in */
    wire_sign_in(&own, own.links[0], cookie);
    command(&own, cookie, "01", create);
    assert_true(snapshot_is_whole(snapshot_begin(&own, cookie)));
    int descriptor = snapshot_begin(&own, cookie);
    command(&own, cookie, "02", end);
    assert_false(snapshot_is_whole(descriptor));
    descriptor = snapshot_begin(&own, cookie);
    trib_buffer_append_format(&sign_out,
                              "POST /api/v1/sign-out HTTP/1.1\r\nHost: " WIRE_HOST
                              "\r\nOrigin: " WIRE_ORIGIN
                              "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                              "Cookie: %s\r\n\r\n{}",
                              cookie);
    char *answer = wire_ask(&own, trib_buffer_text(&sign_out));
    assert_int_equal(wire_status(answer), 200);
    free(answer);
    assert_false(snapshot_is_whole(descriptor));
    wire_close(&own);
#undef MEMBER
}

/* ---- how long others may take ---------------------------------------------------------------- */

/* Each byte comes soon after the last, and all of them never. */
static void a_body_is_not_waited_for_long(void **state) {
    (void)state;
    enum { LENGTH = 2000 };
    static const char head[] =
        "POST /api/v1/rpc HTTP/1.1\r\nHost: " WIRE_HOST "\r\nOrigin: " WIRE_ORIGIN
        "\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n";
    struct wire own;
    wire_open_as(&own, &(struct wire_wish){.patience = {.body_ms = 1}});
    int descriptor = wire_connect(&own);
    wire_send(descriptor, head, sizeof head - 1);
    bool is_dropped = false;
    for (size_t i = 0; i < LENGTH - 1 && !is_dropped; i++) {
        char byte = ' ';
        wire_send(descriptor, &byte, 1);
        figure_of(&own, "connections"); /* a turn of the loop at least has passed */
        ssize_t taken = recv(descriptor, &byte, 1, MSG_DONTWAIT);
        is_dropped = taken == 0 || (taken < 0 && errno != EAGAIN);
    }
    assert_true(is_dropped);
    close(descriptor);
    wire_close(&own);
}

static void a_message_is_not_waited_for_long(void **state) {
    (void)state;
    struct wire own;
    wire_open_as(&own, &(struct wire_wish){.patience = {.body_ms = 1}});
    int descriptor = wire_socket(&own, NULL);
    wire_frame_send(descriptor, 0x01, "{", 1);
    assert_int_equal(wire_close_read(descriptor), 1008);
    close(descriptor);
    wire_close(&own);
}

/* More than a megabyte waits for it, but never as much as nobody may have: only the time is up. */
static void who_is_behind_for_long_falls_behind(void **state) {
    (void)state;
    enum { BURST = 8 };
    struct wire own;
    wire_open_as(&own, &(struct wire_wish){.patience = {.slow_ms = 1}});
    int descriptor = wire_socket(&own, NULL);
    listen_to(descriptor, "\"mode\":\"nothing\"");
    wire_narrow(descriptor);
    wire_burst_send(descriptor, DISCOVER, BURST);
    long most = 0;
    while (figure_of(&own, "sockets_fell_behind_total") == 0) {
        long waiting = figure_of(&own, "outboxes_bytes");
        most = waiting > most ? waiting : most;
    }
    assert_in_range(most, NET_OUTBOX_BYTES_SLOW + 1, NET_OUTBOX_BYTES_MAX);
    is_told_to_resume(descriptor);
    wire_close(&own);
}

/* A request whose answer is as many quarters of a megabyte: more than a socket takes at once. */
static void descriptions_ask(struct trib_buffer *request, int count) {
    TRIB_AUTO(trib_buffer) calls = {0};
    for (int i = 0; i < count; i++) {
        trib_buffer_append_text(&calls, i == 0 ? "[" DISCOVER : "," DISCOVER);
    }
    trib_buffer_append_text(&calls, "]");
    trib_buffer_append_format(request,
                              "POST /api/v1/rpc HTTP/1.1\r\nHost: " WIRE_HOST
                              "\r\nOrigin: " WIRE_ORIGIN
                              "\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                              calls.length, trib_buffer_text(&calls));
}

/* It takes some of it again and again, and would have all of it in the end. */
static void an_answer_is_not_taken_for_ever(void **state) {
    (void)state;
    enum { COUNT = 50 };
    TRIB_AUTO(trib_buffer) request = {0};
    TRIB_AUTO(trib_buffer) all = {0};
    struct wire own;
    char bytes[4096];
    bool is_open = true;
    ssize_t taken;
    wire_open_as(
        &own, &(struct wire_wish){.patience = {.answer_ms = 1, .answer_bytes_a_ms = UINT32_MAX}});
    descriptions_ask(&request, COUNT);
    int descriptor = wire_connect_narrow(&own);
    wire_send(descriptor, request.bytes, request.length);
    while ((taken = recv(descriptor, bytes, sizeof bytes, 0)) > 0) {
        trib_buffer_append(&all, bytes, (size_t)taken);
        is_open = is_open && figure_of(&own, "connections") > 1; /* a turn of the loop has passed */
    }
    close(descriptor);
    assert_false(is_whole(&all));
    wire_close(&own);
}

/* Of two quiet ones, one says that it is there. */
static void who_answers_no_ping_is_dropped(void **state) {
    (void)state;
    enum { PATIENCE_MS = 10000, PINGS_MAX = 20 };
    struct wire own;
    wire_open_as(&own, &(struct wire_wish){.patience = {.ping_seconds = 1, .drop_seconds = 3}});
    struct pollfd both[] = {{.fd = wire_socket(&own, NULL), .events = POLLIN},
                            {.fd = wire_socket(&own, NULL), .events = POLLIN}};
    size_t pings[] = {0, 0};
    bool is_dropped = false;
    while (!is_dropped) {
        assert_true(poll(both, 2, PATIENCE_MS) > 0 && pings[0] < PINGS_MAX);
        for (size_t i = 0; i < 2; i++) {
            char *payload = NULL;
            size_t length = 0;
            int kind = both[i].revents == 0 ? 0 : wire_frame_read(both[i].fd, &payload, &length);
            is_dropped = is_dropped || (i == 1 && kind < 0);
            pings[i] += kind == 0x89 ? 1 : 0;
            if (i == 0 && kind == 0x89) {
                wire_frame_send(both[i].fd, 0x8a, payload, length);
            }
            assert_true(kind == 0 || kind == 0x89 || is_dropped);
            free(payload);
        }
    }
    assert_true(pings[0] > 0 && pings[1] > 0);
    assert_int_equal(figure_of(&own, "sockets"), 1);
    close(both[0].fd);
    close(both[1].fd);
    wire_close(&own);
}

/* ---- pages, the door, and the end ------------------------------------------------------------ */

/* What follows a request is never read as another: not behind a page, a call or a snapshot. */
static void a_connection_carries_one_request(void **state) {
    (void)state;
    static const char behind[] = "HEAD /healthz HTTP/1.1\r\nHost: " WIRE_HOST "\r\n\r\n";
    static const char call[] =
        "POST /api/v1/rpc HTTP/1.1\r\nHost: " WIRE_HOST "\r\nOrigin: " WIRE_ORIGIN
        "\r\nContent-Type: application/json\r\nContent-Length: 61\r\n\r\n" WHO;
    static const char *const firsts[] = {
        "GET /healthz HTTP/1.1\r\nHost: " WIRE_HOST "\r\n\r\n",
        "GET /api/v1/snapshot HTTP/1.1\r\nHost: " WIRE_HOST "\r\nAccept-Encoding: gzip\r\n\r\n",
        call,
    };
    assert_int_equal(strlen(WHO), 61);
    for (size_t i = 0; i < UNIT_COUNT(firsts); i++) {
        TRIB_AUTO(trib_buffer) requests = {0};
        trib_buffer_append_format(&requests, "%s%s%s", firsts[i], call, behind);
        char *answer = wire_ask(&wire, trib_buffer_text(&requests));
        assert_int_equal(wire_status(answer), 200);
        assert_non_null(strstr(answer, "\r\nConnection: close\r\n"));
        assert_null(strstr(wire_body(answer), "HTTP/1.1"));
        free(answer);
    }
}

/* Is it slow, is it full, is anybody shut out: each has its figures, and they move. */
static void figures_answer_who_watches(void **state) {
    (void)state;
    long calls = figure("calls_total");
    long ticks = figure("tick_seconds_count");
    long refused = figure("sign_ins_refused_total");
    char *answer =
        wire_ask(&wire, "POST /api/v1/rpc HTTP/1.1\r\nHost: " WIRE_HOST "\r\nOrigin: " WIRE_ORIGIN
                        "\r\nContent-Type: application/json\r\nContent-Length: 47\r\n\r\n"
                        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session.who\"}");
    assert_int_equal(wire_status(answer), 200);
    free(answer);
    assert_int_equal(figure("calls_total"), calls + 1);
    answer = wire_ask(&wire,
                      "POST /api/v1/sign-in HTTP/1.1\r\nHost: " WIRE_HOST "\r\nOrigin: " WIRE_ORIGIN
                      "\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n"
                      "{\"token\":\"x\"}");
    assert_int_equal(wire_status(answer), 403);
    free(answer);
    assert_int_equal(figure("sign_ins_refused_total"), refused + 1);
    assert_true(figure("tick_seconds_count") > ticks);
    assert_int_equal(figure("tick_seconds_bucket{le=\"+Inf\"}"), figure("tick_seconds_count"));
    assert_true(figure("tick_seconds_bucket{le=\"2\"}") >=
                figure("tick_seconds_bucket{le=\"0.001\"}"));
    assert_true(figure("connections_room") > figure("connections"));
    assert_int_equal(figure("answers_not_kept_total"), 0);
    assert_int_equal(figure("erasing"), 0);
    assert_true(figure("database_bytes") + figure("wal_bytes") > 4096);
    assert_true(figure("disk_free_bytes") > 0);
}

#define CREATE                                                                                     \
    "{\"jsonrpc\":\"2.0\",\"id\":\"01990000-0000-7000-8000-000000000001\",\"method\":"             \
    "\"organization.create\",\"params\":{\"organization_id\":"                                     \
    "\"e0000000-0000-4000-8000-000000000001\",\"name\":\"O\",\"kind\":\"ngo\",\"visibility\":"     \
    "\"coalition\"}}"

/* The wire's clock stands still, so that a second call always comes too soon. */
static void who_is_shut_out_is_counted(void **state) {
    (void)state;
    struct wire own;
    char cookie[80];
    wire_open_as(&own, &(struct wire_wish){.calls_per_second = 1});
    assert_int_equal(figure_of(&own, "sign_ins_total"), 0);
    assert_int_equal(figure_of(&own, "calls_forbidden_total"), 0);
    assert_int_equal(figure_of(&own, "over_rate_total"), 0);
    wire_sign_in(&own, own.links[1], cookie);
    assert_int_equal(figure_of(&own, "sign_ins_total"), 1);
    char *answer = wire_call(&own, cookie, CREATE);
    assert_non_null(strstr(answer, "\"code\":\"E_FORBIDDEN\""));
    free(answer);
    assert_int_equal(figure_of(&own, "calls_forbidden_total"), 1);
    answer = wire_call(&own, cookie, WHO);
    assert_non_null(strstr(answer, "\"code\":\"E_RATE\""));
    free(answer);
    assert_int_equal(figure_of(&own, "over_rate_total"), 1);
    assert_int_equal(figure_of(&own, "calls_forbidden_total"), 1);
    wire_close(&own);
}

/* For as long as one call takes, no file can grow. */
static void a_disk_that_fails_is_counted(void **state) {
    (void)state;
    struct wire own;
    struct rlimit usual;
    char cookie[80];
    wire_open(&own, 0);
    wire_sign_in(&own, own.links[0], cookie);
    assert_int_equal(figure_of(&own, "writable"), 1);
    assert_int_equal(figure_of(&own, "answers_not_kept_total"), 0);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
    struct rlimit none = {.rlim_cur = 0, .rlim_max = usual.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    char *answer = wire_call(&own, cookie, CREATE);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual), 0);
    assert_non_null(strstr(answer, "\"code\":\"E_UNAVAILABLE\""));
    free(answer);
    assert_int_equal(figure_of(&own, "writable"), 0);
    assert_int_equal(figure_of(&own, "answers_not_kept_total"), 1);
    answer = wire_ask(&own, "GET /readyz HTTP/1.1\r\nHost: " WIRE_HOST "\r\n\r\n");
    assert_int_equal(wire_status(answer), 503);
    free(answer);
    wire_close(&own);
}

static void a_head_is_what_a_get_would_have(void **state) {
    (void)state;
    char *answer = wire_ask(&wire, "HEAD /readyz HTTP/1.1\r\nHost: " WIRE_HOST "\r\n\r\n");
    assert_int_equal(wire_status(answer), 200);
    assert_non_null(strstr(answer, "Content-Length: 6\r\n"));
    assert_string_equal(wire_body(answer), "");
    free(answer);
}

/* More than a socket takes at once, to one who only begins to read when it is all asked for. */
static void a_late_reader_gets_a_whole_answer(void **state) {
    (void)state;
    enum { COUNT = 50 };
    TRIB_AUTO(trib_buffer) request = {0};
    descriptions_ask(&request, COUNT);
    int late = wire_connect(&wire);
    wire_send(late, request.bytes, request.length);
    char *answer = wire_read_all(late);
    json_t *all = json_loads(wire_body(answer), 0, NULL);
    assert_int_equal(json_array_size(all), COUNT);
    json_decref(all);
    free(answer);
    close(late);
}

static void who_finds_no_room_is_told(void **state) {
    (void)state;
    struct wire small;
    wire_open(&small, 2);
    int first = wire_socket(&small, NULL);
    int second = wire_socket(&small, NULL);
    char *answer = wire_ask(&small, "GET /healthz HTTP/1.1\r\nHost: " WIRE_HOST "\r\n\r\n");
    assert_int_equal(wire_status(answer), 503);
    assert_non_null(strstr(answer, "Retry-After: "));
    free(answer);
    wire_frame_send(first, 0x88, "\x03\xe8", 2);
    assert_int_equal(wire_close_read(first), 1000);
    ends(first);
    wire_text_send(second, PING);
    text_is(second, "\"id\":\"p\",\"result\":{}");
    close(second);
    wire_close(&small);
}

/* All descriptors this process may have are taken but one, which the client's end takes: the server
   has none to let it in with. Who is in is served, and others are when there are some again. */
static void who_finds_no_descriptor_is_told(void **state) {
    (void)state;
    enum { DESCRIPTORS = 512, KNOCKS = 3 };
    struct wire own;
    struct rlimit usual;
    int taken[DESCRIPTORS];
    size_t count = 0;
    wire_open(&own, 0);
    int inside = wire_socket(&own, NULL);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &usual), 0);
    struct rlimit few = {.rlim_cur = DESCRIPTORS, .rlim_max = usual.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    while (count < DESCRIPTORS && (taken[count] = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0) {
        count++;
    }
    assert_int_equal(errno, EMFILE);
    assert_true(count >= KNOCKS);
    for (size_t i = 0; i < KNOCKS; i++) {
        close(taken[count - 1 - i]);
        taken[count - 1 - i] = wire_connect(&own);
        char *answer = wire_read_all(taken[count - 1 - i]);
        assert_int_equal(wire_status(answer), 503);
        assert_non_null(strstr(answer, "Retry-After: "));
        free(answer);
    }
    wire_text_send(inside, PING);
    text_is(inside, "\"id\":\"p\",\"result\":{}");
    while (count > 0) {
        close(taken[--count]);
    }
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &usual), 0);
    assert_int_equal(figure_of(&own, "connections_turned_away_total"), KNOCKS);
    close(inside);
    wire_close(&own);
}

static void all_hear_that_it_ends(void **state) {
    (void)state;
    struct wire own;
    wire_open(&own, 0);
    int listening = wire_socket(&own, NULL);
    int idle = wire_socket(&own, NULL);
    wire_text_send(listening, HELLO);
    text_is(listening, "\"id\":\"h\",\"result\":{");
    wire_stop(&own);
    assert_int_equal(wire_close_read(listening), 1001);
    assert_int_equal(wire_close_read(idle), 1001);
    close(listening);
    close(idle);
    wire_close(&own);
}

static void only_this_machine_is_loopback(void **state) {
    (void)state;
    assert_true(trib_net_is_loopback("127.0.0.1"));
    assert_true(trib_net_is_loopback("127.8.9.10"));
    assert_true(trib_net_is_loopback("::1"));
    assert_true(trib_net_is_loopback("::ffff:127.0.0.1"));
    assert_false(trib_net_is_loopback("0.0.0.0"));
    assert_false(trib_net_is_loopback("::"));
    assert_false(trib_net_is_loopback("10.0.0.1"));
    assert_false(trib_net_is_loopback("localhost"));
    assert_string_equal(trib_net_origin(wire.net), WIRE_ORIGIN);
}

static struct settings_row {
    const char *name, *host, *origin;
    enum trib_error_code code;
    const char *field;
} settings_rows[] = {
    {"a host is a numeric address", "localhost", WIRE_ORIGIN, TRIB_E_TYPE, "host"},
    {"an address is this machine's", "192.0.2.1", WIRE_ORIGIN, TRIB_E_UNAVAILABLE, "host"},
    {"an origin has a scheme", "127.0.0.1", WIRE_HOST, TRIB_E_TYPE, "origin"},
    {"a port is free", NULL, WIRE_ORIGIN, TRIB_E_UNAVAILABLE, "port"},
};

static void settings_are_checked(void **state) {
    const struct settings_row *row = *state;
    const char *host = row->host == NULL ? "127.0.0.1" : row->host;
    struct trib_net *net = NULL;
    struct trib_error error = {0};
    struct trib_net_settings settings = {.hosts = &host,
                                         .host_count = 1,
                                         .port = row->host == NULL ? trib_net_port(wire.net) : 0,
                                         .origins = &row->origin,
                                         .origin_count = 1};
    assert_false(trib_net_create(wire.spine.store, &settings, &net, &error));
    assert_int_equal(error.code, row->code);
    assert_string_equal(error.field, row->field);
    assert_null(net);
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
    unit_add_rows(&tests, closes_with_its_code, close_rows, sizeof close_rows[0],
                  UNIT_COUNT(close_rows));
    unit_add(&tests, "a length beyond the bound is enough", a_length_beyond_the_bound_is_enough);
    unit_add(&tests, "a message ends at its bound", a_message_ends_at_its_bound);
    unit_add(&tests, "a message may come in pieces", a_message_may_come_in_pieces);
    unit_add(&tests, "pieces are counted, empty ones too", pieces_are_counted);
    unit_add(&tests, "unfinished messages have a bound together",
             unfinished_messages_have_a_bound_together);
    unit_add(&tests, "unfinished bodies have a bound together",
             unfinished_bodies_have_a_bound_together);
    unit_add(&tests, "one bad socket is alone", one_bad_socket_is_alone);
    unit_add(&tests, "a link signs in once, and out everywhere", a_link_signs_in_once);
    unit_add(&tests, "the cookie is for this server alone", the_cookie_is_for_this_server_alone);
    unit_add(&tests, "a snapshot comes whole", a_snapshot_comes_whole);
    unit_add(&tests, "a snapshot of what one may not see is absent",
             a_snapshot_of_what_one_may_not_see_is_absent);
    unit_add(&tests, "a late reader gets every frame, in order",
             a_late_reader_gets_every_frame_in_order);
    unit_add(&tests, "who does not read falls behind", who_does_not_read_falls_behind);
    unit_add(&tests, "who does not read is not read either", who_does_not_read_is_not_read_either);
    unit_add(&tests, "a snapshot ends with the right to it", a_snapshot_ends_with_the_right_to_it);
    unit_add(&tests, "what waits is not read after sight is lost",
             what_waits_is_not_read_after_sight_is_lost);
    unit_add(&tests, "a body is not waited for long", a_body_is_not_waited_for_long);
    unit_add(&tests, "a message is not waited for long", a_message_is_not_waited_for_long);
    unit_add(&tests, "who is behind for long falls behind", who_is_behind_for_long_falls_behind);
    unit_add(&tests, "an answer is not taken for ever", an_answer_is_not_taken_for_ever);
    unit_add(&tests, "who answers no ping is dropped", who_answers_no_ping_is_dropped);
    unit_add(&tests, "a connection carries one request", a_connection_carries_one_request);
    unit_add(&tests, "figures answer who watches", figures_answer_who_watches);
    unit_add(&tests, "who is shut out is counted", who_is_shut_out_is_counted);
    unit_add(&tests, "a disk that fails is counted", a_disk_that_fails_is_counted);
    unit_add(&tests, "a head is what a get would have", a_head_is_what_a_get_would_have);
    unit_add(&tests, "a late reader gets a whole answer", a_late_reader_gets_a_whole_answer);
    unit_add(&tests, "who finds no room is told", who_finds_no_room_is_told);
    unit_add(&tests, "who finds no descriptor is told", who_finds_no_descriptor_is_told);
    unit_add(&tests, "all hear that it ends", all_hear_that_it_ends);
    unit_add(&tests, "only this machine is loopback", only_this_machine_is_loopback);
    unit_add_rows(&tests, settings_are_checked, settings_rows, sizeof settings_rows[0],
                  UNIT_COUNT(settings_rows));
    return _cmocka_run_group_tests("socket", tests.tests, tests.count, open_wire, close_wire);
}
