/*
 * Catching up: what a client that was away is told. The rule that is easily got wrong (where a row
 * lay before its first change since) has a row for each way a row can have gone meanwhile.
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
    town_open(&town, 9);
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

static const char *mode_of(const json_t *answer) {
    return json_string_value(json_object_get(answer, "mode"));
}

/* The operations an answer has on a row: "", "insert", "delete", or "twice". */
static const char *told_of(const json_t *answer, const char *row_id) {
    const char *told = "";
    size_t index = 0;
    json_t *row = NULL;
    json_array_foreach(json_object_get(answer, "rows"), index, row) {
        if (strcmp(json_string_value(json_array_get(row, 2)), row_id) == 0) {
            told = told[0] == '\0' ? json_string_value(json_array_get(row, 1)) : "twice";
        }
    }
    return told;
}

/* ---- by the first change's space ---- */

/*
 * A base member of MEMBER is away. K is a space they keep (public), L one they lose meanwhile
 * (MEMBER), G one they gain (ROOT), H one they never see (STRANGER's). A journey lists where a note
 * lies: where it was when they left, then after each change; '-' is nowhere, '=' an edit in its
 * place. At the '|' sight changes.
 */
static struct journey {
    const char *path;
    const char *told;
} journeys[] = {
    {"K=|", "insert"},  /* changed where it is seen: whole */
    {"K|=", "insert"},  /* the same after sight changed */
    {"-K|", "insert"},  /* made */
    {"K-|", "delete"},  /* taken away */
    {"-K-|", ""},       /* made and taken away: never had */
    {"KH|", "delete"},  /* went into hiding */
    {"KHH|", "delete"}, /* the newest change's space would leave it standing */
    {"KHK|", "insert"}, /* went and came back */
    {"HK|", "insert"},  /* came out of hiding */
    {"HKH|", ""},       /* any change's space would name a row never seen */
    {"-HKH|", ""},      /* the same, made since */
    {"HH|", ""},        /* hidden all along */
    {"H=|", ""},        /* edited in hiding */
    {"L=|", ""},        /* in a space that is lost: dropped with it, and not named */
    {"LH|", ""},        /* gone from there as well */
    {"L|H", ""},        /* after it was lost */
    {"LKH|", ""},       /* passed through what is kept; the client drops it as it lies in L */
    {"LK|", "insert"},  /* saved from the space that is lost */
    {"L|K", "insert"},  /* the same later */
    {"KL|", "delete"},  /* into the space that is lost */
    {"K|L", "delete"},  /* the same later */
    {"G=|", "insert"},  /* in a space that is gained: whole, and once */
    {"GH|", ""},        /* had been in it, unseen */
    {"G|H", ""},        /* seen by those who were there; this client was not */
    {"KG|", "insert"},  /* from what is kept into what is gained: once */
    {"GK|", "insert"},  /* and the other way */
    {"LG|", "insert"},  /* from what is lost into what is gained */
    {"HG|", "insert"},  /* out of hiding into what is gained */
    {"KGH|", "delete"}, /* had it; gone through what is gained */
};

static const char *place_of(char letter) {
    return letter == 'K' ? PUBLIC : letter == 'L' ? MEMBER : letter == 'G' ? ROOT : STRANGER;
}

static void change_sight(void) {
    static const char END[] = "UPDATE belonging SET ends_on = '2026-11' WHERE belonging_id = ?1";
    begin();
    SPINE_RUN(spine, END, BASE_TIE);
    spine_add_belonging(spine, TIE, BASE, ROOT, "base_member");
    publish();
}

static void travel(char from, char to) {
    begin();
    if (from == '-') {
        spine_add_note(spine, NOTE, place_of(to), "one");
    } else if (to == '-') {
        spine_delete_note(spine, NOTE);
    } else if (to == '=' || to == from) {
        spine_change_note(spine, NOTE, "edited");
    } else {
        spine_move_note(spine, NOTE, place_of(to));
    }
    publish();
}

static void tells_by_the_first_change(void **state) {
    const struct journey *journey = *state;
    town_open(&town, 10);
    char place = journey->path[0];
    if (place != '-') {
        travel('-', place);
    }
    screen_cut(&town.screens, town.base);
    json_decref(screen_hello(&town.screens, town.base));
    screen_cut(&town.screens, town.base);
    for (const char *step = journey->path + 1; *step != '\0'; step++) {
        if (*step == '|') {
            change_sight();
            continue;
        }
        travel(place, *step);
        place = *step == '=' ? place : *step;
    }
    json_auto_t *answer = screen_hello(&town.screens, town.base);
    assert_string_equal(mode_of(answer), "rows");
    assert_string_equal(told_of(answer, NOTE), journey->told);
    screen_assert_true_to_sql(&town.screens, town.base);
    town_close(&town);
}

/* ---- the rest of the answer ---- */

