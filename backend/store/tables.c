/*
 * Descriptors against the file. A column that SQL alone knows would be missing from every screen,
 * a table nobody registered would be changed unseen: either stops the server when it opens.
 */
#include <string.h>

#include "inside.h"

static const char *const LOG_TABLES[] = {"entry", "change", "space_seq", "store_info"};

static bool is_log_table(const char *name) {
    for (size_t i = 0; i < sizeof LOG_TABLES / sizeof *LOG_TABLES; i++) {
        if (strcmp(LOG_TABLES[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_registered(const struct trib_store_settings *settings, const char *name) {
    for (size_t i = 0; i < settings->table_count; i++) {
        if (strcmp(settings->tables[i].name, name) == 0) {
            return true;
        }
    }
    return is_log_table(name);
}

static const char ALL_TABLES[] =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'";
static bool all_registered(sqlite3 *db, const struct trib_store_settings *settings,
                           struct trib_error *error) {
    sqlite3_stmt *handle = NULL;
    bool is_fine = sqlite3_prepare_v2(db, ALL_TABLES, -1, &handle, NULL) == SQLITE_OK ||
                   store_refuse(error, "its schema cannot be read: %s", sqlite3_errmsg(db));
    while (is_fine && sqlite3_step(handle) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(handle, 0);
        is_fine = is_registered(settings, name) ||
                  store_refuse(error, "table %s is not registered", name);
    }
    sqlite3_finalize(handle);
    return is_fine;
}

/* ---- one table ------------------------------------------------------------------------------- */

enum { COLUMN_NAME = 1, COLUMN_TYPE = 2, COLUMN_NOT_NULL = 3, COLUMN_KEY = 5, COLUMN_HIDDEN = 6 };

static bool column_check(sqlite3_stmt *found, const struct trib_table *table, size_t index,
                         struct trib_error *error) {
    const char *name = (const char *)sqlite3_column_text(found, COLUMN_NAME);
    if (index >= table->column_count) {
        return store_refuse(error, "table %s has a column %s that is not described", table->name,
                            name);
    }
    const struct trib_column *column = &table->columns[index];
    const char *type = (const char *)sqlite3_column_text(found, COLUMN_TYPE);
    const char *expected = column->type == TRIB_COLUMN_TEXT ? "TEXT" : "INTEGER";
    bool is_key = sqlite3_column_int(found, COLUMN_KEY) != 0;
    bool may_be_null = sqlite3_column_int(found, COLUMN_NOT_NULL) == 0 && !is_key;
    if (strcmp(name, column->name) != 0) {
        return store_refuse(error, "column %zu of table %s is %s, described as %s", index + 1,
                            table->name, name, column->name);
    }
    if (strcmp(type, expected) != 0 || may_be_null != column->is_nullable) {
        return store_refuse(error, "column %s of table %s is not as described", name, table->name);
    }
    if (is_key != (index == 0) || (is_key && column->type != TRIB_COLUMN_TEXT)) {
        return store_refuse(error, "table %s must have its first column, a TEXT, as its key",
                            table->name);
    }
    return sqlite3_column_int(found, COLUMN_HIDDEN) == 0 ||
           store_refuse(error, "column %s of table %s is generated, which the hook cannot see",
                        name, table->name);
}

static const char TABLE_COLUMNS[] = "SELECT * FROM pragma_table_xinfo(?1)";
static bool columns_check(sqlite3 *db, const struct trib_table *table, struct trib_error *error) {
    sqlite3_stmt *handle = NULL;
    size_t count = 0;
    bool is_fine = sqlite3_prepare_v2(db, TABLE_COLUMNS, -1, &handle, NULL) == SQLITE_OK ||
                   store_refuse(error, "its schema cannot be read: %s", sqlite3_errmsg(db));
    if (is_fine) {
        sqlite3_bind_text(handle, 1, table->name, -1, SQLITE_STATIC);
    }
    while (is_fine && sqlite3_step(handle) == SQLITE_ROW) {
        is_fine = column_check(handle, table, count, error);
        count++;
    }
    sqlite3_finalize(handle);
    if (!is_fine || count == table->column_count) {
        return is_fine;
    }
    return count == 0 ? store_refuse(error, "there is no table %s", table->name)
                      : store_refuse(error, "table %s has no column %s", table->name,
                                     table->columns[count].name);
}

/* What the descriptor itself must hold. */
static bool descriptor_check(const struct trib_table *table, struct trib_error *error) {
    if (table->column_count == 0 || table->column_count > TRIB_COLUMNS_MAX) {
        return store_refuse(error, "table %s must have 1 to %u columns", table->name,
                            TRIB_COLUMNS_MAX);
    }
    if (table->kind == TRIB_TABLE_SYNCED &&
        (table->space_column >= table->column_count ||
         strcmp(table->columns[table->space_column].name, "space_id") != 0)) {
        return store_refuse(error, "table %s is synced and names no space_id", table->name);
    }
    if (table->parent_column == NULL) {
        return true;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i].name, table->parent_column) == 0) {
            return true;
        }
    }
    return store_refuse(error, "table %s has no column %s", table->name, table->parent_column);
}

bool tables_check(sqlite3 *db, const struct trib_store_settings *settings,
                  struct trib_error *error) {
    if (settings->table_count > TRIB_TABLES_MAX) {
        return store_refuse(error, "more than %u tables", TRIB_TABLES_MAX);
    }
    for (size_t i = 0; i < settings->table_count; i++) {
        const struct trib_table *table = &settings->tables[i];
        if (!descriptor_check(table, error) || !columns_check(db, table, error)) {
            return false;
        }
    }
    return all_registered(db, settings, error);
}
