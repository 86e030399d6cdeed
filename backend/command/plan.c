/*
 * Plans. One of the coalition is drafted by the secretariat and the group it names; one of a group
 * stands in that group's own space, and nobody else hears of it. An archived plan never changes: it
 * goes on as a copy.
 */
#include "tributary/command/plan.h"

#include <assert.h>
#include <string.h>

#include "board.h"
#include "edits.h"
#include "plan_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

static const char LOAD[] = "SELECT space_id, group_id, state FROM plan WHERE plan_id = ?1";
static bool plan_load(const struct trib_command *command, const char *plan_id, const char *field,
                      struct plan *out, struct trib_error *error) {
    char state[24];
    int found = 0;
    const struct command_text columns[] = {COLUMN(out->space_id), COLUMN(out->group_id),
                                           COLUMN(state)};
    const struct command_reading reading = {LOAD, plan_id, field, columns, 3};
    if (!command_see(command, "plan", plan_id, field, NULL, error) ||
        !command_read(command->store, &reading, error)) {
        return false;
    }
    bool is_known = trib_machine_find(&trib_plan_machine, state, &found);
    assert(is_known); /* the schema's CHECK has the same words */
    out->state = (enum trib_plan_state)found;
    trib_text_copy(out->plan_id, sizeof out->plan_id, plan_id);
    return true;
}

bool plan_find(const struct trib_command *command, const char *plan_id, const char *field,
               struct plan *out, struct trib_error *error) {
    return plan_load(command, plan_id, field, out, error) &&
           (out->state != TRIB_PLAN_ARCHIVED || trib_fail(error, TRIB_E_ARCHIVED, field)) &&
           (!board_is_within(out->space_id, out->group_id) ||
            board_open_check(command, out->group_id, NULL, error));
}

/* ---- new ones -------------------------------------------------------------------------------- */

/* So far at least, and so far at the most. */
static bool horizon_check(const char *starts_on, const char *ends_min_on, const char *ends_max_on,
                          struct trib_error *error) {
    return command_span_check(starts_on, ends_min_on, "ends_min_on", error) &&
           command_span_check(starts_on, ends_max_on, "ends_max_on", error) &&
           command_span_check(ends_min_on, ends_max_on, "ends_max_on", error);
}

static const char HUNDREDTH[] = "SELECT 1 FROM plan WHERE space_id = ?1 LIMIT 1 OFFSET 99";
static_assert(TRIB_PLANS_MAX == 100, "one more than the offset");
static const char ADD[] =
    "INSERT INTO plan (plan_id, space_id, group_id, name, starts_on, ends_min_on, ends_max_on) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static bool plan_enter(const struct trib_command *command, const struct trib_plan_create *params,
                       const char *space_id, struct trib_error *error) {
    static const struct command_bound bound = {HUNDREDTH, "plan_id", TRIB_PLANS_MAX};
    return command_id_check(command->store, "plan", params->plan_id, "plan_id", error) &&
           command_bound_check(command->store, &bound, TEXTS(space_id), error) &&
           horizon_check(params->starts_on, params->ends_min_on, params->ends_max_on, error) &&
           command_write(command->store, ADD,
                         TEXTS(params->plan_id, space_id, params->group_id, params->name,
                               params->starts_on, params->ends_min_on, params->ends_max_on),
                         error);
}

bool trib_plan_create(const struct trib_command *command, const struct trib_plan_create *params,
                      struct trib_error *error) {
    return command_see(command, "group", params->group_id, "group_id", NULL, error) &&
           board_open_check(command, params->group_id, NULL, error) &&
           plan_enter(command, params, params->group_id, error);
}

bool trib_plan_create_for_coalition(const struct trib_command *command,
                                    const struct trib_plan_create *params,
                                    struct trib_error *error) {
    return plan_enter(command, params, TRIB_SPACE_COALITION_ID, error);
}

/* ---- changing -------------------------------------------------------------------------------- */

static const char FIELDS[] =
    "SELECT name, starts_on, ends_min_on, ends_max_on FROM plan WHERE plan_id = ?1";
