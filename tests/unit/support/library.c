/*
 * See library.h. Time goes on by a second with each command, so that two entries can be told apart.
 */
#include "library.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void must(bool done, const struct trib_error *error) {
    if (!done) {
        fail_msg("%s (%s) {%s}", trib_error_code_name(error->code), error->field, error->arguments);
    }
}

/* ---- opening ---- */

static int64_t clock_now(void *context) {
    const struct library *library = context;
    return library->now_ms;
}

void library_settle(struct library *library, uint64_t seed, const char *path) {
    *library = (struct library){.seed = seed, .now_ms = 1795500000000};
    library->settings = (struct trib_store_settings){
        .path = path,
        .tables = library_tables,
        .table_count = LIBRARY_TABLE_COUNT,
        .migrations = library_migrations,
        .migration_count = 1,
        .clock = {.context = library, .now_ms = clock_now, .monotonic_ms = clock_now},
        .random = trib_random_seeded(&library->seed)};
}

void library_create(struct library *library, uint64_t seed, const char *path) {
    struct trib_error error = {0};
    library_settle(library, seed, path);
    must(trib_store_create(&library->settings, &library->store, &error), &error);
}

void library_reopen(struct library *library) {
    struct trib_error error = {0};
    library_close(library);
    must(trib_store_open(&library->settings, &library->store, &error), &error);
}

void library_close(struct library *library) {
    trib_store_close(library->store);
    library->store = NULL;
}

/* ---- commands ---- */

void library_command_id(struct library *library, char out_id[static TRIB_ID_BYTES]) {
    snprintf(out_id, TRIB_ID_BYTES, "01938c00-0000-7000-8000-%012llx",
             (unsigned long long)++library->command_count);
}

bool library_open(struct library *library, const char *command_id, const char *request,
                  enum trib_command_outcome *out_outcome, const char **out_answer,
                  struct trib_error *error) {
    struct trib_entry_head head = {.actor_id = library->actor_id,
                                   .command_id = command_id,
                                   .method = "library.write",
                                   .request = request,
                                   .request_length = strlen(request)};
    library->now_ms += 1000;
    return trib_tick_command_open(library->store, &head, out_outcome, out_answer, error);
}

bool library_try_begin(struct library *library, struct trib_error *error) {
    enum trib_command_outcome outcome = TRIB_COMMAND_REPEATED;
    const char *answer = NULL;
    char command_id[TRIB_ID_BYTES];
    library_command_id(library, command_id);
    if (!library_open(library, command_id, "{\"method\":\"library.write\"}", &outcome, &answer,
                      error)) {
        return false;
    }
    assert_int_equal(outcome, TRIB_COMMAND_NEW);
    return true;
}

void library_begin(struct library *library) {
    struct trib_error error = {0};
    must(library_try_begin(library, &error), &error);
}

bool library_try(struct library *library, struct trib_error *error, const char *sql,
                 const char *const *values, size_t count) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(library->store, sql, &statement, error)) {
        return false;
    }
    for (size_t index = 0; index < count; index++) {
        must(trib_bind_text(&statement, (int)index + 1, values[index], error), error);
    }
    return trib_statement_run(&statement, error);
}

void library_run(struct library *library, const char *sql, const char *const *values,
                 size_t count) {
    struct trib_error error = {0};
    must(library_try(library, &error, sql, values, count), &error);
}

uint64_t library_end(struct library *library) {
    struct trib_error error = {0};
    uint64_t seq = 0;
    must(trib_tick_command_release(library->store, "{}", &seq, &error), &error);
    return seq;
}

void library_commit(struct library *library, struct trib_batch *out_batch) {
    struct trib_error error = {0};
    must(trib_tick_commit(library->store, out_batch, &error), &error);
}

uint64_t library_keep(struct library *library) {
    TRIB_AUTO(trib_batch) batch = {0};
    uint64_t seq = library_end(library);
    library_commit(library, &batch);
    return seq;
}

/* ---- rows ---- */

void library_add_shelf(struct library *library, const char *id, const char *space_id,
                       const char *rank) {
    static const char SQL[] = "INSERT INTO shelf (shelf_id, space_id, title, rank) "
                              "VALUES (?1, ?2, 'Shelf', ?3)";
    LIBRARY_RUN(library, SQL, id, space_id, rank);
}

