/*
 * Bubble-up: how far a voice may be carried, what a reader may be told of who gave it, what a
 * synthesis may rest on and how many voices it speaks for. Consent is the author's and absolute:
 * what the author did not allow is refused here, whoever asks.
 */
#ifndef TRIBUTARY_DOMAIN_VOICE_H
#define TRIBUTARY_DOMAIN_VOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/domain/states.h"

/* What a counting function returns when it could not look: take it as E_UNAVAILABLE or as
   E_TOO_MANY. Its out_ argument is left alone then. */
#define TRIB_VOICE_NO_MEMORY SIZE_MAX
#define TRIB_VOICE_TOO_MANY (SIZE_MAX - 1)
/* The entries of each list one count takes: ten thousand people who give ten voices each are more
   than any coalition hears, and every count sorts them anew. Past it: TRIB_VOICE_TOO_MANY. */
#define TRIB_VOICE_LIST_MAX 100000u

/* ---- how far: domain study §§ 2.2, 2.6 (9), 2.7 ---- */

/* The kinds of spaces. Organization and group are not ordered with each other. */
enum trib_width {
    TRIB_WIDTH_PERSON,
    TRIB_WIDTH_ORGANIZATION,
    TRIB_WIDTH_GROUP,
    TRIB_WIDTH_COALITION,
    TRIB_WIDTH_PUBLIC,
    TRIB_WIDTH_COUNT
};
/* "As far as" starts at the narrowest. */
#define TRIB_WIDTH_DEFAULT TRIB_WIDTH_PERSON

struct trib_consent {            /* what the author of a voice allowed */
    enum trib_width max_space;   /* the widest space that may have an edition of it */
    enum trib_width count_up_to; /* the widest space that may count it */
};

struct trib_place { /* a space, as these rules see it */
    enum trib_width width;
    const char *space_id; /* borrowed */
};

const char *trib_width_name(enum trib_width width); /* "organization" */
bool trib_width_find(const char *name, enum trib_width *out_width);

/** Whether a is narrower than b: person < organization, group < coalition < public. */
bool trib_width_is_narrower(enum trib_width a, enum trib_width b);

/** Whether consent up to max_space reaches a space of width to: the same width or a narrower one.
   What is not ordered is not reached: who allowed a group did not allow an organization. When
   false, E_CONSENT names max_space. Domain study §§ 2.2 (2), 2.6 (9). */
bool trib_voice_may_widen(enum trib_width max_space, enum trib_width to);

/** The same for being counted. When false, E_CONSENT names count_up_to. */
bool trib_voice_may_count(enum trib_width count_up_to, enum trib_width space);

/** Whether an author may give a voice to a space of this width: one's own, that of one's
   organization or of a group one is in; all that is wider is reached by hops. A voice for a group
   may be given to one's organization, which raises it: the own hand is consent to that one step. */
bool trib_voice_may_begin(enum trib_width max_space, enum trib_width home);

/** Whether a consent can be kept: who may read a voice can count it, so count_up_to reaches
   max_space. */
bool trib_consent_is_sound(struct trib_consent consent);

enum trib_hop {
    TRIB_HOP_ALLOWED,
    TRIB_HOP_NOT_ONE,        /* no single hop goes there */
    TRIB_HOP_BEYOND_CONSENT, /* E_CONSENT */
};

/**
 * Whether a voice may be raised by one hop: organization → parent organization or a group it is in
 * → coalition → public. An organization whose parent is the root, and any group, hop to the
 * coalition. A parent organization is not the author's own: "up to: organization" ends before it,
 * and so does "up to: group". Whether the two spaces are so related is the caller's to know.
 * out_allowed  the width allowed, on TRIB_HOP_BEYOND_CONSENT only.
 * Domain study §§ 2.6 (9), 2.7 (1).
 */
enum trib_hop trib_hop_check(enum trib_width max_space, enum trib_width from, enum trib_width to,
                             enum trib_width *out_allowed);

/** Whether a voice has an edition in a space already: then a further path to it adds "also via …"
   and no second edition. Domain study § 2.7 (2). */
bool trib_voice_is_in(const struct trib_place *editions, size_t edition_count,
                      const char *space_id);

/* A hop that nobody touches for so long: its receiver is reminded; its sender may raise to another
   parent or to the secretariat. Domain study § 2.7 (1). */
#define TRIB_HOP_REMIND_DAYS 14
#define TRIB_HOP_ELSEWHERE_DAYS 30

