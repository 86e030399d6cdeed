/*
 * Follow-through over a whole server: the clock delivers once, as somebody would; who may answer
 * for whom; who reads which words; and who is told, once. The coalition's own organizations are
 * those that are shipped.
 */
#include "tributary/command/dispatch.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "talk.h"
#include "tributary/command/directory.h"
#include "tributary/domain/dispatch.h"
#include "tributary/domain/fuzzy_date.h"
#include "tributary/import/import.h"
#include "tributary/import/samples.h"
#include "tributary/store/log.h"

#define DISPATCH NEW_1
#define NOTE NEW_2
#define TIE NEW_3
#define ONE_ID "0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a11"
#define FOR(organization_id) "\"acting_for\":\"" organization_id "\","
#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* A member of OWN and of FOREIGN; its lead delegate and one of its base. */
#define NEST "e4000000-0000-4000-8000-000000000001"
#define NEST_LEAD "e4000000-0000-4000-8000-000000000002"
#define NEST_BASE "e4000000-0000-4000-8000-000000000003"
/* of FOREIGN's base */
#define FOREIGN_BASE "e4000000-0000-4000-8000-000000000004"
/* lead delegate of ALONE */
#define ALONE_LEAD "e4000000-0000-4000-8000-000000000005"

/* Words that stand nowhere else. */
#define WORDING "Heron at the weir"
#define REPORT "Egret by the ford"
#define REASON "Stork on the roof"

/* ---- what happens ---------------------------------------------------------------------------- */

static void add_people(struct spine *spine) {
    static const struct {
        const char *person_id, *organization_id, *role;
    } people[] = {{NEST_LEAD, NEST, "lead_delegate"},
                  {NEST_BASE, NEST, "base_member"},
                  {FOREIGN_BASE, TALK_FOREIGN, "base_member"},
                  {ALONE_LEAD, TALK_ALONE, "lead_delegate"}};
    for (size_t i = 0; i < UNIT_COUNT(people); i++) {
        char belonging_id[TRIB_ID_BYTES];
        spine_id(spine, belonging_id);
        spine_add_person(spine, people[i].person_id);
        spine_add_belonging(spine, belonging_id, people[i].person_id, people[i].organization_id,
                            people[i].role);
    }
}

/* What was sent before and told of is not what these tests look at. */
static const char *const FORGET[] = {
    "DELETE FROM delivery_note WHERE delivery_note_id <> ?1",
    "DELETE FROM delivery WHERE delivery_id <> ?1",
    "DELETE FROM dispatch WHERE dispatch_id <> ?1",
    "DELETE FROM notification WHERE notification_id <> ?1",
};

static int open(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    TRIB_AUTO(trib_batch) batch = {0};
    talk_open(talk, 57);
    spine_begin(&talk->spine);
    for (size_t i = 0; i < UNIT_COUNT(FORGET); i++) {
        spine_run(&talk->spine, FORGET[i], (const char *const[]){TALK_NOBODY}, 1);
    }
    spine_add_organization(&talk->spine, NEST, COALITION);
    spine_add_affiliation(&talk->spine, "e4000000-0000-4000-8000-000000000011", NEST, TALK_OWN,
                          "member");
    spine_add_affiliation(&talk->spine, "e4000000-0000-4000-8000-000000000012", NEST, TALK_FOREIGN,
                          "member");
    add_people(&talk->spine);
    spine_end(&talk->spine);
    spine_commit(&talk->spine, &batch);
    talk_restart(talk);
    *state = talk;
    return 0;
}

static int close_all(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}
#define TEST(name) cmocka_unit_test_setup_teardown(name, open, close_all)

static void assert_read(struct talk *talk, const char *sql, const char *value,
                        const char *expected) {
    char *read = talk_read(talk, sql, value);
    assert_string_equal(read == NULL ? "" : read, expected);
    free(read);
}

#define SEND                                                                                       \
    "\"dispatch_id\":\"" DISPATCH "\",\"kind\":\"request\",\"title\":\"Wages\",\"text\":"          \
    "\"Tell us of unpaid wages.\",\"language\":\"en\""

static void send(struct talk *talk) {
    talk_give(talk, TALK_SECRETARIAT, "dispatch.send", SEND);
}

/* Whose delivery: of the one dispatch. */
static const char *delivery_of(struct talk *talk, const char *organization_id) {
    static char id[TRIB_ID_BYTES];
    char *read = talk_read(talk,
                           "SELECT delivery_id FROM delivery WHERE dispatch_id = '" DISPATCH
                           "' AND organization_id = ?1",
                           organization_id);
    snprintf(id, sizeof id, "%s", read == NULL ? TALK_NOBODY : read);
    free(read);
    return id;
}

/* By somebody for an organization, about the delivery of one; more follows behind a comma. */
static json_t *answer(struct talk *talk, const char *person_id, const char *acting_for,
                      const char *method, const char *organization_id, const char *more) {
    char for_whom[64] = "";
    if (acting_for != NULL) {
        snprintf(for_whom, sizeof for_whom, "\"acting_for\":\"%s\",", acting_for);
    }
    uint64_t speaker = talk_connect(talk, person_id);
    json_t *answered = talk_command(talk, speaker, method, "{%s\"delivery_id\":\"%s\"%s}", for_whom,
                                    delivery_of(talk, organization_id), more);
    trib_server_disconnect(talk->server, speaker);
    return answered;
}

static void give(struct talk *talk, const char *person_id, const char *organization_id,
                 const char *method, const char *more) {
    json_auto_t *answered = answer(talk, person_id, organization_id, method, organization_id, more);
    if (talk_code(answered)[0] != '\0') {
        fail_msg("%s: %s %s", method, talk_code(answered), talk_field(answered));
    }
}

#define WORDS(text) ",\"delivery_note_id\":\"" NOTE "\",\"text\":\"" text "\",\"language\":\"en\""

static void acknowledge(struct talk *talk, const char *person_id, const char *organization_id) {
    give(talk, person_id, organization_id, "delivery.acknowledge", "");
}

static void pass_on(struct talk *talk, const char *person_id, const char *organization_id) {
    give(talk, person_id, organization_id, "delivery.pass_on", "");
}

static void sweep(struct talk *talk) {
    trib_server_sweep(talk->server);
    talk_tick(talk);
}

/* ---- what came of it ------------------------------------------------------------------------- */

static const char STATE[] =
    "SELECT state || coalesce(' ' || came_by, '') FROM delivery WHERE dispatch_id = '" DISPATCH
    "' AND organization_id = ?1";
