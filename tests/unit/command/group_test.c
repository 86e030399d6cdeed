/*
 * Groups by their commands: where a new one stands and who facilitates it, its states, and that one
 * which is over changes no more.
 */
#include <string.h>

#include "desk.h"
#include "tributary/command/group.h"
#include "tributary/command/people.h"
#include "tributary/domain/states.h"

static const char SPACE[] = "SELECT space_id FROM \"group\" WHERE group_id = ?1";
static const char STATE[] = "SELECT state FROM \"group\" WHERE group_id = ?1";
static const char NAME[] = "SELECT name FROM \"group\" WHERE group_id = ?1";
static const char VOTE_UNIT[] = "SELECT vote_unit FROM \"group\" WHERE group_id = ?1";
static const char OWN_SPACE[] = "SELECT kind || ' ' || owner_id FROM space WHERE space_id = ?1";
static const char NAME_ROW[] = "SELECT space_id || ' ' || kind || ' ' || text || ' ' || rank "
                               "FROM group_name WHERE group_name_id = ?1";
static const char MEMBER[] =
    "SELECT role || ' ' || coalesce(organization_id, person_id) || ' ' || space_id "
    "FROM group_member WHERE group_member_id = ?1";

static enum trib_error_code create(struct desk *desk, const char *person_id, const char *acting_for,
                                   const char *visibility) {
    return DESK(desk, person_id, acting_for, trib_group_create, .group_id = NEW_1,
                .group_member_id = NEW_2, .name = "Detention", .kind = "caucus",
                .visibility = visibility);
}

/* ---- starting one ---------------------------------------------------------------------------- */

static struct start_row {
    const char *name;
    const char *person_id, *acting_for, *visibility;
    const char *space_id, *member; /* of its row; of who facilitates it */
} starts[] = {
    {"a delegate's organization facilitates, in the coalition", LEAD, RIVER, "coalition", COALITION,
     "facilitator " RIVER " " COALITION},
    {"a closed group is in its own space, its organization's membership too", LEAD, RIVER, "group",
     NEW_1, "facilitator " RIVER " " NEW_1},
    {"a base member facilitates in person, known in the group alone", BASE, RIVER, "coalition",
     COALITION, "facilitator " BASE " " NEW_1},
    {"who acts for nobody facilitates in person", LEAD, NULL, "coalition", COALITION,
     "facilitator " LEAD " " NEW_1},
    {"the secretariat starts public ones", SECRETARIAT, NULL, "public", PUBLIC,
     "facilitator " SECRETARIAT " " NEW_1},
    {"who does not see the coalition starts closed ones", PERSON, NULL, "group", NEW_1,
     "facilitator " PERSON " " NEW_1},
};

static void starts_where_it_is_known(void **state) {
    const struct start_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(create(desk, row->person_id, row->acting_for, row->visibility), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), row->space_id);
    assert_string_equal(desk_read(desk, OWN_SPACE, NEW_1), "group " NEW_1);
    assert_string_equal(desk_read(desk, STATE, NEW_1), "forming");
    assert_string_equal(desk_read(desk, VOTE_UNIT, NEW_1), "organization");
    assert_string_equal(desk_read(desk, MEMBER, NEW_2), row->member);
    assert_int_equal(desk->change_count, 3);
    assert_true(trib_may_see(desk->graph, row->person_id, NEW_1));
    assert_int_equal(trib_graph_group_part(desk->graph, row->person_id, row->acting_for, NEW_1),
                     TRIB_GROUP_FACILITATOR);
    desk_tear_down(&opened);
}

static struct forbidden_row {
    const char *name;
    const char *person_id, *acting_for, *visibility, *who;
} forbidden[] = {
    {"public ones are the secretariat's to start", LEAD, RIVER, "public",
     "\"who\":[\"secretariat\"]"},
    {"nobody starts one where they do not see it", PERSON, NULL, "coalition",
     "\"who\":[\"base_member\",\"delegate\",\"secretariat\"]"},
};

static void is_forbidden(void **state) {
    const struct forbidden_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(create(desk, row->person_id, row->acting_for, row->visibility),
                     TRIB_E_FORBIDDEN);
    assert_string_equal(desk->error.field, "visibility");
    assert_true(desk_error_has(desk, row->who));
    assert_string_equal(desk_read(desk, OWN_SPACE, NEW_1), "no row");
    desk_tear_down(&opened);
}