enum trib_hop_wait { TRIB_HOP_WAITS, TRIB_HOP_REMINDS, TRIB_HOP_GOES_ELSEWHERE };

/** What is due of a hop last touched at an instant; days of 24 hours, reached at their end.
   Instants are Unix milliseconds; a clock that was set back makes it wait. */
enum trib_hop_wait trib_hop_waiting(int64_t touched_at_ms, int64_t now_ms);

/* ---- under what name: domain study §§ 2.6 (9), 7 ---- */

/* From what reveals most to what reveals least. */
enum trib_attribution {
    TRIB_ATTRIBUTION_NAMED,
    TRIB_ATTRIBUTION_ROLE,
    TRIB_ATTRIBUTION_ORGANIZATION,
    TRIB_ATTRIBUTION_ANONYMOUS,
    TRIB_ATTRIBUTION_COUNT
};
#define TRIB_ATTRIBUTION_DEFAULT TRIB_ATTRIBUTION_ANONYMOUS

/* Fewer people of an organization who have given voices than this, and its name tells its
   neighbours whose words they are: its region is shown instead. */
#define TRIB_ATTRIBUTION_PEOPLE_MIN 5u

const char *trib_attribution_name(enum trib_attribution attribution); /* "anonymous" */
bool trib_attribution_find(const char *name, enum trib_attribution *out_attribution);

/** Whether an edition with the attribution wider may be made from one with the attribution
   narrower: it reveals no more. */
bool trib_attribution_may_follow(enum trib_attribution narrower, enum trib_attribution wider);

struct trib_shown {    /* what a reader of an edition may be told */
    bool person;       /* name and id; else neither stands in the row */
    bool role;         /* what the person is in the organization */
    bool organization; /* which; else a base organization of the region */
    bool region;       /* always */
    bool time;         /* when it was given; else the month alone */
};

/** people_count: how many people of the organization have given voices, withdrawn ones too, so that
   it never falls. It is asked of anonymous voices only: with the others the author agreed that the
   organization is told. */
struct trib_shown trib_voice_shown(enum trib_attribution attribution, size_t people_count);

/* ---- syntheses: domain study § 2.7 (4, 5) ---- */

enum trib_source_use {
    TRIB_SOURCE_QUOTED,  /* an edition of it is read by whoever reads the synthesis */
    TRIB_SOURCE_COUNTED, /* it is held in a narrower space: counted, never quoted, never named */
    TRIB_SOURCE_REFUSED  /* E_CONSENT */
};

/**
 * What a voice may be to a synthesis. An edition is readable where it stands in the synthesis'
 * space or in a wider one; one in another space of the same width is not. A synthesis as a source
 * has its own space for its only edition; a narrower one may be counted when trib_voices_count in
 * the wider space leaves nobody out.
 * out_allowed  count_up_to, on TRIB_SOURCE_REFUSED only.
 */
enum trib_source_use trib_source_check(const struct trib_place *synthesis,
                                       const struct trib_place *editions, size_t edition_count,
                                       enum trib_width count_up_to, enum trib_width *out_allowed);

#define TRIB_SYNTHESIS_SOURCES_MIN 2u /* without a note: one voice alone is no synthesis */

/** Whether a synthesis may be published: of two sources or more, or of one with a note that says
   why. source_count: different ones, those withdrawn since too. Domain study § 2.3. */
bool trib_synthesis_may_publish(size_t source_count, bool has_note);

struct trib_voice {
    const char *voice_id;
    const char *organization_id; /* of the author; NULL: of none */
    enum trib_width count_up_to; /* as the author allowed */
    bool is_organization_hidden; /* trib_voice_shown says that it is not told */
    bool is_withdrawn;
};

struct trib_source_link {
    const char *synthesis_id, *source_id; /* the source: a voice, or another synthesis */
};

struct trib_organization_region {
    const char *organization_id, *region; /* an organization may be of several */
};

/* All strings are borrowed. Every list in any order; repeated entries count once. A voice that
   stands twice in the list must say the same. */
struct trib_voice_sources {
    const struct trib_voice *voices; /* all that may be met, withdrawn ones too */
    size_t voice_count;
    const struct trib_source_link *links; /* likewise */
    size_t link_count;
    const struct trib_organization_region *regions;
    size_t region_count;
};

