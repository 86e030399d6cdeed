/*
 * Action items by their commands: whose boards they stand on, who may own them, how their states
 * go, how long a checklist may be.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/action_item.h"
#include "tributary/command/comment.h"
#include "tributary/command/group.h"

static const char SPACE[] = "SELECT space_id FROM action_item WHERE action_item_id = ?1";
static const char OWNER[] =
    "SELECT coalesce(owner_organization_id, '-') || ' ' || coalesce(owner_person_id, '-') || ' ' "
    "|| coalesce(owner_group_id, '-') FROM action_item WHERE action_item_id = ?1";
static const char STATE[] = "SELECT state || ' ' || coalesce(reason, '-') FROM action_item "
                            "WHERE action_item_id = ?1";
static const char FACTS[] = "SELECT title || ' ' || coalesce(due_on, '-') || ' ' || progress "
                            "FROM action_item WHERE action_item_id = ?1";
static const char LINES[] = "SELECT group_concat(rank || ' ' || text || ' ' || is_done, ', ') FROM "
                            "(SELECT * FROM action_item_step WHERE action_item_id = ?1 "
                            "ORDER BY rank)";

/* RIVER works in the open group. */
static void river_joins(struct desk *desk) {
    static const char JOIN[] =
        "INSERT INTO group_member (group_member_id, space_id, group_id, "
        "organization_id, role) VALUES (?1, '" COALITION "', ?2, ?3, 'member')";
    DESK_WRITE(desk, JOIN, NEW_3, OPEN_GROUP, RIVER);
}

static enum trib_error_code add(struct desk *desk, const char *visibility,
                                const char *owner_organization_id) {
    return DESK(desk, FACILITATOR, NULL, trib_action_item_create, .action_item_id = NEW_1,
                .title = "Count", .group_id = OPEN_GROUP, .visibility = visibility,
                .owner_organization_id = owner_organization_id);
}

static enum trib_error_code add_for_all(struct desk *desk) {
    const struct trib_action_item_create params = {.action_item_id = NEW_1, .title = "Count"};
    return desk_end(desk, trib_action_item_create_for_coalition(desk_begin(desk, SECRETARIAT, NULL),
                                                                &params, &desk->error));
}

static enum trib_error_code take(struct desk *desk, const char *person_id, const char *acting_for) {
    const struct trib_action_item_of params = {NEW_1};
    return desk_end(desk, trib_action_item_take(desk_begin(desk, person_id, acting_for), &params,
                                                &desk->error));
}

static void it_stands_with_its_group_unless_it_is_told_wider(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NULL, NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), OPEN_GROUP);
    assert_string_equal(desk_read(desk, OWNER, NEW_1), "- - -");
    assert_string_equal(desk_read(desk, STATE, NEW_1), "open -");
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_create, .action_item_id = NEW_2,
                          .title = "Tell", .group_id = OPEN_GROUP, .visibility = "coalition"),
                     TRIB_E_FORBIDDEN); /* whoever is in the group alone does not see so far */
    assert_int_equal(add(desk, NULL, NULL), TRIB_E_EXISTS);
}

static void a_closed_group_tells_nobody(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_action_item_create,
                          .action_item_id = NEW_1, .title = "Tell", .group_id = CLOSED_GROUP,
                          .visibility = "coalition"),
                     TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "visibility");
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_action_item_create,
                          .action_item_id = NEW_1, .title = "Tell", .group_id = CLOSED_GROUP),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), CLOSED_GROUP);
}

static void who_owns_it_must_see_it(void **state) {
    struct desk *desk = *state;
    river_joins(desk);
    assert_int_equal(add(desk, NULL, LAKE), TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "owner_organization_id");
    assert_string_equal(desk_read(desk, SPACE, NEW_1), "no row");
    assert_int_equal(add(desk, NULL, RIVER), TRIB_E_NOT_FOUND); /* the facilitator sees no RIVER */
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_1,
                          .title = "Count", .group_id = OPEN_GROUP, .owner_organization_id = RIVER),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_2,
                          .title = "Count", .group_id = OPEN_GROUP, .owner_person_id = LAKE_LEAD),
                     TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "owner_person_id");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_2,
                          .title = "Count", .group_id = OPEN_GROUP,
                          .owner_group_id = COALITION_GROUP),
                     TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "owner_group_id");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_2,
                          .title = "Count", .group_id = OPEN_GROUP, .owner_person_id = NOBODY),
                     TRIB_E_NOT_FOUND);
}

