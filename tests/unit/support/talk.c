/* See talk.h. */
#include "talk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/base/buffer.h"

/* ---- the coalition --------------------------------------------------------------------------- */

static void add_rows(struct spine *spine) {
    static const char ADD_NAME[] =
        "INSERT INTO organization_name "
        "(organization_name_id, space_id, organization_id, kind, text, rank) "
        "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, 'acronym', 'OWN', 1)";
    static const char ADD_REGION[] =
        "INSERT INTO organization_region "
        "(organization_region_id, space_id, organization_id, region, rank) "
        "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, 'Sahel', 1)";
    static const char ADD_GROUP_NAME[] =
        "INSERT INTO group_name (group_name_id, space_id, group_id, kind, text, rank) "
        "VALUES (?1, '" TRIB_SPACE_PUBLIC_ID "', ?2, 'acronym', 'OG', 1)";
    static const char ADD_INVITATION[] =
        "INSERT INTO invitation (invitation_id, space_id, organization_id, role, expires_at_ms) "
        "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, 'alternate', 4000000000000)";
    static const char ADD_STAFF_INVITATION[] =
        "INSERT INTO invitation (invitation_id, space_id, role, expires_at_ms) "
        "VALUES (?1, ?2, 'secretariat', 4000000000000)";
    static const char ADD_ROOM_CODE[] =
        "INSERT INTO room_code (room_code_id, space_id, group_id, expires_at_ms) "
        "VALUES (?1, ?2, ?2, 4000000000000)";
    static const char ADD_SAVED_VIEW[] =
        "INSERT INTO saved_view (saved_view_id, space_id, room, name, query) "
        "VALUES (?1, ?2, 'network', 'Kept', 'region=Asia')";
    static const char ADD_NOTIFICATION[] =
        "INSERT INTO notification (notification_id, space_id, reason, about_table, about_id, seq, "
        "at_ms) VALUES (?1, ?2, 'mentioned', 'organization', '" TALK_ROOT "', 1, 1900000000000)";
    SPINE_RUN(spine, ADD_NOTIFICATION, TALK_NOTIFICATION, TALK_PERSON);
    SPINE_RUN(spine, ADD_NOTIFICATION, "e0000000-0000-4000-8000-0000000000f8", TALK_LEAD);
    SPINE_RUN(spine, ADD_SAVED_VIEW, TALK_SAVED_VIEW, TALK_PERSON);
    SPINE_RUN(spine, ADD_SAVED_VIEW, "e0000000-0000-4000-8000-0000000000f7", TALK_LEAD);
    SPINE_RUN(spine, ADD_ROOM_CODE, TALK_ROOM_CODE, TALK_OPEN_GROUP);
    SPINE_RUN(spine, ADD_ROOM_CODE, "e0000000-0000-4000-8000-0000000000f6", TALK_OTHER_GROUP);
    SPINE_RUN(spine, ADD_INVITATION, TALK_OWN_INVITATION, TALK_OWN);
    SPINE_RUN(spine, ADD_INVITATION, "e0000000-0000-4000-8000-0000000000f4", TALK_ALONE);
    SPINE_RUN(spine, ADD_STAFF_INVITATION, TALK_STAFF_INVITATION, TALK_ADMINISTRATOR);
    SPINE_RUN(spine, ADD_NAME, TALK_OWN_NAME, TALK_OWN);
    SPINE_RUN(spine, ADD_REGION, TALK_OWN_REGION, TALK_OWN);
    SPINE_RUN(spine, ADD_GROUP_NAME, TALK_GROUP_NAME, TALK_OPEN_GROUP);
    SPINE_RUN(spine, ADD_NAME, "e0000000-0000-4000-8000-0000000000f1", TALK_FOREIGN);
    SPINE_RUN(spine, ADD_REGION, "e0000000-0000-4000-8000-0000000000f2", TALK_FOREIGN);
    SPINE_RUN(spine, ADD_GROUP_NAME, "e0000000-0000-4000-8000-0000000000f3", TALK_OTHER_GROUP);
}

static void add_action_items(struct spine *spine) {
    static const char ADD_ITEM[] =
        "INSERT INTO action_item (action_item_id, space_id, group_id, title) "
        "VALUES (?1, ?2, ?2, 'Count the wells')";
    static const char ADD_OWN_ITEM[] =
        "INSERT INTO action_item (action_item_id, space_id, title, owner_organization_id) "
        "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', 'Write to the regions', ?2)";
    static const char ADD_PERSONS_ITEM[] =
        "INSERT INTO action_item (action_item_id, space_id, title, owner_person_id) "
        "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', 'Call them', ?2)";
    static const char ADD_STEP[] =
        "INSERT INTO action_item_step (action_item_step_id, space_id, action_item_id, text, rank) "
        "SELECT ?1, space_id, action_item_id, 'First', 1 FROM action_item WHERE action_item_id = "
        "?2";
    SPINE_RUN(spine, ADD_ITEM, TALK_ITEM, TALK_OPEN_GROUP);
    SPINE_RUN(spine, ADD_ITEM, "e0000000-0000-4000-8000-0000000000f8", TALK_CLOSED_GROUP);
    SPINE_RUN(spine, ADD_OWN_ITEM, TALK_OWN_ITEM, TALK_OWN);
    SPINE_RUN(spine, ADD_OWN_ITEM, "e0000000-0000-4000-8000-0000000000f9", TALK_FOREIGN);
    SPINE_RUN(spine, ADD_PERSONS_ITEM, "e0000000-0000-4000-8000-0000000000fa", TALK_BASE);
    SPINE_RUN(spine, ADD_STEP, TALK_STEP, TALK_OWN_ITEM);
    SPINE_RUN(spine, ADD_STEP, "e0000000-0000-4000-8000-0000000000fb", TALK_ITEM);
}

