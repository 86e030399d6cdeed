/*
 * Straw polls narrow more than two options before one text is decided on. They bind nobody: nothing
 * here knows a roll or a quorum, and no result says "carried". A tie is therefore an honest answer.
 * Options that are equal share a place, and none is put before another by lot, by its name or by
 * where it stands in the poll. Everything is counted anew from the answers, in whatever order they
 * come. Whose answers those are is the caller's choice: members' and observers' can be counted
 * apart. Source: domain study § 3.1, "Straw polls" and "More than two options".
 */
#ifndef TRIBUTARY_DOMAIN_STRAW_POLL_H
#define TRIBUTARY_DOMAIN_STRAW_POLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One option is no choice: E_TOO_FEW. Nobody weighs more than twenty against each other, and a set
   of them fits into 32 bits. Past it: E_TOO_MANY. */
#define TRIB_STRAW_OPTIONS_MIN 2u
#define TRIB_STRAW_OPTIONS_MAX 20u
/* More than the delegates of all a coalition's organizations; a runoff then looks at four million
   marks at most. Past it: E_TOO_MANY. */
#define TRIB_STRAW_ANSWERS_MAX 10000u
/* "Fist to five": what one hand can show across a room. Past it: TRIB_STRAW_BAD_VALUE. */
#define TRIB_STRAW_SCORE_MAX 5u
/* Dots for each person, as facilitators hand them out; at most one for each option there can be.
   Past it the poll is refused: E_TOO_MANY. */
#define TRIB_STRAW_DOTS_DEFAULT 5u
#define TRIB_STRAW_DOTS_MAX 20u

enum trib_straw_kind {
    TRIB_STRAW_YES_NO, /* and abstain; about one text, without options */
    TRIB_STRAW_APPROVAL,
    TRIB_STRAW_SCORE,
    TRIB_STRAW_DOTS,
    TRIB_STRAW_RANKED,
    TRIB_STRAW_KIND_COUNT
};

struct trib_straw_poll {
    enum trib_straw_kind kind;
    size_t option_count;      /* 0 when yes or no is asked */
    uint32_t dots_per_answer; /* how many a person may spend; looked at in TRIB_STRAW_DOTS alone */
};

/* What one answer says of one option. The value is 1 for approval, a score from 0 to 5, a number of
   dots from 1, or a rank from 1, which is best. */
struct trib_straw_mark {
    uint32_t option_index, value;
};

/* Marks in any order. An option without a mark is not approved, has no score (which is not 0), no
   dots, no rank. No marks at all is an answer too: none of these. */
struct trib_straw_answer {
    const struct trib_straw_mark *marks;
    size_t mark_count;
};

/* What is wrong with an answer. Of several faults the first in this order is told. */
enum trib_straw_fault {
    TRIB_STRAW_FINE,
    TRIB_STRAW_UNKNOWN_OPTION,
    TRIB_STRAW_DUPLICATE_OPTION, /* two marks for one option */
    TRIB_STRAW_BAD_VALUE, /* none of the values of the poll's kind; a rank past the options */
    TRIB_STRAW_TOO_MANY_DOTS,
    TRIB_STRAW_EQUAL_RANKS,  /* two options have one rank */
    TRIB_STRAW_SKIPPED_RANK, /* ranks are not 1, 2, 3 … as far as they go */
    TRIB_STRAW_FAULT_COUNT
};

const char *trib_straw_kind_name(enum trib_straw_kind kind); /* "approval" */
bool trib_straw_kind_find(const char *name, enum trib_straw_kind *out_kind);

/** Whether a poll keeps the bounds above. The functions below take no other. */
bool trib_straw_poll_valid(const struct trib_straw_poll *poll);

/** Whether an answer may be counted, and if not, why. Not for yes or no, which have no marks. */
enum trib_straw_fault trib_straw_answer_check(const struct trib_straw_poll *poll,
                                              const struct trib_straw_answer *answer);

enum trib_straw_reply { TRIB_STRAW_YES, TRIB_STRAW_NO, TRIB_STRAW_ABSTAIN };

struct trib_straw_replies {
    uint32_t yes, no, abstain;
};

/** Counts yes, no and abstain; at most TRIB_STRAW_ANSWERS_MAX. Cannot fail. */
struct trib_straw_replies trib_straw_replies_count(const enum trib_straw_reply *replies,
                                                   size_t reply_count);

