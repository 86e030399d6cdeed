/*
 * Straw polls by sets. A poll has at most 32 options, so a set of them is one word, and a round of
 * a runoff is a walk over the answers with the set of those that continue. Nothing is carried from
 * one round to the next but that set and the earlier rounds' votes, which break ties.
 */
#include "tributary/domain/straw_poll.h"

#include <assert.h>
#include <string.h>

static_assert(TRIB_STRAW_OPTIONS_MAX < 32, "a set of options, and of ranks, is one word");
static_assert(TRIB_STRAW_ANSWERS_MAX <= UINT32_MAX / TRIB_STRAW_DOTS_MAX, "sums fit");
static_assert(TRIB_STRAW_SCORE_MAX <= TRIB_STRAW_DOTS_MAX, "sums of scores fit too");

static const char *const names[] = {
    [TRIB_STRAW_YES_NO] = "yes_no", [TRIB_STRAW_APPROVAL] = "approval",
    [TRIB_STRAW_SCORE] = "score",   [TRIB_STRAW_DOTS] = "dots",
    [TRIB_STRAW_RANKED] = "ranked",
};

const char *trib_straw_kind_name(enum trib_straw_kind kind) {
    return names[kind];
}

bool trib_straw_kind_find(const char *name, enum trib_straw_kind *out_kind) {
    for (size_t i = 0; i < TRIB_STRAW_KIND_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *out_kind = (enum trib_straw_kind)i;
            return true;
        }
    }
    return false;
}

bool trib_straw_poll_valid(const struct trib_straw_poll *poll) {
    bool has_options = poll->option_count >= TRIB_STRAW_OPTIONS_MIN &&
                       poll->option_count <= TRIB_STRAW_OPTIONS_MAX;
    switch (poll->kind) {
    case TRIB_STRAW_YES_NO:
        return poll->option_count == 0;
    case TRIB_STRAW_DOTS:
        return has_options && poll->dots_per_answer >= 1 &&
               poll->dots_per_answer <= TRIB_STRAW_DOTS_MAX;
    case TRIB_STRAW_APPROVAL:
    case TRIB_STRAW_SCORE:
    case TRIB_STRAW_RANKED:
        return has_options;
    case TRIB_STRAW_KIND_COUNT:
        break;
    }
    return false;
}

/* Whether a mark may have this value, whatever the answer's other marks are. */
static bool value_valid(const struct trib_straw_poll *poll, uint32_t value) {
    switch (poll->kind) {
    case TRIB_STRAW_APPROVAL:
        return value == 1;
    case TRIB_STRAW_SCORE:
        return value <= TRIB_STRAW_SCORE_MAX;
    case TRIB_STRAW_DOTS:
        return value >= 1;
    case TRIB_STRAW_RANKED:
        return value >= 1 && value <= poll->option_count;
    case TRIB_STRAW_YES_NO:
    case TRIB_STRAW_KIND_COUNT:
        break;
    }
    return false;
}

enum trib_straw_fault trib_straw_answer_check(const struct trib_straw_poll *poll,
                                              const struct trib_straw_answer *answer) {
    assert(trib_straw_poll_valid(poll) && poll->kind != TRIB_STRAW_YES_NO);
    bool found[TRIB_STRAW_FAULT_COUNT] = {false};
    uint32_t options = 0;
    uint32_t ranks = 0; /* bit 0 is rank 1 */
    uint64_t spent = 0;
    for (size_t i = 0; i < answer->mark_count; i++) {
        const struct trib_straw_mark *mark = &answer->marks[i];
        if (mark->option_index >= poll->option_count) {
            found[TRIB_STRAW_UNKNOWN_OPTION] = true;
            continue;
        }
        uint32_t option = UINT32_C(1) << mark->option_index;
        found[TRIB_STRAW_DUPLICATE_OPTION] |= (options & option) != 0;
        options |= option;
        spent += mark->value;
        if (!value_valid(poll, mark->value)) {
            found[TRIB_STRAW_BAD_VALUE] = true;
        } else if (poll->kind == TRIB_STRAW_RANKED) {
            uint32_t rank = UINT32_C(1) << (mark->value - 1);
            found[TRIB_STRAW_EQUAL_RANKS] |= (ranks & rank) != 0;
            ranks |= rank;
        }
    }
    found[TRIB_STRAW_TOO_MANY_DOTS] =
        poll->kind == TRIB_STRAW_DOTS && spent > poll->dots_per_answer;
    found[TRIB_STRAW_SKIPPED_RANK] = (ranks & (ranks + 1)) != 0; /* a zero below a one */
    for (size_t i = TRIB_STRAW_FINE + 1; i < TRIB_STRAW_FAULT_COUNT; i++) {
        if (found[i]) {
            return (enum trib_straw_fault)i;
        }
    }
    return TRIB_STRAW_FINE;
}

