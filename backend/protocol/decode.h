/* The parameters of a call, read into its method's struct by the method's own list of fields. */
#ifndef TRIBUTARY_PROTOCOL_DECODE_H
#define TRIBUTARY_PROTOCOL_DECODE_H

#include <jansson.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

#include "limits.h"
#include "methods.h"
#include "tributary/base/error.h"

struct trib_params {
    alignas(max_align_t) unsigned char bytes[TRIB_PARAMS_BYTES_MAX]; /* the method's struct */
    const char *acting_for; /* of a command; NULL: for nobody */
    const char **ids;       /* memory of the one list a method may have */
    json_t *numbers;        /* memory of the numbers, as texts */
};
void trib_params_finish(struct trib_params *params); /* safe on a zeroed one */

/**
 * Reads params (NULL counts as an empty object) into out_params, which must be zeroed; texts are
 * borrowed from the JSON. Fails with E_UNKNOWN_FIELD, E_REQUIRED, E_TYPE, E_TOO_LONG, E_TOO_FEW,
 * E_TOO_MANY or E_DATE and the path of the field, the first one in the order of the method's list.
 */
bool trib_params_read(const struct trib_method *method, json_t *params,
                      struct trib_params *out_params, struct trib_error *error);

/** The id a field holds, by the field's name; NULL when it was not given or name is NULL. */
const char *trib_params_id(const struct trib_method *method, const struct trib_params *params,
                           const char *name);

#endif
