/*
 * A tick that dies in the middle: SQLite has rolled the whole transaction back, and a statement
 * that ran now would commit by itself, unlogged. So nothing runs any more, everybody of the tick is
 * refused, nothing of it is there, and the next tick is as if it had not been.
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

/* ---- a database that cannot grow ---- */

/* Room for so many pages more than there are. The statement's text must stay where it is. */
static void leave_room(int64_t pages) {
    static char texts[64][48];
    static size_t text_count;
    assert_true(text_count < sizeof texts / sizeof texts[0]);
    char *sql = texts[text_count++];
    snprintf(sql, sizeof texts[0], "PRAGMA max_page_count = %lld",
             (long long)(library_number(&library, "PRAGMA page_count") + pages));
    library_number(&library, sql);
}

static void leave_much_room(void) {
    library_number(&library, "PRAGMA max_page_count = 1000000");
}

static const char *long_text(void) {
    static char text[256 * 1024];
    memset(text, 'x', sizeof text - 1);
    return text;
}

/* One row, no trigger: SQLite keeps no way back for the statement alone. */
static const char ADD_PAGE[] = "INSERT INTO page VALUES (?1, ?2, ?2, 1, ?3)";

/* ---- ways to die ---- */

static bool fill_the_disk(struct trib_error *error) {
    leave_room(0);
    return LIBRARY_TRY(&library, error, ADD_PAGE, NOBODY, SPACE_1, long_text());
}

static bool ask_for_rollback(struct trib_error *error) {
    return LIBRARY_TRY(&library, error,
                       "INSERT OR ROLLBACK INTO shelf (shelf_id, space_id, title) "
                       "VALUES (?1, ?2, 'Twice')",
                       SHELF_1, SPACE_1);
}

static bool ask_for_rollback_by_check(struct trib_error *error) {
    return LIBRARY_TRY(&library, error, "UPDATE OR ROLLBACK shelf SET width = ?1", "0");
}

static struct death {
    const char *name;
    bool (*die)(struct trib_error *error);
    enum trib_error_code code;
    const char *path;
} deaths[] = {
    {"a full database, in memory", fill_the_disk, TRIB_E_STORAGE, NULL},
    {"a full database, a file", fill_the_disk, TRIB_E_STORAGE, "full.db"},
    {"OR ROLLBACK, in memory", ask_for_rollback, TRIB_E_UNAVAILABLE, NULL},
    {"OR ROLLBACK, a file", ask_for_rollback, TRIB_E_UNAVAILABLE, "rollback.db"},
    {"OR ROLLBACK of a CHECK, in memory", ask_for_rollback_by_check, TRIB_E_UNAVAILABLE, NULL},
};

static int open_library(void **state) {
    const struct death *death = *state;
    const char *path = ":memory:";
    library_folder_make();
    if (death != NULL && death->path != NULL) {
        path = library_file(death->path);
    }
    library_create(&library, 2, path);
    library_begin(&library);
    library_add_shelf(&library, SHELF_3, SPACE_3, "3");
    library_keep(&library);
    return 0;
}

static int close_library(void **state) {
    const struct death *death = *state;
    library_assert_verified(&library);
    if (death != NULL && death->path != NULL) {
        library_reopen(&library);
        library_assert_verified(&library);
    }
    library_close(&library);
    library_folder_remove();
    return 0;
}

/* ---- what everybody is told ---- */

static const char FIRST_ID[] = "01938c00-0000-7000-8000-00000000aaaa";

static void first_command(uint64_t expected_seq) {
    struct trib_error error = {0};
    enum trib_command_outcome outcome = TRIB_COMMAND_REPEATED;
    const char *answer = NULL;
    assert_true(library_open(&library, FIRST_ID, "{}", &outcome, &answer, &error));
    assert_int_equal(outcome, TRIB_COMMAND_NEW);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    assert_int_equal(library_end(&library), expected_seq);
}

