/*
 * Mails of attention, on a clock that is turned by hand: thirty events give one digest, nothing is
 * told twice, nothing goes out that its reader may not see or did not want, and one press ends it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mailing.h"
#include "rows.h"
#include "talk.h"
#include "tributary/account/account.h"
#include "tributary/store/tick.h"

#define NEW_1 "e0000000-0000-4000-8000-000000000001"
#define NEW_2 "e0000000-0000-4000-8000-000000000002"
#define NEW_3 "e0000000-0000-4000-8000-000000000003"
#define MINUTE_MS (INT64_C(60) * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)
/* 2026-11-24, midnight in Greenwich. */
#define MIDNIGHT_MS INT64_C(1795478400000)
#define LEADS "lead@example.net"
#define FOREIGNERS "foreign@example.net"
#define PREFERS(field, from, to)                                                                   \
    "\"person_id\":\"" TALK_LEAD "\",\"" field "\":{\"from\":" from ",\"to\":" to "}"

/* ---- people and hours ------------------------------------------------------------------------ */

static void clock_set(struct talk *talk, int day, int hour, int minute) {
    int64_t now_ms = MIDNIGHT_MS + day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
    assert_true(now_ms >= talk->spine.now_ms);
    talk->spine.now_ms = now_ms;
}

/* Everybody's turn comes, and what is due is sent at once. How many mails that were; the text of
   the last one. */
static size_t mails(struct talk *talk, struct trib_buffer *out_text) {
    size_t count = 0;
    for (int second = 0; second < 6; second++) {
        const struct trib_mail_job *job = talk_mail(talk);
        if (job == NULL) {
            continue;
        }
        count++;
        if (out_text != NULL) {
            trib_buffer_clear(out_text);
            trib_buffer_append_text(out_text, job->to_address);
            trib_buffer_append_text(out_text, "\n");
            trib_buffer_append_text(out_text, trib_buffer_text(&job->message));
        }
        talk_mail_done(talk, "", false);
    }
    return count;
}

static int set_up(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 89);
    talk_mail_begin(talk);
    talk_sign_up(talk, TALK_LEAD, LEADS);
    clock_set(talk, 0, 12, 0);
    assert_int_equal(mails(talk, NULL), 0); /* whoever is new is told of nothing that was */
    *state = talk;
    return 0;
}

