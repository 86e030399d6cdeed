/*
 * Reading the log, and proving it: the chain of hashes, and a replay into an empty database that
 * must equal the live one.
 */
#ifndef TRIBUTARY_STORE_LOG_H
#define TRIBUTARY_STORE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/store/store.h"

/* A row that changed since a seq, with the space it was in before its first change since ("" when
   it was made since). */
struct trib_missed {
    const struct trib_table *table;
    char row_id[TRIB_ID_BYTES];
    char space_before_first[TRIB_ID_BYTES];
};

/** Rows of synced tables that changed after since_seq, each once, in the order of their first
   change. Stops after count_max rows: *out_more is then true. The caller frees *out_missed with
   free(). */
bool trib_log_missed(struct trib_store *store, uint64_t since_seq, size_t count_max,
                     struct trib_missed **out_missed, size_t *out_count, bool *out_more,
                     struct trib_error *error);

struct trib_verify_report {
    uint64_t entries, changes;
    char
        difference[1024]; /* what differs, for the operator: seq, table, row; "" when all is well */
};

/** Looks through the whole database at settings->path, with its indices, recomputes its chain and
    replays its log into an empty one.
    True when the check ran; report->difference tells what it found. Opens read-only; the lock is
   not needed. */
bool trib_log_verify(const struct trib_store_settings *settings, struct trib_verify_report *report,
                     struct trib_error *error);
/** The same for a store that is open (in memory too), between ticks: E_UNAVAILABLE while one is
 * open. */
bool trib_log_verify_store(struct trib_store *store, struct trib_verify_report *report,
                           struct trib_error *error);

#endif
