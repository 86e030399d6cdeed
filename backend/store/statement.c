/*
 * The rooms above write plain SQL through here. On the writing connection a statement that fails
 * half-way has fired the hook for rows that SQLite then put back: so the capture is cut back to
 * where it was before the step. And a statement's failure may have taken the whole transaction
 * with it: then nothing more runs in this tick, or the rest of it would commit alone, unlogged.
 */
#include "tributary/store/statement.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "inside.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"

bool trib_statement_prepare(struct trib_store *store, const char *sql, struct trib_statement *out,
                            struct trib_error *error) {
    if (store->tick.death != TRIB_E_NONE) {
        return trib_fail(error, store->tick.death, NULL);
    }
    struct prepared *prepared = statements_take(&store->statements, sql, NULL);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    *out = (struct trib_statement){.store = store, .handle = prepared};
    return true;
}

void trib_statement_finish(struct trib_statement *statement) {
    statements_give(statement->handle);
    *statement = (struct trib_statement){0};
}

static sqlite3_stmt *handle_of(const struct trib_statement *statement) {
    const struct prepared *prepared = statement->handle;
    return prepared->handle;
}

/* ---- binding --------------------------------------------------------------------------------- */

static bool bound(struct trib_statement *statement, int code, struct trib_error *error) {
    return code == SQLITE_OK || store_failed(statement->store, code, error);
}

bool trib_bind_text(struct trib_statement *statement, int index, const char *text,
                    struct trib_error *error) {
    return bound(statement,
                 sqlite3_bind_text(handle_of(statement), index, text, -1, SQLITE_TRANSIENT), error);
}

bool trib_bind_int64(struct trib_statement *statement, int index, int64_t value,
                     struct trib_error *error) {
    return bound(statement, sqlite3_bind_int64(handle_of(statement), index, value), error);
}

bool trib_bind_null(struct trib_statement *statement, int index, struct trib_error *error) {
    return bound(statement, sqlite3_bind_null(handle_of(statement), index), error);
}

/* ---- running --------------------------------------------------------------------------------- */

/* Rows are written inside a command alone: only there is what they changed captured and logged. */
static bool may_step(const struct trib_statement *statement, struct trib_error *error) {
    const struct trib_store *store = statement->store;
    assert(store != NULL); /* it was prepared */
    if (store->tick.death != TRIB_E_NONE) {
        return trib_fail(error, store->tick.death, NULL);
    }
    if (store->tick.opened == OPENED_NOTHING && !sqlite3_stmt_readonly(handle_of(statement))) {
        trib_log(TRIB_LOG_ERROR, "store.write_outside",
                 "a statement that writes ran outside a command");
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    return true;
}

static bool step(struct trib_statement *statement, int *out_code, struct trib_error *error) {
    struct trib_store *store = statement->store;
    if (!may_step(statement, error)) {
        return false;
    }
    struct capture_mark mark = capture_mark(&store->capture);
    *out_code = sqlite3_step(handle_of(statement));
    if (*out_code != SQLITE_ROW && *out_code != SQLITE_DONE) {
        capture_cut(&store->capture, mark);
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    return store->capture.failure == TRIB_E_NONE || trib_fail(error, store->capture.failure, NULL);
}

bool trib_statement_run(struct trib_statement *statement, struct trib_error *error) {
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) { /* a PRAGMA answers with a row */
        if (!step(statement, &code, error)) {
            return false;
        }
    }
    return true;
}

int64_t trib_statement_changes(const struct trib_statement *statement) {
    return sqlite3_changes64(statement->store->db);
}

bool trib_statement_next(struct trib_statement *statement, bool *out_has_row,
                         struct trib_error *error) {
    int code = SQLITE_DONE;
    if (!step(statement, &code, error)) {
        return false;
    }
    *out_has_row = code == SQLITE_ROW;
    return true;
}

const char *trib_column_text(const struct trib_statement *statement, int index) {
    return (const char *)sqlite3_column_text(handle_of(statement), index);
}

int64_t trib_column_int64(const struct trib_statement *statement, int index) {
    return sqlite3_column_int64(handle_of(statement), index);
}

bool trib_column_is_null(const struct trib_statement *statement, int index) {
    return sqlite3_column_type(handle_of(statement), index) == SQLITE_NULL;
}

/* ---- rows of registered tables --------------------------------------------------------------- */

static bool table_statement(struct trib_store *store, const char *sql,
                            const struct trib_table *table, const char *row_id,
                            struct trib_statement *out, struct trib_error *error) {
    if (store->tick.death != TRIB_E_NONE) {
        return trib_fail(error, store->tick.death, NULL);
    }
    struct prepared *prepared = statements_take(&store->statements, sql, table);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    *out = (struct trib_statement){.store = store, .handle = prepared};
    return trib_bind_text(out, 1, row_id, error);
}

static const char ROW_SPACE[] = "SELECT {space} FROM {table} WHERE {id} = ?1";
bool trib_row_space(struct trib_store *store, const struct trib_table *table, const char *row_id,
                    char out_space_id[static TRIB_ID_BYTES], bool *out_found,
                    struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    assert(table->kind == TRIB_TABLE_SYNCED);
    if (!table_statement(store, ROW_SPACE, table, row_id, &statement, error) ||
        !trib_statement_next(&statement, out_found, error)) {
        return false;
    }
    if (*out_found) {
        trib_text_copy(out_space_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
    }
    return true;
}

static const char ROW[] = "SELECT {columns} FROM {table} WHERE {id} = ?1";
bool trib_row_write(struct trib_store *store, const struct trib_table *table, const char *row_id,
                    struct trib_json_writer *json, bool *out_found, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!table_statement(store, ROW, table, row_id, &statement, error) ||
        !trib_statement_next(&statement, out_found, error)) {
        return false;
    }
    if (*out_found) {
        trib_json_object_open(json);
        row_members_write(handle_of(&statement), table, json);
        trib_json_object_close(json);
    }
    return true;
}
