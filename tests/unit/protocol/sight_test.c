/*
 * Two people in different spaces, on one server: what one writes never reaches the other in any
 * frame, and what is hidden cannot be told from what is not there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "methods.h"
#include "rows.h"
#include "talk.h"

#define SECRET "Under the bridge at nine"
#define NEW_NAME "e0000000-0000-4000-8000-000000000001"

static int open(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 19);
    *state = talk;
    return 0;
}

static int close(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static void nothing_reaches_the_other(void **state) {
    struct talk *talk = *state;
    uint64_t insider = talk_listen(talk, TALK_CLOSED_ONE);
    const char *const outsiders[] = {NULL,
                                     TALK_PERSON,
                                     TALK_LEAD,
                                     TALK_BASE,
                                     TALK_FACILITATOR,
                                     TALK_SECRETARIAT,
                                     TALK_ADMINISTRATOR};
    uint64_t first_outsider = talk->connection_count + 1;
    for (size_t i = 0; i < UNIT_COUNT(outsiders); i++) {
        talk_listen(talk, outsiders[i]);
    }
    talk_forget(talk);
    json_auto_t *renamed = talk_command(talk, insider, "group.edit",
                                        "{\"group_id\":\"" TALK_CLOSED_GROUP
                                        "\",\"mandate\":{\"from\":null,\"to\":\"" SECRET "\"}}");
    assert_non_null(json_object_get(renamed, "result"));
    json_auto_t *named =
        talk_command(talk, insider, "group.name_add",
                     "{\"group_id\":\"" TALK_CLOSED_GROUP "\",\"group_name_id\":\"" NEW_NAME
                     "\",\"kind\":\"acronym\",\"text\":\"" SECRET "\"}");
    assert_non_null(json_object_get(named, "result"));
    assert_true(talk_heard_of(talk, insider, SECRET));
    assert_true(talk_heard_of(talk, insider, NEW_NAME));
    for (size_t i = 0; i < UNIT_COUNT(outsiders); i++) {
        assert_int_equal(talk_heard_count(talk, first_outsider + i), 0);
    }
}

/* A rename is on every screen that may see it. */
static void it_reaches_who_may_see_it(void **state) {
    struct talk *talk = *state;
    uint64_t lead = talk_listen(talk, TALK_LEAD);
    uint64_t secretariat = talk_listen(talk, TALK_SECRETARIAT);
    uint64_t observer = talk_listen(talk, TALK_OBSERVERS_LEAD);
    uint64_t person = talk_listen(talk, TALK_PERSON);
    uint64_t visitor = talk_listen(talk, NULL);
    talk_forget(talk);
    json_auto_t *answer =
        talk_command(talk, lead, "organization.edit",
                     "{\"acting_for\":\"" TALK_OWN "\",\"organization_id\":\"" TALK_OWN
                     "\",\"name\":{\"from\":\"Organization " TALK_OWN "\",\"to\":\"Rivers\"}}");
    assert_non_null(json_object_get(answer, "result"));
    assert_int_equal(talk_heard_count(talk, lead), 2);
    assert_int_equal(talk_heard_count(talk, secretariat), 1);
    assert_int_equal(talk_heard_count(talk, observer), 1);
    assert_int_equal(talk_heard_count(talk, person), 0);
    assert_int_equal(talk_heard_count(talk, visitor), 0);
    assert_string_equal(talk_heard(talk, secretariat, 0), talk_heard(talk, observer, 0));
}

/* A hidden row of each table that a right is asked about: all in the closed group's space, each
   hanging from hidden ones. */
#define CLOSED "'" TALK_CLOSED_GROUP "'"
#define ALONE "'" TALK_ALONE "'"
#define HIDDEN(last) "e1000000-0000-4000-8000-0000000000" last
#define OF(last) "'" HIDDEN(last) "'"
#define TIMES "starts_local, ends_local, zone, starts_at_ms, ends_at_ms"
#define AT "'2031-03-18T10:00', '2031-03-18T11:00', 'Africa/Accra', 1931594400000, 1931598000000"
#define INTO(table, columns, values)                                                               \
    "INSERT INTO " table " (" table "_id, space_id, " columns ") VALUES (?1, " CLOSED ", " values  \
    ")"