/* The options of a poll by how they did. Equal ones share a place and the next is as many further
   on: 1, 2, 2, 4. */
struct trib_straw_order {
    uint32_t places[TRIB_STRAW_OPTIONS_MAX];  /* of each option, 1 is first */
    uint32_t options[TRIB_STRAW_OPTIONS_MAX]; /* option indices, the first place first; those that
                                                 share one as they stand in the poll, which means
                                                 nothing */
};

struct trib_straw_total {
    uint32_t sum;                                    /* of approvals, scores or dots */
    uint32_t mark_count;                             /* answers with a mark for the option */
    uint32_t score_counts[TRIB_STRAW_SCORE_MAX + 1]; /* answers by score; 0 in other kinds */
};

struct trib_straw_totals {
    size_t option_count, answer_count;
    struct trib_straw_total options[TRIB_STRAW_OPTIONS_MAX];
    struct trib_straw_order order;
};

/**
 * Counts approvals, scores or dots. The greater sum is first, of scores too: by their mean an
 * option that one person loves would pass one that all find good, and an answer that scores nothing
 * higher than an option could cost it the first place.
 * answers  at most TRIB_STRAW_ANSWERS_MAX, each TRIB_STRAW_FINE; both are asserted. Cannot fail.
 */
void trib_straw_totals_count(const struct trib_straw_poll *poll,
                             const struct trib_straw_answer *answers, size_t answer_count,
                             struct trib_straw_totals *out_totals);

/* How a round of a runoff ended. The last three end the runoff. */
enum trib_straw_ending {
    TRIB_STRAW_FEWEST,        /* one option had the fewest votes and leaves */
    TRIB_STRAW_TOGETHER,      /* several had, together fewer than the next option: all leave */
    TRIB_STRAW_EARLIER_ROUND, /* several had; the one with fewer in an earlier round leaves */
    TRIB_STRAW_STILL_TIED,    /* several had, and were equal in all earlier rounds: they leave */
    TRIB_STRAW_MAJORITY,      /* one option has more than half of the round's votes */
    TRIB_STRAW_ALL_TIED,      /* all that are left are equal, in this and all earlier rounds */
    TRIB_STRAW_NO_VOTES,      /* nobody ranked anything */
    TRIB_STRAW_ENDING_COUNT
};

/* Sets of options have bit i for the option with index i. */
struct trib_straw_round {
    uint32_t continuing;                    /* who takes part */
    uint32_t votes[TRIB_STRAW_OPTIONS_MAX]; /* of those; 0 for others */
    uint32_t exhausted;                     /* answers that rank none of those (any more) */
    uint32_t last;          /* who had the fewest votes: more than one is a tie. Empty at a majority
                               and without votes */
    uint32_t eliminated;    /* of those, who leaves; empty in the last round */
    uint32_t earlier_round; /* the number, from 1, of the round that told the tied apart, or some of
                               them from the others; 0 when none was asked or none did */
    enum trib_straw_ending ending;
};

struct trib_straw_runoff {
    size_t option_count, answer_count, round_count;
    struct trib_straw_round rounds[TRIB_STRAW_OPTIONS_MAX]; /* each but the last takes some away */
    uint32_t winners; /* one at a majority, several when all left are tied, none without votes */
    struct trib_straw_order order; /* who stayed longer is first; who left together is equal; of
                                      those in the last round, by its votes */
};

/**
 * Counts ranked choices as an instant runoff. In each round an answer is one vote for the option it
 * ranks best of those that continue; an option with more than half of these votes wins, else one
 * leaves. When several share the last place
 * 1. and together have fewer votes than the next option, all leave: none of them could have caught
 *    up by the votes of the others, so one by one they would have left all the same;
 * 2. otherwise their votes in the round before are compared, then in the one before that, and so
 *    on: who had fewer leaves;
 * 3. those that were equal all the way leave together. Nothing tells them apart, so this favours
 *    neither; but one of them might have won, so show it, and let the facilitator ask again;
 * 4. when that would leave nobody, the result is a tie of those.
 * A runoff is not monotone: more first choices can make its winner lose.
 * answers  as above. Cannot fail.
 */
void trib_straw_runoff_count(const struct trib_straw_poll *poll,
                             const struct trib_straw_answer *answers, size_t answer_count,
                             struct trib_straw_runoff *out_runoff);

#endif
