/*
 * New databases. A file is made under another name and given its own when it is whole, so that a
 * file of that name is always one that can be opened; simulations start from the image of one in
 * memory.
 */
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"
#include "tributary/base/ids.h"

/* ---- the log's own tables -------------------------------------------------------------------- */

/* Rows of change lie in the order they are appended; its one index is for the history of a row. */
static const char LOG_TABLES[] =
    "CREATE TABLE store_info (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"
    "CREATE TABLE entry ("
    "    seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL,"
    "    actor_id TEXT NOT NULL," /* '': the program itself */
    "    for_organization_id TEXT, command_id TEXT NOT NULL,"
    "    request_salt BLOB NOT NULL, request_digest BLOB NOT NULL, method TEXT NOT NULL,"
    "    schema_version INTEGER NOT NULL, answer TEXT NOT NULL, hash BLOB NOT NULL,"
    "    UNIQUE (actor_id, command_id)) STRICT;"
    "CREATE TABLE change ("
    "    seq INTEGER NOT NULL, ordinal INTEGER NOT NULL, table_name TEXT NOT NULL,"
    "    row_id TEXT NOT NULL, op TEXT NOT NULL, space_before TEXT, space_after TEXT,"
    "    patch TEXT NOT NULL, salt BLOB NOT NULL, digest BLOB NOT NULL,"
    "    PRIMARY KEY (seq, ordinal)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX change_of_row ON change (table_name, row_id, seq);"
    /* the last seq that touched each space; follows from the log, kept so that nobody need scan it
     */
    "CREATE TABLE space_seq (space_id TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) STRICT;";

bool log_tables_make(sqlite3 *db, struct trib_error *error) {
    return sqlite3_exec(db, LOG_TABLES, NULL, NULL, NULL) == SQLITE_OK ||
           store_refuse(error, "the log's tables cannot be made: %s", sqlite3_errmsg(db));
}

static const char SET_INFO[] = "INSERT INTO store_info (key, value) VALUES ('database_id', ?1), "
                               "('epoch', ?2)";
static bool info_make(struct trib_store *store, struct trib_error *error) {
    char pragma[64];
    trib_id_make_random(store->settings.random, store->database_id);
    trib_id_make_random(store->settings.random, store->epoch);
    snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d", APPLICATION_ID);
    struct prepared *prepared = statements_take(&store->statements, SET_INFO, NULL);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    sqlite3_bind_text(prepared->handle, 1, store->database_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(prepared->handle, 2, store->epoch, -1, SQLITE_STATIC);
    int code = sqlite3_step(prepared->handle);
    statements_give(prepared);
    return (code == SQLITE_DONE &&
            sqlite3_exec(store->db, pragma, NULL, NULL, NULL) == SQLITE_OK) ||
           store_failed(store, sqlite3_extended_errcode(store->db), error);
}

static bool begin_empty(struct trib_store *store, struct trib_error *error) {
    return log_tables_make(store->db, error) && info_make(store, error);
}

/* ---- making ---------------------------------------------------------------------------------- */

static bool create_in_memory(const struct trib_store_settings *settings,
                             struct trib_store **out_store, struct trib_error *error) {
    struct trib_store *store = store_make(settings, false);
    if (store == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    bool is_open =
        store_connect(store, ":memory:", SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, error) &&
        begin_empty(store, error) && store_go_live(store, error);
    return store_hand_over(store, is_open, out_store);
}

/* SQLite gives its companions the mode the database has, so that is set before there is a word in
   it. */
bool file_make_empty(const char *path, struct trib_error *error) {
    unlink(path); /* of an earlier try that was cut off */
    int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        return store_refuse(error, "%s cannot be made; is its folder there, and writable?", path);
    }
    close(fd);
    return true;
}

void file_forget(const char *path) {
    static const char *const ENDS[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        TRIB_AUTO(trib_buffer) name = {0};
        trib_buffer_append_format(&name, "%s%s", path, ENDS[i]);
        unlink(trib_buffer_text(&name));
    }
}

/* The WAL keeps its own name when the database gets another, so all of it must be in the database;
   closing would put it there too, but does not say when it could not. */
bool store_wal_empty(struct trib_store *store, struct trib_error *error) {
    int code = sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return code == SQLITE_OK || store_failed(store, code, error);
}

/* Makes the whole database under the name `making` and closes it. */
static bool file_make(const struct trib_store_settings *settings, const char *making,
                      struct trib_error *error) {
    struct trib_store_settings other = *settings;
    other.path = making;
    struct trib_store *store = store_make(&other, true);
    if (store == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    bool is_made = file_make_empty(making, error) && store_connect(store, making, 0, error) &&
                   begin_empty(store, error) && store_go_live(store, error) &&
                   store_wal_empty(store, error);
    trib_store_close(store);
    return is_made;
}

bool trib_store_create(const struct trib_store_settings *settings, struct trib_store **out_store,
                       struct trib_error *error) {
    TRIB_AUTO(trib_buffer) making = {0};
    if (store_is_in_memory(settings)) {
        return create_in_memory(settings, out_store, error);
    }
    if (access(settings->path, F_OK) == 0) {
        return trib_fail(error, TRIB_E_EXISTS, NULL);
    }
    trib_buffer_append_format(&making, "%s.making", settings->path);
    if (making.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    bool is_made = file_make(settings, trib_buffer_text(&making), error) &&
                   file_place(trib_buffer_text(&making), settings->path, error);
    file_forget(trib_buffer_text(&making));
    return is_made && trib_store_open(settings, out_store, error);
}

/* ---- images ---------------------------------------------------------------------------------- */

bool trib_store_image_save(struct trib_store *store, unsigned char **out_image, size_t *out_length,
                           struct trib_error *error) {
    sqlite3_int64 length = 0;
    assert(!store->tick.is_open);
    unsigned char *image = sqlite3_serialize(store->db, "main", &length, 0);
    unsigned char *copy = image == NULL ? NULL : malloc((size_t)length);
    if (copy != NULL) {
        memcpy(copy, image, (size_t)length);
        *out_image = copy; /* the caller's, to free() */
        *out_length = (size_t)length;
    }
    sqlite3_free(image);
    return copy != NULL || trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}

static bool image_load(struct trib_store *store, const unsigned char *image, size_t length,
                       struct trib_error *error) {
    unsigned char *copy = sqlite3_malloc64(length);
    if (copy == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    memcpy(copy, image, length);
    int code =
        sqlite3_deserialize(store->db, "main", copy, (sqlite3_int64)length, (sqlite3_int64)length,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
    return code == SQLITE_OK || store_refuse(error, "not an image: %s", sqlite3_errstr(code));
}

bool trib_store_image_open(const struct trib_store_settings *settings, const unsigned char *image,
                           size_t length, struct trib_store **out_store, struct trib_error *error) {
    struct trib_store *store = store_make(settings, false);
    if (store == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    bool is_open =
        store_connect(store, ":memory:", SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, error) &&
        image_load(store, image, length, error) && store_memory_fill(store, error) &&
        store_go_live(store, error);
    return store_hand_over(store, is_open, out_store);
}
