/*
 * One call, from its JSON to its answer. The order is the same for all: is it a call, which method,
 * are its parameters what the method takes; does the session last; may this person do this; and
 * only then the command. What is refused before the session is looked at was judged by its own
 * bytes and stands whatever becomes of the tick; all else waits for the commit.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "caller.h"
#include "canonical.h"
#include "decode.h"
#include "methods.h"
#include "request.h"
#include "server_state.h"
#include "tributary/command/attention.h"
#include "tributary/command/dispatch.h"

struct call {
    struct trib_server *server;
    struct trib_connection *connection;
    struct trib_request request;
    const struct trib_method *method;
    struct trib_params params;
    struct trib_buffer result; /* JSON */
    bool is_certain;           /* see trib_answer */
    bool waits_for_erasing;    /* see trib_answer */
    const char *close_reason;
};

static void call_finish(struct call *call) {
    trib_request_finish(&call->request);
    trib_params_finish(&call->params);
    trib_buffer_finish(&call->result);
}

/* ---- before anything is asked of the store --------------------------------------------------- */

bool trib_call_is_in_rate(struct trib_server *server, struct trib_connection *connection,
                          const char **out_close_reason, struct trib_error *error) {
    int64_t wait_ms = 0;
    struct trib_rate_bucket *bucket = trib_caller_bucket(connection);
    if (trib_rate_take(bucket, server->rate, trib_store_now_ms(server->store), &wait_ms)) {
        return true;
    }
    if (bucket->refused_in_a_row > TRIB_RATE_REFUSALS_MAX) {
        *out_close_reason = "too many calls";
    }
    trib_fail(error, TRIB_E_RATE, "");
    trib_error_add_int64(error, "wait_ms", wait_ms);
    trib_error_add_int64(error, "seconds", (wait_ms + 999) / 1000);
    return false;
}

static bool method_choose(struct call *call, struct trib_error *error) {
    call->method = trib_method_find(call->request.method);
    if (call->method == NULL) {
        return trib_fail(error, TRIB_E_METHOD, "method");
    }
    if (call->method->kind == TRIB_METHOD_SYNC &&
        call->connection->kind != TRIB_CONNECTION_SOCKET) {
        trib_fail(error, TRIB_E_REQUEST, "method");
        trib_error_add_text(error, "reason", "on a socket only");
        return false;
    }
    const char *id = call->request.id_text;
    if (call->method->kind == TRIB_METHOD_COMMAND && (id == NULL || !trib_id_valid(id, 7))) {
        trib_fail(error, TRIB_E_REQUEST, "id");
        trib_error_add_text(error, "expected", "uuid version 7");
        return false;
    }
    return true;
}

static bool call_read(struct call *call, json_t *json, struct trib_error *error) {
    bool is_in_rate =
        trib_call_is_in_rate(call->server, call->connection, &call->close_reason, error);
    struct trib_error malformed; /* an envelope is read in any case: the answer names the call */
    if (!trib_request_read(json, &call->request, is_in_rate ? error : &malformed) || !is_in_rate) {
        return false;
    }
    return method_choose(call, error) &&
           trib_params_read(call->method, call->request.params, &call->params, error);
}

/* ---- the session ----------------------------------------------------------------------------- */

/* An open socket outlives its session unless somebody looks. */
static bool session_check(struct call *call, struct trib_error *error) {
    struct trib_connection *connection = call->connection;
    struct trib_store *store = call->server->store;
    int64_t now_ms = trib_store_now_ms(store);
    bool is_ping = strcmp(call->method->name, "sync.ping") == 0;
    int64_t every_ms = is_ping ? TRIB_SESSION_PING_CHECK_MS : TRIB_SESSION_CHECK_MS;
    if (connection->token[0] == '\0' || now_ms - connection->session_checked_at_ms < every_ms) {
        return true;
    }
    struct trib_session session;
    bool found = false;
    if (!trib_session_find(store, connection->token, &session, &found, error)) {
        return false;
    }
    if (!found) {
        trib_feed_leave(call->server->feed, connection->connection_id);
        call->close_reason = "the session has ended";
        return trib_fail(error, TRIB_E_SESSION, "");
    }
    connection->session_checked_at_ms = now_ms;
    return true;
}

