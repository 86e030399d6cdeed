/*
 * Sign-in links: each works once, for a day to the millisecond, for one person; and why one was
 * refused cannot be told from the answer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "rows.h"
#include "spine.h"
#include "tributary/account/account.h"

#define PERSON "c0000000-0000-4000-8000-000000000001"
#define OTHER "c0000000-0000-4000-8000-000000000002"

static const char COUNT_LINKS[] = "SELECT count(*) FROM sign_in_link WHERE person_id = ?1";
static const char COUNT_SESSIONS[] = "SELECT count(*) FROM session WHERE person_id = ?1";

static void fill(struct spine *spine) {
    TRIB_AUTO(trib_batch) batch = {0};
    spine_begin(spine);
    spine_add_person(spine, PERSON);
    spine_add_person(spine, OTHER);
    spine_end(spine);
    spine_commit(spine, &batch);
}

static int set_up(void **state) {
    struct spine *spine = calloc(1, sizeof *spine);
    assert_non_null(spine);
    spine_open(spine, 41);
    fill(spine);
    *state = spine;
    return 0;
}

static int tear_down(void **state) {
    spine_close(*state);
    free(*state);
    return 0;
}

static void commit(struct spine *spine) {
    TRIB_AUTO(trib_batch) batch = {0};
    spine_commit(spine, &batch);
    assert_int_equal(batch.entry_count, 0); /* signing in is nobody's business */
}

static void make_link(struct spine *spine, const char *person_id,
                      char out_link[static TRIB_TOKEN_BYTES]) {
    struct trib_error error = {0};
    assert_true(trib_sign_in_link_make(spine->store, person_id, out_link, &error));
    commit(spine);
}

/* What using a link comes to, and whose session began. No commit. */
static enum trib_error_code use(struct spine *spine, const char *link,
                                struct trib_session *out_session) {
    struct trib_error error = {0};
    char token[TRIB_TOKEN_BYTES];
    bool is_done = trib_session_begin(spine->store, link, token, out_session, &error);
    assert_true(is_done == (error.code == TRIB_E_NONE));
    return error.code;
}

static long long count(struct spine *spine, const char *sql, const char *person_id) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(spine->store, sql, &statement, &error));
    assert_true(trib_bind_text(&statement, 1, person_id, &error));
    assert_true(trib_statement_next(&statement, &has_row, &error) && has_row);
    return trib_column_int64(&statement, 0);
}

/* ---- rules ----------------------------------------------------------------------------------- */

static void works_once(void **state) {
    struct spine *spine = *state;
    struct trib_session session = {0};
    char link[TRIB_TOKEN_BYTES];
    make_link(spine, PERSON, link);
    assert_int_equal(use(spine, link, &session), TRIB_E_NONE);
    commit(spine);
    assert_string_equal(session.person_id, PERSON);
    assert_true(trib_id_valid(session.session_id, 4));
    assert_int_equal(use(spine, link, &session), TRIB_E_LINK);
    assert_int_equal(count(spine, COUNT_SESSIONS, PERSON), 1);
}

static void of_two_that_race_one_wins(void **state) {
    struct spine *spine = *state;
    struct trib_session first = {0};
    struct trib_session second = {0};
    char link[TRIB_TOKEN_BYTES];
    make_link(spine, PERSON, link);
    assert_int_equal(use(spine, link, &first), TRIB_E_NONE);
    assert_int_equal(use(spine, link, &second), TRIB_E_LINK); /* the same tick, nothing committed */
    commit(spine);
    assert_string_equal(second.session_id, "");
    assert_int_equal(count(spine, COUNT_SESSIONS, PERSON), 1);
}

static struct row {
    const char *name;
    int64_t after_ms;
    enum trib_error_code code;
} expiry[] = {
    {"a link works at once", 0, TRIB_E_NONE},
    {"a link works in the last millisecond of its day", TRIB_SIGN_IN_LINK_MS - 1, TRIB_E_NONE},
    {"a link is too old when its day is over", TRIB_SIGN_IN_LINK_MS, TRIB_E_LINK},
    {"a link stays too old", TRIB_SIGN_IN_LINK_MS + 1, TRIB_E_LINK},
};

static void expires(void **state) {
    const struct row *row = *state;
    struct trib_session session = {0};
    struct spine spine;
    char link[TRIB_TOKEN_BYTES];
    spine_open(&spine, 42);
    fill(&spine);
    make_link(&spine, PERSON, link);
    spine.now_ms += row->after_ms;
    assert_int_equal(use(&spine, link, &session), row->code);
    spine_close(&spine);
}

