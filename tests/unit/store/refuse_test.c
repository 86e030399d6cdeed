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

static void with_sqlite(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* ---- what is refused ---- */

static void leave_missing(const char *path) {
    (void)path;
}

static void make_empty(const char *path) {
    library_file_write(path, "", 0);
}

static void make_text(const char *path) {
    static const char TEXT[] = "Dear secretariat,\nthis is a letter and no database.\n";
    library_file_write(path, TEXT, sizeof TEXT - 1);
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
    library_make_closed(&library, path);
    free(library_file_read(path, &length));
    assert_int_equal(truncate(path, (off_t)(length / 2)), 0);
}

static void cut_to_header(const char *path) {
    library_make_closed(&library, path);
    assert_int_equal(truncate(path, 100), 0);
}

static void overwrite(const char *path, size_t from_page, size_t page_count) {
    size_t length = 0;
    library_make_closed(&library, path);
    unsigned char *bytes = library_file_read(path, &length);
    size_t page_bytes = (size_t)bytes[16] << 8 | bytes[17]; /* the header tells */
    assert_true((from_page + page_count) * page_bytes <= length);
    memset(bytes + from_page * page_bytes, 0x5a, page_count * page_bytes);
    library_file_write(path, bytes, length);
    free(bytes);
}

static void spoil_first_page(const char *path) {
    overwrite(path, 0, 1);
}

static void spoil_later_pages(const char *path) {
    overwrite(path, 20, 4);
}

static void make_newer(const char *path) {
    library_make_closed(&library, path);
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
    bool is_file = library_file_is_there(path, "") && refusal->make != make_folder;
    size_t before_length = 0;
    unsigned char *before = is_file ? library_file_read(path, &before_length) : NULL;
    library_settle(&library, 3, path);
    assert_false(trib_store_open(&library.settings, &store, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_non_null(strstr(error.arguments, "\"reason\":"));
    assert_null(store);
    assert_int_equal(library_file_is_there(path, ""), refusal->make != leave_missing);
    assert_false(library_file_is_there(path, "-wal"));
    assert_false(library_file_is_there(path, "-shm"));
    assert_false(library_file_is_there(path, "-journal"));
    if (is_file) {
        size_t after_length = 0;
        unsigned char *after = library_file_read(path, &after_length);
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
