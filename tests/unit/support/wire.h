/*
 * A whole server with its sockets, on a port of its own and over a file, run by a thread; and a
 * client of it that knows nothing but bytes. Its own origin is http://tributary.test, whatever the
 * port. Sight is small: one organization of the coalition, a person of its secretariat, one of
 * none.
 */
#ifndef TESTS_UNIT_SUPPORT_WIRE_H
#define TESTS_UNIT_SUPPORT_WIRE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "spine.h"
#include "tributary/account/account.h"
#include "tributary/net/net.h"

#define WIRE_HOST "tributary.test"
#define WIRE_ORIGIN "http://" WIRE_HOST
#define WIRE_ORGANIZATION "a0000000-0000-4000-8000-000000000001"
#define WIRE_SECRETARIAT "c0000000-0000-4000-8000-000000000001"
#define WIRE_STRANGER "c0000000-0000-4000-8000-000000000002"
/* The words of a request for a socket, without its first and its last line. */
#define WIRE_UPGRADE                                                                               \
    "Host: " WIRE_HOST "\r\nOrigin: " WIRE_ORIGIN "\r\nUpgrade: websocket\r\n"                     \
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"                                         \
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tributary.1\r\n"

struct wire {
    struct spine spine;
    struct trib_net *net;
    pthread_t thread;
    atomic_bool stop;
    char folder[32];
    char links[2][TRIB_TOKEN_BYTES]; /* to sign in: the secretariat, the stranger */
};

/* What a server is to be like; 0 of anything: the usual. */
struct wire_wish {
    uint32_t connections_max;
    uint32_t calls_per_second; /* of one person; the clock of a wire stands still */
    unsigned organizations;    /* more of them; see wire_open_with */
    struct trib_net_patience patience;
    const struct trib_smtp_settings *smtp; /* see wire_open_mailing */
    void (*more)(struct spine *);
};
void wire_open_as(struct wire *wire, const struct wire_wish *wish);
/** connections_max 0: the usual. */
void wire_open(struct wire *wire, uint32_t connections_max);
/** The same with so many more organizations, whose names cannot be packed: 100 bytes each. */
void wire_open_with(struct wire *wire, uint32_t connections_max, unsigned organizations);
/** The same, and mail is sent: its secretariat signs in as WIRE_ADDRESS. more (NULL: nothing)
   writes further rows before anybody is served. */
#define WIRE_ADDRESS "secretariat@rivers.example"
void wire_open_mailing(struct wire *wire, const struct trib_smtp_settings *smtp,
                       void (*more)(struct spine *));
/** Ends the loop and waits until it has. */
void wire_stop(struct wire *wire);
void wire_close(struct wire *wire);

/** A new connection. */
int wire_connect(const struct wire *wire);
/** One that takes some kilobytes at a time, and the next when it has been read. */
int wire_connect_narrow(const struct wire *wire);
/** Lets the server's end of a connection hand the machine only some kilobytes ahead of who reads.
 */
void wire_narrow(int descriptor);
void wire_send(int descriptor, const void *bytes, size_t length);
/** All that comes until the server closes, as text; freed with free(). */
char *wire_read_all(int descriptor);
/** Sends a request on a connection of its own and reads until the server closes. */
char *wire_ask(const struct wire *wire, const char *request);
/** The status of an answer. */
int wire_status(const char *answer);
/** What stands behind the head. */
const char *wire_body(const char *answer);

/** Signs in with a link; the cookie ("__Host-session=…"). */
void wire_sign_in(const struct wire *wire, const char *link, char out_cookie[static 80]);
/** Posts one call; the answer, freed with free(). cookie may be NULL. */
char *wire_call(const struct wire *wire, const char *cookie, const char *call);

/** A socket, its handshake done; cookie may be NULL. */
int wire_socket(const struct wire *wire, const char *cookie);
/** One frame from a client: first is its first byte (0x81: a whole text). */
void wire_frame_send(int descriptor, unsigned first, const void *payload, size_t length);
void wire_text_send(int descriptor, const char *text);
/** The same text so many times in one piece: some kilobytes of it are read before anything of the
   answers is written. */
void wire_burst_send(int descriptor, const char *text, size_t count);
/** The next frame: its first byte, and its payload with a NUL behind, freed with free(). -1 when
   the server has closed. */
int wire_frame_read(int descriptor, char **out_payload, size_t *out_length);
/** The next frame must be a close: its code. */
unsigned wire_close_read(int descriptor);

#endif
