/* Methods of finding a time: zones, groups that are invited, times that are offered. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/planner.h"

TRIB_RUN(organization_zone_add)
TRIB_RUN(organization_zone_remove)
TRIB_RUN(meeting_group_invite)
TRIB_RUN(meeting_group_remove)
TRIB_RUN(meeting_option_add)
TRIB_RUN_WITH(meeting_option_remove, meeting_option_of)
TRIB_RUN_WITH(meeting_option_choose, meeting_option_of)
TRIB_RUN(meeting_option_mark)

/* A wall time, "2027-03-28T10:00". */
#define LOCAL_TIME_LETTERS 16

static const struct trib_field ORGANIZATION_ZONE_ADD[] = {
    {ID(organization_zone_add, organization_id), REQUIRED, .summary = "The organization."},
    {ID(organization_zone_add, organization_zone_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(organization_zone_add, zone, TRIB_TIME_ZONE_MAX), REQUIRED,
     .summary = "A zone of the IANA database (\"Africa/Accra\")."},
};

static const struct trib_field ORGANIZATION_ZONE_REMOVE[] = {
    {ID(organization_zone_remove, organization_zone_id), REQUIRED, .summary = "The row."},
};

static const struct trib_field MEETING_GROUP_INVITE[] = {
    {ID(meeting_group_invite, meeting_id), REQUIRED, .summary = "The meeting."},
    {ID(meeting_group_invite, meeting_group_id), REQUIRED, .summary = "Id of the new row."},
    {ID(meeting_group_invite, group_id), REQUIRED, .summary = "The group."},
};

static const struct trib_field MEETING_GROUP_REMOVE[] = {
    {ID(meeting_group_remove, meeting_group_id), REQUIRED, .summary = "The row."},
};

static const struct trib_field MEETING_OPTION_ADD[] = {
    {ID(meeting_option_add, meeting_id), REQUIRED, .summary = "The meeting, a draft."},
    {ID(meeting_option_add, meeting_option_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(meeting_option_add, starts_local, LOCAL_TIME_LETTERS), REQUIRED,
     .summary = "When it would begin, as the clocks of its zone show it."},
    {TEXT(meeting_option_add, ends_local, LOCAL_TIME_LETTERS), REQUIRED,
     .summary = "When it would end."},
    {TEXT(meeting_option_add, zone, TRIB_TIME_ZONE_MAX), REQUIRED,
     .summary = "The zone whose clocks show both."},
    {WORD(meeting_option_add, reading, MEETING_READING),
     .summary = "Which one is meant of a beginning that the clocks bring twice, or never."},
};

static const struct trib_field MEETING_OPTION_OF[] = {
    {ID(meeting_option_of, meeting_option_id), REQUIRED, .summary = "The time that is offered."},
};

static const struct trib_field MEETING_OPTION_MARK[] = {
    {ID(meeting_option_mark, meeting_option_id), REQUIRED, .summary = "The time that is offered."},
    {ID(meeting_option_mark, meeting_option_mark_id), REQUIRED,
     .summary = "Id of the row, if there is none yet."},
    {WORD(meeting_option_mark, mark, MEETING_MARK), REQUIRED, .summary = "Whether it suits."},
};

#define MEETING_ID "\"meeting_id\":\"6f5e4d3c-2b1a-4f0e-9d8c-8b7a6f5e4d3c\""
#define ZONE_ID "\"organization_zone_id\":\"3a2f1e0d-9c8b-4a7f-8e9d-5c4b3a2f1e0d\""
#define MEETING_GROUP_ID "\"meeting_group_id\":\"4b3a2f1e-0d9c-4b8a-9f8e-6d5c4b3a2f1e\""
#define OPTION_ID "\"meeting_option_id\":\"5c4b3a2f-1e0d-4c9b-8a9f-7e6d5c4b3a2f\""
#define ON_OPTION OBJECT("meeting_option", "meeting_option_id")

static const struct trib_method methods[] = {
    {.name = "organization_zone.add",
     .summary = "Says that an organization works in a time zone.",
     FIELDS(ORGANIZATION_ZONE_ADD),
     .permission = TRIB_MAY_EDIT_ORGANIZATION,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_ZONE, TRIB_E_TOO_MANY},
     .example = "{\"organization_id\":\"1c3d5e7f-8a9b-4c2d-8e4f-6a7b8c9d0e1f\"," ZONE_ID
                ",\"zone\":\"Africa/Accra\"}",
     RUNS(organization_zone_add, organization_zone_add)},
    {.name = "organization_zone.remove",
     .summary = "Takes such a zone away.",
     FIELDS(ORGANIZATION_ZONE_REMOVE),
     .permission = TRIB_MAY_EDIT_ORGANIZATION,
     OBJECT("organization_zone", "organization_zone_id"),
     .example = "{" ZONE_ID "}",
     RUNS(organization_zone_remove, organization_zone_remove)},
    {.name = "meeting_group.invite",
     .summary = "Invites a group besides the one that meets.",
     FIELDS(MEETING_GROUP_INVITE),
     .permission = TRIB_MAY_PLAN_MEETING,
     OBJECT("meeting", "meeting_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" MEETING_ID "," MEETING_GROUP_ID
                ",\"group_id\":\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\"}",
     RUNS(meeting_group_invite, meeting_group_invite)},
    {.name = "meeting_group.remove",
     .summary = "Takes an invitation of a group back.",
     FIELDS(MEETING_GROUP_REMOVE),
     .permission = TRIB_MAY_PLAN_MEETING,
     OBJECT("meeting_group", "meeting_group_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" MEETING_GROUP_ID "}",
     RUNS(meeting_group_remove, meeting_group_remove)},
    {.name = "meeting_option.add",
     .summary = "Offers a time for a draft.",
     FIELDS(MEETING_OPTION_ADD),
     .permission = TRIB_MAY_PLAN_MEETING,
     OBJECT("meeting", "meeting_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_ZONE, TRIB_E_LOCAL_TIME,
                  TRIB_E_ORDER, TRIB_E_TOO_MANY},
     .example = "{" MEETING_ID "," OPTION_ID ",\"starts_local\":\"2027-03-16T10:00\","
                "\"ends_local\":\"2027-03-16T12:00\",\"zone\":\"Africa/Accra\"}",
     RUNS(meeting_option_add, meeting_option_add)},
    {.name = "meeting_option.remove",
     .summary = "Offers a time no longer.",
     FIELDS(MEETING_OPTION_OF),
     .permission = TRIB_MAY_PLAN_MEETING,
     ON_OPTION,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" OPTION_ID "}",
     RUNS(meeting_option_remove, meeting_option_of)},
    {.name = "meeting_option.choose",
     .summary = "Puts the draft at that time.",
     FIELDS(MEETING_OPTION_OF),
     .permission = TRIB_MAY_PLAN_MEETING,
     ON_OPTION,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" OPTION_ID "}",
     RUNS(meeting_option_choose, meeting_option_of)},
    {.name = "meeting_option.mark",
     .summary = "Says whether a time suits: a delegate for the organization, others for "
                "themselves.",
     FIELDS(MEETING_OPTION_MARK),
     .permission = TRIB_MAY_ANSWER_MEETING,
     ON_OPTION,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example =
         "{" OPTION_ID ",\"meeting_option_mark_id\":\"6d5c4b3a-2f1e-4d0c-9b8a-8f7e6d5c4b3a\","
         "\"mark\":\"suits\"}",
     RUNS(meeting_option_mark, meeting_option_mark)},
};

const struct trib_method_family trib_methods_planner = {methods,
                                                        sizeof methods / sizeof methods[0]};