static const char STEPS[] = "SELECT count(*) || ' ' || coalesce(nullif(max(actor_id), ''), "
                            "'nobody') FROM entry WHERE method = ?1";
static const char TOLD[] = "SELECT coalesce(group_concat(reason, ' '), '') FROM notification WHERE "
                           "about_id = '" DISPATCH "' AND space_id = ?1";
/* What somebody is given who opens the page anew: words in spaces they see. */
static bool reads(struct talk *talk, const char *person_id, const char *words) {
    static const char FOUND[] =
        "SELECT count(*) FROM delivery_note WHERE space_id || ' ' || text = ?1";
    char space_ids[64][TRIB_ID_BYTES];
    size_t count = spine_sight(&talk->spine, person_id, space_ids, 64);
    bool is_read = false;
    for (size_t i = 0; i < count; i++) {
        char place[256];
        snprintf(place, sizeof place, "%.36s %s", space_ids[i], words);
        char *found = talk_read(talk, FOUND, place);
        is_read = is_read || strcmp(found, "0") != 0;
        free(found);
    }
    return is_read;
}

enum { OF_OWN = 1, OF_FOREIGN = 2, OF_NEST = 4, OF_ALL = 8 };
static const struct listener {
    const char *person_id;
    int of; /* whose words they read; OF_ALL: what stands where the dispatch does */
} listeners[] = {
    {TALK_LEAD, OF_OWN | OF_ALL},
    {TALK_ALTERNATE, OF_OWN | OF_ALL},
    {TALK_BASE, OF_OWN | OF_ALL},
    {TALK_FOREIGN_LEAD, OF_FOREIGN | OF_ALL},
    {FOREIGN_BASE, OF_FOREIGN | OF_ALL},
    {NEST_LEAD, OF_NEST | OF_ALL},
    {NEST_BASE, OF_NEST},
    {TALK_OBSERVERS_LEAD, OF_ALL},
    {TALK_SECRETARIAT, OF_ALL},
    {TALK_ADMINISTRATOR, 0},
    {TALK_FACILITATOR, 0},
    {ALONE_LEAD, 0},
    {TALK_PERSON, 0},
    {NULL, 0},
};

/* Everybody listens; the first of their numbers. */
static uint64_t listen_all(struct talk *talk) {
    uint64_t first = talk->connection_count + 1;
    for (size_t i = 0; i < UNIT_COUNT(listeners); i++) {
        (void)talk_listen(talk, listeners[i].person_id);
    }
    talk_forget(talk);
    return first;
}

/* Whoever hears words, or is given them later, is of these; nobody else is. */
static void assert_words_reach(struct talk *talk, uint64_t first, const char *words, int of) {
    for (size_t i = 0; i < UNIT_COUNT(listeners); i++) {
        bool is_reader = (listeners[i].of & of) != 0;
        if (talk_heard_of(talk, first + i, words) != is_reader ||
            reads(talk, listeners[i].person_id, words) != is_reader) {
            fail_msg("%s: %s %d", words, listeners[i].person_id,
                     talk_heard_of(talk, first + i, words));
        }
    }
    talk_forget(talk);
}

/* ---- the clock ------------------------------------------------------------------------------- */

static void its_day_delivers_to_all_who_see_it(void **state) {
    struct talk *talk = *state;
    send(talk);
    assert_read(talk, STATE, TALK_OWN, "delivered sent");
    assert_read(talk, STATE, NEST, "scheduled");
    uint64_t first = listen_all(talk);
    talk->spine.now_ms += 14 * DAY_MS - 1;
    sweep(talk);
    assert_read(talk, STATE, NEST, "scheduled");
    assert_read(talk, STEPS, "dispatch.step", "0 nobody");
    talk->spine.now_ms++;
    talk_forget(talk);
    sweep(talk);
    assert_read(talk, STATE, NEST, "delivered silence");
    assert_read(talk, STEPS, "dispatch.step", "1 nobody");
    for (size_t i = 0; i < UNIT_COUNT(listeners); i++) {
        bool hears = (listeners[i].of & OF_ALL) != 0;
        assert_int_equal(talk_heard_count(talk, first + i), hears);
        assert_int_equal(talk_heard_of(talk, first + i, "{\"state\":\"delivered\""), hears);
    }
    sweep(talk);
    talk->spine.now_ms += 100 * DAY_MS;
    sweep(talk);
    assert_read(talk, STEPS, "dispatch.step", "1 nobody");
}

static void a_server_that_was_stopped_goes_on(void **state) {
    struct talk *talk = *state;
    send(talk);
    int64_t sent_at_ms = talk->spine.now_ms;
    talk->spine.now_ms += 40 * DAY_MS;
    talk_restart(talk);
    sweep(talk);
    char expected[32];
    snprintf(expected, sizeof expected, "%" PRId64, sent_at_ms + 14 * DAY_MS);
    assert_read(talk, "SELECT delivered_at_ms FROM delivery WHERE delivery_id = ?1",
                delivery_of(talk, NEST), expected);
    assert_read(talk, TOLD, NEST_LEAD, "delivered");
}

static void somebody_and_the_clock_deliver_once(void **state) {
    struct talk *talk = *state;
    char call[512];
    send(talk);
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    snprintf(call, sizeof call,
             "{\"jsonrpc\":\"2.0\",\"id\":\"" ONE_ID
             "\",\"method\":\"delivery.pass_on\",\"params\":{" FOR(TALK_OWN) "\"delivery_id\":"
                                                                             "\"%s\"}}",
             delivery_of(talk, TALK_OWN));
    talk->spine.now_ms += 14 * DAY_MS;
    trib_server_sweep(talk->server); /* its tick stays open */
    talk_send(talk, lead, call);
    talk_tick(talk);
    assert_true(talk_heard_of(talk, lead, "\"result\":{\"seq\":"));
    assert_read(talk, STATE, NEST, "delivered silence");
    assert_read(talk, TOLD, NEST_LEAD, "delivered");
    assert_read(talk, STEPS, "dispatch.step", "1 nobody");
}

