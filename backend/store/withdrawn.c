/*
 * What was withdrawn, in a file beside the database: it outlives the database, so that whoever goes
 * back to an older copy does not bring words back. It is written before the commit, so that no
 * withdrawal is ever told that is not noted; one that is noted and was not committed may be erased
 * all the same.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inside.h"
#include "tributary/base/text.h"

/* A table's name, a space, an id, the end of the line, and a NUL. */
#define LINE_BYTES 128u

void trib_withdrawn_finish(struct trib_withdrawn *withdrawn) {
    free(withdrawn->rows);
    *withdrawn = (struct trib_withdrawn){0};
}

bool trib_withdrawn_add(struct trib_withdrawn *withdrawn, const struct trib_table *table,
                        const char *row_id) {
    if (withdrawn->count == withdrawn->capacity) {
        size_t capacity = withdrawn->capacity * 2 + 16;
        struct trib_redacted_row *rows = realloc(withdrawn->rows, capacity * sizeof *rows);
        if (rows == NULL) {
            return false;
        }
        withdrawn->rows = rows;
        withdrawn->capacity = capacity;
    }
    struct trib_redacted_row *row = &withdrawn->rows[withdrawn->count++];
    row->table = table;
    trib_text_copy(row->row_id, TRIB_ID_BYTES, row_id);
    return true;
}

/* ---- writing --------------------------------------------------------------------------------- */

static int row_compare(const void *a, const void *b) {
    const struct trib_redacted_row *left = a;
    const struct trib_redacted_row *right = b;
    int order = strcmp(left->table->name, right->table->name);
    return order != 0 ? order : strcmp(left->row_id, right->row_id);
}

static void path_write(const struct trib_store *store, struct trib_buffer *out) {
    trib_buffer_append_format(out, "%s.withdrawn", store->path);
}

static void lines_write(const struct trib_withdrawn *withdrawn, struct trib_buffer *out) {
    for (size_t i = 0; i < withdrawn->count; i++) {
        trib_buffer_append_format(out, "%s %s\n", withdrawn->rows[i].table->name,
                                  withdrawn->rows[i].row_id);
    }
}

bool file_write_whole(int fd, const void *bytes, size_t length) {
    size_t done = 0;
    while (done < length) {
        ssize_t count = write(fd, (const char *)bytes + done, length - done);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        done += count < 0 ? 0 : (size_t)count;
    }
    return fsync(fd) == 0;
}

/* A line that was cut off by a crash ends here, so that it does not take the next one with it. */
static bool line_end(int fd, int64_t length) {
    char last = '\n';
    bool is_read = length == 0 || pread(fd, &last, 1, (off_t)length - 1) == 1;
    return is_read && (last == '\n' || write(fd, "\n", 1) == 1);
}

static bool note(int fd, const char *path, const struct trib_buffer *lines, int64_t length) {
    if (line_end(fd, length) && file_write_whole(fd, lines->bytes, lines->length) &&
        (length > 0 || file_folder_sync(path))) {
        return true;
    }
    int reason = errno;
    if (ftruncate(fd, (off_t)length) != 0) { /* half a line is passed over when it is read */
        errno = reason;
    }
    return false;
}

