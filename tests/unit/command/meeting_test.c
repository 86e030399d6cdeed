/*
 * Meetings by their commands: what a clock shows and what instant that is, series over the change
 * of clocks, states, who answers for whom, minutes until they are adopted.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/group.h"
#include "tributary/command/meeting.h"

static const char FACTS[] =
    "SELECT state || ' ' || coalesce(starts_local, '-') || ' ' || coalesce(ends_local, '-') || ' ' "
    "|| coalesce(zone, '-') || ' ' || coalesce(starts_at_ms / 1000, '-') FROM meeting "
    "WHERE meeting_id = ?1";
static const char SPACE[] = "SELECT space_id FROM meeting WHERE meeting_id = ?1";
static const char ANSWERS[] =
    "SELECT group_concat(coalesce(organization_id, person_id) || ' ' || coalesce(answer, '-') || "
    "' ' || coalesce(attendance, '-'), ', ') FROM meeting_participant WHERE meeting_id = ?1";
static const char ANY_MEETING[] = "SELECT meeting_id FROM meeting WHERE occurs_on = ?1";
static const char OCCURRENCES[] =
    "SELECT count(*) || ' ' || min(occurs_on) || ' ' || max(occurs_on) FROM meeting "
    "WHERE meeting_series_id = ?1";
static const char HOURS[] = /* of a series, each hour on the wall and each offset once */
    "SELECT (SELECT group_concat(hour, ' ') FROM (SELECT DISTINCT substr(starts_local, 12) AS hour "
    "FROM meeting WHERE meeting_series_id = ?1 ORDER BY 1)) || ' / ' || (SELECT "
    "group_concat(utc, ' ') FROM (SELECT DISTINCT strftime('%H:%M', starts_at_ms / 1000, "
    "'unixepoch') AS utc FROM meeting WHERE meeting_series_id = ?1 ORDER BY 1))";

#define AT(from, to, in, how)                                                                      \
    { (from), (to), (in), (how) }

static enum trib_error_code plan(struct desk *desk, struct trib_meeting_when when) {
    return DESK(desk, FACILITATOR, NULL, trib_meeting_plan, .meeting_id = NEW_1,
                .title = "Monthly call", .group_id = OPEN_GROUP, .when = when);
}

static const struct trib_meeting_when MORNING = {"2027-03-16T10:00", "2027-03-16T12:00",
                                                 "Africa/Accra", NULL};

static enum trib_error_code plan_for_all(struct desk *desk, const char *state) {
    const struct trib_meeting_plan params = {
        .meeting_id = NEW_1, .title = "Assembly", .when = MORNING, .state = state};
    return desk_end(desk, trib_meeting_plan_for_coalition(desk_begin(desk, SECRETARIAT, NULL),
                                                          &params, &desk->error));
}

static enum trib_error_code go(struct desk *desk, const char *from, const char *to) {
    return DESK(desk, SECRETARIAT, NULL, trib_meeting_set_state, .meeting_id = NEW_1,
                .state = EDIT(from, to));
}

static enum trib_error_code answer(struct desk *desk, const char *person_id, const char *acting_for,
                                   const char *row_id, const char *word) {
    return DESK(desk, person_id, acting_for, trib_meeting_answer, .meeting_id = NEW_1,
                .meeting_participant_id = row_id, .answer = word);
}

/* ---- time ------------------------------------------------------------------------------------ */

static void the_clock_on_the_wall_is_kept_beside_the_instant(void **state) {
    struct desk *desk = *state;
    const struct trib_meeting_when when =
        AT("2027-07-16T10:00", "2027-07-16T12:00", "Europe/Brussels", NULL);
    assert_int_equal(plan(desk, when), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, FACTS, NEW_1),
                        "planned 2027-07-16T10:00 2027-07-16T12:00 Europe/Brussels 1815724800");
    assert_string_equal(desk_read(desk, SPACE, NEW_1), OPEN_GROUP);
}

