/*
 * The history of a thing, read by people of different spaces: what they may see now, and of that
 * the changes made where they may see. Source: the design's two conditions for reading the log.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "talk.h"
#include "tributary/store/history.h"

#define NEW_NAME "e0000000-0000-4000-8000-000000000001"
#define OWN "\"organization_id\":\"" TALK_OWN "\""

static int open(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 23);
    *state = talk;
    return 0;
}

static int close(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static json_t *history(struct talk *talk, const char *person_id, const char *table,
                       const char *id) {
    char params[256];
    snprintf(params, sizeof params, "{\"table\":\"%s\",\"id\":\"%s\"}", table, id);
    return talk_call(talk, talk_connect(talk, person_id), "\"1\"", "history.read", params);
}

static json_t *changes_of(const json_t *answer) {
    return json_object_get(json_object_get(answer, "result"), "changes");
}

static const char *text(const json_t *change, const char *name) {
    const char *found = json_string_value(json_object_get(change, name));
    return found == NULL ? "" : found;
}

/* The first change that set a field to a text; NULL: none. */
static const json_t *that_set(const json_t *answer, const char *field, const char *to) {
    size_t index;
    json_t *change;
    json_array_foreach(changes_of(answer), index, change) {
        if (strcmp(text(json_object_get(change, "fields"), field), to) == 0) {
            return change;
        }
    }
    return NULL;
}

static void as_lead(struct talk *talk, const char *method, const char *params) {
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    json_auto_t *answer =
        talk_command(talk, lead, method, "{\"acting_for\":\"" TALK_OWN "\",%s}", params);
    assert_non_null(json_object_get(answer, "result"));
}

static void rename_own(struct talk *talk, const char *from, const char *to) {
    char params[256];
    snprintf(params, sizeof params, OWN ",\"name\":{\"from\":\"%s\",\"to\":\"%s\"}", from, to);
    as_lead(talk, "organization.edit", params);
}

static void the_newest_first_with_who_and_when(void **state) {
    struct talk *talk = *state;
    rename_own(talk, "Organization " TALK_OWN, "Rivers");
    rename_own(talk, "Rivers", "Rivers and Deltas");
    json_auto_t *answer = history(talk, TALK_SECRETARIAT, "organization", TALK_OWN);
    const json_t *newest = json_array_get(changes_of(answer), 0);
    assert_string_equal(text(json_object_get(newest, "fields"), "name"), "Rivers and Deltas");
    assert_string_equal(text(newest, "op"), "update");
    assert_string_equal(text(newest, "method"), "organization.edit");
    assert_string_equal(text(newest, "actor_id"), TALK_LEAD);
    assert_string_equal(text(newest, "for_organization_id"), TALK_OWN);
    assert_int_equal(json_integer_value(json_object_get(newest, "at_ms")) % 60000, 0);
    assert_true(that_set(answer, "name", "Rivers") == json_array_get(changes_of(answer), 1));
}

static void a_part_that_was_taken_away_is_told(void **state) {
    struct talk *talk = *state;
    as_lead(talk, "organization.name_add",
            OWN ",\"organization_name_id\":\"" NEW_NAME
                "\",\"kind\":\"spelling\",\"text\":\"Ríos\"");
    as_lead(talk, "organization.name_remove", "\"organization_name_id\":\"" NEW_NAME "\"");
    json_auto_t *answer = history(talk, TALK_BASE, "organization", TALK_OWN);
    const json_t *newest = json_array_get(changes_of(answer), 0);
    assert_string_equal(text(newest, "op"), "delete");
    assert_string_equal(text(newest, "row_id"), NEW_NAME);
    assert_non_null(that_set(answer, "text", "Ríos"));
}

/* An item of an agenda begins in the backlog, and is the meeting's from when it is taken up. */
static void a_part_that_came_later_is_told(void **state) {
    struct talk *talk = *state;
    uint64_t facilitator = talk_connect(talk, TALK_FACILITATOR);
    json_auto_t *proposed =
        talk_command(talk, facilitator, "agenda_item.propose",
                     "{\"agenda_item_id\":\"%s\",\"group_id\":\"%s\",\"title\":\"Roads\"}",
                     NEW_NAME, TALK_OPEN_GROUP);
    assert_string_equal(talk_code(proposed), "");
    json_auto_t *before = history(talk, TALK_FACILITATOR, "meeting", TALK_MEETING);
    assert_null(that_set(before, "title", "Roads"));
    json_auto_t *moved =
        talk_command(talk, facilitator, "agenda_item.move",
                     "{\"agenda_item_id\":\"%s\",\"meeting_id\":\"%s\"}", NEW_NAME, TALK_MEETING);
    assert_string_equal(talk_code(moved), "");
    json_auto_t *answer = history(talk, TALK_FACILITATOR, "meeting", TALK_MEETING);
    assert_non_null(that_set(answer, "meeting_id", TALK_MEETING));
}

