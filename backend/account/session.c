/*
 * Sessions. A new token at every sign-in, so that nobody can have set one beforehand; it ends when
 * it was not used for a while, and after a longer one in any case. Its use is noted once a minute:
 * a note for each call would be a commit for each call.
 */
#include <string.h>

#include "limits.h"
#include "link.h"
#include "token.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"
#include "tributary/store/statement.h"
#include "tributary/store/tick.h"

/* ---- beginning ------------------------------------------------------------------------------- */

static const char FORGET_SESSIONS[] =
    "DELETE FROM session WHERE created_at_ms <= ?1 OR last_used_at_ms <= ?2";
static bool ended_sessions_forget(struct trib_store *store, int64_t now_ms,
                                  struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, FORGET_SESSIONS, &statement, error) &&
           trib_bind_int64(&statement, 1, now_ms - TRIB_SESSION_MS, error) &&
           trib_bind_int64(&statement, 2, now_ms - TRIB_SESSION_IDLE_MS, error) &&
           trib_statement_run(&statement, error);
}

static const char ADD_SESSION[] =
    "INSERT INTO session (token_hash, session_id, person_id, created_at_ms, last_used_at_ms) "
    "VALUES (?1, ?2, ?3, ?4, ?4)";
static bool session_insert(struct trib_store *store, const char *hash,
                           const struct trib_session *session, int64_t now_ms,
                           struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, ADD_SESSION, &statement, error) &&
           trib_bind_text(&statement, 1, hash, error) &&
           trib_bind_text(&statement, 2, session->session_id, error) &&
           trib_bind_text(&statement, 3, session->person_id, error) &&
           trib_bind_int64(&statement, 4, now_ms, error) && trib_statement_run(&statement, error);
}

bool trib_session_begin(struct trib_store *store, const char *link_token,
                        char out_token[static TRIB_TOKEN_BYTES], struct trib_session *out_session,
                        struct trib_error *error) {
    struct trib_session session;
    char token[TRIB_TOKEN_BYTES];
    char hash[TOKEN_HASH_BYTES];
    int64_t now_ms = trib_store_now_ms(store);
    token_make(trib_store_random(store), token, hash);
    trib_id_make_random(trib_store_random(store), session.session_id);
    if (!trib_tick_private_open(store, error)) {
        return false;
    }
    if (link_use(store, link_token, session.person_id, error) &&
        ended_sessions_forget(store, now_ms, error) &&
        session_insert(store, hash, &session, now_ms, error) &&
        trib_tick_private_release(store, error)) {
        memcpy(out_token, token, sizeof token);
        *out_session = session;
        return true;
    }
    trib_tick_command_undo(store);
    return false;
}

/* ---- going on -------------------------------------------------------------------------------- */

struct found {
    struct trib_session session;
    int64_t created_at_ms, last_used_at_ms;
};

static const char FIND_SESSION[] = "SELECT session_id, person_id, created_at_ms, last_used_at_ms "
                                   "FROM session WHERE token_hash = ?1";
static bool session_read(struct trib_store *store, const char *hash, struct found *out,
                         bool *out_found, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(store, FIND_SESSION, &statement, error) ||
        !trib_bind_text(&statement, 1, hash, error) ||
        !trib_statement_next(&statement, out_found, error)) {
        return false;
    }
    if (*out_found) {
        trib_text_copy(out->session.session_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
        trib_text_copy(out->session.person_id, TRIB_ID_BYTES, trib_column_text(&statement, 1));
        out->created_at_ms = trib_column_int64(&statement, 2);
        out->last_used_at_ms = trib_column_int64(&statement, 3);
    }
    return true;
}

static const char NOTE_USE[] = "UPDATE session SET last_used_at_ms = ?2 WHERE token_hash = ?1";
static bool use_write(struct trib_store *store, const char *hash, int64_t now_ms,
                      struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, NOTE_USE, &statement, error) &&
           trib_bind_text(&statement, 1, hash, error) &&
           trib_bind_int64(&statement, 2, now_ms, error) && trib_statement_run(&statement, error);
}

/* A full disk is no reason to turn anybody away who only reads: what cannot be noted is left. Nor
   is a tick that must end first; the next use is noted. */
static void use_note(struct trib_store *store, const char *hash, int64_t now_ms) {
    struct trib_error error = {0};
    if (trib_tick_private_open(store, &error)) {
        if (use_write(store, hash, now_ms, &error) && trib_tick_private_release(store, &error)) {
            return;
        }
        trib_tick_command_undo(store);
    }
    if (error.code != TRIB_E_BUSY) {
        trib_log(TRIB_LOG_WARNING, "session.note", "%s", trib_error_code_name(error.code));
    }
}

/* The session of a token that has not come to its end. */
static bool session_look(struct trib_store *store, const char *hash, int64_t now_ms,
                         struct found *out, bool *out_lasts, struct trib_error *error) {
    bool is_there = false;
    if (!session_read(store, hash, out, &is_there, error)) {
        return false;
    }
    *out_lasts = is_there && now_ms - out->last_used_at_ms < TRIB_SESSION_IDLE_MS &&
                 now_ms - out->created_at_ms < TRIB_SESSION_MS;
    return true;
}

bool trib_session_lasts(struct trib_store *store, const char *token, bool *out_lasts,
                        struct trib_error *error) {
    struct found found;
    char hash[TOKEN_HASH_BYTES];
    bool lasts = false;
    if (token_hash(token, hash) &&
        !session_look(store, hash, trib_store_now_ms(store), &found, &lasts, error)) {
        return false;
    }
    *out_lasts = lasts;
    return true;
}

bool trib_session_find(struct trib_store *store, const char *token,
                       struct trib_session *out_session, bool *out_found,
                       struct trib_error *error) {
    struct found found;
    char hash[TOKEN_HASH_BYTES];
    bool lasts = false;
    int64_t now_ms = trib_store_now_ms(store);
    if (token_hash(token, hash) && !session_look(store, hash, now_ms, &found, &lasts, error)) {
        return false;
    }
    *out_found = lasts;
    if (!lasts) {
        return true;
    }
    if (now_ms - found.last_used_at_ms >= TRIB_SESSION_NOTE_MS) {
        use_note(store, hash, now_ms);
    }
    *out_session = found.session;
    return true;
}

/* ---- ending ---------------------------------------------------------------------------------- */

static const char END_SESSION[] = "DELETE FROM session WHERE session_id = ?1";
static bool session_delete(struct trib_store *store, const char *session_id,
                           struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, END_SESSION, &statement, error) &&
           trib_bind_text(&statement, 1, session_id, error) &&
           trib_statement_run(&statement, error);
}

bool trib_session_end(struct trib_store *store, const char *session_id, struct trib_error *error) {
    if (!trib_tick_private_open(store, error)) {
        return false;
    }
    if (session_delete(store, session_id, error) && trib_tick_private_release(store, error)) {
        return true;
    }
    trib_tick_command_undo(store);
    return false;
}
