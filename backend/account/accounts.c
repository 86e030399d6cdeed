/* All accounts, for those who look after them: who can sign in and how, and nothing of what they
 * do. */
#include "private_rows.h"
#include "tributary/account/credential.h"
#include "tributary/store/statement.h"

static const char ALL_ACCOUNTS[] =
    "SELECT person.person_id, display_name, sign_in_name, "
    "EXISTS (SELECT 1 FROM second_factor WHERE second_factor.person_id = person.person_id "
    "AND confirmed_at_ms IS NOT NULL), "
    "EXISTS (SELECT 1 FROM account_lock WHERE account_lock.person_id = person.person_id), "
    "(SELECT count(*) FROM session WHERE session.person_id = person.person_id), sample "
    "FROM person LEFT JOIN credential USING (person_id) "
    "WHERE person_id NOT IN (SELECT row_id FROM redaction WHERE table_name = 'person') ORDER BY "
    "display_name, person_id LIMIT ?1";

bool trib_accounts_walk(struct trib_store *store,
                        void (*told)(void *context, const struct trib_account_line *line),
                        void *context, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!trib_statement_prepare(store, ALL_ACCOUNTS, &statement, error) ||
        !trib_bind_int64(&statement, 1, TRIB_ACCOUNTS_MAX, error)) {
        return false;
    }
    while (true) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        const struct trib_account_line line = {.person_id = trib_column_text(&statement, 0),
                                               .display_name = trib_column_text(&statement, 1),
                                               .sign_in_name = trib_column_text(&statement, 2),
                                               .has_second_factor =
                                                   trib_column_int64(&statement, 3) != 0,
                                               .is_locked = trib_column_int64(&statement, 4) != 0,
                                               .session_count = trib_column_int64(&statement, 5),
                                               .is_sample = trib_column_int64(&statement, 6) != 0};
        told(context, &line);
    }
}

static const char HAS_PERSON[] = "SELECT 1 FROM person WHERE person_id = ?1";
bool trib_account_check(struct trib_store *store, const char *person_id, struct trib_error *error) {
    bool is_there = false;
    return private_has(store, HAS_PERSON, person_id, &is_there, error) &&
           (is_there || trib_fail(error, TRIB_E_NOT_FOUND, "person_id"));
}

/* ---- closing one ----------------------------------------------------------------------------- */

static const char *const FORGET[] = {
    "DELETE FROM session WHERE person_id = ?1",
    "DELETE FROM sign_in_link WHERE person_id = ?1",
    "DELETE FROM recovery_code WHERE person_id = ?1",
    "DELETE FROM second_factor WHERE person_id = ?1",
    "DELETE FROM credential WHERE person_id = ?1",
    "DELETE FROM account_lock WHERE person_id = ?1",
    "DELETE FROM mail WHERE person_id = ?1",
    "DELETE FROM mail_turn WHERE person_id = ?1",
    "DELETE FROM unsubscribe_key WHERE person_id = ?1",
};
bool trib_account_forget(struct trib_store *store, const char *person_id,
                         struct trib_error *error) {
    bool is_done = true;
    for (size_t i = 0; i < sizeof FORGET / sizeof FORGET[0] && is_done; i++) {
        is_done = private_run(store, FORGET[i], person_id, error);
    }
    return is_done;
}
