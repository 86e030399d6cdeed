/*
 * The days a rule names: every second week, the 15th of every month, the third Tuesday. Reckoned by
 * libical as RFC 5545 has it: a month without a 31st has no such day. The weekday of a fifth week
 * is the month's last.
 */
#ifndef TRIBUTARY_DOMAIN_RECURRENCE_H
#define TRIBUTARY_DOMAIN_RECURRENCE_H

#include <stdbool.h>
#include <stddef.h>

#define TRIB_DAY_BYTES 11u /* "2027-03-28" and a NUL */

enum trib_frequency { TRIB_WEEKLY, TRIB_MONTHLY_BY_DAY, TRIB_MONTHLY_BY_WEEKDAY };

struct trib_recurrence {
    enum trib_frequency frequency;
    int every;            /* weeks or months, 1 or more */
    const char *first_on; /* a day, the first one; the rule's weekday or day of the month is its */
};

/** Whether a word names one ("monthly_by_weekday"). */
bool trib_frequency_find(const char *name, enum trib_frequency *out_frequency);

/** Whether a text is a day of a calendar, "2027-03-28", from 1900 to 2199. */
bool trib_day_valid(const char *day);

/** Writes the rule's days from one day to another, both belonging to it, in their order; at most so
    many. How many they are. */
size_t trib_recurrence_days(const struct trib_recurrence *recurrence, const char *from_on,
                            const char *to_on, size_t most, char (*out_days)[TRIB_DAY_BYTES]);

#endif
