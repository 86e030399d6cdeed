/*
 * A coalition's file by init, import and verify: made whole or not at all, refused with a reason
 * and left as it is, and proved against its log.
 */
#include "file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell.h"

static const char PEOPLE[] = "SELECT count(*) FROM person";
/* those besides the migrations, of which every version has more */
static const char ENTRIES[] = "SELECT count(*) FROM entry WHERE method <> 'system.migrate'";

/* ---- init ------------------------------------------------------------------------------------ */

static void init_makes_a_coalition_and_who_runs_it(void **state) {
    struct shell *shell = *state;
    static const char NAMED[] = "SELECT count(*) FROM coalition WHERE name = 'Rivers'";
    static const char STAFF[] =
        "SELECT count(*) FROM coalition_role WHERE role = 'administrator' AND sample = 0";
    assert_int_equal(SHELL(shell, "init", shell->file, "--name", "Rivers"), 0);
    assert_int_equal(shell->err.length, 0);
    assert_true(shell_said(shell, "Administrator: http://localhost:8080/sign-in#"));
    assert_true(shell_said(shell, "tributary serve --db"));
    assert_int_equal(shell_count(shell->file, NAMED), 1);
    assert_int_equal(shell_count(shell->file, STAFF), 1);
    assert_int_equal(shell_count(shell->file, PEOPLE), 1);
    assert_int_equal(shell_count(shell->file, ENTRIES), 1); /* its beginning */
    struct stat status;
    assert_int_equal(stat(shell->file, &status), 0);
    assert_int_equal(status.st_mode & 077, 0); /* whoever reads the file reads everything */
}

static void init_never_overwrites(void **state) {
    struct shell *shell = *state;
    shell_write(shell->file, "mine", 4);
    assert_int_equal(SHELL(shell, "init", shell->file), 1);
    assert_true(shell_complained(shell, "is there already. Choose another name"));
    struct stat status;
    assert_int_equal(stat(shell->file, &status), 0);
    assert_int_equal(status.st_size, 4);
}

static void init_takes_an_address_people_can_open(void **state) {
    struct shell *shell = *state;
    const char *const bad[] = {"localhost:8080", "ftp://x",     "http://",       "https://x/",
                               "http://x y",     "https://x#y", "javascript://x"};
    for (size_t i = 0; i < UNIT_COUNT(bad); i++) {
        assert_int_equal(SHELL(shell, "init", shell->file, "--base-url", bad[i]), 1);
        assert_true(shell_complained(shell, "is not an address people can open"));
        assert_int_not_equal(access(shell->file, F_OK), 0);
    }
    assert_int_equal(SHELL(shell, "init", shell->file, "--base-url", "https://rivers.example"), 0);
    assert_true(shell_said(shell, "Administrator: https://rivers.example/sign-in#"));
}

static void init_needs_a_folder(void **state) {
    struct shell *shell = *state;
    char path[160];
    snprintf(path, sizeof path, "%s/nowhere/c.db", shell->folder);
    assert_int_equal(SHELL(shell, "init", path), 1);
    assert_true(shell_complained(shell, "(nothing was changed)"));
}

/* Else a coalition would be begun that is gone when the program ends. */
static void a_path_means_a_file(void **state) {
    struct shell *shell = *state;
    const char *const others[] = {":memory:", "file:c.db?mode=memory", "file::memory:"};
    for (size_t i = 0; i < UNIT_COUNT(others); i++) {
        assert_int_equal(SHELL(shell, "init", others[i]), 1);
        assert_true(shell_complained(shell, "Choose another"));
        assert_false(shell_said(shell, "sign-in#"));
        assert_int_equal(SHELL(shell, "verify", others[i]), 1);
        assert_int_equal(SHELL(shell, "serve", "--db", others[i]), 1);
        assert_true(shell_complained(shell, "Choose another"));
    }
}

/* ---- files that are none --------------------------------------------------------------------- */

static struct bad_file {
    const char *name;
    const char *bytes; /* NULL: no file at all */
    size_t length;
    const char *complaint;
} bad_files[] = {
    {"a file that is not there", NULL, 0, "tributary init"},
    {"an empty file", "", 0, "is empty"},
    {"a file of other words", "Hello, this is a letter, and no database at all.", 48,
     "is not a Tributary database"},
    {"the beginning of a database", "SQLite format 3\0\x10\0\1\1\0\x40\x20\x20", 24,
     "is not a Tributary database"},
};