static const char ADD_READER[] = "INSERT INTO reader (reader_id, name) VALUES (?1, 'Alone')";

static void assert_no_statement_runs(enum trib_error_code code) {
    struct trib_error error = {0};
    assert_false(LIBRARY_TRY(&library, &error, ADD_READER, ANNA));
    assert_int_equal(error.code, code);
}

static void assert_no_command_runs(enum trib_error_code code) {
    struct trib_error error = {0};
    trib_tick_command_undo(library.store);
    assert_false(library_try_begin(&library, &error));
    assert_int_equal(error.code, code);
    assert_false(trib_tick_private_open(library.store, &error));
    assert_int_equal(error.code, code);
    assert_false(LIBRARY_TRY(&library, &error, ADD_READER, BEN));
    assert_int_equal(error.code, code);
}

static void assert_commit_fails(enum trib_error_code code) {
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    assert_false(trib_tick_commit(library.store, &batch, &error));
    assert_int_equal(error.code, code);
    assert_int_equal(batch.entry_count, 0);
    assert_false(trib_tick_is_open(library.store));
    assert_false(trib_tick_must_end(library.store));
}

static void assert_untouched(uint64_t last_seq) {
    assert_int_equal(library_number(&library, "SELECT count(*) FROM shelf"), 1);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM reader"), 0);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM page"), 0);
    assert_int_equal(library_number(&library, "SELECT max(seq) FROM entry"), last_seq);
    assert_int_equal(trib_store_last_seq(library.store), last_seq);
    assert_int_equal(trib_store_space_last_seq(library.store, SPACE_1), 0);
    assert_int_equal(trib_store_space_last_seq(library.store, SPACE_3), last_seq);
    assert_true(trib_store_is_writable(library.store)); /* no fsync has failed */
}

static void a_tick_dies_as_a_whole(void **state) {
    const struct death *death = *state;
    struct trib_error error = {0};
    uint64_t last_seq = trib_store_last_seq(library.store);
    first_command(last_seq + 1);
    library_begin(&library);
    library_add_reader(&library, NOBODY);
    assert_false(death->die(&error));
    if (death->code == TRIB_E_STORAGE) {
        assert_int_equal(error.code, TRIB_E_STORAGE);
    }
    uint64_t seq = 0;
    assert_no_statement_runs(death->code);
    assert_false(trib_tick_command_release(library.store, "{}", &seq, &error));
    assert_int_equal(error.code, death->code);
    assert_no_command_runs(death->code);
    assert_commit_fails(death->code);
    leave_much_room();
    assert_untouched(last_seq);
    library_assert_verified(&library);
    first_command(last_seq + 1); /* the same id: it was not done, and takes the number it had */
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 1);
    assert_int_equal(batch.entries[0].change_count, 1);
    assert_int_equal(trib_store_space_last_seq(library.store, SPACE_1), last_seq + 1);
}

