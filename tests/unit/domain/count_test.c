/*
 * Counting: the worked examples of domain study § 3.3 by their numbers, the rules beside them, two
 * roll calls of the United Nations (tests/data/un_roll_calls), and what must hold for any ballot,
 * tried on random ones against a recount that is written another way.
 */
#include "tributary/domain/count.h"

#include "rows.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VOTERS_MAX 256
#define ANSWERS_MAX 256
#define NAME_BYTES 40
#define BALLOTS 600
#define MINUTE_MS INT64_C(60000)
#define HOUR_MS INT64_C(3600000)
#define CLOSED_AT_MS INT64_C(1355148000000) /* 2012-12-10T14:00Z */
#define DATA TRIB_SOURCE_DIR "/tests/data/un_roll_calls/"

/* ---- ballots to count ---- */

struct ballot {
    struct trib_ballot_rules rules;
    struct trib_voter voters[VOTERS_MAX];
    uint32_t voter_count;
    struct trib_delegate_answer answers[ANSWERS_MAX];
    uint32_t answer_count;
};

/* "v007": the same text for the same number, for as long as the program runs. */
static const char *id_of(size_t number) {
    static char ids[VOTERS_MAX][8];
    assert_true(number < VOTERS_MAX);
    snprintf(ids[number], sizeof ids[number], "v%03u", (unsigned)number % 1000);
    return ids[number];
}

static void ballot_init(struct ballot *ballot, enum trib_ballot_occasion occasion, uint32_t roll) {
    *ballot = (struct ballot){.rules = trib_ballot_rules_default(occasion), .voter_count = roll};
    for (size_t i = 0; i < roll; i++) {
        ballot->voters[i].id = id_of(i);
    }
}

static struct trib_delegate_answer *answer_add(struct ballot *ballot, const char *voter_id,
                                               const char *delegate_id, enum trib_choice choice) {
    assert_true(ballot->answer_count < ANSWERS_MAX);
    struct trib_delegate_answer *answer = &ballot->answers[ballot->answer_count++];
    *answer = (struct trib_delegate_answer){.voter_id = voter_id,
                                            .delegate_id = delegate_id,
                                            .seq = 1000 + ballot->answer_count,
                                            .choice = choice};
    return answer;
}

/* The first so many voters, behind those who have answered, answer this. */
static void answers_add(struct ballot *ballot, enum trib_choice choice, uint32_t count) {
    for (size_t i = 0; i < count; i++) {
        answer_add(ballot, id_of(ballot->answer_count), "delegate", choice);
    }
}

static void check_in(struct ballot *ballot, uint32_t count) {
    for (size_t i = 0; i < count; i++) {
        ballot->voters[i].is_checked_in = true;
    }
}

/* Counts a copy, so that a ballot can be counted again. */
static struct trib_tally count_ballot(const struct ballot *ballot) {
    struct trib_tally tally;
    struct ballot copy = *ballot;
    trib_roll_settle(copy.voters, copy.voter_count, copy.answers, copy.answer_count);
    trib_tally_count(&copy.rules, copy.voters, copy.voter_count, &tally);
    return tally;
}

static void assert_same_reckoning(const struct trib_reckoning *a, const struct trib_reckoning *b) {
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->whole, b->whole);
    assert_int_equal(a->left, b->left);
    assert_int_equal(a->right, b->right);
    assert_int_equal(a->needed, b->needed);
    assert_int_equal(a->holds, b->holds);
}

static void assert_same_tally(const struct trib_tally *a, const struct trib_tally *b) {
    assert_int_equal(a->turnout.roll, b->turnout.roll);
    assert_int_equal(a->turnout.present, b->turnout.present);
    assert_int_equal(a->turnout.answered, b->turnout.answered);
    assert_memory_equal(a->counts, b->counts, sizeof a->counts);
    assert_same_reckoning(&a->quorum, &b->quorum);
    assert_same_reckoning(&a->share, &b->share);
    assert_same_reckoning(&a->stand_asides, &b->stand_asides);
    assert_int_equal(a->result, b->result);
    assert_int_equal(a->reason, b->reason);
}

/* ---- shares ---- */

/* "more_than 1/2 cast"; without a base, of cast. */
static struct trib_share share_of(const char *text) {
    struct trib_share share = {0};
    char relation[16];
    char base[16] = "cast";
    assert_true(sscanf(text, "%15s %" SCNu32 "/%" SCNu32 " %15s", relation, &share.numerator,
                       &share.denominator, base) >= 3);
    assert_true(trib_share_relation_find(relation, &share.relation));
    assert_true(trib_share_base_find(base, &share.base));
    return share;
}

static struct validity {
    const char *name;
    const char *share;
    bool valid;
} validities[] = {
    {"more than a half is a share", "more_than 1/2", true},
    {"at least all is a share", "at_least 1/1", true},
    {"more than none is a share", "more_than 0/1", true},
    {"a share of nothing is none", "at_least 0/0", false},
    {"more than the whole is none", "at_least 4/3", false},
    {"at least nothing is none, for it always holds", "at_least 0/3", false},
    {"more than all is none, for it never holds", "more_than 3/3", false},
    {"thousandths are a share", "at_least 667/1000", true},
    {"finer parts are none", "at_least 667/1001", false},
};

static void validates(void **state) {
    const struct validity *row = *state;
    struct trib_share share = share_of(row->share);
    assert_int_equal(trib_share_is_valid(&share), row->valid);
}

static struct reckoning {
    const char *name;
    const char *share;
    uint32_t count, whole;
    uint32_t left, right, needed;
    bool holds;
} reckonings[] = {
    {"more than half of 8: 5 × 2 = 10 > 8", "more_than 1/2", 5, 8, 10, 8, 5, true},
    {"a tie is not more than half", "more_than 1/2", 4, 8, 8, 8, 5, false},
    {"half is at least half", "at_least 1/2", 4, 8, 8, 8, 4, true},
    {"at least 2/3 of 9 are 6, exactly", "at_least 2/3", 6, 9, 18, 18, 6, true},
    {"at least 2/3 of 10 are 7, rounded up", "at_least 2/3", 6, 10, 18, 20, 7, false},
    {"at least 2/3 of 11 are 8", "at_least 2/3", 8, 11, 24, 22, 8, true},
    {"more than 2/3 of 9 are 7", "more_than 2/3", 6, 9, 18, 18, 7, false},
    {"more than half of 11 are 6", "more_than 1/2", 6, 11, 12, 11, 6, true},
    {"more than half of 12 are 7", "more_than 1/2", 6, 12, 12, 12, 7, false},
    {"more than half of nothing is out of reach", "more_than 1/2", 0, 0, 0, 0, 1, false},
    {"the largest roll by the finest share fits", "at_least 1000/1000", 200000, 200000, 200000000,
     200000000, 200000, true},
};

static void reckons(void **state) {
    const struct reckoning *row = *state;
    struct trib_share share = share_of(row->share);
    struct trib_reckoning all = trib_share_reckon(&share, row->count, row->whole);
    assert_int_equal(all.count, row->count);
    assert_int_equal(all.whole, row->whole);
    assert_int_equal(all.left, row->left);
    assert_int_equal(all.right, row->right);
    assert_int_equal(all.needed, row->needed);
    assert_int_equal(all.holds, row->holds);
    assert_memory_equal(&all.share, &share, sizeof share);
    assert_int_equal(trib_share_holds(&share, row->count, row->whole), row->holds);
    assert_int_equal(trib_share_needed(&share, row->whole), row->needed);
}

/* By adding up, where count.c multiplies and divides. */
static bool naive_holds(const struct trib_share *share, uint32_t count, uint32_t whole) {
    int64_t difference = 0;
    for (uint32_t i = 0; i < share->denominator; i++) {
        difference += count;
    }
    for (uint32_t i = 0; i < share->numerator; i++) {
        difference -= whole;
    }
    return difference > 0 || (difference == 0 && share->relation == TRIB_SHARE_AT_LEAST);
}

static void needed_is_the_least_count_that_holds(void **state) {
    (void)state;
    for (uint32_t i = 0; i < 2 * 13 * 13; i++) {
        struct trib_share share = {i % 2 == 0 ? TRIB_SHARE_AT_LEAST : TRIB_SHARE_MORE_THAN,
                                   i / 2 % 13, i / 26, TRIB_SHARE_OF_CAST};
        for (uint32_t whole = 0; whole <= 40 && trib_share_is_valid(&share); whole++) {
            uint32_t least = 0;
            while (!naive_holds(&share, least, whole)) {
                least++;
            }
            assert_int_equal(trib_share_needed(&share, whole), least);
            assert_true(whole == 0 || least <= whole);
            for (uint32_t count = 0; count <= whole; count++) {
                assert_int_equal(trib_share_holds(&share, count, whole), count >= least);
            }
        }
    }
}

/* ---- rules ---- */

