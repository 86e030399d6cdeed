/*
 * Links that end mails of a kind, by one press and without signing in (RFC 8058). The file keeps
 * hashes, but for mails that wait: whoever reads it ends nobody's else.
 */
#include <string.h>

#include "digest.h"
#include "tributary/base/text.h"
#include "tributary/store/statement.h"

static const char ADD[] = "INSERT INTO unsubscribe_key (token_hash, person_id, kind, made_at_ms) "
                          "VALUES (?1, ?2, ?3, ?4)";
static const char FORGET_OLDEST[] =
    "DELETE FROM unsubscribe_key WHERE token_hash IN (SELECT token_hash FROM unsubscribe_key "
    "WHERE person_id = ?1 AND kind = ?2 ORDER BY made_at_ms DESC LIMIT -1 OFFSET ?3)";
bool unsubscribe_key_make(struct trib_store *store, const char *person_id, const char *kind,
                          char out_token[static TRIB_TOKEN_BYTES], struct trib_error *error) {
    char hash[TRIB_TOKEN_HASH_BYTES];
    trib_token_make(trib_store_random(store), out_token, hash);
    TRIB_AUTO(trib_statement) add = {0};
    TRIB_AUTO(trib_statement) forget = {0};
    return trib_statement_prepare(store, ADD, &add, error) &&
           trib_bind_text(&add, 1, hash, error) && trib_bind_text(&add, 2, person_id, error) &&
           trib_bind_text(&add, 3, kind, error) &&
           trib_bind_int64(&add, 4, trib_store_now_ms(store), error) &&
           trib_statement_run(&add, error) &&
           trib_statement_prepare(store, FORGET_OLDEST, &forget, error) &&
           trib_bind_text(&forget, 1, person_id, error) &&
           trib_bind_text(&forget, 2, kind, error) &&
           trib_bind_int64(&forget, 3, TRIB_UNSUBSCRIBE_KEYS_MAX, error) &&
           trib_statement_run(&forget, error);
}

static const char FIND[] = "SELECT person_id, kind FROM unsubscribe_key WHERE token_hash = ?1";
bool trib_unsubscribe_find(struct trib_store *store, const char *token,
                           struct trib_unsubscribe *out, struct trib_error *error) {
    char hash[TRIB_TOKEN_HASH_BYTES];
    bool is_there = false;
    if (!trib_token_hash(token, hash)) {
        return trib_fail(error, TRIB_E_LINK, "");
    }
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(store, FIND, &statement, error) ||
        !trib_bind_text(&statement, 1, hash, error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    if (is_there) {
        trib_text_copy(out->person_id, sizeof out->person_id, trib_column_text(&statement, 0));
        out->is_digest = strcmp(trib_column_text(&statement, 1), UNSUBSCRIBE_DIGEST) == 0;
    }
    return is_there || trib_fail(error, TRIB_E_LINK, "");
}
