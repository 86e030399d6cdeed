/*
 * What somebody signs in with: a name and a password, and for those who want it a second factor.
 * All of it is private. Every call that writes is made inside an open savepoint of its caller
 * (trib_tick_command_open or trib_tick_private_open).
 */
#ifndef TRIBUTARY_ACCOUNT_CREDENTIAL_H
#define TRIBUTARY_ACCOUNT_CREDENTIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/account/account.h"
#include "tributary/account/password.h"
#include "tributary/account/totp.h"

/* Letters of a name to sign in with: an e-mail address, or any other name. */
#define TRIB_SIGN_IN_NAME_LETTERS_LEAST 3u
#define TRIB_SIGN_IN_NAME_LETTERS_MAX 200u
/* Four bytes a letter, and a NUL. */
#define TRIB_SIGN_IN_NAME_BYTES (4u * TRIB_SIGN_IN_NAME_LETTERS_MAX + 1u)

/** The name as it is compared: small letters of the Latin alphabet, no white space around it. name
    has fewer than TRIB_SIGN_IN_NAME_BYTES bytes. */
void trib_sign_in_name_fold(const char *name, char out_key[static TRIB_SIGN_IN_NAME_BYTES]);

struct trib_credential {
    char person_id[TRIB_ID_BYTES];
    char sign_in_name[TRIB_SIGN_IN_NAME_BYTES];
    char password_hash[TRIB_PASSWORD_HASH_BYTES];
};

/** The credential of a name, capitals of the Latin alphabet counting as small letters. */
bool trib_credential_find(struct trib_store *store, const char *sign_in_name,
                          struct trib_credential *out, bool *out_found, struct trib_error *error);
bool trib_credential_of(struct trib_store *store, const char *person_id,
                        struct trib_credential *out, bool *out_found, struct trib_error *error);

/** Whether a name may be chosen: E_TOO_FEW; E_EXISTS when it is somebody else's. person_id: whose
    it is to be, NULL for somebody new. */
bool trib_sign_in_name_check(struct trib_store *store, const char *sign_in_name,
                             const char *person_id, struct trib_error *error);

/** Writes name and hash, whether or not there was one. E_EXISTS, field "sign_in_name". */
bool trib_credential_write(struct trib_store *store, const struct trib_credential *credential,
                           struct trib_error *error);

/* ---- all accounts ---------------------------------------------------------------------------- */

/* Accounts of one list. Past it: only these; a coalition has hundreds. */
#define TRIB_ACCOUNTS_MAX 2000u

/* What is told of somebody's account; texts are valid during the call they come with. */
struct trib_account_line {
    const char *person_id, *display_name;
    const char *sign_in_name; /* NULL: no password yet */
    bool has_second_factor, is_locked, is_sample;
    int64_t session_count;
};

/** Calls told for every account, by name. */
bool trib_accounts_walk(struct trib_store *store,
                        void (*told)(void *context, const struct trib_account_line *line),
                        void *context, struct trib_error *error);

/** Whether there is such a person: E_NOT_FOUND, field "person_id". */
bool trib_account_check(struct trib_store *store, const char *person_id, struct trib_error *error);

/* ---- locked accounts ------------------------------------------------------------------------- */

bool trib_account_is_locked(struct trib_store *store, const char *person_id, bool *out_is_locked,
                            struct trib_error *error);
bool trib_account_lock(struct trib_store *store, const char *person_id, struct trib_error *error);
bool trib_account_unlock(struct trib_store *store, const char *person_id, struct trib_error *error);

/* ---- the second factor ----------------------------------------------------------------------- */

/* A paper's worth: one a lost telephone, for years. */
#define TRIB_RECOVERY_CODES 10u
/* 80 bits in base32, in fours with hyphens, and a NUL. */
#define TRIB_RECOVERY_CODE_BYTES 20u

struct trib_second_factor {
    bool is_begun, is_confirmed;
    char secret[TRIB_TOTP_SECRET_TEXT_BYTES];
    uint64_t last_step;
    size_t recovery_code_count; /* not used yet */
};

bool trib_second_factor_of(struct trib_store *store, const char *person_id,
                           struct trib_second_factor *out, struct trib_error *error);

/** Makes a secret, in place of one that was begun; E_EXISTS when one is confirmed. */
bool trib_second_factor_begin(struct trib_store *store, const char *person_id,
                              char out_secret[static TRIB_TOTP_SECRET_TEXT_BYTES],
                              struct trib_error *error);

/** Whether this code is good now, which uses it up: of a confirmed factor, or with begun_counts of
    one that is not confirmed yet. A recovery code is good in place of one from the app. */
bool trib_second_factor_use(struct trib_store *store, const char *person_id, const char *code,
                            bool begun_counts, bool *out_is_good, struct trib_error *error);

/** Makes it one that is asked for, and its recovery codes anew. */
bool trib_second_factor_confirm(
    struct trib_store *store, const char *person_id,
    char out_codes[static TRIB_RECOVERY_CODES][TRIB_RECOVERY_CODE_BYTES], struct trib_error *error);

/** Takes it away, with its codes. */
bool trib_second_factor_end(struct trib_store *store, const char *person_id,
                            struct trib_error *error);

/* ---- sessions of one person ------------------------------------------------------------------ */

/* Letters of what a browser says of itself. Longer: cut off. */
#define TRIB_DEVICE_LETTERS_MAX 80u
#define TRIB_DEVICE_BYTES (4u * TRIB_DEVICE_LETTERS_MAX + 1u)
/* Sessions of one person; a new one ends the one that was not used for longest. */
#define TRIB_SESSIONS_PER_PERSON_MAX 50u

struct trib_session_line {
    char session_id[TRIB_ID_BYTES];
    char device[TRIB_DEVICE_BYTES]; /* "" when it said nothing */
    int64_t created_at_ms, last_used_at_ms;
};

struct trib_session_new {
    const char *person_id;
    const char *device; /* NULL: not said */
    bool is_by_link;
};

/** Begins a session; its token is new always, whatever the browser brought. */
bool trib_session_add(struct trib_store *store, const struct trib_session_new *with,
                      char out_token[static TRIB_TOKEN_BYTES], struct trib_session *out_session,
                      struct trib_error *error);

/** Sessions that last, the last used first, at most TRIB_SESSIONS_PER_PERSON_MAX. */
bool trib_sessions_of(struct trib_store *store, const char *person_id,
                      struct trib_session_line out_lines[static TRIB_SESSIONS_PER_PERSON_MAX],
                      size_t *out_count, struct trib_error *error);

/** Whether a session began with a link less than TRIB_LINK_TRUST_MS ago: whoever has just come in
    that way may set a password without knowing the old one. */
bool trib_session_is_trusted(struct trib_store *store, const char *session_id, bool *out_is_trusted,
                             struct trib_error *error);
#define TRIB_LINK_TRUST_MS (15ll * 60 * 1000)

/** Ends one session of a person; *out_ended false when it is not theirs. */
bool trib_session_remove(struct trib_store *store, const char *person_id, const char *session_id,
                         bool *out_ended, struct trib_error *error);

#endif
