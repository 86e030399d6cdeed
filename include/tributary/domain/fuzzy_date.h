/*
 * Fuzzy dates: one string whose form is its precision. "2014" is a year, "2014-H2" a half,
 * "2014-Q3" a quarter, "2014-09" a month, "2014-09-15" a day. What a date can mean is its window,
 * the first to the last day. Days are counted from 1970-01-01, proleptic Gregorian; years run from
 * 1900 to 2199. The schema's CHECK and the client's reader follow the same cases,
 * tests/data/fuzzy_dates.json.
 */
#ifndef TRIBUTARY_DOMAIN_FUZZY_DATE_H
#define TRIBUTARY_DOMAIN_FUZZY_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define TRIB_FUZZY_DATE_BYTES 11u /* "2014-09-15" and a NUL */

enum trib_fuzzy_precision { /* the finer first */
                            TRIB_FUZZY_DAY,
                            TRIB_FUZZY_MONTH,
                            TRIB_FUZZY_QUARTER,
                            TRIB_FUZZY_HALF,
                            TRIB_FUZZY_YEAR
};

struct trib_fuzzy_window {
    int32_t first_day, last_day; /* days since 1970-01-01; both belong to it */
    enum trib_fuzzy_precision precision;
};

const char *trib_fuzzy_precision_name(enum trib_fuzzy_precision precision); /* "quarter" */

/** Reads one of the five forms, nothing before or behind it. False for anything else: E_DATE. */
bool trib_fuzzy_date_read(const char *text, struct trib_fuzzy_window *out_window);

/** Writes the one form a window has. */
void trib_fuzzy_date_write(const struct trib_fuzzy_window *window,
                           char out_text[static TRIB_FUZZY_DATE_BYTES]);

/** Less than 0, 0 or more: by first day, then the finer first. 2014-01-01 < 2014-01 < 2014. */
int trib_fuzzy_date_compare(const struct trib_fuzzy_window *a, const struct trib_fuzzy_window *b);

/** Whether the windows share a day: "in 2014-Q3" finds 2014 too. */
bool trib_fuzzy_date_touches(const struct trib_fuzzy_window *a, const struct trib_fuzzy_window *b);

/** When the whole window has passed everywhere on earth: noon UTC of the day after its last. */
int64_t trib_fuzzy_date_overdue_ms(const struct trib_fuzzy_window *window);

/** Whether now_ms (Unix milliseconds) has reached that moment. */
bool trib_fuzzy_date_is_overdue(const struct trib_fuzzy_window *window, int64_t now_ms);

/** Moves by whole units of the date's own precision, back when steps is negative. 2014-H2 + 1 =
   2015-H1. False, and out_window left alone, when that leaves the years 1900 to 2199. */
bool trib_fuzzy_date_move(const struct trib_fuzzy_window *window, int32_t steps,
                          struct trib_fuzzy_window *out_window);

/** Whether a span can be: the start's first day is not after the end's last. */
bool trib_fuzzy_span_valid(const struct trib_fuzzy_window *start,
                           const struct trib_fuzzy_window *end);

/** The same of two texts, as far as both are dates. NULL or "": not stated. */
bool trib_fuzzy_texts_valid(const char *starts_on, const char *ends_on);

#endif