static void it_closes_by_itself_too(void **state) {
    struct talk *talk = *state;
    talk_give(talk, TALK_SECRETARIAT, "dispatch.send", SEND ",\"due_on\":\"2026-12\"");
    uint64_t lead = talk_listen(talk, TALK_LEAD);
    talk->spine.now_ms += 20 * DAY_MS;
    sweep(talk);
    talk_forget(talk);
    talk->spine.now_ms = INT64_C(1803988799999); /* 2027-03-02, nearly noon in Greenwich */
    sweep(talk);
    assert_int_equal(talk_heard_count(talk, lead), 0);
    talk->spine.now_ms++;
    sweep(talk);
    assert_true(talk_heard_of(talk, lead,
                              "[\"dispatch\",\"update\",\"" DISPATCH "\",{\"state\":\"closed\""));
    json_auto_t *late = answer(talk, TALK_LEAD, TALK_OWN, "delivery.acknowledge", TALK_OWN, "");
    assert_string_equal(talk_code(late), "E_CLOSED");
}

/* However many are due at one moment, none is forgotten and one look takes not all the time. */
static void many_that_are_due_come_one_look_after_the_other(void **state) {
    struct talk *talk = *state;
    static const char WAITING[] = "SELECT count(*) FROM delivery WHERE state = ?1";
    for (int i = 0; i < TRIB_DUE_MAX + 2; i++) {
        char text[256];
        snprintf(text, sizeof text,
                 "\"dispatch_id\":\"e5000000-0000-4000-8000-%012d\",\"kind\":\"toolkit\","
                 "\"title\":\"t\",\"text\":\"x\",\"language\":\"en\"",
                 i);
        talk_give(talk, TALK_SECRETARIAT, "dispatch.send", text);
    }
    talk->spine.now_ms += 14 * DAY_MS;
    assert_read(talk, WAITING, "scheduled", "7");
    sweep(talk);
    assert_read(talk, WAITING, "scheduled", "2");
    sweep(talk);
    assert_read(talk, WAITING, "scheduled", "0");
    assert_read(talk, STEPS, "dispatch.step", "7 nobody");
}

/* ---- who may --------------------------------------------------------------------------------- */

static void only_the_secretariat_sends(void **state) {
    struct talk *talk = *state;
    static const struct {
        const char *person_id, *acting_for, *code;
    } ASKED[] = {
        {NULL, "", "E_SESSION"},
        {TALK_PERSON, "", "E_FORBIDDEN"},
        {TALK_BASE, FOR(TALK_OWN), "E_FORBIDDEN"},
        {TALK_LEAD, FOR(TALK_OWN), "E_FORBIDDEN"},
        {TALK_OBSERVERS_LEAD, FOR(TALK_OBSERVER), "E_FORBIDDEN"},
        {TALK_FACILITATOR, "", "E_FORBIDDEN"},
        {TALK_ADMINISTRATOR, "", "E_FORBIDDEN"},
        {TALK_SECRETARIAT, "", ""},
    };
    static const char *const STEP[] = {"dispatch.pause", "dispatch.resume", "dispatch.close"};
    for (size_t i = 0; i < UNIT_COUNT(ASKED); i++) {
        json_auto_t *asked = talk_command(talk, talk_connect(talk, ASKED[i].person_id),
                                          "dispatch.send", "{%s" SEND "}", ASKED[i].acting_for);
        assert_string_equal(talk_code(asked), ASKED[i].code);
    }
    for (size_t i = 1; i + 1 < UNIT_COUNT(ASKED); i++) {
        for (size_t step = 0; step < UNIT_COUNT(STEP); step++) {
            json_auto_t *asked =
                talk_command(talk, talk_connect(talk, ASKED[i].person_id), STEP[step],
                             "{%s\"dispatch_id\":\"" DISPATCH "\"}", ASKED[i].acting_for);
            bool is_hidden = strcmp(ASKED[i].acting_for, "") == 0; /* sees no dispatch */
            assert_string_equal(talk_code(asked), is_hidden ? "E_NOT_FOUND" : "E_FORBIDDEN");
        }
    }
}

static void its_delegates_answer_for_an_organization(void **state) {
    struct talk *talk = *state;
    static const struct {
        const char *person_id, *acting_for, *organization_id, *code;
    } ASKED[] = {
        {TALK_LEAD, NULL, TALK_OWN, "E_FORBIDDEN"},
        {TALK_LEAD, TALK_OWN, TALK_FOREIGN, "E_FORBIDDEN"},
        {TALK_LEAD, TALK_FOREIGN, TALK_FOREIGN, "E_FORBIDDEN"},
        {TALK_BASE, TALK_OWN, TALK_OWN, "E_FORBIDDEN"},
        {TALK_SECRETARIAT, NULL, TALK_OWN, "E_FORBIDDEN"},
        {TALK_ADMINISTRATOR, NULL, TALK_OWN, "E_NOT_FOUND"},
        {TALK_PERSON, NULL, TALK_OWN, "E_NOT_FOUND"},
        {ALONE_LEAD, TALK_ALONE, TALK_OWN, "E_NOT_FOUND"},
        {TALK_LEAD, TALK_OWN, NEST, "E_FORBIDDEN"}, /* of a member of theirs no more than others */
        {TALK_ALTERNATE, TALK_OWN, TALK_OWN, ""},
        {TALK_OBSERVERS_LEAD, TALK_OBSERVER, TALK_OBSERVER, ""},
        {NEST_LEAD, NEST, NEST, ""},
    };
    send(talk);
    pass_on(talk, TALK_LEAD, TALK_OWN);
    for (size_t i = 0; i < UNIT_COUNT(ASKED); i++) {
        json_auto_t *asked = answer(talk, ASKED[i].person_id, ASKED[i].acting_for,
                                    "delivery.acknowledge", ASKED[i].organization_id, "");
        if (strcmp(talk_code(asked), ASKED[i].code) != 0) {
            fail_msg("%zu: %s", i, talk_code(asked));
        }
    }
    assert_read(talk, STATE, TALK_FOREIGN, "delivered sent");
    assert_read(talk, STATE, NEST, "acknowledged passed_on");
}

static void what_is_no_dispatch_is_refused_at_once(void **state) {
    struct talk *talk = *state;
    static const struct {
        const char *more, *code, *field;
    } ASKED[] = {
        {",\"pass_on_days\":0", "E_TYPE", "pass_on_days"},
        {",\"pass_on_days\":366", "E_TYPE", "pass_on_days"},
        {",\"pass_on_days\":1.5", "E_TYPE", "pass_on_days"},
        {",\"due_on\":\"soon\"", "E_DATE", "due_on"},
        {",\"mode\":\"shout\"", "E_TYPE", "mode"},
    };
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    for (size_t i = 0; i < UNIT_COUNT(ASKED); i++) {
        json_auto_t *asked =
            talk_command(talk, speaker, "dispatch.send", "{" SEND "%s}", ASKED[i].more);
        assert_string_equal(talk_code(asked), ASKED[i].code);
        assert_string_equal(talk_field(asked), ASKED[i].field);
    }
    assert_read(talk, "SELECT count(*) FROM dispatch WHERE dispatch_id = ?1", DISPATCH, "0");
}