/* Each command that opens a file says the same and leaves it as it is. */
static void is_refused(void **state) {
    const struct bad_file *row = *state;
    void *opened = NULL;
    shell_set_up(&opened);
    struct shell *shell = opened;
    if (row->bytes != NULL) {
        shell_write(shell->file, row->bytes, row->length);
    }
    const char *const commands[][6] = {{"serve", "--db", shell->file, "--port", "0", NULL},
                                       {"invite", shell->file, "--name", "x", NULL},
                                       {"import", shell->file, GCM, NULL},
                                       {"verify", shell->file, NULL}};
    for (size_t i = 0; i < UNIT_COUNT(commands); i++) {
        char bytes[64] = "";
        assert_int_equal(shell_run(shell, commands[i]), 1);
        assert_true(shell_complained(shell, row->complaint));
        assert_int_equal(shell->out.length, 0);
        FILE *file = fopen(shell->file, "rb");
        assert_true((file == NULL) == (row->bytes == NULL));
        if (file != NULL) {
            assert_int_equal(fread(bytes, 1, sizeof bytes, file), row->length);
            assert_memory_equal(bytes, row->bytes, row->length);
            fclose(file);
        }
    }
    shell_tear_down(&opened);
}

static void another_programs_database_is_refused(void **state) {
    struct shell *shell = *state;
    shell_write(shell->file, "", 0);
    shell_tamper(shell->file, "CREATE TABLE shopping (what TEXT)");
    assert_int_equal(SHELL(shell, "verify", shell->file), 1);
    assert_true(shell_complained(shell, "is not a Tributary database"));
    assert_int_equal(SHELL(shell, "serve", "--db", shell->file, "--port", "0"), 1);
    assert_int_equal(shell_count(shell->file, "SELECT count(*) FROM sqlite_schema"), 1);
}

static void a_newer_file_is_refused(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    shell_tamper(shell->file, "PRAGMA user_version = 99");
    assert_int_equal(SHELL(shell, "serve", "--db", shell->file, "--port", "0"), 1);
    assert_true(shell_complained(shell, "newer Tributary"));
}

static void a_damaged_file_is_refused(void **state) {
    struct shell *shell = *state;
    char rubbish[60000];
    memset(rubbish, 0xff, sizeof rubbish);
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    FILE *file = fopen(shell->file, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 20000, SEEK_SET), 0);
    assert_int_equal(fwrite(rubbish, 1, sizeof rubbish, file), sizeof rubbish);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(SHELL(shell, "serve", "--db", shell->file, "--port", "0"), 1);
    assert_true(shell_complained(shell, "damaged"));
    assert_int_equal(SHELL(shell, "verify", shell->file), 1);
    assert_true(shell_complained(shell, "damaged"));
}

/* What writes is refused, what proves may go on. */
static void a_file_in_use_is_refused(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    {
        TRIB_AUTO(cli_file) served = {0};
        assert_true(cli_file_open(shell->file, &served));
        assert_int_equal(SHELL(shell, "invite", shell->file, "--name", "x"), 1);
        assert_true(shell_complained(shell, "is in use"));
        assert_true(shell_complained(shell, "Stop that one"));
        assert_int_equal(SHELL(shell, "import", shell->file, GCM), 1);
        assert_int_equal(SHELL(shell, "serve", "--db", shell->file, "--port", "0"), 1);
        assert_int_equal(SHELL(shell, "verify", shell->file), 0);
    }
    assert_int_equal(SHELL(shell, "invite", shell->file, "--name", "x"), 0);
}

/* ---- import ---------------------------------------------------------------------------------- */

static void import_says_what_became_of_each_section(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "import", shell->file, GCM), 0);
    assert_true(shell_said(shell, "organizations          31 taken     0 there already\n"));
    assert_true(shell_said(shell, "actors                 17 not taken: no home for them yet\n"));
    long long entries = shell_count(shell->file, ENTRIES);
    assert_int_equal(SHELL(shell, "import", shell->file, GCM), 0);
    assert_true(shell_said(shell, "organizations           0 taken    31 there already\n"));
    assert_int_equal(shell_count(shell->file, ENTRIES), entries);
}

