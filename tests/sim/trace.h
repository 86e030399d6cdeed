/*
 * What a run leaves behind: a hash over everything that went out, by which two runs of one seed are
 * compared, and the first thing that was wrong.
 */
#ifndef TESTS_SIM_TRACE_H
#define TESTS_SIM_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct trace {
    uint64_t hash;
    char fault[1024]; /* "" as long as all is well */
};

void trace_init(struct trace *trace);
void trace_add(struct trace *trace, const void *bytes, size_t length);

/** Keeps what was wrong, if it is the first. Returns false, so that a check can return it. */
bool trace_fault(struct trace *trace, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The same for what may go wrong when the disk has failed in this life, and only then. */
bool trace_fault_of_health(struct trace *trace, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
