/*
 * What somebody missed who was away: each row once, in the order of its first change since, with
 * the space it was in before that one.
 */
#include "tributary/store/log.h"

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
    library_create(&library, 9, ":memory:");
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_add_shelf(&library, SHELF_2, SPACE_2, "2");
    library_add_book(&library, BOOK_1, SHELF_1);
    library_add_reader(&library, ANNA);
    library_keep(&library);
    return 0;
}

static int close_library(void **state) {
    (void)state;
    library_assert_verified(&library);
    library_close(&library);
    return 0;
}

static void run(const char *sql) {
    library_begin(&library);
    library_run(&library, sql, NULL, 0);
    library_keep(&library);
}

/* "table id space" of each row missed, one a line, "…" when there are more; freed with free(). */
static char *missed_of(uint64_t since_seq, size_t count_max) {
    struct trib_error error = {0};
    struct trib_missed *missed = NULL;
    TRIB_AUTO(trib_buffer) text = {0};
    size_t count = 99;
    bool more = true;
    assert_true(
        trib_log_missed(library.store, since_seq, count_max, &missed, &count, &more, &error));
    for (size_t index = 0; index < count; index++) {
        trib_buffer_append_format(&text, "%s %s %s\n", missed[index].table->name,
                                  missed[index].row_id, missed[index].space_before_first);
    }
    free(missed);
    trib_buffer_append_text(&text, more ? "…" : "");
    return strdup(trib_buffer_text(&text));
}

static void assert_missed(uint64_t since_seq, size_t count_max, const char *expected) {
    char *missed = missed_of(since_seq, count_max);
    assert_string_equal(missed, expected);
    free(missed);
}

#define S1 "shelf " SHELF_1 " "
#define S2 "shelf " SHELF_2 " "
#define S3 "shelf " SHELF_3 " "
#define B1 "book " BOOK_1 " "

static void who_missed_nothing_is_told_nothing(void **state) {
    (void)state;
    assert_missed(2, 10, "");
    run("UPDATE reader SET age = 5"); /* recorded: nobody is sent it */
    assert_missed(2, 10, "");
    assert_missed(99, 10, "");
}

static void all_that_was_made(void **state) {
    (void)state;
    assert_missed(0, 10, S1 "\n" S2 "\n" B1 "\n");
}

static void each_row_once_where_it_was_first(void **state) {
    (void)state;
    run("UPDATE shelf SET space_id = '" SPACE_2 "' WHERE shelf_id = '" SHELF_1 "'");
    run("UPDATE shelf SET space_id = '" SPACE_3 "' WHERE shelf_id = '" SHELF_2 "'");
    run("UPDATE shelf SET space_id = '" SPACE_3 "', rank = 9 WHERE shelf_id = '" SHELF_1 "'");
    run("UPDATE shelf SET width = 2");
    assert_missed(2, 10, S1 SPACE_1 "\n" B1 SPACE_1 "\n" S2 SPACE_2 "\n");
    assert_missed(3, 10, S2 SPACE_2 "\n" S1 SPACE_2 "\n" B1 SPACE_2 "\n");
    assert_missed(4, 10, S1 SPACE_2 "\n" B1 SPACE_2 "\n" S2 SPACE_3 "\n");
    assert_missed(5, 10, S1 SPACE_3 "\n" S2 SPACE_3 "\n");
    assert_missed(6, 10, "");
}

static void rows_that_came_and_went(void **state) {
    (void)state;
    run("INSERT INTO shelf (shelf_id, space_id, title) VALUES ('" SHELF_3 "', '" SPACE_3 "', 'x')");
    run("UPDATE shelf SET space_id = '" SPACE_1 "' WHERE shelf_id = '" SHELF_3 "'");
    run("DELETE FROM shelf WHERE shelf_id IN ('" SHELF_3 "', '" SHELF_2 "')");
    assert_missed(2, 10, S3 "\n" S2 SPACE_2 "\n");
    assert_missed(3, 10, S3 SPACE_3 "\n" S2 SPACE_2 "\n");
    assert_missed(4, 10, S2 SPACE_2 "\n" S3 SPACE_1 "\n");
}

/* Deleted and made again with the same id: it is the row that was in the first space. */
static void rows_made_again(void **state) {
    (void)state;
    run("INSERT OR REPLACE INTO shelf (shelf_id, space_id, title) VALUES ('" SHELF_2 "', '" SPACE_3
        "', 'x')");
    assert_missed(2, 10, S2 SPACE_2 "\n");
}

static void lazy_rows_too(void **state) {
    (void)state;
    run("INSERT INTO page VALUES ('" NOBODY "', '" SPACE_1 "', '" BOOK_1 "', 1, '')");
    assert_missed(2, 10, "page " NOBODY " \n");
}

/* Ids are the tables' own: the same one in two of them is two rows. */
static void the_same_id_in_two_tables(void **state) {
    (void)state;
    run("INSERT INTO page VALUES ('" SHELF_1 "', '" SPACE_3 "', '" BOOK_1 "', 1, '')");
    run("UPDATE shelf SET width = 3");
    run("UPDATE page SET number = 2");
    assert_missed(2, 10, "page " SHELF_1 " \n" S1 SPACE_1 "\n" S2 SPACE_2 "\n");
}

static void so_many_and_no_more(void **state) {
    (void)state;
    run("UPDATE shelf SET width = 2");
    run("UPDATE shelf SET width = 3"); /* the same rows again are not more */
    assert_missed(2, 3, S1 SPACE_1 "\n" S2 SPACE_2 "\n");
    assert_missed(2, 2, S1 SPACE_1 "\n" S2 SPACE_2 "\n");
    assert_missed(2, 1, S1 SPACE_1 "\n…");
    assert_missed(2, 0, "…");
    assert_missed(4, 0, "");
}

#define WITH_LIBRARY(test) cmocka_unit_test_setup_teardown(test, open_library, close_library)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_LIBRARY(who_missed_nothing_is_told_nothing),
        WITH_LIBRARY(all_that_was_made),
        WITH_LIBRARY(each_row_once_where_it_was_first),
        WITH_LIBRARY(rows_that_came_and_went),
        WITH_LIBRARY(rows_made_again),
        WITH_LIBRARY(lazy_rows_too),
        WITH_LIBRARY(the_same_id_in_two_tables),
        WITH_LIBRARY(so_many_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
