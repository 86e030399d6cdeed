/*
 * Copies of a coalition that is being served, and a coalition out of a copy: whole, verified, with
 * nothing in it that still opens a door.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "file.h"
#include "shell.h"
#include "tributary/account/account.h"
#include "tributary/command/program.h"
#include "tributary/command/redaction.h"
#include "tributary/store/keys.h"
#include "tributary/store/statement.h"
#include "withdrawn.h"

#define PROPOSAL "e0000000-0000-4000-8000-000000000001"
#define BALLOT "e0000000-0000-4000-8000-000000000002"

static const char ENTRIES[] = "SELECT count(*) FROM entry";
static const char SESSIONS[] = "SELECT count(*) FROM session";
static const char LINKS[] = "SELECT count(*) FROM sign_in_link";
static const char MAILS[] = "SELECT count(*) FROM mail";

/* The copies in the shell's folder, in the order of their moments. */
struct copies {
    char paths[8][200];
    size_t count;
};

static int path_compare(const void *a, const void *b) {
    return strcmp(a, b);
}

static void copies_list(const struct shell *shell, struct copies *out) {
    *out = (struct copies){0};
    DIR *folder = opendir(shell->folder);
    assert_non_null(folder);
    for (struct dirent *one = readdir(folder); one != NULL; one = readdir(folder)) {
        if (strstr(one->d_name, "Z.db") != NULL) {
            assert_true(out->count < 8);
            snprintf(out->paths[out->count++], 200, "%s/%.100s", shell->folder, one->d_name);
        }
    }
    closedir(folder);
    qsort(out->paths, out->count, sizeof out->paths[0], path_compare);
}

static void the_one_copy(const struct shell *shell, char out_path[static 200]) {
    struct copies copies;
    copies_list(shell, &copies);
    assert_int_equal(copies.count, 1);
    snprintf(out_path, 200, "%s", copies.paths[0]);
}

static struct trib_store *served(const struct shell *shell, const char *path) {
    struct trib_store *store = NULL;
    struct trib_error error = {0};
    struct trib_store_settings settings = cli_store_settings(path);
    (void)shell;
    assert_true(trib_store_open(&settings, &store, &error));
    return store;
}

/* ---- backup ---------------------------------------------------------------------------------- */

static void a_copy_is_made_while_it_is_served(void **state) {
    struct shell *shell = *state;
    char copy[200];
    struct stat status;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    TRIB_AUTO(cli_file) file = {.store = served(shell, shell->file)};
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder), 0);
    assert_true(shell_said(shell, "verified"));
    the_one_copy(shell, copy);
    assert_int_equal(stat(copy, &status), 0);
    assert_int_equal(status.st_mode & 077, 0); /* whoever reads the file reads everything */
    assert_int_equal(SHELL(shell, "verify", copy), 0);
    assert_int_equal(shell_count(copy, ENTRIES), shell_count(shell->file, ENTRIES));
    assert_true(trib_store_is_writable(file.store));
}

static void so_many_copies_are_kept(void **state) {
    struct shell *shell = *state;
    struct copies copies;
    char other[200];
    static const char *const OLD[] = {"c-20200101T000000Z.db", "c-20210101T000000Z.db",
                                      "d-20190101T000000Z.db", "c-20200101T000000Z.db.txt"};
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    for (size_t i = 0; i < UNIT_COUNT(OLD); i++) {
        snprintf(other, sizeof other, "%s/%s", shell->folder, OLD[i]);
        shell_write(other, "old", 3);
    }
    snprintf(other, sizeof other, "%s/c.db", shell->folder);
    assert_string_equal(other, shell->file); /* of the same name as some of the old ones */
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder, "--keep", "2"), 0);
    copies_list(shell, &copies);
    assert_int_equal(copies.count, 4); /* another's, and what only looks like one, stay */
    for (size_t i = 0; i < copies.count; i++) {
        assert_true(strcmp(strrchr(copies.paths[i], '/') + 1, OLD[0]) != 0);
    }
}

/* The hours between two copies pass at once; what happens meanwhile is the test's. */
static struct {
    const struct shell *shell; /* NULL: it is really slept */
    time_t passed;
    int sleeps;
} night;

