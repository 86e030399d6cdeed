/*
 * Ends that nobody chose: the process is killed, the WAL is torn or spoilt. Whatever is left opens
 * again, is a beginning of the log and is proved by it, and what was answered is in it.
 */
#include "tributary/store/store.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "library.h"

#define COMMANDS 30u
#define CUTS 24u
#define KILLS 8u
#define ANSWERS_BEFORE_A_KILL 25u

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

static uint64_t write_something(void) {
    static const char SQL[] = "INSERT INTO shelf (shelf_id, space_id, title, note) "
                              "VALUES (lower(hex(randomblob(16))), ?1, 'Shelf', NULL)";
    library_begin(&library);
    LIBRARY_RUN(&library, SQL, SPACE_1);
    library_run(&library, "UPDATE shelf SET width = width + 1", NULL, 0);
    return library_keep(&library);
}

/* Runs a function in a process of its own, which never comes back from it. */
static pid_t process_start(void (*run)(const char *path, int answers), const char *path,
                           int answers) {
    fflush(NULL);
    pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0) {
        run(path, answers);
        _exit(1);
    }
    return process;
}

/* ---- files ---- */

struct bytes {
    unsigned char *at;
    size_t length;
};

static struct bytes bytes_read(const char *path) {
    struct bytes bytes = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    bytes.length = (size_t)ftell(file);
    rewind(file);
    bytes.at = malloc(bytes.length + 1);
    assert_non_null(bytes.at);
    assert_int_equal(fread(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static void bytes_write(const char *path, const struct bytes *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->at, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* ---- a torn WAL ---- */

static void write_and_fall(const char *path, int answers) {
    (void)answers;
    library_create(&library, 21, path);
    for (size_t count = 0; count < COMMANDS; count++) {
        write_something();
    }
    _exit(0); /* closes nothing */
}

struct remains {
    const char *path, *copy_path, *copy_wal_path;
    struct bytes database, wal;
};

static void leave_remains(struct remains *remains) {
    int status = 1;
    remains->path = library_file("a.db");
    remains->copy_path = library_file("copy.db");
    remains->copy_wal_path = library_file("copy.db-wal");
    assert_true(waitpid(process_start(write_and_fall, remains->path, -1), &status, 0) > 0);
    assert_int_equal(status, 0);
    remains->database = bytes_read(remains->path);
    remains->wal = bytes_read(library_file("a.db-wal"));
    assert_true(remains->wal.length > 0);
}

/* Opens the database with so much of the WAL; the last entry that is left. */
static uint64_t open_remains(const struct remains *remains, size_t wal_length) {
    struct trib_error error = {0};
    bytes_write(remains->copy_path, &remains->database, remains->database.length);
    bytes_write(remains->copy_wal_path, &remains->wal, wal_length);
    library_settle(&library, 22, remains->copy_path);
    library.command_count = 1000;
    assert_true(trib_store_open(&library.settings, &library.store, &error));
    uint64_t last_seq = trib_store_last_seq(library.store);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM entry"), last_seq);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM shelf"), last_seq - 1);
    library_assert_verified(&library);
    assert_int_equal(write_something(), last_seq + 1); /* and it goes on */
    library_assert_verified(&library);
    library_close(&library);
    return last_seq;
}

static void a_torn_wal_is_a_beginning(void **state) {
    (void)state;
    struct remains remains;
    uint64_t last_seq = 1;
    leave_remains(&remains);
    for (size_t cut = 0; cut <= CUTS; cut++) {
        uint64_t found = open_remains(&remains, remains.wal.length * cut / CUTS);
        assert_true(found >= last_seq);
        last_seq = found;
    }
    assert_int_equal(last_seq, COMMANDS + 1); /* the whole of it has all that was committed */
    free(remains.database.at);
    free(remains.wal.at);
}

static void a_spoilt_wal_is_a_beginning(void **state) {
    (void)state;
    struct remains remains;
    uint64_t chance = 23;
    struct trib_random random = trib_random_seeded(&chance);
    leave_remains(&remains);
    for (size_t round = 0; round < CUTS; round++) {
        unsigned char *byte = &remains.wal.at[trib_random_below(random, remains.wal.length)];
        *byte ^= 0x55;
        assert_true(open_remains(&remains, remains.wal.length) <= COMMANDS + 1);
        *byte ^= 0x55;
    }
    free(remains.database.at);
    free(remains.wal.at);
}

/* ---- killed ---- */

/* Goes on for ever, telling the number of each commit once it is durable. */
static void write_and_answer(const char *path, int answers) {
    struct trib_error error = {0};
    library_settle(&library, 24, path);
    if (!trib_store_open(&library.settings, &library.store, &error)) {
        _exit(2);
    }
    library.command_count = trib_store_last_seq(library.store) * 1000;
    for (;;) {
        uint64_t seq = write_something();
        if (write(answers, &seq, sizeof seq) != (ssize_t)sizeof seq) {
            _exit(3);
        }
    }
}

/* Waits for some answers, kills, and reads those that were still under way. The last one. */
static uint64_t killed_after(const char *path) {
    int ends[2];
    uint64_t seq = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t process = process_start(write_and_answer, path, ends[1]);
    assert_int_equal(close(ends[1]), 0);
    for (size_t count = 0; count < ANSWERS_BEFORE_A_KILL; count++) {
        assert_int_equal(read(ends[0], &seq, sizeof seq), sizeof seq);
    }
    assert_int_equal(kill(process, SIGKILL), 0);
    assert_int_equal(waitpid(process, NULL, 0), process);
    while (read(ends[0], &seq, sizeof seq) == (ssize_t)sizeof seq) {
    }
    assert_int_equal(close(ends[0]), 0);
    return seq;
}

static void what_was_answered_outlives_a_kill(void **state) {
    (void)state;
    const char *path = library_file("a.db");
    library_create(&library, 25, path);
    library_close(&library);
    for (size_t round = 0; round < KILLS; round++) {
        uint64_t answered = killed_after(path);
        library_reopen(&library); /* the lock died with its holder */
        uint64_t last_seq = trib_store_last_seq(library.store);
        assert_true(last_seq == answered || last_seq == answered + 1);
        assert_int_equal(library_number(&library, "SELECT count(*) FROM entry"), last_seq);
        library_assert_verified(&library);
        library_close(&library);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_torn_wal_is_a_beginning, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_spoilt_wal_is_a_beginning, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(what_was_answered_outlives_a_kill, open_folder,
                                        close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
