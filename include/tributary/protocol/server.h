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
#include "tributary/account/password.h"
#include "tributary/base/error.h"
#include "tributary/base/frame.h"
#include "tributary/feed/snapshot.h"
#include "tributary/mail/outbox.h"
#include "tributary/store/store.h"

/* Bytes of one message coming in: the longest honest one is a 256 KiB text change with every byte
   escaped. Past it net closes with 1009. */
#define TRIB_FRAME_IN_BYTES_MAX ((size_t)1024 * 1024)
/* Levels of [ and { in a message. Past it: E_PARSE. */
#define TRIB_JSON_IN_DEPTH_MAX 32u
/* Calls in one JSON-RPC batch over HTTP; none on a socket. Past it: E_TOO_MANY. */
#define TRIB_BATCH_CALLS_MAX 50u

enum trib_connection_kind { TRIB_CONNECTION_SOCKET, TRIB_CONNECTION_REQUEST };

/*
 * The doors: what gives a session, or takes it. Each is one HTTP request with a JSON object; its
 * fields, bounds and refusals are described like those of methods (x-doors of the description).
 */
enum trib_door {
    TRIB_DOOR_LINK,         /* POST /api/v1/sign-in: by a link that is good once */
    TRIB_DOOR_SESSION,      /* POST /api/v1/session: by name, password and code */
    TRIB_DOOR_SIGN_OUT,     /* POST /api/v1/sign-out */
    TRIB_DOOR_INVITATION,   /* POST /api/v1/invitation: what a link invites into */
    TRIB_DOOR_ACCEPT,       /* POST /api/v1/invitation/accept */
    TRIB_DOOR_SET_PASSWORD, /* POST /api/v1/password */
    TRIB_DOOR_ROOM,         /* POST /api/v1/room: what a room's code leads into */
    TRIB_DOOR_JOIN,         /* POST /api/v1/room/join */
    TRIB_DOOR_FORGOTTEN,    /* POST /api/v1/password/forgotten: a link is wanted by mail */
    TRIB_DOOR_UNSUBSCRIBE,  /* POST /api/v1/unsubscribe/<token>: mails of a kind are ended */
    TRIB_DOOR_COUNT
};

/* Behind it stands the token. A mail program presses the link, from no page of ours and with a body
   of its own; so of this door net makes the JSON object, {"token": …}, out of the path. */
#define TRIB_UNSUBSCRIBE_PATH "/api/v1/unsubscribe/"

/* A request at a door. Borrowed for the call. */
struct trib_door_visit {
    enum trib_door door;
    const char *body;
    size_t length;
    const char *token;   /* of the session cookie; NULL: none */
    const char *address; /* of the browser, for counting tries; "": not known */
};

struct trib_door_answer {
    const struct trib_error *error; /* NULL: it went well */
    const char *token;              /* of a session that begins; NULL: none */
    bool clears_cookie;             /* the session is over */
    bool clears_device;             /* what the browser has stored shall go too */
    const char *result;             /* JSON */
};

/* Passwords being hashed or waiting for it: two at work, and a hall that signs in at once. Past it:
   E_RATE. */
#define TRIB_HASHES_AT_ONCE 2u
#define TRIB_HASHES_MAX 34u