void library_add_book(struct library *library, const char *id, const char *shelf_id) {
    static const char SQL[] =
        "INSERT INTO book (book_id, space_id, shelf_id, title) "
        "SELECT ?1, space_id, shelf_id, 'Book' FROM shelf WHERE shelf_id = ?2";
    LIBRARY_RUN(library, SQL, id, shelf_id);
}

void library_add_room(struct library *library, const char *id, const char *space_id) {
    static const char SQL[] = "INSERT INTO room (room_id, space_id, name) VALUES (?1, ?2, 'Room')";
    LIBRARY_RUN(library, SQL, id, space_id);
}

void library_add_reader(struct library *library, const char *id) {
    static const char SQL[] = "INSERT INTO reader (reader_id, name) VALUES (?1, 'Reader')";
    LIBRARY_RUN(library, SQL, id);
}

/* ---- looking ---- */

static void first_row(struct library *library, const char *sql, struct trib_statement *statement) {
    struct trib_error error = {0};
    bool has_row = false;
    must(trib_statement_prepare(library->store, sql, statement, &error), &error);
    must(trib_statement_next(statement, &has_row, &error), &error);
    assert_true(has_row);
}

int64_t library_number(struct library *library, const char *sql) {
    TRIB_AUTO(trib_statement) statement = {0};
    first_row(library, sql, &statement);
    return trib_column_int64(&statement, 0);
}

char *library_text(struct library *library, const char *sql) {
    TRIB_AUTO(trib_statement) statement = {0};
    first_row(library, sql, &statement);
    const char *text = trib_column_text(&statement, 0);
    assert_non_null(text);
    return strdup(text);
}

json_t *library_dump(struct library *library, enum library_table table) {
    char *text = library_text(library, library_dumps[table]);
    json_t *rows = json_loads(text, 0, NULL);
    assert_non_null(rows);
    free(text);
    return rows;
}

void library_assert_verified(struct library *library) {
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    must(trib_log_verify_store(library->store, &report, &error), &error);
    assert_string_equal(report.difference, "");
}

/* ---- files ---- */

static char folder[64];
static char paths[8][sizeof folder + 32];
static size_t path_count;

static void folder_make_in(const char *parent) {
    snprintf(folder, sizeof folder, "%s/tributary-store-XXXXXX", parent);
    path_count = 0;
    assert_non_null(mkdtemp(folder));
}

void library_folder_make(void) {
    folder_make_in(P_tmpdir);
}

void library_folder_make_in_memory(void) {
    folder_make_in(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : P_tmpdir);
}

/* Removes the files of a folder. */
static void folder_clear(const char *name) {
    DIR *listing = opendir(name);
    assert_non_null(listing);
    for (const struct dirent *found = readdir(listing); found != NULL; found = readdir(listing)) {
        unlinkat(dirfd(listing), found->d_name, 0); /* "." and ".." stay */
    }
    closedir(listing);
}

/* In it there may be a folder, of a store's keys. */
void library_folder_remove(void) {
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (const struct dirent *found = readdir(listing); found != NULL; found = readdir(listing)) {
        char path[sizeof folder + 300];
        snprintf(path, sizeof path, "%s/%s", folder, found->d_name);
        if (found->d_name[0] != '.' && unlink(path) != 0) {
            folder_clear(path);
            assert_int_equal(rmdir(path), 0);
        }
    }
    closedir(listing);
    assert_int_equal(rmdir(folder), 0);
}

const char *library_file(const char *name) {
    assert_true(path_count < sizeof paths / sizeof paths[0]);
    char *path = paths[path_count++];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

unsigned char *library_file_read(const char *path, size_t *out_length) {
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

void library_file_write(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

bool library_file_is_there(const char *path, const char *ending) {
    char name[256];
    struct stat found;
    snprintf(name, sizeof name, "%s%s", path, ending);
    return stat(name, &found) == 0;
}

void library_make_closed(struct library *library, const char *path) {
    library_create(library, 3, path);
    library_begin(library);
    library_run(library,
                "INSERT INTO page WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 500) SELECT printf('d0000000-0000-4000-8000-%012d', i), 'a', 'b', i, "
                "'page ' || i FROM n",
                NULL, 0);
    library_add_shelf(library, SHELF_1, SPACE_1, "1");
    library_keep(library);
    library_close(library);
}

uint64_t library_add_shelf_alone(struct library *library, const char *id, const char *rank) {
    library_begin(library);
    library_add_shelf(library, id, SPACE_1, rank);
    return library_end(library);
}
