/* The SQL of ballots. What may be written is decided in ballot.c; the count is ballot_count.c's. */
#include "ballot_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/domain/states.h"
#include "tributary/store/keys.h"

/* ---- reading --------------------------------------------------------------------------------- */

/* Columns of a ballot, in the order they are read. */
enum {
    AT_BALLOT,
    AT_SPACE,
    AT_PROPOSAL,
    AT_GROUP,
    AT_VERSION,
    AT_PUBLIC_KEY,
    AT_VOID_CAUSE,
    AT_STATE,
    AT_VOTE_UNIT,
    AT_CONFIDENTIALITY,
    AT_CLOSES_EARLY,
    AT_ROUND,
    AT_CLOSES_AT,
    AT_CLOSED_AT,
    AT_METHOD,
    AT_SHARE_KIND,
    AT_SHARE_NUMERATOR,
    AT_SHARE_DENOMINATOR,
    AT_SHARE_BASE,
    AT_QUORUM_KIND,
    AT_QUORUM_NUMERATOR,
    AT_QUORUM_DENOMINATOR,
    AT_STAND_ASIDES_NUMERATOR,
    AT_STAND_ASIDES_DENOMINATOR,
    AT_BLOCKS_MAX,
    AT_ROUNDS_MAX,
    AT_FALLBACK_WAIT,
    AT_RESULT,
    AT_REASON,
};
#define COLUMNS                                                                                    \
    "ballot_id, space_id, proposal_id, coalesce(group_id, ''), version, public_key, "              \
    "coalesce(void_cause, ''), state, vote_unit, confidentiality, closes_early, round, "           \
    "closes_at_ms, coalesce(closed_at_ms, 0), method, share_kind, share_numerator, "               \
    "share_denominator, share_base, quorum_kind, quorum_numerator, quorum_denominator, "           \
    "stand_asides_numerator, stand_asides_denominator, blocks_max, rounds_max, "                   \
    "fallback_wait_minutes, result, result_reason"

#define TAKE(member, at) trib_text_copy((member), sizeof(member), trib_column_text(statement, (at)))

static bool is_word(const struct trib_statement *statement, int at, const char *word) {
    return strcmp(trib_column_text(statement, at), word) == 0;
}

static uint32_t number_at(const struct trib_statement *statement, int at) {
    int64_t number = trib_column_int64(statement, at);
    return number < 0 || number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
}

/* The schema's CHECKs have the same words. */
static void share_read(const struct trib_statement *statement, int at, struct trib_share *out) {
    bool is_known = trib_share_relation_find(trib_column_text(statement, at), &out->relation);
    assert(is_known);
    out->numerator = number_at(statement, at + 1);
    out->denominator = number_at(statement, at + 2);
}

static void rules_read(const struct trib_statement *statement, struct trib_ballot_rules *out) {
    bool is_vote = is_word(statement, AT_METHOD, "vote");
    *out = trib_ballot_rules_default(is_vote ? TRIB_OCCASION_VOTE : TRIB_OCCASION_CONSENSUS);
    share_read(statement, AT_QUORUM_KIND, &out->quorum);
    if (is_vote) {
        share_read(statement, AT_SHARE_KIND, &out->share);
        bool is_known =
            trib_share_base_find(trib_column_text(statement, AT_SHARE_BASE), &out->share.base);
        assert(is_known);
    } else {
        out->stand_asides.numerator = number_at(statement, AT_STAND_ASIDES_NUMERATOR);
        out->stand_asides.denominator = number_at(statement, AT_STAND_ASIDES_DENOMINATOR);
    }
    out->blocks_max = number_at(statement, AT_BLOCKS_MAX);
    out->rounds_max = number_at(statement, AT_ROUNDS_MAX);
    out->fallback_wait_minutes = number_at(statement, AT_FALLBACK_WAIT);
}

