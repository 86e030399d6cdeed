/*
 * Backup by SQLite's own means: all pages in one step, which holds one reading transaction, so that
 * whoever writes meanwhile neither waits nor makes it begin again. The log then says whether the
 * copy is what it should be, before it has its name.
 */
#include "tributary/store/backup.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"

/* Pages are copied while nobody checkpoints; who does is waited for so long. */
#define BUSY_MS 5000

static bool pages_copy(sqlite3 *from, sqlite3 *to, struct trib_error *error) {
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL) {
        return store_refuse(error, "it cannot be copied: %s", sqlite3_errmsg(to));
    }
    int code = sqlite3_backup_step(backup, -1);
    int finished = sqlite3_backup_finish(backup);
    bool is_full = (code & 0xff) == SQLITE_FULL || (finished & 0xff) == SQLITE_FULL;
    if (is_full) {
        return trib_fail(error, TRIB_E_STORAGE, NULL);
    }
    return (code == SQLITE_DONE && finished == SQLITE_OK) ||
           store_refuse(error, "it cannot be copied: %s",
                        sqlite3_errstr(code == SQLITE_DONE ? finished : code));
}

static bool database_open(const char *path, int flags, sqlite3 **out_db, struct trib_error *error) {
    int code = sqlite3_open_v2(path, out_db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(*out_db, 1);
        sqlite3_busy_timeout(*out_db, BUSY_MS);
    }
    return code == SQLITE_OK || store_refuse(error, "%s: %s", path, sqlite3_errstr(code));
}

/* The copy says that it has a WAL, as what it was copied from; closed, it has none. */
static bool copy_make(const char *path, const char *making, struct trib_error *error) {
    sqlite3 *from = NULL;
    sqlite3 *to = NULL;
    TRIB_AUTO(trib_buffer) uri = {0};
    file_uri_write(&uri, path);
    bool is_made = database_open(trib_buffer_text(&uri), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                                 &from, error) &&
                   file_make_empty(making, error) &&
                   database_open(making, SQLITE_OPEN_READWRITE, &to, error) &&
                   pages_copy(from, to, error);
    sqlite3_close(from);
    sqlite3_close(to);
    return is_made;
}

static bool copy_verify(const struct trib_store_settings *settings, const char *making,
                        struct trib_verify_report *out_report, struct trib_error *error) {
    struct trib_store_settings of_copy = *settings;
    of_copy.path = making;
    *out_report = (struct trib_verify_report){0};
    return trib_log_verify(&of_copy, out_report, error) &&
           (out_report->difference[0] == '\0' ||
            store_refuse(error, "%s is not what its log says: %s", settings->path,
                         out_report->difference));
}

bool trib_store_backup(const struct trib_store_settings *settings, const char *copy_path,
                       struct trib_verify_report *out_report, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) making = {0};
    library_set_up();
    if (access(copy_path, F_OK) == 0) {
        return trib_fail(error, TRIB_E_EXISTS, NULL);
    }
    trib_buffer_append_format(&making, "%s.making", copy_path);
    if (making.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    bool is_made = copy_make(settings->path, trib_buffer_text(&making), error) &&
                   copy_verify(settings, trib_buffer_text(&making), out_report, error) &&
                   file_place(trib_buffer_text(&making), copy_path, error);
    file_forget(trib_buffer_text(&making));
    return is_made;
}

/* ---- beginning again ------------------------------------------------------------------------- */

bool trib_store_epoch_begin(struct trib_store *store, struct trib_error *error) {
    static const char SET_EPOCH[] = "UPDATE store_info SET value = ?1 WHERE key = 'epoch'";
    char epoch[TRIB_ID_BYTES];
    assert(!store->tick.is_open);
    trib_id_make_random(store->settings.random, epoch);
    struct prepared *prepared = statements_take(&store->statements, SET_EPOCH, NULL);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    sqlite3_bind_text(prepared->handle, 1, epoch, -1, SQLITE_STATIC);
    int code = sqlite3_step(prepared->handle);
    int extended = sqlite3_extended_errcode(store->db);
    statements_give(prepared);
    if (code != SQLITE_DONE) {
        return store_failed(store, extended, error);
    }
    memcpy(store->epoch, epoch, sizeof epoch);
    return true;
}

bool trib_store_close_as(struct trib_store *store, const char *path, struct trib_error *error) {
    assert(store->path != NULL && !store->tick.is_open);
    char *made = strdup(store->path);
    bool is_settled =
        made != NULL ? store_wal_empty(store, error) : trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    trib_store_close(store);
    bool is_placed = is_settled && file_place(made, path, error);
    free(made);
    return is_placed;
}