struct trib_straw_replies trib_straw_replies_count(const enum trib_straw_reply *replies,
                                                   size_t reply_count) {
    assert(reply_count <= TRIB_STRAW_ANSWERS_MAX);
    uint32_t counts[TRIB_STRAW_ABSTAIN + 1] = {0};
    for (size_t i = 0; i < reply_count; i++) {
        assert(replies[i] <= TRIB_STRAW_ABSTAIN);
        counts[replies[i]]++;
    }
    return (struct trib_straw_replies){
        .yes = counts[TRIB_STRAW_YES],
        .no = counts[TRIB_STRAW_NO],
        .abstain = counts[TRIB_STRAW_ABSTAIN],
    };
}

/* The greater merit has the lower place, and equal ones share it. */
static void put_in_order(const uint32_t *merits, size_t count, struct trib_straw_order *out_order) {
    for (size_t i = 0; i < count; i++) {
        uint32_t better = 0;
        uint32_t equal_before = 0;
        for (size_t j = 0; j < count; j++) {
            better += merits[j] > merits[i];
            equal_before += j < i && merits[j] == merits[i];
        }
        out_order->places[i] = better + 1;
        out_order->options[better + equal_before] = (uint32_t)i;
    }
}

static void assert_all_fine(const struct trib_straw_poll *poll,
                            const struct trib_straw_answer *answers, size_t answer_count) {
    assert(answer_count <= TRIB_STRAW_ANSWERS_MAX);
    for (size_t i = 0; i < answer_count; i++) {
        assert(trib_straw_answer_check(poll, &answers[i]) == TRIB_STRAW_FINE);
    }
}

void trib_straw_totals_count(const struct trib_straw_poll *poll,
                             const struct trib_straw_answer *answers, size_t answer_count,
                             struct trib_straw_totals *out_totals) {
    assert(trib_straw_poll_valid(poll));
    assert(poll->kind == TRIB_STRAW_APPROVAL || poll->kind == TRIB_STRAW_SCORE ||
           poll->kind == TRIB_STRAW_DOTS);
    assert_all_fine(poll, answers, answer_count);
    *out_totals = (struct trib_straw_totals){
        .option_count = poll->option_count,
        .answer_count = answer_count,
    };
    for (size_t i = 0; i < answer_count; i++) {
        for (size_t j = 0; j < answers[i].mark_count; j++) {
            const struct trib_straw_mark *mark = &answers[i].marks[j];
            struct trib_straw_total *total = &out_totals->options[mark->option_index];
            total->sum += mark->value;
            total->mark_count++;
            if (poll->kind == TRIB_STRAW_SCORE) {
                total->score_counts[mark->value]++;
            }
        }
    }
    uint32_t sums[TRIB_STRAW_OPTIONS_MAX] = {0};
    for (size_t i = 0; i < poll->option_count; i++) {
        sums[i] = out_totals->options[i].sum;
    }
    put_in_order(sums, poll->option_count, &out_totals->order);
}

static bool has(uint32_t set, size_t option) {
    return (set >> option & 1) != 0;
}

static bool is_single(uint32_t set) {
    return set != 0 && (set & (set - 1)) == 0;
}

/* Gives each answer to the option it ranks best of those that continue, or to nobody. */
static void count_votes(const struct trib_straw_answer *answers, size_t answer_count,
                        struct trib_straw_round *round) {
    for (size_t i = 0; i < answer_count; i++) {
        const struct trib_straw_mark *best = NULL;
        for (size_t j = 0; j < answers[i].mark_count; j++) {
            const struct trib_straw_mark *mark = &answers[i].marks[j];
            if (has(round->continuing, mark->option_index) &&
                (best == NULL || mark->value < best->value)) {
                best = mark;
            }
        }
        if (best == NULL) {
            round->exhausted++;
        } else {
            round->votes[best->option_index]++;
        }
    }
}

/* The fewest votes that one of a set has; UINT32_MAX when it is empty. */
static uint32_t fewest_votes(const uint32_t *votes, uint32_t set) {
    uint32_t fewest = UINT32_MAX;
    for (size_t i = 0; i < TRIB_STRAW_OPTIONS_MAX; i++) {
        if (has(set, i) && votes[i] < fewest) {
            fewest = votes[i];
        }
    }
    return fewest;
}

