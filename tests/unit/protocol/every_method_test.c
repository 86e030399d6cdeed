/*
 * Each command once, as it is meant to be used, from frame to row: it takes a number, its caller's
 * screen is told of the row before the answer comes, and the chain of the log holds. The table
 * below must name every command there is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "methods.h"
#include "rows.h"
#include "talk.h"
#include "tributary/store/log.h"

#define NEW_1 "e0000000-0000-4000-8000-000000000001"
#define NEW_2 "e0000000-0000-4000-8000-000000000002"
#define NEW_3 "e0000000-0000-4000-8000-000000000003"
#define FOR_OWN "\"acting_for\":\"" TALK_OWN "\","
#define OWN "\"organization_id\":\"" TALK_OWN "\""
#define OPEN_GROUP "\"group_id\":\"" TALK_OPEN_GROUP "\""

#define MEETING "\"meeting_id\":\"" TALK_MEETING "\""
#define AGENDA_ITEM "\"agenda_item_id\":\"" TALK_AGENDA_ITEM "\""
#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
#define AT_TEN                                                                                     \
    "\"starts_local\":\"2031-03-18T10:00\",\"ends_local\":\"2031-03-18T12:00\","                   \
    "\"zone\":\"Africa/Accra\""
#define PLAN "\"plan_id\":\"" TALK_PLAN "\""
#define GOAL "\"goal_id\":\"" TALK_GOAL "\""
#define OBJECTIVE "\"objective_id\":\"" TALK_OBJECTIVE "\""
#define MILESTONE "\"milestone_id\":\"" TALK_MILESTONE "\""
#define ITEM "\"action_item_id\":\"" TALK_OWN_ITEM "\""
#define THE_COALITION "\"coalition_id\":\"" TALK_COALITION "\""
#define SERIES "\"series_id\":\"" TALK_SERIES "\""
#define CONVENING "\"convening_id\":\"" TALK_CONVENING "\""
#define LINEAGE "\"lineage_id\":\"" NEW_1 "\""
#define PROPOSAL "\"proposal_id\":\"" TALK_PROPOSAL "\""
#define BALLOT "\"ballot_id\":\"" TALK_BALLOT "\""
#define TILL_MARCH "\"version\":1,\"closes_local\":\"2027-03-18T10:00\",\"zone\":\"Africa/Accra\""
#define DECIDED "\"decision\":\"By consensus.\",\"dated_on\":\"2026-11\""

#define TOKEN_HASH                                                                                 \
    "\"token_hash\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""

static struct row {
    const char *name; /* the method's */
    const char *person_id;
    const char *params;
    const char *told; /* what the caller's screen is told of the row; NULL: it is sent to nobody */
} rows[] = {
    {"organization.create", TALK_SECRETARIAT,
     "{\"organization_id\":\"" NEW_1 "\",\"name\":\"Deltas\",\"kind\":\"ngo\","
     "\"visibility\":\"public\",\"sector\":\"water\",\"founded_on\":\"2004-H1\","
     "\"acronym\":\"D\",\"organization_name_id\":\"" NEW_2 "\",\"region\":\"Sahel\","
     "\"organization_region_id\":\"" NEW_3 "\"}",
     "[\"organization\",\"insert\",\"" NEW_1 "\",{"},
    {"organization.edit", TALK_LEAD,
     "{" FOR_OWN OWN ",\"kind\":{\"from\":\"network\",\"to\":\"union\"},"
     "\"founded_on\":{\"from\":null,\"to\":\"2004-Q2\"}}",
     "[\"organization\",\"update\",\"" TALK_OWN
     "\",{\"kind\":\"union\"}],[\"organization\",\"update\",\"" TALK_OWN
     "\",{\"founded_on\":\"2004-Q2\"}]"},
    {"organization.name_add", TALK_LEAD,
     "{" FOR_OWN OWN ",\"organization_name_id\":\"" NEW_1 "\",\"kind\":\"spelling\","
     "\"text\":\"\\u0623\\u0646\\u0647\\u0627\\u0631\",\"language\":\"ar\"}",
     "[\"organization_name\",\"insert\",\"" NEW_1 "\",{"},
    {"organization.name_remove", TALK_LEAD,
     "{" FOR_OWN "\"organization_name_id\":\"" TALK_OWN_NAME "\"}",
     "[\"organization_name\",\"delete\",\"" TALK_OWN_NAME "\",null]"},
    {"organization.region_add", TALK_ALTERNATE,
     "{" FOR_OWN OWN ",\"organization_region_id\":\"" NEW_1 "\",\"region\":\"Andes\"}",
     "[\"organization_region\",\"insert\",\"" NEW_1 "\",{"},
    {"organization.region_remove", TALK_ALTERNATE,
     "{" FOR_OWN "\"organization_region_id\":\"" TALK_OWN_REGION "\"}",
     "[\"organization_region\",\"delete\",\"" TALK_OWN_REGION "\",null]"},
    {"organization.publish", TALK_SECRETARIAT, "{" OWN "}",
     "[\"organization\",\"update\",\"" TALK_OWN "\",{\"space_id\":\"" TRIB_SPACE_PUBLIC_ID "\"}]"},
    {"affiliation.add", TALK_SECRETARIAT,
     "{\"affiliation_id\":\"" NEW_1 "\",\"organization_id\":\"" TALK_ALONE
     "\",\"parent_id\":\"" TALK_OWN "\",\"status\":\"member\",\"starts_on\":\"2011\"}",
     "[\"affiliation\",\"insert\",\"" NEW_1 "\",{"},
    {"affiliation.apply", TALK_LEAD,
     "{" FOR_OWN "\"affiliation_id\":\"" NEW_1 "\"," OWN ",\"parent_id\":\"" TALK_FOREIGN
     "\",\"standing_sought\":\"observer\"}",
     "[\"affiliation\",\"insert\",\"" NEW_1 "\",{"},
    {"affiliation.set_status", TALK_SECRETARIAT,
     "{\"affiliation_id\":\"" TALK_OBSERVER_TIE "\",\"status\":{\"from\":\"observer\","
     "\"to\":\"member\"},\"decision\":\"In Accra.\"}",
     "[\"affiliation\",\"update\",\"" TALK_OBSERVER_TIE "\",{\"status\":\"member\""},
    {"affiliation.leave", TALK_SECRETARIAT, "{\"affiliation_id\":\"" TALK_FOREIGN_TIE "\"}",
     "[\"affiliation\",\"update\",\"" TALK_FOREIGN_TIE "\",{\"status\":\"left\",\"ends_on\":\""},
    {"affiliation.edit", TALK_SECRETARIAT,
     "{\"affiliation_id\":\"" TALK_OWN_TIE "\",\"starts_on\":{\"from\":null,\"to\":\"2011-Q2\"}}",
     "[\"affiliation\",\"update\",\"" TALK_OWN_TIE "\",{\"starts_on\":\"2011-Q2\"}]"},
    {"group.create", TALK_LEAD,
     "{" FOR_OWN "\"group_id\":\"" NEW_1 "\",\"group_member_id\":\"" NEW_2 "\",\"name\":\"Deltas\","
     "\"kind\":\"caucus\",\"visibility\":\"coalition\",\"mandate\":\"Meet.\"}",
     "[\"group\",\"insert\",\"" NEW_1 "\",{"},
    {"group.edit", TALK_FACILITATOR,
     "{" OPEN_GROUP ",\"mandate\":{\"from\":null,\"to\":\"Meet.\"}}",
     "[\"group\",\"update\",\"" TALK_OPEN_GROUP "\",{\"mandate\":\"Meet.\"}]"},
    {"group.name_add", TALK_FACILITATOR,
     "{" OPEN_GROUP ",\"group_name_id\":\"" NEW_1 "\",\"kind\":\"spelling\",\"text\":\"Open\"}",
     "[\"group_name\",\"insert\",\"" NEW_1 "\",{"},
    {"group.name_remove", TALK_FACILITATOR, "{\"group_name_id\":\"" TALK_GROUP_NAME "\"}",
     "[\"group_name\",\"delete\",\"" TALK_GROUP_NAME "\",null]"},
    {"group.rest", TALK_FACILITATOR, "{" OPEN_GROUP "}",
     "[\"group\",\"update\",\"" TALK_OPEN_GROUP "\",{\"state\":\"dormant\"}]"},
    {"group.activate", TALK_FACILITATOR, "{" OPEN_GROUP "}",
     "[\"group\",\"update\",\"" TALK_OPEN_GROUP "\",{\"state\":\"active\"}]"},
    {"group.close", TALK_SECRETARIAT, "{" OPEN_GROUP "}",
     "[\"group\",\"update\",\"" TALK_OPEN_GROUP "\",{\"state\":\"closed\"}]"},
    {"group.publish", TALK_CLOSED_ONE, "{\"group_id\":\"" TALK_CLOSED_GROUP "\"}",
     "[\"group\",\"update\",\"" TALK_CLOSED_GROUP "\",{\"space_id\":\"" TRIB_SPACE_PUBLIC_ID
     "\"}]"},
    {"group_member.admit", TALK_CLOSED_ONE,
     "{\"group_member_id\":\"" NEW_1 "\",\"group_id\":\"" TALK_CLOSED_GROUP "\","
     "\"organization_id\":\"" TALK_ROOT "\",\"role\":\"member\"}",
     "[\"group_member\",\"insert\",\"" NEW_1 "\",{"},
    {"group_member.set_role", TALK_FACILITATOR,
     "{\"group_member_id\":\"" TALK_MEMBERSHIP "\",\"role\":{\"from\":\"member\","
     "\"to\":\"note_taker\"}}",
     "[\"group_member\",\"update\",\"" TALK_MEMBERSHIP "\",{\"role\":\"note_taker\"}]"},
    {"group_member.end", TALK_FACILITATOR, "{\"group_member_id\":\"" TALK_MEMBERSHIP "\"}",
     "[\"group_member\",\"update\",\"" TALK_MEMBERSHIP "\",{\"ends_on\":\"2026-11-24\"}]"},
    {"group_member.join", TALK_LEAD,
     "{" FOR_OWN "\"group_member_id\":\"" NEW_1 "\",\"group_id\":\"" TALK_OTHER_GROUP "\"}",
     "[\"group_member\",\"insert\",\"" NEW_1 "\",{"},
    {"saved_view.add", TALK_PERSON,
     "{\"person_id\":\"" TALK_PERSON "\",\"saved_view_id\":\"" NEW_1
     "\",\"room\":\"network\",\"name\":\"Mine\",\"query\":\"region=Asia\"}",
     "[\"saved_view\",\"insert\",\"" NEW_1 "\",{"},
    {"saved_view.remove", TALK_PERSON, "{\"saved_view_id\":\"" TALK_SAVED_VIEW "\"}",
     "[\"saved_view\",\"delete\",\"" TALK_SAVED_VIEW "\",null]"},
    {"notification.see", TALK_PERSON, "{\"notification_id\":\"" TALK_NOTIFICATION "\"}",
     "[\"notification\",\"update\",\"" TALK_NOTIFICATION "\",{\"seen_at_ms\":"},
    {"notification.see_all", TALK_PERSON, "{\"person_id\":\"" TALK_PERSON "\",\"seq\":1}",
     "[\"notification\",\"update\",\"" TALK_NOTIFICATION "\",{\"seen_at_ms\":"},
    {"attention.edit", TALK_PERSON,
     "{\"person_id\":\"" TALK_PERSON "\",\"digest_hour\":{\"from\":7,\"to\":18}}",
     "[\"attention\",\"update\",\"" TALK_PERSON "\",{\"digest_hour\":18}]"},
    {"attention.see_news", TALK_PERSON, "{\"person_id\":\"" TALK_PERSON "\",\"seq\":1}",
     "[\"attention\",\"update\",\"" TALK_PERSON "\",{\"news_seen_seq\":1,"},
    {"subscription.set", TALK_PERSON,
     "{\"person_id\":\"" TALK_PERSON "\",\"subscription_id\":\"" NEW_1
     "\",\"group_id\":\"" TALK_OPEN_GROUP "\",\"volume\":\"loud\"}",
     "[\"subscription\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting.plan_for_coalition", TALK_SECRETARIAT,
     "{\"meeting_id\":\"" NEW_1 "\",\"title\":\"Assembly\"," AT_TEN "}",
     "[\"meeting\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting.plan", TALK_FACILITATOR,
     "{\"meeting_id\":\"" NEW_1 "\",\"title\":\"Monthly\"," OPEN_GROUP "," AT_TEN
     ",\"link\":\"https://calls.example/wells\"}",
     "[\"meeting\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting.edit", TALK_FACILITATOR, "{" MEETING ",\"place\":{\"from\":null,\"to\":\"Accra\"}}",
     "[\"meeting\",\"update\",\"" TALK_MEETING
     "\",{\"place\":\"Accra\",\"revision\":1,\"is_exception\":1}]"},
    {"meeting.move", TALK_FACILITATOR,
     "{" MEETING ",\"starts_local\":{\"from\":\"2031-03-18T10:00\",\"to\":\"2031-03-19T10:00\"},"
     "\"ends_local\":\"2031-03-19T11:00\",\"zone\":\"Africa/Accra\"}",
     "[\"meeting\",\"update\",\"" TALK_MEETING "\",{\"starts_local\":\"2031-03-19T10:00\","},
    {"meeting.set_state", TALK_FACILITATOR,
     "{" MEETING ",\"state\":{\"from\":\"planned\",\"to\":\"open\"}}",
     "[\"meeting\",\"update\",\"" TALK_MEETING "\",{\"state\":\"open\"}]"},
    {"meeting.answer", TALK_GROUP_MEMBER,
     "{" MEETING ",\"meeting_participant_id\":\"" NEW_1 "\",\"answer\":\"yes\"}",
     "[\"meeting_participant\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting.attend", TALK_NOTE_TAKER,
     "{\"meeting_id\":\"" TALK_OPEN_MEETING "\",\"meeting_participant_id\":\"" NEW_1
     "\",\"person_id\":\"" TALK_NOTE_TAKER "\",\"attendance\":\"present\"}",
     "[\"meeting_participant\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting_series.plan_for_coalition", TALK_SECRETARIAT,
     "{\"meeting_series_id\":\"" NEW_1 "\",\"title\":\"Assembly\"," AT_TEN
     ",\"frequency\":\"monthly_by_day\",\"every\":3}",
     "[\"meeting_series\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting_series.plan", TALK_FACILITATOR,
     "{\"meeting_series_id\":\"" NEW_1 "\",\"title\":\"Weekly\"," OPEN_GROUP "," AT_TEN
     ",\"frequency\":\"weekly\",\"every\":2}",
     "[\"meeting_series\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting_series.extend", TALK_FACILITATOR,
     "{\"meeting_series_id\":\"" TALK_MEETING_SERIES "\"}", "[\"meeting\",\"insert\",\""},
    {"meeting_series.edit", TALK_FACILITATOR,
     "{\"meeting_series_id\":\"" TALK_MEETING_SERIES
     "\",\"starts_hour\":{\"from\":\"10:00\",\"to\":\"09:30\"}}",
     "[\"meeting\",\"update\",\"" TALK_MEETING "\",{\"starts_local\":\"2031-03-18T09:30\""},
    {"meeting_series.end", TALK_FACILITATOR, "{\"meeting_series_id\":\"" TALK_MEETING_SERIES "\"}",
     "[\"meeting_series\",\"update\",\"" TALK_MEETING_SERIES "\",{\"state\":\"ended\"}]"},
    {"organization_zone.add", TALK_LEAD,
     "{" FOR_OWN OWN ",\"organization_zone_id\":\"" NEW_1 "\",\"zone\":\"Asia/Manila\"}",
     "[\"organization_zone\",\"insert\",\"" NEW_1 "\",{"},
    {"organization_zone.remove", TALK_LEAD,
     "{" FOR_OWN "\"organization_zone_id\":\"" TALK_ZONE "\"}",
     "[\"organization_zone\",\"delete\",\"" TALK_ZONE "\",null]"},
    {"meeting_group.invite", TALK_SECRETARIAT,
     "{\"meeting_id\":\"" TALK_ASSEMBLY "\",\"meeting_group_id\":\"" NEW_1
     "\",\"group_id\":\"" TALK_OTHER_GROUP "\"}",
     "[\"meeting_group\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting_group.remove", TALK_SECRETARIAT, "{\"meeting_group_id\":\"" TALK_MEETING_GROUP "\"}",
     "[\"meeting_group\",\"delete\",\"" TALK_MEETING_GROUP "\",null]"},
    {"meeting_option.add", TALK_FACILITATOR,
     "{\"meeting_id\":\"" TALK_DRAFT_MEETING "\",\"meeting_option_id\":\"" NEW_1 "\"," AT_TEN "}",
     "[\"meeting_option\",\"insert\",\"" NEW_1 "\",{"},
    {"meeting_option.remove", TALK_FACILITATOR, "{\"meeting_option_id\":\"" TALK_OPTION "\"}",
     "[\"meeting_option\",\"delete\",\"" TALK_OPTION "\",null]"},
    {"meeting_option.choose", TALK_FACILITATOR, "{\"meeting_option_id\":\"" TALK_OPTION "\"}",
     "[\"meeting\",\"update\",\"" TALK_DRAFT_MEETING "\",{"},
    {"meeting_option.mark", TALK_GROUP_MEMBER,
     "{\"meeting_option_id\":\"" TALK_OPTION "\",\"meeting_option_mark_id\":\"" NEW_1
     "\",\"mark\":\"if_needed\"}",
     "[\"meeting_option_mark\",\"insert\",\"" NEW_1 "\",{"},
    {"calendar_address.make", TALK_PERSON,
     "{\"calendar_address_id\":\"" NEW_1 "\",\"address_hash\":\"" HASH "\"}",
     "[\"calendar_address\",\"insert\",\"" NEW_1 "\",{"},
    {"calendar_address.make_for_group", TALK_FACILITATOR,
     "{\"calendar_address_id\":\"" NEW_1 "\"," OPEN_GROUP ",\"address_hash\":\"" HASH "\"}",
     "[\"calendar_address\",\"insert\",\"" NEW_1 "\",{"},
    {"calendar_address.revoke", TALK_PERSON,
     "{\"calendar_address_id\":\"" TALK_CALENDAR_ADDRESS "\"}",
     "[\"calendar_address\",\"update\",\"" TALK_CALENDAR_ADDRESS "\",{\"state\":\"revoked\"}]"},
    {"agenda_item.add", TALK_NOTE_TAKER,
     "{" MEETING ",\"agenda_item_id\":\"" NEW_1 "\",\"title\":\"Figures\",\"minutes_planned\":20}",
     "[\"agenda_item\",\"insert\",\"" NEW_1 "\",{"},
    {"agenda_item.propose", TALK_GROUP_MEMBER,
     "{\"agenda_item_id\":\"" NEW_1 "\",\"title\":\"Figures\"," OPEN_GROUP "}",
     "[\"agenda_item\",\"insert\",\"" NEW_1 "\",{"},
    {"agenda_item.propose_to_coalition", TALK_LEAD,
     "{" FOR_OWN "\"agenda_item_id\":\"" NEW_1 "\",\"title\":\"Figures\"}",
     "[\"agenda_item\",\"insert\",\"" NEW_1 "\",{"},
    {"agenda_item.edit", TALK_NOTE_TAKER,
     "{" AGENDA_ITEM ",\"minutes_planned\":{\"from\":null,\"to\":30}}",
     "[\"agenda_item\",\"update\",\"" TALK_AGENDA_ITEM "\",{\"minutes_planned\":30}]"},
    {"agenda_item.move", TALK_NOTE_TAKER, "{" AGENDA_ITEM "}",
     "[\"agenda_item\",\"update\",\"" TALK_AGENDA_ITEM "\",{\"meeting_id\":null}]"},
    {"agenda_item.remove", TALK_NOTE_TAKER, "{" AGENDA_ITEM "}",
     "[\"agenda_item\",\"delete\",\"" TALK_AGENDA_ITEM "\",null]"},
    {"agenda_item.link", TALK_NOTE_TAKER,
     "{\"trace_link_id\":\"" NEW_1 "\"," AGENDA_ITEM ",\"about_table\":\"organization\","
     "\"about_id\":\"" TALK_ROOT "\"}",
     "[\"trace_link\",\"insert\",\"" NEW_1 "\",{"},
    {"agenda_item.unlink", TALK_NOTE_TAKER,
     "{" AGENDA_ITEM ",\"trace_link_id\":\"" TALK_TRACE_LINK "\"}",
     "[\"trace_link\",\"delete\",\"" TALK_TRACE_LINK "\",null]"},
    {"minutes.write", TALK_NOTE_TAKER,
     "{\"minutes_id\":\"" NEW_1 "\",\"meeting_id\":\"" TALK_OPEN_MEETING
     "\",\"agenda_item_id\":\"" TALK_OPEN_AGENDA_ITEM "\",\"text\":\"All sent them.\"}",
     "[\"minutes\",\"insert\",\"" NEW_1 "\",{"},
    {"minutes.edit", TALK_NOTE_TAKER,
     "{\"minutes_id\":\"" TALK_MINUTES
     "\",\"text\":{\"from\":\"All were there.\",\"to\":\"Most were there.\"}}",
     "[\"minutes\",\"update\",\"" TALK_MINUTES "\",{\"text\":\"Most were there.\"}]"},
    {"minutes_note.add", TALK_NOTE_TAKER,
     "{\"minutes_note_id\":\"" NEW_1 "\",\"meeting_id\":\"" TALK_ADOPTED_MEETING
     "\",\"text\":\"Two were missing.\"}",
     "[\"minutes_note\",\"insert\",\"" NEW_1 "\",{"},
    {"plan.create", TALK_FACILITATOR,
     "{\"plan_id\":\"" NEW_1 "\",\"name\":\"Two years\"," OPEN_GROUP "}",
     "[\"plan\",\"insert\",\"" NEW_1 "\",{"},
    {"plan.create_for_coalition", TALK_SECRETARIAT,
     "{\"plan_id\":\"" NEW_1 "\",\"name\":\"Roadmap\",\"starts_on\":\"2012\","
     "\"ends_min_on\":\"2022\",\"ends_max_on\":\"2032\"}",
     "[\"plan\",\"insert\",\"" NEW_1 "\",{"},
    {"plan.edit", TALK_GROUP_MEMBER,
     "{\"plan_id\":\"" TALK_OWN_PLAN "\",\"ends_max_on\":{\"from\":null,\"to\":\"2032\"}}",
     "[\"plan\",\"update\",\"" TALK_OWN_PLAN "\",{\"ends_max_on\":\"2032\"}]"},
    {"plan.entrust", TALK_SECRETARIAT,
     "{" PLAN ",\"group_id\":{\"from\":\"" TALK_OPEN_GROUP "\",\"to\":null}}",
     "[\"plan\",\"update\",\"" TALK_PLAN "\",{\"group_id\":null}]"},
    {"plan.set_state", TALK_SECRETARIAT,
     "{" PLAN ",\"state\":{\"from\":\"active\",\"to\":\"archived\"},\"decision\":"
     "\"By consensus.\"}",
     "[\"plan\",\"update\",\"" TALK_PLAN
     "\",{\"state\":\"archived\",\"decision\":\"By consensus.\"}]"},
    {"plan.copy", TALK_SECRETARIAT,
     "{\"plan_id\":\"" NEW_1 "\",\"from_plan_id\":\"" TALK_PLAN "\",\"name\":\"Next\"}",
     "[\"plan\",\"insert\",\"" NEW_1 "\",{"},
    {"goal.add", TALK_SECRETARIAT,
     "{\"goal_id\":\"" NEW_1 "\"," PLAN ",\"name\":\"Redress\",\"weight\":3}",
     "[\"goal\",\"insert\",\"" NEW_1 "\",{"},
    {"goal.edit", TALK_SECRETARIAT, "{" GOAL ",\"weight\":{\"from\":1,\"to\":0}}",
     "[\"goal\",\"update\",\"" TALK_GOAL "\",{\"weight\":0}]"},
    {"goal.move", TALK_SECRETARIAT, "{" GOAL "}",
     "[\"goal\",\"update\",\"" TALK_GOAL "\",{\"rank\":3}]"},
    {"goal.remove", TALK_SECRETARIAT, "{\"goal_id\":\"" TALK_BARE_GOAL "\"}",
     "[\"goal\",\"delete\",\"" TALK_BARE_GOAL "\",null]"},
    {"objective.add", TALK_SECRETARIAT,
     "{\"objective_id\":\"" NEW_1 "\"," GOAL ",\"name\":\"Wider\",\"starts_on\":\"2013\","
     "\"ends_on\":\"2032\"}",
     "[\"objective\",\"insert\",\"" NEW_1 "\",{"},
    {"objective.edit", TALK_SECRETARIAT,
     "{" OBJECTIVE ",\"ends_on\":{\"from\":null,\"to\":\"2030\"}}",
     "[\"objective\",\"update\",\"" TALK_OBJECTIVE "\",{\"ends_on\":\"2030\"}]"},
    {"objective.move", TALK_SECRETARIAT, "{" OBJECTIVE ",\"goal_id\":\"" TALK_BARE_GOAL "\"}",
     "[\"objective\",\"update\",\"" TALK_OBJECTIVE "\",{\"goal_id\":\"" TALK_BARE_GOAL "\"}]"},
    {"objective.remove", TALK_SECRETARIAT, "{\"objective_id\":\"" TALK_BARE_OBJECTIVE "\"}",
     "[\"objective\",\"delete\",\"" TALK_BARE_OBJECTIVE "\",null]"},
    {"milestone.add", TALK_SECRETARIAT,
     "{\"milestone_id\":\"" NEW_1 "\"," PLAN "," OBJECTIVE ",\"name\":\"Ten states\","
     "\"due_on\":\"2016\",\"owner_organization_id\":\"" TALK_OWN "\"," CONVENING "}",
     "[\"milestone\",\"insert\",\"" NEW_1 "\",{"},
    {"milestone.edit", TALK_SECRETARIAT,
     "{" MILESTONE ",\"due_on\":{\"from\":null,\"to\":\"2013-Q2\"}}",
     "[\"milestone\",\"update\",\"" TALK_MILESTONE "\",{\"due_on\":\"2013-Q2\"}]"},
    {"milestone.move", TALK_SECRETARIAT, "{" MILESTONE "}",
     "[\"milestone\",\"update\",\"" TALK_MILESTONE "\",{\"objective_id\":null,\"rank\":2}]"},
    {"milestone.set_state", TALK_LEAD,
     "{" FOR_OWN MILESTONE ",\"state\":{\"from\":\"planned\",\"to\":\"under_way\"}}",
     "[\"milestone\",\"update\",\"" TALK_MILESTONE "\",{\"state\":\"under_way\"}]"},
    {"milestone.remove", TALK_SECRETARIAT, "{\"milestone_id\":\"" TALK_BARE_MILESTONE "\"}",
     "[\"milestone\",\"delete\",\"" TALK_BARE_MILESTONE "\",null]"},
    {"action_item.create", TALK_FACILITATOR,
     "{\"action_item_id\":\"" NEW_1 "\",\"title\":\"Write\"," OPEN_GROUP
     ",\"due_on\":\"2027-Q1\",\"owner_person_id\":\"" TALK_GROUP_MEMBER "\"}",
     "[\"action_item\",\"insert\",\"" NEW_1 "\",{"},
    {"action_item.create_for_coalition", TALK_SECRETARIAT,
     "{\"action_item_id\":\"" NEW_1 "\",\"title\":\"Write\",\"owner_organization_id\":\"" TALK_OWN
     "\"}",
     "[\"action_item\",\"insert\",\"" NEW_1 "\",{"},
    {"action_item.edit", TALK_LEAD, "{" FOR_OWN ITEM ",\"progress\":{\"from\":0,\"to\":40}}",
     "[\"action_item\",\"update\",\"" TALK_OWN_ITEM "\",{\"progress\":40}]"},
    {"action_item.take", TALK_GROUP_MEMBER, "{\"action_item_id\":\"" TALK_ITEM "\"}",
     "[\"action_item\",\"update\",\"" TALK_ITEM "\",{\"owner_person_id\":\"" TALK_GROUP_MEMBER
     "\"}]"},
    {"action_item.set_state", TALK_LEAD,
     "{" FOR_OWN ITEM ",\"state\":{\"from\":\"open\",\"to\":\"blocked\"},\"reason\":\"Rain.\"}",
     "[\"action_item\",\"update\",\"" TALK_OWN_ITEM
     "\",{\"state\":\"blocked\",\"reason\":\"Rain.\"}]"},
    {"action_item.move", TALK_LEAD,
     "{" FOR_OWN ITEM ",\"group_id\":{\"from\":null,\"to\":\"" NEW_2
     "\"},\"visibility\":\"group\"}",
     "[\"action_item\",\"update\",\"" TALK_OWN_ITEM "\",{\"space_id\":\"" NEW_2
     "\",\"group_id\":\"" NEW_2 "\"}]"},
    {"action_item_step.add", TALK_LEAD,
     "{" FOR_OWN ITEM ",\"action_item_step_id\":\"" NEW_1 "\",\"text\":\"Second\"}",
     "[\"action_item_step\",\"insert\",\"" NEW_1 "\",{"},
    {"action_item_step.edit", TALK_LEAD,
     "{" FOR_OWN "\"action_item_step_id\":\"" TALK_STEP "\",\"is_done\":{\"from\":0,\"to\":1}}",
     "[\"action_item_step\",\"update\",\"" TALK_STEP "\",{\"is_done\":1}]"},
    {"action_item_step.remove", TALK_LEAD, "{" FOR_OWN "\"action_item_step_id\":\"" TALK_STEP "\"}",
     "[\"action_item_step\",\"delete\",\"" TALK_STEP "\",null]"},
    {"comment.add", TALK_SECRETARIAT,
     "{\"comment_id\":\"" NEW_1 "\",\"about_table\":\"group\",\"about_id\":\"" TALK_OPEN_GROUP
     "\",\"text\":\"@[organization:" TALK_OWN "] shall we?\"}",
     "[\"comment\",\"insert\",\"" NEW_1 "\",{"},
    {"comment.reply", TALK_LEAD,
     "{" FOR_OWN "\"comment_id\":\"" NEW_1 "\",\"parent_id\":\"" TALK_OWN_COMMENT
     "\",\"text\":\"We do.\"}",
     "[\"comment\",\"insert\",\"" NEW_1 "\",{"},
    {"comment.edit", TALK_LEAD,
     "{" FOR_OWN "\"comment_id\":\"" TALK_ANSWER
     "\",\"text\":{\"from\":\"Who comes?\",\"to\":\"Who else?\"}}",
     "[\"comment\",\"update\",\"" TALK_ANSWER "\",{\"text\":\"Who else?\"}]"},
    {"comment.redact", TALK_GROUP_MEMBER, "{\"comment_id\":\"" TALK_COMMENT "\"}",
     "[\"comment\",\"update\",\"" TALK_COMMENT "\",{\"text\":\"[…]\"}]"},
    {"comment.resolve", TALK_FACILITATOR, "{\"comment_id\":\"" TALK_COMMENT "\"}",
     "[\"comment\",\"update\",\"" TALK_COMMENT "\",{\"resolved_at_ms\":"},
    {"comment.reopen", TALK_SECRETARIAT, "{\"comment_id\":\"" TALK_OWN_COMMENT "\"}",
     "[\"comment\",\"update\",\"" TALK_OWN_COMMENT "\",{\"resolved_at_ms\":null"},
    {"contribution.write", TALK_BASE,
     "{" FOR_OWN "\"contribution_id\":\"" NEW_1 "\",\"kind\":\"question\",\"title\":\"Wells\","
     "\"text\":\"Whose are they?\",\"language\":\"en\"}",
     "[\"contribution\",\"insert\",\"" NEW_1 "\",{"},
    {"contribution.edit", TALK_BASE,
     "{" FOR_OWN "\"contribution_id\":\"" TALK_VOICE
     "\",\"attribution\":{\"from\":\"anonymous\",\"to\":\"organization\"}}",
     "[\"contribution\",\"update\",\"" TALK_VOICE "\",{\"attribution\":\"organization\"}]"},
    {"contribution.submit", TALK_BASE,
     "{" FOR_OWN "\"contribution_id\":\"" TALK_VOICE "\",\"edition_id\":\"" NEW_1 "\"}",
     "[\"edition\",\"insert\",\"" NEW_1 "\",{"},
    {"contribution.withdraw", TALK_BASE, "{\"contribution_id\":\"" TALK_GIVEN_VOICE "\"}",
     "[\"edition\",\"update\",\"" TALK_EDITION "\",{\"title\":\"[…]\",\"text\":\"[…]\""},
    {"edition.accept", TALK_LEAD, "{" FOR_OWN "\"edition_id\":\"" TALK_EDITION "\"}",
     "[\"edition\",\"update\",\"" TALK_EDITION "\",{\"state\":\"accepted\"}]"},
    {"edition.return", TALK_ALTERNATE,
     "{" FOR_OWN "\"edition_id\":\"" TALK_EDITION "\",\"note\":\"Which year?\"}",
     "[\"edition\",\"update\",\"" TALK_EDITION
     "\",{\"state\":\"returned\",\"note\":\"Which year?\"}]"},
    {"proposal.write", TALK_FACILITATOR,
     "{" OPEN_GROUP ",\"proposal_id\":\"" NEW_1
     "\",\"title\":\"Wells\",\"text\":\"We dig.\",\"language\":\"en\"}",
     "[\"proposal\",\"insert\",\"" NEW_1 "\",{"},
    {"proposal.write_for_coalition", TALK_LEAD,
     "{" FOR_OWN "\"proposal_id\":\"" NEW_1 "\",\"title\":\"Wells\",\"text\":\"We "
     "dig.\",\"language\":\"en\",\"replaces_id\":\"" TALK_DECISION
     "\",\"replacement\":\"supersedes\"}",
     "[\"proposal\",\"insert\",\"" NEW_1 "\",{"},
    {"proposal.edit", TALK_LEAD,
     "{" FOR_OWN PROPOSAL ",\"title\":{\"from\":\"Wages first\",\"to\":\"Wages\"}}",
     "[\"proposal\",\"update\",\"" TALK_PROPOSAL "\",{\"version\":2}]"},
    {"proposal.discuss", TALK_LEAD, "{" FOR_OWN "\"proposal_id\":\"" TALK_DRAFT_PROPOSAL "\"}",
     "[\"proposal\",\"update\",\"" TALK_DRAFT_PROPOSAL "\",{\"state\":\"discussion\"}]"},
    {"proposal.back", TALK_LEAD, "{" FOR_OWN "\"proposal_id\":\"" TALK_OBSERVERS_PROPOSAL "\"}",
     "[\"proposal\",\"update\",\"" TALK_OBSERVERS_PROPOSAL "\",{\"backed_by_id\":\"" TALK_OWN
     "\"}]"},
    {"proposal.withdraw", TALK_LEAD, "{" FOR_OWN PROPOSAL "}",
     "[\"proposal\",\"update\",\"" TALK_PROPOSAL "\",{\"state\":\"withdrawn\"}]"},
    {"ballot.open", TALK_SECRETARIAT, "{\"ballot_id\":\"" NEW_1 "\"," PROPOSAL "," TILL_MARCH "}",
     "[\"ballot\",\"insert\",\"" NEW_1 "\",{"},
    {"ballot.cast", TALK_LEAD, "{" FOR_OWN BALLOT ",\"version\":1,\"choice\":\"agree\"}",
     "[\"ballot\",\"update\",\"" TALK_BALLOT "\",{\"answered\":1}]"},
    {"ballot.take_back", TALK_LEAD, "{" FOR_OWN BALLOT "}",
     "[\"ballot\",\"update\",\"" TALK_BALLOT "\",{\"answered\":0}]"},
    {"ballot.close", TALK_SECRETARIAT, "{\"ballot_id\":\"" NEW_2 "\"}",
     "[\"ballot\",\"update\",\"" NEW_2 "\",{\"state\":\"closed\""},
    {"ballot.void", TALK_SECRETARIAT, "{" BALLOT ",\"reason\":\"In one language only.\"}",
     "[\"ballot\",\"update\",\"" TALK_BALLOT "\",{\"state\":\"void\""},
    {"decision.edit", TALK_SECRETARIAT,
     "{\"decision_id\":\"" TALK_DECISION "\",\"review_on\":{\"from\":null,\"to\":\"2028-Q1\"}}",
     "[\"decision\",\"update\",\"" TALK_DECISION "\",{\"review_on\":\"2028-Q1\"}]"},
    {"question.ask", TALK_SECRETARIAT,
     "{\"question_id\":\"" NEW_1 "\",\"text\":\"Whose are the wells?\"}",
     "[\"question\",\"insert\",\"" NEW_1 "\",{"},
    {"question.answer", TALK_SECRETARIAT,
     "{\"trace_link_id\":\"" NEW_1 "\",\"question_id\":\"" TALK_OPEN_QUESTION
     "\",\"decision_id\":\"" TALK_DECISION "\"}",
     "[\"trace_link\",\"insert\",\"" NEW_1 "\",{"},
    {"question.unanswer", TALK_SECRETARIAT,
     "{\"question_id\":\"" TALK_QUESTION "\",\"trace_link_id\":\"" TALK_ANSWERS_LINK "\"}",
     "[\"trace_link\",\"delete\",\"" TALK_ANSWERS_LINK "\",null]"},
    {"dispatch.send", TALK_SECRETARIAT,
     "{\"dispatch_id\":\"" NEW_1 "\",\"kind\":\"request\",\"title\":\"Wells\",\"text\":"
     "\"Tell us of the wells.\",\"language\":\"en\",\"due_on\":\"2027-03\"}",
     "[\"dispatch\",\"insert\",\"" NEW_1 "\",{"},
    {"dispatch.pause", TALK_SECRETARIAT, "{\"dispatch_id\":\"" TALK_DISPATCH "\"}",
     "[\"dispatch\",\"update\",\"" TALK_DISPATCH "\",{\"state\":\"paused\""},
    {"dispatch.resume", TALK_SECRETARIAT, "{\"dispatch_id\":\"" TALK_PAUSED_DISPATCH "\"}",
     "[\"dispatch\",\"update\",\"" TALK_PAUSED_DISPATCH "\",{\"state\":\"sent\""},
    {"dispatch.close", TALK_SECRETARIAT, "{\"dispatch_id\":\"" TALK_DISPATCH "\"}",
     "[\"dispatch\",\"update\",\"" TALK_DISPATCH "\",{\"state\":\"closed\""},
    {"dispatch.recall", TALK_SECRETARIAT,
     "{\"dispatch_id\":\"" TALK_DISPATCH "\",\"reason\":\"The wrong month.\"}",
     "[\"delivery\",\"update\",\"" TALK_DELIVERY "\",{\"state\":\"recalled\"}]"},
    {"delivery.acknowledge", TALK_LEAD, "{" FOR_OWN "\"delivery_id\":\"" TALK_DELIVERY "\"}",
     "[\"delivery\",\"update\",\"" TALK_DELIVERY "\",{\"state\":\"acknowledged\""},
    {"delivery.localise", TALK_LEAD,
     "{" FOR_OWN "\"delivery_id\":\"" TALK_READ_DELIVERY "\",\"delivery_note_id\":\"" NEW_1
     "\",\"text\":\"Salarios\",\"language\":\"es\"}",
     "[\"delivery_note\",\"insert\",\"" NEW_1 "\",{"},
    {"delivery.pass_on", TALK_LEAD, "{" FOR_OWN "\"delivery_id\":\"" TALK_READ_DELIVERY "\"}",
     "[\"delivery\",\"update\",\"" TALK_READ_DELIVERY "\",{\"passed_on_at_ms\":"},
    {"delivery.act", TALK_LEAD, "{" FOR_OWN "\"delivery_id\":\"" TALK_READ_DELIVERY "\"}",
     "[\"delivery\",\"update\",\"" TALK_READ_DELIVERY "\",{\"state\":\"acting\""},
    {"delivery.report", TALK_LEAD,
     "{" FOR_OWN "\"delivery_id\":\"" TALK_DONE_DELIVERY "\",\"delivery_note_id\":\"" NEW_1
     "\",\"text\":\"Forty claims.\",\"language\":\"en\",\"people\":180}",
     "[\"delivery_note\",\"insert\",\"" NEW_1 "\",{"},
    {"delivery.decline", TALK_LEAD,
     "{" FOR_OWN "\"delivery_id\":\"" TALK_DONE_DELIVERY "\",\"delivery_note_id\":\"" NEW_1
     "\",\"text\":\"It is not safe.\",\"language\":\"en\",\"is_reason_told\":0}",
     "[\"delivery\",\"update\",\"" TALK_DONE_DELIVERY "\",{\"state\":\"declined\""},
    {"person.redact", TALK_PERSON, "{\"person_id\":\"" TALK_PERSON "\"}",
     "[\"person\",\"update\",\"" TALK_PERSON "\",{\"display_name\":\"[…]\"}]"},
    {"belonging.redact", TALK_SECRETARIAT,
     "{\"belonging_id\":\"d0000000-0000-4000-8000-0000000000b2\"}",
     "[\"belonging\",\"update\",\"d0000000-0000-4000-8000-0000000000b2\",{\"display_name\":\"[…]\"}"
     "]"},
    {"room_code.open", TALK_FACILITATOR,
     "{\"room_code_id\":\"" NEW_1 "\"," OPEN_GROUP ",\"code_hash\":"
     "\"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\"}",
     "[\"room_code\",\"insert\",\"" NEW_1 "\",{"},
    {"room_code.close", TALK_FACILITATOR, "{\"room_code_id\":\"" TALK_ROOM_CODE "\"}",
     "[\"room_code\",\"update\",\"" TALK_ROOM_CODE "\",{\"state\":\"closed\"}]"},
    {"affiliation.confirm", TALK_LEAD, "{" FOR_OWN "\"affiliation_id\":\"" TALK_ASKED_TIE "\"}",
     "[\"affiliation\",\"update\",\"" TALK_ASKED_TIE
     "\",{\"status\":\"member\",\"starts_on\":\"2026-11-24\",\"is_asked\":0}]"},
    {"application.make", TALK_PERSON,
     "{\"application_id\":\"" NEW_1 "\",\"organization_id\":\"" NEW_2
     "\",\"affiliation_id\":\"" NEW_3
     "\",\"belonging_id\":\"e0000000-0000-4000-8000-0000000000a1\",\"name\":\"Delta\","
     "\"kind\":\"ngo\",\"standing_sought\":\"member\"}",
     "[\"application\",\"insert\",\"" NEW_1 "\",{"},
    {"application.seek", TALK_LEAD,
     "{" FOR_OWN "\"application_id\":\"" TALK_OWN_APPLICATION
     "\",\"standing_sought\":{\"from\":\"observer\",\"to\":\"member\"}}",
     "[\"application\",\"update\",\"" TALK_OWN_APPLICATION "\",{\"standing_sought\":\"member\"}]"},
    {"application.withdraw", TALK_LEAD,
     "{" FOR_OWN "\"application_id\":\"" TALK_OWN_APPLICATION "\"}",
     "[\"application\",\"update\",\"" TALK_OWN_APPLICATION
     "\",{\"status\":\"left\",\"answered_on\":\"2026-11-24\"}]"},
    {"charter.adopt", TALK_SECRETARIAT,
     "{\"charter_id\":\"" NEW_1 "\",\"text\":\"We share.\",\"language\":\"en\"}",
     "[\"charter\",\"insert\",\"" NEW_1 "\",{"},
    {"charter.translate", TALK_SECRETARIAT,
     "{\"charter_id\":\"" NEW_1 "\",\"version\":1,\"text\":\"Nous partageons.\","
     "\"language\":\"fr\"}",
     "[\"charter\",\"insert\",\"" NEW_1 "\",{"},
    {"coalition.edit", TALK_ADMINISTRATOR,
     "{" THE_COALITION ",\"quorum_numerator\":{\"from\":1,\"to\":2},"
     "\"quorum_denominator\":{\"from\":2,\"to\":3}}",
     "[\"coalition\",\"update\",\"" TALK_COALITION "\",{\"quorum_numerator\":2}]"},
    {"coalition.language_add", TALK_SECRETARIAT,
     "{" THE_COALITION ",\"coalition_language_id\":\"" NEW_1 "\",\"language\":\"ar\"}",
     "[\"coalition_language\",\"insert\",\"" NEW_1 "\",{"},
    {"coalition.language_remove", TALK_SECRETARIAT,
     "{\"coalition_language_id\":\"" TALK_LANGUAGE "\"}",
     "[\"coalition_language\",\"delete\",\"" TALK_LANGUAGE "\",null]"},
    {"import.run", TALK_SECRETARIAT,
     "{\"file\":\"{\\\"format\\\":\\\"tributary-seed\\\",\\\"organizations\\\":[{\\\"id\\\":"
     "\\\"one\\\",\\\"name\\\":\\\"Deltas\\\",\\\"kind\\\":\\\"ngo\\\"}]}\"}",
     "\"name\":\"Deltas\",\"kind\":\"ngo\""},
    {"samples.remove", TALK_SECRETARIAT, "{\"count\":1}",
     "[\"series_name\",\"delete\",\"" TALK_SERIES_NAME "\",null]"},
    {"series.create", TALK_SECRETARIAT,
     "{\"series_id\":\"" NEW_1 "\",\"name\":\"Forum\",\"kind\":\"civil_society\","
     "\"visibility\":\"public\",\"acronym\":\"F\",\"series_name_id\":\"" NEW_2 "\"}",
     "[\"series\",\"insert\",\"" NEW_1 "\",{"},
    {"series.edit", TALK_SECRETARIAT, "{" SERIES ",\"named_on\":{\"from\":null,\"to\":\"2008\"}}",
     "[\"series\",\"update\",\"" TALK_SERIES "\",{\"named_on\":\"2008\"}]"},
    {"series.name_add", TALK_SECRETARIAT,
     "{" SERIES ",\"series_name_id\":\"" NEW_1 "\",\"kind\":\"former\",\"text\":\"Dialogue\"}",
     "[\"series_name\",\"insert\",\"" NEW_1 "\",{"},
    {"series.name_remove", TALK_SECRETARIAT, "{\"series_name_id\":\"" TALK_SERIES_NAME "\"}",
     "[\"series_name\",\"delete\",\"" TALK_SERIES_NAME "\",null]"},
    {"convening.create", TALK_SECRETARIAT,
     "{\"convening_id\":\"" NEW_1 "\",\"name\":\"Forum 2027\",\"kind\":\"conference\","
     "\"visibility\":\"public\"," SERIES ",\"state\":\"idea\",\"starts_on\":\"2027\","
     "\"place\":\"Africa\",\"place_precision\":\"continent\"}",
     "[\"convening\",\"insert\",\"" NEW_1 "\",{"},
    {"convening.host", TALK_LEAD,
     "{" FOR_OWN "\"convening_id\":\"" NEW_1 "\",\"name\":\"Delta Meeting\","
     "\"kind\":\"conference\",\"host_id\":\"" TALK_OWN "\",\"alongside_id\":\"" TALK_CONVENING
     "\"}",
     "[\"convening\",\"insert\",\"" NEW_1 "\",{"},
    {"convening.edit", TALK_LEAD,
     "{" FOR_OWN CONVENING ",\"starts_on\":{\"from\":null,\"to\":\"2027-Q3\"}}",
     "[\"convening\",\"update\",\"" TALK_CONVENING "\",{\"starts_on\":\"2027-Q3\"}]"},
    {"convening.set_state", TALK_LEAD,
     "{" FOR_OWN CONVENING ",\"state\":{\"from\":\"announced\",\"to\":\"held\"}}",
     "[\"convening\",\"update\",\"" TALK_CONVENING "\",{\"state\":\"held\"}]"},
    {"lineage.add", TALK_SECRETARIAT,
     "{" LINEAGE ",\"from_table\":\"series\",\"from_id\":\"" TALK_SERIES
     "\",\"to_table\":\"organization\",\"to_id\":\"" TALK_ROOT "\",\"relation\":\"evolved_into\"}",
     "[\"lineage\",\"insert\",\"" NEW_1 "\",{"},
    {"lineage.remove", TALK_SECRETARIAT, "{\"lineage_id\":\"" TALK_LINEAGE "\"}",
     "[\"lineage\",\"delete\",\"" TALK_LINEAGE "\",null]"},
    {"group.become_alliance", TALK_FACILITATOR,
     "{" OPEN_GROUP ",\"organization_id\":\"" NEW_2 "\",\"belonging_id\":\"" NEW_3 "\"," LINEAGE
     ",\"name\":\"Alliance\"," DECIDED "}",
     "[\"organization\",\"insert\",\"" NEW_2 "\",{"},
    {"group.reconvene", TALK_LEAD,
     "{" FOR_OWN "\"group_id\":\"" NEW_2 "\"," OWN "," LINEAGE "," DECIDED "}",
     "[\"group\",\"update\",\"" NEW_2 "\",{\"state\":\"reconvened\"}]"},
    {"group.merge", TALK_LEAD,
     "{" FOR_OWN "\"group_id\":\"" NEW_2 "\",\"into_group_id\":\"" NEW_3 "\"," LINEAGE "," DECIDED
     "}",
     "[\"group\",\"update\",\"" NEW_2 "\",{\"state\":\"closed\"}]"},
    {"group.split", TALK_FACILITATOR,
     "{\"from_group_id\":\"" TALK_OPEN_GROUP "\",\"group_id\":\"" NEW_2
     "\",\"group_member_id\":\"" NEW_3 "\"," LINEAGE ",\"name\":\"Part\"," DECIDED "}",
     "[\"group\",\"insert\",\"" NEW_2 "\",{"},
    {"organization.merge", TALK_SECRETARIAT,
     "{\"organization_id\":\"" TALK_FOREIGN "\",\"into_organization_id\":\"" TALK_OBSERVER
     "\"," LINEAGE "," DECIDED "}",
     "[\"affiliation\",\"update\",\"" TALK_FOREIGN_TIE "\",{\"status\":\"left\""},
    {"belonging.add", TALK_SECRETARIAT,
     "{\"belonging_id\":\"" NEW_1 "\",\"person_id\":\"" TALK_LEAD
     "\",\"organization_id\":\"" TALK_ALONE "\",\"role\":\"lead_delegate\"}",
     "[\"belonging\",\"insert\",\"" NEW_1 "\",{"},
    {"belonging.set_role", TALK_LEAD,
     "{" FOR_OWN "\"belonging_id\":\"" TALK_BASE_BELONGING "\",\"role\":{\"from\":\"base_member\","
     "\"to\":\"alternate\"}}",
     "[\"belonging\",\"update\",\"" TALK_BASE_BELONGING
     "\",{\"space_id\":\"" TRIB_SPACE_COALITION_ID "\",\"role\":\"alternate\"}]"},
    {"belonging.end", TALK_LEAD, "{" FOR_OWN "\"belonging_id\":\"" TALK_BASE_BELONGING "\"}",
     "[\"belonging\",\"update\",\"" TALK_BASE_BELONGING "\",{\"ends_on\":\"2026-11-24\"}]"},
    {"person.edit", TALK_PERSON,
     "{\"person_id\":\"" TALK_PERSON "\",\"language\":{\"from\":\"en\",\"to\":\"ar\"},"
     "\"time_zone\":{\"from\":null,\"to\":\"Africa/Dakar\"}}",
     "[\"person\",\"update\",\"" TALK_PERSON
     "\",{\"language\":\"ar\"}],[\"person\",\"update\",\"" TALK_PERSON
     "\",{\"time_zone\":\"Africa/Dakar\"}]"},
    {"invitation.make", TALK_LEAD,
     "{" FOR_OWN OWN ",\"invitation_id\":\"" NEW_1 "\",\"role\":\"alternate\","
     "\"language\":\"fr\"," TOKEN_HASH "}",
     "[\"invitation\",\"insert\",\"" NEW_1 "\",{"},
    {"invitation.make_staff", TALK_ADMINISTRATOR,
     "{\"invitation_id\":\"" NEW_1 "\",\"role\":\"secretariat\"," TOKEN_HASH "}",
     "[\"invitation\",\"insert\",\"" NEW_1 "\",{"},
    {"invitation.revoke", TALK_LEAD, "{" FOR_OWN "\"invitation_id\":\"" TALK_OWN_INVITATION "\"}",
     "[\"invitation\",\"update\",\"" TALK_OWN_INVITATION "\",{\"state\":\"revoked\"}]"},
    {"setting.edit", TALK_ADMINISTRATOR,
     "{\"setting\":\"invitation_days\",\"value\":{\"from\":14,\"to\":7}}", NULL},
};

