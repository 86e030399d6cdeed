/*
 * A snapshot's way out: asked for, made by a worker, then written piece by piece as the reader
 * takes it. Before each piece it is asked again whether the reader may still see all of it.
 */
#include <string.h>

#include "http_inside.h"
#include "snapshots.h"

static bool snapshot_ask(struct trib_net *net, struct http *http, struct trib_error *error) {
    struct trib_snapshot *snapshot = NULL;
    char space_id[TRIB_ID_BYTES];
    struct lws *wsi = http->connection.wsi;
    bool is_one = lws_hdr_total_length(wsi, WSI_TOKEN_HTTP_URI_ARGS) > 0;
    if (is_one && !head_read_argument(wsi, "space", space_id, sizeof space_id)) {
        return trib_fail(error, TRIB_E_NOT_FOUND, "space");
    }
    if (!trib_server_snapshot_ask(net->server, http->token[0] == '\0' ? NULL : http->token,
                                  is_one ? space_id : NULL, &snapshot, error)) {
        return false;
    }
    if (!connections_add(&net->connections, &http->connection)) {
        trib_snapshot_destroy(snapshot);
        return trib_fail(error, TRIB_E_BUSY, "");
    }
    http->job = snapshots_ask(net->snapshots, snapshot, http->connection.id);
    return http->job != NULL || trib_fail(error, TRIB_E_BUSY, "");
}

int http_snapshot_begin(struct trib_net *net, struct http *http, const struct head_texts *texts) {
    struct trib_error error;
    http->closes = !head_takes_gzip(texts->accept_encoding) || texts->head.method != HEAD_GET;
    if (http->closes) { /* it is kept as one gzip member, and never read as anything else */
        trib_fail(&error, TRIB_E_REQUEST, "");
        http_problem_make(net, http, 406, NULL, &error);
        return http_answer_write(http);
    }
    if (!snapshot_ask(net, http, &error)) {
        http_problem_make(net, http, 0, NULL, &error);
        return http_answer_write(http);
    }
    http->stage = HTTP_WAITING;
    lws_set_timeout(http->connection.wsi, HTTP_TIMEOUT, NET_SNAPSHOT_SECONDS);
    lws_rx_flow_control(http->connection.wsi, 0);
    return 0;
}

static void snapshot_ready(struct trib_net *net, struct http *http) {
    struct trib_error error;
    size_t length = 0;
    if (!http->job->is_made || !trib_snapshot_is_allowed(http->job->snapshot)) {
        trib_fail(&error, http->job->is_made ? TRIB_E_NOT_FOUND : TRIB_E_UNAVAILABLE, "");
        http_problem_make(net, http, 0, NULL, &error);
        http_wake(http, HTTP_READY);
        return;
    }
    trib_snapshot_bytes(http->job->snapshot, &length);
    struct reply reply = http_reply(net, http, 200);
    reply.type = "application/x-ndjson";
    reply.headers = "Content-Encoding: gzip\r\n";
    reply.length = length;
    reply_head_write(&http->answer, &reply);
    net->counts.snapshots++;
    http_wake(http, HTTP_SENDING);
}

void http_snapshots_collect(struct trib_net *net) {
    struct snapshot_job *job;
    while ((job = snapshots_ready(net->snapshots)) != NULL) {
        struct connection *connection = connections_find(&net->connections, job->connection_id);
        if (connection == NULL) {
            snapshots_release(net->snapshots, job);
        } else {
            snapshot_ready(net, (struct http *)connection);
        }
    }
}

/* One piece. A reader who has lost a space in it gets no more, and sees that it was cut. */
int http_snapshot_write(struct http *http) {
    struct lws *wsi = http->connection.wsi;
    size_t length = 0;
    const unsigned char *bytes = trib_snapshot_bytes(http->job->snapshot, &length);
    if (!trib_snapshot_is_allowed(http->job->snapshot)) {
        return -1;
    }
    if (http->answer.length > 0) {
        if (http->answer.failed || lws_write(wsi, (unsigned char *)http->answer.bytes,
                                             http->answer.length, LWS_WRITE_HTTP) < 0) {
            return -1;
        }
        trib_buffer_clear(&http->answer);
    }
    while (http->sent < length && !lws_partial_buffered(wsi)) {
        size_t rest = length - http->sent;
        size_t piece = rest < NET_JOINED_BYTES_MAX ? rest : NET_JOINED_BYTES_MAX;
        unsigned char *from = (unsigned char *)(uintptr_t)(bytes + http->sent); /* only read */
        if (lws_write(wsi, from, piece, LWS_WRITE_HTTP) < 0) {
            return -1;
        }
        http->sent += piece;
    }
    lws_set_timeout(wsi, HTTP_TIMEOUT, NET_ANSWER_SECONDS);
    if (http->sent < length) {
        lws_callback_on_writable(wsi);
        return 0;
    }
    http->stage = HTTP_NONE;
    return lws_http_transaction_completed(wsi) != 0 ? -1 : 0;
}