static int tear_down(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static void say_about(struct talk *talk, const char *comment_id, const char *table, const char *id,
                      const char *text) {
    char params[1024];
    snprintf(params, sizeof params,
             "\"comment_id\":\"%s\",\"about_table\":\"%s\",\"about_id\":\"%s\",\"text\":\"%s\"",
             comment_id, table, id, text);
    talk_give(talk, TALK_SECRETARIAT, "comment.add", params);
}

static void say(struct talk *talk, const char *comment_id, const char *text) {
    say_about(talk, comment_id, "organization", TALK_OWN, text);
}

static void hand_item(struct talk *talk, const char *id, const char *title) {
    char params[512];
    snprintf(params, sizeof params,
             "\"action_item_id\":\"%s\",\"title\":\"%s\",\"owner_person_id\":\"" TALK_LEAD "\"", id,
             title);
    talk_give(talk, TALK_SECRETARIAT, "action_item.create_for_coalition", params);
}

static bool has(const struct trib_buffer *text, const char *words) {
    return strstr(trib_buffer_text(text), words) != NULL;
}

static size_t times(const struct trib_buffer *text, const char *words) {
    size_t count = 0;
    for (const char *at = trib_buffer_text(text); (at = strstr(at, words)) != NULL; at++) {
        count++;
    }
    return count;
}

/* ---- one digest ------------------------------------------------------------------------------ */

static void thirty_events_are_one_mail(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    for (int i = 0; i < 30; i++) {
        char comment_id[TRIB_ID_BYTES];
        snprintf(comment_id, sizeof comment_id, "e0000000-0000-4000-8000-%012d", i + 100);
        say(talk, comment_id, "@[person:" TALK_LEAD "] one of thirty");
    }
    assert_int_equal(mails(talk, NULL), 0);
    clock_set(talk, 1, 6, 59);
    assert_int_equal(mails(talk, NULL), 0);
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    assert_int_equal(strncmp(trib_buffer_text(&text), LEADS "\n", sizeof LEADS), 0);
    assert_int_equal(times(&text, "one of thirty"), 30);
    assert_true(has(&text, "List-Unsubscribe: <https://rivers.example/api/v1/unsubscribe/"));
    assert_true(has(&text, "List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    /* and no more of it, that day or any other */
    for (int day = 1; day < 31; day++) {
        clock_set(talk, day, 23, 0);
        assert_int_equal(mails(talk, NULL), 0);
    }
}

/* What a comment names by id is told by name, as far as the reader sees it. */
static void a_quotation_names_what_it_points_at(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    say(talk, NEW_1,
        "@[person:" TALK_LEAD "] see #[organization:" TALK_FOREIGN
        "]\\nand #[group:" TALK_OPEN_GROUP "]");
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    assert_true(has(&text, "see Organization " TALK_FOREIGN));
    assert_false(has(&text, "organization:"));
    assert_true(has(&text, "\r\n  > and Group " TALK_OPEN_GROUP));
}

/* A point of an agenda that is of no meeting yet is on its group's page; the coalition's have none.
 */
static void what_is_proposed_is_linked_where_it_waits(void **state) {
    static const char PROPOSE[] =
        "INSERT INTO agenda_item (agenda_item_id, space_id, group_id, rank, title) "
        "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, 1, 'Wells')";
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    spine_begin(&talk->spine);
    SPINE_RUN(&talk->spine, PROPOSE, NEW_1, TALK_OPEN_GROUP);
    SPINE_RUN(&talk->spine, PROPOSE, NEW_2, NULL);
    spine_end(&talk->spine);
    talk_tick(talk);
    say_about(talk, NEW_1, "agenda_item", NEW_1, "@[person:" TALK_LEAD "] come");
    say_about(talk, NEW_2, "agenda_item", NEW_2, "@[person:" TALK_LEAD "] come");
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    assert_true(has(&text, "https://rivers.example/groups/" TALK_OPEN_GROUP "\r\n"));
    assert_true(has(&text, "https://rivers.example/meetings\r\n"));
}

static void it_comes_at_the_hour_on_the_readers_wall(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_LEAD, "person.edit",
              "\"person_id\":\"" TALK_LEAD
              "\",\"time_zone\":{\"from\":null,\"to\":\"Asia/Manila\"}"); /* eight hours ahead */
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("digest_hour", "7", "18"));
    say(talk, NEW_1, "@[person:" TALK_LEAD "] come");
    clock_set(talk, 1, 9, 59);
    assert_int_equal(mails(talk, NULL), 0);
    clock_set(talk, 1, 10, 0);
    assert_int_equal(mails(talk, NULL), 1);
}

static void what_was_seen_is_not_mailed(void **state) {
    struct talk *talk = *state;
    char params[128];
    say(talk, NEW_1, "@[person:" TALK_LEAD "] come");
    snprintf(params, sizeof params, "\"person_id\":\"" TALK_LEAD "\",\"seq\":%llu",
             (unsigned long long)trib_store_last_seq(talk->spine.store));
    talk_give(talk, TALK_LEAD, "notification.see_all", params);
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, NULL), 0);
}

/* ---- at once --------------------------------------------------------------------------------- */

static void what_is_due_comes_at_once_and_once(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    hand_item(talk, NEW_1, "Write to the regions");
    assert_int_equal(mails(talk, NULL), 0); /* it may be taken back yet, or more may come */
    hand_item(talk, NEW_2, "Count the wells");
    clock_set(talk, 0, 12, 3);
    assert_int_equal(mails(talk, &text), 1);
    assert_true(has(&text, "Write to the regions"));
    assert_true(has(&text, "Count the wells"));
    assert_true(has(&text, "https://rivers.example/actions/" NEW_1));
    clock_set(talk, 0, 13, 0);
    assert_int_equal(mails(talk, NULL), 0);
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, NULL), 0); /* no digest repeats it */
}

