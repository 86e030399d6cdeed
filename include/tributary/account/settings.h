/*
 * What the administrators may set otherwise than the program does by itself. Each setting is a
 * whole number with bounds; what was never set has its usual value.
 */
#ifndef TRIBUTARY_ACCOUNT_SETTINGS_H
#define TRIBUTARY_ACCOUNT_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/store/store.h"

enum trib_setting {
    TRIB_SETTING_SIGN_IN_TRIES,               /* for one name, before it must wait */
    TRIB_SETTING_ADDRESS_TRIES,               /* from one address, before it must wait */
    TRIB_SETTING_CALLS_PER_SECOND,            /* one person may go on making */
    TRIB_SETTING_CALLS_AT_ONCE,               /* one person may make */
    TRIB_SETTING_INVITATION_DAYS,             /* a link is good for */
    TRIB_SETTING_SECOND_FACTOR_ADMINISTRATOR, /* 1: who is one must have it */
    TRIB_SETTING_SECOND_FACTOR_SECRETARIAT,   /* the same */
    TRIB_SETTING_SECOND_FACTOR_LEAD_DELEGATE, /* the same */
    TRIB_SETTING_SECOND_FACTOR_ALTERNATE,     /* the same */
    TRIB_SETTING_SECOND_FACTOR_BASE_MEMBER,   /* the same */
    TRIB_SETTING_COUNT
};

struct trib_setting_row {
    const char *name; /* "sign_in_tries" */
    int64_t least, most, usual;
};
const struct trib_setting_row *trib_setting_row(enum trib_setting setting);

struct trib_settings {
    int64_t values[TRIB_SETTING_COUNT];
};

bool trib_settings_load(struct trib_store *store, struct trib_settings *out,
                        struct trib_error *error);

/** Whether this person is something of which the settings ask a second factor, and has none. */
bool trib_second_factor_is_missing(struct trib_store *store, const struct trib_settings *settings,
                                   const char *person_id, bool *out_is_missing,
                                   struct trib_error *error);

#endif
