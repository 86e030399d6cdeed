/*
 * Items of agendas by their commands: the tree and its order, the backlog, what rests on an item,
 * and the action items that are drawn from one.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/action_item.h"
#include "tributary/command/agenda_item.h"
#include "tributary/command/meeting.h"

#define MEETING "d0000000-0000-4000-8000-0000000000a0"
#define ITEM_A "d0000000-0000-4000-8000-0000000000a1"
#define ITEM_B "d0000000-0000-4000-8000-0000000000a2"
#define ITEM_C "d0000000-0000-4000-8000-0000000000a3"
#define ITEM_D "d0000000-0000-4000-8000-0000000000a4"

/* The tree as a line: titles by rank, what is under one in brackets behind it. */
static const char TREE[] =
    "SELECT coalesce(group_concat(title || coalesce((SELECT ' (' || group_concat(title, ' ') || "
    "')' "
    "FROM (SELECT title FROM agenda_item AS under WHERE under.parent_id = top.agenda_item_id "
    "ORDER BY rank)), ''), ' '), '') FROM (SELECT * FROM agenda_item WHERE meeting_id = ?1 AND "
    "parent_id IS NULL ORDER BY rank) AS top";
static const char BACKLOG[] =
    "SELECT coalesce(group_concat(title, ' '), '') FROM (SELECT title FROM agenda_item "
    "WHERE meeting_id IS NULL AND group_id = ?1 AND parent_id IS NULL ORDER BY rank)";

static void meeting_planned(struct desk *desk) {
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_plan, .meeting_id = MEETING,
                          .title = "Call", .group_id = OPEN_GROUP,
                          .when = {"2027-03-16T10:00", "2027-03-16T12:00", "Africa/Accra", NULL}),
                     TRIB_E_NONE);
}

static enum trib_error_code add(struct desk *desk, const char *id, const char *title,
                                const char *parent_id) {
    return DESK(desk, FACILITATOR, NULL, trib_agenda_item_add, .agenda_item_id = id,
                .meeting_id = MEETING, .parent_id = parent_id, .title = title);
}

static enum trib_error_code move(struct desk *desk, const char *id, const char *meeting_id,
                                 const char *parent_id, const char *before_id) {
    return DESK(desk, FACILITATOR, NULL, trib_agenda_item_move, .agenda_item_id = id,
                .meeting_id = meeting_id, .parent_id = parent_id, .before_id = before_id);
}

static enum trib_error_code remove_item(struct desk *desk, const char *id) {
    const struct trib_agenda_item_of params = {id};
    return desk_end(
        desk, trib_agenda_item_remove(desk_begin(desk, FACILITATOR, NULL), &params, &desk->error));
}

static void three_items(struct desk *desk) {
    meeting_planned(desk);
    assert_int_equal(add(desk, ITEM_A, "A", NULL), TRIB_E_NONE);
    assert_int_equal(add(desk, ITEM_B, "B", NULL), TRIB_E_NONE);
    assert_int_equal(add(desk, ITEM_C, "C", NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, MEETING), "A B C");
}

static void items_are_put_where_one_says(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(move(desk, ITEM_C, MEETING, NULL, ITEM_A), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, MEETING), "C A B");
    assert_int_equal(move(desk, ITEM_C, MEETING, NULL, NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, MEETING), "A B C");
    assert_int_equal(move(desk, ITEM_B, MEETING, ITEM_A, NULL), TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_C, MEETING, ITEM_A, ITEM_B), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, MEETING), "A (C B)");
    assert_int_equal(move(desk, ITEM_B, MEETING, NULL, ITEM_A), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, MEETING), "B A (C)");
    assert_int_equal(move(desk, ITEM_B, MEETING, NULL, ITEM_C), TRIB_E_STALE); /* it is under A */
}

