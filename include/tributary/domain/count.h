/*
 * Counting decisions. Nothing of a result is kept while answers may still change: it is worked out
 * anew from the roll, the answers and the rules as they were when the ballot opened, so two servers
 * given the same cannot disagree, in whatever order they were given it. Shares are whole numbers,
 * cross-multiplied; nothing is ever rounded to decide. Who may open, answer and close is not asked
 * here. Source: domain study § 3.
 */
#ifndef TRIBUTARY_DOMAIN_COUNT_H
#define TRIBUTARY_DOMAIN_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Places on a roll: no coalition has more than the open ties one command looks through. Past it a
   ballot cannot open: E_TOO_MANY. */
#define TRIB_ROLL_MAX 200000u
/* Parts of a share: a coalition of thousands counts in thousandths at most. Past it: E_TYPE. */
#define TRIB_SHARE_PARTS_MAX 1000u
/* Consensus rounds: as many as any number of a coalition's rules may be. Past it: E_TYPE. */
#define TRIB_CONSENSUS_ROUNDS_MAX 1000u
/* A year; whoever waits longer has given the proposal up. Past it: E_TYPE. */
#define TRIB_FALLBACK_WAIT_MINUTES_MAX 525600u

/* ---- shares: "at least 2/3 of those voting" ---- */

enum trib_share_relation {
    TRIB_SHARE_AT_LEAST,
    TRIB_SHARE_MORE_THAN,
    TRIB_SHARE_RELATION_COUNT,
};

enum trib_share_base {
    TRIB_SHARE_OF_CAST,    /* yes and no; who abstains casts no vote */
    TRIB_SHARE_OF_PRESENT, /* of the roll, checked in or answering; abstaining counts against */
    TRIB_SHARE_OF_ROLL,    /* absence counts against too */
    TRIB_SHARE_BASE_COUNT,
};

struct trib_share {
    enum trib_share_relation relation;
    uint32_t numerator, denominator;
    enum trib_share_base base;
};

/* count × denominator ≥ (more_than: >) numerator × whole, so that a page can print it: for more
   than 1/2 of 8, count 5 gives left 10 > right 8. */
struct trib_reckoning {
    struct trib_share share;
    uint32_t count, whole;
    uint32_t left, right;
    uint32_t needed; /* the least count that holds; more than whole when none does */
    bool holds;
};

/** Whether it is one: 1 ≤ denominator ≤ TRIB_SHARE_PARTS_MAX, numerator ≤ denominator, and some
    counts reach it and some do not: neither at least nothing nor more than all. */
bool trib_share_is_valid(const struct trib_share *share);

/** Whether count of whole is that share. The share is valid, both counts at most TRIB_ROLL_MAX.
    Source: domain study § 3.1. */
bool trib_share_holds(const struct trib_share *share, uint32_t count, uint32_t whole);

/** The least count for which it holds: ⌈n × whole / d⌉ or ⌊n × whole / d⌋ + 1. */
uint32_t trib_share_needed(const struct trib_share *share, uint32_t whole);

/** Both with all numbers between. */
struct trib_reckoning trib_share_reckon(const struct trib_share *share, uint32_t count,
                                        uint32_t whole);

/* ---- the rules of one ballot, copied when it opens and never changed after ---- */

enum trib_ballot_method {
    TRIB_BALLOT_CONSENSUS,
    TRIB_BALLOT_VOTE,
    TRIB_BALLOT_METHOD_COUNT,
};

struct trib_ballot_rules {
    enum trib_ballot_method method;
    struct trib_share share;        /* a vote: what yes must reach */
    struct trib_share quorum;       /* what those present must reach, of the roll */
    struct trib_share stand_asides; /* consensus: to reach this, of those present, is too many */
    uint32_t blocks_max;            /* consensus: one more blocks it */
    uint32_t rounds_max;            /* consensus: after so many a vote may decide, … */
    uint32_t fallback_wait_minutes; /* … this long after the last one's close; 0: at once */
};

enum trib_ballot_occasion {
    TRIB_OCCASION_CONSENSUS,
    TRIB_OCCASION_VOTE,      /* more than 1/2 of cast */
    TRIB_OCCASION_FALLBACK,  /* a vote after the last round of consensus: at least 3/4 of cast */
    TRIB_OCCASION_ADMISSION, /* a vote: at least 2/3 of cast */
    TRIB_OCCASION_REOPENING, /* a vote: more than 1/2 of cast */
    TRIB_OCCASION_COUNT,
};

/** The rules of a body that has said nothing. On every occasion the quorum is more than 1/2 of the
    roll, more than 1/4 of those present are too many to stand aside, no block is borne, a vote may
    follow 24 hours after round 2. Source: domain study §§ 3.1, 3.2. */
