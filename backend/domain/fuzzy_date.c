/*
 * Fuzzy dates by unit numbers. A year, half, quarter or month has a number that grows by one from
 * each to the next (2014-Q3 is 2014 × 4 + 2), so moving is adding, and a window runs from the first
 * day of its unit to the day before the next unit begins.
 */
#include "tributary/domain/fuzzy_date.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "tributary/domain/limits.h"

#define DAY_MS INT64_C(86400000)

struct civil {
    int32_t year, month, day;
};

/* Days since 1970-01-01. Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms",
   days_from_civil; years begin in March there, so that the leap day is a year's last. Years after 0
   only. */
static int32_t day_number(int32_t year, int32_t month, int32_t day) {
    int32_t march_year = month <= 2 ? year - 1 : year;
    int32_t march_month = (month + 9) % 12;
    int32_t era = march_year / 400;
    int32_t year_of_era = march_year % 400;
    int32_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/* The same backwards (civil_from_days). */
static struct civil civil_of(int32_t number) {
    int32_t shifted = number + 719468;
    int32_t era = shifted / 146097;
    int32_t day_of_era = shifted % 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t march_month = (5 * day_of_year + 2) / 153;
    int32_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    int32_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return (struct civil){year, month, day_of_year - (153 * march_month + 2) / 5 + 1};
}

/* How many units of a precision a year has. */
static int32_t units_per_year(enum trib_fuzzy_precision precision) {
    switch (precision) {
    case TRIB_FUZZY_YEAR:
        return 1;
    case TRIB_FUZZY_HALF:
        return 2;
    case TRIB_FUZZY_QUARTER:
        return 4;
    case TRIB_FUZZY_MONTH:
        return 12;
    case TRIB_FUZZY_DAY:
        break;
    }
    assert(false && "a year has no fixed number of days");
    return 0;
}

static int32_t unit_first_day(int32_t unit, int32_t units) {
    return day_number(unit / units, unit % units * (12 / units) + 1, 1);
}

/* The window of the unit with this number; false outside the years we take. */
static bool unit_window(enum trib_fuzzy_precision precision, int64_t unit,
                        struct trib_fuzzy_window *out_window) {
    int64_t first = day_number(TRIB_YEAR_MIN, 1, 1);
    int64_t end = day_number(TRIB_YEAR_MAX + 1, 1, 1);
    int32_t units = 0;
    if (precision != TRIB_FUZZY_DAY) {
        units = units_per_year(precision);
        first = (int64_t)TRIB_YEAR_MIN * units;
        end = (int64_t)(TRIB_YEAR_MAX + 1) * units;
    }
    if (unit < first || unit >= end) {
        return false;
    }
    int32_t number = (int32_t)unit;
    *out_window = (struct trib_fuzzy_window){number, number, precision};
    if (precision != TRIB_FUZZY_DAY) {
        out_window->first_day = unit_first_day(number, units);
        out_window->last_day = unit_first_day(number + 1, units) - 1;
    }
    return true;
}

static int64_t unit_of(const struct trib_fuzzy_window *window) {
    if (window->precision == TRIB_FUZZY_DAY) {
        return window->first_day;
    }
    struct civil civil = civil_of(window->first_day);
    int32_t units = units_per_year(window->precision);
    return (int64_t)civil.year * units + (civil.month - 1) / (12 / units);
}

/* count decimal digits at text, or -1. Stops at a NUL. */
static int32_t read_digits(const char *text, size_t count) {
    int32_t number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* "-09" or "-09-15" behind the year. */
static bool read_month_or_day(const char *rest, size_t length, int32_t year,
                              struct trib_fuzzy_window *out_window) {
    int32_t month = read_digits(rest + 1, 2);
    if (month < 1 || month > 12) {
        return false;
    }
    struct trib_fuzzy_window whole_month;
    if (!unit_window(TRIB_FUZZY_MONTH, (int64_t)year * 12 + month - 1, &whole_month)) {
        return false;
    }
    if (length == 3) {
        *out_window = whole_month;
        return true;
    }
    int32_t day = length == 6 && rest[3] == '-' ? read_digits(rest + 4, 2) : -1;
    if (day < 1 || day > whole_month.last_day - whole_month.first_day + 1) {
        return false;
    }
    return unit_window(TRIB_FUZZY_DAY, whole_month.first_day + day - 1, out_window);
}

bool trib_fuzzy_date_read(const char *text, struct trib_fuzzy_window *out_window) {
    size_t length = strnlen(text, TRIB_FUZZY_DATE_BYTES);
    int32_t year = length < 4 ? -1 : read_digits(text, 4);
    if (year < 0) {
        return false;
    }
    if (length == 4) {
        return unit_window(TRIB_FUZZY_YEAR, year, out_window);
    }
    const char *rest = text + 4;
    length -= 4;
    if (rest[0] != '-' || length < 3) {
        return false;
    }
    int32_t part = length == 3 ? read_digits(rest + 2, 1) : -1;
    if (rest[1] == 'H') {
        return part >= 1 && part <= 2 &&
               unit_window(TRIB_FUZZY_HALF, (int64_t)year * 2 + part - 1, out_window);
    }
    if (rest[1] == 'Q') {
        return part >= 1 && part <= 4 &&
               unit_window(TRIB_FUZZY_QUARTER, (int64_t)year * 4 + part - 1, out_window);
    }
    return read_month_or_day(rest, length, year, out_window);
}

void trib_fuzzy_date_write(const struct trib_fuzzy_window *window,
                           char out_text[static TRIB_FUZZY_DATE_BYTES]) {
    struct civil civil = civil_of(window->first_day);
    assert(civil.year >= TRIB_YEAR_MIN && civil.year <= TRIB_YEAR_MAX);
    unsigned year = (unsigned)civil.year % 10000;
    unsigned month = (unsigned)civil.month % 100;
    switch (window->precision) {
    case TRIB_FUZZY_YEAR:
        snprintf(out_text, TRIB_FUZZY_DATE_BYTES, "%04u", year);
        return;
    case TRIB_FUZZY_HALF:
        snprintf(out_text, TRIB_FUZZY_DATE_BYTES, "%04u-H%u", year, (month - 1) / 6 % 2 + 1);
        return;
    case TRIB_FUZZY_QUARTER:
        snprintf(out_text, TRIB_FUZZY_DATE_BYTES, "%04u-Q%u", year, (month - 1) / 3 % 4 + 1);
        return;
    case TRIB_FUZZY_MONTH:
        snprintf(out_text, TRIB_FUZZY_DATE_BYTES, "%04u-%02u", year, month);
        return;
    case TRIB_FUZZY_DAY:
        snprintf(out_text, TRIB_FUZZY_DATE_BYTES, "%04u-%02u-%02u", year, month,
                 (unsigned)civil.day % 100);
        return;
    }
}

const char *trib_fuzzy_precision_name(enum trib_fuzzy_precision precision) {
    static const char *const names[] = {"day", "month", "quarter", "half", "year"};
    return names[precision];
}

int trib_fuzzy_date_compare(const struct trib_fuzzy_window *a, const struct trib_fuzzy_window *b) {
    if (a->first_day != b->first_day) {
        return a->first_day < b->first_day ? -1 : 1;
    }
    return (int)a->precision - (int)b->precision;
}

bool trib_fuzzy_date_touches(const struct trib_fuzzy_window *a, const struct trib_fuzzy_window *b) {
    return a->first_day <= b->last_day && b->first_day <= a->last_day;
}

int64_t trib_fuzzy_date_overdue_ms(const struct trib_fuzzy_window *window) {
    return ((int64_t)window->last_day + 1) * DAY_MS + DAY_MS / 2;
}

bool trib_fuzzy_date_is_overdue(const struct trib_fuzzy_window *window, int64_t now_ms) {
    return now_ms >= trib_fuzzy_date_overdue_ms(window);
}

bool trib_fuzzy_date_move(const struct trib_fuzzy_window *window, int32_t steps,
                          struct trib_fuzzy_window *out_window) {
    return unit_window(window->precision, unit_of(window) + steps, out_window);
}

bool trib_fuzzy_span_valid(const struct trib_fuzzy_window *start,
                           const struct trib_fuzzy_window *end) {
    return start->first_day <= end->last_day;
}

bool trib_fuzzy_texts_valid(const char *starts_on, const char *ends_on) {
    struct trib_fuzzy_window start;
    struct trib_fuzzy_window end;
    bool is_span = starts_on != NULL && ends_on != NULL &&
                   trib_fuzzy_date_read(starts_on, &start) && trib_fuzzy_date_read(ends_on, &end);
    return !is_span || trib_fuzzy_span_valid(&start, &end);
}
