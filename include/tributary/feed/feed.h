/*
 * Who gets what. A committed batch comes in; each distinct frame is built once and handed, shared,
 * to every connection that may get it. Nobody is told a number of an entry that did not concern
 * them.
 *
 * The wire (JSON-RPC notifications, UTF-8 text):
 *
 *   sync.changed {"from":seq,"to":seq,"rows":[[table,op,id,fields],…]}
 *       op: insert (all columns), update (changed columns), delete (fields null)
 *
 *   sync.scope {"seq":seq,"gained":[{"space_id","kind","owner_id"}…],"lost":[space_id…],"rows":[…]}
 *       the entry that changed the viewer's sight, in one piece. rows: what it changed in the
 *       spaces they keep, as in sync.changed, then everything in the spaces gained, as inserts; the
 *       client first drops what it has in the lost ones
 *
 *   sync.resume {}
 *       you fell behind, or what you should get is too much for a frame: say hello again
 */
#ifndef TRIBUTARY_FEED_FEED_H
#define TRIBUTARY_FEED_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/base/frame.h"
#include "tributary/base/json_write.h"
#include "tributary/space/graph.h"
#include "tributary/store/reader.h"
#include "tributary/store/tick.h"

/* Bytes of one frame going out. A larger tick is split at entries; a larger entry: sync.resume. */
#define TRIB_FRAME_OUT_BYTES_MAX ((size_t)256 * 1024)
/* Rows of one tick, or of gained spaces, for one viewer. Past it: sync.resume. */
#define TRIB_FEED_ROWS_MAX 2000u
/* Rows and bytes of an answer to hello, and entries behind. Past it: take a snapshot. */
#define TRIB_HELLO_ROWS_MAX 2000u
#define TRIB_HELLO_BYTES_MAX ((size_t)1024 * 1024)
#define TRIB_HELLO_ENTRIES_MAX 10000u
/* The same of whoever has just signed in, and holds what visitors see at most: what a frame brings
   of this is on a poor line sooner than a snapshot is asked for; the rest is shorter compressed. */
#define TRIB_HELLO_NEW_BYTES_MAX ((size_t)8 * 1024)
/* Spaces a hello may name. Past it: E_TOO_MANY. */
#define TRIB_HELLO_SPACES_MAX 1000u

struct trib_feed_outlet { /* deliver shares the frame if it keeps it */
    void *context;
    void (*deliver)(void *context, uint64_t connection_id, struct trib_frame *frame);
    /* Before anything of the entry that did it: the connection sees less than it did, and what
       waits for it unread may be of that. May be NULL. */
    void (*narrowed)(void *context, uint64_t connection_id);
};

struct trib_feed;

struct trib_feed *trib_feed_create(struct trib_store *store, struct trib_graph *graph,
                                   struct trib_feed_outlet outlet);
void trib_feed_destroy(struct trib_feed *feed); /* safe on NULL */

/* What a client says it holds; all borrowed. Nothing held: database_id NULL. */
struct trib_hello {
    const char *database_id;
    const char *epoch;
    uint64_t seq;
    const char *const *space_ids;
    size_t space_count;
};

/**
 * Answers a hello and, unless a snapshot is asked for, subscribes the connection from now on. Only
 * between ticks: after the batch was published and before the next command is opened. Writes
 *   {"database_id","epoch","seq","person_id"|null,"spaces":[{space_id,kind,owner_id}…],
 *    "mode":"nothing"|"rows"|"snapshot","rows":[…]}
 * rows are inserts with all columns, and deletes. seq is the largest last seq of the viewer's
 * spaces: nothing of other spaces shows in it. A row changed since is sent whole when visible now;
 * else as a deletion when the space before its first change since is one the client holds and
 * keeps; else not at all. Spaces gained are sent whole; spaces the client names that are not in
 * "spaces" are to be dropped by it.
 */
bool trib_feed_hello(struct trib_feed *feed, uint64_t connection_id, const char *person_id,
                     const struct trib_hello *hello, struct trib_json_writer *result,
                     struct trib_error *error);

/** Rows and entries the last hello looked at, a space read whole counting as TRIB_FEED_SPACE_ROWS
   besides those in it: what it cost, for whoever bounds that. */
size_t trib_feed_rows_read(const struct trib_feed *feed);
#define TRIB_FEED_SPACE_ROWS 200u

/** No longer subscribed. Safe for connections that never were. */
void trib_feed_leave(struct trib_feed *feed, uint64_t connection_id);

/** The connection reads too slowly: tells it sync.resume and unsubscribes it. */
void trib_feed_fell_behind(struct trib_feed *feed, uint64_t connection_id);

/** Publishes a committed batch, taking changes of sight into the graph at the entry that made them.
    False: it could not be taken in or told; everybody was then told to resume. */
bool trib_feed_publish(struct trib_feed *feed, const struct trib_batch *batch,
                       struct trib_error *error);

/** Forgets what is kept of snapshots: words in it were taken back. */
void trib_feed_forget(struct trib_feed *feed);

size_t trib_feed_subscriber_count(const struct trib_feed *feed);

#endif
