/*
 * Samples: rows to try things out with. They go in one act; what people have entered on top of them
 * stays, with what it rests on.
 */
#ifndef TRIBUTARY_IMPORT_SAMPLES_H
#define TRIBUTARY_IMPORT_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>

#include "tributary/base/error.h"
#include "tributary/store/store.h"

/* Tables there are samples of. Past it: an assertion of the test that knows all tables. */
#define TRIB_SAMPLES_TABLES_MAX 80u

struct trib_samples_table {
    const char *table; /* "organization" */
    size_t count;
};

struct trib_samples_report {
    struct trib_samples_table tables[TRIB_SAMPLES_TABLES_MAX];
    size_t table_count;
    size_t count;      /* samples that go */
    size_t kept_count; /* samples that stay, since something that is none rests on them */
};

/** What would go for that person, who stays themselves. Changes nothing. */
bool trib_samples_count(struct trib_store *store, const char *actor_id,
                        struct trib_samples_report *out_report, struct trib_error *error);

/** Takes them out, within a command that is open. */
bool trib_samples_remove(struct trib_store *store, const char *actor_id,
                         struct trib_samples_report *out_report, struct trib_error *error);

/* The tables it knows, in the order of the schema: a test compares them with all there are. */
size_t trib_samples_kind_count(void);
const char *trib_samples_kind_at(size_t index);

#endif
