/*
 * Bubble-up. Widths and attributions are small orders, lives are tables. Counting sorts what is
 * linked by id and walks from the synthesis down, each synthesis once, marking the voices it meets;
 * so neither the order of the sources nor the number of ways to a voice can change a count. What
 * may betray a person is found in one walk over the text; each kind remembers how far it has
 * looked, so that no text makes it look twice.
 */
#include "tributary/domain/voice.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tributary/domain/limits.h"

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

/* ---- syntheses ---- */

enum trib_source_use trib_source_check(const struct trib_place *synthesis,
                                       const struct trib_place *editions, size_t edition_count,
                                       enum trib_width count_up_to, enum trib_width *out_allowed) {
    for (size_t i = 0; i < edition_count; i++) {
        if (strcmp(editions[i].space_id, synthesis->space_id) == 0 ||
            trib_width_is_narrower(synthesis->width, editions[i].width)) {
            return TRIB_SOURCE_QUOTED;
        }
    }
    if (trib_voice_may_count(count_up_to, synthesis->width)) {
        return TRIB_SOURCE_COUNTED;
    }
    *out_allowed = count_up_to;
    return TRIB_SOURCE_REFUSED;
}

bool trib_synthesis_may_publish(size_t source_count, bool has_note) {
    return source_count >= TRIB_SYNTHESIS_SOURCES_MIN || (source_count > 0 && has_note);
}

/* What is sorted here begins with the id it is sorted by. */
static const char *id_of(const void *entry) {
    return *(const char *const *)entry;
}

static int compare_ids(const void *left, const void *right) {
    return strcmp(id_of(left), id_of(right));
}

/* The first of the sorted entries with this id, or count when there is none. */
static size_t first_with(const void *entries, size_t count, size_t entry_bytes, const char *id) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(id_of((const char *)entries + middle * entry_bytes), id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_there =
        low < count && strcmp(id_of((const char *)entries + low * entry_bytes), id) == 0;
    return is_there ? low : count;
}

/* Sorts ids; returns how many different ones there are. */
static size_t sort_distinct(const char **ids, size_t count) {
    size_t distinct = 0;
    qsort(ids, count, sizeof *ids, compare_ids);
    for (size_t i = 0; i < count; i++) {
        distinct += i == 0 || strcmp(ids[i - 1], ids[i]) != 0;
    }
    return distinct;
}

struct heard {
    const char *voice_id;
    const struct trib_voice *voice;
    bool is_met; /* on the first entry of a voice */
};

struct source {
    const char *synthesis_id, *source_id;
    bool is_walked; /* on the first entry of a synthesis: its sources were queued */
};

struct walk {
    struct heard *heard; /* voices, by id */
    size_t heard_count;
    struct source *sources; /* links, by synthesis */
    size_t source_count;
    size_t *queue; /* room for every source once */
    size_t queued;
    const char **organizations; /* of the voices counted */
    size_t organization_count;
    const char **told; /* those of them that may be told */
    size_t told_count;
    const char **regions;
};

/* An array that is there even when it has no entry. */
static void *make_array(size_t count, size_t entry_bytes) {
    return calloc(count + 1, entry_bytes);
}

static bool walk_make(struct walk *walk, const struct trib_voice_sources *sources) {
    *walk = (struct walk){
        .heard = make_array(sources->voice_count, sizeof *walk->heard),
        .heard_count = sources->voice_count,
        .sources = make_array(sources->link_count, sizeof *walk->sources),
        .source_count = sources->link_count,
        .queue = make_array(sources->link_count, sizeof *walk->queue),
        .organizations = make_array(sources->voice_count, sizeof *walk->organizations),
        .told = make_array(sources->voice_count, sizeof *walk->told),
        .regions = make_array(sources->region_count, sizeof *walk->regions),
    };
    return walk->heard != NULL && walk->sources != NULL && walk->queue != NULL &&
           walk->organizations != NULL && walk->told != NULL && walk->regions != NULL;
}

