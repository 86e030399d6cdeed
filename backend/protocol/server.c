/*
 * The server around its calls: who is connected, and the end of a tick. A tick ends in one order
 * only: what was done is committed, then feed tells every screen that may see it, then the callers
 * get their answers. When the commit fails, all that was judged in the tick is answered with why.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "caller.h"
#include "json_in.h"
#include "limits.h"
#include "server_state.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"
#include "tributary/store/redaction.h"

static void deliver(void *context, uint64_t connection_id, struct trib_frame *frame) {
    struct trib_server *server = context;
    const struct trib_connection *connection =
        trib_connections_find(&server->connections, connection_id);
    if (connection != NULL && !connection->is_closing) {
        server->outlet.send(server->outlet.context, connection_id, frame);
    }
}

static void narrowed(void *context, uint64_t connection_id) {
    const struct trib_server *server = context;
    const struct trib_connection *connection =
        trib_connections_find(&server->connections, connection_id);
    if (connection != NULL && !connection->is_closing && server->outlet.narrowed != NULL) {
        server->outlet.narrowed(server->outlet.context, connection_id);
    }
}

/* What the administrators have set, from here on. */
static bool settings_take(struct trib_server *server, struct trib_error *error) {
    if (!trib_settings_load(server->store, &server->settings, error)) {
        return false;
    }
    const int64_t *values = server->settings.values;
    if (!server->is_rate_fixed) {
        server->rate =
            (struct trib_rate){.calls_per_second = (uint32_t)values[TRIB_SETTING_CALLS_PER_SECOND],
                               .burst = (uint32_t)values[TRIB_SETTING_CALLS_AT_ONCE]};
    }
    return true;
}