struct trib_ballot_rules trib_ballot_rules_default(enum trib_ballot_occasion occasion);

/** The name of the first member that is no rule ("quorum"), or NULL: all are. Stand-asides are more
    than a share of those present; 0/1 bears none, 1/1 any number. Take it as E_TYPE. */
const char *trib_ballot_rules_fault(const struct trib_ballot_rules *rules);

/* ---- answers, and which of them is a voter's position ---- */

enum trib_choice {
    TRIB_CHOICE_UNKNOWN, /* none was given, or it is sealed still */
    TRIB_CHOICE_YES,     /* of a vote, as the next two */
    TRIB_CHOICE_NO,
    TRIB_CHOICE_ABSTAIN,
    TRIB_CHOICE_AGREE, /* of consensus, as the rest */
    TRIB_CHOICE_RESERVATION,
    TRIB_CHOICE_STAND_ASIDE,
    TRIB_CHOICE_BLOCK,
    TRIB_CHOICE_COUNT,
};

enum trib_choice_words { /* what is written with a choice */
                         TRIB_CHOICE_WORDS_NONE,
                         TRIB_CHOICE_WORDS_MAY,
                         TRIB_CHOICE_WORDS_MUST,
                         TRIB_CHOICE_WORDS_REASON_AND_PRINCIPLE, /* else E_BLOCK_REASON */
};

/* One answer of one delegate. Where persons vote, each is a delegate of themselves. */
struct trib_delegate_answer {
    const char *voter_id, *delegate_id; /* borrowed */
    uint64_t seq;                       /* the server's; no two answers have the same */
    enum trib_choice choice;
    bool is_lead;      /* given as the lead delegate; who leads later does not matter */
    bool is_withdrawn; /* taken back by that delegate, who has then not answered */
};

/* A place on the roll as it was written down when the ballot opened: an organization, or where the
   vote unit is a person, somebody. */
struct trib_voter {
    const char *id;     /* borrowed */
    bool is_checked_in; /* somebody of it at any moment of the ballot; outside a meeting nobody */
    bool has_left;      /* left or suspended since: off the roll, what it answered is void */
    const struct trib_delegate_answer *position; /* NULL: none; written by trib_roll_settle */
};

struct trib_turnout {
    uint32_t roll;     /* E: the voters that have not left; it shrinks, it never grows */
    uint32_t present;  /* P: of those, checked in or with a position */
    uint32_t answered; /* of those, with a position; all of the roll, when it may close early */
};

/* Whether a ballot can open. */
enum trib_roll_opening {
    TRIB_ROLL_OPENS,
    TRIB_ROLL_IS_EMPTY,     /* E_EMPTY_ROLL */
    TRIB_ROLL_IS_TOO_LARGE, /* E_TOO_MANY: more than TRIB_ROLL_MAX */
};

/** Asked of the number of voters when a ballot is to open. Source: domain study § 3.3, 31. */
enum trib_roll_opening trib_roll_opens(size_t voter_count);

/** Whether a choice is one of that method's. UNKNOWN is none's. */
bool trib_choice_fits(enum trib_choice choice, enum trib_ballot_method method);

/** Reservations need a text, blocks a reason and the principle they rest on, standing aside may
    have a text. Source: domain study § 3.1. */
enum trib_choice_words trib_choice_words(enum trib_choice choice);

/**
 * Finds each voter's position: the lead delegate's latest answer if the lead has answered, else the
 * latest of an alternate. Of one delegate the latest answer alone stands: withdrawn, it brings no
 * earlier one back, and another delegate's counts. Answers for others than voters count for
 * nothing, and those for voters that left are void. Choices may be sealed. Puts both arrays in
 * another order (voters by id, each once), and positions point into answers, which must stay where
 * they are. The order given does not matter. Source: domain study § 3.1.
 */
void trib_roll_settle(struct trib_voter *voters, size_t voter_count,
                      struct trib_delegate_answer *answers, size_t answer_count);

/** How many are there, of a settled roll. Choices may be sealed, so that an open ballot can show
    this and nothing more. */
struct trib_turnout trib_roll_turnout(const struct trib_voter *voters, size_t voter_count);

/* ---- the result ---- */

enum trib_result {
    TRIB_RESULT_NO_QUORUM, /* decides nothing */
    TRIB_RESULT_NOT_CARRIED,
    TRIB_RESULT_CARRIED,
    TRIB_RESULT_BLOCKED,
    TRIB_RESULT_COUNT,
};