static void walk_finish(struct walk *walk) {
    free(walk->heard);
    free(walk->sources);
    free(walk->queue);
    free(walk->organizations);
    free(walk->told);
    free(walk->regions);
}

static void walk_sort(struct walk *walk, const struct trib_voice_sources *sources) {
    for (size_t i = 0; i < sources->voice_count; i++) {
        const struct trib_voice *voice = &sources->voices[i];
        walk->heard[i] = (struct heard){.voice_id = voice->voice_id, .voice = voice};
    }
    for (size_t i = 0; i < sources->link_count; i++) {
        const struct trib_source_link *link = &sources->links[i];
        walk->sources[i] =
            (struct source){.synthesis_id = link->synthesis_id, .source_id = link->source_id};
    }
    qsort(walk->heard, walk->heard_count, sizeof *walk->heard, compare_ids);
    qsort(walk->sources, walk->source_count, sizeof *walk->sources, compare_ids);
}

/* Marks the voice of an id, or queues the sources of the synthesis it is. */
static void walk_meet(struct walk *walk, const char *id) {
    size_t voice = first_with(walk->heard, walk->heard_count, sizeof *walk->heard, id);
    if (voice < walk->heard_count) {
        walk->heard[voice].is_met = true;
    }
    size_t first = first_with(walk->sources, walk->source_count, sizeof *walk->sources, id);
    if (first == walk->source_count || walk->sources[first].is_walked) {
        return;
    }
    walk->sources[first].is_walked = true;
    for (size_t i = first; i < walk->source_count; i++) {
        if (strcmp(walk->sources[i].synthesis_id, id) != 0) {
            break;
        }
        walk->queue[walk->queued++] = i;
    }
}

static void count_voice(struct walk *walk, const struct trib_voice *voice,
                        struct trib_voices_counted *counted) {
    counted->voices++;
    counted->withdrawn += voice->is_withdrawn;
    if (voice->organization_id == NULL) {
        return;
    }
    walk->organizations[walk->organization_count++] = voice->organization_id;
    if (voice->is_organization_hidden) {
        counted->has_hidden = true;
    } else {
        walk->told[walk->told_count++] = voice->organization_id;
    }
}

/* The regions of the organizations counted; these are sorted by then. */
static size_t count_regions(struct walk *walk, const struct trib_voice_sources *sources) {
    size_t count = 0;
    for (size_t i = 0; i < sources->region_count; i++) {
        const struct trib_organization_region *of = &sources->regions[i];
        if (first_with(walk->organizations, walk->organization_count, sizeof *walk->organizations,
                       of->organization_id) < walk->organization_count) {
            walk->regions[count++] = of->region;
        }
    }
    return sort_distinct(walk->regions, count);
}

size_t trib_voices_count(const struct trib_voice_sources *sources, const char *synthesis_id,
                         enum trib_width width, struct trib_voices_counted *out_counted) {
    if (sources->voice_count > TRIB_VOICE_LIST_MAX || sources->link_count > TRIB_VOICE_LIST_MAX ||
        sources->region_count > TRIB_VOICE_LIST_MAX) {
        return TRIB_VOICE_TOO_MANY;
    }
    struct walk walk;
    if (!walk_make(&walk, sources)) {
        walk_finish(&walk);
        return TRIB_VOICE_NO_MEMORY;
    }
    walk_sort(&walk, sources);
    walk_meet(&walk, synthesis_id);
    for (size_t taken = 0; taken < walk.queued; taken++) {
        walk_meet(&walk, walk.sources[walk.queue[taken]].source_id);
    }
    struct trib_voices_counted counted = {0};
    for (size_t i = 0; i < walk.heard_count; i++) {
        if (walk.heard[i].is_met && trib_voice_may_count(walk.heard[i].voice->count_up_to, width)) {
            count_voice(&walk, walk.heard[i].voice, &counted);
        } else {
            counted.left_out += walk.heard[i].is_met;
        }
    }
    sort_distinct(walk.organizations, walk.organization_count);
    counted.organizations = sort_distinct(walk.told, walk.told_count);
    counted.regions = count_regions(&walk, sources);
    walk_finish(&walk);
    *out_counted = counted;
    return counted.voices;
}

