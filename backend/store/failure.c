/*
 * What SQLite's refusals mean to people. A CHECK is named "field E_CODE", and SQLite reports that
 * name as it stands; UNIQUE and NOT NULL report the column. What is left is ours or the machine's:
 * it goes to the log, and the caller hears that nothing was saved.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "inside.h"
#include "tributary/base/log.h"

bool store_refuse(struct trib_error *error, const char *format, ...) {
    char reason[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    trib_log(TRIB_LOG_ERROR, "store.refused", "%s", reason);
    trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    trib_error_add_text(error, "reason", reason);
    return false;
}

/* ---- constraints ----------------------------------------------------------------------------- */

/* "CHECK constraint failed: field E_CODE", or a trigger's RAISE with the same two words. */
static bool named_refusal(const char *message, struct trib_error *error) {
    const char *colon = strstr(message, "failed: ");
    const char *field = colon == NULL ? message : colon + strlen("failed: ");
    const char *code = strstr(field, " E_");
    if (code == NULL || code - field >= TRIB_ERROR_FIELD_BYTES_MAX) {
        return false;
    }
    enum trib_error_code found = trib_error_code_find(code + 1, strlen(code + 1));
    char name[TRIB_ERROR_FIELD_BYTES_MAX] = "";
    memcpy(name, field, (size_t)(code - field));
    if (found != TRIB_E_NONE) {
        trib_fail(error, found, name);
    }
    return found != TRIB_E_NONE;
}

/* "UNIQUE constraint failed: table.a, table.b": the last column is what the writer chose. */
static void column_refusal(const char *message, enum trib_error_code code,
                           struct trib_error *error) {
    const char *point = strrchr(message, '.');
    trib_fail(error, code, point == NULL ? NULL : point + 1);
}

/* True when the refusal is one that people can do something about. */
static bool constraint_refusal(int code, const char *message, struct trib_error *error) {
    switch (code) {
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_TRIGGER:
        return named_refusal(message, error);
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        column_refusal(message, TRIB_E_EXISTS, error);
        return true;
    case SQLITE_CONSTRAINT_NOTNULL:
        column_refusal(message, TRIB_E_REQUIRED, error);
        return true;
    case SQLITE_CONSTRAINT_DATATYPE:
        column_refusal(message, TRIB_E_TYPE, error);
        return true;
    case SQLITE_TOOBIG:
        return !trib_fail(error, TRIB_E_TOO_LONG, NULL);
    default:
        return false;
    }
}

/* ---- everything that fails ------------------------------------------------------------------- */

/* After a write or an fsync that failed nobody knows what the pages hold: Linux tells once and
   drops the error. A full disk is no such failure, it is found out before. */
static void machine_refusal(struct trib_store *store, int code, struct trib_error *error) {
    bool is_full = (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE;
    bool is_broken = !is_full && ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CORRUPT);
    trib_log(TRIB_LOG_ERROR, "store.failed", "SQLite code %d: %s", code, sqlite3_errmsg(store->db));
    if (is_broken && !store->is_read_only) {
        store->is_read_only = true;
        trib_log(TRIB_LOG_ERROR, "store.read_only", "reading only until a restart");
    }
    store->is_full = store->is_full || is_full;
    trib_fail(error, is_full ? TRIB_E_STORAGE : TRIB_E_UNAVAILABLE, NULL);
}

bool store_failed(struct trib_store *store, int code, struct trib_error *error) {
    if (!constraint_refusal(code, sqlite3_errmsg(store->db), error)) {
        machine_refusal(store, code == SQLITE_OK ? SQLITE_NOMEM : code, error);
    }
    struct tick *tick = &store->tick;
    if (tick->is_open && tick->death == TRIB_E_NONE && sqlite3_get_autocommit(store->db) != 0) {
        tick->death = error->code == TRIB_E_STORAGE ? TRIB_E_STORAGE : TRIB_E_UNAVAILABLE;
        trib_log(TRIB_LOG_ERROR, "store.tick_died", "its transaction was rolled back");
    }
    return false;
}

/* ---- whether there is room again ------------------------------------------------------------- */

/* Nothing is left of it but a page that was written. */
static const char *const REWRITE[] = {
    "INSERT INTO store_info (key, value) VALUES ('room', '')",
    "DELETE FROM store_info WHERE key = 'room'",
};
static bool rewrite(struct trib_store *store, struct trib_error *error) {
    int code = SQLITE_OK;
    store->capture.is_on = false; /* it is no table of the log */
    for (size_t i = 0; i < sizeof REWRITE / sizeof *REWRITE && code == SQLITE_OK; i++) {
        code = statements_run(&store->statements, REWRITE[i]);
    }
    return code == SQLITE_OK || store_failed(store, code, error);
}

void trib_store_try(struct trib_store *store) {
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    assert(!store->tick.is_open);
    if (!store->is_full || !trib_tick_private_open(store, &error)) {
        return;
    }
    if (!rewrite(store, &error) || !trib_tick_private_release(store, &error)) {
        trib_tick_command_undo(store);
    }
    trib_tick_commit(store, &batch, &error);
}
