/*
 * Who works in a group: where each membership stands, that one lasts at a time, roles, and that
 * what is hidden is admitted by nobody who does not know it.
 */
#include <string.h>

#include "desk.h"
#include "tributary/command/group.h"

static const char ROW[] =
    "SELECT role || ' ' || coalesce(organization_id, person_id) || ' ' || space_id "
    "FROM group_member WHERE group_member_id = ?1";
static const char ROLE[] = "SELECT role FROM group_member WHERE group_member_id = ?1";
static const char NAME[] = "SELECT display_name FROM group_member WHERE group_member_id = ?1";
static const char STARTS[] = "SELECT starts_on FROM group_member WHERE group_member_id = ?1";
static const char ENDS[] = "SELECT ends_on FROM group_member WHERE group_member_id = ?1";

/* Somebody who sees the coalition, an open and a closed group, so that all can be tried by one. */
static void prepare(struct desk *desk) {
    desk_begin(desk, NULL, NULL);
    spine_add_coalition_role(&desk->spine, "d0000000-0000-4000-8000-000000000041",
                             CLOSED_FACILITATOR, "secretariat");
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
}

static enum trib_error_code admit(struct desk *desk, const char *who, const char *group_id,
                                  const char *organization_id, const char *person_id) {
    return DESK(desk, who, NULL, trib_group_member_admit, .group_member_id = NEW_1,
                .group_id = group_id, .organization_id = organization_id, .person_id = person_id,
                .role = "member");
}

static struct space_row {
    const char *name;
    const char *group_id, *organization_id, *person_id, *row;
} spaces[] = {
    {"a public organization in a public group is public", OPEN_GROUP, LAKE, NULL,
     "member " LAKE " " PUBLIC},
    {"one known in the coalition is known in it there too", OPEN_GROUP, RIVER, NULL,
     "member " RIVER " " COALITION},
    {"in a group of the coalition's all are the coalition's", COALITION_GROUP, LAKE, NULL,
     "member " LAKE " " COALITION},
    {"in a closed group all are the group's", CLOSED_GROUP, LAKE, NULL,
     "member " LAKE " " CLOSED_GROUP},
    {"a person in a public group is known in it alone", OPEN_GROUP, NULL, LEAD,
     "member " LEAD " " OPEN_GROUP},
    {"a person in a group of the coalition's too", COALITION_GROUP, NULL, LEAD,
     "member " LEAD " " COALITION_GROUP},
};

static void stands_where_it_is_known(void **state) {
    const struct space_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    prepare(desk);
    assert_int_equal(
        admit(desk, CLOSED_FACILITATOR, row->group_id, row->organization_id, row->person_id),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ROW, NEW_1), row->row);
    assert_string_not_equal(desk_read(desk, STARTS, NEW_1), "null");
    assert_string_equal(desk_read(desk, ENDS, NEW_1), "null");
    assert_string_equal(desk_read(desk, NAME, NEW_1), row->person_id == NULL ? "null" : "Name");
    assert_int_equal(desk->change_count, 1);
    desk_tear_down(&opened);
}

static struct refused_row {
    const char *name;
    const char *who, *group_id, *organization_id, *person_id;
    enum trib_error_code code;
    const char *field;
} refused[] = {
    {"a group one may not see is not there", FACILITATOR, CLOSED_GROUP, LAKE, NULL,
     TRIB_E_NOT_FOUND, "group_id"},
    {"an organization one may not see is not there", FACILITATOR, OPEN_GROUP, RIVER, NULL,
     TRIB_E_NOT_FOUND, "organization_id"},
    {"an organization that is not there is not", FACILITATOR, OPEN_GROUP, NOBODY, NULL,
     TRIB_E_NOT_FOUND, "organization_id"},
    {"a delegate one may not see is not there", FACILITATOR, OPEN_GROUP, NULL, LEAD,
     TRIB_E_NOT_FOUND, "person_id"},
    {"a base member is known to their organization alone", SECRETARIAT, OPEN_GROUP, NULL, BASE,
     TRIB_E_NOT_FOUND, "person_id"},
    {"who belongs nowhere is known to nobody", SECRETARIAT, OPEN_GROUP, NULL, PERSON,
     TRIB_E_NOT_FOUND, "person_id"},
    {"one of the two must be given", FACILITATOR, OPEN_GROUP, NULL, NULL, TRIB_E_REQUIRED,
     "organization_id"},
    {"and not both", FACILITATOR, OPEN_GROUP, LAKE, FACILITATOR, TRIB_E_REQUIRED,
     "organization_id"},
};

static void is_refused(void **state) {
    const struct refused_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(admit(desk, row->who, row->group_id, row->organization_id, row->person_id),
                     row->code);
    assert_string_equal(desk->error.field, row->field);
    assert_string_equal(desk_read(desk, ROW, NEW_1), "no row");
    desk_tear_down(&opened);
}

