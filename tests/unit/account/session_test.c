/*
 * Sessions: they end when unused for a while and after a longer one in any case, to the
 * millisecond; their use is noted once a minute; and ending one ends no other.
 */
#include <stdlib.h>
#include <string.h>

#include "limits.h"
#include "rows.h"
#include "spine.h"
#include "tributary/account/account.h"
#include "tributary/account/credential.h"

#define PERSON "c0000000-0000-4000-8000-000000000001"

struct signed_in {
    struct spine spine;
    char token[TRIB_TOKEN_BYTES];
    struct trib_session session;
};

static void commit(struct spine *spine) {
    TRIB_AUTO(trib_batch) batch = {0};
    spine_commit(spine, &batch);
}

static void begin(struct spine *spine, char out_token[static TRIB_TOKEN_BYTES],
                  struct trib_session *out_session) {
    struct trib_error error = {0};
    char link[TRIB_TOKEN_BYTES];
    assert_true(trib_sign_in_link_make(spine->store, PERSON, link, &error));
    assert_true(trib_session_begin(spine->store, link, out_token, out_session, &error));
    commit(spine);
}

static int set_up(void **state) {
    struct signed_in *in = calloc(1, sizeof *in);
    assert_non_null(in);
    spine_open(&in->spine, 44);
    spine_begin(&in->spine);
    spine_add_person(&in->spine, PERSON);
    spine_end(&in->spine);
    commit(&in->spine);
    begin(&in->spine, in->token, &in->session);
    *state = in;
    return 0;
}

static int tear_down(void **state) {
    struct signed_in *in = *state;
    spine_close(&in->spine);
    free(in);
    return 0;
}

/* Asks, and keeps what was noted. */
static bool lasts(struct signed_in *in, const char *token) {
    struct trib_session session = {0};
    struct trib_error error = {0};
    bool is_found = false;
    assert_true(trib_session_find(in->spine.store, token, &session, &is_found, &error));
    commit(&in->spine);
    assert_true(is_found || session.person_id[0] == '\0');
    assert_true(!is_found || strcmp(session.person_id, PERSON) == 0);
    return is_found;
}

static int64_t number(struct signed_in *in, const char *sql) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(in->spine.store, sql, &statement, &error));
    assert_true(trib_statement_next(&statement, &has_row, &error) && has_row);
    return trib_column_int64(&statement, 0);
}

static const char LAST_USE[] = "SELECT max(last_used_at_ms) FROM session";
static const char COUNT[] = "SELECT count(*) FROM session";

/* ---- its time -------------------------------------------------------------------------------- */

static struct row {
    const char *name;
    int64_t unused_ms;
    bool lasts;
} idle[] = {
    {"a session lasts when it began just now", 0, true},
    {"a session lasts in the last millisecond of its idle time", TRIB_SESSION_IDLE_MS - 1, true},
    {"a session has ended when its idle time is over", TRIB_SESSION_IDLE_MS, false},
    {"a session stays ended", TRIB_SESSION_MS * 2, false},
};

static void idles(void **state) {
    const struct row *row = *state;
    void *opened = NULL;
    set_up(&opened);
    struct signed_in *in = opened;
    in->spine.now_ms += row->unused_ms;
    assert_true(lasts(in, in->token) == row->lasts);
    tear_down(&opened);
}

/* However much it is used. */
static void ends_in_any_case(void **state) {
    struct signed_in *in = *state;
    int64_t began_ms = in->spine.now_ms;
    while (in->spine.now_ms + TRIB_SESSION_IDLE_MS / 2 < began_ms + TRIB_SESSION_MS) {
        in->spine.now_ms += TRIB_SESSION_IDLE_MS / 2;
        assert_true(lasts(in, in->token));
    }
    in->spine.now_ms = began_ms + TRIB_SESSION_MS - 1;
    assert_true(lasts(in, in->token));
    in->spine.now_ms = began_ms + TRIB_SESSION_MS;
    assert_false(lasts(in, in->token));
}

static void use_is_noted_once_a_minute(void **state) {
    struct signed_in *in = *state;
    int64_t began_ms = in->spine.now_ms;
    in->spine.now_ms = began_ms + TRIB_SESSION_NOTE_MS - 1;
    assert_true(lasts(in, in->token));
    assert_int_equal(number(in, LAST_USE), began_ms);
    in->spine.now_ms = began_ms + TRIB_SESSION_NOTE_MS;
    assert_true(lasts(in, in->token));
    assert_int_equal(number(in, LAST_USE), began_ms + TRIB_SESSION_NOTE_MS);
    in->spine.now_ms += TRIB_SESSION_NOTE_MS - 1;
    assert_true(lasts(in, in->token));
    assert_int_equal(number(in, LAST_USE), began_ms + TRIB_SESSION_NOTE_MS);
}

/* The tick of a command that changes who sees what takes nothing more: the note is left, no more.
 */
