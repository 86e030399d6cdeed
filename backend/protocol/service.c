/*
 * The methods that are no commands. They see what has been committed, and what this tick has done
 * so far shows in none of them: a hello is only asked between ticks.
 */
#include "service.h"

#include "caller.h"
#include "limits.h"
#include "server_state.h"

static const char *text_or_null(const char *text) {
    return text[0] == '\0' ? NULL : text;
}

TRIB_ANSWERS(trib_session_who) {
    (void)params, (void)error;
    trib_json_object_open(result);
    trib_json_member_text(result, "person_id", text_or_null(connection->person_id));
    trib_json_member_text(result, "session_id", text_or_null(connection->session_id));
    trib_json_member_text(result, "database_id", trib_store_database_id(server->store));
    trib_json_member_int64(result, "now_ms", trib_store_now_ms(server->store));
    trib_json_member_bool(result, "sends_mail", trib_mailing_origin(server) != NULL);
    trib_json_object_close(result);
    return true;
}

TRIB_ANSWERS(trib_session_sign_out) {
    (void)params;
    if (!trib_session_end(server->store, connection->session_id, error)) {
        return false;
    }
    trib_server_session_ended(server, connection->session_id);
    trib_json_object_open(result);
    trib_json_object_close(result);
    return true;
}

TRIB_ANSWERS(trib_rpc_discover) {
    (void)connection, (void)params;
    struct trib_buffer *description = &server->description;
    if (description->length == 0 && !trib_openrpc_write(description)) {
        trib_buffer_clear(description);
        description->failed = false;
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    trib_json_raw(result, trib_buffer_text(description), description->length);
    return true;
}

TRIB_ANSWERS(trib_sync_hello_answer) {
    const struct trib_sync_hello *own = params;
    struct trib_hello hello = {.database_id = own->database_id,
                               .epoch = own->epoch,
                               .seq = (uint64_t)own->seq,
                               .space_ids = own->spaces.ids,
                               .space_count = own->spaces.count};
    bool is_answered = trib_feed_hello(server->feed, connection->connection_id,
                                       text_or_null(connection->person_id), &hello, result, error);
    trib_rate_charge(trib_caller_bucket(connection), server->rate,
                     trib_feed_rows_read(server->feed) / TRIB_RATE_ROWS_A_CALL);
    return is_answered;
}

TRIB_ANSWERS(trib_sync_ping) {
    (void)server, (void)connection, (void)params, (void)error;
    trib_json_object_open(result);
    trib_json_object_close(result);
    return true;
}
