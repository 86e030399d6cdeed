/* What comes about by the clock. */
#ifndef TRIBUTARY_PROTOCOL_DEEDS_H
#define TRIBUTARY_PROTOCOL_DEEDS_H

struct trib_server;

/** Between ticks: does what is due, each deed as a command of the program's own (ballots close,
    dispatches come to the next organizations), and has keys that nothing needs any more removed.
    The tick it opens is committed with the next. */
void trib_deeds_sweep(struct trib_server *server);

#endif
