/*
 * Series of meetings. A rule makes rows: each meeting is one of its own from then on, so that
 * moving one leaves the rest alone and its answers, agenda and minutes are its own. A series that
 * goes on is made for a year and made longer when somebody asks.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "meeting_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

/* ---- making meetings ------------------------------------------------------------------------- */

/* The day that lies so many days behind another; the last there is when there is none. */
static void day_behind(const char *day, int days, char out[static TRIB_DAY_BYTES]) {
    struct trib_fuzzy_window window;
    struct trib_fuzzy_window moved;
    bool is_day = trib_fuzzy_date_read(day, &window);
    assert(is_day);
    if (trib_fuzzy_date_move(&window, days, &moved)) {
        trib_fuzzy_date_write(&moved, out);
    } else {
        trib_text_copy(out, TRIB_DAY_BYTES, "2199-12-31");
    }
}

/* What every meeting of a series has from it. */
struct mould {
    const char *meeting_series_id, *space_id;
    struct trib_meeting_plan plan;
    struct meeting_time first;
    struct trib_recurrence rule;
};

static bool meetings_make(const struct trib_command *command, const struct mould *mould,
                          const char *from_on, const char *to_on, size_t *out_count,
                          struct trib_error *error) {
    char days[TRIB_SERIES_MEETINGS_MAX][TRIB_DAY_BYTES];
    size_t count =
        trib_recurrence_days(&mould->rule, from_on, to_on, TRIB_SERIES_MEETINGS_MAX, days);
    for (size_t i = 0; i < count; i++) {
        char meeting_id[TRIB_ID_BYTES];
        struct meeting_time time;
        struct trib_meeting_plan plan = mould->plan;
        trib_id_make_random(trib_store_random(command->store), meeting_id);
        plan.meeting_id = meeting_id;
        meeting_time_on(&mould->first, days[i], &time);
        const struct meeting_origin origin = {mould->meeting_series_id, days[i]};
        if (!meeting_insert(command->store, mould->space_id, &plan, &time, &origin, error)) {
            return false;
        }
    }
    *out_count = count;
    return true;
}

static void farthest_day(const struct trib_command *command, char out[static TRIB_DAY_BYTES]) {
    char local[TRIB_LOCAL_TIME_BYTES];
    int64_t ahead_ms = TRIB_SERIES_AHEAD_DAYS * INT64_C(24) * 60 * 60 * 1000;
    trib_zone_local("UTC", trib_store_now_ms(command->store) + ahead_ms, local);
    trib_text_copy(out, TRIB_DAY_BYTES, local);
}

static int number_of(const char *text) {
    return (int)strtol(text, NULL, 10);
}

static const char *earlier_of(const char *a, const char *b) {
    return b == NULL || b[0] == '\0' || strcmp(a, b) < 0 ? a : b;
}

/* ---- commands -------------------------------------------------------------------------------- */

static bool until_check(const char *until_on, const char *first_on, struct trib_error *error) {
    if (until_on == NULL) {
        return true;
    }
    if (!trib_day_valid(until_on)) {
        trib_fail(error, TRIB_E_DATE, "until_on");
        trib_error_add_text(error, "example", "2027-12-31");
        return false;
    }
    return strcmp(until_on, first_on) >= 0 || trib_fail(error, TRIB_E_ORDER, "until_on");
}

static bool every_check(const char *every, struct trib_error *error) {
    if (strcmp(every, "0") != 0) {
        return true;
    }
    trib_fail(error, TRIB_E_TYPE, "every");
    trib_error_add_text(error, "expected", "whole number from 1 to 12");
    return false;
}

static bool series_enter(const struct trib_command *command,
                         const struct trib_meeting_series_plan *params, const char *space_id,
                         struct trib_error *error) {
    char first_on[TRIB_DAY_BYTES];
    char to_on[TRIB_DAY_BYTES];
    size_t count = 0;
    struct mould mould = {.meeting_series_id = params->meeting_series_id,
                          .space_id = space_id,
                          .plan = {.title = params->title,
                                   .group_id = params->group_id,
                                   .place = params->place,
                                   .place_precision = params->place_precision,
                                   .link = params->link}};
    mould.rule = (struct trib_recurrence){.every = number_of(params->every), .first_on = first_on};
    if (!trib_frequency_find(params->frequency, &mould.rule.frequency)) {
        return trib_fail(error, TRIB_E_TYPE, "frequency");
    }
    if (!command_id_check(command->store, "meeting_series", params->meeting_series_id,
                          "meeting_series_id", error) ||
        !every_check(params->every, error) ||
        !meeting_time_read(&params->when, &mould.first, error) ||
        !meeting_link_check(params->link, error)) {
        return false;
    }
    trib_text_copy(first_on, sizeof first_on, mould.first.starts_local);
    day_behind(first_on, TRIB_SERIES_DAYS, to_on);
    return until_check(params->until_on, first_on, error) &&
           meeting_series_insert(command->store, space_id, params, first_on, error) &&
           meetings_make(command, &mould, first_on, earlier_of(to_on, params->until_on), &count,
                         error);
}

