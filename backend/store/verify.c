/*
 * Proving the log: it is replayed into an empty database, whose logged tables must equal the live
 * ones row by row. What the log cannot know of itself (that its end was cut off, that a row was
 * changed without it) shows there. Before that the file itself is looked through, with its indices:
 * one that lacks a row would hide it from whoever asks by it.
 */
#include "verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool verify_differs(struct verification *of, const char *format, ...) {
    va_list arguments;
    if (of->report->difference[0] == '\0') {
        va_start(arguments, format);
        vsnprintf(of->report->difference, sizeof of->report->difference, format, arguments);
        va_end(arguments);
    }
    return false;
}

bool verify_unreadable(struct verification *of) {
    return store_refuse(of->error, "it cannot be read: %s", sqlite3_errmsg(of->source->db));
}

/* ---- the file ----------------------------------------------------------------------------------
 */

/* Opening asks for a quick_check, which does not compare an index with its table. */
static const char WHOLE[] = "PRAGMA integrity_check(1)";
static bool file_verify(struct verification *of) {
    struct prepared *prepared = statements_take(of->source, WHOLE, NULL);
    if (prepared == NULL || sqlite3_step(prepared->handle) != SQLITE_ROW) {
        statements_give(prepared);
        return verify_unreadable(of);
    }
    const char *found = (const char *)sqlite3_column_text(prepared->handle, 0);
    bool is_whole = found != NULL && strcmp(found, "ok") == 0;
    if (!is_whole) {
        verify_differs(of, "the file is damaged: %s", found == NULL ? "" : found);
    }
    statements_give(prepared);
    return is_whole;
}

/* ---- beside the log -------------------------------------------------------------------------- */

/* Runs a query that must find nothing; else its first column tells what is wrong. */
static bool finds_nothing(struct verification *of, struct statements *where, const char *sql,
                          const char *complaint) {
    struct prepared *prepared = statements_take(where, sql, NULL);
    if (prepared == NULL) {
        return verify_unreadable(of);
    }
    int code = sqlite3_step(prepared->handle);
    if (code == SQLITE_ROW) {
        const char *what = (const char *)sqlite3_column_text(prepared->handle, 0);
        verify_differs(of, "%s: %s", complaint, what == NULL ? "" : what);
    }
    statements_give(prepared);
    return code == SQLITE_DONE || (code != SQLITE_ROW && verify_unreadable(of));
}

static const char STRAY_CHANGES[] =
    "SELECT seq FROM change WHERE seq NOT IN (SELECT seq FROM entry) LIMIT 1";
static const char WRONG_SPACES[] =
    "WITH touched (space_id, last_seq) AS ("
    "    SELECT space_id, max(seq) FROM ("
    "        SELECT space_before AS space_id, seq FROM change WHERE space_before IS NOT NULL"
    "        UNION ALL"
    "        SELECT space_after, seq FROM change WHERE space_after IS NOT NULL) GROUP BY space_id) "
    "SELECT space_id FROM ("
    "    SELECT * FROM (SELECT * FROM touched EXCEPT SELECT space_id, last_seq FROM space_seq)"
    "    UNION ALL"
    "    SELECT * FROM (SELECT space_id, last_seq FROM space_seq EXCEPT SELECT * FROM touched)) "
    "LIMIT 1";
static bool rest_verify(struct verification *of) {
    return finds_nothing(of, of->source, STRAY_CHANGES, "changes without their entry") &&
           finds_nothing(of, of->source, WRONG_SPACES,
                         "the last number of a space is not the log's") &&
           finds_nothing(of, &of->replay.statements, "PRAGMA foreign_key_check",
                         "a foreign key leads nowhere, in table");
}

/* ---- redactions ------------------------------------------------------------------------------ */

static const char HAS_REDACTIONS[] = "SELECT 1 FROM sqlite_schema WHERE name = 'redaction'";
static const char ANY_ERASED[] = "SELECT seq FROM change WHERE salt = x'' LIMIT 1";
static const char STRAY_ERASED[] =
    "SELECT c.seq FROM change c WHERE c.salt = x'' AND NOT EXISTS ("
    "    SELECT 1 FROM redaction r JOIN change made ON made.table_name = 'redaction' "
    "    AND made.row_id = r.redaction_id AND made.op = 'insert' "
    "    WHERE r.table_name = c.table_name AND r.row_id = c.row_id AND made.seq > c.seq) LIMIT 1";
static const char REDACTIONS[] =
    "SELECT r.table_name, r.row_id, r.digest, made.seq FROM redaction r JOIN change made "
    "ON made.table_name = 'redaction' AND made.row_id = r.redaction_id AND made.op = 'insert'";

static bool redaction_verify(struct verification *of, sqlite3_stmt *row) {
    char hex[2 * HASH_BYTES + 1];
    const char *table_name = (const char *)sqlite3_column_text(row, 0);
    const char *row_id = (const char *)sqlite3_column_text(row, 1);
    const char *digest = (const char *)sqlite3_column_text(row, 2);
    uint64_t seq = (uint64_t)sqlite3_column_int64(row, 3);
    if (!redaction_digest(of->source, table_name, row_id, seq, hex)) {
        return verify_unreadable(of);
    }
    return (digest != NULL && strcmp(hex, digest) == 0) ||
           verify_differs(of, "%s %s: what is left of its changes is not what its redaction left",
                          table_name, row_id);
}

