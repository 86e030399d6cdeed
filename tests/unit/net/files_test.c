/* The table of the client's files: what a path finds, and that nothing else can be found. */
#include "files.h"

#include "rows.h"

#include <stdlib.h>
#include <string.h>

/* "still water\n" in one gzip member. */
static const unsigned char packed[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0x2e, 0xc9, 0xcc, 0xc9, 0x51,
    0x28, 0x4f, 0x2c, 0x49, 0x2d, 0xe2, 0x02, 0x00, 0x96, 0xca, 0x4e, 0x5c, 0x0c, 0x00, 0x00, 0x00};

static const struct file table[] = {
    {"/assets/a-1.css", "text/css", "W/\"1\"", packed, sizeof packed, 12, true},
    {"/assets/b-2.js", "text/javascript", "W/\"2\"", packed, sizeof packed, 12, true},
    {"/favicon.svg", "image/svg+xml", "W/\"3\"", packed, sizeof packed, 12, false},
    {"/index.html", "text/html", "W/\"4\"", packed, sizeof packed, 12, false},
};

static struct row {
    const char *name, *path, *found; /* NULL: nothing is there */
} rows[] = {
    {"a file is found by its path", "/assets/b-2.js", "/assets/b-2.js"},
    {"the first one too", "/assets/a-1.css", "/assets/a-1.css"},
    {"and the last", "/index.html", "/index.html"},
    {"the top is the page", "/", "/index.html"},
    {"an address of the client is the page", "/network/0e58d806-7ba6-4cec-9d94-bdd5ba14a266",
     "/index.html"},
    {"a file that is gone is not a page", "/assets/b-1.js", NULL},
    {"nothing else is in assets", "/assets/b", NULL},
    {"a file that never was is not a page", "/robots.txt", NULL},
    {"a path upwards finds nothing", "/assets/../../index.html", NULL},
    {"nor one into the machine", "/../etc/hosts.txt", NULL},
    {"a path without a slash finds nothing", "index", NULL},
    {"no path finds nothing", "", NULL},
};

static void finds(void **state) {
    const struct row *row = *state;
    const struct file *file = file_find(table, UNIT_COUNT(table), row->path);
    if (row->found == NULL) {
        assert_null(file);
        return;
    }
    assert_non_null(file);
    assert_string_equal(file->path, row->found);
}

static void an_empty_table_has_nothing(void **state) {
    (void)state;
    assert_null(file_find(table, 0, "/"));
    assert_null(file_find(table, 0, "/assets/b-2.js"));
}

static void unpacks(void **state) {
    (void)state;
    unsigned char *plain = file_inflate(&table[0]);
    assert_non_null(plain);
    assert_memory_equal(plain, "still water\n", 12);
    free(plain);
}

static void damage_is_seen(void **state) {
    (void)state;
    struct file cut = table[0];
    cut.gzip_bytes -= 4;
    assert_null(file_inflate(&cut));
    cut = table[0];
    cut.plain_bytes = 11;
    assert_null(file_inflate(&cut));
}

/* Whatever the build put in: sorted, each with all it needs, and unpacking to its length. */
static void the_built_table_is_sound(void **state) {
    (void)state;
    for (size_t i = 0; i < file_count; i++) {
        assert_true(i == 0 || strcmp(files[i - 1].path, files[i].path) < 0);
        assert_ptr_equal(file_find(files, file_count, files[i].path), &files[i]);
        assert_int_equal(files[i].is_lasting, strncmp(files[i].path, "/assets/", 8) == 0);
        assert_non_null(files[i].type);
        unsigned char *plain = file_inflate(&files[i]);
        assert_non_null(plain);
        free(plain);
    }
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, finds, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "an empty table has nothing", an_empty_table_has_nothing);
    unit_add(&tests, "a file unpacks", unpacks);
    unit_add(&tests, "damage is seen", damage_is_seen);
    unit_add(&tests, "the built table is sound", the_built_table_is_sound);
    return unit_run("files", &tests);
}
