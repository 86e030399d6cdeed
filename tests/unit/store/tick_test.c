/*
 * Ticks: numbers, repeated commands, where a tick ends, and what is left of a command that is
 * undone. What kills a whole tick has a file of its own.
 */
#include "tributary/store/tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "picture.h"

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

static uint64_t add_shelf(const char *id, const char *rank) {
    library_begin(&library);
    library_add_shelf(&library, id, SPACE_1, rank);
    return library_end(&library);
}

static int64_t shelf_count(void) {
    return library_number(&library, "SELECT count(*) FROM shelf");
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
    assert_int_equal(add_shelf(SHELF_1, "1"), first + 1);
    library_begin(&library);
    library_add_shelf(&library, SHELF_2, SPACE_1, "2");
    trib_tick_command_undo(library.store);
    library_begin(&library);
    assert_false(
        LIBRARY_TRY(&library, &error, "INSERT INTO shelf (shelf_id) VALUES (?1)", SHELF_2));
    trib_tick_command_undo(library.store);
    assert_int_equal(add_shelf(SHELF_3, "3"), first + 2);
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
    add_shelf(SHELF_1, "1");
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
    add_shelf(SHELF_1, "1");
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
    add_shelf(SHELF_1, NULL);
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
    add_shelf(SHELF_1, "1");
    int64_t at_ms = library.now_ms;
    library.actor_id = NULL;
    add_shelf(SHELF_2, "2");
    library_commit(&library, &batch);
    assert_string_equal(batch.entries[0].actor_id, ANNA);
    assert_string_equal(batch.entries[0].method, "library.write");
    assert_true(batch.entries[0].at_ms <= at_ms);
    assert_true(batch.entries[0].at_ms >= at_ms - 1000);
    assert_string_equal(batch.entries[1].actor_id, "");
}

/* ---- the same command again ---- */

#define REQUEST "{\"method\":\"library.write\",\"params\":{\"a\":1}}"
#define OTHER_REQUEST "{\"method\":\"library.write\",\"params\":{\"a\":2}}"
#define ANSWER "{\"shelf_id\":\"" SHELF_1 "\"}"

static const char COMMAND_ID[] = "01938c00-0000-7000-8000-00000000aaaa";

/* Asks for the command; what came of it, in a word. */
static const char *asked(const char *actor_id, const char *request, const char *expected_answer) {
    struct trib_error error = {0};
    enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
    const char *answer = NULL;
    library.actor_id = actor_id;
    bool done = library_open(&library, COMMAND_ID, request, &outcome, &answer, &error);
    library.actor_id = NULL;
    if (!done) {
        return trib_error_code_name(error.code);
    }
    if (outcome == TRIB_COMMAND_NEW) {
        return "new";
    }
    assert_string_equal(answer, expected_answer);
    return "repeated";
}

static void first_time(const char *actor_id, const char *shelf_id) {
    struct trib_error error = {0};
    uint64_t seq = 0;
    assert_string_equal(asked(actor_id, REQUEST, NULL), "new");
    LIBRARY_RUN(&library, "INSERT INTO shelf (shelf_id, space_id, title) VALUES (?1, ?2, 'Shelf')",
                shelf_id, SPACE_1);
    assert_true(trib_tick_command_release(library.store, ANSWER, &seq, &error));
    assert_true(seq > 0);
}

static void again_and_again(const char *actor_id) {
    for (size_t round = 0; round < 3; round++) {
        assert_string_equal(asked(actor_id, REQUEST, ANSWER), "repeated");
        assert_string_equal(asked(actor_id, OTHER_REQUEST, NULL), "E_CONFLICT");
    }
}

static const char *actors[] = {ANNA, NULL};

static void a_repeated_command_gets_the_first_answer(void **state) {
    const char *actor_id = *(const char **)*state;
    library_folder_make();
    library_create(&library, 1, library_file("repeat.db"));
    first_time(actor_id, SHELF_1);
    again_and_again(actor_id); /* in the same tick */
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 1);
    again_and_again(actor_id); /* later */
    library_reopen(&library);
    again_and_again(actor_id); /* and after a restart */
    assert_int_equal(shelf_count(), 1);
    trib_batch_finish(&batch);
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 0);
    library_assert_verified(&library);
    library_close(&library);
    library_folder_remove();
}

