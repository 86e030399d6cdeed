/*
 * Ticks: which numbers commands get, what is captured of them, and where a tick ends. What is
 * undone inside a tick, what kills it, and commands that come again have files of their own.
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

static int64_t entry_count(void) {
    return library_number(&library, "SELECT count(*) FROM entry");
}

/* ---- numbers ---- */

static void numbers_are_taken_at_release_and_have_no_gaps(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    uint64_t first = trib_store_last_seq(library.store);
    assert_int_equal(first, 1); /* the migration */
    assert_int_equal(library_add_shelf_alone(&library, SHELF_1, "1"), first + 1);
    library_begin(&library);
    library_add_shelf(&library, SHELF_2, SPACE_1, "2");
    trib_tick_command_undo(library.store);
    library_begin(&library);
    assert_false(
        LIBRARY_TRY(&library, &error, "INSERT INTO shelf (shelf_id) VALUES (?1)", SHELF_2));
    trib_tick_command_undo(library.store);
    assert_int_equal(library_add_shelf_alone(&library, SHELF_3, "3"), first + 2);
    assert_int_equal(trib_store_last_seq(library.store), first); /* not before it is durable */
    library_commit(&library, &batch);
    assert_int_equal(trib_store_last_seq(library.store), first + 2);
    assert_int_equal(batch.entry_count, 2);
    assert_int_equal(batch.entries[0].seq, first + 1);
    assert_int_equal(batch.entries[1].seq, first + 2);
    assert_string_equal(batch.entries[1].changes[0].row_id, SHELF_3);
    assert_int_equal(library_number(&library, "SELECT max(seq) - count(*) FROM entry"), 0);
}

static void what_changed_nothing_makes_no_entry(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library_add_shelf_alone(&library, SHELF_1, "1");
    library_commit(&library, &batch);
    trib_batch_finish(&batch);
    int64_t entries = entry_count();
    static const char *const NOTHINGS[] = {
        "UPDATE shelf SET shelf_id = shelf_id, rank = rank, note = note",
        "UPDATE shelf SET rank = 1, width = 1",
        "UPDATE shelf SET width = 5 WHERE shelf_id = 'nobody'",
        "DELETE FROM book",
        "INSERT OR IGNORE INTO shelf SELECT * FROM shelf",
        "INSERT INTO word VALUES ('w', 'a private row is nobody else''s')"};
    for (size_t index = 0; index < sizeof NOTHINGS / sizeof NOTHINGS[0]; index++) {
        library_begin(&library);
        library_run(&library, NOTHINGS[index], NULL, 0);
        assert_int_equal(library_end(&library), 0);
    }
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 0);
    assert_int_equal(entry_count(), entries);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM word"), 1);
}

static void an_update_names_only_the_columns_that_changed(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library_add_shelf_alone(&library, SHELF_1, "1");
    library_begin(&library);
    library_run(&library, "UPDATE shelf SET space_id = space_id, width = 2, note = NULL, rank = 1",
                NULL, 0);
    library_end(&library);
    library_commit(&library, &batch);
    assert_int_equal(batch.entries[1].change_count, 1);
    const struct trib_change *change = &batch.entries[1].changes[0];
    assert_int_equal(change->op, TRIB_CHANGE_UPDATE);
    assert_string_equal(change->patch, "{\"width\":2}");
    assert_string_equal(change->space_before, SPACE_1);
    assert_string_equal(change->space_after, SPACE_1);
    assert_null(change->whole);
}

static void null_and_values_take_turns(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library_add_shelf_alone(&library, SHELF_1, NULL);
    library_begin(&library);
    library_run(&library, "UPDATE shelf SET note = ''", NULL, 0);
    library_run(&library, "UPDATE shelf SET note = NULL, rank = 0", NULL, 0);
    library_end(&library);
    library_commit(&library, &batch);
    assert_int_equal(batch.entries[1].change_count, 2);
    assert_string_equal(batch.entries[1].changes[0].patch, "{\"note\":\"\"}");
    assert_string_equal(batch.entries[1].changes[1].patch, "{\"rank\":0,\"note\":null}");
}

static void a_move_carries_the_whole_row_and_its_children(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_add_book(&library, BOOK_1, SHELF_1);
    library_keep(&library);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET space_id = ?1", SPACE_2);
    library_end(&library);
    library_commit(&library, &batch);
    const struct trib_entry *entry = &batch.entries[0];
    assert_int_equal(entry->change_count, 2);
    assert_string_equal(entry->changes[0].patch, "{\"space_id\":\"" SPACE_2 "\"}");
    assert_string_equal(entry->changes[0].whole,
                        "{\"shelf_id\":\"" SHELF_1 "\",\"space_id\":\"" SPACE_2
                        "\",\"title\":\"Shelf\",\"rank\":1,\"width\":1,\"revision\":0,"
                        "\"note\":null}");
    assert_string_equal(entry->changes[1].table->name, "book");
    assert_string_equal(entry->changes[1].space_before, SPACE_1);
    assert_string_equal(entry->changes[1].space_after, SPACE_2);
    assert_int_equal(trib_store_space_last_seq(library.store, SPACE_1), entry->seq);
    assert_int_equal(trib_store_space_last_seq(library.store, SPACE_2), entry->seq);
    assert_int_equal(trib_store_space_last_seq(library.store, SPACE_3), 0);
}

