/*
 * Who is told of what, in the app: one notification for each person and event, never of what they
 * may not see or did themselves; and what is new to them, out of the log.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "talk.h"
#include "tributary/base/words.h"
#include "tributary/command/attention.h"
#include "tributary/mail/news.h"
#include "tributary/store/redaction.h"

#define NEW_1 "e0000000-0000-4000-8000-000000000001"
#define NEW_2 "e0000000-0000-4000-8000-000000000002"
#define NEW_3 "e0000000-0000-4000-8000-000000000003"
#define FOR_OWN "\"acting_for\":\"" TALK_OWN "\","
#define HOUR_MS (INT64_C(60) * 60 * 1000)

static int set_up(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 83);
    /* what the coalition begins with is nobody's news */
    static const char FORGET[] = "DELETE FROM notification WHERE notification_id <> ?1";
    spine_begin(&talk->spine);
    SPINE_RUN(&talk->spine, FORGET, NEW_1);
    spine_end(&talk->spine);
    talk_tick(talk);
    *state = talk;
    return 0;
}

static int tear_down(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

/* The reasons of what somebody was told, in order: "mentioned replied". */
static const char *told(struct talk *talk, const char *person_id) {
    static char reasons[4096];
    static const char TOLD[] = "SELECT group_concat(reason, ' ') FROM (SELECT reason FROM "
                               "notification WHERE space_id = ?1 ORDER BY seq, reason)";
    char *text = talk_read(talk, TOLD, person_id);
    snprintf(reasons, sizeof reasons, "%s", text == NULL ? "" : text);
    free(text);
    return reasons;
}

/* A comment about OWN; by its delegate, who acts for it, or by the secretariat. */
static char *say_for(const char *acting_for, const char *comment_id, const char *text) {
    static char params[2048];
    snprintf(params, sizeof params,
             "%s\"comment_id\":\"%s\",\"about_table\":\"organization\",\"about_id\":\"" TALK_OWN
             "\",\"text\":\"%s\"",
             acting_for, comment_id, text);
    return params;
}

static char *say(const char *comment_id, const char *text) {
    return say_for("", comment_id, text);
}

/* ---- comments -------------------------------------------------------------------------------- */

static void a_mention_is_told_once(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "comment.add",
              say(NEW_1, "@[person:" TALK_LEAD "] @[organization:" TALK_OWN "] shall we?"));
    assert_string_equal(told(talk, TALK_LEAD), "mentioned");
    assert_string_equal(told(talk, TALK_ALTERNATE), "mentioned");
    assert_string_equal(told(talk, TALK_BASE), ""); /* speaks for nobody */
    assert_string_equal(told(talk, TALK_FOREIGN_LEAD), "");
    assert_string_equal(told(talk, TALK_SECRETARIAT), "");
}

static void who_mentions_themselves_is_not_told(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_LEAD, "comment.add",
              say_for(FOR_OWN, NEW_1, "@[person:" TALK_LEAD "] must remember"));
    assert_string_equal(told(talk, TALK_LEAD), "");
}

static void an_answer_is_told_to_the_thread(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "comment.reply",
              "\"comment_id\":\"" NEW_1 "\",\"parent_id\":\"" TALK_OWN_COMMENT
              "\",\"text\":\"We shall.\"");
    assert_string_equal(told(talk, TALK_LEAD), "replied");
    assert_string_equal(told(talk, TALK_SECRETARIAT), "");
    /* who is mentioned in an answer is told of one thing, not of two */
    talk_give(talk, TALK_SECRETARIAT, "comment.reply",
              "\"comment_id\":\"" NEW_2 "\",\"parent_id\":\"" TALK_OWN_COMMENT
              "\",\"text\":\"@[person:" TALK_LEAD "] when?\"");
    assert_string_equal(told(talk, TALK_LEAD), "replied mentioned");
}

