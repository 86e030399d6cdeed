/*
 * A disk for one database and its WAL, both in memory as what a power cut left (bad_disk.h), so
 * that SQLite can recover thousands of them without a file being written. One connection at a time,
 * with locking_mode EXCLUSIVE, for there is no memory to share.
 */
#ifndef TESTS_UNIT_SUPPORT_COW_DISK_H
#define TESTS_UNIT_SUPPORT_COW_DISK_H

#include "bad_disk.h"

/** Puts the disk beside SQLite's others, and what was left on it; returns the name of the disk for
 * sqlite3_open_v2(). SQLite writes into what was left. */
const char *cow_disk_insert(struct bad_disk_remains *remains);
void cow_disk_remove(void);

#endif
