/*
 * Organizations by their commands: what is made with one and where it stands, that hidden ids are
 * taken like others, edits from what was seen to what shall be, and that publishing moves one row.
 */
#include <string.h>

#include "desk.h"
#include "tributary/command/directory.h"

static const char SPACE[] = "SELECT space_id FROM organization WHERE organization_id = ?1";
static const char NAME[] = "SELECT name FROM organization WHERE organization_id = ?1";
static const char SECTOR[] = "SELECT sector FROM organization WHERE organization_id = ?1";
static const char KIND[] = "SELECT kind FROM organization WHERE organization_id = ?1";
static const char OWN_SPACE[] = "SELECT kind || ' ' || owner_id FROM space WHERE space_id = ?1";
static const char NAME_ROW[] =
    "SELECT space_id || ' ' || kind || ' ' || text || ' ' || rank FROM organization_name "
    "WHERE organization_name_id = ?1";
static const char REGION_ROW[] = "SELECT space_id || ' ' || region || ' ' || rank "
                                 "FROM organization_region WHERE organization_region_id = ?1";

/* ---- creation -------------------------------------------------------------------------------- */

static void is_made_with_what_belongs_to_it(void **state) {
    struct desk *desk = *state;
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_organization_create, .organization_id = NEW_1,
             .name = "Delta", .kind = "network", .visibility = "coalition", .acronym = "DLT",
             .organization_name_id = NEW_2, .region = "Sahel", .organization_region_id = NEW_3),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), COALITION);
    assert_string_equal(desk_read(desk, OWN_SPACE, NEW_1), "organization " NEW_1);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_2), COALITION " acronym DLT 1");
    assert_string_equal(desk_read(desk, REGION_ROW, NEW_3), COALITION " Sahel 1");
    assert_int_equal(desk->change_count, 4); /* with the space, and nothing else */
}

static void public_ones_are_public_throughout(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_organization_create,
                          .organization_id = NEW_1, .name = "Delta", .kind = "ngo",
                          .visibility = "public", .acronym = "DLT", .organization_name_id = NEW_2),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), PUBLIC);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_2), PUBLIC " acronym DLT 1");
}

static struct taken_row {
    const char *name;
    const char *person_id, *id;
} taken[] = {
    {"an id of an organization that is seen is taken", SECRETARIAT, RIVER},
    {"an id of an organization that is hidden is taken", PERSON, RIVER},
    {"an id of a hidden group's space is taken", PERSON, CLOSED_GROUP},
    {"an id of a person is taken", SECRETARIAT, LEAD},
    {"the id of the public space is taken", SECRETARIAT, PUBLIC},
    {"the id of the coalition's space is taken", SECRETARIAT, COALITION},
};

/* Hidden or not: one answer, without a word about what has it. */
static void taken_ids_exist(void **state) {
    const struct taken_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(DESK(desk, row->person_id, NULL, trib_organization_create,
                          .organization_id = row->id, .name = "Delta", .kind = "ngo",
                          .visibility = "coalition"),
                     TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "organization_id");
    assert_int_equal(desk->error.arguments_length, 0);
    desk_tear_down(&opened);
}

static void a_taken_part_undoes_the_whole(void **state) {
    struct desk *desk = *state;
    static const char ADD_NAME[] =
        "INSERT INTO organization_name "
        "(organization_name_id, space_id, organization_id, kind, text, rank) "
        "VALUES (?1, ?2, ?3, 'acronym', 'RVR', 1)";
    DESK_WRITE(desk, ADD_NAME, NEW_2, COALITION, RIVER);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_organization_create,
                          .organization_id = NEW_1, .name = "Delta", .kind = "ngo",
                          .visibility = "public", .acronym = "DLT", .organization_name_id = NEW_2),
                     TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "organization_name_id");
    assert_string_equal(desk_read(desk, SPACE, NEW_1), "no row");
    assert_string_equal(desk_read(desk, OWN_SPACE, NEW_1), "no row");
}

static struct refused_row {
    const char *name;
    const char *text, *founded_on, *field;
    enum trib_error_code code;
} refused[] = {
    {"a name of spaces is none", "  ", NULL, "name", TRIB_E_REQUIRED},
    {"a day that is not in the calendar is none", "Delta", "2011-02-30", "founded_on", TRIB_E_DATE},
    {"a fifth quarter is none", "Delta", "2011-Q5", "founded_on", TRIB_E_DATE},
};

static void the_schema_refuses(void **state) {
    const struct refused_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_organization_create,
                          .organization_id = NEW_1, .name = row->text, .kind = "ngo",
                          .visibility = "public", .founded_on = row->founded_on),
                     row->code);
    assert_string_equal(desk->error.field, row->field);
    assert_string_equal(desk_read(desk, OWN_SPACE, NEW_1), "no row");
    desk_tear_down(&opened);
}