static struct standard {
    const char *name;
    enum trib_ballot_occasion occasion;
    enum trib_ballot_method method;
    const char *share;
} standards[] = {
    {"consensus is not by votes", TRIB_OCCASION_CONSENSUS, TRIB_BALLOT_CONSENSUS,
     "more_than 1/2 cast"},
    {"a vote needs more than half", TRIB_OCCASION_VOTE, TRIB_BALLOT_VOTE, "more_than 1/2 cast"},
    {"the fallback needs 3/4", TRIB_OCCASION_FALLBACK, TRIB_BALLOT_VOTE, "at_least 3/4 cast"},
    {"admission needs 2/3", TRIB_OCCASION_ADMISSION, TRIB_BALLOT_VOTE, "at_least 2/3 cast"},
    {"reopening needs more than half", TRIB_OCCASION_REOPENING, TRIB_BALLOT_VOTE,
     "more_than 1/2 cast"},
};

static void is_the_standard(void **state) {
    const struct standard *row = *state;
    struct trib_ballot_rules rules = trib_ballot_rules_default(row->occasion);
    const struct trib_share share = share_of(row->share);
    const struct trib_share quorum = share_of("more_than 1/2 roll");
    const struct trib_share stand_asides = share_of("more_than 1/4 present");
    assert_int_equal(rules.method, row->method);
    assert_memory_equal(&rules.share, &share, sizeof share);
    assert_memory_equal(&rules.quorum, &quorum, sizeof quorum);
    assert_memory_equal(&rules.stand_asides, &stand_asides, sizeof stand_asides);
    assert_int_equal(rules.blocks_max, 0);
    assert_int_equal(rules.rounds_max, 2);
    assert_int_equal(rules.fallback_wait_minutes, 1440);
    assert_null(trib_ballot_rules_fault(&rules));
}

static void a_fault_in_the_rules_is_named(void **state) {
    (void)state;
    const struct trib_ballot_rules standard = trib_ballot_rules_default(TRIB_OCCASION_CONSENSUS);
    struct trib_ballot_rules rules = standard;
    rules.share.denominator = 0;
    assert_string_equal(trib_ballot_rules_fault(&rules), "share");
    rules = standard;
    rules.quorum.numerator = 3;
    assert_string_equal(trib_ballot_rules_fault(&rules), "quorum");
    rules = standard;
    rules.quorum.base = TRIB_SHARE_OF_PRESENT; /* a quorum is of the roll */
    assert_string_equal(trib_ballot_rules_fault(&rules), "quorum");
    rules = standard;
    rules.stand_asides.numerator = 0; /* of 0 parts */
    rules.stand_asides.denominator = 0;
    assert_string_equal(trib_ballot_rules_fault(&rules), "stand_asides");
    rules = standard;
    rules.stand_asides.relation = TRIB_SHARE_AT_LEAST;
    assert_string_equal(trib_ballot_rules_fault(&rules), "stand_asides");
    rules = standard;
    rules.stand_asides.base = TRIB_SHARE_OF_ROLL;
    assert_string_equal(trib_ballot_rules_fault(&rules), "stand_asides");
    rules = standard;
    rules.blocks_max = TRIB_ROLL_MAX + 1;
    assert_string_equal(trib_ballot_rules_fault(&rules), "blocks_max");
    rules = standard;
    rules.rounds_max = 0;
    assert_string_equal(trib_ballot_rules_fault(&rules), "rounds_max");
    rules.rounds_max = TRIB_CONSENSUS_ROUNDS_MAX + 1;
    assert_string_equal(trib_ballot_rules_fault(&rules), "rounds_max");
    rules = standard;
    rules.fallback_wait_minutes = TRIB_FALLBACK_WAIT_MINUTES_MAX + 1;
    assert_string_equal(trib_ballot_rules_fault(&rules), "fallback_wait_minutes");
    rules = standard; /* any number may stand aside, and a live meeting need not wait */
    rules.stand_asides.numerator = rules.stand_asides.denominator;
    rules.fallback_wait_minutes = 0;
    assert_null(trib_ballot_rules_fault(&rules));
}

/* ---- the worked examples of § 3.3 that are a roll and some numbers ---- */

#define TEXT_BYTES 160

static struct example {
    const char *name;
    const char *given;    /* occasion, roll, checked in, another share than its own, positions */
    const char *expected; /* of yes, or in consensus of standing aside */
} examples[] = {
    {"3.3 no. 1: a plain vote is carried", "vote roll 11 in 9 yes 5 no 3 abstain 1",
     "P 9 of 11, Q 6; 5×2 = 10 > 8, needed 5; carried share_holds"},
    {"3.3 no. 2: five of 11 are no quorum, though unanimous", "vote roll 11 in 5 yes 5",
     "P 5 of 11, Q 6; 5×2 = 10 > 5, needed 3; no_quorum no_quorum"},
    {"3.3 no. 6: a tie is not carried", "vote roll 11 in 10 yes 4 no 4 abstain 2",
     "P 10 of 11, Q 6; 4×2 = 8 > 8 false, needed 5; not_carried share_not_met"},
    {"3.3 no. 7: of those cast, many abstentions do not count",
     "vote roll 11 in 10 yes 2 no 1 abstain 7",
     "P 10 of 11, Q 6; 2×2 = 4 > 3, needed 2; carried share_holds"},
    {"3.3 no. 7: of those present, they count against",
     "vote roll 11 in 10 more_than 1/2 present yes 2 no 1 abstain 7",
     "P 10 of 11, Q 6; 2×2 = 4 > 10 false, needed 6; not_carried share_not_met"},
    {"3.3 no. 8: only abstentions are no votes cast", "vote roll 11 in 8 abstain 8",
     "P 8 of 11, Q 6; 0×2 = 0 > 0 false, needed 1; not_carried no_votes_cast"},
    {"3.3 no. 9: two thirds exactly is at least two thirds",
     "vote roll 11 in 9 at_least 2/3 cast yes 6 no 3",
     "P 9 of 11, Q 6; 6×3 = 18 ≥ 18, needed 6; carried share_holds"},
    {"3.3 no. 10: six of ten is not rounded up to two thirds",
     "vote roll 11 in 10 at_least 2/3 cast yes 6 no 4",
     "P 10 of 11, Q 6; 6×3 = 18 ≥ 20 false, needed 7; not_carried share_not_met"},
    {"3.3 no. 10: seven of ten is at least two thirds",
     "vote roll 11 in 10 at_least 2/3 cast yes 7 no 3",
     "P 10 of 11, Q 6; 7×3 = 21 ≥ 20, needed 7; carried share_holds"},
    {"3.3 no. 12: of the roll, absence and abstention count against",
     "vote roll 11 in 8 at_least 2/3 roll yes 7 abstain 1",
     "P 8 of 11, Q 6; 7×3 = 21 ≥ 22 false, needed 8; not_carried share_not_met"},
    {"3.3 no. 13: consensus with a reservation and two aside",
     "consensus roll 11 in 10 agree 7 reservation 1 stand_aside 2",
     "P 10 of 11, Q 6; 2×4 = 8 > 10 false, needed 3; carried consensus"},
    {"3.3 no. 15: one block blocks", "consensus roll 11 in 10 agree 9 block 1",
     "P 10 of 11, Q 6; 0×4 = 0 > 10 false, needed 3; blocked block"},
    {"3.3 no. 17: the silent is present, and is not aside",
     "consensus roll 11 in 7 agree 5 reservation 1",
     "P 7 of 11, Q 6; 0×4 = 0 > 7 false, needed 2; carried consensus"},
    {"3.3 no. 18: the fallback is carried", "fallback roll 11 in 10 yes 7 no 2 abstain 1",
     "P 10 of 11, Q 6; 7×4 = 28 ≥ 27, needed 7; carried share_holds"},
    {"3.3 no. 24: with the newcomer the roll is 12, the quorum 7", "vote roll 12 in 6 yes 6",
     "P 6 of 12, Q 7; 6×2 = 12 > 6, needed 4; no_quorum no_quorum"},
    {"3.3 no. 30: nine persons, five there, 3 to 2 is carried", "vote roll 9 in 5 yes 3 no 2",
     "P 5 of 9, Q 5; 3×2 = 6 > 5, needed 3; carried share_holds"},
    {"3.3 no. 30: by their three organizations it is not, 1 to 2", "vote roll 3 in 3 yes 1 no 2",
     "P 3 of 3, Q 2; 1×2 = 2 > 3 false, needed 2; not_carried share_not_met"},
    {"3.3 no. 31: one member decides alone", "vote roll 1 in 1 yes 1",
     "P 1 of 1, Q 1; 1×2 = 2 > 1, needed 1; carried share_holds"},
    {"3.3 no. 32: an admission is carried", "admission roll 11 in 9 yes 6 no 2 abstain 1",
     "P 9 of 11, Q 6; 6×3 = 18 ≥ 16, needed 6; carried share_holds"},
    {"3.2: with no quorum it does not matter that somebody blocks",
     "consensus roll 11 in 5 agree 4 block 1",
     "P 5 of 11, Q 6; 0×4 = 0 > 5 false, needed 2; no_quorum no_quorum"},
    {"3.2: a block goes before too many aside",
     "consensus roll 11 in 10 agree 1 stand_aside 8 block 1",
     "P 10 of 11, Q 6; 8×4 = 32 > 10, needed 3; blocked block"},
    {"3.2: three aside of ten are too many", "consensus roll 11 in 10 agree 7 stand_aside 3",
     "P 10 of 11, Q 6; 3×4 = 12 > 10, needed 3; not_carried stand_asides"},
    {"3.2: two aside of eight, a quarter, are not", "consensus roll 11 in 8 agree 6 stand_aside 2",
     "P 8 of 11, Q 6; 2×4 = 8 > 8 false, needed 3; carried consensus"},
    {"3.2: too many aside goes before nobody agreeing", "consensus roll 11 in 6 stand_aside 6",
     "P 6 of 11, Q 6; 6×4 = 24 > 6, needed 2; not_carried stand_asides"},
    {"3.2: a few aside and silence are no consensus", "consensus roll 11 in 10 stand_aside 2",
     "P 10 of 11, Q 6; 2×4 = 8 > 10 false, needed 3; not_carried nobody_agreed"},
    {"3.2: silence alone is no consensus", "consensus roll 11 in 11",
     "P 11 of 11, Q 6; 0×4 = 0 > 11 false, needed 3; not_carried nobody_agreed"},
    {"3.2: reservations alone are a consensus", "consensus roll 11 in 6 reservation 6",
     "P 6 of 11, Q 6; 0×4 = 0 > 6 false, needed 2; carried consensus"},
    {"3.2: silence in a vote is no votes cast", "vote roll 11 in 6",
     "P 6 of 11, Q 6; 0×2 = 0 > 0 false, needed 1; not_carried no_votes_cast"},
    {"3.2: no votes cast is said of any base", "vote roll 11 in 6 more_than 1/2 present abstain 6",
     "P 6 of 11, Q 6; 0×2 = 0 > 6 false, needed 4; not_carried no_votes_cast"},
    {"3.1: outside a meeting answers alone make present", "vote roll 11 in 0 yes 3 no 2 abstain 1",
     "P 6 of 11, Q 6; 3×2 = 6 > 5, needed 3; carried share_holds"},
    {"3.1: who is checked in and answers is present once", "vote roll 11 in 3 yes 5",
     "P 5 of 11, Q 6; 5×2 = 10 > 5, needed 3; no_quorum no_quorum"},
};

