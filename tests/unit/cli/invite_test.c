/*
 * Invitations: a link signs in whom it was made for; the same name in the same role is the same
 * person; and the demonstration has an account for every role, made once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "file.h"
#include "shell.h"
#include "tributary/account/account.h"
#include "tributary/command/program.h"
#include "tributary/space/graph.h"
#include "tributary/store/statement.h"

static const char PEOPLE[] = "SELECT count(*) FROM person";

/* The token behind a label of the last output; "" when there is none. */
static void token_of(const struct shell *shell, const char *label,
                     char out_token[TRIB_TOKEN_BYTES]) {
    char start[128];
    snprintf(start, sizeof start, "%s:", label);
    const char *line = strstr(trib_buffer_text(&shell->out), start);
    const char *mark = line == NULL ? NULL : strchr(line, '#');
    snprintf(out_token, TRIB_TOKEN_BYTES, "%s", mark == NULL ? "" : mark + 1);
}

/* Whom the link behind a label signs in. */
static void sign_in(const struct shell *shell, const char *label, char out_id[TRIB_ID_BYTES]) {
    TRIB_AUTO(cli_file) file = {0};
    struct trib_error error = {0};
    struct trib_session session = {0};
    char link[TRIB_TOKEN_BYTES];
    char token[TRIB_TOKEN_BYTES];
    token_of(shell, label, link);
    assert_true(cli_file_open(shell->file, &file));
    assert_true(trib_session_begin(file.store, link, token, &session, &error));
    assert_true(trib_program_commit(file.store, &error));
    memcpy(out_id, session.person_id, TRIB_ID_BYTES);
}

/* ---- one person ------------------------------------------------------------------------------ */

static void a_link_signs_in_whom_it_was_made_for(void **state) {
    struct shell *shell = *state;
    static const char ROW[] = "SELECT count(*) FROM coalition_role WHERE role = 'secretariat' AND "
                              "display_name = 'Bench' AND sample = 0";
    char person_id[TRIB_ID_BYTES];
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "invite", shell->file, "--name", "Bench", "--coalition-role",
                           "secretariat", "--base-url", "http://localhost:21000"),
                     0);
    assert_true(shell_said(shell, "Bench: http://localhost:21000/sign-in#"));
    assert_true(shell_said(shell, "a new person"));
    sign_in(shell, "Bench", person_id);
    assert_int_equal(shell_count(shell->file, ROW), 1);
    assert_int_equal(shell_count(shell->file, PEOPLE), 2);
}

static void the_same_name_and_role_is_the_same_person(void **state) {
    struct shell *shell = *state;
    char first[TRIB_ID_BYTES];
    char second[TRIB_ID_BYTES];
    static const struct {
        const char *option, *value, *other_option, *other_value;
    } roles[] = {
        {"--coalition-role", "secretariat", "--base-url", "http://localhost:1"},
        {"--coalition-role", "administrator", "--base-url", "http://localhost:1"},
        {"--organization", "MFA", "--role", "lead_delegate"},
        {"--organization", "MFA", "--role", "base_member"},
        {"--organization", "PICUM", "--role", "lead_delegate"},
        {"--base-url", "http://localhost:1", "--name", "One"},
    };
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "import", shell->file, GCM), 0);
    long long count = shell_count(shell->file, PEOPLE);
    for (size_t i = 0; i < UNIT_COUNT(roles); i++) {
        const char *const words[] = {"invite",
                                     shell->file,
                                     roles[i].option,
                                     roles[i].value,
                                     roles[i].other_option,
                                     roles[i].other_value,
                                     strcmp(roles[i].other_option, "--name") == 0 ? NULL : "--name",
                                     "One",
                                     NULL};
        assert_int_equal(shell_run(shell, words), 0);
        assert_true(shell_said(shell, "a new person"));
        sign_in(shell, "One", first);
        assert_int_equal(shell_run(shell, words), 0);
        assert_true(shell_said(shell, "A new link for the person of that name and role"));
        sign_in(shell, "One", second);
        assert_string_equal(first, second);
        assert_int_equal(shell_count(shell->file, PEOPLE), ++count);
    }
}

