/* What has come of a message or a body while the rest is on its way. */
#ifndef TRIBUTARY_NET_INBOX_H
#define TRIBUTARY_NET_INBOX_H

#include "net_state.h"
#include "tributary/base/buffer.h"

/** Keeps a piece. False: there is no memory, or what is kept of all connections has no room for it.
 */
bool inbox_take(struct trib_net *net, struct trib_buffer *inbox, const void *bytes, size_t length);
/** Frees it; safe on a zeroed one, and twice. */
void inbox_finish(struct trib_net *net, struct trib_buffer *inbox);

#endif
