/*
 * The tables of states. A machine is its words and its transitions; everything asked of it is a
 * search through the table, so that a new kind of thing is a new table and no new code.
 */
#include "tributary/domain/states.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const affiliation_names[TRIB_AFFILIATION_STATUS_COUNT] = {
    [TRIB_AFFILIATION_APPLICANT] = "applicant", [TRIB_AFFILIATION_TENTATIVE] = "tentative",
    [TRIB_AFFILIATION_OBSERVER] = "observer",   [TRIB_AFFILIATION_MEMBER] = "member",
    [TRIB_AFFILIATION_SUSPENDED] = "suspended", [TRIB_AFFILIATION_LEFT] = "left",
};

/* Admission, change of standing and suspension are decided; the secretariat enters the decision. An
   organization may always leave, and whoever left may apply again. */
static const struct trib_transition affiliation_transitions[] = {
    {TRIB_AFFILIATION_APPLICANT, TRIB_AFFILIATION_TENTATIVE, TRIB_MOVER_SECRETARIAT, false},
    {TRIB_AFFILIATION_APPLICANT, TRIB_AFFILIATION_OBSERVER, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_APPLICANT, TRIB_AFFILIATION_MEMBER, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_TENTATIVE, TRIB_AFFILIATION_OBSERVER, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_TENTATIVE, TRIB_AFFILIATION_MEMBER, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_OBSERVER, TRIB_AFFILIATION_MEMBER, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_MEMBER, TRIB_AFFILIATION_OBSERVER, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_OBSERVER, TRIB_AFFILIATION_SUSPENDED, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_MEMBER, TRIB_AFFILIATION_SUSPENDED, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_SUSPENDED, TRIB_AFFILIATION_OBSERVER, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_SUSPENDED, TRIB_AFFILIATION_MEMBER, TRIB_MOVER_SECRETARIAT, true},
    {TRIB_AFFILIATION_APPLICANT, TRIB_AFFILIATION_LEFT, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_AFFILIATION_TENTATIVE, TRIB_AFFILIATION_LEFT, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_AFFILIATION_OBSERVER, TRIB_AFFILIATION_LEFT, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_AFFILIATION_MEMBER, TRIB_AFFILIATION_LEFT, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_AFFILIATION_SUSPENDED, TRIB_AFFILIATION_LEFT, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_AFFILIATION_LEFT, TRIB_AFFILIATION_APPLICANT, TRIB_MOVER_OWN_DELEGATE, false},
};

const struct trib_machine trib_affiliation_machine = {
    affiliation_names,
    COUNT(affiliation_names),
    affiliation_transitions,
    COUNT(affiliation_transitions),
};

static const char *const group_names[TRIB_GROUP_STATE_COUNT] = {
    [TRIB_GROUP_FORMING] = "forming",
    [TRIB_GROUP_ACTIVE] = "active",
    [TRIB_GROUP_DORMANT] = "dormant",
    [TRIB_GROUP_CLOSED] = "closed",
    [TRIB_GROUP_BECAME_ALLIANCE] = "became_alliance",
    [TRIB_GROUP_RECONVENED] = "reconvened",
};

static const struct trib_transition group_transitions[] = {
    {TRIB_GROUP_FORMING, TRIB_GROUP_ACTIVE, TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT, false},
    {TRIB_GROUP_ACTIVE, TRIB_GROUP_DORMANT, TRIB_MOVER_FACILITATOR, false},
    {TRIB_GROUP_DORMANT, TRIB_GROUP_ACTIVE, TRIB_MOVER_FACILITATOR, false},
    {TRIB_GROUP_ACTIVE, TRIB_GROUP_CLOSED, TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT, false},
    {TRIB_GROUP_ACTIVE, TRIB_GROUP_BECAME_ALLIANCE, TRIB_MOVER_FACILITATOR, true},
    {TRIB_GROUP_DORMANT, TRIB_GROUP_BECAME_ALLIANCE, TRIB_MOVER_FACILITATOR, true},
    {TRIB_GROUP_ACTIVE, TRIB_GROUP_RECONVENED, TRIB_MOVER_FACILITATOR, true},
};

