/*
 * Wall times and instants: every gap and overlap of tests/data/time_zones/dst-cases.csv, which was
 * computed from the time zone database by other means, and the way back for random instants.
 */
#include "tributary/domain/zone.h"

#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CASES_MAX 64
#define LINE_BYTES 256

struct row {
    const char *name; /* the line itself */
    char line[LINE_BYTES];
    char zone[40], kind[40], local[TRIB_LOCAL_TIME_BYTES];
    int64_t instants[2];
    size_t instant_count;
};

static int64_t instant_of(const char *text) {
    struct tm tm = {0};
    assert_non_null(strptime(text, "%Y-%m-%dT%H:%M:%SZ", &tm));
    return (int64_t)timegm(&tm) * 1000;
}

/* zone,kind,local_wall_time,utc_instants,offset_before,offset_after */
static void row_read(char *line, struct row *out) {
    line[strcspn(line, "\r\n")] = '\0';
    snprintf(out->line, sizeof out->line, "%s", line);
    out->name = out->line;
    char *rest = line;
    const char *cells[4];
    for (int i = 0; i < 4; i++) {
        cells[i] = strsep(&rest, ",");
        assert_non_null(cells[i]);
    }
    snprintf(out->zone, sizeof out->zone, "%s", cells[0]);
    snprintf(out->kind, sizeof out->kind, "%s", cells[1]);
    snprintf(out->local, sizeof out->local, "%.16s", cells[2]);
    const char *second = strstr(cells[3], "; ");
    if (cells[3][0] != '\0') {
        out->instants[out->instant_count++] = instant_of(cells[3]);
    }
    if (second != NULL) {
        out->instants[out->instant_count++] = instant_of(second + 2);
    }
}

static void is_read_as_the_database_has_it(void **state) {
    const struct row *row = *state;
    struct trib_readings readings = trib_zone_read(row->zone, row->local);
    char local[TRIB_LOCAL_TIME_BYTES];
    if (row->instant_count == 0) {
        assert_int_equal(readings.count, TRIB_READ_NEVER);
        assert_int_equal(readings.later_ms - readings.earlier_ms, 3600000);
        trib_zone_local(row->zone, readings.earlier_ms, local);
        assert_true(strcmp(local, row->local) < 0);
        trib_zone_local(row->zone, readings.later_ms, local);
        assert_true(strcmp(local, row->local) > 0);
        return;
    }
    assert_int_equal(readings.count, row->instant_count == 2 ? TRIB_READ_TWICE : TRIB_READ_ONCE);
    assert_int_equal(readings.earlier_ms, row->instants[0]);
    assert_int_equal(readings.later_ms, row->instants[row->instant_count - 1]);
    trib_zone_local(row->zone, readings.later_ms, local);
    assert_string_equal(local, row->local);
}

static void every_instant_comes_back(void **state) {
    static const char *const ZONES[] = {
        "Africa/Accra",        "Asia/Manila",       "America/New_York",
        "Europe/Brussels",     "Africa/Casablanca", "Asia/Kathmandu",
        "Australia/Lord_Howe", "America/St_Johns",  "UTC"};
    (void)state;
    srand(7);
    for (int i = 0; i < 3000; i++) {
        const char *zone = ZONES[(size_t)rand() % UNIT_COUNT(ZONES)];
        int64_t instant = (int64_t)(rand() % (60 * 366 * 24 * 4)) * 15 * 60000; /* 1970 to 2030 */
        char local[TRIB_LOCAL_TIME_BYTES];
        trib_zone_local(zone, instant, local);
        struct trib_readings readings = trib_zone_read(zone, local);
        assert_int_not_equal(readings.count, TRIB_READ_NEVER);
        assert_true(readings.earlier_ms == instant || readings.later_ms == instant);
    }
}

static void a_summer_far_ahead_is_a_summer(void **state) {
    char local[TRIB_LOCAL_TIME_BYTES];
    (void)state;
    trib_zone_local("Europe/Brussels", instant_of("2046-07-01T08:00:00Z"), local);
    assert_string_equal(local, "2046-07-01T10:00");
    trib_zone_local("Europe/Brussels", instant_of("2046-01-15T08:00:00Z"), local);
    assert_string_equal(local, "2046-01-15T09:00");
}

static void zones_are_those_of_the_database(void **state) {
    static const char *const KNOWN[] = {"Africa/Accra", "Asia/Calcutta", "Europe/Kiev", "UTC",
                                        "America/Argentina/Buenos_Aires"};
    static const char *const UNKNOWN[] = {"", "Africa/Nowhere", "../../etc/passwd", "africa/accra ",
                                          "GMT+25"};
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(KNOWN); i++) {
        assert_true(trib_zone_known(KNOWN[i]));
    }
    for (size_t i = 0; i < UNIT_COUNT(UNKNOWN); i++) {
        assert_false(trib_zone_known(UNKNOWN[i]));
    }
}

static void wall_times_are_those_of_a_calendar(void **state) {
    static const char *const VALID[] = {"2027-03-28T10:00", "2028-02-29T23:59", "1900-01-01T00:00"};
    static const char *const INVALID[] = {"",
                                          "2027-02-29T10:00",
                                          "2027-13-01T10:00",
                                          "2027-00-10T10:00",
                                          "2027-03-28T24:00",
                                          "2027-03-28T10:60",
                                          "2027-03-28T10:00:00",
                                          "2027-03-28 10:00",
                                          "2200-01-01T00:00",
                                          "1899-12-31T23:59",
                                          "2027-3-28T10:00",
                                          "+027-03-28T10:00"};
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(VALID); i++) {
        assert_true(trib_local_time_valid(VALID[i]));
    }
    for (size_t i = 0; i < UNIT_COUNT(INVALID); i++) {
        assert_false(trib_local_time_valid(INVALID[i]));
    }
}

int main(void) {
    static struct row rows[CASES_MAX];
    static struct unit_tests tests;
    size_t count = 0;
    char line[LINE_BYTES];
    FILE *file = fopen(TRIB_SOURCE_DIR "/tests/data/time_zones/dst-cases.csv", "r");
    if (file == NULL || fgets(line, sizeof line, file) == NULL) {
        return 1;
    }
    while (count < CASES_MAX && fgets(line, sizeof line, file) != NULL) {
        row_read(line, &rows[count++]);
    }
    fclose(file);
    unit_add_rows(&tests, is_read_as_the_database_has_it, rows, sizeof rows[0], count);
    unit_add(&tests, "every instant comes back from its wall time", every_instant_comes_back);
    unit_add(&tests, "twenty years ahead the clocks still change", a_summer_far_ahead_is_a_summer);
    unit_add(&tests, "zones are those of the database, older names too",
             zones_are_those_of_the_database);
    unit_add(&tests, "wall times are those of a calendar", wall_times_are_those_of_a_calendar);
    return unit_run("zone", &tests);
}
