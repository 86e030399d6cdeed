/*
 * The coalition's table of rights, and the one check over it. What somebody is gives the columns
 * that count for them; a person may be several things at once and has all their rights together. A
 * right of an organization's is used by whoever acts for it, and by nobody who merely belongs.
 */
#include "tributary/command/permission.h"

#include <assert.h>
#include <string.h>

#include "object.h"

/* Whoever is signed in is a person too, so what is everybody's own stands once, there. */
#define ROW(of, its_name, its_source, ...)                                                         \
    [TRIB_MAY_##of] = {.permission = TRIB_MAY_##of,                                                \
                       .name = (its_name),                                                         \
                       .source = (its_source),                                                     \
                       .reach = {__VA_ARGS__}}
#define V(to) [TRIB_PERSONA_VISITOR] = TRIB_REACH_##to
#define P(to) [TRIB_PERSONA_PERSON] = TRIB_REACH_##to
#define B(to) [TRIB_PERSONA_BASE_MEMBER] = TRIB_REACH_##to
#define D(to) [TRIB_PERSONA_DELEGATE] = TRIB_REACH_##to
#define C(to) [TRIB_PERSONA_GROUP_MEMBER] = TRIB_REACH_##to
#define F(to) [TRIB_PERSONA_FACILITATOR] = TRIB_REACH_##to
#define O(to) [TRIB_PERSONA_OBSERVER] = TRIB_REACH_##to
#define S(to) [TRIB_PERSONA_SECRETARIAT] = TRIB_REACH_##to
#define A(to) [TRIB_PERSONA_ADMINISTRATOR] = TRIB_REACH_##to

