/* Ballots whose time is over. */
#ifndef TRIBUTARY_PROTOCOL_BALLOTS_H
#define TRIBUTARY_PROTOCOL_BALLOTS_H

struct trib_server;

/** Between ticks: closes what is due, as a command of the program's own, and has keys that nothing
    needs any more removed. The tick it opens is committed with the next. */
void trib_ballots_sweep(struct trib_server *server);

#endif
