/*
 * Judging ballots by other means than the server's: who is on a roll by one rule in SQL, what a
 * closed ballot comes to counted once more from what was published of it, and that until then no
 * frame and no change of the log has an answer. Source: the domain study, §§ 2.6, 3.
 */
#include <stdio.h>
#include <string.h>

#include "oracle.h"
#include "tally.h"

static bool ask(const struct oracle *oracle, const char *sql, const char *id,
                struct trib_statement *out) {
    struct trib_error error = {0};
    return (trib_statement_prepare(oracle->spine->store, sql, out, &error) &&
            (id == NULL || trib_bind_text(out, 1, id, &error))) ||
           trace_fault(oracle->trace, "the oracle cannot ask: %.60s", sql);
}

static bool next_row(struct trib_statement *statement) {
    struct trib_error error = {0};
    bool has_row = false;
    return trib_statement_next(statement, &has_row, &error) && has_row;
}

bool oracle_none_is(const struct oracle *oracle, const char *sql, const char *id,
                    const char *what) {
    TRIB_AUTO(trib_statement) row = {0};
    return ask(oracle, sql, id, &row) &&
           (!next_row(&row) ||
            trace_fault(oracle->trace, "%s: %s", what, trib_column_text(&row, 0)));
}

bool oracle_has_changed(const struct oracle *oracle, const char *table_name) {
    size_t length = strlen(table_name);
    bool is_changed = false;
    for (size_t index = 0; index < oracle->change_count; index++) {
        const char *key = oracle->changes[index].key;
        is_changed = is_changed || (strncmp(key, table_name, length) == 0 && key[length] == ' ');
    }
    return is_changed;
}

/* ---- who is on the roll ---------------------------------------------------------------------- */

/* The roll by the words of § 3.1, and what was written down; what is in one of them only. */
static const char NOT_THE_ROLL[] =
    "WITH body AS MATERIALIZED (SELECT ballot.group_id, coalesce(\"group\".organization_id, "
    "    root_organization_id) AS parent, ballot.group_id IS NULL AS is_coalition, "
    "    ballot.vote_unit = 'person' AS is_of_persons FROM ballot, coalition "
    "    LEFT JOIN \"group\" ON \"group\".group_id = ballot.group_id WHERE ballot_id = ?1), "
    "standing AS MATERIALIZED (SELECT organization_id, status FROM affiliation JOIN body "
    "    ON parent_id = parent WHERE ends_on IS NULL), "
    "inside AS MATERIALIZED (SELECT organization_id, person_id FROM group_member JOIN body "
    "    USING (group_id) WHERE ends_on IS NULL), "
    "ought AS MATERIALIZED ("
    "    SELECT organization_id AS voter FROM standing, body WHERE is_coalition"
    "    AND status = 'member' "
    "    UNION SELECT organization_id FROM inside, body WHERE organization_id IS NOT NULL"
    "    AND NOT is_of_persons AND organization_id NOT IN (SELECT organization_id FROM standing"
    "        WHERE status IN ('observer', 'tentative', 'applicant', 'suspended')) "
    "    UNION SELECT person_id FROM inside, body WHERE person_id IS NOT NULL AND is_of_persons), "
    "roll AS MATERIALIZED (SELECT coalesce(organization_id, person_id) AS voter FROM position"
    "    WHERE ballot_id = ?1 AND has_left = 0) "
    "SELECT voter FROM (SELECT * FROM ought EXCEPT SELECT * FROM roll) "
    "UNION ALL SELECT voter FROM (SELECT * FROM roll EXCEPT SELECT * FROM ought)";
static const char NOT_ONE_PLACE[] =
    "SELECT ballot_id FROM ballot WHERE ballot_id = ?1 AND (roll <> (SELECT count(DISTINCT "
    "coalesce(organization_id, person_id)) FROM position WHERE ballot_id = ?1) OR roll <> "
    "(SELECT count(coalesce(organization_id, person_id)) FROM position WHERE ballot_id = ?1) "
    "OR roll <> (SELECT count(*) FROM ballot_call WHERE ballot_id = ?1))";

static bool roll_judge(const struct oracle *oracle, const char *ballot_id, bool is_new) {
    bool is_known = is_new && !oracle_has_changed(oracle, "affiliation") &&
                    !oracle_has_changed(oracle, "group_member") &&
                    !oracle_has_changed(oracle, "coalition");
    return oracle_none_is(oracle, NOT_ONE_PLACE, ballot_id, "a voter has two places, or none") &&
           (!is_known || oracle_none_is(oracle, NOT_THE_ROLL, ballot_id, "a roll is another"));
}

