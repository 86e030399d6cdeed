/*
 * The queue of one reader. A frame's WebSocket header is written once, into the headroom in front
 * of its payload, and shared with the payload: so what a hundred readers get is a hundred pointers,
 * and what goes to the socket is bytes that are ready (RFC 6455, 5.2: text, final, not masked).
 */
#include "outbox.h"

#include <stdlib.h>
#include <string.h>

#define RING_AT_FIRST 8u
/* A ring that has grown past this is given back when it runs empty. */
#define RING_KEPT_MAX 64u
#define FINAL_TEXT 0x81

static void header_write(struct trib_frame *frame) {
    unsigned char *payload = frame->bytes + TRIB_FRAME_HEADROOM_BYTES;
    size_t length = frame->length;
    if (length < 126) {
        frame->header_bytes = 2;
        payload[-1] = (unsigned char)length;
    } else if (length < 65536) {
        frame->header_bytes = 4;
        payload[-3] = 126;
        payload[-2] = (unsigned char)(length >> 8);
        payload[-1] = (unsigned char)length;
    } else {
        frame->header_bytes = 10;
        payload[-9] = 127;
        for (int i = 0; i < 8; i++) {
            payload[-1 - i] = (unsigned char)((uint64_t)length >> (8 * i));
        }
    }
    payload[-(int)frame->header_bytes] = FINAL_TEXT;
}

static size_t frame_bytes(const struct trib_frame *frame) {
    return frame->header_bytes + frame->length;
}

static unsigned char *frame_start(struct trib_frame *frame) {
    return frame->bytes + TRIB_FRAME_HEADROOM_BYTES - frame->header_bytes;
}

static struct trib_frame *frame_at(const struct outbox *outbox, uint32_t index) {
    return outbox->ring[(outbox->first + index) & (outbox->capacity - 1)];
}

void outbox_finish(struct outbox *outbox) {
    outbox_clear(outbox);
    free(outbox->ring);
    *outbox = (struct outbox){0};
}

static bool grow(struct outbox *outbox) {
    uint32_t capacity = outbox->capacity == 0 ? RING_AT_FIRST : outbox->capacity * 2;
    struct trib_frame **ring = calloc(capacity, sizeof *ring);
    if (ring == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < outbox->count; i++) {
        ring[i] = frame_at(outbox, i);
    }
    free(outbox->ring);
    outbox->ring = ring;
    outbox->capacity = capacity;
    outbox->first = 0;
    return true;
}

bool outbox_push(struct outbox *outbox, struct trib_frame *frame) {
    if (outbox->count == outbox->capacity && !grow(outbox)) {
        return false;
    }
    if (frame->header_bytes == 0) {
        header_write(frame);
    }
    outbox->ring[(outbox->first + outbox->count) & (outbox->capacity - 1)] =
        trib_frame_share(frame);
    outbox->count++;
    outbox->bytes += frame_bytes(frame);
    return true;
}

void outbox_clear(struct outbox *outbox) {
    outbox_drop(outbox, outbox->count);
}

unsigned char *outbox_next(struct outbox *outbox, unsigned char *scratch, size_t room,
                           size_t *out_length, uint32_t *out_frames) {
    if (outbox->count == 0) {
        return NULL;
    }
    struct trib_frame *first = frame_at(outbox, 0);
    size_t length = frame_bytes(first);
    if (outbox->count == 1 || length + frame_bytes(frame_at(outbox, 1)) > room) {
        *out_length = length;
        *out_frames = 1;
        return frame_start(first);
    }
    size_t filled = 0;
    uint32_t frames = 0;
    while (frames < outbox->count && filled + frame_bytes(frame_at(outbox, frames)) <= room) {
        struct trib_frame *frame = frame_at(outbox, frames++);
        memcpy(scratch + filled, frame_start(frame), frame_bytes(frame));
        filled += frame_bytes(frame);
    }
    *out_length = filled;
    *out_frames = frames;
    return scratch;
}

void outbox_drop(struct outbox *outbox, uint32_t frames) {
    for (uint32_t i = 0; i < frames; i++) {
        struct trib_frame *frame = frame_at(outbox, 0);
        outbox->bytes -= frame_bytes(frame);
        outbox->first = (outbox->first + 1) & (outbox->capacity - 1);
        outbox->count--;
        trib_frame_drop(frame);
    }
    if (outbox->count == 0 && outbox->capacity > RING_KEPT_MAX) {
        free(outbox->ring);
        *outbox = (struct outbox){0};
    }
}
