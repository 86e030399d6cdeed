/*
 * Whom a dispatch reaches, by numbers. Ids are sorted once and become indexes; then everything is a
 * walk over links that lie together: breadth-first for depth, once more over members' links for
 * mandates.
 */
#include "dispatch_inside.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_UNSEEN UINT32_MAX

struct edge {
    size_t child, parent; /* indexes of ids; the root's is the count of them */
    int32_t joined_day;
    uint32_t parent_depth;
    bool is_member;
};

struct survey {
    const char **ids; /* of all who are a child, in their order */
    size_t id_count;
    struct edge *edges;
    size_t edge_count;
    size_t *first_edges; /* of each id and of the root; then the end. By parent */
    uint32_t *depths;    /* likewise, but the end; DEPTH_UNSEEN when not reached */
    bool *mandates;      /* likewise */
    size_t *queue;       /* room for all of them */
    size_t *numbers;     /* of each id among the recipients, when it is reached */
    size_t reached_count;
    bool is_cut;
};

static void survey_finish(struct survey *survey) {
    free(survey->ids);
    free(survey->edges);
    free(survey->first_edges);
    free(survey->depths);
    free(survey->mandates);
    free(survey->queue);
    free(survey->numbers);
}

static bool survey_init(struct survey *survey, size_t link_count) {
    survey->ids = calloc(link_count + 1, sizeof *survey->ids);
    survey->edges = calloc(link_count + 1, sizeof *survey->edges);
    survey->first_edges = calloc(link_count + 2, sizeof *survey->first_edges);
    survey->depths = calloc(link_count + 1, sizeof *survey->depths);
    survey->mandates = calloc(link_count + 1, sizeof *survey->mandates);
    survey->queue = calloc(link_count + 1, sizeof *survey->queue);
    survey->numbers = calloc(link_count + 1, sizeof *survey->numbers);
    return survey->ids != NULL && survey->edges != NULL && survey->first_edges != NULL &&
           survey->depths != NULL && survey->mandates != NULL && survey->queue != NULL &&
           survey->numbers != NULL;
}

/* An applicant is not yet below, who was suspended or left no longer. */
static bool leads_down(const struct trib_dispatch_link *link, const char *root) {
    bool is_in_force = link->status == TRIB_AFFILIATION_MEMBER ||
                       link->status == TRIB_AFFILIATION_OBSERVER ||
                       link->status == TRIB_AFFILIATION_TENTATIVE;
    return is_in_force && strcmp(link->child, root) != 0 && strcmp(link->child, link->parent) != 0;
}

static int compare_ids(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static int compare_edges_by_parent(const void *left, const void *right) {
    const struct edge *a = left;
    const struct edge *b = right;
    int order = compare_indexes(a->parent, b->parent);
    return order != 0 ? order : compare_indexes(a->child, b->child);
}

/* By child; the parents of one child as they are told: the lead parent first. */
static int compare_edges_by_child(const void *left, const void *right) {
    const struct edge *a = left;
    const struct edge *b = right;
    int order = compare_indexes(a->child, b->child);
    order = order != 0 ? order : compare_numbers(a->parent_depth, b->parent_depth);
    order = order != 0 ? order : compare_numbers(a->joined_day, b->joined_day);
    return order != 0 ? order : compare_indexes(a->parent, b->parent);
}

static void collect_ids(struct survey *survey, const struct trib_dispatch_link *links,
                        size_t link_count, const char *root) {
    size_t count = 0;
    for (size_t i = 0; i < link_count; i++) {
        if (leads_down(&links[i], root)) {
            survey->ids[count++] = links[i].child;
        }
    }
    qsort(survey->ids, count, sizeof *survey->ids, compare_ids);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(survey->ids[i], survey->ids[survey->id_count - 1]) != 0) {
            survey->ids[survey->id_count++] = survey->ids[i];
        }
    }
}

static size_t find_id(const struct survey *survey, const char *id) {
    const char **found =
        bsearch(&id, survey->ids, survey->id_count, sizeof *survey->ids, compare_ids);
    return found == NULL ? TRIB_NOWHERE : (size_t)(found - survey->ids);
}

