/*
 * The outbox: a mail is there exactly if what it tells of is; it is tried again within bounds, and
 * nothing of what it said stays.
 */
#include "tributary/mail/outbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "spine.h"

#define PERSON "c0000000-0000-4000-8000-000000000001"
#define OTHER "c0000000-0000-4000-8000-000000000002"
#define ABOUT "d0000000-0000-4000-8000-000000000001"
#define ADDRESS "delegate@example.net"
#define HOUR_MS (INT64_C(60) * 60 * 1000)

static struct spine spine;
static const struct trib_mail_sender sender = {"office@example.org", "Rivers"};

static int set_up(void **state) {
    (void)state;
    static const char SIGNS_IN[] =
        "INSERT INTO credential (person_id, sign_in_name, sign_in_key, password_hash, "
        "changed_at_ms) VALUES (?1, ?2, ?2, 'x', 1)";
    spine_open(&spine, 71);
    spine_begin(&spine);
    spine_add_person(&spine, PERSON);
    spine_add_person(&spine, OTHER);
    SPINE_RUN(&spine, SIGNS_IN, PERSON, ADDRESS);
    SPINE_RUN(&spine, SIGNS_IN, OTHER, "nobody's address");
    spine_end(&spine);
    TRIB_AUTO(trib_batch) batch = {0};
    spine_commit(&spine, &batch);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    spine_close(&spine);
    return 0;
}

static const struct trib_mail_argument ARGUMENTS[] = {
    {"coalition", "Rivers\r\nBcc: all@example.org", false},
    {"link", "https://example.org/sign-in#secret-token", false}};

static struct trib_mail_letter letter(void) {
    return (struct trib_mail_letter){.key = "mail_reset",
                                     .arguments = ARGUMENTS,
                                     .argument_count = 2,
                                     .about_id = ABOUT,
                                     .lasts_ms = 100 * HOUR_MS};
}

static long long count(const char *sql) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool is_there = false;
    assert_true(trib_statement_prepare(spine.store, sql, &statement, &error));
    assert_true(trib_statement_next(&statement, &is_there, &error));
    return is_there ? trib_column_int64(&statement, 0) : -1;
}

static void commit(void) {
    TRIB_AUTO(trib_batch) batch = {0};
    spine_commit(&spine, &batch);
}

static void queue(const struct trib_mail_letter *with) {
    struct trib_error error = {0};
    assert_true(trib_tick_private_open(spine.store, &error));
    assert_true(trib_mail_to_address(spine.store, ADDRESS, with, &error));
    assert_true(trib_tick_private_release(spine.store, &error));
    commit();
}

static void queue_usual(void) {
    const struct trib_mail_letter usual = letter();
    queue(&usual);
}

static struct trib_mail_job *take(void) {
    struct trib_error error = {0};
    struct trib_mail_job *job = NULL;
    assert_true(trib_tick_private_open(spine.store, &error));
    assert_true(trib_mail_take(spine.store, &sender, &job, &error));
    assert_true(trib_tick_private_release(spine.store, &error));
    commit();
    return job;
}

static void note(struct trib_mail_job *take_job) {
    struct trib_error error = {0};
    assert_true(trib_tick_private_open(spine.store, &error));
    assert_true(trib_mail_note(spine.store, take_job, &error));
    assert_true(trib_tick_private_release(spine.store, &error));
    commit();
    trib_mail_job_destroy(take_job);
}

static void not_sent(struct trib_mail_job *take_job, bool is_refused) {
    take_job->is_refused = is_refused;
    snprintf(take_job->failure, sizeof take_job->failure, "%d", is_refused ? 550 : 451);
    note(take_job);
}

static const char WITH_WORDS[] = "SELECT count(*) FROM mail WHERE address IS NOT NULL OR subject "
                                 "IS NOT NULL OR body IS NOT NULL OR unsubscribe IS NOT NULL";
static const char ALL[] = "SELECT count(*) FROM mail";
static const char GIVEN_UP[] = "SELECT count(*) FROM mail WHERE state = 'failed'";

/* ---- */

static void a_mail_is_sent_and_gone(void **state) {
    (void)state;
    queue_usual();
    struct trib_mail_job *job = take();
    assert_non_null(job);
    assert_string_equal(job->to_address, ADDRESS);
    assert_string_equal(job->from_address, sender.address);
    assert_non_null(strstr(trib_buffer_text(&job->message), "secret-token"));
    /* what was put in begins no line of its own */
    assert_null(strstr(trib_buffer_text(&job->message), "\nBcc:"));
    assert_null(take()); /* it is under way */
    job->is_sent = true;
    note(job);
    assert_int_equal(count(ALL), 0);
}

