/*
 * Series and convenings by their commands: who may tell of one, what it may point to, how its dates
 * and its states go.
 */
#include <string.h>

#include "desk.h"
#include "tributary/command/convening.h"

static const char SPACE[] = "SELECT space_id FROM convening WHERE convening_id = ?1";
static const char STATE[] = "SELECT state FROM convening WHERE convening_id = ?1";
static const char DATES[] = "SELECT coalesce(starts_on, '-') || ' ' || coalesce(ends_on, '-') "
                            "FROM convening WHERE convening_id = ?1";
static const char PLACE[] = "SELECT coalesce(place, '-') || ' ' || place_precision "
                            "FROM convening WHERE convening_id = ?1";
static const char HOST[] = "SELECT host_id FROM convening WHERE convening_id = ?1";
static const char SERIES_NAMES[] =
    "SELECT group_concat(kind || ' ' || text || ' ' || rank, ', ') FROM "
    "(SELECT * FROM series_name WHERE series_id = ?1 ORDER BY rank)";
static const char NAMED_ON[] = "SELECT named_on FROM series WHERE series_id = ?1";

static enum trib_error_code create(struct desk *desk, const char *starts_on, const char *ends_on) {
    return DESK(desk, SECRETARIAT, NULL, trib_convening_create, .convening_id = NEW_1,
                .name = "Forum", .kind = "civil_society", .visibility = "public",
                .starts_on = starts_on, .ends_on = ends_on);
}

static enum trib_error_code host(struct desk *desk, const char *person_id, const char *acting_for) {
    const struct trib_convening_create params = {.convening_id = NEW_1,
                                                 .name = "Delta Meeting",
                                                 .kind = "civil_society",
                                                 .host_id = acting_for};
    return desk_end(
        desk, trib_convening_host(desk_begin(desk, person_id, acting_for), &params, &desk->error));
}

static void what_is_not_stated_stays_so(void **state) {
    struct desk *desk = *state;
    assert_int_equal(create(desk, "2014", NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), PUBLIC);
    assert_string_equal(desk_read(desk, DATES, NEW_1), "2014 -");
    assert_string_equal(desk_read(desk, PLACE, NEW_1), "- unknown");
    assert_string_equal(desk_read(desk, STATE, NEW_1), "announced");
    assert_int_equal(desk->change_count, 1);
}

static struct span_row {
    const char *name;
    const char *starts_on, *ends_on;
    enum trib_error_code code;
} spans[] = {
    {"a day within a year", "2012", "2012-06-01", TRIB_E_NONE},
    {"the same month", "2012-09", "2012-09", TRIB_E_NONE},
    {"the month before", "2012-09", "2012-08", TRIB_E_ORDER},
    {"the year before", "2012", "2011-12-31", TRIB_E_ORDER},
};

static void ends_after_it_begins(void **state) {
    const struct span_row *row = *state;
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(create(desk, row->starts_on, row->ends_on), row->code);
    if (row->code != TRIB_E_NONE) {
        assert_string_equal(desk->error.field, "ends_on");
        assert_string_equal(desk_read(desk, DATES, NEW_1), "no row");
    }
    desk_tear_down(&opened);
}

/* Both ends may be moved at once, past where they were. */
static void a_span_is_moved_whole(void **state) {
    struct desk *desk = *state;
    assert_int_equal(create(desk, "2012-09", "2012-10"), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_convening_edit, .convening_id = NEW_1,
                          .starts_on = EDIT("2012-09", "2015"), .ends_on = EDIT("2012-10", "2015")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, DATES, NEW_1), "2015 2015");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_convening_edit, .convening_id = NEW_1,
                          .ends_on = EDIT("2015", "2014")),
                     TRIB_E_ORDER);
    assert_string_equal(desk_read(desk, DATES, NEW_1), "2015 2015");
}

static void a_host_tells_the_coalition(void **state) {
    struct desk *desk = *state;
    assert_int_equal(host(desk, LEAD, RIVER), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SPACE, NEW_1), COALITION);
    assert_string_equal(desk_read(desk, HOST, NEW_1), RIVER);
}

