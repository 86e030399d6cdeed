/*
 * What SQL refuses, in the words of the wire: each rule of a schema, and the code and field it
 * becomes. Whatever the refusal, the command goes on and keeps what it wrote before.
 */
#include "tributary/store/statement.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "library.h"

static struct library library;

static struct refusal {
    const char *name;
    const char *sql;
    enum trib_error_code code;
    const char *field;
} refusals[] = {
    {"a CHECK's name is its field and code", "UPDATE shelf SET width = 0", TRIB_E_TOO_FEW, "width"},
    {"another CHECK of the same table",
     "UPDATE shelf SET title = 'A title of more letters than a shelf may have'", TRIB_E_TOO_LONG,
     "title"},
    {"a CHECK of another table", "UPDATE book SET title = ' '", TRIB_E_REQUIRED, "title"},
    {"a CHECK inside a trigger",
     "INSERT INTO book (book_id, space_id, shelf_id, title) WITH RECURSIVE n (i) AS (SELECT 1 "
     "UNION ALL SELECT i + 1 FROM n WHERE i < 6) SELECT 'b' || i, space_id, shelf_id, 'B' "
     "FROM n, shelf",
     TRIB_E_TOO_MANY, "book_count"},
    {"a taken id", "INSERT INTO reader VALUES ('" ANNA "', 'Anna', NULL)", TRIB_E_EXISTS,
     "reader_id"},
    {"UNIQUE of one column",
     "INSERT INTO shelf (shelf_id, space_id, title, note) "
     "VALUES ('other', 'a', 'Shelf', 'a note')",
     TRIB_E_EXISTS, "note"},
    {"UNIQUE of two columns names the last",
     "INSERT INTO shelf (shelf_id, space_id, title, rank) "
     "VALUES ('other', '" SPACE_1 "', 'Shelf', 1)",
     TRIB_E_EXISTS, "rank"},
    {"an absent value", "INSERT INTO shelf (shelf_id, space_id) VALUES ('other', 'a')",
     TRIB_E_REQUIRED, "title"},
    {"an absent value in an update", "UPDATE book SET title = NULL", TRIB_E_REQUIRED, "title"},
    {"a value of another type", "UPDATE shelf SET rank = 'first'", TRIB_E_TYPE, "rank"},
    {"a foreign key is a fault of ours: nothing to tell", "UPDATE book SET lent_to = 'nobody'",
     TRIB_E_UNAVAILABLE, ""},
    {"a row that is not there to hang on",
     "INSERT INTO book (book_id, space_id, shelf_id, title) VALUES ('b', 'a', 'nowhere', 'B')",
     TRIB_E_UNAVAILABLE, ""},
    {"a statement that is none", "UPDATE nonsense", TRIB_E_UNAVAILABLE, ""},
};
#define REFUSAL_COUNT (sizeof refusals / sizeof refusals[0])

static int open_library(void **state) {
    (void)state;
    library_create(&library, 5, ":memory:");
    library_begin(&library);
    library_add_reader(&library, ANNA);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_run(&library, "UPDATE shelf SET note = 'a note'", NULL, 0);
    library_add_book(&library, BOOK_1, SHELF_1);
    library_keep(&library);
    return 0;
}

static int close_library(void **state) {
    (void)state;
    library_assert_verified(&library);
    library_close(&library);
    return 0;
}

static void refused_in_the_words_of_the_wire(void **state) {
    const struct refusal *refusal = *state;
    struct trib_error error = {0};
    TRIB_AUTO(trib_batch) batch = {0};
    library_begin(&library);
    library_add_reader(&library, BEN);
    assert_false(library_try(&library, &error, refusal->sql, NULL, 0));
    assert_string_equal(trib_error_code_name(error.code), trib_error_code_name(refusal->code));
    assert_string_equal(error.field, refusal->field);
    library_end(&library);
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 1);
    assert_int_equal(batch.entries[0].change_count, 1);
    assert_string_equal(batch.entries[0].changes[0].row_id, BEN);
}

