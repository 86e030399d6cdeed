/*
 * Fuzzy dates against the table that C, SQL and the client share. Each case of
 * tests/data/fuzzy_dates.json is one test; the valid and invalid ones are put to the schema's CHECK
 * as well.
 */
#include "tributary/domain/fuzzy_date.h"

#include "rows.h"

#include <glob.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPRESSION_BYTES 4096u
#define SCHEMA_BYTES (1024u * 1024u)

struct row { /* a case of the table; its name is its own JSON */
    char *name;
    json_t *value;
};

static struct trib_fuzzy_window read_window(const char *text) {
    struct trib_fuzzy_window window;
    assert_true(trib_fuzzy_date_read(text, &window));
    return window;
}

static struct trib_fuzzy_window window_of(const json_t *object, const char *name) {
    return read_window(json_string_value(json_object_get(object, name)));
}

static void valid(void **state) {
    const json_t *row = ((struct row *)*state)->value;
    const char *text = json_string_value(json_object_get(row, "text"));
    struct trib_fuzzy_window window = read_window(text);
    assert_int_equal(window.first_day, json_integer_value(json_object_get(row, "first_day")));
    assert_int_equal(window.last_day, json_integer_value(json_object_get(row, "last_day")));
    assert_string_equal(trib_fuzzy_precision_name(window.precision),
                        json_string_value(json_object_get(row, "precision")));
    char written[TRIB_FUZZY_DATE_BYTES];
    trib_fuzzy_date_write(&window, written);
    assert_string_equal(written, text);
}

static void invalid(void **state) {
    const json_t *row = ((struct row *)*state)->value;
    struct trib_fuzzy_window window = {.first_day = 1, .last_day = 2};
    assert_false(trib_fuzzy_date_read(json_string_value(row), &window));
    assert_int_equal(window.first_day, 1); /* left alone */
    assert_int_equal(window.last_day, 2);
}

static void ascending(void **state) {
    const json_t *row = ((struct row *)*state)->value;
    for (size_t i = 0; i < json_array_size(row); i++) {
        for (size_t j = 0; j < json_array_size(row); j++) {
            struct trib_fuzzy_window a = read_window(json_string_value(json_array_get(row, i)));
            struct trib_fuzzy_window b = read_window(json_string_value(json_array_get(row, j)));
            int order = trib_fuzzy_date_compare(&a, &b);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
}

static void touches(void **state) {
    const json_t *row = ((struct row *)*state)->value;
    struct trib_fuzzy_window date = window_of(row, "date");
    struct trib_fuzzy_window filter = window_of(row, "filter");
    assert_int_equal(trib_fuzzy_date_touches(&date, &filter),
                     json_is_true(json_object_get(row, "touches")));
}

static void overdue(void **state) {
    const json_t *row = ((struct row *)*state)->value;
    struct trib_fuzzy_window date = window_of(row, "date");
    int64_t now_ms = json_integer_value(json_object_get(row, "now_ms"));
    assert_int_equal(trib_fuzzy_date_is_overdue(&date, now_ms),
                     json_is_true(json_object_get(row, "overdue")));
}

static void moves(void **state) {
    const json_t *row = ((struct row *)*state)->value;
    struct trib_fuzzy_window date = window_of(row, "date");
    struct trib_fuzzy_window moved = {.first_day = 1, .last_day = 2};
    int32_t steps = (int32_t)json_integer_value(json_object_get(row, "steps"));
    const char *expected = json_string_value(json_object_get(row, "to"));
    assert_int_equal(trib_fuzzy_date_move(&date, steps, &moved), expected != NULL);
    if (expected == NULL) {
        assert_int_equal(moved.first_day, 1);
        return;
    }
    struct trib_fuzzy_window whole = read_window(expected);
    assert_int_equal(moved.first_day, whole.first_day);
    assert_int_equal(moved.last_day, whole.last_day);
    assert_int_equal(moved.precision, whole.precision);
}

static void spans(void **state) {
    const json_t *row = ((struct row *)*state)->value;
    struct trib_fuzzy_window start = window_of(row, "start");
    struct trib_fuzzy_window end = window_of(row, "end");
    assert_int_equal(trib_fuzzy_span_valid(&start, &end),
                     json_is_true(json_object_get(row, "valid")));
}

/* Every day of three centuries goes through text and back, and follows the one before. */
static void every_day_reads_as_it_is_written(void **state) {
    (void)state;
    struct trib_fuzzy_window day = read_window("1900-01-01");
    struct trib_fuzzy_window next = day;
    int32_t count = 1;
    for (; trib_fuzzy_date_move(&day, 1, &next); day = next, count++) {
        char text[TRIB_FUZZY_DATE_BYTES];
        trib_fuzzy_date_write(&next, text);
        struct trib_fuzzy_window again = read_window(text);
        assert_int_equal(again.first_day, day.first_day + 1);
        assert_int_equal(again.last_day, again.first_day);
    }
    assert_int_equal(count, 300 * 365 + 73); /* 75 fourth years but 1900 and 2100 */
}

/* A file with each run of white space made one space. */
static void read_squeezed(const char *path, char *out, size_t size) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = 0;
    for (int byte = fgetc(file); byte != EOF; byte = fgetc(file)) {
        bool is_space = byte == ' ' || byte == '\n';
        if (!is_space || length == 0 || out[length - 1] != ' ') {
            assert_true(length + 1 < size);
            out[length++] = is_space ? ' ' : (char)byte;
        }
    }
    out[length] = '\0';
    fclose(file);
}

/* The shared expression with a name in place of :column, its white space squeezed. */
static void expression_for(const char *column, char out[static EXPRESSION_BYTES]) {
    static const char marker[] = ":column";
    char text[EXPRESSION_BYTES];
    read_squeezed(TRIB_SOURCE_DIR "/tests/data/fuzzy_date_check.sql", text, sizeof text);
    char *place = strstr(text, " :column IS NULL OR") + 1;
    size_t length = 0;
    while (*place != '\0') {
        const char *piece = column;
        size_t piece_length = strlen(column);
        if (strncmp(place, marker, sizeof marker - 1) == 0) {
            place += sizeof marker - 1;
        } else {
            piece = place++;
            piece_length = 1;
        }
        assert_true(length + piece_length < EXPRESSION_BYTES);
        memcpy(out + length, piece, piece_length);
        length += piece_length;
    }
    while (out[length - 1] == ' ') {
        length--;
    }
    out[length] = '\0';
}

/* What the CHECK says of a text, or of NULL; a constraint holds when it is not false. */
static bool check_holds(const char *text) {
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    char expression[EXPRESSION_BYTES];
    char select[EXPRESSION_BYTES + 16];
    expression_for("?1", expression);
    snprintf(select, sizeof select, "SELECT %s", expression);
    assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, select, -1, &statement, NULL), SQLITE_OK);
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_not_equal(sqlite3_column_type(statement, 0), SQLITE_NULL);
    bool holds = sqlite3_column_int(statement, 0) != 0;
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return holds;
}