static const struct {
    const char *table, *hidden_id;
    const char *made_by; /* ?1 is the id; NULL: the coalition has it already */
} hidden[] = {
    {"person", TALK_CLOSED_ONE, NULL},
    {"group", TALK_CLOSED_GROUP, NULL},
    {"group_member", HIDDEN("01"),
     INTO("group_member", "group_id, organization_id, role", CLOSED ", " ALONE ", 'member'")},
    {"group_name", HIDDEN("02"),
     INTO("group_name", "group_id, kind, text, rank", CLOSED ", 'acronym', 'h', 1")},
    {"organization", HIDDEN("03"), INTO("organization", "name, kind", "'h', 'ngo'")},
    {"organization_name", HIDDEN("04"),
     INTO("organization_name", "organization_id, kind, text, rank",
          OF("03") ", 'acronym', 'h', 1")},
    {"organization_region", HIDDEN("05"),
     INTO("organization_region", "organization_id, region, rank", OF("03") ", 'h', 1")},
    {"organization_zone", HIDDEN("06"),
     INTO("organization_zone", "organization_id, zone", OF("03") ", 'Africa/Accra'")},
    {"affiliation", HIDDEN("07"),
     INTO("affiliation", "organization_id, parent_id, status", ALONE ", '" TALK_ROOT "', 'left'")},
    {"belonging", HIDDEN("08"),
     INTO("belonging", "person_id, organization_id, role, display_name",
          "'" TALK_CLOSED_ONE "', " ALONE ", 'alternate', 'h'")},
    {"application", HIDDEN("09"),
     INTO("application", "affiliation_id, organization_id, organization_name, parent_id, status",
          OF("07") ", " ALONE ", 'h', '" TALK_ROOT "', 'applicant'")},
    {"coalition", HIDDEN("0a"), INTO("coalition", "name", "'h'")},
    {"coalition_language", HIDDEN("0b"),
     INTO("coalition_language", "coalition_id, language, rank", OF("0a") ", 'fr', 1")},
    {"series", HIDDEN("0c"), INTO("series", "name, kind", "'h', 'conference'")},
    {"series_name", HIDDEN("0d"),
     INTO("series_name", "series_id, kind, text, rank", OF("0c") ", 'acronym', 'h', 1")},
    {"convening", HIDDEN("0e"), INTO("convening", "name, kind", "'h', 'conference'")},
    {"lineage", HIDDEN("0f"),
     INTO("lineage", "from_table, from_id, to_table, to_id, relation",
          "'series', " OF("0c") ", 'convening', " OF("0e") ", 'evolved_into'")},
    {"invitation", HIDDEN("10"),
     INTO("invitation", "organization_id, role, expires_at_ms",
          ALONE ", 'alternate', 4000000000000")},
    {"room_code", HIDDEN("11"),
     INTO("room_code", "group_id, expires_at_ms", CLOSED ", 4000000000000")},
    {"saved_view", HIDDEN("12"),
     INTO("saved_view", "room, name, query", "'network', 'h', 'region=Asia'")},
    {"notification", HIDDEN("13"),
     INTO("notification", "reason, about_table, about_id, seq, at_ms",
          "'mentioned', 'group', " CLOSED ", 1, 1900000000000")},
    {"action_item", HIDDEN("14"), INTO("action_item", "group_id, title", CLOSED ", 'h'")},
    {"action_item_step", HIDDEN("15"),
     INTO("action_item_step", "action_item_id, text, rank", OF("14") ", 'h', 1")},
    {"plan", HIDDEN("16"), INTO("plan", "group_id, name", CLOSED ", 'h'")},
    {"goal", HIDDEN("17"), INTO("goal", "plan_id, name, rank", OF("16") ", 'h', 1")},
    {"objective", HIDDEN("18"),
     INTO("objective", "plan_id, goal_id, name, rank", OF("16") ", " OF("17") ", 'h', 1")},
    {"milestone", HIDDEN("19"),
     INTO("milestone", "plan_id, objective_id, name, rank", OF("16") ", " OF("18") ", 'h', 1")},
    {"meeting", HIDDEN("1a"), INTO("meeting", "group_id, title, state", CLOSED ", 'h', 'draft'")},
    {"meeting_series", HIDDEN("1b"),
     INTO("meeting_series", "group_id, title, frequency, every, first_on",
          CLOSED ", 'h', 'monthly_by_weekday', 1, '2031-03-18'")},
    {"meeting_group", HIDDEN("1c"),
     INTO("meeting_group", "meeting_id, group_id", OF("1a") ", '" TALK_OTHER_GROUP "'")},
    {"meeting_option", HIDDEN("1d"),
     INTO("meeting_option", "meeting_id, " TIMES, OF("1a") ", " AT)},
    {"agenda_item", HIDDEN("1e"),
     INTO("agenda_item", "group_id, meeting_id, rank, title", CLOSED ", " OF("1a") ", 1, 'h'")},
    {"minutes", HIDDEN("1f"), INTO("minutes", "meeting_id, text", OF("1a") ", 'h'")},
    {"calendar_address", HIDDEN("20"), INTO("calendar_address", "group_id", CLOSED)},
    {"comment", HIDDEN("21"),
     INTO("comment", "group_id, about_table, about_id, text, person_id, written_at_ms",
          CLOSED ", 'meeting', " OF("1a") ", 'h', '" TALK_CLOSED_ONE "', 1900000000000")},
    {"contribution", HIDDEN("22"),
     INTO("contribution", "organization_id, kind, title, text, language",
          ALONE ", 'analysis', 'h', 'h', 'en'")},
    {"edition", HIDDEN("23"),
     INTO("edition",
          "contribution_id, organization_id, kind, title, text, language, attribution, max_space, "
          "count_up_to, may_be_quoted, given_on, state",
          OF("22") ", " ALONE ", 'analysis', 'h', 'h', 'en', 'anonymous', 'group', 'group', 0, "
                   "'2026-11', 'submitted'")},
    {"proposal", HIDDEN("24"),
     INTO("proposal", "group_id, person_id, title, text, language, state",
          CLOSED ", '" TALK_CLOSED_ONE "', 'h', 'h', 'en', 'ballot'")},
    {"ballot", HIDDEN("25"),
     INTO("ballot",
          "proposal_id, group_id, version, round, occasion, method, vote_unit, confidentiality, "
          "quorum_kind, quorum_numerator, quorum_denominator, stand_asides_numerator, "
          "stand_asides_denominator, blocks_max, rounds_max, fallback_wait_minutes, roll, "
          "public_key, opened_at_ms, closes_local, zone, closes_at_ms",
          OF("24") ", " CLOSED ", 1, 1, 'consensus', 'consensus', 'person', 'sealed', 'more_than', "
                   "1, 2, 1, 4, 0, 2, 1440, 1, 'h', 1795400000000, '2031-03-18T10:00', "
                   "'Africa/Accra', 1931594400000")},
    {"question", HIDDEN("27"), INTO("question", "text", "'h'")},
    {"dispatch", HIDDEN("28"),
     INTO("dispatch",
          "organization_id, kind, title, text, language, mode, pass_on_days, sent_at_ms",
          "'" TALK_ROOT "', 'request', 'h', 'h', 'en', 'cascade', 14, 1795400000000")},
    {"delivery", HIDDEN("29"),
     INTO("delivery", "dispatch_id, organization_id, mode, made_at_ms",
          OF("28") ", '" TALK_OWN "', 'mandate', 1795400000000")},
    {"decision", HIDDEN("26"),
     INTO("decision",
          "group_id, proposal_id, ballot_id, year, number, title, text, language, decided_on",
          CLOSED ", " OF("24") ", " OF("25") ", 2026, 1, 'h', 'h', 'en', '2026-11-23'")},
};

