/*
 * The roadmap by its commands: the order of its lines, who may be named, what an archived plan and
 * a copy are, and which milestone an action item may bring about.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/action_item.h"
#include "tributary/command/plan.h"

#define PLAN "d0000000-0000-4000-8000-0000000000b0"
#define OTHER_PLAN "d0000000-0000-4000-8000-0000000000b1"
#define GOAL_A "d0000000-0000-4000-8000-0000000000b2"
#define GOAL_B "d0000000-0000-4000-8000-0000000000b3"
#define OBJECTIVE_A "d0000000-0000-4000-8000-0000000000b4"
#define OBJECTIVE_B "d0000000-0000-4000-8000-0000000000b5"
#define MILESTONE_A "d0000000-0000-4000-8000-0000000000b6"
#define MILESTONE_B "d0000000-0000-4000-8000-0000000000b7"
#define MILESTONE_C "d0000000-0000-4000-8000-0000000000b8"
#define ITEM "d0000000-0000-4000-8000-0000000000b9"

/* As DESK, for functions whose parameters have another's name. */
#define DESK_WITH(desk, person_id, function, params, ...)                                          \
    desk_end((desk), function(desk_begin((desk), (person_id), NULL),                               \
                              &(const struct params){__VA_ARGS__}, &(desk)->error))

/* The plan as a line: goals by rank, objectives in brackets, milestones in brackets there. */
static const char TREE[] =
    "SELECT coalesce(group_concat(name || coalesce((SELECT ' (' || group_concat(name || "
    "coalesce((SELECT ' [' || group_concat(name, ' ') || ']' FROM (SELECT name FROM milestone AS m "
    "WHERE m.objective_id = o.objective_id ORDER BY rank)), ''), ' ') || ')' FROM (SELECT * FROM "
    "objective AS o WHERE o.goal_id = g.goal_id ORDER BY rank) AS o), ''), ' '), '') FROM "
    "(SELECT * FROM goal WHERE plan_id = ?1 ORDER BY rank) AS g";
static const char WHOLE[] =
    "SELECT coalesce(group_concat(name, ' '), '') FROM (SELECT name FROM milestone WHERE plan_id = "
    "?1 AND objective_id IS NULL ORDER BY rank)";

static enum trib_error_code milestone_add(struct desk *desk, const char *id, const char *name,
                                          const char *objective_id) {
    return DESK(desk, SECRETARIAT, NULL, trib_milestone_add, .milestone_id = id, .plan_id = PLAN,
                .objective_id = objective_id, .name = name);
}

static void plan_begun(struct desk *desk) {
    assert_int_equal(DESK_WITH(desk, SECRETARIAT, trib_plan_create_for_coalition, trib_plan_create,
                               .plan_id = PLAN, .name = "Roadmap", .starts_on = "2012",
                               .ends_min_on = "2022", .ends_max_on = "2032"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_goal_add, .goal_id = GOAL_A,
                          .plan_id = PLAN, .name = "A", .weight = "3"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_goal_add, .goal_id = GOAL_B,
                          .plan_id = PLAN, .name = "B"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_add, .objective_id = OBJECTIVE_A,
                          .goal_id = GOAL_A, .name = "a", .starts_on = "2013", .ends_on = "2032"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_add, .objective_id = OBJECTIVE_B,
                          .goal_id = GOAL_A, .name = "b"),
                     TRIB_E_NONE);
    assert_int_equal(milestone_add(desk, MILESTONE_A, "x", OBJECTIVE_A), TRIB_E_NONE);
    assert_int_equal(milestone_add(desk, MILESTONE_B, "y", OBJECTIVE_A), TRIB_E_NONE);
    assert_int_equal(milestone_add(desk, MILESTONE_C, "z", NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, PLAN), "A (a [x y] b) B");
    assert_string_equal(desk_read(desk, WHOLE, PLAN), "z");
}

static void lines_are_put_where_one_says(void **state) {
    struct desk *desk = *state;
    plan_begun(desk);
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_goal_move, .goal_id = GOAL_B, .before_id = GOAL_A),
        TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_move, .objective_id = OBJECTIVE_B,
                          .goal_id = GOAL_A, .before_id = OBJECTIVE_A),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_move, .milestone_id = MILESTONE_B,
                          .objective_id = OBJECTIVE_A, .before_id = MILESTONE_A),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, PLAN), "B A (b a [y x])");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_move, .objective_id = OBJECTIVE_A,
                          .goal_id = GOAL_B),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_move, .milestone_id = MILESTONE_C,
                          .objective_id = OBJECTIVE_B),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_move, .milestone_id = NEW_1,
                          .before_id = NULL),
                     TRIB_E_NOT_FOUND);
    assert_string_equal(desk_read(desk, TREE, PLAN), "B (a [y x]) A (b [z])");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_move, .milestone_id = MILESTONE_A,
                          .objective_id = OBJECTIVE_B, .before_id = MILESTONE_B),
                     TRIB_E_STALE); /* that one is elsewhere */
    assert_string_equal(desk->error.field, "before_id");
}

