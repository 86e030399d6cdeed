/* Memory of one tick: given out piece by piece, cut back to a mark, freed as a whole. */
#ifndef TRIBUTARY_STORE_ARENA_H
#define TRIBUTARY_STORE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena { /* pieces never move */
    struct arena_block *last;
};

struct arena_mark {
    struct arena_block *block;
    size_t used;
};

void arena_finish(struct arena *arena); /* safe on a zeroed one */

/** A copy of length bytes with a NUL behind them; NULL when there is no memory. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

struct arena_mark arena_mark(const struct arena *arena);
/** Forgets all that was given out since the mark. */
void arena_cut(struct arena *arena, struct arena_mark mark);

#endif
