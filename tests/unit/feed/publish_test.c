/*
 * Publishing: what each screen is told of a change, and what it is not. A screen itself asserts
 * that it is never told of a row it did not have (screen.c).
 */
#include "tributary/feed/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "town.h"

static struct town town;
static struct spine *const spine = &town.screens.spine;

static int open_town(void **state) {
    (void)state;
    town_open(&town, 7);
    return 0;
}

static int close_town(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static void begin(void) {
    spine_begin(spine);
}

static void publish(void) {
    screens_forget(&town.screens);
    screens_publish(&town.screens);
}

/* What a screen should have been told: messages as in the wire, with %lu for the last seq. */
static void assert_told(const struct screen *screen, const char *expected_format) {
    char expected[4096];
    char number[24];
    size_t length = 0;
    snprintf(number, sizeof number, "%llu",
             (unsigned long long)trib_store_last_seq(town.screens.spine.store));
    for (const char *at = expected_format; *at != '\0';) {
        assert_true(length + sizeof number < sizeof expected);
        if (*at == '#') {
            length += (size_t)snprintf(expected + length, sizeof expected - length, "%s", number);
        } else {
            expected[length++] = *at;
        }
        at++;
    }
    expected[length] = '\0';
    screen_assert_messages(screen, expected);
}

static void assert_all_true_to_sql(void) {
    for (size_t index = 0; index < SCREENS_MAX; index++) {
        if (town.screens.list[index].connection_id != 0) {
            screen_assert_true_to_sql(&town.screens, &town.screens.list[index]);
        }
    }
}

#define CHANGED(rows)                                                                              \
    "[{\"jsonrpc\":\"2.0\",\"method\":\"sync.changed\",\"params\":"                                \
    "{\"from\":#,\"to\":#,\"rows\":[" rows "]}}]"
#define WHOLE(space, note)                                                                         \
    "[\"reading_note\",\"insert\",\"" NOTE "\",{\"reading_note_id\":\"" NOTE                       \
    "\",\"space_id\":\"" space "\",\"heading\":\"Heading\",\"note\":\"" note "\"}]"
#define GONE "[\"reading_note\",\"delete\",\"" NOTE "\",null]"
#define MOVED(space) "[\"reading_note\",\"update\",\"" NOTE "\",{\"space_id\":\"" space "\"}]"
#define NOTHING "[]"

/* ---- one change ---- */

static void a_new_row_goes_whole_to_those_who_see_it(void **state) {
    (void)state;
    begin();
    spine_add_note(spine, NOTE, MEMBER, "one");
    publish();
    assert_told(town.delegate, CHANGED(WHOLE(MEMBER, "one")));
    assert_told(town.base, CHANGED(WHOLE(MEMBER, "one")));
    assert_told(town.staff, NOTHING);
    assert_told(town.visitor, NOTHING);
    assert_told(town.stranger, NOTHING);
    assert_all_true_to_sql();
}

static void an_edit_sends_the_changed_column_alone(void **state) {
    (void)state;
    begin();
    spine_add_note(spine, NOTE, COALITION, "one");
    publish();
    begin();
    spine_change_note(spine, NOTE, "two");
    publish();
    assert_told(town.staff,
                CHANGED("[\"reading_note\",\"update\",\"" NOTE "\",{\"note\":\"two\"}]"));
    assert_told(town.visitor, NOTHING);
    begin();
    spine_delete_note(spine, NOTE);
    publish();
    assert_told(town.staff, CHANGED(GONE));
    assert_told(town.stranger, NOTHING);
    assert_all_true_to_sql();
}

static struct move {
    const char *name;
    const char *from, *to;
    const char *visitor, *staff, *delegate, *base;
} moves[] = {
    {"narrowed from public to an organization", PUBLIC, MEMBER, CHANGED(GONE), CHANGED(GONE),
     CHANGED(MOVED(MEMBER)), CHANGED(MOVED(MEMBER))},
    {"published from an organization", MEMBER, PUBLIC, CHANGED(WHOLE(PUBLIC, "one")),
     CHANGED(WHOLE(PUBLIC, "one")), CHANGED(MOVED(PUBLIC)), CHANGED(MOVED(PUBLIC))},
    {"from the coalition to public", COALITION, PUBLIC, CHANGED(WHOLE(PUBLIC, "one")),
     CHANGED(MOVED(PUBLIC)), CHANGED(MOVED(PUBLIC)), CHANGED(MOVED(PUBLIC))},
    {"narrowed from the coalition to a group", COALITION, CAUCUS, NOTHING, CHANGED(GONE),
     CHANGED(MOVED(CAUCUS)), CHANGED(GONE)},
    {"from an organization to a group of its delegates", MEMBER, CAUCUS, NOTHING, NOTHING,
     CHANGED(MOVED(CAUCUS)), CHANGED(GONE)},
    {"from a group to an organization", CAUCUS, MEMBER, NOTHING, NOTHING, CHANGED(MOVED(MEMBER)),
     CHANGED(WHOLE(MEMBER, "one"))},
    {"from one hidden place to another", ROOT, STRANGER, NOTHING, NOTHING, NOTHING, NOTHING},
};

static void moves_between_spaces(void **state) {
    const struct move *move = *state;
    town_open(&town, 8);
    begin();
    spine_add_note(spine, NOTE, move->from, "one");
    publish();
    begin();
    spine_move_note(spine, NOTE, move->to);
    publish();
    assert_told(town.visitor, move->visitor);
    assert_told(town.staff, move->staff);
    assert_told(town.delegate, move->delegate);
    assert_told(town.base, move->base);
    assert_all_true_to_sql();
    town_close(&town);
}

static void recorded_and_private_rows_are_told_to_nobody(void **state) {
    (void)state;
    static const char KEY[] = "INSERT INTO import_key (import_key_id, source, key, table_name, "
                              "row_id) VALUES (?1, 'source', 'key', 'organization', ?1)";
    begin();
    SPINE_RUN(spine, KEY, NOTE);
    publish();
    for (size_t index = 0; index < SCREENS_MAX; index++) {
        if (town.screens.list[index].connection_id != 0) {
            assert_told(&town.screens.list[index], NOTHING);
        }
    }
}

/* ---- a tick of several commands ---- */

static void a_tick_is_one_frame_and_skips_what_is_not_seen(void **state) {
    (void)state;
    begin();
    spine_add_note(spine, NOTE, COALITION, "one");
    uint64_t first = screens_end(&town.screens);
    begin();
    spine_add_note(spine, NOTE_2, MEMBER, "two"); /* not for the staff */
    uint64_t second = screens_end(&town.screens);
    begin();
    spine_add_note(spine, NOTE_3, STRANGER, "three"); /* for the stranger alone */
    uint64_t third = screens_end(&town.screens);
    begin(); /* publish() ends a command, which may change nothing */
    publish();
    assert_int_equal(json_array_size(town.staff->messages), 1);
    assert_int_equal(town.staff->seq, first); /* no number of what concerned others */
    assert_int_equal(json_array_size(town.base->messages), 1);
    assert_int_equal(town.base->seq, second);
    assert_int_equal(town.stranger->seq, third);
    const json_t *params = json_object_get(json_array_get(town.stranger->messages, 0), "params");
    assert_int_equal(json_integer_value(json_object_get(params, "from")), third);
    assert_int_equal(json_array_size(town.visitor->messages), 0);
    assert_all_true_to_sql();
}

static void those_who_see_alike_share_one_frame(void **state) {
    (void)state;
    struct screen *delegate_2 = screen_open(&town.screens, DELEGATE);
    begin();
    spine_add_note(spine, NOTE, COALITION, "one");
    screens_end(&town.screens);
    begin();
    spine_add_note(spine, NOTE_2, CAUCUS, "two");
    publish();
    assert_int_equal(town.staff->frame_count, 1);
    assert_ptr_equal(town.staff->frames[0], town.base->frames[0]); /* other spaces, same sight */
    assert_ptr_equal(town.delegate->frames[0], delegate_2->frames[0]);
    assert_ptr_not_equal(town.delegate->frames[0], town.base->frames[0]);
    assert_int_equal(json_array_size(town.stranger->messages), 0);
    assert_all_true_to_sql();
}

/* ---- bounds ---- */

static void add_notes(size_t count, size_t bytes, size_t first) {
    char id[TRIB_ID_BYTES];
    char *note = malloc(bytes + 1);
    assert_non_null(note);
    memset(note, 'n', bytes);
    note[bytes] = '\0';
    for (size_t index = first; index < first + count; index++) {
        snprintf(id, sizeof id, "ffffffff-0000-4000-8000-%012zu", index);
        spine_add_note(spine, id, COALITION, note);
    }
    free(note);
}

static void a_large_tick_is_split_at_entries(void **state) {
    (void)state;
    uint64_t seqs[5];
    for (size_t entry = 0; entry < 5; entry++) {
        begin();
        add_notes(50, 1900, entry * 50); /* about 100 KiB */
        if (entry < 4) {
            seqs[entry] = screens_end(&town.screens);
        }
    }
    publish();
    assert_int_equal(json_array_size(town.staff->messages), 3);
    const json_t *first = json_object_get(json_array_get(town.staff->messages, 0), "params");
    const json_t *second = json_object_get(json_array_get(town.staff->messages, 1), "params");
    assert_int_equal(json_integer_value(json_object_get(first, "from")), seqs[0]);
    assert_int_equal(json_integer_value(json_object_get(first, "to")), seqs[1]);
    assert_int_equal(json_integer_value(json_object_get(second, "from")), seqs[2]);
    assert_int_equal(json_array_size(json_object_get(first, "rows")), 100);
    assert_all_true_to_sql();
}

static void assert_only_told_to_resume(const struct screen *screen) {
    screen_assert_messages(screen,
                           "[{\"jsonrpc\":\"2.0\",\"method\":\"sync.resume\",\"params\":{}}]");
}

static void catch_up(struct screen *screen) {
    json_decref(screen_hello(&town.screens, screen));
}

static void an_entry_too_large_for_a_frame_is_a_resume(void **state) {
    (void)state;
    size_t subscribers = trib_feed_subscriber_count(town.screens.feed);
    begin();
    spine_add_note(spine, NOTE, COALITION, "one");
    screens_end(&town.screens);
    begin();
    add_notes(140, 1900, 0);
    publish();
    assert_only_told_to_resume(town.staff); /* and not of the small entry before it */
    assert_only_told_to_resume(town.base);
    assert_told(town.visitor, NOTHING);
    assert_int_equal(trib_feed_subscriber_count(town.screens.feed), subscribers - 3);
    begin();
    spine_add_note(spine, NOTE_2, COALITION, "two");
    publish();
    assert_told(town.staff, NOTHING); /* no longer subscribed */
    catch_up(town.staff);
    catch_up(town.base);
    catch_up(town.delegate);
    assert_all_true_to_sql();
}

static void more_than_two_thousand_rows_are_a_resume(void **state) {
    (void)state;
    for (size_t entry = 0; entry < 4; entry++) {
        begin();
        add_notes(TRIB_FEED_ROWS_MAX / 4, 10, entry * TRIB_FEED_ROWS_MAX / 4);
        if (entry < 3) {
            screens_end(&town.screens);
        }
    }
    publish();
    assert_false(town.staff->is_told_to_resume);
    assert_all_true_to_sql();
    for (size_t entry = 4; entry < 8; entry++) {
        begin();
        add_notes(TRIB_FEED_ROWS_MAX / 4, 10, entry * TRIB_FEED_ROWS_MAX / 4);
        screens_end(&town.screens);
    }
    begin();
    spine_add_note(spine, NOTE, COALITION, "one too many");
    publish();
    assert_only_told_to_resume(town.staff);
}

static void who_fell_behind_is_told_once(void **state) {
    (void)state;
    screens_forget(&town.screens);
    trib_feed_fell_behind(town.screens.feed, town.staff->connection_id);
    trib_feed_fell_behind(town.screens.feed, town.staff->connection_id);
    trib_feed_fell_behind(town.screens.feed, 999999);
    assert_only_told_to_resume(town.staff);
}

static uint64_t dead_connection;

static void find_dead(struct screens *screens, uint64_t connection_id) {
    (void)connection_id;
    trib_feed_fell_behind(screens->feed, dead_connection);
}

static void a_connection_may_die_while_it_is_handed_a_frame(void **state) {
    (void)state;
    size_t subscribers = trib_feed_subscriber_count(town.screens.feed);
    dead_connection = town.base->connection_id;
    town.screens.on_deliver = find_dead;
    begin();
    spine_add_note(spine, NOTE, COALITION, "one");
    publish();
    town.screens.on_deliver = NULL;
    assert_int_equal(trib_feed_subscriber_count(town.screens.feed), subscribers - 1);
    begin();
    spine_add_note(spine, NOTE_2, COALITION, "two");
    publish();
    assert_int_equal(json_array_size(town.staff->messages), 1);
    assert_int_equal(json_array_size(town.base->messages), 0);
}

/* ---- sight that changes ---- */

static const json_t *last_params(const struct screen *screen, const char *method) {
    size_t count = json_array_size(screen->messages);
    assert_true(count > 0);
    const json_t *message = json_array_get(screen->messages, count - 1);
    assert_string_equal(json_string_value(json_object_get(message, "method")), method);
    return json_object_get(message, "params");
}

static const char *op_of(const struct screen *screen, size_t message_index, const char *row_id) {
    const json_t *params =
        json_object_get(json_array_get(screen->messages, message_index), "params");
    size_t index = 0;
    json_t *row = NULL;
    json_array_foreach(json_object_get(params, "rows"), index, row) {
        if (strcmp(json_string_value(json_array_get(row, 2)), row_id) == 0) {
            return json_string_value(json_array_get(row, 1));
        }
    }
    return "";
}

static void who_gains_a_space_gets_its_rows_whole(void **state) {
    (void)state;
    begin();
    spine_add_note(spine, NOTE, MEMBER, "one");
    publish();
    begin();
    spine_add_belonging(spine, TIE, STRANGER, MEMBER, "base_member");
    publish();
    const json_t *params = last_params(town.stranger, "sync.scope");
    assert_int_equal(json_array_size(town.stranger->messages), 1);
    assert_int_equal(json_array_size(json_object_get(params, "gained")), 2);
    assert_int_equal(json_array_size(json_object_get(params, "lost")), 0);
    assert_string_equal(op_of(town.stranger, 0, NOTE), "insert");
    assert_string_equal(op_of(town.stranger, 0, TIE), "insert");
    assert_string_equal(op_of(town.base, 0, TIE), "insert"); /* the others: an ordinary change */
    last_params(town.base, "sync.changed");
    assert_told(town.visitor, NOTHING);
    assert_all_true_to_sql();
}

static void who_loses_a_space_hears_nothing_more_of_it(void **state) {
    (void)state;
    static const char END[] = "UPDATE belonging SET ends_on = '2026-11' WHERE belonging_id = ?1";
    begin();
    spine_add_note(spine, NOTE, MEMBER, "one");
    publish();
    begin();
    spine_change_note(spine, NOTE, "while leaving"); /* the same entry that ends the belonging */
    SPINE_RUN(spine, END, BASE_TIE);
    publish();
    const json_t *params = last_params(town.base, "sync.scope");
    assert_int_equal(json_array_size(town.base->messages), 1);
    assert_int_equal(json_array_size(json_object_get(params, "lost")), 2);
    assert_int_equal(json_array_size(json_object_get(params, "rows")), 0);
    assert_string_equal(op_of(town.delegate, 0, NOTE), "update");
    begin();
    spine_change_note(spine, NOTE, "after");
    publish();
    assert_told(town.base, NOTHING);
    assert_all_true_to_sql();
}

/* A tick of two commands, the last of which changes sight: the first is judged by the sight before
 * it. */
static void each_entry_is_judged_by_the_state_at_its_seq(void **state) {
    (void)state;
    static const char END[] = "UPDATE belonging SET ends_on = '2026-11' WHERE belonging_id = ?1";
    begin();
    spine_add_note(spine, NOTE, MEMBER, "one");
    screens_end(&town.screens);
    begin();
    SPINE_RUN(spine, END, BASE_TIE);
    spine_add_belonging(spine, TIE, STRANGER, MEMBER, "base_member");
    publish();
    assert_int_equal(json_array_size(town.base->messages), 2); /* saw it come, then left */
    assert_string_equal(op_of(town.base, 0, NOTE), "insert");
    assert_string_equal(op_of(town.base, 0, TIE), "");
    last_params(town.base, "sync.scope");
    assert_int_equal(json_array_size(town.stranger->messages), 1);
    assert_string_equal(op_of(town.stranger, 0, NOTE), "insert");
    last_params(town.stranger, "sync.scope");
    assert_int_equal(json_array_size(town.delegate->messages), 1); /* both entries in one frame */
    assert_all_true_to_sql();
}

/* A line may be cut between two frames. What an entry did in a space that is kept, and that it
   takes another away, is therefore one frame: who has its number has all of it. */
static void an_entry_that_changes_sight_comes_in_one_piece(void **state) {
    (void)state;
    static const char END[] = "UPDATE belonging SET ends_on = '2026-11' WHERE belonging_id = ?1";
    begin();
    spine_add_note(spine, NOTE, PUBLIC, "one");
    spine_add_note(spine, NOTE_2, MEMBER, "two");
    publish();
    begin();
    spine_change_note(spine, NOTE, "while leaving");
    spine_move_note(spine, NOTE_2, PUBLIC);
    SPINE_RUN(spine, END, BASE_TIE);
    publish();
    last_params(town.base, "sync.scope");
    assert_int_equal(json_array_size(town.base->messages), 1);
    assert_string_equal(op_of(town.base, 0, NOTE), "update");
    assert_string_equal(op_of(town.base, 0, NOTE_2), "insert");
    assert_all_true_to_sql();
}

/* Rows that move, in the very entry that changes sight, between a space kept, one lost and one
 * gained. */
static void rows_that_change_hands_with_sight(void **state) {
    (void)state;
    static const char END[] = "UPDATE belonging SET ends_on = '2026-11' WHERE belonging_id = ?1";
    static const char *const PLACES[] = {PUBLIC, MEMBER, ROOT,
                                         DELEGATE}; /* kept lost gained other */
    char id[TRIB_ID_BYTES];
    begin();
    for (size_t move = 0; move < 16; move++) {
        snprintf(id, sizeof id, "ffffffff-0000-4000-8000-%012zu", move);
        spine_add_note(spine, id, PLACES[move / 4], "one");
    }
    publish();
    begin();
    for (size_t move = 0; move < 16; move++) {
        snprintf(id, sizeof id, "ffffffff-0000-4000-8000-%012zu", move);
        spine_move_note(spine, id, PLACES[move % 4]);
    }
    SPINE_RUN(spine, END, BASE_TIE);
    spine_add_belonging(spine, TIE, BASE, ROOT, "base_member");
    publish();
    assert_int_equal(json_array_size(town.base->messages), 1);
    assert_string_equal(op_of(town.base, 0, "ffffffff-0000-4000-8000-000000000004"), "insert");
    /* out of a space that is kept, and then in again with the one that was gained */
    assert_string_equal(op_of(town.base, 0, "ffffffff-0000-4000-8000-000000000002"), "delete");
    assert_string_equal(op_of(town.base, 0, "ffffffff-0000-4000-8000-000000000006"), "insert");
    assert_string_equal(op_of(town.base, 0, "ffffffff-0000-4000-8000-000000000014"), "insert");
    assert_string_equal(op_of(town.base, 0, "ffffffff-0000-4000-8000-000000000005"), "");
    assert_string_equal(op_of(town.base, 0, "ffffffff-0000-4000-8000-000000000013"), "");
    assert_all_true_to_sql();
}

static void an_organization_that_is_suspended_takes_its_people_along(void **state) {
    (void)state;
    static const char SUSPEND[] = "UPDATE affiliation SET status = 'suspended' "
                                  "WHERE affiliation_id = ?1";
    begin();
    spine_add_note(spine, NOTE, COALITION, "one");
    publish();
    begin();
    SPINE_RUN(spine, SUSPEND, LINK_TIE);
    publish();
    last_params(town.base, "sync.scope");
    last_params(town.delegate, "sync.scope");
    assert_ptr_equal(town.base->frames[0], town.delegate->frames[0]); /* both lost the same */
    last_params(town.staff, "sync.changed");
    assert_all_true_to_sql();
}

static void a_gain_too_large_for_a_frame_is_a_resume(void **state) {
    (void)state;
    begin();
    add_notes(140, 1900, 0);
    publish();
    catch_up(town.staff);
    catch_up(town.base);
    catch_up(town.delegate);
    begin();
    spine_add_coalition_role(spine, TIE, STRANGER, "secretariat");
    publish();
    assert_only_told_to_resume(town.stranger);
    catch_up(town.stranger);
    assert_all_true_to_sql();
}

int main(void) {
#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, open_town, close_town)
    enum { MOVE_COUNT = sizeof moves / sizeof moves[0] };
    struct CMUnitTest tests[MOVE_COUNT + 17] = {
        [MOVE_COUNT] = IN_TOWN(a_new_row_goes_whole_to_those_who_see_it),
        IN_TOWN(an_edit_sends_the_changed_column_alone),
        IN_TOWN(recorded_and_private_rows_are_told_to_nobody),
        IN_TOWN(a_tick_is_one_frame_and_skips_what_is_not_seen),
        IN_TOWN(those_who_see_alike_share_one_frame),
        IN_TOWN(a_large_tick_is_split_at_entries),
        IN_TOWN(an_entry_too_large_for_a_frame_is_a_resume),
        IN_TOWN(more_than_two_thousand_rows_are_a_resume),
        IN_TOWN(who_fell_behind_is_told_once),
        IN_TOWN(a_connection_may_die_while_it_is_handed_a_frame),
        IN_TOWN(who_gains_a_space_gets_its_rows_whole),
        IN_TOWN(who_loses_a_space_hears_nothing_more_of_it),
        IN_TOWN(each_entry_is_judged_by_the_state_at_its_seq),
        IN_TOWN(an_entry_that_changes_sight_comes_in_one_piece),
        IN_TOWN(rows_that_change_hands_with_sight),
        IN_TOWN(an_organization_that_is_suspended_takes_its_people_along),
        IN_TOWN(a_gain_too_large_for_a_frame_is_a_resume),
    };
    for (size_t index = 0; index < MOVE_COUNT; index++) {
        tests[index] = (struct CMUnitTest){.name = moves[index].name,
                                           .test_func = moves_between_spaces,
                                           .initial_state = &moves[index]};
    }
    return cmocka_run_group_tests_name("feed/publish", tests, NULL, NULL);
}
