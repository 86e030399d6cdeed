/*
 * Counting. A roll is settled first: sorted, so that each answer finds its voter by halving and the
 * answers of one delegate lie together, the latest last. What stands then is compared with what the
 * voter has so far, and that comparison asks for role and number alone: hence any order of answers
 * gives the same positions. A tally is one walk over them.
 */
#include "tributary/domain/count.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define MINUTE_MS INT64_C(60000)

static_assert((uint64_t)TRIB_ROLL_MAX * TRIB_SHARE_PARTS_MAX < UINT32_MAX,
              "a count times the parts of a share fits its member");

/* ---- shares ---- */

static bool parts_are_valid(const struct trib_share *share) {
    return share->denominator >= 1 && share->denominator <= TRIB_SHARE_PARTS_MAX &&
           share->numerator <= share->denominator;
}

bool trib_share_is_valid(const struct trib_share *share) {
    bool always = share->relation == TRIB_SHARE_AT_LEAST && share->numerator == 0;
    bool never = share->relation == TRIB_SHARE_MORE_THAN && share->numerator == share->denominator;
    return parts_are_valid(share) && !always && !never;
}

struct trib_reckoning trib_share_reckon(const struct trib_share *share, uint32_t count,
                                        uint32_t whole) {
    assert(parts_are_valid(share) && count <= TRIB_ROLL_MAX && whole <= TRIB_ROLL_MAX);
    uint32_t left = count * share->denominator;
    uint32_t right = share->numerator * whole;
    uint32_t full = right / share->denominator;
    bool is_exact = right % share->denominator == 0;
    bool at_least = share->relation == TRIB_SHARE_AT_LEAST;
    return (struct trib_reckoning){
        .share = *share,
        .count = count,
        .whole = whole,
        .left = left,
        .right = right,
        .needed = at_least && is_exact ? full : full + 1,
        .holds = at_least ? left >= right : left > right,
    };
}

bool trib_share_holds(const struct trib_share *share, uint32_t count, uint32_t whole) {
    return trib_share_reckon(share, count, whole).holds;
}

uint32_t trib_share_needed(const struct trib_share *share, uint32_t whole) {
    return trib_share_reckon(share, 0, whole).needed;
}

/* ---- rules ---- */

struct trib_ballot_rules trib_ballot_rules_default(enum trib_ballot_occasion occasion) {
    static const struct trib_share shares[TRIB_OCCASION_COUNT] = {
        [TRIB_OCCASION_CONSENSUS] = {TRIB_SHARE_MORE_THAN, 1, 2, TRIB_SHARE_OF_CAST},
        [TRIB_OCCASION_VOTE] = {TRIB_SHARE_MORE_THAN, 1, 2, TRIB_SHARE_OF_CAST},
        [TRIB_OCCASION_FALLBACK] = {TRIB_SHARE_AT_LEAST, 3, 4, TRIB_SHARE_OF_CAST},
        [TRIB_OCCASION_ADMISSION] = {TRIB_SHARE_AT_LEAST, 2, 3, TRIB_SHARE_OF_CAST},
        [TRIB_OCCASION_REOPENING] = {TRIB_SHARE_MORE_THAN, 1, 2, TRIB_SHARE_OF_CAST},
    };
    return (struct trib_ballot_rules){
        .method = occasion == TRIB_OCCASION_CONSENSUS ? TRIB_BALLOT_CONSENSUS : TRIB_BALLOT_VOTE,
        .share = shares[occasion],
        .quorum = {TRIB_SHARE_MORE_THAN, 1, 2, TRIB_SHARE_OF_ROLL},
        .stand_asides = {TRIB_SHARE_MORE_THAN, 1, 4, TRIB_SHARE_OF_PRESENT},
        .blocks_max = 0,
        .rounds_max = 2,
        .fallback_wait_minutes = 24 * 60,
    };
}

const char *trib_ballot_rules_fault(const struct trib_ballot_rules *rules) {
    if (!trib_share_is_valid(&rules->share)) {
        return "share";
    }
    if (!trib_share_is_valid(&rules->quorum) || rules->quorum.base != TRIB_SHARE_OF_ROLL) {
        return "quorum";
    }
    if (!parts_are_valid(&rules->stand_asides) ||
        rules->stand_asides.relation != TRIB_SHARE_MORE_THAN ||
        rules->stand_asides.base != TRIB_SHARE_OF_PRESENT) {
        return "stand_asides";
    }
    if (rules->blocks_max > TRIB_ROLL_MAX) {
        return "blocks_max";
    }
    if (rules->rounds_max < 1 || rules->rounds_max > TRIB_CONSENSUS_ROUNDS_MAX) {
        return "rounds_max";
    }
    return rules->fallback_wait_minutes > TRIB_FALLBACK_WAIT_MINUTES_MAX ? "fallback_wait_minutes"
                                                                         : NULL;
}