enum trib_result_reason {
    TRIB_REASON_NO_QUORUM,
    TRIB_REASON_SHARE_HOLDS,   /* a vote: carried */
    TRIB_REASON_SHARE_NOT_MET, /* a vote: not carried; a tie of a half too */
    TRIB_REASON_NO_VOTES_CAST, /* a vote: not carried, everybody abstained or said nothing */
    TRIB_REASON_CONSENSUS,     /* carried */
    TRIB_REASON_BLOCK,         /* blocked */
    TRIB_REASON_STAND_ASIDES,  /* consensus: not carried, too many stand aside */
    TRIB_REASON_NOBODY_AGREED, /* consensus: not carried, with or without reservations */
    TRIB_REASON_COUNT,
};

struct trib_tally {
    struct trib_turnout turnout;
    uint32_t counts[TRIB_CHOICE_COUNT]; /* positions by choice; they add up to turnout.answered */
    struct trib_reckoning quorum;       /* of those present */
    struct trib_reckoning share;        /* a vote: of yes; of consensus all 0 */
    struct trib_reckoning stand_asides; /* consensus: holds when too many; of a vote all 0 */
    enum trib_result result;
    enum trib_result_reason reason;
};

/**
 * Counts a closed ballot over its settled roll. The rules have no fault, the voters are at most
 * TRIB_ROLL_MAX, and every position's choice is known and fits the method. A roll that everybody
 * has left has no quorum. Cannot fail. Source: domain study § 3.2.
 */
void trib_tally_count(const struct trib_ballot_rules *rules, const struct trib_voter *voters,
                      size_t voter_count, struct trib_tally *out_tally);

/** Whether all positions are the same, and there is one: then the totals of a secret ballot tell
    what each has answered, and the page says so. */
bool trib_tally_is_of_one_mind(const struct trib_tally *tally);

/* ---- what follows ---- */

enum trib_step {
    TRIB_STEP_DECIDED,    /* carried or not */
    TRIB_STEP_SAME_ROUND, /* no quorum: the same version may be put again, which is no new round */
    TRIB_STEP_NEXT_ROUND, /* blocked: back to discussion */
    TRIB_STEP_LAST_BLOCKED, /* blocked in the last round: only the fallback vote can decide */
};

struct trib_next {
    enum trib_step step;
    uint32_t round;               /* of the consensus ballot that may follow; else unchanged */
    bool may_fall_back;           /* the last round was blocked, or too many stood aside in it */
    int64_t fallback_opens_at_ms; /* and from when on; 0 when it may not */
};

/** What a closed ballot leads to. round counts from 1 (of a vote: any), closed_at_ms is in Unix
    milliseconds. Source: domain study § 3.2. */
struct trib_next trib_tally_next(const struct trib_ballot_rules *rules,
                                 const struct trib_tally *tally, uint32_t round,
                                 int64_t closed_at_ms);

/** Whether the fallback vote may open now. False: E_FALLBACK_TOO_EARLY, with the time when
    may_fall_back. */
bool trib_fallback_opens(const struct trib_next *next, int64_t now_ms);

/**
 * Whether a position was on the losing side. Of what was carried those lost who said no (or whose
 * block was borne); of what was not carried, or was blocked, those who said yes or agreed, with
 * reservation or without. Whoever abstained, stood aside or had no position lost nothing: they
 * asked for neither outcome. Without a quorum nobody did.
 */
bool trib_result_lost(enum trib_result result, enum trib_choice choice);

/* A motion to reopen what was decided. */
struct trib_reopening {
    enum trib_result result;  /* of the ballot that decided */
    enum trib_choice choice;  /* the mover's position in it; UNKNOWN: it had none */
    bool was_secret;          /* sides are unknown, so nobody is held to theirs */
    bool has_new_information; /* with its text */
};

/** Whether a member may move it: not from the losing side, but for new information, or after a
    secret ballot. Without a quorum nothing was decided and there is nothing to reopen. Source:
    domain study § 3.2. */
bool trib_reopening_may_be_moved(const struct trib_reopening *reopening);

/* ---- the words of SQL and the wire: "more_than", "stand_aside"; UNKNOWN has none ---- */

const char *trib_share_relation_name(enum trib_share_relation relation);
bool trib_share_relation_find(const char *name, enum trib_share_relation *out_relation);
const char *trib_share_base_name(enum trib_share_base base);
bool trib_share_base_find(const char *name, enum trib_share_base *out_base);
const char *trib_ballot_method_name(enum trib_ballot_method method);
bool trib_ballot_method_find(const char *name, enum trib_ballot_method *out_method);
const char *trib_choice_name(enum trib_choice choice); /* "" for UNKNOWN */
bool trib_choice_find(const char *name, enum trib_choice *out_choice);
const char *trib_result_name(enum trib_result result);
bool trib_result_find(const char *name, enum trib_result *out_result);
const char *trib_result_reason_name(enum trib_result_reason reason);
bool trib_result_reason_find(const char *name, enum trib_result_reason *out_reason);

#endif
