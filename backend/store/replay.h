/* An empty database into which captured changes are put back. */
#ifndef TRIBUTARY_STORE_REPLAY_H
#define TRIBUTARY_STORE_REPLAY_H

#include "inside.h"

struct replay {
    sqlite3 *db;
    struct statements statements;
};

/** Opens one in memory: foreign keys, triggers and CHECKs off, for a change is as it was captured.
 */
bool replay_open(struct replay *replay, struct trib_error *error);
void replay_finish(struct replay *replay); /* safe on a zeroed one */

/** Runs a migration; false: it failed. */
bool replay_migrate(struct replay *replay, const struct trib_migration *migration);

/** Puts one change back. Returns how many rows it hit, or -1 when it could not be run:
   sqlite3_errmsg of db says why. */
int replay_change(struct replay *replay, const struct trib_table *table,
                  const struct change_fields *change);

#endif
