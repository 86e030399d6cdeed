/*
 * Belonging to an organization: in the coalition's sight as its delegate, in its own as one of its
 * base, one at a time; and that reading follows it at once.
 */
#include <string.h>

#include "desk.h"
#include "tributary/command/people.h"

static const char ROW[] = "SELECT role || ' ' || person_id || ' ' || space_id FROM belonging "
                          "WHERE belonging_id = ?1";
static const char ROLE[] = "SELECT role FROM belonging WHERE belonging_id = ?1";
static const char SPACE[] = "SELECT space_id FROM belonging WHERE belonging_id = ?1";
static const char NAME[] = "SELECT display_name FROM belonging WHERE belonging_id = ?1";
static const char STARTS[] = "SELECT starts_on FROM belonging WHERE belonging_id = ?1";
static const char ENDS[] = "SELECT ends_on FROM belonging WHERE belonging_id = ?1";
static const char OPEN_COUNT[] =
    "SELECT count(*) || '' FROM belonging WHERE person_id = ?1 AND ends_on IS NULL";

static enum trib_error_code add(struct desk *desk, const char *who, const char *acting_for,
                                const struct trib_belonging_add *params) {
    return desk_end(desk,
                    trib_belonging_add(desk_begin(desk, who, acting_for), params, &desk->error));
}

static struct add_row {
    const char *name;
    const char *who, *acting_for;
    struct trib_belonging_add params;
    enum trib_error_code code;
    const char *row; /* or, when refused, the field */
} adds[] = {
    {"a delegate is the coalition's to know",
     LEAD,
     RIVER,
     {NEW_1, LAKE_LEAD, RIVER, "alternate"},
     TRIB_E_NONE,
     "alternate " LAKE_LEAD " " COALITION},
    {"a base member is their organization's to know",
     LEAD,
     RIVER,
     {NEW_1, LAKE_LEAD, RIVER, "base_member"},
     TRIB_E_NONE,
     "base_member " LAKE_LEAD " " RIVER},
    {"staff are known as such",
     LEAD,
     RIVER,
     {NEW_1, ADMINISTRATOR, RIVER, "alternate"},
     TRIB_E_NONE,
     "alternate " ADMINISTRATOR " " COALITION},
    {"who belongs already does",
     LEAD,
     RIVER,
     {NEW_1, ALTERNATE, RIVER, "lead_delegate"},
     TRIB_E_EXISTS,
     "person_id"},
    {"one of the base does too, for who sees it",
     LEAD,
     RIVER,
     {NEW_1, BASE, RIVER, "alternate"},
     TRIB_E_EXISTS,
     "person_id"},
    {"a taken id exists",
     LEAD,
     RIVER,
     {BASE_BELONGING, LAKE_LEAD, RIVER, "alternate"},
     TRIB_E_EXISTS,
     "belonging_id"},
    {"who belongs nowhere is known to nobody",
     LEAD,
     RIVER,
     {NEW_1, PERSON, RIVER, "alternate"},
     TRIB_E_NOT_FOUND,
     "person_id"},
    {"who is not there is not",
     LEAD,
     RIVER,
     {NEW_1, NOBODY, RIVER, "alternate"},
     TRIB_E_NOT_FOUND,
     "person_id"},
    {"another's base member is not there",
     LAKE_LEAD,
     LAKE,
     {NEW_1, BASE, LAKE, "alternate"},
     TRIB_E_NOT_FOUND,
     "person_id"},
    {"an organization that is hidden is not there",
     PERSON,
     NULL,
     {NEW_1, PERSON, POND, "alternate"},
     TRIB_E_NOT_FOUND,
     "organization_id"},
};

static void is_added(void **state) {
    const struct add_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(add(desk, row->who, row->acting_for, &row->params), row->code);
    if (row->code == TRIB_E_NONE) {
        assert_string_equal(desk_read(desk, ROW, NEW_1), row->row);
        assert_string_equal(desk_read(desk, NAME, NEW_1), "Name"); /* as it was seen */
        assert_string_not_equal(desk_read(desk, STARTS, NEW_1), "null");
        assert_int_equal(desk->change_count, 1);
    } else {
        assert_string_equal(desk->error.field, row->row);
        assert_string_equal(desk_read(desk, ROW, NEW_1), "no row");
    }
    desk_tear_down(&opened);
}

