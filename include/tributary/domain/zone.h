/*
 * Wall time and instants. A meeting is told as the clock on the wall of its zone shows it
 * ("2027-03-28T10:00", "Europe/Brussels"); the instant is reckoned from both. In the night a clock
 * jumps forward some wall times have no instant, in the night it falls back some have two. Zones
 * are those of the IANA database as the system has it, older names included, read by libical.
 */
#ifndef TRIBUTARY_DOMAIN_ZONE_H
#define TRIBUTARY_DOMAIN_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#define TRIB_LOCAL_TIME_BYTES 17u /* "2027-03-28T10:00" and a NUL */

/** Whether there is such a zone ("Africa/Accra"). */
bool trib_zone_known(const char *zone);

/* What a clock on a wall shows, with its day. */
struct trib_wall {
    int year, month, day, hour, minute;
};

/** Reads "2027-03-28T10:00". False for what no calendar has: see below. */
bool trib_wall_read(const char *local, struct trib_wall *out);

/** Whether a text is a wall time that a calendar has: "2027-02-29T10:00" is none. Years run from
    1900 to 2199. */
bool trib_local_time_valid(const char *local);

enum trib_reading_count {
    TRIB_READ_ONCE,  /* as nearly always */
    TRIB_READ_NEVER, /* the clock jumps over it: earlier is before the jump, later behind it */
    TRIB_READ_TWICE  /* the clock falls back over it */
};

/* What a wall time can mean, as instants in Unix milliseconds; both the same when it is one. */
struct trib_readings {
    enum trib_reading_count count;
    int64_t earlier_ms, later_ms;
};

/** The readings of a wall time in a zone; both must be valid. A time that is jumped over is read
    with the offset behind the jump (earlier) and with the one before it (later), as ECMAScript's
    Temporal and RFC 5545 (3.3.5) do. */
struct trib_readings trib_zone_read(const char *zone, const char *local);

/** The wall time of an instant in a zone, minutes being the finest; the zone must be known. */
void trib_zone_local(const char *zone, int64_t instant_ms,
                     char out_local[static TRIB_LOCAL_TIME_BYTES]);

#endif
