/*
 * A disk that fails as disks do, between SQLite and the system. It remembers of each file what was
 * synced and every write since; at any moment it can be asked what a power cut would leave: all of
 * those writes, none, some of them, in another order, the last one torn. And it can refuse: no
 * room, a write, an fsync or a read that fails, a read that comes back short or with a flipped bit.
 * Source of the model: Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014): a write
 * is atomic by sector of 512 bytes, and nothing is ordered but by a sync of the file.
 *
 * One disk in a process, under all connections that are opened while it is there. It is not for
 * several threads.
 */
#ifndef TESTS_UNIT_SUPPORT_BAD_DISK_H
#define TESTS_UNIT_SUPPORT_BAD_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cow_file.h"

#define BAD_DISK_SECTOR_BYTES 512

/* What happens to the writes since each file's last sync. */
enum bad_disk_loss {
    BAD_DISK_KEEPS,    /* all reached the disk */
    BAD_DISK_DROPS,    /* none did */
    BAD_DISK_TEARS,    /* those up to one of them, of which some sectors */
    BAD_DISK_REORDERS, /* some sectors of some of them, in any order */
    BAD_DISK_LOSSES
};

enum bad_disk_fault {
    BAD_DISK_FINE,
    BAD_DISK_FULL,        /* a write finds no room */
    BAD_DISK_WRITE_FAILS, /* a write returns an error, having written half */
    BAD_DISK_SYNC_FAILS,
    BAD_DISK_READ_FAILS,
    BAD_DISK_READ_SHORT, /* a read ends early, and the rest reads as zeros */
    BAD_DISK_READ_FLIPS, /* one bit of what is read is another */
    BAD_DISK_FAULTS
};

/** Puts the disk under SQLite's default, for the database of that path (kept, not copied) and what
 * lies beside it; what is open already is not on it, nor is any other file. */
void bad_disk_insert(const char *path);
void bad_disk_remove(void);

/** Forgets all files; none may be open. What is there then counts as synced. */
void bad_disk_forget(void);

/** Fails the call-th call of the fault's kind from now on, 1 the next; with is_lasting every later
 * one too. BAD_DISK_FINE: no more faults. seed decides which bit, and how short. */
void bad_disk_fail(enum bad_disk_fault fault, uint64_t call, bool is_lasting, uint64_t seed);
/** The fault that was asked for last. */
enum bad_disk_fault bad_disk_fault(void);
/** Whether the fault that was asked for last has happened; whether any has since the disk was put
 * in.
 */
bool bad_disk_was_ill(void);
bool bad_disk_has_failed(void);

/** The power goes at the change-th call from now on that changes or syncs a file, 1 the next: from
 * then on every call fails. 0: it does not go. */
void bad_disk_die_at(uint64_t change, enum bad_disk_loss loss, uint64_t seed);
bool bad_disk_is_dead(void);
/** While it is held nothing fails and the power stays; what was asked for counts on afterwards. */
void bad_disk_hold(bool is_held);
/** The power is back: what it left is written to the files, of which none may be open. Returns
 * false when the system refuses. */
bool bad_disk_revive(void);

/** The next number of a chance that is that state. */
uint64_t bad_disk_chance(uint64_t *state);

/** Calls that change a file or sync it, since the disk was put in. */
uint64_t bad_disk_changes(void);
/** Calls a function before each change; NULL: none. It must not use the disk's files. */
void bad_disk_watch(void (*before)(void *context), void *context);

/** Makes sync say that all is synced, as synchronous=OFF or a lying disk would. */
void bad_disk_lie(bool is_lying);

/* What a power cut leaves of a database: its bytes and its WAL's, where there are such files. */
struct bad_disk_remains {
    bool has_database, has_wal;
    struct cow_file database, wal;
};
/** Works out what a power cut now would leave. */
void bad_disk_cut(enum bad_disk_loss loss, uint64_t seed, struct bad_disk_remains *out_remains);
struct bad_disk_remains bad_disk_remains_copy(const struct bad_disk_remains *remains);
void bad_disk_remains_finish(struct bad_disk_remains *remains);
/** Writes them as files of that path. Returns false when the system refuses. */
bool bad_disk_remains_write(const struct bad_disk_remains *remains, const char *path);

#endif
