/*
 * Writing the log: one row for the command, one for each row it changed, and the hash that ties
 * them to all before. Capture is off meanwhile, for the log does not log itself.
 */
#include <string.h>

#include "inside.h"

const char *change_op_name(enum trib_change_op op) {
    switch (op) {
    case TRIB_CHANGE_INSERT:
        return "insert";
    case TRIB_CHANGE_UPDATE:
        return "update";
    case TRIB_CHANGE_DELETE:
        return "delete";
    }
    return "";
}

static void bind_text(sqlite3_stmt *handle, int index, const char *text) {
    sqlite3_bind_text(handle, index, text, -1, SQLITE_STATIC); /* reset before text can go */
}

/* Nothing it binds can fail but for memory, and then the step fails too (NOT NULL). */
static bool run(struct trib_store *store, struct prepared *prepared, struct trib_error *error) {
    int code = sqlite3_step(prepared->handle);
    int extended = sqlite3_extended_errcode(store->db);
    statements_give(prepared);
    return code == SQLITE_DONE || store_failed(store, extended, error);
}

static const char *or_null(const char *text) {
    return text[0] == '\0' ? NULL : text;
}

static const char ADD_CHANGE[] =
    "INSERT INTO change (seq, ordinal, table_name, row_id, op, space_before, space_after, patch, "
    "salt, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static bool change_append(struct trib_store *store, const struct change_fields *fields,
                          const unsigned char salt[static SALT_BYTES],
                          const unsigned char digest[static HASH_BYTES], struct trib_error *error) {
    struct prepared *prepared = statements_take(&store->statements, ADD_CHANGE, NULL);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    sqlite3_stmt *handle = prepared->handle;
    sqlite3_bind_int64(handle, 1, (sqlite3_int64)fields->seq);
    sqlite3_bind_int64(handle, 2, fields->ordinal);
    bind_text(handle, 3, fields->table_name);
    bind_text(handle, 4, fields->row_id);
    bind_text(handle, 5, fields->op);
    bind_text(handle, 6, fields->space_before);
    bind_text(handle, 7, fields->space_after);
    bind_text(handle, 8, fields->patch);
    sqlite3_bind_blob(handle, 9, salt, SALT_BYTES, SQLITE_STATIC);
    sqlite3_bind_blob(handle, 10, digest, HASH_BYTES, SQLITE_STATIC);
    return run(store, prepared, error);
}

static const char ADD_ENTRY[] =
    "INSERT INTO entry (seq, at_ms, actor_id, for_organization_id, command_id, request_salt, "
    "request_digest, method, schema_version, answer, hash) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
static bool entry_insert(struct trib_store *store, const struct entry_fields *fields,
                         const unsigned char request_salt[static SALT_BYTES],
                         const unsigned char hash[static HASH_BYTES], struct trib_error *error) {
    struct prepared *prepared = statements_take(&store->statements, ADD_ENTRY, NULL);
    if (prepared == NULL) {
        return store_failed(store, sqlite3_extended_errcode(store->db), error);
    }
    sqlite3_stmt *handle = prepared->handle;
    sqlite3_bind_int64(handle, 1, (sqlite3_int64)fields->seq);
    sqlite3_bind_int64(handle, 2, fields->at_ms);
    bind_text(handle, 3, fields->actor_id);
    bind_text(handle, 4, fields->for_organization_id);
    bind_text(handle, 5, fields->command_id);
    sqlite3_bind_blob(handle, 6, request_salt, SALT_BYTES, SQLITE_STATIC);
    sqlite3_bind_blob(handle, 7, fields->request_digest, HASH_BYTES, SQLITE_STATIC);
    bind_text(handle, 8, fields->method);
    sqlite3_bind_int64(handle, 9, fields->schema_version);
    bind_text(handle, 10, fields->answer);
    sqlite3_bind_blob(handle, 11, hash, HASH_BYTES, SQLITE_STATIC);
    return run(store, prepared, error);
}

static bool changes_append(struct trib_store *store, uint64_t seq, size_t change_first,
                           crypto_generichash_state *state, struct trib_error *error) {
    for (size_t i = change_first; i < store->capture.count; i++) {
        const struct trib_change *change = &store->capture.changes[i];
        struct change_fields fields = {.seq = seq,
                                       .ordinal = (int64_t)(i - change_first),
                                       .table_name = change->table->name,
                                       .row_id = change->row_id,
                                       .op = change_op_name(change->op),
                                       .space_before = or_null(change->space_before),
                                       .space_after = or_null(change->space_after),
                                       .patch = change->patch};
        unsigned char salt[SALT_BYTES];
        unsigned char digest[HASH_BYTES];
        salt_take(store, salt);
        change_digest(salt, &fields, digest);
        entry_hash_add(state, digest);
        if (!change_append(store, &fields, salt, digest, error)) {
            return false;
        }
    }
    return true;
}

bool entry_append(struct trib_store *store, const struct entry_fields *fields,
                  const unsigned char request_salt[static SALT_BYTES], size_t change_first,
                  unsigned char hash[static HASH_BYTES], struct trib_error *error) {
    crypto_generichash_state state;
    unsigned char moved_on[HASH_BYTES];
    bool was_on = store->capture.is_on;
    entry_hash_begin(&state, hash, fields);
    store->capture.is_on = false;
    bool appended = changes_append(store, fields->seq, change_first, &state, error);
    if (appended) {
        entry_hash_end(&state, moved_on);
        appended = entry_insert(store, fields, request_salt, moved_on, error);
    }
    store->capture.is_on = was_on;
    if (appended) {
        memcpy(hash, moved_on, HASH_BYTES);
    }
    return appended;
}
