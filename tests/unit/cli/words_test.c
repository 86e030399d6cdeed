/*
 * What the command line takes for words, and what it does not: a misunderstanding leaves with 2,
 * says what is wrong and where to read how it is meant, and touches nothing.
 */
#include <string.h>

#include "shell.h"

static struct row {
    const char *name;
    const char *words[SHELL_WORDS_MAX];
    const char *complaint;
} misused[] = {
    {"nothing is no command", {NULL}, "say what to do"},
    {"what is not in the table is none", {"begin"}, "there is no command \"begin\""},
    {"an operand may not be missing", {"init"}, "FILE is missing"},
    {"nor the second one", {"import", "FILE"}, "JSON is missing"},
    {"nor may there be too many", {"verify", "a", "b"}, "\"b\" is one word too many"},
    {"an option must be one of the command's",
     {"verify", "a", "--name", "b"},
     "there is no option \"--name\""},
    {"something must follow an option", {"init", "a", "--name"}, "something must follow --name"},
    {"once is enough", {"init", "a", "--name", "b", "--name", "c"}, "--name was given more often"},
    {"words are UTF-8", {"init", "\xff"}, "word 1 is not UTF-8"},
    {"a name has letters", {"init", "a", "--name", " "}, "1 to 200 letters"},
    {"somebody must be invited", {"invite", "a"}, "say whom with --name, or --samples"},
    {"samples stand alone", {"invite", "a", "--samples", "--name", "b"}, "--samples stands alone"},
    {"an organization without a role says too little",
     {"invite", "a", "--name", "b", "--organization", "MFA"},
     "go together"},
    {"a role without an organization too",
     {"invite", "a", "--name", "b", "--role", "alternate"},
     "go together"},
    {"a role is one of three",
     {"invite", "a", "--name", "b", "--organization", "MFA", "--role", "chair"},
     "lead_delegate, alternate or base_member"},
    {"a role in the coalition is one of two",
     {"invite", "a", "--name", "b", "--coalition-role", "x"},
     "secretariat or administrator"},
    {"staff belong to no organization",
     {"invite", "a", "--name", "b", "--coalition-role", "secretariat", "--organization", "MFA",
      "--role", "alternate"},
     "belong to no organization"},
    {"what to serve must be said", {"serve"}, "say which file with --db"},
    {"a port is below 65,536", {"serve", "--db", "a", "--port", "65536"}, "is not a port"},
    {"a port is no word", {"serve", "--db", "a", "--port", "80a"}, "is not a port"},
    {"a port has no sign", {"serve", "--db", "a", "--port", "-1"}, "is not a port"},
    {"a rate is a number", {"serve", "--db", "a", "--rate", "fast"}, "number of calls a second"},
    {"help takes no words of others", {"openrpc", "x"}, "\"x\" is one word too many"},
};

static void is_misused(void **state) {
    const struct row *row = *state;
    void *opened = NULL;
    shell_set_up(&opened);
    struct shell *shell = opened;
    assert_int_equal(shell_run(shell, row->words), 2);
    assert_true(shell_complained(shell, row->complaint));
    assert_true(shell_complained(shell, "\"tributary help\" tells how it is meant\n"));
    assert_int_equal(shell->out.length, 0);
    shell_tear_down(&opened);
}

static void help_names_every_command(void **state) {
    struct shell *shell = *state;
    const char *const commands[] = {"init",   "serve",   "invite", "import",
                                    "verify", "openrpc", "help"};
    const char *const words[] = {"help", "--help", "-h"};
    for (size_t w = 0; w < UNIT_COUNT(words); w++) {
        assert_int_equal(SHELL(shell, words[w]), 0);
        assert_int_equal(shell->err.length, 0);
        for (size_t i = 0; i < UNIT_COUNT(commands); i++) {
            char line[32] = "\n  tributary ";
            strcat(line, commands[i]);
            assert_true(shell_said(shell, line));
        }
    }
}

static void the_version_is_a_number(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "--version"), 0);
    assert_true(shell_said(shell, "tributary "));
    assert_int_equal(strspn(shell->out.bytes + strlen("tributary "), "0123456789."),
                     shell->out.length - strlen("tributary \n"));
}

static void the_description_is_json(void **state) {
    struct shell *shell = *state;
    assert_int_equal(SHELL(shell, "openrpc"), 0);
    assert_true(shell_said(shell, "\"openrpc\":\"1.3.2\""));
    assert_int_equal(shell->err.length, 0);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest in_a_shell[] = {
        IN_A_SHELL(help_names_every_command),
        IN_A_SHELL(the_version_is_a_number),
        IN_A_SHELL(the_description_is_json),
    };
    unit_add_rows(&tests, is_misused, misused, sizeof misused[0], UNIT_COUNT(misused));
    int failed = unit_run("cli/words", &tests);
    return failed + cmocka_run_group_tests_name("cli/words", in_a_shell, NULL, NULL);
}