/* A base member is known in their organization; nobody else is to learn that there is one. */
static void who_owns_it_is_known_where_it_stands(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add_for_all(desk), TRIB_E_NONE);
    assert_int_equal(take(desk, LEAD, RIVER), TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_organization_id = EDIT(RIVER, NULL),
                          .owner_person_id = EDIT(NULL, BASE)),
                     TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "owner_person_id");
    assert_string_equal(desk_read(desk, OWNER, NEW_1), RIVER " - -");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_organization_id = EDIT(RIVER, NULL),
                          .owner_person_id = EDIT(NULL, ALTERNATE)),
                     TRIB_E_NONE);
}

static void it_has_one_owner_at_the_most(void **state) {
    struct desk *desk = *state;
    river_joins(desk);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_1,
                          .title = "Count", .group_id = OPEN_GROUP, .owner_organization_id = RIVER,
                          .owner_person_id = LEAD),
                     TRIB_E_TOO_MANY);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_1,
                          .title = "Count", .group_id = OPEN_GROUP, .owner_organization_id = RIVER),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_person_id = EDIT(NULL, LEAD)),
                     TRIB_E_TOO_MANY);
    assert_string_equal(desk_read(desk, OWNER, NEW_1), RIVER " - -");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_organization_id = EDIT(RIVER, NULL),
                          .owner_person_id = EDIT(NULL, LEAD)),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OWNER, NEW_1), "- " LEAD " -");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_person_id = EDIT(LEAD, LAKE_LEAD)),
                     TRIB_E_OUTSIDE);
    assert_string_equal(desk_read(desk, OWNER, NEW_1), "- " LEAD " -");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_person_id = EDIT(ALTERNATE, NULL)),
                     TRIB_E_STALE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_person_id = EDIT(LEAD, NOBODY)),
                     TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "owner_person_id");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_organization_id = EDIT(NULL, NOBODY)),
                     TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_group_id = EDIT(NULL, NOBODY)),
                     TRIB_E_NOT_FOUND);
}

static void what_nobody_has_is_taken_once(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add_for_all(desk), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), COALITION);
    assert_int_equal(take(desk, LEAD, RIVER), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OWNER, NEW_1), RIVER " - -");
    assert_int_equal(take(desk, LAKE_LEAD, LAKE), TRIB_E_STALE);
    assert_string_equal(desk->error.field, "owner");
    assert_string_equal(desk_read(desk, OWNER, NEW_1), RIVER " - -");
}

static void whoever_acts_for_nobody_takes_it_themselves(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(take(desk, GROUP_MEMBER, NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OWNER, NEW_1), "- " GROUP_MEMBER " -");
}

static enum trib_error_code go(struct desk *desk, const char *from, const char *to,
                               const char *reason) {
    return DESK(desk, FACILITATOR, NULL, trib_action_item_set_state, .action_item_id = NEW_1,
                .state = EDIT(from, to), .reason = reason);
}

static void blocked_and_dropped_say_why(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(go(desk, "open", "blocked", NULL), TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "reason");
    assert_int_equal(go(desk, "open", "blocked", "Rain."), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATE, NEW_1), "blocked Rain.");
    assert_int_equal(go(desk, "blocked", "done", NULL), TRIB_E_STATE);
    assert_true(desk_error_has(desk, "\"possible\":[\"doing\",\"dropped\"]"));
    assert_int_equal(go(desk, "blocked", "doing", "not kept"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATE, NEW_1), "doing -");
    assert_int_equal(go(desk, "open", "done", NULL), TRIB_E_STALE);
    assert_int_equal(go(desk, "doing", "done", NULL), TRIB_E_NONE);
    assert_int_equal(go(desk, "doing", "done", NULL), TRIB_E_NONE); /* it is already */
    assert_int_equal(go(desk, "done", "doing", NULL), TRIB_E_NONE);
    assert_int_equal(go(desk, "doing", "dropped", "Others do it."), TRIB_E_NONE);
    assert_int_equal(go(desk, "dropped", "doing", NULL), TRIB_E_STATE);
}

