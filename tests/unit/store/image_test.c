/*
 * Images: a store in memory begun from another's bytes is that store, and from there on goes its
 * own way.
 */
#include "tributary/store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "library.h"

static void fill(struct library *library) {
    library_create(library, 10, ":memory:");
    library_begin(library);
    library_add_shelf(library, SHELF_1, SPACE_1, "1");
    library_add_book(library, BOOK_1, SHELF_1);
    library_add_reader(library, ANNA);
    library_keep(library);
}

static void open_image(struct library *library, const unsigned char *image, size_t length) {
    struct trib_error error = {0};
    library_settle(library, 11, ":memory:");
    library->command_count = 100;
    assert_true(trib_store_image_open(&library->settings, image, length, &library->store, &error));
}

static void assert_same(struct library *one, struct library *other) {
    for (size_t index = 0; index < LIBRARY_TABLE_COUNT; index++) {
        json_auto_t *rows = library_dump(one, (enum library_table)index);
        json_auto_t *other_rows = library_dump(other, (enum library_table)index);
        assert_true(json_equal(rows, other_rows));
    }
    assert_int_equal(trib_store_last_seq(one->store), trib_store_last_seq(other->store));
    assert_string_equal(trib_store_database_id(one->store), trib_store_database_id(other->store));
    assert_string_equal(trib_store_epoch(one->store), trib_store_epoch(other->store));
    assert_int_equal(trib_store_space_last_seq(one->store, SPACE_1),
                     trib_store_space_last_seq(other->store, SPACE_1));
}

static void an_image_is_the_store_it_was_made_of(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct library library;
    struct library copies[2];
    unsigned char *image = NULL;
    size_t length = 0;
    fill(&library);
    assert_true(trib_store_image_save(library.store, &image, &length, &error));
    assert_true(length > 0);
    for (size_t index = 0; index < 2; index++) {
        open_image(&copies[index], image, length);
        assert_same(&library, &copies[index]);
        library_assert_verified(&copies[index]);
    }
    for (size_t index = 0; index < 2; index++) { /* each goes its own way */
        library_begin(&copies[index]);
        LIBRARY_RUN(&copies[index], "UPDATE shelf SET width = ?1", index == 0 ? "5" : "6");
        assert_int_equal(library_keep(&copies[index]), 3);
        library_assert_verified(&copies[index]);
    }
    assert_int_equal(library_number(&library, "SELECT width FROM shelf"), 1);
    assert_int_equal(library_number(&copies[0], "SELECT width FROM shelf"), 5);
    assert_int_equal(library_number(&copies[1], "SELECT width FROM shelf"), 6);
    assert_int_equal(library_number(&copies[0], "PRAGMA foreign_keys"), 1);
    for (size_t index = 0; index < 2; index++) {
        library_close(&copies[index]);
    }
    library_close(&library);
    free(image);
}

static void an_image_grows(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct library library;
    struct library copy;
    unsigned char *image = NULL;
    size_t length = 0;
    fill(&library);
    assert_true(trib_store_image_save(library.store, &image, &length, &error));
    library_close(&library); /* the image stands by itself */
    open_image(&copy, image, length);
    free(image); /* and so does what was opened from it */
    library_begin(&copy);
    library_run(&copy,
                "INSERT INTO page WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 5000) SELECT printf('d0000000-0000-4000-8000-%012d', i), 'a', 'b', i, "
                "'page ' || i FROM n",
                NULL, 0);
    library_keep(&copy);
    library_assert_verified(&copy);
    library_close(&copy);
}

static void what_is_no_image_is_refused(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct library library;
    unsigned char noise[8192];
    memset(noise, 0x5a, sizeof noise);
    library_settle(&library, 11, ":memory:");
    assert_false(
        trib_store_image_open(&library.settings, noise, sizeof noise, &library.store, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_null(library.store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_image_is_the_store_it_was_made_of),
        cmocka_unit_test(an_image_grows),
        cmocka_unit_test(what_is_no_image_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
