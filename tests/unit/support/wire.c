/* See wire.h. A read that gets nothing for ten seconds fails the test; none waits so long
 * otherwise. */
#include "wire.h"

#include <arpa/inet.h>
#include <ftw.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "tributary/base/buffer.h"

#define PATIENCE_SECONDS 10

/* ---- the server ------------------------------------------------------------------------------ */

static void *run(void *context) {
    struct wire *wire = context;
    trib_net_run(wire->net, &wire->stop);
    return NULL;
}

static const char ADD_ORGANIZATIONS[] =
    "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < CAST(?1 "
    "AS INTEGER)) "
    "INSERT INTO organization (organization_id, space_id, name, kind) "
    "SELECT printf('b0000000-0000-4000-8000-%012x', n), '" TRIB_SPACE_COALITION_ID "', "
    "hex(randomblob(100)), 'ngo' FROM counted";

static void add_rows(struct wire *wire, unsigned organizations) {
    struct spine *spine = &wire->spine;
    TRIB_AUTO(trib_batch) batch = {0};
    TRIB_AUTO(trib_batch) links = {0};
    struct trib_error error = {0};
    spine_begin(spine);
    spine_add_organization(spine, WIRE_ORGANIZATION, TRIB_SPACE_COALITION_ID);
    spine_add_person(spine, WIRE_SECRETARIAT);
    spine_add_person(spine, WIRE_STRANGER);
    spine_add_coalition_role(spine, "d0000000-0000-4000-8000-000000000001", WIRE_SECRETARIAT,
                             "secretariat");
    if (organizations > 0) {
        char count[16];
        snprintf(count, sizeof count, "%u", organizations);
        SPINE_RUN(spine, ADD_ORGANIZATIONS, count);
    }
    spine_end(spine);
    spine_commit(spine, &batch);
    assert_true(trib_sign_in_link_make(spine->store, WIRE_SECRETARIAT, wire->links[0], &error));
    assert_true(trib_sign_in_link_make(spine->store, WIRE_STRANGER, wire->links[1], &error));
    spine_commit(spine, &links);
}

static void add_address(struct spine *spine) {
    static const char ADD[] =
        "INSERT INTO credential (person_id, sign_in_name, sign_in_key, password_hash, "
        "changed_at_ms) VALUES (?1, ?2, ?2, 'x', 1)";
    TRIB_AUTO(trib_batch) batch = {0};
    spine_begin(spine);
    SPINE_RUN(spine, ADD, WIRE_SECRETARIAT, WIRE_ADDRESS);
    spine_end(spine);
    spine_commit(spine, &batch);
}

void wire_open_as(struct wire *wire, const struct wire_wish *wish) {
    static const char *const hosts[] = {"127.0.0.1"};
    static const char *const origins[] = {WIRE_ORIGIN};
    struct trib_net_settings settings = {.hosts = hosts,
                                         .host_count = 1,
                                         .origins = origins,
                                         .origin_count = 1,
                                         .calls_per_second = wish->calls_per_second,
                                         .connections_max = wish->connections_max,
                                         .smtp = wish->smtp,
                                         .patience = wish->patience};
    struct trib_error error = {0};
    char path[64];
    *wire = (struct wire){.folder = P_tmpdir "/tributary-wire-XXXXXX"};
    assert_non_null(mkdtemp(wire->folder));
    snprintf(path, sizeof path, "%s/coalition.db", wire->folder);
    spine_open_file(&wire->spine, 7, path);
    add_rows(wire, wish->organizations);
    if (wish->smtp != NULL) {
        add_address(&wire->spine);
    }
    if (wish->more != NULL) {
        wish->more(&wire->spine);
    }
    assert_true(trib_net_create(wire->spine.store, &settings, &wire->net, &error));
    assert_int_equal(pthread_create(&wire->thread, NULL, run, wire), 0);
}

void wire_open(struct wire *wire, uint32_t connections_max) {
    wire_open_as(wire, &(struct wire_wish){.connections_max = connections_max});
}

void wire_open_with(struct wire *wire, uint32_t connections_max, unsigned organizations) {
    wire_open_as(wire, &(struct wire_wish){.connections_max = connections_max,
                                           .organizations = organizations});
}

void wire_open_mailing(struct wire *wire, const struct trib_smtp_settings *smtp,
                       void (*more)(struct spine *)) {
    wire_open_as(wire, &(struct wire_wish){.smtp = smtp, .more = more});
}

