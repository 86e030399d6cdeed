/*
 * Sessions. A new token at every sign-in, so that nobody can have set one beforehand; it ends when
 * it was not used for a while, and after a longer one in any case. Its use is noted once a minute:
 * a note for each call would be a commit for each call.
 */
#include <string.h>

#include "limits.h"
#include "private_rows.h"
#include "tributary/account/credential.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"
#include "tributary/base/token.h"
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

/* Of more than so many the one that was not used for longest goes: a lost telephone must not keep
   its owner out. */
static const char END_OLDEST[] =
    "DELETE FROM session WHERE person_id = ?1 AND token_hash NOT IN (SELECT token_hash FROM "
    "session "
    "WHERE person_id = ?1 ORDER BY last_used_at_ms DESC, token_hash LIMIT ?2)";
static const char ADD_SESSION[] = "INSERT INTO session (token_hash, session_id, person_id, "
                                  "created_at_ms, last_used_at_ms, device, "
                                  "is_by_link) VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6)";
static bool session_insert(struct trib_store *store, const char *hash, const char *session_id,
                           const struct trib_session_new *with, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char device[TRIB_DEVICE_BYTES];
    trib_text_copy(device, sizeof device, with->device == NULL ? "" : with->device);
    return trib_statement_prepare(store, ADD_SESSION, &statement, error) &&
           trib_bind_text(&statement, 1, hash, error) &&
           trib_bind_text(&statement, 2, session_id, error) &&
           trib_bind_text(&statement, 3, with->person_id, error) &&
           trib_bind_int64(&statement, 4, trib_store_now_ms(store), error) &&
           trib_bind_text(&statement, 5, device[0] == '\0' ? NULL : device, error) &&
           trib_bind_int64(&statement, 6, with->is_by_link, error) &&
           trib_statement_run(&statement, error);
}

bool trib_session_add(struct trib_store *store, const struct trib_session_new *with,
                      char out_token[static TRIB_TOKEN_BYTES], struct trib_session *out_session,
                      struct trib_error *error) {
    char token[TRIB_TOKEN_BYTES];
    char hash[TRIB_TOKEN_HASH_BYTES];
    char session_id[TRIB_ID_BYTES];
    trib_token_make(trib_store_random(store), token, hash);
    trib_id_make_random(trib_store_random(store), session_id);
    if (!ended_sessions_forget(store, trib_store_now_ms(store), error) ||
        !private_write(store, END_OLDEST, with->person_id, TRIB_SESSIONS_PER_PERSON_MAX - 1,
                       error) ||
        !session_insert(store, hash, session_id, with, error)) {
        return false;
    }
    memcpy(out_token, token, sizeof token);
    trib_text_copy(out_session->person_id, TRIB_ID_BYTES, with->person_id);
    memcpy(out_session->session_id, session_id, sizeof session_id);
    return true;
}

bool trib_session_begin(struct trib_store *store, const char *link_token,
                        char out_token[static TRIB_TOKEN_BYTES], struct trib_session *out_session,
                        struct trib_error *error) {
    char person_id[TRIB_ID_BYTES];
    const struct trib_session_new with = {.person_id = person_id, .is_by_link = true};
    if (!trib_tick_private_open(store, error)) {
        return false;
    }
    if (trib_sign_in_link_use(store, link_token, person_id, error) &&
        trib_session_add(store, &with, out_token, out_session, error) &&
        trib_tick_private_release(store, error)) {
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
    char hash[TRIB_TOKEN_HASH_BYTES];
    bool lasts = false;
    if (trib_token_hash(token, hash) &&
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
    char hash[TRIB_TOKEN_HASH_BYTES];
    bool lasts = false;
    int64_t now_ms = trib_store_now_ms(store);
    if (trib_token_hash(token, hash) && !session_look(store, hash, now_ms, &found, &lasts, error)) {
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

/* ---- those of one person ----------------------------------------------------------------------
 */

static const char SESSIONS_OF[] =
    "SELECT session_id, device, created_at_ms, last_used_at_ms FROM session WHERE person_id = ?1 "
    "AND created_at_ms > ?2 AND last_used_at_ms > ?3 "
    "ORDER BY last_used_at_ms DESC, session_id LIMIT ?4";
bool trib_sessions_of(struct trib_store *store, const char *person_id,
                      struct trib_session_line out_lines[static TRIB_SESSIONS_PER_PERSON_MAX],
                      size_t *out_count, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t now_ms = trib_store_now_ms(store);
    bool has_row = true;
    size_t count = 0;
    if (!trib_statement_prepare(store, SESSIONS_OF, &statement, error) ||
        !trib_bind_text(&statement, 1, person_id, error) ||
        !trib_bind_int64(&statement, 2, now_ms - TRIB_SESSION_MS, error) ||
        !trib_bind_int64(&statement, 3, now_ms - TRIB_SESSION_IDLE_MS, error) ||
        !trib_bind_int64(&statement, 4, TRIB_SESSIONS_PER_PERSON_MAX, error)) {
        return false;
    }
    while (true) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            break;
        }
        struct trib_session_line *line = &out_lines[count++];
        const char *device = trib_column_text(&statement, 1);
        trib_text_copy(line->session_id, sizeof line->session_id, trib_column_text(&statement, 0));
        trib_text_copy(line->device, sizeof line->device, device == NULL ? "" : device);
        line->created_at_ms = trib_column_int64(&statement, 2);
        line->last_used_at_ms = trib_column_int64(&statement, 3);
    }
    *out_count = count;
    return true;
}

static const char IS_TRUSTED[] =
    "SELECT 1 FROM session WHERE session_id = ?1 AND is_by_link = 1 AND created_at_ms > ?2";
bool trib_session_is_trusted(struct trib_store *store, const char *session_id, bool *out_is_trusted,
                             struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t since_ms = trib_store_now_ms(store) - TRIB_LINK_TRUST_MS;
    return trib_statement_prepare(store, IS_TRUSTED, &statement, error) &&
           trib_bind_text(&statement, 1, session_id, error) &&
           trib_bind_int64(&statement, 2, since_ms, error) &&
           trib_statement_next(&statement, out_is_trusted, error);
}

/* ---- ending ---------------------------------------------------------------------------------- */

static const char REMOVE_SESSION[] = "DELETE FROM session WHERE session_id = ?1 AND person_id = ?2";
bool trib_session_remove(struct trib_store *store, const char *person_id, const char *session_id,
                         bool *out_ended, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(store, REMOVE_SESSION, &statement, error) ||
        !trib_bind_text(&statement, 1, session_id, error) ||
        !trib_bind_text(&statement, 2, person_id, error) ||
        !trib_statement_run(&statement, error)) {
        return false;
    }
    *out_ended = trib_statement_changes(&statement) == 1;
    return true;
}

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

static const char END_SESSIONS[] = "DELETE FROM session";
static const char END_LINKS[] = "DELETE FROM sign_in_link";
bool trib_sessions_end_all(struct trib_store *store, struct trib_error *error) {
    static const char *const sql[] = {END_SESSIONS, END_LINKS};
    bool is_done = true;
    for (size_t i = 0; i < sizeof sql / sizeof sql[0] && is_done; i++) {
        TRIB_AUTO(trib_statement) statement = {0};
        is_done = trib_statement_prepare(store, sql[i], &statement, error) &&
                  trib_statement_run(&statement, error);
    }
    return is_done;
}
