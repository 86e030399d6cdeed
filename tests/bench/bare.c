/*
 * What a snapshot costs at least: the rows of one table read with SQLite, put down as lines of JSON
 * and compressed by libdeflate at level 1, in one program that knows no viewer. bare FILE TABLE
 * Texts are copied as they are: the bench's rows have nothing to be escaped.
 */
#include <libdeflate.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TEXT_BYTES ((size_t)256 * 1024 * 1024)
#define ROW_BYTES ((size_t)64 * 1024)

static double now_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t row_write(sqlite3_stmt *statement, const char *table, char *out) {
    size_t length = (size_t)sprintf(out, "[\"%s\",{", table);
    for (int column = 0; column < sqlite3_column_count(statement); column++) {
        const char *name = sqlite3_column_name(statement, column);
        length += (size_t)sprintf(out + length, "%s\"%s\":", column == 0 ? "" : ",", name);
        const char *text = (const char *)sqlite3_column_text(statement, column);
        size_t text_length = (size_t)sqlite3_column_bytes(statement, column);
        int quoted = sqlite3_column_type(statement, column) == SQLITE_TEXT;
        if (text == NULL) {
            text = "null";
            text_length = 4;
        }
        if (quoted) {
            out[length++] = '"';
        }
        memcpy(out + length, text, text_length);
        length += text_length;
        if (quoted) {
            out[length++] = '"';
        }
    }
    memcpy(out + length, "}]\n", 3);
    return length + 3;
}

int main(int count, char **arguments) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    char sql[128];
    if (count != 3) {
        return 1;
    }
    double begin = now_seconds();
    char *text = malloc(TEXT_BYTES);
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", arguments[2]);
    if (text == NULL || sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READONLY, NULL) != 0 ||
        sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "bare: %s\n", db == NULL ? "no memory" : sqlite3_errmsg(db));
        return 1;
    }
    size_t length = 0;
    long rows = 0;
    while (sqlite3_step(statement) == SQLITE_ROW && length + ROW_BYTES < TEXT_BYTES) {
        length += row_write(statement, arguments[2], text + length);
        rows++;
    }
    double read = now_seconds() - begin;
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(1);
    size_t room = libdeflate_gzip_compress_bound(compressor, length);
    unsigned char *packed = malloc(room);
    if (packed == NULL) {
        return 1;
    }
    size_t packed_length = libdeflate_gzip_compress(compressor, text, length, packed, room);
    double seconds = now_seconds() - begin;
    printf("{\"rows\":%ld,\"bytes\":%zu,\"packed\":%zu,\"seconds\":%.6f,\"read_seconds\":%.6f,"
           "\"mb_per_second\":%.3f}\n",
           rows, length, packed_length, seconds, read, (double)length / 1e6 / seconds);
    return packed_length == 0;
}
