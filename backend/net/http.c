/*
 * One request at a time on a connection. Small answers are written whole where they are known; an
 * answer that waits for the tick or for a worker stops reading meanwhile, since the library would
 * take what follows for more of the body. After a refusal the connection is closed: what still
 * comes on it could be read as another request.
 */
#include "http.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "http_inside.h"
#include "snapshots.h"

/* Bytes of a refused body that are taken from the kernel before closing, so that the answer is not
   overtaken by a reset. More than that is a flood. */
#define UNREAD_BYTES_MAX ((size_t)256 * 1024)

/* ---- writing --------------------------------------------------------------------------------- */

static void unread_drop(struct lws *wsi) {
    char bytes[16384];
    ssize_t taken = 1;
    for (size_t all = 0; all < UNREAD_BYTES_MAX && taken > 0; all += (size_t)taken) {
        taken = recv(lws_get_socket_fd(wsi), bytes, sizeof bytes, MSG_DONTWAIT);
    }
}

/* Writes the answer and ends the request: 0, or -1 to close. */
int http_answer_write(struct http *http) {
    struct lws *wsi = http->connection.wsi;
    struct trib_buffer *answer = &http->answer;
    http->stage = HTTP_NONE;
    if (answer->failed ||
        lws_write(wsi, (unsigned char *)answer->bytes, answer->length, LWS_WRITE_HTTP) < 0) {
        return -1;
    }
    if (http->closes) {
        unread_drop(wsi);
        return -1;
    }
    lws_set_timeout(wsi, HTTP_TIMEOUT, NET_ANSWER_SECONDS);
    return lws_http_transaction_completed(wsi) != 0 ? -1 : 0;
}

struct reply http_reply(const struct trib_net *net, const struct http *http, unsigned status) {
    return (struct reply){
        .status = status, .closes = http->closes, .is_secure = names_are_secure(&net->names)};
}

void http_problem_make(struct trib_net *net, struct http *http, unsigned status,
                       const char *headers, const struct trib_error *error) {
    struct reply reply = http_reply(net, http, status);
    reply.headers = headers;
    reply_problem_write(&http->answer, reply, error);
}

void http_wake(struct http *http, enum http_stage stage) {
    http->stage = stage;
    lws_rx_flow_control(http->connection.wsi, 1);
    lws_callback_on_writable(http->connection.wsi);
}

/* ---- a request ------------------------------------------------------------------------------- */

static void refusal_make(struct trib_net *net, struct http *http, const struct verdict *verdict) {
    struct trib_error error;
    trib_fail(&error, verdict->code, "");
    if (verdict->code == TRIB_E_TOO_LONG) {
        trib_error_add_int64(&error, "most", (int64_t)TRIB_FRAME_IN_BYTES_MAX);
    }
    http->closes = true;
    net->counts.refused++;
    http_problem_make(net, http, verdict->status, verdict->headers, &error);
}

int http_begin(struct trib_net *net, struct http *http, struct lws *wsi) {
    struct head_texts texts;
    head_read(wsi, &texts);
    struct verdict verdict = head_judge(&texts.head, &net->names);
    http->connection.wsi = wsi;
    http->connection.kind = CONNECTION_HTTP;
    http->route = verdict.route;
    http->is_head = texts.head.method == HEAD_HEAD;
    net->counts.requests++;
    if (verdict.status != 0) {
        refusal_make(net, http, &verdict);
        return http_answer_write(http);
    }
    if (!head_cookie_read(texts.cookies, http->token)) {
        http->token[0] = '\0';
    }
    if (verdict.route != ROUTE_RPC && verdict.route != ROUTE_SIGN_IN) {
        return http_page_begin(net, http, &texts);
    }
    http->stage = HTTP_BODY;
    lws_set_timer_usecs(wsi, (lws_usec_t)NET_BODY_MS * 1000);
    return 0;
}