/* Where it stands is before itself; elsewhere it is not there to come before. */
static void before_itself_a_line_stays(void **state) {
    struct desk *desk = *state;
    plan_begun(desk);
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_goal_move, .goal_id = GOAL_A, .before_id = GOAL_A),
        TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_move, .objective_id = OBJECTIVE_A,
                          .goal_id = GOAL_A, .before_id = OBJECTIVE_A),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_move, .milestone_id = MILESTONE_A,
                          .objective_id = OBJECTIVE_A, .before_id = MILESTONE_A),
                     TRIB_E_NONE);
    assert_int_equal((int)desk->change_count, 0);
    assert_string_equal(desk_read(desk, TREE, PLAN), "A (a [x y] b) B");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_move, .objective_id = OBJECTIVE_A,
                          .goal_id = GOAL_B, .before_id = OBJECTIVE_A),
                     TRIB_E_STALE);
    assert_string_equal(desk->error.field, "before_id");
}

static void a_line_stays_in_its_plan(void **state) {
    struct desk *desk = *state;
    plan_begun(desk);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_copy, .plan_id = OTHER_PLAN,
                          .from_plan_id = PLAN, .name = "Second"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, OTHER_PLAN), "A (a [x y] b) B");
    assert_string_equal(desk_read(desk, WHOLE, OTHER_PLAN), "z");
    static const char OTHER_GOAL[] = "SELECT goal_id FROM goal WHERE plan_id = ?1 AND name = 'B'";
    static const char OTHER_OBJECTIVE[] =
        "SELECT objective_id FROM objective WHERE plan_id = ?1 AND name = 'b'";
    char id[TRIB_ID_BYTES];
    snprintf(id, sizeof id, "%s", desk_read(desk, OTHER_GOAL, OTHER_PLAN));
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_move, .objective_id = OBJECTIVE_A,
                          .goal_id = id),
                     TRIB_E_OUTSIDE);
    snprintf(id, sizeof id, "%s", desk_read(desk, OTHER_OBJECTIVE, OTHER_PLAN));
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_move, .milestone_id = MILESTONE_A,
                          .objective_id = id),
                     TRIB_E_OUTSIDE);
}

static enum trib_error_code milestone_state(struct desk *desk, const char *person_id,
                                            const char *acting_for, const char *from,
                                            const char *to, const char *reason) {
    return DESK(desk, person_id, acting_for, trib_milestone_set_state, .milestone_id = MILESTONE_A,
                .state = EDIT(from, to), .reason = reason);
}

static void a_milestone_goes_its_way(void **state) {
    struct desk *desk = *state;
    plan_begun(desk);
    assert_int_equal(milestone_state(desk, SECRETARIAT, NULL, "planned", "reached", NULL),
                     TRIB_E_STATE);
    assert_int_equal(milestone_state(desk, SECRETARIAT, NULL, "under_way", "reached", NULL),
                     TRIB_E_STALE);
    assert_int_equal(milestone_state(desk, SECRETARIAT, NULL, "planned", "under_way", NULL),
                     TRIB_E_NONE);
    assert_int_equal(milestone_state(desk, SECRETARIAT, NULL, "under_way", "missed", NULL),
                     TRIB_E_NONE);
    assert_int_equal(milestone_state(desk, SECRETARIAT, NULL, "missed", "dropped", NULL),
                     TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "reason");
    assert_int_equal(milestone_state(desk, SECRETARIAT, NULL, "missed", "dropped", "No longer."),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_copy, .plan_id = OTHER_PLAN,
                          .from_plan_id = PLAN, .name = "Second"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, OTHER_PLAN), "A (a [y] b) B");
}

static void who_owns_a_milestone_sees_it(void **state) {
    struct desk *desk = *state;
    plan_begun(desk);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_edit, .milestone_id = MILESTONE_A,
                          .owner_organization_id = EDIT(NULL, POND)),
                     TRIB_E_OUTSIDE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_edit, .milestone_id = MILESTONE_A,
                          .owner_organization_id = EDIT(NULL, RIVER)),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_milestone_edit, .milestone_id = MILESTONE_A,
                          .owner_group_id = EDIT(NULL, OPEN_GROUP)),
                     TRIB_E_TOO_MANY);
    assert_string_equal(desk->error.field, "owner");
}

