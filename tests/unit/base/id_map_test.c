/* Finding by id: against a plain list, through growing, removing and walking. */
#include "tributary/base/id_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define THINGS 1000

struct thing {
    struct trib_id_node node;
    bool is_in_map;
    bool is_seen;
};

static void finds_what_was_added_and_not_removed(void **state) {
    (void)state;
    static struct thing things[THINGS];
    struct trib_id_map map = {0};
    uint64_t seed = 5;
    struct trib_random random = trib_random_seeded(&seed);
    assert_null(trib_id_map_find(&map, "nobody"));
    assert_null(trib_id_map_next(&map, NULL));
    for (size_t round = 0; round < 10 * THINGS; round++) {
        size_t index = (size_t)trib_random_below(random, THINGS);
        struct thing *thing = &things[index];
        char id[TRIB_ID_BYTES];
        snprintf(id, sizeof id, "thing-%zu", index);
        assert_ptr_equal(trib_id_map_find(&map, id), thing->is_in_map ? &thing->node : NULL);
        if (thing->is_in_map) {
            trib_id_map_remove(&map, &thing->node);
        } else {
            assert_true(trib_id_map_add(&map, &thing->node, id));
            assert_string_equal(thing->node.id, id);
        }
        thing->is_in_map = !thing->is_in_map;
    }
    size_t walked = 0;
    struct trib_id_node *node = NULL;
    while ((node = trib_id_map_next(&map, node)) != NULL) {
        struct thing *thing = (struct thing *)node;
        assert_true(thing->is_in_map && !thing->is_seen);
        thing->is_seen = true;
        walked++;
    }
    assert_int_equal(walked, map.node_count);
    for (size_t index = 0; index < THINGS; index++) {
        assert_int_equal(things[index].is_seen, things[index].is_in_map);
    }
    trib_id_map_finish(&map);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_what_was_added_and_not_removed)};
    return cmocka_run_group_tests_name("base/id_map", tests, NULL, NULL);
}