static void ballot_read(const struct trib_statement *statement, struct ballot *out) {
    *out = (struct ballot){0};
    TAKE(out->ballot_id, AT_BALLOT);
    TAKE(out->space_id, AT_SPACE);
    TAKE(out->proposal_id, AT_PROPOSAL);
    TAKE(out->group_id, AT_GROUP);
    TAKE(out->version, AT_VERSION);
    TAKE(out->public_key, AT_PUBLIC_KEY);
    TAKE(out->void_cause, AT_VOID_CAUSE);
    out->state = is_word(statement, AT_STATE, "open")     ? BALLOT_OPEN
                 : is_word(statement, AT_STATE, "closed") ? BALLOT_CLOSED
                                                          : BALLOT_VOID;
    out->is_of_persons = is_word(statement, AT_VOTE_UNIT, "person");
    out->is_secret = is_word(statement, AT_CONFIDENTIALITY, "secret");
    out->closes_early = trib_column_int64(statement, AT_CLOSES_EARLY) != 0;
    out->round = number_at(statement, AT_ROUND);
    out->closes_at_ms = trib_column_int64(statement, AT_CLOSES_AT);
    out->closed_at_ms = trib_column_int64(statement, AT_CLOSED_AT);
    rules_read(statement, &out->rules);
}

static const char LOAD[] = "SELECT " COLUMNS " FROM ballot WHERE ballot_id = ?1";
bool ballot_load(struct trib_store *store, const char *ballot_id, struct ballot *out,
                 struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(store, LOAD, &statement, TEXTS(ballot_id), error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    if (!has_row) {
        return trib_fail(error, TRIB_E_NOT_FOUND, "ballot_id");
    }
    ballot_read(&statement, out);
    return true;
}

static const char HAS_BEEN[] =
    "SELECT 1 FROM ballot WHERE proposal_id = ?1 AND occasion = ?2 LIMIT 1";
bool ballot_has_been(struct trib_store *store, const char *proposal_id, const char *occasion,
                     bool *out_has, struct trib_error *error) {
    return command_has(store, HAS_BEEN, TEXTS(proposal_id, occasion), out_has, error);
}

static const char LAST_ROUND[] =
    "SELECT " COLUMNS " FROM ballot WHERE proposal_id = ?1 AND method = 'consensus' AND "
    "result <> 'no_quorum' ORDER BY round DESC, closed_at_ms DESC LIMIT 1";
bool ballot_last_round(struct trib_store *store, const char *proposal_id, struct ballot *out,
                       struct trib_tally *out_tally, bool *out_found, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!command_prepare(store, LAST_ROUND, &statement, TEXTS(proposal_id), error) ||
        !trib_statement_next(&statement, out_found, error)) {
        return false;
    }
    if (*out_found) {
        *out_tally = (struct trib_tally){0};
        ballot_read(&statement, out);
        bool is_known =
            trib_result_find(trib_column_text(&statement, AT_RESULT), &out_tally->result) &&
            trib_result_reason_find(trib_column_text(&statement, AT_REASON), &out_tally->reason);
        assert(is_known);
    }
    return true;
}

/* ---- opening --------------------------------------------------------------------------------- */

/* The body's rules are the coalition's; a group says only who votes in it. */
#define OF_OCCASION(part)                                                                          \
    "CASE ?3 WHEN 'vote' THEN vote_" part " WHEN 'fallback' THEN fallback_" part " END, "
#define OF_CONSENSUS(column) "iif(?3 = 'consensus', " column ", NULL), "
#define SHARE                                                                                      \
    OF_OCCASION("kind") OF_OCCASION("numerator") OF_OCCASION("denominator") OF_OCCASION("base")
#define STAND_ASIDES                                                                               \
    OF_CONSENSUS("consensus_stand_asides_numerator")                                               \
    OF_CONSENSUS("consensus_stand_asides_denominator")
