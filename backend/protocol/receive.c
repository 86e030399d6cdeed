/*
 * Messages coming in: one call, or over HTTP a batch of them. Whatever a message holds, its sender
 * gets an answer and the connection stays; only too many refused calls close it.
 */
#include <string.h>

#include "json_in.h"
#include "limits.h"
#include "server_state.h"

/* What cannot be looked at as calls is one call to the rate, and gets one answer. */
static void refuse(struct trib_server *server, struct trib_connection *connection,
                   const struct trib_error *error) {
    const char *close_reason = NULL;
    struct trib_error too_often;
    bool is_in_rate = trib_call_is_in_rate(server, connection, &close_reason, &too_often);
    trib_call_refuse(server, connection, close_reason, is_in_rate ? error : &too_often);
}

static bool batch_check(const struct trib_connection *connection, const json_t *calls,
                        struct trib_error *error) {
    if (connection->kind == TRIB_CONNECTION_SOCKET) {
        trib_fail(error, TRIB_E_REQUEST, "");
        trib_error_add_text(error, "reason", "no batches on a socket");
        return false;
    }
    if (json_array_size(calls) == 0) {
        return trib_fail(error, TRIB_E_REQUEST, "");
    }
    if (json_array_size(calls) > TRIB_BATCH_CALLS_MAX) {
        trib_fail(error, TRIB_E_TOO_MANY, "");
        trib_error_add_int64(error, "most", TRIB_BATCH_CALLS_MAX);
        return false;
    }
    return true;
}

static void receive_batch(struct trib_server *server, struct trib_connection *connection,
                          json_t *calls) {
    struct trib_error error;
    if (!batch_check(connection, calls, &error)) {
        refuse(server, connection, &error);
        return;
    }
    connection->batch_waiting = json_array_size(calls);
    size_t index;
    json_t *json;
    json_array_foreach(calls, index, json) {
        trib_call(server, connection, json);
    }
}

static void receive(struct trib_server *server, struct trib_connection *connection,
                    const char *bytes, size_t length) {
    struct trib_error error;
    json_auto_t *json = NULL;
    if (length > TRIB_FRAME_IN_BYTES_MAX) {
        trib_fail(&error, TRIB_E_TOO_LONG, "");
        trib_error_add_int64(&error, "most", (int64_t)TRIB_FRAME_IN_BYTES_MAX);
        refuse(server, connection, &error);
    } else if (!trib_json_in_read(bytes, length, &json, &error)) {
        refuse(server, connection, &error);
    } else if (json_is_array(json)) {
        receive_batch(server, connection, json);
    } else {
        trib_call(server, connection, json);
    }
}

void trib_server_receive(struct trib_server *server, uint64_t connection_id, const char *bytes,
                         size_t length) {
    struct trib_connection *connection = trib_connections_find(&server->connections, connection_id);
    if (connection == NULL || connection->is_closing ||
        (connection->kind == TRIB_CONNECTION_REQUEST && connection->has_received)) {
        return;
    }
    connection->has_received = true;
    receive(server, connection, bytes, length);
    if (!trib_tick_is_open(server->store)) {
        trib_server_tell(server);
    }
}
