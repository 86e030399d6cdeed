/*
 * Trickle-down: whom a dispatch reaches over the affiliations, when each of them has it, what
 * changes when organizations join and leave, and how far it has come. Everything is reckoned anew
 * from links and rows, so nothing is kept that could disagree with them. Ids are borrowed; rows and
 * audiences are in ascending order of them (strcmp), each id once. Days are counted from
 * 1970-01-01, instants are Unix milliseconds and never 0.
 * Source: domain study § 4.
 */
#ifndef TRIBUTARY_DOMAIN_DISPATCH_H
#define TRIBUTARY_DOMAIN_DISPATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/domain/states.h"

/* One transaction writes them all. Past it: TRIB_AUDIENCE_TOO_MANY. */
#define TRIB_DISPATCH_DELIVERIES_MAX 10000u
/* As deep as coalition rows are seen (space, TRIB_AFFILIATION_DEPTH_MAX). What lies deeper is not
   reached, and the audience says that it is cut. */
#define TRIB_DISPATCH_DEPTH_MAX 16u
/* How long a parent's silence may hold its members up: domain study § 4.1. */
#define TRIB_PASS_ON_DAYS_DEFAULT 14u
/* A year's silence at each level is a refusal in all but name. Past it: an assertion. */
#define TRIB_PASS_ON_DAYS_MAX 365u
/* What a newcomer has at least, however near the dispatch's own due is: domain study § 4.1. */
#define TRIB_NEWCOMER_DAYS 30

/* Nobody has said since when: after every day that is known. */
#define TRIB_JOINED_UNKNOWN INT32_MAX
/* Nothing is due by it; later than every day. */
#define TRIB_DUE_NONE INT32_MAX
/* No instant: it never comes. */
#define TRIB_NEVER INT64_MAX
/* The root, where the index of a parent is told. */
#define TRIB_VIA_ROOT SIZE_MAX
/* No index: not in the audience, or without a row. */
#define TRIB_NOWHERE SIZE_MAX
/* What a function that counts returns when there was no memory. Take it as E_UNAVAILABLE. */
#define TRIB_DISPATCH_NO_MEMORY SIZE_MAX

/* Whom it reaches. */

struct trib_dispatch_link {
    const char *child, *parent; /* organizations */
    enum trib_affiliation_status status;
    int32_t joined_day; /* the first day it can mean, or TRIB_JOINED_UNKNOWN */
};

enum trib_delivery_mode {
    TRIB_DELIVERY_INFORMATION, /* to be read; counted nowhere */
    TRIB_DELIVERY_MANDATE,     /* some path from the root has member links only */
    TRIB_DELIVERY_MODE_COUNT
};

const char *trib_delivery_mode_name(enum trib_delivery_mode mode); /* "mandate" */
bool trib_delivery_mode_find(const char *name, enum trib_delivery_mode *out_mode);

struct trib_via {  /* one parent of a recipient */
    size_t parent; /* index of a recipient, or TRIB_VIA_ROOT */
    int32_t joined_day;
    bool is_member; /* the link is a member's */
};

struct trib_below { /* one child of a recipient */
    size_t child;   /* index of a recipient */
    bool is_member;
};

struct trib_recipient {
    const char *organization;
    uint32_t depth; /* links of a shortest path from the root, 1 or more */
    enum trib_delivery_mode mode;
    size_t via_first, via_count; /* in vias; the lead parent first, the next in its place next */
    size_t below_first, below_count; /* in belows, in the order of the children's ids */
};

struct trib_audience { /* zeroed: nobody */
    struct trib_recipient *recipients;
    size_t count;
    struct trib_via *vias;
    struct trib_below *belows;
    bool is_cut; /* somebody lies deeper than TRIB_DISPATCH_DEPTH_MAX and is not among them */
};

enum trib_audience_outcome {
    TRIB_AUDIENCE_MADE,
    TRIB_AUDIENCE_NO_MEMORY, /* E_UNAVAILABLE */
    TRIB_AUDIENCE_TOO_MANY   /* E_TOO_MANY, most TRIB_DISPATCH_DELIVERIES_MAX */
};

/**
 * Everybody below root over links of members, observers and tentative members, the root not among
 * them. The lead parent is the one with least depth, then the earliest joined day, then the least
 * id. Of several links of one pair, a member's is what counts and the earliest day. A mandate's
 * path may be of any length. Circles and links to oneself do not trouble it. Takes time in
 * proportion to links × log(links).
 * out_audience  left alone unless made; trib_audience_finish frees it. Its ids are those of links.
 * Source: domain study § 4.1, 1 to 3.
 */
