/*
 * Signing in: one-time links and sessions. Tokens are 256 random bits, shown once, stored as
 * hashes; all of it is private: no entry of the log, nothing on any screen.
 */
#ifndef TRIBUTARY_ACCOUNT_ACCOUNT_H
#define TRIBUTARY_ACCOUNT_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/base/token.h"
#include "tributary/store/store.h"

/* A sign-in link works once and for a day. */
#define TRIB_SIGN_IN_LINK_MS (24ll * 60 * 60 * 1000)
/* One that was asked for by mail works once and for an hour: the mail is opened at once, or lies
   about. No more of one person's at a time, so that nobody's letter box is filled by strangers. */
#define TRIB_RESET_LINK_MS (60ll * 60 * 1000)
#define TRIB_RESET_LINKS_MAX 3
/* A session ends when unused for 12 hours, and after 30 days in any case. */
#define TRIB_SESSION_IDLE_MS (12ll * 60 * 60 * 1000)
#define TRIB_SESSION_MS (30ll * 24 * 60 * 60 * 1000)

struct trib_session {
    char session_id[TRIB_ID_BYTES];
    char person_id[TRIB_ID_BYTES];
};

/* All three writing calls run inside trib_tick_private_open … _release, which they call themselves;
   the caller commits the tick. */

/** Makes a link's token for a person. */
bool trib_sign_in_link_make(struct trib_store *store, const char *person_id,
                            char out_token[static TRIB_TOKEN_BYTES], struct trib_error *error);

/** The same for somebody who has asked for it by mail: good for TRIB_RESET_LINK_MS. At most
    TRIB_RESET_LINKS_MAX of a person's are good at once: *out_is_made is false past that. Inside a
    savepoint of the caller's. */
bool trib_reset_link_make(struct trib_store *store, const char *person_id,
                          char out_token[static TRIB_TOKEN_BYTES], bool *out_is_made,
                          struct trib_error *error);

/** Uses a link up, inside a savepoint of the caller's: whose it was. E_LINK as below. */
bool trib_sign_in_link_use(struct trib_store *store, const char *link_token,
                           char out_person_id[static TRIB_ID_BYTES], struct trib_error *error);

/** Uses a link up and begins a session: its token for the cookie. Unknown, used or expired: E_LINK,
   one answer for all three. */
bool trib_session_begin(struct trib_store *store, const char *link_token,
                        char out_token[static TRIB_TOKEN_BYTES], struct trib_session *out_session,
                        struct trib_error *error);

/** The session of a cookie's token; *out_found false when there is none or it has ended. Notes its
   use at most once a minute (inside the tick). */
bool trib_session_find(struct trib_store *store, const char *token,
                       struct trib_session *out_session, bool *out_found, struct trib_error *error);

/** Whether it lasts, without that being a use. */
bool trib_session_lasts(struct trib_store *store, const char *token, bool *out_lasts,
                        struct trib_error *error);

bool trib_session_end(struct trib_store *store, const char *session_id, struct trib_error *error);

/** Closes somebody's account for good: their name to sign in with, password, codes, sessions and
   links; inside a savepoint of the caller's. */
bool trib_account_forget(struct trib_store *store, const char *person_id, struct trib_error *error);

/** Ends all sessions and all links that begin one; inside a savepoint of the caller's. */
bool trib_sessions_end_all(struct trib_store *store, struct trib_error *error);

#endif
