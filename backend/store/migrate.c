/*
 * Migrations: each in one transaction, each an entry of the log with its number and the digest of
 * its SQL, run with capture off; a replay runs the same file at that place. They use no clock and
 * no randomness, or the replay would differ.
 */
#include <stdio.h>
#include <string.h>

#include "inside.h"
#include "tributary/base/ids.h"
#include "tributary/base/log.h"

uint32_t migrations_newest(const struct trib_store_settings *settings) {
    return settings->migration_count == 0
               ? 0
               : settings->migrations[settings->migration_count - 1].number;
}

void migration_digest(const struct trib_migration *migration,
                      char out_hex[static 2 * HASH_BYTES + 1]) {
    unsigned char digest[HASH_BYTES];
    crypto_generichash(digest, sizeof digest, (const unsigned char *)migration->sql,
                       strlen(migration->sql), NULL, 0);
    sodium_bin2hex(out_hex, 2 * HASH_BYTES + 1, digest, sizeof digest);
}

/* What the migration's entry remembers of it, as request and as answer. */
static void migration_describe(const struct trib_migration *migration, struct trib_buffer *out) {
    char hex[2 * HASH_BYTES + 1];
    struct trib_json_writer json = trib_json_writer(out);
    migration_digest(migration, hex);
    trib_json_object_open(&json);
    trib_json_member_int64(&json, "number", migration->number);
    trib_json_member_text(&json, "digest", hex);
    trib_json_object_close(&json);
}

static bool run(struct trib_store *store, const char *sql, const char *name,
                struct trib_error *error) {
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           store_refuse(error, "migration %s failed: %s", name, sqlite3_errmsg(store->db));
}

/* The number and the hash of the log that exists so far are the store's own. */
static bool entry_add(struct trib_store *store, const struct trib_migration *migration,
                      unsigned char hash[static HASH_BYTES], int64_t at_ms,
                      struct trib_error *error) {
    TRIB_AUTO(trib_buffer) described = {0};
    unsigned char salt[SALT_BYTES];
    unsigned char digest[HASH_BYTES];
    char command_id[TRIB_ID_BYTES];
    struct trib_random random = store->settings.random;
    migration_describe(migration, &described);
    if (described.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    trib_id_make_timed(random, at_ms, command_id);
    salt_take(store, salt);
    request_digest(salt, trib_buffer_text(&described), described.length, digest);
    struct entry_fields fields = {.seq = store->last_seq + 1,
                                  .at_ms = at_ms,
                                  .actor_id = "",
                                  .command_id = command_id,
                                  .request_digest = digest,
                                  .method = "system.migrate",
                                  .schema_version = migration->number,
                                  .answer = trib_buffer_text(&described)};
    return entry_append(store, &fields, salt, 0, hash, error);
}

static bool version_set(struct trib_store *store, uint32_t version, struct trib_error *error) {
    char pragma[64];
    snprintf(pragma, sizeof pragma, "PRAGMA user_version = %u", version);
    return run(store, pragma, "version", error);
}

/* Foreign keys are off while a migration runs (it may rebuild tables), so they are checked here. */
static bool keys_check(struct trib_store *store, const char *name, struct trib_error *error) {
    sqlite3_stmt *handle = NULL;
    bool is_fine =
        sqlite3_prepare_v2(store->db, "PRAGMA foreign_key_check", -1, &handle, NULL) == SQLITE_OK &&
        sqlite3_step(handle) == SQLITE_DONE;
    sqlite3_finalize(handle);
    return is_fine ||
           store_refuse(error, "migration %s leaves foreign keys that lead nowhere", name);
}

static bool migration_run(struct trib_store *store, const struct trib_migration *migration,
                          struct trib_error *error) {
    unsigned char hash[HASH_BYTES];
    int64_t at_ms = trib_store_now_ms(store);
    memcpy(hash, store->last_hash, HASH_BYTES);
    bool is_done = run(store, "BEGIN IMMEDIATE", migration->name, error) &&
                   run(store, migration->sql, migration->name, error) &&
                   keys_check(store, migration->name, error) &&
                   version_set(store, migration->number, error) &&
                   entry_add(store, migration, hash, at_ms, error) &&
                   run(store, "COMMIT", migration->name, error);
    if (!is_done) {
        if (sqlite3_get_autocommit(store->db) == 0) {
            sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        }
        return false;
    }
    store->last_seq++;
    store->last_at_ms = at_ms;
    store->schema_version = migration->number;
    memcpy(store->last_hash, hash, HASH_BYTES);
    trib_log(TRIB_LOG_NOTICE, "store.migrated", "%04u %s", migration->number, migration->name);
    return true;
}

bool migrations_run(struct trib_store *store, struct trib_error *error) {
    const struct trib_store_settings *settings = &store->settings;
    bool is_fine = run(store, "PRAGMA foreign_keys = OFF", "keys", error);
    for (size_t i = 0; is_fine && i < settings->migration_count; i++) {
        const struct trib_migration *migration = &settings->migrations[i];
        is_fine =
            migration->number <= store->schema_version || migration_run(store, migration, error);
    }
    return is_fine && run(store, "PRAGMA foreign_keys = ON", "keys", error);
}
