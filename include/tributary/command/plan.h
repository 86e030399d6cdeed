/*
 * The roadmap: a plan has goals, a goal objectives, an objective milestones; action items say which
 * milestone they bring about. Each is shown in an order people choose and counts by its weight.
 * Progress is not stored: it follows from what its reader sees. Source: the coalition's tables of
 * states and of rights ("Edit coalition plan", "Take baseline; archive plan"), the domain study,
 * section 5.
 */
#ifndef TRIBUTARY_COMMAND_PLAN_H
#define TRIBUTARY_COMMAND_PLAN_H

#include "tributary/command/command.h"

/* Plans of one space: all that were ever archived stay. Past it: E_TOO_MANY. */
#define TRIB_PLANS_MAX 100u
/* Goals, objectives and milestones of one plan, together. Past it: E_TOO_MANY. */
#define TRIB_PLAN_LINES_MAX 5000u
/* Action items of one milestone. Past it: E_TOO_MANY. */
#define TRIB_MILESTONE_ITEMS_MAX 200u
/* What a line counts for among its siblings; 0: it is shown and not counted. Past it: E_TYPE. */
#define TRIB_WEIGHT_MAX 9

/* ---- plans ----------------------------------------------------------------------------------- */

struct trib_plan_create {
    const char *plan_id, *name;
    const char *group_id; /* whose; of the coalition's: NULL */
    const char *starts_on, *ends_min_on, *ends_max_on;
};
/** A draft: of a group, for its people alone, or of the coalition. It ends before it begins:
    E_ORDER. Of a group that is over: E_CLOSED. */
bool trib_plan_create(const struct trib_command *command, const struct trib_plan_create *params,
                      struct trib_error *error);
bool trib_plan_create_for_coalition(const struct trib_command *command,
                                    const struct trib_plan_create *params,
                                    struct trib_error *error);

struct trib_plan_edit {
    const char *plan_id;
    struct trib_edit name, starts_on, ends_min_on, ends_max_on;
};
/** Archived: E_ARCHIVED, as for every change of it and its lines. */
bool trib_plan_edit(const struct trib_command *command, const struct trib_plan_edit *params,
                    struct trib_error *error);

struct trib_plan_entrust {
    const char *plan_id;
    struct trib_edit group_id;
};
/** Names the group that drafts a plan of the coalition. A group's own plan stays its own:
    E_OUTSIDE. */
bool trib_plan_entrust(const struct trib_command *command, const struct trib_plan_entrust *params,
                       struct trib_error *error);

struct trib_plan_set_state {
    const char *plan_id;
    struct trib_edit state;
    const char *decision; /* of "archived", else NULL */
};
/** Archived without the decision: E_REQUIRED, field "decision". */
bool trib_plan_set_state(const struct trib_command *command,
                         const struct trib_plan_set_state *params, struct trib_error *error);

struct trib_plan_copy {
    const char *plan_id, *from_plan_id, *name;
};
/** A new draft beside a plan, with all its lines but the milestones that were dropped; those begin
    anew. What was done for the old one stays with it. */
bool trib_plan_copy(const struct trib_command *command, const struct trib_plan_copy *params,
                    struct trib_error *error);

/* ---- goals and objectives -------------------------------------------------------------------- */

struct trib_goal_add {
    const char *goal_id, *plan_id, *name, *weight;
};
/** Behind those there are. */
bool trib_goal_add(const struct trib_command *command, const struct trib_goal_add *params,
                   struct trib_error *error);

struct trib_goal_edit {
    const char *goal_id;
    struct trib_edit name, weight;
};
bool trib_goal_edit(const struct trib_command *command, const struct trib_goal_edit *params,
                    struct trib_error *error);

struct trib_goal_move {
    const char *goal_id;
    const char *before_id; /* NULL: behind the others */
};
/** What before_id names is elsewhere by now: E_STALE, as for the other lines. */
bool trib_goal_move(const struct trib_command *command, const struct trib_goal_move *params,
                    struct trib_error *error);

struct trib_goal_of {
    const char *goal_id;
};
/** With objectives: E_IN_USE. */
bool trib_goal_remove(const struct trib_command *command, const struct trib_goal_of *params,
                      struct trib_error *error);

struct trib_objective_add {
    const char *objective_id, *goal_id, *name, *weight, *starts_on, *ends_on;
};
/** It ends before it begins: E_ORDER. */
bool trib_objective_add(const struct trib_command *command, const struct trib_objective_add *params,
                        struct trib_error *error);

struct trib_objective_edit {
    const char *objective_id;
    struct trib_edit name, weight, starts_on, ends_on;
};
bool trib_objective_edit(const struct trib_command *command,
                         const struct trib_objective_edit *params, struct trib_error *error);

struct trib_objective_move {
    const char *objective_id, *goal_id;
    const char *before_id;
};
/** To a goal of another plan: E_OUTSIDE, field "goal_id". */
bool trib_objective_move(const struct trib_command *command,
                         const struct trib_objective_move *params, struct trib_error *error);

struct trib_objective_of {
    const char *objective_id;
};
/** With milestones: E_IN_USE. */
bool trib_objective_remove(const struct trib_command *command,
                           const struct trib_objective_of *params, struct trib_error *error);

/* ---- milestones ------------------------------------------------------------------------------ */

struct trib_milestone_add {
    const char *milestone_id, *plan_id, *name, *due_on, *weight;
    const char *objective_id; /* NULL: of the plan as a whole */
    const char *owner_organization_id, *owner_person_id, *owner_group_id; /* one at the most */
    const char *convening_id; /* that it takes place with; else NULL */
};
/** An owner who could not see it: E_OUTSIDE with the owner's field; more than one: E_TOO_MANY. An
    objective of another plan: E_OUTSIDE. A convening that others see than the plan's readers:
    E_OUTSIDE. */
bool trib_milestone_add(const struct trib_command *command, const struct trib_milestone_add *params,
                        struct trib_error *error);

struct trib_milestone_edit {
    const char *milestone_id;
    struct trib_edit name, note, due_on, weight, convening_id;
    struct trib_edit owner_organization_id, owner_person_id, owner_group_id;
};
bool trib_milestone_edit(const struct trib_command *command,
                         const struct trib_milestone_edit *params, struct trib_error *error);

struct trib_milestone_move {
    const char *milestone_id;
    const char *objective_id; /* NULL: to the plan as a whole */
    const char *before_id;
};
bool trib_milestone_move(const struct trib_command *command,
                         const struct trib_milestone_move *params, struct trib_error *error);

struct trib_milestone_set_state {
    const char *milestone_id;
    struct trib_edit state;
    const char *reason; /* of "dropped", else NULL */
};
/** Dropped without a reason: E_REQUIRED, field "reason". */
bool trib_milestone_set_state(const struct trib_command *command,
                              const struct trib_milestone_set_state *params,
                              struct trib_error *error);

struct trib_milestone_of {
    const char *milestone_id;
};
/** One that was entered by mistake. With action items, or begun: E_IN_USE; it can be dropped. */
bool trib_milestone_remove(const struct trib_command *command,
                           const struct trib_milestone_of *params, struct trib_error *error);

#endif
