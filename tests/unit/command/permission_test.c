/*
 * The table of rights, written again here as pictures, in the words of the coalition's own table;
 * and what the check does beside looking a cell up: who counts as what, whose a row is, who is told
 * of what. That every method keeps to the table is tested with the methods.
 */
#include "tributary/command/permission.h"

#include <string.h>

#include "desk.h"

/* One letter a persona, in the order of the columns V P B D C F O S A: "." no, "Y" yes, "o" one's
   own, "g" the organization acted for, "l" its lead alone, "1" the first one, "G" one's group. */
static struct picture {
    const char *name;
    enum trib_permission permission;
    const char *reach;
} rights[] = {
    {"everybody reads what they see", TRIB_MAY_READ, "YYYYYYYYY"},
    {"an organization is its delegates' and the secretariat's to edit", TRIB_MAY_EDIT_ORGANIZATION,
     "...g..gY."},
    {"the secretariat enters statuses", TRIB_MAY_SET_AFFILIATION, ".......Y."},
    {"a delegate leaves with their own", TRIB_MAY_LEAVE_AFFILIATION, "...g..gY."},
    {"whoever was asked to join says so for their own", TRIB_MAY_CONFIRM_AFFILIATION, "...g..g.."},
    {"a delegate applies for their own", TRIB_MAY_APPLY, "...g..gY."},
    {"whoever is signed in applies for what nobody knows yet", TRIB_MAY_APPLY_ANEW, ".Y......."},
    {"name, rules and charter are the staff's to set up", TRIB_MAY_SET_UP_COALITION, ".......YY"},
    {"a lead invites, staff the first one", TRIB_MAY_INVITE, "...l..l11"},
    {"and everybody leaves by themselves", TRIB_MAY_END_BELONGING, ".o.l..l11"},
    {"series and lineage are the secretariat's to set up", TRIB_MAY_SET_UP_CONVENINGS, ".......Y."},
    {"a convening is its host's", TRIB_MAY_HOST_CONVENING, "...g...Y."},
    {"whoever belongs joins an open group", TRIB_MAY_JOIN_GROUP, "..YYYYY.."},
    {"whoever belongs starts a group", TRIB_MAY_START_GROUP, "..YYYYYY."},
    {"a group is its facilitators' to edit", TRIB_MAY_EDIT_GROUP, ".....G..."},
    {"the secretariat activates and closes too", TRIB_MAY_CHANGE_GROUP_STATE, ".....G.Y."},
    {"whoever is in a group leaves it", TRIB_MAY_LEAVE_GROUP, ".o.g.Gg.."},
    {"an organization is its delegates' to publish", TRIB_MAY_PUBLISH_ORGANIZATION, "...g..gY."},
    {"a group is its facilitators' to publish", TRIB_MAY_PUBLISH_GROUP, ".....G.Y."},
    {"a profile is one's own", TRIB_MAY_EDIT_PROFILE, ".o......."},
    {"an invitation is taken back by whoever may invite, or has", TRIB_MAY_REVOKE_INVITATION,
     ".o.l..l11"},
    {"accounts are the administrators' to look after", TRIB_MAY_MANAGE_ACCOUNTS, "........Y"},
    {"what is to be done is entered by whoever is in the group", TRIB_MAY_ADD_ACTION_ITEM,
     "....GG..."},
    {"what the coalition is to do, by the secretariat", TRIB_MAY_ADD_COALITION_ITEM, ".......Y."},
    {"and acted on by its owner, the board's facilitator, the secretariat", TRIB_MAY_ACT_ON_ITEM,
     ".o.gGBgY."},
    {"a meeting is its group's facilitators' and the secretariat's to plan", TRIB_MAY_PLAN_MEETING,
     ".....G.Y."},
    {"one of the coalition is the secretariat's", TRIB_MAY_PLAN_COALITION_MEETING, ".......Y."},
    {"whoever takes the notes runs it too", TRIB_MAY_RUN_MEETING, "....NG.Y."},
    {"whoever sees it answers", TRIB_MAY_ANSWER_MEETING, ".Y......."},
    {"whoever is signed in has a calendar", TRIB_MAY_SUBSCRIBE_CALENDAR, ".Y......."},
    {"and ends it, or their group's", TRIB_MAY_REVOKE_CALENDAR, ".o...G..."},
    {"a backlog is fed by whoever is in the group", TRIB_MAY_FEED_BACKLOG, "....GG..."},
    {"and the coalition's by delegates", TRIB_MAY_FEED_COALITION_BACKLOG, "...Y..YY."},
    {"what nobody has is taken by delegates and the board's group", TRIB_MAY_TAKE_ITEM,
     "...YBBYY."},
    {"a plan of a group is its facilitators' to begin", TRIB_MAY_START_PLAN, ".....G..."},
    {"one of the coalition the secretariat's", TRIB_MAY_START_COALITION_PLAN, ".......Y."},
    {"and written by whoever drafts it", TRIB_MAY_EDIT_PLAN, "....BB.Y."},
    {"its state is for whose it is to say", TRIB_MAY_CHANGE_PLAN_STATE, ".....G.Y."},
    {"a milestone's for its owner, the drafting facilitator, the secretariat",
     TRIB_MAY_ACT_ON_MILESTONE, ".o.gGBgY."},
    {"whoever works somewhere comments there", TRIB_MAY_COMMENT, "...YYYYY."},
    {"a comment is its writer's to change", TRIB_MAY_EDIT_COMMENT, ".o......."},
    {"a thread is ended by who began it, the group's facilitator, the secretariat",
     TRIB_MAY_RESOLVE_THREAD, ".o...G.Y."},
    {"a voice is written by whoever belongs", TRIB_MAY_WRITE_VOICE, "..YY..Y.."},
    {"and its author's to change and to give", TRIB_MAY_EDIT_VOICE, ".o......."},
    {"taken in by delegates of the organization", TRIB_MAY_TAKE_IN_VOICE, "...g..g.."},
    {"and taken back by its author", TRIB_MAY_WITHDRAW_VOICE, ".o......."},
    {"a decision is proposed to a group by whoever is in it", TRIB_MAY_PROPOSE, "....GG..."},
    {"to the coalition by delegates and the secretariat", TRIB_MAY_PROPOSE_TO_COALITION,
     "...Y..YY."},
    {"a proposal is changed by who proposed it, the group's facilitator, the secretariat",
     TRIB_MAY_EDIT_PROPOSAL, ".o.g.GgY."},
    {"a member's delegate stands behind an observer's", TRIB_MAY_BACK_PROPOSAL, "...Y....."},
    {"and it is taken back by who proposed it", TRIB_MAY_WITHDRAW_PROPOSAL, ".o.g..g.."},
    {"a ballot is the group's facilitators' and the secretariat's to run", TRIB_MAY_RUN_BALLOT,
     ".....G.Y."},
    {"whoever could be on its roll may try to answer", TRIB_MAY_CAST, "...YGGY.."},
    {"and of what was decided more is said by whoever runs ballots", TRIB_MAY_EDIT_DECISION,
     ".....G.Y."},
    {"the coalition's questions are the secretariat's to keep", TRIB_MAY_KEEP_QUESTIONS,
     ".......Y."},
    {"what goes down the network is the secretariat's to send", TRIB_MAY_SEND_DISPATCH,
     ".......Y."},
    {"and each organization's delegates' to answer, an observer's too", TRIB_MAY_ANSWER_DELIVERY,
     "...g..g.."},
    {"a name is one's own to take back, the secretariat does it on request", TRIB_MAY_REDACT,
     ".o.....Y."},
};

