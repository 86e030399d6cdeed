/*
 * What came out of what: where a tie is known, that it goes round in no circle, and what becomes of
 * a group that turns into something else. Invariants 6, 7 and 10 of the domain's list.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/directory.h"
#include "tributary/command/group.h"
#include "tributary/command/lineage.h"

static const char LINEAGE[] =
    "SELECT relation || ' ' || from_id || ' ' || to_id || ' ' || space_id "
    "FROM lineage WHERE lineage_id = ?1";
static const char DECISION[] = "SELECT decision || ' ' || coalesce(dated_on, '-') FROM lineage "
                               "WHERE lineage_id = ?1";
static const char GROUP_STATE[] = "SELECT state FROM \"group\" WHERE group_id = ?1";
static const char ORGANIZATION[] = "SELECT name || ' ' || kind || ' ' || space_id "
                                   "FROM organization WHERE organization_id = ?1";
static const char ASKED[] =
    "SELECT group_concat(organization_id || ' ' || status || ' ' || is_asked || ' ' || space_id, "
    "', ') FROM (SELECT * FROM affiliation WHERE parent_id = ?1 ORDER BY organization_id)";
static const char LEADS[] = "SELECT person_id || ' ' || role || ' ' || space_id FROM belonging "
                            "WHERE organization_id = ?1";
static const char MEMBERS[] =
    "SELECT group_concat(coalesce(organization_id, person_id) || ' ' || role, ', ') FROM "
    "(SELECT * FROM group_member WHERE group_id = ?1 AND ends_on IS NULL "
    "ORDER BY coalesce(organization_id, person_id))";
static const char OPEN_PARTS[] = "SELECT count(*) || '' FROM group_member "
                                 "WHERE organization_id = ?1 AND ends_on IS NULL";
static const char STATUS[] = "SELECT status FROM affiliation WHERE affiliation_id = ?1";
static const char TIE_OF[] = "SELECT affiliation_id FROM affiliation WHERE parent_id = ?1";
static const char ONE_TIE[] =
    "SELECT organization_id || ' ' || status || ' ' || is_asked || ' ' || space_id || ' ' || "
    "coalesce(starts_on, '-') FROM affiliation WHERE parent_id = ?1";

static enum trib_error_code add(struct desk *desk, const char *lineage_id, const char *from_table,
                                const char *from_id, const char *to_table, const char *to_id) {
    return DESK(desk, SECRETARIAT, NULL, trib_lineage_add, .lineage_id = lineage_id,
                .from_table = from_table, .from_id = from_id, .to_table = to_table, .to_id = to_id,
                .relation = "evolved_into");
}

/* ---- ties ------------------------------------------------------------------------------------ */

static struct place_row {
    const char *name;
    const char *from_table, *from_id, *to_table, *to_id, *space_id;
} places[] = {
    {"between two public things: public", "group", OPEN_GROUP, "organization", LAKE, PUBLIC},
    {"from a public thing to one of the coalition", "group", OPEN_GROUP, "organization", RIVER,
     COALITION},
    {"from a thing of the coalition to a public one", "group", COALITION_GROUP, "organization",
     LAKE, COALITION},
    {"between two of the coalition", "group", COALITION_GROUP, "organization", RIVER, COALITION},
};

static void is_known_where_the_narrower_end_is(void **state) {
    const struct place_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    char expected[256];
    assert_int_equal(add(desk, NEW_1, row->from_table, row->from_id, row->to_table, row->to_id),
                     TRIB_E_NONE);
    snprintf(expected, sizeof expected, "evolved_into %s %s %s", row->from_id, row->to_id,
             row->space_id);
    assert_string_equal(desk_read(desk, LINEAGE, NEW_1), expected);
    desk_tear_down(&opened);
}

static void no_circle_by_whatever_way(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NEW_1, "organization", LAKE, "group", OPEN_GROUP), TRIB_E_NONE);
    assert_int_equal(add(desk, NEW_2, "group", OPEN_GROUP, "organization", RIVER), TRIB_E_NONE);
    assert_int_equal(add(desk, NEW_3, "organization", RIVER, "organization", LAKE), TRIB_E_CYCLE);
    assert_string_equal(desk->error.field, "to_id");
    assert_true(desk_error_has(desk, "\"path_ids\":[\"" RIVER "\",\"" LAKE "\",\"" OPEN_GROUP
                                     "\",\"" RIVER "\"]"));
    assert_string_equal(desk_read(desk, LINEAGE, NEW_3), "no row");
    assert_int_equal(add(desk, NEW_3, "organization", LAKE, "organization", LAKE), TRIB_E_CYCLE);
    assert_string_equal(desk->error.field, "to_id");
    assert_int_equal(add(desk, NEW_3, "organization", LAKE, "group", OPEN_GROUP), TRIB_E_EXISTS);
}