/* ---- positions ---- */

enum trib_roll_opening trib_roll_opens(size_t voter_count) {
    if (voter_count == 0) {
        return TRIB_ROLL_IS_EMPTY;
    }
    return voter_count > TRIB_ROLL_MAX ? TRIB_ROLL_IS_TOO_LARGE : TRIB_ROLL_OPENS;
}

bool trib_choice_fits(enum trib_choice choice, enum trib_ballot_method method) {
    bool is_vote = choice >= TRIB_CHOICE_YES && choice <= TRIB_CHOICE_ABSTAIN;
    bool is_consensus = choice >= TRIB_CHOICE_AGREE && choice <= TRIB_CHOICE_BLOCK;
    return method == TRIB_BALLOT_VOTE ? is_vote : is_consensus;
}

enum trib_choice_words trib_choice_words(enum trib_choice choice) {
    static const enum trib_choice_words words[TRIB_CHOICE_COUNT] = {
        [TRIB_CHOICE_RESERVATION] = TRIB_CHOICE_WORDS_MUST,
        [TRIB_CHOICE_STAND_ASIDE] = TRIB_CHOICE_WORDS_MAY,
        [TRIB_CHOICE_BLOCK] = TRIB_CHOICE_WORDS_REASON_AND_PRINCIPLE,
    };
    return words[choice];
}

static int compare_voters(const void *left, const void *right) {
    const struct trib_voter *a = left;
    const struct trib_voter *b = right;
    return strcmp(a->id, b->id);
}

static int compare_answers(const void *left, const void *right) {
    const struct trib_delegate_answer *a = left;
    const struct trib_delegate_answer *b = right;
    int order = strcmp(a->voter_id, b->voter_id);
    order = order != 0 ? order : strcmp(a->delegate_id, b->delegate_id);
    return order != 0 ? order : (a->seq > b->seq) - (a->seq < b->seq);
}

/* Whether the same delegate has answered for the same voter again. */
static bool is_superseded(const struct trib_delegate_answer *answer,
                          const struct trib_delegate_answer *end) {
    const struct trib_delegate_answer *later = answer + 1;
    if (later == end || strcmp(answer->voter_id, later->voter_id) != 0 ||
        strcmp(answer->delegate_id, later->delegate_id) != 0) {
        return false;
    }
    assert(answer->seq < later->seq);
    return true;
}

/* Of two delegates' standing answers for one voter. */
static bool prevails(const struct trib_delegate_answer *answer,
                     const struct trib_delegate_answer *over) {
    if (answer->is_lead != over->is_lead) {
        return answer->is_lead;
    }
    assert(answer->seq != over->seq);
    return answer->seq > over->seq;
}

void trib_roll_settle(struct trib_voter *voters, size_t voter_count,
                      struct trib_delegate_answer *answers, size_t answer_count) {
    if (voter_count > 0) {
        qsort(voters, voter_count, sizeof *voters, compare_voters);
    }
    for (size_t i = 0; i < voter_count; i++) {
        assert(i == 0 || strcmp(voters[i - 1].id, voters[i].id) < 0);
        voters[i].position = NULL;
    }
    if (voter_count == 0 || answer_count == 0) {
        return;
    }
    qsort(answers, answer_count, sizeof *answers, compare_answers);
    const struct trib_delegate_answer *end = answers + answer_count;
    for (const struct trib_delegate_answer *answer = answers; answer < end; answer++) {
        struct trib_voter wanted = {.id = answer->voter_id};
        if (is_superseded(answer, end) || answer->is_withdrawn) {
            continue;
        }
        struct trib_voter *voter =
            bsearch(&wanted, voters, voter_count, sizeof *voters, compare_voters);
        if (voter != NULL && !voter->has_left &&
            (voter->position == NULL || prevails(answer, voter->position))) {
            voter->position = answer;
        }
    }
}

struct trib_turnout trib_roll_turnout(const struct trib_voter *voters, size_t voter_count) {
    struct trib_turnout turnout = {0};
    assert(voter_count <= TRIB_ROLL_MAX);
    for (size_t i = 0; i < voter_count; i++) {
        if (!voters[i].has_left) {
            bool has_answered = voters[i].position != NULL;
            turnout.roll++;
            turnout.present += has_answered || voters[i].is_checked_in ? 1 : 0;
            turnout.answered += has_answered ? 1 : 0;
        }
    }
    return turnout;
}

/* ---- results ---- */

