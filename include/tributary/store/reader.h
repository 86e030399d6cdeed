/*
 * A reading connection: for what is too long for the loop, on a worker thread. It sees one
 * committed state between begin and end and never writes. Of an in-memory database it is the
 * writer's own connection, to be used between ticks.
 */
#ifndef TRIBUTARY_STORE_READER_H
#define TRIBUTARY_STORE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/store/store.h"

struct trib_reader;

bool trib_reader_open(struct trib_store *store, struct trib_reader **out_reader,
                      struct trib_error *error);
void trib_reader_close(struct trib_reader *reader); /* safe on NULL */

/** Begins a read transaction and reads the last seq of the state it sees. */
bool trib_reader_begin(struct trib_reader *reader, uint64_t *out_seq, struct trib_error *error);
void trib_reader_end(struct trib_reader *reader);

/** The last seq that touched a space in that state; 0 when none did. */
bool trib_reader_space_last_seq(struct trib_reader *reader, const char *space_id, uint64_t *out_seq,
                                struct trib_error *error);

/** Appends every row of a synced, eager table in a space as one line of JSON: ["table",{…}]\n.
    Rows come in the order of their ids. */
bool trib_reader_rows_write(struct trib_reader *reader, const struct trib_table *table,
                            const char *space_id, struct trib_buffer *out, size_t *out_count,
                            struct trib_error *error);

#endif
