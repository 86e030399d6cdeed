/*
 * Memory that runs out at the n-th allocation, for tests that are linked with
 * -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup (unit.cmake: whose name is
 * memory). What SQLite allocates counts too, what jansson does not
 * (protocol/json_in.h says why). Not for several threads.
 */
#ifndef TESTS_UNIT_SUPPORT_POOR_MEMORY_H
#define TESTS_UNIT_SUPPORT_POOR_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/** Before SQLite is used for the first time. */
void poor_memory_begin(void);

/** The n-th allocation from now on fails, 1 the next; with is_lasting every later one too. */
void poor_memory_fail_at(uint64_t n, bool is_lasting);
/** No more fails. Returns whether one did. */
bool poor_memory_end(void);

#endif
