/* See crash.h. */
#include "crash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bad_disk.h"
#include "cow_disk.h"
#include "tributary/store/log.h"
#include "tributary/store/statement.h"

/* An entry's hash in hex. */
#define HEX_BYTES 65
/* The newest committed states; a cut is of one of them. */
#define STATES_MAX 256
/* Cuts of one life that were looked at; past it one may be looked at again. */
#define SEEN_MAX 4096

struct cut {
    struct bad_disk_remains remains;
    enum bad_disk_loss loss;
    uint64_t change, told_seq, told_state;
};

static struct {
    struct world *world; /* NULL: no cuts are made */
    struct crash_settings settings;
    uint64_t chance;
    struct cut cuts[CRASH_CUTS_MAX];
    size_t cut_count;
    /* states that were committed, counted from 1; the hash of each by its number */
    uint64_t states[STATES_MAX];
    struct cow_file image; /* the newest */
    uint64_t state, told_state, told_seq;
    uint64_t state_change; /* the disk's count when the last one was taken */
    uint64_t seen[SEEN_MAX];
    size_t seen_count;
    struct crash_counts counts;
} crash;

static const char *const LOSSES[BAD_DISK_LOSSES] = {"keeps", "drops", "tears", "reorders"};

/* ---- making cuts ----------------------------------------------------------------------------- */

/* Apart from the world's chance, which must not notice. */
static uint64_t draw(void) {
    return bad_disk_chance(&crash.chance);
}

static void before_change(void *context) {
    (void)context;
    if (crash.cut_count == CRASH_CUTS_MAX || draw() % crash.settings.one_in != 0) {
        return;
    }
    struct cut *cut = &crash.cuts[crash.cut_count++];
    *cut = (struct cut){.loss = (enum bad_disk_loss)(draw() % BAD_DISK_LOSSES),
                        .change = bad_disk_changes(),
                        .told_seq = crash.told_seq,
                        .told_state = crash.told_state};
    bad_disk_cut(cut->loss, draw(), &cut->remains);
    crash.counts.cuts++;
}

void crash_drop(void) {
    while (crash.cut_count > 0) {
        bad_disk_remains_finish(&crash.cuts[--crash.cut_count].remains);
    }
}

/* ---- what was committed ---------------------------------------------------------------------- */

static void state_take(void) {
    struct trib_store *store = crash.world->spine.store;
    struct trib_error error = {0};
    unsigned char *image = NULL;
    size_t length = 0;
    if (trib_tick_is_open(store) || (crash.state > 0 && crash.state_change == bad_disk_changes())) {
        return;
    }
    if (!trib_store_image_save(store, &image, &length, &error)) {
        abort();
    }
    cow_file_set(&crash.image, image, length);
    crash.state_change = bad_disk_changes();
    crash.states[++crash.state % STATES_MAX] = cow_file_hash(&crash.image);
    free(image);
}

void crash_told(struct world *world) {
    if (crash.world == world) {
        state_take();
        crash.told_state = crash.state;
        crash.told_seq = trib_store_last_seq(world->spine.store);
    }
}

void crash_begin(struct world *world, const struct crash_settings *settings, uint64_t seed) {
    struct crash_counts counts = crash.counts;
    memset(&crash, 0, sizeof crash);
    crash.counts = counts;
    crash.world = world;
    crash.settings = *settings;
    crash.chance = seed << 20;
    crash_told(world);
    bad_disk_watch(before_change, NULL);
}

void crash_end(void) {
    bad_disk_watch(NULL, NULL);
    crash_drop();
    cow_file_finish(&crash.image);
    crash.world = NULL;
}

struct crash_counts crash_counts(void) {
    return crash.counts;
}

/* ---- recovering a cut ------------------------------------------------------------------------ */

static bool fault(const struct cut *cut, const char *what) {
    return trace_fault(&crash.world->trace,
                       "the power goes at change %llu, the disk %s what was not synced: %s",
                       (unsigned long long)cut->change, LOSSES[cut->loss], what);
}

/* A transaction finds the WAL and recovers what is whole in it; a checkpoint puts that into the
   database. Neither reads the schema, which takes longest. */
