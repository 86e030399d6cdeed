/*
 * A whole server and its clients in one process, from one seed: whatever the seed, once the last
 * frame has arrived every screen agrees with what its person may see, and nobody was told of
 * anything else. Some seeds are run twice and must leave the same trace.
 *
 * usage: sim memory|file|cuts|faults
 *   faults: on a disk that is full, or returns errors, and is well again
 *   cuts: on a disk whose power goes; what each cut leaves is opened and looked at (crash.h)
 *   TRIB_SEED=n   from that seed: it alone, unless TRIB_SEEDS says how many
 *   TRIB_SEEDS=n  so many seeds
 *   TRIB_TALLY=1  tells what happened in them
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "actions.h"
#include "bad_disk.h"
#include "crash.h"
#include "tally.h"
#include "tributary/base/log.h"
#include "world.h"

/* How lives are run. On files few: those wait for their disk. */
static const struct manner {
    const char *name;
    bool has_file, has_cuts, has_faults; /* of the disk */
    uint64_t seeds;                      /* unless somebody says how many */
    /* of so many lives one is run a second time, and must leave the same trace; one's log is
       replayed at its end, which takes as long as all the rest */
    uint64_t twice_in, replayed_in;
    uint64_t rich_from; /* in so many everything must have happened that can; 0: nothing is asked */
} MANNERS[] = {
    {"memory", .seeds = 1600, .twice_in = 4, .replayed_in = 4, .rich_from = 1600},
    {"file", .has_file = true, .seeds = 40, .twice_in = 1, .replayed_in = 1, .rich_from = 40},
    {"cuts", .has_file = true, .has_cuts = true, .seeds = 520, .twice_in = 20, .replayed_in = 1},
    {"faults", .has_file = true, .has_faults = true, .seeds = 500, .twice_in = 20,
     .replayed_in = 1},
};
/* Where a run's files are. */
struct place {
    const char *path, *copy_path;
};

static bool is_on_bad_disk(const struct manner *manner) {
    return manner->has_cuts || manner->has_faults;
}

/* Of so many writes the disk is cut at one. */
#define WRITES_A_LOOK 2
/* Of so many cuts one is opened as the server would. */
#define LOOKS_AN_OPENING 100

/* Failing seeds after which the rest would say no more. */
#define FAILURES_MAX 5

#define ROUNDS_MAX 8
#define ROUND_ACTIONS_MAX 180

static char running[64]; /* what to say if the server stops in the middle */

