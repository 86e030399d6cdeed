/* Calendars that are fetched, and how often. Private to this room. */
#ifndef TRIBUTARY_PROTOCOL_CALENDAR_H
#define TRIBUTARY_PROTOCOL_CALENDAR_H

#include <stddef.h>
#include <stdint.h>

#include "tributary/base/ids.h"

/* Writing a full calendar holds the loop for a tenth of a second, and programs ask by the hour: the
   same address is served again after so long. Before: E_RATE with "seconds". */
#define TRIB_CALENDAR_AGAIN_MS INT64_C(5000)
/* Fetches that are remembered; past it the oldest is forgotten. */
#define TRIB_CALENDAR_VISITS_MAX 256u

struct trib_calendar_visits {
    struct {
        char calendar_address_id[TRIB_ID_BYTES];
        int64_t at_ms;
    } all[TRIB_CALENDAR_VISITS_MAX];
    size_t next; /* where the next one is kept */
};

#endif
