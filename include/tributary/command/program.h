/* What the program does itself, while nobody is served: a command in the log like any other, by
   nobody. */
#ifndef TRIBUTARY_COMMAND_PROGRAM_H
#define TRIBUTARY_COMMAND_PROGRAM_H

#include "tributary/store/store.h"

/** Ends the tick: what was written is durable when it returns true. */
bool trib_program_commit(struct trib_store *store, struct trib_error *error);

/** Runs work as one command, and commits it; all of it or nothing. */
typedef bool trib_program_work(struct trib_store *store, void *context, struct trib_error *error);
bool trib_program_command(struct trib_store *store, const char *method, trib_program_work *work,
                          void *context, struct trib_error *error);

#endif
