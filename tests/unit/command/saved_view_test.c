/* Saved views: a person's own, in their own space, so many and no two of one name. */
#include "tributary/command/saved_view.h"

#include <stdio.h>

#include "desk.h"

static const char ROW[] = "SELECT space_id || ' ' || room || ' ' || name || ' ' || query "
                          "FROM saved_view WHERE saved_view_id = ?1";

static enum trib_error_code keep(struct desk *desk, const char *person_id, const char *id,
                                 const char *name) {
    return DESK(desk, person_id, NULL, trib_saved_view_add, .person_id = person_id,
                .saved_view_id = id, .room = "network", .name = name, .query = "region=Asia");
}

static void it_is_ones_own(void **state) {
    struct desk *desk = *state;
    assert_int_equal(keep(desk, LEAD, NEW_1, "Asia"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ROW, NEW_1), LEAD " network Asia region=Asia");
    assert_int_equal(DESK(desk, ALTERNATE, NULL, trib_saved_view_remove, .saved_view_id = NEW_1),
                     TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_saved_view_add, .person_id = LEAD,
                          .saved_view_id = NEW_2, .room = "network", .name = "x", .query = "y"),
                     TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "person_id");
    assert_int_equal(DESK(desk, LEAD, NULL, trib_saved_view_remove, .saved_view_id = NEW_1),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ROW, NEW_1), "no row");
}

static void a_name_is_once_in_a_room(void **state) {
    struct desk *desk = *state;
    assert_int_equal(keep(desk, LEAD, NEW_1, "Asia"), TRIB_E_NONE);
    assert_int_equal(keep(desk, LEAD, NEW_2, "Asia"), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "name");
    assert_int_equal(DESK(desk, LEAD, NULL, trib_saved_view_add, .person_id = LEAD,
                          .saved_view_id = NEW_2, .room = "groups", .name = "Asia",
                          .query = "kind=caucus"),
                     TRIB_E_NONE);
    assert_int_equal(keep(desk, ALTERNATE, NEW_3, "Asia"), TRIB_E_NONE);
}

static void so_many_are_kept(void **state) {
    struct desk *desk = *state;
    char id[TRIB_ID_BYTES];
    char name[16];
    for (unsigned i = 0; i < TRIB_SAVED_VIEWS_MAX; i++) {
        snprintf(id, sizeof id, "e0000000-0000-4000-8000-0000000001%02u", i);
        snprintf(name, sizeof name, "View %u", i);
        assert_int_equal(keep(desk, LEAD, id, name), TRIB_E_NONE);
    }
    assert_int_equal(keep(desk, LEAD, NEW_1, "One more"), TRIB_E_TOO_MANY);
    assert_true(desk_error_has(desk, "\"most\":50"));
    assert_int_equal(keep(desk, ALTERNATE, NEW_1, "Another's"), TRIB_E_NONE);
}

int main(void) {
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(it_is_ones_own),
        AT_A_DESK(a_name_is_once_in_a_room),
        AT_A_DESK(so_many_are_kept),
    };
    return cmocka_run_group_tests_name("command/saved_view", at_a_desk, NULL, NULL);
}
