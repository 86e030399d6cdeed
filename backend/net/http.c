/*
 * A request's life: its head is judged, its body read if it may have one, and its answer made; what
 * waits for the tick is answered when the server says so. How answers go out is http_send.c's.
 */
#include "http.h"

#include <stdlib.h>
#include <string.h>

#include "http_inside.h"
#include "inbox.h"
#include "snapshots.h"

struct reply http_reply(const struct trib_net *net, unsigned status) {
    return (struct reply){
        .status = status, .closes = true, .is_secure = names_are_secure(&net->names)};
}

void http_problem_make(struct trib_net *net, struct http *http, unsigned status,
                       const char *headers, const struct trib_error *error) {
    struct reply reply = http_reply(net, status);
    reply.headers = headers;
    reply_problem_write(&http->answer, reply, error);
}

/* ---- a request ------------------------------------------------------------------------------- */

static void refusal_make(struct trib_net *net, struct http *http, const struct verdict *verdict) {
    struct trib_error error;
    trib_fail(&error, verdict->code, "");
    if (verdict->code == TRIB_E_TOO_LONG) {
        trib_error_add_int64(&error, "most", (int64_t)TRIB_FRAME_IN_BYTES_MAX);
    }
    net->counts.refused++;
    http_problem_make(net, http, verdict->status, verdict->headers, &error);
}

/* No cookie counts at this door: whoever presses the link is whom the mail was for. */
static void unsubscribe_read(struct http *http, const char *path) {
    const char *token = head_unsubscribe_token(path);
    if (token != NULL) {
        memcpy(http->unsubscribe, token, sizeof http->unsubscribe);
        http->token[0] = '\0';
    }
}

int http_begin(struct trib_net *net, struct http *http, struct lws *wsi) {
    struct head_texts texts;
    head_read(wsi, &texts);
    struct verdict verdict = head_judge(&texts.head, &net->names);
    http->connection.wsi = wsi;
    http->connection.kind = CONNECTION_HTTP;
    http->route = verdict.route;
    http->door = verdict.door;
    http->is_head = texts.head.method == HEAD_HEAD;
    net->counts.requests++;
    if (verdict.status != 0) {
        refusal_make(net, http, &verdict);
        return http_refuse(http);
    }
    if (!head_cookie_read(texts.cookies, http->token)) {
        http->token[0] = '\0';
    }
    if (verdict.route != ROUTE_RPC && verdict.route != ROUTE_DOOR) {
        http_page_begin(net, http, &texts);
        return 0;
    }
    if (verdict.route == ROUTE_DOOR) {
        head_read_address(wsi, &texts, http->address);
        unsubscribe_read(http, texts.head.path);
    }
    http->stage = HTTP_BODY;
    lws_set_timer_usecs(wsi, (lws_usec_t)net->patience.body_ms * 1000);
    return 0;
}

int http_body(struct trib_net *net, struct http *http, const void *bytes, size_t length) {
    bool is_wanted = http->stage == HTTP_BODY && length > 0;
    return is_wanted && !inbox_take(net, &http->body, bytes, length) ? -1 : 0;
}

/* This library cannot take a timer back: it also rings when there is nothing to do any more. */
int http_timer(struct http *http) {
    if (http == NULL || http->stage != HTTP_SENDING) {
        return http != NULL && http->stage == HTTP_BODY ? -1 : 0; /* it took too long to come */
    }
    http_send_on(http);
    return 0;
}

/* ---- what waits for the tick ----------------------------------------------------------------- */

static bool call_begin(struct trib_net *net, struct http *http, struct trib_error *error) {
    const char *token = http->token[0] == '\0' ? NULL : http->token;
    uint64_t id = http->connection.id;
    if (!trib_server_connect(net->server, id, TRIB_CONNECTION_REQUEST, token, error)) {
        return false;
    }
    http->is_known = true;
    trib_server_receive(net->server, id, trib_buffer_text(&http->body), http->body.length);
    return true;
}

/* The body holds passwords, maybe: it is erased at once. */
static bool door_begin(struct trib_net *net, struct http *http) {
    TRIB_AUTO(trib_buffer) pressed = {0};
    const struct trib_buffer *body = &http->body;
    if (http->unsubscribe[0] != '\0') {
        trib_buffer_append_format(&pressed, "{\"token\":\"%s\"}", http->unsubscribe);
        body = &pressed;
    }
    const struct trib_door_visit visit = {.door = http->door,
                                          .body = trib_buffer_text(body),
                                          .length = body->length,
                                          .token = http->token[0] == '\0' ? NULL : http->token,
                                          .address = http->address};
    trib_server_door(net->server, http->connection.id, &visit);
    if (http->body.bytes != NULL) {
        explicit_bzero(http->body.bytes, http->body.length);
    }
    return true;
}