static void assert_log_holds(struct talk *talk) {
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    assert_true(trib_log_verify_store(talk->spine.store, &report, &error));
    assert_string_equal(report.difference, "");
}

/* Two active groups of the caller's organization. */
static void groups_start(struct talk *talk, uint64_t speaker) {
    static const char *const ids[][2] = {{NEW_2, "e0000000-0000-4000-8000-0000000000a2"},
                                         {NEW_3, "e0000000-0000-4000-8000-0000000000a3"}};
    for (size_t i = 0; i < UNIT_COUNT(ids); i++) {
        json_auto_t *started =
            talk_command(talk, speaker, "group.create",
                         "{" FOR_OWN "\"group_id\":\"%s\",\"group_member_id\":\"%s\","
                         "\"name\":\"x\",\"kind\":\"caucus\",\"visibility\":\"coalition\"}",
                         ids[i][0], ids[i][1]);
        assert_string_equal(talk_code(started), "");
        json_auto_t *activated = talk_command(talk, speaker, "group.activate",
                                              "{" FOR_OWN "\"group_id\":\"%s\"}", ids[i][0]);
        assert_string_equal(talk_code(activated), "");
    }
}

/* What must be so before. */
static void prepare(struct talk *talk, uint64_t speaker, const char *method) {
    if (strcmp(method, "group.activate") == 0) {
        json_auto_t *rested = talk_command(talk, speaker, "group.rest", "{" OPEN_GROUP "}");
        assert_string_equal(talk_code(rested), "");
    } else if (strcmp(method, "comment.reopen") == 0) {
        json_auto_t *resolved = talk_command(talk, speaker, "comment.resolve",
                                             "{\"comment_id\":\"" TALK_OWN_COMMENT "\"}");
        assert_string_equal(talk_code(resolved), "");
    } else if (strcmp(method, "charter.translate") == 0) {
        json_auto_t *adopted = talk_command(talk, speaker, "charter.adopt",
                                            "{\"charter_id\":\"" NEW_2
                                            "\",\"text\":\"We share.\",\"language\":\"en\"}");
        assert_string_equal(talk_code(adopted), "");
    } else if (strcmp(method, "ballot.take_back") == 0) {
        json_auto_t *cast = talk_command(talk, speaker, "ballot.cast",
                                         "{" FOR_OWN BALLOT ",\"version\":1,\"choice\":\"agree\"}");
        assert_string_equal(talk_code(cast), "");
    } else if (strcmp(method, "ballot.close") == 0) {
        json_auto_t *opened =
            talk_command(talk, speaker, "ballot.open",
                         "{\"ballot_id\":\"" NEW_2 "\"," PROPOSAL "," TILL_MARCH "}");
        assert_string_equal(talk_code(opened), "");
    } else if (strcmp(method, "group.reconvene") == 0 || strcmp(method, "group.merge") == 0 ||
               strcmp(method, "action_item.move") == 0) {
        groups_start(talk, speaker);
    }
    talk_forget(talk);
}

