/*
 * The pieces that are kept: for each space the newest, in a list by use with the newest use first.
 * Two workers and the loop share them, so everything here is under one lock, held for moments only.
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "pieces.h"

struct piece_cache {
    pthread_mutex_t lock;
    struct trib_id_map pieces;
    struct piece *used_last, *used_first; /* ends of the list */
    size_t bytes, bytes_max;
};

struct piece_cache *piece_cache_create(size_t bytes_max) {
    struct piece_cache *cache = calloc(1, sizeof *cache);
    if (cache == NULL || pthread_mutex_init(&cache->lock, NULL) != 0) {
        free(cache);
        return NULL;
    }
    cache->bytes_max = bytes_max;
    return cache;
}

static void share_drop(struct piece *piece) {
    assert(piece->share_count > 0);
    if (--piece->share_count == 0) {
        free(piece);
    }
}

static void list_add(struct piece_cache *cache, struct piece *piece) {
    piece->used_after = NULL;
    piece->used_before = cache->used_last;
    if (cache->used_last != NULL) {
        cache->used_last->used_after = piece;
    } else {
        cache->used_first = piece;
    }
    cache->used_last = piece;
}

static void list_remove(struct piece_cache *cache, struct piece *piece) {
    if (piece->used_after != NULL) {
        piece->used_after->used_before = piece->used_before;
    } else {
        cache->used_last = piece->used_before;
    }
    if (piece->used_before != NULL) {
        piece->used_before->used_after = piece->used_after;
    } else {
        cache->used_first = piece->used_after;
    }
}

static void cache_remove(struct piece_cache *cache, struct piece *piece) {
    list_remove(cache, piece);
    trib_id_map_remove(&cache->pieces, &piece->node);
    cache->bytes -= sizeof *piece + piece->length;
    share_drop(piece);
}

static bool cache_add(struct piece_cache *cache, const char *space_id, struct piece *piece) {
    if (!trib_id_map_add(&cache->pieces, &piece->node, space_id)) {
        return false;
    }
    list_add(cache, piece);
    cache->bytes += sizeof *piece + piece->length;
    piece->share_count++;
    return true;
}

void piece_cache_destroy(struct piece_cache *cache) {
    if (cache == NULL) {
        return;
    }
    while (cache->used_first != NULL) {
        cache_remove(cache, cache->used_first);
    }
    trib_id_map_finish(&cache->pieces);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

void piece_cache_forget(struct piece_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    while (cache->used_first != NULL) {
        cache_remove(cache, cache->used_first);
    }
    pthread_mutex_unlock(&cache->lock);
}

struct piece *piece_cache_find(struct piece_cache *cache, const char *space_id, uint64_t seq) {
    pthread_mutex_lock(&cache->lock);
    struct piece *piece = (struct piece *)trib_id_map_find(&cache->pieces, space_id);
    if (piece != NULL && piece->seq == seq) {
        list_remove(cache, piece);
        list_add(cache, piece);
        piece->share_count++;
    } else {
        piece = NULL;
    }
    pthread_mutex_unlock(&cache->lock);
    return piece;
}

void piece_cache_keep(struct piece_cache *cache, const char *space_id, struct piece *piece) {
    pthread_mutex_lock(&cache->lock);
    struct piece *kept = (struct piece *)trib_id_map_find(&cache->pieces, space_id);
    if (kept != NULL && kept->seq < piece->seq) {
        cache_remove(cache, kept);
        kept = NULL;
    }
    /* Without memory for it nothing is kept, and the next one makes it again. */
    if (kept == NULL && cache_add(cache, space_id, piece)) {
        while (cache->bytes > cache->bytes_max) {
            cache_remove(cache, cache->used_first);
        }
    }
    pthread_mutex_unlock(&cache->lock);
}

void piece_drop(struct piece_cache *cache, struct piece *piece) {
    if (piece == NULL) {
        return;
    }
    pthread_mutex_lock(&cache->lock);
    share_drop(piece);
    pthread_mutex_unlock(&cache->lock);
}
