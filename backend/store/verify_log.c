/*
 * The first half of a verification: the log alone. Numbers run without gaps, each change's digest
 * and each entry's hash is worked out anew, and every change must hit exactly one row of the
 * replay.
 */
#include <assert.h>
#include <string.h>

#include "verify.h"

/* ---- one change ------------------------------------------------------------------------------ */

static const char *text_at(sqlite3_stmt *row, int index) {
    return (const char *)sqlite3_column_text(row, index);
}

static const unsigned char *bytes_at(sqlite3_stmt *row, int index, unsigned length) {
    const void *bytes = sqlite3_column_blob(row, index);
    return sqlite3_column_bytes(row, index) == (int)length ? bytes : NULL;
}

static const struct trib_table *table_find(const struct verification *of, const char *name) {
    for (size_t i = 0; i < of->settings->table_count; i++) {
        if (strcmp(of->settings->tables[i].name, name) == 0) {
            return &of->settings->tables[i];
        }
    }
    return NULL;
}

static bool change_put_back(struct verification *of, const struct change_fields *change) {
    unsigned long long seq = change->seq;
    const struct trib_table *table = table_find(of, change->table_name);
    if (table == NULL || table->kind == TRIB_TABLE_PRIVATE) {
        return verify_differs(of, "entry %llu changes table %s, which is not a logged one", seq,
                              change->table_name);
    }
    int hit = replay_change(&of->replay, table, change);
    return hit == 1 ||
           verify_differs(of, "entry %llu, %s of %s %s: %s", seq, change->op, change->table_name,
                          change->row_id,
                          hit < 0 ? sqlite3_errmsg(of->replay.db) : "there is no such row");
}

static bool change_verify(struct verification *of, sqlite3_stmt *row, uint64_t seq, int64_t ordinal,
                          crypto_generichash_state *state) {
    struct change_fields change = {.seq = seq,
                                   .ordinal = sqlite3_column_int64(row, 0),
                                   .table_name = text_at(row, 1),
                                   .row_id = text_at(row, 2),
                                   .op = text_at(row, 3),
                                   .space_before = text_at(row, 4),
                                   .space_after = text_at(row, 5),
                                   .patch = text_at(row, 6)};
    const unsigned char *salt = bytes_at(row, 7, SALT_BYTES);
    const unsigned char *stored = bytes_at(row, 8, HASH_BYTES);
    unsigned char digest[HASH_BYTES];
    bool is_redacted =
        sqlite3_column_type(row, 7) == SQLITE_BLOB && sqlite3_column_bytes(row, 7) == 0;
    if (change.ordinal != ordinal || (salt == NULL && !is_redacted) || stored == NULL) {
        return verify_differs(of, "entry %llu: its changes are not whole", (unsigned long long)seq);
    }
    if (is_redacted) { /* what it read like is gone; whether it may be is for redactions_verify */
        memcpy(digest, stored, HASH_BYTES);
    } else {
        change_digest(salt, &change, digest);
    }
    if (memcmp(digest, stored, HASH_BYTES) != 0) {
        return verify_differs(of, "entry %llu, %s %s: the change is not what was written then",
                              (unsigned long long)seq, change.table_name, change.row_id);
    }
    entry_hash_add(state, digest);
    of->report->changes++;
    return change_put_back(of, &change);
}

static const char CHANGES[] = "SELECT ordinal, table_name, row_id, op, space_before, space_after, "
                              "patch, salt, digest FROM change WHERE seq = ?1 ORDER BY ordinal";
static bool changes_verify(struct verification *of, uint64_t seq, crypto_generichash_state *state) {
    struct prepared *prepared = statements_take(of->source, CHANGES, NULL);
    if (prepared == NULL) {
        return verify_unreadable(of);
    }
    bool holds = true;
    int code = SQLITE_ROW;
    int64_t ordinal = 0;
    sqlite3_bind_int64(prepared->handle, 1, (sqlite3_int64)seq);
    while (holds && (code = sqlite3_step(prepared->handle)) == SQLITE_ROW) {
        holds = change_verify(of, prepared->handle, seq, ordinal++, state);
    }
    statements_give(prepared);
    return holds && (code == SQLITE_DONE || verify_unreadable(of));
}