static enum trib_ballot_occasion occasion_of(const char *name) {
    static const char *const names[TRIB_OCCASION_COUNT] = {
        [TRIB_OCCASION_CONSENSUS] = "consensus", [TRIB_OCCASION_VOTE] = "vote",
        [TRIB_OCCASION_FALLBACK] = "fallback",   [TRIB_OCCASION_ADMISSION] = "admission",
        [TRIB_OCCASION_REOPENING] = "reopening",
    };
    enum trib_ballot_occasion occasion = 0;
    while (strcmp(names[occasion], name) != 0) {
        occasion++;
        assert_true(occasion < TRIB_OCCASION_COUNT);
    }
    return occasion;
}

/* Reads what is given, and counts the positions by choice besides. */
static void ballot_read(struct ballot *ballot, const char *given,
                        uint32_t counts[static TRIB_CHOICE_COUNT]) {
    char occasion[16];
    char word[16];
    char parts[16];
    uint32_t roll;
    uint32_t checked_in;
    int read;
    int length;
    read = sscanf(given, "%15s roll %" SCNu32 " in %" SCNu32 "%n", occasion, &roll, &checked_in,
                  &length);
    assert_int_equal(read, 3);
    ballot_init(ballot, occasion_of(occasion), roll);
    check_in(ballot, checked_in);
    for (const char *rest = given + length; sscanf(rest, "%15s %15s%n", word, parts, &length) == 2;
         rest += length) {
        enum trib_choice choice = TRIB_CHOICE_UNKNOWN;
        if (trib_choice_find(word, &choice)) {
            counts[choice] = (uint32_t)strtoul(parts, NULL, 10);
            answers_add(ballot, choice, counts[choice]);
        } else {
            ballot->rules.share = share_of(rest);
            length += (int)strcspn(rest + length + 1, " ") + 1;
        }
    }
}

static void tally_write(const struct trib_tally *tally, const struct trib_reckoning *of,
                        char out[static TEXT_BYTES]) {
    snprintf(out, TEXT_BYTES, "P %u of %u, Q %u; %u×%u = %u %s %u%s, needed %u; %s %s",
             tally->quorum.count, tally->quorum.whole, tally->quorum.needed, of->count,
             of->share.denominator, of->left, of->share.relation == TRIB_SHARE_AT_LEAST ? "≥" : ">",
             of->right, of->holds ? "" : " false", of->needed, trib_result_name(tally->result),
             trib_result_reason_name(tally->reason));
}

static void counts_as_written(void **state) {
    const struct example *row = *state;
    struct ballot ballot;
    uint32_t counts[TRIB_CHOICE_COUNT] = {0};
    char written[TEXT_BYTES];
    ballot_read(&ballot, row->given, counts);
    struct trib_tally tally = count_ballot(&ballot);
    bool is_vote = ballot.rules.method == TRIB_BALLOT_VOTE;
    tally_write(&tally, is_vote ? &tally.share : &tally.stand_asides, written);
    assert_string_equal(written, row->expected);
    assert_memory_equal(tally.counts, counts, sizeof counts);
    assert_int_equal(tally.turnout.roll, tally.quorum.whole);
    assert_int_equal(tally.turnout.present, tally.quorum.count);
    assert_int_equal(tally.quorum.holds, tally.quorum.count >= tally.quorum.needed);
    assert_int_equal((is_vote ? &tally.stand_asides : &tally.share)->share.denominator, 0);
}

/* ---- the worked examples that are a story ---- */

static void an_observer_does_not_help_the_quorum(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_VOTE, 11);
    check_in(&ballot, 5);
    answers_add(&ballot, TRIB_CHOICE_YES, 5);
    answer_add(&ballot, "BWI", "delegate of BWI", TRIB_CHOICE_YES)->is_lead = true;
    struct trib_tally tally = count_ballot(&ballot);
    assert_int_equal(tally.turnout.present, 5);
    assert_int_equal(tally.counts[TRIB_CHOICE_YES], 5);
    assert_int_equal(tally.result, TRIB_RESULT_NO_QUORUM);
}

static void a_block_needs_its_reason_and_an_observers_is_none(void **state) {
    (void)state;
    struct ballot ballot;
    assert_int_equal(trib_choice_words(TRIB_CHOICE_BLOCK), TRIB_CHOICE_WORDS_REASON_AND_PRINCIPLE);
    assert_int_equal(trib_choice_words(TRIB_CHOICE_RESERVATION), TRIB_CHOICE_WORDS_MUST);
    assert_int_equal(trib_choice_words(TRIB_CHOICE_STAND_ASIDE), TRIB_CHOICE_WORDS_MAY);
    assert_int_equal(trib_choice_words(TRIB_CHOICE_AGREE), TRIB_CHOICE_WORDS_NONE);
    assert_int_equal(trib_choice_words(TRIB_CHOICE_NO), TRIB_CHOICE_WORDS_NONE);
    ballot_init(&ballot, TRIB_OCCASION_CONSENSUS, 11);
    answers_add(&ballot, TRIB_CHOICE_AGREE, 9);
    answer_add(&ballot, "BWI", "delegate of BWI", TRIB_CHOICE_BLOCK);
    struct trib_tally tally = count_ballot(&ballot);
    assert_int_equal(tally.result, TRIB_RESULT_CARRIED);
    assert_int_equal(tally.counts[TRIB_CHOICE_BLOCK], 0);
}

static void withdrawn_positions_do_not_make_present(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_VOTE, 11);
    answers_add(&ballot, TRIB_CHOICE_YES, 4);
    answers_add(&ballot, TRIB_CHOICE_NO, 3);
    ballot.answers[0].is_withdrawn = true;
    struct trib_tally one = count_ballot(&ballot);
    assert_int_equal(one.turnout.present, 6);
    assert_int_equal(one.share.left, 6);
    assert_int_equal(one.share.right, 6);
    assert_int_equal(one.result, TRIB_RESULT_NOT_CARRIED);
    ballot.answers[1].is_withdrawn = true;
    struct trib_tally two = count_ballot(&ballot);
    assert_int_equal(two.turnout.present, 5);
    assert_int_equal(two.result, TRIB_RESULT_NO_QUORUM);
    ballot.voters[0].is_checked_in = true; /* of the roll, and in the room: present all the same */
    assert_int_equal(count_ballot(&ballot).turnout.present, 6);
}

