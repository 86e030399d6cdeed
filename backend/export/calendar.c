/*
 * libical holds the form: folding, escaping, zones. What is seen is asked row by row of the one
 * function that decides, as everywhere.
 */
#include "tributary/export/calendar.h"

#include <inttypes.h>
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#include "tributary/base/words.h"
#include "tributary/domain/zone.h"
#include "tributary/store/statement.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
/* Zones of one calendar; what has more of them is told in universal time. */
#define ZONES_MAX 64u
/* Changes of clocks before this year are nobody's business any more. */
#define ZONE_SINCE_YEAR 2000

struct calendar {
    const struct trib_calendar_wish *wish;
    icalcomponent *root;
    const char *zones[ZONES_MAX]; /* libical's own names, which stay */
    size_t zone_count;
    int64_t now_ms;
};

/* ---- text ------------------------------------------------------------------------------------ */

/* A control character has no place in a line of a calendar, and no way to be escaped. */
static void text_clean(const char *text, struct trib_buffer *out) {
    for (const char *at = text; *at != '\0'; at++) {
        bool is_control = (unsigned char)*at < 0x20 && *at != '\n' && *at != '\t';
        trib_buffer_append(out, is_control || *at == 0x7f ? " " : at, 1);
    }
}

static void text_add(icalcomponent *component, icalproperty *(*make)(const char *),
                     const char *text) {
    TRIB_AUTO(trib_buffer) clean = {0};
    text_clean(text, &clean);
    icalcomponent_add_property(component, make(trib_buffer_text(&clean)));
}

static void x_add(icalcomponent *component, const char *name, const char *value) {
    icalproperty *property = icalproperty_new_x(value);
    icalproperty_set_x_name(property, name);
    icalcomponent_add_property(component, property);
}

/* ---- zones ----------------------------------------------------------------------------------- */

/* The year of the last change an observance tells of; 9999 when it goes on. */
static int last_year(icalcomponent *observance) {
    icalproperty *rule = icalcomponent_get_first_property(observance, ICAL_RRULE_PROPERTY);
    int year = icalcomponent_get_dtstart(observance).year;
    if (rule != NULL) {
        struct icalrecurrencetype recurrence = icalproperty_get_rrule(rule);
        return icaltime_is_null_time(recurrence.until) ? 9999 : recurrence.until.year;
    }
    for (icalproperty *date = icalcomponent_get_first_property(observance, ICAL_RDATE_PROPERTY);
         date != NULL; date = icalcomponent_get_next_property(observance, ICAL_RDATE_PROPERTY)) {
        struct icaldatetimeperiodtype period = icalproperty_get_rdate(date);
        year = period.time.year > year ? period.time.year : year;
    }
    return year;
}

/* Leaves the observances that matter now: those that went on into this century, and in any case the
   latest. */
static void zone_trim(icalcomponent *zone) {
    icalcomponent *latest = NULL;
    icalcomponent *next = NULL;
    for (icalcomponent *each = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT);
         each != NULL; each = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT)) {
        if (latest == NULL || last_year(each) > last_year(latest) ||
            (last_year(each) == last_year(latest) &&
             icaltime_compare(icalcomponent_get_dtstart(each), icalcomponent_get_dtstart(latest)) >
                 0)) {
            latest = each;
        }
    }
    for (icalcomponent *each = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT);
         each != NULL; each = next) {
        next = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT);
        if (each != latest && last_year(each) < ZONE_SINCE_YEAR) {
            icalcomponent_remove_component(zone, each);
            icalcomponent_free(each);
        }
    }
}

/* Puts a zone's rules into the calendar, once, under the zone's own name. False: there is no room
   for it, or it needs none. */
static bool zone_add(struct calendar *calendar, const char *name) {
    icaltimezone *zone = icaltimezone_get_builtin_timezone(name);
    const char *location = zone == NULL ? NULL : icaltimezone_get_location(zone);
    if (location == NULL) {
        return false;
    }
    for (size_t i = 0; i < calendar->zone_count; i++) {
        if (strcmp(calendar->zones[i], location) == 0) {
            return true;
        }
    }
    if (calendar->zone_count == ZONES_MAX) {
        return false;
    }
    icalcomponent *copy = icalcomponent_new_clone(icaltimezone_get_component(zone));
    icalproperty *id = icalcomponent_get_first_property(copy, ICAL_TZID_PROPERTY);
    icalproperty_set_tzid(id, location);
    zone_trim(copy);
    icalcomponent_add_component(calendar->root, copy);
    calendar->zones[calendar->zone_count++] = location;
    return true;
}

