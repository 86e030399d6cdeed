/*
 * Ties never go round in a circle, whoever writes and in whatever order; and a refusal names the
 * circle whole, with those one may not see as "…" and without their ids.
 */
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "tributary/base/words.h"
#include "tributary/command/directory.h"

#define FOURTH "e0000000-0000-4000-8000-0000000000f4"
#define NAMED(id) "\"Organization " id "\""

static enum trib_error_code tie(struct desk *desk, const char *person_id,
                                const char *affiliation_id, const char *organization_id,
                                const char *parent_id) {
    return DESK(desk, person_id, NULL, trib_affiliation_add, .affiliation_id = affiliation_id,
                .organization_id = organization_id, .parent_id = parent_id, .status = "member");
}

static void assert_arguments(const struct desk *desk, const char *path, const char *path_ids) {
    assert_string_equal(desk->error.field, "parent_id");
    assert_true(desk_error_has(desk, path));
    assert_true(desk_error_has(desk, path_ids));
}

static void of_one(void **state) {
    struct desk *desk = *state;
    assert_int_equal(tie(desk, SECRETARIAT, NEW_1, SPRING, SPRING), TRIB_E_CYCLE);
    assert_arguments(desk, "\"path\":[" NAMED(SPRING) "," NAMED(SPRING) "]",
                     "\"path_ids\":[\"" SPRING "\",\"" SPRING "\"]");
}

static void of_two(void **state) {
    struct desk *desk = *state;
    assert_int_equal(tie(desk, SECRETARIAT, NEW_1, ROOT, LAKE), TRIB_E_CYCLE);
    assert_arguments(desk, "\"path\":[" NAMED(ROOT) "," NAMED(LAKE) "," NAMED(ROOT) "]",
                     "\"path_ids\":[\"" ROOT "\",\"" LAKE "\",\"" ROOT "\"]");
    TRIB_AUTO(trib_buffer) sentence = {0};
    trib_words_error("en", &desk->error, &sentence);
    assert_string_equal(trib_buffer_text(&sentence),
                        "This would make a circle: Organization " ROOT " → Organization " LAKE
                        " → Organization " ROOT ". Remove one of these links first.");
}

/* The circle is a shortest one, from the organization that would join back to itself. */
static void of_three(void **state) {
    struct desk *desk = *state;
    assert_int_equal(tie(desk, SECRETARIAT, NEW_1, SPRING, LAKE), TRIB_E_NONE);
    assert_int_equal(tie(desk, SECRETARIAT, NEW_2, ROOT, SPRING), TRIB_E_CYCLE);
    assert_arguments(desk,
                     "\"path\":[" NAMED(ROOT) "," NAMED(SPRING) "," NAMED(LAKE) "," NAMED(ROOT) "]",
                     "\"path_ids\":[\"" ROOT "\",\"" SPRING "\",\"" LAKE "\",\"" ROOT "\"]");
}

/* A person who sees the public alone is told of the public alone. */
static void whom_one_may_not_see_is_not_named(void **state) {
    struct desk *desk = *state;
    assert_int_equal(tie(desk, SECRETARIAT, NEW_1, SPRING, POND), TRIB_E_NONE);
    assert_int_equal(tie(desk, SECRETARIAT, NEW_2, POND, LAKE), TRIB_E_NONE);
    assert_int_equal(tie(desk, PERSON, NEW_3, LAKE, SPRING), TRIB_E_CYCLE);
    assert_arguments(desk, "\"path\":[" NAMED(LAKE) "," NAMED(SPRING) ",\"…\"," NAMED(LAKE) "]",
                     "\"path_ids\":[\"" LAKE "\",\"" SPRING "\",null,\"" LAKE "\"]");
    assert_false(desk_error_has(desk, POND));
}

/* An application is the coalition's to see: that it closes a circle is told, between whom is not,
   nor whether anybody stands between. */
static void ties_one_may_not_see_are_not_drawn(void **state) {
    struct desk *desk = *state;
    static const char path[] = "\"path\":[" NAMED(LAKE) "," NAMED(SPRING) ",\"…\"," NAMED(LAKE) "]";
    static const char path_ids[] = "\"path_ids\":[\"" LAKE "\",\"" SPRING "\",null,\"" LAKE "\"]";
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_organization_publish, .organization_id = WELL),
        TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_apply, .affiliation_id = NEW_1,
                          .organization_id = SPRING, .parent_id = WELL),
                     TRIB_E_NONE);
    assert_int_equal(tie(desk, SECRETARIAT, NEW_2, WELL, LAKE), TRIB_E_NONE);
    assert_int_equal(tie(desk, PERSON, NEW_3, LAKE, SPRING), TRIB_E_CYCLE);
    assert_arguments(desk, path, path_ids);
    assert_false(desk_error_has(desk, WELL));
    assert_int_equal(tie(desk, SECRETARIAT, NEW_3, LAKE, SPRING), TRIB_E_CYCLE);
    assert_true(desk_error_has(desk, WELL)); /* who sees it all is told all */

    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_apply, .affiliation_id = FOURTH,
                          .organization_id = SPRING, .parent_id = LAKE),
                     TRIB_E_NONE);
    assert_int_equal(tie(desk, PERSON, NEW_3, LAKE, SPRING), TRIB_E_CYCLE);
    assert_arguments(desk, path, path_ids);
}