/* ---- who reads what -------------------------------------------------------------------------- */

static void an_own_wording_is_its_own_peoples(void **state) {
    struct talk *talk = *state;
    send(talk);
    uint64_t first = listen_all(talk);
    acknowledge(talk, TALK_LEAD, TALK_OWN);
    talk_forget(talk);
    give(talk, TALK_LEAD, TALK_OWN, "delivery.localise", WORDS(WORDING));
    assert_words_reach(talk, first, WORDING, OF_OWN);
    pass_on(talk, TALK_LEAD, TALK_OWN);
    for (size_t i = 0; i < UNIT_COUNT(listeners); i++) {
        assert_int_equal(talk_heard_of(talk, first + i, WORDING), (listeners[i].of & OF_NEST) != 0);
        assert_int_equal(reads(talk, listeners[i].person_id, WORDING),
                         (listeners[i].of & (OF_OWN | OF_NEST)) != 0);
    }
}

static void a_report_is_for_all(void **state) {
    struct talk *talk = *state;
    send(talk);
    acknowledge(talk, TALK_LEAD, TALK_OWN);
    give(talk, TALK_LEAD, TALK_OWN, "delivery.act", "");
    uint64_t first = listen_all(talk);
    give(talk, TALK_LEAD, TALK_OWN, "delivery.report", WORDS(REPORT) ",\"people\":180");
    assert_words_reach(talk, first, REPORT, OF_ALL);
}

static void a_reason_stays_at_home_unless_it_is_told(void **state) {
    struct talk *talk = *state;
    send(talk);
    uint64_t first = listen_all(talk);
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "delivery.decline", WORDS(REASON));
    assert_read(talk, STATE, NEST, "delivered declined");
    assert_words_reach(talk, first, REASON, OF_FOREIGN);
}

static void a_reason_that_is_told_is_for_all(void **state) {
    struct talk *talk = *state;
    send(talk);
    uint64_t first = listen_all(talk);
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "delivery.decline",
         WORDS(REASON) ",\"is_reason_told\":1");
    assert_words_reach(talk, first, REASON, OF_ALL);
}

/* That it has words of its own is said by its state; the words are said by nothing. */
static void what_is_refused_tells_no_words(void **state) {
    struct talk *talk = *state;
    send(talk);
    acknowledge(talk, TALK_LEAD, TALK_OWN);
    give(talk, TALK_LEAD, TALK_OWN, "delivery.localise", WORDS(WORDING));
    uint64_t other = talk_connect(talk, TALK_FOREIGN_LEAD);
    talk_forget(talk);
    static const char *const ASKED[] = {
        "{\"table\":\"delivery_note\",\"id\":\"" NOTE "\"}",
        "{\"table\":\"dispatch\",\"id\":\"" DISPATCH "\"}",
    };
    for (size_t i = 0; i < UNIT_COUNT(ASKED); i++) {
        json_auto_t *answered = talk_call(talk, other, "1", "history.read", ASKED[i]);
        assert_string_equal(talk_code(answered), "E_TYPE");
    }
    acknowledge(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN);
    json_auto_t *taken = answer(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "delivery.localise",
                                TALK_FOREIGN, WORDS("Ours"));
    assert_string_equal(talk_code(taken), "E_EXISTS");
    assert_false(talk_heard_of(talk, other, "Heron"));
}

/* ---- who is told ----------------------------------------------------------------------------- */

static void who_acts_for_a_mandate_is_told(void **state) {
    struct talk *talk = *state;
    static const struct {
        const char *person_id, *told;
    } PEOPLE[] = {
        {TALK_LEAD, "delivered"},
        {TALK_ALTERNATE, "delivered"},
        {TALK_FOREIGN_LEAD, "delivered"},
        {TALK_OBSERVERS_LEAD, ""}, /* to be read */
        {NEST_LEAD, ""},           /* not yet */
        {TALK_BASE, ""},
        {FOREIGN_BASE, ""},
        {TALK_SECRETARIAT, ""},
        {TALK_ADMINISTRATOR, ""},
    };
    send(talk);
    for (size_t i = 0; i < UNIT_COUNT(PEOPLE); i++) {
        assert_read(talk, TOLD, PEOPLE[i].person_id, PEOPLE[i].told);
    }
    assert_read(talk,
                "SELECT group_concat(DISTINCT about_table) FROM notification WHERE about_id = ?1",
                DISPATCH, "dispatch");
}

static void of_one_delivery_one_is_told_once(void **state) {
    struct talk *talk = *state;
    send(talk);
    acknowledge(talk, TALK_LEAD, TALK_OWN);
    pass_on(talk, TALK_LEAD, TALK_OWN);
    assert_read(talk, TOLD, NEST_LEAD, "delivered");
    acknowledge(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN);
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "delivery.localise", WORDS(WORDING));
    pass_on(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN); /* also from FOREIGN */
    talk_give(talk, TALK_SECRETARIAT, "dispatch.pause", "\"dispatch_id\":\"" DISPATCH "\"");
    talk_give(talk, TALK_SECRETARIAT, "dispatch.resume", "\"dispatch_id\":\"" DISPATCH "\"");
    talk->spine.now_ms += 30 * DAY_MS;
    sweep(talk);
    acknowledge(talk, NEST_LEAD, NEST);
    talk_give(talk, TALK_SECRETARIAT, "affiliation.set_status",
              "\"affiliation_id\":\"" TALK_OBSERVER_TIE
              "\",\"status\":{\"from\":\"observer\",\"to\":\"member\"},\"decision\":\"Accra\"");
    assert_read(talk, TOLD, NEST_LEAD, "delivered");
    assert_read(talk, TOLD, TALK_LEAD, "delivered");
    assert_read(talk, TOLD, TALK_FOREIGN_LEAD, "delivered");
}

