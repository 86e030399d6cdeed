/*
 * A snapshot's way out: asked for, made by a worker, then written piece by piece as the reader
 * takes it. Before each piece it is asked again whether the reader may still see all of it, and
 * whether the session it was asked for in still lasts.
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
    if (http->token[0] != '\0' && !trib_server_session_lasts(net->server, http->token)) {
        explicit_bzero(http->token, sizeof http->token); /* a visitor's, then */
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

void http_snapshot_begin(struct trib_net *net, struct http *http, const struct head_texts *texts) {
    struct trib_error error;
    if (http->is_head ||
        !head_takes_gzip(texts->accept_encoding)) { /* it is kept as one gzip member, and never read
                                                       as anything else */
        trib_fail(&error, TRIB_E_REQUEST, "");
        http_problem_make(net, http, 406, NULL, &error);
        http_send(http);
        return;
    }
    if (!snapshot_ask(net, http, &error)) {
        http_problem_make(net, http, 0, NULL, &error);
        http_send(http);
        return;
    }
    http_hold(http, NET_SNAPSHOT_SECONDS);
}

bool http_snapshot_is_allowed(struct trib_net *net, const struct http *http) {
    const char *token = http->token[0] == '\0' ? NULL : http->token;
    return trib_snapshot_is_allowed(http->job->snapshot) &&
           trib_server_session_lasts(net->server, token);
}

static void snapshot_ready(struct trib_net *net, struct http *http) {
    struct trib_error error;
    size_t length = 0;
    if (!http->job->is_made || !http_snapshot_is_allowed(net, http)) {
        trib_fail(&error, http->job->is_made ? TRIB_E_NOT_FOUND : TRIB_E_UNAVAILABLE, "");
        http_problem_make(net, http, 0, NULL, &error);
        http_send(http);
        return;
    }
    trib_snapshot_bytes(http->job->snapshot, &length);
    struct reply reply = http_reply(net, 200);
    reply.type = "application/x-ndjson";
    reply.headers = "Content-Encoding: gzip\r\n";
    reply.length = length;
    reply_head_write(&http->answer, &reply);
    net->counts.snapshots++;
    http->sends_snapshot = true;
    http_send(http);
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
