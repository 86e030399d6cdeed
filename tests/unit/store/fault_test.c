/*
 * One short life of a store, with every call to the disk failing in its turn: a write, an fsync, a
 * read, the room on it, the power. Whatever fails, whatever was answered is in the log when the
 * file is opened again, what was refused is not, and the log proves what the tables hold.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "bad_disk.h"
#include "library.h"
#include "rows.h"
#include "tributary/base/log.h"

#define COMMANDS 3u
/* More calls than a life makes; a fault that comes later never comes. */
#define CALLS_MAX 2000u

static struct library library;
static unsigned char *made; /* the bytes of a library at rest */
static size_t made_length;
static const char *path, *wal_path, *shm_path; /* of the library that lives */

static int make_library(void **state) {
    (void)state;
    trib_log_set_level(TRIB_LOG_NOTHING);
    library_folder_make();
    library_create(&library, 40, library_file("made.db"));
    library_add_shelf_alone(&library, SHELF_1, "1");
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    library_close(&library);
    path = library_file("a.db");
    wal_path = library_file("a.db-wal");
    shm_path = library_file("a.db-shm");
    made = library_file_read(library_file("made.db"), &made_length);
    return 0;
}

static int remove_library(void **state) {
    (void)state;
    free(made);
    library_folder_remove();
    return 0;
}

/* ---- a life ---------------------------------------------------------------------------------- */

struct life {
    enum { NOT_DONE, DONE, UNKNOWN } became[COMMANDS];
    uint64_t last_seq; /* the greatest that was answered */
};

static void shelf_id(size_t number, char out_id[static TRIB_ID_BYTES]) {
    snprintf(out_id, TRIB_ID_BYTES, "50000000-0000-4000-8000-%012zu", number + 100);
}

/* What became of a command whose tick failed: after an error of the disk nobody can say, and where
   there was no room it is sure that nothing did. */
static void refused(struct life *life, size_t number, const struct trib_error *error) {
    if (error->code != TRIB_E_STORAGE && error->code != TRIB_E_UNAVAILABLE) {
        fail_msg("%s %s", trib_error_code_name(error->code), error->field);
    }
    life->became[number] = error->code == TRIB_E_STORAGE ? NOT_DONE : UNKNOWN;
}

static void give_command(struct life *life, size_t number) {
    static const char SQL[] = "INSERT INTO shelf (shelf_id, space_id, title, note) "
                              "VALUES (?1, ?2, ?3, ?3 || printf('%.3000c', 'n'))";
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    char id[TRIB_ID_BYTES];
    char title[32];
    uint64_t seq = 0;
    shelf_id(number, id);
    snprintf(title, sizeof title, "Shelf %zu", number);
    if (!library_try_begin(&library, &error)) {
        refused(life, number, &error);
        return;
    }
    if (!LIBRARY_TRY(&library, &error, SQL, id, SPACE_1, title)) {
        trib_tick_command_undo(library.store);
        refused(life, number, &error);
    } else if (!trib_tick_command_release(library.store, "{}", &seq, &error)) {
        refused(life, number, &error);
    }
    struct trib_error of_commit = {0};
    if (!trib_tick_commit(library.store, &batch, &of_commit)) {
        refused(life, number, &of_commit);
    } else if (seq > 0) {
        assert_int_equal(batch.entry_count, 1);
        life->became[number] = DONE;
        life->last_seq = seq;
    }
}

/* Opens, writes and closes, as far as it gets. */
static void live(struct life *out_life) {
    struct trib_error error = {0};
    *out_life = (struct life){0};
    library_settle(&library, 41, path);
    library.command_count = 5000;
    if (!trib_store_open(&library.settings, &library.store, &error)) {
        assert_true(error.code == TRIB_E_UNAVAILABLE || error.code == TRIB_E_STORAGE);
        library.store = NULL;
        return;
    }
    for (size_t number = 0; number < COMMANDS; number++) {
        give_command(out_life, number);
    }
    library_close(&library);
}

static bool has_shelf(size_t number) {
#define HAS(end)                                                                                   \
    "SELECT count(*) FROM shelf WHERE shelf_id = '50000000-0000-4000-8000-000000000" end "'"
    static const char *const SQL[COMMANDS] = {HAS("100"), HAS("101"), HAS("102")};
    return library_number(&library, SQL[number]) == 1;
}