const struct trib_machine trib_group_machine = {
    group_names,
    COUNT(group_names),
    group_transitions,
    COUNT(group_transitions),
};

static const char *const convening_names[TRIB_CONVENING_STATE_COUNT] = {
    [TRIB_CONVENING_IDEA] = "idea",
    [TRIB_CONVENING_ANNOUNCED] = "announced",
    [TRIB_CONVENING_HELD] = "held",
    [TRIB_CONVENING_CANCELLED] = "cancelled",
};

/* The states between announcing and holding come with programmes. */
#define HOST_OR_SECRETARIAT (TRIB_MOVER_OWN_DELEGATE | TRIB_MOVER_SECRETARIAT)
static const struct trib_transition convening_transitions[] = {
    {TRIB_CONVENING_IDEA, TRIB_CONVENING_ANNOUNCED, HOST_OR_SECRETARIAT, false},
    {TRIB_CONVENING_IDEA, TRIB_CONVENING_CANCELLED, HOST_OR_SECRETARIAT, false},
    {TRIB_CONVENING_ANNOUNCED, TRIB_CONVENING_HELD, HOST_OR_SECRETARIAT, false},
    {TRIB_CONVENING_ANNOUNCED, TRIB_CONVENING_CANCELLED, HOST_OR_SECRETARIAT, false},
};

const struct trib_machine trib_convening_machine = {
    convening_names,
    COUNT(convening_names),
    convening_transitions,
    COUNT(convening_transitions),
};

static const char *const action_item_names[TRIB_ACTION_ITEM_STATE_COUNT] = {
    [TRIB_ACTION_ITEM_OPEN] = "open",       [TRIB_ACTION_ITEM_DOING] = "doing",
    [TRIB_ACTION_ITEM_BLOCKED] = "blocked", [TRIB_ACTION_ITEM_DONE] = "done",
    [TRIB_ACTION_ITEM_DROPPED] = "dropped",
};

#define WHO_HAS_IT (TRIB_MOVER_OWNER | TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT)
static const struct trib_transition action_item_transitions[] = {
    {TRIB_ACTION_ITEM_OPEN, TRIB_ACTION_ITEM_DOING, WHO_HAS_IT, false},
    {TRIB_ACTION_ITEM_DOING, TRIB_ACTION_ITEM_DONE, WHO_HAS_IT, false},
    {TRIB_ACTION_ITEM_OPEN, TRIB_ACTION_ITEM_BLOCKED, WHO_HAS_IT, false},
    {TRIB_ACTION_ITEM_DOING, TRIB_ACTION_ITEM_BLOCKED, WHO_HAS_IT, false},
    {TRIB_ACTION_ITEM_BLOCKED, TRIB_ACTION_ITEM_DOING, WHO_HAS_IT, false},
    {TRIB_ACTION_ITEM_OPEN, TRIB_ACTION_ITEM_DROPPED, WHO_HAS_IT, false},
    {TRIB_ACTION_ITEM_DOING, TRIB_ACTION_ITEM_DROPPED, WHO_HAS_IT, false},
    {TRIB_ACTION_ITEM_BLOCKED, TRIB_ACTION_ITEM_DROPPED, WHO_HAS_IT, false},
    {TRIB_ACTION_ITEM_DONE, TRIB_ACTION_ITEM_DOING, WHO_HAS_IT, false},
};

const struct trib_machine trib_action_item_machine = {
    action_item_names,
    COUNT(action_item_names),
    action_item_transitions,
    COUNT(action_item_transitions),
};