static void who_passes_it_on_to_themselves_is_not_told(void **state) {
    struct talk *talk = *state;
    TRIB_AUTO(trib_batch) batch = {0};
    spine_begin(&talk->spine);
    spine_add_belonging(&talk->spine, "e4000000-0000-4000-8000-000000000021", TALK_LEAD, NEST,
                        "alternate");
    spine_end(&talk->spine);
    spine_commit(&talk->spine, &batch);
    talk_restart(talk);
    send(talk);
    pass_on(talk, TALK_LEAD, TALK_OWN);
    assert_read(talk, TOLD, TALK_LEAD, "delivered"); /* of OWN's */
    assert_read(talk, TOLD, NEST_LEAD, "delivered");
}

/* ---- once ------------------------------------------------------------------------------------ */

static void the_same_command_again_is_the_same(void **state) {
    struct talk *talk = *state;
    char call[512];
    send(talk);
    acknowledge(talk, TALK_LEAD, TALK_OWN);
    give(talk, TALK_LEAD, TALK_OWN, "delivery.act", "");
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    talk_forget(talk);
    const char *delivery_id = delivery_of(talk, TALK_OWN);
    snprintf(call, sizeof call,
             "{\"jsonrpc\":\"2.0\",\"id\":\"" ONE_ID
             "\",\"method\":\"delivery.report\",\"params\":{" FOR(
                 TALK_OWN) "\"delivery_id\":\"%s\",\"delivery_note_id\":\"" NOTE
                           "\",\"text\":\"" REPORT "\",\"language\":\"en\"}}",
             delivery_id);
    for (size_t i = 0; i < 2; i++) {
        talk_send(talk, lead, call);
        talk_tick(talk);
    }
    assert_string_equal(talk_heard(talk, lead, 0), talk_heard(talk, lead, 1));
    assert_read(talk, "SELECT count(*) FROM delivery_note WHERE kind = ?1", "report", "1");
}

static void sent_again_it_is_sent_once(void **state) {
    struct talk *talk = *state;
    static const char CALL[] = "{\"jsonrpc\":\"2.0\",\"id\":\"" ONE_ID
                               "\",\"method\":\"dispatch.send\",\"params\":{" SEND "}}";
    uint64_t staff = talk_connect(talk, TALK_SECRETARIAT);
    talk_forget(talk);
    talk_send(talk, staff, CALL);
    talk_send(talk, staff, CALL); /* before the first is committed */
    talk_tick(talk);
    talk_send(talk, staff, CALL);
    talk_tick(talk);
    assert_string_equal(talk_heard(talk, staff, 0), talk_heard(talk, staff, 1));
    assert_string_equal(talk_heard(talk, staff, 0), talk_heard(talk, staff, 2));
    assert_read(talk, "SELECT count(*) FROM delivery WHERE dispatch_id = ?1", DISPATCH, "4");
    assert_read(talk, STEPS, "dispatch.send", "1 " TALK_SECRETARIAT);
}

static void two_who_pass_it_on_at_once_deliver_once(void **state) {
    struct talk *talk = *state;
    send(talk);
    uint64_t one = talk_connect(talk, TALK_LEAD);
    uint64_t other = talk_connect(talk, TALK_FOREIGN_LEAD);
    static const char CALL[] = "{\"jsonrpc\":\"2.0\",\"id\":\"0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a1%d"
                               "\",\"method\":\"delivery.pass_on\",\"params\":{\"acting_for\":"
                               "\"%s\",\"delivery_id\":\"%s\"}}";
    char calls[2][512];
    snprintf(calls[0], sizeof calls[0], CALL, 1, TALK_OWN, delivery_of(talk, TALK_OWN));
    snprintf(calls[1], sizeof calls[1], CALL, 2, TALK_FOREIGN, delivery_of(talk, TALK_FOREIGN));
    talk_send(talk, one, calls[0]);
    talk_send(talk, other, calls[1]);
    talk_tick(talk);
    assert_true(talk_heard_of(talk, one, "\"result\":{\"seq\":"));
    assert_true(talk_heard_of(talk, other, "\"result\":{\"seq\":"));
    assert_read(talk, STATE, NEST, "delivered passed_on");
    assert_read(talk, "SELECT from_id FROM delivery WHERE delivery_id = ?1",
                delivery_of(talk, NEST), TALK_OWN);
    assert_read(talk, TOLD, NEST_LEAD, "delivered");
}

/* ---- joining and leaving --------------------------------------------------------------------- */

static const char ENTRIES[] =
    "SELECT group_concat(DISTINCT method) FROM change JOIN entry USING (seq) WHERE table_name = "
    "'delivery' AND row_id = ?1";

static void join(struct talk *talk) {
    talk_give(talk, TALK_SECRETARIAT, "affiliation.add",
              "\"affiliation_id\":\"" TIE "\",\"organization_id\":\"" TALK_ALONE
              "\",\"parent_id\":\"" TALK_ROOT "\",\"status\":\"member\"");
}

static void who_joins_has_it_by_the_same_act(void **state) {
    struct talk *talk = *state;
    send(talk);
    uint64_t staff = talk_listen(talk, TALK_SECRETARIAT);
    join(talk);
    assert_read(talk, STATE, TALK_ALONE, "delivered sent");
    assert_read(talk, ENTRIES, delivery_of(talk, TALK_ALONE), "affiliation.add");
    assert_int_equal(talk_heard_count(talk, staff), 1); /* all in one frame */
    assert_true(talk_heard_of(talk, staff, "[\"delivery\",\"insert\",\""));
    sweep(talk);
    assert_read(talk, STEPS, "dispatch.step", "0 nobody");
}

/* Who joins sees the coalition from then on, and so is told of what waits there. */
static void who_joins_is_told(void **state) {
    struct talk *talk = *state;
    send(talk);
    join(talk);
    assert_read(talk, TOLD, ALONE_LEAD, "delivered");
    acknowledge(talk, ALONE_LEAD, TALK_ALONE);
}

static void who_leaves_has_it_no_longer(void **state) {
    struct talk *talk = *state;
    send(talk);
    talk_give(talk, TALK_LEAD, "affiliation.leave",
              FOR(TALK_OWN) "\"affiliation_id\":\"" TALK_OWN_TIE "\"");
    assert_read(talk, STATE, TALK_OWN, "lapsed sent");
    assert_read(talk, STATE, NEST, "scheduled"); /* by FOREIGN still */
    json_auto_t *late = answer(talk, TALK_LEAD, TALK_OWN, "delivery.acknowledge", TALK_OWN, "");
    assert_string_equal(talk_code(late), "E_NOT_FOUND");
}

/* ---- the coalition's own organizations ------------------------------------------------------- */

