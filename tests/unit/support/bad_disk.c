/*
 * See bad_disk.h. Each file on it has a shadow: its bytes as of its last sync, and the writes
 * since. The files themselves are the system's, written at once, so that what is read is what was
 * written.
 */
#include "bad_disk.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A write since the last sync; bytes NULL: the file was cut to that length. */
struct change {
    unsigned char *bytes;
    size_t offset, length;
};

struct shadow {
    struct shadow *next;
    char *path;
    bool is_there;          /* a power cut leaves the file */
    struct cow_file synced; /* its bytes then */
    struct change *changes;
    size_t change_count, change_capacity;
};

struct file {
    sqlite3_file base;
    struct shadow *shadow; /* NULL: a temporary file, which nobody misses */
    sqlite3_file *system;  /* behind this */
};

static struct {
    sqlite3_vfs *system;
    sqlite3_vfs vfs;
    struct shadow *shadows;
    enum bad_disk_fault fault;
    uint64_t countdown, seed, changes;
    bool is_lasting, has_failed, is_lying, is_dead, is_held, was_ill;
    const char *path;
    uint64_t death_countdown, death_seed;
    enum bad_disk_loss death_loss;
    struct bad_disk_remains left; /* by the power cut */
    void (*before)(void *context);
    void *context;
} disk;

/* ---- chance ---------------------------------------------------------------------------------- */

/* Source: Steele et al., "Fast splittable pseudorandom number generators" (OOPSLA 2014). */
uint64_t bad_disk_chance(uint64_t *state) {
    uint64_t mixed = *state += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

static size_t below(uint64_t *state, size_t bound) {
    return bound == 0 ? 0 : (size_t)(bad_disk_chance(state) % bound);
}

/* ---- memory ---------------------------------------------------------------------------------- */

static void *room(void *old, size_t length) {
    void *made = realloc(old, length == 0 ? 1 : length);
    if (made == NULL) {
        abort();
    }
    return made;
}

/* ---- shadows --------------------------------------------------------------------------------- */

static void change_apply(struct cow_file *bytes, const struct change *change) {
    if (change->bytes == NULL) {
        cow_file_resize(bytes, change->length);
    } else {
        cow_file_write(bytes, change->offset, change->bytes, change->length);
    }
}

static void changes_drop(struct shadow *shadow) {
    while (shadow->change_count > 0) {
        free(shadow->changes[--shadow->change_count].bytes);
    }
}

static void shadow_sync(struct shadow *shadow) {
    for (size_t index = 0; index < shadow->change_count; index++) {
        change_apply(&shadow->synced, &shadow->changes[index]);
    }
    shadow->is_there = true;
    changes_drop(shadow);
}

static void change_add(struct shadow *shadow, const void *bytes, size_t offset, size_t length) {
    if (shadow == NULL) {
        return;
    }
    if (shadow->change_count == shadow->change_capacity) {
        shadow->change_capacity = shadow->change_capacity * 2 + 16;
        shadow->changes = room(shadow->changes, shadow->change_capacity * sizeof(struct change));
    }
    struct change *change = &shadow->changes[shadow->change_count++];
    *change = (struct change){.offset = offset, .length = length};
    if (bytes != NULL) {
        change->bytes = room(NULL, length);
        memcpy(change->bytes, bytes, length);
    }
}

static struct shadow *shadow_find(const char *path) {
    struct shadow *shadow = disk.shadows;
    while (shadow != NULL && strcmp(shadow->path, path) != 0) {
        shadow = shadow->next;
    }
    return shadow;
}

/* The shadow of a file that is there already begins with its bytes. */
static struct shadow *shadow_of(const char *path) {
    struct shadow *shadow = shadow_find(path);
    if (shadow != NULL) {
        return shadow;
    }
    shadow = room(NULL, sizeof *shadow);
    *shadow = (struct shadow){.next = disk.shadows, .path = strdup(path)};
    disk.shadows = shadow;
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
        unsigned char bytes[COW_BLOCK_BYTES];
        size_t length = 0;
        shadow->is_there = true;
        while ((length = fread(bytes, 1, sizeof bytes, file)) > 0) {
            cow_file_write(&shadow->synced, shadow->synced.length, bytes, length);
        }
        (void)fclose(file);
    }
    return shadow;
}

void bad_disk_forget(void) {
    while (disk.shadows != NULL) {
        struct shadow *shadow = disk.shadows;
        disk.shadows = shadow->next;
        changes_drop(shadow);
        free(shadow->changes);
        cow_file_finish(&shadow->synced);
        free(shadow->path);
        free(shadow);
    }
}

/* ---- faults ---------------------------------------------------------------------------------- */

