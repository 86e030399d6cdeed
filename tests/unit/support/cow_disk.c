/* See cow_disk.h. */
#include "cow_disk.h"

#include <sqlite3.h>
#include <string.h>

#define NAME "cow_disk"
#define SECTOR_BYTES 4096 /* as the system says of its own */

struct file {
    sqlite3_file base;
    struct cow_file *bytes;
};

static struct {
    sqlite3_vfs vfs;
    struct bad_disk_remains *remains;
} disk;

static struct cow_file *bytes_of(sqlite3_file *base) {
    return ((struct file *)base)->bytes;
}

static int file_close(sqlite3_file *base) {
    (void)base;
    return SQLITE_OK;
}

static int file_read(sqlite3_file *base, void *out, int length, sqlite3_int64 offset) {
    size_t count = cow_file_read(bytes_of(base), (size_t)offset, out, (size_t)length);
    return count == (size_t)length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset) {
    cow_file_write(bytes_of(base), (size_t)offset, bytes, (size_t)length);
    return SQLITE_OK;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 length) {
    cow_file_resize(bytes_of(base), (size_t)length);
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *base, int flags) {
    (void)base;
    (void)flags;
    return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *out) {
    *out = (sqlite3_int64)bytes_of(base)->length;
    return SQLITE_OK;
}

static int file_lock(sqlite3_file *base, int level) {
    (void)base;
    (void)level;
    return SQLITE_OK;
}

static int file_is_reserved(sqlite3_file *base, int *out) {
    (void)base;
    *out = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *base, int what, void *argument) {
    (void)base;
    if (what == SQLITE_FCNTL_PERSIST_WAL) { /* asked: nothing is taken away here */
        *(int *)argument = 1;
        return SQLITE_OK;
    }
    return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *base) {
    (void)base;
    return SECTOR_BYTES;
}

static int file_traits(sqlite3_file *base) {
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* The first version has no memory to share. */
static const sqlite3_io_methods METHODS = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_is_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
};

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags,
                     int *out_flags) {
    struct file *file = (struct file *)base;
    (void)vfs;
    (void)name;
    *file = (struct file){0};
    if (flags & SQLITE_OPEN_MAIN_DB) {
        disk.remains->has_database = true;
        file->bytes = &disk.remains->database;
    } else if (flags & SQLITE_OPEN_WAL) {
        disk.remains->has_wal = true;
        file->bytes = &disk.remains->wal;
    } else {
        return SQLITE_CANTOPEN;
    }
    file->base.pMethods = &METHODS;
    if (out_flags != NULL) {
        *out_flags = flags;
    }
    return SQLITE_OK;
}

static bool is_wal(const char *name) {
    size_t length = strlen(name);
    return length >= 4 && strcmp(name + length - 4, "-wal") == 0;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int sync_folder) {
    (void)vfs;
    (void)sync_folder;
    if (is_wal(name)) {
        disk.remains->has_wal = false;
        cow_file_resize(&disk.remains->wal, 0);
    }
    return SQLITE_OK;
}

static int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
    (void)vfs;
    (void)flags;
    *out = is_wal(name) && disk.remains->has_wal;
    return SQLITE_OK;
}

static int disk_full_path(sqlite3_vfs *vfs, const char *name, int size, char *out) {
    (void)vfs;
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

const char *cow_disk_insert(struct bad_disk_remains *remains) {
    if (disk.vfs.zName == NULL) {
        disk.vfs = *sqlite3_vfs_find("unix");
        disk.vfs.pNext = NULL;
        disk.vfs.zName = NAME;
        disk.vfs.szOsFile = (int)sizeof(struct file);
        disk.vfs.xOpen = disk_open;
        disk.vfs.xDelete = disk_delete;
        disk.vfs.xAccess = disk_access;
        disk.vfs.xFullPathname = disk_full_path;
    }
    disk.remains = remains;
    sqlite3_vfs_register(&disk.vfs, 0);
    return NAME;
}

void cow_disk_remove(void) {
    sqlite3_vfs_unregister(&disk.vfs);
    disk.remains = NULL;
}
