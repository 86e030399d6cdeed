/*
 * One SQLite file, one writer. The store opens it, keeps its statements, captures every changed row
 * by the pre-update hook and commits once a tick. It knows the log, the capture and migrations, and
 * no family of tables: those are handed in as descriptors.
 */
#ifndef TRIBUTARY_STORE_STORE_H
#define TRIBUTARY_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/environment.h"
#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/store/limits.h"
#include "tributary/store/table.h"

struct trib_store;

struct trib_migration {
    uint32_t number; /* 1, 2, 3 … ; PRAGMA user_version after it */
    const char *name;
    const char *sql;
};

/* The numbered migrations of schema/, built in; made by the build. */
extern const struct trib_migration trib_migrations[];
extern const size_t trib_migration_count;

struct trib_store_settings {
    const char
        *path; /* ":memory:" for a simulation: one connection, journal in memory, no lock file */
    const struct trib_table *tables;
    size_t table_count;
    const struct trib_migration *migrations;
    size_t migration_count;
    struct trib_clock clock;
    struct trib_random random;
};

/** Makes a new database: log tables, all migrations (each an entry system.migrate), a database id.
    Fails with E_EXISTS when there is a file already; leaves nothing behind on failure. */
bool trib_store_create(const struct trib_store_settings *settings, struct trib_store **out_store,
                       struct trib_error *error);

/** Opens an existing database, taking <path>.lock (flock) for as long as it is open: E_BUSY when
    another server has it. Runs migrations that are still to come. A missing, empty, foreign,
   damaged or newer file is refused (E_UNAVAILABLE, the reason in the log and in argument "reason")
   and untouched. */
bool trib_store_open(const struct trib_store_settings *settings, struct trib_store **out_store,
                     struct trib_error *error);

void trib_store_close(struct trib_store *store); /* safe on NULL */

/** The image of an in-memory database, and a store opened from one: what simulations start
    from. The caller frees *out_image with free(). */
bool trib_store_image_save(struct trib_store *store, unsigned char **out_image, size_t *out_length,
                           struct trib_error *error);
bool trib_store_image_open(const struct trib_store_settings *settings, const unsigned char *image,
                           size_t length, struct trib_store **out_store, struct trib_error *error);

const char *trib_store_database_id(const struct trib_store *store); /* a UUID, never changes */
const char *trib_store_epoch(const struct trib_store *store); /* a UUID, new after a restore */
uint64_t trib_store_last_seq(const struct trib_store *store); /* of the last committed entry */
/** The last committed seq that touched a space (before or after); 0 when none did. */
uint64_t trib_store_space_last_seq(const struct trib_store *store, const char *space_id);

int64_t
trib_store_now_ms(const struct trib_store *store); /* never less than the last entry's time */
void trib_store_today(const struct trib_store *store,
                      char out_day[static 11]); /* "2026-11-24", UTC */
struct trib_random trib_store_random(const struct trib_store *store);

size_t trib_store_table_count(const struct trib_store *store);
const struct trib_table *trib_store_table(const struct trib_store *store, size_t index);
const struct trib_table *trib_store_table_find(const struct trib_store *store, const char *name);

/** The file; NULL: in memory. */
const char *trib_store_path(const struct trib_store *store);

/* Whether commands are taken. */
enum trib_store_health {
    TRIB_STORE_FINE,
    TRIB_STORE_FULL,   /* the disk is; it is found out by itself when there is room again */
    TRIB_STORE_FAILED, /* a write or an fsync failed: nothing is known until a restart */
    TRIB_STORE_HEALTH_COUNT
};

/** What the last write has shown. */
enum trib_store_health trib_store_health(const struct trib_store *store);
/** "fine", "full" or "failed". */
const char *trib_store_health_name(enum trib_store_health health);
/** Whether a command can be taken at all: false after a failed fsync (until restart). While the
   disk is full each may be tried. */
bool trib_store_is_writable(const struct trib_store *store);
/** While the disk is full: tries a write that changes nothing, so that room is found without
    anybody's command. No tick may be open. */
void trib_store_try(struct trib_store *store);

#endif