/* ---- endorsements ---- */

struct endorser {
    const char *endorser_id;
    int weight; /* of an organization: 2 a member, 1 an observer, 0 neither; of a person: -1 */
};

static int weight_of(const struct trib_endorsement *endorsement) {
    if (!endorsement->is_organization) {
        return -1;
    }
    switch (endorsement->standing) {
    case TRIB_AFFILIATION_MEMBER:
        return 2;
    case TRIB_AFFILIATION_OBSERVER:
    case TRIB_AFFILIATION_TENTATIVE:
        return 1;
    case TRIB_AFFILIATION_APPLICANT:
    case TRIB_AFFILIATION_SUSPENDED:
    case TRIB_AFFILIATION_LEFT:
    case TRIB_AFFILIATION_STATUS_COUNT:
        break;
    }
    return 0;
}

/* By id, then the greater weight first: an organization counts by its first, and before a person of
   the same id. */
static int compare_endorsers(const void *left, const void *right) {
    const struct endorser *a = left;
    const struct endorser *b = right;
    int order = strcmp(a->endorser_id, b->endorser_id);
    return order != 0 ? order : b->weight - a->weight;
}

size_t trib_endorsements_count(const struct trib_endorsement *endorsements, size_t count,
                               struct trib_endorsements_counted *out_counted) {
    if (count > TRIB_VOICE_LIST_MAX) {
        return TRIB_VOICE_TOO_MANY;
    }
    struct endorser *endorsers = make_array(count, sizeof *endorsers);
    if (endorsers == NULL) {
        return TRIB_VOICE_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        endorsers[i] = (struct endorser){endorsements[i].endorser_id, weight_of(&endorsements[i])};
    }
    qsort(endorsers, count, sizeof *endorsers, compare_endorsers);
    struct trib_endorsements_counted counted = {0};
    for (size_t i = 0; i < count; i++) {
        bool is_again = i > 0 && (endorsers[i].weight < 0) == (endorsers[i - 1].weight < 0) &&
                        strcmp(endorsers[i].endorser_id, endorsers[i - 1].endorser_id) == 0;
        counted.people += !is_again && endorsers[i].weight < 0;
        counted.observers += !is_again && endorsers[i].weight == 1;
        counted.organizations += !is_again && endorsers[i].weight == 2;
    }
    free(endorsers);
    *out_counted = counted;
    return counted.organizations + counted.observers + counted.people;
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

/* ---- before a text is widened ---- */

struct glyph {
    uint32_t code; /* 0 at the end of the text */
    size_t bytes;
};

#define MALFORMED 0xFFFDu

/* Reads one character; a byte that is none of UTF-8 is one of its own. Never reads behind a NUL. */
static struct glyph glyph_at(const char *text, size_t offset) {
    static const uint32_t least[] = {[2] = 0x80, [3] = 0x800, [4] = 0x10000};
    const unsigned char *at = (const unsigned char *)text + offset;
    if (at[0] < 0x80) {
        return (struct glyph){at[0], 1};
    }
    size_t bytes = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if (at[0] < 0xC2 || at[0] > 0xF4) {
        return (struct glyph){MALFORMED, 1};
    }
    uint32_t code = at[0] & (0x7Fu >> bytes);
    for (size_t i = 1; i < bytes; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return (struct glyph){MALFORMED, 1};
        }
        code = code << 6 | (at[i] & 0x3Fu);
    }
    return code < least[bytes] ? (struct glyph){MALFORMED, 1} : (struct glyph){code, bytes};
}

static bool is_latin(uint32_t code) { /* A to Z, in either case */
    uint32_t lower = code | 0x20u;
    return code < 0x80 && lower >= 'a' && lower <= 'z';
}

/* The value of a decimal digit of any script of the Basic Multilingual Plane, or of Adlam; else -1.
   Source: Unicode 14.0, general category Nd; each block has ten in order. */