static void what_no_clock_shows_is_refused_by_its_field(void **state) {
    struct desk *desk = *state;
    static const struct {
        struct trib_meeting_when when;
        enum trib_error_code code;
        const char *field;
    } cases[] = {
        {AT("2027-02-29T10:00", "2027-03-16T12:00", "Africa/Accra", NULL), TRIB_E_TYPE,
         "starts_local"},
        {AT("2027-03-16T10:00", "noon", "Africa/Accra", NULL), TRIB_E_TYPE, "ends_local"},
        {AT("2027-03-16T10:00", "2027-03-16T12:00", "Africa/Nowhere", NULL), TRIB_E_ZONE, "zone"},
        {AT("2027-03-16T10:00", "2027-03-16T12:00", NULL, NULL), TRIB_E_REQUIRED, "zone"},
        {AT("2027-03-16T10:00", NULL, "Africa/Accra", NULL), TRIB_E_REQUIRED, "ends_local"},
        {AT("2027-03-16T10:00", "2027-03-16T09:00", "Africa/Accra", NULL), TRIB_E_ORDER,
         "ends_local"},
        {AT("2027-03-16T10:00", "2027-03-16T10:00", "Africa/Accra", NULL), TRIB_E_ORDER,
         "ends_local"},
        {AT("2027-03-16T10:00", "2027-03-31T10:00", "Africa/Accra", NULL), TRIB_E_ORDER,
         "ends_local"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(plan(desk, cases[i].when), cases[i].code);
        assert_string_equal(desk->error.field, cases[i].field);
    }
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_plan, .meeting_id = NEW_1,
                          .title = "Call", .group_id = OPEN_GROUP, .when = MORNING,
                          .link = "javascript:alert(1)"),
                     TRIB_E_TYPE);
    assert_string_equal(desk->error.field, "link");
    assert_string_equal(desk_read(desk, SPACE, NEW_1), "no row");
}

static void where_the_clocks_change_it_is_asked_which_is_meant(void **state) {
    struct desk *desk = *state;
    struct trib_meeting_when never =
        AT("2027-03-28T02:30", "2027-03-28T04:00", "Europe/Brussels", NULL);
    assert_int_equal(plan(desk, never), TRIB_E_LOCAL_TIME);
    assert_string_equal(desk->error.field, "starts_local");
    never.reading = "later";
    assert_int_equal(plan(desk, never), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, FACTS, NEW_1),
                        "planned 2027-03-28T03:30 2027-03-28T04:00 Europe/Brussels 1806197400");
    const struct trib_meeting_move twice = {.meeting_id = NEW_1,
                                            .starts_local =
                                                EDIT("2027-03-28T03:30", "2027-10-31T02:30"),
                                            .ends_local = "2027-10-31T02:45",
                                            .zone = "Europe/Brussels"};
    struct trib_meeting_move later = twice;
    later.reading = "later";
    assert_int_equal(desk_end(desk, trib_meeting_move(desk_begin(desk, FACILITATOR, NULL), &twice,
                                                      &desk->error)),
                     TRIB_E_LOCAL_TIME);
    assert_int_equal(desk_end(desk, trib_meeting_move(desk_begin(desk, FACILITATOR, NULL), &later,
                                                      &desk->error)),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, FACTS, NEW_1),
                        "planned 2027-10-31T02:30 2027-10-31T02:45 Europe/Brussels 1824946200");
}

static void a_draft_may_leave_its_time_open(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_plan, .meeting_id = NEW_1,
                          .title = "Call", .group_id = OPEN_GROUP, .state = "draft"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, FACTS, NEW_1), "draft - - - -");
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_set_state, .meeting_id = NEW_1,
                          .state = EDIT("draft", "planned")),
                     TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "starts_local");
    assert_int_equal(answer(desk, GROUP_MEMBER, NULL, NEW_2, "yes"), TRIB_E_STATE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_move, .meeting_id = NEW_1,
                          .starts_local = EDIT(NULL, "2027-03-16T10:00"),
                          .ends_local = "2027-03-16T11:00", .zone = "Africa/Accra"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_set_state, .meeting_id = NEW_1,
                          .state = EDIT("draft", "planned")),
                     TRIB_E_NONE);
}

static void two_who_move_it_are_told_of_each_other(void **state) {
    struct desk *desk = *state;
    assert_int_equal(plan(desk, MORNING), TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_move, .meeting_id = NEW_1,
                          .starts_local = EDIT("2027-03-16T10:00", "2027-03-17T10:00"),
                          .ends_local = "2027-03-17T11:00", .zone = "Africa/Accra"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_move, .meeting_id = NEW_1,
                          .starts_local = EDIT("2027-03-16T10:00", "2027-03-18T10:00"),
                          .ends_local = "2027-03-18T11:00", .zone = "Africa/Accra"),
                     TRIB_E_STALE);
    assert_string_equal(desk->error.field, "starts_local");
}

