/*
 * Joining and leaving. What becomes of the rows of a dispatch is found by going through two sorted
 * lists side by side: the audience of now and the rows.
 */
#include "dispatch_inside.h"

#include <string.h>

int32_t trib_dispatch_newcomer_due(int32_t due_day, int32_t joined_day) {
    int32_t own_day = joined_day + TRIB_NEWCOMER_DAYS;
    return own_day > due_day ? own_day : due_day;
}

static const char *via_id(const struct trib_audience *audience,
                          const struct trib_recipient *recipient, size_t place) {
    size_t parent = audience->vias[recipient->via_first + place].parent;
    return parent == TRIB_VIA_ROOT ? NULL : audience->recipients[parent].organization;
}

/* Whether it is reached as it was. Either may be NULL: it was not, or is not. */
static bool has_same_vias(const struct trib_audience *before, const struct trib_recipient *then,
                          const struct trib_audience *now, const struct trib_recipient *here) {
    if (then == NULL || here == NULL) {
        return then == here;
    }
    if (then->depth != here->depth || then->via_count != here->via_count) {
        return false;
    }
    for (size_t i = 0; i < here->via_count; i++) {
        const char *old_id = via_id(before, then, i);
        const char *new_id = via_id(now, here, i);
        if ((old_id == NULL) != (new_id == NULL) ||
            (old_id != NULL && strcmp(old_id, new_id) != 0)) {
            return false;
        }
    }
    return true;
}

/* The mode a row has from now on; here is NULL when it is out of reach. */
static enum trib_delivery_mode mode_of(bool is_open, const struct trib_delivery *row,
                                       const struct trib_recipient *here) {
    bool is_kept = !is_open || here == NULL ||
                   (here->mode == TRIB_DELIVERY_INFORMATION && delivery_has_begun(row->state));
    return is_kept ? row->mode : here->mode;
}

struct comparison {
    const struct trib_dispatch *dispatch;
    const struct trib_audience *before, *now;
    int32_t today;
};

static const struct trib_recipient *find_recipient(const struct trib_audience *audience,
                                                   const char *organization) {
    size_t found = trib_audience_find(audience, organization);
    return found == TRIB_NOWHERE ? NULL : &audience->recipients[found];
}

/* What becomes of one organization; row or here is NULL when it has none or is out of reach. */
static struct trib_audience_change change_of(const struct comparison *comparison,
                                             const struct trib_delivery *row,
                                             const struct trib_recipient *here) {
    struct trib_audience_change change = {
        .organization = row != NULL ? row->organization : here->organization,
        .due_day = TRIB_DUE_NONE,
    };
    bool is_open = comparison->dispatch->is_open;
    if (row == NULL || row->state == TRIB_DELIVERY_LAPSED) {
        change.mode = here != NULL ? here->mode : row->mode;
        if (here != NULL && is_open) {
            change.step = row == NULL ? TRIB_AUDIENCE_JOINS : TRIB_AUDIENCE_RETURNS;
            change.due_day =
                trib_dispatch_newcomer_due(comparison->dispatch->due_day, comparison->today);
        }
        return change;
    }
    change.mode = row->mode;
    if (row->state == TRIB_DELIVERY_RECALLED) {
        return change;
    }
    if (here == NULL && !trib_delivery_is_settled(row->state)) {
        change.step = TRIB_AUDIENCE_LAPSES;
        return change;
    }
    change.mode = mode_of(is_open, row, here);
    change.is_mode_changed = change.mode != row->mode;
    change.is_via_changed =
        !has_same_vias(comparison->before, find_recipient(comparison->before, row->organization),
                       comparison->now, here);
    return change;
}

size_t trib_audience_compare(const struct trib_dispatch *dispatch,
                             const struct trib_audience *before, const struct trib_audience *now,
                             const struct trib_deliveries *deliveries, int32_t today,
                             struct trib_audience_change *out_changes) {
    const struct comparison comparison = {dispatch, before, now, today};
    size_t count = 0;
    size_t row = 0;
    size_t recipient = 0;
    deliveries_assert_order(deliveries);
    for (;;) {
        const struct trib_delivery *old = row < deliveries->count ? &deliveries->rows[row] : NULL;
        const struct trib_recipient *here =
            recipient < now->count ? &now->recipients[recipient] : NULL;
        if (old == NULL && here == NULL) {
            return count;
        }
        int order = old == NULL    ? 1
                    : here == NULL ? -1
                                   : strcmp(old->organization, here->organization);
        struct trib_audience_change change =
            change_of(&comparison, order <= 0 ? old : NULL, order >= 0 ? here : NULL);
        change.row = order <= 0 ? row++ : TRIB_NOWHERE;
        change.recipient = order >= 0 ? recipient++ : TRIB_NOWHERE;
        if (change.step != TRIB_AUDIENCE_STAYS || change.is_mode_changed || change.is_via_changed) {
            out_changes[count++] = change;
        }
    }
}
