/* Methods of action items: what somebody is to do. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/action_item.h"

TRIB_RUN(action_item_create)
TRIB_RUN_WITH(action_item_create_for_coalition, action_item_create)
TRIB_RUN(action_item_edit)
TRIB_RUN(action_item_move)
TRIB_RUN_WITH(action_item_take, action_item_of)
TRIB_RUN(action_item_set_state)
TRIB_RUN(action_item_step_add)
TRIB_RUN(action_item_step_edit)
TRIB_RUN(action_item_step_remove)

/* What is told of a new one besides where it stands. */
#define ACTION_ITEM_FACTS                                                                          \
    {TEXT(action_item_create, title, TRIB_TITLE_MAX), REQUIRED, .summary = "What is to be done."}, \
        {TEXT(action_item_create, note, TRIB_SUMMARY_MAX),                                         \
         .summary = "What else is to be known."},                                                  \
        {DATE(action_item_create, due_on), .summary = "By when, as exact as it is known."},        \
        {ID(action_item_create, owner_organization_id),                                            \
         .summary = "The organization that owns it."},                                             \
        {ID(action_item_create, owner_person_id), .summary = "Or the person."},                    \
        {ID(action_item_create, owner_group_id),                                                   \
         .summary = "Or the group. Nobody yet: none of the three."},                               \
        {ID(action_item_create, agenda_item_id),                                                   \
         .summary = "The item of an agenda it was drawn from."},                                   \
    {                                                                                              \
        ID(action_item_create, milestone_id), .summary = "The milestone it brings about."          \
    }

static const struct trib_field ACTION_ITEM_CREATE[] = {
    {ID(action_item_create, action_item_id), REQUIRED, .summary = "Id of the new row."},
    {ID(action_item_create, group_id), REQUIRED, .summary = "The group on whose board it stands."},
    {WORD(action_item_create, visibility, ACTION_ITEM_VISIBILITY),
     .summary = "Who sees it; the group alone when not given."},
    ACTION_ITEM_FACTS,
};

static const struct trib_field ACTION_ITEM_CREATE_FOR_COALITION[] = {
    {ID(action_item_create, action_item_id), REQUIRED, .summary = "Id of the new row."},
    ACTION_ITEM_FACTS,
};

static const struct trib_field ACTION_ITEM_EDIT[] = {
    {ID(action_item_edit, action_item_id), REQUIRED, .summary = "The action item."},
    {TEXT(action_item_edit, title, TRIB_TITLE_MAX), EDIT, .summary = "What is to be done."},
    {TEXT(action_item_edit, note, TRIB_SUMMARY_MAX), EDIT_OR_NULL,
     .summary = "What else is to be known."},
    {DATE(action_item_edit, due_on), EDIT_OR_NULL, .summary = "By when."},
    {NUMBER(action_item_edit, progress, 100), EDIT, .summary = "How much of a hundred is done."},
    {ID(action_item_edit, owner_organization_id), EDIT_OR_NULL,
     .summary = "The organization that owns it; who owned it before is taken away with it."},
    {ID(action_item_edit, owner_person_id), EDIT_OR_NULL, .summary = "Or the person."},
    {ID(action_item_edit, owner_group_id), EDIT_OR_NULL, .summary = "Or the group."},
    {ID(action_item_edit, milestone_id), EDIT_OR_NULL, .summary = "The milestone it brings about."},
};

static const struct trib_field ACTION_ITEM_MOVE[] = {
    {ID(action_item_move, action_item_id), REQUIRED, .summary = "The action item."},
    {ID(action_item_move, group_id), EDIT_OR_NULL, REQUIRED,
     .summary = "The group on whose board it stands; null: the coalition's."},
    {WORD(action_item_move, visibility, ACTION_ITEM_VISIBILITY),
     .summary = "Who sees it there; the group alone when not given."},
};

static const struct trib_field ACTION_ITEM_OF[] = {
    {ID(action_item_of, action_item_id), REQUIRED, .summary = "The action item."},
};

static const struct trib_field ACTION_ITEM_SET_STATE[] = {
    {ID(action_item_set_state, action_item_id), REQUIRED, .summary = "The action item."},
    {WORD(action_item_set_state, state, ACTION_ITEM_STATE), EDIT, REQUIRED,
     .summary = "How far it has come."},
    {TEXT(action_item_set_state, reason, TRIB_SUMMARY_MAX),
     .summary = "Why it is blocked or dropped; for these two only."},
};