/* Nobody who may not vote stands in a count: not who is no member when it is closed. */
static const char MAY_NOT_VOTE[] =
    "SELECT organization_id FROM position JOIN ballot USING (ballot_id) WHERE ballot_id = ?1 AND "
    "organization_id IS NOT NULL AND has_left = 0 AND iif(group_id IS NULL, NOT EXISTS ("
    "SELECT 1 FROM affiliation WHERE affiliation.organization_id = position.organization_id AND "
    "affiliation.parent_id = ballot.parent_id AND status = 'member'), EXISTS ("
    "SELECT 1 FROM affiliation WHERE affiliation.organization_id = position.organization_id AND "
    "affiliation.parent_id = ballot.parent_id AND status IN "
    "('observer', 'tentative', 'applicant', 'suspended')))";

/* ---- while it is open, and of what is void --------------------------------------------------- */

static const char ANSWERED[] =
    "SELECT position_id FROM position WHERE ballot_id = ?1 AND (has_answered = 1 OR "
    "coalesce(choice, text, principle) IS NOT NULL)";
static const char NOT_SO_MANY[] =
    "SELECT ballot_id || ' says ' || answered FROM ballot WHERE ballot_id = ?1 AND answered <> "
    "(SELECT count(*) FROM position WHERE ballot_id = ?1 AND has_left = 0 AND EXISTS (SELECT 1 "
    "FROM ballot_envelope WHERE ballot_envelope.position_id = position.position_id AND "
    "is_withdrawn = 0))";
static bool open_judge(const struct oracle *oracle, const char *ballot_id) {
    return oracle_none_is(oracle, ANSWERED, ballot_id,
                          "an open ballot says what was answered at") &&
           oracle_none_is(oracle, NOT_SO_MANY, ballot_id, "others have answered");
}

/* What a voter's people are told: in its own space, of whose answer would count now. */
static const char STRAY_CALL[] =
    "SELECT ballot_call_id FROM ballot_call WHERE ballot_call_id = ?1 AND (NOT EXISTS (SELECT 1 "
    "FROM position WHERE position.ballot_id = ballot_call.ballot_id AND "
    "coalesce(position.organization_id, position.person_id) = ballot_call.space_id) OR "
    "organization_id <> space_id)";
static const char NOT_WHO_ANSWERED[] =
    "SELECT ballot_call_id FROM ballot_call JOIN ballot USING (ballot_id) WHERE ballot_call_id = "
    "?1 AND state = 'open' AND ballot_call.person_id IS NOT (SELECT ballot_envelope.person_id "
    "FROM ballot_envelope JOIN position USING (position_id) WHERE position.ballot_id = "
    "ballot_call.ballot_id AND coalesce(organization_id, position.person_id) = "
    "ballot_call.space_id AND is_withdrawn = 0 ORDER BY is_lead DESC, seq DESC LIMIT 1)";
static bool call_judge(const struct oracle *oracle, const char *call_id) {
    return oracle_none_is(oracle, STRAY_CALL, call_id, "somebody else is told of an answer") &&
           oracle_none_is(oracle, NOT_WHO_ANSWERED, call_id, "another is said to have answered");
}

/* ---- counting once more ---------------------------------------------------------------------- */

enum choice { YES, NO, ABSTAIN, AGREE, RESERVATION, STAND_ASIDE, BLOCK, CHOICES };
static const char *const CHOICE_NAMES[CHOICES] = {"yes",         "no",          "abstain", "agree",
                                                  "reservation", "stand_aside", "block"};

struct recount {
    int64_t roll, present, counts[CHOICES];
};

static const char PLACES[] =
    "SELECT coalesce(organization_id, person_id) IS NOT NULL, has_left, has_answered, "
    "coalesce(choice, '') FROM position WHERE ballot_id = ?1";
