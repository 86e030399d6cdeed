/*
 * Changing a series: its meetings that come are changed together, each keeping its day. One that
 * was changed by itself is an exception and stays, as does what has begun, was held or cancelled.
 * All others are alike, so that what one sees of one of them is what all of them have.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "edits.h"
#include "meeting_rows.h"
#include "rows.h"
#include "tributary/base/text.h"

#define MINUTE_MS INT64_C(60000)
static_assert(TRIB_SERIES_MINUTES_MAX == TRIB_MEETING_DAYS_MAX * 24 * 60,
              "no longer than any other meeting");

/* What the meetings have in common. */
struct common {
    char title[4 * 200 + 1], starts_hour[6], lasts_minutes[12], zone[65];
    char place[4 * 200 + 1], place_precision[16], link[4 * 500 + 1];
};

/* One of them, and its day by the rule. */
struct coming {
    char meeting_id[TRIB_ID_BYTES], day[TRIB_DAY_BYTES];
    int64_t starts_at_ms;
};

#define IS_COMING                                                                                  \
    "meeting_series_id = ?1 AND is_exception = 0 AND state = 'planned' AND "                       \
    "starts_at_ms > CAST(?2 AS INTEGER)"

/* The hour that most of them have: in the night of a change of clocks one may be elsewhere. */
static const char COMMON[] =
    "SELECT title, substr(starts_local, 12), (ends_at_ms - starts_at_ms) / 60000, zone, "
    "ifnull(place, ''), place_precision, ifnull(link, '') FROM meeting WHERE " IS_COMING
    " ORDER BY (SELECT count(*) FROM meeting AS other WHERE other.meeting_series_id = ?1 AND "
    "other.is_exception = 0 AND other.state = 'planned' AND "
    "other.starts_at_ms > CAST(?2 AS INTEGER) AND "
    "substr(other.starts_local, 12) = substr(meeting.starts_local, 12)) DESC, occurs_on LIMIT 1";
static bool common_load(struct trib_store *store, const char *meeting_series_id, const char *now_ms,
                        struct common *out, struct trib_error *error) {
    const struct command_text columns[] = {COLUMN(out->title),         COLUMN(out->starts_hour),
                                           COLUMN(out->lasts_minutes), COLUMN(out->zone),
                                           COLUMN(out->place),         COLUMN(out->place_precision),
                                           COLUMN(out->link)};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(store, COMMON, &statement, TEXTS(meeting_series_id, now_ms), error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    if (!has_row) {
        trib_fail(error, TRIB_E_TOO_FEW, "meeting_series_id");
        trib_error_add_int64(error, "least", 1);
        return false;
    }
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        snprintf(columns[i].text, columns[i].size, "%s", trib_column_text(&statement, (int)i));
    }
    return true;
}

/* ---- what shall be --------------------------------------------------------------------------- */

/* Puts what a field shall be in place of what it is, unless it is not what one saw. "" stands for
   nothing. */
static bool field_take(const char *name, const struct trib_edit *edit, char *stored, size_t size,
                       bool *out_is_new, struct trib_error *error) {
    const char *had = stored[0] == '\0' ? NULL : stored;
    if (!edit->given || command_same(had, edit->to)) {
        return true;
    }
    if (!command_same(had, edit->from)) {
        return command_stale(error, name, had);
    }
    *out_is_new = true;
    snprintf(stored, size, "%s", edit->to == NULL ? "" : edit->to);
    return true;
}

/* What is new of them: the facts, the clock, or how long they last. */
struct news {
    bool facts, clock, length;
};

