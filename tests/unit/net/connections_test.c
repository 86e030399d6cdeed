/* Numbers of connections: found while they are there, never used again. */
#include "connections.h"

#include "rows.h"

static void a_number_is_never_used_again(void **state) {
    (void)state;
    struct connections connections;
    struct connection first = {0};
    struct connection second = {0};
    assert_true(connections_init(&connections, 4));
    assert_true(connections_add(&connections, &first));
    uint64_t gone = first.id;
    assert_ptr_equal(connections_find(&connections, gone), &first);
    connections_remove(&connections, &first);
    assert_int_equal(first.id, 0);
    assert_null(connections_find(&connections, gone));
    assert_true(connections_add(&connections, &second)); /* in the same slot */
    assert_int_not_equal(second.id, gone);
    assert_null(connections_find(&connections, gone));
    assert_ptr_equal(connections_find(&connections, second.id), &second);
    connections_finish(&connections);
}

static void nobody_has_the_number_nought(void **state) {
    (void)state;
    struct connections connections;
    struct connection only = {0};
    assert_true(connections_init(&connections, 1));
    assert_null(connections_find(&connections, 0));
    assert_true(connections_add(&connections, &only));
    assert_null(connections_find(&connections, 0));
    connections_finish(&connections);
}

static void it_ends_at_its_bound(void **state) {
    (void)state;
    enum { BOUND = 3 };
    struct connections connections;
    struct connection all[BOUND + 1] = {0};
    assert_true(connections_init(&connections, BOUND));
    for (size_t i = 0; i < BOUND; i++) {
        assert_true(connections_add(&connections, &all[i]));
    }
    assert_false(connections_add(&connections, &all[BOUND]));
    connections_remove(&connections, &all[BOUND]); /* never was among them */
    connections_remove(&connections, &all[1]);
    assert_int_equal(connections_count(&connections), BOUND - 1);
    assert_true(connections_add(&connections, &all[BOUND]));
    connections_finish(&connections);
}

static void each_is_gone_through_once(void **state) {
    (void)state;
    struct connections connections;
    struct connection all[5] = {0};
    uint32_t slot = 0;
    size_t seen = 0;
    assert_true(connections_init(&connections, 8));
    for (size_t i = 0; i < UNIT_COUNT(all); i++) {
        assert_true(connections_add(&connections, &all[i]));
    }
    connections_remove(&connections, &all[2]);
    while (connections_next(&connections, &slot) != NULL) {
        seen++;
    }
    assert_int_equal(seen, UNIT_COUNT(all) - 1);
    connections_finish(&connections);
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "a number is never used again", a_number_is_never_used_again);
    unit_add(&tests, "nobody has the number nought", nobody_has_the_number_nought);
    unit_add(&tests, "there are as many as the bound says", it_ends_at_its_bound);
    unit_add(&tests, "each is gone through once", each_is_gone_through_once);
    return unit_run("connections", &tests);
}
