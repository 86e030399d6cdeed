/*
 * The feed as a whole: made, taken down, left.
 */
#include <stdlib.h>
#include <string.h>

#include "feed_state.h"
#include "tributary/feed/snapshot.h"

static const char RESUME[] = "{\"jsonrpc\":\"2.0\",\"method\":\"sync.resume\",\"params\":{}}";

struct trib_feed *trib_feed_create(struct trib_store *store, struct trib_graph *graph,
                                   struct trib_feed_outlet outlet) {
    struct trib_feed *feed = calloc(1, sizeof *feed);
    if (feed == NULL) {
        return NULL;
    }
    feed->store = store;
    feed->graph = graph;
    feed->outlet = outlet;
    feed->resume = trib_frame_create(RESUME, strlen(RESUME));
    feed->pieces = piece_cache_create(TRIB_SNAPSHOT_CACHE_BYTES_MAX);
    if (feed->resume == NULL || feed->pieces == NULL) {
        trib_feed_destroy(feed);
        return NULL;
    }
    return feed;
}

void trib_feed_destroy(struct trib_feed *feed) {
    if (feed == NULL) {
        return;
    }
    audience_finish(&feed->audience);
    trib_reader_close(feed->reader);
    piece_cache_destroy(feed->pieces);
    trib_frame_drop(feed->resume);
    free(feed);
}

void trib_feed_leave(struct trib_feed *feed, uint64_t connection_id) {
    audience_leave(&feed->audience, connection_id);
}

void trib_feed_fell_behind(struct trib_feed *feed, uint64_t connection_id) {
    if (audience_find(&feed->audience, connection_id) == NULL) {
        return; /* it was told before, or never subscribed */
    }
    audience_leave(&feed->audience, connection_id);
    feed->outlet.deliver(feed->outlet.context, connection_id, feed->resume);
}

size_t trib_feed_rows_read(const struct trib_feed *feed) {
    return feed->rows_read;
}

void trib_feed_forget(struct trib_feed *feed) {
    piece_cache_forget(feed->pieces);
}

size_t trib_feed_subscriber_count(const struct trib_feed *feed) {
    return feed->audience.subscribers.node_count;
}