/* Where it stands is before itself; elsewhere it is not there to come before. */
static void before_itself_it_stays(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(move(desk, ITEM_A, MEETING, NULL, ITEM_A), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, MEETING), "A B C");
    assert_int_equal((int)desk->change_count, 0);
    assert_int_equal(move(desk, ITEM_A, MEETING, ITEM_B, ITEM_A), TRIB_E_STALE);
    assert_string_equal(desk->error.field, "before_id");
    assert_string_equal(desk_read(desk, TREE, MEETING), "A B C");
}

static void nothing_comes_under_itself(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(move(desk, ITEM_A, MEETING, ITEM_A, NULL), TRIB_E_CYCLE);
    assert_string_equal(desk->error.field, "parent_id");
    assert_string_equal(desk->error.arguments, "\"path\":[\"A\",\"A\"]");
    assert_int_equal(move(desk, ITEM_B, MEETING, ITEM_A, NULL), TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_A, MEETING, ITEM_B, NULL), TRIB_E_CYCLE);
    assert_string_equal(desk->error.arguments, "\"path\":[\"A\",\"B\",\"A\"]");
    assert_string_equal(desk_read(desk, TREE, MEETING), "A (B) C");
}

/* Titles, not ids, from the item down to where it was to come and up again. */
static void a_circle_is_told_whole(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(move(desk, ITEM_B, MEETING, ITEM_A, NULL), TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_C, MEETING, ITEM_B, NULL), TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_A, MEETING, ITEM_C, NULL), TRIB_E_CYCLE);
    assert_string_equal(desk->error.arguments, "\"path\":[\"A\",\"C\",\"B\",\"A\"]");
}

static void there_are_three_levels(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(move(desk, ITEM_B, MEETING, ITEM_A, NULL), TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_C, MEETING, ITEM_B, NULL), TRIB_E_NONE);
    assert_int_equal(add(desk, ITEM_D, "D", ITEM_C), TRIB_E_TOO_MANY);
    assert_string_equal(desk->error.field, "parent_id");
    assert_int_equal(add(desk, ITEM_D, "D", NULL), TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_A, MEETING, ITEM_D, NULL), TRIB_E_TOO_MANY);
}

static void an_agenda_has_a_bound(void **state) {
    struct desk *desk = *state;
    meeting_planned(desk);
    char id[TRIB_ID_BYTES];
    for (unsigned i = 0; i < TRIB_AGENDA_ITEMS_MAX; i++) {
        snprintf(id, sizeof id, "d0000000-0000-4000-8000-%012x", 0x1000 + i);
        assert_int_equal(add(desk, id, "One more", NULL), TRIB_E_NONE);
    }
    assert_int_equal(add(desk, ITEM_A, "A", NULL), TRIB_E_TOO_MANY);
    assert_string_equal(desk->error.field, "meeting_id");
}

static enum trib_error_code propose(struct desk *desk, const char *id, const char *title,
                                    const char *visibility) {
    const struct trib_agenda_item_add params = {
        .agenda_item_id = id, .title = title, .group_id = OPEN_GROUP, .visibility = visibility};
    return desk_end(desk,
                    trib_agenda_item_propose(desk_begin(desk, LEAD, RIVER), &params, &desk->error));
}

static void river_joins(struct desk *desk) {
    static const char JOIN[] =
        "INSERT INTO group_member (group_member_id, space_id, group_id, "
        "organization_id, role) VALUES (?1, '" COALITION "', ?2, ?3, 'member')";
    DESK_WRITE(desk, JOIN, NEW_3, OPEN_GROUP, RIVER);
}

static void the_backlog_feeds_an_agenda(void **state) {
    struct desk *desk = *state;
    river_joins(desk);
    three_items(desk);
    assert_int_equal(propose(desk, ITEM_D, "D", NULL), TRIB_E_NONE);
    assert_int_equal(propose(desk, NEW_1, "E", NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, BACKLOG, OPEN_GROUP), "D E");
    assert_int_equal(move(desk, ITEM_D, MEETING, NULL, ITEM_B), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TREE, MEETING), "A D B C");
    assert_string_equal(desk_read(desk, BACKLOG, OPEN_GROUP), "E");
    assert_int_equal(move(desk, ITEM_B, MEETING, ITEM_A, NULL), TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_A, NULL, NULL, NEW_1),
                     TRIB_E_NONE); /* with what is under it */
    assert_string_equal(desk_read(desk, TREE, MEETING), "D C");
    assert_string_equal(desk_read(desk, BACKLOG, OPEN_GROUP), "A E");
}