static void works(void **state) {
    const struct row *row = *state;
    struct talk talk;
    talk_open(&talk, 29);
    uint64_t speaker = talk_listen(&talk, row->person_id);
    prepare(&talk, speaker, row->name);
    json_auto_t *answer = talk_command(&talk, speaker, row->name, "%s", row->params);
    assert_string_equal(talk_code(answer), "");
    json_int_t seq = json_integer_value(json_object_get(json_object_get(answer, "result"), "seq"));
    assert_int_equal(seq, trib_store_last_seq(talk.spine.store));
    /* One message with all of it, and then the answer. */
    const char *first = talk_heard(&talk, speaker, 0);
    assert_int_equal(talk_heard_count(&talk, speaker), row->told == NULL ? 1 : 2);
    if (row->told != NULL && strstr(first, row->told) == NULL) {
        fail_msg("%s does not hold %s", first, row->told);
    }
    assert_log_holds(&talk);
    talk_close(&talk);
}

static void all_are_here(void **state) {
    (void)state;
    const struct trib_method *method = NULL;
    for (size_t i = 0; (method = trib_method_at(i)) != NULL; i++) {
        bool found = method->kind != TRIB_METHOD_COMMAND; /* those have tests of their own */
        for (size_t r = 0; r < UNIT_COUNT(rows) && !found; r++) {
            found = strcmp(rows[r].name, method->name) == 0;
        }
        if (!found) {
            fail_msg("%s has no row here", method->name);
        }
    }
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "every command has a row", all_are_here);
    unit_add_rows(&tests, works, rows, sizeof rows[0], UNIT_COUNT(rows));
    return unit_run("protocol/every_method", &tests);
}
