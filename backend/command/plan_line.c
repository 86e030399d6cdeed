/*
 * Goals and objectives, and what they have in common with milestones: a place among those of one
 * parent. Ranks are whole numbers, each once under a parent; who comes between moves the others up.
 */
#include <assert.h>

#include "edits.h"
#include "plan_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

static const char LINES_FULL[] = "SELECT 1 FROM (SELECT 1 FROM goal WHERE plan_id = ?1 UNION ALL "
                                 "SELECT 1 FROM objective WHERE plan_id = ?1 UNION ALL "
                                 "SELECT 1 FROM milestone WHERE plan_id = ?1) LIMIT 1 OFFSET 4999";
static_assert(TRIB_PLAN_LINES_MAX == 5000, "one more than the offset");
bool plan_lines_check(const struct trib_command *command, const char *plan_id,
                      struct trib_error *error) {
    static const struct command_bound bound = {LINES_FULL, "plan_id", TRIB_PLAN_LINES_MAX};
    return command_bound_check(command->store, &bound, TEXTS(plan_id), error);
}

/* ---- places ---------------------------------------------------------------------------------- */

static const char GOAL_PLAN[] = "SELECT plan_id FROM goal WHERE goal_id = ?1";
static const char GOAL_RANK[] =
    "SELECT rank FROM goal WHERE goal_id = ?1 AND plan_id = ?2 AND ?3 IS NULL";
static const char GOAL_ROOM[] = "UPDATE goal SET rank = rank + 1 WHERE plan_id = ?2 AND "
                                "rank >= CAST(?4 AS INTEGER) AND goal_id <> ?1";
static const char GOAL_PUT[] =
    "UPDATE goal SET rank = coalesce(CAST(?4 AS INTEGER), (SELECT coalesce(max(rank), 0) + 1 "
    "FROM goal AS other WHERE other.plan_id = ?2 AND other.goal_id <> ?1)) WHERE goal_id = ?1";
const struct plan_line plan_goal = {"goal", "goal_id", GOAL_PLAN, GOAL_RANK, GOAL_ROOM, GOAL_PUT};

static const char OBJECTIVE_PLAN[] = "SELECT plan_id FROM objective WHERE objective_id = ?1";
static const char OBJECTIVE_RANK[] =
    "SELECT rank FROM objective WHERE objective_id = ?1 AND plan_id = ?2 AND goal_id = ?3";
static const char OBJECTIVE_ROOM[] =
    "UPDATE objective SET rank = rank + 1 WHERE plan_id = ?2 AND goal_id = ?3 AND "
    "rank >= CAST(?4 AS INTEGER) AND objective_id <> ?1";
static const char OBJECTIVE_PUT[] =
    "UPDATE objective SET goal_id = ?3, rank = coalesce(CAST(?4 AS INTEGER), "
    "(SELECT coalesce(max(rank), 0) + 1 FROM objective AS other WHERE other.plan_id = ?2 AND "
    "other.goal_id = ?3 AND other.objective_id <> ?1)) WHERE objective_id = ?1";
const struct plan_line plan_objective = {"objective",    "objective_id", OBJECTIVE_PLAN,
                                         OBJECTIVE_RANK, OBJECTIVE_ROOM, OBJECTIVE_PUT};

static const char MILESTONE_PLAN[] = "SELECT plan_id FROM milestone WHERE milestone_id = ?1";
static const char MILESTONE_RANK[] =
    "SELECT rank FROM milestone WHERE milestone_id = ?1 AND plan_id = ?2 AND objective_id IS ?3";
static const char MILESTONE_ROOM[] =
    "UPDATE milestone SET rank = rank + 1 WHERE plan_id = ?2 AND objective_id IS ?3 AND "
    "rank >= CAST(?4 AS INTEGER) AND milestone_id <> ?1";
static const char MILESTONE_PUT[] =
    "UPDATE milestone SET objective_id = ?3, rank = coalesce(CAST(?4 AS INTEGER), "
    "(SELECT coalesce(max(rank), 0) + 1 FROM milestone AS other WHERE other.plan_id = ?2 AND "
    "other.objective_id IS ?3 AND other.milestone_id <> ?1)) WHERE milestone_id = ?1";
const struct plan_line plan_milestone = {"milestone",    "milestone_id", MILESTONE_PLAN,
                                         MILESTONE_RANK, MILESTONE_ROOM, MILESTONE_PUT};

bool plan_line_find(const struct trib_command *command, const struct plan_line *line,
                    const char *row_id, const char *field, struct plan *out,
                    struct trib_error *error) {
    char plan_id[TRIB_ID_BYTES];
    const struct command_text column = COLUMN(plan_id);
    const struct command_reading reading = {line->plan, row_id, field, &column, 1};
    return command_see(command, line->table_name, row_id, field, NULL, error) &&
           command_read(command->store, &reading, error) &&
           plan_find(command, plan_id, field, out, error);
}

