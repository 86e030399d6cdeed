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

/* ---- of dates drawn by one seed: what holds of all of them -------------------------------------
 */

enum { DRAWN = 40 };

static const int64_t HOUR_MS = 60 * 60 * 1000;

/* The days of the years one can write: 1900-01-01 and 2199-12-31. */
static const int32_t FIRST_DAY = -25567, LAST_DAY = 84005;

/* Steele and Vigna, "Fast splittable pseudorandom number generators" (2014). */
static uint64_t draw(uint64_t *seed) {
    uint64_t mixed = (*seed += UINT64_C(0x9e3779b97f4a7c15));
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

/* Of few years, so that many begin on the same day; each tenth of the first or the last year. */
static struct trib_fuzzy_window draw_date(uint64_t *seed) {
    unsigned year = 2011 + (unsigned)(draw(seed) % 3);
    if (draw(seed) % 10 == 0) {
        year = draw(seed) % 2 == 0 ? 1900 : 2199;
    }
    unsigned month = 1 + (unsigned)(draw(seed) % 12);
    unsigned day = 1 + (unsigned)(draw(seed) % 3 == 0 ? draw(seed) % 28 : 0);
    char text[32];
    switch (draw(seed) % 5) {
    case 0:
        snprintf(text, sizeof text, "%u", year);
        break;
    case 1:
        snprintf(text, sizeof text, "%u-H%u", year, 1 + (month - 1) / 6);
        break;
    case 2:
        snprintf(text, sizeof text, "%u-Q%u", year, 1 + (month - 1) / 3);
        break;
    case 3:
        snprintf(text, sizeof text, "%u-%02u", year, month);
        break;
    default:
        snprintf(text, sizeof text, "%u-%02u-%02u", year, month, day);
    }
    return read_window(text);
}

static void draw_dates(uint64_t seed, struct trib_fuzzy_window out[static DRAWN]) {
    for (size_t i = 0; i < DRAWN; i++) {
        out[i] = draw_date(&seed);
    }
}

static int sign(int of) {
    return (of > 0) - (of < 0);
}

/* By first day, then the finer first; both ways round, and the same only of the same. */
static void drawn_dates_have_one_order(void **state) {
    struct trib_fuzzy_window drawn[DRAWN];
    (void)state;
    draw_dates(4711, drawn);
    for (size_t i = 0; i < DRAWN * DRAWN; i++) {
        const struct trib_fuzzy_window *a = &drawn[i / DRAWN], *b = &drawn[i % DRAWN];
        int order = sign(trib_fuzzy_date_compare(a, b));
        assert_int_equal(order, -sign(trib_fuzzy_date_compare(b, a)));
        bool is_same = a->first_day == b->first_day && a->precision == b->precision;
        assert_int_equal(order == 0, is_same);
        bool is_before = a->first_day != b->first_day ? a->first_day < b->first_day
                                                      : a->precision < b->precision;
        assert_int_equal(order < 0, is_before);
    }
}

static void the_order_of_drawn_dates_goes_on(void **state) {
    struct trib_fuzzy_window drawn[DRAWN];
    size_t chains = 0;
    (void)state;
    draw_dates(4712, drawn);
    for (size_t i = 0; i < DRAWN * DRAWN * DRAWN; i++) {
        const struct trib_fuzzy_window *a = &drawn[i / DRAWN / DRAWN];
        const struct trib_fuzzy_window *b = &drawn[i / DRAWN % DRAWN], *c = &drawn[i % DRAWN];
        if (trib_fuzzy_date_compare(a, b) <= 0 && trib_fuzzy_date_compare(b, c) <= 0) {
            assert_true(trib_fuzzy_date_compare(a, c) <= 0);
            chains++;
        }
    }
    assert_true(chains > DRAWN * DRAWN);
}

/* Its first and its last day are days of it; the day before and the day after are not. */
static void drawn_windows_hold_their_days_alone(void **state) {
    struct trib_fuzzy_window drawn[DRAWN];
    (void)state;
    draw_dates(4713, drawn);
    for (size_t i = 0; i < DRAWN; i++) {
        const struct trib_fuzzy_window *date = &drawn[i];
        assert_true(date->first_day <= date->last_day);
        for (int32_t day = date->first_day - 1; day <= date->last_day + 1; day++) {
            struct trib_fuzzy_window one = {day, day, TRIB_FUZZY_DAY};
            char text[TRIB_FUZZY_DATE_BYTES];
            if (day < FIRST_DAY || day > LAST_DAY) {
                continue;
            }
            trib_fuzzy_date_write(&one, text);
            one = read_window(text);
            bool is_within = day >= date->first_day && day <= date->last_day;
            assert_int_equal(trib_fuzzy_date_touches(date, &one), is_within);
            assert_int_equal(trib_fuzzy_date_touches(&one, date), is_within);
        }
    }
}

/* The clocks of the earth are from 14 hours before UTC's to 12 behind. */
static bool is_still_somewhere(int32_t day, int64_t now_ms) {
    for (int hours = -12; hours <= 14; hours++) {
        int64_t local_ms = now_ms + hours * HOUR_MS;
        if (local_ms < (day + INT64_C(1)) * 24 * HOUR_MS) {
            return true;
        }
    }
    return false;
}

/* From noon UTC of the day after its last; never while any place still has that day; then for good.
 */
static void drawn_dates_are_overdue_when_past_everywhere(void **state) {
    struct trib_fuzzy_window drawn[DRAWN];
    (void)state;
    draw_dates(4714, drawn);
    for (size_t i = 0; i < DRAWN; i++) {
        const struct trib_fuzzy_window *date = &drawn[i];
        int64_t noon_ms = ((date->last_day + INT64_C(1)) * 24 + 12) * HOUR_MS;
        bool was_overdue = false;
        assert_false(trib_fuzzy_date_is_overdue(date, noon_ms - 1));
        assert_true(trib_fuzzy_date_is_overdue(date, noon_ms));
        for (int64_t now_ms = noon_ms - 60 * HOUR_MS; now_ms <= noon_ms + 60 * HOUR_MS;
             now_ms += HOUR_MS / 2) {
            bool is_overdue = trib_fuzzy_date_is_overdue(date, now_ms);
            assert_int_equal(is_overdue, !is_still_somewhere(date->last_day, now_ms));
            assert_true(is_overdue || !was_overdue);
            was_overdue = is_overdue;
        }
    }
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
    unit_add(&tests, "drawn dates have one order", drawn_dates_have_one_order);
    unit_add(&tests, "the order of drawn dates goes on", the_order_of_drawn_dates_goes_on);
    unit_add(&tests, "drawn windows hold their days alone", drawn_windows_hold_their_days_alone);
    unit_add(&tests, "drawn dates are overdue when past everywhere",
             drawn_dates_are_overdue_when_past_everywhere);
    return unit_run("fuzzy_date", &tests);
}