static void nothing_happened_is_nothing(void **state) {
    (void)state;
    screen_cut(&town.screens, town.staff);
    begin();
    spine_add_note(spine, NOTE, MEMBER, "not for the staff");
    publish();
    uint64_t seq = town.staff->seq;
    json_auto_t *answer = screen_hello(&town.screens, town.staff);
    assert_string_equal(mode_of(answer), "nothing");
    assert_int_equal(json_array_size(json_object_get(answer, "rows")), 0);
    assert_int_equal(town.staff->seq,
                     seq); /* what happened elsewhere does not show in the number */
    assert_true(seq < trib_store_last_seq(spine->store));
    begin();
    spine_add_note(spine, NOTE_2, COALITION, "for them");
    publish();
    assert_int_equal(json_array_size(town.staff->messages), 1); /* and they listen again */
}

static void an_answer_tells_who_and_what(void **state) {
    (void)state;
    json_auto_t *answer = screen_hello(&town.screens, town.delegate);
    assert_string_equal(json_string_value(json_object_get(answer, "person_id")), DELEGATE);
    assert_string_equal(json_string_value(json_object_get(answer, "database_id")),
                        trib_store_database_id(spine->store));
    assert_int_equal(json_array_size(json_object_get(answer, "spaces")), 5);
    const json_t *first = json_array_get(json_object_get(answer, "spaces"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "kind")), "public");
    assert_true(json_is_null(json_object_get(first, "owner_id")));
    json_auto_t *visitors = screen_hello(&town.screens, town.visitor);
    assert_true(json_is_null(json_object_get(visitors, "person_id")));
    assert_int_equal(json_array_size(json_object_get(visitors, "spaces")), 1);
}

static void hello_again_subscribes_once(void **state) {
    (void)state;
    size_t subscribers = trib_feed_subscriber_count(town.screens.feed);
    json_decref(screen_hello(&town.screens, town.staff));
    json_decref(screen_hello(&town.screens, town.staff));
    assert_int_equal(trib_feed_subscriber_count(town.screens.feed), subscribers);
    begin();
    spine_add_note(spine, NOTE, COALITION, "one");
    publish();
    assert_int_equal(json_array_size(town.staff->messages), 1);
}

/* A client that keeps only what any device may keep says so, and gets the rest whole. */
static void spaces_not_held_come_whole(void **state) {
    (void)state;
    begin();
    spine_add_note(spine, NOTE, MEMBER, "one");
    publish();
    screen_cut(&town.screens, town.base);
    json_object_clear(town.base->replica);
    json_object_clear(town.base->spaces);
    json_auto_t *answer = screen_hello(&town.screens, town.base);
    assert_string_equal(mode_of(answer), "rows");
    assert_string_equal(told_of(answer, NOTE), "insert");
    screen_assert_true_to_sql(&town.screens, town.base);
}

/* ---- when a snapshot is shorter, or all there is ---- */

static const char *ask(const struct trib_hello *hello, struct trib_error *error) {
    static char mode[16];
    TRIB_AUTO(trib_buffer) text = {0};
    struct trib_json_writer json = trib_json_writer(&text);
    if (!trib_feed_hello(town.screens.feed, town.staff->connection_id, STAFF, hello, &json,
                         error)) {
        return "refused";
    }
    json_auto_t *answer = json_loadb(text.bytes, text.length, 0, NULL);
    assert_non_null(answer);
    town.staff->is_told_to_resume = false; /* it has said hello again */
    snprintf(mode, sizeof mode, "%s", mode_of(answer));
    return mode;
}

static const char *const STAFF_SPACES[] = {PUBLIC, COALITION, STAFF};

static struct trib_hello staff_hello(void) {
    return (struct trib_hello){.database_id = trib_store_database_id(spine->store),
                               .epoch = trib_store_epoch(spine->store),
                               .seq = trib_store_last_seq(spine->store),
                               .space_ids = STAFF_SPACES,
                               .space_count = 3};
}

static void what_is_not_ours_is_a_snapshot(void **state) {
    (void)state;
    struct trib_error error = {0};
    size_t subscribers = trib_feed_subscriber_count(town.screens.feed);
    struct trib_hello hello = staff_hello();
    assert_string_equal(ask(&hello, &error), "nothing");
    hello.database_id = NULL;
    assert_string_equal(ask(&hello, &error), "snapshot");
    assert_int_equal(trib_feed_subscriber_count(town.screens.feed), subscribers - 1);
    hello = staff_hello();
    hello.database_id = NOTE;
    assert_string_equal(ask(&hello, &error), "snapshot");
    hello = staff_hello();
    hello.epoch = NOTE;
    assert_string_equal(ask(&hello, &error), "snapshot");
    hello = staff_hello();
    hello.seq += 1;
    assert_string_equal(ask(&hello, &error), "snapshot");
    hello = staff_hello();
    assert_string_equal(ask(&hello, &error), "nothing");
    assert_int_equal(trib_feed_subscriber_count(town.screens.feed), subscribers);
}

