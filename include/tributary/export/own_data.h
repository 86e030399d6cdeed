/*
 * All that is stored about one person, for themselves, as one JSON document: their rows, how they
 * sign in (no password, no key, no code), what is theirs and what they did when. Of rows that lie
 * where they may not read (any more) nothing is told.
 */
#ifndef TRIBUTARY_EXPORT_OWN_DATA_H
#define TRIBUTARY_EXPORT_OWN_DATA_H

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/space/graph.h"
#include "tributary/store/store.h"

/* Rows of one kind, and entries of the log, the newest first: more than anybody's; what is left out
   is said. */
#define TRIB_OWN_DATA_ROWS_MAX 5000

bool trib_own_data_write(struct trib_store *store, const struct trib_graph *graph,
                         const char *person_id, struct trib_buffer *out, struct trib_error *error);

/** The tables whose rows are told, from 0; NULL past the last. For a test: none is forgotten. */
const char *trib_own_data_table(size_t index);

#endif
