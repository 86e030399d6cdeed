/*
 * Applying is apart from deciding: a change is put back as it was captured, column by column, and
 * what triggers and cascades had done stands in the log as changes of their own. SQLite's own JSON
 * functions read the patches.
 */
#include "replay.h"

#include <string.h>

/* Triggers and CHECKs. */
static bool rules_set(sqlite3 *db, bool are_on) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, are_on ? 1 : 0, NULL) ==
               SQLITE_OK &&
           sqlite3_exec(db,
                        are_on ? "PRAGMA ignore_check_constraints = OFF"
                               : "PRAGMA ignore_check_constraints = ON",
                        NULL, NULL, NULL) == SQLITE_OK;
}

bool replay_open(struct replay *replay, struct trib_error *error) {
    if (sqlite3_open_v2(":memory:", &replay->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK) {
        return store_refuse(error, "there is no memory for the replay");
    }
    replay->statements.db = replay->db;
    sqlite3_db_config(replay->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    return (rules_set(replay->db, false) ||
            store_refuse(error, "the replay cannot be set up: %s", sqlite3_errmsg(replay->db))) &&
           log_tables_make(replay->db, error);
}

void replay_finish(struct replay *replay) {
    if (replay->db != NULL) {
        statements_finish(&replay->statements);
        sqlite3_close(replay->db);
    }
    *replay = (struct replay){0};
}

/* What a migration's triggers wrote stands in no log: it runs as it ran then, with its rules on. */
bool replay_migrate(struct replay *replay, const struct trib_migration *migration) {
    return rules_set(replay->db, true) &&
           sqlite3_exec(replay->db, migration->sql, NULL, NULL, NULL) == SQLITE_OK &&
           rules_set(replay->db, false);
}

static const char INSERT_ROW[] = "INSERT INTO {table} ({columns}) VALUES ({values})";
static const char UPDATE_ROW[] = "UPDATE {table} SET {updates} WHERE {id} = ?2";
static const char DELETE_ROW[] = "DELETE FROM {table} WHERE {id} = ?2";

static const char *sql_of(const char *op) {
    return strcmp(op, "insert") == 0   ? INSERT_ROW
           : strcmp(op, "update") == 0 ? UPDATE_ROW
           : strcmp(op, "delete") == 0 ? DELETE_ROW
                                       : NULL;
}

int replay_change(struct replay *replay, const struct trib_table *table,
                  const struct change_fields *change) {
    const char *sql = sql_of(change->op);
    struct prepared *prepared =
        sql == NULL ? NULL : statements_take(&replay->statements, sql, table);
    if (prepared == NULL) {
        return -1;
    }
    if (sql != DELETE_ROW) {
        sqlite3_bind_text(prepared->handle, 1, change->patch, -1, SQLITE_STATIC);
    }
    if (sql != INSERT_ROW) {
        sqlite3_bind_text(prepared->handle, 2, change->row_id, -1, SQLITE_STATIC);
    }
    int code = sqlite3_step(prepared->handle);
    int hit = code == SQLITE_DONE ? sqlite3_changes(replay->db) : -1;
    statements_give(prepared);
    return hit;
}
