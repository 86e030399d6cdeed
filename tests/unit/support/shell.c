/* See shell.h. */
#include "shell.h"

#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tributary/cli/cli.h"

int shell_set_up(void **state) {
    struct shell *shell = calloc(1, sizeof *shell);
    assert_non_null(shell);
    snprintf(shell->folder, sizeof shell->folder, "%s", P_tmpdir "/tributary-shell-XXXXXX");
    assert_non_null(mkdtemp(shell->folder));
    snprintf(shell->file, sizeof shell->file, "%s/c.db", shell->folder);
    snprintf(shell->other, sizeof shell->other, "%s/other", shell->folder);
    *state = shell;
    return 0;
}

int shell_tear_down(void **state) {
    struct shell *shell = *state;
    DIR *folder = opendir(shell->folder);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            assert_int_equal(unlinkat(dirfd(folder), entry->d_name, 0), 0);
        }
    }
    closedir(folder);
    assert_int_equal(rmdir(shell->folder), 0);
    trib_buffer_finish(&shell->out);
    trib_buffer_finish(&shell->err);
    free(shell);
    return 0;
}

/* ---- running --------------------------------------------------------------------------------- */

/* One of the program's outputs, led into a file for a while. */
struct diversion {
    int to, kept;
    FILE *file;
};

static struct diversion divert(int descriptor) {
    struct diversion diversion = {.to = descriptor, .kept = dup(descriptor), .file = tmpfile()};
    assert_true(diversion.kept >= 0 && diversion.file != NULL);
    assert_true(dup2(fileno(diversion.file), descriptor) == descriptor);
    return diversion;
}

static void restore(struct diversion *diversion, struct trib_buffer *out) {
    char piece[4096];
    size_t length;
    assert_true(dup2(diversion->kept, diversion->to) == diversion->to);
    close(diversion->kept);
    rewind(diversion->file);
    trib_buffer_clear(out);
    while ((length = fread(piece, 1, sizeof piece, diversion->file)) > 0) {
        trib_buffer_append(out, piece, length);
    }
    assert_false(out->failed);
    fclose(diversion->file);
}

int shell_run(struct shell *shell, const char *const *words) {
    char *own[SHELL_WORDS_MAX + 1] = {strdup("tributary")};
    int count = 1;
    for (; words[count - 1] != NULL; count++) {
        assert_true(count < SHELL_WORDS_MAX);
        own[count] = strdup(words[count - 1]);
    }
    fflush(NULL);
    struct diversion out = divert(STDOUT_FILENO);
    struct diversion err = divert(STDERR_FILENO);
    int end = trib_cli_run(count, own);
    fflush(NULL);
    restore(&out, &shell->out);
    restore(&err, &shell->err);
    while (count-- > 0) {
        free(own[count]);
    }
    return end;
}

bool shell_said(const struct shell *shell, const char *text) {
    return strstr(trib_buffer_text(&shell->out), text) != NULL;
}

bool shell_complained(const struct shell *shell, const char *text) {
    return strstr(trib_buffer_text(&shell->err), text) != NULL;
}

/* ---- files ----------------------------------------------------------------------------------- */

void shell_write(const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

struct shell_bytes shell_read(const char *path) {
    struct shell_bytes bytes = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    bytes.length = (size_t)ftell(file);
    bytes.all = malloc(bytes.length + 1);
    assert_non_null(bytes.all);
    rewind(file);
    assert_int_equal(fread(bytes.all, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

long long shell_count(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    long long number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return number;
}

void shell_tamper(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}
