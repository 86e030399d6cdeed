/*
 * What happened in all runs together, so that a simulation in which nothing happens any more does
 * not pass for one in which nothing goes wrong.
 */
#ifndef TESTS_SIM_TALLY_H
#define TESTS_SIM_TALLY_H

#include <jansson.h>
#include <stdbool.h>

/** Counts one happening: "done group.close", "refused E_STALE". */
void tally_count(const char *kind, const char *what);
/** Counts a message on its way to a client: what it is, and what its rows are. */
void tally_message(const json_t *message);
/** Prints all counts. */
void tally_print(void);
/** Whether every method was done, every refusal that a client can bring about was given and every
    kind of message was sent; prints what was not. */
bool tally_is_rich(void);
/** Whether one thing has happened; prints it when not. */
bool tally_has(const char *kind, const char *what);
void tally_finish(void);

#endif
