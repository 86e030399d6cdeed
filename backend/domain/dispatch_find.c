/*
 * Finding an organization among the recipients of a dispatch or among its rows, by halving, since
 * both are in the order of ids.
 */
#include "dispatch_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static int compare_id_to_recipient(const void *id, const void *recipient) {
    return strcmp(id, ((const struct trib_recipient *)recipient)->organization);
}

size_t trib_audience_find(const struct trib_audience *audience, const char *organization) {
    if (audience->count == 0) {
        return TRIB_NOWHERE;
    }
    const struct trib_recipient *found =
        bsearch(organization, audience->recipients, audience->count, sizeof *audience->recipients,
                compare_id_to_recipient);
    return found == NULL ? TRIB_NOWHERE : (size_t)(found - audience->recipients);
}

static int compare_id_to_row(const void *id, const void *row) {
    return strcmp(id, ((const struct trib_delivery *)row)->organization);
}

size_t deliveries_find(const struct trib_deliveries *deliveries, const char *organization) {
    if (deliveries->count == 0) {
        return TRIB_NOWHERE;
    }
    const struct trib_delivery *found = bsearch(organization, deliveries->rows, deliveries->count,
                                                sizeof *deliveries->rows, compare_id_to_row);
    return found == NULL ? TRIB_NOWHERE : (size_t)(found - deliveries->rows);
}

/* Rows that are out of order would be taken for missing. */
void deliveries_assert_order(const struct trib_deliveries *deliveries) {
    for (size_t i = 1; i < deliveries->count; i++) {
        assert(strcmp(deliveries->rows[i - 1].organization, deliveries->rows[i].organization) < 0);
    }
}
