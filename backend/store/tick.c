/*
 * One transaction a tick, one savepoint a command. A command gets its number when its savepoint is
 * released, so that what was refused leaves no gap; nothing in memory advances before COMMIT. When
 * a failure took the transaction away in the middle, the tick is dead: the next savepoint would
 * commit alone, unlogged, so nothing more runs until the tick is ended.
 */
#include "tributary/store/tick.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"

#define ENTRIES_AT_FIRST 16u

static bool run(struct trib_store *store, const char *sql, struct trib_error *error) {
    int code = statements_run(&store->statements, sql);
    return code == SQLITE_OK || store_failed(store, code, error);
}

/* ---- opening --------------------------------------------------------------------------------- */

static bool tick_open(struct trib_store *store, struct trib_error *error) {
    struct tick *tick = &store->tick;
    assert(tick->opened == OPENED_NOTHING); /* commands do not nest */
    if (tick->death != TRIB_E_NONE) {
        return trib_fail(error, tick->death, NULL);
    }
    if (store->is_read_only) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    if (trib_tick_must_end(store)) {
        return trib_fail(error, TRIB_E_BUSY, NULL);
    }
    if (tick->is_open) {
        return true;
    }
    int code = statements_begin(&store->statements, "BEGIN IMMEDIATE", STORE_ROLLBACK);
    if (code != SQLITE_OK) {
        return store_failed(store, code, error);
    }
    tick->is_open = true;
    memcpy(tick->hash, store->last_hash, HASH_BYTES);
    tick->at_ms = store->last_at_ms;
    return true;
}

static bool savepoint_open(struct trib_store *store, enum opened opened, struct trib_error *error) {
    struct capture *capture = &store->capture;
    store->tick.mark = capture_mark(capture);
    store->tick.redacted_before = store->tick.redacted.count;
    capture->command_first = capture->count;
    capture->failure = TRIB_E_NONE;
    if (!run(store, "SAVEPOINT command", error)) {
        return false;
    }
    store->tick.opened = opened;
    store->tick.command_count++;
    capture->is_on = true;
    return true;
}

/* The head's texts, kept until everybody was told. */
static bool head_keep(struct trib_store *store, const struct trib_entry_head *head,
                      struct trib_error *error) {
    struct arena *arena = &store->capture.arena;
    struct command_head *kept = &store->tick.head;
    const char *actor_id = head->actor_id == NULL ? "" : head->actor_id;
    const char *organization_id = head->for_organization_id;
    kept->actor_id = arena_copy(arena, actor_id, strlen(actor_id));
    kept->for_organization_id = organization_id == NULL
                                    ? NULL
                                    : arena_copy(arena, organization_id, strlen(organization_id));
    kept->command_id = arena_copy(arena, head->command_id, strlen(head->command_id));
    kept->method = arena_copy(arena, head->method, strlen(head->method));
    salt_take(store, kept->request_salt);
    request_digest(kept->request_salt, head->request, head->request_length, kept->request_digest);
    bool is_kept = kept->actor_id != NULL && kept->command_id != NULL && kept->method != NULL &&
                   (organization_id == NULL || kept->for_organization_id != NULL);
    return is_kept || trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}

/* Whether the bytes of a request are those the entry under the statement was made for. Of one whose
   words were taken back nobody can say: it was done, and is not done again. */
static bool same_request(sqlite3_stmt *entry, const struct trib_entry_head *head) {
    unsigned char digest[HASH_BYTES];
    const unsigned char *salt = sqlite3_column_blob(entry, 0);
    const unsigned char *stored = sqlite3_column_blob(entry, 1);
    if (sqlite3_column_type(entry, 0) == SQLITE_BLOB && sqlite3_column_bytes(entry, 0) == 0) {
        return true;
    }
    if (salt == NULL || stored == NULL || sqlite3_column_bytes(entry, 0) != (int)SALT_BYTES ||
        sqlite3_column_bytes(entry, 1) != (int)HASH_BYTES) {
        return false;
    }
    request_digest(salt, head->request, head->request_length, digest);
    return memcmp(digest, stored, HASH_BYTES) == 0;
}

static const char FIND_ENTRY[] = "SELECT request_salt, request_digest, answer FROM entry "
                                 "WHERE actor_id = ?1 AND command_id = ?2";
