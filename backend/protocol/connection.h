/* Whom the server talks to, found by the number net gave them. */
#ifndef TRIBUTARY_PROTOCOL_CONNECTION_H
#define TRIBUTARY_PROTOCOL_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/buffer.h"
#include "tributary/base/id_map.h"
#include "tributary/protocol/server.h"

/* A bucket that fills with calls and is emptied by them, in thousandths of a call. */
struct trib_rate_bucket {
    int64_t millicalls;
    int64_t filled_at_ms;
    uint32_t refused_in_a_row;
};

/* Whoever calls: a person by all their connections, visitors by all their requests, or one visitor
   by one socket. */
struct trib_caller {
    struct trib_id_node node; /* by person; "": visitors' requests */
    struct trib_rate_bucket bucket;
    size_t connection_count;
};

struct trib_connection {
    struct trib_connection *next; /* in the same slot */
    uint64_t connection_id;
    enum trib_connection_kind kind;
    char person_id[TRIB_ID_BYTES];  /* "": a visitor */
    char session_id[TRIB_ID_BYTES]; /* "": none */
    char token[TRIB_TOKEN_BYTES];   /* of the session, to ask whether it lasts; "": none */
    int64_t session_checked_at_ms;  /* by a call, which is a use */
    int64_t session_swept_at_ms;
    struct trib_caller *caller; /* shared; NULL: it counts for itself */
    struct trib_rate_bucket own_bucket;
    bool has_received;        /* a request's one message has come */
    bool is_closing;          /* net was asked to close it: nothing more is taken from it */
    struct trib_buffer batch; /* the answers of a batch so far */
    size_t batch_waiting;     /* answers of it that are still to come; 0: no batch */
};

struct trib_connections {
    struct trib_connection **slots;
    size_t slot_count; /* a power of two, or 0 */
    size_t count;
};

void trib_connections_finish(struct trib_connections *connections); /* frees them all */
struct trib_connection *trib_connections_find(const struct trib_connections *connections,
                                              uint64_t connection_id);
/** A new visitor's connection; the number must not be in use. NULL when there is no memory. */
struct trib_connection *trib_connections_add(struct trib_connections *connections,
                                             uint64_t connection_id);
void trib_connections_remove(struct trib_connections *connections, uint64_t connection_id);
/** The one behind this, in no order that means anything; NULL: the first. NULL at the end. */
struct trib_connection *trib_connections_next(const struct trib_connections *connections,
                                              const struct trib_connection *connection);

struct trib_rate {
    uint32_t calls_per_second, burst;
};

/** Takes one call out of the bucket. False when it is empty: *out_wait_ms tells until when. */
bool trib_rate_take(struct trib_rate_bucket *bucket, struct trib_rate rate, int64_t now_ms,
                    int64_t *out_wait_ms);
/** Takes more for a call that turned out to be dear, as far as TRIB_RATE_DEBT_MAX below nothing. */
void trib_rate_charge(struct trib_rate_bucket *bucket, struct trib_rate rate, size_t calls);

/** A bucket that is full. */
struct trib_rate_bucket trib_rate_bucket(struct trib_rate rate, int64_t now_ms);
/** Whether it is by now. */
bool trib_rate_is_full(const struct trib_rate_bucket *bucket, struct trib_rate rate,
                       int64_t now_ms);

#endif