static const char ADD[] =
    "INSERT INTO ballot (ballot_id, space_id, proposal_id, group_id, parent_id, version, round, "
    "occasion, method, vote_unit, confidentiality, share_kind, share_numerator, "
    "share_denominator, share_base, quorum_kind, quorum_numerator, quorum_denominator, "
    "stand_asides_numerator, stand_asides_denominator, blocks_max, rounds_max, "
    "fallback_wait_minutes, roll, closes_early, reason, public_key, opened_at_ms, closes_local, "
    "zone, closes_at_ms) SELECT ?1, proposal.space_id, proposal_id, proposal.group_id, "
    "coalesce(\"group\".organization_id, root_organization_id), version, round, ?3, "
    "iif(?3 = 'consensus', 'consensus', 'vote'), "
    "iif(proposal.group_id IS NULL, 'organization', \"group\".vote_unit), ?4, " SHARE
    "quorum_kind, quorum_numerator, quorum_denominator, " STAND_ASIDES
    "consensus_blocks_max, consensus_rounds, fallback_cooling_minutes, 0, coalesce(?5, '0'), ?6, "
    "?7, ?8, ?9, ?10, ?11 FROM proposal JOIN coalition LEFT JOIN \"group\" USING (group_id) "
    "WHERE proposal_id = ?2";
bool ballot_insert(struct trib_store *store, const struct ballot_new *as,
                   struct trib_error *error) {
    const struct trib_ballot_open *params = as->params;
    char now[COMMAND_NUMBER_BYTES];
    command_now_write(store, now);
    return command_write(store, ADD,
                         TEXTS(params->ballot_id, params->proposal_id, as->occasion,
                               as->confidentiality, params->closes_early, params->reason,
                               as->public_key, now, as->closes_local, params->zone,
                               as->closes_at_ms),
                         error);
}

static const char ROLL_OF_COALITION[] =
    "SELECT DISTINCT affiliation.organization_id FROM ballot JOIN affiliation USING (parent_id) "
    "WHERE ballot_id = ?1 AND status = 'member' ORDER BY 1";
static const char ROLL_OF_GROUP[] =
    "SELECT DISTINCT group_member.organization_id FROM ballot JOIN group_member USING (group_id) "
    "WHERE ballot_id = ?1 AND group_member.organization_id IS NOT NULL AND ends_on IS NULL AND "
    "NOT EXISTS (SELECT 1 FROM affiliation WHERE affiliation.organization_id = "
    "group_member.organization_id AND affiliation.parent_id = ballot.parent_id AND status IN "
    "('observer', 'tentative', 'applicant', 'suspended')) ORDER BY 1";
static const char ROLL_OF_PERSONS[] =
    "SELECT DISTINCT person_id FROM ballot JOIN group_member USING (group_id) "
    "WHERE ballot_id = ?1 AND person_id IS NOT NULL AND ends_on IS NULL ORDER BY 1";

struct voter_ids {
    char (*ids)[TRIB_ID_BYTES];
    size_t count, capacity;
};
static void voter_ids_finish(struct voter_ids *voters) {
    free(voters->ids);
}

static bool voter_ids_add(struct voter_ids *voters, const char *id, struct trib_error *error) {
    if (trib_roll_opens(voters->count + 1) == TRIB_ROLL_IS_TOO_LARGE) {
        trib_fail(error, TRIB_E_TOO_MANY, "proposal_id");
        trib_error_add_int64(error, "most", TRIB_ROLL_MAX);
        return false;
    }
    if (voters->count == voters->capacity) {
        size_t capacity = voters->capacity * 2 + 64;
        char(*ids)[TRIB_ID_BYTES] = realloc(voters->ids, capacity * sizeof *ids);
        if (ids == NULL) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
        }
        voters->ids = ids;
        voters->capacity = capacity;
    }
    trib_text_copy(voters->ids[voters->count++], TRIB_ID_BYTES, id);
    return true;
}

