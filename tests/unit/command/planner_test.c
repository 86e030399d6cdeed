/* Finding a time by its commands: zones, invited groups, times that are offered and marked. */
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/meeting.h"
#include "tributary/command/planner.h"

#define OPTION "d0000000-0000-4000-8000-0000000000b0"

static const char MARKS[] =
    "SELECT coalesce(group_concat(coalesce(organization_id, person_id) || ' ' || mark, ', '), '') "
    "FROM meeting_option_mark WHERE meeting_option_id = ?1";
static const char FACTS[] = "SELECT state || ' ' || coalesce(starts_local, '-') FROM meeting "
                            "WHERE meeting_id = ?1";
static const char GROUPS[] =
    "SELECT coalesce(group_concat(group_id, ' '), '') FROM meeting_group WHERE meeting_id = ?1";

static enum trib_error_code zone(struct desk *desk, const char *id, const char *name) {
    return DESK(desk, LEAD, RIVER, trib_organization_zone_add, .organization_id = RIVER,
                .organization_zone_id = id, .zone = name);
}

static void an_organization_says_where_it_works(void **state) {
    struct desk *desk = *state;
    static const char ZONES[] = "SELECT group_concat(zone || ' ' || space_id, ', ') FROM "
                                "organization_zone WHERE organization_id = ?1";
    assert_int_equal(zone(desk, NEW_1, "Africa/Accra"), TRIB_E_NONE);
    assert_int_equal(zone(desk, NEW_2, "Africa/Accra"), TRIB_E_EXISTS);
    assert_int_equal(zone(desk, NEW_2, "Africa/Nowhere"), TRIB_E_ZONE);
    assert_string_equal(desk->error.field, "zone");
    assert_string_equal(desk_read(desk, ZONES, RIVER), "Africa/Accra " COALITION);
    assert_int_equal(
        DESK(desk, LEAD, RIVER, trib_organization_zone_remove, .organization_zone_id = NEW_1),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ZONES, RIVER), "null");
}

static void there_are_so_many_zones(void **state) {
    static const char *const NAMES[] = {
        "Africa/Accra",   "Africa/Lagos", "Africa/Cairo",  "Asia/Manila",  "Asia/Tokyo",
        "Asia/Dhaka",     "Europe/Paris", "Europe/Berlin", "America/Lima", "America/Bogota",
        "America/Panama", "UTC",          "Asia/Kabul"};
    struct desk *desk = *state;
    for (unsigned i = 0; i <= TRIB_ORGANIZATION_ZONES_MAX; i++) {
        char id[TRIB_ID_BYTES];
        snprintf(id, sizeof id, "e0000000-0000-4000-8000-0000000003%02u", i);
        assert_int_equal(zone(desk, id, NAMES[i]),
                         i < TRIB_ORGANIZATION_ZONES_MAX ? TRIB_E_NONE : TRIB_E_TOO_MANY);
    }
}

/* A draft of the group's, in its own space; or of the coalition. */
static void draft(struct desk *desk, bool is_for_all) {
    const struct trib_meeting_plan params = {.meeting_id = NEW_1,
                                             .title = "Call",
                                             .group_id = is_for_all ? NULL : OPEN_GROUP,
                                             .state = "draft"};
    bool is_done =
        is_for_all ? trib_meeting_plan_for_coalition(desk_begin(desk, SECRETARIAT, NULL), &params,
                                                     &desk->error)
                   : trib_meeting_plan(desk_begin(desk, FACILITATOR, NULL), &params, &desk->error);
    assert_int_equal(desk_end(desk, is_done), TRIB_E_NONE);
}

static enum trib_error_code offer(struct desk *desk, const char *who, const char *id,
                                  const char *starts, const char *ends) {
    return DESK(desk, who, NULL, trib_meeting_option_add, .meeting_id = NEW_1,
                .meeting_option_id = id, .starts_local = starts, .ends_local = ends,
                .zone = "Africa/Accra");
}

static enum trib_error_code mark(struct desk *desk, const char *who, const char *acting_for,
                                 const char *id, const char *word) {
    return DESK(desk, who, acting_for, trib_meeting_option_mark, .meeting_option_id = OPTION,
                .meeting_option_mark_id = id, .mark = word);
}

static enum trib_error_code choose(struct desk *desk, const char *who) {
    const struct trib_meeting_option_of params = {OPTION};
    return desk_end(desk,
                    trib_meeting_option_choose(desk_begin(desk, who, NULL), &params, &desk->error));
}

static enum trib_error_code withdraw(struct desk *desk, const char *who) {
    const struct trib_meeting_option_of params = {OPTION};
    return desk_end(desk,
                    trib_meeting_option_remove(desk_begin(desk, who, NULL), &params, &desk->error));
}

