/* How the server is, in Prometheus' text format (0.0.4). Names no person and no row. */
#ifndef TRIBUTARY_NET_METRICS_H
#define TRIBUTARY_NET_METRICS_H

#include "net_state.h"
#include "tributary/base/buffer.h"

void metrics_write(const struct trib_net *net, struct trib_buffer *out);

#endif