/* ---- states ---------------------------------------------------------------------------------- */

static void its_states_go_as_the_table_says(void **state) {
    struct desk *desk = *state;
    assert_int_equal(plan_for_all(desk, NULL), TRIB_E_NONE);
    assert_int_equal(go(desk, "planned", "ended"), TRIB_E_STATE);
    assert_int_equal(go(desk, "draft", "planned"), TRIB_E_NONE); /* it is so already */
    assert_int_equal(go(desk, "planned", "open"), TRIB_E_NONE);
    assert_int_equal(go(desk, "planned", "cancelled"), TRIB_E_STALE);
    assert_int_equal(go(desk, "open", "paused"), TRIB_E_NONE);
    assert_int_equal(go(desk, "paused", "open"), TRIB_E_NONE);
    assert_int_equal(go(desk, "open", "ended"), TRIB_E_NONE);
    assert_int_equal(go(desk, "ended", "minutes_draft"), TRIB_E_NONE);
    assert_int_equal(go(desk, "minutes_draft", "minutes_circulated"), TRIB_E_NONE);
    assert_int_equal(go(desk, "minutes_circulated", "minutes_adopted"), TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "adopted_by");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_meeting_set_state, .meeting_id = NEW_1,
                          .state = EDIT("minutes_circulated", "minutes_adopted"),
                          .adopted_by = "By consensus in May"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_meeting_edit, .meeting_id = NEW_1,
                          .title = EDIT("Assembly", "Congress")),
                     TRIB_E_STATE);
}

static void a_group_that_is_over_keeps_its_meetings_as_they_were(void **state) {
    struct desk *desk = *state;
    assert_int_equal(plan(desk, MORNING), TRIB_E_NONE);
    assert_int_equal(DESK_GROUP(desk, FACILITATOR, trib_group_close, OPEN_GROUP), TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_edit, .meeting_id = NEW_1,
                          .title = EDIT("Monthly call", "Call")),
                     TRIB_E_CLOSED);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_plan, .meeting_id = NEW_2,
                          .title = "Call", .group_id = OPEN_GROUP, .when = MORNING),
                     TRIB_E_CLOSED);
}

/* ---- who comes ------------------------------------------------------------------------------- */

static void a_delegate_answers_for_the_organization_once(void **state) {
    struct desk *desk = *state;
    assert_int_equal(plan_for_all(desk, NULL), TRIB_E_NONE);
    assert_int_equal(answer(desk, LEAD, RIVER, NEW_2, "maybe"), TRIB_E_NONE);
    assert_int_equal(answer(desk, ALTERNATE, RIVER, NEW_3, "yes"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ANSWERS, NEW_1), RIVER " yes -");
}

/* Their organization alone knows them: an answer in the coalition would tell it of them. */
static void a_base_member_does_not_answer_before_the_coalition(void **state) {
    struct desk *desk = *state;
    assert_int_equal(plan_for_all(desk, NULL), TRIB_E_NONE);
    assert_int_equal(answer(desk, BASE, RIVER, NEW_2, "yes"), TRIB_E_OUTSIDE);
    assert_string_equal(desk_read(desk, ANSWERS, NEW_1), "null");
}

static void who_is_in_a_group_answers_in_person(void **state) {
    struct desk *desk = *state;
    assert_int_equal(plan(desk, MORNING), TRIB_E_NONE);
    assert_int_equal(answer(desk, GROUP_MEMBER, NULL, NEW_2, "no"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ANSWERS, NEW_1), GROUP_MEMBER " no -");
    assert_int_equal(answer(desk, LAKE_LEAD, LAKE, NEW_3, "no"), TRIB_E_NOT_FOUND);
}

static void who_is_in_it_in_person_answers_so_whomever_they_act_for(void **state) {
    static const char JOIN[] =
        "INSERT INTO group_member (group_member_id, space_id, group_id, person_id, role, "
        "display_name) VALUES (?1, '" COALITION "', ?2, ?3, 'member', 'Lead')";
    struct desk *desk = *state;
    assert_int_equal(plan(desk, MORNING), TRIB_E_NONE);
    DESK_WRITE(desk, JOIN, NEW_3, OPEN_GROUP, LEAD);
    assert_int_equal(answer(desk, LEAD, RIVER, NEW_2, "yes"), TRIB_E_NONE); /* RIVER is not in it */
    assert_string_equal(desk_read(desk, ANSWERS, NEW_1), LEAD " yes -");
}