static void an_edit_tells_only_who_is_new_in_it(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "comment.add",
              say(NEW_1, "@[person:" TALK_LEAD "] shall we?"));
    talk_give(talk, TALK_SECRETARIAT, "comment.edit",
              "\"comment_id\":\"" NEW_1 "\",\"text\":{\"from\":\"@[person:" TALK_LEAD
              "] shall we?\",\"to\":\"@[person:" TALK_LEAD "] @[person:" TALK_FOREIGN_LEAD
              "] shall we?\"}");
    assert_string_equal(told(talk, TALK_LEAD), "mentioned");
    assert_string_equal(told(talk, TALK_FOREIGN_LEAD), "mentioned");
}

static void a_group_that_was_turned_down_does_not_call(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_GROUP_MEMBER, "subscription.set",
              "\"person_id\":\"" TALK_GROUP_MEMBER "\",\"subscription_id\":\"" NEW_2
              "\",\"group_id\":\"" TALK_OPEN_GROUP "\",\"volume\":\"quiet\"");
    talk_give(talk, TALK_FACILITATOR, "comment.add",
              "\"comment_id\":\"" NEW_1
              "\",\"about_table\":\"meeting\",\"about_id\":\"" TALK_MEETING
              "\",\"text\":\"@[group:" TALK_OPEN_GROUP "] come\"");
    assert_string_equal(told(talk, TALK_GROUP_MEMBER), "");
    assert_string_equal(told(talk, TALK_NOTE_TAKER), "mentioned");
    assert_string_equal(told(talk, TALK_FOREIGN_LEAD), ""); /* not in it */
    talk_give(talk, TALK_GROUP_MEMBER, "subscription.set",
              "\"person_id\":\"" TALK_GROUP_MEMBER "\",\"subscription_id\":\"" NEW_2
              "\",\"group_id\":\"" TALK_OPEN_GROUP "\",\"volume\":\"normal\"");
    static const char ONE[] = "SELECT count(*) FROM subscription WHERE space_id = ?1";
    char *count = talk_read(talk, ONE, TALK_GROUP_MEMBER);
    assert_string_equal(count, "1");
    free(count);
}

/* People in a group in person do not see what the coalition says among itself: a mention never
   widens. */
static void who_cannot_see_it_is_not_told(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "comment.add",
              say(NEW_1, "@[group:" TALK_OPEN_GROUP "] come"));
    assert_string_equal(told(talk, TALK_GROUP_MEMBER), "");
    assert_string_equal(told(talk, TALK_FACILITATOR), "");
    talk_give(talk, TALK_FACILITATOR, "comment.add",
              "\"comment_id\":\"" NEW_2
              "\",\"about_table\":\"meeting\",\"about_id\":\"" TALK_MEETING
              "\",\"text\":\"@[group:" TALK_OPEN_GROUP "] come\"");
    assert_string_equal(told(talk, TALK_GROUP_MEMBER), "mentioned");
    assert_string_equal(told(talk, TALK_NOTE_TAKER), "mentioned");
    assert_string_equal(told(talk, TALK_SECRETARIAT), "");
}

static void what_is_taken_back_leaves_no_trace_of_whom_it_named(void **state) {
    struct talk *talk = *state;
    static const char LEFT[] = "SELECT count(*) FROM notification WHERE comment_id = ?1";
    static const char IN_LOG[] = "SELECT count(*) FROM change WHERE table_name = 'notification' "
                                 "AND instr(patch, ?1) > 0";
    talk_give(talk, TALK_LEAD, "comment.add",
              say_for(FOR_OWN, NEW_1, "@[person:" TALK_FOREIGN_LEAD "] hear"));
    assert_string_equal(told(talk, TALK_FOREIGN_LEAD), "mentioned");
    talk_give(talk, TALK_LEAD, "comment.redact", "\"comment_id\":\"" NEW_1 "\"");
    char *left = talk_read(talk, LEFT, NEW_1);
    char *in_log = talk_read(talk, IN_LOG, NEW_1);
    assert_string_equal(left, "0");
    assert_string_equal(in_log, "0");
    free(left);
    free(in_log);
}