/* What others see than the meeting's readers stays where it is. */
static void a_move_widens_nothing(void **state) {
    struct desk *desk = *state;
    river_joins(desk);
    meeting_planned(desk);
    assert_int_equal(propose(desk, ITEM_D, "D", "coalition"), TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_agenda_item_move, .agenda_item_id = ITEM_D,
                          .meeting_id = MEETING),
                     TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "meeting_id");
}

static void nothing_is_removed_that_something_rests_on(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(move(desk, ITEM_B, MEETING, ITEM_A, NULL), TRIB_E_NONE);
    assert_int_equal(remove_item(desk, ITEM_A), TRIB_E_IN_USE);
    assert_int_equal(remove_item(desk, ITEM_B), TRIB_E_NONE);
    assert_int_equal(remove_item(desk, ITEM_A), TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_create, .action_item_id = NEW_1,
                          .title = "Write", .group_id = OPEN_GROUP, .agenda_item_id = ITEM_C),
                     TRIB_E_NONE);
    assert_int_equal(remove_item(desk, ITEM_C), TRIB_E_IN_USE);
}

static void what_was_spoken_of_stays_with_its_meeting(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_set_state, .meeting_id = MEETING,
                          .state = EDIT("planned", "open")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_minutes_write, .minutes_id = NEW_1,
                          .meeting_id = MEETING, .agenda_item_id = ITEM_A, .text = "Said."),
                     TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_A, NULL, NULL, NULL), TRIB_E_IN_USE);
    assert_int_equal(move(desk, ITEM_A, MEETING, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(move(desk, ITEM_B, NULL, NULL, NULL), TRIB_E_NONE); /* put off */
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_set_state, .meeting_id = MEETING,
                          .state = EDIT("open", "ended")),
                     TRIB_E_NONE);
    assert_int_equal(add(desk, ITEM_D, "D", NULL), TRIB_E_STATE);
    assert_int_equal(move(desk, ITEM_C, NULL, NULL, NULL), TRIB_E_STATE);
}

static void an_action_item_is_drawn_from_what_its_readers_see(void **state) {
    struct desk *desk = *state;
    static const char DRAWN[] = "SELECT from_table || ' ' || relation || ' ' || to_id || ' ' || "
                                "space_id FROM trace_link WHERE from_id = ?1";
    river_joins(desk);
    three_items(desk);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_create, .action_item_id = NEW_1,
                          .title = "Write", .group_id = OPEN_GROUP, .agenda_item_id = ITEM_A),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, DRAWN, NEW_1),
                        "action_item drawn_from " ITEM_A " " OPEN_GROUP);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_action_item_create, .action_item_id = NEW_2,
                          .title = "Tell", .group_id = OPEN_GROUP, .visibility = "coalition",
                          .agenda_item_id = ITEM_A),
                     TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "agenda_item_id");
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_create, .action_item_id = NEW_2,
                          .title = "Write", .group_id = OPEN_GROUP, .agenda_item_id = NOBODY),
                     TRIB_E_NOT_FOUND);
}

/* ---- what an item is about ---- */

#define LINK_A "d0000000-0000-4000-8000-0000000000b1"
#define LINK_B "d0000000-0000-4000-8000-0000000000b2"

static const char ABOUT[] =
    "SELECT coalesce(group_concat(to_table || ' ' || to_id || ' ' || space_id, ', '), '') FROM "
    "(SELECT * FROM trace_link WHERE from_id = ?1 AND relation = 'about' ORDER BY trace_link_id)";