/* ---- times ----------------------------------------------------------------------------------- */

static struct icaltimetype local_time(const char *local) {
    struct trib_wall wall = {0};
    trib_wall_read(local, &wall);
    struct icaltimetype time = {.year = wall.year,
                                .month = wall.month,
                                .day = wall.day,
                                .hour = wall.hour,
                                .minute = wall.minute};
    return time;
}

static struct icaltimetype universal_time(int64_t instant_ms) {
    char local[TRIB_LOCAL_TIME_BYTES];
    trib_zone_local("UTC", instant_ms, local);
    struct icaltimetype time = local_time(local);
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

struct moment {
    const char *local, *zone;
    int64_t at_ms;
};

/* In its zone, unless the clocks bring it twice: then in universal time, which nobody can misread.
 */
static void time_add(struct calendar *calendar, icalcomponent *event,
                     icalproperty *(*make)(struct icaltimetype), const struct moment *moment) {
    bool is_local = trib_zone_known(moment->zone); /* the system may have forgotten an old name */
    if (is_local) {
        struct trib_readings readings = trib_zone_read(moment->zone, moment->local);
        is_local = readings.count == TRIB_READ_ONCE && readings.earlier_ms == moment->at_ms &&
                   zone_add(calendar, moment->zone);
    }
    icalproperty *property =
        make(is_local ? local_time(moment->local) : universal_time(moment->at_ms));
    if (is_local) {
        icalproperty_add_parameter(property, icalparameter_new_tzid(moment->zone));
    }
    icalcomponent_add_property(event, property);
}

/* ---- events ---------------------------------------------------------------------------------- */

enum {
    MEETING_ID,
    SPACE_ID,
    TITLE,
    STARTS_LOCAL,
    ENDS_LOCAL,
    ZONE,
    STARTS_AT_MS,
    ENDS_AT_MS,
    PLACE,
    LINK,
    STATE,
    REVISION,
    BODY
};

static const char MEETINGS[] =
    "SELECT meeting_id, meeting.space_id, title, starts_local, ends_local, zone, starts_at_ms, "
    "ends_at_ms, place, link, meeting.state, revision, \"group\".name FROM meeting "
    "LEFT JOIN \"group\" ON \"group\".group_id = meeting.group_id "
    "WHERE meeting.state <> 'draft' AND starts_at_ms IS NOT NULL AND (?1 IS NULL OR meeting_id = "
    "?1) AND (?2 IS NULL OR meeting.group_id = ?2) AND (?1 IS NOT NULL OR ends_at_ms > ?3) "
    "ORDER BY starts_at_ms DESC, meeting_id LIMIT 20000";

/* A group's address is for whoever is in the group: its own meetings, wherever they lie. */
static bool is_seen(const struct calendar *calendar, struct trib_graph *graph,
                    const char *space_id) {
    const struct trib_calendar_wish *wish = calendar->wish;
    return wish->person_id == NULL ? wish->group_id != NULL
                                   : trib_may_see(graph, wish->person_id, space_id);
}

/* What is said of a meeting in words. */
static void words_add(icalcomponent *event, const struct trib_statement *row) {
    TRIB_AUTO(trib_buffer) description = {0};
    const char *place = trib_column_text(row, PLACE);
    const char *link = trib_column_text(row, LINK);
    const char *body = trib_column_text(row, BODY);
    text_add(event, icalproperty_new_summary, trib_column_text(row, TITLE));
    trib_buffer_append_format(&description, "%s%s%s", body == NULL ? "" : body,
                              body == NULL || link == NULL ? "" : "\n", link == NULL ? "" : link);
    if (place != NULL || link != NULL) {
        text_add(event, icalproperty_new_location, place != NULL ? place : link);
    }
    if (trib_buffer_text(&description)[0] != '\0') {
        text_add(event, icalproperty_new_description, trib_buffer_text(&description));
    }
}

static void event_add(struct calendar *calendar, const struct trib_statement *row) {
    const struct trib_calendar_wish *wish = calendar->wish;
    const char *meeting_id = trib_column_text(row, MEETING_ID);
    const struct moment start = {trib_column_text(row, STARTS_LOCAL), trib_column_text(row, ZONE),
                                 trib_column_int64(row, STARTS_AT_MS)};
    const struct moment end = {trib_column_text(row, ENDS_LOCAL), trib_column_text(row, ZONE),
                               trib_column_int64(row, ENDS_AT_MS)};
    bool is_cancelled = strcmp(trib_column_text(row, STATE), "cancelled") == 0;
    icalcomponent *event = icalcomponent_new_vevent();
    TRIB_AUTO(trib_buffer) text = {0};
    trib_buffer_append_format(&text, "%s@tributary", meeting_id);
    icalcomponent_add_property(event, icalproperty_new_uid(trib_buffer_text(&text)));
    icalcomponent_add_property(event, icalproperty_new_dtstamp(universal_time(calendar->now_ms)));
    icalcomponent_add_property(event,
                               icalproperty_new_sequence((int)trib_column_int64(row, REVISION)));
    time_add(calendar, event, icalproperty_new_dtstart, &start);
    time_add(calendar, event, icalproperty_new_dtend, &end);
    icalcomponent_add_property(
        event,
        icalproperty_new_status(is_cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    if (wish->is_by_address && !trib_space_is_shared(trib_column_text(row, SPACE_ID))) {
        text_add(event, icalproperty_new_summary,
                 trib_words_find(wish->language, "calendar_meeting"));
    } else {
        words_add(event, row);
    }
    trib_buffer_clear(&text);
    trib_buffer_append_format(&text, "%s/meetings/%s", wish->origin, meeting_id);
    icalcomponent_add_property(event, icalproperty_new_url(trib_buffer_text(&text)));
    icalcomponent_add_component(calendar->root, event);
}

static bool events_add(struct calendar *calendar, struct trib_store *store,
                       struct trib_graph *graph, size_t *out_count, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t since_ms = calendar->now_ms - TRIB_CALENDAR_PAST_DAYS * DAY_MS;
    bool has_row = false;
    if (!trib_statement_prepare(store, MEETINGS, &statement, error) ||
        !trib_bind_text(&statement, 1, calendar->wish->meeting_id, error) ||
        !trib_bind_text(&statement, 2, calendar->wish->group_id, error) ||
        !trib_bind_int64(&statement, 3, since_ms, error)) {
        return false;
    }
    *out_count = 0;
    while (*out_count < TRIB_CALENDAR_EVENTS_MAX) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            break;
        }
        if (is_seen(calendar, graph, trib_column_text(&statement, SPACE_ID))) {
            event_add(calendar, &statement);
            *out_count += 1;
        }
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void head_add(const struct calendar *calendar) {
    icalcomponent_add_property(calendar->root, icalproperty_new_version("2.0"));
    icalcomponent_add_property(calendar->root,
                               icalproperty_new_prodid("-//Tributary//Meetings//EN"));
    if (calendar->wish->meeting_id == NULL) {
        x_add(calendar->root, "X-WR-CALNAME",
              trib_words_find(calendar->wish->language, "room_meetings"));
        x_add(calendar->root, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        x_add(calendar->root, "X-PUBLISHED-TTL", "PT1H");
    }
}

bool trib_calendar_write(struct trib_store *store, struct trib_graph *graph,
                         const struct trib_calendar_wish *wish, struct trib_buffer *out,
                         struct trib_error *error) {
    struct calendar calendar = {.wish = wish,
                                .root = icalcomponent_new(ICAL_VCALENDAR_COMPONENT),
                                .now_ms = trib_store_now_ms(store)};
    size_t count = 0;
    if (calendar.root == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    head_add(&calendar);
    bool is_made =
        events_add(&calendar, store, graph, &count, error) &&
        (wish->meeting_id == NULL || count > 0 || trib_fail(error, TRIB_E_NOT_FOUND, "meeting"));
    char *text = is_made ? icalcomponent_as_ical_string_r(calendar.root) : NULL;
    if (text != NULL) {
        trib_buffer_append_text(out, text);
        icalmemory_free_buffer(text);
    }
    icalcomponent_free(calendar.root);
    return is_made &&
           ((text != NULL && !out->failed) || trib_fail(error, TRIB_E_UNAVAILABLE, NULL));
}