/* POND belongs to nobody: whom would it tell? */
static void who_is_not_in_the_coalition_has_nobody_to_tell(void **state) {
    struct desk *desk = *state;
    static const char JOIN[] =
        "INSERT INTO belonging (belonging_id, space_id, person_id, organization_id, role, "
        "display_name) VALUES (?1, '" COALITION "', ?2, ?3, 'lead_delegate', 'Lead')";
    DESK_WRITE(desk, JOIN, NEW_3, PERSON, SPRING);
    assert_int_equal(host(desk, PERSON, SPRING), TRIB_E_FORBIDDEN);
    assert_true(desk_error_has(desk, "\"who\":[\"secretariat\"]"));
    assert_string_equal(desk_read(desk, SPACE, NEW_1), "no row");
}

static void what_it_points_to_must_be_seen(void **state) {
    struct desk *desk = *state;
    assert_int_equal(create(desk, NULL, NULL), TRIB_E_NONE);
    static const struct {
        struct trib_edit host_id, series_id, alongside_id;
        const char *field;
    } edits[] = {
        {.host_id = EDIT(NULL, NOBODY), .field = "host_id"},
        {.series_id = EDIT(NULL, NOBODY), .field = "series_id"},
        {.alongside_id = EDIT(NULL, NOBODY), .field = "alongside_id"},
    };
    for (size_t i = 0; i < UNIT_COUNT(edits); i++) {
        assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_convening_edit, .convening_id = NEW_1,
                              .host_id = edits[i].host_id, .series_id = edits[i].series_id,
                              .alongside_id = edits[i].alongside_id),
                         TRIB_E_NOT_FOUND);
        assert_string_equal(desk->error.field, edits[i].field);
    }
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_convening_edit, .convening_id = NEW_1,
                          .alongside_id = EDIT(NULL, NEW_1)),
                     TRIB_E_CYCLE);
    assert_string_equal(desk->error.field, "alongside_id");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_convening_edit, .convening_id = NEW_1,
                          .host_id = EDIT(NULL, LAKE)),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, HOST, NEW_1), LAKE);
}

static enum trib_error_code set_state(struct desk *desk, const char *from, const char *to) {
    return DESK(desk, SECRETARIAT, NULL, trib_convening_set_state, .convening_id = NEW_1,
                .state = EDIT(from, to));
}

static void states_follow_each_other(void **state) {
    struct desk *desk = *state;
    assert_int_equal(create(desk, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(set_state(desk, "idea", "announced"), TRIB_E_NONE); /* it is that already */
    assert_int_equal(set_state(desk, "idea", "held"), TRIB_E_STALE);
    assert_true(desk_error_has(desk, "\"stored\":\"announced\""));
    assert_int_equal(set_state(desk, "announced", "idea"), TRIB_E_STATE);
    assert_true(desk_error_has(desk, "\"possible\":[\"held\",\"cancelled\"]"));
    assert_int_equal(set_state(desk, "announced", "held"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATE, NEW_1), "held");
    assert_int_equal(set_state(desk, "held", "cancelled"), TRIB_E_STATE);
    assert_string_equal(desk_read(desk, STATE, NEW_1), "held");
}

static void a_series_has_names(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_series_create, .series_id = NEW_1,
                          .name = "Global Action", .kind = "civil_society", .visibility = "public",
                          .acronym = "GA", .series_name_id = NEW_2),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_series_name_add, .series_id = NEW_1,
                          .series_name_id = NEW_3, .kind = "former", .text = "Global Dialogue"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SERIES_NAMES, NEW_1),
                        "acronym GA 1, former Global Dialogue 2");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_series_edit, .series_id = NEW_1,
                          .named_on = EDIT(NULL, "2008")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAMED_ON, NEW_1), "2008");
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_series_name_remove, .series_name_id = NEW_2),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SERIES_NAMES, NEW_1), "former Global Dialogue 2");
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(what_is_not_stated_stays_so),
        AT_A_DESK(a_span_is_moved_whole),
        AT_A_DESK(a_host_tells_the_coalition),
        AT_A_DESK(who_is_not_in_the_coalition_has_nobody_to_tell),
        AT_A_DESK(what_it_points_to_must_be_seen),
        AT_A_DESK(states_follow_each_other),
        AT_A_DESK(a_series_has_names),
    };
    unit_add_rows(&tests, ends_after_it_begins, spans, sizeof spans[0], UNIT_COUNT(spans));
    int failed = unit_run("command/convening", &tests);
    return failed + cmocka_run_group_tests_name("command/convening", at_a_desk, NULL, NULL);
}