/* A parent that is nobody's child and not the root is not reached, and what hangs there is not by
   it. */
static void collect_edges(struct survey *survey, const struct trib_dispatch_link *links,
                          size_t link_count, const char *root) {
    for (size_t i = 0; i < link_count; i++) {
        if (!leads_down(&links[i], root)) {
            continue;
        }
        bool is_direct = strcmp(links[i].parent, root) == 0;
        size_t parent = is_direct ? survey->id_count : find_id(survey, links[i].parent);
        if (parent != TRIB_NOWHERE) {
            survey->edges[survey->edge_count++] = (struct edge){
                .child = find_id(survey, links[i].child),
                .parent = parent,
                .joined_day = links[i].joined_day,
                .is_member = links[i].status == TRIB_AFFILIATION_MEMBER,
            };
        }
    }
    qsort(survey->edges, survey->edge_count, sizeof *survey->edges, compare_edges_by_parent);
}

/* Makes the links of one pair one, and notes where each parent's begin. */
static void merge_edges(struct survey *survey) {
    size_t kept = 0;
    size_t parent = 0; /* the first whose beginning is not noted */
    for (size_t i = 0; i < survey->edge_count; i++) {
        struct edge edge = survey->edges[i];
        struct edge *last = kept == 0 ? NULL : &survey->edges[kept - 1];
        if (last != NULL && last->parent == edge.parent && last->child == edge.child) {
            last->is_member = last->is_member || edge.is_member;
            last->joined_day =
                edge.joined_day < last->joined_day ? edge.joined_day : last->joined_day;
            continue;
        }
        while (parent <= edge.parent) {
            survey->first_edges[parent++] = kept;
        }
        survey->edges[kept++] = edge;
    }
    while (parent <= survey->id_count + 1) {
        survey->first_edges[parent++] = kept;
    }
    survey->edge_count = kept;
}

/* Breadth-first from the root: the depth of everybody, and who is reached at all. */
static void find_depths(struct survey *survey) {
    size_t queued = 1;
    for (size_t i = 0; i < survey->id_count; i++) {
        survey->depths[i] = DEPTH_UNSEEN;
    }
    survey->depths[survey->id_count] = 0;
    survey->queue[0] = survey->id_count;
    for (size_t taken = 0; taken < queued; taken++) {
        size_t parent = survey->queue[taken];
        for (size_t i = survey->first_edges[parent]; i < survey->first_edges[parent + 1]; i++) {
            size_t child = survey->edges[i].child;
            if (survey->depths[child] != DEPTH_UNSEEN) {
                continue;
            }
            if (survey->depths[parent] == TRIB_DISPATCH_DEPTH_MAX) {
                survey->is_cut = true;
                continue;
            }
            survey->depths[child] = survey->depths[parent] + 1;
            survey->queue[queued++] = child;
        }
    }
    survey->reached_count = queued - 1;
}

/* The same over members' links alone, however long the path is. */
static void find_mandates(struct survey *survey) {
    size_t queued = 1;
    survey->queue[0] = survey->id_count;
    for (size_t taken = 0; taken < queued; taken++) {
        size_t parent = survey->queue[taken];
        for (size_t i = survey->first_edges[parent]; i < survey->first_edges[parent + 1]; i++) {
            const struct edge *edge = &survey->edges[i];
            if (edge->is_member && !survey->mandates[edge->child]) {
                survey->mandates[edge->child] = true;
                survey->queue[queued++] = edge->child;
            }
        }
    }
}

static void write_recipients(struct survey *survey, struct trib_audience *audience) {
    for (size_t i = 0; i < survey->id_count; i++) {
        if (survey->depths[i] != DEPTH_UNSEEN) {
            survey->numbers[i] = audience->count;
            audience->recipients[audience->count++] = (struct trib_recipient){
                .organization = survey->ids[i],
                .depth = survey->depths[i],
                .mode = survey->mandates[i] ? TRIB_DELIVERY_MANDATE : TRIB_DELIVERY_INFORMATION,
            };
        }
    }
    audience->is_cut = survey->is_cut;
}