static void an_entry_says_who_and_when(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library.actor_id = ANNA;
    library_add_shelf_alone(&library, SHELF_1, "1");
    int64_t at_ms = library.now_ms;
    library.actor_id = NULL;
    library_add_shelf_alone(&library, SHELF_2, "2");
    library_commit(&library, &batch);
    assert_string_equal(batch.entries[0].actor_id, ANNA);
    assert_string_equal(batch.entries[0].method, "library.write");
    assert_true(batch.entries[0].at_ms <= at_ms);
    assert_true(batch.entries[0].at_ms >= at_ms - 1000);
    assert_string_equal(batch.entries[1].actor_id, "");
}

/* ---- where a tick ends ---- */

static void assert_must_end(void) {
    struct trib_error error = {0};
    assert_true(trib_tick_must_end(library.store));
    assert_false(library_try_begin(&library, &error));
    assert_int_equal(error.code, TRIB_E_BUSY);
}

static void who_may_see_what_ends_the_tick(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    library_add_shelf_alone(&library, SHELF_1, "1");
    assert_false(trib_tick_must_end(library.store));
    library_begin(&library);
    library_add_room(&library, BOOK_1, SPACE_1);
    trib_tick_command_undo(library.store);
    assert_false(trib_tick_must_end(library.store)); /* it came to nothing */
    library_begin(&library);
    library_add_room(&library, BOOK_1, SPACE_1);
    library_add_shelf(&library, SHELF_2, SPACE_1, "2");
    library_end(&library);
    assert_must_end();
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 2);
    assert_false(batch.entries[0].decides_sight);
    assert_true(batch.entries[1].decides_sight);
    assert_false(trib_tick_must_end(library.store));
    assert_true(library_add_shelf_alone(&library, SHELF_3, "3") > 0);
    trib_batch_finish(&batch);
    library_commit(&library, &batch);
}

static void a_tick_takes_so_many_commands(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    for (size_t index = 0; index < TRIB_TICK_COMMANDS_MAX; index++) {
        assert_false(trib_tick_must_end(library.store));
        library_begin(&library);
        LIBRARY_RUN(&library,
                    index == 0 ? "INSERT INTO shelf (shelf_id, space_id, title) "
                                 "VALUES (?1, ?1, 'Shelf')"
                               : "UPDATE shelf SET width = width + 1 WHERE shelf_id = ?1",
                    SHELF_1);
        assert_true(library_end(&library) > 0);
    }
    assert_must_end();
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, TRIB_TICK_COMMANDS_MAX);
    assert_true(library_add_shelf_alone(&library, SHELF_2, "2") > 0);
    trib_batch_finish(&batch);
    library_commit(&library, &batch);
}

static void nothing_to_commit_is_fine(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    assert_false(trib_tick_is_open(library.store));
    trib_tick_command_undo(library.store); /* safe when none is open */
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 0);
    library_add_shelf_alone(&library, SHELF_1, "1");
    assert_true(trib_tick_is_open(library.store));
    trib_tick_command_undo(library.store); /* what was released stays */
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 1);
    assert_false(trib_tick_is_open(library.store));
}

/* ---- savepoints of private tables ---- */

static void private_rows_make_no_entry(void **state) {
    (void)state;
    static const char ADD_WORD[] = "INSERT INTO word VALUES (?1, 'private')";
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    int64_t entries = entry_count();
    assert_true(trib_tick_private_open(library.store, &error));
    LIBRARY_RUN(&library, ADD_WORD, "kept");
    assert_true(trib_tick_private_release(library.store, &error));
    assert_true(trib_tick_private_open(library.store, &error));
    LIBRARY_RUN(&library, ADD_WORD, "undone");
    trib_tick_command_undo(library.store);
    assert_true(trib_tick_is_open(library.store));
    library_add_shelf_alone(&library, SHELF_1, "1");
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 1);
    assert_int_equal(entry_count(), entries + 1);
    char *word = library_text(&library, "SELECT group_concat(word_id) FROM word");
    assert_string_equal(word, "kept");
    free(word);
}

#define WITH_LIBRARY(test) cmocka_unit_test_setup_teardown(test, open_library, close_library)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_LIBRARY(numbers_are_taken_at_release_and_have_no_gaps),
        WITH_LIBRARY(what_changed_nothing_makes_no_entry),
        WITH_LIBRARY(an_update_names_only_the_columns_that_changed),
        WITH_LIBRARY(null_and_values_take_turns),
        WITH_LIBRARY(a_move_carries_the_whole_row_and_its_children),
        WITH_LIBRARY(an_entry_says_who_and_when),
        WITH_LIBRARY(who_may_see_what_ends_the_tick),
        WITH_LIBRARY(a_tick_takes_so_many_commands),
        WITH_LIBRARY(nothing_to_commit_is_fine),
        WITH_LIBRARY(private_rows_make_no_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
