/* What the files about HTTP share. */
#ifndef TRIBUTARY_NET_HTTP_INSIDE_H
#define TRIBUTARY_NET_HTTP_INSIDE_H

#include "http.h"
#include "reply.h"

/* A limit of ours on how long something may take; past it the library drops the connection. */
#define HTTP_TIMEOUT PENDING_TIMEOUT_USER_REASON_BASE

/** A head to fill in further. */
struct reply http_reply(const struct trib_net *net, unsigned status);
/** Makes the answer a refusal. status 0: the one that fits; headers may be NULL. */
void http_problem_make(struct trib_net *net, struct http *http, unsigned status,
                       const char *headers, const struct trib_error *error);

/** Writes a refusal of what has not all been read; what it returns closes. */
int http_refuse(struct http *http);
/** Reads no more, while the answer is waited for; for so long at most. */
void http_hold(struct http *http, int seconds);
/** Sends the answer, as the reader takes it, and closes behind it. */
void http_send(struct http *http);
void http_send_on(struct http *http);

/** Everything that is asked for by GET. */
void http_page_begin(struct trib_net *net, struct http *http, const struct head_texts *texts);
/** Whether the reader may still have the snapshot that is being sent. */
bool http_snapshot_is_allowed(struct trib_net *net, const struct http *http);
void http_snapshot_begin(struct trib_net *net, struct http *http, const struct head_texts *texts);

#endif
