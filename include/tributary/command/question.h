/*
 * What a coalition asks itself. A question is never voted away: it is answered by a decision, and
 * open for whoever does not read that decision. Source: the coalition's domain study, § 1 (42).
 */
#ifndef TRIBUTARY_COMMAND_QUESTION_H
#define TRIBUTARY_COMMAND_QUESTION_H

#include "tributary/command/command.h"

/* Open and answered ones; a coalition asks itself some in a year. Past it: E_TOO_MANY. */
#define TRIB_QUESTIONS_MAX 1000
/* Decisions that answer one. Past it: E_TOO_MANY. */
#define TRIB_QUESTION_ANSWERS_MAX 20

struct trib_question_ask {
    const char *question_id, *text;
};
/** A question of the coalition's own. */
bool trib_question_ask(const struct trib_command *command, const struct trib_question_ask *params,
                       struct trib_error *error);

struct trib_question_answer {
    const char *trace_link_id; /* of the new link */
    const char *question_id, *decision_id;
};
/** Says that a decision answers it; E_EXISTS when that is said already, E_STATE (decision_id) of a
    decision that is in force no longer, E_OUTSIDE (question_id) where not all who read the decision
    see the question. */
bool trib_question_answer(const struct trib_command *command,
                          const struct trib_question_answer *params, struct trib_error *error);

struct trib_question_unanswer {
    const char *question_id, *trace_link_id;
};
/** It does not, after all. */
bool trib_question_unanswer(const struct trib_command *command,
                            const struct trib_question_unanswer *params, struct trib_error *error);

#endif
