/*
 * Statements: prepared once, kept by the address of their text, reset when the scope ends. Values
 * are bound; no SQL is ever pasted together. On the writing connection a statement that fails has
 * its captured changes cut away again.
 */
#ifndef TRIBUTARY_STORE_STATEMENT_H
#define TRIBUTARY_STORE_STATEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/base/json_write.h"
#include "tributary/store/store.h"

struct trib_statement {
    struct trib_store *store;
    void *handle;   /* sqlite3_stmt */
    bool is_reader; /* of a reading connection */
};

/** sql must be a static string: its address is the key of the cache. */
bool trib_statement_prepare(struct trib_store *store, const char *sql, struct trib_statement *out,
                            struct trib_error *error);
void trib_statement_finish(struct trib_statement *statement); /* back to the cache, reset */

/* Parameters count from 1. NULL text binds NULL. Text is copied. */
bool trib_bind_text(struct trib_statement *statement, int index, const char *text,
                    struct trib_error *error);
bool trib_bind_int64(struct trib_statement *statement, int index, int64_t value,
                     struct trib_error *error);
bool trib_bind_null(struct trib_statement *statement, int index, struct trib_error *error);

/** Runs a statement that gives no rows. A violated CHECK named "field E_CODE" becomes that code and
    field; UNIQUE becomes E_EXISTS with the last column as field; a full disk E_STORAGE. */
bool trib_statement_run(struct trib_statement *statement, struct trib_error *error);

/** Rows changed by the last trib_statement_run. */
int64_t trib_statement_changes(const struct trib_statement *statement);

/** The next row: *out_has_row false at the end. */
bool trib_statement_next(struct trib_statement *statement, bool *out_has_row,
                         struct trib_error *error);

/* Columns count from 0. Text is valid until the next step; NULL for NULL. */
const char *trib_column_text(const struct trib_statement *statement, int index);
int64_t trib_column_int64(const struct trib_statement *statement, int index);
bool trib_column_is_null(const struct trib_statement *statement, int index);

/** Looks a row of a registered synced table up by id: its space. *out_found false when there is
 * none. */
bool trib_row_space(struct trib_store *store, const struct trib_table *table, const char *row_id,
                    char out_space_id[static TRIB_ID_BYTES], bool *out_found,
                    struct trib_error *error);

/** Writes a whole row of a registered table as a JSON object of all its columns (the id included).
 */
bool trib_row_write(struct trib_store *store, const struct trib_table *table, const char *row_id,
                    struct trib_json_writer *json, bool *out_found, struct trib_error *error);

#endif
