/*
 * Everybody's own account: sessions, the name to sign in with, the second factor. Everything here
 * is private, so nothing of it is in the log; what it writes is in the tick all the same, and
 * whoever asked hears of it when that is committed.
 */
#include "account_service.h"

#include <string.h>

#include "guard.h"
#include "server_state.h"
#include "tributary/account/credential.h"
#include "tributary/base/text.h"
#include "tributary/store/tick.h"

/* Who an app shows the codes for. */
#define ISSUER "Tributary"

static void empty_result(struct trib_json_writer *result) {
    trib_json_object_open(result);
    trib_json_object_close(result);
}

/* ---- sessions -------------------------------------------------------------------------------- */

TRIB_ANSWERS(trib_session_list) {
    (void)params;
    struct trib_session_line lines[TRIB_SESSIONS_PER_PERSON_MAX];
    size_t count = 0;
    if (!trib_sessions_of(server->store, connection->person_id, lines, &count, error)) {
        return false;
    }
    trib_json_object_open(result);
    trib_json_key(result, "sessions");
    trib_json_array_open(result);
    for (size_t i = 0; i < count; i++) {
        trib_json_object_open(result);
        trib_json_member_text(result, "session_id", lines[i].session_id);
        trib_json_member_text(result, "device",
                              lines[i].device[0] == '\0' ? NULL : lines[i].device);
        trib_json_member_int64(result, "created_at_ms", lines[i].created_at_ms);
        trib_json_member_int64(result, "last_used_at_ms", lines[i].last_used_at_ms);
        trib_json_member_bool(result, "is_this",
                              strcmp(lines[i].session_id, connection->session_id) == 0);
        trib_json_object_close(result);
    }
    trib_json_array_close(result);
    trib_json_object_close(result);
    return true;
}

/* Opens and releases a private savepoint around one thing that is written. */
#define PRIVATELY(server, error, done)                                                             \
    (trib_tick_private_open((server)->store, (error)) &&                                           \
     (((done) && trib_tick_private_release((server)->store, (error))) ||                           \
      (trib_tick_command_undo((server)->store), false)))

TRIB_ANSWERS(trib_session_end_one) {
    const struct trib_session_end *own = params;
    bool is_ended = false;
    if (!PRIVATELY(server, error,
                   trib_session_remove(server->store, connection->person_id, own->session_id,
                                       &is_ended, error))) {
        return false;
    }
    if (!is_ended) {
        return trib_fail(error, TRIB_E_NOT_FOUND, "session_id");
    }
    trib_server_session_ended(server, own->session_id);
    empty_result(result);
    return true;
}

