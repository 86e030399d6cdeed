/* Bubble-up. Widths and attributions are small orders, lives are tables. */
#include "tributary/domain/voice.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define DAY_MS UINT64_C(86400000)

/* ---- words ---- */

static const char *const width_names[TRIB_WIDTH_COUNT] = {
    [TRIB_WIDTH_PERSON] = "person", [TRIB_WIDTH_ORGANIZATION] = "organization",
    [TRIB_WIDTH_GROUP] = "group",   [TRIB_WIDTH_COALITION] = "coalition",
    [TRIB_WIDTH_PUBLIC] = "public",
};

static const char *const attribution_names[TRIB_ATTRIBUTION_COUNT] = {
    [TRIB_ATTRIBUTION_NAMED] = "named",
    [TRIB_ATTRIBUTION_ROLE] = "role",
    [TRIB_ATTRIBUTION_ORGANIZATION] = "organization",
    [TRIB_ATTRIBUTION_ANONYMOUS] = "anonymous",
};

/* The place of a name among names, or count when it is not there. */
static size_t find_name(const char *const *names, size_t count, const char *name) {
    size_t place = 0;
    while (place < count && strcmp(names[place], name) != 0) {
        place++;
    }
    return place;
}

const char *trib_width_name(enum trib_width width) {
    return width_names[width];
}

bool trib_width_find(const char *name, enum trib_width *out_width) {
    size_t place = find_name(width_names, COUNT(width_names), name);
    if (place == COUNT(width_names)) {
        return false;
    }
    *out_width = (enum trib_width)place;
    return true;
}

const char *trib_attribution_name(enum trib_attribution attribution) {
    return attribution_names[attribution];
}

bool trib_attribution_find(const char *name, enum trib_attribution *out_attribution) {
    size_t place = find_name(attribution_names, COUNT(attribution_names), name);
    if (place == COUNT(attribution_names)) {
        return false;
    }
    *out_attribution = (enum trib_attribution)place;
    return true;
}

/* ---- how far ---- */

/* Organization and group stand on one step: neither is narrower than the other. */
static const int width_steps[TRIB_WIDTH_COUNT] = {
    [TRIB_WIDTH_PERSON] = 0,    [TRIB_WIDTH_ORGANIZATION] = 1, [TRIB_WIDTH_GROUP] = 1,
    [TRIB_WIDTH_COALITION] = 2, [TRIB_WIDTH_PUBLIC] = 3,
};

bool trib_width_is_narrower(enum trib_width a, enum trib_width b) {
    return width_steps[a] < width_steps[b];
}

bool trib_voice_may_widen(enum trib_width max_space, enum trib_width to) {
    return to == max_space || trib_width_is_narrower(to, max_space);
}

bool trib_voice_may_count(enum trib_width count_up_to, enum trib_width space) {
    return trib_voice_may_widen(count_up_to, space);
}

bool trib_voice_may_begin(enum trib_width max_space, enum trib_width home) {
    if (home == TRIB_WIDTH_ORGANIZATION && max_space == TRIB_WIDTH_GROUP) {
        return true;
    }
    return home <= TRIB_WIDTH_GROUP && trib_voice_may_widen(max_space, home);
}

bool trib_consent_is_sound(struct trib_consent consent) {
    return trib_voice_may_widen(consent.count_up_to, consent.max_space);
}

/* Where one hop leads from a space of each width. */
static const bool hop_ways[TRIB_WIDTH_COUNT][TRIB_WIDTH_COUNT] = {
    [TRIB_WIDTH_ORGANIZATION] = {[TRIB_WIDTH_ORGANIZATION] = true,
                                 [TRIB_WIDTH_GROUP] = true,
                                 [TRIB_WIDTH_COALITION] = true},
    [TRIB_WIDTH_GROUP] = {[TRIB_WIDTH_COALITION] = true},
    [TRIB_WIDTH_COALITION] = {[TRIB_WIDTH_PUBLIC] = true},
};

enum trib_hop trib_hop_check(enum trib_width max_space, enum trib_width from, enum trib_width to,
                             enum trib_width *out_allowed) {
    if (!hop_ways[from][to]) {
        return TRIB_HOP_NOT_ONE;
    }
    /* No hop leads to the author's own organization: it is another's, and that is further. */
    bool is_allowed = to == TRIB_WIDTH_ORGANIZATION ? trib_width_is_narrower(to, max_space)
                                                    : trib_voice_may_widen(max_space, to);
    if (is_allowed) {
        return TRIB_HOP_ALLOWED;
    }
    *out_allowed = max_space;
    return TRIB_HOP_BEYOND_CONSENT;
}