static void what_is_not_seen_is_not_there(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NEW_1, "group", CLOSED_GROUP, "organization", LAKE),
                     TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "from_id");
    assert_int_equal(add(desk, NEW_1, "organization", LAKE, "group", CLOSED_GROUP),
                     TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "to_id");
    assert_int_equal(add(desk, NEW_1, "organization", OPEN_GROUP, "organization", LAKE),
                     TRIB_E_NOT_FOUND); /* it is a group */
}

static void a_mistake_is_taken_back(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, NEW_1, "group", OPEN_GROUP, "organization", LAKE), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_lineage_remove, .lineage_id = NEW_1),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LINEAGE, NEW_1), "no row");
}

/* ---- an alliance ----------------------------------------------------------------------------- */

static enum trib_error_code become(struct desk *desk, const char *person_id, const char *group_id) {
    return DESK(desk, person_id, NULL, trib_group_become_alliance, .group_id = group_id,
                .organization_id = NEW_1, .lineage_id = NEW_2, .belonging_id = NEW_3,
                .name = "Waters Alliance", .decision = "By consensus.", .dated_on = "2026-11");
}

static void admit(struct desk *desk, const char *group_id, const char *id, const char *who) {
    static const char ADMIT[] =
        "INSERT INTO group_member (group_member_id, space_id, group_id, organization_id, role) "
        "SELECT ?1, space_id, group_id, ?3, 'member' FROM \"group\" WHERE group_id = ?2";
    DESK_WRITE(desk, ADMIT, id, group_id, who);
}

static const char FIRST[] = "e0000000-0000-4000-8000-0000000000c1";
static const char SECOND[] = "e0000000-0000-4000-8000-0000000000c2";

/* The facilitator of these is of no organization: they read the coalition by being RIVER's base. */
static void let_read(struct desk *desk, const char *person_id) {
    static const char JOIN[] =
        "INSERT INTO belonging (belonging_id, space_id, person_id, organization_id, role, "
        "display_name) VALUES (?1, ?3, ?2, ?3, 'base_member', 'One of us')";
    DESK_WRITE(desk, JOIN, "e0000000-0000-4000-8000-0000000000c9", person_id, RIVER);
}

static void a_caucus_becomes_an_alliance(void **state) {
    struct desk *desk = *state;
    let_read(desk, FACILITATOR);
    admit(desk, COALITION_GROUP, FIRST, RIVER);
    admit(desk, COALITION_GROUP, SECOND, LAKE);
    assert_int_equal(become(desk, FACILITATOR, COALITION_GROUP), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ORGANIZATION, NEW_1),
                        "Waters Alliance alliance " COALITION);
    assert_string_equal(desk_read(desk, GROUP_STATE, COALITION_GROUP), "became_alliance");
    assert_string_equal(desk_read(desk, LINEAGE, NEW_2),
                        "became_alliance " COALITION_GROUP " " NEW_1 " " COALITION);
    assert_string_equal(desk_read(desk, DECISION, NEW_2), "By consensus. 2026-11");
    assert_string_equal(desk_read(desk, LEADS, NEW_1), FACILITATOR " lead_delegate " COALITION);
    /* asked, each of them, and a member is none of them yet */
    assert_string_equal(desk_read(desk, ASKED, NEW_1),
                        RIVER " applicant 1 " COALITION ", " LAKE " applicant 1 " COALITION);
    /* the group stays as it was, and changes no more */
    assert_int_equal(DESK_GROUP(desk, FACILITATOR, trib_group_rest, COALITION_GROUP),
                     TRIB_E_CLOSED);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_edit, .group_id = COALITION_GROUP,
                          .mandate = EDIT(NULL, "More.")),
                     TRIB_E_CLOSED);
    assert_true(trib_may_see(desk->graph, GROUP_MEMBER, COALITION_GROUP));
}

static void one_thing_becomes_one_thing(void **state) {
    struct desk *desk = *state;
    let_read(desk, FACILITATOR);
    assert_int_equal(become(desk, FACILITATOR, OPEN_GROUP), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ORGANIZATION, NEW_1), "Waters Alliance alliance " PUBLIC);
    assert_int_equal(become(desk, FACILITATOR, OPEN_GROUP), TRIB_E_CLOSED);
    /* nor does somebody else enter that it became another thing too */
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_lineage_add, .lineage_id = SECOND,
                          .from_table = "group", .from_id = OPEN_GROUP, .to_table = "organization",
                          .to_id = LAKE, .relation = "reconvened_as"),
                     TRIB_E_EXISTS);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_lineage_remove, .lineage_id = NEW_2),
                     TRIB_E_IN_USE);
}