bool trib_server_create(struct trib_store *store, struct trib_server_outlet outlet,
                        struct trib_server **out_server, struct trib_error *error) {
    struct trib_server *server = calloc(1, sizeof *server);
    if (server == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    trib_json_in_guard();
    server->store = store;
    server->outlet = outlet;
    server->doors.cost = trib_password_cost_usual();
    if (!settings_take(server, error) || !trib_graph_load(store, &server->graph, error)) {
        trib_server_destroy(server);
        return false;
    }
    struct trib_feed_outlet feed_outlet = {
        .context = server, .deliver = deliver, .narrowed = narrowed};
    server->feed = trib_feed_create(store, server->graph, feed_outlet);
    if (server->feed == NULL) {
        trib_server_destroy(server);
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    *out_server = server;
    return true;
}

void trib_server_destroy(struct trib_server *server) {
    if (server == NULL) {
        return;
    }
    trib_feed_destroy(server->feed);
    trib_graph_destroy(server->graph);
    trib_connections_finish(&server->connections);
    trib_callers_finish(server);
    trib_answers_finish(&server->answers);
    trib_buffer_finish(&server->canonical);
    trib_buffer_finish(&server->description);
    trib_doors_finish(server);
    trib_guard_finish(&server->guard);
    trib_mailing_finish(&server->mailing);
    free(server->ended_sessions.ids);
    free(server);
}

void trib_server_set_rate(struct trib_server *server, uint32_t calls_per_second, uint32_t burst) {
    assert(calls_per_second > 0 && burst > 0);
    server->rate = (struct trib_rate){.calls_per_second = calls_per_second, .burst = burst};
    server->is_rate_fixed = true;
}

/* ---- who is connected ------------------------------------------------------------------------ */

bool trib_server_connect_as(struct trib_server *server, uint64_t connection_id,
                            enum trib_connection_kind kind, const char *person_id,
                            struct trib_error *error) {
    if (server->connections.count >= TRIB_CONNECTIONS_MAX) {
        return trib_fail(error, TRIB_E_BUSY, "");
    }
    struct trib_connection *connection = trib_connections_add(&server->connections, connection_id);
    if (connection == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    connection->kind = kind;
    trib_text_copy(connection->person_id, TRIB_ID_BYTES, person_id == NULL ? "" : person_id);
    if (!trib_caller_join(server, connection)) {
        trib_connections_remove(&server->connections, connection_id);
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    return true;
}

bool trib_server_session_of(struct trib_server *server, const char *token, struct trib_session *out,
                            bool *out_found, struct trib_error *error) {
    *out_found = false;
    if (token == NULL) {
        return true;
    }
    if (trib_tick_must_end(server->store)) {
        trib_server_tick(server);
    }
    return trib_session_find(server->store, token, out, out_found, error);
}

bool trib_server_connect(struct trib_server *server, uint64_t connection_id,
                         enum trib_connection_kind kind, const char *token,
                         struct trib_error *error) {
    struct trib_session session;
    bool found = false;
    if (!trib_server_session_of(server, token, &session, &found, error) ||
        !trib_server_connect_as(server, connection_id, kind, found ? session.person_id : NULL,
                                error)) {
        return false;
    }
    if (found) {
        struct trib_connection *connection =
            trib_connections_find(&server->connections, connection_id);
        memcpy(connection->session_id, session.session_id, TRIB_ID_BYTES);
        trib_text_copy(connection->token, TRIB_TOKEN_BYTES, token);
        connection->session_checked_at_ms = trib_store_now_ms(server->store);
    }
    return true;
}

void trib_server_fell_behind(struct trib_server *server, uint64_t connection_id) {
    trib_feed_fell_behind(server->feed, connection_id);
}

void trib_server_disconnect(struct trib_server *server, uint64_t connection_id) {
    struct trib_connection *connection = trib_connections_find(&server->connections, connection_id);
    trib_feed_leave(server->feed, connection_id);
    if (connection != NULL) {
        trib_caller_leave(connection);
        trib_connections_remove(&server->connections, connection_id);
    }
}

void trib_connection_close(struct trib_server *server, struct trib_connection *connection,
                           uint16_t code, const char *reason) {
    trib_feed_leave(server->feed, connection->connection_id);
    connection->is_closing = true;
    server->outlet.close(server->outlet.context, connection->connection_id, code, reason);
}

/* Everybody who speaks in a session that has ended is a visitor from here on; sockets are closed,
   so that they come back as one. */
static void session_leave(struct trib_server *server, const char *session_id) {
    struct trib_connection *connection = NULL;
    while ((connection = trib_connections_next(&server->connections, connection)) != NULL) {
        if (strcmp(connection->session_id, session_id) != 0) {
            continue;
        }
        connection->person_id[0] = '\0';
        connection->session_id[0] = '\0';
        explicit_bzero(connection->token, sizeof connection->token);
        if (connection->kind == TRIB_CONNECTION_SOCKET) {
            trib_connection_close(server, connection, 1008, "signed out");
        }
    }
}

/* ---- answers --------------------------------------------------------------------------------- */

static void send_text(struct trib_server *server, struct trib_connection *connection,
                      const struct trib_buffer *text) {
    struct trib_frame *frame =
        text->failed ? NULL : trib_frame_create(trib_buffer_text(text), text->length);
    if (frame == NULL) { /* it will be asked again when there is memory */
        trib_connection_close(server, connection, 1013, "no memory");
        return;
    }
    server->outlet.send(server->outlet.context, connection->connection_id, frame);
    trib_frame_drop(frame);
}

/* One answer of a batch: the last one sends them all. */
static void batch_add(struct trib_server *server, struct trib_connection *connection,
                      const struct trib_buffer *text) {
    struct trib_buffer *batch = &connection->batch;
    trib_buffer_append_text(batch, batch->length == 0 ? "[" : ",");
    trib_buffer_append(batch, trib_buffer_text(text), text->length);
    batch->failed = batch->failed || text->failed;
    if (--connection->batch_waiting == 0) {
        trib_buffer_append_text(batch, "]");
        send_text(server, connection, batch);
    }
}

static void answer_tell(struct trib_server *server, const struct trib_answer *answer) {
    struct trib_connection *connection =
        trib_connections_find(&server->connections, answer->connection_id);
    if (connection != NULL && !connection->is_closing) {
        if (connection->batch_waiting > 0) {
            batch_add(server, connection, &answer->text);
        } else {
            send_text(server, connection, &answer->text);
        }
        if (answer->close_reason != NULL && connection->kind == TRIB_CONNECTION_SOCKET) {
            trib_connection_close(server, connection, 1008, answer->close_reason);
        }
    }
}

void trib_server_session_ended(struct trib_server *server, const char *session_id) {
    struct trib_ended_sessions *ended = &server->ended_sessions;
    if (ended->count == ended->capacity) {
        size_t capacity = ended->capacity == 0 ? 8 : ended->capacity * 2;
        void *wider = realloc(ended->ids, capacity * sizeof *ended->ids);
        if (wider == NULL) {
            return; /* its sockets find out when they are next looked at */
        }
        ended->ids = wider;
        ended->capacity = capacity;
    }
    trib_text_copy(ended->ids[ended->count++], TRIB_ID_BYTES, session_id);
}

static void ended_sessions_leave(struct trib_server *server) {
    for (size_t i = 0; i < server->ended_sessions.count; i++) {
        session_leave(server, server->ended_sessions.ids[i]);
    }
    server->ended_sessions.count = 0;
}

/* Whether an answer is to be kept until the file is clean. What takes too long is answered with
   E_BUSY: the command was done, and whoever repeats it hears when it is over. */
static bool answer_waits(const struct trib_server *server, struct trib_answer *answer) {
    struct trib_error error;
    int64_t now_ms = trib_store_now_ms(server->store);
    if (!answer->waits_for_erasing || !trib_store_is_erasing(server->store)) {
        return false;
    }
    answer->is_certain = true; /* its tick has been committed */
    answer->waits_since_ms = answer->waits_since_ms == 0 ? now_ms : answer->waits_since_ms;
    if (now_ms - answer->waits_since_ms < TRIB_ERASING_ANSWER_MS) {
        return true;
    }
    trib_fail(&error, TRIB_E_BUSY, "");
    trib_answer_replace(answer, &error);
    return false;
}

void trib_server_tell(struct trib_server *server) {
    struct trib_answers *answers = &server->answers;
    size_t waiting = 0;
    assert(!trib_tick_is_open(server->store));
    trib_doors_tell(server);
    for (size_t i = 0; i < answers->count; i++) {
        if (!answer_waits(server, &answers->all[i])) {
            answer_tell(server, &answers->all[i]);
            continue;
        }
        struct trib_answer kept = answers->all[i]; /* each place keeps a buffer of its own */
        answers->all[i] = answers->all[waiting];
        answers->all[waiting++] = kept;
    }
    trib_answers_keep(answers, waiting);
    server->waiting_count = waiting;
    ended_sessions_leave(server);
}

/* ---- the tick -------------------------------------------------------------------------------- */

/* A commit that failed: nothing of the tick is true, and everybody who waited for it hears so. */
static void take_back(struct trib_server *server, const struct trib_error *error) {
    trib_log(TRIB_LOG_ERROR, "tick.failed", "%s", trib_error_code_name(error->code));
    for (size_t i = 0; i < server->answers.count; i++) {
        if (!server->answers.all[i].is_certain) {
            trib_answer_replace(&server->answers.all[i], error);
            server->answers.all[i].waits_for_erasing = false;
            server->counts.not_kept++;
        }
    }
    trib_doors_take_back(server, error);
    trib_mailing_take_back(server);
    server->ended_sessions.count = 0;
}

/* What could not be read is as it was before; the next change brings it. */
static void settings_follow(struct trib_server *server, const struct trib_batch *batch) {
    struct trib_error error;
    bool is_changed = false;
    for (size_t i = 0; i < batch->entry_count; i++) {
        is_changed = is_changed || strcmp(batch->entries[i].method, "setting.edit") == 0;
    }
    if (is_changed && !settings_take(server, &error)) {
        trib_log(TRIB_LOG_WARNING, "settings.read", "%s", trib_error_code_name(error.code));
    }
}

static void commit(struct trib_server *server) {
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error;
    server->numbers_taken = 0;
    if (!trib_tick_commit(server->store, &batch, &error)) {
        take_back(server, &error);
        return;
    }
    settings_follow(server, &batch);
    trib_mailing_committed(server);
    if (trib_store_is_erasing(server->store)) {
        trib_feed_forget(server->feed);
    }
    if (!trib_feed_publish(server->feed, &batch, &error) &&
        batch.entries[batch.entry_count - 1].decides_sight) {
        /* The file knows who may see what and the memory may not. Going on could show what is no
           longer theirs; who starts again begins from the file, and every client resumes. */
        trib_log(TRIB_LOG_ERROR, "feed.lost", "%s", trib_error_code_name(error.code));
        if (server->outlet.lost == NULL) {
            abort();
        }
        server->outlet.lost(server->outlet.context);
    }
}

const uint64_t trib_tick_bounds_us[TRIB_TICK_BOUNDS] = {1000, 5000, 25000, 100000, 500000, 2000000};

static uint64_t now_us(const struct trib_server *server) {
    return server->outlet.now_us == NULL ? 0 : server->outlet.now_us(server->outlet.context);
}

static void tick_count(struct trib_server *server, uint64_t begun_us) {
    struct trib_server_counts *counts = &server->counts;
    uint64_t took_us = now_us(server) - begun_us;
    counts->ticks++;
    counts->tick_us += took_us;
    for (size_t i = 0; i < TRIB_TICK_BOUNDS; i++) {
        counts->ticks_within[i] += took_us <= trib_tick_bounds_us[i] ? 1 : 0;
    }
}

/* A screen that has no room for it asks again when it comes back. */
void trib_server_health_tell(struct trib_server *server) {
    enum trib_store_health health = trib_store_health(server->store);
    TRIB_AUTO(trib_buffer) text = {0};
    struct trib_connection *connection = NULL;
    if (health == server->health) {
        return;
    }
    server->health = health;
    trib_buffer_append_format(
        &text, "{\"jsonrpc\":\"2.0\",\"method\":\"sync.health\",\"params\":{\"health\":\"%s\"}}",
        trib_store_health_name(health));
    while ((connection = trib_connections_next(&server->connections, connection)) != NULL) {
        if (connection->kind == TRIB_CONNECTION_SOCKET && !connection->is_closing) {
            send_text(server, connection, &text);
        }
    }
}

void trib_server_tick(struct trib_server *server) {
    bool has_work = trib_server_has_work(server);
    uint64_t begun_us = now_us(server);
    if (trib_tick_is_open(server->store)) {
        commit(server);
    }
    trib_server_health_tell(server);
    trib_server_tell(server);
    if (has_work) {
        tick_count(server, begun_us);
    }
}

struct trib_server_counts trib_server_counts(const struct trib_server *server) {
    return server->counts;
}

bool trib_server_has_work(const struct trib_server *server) {
    return trib_tick_is_open(server->store) || server->answers.count > server->waiting_count ||
           server->doors.told_count > 0;
}

/* ---- snapshots ------------------------------------------------------------------- */

bool trib_server_snapshot_ask_as(struct trib_server *server, const char *person_id,
                                 const char *space_id, struct trib_snapshot **out_snapshot,
                                 struct trib_error *error) {
    if (trib_tick_is_open(server->store)) {
        trib_server_tick(server); /* a snapshot is of what is committed */
    }
    return trib_snapshot_ask(server->feed, person_id, space_id, out_snapshot, error);
}

bool trib_server_snapshot_ask(struct trib_server *server, const char *token, const char *space_id,
                              struct trib_snapshot **out_snapshot, struct trib_error *error) {
    struct trib_session session;
    bool found = false;
    return trib_server_session_of(server, token, &session, &found, error) &&
           trib_server_snapshot_ask_as(server, found ? session.person_id : NULL, space_id,
                                       out_snapshot, error);
}

bool trib_server_session_lasts(struct trib_server *server, const char *token) {
    struct trib_error error;
    bool lasts = false;
    return token == NULL || (trib_session_lasts(server->store, token, &lasts, &error) && lasts);
}
