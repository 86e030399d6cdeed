/*
 * The second factor's rows. A code from the app is good once: the step it belongs to is written
 * down in the same commit that lets somebody in. A recovery code is good once because its row goes.
 */
#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "private_rows.h"
#include "tributary/account/credential.h"
#include "tributary/base/text.h"
#include "tributary/base/token.h"
#include "tributary/store/statement.h"

/* Letters of a recovery code, five bits each. */
#define RECOVERY_LETTERS 16u

/* ---- reading --------------------------------------------------------------------------------- */

static const char FACTOR_OF[] =
    "SELECT secret, confirmed_at_ms, last_step, "
    "(SELECT count(*) FROM recovery_code WHERE recovery_code.person_id = second_factor.person_id) "
    "FROM second_factor WHERE person_id = ?1";
bool trib_second_factor_of(struct trib_store *store, const char *person_id,
                           struct trib_second_factor *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    *out = (struct trib_second_factor){0};
    if (!trib_statement_prepare(store, FACTOR_OF, &statement, error) ||
        !trib_bind_text(&statement, 1, person_id, error) ||
        !trib_statement_next(&statement, &out->is_begun, error)) {
        return false;
    }
    if (out->is_begun) {
        trib_text_copy(out->secret, sizeof out->secret, trib_column_text(&statement, 0));
        out->is_confirmed = !trib_column_is_null(&statement, 1);
        out->last_step = (uint64_t)trib_column_int64(&statement, 2);
        out->recovery_code_count = (size_t)trib_column_int64(&statement, 3);
    }
    return true;
}

/* ---- beginning and confirming ---------------------------------------------------------------- */

static const char BEGIN[] = "INSERT INTO second_factor (person_id, secret) VALUES (?1, ?2) "
                            "ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, "
                            "last_step = 0";
bool trib_second_factor_begin(struct trib_store *store, const char *person_id,
                              char out_secret[static TRIB_TOTP_SECRET_TEXT_BYTES],
                              struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    struct trib_second_factor factor;
    unsigned char secret[TRIB_TOTP_SECRET_BYTES];
    char text[TRIB_TOTP_SECRET_TEXT_BYTES];
    struct trib_random random = trib_store_random(store);
    if (!trib_second_factor_of(store, person_id, &factor, error)) {
        return false;
    }
    if (factor.is_confirmed) {
        return trib_fail(error, TRIB_E_EXISTS, "");
    }
    random.fill(random.context, secret, sizeof secret);
    trib_totp_secret_write(secret, text);
    sodium_memzero(secret, sizeof secret);
    if (!trib_statement_prepare(store, BEGIN, &statement, error) ||
        !trib_bind_text(&statement, 1, person_id, error) ||
        !trib_bind_text(&statement, 2, text, error) || !trib_statement_run(&statement, error)) {
        return false;
    }
    memcpy(out_secret, text, sizeof text);
    return true;
}

static const char FORGET_CODES[] = "DELETE FROM recovery_code WHERE person_id = ?1";
static const char ADD_CODE[] = "INSERT INTO recovery_code (code_hash, person_id) VALUES (?1, ?2)";

/* Letters and digits alone, small: hyphens and spaces are for the eye. False: it cannot be one. */
static bool recovery_hash(const char *person_id, const char *code,
                          char out_hash[static TRIB_TOKEN_HASH_BYTES]) {
    char bare[TRIB_ID_BYTES + RECOVERY_LETTERS];
    size_t at = (size_t)snprintf(bare, sizeof bare, "%s", person_id);
    size_t letters = 0;
    for (; *code != '\0'; code++) {
        if (*code == '-' || *code == ' ') {
            continue;
        }
        if (letters++ == RECOVERY_LETTERS) {
            return false;
        }
        bare[at++] = (char)(*code >= 'A' && *code <= 'Z' ? tolower(*code) : *code);
    }
    unsigned char hash[(TRIB_TOKEN_HASH_BYTES - 1) / 2];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)bare, at, NULL, 0);
    sodium_bin2hex(out_hash, TRIB_TOKEN_HASH_BYTES, hash, sizeof hash);
    return letters == RECOVERY_LETTERS;
}

