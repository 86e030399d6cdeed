/*
 * Files that are refused: none of ours, not whole, or a newer program's. Each stays as it was, byte
 * for byte, and nothing comes to lie beside it.
 */
#include "tributary/store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "library.h"

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

/* ---- files ---- */

static unsigned char *read_file(const char *path, size_t *out_length) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long length = ftell(file);
    assert_true(length >= 0);
    rewind(file);
    unsigned char *bytes = malloc((size_t)length + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, (size_t)length, file), (size_t)length);
    assert_int_equal(fclose(file), 0);
    *out_length = (size_t)length;
    return bytes;
}

static void write_file(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static bool is_there(const char *path, const char *ending) {
    char name[256];
    struct stat found;
    snprintf(name, sizeof name, "%s%s", path, ending);
    return stat(name, &found) == 0;
}

static void with_sqlite(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* A library of some size, closed. */
static void make_library(const char *path) {
    library_create(&library, 3, path);
    library_begin(&library);
    library_run(&library,
                "INSERT INTO page WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 500) SELECT printf('d0000000-0000-4000-8000-%012d', i), 'a', 'b', i, "
                "'page ' || i FROM n",
                NULL, 0);
    library_add_shelf(&library, SHELF_1, SPACE_1, "1");
    library_keep(&library);
    library_close(&library);
}

/* ---- what is refused ---- */

static void leave_missing(const char *path) {
    (void)path;
}

static void make_empty(const char *path) {
    write_file(path, "", 0);
}

static void make_text(const char *path) {
    static const char TEXT[] = "Dear secretariat,\nthis is a letter and no database.\n";
    write_file(path, TEXT, sizeof TEXT - 1);
}

static void make_foreign(const char *path) {
    with_sqlite(path, "CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')");
}

/* Nobody's: an SQLite file without tables. */
static void make_vacant(const char *path) {
    with_sqlite(path, "PRAGMA user_version = 1; VACUUM");
}

static void make_foreign_with_our_names(const char *path) {
    with_sqlite(path, "CREATE TABLE entry (seq INTEGER PRIMARY KEY, title TEXT); CREATE TABLE "
                      "change (seq INTEGER); PRAGMA user_version = 1");
}

static void cut_in_half(const char *path) {
    size_t length = 0;
    make_library(path);
    free(read_file(path, &length));
    assert_int_equal(truncate(path, (off_t)(length / 2)), 0);
}

static void cut_to_header(const char *path) {
    make_library(path);
    assert_int_equal(truncate(path, 100), 0);
}

static void overwrite(const char *path, size_t from_page, size_t page_count) {
    size_t length = 0;
    make_library(path);
    unsigned char *bytes = read_file(path, &length);
    size_t page_bytes = (size_t)bytes[16] << 8 | bytes[17]; /* the header tells */
    assert_true((from_page + page_count) * page_bytes <= length);
    memset(bytes + from_page * page_bytes, 0x5a, page_count * page_bytes);
    write_file(path, bytes, length);
    free(bytes);
}

static void spoil_first_page(const char *path) {
    overwrite(path, 0, 1);
}

static void spoil_later_pages(const char *path) {
    overwrite(path, 20, 4);
}

static void make_newer(const char *path) {
    make_library(path);
    with_sqlite(path, "PRAGMA user_version = 2");
}

static void make_folder(const char *path) {
    assert_int_equal(mkdir(path, 0700), 0);
}

static struct refusal {
    const char *name;
    void (*make)(const char *path);
} refusals[] = {
    {"a missing file is not made", leave_missing},
    {"an empty file is refused", make_empty},
    {"a text is refused", make_text},
    {"somebody else's database is refused", make_foreign},
    {"a database without tables is refused", make_vacant},
    {"somebody else's database with our names is refused", make_foreign_with_our_names},
    {"half a file is refused", cut_in_half},
    {"a header alone is refused", cut_to_header},
    {"a file with its first page spoilt is refused", spoil_first_page},
    {"a file with later pages spoilt is refused", spoil_later_pages},
    {"a newer file is refused", make_newer},
    {"a folder is refused", make_folder},
};
#define REFUSAL_COUNT (sizeof refusals / sizeof refusals[0])

static void refused_and_untouched(void **state) {
    const struct refusal *refusal = *state;
    const char *path = library_file("a.db");
    struct trib_error error = {0};
    struct trib_store *store = NULL;
    refusal->make(path);
    bool is_file = is_there(path, "") && refusal->make != make_folder;
    size_t before_length = 0;
    unsigned char *before = is_file ? read_file(path, &before_length) : NULL;
    library_settle(&library, 3, path);
    assert_false(trib_store_open(&library.settings, &store, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_non_null(strstr(error.arguments, "\"reason\":"));
    assert_null(store);
    assert_int_equal(is_there(path, ""), refusal->make != leave_missing);
    assert_false(is_there(path, "-wal"));
    assert_false(is_there(path, "-shm"));
    assert_false(is_there(path, "-journal"));
    if (is_file) {
        size_t after_length = 0;
        unsigned char *after = read_file(path, &after_length);
        assert_int_equal(after_length, before_length);
        assert_memory_equal(after, before, before_length);
        free(after);
    }
    free(before);
    if (!is_file && refusal->make == make_folder) {
        assert_int_equal(rmdir(path), 0);
    }
}

int main(void) {
    struct CMUnitTest tests[REFUSAL_COUNT];
    for (size_t index = 0; index < REFUSAL_COUNT; index++) {
        tests[index] = (struct CMUnitTest){refusals[index].name, refused_and_untouched, open_folder,
                                           close_folder, &refusals[index]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