static void a_span_has_a_beginning_and_an_end(void **state) {
    struct desk *desk = *state;
    plan_begun(desk);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_edit, .objective_id = OBJECTIVE_A,
                          .ends_on = EDIT("2032", "2012")),
                     TRIB_E_ORDER);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_edit, .objective_id = OBJECTIVE_A,
                          .ends_on = EDIT("2032", "2013-H1")),
                     TRIB_E_NONE); /* within its year */
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_edit, .plan_id = PLAN,
                          .ends_max_on = EDIT("2032", "2021")),
                     TRIB_E_ORDER);
    assert_string_equal(desk->error.field, "ends_max_on");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_edit, .plan_id = PLAN,
                          .starts_on = EDIT("2012", "2023")),
                     TRIB_E_ORDER);
    assert_string_equal(desk->error.field, "ends_min_on");
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_goal_edit, .goal_id = GOAL_A, .weight = EDIT("3", "10")),
        TRIB_E_TYPE);
}

static void archive(struct desk *desk) {
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_set_state, .plan_id = PLAN,
                          .state = EDIT("draft", "active")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_set_state, .plan_id = PLAN,
                          .state = EDIT("active", "archived")),
                     TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "decision");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_set_state, .plan_id = PLAN,
                          .state = EDIT("active", "archived"), .decision = "By consensus."),
                     TRIB_E_NONE);
}

static void an_archived_plan_never_changes(void **state) {
    struct desk *desk = *state;
    plan_begun(desk);
    archive(desk);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_edit, .plan_id = PLAN,
                          .name = EDIT("Roadmap", "Another")),
                     TRIB_E_ARCHIVED);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_entrust, .plan_id = PLAN,
                          .group_id = EDIT(NULL, OPEN_GROUP)),
                     TRIB_E_ARCHIVED);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_goal_edit, .goal_id = GOAL_A,
                          .name = EDIT("A", "Another")),
                     TRIB_E_ARCHIVED);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_goal_move, .goal_id = GOAL_A),
                     TRIB_E_ARCHIVED);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_objective_edit, .objective_id = OBJECTIVE_A,
                          .name = EDIT("a", "another")),
                     TRIB_E_ARCHIVED);
    assert_int_equal(milestone_add(desk, NEW_1, "w", OBJECTIVE_A), TRIB_E_ARCHIVED);
    assert_int_equal(milestone_state(desk, SECRETARIAT, NULL, "planned", "under_way", NULL),
                     TRIB_E_ARCHIVED);
    assert_int_equal(DESK_WITH(desk, SECRETARIAT, trib_action_item_create_for_coalition,
                               trib_action_item_create, .action_item_id = ITEM, .title = "Late",
                               .milestone_id = MILESTONE_A),
                     TRIB_E_ARCHIVED);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_set_state, .plan_id = PLAN,
                          .state = EDIT("archived", "active")),
                     TRIB_E_STATE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_copy, .plan_id = OTHER_PLAN,
                          .from_plan_id = PLAN, .name = "It goes on"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, "SELECT state FROM plan WHERE plan_id = ?1", OTHER_PLAN),
                        "draft");
}

static void a_groups_own_plan_is_its_own(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_plan_create, .plan_id = PLAN,
                          .group_id = CLOSED_GROUP, .name = "Ours"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, "SELECT space_id FROM plan WHERE plan_id = ?1", PLAN),
                        CLOSED_GROUP);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_plan_edit, .plan_id = PLAN,
                          .name = EDIT("Ours", "Theirs")),
                     TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_plan_entrust, .plan_id = PLAN,
                          .group_id = EDIT(CLOSED_GROUP, NULL)),
                     TRIB_E_OUTSIDE);
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_milestone_add,
                          .milestone_id = MILESTONE_A, .plan_id = PLAN, .name = "x",
                          .owner_organization_id = LAKE),
                     TRIB_E_OUTSIDE); /* it does not work in the group */
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_milestone_add,
                          .milestone_id = MILESTONE_A, .plan_id = PLAN, .name = "x"),
                     TRIB_E_NONE);
}

