/* What the files of this room share. Private to this room. */
#ifndef TRIB_FEED_STATE_H
#define TRIB_FEED_STATE_H

#include "audience.h"
#include "pieces.h"
#include "tributary/feed/feed.h"

struct trib_feed {
    struct trib_store *store;
    struct trib_graph *graph;
    struct trib_feed_outlet outlet;
    struct audience audience;
    struct trib_frame *resume;  /* made at the start: it must be there when memory is not */
    struct trib_reader *reader; /* for whole spaces; opened when first asked for */
    struct piece_cache *pieces;
    size_t rows_read; /* by the last hello, and for gained spaces since */
};

/* What a message may still hold. Once it is spent the message is given up, so nothing more is
 * written. */
struct row_budget {
    size_t rows_left;
    size_t bytes_max; /* of the buffer that is written to */
    bool is_spent;
};

/** Counts rows that were written, or are about to be, into a buffer. */
void row_budget_take(struct row_budget *budget, size_t row_count, const struct trib_buffer *buffer);

/** Adds every row of a space to an open JSON array, as [table,"insert",id,{…}], as long as the
   budget lasts. Only between ticks. */
bool feed_space_rows_write(struct trib_feed *feed, const char *space_id,
                           struct trib_json_writer *json, struct row_budget *budget,
                           struct trib_error *error);

/** One row change: [table,op,id,fields]. fields NULL: null. */
void feed_row_write(struct trib_json_writer *json, const char *table_name, const char *op,
                    const char *row_id, const char *fields, size_t fields_length);

void feed_space_write(struct trib_json_writer *json, const struct trib_space *space);

#endif