bool trib_server_end_sessions_of(struct trib_server *server, const char *person_id,
                                 const char *spared_id, struct trib_error *error) {
    struct trib_session_line lines[TRIB_SESSIONS_PER_PERSON_MAX];
    size_t count = 0;
    if (!trib_sessions_of(server->store, person_id, lines, &count, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_ended = false;
        if (strcmp(lines[i].session_id, spared_id) == 0) {
            continue;
        }
        if (!trib_session_remove(server->store, person_id, lines[i].session_id, &is_ended, error)) {
            return false;
        }
        trib_server_session_ended(server, lines[i].session_id);
    }
    return true;
}

TRIB_ANSWERS(trib_session_end_others) {
    (void)params;
    if (!PRIVATELY(server, error,
                   trib_server_end_sessions_of(server, connection->person_id,
                                               connection->session_id, error))) {
        return false;
    }
    empty_result(result);
    return true;
}

/* ---- the account ----------------------------------------------------------------------------- */

TRIB_ANSWERS(trib_account_read) {
    (void)params;
    struct trib_credential credential;
    struct trib_second_factor factor;
    bool has_password = false;
    bool is_trusted = false;
    bool is_missing = false;
    if (!trib_credential_of(server->store, connection->person_id, &credential, &has_password,
                            error) ||
        !trib_second_factor_of(server->store, connection->person_id, &factor, error) ||
        !trib_session_is_trusted(server->store, connection->session_id, &is_trusted, error) ||
        !trib_second_factor_is_missing(server->store, &server->settings, connection->person_id,
                                       &is_missing, error)) {
        return false;
    }
    trib_json_object_open(result);
    trib_json_member_text(result, "sign_in_name", has_password ? credential.sign_in_name : NULL);
    trib_json_member_bool(result, "needs_password_now", has_password && !is_trusted);
    trib_json_member_bool(result, "has_second_factor", factor.is_confirmed);
    trib_json_member_bool(result, "needs_second_factor", is_missing);
    trib_json_member_int64(result, "recovery_code_count", (int64_t)factor.recovery_code_count);
    trib_json_object_close(result);
    return true;
}

static bool name_set(struct trib_server *server, const char *person_id, const char *name,
                     struct trib_error *error) {
    struct trib_credential credential;
    bool is_there = false;
    if (!trib_credential_of(server->store, person_id, &credential, &is_there, error)) {
        return false;
    }
    if (!is_there) { /* a name comes with its password */
        return trib_fail(error, TRIB_E_NOT_FOUND, "");
    }
    trib_text_copy(credential.sign_in_name, sizeof credential.sign_in_name, name);
    return trib_credential_write(server->store, &credential, error);
}

TRIB_ANSWERS(trib_account_set_sign_in_name) {
    const struct trib_account_sign_in_name *own = params;
    if (!PRIVATELY(server, error,
                   name_set(server, connection->person_id, own->sign_in_name, error))) {
        return false;
    }
    empty_result(result);
    return true;
}

/* ---- the second factor ----------------------------------------------------------------------- */

TRIB_ANSWERS(trib_second_factor_begin_answer) {
    (void)params;
    char secret[TRIB_TOTP_SECRET_TEXT_BYTES];
    if (!PRIVATELY(server, error,
                   trib_second_factor_begin(server->store, connection->person_id, secret, error))) {
        return false;
    }
    TRIB_AUTO(trib_buffer) address = {0};
    trib_buffer_append_format(&address, "otpauth://totp/" ISSUER "?secret=%s&issuer=" ISSUER,
                              secret);
    trib_json_object_open(result);
    trib_json_member_text(result, "secret", secret);
    trib_json_member_text(result, "address", trib_buffer_text(&address));
    trib_json_object_close(result);
    explicit_bzero(secret, sizeof secret);
    explicit_bzero(address.bytes, address.length);
    return true;
}

/* A code that is not good is counted, whoever sends it: six digits are soon tried through. */
static bool code_use(struct trib_server *server, const char *person_id, const char *code,
                     bool begun_counts, struct trib_error *error) {
    bool is_good = false;
    if (!trib_guard_code_may_try(server, person_id)) {
        return trib_fail(error, TRIB_E_SIGN_IN, "code");
    }
    if (!trib_second_factor_use(server->store, person_id, code, begun_counts, &is_good, error)) {
        return false;
    }
    trib_guard_code_tried(server, person_id, is_good);
    return is_good || trib_fail(error, TRIB_E_SIGN_IN, "code");
}

static void codes_write(struct trib_json_writer *result,
                        char codes[static TRIB_RECOVERY_CODES][TRIB_RECOVERY_CODE_BYTES]) {
    trib_json_object_open(result);
    trib_json_key(result, "recovery_codes");
    trib_json_array_open(result);
    for (size_t i = 0; i < TRIB_RECOVERY_CODES; i++) {
        trib_json_text(result, codes[i]);
    }
    trib_json_array_close(result);
    trib_json_object_close(result);
    explicit_bzero(codes, sizeof(char[TRIB_RECOVERY_CODES][TRIB_RECOVERY_CODE_BYTES]));
}

static bool confirm(struct trib_server *server, const char *person_id, const char *code,
                    char codes[static TRIB_RECOVERY_CODES][TRIB_RECOVERY_CODE_BYTES],
                    struct trib_error *error) {
    struct trib_second_factor factor;
    return trib_second_factor_of(server->store, person_id, &factor, error) &&
           (!factor.is_confirmed || trib_fail(error, TRIB_E_EXISTS, "")) &&
           (factor.is_begun || trib_fail(error, TRIB_E_NOT_FOUND, "")) &&
           code_use(server, person_id, code, true, error) &&
           trib_second_factor_confirm(server->store, person_id, codes, error);
}

TRIB_ANSWERS(trib_second_factor_confirm_answer) {
    const struct trib_account_code *own = params;
    char codes[TRIB_RECOVERY_CODES][TRIB_RECOVERY_CODE_BYTES];
    if (!PRIVATELY(server, error,
                   confirm(server, connection->person_id, own->code, codes, error))) {
        return false;
    }
    codes_write(result, codes);
    return true;
}

TRIB_ANSWERS(trib_second_factor_renew_answer) {
    const struct trib_account_code *own = params;
    char codes[TRIB_RECOVERY_CODES][TRIB_RECOVERY_CODE_BYTES];
    if (!PRIVATELY(
            server, error,
            code_use(server, connection->person_id, own->code, false, error) &&
                trib_second_factor_confirm(server->store, connection->person_id, codes, error))) {
        return false;
    }
    codes_write(result, codes);
    return true;
}

TRIB_ANSWERS(trib_second_factor_end_answer) {
    const struct trib_account_code *own = params;
    if (!PRIVATELY(server, error,
                   code_use(server, connection->person_id, own->code, false, error) &&
                       trib_second_factor_end(server->store, connection->person_id, error))) {
        return false;
    }
    empty_result(result);
    return true;
}

/* ---- what administrators do ------------------------------------------------------------------ */

static void account_write(void *context, const struct trib_account_line *line) {
    struct trib_json_writer *result = context;
    trib_json_object_open(result);
    trib_json_member_text(result, "person_id", line->person_id);
    trib_json_member_text(result, "display_name", line->display_name);
    trib_json_member_text(result, "sign_in_name", line->sign_in_name);
    trib_json_member_bool(result, "has_second_factor", line->has_second_factor);
    trib_json_member_bool(result, "is_locked", line->is_locked);
    trib_json_member_int64(result, "session_count", line->session_count);
    trib_json_member_bool(result, "sample", line->is_sample);
    trib_json_object_close(result);
}

TRIB_ANSWERS(trib_account_list) {
    (void)connection, (void)params;
    trib_json_object_open(result);
    trib_json_key(result, "accounts");
    trib_json_array_open(result);
    if (!trib_accounts_walk(server->store, account_write, result, error)) {
        return false;
    }
    trib_json_array_close(result);
    trib_json_object_close(result);
    return true;
}

/* An administrator who locks their own account would find nobody to unlock it. */
TRIB_ANSWERS(trib_account_lock_answer) {
    const struct trib_account_of *own = params;
    if (strcmp(own->person_id, connection->person_id) == 0) {
        return trib_fail(error, TRIB_E_IN_USE, "person_id");
    }
    if (!trib_account_check(server->store, own->person_id, error) ||
        !PRIVATELY(server, error,
                   trib_account_lock(server->store, own->person_id, error) &&
                       trib_server_end_sessions_of(server, own->person_id, "", error))) {
        return false;
    }
    empty_result(result);
    return true;
}

TRIB_ANSWERS(trib_account_unlock_answer) {
    const struct trib_account_of *own = params;
    (void)connection;
    if (!trib_account_check(server->store, own->person_id, error) ||
        !PRIVATELY(server, error, trib_account_unlock(server->store, own->person_id, error))) {
        return false;
    }
    empty_result(result);
    return true;
}

TRIB_ANSWERS(trib_account_end_sessions) {
    const struct trib_account_of *own = params;
    if (!trib_account_check(server->store, own->person_id, error) ||
        !PRIVATELY(
            server, error,
            trib_server_end_sessions_of(server, own->person_id, connection->session_id, error))) {
        return false;
    }
    empty_result(result);
    return true;
}

/* The link is told once, here. Whoever opens it may set a new password. */
TRIB_ANSWERS(trib_account_link_make) {
    const struct trib_account_of *own = params;
    char token[TRIB_TOKEN_BYTES];
    (void)connection;
    if (!trib_sign_in_link_make(server->store, own->person_id, token, error)) {
        return false;
    }
    trib_json_object_open(result);
    trib_json_member_text(result, "token", token);
    trib_json_object_close(result);
    explicit_bzero(token, sizeof token);
    return true;
}

TRIB_ANSWERS(trib_account_end_second_factor) {
    const struct trib_account_of *own = params;
    (void)connection;
    if (!trib_account_check(server->store, own->person_id, error) ||
        !PRIVATELY(server, error, trib_second_factor_end(server->store, own->person_id, error))) {
        return false;
    }
    empty_result(result);
    return true;
}

TRIB_ANSWERS(trib_setting_list) {
    (void)connection, (void)params, (void)error;
    trib_json_object_open(result);
    trib_json_key(result, "settings");
    trib_json_array_open(result);
    for (int i = 0; i < TRIB_SETTING_COUNT; i++) {
        const struct trib_setting_row *row = trib_setting_row((enum trib_setting)i);
        trib_json_object_open(result);
        trib_json_member_text(result, "setting", row->name);
        trib_json_member_int64(result, "value", server->settings.values[i]);
        trib_json_member_int64(result, "least", row->least);
        trib_json_member_int64(result, "most", row->most);
        trib_json_member_int64(result, "usual", row->usual);
        trib_json_object_close(result);
    }
    trib_json_array_close(result);
    trib_json_object_close(result);
    return true;
}
