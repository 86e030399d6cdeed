/* Methods of the roadmap: plans, goals, objectives, milestones. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/plan.h"

TRIB_RUN(plan_create)
TRIB_RUN_WITH(plan_create_for_coalition, plan_create)
TRIB_RUN(plan_edit)
TRIB_RUN(plan_entrust)
TRIB_RUN(plan_set_state)
TRIB_RUN(plan_copy)
TRIB_RUN(goal_add)
TRIB_RUN(goal_edit)
TRIB_RUN(goal_move)
TRIB_RUN_WITH(goal_remove, goal_of)
TRIB_RUN(objective_add)
TRIB_RUN(objective_edit)
TRIB_RUN(objective_move)
TRIB_RUN_WITH(objective_remove, objective_of)
TRIB_RUN(milestone_add)
TRIB_RUN(milestone_edit)
TRIB_RUN(milestone_move)
TRIB_RUN(milestone_set_state)
TRIB_RUN_WITH(milestone_remove, milestone_of)

#define NEW_ID(of, member)                                                                         \
    { ID(of, member), REQUIRED, .summary = "Id of the new row." }
#define WEIGHT_SUMMARY "What it counts for among its siblings; 0: shown and not counted."
#define BEFORE_SUMMARY "Before which of its siblings; null: behind them."

/* ---- plans ----------------------------------------------------------------------------------- */

#define PLAN_FACTS                                                                                 \
    {TEXT(plan_create, name, TRIB_TITLE_MAX), REQUIRED, .summary = "What it is called."},          \
        {DATE(plan_create, starts_on), .summary = "When it begins."},                              \
        {DATE(plan_create, ends_min_on), .summary = "How far it reaches at least."}, {             \
        DATE(plan_create, ends_max_on),                                                            \
            .summary = "How far at the most; the years between are possible."                      \
    }

static const struct trib_field PLAN_CREATE[] = {
    NEW_ID(plan_create, plan_id),
    {ID(plan_create, group_id), REQUIRED, .summary = "The group whose plan it is."},
    PLAN_FACTS,
};

static const struct trib_field PLAN_CREATE_FOR_COALITION[] = {
    NEW_ID(plan_create, plan_id),
    PLAN_FACTS,
};