/* Nos. 23 and 27: the choices are gone with the ballot; how many had answered can be said. */
static void a_sealed_ballot_tells_how_many_have_answered(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_CONSENSUS, 11);
    ballot.voters[10].is_checked_in = true;
    answers_add(&ballot, TRIB_CHOICE_UNKNOWN, 7);
    answer_add(&ballot, "BWI", "delegate of BWI", TRIB_CHOICE_UNKNOWN);
    trib_roll_settle(ballot.voters, 11, ballot.answers, ballot.answer_count);
    struct trib_turnout turnout = trib_roll_turnout(ballot.voters, 11);
    assert_int_equal(turnout.answered, 7);
    assert_int_equal(turnout.present, 8);
    assert_int_equal(turnout.roll, 11);
    trib_roll_settle(ballot.voters, 11, NULL, 0); /* the amended text's ballot begins with none */
    assert_int_equal(trib_roll_turnout(ballot.voters, 11).answered, 0);
}

static void who_joins_after_the_opening_is_not_on_the_roll(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_VOTE, 11);
    answers_add(&ballot, TRIB_CHOICE_YES, 5);
    answer_add(&ballot, "newcomer", "delegate", TRIB_CHOICE_YES);
    struct trib_tally tally = count_ballot(&ballot);
    assert_int_equal(tally.turnout.roll, 11);
    assert_int_equal(tally.quorum.needed, 6);
    assert_int_equal(tally.turnout.present, 5);
    assert_int_equal(tally.result, TRIB_RESULT_NO_QUORUM);
}

static void who_arrives_late_counts_as_any(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_VOTE, 11);
    check_in(&ballot, 5);
    answers_add(&ballot, TRIB_CHOICE_YES, 5);
    assert_int_equal(count_ballot(&ballot).result, TRIB_RESULT_NO_QUORUM);
    check_in(&ballot, 6);
    assert_int_equal(count_ballot(&ballot).result, TRIB_RESULT_CARRIED);
    answers_add(&ballot, TRIB_CHOICE_NO, 1);
    struct trib_tally tally = count_ballot(&ballot);
    assert_int_equal(tally.turnout.present, 6);
    assert_int_equal(tally.counts[TRIB_CHOICE_NO], 1);
    assert_int_equal(tally.result, TRIB_RESULT_CARRIED);
}

static void an_empty_roll_cannot_open(void **state) {
    (void)state;
    assert_int_equal(trib_roll_opens(0), TRIB_ROLL_IS_EMPTY);
    assert_int_equal(trib_roll_opens(1), TRIB_ROLL_OPENS);
    assert_int_equal(trib_roll_opens(TRIB_ROLL_MAX), TRIB_ROLL_OPENS);
    assert_int_equal(trib_roll_opens(TRIB_ROLL_MAX + 1), TRIB_ROLL_IS_TOO_LARGE);
}

static void a_roll_that_all_have_left_has_no_quorum(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_CONSENSUS, 1);
    ballot.rules.quorum = (struct trib_share){TRIB_SHARE_AT_LEAST, 1, 2, TRIB_SHARE_OF_ROLL};
    answers_add(&ballot, TRIB_CHOICE_AGREE, 1);
    assert_int_equal(count_ballot(&ballot).result, TRIB_RESULT_CARRIED);
    ballot.voters[0].has_left = true;
    struct trib_tally tally = count_ballot(&ballot);
    assert_int_equal(tally.turnout.roll, 0);
    assert_int_equal(tally.result, TRIB_RESULT_NO_QUORUM);
    assert_int_equal(tally.reason, TRIB_REASON_NO_QUORUM);
}

/* Of 12, six are there and no quorum; when one of the absent leaves, six of 11 are. */
static void the_roll_shrinks_and_the_quorum_with_it(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_VOTE, 12);
    answers_add(&ballot, TRIB_CHOICE_YES, 4);
    answers_add(&ballot, TRIB_CHOICE_NO, 2);
    assert_int_equal(count_ballot(&ballot).result, TRIB_RESULT_NO_QUORUM);
    ballot.voters[11].has_left = true;
    struct trib_tally tally = count_ballot(&ballot);
    assert_int_equal(tally.turnout.roll, 11);
    assert_int_equal(tally.quorum.needed, 6);
    assert_int_equal(tally.result, TRIB_RESULT_CARRIED);
    ballot.voters[0].has_left = true; /* its yes is void */
    tally = count_ballot(&ballot);
    assert_int_equal(tally.turnout.roll, 10);
    assert_int_equal(tally.turnout.present, 5);
    assert_int_equal(tally.counts[TRIB_CHOICE_YES], 3);
    assert_int_equal(tally.result, TRIB_RESULT_NO_QUORUM);
    trib_roll_settle(ballot.voters, 12, ballot.answers, ballot.answer_count);
    assert_null(ballot.voters[0].position);
    assert_non_null(ballot.voters[1].position);
}

static void a_body_may_bear_a_block_and_many_aside(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_CONSENSUS, 11);
    ballot.rules.blocks_max = 1;
    ballot.rules.stand_asides.numerator = 4; /* of 4: any number */
    answers_add(&ballot, TRIB_CHOICE_AGREE, 1);
    answers_add(&ballot, TRIB_CHOICE_STAND_ASIDE, 8);
    answers_add(&ballot, TRIB_CHOICE_BLOCK, 1);
    assert_int_equal(count_ballot(&ballot).result, TRIB_RESULT_CARRIED);
    answers_add(&ballot, TRIB_CHOICE_BLOCK, 1);
    assert_int_equal(count_ballot(&ballot).result, TRIB_RESULT_BLOCKED);
    ballot.answer_count = 9;
    ballot.rules.stand_asides.numerator = 0; /* none */
    assert_int_equal(count_ballot(&ballot).reason, TRIB_REASON_STAND_ASIDES);
}

static void totals_of_one_mind_tell_what_each_has_answered(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_VOTE, 11);
    check_in(&ballot, 11);
    struct trib_tally tally = count_ballot(&ballot);
    assert_false(trib_tally_is_of_one_mind(&tally));
    answers_add(&ballot, TRIB_CHOICE_NO, 7);
    tally = count_ballot(&ballot);
    assert_true(trib_tally_is_of_one_mind(&tally));
    answers_add(&ballot, TRIB_CHOICE_ABSTAIN, 1);
    tally = count_ballot(&ballot);
    assert_false(trib_tally_is_of_one_mind(&tally));
}

/* ---- positions ---- */

/* Answers in the order of the server's numbers: who, "!" as the lead, ":" what, "~" withdrawn. */
static struct said {
    const char *name;
    const char *answers;
    const char *position; /* whose answer counts, and what it is; "" when nobody's does */
} saids[] = {
    {"3.3 no. 4: the lead prevails over a later alternate", "first:yes lead!:no first:yes",
     "lead no"},
    {"3.3 no. 5: with the lead silent the latest alternate counts", "first:yes second:no",
     "second no"},
    {"nobody answered, no position", "", ""},
    {"of the lead's answers the latest counts", "lead!:yes first:no lead!:abstain", "lead abstain"},
    {"of one alternate's answers the latest counts", "first:yes first:no", "first no"},
    {"an alternate may answer again after another", "first:yes second:no first:abstain",
     "first abstain"},
    {"where the lead withdraws, the latest alternate counts", "first:yes second:abstain lead!:no~",
     "second abstain"},
    {"a lead who withdraws a changed answer has not answered", "lead!:yes lead!:no~", ""},
    {"an alternate who does leaves the other's answer", "second:abstain first:yes first:no~",
     "second abstain"},
    {"a withdrawn answer may be given again", "lead!:yes~ first:no lead!:yes", "lead yes"},
    {"an earlier answer that was withdrawn takes no later one back", "first:yes~ first:no",
     "first no"},
    {"all withdrawn, no position", "lead!:yes~ first:no~", ""},
    {"of two leads, one after the other, the latest counts", "lead!:yes heir!:no first:yes",
     "heir no"},
    {"a lead who answers again as an alternate is one", "lead!:yes lead:abstain first:no",
     "first no"},
    {"an alternate who answers again as the lead prevails", "first:yes first!:abstain second:no",
     "first abstain"},
};

/* The ids are kept in the copy of the text. */
static void answers_read(struct ballot *ballot, char *copy) {
    char *rest = NULL;
    for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        char *choice_name = strchr(word, ':') + 1;
        char *withdrawn = strchr(word, '~');
        char *lead = strchr(word, '!');
        enum trib_choice choice = TRIB_CHOICE_UNKNOWN;
        choice_name[-1] = '\0';
        if (withdrawn != NULL) {
            *withdrawn = '\0';
        }
        if (lead != NULL) {
            *lead = '\0';
        }
        assert_true(trib_choice_find(choice_name, &choice));
        struct trib_delegate_answer *answer = answer_add(ballot, id_of(0), word, choice);
        answer->is_lead = lead != NULL;
        answer->is_withdrawn = withdrawn != NULL;
    }
}

/* The order with a number: its digits, in bases that fall by one, say which of the rest is next. */
static void answers_permute(struct ballot *ballot, uint32_t number) {
    for (uint32_t place = 0; place < ballot->answer_count; place++) {
        uint32_t left = ballot->answer_count - place;
        struct trib_delegate_answer *next = &ballot->answers[place + number % left];
        struct trib_delegate_answer answer = ballot->answers[place];
        ballot->answers[place] = *next;
        *next = answer;
        number /= left;
    }
}