void bad_disk_fail(enum bad_disk_fault fault, uint64_t call, bool is_lasting, uint64_t seed) {
    disk.fault = fault;
    disk.countdown = call;
    disk.is_lasting = is_lasting;
    disk.has_failed = false;
    disk.seed = seed;
}

enum bad_disk_fault bad_disk_fault(void) {
    return disk.fault;
}

bool bad_disk_was_ill(void) {
    return disk.was_ill;
}

bool bad_disk_has_failed(void) {
    return disk.has_failed;
}

void bad_disk_lie(bool is_lying) {
    disk.is_lying = is_lying;
}

static bool fails(enum bad_disk_fault fault) {
    if (disk.is_held || disk.fault != fault || disk.countdown == 0) {
        return false;
    }
    if (disk.countdown > 1) {
        disk.countdown--;
        return false;
    }
    disk.has_failed = true;
    disk.was_ill = true;
    disk.countdown = disk.is_lasting ? 1 : 0;
    return true;
}

/* ---- a file's methods ------------------------------------------------------------------------ */

static struct file *file_of(sqlite3_file *file) {
    return (struct file *)file;
}

/* A change is about to be made. False: the power is gone. */
static bool changing(void) {
    if (disk.is_dead) {
        return false;
    }
    disk.changes++;
    if (disk.before != NULL) {
        disk.before(disk.context);
    }
    if (!disk.is_held && disk.death_countdown > 0 && --disk.death_countdown == 0) {
        bad_disk_cut(disk.death_loss, disk.death_seed, &disk.left);
        disk.is_dead = true;
    }
    return !disk.is_dead;
}

static int file_close(sqlite3_file *base) {
    struct file *file = file_of(base);
    return file->system->pMethods->xClose(file->system);
}

static int file_read(sqlite3_file *base, void *out, int length, sqlite3_int64 offset) {
    struct file *file = file_of(base);
    if (file->shadow != NULL && (disk.is_dead || fails(BAD_DISK_READ_FAILS))) {
        return SQLITE_IOERR_READ;
    }
    int code = file->system->pMethods->xRead(file->system, out, length, offset);
    unsigned char *bytes = out;
    if (file->shadow != NULL && code == SQLITE_OK && fails(BAD_DISK_READ_SHORT)) {
        size_t kept = below(&disk.seed, (size_t)length);
        memset(bytes + kept, 0, (size_t)length - kept);
        return SQLITE_IOERR_SHORT_READ;
    }
    if (file->shadow != NULL && code == SQLITE_OK && fails(BAD_DISK_READ_FLIPS)) {
        bytes[below(&disk.seed, (size_t)length)] ^= (unsigned char)(1u << below(&disk.seed, 8));
    }
    return code;
}

static int file_write(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset) {
    struct file *file = file_of(base);
    if (file->shadow != NULL && !changing()) {
        return SQLITE_IOERR_WRITE;
    }
    if (file->shadow != NULL && fails(BAD_DISK_FULL)) {
        return SQLITE_FULL;
    }
    if (file->shadow != NULL && fails(BAD_DISK_WRITE_FAILS)) {
        file->system->pMethods->xWrite(file->system, bytes, length / 2, offset);
        change_add(file->shadow, bytes, (size_t)offset, (size_t)length / 2);
        return SQLITE_IOERR_WRITE;
    }
    change_add(file->shadow, bytes, (size_t)offset, (size_t)length);
    return file->system->pMethods->xWrite(file->system, bytes, length, offset);
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 length) {
    struct file *file = file_of(base);
    if (file->shadow != NULL && !changing()) {
        return SQLITE_IOERR_TRUNCATE;
    }
    change_add(file->shadow, NULL, 0, (size_t)length);
    return file->system->pMethods->xTruncate(file->system, length);
}

/* Nothing is asked of the system: what a cut leaves is worked out by the shadows. After a sync that
   failed the system may have dropped the pages, and says so once. */
static int file_sync(sqlite3_file *base, int flags) {
    struct file *file = file_of(base);
    (void)flags;
    if (file->shadow == NULL) {
        return SQLITE_OK;
    }
    if (!changing()) {
        return SQLITE_IOERR_FSYNC;
    }
    if (fails(BAD_DISK_SYNC_FAILS)) {
        changes_drop(file->shadow);
        return SQLITE_IOERR_FSYNC;
    }
    if (!disk.is_lying) {
        shadow_sync(file->shadow);
    }
    return SQLITE_OK;
}

#define THROUGH(name, parameters, ...)                                                             \
    static int name parameters {                                                                   \
        struct file *file = file_of(base);                                                         \
        return file->system->pMethods->__VA_ARGS__;                                                \
    }