struct trib_voices_counted { /* "From n voices, k organizations, r regions" */
    size_t voices;           /* n: different ones, through all nested syntheses */
    size_t organizations;    /* k: those that may be told; a hidden one counts for its region only,
                                since a number that grows by it would tell of it */
    size_t regions;          /* r: of all n voices, the hidden organizations' too */
    size_t withdrawn;        /* of n; more than none: the authors are told to check the wording */
    size_t left_out;         /* not of n: count_up_to does not reach. For E_CONSENT; shown nobody */
    bool has_hidden;         /* an organization of n is hidden: k is "at least" */
};

/**
 * Counts the voices under a synthesis that stands in a space of this width. A voice is counted
 * once, by however many ways it is reached; circles do not trouble it. Returns n,
 * TRIB_VOICE_NO_MEMORY, or TRIB_VOICE_TOO_MANY. Takes time in proportion to length × log(length)
 * of the lists together. An id that is neither a voice nor has sources adds nothing; the id of a
 * voice counts that voice. Domain study §§ 2.6 (8, 9), 2.7 (5).
 */
size_t trib_voices_count(const struct trib_voice_sources *sources, const char *synthesis_id,
                         enum trib_width width, struct trib_voices_counted *out_counted);

/* ---- endorsements: domain study § 2.7 (3) ---- */

struct trib_endorsement {
    const char *endorser_id; /* of the person, or of the organization; borrowed */
    bool is_organization;
    enum trib_affiliation_status standing; /* of the organization; not asked of a person */
};

struct trib_endorsements_counted { /* "8 organizations, 1 observer, 140 people" */
    size_t organizations;          /* members */
    size_t observers;              /* observers, and those tentative */
    size_t people;
};

/**
 * One of each person and one of each organization; repeated ones count once, and an organization
 * that stands there with two standings has the greater. Applicants, suspended ones and those that
 * left count nowhere. Returns how many count in all, TRIB_VOICE_NO_MEMORY or TRIB_VOICE_TOO_MANY.
 */
size_t trib_endorsements_count(const struct trib_endorsement *endorsements, size_t count,
                               struct trib_endorsements_counted *out_counted);

/* ---- lives: domain study § 2.3 ---- */

enum trib_contribution_state {
    TRIB_CONTRIBUTION_DRAFT,
    TRIB_CONTRIBUTION_SUBMITTED,
    TRIB_CONTRIBUTION_ACCEPTED, /* its organization, or group, carries it */
    TRIB_CONTRIBUTION_RETURNED, /* to its author, with a note */
    TRIB_CONTRIBUTION_RAISED,   /* one hop further, where nobody has taken it in yet */
    TRIB_CONTRIBUTION_RECEIVED,
    TRIB_CONTRIBUTION_SYNTHESISED,
    TRIB_CONTRIBUTION_ANSWERED,  /* with a text */
    TRIB_CONTRIBUTION_KEPT,      /* for later: with a date */
    TRIB_CONTRIBUTION_WITHDRAWN, /* by its author, from any state; final */
    TRIB_CONTRIBUTION_STATE_COUNT
};

enum trib_synthesis_state {
    TRIB_SYNTHESIS_DRAFT,
    TRIB_SYNTHESIS_REVIEW,
    TRIB_SYNTHESIS_PUBLISHED,  /* trib_synthesis_may_publish */
    TRIB_SYNTHESIS_SUPERSEDED, /* by a later one */
    TRIB_SYNTHESIS_STATE_COUNT
};

/* Movers besides those of states.h, with bits no machine there has. */
#define TRIB_MOVER_VOICE_AUTHOR 256u    /* whoever gave the voice */
#define TRIB_MOVER_VOICE_RECEIVER 512u  /* a delegate of the organization it was raised to */
#define TRIB_MOVER_SYNTHESIS_BODY 1024u /* a member of the body the synthesis belongs to */

extern const struct trib_machine trib_contribution_machine, trib_synthesis_machine;

enum trib_contribution_needs {
    TRIB_CONTRIBUTION_NEEDS_NOTHING,
    TRIB_CONTRIBUTION_NEEDS_TEXT,
    TRIB_CONTRIBUTION_NEEDS_DATE
};

/** What must be given to bring a voice into this state: E_REQUIRED without. */
enum trib_contribution_needs trib_contribution_needs(enum trib_contribution_state state);

/** Whether what was raised has got its answer: synthesised, answered, or kept for later. */
bool trib_contribution_is_answered(enum trib_contribution_state state);

#endif