static void a_forming_one_becomes_none(void **state) {
    struct desk *desk = *state;
    static const char FORM[] = "UPDATE \"group\" SET state = 'forming' WHERE group_id = ?1";
    DESK_WRITE(desk, FORM, OPEN_GROUP);
    let_read(desk, FACILITATOR);
    assert_int_equal(become(desk, FACILITATOR, OPEN_GROUP), TRIB_E_STATE);
    assert_true(desk_error_has(desk, "\"possible\":[\"active\"]"));
    assert_string_equal(desk_read(desk, ORGANIZATION, NEW_1), "no row");
}

/* Who works in a closed group is known there alone: each is asked where only it reads. */
static void members_of_a_closed_group_are_asked_alone(void **state) {
    struct desk *desk = *state;
    let_read(desk, CLOSED_FACILITATOR);
    admit(desk, CLOSED_GROUP, FIRST, LAKE);
    assert_int_equal(become(desk, CLOSED_FACILITATOR, CLOSED_GROUP), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ONE_TIE, NEW_1), LAKE " applicant 1 " LAKE " -");
    assert_string_equal(desk_read(desk, LINEAGE, NEW_2),
                        "became_alliance " CLOSED_GROUP " " NEW_1 " " CLOSED_GROUP);
}

static void nobody_makes_what_they_would_not_read(void **state) {
    struct desk *desk = *state;
    assert_int_equal(become(desk, CLOSED_FACILITATOR, CLOSED_GROUP), TRIB_E_FORBIDDEN);
    assert_string_equal(desk_read(desk, GROUP_STATE, CLOSED_GROUP), "active");
}

static void who_was_asked_answers_for_itself(void **state) {
    struct desk *desk = *state;
    char tie[TRIB_ID_BYTES];
    char expected[256];
    let_read(desk, FACILITATOR);
    admit(desk, COALITION_GROUP, FIRST, LAKE);
    assert_int_equal(become(desk, FACILITATOR, COALITION_GROUP), TRIB_E_NONE);
    snprintf(tie, sizeof tie, "%s", desk_read(desk, TIE_OF, NEW_1));
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_affiliation_confirm, .affiliation_id = tie),
                     TRIB_E_NONE);
    snprintf(expected, sizeof expected, LAKE " member 0 " COALITION " %s", desk_today(desk));
    assert_string_equal(desk_read(desk, ONE_TIE, NEW_1), expected);
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_affiliation_confirm, .affiliation_id = tie),
                     TRIB_E_STATE);
}

/* What was not asked is decided, not confirmed; nor is one that said no and applies again. */
static void who_was_not_asked_does_not_confirm(void **state) {
    struct desk *desk = *state;
    char tie[TRIB_ID_BYTES];
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_apply, .affiliation_id = FIRST,
                          .organization_id = POND, .parent_id = ROOT, .standing_sought = "member"),
                     TRIB_E_NONE);
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_affiliation_confirm, .affiliation_id = FIRST),
        TRIB_E_STATE);
    let_read(desk, FACILITATOR);
    admit(desk, COALITION_GROUP, SECOND, LAKE);
    assert_int_equal(become(desk, FACILITATOR, COALITION_GROUP), TRIB_E_NONE);
    snprintf(tie, sizeof tie, "%s", desk_read(desk, TIE_OF, NEW_1));
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_affiliation_leave, .affiliation_id = tie),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_set_status,
                          .affiliation_id = tie, .status = EDIT("left", "applicant")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_affiliation_confirm, .affiliation_id = tie),
                     TRIB_E_STATE);
    assert_string_equal(desk_read(desk, STATUS, tie), "applicant");
}

/* ---- another body ---------------------------------------------------------------------------- */

static enum trib_error_code reconvene(struct desk *desk, const char *acting_for,
                                      const char *organization_id, const char *to_group_id) {
    return DESK(desk, FACILITATOR, acting_for, trib_group_reconvene, .group_id = OPEN_GROUP,
                .lineage_id = NEW_1, .organization_id = organization_id, .to_group_id = to_group_id,
                .decision = "In Mexico City.");
}

