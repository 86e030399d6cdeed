/*
 * What the program itself writes besides the methods: invitations, imports, whatever later methods
 * will do. It makes rows move between spaces, several entries in a tick, and ties that come and go
 * in one entry with the rows they open.
 */
#ifndef TESTS_SIM_PROGRAM_H
#define TESTS_SIM_PROGRAM_H

#include "world.h"

/** One tick of its own, of a few entries. */
void program_write(struct world *world);
/** One tick with more than frames can take: it is split, or its readers are told to resume. */
void program_flood(struct world *world);

#endif