/* ---- what is given to somebody --------------------------------------------------------------- */

static void whoever_gets_an_item_is_told(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "action_item.create_for_coalition",
              "\"action_item_id\":\"" NEW_1
              "\",\"title\":\"Write\",\"owner_person_id\":\"" TALK_LEAD "\"");
    assert_string_equal(told(talk, TALK_LEAD), "assigned");
    /* taken away again before it was seen: there is nothing to be told any more */
    talk_give(talk, TALK_SECRETARIAT, "action_item.edit",
              "\"action_item_id\":\"" NEW_1 "\",\"owner_person_id\":{\"from\":\"" TALK_LEAD
              "\",\"to\":\"" TALK_FOREIGN_LEAD "\"}");
    assert_string_equal(told(talk, TALK_LEAD), "");
    assert_string_equal(told(talk, TALK_FOREIGN_LEAD), "assigned");
    talk_give(talk, TALK_SECRETARIAT, "action_item.edit",
              "\"action_item_id\":\"" NEW_1
              "\",\"title\":{\"from\":\"Write\",\"to\":\"Write it\"}");
    assert_string_equal(told(talk, TALK_FOREIGN_LEAD), "assigned"); /* the owner is as before */
}

static void an_organization_is_told_through_its_delegates(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "milestone.edit",
              "\"milestone_id\":\"" TALK_MILESTONE
              "\",\"owner_organization_id\":{\"from\":\"" TALK_OWN "\",\"to\":\"" TALK_FOREIGN
              "\"}");
    assert_string_equal(told(talk, TALK_FOREIGN_LEAD), "assigned_to_organization");
    assert_string_equal(told(talk, TALK_LEAD), "");
}

static void whoever_takes_an_item_knows(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "action_item.create_for_coalition",
              "\"action_item_id\":\"" NEW_1 "\",\"title\":\"Write\"");
    talk_give(talk, TALK_LEAD, "action_item.take", FOR_OWN "\"action_item_id\":\"" NEW_1 "\"");
    assert_string_equal(told(talk, TALK_LEAD), "");
    assert_string_equal(told(talk, TALK_ALTERNATE), "assigned_to_organization");
}

/* ---- meetings -------------------------------------------------------------------------------- */

#define ASSEMBLY "\"meeting_id\":\"" TALK_ASSEMBLY "\""
#define MOVED(from, to)                                                                            \
    ",\"starts_local\":{\"from\":" from ",\"to\":\"2027-03-28T" to                                 \
    ":00\"},\"ends_local\":\"2027-03-28T19:00\",\"zone\":\"Africa/Accra\""

/* A draft that has a time and a speaker of OWN's. */
static void prepare(struct talk *talk) {
    talk_give(talk, TALK_SECRETARIAT, "meeting.move", ASSEMBLY MOVED("null", "10"));
    talk_give(talk, TALK_SECRETARIAT, "agenda_item.add",
              ASSEMBLY ",\"agenda_item_id\":\"" NEW_1 "\",\"title\":\"Wells\","
                       "\"presenter_organization_id\":\"" TALK_OWN "\"");
}

static void a_draft_tells_nobody(void **state) {
    struct talk *talk = *state;
    prepare(talk);
    assert_string_equal(told(talk, TALK_LEAD), "");
    talk_give(talk, TALK_SECRETARIAT, "meeting.set_state",
              ASSEMBLY ",\"state\":{\"from\":\"draft\",\"to\":\"planned\"}");
    assert_string_equal(told(talk, TALK_LEAD), "presents");
    assert_string_equal(told(talk, TALK_BASE), "");
}