static void the_table_is_the_coalitions(void **state) {
    const struct picture *picture = *state;
    static const char letters[] = {
        [TRIB_REACH_NO] = '.',   [TRIB_REACH_OWN] = 'o',   [TRIB_REACH_ORGANIZATION] = 'g',
        [TRIB_REACH_LEAD] = 'l', [TRIB_REACH_FIRST] = '1', [TRIB_REACH_GROUP] = 'G',
        [TRIB_REACH_YES] = 'Y',  [TRIB_REACH_BOARD] = 'B', [TRIB_REACH_NOTES] = 'N'};
    const struct trib_permission_row *row = trib_permission_row(picture->permission);
    char reach[TRIB_PERSONA_COUNT + 1] = "";
    for (int persona = 0; persona < TRIB_PERSONA_COUNT; persona++) {
        reach[persona] = letters[row->reach[persona]];
    }
    assert_string_equal(reach, picture->reach);
    assert_int_equal(row->permission, picture->permission);
    assert_true(strlen(row->name) > 0 && strlen(row->source) > 0);
}

static void no_right_is_left_out(void **state) {
    (void)state;
    assert_int_equal(UNIT_COUNT(rights), TRIB_MAY_COUNT);
}

/* ---- the check ------------------------------------------------------------------------------- */

static enum trib_error_code permit(struct desk *desk, const char *person_id, const char *acting_for,
                                   enum trib_permission permission, const char *table_name,
                                   const char *object_id) {
    const struct trib_command command = {
        .store = desk->spine.store, .graph = desk->graph, .actor = {person_id, acting_for}};
    desk->error = (struct trib_error){0};
    bool may = trib_permit(&command, permission, table_name, object_id, "field", &desk->error);
    return may ? TRIB_E_NONE : desk->error.code;
}

