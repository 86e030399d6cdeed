/* See recurrence.h. */
#include "tributary/domain/recurrence.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

static const char *const names[] = {
    [TRIB_WEEKLY] = "weekly",
    [TRIB_MONTHLY_BY_DAY] = "monthly_by_day",
    [TRIB_MONTHLY_BY_WEEKDAY] = "monthly_by_weekday",
};

bool trib_frequency_find(const char *name, enum trib_frequency *out_frequency) {
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0) {
            *out_frequency = (enum trib_frequency)i;
            return true;
        }
    }
    return false;
}

bool trib_day_valid(const char *day) {
    struct trib_fuzzy_window window;
    return trib_fuzzy_date_read(day, &window) && window.precision == TRIB_FUZZY_DAY;
}

static struct icaltimetype day_read(const char *day) {
    struct icaltimetype time = {.is_date = 1}; /* the null date has hours of -1, which shift days */
    char *rest = NULL;
    time.year = (int)strtol(day, &rest, 10);
    time.month = (int)strtol(rest + 1, &rest, 10);
    time.day = (int)strtol(rest + 1, &rest, 10);
    return time;
}

static struct icalrecurrencetype rule_of(const struct trib_recurrence *recurrence,
                                         const struct icaltimetype *first) {
    static const char *const WEEKDAYS[] = {"", "SU", "MO", "TU", "WE", "TH", "FR", "SA"};
    char rule[96] = "";
    int nth = (first->day - 1) / 7 + 1;
    switch (recurrence->frequency) {
    case TRIB_WEEKLY:
        snprintf(rule, sizeof rule, "FREQ=WEEKLY;INTERVAL=%d", recurrence->every);
        break;
    case TRIB_MONTHLY_BY_DAY:
        snprintf(rule, sizeof rule, "FREQ=MONTHLY;INTERVAL=%d;BYMONTHDAY=%d", recurrence->every,
                 first->day);
        break;
    case TRIB_MONTHLY_BY_WEEKDAY:
        snprintf(rule, sizeof rule, "FREQ=MONTHLY;INTERVAL=%d;BYDAY=%d%s", recurrence->every,
                 nth == 5 ? -1 : nth, WEEKDAYS[icaltime_day_of_week(*first)]);
        break;
    }
    return icalrecurrencetype_from_string(rule);
}

size_t trib_recurrence_days(const struct trib_recurrence *recurrence, const char *from_on,
                            const char *to_on, size_t most, char (*out_days)[TRIB_DAY_BYTES]) {
    struct icaltimetype first = day_read(recurrence->first_on);
    struct icaltimetype from = day_read(from_on);
    struct icaltimetype to = day_read(to_on);
    icalrecur_iterator *days = icalrecur_iterator_new(rule_of(recurrence, &first), first);
    size_t count = 0;
    while (days != NULL && count < most) {
        struct icaltimetype day = icalrecur_iterator_next(days);
        if (icaltime_is_null_time(day) || icaltime_compare_date_only(day, to) > 0) {
            break;
        }
        if (icaltime_compare_date_only(day, from) >= 0) {
            char text[64];
            snprintf(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
            trib_text_copy(out_days[count++], TRIB_DAY_BYTES, text);
        }
    }
    if (days != NULL) {
        icalrecur_iterator_free(days);
    }
    return count;
}