static void goes_on_as_another_group(void **state) {
    struct desk *desk = *state;
    let_read(desk, FACILITATOR);
    assert_int_equal(reconvene(desk, NULL, NULL, COALITION_GROUP), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, GROUP_STATE, OPEN_GROUP), "reconvened");
    assert_string_equal(desk_read(desk, LINEAGE, NEW_1),
                        "reconvened_as " OPEN_GROUP " " COALITION_GROUP " " COALITION);
    assert_int_equal(DESK_GROUP(desk, FACILITATOR, trib_group_close, OPEN_GROUP), TRIB_E_CLOSED);
}

static void no_body_is_made_a_successor_by_others(void **state) {
    struct desk *desk = *state;
    assert_int_equal(reconvene(desk, NULL, LAKE, NULL), TRIB_E_FORBIDDEN);
    assert_string_equal(desk->error.field, "organization_id");
    assert_int_equal(reconvene(desk, NULL, NULL, NULL), TRIB_E_REQUIRED);
    assert_int_equal(reconvene(desk, NULL, NULL, CLOSED_GROUP), TRIB_E_NOT_FOUND);
    assert_string_equal(desk_read(desk, GROUP_STATE, OPEN_GROUP), "active");
    static const char JOIN[] =
        "INSERT INTO belonging (belonging_id, space_id, person_id, organization_id, role, "
        "display_name) VALUES (?1, '" COALITION "', ?2, ?3, 'alternate', 'One of us')";
    DESK_WRITE(desk, JOIN, NEW_2, FACILITATOR, LAKE);
    assert_int_equal(reconvene(desk, LAKE, LAKE, NULL), TRIB_E_NONE);
}

/* ---- merging and splitting ------------------------------------------------------------------- */

static enum trib_error_code merge(struct desk *desk, const char *group_id, const char *into_id) {
    return DESK(desk, FACILITATOR, NULL, trib_group_merge, .group_id = group_id,
                .into_group_id = into_id, .lineage_id = NEW_1, .decision = "Both agreed.");
}

static void who_works_in_it_goes_with_it(void **state) {
    struct desk *desk = *state;
    let_read(desk, FACILITATOR);
    admit(desk, COALITION_GROUP, FIRST, RIVER);
    admit(desk, OPEN_GROUP, SECOND, LAKE);
    assert_int_equal(merge(desk, COALITION_GROUP, OPEN_GROUP), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, GROUP_STATE, COALITION_GROUP), "closed");
    assert_string_equal(desk_read(desk, MEMBERS, OPEN_GROUP),
                        RIVER " member, " LAKE " member, " FACILITATOR " facilitator, " GROUP_MEMBER
                              " member");
    /* and both pasts are kept */
    assert_string_equal(desk_read(desk, MEMBERS, COALITION_GROUP),
                        RIVER " member, " FACILITATOR " facilitator, " GROUP_MEMBER " member");
    assert_string_equal(desk_read(desk, LINEAGE, NEW_1),
                        "merged_into " COALITION_GROUP " " OPEN_GROUP " " COALITION);
}

static void no_group_is_merged_by_others(void **state) {
    struct desk *desk = *state;
    let_read(desk, FACILITATOR);
    assert_int_equal(merge(desk, OPEN_GROUP, CLOSED_GROUP), TRIB_E_NOT_FOUND);
    static const char LEAVE[] =
        "UPDATE group_member SET role = 'member' WHERE group_id = ?1 AND person_id = ?2";
    DESK_WRITE(desk, LEAVE, COALITION_GROUP, FACILITATOR);
    assert_int_equal(merge(desk, OPEN_GROUP, COALITION_GROUP), TRIB_E_FORBIDDEN);
    assert_string_equal(desk->error.field, "into_group_id");
    assert_int_equal(merge(desk, OPEN_GROUP, OPEN_GROUP), TRIB_E_CYCLE);
    assert_string_equal(desk->error.field, "into_group_id");
    assert_string_equal(desk_read(desk, GROUP_STATE, OPEN_GROUP), "active");
}

static void a_part_starts_on_its_own(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_group_split,
                          .from_group_id = CLOSED_GROUP, .group_id = NEW_1,
                          .group_member_id = NEW_2, .lineage_id = NEW_3, .name = "Upper part",
                          .decision = "The upper rivers meet apart."),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LINEAGE, NEW_3),
                        "split_into " CLOSED_GROUP " " NEW_1 " " NEW_1);
    assert_string_equal(desk_read(desk, GROUP_STATE, NEW_1), "forming");
    assert_string_equal(desk_read(desk, GROUP_STATE, CLOSED_GROUP), "active");
    assert_string_equal(desk_read(desk, MEMBERS, NEW_1), CLOSED_FACILITATOR " facilitator");
    assert_false(trib_may_see(desk->graph, SECRETARIAT, NEW_1));
}

