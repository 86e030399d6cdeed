/*
 * Whoever calls is asked whether their session lasts; whoever only listens would go on hearing for
 * as long as their browser answers pings.
 */
#include "caller.h"
#include "limits.h"
#include "server_state.h"

static bool is_due(const struct trib_connection *connection, int64_t now_ms) {
    int64_t asked_at_ms = connection->session_checked_at_ms > connection->session_swept_at_ms
                              ? connection->session_checked_at_ms
                              : connection->session_swept_at_ms;
    return connection->kind == TRIB_CONNECTION_SOCKET && !connection->is_closing &&
           connection->token[0] != '\0' && now_ms - asked_at_ms >= TRIB_SESSION_SILENT_CHECK_MS;
}

void trib_server_sweep(struct trib_server *server) {
    int64_t now_ms = trib_store_now_ms(server->store);
    struct trib_connection *connection = NULL;
    trib_callers_sweep(server);
    trib_guard_sweep(server);
    while ((connection = trib_connections_next(&server->connections, connection)) != NULL) {
        struct trib_error error;
        bool lasts = true;
        if (!is_due(connection, now_ms) ||
            !trib_session_lasts(server->store, connection->token, &lasts, &error)) {
            continue; /* what cannot be asked now is asked a second later */
        }
        connection->session_swept_at_ms = now_ms;
        if (!lasts) {
            trib_connection_close(server, connection, 1008, "the session has ended");
        }
    }
}