static const char *const meeting_names[TRIB_MEETING_STATE_COUNT] = {
    [TRIB_MEETING_DRAFT] = "draft",
    [TRIB_MEETING_PLANNED] = "planned",
    [TRIB_MEETING_OPEN] = "open",
    [TRIB_MEETING_PAUSED] = "paused",
    [TRIB_MEETING_ENDED] = "ended",
    [TRIB_MEETING_MINUTES_DRAFT] = "minutes_draft",
    [TRIB_MEETING_MINUTES_CIRCULATED] = "minutes_circulated",
    [TRIB_MEETING_MINUTES_ADOPTED] = "minutes_adopted",
    [TRIB_MEETING_CANCELLED] = "cancelled",
};

#define WHO_RUNS_IT (TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT)
static const struct trib_transition meeting_transitions[] = {
    {TRIB_MEETING_DRAFT, TRIB_MEETING_PLANNED, WHO_RUNS_IT, false},
    {TRIB_MEETING_PLANNED, TRIB_MEETING_OPEN, WHO_RUNS_IT, false},
    {TRIB_MEETING_OPEN, TRIB_MEETING_PAUSED, WHO_RUNS_IT, false},
    {TRIB_MEETING_PAUSED, TRIB_MEETING_OPEN, WHO_RUNS_IT, false},
    {TRIB_MEETING_OPEN, TRIB_MEETING_ENDED, WHO_RUNS_IT, false},
    {TRIB_MEETING_ENDED, TRIB_MEETING_MINUTES_DRAFT, WHO_RUNS_IT, false},
    {TRIB_MEETING_MINUTES_DRAFT, TRIB_MEETING_MINUTES_CIRCULATED, WHO_RUNS_IT, false},
    {TRIB_MEETING_MINUTES_CIRCULATED, TRIB_MEETING_MINUTES_ADOPTED, WHO_RUNS_IT, true},
    {TRIB_MEETING_DRAFT, TRIB_MEETING_CANCELLED, WHO_RUNS_IT, false},
    {TRIB_MEETING_PLANNED, TRIB_MEETING_CANCELLED, WHO_RUNS_IT, false},
};

const struct trib_machine trib_meeting_machine = {
    meeting_names,
    COUNT(meeting_names),
    meeting_transitions,
    COUNT(meeting_transitions),
};

static const char *const plan_names[TRIB_PLAN_STATE_COUNT] = {
    [TRIB_PLAN_DRAFT] = "draft",
    [TRIB_PLAN_ACTIVE] = "active",
    [TRIB_PLAN_UNDER_REVIEW] = "under_review",
    [TRIB_PLAN_ARCHIVED] = "archived",
};

static const struct trib_transition plan_transitions[] = {
    {TRIB_PLAN_DRAFT, TRIB_PLAN_ACTIVE, WHO_RUNS_IT, false},
    {TRIB_PLAN_ACTIVE, TRIB_PLAN_UNDER_REVIEW, WHO_RUNS_IT, false},
    {TRIB_PLAN_UNDER_REVIEW, TRIB_PLAN_ACTIVE, WHO_RUNS_IT, false},
    {TRIB_PLAN_ACTIVE, TRIB_PLAN_ARCHIVED, WHO_RUNS_IT, true},
    {TRIB_PLAN_UNDER_REVIEW, TRIB_PLAN_ARCHIVED, WHO_RUNS_IT, true},
};

const struct trib_machine trib_plan_machine = {
    plan_names,
    COUNT(plan_names),
    plan_transitions,
    COUNT(plan_transitions),
};

static const char *const dispatch_names[TRIB_DISPATCH_STATE_COUNT] = {
    [TRIB_DISPATCH_SENT] = "sent",
    [TRIB_DISPATCH_PAUSED] = "paused",
    [TRIB_DISPATCH_CLOSED] = "closed",
    [TRIB_DISPATCH_RECALLED] = "recalled",
};