/* What was read is not kept while the answer goes out, which may take long. */
static bool body_use(struct trib_net *net, struct http *http, struct trib_error *error) {
    bool is_begun = http->route == ROUTE_RPC ? call_begin(net, http, error) : door_begin(net, http);
    inbox_finish(net, &http->body);
    return is_begun;
}

int http_body_complete(struct trib_net *net, struct http *http) {
    struct trib_error error;
    if (http->stage != HTTP_BODY) {
        return 0;
    }
    http_hold(http, NET_ANSWER_SECONDS);
    if (!connections_add(&net->connections, &http->connection)) {
        trib_fail(&error, TRIB_E_BUSY, "");
    } else if (body_use(net, http, &error)) {
        return 0;
    }
    http_problem_make(net, http, 0, NULL, &error);
    http_send(http);
    return 0;
}

void http_answered(struct trib_net *net, struct http *http, const struct trib_frame *frame) {
    if (http->stage != HTTP_WAITING) {
        return;
    }
    struct reply reply = http_reply(net, 200);
    reply.type = "application/json";
    reply.length = frame->length;
    reply_write(&http->answer, &reply, trib_frame_payload(frame));
    http_send(http);
}

void http_door_answered(struct trib_net *net, struct http *http,
                        const struct trib_door_answer *answer) {
    if (http->stage != HTTP_WAITING) {
        return;
    }
    if (answer->error != NULL) {
        http_problem_make(net, http, 0, NULL, answer->error);
    } else {
        TRIB_AUTO(trib_buffer) headers = {0};
        struct reply reply = http_reply(net, 200);
        if (answer->token != NULL || answer->clears_cookie) {
            reply_cookie_write(&headers, answer->token);
        }
        if (answer->clears_device) {
            trib_buffer_append_text(&headers, "Clear-Site-Data: \"cache\", \"storage\"\r\n");
        }
        reply.headers = trib_buffer_text(&headers);
        reply.type = "application/json";
        reply.length = strlen(answer->result);
        reply_write(&http->answer, &reply, answer->result);
        http->answer.failed = http->answer.failed || headers.failed;
        if (headers.bytes != NULL) {
            explicit_bzero(headers.bytes, headers.length);
        }
    }
    http_send(http);
}

void http_finish(struct trib_net *net, struct http *http) {
    if (http->job != NULL && http->stage == HTTP_WAITING) {
        snapshots_abandon(net->snapshots, http->job);
    } else if (http->job != NULL) {
        snapshots_release(net->snapshots, http->job);
    }
    if (http->is_known) {
        trib_server_disconnect(net->server, http->connection.id);
    }
    connections_remove(&net->connections, &http->connection);
    explicit_bzero(http->token, sizeof http->token);
    inbox_finish(net, &http->body);
    trib_buffer_finish(&http->answer);
    *http = (struct http){0};
}

/* ---- no requests ----------------------------------------------------------------------------- */

int http_judge_upgrade(struct trib_net *net, struct lws *wsi) {
    struct head_texts texts;
    net->counts.requests++;
    if (lws_hdr_total_length(wsi, WSI_TOKEN_UPGRADE) <= 0) {
        return -1; /* to what the library does not know; it has answered and forgotten the head */
    }
    head_read(wsi, &texts);
    struct verdict verdict = head_judge(&texts.head, &net->names);
    if (verdict.status == 0 && verdict.route == ROUTE_SOCKET) {
        return 0;
    }
    struct http http = {.connection = {.wsi = wsi}};
    refusal_make(net, &http, &verdict);
    http_refuse(&http);
    trib_buffer_finish(&http.answer);
    return -1;
}

void http_answer_garbage(struct trib_net *net, struct lws *wsi, const char *bytes, size_t length) {
    struct http http = {.connection = {.wsi = wsi}};
    struct verdict verdict = {.status = head_judge_garbage(bytes, length), .code = TRIB_E_REQUEST};
    net->counts.requests++;
    if (verdict.status == 405) {
        verdict.status = 405;
        verdict.code = TRIB_E_METHOD;
        verdict.headers = "Allow: GET, HEAD, POST\r\n";
    }
    refusal_make(net, &http, &verdict);
    http_refuse(&http);
    trib_buffer_finish(&http.answer);
}
