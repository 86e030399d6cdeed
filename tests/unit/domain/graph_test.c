/* Paths: found, shortest, whole, and unimpressed by circles, doubles and large graphs. */
#include "tributary/domain/graph.h"

#include "rows.h"

#include <stdio.h>
#include <string.h>

#define LINKS_MAX 8
#define PATH_MAX_LENGTH 8

static struct row {
    const char *name;
    struct trib_link links[LINKS_MAX];
    const char *from, *to;
    const char *path; /* "a b c", "" when there is none */
} rows[] = {
    {"no links, no path", {{0}}, "a", "b", ""},
    {"an id reaches itself without a link", {{0}}, "a", "a", "a"},
    {"an id reaches itself past other links", {{"a", "b"}}, "a", "a", "a"},
    {"one link is a path", {{"a", "b"}}, "a", "b", "a b"},
    {"links go from child to parent alone", {{"a", "b"}}, "b", "a", ""},
    {"two links join", {{"b", "c"}, {"a", "b"}}, "a", "c", "a b c"},
    {"the shorter of two ways is named",
     {{"a", "b"}, {"b", "c"}, {"c", "e"}, {"a", "d"}, {"d", "e"}},
     "a",
     "e",
     "a d e"},
    {"a dead end is left again",
     {{"a", "x"}, {"x", "y"}, {"a", "b"}, {"b", "c"}},
     "a",
     "c",
     "a b c"},
    {"a diamond is walked once",
     {{"a", "b"}, {"a", "c"}, {"b", "d"}, {"c", "d"}, {"d", "e"}},
     "a",
     "e",
     "a b d e"},
    {"a circle on the way does not hold it up",
     {{"a", "b"}, {"b", "a"}, {"b", "c"}},
     "a",
     "c",
     "a b c"},
    {"a circle without the goal ends", {{"a", "b"}, {"b", "c"}, {"c", "a"}}, "a", "z", ""},
    {"a link to itself does not hold it up", {{"a", "a"}, {"a", "b"}}, "a", "b", "a b"},
    {"the same link twice counts once", {{"a", "b"}, {"a", "b"}, {"b", "c"}}, "a", "c", "a b c"},
    {"an id nobody linked is not reached", {{"a", "b"}, {"c", "d"}}, "a", "d", ""},
    {"an id that begins like another is another", {{"a", "bb"}, {"b", "c"}}, "a", "c", ""},
};

static size_t count_links(const struct trib_link *links) {
    size_t count = 0;
    while (count < LINKS_MAX && links[count].child != NULL) {
        count++;
    }
    return count;
}

static void finds(void **state) {
    const struct row *row = *state;
    const char *path[PATH_MAX_LENGTH];
    char joined[64] = "";
    size_t length = trib_path_find(row->links, count_links(row->links), row->from, row->to, path,
                                   PATH_MAX_LENGTH);
    assert_true(length <= PATH_MAX_LENGTH);
    for (size_t i = 0; i < length; i++) {
        strcat(strcat(joined, i == 0 ? "" : " "), path[i]);
    }
    assert_string_equal(joined, row->path);
}

static void a_long_path_is_cut_to_the_room_there_is(void **state) {
    (void)state;
    const struct trib_link links[] = {{"a", "b"}, {"b", "c"}, {"c", "d"}};
    const char *path[3] = {NULL, NULL, "untouched"};
    assert_int_equal(trib_path_find(links, 3, "a", "d", path, 2), 2);
    assert_string_equal(path[0], "a");
    assert_string_equal(path[1], "b");
    assert_string_equal(path[2], "untouched");
}

/* 100 layers of 10 ids, each linked to all of the next: 10^99 paths, 9,900 links. */
static void ten_thousand_links_are_walked_once(void **state) {
    (void)state;
    enum { LAYERS = 100, WIDTH = 10, COUNT = (LAYERS - 1) * WIDTH * WIDTH };
    static char ids[LAYERS * WIDTH][8];
    static struct trib_link links[COUNT];
    size_t count = 0;
    for (int i = 0; i < LAYERS * WIDTH; i++) {
        snprintf(ids[i], sizeof ids[i], "n%d", i);
    }
    for (int i = 0; i < (LAYERS - 1) * WIDTH; i++) {
        for (int j = 0; j < WIDTH; j++) {
            links[count++] = (struct trib_link){ids[i], ids[(i / WIDTH + 1) * WIDTH + j]};
        }
    }
    const char *path[LAYERS];
    assert_int_equal(trib_path_find(links, count, ids[0], ids[LAYERS * WIDTH - 1], path, LAYERS),
                     LAYERS);
    assert_string_equal(path[LAYERS - 1], ids[LAYERS * WIDTH - 1]);
    assert_int_equal(trib_path_find(links, count, ids[0], "nowhere", path, LAYERS), 0);
}

static void a_chain_of_ten_thousand_is_not_too_deep(void **state) {
    (void)state;
    enum { COUNT = 10000 };
    static char ids[COUNT + 1][8];
    static struct trib_link links[COUNT];
    static const char *path[COUNT + 1];
    for (int i = 0; i <= COUNT; i++) {
        snprintf(ids[i], sizeof ids[i], "n%d", i);
    }
    for (int i = 0; i < COUNT; i++) {
        links[i] = (struct trib_link){ids[i], ids[i + 1]};
    }
    assert_int_equal(trib_path_find(links, COUNT, ids[0], ids[COUNT], path, COUNT + 1), COUNT + 1);
    assert_string_equal(path[5000], "n5000");
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, finds, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "a long path is cut to the room there is",
             a_long_path_is_cut_to_the_room_there_is);
    unit_add(&tests, "ten thousand links are walked once", ten_thousand_links_are_walked_once);
    unit_add(&tests, "a chain of ten thousand is not too deep",
             a_chain_of_ten_thousand_is_not_too_deep);
    return unit_run("graph", &tests);
}
