/*
 * What the program makes itself, when nobody is there yet whose rights could be asked: it stands
 * where a command would have put it, and the same ids are refused.
 */
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/people.h"

static const char PERSON_ROW[] =
    "SELECT display_name || ' ' || space_id || ' ' || language || ' ' || sample FROM person "
    "WHERE person_id = ?1";
static const char SPACE[] = "SELECT kind || ' ' || owner_id FROM space WHERE space_id = ?1";
static const char ROLE_ROW[] =
    "SELECT role || ' ' || display_name || ' ' || space_id || ' ' || sample FROM coalition_role "
    "WHERE coalition_role_id = ?1";
static const char BELONGING_ROW[] =
    "SELECT role || ' ' || display_name || ' ' || space_id || ' ' || sample FROM belonging "
    "WHERE belonging_id = ?1";

static void a_person_comes_with_a_space(void **state) {
    struct desk *desk = *state;
    struct trib_error *error = &desk->error;
    struct trib_store *store = desk->spine.store;
    desk_begin(desk, NULL, NULL);
    assert_int_equal(desk_end(desk, trib_person_make(store, NEW_1, "MFA delegate", true, error)),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PERSON_ROW, NEW_1), "MFA delegate " NEW_1 " en 1");
    assert_string_equal(desk_read(desk, SPACE, NEW_1), "person " NEW_1);
    assert_true(trib_may_see(desk->graph, NEW_1, NEW_1));
    assert_false(trib_may_see(desk->graph, ADMINISTRATOR, NEW_1));
    const char *const taken[] = {NEW_1, RIVER, CLOSED_GROUP};
    for (size_t i = 0; i < UNIT_COUNT(taken); i++) {
        desk_begin(desk, NULL, NULL);
        assert_int_equal(desk_end(desk, trib_person_make(store, taken[i], "x", false, error)),
                         TRIB_E_EXISTS);
        assert_string_equal(error->field, "person_id");
    }
    desk_begin(desk, NULL, NULL);
    assert_int_equal(desk_end(desk, trib_person_make(store, NEW_2, " ", false, error)),
                     TRIB_E_REQUIRED);
    assert_string_equal(desk_read(desk, SPACE, NEW_2), "no row");
}

static void staff_are_the_coalitions_to_know(void **state) {
    struct desk *desk = *state;
    struct trib_error *error = &desk->error;
    struct trib_store *store = desk->spine.store;
    desk_begin(desk, NULL, NULL);
    assert_int_equal(
        desk_end(desk, trib_coalition_role_make(store, NEW_1, PERSON, "secretariat", false, error)),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ROLE_ROW, NEW_1),
                        "secretariat Person " PERSON " " COALITION " 0");
    assert_true(trib_graph_is_secretariat(desk->graph, PERSON));
    assert_true(trib_may_see(desk->graph, PERSON, COALITION));
    assert_false(trib_may_see(desk->graph, PERSON, RIVER)); /* staff see no organization's */
    static const struct {
        const char *id, *person_id, *role;
        enum trib_error_code code;
    } refused[] = {
        {NEW_1, LEAD, "secretariat", TRIB_E_EXISTS},
        {NEW_2, PERSON, "secretariat", TRIB_E_EXISTS},
        {NEW_2, NOBODY, "secretariat", TRIB_E_NOT_FOUND},
        {NEW_2, LEAD, "king", TRIB_E_TYPE},
    };
    for (size_t i = 0; i < UNIT_COUNT(refused); i++) {
        desk_begin(desk, NULL, NULL);
        assert_int_equal(
            desk_end(desk, trib_coalition_role_make(store, refused[i].id, refused[i].person_id,
                                                    refused[i].role, false, error)),
            refused[i].code);
    }
}

static struct belonging_row {
    const char *name;
    struct trib_belonging_add params;
    enum trib_error_code code;
    const char *row; /* or, when refused, the field */
} belongings[] = {
    {"a delegate is made in the coalition's space",
     {NEW_1, PERSON, RIVER, "lead_delegate"},
     TRIB_E_NONE,
     "lead_delegate Person " PERSON " " COALITION " 1"},
    {"a base member is made in the organization's",
     {NEW_1, PERSON, RIVER, "base_member"},
     TRIB_E_NONE,
     "base_member Person " PERSON " " RIVER " 1"},
    {"one belongs once at a time",
     {NEW_1, BASE, RIVER, "alternate"},
     TRIB_E_EXISTS,
     "organization_id"},
    {"a taken id exists",
     {BASE_BELONGING, PERSON, RIVER, "alternate"},
     TRIB_E_EXISTS,
     "belonging_id"},
    {"the person must be there",
     {NEW_1, NOBODY, RIVER, "alternate"},
     TRIB_E_NOT_FOUND,
     "person_id"},
    {"the organization must be there",
     {NEW_1, PERSON, NOBODY, "alternate"},
     TRIB_E_NOT_FOUND,
     "organization_id"},
};

static void a_belonging_is_made(void **state) {
    const struct belonging_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    desk_begin(desk, NULL, NULL);
    assert_int_equal(
        desk_end(desk, trib_belonging_make(desk->spine.store, &row->params, true, &desk->error)),
        row->code);
    if (row->code == TRIB_E_NONE) {
        assert_string_equal(desk_read(desk, BELONGING_ROW, NEW_1), row->row);
    } else {
        assert_string_equal(desk->error.field, row->row);
    }
    desk_tear_down(&opened);
}

/* The spaces everybody has are made with it, under their fixed ids, once. */
static void a_coalition_is_one(void **state) {
    struct desk *desk = *state;
    desk_begin(desk, NULL, NULL);
    assert_int_equal(
        desk_end(desk, trib_coalition_make(desk->spine.store, NEW_1, "Another", &desk->error)),
        TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "space_id");
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(a_person_comes_with_a_space),
        AT_A_DESK(staff_are_the_coalitions_to_know),
        AT_A_DESK(a_coalition_is_one),
    };
    unit_add_rows(&tests, a_belonging_is_made, belongings, sizeof belongings[0],
                  UNIT_COUNT(belongings));
    int failed = unit_run("command/program", &tests);
    return failed + cmocka_run_group_tests_name("command/program", at_a_desk, NULL, NULL);
}