static void attendance_is_noted_once_it_is_open(void **state) {
    struct desk *desk = *state;
    assert_int_equal(plan_for_all(desk, NULL), TRIB_E_NONE);
    assert_int_equal(answer(desk, LEAD, RIVER, NEW_2, "yes"), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_meeting_attend, .meeting_id = NEW_1,
                          .meeting_participant_id = NEW_3, .organization_id = RIVER,
                          .attendance = "present"),
                     TRIB_E_STATE);
    assert_int_equal(go(desk, "planned", "open"), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_meeting_attend, .meeting_id = NEW_1,
                          .meeting_participant_id = NEW_3, .organization_id = RIVER,
                          .attendance = "present"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ANSWERS, NEW_1), RIVER " yes present");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_meeting_attend, .meeting_id = NEW_1,
                          .meeting_participant_id = NEW_3, .person_id = BASE,
                          .attendance = "present"),
                     TRIB_E_NOT_FOUND); /* the secretariat does not know of them */
}

static void attendance_is_noted_of_who_did_not_answer(void **state) {
    struct desk *desk = *state;
    assert_int_equal(plan_for_all(desk, NULL), TRIB_E_NONE);
    assert_int_equal(go(desk, "planned", "open"), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_meeting_attend, .meeting_id = NEW_1,
                          .meeting_participant_id = NEW_3, .organization_id = RIVER,
                          .attendance = "absent"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ANSWERS, NEW_1), RIVER " - absent");
}

/* ---- series ---------------------------------------------------------------------------------- */

static enum trib_error_code series(struct desk *desk, struct trib_meeting_when when,
                                   const char *frequency, const char *every, const char *until_on) {
    return DESK(desk, FACILITATOR, NULL, trib_meeting_series_plan, .meeting_series_id = NEW_1,
                .title = "Call", .group_id = OPEN_GROUP, .when = when, .frequency = frequency,
                .every = every, .until_on = until_on);
}

static enum trib_error_code extend(struct desk *desk) {
    const struct trib_meeting_series_of params = {NEW_1};
    return desk_end(desk, trib_meeting_series_extend(desk_begin(desk, FACILITATOR, NULL), &params,
                                                     &desk->error));
}

static enum trib_error_code end(struct desk *desk) {
    const struct trib_meeting_series_of params = {NEW_1};
    return desk_end(
        desk, trib_meeting_series_end(desk_begin(desk, FACILITATOR, NULL), &params, &desk->error));
}

static void a_series_keeps_its_hour_when_the_clocks_change(void **state) {
    static const struct {
        const char *zone, *hours;
    } cases[] = {
        {"Africa/Accra", "10:00 / 10:00"},
        {"Asia/Manila", "10:00 / 02:00"},
        {"America/New_York", "10:00 / 14:00 15:00"},
        {"Europe/Brussels", "10:00 / 08:00 09:00"},
    };
    struct desk *desk = *state;
    static const char FORGET[] = "DELETE FROM meeting WHERE zone <> ?1";
    static const char FORGET_SERIES[] = "DELETE FROM meeting_series WHERE meeting_series_id = ?1";
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct trib_meeting_when when =
            AT("2027-03-02T10:00", "2027-03-02T11:00", cases[i].zone, NULL);
        assert_int_equal(series(desk, when, "weekly", "1", "2027-12-31"), TRIB_E_NONE);
        assert_string_equal(desk_read(desk, HOURS, NEW_1), cases[i].hours);
        assert_string_equal(desk_read(desk, OCCURRENCES, NEW_1), "44 2027-03-02 2027-12-28");
        DESK_WRITE(desk, FORGET, "none");
        DESK_WRITE(desk, FORGET_SERIES, NEW_1);
    }
}

static void one_in_the_night_of_the_change_is_as_much_later(void **state) {
    struct desk *desk = *state;
    static const char THAT_NIGHT[] =
        "SELECT starts_local || ' ' || ends_local FROM meeting WHERE occurs_on = ?1";
    const struct trib_meeting_when when =
        AT("2027-03-14T02:30", "2027-03-14T03:30", "Europe/Brussels", NULL);
    assert_int_equal(series(desk, when, "weekly", "2", "2027-11-30"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, THAT_NIGHT, "2027-03-28"),
                        "2027-03-28T03:30 2027-03-28T04:30");
    assert_string_equal(desk_read(desk, THAT_NIGHT, "2027-04-11"),
                        "2027-04-11T02:30 2027-04-11T03:30");
}

