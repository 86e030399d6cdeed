/* See ballot_count.h. What counts and what follows is domain/count.h's to say. */
#include "ballot_count.h"

#include <assert.h>
#include <sodium.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "proposal_rows.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

/* An answer of a delegate, opened; all of them stay in one array. */
struct opened {
    char voter_id[TRIB_ID_BYTES], delegate_id[TRIB_ID_BYTES];
    enum trib_choice choice;
    char *text, *principle; /* NULL: none */
};

static void text_forget(char *text) {
    if (text != NULL) {
        sodium_memzero(text, strlen(text));
        free(text);
    }
}

struct count {
    struct trib_voter *voters;
    char (*position_ids)[TRIB_ID_BYTES]; /* a voter's id is its place on the roll */
    size_t voter_count;
    struct trib_delegate_answer *answers;
    struct opened *opened;
    size_t answer_count;
    bool is_readable; /* all that was answered could be opened */
};

static void count_finish(struct count *count) {
    free(count->voters);
    free(count->position_ids);
    free(count->answers);
    for (size_t i = 0; i < count->answer_count; i++) {
        text_forget(count->opened[i].text);
        text_forget(count->opened[i].principle);
    }
    if (count->opened != NULL) {
        sodium_memzero(count->opened, count->answer_count * sizeof *count->opened);
    }
    free(count->opened);
}

/* ---- reading --------------------------------------------------------------------------------- */

static const char VOTER_COUNT[] = "SELECT count(*) FROM position WHERE ballot_id = ?1";
static const char VOTERS[] =
    "SELECT position_id, has_left FROM position WHERE ballot_id = ?1 ORDER BY position_id";
static const char ANSWER_COUNT[] = "SELECT count(*) FROM ballot_envelope WHERE ballot_id = ?1";
static const char ANSWERS[] =
    "SELECT position_id, person_id, is_lead, is_withdrawn, seq, sealed FROM ballot_envelope "
    "WHERE ballot_id = ?1 ORDER BY position_id, person_id";

static bool number_find(struct trib_store *store, const char *sql, const char *ballot_id,
                        size_t *out_count, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(store, sql, &statement, TEXTS(ballot_id), error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    *out_count = (size_t)trib_column_int64(&statement, 0);
    return true;
}

static bool voters_read(struct trib_store *store, const char *ballot_id, struct count *out,
                        struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!number_find(store, VOTER_COUNT, ballot_id, &out->voter_count, error) ||
        !command_prepare(store, VOTERS, &statement, TEXTS(ballot_id), error)) {
        return false;
    }
    out->voters = calloc(out->voter_count + 1, sizeof *out->voters);
    out->position_ids = calloc(out->voter_count + 1, sizeof *out->position_ids);
    if (out->voters == NULL || out->position_ids == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    for (size_t i = 0; i <= out->voter_count; i++) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (has_row) {
            assert(i < out->voter_count);
            trib_text_copy(out->position_ids[i], TRIB_ID_BYTES, trib_column_text(&statement, 0));
            out->voters[i] = (struct trib_voter){.id = out->position_ids[i],
                                                 .has_left = trib_column_int64(&statement, 1) != 0};
        }
    }
    return true;
}

/* Texts are few; *out_text is NULL for none. */
static bool text_keep(const char *text, char **out_text) {
    *out_text = text[0] == '\0' ? NULL : strdup(text);
    return text[0] == '\0' || *out_text != NULL;
}

/* False when there is no memory; what cannot be opened has no choice. */
static bool sealed_open(const struct ballot_opener *opener, const char *sealed,
                        struct opened *out) {
    struct ballot_answer answer;
    bool is_kept = true;
    if (ballot_answer_open(opener, sealed, &answer)) {
        out->choice = answer.choice;
        is_kept =
            text_keep(answer.text, &out->text) && text_keep(answer.principle, &out->principle);
    }
    sodium_memzero(&answer, sizeof answer);
    return is_kept;
}

static bool answer_read(const struct trib_statement *statement, const struct ballot_opener *opener,
                        struct opened *opened, struct trib_delegate_answer *out) {
    bool is_withdrawn = trib_column_int64(statement, 3) != 0;
    bool is_kept = is_withdrawn || sealed_open(opener, trib_column_text(statement, 5), opened);
    trib_text_copy(opened->voter_id, TRIB_ID_BYTES, trib_column_text(statement, 0));
    trib_text_copy(opened->delegate_id, TRIB_ID_BYTES, trib_column_text(statement, 1));
    *out = (struct trib_delegate_answer){.voter_id = opened->voter_id,
                                         .delegate_id = opened->delegate_id,
                                         .seq = (uint64_t)trib_column_int64(statement, 4),
                                         .choice = opened->choice,
                                         .is_lead = trib_column_int64(statement, 2) != 0,
                                         .is_withdrawn = is_withdrawn};
    return is_kept;
}

