/*
 * Memory that runs out while a tick is open: its transaction is taken back all the same. One that
 * stayed open would show everybody what was refused, and no later tick could begin. On a file, from
 * opening to closing: what is found there afterwards is what was answered.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "library.h"
#include "poor_memory.h"

/* More allocations than a short tick takes. */
#define ALLOCATIONS_MAX 20000u
/* Opening a file takes most of them and writes nothing: of so many one fails. */
#define OPENING_STEP 5u

static const char COMMAND_ID[] = "01938c00-0000-7000-8000-00000000aaaa";
static const char EDIT[] = "UPDATE shelf SET title = 'Refused' WHERE shelf_id = '" SHELF_3 "'";

/* A tick of one command that changes one row; whether it was committed. */
static bool tick_run(struct library *library) {
    struct trib_error error = {0};
    enum trib_command_outcome outcome = TRIB_COMMAND_REPEATED;
    const char *answer = NULL;
    uint64_t seq = 0;
    struct trib_batch batch = {0};
    const struct trib_entry_head head = {.actor_id = NOBODY,
                                         .command_id = COMMAND_ID,
                                         .method = "shelf.edit",
                                         .request = "{}",
                                         .request_length = 2};
    bool is_open = trib_tick_command_open(library->store, &head, &outcome, &answer, &error);
    bool is_kept = is_open && outcome == TRIB_COMMAND_NEW &&
                   library_try(library, &error, EDIT, NULL, 0) &&
                   trib_tick_command_release(library->store, "{}", &seq, &error);
    if (is_open && !is_kept) {
        trib_tick_command_undo(library->store);
    }
    bool is_committed = trib_tick_commit(library->store, &batch, &error);
    trib_batch_finish(&batch);
    return is_committed && is_kept;
}

/* Each turn on a database that never went back before, so that nothing of the way is there yet. */
static void a_tick_goes_back_without_memory(void **state) {
    (void)state;
    bool has_failed = true;
    for (size_t n = 1; has_failed; n++) {
        struct library library;
        assert_true(n < ALLOCATIONS_MAX);
        library_create(&library, 2, ":memory:");
        library_begin(&library);
        library_add_shelf(&library, SHELF_3, SPACE_3, "3");
        library_keep(&library);
        poor_memory_fail_at(n, true);
        bool is_done = tick_run(&library);
        has_failed = poor_memory_end();
        assert_int_equal(
            library_number(&library, "SELECT count(*) FROM shelf WHERE title = 'Refused'"),
            is_done ? 1 : 0);
        library_begin(&library);
        library_add_shelf(&library, SHELF_1, SPACE_1, "1");
        library_keep(&library);
        library_assert_verified(&library);
        library_close(&library);
    }
}

static const char IS_EDITED[] = "SELECT count(*) FROM shelf WHERE title = 'Refused'";
static const char IS_LOGGED[] =
    "SELECT count(*) FROM entry WHERE command_id = '01938c00-0000-7000-8000-00000000aaaa'";

/* Opened again with memory enough. */
static void assert_as_answered(struct library *library, const char *path, bool is_done) {
    struct trib_error error = {0};
    library_settle(library, 3, path);
    library->command_count = 100;
    assert_true(trib_store_open(&library->settings, &library->store, &error));
    assert_int_equal(library_number(library, IS_LOGGED), is_done ? 1 : 0);
    assert_int_equal(library_number(library, IS_EDITED), is_done ? 1 : 0);
    library_assert_verified(library);
    library_add_shelf_alone(library, SHELF_1, "1"); /* and it goes on */
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(library, &batch);
    library_close(library);
}

/* One life of a file, from opening to closing. */
static void a_file_holds_what_was_answered(void **state) {
    (void)state;
    struct library library;
    size_t length = 0;
    bool has_failed = true;
    bool was_open = false;
    library_folder_make_in_memory();
    const char *path = library_file("a.db");
    library_create(&library, 2, path);
    library_add_shelf_alone(&library, SHELF_3, "3");
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    library_close(&library);
    unsigned char *made = library_file_read(path, &length);
    size_t n = 1;
    while (has_failed) {
        struct trib_error error = {0};
        assert_true(n < ALLOCATIONS_MAX);
        library_file_write(path, made, length);
        library_settle(&library, 3, path);
        poor_memory_fail_at(n, false); /* what comes after it goes on */
        bool is_open = trib_store_open(&library.settings, &library.store, &error);
        bool is_done = is_open && tick_run(&library);
        library_close(&library);
        has_failed = poor_memory_end();
        was_open = was_open || (is_open && has_failed);
        assert_true(is_done || has_failed);
        assert_as_answered(&library, path, is_done);
        n += is_open ? 1 : OPENING_STEP;
    }
    assert_true(was_open); /* it did fail in the tick too */
    free(made);
    library_folder_remove();
}

/* In memory a reader reads by the store's own connection: what it leaves open stops every tick. */
static void a_reader_ends_without_memory(void **state) {
    (void)state;
    bool has_failed = true;
    for (size_t n = 1; has_failed; n++) {
        struct library library;
        struct trib_reader *reader = NULL;
        struct trib_error error = {0};
        uint64_t seq = 0;
        assert_true(n < ALLOCATIONS_MAX);
        library_create(&library, 2, ":memory:");
        assert_true(trib_reader_open(library.store, &reader, &error));
        poor_memory_fail_at(n, true);
        bool has_begun = trib_reader_begin(reader, &seq, &error);
        trib_reader_end(reader);
        has_failed = poor_memory_end();
        assert_true(has_begun || has_failed);
        library_begin(&library);
        library_add_shelf(&library, SHELF_1, SPACE_1, "1");
        library_keep(&library);
        trib_reader_close(reader);
        library_close(&library);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tick_goes_back_without_memory),
        cmocka_unit_test(a_file_holds_what_was_answered),
        cmocka_unit_test(a_reader_ends_without_memory),
    };
    poor_memory_begin();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