static const struct trib_field ACTION_ITEM_STEP_ADD[] = {
    {ID(action_item_step_add, action_item_id), REQUIRED, .summary = "The action item."},
    {ID(action_item_step_add, action_item_step_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(action_item_step_add, text, TRIB_TITLE_MAX), REQUIRED,
     .summary = "A line of its checklist, behind those there are."},
};

static const struct trib_field ACTION_ITEM_STEP_EDIT[] = {
    {ID(action_item_step_edit, action_item_step_id), REQUIRED, .summary = "The line."},
    {TEXT(action_item_step_edit, text, TRIB_TITLE_MAX), EDIT, .summary = "What it says."},
    {NUMBER(action_item_step_edit, is_done, 1), EDIT, .summary = "1: it is done."},
};

static const struct trib_field ACTION_ITEM_STEP_REMOVE[] = {
    {ID(action_item_step_remove, action_item_step_id), REQUIRED, .summary = "The line."},
};

#define ACTION_ITEM_ID "\"action_item_id\":\"4d3c2b1a-0f9e-4d8c-9b7a-6f5e4d3c2b1a\""
#define STEP_ID "\"action_item_step_id\":\"5e4d3c2b-1a0f-4e9d-8c7b-7a6f5e4d3c2b\""
#define ON_ITEM .permission = TRIB_MAY_ACT_ON_ITEM, OBJECT("action_item", "action_item_id")
#define ON_STEP                                                                                    \
    .permission = TRIB_MAY_ACT_ON_ITEM, OBJECT("action_item_step", "action_item_step_id")

static const struct trib_method methods[] = {
    {.name = "action_item.create_for_coalition",
     .summary = "Enters what somebody is to do for the whole coalition.",
     FIELDS(ACTION_ITEM_CREATE_FOR_COALITION),
     .permission = TRIB_MAY_ADD_COALITION_ITEM,
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_OUTSIDE, TRIB_E_ARCHIVED, TRIB_E_TOO_MANY},
     .example = "{" ACTION_ITEM_ID ",\"title\":\"Ask the members for their figures\","
                "\"due_on\":\"2027-Q1\"}",
     RUNS(action_item_create_for_coalition, action_item_create)},
    {.name = "action_item.create",
     .summary = "Enters what somebody is to do, on a group's board.",
     FIELDS(ACTION_ITEM_CREATE),
     .permission = TRIB_MAY_ADD_ACTION_ITEM,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_ARCHIVED,
                  TRIB_E_TOO_MANY},
     .example = "{" ACTION_ITEM_ID ",\"title\":\"Ask the members for their figures\",\"group_id\":"
                "\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\",\"due_on\":\"2027-Q1\"}",
     RUNS(action_item_create, action_item_create)},
    {.name = "action_item.edit",
     .summary = "Changes fields of an action item, each from what one saw to what it shall be. A "
                "new owner comes with the old one taken away.",
     FIELDS(ACTION_ITEM_EDIT),
     .needs_an_edit = true,
     ON_ITEM,
     .refusals = {TRIB_E_STALE, TRIB_E_DATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_ARCHIVED,
                  TRIB_E_TOO_MANY},
     .example = "{" ACTION_ITEM_ID ",\"progress\":{\"from\":0,\"to\":40}}",
     RUNS(action_item_edit, action_item_edit)},
    {.name = "action_item.move",
     .summary = "Moves an action item to another board. What it leads to stays as far as it is "
                "seen from there; with comments it moves only where the same people read it.",
     FIELDS(ACTION_ITEM_MOVE),
     ON_ITEM,
     .refusals = {TRIB_E_STALE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_IN_USE},
     .example = "{" ACTION_ITEM_ID ",\"group_id\":{\"from\":null,\"to\":"
                "\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\"}}",
     RUNS(action_item_move, action_item_move)},
    {.name = "action_item.take",
     .summary = "Takes what nobody owns: a delegate for the organization, others for themselves.",
     FIELDS(ACTION_ITEM_OF),
     .permission = TRIB_MAY_TAKE_ITEM,
     OBJECT("action_item", "action_item_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_CLOSED, TRIB_E_OUTSIDE},
     .example = "{" ACTION_ITEM_ID "}",
     RUNS(action_item_take, action_item_of)},
    {.name = "action_item.set_state",
     .summary = "Says how far it has come; blocked or dropped, and why.",
     FIELDS(ACTION_ITEM_SET_STATE),
     ON_ITEM,
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" ACTION_ITEM_ID ",\"state\":{\"from\":\"doing\",\"to\":\"blocked\"},\"reason\":"
                "\"The figures of two members are missing.\"}",
     RUNS(action_item_set_state, action_item_set_state)},
    {.name = "action_item_step.add",
     .summary = "Adds a line to the checklist of an action item.",
     FIELDS(ACTION_ITEM_STEP_ADD),
     ON_ITEM,
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" ACTION_ITEM_ID "," STEP_ID ",\"text\":\"Write to the regions\"}",
     RUNS(action_item_step_add, action_item_step_add)},
    {.name = "action_item_step.edit",
     .summary = "Changes a line, or ticks it.",
     FIELDS(ACTION_ITEM_STEP_EDIT),
     .needs_an_edit = true,
     ON_STEP,
     .refusals = {TRIB_E_STALE, TRIB_E_CLOSED},
     .example = "{" STEP_ID ",\"is_done\":{\"from\":0,\"to\":1}}",
     RUNS(action_item_step_edit, action_item_step_edit)},
    {.name = "action_item_step.remove",
     .summary = "Takes a line away.",
     FIELDS(ACTION_ITEM_STEP_REMOVE),
     ON_STEP,
     .refusals = {TRIB_E_CLOSED},
     .example = "{" STEP_ID "}",
     RUNS(action_item_step_remove, action_item_step_remove)},
};

const struct trib_method_family trib_methods_action_item = {methods,
                                                            sizeof methods / sizeof methods[0]};
