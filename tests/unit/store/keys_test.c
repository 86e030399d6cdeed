/*
 * Secret keys beside a store: each in a file that its own user alone may read, there before it is
 * needed, gone when it is needed no longer, and in no copy of anything.
 */
#include "tributary/store/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "library.h"

#define FIRST "60000000-0000-4000-8000-000000000001"
#define SECOND "60000000-0000-4000-8000-000000000002"

static const unsigned char key[TRIB_SECRET_KEY_BYTES] = "thirty-two bytes of a secret ke";
static const unsigned char other[TRIB_SECRET_KEY_BYTES] = "thirty-two bytes of another one";

static struct library library;

static int file_set_up(void **state) {
    (void)state;
    library_folder_make();
    library_create(&library, 41, library_file("a.db"));
    return 0;
}

static int file_tear_down(void **state) {
    static const char *const IDS[] = {FIRST, SECOND};
    char path[256];
    (void)state;
    library_close(&library);
    for (size_t i = 0; i < sizeof IDS / sizeof IDS[0]; i++) {
        snprintf(path, sizeof path, "%s.keys/%s", library_file("a.db"), IDS[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s.keys", library_file("a.db"));
    rmdir(path);
    library_folder_remove();
    return 0;
}

static void keep(const char *id, const unsigned char *bytes) {
    struct trib_error error = {0};
    assert_true(trib_secret_key_keep(library.store, id, bytes, &error));
}

static bool is_kept(const char *id, const unsigned char *expected) {
    unsigned char found[TRIB_SECRET_KEY_BYTES];
    struct trib_error error = {0};
    bool is_found = false;
    assert_true(trib_secret_key_find(library.store, id, found, &is_found, &error));
    return is_found && memcmp(found, expected, sizeof found) == 0;
}

static bool first_alone(struct trib_store *store, const char *id) {
    assert_ptr_equal(store, library.store);
    return strcmp(id, FIRST) == 0;
}

static bool nothing(struct trib_store *store, const char *id) {
    (void)store;
    (void)id;
    return false;
}

static void life(void) {
    assert_false(is_kept(FIRST, key));
    keep(FIRST, key);
    keep(SECOND, key);
    keep(SECOND, other); /* of a try that was not committed */
    assert_true(is_kept(FIRST, key));
    assert_true(is_kept(SECOND, other));
    trib_secret_keys_tidy(library.store, first_alone);
    assert_true(is_kept(FIRST, key));
    assert_false(is_kept(SECOND, other));
    trib_secret_keys_tidy(library.store, nothing); /* none was loosened: nobody looks */
    assert_true(is_kept(FIRST, key));
    trib_secret_keys_loosen(library.store);
    trib_secret_keys_tidy(library.store, nothing);
    assert_false(is_kept(FIRST, key));
}

static void a_key_lives_in_a_file(void **state) {
    (void)state;
    life();
}

static void a_key_lives_in_memory(void **state) {
    (void)state;
    library_create(&library, 42, ":memory:");
    life();
    keep(FIRST, key); /* ends with the store */
    library_close(&library);
}

static void its_own_user_alone_may_read_it(void **state) {
    struct stat status;
    char path[256];
    (void)state;
    keep(FIRST, key);
    snprintf(path, sizeof path, "%s.keys", library_file("a.db"));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 077, 0);
    snprintf(path, sizeof path, "%s.keys/" FIRST, library_file("a.db"));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_size, TRIB_SECRET_KEY_BYTES);
}

static void a_key_that_is_not_whole_is_none(void **state) {
    char path[256];
    (void)state;
    keep(FIRST, key);
    snprintf(path, sizeof path, "%s.keys/" FIRST, library_file("a.db"));
    assert_int_equal(truncate(path, TRIB_SECRET_KEY_BYTES - 1), 0);
    assert_false(is_kept(FIRST, key));
}

static void what_a_crash_left_is_removed_at_the_first_look(void **state) {
    (void)state;
    keep(FIRST, key);
    trib_secret_keys_tidy(library.store, first_alone);
    library_reopen(&library);
    assert_true(is_kept(FIRST, key));
    trib_secret_keys_tidy(library.store, nothing);
    assert_false(is_kept(FIRST, key));
}

/* For want of a descriptor nobody says that a key is lost: what it opens would be thrown away. */
static void a_key_that_cannot_be_read_now_is_not_lost(void **state) {
    struct trib_error error = {0};
    struct rlimit before;
    unsigned char found[TRIB_SECRET_KEY_BYTES];
    bool is_found = false;
    (void)state;
    keep(FIRST, key);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    const struct rlimit none = {.rlim_cur = 0, .rlim_max = before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    bool is_known = trib_secret_key_find(library.store, FIRST, found, &is_found, &error);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_false(is_known);
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_int_equal(error.arguments_length, 0); /* where it lies is told to nobody */
    assert_true(is_kept(FIRST, key));
}

static void without_a_place_for_it_nothing_begins(void **state) {
    struct trib_error error = {0};
    char path[256];
    (void)state;
    snprintf(path, sizeof path, "%s.keys", library_file("a.db"));
    FILE *in_the_way = fopen(path, "we");
    assert_non_null(in_the_way);
    assert_int_equal(fclose(in_the_way), 0);
    assert_false(trib_secret_key_keep(library.store, FIRST, key, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_false(is_kept(FIRST, key));
    assert_int_equal(unlink(path), 0);
}

#define WITH_A_FILE(test) cmocka_unit_test_setup_teardown(test, file_set_up, file_tear_down)
int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_A_FILE(a_key_lives_in_a_file),
        cmocka_unit_test(a_key_lives_in_memory),
        WITH_A_FILE(its_own_user_alone_may_read_it),
        WITH_A_FILE(a_key_that_is_not_whole_is_none),
        WITH_A_FILE(what_a_crash_left_is_removed_at_the_first_look),
        WITH_A_FILE(a_key_that_cannot_be_read_now_is_not_lost),
        WITH_A_FILE(without_a_place_for_it_nothing_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