static void what_is_taken_back_soon_is_never_mailed(void **state) {
    struct talk *talk = *state;
    hand_item(talk, NEW_1, "Write");
    talk_give(talk, TALK_SECRETARIAT, "action_item.edit",
              "\"action_item_id\":\"" NEW_1 "\",\"owner_person_id\":{\"from\":\"" TALK_LEAD
              "\",\"to\":null}");
    clock_set(talk, 0, 12, 30);
    assert_int_equal(mails(talk, NULL), 0);
}

static void at_night_it_waits(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    clock_set(talk, 0, 21, 0);
    hand_item(talk, NEW_1, "Write");
    clock_set(talk, 0, 23, 0);
    assert_int_equal(mails(talk, NULL), 0);
    clock_set(talk, 1, 6, 59);
    assert_int_equal(mails(talk, NULL), 0);
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1); /* the digest, and nothing beside it */
    assert_true(has(&text, "Write"));
    clock_set(talk, 1, 8, 0);
    assert_int_equal(mails(talk, NULL), 0);
}

static void quiet_may_be_in_the_day(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("quiet_from", "21", "13"));
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("quiet_until", "7", "15"));
    clock_set(talk, 0, 13, 0);
    hand_item(talk, NEW_1, "Write");
    clock_set(talk, 0, 14, 59);
    assert_int_equal(mails(talk, NULL), 0);
    clock_set(talk, 0, 15, 0);
    assert_int_equal(mails(talk, NULL), 1);
}

/* ---- how loudly ------------------------------------------------------------------------------ */

static void news_of(struct talk *talk) {
    talk_give(talk, TALK_SECRETARIAT, "action_item.create_for_coalition",
              "\"action_item_id\":\"" NEW_1 "\",\"title\":\"Somebody's item\"");
    talk_give(talk, TALK_SECRETARIAT, "meeting.plan_for_coalition",
              "\"meeting_id\":\"" NEW_2 "\",\"title\":\"Rivers\\u000aassembly\",\"starts_local\":"
              "\"2027-03-28T10:00\",\"ends_local\":\"2027-03-28T11:00\",\"zone\":\"Africa/Accra\"");
}

static void a_digest_is_as_loud_as_its_reader_likes(void **state) {
    (void)state;
    static const char *const VOLUMES[] = {"normal", "loud", "quiet"};
    static const size_t EXPECTED[] = {1, 1, 0};
    for (int i = 0; i < 3; i++) {
        TRIB_AUTO(trib_buffer) text = {0};
        void *opened = NULL;
        char params[256];
        set_up(&opened);
        struct talk *talk = opened;
        snprintf(params, sizeof params,
                 "\"person_id\":\"" TALK_LEAD "\",\"subscription_id\":\"" NEW_3
                 "\",\"volume\":\"%s\"",
                 VOLUMES[i]);
        talk_give(talk, TALK_LEAD, "subscription.set", params);
        news_of(talk);
        clock_set(talk, 1, 7, 0);
        assert_int_equal(mails(talk, &text), EXPECTED[i]);
        assert_int_equal(has(&text, "Rivers assembly"), i != 2); /* on one line */
        assert_int_equal(has(&text, "Somebody's item"), i == 1);
        tear_down(&opened);
    }
}

static void off_is_nothing_for_thirty_days(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("digest", "\"daily\"", "\"off\""));
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("at_once", "1", "0"));
    for (int day = 0; day < 30; day++) {
        char id[TRIB_ID_BYTES];
        snprintf(id, sizeof id, "e0000000-0000-4000-8000-%012d", day + 100);
        clock_set(talk, day, 13, 0);
        hand_item(talk, id, "Write");
        say(talk, id, "@[person:" TALK_LEAD "] come");
        clock_set(talk, day, 20, 0);
        assert_int_equal(mails(talk, NULL), 0);
    }
    /* turned on again, nobody is told of a month: what lies further back than a week is not news */
    TRIB_AUTO(trib_buffer) text = {0};
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("digest", "\"off\"", "\"daily\""));
    clock_set(talk, 30, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    assert_in_range(times(&text, "> "), 5, 9);
}

