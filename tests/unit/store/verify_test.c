/*
 * Proving the log: after honest use nothing differs; whatever somebody changes in the file by
 * another way is found, and named so that one can look there.
 */
#include "tributary/store/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

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

#define ENTRIES 6
#define CHANGES 12

/* 1: the schema. 2: two shelves, a book and what a trigger counts. 3: a title, and its revision.
   4: a move with what follows it. 5: a reader and a loan. 6: a shelf goes with its book. */
static void fill(const char *path) {
    library_create(&library, 7, path);
    library.actor_id = ANNA;
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_add_shelf(&library, SHELF_2, SPACE_1, "2");
    library_add_book(&library, BOOK_1, SHELF_1);
    library_keep(&library);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET title = 'New' WHERE shelf_id = ?1", SHELF_2);
    library_keep(&library);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET space_id = ?2 WHERE shelf_id = ?1", SHELF_1, SPACE_2);
    library_keep(&library);
    library_begin(&library);
    library_add_reader(&library, BEN);
    LIBRARY_RUN(&library, "UPDATE book SET lent_to = ?1", BEN);
    library_keep(&library);
    library_begin(&library);
    library_add_shelf(&library, SHELF_3, SPACE_3, "3");
    LIBRARY_RUN(&library, "UPDATE shelf SET note = 'on loan' WHERE shelf_id = ?1", SHELF_1);
    assert_int_equal(library_keep(&library), ENTRIES);
}

/* ---- honest use ---- */

static void assert_no_difference(const struct trib_verify_report *report) {
    assert_string_equal(report->difference, "");
    assert_int_equal(report->entries, ENTRIES);
    assert_int_equal(report->changes, CHANGES);
}

static void honest_use_differs_in_nothing(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    fill(library_file("a.db"));
    assert_int_equal(library_number(&library, "SELECT count(*) FROM change"), CHANGES);
    assert_true(trib_log_verify_store(library.store, &report, &error));
    assert_no_difference(&report);
    report = (struct trib_verify_report){0};
    assert_true(trib_log_verify(&library.settings, &report, &error)); /* beside the server */
    assert_no_difference(&report);
    library_close(&library);
    report = (struct trib_verify_report){0};
    assert_true(trib_log_verify(&library.settings, &report, &error));
    assert_no_difference(&report);
    library_reopen(&library);
    library_begin(&library); /* proving leaves no trace */
    LIBRARY_RUN(&library, "UPDATE shelf SET width = ?1", "2");
    assert_int_equal(library_keep(&library), ENTRIES + 1);
}