static void who_comes_is_told_when_it_moves_or_is_off(void **state) {
    struct talk *talk = *state;
    prepare(talk);
    talk_give(talk, TALK_SECRETARIAT, "meeting.set_state",
              ASSEMBLY ",\"state\":{\"from\":\"draft\",\"to\":\"planned\"}");
    talk_give(talk, TALK_FOREIGN_LEAD, "meeting.answer",
              "\"acting_for\":\"" TALK_FOREIGN "\"," ASSEMBLY ",\"meeting_participant_id\":\"" NEW_1
              "\",\"answer\":\"yes\"");
    talk_give(talk, TALK_OBSERVERS_LEAD, "meeting.answer",
              "\"acting_for\":\"" TALK_OBSERVER "\"," ASSEMBLY
              ",\"meeting_participant_id\":\"" NEW_2 "\",\"answer\":\"no\"");
    talk_give(talk, TALK_SECRETARIAT, "meeting.move", ASSEMBLY MOVED("\"2027-03-28T10:00\"", "15"));
    talk_give(talk, TALK_SECRETARIAT, "meeting.set_state",
              ASSEMBLY ",\"state\":{\"from\":\"planned\",\"to\":\"cancelled\"}");
    assert_string_equal(told(talk, TALK_FOREIGN_LEAD), "meeting_moved meeting_cancelled");
    assert_string_equal(told(talk, TALK_OBSERVERS_LEAD), "");
}

/* ---- floods ---------------------------------------------------------------------------------- */

static void a_comment_speaks_to_somebody_once(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "comment.add",
              say(NEW_1, "@[person:" TALK_LEAD "] shall we?"));
    for (int i = 0; i < 3; i++) {
        talk_give(talk, TALK_SECRETARIAT, "comment.edit",
                  "\"comment_id\":\"" NEW_1 "\",\"text\":{\"from\":\"@[person:" TALK_LEAD
                  "] shall we?\",\"to\":\"Shall we?\"}");
        talk_give(talk, TALK_SECRETARIAT, "comment.edit",
                  "\"comment_id\":\"" NEW_1
                  "\",\"text\":{\"from\":\"Shall we?\",\"to\":\"@[person:" TALK_LEAD
                  "] shall we?\"}");
    }
    assert_string_equal(told(talk, TALK_LEAD), "mentioned");
}

/* ---- bounds and seeing ----------------------------------------------------------------------- */

static void the_oldest_go(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    static const char FIRST[] = "SELECT count(*) FROM notification WHERE space_id = ?1";
    talk_give(talk, TALK_SECRETARIAT, "action_item.create_for_coalition",
              "\"action_item_id\":\"" NEW_1
              "\",\"title\":\"Write\",\"owner_person_id\":\"" TALK_LEAD "\"");
    for (int i = 0; i < TRIB_NOTIFICATIONS_MAX + 3; i++) {
        json_auto_t *answer = talk_command(
            talk, speaker, "comment.add",
            "{\"comment_id\":\"e0000000-0000-4000-8000-%012d\",\"about_table\":\"organization\","
            "\"about_id\":\"" TALK_OWN "\",\"text\":\"@[person:" TALK_LEAD "]\"}",
            i + 1);
        assert_string_equal(talk_code(answer), "");
        talk->spine.now_ms += 1000;
        talk_forget(talk);
    }
    char *count = talk_read(talk, FIRST, TALK_LEAD);
    assert_int_equal(strtol(count, NULL, 10), TRIB_NOTIFICATIONS_MAX);
    free(count);
    /* what is due from them is not washed away */
    assert_int_equal(strncmp(told(talk, TALK_LEAD), "assigned ", 9), 0);
}

