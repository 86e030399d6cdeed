/*
 * Making and opening: one server has a file, and what is opened goes on where it ended. What is
 * refused has a file of its own.
 */
#include "tributary/store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "library.h"

static struct library library;

static int open_folder(void **state) {
    (void)state;
    library_folder_make();
    return 0;
}

static int close_folder(void **state) {
    (void)state;
    library_close(&library);
    library_folder_remove();
    return 0;
}

/* ---- files ---- */

static void what_is_there_is_not_made_anew(void **state) {
    (void)state;
    static const char TEXT[] = "anything";
    const char *path = library_file("a.db");
    struct trib_error error = {0};
    struct trib_store *store = NULL;
    size_t length = 0;
    library_file_write(path, TEXT, sizeof TEXT);
    library_settle(&library, 3, path);
    assert_false(trib_store_create(&library.settings, &store, &error));
    assert_int_equal(error.code, TRIB_E_EXISTS);
    unsigned char *bytes = library_file_read(path, &length);
    assert_int_equal(length, sizeof TEXT);
    assert_memory_equal(bytes, TEXT, length);
    free(bytes);
}

static void what_cannot_be_made_leaves_nothing(void **state) {
    (void)state;
    static const struct trib_migration BROKEN = {1, "broken",
                                                 "CREATE TABLE room (a TEXT); SELECT nonsense"};
    const char *path = library_file("a.db");
    struct trib_error error = {0};
    struct trib_store *store = NULL;
    library_settle(&library, 3, path);
    library.settings.migrations = &BROKEN;
    assert_false(trib_store_create(&library.settings, &store, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_false(library_file_is_there(path, ""));
    assert_false(library_file_is_there(path, "-wal"));
    library_settle(&library, 3, library_file("no/such/folder.db"));
    assert_false(trib_store_create(&library.settings, &store, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
}

static void a_try_that_was_cut_off_is_no_hindrance(void **state) {
    (void)state;
    const char *path = library_file("a.db");
    static const char REST[] = "what was left of it";
    library_file_write(library_file("a.db.making"), REST, sizeof REST);
    library_file_write(library_file("a.db.making-wal"), REST, sizeof REST);
    library_create(&library, 3, path);
    library_assert_verified(&library);
    assert_false(library_file_is_there(path, ".making"));
    assert_false(library_file_is_there(path, ".making-wal"));
    assert_false(library_file_is_there(path, ".making-shm"));
}

/* ---- two servers ---- */

static void one_server_has_a_file(void **state) {
    (void)state;
    const char *path = library_file("a.db");
    struct trib_error error = {0};
    struct library second;
    library_create(&library, 3, path);
    library_settle(&second, 4, path);
    assert_false(trib_store_open(&second.settings, &second.store, &error));
    assert_int_equal(error.code, TRIB_E_BUSY);
    library_begin(&library); /* the first one goes on */
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_keep(&library);
    library_reopen(&library);
    assert_false(trib_store_open(&second.settings, &second.store, &error));
    assert_int_equal(error.code, TRIB_E_BUSY);
    library_close(&library);
    assert_true(trib_store_open(&second.settings, &second.store, &error));
    library_close(&second);
}

static void a_stale_lock_file_is_harmless(void **state) {
    (void)state;
    const char *path = library_file("a.db");
    library_make_closed(&library, path);
    library_file_write(library_file("a.db.lock"), "12345", 5);
    library_reopen(&library);
    assert_int_equal(trib_store_last_seq(library.store), 2);
}

/* ---- going on ---- */

static void a_file_goes_on_where_it_ended(void **state) {
    (void)state;
    char database_id[TRIB_ID_BYTES];
    char epoch[TRIB_ID_BYTES];
    library_create(&library, 3, library_file("a.db"));
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    uint64_t seq = library_keep(&library);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET space_id = ?1", SPACE_2);
    uint64_t moved_seq = library_keep(&library);
    library_begin(&library);
    library_add_reader(&library, ANNA);
    uint64_t last_seq = library_keep(&library);
    assert_true(seq < moved_seq && moved_seq < last_seq);
    snprintf(database_id, sizeof database_id, "%s", trib_store_database_id(library.store));
    snprintf(epoch, sizeof epoch, "%s", trib_store_epoch(library.store));
    for (size_t round = 0; round < 2; round++) {
        library_reopen(&library);
        assert_string_equal(trib_store_database_id(library.store), database_id);
        assert_string_equal(trib_store_epoch(library.store), epoch);
        assert_true(trib_id_valid(database_id, 4) && trib_id_valid(epoch, 4));
        assert_int_equal(trib_store_last_seq(library.store), last_seq);
        assert_int_equal(trib_store_space_last_seq(library.store, SPACE_1), moved_seq);
        assert_int_equal(trib_store_space_last_seq(library.store, SPACE_2), moved_seq);
        assert_int_equal(trib_store_space_last_seq(library.store, SPACE_3), 0);
    }
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET width = ?1", "9");
    assert_int_equal(library_keep(&library), last_seq + 1);
    library_assert_verified(&library);
}

static void each_database_has_ids_of_its_own(void **state) {
    (void)state;
    struct library other;
    library_create(&library, 3, ":memory:");
    library_create(&other, 4, ":memory:");
    assert_string_not_equal(trib_store_database_id(library.store),
                            trib_store_database_id(other.store));
    assert_string_not_equal(trib_store_database_id(library.store), trib_store_epoch(library.store));
    library_close(&other);
}

static void a_commit_is_safe_and_keys_are_kept(void **state) {
    (void)state;
    const char *path = library_file("a.db");
    library_create(&library, 3, path);
    for (size_t round = 0; round < 2; round++) {
        assert_true(library_file_is_there(path, "-wal"));
        assert_int_equal(library_number(&library, "PRAGMA synchronous"), 2);
        assert_int_equal(library_number(&library, "PRAGMA foreign_keys"), 1);
        assert_int_equal(library_number(&library, "PRAGMA secure_delete"), 1);
        assert_int_equal(library_number(&library, "PRAGMA user_version"), 1);
        library_reopen(&library);
    }
    library_close(&library);
    assert_false(library_file_is_there(path, "-wal")); /* closing leaves one file */
    size_t length = 0;
    unsigned char *bytes = library_file_read(path, &length);
    assert_int_equal(bytes[18], 2); /* the header's word for WAL */
    assert_int_equal(bytes[19], 2);
    free(bytes);
    library_create(&library, 3, ":memory:");
    assert_int_equal(library_number(&library, "PRAGMA foreign_keys"), 1);
}

static void time_never_goes_back(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library_create(&library, 3, library_file("a.db"));
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_keep(&library);
    int64_t shown = trib_store_now_ms(library.store);
    library.now_ms -= 3600000; /* somebody sets the clock an hour back */
    assert_int_equal(trib_store_now_ms(library.store), shown);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET width = ?1", "2");
    library_end(&library);
    library_commit(&library, &batch);
    assert_int_equal(batch.entries[0].at_ms, shown);
    library_reopen(&library);
    assert_int_equal(trib_store_now_ms(library.store), shown);
    library.now_ms = shown + 5;
    assert_int_equal(trib_store_now_ms(library.store), shown + 5);
    library.now_ms = 1795651199999; /* 2026-11-25T23:59:59.999Z */
    char day[11];
    trib_store_today(library.store, day);
    assert_string_equal(day, "2026-11-25");
    library.now_ms++;
    trib_store_today(library.store, day);
    assert_string_equal(day, "2026-11-26");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_there_is_not_made_anew, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(what_cannot_be_made_leaves_nothing, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(a_try_that_was_cut_off_is_no_hindrance, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(one_server_has_a_file, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_stale_lock_file_is_harmless, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_file_goes_on_where_it_ended, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(each_database_has_ids_of_its_own, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(a_commit_is_safe_and_keys_are_kept, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(time_never_goes_back, open_folder, close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