static void add_hidden_rows(struct talk *talk) {
    struct spine *spine = &talk->spine;
    spine_begin(spine);
    for (size_t i = 0; i < UNIT_COUNT(hidden); i++) {
        if (hidden[i].made_by != NULL) {
            SPINE_RUN(spine, hidden[i].made_by, hidden[i].hidden_id);
        }
    }
    spine_end(spine);
    TRIB_AUTO(trib_batch) batch = {0};
    spine_commit(spine, &batch);
    talk_restart(talk);
}

/* A table without a hidden row would pass unlooked at. */
static const char *hidden_id_of(const struct trib_method *method) {
    for (size_t h = 0; h < UNIT_COUNT(hidden); h++) {
        if (strcmp(hidden[h].table, method->object_table) == 0) {
            return hidden[h].hidden_id;
        }
    }
    fail_msg("%s is asked about a %s, and none is hidden", method->name, method->object_table);
    return NULL;
}

/* The answer to the method's example with its object replaced, as text. */
static char *answer_for(struct talk *talk, uint64_t connection_id, const struct trib_method *method,
                        const char *object_id) {
    json_auto_t *params = json_loads(method->example, 0, NULL);
    json_object_set_new(params, method->object_field, json_string(object_id));
    char *text = json_dumps(params, JSON_COMPACT);
    talk_forget(talk);
    json_auto_t *answer = talk_call(talk, connection_id, "\"0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a10\"",
                                    method->name, text);
    assert_string_equal(talk_code(answer), "E_NOT_FOUND");
    assert_string_equal(talk_field(answer), method->object_field);
    free(text);
    return strdup(talk_heard(talk, connection_id, talk_heard_count(talk, connection_id) - 1));
}