static void conclude(struct trib_tally *tally, enum trib_result result,
                     enum trib_result_reason reason) {
    tally->result = result;
    tally->reason = reason;
}

static void conclude_vote(const struct trib_ballot_rules *rules, struct trib_tally *tally) {
    uint32_t yes = tally->counts[TRIB_CHOICE_YES];
    uint32_t cast = yes + tally->counts[TRIB_CHOICE_NO];
    const uint32_t wholes[TRIB_SHARE_BASE_COUNT] = {
        [TRIB_SHARE_OF_CAST] = cast,
        [TRIB_SHARE_OF_PRESENT] = tally->turnout.present,
        [TRIB_SHARE_OF_ROLL] = tally->turnout.roll,
    };
    tally->share = trib_share_reckon(&rules->share, yes, wholes[rules->share.base]);
    if (cast == 0) {
        conclude(tally, TRIB_RESULT_NOT_CARRIED, TRIB_REASON_NO_VOTES_CAST);
    } else if (tally->share.holds) {
        conclude(tally, TRIB_RESULT_CARRIED, TRIB_REASON_SHARE_HOLDS);
    } else {
        conclude(tally, TRIB_RESULT_NOT_CARRIED, TRIB_REASON_SHARE_NOT_MET);
    }
}

static void conclude_consensus(const struct trib_ballot_rules *rules, struct trib_tally *tally) {
    const uint32_t *counts = tally->counts;
    tally->stand_asides = trib_share_reckon(&rules->stand_asides, counts[TRIB_CHOICE_STAND_ASIDE],
                                            tally->turnout.present);
    if (counts[TRIB_CHOICE_BLOCK] > rules->blocks_max) {
        conclude(tally, TRIB_RESULT_BLOCKED, TRIB_REASON_BLOCK);
    } else if (tally->stand_asides.holds) {
        conclude(tally, TRIB_RESULT_NOT_CARRIED, TRIB_REASON_STAND_ASIDES);
    } else if (counts[TRIB_CHOICE_AGREE] + counts[TRIB_CHOICE_RESERVATION] == 0) {
        conclude(tally, TRIB_RESULT_NOT_CARRIED, TRIB_REASON_NOBODY_AGREED);
    } else {
        conclude(tally, TRIB_RESULT_CARRIED, TRIB_REASON_CONSENSUS);
    }
}

void trib_tally_count(const struct trib_ballot_rules *rules, const struct trib_voter *voters,
                      size_t voter_count, struct trib_tally *out_tally) {
    struct trib_tally tally = {.turnout = trib_roll_turnout(voters, voter_count)};
    assert(trib_ballot_rules_fault(rules) == NULL);
    for (size_t i = 0; i < voter_count; i++) {
        if (!voters[i].has_left && voters[i].position != NULL) {
            assert(trib_choice_fits(voters[i].position->choice, rules->method));
            tally.counts[voters[i].position->choice]++;
        }
    }
    tally.quorum = trib_share_reckon(&rules->quorum, tally.turnout.present, tally.turnout.roll);
    if (rules->method == TRIB_BALLOT_VOTE) {
        conclude_vote(rules, &tally);
    } else {
        conclude_consensus(rules, &tally);
    }
    if (!tally.quorum.holds || tally.turnout.roll == 0) { /* before anything else there is to say */
        conclude(&tally, TRIB_RESULT_NO_QUORUM, TRIB_REASON_NO_QUORUM);
    }
    *out_tally = tally;
}

bool trib_tally_is_of_one_mind(const struct trib_tally *tally) {
    for (size_t choice = 0; choice < TRIB_CHOICE_COUNT; choice++) {
        if (tally->counts[choice] > 0) {
            return tally->counts[choice] == tally->turnout.answered;
        }
    }
    return false;
}

/* ---- what follows ---- */

struct trib_next trib_tally_next(const struct trib_ballot_rules *rules,
                                 const struct trib_tally *tally, uint32_t round,
                                 int64_t closed_at_ms) {
    struct trib_next next = {.step = TRIB_STEP_DECIDED, .round = round};
    bool is_last = round >= rules->rounds_max;
    bool has_failed =
        tally->reason == TRIB_REASON_BLOCK || tally->reason == TRIB_REASON_STAND_ASIDES;
    if (tally->result == TRIB_RESULT_NO_QUORUM) {
        next.step = TRIB_STEP_SAME_ROUND;
    } else if (tally->result == TRIB_RESULT_BLOCKED) {
        next.step = is_last ? TRIB_STEP_LAST_BLOCKED : TRIB_STEP_NEXT_ROUND;
        next.round = is_last ? round : round + 1;
    }
    if (has_failed && is_last) {
        next.may_fall_back = true;
        next.fallback_opens_at_ms = closed_at_ms + rules->fallback_wait_minutes * MINUTE_MS;
    }
    return next;
}

