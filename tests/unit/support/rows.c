/* Table-driven tests over cmocka, whose own macros know only lists written out by hand. */
#include "rows.h"

#include <assert.h>

void unit_add(struct unit_tests *tests, const char *name, CMUnitTestFunction function) {
    assert(tests->count < UNIT_TESTS_MAX);
    tests->tests[tests->count++] = (struct CMUnitTest){.name = name, .test_func = function};
}

void unit_add_rows(struct unit_tests *tests, CMUnitTestFunction function, void *rows,
                   size_t row_bytes, size_t row_count) {
    for (size_t i = 0; i < row_count; i++) {
        void *row = (char *)rows + i * row_bytes;
        unit_add(tests, *(const char *const *)row, function);
        tests->tests[tests->count - 1].initial_state = row;
    }
}

int unit_run(const char *group, const struct unit_tests *tests) {
    return _cmocka_run_group_tests(group, tests->tests, tests->count, NULL, NULL);
}
