/*
 * Failures inside a tick that stay inside their command or statement: what is undone leaves nothing
 * behind, in the rows and in what was captured of them, and everybody else of the tick goes on.
 */
#include "tributary/store/tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "library.h"

static struct library library;

static int open_library(void **state) {
    (void)state;
    library_create(&library, 1, ":memory:");
    return 0;
}

static int close_library(void **state) {
    (void)state;
    library_assert_verified(&library); /* whatever the test did, the log tells it */
    library_close(&library);
    return 0;
}

static int64_t shelf_count(void) {
    return library_number(&library, "SELECT count(*) FROM shelf");
}

/* ---- what is undone ---- */

static void an_undone_command_leaves_no_change(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library_add_shelf_alone(&library, SHELF_1, "1");
    library_begin(&library);
    library_add_shelf(&library, SHELF_2, SPACE_1, "2");
    library_run(&library, "DELETE FROM shelf", NULL, 0);
    trib_tick_command_undo(library.store);
    library_add_shelf_alone(&library, SHELF_3, "3");
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 2);
    assert_int_equal(batch.entries[0].change_count, 1);
    assert_int_equal(batch.entries[1].change_count, 1);
    assert_string_equal(batch.entries[1].changes[0].row_id, SHELF_3);
    assert_int_equal(shelf_count(), 2);
}

static void a_statement_that_fails_leaves_no_change(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    assert_false(LIBRARY_TRY(&library, &error,
                             "INSERT INTO shelf (shelf_id, space_id, title, width) "
                             "VALUES (?1, ?3, 'Second', 5), (?2, ?3, 'Third', 0)",
                             SHELF_2, SHELF_3, SPACE_1));
    assert_int_equal(error.code, TRIB_E_TOO_FEW);
    assert_int_equal(shelf_count(), 1);
    library_end(&library); /* the command goes on without it */
    library_commit(&library, &batch);
    assert_int_equal(batch.entries[0].change_count, 1);
    assert_string_equal(batch.entries[0].changes[0].row_id, SHELF_1);
}

static void a_deferred_key_fails_its_command_alone(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    uint64_t seq = 0;
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_add_book(&library, BOOK_1, SHELF_1);
    uint64_t first = library_end(&library);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE book SET sequel_of = ?1", NOBODY);
    assert_false(trib_tick_command_release(library.store, "{}", &seq, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    library_begin(&library); /* satisfied in the end: allowed */
    LIBRARY_RUN(&library, "UPDATE book SET sequel_of = ?1", BOOK_2);
    library_add_book(&library, BOOK_2, SHELF_1);
    assert_int_equal(library_end(&library), first + 1);
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 2);
    assert_int_equal(
        library_number(&library, "SELECT count(*) FROM book WHERE sequel_of IS NOT NULL"), 1);
}

/* ---- bounds, and what is forbidden ---- */

#define MANY_PAGES(count)                                                                          \
    "INSERT INTO page WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "            \
    "WHERE i < " count ") SELECT printf('d0000000-0000-4000-8000-%012d', i), ?1, ?1, i, '' FROM n"

static void a_command_changes_so_many_rows(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    assert_int_equal(TRIB_CHANGES_PER_COMMAND_MAX, 100000);
    library_begin(&library);
    LIBRARY_RUN(&library, MANY_PAGES("100000"), SPACE_1);
    assert_true(library_end(&library) > 0);
    library_commit(&library, &batch);
    assert_int_equal(batch.entries[0].change_count, TRIB_CHANGES_PER_COMMAND_MAX);
}

static void one_row_more_is_too_many(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    uint64_t seq = 0;
    library_add_shelf_alone(&library, SHELF_1, "1");
    library_begin(&library);
    if (LIBRARY_TRY(&library, &error, MANY_PAGES("100001"), SPACE_1)) {
        assert_false(trib_tick_command_release(library.store, "{}", &seq, &error));
    } else {
        trib_tick_command_undo(library.store);
    }
    assert_int_equal(error.code, TRIB_E_TOO_MANY);
    library_add_shelf_alone(&library, SHELF_2, "2"); /* the others of its tick are none the worse */
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 2);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM page"), 0);
}

static void a_row_keeps_its_id(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    uint64_t seq = 0;
    library_add_shelf_alone(&library, SHELF_1, "1");
    library_begin(&library);
    if (LIBRARY_TRY(&library, &error, "UPDATE shelf SET shelf_id = ?1", SHELF_2)) {
        assert_false(trib_tick_command_release(library.store, "{}", &seq, &error));
    } else {
        trib_tick_command_undo(library.store);
    }
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 1);
    assert_int_equal(
        library_number(&library, "SELECT count(*) FROM shelf WHERE shelf_id = '" SHELF_1 "'"), 1);
}

static void a_table_emptied_at_once_is_captured_row_by_row(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library_begin(&library);
    LIBRARY_RUN(&library, MANY_PAGES("50"), SPACE_1);
    library_keep(&library);
    library_begin(&library);
    library_run(&library, "DELETE FROM page", NULL, 0);
    library_end(&library);
    library_commit(&library, &batch);
    assert_int_equal(batch.entries[0].change_count, 50);
    assert_int_equal(batch.entries[0].changes[49].op, TRIB_CHANGE_DELETE);
}

#define WITH_LIBRARY(test) cmocka_unit_test_setup_teardown(test, open_library, close_library)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_LIBRARY(an_undone_command_leaves_no_change),
        WITH_LIBRARY(a_statement_that_fails_leaves_no_change),
        WITH_LIBRARY(a_deferred_key_fails_its_command_alone),
        WITH_LIBRARY(a_command_changes_so_many_rows),
        WITH_LIBRARY(one_row_more_is_too_many),
        WITH_LIBRARY(a_row_keeps_its_id),
        WITH_LIBRARY(a_table_emptied_at_once_is_captured_row_by_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
