/*
 * No handler announces a change: SQLite tells of every row that changes, triggers and cascades
 * included, just before it does. What is kept of it is what the log and the screens need: the
 * columns that changed with their new values, the space before and after, and the whole row when it
 * moved to another space, because there somebody sees it for the first time.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"

#define CAPACITY_AT_FIRST 64u

void capture_finish(struct capture *capture) {
    free(capture->changes);
    arena_finish(&capture->arena);
    trib_buffer_finish(&capture->scratch);
    *capture = (struct capture){0};
}

struct capture_mark capture_mark(const struct capture *capture) {
    return (struct capture_mark){capture->count, arena_mark(&capture->arena)};
}

void capture_cut(struct capture *capture, struct capture_mark mark) {
    assert(mark.count <= capture->count);
    capture->count = mark.count;
    arena_cut(&capture->arena, mark.arena);
}

/* ---- values ---------------------------------------------------------------------------------- */

/* SQLite makes the row's values as they are asked for. A value that could not be made must not pass
   for NULL or "": a change would be logged in no space. */
static sqlite3_value *value_before(struct capture *capture, sqlite3 *db, size_t column) {
    sqlite3_value *value = NULL;
    int code = sqlite3_preupdate_old(db, (int)column, &value);
    capture->is_short = capture->is_short || code != SQLITE_OK || value == NULL;
    return value;
}

static sqlite3_value *value_after(struct capture *capture, sqlite3 *db, size_t column) {
    sqlite3_value *value = NULL;
    int code = sqlite3_preupdate_new(db, (int)column, &value);
    capture->is_short = capture->is_short || code != SQLITE_OK || value == NULL;
    return value;
}

/* A value's text, which SQLite ends with a NUL when it is asked for. */
static const char *text_of(struct capture *capture, sqlite3_value *value) {
    const char *text = value == NULL ? NULL : (const char *)sqlite3_value_text(value);
    bool is_null = value != NULL && sqlite3_value_type(value) == SQLITE_NULL;
    capture->is_short = capture->is_short || (text == NULL && !is_null);
    return text == NULL ? "" : text;
}

static bool same(sqlite3_value *a, sqlite3_value *b) {
    if (a == NULL || b == NULL) {
        return false;
    }
    int type = sqlite3_value_type(a);
    if (type != sqlite3_value_type(b)) {
        return false;
    }
    if (type == SQLITE_INTEGER) {
        return sqlite3_value_int64(a) == sqlite3_value_int64(b);
    }
    int length = sqlite3_value_bytes(a);
    return type == SQLITE_NULL ||
           (length == sqlite3_value_bytes(b) &&
            (length == 0 ||
             memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b), (size_t)length) == 0));
}

static void value_write(struct capture *capture, struct trib_json_writer *json, const char *name,
                        sqlite3_value *value) {
    trib_json_key(json, name);
    switch (value == NULL ? SQLITE_NULL : sqlite3_value_type(value)) {
    case SQLITE_NULL:
        trib_json_null(json);
        break;
    case SQLITE_INTEGER:
        trib_json_int64(json, sqlite3_value_int64(value));
        break;
    default:
        trib_json_text(json, text_of(capture, value));
        break;
    }
}

static void id_take(struct capture *capture, char out_id[static TRIB_ID_BYTES],
                    sqlite3_value *value) {
    trib_text_copy(out_id, TRIB_ID_BYTES, text_of(capture, value));
}

/* ---- one change ------------------------------------------------------------------------------ */

/* The columns after an insert or an update; with is_whole those too that stayed as they were. */
static const char *patch_make(struct capture *capture, sqlite3 *db, const struct trib_table *table,
                              bool is_whole, size_t *out_length) {
    struct trib_buffer *scratch = &capture->scratch;
    trib_buffer_clear(scratch);
    struct trib_json_writer json = trib_json_writer(scratch);
    trib_json_object_open(&json);
    for (size_t i = 0; i < table->column_count; i++) {
        sqlite3_value *after = value_after(capture, db, i);
        if (is_whole || !same(value_before(capture, db, i), after)) {
            value_write(capture, &json, table->columns[i].name, after);
        }
    }
    trib_json_object_close(&json);
    if (scratch->failed) {
        return NULL;
    }
    *out_length = scratch->length;
    return arena_copy(&capture->arena, trib_buffer_text(scratch), scratch->length);
}