bool trib_voice_is_in(const struct trib_place *editions, size_t edition_count,
                      const char *space_id) {
    for (size_t i = 0; i < edition_count; i++) {
        if (strcmp(editions[i].space_id, space_id) == 0) {
            return true;
        }
    }
    return false;
}

enum trib_hop_wait trib_hop_waiting(int64_t touched_at_ms, int64_t now_ms) {
    uint64_t waited_ms = now_ms < touched_at_ms ? 0 : (uint64_t)now_ms - (uint64_t)touched_at_ms;
    if (waited_ms >= TRIB_HOP_ELSEWHERE_DAYS * DAY_MS) {
        return TRIB_HOP_GOES_ELSEWHERE;
    }
    return waited_ms >= TRIB_HOP_REMIND_DAYS * DAY_MS ? TRIB_HOP_REMINDS : TRIB_HOP_WAITS;
}

/* ---- under what name ---- */

bool trib_attribution_may_follow(enum trib_attribution narrower, enum trib_attribution wider) {
    return wider >= narrower;
}

struct trib_shown trib_voice_shown(enum trib_attribution attribution, size_t people_count) {
    bool is_anonymous = attribution == TRIB_ATTRIBUTION_ANONYMOUS;
    return (struct trib_shown){
        .person = attribution <= TRIB_ATTRIBUTION_NAMED,
        .role = attribution <= TRIB_ATTRIBUTION_ROLE,
        .organization = !is_anonymous || people_count >= TRIB_ATTRIBUTION_PEOPLE_MIN,
        .region = true,
        .time = !is_anonymous,
    };
}

/* ---- lives ---- */

static const char *const contribution_names[TRIB_CONTRIBUTION_STATE_COUNT] = {
    [TRIB_CONTRIBUTION_DRAFT] = "draft",
    [TRIB_CONTRIBUTION_SUBMITTED] = "submitted",
    [TRIB_CONTRIBUTION_ACCEPTED] = "accepted",
    [TRIB_CONTRIBUTION_RETURNED] = "returned",
    [TRIB_CONTRIBUTION_RAISED] = "raised",
    [TRIB_CONTRIBUTION_RECEIVED] = "received",
    [TRIB_CONTRIBUTION_SYNTHESISED] = "synthesised",
    [TRIB_CONTRIBUTION_ANSWERED] = "answered",
    [TRIB_CONTRIBUTION_KEPT] = "kept",
    [TRIB_CONTRIBUTION_WITHDRAWN] = "withdrawn",
};

/* A voice given in a group has a facilitator where one given in an organization has a delegate. */
#define WHO_CARRIES_IT (TRIB_MOVER_OWN_DELEGATE | TRIB_MOVER_FACILITATOR)
#define WHO_TAKES_IT_IN                                                                            \
    (TRIB_MOVER_VOICE_RECEIVER | TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT)
#define WHO_ANSWERS (TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT)
/* The secretariat on the author's request, and it is logged. */
#define WHO_WITHDRAWS (TRIB_MOVER_VOICE_AUTHOR | TRIB_MOVER_SECRETARIAT)

/* The secretariat raises what the coalition received, to the public. What was received is raised
   again because a hop is one of several; what is kept for later is answered later. */