static bool answers_read(struct trib_store *store, const char *ballot_id,
                         const struct ballot_opener *opener, struct count *out,
                         struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    size_t answer_count = 0;
    if (!number_find(store, ANSWER_COUNT, ballot_id, &answer_count, error) ||
        !command_prepare(store, ANSWERS, &statement, TEXTS(ballot_id), error)) {
        return false;
    }
    out->answers = calloc(answer_count + 1, sizeof *out->answers);
    out->opened = calloc(answer_count + 1, sizeof *out->opened);
    if (out->answers == NULL || out->opened == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    out->is_readable = true;
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        assert(out->answer_count < answer_count);
        size_t at = out->answer_count++;
        if (!answer_read(&statement, opener, &out->opened[at], &out->answers[at])) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
        }
        out->is_readable = out->is_readable && (out->answers[at].is_withdrawn ||
                                                out->answers[at].choice != TRIB_CHOICE_UNKNOWN);
    }
    return false;
}

/* ---- writing the roll call ------------------------------------------------------------------- */

/* What a position says: its delegate's id is borrowed from there. */
static const struct opened *opened_of(const struct count *count,
                                      const struct trib_delegate_answer *position) {
    const char *bytes = position->delegate_id - offsetof(struct opened, delegate_id);
    const struct opened *opened = (const void *)bytes;
    assert(opened >= count->opened && opened < count->opened + count->answer_count);
    return opened;
}

static const char TELL_SEALED[] = "UPDATE position SET has_answered = 1, choice = ?2, text = ?3, "
                                  "principle = ?4 WHERE position_id = ?1";
static const char TELL_ANSWERED[] = "UPDATE position SET has_answered = 1 WHERE position_id = ?1";
static const char ADD_NAMELESS[] =
    "INSERT INTO position (position_id, space_id, ballot_id, choice, text, principle) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/* A choice that no name stands beside, under an id that says nothing. */
struct nameless {
    char position_id[TRIB_ID_BYTES];
    const struct opened *opened;
};

static int nameless_compare(const void *a, const void *b) {
    const struct nameless *left = a;
    const struct nameless *right = b;
    return strcmp(left->position_id, right->position_id);
}

/* In the order of their new ids, which is none. */
static bool nameless_write(struct trib_store *store, const struct ballot *ballot,
                           struct nameless *rows, size_t count, struct trib_error *error) {
    if (count > 0) {
        qsort(rows, count, sizeof *rows, nameless_compare);
    }
    for (size_t i = 0; i < count; i++) {
        const struct opened *opened = rows[i].opened;
        if (!command_write(store, ADD_NAMELESS,
                           TEXTS(rows[i].position_id, ballot->space_id, ballot->ballot_id,
                                 trib_choice_name(opened->choice), opened->text, opened->principle),
                           error)) {
            return false;
        }
    }
    return true;
}

