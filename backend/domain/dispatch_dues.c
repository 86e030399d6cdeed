/*
 * When each has what was dispatched: a walk over the links from those who have it already, by the
 * earliest instant; and who else has passed it on.
 */
#include "dispatch_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct moment {
    int64_t at_ms;
    size_t recipient;
};

struct spread {
    const struct trib_dispatch *dispatch;
    const struct trib_audience *audience;
    const struct trib_deliveries *deliveries;
    size_t *rows;        /* of each recipient, or TRIB_NOWHERE */
    int64_t *at_ms;      /* when each recipient has it, as far as is known; or TRIB_NEVER */
    struct moment *heap; /* the earliest first; a moment that was bettered is passed over */
    size_t heap_count;
};

static void spread_finish(struct spread *spread) {
    free(spread->rows);
    free(spread->at_ms);
    free(spread->heap);
}

static size_t via_total(const struct trib_audience *audience) {
    size_t total = 0;
    for (size_t i = 0; i < audience->count; i++) {
        total += audience->recipients[i].via_count;
    }
    return total;
}

static bool spread_init(struct spread *spread) {
    size_t count = spread->audience->count;
    spread->rows = calloc(count + 1, sizeof *spread->rows);
    spread->at_ms = calloc(count + 1, sizeof *spread->at_ms);
    /* each recipient once from above, and once for each of its parents */
    spread->heap = calloc(count + via_total(spread->audience) + 1, sizeof *spread->heap);
    return spread->rows != NULL && spread->at_ms != NULL && spread->heap != NULL;
}

static void heap_push(struct spread *spread, struct moment moment) {
    size_t place = spread->heap_count++;
    while (place > 0 && moment.at_ms < spread->heap[(place - 1) / 2].at_ms) {
        spread->heap[place] = spread->heap[(place - 1) / 2];
        place = (place - 1) / 2;
    }
    spread->heap[place] = moment;
}

static struct moment heap_pop(struct spread *spread) {
    struct moment first = spread->heap[0];
    struct moment last = spread->heap[--spread->heap_count];
    size_t place = 0;
    for (size_t next = 1; next < spread->heap_count; next = 2 * place + 1) {
        if (next + 1 < spread->heap_count &&
            spread->heap[next + 1].at_ms < spread->heap[next].at_ms) {
            next++;
        }
        if (last.at_ms <= spread->heap[next].at_ms) {
            break;
        }
        spread->heap[place] = spread->heap[next];
        place = next;
    }
    spread->heap[place] = last;
    return first;
}

static const struct trib_delivery *row_of(const struct spread *spread, size_t recipient) {
    size_t row = spread->rows[recipient];
    return row == TRIB_NOWHERE ? NULL : &spread->deliveries->rows[row];
}

static bool is_scheduled(const struct spread *spread, size_t recipient) {
    const struct trib_delivery *row = row_of(spread, recipient);
    return row != NULL && row->state == TRIB_DELIVERY_SCHEDULED;
}

/* Whether it waits for no parent. The root, which has no depth, leads wherever it is a parent. */
static bool is_sent(const struct spread *spread, size_t recipient) {
    size_t lead = spread->audience->recipients[recipient].via_first;
    return spread->dispatch->is_broadcast || spread->audience->vias[lead].parent == TRIB_VIA_ROOT;
}

struct release {
    int64_t at_ms;
    enum trib_release cause;
};

/* When what a parent has is released to its members, and by what. */
static struct release release_of(const struct spread *spread, size_t parent) {
    const struct trib_delivery *row = row_of(spread, parent);
    struct release first = {TRIB_NEVER, TRIB_RELEASE_SILENCE};
    if (spread->at_ms[parent] == TRIB_NEVER) {
        return first;
    }
    first.at_ms = spread->at_ms[parent] + (int64_t)spread->dispatch->pass_on_days * DAY_MS;
    if (row->declined_at_ms != 0 && row->declined_at_ms <= first.at_ms) {
        first = (struct release){row->declined_at_ms, TRIB_RELEASE_DECLINED};
    }
    if (row->passed_on_at_ms != 0 && row->passed_on_at_ms <= first.at_ms) {
        first = (struct release){row->passed_on_at_ms, TRIB_RELEASE_PASSED_ON};
    }
    return first;
}

/* A scheduled row can be delivered at this instant, but not before there was one. */
static void offer(struct spread *spread, size_t recipient, int64_t at_ms) {
    int64_t made_at_ms = spread->deliveries->rows[spread->rows[recipient]].made_at_ms;
    int64_t resumed_at_ms = spread->dispatch->resumed_at_ms;
    at_ms = at_ms < made_at_ms ? made_at_ms : at_ms;
    at_ms = at_ms < resumed_at_ms ? resumed_at_ms : at_ms;
    if (at_ms < spread->at_ms[recipient]) {
        spread->at_ms[recipient] = at_ms;
        heap_push(spread, (struct moment){at_ms, recipient});
    }
}

static void release_below(struct spread *spread, size_t parent) {
    const struct trib_recipient *recipient = &spread->audience->recipients[parent];
    struct release first = release_of(spread, parent);
    for (size_t i = 0; i < recipient->below_count && first.at_ms != TRIB_NEVER; i++) {
        size_t child = spread->audience->belows[recipient->below_first + i].child;
        if (is_scheduled(spread, child)) {
            offer(spread, child, first.at_ms);
        }
    }
}