/* A change without its salt must be one that was redacted, and read as the redaction left it. */
static bool redactions_verify(struct verification *of) {
    struct prepared *asked = statements_take(of->source, HAS_REDACTIONS, NULL);
    bool has_any = asked != NULL && sqlite3_step(asked->handle) == SQLITE_ROW;
    statements_give(asked);
    if (!has_any) { /* made by a version that had none */
        return finds_nothing(of, of->source, ANY_ERASED, "a change has no salt, in entry");
    }
    struct prepared *prepared = statements_take(of->source, REDACTIONS, NULL);
    if (prepared == NULL) {
        return verify_unreadable(of);
    }
    bool holds = true;
    int code = SQLITE_ROW;
    while (holds && (code = sqlite3_step(prepared->handle)) == SQLITE_ROW) {
        holds = redaction_verify(of, prepared->handle);
    }
    statements_give(prepared);
    return holds && (code == SQLITE_DONE || verify_unreadable(of)) &&
           finds_nothing(of, of->source, STRAY_ERASED,
                         "a change has no salt and no redaction, in entry");
}

/* ---- the rows -------------------------------------------------------------------------------- */

static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column) {
    int type = sqlite3_column_type(a, column);
    if (type != sqlite3_column_type(b, column)) {
        return false;
    }
    if (type == SQLITE_INTEGER) {
        return sqlite3_column_int64(a, column) == sqlite3_column_int64(b, column);
    }
    return type == SQLITE_NULL || strcmp((const char *)sqlite3_column_text(a, column),
                                         (const char *)sqlite3_column_text(b, column)) == 0;
}

static const char *id_of(sqlite3_stmt *row) {
    return (const char *)sqlite3_column_text(row, 0);
}

static bool row_compare(struct verification *of, const struct trib_table *table, sqlite3_stmt *live,
                        sqlite3_stmt *replayed) {
    for (size_t i = 0; i < table->column_count; i++) {
        if (!same_value(live, replayed, (int)i)) {
            return verify_differs(of, "%s %s: column %s is not what the log says", table->name,
                                  id_of(live), table->columns[i].name);
        }
    }
    return true;
}

/* Both stand on a row or at their end. */
static bool step_compare(struct verification *of, const struct trib_table *table,
                         sqlite3_stmt *live, int live_code, sqlite3_stmt *replayed,
                         int replayed_code) {
    if (live_code != SQLITE_ROW && live_code != SQLITE_DONE) {
        return verify_unreadable(of);
    }
    if (live_code == SQLITE_DONE && replayed_code == SQLITE_DONE) {
        return true;
    }
    int order = live_code != SQLITE_ROW       ? 1
                : replayed_code != SQLITE_ROW ? -1
                                              : strcmp(id_of(live), id_of(replayed));
    if (order == 0) {
        return row_compare(of, table, live, replayed);
    }
    return order < 0
               ? verify_differs(of, "%s %s is not in the log", table->name, id_of(live))
               : verify_differs(of, "%s %s is in the log alone", table->name, id_of(replayed));
}

static const char ALL_ROWS[] = "SELECT {columns} FROM {table} ORDER BY {id}";
static bool table_compare(struct verification *of, const struct trib_table *table) {
    struct prepared *live = statements_take(of->source, ALL_ROWS, table);
    struct prepared *replayed = statements_take(&of->replay.statements, ALL_ROWS, table);
    bool is_same = true;
    if (live == NULL && replayed == NULL) {
        return true; /* of a version newer than the file */
    }
    if (live == NULL) {
        is_same = verify_unreadable(of);
    } else if (replayed == NULL) {
        is_same = verify_differs(of, "the log makes no table %s", table->name);
    } else {
        int code = SQLITE_ROW;
        while (is_same && code == SQLITE_ROW) {
            code = sqlite3_step(live->handle);
            is_same = step_compare(of, table, live->handle, code, replayed->handle,
                                   sqlite3_step(replayed->handle));
        }
    }
    statements_give(live);
    statements_give(replayed);
    return is_same;
}

static bool tables_compare(struct verification *of) {
    for (size_t i = 0; i < of->settings->table_count; i++) {
        const struct trib_table *table = &of->settings->tables[i];
        if (table->kind != TRIB_TABLE_PRIVATE && !table_compare(of, table)) {
            return false;
        }
    }
    return true;
}

/* ---- both halves ----------------------------------------------------------------------------- */

static bool verify(struct statements *source, const struct trib_store_settings *settings,
                   struct trib_verify_report *report, struct trib_error *error) {
    struct verification of = {
        .source = source, .settings = settings, .report = report, .error = error};
    *report = (struct trib_verify_report){0};
    bool holds = replay_open(&of.replay, error) &&
                 statements_begin(source, "BEGIN", STORE_COMMIT) == SQLITE_OK;
    if (holds) {
        holds = file_verify(&of) && verify_log(&of) && rest_verify(&of) && redactions_verify(&of) &&
                tables_compare(&of);
        statements_run(source, STORE_COMMIT); /* nothing was written */
    } else if (of.replay.db != NULL) {
        verify_unreadable(&of);
    }
    replay_finish(&of.replay);
    return holds || report->difference[0] != '\0';
}

bool trib_log_verify_store(struct trib_store *store, struct trib_verify_report *report,
                           struct trib_error *error) {
    return verify(&store->statements, &store->settings, report, error);
}

bool trib_log_verify(const struct trib_store_settings *settings, struct trib_verify_report *report,
                     struct trib_error *error) {
    TRIB_AUTO(trib_buffer) uri = {0};
    struct statements source = {0};
    if (!file_look_over(settings->path, migrations_newest(settings), error)) {
        return false;
    }
    file_uri_write(&uri, settings->path);
    int code = sqlite3_open_v2(trib_buffer_text(&uri), &source.db,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    bool is_done = (code == SQLITE_OK ||
                    store_refuse(error, "%s: %s", settings->path, sqlite3_errstr(code))) &&
                   connection_set_up(source.db, true, false, error) &&
                   verify(&source, settings, report, error);
    statements_finish(&source);
    sqlite3_close(source.db);
    return is_done;
}