unsigned __real_sleep(unsigned seconds);
unsigned __wrap_sleep(unsigned seconds);
unsigned __wrap_sleep(unsigned seconds) {
    if (night.shell == NULL) {
        return __real_sleep(seconds);
    }
    night.passed += seconds;
    switch (++night.sleeps) {
    case 2: /* the disk is not there for a night */
        assert_int_equal(rename(night.shell->file, night.shell->other), 0);
        break;
    case 3:
        assert_int_equal(rename(night.shell->other, night.shell->file), 0);
        break;
    case 4:
        _exit(night.passed == 4 * 2 * 3600 ? 0 : 1);
    default:
        break;
    }
    return 0;
}

time_t __real_time(time_t *out);
time_t __wrap_time(time_t *out);
time_t __wrap_time(time_t *out) {
    time_t now = __real_time(NULL) + night.passed;
    if (out != NULL) {
        *out = now;
    }
    return now;
}

/* Every two hours, until it is ended; a copy that fails is complained of, and the next one made. */
static void copies_are_made_by_the_hour(void **state) {
    struct shell *shell = *state;
    struct copies copies;
    int status = 0;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        night.shell = shell;
        SHELL(shell, "backup", shell->file, shell->folder, "--every", "2", "--keep", "2");
        _exit(2);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    copies_list(shell, &copies);
    assert_int_equal(copies.count, 2); /* of three, the last ones: four hours apart */
    for (size_t i = 0; i < copies.count; i++) {
        assert_int_equal(SHELL(shell, "verify", copies.paths[i]), 0);
    }
    assert_int_equal(shell_count(shell->file, ENTRIES), shell_count(copies.paths[1], ENTRIES));
}

static void what_does_not_verify_leaves_no_copy(void **state) {
    struct shell *shell = *state;
    struct copies copies;
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    shell_tamper(shell->file, "UPDATE person SET display_name = 'Somebody else'");
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder), 1);
    assert_true(shell_complained(shell, "is not what its log says"));
    copies_list(shell, &copies);
    assert_int_equal(copies.count, 0);
    assert_int_equal(SHELL(shell, "backup", shell->other, shell->folder), 1);
    assert_true(shell_complained(shell, "there is no file"));
    shell_write(shell->other, "not a database at all", 21);
    assert_int_equal(SHELL(shell, "backup", shell->other, shell->folder), 1);
    copies_list(shell, &copies);
    assert_int_equal(copies.count, 0);
}

static void words_are_looked_at(void **state) {
    struct shell *shell = *state;
    static const char *const BAD[] = {"0", "-1", "x", "3651", "1.5", ""};
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    for (size_t i = 0; i < UNIT_COUNT(BAD); i++) {
        assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder, "--keep", BAD[i]), 2);
        assert_true(shell_complained(shell, "--keep takes a whole number from 1 to 3650"));
        assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder, "--every", BAD[i]), 2);
        assert_true(shell_complained(shell, "--every takes a whole number from 1 to 744"));
    }
    assert_int_equal(SHELL(shell, "backup", shell->file), 2);
    assert_int_equal(SHELL(shell, "restore", shell->file), 2);
}

/* ---- restore --------------------------------------------------------------------------------- */

/* Begins a session by the link of init; its token. */
static void sign_in(struct shell *shell, char out_token[static TRIB_TOKEN_BYTES]) {
    struct trib_error error = {0};
    struct trib_session session;
    char link[TRIB_TOKEN_BYTES];
    const char *at = strstr(trib_buffer_text(&shell->out), "sign-in#");
    assert_non_null(at);
    snprintf(link, sizeof link, "%s", at + strlen("sign-in#"));
    TRIB_AUTO(cli_file) file = {.store = served(shell, shell->file)};
    assert_true(trib_session_begin(file.store, link, out_token, &session, &error));
    assert_true(trib_program_commit(file.store, &error));
}

static bool lasts(const char *path, const char *token) {
    struct trib_error error = {0};
    bool is_there = false;
    TRIB_AUTO(cli_file) file = {.store = served(NULL, path)};
    assert_true(trib_session_lasts(file.store, token, &is_there, &error));
    return is_there;
}

