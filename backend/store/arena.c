/*
 * The tick's memory. What the hook captures lives until everybody has been told, and is undone in
 * the order it came: so it lies in blocks that are only appended to, and a mark is a place in them.
 */
#include "arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A few dozen changed rows; what is longer gets a block of its own. */
#define BLOCK_BYTES ((size_t)16 * 1024)

struct arena_block {
    struct arena_block *before;
    size_t used, capacity;
    char bytes[];
};

static void block_drop(struct arena *arena) {
    struct arena_block *before = arena->last->before;
    free(arena->last);
    arena->last = before;
}

void arena_finish(struct arena *arena) {
    while (arena->last != NULL) {
        block_drop(arena);
    }
}

static char *take(struct arena *arena, size_t length) {
    struct arena_block *block = arena->last;
    if (block == NULL || block->capacity - block->used < length) {
        size_t capacity = length > BLOCK_BYTES ? length : BLOCK_BYTES;
        block = malloc(sizeof *block + capacity);
        if (block == NULL) {
            return NULL;
        }
        block->before = arena->last;
        block->used = 0;
        block->capacity = capacity;
        arena->last = block;
    }
    char *piece = block->bytes + block->used;
    block->used += length;
    return piece;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length) {
    char *piece = take(arena, length + 1);
    if (piece != NULL) {
        if (length > 0) {
            memcpy(piece, bytes, length);
        }
        piece[length] = '\0';
    }
    return piece;
}

struct arena_mark arena_mark(const struct arena *arena) {
    return (struct arena_mark){arena->last, arena->last == NULL ? 0 : arena->last->used};
}

void arena_cut(struct arena *arena, struct arena_mark mark) {
    while (arena->last != mark.block) {
        assert(arena->last != NULL); /* the mark is of this arena, and not of what was cut away */
        block_drop(arena);
    }
    if (mark.block != NULL) {
        assert(mark.used <= mark.block->used);
        mark.block->used = mark.used;
    }
}