static struct bad_import {
    const char *name;
    const char *json; /* NULL: no file */
    const char *complaint;
} bad_imports[] = {
    {"a file that is not there cannot be read", NULL, "cannot be read: No such file"},
    {"what is not JSON is told with its line", "{\n\"format\": ", "Look at line 2"},
    {"what is another format is told", "{\"format\":\"letters\"}", "Expected: tributary-seed"},
    {"a fault in a record is told with the record",
     "{\"format\":\"tributary-seed\",\"version\":1,\"organizations\":[{\"id\":\"one\","
     "\"name\":\"One\",\"kind\":\"castle\"}]}",
     "organizations[0].kind, record one: "},
};

static void import_takes_all_or_nothing(void **state) {
    const struct bad_import *row = *state;
    void *opened = NULL;
    shell_set_up(&opened);
    struct shell *shell = opened;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    if (row->json != NULL) {
        shell_write(shell->other, row->json, strlen(row->json));
    }
    assert_int_equal(SHELL(shell, "import", shell->file, shell->other), 1);
    assert_true(shell_complained(shell, row->complaint));
    assert_int_equal(shell_count(shell->file, ENTRIES), 1);
    shell_tear_down(&opened);
}

/* ---- verify ---------------------------------------------------------------------------------- */

static void verify_proves_the_file(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "import", shell->file, GCM), 0);
    assert_int_equal(SHELL(shell, "verify", shell->file), 0);
    assert_int_equal(shell_count(shell->file, ENTRIES), 2); /* its beginning, the import */
    assert_true(shell_said(shell, "the chain holds and the replay equals the file\n"));
}

static struct tampering {
    const char *name;
    const char *sql, *complaint;
} tamperings[] = {
    {"a row changed behind the log's back is found", "UPDATE coalition SET name = 'Mine'",
     "coalition"},
    {"a row taken away is found", "DELETE FROM coalition_role", "coalition_role"},
    {"a row put in is found",
     "INSERT INTO space VALUES ('e0000000-0000-4000-8000-000000000001', 'person', "
     "'e0000000-0000-4000-8000-000000000001')",
     "space"},
    {"a changed entry breaks the chain", "UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 2", "2"},
    {"an index that lacks a row is found",
     "CREATE TEMP TABLE kept AS SELECT * FROM change;"
     "CREATE TEMP TABLE hidden AS SELECT * FROM sqlite_schema WHERE name = 'change_of_row';"
     "DELETE FROM change; PRAGMA writable_schema = ON;"
     "DELETE FROM sqlite_schema WHERE name = 'change_of_row'; PRAGMA writable_schema = RESET;"
     "INSERT INTO change SELECT * FROM kept; PRAGMA writable_schema = ON;"
     "INSERT INTO sqlite_schema SELECT * FROM hidden",
     "change_of_row"},
};

static void verify_finds_the_difference(void **state) {
    const struct tampering *row = *state;
    void *opened = NULL;
    shell_set_up(&opened);
    struct shell *shell = opened;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    shell_tamper(shell->file, row->sql);
    assert_int_equal(SHELL(shell, "verify", shell->file), 1);
    assert_true(shell_complained(shell, "is not what its log says: "));
    assert_true(shell_complained(shell, row->complaint));
    assert_false(shell_said(shell, "equals the file"));
    shell_tear_down(&opened);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest in_a_shell[] = {
        IN_A_SHELL(init_makes_a_coalition_and_who_runs_it),
        IN_A_SHELL(init_never_overwrites),
        IN_A_SHELL(init_takes_an_address_people_can_open),
        IN_A_SHELL(init_needs_a_folder),
        IN_A_SHELL(a_path_means_a_file),
        IN_A_SHELL(another_programs_database_is_refused),
        IN_A_SHELL(a_newer_file_is_refused),
        IN_A_SHELL(a_damaged_file_is_refused),
        IN_A_SHELL(a_file_in_use_is_refused),
        IN_A_SHELL(import_says_what_became_of_each_section),
        IN_A_SHELL(verify_proves_the_file),
    };
    unit_add_rows(&tests, is_refused, bad_files, sizeof bad_files[0], UNIT_COUNT(bad_files));
    unit_add_rows(&tests, import_takes_all_or_nothing, bad_imports, sizeof bad_imports[0],
                  UNIT_COUNT(bad_imports));
    unit_add_rows(&tests, verify_finds_the_difference, tamperings, sizeof tamperings[0],
                  UNIT_COUNT(tamperings));
    int failed = unit_run("cli/file", &tests);
    return failed + cmocka_run_group_tests_name("cli/file", in_a_shell, NULL, NULL);
}
