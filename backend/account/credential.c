/*
 * Names, passwords and locks. A name is compared by its key; that two people chose the same one is
 * found by the table's own index, so of two at once one is refused.
 */
#include "tributary/account/credential.h"

#include <string.h>

#include "private_rows.h"
#include "tributary/base/text.h"
#include "tributary/store/statement.h"

/* ---- reading --------------------------------------------------------------------------------- */

static bool credential_next(struct trib_statement *statement, struct trib_credential *out,
                            bool *out_found, struct trib_error *error) {
    if (!trib_statement_next(statement, out_found, error)) {
        return false;
    }
    if (*out_found) {
        trib_text_copy(out->person_id, sizeof out->person_id, trib_column_text(statement, 0));
        trib_text_copy(out->sign_in_name, sizeof out->sign_in_name, trib_column_text(statement, 1));
        trib_text_copy(out->password_hash, sizeof out->password_hash,
                       trib_column_text(statement, 2));
    }
    return true;
}

static const char BY_NAME[] = "SELECT person_id, sign_in_name, password_hash FROM credential "
                              "WHERE sign_in_key = ?1 LIMIT 1";
bool trib_credential_find(struct trib_store *store, const char *sign_in_name,
                          struct trib_credential *out, bool *out_found, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char key[TRIB_SIGN_IN_NAME_BYTES];
    trib_sign_in_name_fold(sign_in_name, key);
    return trib_statement_prepare(store, BY_NAME, &statement, error) &&
           trib_bind_text(&statement, 1, key, error) &&
           credential_next(&statement, out, out_found, error);
}

static const char BY_PERSON[] = "SELECT person_id, sign_in_name, password_hash FROM credential "
                                "WHERE person_id = ?1 LIMIT 1";
bool trib_credential_of(struct trib_store *store, const char *person_id,
                        struct trib_credential *out, bool *out_found, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, BY_PERSON, &statement, error) &&
           trib_bind_text(&statement, 1, person_id, error) &&
           credential_next(&statement, out, out_found, error);
}

/* ---- writing --------------------------------------------------------------------------------- */

bool trib_sign_in_name_check(struct trib_store *store, const char *sign_in_name,
                             const char *person_id, struct trib_error *error) {
    struct trib_credential found;
    char key[TRIB_SIGN_IN_NAME_BYTES];
    bool is_there = false;
    trib_sign_in_name_fold(sign_in_name, key);
    if (trib_text_length(key) < TRIB_SIGN_IN_NAME_LETTERS_LEAST) {
        trib_fail(error, TRIB_E_TOO_FEW, "sign_in_name");
        trib_error_add_int64(error, "least", TRIB_SIGN_IN_NAME_LETTERS_LEAST);
        return false;
    }
    if (!trib_credential_find(store, sign_in_name, &found, &is_there, error)) {
        return false;
    }
    bool is_free = !is_there || (person_id != NULL && strcmp(found.person_id, person_id) == 0);
    return is_free || trib_fail(error, TRIB_E_EXISTS, "sign_in_name");
}

static const char WRITE[] =
    "INSERT INTO credential (person_id, sign_in_name, sign_in_key, password_hash, changed_at_ms) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (person_id) DO UPDATE SET "
    "sign_in_name = excluded.sign_in_name, sign_in_key = excluded.sign_in_key, "
    "password_hash = excluded.password_hash, changed_at_ms = excluded.changed_at_ms";
bool trib_credential_write(struct trib_store *store, const struct trib_credential *credential,
                           struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char key[TRIB_SIGN_IN_NAME_BYTES];
    trib_sign_in_name_fold(credential->sign_in_name, key);
    return trib_sign_in_name_check(store, credential->sign_in_name, credential->person_id, error) &&
           trib_statement_prepare(store, WRITE, &statement, error) &&
           trib_bind_text(&statement, 1, credential->person_id, error) &&
           trib_bind_text(&statement, 2, credential->sign_in_name, error) &&
           trib_bind_text(&statement, 3, key, error) &&
           trib_bind_text(&statement, 4, credential->password_hash, error) &&
           trib_bind_int64(&statement, 5, trib_store_now_ms(store), error) &&
           trib_statement_run(&statement, error);
}

/* ---- locks ----------------------------------------------------------------------------------- */

static const char IS_LOCKED[] = "SELECT 1 FROM account_lock WHERE person_id = ?1";
bool trib_account_is_locked(struct trib_store *store, const char *person_id, bool *out_is_locked,
                            struct trib_error *error) {
    return private_has(store, IS_LOCKED, person_id, out_is_locked, error);
}

static const char LOCK[] = "INSERT INTO account_lock (person_id, locked_at_ms) VALUES (?1, ?2) "
                           "ON CONFLICT (person_id) DO NOTHING";
bool trib_account_lock(struct trib_store *store, const char *person_id, struct trib_error *error) {
    return private_write(store, LOCK, person_id, trib_store_now_ms(store), error);
}

static const char UNLOCK[] = "DELETE FROM account_lock WHERE person_id = ?1";
bool trib_account_unlock(struct trib_store *store, const char *person_id,
                         struct trib_error *error) {
    return private_run(store, UNLOCK, person_id, error);
}
