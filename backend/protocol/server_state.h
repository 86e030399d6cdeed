/* What the server keeps, known to this room's files alone. */
#ifndef TRIBUTARY_PROTOCOL_SERVER_STATE_H
#define TRIBUTARY_PROTOCOL_SERVER_STATE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answer.h"
#include "calendar.h"
#include "connection.h"
#include "door.h"
#include "guard.h"
#include "mailing.h"
#include "tributary/account/settings.h"
#include "tributary/feed/feed.h"
#include "tributary/protocol/server.h"
#include "tributary/space/graph.h"
#include "tributary/store/tick.h"

#define TRIB_SEQ_ANSWER_BYTES 48u

/* Sessions that end with the open tick. */
struct trib_ended_sessions {
    char (*ids)[TRIB_ID_BYTES];
    size_t count, capacity;
};

/* Calls that were refused a right since the log's last line about that: somebody's page may be out
   of date, or somebody tries doors. */
struct trib_forbidden {
    uint64_t count;
    char person_id[TRIB_ID_BYTES]; /* of the last one; "": a visitor's */
    const char *method;
    int64_t told_at_ms;
};

struct trib_server {
    struct trib_store *store; /* borrowed */
    struct trib_graph *graph;
    struct trib_feed *feed;
    struct trib_server_outlet outlet;
    struct trib_connections connections;
    struct trib_answers answers;   /* not told yet */
    size_t waiting_count;          /* the first of them wait for the file to be clean */
    int64_t erasing_since_ms;      /* 0: it is clean */
    enum trib_store_health health; /* what every screen was told last, or takes for granted */
    int64_t full_tried_at_ms;      /* when room was last looked for */
    bool looks_at_sessions;        /* an account was closed: whose sockets are still open? */
    struct trib_door_state doors;
    struct trib_guard guard;
    struct trib_mailing mailing;
    struct trib_settings settings;
    struct trib_ended_sessions ended_sessions; /* their sockets are closed once it is committed */
    struct trib_server_counts counts;
    struct trib_forbidden forbidden; /* that the log has not been told of */
    struct trib_calendar_visits calendar_visits;
    bool is_rate_fixed; /* by the program, whatever the settings say */
    struct trib_rate rate;
    struct trib_id_map callers;     /* trib_caller */
    uint64_t numbers_taken;         /* by commands of the open tick */
    struct trib_buffer canonical;   /* the command that is being opened */
    struct trib_buffer description; /* the answer to rpc.discover, written when first asked for */
};

/** The session of a token, if it lasts; NULL has none. Looking may note its use, which belongs to a
    tick. */
bool trib_server_session_of(struct trib_server *server, const char *token, struct trib_session *out,
                            bool *out_found, struct trib_error *error);

/** All sockets of this session are closed when the tick is committed. */
void trib_server_session_ended(struct trib_server *server, const char *session_id);
/** Ends all sessions of a person but one ("" spares none), inside a savepoint. */
bool trib_server_end_sessions_of(struct trib_server *server, const char *person_id,
                                 const char *spared_id, struct trib_error *error);

/** Keeps the open command and writes its answer, {"seq":n}; n is 0 when no row was changed. */
bool trib_server_release(struct trib_server *server, char out_answer[static TRIB_SEQ_ANSWER_BYTES],
                         uint64_t *out_seq, struct trib_error *error);
/** Judges one call and adds its answer to those that wait. */
void trib_call(struct trib_server *server, struct trib_connection *connection, json_t *json);

/** Adds the refusal of what is no call to the answers that wait. close_reason: NULL, or why the
    connection is closed behind it. */
void trib_call_refuse(struct trib_server *server, struct trib_connection *connection,
                      const char *close_reason, const struct trib_error *error);

/** Takes one call from the caller's bucket. False when it was empty: error is E_RATE and
 *out_close_reason is set when the connection has gone on for too long. */
bool trib_call_is_in_rate(struct trib_server *server, struct trib_connection *connection,
                          const char **out_close_reason, struct trib_error *error);

/** Takes it out of the feed and has net close it. */
void trib_connection_close(struct trib_server *server, struct trib_connection *connection,
                           uint16_t code, const char *reason);

/** Tells the answers that wait. No tick may be open. */
void trib_server_tell(struct trib_server *server);
/** Tells every screen when commands are taken no longer, or again. */
void trib_server_health_tell(struct trib_server *server);

#endif
