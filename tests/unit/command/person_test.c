/*
 * One's own profile: the name others see goes wherever one is shown and it lasts, and nowhere else.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/people.h"

static const char OWN[] = "SELECT display_name FROM person WHERE person_id = ?1";
static const char LANGUAGE[] = "SELECT language FROM person WHERE person_id = ?1";
static const char ZONE[] = "SELECT time_zone FROM person WHERE person_id = ?1";
static const char OF_BELONGING[] = "SELECT display_name FROM belonging WHERE belonging_id = ?1";
static const char OF_ROLE[] = "SELECT display_name FROM coalition_role WHERE person_id = ?1";
static const char OF_MEMBERSHIP[] =
    "SELECT display_name FROM group_member WHERE group_member_id = ?1";

static enum trib_error_code rename_to(struct desk *desk, const char *person_id, const char *from,
                                      const char *to) {
    return DESK(desk, person_id, NULL, trib_person_edit, .person_id = person_id,
                .display_name = EDIT(from, to));
}

static void the_name_goes_where_one_is_shown(void **state) {
    struct desk *desk = *state;
    desk_begin(desk, NULL, NULL);
    spine_add_coalition_role(&desk->spine, NEW_1, LEAD, "secretariat");
    spine_add_group_member(&desk->spine, NEW_2, OPEN_GROUP, NULL, LEAD, "member");
    spine_add_belonging(&desk->spine, NEW_3, LEAD, POND, "base_member");
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    assert_int_equal(rename_to(desk, LEAD, "Person " LEAD, "Delegate"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OWN, LEAD), "Delegate");
    assert_string_equal(desk_read(desk, OF_BELONGING, LEAD_BELONGING), "Delegate");
    assert_string_equal(desk_read(desk, OF_BELONGING, NEW_3), "Delegate");
    assert_string_equal(desk_read(desk, OF_ROLE, LEAD), "Delegate");
    assert_string_equal(desk_read(desk, OF_MEMBERSHIP, NEW_2), "Delegate");
    assert_int_equal(desk->change_count, 5);
    assert_string_equal(desk_read(desk, OF_BELONGING, ALTERNATE_BELONGING), "Name"); /* another's */
}

/* What ended keeps the name of its time. */
static void what_ended_keeps_its_name(void **state) {
    struct desk *desk = *state;
    static const char END[] = "UPDATE belonging SET ends_on = '2011' WHERE belonging_id = ?1";
    static const char END_MEMBERSHIP[] =
        "UPDATE group_member SET ends_on = '2011' WHERE group_member_id = ?1";
    DESK_WRITE(desk, END, LEAD_BELONGING);
    DESK_WRITE(desk, END_MEMBERSHIP, MEMBERSHIP);
    assert_int_equal(rename_to(desk, LEAD, "Person " LEAD, "Delegate"), TRIB_E_NONE);
    assert_int_equal(rename_to(desk, GROUP_MEMBER, "Person " GROUP_MEMBER, "Guest"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, OF_BELONGING, LEAD_BELONGING), "Name");
    assert_string_equal(desk_read(desk, OF_MEMBERSHIP, MEMBERSHIP), "Name");
}

/* Invariant: a closed group never changes, not even in who was in it. */
static void a_group_that_is_over_keeps_its_names(void **state) {
    struct desk *desk = *state;
    static const char OTHER[] =
        "SELECT display_name FROM group_member WHERE person_id = ?1 AND group_id = "
        "'" COALITION_GROUP "'";
    static const char SET[] = "UPDATE \"group\" SET state = ?2 WHERE group_id = ?1";
    const char *const over[] = {"closed", "became_alliance", "reconvened"};
    char before[16] = "Person";
    char after[16];
    assert_int_equal(rename_to(desk, GROUP_MEMBER, "Person " GROUP_MEMBER, before), TRIB_E_NONE);
    for (size_t i = 0; i < UNIT_COUNT(over); i++) {
        DESK_WRITE(desk, SET, OPEN_GROUP, over[i]);
        snprintf(after, sizeof after, "Guest %zu", i);
        assert_int_equal(rename_to(desk, GROUP_MEMBER, before, after), TRIB_E_NONE);
        assert_string_equal(desk_read(desk, OF_MEMBERSHIP, MEMBERSHIP), "Person");
        assert_string_equal(desk_read(desk, OTHER, GROUP_MEMBER), after);
        strcpy(before, after);
    }
}

static void fields_are_edits(void **state) {
    struct desk *desk = *state;
    assert_int_equal(rename_to(desk, LEAD, "Somebody", "Delegate"), TRIB_E_STALE);
    assert_string_equal(desk->error.field, "display_name");
    assert_true(desk_error_has(desk, "\"stored\":\"Person " LEAD "\""));
    assert_string_equal(desk_read(desk, OF_BELONGING, LEAD_BELONGING), "Name");
    assert_int_equal(DESK(desk, LEAD, NULL, trib_person_edit, .person_id = LEAD,
                          .language = EDIT("en", "ar"), .time_zone = EDIT(NULL, "Africa/Dakar")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LANGUAGE, LEAD), "ar");
    assert_string_equal(desk_read(desk, ZONE, LEAD), "Africa/Dakar");
    assert_int_equal(desk->change_count, 2); /* and no name is touched */
    assert_int_equal(DESK(desk, LEAD, NULL, trib_person_edit, .person_id = LEAD,
                          .time_zone = EDIT("Africa/Dakar", NULL)),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ZONE, LEAD), "null");
    assert_int_equal(rename_to(desk, LEAD, "Person " LEAD, " "), TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "display_name");
}

/* A person's row is their own: not even their lead delegate sees it. */
static void others_are_not_found(void **state) {
    struct desk *desk = *state;
    const char *const who[] = {LEAD, SECRETARIAT, ADMINISTRATOR};
    for (size_t i = 0; i < UNIT_COUNT(who); i++) {
        assert_int_equal(DESK(desk, who[i], NULL, trib_person_edit, .person_id = BASE,
                              .language = EDIT("en", "fr")),
                         TRIB_E_NOT_FOUND);
        assert_string_equal(desk->error.field, "person_id");
    }
}

int main(void) {
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(the_name_goes_where_one_is_shown),
        AT_A_DESK(what_ended_keeps_its_name),
        AT_A_DESK(a_group_that_is_over_keeps_its_names),
        AT_A_DESK(fields_are_edits),
        AT_A_DESK(others_are_not_found),
    };
    return cmocka_run_group_tests_name("command/person", at_a_desk, NULL, NULL);
}