enum trib_audience_outcome trib_audience_make(const struct trib_dispatch_link *links,
                                              size_t link_count, const char *root,
                                              struct trib_audience *out_audience);
void trib_audience_finish(struct trib_audience *audience); /* safe on a zeroed audience */

/** The index of an organization, or TRIB_NOWHERE. */
size_t trib_audience_find(const struct trib_audience *audience, const char *organization);

/* The life of a delivery. */

enum trib_delivery_state {
    TRIB_DELIVERY_SCHEDULED,
    TRIB_DELIVERY_DELIVERED,
    TRIB_DELIVERY_ACKNOWLEDGED,
    TRIB_DELIVERY_LOCALISED,
    TRIB_DELIVERY_ACTING,
    TRIB_DELIVERY_REPORTED,
    TRIB_DELIVERY_DECLINED, /* with the reason */
    TRIB_DELIVERY_LAPSED,   /* the organization left */
    TRIB_DELIVERY_RECALLED, /* the dispatch was */
    TRIB_DELIVERY_STATE_COUNT
};

/* The movers of what comes about by itself: delivered, lapsed, recalled, back from lapsed. */
#define TRIB_MOVER_NOBODY 0u

extern const struct trib_machine trib_delivery_machine;

/** Whether the row stays as it is when its organization leaves or the dispatch is recalled: it has
    reported or declined, or is lapsed or recalled already. Any other becomes lapsed or recalled. */
bool trib_delivery_is_settled(enum trib_delivery_state state);

struct trib_delivery { /* the row of one organization; an instant of 0 has not come */
    const char *organization;
    enum trib_delivery_mode mode;
    enum trib_delivery_state state;
    int64_t made_at_ms;      /* sent; or, for one that came later, when it came into reach */
    int64_t delivered_at_ms; /* 0 while scheduled */
    int64_t passed_on_at_ms; /* first passed on to its members, in whatever words */
    int64_t declined_at_ms;  /* first declined; stays when it thinks better of it */
    bool is_reason_told;     /* its members may read why it declined */
};

struct trib_deliveries {
    const struct trib_delivery *rows;
    size_t count;
};

/* When each has it. */

struct trib_dispatch {
    bool is_open;          /* sent or paused; neither closed nor recalled */
    bool is_broadcast;     /* else it cascades */
    uint32_t pass_on_days; /* at most TRIB_PASS_ON_DAYS_MAX */
    int64_t resumed_at_ms; /* the end of its last pause: nothing is delivered before. 0: no pause */
    int32_t due_day;       /* the last day it can mean, or TRIB_DUE_NONE */
};

/* What brings a delivery about; of two at the same instant, the first of these. */
enum trib_release {
    TRIB_RELEASE_SENT,      /* directly under the root, or a broadcast */
    TRIB_RELEASE_PASSED_ON, /* by a parent, in its own words or as it is */
    TRIB_RELEASE_DECLINED,  /* by a parent; in the original words */
    TRIB_RELEASE_SILENCE    /* the parent's days are over; in the original words */
};

struct trib_due { /* a scheduled row that will be delivered */
    int64_t at_ms;
    size_t row;  /* index of a row */
    size_t from; /* index of the parent's row, or TRIB_VIA_ROOT */
    enum trib_release release;
    bool is_reason_told; /* the parent declined, and why may be read */
};

/**
 * When each scheduled row is delivered, should nobody do more than was done: at the first of, over
 * its parents, passed on, declined, pass_on_days behind the parent's own delivery; not before the
 * row was made. Of parents at the same instant, the first by release, then in the order of vias.
 * The instants follow from the rule, not from when somebody asked: a server that was away stores
 * at_ms as delivered and so catches up as if it had not been. While a dispatch is paused nothing is
 * delivered.
 * deliveries  a row for each of the audience, as trib_audience_compare sees to. A row whose
 *             organization is out of reach is never due.
 * out_dues    room for all rows; by at_ms, then by row.
 * Returns how many, or TRIB_DISPATCH_NO_MEMORY. Time: links × log(links).
 * Source: domain study § 4.1, 5 and 6.
 */
size_t trib_dispatch_dues(const struct trib_dispatch *dispatch,
                          const struct trib_audience *audience,
                          const struct trib_deliveries *deliveries, struct trib_due *out_dues);