static bool place_count(const struct oracle *oracle, const struct trib_statement *row,
                        bool is_secret, struct recount *out) {
    bool is_voter = trib_column_int64(row, 0) != 0;
    bool has_left = trib_column_int64(row, 1) != 0;
    bool has_answered = trib_column_int64(row, 2) != 0;
    const char *choice = trib_column_text(row, 3);
    bool says = choice[0] != '\0';
    bool ought_to = is_secret ? !is_voter : has_answered && is_voter;
    if (says != ought_to || (has_left && (has_answered || says))) {
        return trace_fault(oracle->trace, "a place of a %s ballot says \"%s\"",
                           is_secret ? "secret" : "sealed", choice);
    }
    out->roll += is_voter && !has_left;
    out->present += is_voter && !has_left && has_answered;
    for (size_t at = 0; at < CHOICES; at++) {
        out->counts[at] += strcmp(choice, CHOICE_NAMES[at]) == 0;
    }
    return true;
}

static bool places_count(const struct oracle *oracle, const char *ballot_id, bool is_secret,
                         struct recount *out) {
    TRIB_AUTO(trib_statement) row = {0};
    if (!ask(oracle, PLACES, ballot_id, &row)) {
        return false;
    }
    while (next_row(&row)) {
        if (!place_count(oracle, &row, is_secret, out)) {
            return false;
        }
    }
    return true;
}

/* A ballot's row, in the order it is read. */
enum {
    STATE,
    IS_SECRET,
    IS_VOTE,
    SHARE_KIND,
    SHARE_PARTS,
    SHARE_OF = SHARE_PARTS + 2,
    QUORUM_KIND,
    QUORUM_PARTS,
    ASIDE_PARTS = QUORUM_PARTS + 2,
    BLOCKS_MAX = ASIDE_PARTS + 2,
    RESULT,
    REASON,
    ROLL,
    PRESENT,
    ALL_ANSWERED,
    COUNTS,
};
static const char BALLOT[] =
    "SELECT state, confidentiality = 'secret', method = 'vote', coalesce(share_kind, ''), "
    "share_numerator, share_denominator, coalesce(share_base, ''), quorum_kind, "
    "quorum_numerator, quorum_denominator, stand_asides_numerator, stand_asides_denominator, "
    "blocks_max, coalesce(result, ''), coalesce(result_reason, ''), roll_at_close, present, "
    "answered, count_yes, count_no, count_abstain, count_agree, count_reservation, "
    "count_stand_aside, count_block FROM ballot WHERE ballot_id = ?1";

static bool share_holds(const struct trib_statement *row, int kind, int parts, int64_t count,
                        int64_t whole) {
    int64_t left = count * trib_column_int64(row, parts + 1);
    int64_t right = whole * trib_column_int64(row, parts);
    return strcmp(trib_column_text(row, kind), "at_least") == 0 ? left >= right : left > right;
}

static const char *vote_reason(const struct trib_statement *row, const struct recount *count) {
    const char *base = trib_column_text(row, SHARE_OF);
    int64_t cast = count->counts[YES] + count->counts[NO];
    int64_t whole = strcmp(base, "cast") == 0      ? cast
                    : strcmp(base, "present") == 0 ? count->present
                                                   : count->roll;
    if (cast == 0) {
        return "no_votes_cast";
    }
    return share_holds(row, SHARE_KIND, SHARE_PARTS, count->counts[YES], whole) ? "share_holds"
                                                                                : "share_not_met";
}

static const char *consensus_reason(const struct trib_statement *row, const struct recount *count) {
    int64_t aside = count->counts[STAND_ASIDE] * trib_column_int64(row, ASIDE_PARTS + 1);
    if (count->counts[BLOCK] > trib_column_int64(row, BLOCKS_MAX)) {
        return "block";
    }
    if (aside > count->present * trib_column_int64(row, ASIDE_PARTS)) {
        return "stand_asides";
    }
    return count->counts[AGREE] + count->counts[RESERVATION] == 0 ? "nobody_agreed" : "consensus";
}

static const char *reason_of(const struct trib_statement *row, const struct recount *count) {
    if (count->roll == 0 ||
        !share_holds(row, QUORUM_KIND, QUORUM_PARTS, count->present, count->roll)) {
        return "no_quorum";
    }
    return trib_column_int64(row, IS_VOTE) != 0 ? vote_reason(row, count)
                                                : consensus_reason(row, count);
}

static const char *result_of(const char *reason) {
    bool is_carried = strcmp(reason, "share_holds") == 0 || strcmp(reason, "consensus") == 0;
    return strcmp(reason, "no_quorum") == 0 ? "no_quorum"
           : strcmp(reason, "block") == 0   ? "blocked"
           : is_carried                     ? "carried"
                                            : "not_carried";
}

