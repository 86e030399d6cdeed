/*
 * Parameters for any method, drawn from what its client sees: made from the method table itself, so
 * a method that is new there is tried here without a word.
 */
#ifndef TESTS_SIM_PARAMS_H
#define TESTS_SIM_PARAMS_H

#include "methods.h"
#include "world.h"

/** Parameters a person could have meant; the caller's reference. */
json_t *params_make(struct world *world, const struct client *client,
                    const struct trib_method *method);
/** Spoils them: wrong types, unknown fields, texts too long. */
void params_spoil(struct world *world, json_t *params);

#endif
