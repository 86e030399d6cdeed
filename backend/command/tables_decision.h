/* The columns of proposals, ballots and the register, for tables.c alone. */
#ifndef TRIBUTARY_COMMAND_TABLES_DECISION_H
#define TRIBUTARY_COMMAND_TABLES_DECISION_H

static const struct trib_column PROPOSAL_COLUMNS[] = {
    TEXT("proposal_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("group_id"),
    TEXT_OR_NULL("organization_id"),
    TEXT("person_id"),
    TEXT_OR_NULL("backed_by_id"),
    TEXT("title"),
    TEXT("text"),
    TEXT("language"),
    INTEGER("version"),
    TEXT("state"),
    INTEGER("round"),
    TEXT_OR_NULL("outcome"),
    TEXT_OR_NULL("replaces_id"),
    TEXT_OR_NULL("replacement"),
    INTEGER("sample"),
};

static const struct trib_column PROPOSAL_VERSION_COLUMNS[] = {
    TEXT("proposal_version_id"),
    TEXT("space_id"),
    TEXT("proposal_id"),
    INTEGER("version"),
    TEXT("title"),
    TEXT("text"),
    TEXT("language"),
    INTEGER("sample"),
};

static const struct trib_column BALLOT_COLUMNS[] = {
    TEXT("ballot_id"),
    TEXT("space_id"),
    TEXT("proposal_id"),
    TEXT_OR_NULL("group_id"),
    TEXT_OR_NULL("parent_id"),
    INTEGER("version"),
    INTEGER("round"),
    TEXT("occasion"),
    TEXT("method"),
    TEXT("vote_unit"),
    TEXT("confidentiality"),
    TEXT_OR_NULL("share_kind"),
    INTEGER_OR_NULL("share_numerator"),
    INTEGER_OR_NULL("share_denominator"),
    TEXT_OR_NULL("share_base"),
    TEXT("quorum_kind"),
    INTEGER("quorum_numerator"),
    INTEGER("quorum_denominator"),
    INTEGER_OR_NULL("stand_asides_numerator"),
    INTEGER_OR_NULL("stand_asides_denominator"),
    INTEGER("blocks_max"),
    INTEGER("rounds_max"),
    INTEGER("fallback_wait_minutes"),
    INTEGER("roll"),
    INTEGER("answered"),
    INTEGER("closes_early"),
    INTEGER("is_reminded"),
    TEXT("state"),
    TEXT_OR_NULL("reason"),
    TEXT_OR_NULL("void_cause"),
    TEXT("public_key"),
    INTEGER("opened_at_ms"),
    TEXT("closes_local"),
    TEXT("zone"),
    INTEGER("closes_at_ms"),
    INTEGER_OR_NULL("closed_at_ms"),
    TEXT_OR_NULL("result"),
    TEXT_OR_NULL("result_reason"),
    INTEGER_OR_NULL("roll_at_close"),
    INTEGER_OR_NULL("present"),
    INTEGER_OR_NULL("count_yes"),
    INTEGER_OR_NULL("count_no"),
    INTEGER_OR_NULL("count_abstain"),
    INTEGER_OR_NULL("count_agree"),
    INTEGER_OR_NULL("count_reservation"),
    INTEGER_OR_NULL("count_stand_aside"),
    INTEGER_OR_NULL("count_block"),
    INTEGER("sample"),
};

static const struct trib_column POSITION_COLUMNS[] = {
    TEXT("position_id"),       TEXT("space_id"),
    TEXT("ballot_id"),         TEXT_OR_NULL("organization_id"),
    TEXT_OR_NULL("person_id"), INTEGER("has_left"),
    INTEGER("has_answered"),   TEXT_OR_NULL("choice"),
    TEXT_OR_NULL("text"),      TEXT_OR_NULL("principle"),
    INTEGER("sample"),
};

static const struct trib_column BALLOT_CALL_COLUMNS[] = {
    TEXT("ballot_call_id"),    TEXT("space_id"),
    TEXT("ballot_id"),         TEXT_OR_NULL("organization_id"),
    TEXT_OR_NULL("person_id"), INTEGER_OR_NULL("answered_at_ms"),
    INTEGER("answers"),        INTEGER("has_left"),
    INTEGER("sample"),
};

static const struct trib_column BALLOT_ENVELOPE_COLUMNS[] = {
    TEXT("ballot_envelope_id"),
    TEXT("position_id"),
    TEXT("person_id"),
    TEXT("ballot_id"),
    INTEGER("is_lead"),
    INTEGER("is_withdrawn"),
    INTEGER("seq"),
    INTEGER("at_ms"),
    TEXT("sealed"),
};

static const struct trib_column DECISION_COLUMNS[] = {
    TEXT("decision_id"),       TEXT("space_id"),   TEXT_OR_NULL("group_id"),
    TEXT("proposal_id"),       TEXT("ballot_id"),  INTEGER("year"),
    INTEGER("number"),         TEXT("title"),      TEXT("text"),
    TEXT("language"),          TEXT("decided_on"), TEXT_OR_NULL("rationale"),
    TEXT_OR_NULL("review_on"), TEXT("state"),      TEXT_OR_NULL("replaced_by_id"),
    INTEGER("sample"),
};

static const struct trib_column QUESTION_COLUMNS[] = {
    TEXT("question_id"),
    TEXT("space_id"),
    TEXT("text"),
    INTEGER("sample"),
};

#endif