static void without_an_end_a_year_of_it_is_made_and_then_another(void **state) {
    struct desk *desk = *state;
    assert_int_equal(series(desk, MORNING, "monthly_by_weekday", "1", NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OCCURRENCES, NEW_1), "13 2027-03-16 2028-03-21");
    assert_int_equal(extend(desk), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OCCURRENCES, NEW_1), "25 2027-03-16 2029-03-20");
}

static void it_is_made_five_years_ahead_at_the_most(void **state) {
    struct desk *desk = *state;
    enum trib_error_code code = series(desk, MORNING, "weekly", "1", NULL);
    size_t times = 0;
    for (; code == TRIB_E_NONE && times < 20; times++) {
        code = extend(desk);
    }
    assert_int_equal(code, TRIB_E_TOO_FEW);
    assert_in_range(times, 2, 8);
}

static void a_weekly_one_has_a_year_and_no_more_at_once(void **state) {
    struct desk *desk = *state;
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2199-12-31"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OCCURRENCES, NEW_1), "53 2027-03-16 2028-03-14");
}

static void with_an_end_there_is_nothing_to_add(void **state) {
    struct desk *desk = *state;
    assert_int_equal(series(desk, MORNING, "weekly", "0", NULL), TRIB_E_TYPE);
    assert_string_equal(desk->error.field, "every");
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-03-15"), TRIB_E_ORDER);
    assert_string_equal(desk->error.field, "until_on");
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-02-30"), TRIB_E_DATE);
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-03-31"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OCCURRENCES, NEW_1), "3 2027-03-16 2027-03-30");
    assert_int_equal(extend(desk), TRIB_E_TOO_FEW);
}

static void one_that_is_moved_leaves_the_rest_alone(void **state) {
    struct desk *desk = *state;
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-03-31"), TRIB_E_NONE);
    char moved_id[TRIB_ID_BYTES];
    snprintf(moved_id, sizeof moved_id, "%s", desk_read(desk, ANY_MEETING, "2027-03-23"));
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_move, .meeting_id = moved_id,
                          .starts_local = EDIT("2027-03-23T10:00", "2027-03-24T15:00"),
                          .ends_local = "2027-03-24T16:00", .zone = "Africa/Accra"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, HOURS, NEW_1), "10:00 15:00 / 10:00 15:00");
    assert_string_equal(desk_read(desk, OCCURRENCES, NEW_1), "3 2027-03-16 2027-03-30");
}

static void what_ends_is_cancelled_and_stays_to_be_seen(void **state) {
    struct desk *desk = *state;
    static const char STATES[] = "SELECT group_concat(state, ' ') FROM meeting "
                                 "WHERE meeting_series_id = ?1";
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-03-31"), TRIB_E_NONE);
    assert_int_equal(end(desk), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATES, NEW_1), "cancelled cancelled cancelled");
    assert_int_equal(end(desk), TRIB_E_STATE);
    assert_int_equal(extend(desk), TRIB_E_STATE);
}

/* ---- changing a series ---- */

static const char SERIES_ROWS[] = /* each by its day: what it is called, its hours, its revision */
    "SELECT group_concat(one, ', ') FROM (SELECT substr(occurs_on, 6) || ' ' || title || ' ' || "
    "substr(starts_local, 12) || '-' || substr(ends_local, 12) || ' ' || state || ' ' || revision "
    "AS one FROM meeting WHERE meeting_series_id = ?1 ORDER BY occurs_on)";
static const char SERIES_TITLE[] = "SELECT title FROM meeting_series WHERE meeting_series_id = ?1";

#define CHANGE_SERIES(desk, ...)                                                                   \
    DESK((desk), FACILITATOR, NULL, trib_meeting_series_edit, .meeting_series_id = NEW_1,          \
         __VA_ARGS__)

