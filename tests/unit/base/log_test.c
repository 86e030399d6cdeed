/* The server's log, read back from a file that standard error was turned to. */
#include "tributary/base/log.h"

#include "rows.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Runs one call of trib_log and gives back what it wrote. */
#define LOGGED(out, ...)                                                                           \
    do {                                                                                           \
        FILE *file = tmpfile();                                                                    \
        int before = dup(STDERR_FILENO);                                                           \
        assert_non_null(file);                                                                     \
        dup2(fileno(file), STDERR_FILENO);                                                         \
        trib_log(__VA_ARGS__);                                                                     \
        dup2(before, STDERR_FILENO);                                                               \
        close(before);                                                                             \
        rewind(file);                                                                              \
        (out)[fread((out), 1, sizeof(out) - 1, file)] = '\0';                                      \
        fclose(file);                                                                              \
    } while (0)

static void a_line_is_one_json_object(void **state) {
    (void)state;
    char line[4096];
    LOGGED(line, TRIB_LOG_WARNING, "store.slow", "took %d ms\n{\"forged\":1}\x1b[31m", 7);
    assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
    assert_null(strchr(line, '\x1b'));
    json_auto_t *read = json_loads(line, 0, NULL);
    assert_string_equal(json_string_value(json_object_get(read, "level")), "warning");
    assert_string_equal(json_string_value(json_object_get(read, "event")), "store.slow");
    assert_string_equal(json_string_value(json_object_get(read, "detail")),
                        "took 7 ms\n{\"forged\":1}\x1b[31m");
    assert_int_equal(json_string_length(json_object_get(read, "time")), 20);
}

static void a_long_detail_is_cut_between_characters(void **state) {
    (void)state;
    char line[8192];
    char detail[4001];
    for (size_t i = 0; i < 2000; i++) {
        memcpy(detail + 2 * i, "\u00e9", 3);
    }
    LOGGED(line, TRIB_LOG_ERROR, "a", "x%s", detail);
    json_auto_t *read = json_loads(line, 0, NULL);
    assert_int_equal(json_string_length(json_object_get(read, "detail")), 1023);
    LOGGED(line, TRIB_LOG_ERROR, "a", "%s", detail);
    json_auto_t *read_too = json_loads(line, 0, NULL);
    assert_int_equal(json_string_length(json_object_get(read_too, "detail")), 1022);
}

static void bytes_that_are_no_utf8_are_replaced(void **state) {
    (void)state;
    char line[4096];
    LOGGED(line, TRIB_LOG_ERROR, "a", "caf\xe9 closed");
    json_auto_t *read = json_loads(line, 0, NULL);
    assert_non_null(read);
}

static void lines_above_the_level_are_left_out(void **state) {
    (void)state;
    char line[4096];
    LOGGED(line, TRIB_LOG_DEBUG, "a", "b");
    assert_string_equal(line, "");
    trib_log_set_level(TRIB_LOG_DEBUG);
    LOGGED(line, TRIB_LOG_DEBUG, "a", "b");
    assert_string_not_equal(line, "");
    trib_log_set_level(TRIB_LOG_ERROR);
    LOGGED(line, TRIB_LOG_WARNING, "a", "b");
    assert_string_equal(line, "");
    trib_log_set_level(TRIB_LOG_NOTICE);
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "a line is one JSON object", a_line_is_one_json_object);
    unit_add(&tests, "a long detail is cut between characters",
             a_long_detail_is_cut_between_characters);
    unit_add(&tests, "bytes that are no UTF-8 are replaced", bytes_that_are_no_utf8_are_replaced);
    unit_add(&tests, "lines above the level are left out", lines_above_the_level_are_left_out);
    return unit_run("log", &tests);
}
