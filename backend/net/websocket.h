/* WebSockets: whole messages in, frames out through an outbox each, and how they end. */
#ifndef TRIBUTARY_NET_WEBSOCKET_H
#define TRIBUTARY_NET_WEBSOCKET_H

#include "net_state.h"
#include "outbox.h"
#include "tributary/base/buffer.h"
#include "tributary/base/frame.h"

/* A close frame's reason: 123 bytes at most (RFC 6455, 5.5.1); ours are two or three words. */
#define SOCKET_REASON_BYTES 48u

struct socket {
    struct connection connection;
    struct outbox outbox;
    struct trib_buffer message; /* of which not all has come */
    uint32_t message_frames;
    int64_t message_since_ms; /* when its first part came */
    bool is_known;            /* to the server */
    bool is_over;             /* nothing may be written any more */
    bool is_behind;           /* it reads too slowly, and is to be told to resume */
    bool is_waiting;          /* something was left when it was last written to */
    bool is_paused;           /* nothing is read from it */
    uint16_t close_code;      /* 0: it stays */
    char close_reason[SOCKET_REASON_BYTES];
    int64_t slow_since_ms;                   /* 0: it keeps up */
    struct socket *dirty_next, **dirty_link; /* NULL: not among the dirty ones */
};

/* What the library's callbacks do; what they return goes back to it. */
int socket_begin(struct trib_net *net, struct socket *socket, struct lws *wsi);
int socket_receive(struct trib_net *net, struct socket *socket, const char *bytes, size_t length);
int socket_writable(struct trib_net *net, struct socket *socket);
int socket_peer_closes(struct socket *socket, const unsigned char *payload, size_t length);
void socket_finish(struct trib_net *net,
                   struct socket *socket); /* safe on a zeroed one, and twice */

/** Queues a frame, to be written at the end of the turn. */
void socket_send(struct trib_net *net, struct socket *socket, struct trib_frame *frame);
/** What waits for a slow reader may be of what they must not see any more: it begins anew. */
void socket_narrow(struct trib_net *net, struct socket *socket);
/** Closes it behind what is queued. */
void socket_close(struct trib_net *net, struct socket *socket, uint16_t code, const char *reason);

/** The end of a turn: writes what was queued, and settles with who fell behind. */
void sockets_settle(struct trib_net *net);
/** Looks for readers and writers that have been slow for too long; once a second. */
void sockets_sweep(struct trib_net *net, int64_t now_ms);
/** Says goodbye to all. */
void sockets_close_all(struct trib_net *net, uint16_t code, const char *reason);

#endif