bool withdrawn_note(const struct trib_store *store, int64_t *out_length, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) path = {0};
    TRIB_AUTO(trib_buffer) lines = {0};
    struct stat before;
    if (store->tick.redacted.count == 0 || store->path == NULL) {
        return true;
    }
    path_write(store, &path);
    lines_write(&store->tick.redacted, &lines);
    if (path.failed || lines.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    int fd = open(path.bytes, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bool is_noted = fd >= 0 && fstat(fd, &before) == 0;
    if (is_noted) {
        *out_length = before.st_size;
        is_noted = note(fd, path.bytes, &lines, before.st_size);
    }
    int reason = errno;
    if (fd >= 0) {
        close(fd);
    }
    return is_noted || (reason == ENOSPC ? trib_fail(error, TRIB_E_STORAGE, NULL)
                                         : store_refuse(error, "%s cannot be written: %s",
                                                        path.bytes, strerror(reason)));
}

/* Each row once, in an order of their own. */
static void rows_settle(struct trib_withdrawn *withdrawn) {
    size_t kept = 0;
    if (withdrawn->count > 0) {
        qsort(withdrawn->rows, withdrawn->count, sizeof *withdrawn->rows, row_compare);
    }
    for (size_t i = 0; i < withdrawn->count; i++) {
        if (kept == 0 || row_compare(&withdrawn->rows[kept - 1], &withdrawn->rows[i]) != 0) {
            withdrawn->rows[kept++] = withdrawn->rows[i];
        }
    }
    withdrawn->count = kept;
}

bool trib_withdrawn_write(struct trib_withdrawn *withdrawn, const char *path,
                          struct trib_error *error) {
    TRIB_AUTO(trib_buffer) lines = {0};
    TRIB_AUTO(trib_buffer) making = {0};
    rows_settle(withdrawn);
    lines_write(withdrawn, &lines);
    trib_buffer_append_format(&making, "%s.making", path);
    if (lines.failed || making.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    int fd = open(making.bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool is_written = fd >= 0 && file_write_whole(fd, lines.bytes, lines.length) &&
                      rename(making.bytes, path) == 0 && file_folder_sync(path);
    int reason = errno;
    if (fd >= 0) {
        close(fd);
    }
    if (!is_written) {
        unlink(making.bytes);
    }
    return is_written || (reason == ENOSPC ? trib_fail(error, TRIB_E_STORAGE, NULL)
                                           : store_refuse(error, "%s cannot be written: %s", path,
                                                          strerror(reason)));
}

void withdrawn_cut(const struct trib_store *store, int64_t length) {
    TRIB_AUTO(trib_buffer) path = {0};
    if (store->tick.redacted.count == 0 || store->path == NULL) {
        return;
    }
    path_write(store, &path);
    if (!path.failed && truncate(path.bytes, (off_t)length) != 0) {
        errno = 0; /* what stays is erased from an older copy, which was asked for */
    }
}

/* ---- reading --------------------------------------------------------------------------------- */

static const struct trib_table *table_of(const struct trib_store_settings *settings,
                                         const char *name, size_t length) {
    for (size_t i = 0; i < settings->table_count; i++) {
        const struct trib_table *table = &settings->tables[i];
        if (strlen(table->name) == length && strncmp(table->name, name, length) == 0) {
            return table;
        }
    }
    return NULL;
}

static bool line_take(const struct trib_store_settings *settings, const char *line,
                      struct trib_withdrawn *withdrawn, struct trib_error *error) {
    char row_id[TRIB_ID_BYTES] = "";
    const char *space = strchr(line, ' ');
    const char *end = strchr(line, '\n');
    if (space == NULL || end == NULL || end - space != TRIB_ID_BYTES) {
        return true;
    }
    const struct trib_table *table = table_of(settings, line, (size_t)(space - line));
    memcpy(row_id, space + 1, TRIB_ID_BYTES - 1);
    if (table == NULL || !table_has_words(table) || !trib_id_valid(row_id, 4)) {
        return true;
    }
    if (withdrawn->count == TRIB_WITHDRAWN_MAX) {
        return trib_fail(error, TRIB_E_TOO_MANY, NULL);
    }
    return trib_withdrawn_add(withdrawn, table, row_id) ||
           trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}

bool trib_withdrawn_read(const struct trib_store_settings *settings, const char *path,
                         struct trib_withdrawn *withdrawn, struct trib_error *error) {
    char line[LINE_BYTES];
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return errno == ENOENT || store_refuse(error, "%s: %s", path, strerror(errno));
    }
    bool is_read = true;
    while (is_read && fgets(line, sizeof line, file) != NULL) {
        is_read = line_take(settings, line, withdrawn, error);
    }
    bool is_whole = ferror(file) == 0;
    (void)fclose(file);
    return is_read && (is_whole || store_refuse(error, "%s cannot be read", path));
}