static const struct trib_permission_row rights[TRIB_MAY_COUNT] = {
    ROW(READ, "read", "Read rows", V(YES), P(YES), B(YES), D(YES), C(YES), F(YES), O(YES), S(YES),
        A(YES)),
    ROW(EDIT_ORGANIZATION, "edit_organization", "Create / edit organization profile",
        D(ORGANIZATION), O(ORGANIZATION), S(YES)),
    ROW(SET_AFFILIATION, "set_affiliation", "Set affiliation status", S(YES)),
    ROW(LEAVE_AFFILIATION, "leave_affiliation", "Set affiliation status: leave own",
        D(ORGANIZATION), O(ORGANIZATION), S(YES)),
    ROW(CONFIRM_AFFILIATION, "confirm_affiliation",
        "Set affiliation status: confirm own, where one is asked", D(ORGANIZATION),
        O(ORGANIZATION)),
    ROW(APPLY, "apply", "Apply for an organization to join", D(ORGANIZATION), O(ORGANIZATION),
        S(YES)),
    ROW(APPLY_ANEW, "apply_anew", "Apply for an organization to join: one that is not known yet",
        P(YES)),
    ROW(SET_UP_COALITION, "set_up_coalition",
        "Accounts, backup, restore, languages: name, languages, rules, charter; also S", S(YES),
        A(YES)),
    ROW(INVITE, "invite", "Invite people to own organization; name lead/alternates", D(LEAD),
        O(LEAD), S(FIRST), A(FIRST)),
    ROW(REVOKE_INVITATION, "revoke_invitation",
        "Invite people to own organization; name lead/alternates: or take back what one made",
        P(OWN), D(LEAD), O(LEAD), S(FIRST), A(FIRST)),
    ROW(END_BELONGING, "end_belonging",
        "Invite people to own organization; name lead/alternates: or leave oneself", P(OWN),
        D(LEAD), O(LEAD), S(FIRST), A(FIRST)),
    ROW(SET_UP_CONVENINGS, "set_up_convenings",
        "Import; remove samples; set up series and convenings", S(YES)),
    ROW(HOST_CONVENING, "host_convening", "Create convening", D(ORGANIZATION), S(YES)),
    ROW(START_GROUP, "start_group", "Start a caucus at a convening", B(YES), D(YES), C(YES), F(YES),
        O(YES), S(YES)),
    ROW(JOIN_GROUP, "join_group", "Edit group, admit to group: where it is open, join oneself",
        B(YES), D(YES), C(YES), F(YES), O(YES)),
    ROW(EDIT_GROUP, "edit_group", "Edit group, admit to group", F(GROUP)),
    ROW(CHANGE_GROUP_STATE, "change_group_state",
        "Edit group, admit to group: activate, close: also S", F(GROUP), S(YES)),
    ROW(LEAVE_GROUP, "leave_group", "Edit group, admit to group: or leave oneself", P(OWN),
        D(ORGANIZATION), F(GROUP), O(ORGANIZATION)),
    ROW(PUBLISH_ORGANIZATION, "publish_organization",
        "Widen a row's space to public: organizations", D(ORGANIZATION), O(ORGANIZATION), S(YES)),
    ROW(PUBLISH_GROUP, "publish_group", "Widen a row's space to public: groups", F(GROUP), S(YES)),
    ROW(EDIT_PROFILE, "edit_profile", "One's own profile", P(OWN)),
    ROW(MANAGE_ACCOUNTS, "manage_accounts", "Accounts, backup, restore, languages", A(YES)),
    ROW(REDACT, "redact", "Redact words", P(OWN), S(YES)),
    ROW(ADD_ACTION_ITEM, "add_action_item",
        "Act on an assigned item: enter one on one's group's board", C(GROUP), F(GROUP)),
    ROW(ADD_COALITION_ITEM, "add_coalition_item",
        "Act on an assigned item: enter one for the coalition", S(YES)),
    ROW(ACT_ON_ITEM, "act_on_item",
        "Act on an assigned item: as its owner, as F of the board it stands on, or as S", P(OWN),
        D(ORGANIZATION), C(GROUP), F(BOARD), O(ORGANIZATION), S(YES)),
    ROW(TAKE_ITEM, "take_item", "Act on an assigned item: take one that nobody owns", D(YES),
        C(BOARD), F(BOARD), O(YES), S(YES)),
    ROW(PLAN_MEETING, "plan_meeting", "Run meeting: plan it, move it, open and close it", F(GROUP),
        S(YES)),
    ROW(PLAN_COALITION_MEETING, "plan_coalition_meeting", "Run meeting: plan one of the coalition",
        S(YES)),
    ROW(RUN_MEETING, "run_meeting", "Run meeting (agenda, stack, minutes)", C(NOTES), F(GROUP),
        S(YES)),
    ROW(ANSWER_MEETING, "answer_meeting", "Run meeting: say whether one comes", P(YES)),
    ROW(SUBSCRIBE_CALENDAR, "subscribe_calendar", "Read rows: in one's own calendar", P(YES)),
    ROW(REVOKE_CALENDAR, "revoke_calendar", "Read rows: in a calendar no longer", P(OWN), F(GROUP)),
    ROW(FEED_BACKLOG, "feed_backlog", "Run meeting: bring something up in one's group", C(GROUP),
        F(GROUP)),
    ROW(FEED_COALITION_BACKLOG, "feed_coalition_backlog",
        "Run meeting: bring something up in the coalition", D(YES), O(YES), S(YES)),
    ROW(START_PLAN, "start_plan", "Edit coalition plan: begin one of a group's own", F(GROUP)),
    ROW(START_COALITION_PLAN, "start_coalition_plan", "Edit coalition plan: begin one", S(YES)),
    ROW(EDIT_PLAN, "edit_plan", "Edit coalition plan: as one of the group that drafts it, or as S",
        C(BOARD), F(BOARD), S(YES)),
    ROW(CHANGE_PLAN_STATE, "change_plan_state",
        "Take baseline; archive plan: of a group's own, its F", F(GROUP), S(YES)),
    ROW(ACT_ON_MILESTONE, "act_on_milestone",
        "Act on an assigned item: a milestone, as its owner, as F of who drafts the plan, or as S",
        P(OWN), D(ORGANIZATION), C(GROUP), F(BOARD), O(ORGANIZATION), S(YES)),
    ROW(COMMENT, "comment", "Comment in coalition: and where one works", D(YES), C(YES), F(YES),
        O(YES), S(YES)),
    ROW(EDIT_COMMENT, "edit_comment", "Comment in coalition: change one's own", P(OWN)),
    ROW(RESOLVE_THREAD, "resolve_thread",
        "Comment in coalition: end a thread, as who began it, as F of its group, or as S", P(OWN),
        F(GROUP), S(YES)),
    ROW(WRITE_VOICE, "write_voice", "Write a voice (contribution)", B(YES), D(YES), O(YES)),
    ROW(EDIT_VOICE, "edit_voice", "Write a voice (contribution): change and give one's own",
        P(OWN)),
    ROW(TAKE_IN_VOICE, "take_in_voice", "Accept/return a voice in an organization", D(ORGANIZATION),
        O(ORGANIZATION)),
    ROW(WITHDRAW_VOICE, "withdraw_voice", "Withdraw a voice", P(OWN)),
    ROW(PROPOSE, "propose", "Propose a decision: to one's group", C(GROUP), F(GROUP)),
    ROW(PROPOSE_TO_COALITION, "propose_to_coalition",
        "Propose a decision: to the coalition; what O proposes needs a member's backing", D(YES),
        O(YES), S(YES)),
    ROW(EDIT_PROPOSAL, "edit_proposal",
        "Propose a decision: change it, as who proposed it, as F of its group, or as S", P(OWN),
        D(ORGANIZATION), F(GROUP), O(ORGANIZATION), S(YES)),
    ROW(BACK_PROPOSAL, "back_proposal", "Propose a decision: stand behind what O proposes", D(YES)),
    ROW(WITHDRAW_PROPOSAL, "withdraw_proposal",
        "Propose a decision: take it back, as who proposed it", P(OWN), D(ORGANIZATION),
        O(ORGANIZATION)),
    ROW(RUN_BALLOT, "run_ballot", "Open / close a ballot", F(GROUP), S(YES)),
    ROW(CAST, "cast", "Cast a position", D(YES), C(GROUP), F(GROUP), O(YES)),
    ROW(EDIT_DECISION, "edit_decision", "Open / close a ballot: say more about what it has decided",
        F(GROUP), S(YES)),
    ROW(KEEP_QUESTIONS, "keep_questions",
        "Import; remove samples; set up series and convenings: and the coalition's questions",
        S(YES)),
    ROW(SEND_DISPATCH, "send_dispatch", "Send dispatch from coalition", S(YES)),
    ROW(ANSWER_DELIVERY, "answer_delivery",
        "Send dispatch in own subtree; localise, acknowledge, report, decline", D(ORGANIZATION),
        O(ORGANIZATION)),
};

