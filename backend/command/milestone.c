/*
 * Milestones. Whoever is to see to one must see it: an owner is checked against the plan's space,
 * at the beginning and at every change. Whoever sees the plan sees the convening it is tied to.
 */
#include <assert.h>
#include <string.h>

#include "board.h"
#include "edits.h"
#include "milestone_rows.h"
#include "plan_rows.h"
#include "rows.h"
#include "sight.h"

static const char LOAD[] =
    "SELECT state, owner_organization_id, owner_person_id, owner_group_id FROM milestone "
    "WHERE milestone_id = ?1";
struct milestone {
    char owner_organization_id[TRIB_ID_BYTES], owner_person_id[TRIB_ID_BYTES];
    char owner_group_id[TRIB_ID_BYTES];
    enum trib_milestone_state state;
};

static bool milestone_load(const struct trib_command *command, const char *milestone_id,
                           struct milestone *out, struct trib_error *error) {
    char state[24];
    int found = 0;
    const struct command_text columns[] = {COLUMN(state), COLUMN(out->owner_organization_id),
                                           COLUMN(out->owner_person_id),
                                           COLUMN(out->owner_group_id)};
    const struct command_reading reading = {LOAD, milestone_id, "milestone_id", columns, 4};
    if (!command_read(command->store, &reading, error)) {
        return false;
    }
    bool is_known = trib_machine_find(&trib_milestone_machine, state, &found);
    assert(is_known); /* the schema's CHECK has the same words */
    out->state = (enum trib_milestone_state)found;
    return true;
}

static bool convening_check(const struct trib_command *command, const char *convening_id,
                            const char *plans_space_id, struct trib_error *error) {
    char space_id[TRIB_ID_BYTES];
    return convening_id == NULL ||
           (command_see(command, "convening", convening_id, "convening_id", space_id, error) &&
            (command_is_seen_from(plans_space_id, space_id) ||
             trib_fail(error, TRIB_E_OUTSIDE, "convening_id")));
}

/* An objective of the same plan; NULL: none. */
static bool objective_check(const struct trib_command *command, const char *objective_id,
                            const char *plan_id, struct trib_error *error) {
    struct plan plan;
    return objective_id == NULL ||
           (plan_line_find(command, &plan_objective, objective_id, "objective_id", &plan, error) &&
            (command_same(plan_id, plan.plan_id) ||
             trib_fail(error, TRIB_E_OUTSIDE, "objective_id")));
}

static const char ADD[] =
    "INSERT INTO milestone (milestone_id, space_id, plan_id, objective_id, name, due_on, weight, "
    "owner_organization_id, owner_person_id, owner_group_id, convening_id, rank) "
    "SELECT ?1, ?2, ?3, ?4, ?5, ?6, coalesce(?7, 1), ?8, ?9, ?10, ?11, coalesce(max(rank), 0) + 1 "
    "FROM milestone WHERE plan_id = ?3 AND objective_id IS ?4";
bool trib_milestone_add(const struct trib_command *command, const struct trib_milestone_add *params,
                        struct trib_error *error) {
    struct plan plan;
    const struct board_owner owner = {params->owner_organization_id, params->owner_person_id,
                                      params->owner_group_id};
    return plan_find(command, params->plan_id, "plan_id", &plan, error) &&
           command_id_check(command->store, "milestone", params->milestone_id, "milestone_id",
                            error) &&
           plan_lines_check(command, params->plan_id, error) &&
           objective_check(command, params->objective_id, params->plan_id, error) &&
           board_owner_single(&owner, error) &&
           board_owner_check(command, &owner, plan.space_id, plan.group_id, error) &&
           convening_check(command, params->convening_id, plan.space_id, error) &&
           command_write(command->store, ADD,
                         TEXTS(params->milestone_id, plan.space_id, params->plan_id,
                               params->objective_id, params->name, params->due_on, params->weight,
                               params->owner_organization_id, params->owner_person_id,
                               params->owner_group_id, params->convening_id),
                         error);
}

static const char FIELDS[] =
    "SELECT name, note, due_on, weight, convening_id, owner_organization_id, owner_person_id, "
    "owner_group_id FROM milestone WHERE milestone_id = ?1";
static const char SET_NAME[] = "UPDATE milestone SET name = ?2 WHERE milestone_id = ?1";
static const char SET_NOTE[] = "UPDATE milestone SET note = ?2 WHERE milestone_id = ?1";
static const char SET_DUE[] = "UPDATE milestone SET due_on = ?2 WHERE milestone_id = ?1";
static const char SET_WEIGHT[] = "UPDATE milestone SET weight = ?2 WHERE milestone_id = ?1";
static const char SET_CONVENING[] =
    "UPDATE milestone SET convening_id = ?2 WHERE milestone_id = ?1";
static const char SET_ORGANIZATION[] =
    "UPDATE milestone SET owner_organization_id = ?2 WHERE milestone_id = ?1";
static const char SET_PERSON[] =
    "UPDATE milestone SET owner_person_id = ?2 WHERE milestone_id = ?1";