static void fields_change_one_by_one(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_edit, .action_item_id = NEW_1,
                          .due_on = EDIT(NULL, "2027-Q1"), .progress = EDIT("0", "40")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, FACTS, NEW_1), "Count 2027-Q1 40");
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_edit, .action_item_id = NEW_1,
                          .progress = EDIT("0", "50")),
                     TRIB_E_STALE);
    assert_true(desk_error_has(desk, "\"stored\":\"40\""));
}

static void a_checklist_has_a_bound(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NULL, NULL), TRIB_E_NONE);
    char id[] = "e1000000-0000-4000-8000-000000000000";
    for (unsigned i = 0; i < TRIB_ACTION_ITEM_STEPS_MAX; i++) {
        snprintf(id + 24, 13, "%012u", i);
        assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_step_add,
                              .action_item_id = NEW_1, .action_item_step_id = id, .text = "Line"),
                         TRIB_E_NONE);
    }
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_step_add,
                          .action_item_id = NEW_1, .action_item_step_id = NEW_2, .text = "More"),
                     TRIB_E_TOO_MANY);
    assert_true(desk_error_has(desk, "\"most\":100"));
}

static void lines_keep_their_order(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_step_add,
                          .action_item_id = NEW_1, .action_item_step_id = NEW_3, .text = "First"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_step_add,
                          .action_item_id = NEW_1, .action_item_step_id = NEW_2, .text = "Second"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_step_edit,
                          .action_item_step_id = NEW_3, .is_done = EDIT("0", "1")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LINES, NEW_1), "1 First 1, 2 Second 0");
    assert_int_equal(
        DESK(desk, FACILITATOR, NULL, trib_action_item_step_remove, .action_item_step_id = NEW_3),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LINES, NEW_1), "2 Second 0");
}

static void a_group_that_is_over_keeps_them_as_they_were(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(DESK_GROUP(desk, FACILITATOR, trib_group_close, OPEN_GROUP), TRIB_E_NONE);
    assert_int_equal(go(desk, "open", "doing", NULL), TRIB_E_CLOSED);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_edit, .action_item_id = NEW_1,
                          .title = EDIT("Count", "Counted")),
                     TRIB_E_CLOSED);
    assert_int_equal(take(desk, GROUP_MEMBER, NULL), TRIB_E_CLOSED);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_step_add,
                          .action_item_id = NEW_1, .action_item_step_id = NEW_2, .text = "More"),
                     TRIB_E_CLOSED);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_create, .action_item_id = NEW_2,
                          .title = "Tell", .group_id = OPEN_GROUP),
                     TRIB_E_CLOSED);
}

/* ---- moving to another board ---- */

static const char PLACE[] = "SELECT coalesce(group_id, '-') || ' ' || space_id FROM action_item "
                            "WHERE action_item_id = ?1";
static const char STEP_SPACES[] =
    "SELECT group_concat(space_id, ' ') FROM action_item_step WHERE action_item_id = ?1";
static const char COMMENTS[] =
    "SELECT coalesce(group_id, '-') || ' ' || space_id FROM comment WHERE about_id = ?1";

static void joins(struct desk *desk, const char *row_id, const char *group_id,
                  const char *organization_id) {
    static const char JOIN[] =
        "INSERT INTO group_member (group_member_id, space_id, group_id, organization_id, role) "
        "VALUES (?1, '" COALITION "', ?2, ?3, 'member')";
    DESK_WRITE(desk, JOIN, row_id, group_id, organization_id);
}

/* RIVER works in both groups; LEAD enters an item of theirs on the board of the open one. */
static void in_two_groups(struct desk *desk, const char *visibility) {
    joins(desk, "d0000000-0000-4000-8000-0000000000c1", OPEN_GROUP, RIVER);
    joins(desk, "d0000000-0000-4000-8000-0000000000c2", COALITION_GROUP, RIVER);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_1,
                          .title = "Count", .group_id = OPEN_GROUP, .visibility = visibility,
                          .owner_organization_id = RIVER),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_step_add, .action_item_id = NEW_1,
                          .action_item_step_id = NEW_2, .text = "One"),
                     TRIB_E_NONE);
}

static enum trib_error_code move(struct desk *desk, const char *from, const char *to,
                                 const char *visibility) {
    return DESK(desk, LEAD, RIVER, trib_action_item_move, .action_item_id = NEW_1,
                .group_id = EDIT(from, to), .visibility = visibility);
}

static enum trib_error_code say(struct desk *desk) {
    return DESK(desk, LEAD, RIVER, trib_comment_add, .comment_id = NEW_3,
                .about_table = "action_item", .about_id = NEW_1, .text = "By when?");
}