/* ---- what may be read ------------------------------------------------------------------------ */

static void nothing_goes_out_that_they_may_not_see(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    talk_sign_up(talk, TALK_GROUP_MEMBER, FOREIGNERS);
    assert_int_equal(mails(talk, NULL), 0);
    talk_give(talk, TALK_FACILITATOR, "comment.add",
              "\"comment_id\":\"" NEW_1
              "\",\"about_table\":\"meeting\",\"about_id\":\"" TALK_MEETING
              "\",\"text\":\"@[person:" TALK_GROUP_MEMBER "] only among us\"");
    talk_give(talk, TALK_FACILITATOR, "action_item.create",
              "\"action_item_id\":\"" NEW_2 "\",\"group_id\":\"" TALK_OPEN_GROUP
              "\",\"title\":\"Inside\"");
    talk_give(talk, TALK_FACILITATOR, "group_member.end",
              "\"group_member_id\":\"" TALK_MEMBERSHIP "\"");
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 0); /* they left before it was sent */
}

#define OWN_GOAL "e0000000-0000-4000-8000-0000000000b1" /* of TALK_OWN_PLAN */

/* What has no page of its own is found on the page it is on. */
static void a_mail_leads_to_the_line_of_a_plan(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    talk_sign_up(talk, TALK_GROUP_MEMBER, FOREIGNERS);
    assert_int_equal(mails(talk, NULL), 0);
    talk_give(talk, TALK_FACILITATOR, "comment.add",
              "\"comment_id\":\"" NEW_1 "\",\"about_table\":\"goal\",\"about_id\":\"" OWN_GOAL
              "\",\"text\":\"@[person:" TALK_GROUP_MEMBER "] for all?\"");
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    /* "?as=outline#line-", as quoted-printable folds it */
    assert_true(has(&text, "/plans/" TALK_OWN_PLAN "?as=3Dou=\r\ntline#line-" OWN_GOAL) ||
                has(&text, "/plans/" TALK_OWN_PLAN "?as=3Dou=\ntline#line-" OWN_GOAL));
}

static void narrow_words_are_quoted_only_to_who_wants_them(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    talk_sign_up(talk, TALK_GROUP_MEMBER, FOREIGNERS);
    assert_int_equal(mails(talk, NULL), 0);
    static const char ADD[] = "\"about_table\":\"meeting\",\"about_id\":\"" TALK_MEETING
                              "\",\"text\":\"@[person:" TALK_GROUP_MEMBER "] only among us\"";
    char params[512];
    for (int day = 1; day < 3; day++) {
        snprintf(params, sizeof params, "\"comment_id\":\"e0000000-0000-4000-8000-%012d\",%s", day,
                 ADD);
        talk_give(talk, TALK_FACILITATOR, "comment.add", params);
        clock_set(talk, day, 7, 0);
        assert_int_equal(mails(talk, &text), 1);
        assert_true(has(&text, "Monthly")); /* what the meeting is called */
        assert_int_equal(has(&text, "only among us"), day == 2);
        if (day == 1) {
            talk_give(talk, TALK_GROUP_MEMBER, "attention.edit",
                      "\"person_id\":\"" TALK_GROUP_MEMBER
                      "\",\"narrow_words\":{\"from\":0,\"to\":1}");
        }
    }
}

/* What is due from somebody, of a group that they leave meanwhile. */
static void an_item_out_of_sight_is_not_mailed(void **state) {
    struct talk *talk = *state;
    talk_sign_up(talk, TALK_GROUP_MEMBER, FOREIGNERS);
    assert_int_equal(mails(talk, NULL), 0);
    talk_give(talk, TALK_FACILITATOR, "action_item.create",
              "\"action_item_id\":\"" NEW_2 "\",\"group_id\":\"" TALK_OPEN_GROUP
              "\",\"title\":\"Inside\",\"owner_person_id\":\"" TALK_GROUP_MEMBER "\"");
    talk_give(talk, TALK_FACILITATOR, "group_member.end",
              "\"group_member_id\":\"" TALK_MEMBERSHIP "\"");
    clock_set(talk, 0, 13, 0);
    assert_int_equal(mails(talk, NULL), 0);
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, NULL), 0);
}

