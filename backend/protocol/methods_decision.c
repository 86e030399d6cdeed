/* Methods of deciding: proposals, the ballots on them, the register of what was carried. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/decision.h"
#include "tributary/command/question.h"

TRIB_RUN(proposal_write)
TRIB_RUN_WITH(proposal_write_for_coalition, proposal_write)
TRIB_RUN(proposal_edit)
TRIB_RUN_WITH(proposal_discuss, proposal_of)
TRIB_RUN_WITH(proposal_back, proposal_of)
TRIB_RUN_WITH(proposal_withdraw, proposal_of)
TRIB_RUN(ballot_open)
TRIB_RUN(ballot_cast)
TRIB_RUN_WITH(ballot_take_back, ballot_of)
TRIB_RUN_WITH(ballot_close, ballot_of)
TRIB_RUN(ballot_void)
TRIB_RUN(decision_edit)
TRIB_RUN(question_ask)
TRIB_RUN(question_answer)
TRIB_RUN(question_unanswer)

/* A wall time, "2027-03-28T10:00". */
#define LOCAL_TIME_LETTERS 16

#define PROPOSAL_FACTS                                                                             \
    {TEXT(proposal_write, title, TRIB_TITLE_MAX), REQUIRED, .summary = "What it is called."},      \
        {TEXT(proposal_write, text, TRIB_PROPOSAL_TEXT_MAX), REQUIRED,                             \
         .summary = "What is to be decided, as it will stand in the register."},                   \
        {TEXT(proposal_write, language, TRIB_LANGUAGE_TAG_MAX), REQUIRED,                          \
         .summary = "The language of its text, as its writer names it."},                          \
        {ID(proposal_write, replaces_id), .with = "replacement",                                   \
         .summary = "A decision that is in force no longer once this is carried."},                \
        {WORD(proposal_write, replacement, REPLACEMENT), .with = "replaces_id",                    \
         .summary = "Whether this takes its place, or nothing does."},                             \
    {                                                                                              \
        ID(proposal_write, agenda_item_id), .summary = "The item of an agenda it is drawn from."   \
    }

static const struct trib_field PROPOSAL_WRITE[] = {
    {ID(proposal_write, proposal_id), REQUIRED, .summary = "Id of the new row."},
    {ID(proposal_write, group_id), REQUIRED, .summary = "The group it is put to."},
    PROPOSAL_FACTS,
};

static const struct trib_field PROPOSAL_WRITE_FOR_COALITION[] = {
    {ID(proposal_write, proposal_id), REQUIRED, .summary = "Id of the new row."},
    PROPOSAL_FACTS,
};

static const struct trib_field PROPOSAL_EDIT[] = {
    {ID(proposal_edit, proposal_id), REQUIRED, .summary = "The proposal."},
    {TEXT(proposal_edit, title, TRIB_TITLE_MAX), EDIT, .summary = "What it is called."},
    {TEXT(proposal_edit, text, TRIB_PROPOSAL_TEXT_MAX), EDIT, .summary = "What is to be decided."},
    {TEXT(proposal_edit, language, TRIB_LANGUAGE_TAG_MAX), EDIT,
     .summary = "The language of its text."},
};

static const struct trib_field PROPOSAL_OF[] = {
    {ID(proposal_of, proposal_id), REQUIRED, .summary = "The proposal."},
};