static void taken_ids_exist(void **state) {
    struct desk *desk = *state;
    const char *const ids[] = {OPEN_GROUP, CLOSED_GROUP, RIVER, LEAD};
    for (size_t i = 0; i < UNIT_COUNT(ids); i++) {
        assert_int_equal(DESK(desk, BASE, RIVER, trib_group_create, .group_id = ids[i],
                              .group_member_id = NEW_2, .name = "x", .kind = "caucus",
                              .visibility = "coalition"),
                         TRIB_E_EXISTS);
        assert_string_equal(desk->error.field, "group_id");
        assert_int_equal(desk->error.arguments_length, 0);
    }
    assert_int_equal(DESK(desk, BASE, RIVER, trib_group_create, .group_id = NEW_1,
                          .group_member_id = CLOSED_MEMBERSHIP, .name = "x", .kind = "caucus",
                          .visibility = "coalition"),
                     TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "group_member_id");
}

static void its_body_must_be_seen(void **state) {
    struct desk *desk = *state;
    const char *const ids[] = {RIVER, NOBODY};
    for (size_t i = 0; i < UNIT_COUNT(ids); i++) {
        assert_int_equal(DESK(desk, PERSON, NULL, trib_group_create, .group_id = NEW_1,
                              .group_member_id = NEW_2, .name = "x", .kind = "committee",
                              .visibility = "group", .organization_id = ids[i]),
                         TRIB_E_NOT_FOUND);
        assert_string_equal(desk->error.field, "organization_id");
    }
}

/* A committee that organises a convening is known by that; others may be formed anywhere. */
static void a_local_committee_has_a_convening(void **state) {
    struct desk *desk = *state;
    static const char ADD[] = "INSERT INTO convening (convening_id, space_id, name, kind) "
                              "VALUES (?1, '" COALITION "', 'Forum', 'conference')";
    static const char FORMED_AT[] = "SELECT convening_id FROM \"group\" WHERE group_id = ?1";
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_group_create, .group_id = NEW_1,
                          .group_member_id = NEW_2, .name = "Hosts",
                          .kind = "local_organising_committee", .visibility = "coalition"),
                     TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "convening_id");
    DESK_WRITE(desk, ADD, NEW_3);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_group_create, .group_id = NEW_1,
                          .group_member_id = NEW_2, .name = "Hosts",
                          .kind = "local_organising_committee", .visibility = "coalition",
                          .convening_id = NEW_3),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, FORMED_AT, NEW_1), NEW_3);
    assert_int_equal(DESK(desk, PERSON, NULL, trib_group_create, .group_id = LEAD_BELONGING,
                          .group_member_id = LAKE_TIE, .name = "Hosts", .kind = "caucus",
                          .visibility = "group", .convening_id = NEW_3),
                     TRIB_E_NOT_FOUND);
}

/* ---- its states ------------------------------------------------------------------------------ */

static void set_state(struct desk *desk, const char *group_id, const char *state) {
    static const char SET[] = "UPDATE \"group\" SET state = ?2 WHERE group_id = ?1";
    DESK_WRITE(desk, SET, group_id, state);
}

static struct state_row {
    const char *name;
    const char *person_id, *from;
    bool (*run)(const struct trib_command *, const struct trib_group_of *, struct trib_error *);
    enum trib_error_code code;
    const char *to;
} states[] = {
    {"its facilitator activates one that forms", FACILITATOR, "forming", trib_group_activate,
     TRIB_E_NONE, "active"},
    {"the secretariat activates one that forms", SECRETARIAT, "forming", trib_group_activate,
     TRIB_E_NONE, "active"},
    {"its facilitator lets an active one rest", FACILITATOR, "active", trib_group_rest, TRIB_E_NONE,
     "dormant"},
    {"to let it rest is not the secretariat's", SECRETARIAT, "active", trib_group_rest,
     TRIB_E_FORBIDDEN, "active"},
    {"its facilitator wakes it", FACILITATOR, "dormant", trib_group_activate, TRIB_E_NONE,
     "active"},
    {"to wake it is not the secretariat's", SECRETARIAT, "dormant", trib_group_activate,
     TRIB_E_FORBIDDEN, "dormant"},
    {"its facilitator closes it", FACILITATOR, "active", trib_group_close, TRIB_E_NONE, "closed"},
    {"the secretariat closes it", SECRETARIAT, "active", trib_group_close, TRIB_E_NONE, "closed"},
    {"a member does not let it rest", GROUP_MEMBER, "active", trib_group_rest, TRIB_E_FORBIDDEN,
     "active"},
    {"what forms cannot be closed", FACILITATOR, "forming", trib_group_close, TRIB_E_STATE,
     "forming"},
    {"what forms cannot rest", FACILITATOR, "forming", trib_group_rest, TRIB_E_STATE, "forming"},
    {"what rests is woken before it is closed", FACILITATOR, "dormant", trib_group_close,
     TRIB_E_STATE, "dormant"},
    {"what is active cannot be activated", FACILITATOR, "active", trib_group_activate, TRIB_E_STATE,
     "active"},
    {"what is closed stays closed", FACILITATOR, "closed", trib_group_activate, TRIB_E_CLOSED,
     "closed"},
    {"what became an alliance stays one", FACILITATOR, "became_alliance", trib_group_close,
     TRIB_E_CLOSED, "became_alliance"},
    {"what was reconvened lives on elsewhere", FACILITATOR, "reconvened", trib_group_activate,
     TRIB_E_CLOSED, "reconvened"},
};