THROUGH(file_size, (sqlite3_file * base, sqlite3_int64 *out), xFileSize(file->system, out))
THROUGH(file_lock, (sqlite3_file * base, int level), xLock(file->system, level))
THROUGH(file_unlock, (sqlite3_file * base, int level), xUnlock(file->system, level))
THROUGH(file_is_reserved, (sqlite3_file * base, int *out), xCheckReservedLock(file->system, out))
THROUGH(file_control, (sqlite3_file * base, int what, void *argument),
        xFileControl(file->system, what, argument))
THROUGH(file_sector, (sqlite3_file * base), xSectorSize(file->system))
THROUGH(file_traits, (sqlite3_file * base), xDeviceCharacteristics(file->system))
THROUGH(file_shm_map, (sqlite3_file * base, int page, int size, int extend, void volatile **out),
        xShmMap(file->system, page, size, extend, out))
THROUGH(file_shm_lock, (sqlite3_file * base, int offset, int count, int flags),
        xShmLock(file->system, offset, count, flags))
THROUGH(file_shm_unmap, (sqlite3_file * base, int is_deleted), xShmUnmap(file->system, is_deleted))

static void file_shm_barrier(sqlite3_file *base) {
    struct file *file = file_of(base);
    file->system->pMethods->xShmBarrier(file->system);
}

static const sqlite3_io_methods METHODS = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_is_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

/* ---- the disk's methods ---------------------------------------------------------------------- */

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags,
                     int *out_flags) {
    struct file *file = file_of(base);
    (void)vfs;
    *file = (struct file){.system = (sqlite3_file *)(file + 1)};
    file->system->pMethods = NULL;
    bool is_on_it = name != NULL && strncmp(name, disk.path, strlen(disk.path)) == 0;
    if (is_on_it && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL))) {
        file->shadow = shadow_of(name);
    }
    if (is_on_it && disk.is_dead) {
        return SQLITE_CANTOPEN;
    }
    int code = disk.system->xOpen(disk.system, name, file->system, flags, out_flags);
    file->base.pMethods = file->system->pMethods == NULL ? NULL : &METHODS;
    return code;
}

/* The name of a file that is taken away may come back, with what it had. SQLite takes away only
   what is in the database already, so nothing that was undone comes back with it. */
static int disk_delete(sqlite3_vfs *vfs, const char *name, int sync_folder) {
    struct shadow *shadow = shadow_find(name);
    (void)vfs;
    if (shadow != NULL && !changing()) {
        return SQLITE_IOERR_DELETE;
    }
    if (shadow != NULL) {
        changes_drop(shadow);
        shadow->is_there = false;
        cow_file_resize(&shadow->synced, 0);
    }
    return disk.system->xDelete(disk.system, name, sync_folder);
}

void bad_disk_insert(const char *path) {
    assert(disk.system == NULL);
    disk.path = path;
    disk.system = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.system;
    disk.vfs.pNext = NULL;
    disk.vfs.zName = "bad_disk";
    disk.vfs.szOsFile = (int)sizeof(struct file) + disk.system->szOsFile;
    disk.vfs.xOpen = disk_open;
    disk.vfs.xDelete = disk_delete;
    disk.changes = 0;
    sqlite3_vfs_register(&disk.vfs, 1);
}

void bad_disk_remove(void) {
    bad_disk_forget();
    bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
    bad_disk_die_at(0, BAD_DISK_KEEPS, 0);
    bad_disk_remains_finish(&disk.left);
    disk.is_dead = false;
    sqlite3_vfs_unregister(&disk.vfs);
    disk.system = NULL;
    disk.before = NULL;
    disk.is_lying = false;
    disk.is_held = false;
    disk.was_ill = false;
}

void bad_disk_die_at(uint64_t change, enum bad_disk_loss loss, uint64_t seed) {
    disk.death_countdown = change;
    disk.death_loss = loss;
    disk.death_seed = seed;
}

void bad_disk_hold(bool is_held) {
    disk.is_held = is_held;
}

bool bad_disk_is_dead(void) {
    return disk.is_dead;
}

bool bad_disk_revive(void) {
    bad_disk_forget();
    disk.is_dead = false;
    bool is_written = bad_disk_remains_write(&disk.left, disk.path);
    bad_disk_remains_finish(&disk.left);
    return is_written;
}

uint64_t bad_disk_changes(void) {
    return disk.changes;
}

void bad_disk_watch(void (*before)(void *context), void *context) {
    disk.before = before;
    disk.context = context;
}

/* ---- a power cut ----------------------------------------------------------------------------- */

/* Some sectors of a write, counted by where they lie in the file. */
static void sectors_apply(struct cow_file *bytes, const struct change *change, uint64_t *state) {
    size_t at = 0;
    while (at < change->length) {
        size_t sector_end = (change->offset + at) / BAD_DISK_SECTOR_BYTES + 1;
        size_t length = sector_end * BAD_DISK_SECTOR_BYTES - (change->offset + at);
        length = length < change->length - at ? length : change->length - at;
        if (below(state, 2) == 0) {
            cow_file_write(bytes, change->offset + at, change->bytes + at, length);
        }
        at += length;
    }
}