bool trib_fallback_opens(const struct trib_next *next, int64_t now_ms) {
    return next->may_fall_back && now_ms >= next->fallback_opens_at_ms;
}

bool trib_result_lost(enum trib_result result, enum trib_choice choice) {
    bool was_against = choice == TRIB_CHOICE_NO || choice == TRIB_CHOICE_BLOCK;
    bool was_for = choice == TRIB_CHOICE_YES || choice == TRIB_CHOICE_AGREE ||
                   choice == TRIB_CHOICE_RESERVATION;
    if (result == TRIB_RESULT_NO_QUORUM) {
        return false;
    }
    return result == TRIB_RESULT_CARRIED ? was_against : was_for;
}

bool trib_reopening_may_be_moved(const struct trib_reopening *reopening) {
    return reopening->result != TRIB_RESULT_NO_QUORUM &&
           (reopening->was_secret || reopening->has_new_information ||
            !trib_result_lost(reopening->result, reopening->choice));
}

/* ---- words ---- */

static const char *const relation_names[TRIB_SHARE_RELATION_COUNT] = {
    [TRIB_SHARE_AT_LEAST] = "at_least",
    [TRIB_SHARE_MORE_THAN] = "more_than",
};

static const char *const base_names[TRIB_SHARE_BASE_COUNT] = {
    [TRIB_SHARE_OF_CAST] = "cast",
    [TRIB_SHARE_OF_PRESENT] = "present",
    [TRIB_SHARE_OF_ROLL] = "roll",
};

static const char *const method_names[TRIB_BALLOT_METHOD_COUNT] = {
    [TRIB_BALLOT_CONSENSUS] = "consensus",
    [TRIB_BALLOT_VOTE] = "vote",
};

static const char *const choice_names[TRIB_CHOICE_COUNT] = {
    [TRIB_CHOICE_UNKNOWN] = "",
    [TRIB_CHOICE_YES] = "yes",
    [TRIB_CHOICE_NO] = "no",
    [TRIB_CHOICE_ABSTAIN] = "abstain",
    [TRIB_CHOICE_AGREE] = "agree",
    [TRIB_CHOICE_RESERVATION] = "reservation",
    [TRIB_CHOICE_STAND_ASIDE] = "stand_aside",
    [TRIB_CHOICE_BLOCK] = "block",
};

static const char *const result_names[TRIB_RESULT_COUNT] = {
    [TRIB_RESULT_NO_QUORUM] = "no_quorum",
    [TRIB_RESULT_NOT_CARRIED] = "not_carried",
    [TRIB_RESULT_CARRIED] = "carried",
    [TRIB_RESULT_BLOCKED] = "blocked",
};

static const char *const reason_names[TRIB_REASON_COUNT] = {
    [TRIB_REASON_NO_QUORUM] = "no_quorum",         [TRIB_REASON_SHARE_HOLDS] = "share_holds",
    [TRIB_REASON_SHARE_NOT_MET] = "share_not_met", [TRIB_REASON_NO_VOTES_CAST] = "no_votes_cast",
    [TRIB_REASON_CONSENSUS] = "consensus",         [TRIB_REASON_BLOCK] = "block",
    [TRIB_REASON_STAND_ASIDES] = "stand_asides",   [TRIB_REASON_NOBODY_AGREED] = "nobody_agreed",
};

/* The place of a name among count, or count. The empty one is nothing's name. */
static size_t find_name(const char *const *names, size_t count, const char *name) {
    size_t i = 0;
    while (i < count && (names[i][0] == '\0' || strcmp(names[i], name) != 0)) {
        i++;
    }
    return i;
}

/* Defines trib_THING_name and trib_THING_find over a table of names. */
#define NAMED(thing, names)                                                                        \
    const char *trib_##thing##_name(enum trib_##thing value) {                                     \
        return (names)[value];                                                                     \
    }                                                                                              \
    bool trib_##thing##_find(const char *name, enum trib_##thing *out_value) {                     \
        size_t found = find_name(names, COUNT(names), name);                                       \
        if (found < COUNT(names)) {                                                                \
            *out_value = (enum trib_##thing)found;                                                 \
        }                                                                                          \
        return found < COUNT(names);                                                               \
    }

NAMED(share_relation, relation_names)
NAMED(share_base, base_names)
NAMED(ballot_method, method_names)
NAMED(choice, choice_names)
NAMED(result, result_names)
NAMED(result_reason, reason_names)