static void add_plans(struct spine *spine) {
    static const char ADD_PLAN[] =
        "INSERT INTO plan (plan_id, space_id, group_id, name, state, decision) "
        "VALUES (?1, ?2, ?3, 'Roadmap', ?4, iif(?4 = 'archived', 'By consensus', NULL))";
    static const char ADD_GOAL[] =
        "INSERT INTO goal (goal_id, space_id, plan_id, name, weight, rank) "
        "SELECT ?1, space_id, plan_id, 'Rights', 1, CAST(?3 AS INTEGER) FROM plan "
        "WHERE plan_id = ?2";
    static const char ADD_OBJECTIVE[] =
        "INSERT INTO objective (objective_id, space_id, plan_id, goal_id, name, rank) "
        "SELECT ?1, space_id, plan_id, goal_id, 'Ratify', CAST(?3 AS INTEGER) FROM goal "
        "WHERE goal_id = ?2";
    static const char ADD_MILESTONE[] =
        "INSERT INTO milestone (milestone_id, space_id, plan_id, objective_id, name, "
        "owner_organization_id, rank) SELECT ?1, space_id, plan_id, ?3, 'A map', ?4, 1 FROM plan "
        "WHERE plan_id = ?2";
    static const char OTHER_GOAL[] = "e0000000-0000-4000-8000-0000000000b1";
    static const char OTHER_OBJECTIVE[] = "e0000000-0000-4000-8000-0000000000b2";
    static const char OTHER_MILESTONE[] = "e0000000-0000-4000-8000-0000000000b3";
    SPINE_RUN(spine, ADD_PLAN, TALK_PLAN, TRIB_SPACE_COALITION_ID, TALK_OPEN_GROUP, "active");
    SPINE_RUN(spine, ADD_PLAN, TALK_OWN_PLAN, TALK_OPEN_GROUP, TALK_OPEN_GROUP, "draft");
    SPINE_RUN(spine, ADD_PLAN, TALK_ARCHIVED_PLAN, TRIB_SPACE_COALITION_ID, NULL, "archived");
    SPINE_RUN(spine, ADD_GOAL, TALK_GOAL, TALK_PLAN, "1");
    SPINE_RUN(spine, ADD_GOAL, TALK_BARE_GOAL, TALK_PLAN, "2");
    SPINE_RUN(spine, ADD_OBJECTIVE, TALK_OBJECTIVE, TALK_GOAL, "1");
    SPINE_RUN(spine, ADD_OBJECTIVE, TALK_BARE_OBJECTIVE, TALK_GOAL, "2");
    SPINE_RUN(spine, ADD_MILESTONE, TALK_MILESTONE, TALK_PLAN, TALK_OBJECTIVE, TALK_OWN);
    SPINE_RUN(spine, ADD_MILESTONE, TALK_BARE_MILESTONE, TALK_PLAN, NULL, NULL);
    SPINE_RUN(spine, ADD_GOAL, OTHER_GOAL, TALK_OWN_PLAN, "1");
    SPINE_RUN(spine, ADD_OBJECTIVE, OTHER_OBJECTIVE, OTHER_GOAL, "1");
    SPINE_RUN(spine, ADD_MILESTONE, OTHER_MILESTONE, TALK_OWN_PLAN, OTHER_OBJECTIVE, NULL);
}

static void add_meetings(struct spine *spine) {
    static const char ADD_SERIES[] =
        "INSERT INTO meeting_series (meeting_series_id, space_id, group_id, title, frequency, "
        "every, first_on) VALUES (?1, ?2, ?2, 'Monthly', 'monthly_by_weekday', 1, '2031-03-18')";
    static const char ADD_MEETING[] =
        "INSERT INTO meeting (meeting_id, space_id, group_id, meeting_series_id, occurs_on, title, "
        "starts_local, ends_local, zone, starts_at_ms, ends_at_ms, state, adopted_by) VALUES "
        "(?1, ?2, ?2, ?4, iif(?4 IS NULL, NULL, '2031-03-18'), 'Monthly', '2031-03-18T10:00', "
        "'2031-03-18T11:00', 'Africa/Accra', 1931594400000, 1931598000000, ?3, "
        "iif(?3 = 'minutes_adopted', 'By consensus', NULL))";
    static const char ADD_AGENDA_ITEM[] =
        "INSERT INTO agenda_item (agenda_item_id, space_id, group_id, meeting_id, rank, title) "
        "SELECT ?1, space_id, group_id, meeting_id, 1, 'Wells' FROM meeting WHERE meeting_id = ?2";
    static const char ADD_LINK[] =
        "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
        "relation) SELECT ?1, space_id, 'agenda_item', agenda_item_id, 'group', ?3, 'about' "
        "FROM agenda_item WHERE agenda_item_id = ?2";
    static const char ADD_MINUTES[] =
        "INSERT INTO minutes (minutes_id, space_id, meeting_id, text) "
        "SELECT ?1, space_id, meeting_id, 'All were there.' FROM meeting WHERE meeting_id = ?2";
    static const char ADD_ADDRESS[] =
        "INSERT INTO calendar_address (calendar_address_id, space_id, "
        "group_id) VALUES (?1, ?2, ?3)";
    static const char ADD_ZONE[] =
        "INSERT INTO organization_zone (organization_zone_id, space_id, organization_id, zone) "
        "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, 'Africa/Accra')";
    static const char ADD_DRAFT[] =
        "INSERT INTO meeting (meeting_id, space_id, group_id, title, state) "
        "VALUES (?1, ?2, ?3, 'Draft', 'draft')";
    static const char ADD_OPTION[] =
        "INSERT INTO meeting_option (meeting_option_id, space_id, meeting_id, starts_local, "
        "ends_local, zone, starts_at_ms, ends_at_ms) SELECT ?1, space_id, meeting_id, "
        "'2031-03-18T10:00', '2031-03-18T11:00', 'Africa/Accra', 1931594400000, 1931598000000 "
        "FROM meeting WHERE meeting_id = ?2";
    static const char ADD_INVITED[] =
        "INSERT INTO meeting_group (meeting_group_id, space_id, meeting_id, group_id) "
        "SELECT ?1, space_id, meeting_id, ?3 FROM meeting WHERE meeting_id = ?2";
    static const char OTHER_DRAFT[] = "e0000000-0000-4000-8000-0000000000c2";
    static const char OTHER_SERIES[] = "e0000000-0000-4000-8000-0000000000e1";
    static const char OTHER_MEETING[] = "e0000000-0000-4000-8000-0000000000e2";
    SPINE_RUN(spine, ADD_SERIES, TALK_MEETING_SERIES, TALK_OPEN_GROUP);
    SPINE_RUN(spine, ADD_SERIES, OTHER_SERIES, TALK_CLOSED_GROUP);
    SPINE_RUN(spine, ADD_MEETING, TALK_MEETING, TALK_OPEN_GROUP, "planned", TALK_MEETING_SERIES);
    SPINE_RUN(spine, ADD_MEETING, TALK_OPEN_MEETING, TALK_OPEN_GROUP, "open", NULL);
    SPINE_RUN(spine, ADD_MEETING, TALK_ADOPTED_MEETING, TALK_OPEN_GROUP, "minutes_adopted", NULL);
    SPINE_RUN(spine, ADD_MEETING, OTHER_MEETING, TALK_CLOSED_GROUP, "open", OTHER_SERIES);
    SPINE_RUN(spine, ADD_AGENDA_ITEM, TALK_AGENDA_ITEM, TALK_MEETING);
    SPINE_RUN(spine, ADD_AGENDA_ITEM, TALK_OPEN_AGENDA_ITEM, TALK_OPEN_MEETING);
    SPINE_RUN(spine, ADD_AGENDA_ITEM, "e0000000-0000-4000-8000-0000000000e3", OTHER_MEETING);
    SPINE_RUN(spine, ADD_LINK, TALK_TRACE_LINK, TALK_AGENDA_ITEM, TALK_OPEN_GROUP);
    SPINE_RUN(spine, ADD_ZONE, TALK_ZONE, TALK_OWN);
    SPINE_RUN(spine, ADD_ZONE, "e0000000-0000-4000-8000-0000000000c1", TALK_FOREIGN);
    SPINE_RUN(spine, ADD_DRAFT, TALK_DRAFT_MEETING, TALK_OPEN_GROUP, TALK_OPEN_GROUP);
    SPINE_RUN(spine, ADD_DRAFT, TALK_WIDE_MEETING, TRIB_SPACE_COALITION_ID, TALK_OPEN_GROUP);
    SPINE_RUN(spine, ADD_DRAFT, OTHER_DRAFT, TALK_CLOSED_GROUP, TALK_CLOSED_GROUP);
    SPINE_RUN(spine, ADD_DRAFT, TALK_ASSEMBLY, TRIB_SPACE_COALITION_ID, NULL);
    SPINE_RUN(spine, ADD_OPTION, TALK_OPTION, TALK_DRAFT_MEETING);
    SPINE_RUN(spine, ADD_OPTION, "e0000000-0000-4000-8000-0000000000c3", OTHER_DRAFT);
    SPINE_RUN(spine, ADD_INVITED, TALK_MEETING_GROUP, TALK_WIDE_MEETING, TALK_OTHER_GROUP);
    SPINE_RUN(spine, ADD_INVITED, "e0000000-0000-4000-8000-0000000000c4", OTHER_DRAFT,
              TALK_OTHER_GROUP);
    SPINE_RUN(spine, ADD_ADDRESS, TALK_CALENDAR_ADDRESS, TALK_PERSON, NULL);
    SPINE_RUN(spine, ADD_ADDRESS, "e0000000-0000-4000-8000-0000000000e5", TALK_LEAD, NULL);
    SPINE_RUN(spine, ADD_ADDRESS, "e0000000-0000-4000-8000-0000000000e6", TALK_OPEN_GROUP,
              TALK_OPEN_GROUP);
    SPINE_RUN(spine, ADD_MINUTES, TALK_MINUTES, TALK_OPEN_MEETING);
    SPINE_RUN(spine, ADD_MINUTES, "e0000000-0000-4000-8000-0000000000e4", OTHER_MEETING);
}