/* The rank of the line it goes before; "" behind the others. */
static bool before_read(const struct trib_command *command, const struct plan_line *line,
                        const struct plan_place *to, char out_rank[static 16],
                        struct trib_error *error) {
    bool has_row = false;
    out_rank[0] = '\0';
    if (to->before_id == NULL) {
        return true;
    }
    TRIB_AUTO(trib_statement) statement = {0};
    if (!command_see(command, line->table_name, to->before_id, "before_id", NULL, error) ||
        !command_prepare(command->store, line->rank, &statement,
                         TEXTS(to->before_id, to->plan_id, to->parent_id), error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    if (!has_row) {
        return command_stale(error, "before_id", NULL);
    }
    trib_text_copy(out_rank, 16, trib_column_text(&statement, 0));
    return true;
}

bool plan_line_move(const struct trib_command *command, const struct plan_line *line,
                    const char *row_id, const struct plan_place *to, struct trib_error *error) {
    char rank[16];
    if (!before_read(command, line, to, rank, error)) {
        return false;
    }
    if (command_same(to->before_id, row_id)) {
        return true; /* it is there */
    }
    const char *at = rank[0] == '\0' ? NULL : rank;
    return (at == NULL || command_write(command->store, line->make_room,
                                        TEXTS(row_id, to->plan_id, to->parent_id, at), error)) &&
           command_write(command->store, line->put, TEXTS(row_id, to->plan_id, to->parent_id, at),
                         error);
}

bool plan_line_remove(const struct trib_command *command, const struct plan_line *line,
                      const char *row_id, const char *in_use, const char *remove,
                      struct trib_error *error) {
    struct plan plan;
    bool is_used = false;
    return plan_line_find(command, line, row_id, line->id_field, &plan, error) &&
           command_has(command->store, in_use, TEXTS(row_id), &is_used, error) &&
           (!is_used || trib_fail(error, TRIB_E_IN_USE, line->id_field)) &&
           command_write(command->store, remove, TEXTS(row_id), error);
}

/* ---- goals ----------------------------------------------------------------------------------- */

static const char ADD_GOAL[] =
    "INSERT INTO goal (goal_id, space_id, plan_id, name, weight, rank) "
    "SELECT ?1, ?2, ?3, ?4, coalesce(?5, 1), coalesce(max(rank), 0) + 1 FROM goal "
    "WHERE plan_id = ?3";
bool trib_goal_add(const struct trib_command *command, const struct trib_goal_add *params,
                   struct trib_error *error) {
    struct plan plan;
    return plan_find(command, params->plan_id, "plan_id", &plan, error) &&
           command_id_check(command->store, "goal", params->goal_id, "goal_id", error) &&
           plan_lines_check(command, params->plan_id, error) &&
           command_write(
               command->store, ADD_GOAL,
               TEXTS(params->goal_id, plan.space_id, params->plan_id, params->name, params->weight),
               error);
}

static const char GOAL_FIELDS[] = "SELECT name, weight FROM goal WHERE goal_id = ?1";
static const char SET_GOAL_NAME[] = "UPDATE goal SET name = ?2 WHERE goal_id = ?1";
static const char SET_GOAL_WEIGHT[] = "UPDATE goal SET weight = ?2 WHERE goal_id = ?1";
bool trib_goal_edit(const struct trib_command *command, const struct trib_goal_edit *params,
                    struct trib_error *error) {
    struct plan plan;
    const struct command_field fields[] = {
        {"name", &params->name, SET_GOAL_NAME},
        {"weight", &params->weight, SET_GOAL_WEIGHT},
    };
    const struct command_edits edits = {.table_name = "goal",
                                        .id_field = "goal_id",
                                        .row_id = params->goal_id,
                                        .select = GOAL_FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return plan_line_find(command, &plan_goal, params->goal_id, "goal_id", &plan, error) &&
           command_edit(command->store, &edits, error);
}

bool trib_goal_move(const struct trib_command *command, const struct trib_goal_move *params,
                    struct trib_error *error) {
    struct plan plan;
    const struct plan_place to = {plan.plan_id, NULL, params->before_id};
    return plan_line_find(command, &plan_goal, params->goal_id, "goal_id", &plan, error) &&
           plan_line_move(command, &plan_goal, params->goal_id, &to, error);
}

static const char GOAL_IN_USE[] = "SELECT 1 FROM objective WHERE goal_id = ?1";
static const char DELETE_GOAL[] = "DELETE FROM goal WHERE goal_id = ?1";
bool trib_goal_remove(const struct trib_command *command, const struct trib_goal_of *params,
                      struct trib_error *error) {
    return plan_line_remove(command, &plan_goal, params->goal_id, GOAL_IN_USE, DELETE_GOAL, error);
}

/* ---- objectives ------------------------------------------------------------------------------ */

static const char ADD_OBJECTIVE[] =
    "INSERT INTO objective (objective_id, space_id, plan_id, goal_id, name, weight, starts_on, "
    "ends_on, rank) SELECT ?1, ?2, ?3, ?4, ?5, coalesce(?6, 1), ?7, ?8, "
    "coalesce(max(rank), 0) + 1 FROM objective WHERE goal_id = ?4";
bool trib_objective_add(const struct trib_command *command, const struct trib_objective_add *params,
                        struct trib_error *error) {
    struct plan plan;
    return plan_line_find(command, &plan_goal, params->goal_id, "goal_id", &plan, error) &&
           command_id_check(command->store, "objective", params->objective_id, "objective_id",
                            error) &&
           plan_lines_check(command, plan.plan_id, error) &&
           command_span_check(params->starts_on, params->ends_on, "ends_on", error) &&
           command_write(command->store, ADD_OBJECTIVE,
                         TEXTS(params->objective_id, plan.space_id, plan.plan_id, params->goal_id,
                               params->name, params->weight, params->starts_on, params->ends_on),
                         error);
}

static const char OBJECTIVE_FIELDS[] =
    "SELECT name, weight, starts_on, ends_on FROM objective WHERE objective_id = ?1";
static const char SET_OBJECTIVE_NAME[] = "UPDATE objective SET name = ?2 WHERE objective_id = ?1";
static const char SET_OBJECTIVE_WEIGHT[] =
    "UPDATE objective SET weight = ?2 WHERE objective_id = ?1";
static const char SET_OBJECTIVE_START[] =
    "UPDATE objective SET starts_on = ?2 WHERE objective_id = ?1";
static const char SET_OBJECTIVE_END[] = "UPDATE objective SET ends_on = ?2 WHERE objective_id = ?1";
static bool span_recheck(const struct trib_command *command, const char *objective_id,
                         struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    char weight[8];
    char dates[2][TRIB_FUZZY_DATE_BYTES];
    const struct command_text columns[] = {COLUMN(name), COLUMN(weight), COLUMN(dates[0]),
                                           COLUMN(dates[1])};
    const struct command_reading reading = {OBJECTIVE_FIELDS, objective_id, "objective_id", columns,
                                            4};
    return command_read(command->store, &reading, error) &&
           command_span_check(dates[0], dates[1], "ends_on", error);
}

bool trib_objective_edit(const struct trib_command *command,
                         const struct trib_objective_edit *params, struct trib_error *error) {
    struct plan plan;
    const struct command_field fields[] = {
        {"name", &params->name, SET_OBJECTIVE_NAME},
        {"weight", &params->weight, SET_OBJECTIVE_WEIGHT},
        {"starts_on", &params->starts_on, SET_OBJECTIVE_START},
        {"ends_on", &params->ends_on, SET_OBJECTIVE_END},
    };
    const struct command_edits edits = {.table_name = "objective",
                                        .id_field = "objective_id",
                                        .row_id = params->objective_id,
                                        .select = OBJECTIVE_FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return plan_line_find(command, &plan_objective, params->objective_id, "objective_id", &plan,
                          error) &&
           command_edit(command->store, &edits, error) &&
           span_recheck(command, params->objective_id, error);
}

bool trib_objective_move(const struct trib_command *command,
                         const struct trib_objective_move *params, struct trib_error *error) {
    struct plan plan;
    struct plan goals_plan;
    const struct plan_place to = {plan.plan_id, params->goal_id, params->before_id};
    return plan_line_find(command, &plan_objective, params->objective_id, "objective_id", &plan,
                          error) &&
           plan_line_find(command, &plan_goal, params->goal_id, "goal_id", &goals_plan, error) &&
           (command_same(plan.plan_id, goals_plan.plan_id) ||
            trib_fail(error, TRIB_E_OUTSIDE, "goal_id")) &&
           plan_line_move(command, &plan_objective, params->objective_id, &to, error);
}

static const char OBJECTIVE_IN_USE[] = "SELECT 1 FROM milestone WHERE objective_id = ?1";
static const char DELETE_OBJECTIVE[] = "DELETE FROM objective WHERE objective_id = ?1";
bool trib_objective_remove(const struct trib_command *command,
                           const struct trib_objective_of *params, struct trib_error *error) {
    return plan_line_remove(command, &plan_objective, params->objective_id, OBJECTIVE_IN_USE,
                            DELETE_OBJECTIVE, error);
}