static void answers_for_all(void **state) {
    const struct said *row = *state;
    struct ballot given;
    char copy[TEXT_BYTES];
    ballot_init(&given, TRIB_OCCASION_VOTE, 1);
    snprintf(copy, sizeof copy, "%s", row->answers);
    answers_read(&given, copy);
    assert_true(given.answer_count <= 3); /* of which there are six orders */
    for (uint32_t order = 0; order < 6; order++) {
        struct ballot ballot = given;
        char written[TEXT_BYTES] = "";
        answers_permute(&ballot, order);
        trib_roll_settle(ballot.voters, 1, ballot.answers, ballot.answer_count);
        const struct trib_delegate_answer *position = ballot.voters[0].position;
        if (position != NULL) {
            snprintf(written, sizeof written, "%s %s", position->delegate_id,
                     trib_choice_name(position->choice));
        }
        assert_string_equal(written, row->position);
    }
}

/* Who speaks for two members answers for each apart. */
static void a_delegate_of_two_organizations_answers_for_each(void **state) {
    (void)state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_VOTE, 2);
    answer_add(&ballot, id_of(0), "both", TRIB_CHOICE_YES);
    answer_add(&ballot, id_of(1), "both", TRIB_CHOICE_NO);
    struct trib_tally tally = count_ballot(&ballot);
    assert_int_equal(tally.counts[TRIB_CHOICE_YES], 1);
    assert_int_equal(tally.counts[TRIB_CHOICE_NO], 1);
}

static void a_choice_is_of_one_method(void **state) {
    (void)state;
    for (enum trib_choice choice = TRIB_CHOICE_YES; choice < TRIB_CHOICE_COUNT; choice++) {
        bool is_vote =
            choice == TRIB_CHOICE_YES || choice == TRIB_CHOICE_NO || choice == TRIB_CHOICE_ABSTAIN;
        assert_int_equal(trib_choice_fits(choice, TRIB_BALLOT_VOTE), is_vote);
        assert_int_equal(trib_choice_fits(choice, TRIB_BALLOT_CONSENSUS), !is_vote);
    }
    assert_false(trib_choice_fits(TRIB_CHOICE_UNKNOWN, TRIB_BALLOT_VOTE));
    assert_false(trib_choice_fits(TRIB_CHOICE_UNKNOWN, TRIB_BALLOT_CONSENSUS));
}

/* ---- what follows ---- */

static struct step {
    const char *name;
    const char *given; /* the closed ballot */
    uint32_t round;
    enum trib_step step;
    uint32_t next_round;
    bool may_fall_back;
} steps[] = {
    {"a consensus is decided", "consensus roll 11 in 0 agree 6", 1, TRIB_STEP_DECIDED, 1, false},
    {"in round 2 too", "consensus roll 11 in 0 agree 6", 2, TRIB_STEP_DECIDED, 2, false},
    {"no quorum is no new round", "consensus roll 11 in 0 agree 5", 1, TRIB_STEP_SAME_ROUND, 1,
     false},
    {"no quorum in round 2 opens no fallback", "consensus roll 11 in 0 block 5", 2,
     TRIB_STEP_SAME_ROUND, 2, false},
    {"3.3 no. 15: blocked, round 2", "consensus roll 11 in 10 agree 9 block 1", 1,
     TRIB_STEP_NEXT_ROUND, 2, false},
    {"3.3 no. 18: blocked in round 2, the fallback may open",
     "consensus roll 11 in 10 agree 9 block 1", 2, TRIB_STEP_LAST_BLOCKED, 2, true},
    {"a round past the last is the last", "consensus roll 11 in 10 agree 9 block 1", 3,
     TRIB_STEP_LAST_BLOCKED, 3, true},
    {"too many aside in round 1 is decided, without fallback",
     "consensus roll 11 in 0 stand_aside 6", 1, TRIB_STEP_DECIDED, 1, false},
    {"too many aside in round 2, the fallback may open", "consensus roll 11 in 0 stand_aside 6", 2,
     TRIB_STEP_DECIDED, 2, true},
    {"nobody agreed in round 2 is decided, without fallback", "consensus roll 11 in 6", 2,
     TRIB_STEP_DECIDED, 2, false},
    {"a vote not carried has no fallback", "vote roll 11 in 0 no 6", 2, TRIB_STEP_DECIDED, 2,
     false},
    {"a vote carried is decided", "vote roll 11 in 0 yes 6", 1, TRIB_STEP_DECIDED, 1, false},
    {"no votes cast is decided", "vote roll 11 in 0 abstain 6", 1, TRIB_STEP_DECIDED, 1, false},
    {"a vote without a quorum may be put again", "vote roll 11 in 0 yes 5", 1, TRIB_STEP_SAME_ROUND,
     1, false},
};

static void leads_to(void **state) {
    const struct step *row = *state;
    struct ballot ballot;
    uint32_t counts[TRIB_CHOICE_COUNT] = {0};
    ballot_read(&ballot, row->given, counts);
    struct trib_tally tally = count_ballot(&ballot);
    struct trib_next next = trib_tally_next(&ballot.rules, &tally, row->round, CLOSED_AT_MS);
    assert_int_equal(next.step, row->step);
    assert_int_equal(next.round, row->next_round);
    assert_int_equal(next.may_fall_back, row->may_fall_back);
    assert_int_equal(next.fallback_opens_at_ms,
                     row->may_fall_back ? CLOSED_AT_MS + 24 * HOUR_MS : 0);
}

static struct fallback {
    const char *name;
    uint32_t round;
    uint32_t wait_minutes;
    int64_t after_ms; /* since the round's close */
    bool opens;
} fallbacks[] = {
    {"3.3 no. 18: 25 h after round 2 the fallback opens", 2, 1440, 25 * HOUR_MS, true},
    {"3.3 no. 20: 3 h after round 2 is too early", 2, 1440, 3 * HOUR_MS, false},
    {"3.3 no. 20: after round 1 is too early, whenever", 1, 1440, 9999 * HOUR_MS, false},
    {"a millisecond before 24 h is too early", 2, 1440, 24 * HOUR_MS - 1, false},
    {"at 24 h it opens", 2, 1440, 24 * HOUR_MS, true},
    {"a body that set 0 need not wait", 2, 0, 0, true},
    {"after round 1 it waits for round 2 all the same", 1, 0, 0, false},
    {"a year is waited to its end", 2, 525600, 365 * (24 * HOUR_MS) - 1, false},
    {"and not longer", 2, 525600, 365 * (24 * HOUR_MS), true},
};

static void falls_back(void **state) {
    const struct fallback *row = *state;
    struct ballot ballot;
    ballot_init(&ballot, TRIB_OCCASION_CONSENSUS, 11);
    ballot.rules.fallback_wait_minutes = row->wait_minutes;
    answers_add(&ballot, TRIB_CHOICE_AGREE, 9);
    answers_add(&ballot, TRIB_CHOICE_BLOCK, 1);
    struct trib_tally tally = count_ballot(&ballot);
    struct trib_next next = trib_tally_next(&ballot.rules, &tally, row->round, CLOSED_AT_MS);
    assert_int_equal(trib_fallback_opens(&next, CLOSED_AT_MS + row->after_ms), row->opens);
    assert_int_equal(next.may_fall_back, row->round == 2);
    assert_int_equal(next.fallback_opens_at_ms,
                     row->round == 2 ? CLOSED_AT_MS + row->wait_minutes * MINUTE_MS : 0);
}

static void a_body_of_one_round_falls_back_after_it(void **state) {
    (void)state;
    struct trib_ballot_rules rules = trib_ballot_rules_default(TRIB_OCCASION_CONSENSUS);
    struct trib_tally tally = {.result = TRIB_RESULT_BLOCKED, .reason = TRIB_REASON_BLOCK};
    rules.rounds_max = 1;
    assert_true(trib_tally_next(&rules, &tally, 1, CLOSED_AT_MS).may_fall_back);
    rules.rounds_max = 3;
    assert_int_equal(trib_tally_next(&rules, &tally, 2, CLOSED_AT_MS).round, 3);
    assert_false(trib_tally_next(&rules, &tally, 2, CLOSED_AT_MS).may_fall_back);
}