static const struct trib_transition dispatch_transitions[] = {
    {TRIB_DISPATCH_SENT, TRIB_DISPATCH_PAUSED, TRIB_MOVER_SECRETARIAT, false},
    {TRIB_DISPATCH_PAUSED, TRIB_DISPATCH_SENT, TRIB_MOVER_SECRETARIAT, false},
    {TRIB_DISPATCH_SENT, TRIB_DISPATCH_CLOSED, TRIB_MOVER_SECRETARIAT, false},
    {TRIB_DISPATCH_PAUSED, TRIB_DISPATCH_CLOSED, TRIB_MOVER_SECRETARIAT, false},
    {TRIB_DISPATCH_SENT, TRIB_DISPATCH_RECALLED, TRIB_MOVER_SECRETARIAT, false},
    {TRIB_DISPATCH_PAUSED, TRIB_DISPATCH_RECALLED, TRIB_MOVER_SECRETARIAT, false},
};

const struct trib_machine trib_dispatch_machine = {
    dispatch_names,
    COUNT(dispatch_names),
    dispatch_transitions,
    COUNT(dispatch_transitions),
};

static const char *const proposal_names[TRIB_PROPOSAL_STATE_COUNT] = {
    [TRIB_PROPOSAL_DRAFT] = "draft",         [TRIB_PROPOSAL_DISCUSSION] = "discussion",
    [TRIB_PROPOSAL_BALLOT] = "ballot",       [TRIB_PROPOSAL_DECIDED] = "decided",
    [TRIB_PROPOSAL_WITHDRAWN] = "withdrawn",
};

/* A ballot leads back to discussion when it is void, finds no quorum or is blocked, and when the
   fallback vote is to decide. */
static const struct trib_transition proposal_transitions[] = {
    {TRIB_PROPOSAL_DRAFT, TRIB_PROPOSAL_DISCUSSION, WHO_RUNS_IT, false},
    {TRIB_PROPOSAL_DRAFT, TRIB_PROPOSAL_WITHDRAWN, TRIB_MOVER_OWNER, false},
    {TRIB_PROPOSAL_DISCUSSION, TRIB_PROPOSAL_BALLOT, WHO_RUNS_IT, false},
    {TRIB_PROPOSAL_DISCUSSION, TRIB_PROPOSAL_WITHDRAWN, TRIB_MOVER_OWNER, false},
    {TRIB_PROPOSAL_BALLOT, TRIB_PROPOSAL_DISCUSSION, WHO_RUNS_IT, false},
    {TRIB_PROPOSAL_BALLOT, TRIB_PROPOSAL_DECIDED, WHO_RUNS_IT, false},
    {TRIB_PROPOSAL_BALLOT, TRIB_PROPOSAL_WITHDRAWN, TRIB_MOVER_OWNER, false},
};

const struct trib_machine trib_proposal_machine = {
    proposal_names,
    COUNT(proposal_names),
    proposal_transitions,
    COUNT(proposal_transitions),
};

static const char *const milestone_names[TRIB_MILESTONE_STATE_COUNT] = {
    [TRIB_MILESTONE_PLANNED] = "planned", [TRIB_MILESTONE_UNDER_WAY] = "under_way",
    [TRIB_MILESTONE_REACHED] = "reached", [TRIB_MILESTONE_MISSED] = "missed",
    [TRIB_MILESTONE_DROPPED] = "dropped",
};

static const struct trib_transition milestone_transitions[] = {
    {TRIB_MILESTONE_PLANNED, TRIB_MILESTONE_UNDER_WAY, WHO_HAS_IT, false},
    {TRIB_MILESTONE_UNDER_WAY, TRIB_MILESTONE_REACHED, WHO_HAS_IT, false},
    {TRIB_MILESTONE_UNDER_WAY, TRIB_MILESTONE_MISSED, WHO_HAS_IT, false},
    {TRIB_MILESTONE_MISSED, TRIB_MILESTONE_UNDER_WAY, WHO_HAS_IT, false},
    {TRIB_MILESTONE_PLANNED, TRIB_MILESTONE_DROPPED, WHO_HAS_IT, false},
    {TRIB_MILESTONE_UNDER_WAY, TRIB_MILESTONE_DROPPED, WHO_HAS_IT, false},
    {TRIB_MILESTONE_MISSED, TRIB_MILESTONE_DROPPED, WHO_HAS_IT, false},
};

