/*
 * Ties by their commands: where each stands, its life from application to leaving, and that one
 * which ended stays. Which status may follow which is tested with the table of states.
 */
#include <string.h>

#include "desk.h"
#include "tributary/command/directory.h"
#include "tributary/domain/states.h"

static const char SPACE[] = "SELECT space_id FROM affiliation WHERE affiliation_id = ?1";
static const char STATUS[] = "SELECT status FROM affiliation WHERE affiliation_id = ?1";
static const char ENDS[] = "SELECT ends_on FROM affiliation WHERE affiliation_id = ?1";
static const char STARTS[] = "SELECT starts_on FROM affiliation WHERE affiliation_id = ?1";
static const char SOUGHT[] = "SELECT standing_sought FROM affiliation WHERE affiliation_id = ?1";

/* ---- where it stands ------------------------------------------------------------------------- */

static struct space_row {
    const char *name;
    const char *organization_id, *parent_id, *status, *space_id;
} spaces[] = {
    {"between two public organizations it is public", SPRING, ROOT, "member", PUBLIC},
    {"of a tentative one too", SPRING, ROOT, "tentative", PUBLIC},
    {"an application is the coalition's to see", SPRING, ROOT, "applicant", COALITION},
    {"of an organization known in the coalition it is too", POND, ROOT, "member", COALITION},
    {"to an organization known in the coalition it is too", SPRING, RIVER, "member", COALITION},
};

static void stands_where_both_are_seen(void **state) {
    const struct space_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_add, .affiliation_id = NEW_1,
                          .organization_id = row->organization_id, .parent_id = row->parent_id,
                          .status = row->status, .starts_on = "2011"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), row->space_id);
    assert_string_equal(desk_read(desk, STATUS, NEW_1), row->status);
    assert_string_equal(desk_read(desk, STARTS, NEW_1), "2011");
    /* the tie and its standing; an application is its own people's to read too */
    assert_int_equal(desk->change_count, strcmp(row->status, "applicant") == 0 ? 3 : 2);
    desk_tear_down(&opened);
}

static struct add_row {
    const char *name;
    const char *affiliation_id, *organization_id, *parent_id, *starts_on;
    enum trib_error_code code;
    const char *field;
} adds[] = {
    {"a pair has one open tie", NEW_1, RIVER, ROOT, NULL, TRIB_E_EXISTS, "parent_id"},
    {"a taken id exists", WELL_TIE, SPRING, ROOT, NULL, TRIB_E_EXISTS, "affiliation_id"},
    {"who belongs must be there", NEW_1, NOBODY, ROOT, NULL, TRIB_E_NOT_FOUND, "organization_id"},
    {"to whom must be there", NEW_1, SPRING, NOBODY, NULL, TRIB_E_NOT_FOUND, "parent_id"},
    {"since when must be a date", NEW_1, SPRING, ROOT, "2011-13", TRIB_E_DATE, "starts_on"},
    {"nobody belongs to themselves", NEW_1, SPRING, SPRING, NULL, TRIB_E_CYCLE, "parent_id"},
};

static void is_refused(void **state) {
    const struct add_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_add,
                          .affiliation_id = row->affiliation_id,
                          .organization_id = row->organization_id, .parent_id = row->parent_id,
                          .status = "member", .starts_on = row->starts_on),
                     row->code);
    assert_string_equal(desk->error.field, row->field);
    assert_string_equal(desk_read(desk, STATUS, NEW_1), "no row");
    desk_tear_down(&opened);
}

/* ---- its life -------------------------------------------------------------------------------- */

static enum trib_error_code set_status(struct desk *desk, const char *affiliation_id,
                                       const char *from, const char *to) {
    return DESK(desk, SECRETARIAT, NULL, trib_affiliation_set_status,
                .affiliation_id = affiliation_id, .status = EDIT(from, to),
                .decision = "Decided in Accra.");
}