static void each_sees_their_own(void **state) {
    struct talk *talk = *state;
    static const char UNSEEN[] =
        "SELECT count(*) FROM notification WHERE space_id = ?1 AND seen_at_ms IS NULL";
    static const char ID[] = "SELECT notification_id FROM notification WHERE space_id = ?1 LIMIT 1";
    talk_give(talk, TALK_SECRETARIAT, "comment.add",
              say(NEW_1, "@[organization:" TALK_OWN "] one"));
    talk_give(talk, TALK_SECRETARIAT, "comment.add",
              say(NEW_2, "@[organization:" TALK_OWN "] two"));
    char *id = talk_read(talk, ID, TALK_LEAD);
    json_auto_t *others = talk_command(talk, talk_connect(talk, TALK_ALTERNATE), "notification.see",
                                       "{\"notification_id\":\"%s\"}", id);
    assert_string_equal(talk_code(others), "E_NOT_FOUND"); /* not even that it is there */
    json_auto_t *own = talk_command(talk, talk_connect(talk, TALK_LEAD), "notification.see",
                                    "{\"notification_id\":\"%s\"}", id);
    assert_string_equal(talk_code(own), "");
    free(id);
    char *unseen = talk_read(talk, UNSEEN, TALK_LEAD);
    assert_string_equal(unseen, "1");
    free(unseen);
    json_auto_t *all = talk_command(talk, talk_connect(talk, TALK_LEAD), "notification.see_all",
                                    "{\"person_id\":\"" TALK_LEAD "\",\"seq\":%llu}",
                                    (unsigned long long)trib_store_last_seq(talk->spine.store));
    assert_string_equal(talk_code(all), "");
    unseen = talk_read(talk, UNSEEN, TALK_LEAD);
    assert_string_equal(unseen, "0");
    free(unseen);
    unseen = talk_read(talk, UNSEEN, TALK_ALTERNATE);
    assert_string_equal(unseen, "2");
    free(unseen);
}

static void hours_have_bounds(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_LEAD);
    json_auto_t *late =
        talk_command(talk, speaker, "attention.edit",
                     "{\"person_id\":\"" TALK_LEAD "\",\"digest_hour\":{\"from\":7,\"to\":24}}");
    assert_string_equal(talk_code(late), "E_TYPE");
    assert_string_equal(talk_field(late), "digest_hour.to");
    json_auto_t *stale =
        talk_command(talk, speaker, "attention.edit",
                     "{\"person_id\":\"" TALK_LEAD "\",\"digest_hour\":{\"from\":9,\"to\":18}}");
    assert_string_equal(talk_code(stale), "E_STALE");
    json_auto_t *foreign = talk_command(talk, speaker, "attention.edit",
                                        "{\"person_id\":\"" TALK_ALTERNATE
                                        "\",\"digest_hour\":{\"from\":7,\"to\":18}}");
    assert_string_equal(talk_code(foreign), "E_NOT_FOUND");
}

/* ---- news ------------------------------------------------------------------------------------ */

/* The kinds somebody hears of behind an entry, newest first: "commented*2 item_added". */
static const char *news(struct talk *talk, const char *person_id, uint64_t after_seq) {
    static char kinds[4096];
    char params[64];
    kinds[0] = '\0';
    snprintf(params, sizeof params, "{\"after_seq\":%llu}", (unsigned long long)after_seq);
    json_auto_t *answer = talk_call(talk, talk_connect(talk, person_id), "1", "news.list", params);
    assert_string_equal(talk_code(answer), "");
    json_t *line;
    size_t index;
    json_array_foreach(json_object_get(json_object_get(answer, "result"), "lines"), index, line) {
        size_t length = strlen(kinds);
        snprintf(kinds + length, sizeof kinds - length, "%s%s", index == 0 ? "" : " ",
                 json_string_value(json_object_get(line, "kind")));
        json_int_t count = json_integer_value(json_object_get(line, "count"));
        length = strlen(kinds);
        if (count > 1) {
            snprintf(kinds + length, sizeof kinds - length, "*%lld", (long long)count);
        }
    }
    return kinds;
}