static bool recover(const struct cut *cut, uint64_t *out_hash) {
    sqlite3 *db = NULL;
    struct bad_disk_remains left = bad_disk_remains_copy(&cut->remains);
    const char *name = cow_disk_insert(&left);
    bool is_fine =
        sqlite3_open_v2("left", &db, SQLITE_OPEN_READWRITE, name) == SQLITE_OK &&
        sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT", NULL, NULL,
                     NULL) == SQLITE_OK &&
        sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_FULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
    cow_disk_remove();
    *out_hash = cow_file_hash(&left.database);
    bad_disk_remains_finish(&left);
    return is_fine;
}

enum likeness { LIKE_NONE, LIKE_AN_OLD_ONE, LIKE_A_TOLD_ONE };

static enum likeness likeness_of(const struct cut *cut, uint64_t hash) {
    uint64_t oldest = crash.state < STATES_MAX ? 1 : crash.state - STATES_MAX + 1;
    for (uint64_t state = crash.state; state >= oldest; state--) {
        if (crash.states[state % STATES_MAX] == hash) {
            return state >= cut->told_state ? LIKE_A_TOLD_ONE : LIKE_AN_OLD_ONE;
        }
    }
    return LIKE_NONE;
}

/* ---- opening one ----------------------------------------------------------------------------- */

static const char HASH_AT[] = "SELECT hex(hash) FROM entry WHERE seq = ?1";
static bool hash_at(struct trib_store *store, uint64_t seq, char out[static HEX_BYTES]) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    bool is_read = trib_statement_prepare(store, HASH_AT, &statement, &error) &&
                   trib_bind_int64(&statement, 1, (int64_t)seq, &error) &&
                   trib_statement_next(&statement, &has_row, &error) && has_row;
    if (is_read) {
        snprintf(out, HEX_BYTES, "%s", trib_column_text(&statement, 0));
    }
    return is_read;
}

/* The chain covers every field of every entry and change, so one hash stands for all before it. */
static bool is_a_beginning(const struct cut *cut, struct trib_store *left) {
    char own[HEX_BYTES];
    char theirs[HEX_BYTES];
    uint64_t seq = trib_store_last_seq(left);
    if (seq < cut->told_seq) {
        return fault(cut, "somebody was told of more than is there");
    }
    return (hash_at(left, seq, own) && hash_at(crash.world->spine.store, seq, theirs) &&
            strcmp(own, theirs) == 0) ||
           fault(cut, "another log");
}

static void open_and_verify(const struct cut *cut) {
    struct spine other = crash.world->spine; /* whose chance may be used up */
    struct trib_store_settings settings = world_settings(&other, crash.settings.copy_path);
    struct trib_store *left = NULL;
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    crash.counts.opened++;
    if (!bad_disk_remains_write(&cut->remains, crash.settings.copy_path)) {
        abort();
    }
    if (!trib_store_open(&settings, &left, &error)) {
        fault(cut, "what is left does not open");
        return;
    }
    if (is_a_beginning(cut, left) &&
        (!trib_log_verify_store(left, &report, &error) || report.difference[0] != '\0')) {
        fault(cut, report.difference);
    }
    trib_store_close(left);
}

/* ---- judging --------------------------------------------------------------------------------- */

/* Whether the same bytes were looked at in this life already, with as much to hold. */
static bool is_seen(const struct cut *cut) {
    uint64_t hash = cow_hash_mix(cow_file_hash(&cut->remains.database), cut->told_state);
    hash = cow_hash_mix(hash, cow_file_hash(&cut->remains.wal));
    for (size_t index = 0; index < crash.seen_count; index++) {
        if (crash.seen[index] == hash) {
            return true;
        }
    }
    if (crash.seen_count < SEEN_MAX) {
        crash.seen[crash.seen_count++] = hash;
    }
    return false;
}

static void cut_judge(const struct cut *cut) {
    uint64_t hash = 0;
    if (is_seen(cut)) {
        return;
    }
    crash.counts.recovered++;
    if (!recover(cut, &hash)) {
        fault(cut, "SQLite does not recover it");
        return;
    }
    enum likeness likeness = likeness_of(cut, hash);
    if (likeness == LIKE_AN_OLD_ONE) {
        fault(cut, "somebody was told of what is gone");
    } else if (likeness == LIKE_NONE || draw() % crash.settings.opened_in == 0) {
        open_and_verify(cut);
    }
}

void crash_judge(struct world *world) {
    if (crash.world != world) {
        return;
    }
    if (crash.cut_count > 0) {
        state_take();
    }
    for (size_t index = 0; index < crash.cut_count && world_is_well(world); index++) {
        cut_judge(&crash.cuts[index]);
    }
    crash_drop();
}