static const struct trib_field BALLOT_OPEN[] = {
    {ID(ballot_open, ballot_id), REQUIRED, .summary = "Id of the new row."},
    {ID(ballot_open, proposal_id), REQUIRED, .summary = "What is to be decided."},
    {NUMBER(ballot_open, version, TRIB_PROPOSAL_VERSIONS_MAX), REQUIRED,
     .summary = "The version of the proposal that whoever opens it has read."},
    {WORD(ballot_open, occasion, BALLOT_OCCASION),
     .summary = "How it is decided; consensus when not given. The fallback is a vote after the "
                "last round of consensus."},
    {WORD(ballot_open, confidentiality, CONFIDENTIALITY),
     .summary = "sealed: who chose what is told once it is closed, as when not given; secret: "
                "never."},
    {TEXT(ballot_open, closes_local, LOCAL_TIME_LETTERS), REQUIRED,
     .summary = "When it closes, as the clocks of its zone show it (\"2027-03-28T10:00\")."},
    {TEXT(ballot_open, zone, TRIB_TIME_ZONE_MAX), REQUIRED,
     .summary = "A zone of the IANA database (\"Africa/Accra\")."},
    {WORD(ballot_open, reading, MEETING_READING),
     .summary = "Which one is meant of a close that the clocks bring twice, or never."},
    {NUMBER(ballot_open, closes_early, 1),
     .summary = "1: it closes as soon as all of the roll have answered."},
    {TEXT(ballot_open, reason, TRIB_SUMMARY_MAX),
     .summary = "Why what was blocked is put again without another text."},
};

static const struct trib_field BALLOT_CAST[] = {
    {ID(ballot_cast, ballot_id), REQUIRED, .summary = "The ballot."},
    {NUMBER(ballot_cast, version, TRIB_PROPOSAL_VERSIONS_MAX), REQUIRED,
     .summary = "The version of the proposal that was read."},
    {WORD(ballot_cast, choice, CHOICE), REQUIRED, .is_sealed = true,
     .summary = "Of a vote: yes, no, abstain; of consensus: agree, reservation, stand_aside, "
                "block."},
    {TEXT(ballot_cast, text, TRIB_POSITION_TEXT_MAX), .is_sealed = true,
     .summary = "What a reservation or a block says; standing aside may say why."},
    {TEXT(ballot_cast, principle, TRIB_POSITION_PRINCIPLE_MAX), .is_sealed = true,
     .summary = "The principle of the body that a block rests on."},
};

static const struct trib_field BALLOT_OF[] = {
    {ID(ballot_of, ballot_id), REQUIRED, .summary = "The ballot."},
};

static const struct trib_field BALLOT_VOID[] = {
    {ID(ballot_void, ballot_id), REQUIRED, .summary = "The ballot."},
    {TEXT(ballot_void, reason, TRIB_SUMMARY_MAX), REQUIRED, .summary = "Why it has no result."},
};

static const struct trib_field DECISION_EDIT[] = {
    {ID(decision_edit, decision_id), REQUIRED, .summary = "The decision."},
    {TEXT(decision_edit, rationale, TRIB_SUMMARY_MAX), EDIT_OR_NULL,
     .summary = "Why it was decided."},
    {DATE(decision_edit, review_on), EDIT_OR_NULL, .summary = "When it is to be looked at again."},
};

