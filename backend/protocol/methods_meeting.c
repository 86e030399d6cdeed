/* Methods of meetings: planning, series, who comes, calendars. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/calendar_address.h"
#include "tributary/command/meeting.h"

TRIB_RUN(meeting_plan)
TRIB_RUN_WITH(meeting_plan_for_coalition, meeting_plan)
TRIB_RUN(meeting_edit)
TRIB_RUN(meeting_move)
TRIB_RUN(meeting_set_state)
TRIB_RUN(meeting_answer)
TRIB_RUN(meeting_attend)
TRIB_RUN(meeting_series_plan)
TRIB_RUN_WITH(meeting_series_plan_for_coalition, meeting_series_plan)
TRIB_RUN_WITH(meeting_series_extend, meeting_series_of)
TRIB_RUN_WITH(meeting_series_end, meeting_series_of)
TRIB_RUN(meeting_series_edit)
TRIB_RUN(calendar_address_make)
TRIB_RUN_WITH(calendar_address_make_for_group, calendar_address_make)
TRIB_RUN_WITH(calendar_address_revoke, calendar_address_of)

/* A SHA-256 in hex. */
#define HASH_LETTERS 64

/* A wall time, "2027-03-28T10:00". */
#define LOCAL_TIME_LETTERS 16
#define HOUR_LETTERS 5
#define DAY_LETTERS 10

/* A field of the times in a struct. */
#define WHEN(of, member, longest)                                                                  \
    .name = #member, .offset = offsetof(struct trib_##of, when.member), .type = TRIB_FIELD_TEXT,   \
    .most = (longest)
