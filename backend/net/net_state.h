/* What the sockets share, known to this room's files alone. One thread, the loop's, touches it. */
#ifndef TRIBUTARY_NET_NET_STATE_H
#define TRIBUTARY_NET_NET_STATE_H

#include <libwebsockets.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connections.h"
#include "limits.h"
#include "names.h"
#include "tributary/net/net.h"
#include "tributary/protocol/server.h"

struct socket;
struct snapshots;
struct hashes;
struct mails;

/* Bounds a tick's time is counted by: 1, 5, 25, 100, 500 ms and 2 s. */
#define NET_TICK_BOUNDS 6u

struct net_counts { /* since the start; for /metrics */
    uint64_t accepted, turned_away, refused, requests;
    uint64_t messages, message_bytes, frames, writes, written_bytes;
    uint64_t fell_behind, ticks, snapshots;
    uint64_t tick_us,
        ticks_within[NET_TICK_BOUNDS]; /* how long ticks took, in all; how many at most so long */
};

struct listener {
    int descriptor; /* -1: none */
    struct lws *wsi;
};

struct trib_net {
    struct trib_store *store; /* borrowed */
    struct trib_server *server;
    struct lws_context *lws;
    struct lws_vhost *vhost;
    struct names names;
    uint16_t port;
    struct listener listeners[TRIB_NET_HOSTS_MAX];
    size_t listener_count;
    int spare_descriptor;                 /* given up for a moment when there are no others */
    uint32_t connections_max, open_count; /* of all kinds */
    struct connections connections;       /* those the server knows */
    struct socket *dirty;                 /* sockets that have something to write or to settle */
    size_t inboxes_bytes;                 /* of all that has not come whole */
    size_t outboxes_bytes;                /* of all outboxes together */
    struct snapshots *snapshots;
    struct hashes *hashes;
    struct mails *mails; /* NULL: none are sent */
    lws_sorted_usec_list_t alarm;
    int64_t swept_at_ms;
    bool is_stopping;
    struct trib_net_patience patience;
    lws_retry_bo_t lives; /* the same of quiet sockets, as the library keeps it */
    struct net_counts counts;
    unsigned char *scratch; /* where frames are joined for one write */
};

/* What the library calls, by the names it finds them under (callbacks.c). Those in brackets no
   client can ask for. */
extern const struct lws_protocols net_protocols[];
#define NET_PROTOCOL_SOCKET "tributary.1"
#define NET_PROTOCOL_LISTEN "(listen)"
#define NET_PROTOCOL_GARBAGE "(garbage)"

struct trib_net *net_of(const struct lws *wsi);
/** Milliseconds that never go back. */
int64_t net_now_ms(void);
/** How long a tick may have taken to be counted in each place, in microseconds. */
extern const uint64_t net_tick_bounds_us[NET_TICK_BOUNDS];
/** Ends a connection from outside of its callbacks, at the next turn, without a word. */
void net_kill(struct lws *wsi);

#endif
