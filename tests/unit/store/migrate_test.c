/*
 * The schema as the program knows it: descriptors must say what the file holds, and what a newer
 * program changes is one entry of the log.
 */
#include "tributary/store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* ---- descriptors ---- */

#define TEXT(column)                                                                               \
    { (column), TRIB_COLUMN_TEXT, false, false }
#define INTEGER(column)                                                                            \
    { (column), TRIB_COLUMN_INTEGER, false, false }
#define NULLABLE(column)                                                                           \
    { (column), TRIB_COLUMN_TEXT, true, false }
#define COLUMNS(...)                                                                               \
    .columns = (const struct trib_column[]){__VA_ARGS__},                                          \
    .column_count = sizeof((const struct trib_column[]){__VA_ARGS__}) / sizeof(struct trib_column)

#define GOOD_SQL                                                                                   \
    "CREATE TABLE boat (boat_id TEXT PRIMARY KEY, space_id TEXT NOT NULL, "                        \
    "name TEXT NOT NULL, crew INTEGER NOT NULL, port TEXT) STRICT"

static struct disagreement {
    const char *name;
    const char *sql;
    struct trib_table table;
    bool is_fine;
} disagreements[] = {
    {"a descriptor that says what is there is fine",
     GOOD_SQL,
     {"boat", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("name"), INTEGER("crew"), NULLABLE("port")),
      .space_column = 1},
     true},
    {"a column the descriptor lacks",
     GOOD_SQL,
     {"boat", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("name"), INTEGER("crew")), .space_column = 1},
     false},
    {"a column the table lacks",
     GOOD_SQL,
     {"boat", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("name"), INTEGER("crew"), NULLABLE("port"),
              NULLABLE("flag")),
      .space_column = 1},
     false},
    {"a column of another name",
     GOOD_SQL,
     {"boat", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("title"), INTEGER("crew"), NULLABLE("port")),
      .space_column = 1},
     false},
    {"columns in another order",
     GOOD_SQL,
     {"boat", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), INTEGER("crew"), TEXT("name"), NULLABLE("port")),
      .space_column = 1},
     false},
    {"a column of another type",
     GOOD_SQL,
     {"boat", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("name"), TEXT("crew"), NULLABLE("port")),
      .space_column = 1},
     false},
    {"a column that may be NULL and is said not to",
     GOOD_SQL,
     {"boat", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("name"), INTEGER("crew"), TEXT("port")),
      .space_column = 1},
     false},
    {"a table that is not there",
     GOOD_SQL,
     {"ship", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("name"), INTEGER("crew"), NULLABLE("port")),
      .space_column = 1},
     false},
    {"a table that is not registered",
     GOOD_SQL "; CREATE TABLE stowaway (stowaway_id TEXT PRIMARY KEY) STRICT",
     {"boat", TRIB_TABLE_SYNCED,
      COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("name"), INTEGER("crew"), NULLABLE("port")),
      .space_column = 1},
     false},
    {"a VIRTUAL column of a logged table",
     "CREATE TABLE boat (boat_id TEXT PRIMARY KEY, space_id TEXT NOT NULL, "
     "name TEXT AS ('boat ' || boat_id) VIRTUAL NOT NULL) STRICT",
     {"boat", TRIB_TABLE_SYNCED, COLUMNS(TEXT("boat_id"), TEXT("space_id"), TEXT("name")),
      .space_column = 1},
     false},
    {"a VIRTUAL column that the descriptor passes over",
     "CREATE TABLE boat (boat_id TEXT PRIMARY KEY, space_id TEXT NOT NULL, "
     "name TEXT AS ('boat ' || boat_id) VIRTUAL) STRICT",
     {"boat", TRIB_TABLE_SYNCED, COLUMNS(TEXT("boat_id"), TEXT("space_id")), .space_column = 1},
     false},
    {"rows that are not named by their first column",
     "CREATE TABLE boat (boat_id TEXT NOT NULL, space_id TEXT PRIMARY KEY) STRICT",
     {"boat", TRIB_TABLE_SYNCED, COLUMNS(TEXT("boat_id"), TEXT("space_id")), .space_column = 1},
     false},
    {"rows that are named by a number",
     "CREATE TABLE boat (boat_id INTEGER PRIMARY KEY, space_id TEXT NOT NULL) STRICT",
     {"boat", TRIB_TABLE_SYNCED, COLUMNS(INTEGER("boat_id"), TEXT("space_id")), .space_column = 1},
     false},
};
#define DISAGREEMENT_COUNT (sizeof disagreements / sizeof disagreements[0])

