/*
 * The life of a delivery: its modes and states by name, and who moves it from one to which. The
 * table is asked as every machine is; only what several files ask of a state has a function.
 */
#include "dispatch_inside.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const mode_names[TRIB_DELIVERY_MODE_COUNT] = {
    [TRIB_DELIVERY_INFORMATION] = "information",
    [TRIB_DELIVERY_MANDATE] = "mandate",
};

const char *trib_delivery_mode_name(enum trib_delivery_mode mode) {
    return mode_names[mode];
}

bool trib_delivery_mode_find(const char *name, enum trib_delivery_mode *out_mode) {
    for (int mode = 0; mode < TRIB_DELIVERY_MODE_COUNT; mode++) {
        if (strcmp(mode_names[mode], name) == 0) {
            *out_mode = (enum trib_delivery_mode)mode;
            return true;
        }
    }
    return false;
}

static const char *const delivery_names[TRIB_DELIVERY_STATE_COUNT] = {
    [TRIB_DELIVERY_SCHEDULED] = "scheduled",
    [TRIB_DELIVERY_DELIVERED] = "delivered",
    [TRIB_DELIVERY_ACKNOWLEDGED] = "acknowledged",
    [TRIB_DELIVERY_LOCALISED] = "localised",
    [TRIB_DELIVERY_ACTING] = "acting",
    [TRIB_DELIVERY_REPORTED] = "reported",
    [TRIB_DELIVERY_DECLINED] = "declined",
    [TRIB_DELIVERY_LAPSED] = "lapsed",
    [TRIB_DELIVERY_RECALLED] = "recalled",
};

/* What an organization has answered in the end, nobody takes from it. */
static const struct trib_transition delivery_transitions[] = {
    {TRIB_DELIVERY_SCHEDULED, TRIB_DELIVERY_DELIVERED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_DELIVERED, TRIB_DELIVERY_ACKNOWLEDGED, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_ACKNOWLEDGED, TRIB_DELIVERY_LOCALISED, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_ACKNOWLEDGED, TRIB_DELIVERY_ACTING, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_LOCALISED, TRIB_DELIVERY_ACTING, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_ACTING, TRIB_DELIVERY_REPORTED, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_DELIVERED, TRIB_DELIVERY_DECLINED, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_ACKNOWLEDGED, TRIB_DELIVERY_DECLINED, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_LOCALISED, TRIB_DELIVERY_DECLINED, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_ACTING, TRIB_DELIVERY_DECLINED, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_DECLINED, TRIB_DELIVERY_ACKNOWLEDGED, TRIB_MOVER_OWN_DELEGATE, false},
    {TRIB_DELIVERY_SCHEDULED, TRIB_DELIVERY_LAPSED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_DELIVERED, TRIB_DELIVERY_LAPSED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_ACKNOWLEDGED, TRIB_DELIVERY_LAPSED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_LOCALISED, TRIB_DELIVERY_LAPSED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_ACTING, TRIB_DELIVERY_LAPSED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_LAPSED, TRIB_DELIVERY_SCHEDULED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_SCHEDULED, TRIB_DELIVERY_RECALLED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_DELIVERED, TRIB_DELIVERY_RECALLED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_ACKNOWLEDGED, TRIB_DELIVERY_RECALLED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_LOCALISED, TRIB_DELIVERY_RECALLED, TRIB_MOVER_NOBODY, false},
    {TRIB_DELIVERY_ACTING, TRIB_DELIVERY_RECALLED, TRIB_MOVER_NOBODY, false},
};

const struct trib_machine trib_delivery_machine = {
    delivery_names,
    COUNT(delivery_names),
    delivery_transitions,
    COUNT(delivery_transitions),
};

bool delivery_is_struck(enum trib_delivery_state state) {
    return state == TRIB_DELIVERY_LAPSED || state == TRIB_DELIVERY_RECALLED;
}

bool delivery_has_begun(enum trib_delivery_state state) {
    return state == TRIB_DELIVERY_ACTING || state == TRIB_DELIVERY_REPORTED;
}

bool trib_delivery_is_settled(enum trib_delivery_state state) {
    return state == TRIB_DELIVERY_REPORTED || state == TRIB_DELIVERY_DECLINED ||
           delivery_is_struck(state);
}
