/*
 * Redacting a row: what the log has of it, the row itself, and that it was done. The log is changed
 * in place, which nothing else may do: so the salts go, and what the changes read from then on is
 * bound into the chain by the digest of the redaction.
 */
#include "tributary/store/redaction.h"

#include <assert.h>
#include <string.h>

#include "inside.h"
#include "tributary/base/log.h"

/* The file is not rewritten every second when it failed: the disk is full. */
#define ERASE_AGAIN_MS 60000

bool table_has_words(const struct trib_table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].is_words) {
            return true;
        }
    }
    return false;
}

/* Runs a statement that gives no rows; its parameters are texts. */
static bool run(struct trib_store *store, const char *sql, const struct trib_table *table,
                const char *const *texts, int text_count, struct trib_error *error) {
    struct prepared *prepared = statements_take(&store->statements, sql, table);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    for (int i = 0; i < text_count; i++) {
        sqlite3_bind_text(prepared->handle, i + 1, texts[i], -1, SQLITE_STATIC);
    }
    int code = sqlite3_step(prepared->handle);
    int extended = sqlite3_extended_errcode(store->db);
    statements_give(prepared);
    return code == SQLITE_DONE || store_failed(store, extended, error);
}

/* ---- the digest ------------------------------------------------------------------------------ */

static const char CHANGES_OF_ROW[] =
    "SELECT seq, ordinal, op, space_before, space_after, patch FROM change "
    "WHERE table_name = ?1 AND row_id = ?2 AND seq < ?3 ORDER BY seq, ordinal";
