/* Frames: one allocation each, counted shares, bytes that nobody changes once they are shared. */
#include "tributary/base/frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct trib_frame *trib_frame_create(const char *payload, size_t length) {
    if (length > SIZE_MAX - sizeof(struct trib_frame) - TRIB_FRAME_HEADROOM_BYTES) {
        return NULL;
    }
    struct trib_frame *frame = malloc(sizeof *frame + TRIB_FRAME_HEADROOM_BYTES + length);
    if (frame == NULL) {
        return NULL;
    }
    *frame = (struct trib_frame){.share_count = 1, .length = length};
    memset(frame->bytes, 0, TRIB_FRAME_HEADROOM_BYTES);
    if (length > 0) {
        memcpy(frame->bytes + TRIB_FRAME_HEADROOM_BYTES, payload, length);
    }
    return frame;
}

struct trib_frame *trib_frame_share(struct trib_frame *frame) {
    assert(frame->share_count > 0 && frame->share_count < UINT32_MAX);
    frame->share_count++;
    return frame;
}

void trib_frame_drop(struct trib_frame *frame) {
    if (frame == NULL) {
        return;
    }
    assert(frame->share_count > 0);
    if (--frame->share_count == 0) {
        free(frame);
    }
}

const char *trib_frame_payload(const struct trib_frame *frame) {
    return (const char *)frame->bytes + TRIB_FRAME_HEADROOM_BYTES;
}
