/*
 * Taking words back, to the last byte. A redaction empties the columns of a row that hold words
 * (table.h), in the row and in every change the log has of it; it erases the salts of those changes
 * and of the requests that made them, so that nobody can try out what the words had been; their
 * digests stay, and the chain with them. It is an entry itself. What was erased is noted in a file
 * beside the database, so that an older copy that is served again loses the words too.
 *
 * The words are then still on free pages, in the gaps of pages and in the write-ahead log: the
 * store is "erasing" until the file has been rewritten and its log cut to nothing.
 */
#ifndef TRIBUTARY_STORE_REDACTION_H
#define TRIBUTARY_STORE_REDACTION_H

#include <stdbool.h>
#include <stddef.h>

#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/store/store.h"

/* What stands where words were: the sign of editors for what was left out. It fits every column
   that must not be empty. Clients write it out in their reader's language. */
#define TRIB_REDACTED_TEXT "[…]"
/* Rows one command may redact. Past it: E_TOO_MANY. */
#define TRIB_REDACTED_ROWS_MAX 2000u
/* Whoever still reads an older state of the file when so much time has passed is ended. */
#define TRIB_ERASING_READERS_MS 5000

/* A row whose words were taken back, whether it is still there or not. */
struct trib_redacted_row {
    const struct trib_table *table;
    char row_id[TRIB_ID_BYTES];
};

/** Inside an open command: redacts a row of a table that has words. One that is not there, or has
   no words any more, changes nothing. */
bool trib_redact(struct trib_store *store, const struct trib_table *table, const char *row_id,
                 struct trib_error *error);

/** Whether words that were taken back may still lie in the database or its write-ahead log. */
bool trib_store_is_erasing(const struct trib_store *store);

/** Between ticks: rewrites the file (VACUUM: secure_delete leaves words in the gaps of pages that
   were rebuilt) and cuts its log. False as long as somebody reads an older state, or there is no
   room: to be tried again. With ends_readers those of this process are told to end. */
bool trib_store_erase(struct trib_store *store, bool ends_readers);

/* ---- <database>.withdrawn -------------------------------------------------------------------- */

/* Rows that such a file may name; a coalition withdraws a few in a year. Past it: E_TOO_MANY. */
#define TRIB_WITHDRAWN_MAX 100000u

struct trib_withdrawn {
    struct trib_redacted_row *rows;
    size_t count, capacity;
};
bool trib_withdrawn_add(struct trib_withdrawn *withdrawn, const struct trib_table *table,
                        const char *row_id);                  /* false: there is no memory */
void trib_withdrawn_finish(struct trib_withdrawn *withdrawn); /* safe on a zeroed one */

/** Adds what a file names, one "table id" a line; lines of tables nobody knows or without words, or
   cut off by a crash, are passed over. No file: nothing. */
bool trib_withdrawn_read(const struct trib_store_settings *settings, const char *path,
                         struct trib_withdrawn *withdrawn, struct trib_error *error);

/** Writes such a file in the place of an older one, each row once. */
bool trib_withdrawn_write(struct trib_withdrawn *withdrawn, const char *path,
                          struct trib_error *error);

/** Whether a row has a redaction already. */
bool trib_is_redacted(struct trib_store *store, const struct trib_redacted_row *row, bool *out_is,
                      struct trib_error *error);

#endif
