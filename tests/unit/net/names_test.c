/* Hosts and origins are compared whole; what only looks alike is foreign. */
#include "names.h"

#include "rows.h"

#include <stdio.h>
#include <string.h>

static struct form_row {
    const char *name, *origin, *as_sent; /* NULL: not an origin */
} form_rows[] = {
    {"a name is an origin", "http://tributary.test", "http://tributary.test"},
    {"the port that goes without saying is left out", "https://tributary.test:443",
     "https://tributary.test"},
    {"any other port is kept", "http://tributary.test:8080", "http://tributary.test:8080"},
    {"the other scheme's port is kept", "https://tributary.test:80", "https://tributary.test:80"},
    {"letters become small", "HTTP://Tributary.Test", "http://tributary.test"},
    {"an IPv6 address stands in brackets", "http://[::1]:8080", "http://[::1]:8080"},
    {"a path is not part of it", "http://tributary.test/", NULL},
    {"another scheme is none", "ftp://tributary.test", NULL},
    {"nothing is none", "", NULL},
    {"a host is needed", "http://", NULL},
    {"a host does not begin with a dot", "http://.test", NULL},
    {"a name of a person is none", "http://me@tributary.test", NULL},
    {"a port has digits", "http://tributary.test:http", NULL},
    {"a port ends at 65535", "http://tributary.test:65536", NULL},
    {"a port is not 0", "http://tributary.test:0", NULL},
    {"a colon needs a port", "http://tributary.test:", NULL},
    {"null is none", "null", NULL},
    {"a star is none", "*", NULL},
};

static void has_one_form(void **state) {
    const struct form_row *row = *state;
    struct names names = {0};
    assert_int_equal(names_add(&names, row->origin), row->as_sent != NULL);
    if (row->as_sent != NULL) {
        assert_string_equal(names.all[0].origin, row->as_sent);
        assert_true(names_have_origin(&names, row->as_sent));
    }
}

static struct own_row {
    const char *name, *text;
    bool is_ours;
} origin_rows[] = {
    {"our own origin is ours", "http://tributary.test:8080", true},
    {"another port is foreign", "http://tributary.test:8081", false},
    {"no port is foreign", "http://tributary.test", false},
    {"another scheme is foreign", "https://tributary.test:8080", false},
    {"a longer name is foreign", "http://tributary.test:8080.evil.test", false},
    {"a name in front is foreign", "http://evil-tributary.test:8080", false},
    {"a name below is foreign", "http://below.tributary.test:8080", false},
    {"null is foreign", "null", false},
    {"nothing is foreign", "", false},
    {"no header is foreign", NULL, false},
};

static struct own_row host_rows[] = {
    {"our own host is ours", "tributary.test:8080", true},
    {"in capitals too", "Tributary.TEST:8080", true},
    {"without its port it is foreign", "tributary.test", false},
    {"where the port goes without saying, it may be left out", "plain.test", true},
    {"or said", "plain.test:80", true},
    {"a longer name of a host is foreign", "plain.test.evil", false},
    {"an end of a host is foreign", "test", false},
    {"no host is foreign", NULL, false},
};

static struct names ours(void) {
    struct names names = {0};
    assert_true(names_add(&names, "http://tributary.test:8080"));
    assert_true(names_add(&names, "http://plain.test"));
    return names;
}

static void knows_its_origins(void **state) {
    const struct own_row *row = *state;
    struct names names = ours();
    assert_int_equal(names_have_origin(&names, row->text), row->is_ours);
}

static void knows_its_hosts(void **state) {
    const struct own_row *row = *state;
    struct names names = ours();
    assert_int_equal(names_have_host(&names, row->text), row->is_ours);
}

static void this_machine_has_three_names(void **state) {
    (void)state;
    struct names names = {0};
    names_add_local(&names, 8080);
    assert_string_equal(names.all[0].origin, "http://localhost:8080");
    assert_true(names_have_origin(&names, "http://127.0.0.1:8080"));
    assert_true(names_have_host(&names, "[::1]:8080"));
    assert_false(names_have_host(&names, "localhost"));
    assert_false(names_are_secure(&names));
}

static void names_end_at_their_bound(void **state) {
    (void)state;
    struct names names = {0};
    char origin[64];
    for (unsigned i = 0; i < TRIB_NET_ORIGINS_MAX; i++) {
        snprintf(origin, sizeof origin, "https://n%u.test", i);
        assert_true(names_add(&names, origin));
    }
    assert_false(names_add(&names, "https://one-more.test"));
    assert_true(names_are_secure(&names));
    char longest[NET_ORIGIN_BYTES_MAX + 8] = "http://";
    memset(longest + 7, 'a', sizeof longest - 8);
    names.count = 0;
    assert_false(names_add(&names, longest));
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, has_one_form, form_rows, sizeof form_rows[0], UNIT_COUNT(form_rows));
    unit_add_rows(&tests, knows_its_origins, origin_rows, sizeof origin_rows[0],
                  UNIT_COUNT(origin_rows));
    unit_add_rows(&tests, knows_its_hosts, host_rows, sizeof host_rows[0], UNIT_COUNT(host_rows));
    unit_add(&tests, "this machine has three names", this_machine_has_three_names);
    unit_add(&tests, "there are as many names as the bound says", names_end_at_their_bound);
    return unit_run("names", &tests);
}
