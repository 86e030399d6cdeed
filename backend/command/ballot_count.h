/* Counting a ballot. Private to this room. */
#ifndef TRIBUTARY_COMMAND_BALLOT_COUNT_H
#define TRIBUTARY_COMMAND_BALLOT_COUNT_H

#include "ballot_rows.h"

/**
 * Opens the answers, counts them, writes the roll call (of a secret ballot: choices that nobody's
 * name stands beside, in no order), the result and what follows from it: the proposal's next step,
 * and the decision where it is carried. An answer that cannot be opened, or a key that is lost,
 * makes the ballot void: what is not known cannot be counted.
 */
bool ballot_count(struct trib_store *store, const struct ballot *ballot, struct trib_error *error);

#endif
