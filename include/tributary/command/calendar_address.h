/*
 * Secret addresses by which a calendar program fetches meetings without signing in: one person's,
 * or one group's. The address is 256 random bits made by the browser; the server is told its hash
 * and hears the address when it is fetched. Whoever has one may revoke it.
 */
#ifndef TRIBUTARY_COMMAND_CALENDAR_ADDRESS_H
#define TRIBUTARY_COMMAND_CALENDAR_ADDRESS_H

#include "tributary/command/command.h"

/* Addresses of one person, or of one group, that are open at once: a phone, a desk and a few more.
   Past it: E_TOO_MANY. */
#define TRIB_CALENDAR_ADDRESSES_MAX 5u

struct trib_calendar_address_make {
    const char *calendar_address_id;
    const char *address_hash; /* SHA-256 in hex */
    const char *group_id;     /* of a person's: NULL */
};
/** A hash that was used before: E_EXISTS. Of a group that is over: E_CLOSED. */
bool trib_calendar_address_make(const struct trib_command *command,
                                const struct trib_calendar_address_make *params,
                                struct trib_error *error);
bool trib_calendar_address_make_for_group(const struct trib_command *command,
                                          const struct trib_calendar_address_make *params,
                                          struct trib_error *error);

struct trib_calendar_address_of {
    const char *calendar_address_id;
};
/** Over from now on, for good. */
bool trib_calendar_address_revoke(const struct trib_command *command,
                                  const struct trib_calendar_address_of *params,
                                  struct trib_error *error);

/* ---- for whoever fetches one: no method gives this ------------------------------------------- */

struct trib_calendar_owner {
    char calendar_address_id[TRIB_ID_BYTES];
    char person_id[TRIB_ID_BYTES], group_id[TRIB_ID_BYTES]; /* one of them is "" */
    char language[8];                                       /* the person's; of a group's English */
};
/** Whose calendar an address is. Unknown and revoked ones: E_NOT_FOUND, one answer for both. */
bool trib_calendar_address_find(struct trib_store *store, const char *address,
                                struct trib_calendar_owner *out, struct trib_error *error);

#endif