/* ---- organizations --------------------------------------------------------------------------- */

static enum trib_error_code unite(struct desk *desk, const char *organization_id) {
    return DESK(desk, SECRETARIAT, NULL, trib_organization_merge,
                .organization_id = organization_id, .into_organization_id = LAKE,
                .lineage_id = NEW_1, .decision = "Both assemblies.");
}

static void an_organization_goes_over_with_its_past(void **state) {
    struct desk *desk = *state;
    admit(desk, OPEN_GROUP, FIRST, RIVER);
    assert_int_equal(unite(desk, RIVER), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATUS, RIVER_TIE), "left");
    assert_string_equal(desk_read(desk, OPEN_PARTS, RIVER), "0");
    assert_string_equal(desk_read(desk, LINEAGE, NEW_1),
                        "merged_into " RIVER " " LAKE " " COALITION);
    assert_false(trib_may_see(desk->graph, LEAD, COALITION));
}

static void an_open_application_stands_in_the_way(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_apply, .affiliation_id = FIRST,
                          .organization_id = POND, .parent_id = RIVER, .standing_sought = "member"),
                     TRIB_E_NONE);
    assert_int_equal(unite(desk, RIVER), TRIB_E_IN_USE);
    assert_int_equal(unite(desk, POND), TRIB_E_IN_USE);
    assert_int_equal(unite(desk, ROOT), TRIB_E_IN_USE);
    assert_int_equal(unite(desk, LAKE), TRIB_E_CYCLE);
    assert_string_equal(desk_read(desk, STATUS, RIVER_TIE), "member");
}

/* ---- joining --------------------------------------------------------------------------------- */

static void an_open_group_is_joined(void **state) {
    struct desk *desk = *state;
    let_read(desk, FACILITATOR);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_group_member_join, .group_member_id = NEW_1,
                          .group_id = COALITION_GROUP),
                     TRIB_E_FORBIDDEN);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_edit, .group_id = COALITION_GROUP,
                          .admission = EDIT("by_admission", "open")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_group_member_join, .group_member_id = NEW_1,
                          .group_id = COALITION_GROUP),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, BASE, RIVER, trib_group_member_join, .group_member_id = NEW_2,
                          .group_id = COALITION_GROUP),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, MEMBERS, COALITION_GROUP),
                        RIVER " member, " BASE " member, " FACILITATOR " facilitator, " GROUP_MEMBER
                              " member");
    assert_int_equal(DESK(desk, ALTERNATE, RIVER, trib_group_member_join, .group_member_id = NEW_3,
                          .group_id = COALITION_GROUP),
                     TRIB_E_EXISTS); /* the organization is in it */
    assert_int_equal(DESK(desk, PERSON, NULL, trib_group_member_join, .group_member_id = NEW_3,
                          .group_id = COALITION_GROUP),
                     TRIB_E_NOT_FOUND);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(no_circle_by_whatever_way),
        AT_A_DESK(what_is_not_seen_is_not_there),
        AT_A_DESK(a_mistake_is_taken_back),
        AT_A_DESK(a_caucus_becomes_an_alliance),
        AT_A_DESK(one_thing_becomes_one_thing),
        AT_A_DESK(a_forming_one_becomes_none),
        AT_A_DESK(members_of_a_closed_group_are_asked_alone),
        AT_A_DESK(nobody_makes_what_they_would_not_read),
        AT_A_DESK(who_was_asked_answers_for_itself),
        AT_A_DESK(who_was_not_asked_does_not_confirm),
        AT_A_DESK(goes_on_as_another_group),
        AT_A_DESK(no_body_is_made_a_successor_by_others),
        AT_A_DESK(who_works_in_it_goes_with_it),
        AT_A_DESK(no_group_is_merged_by_others),
        AT_A_DESK(a_part_starts_on_its_own),
        AT_A_DESK(an_organization_goes_over_with_its_past),
        AT_A_DESK(an_open_application_stands_in_the_way),
        AT_A_DESK(an_open_group_is_joined),
    };
    unit_add_rows(&tests, is_known_where_the_narrower_end_is, places, sizeof places[0],
                  UNIT_COUNT(places));
    int failed = unit_run("command/lineage", &tests);
    return failed + cmocka_run_group_tests_name("command/lineage", at_a_desk, NULL, NULL);
}