/* The whole error, byte for byte. */
static void refusals_are_alike(void **state) {
    struct spine *spine = *state;
    struct trib_session session = {0};
    char token[TRIB_TOKEN_BYTES];
    char used[TRIB_TOKEN_BYTES];
    char old[TRIB_TOKEN_BYTES];
    make_link(spine, PERSON, old);
    spine->now_ms += TRIB_SIGN_IN_LINK_MS - 1;
    make_link(spine, PERSON, used);
    spine->now_ms += 1;
    assert_int_equal(use(spine, used, &session), TRIB_E_NONE);
    commit(spine);
    const char *const links[] = {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", used, old, "", "x",
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
    struct trib_error first;
    struct trib_error error;
    memset(&first, 0, sizeof first);
    trib_fail(&first, TRIB_E_LINK, NULL);
    for (size_t i = 0; i < UNIT_COUNT(links); i++) {
        memset(&error, 0, sizeof error);
        assert_false(trib_session_begin(spine->store, links[i], token, &session, &error));
        assert_memory_equal(&error, &first, sizeof error);
    }
}

static void is_for_one_person(void **state) {
    struct spine *spine = *state;
    struct trib_session session = {0};
    char link[TRIB_TOKEN_BYTES];
    char other_link[TRIB_TOKEN_BYTES];
    make_link(spine, PERSON, link);
    make_link(spine, OTHER, other_link);
    assert_string_not_equal(link, other_link);
    assert_int_equal(use(spine, other_link, &session), TRIB_E_NONE);
    assert_string_equal(session.person_id, OTHER);
    assert_int_equal(use(spine, link, &session), TRIB_E_NONE);
    assert_string_equal(session.person_id, PERSON);
}

static void needs_a_person(void **state) {
    struct spine *spine = *state;
    struct trib_error error = {0};
    char link[TRIB_TOKEN_BYTES] = "untouched";
    assert_false(
        trib_sign_in_link_make(spine->store, "f0000000-0000-4000-8000-00000000000f", link, &error));
    assert_int_equal(error.code, TRIB_E_NOT_FOUND);
    assert_string_equal(error.field, "person_id");
    assert_string_equal(link, "untouched");
}

/* A link that was used stays known until its day is over, so that it cannot be made again. */
static void old_ones_are_forgotten(void **state) {
    struct spine *spine = *state;
    struct trib_session session = {0};
    char link[TRIB_TOKEN_BYTES];
    make_link(spine, PERSON, link);
    assert_int_equal(use(spine, link, &session), TRIB_E_NONE);
    commit(spine);
    make_link(spine, PERSON, link);
    assert_int_equal(count(spine, COUNT_LINKS, PERSON), 2);
    spine->now_ms += TRIB_SIGN_IN_LINK_MS;
    make_link(spine, OTHER, link);
    assert_int_equal(count(spine, COUNT_LINKS, PERSON), 0);
    assert_int_equal(count(spine, COUNT_LINKS, OTHER), 1);
}

/* ---- what the file holds --------------------------------------------------------------------- */

static bool file_holds(const char *path, const char *text) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    struct stat status;
    assert_int_equal(fstat(fileno(file), &status), 0);
    char *bytes = calloc((size_t)status.st_size + 1, 1);
    assert_non_null(bytes);
    size_t length = fread(bytes, 1, (size_t)status.st_size, file);
    bool is_there = memmem(bytes, length, text, strlen(text)) != NULL;
    free(bytes);
    assert_int_equal(fclose(file), 0);
    return is_there;
}

/* Whoever reads the file, or its WAL, cannot sign in with what they find. */
static void the_file_has_no_token(void **state) {
    (void)state;
    static const char HASH[] =
        "SELECT token_hash FROM session WHERE person_id = ?1 AND length(token_hash) = 64";
    char folder[] = P_tmpdir "/tributary-link-XXXXXX";
    char path[sizeof folder + 16];
    char wal[sizeof path + 4];
    char link[TRIB_TOKEN_BYTES];
    char unused[TRIB_TOKEN_BYTES];
    char token[TRIB_TOKEN_BYTES];
    char hash[65] = "";
    struct trib_session session;
    struct trib_error error = {0};
    struct spine spine;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/c.db", folder);
    snprintf(wal, sizeof wal, "%s-wal", path);
    spine_open_file(&spine, 43, path);
    fill(&spine);
    make_link(&spine, PERSON, link);
    make_link(&spine, PERSON, unused);
    assert_true(trib_session_begin(spine.store, link, token, &session, &error));
    commit(&spine);
    {
        TRIB_AUTO(trib_statement) statement = {0};
        bool has_row = false;
        assert_true(trib_statement_prepare(spine.store, HASH, &statement, &error));
        assert_true(trib_bind_text(&statement, 1, PERSON, &error));
        assert_true(trib_statement_next(&statement, &has_row, &error) && has_row);
        snprintf(hash, sizeof hash, "%s", trib_column_text(&statement, 0));
    }
    assert_true(file_holds(path, hash) || file_holds(wal, hash)); /* it is where one would look */
    const char *const secrets[] = {link, unused, token};
    for (size_t i = 0; i < UNIT_COUNT(secrets); i++) {
        assert_false(file_holds(path, secrets[i]));
        assert_false(file_holds(wal, secrets[i]));
    }
    spine_close(&spine);
    assert_true(file_holds(path, hash));
    for (size_t i = 0; i < UNIT_COUNT(secrets); i++) {
        assert_false(file_holds(path, secrets[i]));
    }
    char lock[sizeof path + 8];
    snprintf(lock, sizeof lock, "%s.lock", path);
    remove(lock);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(folder), 0);
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest over_a_spine[] = {
        cmocka_unit_test_setup_teardown(works_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_two_that_race_one_wins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refusals_are_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_for_one_person, set_up, tear_down),
        cmocka_unit_test_setup_teardown(needs_a_person, set_up, tear_down),
        cmocka_unit_test_setup_teardown(old_ones_are_forgotten, set_up, tear_down),
        cmocka_unit_test(the_file_has_no_token),
    };
    unit_add_rows(&tests, expires, expiry, sizeof expiry[0], UNIT_COUNT(expiry));
    int failed = unit_run("account/link", &tests);
    return failed + cmocka_run_group_tests_name("account/link", over_a_spine, NULL, NULL);
}
