/*
 * Bytes on their way to browsers: written once, then shared unchanged between all connections that
 * get the same. Counted by one thread, the loop's.
 */
#ifndef TRIBUTARY_BASE_FRAME_H
#define TRIBUTARY_BASE_FRAME_H

#include <stddef.h>
#include <stdint.h>

/* Room in front of the payload for what the socket layer puts there (libwebsockets asks for 16
   bytes, a WebSocket header takes up to 10). */
#define TRIB_FRAME_HEADROOM_BYTES 32u

struct trib_frame {
    uint32_t share_count;
    uint32_t
        header_bytes; /* set by net: how much of the headroom, counted from its end, is a header */
    size_t length;    /* of the payload */
    unsigned char bytes[]; /* headroom, then payload */
};

/** A frame with one share, or NULL when there is no memory. */
struct trib_frame *trib_frame_create(const char *payload, size_t length);
/** One more share of the same bytes. */
struct trib_frame *trib_frame_share(struct trib_frame *frame);
/** Gives a share back; the last one frees. Safe on NULL. */
void trib_frame_drop(struct trib_frame *frame);
const char *trib_frame_payload(const struct trib_frame *frame);

#endif