static int digit_value(uint32_t code) {
    static const uint32_t zeros[] = {
        0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6,  0x0B66, 0x0BE6, 0x0C66,
        0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040,  0x1090, 0x17E0, 0x1810,
        0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,  0x1C50, 0xA620, 0xA8D0,
        0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x1E950,
    };
    if (code < 0x80) {
        return code >= '0' && code <= '9' ? (int)code - '0' : -1;
    }
    for (size_t i = 0; i < COUNT(zeros); i++) {
        if (code >= zeros[i] && code < zeros[i] + 10) {
            return (int)(code - zeros[i]);
        }
    }
    return -1;
}

struct range {
    uint32_t first, last;
};

static bool is_within(uint32_t code, const struct range *ranges, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* White space, but for the ends of lines. */
static bool is_space(uint32_t code) {
    static const struct range spaces[] = {
        {'\t', '\t'},     {' ', ' '},       {0x00A0, 0x00A0}, {0x1680, 0x1680},
        {0x2000, 0x200A}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
    };
    return is_within(code, spaces, COUNT(spaces));
}

/* Marks that are not seen, such as those that turn the direction of a line. */
static bool is_invisible(uint32_t code) {
    static const struct range marks[] = {
        {0x061C, 0x061C}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069}, {0xFEFF, 0xFEFF}};
    return is_within(code, marks, COUNT(marks));
}

/* Whether a character next to a word makes it part of a longer one: a letter of a script that parts
   words by spaces. Listed is what does not: signs, and scripts that write words or their endings
   onto one another. */
static bool is_letter(uint32_t code) {
    static const struct range apart[] = {
        {0x0080, 0x00BF},   {0x00D7, 0x00D7},   {0x00F7, 0x00F7}, {0x037E, 0x037E},
        {0x0387, 0x0387},   {0x055A, 0x055F},   {0x0589, 0x058A}, {0x05BE, 0x05BE},
        {0x05C0, 0x05C0},   {0x05C3, 0x05C3},   {0x05F3, 0x05F4}, {0x0606, 0x060F},
        {0x061B, 0x061F},   {0x066A, 0x066D},   {0x06D4, 0x06D4}, {0x0964, 0x0965},
        {0x0E00, 0x0EFF},   {0x1000, 0x109F},   {0x1360, 0x1368}, {0x1680, 0x1680},
        {0x1780, 0x17FF},   {0x2000, 0x2BFF},   {0x2E00, 0xA4CF}, {0xF900, 0xFAFF},
        {0xAC00, 0xD7AF},   {0xFD3E, 0xFD3F},   {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F},
        {0xFEFF, 0xFF0F},   {0xFF1A, 0xFF20},   {0xFF3B, 0xFF40}, {0xFF5B, 0xFFFF},
        {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFF},
    };
    return code < 0x80 ? is_latin(code)
                       : digit_value(code) < 0 && !is_within(code, apart, COUNT(apart));
}

static bool is_letter_or_digit(uint32_t code) {
    return is_letter(code) || digit_value(code) >= 0;
}

/* How far each kind has looked, and what stands before the place one is at. */
struct scan {
    const char *text;
    const char *const *words;
    size_t word_count;
    uint32_t before;     /* the character before; 0 at the beginning */
    size_t word_letters; /* letters before, of the word one is in */
    bool is_prefix;      /* they are all such as are written onto words */
    size_t numbers_until, addresses_until, links_until; /* bytes */
};

/* Where the digits from here end; as they do here when there is none. */
static size_t digits_end(const char *text, size_t at, size_t *count) {
    struct glyph glyph = glyph_at(text, at);
    while (digit_value(glyph.code) >= 0) {
        *count += 1;
        at += glyph.bytes;
        glyph = glyph_at(text, at);
    }
    return at;
}

