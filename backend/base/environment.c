/*
 * The time and chance of the machine, and a chance that repeats. Everything that decides takes
 * them as values; only the log's time stamps ask the operating system by themselves.
 */
#include "tributary/base/environment.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>
#include <time.h>

static int64_t milliseconds(clockid_t clock) {
    struct timespec now;
    int failed = clock_gettime(clock, &now);
    assert(failed == 0);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t system_now_ms(void *context) {
    (void)context;
    return milliseconds(CLOCK_REALTIME);
}

static int64_t system_monotonic_ms(void *context) {
    (void)context;
    return milliseconds(CLOCK_MONOTONIC);
}

static void system_fill(void *context, void *bytes, size_t length) {
    (void)context;
    randombytes_buf(bytes, length);
}

struct trib_clock trib_clock_system(void) {
    return (struct trib_clock){.now_ms = system_now_ms, .monotonic_ms = system_monotonic_ms};
}

struct trib_random trib_random_system(void) {
    int failed = sodium_init(); /* 1 when it was ready before */
    assert(failed >= 0);
    return (struct trib_random){.fill = system_fill};
}

/* splitmix64. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * 2014. */
static uint64_t next_seeded(uint64_t *state) {
    *state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t mixed = *state;
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

static void seeded_fill(void *context, void *bytes, size_t length) {
    unsigned char *out = bytes;
    while (length > 0) {
        uint64_t word = next_seeded(context);
        unsigned char word_bytes[sizeof word];
        for (size_t i = 0; i < sizeof word; i++) { /* the same bytes on every machine */
            word_bytes[i] = (unsigned char)(word >> (8 * i));
        }
        size_t taken = length < sizeof word ? length : sizeof word;
        memcpy(out, word_bytes, taken);
        out += taken;
        length -= taken;
    }
}

struct trib_random trib_random_seeded(uint64_t *state) {
    return (struct trib_random){.context = state, .fill = seeded_fill};
}

uint64_t trib_random_below(struct trib_random random, uint64_t bound) {
    assert(bound != 0);
    uint64_t uneven =
        -bound % bound; /* 2^64 modulo bound: below it, small numbers would come oftener */
    uint64_t value;
    do {
        unsigned char bytes[sizeof value];
        random.fill(random.context, bytes, sizeof bytes);
        value = 0;
        for (size_t i = 0; i < sizeof bytes; i++) {
            value |= (uint64_t)bytes[i] << (8 * i);
        }
    } while (value < uneven);
    return value % bound;
}