static void lives(void **state) {
    const struct state_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    set_state(desk, OPEN_GROUP, row->from);
    assert_int_equal(DESK_GROUP(desk, row->person_id, row->run, OPEN_GROUP), row->code);
    assert_string_equal(desk_read(desk, STATE, OPEN_GROUP), row->to);
    assert_true(row->code != TRIB_E_FORBIDDEN || desk_error_has(desk, "\"who\":[\"facilitator\"]"));
    desk_tear_down(&opened);
}

static void a_refusal_says_what_is_possible(void **state) {
    struct desk *desk = *state;
    set_state(desk, OPEN_GROUP, "dormant");
    assert_int_equal(DESK_GROUP(desk, FACILITATOR, trib_group_close, OPEN_GROUP), TRIB_E_STATE);
    assert_true(desk_error_has(desk, "\"state\":\"dormant\""));
    assert_true(desk_error_has(desk, "\"possible\":[\"active\",\"became_alliance\"]"));
}

/* ---- when it is over ------------------------------------------------------------------------- */

/* Invariant: a closed group never changes. */
static void what_is_over_is_read_only(void **state) {
    struct desk *desk = *state;
    static const char ADD_NAME[] = "INSERT INTO group_name "
                                   "(group_name_id, space_id, group_id, kind, text, rank) "
                                   "VALUES (?1, ?2, ?3, 'acronym', 'OG', 1)";
    DESK_WRITE(desk, ADD_NAME, NEW_1, PUBLIC, OPEN_GROUP);
    const char *const over[] = {"closed", "became_alliance", "reconvened"};
    for (size_t i = 0; i < UNIT_COUNT(over); i++) {
        set_state(desk, OPEN_GROUP, over[i]);
        const enum trib_error_code codes[] = {
            DESK(desk, FACILITATOR, NULL, trib_group_edit, .group_id = OPEN_GROUP,
                 .name = EDIT("Group " OPEN_GROUP, "New")),
            DESK(desk, FACILITATOR, NULL, trib_group_name_add, .group_id = OPEN_GROUP,
                 .group_name_id = NEW_2, .kind = "acronym", .text = "O"),
            DESK(desk, FACILITATOR, NULL, trib_group_name_remove, .group_name_id = NEW_1),
            DESK(desk, FACILITATOR, NULL, trib_group_member_admit, .group_member_id = NEW_2,
                 .group_id = OPEN_GROUP, .organization_id = LAKE, .role = "member"),
            DESK(desk, FACILITATOR, NULL, trib_group_member_set_role, .group_member_id = MEMBERSHIP,
                 .role = EDIT("member", "chair")),
            DESK(desk, FACILITATOR, NULL, trib_group_member_end, .group_member_id = MEMBERSHIP),
            DESK_GROUP(desk, FACILITATOR, trib_group_publish, OPEN_GROUP),
            DESK_GROUP(desk, FACILITATOR, trib_group_close, OPEN_GROUP),
        };
        for (size_t c = 0; c < UNIT_COUNT(codes); c++) {
            assert_int_equal(codes[c], TRIB_E_CLOSED);
        }
        assert_string_equal(desk_read(desk, STATE, OPEN_GROUP), over[i]);
    }
    assert_string_equal(desk_read(desk, NAME, OPEN_GROUP), "Group " OPEN_GROUP);
}