/** How many of them, from the first on, are delivered at now_ms or were due before. out_next_at_ms
    receives when to ask again, or TRIB_NEVER. */
size_t trib_dues_now(const struct trib_due *dues, size_t due_count, int64_t now_ms,
                     int64_t *out_next_at_ms);

/**
 * "Also from": the parents that have passed it on to an organization besides the one it came from,
 * in the order of their instants, then of vias. They add their words to the same row; there is no
 * second notice. The one it came from by silence may pass it on later: that is not told here.
 * from      index of the parent's row, or TRIB_VIA_ROOT, as it was due.
 * out_rows  indexes of rows, room for via_count of the recipient.
 * Returns how many; 0 for one out of reach.
 */
size_t trib_delivery_also_from(const struct trib_audience *audience,
                               const struct trib_deliveries *deliveries, size_t row, size_t from,
                               size_t *out_rows);

/* Joining and leaving. */

enum trib_audience_step {
    TRIB_AUDIENCE_STAYS,
    TRIB_AUDIENCE_JOINS,   /* a new row, scheduled */
    TRIB_AUDIENCE_RETURNS, /* its lapsed row, the only one it may have, is scheduled as if new */
    TRIB_AUDIENCE_LAPSES
};

struct trib_audience_change {
    const char *organization;
    enum trib_audience_step step;
    bool is_mode_changed;         /* of a row that stays */
    bool is_via_changed;          /* likewise: other parents, another lead or another depth */
    enum trib_delivery_mode mode; /* from now on */
    int32_t due_day;              /* of one that joins or returns; else TRIB_DUE_NONE */
    size_t recipient;             /* index in the audience of now, or TRIB_NOWHERE */
    size_t row;                   /* or TRIB_NOWHERE */
};

/** The later of the dispatch's due and TRIB_NEWCOMER_DAYS behind the day of joining. */
int32_t trib_dispatch_newcomer_due(int32_t due_day, int32_t joined_day);

/**
 * What becomes of the rows when links have changed. While the dispatch is open who came into reach
 * gets a row, information becomes mandate when a path of member links appears, and mandate becomes
 * information when none is left, but not for one that is acting or reported. Whether it is open or
 * not, who is out of reach lapses unless settled: a row reported or declined stays, and is counted.
 * today        the day of joining for those who are new.
 * out_changes  room for the audience of now and all rows together; one for each organization that
 *              is concerned, in the order of ids.
 * Returns how many; 0 when nothing has changed.
 * Source: domain study § 4.1, 7 and 8.
 */
size_t trib_audience_compare(const struct trib_dispatch *dispatch,
                             const struct trib_audience *before, const struct trib_audience *now,
                             const struct trib_deliveries *deliveries, int32_t today,
                             struct trib_audience_change *out_changes);

/* How far it has come. */

struct trib_coverage {
    size_t total;    /* N: mandates neither lapsed nor recalled */
    size_t reached;  /* delivered at least */
    size_t answered; /* acknowledged, localised, acting, reported or declined */
    size_t acting;   /* or reported */
    size_t reported;
    size_t declined;
    size_t silent; /* delivered so many days ago, or more, and not answered */
};

/** What is true of all. silent_days may be 0: silent is then reached − answered, as of now_ms. */
struct trib_coverage trib_coverage_of_all(const struct trib_deliveries *deliveries, int64_t now_ms,
                                          uint32_t silent_days);

/**
 * The same of a branch: the organization itself and whom it reaches over member links today.
 * Branches overlap and must not be added up. An organization out of reach is a branch by itself.
 * Returns false when there was no memory: E_UNAVAILABLE.
 * Source: domain study § 4.2.
 */
bool trib_coverage_of_branch(const struct trib_audience *audience,
                             const struct trib_deliveries *deliveries, const char *organization,
                             int64_t now_ms, uint32_t silent_days,
                             struct trib_coverage *out_coverage);

/** How many organizations are counted in more than one branch of those directly under the root, or
    TRIB_DISPATCH_NO_MEMORY. Time in proportion to links. */
size_t trib_coverage_overlap(const struct trib_audience *audience,
                             const struct trib_deliveries *deliveries);

/** ⌊100 · count / total⌋; false when total is 0, shown "—". count is at most total. */
bool trib_coverage_percent(size_t count, size_t total, uint32_t *out_percent);

#endif