static void times_are_offered_marked_and_one_is_chosen(void **state) {
    struct desk *desk = *state;
    draft(desk, true);
    assert_int_equal(offer(desk, SECRETARIAT, OPTION, "2027-03-16T10:00", "2027-03-16T11:00"),
                     TRIB_E_NONE);
    assert_int_equal(offer(desk, SECRETARIAT, NEW_2, "2027-03-16T10:00", "2027-03-16T09:00"),
                     TRIB_E_ORDER);
    assert_int_equal(mark(desk, LEAD, RIVER, NEW_2, "does_not"), TRIB_E_NONE);
    assert_int_equal(mark(desk, ALTERNATE, RIVER, NEW_3, "suits"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, MARKS, OPTION), RIVER " suits");
    assert_int_equal(mark(desk, BASE, RIVER, NEW_3, "suits"), TRIB_E_OUTSIDE);
    assert_int_equal(choose(desk, SECRETARIAT), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, FACTS, NEW_1), "draft 2027-03-16T10:00");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_meeting_set_state, .meeting_id = NEW_1,
                          .state = EDIT("draft", "planned")),
                     TRIB_E_NONE);
    assert_int_equal(mark(desk, LEAD, RIVER, NEW_2, "does_not"), TRIB_E_STATE);
    assert_int_equal(choose(desk, SECRETARIAT), TRIB_E_STATE);
    assert_int_equal(withdraw(desk, SECRETARIAT), TRIB_E_STATE);
}

static void who_is_in_a_group_marks_in_person(void **state) {
    struct desk *desk = *state;
    draft(desk, false);
    assert_int_equal(offer(desk, FACILITATOR, OPTION, "2027-03-16T10:00", "2027-03-16T11:00"),
                     TRIB_E_NONE);
    assert_int_equal(mark(desk, GROUP_MEMBER, NULL, NEW_2, "if_needed"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, MARKS, OPTION), GROUP_MEMBER " if_needed");
    assert_int_equal(mark(desk, LAKE_LEAD, LAKE, NEW_3, "suits"), TRIB_E_NOT_FOUND);
    assert_int_equal(withdraw(desk, FACILITATOR), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, MARKS, OPTION), "");
}

static void so_many_times_are_offered(void **state) {
    struct desk *desk = *state;
    draft(desk, false);
    for (unsigned i = 0; i <= TRIB_MEETING_OPTIONS_MAX; i++) {
        char id[TRIB_ID_BYTES];
        snprintf(id, sizeof id, "e0000000-0000-4000-8000-0000000004%02u", i);
        assert_int_equal(offer(desk, FACILITATOR, id, "2027-03-16T10:00", "2027-03-16T11:00"),
                         i < TRIB_MEETING_OPTIONS_MAX ? TRIB_E_NONE : TRIB_E_TOO_MANY);
    }
}

static enum trib_error_code invite(struct desk *desk, const char *who, const char *group_id) {
    return DESK(desk, who, NULL, trib_meeting_group_invite, .meeting_id = NEW_1,
                .meeting_group_id = NEW_2, .group_id = group_id);
}

static void groups_are_invited_where_all_see_it(void **state) {
    struct desk *desk = *state;
    draft(desk, true);
    assert_int_equal(invite(desk, SECRETARIAT, COALITION_GROUP), TRIB_E_NONE);
    assert_int_equal(invite(desk, SECRETARIAT, COALITION_GROUP), TRIB_E_EXISTS);
    assert_string_equal(desk_read(desk, GROUPS, NEW_1), COALITION_GROUP);
    assert_int_equal(invite(desk, SECRETARIAT, CLOSED_GROUP), TRIB_E_NOT_FOUND);
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_meeting_group_remove, .meeting_group_id = NEW_2),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, GROUPS, NEW_1), "");
}

static void a_groups_own_meeting_is_its_own(void **state) {
    struct desk *desk = *state;
    draft(desk, false);
    assert_int_equal(invite(desk, FACILITATOR, COALITION_GROUP), TRIB_E_NOT_FOUND); /* unseen */
    assert_int_equal(invite(desk, FACILITATOR, OPEN_GROUP), TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "group_id");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(an_organization_says_where_it_works),
        AT_A_DESK(there_are_so_many_zones),
        AT_A_DESK(times_are_offered_marked_and_one_is_chosen),
        AT_A_DESK(who_is_in_a_group_marks_in_person),
        AT_A_DESK(so_many_times_are_offered),
        AT_A_DESK(groups_are_invited_where_all_see_it),
        AT_A_DESK(a_groups_own_meeting_is_its_own),
    };
    return cmocka_run_group_tests_name("command/planner", tests, NULL, NULL);
}