#define TAKE(field, kind)                                                                          \
    field_take(#field, &params->field, common->field, sizeof common->field, &out->kind, error)
static bool common_change(const struct trib_meeting_series_edit *params, struct common *common,
                          struct news *out, struct trib_error *error) {
    return TAKE(title, facts) && TAKE(starts_hour, clock) && TAKE(lasts_minutes, length) &&
           TAKE(zone, clock) && TAKE(place, facts) && TAKE(place_precision, facts) &&
           TAKE(link, facts);
}
#undef TAKE

static bool type_fail(const char *field, const char *expected, struct trib_error *error) {
    trib_fail(error, TRIB_E_TYPE, field);
    trib_error_add_text(error, "expected", expected);
    return false;
}

static bool common_check(const struct common *common, struct trib_error *error) {
    char any_day[TRIB_LOCAL_TIME_BYTES];
    snprintf(any_day, sizeof any_day, "2027-01-01T%.5s", common->starts_hour);
    if (strlen(common->starts_hour) != 5 || !trib_local_time_valid(any_day)) {
        return type_fail("starts_hour", "10:00", error);
    }
    long minutes = strtol(common->lasts_minutes, NULL, 10);
    if (minutes < 1 || minutes > TRIB_SERIES_MINUTES_MAX) {
        return type_fail("lasts_minutes", "whole number from 1 to 20160", error);
    }
    return (trib_zone_known(common->zone) || trib_fail(error, TRIB_E_ZONE, "zone")) &&
           meeting_link_check(common->link[0] == '\0' ? NULL : common->link, error);
}

/* ---- writing --------------------------------------------------------------------------------- */

static const char COMING[] = "SELECT meeting_id, occurs_on, starts_at_ms FROM meeting "
                             "WHERE " IS_COMING " ORDER BY occurs_on LIMIT 320";
static_assert(TRIB_SERIES_COMING_MAX == 320, "as many as there are places for");
static bool coming_load(struct trib_store *store, const char *meeting_series_id, const char *now_ms,
                        struct coming out[static TRIB_SERIES_COMING_MAX], size_t *out_count,
                        struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    size_t count = 0;
    if (!command_prepare(store, COMING, &statement, TEXTS(meeting_series_id, now_ms), error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error) && has_row) {
        struct coming *one = &out[count++];
        trib_text_copy(one->meeting_id, sizeof one->meeting_id, trib_column_text(&statement, 0));
        trib_text_copy(one->day, sizeof one->day, trib_column_text(&statement, 1));
        one->starts_at_ms = trib_column_int64(&statement, 2);
    }
    *out_count = count;
    return !has_row;
}

/* Another hour on its day; or the same hour, and it lasts longer or less long. */
static bool time_reckon(const struct coming *one, const struct common *common,
                        const struct news *news, const char *reading, struct meeting_time *out,
                        struct trib_error *error) {
    int64_t lasts_ms = strtoll(common->lasts_minutes, NULL, 10) * MINUTE_MS;
    char starts_local[TRIB_LOCAL_TIME_BYTES];
    if (!news->clock) {
        meeting_time_fill(common->zone, one->starts_at_ms, one->starts_at_ms + lasts_ms, out);
        return true;
    }
    snprintf(starts_local, sizeof starts_local, "%.10sT%.5s", one->day, common->starts_hour);
    const struct trib_meeting_when when = {
        .starts_local = starts_local, .zone = common->zone, .reading = reading};
    return meeting_time_lasting(&when, lasts_ms, "starts_hour", out, error);
}

static const char SAVE[] =
    "UPDATE meeting SET title = ?2, place = nullif(?3, ''), place_precision = ?4, "
    "link = nullif(?5, ''), starts_local = ifnull(?6, starts_local), "
    "ends_local = ifnull(?7, ends_local), zone = ifnull(?8, zone), "
    "starts_at_ms = ifnull(CAST(?9 AS INTEGER), starts_at_ms), "
    "ends_at_ms = ifnull(CAST(?10 AS INTEGER), ends_at_ms), revision = revision + 1 "
    "WHERE meeting_id = ?1";
static bool one_save(struct trib_store *store, const char *meeting_id, const struct common *common,
                     const struct meeting_time *time, struct trib_error *error) {
    return command_write(store, SAVE,
                         TEXTS(meeting_id, common->title, common->place, common->place_precision,
                               common->link, command_or_null(time->starts_local),
                               command_or_null(time->ends_local), command_or_null(time->zone),
                               command_or_null(time->starts_at_ms),
                               command_or_null(time->ends_at_ms)),
                         error);
}

static const char SET_TITLE[] =
    "UPDATE meeting_series SET title = ?2 WHERE meeting_series_id = ?1 AND title <> ?2";
bool trib_meeting_series_edit(const struct trib_command *command,
                              const struct trib_meeting_series_edit *params,
                              struct trib_error *error) {
    struct trib_store *store = command->store;
    struct coming coming[TRIB_SERIES_COMING_MAX];
    struct meeting_series series;
    struct common common;
    struct news news = {0};
    size_t count = 0;
    char now_ms[COMMAND_NUMBER_BYTES];
    command_now_write(store, now_ms);
    if (!meeting_series_find(command, params->meeting_series_id, &series, error) ||
        !common_load(store, params->meeting_series_id, now_ms, &common, error) ||
        !common_change(params, &common, &news, error) || !common_check(&common, error) ||
        !coming_load(store, params->meeting_series_id, now_ms, coming, &count, error)) {
        return false;
    }
    bool is_new = news.facts || news.clock || news.length;
    for (size_t i = 0; i < count && is_new; i++) {
        struct meeting_time time = {0};
        if (((news.clock || news.length) &&
             !time_reckon(&coming[i], &common, &news, params->reading, &time, error)) ||
            !one_save(store, coming[i].meeting_id, &common, &time, error)) {
            return false;
        }
    }
    return command_write(store, SET_TITLE, TEXTS(params->meeting_series_id, common.title), error);
}
