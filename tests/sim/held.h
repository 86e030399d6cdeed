/*
 * What a client knows by what it holds: rows to speak of, what its person belongs to, and what they
 * might therefore do. It may be wrong by now; that is what makes a client.
 */
#ifndef TESTS_SIM_HELD_H
#define TESTS_SIM_HELD_H

#include "methods.h"
#include "world.h"

/** Any row of a table: its id, as long as the row is held; NULL: none is. */
const char *held_row_id(struct world *world, const struct client *client, const char *table_name);

/** A column out of one of the person's own open ties in a table, or of the organization's they act
   for (NULL: nobody's): the organizations they belong to, the groups they are in. NULL: there is
   none. */
const char *held_own_tie(struct world *world, const struct client *client, const char *table_name,
                         const char *column, const char *acting_for);

/** A row of a table that belongs to who the person acts for, to a group of theirs, or to them. */
const char *held_own_row(struct world *world, const struct client *client, const char *table_name,
                         const char *acting_for);

/** A row of a table that is in a state. */
const char *held_row_in(struct world *world, const struct client *client, const char *table_name,
                        const char *state);

/** Whether the person might have a right to the method. */
bool held_may_do(const struct client *client, const struct trib_method *method);

#endif
