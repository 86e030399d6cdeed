/*
 * See password.h. argon2id as libsodium has it; its text holds salt and cost, so that the cost may
 * change and old hashes still compare.
 */
#include "tributary/account/password.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "common_passwords.h"
#include "tributary/account/credential.h"
#include "tributary/base/text.h"

static_assert(TRIB_PASSWORD_HASH_BYTES == crypto_pwhash_STRBYTES, "libsodium's own length");

struct trib_password_cost trib_password_cost_usual(void) {
    return (struct trib_password_cost){crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                       crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

struct trib_password_cost trib_password_cost_least(void) {
    return (struct trib_password_cost){crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
}

struct trib_password_job *trib_password_job_create(enum trib_password_work work,
                                                   const char *password, const char *hash) {
    struct trib_password_job *job = calloc(1, sizeof *job);
    if (job == NULL) {
        return NULL;
    }
    job->work = work;
    job->cost = trib_password_cost_usual();
    trib_text_copy(job->password, sizeof job->password, password);
    trib_text_copy(job->hash, sizeof job->hash, hash == NULL ? "" : hash);
    return job;
}

void trib_password_job_destroy(struct trib_password_job *job) {
    if (job != NULL) {
        sodium_memzero(job, sizeof *job);
        free(job);
    }
}

void trib_password_job_run(struct trib_password_job *job) {
    size_t length = strlen(job->password);
    if (job->work == TRIB_PASSWORD_COMPARE) {
        job->is_done = crypto_pwhash_str_verify(job->hash, job->password, length) == 0;
    } else {
        job->is_done = crypto_pwhash_str(job->hash, job->password, length, job->cost.passes,
                                         job->cost.memory_bytes) == 0;
    }
    sodium_memzero(job->password, sizeof job->password);
}

static int numbers_compare(const void *a, const void *b) {
    const uint64_t *one = a;
    const uint64_t *other = b;
    return *one < *other ? -1 : *one > *other ? 1 : 0;
}

static bool is_common(const char *password) {
    char small[TRIB_SIGN_IN_NAME_BYTES];
    unsigned char hash[crypto_hash_sha256_BYTES];
    uint64_t number = 0;
    if (strlen(password) >= sizeof small) {
        return false;
    }
    trib_sign_in_name_fold(password, small);
    crypto_hash_sha256(hash, (const unsigned char *)small, strlen(small));
    for (size_t i = 0; i < sizeof number; i++) {
        number = number << 8 | hash[i];
    }
    return bsearch(&number, common_passwords, sizeof common_passwords / sizeof common_passwords[0],
                   sizeof number, numbers_compare) != NULL;
}

bool trib_password_check(const char *password, const char *sign_in_name, const char *field,
                         struct trib_error *error) {
    char own[TRIB_SIGN_IN_NAME_BYTES];
    char given[TRIB_SIGN_IN_NAME_BYTES];
    if (trib_text_length(password) < TRIB_PASSWORD_LETTERS_LEAST) {
        trib_fail(error, TRIB_E_TOO_FEW, field);
        trib_error_add_int64(error, "least", TRIB_PASSWORD_LETTERS_LEAST);
        return false;
    }
    bool is_name = false;
    if (strlen(password) < sizeof given) {
        trib_sign_in_name_fold(sign_in_name, own);
        trib_sign_in_name_fold(password, given);
        is_name = strcmp(own, given) == 0;
    }
    return (!is_name && !is_common(password)) || trib_fail(error, TRIB_E_COMMON, field);
}
