/* What is answered at once: files of the client, and how the server is. */
#include <stdio.h>
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

/* A browser asks for the icon with every page it shows: that it is yesterday's does no harm. */
static const char *cache_of(const struct file *file) {
    if (file->is_lasting) {
        return "public, max-age=31536000, immutable";
    }
    bool is_image = strncmp(file->type, "image/", sizeof "image/" - 1) == 0;
    return is_image ? "public, max-age=86400" : "no-cache";
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
    reply.is_part = file->is_lasting;
    reply.cache = cache_of(file);
    if (head_has_tag(texts->if_none_match, file->tag)) {
        reply.status = 304;
        reply_head_write(&http->answer, &reply);
        return;
    }
    reply.type = file->type;
    file_body_make(http, &reply, file, head_takes_gzip(texts->accept_encoding));
}

static void calendar_send(struct trib_net *net, struct http *http, bool is_made,
                          const struct trib_buffer *text, const char *headers,
                          const struct trib_error *error) {
    if (!is_made) {
        http_problem_make(net, http, 0, NULL, error);
        return;
    }
    struct reply reply = http_reply(net, 200);
    reply.type = "text/calendar; charset=utf-8";
    reply.headers = headers;
    reply.length = text->length;
    body_write(http, &reply, trib_buffer_text(text));
}

/* The secret is the path's last part; it stands in no log. */
static void calendar_make(struct trib_net *net, struct http *http, const struct head_texts *texts) {
    struct trib_error error;
    TRIB_AUTO(trib_buffer) text = {0};
    char address[64];
    const char *secret = texts->head.path + sizeof HEAD_CALENDAR_PATH - 1;
    const char *end = strrchr(secret, '.');
    bool fits = end != NULL && strcmp(end, ".ics") == 0 && (size_t)(end - secret) < sizeof address;
    snprintf(address, sizeof address, "%.*s", fits ? (int)(end - secret) : 0, secret);
    bool is_made =
        fits ? trib_server_calendar(net->server, address, trib_net_origin(net), &text, &error)
             : trib_fail(&error, TRIB_E_NOT_FOUND, "");
    calendar_send(net, http, is_made, &text, NULL, &error);
}

static void meeting_make(struct trib_net *net, struct http *http) {
    struct trib_error error;
    TRIB_AUTO(trib_buffer) text = {0};
    char meeting_id[TRIB_ID_BYTES];
    bool is_named = head_read_argument(http->connection.wsi, "id", meeting_id, sizeof meeting_id);
    bool is_made =
        is_named
            ? trib_server_meeting_file(net->server, http->token[0] == '\0' ? NULL : http->token,
                                       meeting_id, trib_net_origin(net), &text, &error)
            : trib_fail(&error, TRIB_E_NOT_FOUND, "meeting");
    calendar_send(net, http, is_made, &text,
                  "Content-Disposition: attachment; filename=\"meeting.ics\"\r\n", &error);
}

static void own_data_make(struct trib_net *net, struct http *http) {
    struct trib_error error;
    TRIB_AUTO(trib_buffer) text = {0};
    if (!trib_server_own_data(net->server, http->token[0] == '\0' ? NULL : http->token, &text,
                              &error)) {
        http_problem_make(net, http, 0, NULL, &error);
        return;
    }
    struct reply reply = http_reply(net, 200);
    reply.type = "application/json";
    reply.headers = "Content-Disposition: attachment; filename=\"tributary-data.json\"\r\n";
    reply.length = text.length;
    body_write(http, &reply, trib_buffer_text(&text));
}

/* Opening a link ends nothing: mail programs and scanners open them unasked. The token goes behind
   the #, where no log and no proxy sees it again. */
static void unsubscribe_make(struct trib_net *net, struct http *http,
                             const struct head_texts *texts) {
    TRIB_AUTO(trib_buffer) headers = {0};
    struct reply reply = http_reply(net, 303);
    trib_buffer_append_format(&headers, "Location: /unsubscribe#%s\r\n",
                              head_unsubscribe_token(texts->head.path));
    reply.headers = trib_buffer_text(&headers);
    reply_head_write(&http->answer, &reply);
}

void http_page_begin(struct trib_net *net, struct http *http, const struct head_texts *texts) {
    bool is_ready = trib_store_health(net->store) == TRIB_STORE_FINE;
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
    case ROUTE_CALENDAR:
        calendar_make(net, http, texts);
        break;
    case ROUTE_MEETING:
        meeting_make(net, http);
        break;
    case ROUTE_OWN_DATA:
        own_data_make(net, http);
        break;
    case ROUTE_UNSUBSCRIBE:
        unsubscribe_make(net, http, texts);
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