/* ---- commands -------------------------------------------------------------------------------- */

static bool permitted(const struct call *call, const struct trib_command *command,
                      struct trib_error *error) {
    const struct trib_method *method = call->method;
    bool lacks_factor = false;
    if (!trib_second_factor_is_missing(command->store, &call->server->settings,
                                       command->actor.person_id, &lacks_factor, error)) {
        return false;
    }
    if (lacks_factor) {
        return trib_fail(error, TRIB_E_SECOND_FACTOR, "");
    }
    return trib_actor_check(command, error) &&
           trib_permit(command, method->permission, method->object_table,
                       trib_params_id(method, &call->params, method->object_field),
                       method->object_field, error);
}

/* The store remembers the answer with the command, so it is written before the command has its
   number; numbers have no gaps, so it is known. */
bool trib_server_release(struct trib_server *server, char out_answer[static TRIB_SEQ_ANSWER_BYTES],
                         uint64_t *out_seq, struct trib_error *error) {
    uint64_t expected_seq = trib_store_last_seq(server->store) + server->numbers_taken + 1;
    uint64_t seq = 0;
    snprintf(out_answer, TRIB_SEQ_ANSWER_BYTES, "{\"seq\":%" PRIu64 "}", expected_seq);
    if (!trib_tick_command_release(server->store, out_answer, &seq, error)) {
        return false;
    }
    assert(seq == 0 || seq == expected_seq);
    server->numbers_taken += seq == 0 ? 0 : 1;
    *out_seq = seq;
    return true;
}

static bool release(struct call *call, struct trib_error *error) {
    struct trib_server *server = call->server;
    char answer[TRIB_SEQ_ANSWER_BYTES];
    uint64_t seq = 0;
    if (!trib_server_release(server, answer, &seq, error)) {
        return false;
    }
    if (seq != 0 && trib_tick_must_end(server->store)) {
        trib_rate_charge(trib_caller_bucket(call->connection), server->rate,
                         TRIB_RATE_CALLS_A_TICK);
    }
    trib_buffer_append_text(&call->result, seq == 0 ? "{\"seq\":0}" : answer);
    return true;
}

/* Whoever tells a plenary of something pays for it as for that much reading. */
static bool others_tell(struct call *call, const struct trib_command *command,
                        struct trib_error *error) {
    size_t told_count = 0;
    bool is_done =
        call->method->tells_nobody || trib_notifications_draw(command, &told_count, error);
    trib_rate_charge(trib_caller_bucket(call->connection), call->server->rate,
                     told_count / TRIB_RATE_ROWS_A_CALL);
    return is_done;
}

