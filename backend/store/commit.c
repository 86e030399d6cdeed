/*
 * The end of a tick: which spaces its entries touched, COMMIT, and only then the numbers in memory
 * and the batch for everybody above. What could fail for want of memory is done before COMMIT, so
 * that after it nothing can.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "tributary/base/log.h"

/* The WAL is copied into the database when it has so many pages, 16 MiB. Of SQLite's own thousand a
   hundred and fifty lone commands are enough; of more, most are the same few pages again, and each
   copying costs two fsyncs. */
#define CHECKPOINT_PAGES 4000
#define PAGE_BYTES ((size_t)4096)

/* ---- the spaces touched ---------------------------------------------------------------------- */

struct touched *store_touched(struct trib_store *store, const char *space_id) {
    struct trib_id_node *found = trib_id_map_find(&store->touched, space_id);
    if (found != NULL) {
        return (struct touched *)found;
    }
    struct touched *made = calloc(1, sizeof *made);
    if (made != NULL && !trib_id_map_add(&store->touched, &made->node, space_id)) {
        free(made);
        return NULL;
    }
    return made;
}

static bool touch(struct trib_store *store, const char *space_id, uint64_t seq) {
    if (space_id[0] == '\0') {
        return true;
    }
    struct touched *touched = store_touched(store, space_id);
    if (touched == NULL) {
        return false;
    }
    if (touched->pending_seq == 0) {
        touched->next_pending = store->tick.pending;
        store->tick.pending = touched;
    }
    touched->pending_seq = seq;
    return true;
}

static bool touch_all(struct trib_store *store) {
    const struct tick *tick = &store->tick;
    for (size_t i = 0; i < tick->entry_count; i++) {
        const struct tick_entry *of = &tick->entries[i];
        for (size_t j = 0; j < of->entry.change_count; j++) {
            const struct trib_change *change = &store->capture.changes[of->change_first + j];
            if (!touch(store, change->space_before, of->entry.seq) ||
                !touch(store, change->space_after, of->entry.seq)) {
                return false;
            }
        }
    }
    return true;
}

static const char SET_SPACE[] = "INSERT INTO space_seq (space_id, last_seq) VALUES (?1, ?2) "
                                "ON CONFLICT (space_id) DO UPDATE SET last_seq = ?2";
static bool touched_write(struct trib_store *store, struct trib_error *error) {
    for (const struct touched *of = store->tick.pending; of != NULL; of = of->next_pending) {
        struct prepared *prepared = statements_take(&store->statements, SET_SPACE, NULL);
        if (prepared == NULL) {
            return store_failed(store, sqlite3_extended_errcode(store->db), error);
        }
        sqlite3_bind_text(prepared->handle, 1, of->node.id, -1, SQLITE_STATIC);
        sqlite3_bind_int64(prepared->handle, 2, (sqlite3_int64)of->pending_seq);
        int code = sqlite3_step(prepared->handle);
        int extended = sqlite3_extended_errcode(store->db);
        statements_give(prepared);
        if (code != SQLITE_DONE) {
            return store_failed(store, extended, error);
        }
    }
    return true;
}

static void touched_settle(struct trib_store *store, bool is_committed) {
    while (store->tick.pending != NULL) {
        struct touched *of = store->tick.pending;
        store->tick.pending = of->next_pending;
        if (is_committed) {
            of->seq = of->pending_seq;
        }
        of->pending_seq = 0;
        of->next_pending = NULL;
    }
}

/* ---- the batch ------------------------------------------------------------------------------- */

struct batch_memory {
    struct arena arena;
    struct trib_change *changes;
    struct trib_entry entries[];
};

void trib_batch_finish(struct trib_batch *batch) {
    struct batch_memory *memory = batch->memory;
    if (memory != NULL) {
        arena_finish(&memory->arena);
        free(memory->changes);
        free(memory);
    }
    *batch = (struct trib_batch){0};
}

static struct batch_memory *batch_room(const struct trib_store *store) {
    size_t count = store->tick.entry_count;
    return calloc(1, sizeof(struct batch_memory) + count * sizeof(struct trib_entry));
}