static enum trib_error_code link_to(struct desk *desk, const char *link_id, const char *item_id,
                                    const char *table, const char *about_id) {
    return DESK(desk, FACILITATOR, NULL, trib_agenda_item_link, .trace_link_id = link_id,
                .agenda_item_id = item_id, .about_table = table, .about_id = about_id);
}

static enum trib_error_code unlink_from(struct desk *desk, const char *item_id,
                                        const char *link_id) {
    return DESK(desk, FACILITATOR, NULL, trib_agenda_item_unlink, .agenda_item_id = item_id,
                .trace_link_id = link_id);
}

static void an_item_is_about_what_its_readers_see(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(link_to(desk, LINK_A, ITEM_A, "organization", LAKE), TRIB_E_NONE);
    assert_int_equal(link_to(desk, LINK_B, ITEM_A, "agenda_item", ITEM_B), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ABOUT, ITEM_A),
                        "organization " LAKE " " OPEN_GROUP ", agenda_item " ITEM_B " " OPEN_GROUP);
    assert_int_equal(link_to(desk, NEW_1, ITEM_A, "organization", LAKE), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "about_id");
    assert_int_equal(link_to(desk, LINK_A, ITEM_B, "organization", ROOT), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "trace_link_id");
    assert_int_equal(link_to(desk, NEW_1, ITEM_A, "agenda_item", ITEM_A), TRIB_E_CYCLE);
    assert_string_equal(desk->error.arguments, "\"path\":[\"A\",\"A\"]");
    assert_int_equal(unlink_from(desk, ITEM_B, LINK_A), TRIB_E_NOT_FOUND); /* not its own */
    assert_int_equal(unlink_from(desk, ITEM_A, LINK_A), TRIB_E_NONE);
    assert_int_equal(unlink_from(desk, ITEM_A, LINK_A), TRIB_E_NOT_FOUND);
    assert_string_equal(desk_read(desk, ABOUT, ITEM_A), "agenda_item " ITEM_B " " OPEN_GROUP);
}

/* FACILITATOR is in two groups: what they see of the one is not told in the other; of a group they
   do not see, not even that it is there. */
static void what_not_all_see_is_not_linked(void **state) {
    static const char WITHIN[] =
        "INSERT INTO action_item (action_item_id, space_id, group_id, title) "
        "VALUES (?1, ?2, ?2, 'Within')";
    struct desk *desk = *state;
    three_items(desk);
    river_joins(desk);
    DESK_WRITE(desk, WITHIN, NEW_1, COALITION_GROUP);
    assert_int_equal(link_to(desk, LINK_A, ITEM_A, "action_item", NEW_1), TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "about_id");
    assert_true(desk_error_has(desk, "\"kind\":\"action_item\""));
    assert_int_equal(link_to(desk, LINK_A, ITEM_A, "group", CLOSED_GROUP), TRIB_E_NOT_FOUND);
    assert_int_equal(link_to(desk, LINK_A, ITEM_A, "group", NOBODY), TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_agenda_item_link, .trace_link_id = LINK_A,
                          .agenda_item_id = ITEM_A, .about_table = "group",
                          .about_id = COALITION_GROUP),
                     TRIB_E_NONE); /* the coalition's is every group's to see */
    /* In the coalition's own backlog nothing of a group's is named. */
    const struct trib_agenda_item_add ours = {.agenda_item_id = ITEM_D, .title = "Ours"};
    bool is_done = trib_agenda_item_propose_to_coalition(desk_begin(desk, SECRETARIAT, NULL), &ours,
                                                         &desk->error);
    assert_int_equal(desk_end(desk, is_done), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_agenda_item_link, .trace_link_id = LINK_B,
                          .agenda_item_id = ITEM_D, .about_table = "meeting", .about_id = MEETING),
                     TRIB_E_NOT_FOUND);
}

