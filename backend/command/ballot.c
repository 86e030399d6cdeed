/*
 * Ballots, from their opening to their end. Who may answer and by which rules is settled when one
 * opens; while it is open nothing that leaves this file says what anybody chose.
 */
#include "ballot_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ballot_count.h"
#include "board.h"
#include "edits.h"
#include "meeting_rows.h"
#include "object.h"
#include "proposal_rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/domain/zone.h"
#include "tributary/store/keys.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* ---- opening --------------------------------------------------------------------------------- */

static bool closing_read(const struct trib_command *command, const struct trib_ballot_open *params,
                         struct meeting_time *out, struct trib_error *error) {
    const struct trib_meeting_when when = {
        .starts_local = params->closes_local, .zone = params->zone, .reading = params->reading};
    int64_t now_ms = trib_store_now_ms(command->store);
    if (!meeting_local_check(params->closes_local, "closes_local", error)) {
        return false;
    }
    if (!trib_zone_known(params->zone)) {
        return trib_fail(error, TRIB_E_ZONE, "zone");
    }
    if (!meeting_time_lasting(&when, 0, "closes_local", out, error)) {
        return false;
    }
    int64_t closes_at_ms = strtoll(out->starts_at_ms, NULL, 10);
    return (closes_at_ms > now_ms && closes_at_ms - now_ms <= TRIB_BALLOT_DAYS_MAX * DAY_MS) ||
           trib_fail(error, TRIB_E_ORDER, "closes_local");
}

static bool occasion_refuse(const char *const *possible, size_t count, struct trib_error *error) {
    trib_fail(error, TRIB_E_STATE, "occasion");
    trib_error_add_list(error, "possible", possible, count);
    return false;
}

/* What the fallback has decided is no longer discussed, and behind the last round the text does not
   change: neither is asked here. */
static bool fallback_check(const struct trib_command *command, const struct trib_next *next,
                           struct trib_error *error) {
    if (trib_fallback_opens(next, trib_store_now_ms(command->store))) {
        return true;
    }
    trib_fail(error, TRIB_E_FALLBACK_TOO_EARLY, "occasion");
    if (next->may_fall_back) {
        trib_error_add_int64(error, "earliest", next->fallback_opens_at_ms);
    }
    return false;
}

static bool next_round_check(const struct trib_ballot_open *params, const struct ballot *last,
                             const struct trib_next *next, struct trib_error *error) {
    static const char *const POSSIBLE[] = {"fallback"};
    bool is_put_again = strcmp(last->version, params->version) == 0 && params->reason == NULL;
    if (next->step != TRIB_STEP_NEXT_ROUND) {
        return occasion_refuse(POSSIBLE, 1, error);
    }
    return !is_put_again || trib_fail(error, TRIB_E_REQUIRED, "reason");
}

/* Whoever has begun with consensus goes on with it to its last round, and decides by a vote only
   then, and not at once: a plain vote beside it would be a way around, and so would one after a
   round that was ended before it could count. */
static bool round_check(const struct trib_command *command, const struct trib_ballot_open *params,
                        const char *occasion, struct trib_error *error) {
    static const char *const POSSIBLE[] = {"consensus", "fallback"};
    struct ballot last;
    struct trib_tally tally;
    bool has_last = false;
    bool has_begun = false;
    if (!ballot_last_round(command->store, params->proposal_id, &last, &tally, &has_last, error) ||
        !ballot_has_been(command->store, params->proposal_id, "consensus", &has_begun, error)) {
        return false;
    }
    if (strcmp(occasion, "vote") == 0) {
        return !has_begun || occasion_refuse(POSSIBLE, 2, error);
    }
    if (!has_last) {
        return strcmp(occasion, "fallback") != 0 ||
               trib_fail(error, TRIB_E_FALLBACK_TOO_EARLY, "occasion");
    }
    const struct trib_next next =
        trib_tally_next(&last.rules, &tally, last.round, last.closed_at_ms);
    return strcmp(occasion, "consensus") == 0 ? next_round_check(params, &last, &next, error)
                                              : fallback_check(command, &next, error);
}

static bool proposal_ready_check(const struct proposal *proposal, struct trib_error *error) {
    bool is_ready = proposal->state == TRIB_PROPOSAL_DISCUSSION;
    if (proposal->state == TRIB_PROPOSAL_WITHDRAWN) {
        return trib_fail(error, TRIB_E_CLOSED, "proposal_id");
    }
    return is_ready ||
           command_state_refuse(&trib_proposal_machine, (int)proposal->state, "proposal_id", error);
}