static void move_one(struct desk *desk, const char *day, const char *from, const char *starts,
                     const char *ends) {
    char moved_id[TRIB_ID_BYTES];
    snprintf(moved_id, sizeof moved_id, "%s", desk_read(desk, ANY_MEETING, day));
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_move, .meeting_id = moved_id,
                          .starts_local = EDIT(from, starts), .ends_local = ends,
                          .zone = "Africa/Accra"),
                     TRIB_E_NONE);
}

/* The first has begun, the second was moved by itself, the third is cancelled: they stay. */
static void what_comes_changes_at_once_and_exceptions_stay(void **state) {
    struct desk *desk = *state;
    char cancelled_id[TRIB_ID_BYTES];
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-04-13"), TRIB_E_NONE);
    move_one(desk, "2027-03-23", "2027-03-23T10:00", "2027-03-24T15:00", "2027-03-24T16:00");
    snprintf(cancelled_id, sizeof cancelled_id, "%s", desk_read(desk, ANY_MEETING, "2027-03-30"));
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_set_state,
                          .meeting_id = cancelled_id, .state = EDIT("planned", "cancelled")),
                     TRIB_E_NONE);
    desk->spine.now_ms = 1805191200000; /* 2027-03-16T10:00Z, to the moment */
    assert_int_equal(CHANGE_SERIES(desk, .title = EDIT("Call", "Talk"),
                                   .starts_hour = EDIT("10:00", "09:30"),
                                   .lasts_minutes = EDIT("120", "90"),
                                   .link = EDIT(NULL, "https://calls.example/a")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SERIES_ROWS, NEW_1),
                        "03-16 Call 10:00-12:00 planned 0, 03-23 Call 15:00-16:00 planned 1, "
                        "03-30 Call 10:00-12:00 cancelled 1, 04-06 Talk 09:30-11:00 planned 1, "
                        "04-13 Talk 09:30-11:00 planned 1");
    assert_string_equal(desk_read(desk, SERIES_TITLE, NEW_1), "Talk");
    /* What is so already changes nothing, and tells no calendar of anything. */
    assert_int_equal(CHANGE_SERIES(desk, .title = EDIT("Call", "Talk")), TRIB_E_NONE);
    assert_int_equal((int)desk->change_count, 0);
    assert_int_equal(CHANGE_SERIES(desk, .place = EDIT(NULL, "Accra")), TRIB_E_NONE);
    assert_int_equal((int)desk->change_count, 2);
}

static void two_who_change_a_series_are_told_of_each_other(void **state) {
    struct desk *desk = *state;
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-03-31"), TRIB_E_NONE);
    assert_int_equal(CHANGE_SERIES(desk, .starts_hour = EDIT("10:00", "11:00")), TRIB_E_NONE);
    assert_int_equal(
        CHANGE_SERIES(desk, .title = EDIT("Call", "Talk"), .starts_hour = EDIT("10:00", "09:00")),
        TRIB_E_STALE);
    assert_string_equal(desk->error.field, "starts_hour");
    assert_true(desk_error_has(desk, "\"stored\":\"11:00\""));
    assert_int_equal(CHANGE_SERIES(desk, .title = EDIT("Call", "Talk")), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, HOURS, NEW_1), "11:00 / 11:00");
}

static void a_series_in_another_zone_keeps_its_hour_on_the_wall(void **state) {
    struct desk *desk = *state;
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-04-13"), TRIB_E_NONE);
    assert_int_equal(CHANGE_SERIES(desk, .zone = EDIT("Africa/Accra", "Europe/Brussels")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, HOURS, NEW_1), "10:00 / 08:00 09:00");
}

/* One of them would be in the night in which clocks jump: it is asked, and the answer is for that
   night alone. */
static void an_hour_that_one_of_them_has_not_is_asked_back(void **state) {
    struct desk *desk = *state;
    const struct trib_meeting_when when =
        AT("2027-03-14T10:00", "2027-03-14T11:00", "Europe/Brussels", NULL);
    static const char NIGHT[] = "03-14 Call 02:30-03:30 planned 1, 03-21 Call 02:30-03:30 planned "
                                "1, 03-28 Call 03:30-04:30 planned 1";
    assert_int_equal(series(desk, when, "weekly", "1", "2027-03-31"), TRIB_E_NONE);
    assert_int_equal(CHANGE_SERIES(desk, .starts_hour = EDIT("10:00", "02:30")), TRIB_E_LOCAL_TIME);
    assert_string_equal(desk->error.field, "starts_hour");
    assert_true(desk_error_has(desk, "\"later\":1806197400000"));
    assert_int_equal(CHANGE_SERIES(desk, .starts_hour = EDIT("10:00", "02:30"), .reading = "later"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SERIES_ROWS, NEW_1), NIGHT);
    /* Longer, each from when it begins: nothing is asked anew. */
    assert_int_equal(CHANGE_SERIES(desk, .lasts_minutes = EDIT("60", "90")), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SERIES_ROWS, NEW_1),
                        "03-14 Call 02:30-04:00 planned 2, 03-21 Call 02:30-04:00 planned 2, "
                        "03-28 Call 03:30-05:00 planned 2");
}

