/*
 * What a synthesis rests on and speaks for, and who endorses a voice. Counting sorts what is linked
 * by id and walks from the synthesis down, each synthesis once, marking the voices it meets; so
 * neither the order of the sources nor the number of ways to a voice can change a count.
 */
#include <stdlib.h>
#include <string.h>

#include "tributary/domain/voice.h"

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