static bool roll_open(const struct trib_command *command, const char *ballot_id,
                      struct trib_error *error) {
    struct ballot ballot;
    uint32_t count = 0;
    if (!ballot_load(command->store, ballot_id, &ballot, error)) {
        return false;
    }
    const char *fault = trib_ballot_rules_fault(&ballot.rules);
    if (fault != NULL) {
        return trib_fail(error, TRIB_E_TYPE, fault);
    }
    return ballot_roll_write(command->store, &ballot, &count, error) &&
           (trib_roll_opens(count) == TRIB_ROLL_OPENS ||
            trib_fail(error, TRIB_E_EMPTY_ROLL, "proposal_id"));
}

bool trib_ballot_open(const struct trib_command *command, const struct trib_ballot_open *params,
                      struct trib_error *error) {
    const char *occasion = params->occasion == NULL ? "consensus" : params->occasion;
    struct proposal proposal;
    struct meeting_time closing;
    char public_key[BALLOT_KEY_BYTES];
    if (!proposal_find(command, params->proposal_id, &proposal, error) ||
        !command_id_check(command->store, "ballot", params->ballot_id, "ballot_id", error) ||
        !board_open_check(command, proposal.group_id, NULL, error) ||
        !proposal_ready_check(&proposal, error)) {
        return false;
    }
    if (!command_same(proposal.version, params->version)) {
        return command_stale(error, "version", proposal.version);
    }
    if (!round_check(command, params, occasion, error) ||
        !closing_read(command, params, &closing, error) ||
        !ballot_keys_make(command->store, params->ballot_id, public_key, error)) {
        return false;
    }
    const struct ballot_new as = {
        .params = params,
        .occasion = occasion,
        .confidentiality = params->confidentiality == NULL ? "sealed" : params->confidentiality,
        .public_key = public_key,
        .closes_local = closing.starts_local,
        .closes_at_ms = closing.starts_at_ms};
    return ballot_insert(command->store, &as, error) &&
           roll_open(command, params->ballot_id, error) &&
           proposal_save_asked(command->store, params->proposal_id, error);
}

/* ---- answering ------------------------------------------------------------------------------- */

static bool ballot_find(const struct trib_command *command, const char *ballot_id,
                        struct ballot *out, struct trib_error *error) {
    return command_see(command, "ballot", ballot_id, "ballot_id", NULL, error) &&
           ballot_load(command->store, ballot_id, out, error);
}

/* Past its time it takes nothing any more, whether it was counted yet or not. */
static bool answerable_find(const struct trib_command *command, const char *ballot_id,
                            struct ballot *out, struct trib_error *error) {
    struct proposal proposal;
    if (!ballot_find(command, ballot_id, out, error)) {
        return false;
    }
    if (out->state == BALLOT_VOID && strcmp(out->void_cause, "text_changed") == 0) {
        return proposal_load(command->store, out->proposal_id, &proposal, error) &&
               command_stale(error, "version", proposal.version);
    }
    return (out->state == BALLOT_OPEN && trib_store_now_ms(command->store) < out->closes_at_ms) ||
           trib_fail(error, TRIB_E_CLOSED, "ballot_id");
}

/* For whom the actor answers, and as what. */
struct voice_of {
    char position_id[TRIB_ID_BYTES];
    bool is_lead;
};

static bool delegate_check(const struct trib_command *command, bool *out_is_lead,
                           struct trib_error *error) {
    static const char *const WHO[] = {"delegate"};
    enum trib_belonging_role role =
        trib_graph_belonging(command->graph, command->actor.person_id, command->actor.acting_for);
    *out_is_lead = role == TRIB_BELONGING_LEAD_DELEGATE;
    return role >= TRIB_BELONGING_ALTERNATE || command_forbid(error, "acting_for", WHO, 1);
}

static bool voice_find(const struct trib_command *command, const struct ballot *ballot,
                       struct voice_of *out, struct trib_error *error) {
    const char *voter_id =
        ballot->is_of_persons ? command->actor.person_id : command->actor.acting_for;
    *out = (struct voice_of){0};
    if (voter_id == NULL) {
        return trib_fail(error, TRIB_E_NOT_ON_ROLL, "acting_for");
    }
    if (!ballot_place_find(command->store, ballot->ballot_id, voter_id, out->position_id, error) ||
        (!ballot->is_of_persons && !delegate_check(command, &out->is_lead, error))) {
        return false;
    }
    if (out->position_id[0] != '\0') {
        return true;
    }
    bool is_observer = !ballot->is_of_persons && trib_graph_is_observer(command->graph, voter_id);
    return trib_fail(error, is_observer ? TRIB_E_OBSERVER_NO_VOTE : TRIB_E_NOT_ON_ROLL,
                     "acting_for");
}