#undef V
#undef P
#undef B
#undef D
#undef C
#undef F
#undef O
#undef S
#undef A

const struct trib_permission_row *trib_permission_row(enum trib_permission permission) {
    assert(permission < TRIB_MAY_COUNT);
    return &rights[permission];
}

const char *trib_persona_name(enum trib_persona persona) {
    static const char *const NAMES[TRIB_PERSONA_COUNT] = {
        [TRIB_PERSONA_VISITOR] = "visitor",
        [TRIB_PERSONA_PERSON] = "person",
        [TRIB_PERSONA_BASE_MEMBER] = "base_member",
        [TRIB_PERSONA_DELEGATE] = "delegate",
        [TRIB_PERSONA_GROUP_MEMBER] = "group_member",
        [TRIB_PERSONA_FACILITATOR] = "facilitator",
        [TRIB_PERSONA_OBSERVER] = "observer",
        [TRIB_PERSONA_SECRETARIAT] = "secretariat",
        [TRIB_PERSONA_ADMINISTRATOR] = "administrator",
    };
    return NAMES[persona];
}

const char *trib_reach_name(enum trib_reach reach) {
    static const char *const NAMES[] = {
        [TRIB_REACH_NO] = "no",
        [TRIB_REACH_OWN] = "own",
        [TRIB_REACH_ORGANIZATION] = "organization",
        [TRIB_REACH_LEAD] = "lead",
        [TRIB_REACH_FIRST] = "first",
        [TRIB_REACH_NOTES] = "notes",
        [TRIB_REACH_GROUP] = "group",
        [TRIB_REACH_BOARD] = "board",
        [TRIB_REACH_YES] = "yes",
    };
    return NAMES[reach];
}

/* ---- what somebody is ------------------------------------------------------------------------ */

static enum trib_belonging_role acting_role(const struct trib_command *command) {
    return trib_graph_belonging(command->graph, command->actor.person_id,
                                command->actor.acting_for);
}

static enum trib_group_part part_in(const struct trib_command *command, const char *group_id) {
    return trib_graph_group_part(command->graph, command->actor.person_id,
                                 command->actor.acting_for, group_id);
}

static enum trib_group_part part_anywhere(const struct trib_command *command) {
    return trib_graph_greatest_group_part(command->graph, command->actor.person_id,
                                          command->actor.acting_for);
}

static bool is_persona(const struct trib_command *command, enum trib_persona persona) {
    const char *person_id = command->actor.person_id;
    if (persona == TRIB_PERSONA_VISITOR || person_id == NULL) {
        return persona == TRIB_PERSONA_VISITOR && person_id == NULL;
    }
    bool is_delegate = acting_role(command) >= TRIB_BELONGING_ALTERNATE;
    bool is_observer =
        is_delegate && trib_graph_is_observer(command->graph, command->actor.acting_for);
    switch (persona) {
    case TRIB_PERSONA_PERSON:
        return true;
    case TRIB_PERSONA_BASE_MEMBER:
        return acting_role(command) == TRIB_BELONGING_BASE_MEMBER;
    case TRIB_PERSONA_DELEGATE:
        return is_delegate && !is_observer;
    case TRIB_PERSONA_OBSERVER:
        return is_observer;
    case TRIB_PERSONA_GROUP_MEMBER:
        return part_anywhere(command) != TRIB_GROUP_NONE;
    case TRIB_PERSONA_FACILITATOR:
        return part_anywhere(command) == TRIB_GROUP_FACILITATOR;
    case TRIB_PERSONA_SECRETARIAT:
        return trib_graph_is_secretariat(command->graph, person_id);
    case TRIB_PERSONA_ADMINISTRATOR:
        return trib_graph_is_administrator(command->graph, person_id);
    case TRIB_PERSONA_VISITOR:
    case TRIB_PERSONA_COUNT:
        break;
    }
    return false;
}