struct trib_server_outlet { /* plugged in by net, or by a simulation; none calls the server back at
                               once */
    void *context;
    /* share the frame to keep it */
    void (*send)(void *context, uint64_t connection_id, struct trib_frame *frame);
    /* code: a WebSocket close code; the caller gets trib_server_disconnect when it is gone */
    void (*close)(void *context, uint64_t connection_id, uint16_t code, const char *reason);
    /* the caller sees less than before: what it has not read yet is not to be read any more; it may
       be told to resume instead. May be NULL */
    void (*narrowed)(void *context, uint64_t connection_id);
    /* the answer to trib_server_door */
    void (*door)(void *context, uint64_t connection_id, const struct trib_door_answer *answer);
    /* a password is to be hashed, by whatever thread; comes back by trib_server_hashed. At most
       TRIB_HASHES_MAX are under way */
    void (*hash)(void *context, struct trib_password_job *take_job);
    /* a mail is to be sent, by whatever thread; comes back by trib_server_mailed. One at a time.
       May be NULL where trib_server_set_mail is not called */
    void (*mail)(void *context, struct trib_mail_job *take_job);
    /* what is in memory follows the file no longer, and might show what is nobody's to see any
       more: the program ends, and begins again from the file. NULL: abort() */
    void (*lost)(void *context);
    /* microseconds that never go back, to count how long ticks take. May be NULL */
    uint64_t (*now_us)(void *context);
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

/** From here on mail is sent: from this address, with links that begin with origin
    ("https://coalition.example"). E_ADDRESS, field "from". */
bool trib_server_set_mail(struct trib_server *server, const char *from_address, const char *origin,
                          struct trib_error *error);
/** A try to send a mail is over. */
void trib_server_mailed(struct trib_server *server, struct trib_mail_job *take_job);

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

/** Somebody is at a door; answered by outlet.door at a later tick. */
void trib_server_door(struct trib_server *server, uint64_t connection_id,
                      const struct trib_door_visit *visit);
/** A password has been hashed. Its visitor may be gone meanwhile. */
void trib_server_hashed(struct trib_server *server, struct trib_password_job *take_job);
/** How dear hashes are; tests ask less. */
void trib_server_set_password_cost(struct trib_server *server, struct trib_password_cost cost);

/* Bounds a tick's time is counted by: 1, 5, 25, 100, 500 ms and 2 s. */
#define TRIB_TICK_BOUNDS 6u
extern const uint64_t trib_tick_bounds_us[TRIB_TICK_BOUNDS];

/* What came and what was refused, since the server was made. */
struct trib_server_counts {
    uint64_t calls;
    uint64_t over_rate; /* calls and tries at doors that came too often */
    uint64_t forbidden; /* calls that were refused a right */
    uint64_t not_kept;  /* answers of ticks that could not be committed */
    uint64_t sign_ins, sign_ins_refused;
    uint64_t mails_sent, mails_not_sent;     /* tries */
    uint64_t ticks, tick_us;                 /* that had something to commit or to answer; in all */
    uint64_t ticks_within[TRIB_TICK_BOUNDS]; /* of them, those that took no longer than a bound */
};
struct trib_server_counts trib_server_counts(const struct trib_server *server);

/** Ends the tick: commits, publishes, answers. To be called after each turn of the loop; cheap when
    nothing waits. On one connection sync.changed goes out before the answer to its command. */
void trib_server_tick(struct trib_server *server);
bool trib_server_has_work(const struct trib_server *server);

/** Forgets callers who are gone, has mail sent that is due, looks for sockets that say nothing and
    whose session has ended meanwhile, and closes them. To be called about once a second, with no
    tick open; may open one (a mail's try is counted before it is made), which the next turn ends.
 */
void trib_server_sweep(struct trib_server *server);

/** A snapshot for whoever has this session token (NULL: a visitor). See snapshot.h for the rest. */
bool trib_server_snapshot_ask(struct trib_server *server, const char *token, const char *space_id,
                              struct trib_snapshot **out_snapshot, struct trib_error *error);
/** The same for a person by id: simulations. */
bool trib_server_snapshot_ask_as(struct trib_server *server, const char *person_id,
                                 const char *space_id, struct trib_snapshot **out_snapshot,
                                 struct trib_error *error);

/** The meetings of a secret address as an iCalendar file; origin: "https://example.org". Unknown or
    revoked: E_NOT_FOUND; the same one within five seconds: E_RATE. */
bool trib_server_calendar(struct trib_server *server, const char *address, const char *origin,
                          struct trib_buffer *out, struct trib_error *error);
/** One meeting that the reader with this session token sees (NULL: a visitor); else E_NOT_FOUND. */
bool trib_server_meeting_file(struct trib_server *server, const char *token, const char *meeting_id,
                              const char *origin, struct trib_buffer *out,
                              struct trib_error *error);

/** All that is stored about whoever has this session token, for themselves, as JSON; nobody:
    E_SESSION; the same one within five seconds: E_RATE. */
bool trib_server_own_data(struct trib_server *server, const char *token, struct trib_buffer *out,
                          struct trib_error *error);

/** Whether the session of a token still lasts, so that a download of its goes on; not a use of it.
    NULL: a visitor's, which lasts. What cannot be asked does not last. */
bool trib_server_session_lasts(struct trib_server *server, const char *token);

/** Writes the API description: OpenRPC 1.3.2, with x-tables, x-vocabularies, x-notifications,
    x-errors, x-permissions and x-doors. */
bool trib_openrpc_write(struct trib_buffer *out);

#endif
