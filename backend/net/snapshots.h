/*
 * The workers that make snapshots. Asked for and taken back on the loop; what is made in between is
 * made on threads, which wake the loop when something is ready.
 */
#ifndef TRIBUTARY_NET_SNAPSHOTS_H
#define TRIBUTARY_NET_SNAPSHOTS_H

#include <libwebsockets.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/feed/snapshot.h"

struct snapshots;

struct snapshot_job {
    struct snapshot_job *next;
    uint64_t connection_id; /* who waits for it; 0: nobody any more */
    struct trib_snapshot *snapshot;
    bool is_made;
    size_t bytes; /* counted as held, once made */
};

/** NULL: it cannot be. */
struct snapshots *snapshots_create(struct lws_context *lws);
/** Ends the threads, which from then on wake nobody. Safe on NULL. */
void snapshots_stop(struct snapshots *snapshots);
/** Ends the threads and everything they hold. Safe on NULL. */
void snapshots_destroy(struct snapshots *snapshots);

/** Queues a snapshot. NULL (the snapshot is then gone too): too many wait, or there is no memory.
 */
struct snapshot_job *snapshots_ask(struct snapshots *snapshots, struct trib_snapshot *take_snapshot,
                                   uint64_t connection_id);
/** One that is ready, in the order they became so; the caller releases it. NULL: none. */
struct snapshot_job *snapshots_ready(struct snapshots *snapshots);
/** Nobody waits any more for one that was not ready yet. */
void snapshots_abandon(struct snapshots *snapshots, struct snapshot_job *job);
/** Done with one that was ready. */
void snapshots_release(struct snapshots *snapshots, struct snapshot_job *take_job);

#endif
