/* See look.h. */
#include "tributary/store/look.h"

#include "inside.h"

bool trib_store_look(const char *path, const char *sql, int64_t *out_numbers, size_t count) {
    TRIB_AUTO(trib_buffer) uri = {0};
    sqlite3 *db = NULL;
    sqlite3_stmt *handle = NULL;
    library_set_up();
    file_uri_write(&uri, path);
    bool has_row = !uri.failed &&
                   sqlite3_open_v2(trib_buffer_text(&uri), &db,
                                   SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
                                   NULL) == SQLITE_OK &&
                   sqlite3_prepare_v2(db, sql, -1, &handle, NULL) == SQLITE_OK &&
                   sqlite3_column_count(handle) == (int)count && sqlite3_step(handle) == SQLITE_ROW;
    for (size_t i = 0; has_row && i < count; i++) {
        out_numbers[i] = sqlite3_column_int64(handle, (int)i);
    }
    sqlite3_finalize(handle);
    sqlite3_close(db);
    return has_row;
}
