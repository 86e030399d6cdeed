/*
 * Power cuts that somebody looks at: while a life goes on, what a cut at this very write would
 * leave is put aside. Once the tick has ended SQLite recovers it, and it must be, byte for byte, a
 * state that the life had committed, and none older than what anybody was told of. Some are opened
 * as the server would, and their logs verified; so are those that no remembered state is like.
 */
#ifndef TESTS_SIM_CRASH_H
#define TESTS_SIM_CRASH_H

#include "world.h"

/* Cuts put aside at once. Past it none is made until the tick ends. */
#define CRASH_CUTS_MAX 64

struct crash_settings {
    const char *copy_path; /* where a cut's files are written to be recovered */
    size_t one_in;         /* of so many writes one is cut at */
    size_t opened_in;      /* of so many cuts one is opened and verified */
};

/** From now on cuts are made in that world, by a chance of their own. */
void crash_begin(struct world *world, const struct crash_settings *settings, uint64_t seed);
/** No more; those that nobody looked at are dropped. */
void crash_end(void);

/** Somebody is told something; what is committed now must last. */
void crash_told(struct world *world);

/** Looks at what was put aside. Between ticks; does nothing when there are no cuts. */
void crash_judge(struct world *world);
/** Drops what was put aside: the power has really gone. */
void crash_drop(void);

struct crash_counts {
    size_t cuts, recovered, opened; /* made; recovered, each different one once; verified */
};
struct crash_counts crash_counts(void);

#endif