static void what_cannot_be_of_a_series_is_named(void **state) {
    static const struct {
        struct trib_meeting_series_edit edit;
        enum trib_error_code code;
        const char *field;
    } cases[] = {
        {{.starts_hour = EDIT("10:00", "25:00")}, TRIB_E_TYPE, "starts_hour"},
        {{.starts_hour = EDIT("10:00", "9:30")}, TRIB_E_TYPE, "starts_hour"},
        {{.lasts_minutes = EDIT("120", "0")}, TRIB_E_TYPE, "lasts_minutes"},
        {{.lasts_minutes = EDIT("120", "20161")}, TRIB_E_TYPE, "lasts_minutes"},
        {{.zone = EDIT("Africa/Accra", "Africa/Nowhere")}, TRIB_E_ZONE, "zone"},
        {{.link = EDIT(NULL, "javascript:alert(1)")}, TRIB_E_TYPE, "link"},
        {{.title = EDIT("Call", " ")}, TRIB_E_REQUIRED, "title"},
    };
    struct desk *desk = *state;
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-03-31"), TRIB_E_NONE);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct trib_meeting_series_edit params = cases[i].edit;
        params.meeting_series_id = NEW_1;
        bool is_done =
            trib_meeting_series_edit(desk_begin(desk, FACILITATOR, NULL), &params, &desk->error);
        assert_int_equal(desk_end(desk, is_done), cases[i].code);
        assert_string_equal(desk->error.field, cases[i].field);
    }
    assert_int_equal(end(desk), TRIB_E_NONE);
    assert_int_equal(CHANGE_SERIES(desk, .title = EDIT("Call", "Talk")), TRIB_E_STATE);
}

/* One that was moved by itself is no measure for those that are made behind it. */
static void another_year_is_as_the_series_is(void **state) {
    struct desk *desk = *state;
    static const char LATEST[] = "SELECT occurs_on || ' ' || substr(starts_local, 12) FROM meeting "
                                 "WHERE meeting_series_id = ?1 ORDER BY occurs_on DESC LIMIT 1";
    assert_int_equal(series(desk, MORNING, "monthly_by_weekday", "1", NULL), TRIB_E_NONE);
    assert_int_equal(CHANGE_SERIES(desk, .starts_hour = EDIT("10:00", "11:00")), TRIB_E_NONE);
    move_one(desk, "2028-03-21", "2028-03-21T11:00", "2028-03-22T15:00", "2028-03-22T16:00");
    assert_int_equal(extend(desk), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OCCURRENCES, NEW_1), "25 2027-03-16 2029-03-20");
    assert_string_equal(desk_read(desk, LATEST, NEW_1), "2029-03-20 11:00");
}

static void where_nothing_comes_nothing_changes(void **state) {
    struct desk *desk = *state;
    assert_int_equal(series(desk, MORNING, "weekly", "1", "2027-03-16"), TRIB_E_NONE);
    move_one(desk, "2027-03-16", "2027-03-16T10:00", "2027-03-16T15:00", "2027-03-16T16:00");
    assert_int_equal(CHANGE_SERIES(desk, .title = EDIT("Call", "Talk")), TRIB_E_TOO_FEW);
    assert_string_equal(desk_read(desk, SERIES_TITLE, NEW_1), "Call");
}

/* ---- minutes --------------------------------------------------------------------------------- */

static enum trib_error_code write_minutes(struct desk *desk, const char *minutes_id) {
    return DESK(desk, SECRETARIAT, NULL, trib_minutes_write, .minutes_id = minutes_id,
                .meeting_id = NEW_1, .text = "All were there.");
}