void wire_stop(struct wire *wire) {
    if (!atomic_load(&wire->stop)) {
        atomic_store(&wire->stop, true);
        assert_int_equal(pthread_join(wire->thread, NULL), 0);
    }
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place) {
    (void)about, (void)kind, (void)place;
    return remove(path);
}

void wire_close(struct wire *wire) {
    wire_stop(wire);
    trib_net_destroy(wire->net);
    spine_close(&wire->spine);
    assert_int_equal(nftw(wire->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static int connect_with(const struct wire *wire, int receive_bytes) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(trib_net_port(wire->net)),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(descriptor >= 0);
    if (receive_bytes > 0) {
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    }
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    assert_int_equal(connect(descriptor, (struct sockaddr *)&address, sizeof address), 0);
    return descriptor;
}

int wire_connect(const struct wire *wire) {
    return connect_with(wire, 0);
}

int wire_connect_narrow(const struct wire *wire) {
    return connect_with(wire, 16384);
}

/* The server runs in this process: its end is the descriptor whose peer this one is. */
void wire_narrow(int descriptor) {
    enum { DESCRIPTORS = 1024, BYTES = 64 * 1024 };
    struct sockaddr_in own = {0};
    socklen_t length = sizeof own;
    const int bytes = BYTES;
    assert_int_equal(getsockname(descriptor, (struct sockaddr *)&own, &length), 0);
    for (int other = 0; other < DESCRIPTORS; other++) {
        struct sockaddr_in peer = {0};
        length = sizeof peer;
        if (getpeername(other, (struct sockaddr *)&peer, &length) == 0 &&
            peer.sin_family == AF_INET && peer.sin_port == own.sin_port &&
            peer.sin_addr.s_addr == own.sin_addr.s_addr) {
            assert_int_equal(setsockopt(other, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes), 0);
            return;
        }
    }
    fail_msg("the server's end was not found");
}

/* The server may have closed already: what it said is then still to be read. */
void wire_send(int descriptor, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t sent = send(descriptor, at, length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        at += sent;
        length -= (size_t)sent;
    }
}

char *wire_read_all(int descriptor) {
    TRIB_AUTO(trib_buffer) all = {0};
    char bytes[16384];
    ssize_t taken;
    while ((taken = recv(descriptor, bytes, sizeof bytes, 0)) > 0) {
        trib_buffer_append(&all, bytes, (size_t)taken);
    }
    assert_int_equal(taken, 0); /* closed, and neither reset nor left waiting */
    char *copy = malloc(all.length + 1);
    assert_non_null(copy);
    memcpy(copy, trib_buffer_text(&all), all.length + 1);
    return copy;
}

char *wire_ask(const struct wire *wire, const char *request) {
    int descriptor = wire_connect(wire);
    wire_send(descriptor, request, strlen(request));
    char *answer = wire_read_all(descriptor);
    close(descriptor);
    return answer;
}

int wire_status(const char *answer) {
    static const char version[] = "HTTP/1.1 ";
    if (strncmp(answer, version, sizeof version - 1) != 0) {
        return 0;
    }
    return (int)strtol(answer + sizeof version - 1, NULL, 10);
}

const char *wire_body(const char *answer) {
    const char *end = strstr(answer, "\r\n\r\n");
    assert_non_null(end);
    return end + 4;
}

/* ---- requests -------------------------------------------------------------------------------- */

static char *post(const struct wire *wire, const char *path, const char *cookie, const char *body) {
    TRIB_AUTO(trib_buffer) request = {0};
    trib_buffer_append_format(&request,
                              "POST %s HTTP/1.1\r\nHost: " WIRE_HOST "\r\nOrigin: " WIRE_ORIGIN
                              "\r\nContent-Type: application/json\r\nConnection: close\r\n"
                              "Content-Length: %zu\r\n%s%s%s\r\n%s",
                              path, strlen(body),
                              cookie == NULL ? "" : "Cookie: ", cookie == NULL ? "" : cookie,
                              cookie == NULL ? "" : "\r\n", body);
    return wire_ask(wire, trib_buffer_text(&request));
}

void wire_sign_in(const struct wire *wire, const char *link, char out_cookie[static 80]) {
    char body[128];
    snprintf(body, sizeof body, "{\"token\":\"%s\"}", link);
    char *answer = post(wire, "/api/v1/sign-in", NULL, body);
    assert_int_equal(wire_status(answer), 200);
    const char *cookie = strstr(answer, "__Host-session=");
    assert_non_null(cookie);
    snprintf(out_cookie, 80, "%.*s", (int)strcspn(cookie, ";"), cookie);
    free(answer);
}

char *wire_call(const struct wire *wire, const char *cookie, const char *call) {
    return post(wire, "/api/v1/rpc", cookie, call);
}

/* ---- sockets --------------------------------------------------------------------------------- */

int wire_socket(const struct wire *wire, const char *cookie) {
    TRIB_AUTO(trib_buffer) request = {0};
    char answer[1024];
    size_t length = 0;
    trib_buffer_append_format(&request, "GET /api/v1/socket HTTP/1.1\r\n" WIRE_UPGRADE "%s%s%s\r\n",
                              cookie == NULL ? "" : "Cookie: ", cookie == NULL ? "" : cookie,
                              cookie == NULL ? "" : "\r\n");
    int descriptor = wire_connect(wire);
    wire_send(descriptor, request.bytes, request.length);
    do { /* byte by byte: frames may stand right behind it */
        assert_true(length + 1 < sizeof answer);
        assert_int_equal(recv(descriptor, answer + length, 1, 0), 1);
        answer[++length] = '\0';
    } while (strstr(answer, "\r\n\r\n") == NULL);
    assert_int_equal(wire_status(answer), 101);
    assert_non_null(strstr(answer, "Sec-WebSocket-Protocol: tributary.1"));
    return descriptor;
}

static void frame_append(struct trib_buffer *frames, unsigned first, const void *payload,
                         size_t length) {
    const unsigned char mask[4] = {0x11, 0x22, 0x33, 0x44};
    unsigned char header[10] = {(unsigned char)first};
    size_t header_bytes = 2;
    if (length < 126) {
        header[1] = (unsigned char)(0x80u | length);
    } else {
        header[1] = 0x80u | 127u;
        for (size_t i = 0; i < 8; i++) {
            header[9 - i] = (unsigned char)((uint64_t)length >> (8 * i));
        }
        header_bytes = 10;
    }
    trib_buffer_append(frames, header, header_bytes);
    trib_buffer_append(frames, mask, sizeof mask);
    trib_buffer_append(frames, payload, length);
    for (size_t i = 0; i < length; i++) {
        frames->bytes[frames->length - length + i] ^= (char)mask[i % 4];
    }
}

void wire_frame_send(int descriptor, unsigned first, const void *payload, size_t length) {
    TRIB_AUTO(trib_buffer) frame = {0};
    frame_append(&frame, first, payload, length);
    wire_send(descriptor, frame.bytes, frame.length);
}

void wire_burst_send(int descriptor, const char *text, size_t count) {
    TRIB_AUTO(trib_buffer) frames = {0};
    for (size_t i = 0; i < count; i++) {
        frame_append(&frames, 0x81, text, strlen(text));
    }
    wire_send(descriptor, frames.bytes, frames.length);
}

void wire_text_send(int descriptor, const char *text) {
    wire_frame_send(descriptor, 0x81, text, strlen(text));
}

static bool read_whole(int descriptor, void *bytes, size_t length) {
    return length == 0 || recv(descriptor, bytes, length, MSG_WAITALL) == (ssize_t)length;
}

int wire_frame_read(int descriptor, char **out_payload, size_t *out_length) {
    unsigned char header[2];
    unsigned char more[8];
    if (!read_whole(descriptor, header, 2)) {
        return -1;
    }
    assert_int_equal(header[1] & 0x80, 0); /* a server masks nothing */
    uint64_t length = header[1];
    size_t more_bytes = length == 126 ? 2 : length == 127 ? 8 : 0;
    assert_true(read_whole(descriptor, more, more_bytes));
    length = more_bytes == 0 ? length : 0;
    for (size_t i = 0; i < more_bytes; i++) {
        length = length << 8 | more[i];
    }
    char *payload = calloc(1, (size_t)length + 1);
    assert_non_null(payload);
    assert_true(read_whole(descriptor, payload, (size_t)length));
    *out_payload = payload;
    *out_length = (size_t)length;
    return header[0];
}

unsigned wire_close_read(int descriptor) {
    char *payload = NULL;
    size_t length = 0;
    assert_int_equal(wire_frame_read(descriptor, &payload, &length), 0x88);
    assert_true(length >= 2);
    unsigned code = (unsigned)(unsigned char)payload[0] << 8 | (unsigned char)payload[1];
    free(payload);
    return code;
}
