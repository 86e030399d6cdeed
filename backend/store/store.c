/*
 * Opening, closing, and what is known without asking the file: the few numbers and the last seq of
 * each space, read once and from then on moved by commits alone.
 */
#include "tributary/store/store.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "inside.h"
#include "tributary/base/text.h"

/* ---- what is kept in memory ------------------------------------------------------------------ */

static const char INFO[] = "SELECT key, value FROM store_info";
static const char LAST_ENTRY[] = "SELECT seq, at_ms, hash FROM entry ORDER BY seq DESC LIMIT 1";
static const char SPACES[] = "SELECT space_id, last_seq FROM space_seq";
static const char VERSION[] = "PRAGMA user_version";

/* What must not be NULL is so on a page that is damaged. */
static bool info_take(struct trib_store *store, sqlite3_stmt *row) {
    const char *key = (const char *)sqlite3_column_text(row, 0);
    const char *value = (const char *)sqlite3_column_text(row, 1);
    if (key == NULL || value == NULL) {
        return false;
    }
    if (strcmp(key, "erasing") == 0) {
        store->is_erasing = store->path != NULL;
        return true;
    }
    trib_text_copy(strcmp(key, "epoch") == 0 ? store->epoch : store->database_id, TRIB_ID_BYTES,
                   value);
    return true;
}

static bool entry_take(struct trib_store *store, sqlite3_stmt *row) {
    const void *hash = sqlite3_column_blob(row, 2);
    if (hash == NULL || sqlite3_column_bytes(row, 2) != (int)HASH_BYTES) {
        return false;
    }
    store->last_seq = (uint64_t)sqlite3_column_int64(row, 0);
    store->last_at_ms = sqlite3_column_int64(row, 1);
    memcpy(store->last_hash, hash, HASH_BYTES);
    return true;
}

static bool space_take(struct trib_store *store, sqlite3_stmt *row) {
    const char *space_id = (const char *)sqlite3_column_text(row, 0);
    struct touched *touched = space_id == NULL ? NULL : store_touched(store, space_id);
    if (touched != NULL) {
        touched->seq = (uint64_t)sqlite3_column_int64(row, 1);
    }
    return touched != NULL;
}

static bool version_take(struct trib_store *store, sqlite3_stmt *row) {
    store->schema_version = sqlite3_column_int64(row, 0);
    return true;
}

static bool rows_take(struct trib_store *store, const char *sql,
                      bool (*take)(struct trib_store *, sqlite3_stmt *), struct trib_error *error) {
    struct prepared *prepared = statements_take(&store->statements, sql, NULL);
    int code = prepared == NULL ? SQLITE_ERROR : SQLITE_ROW;
    while (code == SQLITE_ROW) {
        code = sqlite3_step(prepared->handle);
        if (code == SQLITE_ROW && !take(store, prepared->handle)) {
            code = SQLITE_NOMEM;
        }
    }
    statements_give(prepared);
    return code == SQLITE_DONE ||
           store_refuse(error, "it cannot be read: %s", sqlite3_errmsg(store->db));
}

bool store_memory_fill(struct trib_store *store, struct trib_error *error) {
    return rows_take(store, INFO, info_take, error) &&
           rows_take(store, LAST_ENTRY, entry_take, error) &&
           rows_take(store, SPACES, space_take, error) &&
           rows_take(store, VERSION, version_take, error);
}

/* ---- opening --------------------------------------------------------------------------------- */

static int wal_grew(void *context, sqlite3 *db, const char *schema, int pages) {
    struct trib_store *store = context;
    (void)db;
    (void)schema;
    store->wal_pages = pages;
    store->has_written = true;
    return SQLITE_OK;
}

struct trib_store *store_make(const struct trib_store_settings *settings, bool is_file) {
    library_set_up();
    struct trib_store *store = calloc(1, sizeof *store);
    if (store == NULL) {
        return NULL;
    }
    store->settings = *settings;
    store->lock_fd = -1;
    store->path = is_file ? strdup(settings->path) : NULL;
    store->settings.path = store->path == NULL ? ":memory:" : store->path;
    if (is_file && store->path == NULL) {
        free(store);
        return NULL;
    }
    return store;
}

bool store_connect(struct trib_store *store, const char *name, int flags,
                   struct trib_error *error) {
    int code = sqlite3_open_v2(name, &store->db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | flags, NULL);
    store->statements.db = store->db;
    return (code == SQLITE_OK || store_refuse(error, "%s: %s", name, sqlite3_errstr(code))) &&
           connection_set_up(store->db, store->path != NULL, true, error);
}

