/* What a coalition asks itself: closed by a decision, and by nothing else. */
#include "tributary/command/question.h"

#include <stdio.h>

#include "desk.h"

#define QUESTION NEW_1
#define LINK NEW_2
#define OTHER_LINK NEW_3
#define DECISION "e0000000-0000-4000-8000-000000000011"
#define PROPOSAL "e0000000-0000-4000-8000-000000000012"
#define BALLOT "e0000000-0000-4000-8000-000000000013"

static const char ANSWERS[] = "SELECT group_concat(from_table || ' ' || from_id || ' ' || relation "
                              "|| ' ' || space_id) FROM trace_link WHERE to_id = ?1";

/* A decision of the coalition or of a group (NULL: of the coalition), as a ballot leaves it. */
static void decide(struct desk *desk, const char *space_id, const char *group_id) {
    static const char ADD_PROPOSAL[] =
        "INSERT INTO proposal (proposal_id, space_id, group_id, person_id, title, text, language, "
        "state, outcome) VALUES (?1, ?2, ?3, ?4, 't', 'x', 'en', 'decided', 'carried')";
    static const char ADD_BALLOT[] =
        "INSERT INTO ballot (ballot_id, space_id, proposal_id, version, round, occasion, method, "
        "vote_unit, confidentiality, quorum_kind, quorum_numerator, quorum_denominator, "
        "blocks_max, rounds_max, fallback_wait_minutes, roll, state, public_key, opened_at_ms, "
        "closes_local, zone, closes_at_ms, result) VALUES (?1, ?2, ?3, 1, 1, 'vote', 'vote', "
        "'organization', 'sealed', 'more_than', 1, 2, 0, 2, 1440, 1, 'closed', '', 1, "
        "'2026-12-01T12:00', 'Africa/Accra', 1796126400000, 'carried')";
    static const char ADD_DECISION[] =
        "INSERT INTO decision (decision_id, space_id, group_id, proposal_id, ballot_id, year, "
        "number, title, text, language, decided_on) VALUES (?1, ?2, ?3, ?4, ?5, 2026, 1, 't', 'x', "
        "'en', '2026-11-24')";
    DESK_WRITE(desk, ADD_PROPOSAL, PROPOSAL, space_id, group_id, LEAD);
    DESK_WRITE(desk, ADD_BALLOT, BALLOT, space_id, PROPOSAL);
    DESK_WRITE(desk, ADD_DECISION, DECISION, space_id, group_id, PROPOSAL, BALLOT);
}

static void ask(struct desk *desk) {
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_question_ask, .question_id = QUESTION,
                          .text = "Is policy the goal, or the alliance?"),
                     TRIB_E_NONE);
}

static enum trib_error_code answered(struct desk *desk, const char *link_id) {
    return DESK(desk, SECRETARIAT, NULL, trib_question_answer, .trace_link_id = link_id,
                .question_id = QUESTION, .decision_id = DECISION);
}

static void a_decision_answers_it(void **state) {
    struct desk *desk = *state;
    ask(desk);
    assert_int_equal(answered(desk, LINK), TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "decision_id");
    decide(desk, COALITION, NULL);
    assert_int_equal(answered(desk, LINK), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ANSWERS, QUESTION),
                        "decision " DECISION " answers " COALITION);
    assert_int_equal(answered(desk, OTHER_LINK), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "decision_id");
}

static void what_is_in_force_no_longer_answers_nothing(void **state) {
    struct desk *desk = *state;
    ask(desk);
    decide(desk, COALITION, NULL);
    DESK_WRITE(desk,
               "UPDATE decision SET state = 'rescinded', replaced_by_id = decision_id "
               "WHERE decision_id = ?1",
               DECISION);
    assert_int_equal(answered(desk, LINK), TRIB_E_STATE);
    assert_string_equal(desk->error.field, "decision_id");
}

/* The answer stands with the decision: whoever does not read that finds the question open. */
static void a_public_question_is_answered_where_the_decision_is_read(void **state) {
    struct desk *desk = *state;
    ask(desk);
    DESK_WRITE(desk, "UPDATE question SET space_id = '" PUBLIC "' WHERE question_id = ?1",
               QUESTION);
    decide(desk, COALITION, NULL);
    assert_int_equal(answered(desk, LINK), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ANSWERS, QUESTION),
                        "decision " DECISION " answers " COALITION);
}

static void an_answer_can_be_taken_back(void **state) {
    struct desk *desk = *state;
    ask(desk);
    decide(desk, COALITION, NULL);
    assert_int_equal(answered(desk, LINK), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_question_unanswer, .question_id = QUESTION,
                          .trace_link_id = NOBODY),
                     TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "trace_link_id");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_question_unanswer, .question_id = QUESTION,
                          .trace_link_id = LINK),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ANSWERS, QUESTION), "null");
}

static void no_other_link_goes_that_way(void **state) {
    struct desk *desk = *state;
    static const char DRAW[] =
        "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
        "relation) VALUES (?1, '" COALITION "', 'agenda_item', ?2, 'question', ?3, 'about')";
    ask(desk);
    DESK_WRITE(desk, DRAW, LINK, NOBODY, QUESTION);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_question_unanswer, .question_id = QUESTION,
                          .trace_link_id = LINK),
                     TRIB_E_NOT_FOUND);
}

static void so_many_questions_and_no_more(void **state) {
    struct desk *desk = *state;
    static const char MANY[] =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
        "INSERT INTO question (question_id, space_id, text) "
        "SELECT printf('e1000000-0000-4000-8000-%012d', i), ?1, 'Why?' FROM n";
    DESK_WRITE(desk, MANY, COALITION);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_question_ask, .question_id = QUESTION,
                          .text = "One more?"),
                     TRIB_E_TOO_MANY);
    assert_true(desk_error_has(desk, "\"most\":1000"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(a_decision_answers_it),
        AT_A_DESK(what_is_in_force_no_longer_answers_nothing),
        AT_A_DESK(a_public_question_is_answered_where_the_decision_is_read),
        AT_A_DESK(an_answer_can_be_taken_back),
        AT_A_DESK(no_other_link_goes_that_way),
        AT_A_DESK(so_many_questions_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