/* *out_answer stays NULL for a command that is new. */
static bool first_answer(struct trib_store *store, const struct trib_entry_head *head,
                         const char **out_answer, struct trib_error *error) {
    struct prepared *prepared = statements_take(&store->statements, FIND_ENTRY, NULL);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    sqlite3_stmt *handle = prepared->handle;
    sqlite3_bind_text(handle, 1, head->actor_id == NULL ? "" : head->actor_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(handle, 2, head->command_id, -1, SQLITE_STATIC);
    bool is_fine = true;
    int code = sqlite3_step(handle);
    if (code == SQLITE_ROW && !same_request(handle, head)) {
        is_fine = trib_fail(error, TRIB_E_CONFLICT, NULL);
    } else if (code == SQLITE_ROW) {
        const char *answer = (const char *)sqlite3_column_text(handle, 2);
        if (answer != NULL) { /* a damaged page has it NULL */
            *out_answer = arena_copy(&store->capture.arena, answer, strlen(answer));
        }
        is_fine = *out_answer != NULL || trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    } else if (code != SQLITE_DONE) {
        is_fine = store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    statements_give(prepared);
    return is_fine;
}

bool trib_tick_command_open(struct trib_store *store, const struct trib_entry_head *head,
                            enum trib_command_outcome *out_outcome, const char **out_answer,
                            struct trib_error *error) {
    const char *answer = NULL;
    if (!tick_open(store, error) || !first_answer(store, head, &answer, error)) {
        return false;
    }
    if (answer != NULL) {
        *out_outcome = TRIB_COMMAND_REPEATED;
        *out_answer = answer;
        return true;
    }
    *out_outcome = TRIB_COMMAND_NEW;
    return head_keep(store, head, error) && savepoint_open(store, OPENED_COMMAND, error);
}

bool trib_tick_private_open(struct trib_store *store, struct trib_error *error) {
    return tick_open(store, error) && savepoint_open(store, OPENED_PRIVATE, error);
}

/* ---- undoing --------------------------------------------------------------------------------- */

void trib_tick_command_undo(struct trib_store *store) {
    struct tick *tick = &store->tick;
    struct trib_error error = {0};
    if (tick->opened == OPENED_NOTHING) {
        return;
    }
    tick->opened = OPENED_NOTHING;
    store->capture.is_on = false;
    store->capture.failure = TRIB_E_NONE;
    capture_cut(&store->capture, tick->mark);
    tick->redacted.count = tick->redacted_before;
    if (tick->death == TRIB_E_NONE &&
        (!run(store, "ROLLBACK TO command", &error) || !run(store, "RELEASE command", &error)) &&
        tick->death == TRIB_E_NONE) {
        tick->death = TRIB_E_UNAVAILABLE; /* half of a command may still be there */
    }
}

/* ---- releasing ------------------------------------------------------------------------------- */

static bool undone(struct trib_store *store) {
    trib_tick_command_undo(store);
    return false;
}

/* SQLite looks at deferred keys only when it commits, and would then fail everybody of the tick. */
static bool keys_hold(struct trib_store *store, struct trib_error *error) {
    int open_keys = 0;
    int unused = 0;
    sqlite3_db_status(store->db, SQLITE_DBSTATUS_DEFERRED_FKS, &open_keys, &unused, 0);
    if (open_keys == 0) {
        return true;
    }
    trib_log(TRIB_LOG_ERROR, "store.keys_open", "%s leaves foreign keys that lead nowhere",
             store->tick.opened == OPENED_COMMAND ? store->tick.head.method : "a private write");
    return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}

static bool may_keep(struct trib_store *store, struct trib_error *error) {
    if (store->tick.death != TRIB_E_NONE) {
        return trib_fail(error, store->tick.death, NULL);
    }
    if (store->capture.failure != TRIB_E_NONE) {
        return trib_fail(error, store->capture.failure, NULL);
    }
    return keys_hold(store, error);
}

static bool entry_keep(struct tick *tick, const struct trib_entry *entry, size_t change_first) {
    if (tick->entry_count == tick->entry_capacity) {
        size_t capacity = tick->entry_capacity == 0 ? ENTRIES_AT_FIRST : tick->entry_capacity * 2;
        struct tick_entry *entries = realloc(tick->entries, capacity * sizeof *entries);
        if (entries == NULL) {
            return false;
        }
        tick->entries = entries;
        tick->entry_capacity = capacity;
    }
    tick->entries[tick->entry_count++] = (struct tick_entry){*entry, change_first};
    return true;
}

static bool decides_sight(const struct capture *capture) {
    for (size_t i = capture->command_first; i < capture->count; i++) {
        if (capture->changes[i].table->decides_sight) {
            return true;
        }
    }
    return false;
}

/* Appends the open command to the log and to the tick's entries. */
static bool entry_make(struct trib_store *store, const char *answer, uint64_t *out_seq,
                       struct trib_error *error) {
    struct tick *tick = &store->tick;
    const struct capture *capture = &store->capture;
    int64_t now_ms = trib_store_now_ms(store);
    struct entry_fields fields = {.seq = trib_tick_command_seq(store),
                                  .at_ms = now_ms > tick->at_ms ? now_ms : tick->at_ms,
                                  .actor_id = tick->head.actor_id,
                                  .for_organization_id = tick->head.for_organization_id,
                                  .command_id = tick->head.command_id,
                                  .request_digest = tick->head.request_digest,
                                  .method = tick->head.method,
                                  .schema_version = store->schema_version,
                                  .answer = answer};
    struct trib_entry entry = {.seq = fields.seq,
                               .at_ms = fields.at_ms,
                               .method = tick->head.method,
                               .change_count = capture->count - capture->command_first,
                               .decides_sight = decides_sight(capture)};
    unsigned char hash[HASH_BYTES];
    memcpy(hash, tick->hash, HASH_BYTES);
    trib_text_copy(entry.actor_id, sizeof entry.actor_id, fields.actor_id);
    if (!entry_append(store, &fields, tick->head.request_salt, capture->command_first, hash,
                      error) ||
        !run(store, "RELEASE command", error)) {
        return false;
    }
    if (!redactions_settle(store) || !entry_keep(tick, &entry, capture->command_first)) {
        tick->death = TRIB_E_UNAVAILABLE; /* released, but nobody would hear of it */
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    memcpy(tick->hash, hash, HASH_BYTES);
    tick->at_ms = fields.at_ms;
    tick->must_end = tick->must_end || entry.decides_sight;
    *out_seq = fields.seq;
    return true;
}

bool trib_tick_command_release(struct trib_store *store, const char *answer, uint64_t *out_seq,
                               struct trib_error *error) {
    const struct capture *capture = &store->capture;
    uint64_t seq = 0;
    assert(store->tick.opened == OPENED_COMMAND);
    assert(strlen(answer) < TRIB_ANSWER_BYTES_MAX);
    if (!may_keep(store, error)) {
        return undone(store);
    }
    bool is_kept = capture->count == capture->command_first
                       ? run(store, "RELEASE command", error)
                       : entry_make(store, answer, &seq, error);
    if (!is_kept) {
        return undone(store);
    }
    store->tick.opened = OPENED_NOTHING;
    store->capture.is_on = false;
    *out_seq = seq;
    return true;
}

bool trib_tick_private_release(struct trib_store *store, struct trib_error *error) {
    const struct capture *capture = &store->capture;
    assert(store->tick.opened == OPENED_PRIVATE);
    if (!may_keep(store, error)) {
        return undone(store);
    }
    if (capture->count != capture->command_first) {
        trib_log(TRIB_LOG_ERROR, "store.private_writes", "a private write changed a logged table");
        trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
        return undone(store);
    }
    if (!run(store, "RELEASE command", error)) {
        return undone(store);
    }
    store->tick.opened = OPENED_NOTHING;
    store->capture.is_on = false;
    return true;
}

/* ---- what the open command does ---------------------------------------------------------------
 */

const struct trib_change *trib_tick_command_change(const struct trib_store *store, size_t index) {
    const struct capture *capture = &store->capture;
    size_t at = capture->command_first + index;
    return at < capture->count ? &capture->changes[at] : NULL;
}

uint64_t trib_tick_command_seq(const struct trib_store *store) {
    return store->last_seq + store->tick.entry_count + 1;
}

/* In the text of a value a quotation mark is always escaped, so none looks like a key. */
bool trib_change_has(const struct trib_change *change, const char *column) {
    size_t length = strlen(column);
    for (const char *at = change->patch; (at = strstr(at, column)) != NULL; at += length) {
        if (at > change->patch + 1 && at[-1] == '"' && (at[-2] == '{' || at[-2] == ',') &&
            at[length] == '"' && at[length + 1] == ':') {
            return true;
        }
    }
    return false;
}

bool trib_tick_must_end(const struct trib_store *store) {
    return store->tick.must_end || store->tick.command_count >= TRIB_TICK_COMMANDS_MAX;
}

bool trib_tick_is_open(const struct trib_store *store) {
    return store->tick.is_open;
}