/* The transaction is gone while a savepoint of the program's own is open. */
static void a_tick_dies_in_a_private_savepoint(void **state) {
    (void)state;
    struct trib_error error = {0};
    uint64_t last_seq = trib_store_last_seq(library.store);
    first_command(last_seq + 1);
    assert_true(trib_tick_private_open(library.store, &error));
    library_run(&library, "INSERT INTO word VALUES ('w', 'private')", NULL, 0);
    assert_false(
        LIBRARY_TRY(&library, &error, "INSERT OR ROLLBACK INTO word VALUES (?1, ?1)", "w"));
    assert_no_statement_runs(TRIB_E_UNAVAILABLE);
    assert_false(trib_tick_private_release(library.store, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_no_command_runs(TRIB_E_UNAVAILABLE);
    assert_commit_fails(TRIB_E_UNAVAILABLE);
    assert_untouched(last_seq);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM word"), 0);
}

/* ---- whatever step the full disk strikes ---- */

/* Small commands until one finds no room: in its rows or in the log's. How many were taken. */
static size_t commands_until_full(void) {
    struct trib_error error = {0};
    char id[TRIB_ID_BYTES];
    char note[600];
    memset(note, 'n', sizeof note - 1);
    note[sizeof note - 1] = '\0';
    for (size_t count = 0;; count++) {
        uint64_t seq = 0;
        library_command_id(&library, id);
        assert_true(count < 1000);
        if (trib_tick_must_end(library.store) || !library_try_begin(&library, &error) ||
            !LIBRARY_TRY(&library, &error, ADD_PAGE, id, id, note) ||
            !trib_tick_command_release(library.store, "{}", &seq, &error)) {
            assert_int_equal(error.code, TRIB_E_STORAGE);
            trib_tick_command_undo(library.store);
            return count;
        }
    }
}

static int64_t pages(void) {
    return library_number(&library, "SELECT count(*) FROM page");
}

static void what_is_answered_is_what_is_stored(void **state) {
    (void)state;
    size_t refused = 0;
    for (int64_t room = 0; room < 24; room++) {
        TRIB_AUTO(trib_batch) batch = {0};
        struct trib_error error = {0};
        int64_t before = pages();
        uint64_t last_seq = trib_store_last_seq(library.store);
        leave_room(room);
        size_t taken = commands_until_full();
        bool committed = trib_tick_commit(library.store, &batch, &error);
        if (!committed) {
            assert_int_equal(error.code, TRIB_E_STORAGE);
            refused++;
            taken = 0;
        }
        leave_much_room();
        assert_int_equal(batch.entry_count, taken);
        assert_int_equal(pages(), before + (int64_t)taken);
        assert_int_equal(trib_store_last_seq(library.store), last_seq + taken);
        assert_true(trib_store_is_writable(library.store));
        library_begin(&library);
        LIBRARY_RUN(&library, "UPDATE shelf SET width = width + 1 WHERE shelf_id = ?1", SHELF_3);
        assert_int_equal(library_keep(&library), last_seq + taken + 1);
    }
    assert_true(refused > 0);
}

/* A statement of many rows has a way back of its own; its command fails, and whether the others
   stay or go, they stay or go together. */
static void a_long_statement_finds_no_room(void **state) {
    (void)state;
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    uint64_t last_seq = trib_store_last_seq(library.store);
    first_command(last_seq + 1);
    library_begin(&library);
    leave_room(3);
    assert_false(
        LIBRARY_TRY(&library, &error,
                    "INSERT INTO page WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
                    "SELECT i + 1 FROM n WHERE i < 10000) "
                    "SELECT printf('d0000000-0000-4000-8000-%012d', i), ?1, ?1, i, '' FROM n",
                    SPACE_2));
    assert_int_equal(error.code, TRIB_E_STORAGE);
    trib_tick_command_undo(library.store);
    bool committed = trib_tick_commit(library.store, &batch, &error);
    leave_much_room();
    assert_int_equal(batch.entry_count, committed ? 1 : 0);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM shelf"), committed ? 2 : 1);
    assert_int_equal(pages(), 0);
    assert_int_equal(trib_store_last_seq(library.store), last_seq + batch.entry_count);
}

#define DIES(index)                                                                                \
    {                                                                                              \
        "a tick dies as a whole: " #index, a_tick_dies_as_a_whole, open_library, close_library,    \
            &deaths[index]                                                                         \
    }

int main(void) {
    struct CMUnitTest tests[] = {
        DIES(0),
        DIES(1),
        DIES(2),
        DIES(3),
        DIES(4),
        cmocka_unit_test_setup_teardown(a_tick_dies_in_a_private_savepoint, open_library,
                                        close_library),
        cmocka_unit_test_setup_teardown(what_is_answered_is_what_is_stored, open_library,
                                        close_library),
        cmocka_unit_test_setup_teardown(a_long_statement_finds_no_room, open_library,
                                        close_library),
    };
    for (size_t index = 0; index < sizeof deaths / sizeof deaths[0]; index++) {
        tests[index].name = deaths[index].name;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