static void check_takes(void **state) {
    const json_t *row = ((struct row *)*state)->value;
    assert_true(check_holds(json_string_value(json_object_get(row, "text"))));
}

static void check_refuses(void **state) {
    assert_false(check_holds(json_string_value(((struct row *)*state)->value)));
}

static void check_takes_no_date(void **state) {
    (void)state;
    assert_true(check_holds(NULL));
}

/* Compares each CHECK of one migration that refuses with E_DATE; returns how many it has. */
static size_t compare_checks(const char *path) {
    static char schema[SCHEMA_BYTES];
    static const char opening[] = " E_DATE\" CHECK (";
    size_t count = 0;
    read_squeezed(path, schema, sizeof schema);
    for (char *place = schema; (place = strstr(place, opening)) != NULL; count++) {
        char column[64];
        char expression[EXPRESSION_BYTES];
        const char *quote = place;
        while (quote[-1] != '"') {
            quote--;
        }
        snprintf(column, sizeof column, "%.*s", (int)(place - quote), quote);
        expression_for(column, expression);
        place += sizeof opening - 1;
        assert_true(strlen(place) > strlen(expression));
        assert_int_equal(place[strlen(expression)], ')');
        place[strlen(expression)] = '\0';
        assert_string_equal(place, expression);
        place += strlen(expression) + 1;
    }
    return count;
}

static void schema_has_this_check_and_no_other(void **state) {
    (void)state;
    glob_t migrations;
    size_t count = 0;
    assert_int_equal(glob(TRIB_SOURCE_DIR "/schema/*.sql", 0, NULL, &migrations), 0);
    for (size_t i = 0; i < migrations.gl_pathc; i++) {
        count += compare_checks(migrations.gl_pathv[i]);
    }
    globfree(&migrations);
    assert_true(count > 0);
}

/* The cases of one section, each named by the section and its JSON. */
static void add_section(struct unit_tests *tests, const json_t *table, const char *section,
                        const char *title, CMUnitTestFunction function) {
    const json_t *cases = json_object_get(table, section);
    size_t count = json_array_size(cases);
    assert_true(count > 0);
    struct row *rows =
        calloc(count, sizeof *rows); /* kept until the program ends, as cmocka does */
    assert_non_null(rows);
    for (size_t i = 0; i < count; i++) {
        rows[i].value = json_array_get(cases, i);
        char *json = json_dumps(rows[i].value, JSON_ENCODE_ANY | JSON_COMPACT);
        size_t bytes = strlen(title) + strlen(json) + 3;
        rows[i].name = malloc(bytes);
        assert_non_null(rows[i].name);
        snprintf(rows[i].name, bytes, "%s %s", title, json);
        free(json);
    }
    unit_add_rows(tests, function, rows, sizeof rows[0], count);
}

int main(void) {
    static struct unit_tests tests;
    static json_t *table; /* the rows point into it */
    table = json_load_file(TRIB_SOURCE_DIR "/tests/data/fuzzy_dates.json", 0, NULL);
    add_section(&tests, table, "valid", "reads", valid);
    add_section(&tests, table, "invalid", "refuses", invalid);
    add_section(&tests, table, "ascending", "orders", ascending);
    add_section(&tests, table, "touches", "touches", touches);
    add_section(&tests, table, "overdue", "is overdue", overdue);
    add_section(&tests, table, "moves", "moves", moves);
    add_section(&tests, table, "spans", "spans", spans);
    add_section(&tests, table, "valid", "CHECK takes", check_takes);
    add_section(&tests, table, "invalid", "CHECK refuses", check_refuses);
    unit_add(&tests, "CHECK takes a date that is not stated", check_takes_no_date);
    unit_add(&tests, "the schema has this CHECK and no other", schema_has_this_check_and_no_other);
    unit_add(&tests, "every day reads as it is written", every_day_reads_as_it_is_written);
    return unit_run("fuzzy_date", &tests);
}
