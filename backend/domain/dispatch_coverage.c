/*
 * How far a dispatch has come: rows counted by what their states say, of all or of the branch that
 * an organization reaches over members' links; and how many are counted in more than one branch.
 */
#include "dispatch_inside.h"

#include <assert.h>
#include <stdlib.h>

/* Whether a row is among those of which coverage speaks. */
static bool is_counted(const struct trib_delivery *row) {
    return row->mode == TRIB_DELIVERY_MANDATE && !delivery_is_struck(row->state);
}

static void cover(struct trib_coverage *coverage, const struct trib_delivery *row, int64_t now_ms,
                  uint32_t silent_days) {
    enum trib_delivery_state state = row->state;
    if (!is_counted(row)) {
        return;
    }
    bool is_reached = state != TRIB_DELIVERY_SCHEDULED;
    bool is_answered = is_reached && state != TRIB_DELIVERY_DELIVERED;
    coverage->total++;
    coverage->reached += is_reached;
    coverage->answered += is_answered;
    coverage->acting += delivery_has_begun(state);
    coverage->reported += state == TRIB_DELIVERY_REPORTED;
    coverage->declined += state == TRIB_DELIVERY_DECLINED;
    coverage->silent += is_reached && !is_answered &&
                        row->delivered_at_ms + (int64_t)silent_days * DAY_MS <= now_ms;
}

struct trib_coverage trib_coverage_of_all(const struct trib_deliveries *deliveries, int64_t now_ms,
                                          uint32_t silent_days) {
    struct trib_coverage coverage = {0};
    for (size_t i = 0; i < deliveries->count; i++) {
        cover(&coverage, &deliveries->rows[i], now_ms, silent_days);
    }
    return coverage;
}

/* Writes an organization and all it reaches over members' links into queue; returns how many. */
static size_t walk_branch(const struct trib_audience *audience, size_t from, bool *seen,
                          size_t *queue) {
    size_t queued = 1;
    queue[0] = from;
    seen[from] = true;
    for (size_t taken = 0; taken < queued; taken++) {
        const struct trib_recipient *parent = &audience->recipients[queue[taken]];
        for (size_t i = 0; i < parent->below_count; i++) {
            struct trib_below below = audience->belows[parent->below_first + i];
            if (below.is_member && !seen[below.child]) {
                seen[below.child] = true;
                queue[queued++] = below.child;
            }
        }
    }
    return queued;
}

static void cover_organization(struct trib_coverage *coverage,
                               const struct trib_deliveries *deliveries, const char *organization,
                               int64_t now_ms, uint32_t silent_days) {
    size_t row = deliveries_find(deliveries, organization);
    if (row != TRIB_NOWHERE) {
        cover(coverage, &deliveries->rows[row], now_ms, silent_days);
    }
}

bool trib_coverage_of_branch(const struct trib_audience *audience,
                             const struct trib_deliveries *deliveries, const char *organization,
                             int64_t now_ms, uint32_t silent_days,
                             struct trib_coverage *out_coverage) {
    struct trib_coverage coverage = {0};
    size_t from = trib_audience_find(audience, organization);
    bool *seen = calloc(audience->count + 1, sizeof *seen);
    size_t *queue = calloc(audience->count + 1, sizeof *queue);
    bool has_memory = seen != NULL && queue != NULL;
    if (has_memory && from == TRIB_NOWHERE) {
        cover_organization(&coverage, deliveries, organization, now_ms, silent_days);
    } else if (has_memory) {
        size_t count = walk_branch(audience, from, seen, queue);
        for (size_t i = 0; i < count; i++) {
            cover_organization(&coverage, deliveries, audience->recipients[queue[i]].organization,
                               now_ms, silent_days);
        }
    }
    if (has_memory) {
        *out_coverage = coverage;
    }
    free(queue);
    free(seen);
    return has_memory;
}

/* Two branches that reach a recipient; which further ones do is not asked. */
struct marks {
    size_t first, second; /* indexes of those directly under the root, or TRIB_NOWHERE */
};

struct mark {
    size_t recipient, branch;
};

/* Marks a recipient, and queues the mark when it is new and not the third. */
static void mark(struct marks *marks, struct mark *queue, size_t *queued, struct mark next) {
    struct marks *here = &marks[next.recipient];
    if (here->first == next.branch || here->second != TRIB_NOWHERE) {
        return;
    }
    if (here->first == TRIB_NOWHERE) {
        here->first = next.branch;
    } else {
        here->second = next.branch;
    }
    queue[(*queued)++] = next;
}

/* Hands marks down over members' links. Who has two hands on two, so whoever lies in several
   branches has two in the end, and nobody is looked at more than twice. */
static void mark_branches(const struct trib_audience *audience, struct marks *marks,
                          struct mark *queue) {
    size_t queued = 0;
    for (size_t i = 0; i < audience->count; i++) {
        marks[i] = (struct marks){TRIB_NOWHERE, TRIB_NOWHERE};
    }
    for (size_t i = 0; i < audience->count; i++) {
        if (audience->vias[audience->recipients[i].via_first].parent == TRIB_VIA_ROOT) {
            mark(marks, queue, &queued, (struct mark){i, i});
        }
    }
    for (size_t taken = 0; taken < queued; taken++) {
        const struct trib_recipient *parent = &audience->recipients[queue[taken].recipient];
        for (size_t i = 0; i < parent->below_count; i++) {
            struct trib_below below = audience->belows[parent->below_first + i];
            if (below.is_member) {
                mark(marks, queue, &queued, (struct mark){below.child, queue[taken].branch});
            }
        }
    }
}

size_t trib_coverage_overlap(const struct trib_audience *audience,
                             const struct trib_deliveries *deliveries) {
    struct marks *marks = calloc(audience->count + 1, sizeof *marks);
    struct mark *queue = calloc(2 * audience->count + 1, sizeof *queue);
    size_t count = TRIB_DISPATCH_NO_MEMORY;
    if (marks != NULL && queue != NULL) {
        count = 0;
        mark_branches(audience, marks, queue);
        for (size_t i = 0; i < audience->count; i++) {
            size_t row = deliveries_find(deliveries, audience->recipients[i].organization);
            count += row != TRIB_NOWHERE && is_counted(&deliveries->rows[row]) &&
                     marks[i].second != TRIB_NOWHERE;
        }
    }
    free(queue);
    free(marks);
    return count;
}

bool trib_coverage_percent(size_t count, size_t total, uint32_t *out_percent) {
    assert(count <= total);
    if (total == 0) {
        return false;
    }
    *out_percent = (uint32_t)(100 * count / total);
    return true;
}
