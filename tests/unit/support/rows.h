/*
 * Table-driven tests: a row is a case, and its first member is its name, a sentence that states the
 * rule. cmocka then reports each row by that sentence.
 */
#ifndef UNIT_ROWS_H
#define UNIT_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define UNIT_COUNT(array) (sizeof(array) / sizeof(array)[0])

/* As many tests as one program may have. Past it: an assertion. */
#define UNIT_TESTS_MAX 1024u

struct unit_tests {
    size_t count;
    struct CMUnitTest tests[UNIT_TESTS_MAX];
};

/** Adds one test of its own. */
void unit_add(struct unit_tests *tests, const char *name, CMUnitTestFunction function);

/** Adds one test for each row; function finds its row at *state. */
void unit_add_rows(struct unit_tests *tests, CMUnitTestFunction function, void *rows,
                   size_t row_bytes, size_t row_count);

/** Runs them all; what main returns. */
int unit_run(const char *group, const struct unit_tests *tests);

#endif