static void too_many_spaces_are_refused(void **state) {
    (void)state;
    static const char *many[TRIB_HELLO_SPACES_MAX + 1];
    struct trib_error error = {0};
    struct trib_hello hello = staff_hello();
    for (size_t index = 0; index <= TRIB_HELLO_SPACES_MAX; index++) {
        many[index] = PUBLIC;
    }
    hello.space_ids = many;
    hello.space_count = TRIB_HELLO_SPACES_MAX + 1;
    assert_string_equal(ask(&hello, &error), "refused");
    assert_int_equal(error.code, TRIB_E_TOO_MANY);
    hello.space_count = TRIB_HELLO_SPACES_MAX;
    assert_string_equal(ask(&hello, &error), "rows"); /* the coalition is gained again */
}

static void add_notes(size_t count, size_t bytes, size_t first) {
    char id[TRIB_ID_BYTES];
    char note[2001];
    assert_true(bytes < sizeof note);
    memset(note, 'n', bytes);
    note[bytes] = '\0';
    for (size_t index = first; index < first + count; index++) {
        snprintf(id, sizeof id, "ffffffff-0000-4000-8000-%012zu", index);
        spine_add_note(spine, id, COALITION, note);
    }
}

static void too_many_rows_are_a_snapshot(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_hello hello = staff_hello();
    begin();
    add_notes(TRIB_HELLO_ROWS_MAX, 10, 0);
    publish();
    assert_string_equal(ask(&hello, &error), "rows");
    begin();
    spine_add_note(spine, NOTE, COALITION, "one too many");
    publish();
    assert_string_equal(ask(&hello, &error), "snapshot");
}

static void too_many_bytes_are_a_snapshot(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_hello hello = staff_hello();
    begin();
    add_notes(450, 2000, 0);
    publish();
    assert_string_equal(ask(&hello, &error), "rows");
    begin();
    add_notes(100, 2000, 450);
    publish();
    assert_string_equal(ask(&hello, &error), "snapshot");
    hello.seq = trib_store_last_seq(spine->store);
    hello.space_ids = (const char *const[]){PUBLIC, STAFF};
    hello.space_count = 2; /* all of it in a space that is gained */
    assert_string_equal(ask(&hello, &error), "snapshot");
}

/* Who signs in holds what visitors see; on a poor line all the rest is sooner had compressed. */
static void who_signs_in_takes_a_snapshot_of_more_than_a_little(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_hello hello = staff_hello();
    begin();
    add_notes(8, 500, 0);
    publish();
    hello.seq = trib_store_last_seq(spine->store);
    hello.space_count = 1;
    assert_string_equal(hello.space_ids[0], PUBLIC);
    assert_string_equal(ask(&hello, &error), "rows"); /* a little */
    begin();
    add_notes(8, 500, 8);
    publish();
    hello.seq = trib_store_last_seq(spine->store);
    assert_string_equal(ask(&hello, &error), "snapshot");
    hello.space_count = 0;
    assert_string_equal(ask(&hello, &error), "snapshot");
    hello.space_count = 2; /* on a device that may keep the coalition's rows: no more than is new */
    assert_string_equal(hello.space_ids[1], COALITION);
    assert_string_equal(ask(&hello, &error), "rows");
    hello.seq = 0;
    assert_string_equal(ask(&hello, &error), "rows");
}

static void too_far_behind_is_a_snapshot(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_hello hello = staff_hello();
    begin();
    spine_add_note(spine, NOTE, COALITION, "0");
    for (size_t entry = 1; entry < TRIB_HELLO_ENTRIES_MAX; entry++) {
        char note[24];
        if (trib_tick_must_end(spine->store)) {
            publish();
        } else {
            screens_end(&town.screens);
        }
        begin();
        snprintf(note, sizeof note, "%zu", entry);
        spine_change_note(spine, NOTE, note);
    }
    publish();
    assert_int_equal(trib_store_last_seq(spine->store) - hello.seq, TRIB_HELLO_ENTRIES_MAX);
    assert_string_equal(ask(&hello, &error), "rows");
    begin();
    spine_change_note(spine, NOTE, "one too far");
    publish();
    assert_string_equal(ask(&hello, &error), "snapshot");
}

int main(void) {
#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, open_town, close_town)
    enum { JOURNEY_COUNT = sizeof journeys / sizeof journeys[0] };
    struct CMUnitTest tests[JOURNEY_COUNT + 10] = {
        [JOURNEY_COUNT] = IN_TOWN(nothing_happened_is_nothing),
        IN_TOWN(an_answer_tells_who_and_what),
        IN_TOWN(hello_again_subscribes_once),
        IN_TOWN(spaces_not_held_come_whole),
        IN_TOWN(what_is_not_ours_is_a_snapshot),
        IN_TOWN(too_many_spaces_are_refused),
        IN_TOWN(too_many_rows_are_a_snapshot),
        IN_TOWN(too_many_bytes_are_a_snapshot),
        IN_TOWN(who_signs_in_takes_a_snapshot_of_more_than_a_little),
        IN_TOWN(too_far_behind_is_a_snapshot),
    };
    for (size_t index = 0; index < JOURNEY_COUNT; index++) {
        tests[index] = (struct CMUnitTest){.name = journeys[index].path,
                                           .test_func = tells_by_the_first_change,
                                           .initial_state = &journeys[index]};
    }
    return cmocka_run_group_tests_name("feed/hello", tests, NULL, NULL);
}