static void an_item_is_about_so_many_things(void **state) {
    struct desk *desk = *state;
    char link_id[TRIB_ID_BYTES];
    char item_id[TRIB_ID_BYTES];
    three_items(desk);
    for (unsigned i = 0; i <= TRIB_AGENDA_LINKS_MAX; i++) {
        snprintf(link_id, sizeof link_id, "d0000000-0000-4000-8000-%012x", 0x1000 + i);
        snprintf(item_id, sizeof item_id, "d0000000-0000-4000-8000-%012x", 0x2000 + i);
        assert_int_equal(add(desk, item_id, "One more", NULL), TRIB_E_NONE);
        assert_int_equal(link_to(desk, link_id, ITEM_A, "agenda_item", item_id),
                         i < TRIB_AGENDA_LINKS_MAX ? TRIB_E_NONE : TRIB_E_TOO_MANY);
    }
    assert_string_equal(desk->error.field, "about_id");
}

static void links_change_and_go_with_their_item(void **state) {
    struct desk *desk = *state;
    three_items(desk);
    assert_int_equal(link_to(desk, LINK_A, ITEM_A, "organization", LAKE), TRIB_E_NONE);
    assert_int_equal(link_to(desk, LINK_B, ITEM_B, "agenda_item", ITEM_A), TRIB_E_NONE);
    assert_int_equal(remove_item(desk, ITEM_A), TRIB_E_NONE); /* that B is about it is no matter */
    assert_string_equal(desk_read(desk, ABOUT, ITEM_A), "");
    assert_string_equal(desk_read(desk, ABOUT, ITEM_B), "");
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_set_state, .meeting_id = MEETING,
                          .state = EDIT("planned", "open")),
                     TRIB_E_NONE);
    assert_int_equal(link_to(desk, LINK_A, ITEM_B, "organization", LAKE), TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_meeting_set_state, .meeting_id = MEETING,
                          .state = EDIT("open", "ended")),
                     TRIB_E_NONE);
    assert_int_equal(unlink_from(desk, ITEM_B, LINK_A), TRIB_E_STATE);
    assert_int_equal(link_to(desk, LINK_B, ITEM_B, "organization", LAKE), TRIB_E_STATE);
}

static void fields_change_one_by_one(void **state) {
    struct desk *desk = *state;
    static const char FACTS[] = "SELECT title || ' ' || coalesce(minutes_planned, '-') FROM "
                                "agenda_item WHERE agenda_item_id = ?1";
    three_items(desk);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_agenda_item_edit, .agenda_item_id = ITEM_A,
                          .minutes_planned = EDIT(NULL, "20")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_agenda_item_edit, .agenda_item_id = ITEM_A,
                          .title = EDIT("A", "Wells"), .minutes_planned = EDIT("10", "30")),
                     TRIB_E_STALE);
    assert_string_equal(desk_read(desk, FACTS, ITEM_A), "A 20");
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_agenda_item_edit, .agenda_item_id = ITEM_A,
                          .minutes_planned = EDIT("20", "0")),
                     TRIB_E_TYPE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_agenda_item_edit, .agenda_item_id = ITEM_A,
                          .presenter_organization_id = EDIT(NULL, ROOT)),
                     TRIB_E_OUTSIDE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(items_are_put_where_one_says),
        AT_A_DESK(before_itself_it_stays),
        AT_A_DESK(nothing_comes_under_itself),
        AT_A_DESK(a_circle_is_told_whole),
        AT_A_DESK(there_are_three_levels),
        AT_A_DESK(an_agenda_has_a_bound),
        AT_A_DESK(the_backlog_feeds_an_agenda),
        AT_A_DESK(a_move_widens_nothing),
        AT_A_DESK(nothing_is_removed_that_something_rests_on),
        AT_A_DESK(what_was_spoken_of_stays_with_its_meeting),
        AT_A_DESK(an_action_item_is_drawn_from_what_its_readers_see),
        AT_A_DESK(an_item_is_about_what_its_readers_see),
        AT_A_DESK(what_not_all_see_is_not_linked),
        AT_A_DESK(an_item_is_about_so_many_things),
        AT_A_DESK(links_change_and_go_with_their_item),
        AT_A_DESK(fields_change_one_by_one),
    };
    return cmocka_run_group_tests_name("command/agenda_item", tests, NULL, NULL);
}
