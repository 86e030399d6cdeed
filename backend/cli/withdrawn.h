/* What was withdrawn, for a file that is older than that. Private to this room. */
#ifndef TRIBUTARY_CLI_WITHDRAWN_H
#define TRIBUTARY_CLI_WITHDRAWN_H

#include "tributary/store/redaction.h"

/** Adds what a list names; no list: nothing. */
bool cli_withdrawn_read(const char *path, struct trib_withdrawn *withdrawn,
                        struct trib_error *error);
/** Adds what all lists in the folder of a copy name: ids are nobody else's, so those of another
   coalition do no harm. */
bool cli_withdrawn_gather(const char *copy, struct trib_withdrawn *withdrawn,
                          struct trib_error *error);
/** Takes it all out of a database that does not lack it yet, as one entry, and out of its bytes. */
bool cli_withdrawn_apply(struct trib_store *store, const struct trib_withdrawn *withdrawn,
                         struct trib_error *error);

/** The same with the list beside a file that is about to be served: somebody may have put an older
 * one there. */
bool cli_withdrawn_apply_beside(const char *path, struct trib_store *store,
                                struct trib_error *error);

#endif
