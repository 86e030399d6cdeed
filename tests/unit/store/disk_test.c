/*
 * The disk as it really fails: no room when the WAL grows, an fsync that returns an error, a write
 * that does. A layer between SQLite and the system fails on purpose, at the call that is asked for.
 */
#include "tributary/store/tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "library.h"

/* ---- the disk ---- */

/* Which call on a file fails, counted from now: 0 none, 1 the next one. */
static struct {
    int write_countdown, sync_countdown;
    int code;
} disk;

/* The system's methods and ours in their place; the database has others than its WAL. */
static struct layer {
    const sqlite3_io_methods *system;
    sqlite3_io_methods ours;
} layers[2];
static sqlite3_vfs *system_vfs;
static sqlite3_vfs disk_vfs;

static const sqlite3_io_methods *system_of(const sqlite3_file *file) {
    return file->pMethods == &layers[0].ours ? layers[0].system : layers[1].system;
}

static bool falls_due(int *countdown) {
    return *countdown > 0 && --*countdown == 0;
}

static int disk_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
    return falls_due(&disk.write_countdown) ? disk.code
                                            : system_of(file)->xWrite(file, bytes, length, offset);
}

static int disk_sync(sqlite3_file *file, int flags) {
    return falls_due(&disk.sync_countdown) ? disk.code : system_of(file)->xSync(file, flags);
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *out_flags) {
    (void)vfs;
    int code = system_vfs->xOpen(system_vfs, name, file, flags, out_flags);
    if (file->pMethods == NULL || (flags & SQLITE_OPEN_READWRITE) == 0) {
        return code; /* what only reads is left alone */
    }
    struct layer *layer = &layers[(flags & SQLITE_OPEN_MAIN_DB) != 0];
    assert_true(layer->system == NULL || layer->system == file->pMethods);
    layer->system = file->pMethods;
    layer->ours = *file->pMethods;
    layer->ours.xWrite = disk_write;
    layer->ours.xSync = disk_sync;
    file->pMethods = &layer->ours;
    return code;
}

static int disk_insert(void **state) {
    (void)state;
    system_vfs = sqlite3_vfs_find(NULL);
    disk_vfs = *system_vfs;
    disk_vfs.pNext = NULL;
    disk_vfs.zName = "disk";
    disk_vfs.xOpen = disk_open;
    return sqlite3_vfs_register(&disk_vfs, 1);
}

static int disk_remove(void **state) {
    (void)state;
    return sqlite3_vfs_unregister(&disk_vfs);
}

/* ---- the library on it ---- */

static struct library library;

static int open_library(void **state) {
    (void)state;
    disk.write_countdown = 0;
    disk.sync_countdown = 0;
    library_folder_make();
    library_create(&library, 31, library_file("a.db"));
    library_begin(&library);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_keep(&library);
    return 0;
}

static int close_library(void **state) {
    (void)state;
    library_assert_verified(&library);
    library_close(&library);
    library_folder_remove();
    return 0;
}

static void add_shelf(void) {
    library_begin(&library);
    library_add_shelf(&library, SHELF_2, SPACE_2, "2");
    library_end(&library);
}

static void assert_nothing_new(void) {
    assert_int_equal(trib_store_last_seq(library.store), 2);
    assert_int_equal(trib_store_space_last_seq(library.store, SPACE_2), 0);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM shelf"), 1);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM entry"), 2);
}

static void assert_commit_fails(enum trib_error_code code) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_batch) batch = {0};
    assert_false(trib_tick_commit(library.store, &batch, &error));
    assert_int_equal(error.code, code);
    assert_int_equal(batch.entry_count, 0);
    assert_nothing_new(); /* and reading goes on */
}

/* ---- a full disk ---- */

static void a_full_disk_heals_by_itself(void **state) {
    (void)state;
    for (int write = 1; write <= 4; write++) { /* whichever write of the commit finds no room */
        add_shelf();
        disk.write_countdown = write;
        disk.code = SQLITE_FULL;
        assert_commit_fails(TRIB_E_STORAGE);
        assert_int_equal(disk.write_countdown, 0);
        assert_true(trib_store_is_writable(library.store));
    }
    add_shelf();
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    assert_int_equal(batch.entries[0].seq, 3);
    library_reopen(&library);
    assert_int_equal(trib_store_last_seq(library.store), 3);
}

/* ---- a broken disk ---- */

static struct fault {
    const char *name;
    int write_countdown, sync_countdown, code;
} faults[] = {
    {"after an fsync that failed it only reads", 0, 1, SQLITE_IOERR_FSYNC},
    {"after a write that failed it only reads", 1, 0, SQLITE_IOERR_WRITE},
    {"the same for a later write", 3, 0, SQLITE_IOERR_WRITE},
};

static void reads_only_until_a_restart(void **state) {
    const struct fault *fault = *state;
    struct trib_error error = {0};
    add_shelf();
    disk.write_countdown = fault->write_countdown;
    disk.sync_countdown = fault->sync_countdown;
    disk.code = fault->code;
    assert_commit_fails(TRIB_E_UNAVAILABLE);
    assert_false(trib_store_is_writable(library.store));
    for (size_t round = 0; round < 2; round++) { /* the disk is well again; nobody can know */
        assert_false(library_try_begin(&library, &error));
        assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
        assert_false(trib_tick_private_open(library.store, &error));
        assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
        assert_nothing_new();
    }
    library_reopen(&library);
    assert_true(trib_store_is_writable(library.store));
    uint64_t last_seq = trib_store_last_seq(library.store);
    assert_int_equal(last_seq, 2);
    add_shelf();
    TRIB_AUTO(trib_batch) batch = {0};
    library_commit(&library, &batch);
    assert_int_equal(trib_store_last_seq(library.store), last_seq + 1);
}

/* What a commit has answered was synced before. */
static void every_commit_is_synced(void **state) {
    (void)state;
    for (int round = 0; round < 3; round++) {
        disk.sync_countdown = 1000;
        library_begin(&library);
        library_run(&library, "UPDATE shelf SET width = width + 1", NULL, 0);
        library_keep(&library);
        assert_true(disk.sync_countdown < 1000);
    }
}

int main(void) {
#define FAULT(index)                                                                               \
    { NULL, reads_only_until_a_restart, open_library, close_library, &faults[index] }
    struct CMUnitTest tests[] = {
        FAULT(0),
        FAULT(1),
        FAULT(2),
        cmocka_unit_test_setup_teardown(a_full_disk_heals_by_itself, open_library, close_library),
        cmocka_unit_test_setup_teardown(every_commit_is_synced, open_library, close_library),
    };
    for (size_t index = 0; index < sizeof faults / sizeof faults[0]; index++) {
        tests[index].name = faults[index].name;
    }
    return cmocka_run_group_tests(tests, disk_insert, disk_remove);
}