static const struct trib_field QUESTION_ASK[] = {
    {ID(question_ask, question_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(question_ask, text, TRIB_TITLE_MAX), REQUIRED, .summary = "What is asked."},
};

static const struct trib_field QUESTION_ANSWER[] = {
    {ID(question_answer, trace_link_id), REQUIRED, .summary = "Id of the new link."},
    {ID(question_answer, question_id), REQUIRED, .summary = "The question."},
    {ID(question_answer, decision_id), REQUIRED, .summary = "The decision that answers it."},
};

static const struct trib_field QUESTION_UNANSWER[] = {
    {ID(question_unanswer, question_id), REQUIRED, .summary = "The question."},
    {ID(question_unanswer, trace_link_id), REQUIRED, .summary = "The link to a decision."},
};

#define PROPOSAL_ID "\"proposal_id\":\"8b7a6f5e-4d3c-4b2a-9f0e-1d9c8b7a6f5e\""
#define BALLOT_ID "\"ballot_id\":\"9c8b7a6f-5e4d-4c3b-8a0f-2e1d9c8b7a6f\""
#define DECISION_ID "\"decision_id\":\"0d9c8b7a-6f5e-4d4c-9b1a-3f2e1d9c8b7a\""
#define WORDS_OF_IT                                                                                \
    "\"title\":\"Wages before return\",\"text\":\"No member signs a return agreement that leaves " \
    "wages unpaid.\",\"language\":\"en\""

#define QUESTION_ID "\"question_id\":\"1e0d9c8b-7a6f-4e5d-8c2b-4a3f2e1d9c8b\""
#define LINK_ID "\"trace_link_id\":\"2f1e0d9c-8b7a-4f6e-9d3c-5b4a3f2e1d9c\""
#define ON_QUESTION .permission = TRIB_MAY_KEEP_QUESTIONS, OBJECT("question", "question_id")
#define ON_PROPOSAL .permission = TRIB_MAY_EDIT_PROPOSAL, OBJECT("proposal", "proposal_id")
#define RUNS_BALLOT .permission = TRIB_MAY_RUN_BALLOT, OBJECT("ballot", "ballot_id")
#define CASTS .permission = TRIB_MAY_CAST, OBJECT("ballot", "ballot_id")

static const struct trib_method methods[] = {
    {.name = "proposal.write",
     .summary = "Puts a proposal to a group, as a draft first.",
     FIELDS(PROPOSAL_WRITE),
     .permission = TRIB_MAY_PROPOSE,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_STATE, TRIB_E_TOO_MANY},
     .example =
         "{" PROPOSAL_ID ",\"group_id\":\"3f2e1d9c-8b7a-4f6e-8d4c-3b2a1f0e9d8c\"," WORDS_OF_IT "}",
     RUNS(proposal_write, proposal_write)},
    {.name = "proposal.write_for_coalition",
     .summary = "Puts a proposal to the coalition, as a draft first.",
     FIELDS(PROPOSAL_WRITE_FOR_COALITION),
     .permission = TRIB_MAY_PROPOSE_TO_COALITION,
     .refusals = {TRIB_E_EXISTS, TRIB_E_OUTSIDE, TRIB_E_STATE, TRIB_E_TOO_MANY},
     .example = "{" PROPOSAL_ID "," WORDS_OF_IT "}",
     RUNS(proposal_write_for_coalition, proposal_write)},
    {.name = "proposal.edit",
     .summary = "Changes a proposal. What is discussed already gets a new version, and a ballot "
                "that is open on it is void.",
     FIELDS(PROPOSAL_EDIT),
     .needs_an_edit = true,
     ON_PROPOSAL,
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" PROPOSAL_ID ",\"title\":{\"from\":\"Wages before return\",\"to\":\"Wages "
                "first\"}}",
     RUNS(proposal_edit, proposal_edit)},
    {.name = "proposal.discuss",
     .summary = "Puts a draft to its body for discussion.",
     FIELDS(PROPOSAL_OF),
     ON_PROPOSAL,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_BACKING},
     .example = "{" PROPOSAL_ID "}",
     RUNS(proposal_discuss, proposal_of)},
    {.name = "proposal.back",
     .summary = "A member organization stands behind what an observer has brought in.",
     FIELDS(PROPOSAL_OF),
     .permission = TRIB_MAY_BACK_PROPOSAL,
     OBJECT("proposal", "proposal_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" PROPOSAL_ID "}",
     RUNS(proposal_back, proposal_of)},
    {.name = "proposal.withdraw",
     .summary = "Takes a proposal back. A ballot that is open on it is void.",
     FIELDS(PROPOSAL_OF),
     .permission = TRIB_MAY_WITHDRAW_PROPOSAL,
     OBJECT("proposal", "proposal_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" PROPOSAL_ID "}",
     RUNS(proposal_withdraw, proposal_of)},
    {.name = "ballot.open",
     .summary = "Opens a ballot on a proposal: who may answer and by which rules it is counted is "
                "written down now and changes no more.",
     FIELDS(BALLOT_OPEN),
     .permission = TRIB_MAY_RUN_BALLOT,
     OBJECT("proposal", "proposal_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_ORDER,
                  TRIB_E_EMPTY_ROLL, TRIB_E_FALLBACK_TOO_EARLY, TRIB_E_TOO_MANY, TRIB_E_ZONE,
                  TRIB_E_LOCAL_TIME},
     .example = "{" BALLOT_ID "," PROPOSAL_ID ",\"version\":1,\"closes_local\":"
                "\"2027-03-28T10:00\",\"zone\":\"Africa/Accra\"}",
     RUNS(ballot_open, ballot_open)},
    {.name = "ballot.cast",
     .summary = "Answers for one's organization, or for oneself where persons vote. It is sealed "
                "until the ballot closes; a later answer takes its place.",
     FIELDS(BALLOT_CAST),
     CASTS,
     .refusals = {TRIB_E_CLOSED, TRIB_E_STALE, TRIB_E_OBSERVER_NO_VOTE, TRIB_E_NOT_ON_ROLL,
                  TRIB_E_BLOCK_REASON, TRIB_E_TOO_MANY},
     .example = "{" BALLOT_ID ",\"version\":1,\"choice\":\"agree\"}",
     RUNS(ballot_cast, ballot_cast)},
    {.name = "ballot.take_back",
     .summary = "Takes one's answer back, as long as the ballot is open.",
     FIELDS(BALLOT_OF),
     CASTS,
     .refusals = {TRIB_E_CLOSED, TRIB_E_OBSERVER_NO_VOTE, TRIB_E_NOT_ON_ROLL},
     .example = "{" BALLOT_ID "}",
     RUNS(ballot_take_back, ballot_of)},
    {.name = "ballot.close",
     .summary = "Closes a ballot and counts it. One that is closed already stays as it is.",
     FIELDS(BALLOT_OF),
     RUNS_BALLOT,
     .refusals = {TRIB_E_CLOSED},
     .example = "{" BALLOT_ID "}",
     RUNS(ballot_close, ballot_of)},
    {.name = "ballot.void",
     .summary = "Ends a ballot without a result; what was answered is nobody's to read.",
     FIELDS(BALLOT_VOID),
     RUNS_BALLOT,
     .refusals = {TRIB_E_CLOSED},
     .example = "{" BALLOT_ID ",\"reason\":\"The text was sent out in one language only.\"}",
     RUNS(ballot_void, ballot_void)},
    {.name = "decision.edit",
     .summary = "Changes what is said about a decision; its text is what was decided.",
     FIELDS(DECISION_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_EDIT_DECISION,
     OBJECT("decision", "decision_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_DATE},
     .example = "{" DECISION_ID ",\"review_on\":{\"from\":null,\"to\":\"2028-Q1\"}}",
     RUNS(decision_edit, decision_edit)},
    {.name = "question.ask",
     .summary = "Asks the coalition a question, which stays open until a decision answers it.",
     FIELDS(QUESTION_ASK),
     .permission = TRIB_MAY_KEEP_QUESTIONS,
     .refusals = {TRIB_E_EXISTS, TRIB_E_TOO_MANY},
     .example = "{" QUESTION_ID ",\"text\":\"Is policy the goal, or the alliance?\"}",
     RUNS(question_ask, question_ask)},
    {.name = "question.answer",
     .summary = "Says that a decision answers a question. Nothing else closes one.",
     FIELDS(QUESTION_ANSWER),
     ON_QUESTION,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" LINK_ID "," QUESTION_ID "," DECISION_ID "}",
     RUNS(question_answer, question_answer)},
    {.name = "question.unanswer",
     .summary = "Takes back that a decision answers a question.",
     FIELDS(QUESTION_UNANSWER),
     ON_QUESTION,
     .example = "{" QUESTION_ID "," LINK_ID "}",
     RUNS(question_unanswer, question_unanswer)},
};

const struct trib_method_family trib_methods_decision = {methods,
                                                         sizeof methods / sizeof methods[0]};