static const struct trib_field PLAN_EDIT[] = {
    {ID(plan_edit, plan_id), REQUIRED, .summary = "The plan."},
    {TEXT(plan_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "What it is called."},
    {DATE(plan_edit, starts_on), EDIT_OR_NULL, .summary = "When it begins."},
    {DATE(plan_edit, ends_min_on), EDIT_OR_NULL, .summary = "How far it reaches at least."},
    {DATE(plan_edit, ends_max_on), EDIT_OR_NULL, .summary = "How far at the most."},
};

static const struct trib_field PLAN_ENTRUST[] = {
    {ID(plan_entrust, plan_id), REQUIRED, .summary = "The plan."},
    {ID(plan_entrust, group_id), EDIT_OR_NULL, REQUIRED,
     .summary = "The group that drafts it; null: the secretariat alone."},
};

static const struct trib_field PLAN_SET_STATE[] = {
    {ID(plan_set_state, plan_id), REQUIRED, .summary = "The plan."},
    {WORD(plan_set_state, state, PLAN_STATE), EDIT, REQUIRED, .summary = "How far it has come."},
    {TEXT(plan_set_state, decision, TRIB_SUMMARY_MAX),
     .summary = "The decision that archives it, in words; for that only."},
};

static const struct trib_field PLAN_COPY[] = {
    NEW_ID(plan_copy, plan_id),
    {ID(plan_copy, from_plan_id), REQUIRED, .summary = "The plan it is made from."},
    {TEXT(plan_copy, name, TRIB_TITLE_MAX), REQUIRED, .summary = "What the new one is called."},
};

/* ---- goals and objectives -------------------------------------------------------------------- */

static const struct trib_field GOAL_ADD[] = {
    NEW_ID(goal_add, goal_id),
    {ID(goal_add, plan_id), REQUIRED, .summary = "The plan."},
    {TEXT(goal_add, name, TRIB_TITLE_MAX), REQUIRED, .summary = "What is to be brought about."},
    {NUMBER(goal_add, weight, TRIB_WEIGHT_MAX), .summary = WEIGHT_SUMMARY},
};

static const struct trib_field GOAL_EDIT[] = {
    {ID(goal_edit, goal_id), REQUIRED, .summary = "The goal."},
    {TEXT(goal_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "What is to be brought about."},
    {NUMBER(goal_edit, weight, TRIB_WEIGHT_MAX), EDIT, .summary = WEIGHT_SUMMARY},
};

static const struct trib_field GOAL_MOVE[] = {
    {ID(goal_move, goal_id), REQUIRED, .summary = "The goal."},
    {ID(goal_move, before_id), .summary = BEFORE_SUMMARY},
};

static const struct trib_field GOAL_OF[] = {
    {ID(goal_of, goal_id), REQUIRED, .summary = "The goal."},
};

static const struct trib_field OBJECTIVE_ADD[] = {
    NEW_ID(objective_add, objective_id),
    {ID(objective_add, goal_id), REQUIRED, .summary = "The goal it serves."},
    {TEXT(objective_add, name, TRIB_TITLE_MAX), REQUIRED, .summary = "What is aimed at."},
    {NUMBER(objective_add, weight, TRIB_WEIGHT_MAX), .summary = WEIGHT_SUMMARY},
    {DATE(objective_add, starts_on), .summary = "When work on it begins."},
    {DATE(objective_add, ends_on), .summary = "When it ends."},
};

static const struct trib_field OBJECTIVE_EDIT[] = {
    {ID(objective_edit, objective_id), REQUIRED, .summary = "The objective."},
    {TEXT(objective_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "What is aimed at."},
    {NUMBER(objective_edit, weight, TRIB_WEIGHT_MAX), EDIT, .summary = WEIGHT_SUMMARY},
    {DATE(objective_edit, starts_on), EDIT_OR_NULL, .summary = "When work on it begins."},
    {DATE(objective_edit, ends_on), EDIT_OR_NULL, .summary = "When it ends."},
};

static const struct trib_field OBJECTIVE_MOVE[] = {
    {ID(objective_move, objective_id), REQUIRED, .summary = "The objective."},
    {ID(objective_move, goal_id), REQUIRED, .summary = "The goal it serves then."},
    {ID(objective_move, before_id), .summary = BEFORE_SUMMARY},
};

static const struct trib_field OBJECTIVE_OF[] = {
    {ID(objective_of, objective_id), REQUIRED, .summary = "The objective."},
};

/* ---- milestones ------------------------------------------------------------------------------ */

static const struct trib_field MILESTONE_ADD[] = {
    NEW_ID(milestone_add, milestone_id),
    {ID(milestone_add, plan_id), REQUIRED, .summary = "The plan."},
    {ID(milestone_add, objective_id),
     .summary = "The objective it stands under; null: the plan as a whole."},
    {TEXT(milestone_add, name, TRIB_TITLE_MAX), REQUIRED, .summary = "What will be seen then."},
    {DATE(milestone_add, due_on), .summary = "By when, as exact as it is known."},
    {NUMBER(milestone_add, weight, TRIB_WEIGHT_MAX), .summary = WEIGHT_SUMMARY},
    {ID(milestone_add, owner_organization_id), .summary = "The organization that owns it."},
    {ID(milestone_add, owner_person_id), .summary = "Or the person."},
    {ID(milestone_add, owner_group_id), .summary = "Or the group. Nobody yet: none of the three."},
    {ID(milestone_add, convening_id), .summary = "The convening it takes place with."},
};

static const struct trib_field MILESTONE_EDIT[] = {
    {ID(milestone_edit, milestone_id), REQUIRED, .summary = "The milestone."},
    {TEXT(milestone_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "What will be seen then."},
    {TEXT(milestone_edit, note, TRIB_SUMMARY_MAX), EDIT_OR_NULL,
     .summary = "What else is to be known."},
    {DATE(milestone_edit, due_on), EDIT_OR_NULL, .summary = "By when."},
    {NUMBER(milestone_edit, weight, TRIB_WEIGHT_MAX), EDIT, .summary = WEIGHT_SUMMARY},
    {ID(milestone_edit, owner_organization_id), EDIT_OR_NULL,
     .summary = "The organization that owns it; who owned it before is taken away with it."},
    {ID(milestone_edit, owner_person_id), EDIT_OR_NULL, .summary = "Or the person."},
    {ID(milestone_edit, owner_group_id), EDIT_OR_NULL, .summary = "Or the group."},
    {ID(milestone_edit, convening_id), EDIT_OR_NULL,
     .summary = "The convening it takes place with."},
};

static const struct trib_field MILESTONE_MOVE[] = {
    {ID(milestone_move, milestone_id), REQUIRED, .summary = "The milestone."},
    {ID(milestone_move, objective_id),
     .summary = "The objective it stands under then; null: the plan as a whole."},
    {ID(milestone_move, before_id), .summary = BEFORE_SUMMARY},
};

static const struct trib_field MILESTONE_SET_STATE[] = {
    {ID(milestone_set_state, milestone_id), REQUIRED, .summary = "The milestone."},
    {WORD(milestone_set_state, state, MILESTONE_STATE), EDIT, REQUIRED,
     .summary = "How far it has come."},
    {TEXT(milestone_set_state, reason, TRIB_SUMMARY_MAX),
     .summary = "Why it is dropped; for that only."},
};

static const struct trib_field MILESTONE_OF[] = {
    {ID(milestone_of, milestone_id), REQUIRED, .summary = "The milestone."},
};

/* ---- the table ------------------------------------------------------------------------------- */

#define PLAN_ID "\"plan_id\":\"6f5e4d3c-2b1a-4f0e-9d8c-7b6a5f4e3d2c\""
#define GOAL_ID "\"goal_id\":\"7a6f5e4d-3c2b-4a1f-8e9d-8c7b6a5f4e3d\""
#define OBJECTIVE_ID "\"objective_id\":\"8b7a6f5e-4d3c-4b2a-9f8e-9d8c7b6a5f4e\""
#define MILESTONE_ID "\"milestone_id\":\"9c8b7a6f-5e4d-4c3b-8a9f-8e9d8c7b6a5f\""
#define BEFORE_ID "\"before_id\":\"adbc9c8b-7a6f-4d5c-9b8a-9f8e9d8c7b6a\""
#define GROUP_ID "\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\""
#define ON_PLAN .permission = TRIB_MAY_EDIT_PLAN, OBJECT("plan", "plan_id")
#define ON_GOAL .permission = TRIB_MAY_EDIT_PLAN, OBJECT("goal", "goal_id")
#define ON_OBJECTIVE .permission = TRIB_MAY_EDIT_PLAN, OBJECT("objective", "objective_id")
#define ON_MILESTONE .permission = TRIB_MAY_EDIT_PLAN, OBJECT("milestone", "milestone_id")
#define OVER TRIB_E_ARCHIVED, TRIB_E_CLOSED

static const struct trib_method methods[] = {
    {.name = "plan.create_for_coalition",
     .summary = "Begins a plan of the coalition, as a draft.",
     FIELDS(PLAN_CREATE_FOR_COALITION),
     .permission = TRIB_MAY_START_COALITION_PLAN,
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_ORDER, TRIB_E_TOO_MANY},
     .example = "{" PLAN_ID ",\"name\":\"Roadmap\",\"starts_on\":\"2012\",\"ends_min_on\":\"2022\","
                "\"ends_max_on\":\"2032\"}",
     RUNS(plan_create_for_coalition, plan_create)},
    {.name = "plan.create",
     .summary = "Begins a plan of a group, for its people alone.",
     FIELDS(PLAN_CREATE),
     .permission = TRIB_MAY_START_PLAN,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_DATE, TRIB_E_ORDER, TRIB_E_TOO_MANY},
     .example = "{" PLAN_ID ",\"group_id\":" GROUP_ID ",\"name\":\"Our two years\"}",
     RUNS(plan_create, plan_create)},
    {.name = "plan.edit",
     .summary = "Changes what a plan is called and how far it reaches.",
     FIELDS(PLAN_EDIT),
     .needs_an_edit = true,
     ON_PLAN,
     .refusals = {TRIB_E_STALE, OVER, TRIB_E_DATE, TRIB_E_ORDER},
     .example = "{" PLAN_ID ",\"ends_max_on\":{\"from\":\"2030\",\"to\":\"2032\"}}",
     RUNS(plan_edit, plan_edit)},
    {.name = "plan.entrust",
     .summary = "Says which group drafts a plan of the coalition.",
     FIELDS(PLAN_ENTRUST),
     .permission = TRIB_MAY_CHANGE_PLAN_STATE,
     OBJECT("plan", "plan_id"),
     .refusals = {TRIB_E_STALE, OVER, TRIB_E_OUTSIDE},
     .example = "{" PLAN_ID ",\"group_id\":{\"from\":null,\"to\":" GROUP_ID "}}",
     RUNS(plan_entrust, plan_entrust)},
    {.name = "plan.set_state",
     .summary = "Says how far a plan has come; archived, by which decision.",
     FIELDS(PLAN_SET_STATE),
     .permission = TRIB_MAY_CHANGE_PLAN_STATE,
     OBJECT("plan", "plan_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_STATE},
     .example = "{" PLAN_ID ",\"state\":{\"from\":\"draft\",\"to\":\"active\"}}",
     RUNS(plan_set_state, plan_set_state)},
    {.name = "plan.copy",
     .summary = "Makes a new draft with the lines of a plan that are not dropped.",
     FIELDS(PLAN_COPY),
     .permission = TRIB_MAY_CHANGE_PLAN_STATE,
     OBJECT("plan", "from_plan_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{\"plan_id\":\"bedcad9c-8b7a-4e6d-8c9b-8a9f8e9d8c7b\",\"from_plan_id\":"
                "\"6f5e4d3c-2b1a-4f0e-9d8c-7b6a5f4e3d2c\",\"name\":\"Roadmap, second\"}",
     RUNS(plan_copy, plan_copy)},

    {.name = "goal.add",
     .summary = "Adds a goal to a plan.",
     FIELDS(GOAL_ADD),
     ON_PLAN,
     .refusals = {TRIB_E_EXISTS, OVER, TRIB_E_TOO_MANY},
     .example = "{" GOAL_ID "," PLAN_ID ",\"name\":\"Rights first\",\"weight\":3}",
     RUNS(goal_add, goal_add)},
    {.name = "goal.edit",
     .summary = "Changes a goal's words or weight.",
     FIELDS(GOAL_EDIT),
     .needs_an_edit = true,
     ON_GOAL,
     .refusals = {TRIB_E_STALE, OVER},
     .example = "{" GOAL_ID ",\"weight\":{\"from\":1,\"to\":3}}",
     RUNS(goal_edit, goal_edit)},
    {.name = "goal.move",
     .summary = "Moves a goal among the others.",
     FIELDS(GOAL_MOVE),
     ON_GOAL,
     .refusals = {TRIB_E_STALE, OVER},
     .example = "{" GOAL_ID "," BEFORE_ID "}",
     RUNS(goal_move, goal_move)},
    {.name = "goal.remove",
     .summary = "Takes a goal away that has no objectives.",
     FIELDS(GOAL_OF),
     ON_GOAL,
     .refusals = {OVER, TRIB_E_IN_USE},
     .example = "{" GOAL_ID "}",
     RUNS(goal_remove, goal_of)},

    {.name = "objective.add",
     .summary = "Adds an objective to a goal.",
     FIELDS(OBJECTIVE_ADD),
     ON_GOAL,
     .refusals = {TRIB_E_EXISTS, OVER, TRIB_E_DATE, TRIB_E_ORDER, TRIB_E_TOO_MANY},
     .example = "{" OBJECTIVE_ID "," GOAL_ID ",\"name\":\"Wider ratification\",\"starts_on\":"
                "\"2013\",\"ends_on\":\"2032\"}",
     RUNS(objective_add, objective_add)},
    {.name = "objective.edit",
     .summary = "Changes an objective's words, weight or span.",
     FIELDS(OBJECTIVE_EDIT),
     .needs_an_edit = true,
     ON_OBJECTIVE,
     .refusals = {TRIB_E_STALE, OVER, TRIB_E_DATE, TRIB_E_ORDER},
     .example = "{" OBJECTIVE_ID ",\"ends_on\":{\"from\":\"2032\",\"to\":\"2030\"}}",
     RUNS(objective_edit, objective_edit)},
    {.name = "objective.move",
     .summary = "Moves an objective, also to another goal of its plan.",
     FIELDS(OBJECTIVE_MOVE),
     ON_OBJECTIVE,
     .refusals = {TRIB_E_STALE, OVER, TRIB_E_OUTSIDE},
     .example = "{" OBJECTIVE_ID "," GOAL_ID "}",
     RUNS(objective_move, objective_move)},
    {.name = "objective.remove",
     .summary = "Takes an objective away that has no milestones.",
     FIELDS(OBJECTIVE_OF),
     ON_OBJECTIVE,
     .refusals = {OVER, TRIB_E_IN_USE},
     .example = "{" OBJECTIVE_ID "}",
     RUNS(objective_remove, objective_of)},

    {.name = "milestone.add",
     .summary = "Adds a milestone to an objective, or to the plan as a whole.",
     FIELDS(MILESTONE_ADD),
     ON_PLAN,
     .refusals = {TRIB_E_EXISTS, OVER, TRIB_E_DATE, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" MILESTONE_ID "," PLAN_ID "," OBJECTIVE_ID ",\"name\":\"Map agreed\","
                "\"due_on\":\"2013-Q2\"}",
     RUNS(milestone_add, milestone_add)},
    {.name = "milestone.edit",
     .summary = "Changes fields of a milestone. A new owner comes with the old one taken away.",
     FIELDS(MILESTONE_EDIT),
     .needs_an_edit = true,
     ON_MILESTONE,
     .refusals = {TRIB_E_STALE, OVER, TRIB_E_DATE, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" MILESTONE_ID ",\"due_on\":{\"from\":\"2013-Q2\",\"to\":\"2013-H2\"}}",
     RUNS(milestone_edit, milestone_edit)},
    {.name = "milestone.move",
     .summary = "Moves a milestone, also to another objective of its plan.",
     FIELDS(MILESTONE_MOVE),
     ON_MILESTONE,
     .refusals = {TRIB_E_STALE, OVER, TRIB_E_OUTSIDE},
     .example = "{" MILESTONE_ID "," OBJECTIVE_ID "," BEFORE_ID "}",
     RUNS(milestone_move, milestone_move)},
    {.name = "milestone.set_state",
     .summary = "Says how far it has come; dropped, and why.",
     FIELDS(MILESTONE_SET_STATE),
     .permission = TRIB_MAY_ACT_ON_MILESTONE,
     OBJECT("milestone", "milestone_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, OVER},
     .example = "{" MILESTONE_ID ",\"state\":{\"from\":\"planned\",\"to\":\"under_way\"}}",
     RUNS(milestone_set_state, milestone_set_state)},
    {.name = "milestone.remove",
     .summary = "Takes a milestone away that was entered by mistake.",
     FIELDS(MILESTONE_OF),
     ON_MILESTONE,
     .refusals = {OVER, TRIB_E_IN_USE},
     .example = "{" MILESTONE_ID "}",
     RUNS(milestone_remove, milestone_of)},
};

const struct trib_method_family trib_methods_plan = {methods, sizeof methods / sizeof methods[0]};