static void restored_from_a_copy_it_opens_to_nobody_who_was_in(void **state) {
    struct shell *shell = *state;
    char copy[200];
    char token[TRIB_TOKEN_BYTES];
    static const char INVITED[] = "SELECT count(*) FROM invitation WHERE state = 'open'";
    static const char KEYS[] = "SELECT (SELECT count(*) FROM invitation_key) + "
                               "(SELECT count(*) FROM room_code_key)";
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    sign_in(shell, token);
    assert_int_equal(
        SHELL(shell, "invite", shell->file, "--name", "Second", "--coalition-role", "secretariat"),
        0);
    shell_tamper(shell->file,
                 "INSERT INTO mail (mail_id, key, address, subject, body, written_at_ms, "
                 "due_at_ms, expires_at_ms) VALUES ('a', 'k', 'x@example.net', 's', 'b', 1, 1, 1)");
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder), 0);
    the_one_copy(shell, copy);
    assert_int_equal(shell_count(copy, MAILS), 1);
    assert_true(
        lasts(copy, token)); /* whoever steals the copy has hashes; whoever had the token … */
    assert_int_equal(SHELL(shell, "restore", copy, shell->other), 0);
    assert_true(shell_said(shell, "is there again"));
    assert_false(lasts(shell->other, token)); /* … is out */
    assert_int_equal(shell_count(shell->other, SESSIONS), 0);
    assert_int_equal(shell_count(shell->other, LINKS), 0);
    assert_int_equal(shell_count(shell->other, INVITED), 0);
    assert_int_equal(shell_count(shell->other, KEYS), 0);
    assert_int_equal(shell_count(shell->other, MAILS), 0); /* it may have been sent since */
    assert_int_equal(SHELL(shell, "verify", shell->other), 0);
}

/* A ballot that is open, as a server would have it; its key lies beside the file. */
static bool ballot_opens(struct trib_store *store, void *context, struct trib_error *error) {
    static const unsigned char KEY[TRIB_SECRET_KEY_BYTES] = {'K', 'e', 's', 't', 'r', 'e', 'l'};
    static const char *const ROWS[] = {
        "INSERT INTO proposal (proposal_id, space_id, person_id, title, text, language, state) "
        "SELECT '" PROPOSAL "', '" TRIB_SPACE_COALITION_ID "', person_id, 't', 'x', 'en', 'ballot' "
        "FROM person LIMIT 1",
        "INSERT INTO ballot (ballot_id, space_id, proposal_id, version, round, occasion, method, "
        "vote_unit, confidentiality, share_kind, share_numerator, share_denominator, share_base, "
        "quorum_kind, quorum_numerator, quorum_denominator, blocks_max, rounds_max, "
        "fallback_wait_minutes, roll, public_key, opened_at_ms, closes_local, zone, closes_at_ms) "
        "VALUES ('" BALLOT "', '" TRIB_SPACE_COALITION_ID "', '" PROPOSAL "', 1, 1, 'vote', "
        "'vote', 'organization', 'sealed', 'more_than', 1, 2, 'cast', 'more_than', 1, 2, 0, 2, "
        "1440, 0, '', 1, '2027-03-28T10:00', 'Africa/Accra', 1806228000000)"};
    (void)context;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        TRIB_AUTO(trib_statement) statement = {0};
        if (!trib_statement_prepare(store, ROWS[i], &statement, error) ||
            !trib_statement_run(&statement, error)) {
            return false;
        }
    }
    return trib_secret_key_keep(store, BALLOT, KEY, error);
}

static void keys_remove(const struct shell *shell) {
    char path[200];
    snprintf(path, sizeof path, "%s.keys/" BALLOT, shell->file);
    assert_int_equal(unlink(path), 0);
    snprintf(path, sizeof path, "%s.keys", shell->file);
    assert_int_equal(rmdir(path), 0);
}

static void what_is_open_in_a_copy_is_void_where_it_is_served_again(void **state) {
    struct shell *shell = *state;
    struct trib_error error = {0};
    char copy[200];
    static const char VOID[] =
        "SELECT count(*) FROM ballot WHERE state = 'void' AND void_cause = 'key_lost'";
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    {
        TRIB_AUTO(cli_file) file = {.store = served(shell, shell->file)};
        assert_true(trib_program_command(file.store, "ballot.open", ballot_opens, NULL, &error));
    }
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder), 0);
    assert_true(shell_said(shell, "ballots open in it: 1"));
    the_one_copy(shell, copy);
    struct shell_bytes bytes = shell_read(copy);
    assert_null(memmem(bytes.all, bytes.length, "Kestrel", strlen("Kestrel"))); /* no key */
    free(bytes.all);
    assert_int_equal(SHELL(shell, "restore", copy, shell->other), 0);
    assert_true(shell_said(shell, "ballots that were open: 1"));
    assert_int_equal(shell_count(shell->other, VOID), 1);
    assert_int_equal(shell_count(shell->file, VOID), 0);
    assert_int_equal(SHELL(shell, "verify", shell->other), 0);
    keys_remove(shell);
}