static struct motion {
    const char *name;
    enum trib_result result;
    const char *choice; /* "": none */
    bool was_secret, has_new_information;
    bool may;
} motions[] = {
    {"who said yes may reopen what was carried", TRIB_RESULT_CARRIED, "yes", false, false, true},
    {"who said no may not", TRIB_RESULT_CARRIED, "no", false, false, false},
    {"but with new information", TRIB_RESULT_CARRIED, "no", false, true, true},
    {"and after a secret ballot", TRIB_RESULT_CARRIED, "", true, false, true},
    {"whatever it is said to have been", TRIB_RESULT_CARRIED, "no", true, false, true},
    {"who abstained lost nothing", TRIB_RESULT_CARRIED, "abstain", false, false, true},
    {"who was not there lost nothing", TRIB_RESULT_CARRIED, "", false, false, true},
    {"of what was not carried yes lost", TRIB_RESULT_NOT_CARRIED, "yes", false, false, false},
    {"and no did not", TRIB_RESULT_NOT_CARRIED, "no", false, false, true},
    {"and who abstained did not", TRIB_RESULT_NOT_CARRIED, "abstain", false, false, true},
    {"who agreed may reopen a consensus", TRIB_RESULT_CARRIED, "agree", false, false, true},
    {"with reservation too", TRIB_RESULT_CARRIED, "reservation", false, false, true},
    {"who stood aside lost nothing", TRIB_RESULT_CARRIED, "stand_aside", false, false, true},
    {"whose block was borne lost", TRIB_RESULT_CARRIED, "block", false, false, false},
    {"too many aside, and who agreed lost", TRIB_RESULT_NOT_CARRIED, "agree", false, false, false},
    {"and those aside did not", TRIB_RESULT_NOT_CARRIED, "stand_aside", false, false, true},
    {"blocked, and who agreed lost", TRIB_RESULT_BLOCKED, "agree", false, false, false},
    {"with reservation lost too", TRIB_RESULT_BLOCKED, "reservation", false, false, false},
    {"who blocked did not", TRIB_RESULT_BLOCKED, "block", false, false, true},
    {"who stood aside at a block did not", TRIB_RESULT_BLOCKED, "stand_aside", false, false, true},
    {"without a quorum there is nothing to reopen", TRIB_RESULT_NO_QUORUM, "no", true, true, false},
};

static void may_reopen(void **state) {
    const struct motion *row = *state;
    struct trib_reopening motion = {.result = row->result,
                                    .was_secret = row->was_secret,
                                    .has_new_information = row->has_new_information};
    assert_int_equal(trib_choice_find(row->choice, &motion.choice), row->choice[0] != '\0');
    assert_int_equal(trib_reopening_may_be_moved(&motion), row->may);
    if (!row->was_secret && !row->has_new_information) {
        assert_int_equal(trib_result_lost(motion.result, motion.choice), !row->may);
    }
}

static void nobody_loses_without_a_quorum(void **state) {
    (void)state;
    for (enum trib_choice choice = TRIB_CHOICE_UNKNOWN; choice < TRIB_CHOICE_COUNT; choice++) {
        assert_false(trib_result_lost(TRIB_RESULT_NO_QUORUM, choice));
    }
}

/* ---- random ballots ---- */

#define OUTSIDERS 3
#define DELEGATES 4

static const char *const outsiders[OUTSIDERS] = {"a first of all", "v003 and a half", "z last"};
static const char *const delegates[DELEGATES] = {"lead", "heir", "first", "second"};

