/*
 * What a hash says of itself: by what rule and how dearly it was made. Whoever steals the file
 * tries passwords at that price, so a cheaper one is a hole that no other test would see.
 */
#include "tributary/account/password.h"

#include <string.h>

#include "rows.h"

#define PASSWORD "seven rivers meet"
/* 65,536 KiB, two passes, one lane, and then a salt. */
#define USUAL "$argon2id$v=19$m=65536,t=2,p=1$"

static void assert_is_usual(const char *hash) {
    if (strncmp(hash, USUAL, sizeof USUAL - 1) != 0) {
        fail_msg("%s does not begin with " USUAL, hash);
    }
}

static void is_as_dear_as_we_say(void **state) {
    (void)state;
    struct trib_password_job *job = trib_password_job_create(TRIB_PASSWORD_MAKE, PASSWORD, NULL);
    assert_non_null(job);
    trib_password_job_run(job);
    assert_true(job->is_done);
    assert_is_usual(job->hash);
    trib_password_job_destroy(job);
}

static struct comparison {
    const char *name, *password;
    bool is_same;
} comparisons[] = {
    {"the same password is the same", PASSWORD, true},
    {"another is another", PASSWORD "s", false},
    {"none is none", "", false},
};

/* Made as cheaply as it can be: whatever a hash cost, it says so and still compares. */
static void compares(void **state) {
    const struct comparison *row = *state;
    struct trib_password_job *made = trib_password_job_create(TRIB_PASSWORD_MAKE, PASSWORD, NULL);
    assert_non_null(made);
    made->cost = trib_password_cost_least();
    trib_password_job_run(made);
    assert_true(made->is_done);
    struct trib_password_job *tried =
        trib_password_job_create(TRIB_PASSWORD_COMPARE, row->password, made->hash);
    assert_non_null(tried);
    trib_password_job_run(tried);
    assert_int_equal(tried->is_done, row->is_same);
    assert_string_equal(tried->password, "");
    trib_password_job_destroy(tried);
    trib_password_job_destroy(made);
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "a hash is argon2id, of 64 MiB and two passes", is_as_dear_as_we_say);
    unit_add_rows(&tests, compares, comparisons, sizeof comparisons[0], UNIT_COUNT(comparisons));
    return unit_run("password", &tests);
}
