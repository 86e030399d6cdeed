/* One call of JSON-RPC 2.0: its envelope, checked. */
#ifndef TRIBUTARY_PROTOCOL_REQUEST_H
#define TRIBUTARY_PROTOCOL_REQUEST_H

#include <jansson.h>
#include <stdbool.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"

struct trib_request {
    struct trib_buffer id; /* the id as JSON, to be sent back; "null" when there is none to send */
    const char *id_text;   /* the id when it is text; else NULL */
    const char *method;    /* borrowed from the JSON, like the rest */
    json_t *params;        /* an object; NULL when absent */
};
void trib_request_finish(struct trib_request *request);

/**
 * Reads an envelope. Fails with E_REQUEST (field: the member at fault) or, for params that are no
 * object, with E_TYPE. Every call must have an id: here even a query is only asked to be answered.
 * request->id is filled in as far as it can be, also on failure: an answer must name its call.
 */
bool trib_request_read(json_t *json, struct trib_request *request, struct trib_error *error);

#endif
