/* Listening sockets and the door: who is let in, and what they hear who are not. */
#ifndef TRIBUTARY_NET_LISTEN_H
#define TRIBUTARY_NET_LISTEN_H

#include "net_state.h"
#include "tributary/base/error.h"

/** Binds and listens on the settings' addresses; net->port is then known. */
bool listen_open(struct trib_net *net, const struct trib_net_settings *settings,
                 struct trib_error *error);
/** Gives the listening sockets to the loop, which then owns them. */
bool listen_begin(struct trib_net *net, struct trib_error *error);
/** Takes no more connections. */
void listen_end(struct trib_net *net);
/** Closes what the loop does not own. */
void listen_finish(struct trib_net *net);

/** Lets in who waits at the door. */
void listen_accept(struct trib_net *net, int descriptor);

/** Whether the other end of a connection is this machine. */
bool listen_is_from_here(int descriptor);

#endif