static bool choice_check(const struct ballot *ballot, const struct trib_ballot_cast *params,
                         struct trib_error *error) {
    enum trib_choice choice = TRIB_CHOICE_UNKNOWN;
    bool is_known = trib_choice_find(params->choice, &choice);
    assert(is_known); /* the vocabulary has the same words */
    if (!trib_choice_fits(choice, ballot->rules.method)) {
        trib_fail(error, TRIB_E_TYPE, "choice");
        trib_error_add_text(error, "expected",
                            ballot->rules.method == TRIB_BALLOT_VOTE
                                ? "yes, no, abstain"
                                : "agree, reservation, stand_aside, block");
        return false;
    }
    switch (trib_choice_words(choice)) {
    case TRIB_CHOICE_WORDS_NONE:
        if (params->text != NULL) {
            return trib_fail(error, TRIB_E_UNKNOWN_FIELD, "text");
        }
        break;
    case TRIB_CHOICE_WORDS_MAY:
        break;
    case TRIB_CHOICE_WORDS_MUST:
        if (params->text == NULL) {
            return trib_fail(error, TRIB_E_REQUIRED, "text");
        }
        break;
    case TRIB_CHOICE_WORDS_REASON_AND_PRINCIPLE:
        if (params->text == NULL || params->principle == NULL) {
            return trib_fail(error, TRIB_E_BLOCK_REASON,
                             params->text == NULL ? "text" : "principle");
        }
        return true;
    }
    return params->principle == NULL || trib_fail(error, TRIB_E_UNKNOWN_FIELD, "principle");
}

static bool envelope_cast(const struct trib_command *command, const struct ballot *ballot,
                          const struct voice_of *voice, const struct trib_ballot_cast *params,
                          struct trib_error *error) {
    TRIB_AUTO(trib_buffer) sealed = {0};
    const struct ballot_words words = {params->choice, params->text, params->principle};
    if (!ballot_seal(command->store, ballot->public_key, &words, &sealed, error)) {
        return false;
    }
    const struct ballot_envelope envelope = {.position_id = voice->position_id,
                                             .person_id = command->actor.person_id,
                                             .ballot_id = ballot->ballot_id,
                                             .is_lead = voice->is_lead,
                                             .sealed = trib_buffer_text(&sealed)};
    return ballot_envelope_save(command->store, &envelope, error) &&
           ballot_answers_tell(command->store, ballot->ballot_id, voice->position_id, error);
}

#define ALL_HAVE_ANSWERED                                                                          \
    "closes_early = 1 AND answered > 0 AND answered >= (SELECT count(*) FROM position WHERE "      \
    "position.ballot_id = ballot.ballot_id AND has_left = 0)"
static const char MAY_CLOSE[] = "SELECT 1 FROM ballot WHERE ballot_id = ?1 AND " ALL_HAVE_ANSWERED;
static bool close_early(struct trib_store *store, const struct ballot *ballot,
                        struct trib_error *error) {
    bool may_close = false;
    return command_has(store, MAY_CLOSE, TEXTS(ballot->ballot_id), &may_close, error) &&
           (!may_close || ballot_count(store, ballot, error));
}

bool trib_ballot_cast(const struct trib_command *command, const struct trib_ballot_cast *params,
                      struct trib_error *error) {
    struct ballot ballot;
    struct voice_of voice;
    if (!answerable_find(command, params->ballot_id, &ballot, error)) {
        return false;
    }
    if (!command_same(ballot.version, params->version)) {
        return command_stale(error, "version", ballot.version);
    }
    return voice_find(command, &ballot, &voice, error) && choice_check(&ballot, params, error) &&
           envelope_cast(command, &ballot, &voice, params, error) &&
           close_early(command->store, &ballot, error);
}

bool trib_ballot_take_back(const struct trib_command *command, const struct trib_ballot_of *params,
                           struct trib_error *error) {
    struct ballot ballot;
    struct voice_of voice;
    bool was_there = false;
    return answerable_find(command, params->ballot_id, &ballot, error) &&
           voice_find(command, &ballot, &voice, error) &&
           ballot_envelope_withdraw(command->store, voice.position_id, command->actor.person_id,
                                    &was_there, error) &&
           (!was_there ||
            ballot_answers_tell(command->store, params->ballot_id, voice.position_id, error));
}

/* ---- ending ---------------------------------------------------------------------------------- */

