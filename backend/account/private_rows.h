/* Short statements about one person's private rows. Private to this room. */
#ifndef TRIBUTARY_ACCOUNT_PRIVATE_ROWS_H
#define TRIBUTARY_ACCOUNT_PRIVATE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/store/store.h"

/** Whether a static statement finds a row for an id (?1). */
bool private_has(struct trib_store *store, const char *sql, const char *id, bool *out_has,
                 struct trib_error *error);
/** Runs a static statement with an id (?1) alone. */
bool private_run(struct trib_store *store, const char *sql, const char *id,
                 struct trib_error *error);
/** Runs a static statement with an id (?1) and a number (?2). */
bool private_write(struct trib_store *store, const char *sql, const char *id, int64_t number,
                   struct trib_error *error);

#endif