/* ---- one entry ------------------------------------------------------------------------------- */

/* The migration whose number and digest an entry's answer names, as migrate.c writes it. */
static const struct trib_migration *migration_of(const struct verification *of,
                                                 const struct entry_fields *entry) {
    for (size_t i = 0; i < of->settings->migration_count; i++) {
        const struct trib_migration *migration = &of->settings->migrations[i];
        char hex[2 * HASH_BYTES + 1];
        migration_digest(migration, hex);
        if (migration->number == entry->schema_version && strstr(entry->answer, hex) != NULL) {
            return migration;
        }
    }
    return NULL;
}

static bool migration_verify(struct verification *of, const struct entry_fields *entry) {
    unsigned long long seq = entry->seq;
    if (strcmp(entry->method, "system.migrate") != 0) {
        return true;
    }
    const struct trib_migration *migration = migration_of(of, entry);
    if (migration == NULL) {
        return verify_differs(of, "entry %llu ran a migration that this program has not", seq);
    }
    return replay_migrate(&of->replay, migration) ||
           verify_differs(of, "entry %llu, migration %s: %s", seq, migration->name,
                          sqlite3_errmsg(of->replay.db));
}

static bool entry_verify(struct verification *of, sqlite3_stmt *row) {
    struct entry_fields entry = {.seq = (uint64_t)sqlite3_column_int64(row, 0),
                                 .at_ms = sqlite3_column_int64(row, 1),
                                 .actor_id = text_at(row, 2),
                                 .for_organization_id = text_at(row, 3),
                                 .command_id = text_at(row, 4),
                                 .request_digest = bytes_at(row, 5, HASH_BYTES),
                                 .method = text_at(row, 6),
                                 .schema_version = sqlite3_column_int64(row, 7),
                                 .answer = text_at(row, 8)};
    const unsigned char *stored = bytes_at(row, 9, HASH_BYTES);
    unsigned long long seq = entry.seq;
    crypto_generichash_state state;
    unsigned char hash[HASH_BYTES];
    if (entry.seq != of->seq + 1) {
        return verify_differs(of, "after entry %llu comes %llu", (unsigned long long)of->seq, seq);
    }
    if (entry.request_digest == NULL || stored == NULL) {
        return verify_differs(of, "entry %llu is not whole", seq);
    }
    entry_hash_begin(&state, of->hash, &entry);
    if (!migration_verify(of, &entry) || !changes_verify(of, entry.seq, &state)) {
        return false;
    }
    entry_hash_end(&state, hash);
    if (memcmp(hash, stored, HASH_BYTES) != 0) {
        return verify_differs(of, "entry %llu: the chain of hashes is broken", seq);
    }
    memcpy(of->hash, hash, HASH_BYTES);
    of->seq = entry.seq;
    of->report->entries++;
    return true;
}

static const char ENTRIES[] =
    "SELECT seq, at_ms, actor_id, for_organization_id, command_id, request_digest, method, "
    "schema_version, answer, hash FROM entry ORDER BY seq";
bool verify_log(struct verification *of) {
    struct prepared *prepared = statements_take(of->source, ENTRIES, NULL);
    if (prepared == NULL) {
        return verify_unreadable(of);
    }
    bool holds = true;
    int code = SQLITE_ROW;
    while (holds && (code = sqlite3_step(prepared->handle)) == SQLITE_ROW) {
        holds = entry_verify(of, prepared->handle);
    }
    statements_give(prepared);
    return holds && (code == SQLITE_DONE || verify_unreadable(of));
}
