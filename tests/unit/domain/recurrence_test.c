/* The days a rule names, counted on a calendar by hand. */
#include "tributary/domain/recurrence.h"

#include "rows.h"

#include <string.h>

#define DAYS_MAX 8

static struct row {
    const char *name;
    struct trib_recurrence rule;
    const char *from_on, *to_on;
    size_t most;
    const char *days; /* with a space between */
} rows[] = {
    {"every week has its weekday",
     {TRIB_WEEKLY, 1, "2027-03-16"},
     "2027-03-16",
     "2027-04-06",
     DAYS_MAX,
     "2027-03-16 2027-03-23 2027-03-30 2027-04-06"},
    {"every second week",
     {TRIB_WEEKLY, 2, "2027-03-16"},
     "2027-03-01",
     "2027-04-20",
     DAYS_MAX,
     "2027-03-16 2027-03-30 2027-04-13"},
    {"a rule is reckoned from its first day, wherever one looks",
     {TRIB_WEEKLY, 2, "2027-03-16"},
     "2027-03-20",
     "2027-04-20",
     DAYS_MAX,
     "2027-03-30 2027-04-13"},
    {"the third Tuesday of a month",
     {TRIB_MONTHLY_BY_WEEKDAY, 1, "2027-03-16"},
     "2027-03-16",
     "2027-06-30",
     DAYS_MAX,
     "2027-03-16 2027-04-20 2027-05-18 2027-06-15"},
    {"the fifth Tuesday is the last",
     {TRIB_MONTHLY_BY_WEEKDAY, 1, "2027-03-30"},
     "2027-03-30",
     "2027-06-30",
     DAYS_MAX,
     "2027-03-30 2027-04-27 2027-05-25 2027-06-29"},
    {"a month without a 31st has no such day",
     {TRIB_MONTHLY_BY_DAY, 1, "2027-01-31"},
     "2027-01-01",
     "2027-06-01",
     DAYS_MAX,
     "2027-01-31 2027-03-31 2027-05-31"},
    {"every third month",
     {TRIB_MONTHLY_BY_DAY, 3, "2027-01-15"},
     "2027-01-01",
     "2027-12-31",
     DAYS_MAX,
     "2027-01-15 2027-04-15 2027-07-15 2027-10-15"},
    {"no more than are asked for",
     {TRIB_WEEKLY, 1, "2027-03-16"},
     "2027-03-16",
     "2099-12-31",
     3,
     "2027-03-16 2027-03-23 2027-03-30"},
    {"none before the first", {TRIB_WEEKLY, 1, "2027-03-16"}, "2026-01-01", "2027-03-15", 8, ""},
};

static void names_these_days(void **state) {
    const struct row *row = *state;
    char days[DAYS_MAX][TRIB_DAY_BYTES];
    char written[DAYS_MAX * TRIB_DAY_BYTES + 1] = "";
    size_t count = trib_recurrence_days(&row->rule, row->from_on, row->to_on, row->most, days);
    for (size_t i = 0; i < count; i++) {
        strcat(written, i == 0 ? "" : " ");
        strcat(written, days[i]);
    }
    assert_string_equal(written, row->days);
}

static void words_name_frequencies(void **state) {
    enum trib_frequency frequency = TRIB_WEEKLY;
    (void)state;
    assert_true(trib_frequency_find("monthly_by_weekday", &frequency));
    assert_int_equal(frequency, TRIB_MONTHLY_BY_WEEKDAY);
    assert_false(trib_frequency_find("yearly", &frequency));
}

static void days_are_those_of_a_calendar(void **state) {
    (void)state;
    assert_true(trib_day_valid("2028-02-29"));
    assert_false(trib_day_valid("2027-02-29"));
    assert_false(trib_day_valid("2027-02"));
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, names_these_days, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "words name frequencies", words_name_frequencies);
    unit_add(&tests, "days are those of a calendar", days_are_those_of_a_calendar);
    return unit_run("recurrence", &tests);
}