#define READING(of, place)                                                                         \
    {                                                                                              \
        .name = "reading", .offset = offsetof(struct trib_##of, place), .type = TRIB_FIELD_WORD,   \
        .vocabulary = TRIB_WORDS_MEETING_READING,                                                  \
        .summary = "Which one is meant of a beginning that the clocks bring twice, or never."      \
    }

#define MEETING_FACTS(of, is_needed)                                                               \
    {TEXT(of, title, TRIB_TITLE_MAX), REQUIRED, .summary = "What it is called."},                  \
        {WHEN(of, starts_local, LOCAL_TIME_LETTERS), .is_required = (is_needed),                   \
         .summary = "When it begins, as the clocks of its zone show it "                           \
                    "(\"2027-03-28T10:00\")."},                                                    \
        {WHEN(of, ends_local, LOCAL_TIME_LETTERS), .is_required = (is_needed),                     \
         .summary = "When it ends, by the same clocks."},                                          \
        {WHEN(of, zone, TRIB_TIME_ZONE_MAX), .is_required = (is_needed),                           \
         .summary = "A zone of the IANA database (\"Africa/Accra\")."},                            \
        READING(of, when.reading),                                                                 \
        {TEXT(of, place, TRIB_TITLE_MAX), .summary = "Where; not stated when absent."},            \
        {WORD(of, place_precision, MEETING_PLACE), .summary = "How exactly that is known."}, {     \
        TEXT(of, link, TRIB_LINK_MAX), .summary = "The address of a call, http or https."          \
    }

static const struct trib_field MEETING_PLAN[] = {
    {ID(meeting_plan, meeting_id), REQUIRED, .summary = "Id of the new row."},
    {ID(meeting_plan, group_id), REQUIRED, .summary = "The group that meets."},
    {WORD(meeting_plan, visibility, MEETING_VISIBILITY),
     .summary = "Who sees it; the group alone when not given."},
    MEETING_FACTS(meeting_plan, false),
    {WORD(meeting_plan, state, MEETING_STATE_FIRST),
     .summary = "A draft asks nobody and may leave its time open; planned when not given."},
};

static const struct trib_field MEETING_PLAN_FOR_COALITION[] = {
    {ID(meeting_plan, meeting_id), REQUIRED, .summary = "Id of the new row."},
    MEETING_FACTS(meeting_plan, false),
    {WORD(meeting_plan, state, MEETING_STATE_FIRST),
     .summary = "A draft asks nobody and may leave its time open; planned when not given."},
};

static const struct trib_field MEETING_EDIT[] = {
    {ID(meeting_edit, meeting_id), REQUIRED, .summary = "The meeting."},
    {TEXT(meeting_edit, title, TRIB_TITLE_MAX), EDIT, .summary = "What it is called."},
    {TEXT(meeting_edit, place, TRIB_TITLE_MAX), EDIT_OR_NULL, .summary = "Where."},
    {WORD(meeting_edit, place_precision, MEETING_PLACE), EDIT,
     .summary = "How exactly that is known."},
    {TEXT(meeting_edit, link, TRIB_LINK_MAX), EDIT_OR_NULL, .summary = "The address of a call."},
};

static const struct trib_field MEETING_MOVE[] = {
    {ID(meeting_move, meeting_id), REQUIRED, .summary = "The meeting."},
    {TEXT(meeting_move, starts_local, LOCAL_TIME_LETTERS), EDIT_OR_NULL, REQUIRED,
     .summary = "When it begins, from what one saw; from null where no time was chosen."},
    {TEXT(meeting_move, ends_local, LOCAL_TIME_LETTERS), REQUIRED, .summary = "When it ends."},
    {TEXT(meeting_move, zone, TRIB_TIME_ZONE_MAX), REQUIRED,
     .summary = "The zone whose clocks show both."},
    READING(meeting_move, reading),
};

static const struct trib_field MEETING_SET_STATE[] = {
    {ID(meeting_set_state, meeting_id), REQUIRED, .summary = "The meeting."},
    {WORD(meeting_set_state, state, MEETING_STATE), EDIT, REQUIRED,
     .summary = "How far it has come."},
    {TEXT(meeting_set_state, adopted_by, TRIB_SUMMARY_MAX),
     .summary = "The decision that adopted its minutes; for this state only."},
};

static const struct trib_field MEETING_ANSWER[] = {
    {ID(meeting_answer, meeting_id), REQUIRED, .summary = "The meeting."},
    {ID(meeting_answer, meeting_participant_id), REQUIRED,
     .summary = "Id of the row, if there is none yet."},
    {WORD(meeting_answer, answer, MEETING_ANSWER), REQUIRED, .summary = "Whether one comes."},
};

static const struct trib_field MEETING_ATTEND[] = {
    {ID(meeting_attend, meeting_id), REQUIRED, .summary = "The meeting."},
    {ID(meeting_attend, meeting_participant_id), REQUIRED,
     .summary = "Id of the row, if there is none yet."},
    {ID(meeting_attend, organization_id), .or_else = "person_id",
     .summary = "The organization whose delegates were there or not."},
    {ID(meeting_attend, person_id), .or_else = "organization_id",
     .summary = "Or a person who speaks for none."},
    {WORD(meeting_attend, attendance, MEETING_ATTENDANCE), REQUIRED,
     .summary = "Whether they were there."},
};

#define SERIES_RULE                                                                                \
    {WORD(meeting_series_plan, frequency, MEETING_FREQUENCY), REQUIRED,                            \
     .summary = "By the week, by the day of the month, or by the weekday of the month."},          \
        {NUMBER(meeting_series_plan, every, 12), REQUIRED,                                         \
         .summary = "Every so many weeks or months, from 1."},                                     \
    {                                                                                              \
        TEXT(meeting_series_plan, until_on, DAY_LETTERS),                                          \
            .summary = "The last day there may be one (\"2027-12-31\"). Without it the series "    \
                       "goes on: a "                                                               \
                       "year of it is made, and another when it is asked for."                     \
    }

static const struct trib_field MEETING_SERIES_PLAN[] = {
    {ID(meeting_series_plan, meeting_series_id), REQUIRED, .summary = "Id of the new row."},
    {ID(meeting_series_plan, group_id), REQUIRED, .summary = "The group that meets."},
    {WORD(meeting_series_plan, visibility, MEETING_VISIBILITY),
     .summary = "Who sees it; the group alone when not given."},
    MEETING_FACTS(meeting_series_plan, true),
    SERIES_RULE,
};

static const struct trib_field MEETING_SERIES_PLAN_FOR_COALITION[] = {
    {ID(meeting_series_plan, meeting_series_id), REQUIRED, .summary = "Id of the new row."},
    MEETING_FACTS(meeting_series_plan, true),
    SERIES_RULE,
};

static const struct trib_field MEETING_SERIES_OF[] = {
    {ID(meeting_series_of, meeting_series_id), REQUIRED, .summary = "The series."},
};

static const struct trib_field MEETING_SERIES_EDIT[] = {
    {ID(meeting_series_edit, meeting_series_id), REQUIRED, .summary = "The series."},
    {TEXT(meeting_series_edit, title, TRIB_TITLE_MAX), EDIT, .summary = "What they are called."},
    {TEXT(meeting_series_edit, starts_hour, HOUR_LETTERS), EDIT,
     .summary = "When they begin, as the clocks of their zone show it (\"10:00\"); each keeps its "
                "day."},
    {NUMBER(meeting_series_edit, lasts_minutes, TRIB_SERIES_MINUTES_MAX), EDIT,
     .summary = "How many minutes they last, from 1."},
    {TEXT(meeting_series_edit, zone, TRIB_TIME_ZONE_MAX), EDIT,
     .summary = "A zone of the IANA database (\"Africa/Accra\")."},
    {TEXT(meeting_series_edit, place, TRIB_TITLE_MAX), EDIT_OR_NULL, .summary = "Where."},
    {WORD(meeting_series_edit, place_precision, MEETING_PLACE), EDIT,
     .summary = "How exactly that is known."},
    {TEXT(meeting_series_edit, link, TRIB_LINK_MAX), EDIT_OR_NULL,
     .summary = "The address of a call, http or https."},
    READING(meeting_series_edit, reading),
};

static const struct trib_field CALENDAR_ADDRESS_MAKE[] = {
    {ID(calendar_address_make, calendar_address_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(calendar_address_make, address_hash, HASH_LETTERS), REQUIRED,
     .summary = "SHA-256 in hex of the address, which the browser makes and keeps to itself."},
};

static const struct trib_field CALENDAR_ADDRESS_MAKE_FOR_GROUP[] = {
    {ID(calendar_address_make, calendar_address_id), REQUIRED, .summary = "Id of the new row."},
    {ID(calendar_address_make, group_id), REQUIRED, .summary = "The group."},
    {TEXT(calendar_address_make, address_hash, HASH_LETTERS), REQUIRED,
     .summary = "SHA-256 in hex of the address, which the browser makes and keeps to itself."},
};

static const struct trib_field CALENDAR_ADDRESS_OF[] = {
    {ID(calendar_address_of, calendar_address_id), REQUIRED, .summary = "The address."},
};

#define MEETING_ID "\"meeting_id\":\"6f5e4d3c-2b1a-4f0e-9d8c-8b7a6f5e4d3c\""
#define SERIES_ID "\"meeting_series_id\":\"7a6f5e4d-3c2b-4a1f-8e9d-9c8b7a6f5e4d\""
#define PARTICIPANT_ID "\"meeting_participant_id\":\"0d9c8b7a-6f5e-4d4c-9b8a-2f1e0d9c8b7a\""
#define CALENDAR_ADDRESS_ID "\"calendar_address_id\":\"2f1e0d9c-8b7a-4f6e-9d8c-4b3a2f1e0d9c\""
#define OF_GROUP "\"group_id\":\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\""
#define AT_TEN                                                                                     \
    "\"starts_local\":\"2027-03-16T10:00\",\"ends_local\":\"2027-03-16T12:00\","                   \
    "\"zone\":\"Africa/Accra\""
#define PLANS_MEETING .permission = TRIB_MAY_PLAN_MEETING, OBJECT("meeting", "meeting_id")
#define PLANS_SERIES                                                                               \
    .permission = TRIB_MAY_PLAN_MEETING, OBJECT("meeting_series", "meeting_series_id")
#define RUNS_MEETING .permission = TRIB_MAY_RUN_MEETING, OBJECT("meeting", "meeting_id")
#define TIME_REFUSALS TRIB_E_ZONE, TRIB_E_LOCAL_TIME, TRIB_E_ORDER

static const struct trib_method methods[] = {
    {.name = "meeting.plan_for_coalition",
     .summary = "Plans a meeting of the whole coalition.",
     FIELDS(MEETING_PLAN_FOR_COALITION),
     .permission = TRIB_MAY_PLAN_COALITION_MEETING,
     .refusals = {TRIB_E_EXISTS, TIME_REFUSALS},
     .example = "{" MEETING_ID ",\"title\":\"Assembly\"," AT_TEN "}",
     RUNS(meeting_plan_for_coalition, meeting_plan)},
    {.name = "meeting.plan",
     .summary = "Plans a meeting of a group.",
     FIELDS(MEETING_PLAN),
     .permission = TRIB_MAY_PLAN_MEETING,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TIME_REFUSALS},
     .example = "{" MEETING_ID "," OF_GROUP ",\"title\":\"Monthly call\"," AT_TEN "}",
     RUNS(meeting_plan, meeting_plan)},
    {.name = "meeting.edit",
     .summary = "Changes fields of a meeting, each from what one saw to what it shall be.",
     FIELDS(MEETING_EDIT),
     .needs_an_edit = true,
     PLANS_MEETING,
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" MEETING_ID ",\"place\":{\"from\":null,\"to\":\"Accra\"}}",
     RUNS(meeting_edit, meeting_edit)},
    {.name = "meeting.move",
     .summary = "Gives a meeting another time, or its first one.",
     FIELDS(MEETING_MOVE),
     PLANS_MEETING,
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED, TIME_REFUSALS},
     .example = "{" MEETING_ID ",\"starts_local\":{\"from\":\"2027-03-16T10:00\",\"to\":"
                "\"2027-03-17T15:00\"},\"ends_local\":\"2027-03-17T16:30\",\"zone\":"
                "\"Africa/Accra\"}",
     RUNS(meeting_move, meeting_move)},
    {.name = "meeting.set_state",
     .summary = "Says how far it has come: from a draft to adopted minutes, or cancelled.",
     FIELDS(MEETING_SET_STATE),
     PLANS_MEETING,
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" MEETING_ID ",\"state\":{\"from\":\"planned\",\"to\":\"open\"}}",
     RUNS(meeting_set_state, meeting_set_state)},
    {.name = "meeting.answer",
     .summary = "Says whether one comes: a delegate for the organization, others for themselves.",
     FIELDS(MEETING_ANSWER),
     .permission = TRIB_MAY_ANSWER_MEETING,
     OBJECT("meeting", "meeting_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" MEETING_ID "," PARTICIPANT_ID ",\"answer\":\"yes\"}",
     RUNS(meeting_answer, meeting_answer)},
    {.name = "meeting.attend",
     .summary = "Notes who was there.",
     FIELDS(MEETING_ATTEND),
     RUNS_MEETING,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" MEETING_ID "," PARTICIPANT_ID
                ",\"organization_id\":\"1c3d5e7f-8a9b-4c2d-8e4f-6a7b8c9d0e1f\","
                "\"attendance\":\"present\"}",
     RUNS(meeting_attend, meeting_attend)},
    {.name = "meeting_series.plan_for_coalition",
     .summary = "Plans meetings of the whole coalition that come round.",
     FIELDS(MEETING_SERIES_PLAN_FOR_COALITION),
     .permission = TRIB_MAY_PLAN_COALITION_MEETING,
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE, TIME_REFUSALS},
     .example = "{" SERIES_ID ",\"title\":\"Quarterly assembly\"," AT_TEN
                ",\"frequency\":\"monthly_by_weekday\",\"every\":3}",
     RUNS(meeting_series_plan_for_coalition, meeting_series_plan)},
    {.name = "meeting_series.plan",
     .summary =
         "Plans meetings of a group that come round: a row for each, at the same hour on the "
         "wall whatever the clocks do.",
     FIELDS(MEETING_SERIES_PLAN),
     .permission = TRIB_MAY_PLAN_MEETING,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TIME_REFUSALS},
     .example = "{" SERIES_ID "," OF_GROUP ",\"title\":\"Monthly call\"," AT_TEN
                ",\"frequency\":\"monthly_by_weekday\",\"every\":1,\"until_on\":\"2027-12-31\"}",
     RUNS(meeting_series_plan, meeting_series_plan)},
    {.name = "meeting_series.extend",
     .summary = "Makes the meetings of another year, as the last one is that was not changed by "
                "itself.",
     FIELDS(MEETING_SERIES_OF),
     PLANS_SERIES,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_TOO_FEW, TIME_REFUSALS},
     .example = "{" SERIES_ID "}",
     RUNS(meeting_series_extend, meeting_series_of)},
    {.name = "meeting_series.edit",
     .summary = "Changes all meetings of a series that are planned and have not begun, each from "
                "what one saw to what it shall be. Those that were changed by themselves stay.",
     FIELDS(MEETING_SERIES_EDIT),
     .needs_an_edit = true,
     PLANS_SERIES,
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_TOO_FEW, TRIB_E_ZONE,
                  TRIB_E_LOCAL_TIME},
     .example = "{" SERIES_ID ",\"starts_hour\":{\"from\":\"10:00\",\"to\":\"09:30\"},"
                "\"lasts_minutes\":{\"from\":120,\"to\":90}}",
     RUNS(meeting_series_edit, meeting_series_edit)},
    {.name = "meeting_series.end",
     .summary = "Ends a series: what is planned and has not begun is cancelled.",
     FIELDS(MEETING_SERIES_OF),
     PLANS_SERIES,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" SERIES_ID "}",
     RUNS(meeting_series_end, meeting_series_of)},
    {.name = "calendar_address.make",
     .summary = "Opens a secret address by which one's calendar program fetches one's meetings.",
     FIELDS(CALENDAR_ADDRESS_MAKE),
     .permission = TRIB_MAY_SUBSCRIBE_CALENDAR,
     .refusals = {TRIB_E_EXISTS, TRIB_E_TOO_MANY},
     .example = "{" CALENDAR_ADDRESS_ID ",\"address_hash\":"
                "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}",
     RUNS(calendar_address_make, calendar_address_make)},
    {.name = "calendar_address.make_for_group",
     .summary = "Opens a secret address by which calendar programs fetch a group's meetings.",
     FIELDS(CALENDAR_ADDRESS_MAKE_FOR_GROUP),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" CALENDAR_ADDRESS_ID "," OF_GROUP ",\"address_hash\":"
                "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}",
     RUNS(calendar_address_make_for_group, calendar_address_make)},
    {.name = "calendar_address.revoke",
     .summary = "Ends an address: whoever fetches it from now on finds nothing.",
     FIELDS(CALENDAR_ADDRESS_OF),
     .permission = TRIB_MAY_REVOKE_CALENDAR,
     OBJECT("calendar_address", "calendar_address_id"),
     .example = "{" CALENDAR_ADDRESS_ID "}",
     RUNS(calendar_address_revoke, calendar_address_of)},
};

const struct trib_method_family trib_methods_meeting = {methods,
                                                        sizeof methods / sizeof methods[0]};
