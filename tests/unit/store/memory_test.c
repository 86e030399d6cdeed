/*
 * Memory that runs out while a tick is open: its transaction is taken back all the same. One that
 * stayed open would show everybody what was refused, and no later tick could begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "library.h"
#include "poor_memory.h"

/* More allocations than a short tick takes. */
#define ALLOCATIONS_MAX 20000u

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
        cmocka_unit_test(a_reader_ends_without_memory),
    };
    poor_memory_begin();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
