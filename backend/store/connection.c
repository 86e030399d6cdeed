/*
 * What every connection of ours is told before anything else. Words that were erased must be gone
 * from the file (secure_delete), a commit that was answered must survive a crash (FULL), and a
 * database that somebody else prepared must not run code here (trusted_schema, DEFENSIVE).
 */
#include "inside.h"

/* One text: the longest document is 1 MiB; the longest patch holds one escaped. */
#define TEXT_BYTES_MAX (16 * 1024 * 1024)
/* One statement: a migration's CREATE TABLE is the longest we write. */
#define SQL_BYTES_MAX (1024 * 1024)
/* The schema's longest CHECK is a dozen deep; statements filled in for a table are flat. */
#define EXPRESSION_DEPTH_MAX 200
#define LIKE_BYTES_MAX 1000

static const char *const EVERYWHERE[] = {
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
};
static const char *const WRITER[] = {
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = FULL",
};

/* Nobody reads its memory statistics, and each allocation would lock for them: a twentieth of what
   a command costs. */
void library_set_up(void) {
    static bool is_set_up;
    if (!is_set_up) {
        is_set_up = true;
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    }
}

static bool run(sqlite3 *db, const char *sql, struct trib_error *error) {
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || store_refuse(error, "%s: %s", sql, sqlite3_errmsg(db));
}

static bool run_all(sqlite3 *db, const char *const *statements, size_t count,
                    struct trib_error *error) {
    for (size_t i = 0; i < count; i++) {
        if (!run(db, statements[i], error)) {
            return false;
        }
    }
    return true;
}

bool connection_set_up(sqlite3 *db, bool is_file, bool is_writer, struct trib_error *error) {
    sqlite3_extended_result_codes(db, 1);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, TEXT_BYTES_MAX);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, SQL_BYTES_MAX);
    sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, EXPRESSION_DEPTH_MAX);
    sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LIKE_BYTES_MAX);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!run_all(db, EVERYWHERE, sizeof EVERYWHERE / sizeof *EVERYWHERE, error)) {
        return false;
    }
    if (!is_writer) {
        return true;
    }
    return run(db, is_file ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = MEMORY", error) &&
           run_all(db, WRITER, sizeof WRITER / sizeof *WRITER, error);
}