static struct check_row {
    const char *name;
    const char *person_id, *acting_for;
    enum trib_permission permission;
    const char *table_name, *object_id;
    enum trib_error_code code;
} checks[] = {
    {"a delegate edits who they act for", LEAD, RIVER, TRIB_MAY_EDIT_ORGANIZATION, "organization",
     RIVER, TRIB_E_NONE},
    {"a delegate who acts for nobody edits nothing", LEAD, NULL, TRIB_MAY_EDIT_ORGANIZATION,
     "organization", RIVER, TRIB_E_FORBIDDEN},
    {"a delegate does not edit another", LEAD, RIVER, TRIB_MAY_EDIT_ORGANIZATION, "organization",
     LAKE, TRIB_E_FORBIDDEN},
    {"a base member does not edit their organization", BASE, RIVER, TRIB_MAY_EDIT_ORGANIZATION,
     "organization", RIVER, TRIB_E_FORBIDDEN},
    {"an observer's delegate edits theirs", WELL_LEAD, WELL, TRIB_MAY_EDIT_ORGANIZATION,
     "organization", WELL, TRIB_E_NONE},
    {"nobody acts for whom they do not belong to", LEAD, LAKE, TRIB_MAY_EDIT_ORGANIZATION,
     "organization", LAKE, TRIB_E_FORBIDDEN},
    {"a new organization is the secretariat's to enter", SECRETARIAT, NULL,
     TRIB_MAY_EDIT_ORGANIZATION, NULL, NULL, TRIB_E_NONE},
    {"and no delegate's", LEAD, RIVER, TRIB_MAY_EDIT_ORGANIZATION, NULL, NULL, TRIB_E_FORBIDDEN},
    {"an alternate does not invite", ALTERNATE, RIVER, TRIB_MAY_INVITE, "organization", RIVER,
     TRIB_E_FORBIDDEN},
    {"a lead does", LEAD, RIVER, TRIB_MAY_INVITE, "organization", RIVER, TRIB_E_NONE},
    {"the secretariat invites the first delegate", SECRETARIAT, NULL, TRIB_MAY_INVITE,
     "organization", POND, TRIB_E_NONE},
    {"and no second one", SECRETARIAT, NULL, TRIB_MAY_INVITE, "organization", RIVER,
     TRIB_E_FORBIDDEN},
    {"an administrator invites the first one of what they see", ADMINISTRATOR, NULL,
     TRIB_MAY_INVITE, "organization", SPRING, TRIB_E_NONE},
    {"what they do not see is not there for them", ADMINISTRATOR, NULL, TRIB_MAY_INVITE,
     "organization", POND, TRIB_E_NOT_FOUND},
    {"everybody ends their own belonging", BASE, NULL, TRIB_MAY_END_BELONGING, "belonging",
     BASE_BELONGING, TRIB_E_NONE},
    {"an alternate ends nobody's but theirs", ALTERNATE, RIVER, TRIB_MAY_END_BELONGING, "belonging",
     LEAD_BELONGING, TRIB_E_FORBIDDEN},
    {"a facilitator edits their group", FACILITATOR, NULL, TRIB_MAY_EDIT_GROUP, "group", OPEN_GROUP,
     TRIB_E_NONE},
    {"a member does not", GROUP_MEMBER, NULL, TRIB_MAY_EDIT_GROUP, "group", OPEN_GROUP,
     TRIB_E_FORBIDDEN},
    {"a facilitator does not edit another group", CLOSED_FACILITATOR, NULL, TRIB_MAY_EDIT_GROUP,
     "group", OPEN_GROUP, TRIB_E_FORBIDDEN},
    {"nor does the secretariat", SECRETARIAT, NULL, TRIB_MAY_EDIT_GROUP, "group", OPEN_GROUP,
     TRIB_E_FORBIDDEN},
    {"a closed group is not there for the secretariat", SECRETARIAT, NULL,
     TRIB_MAY_CHANGE_GROUP_STATE, "group", CLOSED_GROUP, TRIB_E_NOT_FOUND},
    {"a member leaves by themselves", GROUP_MEMBER, NULL, TRIB_MAY_LEAVE_GROUP, "group_member",
     MEMBERSHIP, TRIB_E_NONE},
    {"a member ends nobody else's", GROUP_MEMBER, NULL, TRIB_MAY_LEAVE_GROUP, "group_member",
     FACILITATING, TRIB_E_FORBIDDEN},
    {"who belongs nowhere starts no group", PERSON, NULL, TRIB_MAY_START_GROUP, NULL, NULL,
     TRIB_E_FORBIDDEN},
    {"a base member starts one for their organization", BASE, RIVER, TRIB_MAY_START_GROUP, NULL,
     NULL, TRIB_E_NONE},
    {"who is in a group starts another", GROUP_MEMBER, NULL, TRIB_MAY_START_GROUP, NULL, NULL,
     TRIB_E_NONE},
    {"an administrator runs the server and no group", ADMINISTRATOR, NULL, TRIB_MAY_START_GROUP,
     NULL, NULL, TRIB_E_FORBIDDEN},
    {"a profile is one's own", LEAD, NULL, TRIB_MAY_EDIT_PROFILE, "person", LEAD, TRIB_E_NONE},
    {"another's is not there", LEAD, NULL, TRIB_MAY_EDIT_PROFILE, "person", BASE, TRIB_E_NOT_FOUND},
    {"a visitor must sign in", NULL, NULL, TRIB_MAY_START_GROUP, NULL, NULL, TRIB_E_SESSION},
    {"and is told so whatever it is about", NULL, NULL, TRIB_MAY_EDIT_ORGANIZATION, "organization",
     RIVER, TRIB_E_SESSION},
    {"and reads", NULL, NULL, TRIB_MAY_READ, NULL, NULL, TRIB_E_NONE},
};