#define STAFF "e4000000-0000-4000-8000-0000000000a1"

struct id {
    char text[TRIB_ID_BYTES];
};

/* The organization that the file calls so. */
static struct id of(struct desk *desk, const char *key) {
    static const char ROW[] =
        "SELECT row_id FROM import_key WHERE key = ?1 AND table_name = 'organization'";
    struct id id;
    snprintf(id.text, sizeof id.text, "%.36s", desk_read(desk, ROW, key));
    return id;
}

static void import_all(struct desk *desk) {
    struct trib_import_report report;
    TRIB_AUTO(trib_batch) batch = {0};
    json_auto_t *file = json_load_file(TRIB_SOURCE_DIR "/backend/gcm.json", 0, NULL);
    char *text = json_dumps(file, 0);
    assert_non_null(text);
    assert_true(trib_import_run(desk->spine.store, text, strlen(text), &report, &desk->error));
    free(text);
    spine_commit(&desk->spine, &batch);
}

static int open_gcm(void **state) {
    static const char BEGIN[] = "INSERT INTO coalition (coalition_id, space_id, name) "
                                "VALUES (?1, '" TRIB_SPACE_PUBLIC_ID "', 'A coalition')";
    TRIB_AUTO(trib_batch) batch = {0};
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    spine_open(&desk->spine, 56);
    spine_begin(&desk->spine);
    SPINE_RUN(&desk->spine, BEGIN, "e4000000-0000-4000-8000-0000000000a2");
    spine_add_person(&desk->spine, STAFF);
    spine_add_coalition_role(&desk->spine, "e4000000-0000-4000-8000-0000000000a3", STAFF,
                             "secretariat");
    spine_end(&desk->spine);
    spine_commit(&desk->spine, &batch);
    import_all(desk);
    assert_true(trib_graph_load(desk->spine.store, &desk->graph, &desk->error));
    *state = desk;
    return 0;
}

static void must(enum trib_error_code code) {
    assert_int_equal(code, TRIB_E_NONE);
}

static void send_gcm(struct desk *desk) {
    must(DESK(desk, STAFF, NULL, trib_dispatch_send, .dispatch_id = DISPATCH, .kind = "request",
              .title = "Wages", .text = "Tell us of unpaid wages.", .language = "en"));
}

/* Ids stay with it: links and rows borrow them. */
struct reckoning {
    struct trib_dispatch_link links[64];
    struct trib_delivery rows[32];
    struct id ids[160];
    size_t link_count, row_count, id_count;
    struct trib_audience audience;
};

static const char *keep(struct reckoning *reckoning, const char *text) {
    assert_true(reckoning->id_count < UNIT_COUNT(reckoning->ids));
    struct id *id = &reckoning->ids[reckoning->id_count++];
    snprintf(id->text, sizeof id->text, "%s", text);
    return id->text;
}

static void read_links(struct desk *desk, struct reckoning *out) {
    static const char LINKS[] =
        "SELECT organization_id, parent_id, status, coalesce(starts_on, '') FROM affiliation";
    TRIB_AUTO(trib_statement) row = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(desk->spine.store, LINKS, &row, &desk->error));
    while (trib_statement_next(&row, &has_row, &desk->error) && has_row) {
        assert_true(out->link_count < UNIT_COUNT(out->links));
        struct trib_dispatch_link *link = &out->links[out->link_count++];
        struct trib_fuzzy_window since;
        *link = (struct trib_dispatch_link){.child = keep(out, trib_column_text(&row, 0)),
                                            .parent = keep(out, trib_column_text(&row, 1)),
                                            .joined_day = TRIB_JOINED_UNKNOWN};
        assert_true(trib_affiliation_status_find(trib_column_text(&row, 2), &link->status));
        if (trib_fuzzy_date_read(trib_column_text(&row, 3), &since)) {
            link->joined_day = since.first_day;
        }
    }
}

static void read_rows(struct desk *desk, struct reckoning *out) {
    static const char ROWS[] =
        "SELECT organization_id, mode, state, coalesce(delivered_at_ms, 0) FROM delivery WHERE "
        "dispatch_id = '" DISPATCH "' ORDER BY organization_id";
    TRIB_AUTO(trib_statement) row = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(desk->spine.store, ROWS, &row, &desk->error));
    while (trib_statement_next(&row, &has_row, &desk->error) && has_row) {
        int state = 0;
        assert_true(out->row_count < UNIT_COUNT(out->rows));
        struct trib_delivery *delivery = &out->rows[out->row_count++];
        *delivery = (struct trib_delivery){.organization = keep(out, trib_column_text(&row, 0)),
                                           .delivered_at_ms = trib_column_int64(&row, 3)};
        assert_true(trib_delivery_mode_find(trib_column_text(&row, 1), &delivery->mode));
        assert_true(trib_machine_find(&trib_delivery_machine, trib_column_text(&row, 2), &state));
        delivery->state = (enum trib_delivery_state)state;
    }
}

static void reckon(struct desk *desk, struct reckoning *out) {
    char root_id[TRIB_ID_BYTES];
    *out = (struct reckoning){0};
    snprintf(root_id, sizeof root_id, "%s",
             desk_read(desk, "SELECT root_organization_id FROM coalition WHERE ?1 <> ''", "-"));
    assert_string_equal(root_id, of(desk, "gcm").text);
    read_links(desk, out);
    read_rows(desk, out);
    assert_int_equal(
        trib_audience_make(out->links, out->link_count, keep(out, root_id), &out->audience),
        TRIB_AUDIENCE_MADE);
}

static const struct trib_recipient *
recipient_of(struct desk *desk, const struct reckoning *reckoning, const char *key) {
    size_t found = trib_audience_find(&reckoning->audience, of(desk, key).text);
    assert_int_not_equal(found, TRIB_NOWHERE);
    return &reckoning->audience.recipients[found];
}

/* Both of its parents, whichever leads. */
static void assert_vias(struct desk *desk, const struct reckoning *reckoning, const char *key,
                        const char *one, const char *other) {
    const struct trib_recipient *recipient = recipient_of(desk, reckoning, key);
    size_t found = 0;
    assert_int_equal(recipient->via_count, strcmp(one, other) == 0 ? 1 : 2);
    for (size_t i = 0; i < recipient->via_count; i++) {
        size_t via = reckoning->audience.vias[recipient->via_first + i].parent;
        const char *parent = reckoning->audience.recipients[via].organization;
        found +=
            strcmp(parent, of(desk, one).text) == 0 || strcmp(parent, of(desk, other).text) == 0;
    }
    assert_int_equal(found, recipient->via_count);
}