static const char SET_NAME[] = "UPDATE plan SET name = ?2 WHERE plan_id = ?1";
static const char SET_START[] = "UPDATE plan SET starts_on = ?2 WHERE plan_id = ?1";
static const char SET_MIN[] = "UPDATE plan SET ends_min_on = ?2 WHERE plan_id = ?1";
static const char SET_MAX[] = "UPDATE plan SET ends_max_on = ?2 WHERE plan_id = ?1";
static bool horizon_recheck(const struct trib_command *command, const char *plan_id,
                            struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    char dates[3][TRIB_FUZZY_DATE_BYTES];
    const struct command_text columns[] = {COLUMN(name), COLUMN(dates[0]), COLUMN(dates[1]),
                                           COLUMN(dates[2])};
    const struct command_reading reading = {FIELDS, plan_id, "plan_id", columns, 4};
    return command_read(command->store, &reading, error) &&
           horizon_check(dates[0], dates[1], dates[2], error);
}

bool trib_plan_edit(const struct trib_command *command, const struct trib_plan_edit *params,
                    struct trib_error *error) {
    struct plan plan;
    const struct command_field fields[] = {
        {"name", &params->name, SET_NAME},
        {"starts_on", &params->starts_on, SET_START},
        {"ends_min_on", &params->ends_min_on, SET_MIN},
        {"ends_max_on", &params->ends_max_on, SET_MAX},
    };
    const struct command_edits edits = {.table_name = "plan",
                                        .id_field = "plan_id",
                                        .row_id = params->plan_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return plan_find(command, params->plan_id, "plan_id", &plan, error) &&
           command_edit(command->store, &edits, error) &&
           horizon_recheck(command, params->plan_id, error);
}

/* Whoever was not first is told which group was; one that they do not see is no group to them. */
static bool group_hide(const struct trib_command *command, const char *group_id,
                       struct trib_error *error) {
    struct trib_error unseen;
    if (error->code == TRIB_E_STALE && group_id[0] != '\0' &&
        !command_see(command, "group", group_id, "group_id", NULL, &unseen)) {
        return command_stale(error, "group_id", NULL);
    }
    return false;
}

static const char GROUP[] = "SELECT group_id FROM plan WHERE plan_id = ?1";
static const char SET_GROUP[] = "UPDATE plan SET group_id = ?2 WHERE plan_id = ?1";
bool trib_plan_entrust(const struct trib_command *command, const struct trib_plan_entrust *params,
                       struct trib_error *error) {
    struct plan plan;
    const char *group_id = params->group_id.to;
    const struct command_field field = {"group_id", &params->group_id, SET_GROUP};
    const struct command_edits edits = {.table_name = "plan",
                                        .id_field = "plan_id",
                                        .row_id = params->plan_id,
                                        .select = GROUP,
                                        .fields = &field,
                                        .field_count = 1};
    return plan_find(command, params->plan_id, "plan_id", &plan, error) &&
           (!board_is_within(plan.space_id, plan.group_id) ||
            trib_fail(error, TRIB_E_OUTSIDE, "plan_id")) &&
           (group_id == NULL || (command_see(command, "group", group_id, "group_id", NULL, error) &&
                                 board_open_check(command, group_id, NULL, error))) &&
           (command_edit(command->store, &edits, error) ||
            group_hide(command, plan.group_id, error));
}

static const char SAVE_STATE[] = "UPDATE plan SET state = ?2, decision = ?3 WHERE plan_id = ?1";
bool trib_plan_set_state(const struct trib_command *command,
                         const struct trib_plan_set_state *params, struct trib_error *error) {
    struct plan plan;
    int to;
    if (!plan_load(command, params->plan_id, "plan_id", &plan, error) ||
        !command_state_step(&trib_plan_machine, (int)plan.state, &params->state, &to, error)) {
        return false;
    }
    if (to == (int)plan.state) {
        return true;
    }
    bool is_archived = to == TRIB_PLAN_ARCHIVED;
    if (is_archived && params->decision == NULL) {
        return trib_fail(error, TRIB_E_REQUIRED, "decision");
    }
    return command_write(
        command->store, SAVE_STATE,
        TEXTS(params->plan_id, trib_plan_machine.names[to], is_archived ? params->decision : NULL),
        error);
}

/* ---- copies ---------------------------------------------------------------------------------- */

/* One level of a plan: its lines under one parent, and how one of them is written anew. */
struct level {
    const char *lines; /* SQL: ids of the lines of plan ?1 under parent ?2, in order */
    const char *copy;  /* SQL: line ?1 as ?2, of plan ?3, under parent ?4 */
    const struct level *below;
};

static const char MILESTONES[] = "SELECT milestone_id FROM milestone WHERE plan_id = ?1 AND "
                                 "objective_id IS ?2 AND state <> 'dropped' ORDER BY rank";
static const char COPY_MILESTONE[] =
    "INSERT INTO milestone (milestone_id, space_id, plan_id, objective_id, name, note, due_on, "
    "weight, owner_organization_id, owner_person_id, owner_group_id, convening_id, rank) "
    "SELECT ?2, space_id, ?3, ?4, name, note, due_on, weight, owner_organization_id, "
    "owner_person_id, owner_group_id, convening_id, rank FROM milestone WHERE milestone_id = ?1";
static const struct level milestones = {MILESTONES, COPY_MILESTONE, NULL};

static const char OBJECTIVES[] = "SELECT objective_id FROM objective WHERE plan_id = ?1 AND "
                                 "goal_id = ?2 ORDER BY rank";
static const char COPY_OBJECTIVE[] =
    "INSERT INTO objective (objective_id, space_id, plan_id, goal_id, name, weight, starts_on, "
    "ends_on, rank) SELECT ?2, space_id, ?3, ?4, name, weight, starts_on, ends_on, rank "
    "FROM objective WHERE objective_id = ?1";
static const struct level objectives = {OBJECTIVES, COPY_OBJECTIVE, &milestones};

static const char GOALS[] = "SELECT goal_id FROM goal WHERE plan_id = ?1 AND ?2 IS NULL "
                            "ORDER BY rank";
static const char COPY_GOAL[] =
    "INSERT INTO goal (goal_id, space_id, plan_id, name, weight, rank) "
    "SELECT ?2, space_id, ?3, name, weight, rank FROM goal WHERE goal_id = ?1 AND ?4 IS NULL";
static const struct level goals = {GOALS, COPY_GOAL, &objectives};

struct copying {
    const char *from_plan_id, *plan_id;
};

/* As deep as there are levels, which are three. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static bool lines_copy(const struct trib_command *command, const struct level *level,
                       const struct copying *copying, const char *from_parent_id,
                       const char *parent_id, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(command->store, level->lines, &statement,
                         TEXTS(copying->from_plan_id, from_parent_id), error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error) && has_row) {
        char from_id[TRIB_ID_BYTES];
        char id[TRIB_ID_BYTES];
        trib_text_copy(from_id, sizeof from_id, trib_column_text(&statement, 0));
        trib_id_make_random(trib_store_random(command->store), id);
        if (!command_write(command->store, level->copy,
                           TEXTS(from_id, id, copying->plan_id, parent_id), error) ||
            (level->below != NULL &&
             !lines_copy(command, level->below, copying, from_id, id, error))) {
            return false;
        }
    }
    return !has_row;
}

static const char COPY_PLAN[] =
    "INSERT INTO plan (plan_id, space_id, group_id, name, starts_on, ends_min_on, ends_max_on) "
    "SELECT ?2, space_id, group_id, ?3, starts_on, ends_min_on, ends_max_on FROM plan "
    "WHERE plan_id = ?1";
bool trib_plan_copy(const struct trib_command *command, const struct trib_plan_copy *params,
                    struct trib_error *error) {
    static const struct command_bound bound = {HUNDREDTH, "plan_id", TRIB_PLANS_MAX};
    struct plan plan;
    const struct copying copying = {params->from_plan_id, params->plan_id};
    return plan_load(command, params->from_plan_id, "from_plan_id", &plan, error) &&
           (!board_is_within(plan.space_id, plan.group_id) ||
            board_open_check(command, plan.group_id, NULL, error)) &&
           command_id_check(command->store, "plan", params->plan_id, "plan_id", error) &&
           command_bound_check(command->store, &bound, TEXTS(plan.space_id), error) &&
           command_write(command->store, COPY_PLAN,
                         TEXTS(params->from_plan_id, params->plan_id, params->name), error) &&
           lines_copy(command, &goals, &copying, NULL, NULL, error) &&
           lines_copy(command, &milestones, &copying, NULL, NULL, error);
}
