/*
 * libical answers one question here: how far a zone is from UTC at an instant. Wall times are found
 * by trying the offsets of the day before and the day behind, so that gaps and overlaps are told by
 * counting and no library's own choice between two readings is needed.
 */
#include "tributary/domain/zone.h"

#include <assert.h>
#include <ctype.h>
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#include "tributary/base/text.h"

#define MINUTE_MS INT64_C(60000)
#define DAY_MS (INT64_C(24) * 60 * MINUTE_MS)

static icaltimezone *zone_find(const char *zone) {
    bool is_utc = strcmp(zone, "UTC") == 0 || strcmp(zone, "Etc/UTC") == 0;
    return is_utc ? icaltimezone_get_utc_timezone() : icaltimezone_get_builtin_timezone(zone);
}

bool trib_zone_known(const char *zone) {
    return zone_find(zone) != NULL;
}

/* ---- days ------------------------------------------------------------------------------------ */

/* Days from 1970-01-01, proleptic Gregorian. Source: H. Hinnant, "chrono-Compatible Low-Level Date
   Algorithms", days_from_civil and civil_from_days. */
static int64_t days_of(int year, int month, int day) {
    int64_t shifted = month <= 2 ? year - 1 : year;
    int64_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int64_t year_of_era = shifted - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static void civil_of(int64_t days, int *out_year, int *out_month, int *out_day) {
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    *out_day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
    *out_month = (int)(month < 10 ? month + 3 : month - 9);
    *out_year = (int)(year_of_era + era * 400 + (*out_month <= 2));
}

/* ---- wall times ------------------------------------------------------------------------------ */

/* So many digits at a place; they are digits. */
static int digits_at(const char *text, size_t place, size_t count) {
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        number = number * 10 + (text[place + i] - '0');
    }
    return number;
}

bool trib_wall_read(const char *local, struct trib_wall *out) {
    static const char FORM[] = "dddd-dd-ddTdd:dd";
    if (strlen(local) != sizeof FORM - 1) {
        return false;
    }
    for (size_t i = 0; i < sizeof FORM - 1; i++) {
        if (FORM[i] == 'd' ? !isdigit((unsigned char)local[i]) : local[i] != FORM[i]) {
            return false;
        }
    }
    const struct trib_wall wall = {digits_at(local, 0, 4), digits_at(local, 5, 2),
                                   digits_at(local, 8, 2), digits_at(local, 11, 2),
                                   digits_at(local, 14, 2)};
    int year;
    int month;
    int day;
    civil_of(days_of(wall.year, wall.month, wall.day), &year, &month, &day);
    *out = wall;
    return wall.year >= 1900 && wall.year <= 2199 && wall.month >= 1 && wall.month <= 12 &&
           day == wall.day && month == wall.month && wall.hour <= 23 && wall.minute <= 59;
}

bool trib_local_time_valid(const char *local) {
    struct trib_wall wall;
    return trib_wall_read(local, &wall);
}

static int64_t wall_ms(const struct trib_wall *wall) {
    return days_of(wall->year, wall->month, wall->day) * DAY_MS +
           (wall->hour * 60 + wall->minute) * MINUTE_MS;
}

static struct trib_wall wall_of(int64_t wall_ms) {
    int64_t days = wall_ms >= 0 ? wall_ms / DAY_MS : -((-wall_ms + DAY_MS - 1) / DAY_MS);
    int64_t minutes = (wall_ms - days * DAY_MS) / MINUTE_MS;
    struct trib_wall wall = {.hour = (int)(minutes / 60), .minute = (int)(minutes % 60)};
    civil_of(days, &wall.year, &wall.month, &wall.day);
    return wall;
}

/* ---- offsets --------------------------------------------------------------------------------- */

/* How far the zone is ahead of UTC at an instant. */
static int64_t offset_ms(icaltimezone *zone, int64_t instant_ms) {
    const struct trib_wall wall = wall_of(instant_ms);
    struct icaltimetype utc = {.year = wall.year,
                               .month = wall.month,
                               .day = wall.day,
                               .hour = wall.hour,
                               .minute = wall.minute,
                               .zone = icaltimezone_get_utc_timezone()};
    int is_daylight;
    return zone == icaltimezone_get_utc_timezone()
               ? 0
               : icaltimezone_get_utc_offset_of_utc_time(zone, &utc, &is_daylight) * INT64_C(1000);
}

struct trib_readings trib_zone_read(const char *zone, const char *local) {
    struct trib_wall wall;
    bool is_valid = trib_wall_read(local, &wall);
    icaltimezone *found = zone_find(zone);
    assert(is_valid && found != NULL);
    int64_t told = wall_ms(&wall);
    int64_t before = offset_ms(found, told - DAY_MS);
    int64_t behind = offset_ms(found, told + DAY_MS);
    bool is_before = offset_ms(found, told - before) == before;
    bool is_behind = offset_ms(found, told - behind) == behind;
    int64_t low = told - (before > behind ? before : behind);
    int64_t high = told - (before > behind ? behind : before);
    if (is_before == is_behind) {
        enum trib_reading_count count = low == high ? TRIB_READ_ONCE
                                        : is_before ? TRIB_READ_TWICE
                                                    : TRIB_READ_NEVER;
        return (struct trib_readings){count, low, high};
    }
    int64_t only = told - (is_before ? before : behind);
    return (struct trib_readings){TRIB_READ_ONCE, only, only};
}

void trib_zone_local(const char *zone, int64_t instant_ms,
                     char out_local[static TRIB_LOCAL_TIME_BYTES]) {
    icaltimezone *found = zone_find(zone);
    assert(found != NULL);
    const struct trib_wall wall = wall_of(instant_ms + offset_ms(found, instant_ms));
    char text[64];
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d", wall.year, wall.month, wall.day,
             wall.hour, wall.minute);
    trib_text_copy(out_local, TRIB_LOCAL_TIME_BYTES, text);
}
