/*
 * The whole server but its sockets: frames in, frames out, a tick at the end of the loop's turn. A
 * simulation drives the same functions as net does.
 *
 * One connection is a WebSocket, or one HTTP request to /api/v1/rpc: it takes the same methods (not
 * sync.*), gets exactly one frame (the answer, or an array for a JSON-RPC batch) and is then done.
 */
#ifndef TRIBUTARY_PROTOCOL_SERVER_H
#define TRIBUTARY_PROTOCOL_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/account/account.h"
#include "tributary/base/error.h"
#include "tributary/base/frame.h"
#include "tributary/feed/snapshot.h"
#include "tributary/store/store.h"

/* Bytes of one message coming in: the longest honest one is a 256 KiB text change with every byte
   escaped. Past it net closes with 1009. */
#define TRIB_FRAME_IN_BYTES_MAX ((size_t)1024 * 1024)
/* Levels of [ and { in a message. Past it: E_PARSE. */
#define TRIB_JSON_IN_DEPTH_MAX 32u
/* Calls in one JSON-RPC batch over HTTP; none on a socket. Past it: E_TOO_MANY. */
#define TRIB_BATCH_CALLS_MAX 50u

enum trib_connection_kind { TRIB_CONNECTION_SOCKET, TRIB_CONNECTION_REQUEST };

struct trib_server_outlet { /* plugged in by net, or by a simulation; none calls the server back */
    void *context;
    /* share the frame to keep it */
    void (*send)(void *context, uint64_t connection_id, struct trib_frame *frame);
    /* code: a WebSocket close code; the caller gets trib_server_disconnect when it is gone */
    void (*close)(void *context, uint64_t connection_id, uint16_t code, const char *reason);
    /* the caller sees less than before: what it has not read yet is not to be read any more; it may
       be told to resume instead. May be NULL */
    void (*narrowed)(void *context, uint64_t connection_id);
    /* the answer to trib_server_sign_in: token NULL when refused (error then says why) */
    void (*signed_in)(void *context, uint64_t connection_id, const char *token,
                      const struct trib_error *error);
};

struct trib_server;

/** A server over an open store, which stays the caller's. Loads the graph and makes the feed. */
bool trib_server_create(struct trib_store *store, struct trib_server_outlet outlet,
                        struct trib_server **out_server, struct trib_error *error);
void trib_server_destroy(struct trib_server *server); /* safe on NULL */

/** How many calls a second one person, by all their connections, or one visitor's socket may go on
    making, and how many at once; both above 0. Past them a call is refused with E_RATE, and a
   socket that goes on is closed. Visitors' requests count together. */
void trib_server_set_rate(struct trib_server *server, uint32_t calls_per_second, uint32_t burst);

/** A connection begins. token: of the session cookie, or NULL; an ended one counts as none. */
bool trib_server_connect(struct trib_server *server, uint64_t connection_id,
                         enum trib_connection_kind kind, const char *token,
                         struct trib_error *error);
/** For simulations and tests: a connection of a person without a session; NULL: of a visitor. */
bool trib_server_connect_as(struct trib_server *server, uint64_t connection_id,
                            enum trib_connection_kind kind, const char *person_id,
                            struct trib_error *error);
/** One whole message. Answers come through the outlet, at the latest at the next tick. */
void trib_server_receive(struct trib_server *server, uint64_t connection_id, const char *bytes,
                         size_t length);
/** The connection's outgoing queue is too long: it is told to resume. */
void trib_server_fell_behind(struct trib_server *server, uint64_t connection_id);
void trib_server_disconnect(struct trib_server *server, uint64_t connection_id);

/** Uses a sign-in link; answered by outlet.signed_in at the next tick. */
void trib_server_sign_in(struct trib_server *server, uint64_t connection_id,
                         const char *link_token);

/** Ends the tick: commits, publishes, answers. To be called after each turn of the loop; cheap when
    nothing waits. On one connection sync.changed goes out before the answer to its command. */
void trib_server_tick(struct trib_server *server);
bool trib_server_has_work(const struct trib_server *server);

/** Forgets callers who are gone, looks for sockets that say nothing and whose session has ended
   meanwhile, and closes them. To be called about once a second, with no tick open. */
void trib_server_sweep(struct trib_server *server);

/** A snapshot for whoever has this session token (NULL: a visitor). See snapshot.h for the rest. */
bool trib_server_snapshot_ask(struct trib_server *server, const char *token, const char *space_id,
                              struct trib_snapshot **out_snapshot, struct trib_error *error);
/** The same for a person by id: simulations. */
bool trib_server_snapshot_ask_as(struct trib_server *server, const char *person_id,
                                 const char *space_id, struct trib_snapshot **out_snapshot,
                                 struct trib_error *error);

/** Writes the API description: OpenRPC 1.3.2, with x-tables, x-vocabularies, x-notifications,
    x-errors and x-permissions. */
bool trib_openrpc_write(struct trib_buffer *out);

#endif
