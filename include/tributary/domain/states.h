/*
 * The lives of things as tables: which state may follow which, who may bring it about, and whether
 * a decision must stand behind it. A command that is refused with E_STATE tells what is possible
 * from here.
 */
#ifndef TRIBUTARY_DOMAIN_STATES_H
#define TRIBUTARY_DOMAIN_STATES_H

#include <stdbool.h>
#include <stddef.h>

enum trib_affiliation_status {
    TRIB_AFFILIATION_APPLICANT,
    TRIB_AFFILIATION_TENTATIVE,
    TRIB_AFFILIATION_OBSERVER,
    TRIB_AFFILIATION_MEMBER,
    TRIB_AFFILIATION_SUSPENDED,
    TRIB_AFFILIATION_LEFT,
    TRIB_AFFILIATION_STATUS_COUNT
};

enum trib_group_state {
    TRIB_GROUP_FORMING,
    TRIB_GROUP_ACTIVE,
    TRIB_GROUP_DORMANT,
    TRIB_GROUP_CLOSED,
    TRIB_GROUP_BECAME_ALLIANCE,
    TRIB_GROUP_RECONVENED,
    TRIB_GROUP_STATE_COUNT
};

enum trib_convening_state {
    TRIB_CONVENING_IDEA, /* it may take place; nothing is due by it */
    TRIB_CONVENING_ANNOUNCED,
    TRIB_CONVENING_HELD,
    TRIB_CONVENING_CANCELLED,
    TRIB_CONVENING_STATE_COUNT
};

enum trib_action_item_state {
    TRIB_ACTION_ITEM_OPEN,
    TRIB_ACTION_ITEM_DOING,
    TRIB_ACTION_ITEM_BLOCKED, /* with the reason */
    TRIB_ACTION_ITEM_DONE,
    TRIB_ACTION_ITEM_DROPPED, /* with the reason */
    TRIB_ACTION_ITEM_STATE_COUNT
};

/* Who may bring a transition about; several may be joined. */
#define TRIB_MOVER_SECRETARIAT 1u
#define TRIB_MOVER_OWN_DELEGATE 2u /* a delegate of the organization the thing belongs to */
#define TRIB_MOVER_FACILITATOR 4u  /* of that group; a chair too */
#define TRIB_MOVER_OWNER 8u        /* who it is assigned to */

struct trib_transition {
    int from, to; /* of the thing's own enum */
    unsigned movers;
    bool needs_decision; /* of the coalition, or of the group; the mover only enters it */
};

/* The words of SQL and the wire: "became_alliance". */
const char *trib_affiliation_status_name(enum trib_affiliation_status status);
bool trib_affiliation_status_find(const char *name, enum trib_affiliation_status *out_status);
const char *trib_group_state_name(enum trib_group_state state);
bool trib_group_state_find(const char *name, enum trib_group_state *out_state);
const char *trib_convening_state_name(enum trib_convening_state state);
bool trib_convening_state_find(const char *name, enum trib_convening_state *out_state);
const char *trib_action_item_state_name(enum trib_action_item_state state);
bool trib_action_item_state_find(const char *name, enum trib_action_item_state *out_state);

/** The transition, or NULL when there is none. To stay as one is is no transition. */
const struct trib_transition *trib_affiliation_transition(enum trib_affiliation_status from,
                                                          enum trib_affiliation_status to);
const struct trib_transition *trib_group_transition(enum trib_group_state from,
                                                    enum trib_group_state to);

bool trib_affiliation_may_become(enum trib_affiliation_status from,
                                 enum trib_affiliation_status to);
bool trib_group_may_become(enum trib_group_state from, enum trib_group_state to);

/** Whether a group in this state is read-only for good: closed, or an alliance now. */
bool trib_group_is_final(enum trib_group_state state);

enum trib_meeting_state {
    TRIB_MEETING_DRAFT, /* nobody is asked or told */
    TRIB_MEETING_PLANNED,
    TRIB_MEETING_OPEN,
    TRIB_MEETING_PAUSED,
    TRIB_MEETING_ENDED,
    TRIB_MEETING_MINUTES_DRAFT,
    TRIB_MEETING_MINUTES_CIRCULATED,
    TRIB_MEETING_MINUTES_ADOPTED, /* read only: what was wrong is a note */
    TRIB_MEETING_CANCELLED,       /* read only */
    TRIB_MEETING_STATE_COUNT
};

const char *trib_meeting_state_name(enum trib_meeting_state state); /* "minutes_draft" */
bool trib_meeting_state_find(const char *name, enum trib_meeting_state *out_state);

enum trib_plan_state {
    TRIB_PLAN_DRAFT,
    TRIB_PLAN_ACTIVE,
    TRIB_PLAN_UNDER_REVIEW,
    TRIB_PLAN_ARCHIVED, /* read only: it goes on as a copy */
    TRIB_PLAN_STATE_COUNT
};

enum trib_milestone_state {
    TRIB_MILESTONE_PLANNED,
    TRIB_MILESTONE_UNDER_WAY,
    TRIB_MILESTONE_REACHED,
    TRIB_MILESTONE_MISSED,  /* as a person says; overdue is reckoned from the date */
    TRIB_MILESTONE_DROPPED, /* with the reason */
    TRIB_MILESTONE_STATE_COUNT
};

enum trib_proposal_state {
    TRIB_PROPOSAL_DRAFT,
    TRIB_PROPOSAL_DISCUSSION,
    TRIB_PROPOSAL_BALLOT,
    TRIB_PROPOSAL_DECIDED,
    TRIB_PROPOSAL_WITHDRAWN,
    TRIB_PROPOSAL_STATE_COUNT
};

enum trib_dispatch_state {
    TRIB_DISPATCH_SENT,
    TRIB_DISPATCH_PAUSED, /* nothing is delivered meanwhile */
    TRIB_DISPATCH_CLOSED,
    TRIB_DISPATCH_RECALLED, /* with the reason */
    TRIB_DISPATCH_STATE_COUNT
};

/* A life as data; a state is a number of the thing's own enum. */
struct trib_machine {
    const char *const *names;
    size_t state_count;
    const struct trib_transition *transitions;
    size_t transition_count;
};
/* No life has more states. */
#define TRIB_STATES_MAX 16u

extern const struct trib_machine trib_affiliation_machine, trib_group_machine,
    trib_convening_machine, trib_action_item_machine, trib_meeting_machine, trib_plan_machine,
    trib_milestone_machine, trib_proposal_machine, trib_dispatch_machine;

/** The state of that name; false when there is none. */
bool trib_machine_find(const struct trib_machine *machine, const char *name, int *out_state);
/** The transition, or NULL when there is none. To stay as one is is no transition. */
const struct trib_transition *trib_machine_transition(const struct trib_machine *machine, int from,
                                                      int to);
/** The names of all states that may follow, in the order of the enum; returns how many. There must
    be room for all its states. */
size_t trib_machine_next(const struct trib_machine *machine, int from, const char **out_names);

#endif
