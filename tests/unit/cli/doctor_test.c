/* What the doctor says of a file that is well, and of one that is not. It never changes one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "shell.h"

static void what_is_well_is_said(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "doctor", shell->file), 0);
    assert_true(shell_said(shell, "well  the file is its owner's alone"));
    assert_true(shell_said(shell, "well  nobody serves it just now"));
    assert_true(shell_said(shell, "its log holds"));
    assert_true(shell_said(shell, "its disk has room for"));
    assert_true(shell_said(shell, "files open here"));
    assert_false(shell_said(shell, "BAD"));
    char name[160]; /* and nothing comes to lie beside it */
    snprintf(name, sizeof name, "%s-wal", shell->file);
    assert_int_not_equal(access(name, F_OK), 0);
}

static void it_may_be_served_meanwhile(void **state) {
    struct shell *shell = *state;
    struct trib_error error = {0};
    TRIB_AUTO(cli_file) file = {0};
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    struct trib_store_settings settings = cli_store_settings(shell->file);
    assert_true(trib_store_open(&settings, &file.store, &error));
    assert_int_equal(SHELL(shell, "doctor", shell->file), 0);
    assert_true(shell_said(shell, "well  it is being served"));
    assert_true(shell_said(shell, "wait beside it"));
    assert_true(trib_store_is_writable(file.store));
}

static void what_others_may_read_is_bad(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(chmod(shell->file, 0644), 0);
    assert_int_equal(SHELL(shell, "doctor", shell->file), 1);
    assert_true(
        shell_said(shell, "BAD   the file can be read by others on this machine (mode 644)"));
    assert_true(shell_said(shell, "chmod 600"));
}

static void what_the_log_does_not_tell_is_bad(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    shell_tamper(shell->file, "UPDATE person SET display_name = 'Somebody else'");
    assert_int_equal(SHELL(shell, "doctor", shell->file), 1);
    assert_true(shell_said(shell, "BAD   it is not what its log says"));
    shell_write(shell->other, "not a database at all", 21);
    assert_int_equal(chmod(shell->other, 0600), 0);
    assert_int_equal(SHELL(shell, "doctor", shell->other), 1);
    assert_true(shell_said(shell, "BAD   its log cannot be verified"));
}

static void there_must_be_a_file(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "doctor", shell->file), 1);
    assert_true(shell_complained(shell, "there is no file"));
    assert_int_equal(SHELL(shell, "doctor", shell->folder), 1);
    assert_true(shell_complained(shell, "is not a file that can be looked at"));
    assert_int_equal(SHELL(shell, "doctor"), 2);
}

static void mail_that_waits_is_told(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "doctor", shell->file), 0);
    assert_false(shell_said(shell, "mails"));
    shell_tamper(shell->file,
                 "INSERT INTO mail (mail_id, key, address, subject, body, written_at_ms, "
                 "due_at_ms, expires_at_ms) VALUES ('a', 'k', 'x@example.net', 's', 'b', 1, 1, 1)");
    shell_tamper(shell->file, "INSERT INTO mail (mail_id, key, written_at_ms, due_at_ms, "
                              "expires_at_ms, state) VALUES ('b', 'k', 1, 1, 1, 'failed')");
    assert_int_equal(SHELL(shell, "doctor", shell->file), 0);
    assert_true(shell_said(shell, "poor  1 mails wait to be sent, 1 were given up. The oldest"));
    assert_false(shell_said(shell, "x@example.net"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_A_SHELL(what_is_well_is_said),        IN_A_SHELL(it_may_be_served_meanwhile),
        IN_A_SHELL(what_others_may_read_is_bad), IN_A_SHELL(what_the_log_does_not_tell_is_bad),
        IN_A_SHELL(there_must_be_a_file),        IN_A_SHELL(mail_that_waits_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