static void an_application_goes_its_way(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_apply, .affiliation_id = NEW_1,
                          .organization_id = SPRING, .parent_id = ROOT,
                          .standing_sought = "observer"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATUS, NEW_1), "applicant");
    assert_string_equal(desk_read(desk, SOUGHT, NEW_1), "observer");
    assert_string_equal(desk_read(desk, SPACE, NEW_1), COALITION);
    assert_int_equal(set_status(desk, NEW_1, "applicant", "tentative"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), COALITION); /* nothing was carried yet */
    assert_int_equal(set_status(desk, NEW_1, "tentative", "observer"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), PUBLIC); /* a carried admission is public */
    /* the tie, the application, the new standing, and the two before that move */
    assert_int_equal(desk->change_count, 5);
    assert_int_equal(set_status(desk, NEW_1, "observer", "suspended"), TRIB_E_NONE);
    assert_int_equal(set_status(desk, NEW_1, "suspended", "member"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ENDS, NEW_1), "null");
    assert_string_equal(desk_read(desk, SPACE, NEW_1), PUBLIC);
}

/* Admission makes public what lies between public organizations, and nothing else. */
static void admission_of_the_hidden_stays_hidden(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_apply, .affiliation_id = NEW_1,
                          .organization_id = POND, .parent_id = ROOT, .standing_sought = "member"),
                     TRIB_E_NONE);
    assert_int_equal(set_status(desk, NEW_1, "applicant", "member"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), COALITION);
}

/* A change of standing is no admission: the row stays where it is. */
static void a_new_standing_moves_nothing(void **state) {
    struct desk *desk = *state;
    assert_int_equal(set_status(desk, LAKE_TIE, "member", "observer"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, LAKE_TIE), COALITION);
    assert_int_equal(set_status(desk, LAKE_TIE, "observer", "suspended"), TRIB_E_NONE);
    assert_int_equal(set_status(desk, LAKE_TIE, "suspended", "member"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, LAKE_TIE), COALITION);
}

static void status_is_an_edit(void **state) {
    struct desk *desk = *state;
    assert_int_equal(set_status(desk, LAKE_TIE, "observer", "suspended"), TRIB_E_STALE);
    assert_string_equal(desk->error.field, "status");
    assert_true(desk_error_has(desk, "\"stored\":\"member\""));
    assert_int_equal(set_status(desk, LAKE_TIE, "observer", "member"), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0); /* stored already */
}

static void a_refusal_says_what_is_possible(void **state) {
    struct desk *desk = *state;
    assert_int_equal(set_status(desk, LAKE_TIE, "member", "tentative"), TRIB_E_STATE);
    assert_string_equal(desk->error.field, "status");
    assert_true(desk_error_has(desk, "\"state\":\"member\""));
    assert_true(desk_error_has(desk, "\"possible\":[\"observer\",\"suspended\",\"left\"]"));
}

/* Every pair of states, by the command: what the table has is done, what it has not is refused. */
static void the_command_keeps_to_the_table(void **state) {
    struct desk *desk = *state;
    static const char SET[] =
        "UPDATE affiliation SET status = ?2, ends_on = NULL WHERE affiliation_id = ?1";
    for (int from = 0; from < TRIB_AFFILIATION_STATUS_COUNT; from++) {
        for (int to = 0; to < TRIB_AFFILIATION_STATUS_COUNT; to++) {
            const char *from_name =
                trib_affiliation_status_name((enum trib_affiliation_status)from);
            const char *to_name = trib_affiliation_status_name((enum trib_affiliation_status)to);
            bool may = from == to || trib_affiliation_may_become((enum trib_affiliation_status)from,
                                                                 (enum trib_affiliation_status)to);
            DESK_WRITE(desk, SET, LAKE_TIE, from_name);
            assert_int_equal(set_status(desk, LAKE_TIE, from_name, to_name),
                             may ? TRIB_E_NONE : TRIB_E_STATE);
            assert_string_equal(desk_read(desk, STATUS, LAKE_TIE), may ? to_name : from_name);
        }
    }
}

/* ---- leaving --------------------------------------------------------------------------------- */

static void who_left_stays_in_the_books(void **state) {
    struct desk *desk = *state;
    char today[11];
    strcpy(today, desk_today(desk));
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_affiliation_leave, .affiliation_id = RIVER_TIE),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATUS, RIVER_TIE), "left");
    assert_string_equal(desk_read(desk, ENDS, RIVER_TIE), today);
    assert_int_equal(desk->change_count, 2);
    assert_false(trib_may_see(desk->graph, LEAD, COALITION)); /* reading ends with it */
    assert_true(trib_may_see(desk->graph, LEAD, RIVER));
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_affiliation_leave, .affiliation_id = RIVER_TIE),
        TRIB_E_STATE);
    assert_true(desk_error_has(desk, "\"possible\":[\"applicant\"]"));
}

