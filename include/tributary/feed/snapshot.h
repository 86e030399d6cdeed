/*
 * Everything a viewer may see, as one gzip member of lines of JSON:
 *   {"database_id":…,"epoch":…,"spaces":[{space_id,kind,owner_id}…]}
 *   ["organization",{…}]   … one line a row
 *   {"end":seq,"rows":n}   without this line the client uses nothing of it
 * Asked for on the loop, made on a worker: one short read transaction copies the rows, then they
 * are compressed. Pieces are kept per space and seq as flushed raw deflate and joined into one
 * member.
 */
#ifndef TRIBUTARY_FEED_SNAPSHOT_H
#define TRIBUTARY_FEED_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/feed/feed.h"

/* Snapshots made at once. Past it: they wait their turn in net. */
#define TRIB_SNAPSHOTS_AT_ONCE_MAX 2u
/* Bytes of compressed pieces kept. Past it: the least used go. */
#define TRIB_SNAPSHOT_CACHE_BYTES_MAX ((size_t)64 * 1024 * 1024)

struct trib_snapshot;

/** space_id NULL: all the viewer may see. A space they may not see: E_NOT_FOUND, as if absent. */
bool trib_snapshot_ask(struct trib_feed *feed, const char *person_id, const char *space_id,
                       struct trib_snapshot **out_snapshot, struct trib_error *error);

/** Makes it; on any thread, once. The cache is locked inside. */
bool trib_snapshot_make(struct trib_snapshot *snapshot, struct trib_error *error);

/** On the loop: whether the viewer may still see every space in it. Asked before bytes go out. */
bool trib_snapshot_is_allowed(const struct trib_snapshot *snapshot);

/** The gzip bytes, after it was made. */
const unsigned char *trib_snapshot_bytes(const struct trib_snapshot *snapshot, size_t *out_length);

void trib_snapshot_destroy(struct trib_snapshot *snapshot); /* safe on NULL; on the loop */

#endif
