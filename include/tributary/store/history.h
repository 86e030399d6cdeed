/*
 * The changes of one row and of the rows that are parts of it, out of the log: the newest first.
 * Who may read which of them is the caller's to say.
 */
#ifndef TRIBUTARY_STORE_HISTORY_H
#define TRIBUTARY_STORE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/store/store.h"

/* Changes told at once. Past it: has_more, and the older ones are left out. */
#define TRIB_HISTORY_CHANGES_MAX 200u

/* Where changes are looked for: of the row itself, or of rows of a table that name it, or once did.
 */
struct trib_history_part {
    const char *table;
    const char
        *names_it_in; /* "$.organization_id": the column, as a JSON path; NULL: the row itself */
};

struct trib_history_change {
    uint64_t seq;
    int64_t ordinal; /* within the entry */
    int64_t at_ms;
    char actor_id[TRIB_ID_BYTES];            /* "": the program itself */
    char for_organization_id[TRIB_ID_BYTES]; /* "": for none */
    char method[64];
    char table[64];
    char row_id[TRIB_ID_BYTES];
    char op[8];  /* "insert", "update", "delete" */
    char *patch; /* JSON object of the columns that changed, as they became; "{}" of a delete */
};

struct trib_history {
    struct trib_history_change changes[TRIB_HISTORY_CHANGES_MAX];
    size_t count;
    bool has_more;
    size_t rows_read; /* of the log, those that were left out too */
};

/* Of which row, by which parts, for whom. */
struct trib_history_query {
    const char *row_id;
    const struct trib_history_part *parts;
    size_t part_count;
    /** Whether a change made in that space is told; of one that moved a row it is asked of both. */
    bool (*may_see)(const void *context, const char *space_id);
    const void *context;
};

/** Reads them. out_history must be zeroed; the caller ends with trib_history_finish, on failure
 * too. */
bool trib_history_read(struct trib_store *store, const struct trib_history_query *query,
                       struct trib_history *out_history, struct trib_error *error);
void trib_history_finish(struct trib_history *history);

#endif