static void what_was_done_before_it_was_public_is_not_the_publics(void **state) {
    struct talk *talk = *state;
    rename_own(talk, "Organization " TALK_OWN, "A name for friends");
    rename_own(talk, "A name for friends", "Rivers");
    as_lead(talk, "organization.publish", OWN);
    rename_own(talk, "Rivers", "Rivers in public");
    json_auto_t *visitor = history(talk, NULL, "organization", TALK_OWN);
    assert_int_equal(json_array_size(changes_of(visitor)), 1);
    const json_t *change = that_set(visitor, "name", "Rivers in public");
    assert_non_null(change);
    assert_true(json_is_null(json_object_get(change, "actor_id")));
    assert_string_equal(text(change, "for_organization_id"), TALK_OWN);
    assert_int_equal(json_integer_value(json_object_get(change, "at_ms")) % (24 * 60 * 60000), 0);
    assert_false(json_is_true(json_object_get(json_object_get(visitor, "result"), "has_more")));
    json_auto_t *insider = history(talk, TALK_SECRETARIAT, "organization", TALK_OWN);
    assert_non_null(that_set(insider, "name", "A name for friends"));
}

static void what_is_hidden_is_not_there(void **state) {
    struct talk *talk = *state;
    static const char *const outsiders[] = {NULL, TALK_PERSON, TALK_LEAD, TALK_SECRETARIAT,
                                            TALK_ADMINISTRATOR};
    for (size_t i = 0; i < UNIT_COUNT(outsiders); i++) {
        json_auto_t *hidden = history(talk, outsiders[i], "group", TALK_CLOSED_GROUP);
        json_auto_t *nobody = history(talk, outsiders[i], "group", TALK_NOBODY);
        assert_string_equal(talk_code(hidden), "E_NOT_FOUND");
        assert_true(json_equal(hidden, nobody));
    }
    json_auto_t *insider = history(talk, TALK_CLOSED_ONE, "group", TALK_CLOSED_GROUP);
    assert_non_null(changes_of(insider));
}

/* A row in an organization's own space is no part of what others read, though its parent is. */
static void a_part_in_another_space_is_left_out(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_batch) batch = {0};
    spine_begin(&talk->spine);
    SPINE_RUN(&talk->spine,
              "INSERT INTO organization_name (organization_name_id, space_id, organization_id, "
              "kind, text, rank) VALUES (?1, ?2, ?2, 'spelling', 'Among us', 7)",
              NEW_NAME, TALK_OWN);
    spine_end(&talk->spine);
    spine_commit(&talk->spine, &batch);
    json_auto_t *outside = history(talk, TALK_FOREIGN_LEAD, "organization", TALK_OWN);
    assert_null(that_set(outside, "text", "Among us"));
    json_auto_t *inside = history(talk, TALK_BASE, "organization", TALK_OWN);
    assert_non_null(that_set(inside, "text", "Among us"));
}

/* Whoever has taken another name has not left the old one in the log for all to read. */
static void a_persons_names_are_not_told(void **state) {
    struct talk *talk = *state;
    json_auto_t *answer = history(talk, TALK_FACILITATOR, "group", TALK_OPEN_GROUP);
    char *whole = json_dumps(answer, 0);
    assert_non_null(strstr(whole, "\"group_member\""));
    assert_null(strstr(whole, "display_name"));
    free(whole);
}

static void there_is_a_last_change_that_is_told(void **state) {
    struct talk *talk = *state;
    char from[64] = "Organization " TALK_OWN;
    for (unsigned i = 0; i < TRIB_HISTORY_CHANGES_MAX + 1; i++) {
        char to[64];
        snprintf(to, sizeof to, "Name %u", i);
        rename_own(talk, from, to);
        snprintf(from, sizeof from, "%s", to);
    }
    json_auto_t *answer = history(talk, TALK_SECRETARIAT, "organization", TALK_OWN);
    assert_int_equal(json_array_size(changes_of(answer)), TRIB_HISTORY_CHANGES_MAX);
    assert_true(json_is_true(json_object_get(json_object_get(answer, "result"), "has_more")));
    const json_t *newest = json_array_get(changes_of(answer), 0);
    assert_string_equal(text(json_object_get(newest, "fields"), "name"), from);
}

static void a_table_without_a_history_is_refused(void **state) {
    struct talk *talk = *state;
    json_auto_t *answer = history(talk, TALK_ADMINISTRATOR, "session", TALK_OWN);
    assert_string_equal(talk_code(answer), "E_TYPE");
    assert_string_equal(talk_field(answer), "table");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_newest_first_with_who_and_when, open, close),
        cmocka_unit_test_setup_teardown(a_part_that_was_taken_away_is_told, open, close),
        cmocka_unit_test_setup_teardown(a_part_that_came_later_is_told, open, close),
        cmocka_unit_test_setup_teardown(what_was_done_before_it_was_public_is_not_the_publics, open,
                                        close),
        cmocka_unit_test_setup_teardown(what_is_hidden_is_not_there, open, close),
        cmocka_unit_test_setup_teardown(a_part_in_another_space_is_left_out, open, close),
        cmocka_unit_test_setup_teardown(a_persons_names_are_not_told, open, close),
        cmocka_unit_test_setup_teardown(there_is_a_last_change_that_is_told, open, close),
        cmocka_unit_test_setup_teardown(a_table_without_a_history_is_refused, open, close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