static void what_is_undone_sends_nothing(void **state) {
    (void)state;
    struct trib_error error = {0};
    const struct trib_mail_letter usual = letter();
    assert_true(trib_tick_private_open(spine.store, &error));
    assert_true(trib_mail_to_address(spine.store, ADDRESS, &usual, &error));
    trib_tick_command_undo(spine.store);
    commit();
    assert_int_equal(count(ALL), 0);
    assert_null(take());
}

static void a_try_is_put_off_before_it_is_made(void **state) {
    (void)state;
    queue_usual();
    int tries = 0;
    for (struct trib_mail_job *job = take(); job != NULL; job = take()) { /* the program dies */
        trib_mail_job_destroy(job);
        tries++;
    }
    assert_int_equal(tries, 1);
    spine.now_ms += 60 * 1000;
    struct trib_mail_job *again = take();
    assert_non_null(again);
    assert_int_equal(again->try_count, 2);
    trib_mail_job_destroy(again);
}

static void waits_grow_and_end(void **state) {
    (void)state;
    int64_t began_ms = spine.now_ms;
    int64_t last_wait_ms = 0;
    int tries = 0;
    queue_usual();
    while (count("SELECT count(*) FROM mail WHERE state = 'waiting'") > 0) {
        int64_t due_ms = count("SELECT due_at_ms FROM mail");
        assert_true(due_ms - spine.now_ms >= last_wait_ms || tries == 0);
        last_wait_ms = due_ms - spine.now_ms;
        spine.now_ms = due_ms;
        struct trib_mail_job *job = take();
        assert_non_null(job);
        not_sent(job, false);
        assert_true(++tries <= TRIB_MAIL_TRIES_MAX);
    }
    assert_int_equal(tries, TRIB_MAIL_TRIES_MAX);
    assert_in_range(spine.now_ms - began_ms, 24 * HOUR_MS, 48 * HOUR_MS);
    assert_int_equal(count(GIVEN_UP), 1);
    assert_int_equal(count(WITH_WORDS), 0);
    spine.now_ms += 1000 * HOUR_MS;
    assert_null(take());
}

static void what_is_refused_for_good_is_not_tried_again(void **state) {
    (void)state;
    queue_usual();
    not_sent(take(), true);
    assert_int_equal(count(GIVEN_UP), 1);
    assert_int_equal(count(WITH_WORDS), 0);
    assert_int_equal(count("SELECT count(*) FROM mail WHERE failure = '550'"), 1);
    spine.now_ms += 1000 * HOUR_MS;
    assert_null(take());
    struct trib_mail_counts counts;
    struct trib_error error = {0};
    assert_true(trib_mail_count(spine.store, &counts, &error));
    assert_int_equal(counts.waiting, 0);
    assert_int_equal(counts.failed, 1);
}

static void what_is_too_late_is_given_up(void **state) {
    (void)state;
    struct trib_mail_letter brief = letter();
    brief.lasts_ms = HOUR_MS;
    queue(&brief);
    spine.now_ms += HOUR_MS;
    assert_null(take());
    assert_int_equal(count(GIVEN_UP), 1);
    assert_int_equal(count(WITH_WORDS), 0);
}

static void the_oldest_goes_first(void **state) {
    (void)state;
    queue_usual();
    char first[TRIB_ID_BYTES];
    {
        struct trib_error error = {0};
        TRIB_AUTO(trib_statement) statement = {0};
        bool is_there = false;
        assert_true(
            trib_statement_prepare(spine.store, "SELECT mail_id FROM mail", &statement, &error));
        assert_true(trib_statement_next(&statement, &is_there, &error));
        snprintf(first, sizeof first, "%s", trib_column_text(&statement, 0));
    }
    spine.now_ms += 1;
    queue_usual();
    struct trib_mail_job *job = take();
    assert_string_equal(job->mail_id, first);
    trib_mail_job_destroy(job);
}

static void it_is_full_at_its_bound(void **state) {
    (void)state;
    static const char FILL[] =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) "
        "INSERT INTO mail (mail_id, key, address, subject, body, written_at_ms, due_at_ms, "
        "expires_at_ms) SELECT 'm' || i, 'k', 'a', 's', 'b', 1, 1, 1 FROM n";
    struct trib_error error = {0};
    const struct trib_mail_letter usual = letter();
    assert_true(trib_tick_private_open(spine.store, &error));
    {
        TRIB_AUTO(trib_statement) statement = {0};
        assert_true(trib_statement_prepare(spine.store, FILL, &statement, &error));
        assert_true(trib_bind_int64(&statement, 1, TRIB_MAIL_WAITING_MAX - 1, &error));
        assert_true(trib_statement_run(&statement, &error));
    }
    assert_true(trib_mail_to_address(spine.store, ADDRESS, &usual, &error));
    assert_false(trib_mail_to_address(spine.store, ADDRESS, &usual, &error));
    assert_int_equal(error.code, TRIB_E_TOO_MANY);
    assert_string_equal(error.arguments, "\"most\":5000");
    trib_tick_command_undo(spine.store);
    commit();
}