/* The root is everybody's to see; what the coalition says about it is not. */
static void a_comment_lies_where_it_was_made(void **state) {
    struct talk *talk = *state;
    static const char LEAVE[] = "UPDATE belonging SET ends_on = '2026-11-24' WHERE person_id = ?1";
    talk_give(talk, TALK_SECRETARIAT, "comment.add",
              "\"comment_id\":\"" NEW_1
              "\",\"about_table\":\"organization\",\"about_id\":\"" TALK_ROOT
              "\",\"text\":\"@[person:" TALK_LEAD "] among us\"");
    spine_begin(&talk->spine);
    SPINE_RUN(&talk->spine, LEAVE, TALK_LEAD);
    spine_end(&talk->spine);
    talk_tick(talk);
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, NULL), 0);
}

/* Two digests are due; while the first is on its way the words in both are taken back. */
static void words_taken_back_leave_the_mails_that_wait(void **state) {
    struct talk *talk = *state;
    static const char WAITING[] = "SELECT count(*) FROM mail WHERE body LIKE ?1";
    TRIB_AUTO(trib_buffer) text = {0};
    talk_sign_up(talk, TALK_FOREIGN_LEAD, FOREIGNERS);
    assert_int_equal(mails(talk, NULL), 0);
    say(talk, NEW_1, "@[person:" TALK_LEAD "] @[person:" TALK_FOREIGN_LEAD "] a secret");
    say(talk, NEW_2, "@[person:" TALK_LEAD "] @[person:" TALK_FOREIGN_LEAD "] no secret");
    clock_set(talk, 1, 7, 0);
    assert_non_null(talk_mail(talk)); /* one is under way, the other waits */
    char *waiting = talk_read(talk, WAITING, "%a secret%");
    assert_string_equal(waiting, "2");
    free(waiting);
    talk_give(talk, TALK_SECRETARIAT, "comment.redact", "\"comment_id\":\"" NEW_1 "\"");
    waiting = talk_read(talk, WAITING, "%a secret%");
    assert_string_equal(waiting, "0");
    free(waiting);
    talk_mail_done(talk, "", false);
    assert_int_equal(mails(talk, &text), 2); /* composed anew, of what is left */
    assert_true(has(&text, "no secret"));
    assert_false(has(&text, "a secret"));
}

/* Nothing was sent, for the other end is not there: what waits is composed anew before each try. */
static void what_waits_is_asked_again(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    talk_sign_up(talk, TALK_GROUP_MEMBER, FOREIGNERS);
    assert_int_equal(mails(talk, NULL), 0);
    talk_give(talk, TALK_FACILITATOR, "comment.add",
              "\"comment_id\":\"" NEW_1
              "\",\"about_table\":\"meeting\",\"about_id\":\"" TALK_MEETING
              "\",\"text\":\"@[person:" TALK_GROUP_MEMBER "] only among us\"");
    clock_set(talk, 1, 7, 0);
    assert_non_null(talk_mail(talk));
    talk_mail_done(talk, "unreachable", false);
    talk_give(talk, TALK_FACILITATOR, "group_member.end",
              "\"group_member_id\":\"" TALK_MEMBERSHIP "\"");
    clock_set(talk, 1, 7, 30);
    assert_int_equal(mails(talk, &text), 0);
    static const char WAITING[] = "SELECT count(*) FROM mail WHERE state = ?1";
    char *waiting = talk_read(talk, WAITING, "waiting");
    assert_string_equal(waiting, "0");
    free(waiting);
}

static void what_is_not_wanted_any_more_goes(void **state) {
    struct talk *talk = *state;
    say(talk, NEW_1, "@[person:" TALK_LEAD "] come");
    clock_set(talk, 1, 7, 0);
    assert_non_null(talk_mail(talk));
    talk_mail_done(talk, "unreachable", false);
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("digest", "\"daily\"", "\"off\""));
    clock_set(talk, 1, 7, 30);
    assert_int_equal(mails(talk, NULL), 0);
}