static void add_comments(struct spine *spine) {
    static const char ADD[] =
        "INSERT INTO comment (comment_id, space_id, group_id, about_table, about_id, parent_id, "
        "text, person_id, written_at_ms) VALUES (?1, ?2, nullif(?2, '" TRIB_SPACE_COALITION_ID
        "'), iif(?2 = '" TRIB_SPACE_COALITION_ID "', 'organization', 'meeting'), ?3, ?5, "
        "'Who comes?', ?4, 1900000000000)";
    SPINE_RUN(spine, ADD, TALK_COMMENT, TALK_OPEN_GROUP, TALK_MEETING, TALK_GROUP_MEMBER, NULL);
    SPINE_RUN(spine, ADD, TALK_OWN_COMMENT, TRIB_SPACE_COALITION_ID, TALK_OWN, TALK_LEAD, NULL);
    SPINE_RUN(spine, ADD, TALK_ANSWER, TRIB_SPACE_COALITION_ID, TALK_OWN, TALK_LEAD,
              TALK_OWN_COMMENT);
    SPINE_RUN(spine, ADD, "e0000000-0000-4000-8000-0000000000d1", TALK_CLOSED_GROUP,
              "e0000000-0000-4000-8000-0000000000e2", TALK_CLOSED_ONE, NULL);
}

static void add_voices(struct spine *spine) {
    static const char ADD[] =
        "INSERT INTO contribution (contribution_id, space_id, organization_id, kind, title, text, "
        "language, state, given_on) VALUES (?1, ?2, ?3, 'testimony', 'Wages', 'Left unpaid.', "
        "'en', ?4, iif(?4 = 'draft', NULL, '2026-11'))";
    static const char ADD_EDITION[] =
        "INSERT INTO edition (edition_id, space_id, contribution_id, organization_id, kind, title, "
        "text, language, attribution, max_space, count_up_to, may_be_quoted, given_on, state) "
        "SELECT ?1, organization_id, contribution_id, organization_id, kind, title, text, "
        "language, attribution, max_space, count_up_to, may_be_quoted, given_on, state "
        "FROM contribution WHERE contribution_id = ?2";
    static const char FOREIGN_VOICE[] = "e0000000-0000-4000-8000-0000000000c1";
    SPINE_RUN(spine, ADD, TALK_VOICE, TALK_BASE, TALK_OWN, "draft");
    SPINE_RUN(spine, ADD, TALK_GIVEN_VOICE, TALK_BASE, TALK_OWN, "submitted");
    SPINE_RUN(spine, ADD, FOREIGN_VOICE, TALK_FOREIGN_LEAD, TALK_FOREIGN, "submitted");
    SPINE_RUN(spine, ADD_EDITION, TALK_EDITION, TALK_GIVEN_VOICE);
    SPINE_RUN(spine, ADD_EDITION, "e0000000-0000-4000-8000-0000000000c2", FOREIGN_VOICE);
}

/* ---- what is decided ------------------------------------------------------------------------- */