int http_body(struct http *http, const void *bytes, size_t length) {
    if (http->stage == HTTP_BODY && length > 0) {
        trib_buffer_append(&http->body, bytes, length);
    }
    return http->body.failed ? -1 : 0;
}

/* This library cannot take a timer back, so it also rings for a body that has come. */
int http_body_late(const struct http *http) {
    return http != NULL && http->stage == HTTP_BODY ? -1 : 0;
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

static bool sign_in_begin(struct trib_net *net, struct http *http, struct trib_error *error) {
    char link_token[TRIB_TOKEN_BYTES];
    if (!head_sign_in_read(trib_buffer_text(&http->body), http->body.length, link_token)) {
        return trib_fail(error, TRIB_E_LINK, "token");
    }
    trib_server_sign_in(net->server, http->connection.id, link_token);
    explicit_bzero(link_token, sizeof link_token);
    return true;
}

int http_body_complete(struct trib_net *net, struct http *http) {
    struct trib_error error;
    if (http->stage != HTTP_BODY) {
        return 0;
    }
    lws_set_timeout(http->connection.wsi, HTTP_TIMEOUT, NET_ANSWER_SECONDS);
    http->stage = HTTP_WAITING;
    lws_rx_flow_control(http->connection.wsi, 0);
    if (!connections_add(&net->connections, &http->connection)) {
        trib_fail(&error, TRIB_E_BUSY, "");
    } else if (http->route == ROUTE_RPC ? call_begin(net, http, &error)
                                        : sign_in_begin(net, http, &error)) {
        return 0;
    }
    http_problem_make(net, http, 0, NULL, &error);
    http_wake(http, HTTP_READY);
    return 0;
}

void http_answered(struct trib_net *net, struct http *http, const struct trib_frame *frame) {
    if (http->stage != HTTP_WAITING) {
        return;
    }
    struct reply reply = http_reply(net, http, 200);
    reply.type = "application/json";
    reply.length = frame->length;
    reply_write(&http->answer, &reply, trib_frame_payload(frame));
    http_wake(http, HTTP_READY);
}

void http_signed_in(struct trib_net *net, struct http *http, const char *token,
                    const struct trib_error *error) {
    if (http->stage != HTTP_WAITING) {
        return;
    }
    if (token == NULL) {
        http_problem_make(net, http, 0, NULL, error);
    } else {
        TRIB_AUTO(trib_buffer) cookie = {0};
        struct reply reply = http_reply(net, http, 200);
        reply_cookie_write(&cookie, token);
        reply.headers = trib_buffer_text(&cookie);
        reply.type = "application/json";
        reply.length = 2;
        reply_write(&http->answer, &reply, "{}");
        http->answer.failed = http->answer.failed || cookie.failed;
        explicit_bzero(cookie.bytes, cookie.length);
    }
    http_wake(http, HTTP_READY);
}

int http_writable(struct trib_net *net, struct http *http) {
    if (http->stage == HTTP_READY) {
        if (http->is_known) {
            trib_server_disconnect(net->server, http->connection.id);
            http->is_known = false;
        }
        return http_answer_write(http);
    }
    return http->stage == HTTP_SENDING ? http_snapshot_write(http) : 0;
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
    trib_buffer_finish(&http->body);
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
    http_answer_write(&http);
    trib_buffer_finish(&http.answer);
    return -1;
}

void http_answer_garbage(struct trib_net *net, struct lws *wsi, const char *bytes, size_t length) {
    struct http http = {.connection = {.wsi = wsi}};
    struct verdict verdict = {.status = head_judge_garbage(bytes, length), .code = TRIB_E_REQUEST};
    net->counts.requests++;
    if (verdict.status == 405) {
        verdict = (struct verdict){405, TRIB_E_METHOD, "Allow: GET, HEAD, POST\r\n", 0, 0};
    }
    refusal_make(net, &http, &verdict);
    http_answer_write(&http);
    trib_buffer_finish(&http.answer);
}