static void no_address_no_mail(void **state) {
    (void)state;
    struct trib_error error = {0};
    const struct trib_mail_letter usual = letter();
    assert_true(trib_tick_private_open(spine.store, &error));
    assert_false(trib_mail_to_address(spine.store, "a@b.c\r\nBcc: d@e.f", &usual, &error));
    assert_int_equal(error.code, TRIB_E_ADDRESS);
    assert_string_equal(error.field, "mail_address");
    trib_tick_command_undo(spine.store);
    commit();
}

static void a_person_is_written_to_where_they_sign_in(void **state) {
    (void)state;
    static const char IN_ARABIC[] = "UPDATE person SET language = 'ar' WHERE person_id = ?1";
    static const char LOCK[] = "INSERT INTO account_lock (person_id, locked_at_ms) VALUES (?1, 1)";
    struct trib_error error = {0};
    const struct trib_mail_letter usual = letter();
    bool is_written = false;
    spine_begin(&spine);
    SPINE_RUN(&spine, IN_ARABIC, PERSON);
    assert_true(trib_mail_to_person(spine.store, PERSON, &usual, &is_written, &error));
    assert_true(is_written);
    assert_true(trib_mail_to_person(spine.store, OTHER, &usual, &is_written, &error));
    assert_false(is_written); /* whose name is no address */
    assert_true(trib_mail_to_person(spine.store, ABOUT, &usual, &is_written, &error));
    assert_false(is_written); /* who is not there */
    SPINE_RUN(&spine, LOCK, PERSON);
    assert_true(trib_mail_to_person(spine.store, PERSON, &usual, &is_written, &error));
    assert_false(is_written);
    spine_end(&spine);
    commit();
    assert_int_equal(count(ALL), 1);
    assert_int_equal(
        count("SELECT count(*) FROM mail WHERE subject GLOB '*\xd9\x83\xd9\x84\xd9\x85\xd8\xa9*'"),
        1);
}

static void lines_stay_where_they_are_meant(void **state) {
    (void)state;
    struct trib_mail_letter with = letter();
    const struct trib_mail_argument lines[] = {{"coalition", "one\ntwo", true},
                                               {"link", "three\nfour", false}};
    with.arguments = lines;
    queue(&with);
    assert_int_equal(count("SELECT count(*) FROM mail WHERE instr(subject, char(10))"), 0);
    assert_int_equal(count("SELECT count(*) FROM mail WHERE instr(body, 'one' || char(10) || "
                           "'two') AND instr(body, 'three four')"),
                     1);
}

static void what_it_is_about_takes_it_back(void **state) {
    (void)state;
    struct trib_error error = {0};
    queue_usual();
    queue_usual();
    assert_true(trib_tick_private_open(spine.store, &error));
    assert_true(trib_mail_take_back(spine.store, ABOUT, &error));
    assert_true(trib_tick_private_release(spine.store, &error));
    commit();
    assert_int_equal(count(ALL), 0);
}

static void few_failures_are_kept(void **state) {
    (void)state;
    static const char FILL[] =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
        "INSERT INTO mail (mail_id, key, written_at_ms, due_at_ms, expires_at_ms, state) "
        "SELECT 'm' || i, 'k', 1, i, 1, ?1 FROM n";
    spine_begin(&spine);
    SPINE_RUN(&spine, FILL, "failed");
    spine_end(&spine);
    commit();
    queue_usual();
    not_sent(take(), true);
    assert_int_equal(count(GIVEN_UP), 1000);
    assert_int_equal(count("SELECT count(*) FROM mail WHERE mail_id = 'm1'"), 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_mail_is_sent_and_gone),
        CASE(what_is_undone_sends_nothing),
        CASE(a_try_is_put_off_before_it_is_made),
        CASE(waits_grow_and_end),
        CASE(what_is_refused_for_good_is_not_tried_again),
        CASE(what_is_too_late_is_given_up),
        CASE(the_oldest_goes_first),
        CASE(it_is_full_at_its_bound),
        CASE(no_address_no_mail),
        CASE(a_person_is_written_to_where_they_sign_in),
        CASE(lines_stay_where_they_are_meant),
        CASE(what_it_is_about_takes_it_back),
        CASE(few_failures_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