bool trib_ballot_close(const struct trib_command *command, const struct trib_ballot_of *params,
                       struct trib_error *error) {
    struct ballot ballot;
    if (command->actor.person_id == NULL /* its time is over */
            ? !ballot_load(command->store, params->ballot_id, &ballot, error)
            : !ballot_find(command, params->ballot_id, &ballot, error)) {
        return false;
    }
    if (ballot.state == BALLOT_VOID) {
        return trib_fail(error, TRIB_E_CLOSED, "ballot_id");
    }
    return ballot.state == BALLOT_CLOSED || ballot_count(command->store, &ballot, error);
}

bool trib_ballot_void(const struct trib_command *command, const struct trib_ballot_void *params,
                      struct trib_error *error) {
    struct ballot ballot;
    if (!ballot_find(command, params->ballot_id, &ballot, error)) {
        return false;
    }
    if (ballot.state != BALLOT_OPEN) {
        return trib_fail(error, TRIB_E_CLOSED, "ballot_id");
    }
    return ballot_void(command->store, params->ballot_id, "facilitator", params->reason, error);
}

/* Ids of ballots that a query finds by the clock (?1). */
static bool ids_find(struct trib_store *store, const char *sql, struct trib_due_ids *out,
                     struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char now[COMMAND_NUMBER_BYTES];
    bool has_row = true;
    out->count = 0;
    command_now_write(store, now);
    if (!command_prepare(store, sql, &statement, TEXTS(now), error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row || out->count == TRIB_DUE_MAX) {
            return true;
        }
        trib_text_copy(out->ids[out->count++], TRIB_ID_BYTES, trib_column_text(&statement, 0));
    }
    return false;
}

/* Where the last one that was silent has left, all have answered. */
static const char DUE[] = "SELECT ballot_id FROM ballot WHERE state = 'open' AND (closes_at_ms <= "
                          "?1 + 0 OR (" ALL_HAVE_ANSWERED ")) ORDER BY closes_at_ms, ballot_id";
bool trib_ballots_due(struct trib_store *store, struct trib_due_ids *out,
                      struct trib_error *error) {
    return ids_find(store, DUE, out, error);
}

/* What is open for a day or less is its own reminder. */
static const char REMINDERS_DUE[] =
    "SELECT ballot_id FROM ballot WHERE state = 'open' AND is_reminded = 0 AND "
    "closes_at_ms > ?1 + 0 AND closes_at_ms - 86400000 <= ?1 + 0 AND "
    "opened_at_ms < closes_at_ms - 86400000 ORDER BY closes_at_ms, ballot_id";
static_assert(TRIB_BALLOT_REMINDER_MS == 86400000, "as the query has it");
bool trib_ballot_reminders_due(struct trib_store *store, struct trib_due_ids *out,
                               struct trib_error *error) {
    return ids_find(store, REMINDERS_DUE, out, error);
}

static const char REMIND[] = "UPDATE ballot SET is_reminded = 1 WHERE ballot_id = ?1";
bool trib_ballot_remind(const struct trib_command *command, const struct trib_ballot_of *params,
                        struct trib_error *error) {
    return command_write(command->store, REMIND, TEXTS(params->ballot_id), error);
}

static const char LET_DISCUSS[] = "UPDATE proposal SET state = 'discussion' WHERE state = 'ballot'";
static const char VOID_ALL[] = "UPDATE ballot SET state = 'void', void_cause = 'key_lost', "
                               "closed_at_ms = ?1 WHERE state = 'open'";
static const char DELETE_ALL[] = "DELETE FROM ballot_envelope";
bool trib_ballots_void_all(struct trib_store *store, struct trib_error *error) {
    char now[COMMAND_NUMBER_BYTES];
    command_now_write(store, now);
    trib_secret_keys_loosen(store);
    return command_write(store, LET_DISCUSS, NULL, 0, error) &&
           command_write(store, VOID_ALL, TEXTS(now), error) &&
           command_write(store, DELETE_ALL, NULL, 0, error);
}

static const char IS_OPEN[] = "SELECT 1 FROM ballot WHERE ballot_id = ?1 AND state = 'open'";
static bool is_open(struct trib_store *store, const char *ballot_id) {
    struct trib_error error;
    bool is_needed = true;
    /* What cannot be asked now may be needed. */
    return !command_has(store, IS_OPEN, TEXTS(ballot_id), &is_needed, &error) || is_needed;
}

void trib_ballot_keys_tidy(struct trib_store *store) {
    trib_secret_keys_tidy(store, is_open);
}