static struct trib_change *change_add(struct capture *capture) {
    if (capture->count == capture->capacity) {
        size_t capacity = capture->capacity == 0 ? CAPACITY_AT_FIRST : capture->capacity * 2;
        struct trib_change *changes = realloc(capture->changes, capacity * sizeof *changes);
        if (changes == NULL) {
            return NULL;
        }
        capture->changes = changes;
        capture->capacity = capacity;
    }
    struct trib_change *change = &capture->changes[capture->count++];
    *change = (struct trib_change){0};
    return change;
}

static bool is_unchanged(struct capture *capture, sqlite3 *db, const struct trib_table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        if (!same(value_before(capture, db, i), value_after(capture, db, i))) {
            return false;
        }
    }
    return true;
}

/* The words of a change; false when there is no memory. */
static bool patches_fill(struct capture *capture, sqlite3 *db, struct trib_change *change) {
    if (change->op == TRIB_CHANGE_DELETE) {
        change->patch = "{}";
        change->patch_length = 2;
        return true;
    }
    change->patch = patch_make(capture, db, change->table, change->op == TRIB_CHANGE_INSERT,
                               &change->patch_length);
    bool moved =
        change->op == TRIB_CHANGE_UPDATE && strcmp(change->space_before, change->space_after) != 0;
    if (change->patch != NULL && moved) {
        change->whole = patch_make(capture, db, change->table, true, &change->whole_length);
    }
    return change->patch != NULL && (!moved || change->whole != NULL);
}

static bool change_take(struct capture *capture, sqlite3 *db, const struct trib_table *table,
                        enum trib_change_op op) {
    struct trib_change *change = change_add(capture);
    if (change == NULL) {
        return false;
    }
    change->table = table;
    change->op = op;
    id_take(capture, change->row_id,
            op == TRIB_CHANGE_INSERT ? value_after(capture, db, 0) : value_before(capture, db, 0));
    if (table->kind == TRIB_TABLE_SYNCED) {
        if (op != TRIB_CHANGE_INSERT) {
            id_take(capture, change->space_before, value_before(capture, db, table->space_column));
        }
        if (op != TRIB_CHANGE_DELETE) {
            id_take(capture, change->space_after, value_after(capture, db, table->space_column));
        }
    }
    return patches_fill(capture, db, change);
}

/* ---- the hook -------------------------------------------------------------------------------- */

static const struct trib_table *table_of(struct trib_store *store, const char *name) {
    struct capture *capture = &store->capture;
    if (capture->last_table == NULL || strcmp(capture->last_table->name, name) != 0) {
        capture->last_table = trib_store_table_find(store, name);
    }
    return capture->last_table;
}

static enum trib_change_op op_of(int op) {
    return op == SQLITE_INSERT   ? TRIB_CHANGE_INSERT
           : op == SQLITE_UPDATE ? TRIB_CHANGE_UPDATE
                                 : TRIB_CHANGE_DELETE;
}

/* SQLite says what a hook is given. NOLINTNEXTLINE(readability-function-size) */
void capture_row(void *context, sqlite3 *db, int op, const char *schema, const char *table_name,
                 sqlite3_int64 key_before, sqlite3_int64 key_after) {
    struct trib_store *store = context;
    struct capture *capture = &store->capture;
    (void)schema;
    (void)key_before; /* rows are named by their id; a rowid changes with VACUUM */
    (void)key_after;
    if (!capture->is_on) {
        return;
    }
    const struct trib_table *table = table_of(store, table_name);
    assert(table != NULL); /* opening compared all tables of the file with those we know */
    capture->is_short = false;
    if (table->kind == TRIB_TABLE_PRIVATE ||
        (op == SQLITE_UPDATE && is_unchanged(capture, db, table))) {
        return;
    }
    if (op == SQLITE_UPDATE && !same(value_before(capture, db, 0), value_after(capture, db, 0))) {
        trib_log(TRIB_LOG_ERROR, "store.key_changed", "a statement changes keys of %s", table_name);
        capture->failure = TRIB_E_UNAVAILABLE;
    } else if (capture->count - capture->command_first >= TRIB_CHANGES_PER_COMMAND_MAX) {
        capture->failure = TRIB_E_TOO_MANY;
    } else if (!change_take(capture, db, table, op_of(op)) || capture->is_short) {
        capture->failure = TRIB_E_UNAVAILABLE;
    }
}
