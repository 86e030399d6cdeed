/* What the files about dispatches share. */
#ifndef TRIBUTARY_DOMAIN_DISPATCH_INSIDE_H
#define TRIBUTARY_DOMAIN_DISPATCH_INSIDE_H

#include "tributary/domain/dispatch.h"

#define DAY_MS INT64_C(86400000)

static inline int compare_numbers(int64_t left, int64_t right) {
    return (left > right) - (left < right);
}

static inline int compare_indexes(size_t left, size_t right) {
    return (left > right) - (left < right);
}

/** Whether it is lapsed or recalled. */
bool delivery_is_struck(enum trib_delivery_state state);
/** Whether it is acting or reported. */
bool delivery_has_begun(enum trib_delivery_state state);

/** The index of an organization's row, or TRIB_NOWHERE. */
size_t deliveries_find(const struct trib_deliveries *deliveries, const char *organization);
/** Asserts that the rows are in ascending order of ids, each once. */
void deliveries_assert_order(const struct trib_deliveries *deliveries);

#endif