/* The hook comes last: what opening itself writes is not a command's. */
bool store_go_live(struct trib_store *store, struct trib_error *error) {
    if (!migrations_run(store, error) || !tables_check(store->db, &store->settings, error)) {
        return false;
    }
    sqlite3_preupdate_hook(store->db, capture_row, store);
    sqlite3_wal_hook(store->db, wal_grew, store);
    return true;
}

bool store_is_in_memory(const struct trib_store_settings *settings) {
    return strcmp(settings->path, ":memory:") == 0;
}

/* Gives the store to the caller when all went well, else closes it. */
bool store_hand_over(struct trib_store *store, bool is_open, struct trib_store **out_store) {
    if (is_open) {
        *out_store = store;
    } else {
        trib_store_close(store);
    }
    return is_open;
}

bool trib_store_open(const struct trib_store_settings *settings, struct trib_store **out_store,
                     struct trib_error *error) {
    assert(!store_is_in_memory(settings)); /* there is nothing to open: create, or open an image */
    if (access(settings->path, F_OK) != 0) {
        return store_refuse(error, "%s: there is no such file", settings->path);
    }
    struct trib_store *store = store_make(settings, true);
    if (store == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    bool is_open = file_lock(store->path, &store->lock_fd, error) &&
                   file_look_over(store->path, migrations_newest(settings), error) &&
                   store_connect(store, store->path, 0, error) && store_memory_fill(store, error) &&
                   store_go_live(store, error);
    return store_hand_over(store, is_open, out_store);
}

/* ---- closing -------------------------------------------------------------------------------- */

void trib_store_close(struct trib_store *store) {
    if (store == NULL) {
        return;
    }
    if (store->db != NULL) {
        sqlite3_preupdate_hook(store->db, NULL, NULL);
        statements_finish(&store->statements);
        sqlite3_close(store->db);
    }
    keys_finish(store);
    capture_finish(&store->capture);
    free(store->tick.entries);
    trib_withdrawn_finish(&store->tick.redacted);
    for (struct trib_id_node *node = trib_id_map_next(&store->touched, NULL); node != NULL;) {
        struct trib_id_node *next = trib_id_map_next(&store->touched, node);
        free(node);
        node = next;
    }
    trib_id_map_finish(&store->touched);
    if (store->lock_fd >= 0) {
        close(store->lock_fd); /* after the database: whoever takes the lock finds it closed */
    }
    free(store->path);
    free(store);
}

/* ---- what is known --------------------------------------------------------------------------- */

const char *trib_store_database_id(const struct trib_store *store) {
    return store->database_id;
}

const char *trib_store_epoch(const struct trib_store *store) {
    return store->epoch;
}

uint64_t trib_store_last_seq(const struct trib_store *store) {
    return store->last_seq;
}

uint64_t trib_store_space_last_seq(const struct trib_store *store, const char *space_id) {
    const struct trib_id_node *found = trib_id_map_find(&store->touched, space_id);
    return found == NULL ? 0 : ((const struct touched *)found)->seq;
}

int64_t trib_store_now_ms(const struct trib_store *store) {
    struct trib_clock clock = store->settings.clock;
    int64_t now_ms = clock.now_ms(clock.context);
    return now_ms > store->last_at_ms ? now_ms : store->last_at_ms;
}

void trib_store_today(const struct trib_store *store, char out_day[static 11]) {
    time_t now = (time_t)(trib_store_now_ms(store) / 1000);
    struct tm parts;
    gmtime_r(&now, &parts);
    (void)strftime(out_day, 11, "%Y-%m-%d", &parts); /* numbers alone: no locale has a say */
}

struct trib_random trib_store_random(const struct trib_store *store) {
    return store->settings.random;
}

size_t trib_store_table_count(const struct trib_store *store) {
    return store->settings.table_count;
}

const struct trib_table *trib_store_table(const struct trib_store *store, size_t index) {
    assert(index < store->settings.table_count);
    return &store->settings.tables[index];
}

const struct trib_table *trib_store_table_find(const struct trib_store *store, const char *name) {
    for (size_t i = 0; i < store->settings.table_count; i++) {
        if (strcmp(store->settings.tables[i].name, name) == 0) {
            return &store->settings.tables[i];
        }
    }
    return NULL;
}

const char *trib_store_path(const struct trib_store *store) {
    return store->path;
}

enum trib_store_health trib_store_health(const struct trib_store *store) {
    return store->is_read_only ? TRIB_STORE_FAILED
           : store->is_full    ? TRIB_STORE_FULL
                               : TRIB_STORE_FINE;
}

const char *trib_store_health_name(enum trib_store_health health) {
    static const char *const NAMES[TRIB_STORE_HEALTH_COUNT] = {"fine", "full", "failed"};
    assert(health < TRIB_STORE_HEALTH_COUNT);
    return NAMES[health];
}

bool trib_store_is_writable(const struct trib_store *store) {
    return !store->is_read_only;
}