/* ---- edits ----------------------------------------------------------------------------------- */

#define OLD_NAME "Organization " RIVER

static struct edit_row {
    const char *name;
    struct trib_edit sector;
    enum trib_error_code code;
    const char *stored; /* afterwards */
    size_t change_count;
} edits[] = {
    {"from what is stored to another is written", EDIT("rights", "health"), TRIB_E_NONE, "health",
     1},
    {"from something else is stale", EDIT("wages", "health"), TRIB_E_STALE, "rights", 0},
    {"from nothing is stale when something is there", EDIT(NULL, "health"), TRIB_E_STALE, "rights",
     0},
    {"to what is stored is done already", EDIT("wages", "rights"), TRIB_E_NONE, "rights", 0},
    {"to nothing empties it", EDIT("rights", NULL), TRIB_E_NONE, "null", 1},
    {"letters matter", EDIT("Rights", "health"), TRIB_E_STALE, "rights", 0},
};

static void one_field(void **state) {
    const struct edit_row *row = *state;
    static const char SET[] = "UPDATE organization SET sector = ?2 WHERE organization_id = ?1";
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    DESK_WRITE(desk, SET, RIVER, "rights");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_edit, .organization_id = RIVER,
                          .sector = row->sector),
                     row->code);
    assert_string_equal(desk_read(desk, SECTOR, RIVER), row->stored);
    assert_int_equal(desk->change_count, row->change_count);
    if (row->code == TRIB_E_STALE) {
        assert_string_equal(desk->error.field, "sector");
        assert_true(desk_error_has(desk, "\"stored\":\"rights\""));
    }
    desk_tear_down(&opened);
}

/* What is stale in one field leaves the others as they were. */
static void several_fields_are_one_edit(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_edit, .organization_id = RIVER,
                          .name = EDIT(OLD_NAME, "Delta"), .kind = EDIT("union", "ngo")),
                     TRIB_E_STALE);
    assert_string_equal(desk->error.field, "kind");
    assert_true(desk_error_has(desk, "\"stored\":\"network\""));
    assert_string_equal(desk_read(desk, NAME, RIVER), OLD_NAME);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_edit, .organization_id = RIVER,
                          .name = EDIT(OLD_NAME, "Delta"), .kind = EDIT("network", "ngo")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME, RIVER), "Delta");
    assert_string_equal(desk_read(desk, KIND, RIVER), "ngo");
}

static void two_people_on_two_fields_both_win(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_edit, .organization_id = RIVER,
                          .name = EDIT(OLD_NAME, "Delta")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, ALTERNATE, RIVER, trib_organization_edit, .organization_id = RIVER,
                          .sector = EDIT(NULL, "health")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME, RIVER), "Delta");
    assert_string_equal(desk_read(desk, SECTOR, RIVER), "health");
}

static void an_edit_of_the_hidden_is_not_found(void **state) {
    struct desk *desk = *state;
    const char *const ids[] = {RIVER, NOBODY};
    struct trib_error errors[UNIT_COUNT(ids)];
    for (size_t i = 0; i < UNIT_COUNT(ids); i++) {
        assert_int_equal(DESK(desk, PERSON, NULL, trib_organization_edit, .organization_id = ids[i],
                              .name = EDIT("?", "!")),
                         TRIB_E_NOT_FOUND);
        errors[i] = desk->error;
    }
    assert_memory_equal(&errors[0], &errors[1], sizeof errors[0]);
}

/* Whoever writes a field stands behind it: the reader of the source inferred it no longer. */
static void what_is_written_is_inferred_no_longer(void **state) {
    struct desk *desk = *state;
    static const char INFERRED[] = "SELECT inferred FROM provenance WHERE row_id = ?1";
    static const char ADD[] =
        "INSERT INTO provenance (provenance_id, space_id, table_name, row_id, heading, inferred) "
        "VALUES (?1, ?2, 'organization', ?3, 'A heading', 'sector region region_stated')";
    DESK_WRITE(desk, ADD, NEW_1, COALITION, RIVER);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_edit, .organization_id = RIVER,
                          .sector = EDIT(NULL, "health")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, INFERRED, RIVER), "region region_stated");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_region_add, .organization_id = RIVER,
                          .organization_region_id = NEW_2, .region = "Sahel"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, INFERRED, RIVER), "region_stated");
}

/* ---- names and regions ----------------------------------------------------------------------- */