/* Who names a first delegate cannot know who is in the base: that belonging makes way, unsaid. */
static void what_one_cannot_see_stands_in_nobodys_way(void **state) {
    struct desk *desk = *state;
    desk_begin(desk, NULL, NULL);
    spine_add_belonging(&desk->spine, NEW_3, LAKE_LEAD, POND, "base_member");
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    assert_int_equal(add(desk, SECRETARIAT, NULL,
                         &(struct trib_belonging_add){NEW_1, LAKE_LEAD, POND, "lead_delegate"}),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ROLE, NEW_1), "lead_delegate");
    assert_string_not_equal(desk_read(desk, ENDS, NEW_3), "null");
    assert_string_equal(desk_read(desk, OPEN_COUNT, LAKE_LEAD), "2");
}

/* ---- roles ----------------------------------------------------------------------------------- */

static void a_role_has_its_space(void **state) {
    struct desk *desk = *state;
    static const struct {
        const char *from, *to;
        enum trib_error_code code;
        const char *stored, *space_id;
    } steps[] = {
        {"base_member", "alternate", TRIB_E_NONE, "alternate", COALITION},
        {"base_member", "lead_delegate", TRIB_E_STALE, "alternate", COALITION},
        {"base_member", "alternate", TRIB_E_NONE, "alternate", COALITION}, /* stored already */
        {"alternate", "lead_delegate", TRIB_E_NONE, "lead_delegate", COALITION},
        {"lead_delegate", "base_member", TRIB_E_NONE, "base_member", RIVER},
    };
    for (size_t i = 0; i < UNIT_COUNT(steps); i++) {
        assert_int_equal(DESK(desk, LEAD, RIVER, trib_belonging_set_role,
                              .belonging_id = BASE_BELONGING,
                              .role = EDIT(steps[i].from, steps[i].to)),
                         steps[i].code);
        assert_string_equal(desk_read(desk, ROLE, BASE_BELONGING), steps[i].stored);
        assert_string_equal(desk_read(desk, SPACE, BASE_BELONGING), steps[i].space_id);
    }
}

/* ---- its end --------------------------------------------------------------------------------- */

static void ends_today_and_reading_with_it(void **state) {
    struct desk *desk = *state;
    char today[11];
    strcpy(today, desk_today(desk));
    assert_true(trib_may_see(desk->graph, ALTERNATE, RIVER));
    assert_int_equal(
        DESK(desk, ALTERNATE, RIVER, trib_belonging_end, .belonging_id = ALTERNATE_BELONGING),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ENDS, ALTERNATE_BELONGING), today);
    assert_int_equal(desk->change_count, 1);
    assert_false(trib_may_see(desk->graph, ALTERNATE, RIVER));
    assert_false(trib_may_see(desk->graph, ALTERNATE, COALITION));
    assert_true(trib_may_see(desk->graph, ALTERNATE, ALTERNATE));
}

static void what_ended_is_over(void **state) {
    struct desk *desk = *state;
    assert_int_equal(
        DESK(desk, LEAD, RIVER, trib_belonging_end, .belonging_id = ALTERNATE_BELONGING),
        TRIB_E_NONE);
    assert_int_equal(
        DESK(desk, LEAD, RIVER, trib_belonging_end, .belonging_id = ALTERNATE_BELONGING),
        TRIB_E_CLOSED);
    assert_string_equal(desk->error.field, "belonging_id");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_belonging_set_role,
                          .belonging_id = ALTERNATE_BELONGING,
                          .role = EDIT("alternate", "lead_delegate")),
                     TRIB_E_CLOSED);
    assert_int_equal(add(desk, LEAD, RIVER,
                         &(struct trib_belonging_add){NEW_1, ALTERNATE, RIVER, "base_member"}),
                     TRIB_E_NONE); /* known by what was; a new row beside the old */
    assert_string_equal(desk_read(desk, ROLE, ALTERNATE_BELONGING), "alternate");
    assert_string_equal(desk_read(desk, ROLE, NEW_1), "base_member");
}

static void the_hidden_is_not_found(void **state) {
    struct desk *desk = *state;
    const char *const ids[] = {BASE_BELONGING, NOBODY};
    for (size_t i = 0; i < UNIT_COUNT(ids); i++) {
        assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_belonging_end, .belonging_id = ids[i]),
                         TRIB_E_NOT_FOUND);
        assert_string_equal(desk->error.field, "belonging_id");
    }
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(what_one_cannot_see_stands_in_nobodys_way),
        AT_A_DESK(a_role_has_its_space),
        AT_A_DESK(ends_today_and_reading_with_it),
        AT_A_DESK(what_ended_is_over),
        AT_A_DESK(the_hidden_is_not_found),
    };
    unit_add_rows(&tests, is_added, adds, sizeof adds[0], UNIT_COUNT(adds));
    int failed = unit_run("command/belonging", &tests);
    return failed + cmocka_run_group_tests_name("command/belonging", at_a_desk, NULL, NULL);
}