static bool voter_ids_find(struct trib_store *store, const struct ballot *ballot,
                           struct voter_ids *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    const char *sql = ballot->is_of_persons         ? ROLL_OF_PERSONS
                      : ballot->group_id[0] == '\0' ? ROLL_OF_COALITION
                                                    : ROLL_OF_GROUP;
    if (!command_prepare(store, sql, &statement, TEXTS(ballot->ballot_id), error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (!voter_ids_add(out, trib_column_text(&statement, 0), error)) {
            return false;
        }
    }
    return false;
}

/* A voter's own space has its own id: an organization's, or a person's. Of what is asked of an
   organization in a group the group alone reads: its base may not know of the group. */
static const char ADD_PLACE[] =
    "INSERT INTO position (position_id, space_id, ballot_id, organization_id, person_id) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
static const char ADD_CALL[] = "INSERT INTO ballot_call (ballot_call_id, space_id, ballot_id, "
                               "organization_id) VALUES (?1, ?2, ?3, ?4)";
static bool place_write(struct trib_store *store, const struct ballot *ballot, const char *voter_id,
                        struct trib_error *error) {
    char position_id[TRIB_ID_BYTES];
    char call_id[TRIB_ID_BYTES];
    const char *organization_id = ballot->is_of_persons ? NULL : voter_id;
    const char *person_id = ballot->is_of_persons ? voter_id : NULL;
    bool is_within = organization_id != NULL && ballot->group_id[0] != '\0';
    trib_id_make_random(trib_store_random(store), position_id);
    trib_id_make_random(trib_store_random(store), call_id);
    return command_write(
               store, ADD_PLACE,
               TEXTS(position_id, ballot->space_id, ballot->ballot_id, organization_id, person_id),
               error) &&
           command_write(store, ADD_CALL,
                         TEXTS(call_id, is_within ? ballot->space_id : voter_id, ballot->ballot_id,
                               organization_id),
                         error);
}

static const char SAVE_ROLL[] =
    "UPDATE ballot SET roll = (SELECT count(*) FROM position WHERE ballot_id = ?1) "
    "WHERE ballot_id = ?1";
bool ballot_roll_write(struct trib_store *store, const struct ballot *ballot, uint32_t *out_count,
                       struct trib_error *error) {
    TRIB_AUTO(voter_ids) voters = {0};
    if (!voter_ids_find(store, ballot, &voters, error)) {
        return false;
    }
    for (size_t i = 0; i < voters.count; i++) {
        if (!place_write(store, ballot, voters.ids[i], error)) {
            return false;
        }
    }
    *out_count = (uint32_t)voters.count;
    return command_write(store, SAVE_ROLL, TEXTS(ballot->ballot_id), error);
}

/* ---- answering ------------------------------------------------------------------------------- */

static const char PLACE[] =
    "SELECT coalesce((SELECT position_id FROM position WHERE ballot_id = ?1 AND "
    "coalesce(organization_id, person_id) = ?2 AND has_left = 0), '')";
bool ballot_place_find(struct trib_store *store, const char *ballot_id, const char *voter_id,
                       char out_position_id[static TRIB_ID_BYTES], struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(store, PLACE, &statement, TEXTS(ballot_id, voter_id), error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    trib_text_copy(out_position_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
    return true;
}

/* Answers are numbered within their ballot; a withdrawn one keeps its place in that order. */
static const char LAST_DELEGATE[] =
    "SELECT 1 FROM ballot_envelope WHERE position_id = ?1 AND person_id <> ?2 AND "
    "is_withdrawn = 0 LIMIT 1 OFFSET 99";
static_assert(TRIB_BALLOT_DELEGATES_MAX == 100, "one more than the offset");
static const char SAVE_ENVELOPE[] =
    "INSERT INTO ballot_envelope (ballot_envelope_id, position_id, person_id, ballot_id, is_lead, "
    "is_withdrawn, seq, at_ms, sealed) VALUES (?7, ?1, ?2, ?3, ?4, 0, (SELECT coalesce(max(seq), "
    "0) + 1 "
    "FROM ballot_envelope WHERE ballot_id = ?3), ?5, ?6) "
    "ON CONFLICT (position_id, person_id) DO UPDATE SET is_lead = excluded.is_lead, "
    "is_withdrawn = 0, seq = excluded.seq, at_ms = excluded.at_ms, sealed = excluded.sealed";
bool ballot_envelope_save(struct trib_store *store, const struct ballot_envelope *envelope,
                          struct trib_error *error) {
    static const struct command_bound bound = {LAST_DELEGATE, "ballot_id",
                                               TRIB_BALLOT_DELEGATES_MAX};
    char envelope_id[TRIB_ID_BYTES];
    char now[COMMAND_NUMBER_BYTES];
    command_now_write(store, now);
    trib_id_make_random(trib_store_random(store), envelope_id);
    return (envelope->is_lead || /* whose answer stands is not kept out by others */
            command_bound_check(store, &bound, TEXTS(envelope->position_id, envelope->person_id),
                                error)) &&
           command_write(store, SAVE_ENVELOPE,
                         TEXTS(envelope->position_id, envelope->person_id, envelope->ballot_id,
                               envelope->is_lead ? "1" : "0", now, envelope->sealed, envelope_id),
                         error);
}

static const char HAS_ENVELOPE[] = "SELECT 1 FROM ballot_envelope WHERE position_id = ?1 AND "
                                   "person_id = ?2 AND is_withdrawn = 0";
static const char WITHDRAW_ENVELOPE[] = "UPDATE ballot_envelope SET is_withdrawn = 1, sealed = '' "
                                        "WHERE position_id = ?1 AND person_id = ?2";
bool ballot_envelope_withdraw(struct trib_store *store, const char *position_id,
                              const char *person_id, bool *out_was_there,
                              struct trib_error *error) {
    return command_has(store, HAS_ENVELOPE, TEXTS(position_id, person_id), out_was_there, error) &&
           (!*out_was_there ||
            command_write(store, WITHDRAW_ENVELOPE, TEXTS(position_id, person_id), error));
}

/* A voter has answered when one of its delegates has; the call tells whether that was so before. */
static const char TELL_ALL[] =
    "UPDATE ballot SET answered = answered + gain FROM (SELECT (SELECT count(*) FROM "
    "(SELECT 1 FROM ballot_envelope WHERE position_id = ?2 AND is_withdrawn = 0 LIMIT 1)) - "
    "(person_id IS NOT NULL) AS gain FROM ballot_call WHERE ballot_id = ?1 AND "
    "coalesce(organization_id, space_id) = (SELECT coalesce(organization_id, person_id) "
    "FROM position WHERE position_id = ?2)) WHERE ballot_id = ?1 AND gain <> 0";
/* The lead's answer stands where the lead has answered, else the latest. Each answer is one more,
   so that it is always an entry of the log, and never done twice. */
static const char TELL_VOTER[] =
    "UPDATE ballot_call SET answers = answers + 1, (person_id, answered_at_ms) = "
    "(SELECT person_id, at_ms FROM ballot_envelope WHERE position_id = ?2 AND is_withdrawn = 0 "
    "ORDER BY is_lead DESC, seq DESC LIMIT 1) WHERE ballot_id = ?1 AND "
    "coalesce(organization_id, space_id) = "
    "(SELECT coalesce(organization_id, person_id) FROM position WHERE position_id = ?2)";
bool ballot_answers_tell(struct trib_store *store, const char *ballot_id, const char *position_id,
                         struct trib_error *error) {
    return command_write(store, TELL_ALL, TEXTS(ballot_id, position_id), error) &&
           command_write(store, TELL_VOTER, TEXTS(ballot_id, position_id), error);
}

/* ---- ending ---------------------------------------------------------------------------------- */

static const char DELETE_ENVELOPES[] = "DELETE FROM ballot_envelope WHERE ballot_id = ?1";
bool ballot_envelopes_delete(struct trib_store *store, const char *ballot_id,
                             struct trib_error *error) {
    trib_secret_keys_loosen(store);
    return command_write(store, DELETE_ENVELOPES, TEXTS(ballot_id), error);
}

static const char VOID[] = "UPDATE ballot SET state = 'void', void_cause = ?2, "
                           "reason = coalesce(?3, reason), closed_at_ms = ?4 WHERE ballot_id = ?1";
static const char LET_DISCUSS[] =
    "UPDATE proposal SET state = 'discussion' WHERE state = 'ballot' AND proposal_id = "
    "(SELECT proposal_id FROM ballot WHERE ballot_id = ?1)";
bool ballot_void(struct trib_store *store, const char *ballot_id, const char *cause,
                 const char *reason, struct trib_error *error) {
    char now[COMMAND_NUMBER_BYTES];
    command_now_write(store, now);
    return command_write(store, VOID, TEXTS(ballot_id, cause, reason, now), error) &&
           command_write(store, LET_DISCUSS, TEXTS(ballot_id), error) &&
           ballot_envelopes_delete(store, ballot_id, error);
}

static const char OPEN_ON[] =
    "SELECT coalesce((SELECT ballot_id FROM ballot WHERE proposal_id = ?1 AND state = 'open'), '')";
bool ballot_void_of(struct trib_store *store, const char *proposal_id, const char *cause,
                    struct trib_error *error) {
    char ballot_id[TRIB_ID_BYTES];
    const struct command_text column = COLUMN(ballot_id);
    const struct command_reading reading = {OPEN_ON, proposal_id, "proposal_id", &column, 1};
    return command_read(store, &reading, error) &&
           (ballot_id[0] == '\0' || ballot_void(store, ballot_id, cause, NULL, error));
}

static const char SAVE_TALLY[] =
    "UPDATE ballot SET state = 'closed', closed_at_ms = ?2, result = ?3, result_reason = ?4, "
    "roll_at_close = ?5, present = ?6, answered = ?7, count_yes = ?8, count_no = ?9, "
    "count_abstain = ?10, count_agree = ?11, count_reservation = ?12, count_stand_aside = ?13, "
    "count_block = ?14 WHERE ballot_id = ?1";
bool ballot_save_tally(struct trib_store *store, const char *ballot_id,
                       const struct trib_tally *tally, bool tells_choices, int64_t closed_at_ms,
                       struct trib_error *error) {
    static const enum trib_choice ORDER[] = {
        TRIB_CHOICE_YES,         TRIB_CHOICE_NO,          TRIB_CHOICE_ABSTAIN, TRIB_CHOICE_AGREE,
        TRIB_CHOICE_RESERVATION, TRIB_CHOICE_STAND_ASIDE, TRIB_CHOICE_BLOCK};
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(store, SAVE_TALLY, &statement, error) ||
        !trib_bind_text(&statement, 1, ballot_id, error) ||
        !trib_bind_int64(&statement, 2, closed_at_ms, error) ||
        !trib_bind_text(&statement, 3, trib_result_name(tally->result), error) ||
        !trib_bind_text(&statement, 4, trib_result_reason_name(tally->reason), error) ||
        !trib_bind_int64(&statement, 5, tally->turnout.roll, error) ||
        !trib_bind_int64(&statement, 6, tally->turnout.present, error) ||
        !trib_bind_int64(&statement, 7, tally->turnout.answered, error)) {
        return false;
    }
    for (size_t i = 0; i < sizeof ORDER / sizeof ORDER[0]; i++) {
        if (!(tells_choices
                  ? trib_bind_int64(&statement, (int)i + 8, tally->counts[ORDER[i]], error)
                  : trib_bind_null(&statement, (int)i + 8, error))) {
            return false;
        }
    }
    return trib_statement_run(&statement, error);
}