static void add_proposal(struct spine *spine, const char *id, const char *group_id,
                         const char *person_id, const char *organization_id, const char *state) {
    static const char ADD[] =
        "INSERT INTO proposal (proposal_id, space_id, group_id, person_id, organization_id, title, "
        "text, language, state, outcome) VALUES (?1, coalesce(?2, '" TRIB_SPACE_COALITION_ID
        "'), ?2, ?3, ?4, 'Wages first', 'Nobody goes back unpaid.', 'en', ?5, "
        "iif(?5 = 'decided', 'carried', NULL))";
    static const char ADD_VERSION[] =
        "INSERT INTO proposal_version (proposal_version_id, space_id, proposal_id, version, title, "
        "text, language) SELECT ?1, space_id, proposal_id, version, title, text, language "
        "FROM proposal WHERE proposal_id = ?2 AND state <> 'draft'";
    char version_id[TRIB_ID_BYTES];
    spine_id(spine, version_id);
    SPINE_RUN(spine, ADD, id, group_id, person_id, organization_id, state);
    SPINE_RUN(spine, ADD_VERSION, version_id, id);
}

/* With the coalition's usual rules of consensus. */
static void add_ballot(struct spine *spine, const char *id, const char *proposal_id,
                       const char *unit, const char *state) {
    static const char ADD[] =
        "INSERT INTO ballot (ballot_id, space_id, proposal_id, group_id, parent_id, version, "
        "round, occasion, method, vote_unit, confidentiality, quorum_kind, quorum_numerator, "
        "quorum_denominator, stand_asides_numerator, stand_asides_denominator, blocks_max, "
        "rounds_max, fallback_wait_minutes, roll, answered, state, public_key, opened_at_ms, "
        "closes_local, zone, closes_at_ms) SELECT ?1, space_id, proposal_id, group_id, '" TALK_ROOT
        "', version, 1, 'consensus', 'consensus', ?3, 'sealed', 'more_than', 1, 2, 1, 4, 0, 2, "
        "1440, 2, 0, 'open', printf('09%062d', 0), 1795400000000, '2031-03-18T10:00', "
        "'Africa/Accra', 1931594400000 FROM proposal WHERE proposal_id = ?2";
    static const char END[] =
        "UPDATE ballot SET state = 'closed', answered = 2, closed_at_ms = 1795400000001, "
        "result = 'carried', result_reason = 'consensus', roll_at_close = 2, present = 2, "
        "count_yes = 0, count_no = 0, count_abstain = 0, count_agree = 2, count_reservation = 0, "
        "count_stand_aside = 0, count_block = 0 WHERE ballot_id = ?1 AND ?2 = 'closed'";
    SPINE_RUN(spine, ADD, id, proposal_id, unit);
    SPINE_RUN(spine, END, id, state);
}

/* A place on the roll, with what is told of the voter in its own space. */
static void add_place(struct spine *spine, const char *ballot_id, const char *organization_id,
                      const char *person_id) {
    static const char ADD[] =
        "INSERT INTO position (position_id, space_id, ballot_id, organization_id, person_id, "
        "has_answered, choice) SELECT ?1, space_id, ballot_id, ?3, ?4, state = 'closed', "
        "iif(state = 'closed', 'agree', NULL) FROM ballot WHERE ballot_id = ?2";
    static const char ADD_CALL[] =
        "INSERT INTO ballot_call (ballot_call_id, space_id, ballot_id, organization_id) "
        "VALUES (?1, coalesce(?3, ?4), ?2, ?3)";
    char place_id[TRIB_ID_BYTES];
    char call_id[TRIB_ID_BYTES];
    spine_id(spine, place_id);
    spine_id(spine, call_id);
    SPINE_RUN(spine, ADD, place_id, ballot_id, organization_id, person_id);
    SPINE_RUN(spine, ADD_CALL, call_id, ballot_id, organization_id, person_id);
}

static void add_decision(struct spine *spine, const char *id, const char *ballot_id) {
    static const char ADD[] =
        "INSERT INTO decision (decision_id, space_id, group_id, proposal_id, ballot_id, year, "
        "number, title, text, language, decided_on) SELECT ?1, proposal.space_id, "
        "proposal.group_id, proposal_id, ballot_id, 2026, 1, title, text, language, '2026-11-23' "
        "FROM proposal JOIN ballot USING (proposal_id) WHERE ballot_id = ?2";
    SPINE_RUN(spine, ADD, id, ballot_id);
}

static void add_questions(struct spine *spine) {
    static const char ADD[] = "INSERT INTO question (question_id, space_id, text) "
                              "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', 'Who owns the wells?')";
    static const char ANSWER[] =
        "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
        "relation) VALUES (?1, '" TRIB_SPACE_COALITION_ID "', 'decision', ?2, 'question', ?3, "
        "'answers')";
    SPINE_RUN(spine, ADD, TALK_QUESTION);
    SPINE_RUN(spine, ADD, TALK_OPEN_QUESTION);
    SPINE_RUN(spine, ANSWER, TALK_ANSWERS_LINK, TALK_DECISION, TALK_QUESTION);
}

static void add_dispatch(struct spine *spine, const char *id, const char *state) {
    static const char ADD[] =
        "INSERT INTO dispatch (dispatch_id, space_id, organization_id, kind, title, text, "
        "language, mode, pass_on_days, state, sent_at_ms) VALUES (?1, '" TRIB_SPACE_COALITION_ID
        "', '" TALK_ROOT "', 'request', 'Wages', 'Tell us of unpaid wages.', 'en', 'cascade', 14, "
        "?2, 1795400000000)";
    SPINE_RUN(spine, ADD, id, state);
}

static void add_delivery(struct spine *spine, const char *id, const char *dispatch_id,
                         const char *organization_id, const char *state) {
    static const char ADD[] =
        "INSERT INTO delivery (delivery_id, space_id, dispatch_id, organization_id, mode, state, "
        "came_by, made_at_ms, delivered_at_ms) VALUES (?1, '" TRIB_SPACE_COALITION_ID
        "', ?2, ?3, 'mandate', ?4, 'sent', 1795400000000, 1795400000000)";
    SPINE_RUN(spine, ADD, id, dispatch_id, organization_id, state);
}