static void each_hears_what_they_may_see(void **state) {
    struct talk *talk = *state;
    uint64_t before = trib_store_last_seq(talk->spine.store);
    talk_give(talk, TALK_SECRETARIAT, "action_item.create_for_coalition",
              "\"action_item_id\":\"" NEW_1 "\",\"title\":\"Write\"");
    talk_give(talk, TALK_SECRETARIAT, "comment.add", say(NEW_1, "one"));
    talk_give(talk, TALK_SECRETARIAT, "comment.add", say(NEW_2, "two"));
    talk_give(talk, TALK_FACILITATOR, "action_item.create",
              "\"action_item_id\":\"" NEW_2 "\",\"group_id\":\"" TALK_OPEN_GROUP
              "\",\"title\":\"Inside\"");
    assert_string_equal(news(talk, TALK_FOREIGN_LEAD, before), "commented*2 item_added");
    assert_string_equal(news(talk, TALK_GROUP_MEMBER, before), "item_added");
    assert_string_equal(news(talk, TALK_SECRETARIAT, before), ""); /* they did it */
    assert_string_equal(news(talk, TALK_PERSON, before), "");
    json_auto_t *visitor = talk_call(talk, talk_connect(talk, NULL), "1", "news.list", "{}");
    assert_string_equal(talk_code(visitor), "E_SESSION");
}

static void what_is_no_longer_so_is_no_news(void **state) {
    struct talk *talk = *state;
    uint64_t before = trib_store_last_seq(talk->spine.store);
    prepare(talk);
    talk_give(talk, TALK_SECRETARIAT, "meeting.set_state",
              ASSEMBLY ",\"state\":{\"from\":\"draft\",\"to\":\"planned\"}");
    talk_give(talk, TALK_SECRETARIAT, "meeting.move", ASSEMBLY MOVED("\"2027-03-28T10:00\"", "15"));
    assert_string_equal(news(talk, TALK_FOREIGN_LEAD, before), "meeting_planned");
    talk_give(talk, TALK_SECRETARIAT, "meeting.set_state",
              ASSEMBLY ",\"state\":{\"from\":\"planned\",\"to\":\"cancelled\"}");
    assert_string_equal(news(talk, TALK_FOREIGN_LEAD, before), "meeting_cancelled");
}

static void a_quiet_group_is_not_heard_of(void **state) {
    struct talk *talk = *state;
    uint64_t before = trib_store_last_seq(talk->spine.store);
    talk_give(talk, TALK_FACILITATOR, "action_item.create",
              "\"action_item_id\":\"" NEW_2 "\",\"group_id\":\"" TALK_OPEN_GROUP
              "\",\"title\":\"Inside\"");
    talk_give(talk, TALK_GROUP_MEMBER, "subscription.set",
              "\"person_id\":\"" TALK_GROUP_MEMBER "\",\"subscription_id\":\"" NEW_2
              "\",\"group_id\":\"" TALK_OPEN_GROUP "\",\"volume\":\"quiet\"");
    assert_string_equal(news(talk, TALK_GROUP_MEMBER, before), "");
    assert_string_equal(news(talk, TALK_NOTE_TAKER, before), "item_added");
}

/* Who has a notification of an event has heard of it. */
static void nobody_is_told_twice(void **state) {
    struct talk *talk = *state;
    uint64_t before = trib_store_last_seq(talk->spine.store);
    talk_give(talk, TALK_SECRETARIAT, "action_item.create_for_coalition",
              "\"action_item_id\":\"" NEW_1
              "\",\"title\":\"Write\",\"owner_person_id\":\"" TALK_LEAD "\"");
    assert_string_equal(news(talk, TALK_LEAD, before), "");
    assert_string_equal(news(talk, TALK_ALTERNATE, before), "item_added");
}

static void what_was_looked_at_is_no_news(void **state) {
    struct talk *talk = *state;
    char params[128];
    talk_give(talk, TALK_SECRETARIAT, "comment.add", say(NEW_1, "one"));
    assert_non_null(strstr(news(talk, TALK_FOREIGN_LEAD, 0), "commented"));
    snprintf(params, sizeof params, "\"person_id\":\"" TALK_FOREIGN_LEAD "\",\"seq\":%llu",
             (unsigned long long)trib_store_last_seq(talk->spine.store));
    talk_give(talk, TALK_FOREIGN_LEAD, "attention.see_news", params);
    assert_string_equal(news(talk, TALK_FOREIGN_LEAD, 0), "");
    /* an older tab that says less takes nothing back */
    talk_give(talk, TALK_FOREIGN_LEAD, "attention.see_news",
              "\"person_id\":\"" TALK_FOREIGN_LEAD "\",\"seq\":1");
    assert_string_equal(news(talk, TALK_FOREIGN_LEAD, 0), "");
    /* nor does one that claims what is not there yet hide what comes */
    talk_give(talk, TALK_FOREIGN_LEAD, "attention.see_news",
              "\"person_id\":\"" TALK_FOREIGN_LEAD "\",\"seq\":4000000000");
    talk_give(talk, TALK_SECRETARIAT, "comment.add", say(NEW_2, "two"));
    assert_string_equal(news(talk, TALK_FOREIGN_LEAD, 0), "commented");
}