/* ---- how far it goes ------------------------------------------------------------------------- */

static bool is_of(const char *id, const char *owner_id) {
    return id != NULL && strcmp(id, owner_id) == 0;
}

/* object is zeroed when there is none yet: then only YES reaches. */
static bool reaches(const struct trib_command *command, enum trib_persona persona,
                    enum trib_reach reach, const struct command_object *object) {
    bool is_own_organization = is_of(command->actor.acting_for, object->organization_id);
    enum trib_group_part least =
        persona == TRIB_PERSONA_FACILITATOR ? TRIB_GROUP_FACILITATOR : TRIB_GROUP_MEMBER;
    switch (reach) {
    case TRIB_REACH_NO:
        return false;
    case TRIB_REACH_OWN:
        return is_of(command->actor.person_id, object->person_id);
    case TRIB_REACH_ORGANIZATION:
        return is_own_organization;
    case TRIB_REACH_LEAD:
        return is_own_organization && acting_role(command) == TRIB_BELONGING_LEAD_DELEGATE;
    case TRIB_REACH_FIRST:
        return object->organization_id[0] != '\0' &&
               !trib_graph_has_lead(command->graph, object->organization_id);
    case TRIB_REACH_NOTES:
        return object->group_id[0] != '\0' &&
               part_in(command, object->group_id) >= TRIB_GROUP_NOTE_TAKER;
    case TRIB_REACH_GROUP:
        return object->group_id[0] != '\0' && part_in(command, object->group_id) >= least;
    case TRIB_REACH_BOARD:
        return object->board_id[0] != '\0' && part_in(command, object->board_id) >= least;
    case TRIB_REACH_YES:
        return true;
    }
    return false;
}

/* ---- the refusal ----------------------------------------------------------------------------- */

bool command_forbid(struct trib_error *error, const char *field, const char *const *who,
                    size_t who_count) {
    trib_fail(error, TRIB_E_FORBIDDEN, field);
    trib_error_add_list(error, "who", who, who_count);
    return false;
}

/* An observer's delegate is a delegate to whom one would turn. */
static const char *who_word(enum trib_persona persona, enum trib_reach reach) {
    if (reach == TRIB_REACH_OWN) {
        return "own";
    }
    if (reach == TRIB_REACH_LEAD) {
        return "lead_delegate";
    }
    if (reach == TRIB_REACH_NOTES) {
        return "note_taker";
    }
    return trib_persona_name(persona == TRIB_PERSONA_OBSERVER ? TRIB_PERSONA_DELEGATE : persona);
}

static bool forbid(const struct trib_permission_row *right, struct trib_error *error) {
    const char *who[TRIB_PERSONA_COUNT];
    size_t count = 0;
    for (int persona = 0; persona < TRIB_PERSONA_COUNT; persona++) {
        enum trib_reach reach = right->reach[persona];
        const char *word = who_word((enum trib_persona)persona, reach);
        bool is_new = reach != TRIB_REACH_NO;
        for (size_t index = 0; index < count; index++) {
            is_new = is_new && strcmp(who[index], word) != 0;
        }
        if (is_new) {
            who[count++] = word;
        }
    }
    return command_forbid(error, "", who, count);
}

bool trib_permit(const struct trib_command *command, enum trib_permission permission,
                 const char *table_name, const char *object_id, const char *field,
                 struct trib_error *error) {
    const struct trib_permission_row *right = trib_permission_row(permission);
    struct command_object object = {0};
    if (command->actor.person_id == NULL && right->reach[TRIB_PERSONA_VISITOR] == TRIB_REACH_NO) {
        return trib_fail(error, TRIB_E_SESSION, "");
    }
    if (table_name != NULL && object_id != NULL &&
        !command_object_find(command, table_name, object_id, field, &object, error)) {
        return false;
    }
    for (int index = 0; index < TRIB_PERSONA_COUNT; index++) {
        enum trib_persona persona = (enum trib_persona)index;
        enum trib_reach reach = right->reach[persona];
        if (reach != TRIB_REACH_NO && reaches(command, persona, reach, &object) &&
            is_persona(command, persona)) {
            return true;
        }
    }
    return forbid(right, error);
}

bool trib_actor_check(const struct trib_command *command, struct trib_error *error) {
    static const char *const WHO[] = {"base_member", "delegate"};
    if (command->actor.acting_for == NULL || acting_role(command) != TRIB_BELONGING_NONE) {
        return true;
    }
    return command_forbid(error, "acting_for", WHO, sizeof WHO / sizeof WHO[0]);
}