static void add_dispatches(struct spine *spine) {
    static const char NOTE[] =
        "INSERT INTO delivery_note (delivery_note_id, space_id, delivery_id, organization_id, "
        "kind, text, language, at_ms) VALUES ('e0000000-0000-4000-8000-0000000000c0', '" TALK_OWN
        "', ?1, '" TALK_OWN "', 'wording', 'Salarios', 'es', 1795400000000)";
    /* whom else they reach, each as its ties say */
    static const char OTHERS[] =
        "WITH RECURSIVE found (organization_id, is_member) AS (SELECT ?1, 1 UNION SELECT "
        "tie.organization_id, is_member AND tie.status = 'member' FROM found JOIN affiliation AS "
        "tie ON tie.parent_id = found.organization_id AND tie.status IN ('member', 'observer', "
        "'tentative')) INSERT INTO delivery (delivery_id, space_id, dispatch_id, organization_id, "
        "mode, state, came_by, made_at_ms, delivered_at_ms) SELECT printf("
        "'e3000000-0000-4000-8000-%012d', row_number() OVER (ORDER BY dispatch_id, "
        "found.organization_id)), '" TRIB_SPACE_COALITION_ID "', dispatch_id, "
        "found.organization_id, iif(max(is_member), 'mandate', 'information'), 'delivered', "
        "'sent', 1795400000000, 1795400000000 FROM found JOIN dispatch WHERE "
        "found.organization_id <> ?1 GROUP BY dispatch_id, found.organization_id "
        "ON CONFLICT DO NOTHING";
    static const char TO_READ[] = "UPDATE delivery SET mode = 'information' WHERE delivery_id = ?1";
    add_dispatch(spine, TALK_DISPATCH, "sent");
    add_dispatch(spine, TALK_READ_DISPATCH, "sent");
    add_dispatch(spine, TALK_DONE_DISPATCH, "sent");
    add_dispatch(spine, TALK_PAUSED_DISPATCH, "paused");
    add_delivery(spine, TALK_DELIVERY, TALK_DISPATCH, TALK_OWN, "delivered");
    add_delivery(spine, TALK_READ_DELIVERY, TALK_READ_DISPATCH, TALK_OWN, "acknowledged");
    add_delivery(spine, TALK_DONE_DELIVERY, TALK_DONE_DISPATCH, TALK_OWN, "acting");
    add_delivery(spine, TALK_OBSERVERS_DELIVERY, TALK_DISPATCH, TALK_OBSERVER, "delivered");
    SPINE_RUN(spine, TO_READ, TALK_OBSERVERS_DELIVERY);
    SPINE_RUN(spine, OTHERS, TALK_ROOT);
    SPINE_RUN(spine, NOTE, TALK_DONE_DELIVERY);
}

static void add_decisions(struct spine *spine) {
    static const char DECIDED[] = "e0000000-0000-4000-8000-0000000000b4";
    static const char CLOSED[] = "e0000000-0000-4000-8000-0000000000b5";
    static const char GROUPS[] = "e0000000-0000-4000-8000-0000000000b6";
    static const char GROUPS_BALLOT[] = "e0000000-0000-4000-8000-0000000000b7";
    static const char GROUPS_DECISION[] = "e0000000-0000-4000-8000-0000000000b8";
    add_proposal(spine, TALK_PROPOSAL, NULL, TALK_LEAD, TALK_OWN, "discussion");
    add_proposal(spine, TALK_DRAFT_PROPOSAL, NULL, TALK_LEAD, TALK_OWN, "draft");
    add_proposal(spine, TALK_OBSERVERS_PROPOSAL, NULL, TALK_OBSERVERS_LEAD, TALK_OBSERVER, "draft");
    add_proposal(spine, TALK_PUT_PROPOSAL, NULL, TALK_FOREIGN_LEAD, TALK_FOREIGN, "ballot");
    add_ballot(spine, TALK_BALLOT, TALK_PUT_PROPOSAL, "organization", "open");
    add_place(spine, TALK_BALLOT, TALK_OWN, NULL);
    add_place(spine, TALK_BALLOT, TALK_FOREIGN, NULL);
    add_proposal(spine, DECIDED, NULL, TALK_FOREIGN_LEAD, TALK_FOREIGN, "decided");
    add_ballot(spine, CLOSED, DECIDED, "organization", "closed");
    add_place(spine, CLOSED, TALK_OWN, NULL);
    add_place(spine, CLOSED, TALK_FOREIGN, NULL);
    add_decision(spine, TALK_DECISION, CLOSED);
    add_proposal(spine, GROUPS, TALK_OPEN_GROUP, TALK_GROUP_MEMBER, NULL, "decided");
    add_ballot(spine, GROUPS_BALLOT, GROUPS, "person", "closed");
    add_place(spine, GROUPS_BALLOT, NULL, TALK_GROUP_MEMBER);
    add_place(spine, GROUPS_BALLOT, NULL, TALK_FACILITATOR);
    add_decision(spine, GROUPS_DECISION, GROUPS_BALLOT);
}

/* ---- where it comes from --------------------------------------------------------------------- */

static void add_history(struct spine *spine) {
    static const char ADD_SERIES[] =
        "INSERT INTO series (series_id, space_id, name, kind) VALUES (?1, ?2, ?1, 'conference')";
    static const char ADD_SERIES_NAME[] =
        "INSERT INTO series_name (series_name_id, space_id, series_id, kind, text, rank, sample) "
        "VALUES (?1, ?2, ?3, 'acronym', 'S', 1, ?1 = '" TALK_SERIES_NAME "')";
    static const char ADD_CONVENING[] =
        "INSERT INTO convening (convening_id, space_id, name, kind, host_id) "
        "VALUES (?1, ?2, ?1, 'conference', ?3)";
    static const char ADD_LINEAGE[] =
        "INSERT INTO lineage (lineage_id, space_id, from_table, from_id, to_table, to_id, "
        "relation) "
        "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', 'group', ?2, 'organization', ?3, "
        "'evolved_into')";
    static const char ASK[] =
        "INSERT INTO affiliation (affiliation_id, space_id, organization_id, parent_id, status, "
        "is_asked) VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3, 'applicant', 1)";
    static const char OPEN[] = "UPDATE \"group\" SET admission = 'open' WHERE group_id = ?1";
    static const char OTHER_SERIES[] = "d0000000-0000-4000-8000-0000000000e6";
    SPINE_RUN(spine, ADD_SERIES, TALK_SERIES, TRIB_SPACE_PUBLIC_ID);
    SPINE_RUN(spine, ADD_SERIES, OTHER_SERIES, TRIB_SPACE_COALITION_ID);
    SPINE_RUN(spine, ADD_SERIES_NAME, TALK_SERIES_NAME, TRIB_SPACE_PUBLIC_ID, TALK_SERIES);
    SPINE_RUN(spine, ADD_SERIES_NAME, "d0000000-0000-4000-8000-0000000000e7",
              TRIB_SPACE_COALITION_ID, OTHER_SERIES);
    SPINE_RUN(spine, ADD_CONVENING, TALK_CONVENING, TRIB_SPACE_COALITION_ID, TALK_OWN);
    SPINE_RUN(spine, ADD_CONVENING, "d0000000-0000-4000-8000-0000000000e8", TRIB_SPACE_PUBLIC_ID,
              NULL);
    SPINE_RUN(spine, ADD_LINEAGE, TALK_LINEAGE, TALK_OTHER_GROUP, TALK_OWN);
    SPINE_RUN(spine, ADD_LINEAGE, "d0000000-0000-4000-8000-0000000000e9", TALK_CLOSED_GROUP,
              TALK_FOREIGN);
    SPINE_RUN(spine, ASK, TALK_ASKED_TIE, TALK_OWN, TALK_OBSERVER);
    SPINE_RUN(spine, OPEN, TALK_OTHER_GROUP);
}