static uint64_t random_next(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static uint32_t random_below(uint64_t *seed, uint32_t bound) {
    return (uint32_t)(random_next(seed) >> 32) % bound;
}

static bool random_one_in(uint64_t *seed, uint32_t many) {
    return random_below(seed, many) == 0;
}

static struct trib_share random_share(uint64_t *seed, enum trib_share_base base) {
    struct trib_share share = {.base = base};
    do {
        share.relation = random_one_in(seed, 2) ? TRIB_SHARE_AT_LEAST : TRIB_SHARE_MORE_THAN;
        share.denominator = 1 + random_below(seed, 8);
        share.numerator = random_below(seed, share.denominator + 1);
    } while (!trib_share_is_valid(&share));
    return share;
}

static enum trib_choice random_choice(uint64_t *seed, enum trib_ballot_method method) {
    if (method == TRIB_BALLOT_VOTE) {
        return TRIB_CHOICE_YES + random_below(seed, 3);
    }
    /* blocks are rare, else there would be little but blocked ballots */
    return random_one_in(seed, 24) ? TRIB_CHOICE_BLOCK : TRIB_CHOICE_AGREE + random_below(seed, 3);
}

/* A further answer for a voter, with the highest number so far. */
static void random_answer_add(uint64_t *seed, struct ballot *ballot, const char *voter_id) {
    uint32_t delegate = random_below(seed, DELEGATES);
    struct trib_delegate_answer *answer = answer_add(ballot, voter_id, delegates[delegate],
                                                     random_choice(seed, ballot->rules.method));
    answer->is_lead = delegate < 2 ? !random_one_in(seed, 6) : random_one_in(seed, 12);
    answer->is_withdrawn = random_one_in(seed, 6);
}

static void random_ballot(uint64_t *seed, struct ballot *ballot) {
    enum trib_ballot_occasion occasion = random_below(seed, TRIB_OCCASION_COUNT);
    ballot_init(ballot, occasion, 1 + random_below(seed, 14));
    if (random_one_in(seed, 2)) {
        ballot->rules.share = random_share(seed, random_below(seed, TRIB_SHARE_BASE_COUNT));
        ballot->rules.quorum = random_share(seed, TRIB_SHARE_OF_ROLL);
        ballot->rules.blocks_max = random_below(seed, 2);
        ballot->rules.stand_asides.numerator = random_below(seed, 5);
    }
    for (size_t i = 0; i < ballot->voter_count; i++) {
        ballot->voters[i].is_checked_in = random_one_in(seed, 2);
        ballot->voters[i].has_left = random_one_in(seed, 10);
    }
    uint32_t answers = random_below(seed, 4 * ballot->voter_count + 4);
    for (size_t i = 0; i < answers; i++) {
        uint32_t voter = random_below(seed, ballot->voter_count + OUTSIDERS);
        random_answer_add(seed, ballot,
                          voter < ballot->voter_count ? id_of(voter)
                                                      : outsiders[voter - ballot->voter_count]);
    }
}

static void shuffle(uint64_t *seed, struct ballot *ballot) {
    for (uint32_t i = ballot->answer_count; i > 1; i--) {
        uint32_t other = random_below(seed, i);
        struct trib_delegate_answer answer = ballot->answers[i - 1];
        ballot->answers[i - 1] = ballot->answers[other];
        ballot->answers[other] = answer;
    }
    for (uint32_t i = ballot->voter_count; i > 1; i--) {
        uint32_t other = random_below(seed, i);
        struct trib_voter voter = ballot->voters[i - 1];
        ballot->voters[i - 1] = ballot->voters[other];
        ballot->voters[other] = voter;
    }
}

/* ---- a recount, voter by voter, each time through all answers, without an order ---- */

static bool is_last_of_its_delegate(const struct ballot *ballot, size_t index) {
    const struct trib_delegate_answer *answer = &ballot->answers[index];
    for (size_t i = 0; i < ballot->answer_count; i++) {
        const struct trib_delegate_answer *other = &ballot->answers[i];
        if (strcmp(other->voter_id, answer->voter_id) == 0 &&
            strcmp(other->delegate_id, answer->delegate_id) == 0 && other->seq > answer->seq) {
            return false;
        }
    }
    return true;
}

/* The greatest number among a voter's standing answers of leads, or of alternates; 0: none. */
static uint64_t naive_latest(const struct ballot *ballot, const char *voter_id, bool of_leads,
                             enum trib_choice *out_choice) {
    uint64_t latest = 0;
    for (size_t i = 0; i < ballot->answer_count; i++) {
        const struct trib_delegate_answer *answer = &ballot->answers[i];
        if (strcmp(answer->voter_id, voter_id) == 0 && answer->is_lead == of_leads &&
            is_last_of_its_delegate(ballot, i) && !answer->is_withdrawn && answer->seq > latest) {
            latest = answer->seq;
            *out_choice = answer->choice;
        }
    }
    return latest;
}

static enum trib_choice naive_choice(const struct ballot *ballot, const char *voter_id) {
    enum trib_choice choice = TRIB_CHOICE_UNKNOWN;
    if (naive_latest(ballot, voter_id, true, &choice) == 0) {
        naive_latest(ballot, voter_id, false, &choice);
    }
    return choice;
}

struct recount {
    uint32_t roll, present, answered;
    uint32_t counts[TRIB_CHOICE_COUNT];
};

static enum trib_result_reason naive_reason(const struct ballot *ballot,
                                            const struct recount *recount) {
    const struct trib_ballot_rules *rules = &ballot->rules;
    const uint32_t *counts = recount->counts;
    if (recount->roll == 0 || !naive_holds(&rules->quorum, recount->present, recount->roll)) {
        return TRIB_REASON_NO_QUORUM;
    }
    if (rules->method == TRIB_BALLOT_VOTE) {
        uint32_t whole = recount->roll;
        if (rules->share.base != TRIB_SHARE_OF_ROLL) {
            bool is_cast = rules->share.base == TRIB_SHARE_OF_CAST;
            whole = is_cast ? recount->answered - counts[TRIB_CHOICE_ABSTAIN] : recount->present;
        }
        if (recount->answered == counts[TRIB_CHOICE_ABSTAIN]) {
            return TRIB_REASON_NO_VOTES_CAST;
        }
        return naive_holds(&rules->share, counts[TRIB_CHOICE_YES], whole)
                   ? TRIB_REASON_SHARE_HOLDS
                   : TRIB_REASON_SHARE_NOT_MET;
    }
    if (rules->blocks_max < counts[TRIB_CHOICE_BLOCK]) {
        return TRIB_REASON_BLOCK;
    }
    if (naive_holds(&rules->stand_asides, counts[TRIB_CHOICE_STAND_ASIDE], recount->present)) {
        return TRIB_REASON_STAND_ASIDES;
    }
    return counts[TRIB_CHOICE_AGREE] > 0 || counts[TRIB_CHOICE_RESERVATION] > 0
               ? TRIB_REASON_CONSENSUS
               : TRIB_REASON_NOBODY_AGREED;
}

static struct recount naive_count(const struct ballot *ballot) {
    struct recount recount = {0};
    for (size_t i = 0; i < ballot->voter_count; i++) {
        const struct trib_voter *voter = &ballot->voters[i];
        enum trib_choice choice = naive_choice(ballot, voter->id);
        if (voter->has_left) {
            continue;
        }
        recount.roll++;
        if (choice != TRIB_CHOICE_UNKNOWN) {
            recount.answered++;
            recount.counts[choice]++;
            recount.present++;
        } else if (voter->is_checked_in) {
            recount.present++;
        }
    }
    return recount;
}

static void a_recount_agrees(void **state) {
    (void)state;
    static const enum trib_result results[TRIB_REASON_COUNT] = {
        [TRIB_REASON_NO_QUORUM] = TRIB_RESULT_NO_QUORUM,
        [TRIB_REASON_SHARE_HOLDS] = TRIB_RESULT_CARRIED,
        [TRIB_REASON_SHARE_NOT_MET] = TRIB_RESULT_NOT_CARRIED,
        [TRIB_REASON_NO_VOTES_CAST] = TRIB_RESULT_NOT_CARRIED,
        [TRIB_REASON_CONSENSUS] = TRIB_RESULT_CARRIED,
        [TRIB_REASON_BLOCK] = TRIB_RESULT_BLOCKED,
        [TRIB_REASON_STAND_ASIDES] = TRIB_RESULT_NOT_CARRIED,
        [TRIB_REASON_NOBODY_AGREED] = TRIB_RESULT_NOT_CARRIED,
    };
    size_t seen[TRIB_REASON_COUNT] = {0};
    uint64_t seed = 0x9e3779b97f4a7c15;
    for (size_t i = 0; i < BALLOTS; i++) {
        struct ballot ballot;
        random_ballot(&seed, &ballot);
        struct trib_tally tally = count_ballot(&ballot);
        struct recount recount = naive_count(&ballot);
        assert_int_equal(tally.turnout.roll, recount.roll);
        assert_int_equal(tally.turnout.present, recount.present);
        assert_int_equal(tally.turnout.answered, recount.answered);
        assert_memory_equal(tally.counts, recount.counts, sizeof tally.counts);
        assert_int_equal(tally.reason, naive_reason(&ballot, &recount));
        assert_int_equal(tally.result, results[tally.reason]);
        seen[tally.reason]++;
    }
    for (size_t reason = 0; reason < TRIB_REASON_COUNT; reason++) {
        assert_true(seen[reason] > 3); /* else the ballots are not random enough */
    }
}

static void choices_are_at_most_the_present_and_those_the_roll(void **state) {
    (void)state;
    uint64_t seed = 0x243f6a8885a308d3;
    for (size_t i = 0; i < BALLOTS; i++) {
        struct ballot ballot;
        random_ballot(&seed, &ballot);
        struct trib_tally tally = count_ballot(&ballot);
        uint32_t sum = 0;
        for (size_t choice = 0; choice < TRIB_CHOICE_COUNT; choice++) {
            sum += tally.counts[choice];
        }
        assert_int_equal(tally.counts[TRIB_CHOICE_UNKNOWN], 0);
        assert_int_equal(sum, tally.turnout.answered);
        assert_true(tally.turnout.answered <= tally.turnout.present);
        assert_true(tally.turnout.present <= tally.turnout.roll);
        assert_true(tally.turnout.roll <= ballot.voter_count);
    }
}

static void the_order_of_answers_does_not_matter(void **state) {
    (void)state;
    uint64_t seed = 0x13198a2e03707344;
    for (size_t i = 0; i < BALLOTS; i++) {
        struct ballot ballot;
        random_ballot(&seed, &ballot);
        struct trib_tally tally = count_ballot(&ballot);
        for (size_t times = 0; times < 4; times++) {
            shuffle(&seed, &ballot);
            struct trib_tally again = count_ballot(&ballot);
            assert_same_tally(&tally, &again);
        }
    }
}

/* Invariant 1 of § 2.6. */
static void answers_from_off_the_roll_change_nothing(void **state) {
    (void)state;
    uint64_t seed = 0xa4093822299f31d0;
    for (size_t i = 0; i < BALLOTS; i++) {
        struct ballot ballot;
        random_ballot(&seed, &ballot);
        struct trib_tally tally = count_ballot(&ballot);
        for (size_t times = 0; times < 8; times++) {
            random_answer_add(&seed, &ballot, outsiders[random_below(&seed, OUTSIDERS)]);
        }
        shuffle(&seed, &ballot);
        struct trib_tally again = count_ballot(&ballot);
        assert_same_tally(&tally, &again);
    }
}

/* Invariant 3: a further answer moves at most its voter's one position. */
static void each_voter_counts_at_most_once(void **state) {
    (void)state;
    uint64_t seed = 0x082efa98ec4e6c89;
    for (size_t i = 0; i < BALLOTS; i++) {
        struct ballot ballot;
        random_ballot(&seed, &ballot);
        struct trib_tally before = count_ballot(&ballot);
        random_answer_add(&seed, &ballot, id_of(random_below(&seed, ballot.voter_count)));
        struct trib_tally after = count_ballot(&ballot);
        uint32_t more = 0;
        uint32_t fewer = 0;
        for (size_t choice = 0; choice < TRIB_CHOICE_COUNT; choice++) {
            bool is_more = after.counts[choice] > before.counts[choice];
            more += is_more ? after.counts[choice] - before.counts[choice] : 0;
            fewer += is_more ? 0 : before.counts[choice] - after.counts[choice];
        }
        assert_true(more <= 1 && fewer <= 1);
        assert_int_equal(before.turnout.roll, after.turnout.roll);
    }
}

/* Invariant 4: whoever leaves takes its own place and position, and nobody else's. */
static void the_roll_never_grows(void **state) {
    (void)state;
    uint64_t seed = 0x452821e638d01377;
    for (size_t i = 0; i < BALLOTS; i++) {
        struct ballot ballot;
        random_ballot(&seed, &ballot);
        struct trib_voter *leaver = &ballot.voters[random_below(&seed, ballot.voter_count)];
        if (leaver->has_left) {
            continue;
        }
        struct trib_tally before = count_ballot(&ballot);
        enum trib_choice choice = naive_choice(&ballot, leaver->id);
        bool has_answered = choice != TRIB_CHOICE_UNKNOWN;
        bool was_present = has_answered || leaver->is_checked_in;
        leaver->has_left = true;
        struct trib_tally after = count_ballot(&ballot);
        before.counts[choice] -= has_answered ? 1 : 0;
        assert_int_equal(after.turnout.roll, before.turnout.roll - 1);
        assert_int_equal(after.turnout.present, before.turnout.present - (was_present ? 1 : 0));
        assert_memory_equal(after.counts, before.counts, sizeof after.counts);
    }
}

static void a_yes_more_never_loses_a_vote(void **state) {
    (void)state;
    size_t carried = 0;
    uint64_t seed = 0xbe5466cf34e90c6c;
    for (size_t i = 0; i < BALLOTS; i++) {
        struct ballot ballot;
        random_ballot(&seed, &ballot);
        if (ballot.rules.method == TRIB_BALLOT_VOTE &&
            count_ballot(&ballot).result == TRIB_RESULT_CARRIED) {
            const char *voter_id = id_of(random_below(&seed, ballot.voter_count));
            answer_add(&ballot, voter_id, "newly named", TRIB_CHOICE_YES)->is_lead = true;
            assert_int_equal(count_ballot(&ballot).result, TRIB_RESULT_CARRIED);
            carried++;
        }
    }
    assert_true(carried > 50);
}

/* ---- roll calls of the United Nations ---- */

/* A line of votes.csv: rcid,country,country_code,vote. */
struct recorded {
    char name[NAME_BYTES], vote[NAME_BYTES];
};

/* How many of the roll call's votes were read, each once. */
static uint32_t read_roll_call(const char *rcid, struct recorded recorded[static VOTERS_MAX]) {
    FILE *file = fopen(DATA "votes.csv", "r");
    assert_non_null(file);
    char line[160];
    uint32_t count = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        char id[NAME_BYTES];
        char code[NAME_BYTES];
        assert_true(count < VOTERS_MAX);
        assert_int_equal(sscanf(line, "%39[^,],%39[^,],%39[^,],%39[^,\r\n]", id,
                                recorded[count].name, code, recorded[count].vote),
                         4);
        count += strcmp(id, rcid) == 0 ? 1 : 0;
    }
    assert_int_equal(fclose(file), 0);
    return count;
}