static void say_seed(int number) {
    (void)!write(STDERR_FILENO, running, strlen(running));
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void say_seed_at_exit(void) {
    (void)fputs(running, stderr);
}

/* A life on the bad disk loses its power, or its disk begins to fail, at one of so many actions,
   within so many calls; a disk that fails is well again after so many. */
#define ACTIONS_A_CUT 120
#define WRITES_TO_A_CUT 60
#define ACTIONS_A_FAULT 60
#define CALLS_TO_A_FAULT 40
#define ACTIONS_OF_A_FAULT 25

static void power_may_go(struct world *world) {
    if (world_happens(world, ACTIONS_A_CUT)) {
        bad_disk_die_at(1 + world_below(world, WRITES_TO_A_CUT),
                        (enum bad_disk_loss)world_below(world, BAD_DISK_LOSSES),
                        world_below(world, SIZE_MAX));
    }
}

/* Room that is there again is enough; after an error nobody but a new start is. */
static void disk_mend(struct world *world) {
    world_tick(world); /* what was asked so far is answered as it was then */
    bool has_failed = bad_disk_has_failed();
    bool is_full = bad_disk_fault() == BAD_DISK_FULL;
    bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
    if (has_failed && is_full) {
        world_tick(world);
        if (!trib_store_is_writable(world->spine.store)) {
            trace_fault(&world->trace, "there is room again, and nothing can be written");
        }
    } else if (has_failed) {
        world_restart(world);
    }
}

static void disk_may_fail(struct world *world) {
    static const enum bad_disk_fault FAULTS[] = {BAD_DISK_FULL, BAD_DISK_WRITE_FAILS,
                                                 BAD_DISK_SYNC_FAILS, BAD_DISK_READ_FAILS};
    if (bad_disk_has_failed() && world_happens(world, ACTIONS_OF_A_FAULT)) {
        world_count(world, "disk", "mended");
        disk_mend(world);
    } else if (bad_disk_fault() == BAD_DISK_FINE && world_happens(world, ACTIONS_A_FAULT)) {
        bool is_lasting = world_happens(world, 2);
        bad_disk_fail(FAULTS[world_below(world, sizeof FAULTS / sizeof FAULTS[0])],
                      1 + world_below(world, CALLS_TO_A_FAULT), is_lasting,
                      world_below(world, SIZE_MAX));
    }
}

/* On files that nothing happens to, somebody makes copies, and now and then one is needed. */
#define ACTIONS_A_COPY 100
#define COPIES_A_RETURN 2

static void copy_may_be_made(struct world *world, const char *copy_path) {
    if (world_happens(world, ACTIONS_A_COPY)) {
        world_count(world, "copy", "made");
        if (world_copy(world, copy_path)) {
            world->has_copy = true;
        }
    } else if (world->has_copy && world_happens(world, ACTIONS_A_COPY * COPIES_A_RETURN)) {
        world_count(world, "copy", "gone back to");
        world_go_back(world, copy_path);
    }
}

static void disk_may_do(struct world *world, const struct manner *manner,
                        const struct place *place) {
    if (manner->has_file && !is_on_bad_disk(manner)) {
        copy_may_be_made(world, place->copy_path);
    } else if (manner->has_cuts) {
        power_may_go(world);
    } else if (manner->has_faults) {
        disk_may_fail(world);
    }
}

static void live(struct world *world, const struct manner *manner, const struct place *place,
                 bool is_replayed) {
    size_t round_count = 1 + world_below(world, ROUNDS_MAX);
    for (size_t round = 0; round < round_count && world_is_well(world); round++) {
        size_t action_count = 1 + world_below(world, ROUND_ACTIONS_MAX);
        for (size_t action = 0; action < action_count && world_is_well(world); action++) {
            disk_may_do(world, manner, place);
            act(world);
            if (bad_disk_is_dead()) {
                world_count(world, "power", "lost");
                world_restart(world);
            }
        }
        if (manner->has_faults) {
            disk_mend(world);
        }
        bool is_last = round + 1 == round_count;
        world_settle(world, is_last);
        world_compare(world);
    }
    if (world_is_well(world) && world->is_judged && is_replayed) {
        world_verify(world);
    }
}

/* Runs a seed; fills in what it left behind. */
static void run(uint64_t seed, const struct manner *manner, const struct world_image *image,
                const struct place *place, bool is_judged, struct trace *out_trace) {
    static struct world world;
    const struct crash_settings looks = {place->copy_path, WRITES_A_LOOK, LOOKS_AN_OPENING};
    world.is_judged = is_judged;
    world.judges_told = is_judged && !is_on_bad_disk(manner);
    if (is_on_bad_disk(manner)) {
        bad_disk_insert(place->path);
    }
    world_open(&world, seed, image, manner->has_file ? place->path : NULL);
    if (manner->has_cuts && is_judged) {
        crash_begin(&world, &looks, seed);
    }
    live(&world, manner, place, seed % manner->replayed_in == 0);
    crash_end();
    *out_trace = world.trace;
    world_close(&world);
    if (is_on_bad_disk(manner)) {
        bad_disk_remove();
    }
}

static bool seed_holds(uint64_t seed, const struct manner *manner, const struct world_image *image,
                       const struct place *place) {
    static struct trace first;
    static struct trace second;
    snprintf(running, sizeof running, "seed %llu ended the program: TRIB_SEED=%llu\n",
             (unsigned long long)seed, (unsigned long long)seed);
    run(seed, manner, image, place, true, &first);
    bool is_twice = seed % manner->twice_in == 0;
    if (is_twice) {
        run(seed, manner, image, place, manner->has_faults, &second); /* a judge's reading counts */
    }
    running[0] = '\0';
    const char *fault = first.fault;
    if (fault[0] == '\0' && is_twice && first.hash != second.hash) {
        fault = "two runs of it differ";
    }
    if (fault[0] != '\0') {
        printf("seed %llu failed (TRIB_SEED=%llu replays it): %s\n", (unsigned long long)seed,
               (unsigned long long)seed, fault);
    }
    return fault[0] == '\0';
}

static uint64_t number_from(const char *name, uint64_t otherwise) {
    const char *text = getenv(name);
    return text == NULL || text[0] == '\0' ? otherwise : strtoull(text, NULL, 10);
}

static int run_all(const struct manner *manner, const struct world_image *image,
                   const struct place *place) {
    uint64_t first = number_from("TRIB_SEED", 0);
    uint64_t count = number_from("TRIB_SEEDS", first == 0 ? manner->seeds : 1);
    size_t passed = 0;
    size_t failed = 0;
    first = first == 0 ? 1 : first;
    for (uint64_t index = 0; index < count && failed < FAILURES_MAX; index++) {
        if (seed_holds(first + index, manner, image, place)) {
            passed++;
        } else {
            failed++;
        }
    }
    if (getenv("TRIB_TALLY") != NULL) {
        tally_print();
    }
    if (manner->rich_from > 0 && count >= manner->rich_from && failed == 0) {
        bool is_rich = manner->has_file ? tally_has("copy", "gone back to") : tally_is_rich();
        passed += is_rich ? 1 : 0;
        failed += is_rich ? 0 : 1;
    }
    if (manner->has_cuts) {
        struct crash_counts counts = crash_counts();
        printf("%zu power cuts; %zu different ones recovered, %zu opened and verified\n",
               counts.cuts, counts.recovered, counts.opened);
    }
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A folder of its own for the files, which goes with them; in memory where there is such a place,
   for what the disk does is ours to say. */
static int run_on_files(const struct manner *manner, const struct world_image *image) {
    const char *parent = getenv("TMPDIR");
    char folder[512];
    char path[600];
    char copy_path[600];
    if (is_on_bad_disk(manner) && access("/dev/shm", W_OK) == 0) {
        parent = "/dev/shm";
    }
    snprintf(folder, sizeof folder, "%s/tributary-sim-XXXXXX", parent == NULL ? P_tmpdir : parent);
    if (mkdtemp(folder) == NULL) {
        perror(folder);
        return EXIT_FAILURE;
    }
    snprintf(path, sizeof path, "%s/coalition.db", folder);
    snprintf(copy_path, sizeof copy_path, "%s/left.db", folder);
    const struct place place = {path, copy_path};
    int ended = run_all(manner, image, &place);
    world_file_remove(path);
    world_file_remove(copy_path);
    rmdir(folder);
    return ended;
}

int main(int argument_count, char **arguments) {
    struct world_image image = {0};
    const struct manner *manner = MANNERS;
    const struct place nowhere = {NULL, NULL};
    for (size_t index = 0; index < sizeof MANNERS / sizeof MANNERS[0]; index++) {
        if (argument_count > 1 && strcmp(arguments[1], MANNERS[index].name) == 0) {
            manner = &MANNERS[index];
        }
    }
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    trib_log_set_level(is_on_bad_disk(manner) ? TRIB_LOG_NOTHING : TRIB_LOG_ERROR);
    (void)signal(SIGABRT, say_seed);
    (void)atexit(say_seed_at_exit);
    if (!world_image_make(&image)) {
        return EXIT_FAILURE;
    }
    int ended = manner->has_file ? run_on_files(manner, &image) : run_all(manner, &image, &nowhere);
    world_image_finish(&image);
    tally_finish();
    return ended;
}
