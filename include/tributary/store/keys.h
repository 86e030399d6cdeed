/*
 * Secret keys of what is sealed for a while: a file each, <database>.keys/<id>, readable by the
 * server's own user alone, and on the disk before it is used. They are in no database, log or
 * backup, so whoever has only those opens nothing. A store in memory keeps them there.
 */
#ifndef TRIBUTARY_STORE_KEYS_H
#define TRIBUTARY_STORE_KEYS_H

#include <stdbool.h>

#include "tributary/base/error.h"
#include "tributary/store/store.h"

#define TRIB_SECRET_KEY_BYTES 32u
/* Keys that a store in memory keeps. Past it: E_TOO_MANY. */
#define TRIB_SECRET_KEYS_MAX 10000u

/** Keeps a key under the id of a row, in the place of one that nobody needs any more. E_STORAGE,
    E_UNAVAILABLE when it cannot be written. */
bool trib_secret_key_keep(struct trib_store *store, const char *id,
                          const unsigned char key[static TRIB_SECRET_KEY_BYTES],
                          struct trib_error *error);

/** *out_found false when there is no such key, or not all of it. False when that cannot be found
   out just now: E_UNAVAILABLE. */
bool trib_secret_key_find(struct trib_store *store, const char *id,
                          unsigned char out_key[static TRIB_SECRET_KEY_BYTES], bool *out_found,
                          struct trib_error *error);

/** Says that keys may have become needless: those of a row that is closed in this tick, or whose
    own tick failed. They are looked through by trib_secret_keys_tidy. */
void trib_secret_keys_loosen(struct trib_store *store);

/** Between ticks: forgets the keys that is_needed denies. Looks at nothing when none were loosened
    since the last time; what cannot be removed is tried again. */
void trib_secret_keys_tidy(struct trib_store *store,
                           bool (*is_needed)(struct trib_store *store, const char *id));

#endif
