/*
 * Reading connections. One is opened for what is too long for the loop, begins, reads, and ends at
 * once: as long as a reader is there the WAL cannot be put back into the database.
 */
#include "tributary/store/reader.h"

#include <stdlib.h>

#include "inside.h"

struct trib_reader {
    const struct trib_store *store;
    struct statements own;         /* of a connection of its own */
    struct statements *statements; /* own, or the writer's for a database in memory */
    bool has_begun;
    unsigned ended_before; /* store->readers_ended when it began */
};

static bool read_failed(struct trib_reader *reader, struct trib_error *error) {
    return store_refuse(error, "reading failed: %s", sqlite3_errmsg(reader->statements->db));
}

bool trib_reader_open(struct trib_store *store, struct trib_reader **out_reader,
                      struct trib_error *error) {
    struct trib_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    reader->store = store;
    reader->statements = &store->statements;
    if (store->path != NULL) {
        int code = sqlite3_open_v2(store->path, &reader->own.db,
                                   SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
        reader->statements = &reader->own;
        if ((code != SQLITE_OK && !store_refuse(error, "reading: %s", sqlite3_errstr(code))) ||
            !connection_set_up(reader->own.db, true, false, error)) {
            trib_reader_close(reader);
            return false;
        }
    }
    *out_reader = reader;
    return true;
}

void trib_reader_close(struct trib_reader *reader) {
    if (reader == NULL) {
        return;
    }
    trib_reader_end(reader);
    if (reader->own.db != NULL) {
        statements_finish(&reader->own);
        sqlite3_close(reader->own.db);
    }
    free(reader);
}

static const char LAST_SEQ[] = "SELECT coalesce(max(seq), 0) FROM entry";
bool trib_reader_begin(struct trib_reader *reader, uint64_t *out_seq, struct trib_error *error) {
    reader->ended_before = atomic_load(&reader->store->readers_ended);
    if (statements_begin(reader->statements, "BEGIN", STORE_COMMIT) != SQLITE_OK) {
        return read_failed(reader, error);
    }
    reader->has_begun = true;
    struct prepared *prepared = statements_take(reader->statements, LAST_SEQ, NULL);
    bool is_read = prepared != NULL && sqlite3_step(prepared->handle) == SQLITE_ROW;
    if (is_read) {
        *out_seq = (uint64_t)sqlite3_column_int64(prepared->handle, 0);
    }
    statements_give(prepared);
    return is_read || read_failed(reader, error);
}

void trib_reader_end(struct trib_reader *reader) {
    if (reader->has_begun) {
        statements_run(reader->statements, STORE_COMMIT); /* nothing was written */
        reader->has_begun = false;
    }
}

static const char SPACE_SEQ[] = "SELECT last_seq FROM space_seq WHERE space_id = ?1";
bool trib_reader_space_last_seq(struct trib_reader *reader, const char *space_id, uint64_t *out_seq,
                                struct trib_error *error) {
    struct prepared *prepared = statements_take(reader->statements, SPACE_SEQ, NULL);
    if (prepared == NULL) {
        return read_failed(reader, error);
    }
    sqlite3_bind_text(prepared->handle, 1, space_id, -1, SQLITE_STATIC);
    int code = sqlite3_step(prepared->handle);
    *out_seq = code == SQLITE_ROW ? (uint64_t)sqlite3_column_int64(prepared->handle, 0) : 0;
    statements_give(prepared);
    return code == SQLITE_ROW || code == SQLITE_DONE || read_failed(reader, error);
}

static void line_write(sqlite3_stmt *row, const struct trib_table *table, struct trib_buffer *out) {
    struct trib_json_writer json = trib_json_writer(out);
    trib_json_array_open(&json);
    trib_json_text(&json, table->name);
    trib_json_object_open(&json);
    row_members_write(row, table, &json);
    trib_json_object_close(&json);
    trib_json_array_close(&json);
    trib_buffer_append(out, "\n", 1);
}

/* In the order of the file, so that each of its pages is read once: by id, which is random, a space
   of 100,000 rows would read its pages anew for each of them. */
static const char ROWS_OF_SPACE[] =
    "SELECT {columns} FROM {table} WHERE rowid IN"
    " (SELECT rowid FROM {table} WHERE {space} = ?1) ORDER BY rowid";
bool trib_reader_rows_write(struct trib_reader *reader, const struct trib_table *table,
                            const char *space_id, struct trib_buffer *out, size_t *out_count,
                            struct trib_error *error) {
    struct prepared *prepared = statements_take(reader->statements, ROWS_OF_SPACE, table);
    if (prepared == NULL) {
        return read_failed(reader, error);
    }
    size_t count = 0;
    int code = SQLITE_ROW;
    sqlite3_bind_text(prepared->handle, 1, space_id, -1, SQLITE_STATIC);
    while ((code = sqlite3_step(prepared->handle)) == SQLITE_ROW) {
        line_write(prepared->handle, table, out);
        count++;
        if (atomic_load(&reader->store->readers_ended) !=
            reader->ended_before) { /* words that are to be gone */
            statements_give(prepared);
            return trib_fail(error, TRIB_E_BUSY, NULL);
        }
    }
    statements_give(prepared);
    if (code != SQLITE_DONE) {
        return read_failed(reader, error);
    }
    *out_count = count;
    return !out->failed || trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}