static bool is_within_reach(const struct survey *survey, const struct edge *edge) {
    return survey->depths[edge->child] != DEPTH_UNSEEN &&
           survey->depths[edge->parent] != DEPTH_UNSEEN;
}

/* The edges lie by parent and then by child, as belows shall. */
static void write_belows(const struct survey *survey, struct trib_audience *audience) {
    size_t count = 0;
    for (size_t parent = 0; parent < survey->id_count; parent++) {
        if (survey->depths[parent] == DEPTH_UNSEEN) {
            continue;
        }
        struct trib_recipient *recipient = &audience->recipients[survey->numbers[parent]];
        recipient->below_first = count;
        for (size_t i = survey->first_edges[parent]; i < survey->first_edges[parent + 1]; i++) {
            const struct edge *edge = &survey->edges[i];
            if (is_within_reach(survey, edge)) {
                audience->belows[count++] =
                    (struct trib_below){survey->numbers[edge->child], edge->is_member};
            }
        }
        recipient->below_count = count - recipient->below_first;
    }
}

/* Sorts the edges anew; they lie by parent no longer. */
static void write_vias(struct survey *survey, struct trib_audience *audience) {
    size_t count = 0;
    for (size_t i = 0; i < survey->edge_count; i++) {
        survey->edges[i].parent_depth = survey->depths[survey->edges[i].parent];
    }
    qsort(survey->edges, survey->edge_count, sizeof *survey->edges, compare_edges_by_child);
    for (size_t i = 0; i < survey->edge_count; i++) {
        const struct edge *edge = &survey->edges[i];
        if (!is_within_reach(survey, edge)) {
            continue;
        }
        struct trib_recipient *recipient = &audience->recipients[survey->numbers[edge->child]];
        if (recipient->via_count++ == 0) {
            recipient->via_first = count;
        }
        audience->vias[count++] = (struct trib_via){
            .parent =
                edge->parent == survey->id_count ? TRIB_VIA_ROOT : survey->numbers[edge->parent],
            .joined_day = edge->joined_day,
            .is_member = edge->is_member,
        };
    }
}

static enum trib_audience_outcome write_audience(struct survey *survey,
                                                 struct trib_audience *out_audience) {
    struct trib_audience audience = {0};
    if (survey->reached_count > TRIB_DISPATCH_DELIVERIES_MAX) {
        return TRIB_AUDIENCE_TOO_MANY;
    }
    audience.recipients = calloc(survey->reached_count + 1, sizeof *audience.recipients);
    audience.vias = calloc(survey->edge_count + 1, sizeof *audience.vias);
    audience.belows = calloc(survey->edge_count + 1, sizeof *audience.belows);
    if (audience.recipients == NULL || audience.vias == NULL || audience.belows == NULL) {
        trib_audience_finish(&audience);
        return TRIB_AUDIENCE_NO_MEMORY;
    }
    write_recipients(survey, &audience);
    write_belows(survey, &audience);
    write_vias(survey, &audience);
    *out_audience = audience;
    return TRIB_AUDIENCE_MADE;
}

enum trib_audience_outcome trib_audience_make(const struct trib_dispatch_link *links,
                                              size_t link_count, const char *root,
                                              struct trib_audience *out_audience) {
    struct survey survey = {0};
    enum trib_audience_outcome outcome = TRIB_AUDIENCE_NO_MEMORY;
    if (survey_init(&survey, link_count)) {
        collect_ids(&survey, links, link_count, root);
        collect_edges(&survey, links, link_count, root);
        merge_edges(&survey);
        find_depths(&survey);
        find_mandates(&survey);
        outcome = write_audience(&survey, out_audience);
    }
    survey_finish(&survey);
    return outcome;
}

void trib_audience_finish(struct trib_audience *audience) {
    free(audience->recipients);
    free(audience->vias);
    free(audience->belows);
    *audience = (struct trib_audience){0};
}