/* A device that comes from the time that was lost holds another epoch, and takes everything anew.
 */
static void it_is_the_same_coalition_in_another_epoch(void **state) {
    struct shell *shell = *state;
    char copy[200];
    char database_id[TRIB_ID_BYTES];
    char epoch[TRIB_ID_BYTES];
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder), 0);
    the_one_copy(shell, copy);
    assert_int_equal(SHELL(shell, "restore", copy, shell->other), 0);
    {
        TRIB_AUTO(cli_file) file = {.store = served(shell, shell->file)};
        snprintf(database_id, sizeof database_id, "%s", trib_store_database_id(file.store));
        snprintf(epoch, sizeof epoch, "%s", trib_store_epoch(file.store));
    }
    TRIB_AUTO(cli_file) file = {.store = served(shell, shell->other)};
    assert_string_equal(trib_store_database_id(file.store), database_id);
    assert_string_not_equal(trib_store_epoch(file.store), epoch);
    assert_int_equal(strlen(trib_store_epoch(file.store)), TRIB_ID_BYTES - 1);
}

static void nothing_is_overwritten_and_nothing_left_over(void **state) {
    struct shell *shell = *state;
    char copy[200];
    char name[200];
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder), 0);
    the_one_copy(shell, copy);
    assert_int_equal(SHELL(shell, "restore", copy, shell->file), 1);
    assert_true(shell_complained(shell, "is there. Stop its server and move the file away"));
    shell_tamper(copy, "UPDATE person SET display_name = 'Somebody else'");
    assert_int_equal(SHELL(shell, "restore", copy, shell->other), 1);
    assert_true(shell_complained(shell, "is not what its log says"));
    static const char *const ENDINGS[] = {"", ".restoring", ".restoring.making", ".restoring.lock",
                                          ".restoring-wal"};
    for (size_t i = 0; i < UNIT_COUNT(ENDINGS); i++) {
        snprintf(name, sizeof name, "%s%s", shell->other, ENDINGS[i]);
        assert_int_not_equal(access(name, F_OK), 0);
    }
}

/* ---- what was withdrawn ---------------------------------------------------------------------- */

#define SECOND "Delegate Kestrel"
static const char NAMED[] = "SELECT count(*) FROM change WHERE patch LIKE '%Kestrel%'";
static const char OPEN_ROLES[] =
    "SELECT count(*) FROM coalition_role WHERE role = 'secretariat' AND ends_on IS NULL";

static bool invited_id(struct trib_store *store, char out_id[static TRIB_ID_BYTES]) {
    TRIB_AUTO(trib_statement) statement = {0};
    struct trib_error error = {0};
    bool has_row = false;
    if (!trib_statement_prepare(store,
                                "SELECT person_id FROM person WHERE display_name = '" SECOND "'",
                                &statement, &error) ||
        !trib_statement_next(&statement, &has_row, &error) || !has_row) {
        return false;
    }
    snprintf(out_id, TRIB_ID_BYTES, "%s", trib_column_text(&statement, 0));
    return true;
}

static bool second_goes(struct trib_store *store, void *context, struct trib_error *error) {
    char person_id[TRIB_ID_BYTES];
    TRIB_AUTO(trib_withdrawn) withdrawn = {0};
    (void)context;
    return invited_id(store, person_id) &&
           trib_withdrawn_add(&withdrawn, trib_store_table_find(store, "person"), person_id) &&
           trib_withdrawn_apply(store, &withdrawn, error);
}

/* A coalition with one who is copied, and then takes their name back. */
static void withdraw_after_a_copy(struct shell *shell, char out_copy[static 200]) {
    struct trib_error error = {0};
    assert_int_equal(SHELL(shell, "init", shell->file), 0);
    assert_int_equal(
        SHELL(shell, "invite", shell->file, "--name", SECOND, "--coalition-role", "secretariat"),
        0);
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder), 0);
    the_one_copy(shell, out_copy);
    TRIB_AUTO(cli_file) file = {.store = served(shell, shell->file)};
    assert_true(trib_program_command(file.store, "person.redact", second_goes, NULL, &error));
    assert_true(trib_store_erase(file.store, true));
}

static void assert_gone(const char *path) {
    struct shell_bytes bytes = shell_read(path);
    assert_null(memmem(bytes.all, bytes.length, "Kestrel", strlen("Kestrel")));
    free(bytes.all);
    assert_int_equal(shell_count(path, NAMED), 0);
    assert_int_equal(shell_count(path, OPEN_ROLES), 0);
}

