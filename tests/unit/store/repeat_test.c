/*
 * A command that comes again: a client that never heard the answer may always ask once more. The
 * same bytes get the first answer and do nothing, others are refused.
 */
#include "tributary/store/tick.h"

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
    library_create(&library, 1, ":memory:");
    return 0;
}

static int close_library(void **state) {
    (void)state;
    library_assert_verified(&library); /* whatever the test did, the log tells it */
    library_close(&library);
    return 0;
}

static int64_t shelf_count(void) {
    return library_number(&library, "SELECT count(*) FROM shelf");
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

#define WITH_LIBRARY(test) cmocka_unit_test_setup_teardown(test, open_library, close_library)

int main(void) {
    const struct CMUnitTest tests[] = {
        {"a repeated command gets the first answer, a person's",
         a_repeated_command_gets_the_first_answer, NULL, NULL, &actors[0]},
        {"a repeated command gets the first answer, the program's",
         a_repeated_command_gets_the_first_answer, NULL, NULL, &actors[1]},
        WITH_LIBRARY(an_id_belongs_to_its_actor),
        WITH_LIBRARY(only_effects_are_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