bool redaction_digest(struct statements *statements, const char *table_name, const char *row_id,
                      uint64_t before_seq, char out_hex[static 2 * HASH_BYTES + 1]) {
    static const unsigned char NO_SALT[SALT_BYTES];
    unsigned char digest[HASH_BYTES];
    crypto_generichash_state state;
    struct prepared *prepared = statements_take(statements, CHANGES_OF_ROW, NULL);
    if (prepared == NULL) {
        return false;
    }
    sqlite3_stmt *row = prepared->handle;
    int code = SQLITE_ROW;
    crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
    sqlite3_bind_text(row, 1, table_name, -1, SQLITE_STATIC);
    sqlite3_bind_text(row, 2, row_id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(row, 3, (sqlite3_int64)before_seq);
    while ((code = sqlite3_step(row)) == SQLITE_ROW) {
        const struct change_fields change = {
            .seq = (uint64_t)sqlite3_column_int64(row, 0),
            .ordinal = sqlite3_column_int64(row, 1),
            .table_name = table_name,
            .row_id = row_id,
            .op = (const char *)sqlite3_column_text(row, 2),
            .space_before = (const char *)sqlite3_column_text(row, 3),
            .space_after = (const char *)sqlite3_column_text(row, 4),
            .patch = (const char *)sqlite3_column_text(row, 5)};
        change_digest(NO_SALT, &change, digest);
        entry_hash_add(&state, digest);
    }
    statements_give(prepared);
    entry_hash_end(&state, digest);
    sodium_bin2hex(out_hex, 2 * HASH_BYTES + 1, digest, HASH_BYTES);
    return code == SQLITE_DONE;
}

/* ---- the log --------------------------------------------------------------------------------- */

static const char EMPTY_CHANGES[] =
    "UPDATE change SET patch = {patch_emptied}, salt = x'' "
    "WHERE table_name = ?1 AND row_id = ?2 AND op <> 'delete' AND ({has_words})";
/* A request says what its changes say: whoever had its salt could try out words. */
static const char FORGET_REQUESTS[] =
    "UPDATE entry SET request_salt = x'' WHERE request_salt <> x'' AND seq IN "
    "(SELECT seq FROM change WHERE table_name = ?1 AND row_id = ?2 AND salt = x'')";

/* The log does not log itself. */
static bool log_empty(struct trib_store *store, const struct trib_table *table, const char *row_id,
                      bool *out_is_changed, struct trib_error *error) {
    const char *const texts[] = {table->name, row_id};
    bool was_on = store->capture.is_on;
    store->capture.is_on = false;
    bool is_done = run(store, EMPTY_CHANGES, table, texts, 2, error);
    if (is_done) {
        *out_is_changed = sqlite3_changes(store->db) > 0;
        is_done = run(store, FORGET_REQUESTS, NULL, texts, 2, error);
    }
    store->capture.is_on = was_on;
    return is_done;
}

/* ---- what nobody has heard of yet ------------------------------------------------------------ */

static const char EMPTY_PATCH[] = "SELECT {patch_emptied} FROM (SELECT ?1 AS patch)";
static bool patch_empty(struct trib_store *store, const struct trib_table *table,
                        const char **patch, size_t *length) {
    struct prepared *prepared = statements_take(&store->statements, EMPTY_PATCH, table);
    if (prepared == NULL) {
        return false;
    }
    sqlite3_bind_text(prepared->handle, 1, *patch, -1, SQLITE_STATIC);
    bool is_done = sqlite3_step(prepared->handle) == SQLITE_ROW;
    const char *emptied = is_done ? (const char *)sqlite3_column_text(prepared->handle, 0) : NULL;
    if (emptied != NULL) {
        *length = strlen(emptied);
        *patch = arena_copy(&store->capture.arena, emptied, *length);
    }
    statements_give(prepared);
    return emptied != NULL && *patch != NULL;
}

/* Changes of the same tick, which go out when it is committed: not with these words any more. */
static bool row_settle(struct trib_store *store, const struct trib_redacted_row *row) {
    bool is_done = true;
    for (size_t i = 0; i < store->capture.command_first && is_done; i++) {
        struct trib_change *change = &store->capture.changes[i];
        if (change->table != row->table || strcmp(change->row_id, row->row_id) != 0) {
            continue;
        }
        is_done = patch_empty(store, row->table, &change->patch, &change->patch_length) &&
                  (change->whole == NULL ||
                   patch_empty(store, row->table, &change->whole, &change->whole_length));
    }
    return is_done;
}

bool redactions_settle(struct trib_store *store) {
    const struct tick *tick = &store->tick;
    bool is_done = true;
    for (size_t i = tick->redacted_before; i < tick->redacted.count && is_done; i++) {
        is_done = row_settle(store, &tick->redacted.rows[i]);
    }
    return is_done;
}

/* ---- one row --------------------------------------------------------------------------------- */

static const char EMPTY_ROW[] = "UPDATE {table} SET {emptied} WHERE {id} = ?1";
static const char ADD_REDACTION[] =
    "INSERT INTO redaction (redaction_id, table_name, row_id, digest) "
    "VALUES (?3, ?1, ?2, ?4)";
/* For whoever opens the file after a crash. Not of the log, as nothing in that table is. */
static const char NOTE_ERASING[] =
    "INSERT OR REPLACE INTO store_info (key, value) VALUES ('erasing', '1')";
static bool erasing_note(struct trib_store *store, struct trib_error *error) {
    store->capture.is_on = false;
    bool is_noted = run(store, NOTE_ERASING, NULL, NULL, 0, error);
    store->capture.is_on = true;
    return is_noted;
}

static bool redaction_add(struct trib_store *store, const struct trib_table *table,
                          const char *row_id, struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    char hex[2 * HASH_BYTES + 1];
    trib_id_make_random(store->settings.random, id);
    if (!redaction_digest(&store->statements, table->name, row_id, INT64_MAX, hex)) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    const char *const texts[] = {table->name, row_id, id, hex};
    return run(store, ADD_REDACTION, NULL, texts, 4, error) && erasing_note(store, error) &&
           (trib_withdrawn_add(&store->tick.redacted, table, row_id) ||
            trib_fail(error, TRIB_E_UNAVAILABLE, NULL));
}

bool trib_redact(struct trib_store *store, const struct trib_table *table, const char *row_id,
                 struct trib_error *error) {
    const struct tick *tick = &store->tick;
    size_t changes_before = store->capture.count;
    bool is_changed = false;
    assert(tick->opened == OPENED_COMMAND && table_has_words(table));
    if (tick->redacted.count - tick->redacted_before >= TRIB_REDACTED_ROWS_MAX) {
        trib_fail(error, TRIB_E_TOO_MANY, "");
        trib_error_add_int64(error, "most", TRIB_REDACTED_ROWS_MAX);
        return false;
    }
    if (!log_empty(store, table, row_id, &is_changed, error) ||
        !run(store, EMPTY_ROW, table, &row_id, 1, error)) {
        return false;
    }
    is_changed = is_changed || store->capture.count > changes_before;
    return !is_changed || redaction_add(store, table, row_id, error);
}

static const char FIND_REDACTION[] =
    "SELECT 1 FROM redaction WHERE table_name = ?1 AND row_id = ?2 LIMIT 1";
bool trib_is_redacted(struct trib_store *store, const struct trib_redacted_row *row, bool *out_is,
                      struct trib_error *error) {
    struct prepared *prepared = statements_take(&store->statements, FIND_REDACTION, NULL);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    sqlite3_bind_text(prepared->handle, 1, row->table->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(prepared->handle, 2, row->row_id, -1, SQLITE_STATIC);
    int code = sqlite3_step(prepared->handle);
    int extended = sqlite3_extended_errcode(store->db);
    statements_give(prepared);
    *out_is = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE || store_failed(store, extended, error);
}

/* ---- erasing --------------------------------------------------------------------------------- */

bool trib_store_is_erasing(const struct trib_store *store) {
    return store->is_erasing;
}

/* VACUUM makes the file anew in a temporary one: in the database's own folder, where there is as
   much room and no other eyes, and which the system forgets when it is closed. */
static int rewrite(struct trib_store *store) {
    const char *slash = strrchr(store->path, '/');
    char *folder = slash == NULL
                       ? sqlite3_mprintf(".")
                       : sqlite3_mprintf("%.*s", (int)(slash - store->path + 1), store->path);
    if (folder == NULL) {
        return SQLITE_NOMEM;
    }
    sqlite3_temp_directory = folder; /* no other connection of ours makes temporary files */
    int code = statements_run(&store->statements, "PRAGMA temp_store = FILE");
    if (code == SQLITE_OK) {
        code = statements_run(&store->statements, "VACUUM");
        statements_run(&store->statements, "PRAGMA temp_store = MEMORY");
    }
    sqlite3_temp_directory = NULL;
    sqlite3_free(folder);
    return code;
}

/* What is not done is tried again; a failure is told in the log and decides what may be done from
 * now on. */
static bool erasing_failed(struct trib_store *store, int code) {
    struct trib_error error = {0};
    if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED) {
        store_failed(store, code, &error);
        trib_log(TRIB_LOG_ERROR, "store.erasing", "SQLite code %d; it will be tried again", code);
        store->erase_after_ms = trib_store_now_ms(store) + ERASE_AGAIN_MS;
    }
    return false;
}

static bool erase(struct trib_store *store) {
    if (!store->is_rewritten) {
        int code = rewrite(store);
        if (code != SQLITE_OK) {
            return erasing_failed(store, code);
        }
        store->is_rewritten = true;
    }
    /* The note goes last: whoever crashes before it begins again. */
    int code = sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if (code == SQLITE_OK) {
        code = statements_run(&store->statements, "DELETE FROM store_info WHERE key = 'erasing'");
    }
    return code == SQLITE_OK || erasing_failed(store, code);
}

bool trib_store_erase(struct trib_store *store, bool ends_readers) {
    assert(!store->tick.is_open);
    if (!store->is_erasing) {
        return true;
    }
    if (store->is_read_only || trib_store_now_ms(store) < store->erase_after_ms) {
        return false;
    }
    if (ends_readers) {
        atomic_fetch_add(&store->readers_ended, 1);
    }
    if (!erase(store)) {
        return false;
    }
    store->is_erasing = false;
    trib_log(TRIB_LOG_NOTICE, "store.erased",
             "the file and its log hold what was taken back no longer");
    return true;
}