static void it_moves_with_all_that_is_its_own(void **state) {
    struct desk *desk = *state;
    in_two_groups(desk, NULL);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), COALITION_GROUP " " COALITION_GROUP);
    assert_string_equal(desk_read(desk, STEP_SPACES, NEW_1), COALITION_GROUP);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, NULL), TRIB_E_NONE); /* so already */
    assert_int_equal((int)desk->change_count, 0);
    assert_int_equal(move(desk, NULL, OPEN_GROUP, NULL), TRIB_E_STALE);
    assert_string_equal(desk->error.field, "group_id");
    assert_int_equal(move(desk, COALITION_GROUP, OPEN_GROUP, "coalition"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), OPEN_GROUP " " COALITION);
    assert_string_equal(desk_read(desk, STEP_SPACES, NEW_1), COALITION);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_action_item_move, .action_item_id = NEW_1,
                          .group_id = EDIT(OPEN_GROUP, NULL)),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), "- " COALITION);
}

/* Whoever moves it must be one who could enter it there. */
static void it_moves_to_where_one_may_enter_it(void **state) {
    struct desk *desk = *state;
    river_joins(desk);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_1,
                          .title = "Count", .group_id = OPEN_GROUP, .visibility = "coalition",
                          .owner_organization_id = RIVER),
                     TRIB_E_NONE);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, NULL), TRIB_E_FORBIDDEN);
    assert_string_equal(desk->error.field, "group_id");
    assert_int_equal(move(desk, OPEN_GROUP, NULL, NULL), TRIB_E_FORBIDDEN);
    assert_string_equal(desk->error.field, "group_id");
    assert_int_equal(move(desk, OPEN_GROUP, NOBODY, NULL), TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_action_item_move, .action_item_id = NEW_1,
                          .group_id = EDIT(OPEN_GROUP, COALITION_GROUP)),
                     TRIB_E_FORBIDDEN); /* the secretariat works in no group by being it */
    assert_string_equal(desk_read(desk, PLACE, NEW_1), OPEN_GROUP " " COALITION);
    joins(desk, "d0000000-0000-4000-8000-0000000000c2", COALITION_GROUP, RIVER);
    assert_int_equal(DESK_GROUP(desk, SECRETARIAT, trib_group_close, COALITION_GROUP), TRIB_E_NONE);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, NULL), TRIB_E_CLOSED);
}

static void an_owner_who_could_not_see_it_there_is_named(void **state) {
    struct desk *desk = *state;
    in_two_groups(desk, NULL);
    joins(desk, "d0000000-0000-4000-8000-0000000000c3", OPEN_GROUP, LAKE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_edit, .action_item_id = NEW_1,
                          .owner_organization_id = EDIT(RIVER, LAKE)),
                     TRIB_E_NONE);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, NULL), TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "owner_organization_id");
    assert_string_equal(desk_read(desk, PLACE, NEW_1), OPEN_GROUP " " OPEN_GROUP);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, "coalition"), TRIB_E_NONE);
}

/* What others said is read by those who read it before, or it stays where it is. */
static void comments_keep_their_readers(void **state) {
    struct desk *desk = *state;
    in_two_groups(desk, NULL);
    assert_int_equal(say(desk), TRIB_E_NONE);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, NULL), TRIB_E_IN_USE);
    assert_string_equal(desk->error.field, "comments");
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, "coalition"), TRIB_E_IN_USE);
    assert_string_equal(desk_read(desk, COMMENTS, NEW_1), OPEN_GROUP " " OPEN_GROUP);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), OPEN_GROUP " " OPEN_GROUP);
}

static void comments_go_along_where_the_same_people_read_them(void **state) {
    struct desk *desk = *state;
    in_two_groups(desk, "coalition");
    assert_int_equal(say(desk), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, COMMENTS, NEW_1), OPEN_GROUP " " COALITION);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, NULL), TRIB_E_IN_USE); /* fewer */
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, "coalition"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, COMMENTS, NEW_1), COALITION_GROUP " " COALITION);
}