/* Those of a set that have the fewest votes. */
static uint32_t with_fewest(const uint32_t *votes, uint32_t set) {
    uint32_t fewest = fewest_votes(votes, set);
    uint32_t found = 0;
    for (size_t i = 0; i < TRIB_STRAW_OPTIONS_MAX; i++) {
        if (has(set, i) && votes[i] == fewest) {
            found |= UINT32_C(1) << i;
        }
    }
    return found;
}

/* The one with more than half of a round's votes; empty when there is none. */
static uint32_t with_majority(const struct trib_straw_round *round, size_t answer_count) {
    size_t active = answer_count - round->exhausted;
    for (size_t i = 0; i < TRIB_STRAW_OPTIONS_MAX; i++) {
        if ((size_t)round->votes[i] * 2 > active) {
            return UINT32_C(1) << i;
        }
    }
    return 0;
}

/* Whether those in the last place have fewer votes together than any other option. */
static bool may_leave_together(const struct trib_straw_round *round) {
    uint32_t sum = 0;
    for (size_t i = 0; i < TRIB_STRAW_OPTIONS_MAX; i++) {
        sum += has(round->last, i) ? round->votes[i] : 0;
    }
    uint32_t others = round->continuing & ~round->last;
    return others != 0 && sum < fewest_votes(round->votes, others);
}

/* Looks back from the newest round, which has a tie for the last place, until one of the tied had
   fewer votes than the others. */
static void break_tie(struct trib_straw_runoff *runoff) {
    struct trib_straw_round *round = &runoff->rounds[runoff->round_count - 1];
    uint32_t tied = round->last;
    for (size_t number = runoff->round_count - 1; number > 0 && !is_single(tied); number--) {
        uint32_t fewer = with_fewest(runoff->rounds[number - 1].votes, tied);
        if (fewer != tied) {
            tied = fewer;
            round->earlier_round = (uint32_t)number;
        }
    }
    if (tied == round->continuing) {
        round->ending = TRIB_STRAW_ALL_TIED;
        runoff->winners = tied;
        return;
    }
    round->ending = is_single(tied) ? TRIB_STRAW_EARLIER_ROUND : TRIB_STRAW_STILL_TIED;
    round->eliminated = tied;
}

/* Says how the newest round ends, once its votes are counted. */
static void end_round(struct trib_straw_runoff *runoff) {
    struct trib_straw_round *round = &runoff->rounds[runoff->round_count - 1];
    if (round->exhausted == runoff->answer_count) {
        round->ending = TRIB_STRAW_NO_VOTES;
        return;
    }
    runoff->winners = with_majority(round, runoff->answer_count);
    if (runoff->winners != 0) {
        round->ending = TRIB_STRAW_MAJORITY;
        return;
    }
    round->last = with_fewest(round->votes, round->continuing);
    if (is_single(round->last)) {
        round->ending = TRIB_STRAW_FEWEST;
        round->eliminated = round->last;
    } else if (may_leave_together(round)) {
        round->ending = TRIB_STRAW_TOGETHER;
        round->eliminated = round->last;
    } else {
        break_tie(runoff);
    }
}

/* Those who left by the number of their last round, those who stayed above them by their votes. */
static void put_runoff_in_order(struct trib_straw_runoff *runoff) {
    uint32_t merits[TRIB_STRAW_OPTIONS_MAX] = {0};
    for (size_t i = 0; i < runoff->option_count; i++) {
        size_t left = 0;
        while (left < runoff->round_count && !has(runoff->rounds[left].eliminated, i)) {
            left++;
        }
        merits[i] = (uint32_t)left;
        if (left == runoff->round_count) {
            merits[i] += runoff->rounds[left - 1].votes[i];
        }
    }
    put_in_order(merits, runoff->option_count, &runoff->order);
}

void trib_straw_runoff_count(const struct trib_straw_poll *poll,
                             const struct trib_straw_answer *answers, size_t answer_count,
                             struct trib_straw_runoff *out_runoff) {
    assert(trib_straw_poll_valid(poll) && poll->kind == TRIB_STRAW_RANKED);
    assert_all_fine(poll, answers, answer_count);
    *out_runoff = (struct trib_straw_runoff){
        .option_count = poll->option_count,
        .answer_count = answer_count,
    };
    uint32_t continuing = (UINT32_C(1) << poll->option_count) - 1;
    uint32_t eliminated = 0;
    do {
        assert(out_runoff->round_count < TRIB_STRAW_OPTIONS_MAX);
        struct trib_straw_round *round = &out_runoff->rounds[out_runoff->round_count++];
        round->continuing = continuing;
        count_votes(answers, answer_count, round);
        end_round(out_runoff);
        eliminated = round->eliminated;
        continuing &= ~eliminated;
    } while (eliminated != 0);
    put_runoff_in_order(out_runoff);
}