/* What a life has left is opened on a disk that is well. */
static void assert_as_answered(const struct life *life) {
    struct trib_error error = {0};
    library_settle(&library, 42, path);
    library.command_count = 9000;
    assert_true(trib_store_open(&library.settings, &library.store, &error));
    assert_true(trib_store_last_seq(library.store) >= life->last_seq);
    for (size_t number = 0; number < COMMANDS; number++) {
        bool is_there = has_shelf(number);
        assert_true(life->became[number] == UNKNOWN || is_there == (life->became[number] == DONE));
    }
    library_assert_verified(&library);
    library_add_shelf_alone(&library, SHELF_2, "7"); /* and it goes on */
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    library_close(&library);
}

/* ---- calls that fail ------------------------------------------------------------------------- */

static const struct trouble {
    const char *name;
    enum bad_disk_fault fault;
    bool is_lasting;
} troubles[] = {
    {"no room once", BAD_DISK_FULL, false},
    {"no room from there on", BAD_DISK_FULL, true},
    {"a write fails", BAD_DISK_WRITE_FAILS, false},
    {"every write fails from there on", BAD_DISK_WRITE_FAILS, true},
    {"an fsync fails", BAD_DISK_SYNC_FAILS, false},
    {"every fsync fails from there on", BAD_DISK_SYNC_FAILS, true},
    {"a read fails", BAD_DISK_READ_FAILS, false},
    {"every read fails from there on", BAD_DISK_READ_FAILS, true},
};

static void every_call_fails_once(void **state) {
    const struct trouble *trouble = *state;
    bool has_failed = true;
    uint64_t call = 0;
    while (has_failed) {
        struct life life;
        assert_true(++call < CALLS_MAX);
        library_file_write(path, made, made_length);
        bad_disk_insert(path);
        bad_disk_fail(trouble->fault, call, trouble->is_lasting, call);
        live(&life);
        has_failed = bad_disk_has_failed();
        bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
        assert_as_answered(&life);
        bad_disk_remove();
    }
    assert_true(call > 3); /* it did fail, more than once */
}

/* A read that comes back short, or with another bit, is told by nothing. The server may refuse the
   file, or the log says where the two differ; but no answer is lost without a word. */
static const struct trouble misreadings[] = {
    {"a read comes back short", BAD_DISK_READ_SHORT, false},
    {"a bit of what is read is another", BAD_DISK_READ_FLIPS, false},
};

static void nothing_is_lost_silently(const struct life *life) {
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    library_settle(&library, 43, path);
    if (!trib_store_open(&library.settings, &library.store, &error)) {
        library.store = NULL;
        return;
    }
    if (trib_log_verify_store(library.store, &report, &error) && report.difference[0] == '\0') {
        for (size_t number = 0; number < COMMANDS; number++) {
            assert_true(life->became[number] != DONE || has_shelf(number));
        }
    }
    library_close(&library);
}

static void every_read_misleads_once(void **state) {
    const struct trouble *trouble = *state;
    bool has_failed = true;
    for (uint64_t call = 1; has_failed; call++) {
        struct life life;
        assert_true(call < CALLS_MAX);
        library_file_write(path, made, made_length);
        bad_disk_insert(path);
        bad_disk_fail(trouble->fault, call, false, call);
        live(&life);
        has_failed = bad_disk_has_failed();
        bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
        nothing_is_lost_silently(&life);
        bad_disk_remove();
        unlink(wal_path);
        unlink(shm_path);
    }
}

/* ---- the power goes -------------------------------------------------------------------------- */

#define SHUFFLES 2u /* of what tears and reorders, which chance decides */

static void live_until_the_power_goes(uint64_t change, enum bad_disk_loss loss, uint64_t seed,
                                      bool *out_went) {
    struct life life;
    library_file_write(path, made, made_length);
    bad_disk_insert(path);
    bad_disk_die_at(change, loss, seed);
    live(&life);
    *out_went = bad_disk_is_dead();
    if (*out_went) {
        assert_true(bad_disk_revive());
        for (size_t number = 0; number < COMMANDS; number++) { /* as nobody was told */
            life.became[number] = life.became[number] == DONE ? DONE : UNKNOWN;
        }
    }
    bad_disk_die_at(0, BAD_DISK_KEEPS, 0);
    assert_as_answered(&life);
    bad_disk_remove();
}