static const struct trib_transition contribution_transitions[] = {
    {TRIB_CONTRIBUTION_DRAFT, TRIB_CONTRIBUTION_SUBMITTED, TRIB_MOVER_VOICE_AUTHOR, false},
    {TRIB_CONTRIBUTION_RETURNED, TRIB_CONTRIBUTION_SUBMITTED, TRIB_MOVER_VOICE_AUTHOR, false},
    {TRIB_CONTRIBUTION_SUBMITTED, TRIB_CONTRIBUTION_ACCEPTED, WHO_CARRIES_IT, false},
    {TRIB_CONTRIBUTION_SUBMITTED, TRIB_CONTRIBUTION_RETURNED, WHO_CARRIES_IT, false},
    {TRIB_CONTRIBUTION_ACCEPTED, TRIB_CONTRIBUTION_RAISED, WHO_CARRIES_IT, false},
    {TRIB_CONTRIBUTION_RAISED, TRIB_CONTRIBUTION_RECEIVED, WHO_TAKES_IT_IN, false},
    {TRIB_CONTRIBUTION_RAISED, TRIB_CONTRIBUTION_RETURNED, WHO_TAKES_IT_IN, false},
    {TRIB_CONTRIBUTION_RECEIVED, TRIB_CONTRIBUTION_RAISED, WHO_CARRIES_IT | TRIB_MOVER_SECRETARIAT,
     false},
    {TRIB_CONTRIBUTION_RECEIVED, TRIB_CONTRIBUTION_SYNTHESISED, WHO_ANSWERS, false},
    {TRIB_CONTRIBUTION_RECEIVED, TRIB_CONTRIBUTION_ANSWERED, WHO_ANSWERS, false},
    {TRIB_CONTRIBUTION_RECEIVED, TRIB_CONTRIBUTION_KEPT, WHO_ANSWERS, false},
    {TRIB_CONTRIBUTION_KEPT, TRIB_CONTRIBUTION_SYNTHESISED, WHO_ANSWERS, false},
    {TRIB_CONTRIBUTION_KEPT, TRIB_CONTRIBUTION_ANSWERED, WHO_ANSWERS, false},
    {TRIB_CONTRIBUTION_DRAFT, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
    {TRIB_CONTRIBUTION_SUBMITTED, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
    {TRIB_CONTRIBUTION_ACCEPTED, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
    {TRIB_CONTRIBUTION_RETURNED, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
    {TRIB_CONTRIBUTION_RAISED, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
    {TRIB_CONTRIBUTION_RECEIVED, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
    {TRIB_CONTRIBUTION_SYNTHESISED, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
    {TRIB_CONTRIBUTION_ANSWERED, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
    {TRIB_CONTRIBUTION_KEPT, TRIB_CONTRIBUTION_WITHDRAWN, WHO_WITHDRAWS, false},
};

const struct trib_machine trib_contribution_machine = {
    contribution_names,
    COUNT(contribution_names),
    contribution_transitions,
    COUNT(contribution_transitions),
};

static const char *const synthesis_names[TRIB_SYNTHESIS_STATE_COUNT] = {
    [TRIB_SYNTHESIS_DRAFT] = "draft",
    [TRIB_SYNTHESIS_REVIEW] = "review",
    [TRIB_SYNTHESIS_PUBLISHED] = "published",
    [TRIB_SYNTHESIS_SUPERSEDED] = "superseded",
};

/* The secretariat is to the coalition's syntheses what a facilitator is to a group's. */
#define WHO_WRITES (TRIB_MOVER_FACILITATOR | TRIB_MOVER_SYNTHESIS_BODY | TRIB_MOVER_SECRETARIAT)
static const struct trib_transition synthesis_transitions[] = {
    {TRIB_SYNTHESIS_DRAFT, TRIB_SYNTHESIS_REVIEW, WHO_WRITES, false},
    {TRIB_SYNTHESIS_REVIEW, TRIB_SYNTHESIS_PUBLISHED, WHO_WRITES, false},
    {TRIB_SYNTHESIS_PUBLISHED, TRIB_SYNTHESIS_SUPERSEDED, WHO_WRITES, false},
};

const struct trib_machine trib_synthesis_machine = {
    synthesis_names,
    COUNT(synthesis_names),
    synthesis_transitions,
    COUNT(synthesis_transitions),
};

enum trib_contribution_needs trib_contribution_needs(enum trib_contribution_state state) {
    if (state == TRIB_CONTRIBUTION_KEPT) {
        return TRIB_CONTRIBUTION_NEEDS_DATE;
    }
    bool is_words = state == TRIB_CONTRIBUTION_RETURNED || state == TRIB_CONTRIBUTION_ANSWERED;
    return is_words ? TRIB_CONTRIBUTION_NEEDS_TEXT : TRIB_CONTRIBUTION_NEEDS_NOTHING;
}

bool trib_contribution_is_answered(enum trib_contribution_state state) {
    return state == TRIB_CONTRIBUTION_SYNTHESISED || state == TRIB_CONTRIBUTION_ANSWERED ||
           state == TRIB_CONTRIBUTION_KEPT;
}