/* Where the next digits begin behind spaces, hyphens, brackets, a slash or one dot; 0: nowhere. */
static size_t gap_end(const char *text, size_t at) {
    bool is_dotted = false;
    for (size_t marks = 0; marks <= TRIB_TELEPHONE_GAP_MAX; marks++) {
        struct glyph glyph = glyph_at(text, at);
        if (digit_value(glyph.code) >= 0) {
            return at;
        }
        bool is_mark = is_space(glyph.code) || is_invisible(glyph.code) || glyph.code == 0x2010 ||
                       glyph.code == 0x2011 ||
                       (glyph.code != 0 && glyph.code < 0x80 && strchr("-()/", (int)glyph.code));
        bool is_dot = glyph.code == '.' && marks == 0;
        if (is_dotted || (!is_mark && !is_dot)) {
            return 0;
        }
        is_dotted = is_dot;
        at += glyph.bytes;
    }
    return 0;
}

/* Reads at most four digits; returns their number, or -1 when there are others more. */
static int32_t read_part(const char *text, size_t *at, size_t *out_digits) {
    int32_t number = 0;
    struct glyph glyph = glyph_at(text, *at);
    for (*out_digits = 0; digit_value(glyph.code) >= 0; *out_digits += 1) {
        if (*out_digits == 4) {
            return -1;
        }
        number = number * 10 + digit_value(glyph.code);
        *at += glyph.bytes;
        glyph = glyph_at(text, *at);
    }
    return number;
}

/* Where a day ends that is written from here, 2012-09-15 or 15/09/2012; 0: there is none. */
static size_t day_end(const char *text, size_t at) {
    int32_t parts[3];
    size_t digits[3];
    char mark = '\0';
    for (size_t i = 0; i < 3; i++) {
        parts[i] = read_part(text, &at, &digits[i]);
        if (parts[i] < 1) {
            return 0;
        }
        bool is_mark = text[at] == '-' || text[at] == '/' || text[at] == '.';
        if (i < 2 && (!is_mark || (i == 1 && text[at] != mark))) {
            return 0;
        }
        if (i < 2) {
            mark = text[at++];
        }
    }
    size_t year = digits[0] == 4 ? 0 : 2;
    bool is_day = digits[year] == 4 && parts[year] >= TRIB_YEAR_MIN &&
                  parts[year] <= TRIB_YEAR_MAX && digits[1] <= 2 && digits[2 - year] <= 2 &&
                  parts[1] <= 31 && parts[2 - year] <= 31 &&
                  (parts[1] <= 12 || parts[2 - year] <= 12);
    bool goes_on = text[at] == mark && digit_value(glyph_at(text, at + 1).code) >= 0;
    return is_day && !goes_on ? at : 0;
}

/* Digits with gaps between them: where a telephone or other long number ends; 0: it is none. */
static size_t number_end(struct scan *scan, size_t offset, enum trib_telltale_kind *out_kind) {
    if (offset < scan->numbers_until || digit_value(scan->before) >= 0) {
        return 0;
    }
    const char *text = scan->text;
    size_t begin = offset;
    bool has_plus = false;
    while (begin < offset + 2 && (text[begin] == '+' || text[begin] == '(')) {
        has_plus = has_plus || text[begin] == '+';
        begin++;
    }
    struct glyph first = glyph_at(text, begin);
    if (digit_value(first.code) < 0) {
        return 0;
    }
    size_t day = has_plus ? 0 : day_end(text, begin);
    if (day > 0) {
        scan->numbers_until = day;
        return 0;
    }
    size_t count = 0;
    size_t end = digits_end(text, begin, &count);
    size_t group_count = 1;
    for (size_t next = gap_end(text, end); next > 0; next = gap_end(text, end)) {
        end = digits_end(text, next, &count);
        group_count++;
    }
    scan->numbers_until = end;
    bool is_marked = has_plus || group_count > 1 || digit_value(first.code) == 0;
    if (!is_marked || count < TRIB_TELEPHONE_DIGITS_MIN) {
        return 0; /* a plain run is looked at as a document's number */
    }
    *out_kind =
        count <= TRIB_TELEPHONE_DIGITS_MAX ? TRIB_TELLTALE_TELEPHONE : TRIB_TELLTALE_DOCUMENT;
    return end;
}