/* A day and an hour without a mail server: one digest, and one mail of what is due, of all of it.
 */
static void an_outage_ends_in_one_mail_of_each(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    hand_item(talk, NEW_1, "Write to the regions");
    clock_set(talk, 0, 12, 3);
    assert_non_null(talk_mail(talk));
    talk_mail_done(talk, "unreachable", false);
    hand_item(talk, NEW_2, "Count the wells");
    clock_set(talk, 0, 13, 10);
    assert_int_equal(mails(talk, &text), 1);
    assert_true(has(&text, "Write to the regions"));
    assert_true(has(&text, "Count the wells"));
    say(talk, NEW_1, "@[person:" TALK_LEAD "] the first day");
    clock_set(talk, 1, 7, 0);
    assert_non_null(talk_mail(talk));
    talk_mail_done(talk, "unreachable", false);
    say(talk, NEW_2, "@[person:" TALK_LEAD "] the second day");
    clock_set(talk, 2, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    assert_true(has(&text, "the first day"));
    assert_true(has(&text, "the second day"));
    assert_false(has(&text, "Count the wells"));
}

/* ---- what is too much ------------------------------------------------------------------------ */

static void whoever_gives_much_mails_little(void **state) {
    struct talk *talk = *state;
    size_t count = 0;
    for (int i = 0; i < 60; i++) { /* three hours, an item every three minutes */
        char id[TRIB_ID_BYTES];
        snprintf(id, sizeof id, "e0000000-0000-4000-8000-%012d", i + 100);
        clock_set(talk, 0, 12 + i / 20, 3 * (i % 20) + 1);
        hand_item(talk, id, "Write");
        clock_set(talk, 0, 12 + i / 20, 3 * (i % 20) + 2);
        count += mails(talk, NULL);
    }
    assert_in_range(count, 2, 4);
}

/* Sixty times five hundred letters of four bytes are more than a mail holds. */
static void long_words_do_not_silence_anybody(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    TRIB_AUTO(trib_buffer) words = {0};
    trib_buffer_append_text(&words, "@[person:" TALK_LEAD "] ");
    for (int i = 0; i < 500; i++) {
        trib_buffer_append_text(&words, "\U0001F30A");
    }
    for (int i = 0; i < 60; i++) {
        char params[4096];
        snprintf(
            params, sizeof params,
            "\"comment_id\":\"e0000000-0000-4000-8000-%012d\",\"about_table\":\"organization\","
            "\"about_id\":\"" TALK_OWN "\",\"text\":\"%s\"",
            i + 100, trib_buffer_text(&words));
        talk_give(talk, TALK_SECRETARIAT, "comment.add", params);
    }
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    assert_true(has(&text, "More that is not listed here: "));
    clock_set(talk, 1, 8, 0);
    assert_int_equal(mails(talk, NULL), 0);
}

static void more_is_due_than_one_mail_holds(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    for (int i = 0; i < 70; i++) {
        char id[TRIB_ID_BYTES];
        snprintf(id, sizeof id, "e0000000-0000-4000-8000-%012d", i + 100);
        hand_item(talk, id, "Write");
    }
    clock_set(talk, 0, 12, 5);
    assert_int_equal(mails(talk, &text), 1);
    assert_int_equal(times(&text, "/actions/"), 60);
    assert_true(has(&text, "More that is not listed here: 10"));
    clock_set(talk, 0, 13, 10);
    assert_int_equal(mails(talk, &text), 1);
    assert_int_equal(times(&text, "/actions/"), 10);
}

/* Whoever had all of it off for longer than digests reach: what was due then is due from nobody. */
static void what_is_older_than_the_reach_is_left_alone(void **state) {
    struct talk *talk = *state;
    static const char WRITTEN[] = "SELECT due_at_ms FROM mail_turn WHERE person_id = ?1";
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("digest", "\"daily\"", "\"off\""));
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("at_once", "1", "0"));
    hand_item(talk, NEW_1, "Write");
    clock_set(talk, 9, 12, 0);
    talk_give(talk, TALK_LEAD, "attention.edit", PREFERS("at_once", "0", "1"));
    assert_int_equal(mails(talk, NULL), 0);
    char *written = talk_read(talk, WRITTEN, TALK_LEAD);
    assert_string_equal(written, "0");
    free(written);
}