static void a_missing_file_cannot_be_checked(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    library_settle(&library, 7, library_file("missing.db"));
    assert_false(trib_log_verify(&library.settings, &report, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
}

/* Chance and time are handed in, so the same commands give the same chain. */
static void the_same_commands_give_the_same_chain(void **state) {
    (void)state;
    fill(":memory:");
    char *chain = library_text(&library, "SELECT group_concat(hex(hash)) FROM entry");
    library_close(&library);
    fill(":memory:");
    char *again = library_text(&library, "SELECT group_concat(hex(hash)) FROM entry");
    assert_string_equal(chain, again);
    free(chain);
    free(again);
}

/* ---- tampering ---- */

static struct tampering {
    const char *name;
    const char *sql;
    const char *named[2]; /* what the difference speaks of */
} tamperings[] = {
    /* the log */
    {"a patch", "UPDATE change SET patch = replace(patch, 'New', 'Old') WHERE seq = 3", {"3"}},
    {"a patch of the first entry with rows",
     "UPDATE change SET patch = replace(patch, 'Shelf', 'Shelb') WHERE seq = 2 AND ordinal = "
     "(SELECT min(ordinal) FROM change WHERE seq = 2)",
     {"2"}},
    {"a patch and the row it wrote",
     "UPDATE change SET patch = replace(patch, 'New', 'Old') WHERE seq = 3;"
     "DROP TRIGGER shelf_retitled; UPDATE shelf SET title = 'Old' WHERE title = 'New'",
     {"3"}},
    {"the row a change names", "UPDATE change SET row_id = '" NOBODY "' WHERE seq = 3", {"3"}},
    {"the table a change names", "UPDATE change SET table_name = 'book' WHERE seq = 3", {"3"}},
    {"what a change did", "UPDATE change SET op = 'delete' WHERE seq = 3", {"3"}},
    {"the space before", "UPDATE change SET space_before = '" SPACE_3 "' WHERE seq = 4", {"4"}},
    {"the space after", "UPDATE change SET space_after = '" SPACE_3 "' WHERE seq = 4", {"4"}},
    {"a space that was none",
     "UPDATE change SET space_before = '' WHERE seq = 5 AND "
     "table_name = 'reader'; UPDATE change SET space_before = '" SPACE_1
     "' WHERE seq = 5 AND table_name = 'reader'",
     {"5"}},
    {"a salt", "UPDATE change SET salt = zeroblob(length(salt)) WHERE seq = 4", {"4"}},
    {"a digest", "UPDATE change SET digest = zeroblob(length(digest)) WHERE seq = 4", {"4"}},
    {"a change taken out", "DELETE FROM change WHERE seq = 5 AND table_name = 'book'", {"5"}},
    {"two changes in the other order",
     "UPDATE change SET ordinal = -1 WHERE seq = 2 AND ordinal = (SELECT min(ordinal) FROM change "
     "WHERE seq = 2); UPDATE change SET ordinal = ordinal - 1 WHERE seq = 2 AND ordinal = (SELECT "
     "min(ordinal) FROM change WHERE seq = 2 AND ordinal >= 0); UPDATE change SET ordinal = "
     "(SELECT "
     "min(ordinal) + 1 FROM change WHERE seq = 2 AND ordinal >= 0) WHERE seq = 2 AND ordinal = -1",
     {"2"}},
    {"an entry taken out", "DELETE FROM entry WHERE seq = 4", {"3", "5"}},
    {"an entry taken out with its changes",
     "DELETE FROM entry WHERE seq = 4; DELETE FROM change WHERE seq = 4",
     {"3", "5"}},
    {"the last entry taken out", "DELETE FROM entry WHERE seq = 6", {"6"}},
    {"the last entry taken out with its changes",
     "DELETE FROM entry WHERE seq = 6; DELETE FROM change WHERE seq = 6;"
     "DELETE FROM space_seq WHERE space_id = '" SPACE_3 "';"
     "UPDATE space_seq SET last_seq = 5 WHERE last_seq = 6",
     {"shelf"}},
    {"two entries in the other order",
     "UPDATE entry SET seq = -1 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4;"
     "UPDATE entry SET seq = 4 WHERE seq = -1;"
     "UPDATE change SET seq = -1 WHERE seq = 3; UPDATE change SET seq = 3 WHERE seq = 4;"
     "UPDATE change SET seq = 4 WHERE seq = -1",
     {"3"}},
    {"a hash", "UPDATE entry SET hash = zeroblob(length(hash)) WHERE seq = 5", {"5"}},
    {"two hashes in each other's place",
     "CREATE TEMP TABLE kept AS SELECT seq, hash FROM entry; UPDATE entry SET hash = (SELECT hash "
     "FROM kept WHERE kept.seq = 7 - entry.seq) WHERE seq IN (3, 4)",
     {"3"}},
    {"an answer", "UPDATE entry SET answer = '{\"a\":1}' WHERE seq = 4", {"4"}},
    {"the last answer", "UPDATE entry SET answer = '{\"a\":1}' WHERE seq = 6", {"6"}},
    {"a time", "UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 4", {"4"}},
    {"who did it", "UPDATE entry SET actor_id = '" BEN "' WHERE seq = 4", {"4"}},
    {"for whom", "UPDATE entry SET for_organization_id = '" BEN "' WHERE seq = 4", {"4"}},
    {"a command id", "UPDATE entry SET command_id = '" NOBODY "' WHERE seq = 4", {"4"}},
    {"what was asked",
     "UPDATE entry SET request_digest = zeroblob(length(request_digest)) "
     "WHERE seq = 4",
     {"4"}},
    {"a method", "UPDATE entry SET method = 'library.read' WHERE seq = 4", {"4"}},
    {"the schema it was written under", "UPDATE entry SET schema_version = 0 WHERE seq = 4", {"4"}},
    {"a migration that never was",
     "UPDATE entry SET method = 'system.migrate' WHERE seq = 3",
     {"3"}},
    /* what is kept of the log so that nobody need scan it */
    {"the last number of a space",
     "UPDATE space_seq SET last_seq = 1 WHERE space_id = '" SPACE_2 "'",
     {SPACE_2}},
    {"a space without a number", "DELETE FROM space_seq WHERE space_id = '" SPACE_2 "'", {SPACE_2}},
    /* the file: each row is there, and whoever looks for it by the index does not find it */
    {"a row that its index lacks",
     "CREATE TEMP TABLE kept AS SELECT * FROM change WHERE seq = 3;"
     "CREATE TEMP TABLE hidden AS SELECT * FROM sqlite_schema WHERE name = 'change_of_row';"
     "DELETE FROM change WHERE seq = 3; PRAGMA writable_schema = ON;"
     "DELETE FROM sqlite_schema WHERE name = 'change_of_row'; PRAGMA writable_schema = RESET;"
     "INSERT INTO change SELECT * FROM kept; PRAGMA writable_schema = ON;"
     "INSERT INTO sqlite_schema SELECT * FROM hidden",
     {"change_of_row", "damaged"}},
    /* rows */
    {"a value of a row",
     "UPDATE shelf SET width = 9 WHERE shelf_id = '" SHELF_3 "'",
     {"shelf", SHELF_3}},
    {"a value that is NULL",
     "UPDATE shelf SET note = NULL WHERE shelf_id = '" SHELF_1 "'",
     {"shelf", SHELF_1}},
    {"a space of a row",
     "UPDATE shelf SET space_id = '" SPACE_1 "' WHERE shelf_id = '" SHELF_3 "'",
     {"shelf", SHELF_3}},
    {"a row more", "INSERT INTO page VALUES ('" NOBODY "', 'a', 'b', 1, '')", {"page", NOBODY}},
    {"a row less",
     "PRAGMA foreign_keys = OFF; DROP TRIGGER shelf_gone;"
     "DELETE FROM shelf WHERE shelf_id = '" SHELF_2 "'",
     {"shelf", SHELF_2}},
    {"a recorded row", "UPDATE reader SET age = 70", {"reader", BEN}},
    {"a row that triggers wrote", "UPDATE tally SET book_count = 5", {"tally", SHELF_1}},
    {"a row of another id", "UPDATE reader SET reader_id = '" NOBODY "'", {"reader", BEN}},
};
#define TAMPERING_COUNT (sizeof tamperings / sizeof tamperings[0])

static void tamper(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    char *message = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s", message);
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void found_and_named(void **state) {
    const struct tampering *tampering = *state;
    const char *path = library_file("a.db");
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    fill(path);
    library_close(&library);
    tamper(path, tampering->sql);
    assert_true(trib_log_verify(&library.settings, &report, &error));
    assert_string_not_equal(report.difference, "");
    print_message("    %s\n", report.difference);
    for (size_t index = 0; index < 2 && tampering->named[index] != NULL; index++) {
        if (strstr(report.difference, tampering->named[index]) == NULL) {
            fail_msg("\"%s\" does not name %s", report.difference, tampering->named[index]);
        }
    }
}

/* What is in no log cannot be proved, and is not. */
static void private_rows_are_nobodys_concern(void **state) {
    (void)state;
    const char *path = library_file("a.db");
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    fill(path);
    library_close(&library);
    tamper(path, "UPDATE word SET text = 'other'; INSERT INTO word VALUES ('more', 'more')");
    assert_true(trib_log_verify(&library.settings, &report, &error));
    assert_no_difference(&report);
}

int main(void) {
    struct CMUnitTest tests[TAMPERING_COUNT + 4] = {
        cmocka_unit_test_setup_teardown(honest_use_differs_in_nothing, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_missing_file_cannot_be_checked, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(the_same_commands_give_the_same_chain, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(private_rows_are_nobodys_concern, open_folder,
                                        close_folder),
    };
    for (size_t index = 0; index < TAMPERING_COUNT; index++) {
        tests[4 + index] = (struct CMUnitTest){tamperings[index].name, found_and_named, open_folder,
                                               close_folder, &tamperings[index]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
