/*
 * Sockets around the server: listening, HTTP, WebSockets, static files. It knows bytes and
 * connections, not meaning; what a message says is protocol's business. Plain http is served to
 * this machine alone; for the open internet a reverse proxy stands in front.
 */
#ifndef TRIBUTARY_NET_NET_H
#define TRIBUTARY_NET_NET_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/mail/smtp.h"
#include "tributary/store/store.h"

/* Addresses to listen on. Past it: E_TOO_MANY. */
#define TRIB_NET_HOSTS_MAX 4u
/* Origins that may speak to this server: its names, and those of a development server. Past it:
   E_TOO_MANY. */
#define TRIB_NET_ORIGINS_MAX 16u
/* Connections at once, whatever they do. Past it: 503. */
#define TRIB_NET_CONNECTIONS_MAX 10000u

/* How long others may take. 0 of any: as long as the room's limits.h says; its tests are in more of
   a hurry. */
struct trib_net_patience {
    uint32_t body_ms;                      /* for a request's body, or all of a message, to come */
    uint32_t slow_ms;                      /* for a reader who is far behind to catch up */
    uint32_t answer_ms, answer_bytes_a_ms; /* for all of an answer to be taken */
    uint16_t ping_seconds, drop_seconds;   /* for a quiet socket; the second is the longer */
};

struct trib_net_settings {
    const char *const *hosts; /* numeric addresses; none: 127.0.0.1, and ::1 where there is one */
    size_t host_count;
    uint16_t port;              /* 0: any that is free */
    const char *const *origins; /* scheme://host[:port]; none: this machine's names with the port */
    size_t origin_count;
    uint32_t calls_per_second, calls_burst; /* of one person; 0: the server's own */
    uint32_t connections_max;               /* 0, or at most TRIB_NET_CONNECTIONS_MAX */
    const struct trib_smtp_settings *smtp;  /* NULL: no mail is sent. Borrowed for the call */
    struct trib_net_patience patience;
};

struct trib_net;

/** Whether a host is an address of this machine's own loopback. */
bool trib_net_is_loopback(const char *host);

/** Listens, and makes the server over an open store, which stays the caller's. Fields of errors:
    "host" and "port" (E_UNAVAILABLE: cannot be bound), "origin" (E_TYPE: not an origin). */
bool trib_net_create(struct trib_store *store, const struct trib_net_settings *settings,
                     struct trib_net **out_net, struct trib_error *error);

/** Where it listens and the origin people open. */
uint16_t trib_net_port(const struct trib_net *net);
const char *trib_net_origin(const struct trib_net *net);

/** Serves until *stop is true (at the latest a second after), then says goodbye to every socket.
 */
void trib_net_run(struct trib_net *net, const atomic_bool *stop);

void trib_net_destroy(struct trib_net *net); /* safe on NULL */

#endif