static void lasts_where_nothing_can_be_noted(void **state) {
    struct signed_in *in = *state;
    struct trib_session session = {0};
    struct trib_error error = {0};
    bool is_found = false;
    int64_t began_ms = in->spine.now_ms;
    in->spine.now_ms += TRIB_SESSION_NOTE_MS;
    spine_begin(&in->spine);
    spine_add_coalition_role(&in->spine, "d0000000-0000-4000-8000-000000000001", PERSON,
                             "administrator");
    spine_end(&in->spine);
    assert_true(trib_tick_must_end(in->spine.store));
    assert_true(trib_session_find(in->spine.store, in->token, &session, &is_found, &error));
    assert_true(is_found);
    commit(&in->spine);
    assert_int_equal(number(in, LAST_USE), began_ms);
    assert_true(lasts(in, in->token));
    assert_int_equal(number(in, LAST_USE), in->spine.now_ms);
}

/* ---- its end --------------------------------------------------------------------------------- */

static void ending_one_ends_no_other(void **state) {
    struct signed_in *in = *state;
    struct trib_error error = {0};
    struct trib_session other;
    char other_token[TRIB_TOKEN_BYTES];
    begin(&in->spine, other_token, &other);
    assert_string_not_equal(in->token, other_token);
    assert_string_not_equal(in->session.session_id, other.session_id);
    assert_true(trib_session_end(in->spine.store, in->session.session_id, &error));
    commit(&in->spine);
    assert_false(lasts(in, in->token));
    assert_true(lasts(in, other_token));
    assert_true(trib_session_end(in->spine.store, in->session.session_id, &error)); /* it has */
    commit(&in->spine);
    assert_int_equal(number(in, COUNT), 1);
}

static void ended_ones_go_when_another_begins(void **state) {
    struct signed_in *in = *state;
    struct trib_session session;
    char token[TRIB_TOKEN_BYTES];
    in->spine.now_ms += TRIB_SESSION_IDLE_MS - 1;
    begin(&in->spine, token, &session);
    assert_int_equal(number(in, COUNT), 2);
    in->spine.now_ms += 1;
    begin(&in->spine, token, &session);
    assert_int_equal(number(in, COUNT), 2);
    assert_false(lasts(in, in->token));
}

/* ---- other tokens ---------------------------------------------------------------------------- */

/* A lost telephone does not keep its owner out, and a thief has not any number of places. */
static void so_many_may_last_at_once(void **state) {
    struct signed_in *in = *state;
    char token[TRIB_TOKEN_BYTES];
    char first[TRIB_TOKEN_BYTES];
    struct trib_session session;
    in->spine.now_ms += 1000;
    begin(&in->spine, first, &session);
    for (unsigned count = 2; count < TRIB_SESSIONS_PER_PERSON_MAX; count++) {
        in->spine.now_ms += 1000;
        begin(&in->spine, token, &session);
    }
    assert_true(lasts(in, in->token));
    in->spine.now_ms += 1000;
    begin(&in->spine, token, &session);
    assert_true(lasts(in, token));
    assert_true(lasts(in, first));
    assert_false(lasts(in, in->token)); /* unused for longest */
}

static void what_is_no_token_finds_nothing(void **state) {
    struct signed_in *in = *state;
    char shorter[TRIB_TOKEN_BYTES];
    char longer[TRIB_TOKEN_BYTES + 1];
    memcpy(shorter, in->token, TRIB_TOKEN_BYTES);
    shorter[TRIB_TOKEN_BYTES - 2] = '\0';
    memcpy(longer, in->token, TRIB_TOKEN_BYTES);
    longer[TRIB_TOKEN_BYTES - 1] = 'A';
    longer[TRIB_TOKEN_BYTES] = '\0';
    const char *const tokens[] = {"",
                                  "x",
                                  shorter,
                                  longer,
                                  in->session.session_id,
                                  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
    for (size_t i = 0; i < UNIT_COUNT(tokens); i++) {
        assert_false(lasts(in, tokens[i]));
    }
    assert_true(lasts(in, in->token));
}

/* The hash in the file opens nothing. */
static void the_hash_is_no_token(void **state) {
    struct signed_in *in = *state;
    static const char HASH[] = "SELECT token_hash FROM session";
    struct trib_error error = {0};
    char hash[65] = "";
    {
        TRIB_AUTO(trib_statement) statement = {0};
        bool has_row = false;
        assert_true(trib_statement_prepare(in->spine.store, HASH, &statement, &error));
        assert_true(trib_statement_next(&statement, &has_row, &error) && has_row);
        memcpy(hash, trib_column_text(&statement, 0), sizeof hash);
    }
    assert_int_equal(strlen(hash), 64);
    assert_int_equal(strspn(hash, "0123456789abcdef"), 64);
    assert_false(lasts(in, hash));
    hash[TRIB_TOKEN_BYTES - 1] = '\0';
    assert_false(lasts(in, hash));
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest signed_in[] = {
        cmocka_unit_test_setup_teardown(ends_in_any_case, set_up, tear_down),
        cmocka_unit_test_setup_teardown(use_is_noted_once_a_minute, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lasts_where_nothing_can_be_noted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ending_one_ends_no_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ended_ones_go_when_another_begins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(so_many_may_last_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_token_finds_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_hash_is_no_token, set_up, tear_down),
    };
    unit_add_rows(&tests, idles, idle, sizeof idle[0], UNIT_COUNT(idle));
    int failed = unit_run("account/session", &tests);
    return failed + cmocka_run_group_tests_name("account/session", signed_in, NULL, NULL);
}