/* Letters and digits without anything between them. */
static size_t document_end(const struct scan *scan, size_t offset) {
    if (is_latin(scan->before) || digit_value(scan->before) >= 0) {
        return 0;
    }
    size_t letters = 0;
    size_t digits = 0;
    size_t at = offset;
    for (;;) {
        struct glyph glyph = glyph_at(scan->text, at);
        bool is_digit = digit_value(glyph.code) >= 0;
        if (!is_digit && !is_latin(glyph.code)) {
            break;
        }
        digits += is_digit;
        letters += !is_digit;
        at += glyph.bytes;
    }
    bool is_mixed = letters > 0 && digits >= TRIB_DOCUMENT_MIXED_DIGITS_MIN &&
                    letters + digits >= TRIB_DOCUMENT_MIXED_MIN;
    return digits >= TRIB_DOCUMENT_DIGITS_MIN || is_mixed ? at : 0;
}

/* Where a run of letters, digits and the given ASCII signs ends. */
static size_t run_end(const char *text, size_t at, const char *signs) {
    for (;;) {
        struct glyph glyph = glyph_at(text, at);
        bool is_sign = glyph.code != 0 && glyph.code < 0x80 && strchr(signs, (int)glyph.code);
        if (!is_sign && !is_letter_or_digit(glyph.code)) {
            return at;
        }
        at += glyph.bytes;
    }
}

static size_t address_end(struct scan *scan, size_t offset) {
    const char *text = scan->text;
    if (offset < scan->addresses_until || !is_letter_or_digit(glyph_at(text, offset).code)) {
        return 0;
    }
    size_t at_sign = run_end(text, offset, "._%+-'");
    scan->addresses_until = at_sign;
    if (text[at_sign] != '@') {
        return 0;
    }
    size_t end = run_end(text, at_sign + 1, ".-");
    while (end > at_sign + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) {
        end--;
    }
    return end > at_sign + 1 ? end : 0;
}

/* Whether a run is a computer's name: a dot, and behind its last one two letters or more. */
static bool is_host(const char *run, size_t length) {
    size_t letters = 0;
    while (letters < length && is_latin((unsigned char)run[length - 1 - letters])) {
        letters++;
    }
    return letters >= 2 && letters + 1 < length && run[length - 1 - letters] == '.';
}

/* A link goes on to the next space, without the signs that end a sentence or a bracket behind it.
 */
static size_t link_tail(const char *text, size_t at) {
    static const struct range trailing[] = {
        {'.', '.'},       {',', ','},       {':', ';'},       {'!', '!'},      {'?', '?'},
        {')', ')'},       {']', ']'},       {'}', '}'},       {'\'', '\''},    {0x00BB, 0x00BB},
        {0x060C, 0x060C}, {0x061B, 0x061B}, {0x061F, 0x061F}, {0x2018, 0x201F}};
    size_t end = at;
    struct glyph glyph = glyph_at(text, at);
    while (glyph.code > ' ' && glyph.code != '<' && glyph.code != '>' && glyph.code != '"' &&
           !is_space(glyph.code)) {
        at += glyph.bytes;
        if (!is_within(glyph.code, trailing, COUNT(trailing))) {
            end = at;
        }
        glyph = glyph_at(text, at);
    }
    return end;
}

/* "any://what", "www.what", or a host and a slash. */
static size_t link_end(struct scan *scan, size_t offset) {
    const char *text = scan->text;
    if (offset < scan->links_until || !is_letter_or_digit(glyph_at(text, offset).code)) {
        return 0;
    }
    size_t run = run_end(text, offset, "+.-");
    scan->links_until = run;
    size_t begin = 0; /* of what must follow for it to be a link */
    if (strncmp(text + run, "://", 3) == 0) {
        begin = run + 3;
    } else if (strncasecmp(text + offset, "www.", 4) == 0) {
        begin = offset + 4;
    } else if (text[run] == '/' && is_host(text + offset, run - offset)) {
        begin = run + 1;
    }
    size_t end = begin == 0 ? 0 : link_tail(text, begin);
    if (end <= begin) {
        return 0;
    }
    scan->links_until = end;
    return end;
}

