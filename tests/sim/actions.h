/* What happens in the world, one thing at a time. */
#ifndef TESTS_SIM_ACTIONS_H
#define TESTS_SIM_ACTIONS_H

#include "world.h"

/** One thing, drawn from all that may happen. */
void act(struct world *world);

#endif
