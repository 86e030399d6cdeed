/*
 * Passwords. Hashing one takes a tenth of a second and 64 MiB on purpose, so it is a job that some
 * worker does: nothing here touches the store, and a job touches only itself.
 */
#ifndef TRIBUTARY_ACCOUNT_PASSWORD_H
#define TRIBUTARY_ACCOUNT_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"

/* Letters of a password. Shorter ones are guessed, longer ones are somebody's mistake (OWASP ASVS
   6.2.1, 6.2.9). */
#define TRIB_PASSWORD_LETTERS_LEAST 8u
#define TRIB_PASSWORD_LETTERS_MAX 1000u
/* Four bytes a letter at most, and a NUL. */
#define TRIB_PASSWORD_BYTES (4u * TRIB_PASSWORD_LETTERS_MAX + 1u)
/* argon2id's own text, and a NUL. */
#define TRIB_PASSWORD_HASH_BYTES 128u

/* How dear a hash is: passes, and bytes of memory. */
struct trib_password_cost {
    uint64_t passes;
    size_t memory_bytes;
};

/** What a server asks: libsodium's "interactive", 2 passes over 64 MiB; three times the least that
    OWASP names (19 MiB, 2 passes), and a tenth of a second of one core. */
struct trib_password_cost trib_password_cost_usual(void);
/** The least that works, for tests: a thousandth of a second. */
struct trib_password_cost trib_password_cost_least(void);

enum trib_password_work {
    TRIB_PASSWORD_MAKE,   /* hash = of password */
    TRIB_PASSWORD_COMPARE /* is_done = whether hash is of password */
};

struct trib_password_job {
    struct trib_password_job *next; /* for whoever keeps it in a list */
    uint64_t job_id;                /* the asker's */
    enum trib_password_work work;
    struct trib_password_cost cost; /* of one that is made */
    char password[TRIB_PASSWORD_BYTES];
    char hash[TRIB_PASSWORD_HASH_BYTES];
    bool is_done; /* made, or the same; false when there was no memory, too */
};

/** NULL when there is no memory. password and hash (NULL: none) are copied. */
struct trib_password_job *trib_password_job_create(enum trib_password_work work,
                                                   const char *password, const char *hash);
/** Erases the password and frees it; safe on NULL. */
void trib_password_job_destroy(struct trib_password_job *job);

/** Does the job, on any thread. The password is erased when it is done. */
void trib_password_job_run(struct trib_password_job *job);

/**
 * Whether somebody may choose this password: long enough (E_TOO_FEW, argument "least"), none of
 * those that are guessed first (E_COMMON), and not the sign-in name (E_COMMON). field: the form's.
 */
bool trib_password_check(const char *password, const char *sign_in_name, const char *field,
                         struct trib_error *error);

#endif