/* Invariant: two who write at once cannot close a circle together. The first ends its tick, and the
   second looks at the rows it left, whether the graph in memory has heard of them or not. */
static void two_at_once_cannot_close_one(void **state) {
    struct desk *desk = *state;
    TRIB_AUTO(trib_batch) batch = {0};
    const struct trib_affiliation_add there = {NEW_1, SPRING, POND, "member", NULL, NULL, NULL};
    const struct trib_affiliation_add back = {NEW_2, POND, SPRING, "member", NULL, NULL, NULL};
    const struct trib_command *command = desk_begin(desk, SECRETARIAT, NULL);
    assert_true(trib_affiliation_add(command, &there, &desk->error));
    assert_true(spine_end(&desk->spine) > 0);
    assert_true(trib_tick_must_end(desk->spine.store));
    spine_commit(&desk->spine, &batch);
    command = desk_begin(desk, SECRETARIAT, NULL);
    assert_false(trib_affiliation_add(command, &back, &desk->error));
    assert_int_equal(desk->error.code, TRIB_E_CYCLE);
    assert_int_equal(desk_end(desk, false), TRIB_E_CYCLE);
}

static struct status_row {
    const char *name;
    const char *status;
    enum trib_error_code code;
} statuses[] = {
    {"an application stands in the way", "applicant", TRIB_E_CYCLE},
    {"a tentative tie stands in the way", "tentative", TRIB_E_CYCLE},
    {"an observer's tie stands in the way", "observer", TRIB_E_CYCLE},
    {"a suspended tie stands in the way", "suspended", TRIB_E_CYCLE},
    {"a tie that ended does not", "left", TRIB_E_NONE},
};

static void what_stands_in_the_way(void **state) {
    const struct status_row *row = *state;
    static const char SET[] = "UPDATE affiliation SET status = ?2 WHERE affiliation_id = ?1";
    void *opened = NULL;
    desk_set_up(&opened);
    struct desk *desk = opened;
    assert_int_equal(tie(desk, SECRETARIAT, NEW_1, SPRING, POND), TRIB_E_NONE);
    DESK_WRITE(desk, SET, NEW_1, row->status);
    assert_int_equal(tie(desk, SECRETARIAT, NEW_2, POND, SPRING), row->code);
    desk_tear_down(&opened);
}

/* Meanwhile the other direction was taken: opening an old tie again is looked at like a new one. */
static void one_that_is_opened_again_may_close_one(void **state) {
    struct desk *desk = *state;
    assert_int_equal(tie(desk, SECRETARIAT, NEW_1, SPRING, POND), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_leave, .affiliation_id = NEW_1),
                     TRIB_E_NONE);
    assert_int_equal(tie(desk, SECRETARIAT, NEW_2, POND, SPRING), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_set_status,
                          .affiliation_id = NEW_1, .status = EDIT("left", "applicant")),
                     TRIB_E_CYCLE);
    assert_true(
        desk_error_has(desk, "\"path\":[" NAMED(SPRING) "," NAMED(POND) "," NAMED(SPRING) "]"));
}

static void an_application_may_close_one(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_affiliation_apply, .affiliation_id = NEW_1,
                          .organization_id = ROOT, .parent_id = LAKE, .standing_sought = "member"),
                     TRIB_E_CYCLE);
}

/* Two parents that meet again above are no circle. */
static void a_diamond_is_none(void **state) {
    struct desk *desk = *state;
    assert_int_equal(tie(desk, SECRETARIAT, NEW_1, SPRING, LAKE), TRIB_E_NONE);
    assert_int_equal(tie(desk, SECRETARIAT, NEW_2, SPRING, RIVER), TRIB_E_NONE);
    assert_int_equal(tie(desk, SECRETARIAT, NEW_3, SPRING, ROOT), TRIB_E_NONE);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(of_one),
        AT_A_DESK(of_two),
        AT_A_DESK(of_three),
        AT_A_DESK(whom_one_may_not_see_is_not_named),
        AT_A_DESK(ties_one_may_not_see_are_not_drawn),
        AT_A_DESK(two_at_once_cannot_close_one),
        AT_A_DESK(one_that_is_opened_again_may_close_one),
        AT_A_DESK(an_application_may_close_one),
        AT_A_DESK(a_diamond_is_none),
    };
    unit_add_rows(&tests, what_stands_in_the_way, statuses, sizeof statuses[0],
                  UNIT_COUNT(statuses));
    int failed = unit_run("command/affiliation_circle", &tests);
    return failed +
           cmocka_run_group_tests_name("command/affiliation_circle", at_a_desk, NULL, NULL);
}