static void an_organization_is_found_by_what_it_is_called(void **state) {
    struct shell *shell = *state;
    const char *const names[] = {"MFA", "mfa", "Migrant Forum in Asia", "MIGRANT FORUM IN ASIA"};
    char first[TRIB_ID_BYTES] = "";
    char person_id[TRIB_ID_BYTES];
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "import", shell->file, GCM), 0);
    for (size_t i = 0; i < UNIT_COUNT(names); i++) {
        assert_int_equal(SHELL(shell, "invite", shell->file, "--name", "One", "--organization",
                               names[i], "--role", "alternate"),
                         0);
        sign_in(shell, "One", person_id);
        assert_true(i == 0 || strcmp(person_id, first) == 0);
        memcpy(first, person_id, sizeof first);
    }
    long long count = shell_count(shell->file, PEOPLE);
    assert_int_equal(SHELL(shell, "invite", shell->file, "--name", "One", "--organization", "MF",
                           "--role", "alternate"),
                     1);
    assert_true(shell_complained(shell, "there is no organization called \"MF\""));
    shell_tamper(shell->file, "UPDATE organization SET name = 'MFA' WHERE name LIKE 'Border%'");
    assert_int_equal(SHELL(shell, "invite", shell->file, "--name", "Two", "--organization", "MFA",
                           "--role", "alternate"),
                     1);
    assert_true(shell_complained(shell, "several organizations are called \"MFA\""));
    assert_int_equal(shell_count(shell->file, PEOPLE), count);
}

/* ---- the demonstration ----------------------------------------------------------------------- */

static const struct {
    const char *label;
    const char *organization; /* by acronym or name; NULL: none */
    enum trib_belonging_role role;
} accounts[] = {
    {"Secretariat", NULL, TRIB_BELONGING_NONE},
    {"Administrator", NULL, TRIB_BELONGING_NONE},
    {"MFA delegate", "Migrant Forum in Asia", TRIB_BELONGING_LEAD_DELEGATE},
    {"MFA alternate", "Migrant Forum in Asia", TRIB_BELONGING_ALTERNATE},
    {"PANiDMR delegate", "Pan African Network in Defense of Migrants Rights",
     TRIB_BELONGING_LEAD_DELEGATE},
    {"MRI delegate (facilitates a working group)", "Migrants Rights International",
     TRIB_BELONGING_LEAD_DELEGATE},
    {"BWI delegate (observer)", "Building and Woodworkers International",
     TRIB_BELONGING_LEAD_DELEGATE},
    {"Base member of a union", "Sample domestic workers' union (Asia)", TRIB_BELONGING_BASE_MEMBER},
    {"Base member of a deportee circle", "Sample deportee support circle (West Africa)",
     TRIB_BELONGING_BASE_MEMBER},
    {"Caucus facilitator", "Sample deportee support circle (West Africa)",
     TRIB_BELONGING_LEAD_DELEGATE},
    {"Applicant's delegate", "Sample newcomer network (Caucasus)", TRIB_BELONGING_LEAD_DELEGATE},
    {"Person without an organization", NULL, TRIB_BELONGING_NONE},
};

static void organization_id_read(struct trib_store *store, const char *name,
                                 char out_id[TRIB_ID_BYTES]) {
    static const char SQL[] = "SELECT organization_id FROM organization WHERE name = ?1";
    TRIB_AUTO(trib_statement) statement = {0};
    struct trib_error error = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(store, SQL, &statement, &error));
    assert_true(trib_bind_text(&statement, 1, name, &error));
    assert_true(trib_statement_next(&statement, &has_row, &error) && has_row);
    snprintf(out_id, TRIB_ID_BYTES, "%s", trib_column_text(&statement, 0));
}

static void assert_is(const struct shell *shell, size_t index, const char *person_id) {
    TRIB_AUTO(cli_file) file = {0};
    struct trib_error error = {0};
    struct trib_graph *graph = NULL;
    char organization_id[TRIB_ID_BYTES];
    assert_true(cli_file_open(shell->file, &file));
    assert_true(trib_graph_load(file.store, &graph, &error));
    assert_true(trib_graph_is_secretariat(graph, person_id) == (index == 0));
    assert_true(trib_graph_is_administrator(graph, person_id) == (index == 1));
    assert_true(trib_graph_has_belonging(graph, person_id) ==
                (accounts[index].organization != NULL));
    if (accounts[index].organization != NULL) {
        organization_id_read(file.store, accounts[index].organization, organization_id);
        assert_int_equal(trib_graph_belonging(graph, person_id, organization_id),
                         accounts[index].role);
    }
    trib_graph_destroy(graph);
}