/* How many bytes of the text from here are the word, 0 when it is another. */
static size_t match(const char *text, const char *word) {
    size_t length = 0;
    for (; word[length] != '\0'; length++) {
        unsigned char a = (unsigned char)text[length];
        unsigned char b = (unsigned char)word[length];
        bool is_same_letter = is_latin(a) && is_latin(b) && (a | 0x20) == (b | 0x20);
        if (a != b && !is_same_letter) {
            return 0;
        }
    }
    return length;
}

/* The longest of the words that stands here whole. */
static size_t word_end(const struct scan *scan, size_t offset) {
    size_t longest = 0;
    bool may_begin =
        scan->word_letters == 0 || scan->is_prefix || !is_letter(glyph_at(scan->text, offset).code);
    for (size_t i = 0; may_begin && i < scan->word_count; i++) {
        size_t length = match(scan->text + offset, scan->words[i]);
        if (length <= longest) {
            continue;
        }
        size_t last = length - 1;
        while (last > 0 && ((unsigned char)scan->words[i][last] & 0xC0) == 0x80) {
            last--;
        }
        bool goes_on = is_letter(glyph_at(scan->text, offset + length).code) &&
                       is_letter(glyph_at(scan->words[i], last).code);
        if (!goes_on) {
            longest = length;
        }
    }
    return longest == 0 ? 0 : offset + longest;
}

/* The longest of what begins here; length 0: nothing does. */
static struct trib_telltale look(struct scan *scan, size_t offset) {
    enum trib_telltale_kind number_kind = TRIB_TELLTALE_TELEPHONE;
    size_t number = number_end(scan, offset, &number_kind);
    const struct {
        size_t end;
        enum trib_telltale_kind kind;
    } ends[] = {
        {number, number_kind},
        {document_end(scan, offset), TRIB_TELLTALE_DOCUMENT},
        {address_end(scan, offset), TRIB_TELLTALE_ADDRESS},
        {link_end(scan, offset), TRIB_TELLTALE_LINK},
        {word_end(scan, offset), TRIB_TELLTALE_WORD},
    };
    struct trib_telltale longest = {.offset = offset};
    for (size_t i = 0; i < COUNT(ends); i++) {
        if (ends[i].end > offset + longest.length) {
            longest.length = ends[i].end - offset;
            longest.kind = ends[i].kind;
        }
    }
    return longest;
}

/* Arabic writes its shortest words onto the next: waw, fa, ba, lam and kaf, two of them at most. */
static bool is_written_on(uint32_t code) {
    return code == 0x0648 || code == 0x0641 || code == 0x0628 || code == 0x0644 || code == 0x0643;
}

static void pass(struct scan *scan, uint32_t code) {
    scan->before = code;
    if (!is_letter(code)) {
        scan->word_letters = 0;
        scan->is_prefix = true;
        return;
    }
    scan->word_letters++;
    scan->is_prefix = scan->is_prefix && is_written_on(code) && scan->word_letters <= 2;
}

size_t trib_telltales_find(const char *text, const char *const *words, size_t word_count,
                           struct trib_telltale *out, size_t max) {
    struct scan scan = {.text = text, .words = words, .word_count = word_count, .is_prefix = true};
    size_t count = 0;
    size_t told_until = 0;
    struct glyph glyph = glyph_at(text, 0);
    for (size_t offset = 0; glyph.code != 0; glyph = glyph_at(text, offset)) {
        struct trib_telltale found = look(&scan, offset);
        if (offset + found.length > told_until && found.length > 0) {
            told_until = offset + found.length;
            if (count < max) {
                out[count] = found;
            }
            count++;
        }
        pass(&scan, glyph.code);
        offset += glyph.bytes;
    }
    return count;
}
