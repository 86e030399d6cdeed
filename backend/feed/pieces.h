/*
 * Compressed pieces of snapshots. A piece is raw deflate flushed to a whole byte and resting on
 * nothing before it, so that pieces can be put one after the other into one gzip member. Pieces of
 * spaces are kept, one for each space, and shared between threads. Private to this room.
 */
#ifndef TRIB_FEED_PIECES_H
#define TRIB_FEED_PIECES_H

#include <stdint.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/base/id_map.h"

struct piece {
    struct trib_id_node node;               /* in the cache, under the space's id */
    struct piece *used_before, *used_after; /* in the order of use, while it is in the cache */
    uint64_t seq;                           /* the space's last when it was made */
    uint32_t share_count;                   /* counted under the cache's lock */
    uint32_t crc;                           /* CRC-32 of the text */
    size_t text_length, row_count;
    size_t length;
    unsigned char bytes[];
};

struct piece_cache;

struct piece_cache *piece_cache_create(size_t bytes_max);
void piece_cache_destroy(
    struct piece_cache *cache); /* safe on NULL; nobody shares a piece any more */

/** Keeps nothing any more; who shares a piece goes on sharing it. */
void piece_cache_forget(struct piece_cache *cache);

/** The piece of a space at that seq, with a share for the caller; NULL: make one. */
struct piece *piece_cache_find(struct piece_cache *cache, const char *space_id, uint64_t seq);
/** Keeps a piece for others, unless a later one is there; drops the least used past the bound. */
void piece_cache_keep(struct piece_cache *cache, const char *space_id, struct piece *piece);
void piece_drop(struct piece_cache *cache, struct piece *piece); /* safe on NULL */

/** Compresses a text; the caller has the only share. NULL when there is no memory. */
struct piece *piece_make(const char *text, size_t length, size_t row_count, uint64_t seq);

/** Puts pieces into one gzip member. *out_bytes is freed with free(). */
bool pieces_join(struct piece *const *pieces, size_t count, unsigned char **out_bytes,
                 size_t *out_length, struct trib_error *error);

#endif