static void is_checked(void **state) {
    const struct check_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(permit(desk, row->person_id, row->acting_for, row->permission, row->table_name,
                            row->object_id),
                     row->code);
    if (row->code == TRIB_E_NOT_FOUND) {
        assert_string_equal(desk->error.field, "field");
        assert_int_equal(desk->error.arguments_length, 0);
    }
    desk_tear_down(&opened);
}

static void a_refusal_says_who_could(void **state) {
    struct desk *desk = *state;
    assert_int_equal(permit(desk, BASE, RIVER, TRIB_MAY_EDIT_ORGANIZATION, "organization", RIVER),
                     TRIB_E_FORBIDDEN);
    assert_true(desk_error_has(desk, "\"who\":[\"delegate\",\"secretariat\"]"));
    assert_int_equal(permit(desk, ALTERNATE, RIVER, TRIB_MAY_INVITE, "organization", RIVER),
                     TRIB_E_FORBIDDEN);
    assert_true(desk_error_has(desk, "\"lead_delegate\",\"secretariat\",\"administrator\""));
    assert_int_equal(permit(desk, GROUP_MEMBER, NULL, TRIB_MAY_EDIT_GROUP, "group", OPEN_GROUP),
                     TRIB_E_FORBIDDEN);
    assert_true(desk_error_has(desk, "\"who\":[\"facilitator\"]"));
}

/* Rights follow the rows at once. */
static void an_ended_belonging_gives_no_right(void **state) {
    struct desk *desk = *state;
    static const char END[] = "UPDATE belonging SET ends_on = '2011' WHERE belonging_id = ?1";
    DESK_WRITE(desk, END, LEAD_BELONGING);
    assert_int_equal(permit(desk, LEAD, RIVER, TRIB_MAY_EDIT_ORGANIZATION, "organization", RIVER),
                     TRIB_E_NOT_FOUND);
    DESK_WRITE(desk, END, ALTERNATE_BELONGING);
    assert_int_equal(permit(desk, SECRETARIAT, NULL, TRIB_MAY_INVITE, "organization", RIVER),
                     TRIB_E_NONE); /* nobody is left who could */
}

static struct acting_row {
    const char *name;
    const char *person_id, *acting_for;
    bool may;
} acting[] = {
    {"one acts for nobody", LEAD, NULL, true},
    {"a delegate acts for their organization", LEAD, RIVER, true},
    {"so does a base member", BASE, RIVER, true},
    {"nobody acts for another", LEAD, LAKE, false},
    {"nobody acts for what is not there", LEAD, NOBODY, false},
    {"staff act for nobody", SECRETARIAT, ROOT, false},
    {"a visitor acts for nobody", NULL, RIVER, false},
};

static void acts_for(void **state) {
    const struct acting_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    const struct trib_command command = {.store = desk->spine.store,
                                         .graph = desk->graph,
                                         .actor = {row->person_id, row->acting_for}};
    desk->error = (struct trib_error){0};
    assert_true(trib_actor_check(&command, &desk->error) == row->may);
    if (!row->may) {
        assert_int_equal(desk->error.code, TRIB_E_FORBIDDEN);
        assert_string_equal(desk->error.field, "acting_for");
        assert_true(desk_error_has(desk, "\"who\":[\"base_member\",\"delegate\"]"));
    }
    desk_tear_down(&opened);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        cmocka_unit_test(no_right_is_left_out),
        AT_A_DESK(a_refusal_says_who_could),
        AT_A_DESK(an_ended_belonging_gives_no_right),
    };
    unit_add_rows(&tests, the_table_is_the_coalitions, rights, sizeof rights[0],
                  UNIT_COUNT(rights));
    unit_add_rows(&tests, is_checked, checks, sizeof checks[0], UNIT_COUNT(checks));
    unit_add_rows(&tests, acts_for, acting, sizeof acting[0], UNIT_COUNT(acting));
    int failed = unit_run("command/permission", &tests);
    return failed + cmocka_run_group_tests_name("command/permission", at_a_desk, NULL, NULL);
}