/* ---- what does not hold any more ------------------------------------------------------------- */

static void what_was_done_meanwhile_is_not_due(void **state) {
    struct talk *talk = *state;
    hand_item(talk, NEW_1, "Write");
    talk_give(talk, TALK_SECRETARIAT, "action_item.set_state",
              "\"action_item_id\":\"" NEW_1
              "\",\"state\":{\"from\":\"open\",\"to\":\"dropped\"},\"reason\":\"Written already\"");
    clock_set(talk, 0, 12, 30);
    assert_int_equal(mails(talk, NULL), 0);
}

/* A meeting is told by the clock of its zone, and by that of its reader. */
static void hours_are_told_by_both_clocks(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    talk_give(talk, TALK_LEAD, "person.edit",
              "\"person_id\":\"" TALK_LEAD
              "\",\"time_zone\":{\"from\":null,\"to\":\"Asia/Manila\"}");
    news_of(talk);
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    assert_true(has(&text, "2027-03-28 10:00 (Africa/Accra) =3D 2027-03-28 18:00"));
}

/* ---- ended by one press ---------------------------------------------------------------------- */

static void token_of(const struct trib_buffer *text, char out_body[static 80]) {
    static const char BEFORE[] = "/api/v1/unsubscribe/";
    const char *at = strstr(trib_buffer_text(text), BEFORE);
    assert_non_null(at);
    snprintf(out_body, 80, "{\"token\":\"%.43s\"}", at + strlen(BEFORE));
}

static void one_press_ends_them(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    char first[80];
    char second[80];
    say(talk, NEW_1, "@[person:" TALK_LEAD "] come");
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    token_of(&text, first);
    say(talk, NEW_2, "@[person:" TALK_LEAD "] do come");
    clock_set(talk, 2, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    token_of(&text, second);
    assert_string_not_equal(first, second);
    assert_int_equal(talk_door(talk, TRIB_DOOR_UNSUBSCRIBE, NULL, first), TRIB_E_NONE);
    assert_string_equal(talk->door_result, "{\"kind\":\"digest\"}");
    say(talk, NEW_3, "@[person:" TALK_LEAD "] please");
    clock_set(talk, 3, 7, 0);
    assert_int_equal(mails(talk, NULL), 0);
    /* again, and by the other one: the same answer, and nothing more happens */
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    assert_int_equal(talk_door(talk, TRIB_DOOR_UNSUBSCRIBE, NULL, first), TRIB_E_NONE);
    assert_int_equal(talk_door(talk, TRIB_DOOR_UNSUBSCRIBE, NULL, second), TRIB_E_NONE);
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq);
    /* what is due comes still, until that is ended too */
    hand_item(talk, "e0000000-0000-4000-8000-000000000009", "Write");
    clock_set(talk, 3, 9, 0);
    assert_int_equal(mails(talk, &text), 1);
    token_of(&text, first);
    assert_int_equal(talk_door(talk, TRIB_DOOR_UNSUBSCRIBE, NULL, first), TRIB_E_NONE);
    assert_string_equal(talk->door_result, "{\"kind\":\"at_once\"}");
    hand_item(talk, "e0000000-0000-4000-8000-00000000000a", "Write again");
    clock_set(talk, 3, 12, 0);
    assert_int_equal(mails(talk, NULL), 0);
}