static void add_applications(struct spine *spine) {
    static const char APPLY[] =
        "INSERT INTO affiliation (affiliation_id, space_id, organization_id, parent_id, status, "
        "standing_sought) VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3, 'applicant', "
        "'observer')";
    static const char ADD[] =
        "INSERT INTO application (application_id, space_id, affiliation_id, organization_id, "
        "organization_name, parent_id, status, standing_sought) "
        "SELECT ?1, ?2, ?3, ?2, name, ?4, 'applicant', 'observer' FROM organization "
        "WHERE organization_id = ?2";
    static const char ADD_LANGUAGE[] =
        "INSERT INTO coalition_language (coalition_language_id, space_id, coalition_id, language, "
        "rank) VALUES (?1, '" TRIB_SPACE_PUBLIC_ID "', ?2, ?3, 1)";
    static const struct {
        const char *application_id, *affiliation_id, *organization_id, *parent_id;
    } rows[] = {
        {TALK_OWN_APPLICATION, "d0000000-0000-4000-8000-0000000000fa", TALK_OWN, TALK_FAR},
        {"d0000000-0000-4000-8000-0000000000f6", "d0000000-0000-4000-8000-0000000000fc",
         TALK_OBSERVER, TALK_FAR},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        SPINE_RUN(spine, APPLY, rows[i].affiliation_id, rows[i].organization_id, rows[i].parent_id);
        SPINE_RUN(spine, ADD, rows[i].application_id, rows[i].organization_id,
                  rows[i].affiliation_id, rows[i].parent_id);
    }
    SPINE_RUN(spine, ADD_LANGUAGE, TALK_LANGUAGE, TALK_COALITION, "fr");
    SPINE_RUN(spine, ADD_LANGUAGE, "d0000000-0000-4000-8000-0000000000f7", TALK_COALITION, "es");
}

static void add_organizations(struct spine *spine) {
    spine_add_organization(spine, TALK_ROOT, TRIB_SPACE_PUBLIC_ID);
    spine_add_organization(spine, TALK_OWN, TRIB_SPACE_COALITION_ID);
    spine_add_organization(spine, TALK_FOREIGN, TRIB_SPACE_COALITION_ID);
    spine_add_organization(spine, TALK_OBSERVER, TRIB_SPACE_COALITION_ID);
    spine_add_organization(spine, TALK_ALONE, TRIB_SPACE_COALITION_ID);
    spine_add_organization(spine, TALK_FAR, TRIB_SPACE_PUBLIC_ID);
    spine_add_coalition(spine, TALK_COALITION, TALK_ROOT);
    spine_add_affiliation(spine, TALK_OWN_TIE, TALK_OWN, TALK_ROOT, "member");
    spine_add_affiliation(spine, TALK_FOREIGN_TIE, TALK_FOREIGN, TALK_ROOT, "member");
    spine_add_affiliation(spine, TALK_OBSERVER_TIE, TALK_OBSERVER, TALK_ROOT, "observer");
    spine_add_group(spine, TALK_OPEN_GROUP, TRIB_SPACE_PUBLIC_ID);
    spine_add_group(spine, TALK_OTHER_GROUP, TRIB_SPACE_PUBLIC_ID);
    spine_add_group(spine, TALK_CLOSED_GROUP, TRIB_SPACE_PUBLIC_ID);
    static const char CLOSE_ROW[] = "UPDATE \"group\" SET space_id = group_id WHERE group_id = ?1";
    SPINE_RUN(spine, CLOSE_ROW, TALK_CLOSED_GROUP);
}

static void add_people(struct spine *spine) {
    static const char *const people[] = {
        TALK_PERSON,        TALK_BASE,         TALK_LEAD,           TALK_ALTERNATE,
        TALK_GROUP_MEMBER,  TALK_FACILITATOR,  TALK_OBSERVERS_LEAD, TALK_SECRETARIAT,
        TALK_ADMINISTRATOR, TALK_FOREIGN_LEAD, TALK_CLOSED_ONE,     TALK_NOTE_TAKER,
    };
    static const struct {
        const char *id, *person_id, *organization_id, *role;
    } belongings[] = {
        {TALK_BASE_BELONGING, TALK_BASE, TALK_OWN, "base_member"},
        {"d0000000-0000-4000-8000-0000000000b1", TALK_LEAD, TALK_OWN, "lead_delegate"},
        {"d0000000-0000-4000-8000-0000000000b2", TALK_ALTERNATE, TALK_OWN, "alternate"},
        {"d0000000-0000-4000-8000-0000000000b3", TALK_OBSERVERS_LEAD, TALK_OBSERVER,
         "lead_delegate"},
        {"d0000000-0000-4000-8000-0000000000b4", TALK_FOREIGN_LEAD, TALK_FOREIGN, "lead_delegate"},
    };
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
        spine_add_person(spine, people[i]);
    }
    for (size_t i = 0; i < sizeof belongings / sizeof belongings[0]; i++) {
        spine_add_belonging(spine, belongings[i].id, belongings[i].person_id,
                            belongings[i].organization_id, belongings[i].role);
    }
    spine_add_coalition_role(spine, "d0000000-0000-4000-8000-0000000000c1", TALK_SECRETARIAT,
                             "secretariat");
    spine_add_coalition_role(spine, "d0000000-0000-4000-8000-0000000000c2", TALK_ADMINISTRATOR,
                             "administrator");
    spine_add_group_member(spine, TALK_MEMBERSHIP, TALK_OPEN_GROUP, NULL, TALK_GROUP_MEMBER,
                           "member");
    spine_add_group_member(spine, "d0000000-0000-4000-8000-0000000000d1", TALK_OPEN_GROUP, NULL,
                           TALK_FACILITATOR, "facilitator");
    spine_add_group_member(spine, "d0000000-0000-4000-8000-0000000000d3", TALK_OPEN_GROUP, NULL,
                           TALK_NOTE_TAKER, "note_taker");
    spine_add_group_member(spine, "d0000000-0000-4000-8000-0000000000d2", TALK_CLOSED_GROUP, NULL,
                           TALK_CLOSED_ONE, "facilitator");
}

