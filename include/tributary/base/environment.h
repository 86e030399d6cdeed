/*
 * What a program takes from outside besides bytes: the time and chance. Both are handed in, so that
 * a test can run a whole server again from one seed.
 */
#ifndef TRIBUTARY_BASE_ENVIRONMENT_H
#define TRIBUTARY_BASE_ENVIRONMENT_H

#include <stddef.h>
#include <stdint.h>

struct trib_clock {
    void *context;
    int64_t (*now_ms)(void *context); /* wall time, Unix milliseconds, UTC; for what people read */
    int64_t (*monotonic_ms)(void *context); /* for timers; never goes back */
};

struct trib_random {
    void *context;
    void (*fill)(void *context, void *bytes, size_t length);
};

/** The machine's own clock and random source (libsodium's). */
struct trib_clock trib_clock_system(void);
struct trib_random trib_random_system(void);

/** A chance that repeats: the same seed gives the same bytes (splitmix64). state is the caller's.
 */
struct trib_random trib_random_seeded(uint64_t *state);

/** A whole number below bound; bound must not be 0. */
uint64_t trib_random_below(struct trib_random random, uint64_t bound);

#endif