static void a_link_is_its_readers_alone(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    static const char OFF[] = "SELECT group_concat(attention_id) FROM attention WHERE digest = ?1";
    char body[80];
    assert_int_equal(talk_door(talk, TRIB_DOOR_UNSUBSCRIBE, NULL,
                               "{\"token\":\"kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v9\"}"),
                     TRIB_E_LINK);
    assert_int_equal(talk_door(talk, TRIB_DOOR_UNSUBSCRIBE, NULL, "{\"token\":\"short\"}"),
                     TRIB_E_LINK);
    say(talk, NEW_1, "@[person:" TALK_LEAD "] come");
    clock_set(talk, 1, 7, 0);
    assert_int_equal(mails(talk, &text), 1);
    token_of(&text, body);
    /* the file does not hold it */
    static const char STORED[] = "SELECT count(*) FROM unsubscribe_key WHERE instr(?1, token_hash)";
    char *stored = talk_read(talk, STORED, body);
    assert_string_equal(stored, "0");
    free(stored);
    /* somebody else, signed in, presses it: a mail that was passed on */
    struct trib_session session;
    struct trib_error error;
    char cookie[TRIB_TOKEN_BYTES];
    const struct trib_session_new with = {.person_id = TALK_SECRETARIAT};
    assert_true(trib_tick_private_open(talk->spine.store, &error));
    assert_true(trib_session_add(talk->spine.store, &with, cookie, &session, &error));
    assert_true(trib_tick_private_release(talk->spine.store, &error));
    talk_tick(talk);
    assert_int_equal(talk_door(talk, TRIB_DOOR_UNSUBSCRIBE, cookie, body), TRIB_E_NONE);
    static const char BY[] = "SELECT actor_id FROM entry WHERE method = ?1";
    char *by = talk_read(talk, BY, "attention.unsubscribe");
    assert_string_equal(by, TALK_LEAD);
    free(by);
    char *off = talk_read(talk, OFF, "off");
    assert_string_equal(off, TALK_LEAD);
    free(off);
}

static void without_mail_nothing_is_composed(void **state) {
    struct talk *talk = *state;
    static const char TURNS[] = "SELECT count(*) FROM mail_turn WHERE person_id <> ?1";
    talk_sign_up(talk, TALK_FOREIGN_LEAD, "no address");
    assert_int_equal(mails(talk, NULL), 0);
    char *turns = talk_read(talk, TURNS, "");
    assert_string_equal(turns, "1"); /* whoever signs in by another name has no letter box */
    free(turns);
}

int main(void) {
#define IN_TALK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        IN_TALK(thirty_events_are_one_mail),
        IN_TALK(a_quotation_names_what_it_points_at),
        IN_TALK(what_is_proposed_is_linked_where_it_waits),
        IN_TALK(it_comes_at_the_hour_on_the_readers_wall),
        IN_TALK(what_was_seen_is_not_mailed),
        IN_TALK(what_is_due_comes_at_once_and_once),
        IN_TALK(what_is_taken_back_soon_is_never_mailed),
        IN_TALK(at_night_it_waits),
        IN_TALK(quiet_may_be_in_the_day),
        IN_TALK(a_digest_is_as_loud_as_its_reader_likes),
        IN_TALK(off_is_nothing_for_thirty_days),
        IN_TALK(nothing_goes_out_that_they_may_not_see),
        IN_TALK(a_mail_leads_to_the_line_of_a_plan),
        IN_TALK(an_item_out_of_sight_is_not_mailed),
        IN_TALK(a_comment_lies_where_it_was_made),
        IN_TALK(narrow_words_are_quoted_only_to_who_wants_them),
        IN_TALK(words_taken_back_leave_the_mails_that_wait),
        IN_TALK(what_waits_is_asked_again),
        IN_TALK(what_is_not_wanted_any_more_goes),
        IN_TALK(an_outage_ends_in_one_mail_of_each),
        IN_TALK(whoever_gives_much_mails_little),
        IN_TALK(long_words_do_not_silence_anybody),
        IN_TALK(more_is_due_than_one_mail_holds),
        IN_TALK(what_is_older_than_the_reach_is_left_alone),
        IN_TALK(what_was_done_meanwhile_is_not_due),
        IN_TALK(hours_are_told_by_both_clocks),
        IN_TALK(one_press_ends_them),
        IN_TALK(a_link_is_its_readers_alone),
        IN_TALK(without_mail_nothing_is_composed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
