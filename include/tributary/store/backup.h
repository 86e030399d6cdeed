/*
 * Copies of a database that is being served, and what becomes of one that is served again. A copy
 * holds everything the database holds but the keys of open ballots, which lie outside of it.
 */
#ifndef TRIBUTARY_STORE_BACKUP_H
#define TRIBUTARY_STORE_BACKUP_H

#include <stdbool.h>

#include "tributary/base/error.h"
#include "tributary/store/log.h"
#include "tributary/store/store.h"

/**
 * Copies the database at settings->path, as of one moment, into a new file of mode 0600, and
 * verifies the copy's log against its tables. It has its name when it is whole, verified and
 * synced. The lock is not needed; who serves it is not held up. E_EXISTS: there is a file of that
 * name. What does not verify is E_UNAVAILABLE with a reason, and leaves no copy.
 */
bool trib_store_backup(const struct trib_store_settings *settings, const char *copy_path,
                       struct trib_verify_report *out_report, struct trib_error *error);

/** Gives the database another epoch, between ticks: what any client holds of it is then taken anew,
 * for it may come from a future that was lost. */
bool trib_store_epoch_begin(struct trib_store *store, struct trib_error *error);

/**
 * Closes a store and gives its file another name, durably; E_EXISTS when that is taken. The store
 * is closed in any case; where it fails the file keeps its own name.
 */
bool trib_store_close_as(struct trib_store *store, const char *path, struct trib_error *error);

#endif
