/* What waits to be written to one WebSocket: whole frames, shared with every other reader. */
#ifndef TRIBUTARY_NET_OUTBOX_H
#define TRIBUTARY_NET_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/frame.h"

struct outbox { /* a ring; no memory of its own until the first frame */
    struct trib_frame **ring;
    uint32_t capacity, first, count;
    size_t bytes; /* of all frames, headers included */
};

void outbox_finish(struct outbox *outbox); /* safe on a zeroed one */

/** Shares the frame and queues it. False: no memory, nothing was queued. */
bool outbox_push(struct outbox *outbox, struct trib_frame *frame);
void outbox_clear(struct outbox *outbox);

/**
 * What can go out in one write: as many whole frames as fit into room bytes of scratch, or the
 * first one where it lies when it is alone or does not fit. Every frame has its header in front.
 * out_frames   how many frames that is, to be dropped when they are written.
 * Returns NULL when the outbox is empty.
 */
unsigned char *outbox_next(struct outbox *outbox, unsigned char *scratch, size_t room,
                           size_t *out_length, uint32_t *out_frames);
void outbox_drop(struct outbox *outbox, uint32_t frames);

#endif