static void who_comes_back_gets_a_new_tie(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_affiliation_leave, .affiliation_id = RIVER_TIE),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_apply, .affiliation_id = NEW_1,
                          .organization_id = RIVER, .parent_id = ROOT, .standing_sought = "member"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATUS, RIVER_TIE), "left");
    assert_string_not_equal(desk_read(desk, ENDS, RIVER_TIE), "null");
    /* one open tie a pair: the old one cannot be opened beside it */
    assert_int_equal(set_status(desk, RIVER_TIE, "left", "applicant"), TRIB_E_EXISTS);
    assert_string_equal(desk_read(desk, STATUS, RIVER_TIE), "left");
}

static void one_that_is_opened_again_is_an_application(void **state) {
    struct desk *desk = *state;
    static const char MAKE_PUBLIC[] =
        "UPDATE affiliation SET space_id = ?2 WHERE affiliation_id = ?1";
    DESK_WRITE(desk, MAKE_PUBLIC, LAKE_TIE, PUBLIC);
    assert_int_equal(set_status(desk, LAKE_TIE, "member", "left"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, LAKE_TIE), PUBLIC);
    assert_int_equal(set_status(desk, LAKE_TIE, "left", "applicant"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ENDS, LAKE_TIE), "null");
    assert_string_equal(desk_read(desk, SPACE, LAKE_TIE), COALITION); /* as any application */
}

static void nothing_ends_before_it_began(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_edit,
                          .affiliation_id = RIVER_TIE, .starts_on = EDIT(NULL, "2190")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_affiliation_leave, .affiliation_id = RIVER_TIE),
                     TRIB_E_ORDER);
    assert_string_equal(desk->error.field, "starts_on");
    assert_string_equal(desk_read(desk, STATUS, RIVER_TIE), "member");
}

/* ---- edits ----------------------------------------------------------------------------------- */

static void beginnings_are_edited(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_edit,
                          .affiliation_id = RIVER_TIE, .starts_on = EDIT(NULL, "2011-Q2"),
                          .standing_sought = EDIT(NULL, "member")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STARTS, RIVER_TIE), "2011-Q2");
    assert_string_equal(desk_read(desk, SOUGHT, RIVER_TIE), "member");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_edit,
                          .affiliation_id = RIVER_TIE, .starts_on = EDIT("2011", "2012")),
                     TRIB_E_STALE);
    assert_true(desk_error_has(desk, "\"stored\":\"2011-Q2\""));
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_affiliation_leave, .affiliation_id = RIVER_TIE),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_edit,
                          .affiliation_id = RIVER_TIE, .starts_on = EDIT("2011-Q2", "2190")),
                     TRIB_E_ORDER);
    assert_string_equal(desk_read(desk, STARTS, RIVER_TIE), "2011-Q2");
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(an_application_goes_its_way),
        AT_A_DESK(admission_of_the_hidden_stays_hidden),
        AT_A_DESK(a_new_standing_moves_nothing),
        AT_A_DESK(status_is_an_edit),
        AT_A_DESK(a_refusal_says_what_is_possible),
        AT_A_DESK(the_command_keeps_to_the_table),
        AT_A_DESK(who_left_stays_in_the_books),
        AT_A_DESK(who_comes_back_gets_a_new_tie),
        AT_A_DESK(one_that_is_opened_again_is_an_application),
        AT_A_DESK(nothing_ends_before_it_began),
        AT_A_DESK(beginnings_are_edited),
    };
    unit_add_rows(&tests, stands_where_both_are_seen, spaces, sizeof spaces[0], UNIT_COUNT(spaces));
    unit_add_rows(&tests, is_refused, adds, sizeof adds[0], UNIT_COUNT(adds));
    int failed = unit_run("command/affiliation", &tests);
    return failed + cmocka_run_group_tests_name("command/affiliation", at_a_desk, NULL, NULL);
}