static void the_power_goes_at_every_change(void **state) {
    (void)state;
    for (int loss = 0; loss < BAD_DISK_LOSSES; loss++) {
        bool has_chance = loss == BAD_DISK_TEARS || loss == BAD_DISK_REORDERS;
        for (uint64_t seed = 1; seed <= (has_chance ? SHUFFLES : 1); seed++) {
            bool went = true;
            for (uint64_t change = 1; went; change++) {
                assert_true(change < CALLS_MAX);
                live_until_the_power_goes(change, (enum bad_disk_loss)loss, seed, &went);
            }
        }
    }
}

static bool has_lost_an_answer(const struct life *life) {
    struct trib_error error = {0};
    library_settle(&library, 46, path);
    assert_true(trib_store_open(&library.settings, &library.store, &error));
    bool is_lost = trib_store_last_seq(library.store) < life->last_seq;
    for (size_t number = 0; number < COMMANDS; number++) {
        is_lost = is_lost || (life->became[number] == DONE && !has_shelf(number));
    }
    library_close(&library);
    return is_lost;
}

/* A sync that does nothing, as synchronous=OFF would have it: if no answer were lost then, the test
   above would see nothing. */
static void a_disk_that_lies_is_found_out(void **state) {
    (void)state;
    bool went = true;
    size_t losses = 0;
    for (uint64_t change = 1; went; change++) {
        struct life life;
        assert_true(change < CALLS_MAX);
        library_file_write(path, made, made_length);
        bad_disk_insert(path);
        bad_disk_lie(true);
        bad_disk_die_at(change, BAD_DISK_DROPS, change);
        live(&life);
        went = bad_disk_is_dead();
        if (went) {
            assert_true(bad_disk_revive());
            losses += has_lost_an_answer(&life) ? 1 : 0;
        }
        bad_disk_remove();
        unlink(wal_path);
        unlink(shm_path);
    }
    assert_true(losses > 0);
}

/* ---- making one ------------------------------------------------------------------------------ */

/* A file has its name only when it is whole, so whatever fails there is none, or one that opens. */
static void making_fails_whole(void **state) {
    const struct trouble *trouble = *state;
    bool has_failed = true;
    unlink(path);
    for (uint64_t call = 1; has_failed; call++) {
        struct trib_error error = {0};
        assert_true(call < CALLS_MAX);
        library_settle(&library, 44, path);
        bad_disk_insert(path);
        bad_disk_fail(trouble->fault, call, trouble->is_lasting, call);
        bool is_made = trib_store_create(&library.settings, &library.store, &error);
        has_failed = bad_disk_has_failed();
        library_close(&library);
        bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
        assert_true(is_made || has_failed);
        if (access(path, F_OK) != 0) {
            assert_false(is_made);
            library_create(&library, 45, path);
        } else {
            assert_true(trib_store_open(&library.settings, &library.store, &error));
        }
        library_assert_verified(&library);
        library_close(&library);
        bad_disk_remove();
        unlink(path);
    }
}

int main(void) {
    struct CMUnitTest tests[2 * UNIT_COUNT(troubles) + UNIT_COUNT(misreadings) + 2] = {
        cmocka_unit_test(the_power_goes_at_every_change),
        cmocka_unit_test(a_disk_that_lies_is_found_out)};
    static char names[UNIT_COUNT(troubles)][80];
    size_t count = 2;
    for (size_t i = 0; i < UNIT_COUNT(troubles); i++) {
        void *state = (void *)(uintptr_t)&troubles[i];
        snprintf(names[i], sizeof names[i], "making: %s", troubles[i].name);
        tests[count++] =
            (struct CMUnitTest){troubles[i].name, every_call_fails_once, NULL, NULL, state};
        tests[count++] = (struct CMUnitTest){names[i], making_fails_whole, NULL, NULL, state};
    }
    for (size_t i = 0; i < UNIT_COUNT(misreadings); i++) {
        tests[count++] = (struct CMUnitTest){misreadings[i].name, every_read_misleads_once, NULL,
                                             NULL, (void *)(uintptr_t)&misreadings[i]};
    }
    return cmocka_run_group_tests(tests, make_library, remove_library);
}