static void sight_that_ended_ends_news(void **state) {
    struct talk *talk = *state;
    uint64_t before = trib_store_last_seq(talk->spine.store);
    talk_give(talk, TALK_FACILITATOR, "action_item.create",
              "\"action_item_id\":\"" NEW_2 "\",\"group_id\":\"" TALK_OPEN_GROUP
              "\",\"title\":\"Inside\"");
    assert_string_equal(news(talk, TALK_GROUP_MEMBER, before), "item_added");
    talk_give(talk, TALK_FACILITATOR, "group_member.end",
              "\"group_member_id\":\"" TALK_MEMBERSHIP "\"");
    assert_string_equal(news(talk, TALK_GROUP_MEMBER, before), "");
}

/* How much happens where they do not read is nobody's to count. */
static json_int_t last_seq_told(struct talk *talk) {
    json_auto_t *answer =
        talk_call(talk, talk_connect(talk, TALK_FOREIGN_LEAD), "1", "news.list", "{}");
    return json_integer_value(json_object_get(json_object_get(answer, "result"), "last_seq"));
}

static void news_end_where_sight_does(void **state) {
    struct talk *talk = *state;
    json_int_t before = last_seq_told(talk);
    talk_give(talk, TALK_CLOSED_ONE, "action_item.create",
              "\"action_item_id\":\"" NEW_1 "\",\"group_id\":\"" TALK_CLOSED_GROUP
              "\",\"title\":\"Inside\"");
    assert_int_equal(last_seq_told(talk), before);
    assert_true(before < (json_int_t)trib_store_last_seq(talk->spine.store));
}

static void who_is_a_member_is_told_of_the_coalition_alone(void **state) {
    struct talk *talk = *state;
    uint64_t before = trib_store_last_seq(talk->spine.store);
    static const char LEAVE[] = "UPDATE affiliation SET status = 'left', ends_on = '2026-11-24' "
                                "WHERE affiliation_id = ?1";
    static const char JOIN[] = "UPDATE affiliation SET status = 'member', is_asked = 0 "
                               "WHERE affiliation_id = ?1";
    static const char *const SQL[] = {LEAVE, JOIN};
    static const char *const IDS[] = {TALK_FOREIGN_TIE, TALK_ASKED_TIE};
    for (int i = 0; i < 2; i++) { /* as a command of somebody's, whose own it is no news to */
        const struct trib_entry_head head = {.actor_id = TALK_SECRETARIAT,
                                             .command_id =
                                                 i == 0 ? "01a22b4a-cb65-7d64-9498-83be6c377b3f"
                                                        : "01a22b4a-cb70-748b-85aa-c107dbaf470b",
                                             .method = "affiliation.set_status",
                                             .request = "{}",
                                             .request_length = 2};
        enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
        const char *answer = NULL;
        struct trib_error error;
        uint64_t seq = 0;
        assert_true(trib_tick_command_open(talk->spine.store, &head, &outcome, &answer, &error));
        spine_run(&talk->spine, SQL[i], &IDS[i], 1);
        assert_true(trib_tick_command_release(talk->spine.store, "{}", &seq, &error));
        talk_tick(talk);
    }
    assert_string_equal(news(talk, TALK_LEAD, before), "organization_left");
}