bool trib_meeting_series_plan(const struct trib_command *command,
                              const struct trib_meeting_series_plan *params,
                              struct trib_error *error) {
    struct group group = {0};
    const char *space_id = NULL;
    return command_see(command, "group", params->group_id, "group_id", NULL, error) &&
           board_open_check(command, params->group_id, &group, error) &&
           board_space_choose(command, params->group_id, params->visibility, &group, &space_id,
                              error) &&
           series_enter(command, params, space_id, error);
}

bool trib_meeting_series_plan_for_coalition(const struct trib_command *command,
                                            const struct trib_meeting_series_plan *params,
                                            struct trib_error *error) {
    return series_enter(command, params, TRIB_SPACE_COALITION_ID, error);
}

bool meeting_series_find(const struct trib_command *command, const char *meeting_series_id,
                         struct meeting_series *out, struct trib_error *error) {
    if (!command_see(command, "meeting_series", meeting_series_id, "meeting_series_id", NULL,
                     error) ||
        !meeting_series_load(command->store, meeting_series_id, out, error) ||
        !board_open_check(command, out->group_id, NULL, error)) {
        return false;
    }
    if (strcmp(out->state, "active") == 0) {
        return true;
    }
    trib_fail(error, TRIB_E_STATE, "meeting_series_id");
    trib_error_add_text(error, "state", out->state);
    trib_error_add_list(error, "possible", NULL, 0);
    return false;
}

/* The hours of the last one that was not moved by itself: a series that was moved goes on as it is
   now. */
static bool last_time_read(const struct meeting_last *last, struct meeting_time *out,
                           struct trib_error *error) {
    const struct trib_meeting_when when = {last->starts_local, last->ends_local, last->zone,
                                           "earlier"};
    return meeting_time_read(&when, out, error);
}

bool trib_meeting_series_extend(const struct trib_command *command,
                                const struct trib_meeting_series_of *params,
                                struct trib_error *error) {
    struct meeting_series series;
    struct meeting_last last;
    char from_on[TRIB_DAY_BYTES];
    char to_on[TRIB_DAY_BYTES];
    char farthest_on[TRIB_DAY_BYTES];
    size_t count = 0;
    struct mould mould = {.meeting_series_id = params->meeting_series_id};
    if (!meeting_series_find(command, params->meeting_series_id, &series, error) ||
        !meeting_series_last(command->store, params->meeting_series_id, &last, error) ||
        !last_time_read(&last, &mould.first, error)) {
        return false;
    }
    mould.rule =
        (struct trib_recurrence){.every = number_of(series.every), .first_on = series.first_on};
    bool is_known = trib_frequency_find(series.frequency, &mould.rule.frequency);
    assert(is_known); /* the schema's CHECK has the same words */
    mould.space_id = series.space_id;
    mould.plan = (struct trib_meeting_plan){.title = series.title,
                                            .group_id = command_or_null(series.group_id),
                                            .place = command_or_null(last.place),
                                            .place_precision = last.place_precision,
                                            .link = command_or_null(last.link)};
    day_behind(last.occurs_on, 1, from_on);
    day_behind(last.occurs_on, TRIB_SERIES_DAYS, to_on);
    farthest_day(command, farthest_on);
    if (!meetings_make(command, &mould, from_on,
                       earlier_of(earlier_of(to_on, series.until_on), farthest_on), &count,
                       error)) {
        return false;
    }
    if (count == 0) {
        trib_fail(error, TRIB_E_TOO_FEW, "meeting_series_id");
        trib_error_add_int64(error, "least", 1);
        return false;
    }
    return true;
}

bool trib_meeting_series_end(const struct trib_command *command,
                             const struct trib_meeting_series_of *params,
                             struct trib_error *error) {
    struct meeting_series series;
    return meeting_series_find(command, params->meeting_series_id, &series, error) &&
           meeting_series_close(command->store, params->meeting_series_id, error);
}