/* What it came from, what it brings about, and an agenda that is about it: of the open group. */
static void what_is_not_seen_from_there_is_let_go(void **state) {
    static const char LEADS[] =
        "SELECT (SELECT count(*) FROM trace_link WHERE from_id = ?1) || ' ' || (SELECT count(*) "
        "FROM trace_link WHERE to_id = ?1) || ' ' || coalesce(milestone_id, '-') || ' ' || "
        "coalesce((SELECT group_concat(space_id, ' ') FROM trace_link WHERE from_id = ?1), '-') "
        "FROM action_item WHERE action_item_id = ?1";
    static const char PLAN[] = "INSERT INTO plan (plan_id, space_id, group_id, name) "
                               "VALUES (?1, ?2, ?2, 'Ours')";
    static const char MILESTONE[] = "INSERT INTO milestone (milestone_id, space_id, plan_id, name, "
                                    "rank) VALUES (?1, ?2, ?1, 'Law', 1)";
    static const char AGENDA[] = "INSERT INTO agenda_item (agenda_item_id, space_id, group_id, "
                                 "title, rank) VALUES (?1, ?2, ?3, 'Wells', 1)";
    static const char LINK[] =
        "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
        "relation) VALUES (?1, ?4, iif(?2 = '" NEW_1 "', 'action_item', 'agenda_item'), ?2, "
        "iif(?3 = '" NEW_1 "', 'action_item', 'agenda_item'), ?3, "
        "iif(?2 = '" NEW_1 "', 'drawn_from', 'about'))";
    static const char OURS[] = "e0000000-0000-4000-8000-0000000000b1";
    static const char WIDE[] = "e0000000-0000-4000-8000-0000000000b2";
    static const char OF_PLAN[] = "e0000000-0000-4000-8000-0000000000b3";
    struct desk *desk = *state;
    in_two_groups(desk, NULL);
    DESK_WRITE(desk, PLAN, OF_PLAN, OPEN_GROUP);
    DESK_WRITE(desk, MILESTONE, OF_PLAN, OPEN_GROUP);
    DESK_WRITE(desk, AGENDA, OURS, OPEN_GROUP, OPEN_GROUP);
    DESK_WRITE(desk, AGENDA, WIDE, COALITION, OPEN_GROUP);
    DESK_WRITE(desk, LINK, "e0000000-0000-4000-8000-0000000000b4", NEW_1, OURS, OPEN_GROUP);
    DESK_WRITE(desk, LINK, "e0000000-0000-4000-8000-0000000000b5", NEW_1, WIDE, OPEN_GROUP);
    DESK_WRITE(desk, LINK, "e0000000-0000-4000-8000-0000000000b6", OURS, NEW_1, OPEN_GROUP);
    DESK_WRITE(desk, "UPDATE action_item SET milestone_id = ?1", OF_PLAN);
    assert_string_equal(desk_read(desk, LEADS, NEW_1),
                        "2 1 e0000000-0000-4000-8000-0000000000b3 " OPEN_GROUP " " OPEN_GROUP);
    assert_int_equal(move(desk, OPEN_GROUP, COALITION_GROUP, NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LEADS, NEW_1), "1 0 - " COALITION_GROUP);
    assert_int_equal(move(desk, COALITION_GROUP, OPEN_GROUP, "coalition"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LEADS, NEW_1), "1 0 - " COALITION);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(it_stands_with_its_group_unless_it_is_told_wider),
        AT_A_DESK(a_closed_group_tells_nobody),
        AT_A_DESK(who_owns_it_must_see_it),
        AT_A_DESK(who_owns_it_is_known_where_it_stands),
        AT_A_DESK(it_moves_with_all_that_is_its_own),
        AT_A_DESK(it_moves_to_where_one_may_enter_it),
        AT_A_DESK(an_owner_who_could_not_see_it_there_is_named),
        AT_A_DESK(comments_keep_their_readers),
        AT_A_DESK(comments_go_along_where_the_same_people_read_them),
        AT_A_DESK(what_is_not_seen_from_there_is_let_go),
        AT_A_DESK(it_has_one_owner_at_the_most),
        AT_A_DESK(what_nobody_has_is_taken_once),
        AT_A_DESK(whoever_acts_for_nobody_takes_it_themselves),
        AT_A_DESK(blocked_and_dropped_say_why),
        AT_A_DESK(fields_change_one_by_one),
        AT_A_DESK(a_checklist_has_a_bound),
        AT_A_DESK(lines_keep_their_order),
        AT_A_DESK(a_group_that_is_over_keeps_them_as_they_were),
    };
    return cmocka_run_group_tests_name("command/action_item", tests, NULL, NULL);
}
