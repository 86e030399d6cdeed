/* What is answered at once: files of the client, and how the server is. */
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "http_inside.h"
#include "metrics.h"

/* A HEAD gets the head that a GET would. */
static void body_write(struct http *http, const struct reply *reply, const void *body) {
    reply_head_write(&http->answer, reply);
    if (!http->is_head) {
        trib_buffer_append(&http->answer, body, reply->length);
    }
}

static void text_make(struct trib_net *net, struct http *http, unsigned status, const char *text) {
    struct reply reply = http_reply(net, status);
    reply.type = "text/plain; charset=utf-8";
    reply.length = strlen(text);
    body_write(http, &reply, text);
}

static void metrics_make(struct trib_net *net, struct http *http) {
    TRIB_AUTO(trib_buffer) text = {0};
    metrics_write(net, &text);
    struct reply reply = http_reply(net, 200);
    reply.type = "text/plain; version=0.0.4; charset=utf-8";
    reply.length = text.length;
    body_write(http, &reply, trib_buffer_text(&text));
}

static void file_body_make(struct http *http, struct reply *reply, const struct file *file,
                           bool is_gzip) {
    unsigned char *plain = is_gzip ? NULL : file_inflate(file);
    if (!is_gzip && plain == NULL) {
        http->answer.failed = true;
        return;
    }
    TRIB_AUTO(trib_buffer) headers = {0};
    trib_buffer_append_format(&headers, "%sVary: Accept-Encoding\r\n%s", reply->headers,
                              is_gzip ? "Content-Encoding: gzip\r\n" : "");
    reply->headers = trib_buffer_text(&headers);
    reply->length = is_gzip ? file->gzip_bytes : file->plain_bytes;
    body_write(http, reply, is_gzip ? file->gzip : plain);
    free(plain);
}

static void file_make(struct trib_net *net, struct http *http, const struct head_texts *texts) {
    const struct file *file = file_find(files, file_count, texts->head.path);
    struct trib_error error;
    TRIB_AUTO(trib_buffer) tag = {0};
    if (file == NULL && file_count == 0) {
        text_make(net, http, 404, "This server was built without its client.\n");
        return;
    }
    if (file == NULL) {
        trib_fail(&error, TRIB_E_NOT_FOUND, "");
        http_problem_make(net, http, 404, NULL, &error);
        return;
    }
    struct reply reply = http_reply(net, 200);
    trib_buffer_append_format(&tag, "ETag: %s\r\n", file->tag);
    reply.headers = trib_buffer_text(&tag);
    reply.cache = file->is_lasting ? "public, max-age=31536000, immutable" : "no-cache";
    if (head_has_tag(texts->if_none_match, file->tag)) {
        reply.status = 304;
        reply_head_write(&http->answer, &reply);
        return;
    }
    reply.type = file->type;
    file_body_make(http, &reply, file, head_takes_gzip(texts->accept_encoding));
}

void http_page_begin(struct trib_net *net, struct http *http, const struct head_texts *texts) {
    bool is_ready = trib_store_is_writable(net->store);
    switch (http->route) {
    case ROUTE_PAGE:
        file_make(net, http, texts);
        break;
    case ROUTE_HEALTH:
        text_make(net, http, 200, "ok\n");
        break;
    case ROUTE_READY:
        text_make(net, http, is_ready ? 200 : 503, is_ready ? "ready\n" : "read only\n");
        break;
    case ROUTE_METRICS:
        metrics_make(net, http);
        break;
    case ROUTE_SNAPSHOT:
        http_snapshot_begin(net, http, texts);
        return;
    case ROUTE_RPC:
    case ROUTE_DOOR:
    case ROUTE_SOCKET:
        break; /* no pages: posted, or a socket, which was judged before */
    }
    http_send(http);
}