static bool run_command(struct call *call, struct trib_error *error) {
    struct trib_server *server = call->server;
    if (call->connection->person_id[0] == '\0') {
        return trib_fail(error, TRIB_E_SESSION, "");
    }
    struct trib_command command = {
        .store = server->store,
        .graph = server->graph,
        .actor = {.person_id = call->connection->person_id, .acting_for = call->params.acting_for},
        .mail_origin = trib_mailing_origin(server)};
    struct trib_buffer *request = &server->canonical;
    trib_buffer_clear(request);
    trib_canonical_write(call->method, &call->params, request);
    if (request->failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    struct trib_entry_head head = {.actor_id = command.actor.person_id,
                                   .for_organization_id = command.actor.acting_for,
                                   .command_id = call->request.id_text,
                                   .method = call->method->name,
                                   .request = trib_buffer_text(request),
                                   .request_length = request->length};
    enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
    const char *first_answer = NULL;
    if (!trib_tick_command_open(server->store, &head, &outcome, &first_answer, error)) {
        return false;
    }
    call->waits_for_erasing = call->method->redacts;
    server->looks_at_sessions = server->looks_at_sessions || call->method->redacts;
    if (outcome == TRIB_COMMAND_REPEATED) {
        trib_buffer_append_text(&call->result, first_answer);
        return true;
    }
    if (permitted(call, &command, error) &&
        call->method->run(&command, call->params.bytes, error) &&
        trib_dispatches_follow(&command, error) && others_tell(call, &command, error)) {
        return release(call, error);
    }
    trib_tick_command_undo(server->store);
    return false;
}

/* ---- all kinds ------------------------------------------------------------------------------- */

static bool run_other(struct call *call, struct trib_error *error) {
    const struct trib_command command = {
        .store = call->server->store,
        .graph = call->server->graph,
        .actor = {.person_id =
                      call->connection->person_id[0] == '\0' ? NULL : call->connection->person_id}};
    if (call->method->kind == TRIB_METHOD_SESSION && call->connection->session_id[0] == '\0') {
        return trib_fail(error, TRIB_E_SESSION, "");
    }
    if (!trib_permit(&command, call->method->permission, NULL, NULL, NULL, error)) {
        return false;
    }
    struct trib_json_writer json = trib_json_writer(&call->result);
    return call->method->answer(call->server, call->connection, call->params.bytes, &json, error);
}

static bool call_run(struct call *call, struct trib_error *error) {
    struct trib_store *store = call->server->store;
    if (trib_tick_must_end(store)) {
        trib_server_tick(call->server);
    }
    if (!session_check(call, error)) {
        return false;
    }
    if (call->method->kind == TRIB_METHOD_SYNC && trib_tick_is_open(store)) {
        trib_server_tick(call->server); /* a hello begins from what is committed */
    }
    return call->method->kind == TRIB_METHOD_COMMAND ? run_command(call, error)
                                                     : run_other(call, error);
}

static void refusal_count(const struct call *call, const struct trib_error *error) {
    struct trib_server *server = call->server;
    server->counts.over_rate += error->code == TRIB_E_RATE ? 1 : 0;
    if (error->code == TRIB_E_FORBIDDEN) {
        server->counts.forbidden++;
        server->forbidden.count++;
        server->forbidden.method = call->method == NULL ? "" : call->method->name;
        memcpy(server->forbidden.person_id, call->connection->person_id, TRIB_ID_BYTES);
    }
}

/* Where an answer cannot even be kept there is no memory to tell it; the socket closes, and the
   browser that comes back repeats the call. */
static void answer_add(struct call *call, bool is_done, const struct trib_error *error) {
    struct trib_server *server = call->server;
    server->counts.calls++;
    struct trib_answer *answer = trib_answers_add(&server->answers);
    if (answer == NULL) {
        call->connection->is_closing = true;
        server->outlet.close(server->outlet.context, call->connection->connection_id, 1013,
                             "no memory");
        return;
    }
    answer->connection_id = call->connection->connection_id;
    answer->is_certain = call->is_certain;
    answer->waits_for_erasing = is_done && call->waits_for_erasing;
    answer->close_reason = call->close_reason;
    const char *id = call->request.id.length == 0 ? "null" : trib_buffer_text(&call->request.id);
    if (!is_done) {
        refusal_count(call, error);
        trib_answer_write_error(answer, id, error);
        return;
    }
    trib_answer_write_result(answer, id, trib_buffer_text(&call->result));
    answer->text.failed = answer->text.failed || call->result.failed || call->request.id.failed;
}

void trib_call(struct trib_server *server, struct trib_connection *connection, json_t *json) {
    struct trib_error error;
    TRIB_AUTO(call) call = {.server = server, .connection = connection};
    call.is_certain = !call_read(&call, json, &error);
    bool is_done = !call.is_certain && call_run(&call, &error);
    answer_add(&call, is_done, &error);
    if (is_done && call.method->kind == TRIB_METHOD_SESSION) {
        trib_server_tick(server); /* nothing more is taken from a session that may have ended */
    }
}

void trib_call_refuse(struct trib_server *server, struct trib_connection *connection,
                      const char *close_reason, const struct trib_error *error) {
    TRIB_AUTO(call)
    call = {.server = server,
            .connection = connection,
            .is_certain = true,
            .close_reason = close_reason};
    answer_add(&call, false, error);
}
