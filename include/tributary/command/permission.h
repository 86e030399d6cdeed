/*
 * Who may do what, as data: each row is one of the coalition's table of rights, each cell says how
 * far a persona's right goes. The check, the generated test of all methods and the client's
 * disabled controls come from this table.
 */
#ifndef TRIBUTARY_COMMAND_PERMISSION_H
#define TRIBUTARY_COMMAND_PERMISSION_H

#include <stdbool.h>
#include <stddef.h>

#include "tributary/command/command.h"

enum trib_persona {
    TRIB_PERSONA_VISITOR,       /* V: no session */
    TRIB_PERSONA_PERSON,        /* P: signed in */
    TRIB_PERSONA_BASE_MEMBER,   /* B: acts for an organization as one of its base */
    TRIB_PERSONA_DELEGATE,      /* D: acts for an organization as its delegate */
    TRIB_PERSONA_GROUP_MEMBER,  /* C */
    TRIB_PERSONA_FACILITATOR,   /* F: facilitator or chair */
    TRIB_PERSONA_OBSERVER,      /* O: acts as delegate of an observer */
    TRIB_PERSONA_SECRETARIAT,   /* S */
    TRIB_PERSONA_ADMINISTRATOR, /* A */
    TRIB_PERSONA_COUNT
};

enum trib_reach {
    TRIB_REACH_NO,
    TRIB_REACH_OWN,          /* rows of the person's own */
    TRIB_REACH_ORGANIZATION, /* rows of the organization acted for */
    TRIB_REACH_LEAD,         /* the same, for its lead delegate only */
    TRIB_REACH_FIRST,        /* for an organization that has no lead delegate (any more) */
    TRIB_REACH_NOTES,        /* rows of groups one takes the notes of, or facilitates */
    TRIB_REACH_GROUP,        /* rows of groups one is that persona in */
    TRIB_REACH_BOARD,        /* what stands on such a group's board, whoever owns it */
    TRIB_REACH_YES
};

enum trib_permission {
    TRIB_MAY_READ, /* everybody: what is seen is decided by the spaces */
    TRIB_MAY_EDIT_ORGANIZATION,
    TRIB_MAY_SET_AFFILIATION,
    TRIB_MAY_LEAVE_AFFILIATION,
    TRIB_MAY_CONFIRM_AFFILIATION, /* the organization was asked to join */
    TRIB_MAY_APPLY,
    TRIB_MAY_APPLY_ANEW, /* for an organization that is not in the directory */
    TRIB_MAY_SET_UP_COALITION,
    TRIB_MAY_INVITE,
    TRIB_MAY_REVOKE_INVITATION, /* as TRIB_MAY_INVITE, and what one has made */
    TRIB_MAY_END_BELONGING,     /* as TRIB_MAY_INVITE, and one's own */
    TRIB_MAY_SET_UP_CONVENINGS, /* series, lineage */
    TRIB_MAY_HOST_CONVENING,
    TRIB_MAY_START_GROUP,
    TRIB_MAY_JOIN_GROUP,
    TRIB_MAY_EDIT_GROUP,
    TRIB_MAY_CHANGE_GROUP_STATE, /* activate, close */
    TRIB_MAY_LEAVE_GROUP,        /* as TRIB_MAY_EDIT_GROUP, and one's own or one's organization's */
    TRIB_MAY_PUBLISH_ORGANIZATION,
    TRIB_MAY_PUBLISH_GROUP,
    TRIB_MAY_EDIT_PROFILE,
    TRIB_MAY_MANAGE_ACCOUNTS,
    TRIB_MAY_REDACT,
    TRIB_MAY_ADD_ACTION_ITEM, /* on a group's board */
    TRIB_MAY_ADD_COALITION_ITEM,
    TRIB_MAY_ACT_ON_ITEM,
    TRIB_MAY_TAKE_ITEM,    /* that nobody owns */
    TRIB_MAY_PLAN_MEETING, /* of a group: its time, its states */
    TRIB_MAY_PLAN_COALITION_MEETING,
    TRIB_MAY_RUN_MEETING, /* agenda, attendance, minutes */
    TRIB_MAY_ANSWER_MEETING,
    TRIB_MAY_SUBSCRIBE_CALENDAR,
    TRIB_MAY_REVOKE_CALENDAR,
    TRIB_MAY_FEED_BACKLOG,
    TRIB_MAY_FEED_COALITION_BACKLOG,
    TRIB_MAY_START_PLAN, /* of a group */
    TRIB_MAY_START_COALITION_PLAN,
    TRIB_MAY_EDIT_PLAN,         /* with its goals, objectives and milestones */
    TRIB_MAY_CHANGE_PLAN_STATE, /* and say who drafts it, and copy it */
    TRIB_MAY_ACT_ON_MILESTONE,
    TRIB_MAY_COMMENT, /* where one sees it stand */
    TRIB_MAY_EDIT_COMMENT,
    TRIB_MAY_RESOLVE_THREAD,
    TRIB_MAY_WRITE_VOICE, /* for one's organization */
    TRIB_MAY_EDIT_VOICE,
    TRIB_MAY_TAKE_IN_VOICE,
    TRIB_MAY_WITHDRAW_VOICE,
    TRIB_MAY_PROPOSE, /* to a group */
    TRIB_MAY_PROPOSE_TO_COALITION,
    TRIB_MAY_EDIT_PROPOSAL,
    TRIB_MAY_BACK_PROPOSAL,
    TRIB_MAY_WITHDRAW_PROPOSAL,
    TRIB_MAY_RUN_BALLOT, /* open it, close it, end it */
    TRIB_MAY_CAST,       /* whether one is on the roll is the ballot's to say */
    TRIB_MAY_EDIT_DECISION,
    TRIB_MAY_KEEP_QUESTIONS,
    TRIB_MAY_SEND_DISPATCH, /* from the coalition; and pause, close, recall it */
    TRIB_MAY_ANSWER_DELIVERY,
    TRIB_MAY_COUNT
};

struct trib_permission_row {
    const char *name;   /* "edit_organization": what the client knows it by */
    const char *source; /* the action in the coalition's table of rights */
    enum trib_permission permission;
    enum trib_reach reach[TRIB_PERSONA_COUNT];
};

const struct trib_permission_row *trib_permission_row(enum trib_permission permission);
const char *trib_persona_name(enum trib_persona persona); /* "secretariat" */
const char *trib_reach_name(enum trib_reach reach);       /* "organization" */

/**
 * Whether the actor may do this to the object. table_name and object_id tell the row ("affiliation"
 * …); the organization, group and person it belongs to are looked up. Both NULL: no object yet.
 * Fails with E_NOT_FOUND (field) when there is no such row or the actor may not see it, E_SESSION
 * when a visitor tries what needs a person, E_FORBIDDEN with argument "who" otherwise.
 */
bool trib_permit(const struct trib_command *command, enum trib_permission permission,
                 const char *table_name, const char *object_id, const char *field,
                 struct trib_error *error);

#endif
