/* Looking for words that were taken back in the bytes of the files they were in. */
#ifndef TESTS_SIM_ERASED_H
#define TESTS_SIM_ERASED_H

#include "world.h"

/** The file has just been erased: of the texts that were ever made up it may hold those alone that
   the log still tells of. */
void erased_judge(struct world *world);

/** What was withdrawn from a world, and may be in a copy of it still, goes from that too. */
void erased_apply(struct world *world);

#endif
