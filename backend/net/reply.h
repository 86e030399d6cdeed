/* What is answered over HTTP: heads with the headers that every answer has, and refusals. */
#ifndef TRIBUTARY_NET_REPLY_H
#define TRIBUTARY_NET_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "tributary/account/account.h"
#include "tributary/base/buffer.h"
#include "tributary/base/error.h"

struct reply {
    unsigned status;
    const char *type;    /* Content-Type; NULL: no body */
    const char *cache;   /* Cache-Control; NULL: no-store */
    const char *headers; /* further lines, each ended; NULL: none */
    size_t length;       /* of the body */
    bool closes;         /* the connection, behind it */
    bool is_secure;      /* people come by https */
    bool is_part;        /* a script or a style sheet of the page, which is never a page itself */
};

/** Appends the head, ended by its empty line. */
void reply_head_write(struct trib_buffer *out, const struct reply *reply);
/** The same with the body behind it. */
void reply_write(struct trib_buffer *out, const struct reply *reply, const void *body);

/** A refusal as application/problem+json (RFC 9457); reply's type, length and status are set here.
    status 0: the one that fits the error. */
void reply_problem_write(struct trib_buffer *out, struct reply reply,
                         const struct trib_error *error);

/** The HTTP status for an error that came from inside. */
unsigned reply_status_of(enum trib_error_code code);

/** The line that sets the session's cookie, or with NULL takes it back; made in its own memory. */
void reply_cookie_write(struct trib_buffer *out, const char *token);

#endif
