/* By whom calls are counted. */
#ifndef TRIBUTARY_PROTOCOL_CALLER_H
#define TRIBUTARY_PROTOCOL_CALLER_H

#include "server_state.h"

/** Finds by whom a connection's calls are counted, once its kind and person are known. False when
    there is no memory. */
bool trib_caller_join(struct trib_server *server, struct trib_connection *connection);
void trib_caller_leave(struct trib_connection *connection);
struct trib_rate_bucket *trib_caller_bucket(struct trib_connection *connection);
/** Forgets whoever is gone and has all their calls again. */
void trib_callers_sweep(struct trib_server *server);
void trib_callers_finish(struct trib_server *server);

#endif
