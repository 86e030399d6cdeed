/*
 * Prepared statements, kept by the address of their text. The few that are the same for every table
 * (read a row, put a captured one back) are written once with {table} and {columns} in them, and
 * filled in from the table's descriptor: names that are built into the program, never a value.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "tributary/store/redaction.h"

static size_t slot_of(const char *sql, const struct trib_table *table) {
    uintptr_t mixed = (uintptr_t)sql / 8 * 31 + (uintptr_t)table / 8;
    return (size_t)((mixed ^ mixed >> 9) % STATEMENT_SLOTS);
}

/* ---- one text for every table ---------------------------------------------------------------- */

static void name_write(struct trib_buffer *out, const char *name) {
    trib_buffer_append_format(out, "\"%s\"", name);
}

static void columns_write(struct trib_buffer *out, const struct trib_table *table,
                          const char *what) {
    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = table->columns[i].name;
        trib_buffer_append_text(out, i == 0 ? "" : ", ");
        if (strcmp(what, "columns") == 0) {
            name_write(out, name);
        } else if (strcmp(what, "values") == 0) {
            trib_buffer_append_format(out, "json_extract(?1, '$.\"%s\"')", name);
        } else {
            trib_buffer_append_format(out,
                                      "\"%s\" = iif(json_type(?1, '$.\"%s\"') IS NULL, \"%s\", "
                                      "json_extract(?1, '$.\"%s\"'))",
                                      name, name, name, name);
        }
    }
}

/* The columns that hold words, as a redaction empties them: in the row, or in a patch of it; or
   whether a patch still has any. What was NULL stays so. */
static void words_write(struct trib_buffer *out, const struct trib_table *table, const char *what) {
    bool is_patch = strcmp(what, "patch_emptied") == 0;
    bool is_question = strcmp(what, "has_words") == 0;
    const char *apart = "";
    trib_buffer_append_text(out, is_patch ? "json_replace(patch" : "");
    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = table->columns[i].name;
        if (!table->columns[i].is_words) {
            continue;
        }
        trib_buffer_append_text(out, is_patch ? ", " : apart);
        if (is_patch) {
            trib_buffer_append_format(out,
                                      "'$.\"%s\"', iif(json_type(patch, '$.\"%s\"') = 'text', "
                                      "'" TRIB_REDACTED_TEXT "', NULL)",
                                      name, name);
        } else if (is_question) {
            trib_buffer_append_format(out,
                                      "ifnull(json_extract(patch, '$.\"%s\"'), "
                                      "'" TRIB_REDACTED_TEXT "') <> '" TRIB_REDACTED_TEXT "'",
                                      name);
        } else {
            trib_buffer_append_format(
                out, "\"%s\" = iif(\"%s\" IS NULL, NULL, '" TRIB_REDACTED_TEXT "')", name, name);
        }
        apart = is_question ? " OR " : ", ";
    }
    trib_buffer_append_text(out, is_patch ? ")" : "");
}

static void mark_write(struct trib_buffer *out, const struct trib_table *table, const char *mark,
                       size_t length) {
    char word[16] = "";
    memcpy(word, mark, length < sizeof word ? length : sizeof word - 1);
    if (strcmp(word, "table") == 0) {
        name_write(out, table->name);
    } else if (strcmp(word, "id") == 0) {
        name_write(out, table->columns[0].name);
    } else if (strcmp(word, "space") == 0) {
        name_write(out, table->columns[table->space_column].name);
    } else if (strcmp(word, "emptied") == 0 || strcmp(word, "patch_emptied") == 0 ||
               strcmp(word, "has_words") == 0) {
        words_write(out, table, word);
    } else {
        columns_write(out, table, word);
    }
}

