/*
 * Reading connections: one committed state from begin to end, whatever the writer does meanwhile;
 * rows as lines of JSON in the order of their ids.
 */
#include "tributary/store/reader.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "library.h"

static struct library library;
static struct trib_reader *reader;

static const char *names[] = {":memory:", "a.db"};

static int open_reader(void **state) {
    const char *name = state == NULL || *state == NULL ? names[1] : *(const char **)*state;
    struct trib_error error = {0};
    library_folder_make();
    library_create(&library, 8, name == names[0] ? name : library_file(name));
    library_begin(&library);
    library_add_shelf(&library, SHELF_2, SPACE_1, NULL); /* first, and first by its rank too */
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_add_shelf(&library, SHELF_3, SPACE_2, "3");
    library_add_book(&library, BOOK_1, SHELF_1);
    library_keep(&library);
    assert_true(trib_reader_open(library.store, &reader, &error));
    return 0;
}

static int close_reader(void **state) {
    (void)state;
    trib_reader_close(reader);
    reader = NULL;
    trib_reader_close(NULL);
    library_assert_verified(&library);
    library_close(&library);
    library_folder_remove();
    return 0;
}

static uint64_t begin(void) {
    struct trib_error error = {0};
    uint64_t seq = 0;
    assert_true(trib_reader_begin(reader, &seq, &error));
    return seq;
}

static uint64_t space_last_seq(const char *space_id) {
    struct trib_error error = {0};
    uint64_t seq = 99;
    assert_true(trib_reader_space_last_seq(reader, space_id, &seq, &error));
    return seq;
}

/* The lines of a table in a space; freed with free(). */
static char *lines(const char *table_name, const char *space_id, size_t expected_count) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_buffer) text = {0};
    size_t count = 99;
    const struct trib_table *table = trib_store_table_find(library.store, table_name);
    trib_buffer_append_text(&text, "before\n"); /* it appends */
    assert_true(trib_reader_rows_write(reader, table, space_id, &text, &count, &error));
    assert_int_equal(count, expected_count);
    assert_int_equal(strncmp(trib_buffer_text(&text), "before\n", 7), 0);
    return strdup(trib_buffer_text(&text) + 7);
}

#define SHELF_LINE(id, space, rank)                                                                \
    "[\"shelf\",{\"shelf_id\":\"" id "\",\"space_id\":\"" space                                    \
    "\",\"title\":\"Shelf\",\"rank\":" rank ",\"width\":1,\"revision\":0,\"note\":null}]\n"

static void rows_are_lines_in_the_order_they_came(void **state) {
    (void)state;
    assert_int_equal(begin(), 2);
    char *shelves = lines("shelf", SPACE_1, 2);
    assert_string_equal(shelves,
                        SHELF_LINE(SHELF_2, SPACE_1, "null") SHELF_LINE(SHELF_1, SPACE_1, "1"));
    free(shelves);
    char *books = lines("book", SPACE_1, 1);
    assert_string_equal(books, "[\"book\",{\"book_id\":\"" BOOK_1 "\",\"space_id\":\"" SPACE_1
                               "\",\"shelf_id\":\"" SHELF_1 "\",\"lent_to\":null,"
                               "\"sequel_of\":null,\"title\":\"Book\",\"place\":null}]\n");
    free(books);
    char *none = lines("shelf", SPACE_3, 0);
    assert_string_equal(none, "");
    free(none);
    trib_reader_end(reader);
}

static void a_space_knows_what_touched_it_last(void **state) {
    (void)state;
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET space_id = ?2 WHERE shelf_id = ?1", SHELF_3, SPACE_3);
    library_keep(&library);
    library_begin(&library);
    library_add_reader(&library, ANNA); /* touches no space */
    library_keep(&library);
    assert_int_equal(begin(), 4);
    assert_int_equal(space_last_seq(SPACE_1), 2);
    assert_int_equal(space_last_seq(SPACE_2), 3);
    assert_int_equal(space_last_seq(SPACE_3), 3);
    assert_int_equal(space_last_seq(NOBODY), 0);
    trib_reader_end(reader);
}

static void one_state_while_the_writer_goes_on(void **state) {
    (void)state;
    assert_int_equal(begin(), 2);
    char *before = lines("shelf", SPACE_1, 2);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE shelf SET title = 'Later' WHERE shelf_id = ?1", SHELF_1);
    LIBRARY_RUN(&library, "DELETE FROM shelf WHERE shelf_id = ?1", SHELF_2);
    assert_int_equal(library_keep(&library), 3);
    library_begin(&library); /* an open tick */
    library_add_shelf(&library, BOOK_2, SPACE_1, "7");
    library_end(&library);
    char *meanwhile = lines("shelf", SPACE_1, 2);
    assert_string_equal(meanwhile, before);
    assert_int_equal(space_last_seq(SPACE_1), 2);
    trib_reader_end(reader);
    assert_int_equal(begin(), 3); /* the open tick is not there */
    char *after = lines("shelf", SPACE_1, 1);
    assert_non_null(strstr(after, "\"title\":\"Later\",\"rank\":1,\"width\":1,\"revision\":1"));
    assert_int_equal(space_last_seq(SPACE_1), 3);
    trib_reader_end(reader);
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    free(before);
    free(meanwhile);
    free(after);
}

#define WIDTHS 300

/* All shelves have the same width at every commit: a reader must never see two. */
static void *watch(void *argument) {
    const bool *is_over = argument;
    const struct trib_table *shelf = trib_store_table_find(library.store, "shelf");
    struct trib_error error = {0};
    for (bool last = false; !last;) {
        TRIB_AUTO(trib_buffer) text = {0};
        uint64_t seq = 0;
        size_t count = 0;
        last = __atomic_load_n(is_over, __ATOMIC_ACQUIRE);
        if (!trib_reader_begin(reader, &seq, &error) ||
            !trib_reader_rows_write(reader, shelf, SPACE_1, &text, &count, &error)) {
            return NULL;
        }
        trib_reader_end(reader);
        const char *one = strstr(trib_buffer_text(&text), "\"width\":");
        const char *other = strstr(one + 1, "\"width\":");
        if (count != 2 || strtoull(one + 8, NULL, 10) != strtoull(other + 8, NULL, 10) ||
            strtoull(one + 8, NULL, 10) + 1 != seq) {
            return NULL;
        }
    }
    return argument;
}

static void a_thread_reads_while_the_loop_writes(void **state) {
    (void)state;
    bool is_over = false;
    pthread_t thread;
    void *result = NULL;
    assert_int_equal(pthread_create(&thread, NULL, watch, &is_over), 0);
    for (size_t round = 0; round < WIDTHS; round++) {
        library_begin(&library);
        library_run(&library, "UPDATE shelf SET width = width + 1", NULL, 0);
        library_keep(&library);
    }
    __atomic_store_n(&is_over, true, __ATOMIC_RELEASE);
    assert_int_equal(pthread_join(thread, &result), 0);
    assert_ptr_equal(result, &is_over);
}

#define ON(test, index, where)                                                                     \
    { #test " (" where ")", test, open_reader, close_reader, &names[index] }

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(rows_are_lines_in_the_order_they_came, 0, "memory"),
        ON(rows_are_lines_in_the_order_they_came, 1, "file"),
        ON(a_space_knows_what_touched_it_last, 0, "memory"),
        ON(a_space_knows_what_touched_it_last, 1, "file"),
        ON(one_state_while_the_writer_goes_on, 1, "file"),
        ON(a_thread_reads_while_the_loop_writes, 1, "file"),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
