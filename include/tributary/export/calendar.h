/*
 * Meetings as an iCalendar file (RFC 5545): each an event of its own, in its zone, with that zone's
 * rules; what was cancelled stays as cancelled, and drafts are not told. An address that needs no
 * signing in is fetched by strangers' servers: of what lies in a group's own space it tells the
 * hours and no words.
 */
#ifndef TRIBUTARY_EXPORT_CALENDAR_H
#define TRIBUTARY_EXPORT_CALENDAR_H

#include <stdbool.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/space/graph.h"
#include "tributary/store/store.h"

/* Meetings of one file: years of several groups. The latest of them when there are more. */
#define TRIB_CALENDAR_EVENTS_MAX 1000u
/* How long a meeting that is over stays in a calendar. */
#define TRIB_CALENDAR_PAST_DAYS 90

struct trib_calendar_wish {
    const char *person_id;  /* whose sight counts; NULL of a group's address */
    const char *group_id;   /* the meetings of one group alone; NULL: of all bodies */
    const char *meeting_id; /* one meeting alone; NULL: all */
    const char *language;   /* of the words that stand for others */
    const char *origin;     /* "https://example.org": where its page is */
    bool is_by_address;     /* fetched without signing in */
};

/** One meeting that is not there, or not seen, or has no time: E_NOT_FOUND, field "meeting". A
   person who sees none of the rest has an empty calendar. */
bool trib_calendar_write(struct trib_store *store, struct trib_graph *graph,
                         const struct trib_calendar_wish *wish, struct trib_buffer *out,
                         struct trib_error *error);

#endif