static void minutes_are_written_until_they_are_adopted(void **state) {
    struct desk *desk = *state;
    static const char TEXT[] = "SELECT text FROM minutes WHERE minutes_id = ?1";
    assert_int_equal(plan_for_all(desk, NULL), TRIB_E_NONE);
    assert_int_equal(write_minutes(desk, NEW_2), TRIB_E_STATE);
    assert_int_equal(go(desk, "planned", "open"), TRIB_E_NONE);
    assert_int_equal(write_minutes(desk, NEW_2), TRIB_E_NONE);
    assert_int_equal(write_minutes(desk, NEW_3), TRIB_E_EXISTS);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_minutes_write, .minutes_id = NEW_3,
                          .meeting_id = NEW_1, .agenda_item_id = NOBODY, .text = "x"),
                     TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_minutes_edit, .minutes_id = NEW_2,
                          .text = EDIT("All were there.", "Most were there.")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_minutes_edit, .minutes_id = NEW_2,
                          .text = EDIT("All were there.", "Some were there.")),
                     TRIB_E_STALE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_minutes_note_add, .minutes_note_id = NEW_3,
                          .meeting_id = NEW_1, .text = "Two were missing."),
                     TRIB_E_STATE);
    assert_int_equal(go(desk, "open", "ended"), TRIB_E_NONE);
    assert_int_equal(go(desk, "ended", "minutes_draft"), TRIB_E_NONE);
    assert_int_equal(go(desk, "minutes_draft", "minutes_circulated"), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_meeting_set_state, .meeting_id = NEW_1,
                          .state = EDIT("minutes_circulated", "minutes_adopted"),
                          .adopted_by = "By consensus"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_minutes_edit, .minutes_id = NEW_2,
                          .text = EDIT("Most were there.", "Nobody was there.")),
                     TRIB_E_STATE);
    assert_string_equal(desk_read(desk, TEXT, NEW_2), "Most were there.");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_minutes_note_add, .minutes_note_id = NEW_3,
                          .meeting_id = NEW_1, .text = "Two were missing."),
                     TRIB_E_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(the_clock_on_the_wall_is_kept_beside_the_instant),
        AT_A_DESK(what_no_clock_shows_is_refused_by_its_field),
        AT_A_DESK(where_the_clocks_change_it_is_asked_which_is_meant),
        AT_A_DESK(a_draft_may_leave_its_time_open),
        AT_A_DESK(two_who_move_it_are_told_of_each_other),
        AT_A_DESK(its_states_go_as_the_table_says),
        AT_A_DESK(a_group_that_is_over_keeps_its_meetings_as_they_were),
        AT_A_DESK(a_delegate_answers_for_the_organization_once),
        AT_A_DESK(a_base_member_does_not_answer_before_the_coalition),
        AT_A_DESK(who_is_in_a_group_answers_in_person),
        AT_A_DESK(who_is_in_it_in_person_answers_so_whomever_they_act_for),
        AT_A_DESK(attendance_is_noted_once_it_is_open),
        AT_A_DESK(attendance_is_noted_of_who_did_not_answer),
        AT_A_DESK(what_comes_changes_at_once_and_exceptions_stay),
        AT_A_DESK(two_who_change_a_series_are_told_of_each_other),
        AT_A_DESK(a_series_in_another_zone_keeps_its_hour_on_the_wall),
        AT_A_DESK(an_hour_that_one_of_them_has_not_is_asked_back),
        AT_A_DESK(what_cannot_be_of_a_series_is_named),
        AT_A_DESK(another_year_is_as_the_series_is),
        AT_A_DESK(where_nothing_comes_nothing_changes),
        AT_A_DESK(a_series_keeps_its_hour_when_the_clocks_change),
        AT_A_DESK(one_in_the_night_of_the_change_is_as_much_later),
        AT_A_DESK(without_an_end_a_year_of_it_is_made_and_then_another),
        AT_A_DESK(it_is_made_five_years_ahead_at_the_most),
        AT_A_DESK(a_weekly_one_has_a_year_and_no_more_at_once),
        AT_A_DESK(with_an_end_there_is_nothing_to_add),
        AT_A_DESK(one_that_is_moved_leaves_the_rest_alone),
        AT_A_DESK(what_ends_is_cancelled_and_stays_to_be_seen),
        AT_A_DESK(minutes_are_written_until_they_are_adopted),
    };
    return cmocka_run_group_tests_name("command/meeting", tests, NULL, NULL);
}