static void fill_in(struct trib_buffer *out, const char *sql, const struct trib_table *table) {
    const char *rest = sql;
    for (const char *open = strchr(rest, '{'); open != NULL; open = strchr(rest, '{')) {
        const char *close = strchr(open, '}');
        trib_buffer_append(out, rest, (size_t)(open - rest));
        mark_write(out, table, open + 1, (size_t)(close - open - 1));
        rest = close + 1;
    }
    trib_buffer_append_text(out, rest);
}

/* ---- the cache ------------------------------------------------------------------------------- */

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const struct trib_table *table) {
    TRIB_AUTO(trib_buffer) filled = {0};
    sqlite3_stmt *handle = NULL;
    if (table != NULL) {
        fill_in(&filled, sql, table);
        if (filled.failed) {
            return NULL;
        }
        sql = trib_buffer_text(&filled);
    }
    sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    return handle;
}

static struct prepared *find(const struct statements *statements, const char *sql,
                             const struct trib_table *table) {
    struct prepared *found = statements->slots[slot_of(sql, table)];
    while (found != NULL && (found->sql != sql || found->table != table)) {
        found = found->next;
    }
    return found;
}

struct prepared *statements_take(struct statements *statements, const char *sql,
                                 const struct trib_table *table) {
    struct prepared *found = find(statements, sql, table);
    if (found != NULL && !found->is_used) {
        found->is_used = true;
        return found;
    }
    struct prepared *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NULL;
    }
    made->handle = prepare(statements->db, sql, table);
    if (made->handle == NULL) {
        free(made);
        return NULL;
    }
    made->sql = sql;
    made->table = table;
    made->is_used = true;
    made->is_extra = found != NULL;
    if (!made->is_extra) {
        struct prepared **slot = &statements->slots[slot_of(sql, table)];
        made->next = *slot;
        *slot = made;
    }
    return made;
}

void statements_give(struct prepared *prepared) {
    if (prepared == NULL) {
        return;
    }
    if (prepared->is_extra) {
        sqlite3_finalize(prepared->handle);
        free(prepared);
        return;
    }
    sqlite3_reset(prepared->handle);
    sqlite3_clear_bindings(prepared->handle);
    prepared->is_used = false;
}

void statements_finish(struct statements *statements) {
    for (size_t slot = 0; slot < STATEMENT_SLOTS; slot++) {
        while (statements->slots[slot] != NULL) {
            struct prepared *first = statements->slots[slot];
            statements->slots[slot] = first->next;
            sqlite3_finalize(first->handle);
            free(first);
        }
    }
}

static int code_of_failure(const struct statements *statements) {
    int code = sqlite3_extended_errcode(statements->db);
    return code == SQLITE_OK ? SQLITE_NOMEM : code;
}

int statements_run(struct statements *statements, const char *sql) {
    struct prepared *prepared = statements_take(statements, sql, NULL);
    if (prepared == NULL) {
        return code_of_failure(statements);
    }
    int code = sqlite3_step(prepared->handle);
    statements_give(prepared);
    return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : code;
}

const char STORE_COMMIT[] = "COMMIT";
const char STORE_ROLLBACK[] = "ROLLBACK";

int statements_begin(struct statements *statements, const char *begin, const char *end) {
    struct prepared *prepared = statements_take(statements, end, NULL);
    if (prepared == NULL) {
        return code_of_failure(statements);
    }
    statements_give(prepared);
    return statements_run(statements, begin);
}

/* ---- a row as JSON --------------------------------------------------------------------------- */

void row_members_write(sqlite3_stmt *handle, const struct trib_table *table,
                       struct trib_json_writer *json) {
    for (size_t i = 0; i < table->column_count; i++) {
        int index = (int)i;
        trib_json_key(json, table->columns[i].name);
        switch (sqlite3_column_type(handle, index)) {
        case SQLITE_NULL:
            trib_json_null(json);
            break;
        case SQLITE_INTEGER:
            trib_json_int64(json, sqlite3_column_int64(handle, index));
            break;
        default:
            trib_json_text(json, (const char *)sqlite3_column_text(handle, index));
            break;
        }
    }
}