static uint32_t expected_of(const json_t *expected, const char *name) {
    return (uint32_t)json_integer_value(json_object_get(expected, name));
}

/* A roll call with so many more on the roll who recorded nothing. */
static void count_roll_call(const char *rcid, uint32_t absent) {
    static struct recorded recorded[VOTERS_MAX];
    struct ballot ballot;
    json_t *all = json_load_file(DATA "expected.json", 0, NULL);
    const json_t *expected = json_object_get(all, rcid);
    uint32_t count = read_roll_call(rcid, recorded);
    assert_int_equal(count, expected_of(expected, "recorded"));
    ballot_init(&ballot, TRIB_OCCASION_VOTE, count + absent);
    for (size_t i = 0; i < count; i++) {
        enum trib_choice choice = TRIB_CHOICE_UNKNOWN;
        assert_true(trib_choice_find(recorded[i].vote, &choice));
        ballot.voters[i].id = recorded[i].name;
        answer_add(&ballot, recorded[i].name, "ambassador", choice)->is_lead = true;
    }
    struct trib_tally tally = count_ballot(&ballot);
    assert_int_equal(tally.counts[TRIB_CHOICE_YES], expected_of(expected, "yes"));
    assert_int_equal(tally.counts[TRIB_CHOICE_NO], expected_of(expected, "no"));
    assert_int_equal(tally.counts[TRIB_CHOICE_ABSTAIN], expected_of(expected, "abstain"));
    assert_int_equal(tally.turnout.roll, count + absent);
    assert_int_equal(tally.turnout.present, count);
    assert_int_equal(tally.share.left, 2 * expected_of(expected, "yes"));
    assert_int_equal(tally.share.right, expected_of(expected, "yes") + expected_of(expected, "no"));
    assert_int_equal(tally.result, TRIB_RESULT_CARRIED);
    assert_false(trib_tally_is_of_one_mind(&tally));
    json_decref(all);
}

static void the_compact_on_migration_was_carried(void **state) {
    (void)state;
    count_roll_call("6140", 0); /* 152 yes, 5 no, 12 abstain */
    count_roll_call("6140", 193 - 169);
}

static void international_migration_and_development_was_carried(void **state) {
    (void)state;
    count_roll_call("6148", 0); /* 182 yes, 3 no, 2 abstain */
    count_roll_call("6148", 193 - 187);
}

/* ---- words ---- */

/* Each name is found again, and nothing else is. */
#define CHECK_NAMES(thing, first, count)                                                           \
    do {                                                                                           \
        enum trib_##thing found = (count);                                                         \
        for (enum trib_##thing value = (first); value < (count); value++) {                        \
            assert_true(trib_##thing##_find(trib_##thing##_name(value), &found));                  \
            assert_int_equal(found, value);                                                        \
        }                                                                                          \
        assert_false(trib_##thing##_find("", &found));                                             \
        assert_false(trib_##thing##_find("nothing's name", &found));                               \
        assert_int_equal(found, (count)-1);                                                        \
    } while (0)

static void every_word_is_found_again(void **state) {
    (void)state;
    CHECK_NAMES(share_relation, TRIB_SHARE_AT_LEAST, TRIB_SHARE_RELATION_COUNT);
    CHECK_NAMES(share_base, TRIB_SHARE_OF_CAST, TRIB_SHARE_BASE_COUNT);
    CHECK_NAMES(ballot_method, TRIB_BALLOT_CONSENSUS, TRIB_BALLOT_METHOD_COUNT);
    CHECK_NAMES(choice, TRIB_CHOICE_YES, TRIB_CHOICE_COUNT);
    CHECK_NAMES(result, TRIB_RESULT_NO_QUORUM, TRIB_RESULT_COUNT);
    CHECK_NAMES(result_reason, TRIB_REASON_NO_QUORUM, TRIB_REASON_COUNT);
    assert_string_equal(trib_share_relation_name(TRIB_SHARE_MORE_THAN), "more_than");
    assert_string_equal(trib_share_base_name(TRIB_SHARE_OF_ROLL), "roll");
    assert_string_equal(trib_ballot_method_name(TRIB_BALLOT_VOTE), "vote");
    assert_string_equal(trib_choice_name(TRIB_CHOICE_STAND_ASIDE), "stand_aside");
    assert_string_equal(trib_choice_name(TRIB_CHOICE_UNKNOWN), "");
    assert_string_equal(trib_result_name(TRIB_RESULT_NOT_CARRIED), "not_carried");
    assert_string_equal(trib_result_reason_name(TRIB_REASON_STAND_ASIDES), "stand_asides");
}

static void add_examples(struct unit_tests *tests) {
    unit_add_rows(tests, counts_as_written, examples, sizeof examples[0], UNIT_COUNT(examples));
    unit_add_rows(tests, answers_for_all, saids, sizeof saids[0], UNIT_COUNT(saids));
    unit_add(tests, "3.3 no. 3: an observer does not help the quorum",
             an_observer_does_not_help_the_quorum);
    unit_add(tests, "3.3 no. 16: a block needs its reason, and an observer's is none",
             a_block_needs_its_reason_and_an_observers_is_none);
    unit_add(tests, "3.3 no. 22: withdrawn positions do not make present",
             withdrawn_positions_do_not_make_present);
    unit_add(tests, "3.3 nos. 23, 27: a sealed ballot tells how many have answered",
             a_sealed_ballot_tells_how_many_have_answered);
    unit_add(tests, "3.3 no. 24: who joins after the opening is not on the roll",
             who_joins_after_the_opening_is_not_on_the_roll);
    unit_add(tests, "3.3 no. 25: who arrives late counts as any", who_arrives_late_counts_as_any);
    unit_add(tests, "3.3 no. 31: an empty roll cannot open", an_empty_roll_cannot_open);
}

static void add_rules(struct unit_tests *tests) {
    unit_add_rows(tests, validates, validities, sizeof validities[0], UNIT_COUNT(validities));
    unit_add_rows(tests, reckons, reckonings, sizeof reckonings[0], UNIT_COUNT(reckonings));
    unit_add_rows(tests, is_the_standard, standards, sizeof standards[0], UNIT_COUNT(standards));
    unit_add_rows(tests, leads_to, steps, sizeof steps[0], UNIT_COUNT(steps));
    unit_add_rows(tests, falls_back, fallbacks, sizeof fallbacks[0], UNIT_COUNT(fallbacks));
    unit_add_rows(tests, may_reopen, motions, sizeof motions[0], UNIT_COUNT(motions));
    unit_add(tests, "needed is the least count that holds", needed_is_the_least_count_that_holds);
    unit_add(tests, "a fault in the rules is named", a_fault_in_the_rules_is_named);
    unit_add(tests, "a choice is of one method", a_choice_is_of_one_method);
    unit_add(tests, "a delegate of two organizations answers for each",
             a_delegate_of_two_organizations_answers_for_each);
    unit_add(tests, "a roll that all have left has no quorum",
             a_roll_that_all_have_left_has_no_quorum);
    unit_add(tests, "the roll shrinks, and the quorum with it",
             the_roll_shrinks_and_the_quorum_with_it);
    unit_add(tests, "a body may bear a block and many aside",
             a_body_may_bear_a_block_and_many_aside);
    unit_add(tests, "totals of one mind tell what each has answered",
             totals_of_one_mind_tell_what_each_has_answered);
    unit_add(tests, "a body of one round falls back after it",
             a_body_of_one_round_falls_back_after_it);
    unit_add(tests, "nobody loses without a quorum", nobody_loses_without_a_quorum);
    unit_add(tests, "every word is found again", every_word_is_found_again);
}

int main(void) {
    static struct unit_tests tests;
    add_examples(&tests);
    add_rules(&tests);
    unit_add(&tests, "a recount agrees", a_recount_agrees);
    unit_add(&tests, "choices are at most the present, and those at most the roll",
             choices_are_at_most_the_present_and_those_the_roll);
    unit_add(&tests, "the order of answers does not matter", the_order_of_answers_does_not_matter);
    unit_add(&tests, "answers from off the roll change nothing",
             answers_from_off_the_roll_change_nothing);
    unit_add(&tests, "each voter counts at most once", each_voter_counts_at_most_once);
    unit_add(&tests, "the roll never grows", the_roll_never_grows);
    unit_add(&tests, "a yes more never loses a vote", a_yes_more_never_loses_a_vote);
    unit_add(&tests, "the Global Compact for Migration was carried",
             the_compact_on_migration_was_carried);
    unit_add(&tests, "International migration and development was carried",
             international_migration_and_development_was_carried);
    return unit_run("count", &tests);
}