static void one_membership_lasts_at_a_time(void **state) {
    struct desk *desk = *state;
    assert_int_equal(admit(desk, FACILITATOR, OPEN_GROUP, LAKE, NULL), TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_member_admit,
                          .group_member_id = NEW_2, .group_id = OPEN_GROUP, .organization_id = LAKE,
                          .role = "chair"),
                     TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "organization_id");
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_member_end, .group_member_id = NEW_1),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_member_admit,
                          .group_member_id = NEW_2, .group_id = OPEN_GROUP, .organization_id = LAKE,
                          .role = "chair"),
                     TRIB_E_NONE); /* beside the one that ended */
    assert_string_equal(desk_read(desk, ROLE, NEW_1), "member");
    assert_string_equal(desk_read(desk, ROLE, NEW_2), "chair");
    assert_int_equal(admit(desk, FACILITATOR, OPEN_GROUP, SPRING, NULL), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "group_member_id");
}

/* An organization's membership lets its delegates read, and its base members not. */
static void delegates_read_for_their_organization(void **state) {
    struct desk *desk = *state;
    prepare(desk);
    assert_int_equal(admit(desk, CLOSED_FACILITATOR, CLOSED_GROUP, RIVER, NULL), TRIB_E_NONE);
    assert_true(trib_may_see(desk->graph, LEAD, CLOSED_GROUP));
    assert_true(trib_may_see(desk->graph, ALTERNATE, CLOSED_GROUP));
    assert_false(trib_may_see(desk->graph, BASE, CLOSED_GROUP));
    assert_int_equal(
        DESK(desk, CLOSED_FACILITATOR, NULL, trib_group_member_end, .group_member_id = NEW_1),
        TRIB_E_NONE);
    assert_false(trib_may_see(desk->graph, LEAD, CLOSED_GROUP));
}

static void ends_today_and_stays(void **state) {
    struct desk *desk = *state;
    char today[11];
    strcpy(today, desk_today(desk));
    assert_int_equal(
        DESK(desk, GROUP_MEMBER, NULL, trib_group_member_end, .group_member_id = MEMBERSHIP),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ENDS, MEMBERSHIP), today);
    assert_int_equal(desk->change_count, 1);
    assert_false(trib_may_see(desk->graph, GROUP_MEMBER, OPEN_GROUP));
    assert_int_equal(
        DESK(desk, FACILITATOR, NULL, trib_group_member_end, .group_member_id = MEMBERSHIP),
        TRIB_E_CLOSED);
    assert_string_equal(desk->error.field, "group_member_id");
    assert_int_equal(
        DESK(desk, GROUP_MEMBER, NULL, trib_group_member_end, .group_member_id = MEMBERSHIP),
        TRIB_E_NOT_FOUND); /* for who sees the group no more */
}

static void roles_are_edits(void **state) {
    struct desk *desk = *state;
    static const struct {
        const char *from, *to;
        enum trib_error_code code;
        const char *stored;
        enum trib_group_part part;
    } steps[] = {
        {"member", "note_taker", TRIB_E_NONE, "note_taker", TRIB_GROUP_NOTE_TAKER},
        {"member", "chair", TRIB_E_STALE, "note_taker", TRIB_GROUP_NOTE_TAKER},
        {"note_taker", "chair", TRIB_E_NONE, "chair", TRIB_GROUP_FACILITATOR},
        {"member", "chair", TRIB_E_NONE, "chair", TRIB_GROUP_FACILITATOR},
        {"chair", "facilitator", TRIB_E_NONE, "facilitator", TRIB_GROUP_FACILITATOR},
        {"facilitator", "member", TRIB_E_NONE, "member", TRIB_GROUP_MEMBER},
    };
    for (size_t i = 0; i < UNIT_COUNT(steps); i++) {
        assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_member_set_role,
                              .group_member_id = MEMBERSHIP,
                              .role = EDIT(steps[i].from, steps[i].to)),
                         steps[i].code);
        assert_string_equal(desk_read(desk, ROLE, MEMBERSHIP), steps[i].stored);
        assert_int_equal(trib_graph_group_part(desk->graph, GROUP_MEMBER, NULL, OPEN_GROUP),
                         steps[i].part);
    }
}

/* A role held by an organization is used by its delegates, when they act for it. */
static void an_organizations_role_is_its_delegates(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_group_member_admit,
                          .group_member_id = NEW_1, .group_id = OPEN_GROUP,
                          .organization_id = RIVER, .role = "facilitator"),
                     TRIB_E_NONE);
    assert_int_equal(trib_graph_group_part(desk->graph, LEAD, RIVER, OPEN_GROUP),
                     TRIB_GROUP_FACILITATOR);
    assert_int_equal(trib_graph_group_part(desk->graph, LEAD, NULL, OPEN_GROUP), TRIB_GROUP_NONE);
    assert_int_equal(trib_graph_group_part(desk->graph, BASE, RIVER, OPEN_GROUP), TRIB_GROUP_NONE);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(one_membership_lasts_at_a_time),
        AT_A_DESK(delegates_read_for_their_organization),
        AT_A_DESK(ends_today_and_stays),
        AT_A_DESK(roles_are_edits),
        AT_A_DESK(an_organizations_role_is_its_delegates),
    };
    unit_add_rows(&tests, stands_where_it_is_known, spaces, sizeof spaces[0], UNIT_COUNT(spaces));
    unit_add_rows(&tests, is_refused, refused, sizeof refused[0], UNIT_COUNT(refused));
    int failed = unit_run("command/group_member", &tests);
    return failed + cmocka_run_group_tests_name("command/group_member", at_a_desk, NULL, NULL);
}