/* ---- what goes out --------------------------------------------------------------------------- */

static void on_send(void *context, uint64_t connection_id, struct trib_frame *frame) {
    struct talk *talk = context;
    if (talk->frame_count == talk->frame_capacity) {
        talk->frame_capacity = talk->frame_capacity * 2 + 64;
        talk->frames = realloc(talk->frames, talk->frame_capacity * sizeof *talk->frames);
        assert_non_null(talk->frames);
    }
    talk->frames[talk->frame_count++] =
        (struct talk_frame){connection_id, strndup(trib_frame_payload(frame), frame->length)};
}

static void on_close(void *context, uint64_t connection_id, uint16_t code, const char *reason) {
    struct talk *talk = context;
    assert_non_null(reason);
    talk->closed_connection_id = connection_id;
    talk->closed_code = code;
    talk->closed_count++;
}

static void on_door(void *context, uint64_t connection_id, const struct trib_door_answer *answer) {
    struct talk *talk = context;
    (void)connection_id;
    snprintf(talk->token, sizeof talk->token, "%s", answer->token == NULL ? "" : answer->token);
    snprintf(talk->door_result, sizeof talk->door_result, "%s",
             answer->result == NULL ? "" : answer->result);
    snprintf(talk->door_field, sizeof talk->door_field, "%s",
             answer->error == NULL ? "" : answer->error->field);
    talk->clears_cookie = answer->clears_cookie;
    talk->clears_device = answer->clears_device;
    talk->door_count++;
    talk->sign_in_refusal = answer->error == NULL ? TRIB_E_NONE : answer->error->code;
}

/* Kept until a test says that the worker is done. */
static void on_hash(void *context, struct trib_password_job *take_job) {
    struct talk *talk = context;
    struct trib_password_job **end = &talk->hashes;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    take_job->next = NULL;
    *end = take_job;
    talk->hash_count++;
}

static void on_mail(void *context, struct trib_mail_job *take_job) {
    struct talk *talk = context;
    assert_null(talk->mail); /* one at a time */
    talk->mail = take_job;
}

void talk_mail_begin(struct talk *talk) {
    struct trib_error error = {0};
    assert_true(trib_server_set_mail(talk->server, "office@rivers.example",
                                     "https://rivers.example", &error));
}

const struct trib_mail_job *talk_mail(struct talk *talk) {
    talk->spine.now_ms += 1000;
    trib_server_sweep(talk->server);
    trib_server_tick(talk->server); /* asks are answered, and what is due is taken */
    trib_server_sweep(talk->server);
    trib_server_tick(talk->server);
    return talk->mail;
}

void talk_mail_done(struct talk *talk, const char *failure, bool is_refused) {
    struct trib_mail_job *job = talk->mail;
    assert_non_null(job);
    talk->mail = NULL;
    job->is_sent = failure[0] == '\0';
    job->is_refused = is_refused;
    snprintf(job->failure, sizeof job->failure, "%s", failure);
    trib_server_mailed(talk->server, job);
    trib_server_tick(talk->server);
}

bool talk_hash(struct talk *talk) {
    struct trib_password_job *job = talk->hashes;
    if (job == NULL) {
        return false;
    }
    talk->hashes = job->next;
    trib_password_job_run(job);
    trib_server_hashed(talk->server, job);
    trib_server_tick(talk->server);
    return true;
}

enum trib_error_code talk_door_from(struct talk *talk, enum trib_door door, const char *token,
                                    const char *address, const char *body) {
    const struct trib_door_visit visit = {
        .door = door, .body = body, .length = strlen(body), .token = token, .address = address};
    size_t count = talk->door_count;
    trib_server_door(talk->server, 1000, &visit);
    trib_server_tick(talk->server);
    while (talk->door_count == count && talk_hash(talk)) {
    }
    assert_int_equal(talk->door_count, count + 1);
    return talk->sign_in_refusal;
}

enum trib_error_code talk_door(struct talk *talk, enum trib_door door, const char *token,
                               const char *body) {
    return talk_door_from(talk, door, token, "", body);
}

static void begin(struct talk *talk) {
    struct trib_error error = {0};
    struct trib_server_outlet outlet = {.context = talk,
                                        .send = on_send,
                                        .close = on_close,
                                        .door = on_door,
                                        .hash = on_hash,
                                        .mail = on_mail};
    assert_true(trib_server_create(talk->spine.store, outlet, &talk->server, &error));
    trib_server_set_rate(talk->server, 1000 * 1000, 1000 * 1000);
    trib_server_set_password_cost(talk->server, trib_password_cost_least());
}

static void fill(struct spine *spine) {
    TRIB_AUTO(trib_batch) batch = {0};
    spine_begin(spine);
    add_organizations(spine);
    add_people(spine);
    add_rows(spine);
    add_history(spine);
    add_action_items(spine);
    add_meetings(spine);
    add_plans(spine);
    add_comments(spine);
    add_voices(spine);
    add_decisions(spine);
    add_questions(spine);
    add_dispatches(spine);
    add_applications(spine);
    spine_end(spine);
    spine_commit(spine, &batch);
}

void talk_open(struct talk *talk, uint64_t seed) {
    static struct spine_image image;
    *talk = (struct talk){0};
    if (image.bytes == NULL) {
        spine_open(&talk->spine, SPINE_IMAGE_SEED + 1);
        fill(&talk->spine);
        spine_image_save(&talk->spine, &image);
        spine_close(&talk->spine);
    }
    spine_open_image(&talk->spine, seed, &image);
    begin(talk);
}

void talk_open_file(struct talk *talk, uint64_t seed, const char *path) {
    *talk = (struct talk){0};
    spine_open_file(&talk->spine, seed, path);
    fill(&talk->spine);
    begin(talk);
}

void talk_close(struct talk *talk) {
    trib_mail_job_destroy(talk->mail);
    trib_server_destroy(talk->server);
    talk_forget(talk);
    free(talk->frames);
    spine_close(&talk->spine);
}

void talk_restart(struct talk *talk) {
    trib_mail_job_destroy(talk->mail);
    talk->mail = NULL;
    trib_server_destroy(talk->server);
    talk_forget(talk);
    begin(talk);
}

/* ---- who speaks ------------------------------------------------------------------------------ */