static void names_stand_in_their_order(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_name_add, .organization_id = RIVER,
                          .organization_name_id = NEW_1, .kind = "acronym", .text = "RVR"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_name_add, .organization_id = RIVER,
                          .organization_name_id = NEW_2, .kind = "spelling", .text = "Rivière",
                          .language = "fr"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_2), COALITION " spelling Rivière 2");
    assert_int_equal(
        DESK(desk, LEAD, RIVER, trib_organization_name_remove, .organization_name_id = NEW_1),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_1), "no row");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_name_add, .organization_id = RIVER,
                          .organization_name_id = NEW_3, .kind = "acronym", .text = "RVR"),
                     TRIB_E_NONE); /* behind those there are */
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_3), COALITION " acronym RVR 3");
}

static void the_same_name_twice_exists(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_name_add, .organization_id = RIVER,
                          .organization_name_id = NEW_1, .kind = "acronym", .text = "RVR"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_name_add, .organization_id = RIVER,
                          .organization_name_id = NEW_2, .kind = "acronym", .text = "RVR"),
                     TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "text");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_name_add, .organization_id = RIVER,
                          .organization_name_id = NEW_1, .kind = "acronym", .text = "R"),
                     TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "organization_name_id");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_organization_name_add,
                          .organization_id = WELL, .organization_name_id = NEW_2, .kind = "acronym",
                          .text = "RVR"),
                     TRIB_E_NONE); /* another may have the same */
}

static void regions_come_and_go(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_organization_region_add,
                          .organization_id = LAKE, .organization_region_id = NEW_1,
                          .region = "Andes"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, REGION_ROW, NEW_1), PUBLIC " Andes 1");
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_organization_region_add,
                          .organization_id = LAKE, .organization_region_id = NEW_2,
                          .region = "Andes"),
                     TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "region");
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_organization_region_remove,
                          .organization_region_id = NEW_1),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_organization_region_remove,
                          .organization_region_id = NEW_1),
                     TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "organization_region_id");
}

/* ---- publishing ------------------------------------------------------------------------------ */

/* One row moves. Names, regions and ties stay where they were; what comes later is public. */
static void publishing_moves_one_row(void **state) {
    struct desk *desk = *state;
    static const char TIE_SPACE[] = "SELECT space_id FROM affiliation WHERE affiliation_id = ?1";
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_name_add, .organization_id = RIVER,
                          .organization_name_id = NEW_1, .kind = "acronym", .text = "RVR"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_publish, .organization_id = RIVER),
                     TRIB_E_NONE);
    assert_int_equal(desk->change_count, 1);
    assert_string_equal(desk_read(desk, SPACE, RIVER), PUBLIC);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_1), COALITION " acronym RVR 1");
    assert_string_equal(desk_read(desk, TIE_SPACE, RIVER_TIE), COALITION);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_publish, .organization_id = RIVER),
                     TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0); /* it is public already */
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_name_add, .organization_id = RIVER,
                          .organization_name_id = NEW_2, .kind = "acronym", .text = "R2"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME_ROW, NEW_2), PUBLIC " acronym R2 2");
}

/* No edit ever moves a row. */
static void edits_move_nothing(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_organization_edit, .organization_id = RIVER,
                          .name = EDIT(OLD_NAME, "Delta"), .sector = EDIT(NULL, "health"),
                          .founded_on = EDIT(NULL, "2011"), .region_stated = EDIT(NULL, "Sahel"),
                          .role_stated = EDIT(NULL, "host")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, RIVER), COALITION);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(is_made_with_what_belongs_to_it),
        AT_A_DESK(public_ones_are_public_throughout),
        AT_A_DESK(a_taken_part_undoes_the_whole),
        AT_A_DESK(several_fields_are_one_edit),
        AT_A_DESK(two_people_on_two_fields_both_win),
        AT_A_DESK(an_edit_of_the_hidden_is_not_found),
        AT_A_DESK(what_is_written_is_inferred_no_longer),
        AT_A_DESK(names_stand_in_their_order),
        AT_A_DESK(the_same_name_twice_exists),
        AT_A_DESK(regions_come_and_go),
        AT_A_DESK(publishing_moves_one_row),
        AT_A_DESK(edits_move_nothing),
    };
    unit_add_rows(&tests, taken_ids_exist, taken, sizeof taken[0], UNIT_COUNT(taken));
    unit_add_rows(&tests, the_schema_refuses, refused, sizeof refused[0], UNIT_COUNT(refused));
    unit_add_rows(&tests, one_field, edits, sizeof edits[0], UNIT_COUNT(edits));
    int failed = unit_run("command/organization", &tests);
    return failed + cmocka_run_group_tests_name("command/organization", at_a_desk, NULL, NULL);
}