static const char MODES[] =
    "SELECT count(*) || ': ' || count(*) FILTER (WHERE mode = 'mandate') || ' mandate, ' || "
    "count(*) FILTER (WHERE mode = 'information') || ' information; ' || count(DISTINCT "
    "organization_id) FROM delivery WHERE dispatch_id = ?1";
static const char INFORMED[] =
    "SELECT group_concat(name, '; ') FROM (SELECT name FROM delivery JOIN organization USING "
    "(organization_id) WHERE dispatch_id = ?1 AND mode = 'information' ORDER BY name)";

static void seed_56(void **state) {
    struct desk *desk = *state;
    static struct reckoning reckoning;
    size_t depths[4] = {0};
    send_gcm(desk);
    assert_string_equal(desk_read(desk, MODES, DISPATCH), "19: 17 mandate, 2 information; 19");
    assert_string_equal(desk_read(desk, INFORMED, DISPATCH),
                        "Building and Woodworkers International; Sample construction workers' "
                        "local");
    reckon(desk, &reckoning);
    assert_int_equal(reckoning.row_count, 19);
    for (size_t i = 0; i < reckoning.audience.count; i++) {
        depths[reckoning.audience.recipients[i].depth]++;
    }
    assert_int_equal(depths[1], 12);
    assert_int_equal(depths[2], 6);
    assert_int_equal(depths[3], 1);
    assert_vias(desk, &reckoning, "ex-org-1", "mfa", "wgmwg");
    assert_vias(desk, &reckoning, "ex-org-5", "panidmr", "wgmwg");
    assert_int_equal(recipient_of(desk, &reckoning, "ex-org-5")->mode, TRIB_DELIVERY_MANDATE);
    assert_int_equal(recipient_of(desk, &reckoning, "ex-org-2")->depth, 3);
    assert_vias(desk, &reckoning, "ex-org-2", "ex-org-6", "ex-org-6");
    trib_audience_finish(&reckoning.audience);
}

/* ---- and how far it comes -------------------------------------------------------------------- */

static struct id delivery_at(struct desk *desk, const char *key) {
    static const char OF[] = "SELECT delivery_id FROM delivery WHERE organization_id = ?1";
    struct id id;
    snprintf(id.text, sizeof id.text, "%s", desk_read(desk, OF, of(desk, key).text));
    return id;
}

static void do_at(struct desk *desk, const char *key,
                  bool (*step)(const struct trib_command *, const struct trib_delivery_of *,
                               struct trib_error *)) {
    struct id id = delivery_at(desk, key);
    const struct trib_delivery_of params = {id.text};
    must(desk_end(desk, step(desk_begin(desk, STAFF, NULL), &params, &desk->error)));
}

static void act_at(struct desk *desk, const char *key) {
    do_at(desk, key, trib_delivery_acknowledge);
    struct id id = delivery_at(desk, key);
    must(DESK(desk, STAFF, NULL, trib_delivery_act, .delivery_id = id.text));
}

static void report_at(struct desk *desk, const char *key) {
    struct id id = delivery_at(desk, key);
    struct id note;
    act_at(desk, key);
    spine_id(&desk->spine, note.text);
    must(DESK(desk, STAFF, NULL, trib_delivery_report, .delivery_id = id.text,
              .delivery_note_id = note.text, .text = REPORT, .language = "en"));
}

static void decline_at(struct desk *desk, const char *key) {
    struct id id = delivery_at(desk, key);
    must(DESK(desk, STAFF, NULL, trib_delivery_decline, .delivery_id = id.text,
              .delivery_note_id = NOTE, .text = REASON, .language = "en"));
}

/* Four reported, three acting, three acknowledged, one declined, four delivered, two scheduled. */
static void answer_as_worked(struct desk *desk) {
    static const char *const REPORTED[] = {"mfa", "panidmr", "ituc", "ex-org-1", "bwi"};
    static const char *const ACTING[] = {"wgmwg", "icmc", "ex-org-3"};
    static const char *const READ[] = {"esf", "inmd", "ex-org-6"};
    do_at(desk, "mfa", trib_delivery_pass_on);
    do_at(desk, "panidmr", trib_delivery_pass_on);
    for (size_t i = 0; i < UNIT_COUNT(REPORTED); i++) {
        report_at(desk, REPORTED[i]); /* that of BWI is for information, and not counted */
    }
    for (size_t i = 0; i < UNIT_COUNT(ACTING); i++) {
        act_at(desk, ACTING[i]);
    }
    for (size_t i = 0; i < UNIT_COUNT(READ); i++) {
        do_at(desk, READ[i], trib_delivery_acknowledge);
    }
    decline_at(desk, "picum");
}

static void assert_percent(size_t count, size_t total, uint32_t expected) {
    uint32_t percent = 999;
    assert_true(trib_coverage_percent(count, total, &percent));
    assert_int_equal(percent, expected);
}

static void coverage_is_of_17(void **state) {
    struct desk *desk = *state;
    static struct reckoning reckoning;
    send_gcm(desk);
    answer_as_worked(desk);
    reckon(desk, &reckoning);
    const struct trib_deliveries deliveries = {reckoning.rows, reckoning.row_count};
    struct trib_coverage all = trib_coverage_of_all(&deliveries, desk->spine.now_ms, 0);
    assert_int_equal(all.total, 17);
    assert_percent(all.reached, all.total, 88);
    assert_percent(all.answered, all.total, 64);
    assert_percent(all.acting, all.total, 41);
    assert_percent(all.reported, all.total, 23);
    assert_int_equal(all.reached, 15);
    assert_int_equal(all.answered, 11);
    assert_int_equal(all.acting, 7);
    assert_int_equal(all.reported, 4);
    assert_int_equal(all.declined, 1);
    assert_int_equal(trib_coverage_overlap(&reckoning.audience, &deliveries), 1); /* ex-org-1 */
    struct trib_coverage branch;
    assert_true(trib_coverage_of_branch(&reckoning.audience, &deliveries, of(desk, "mfa").text,
                                        desk->spine.now_ms, 0, &branch));
    assert_int_equal(branch.total, 4); /* with ex-org-1, 2 and 6 */
    assert_int_equal(branch.reached, 3);
    trib_audience_finish(&reckoning.audience);
}