static uint64_t connect_as(struct talk *talk, enum trib_connection_kind kind,
                           const char *person_id) {
    struct trib_error error = {0};
    uint64_t connection_id = ++talk->connection_count;
    assert_true(trib_server_connect_as(talk->server, connection_id, kind, person_id, &error));
    return connection_id;
}

uint64_t talk_connect(struct talk *talk, const char *person_id) {
    return connect_as(talk, TRIB_CONNECTION_SOCKET, person_id);
}

uint64_t talk_request(struct talk *talk, const char *person_id) {
    return connect_as(talk, TRIB_CONNECTION_REQUEST, person_id);
}

/* Holding nothing one is sent for a snapshot first, so this says that it holds all there is. */
uint64_t talk_listen(struct talk *talk, const char *person_id) {
    uint64_t connection_id = talk_connect(talk, person_id);
    char space_ids[64][TRIB_ID_BYTES];
    size_t count = spine_sight(&talk->spine, person_id, space_ids, 64);
    TRIB_AUTO(trib_buffer) hello = {0};
    trib_buffer_append_format(
        &hello, "{\"database_id\":\"%s\",\"epoch\":\"%s\",\"seq\":%llu,\"spaces\":[",
        trib_store_database_id(talk->spine.store), trib_store_epoch(talk->spine.store),
        (unsigned long long)trib_store_last_seq(talk->spine.store));
    for (size_t i = 0; i < count; i++) {
        trib_buffer_append_format(&hello, "%s\"%s\"", i == 0 ? "" : ",", space_ids[i]);
    }
    trib_buffer_append_text(&hello, "]}");
    json_auto_t *answer =
        talk_call(talk, connection_id, "0", "sync.hello", trib_buffer_text(&hello));
    const char *mode =
        json_string_value(json_object_get(json_object_get(answer, "result"), "mode"));
    assert_non_null(mode);
    assert_string_not_equal(mode, "snapshot");
    talk_forget(talk);
    return connection_id;
}

void talk_send(struct talk *talk, uint64_t connection_id, const char *text) {
    trib_server_receive(talk->server, connection_id, text, strlen(text));
}

void talk_command_id(struct talk *talk, char out_id[static TRIB_ID_BYTES]) {
    trib_id_make_timed(spine_random(&talk->spine), talk->spine.now_ms, out_id);
}

void talk_give(struct talk *talk, const char *person_id, const char *method, const char *members) {
    json_auto_t *answer =
        talk_command(talk, talk_connect(talk, person_id), method, "{%s}", members);
    if (talk_code(answer)[0] != '\0') {
        fail_msg("%s by %s: %s %s", method, person_id, talk_code(answer), talk_field(answer));
    }
}

void talk_sign_up(struct talk *talk, const char *person_id, const char *sign_in_name) {
    static const char SIGNS_IN[] =
        "INSERT INTO credential (person_id, sign_in_name, sign_in_key, password_hash, "
        "changed_at_ms) VALUES (?1, ?2, ?2, 'x', 1)";
    spine_begin(&talk->spine);
    SPINE_RUN(&talk->spine, SIGNS_IN, person_id, sign_in_name);
    spine_end(&talk->spine);
    talk_tick(talk);
}

json_t *talk_call(struct talk *talk, uint64_t connection_id, const char *id, const char *method,
                  const char *params) {
    TRIB_AUTO(trib_buffer) text = {0};
    trib_buffer_append_format(
        &text, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":", id, method);
    trib_buffer_append_text(&text, params);
    trib_buffer_append_text(&text, "}");
    talk_send(talk, connection_id, trib_buffer_text(&text));
    talk_tick(talk);
    size_t count = talk_heard_count(talk, connection_id);
    assert_true(count > 0);
    json_t *answer = json_loads(talk_heard(talk, connection_id, count - 1), 0, NULL);
    char *echo = json_dumps(json_object_get(answer, "id"), JSON_ENCODE_ANY);
    assert_string_equal(echo, id);
    free(echo);
    return answer;
}

json_t *talk_command(struct talk *talk, uint64_t connection_id, const char *method,
                     const char *params_format, ...) {
    va_list arguments;
    va_start(arguments, params_format);
    char *params = NULL;
    assert_true(vasprintf(&params, params_format, arguments) > 0);
    va_end(arguments);
    char id[TRIB_ID_BYTES];
    char quoted[TRIB_ID_BYTES + 2];
    talk_command_id(talk, id);
    snprintf(quoted, sizeof quoted, "\"%s\"", id);
    json_t *answer = talk_call(talk, connection_id, quoted, method, params);
    free(params);
    return answer;
}

void talk_tick(struct talk *talk) {
    trib_server_tick(talk->server);
    assert_false(trib_server_has_work(talk->server));
}

/* ---- what was heard -------------------------------------------------------------------------- */

void talk_forget(struct talk *talk) {
    for (size_t i = 0; i < talk->frame_count; i++) {
        free(talk->frames[i].text);
    }
    talk->frame_count = 0;
}

const char *talk_heard(const struct talk *talk, uint64_t connection_id, size_t index) {
    for (size_t i = 0; i < talk->frame_count; i++) {
        if (talk->frames[i].connection_id == connection_id && index-- == 0) {
            return talk->frames[i].text;
        }
    }
    return NULL;
}

size_t talk_heard_count(const struct talk *talk, uint64_t connection_id) {
    size_t count = 0;
    while (talk_heard(talk, connection_id, count) != NULL) {
        count++;
    }
    return count;
}

bool talk_heard_of(const struct talk *talk, uint64_t connection_id, const char *text) {
    const char *frame = NULL;
    for (size_t i = 0; (frame = talk_heard(talk, connection_id, i)) != NULL; i++) {
        if (strstr(frame, text) != NULL) {
            return true;
        }
    }
    return false;
}

static const char *data_member(const json_t *answer, const char *name) {
    const json_t *data = json_object_get(json_object_get(answer, "error"), "data");
    const char *text = json_string_value(json_object_get(data, name));
    return text == NULL ? "" : text;
}

const char *talk_code(const json_t *answer) {
    return data_member(answer, "code");
}

const char *talk_field(const json_t *answer) {
    return data_member(answer, "field");
}

char *talk_read(struct talk *talk, const char *sql, const char *value) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(talk->spine.store, sql, &statement, &error));
    assert_true(trib_bind_text(&statement, 1, value, &error));
    assert_true(trib_statement_next(&statement, &has_row, &error));
    const char *text = has_row ? trib_column_text(&statement, 0) : NULL;
    return text == NULL ? NULL : strdup(text);
}