static bool is_same_count(const struct trib_statement *row, const struct recount *count) {
    bool is_same = trib_column_int64(row, ROLL) == count->roll &&
                   trib_column_int64(row, PRESENT) == count->present &&
                   trib_column_int64(row, ALL_ANSWERED) == count->present;
    int64_t all = 0;
    for (int at = 0; at < CHOICES; at++) {
        is_same = is_same && trib_column_int64(row, COUNTS + at) == count->counts[at];
        all += count->counts[at];
    }
    return is_same && all == count->present;
}

/* What was carried stands in the register once, in the words that were voted on. */
static const char NOT_IN_REGISTER[] =
    "SELECT ballot_id FROM ballot WHERE ballot_id = ?1 AND state = 'closed' AND (result = "
    "'carried') <> (SELECT count(*) FROM decision JOIN proposal_version AS said USING "
    "(proposal_id) WHERE decision.ballot_id = ?1 AND said.version = ballot.version AND "
    "said.title = decision.title AND said.text = decision.text)";

static bool closed_judge(const struct oracle *oracle, const char *ballot_id,
                         const struct trib_statement *row) {
    struct recount count = {0};
    if (!places_count(oracle, ballot_id, trib_column_int64(row, IS_SECRET) != 0, &count)) {
        return false;
    }
    const char *reason = reason_of(row, &count);
    if (!is_same_count(row, &count) || strcmp(trib_column_text(row, REASON), reason) != 0 ||
        strcmp(trib_column_text(row, RESULT), result_of(reason)) != 0) {
        return trace_fault(oracle->trace, "ballot %s is %s (%s), and comes to %s", ballot_id,
                           trib_column_text(row, RESULT), trib_column_text(row, REASON), reason);
    }
    tally_count("ballot", trib_column_text(row, RESULT));
    return (oracle_has_changed(oracle, "affiliation") ||
            oracle_none_is(oracle, MAY_NOT_VOTE, ballot_id, "counted, and may not vote")) &&
           oracle_none_is(oracle, NOT_IN_REGISTER, ballot_id, "not once in the register");
}

static bool ballot_judge(const struct oracle *oracle, const char *ballot_id, bool is_new) {
    TRIB_AUTO(trib_statement) row = {0};
    if (!ask(oracle, BALLOT, ballot_id, &row)) {
        return false;
    }
    if (!next_row(&row)) {
        return trace_fault(oracle->trace, "ballot %s is gone", ballot_id);
    }
    const char *state = trib_column_text(&row, STATE);
    if (!roll_judge(oracle, ballot_id, is_new)) {
        return false;
    }
    if (strcmp(state, "open") == 0) {
        return open_judge(oracle, ballot_id);
    }
    if (strcmp(state, "void") == 0) {
        tally_count("ballot", "void");
        return oracle_none_is(oracle, ANSWERED, ballot_id,
                              "a void ballot says what was answered at");
    }
    return closed_judge(oracle, ballot_id, &row);
}

/* ---- the register ---------------------------------------------------------------------------- */

static const char MISNUMBERED[] =
    "SELECT coalesce(group_id, 'the coalition') || ' in ' || year FROM decision "
    "GROUP BY group_id, year HAVING min(number) <> 1 OR max(number) <> count(*) OR "
    "count(DISTINCT number) <> count(*)";
static const char UNDECIDED[] =
    "SELECT ballot_id FROM ballot LEFT JOIN decision USING (ballot_id) WHERE (result IS 'carried') "
    "<> (decision_id IS NOT NULL) UNION ALL SELECT ballot_id FROM decision GROUP BY ballot_id "
    "HAVING count(*) > 1";
static const char LEFT_OVER[] =
    "SELECT ballot_envelope.ballot_id FROM ballot_envelope LEFT JOIN ballot USING (ballot_id) "
    "WHERE state IS NOT 'open'";
/* A sealed text in the log stands in a place on a roll, from when the ballot was closed. */
static const char UNSEALED[] =
    "SELECT table_name || ' ' || row_id FROM change WHERE instr(patch, '" ORACLE_SEALED
    "') > 0 AND (table_name <> 'position' OR NOT EXISTS (SELECT 1 FROM position JOIN change AS "
    "closing ON closing.table_name = 'ballot' AND closing.row_id = position.ballot_id AND "
    "closing.seq = change.seq WHERE position_id = change.row_id AND "
    "json_extract(closing.patch, '$.state') = 'closed'))";