/* For each method: the answers are the same bytes; nothing tells the empty from the full. */
static void hidden_is_absent(void **state) {
    struct talk *talk = *state;
    add_hidden_rows(talk);
    const char *const people[] = {TALK_PERSON, TALK_LEAD, TALK_FACILITATOR, TALK_SECRETARIAT,
                                  TALK_ADMINISTRATOR};
    size_t compared = 0;
    for (size_t p = 0; p < UNIT_COUNT(people); p++) {
        uint64_t connection_id = talk_connect(talk, people[p]);
        const struct trib_method *method = NULL;
        for (size_t i = 0; (method = trib_method_at(i)) != NULL; i++) {
            if (method->object_table == NULL) {
                continue;
            }
            char *of_hidden = answer_for(talk, connection_id, method, hidden_id_of(method));
            char *of_absent = answer_for(talk, connection_id, method, TALK_NOBODY);
            assert_string_equal(of_hidden, of_absent);
            free(of_hidden);
            free(of_absent);
            compared++;
        }
    }
    assert_true(compared > UNIT_COUNT(people) * UNIT_COUNT(hidden));
}

/* What a proposal would replace is named besides the body it is put to. */
static void a_hidden_decision_is_replaced_as_one_that_is_not_there(void **state) {
    struct talk *talk = *state;
    static const char PARAMS[] =
        "{\"proposal_id\":\"" NEW_NAME
        "\",\"title\":\"t\",\"text\":\"x\",\"language\":\"en\",\"replaces_id\":\"%s\","
        "\"replacement\":\"supersedes\"}";
    const char *const ids[] = {HIDDEN("26"), TALK_NOBODY};
    char *said[UNIT_COUNT(ids)];
    add_hidden_rows(talk);
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    for (size_t i = 0; i < UNIT_COUNT(ids); i++) {
        char params[512];
        snprintf(params, sizeof params, PARAMS, ids[i]);
        talk_forget(talk);
        json_auto_t *answer = talk_call(talk, speaker, "\"0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a10\"",
                                        "proposal.write_for_coalition", params);
        assert_string_equal(talk_code(answer), "E_NOT_FOUND");
        assert_string_equal(talk_field(answer), "replaces_id");
        said[i] = strdup(talk_heard(talk, speaker, 0));
    }
    assert_string_equal(said[0], said[1]);
    free(said[0]);
    free(said[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_reaches_the_other, open, close),
        cmocka_unit_test_setup_teardown(it_reaches_who_may_see_it, open, close),
        cmocka_unit_test_setup_teardown(hidden_is_absent, open, close),
        cmocka_unit_test_setup_teardown(a_hidden_decision_is_replaced_as_one_that_is_not_there,
                                        open, close),
    };
    return cmocka_run_group_tests_name("protocol/sight", tests, NULL, NULL);
}