/* What happened while a thing was a closed group's is not told when it is the coalition's. */
static void what_was_narrow_then_is_not_told_now(void **state) {
    struct talk *talk = *state;
    uint64_t before = trib_store_last_seq(talk->spine.store);
    static const char WIDEN[] =
        "UPDATE action_item SET space_id = '" TRIB_SPACE_COALITION_ID "' WHERE action_item_id = ?1";
    talk_give(talk, TALK_CLOSED_ONE, "action_item.create",
              "\"action_item_id\":\"" NEW_1 "\",\"group_id\":\"" TALK_CLOSED_GROUP
              "\",\"title\":\"Inside\"");
    spine_begin(&talk->spine);
    SPINE_RUN(&talk->spine, WIDEN, NEW_1);
    spine_end(&talk->spine);
    talk_tick(talk);
    assert_string_equal(news(talk, TALK_FOREIGN_LEAD, before), "");
}

/* ---- for whoever adds a kind ----------------------------------------------------------------- */

static bool described(const json_t *words, const char *kind) {
    size_t index;
    json_t *word;
    json_array_foreach(words, index, word) {
        if (strcmp(json_string_value(word), kind) == 0) {
            return true;
        }
    }
    return false;
}

static void every_kind_is_described_and_has_its_sentence(void **state) {
    (void)state;
    json_auto_t *whole = json_load_file(TRIB_SOURCE_DIR "/schema/openrpc.json", 0, NULL);
    const json_t *schemas = json_object_get(json_object_get(whole, "components"), "schemas");
    json_t *words = NULL;
    assert_int_equal(json_unpack(json_object_get(schemas, "news_list_result"),
                                 "{s:{s:{s:{s:{s:{s:o}}}}}}", "properties", "lines", "items",
                                 "properties", "kind", "enum", &words),
                     0);
    const char *kind = NULL;
    size_t count = 0;
    for (size_t i = 0; (kind = trib_news_kind(i)) != NULL; i++) {
        char key[64];
        bool is_first = i == 0 || strcmp(kind, trib_news_kind(i - 1)) != 0;
        count += is_first ? 1 : 0;
        snprintf(key, sizeof key, "news_%s", kind);
        assert_non_null(trib_words_find("en", key));
        if (!described(words, kind)) {
            fail_msg("%s is not in the description: backend/protocol/openrpc_parts.c", kind);
        }
    }
    assert_int_equal(json_array_size(words), count);
}

int main(void) {
#define IN_TALK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        IN_TALK(a_mention_is_told_once),
        IN_TALK(who_mentions_themselves_is_not_told),
        IN_TALK(an_answer_is_told_to_the_thread),
        IN_TALK(an_edit_tells_only_who_is_new_in_it),
        IN_TALK(a_group_that_was_turned_down_does_not_call),
        IN_TALK(who_cannot_see_it_is_not_told),
        IN_TALK(what_is_taken_back_leaves_no_trace_of_whom_it_named),
        IN_TALK(whoever_gets_an_item_is_told),
        IN_TALK(an_organization_is_told_through_its_delegates),
        IN_TALK(whoever_takes_an_item_knows),
        IN_TALK(a_draft_tells_nobody),
        IN_TALK(who_comes_is_told_when_it_moves_or_is_off),
        IN_TALK(a_comment_speaks_to_somebody_once),
        IN_TALK(the_oldest_go),
        IN_TALK(each_sees_their_own),
        IN_TALK(hours_have_bounds),
        IN_TALK(each_hears_what_they_may_see),
        IN_TALK(what_is_no_longer_so_is_no_news),
        IN_TALK(a_quiet_group_is_not_heard_of),
        IN_TALK(nobody_is_told_twice),
        IN_TALK(what_was_looked_at_is_no_news),
        IN_TALK(sight_that_ended_ends_news),
        IN_TALK(what_was_narrow_then_is_not_told_now),
        cmocka_unit_test(every_kind_is_described_and_has_its_sentence),
        IN_TALK(news_end_where_sight_does),
        IN_TALK(who_is_a_member_is_told_of_the_coalition_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