/* Rows and recipients are in one order. */
static void find_rows(struct spread *spread) {
    const struct trib_deliveries *deliveries = spread->deliveries;
    size_t row = 0;
    deliveries_assert_order(deliveries);
    for (size_t i = 0; i < spread->audience->count; i++) {
        const char *organization = spread->audience->recipients[i].organization;
        while (row < deliveries->count &&
               strcmp(deliveries->rows[row].organization, organization) < 0) {
            row++;
        }
        bool is_found = row < deliveries->count &&
                        strcmp(deliveries->rows[row].organization, organization) == 0;
        spread->rows[i] = is_found ? row : TRIB_NOWHERE;
    }
}

/* When a row was delivered, or TRIB_NEVER; what is scheduled has no past. */
static int64_t start_of(const struct trib_delivery *row) {
    if (row->state == TRIB_DELIVERY_SCHEDULED) {
        assert(row->delivered_at_ms == 0);
        assert(row->passed_on_at_ms == 0 && row->declined_at_ms == 0);
        return TRIB_NEVER;
    }
    assert(row->delivered_at_ms != 0);
    return row->delivered_at_ms;
}

/* From those who have it, the earliest instant first (Dijkstra): when one is taken from the heap,
   nothing can better it, since nobody releases what they do not have. */
static void spread_out(struct spread *spread) {
    for (size_t i = 0; i < spread->audience->count; i++) {
        const struct trib_delivery *row = row_of(spread, i);
        spread->at_ms[i] =
            row == NULL || delivery_is_struck(row->state) ? TRIB_NEVER : start_of(row);
    }
    for (size_t i = 0; i < spread->audience->count; i++) {
        if (!is_scheduled(spread, i)) {
            release_below(spread, i);
        } else if (is_sent(spread, i)) {
            offer(spread, i, INT64_MIN);
        }
    }
    for (int64_t last_ms = INT64_MIN; spread->heap_count > 0;) {
        struct moment moment = heap_pop(spread);
        assert(moment.at_ms >= last_ms);
        last_ms = moment.at_ms;
        if (moment.at_ms == spread->at_ms[moment.recipient]) {
            release_below(spread, moment.recipient);
        }
    }
}

static struct trib_due due_of(const struct spread *spread, size_t recipient) {
    const struct trib_recipient *here = &spread->audience->recipients[recipient];
    struct trib_due due = {
        .at_ms = spread->at_ms[recipient], .row = spread->rows[recipient], .from = TRIB_VIA_ROOT};
    struct release first = {TRIB_NEVER, TRIB_RELEASE_SENT};
    for (size_t i = 0; i < here->via_count && !is_sent(spread, recipient); i++) {
        size_t parent = spread->audience->vias[here->via_first + i].parent;
        struct release next = release_of(spread, parent);
        if (next.at_ms < first.at_ms || (next.at_ms == first.at_ms && next.cause < first.cause)) {
            first = next;
            due.from = spread->rows[parent];
        }
    }
    due.release = first.cause;
    due.is_reason_told =
        first.cause == TRIB_RELEASE_DECLINED && spread->deliveries->rows[due.from].is_reason_told;
    return due;
}

static int compare_dues(const void *left, const void *right) {
    const struct trib_due *a = left;
    const struct trib_due *b = right;
    int order = compare_numbers(a->at_ms, b->at_ms);
    return order != 0 ? order : compare_indexes(a->row, b->row);
}

size_t trib_dispatch_dues(const struct trib_dispatch *dispatch,
                          const struct trib_audience *audience,
                          const struct trib_deliveries *deliveries, struct trib_due *out_dues) {
    struct spread spread = {.dispatch = dispatch, .audience = audience, .deliveries = deliveries};
    size_t count = TRIB_DISPATCH_NO_MEMORY;
    assert(dispatch->pass_on_days <= TRIB_PASS_ON_DAYS_MAX);
    if (!dispatch->is_open) {
        return 0;
    }
    if (spread_init(&spread)) {
        count = 0;
        find_rows(&spread);
        spread_out(&spread);
        for (size_t i = 0; i < audience->count; i++) {
            if (is_scheduled(&spread, i) && spread.at_ms[i] != TRIB_NEVER) {
                out_dues[count++] = due_of(&spread, i);
            }
        }
        qsort(out_dues, count, sizeof *out_dues, compare_dues);
    }
    spread_finish(&spread);
    return count;
}

size_t trib_dues_now(const struct trib_due *dues, size_t due_count, int64_t now_ms,
                     int64_t *out_next_at_ms) {
    size_t count = 0;
    while (count < due_count && dues[count].at_ms <= now_ms) {
        count++;
    }
    *out_next_at_ms = count < due_count ? dues[count].at_ms : TRIB_NEVER;
    return count;
}

size_t trib_delivery_also_from(const struct trib_audience *audience,
                               const struct trib_deliveries *deliveries, size_t row, size_t from,
                               size_t *out_rows) {
    size_t count = 0;
    size_t found = trib_audience_find(audience, deliveries->rows[row].organization);
    if (found == TRIB_NOWHERE) {
        return 0;
    }
    const struct trib_recipient *recipient = &audience->recipients[found];
    for (size_t i = 0; i < recipient->via_count; i++) {
        size_t parent = audience->vias[recipient->via_first + i].parent;
        size_t other = parent == TRIB_VIA_ROOT
                           ? TRIB_NOWHERE
                           : deliveries_find(deliveries, audience->recipients[parent].organization);
        if (other == TRIB_NOWHERE || other == from ||
            deliveries->rows[other].passed_on_at_ms == 0) {
            continue;
        }
        size_t place = count++;
        for (; place > 0 && deliveries->rows[other].passed_on_at_ms <
                                deliveries->rows[out_rows[place - 1]].passed_on_at_ms;
             place--) {
            out_rows[place] = out_rows[place - 1];
        }
        out_rows[place] = other;
    }
    return count;
}
