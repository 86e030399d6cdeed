/*
 * Links to sign in with. Whether a link is used, too old or was never made is decided by the one
 * statement that uses it up, inside the commit: of two that race exactly one finds it unused, and
 * the three reasons for refusing it cannot be told apart.
 */
#include <string.h>

#include "tributary/account/credential.h"
#include "tributary/base/text.h"
#include "tributary/base/token.h"
#include "tributary/store/statement.h"
#include "tributary/store/tick.h"

static const char FORGET_LINKS[] = "DELETE FROM sign_in_link WHERE expires_at_ms <= ?1";
static bool old_links_forget(struct trib_store *store, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, FORGET_LINKS, &statement, error) &&
           trib_bind_int64(&statement, 1, trib_store_now_ms(store), error) &&
           trib_statement_run(&statement, error);
}

static const char ADD_LINK[] =
    "INSERT INTO sign_in_link (token_hash, person_id, expires_at_ms) VALUES (?1, ?2, ?3)";
static bool link_insert(struct trib_store *store, const char *hash, const char *person_id,
                        int64_t lasts_ms, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t expires_at_ms = trib_store_now_ms(store) + lasts_ms;
    return trib_statement_prepare(store, ADD_LINK, &statement, error) &&
           trib_bind_text(&statement, 1, hash, error) &&
           trib_bind_text(&statement, 2, person_id, error) &&
           trib_bind_int64(&statement, 3, expires_at_ms, error) &&
           trib_statement_run(&statement, error);
}

bool trib_sign_in_link_make(struct trib_store *store, const char *person_id,
                            char out_token[static TRIB_TOKEN_BYTES], struct trib_error *error) {
    char token[TRIB_TOKEN_BYTES];
    char hash[TRIB_TOKEN_HASH_BYTES];
    trib_token_make(trib_store_random(store), token, hash);
    if (!trib_account_check(store, person_id, error) || !trib_tick_private_open(store, error)) {
        return false;
    }
    if (old_links_forget(store, error) &&
        link_insert(store, hash, person_id, TRIB_SIGN_IN_LINK_MS, error) &&
        trib_tick_private_release(store, error)) {
        memcpy(out_token, token, sizeof token);
        return true;
    }
    trib_tick_command_undo(store);
    return false;
}

/* Links of a day's length that are in their last hour count too: the bound is one of letters. */
static const char RESETS_ENOUGH[] =
    "SELECT 1 FROM sign_in_link WHERE person_id = ?1 AND expires_at_ms > ?2 "
    "AND expires_at_ms <= ?3 LIMIT 1 OFFSET ?4";
static bool resets_count(struct trib_store *store, const char *person_id, bool *out_is_enough,
                         struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t now_ms = trib_store_now_ms(store);
    return trib_statement_prepare(store, RESETS_ENOUGH, &statement, error) &&
           trib_bind_text(&statement, 1, person_id, error) &&
           trib_bind_int64(&statement, 2, now_ms, error) &&
           trib_bind_int64(&statement, 3, now_ms + TRIB_RESET_LINK_MS, error) &&
           trib_bind_int64(&statement, 4, TRIB_RESET_LINKS_MAX - 1, error) &&
           trib_statement_next(&statement, out_is_enough, error);
}

bool trib_reset_link_make(struct trib_store *store, const char *person_id,
                          char out_token[static TRIB_TOKEN_BYTES], bool *out_is_made,
                          struct trib_error *error) {
    char hash[TRIB_TOKEN_HASH_BYTES];
    bool is_enough = false;
    trib_token_make(trib_store_random(store), out_token, hash);
    if (!old_links_forget(store, error) || !resets_count(store, person_id, &is_enough, error)) {
        return false;
    }
    *out_is_made = !is_enough;
    return is_enough || link_insert(store, hash, person_id, TRIB_RESET_LINK_MS, error);
}

static const char USE_LINK[] = "UPDATE sign_in_link SET used_at_ms = ?2 WHERE token_hash = ?1 "
                               "AND used_at_ms IS NULL AND expires_at_ms > ?2";
static bool link_mark(struct trib_store *store, const char *hash, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, USE_LINK, &statement, error) &&
           trib_bind_text(&statement, 1, hash, error) &&
           trib_bind_int64(&statement, 2, trib_store_now_ms(store), error) &&
           trib_statement_run(&statement, error) &&
           (trib_statement_changes(&statement) == 1 || trib_fail(error, TRIB_E_LINK, ""));
}

static const char LINK_PERSON[] = "SELECT person_id FROM sign_in_link WHERE token_hash = ?1";
bool trib_sign_in_link_use(struct trib_store *store, const char *link_token,
                           char out_person_id[static TRIB_ID_BYTES], struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char hash[TRIB_TOKEN_HASH_BYTES];
    bool is_there = false;
    if (!trib_token_hash(link_token, hash)) {
        return trib_fail(error, TRIB_E_LINK, "");
    }
    if (!link_mark(store, hash, error) ||
        !trib_statement_prepare(store, LINK_PERSON, &statement, error) ||
        !trib_bind_text(&statement, 1, hash, error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    if (!is_there) {
        return trib_fail(error, TRIB_E_LINK, "");
    }
    trib_text_copy(out_person_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
    return true;
}