/* With the import's samples nobody is made: they are found. A second time they are found again. */
static void every_role_has_an_account(void **state) {
    struct shell *shell = *state;
    char ids[2][UNIT_COUNT(accounts)][TRIB_ID_BYTES];
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "import", shell->file, GCM), 0);
    long long count = shell_count(shell->file, PEOPLE);
    for (size_t time = 0; time < 2; time++) {
        assert_int_equal(SHELL(shell, "invite", shell->file, "--samples"), 0);
        assert_int_equal(shell->err.length, 0);
        for (size_t i = 0; i < UNIT_COUNT(accounts); i++) {
            sign_in(shell, accounts[i].label, ids[time][i]);
            assert_is(shell, i, ids[time][i]);
        }
    }
    assert_memory_equal(ids[0], ids[1], sizeof ids[0]);
    assert_int_equal(shell_count(shell->file, PEOPLE), count);
    static const char REAL[] = "SELECT count(*) FROM person WHERE sample = 0";
    assert_int_equal(shell_count(shell->file, REAL), 1); /* whom init made, and nobody else */
}

/* The file without its illustrative records. */
static void write_sourced_records(const char *path) {
    json_auto_t *file = json_load_file(GCM, 0, NULL);
    const char *name;
    json_t *records;
    assert_non_null(file);
    json_object_foreach(file, name, records) {
        for (size_t i = json_array_size(records); i > 0; i--) {
            if (json_is_true(json_object_get(json_array_get(records, i - 1), "illustrative"))) {
                json_array_remove(records, i - 1);
            }
        }
    }
    assert_int_equal(json_dump_file(file, path, 0), 0);
}

/* Of the coalition's own records there are all but two: their organizations are samples. */
static void sourced_records_have_most_roles(void **state) {
    struct shell *shell = *state;
    long long count = 0;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    write_sourced_records(shell->other);
    assert_int_equal(SHELL(shell, "import", shell->file, shell->other), 0);
    for (size_t time = 0; time < 2; time++) {
        assert_int_equal(SHELL(shell, "invite", shell->file, "--samples"), 0);
        for (size_t i = 0; i < UNIT_COUNT(accounts); i++) {
            char label[64];
            snprintf(label, sizeof label, "%s:", accounts[i].label);
            bool is_left_out = strcmp(accounts[i].label, "Caucus facilitator") == 0 ||
                               strcmp(accounts[i].label, "Applicant's delegate") == 0;
            assert_true(shell_said(shell, label) == !is_left_out);
            assert_true(shell_complained(shell, label) == is_left_out);
        }
        assert_true(time == 0 || shell_count(shell->file, PEOPLE) == count);
        count = shell_count(shell->file, PEOPLE);
    }
    assert_int_equal(count, 1 + UNIT_COUNT(accounts) - 2); /* whom init made, and these */
}

/* Without samples they are made, as samples, once; who has no organization here is left out. */
static void what_is_missing_is_made(void **state) {
    struct shell *shell = *state;
    static const char SAMPLES[] = "SELECT count(*) FROM person WHERE sample = 1";
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    for (size_t time = 0; time < 2; time++) {
        assert_int_equal(SHELL(shell, "invite", shell->file, "--samples"), 0);
        assert_true(shell_said(shell, "Secretariat:"));
        assert_true(shell_said(shell, "Administrator:"));
        assert_true(shell_said(shell, "Person without an organization:"));
        assert_false(shell_said(shell, "MFA delegate:"));
        assert_true(shell_complained(
            shell, "MFA delegate: left out, there is no organization \"MFA\". Bring one in"));
        assert_int_equal(shell_count(shell->file, SAMPLES), 3);
    }
}

int main(void) {
    const struct CMUnitTest in_a_shell[] = {
        IN_A_SHELL(a_link_signs_in_whom_it_was_made_for),
        IN_A_SHELL(the_same_name_and_role_is_the_same_person),
        IN_A_SHELL(an_organization_is_found_by_what_it_is_called),
        IN_A_SHELL(every_role_has_an_account),
        IN_A_SHELL(sourced_records_have_most_roles),
        IN_A_SHELL(what_is_missing_is_made),
    };
    return cmocka_run_group_tests_name("cli/invite", in_a_shell, NULL, NULL);
}