static void an_id_belongs_to_its_actor(void **state) {
    (void)state;
    first_time(ANNA, SHELF_1);
    first_time(BEN, SHELF_2);
    first_time(NULL, SHELF_3);
    library_begin(&library);
    trib_tick_command_undo(library.store);
    assert_string_equal(asked(ANNA, REQUEST, ANSWER), "repeated");
    assert_string_equal(asked(BEN, REQUEST, ANSWER), "repeated");
    assert_string_equal(asked(NULL, REQUEST, ANSWER), "repeated");
    assert_int_equal(shelf_count(), 3);
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 3);
}

static void only_effects_are_remembered(void **state) {
    (void)state;
    assert_string_equal(asked(ANNA, REQUEST, NULL), "new");
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    trib_tick_command_undo(library.store);
    assert_string_equal(asked(ANNA, OTHER_REQUEST, NULL), "new"); /* refused: may be tried again */
    assert_int_equal(library_end(&library), 0);
    assert_string_equal(asked(ANNA, REQUEST, NULL), "new"); /* changed nothing: runs again */
    trib_tick_command_undo(library.store);
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 0);
    trib_batch_finish(&batch);
    first_time(ANNA, SHELF_1);
    library_commit(&library, &batch);
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
    add_shelf(SHELF_1, "1");
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
    assert_true(add_shelf(SHELF_3, "3") > 0);
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
    assert_true(add_shelf(SHELF_2, "2") > 0);
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
    add_shelf(SHELF_1, "1");
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
    add_shelf(SHELF_1, "1");
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 1);
    assert_int_equal(entry_count(), entries + 1);
    char *word = library_text(&library, "SELECT group_concat(word_id) FROM word");
    assert_string_equal(word, "kept");
    free(word);
}

/* ---- what is undone ---- */

static void an_undone_command_leaves_no_change(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    add_shelf(SHELF_1, "1");
    library_begin(&library);
    library_add_shelf(&library, SHELF_2, SPACE_1, "2");
    library_run(&library, "DELETE FROM shelf", NULL, 0);
    trib_tick_command_undo(library.store);
    add_shelf(SHELF_3, "3");
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
    add_shelf(SHELF_1, "1");
    library_begin(&library);
    if (LIBRARY_TRY(&library, &error, MANY_PAGES("100001"), SPACE_1)) {
        assert_false(trib_tick_command_release(library.store, "{}", &seq, &error));
    } else {
        trib_tick_command_undo(library.store);
    }
    assert_int_equal(error.code, TRIB_E_TOO_MANY);
    add_shelf(SHELF_2, "2"); /* the others of its tick are none the worse */
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 2);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM page"), 0);
}

static void a_row_keeps_its_id(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    uint64_t seq = 0;
    add_shelf(SHELF_1, "1");
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
        WITH_LIBRARY(numbers_are_taken_at_release_and_have_no_gaps),
        WITH_LIBRARY(what_changed_nothing_makes_no_entry),
        WITH_LIBRARY(an_update_names_only_the_columns_that_changed),
        WITH_LIBRARY(null_and_values_take_turns),
        WITH_LIBRARY(a_move_carries_the_whole_row_and_its_children),
        WITH_LIBRARY(an_entry_says_who_and_when),
        {"a repeated command gets the first answer, a person's",
         a_repeated_command_gets_the_first_answer, NULL, NULL, &actors[0]},
        {"a repeated command gets the first answer, the program's",
         a_repeated_command_gets_the_first_answer, NULL, NULL, &actors[1]},
        WITH_LIBRARY(an_id_belongs_to_its_actor),
        WITH_LIBRARY(only_effects_are_remembered),
        WITH_LIBRARY(who_may_see_what_ends_the_tick),
        WITH_LIBRARY(a_tick_takes_so_many_commands),
        WITH_LIBRARY(nothing_to_commit_is_fine),
        WITH_LIBRARY(private_rows_make_no_entry),
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