static void change_apply_in_part(struct cow_file *bytes, const struct change *change,
                                 uint64_t *state) {
    if (change->bytes == NULL) {
        change_apply(bytes, change);
    } else {
        sectors_apply(bytes, change, state);
    }
}

static void tear(struct cow_file *bytes, const struct shadow *shadow, uint64_t *state) {
    size_t whole = below(state, shadow->change_count);
    for (size_t index = 0; index < whole; index++) {
        change_apply(bytes, &shadow->changes[index]);
    }
    if (whole < shadow->change_count) {
        change_apply_in_part(bytes, &shadow->changes[whole], state);
    }
}

/* A shuffle of all (Fisher and Yates), of which each may be lost, or reach the disk in part. */
static void reorder(struct cow_file *bytes, const struct shadow *shadow, uint64_t *state) {
    size_t count = shadow->change_count;
    size_t *order = room(NULL, count * sizeof *order);
    for (size_t index = 0; index < count; index++) {
        size_t other = below(state, index + 1);
        order[index] = order[other];
        order[other] = index;
    }
    for (size_t index = 0; index < count; index++) {
        const struct change *change = &shadow->changes[order[index]];
        switch (below(state, 3)) {
        case 0:
            break;
        case 1:
            change_apply(bytes, change);
            break;
        default:
            change_apply_in_part(bytes, change, state);
        }
    }
    free(order);
}

/* Returns whether the file is there at all. */
static bool shadow_cut(const struct shadow *shadow, enum bad_disk_loss loss, uint64_t *state,
                       struct cow_file *out_bytes) {
    /* a file nobody synced yet may have its name, and may not */
    bool is_there = shadow != NULL &&
                    (shadow->is_there || (shadow->change_count > 0 && loss != BAD_DISK_DROPS));
    if (!is_there) {
        return false;
    }
    *out_bytes = cow_file_copy(&shadow->synced);
    for (size_t index = 0; loss == BAD_DISK_KEEPS && index < shadow->change_count; index++) {
        change_apply(out_bytes, &shadow->changes[index]);
    }
    if (loss == BAD_DISK_TEARS) {
        tear(out_bytes, shadow, state);
    } else if (loss == BAD_DISK_REORDERS) {
        reorder(out_bytes, shadow, state);
    }
    return true;
}

void bad_disk_cut(enum bad_disk_loss loss, uint64_t seed, struct bad_disk_remains *out_remains) {
    char wal[1024];
    uint64_t state = seed;
    snprintf(wal, sizeof wal, "%s-wal", disk.path);
    *out_remains = (struct bad_disk_remains){0};
    out_remains->has_database =
        shadow_cut(shadow_find(disk.path), loss, &state, &out_remains->database);
    out_remains->has_wal = shadow_cut(shadow_find(wal), loss, &state, &out_remains->wal);
}

struct bad_disk_remains bad_disk_remains_copy(const struct bad_disk_remains *remains) {
    return (struct bad_disk_remains){.has_database = remains->has_database,
                                     .has_wal = remains->has_wal,
                                     .database = cow_file_copy(&remains->database),
                                     .wal = cow_file_copy(&remains->wal)};
}

void bad_disk_remains_finish(struct bad_disk_remains *remains) {
    cow_file_finish(&remains->database);
    cow_file_finish(&remains->wal);
    *remains = (struct bad_disk_remains){0};
}

/* Over what is there: room that must be found anew each time takes longer than the writing. */
static bool write_file(const char *path, bool is_there, const struct cow_file *bytes) {
    if (!is_there) {
        return unlink(path) == 0 || errno == ENOENT;
    }
    unsigned char block[COW_BLOCK_BYTES];
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    size_t done = 0;
    size_t length = 0;
    do {
        done += length;
        length = done < bytes->length ? bytes->length - done : 0;
        length = cow_file_read(bytes, done, block, length < sizeof block ? length : sizeof block);
    } while (fd >= 0 && length > 0 && write(fd, block, length) == (ssize_t)length);
    bool is_written = fd >= 0 && done == bytes->length && ftruncate(fd, (off_t)bytes->length) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return is_written;
}

bool bad_disk_remains_write(const struct bad_disk_remains *remains, const char *path) {
    char wal[1024];
    char shm[1024];
    snprintf(wal, sizeof wal, "%s-wal", path);
    snprintf(shm, sizeof shm, "%s-shm", path);
    unlink(shm);
    return write_file(path, remains->has_database, &remains->database) &&
           write_file(wal, remains->has_wal, &remains->wal);
}
