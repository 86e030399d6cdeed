/* HTTP requests: calls, signing in, snapshots, files, and how the server is. */
#ifndef TRIBUTARY_NET_HTTP_H
#define TRIBUTARY_NET_HTTP_H

#include "head_read.h"
#include "net_state.h"
#include "tributary/base/buffer.h"

struct snapshot_job;

enum http_stage {
    HTTP_NONE,    /* not begun, or done */
    HTTP_BODY,    /* its body is coming */
    HTTP_WAITING, /* for the tick, or for a worker */
    HTTP_SENDING  /* the answer is going out */
};

struct http { /* of one request, the only one of its connection */
    struct connection connection;
    enum http_stage stage;
    enum route route;
    enum trib_door door; /* of ROUTE_DOOR */
    bool is_head;
    bool is_known;                      /* to the server */
    char token[TRIB_TOKEN_BYTES];       /* of the session; "": none */
    char address[HEAD_ADDRESS_BYTES];   /* of the browser; "": not known */
    char unsubscribe[TRIB_TOKEN_BYTES]; /* of that door; "": of no other */
    struct trib_buffer body, answer;
    struct snapshot_job *job;
    bool sends_snapshot;               /* the job's, behind the answer */
    size_t answer_sent, snapshot_sent; /* bytes */
    int64_t sends_since_ms;
    unsigned again_ms; /* until it is tried again */
};

/* What the library's callbacks do; what they return goes back to it. */
int http_begin(struct trib_net *net, struct http *http, struct lws *wsi);
int http_body(struct trib_net *net, struct http *http, const void *bytes, size_t length);
int http_timer(struct http *http);
int http_body_complete(struct trib_net *net, struct http *http);
void http_finish(struct trib_net *net, struct http *http); /* safe on a zeroed one, and twice */

/** Judges a request for a socket; what is refused is answered. 0, or -1: close. */
int http_judge_upgrade(struct trib_net *net, struct lws *wsi);
/** Answers what was not HTTP. */
void http_answer_garbage(struct trib_net *net, struct lws *wsi, const char *bytes, size_t length);

/* What comes from the server for one request. */
void http_answered(struct trib_net *net, struct http *http, const struct trib_frame *frame);
void http_door_answered(struct trib_net *net, struct http *http,
                        const struct trib_door_answer *answer);
/** Hands snapshots that are ready to who waits for them. */
void http_snapshots_collect(struct trib_net *net);

#endif
