/*
 * Whoever calls is asked whether their session lasts; whoever only listens would go on hearing for
 * as long as their browser answers pings.
 */
#include "caller.h"
#include "deeds.h"
#include "limits.h"
#include "server_state.h"
#include "tributary/base/log.h"
#include "tributary/store/redaction.h"

static bool is_due(const struct trib_connection *connection, int64_t now_ms) {
    int64_t asked_at_ms = connection->session_checked_at_ms > connection->session_swept_at_ms
                              ? connection->session_checked_at_ms
                              : connection->session_swept_at_ms;
    return connection->kind == TRIB_CONNECTION_SOCKET && !connection->is_closing &&
           connection->token[0] != '\0' && now_ms - asked_at_ms >= TRIB_SESSION_SILENT_CHECK_MS;
}

/* Words that were taken back go from the file: as soon as nobody reads an older state of it, and
   who reads too long is ended. */
static void erase(struct trib_server *server, int64_t now_ms) {
    if (!trib_store_is_erasing(server->store)) {
        server->erasing_since_ms = 0;
        return;
    }
    if (server->erasing_since_ms == 0) {
        server->erasing_since_ms = now_ms;
    }
    trib_store_erase(server->store, now_ms - server->erasing_since_ms >= TRIB_ERASING_READERS_MS);
    trib_server_tell(server);
}

/* One line a minute at the most, however many there were. */
static void forbidden_tell(struct trib_server *server, int64_t now_ms) {
    struct trib_forbidden *forbidden = &server->forbidden;
    if (forbidden->count == 0 || now_ms - forbidden->told_at_ms < TRIB_FORBIDDEN_LINE_MS) {
        return;
    }
    trib_log(TRIB_LOG_NOTICE, "calls.forbidden", "%llu, the last one %s by %s",
             (unsigned long long)forbidden->count, forbidden->method,
             forbidden->person_id[0] == '\0' ? "a visitor" : forbidden->person_id);
    forbidden->count = 0;
    forbidden->told_at_ms = now_ms;
}

/* Nobody may want to write anything while they read that nothing can be saved. */
static void room_look(struct trib_server *server, int64_t now_ms) {
    if (trib_store_health(server->store) == TRIB_STORE_FULL &&
        now_ms - server->full_tried_at_ms >= TRIB_FULL_TRY_MS &&
        !trib_tick_is_open(server->store)) {
        server->full_tried_at_ms = now_ms;
        trib_store_try(server->store);
        trib_server_health_tell(server);
    }
}

void trib_server_sweep(struct trib_server *server) {
    int64_t now_ms = trib_store_now_ms(server->store);
    struct trib_connection *connection = NULL;
    bool looks_at_all = server->looks_at_sessions;
    server->looks_at_sessions = false;
    erase(server, now_ms);
    room_look(server, now_ms);
    forbidden_tell(server, now_ms);
    trib_callers_sweep(server);
    trib_guard_sweep(server);
    trib_mailing_sweep(server);
    trib_deeds_sweep(server);
    while ((connection = trib_connections_next(&server->connections, connection)) != NULL) {
        struct trib_error error;
        bool lasts = true;
        if (!is_due(connection, looks_at_all ? INT64_MAX : now_ms) ||
            !trib_session_lasts(server->store, connection->token, &lasts, &error)) {
            continue; /* what cannot be asked now is asked a second later */
        }
        connection->session_swept_at_ms = now_ms;
        if (!lasts) {
            trib_connection_close(server, connection, 1008, "the session has ended");
        }
    }
}