static void told_apart(void **state) {
    const struct disagreement *disagreement = *state;
    const char *const paths[] = {":memory:", library_file("a.db")};
    for (size_t index = 0; index < sizeof paths / sizeof paths[0]; index++) {
        struct trib_error error = {0};
        struct trib_migration migration = {1, "boats", disagreement->sql};
        library_settle(&library, 6, paths[index]);
        library.settings.tables = &disagreement->table;
        library.settings.table_count = 1;
        library.settings.migrations = &migration;
        bool done = trib_store_create(&library.settings, &library.store, &error);
        assert_int_equal(done, disagreement->is_fine);
        assert_int_equal(error.code, done ? TRIB_E_NONE : TRIB_E_UNAVAILABLE);
        library_close(&library);
    }
}

/* A file that another program made, which knows one column less. */
static void a_file_with_other_columns_is_refused(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_table tables[LIBRARY_TABLE_COUNT];
    memcpy(tables, library_tables, sizeof tables);
    library_create(&library, 6, library_file("a.db"));
    library_close(&library);
    tables[LIBRARY_SHELF].column_count--;
    library.settings.tables = tables;
    assert_false(trib_store_open(&library.settings, &library.store, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    library.settings.tables = library_tables;
    library_reopen(&library);
    assert_int_equal(trib_store_last_seq(library.store), 1);
}

/* ---- migrations ---- */

static void fill(void) {
    library_create(&library, 6, library_file("a.db"));
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_add_shelf(&library, SHELF_2, SPACE_2, NULL);
    library_add_book(&library, BOOK_1, SHELF_1);
    library_keep(&library);
}

static void a_migration_is_one_entry(void **state) {
    (void)state;
    fill();
    library.settings.migration_count = 2;
    for (size_t round = 0; round < 2; round++) {
        library_reopen(&library); /* the second time there is nothing more to do */
        assert_int_equal(trib_store_last_seq(library.store), 3);
        assert_int_equal(library_number(&library, "PRAGMA user_version"), 2);
    }
    char *methods = library_text(&library, "SELECT group_concat(method) FROM "
                                           "(SELECT method FROM entry ORDER BY seq)");
    assert_string_equal(methods, "system.migrate,library.write,system.migrate");
    free(methods);
    char *title = library_text(&library, "SELECT title FROM shelf WHERE rank = 1");
    assert_string_equal(title, "Moved 1");
    free(title);
    library_assert_verified(&library);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET title = ?1", "After");
    LIBRARY_RUN(&library, "DELETE FROM shelf WHERE shelf_id = ?1", SHELF_2);
    assert_int_equal(library_keep(&library), 4);
    library_assert_verified(&library);
    library_reopen(&library);
    library_assert_verified(&library);
}

static void a_new_file_has_all_migrations(void **state) {
    (void)state;
    library_settle(&library, 6, ":memory:");
    library.settings.migration_count = 2;
    struct trib_error error = {0};
    assert_true(trib_store_create(&library.settings, &library.store, &error));
    assert_int_equal(trib_store_last_seq(library.store), 2);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM entry WHERE method = "
                                              "'system.migrate'"),
                     2);
    library_assert_verified(&library);
}

static void a_migration_that_fails_leaves_the_file_as_it_was(void **state) {
    (void)state;
    const struct trib_migration migrations[] = {
        library_migrations[0],
        {2, "broken",
         "CREATE TABLE boat (boat_id TEXT PRIMARY KEY) STRICT; "
         "UPDATE shelf SET width = 9; UPDATE shelf SET width = 0"}};
    struct trib_error error = {0};
    fill();
    library_close(&library);
    library.settings.migrations = migrations;
    library.settings.migration_count = 2;
    assert_false(trib_store_open(&library.settings, &library.store, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    library.settings.migrations = library_migrations;
    library.settings.migration_count = 1;
    library_reopen(&library);
    assert_int_equal(trib_store_last_seq(library.store), 2);
    assert_int_equal(library_number(&library, "PRAGMA user_version"), 1);
    assert_int_equal(library_number(&library, "SELECT max(width) FROM shelf"), 1);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM sqlite_schema "
                                              "WHERE name = 'boat'"),
                     0);
    library_assert_verified(&library);
}

int main(void) {
    struct CMUnitTest tests[DISAGREEMENT_COUNT + 4] = {
        cmocka_unit_test_setup_teardown(a_file_with_other_columns_is_refused, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(a_migration_is_one_entry, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_new_file_has_all_migrations, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_migration_that_fails_leaves_the_file_as_it_was,
                                        open_folder, close_folder),
    };
    for (size_t index = 0; index < DISAGREEMENT_COUNT; index++) {
        tests[4 + index] = (struct CMUnitTest){disagreements[index].name, told_apart, open_folder,
                                               close_folder, &disagreements[index]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