bool oracle_judge_register(const struct oracle *oracle) {
    return oracle_none_is(oracle, MISNUMBERED, NULL, "decisions are misnumbered") &&
           oracle_none_is(oracle, UNDECIDED, NULL, "carried and not decided, or the reverse") &&
           oracle_none_is(oracle, LEFT_OVER, NULL, "answers are left over of a ballot") &&
           oracle_none_is(oracle, UNSEALED, NULL, "the log has a sealed text");
}

bool oracle_judge_ballots(const struct oracle *oracle) {
    bool is_fine = true;
    bool is_decided = false;
    for (size_t index = 0; index < oracle->change_count && is_fine; index++) {
        const struct oracle_change *change = &oracle->changes[index];
        const char *id = strchr(change->key, ' ') + 1;
        if (change->after[0] == '\0') {
            continue;
        }
        if (strncmp(change->key, "ballot ", 7) == 0) {
            is_fine = ballot_judge(oracle, id, change->before[0] == '\0');
        } else if (strncmp(change->key, "ballot_call ", 12) == 0) {
            is_fine = call_judge(oracle, id);
        }
        is_decided = is_decided || strncmp(change->key, "decision ", 9) == 0;
    }
    return is_fine &&
           (!is_decided || oracle_none_is(oracle, MISNUMBERED, NULL, "decisions are misnumbered"));
}

/* ---- frames ---------------------------------------------------------------------------------- */

static bool says_anything(const json_t *fields) {
    static const char *const NAMES[] = {"choice", "text", "principle"};
    bool says = json_integer_value(json_object_get(fields, "has_answered")) == 1;
    for (size_t index = 0; index < sizeof NAMES / sizeof NAMES[0]; index++) {
        says = says || json_is_string(json_object_get(fields, NAMES[index]));
    }
    return says;
}

static const char NOT_CLOSED[] = "SELECT ballot_id FROM position JOIN ballot USING (ballot_id) "
                                 "WHERE position_id = ?1 AND state <> 'closed'";
bool oracle_judge_sealed_row(const struct oracle *oracle, const char *key, const json_t *row) {
    return strncmp(key, "position ", 9) != 0 || !says_anything(row) ||
           oracle_none_is(oracle, NOT_CLOSED, key + 9, "an answer is told, and not closed is");
}

static size_t seals_count(const char *bytes, size_t length) {
    size_t count = 0;
    const char *end = bytes + length;
    const char *at = bytes;
    while ((at = memmem(at, (size_t)(end - at), ORACLE_SEALED, strlen(ORACLE_SEALED))) != NULL) {
        at += strlen(ORACLE_SEALED);
        count++;
    }
    return count;
}

/* Of a place on a roll these texts are told and of nothing else. */
static size_t seals_of_row(const json_t *row) {
    static const char *const NAMES[] = {"text", "principle"};
    size_t count = 0;
    const char *table_name = json_string_value(json_array_get(row, 0));
    for (size_t index = 0; index < sizeof NAMES / sizeof NAMES[0]; index++) {
        const char *text = json_string_value(json_object_get(json_array_get(row, 3), NAMES[index]));
        count += text != NULL && strcmp(table_name, "position") == 0
                     ? seals_count(text, strlen(text))
                     : 0;
    }
    return count;
}

bool oracle_judge_sealed(const struct oracle *oracle, const char *person_id, const json_t *message,
                         const char *bytes, size_t length) {
    const json_t *params = json_object_get(message, "params");
    const json_t *rows =
        json_object_get(params == NULL ? json_object_get(message, "result") : params, "rows");
    size_t told = 0;
    size_t index = 0;
    json_t *row = NULL;
    json_array_foreach(rows, index, row) {
        char key[REPLICA_KEY_BYTES];
        const char *table_name = json_string_value(json_array_get(row, 0));
        const char *row_id = json_string_value(json_array_get(row, 2));
        replica_key(key, table_name, row_id);
        told += seals_of_row(row);
        if (!oracle_judge_sealed_row(oracle, key, json_array_get(row, 3))) {
            return false;
        }
    }
    return seals_count(bytes, length) == told ||
           trace_fault(oracle->trace, "%s is told of a sealed text by the way", person_id);
}