static void what_was_withdrawn_does_not_come_back_with_an_older_copy(void **state) {
    struct shell *shell = *state;
    char copy[200];
    withdraw_after_a_copy(shell, copy);
    assert_int_equal(shell_count(copy, OPEN_ROLES), 1);
    assert_gone(shell->file);
    assert_int_equal(unlink(shell->file), 0); /* its list stays */
    assert_int_equal(SHELL(shell, "restore", copy, shell->file), 0);
    assert_gone(shell->file);
    assert_int_equal(SHELL(shell, "verify", shell->file), 0);
}

/* The machine is lost, and with it the list: the folder of the copies has it too. */
static void the_list_goes_with_the_copies(void **state) {
    struct shell *shell = *state;
    char copy[200];
    char old[200];
    char list[200];
    withdraw_after_a_copy(shell, copy);
    snprintf(old, sizeof old, "%s/old.db", shell->folder); /* the next may be of the same second */
    assert_int_equal(rename(copy, old), 0);
    assert_int_equal(SHELL(shell, "backup", shell->file, shell->folder, "--keep", "5"), 0);
    snprintf(list, sizeof list, "%s.withdrawn", shell->file);
    assert_int_equal(unlink(shell->file), 0);
    assert_int_equal(unlink(list), 0);
    assert_int_equal(SHELL(shell, "restore", old, shell->other), 0);
    assert_gone(shell->other);
    snprintf(list, sizeof list, "%s.withdrawn", shell->other);
    assert_int_equal(access(list, F_OK), 0); /* and it is there for the next time */
}

/* Somebody puts an older file in its place by hand. */
static void a_file_put_there_by_hand_is_looked_at_before_it_is_served(void **state) {
    struct shell *shell = *state;
    char copy[200];
    struct trib_error error = {0};
    withdraw_after_a_copy(shell, copy);
    assert_int_equal(rename(copy, shell->file), 0);
    assert_int_equal(shell_count(shell->file, OPEN_ROLES), 1);
    TRIB_AUTO(cli_file) file = {.store = served(shell, shell->file)};
    assert_true(cli_withdrawn_apply_beside(shell->file, file.store, &error));
    assert_gone(shell->file);
}

/* ---- an older program ------------------------------------------------------------------------ */

/* Made by a program that has had fewer migrations; what that one copied is what one goes back to.
 */
static void a_copy_of_an_older_program_is_verified_and_restored(void **state) {
    struct shell *shell = *state;
    struct trib_error error = {0};
    struct trib_store *store = NULL;
    struct trib_store_settings settings = cli_store_settings(shell->file);
    size_t table_count = 0;
    while (strcmp(settings.tables[table_count].name, "redaction") != 0) {
        table_count++;
    }
    settings.table_count = table_count;
    settings.migration_count = 4;
    assert_true(trib_store_create(&settings, &store, &error));
    trib_store_close(store);
    assert_int_equal(SHELL(shell, "verify", shell->file), 0);
    assert_true(shell_said(shell, "the chain holds"));
    assert_int_equal(SHELL(shell, "restore", shell->file, shell->other), 0);
    assert_int_equal(SHELL(shell, "verify", shell->other), 0);
    assert_int_equal(shell_count(shell->other, "PRAGMA user_version"),
                     (long long)trib_migration_count);
    assert_int_equal(shell_count(shell->file, "PRAGMA user_version"),
                     4); /* the copy is as it was */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_A_SHELL(a_copy_is_made_while_it_is_served),
        IN_A_SHELL(so_many_copies_are_kept),
        IN_A_SHELL(copies_are_made_by_the_hour),
        IN_A_SHELL(what_does_not_verify_leaves_no_copy),
        IN_A_SHELL(words_are_looked_at),
        IN_A_SHELL(restored_from_a_copy_it_opens_to_nobody_who_was_in),
        IN_A_SHELL(what_is_open_in_a_copy_is_void_where_it_is_served_again),
        IN_A_SHELL(it_is_the_same_coalition_in_another_epoch),
        IN_A_SHELL(nothing_is_overwritten_and_nothing_left_over),
        IN_A_SHELL(what_was_withdrawn_does_not_come_back_with_an_older_copy),
        IN_A_SHELL(the_list_goes_with_the_copies),
        IN_A_SHELL(a_file_put_there_by_hand_is_looked_at_before_it_is_served),
        IN_A_SHELL(a_copy_of_an_older_program_is_verified_and_restored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