/* Its rows stay readable to whoever could read them. */
static void what_is_over_is_read_on(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK_GROUP(desk, CLOSED_FACILITATOR, trib_group_close, CLOSED_GROUP),
                     TRIB_E_NONE);
    assert_true(trib_may_see(desk->graph, CLOSED_FACILITATOR, CLOSED_GROUP));
}

/* ---- edits, names, publishing ---------------------------------------------------------------- */

static void fields_are_edits(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_edit, .group_id = OPEN_GROUP,
                          .mandate = EDIT(NULL, "To be heard"), .vote_unit = EDIT("person", "x")),
                     TRIB_E_STALE);
    assert_string_equal(desk->error.field, "vote_unit");
    assert_true(desk_error_has(desk, "\"stored\":\"organization\""));
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_edit, .group_id = OPEN_GROUP,
                          .mandate = EDIT(NULL, "To be heard"), .formed_on = EDIT(NULL, "2008-10"),
                          .vote_unit = EDIT("organization", "person")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, VOTE_UNIT, OPEN_GROUP), "person");
    assert_int_equal(desk->change_count, 3);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_edit, .group_id = OPEN_GROUP,
                          .formed_on = EDIT("2008-10", "2008-13")),
                     TRIB_E_DATE);
    assert_string_equal(desk->error.field, "formed_on");
}

static void names_stand_where_the_group_does(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_group_name_add,
                          .group_id = CLOSED_GROUP, .group_name_id = NEW_1, .kind = "acronym",
                          .text = "CG"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_1), CLOSED_GROUP " acronym CG 1");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_group_name_remove, .group_name_id = NEW_1),
                     TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_group_name_add, .group_id = OPEN_GROUP,
                          .group_name_id = NEW_1, .kind = "acronym", .text = "OG"),
                     TRIB_E_EXISTS); /* an id taken by a name one cannot see */
    assert_string_equal(desk->error.field, "group_name_id");
    assert_int_equal(
        DESK(desk, CLOSED_FACILITATOR, NULL, trib_group_name_remove, .group_name_id = NEW_1),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_1), "no row");
}

/* One row moves; who is in it stays as known as before. */
static void publishing_moves_one_row(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, CLOSED_FACILITATOR, NULL, trib_group_name_add,
                          .group_id = CLOSED_GROUP, .group_name_id = NEW_1, .kind = "acronym",
                          .text = "CG"),
                     TRIB_E_NONE);
    assert_int_equal(DESK_GROUP(desk, CLOSED_FACILITATOR, trib_group_publish, CLOSED_GROUP),
                     TRIB_E_NONE);
    assert_int_equal(desk->change_count, 1);
    assert_string_equal(desk_read(desk, SPACE, CLOSED_GROUP), PUBLIC);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_1), CLOSED_GROUP " acronym CG 1");
    assert_string_equal(desk_read(desk, MEMBER, CLOSED_MEMBERSHIP),
                        "facilitator " CLOSED_FACILITATOR " " CLOSED_GROUP);
    assert_false(trib_may_see(desk->graph, SECRETARIAT, CLOSED_GROUP));
    assert_int_equal(DESK_GROUP(desk, CLOSED_FACILITATOR, trib_group_publish, CLOSED_GROUP),
                     TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(taken_ids_exist),
        AT_A_DESK(its_body_must_be_seen),
        AT_A_DESK(a_local_committee_has_a_convening),
        AT_A_DESK(a_refusal_says_what_is_possible),
        AT_A_DESK(what_is_over_is_read_only),
        AT_A_DESK(what_is_over_is_read_on),
        AT_A_DESK(fields_are_edits),
        AT_A_DESK(names_stand_where_the_group_does),
        AT_A_DESK(publishing_moves_one_row),
    };
    unit_add_rows(&tests, starts_where_it_is_known, starts, sizeof starts[0], UNIT_COUNT(starts));
    unit_add_rows(&tests, is_forbidden, forbidden, sizeof forbidden[0], UNIT_COUNT(forbidden));
    unit_add_rows(&tests, lives, states, sizeof states[0], UNIT_COUNT(states));
    int failed = unit_run("command/group", &tests);
    return failed + cmocka_run_group_tests_name("command/group", at_a_desk, NULL, NULL);
}