/* A row outside any command would be one that nobody hears of. */
static void nothing_is_written_outside_a_command(void **state) {
    (void)state;
    struct trib_error error = {0};
    assert_false(library_try(&library, &error, "UPDATE shelf SET width = 7", NULL, 0));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_int_equal(library_number(&library, "SELECT width FROM shelf"), 1);
}

static void a_statement_can_be_used_again_after_it_failed(void **state) {
    (void)state;
    static const char SET_WIDTH[] = "UPDATE shelf SET width = ?1";
    struct trib_error error = {0};
    library_begin(&library);
    for (size_t round = 0; round < 3; round++) {
        assert_false(LIBRARY_TRY(&library, &error, SET_WIDTH, "0"));
        LIBRARY_RUN(&library, SET_WIDTH, round == 1 ? "2" : "3");
    }
    library_keep(&library);
    assert_int_equal(library_number(&library, "SELECT width FROM shelf"), 3);
}

static void values_are_bound_as_they_are(void **state) {
    (void)state;
    static const char QUOTED[] = "'); DROP TABLE shelf; --\"\\";
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET note = ?1", QUOTED);
    assert_true(trib_statement_prepare(library.store,
                                       "UPDATE shelf SET rank = ?1, width = ?2 WHERE note = ?3",
                                       &statement, &error));
    assert_true(trib_bind_null(&statement, 1, &error));
    assert_true(trib_bind_int64(&statement, 2, INT64_MAX, &error));
    assert_true(trib_bind_text(&statement, 3, QUOTED, &error));
    assert_true(trib_statement_run(&statement, &error));
    assert_int_equal(trib_statement_changes(&statement), 1);
    library_keep(&library);
    assert_int_equal(library_number(&library, "SELECT rank IS NULL FROM shelf"), 1);
    assert_int_equal(library_number(&library, "SELECT width FROM shelf"), INT64_MAX);
    char *note = library_text(&library, "SELECT note FROM shelf");
    assert_string_equal(note, QUOTED);
    free(note);
}

static void a_row_is_found_by_its_id(void **state) {
    (void)state;
    struct trib_error error = {0};
    char space_id[TRIB_ID_BYTES] = "";
    bool found = false;
    TRIB_AUTO(trib_buffer) text = {0};
    struct trib_json_writer json = trib_json_writer(&text);
    const struct trib_table *shelf = trib_store_table_find(library.store, "shelf");
    const struct trib_table *reader = trib_store_table_find(library.store, "reader");
    assert_null(trib_store_table_find(library.store, "nonsense"));
    assert_int_equal(trib_store_table_count(library.store), LIBRARY_TABLE_COUNT);
    assert_true(trib_row_space(library.store, shelf, SHELF_1, space_id, &found, &error));
    assert_true(found);
    assert_string_equal(space_id, SPACE_1);
    assert_true(trib_row_space(library.store, shelf, NOBODY, space_id, &found, &error));
    assert_false(found);
    assert_true(trib_row_write(library.store, reader, ANNA, &json, &found, &error));
    assert_true(found);
    assert_string_equal(trib_buffer_text(&text),
                        "{\"reader_id\":\"" ANNA "\",\"name\":\"Reader\",\"age\":null}");
    assert_true(trib_row_write(library.store, reader, NOBODY, &json, &found, &error));
    assert_false(found);
}

int main(void) {
    struct CMUnitTest tests[REFUSAL_COUNT + 4] = {
        cmocka_unit_test_setup_teardown(nothing_is_written_outside_a_command, open_library,
                                        close_library),
        cmocka_unit_test_setup_teardown(a_statement_can_be_used_again_after_it_failed, open_library,
                                        close_library),
        cmocka_unit_test_setup_teardown(values_are_bound_as_they_are, open_library, close_library),
        cmocka_unit_test_setup_teardown(a_row_is_found_by_its_id, open_library, close_library),
    };
    for (size_t index = 0; index < REFUSAL_COUNT; index++) {
        tests[4 + index] =
            (struct CMUnitTest){refusals[index].name, refused_in_the_words_of_the_wire,
                                open_library, close_library, &refusals[index]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