static void follow(struct desk *desk, bool is_done) {
    must(desk_end(desk, is_done && trib_dispatches_follow(&desk->command, &desk->error)));
}

static void the_applicant_is_reached_once_admitted(void **state) {
    struct desk *desk = *state;
    static const char TIE_OF[] = "SELECT affiliation_id FROM affiliation WHERE organization_id = "
                                 "?1 AND status = 'applicant'";
    static const char HAS[] =
        "SELECT mode || ' ' || state || ' ' || due_on FROM delivery WHERE organization_id = ?1";
    char tie_id[TRIB_ID_BYTES];
    must(DESK(desk, STAFF, NULL, trib_dispatch_send, .dispatch_id = DISPATCH, .kind = "request",
              .title = "Wages", .text = "Tell us.", .language = "en", .due_on = "2027-01-23"));
    snprintf(tie_id, sizeof tie_id, "%s", desk_read(desk, TIE_OF, of(desk, "ex-org-7").text));
    assert_string_equal(desk_read(desk, HAS, of(desk, "ex-org-7").text), "no row");
    desk->spine.now_ms += 50 * DAY_MS;
    const struct trib_affiliation_set_status params = {.affiliation_id = tie_id,
                                                       .status = EDIT("applicant", "member"),
                                                       .decision = "Decided in Accra."};
    follow(desk, trib_affiliation_set_status(desk_begin(desk, STAFF, NULL), &params, &desk->error));
    assert_string_equal(desk_read(desk, HAS, of(desk, "ex-org-7").text),
                        "mandate delivered 2027-02-12");
    assert_string_equal(desk_read(desk, MODES, DISPATCH), "20: 18 mandate, 2 information; 20");
}

static void samples_remove(struct desk *desk) {
    struct trib_samples_report report;
    struct trib_verify_report verified;
    desk_begin(desk, STAFF, NULL);
    follow(desk, trib_samples_remove(desk->spine.store, STAFF, &report, &desk->error));
    assert_true(trib_log_verify_store(desk->spine.store, &verified, &desk->error));
    assert_string_equal(verified.difference, "");
}

static void what_was_sent_to_samples_goes_with_them(void **state) {
    struct desk *desk = *state;
    static const char LEFT[] = "SELECT count(*) FROM organization WHERE name LIKE ?1";
    send_gcm(desk);
    do_at(desk, "mfa", trib_delivery_pass_on);
    do_at(desk, "ex-org-1", trib_delivery_acknowledge);
    assert_string_not_equal(desk_read(desk, LEFT, "Sample %"), "0");
    samples_remove(desk);
    assert_string_equal(desk_read(desk, LEFT, "Sample %"), "0");
    assert_string_equal(desk_read(desk, MODES, DISPATCH), "12: 11 mandate, 1 information; 12");
}

/* What somebody has said for a sample is their own, and stays with what it rests on. */
static void what_was_reported_for_a_sample_stays(void **state) {
    struct desk *desk = *state;
    static const char SAID[] = "SELECT delivery.state || ' ' || delivery_note.text FROM delivery "
                               "JOIN delivery_note USING (delivery_id) JOIN organization ON "
                               "organization.organization_id = delivery.organization_id "
                               "WHERE organization.organization_id = ?1";
    struct id kept = of(desk, "ex-org-1");
    send_gcm(desk);
    do_at(desk, "mfa", trib_delivery_pass_on);
    report_at(desk, "ex-org-1");
    samples_remove(desk);
    assert_string_equal(desk_read(desk, SAID, kept.text), "reported " REPORT);
    assert_string_equal(desk_read(desk, MODES, DISPATCH), "13: 12 mandate, 1 information; 13");
}

/* A sample that something real has come to rest on stays, and what was sent to it. */
static void what_was_sent_to_a_sample_that_stays_stays(void **state) {
    struct desk *desk = *state;
    static const char REAL[] = "UPDATE affiliation SET sample = 0 WHERE organization_id = ?1";
    static const char LEFT[] = "SELECT delivery.state FROM organization LEFT JOIN delivery USING "
                               "(organization_id) WHERE organization_id = ?1";
    struct id kept = of(desk, "ex-org-1");
    send_gcm(desk);
    do_at(desk, "mfa", trib_delivery_pass_on);
    do_at(desk, "ex-org-1", trib_delivery_acknowledge);
    DESK_WRITE(desk, REAL, kept.text);
    samples_remove(desk);
    assert_string_equal(desk_read(desk, LEFT, kept.text), "acknowledged");
}

#define OF_GCM(says, test)                                                                         \
    { (says), (test), open_gcm, desk_tear_down, NULL }

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(its_day_delivers_to_all_who_see_it),
        TEST(a_server_that_was_stopped_goes_on),
        TEST(somebody_and_the_clock_deliver_once),
        TEST(it_closes_by_itself_too),
        TEST(many_that_are_due_come_one_look_after_the_other),
        TEST(only_the_secretariat_sends),
        TEST(its_delegates_answer_for_an_organization),
        TEST(what_is_no_dispatch_is_refused_at_once),
        TEST(an_own_wording_is_its_own_peoples),
        TEST(a_report_is_for_all),
        TEST(a_reason_stays_at_home_unless_it_is_told),
        TEST(a_reason_that_is_told_is_for_all),
        TEST(what_is_refused_tells_no_words),
        TEST(who_acts_for_a_mandate_is_told),
        TEST(of_one_delivery_one_is_told_once),
        TEST(who_passes_it_on_to_themselves_is_not_told),
        TEST(the_same_command_again_is_the_same),
        TEST(sent_again_it_is_sent_once),
        TEST(two_who_pass_it_on_at_once_deliver_once),
        TEST(who_joins_has_it_by_the_same_act),
        TEST(who_joins_is_told),
        TEST(who_leaves_has_it_no_longer),
        OF_GCM("seed 56: from the root 19 organizations have it once: 17 mandate, 2 information",
               seed_56),
        OF_GCM("k: its coverage is of 17", coverage_is_of_17),
        OF_GCM("h: its applicant is reached once admitted", the_applicant_is_reached_once_admitted),
        OF_GCM("what was sent to samples goes with them", what_was_sent_to_samples_goes_with_them),
        OF_GCM("what was reported for a sample stays", what_was_reported_for_a_sample_stays),
        OF_GCM("what was sent to a sample that stays stays",
               what_was_sent_to_a_sample_that_stays_stays),
    };
    return cmocka_run_group_tests_name("protocol/dispatch", tests, NULL, NULL);
}
