/*
 * The file as the operating system sees it: its lock, its looks, its name. The lock lies on a file
 * beside it (flock), for a POSIX lock on the database would be lost when anything in this process
 * closed that. A file is looked over before it is opened for writing, so that what is not ours, or
 * not whole, stays as it is.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inside.h"

/* ---- the lock -------------------------------------------------------------------------------- */

bool file_lock(const char *path, int *out_fd, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) name = {0};
    trib_buffer_append_format(&name, "%s.lock", path);
    int fd = open(trib_buffer_text(&name), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return store_refuse(error, "%s cannot be opened: %s", trib_buffer_text(&name),
                            strerror(errno));
    }
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        bool is_taken = errno == EWOULDBLOCK;
        close(fd);
        if (is_taken) {
            trib_fail(error, TRIB_E_BUSY, NULL);
            trib_error_add_text(error, "reason", "another server has this file open");
            return false;
        }
        return store_refuse(error, "%s cannot be locked: %s", trib_buffer_text(&name),
                            strerror(errno));
    }
    *out_fd = fd;
    return true;
}

/* ---- looks ----------------------------------------------------------------------------------- */

static bool file_is_there(const char *path, struct trib_error *error) {
    struct stat about;
    if (stat(path, &about) != 0) {
        return store_refuse(error, "%s: %s", path,
                            errno == ENOENT ? "there is no such file" : strerror(errno));
    }
    if (!S_ISREG(about.st_mode)) {
        return store_refuse(error, "%s is not a file", path);
    }
    return about.st_size > 0 || store_refuse(error, "%s is empty", path);
}

/* The first column of the first row of a query on a foreign connection, as a number. */
static bool number_read(sqlite3 *db, const char *sql, int64_t *out_number) {
    sqlite3_stmt *handle = NULL;
    bool is_read = sqlite3_prepare_v2(db, sql, -1, &handle, NULL) == SQLITE_OK &&
                   sqlite3_step(handle) == SQLITE_ROW;
    if (is_read) {
        *out_number = sqlite3_column_int64(handle, 0);
    }
    sqlite3_finalize(handle);
    return is_read;
}

static bool file_is_whole(sqlite3 *db, const char *path, struct trib_error *error) {
    sqlite3_stmt *handle = NULL;
    bool is_whole = false;
    if (sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &handle, NULL) == SQLITE_OK &&
        sqlite3_step(handle) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(handle, 0);
        is_whole = text != NULL && strcmp(text, "ok") == 0;
    }
    sqlite3_finalize(handle);
    return is_whole || store_refuse(error, "%s is damaged; restore it from a backup", path);
}

static bool contents_look_over(sqlite3 *db, const char *path, uint32_t version_max,
                               struct trib_error *error) {
    int64_t application = 0;
    int64_t version = 0;
    if (!number_read(db, "PRAGMA application_id", &application)) {
        return store_refuse(error, "%s is not a Tributary database, or it is damaged", path);
    }
    if (application != APPLICATION_ID) {
        return store_refuse(error, "%s is not a Tributary database", path);
    }
    if (!number_read(db, "PRAGMA user_version", &version)) {
        return store_refuse(error, "%s is damaged; restore it from a backup", path);
    }
    if (version > version_max) {
        return store_refuse(error,
                            "%s was written by a newer Tributary (schema %lld, this one knows %u)",
                            path, (long long)version, version_max);
    }
    return file_is_whole(db, path, error);
}

/* A database that is closed is one file. Read as one that does not change, no -wal and -shm come to
   lie beside it, which SQLite would leave there when it is refused. */
void file_uri_write(struct trib_buffer *out, const char *path) {
    TRIB_AUTO(trib_buffer) wal = {0};
    trib_buffer_append_format(&wal, "%s-wal", path);
    trib_buffer_append_text(out, path[0] == '/' ? "file://" : "file:");
    for (const char *byte = path; *byte != '\0'; byte++) {
        bool is_plain = strchr("%?#", *byte) == NULL;
        trib_buffer_append_format(out, is_plain ? "%c" : "%%%02x", (unsigned char)*byte);
    }
    bool is_open = access(trib_buffer_text(&wal), F_OK) == 0; /* or was, when its server ended */
    trib_buffer_append_text(out, is_open ? "" : "?immutable=1");
}

bool file_look_over(const char *path, uint32_t version_max, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) uri = {0};
    sqlite3 *db = NULL;
    if (!file_is_there(path, error)) {
        return false;
    }
    file_uri_write(&uri, path);
    int code = sqlite3_open_v2(trib_buffer_text(&uri), &db,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    bool is_fine = code == SQLITE_OK
                       ? contents_look_over(db, path, version_max, error)
                       : store_refuse(error, "%s cannot be opened: %s", path, sqlite3_errstr(code));
    sqlite3_close(db);
    return is_fine;
}

/* ---- the name -------------------------------------------------------------------------------- */

bool file_folder_sync(const char *path) {
    char *copy = strdup(path);
    int fd = copy == NULL ? -1 : open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) {
        close(fd);
    }
    free(copy);
    return is_synced;
}

bool file_place(const char *made, const char *path, struct trib_error *error) {
    if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) != 0) {
        return errno == EEXIST
                   ? trib_fail(error, TRIB_E_EXISTS, NULL)
                   : store_refuse(error, "%s cannot be made: %s", path, strerror(errno));
    }
    return file_folder_sync(path) || store_refuse(error, "the folder of %s cannot be synced", path);
}