static const char SET_GROUP[] = "UPDATE milestone SET owner_group_id = ?2 WHERE milestone_id = ?1";
static bool milestone_update(struct trib_store *store, const struct trib_milestone_edit *params,
                             struct trib_error *error) {
    const struct command_field fields[] = {
        {"name", &params->name, SET_NAME},
        {"note", &params->note, SET_NOTE},
        {"due_on", &params->due_on, SET_DUE},
        {"weight", &params->weight, SET_WEIGHT},
        {"convening_id", &params->convening_id, SET_CONVENING},
        {"owner_organization_id", &params->owner_organization_id, SET_ORGANIZATION},
        {"owner_person_id", &params->owner_person_id, SET_PERSON},
        {"owner_group_id", &params->owner_group_id, SET_GROUP},
    };
    const struct command_edits edits = {.table_name = "milestone",
                                        .id_field = "milestone_id",
                                        .row_id = params->milestone_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static bool milestone_find(const struct trib_command *command, const char *milestone_id,
                           struct plan *out_plan, struct trib_error *error) {
    return plan_line_find(command, &plan_milestone, milestone_id, "milestone_id", out_plan, error);
}

bool trib_milestone_edit(const struct trib_command *command,
                         const struct trib_milestone_edit *params, struct trib_error *error) {
    struct plan plan;
    struct milestone milestone;
    const struct board_owner named = {params->owner_organization_id.to, params->owner_person_id.to,
                                      params->owner_group_id.to};
    if (!milestone_find(command, params->milestone_id, &plan, error) ||
        !board_owner_check(command, &named, plan.space_id, plan.group_id, error) ||
        !convening_check(command, params->convening_id.to, plan.space_id, error) ||
        !milestone_update(command->store, params, error) ||
        !milestone_load(command, params->milestone_id, &milestone, error)) {
        return false;
    }
    const struct board_owner owner = {milestone.owner_organization_id, milestone.owner_person_id,
                                      milestone.owner_group_id};
    return board_owner_single(&owner, error);
}

bool trib_milestone_move(const struct trib_command *command,
                         const struct trib_milestone_move *params, struct trib_error *error) {
    struct plan plan;
    const struct plan_place to = {plan.plan_id, params->objective_id, params->before_id};
    return milestone_find(command, params->milestone_id, &plan, error) &&
           objective_check(command, params->objective_id, plan.plan_id, error) &&
           plan_line_move(command, &plan_milestone, params->milestone_id, &to, error);
}

static const char SAVE_STATE[] =
    "UPDATE milestone SET state = ?2, reason = ?3 WHERE milestone_id = ?1";
bool trib_milestone_set_state(const struct trib_command *command,
                              const struct trib_milestone_set_state *params,
                              struct trib_error *error) {
    struct plan plan;
    struct milestone milestone;
    int to;
    if (!milestone_find(command, params->milestone_id, &plan, error) ||
        !milestone_load(command, params->milestone_id, &milestone, error) ||
        !command_state_step(&trib_milestone_machine, (int)milestone.state, &params->state, &to,
                            error)) {
        return false;
    }
    if (to == (int)milestone.state) {
        return true;
    }
    bool is_dropped = to == TRIB_MILESTONE_DROPPED;
    if (is_dropped && params->reason == NULL) {
        return trib_fail(error, TRIB_E_REQUIRED, "reason");
    }
    return command_write(command->store, SAVE_STATE,
                         TEXTS(params->milestone_id, trib_milestone_machine.names[to],
                               is_dropped ? params->reason : NULL),
                         error);
}

static const char IN_USE[] =
    "SELECT 1 FROM action_item WHERE milestone_id = ?1 UNION ALL "
    "SELECT 1 FROM milestone WHERE milestone_id = ?1 AND state <> 'planned'";
static const char DELETE[] = "DELETE FROM milestone WHERE milestone_id = ?1";
/* That an agenda points at it keeps it from nobody, who may not even see that agenda. */
static const char POINTS[] = "DELETE FROM trace_link WHERE to_id = ?1";
bool trib_milestone_remove(const struct trib_command *command,
                           const struct trib_milestone_of *params, struct trib_error *error) {
    return plan_line_remove(command, &plan_milestone, params->milestone_id, IN_USE, DELETE,
                            error) &&
           command_write(command->store, POINTS, TEXTS(params->milestone_id), error);
}

/* ---- what brings it about -------------------------------------------------------------------- */

static const char ITEMS_FULL[] =
    "SELECT 1 FROM action_item WHERE milestone_id = ?1 LIMIT 1 OFFSET 199";
static_assert(TRIB_MILESTONE_ITEMS_MAX == 200, "one more than the offset");
bool milestone_link_check(const struct trib_command *command, const char *milestone_id,
                          const char *space_id, struct trib_error *error) {
    static const struct command_bound bound = {ITEMS_FULL, "milestone_id",
                                               TRIB_MILESTONE_ITEMS_MAX};
    struct plan plan;
    return milestone_id == NULL ||
           (milestone_find(command, milestone_id, &plan, error) &&
            (command_is_seen_from(space_id, plan.space_id) ||
             trib_fail(error, TRIB_E_OUTSIDE, "milestone_id")) &&
            command_bound_check(command->store, &bound, TEXTS(milestone_id), error));
}