static void recovery_make(struct trib_random random,
                          char out_code[static TRIB_RECOVERY_CODE_BYTES]) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char secret[RECOVERY_LETTERS];
    random.fill(random.context, secret, sizeof secret);
    size_t at = 0;
    for (size_t i = 0; i < RECOVERY_LETTERS; i++) {
        if (i > 0 && i % 4 == 0) {
            out_code[at++] = '-';
        }
        out_code[at++] = LETTERS[secret[i] & 31u];
    }
    out_code[at] = '\0';
    sodium_memzero(secret, sizeof secret);
}

static bool code_add(struct trib_store *store, const char *person_id, const char *code,
                     struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char hash[TRIB_TOKEN_HASH_BYTES];
    recovery_hash(person_id, code, hash);
    return trib_statement_prepare(store, ADD_CODE, &statement, error) &&
           trib_bind_text(&statement, 1, hash, error) &&
           trib_bind_text(&statement, 2, person_id, error) && trib_statement_run(&statement, error);
}

static const char CONFIRM[] = "UPDATE second_factor SET confirmed_at_ms = ?2 WHERE person_id = ?1 "
                              "AND confirmed_at_ms IS NULL";
bool trib_second_factor_confirm(
    struct trib_store *store, const char *person_id,
    char out_codes[static TRIB_RECOVERY_CODES][TRIB_RECOVERY_CODE_BYTES],
    struct trib_error *error) {
    if (!private_write(store, CONFIRM, person_id, trib_store_now_ms(store), error) ||
        !private_run(store, FORGET_CODES, person_id, error)) {
        return false;
    }
    for (size_t i = 0; i < TRIB_RECOVERY_CODES; i++) {
        recovery_make(trib_store_random(store), out_codes[i]);
        if (!code_add(store, person_id, out_codes[i], error)) {
            return false;
        }
    }
    return true;
}

/* ---- using ----------------------------------------------------------------------------------- */

static const char NOTE_STEP[] =
    "UPDATE second_factor SET last_step = ?2 WHERE person_id = ?1 AND last_step < ?2";
static const char USE_CODE[] = "DELETE FROM recovery_code WHERE code_hash = ?1";

static bool recovery_use(struct trib_store *store, const char *person_id, const char *code,
                         bool *out_is_good, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char hash[TRIB_TOKEN_HASH_BYTES];
    if (!recovery_hash(person_id, code, hash)) {
        return true;
    }
    if (!trib_statement_prepare(store, USE_CODE, &statement, error) ||
        !trib_bind_text(&statement, 1, hash, error) || !trib_statement_run(&statement, error)) {
        return false;
    }
    *out_is_good = trib_statement_changes(&statement) == 1;
    return true;
}

bool trib_second_factor_use(struct trib_store *store, const char *person_id, const char *code,
                            bool begun_counts, bool *out_is_good, struct trib_error *error) {
    struct trib_second_factor factor;
    unsigned char secret[TRIB_TOTP_SECRET_BYTES];
    *out_is_good = false;
    if (!trib_second_factor_of(store, person_id, &factor, error)) {
        return false;
    }
    if (!factor.is_confirmed && !(factor.is_begun && begun_counts)) {
        return true;
    }
    bool is_secret = trib_totp_secret_read(factor.secret, secret);
    uint64_t step =
        !is_secret ? 0 : trib_totp_match(secret, code, trib_store_now_ms(store), factor.last_step);
    sodium_memzero(secret, sizeof secret);
    if (step == 0) {
        return !factor.is_confirmed || recovery_use(store, person_id, code, out_is_good, error);
    }
    *out_is_good = private_write(store, NOTE_STEP, person_id, (int64_t)step, error);
    return *out_is_good;
}

static const char END[] = "DELETE FROM second_factor WHERE person_id = ?1";
bool trib_second_factor_end(struct trib_store *store, const char *person_id,
                            struct trib_error *error) {
    return private_run(store, FORGET_CODES, person_id, error) &&
           private_run(store, END, person_id, error);
}