/* Hands the tick's memory over to the batch. */
static void batch_fill(struct trib_store *store, struct batch_memory *memory,
                       struct trib_batch *out_batch) {
    memory->arena = store->capture.arena;
    memory->changes = store->capture.changes;
    store->capture.arena = (struct arena){0};
    store->capture.changes = NULL;
    store->capture.capacity = 0;
    for (size_t i = 0; i < store->tick.entry_count; i++) {
        memory->entries[i] = store->tick.entries[i].entry;
        memory->entries[i].changes = memory->changes + store->tick.entries[i].change_first;
    }
    *out_batch = (struct trib_batch){
        .entries = memory->entries, .entry_count = store->tick.entry_count, .memory = memory};
}

/* ---- COMMIT ---------------------------------------------------------------------------------- */

static void tick_forget(struct trib_store *store) {
    struct tick *tick = &store->tick;
    tick->is_open = false;
    tick->must_end = false;
    tick->death = TRIB_E_NONE;
    tick->command_count = 0;
    tick->entry_count = 0;
    tick->redacted.count = 0;
    tick->redacted_before = 0;
    store->capture.count = 0;
    store->capture.command_first = 0;
    arena_finish(&store->capture.arena);
}

/* After a crash of the system what was checkpointed must be in the database: a failure here is one
   of fsync. What the tick committed stays committed, in the WAL. */
static void checkpoint(struct trib_store *store) {
    bool is_long = (size_t)store->wal_pages > TRIB_WAL_BYTES_MAX / PAGE_BYTES;
    if (store->wal_pages < CHECKPOINT_PAGES) {
        return;
    }
    int mode = is_long ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    store->wal_pages = 0; /* until the next commit tells */
    int code = sqlite3_wal_checkpoint_v2(store->db, "main", mode, NULL, NULL);
    if ((code & 0xff) == SQLITE_IOERR && code != SQLITE_IOERR_SHMSIZE) {
        store->is_read_only = true;
        trib_log(TRIB_LOG_ERROR, "store.checkpoint_failed",
                 "SQLite code %d; reading only until a restart", code);
    }
}

static void advance(struct trib_store *store) {
    const struct tick *tick = &store->tick;
    store->last_seq += tick->entry_count;
    store->last_at_ms = tick->at_ms;
    memcpy(store->last_hash, tick->hash, HASH_BYTES);
    touched_settle(store, true);
    if (tick->redacted.count > 0 && store->path != NULL) {
        store->is_erasing = true;
        store->is_rewritten = false;
    }
}

static bool commit(struct trib_store *store, struct trib_error *error) {
    if (store->tick.death != TRIB_E_NONE) {
        return trib_fail(error, store->tick.death, NULL);
    }
    if (store->is_read_only) { /* since this tick began: nothing is known about what it read */
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    if (!touch_all(store)) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    int64_t noted = 0;
    if (!touched_write(store, error) || !withdrawn_note(store, &noted, error)) {
        return false;
    }
    store->has_written = false;
    int code = statements_run(&store->statements, STORE_COMMIT);
    if (code == SQLITE_OK && (store->has_written || store->path == NULL)) { /* memory has no WAL */
        store->is_full = false;
    }
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_IOERR) { /* then it may have been committed */
        withdrawn_cut(store, noted);
    }
    return code == SQLITE_OK || store_failed(store, code, error);
}

bool trib_tick_commit(struct trib_store *store, struct trib_batch *out_batch,
                      struct trib_error *error) {
    assert(store->tick.opened == OPENED_NOTHING);
    *out_batch = (struct trib_batch){0};
    if (!store->tick.is_open) {
        return true;
    }
    struct batch_memory *memory = batch_room(store);
    bool is_committed = false;
    if (memory == NULL) {
        trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    } else if (commit(store, error)) {
        is_committed = true;
        advance(store);
        batch_fill(store, memory, out_batch);
    }
    if (!is_committed) {
        if (sqlite3_get_autocommit(store->db) == 0) {
            statements_run(&store->statements, STORE_ROLLBACK);
        }
        touched_settle(store, false);
        free(memory);
    }
    tick_forget(store);
    checkpoint(store);
    return is_committed;
}