static bool secret_write(struct trib_store *store, const struct ballot *ballot,
                         const struct count *count, bool tells_choices, struct trib_error *error) {
    size_t row_count = 0;
    bool is_done = true;
    struct nameless *rows = calloc(count->voter_count + 1, sizeof *rows);
    if (rows == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    for (size_t i = 0; i < count->voter_count && is_done; i++) {
        const struct trib_voter *voter = &count->voters[i];
        if (voter->position != NULL && !voter->has_left) {
            rows[row_count].opened = opened_of(count, voter->position);
            trib_id_make_random(trib_store_random(store), rows[row_count++].position_id);
            is_done = command_write(store, TELL_ANSWERED, TEXTS(voter->id), error);
        }
    }
    is_done = is_done && (!tells_choices || nameless_write(store, ballot, rows, row_count, error));
    sodium_memzero(rows, (count->voter_count + 1) * sizeof *rows);
    free(rows);
    return is_done;
}

static bool roll_call_write(struct trib_store *store, const struct ballot *ballot,
                            const struct count *count, bool tells_choices,
                            struct trib_error *error) {
    if (ballot->is_secret) {
        return secret_write(store, ballot, count, tells_choices, error);
    }
    for (size_t i = 0; i < count->voter_count; i++) {
        const struct trib_voter *voter = &count->voters[i];
        if (voter->position == NULL || voter->has_left) {
            continue;
        }
        const struct opened *opened = opened_of(count, voter->position);
        if (!command_write(
                store, TELL_SEALED,
                TEXTS(voter->id, trib_choice_name(opened->choice), opened->text, opened->principle),
                error)) {
            return false;
        }
    }
    return true;
}

/* ---- what follows ---------------------------------------------------------------------------- */

static bool proposal_follow(struct trib_store *store, const struct ballot *ballot,
                            const struct trib_tally *tally, const struct trib_next *next,
                            struct trib_error *error) {
    char round[COMMAND_NUMBER_BYTES];
    command_number_write(next->round, round);
    const struct proposal_outcome outcome = {
        .state = next->step == TRIB_STEP_DECIDED && !next->may_fall_back ? TRIB_PROPOSAL_DECIDED
                                                                         : TRIB_PROPOSAL_DISCUSSION,
        .outcome = trib_result_name(tally->result),
        .round = round};
    return proposal_save_outcome(store, ballot->proposal_id, &outcome, error);
}

static const char ADD_DECISION[] =
    "INSERT INTO decision (decision_id, space_id, group_id, proposal_id, ballot_id, year, number, "
    "title, text, language, decided_on) SELECT ?2, space_id, group_id, proposal_id, ?1, "
    "CAST(substr(?3, 1, 4) AS INTEGER), (SELECT coalesce(max(number), 0) + 1 FROM decision AS one "
    "WHERE one.group_id IS proposal.group_id AND year = CAST(substr(?3, 1, 4) AS INTEGER)), "
    "title, text, language, ?3 FROM proposal WHERE proposal_id = ?4";
static const char REPLACE[] =
    "UPDATE decision SET (state, replaced_by_id) = (SELECT iif(replacement = 'rescinds', "
    "'rescinded', 'superseded'), ?2 FROM proposal WHERE proposal_id = ?1) WHERE decision_id = "
    "(SELECT replaces_id FROM proposal WHERE proposal_id = ?1) AND state = 'in_force'";
static bool decision_write(struct trib_store *store, const struct ballot *ballot,
                           struct trib_error *error) {
    char decision_id[TRIB_ID_BYTES];
    char today[TRIB_FUZZY_DATE_BYTES];
    trib_id_make_random(trib_store_random(store), decision_id);
    trib_store_today(store, today);
    return command_write(store, ADD_DECISION,
                         TEXTS(ballot->ballot_id, decision_id, today, ballot->proposal_id),
                         error) &&
           command_write(store, REPLACE, TEXTS(ballot->proposal_id, decision_id), error);
}

static bool tally_write(struct trib_store *store, const struct ballot *ballot, struct count *count,
                        struct trib_error *error) {
    struct trib_tally tally;
    int64_t now_ms = trib_store_now_ms(store);
    trib_roll_settle(count->voters, count->voter_count, count->answers, count->answer_count);
    trib_tally_count(&ballot->rules, count->voters, count->voter_count, &tally);
    const struct trib_next next = trib_tally_next(&ballot->rules, &tally, ballot->round, now_ms);
    /* Whoever closes a secret ballot after the first answer would read that one. */
    bool tells_choices = !ballot->is_secret || tally.result != TRIB_RESULT_NO_QUORUM;
    return roll_call_write(store, ballot, count, tells_choices, error) &&
           ballot_envelopes_delete(store, ballot->ballot_id, error) &&
           ballot_save_tally(store, ballot->ballot_id, &tally, tells_choices, now_ms, error) &&
           proposal_follow(store, ballot, &tally, &next, error) &&
           (tally.result != TRIB_RESULT_CARRIED || decision_write(store, ballot, error));
}

static bool count_or_void(struct trib_store *store, const struct ballot *ballot,
                          const struct ballot_opener *opener, struct count *count,
                          struct trib_error *error) {
    if (!voters_read(store, ballot->ballot_id, count, error) ||
        !answers_read(store, ballot->ballot_id, opener, count, error)) {
        return false;
    }
    return count->is_readable ? tally_write(store, ballot, count, error)
                              : ballot_void(store, ballot->ballot_id, "key_lost", NULL, error);
}

bool ballot_count(struct trib_store *store, const struct ballot *ballot, struct trib_error *error) {
    struct count count = {0};
    struct ballot_opener opener;
    bool is_found = false;
    if (!ballot_opener_find(store, ballot->ballot_id, ballot->public_key, &opener, &is_found,
                            error)) {
        return false;
    }
    if (!is_found) {
        return ballot_void(store, ballot->ballot_id, "key_lost", NULL, error);
    }
    bool is_done = count_or_void(store, ballot, &opener, &count, error);
    ballot_opener_finish(&opener);
    count_finish(&count);
    return is_done;
}
