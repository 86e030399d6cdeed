/* One way of writing a command, whatever way it was written in. Private to this room. */
#ifndef TRIBUTARY_PROTOCOL_CANONICAL_H
#define TRIBUTARY_PROTOCOL_CANONICAL_H

#include "decode.h"
#include "methods.h"
#include "tributary/base/buffer.h"

/** Appends the method and its parameters as they were understood: the same bytes for the same
    command, other bytes for every other. Out of memory shows in out->failed. */
void trib_canonical_write(const struct trib_method *method, const struct trib_params *params,
                          struct trib_buffer *out);

#endif