const struct trib_machine trib_milestone_machine = {
    milestone_names,
    COUNT(milestone_names),
    milestone_transitions,
    COUNT(milestone_transitions),
};

const struct trib_transition *trib_machine_transition(const struct trib_machine *machine, int from,
                                                      int to) {
    for (size_t i = 0; i < machine->transition_count; i++) {
        if (machine->transitions[i].from == from && machine->transitions[i].to == to) {
            return &machine->transitions[i];
        }
    }
    return NULL;
}

bool trib_machine_find(const struct trib_machine *machine, const char *name, int *out_state) {
    for (size_t state = 0; state < machine->state_count; state++) {
        if (strcmp(machine->names[state], name) == 0) {
            *out_state = (int)state;
            return true;
        }
    }
    return false;
}

size_t trib_machine_next(const struct trib_machine *machine, int from, const char **out_names) {
    size_t count = 0;
    for (size_t state = 0; state < machine->state_count; state++) {
        if (trib_machine_transition(machine, from, (int)state) != NULL) {
            out_names[count++] = machine->names[state];
        }
    }
    return count;
}

const char *trib_affiliation_status_name(enum trib_affiliation_status status) {
    return affiliation_names[status];
}

bool trib_affiliation_status_find(const char *name, enum trib_affiliation_status *out_status) {
    int state;
    if (!trib_machine_find(&trib_affiliation_machine, name, &state)) {
        return false;
    }
    *out_status = (enum trib_affiliation_status)state;
    return true;
}

const struct trib_transition *trib_affiliation_transition(enum trib_affiliation_status from,
                                                          enum trib_affiliation_status to) {
    return trib_machine_transition(&trib_affiliation_machine, (int)from, (int)to);
}

bool trib_affiliation_may_become(enum trib_affiliation_status from,
                                 enum trib_affiliation_status to) {
    return trib_affiliation_transition(from, to) != NULL;
}

const char *trib_group_state_name(enum trib_group_state state) {
    return group_names[state];
}

bool trib_group_state_find(const char *name, enum trib_group_state *out_state) {
    int state;
    if (!trib_machine_find(&trib_group_machine, name, &state)) {
        return false;
    }
    *out_state = (enum trib_group_state)state;
    return true;
}

const struct trib_transition *trib_group_transition(enum trib_group_state from,
                                                    enum trib_group_state to) {
    return trib_machine_transition(&trib_group_machine, (int)from, (int)to);
}

bool trib_group_may_become(enum trib_group_state from, enum trib_group_state to) {
    return trib_group_transition(from, to) != NULL;
}

bool trib_group_is_final(enum trib_group_state state) {
    return state == TRIB_GROUP_CLOSED || state == TRIB_GROUP_BECAME_ALLIANCE;
}

const char *trib_convening_state_name(enum trib_convening_state state) {
    return convening_names[state];
}

bool trib_convening_state_find(const char *name, enum trib_convening_state *out_state) {
    int state;
    if (!trib_machine_find(&trib_convening_machine, name, &state)) {
        return false;
    }
    *out_state = (enum trib_convening_state)state;
    return true;
}

const char *trib_action_item_state_name(enum trib_action_item_state state) {
    return action_item_names[state];
}

bool trib_action_item_state_find(const char *name, enum trib_action_item_state *out_state) {
    int state;
    if (!trib_machine_find(&trib_action_item_machine, name, &state)) {
        return false;
    }
    *out_state = (enum trib_action_item_state)state;
    return true;
}

const char *trib_meeting_state_name(enum trib_meeting_state state) {
    return meeting_names[state];
}

bool trib_meeting_state_find(const char *name, enum trib_meeting_state *out_state) {
    int state;
    if (!trib_machine_find(&trib_meeting_machine, name, &state)) {
        return false;
    }
    *out_state = (enum trib_meeting_state)state;
    return true;
}
