/*
 * The frames of one tick, made once for each set of viewers that saw the same. Private to this
 * room.
 */
#ifndef TRIB_FEED_TICK_FRAMES_H
#define TRIB_FEED_TICK_FRAMES_H

#include "audience.h"
#include "tributary/base/buffer.h"
#include "tributary/store/tick.h"

/* Where a change lay and lies, as elements of the tick; CHANNEL_UNTOUCHED: where nobody listens. */
struct change_places {
    size_t before, after;
};

/* A batch with its spaces numbered. Element n below channel_count: sight of channels[n]. Element
   channel_count + n: that sight was lost at the last entry. Element 2 * channel_count: sight, of
   whatever space, was changed by the last entry; it then goes into no frame here, but with the
   notice of what was gained and lost. */
struct tick_view {
    const struct trib_batch *batch;
    struct change_places *places; /* one for each change of each entry, in order */
    struct channel **channels;    /* touched by the batch */
    size_t channel_count, channel_capacity;
    /* one set's sight, while its frames are made */
    bool *sees, *sees_last; /* of the entries before the last, and of the last */
    bool is_resighted;
    struct trib_buffer rows, text;
};

/** Numbers the channels a batch touches. */
bool tick_view_init(struct tick_view *view, struct audience *audience,
                    const struct trib_batch *batch, struct trib_error *error);
void tick_view_finish(struct tick_view *view); /* also sets the channels untouched again */

/** Makes the frames of a set, or finds that they are too much. */
void tick_view_write(struct tick_view *view, struct sight_set *set);

/** Frees the sets that were made, and gives their frames back. */
void sight_sets_free(struct sight_set *made);

#endif
