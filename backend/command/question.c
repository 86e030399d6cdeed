/* See question.h. An answer stands where its decision does. */
#include "tributary/command/question.h"

#include <assert.h>

#include "proposal_rows.h"
#include "rows.h"
#include "sight.h"

static const char LAST[] = "SELECT 1 FROM question WHERE ?1 IS NOT NULL LIMIT 1 OFFSET 999";
static_assert(TRIB_QUESTIONS_MAX == 1000, "one more than the offset");
static const char ADD[] = "INSERT INTO question (question_id, space_id, text) VALUES (?1, ?2, ?3)";
bool trib_question_ask(const struct trib_command *command, const struct trib_question_ask *params,
                       struct trib_error *error) {
    static const struct command_bound bound = {LAST, "question_id", TRIB_QUESTIONS_MAX};
    return command_id_check(command->store, "question", params->question_id, "question_id",
                            error) &&
           command_bound_check(command->store, &bound, TEXTS(params->question_id), error) &&
           command_write(command->store, ADD,
                         TEXTS(params->question_id, TRIB_SPACE_COALITION_ID, params->text), error);
}

/* ---- answers --------------------------------------------------------------------------------- */

static const char LINKED[] = "SELECT 1 FROM trace_link WHERE from_id = ?1 AND to_id = ?2";
static const char TWENTIETH[] =
    "SELECT 1 FROM trace_link WHERE to_id = ?1 AND relation = 'answers' LIMIT 1 OFFSET 19";
static_assert(TRIB_QUESTION_ANSWERS_MAX == 20, "one more than the offset");
static const char LINK[] =
    "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
    "relation) VALUES (?1, ?2, 'decision', ?3, 'question', ?4, 'answers')";
bool trib_question_answer(const struct trib_command *command,
                          const struct trib_question_answer *params, struct trib_error *error) {
    static const struct command_bound bound = {TWENTIETH, "question_id", TRIB_QUESTION_ANSWERS_MAX};
    char question_space_id[TRIB_ID_BYTES];
    char decision_space_id[TRIB_ID_BYTES];
    bool is_linked = false;
    if (!command_see(command, "question", params->question_id, "question_id", question_space_id,
                     error) ||
        !command_see(command, "decision", params->decision_id, "decision_id", decision_space_id,
                     error) ||
        !command_has(command->store, LINKED, TEXTS(params->decision_id, params->question_id),
                     &is_linked, error)) {
        return false;
    }
    if (is_linked) {
        return trib_fail(error, TRIB_E_EXISTS, "decision_id");
    }
    return (command_is_seen_from(decision_space_id, question_space_id) ||
            trib_fail(error, TRIB_E_OUTSIDE, "question_id")) &&
           decision_in_force_check(command->store, params->decision_id, "decision_id", error) &&
           command_id_check(command->store, "trace_link", params->trace_link_id, "trace_link_id",
                            error) &&
           command_bound_check(command->store, &bound, TEXTS(params->question_id), error) &&
           command_write(command->store, LINK,
                         TEXTS(params->trace_link_id, decision_space_id, params->decision_id,
                               params->question_id),
                         error);
}

static const char IS_ANSWER[] =
    "SELECT 1 FROM trace_link WHERE trace_link_id = ?1 AND to_id = ?2 AND relation = 'answers'";
static const char UNLINK[] = "DELETE FROM trace_link WHERE trace_link_id = ?1";
bool trib_question_unanswer(const struct trib_command *command,
                            const struct trib_question_unanswer *params, struct trib_error *error) {
    bool is_answer = false;
    return command_see(command, "question", params->question_id, "question_id", NULL, error) &&
           command_see(command, "trace_link", params->trace_link_id, "trace_link_id", NULL,
                       error) &&
           command_has(command->store, IS_ANSWER, TEXTS(params->trace_link_id, params->question_id),
                       &is_answer, error) &&
           (is_answer || trib_fail(error, TRIB_E_NOT_FOUND, "trace_link_id")) &&
           command_write(command->store, UNLINK, TEXTS(params->trace_link_id), error);
}
