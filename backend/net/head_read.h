/* A request's head as the library keeps it, brought into the texts that are judged. */
#ifndef TRIBUTARY_NET_HEAD_READ_H
#define TRIBUTARY_NET_HEAD_READ_H

#include <libwebsockets.h>
#include <stdbool.h>
#include <stddef.h>

#include "head.h"
#include "limits.h"

struct head_texts { /* what struct head points into */
    struct head head;
    const char *accept_encoding, *if_none_match, *cookies; /* NULL: none */
    char bytes[NET_HEAD_BYTES_MAX + 64];
    size_t used;
};

/** Reads the head of the request that stands on a connection. */
void head_read(struct lws *wsi, struct head_texts *out);
/** The browser's address, for counting tries to sign in: the other end's, or when that is this
    machine what the proxy in front says; "" when it says nothing. */
void head_read_address(struct lws *wsi, struct head_texts *texts,
                       char out_address[static HEAD_ADDRESS_BYTES]);
/** Its cookie header alone; false when there is none that names a session. */
bool head_read_session(struct lws *wsi, char out_token[static TRIB_TOKEN_BYTES]);
/** A parameter behind the path's question mark ("space"). False: it is not there, or longer than
    size. */
bool head_read_argument(struct lws *wsi, const char *name, char *out, size_t size);

#endif