/* Whoever sees an action item sees what it brings about, and not the other way round. */
static void an_item_leads_to_what_its_readers_see(void **state) {
    struct desk *desk = *state;
    a_groups_own_plan_is_its_own(state);
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_action_item_create,
                          .action_item_id = ITEM, .group_id = CLOSED_GROUP, .title = "Do it",
                          .milestone_id = MILESTONE_A),
                     TRIB_E_NONE);
    assert_int_equal(DESK_WITH(desk, CLOSED_FACILITATOR, trib_milestone_remove, trib_milestone_of,
                               .milestone_id = MILESTONE_A),
                     TRIB_E_IN_USE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_create, .action_item_id = NEW_1,
                          .group_id = OPEN_GROUP, .title = "Elsewhere",
                          .milestone_id = MILESTONE_A),
                     TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_action_item_edit,
                          .action_item_id = ITEM, .milestone_id = EDIT(MILESTONE_A, NULL)),
                     TRIB_E_NONE);
    assert_int_equal(DESK_WITH(desk, CLOSED_FACILITATOR, trib_milestone_remove, trib_milestone_of,
                               .milestone_id = MILESTONE_A),
                     TRIB_E_NONE);
}

static void what_has_something_under_it_stays(void **state) {
    static const char POINTING[] = "SELECT count(*) FROM trace_link WHERE to_id = ?1";
    static const char POINT[] =
        "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
        "relation) VALUES (?1, '" COALITION "', 'agenda_item', ?1, 'milestone', ?2, 'about')";
    struct desk *desk = *state;
    plan_begun(desk);
    assert_int_equal(
        DESK_WITH(desk, SECRETARIAT, trib_goal_remove, trib_goal_of, .goal_id = GOAL_A),
        TRIB_E_IN_USE);
    assert_int_equal(
        DESK_WITH(desk, SECRETARIAT, trib_goal_remove, trib_goal_of, .goal_id = GOAL_B),
        TRIB_E_NONE);
    assert_int_equal(DESK_WITH(desk, SECRETARIAT, trib_objective_remove, trib_objective_of,
                               .objective_id = OBJECTIVE_A),
                     TRIB_E_IN_USE);
    assert_int_equal(DESK_WITH(desk, SECRETARIAT, trib_objective_remove, trib_objective_of,
                               .objective_id = OBJECTIVE_B),
                     TRIB_E_NONE);
    DESK_WRITE(desk, POINT, NEW_1, MILESTONE_B);
    assert_int_equal(DESK_WITH(desk, SECRETARIAT, trib_milestone_remove, trib_milestone_of,
                               .milestone_id = MILESTONE_B),
                     TRIB_E_NONE); /* that an agenda points at it is no matter */
    assert_string_equal(desk_read(desk, POINTING, MILESTONE_B), "0");
    assert_int_equal(milestone_state(desk, SECRETARIAT, NULL, "planned", "under_way", NULL),
                     TRIB_E_NONE);
    assert_int_equal(DESK_WITH(desk, SECRETARIAT, trib_milestone_remove, trib_milestone_of,
                               .milestone_id = MILESTONE_A),
                     TRIB_E_IN_USE); /* it can be dropped */
    assert_string_equal(desk_read(desk, TREE, PLAN), "A (a [x])");
}

static void a_plan_has_a_bound(void **state) {
    struct desk *desk = *state;
    plan_begun(desk);
    static const char MANY[] =
        "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted "
        "WHERE n < 4993) INSERT INTO milestone (milestone_id, space_id, plan_id, name, rank) "
        "SELECT printf('d0000000-0000-4000-8000-%012x', 65536 + n), '" COALITION "', ?1, 'm', n "
        "FROM counted";
    DESK_WRITE(desk, MANY, PLAN);
    assert_int_equal(milestone_add(desk, NEW_1, "w", NULL), TRIB_E_TOO_MANY);
    assert_string_equal(desk->error.field, "plan_id");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(lines_are_put_where_one_says),
        AT_A_DESK(before_itself_a_line_stays),
        AT_A_DESK(a_line_stays_in_its_plan),
        AT_A_DESK(a_milestone_goes_its_way),
        AT_A_DESK(who_owns_a_milestone_sees_it),
        AT_A_DESK(a_span_has_a_beginning_and_an_end),
        AT_A_DESK(an_archived_plan_never_changes),
        AT_A_DESK(a_groups_own_plan_is_its_own),
        AT_A_DESK(an_item_leads_to_what_its_readers_see),
        AT_A_DESK(what_has_something_under_it_stays),
        AT_A_DESK(a_plan_has_a_bound),
    };
    return cmocka_run_group_tests_name("command/plan", tests, NULL, NULL);
}
