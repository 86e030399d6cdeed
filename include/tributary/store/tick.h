/*
 * A tick: the commands that came in during one turn of the loop, each in a savepoint of its own,
 * made durable by one COMMIT. Nobody hears of anything before that. A command takes its seq when
 * its savepoint is released; a refused one takes none.
 *
 *   trib_tick_command_open  →  rows are written  →  trib_tick_command_release | _undo   … many
 * times trib_tick_commit        →  the batch goes to space and feed, answers go out
 */
#ifndef TRIBUTARY_STORE_TICK_H
#define TRIBUTARY_STORE_TICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/store/store.h"

#define TRIB_DIGEST_BYTES 32u

/* Who gives a command, and what it says. Borrowed for the call. */
struct trib_entry_head {
    const char *actor_id; /* a person; NULL for the program itself (init, import, migrate) */
    const char *for_organization_id; /* NULL: for nobody */
    const char *command_id;          /* UUIDv7, unique per actor */
    const char *method;
    const char *request; /* method and parameters in one form: what the digest is over */
    size_t request_length;
};

enum trib_command_outcome {
    TRIB_COMMAND_NEW,     /* run it */
    TRIB_COMMAND_REPEATED /* done before: the first answer is given, nothing is to be run */
};

enum trib_change_op { TRIB_CHANGE_INSERT, TRIB_CHANGE_UPDATE, TRIB_CHANGE_DELETE };

/* One changed row, as captured. All pointers live until the batch is finished. */
struct trib_change {
    const struct trib_table *table;
    enum trib_change_op op;
    char row_id[TRIB_ID_BYTES];
    char space_before[TRIB_ID_BYTES]; /* "" for an insert and for recorded tables */
    char space_after[TRIB_ID_BYTES];  /* "" for a delete and for recorded tables */
    const char *patch; /* JSON object: all columns of an insert, the changed ones of an update, "{}"
                          of a delete */
    size_t patch_length;
    const char *whole; /* the whole row after an update that moved it to another space; else NULL */
    size_t whole_length;
};

struct trib_entry {
    uint64_t seq;
    int64_t at_ms;
    char actor_id[TRIB_ID_BYTES]; /* "" for the program itself */
    const char *method;
    const struct trib_change *changes;
    size_t change_count;
    bool decides_sight; /* it changed who may see what; it is then the last of its tick */
};

struct trib_batch {
    const struct trib_entry *entries;
    size_t entry_count;
    void *memory;
};
void trib_batch_finish(struct trib_batch *batch); /* safe on a zeroed batch */

/** Opens the tick's transaction if there is none, and a savepoint for this command. When the same
   actor gave the same command id before (committed, or in this tick): same digest → *out_outcome
   REPEATED and *out_answer the first answer (JSON, valid until the tick ends) and no savepoint;
   other digest → E_CONFLICT. E_STORAGE or E_UNAVAILABLE when the tick has died; E_BUSY when the
   tick must end first (trib_tick_must_end). */
bool trib_tick_command_open(struct trib_store *store, const struct trib_entry_head *head,
                            enum trib_command_outcome *out_outcome, const char **out_answer,
                            struct trib_error *error);

/** Keeps the command: checks deferred foreign keys (E_UNAVAILABLE for this command alone), appends
   entry and changes. answer is JSON of ids and numbers. A command that changed no row makes no
   entry and *out_seq is 0. On failure the command is undone. */
bool trib_tick_command_release(struct trib_store *store, const char *answer, uint64_t *out_seq,
                               struct trib_error *error);

/** Puts back everything since trib_tick_command_open, captured changes too. Safe when none is open.
 */
void trib_tick_command_undo(struct trib_store *store);

/** What the open command has changed so far, in the order it did; index from 0. NULL past the last.
    It stands until the next row is written: copy what is needed longer. */
const struct trib_change *trib_tick_command_change(const struct trib_store *store, size_t index);
/** The seq that the open command takes if it is released. */
uint64_t trib_tick_command_seq(const struct trib_store *store);
/** Whether an insert or an update wrote that column. */
bool trib_change_has(const struct trib_change *change, const char *column);

/** A savepoint for private tables (sessions, links): no entry; the rest as for a command. */
bool trib_tick_private_open(struct trib_store *store, struct trib_error *error);
bool trib_tick_private_release(struct trib_store *store, struct trib_error *error);

/** Whether the next command must wait for the next tick: the last one changed who may see what, or
   the tick is full. */
bool trib_tick_must_end(const struct trib_store *store);
/** Whether anything is to be committed. */
bool trib_tick_is_open(const struct trib_store *store);

/** Commits. On success seq, chain head and space_last_seq advance and *out_batch holds the entries
   in order (none is fine). On failure nothing was changed: E_STORAGE (the disk is full) or
   E_UNAVAILABLE. */
bool trib_tick_commit(struct trib_store *store, struct trib_batch *out_batch,
                      struct trib_error *error);

#endif
