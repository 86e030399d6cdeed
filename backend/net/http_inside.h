/* What the files about HTTP share. */
#ifndef TRIBUTARY_NET_HTTP_INSIDE_H
#define TRIBUTARY_NET_HTTP_INSIDE_H

#include "http.h"
#include "reply.h"

/* A limit of ours on how long something may take; past it the library drops the connection. */
#define HTTP_TIMEOUT PENDING_TIMEOUT_USER_REASON_BASE

/** A head to fill in further. */
struct reply http_reply(const struct trib_net *net, const struct http *http, unsigned status);
/** Makes the answer a refusal. status 0: the one that fits; headers may be NULL. */
void http_problem_make(struct trib_net *net, struct http *http, unsigned status,
                       const char *headers, const struct trib_error *error);
/** Writes the answer and ends the request: 0, or -1 to close. The http may be gone then. */
int http_answer_write(struct http *http);
/** Goes on with a request that waited. */
void http_wake(struct http *http, enum http_stage stage);

/** Everything that is asked for by GET. */
int http_page_begin(struct trib_net *net, struct http *http, const struct head_texts *texts);
int http_snapshot_begin(struct trib_net *net, struct http *http, const struct head_texts *texts);
/** Writes what the reader takes now. */
int http_snapshot_write(struct http *http);

#endif
