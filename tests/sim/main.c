/*
 * A whole server and its clients in one process, from one seed: whatever the seed, once the last
 * frame has arrived every screen agrees with what its person may see, and nobody was told of
 * anything else. Each seed is run twice and must leave the same trace.
 *
 * usage: sim memory|file
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
#include "tally.h"
#include "tributary/base/log.h"
#include "world.h"

/* So many are well run in memory in 100 s on one core; those on files wait for their disk. */
#define SEEDS_IN_MEMORY 2000
#define SEEDS_ON_FILES 40
/* Seeds in which everything must have happened that can. */
#define SEEDS_RICH 500
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

/* Runs a seed; fills in what it left behind. */
static void run(uint64_t seed, const struct world_image *image, const char *path, bool is_judged,
                struct trace *out_trace) {
    static struct world world;
    world.is_judged = is_judged;
    world_open(&world, seed, image, path);
    size_t round_count = 1 + world_below(&world, ROUNDS_MAX);
    for (size_t round = 0; round < round_count && world_is_well(&world); round++) {
        size_t action_count = 1 + world_below(&world, ROUND_ACTIONS_MAX);
        for (size_t action = 0; action < action_count && world_is_well(&world); action++) {
            act(&world);
        }
        bool is_last = round + 1 == round_count;
        world_settle(&world, is_last);
        world_compare(&world);
    }
    if (world_is_well(&world) && is_judged) {
        world_verify(&world);
    }
    *out_trace = world.trace;
    world_close(&world);
}

static bool seed_holds(uint64_t seed, const struct world_image *image, const char *path) {
    static struct trace first;
    static struct trace second;
    snprintf(running, sizeof running, "seed %llu ended the program: TRIB_SEED=%llu\n",
             (unsigned long long)seed, (unsigned long long)seed);
    run(seed, image, path, true, &first);
    run(seed, image, path, false, &second);
    running[0] = '\0';
    const char *fault = first.fault;
    if (fault[0] == '\0' && first.hash != second.hash) {
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

static int run_all(const struct world_image *image, const char *path) {
    uint64_t most = path == NULL ? SEEDS_IN_MEMORY : SEEDS_ON_FILES;
    uint64_t first = number_from("TRIB_SEED", 0);
    uint64_t count = number_from("TRIB_SEEDS", first == 0 ? most : 1);
    size_t passed = 0;
    size_t failed = 0;
    first = first == 0 ? 1 : first;
    for (uint64_t index = 0; index < count && failed < FAILURES_MAX; index++) {
        if (seed_holds(first + index, image, path)) {
            passed++;
        } else {
            failed++;
        }
    }
    if (getenv("TRIB_TALLY") != NULL) {
        tally_print();
    }
    if (count >= SEEDS_RICH && path == NULL && failed == 0) {
        bool is_rich = tally_is_rich();
        passed += is_rich ? 1 : 0;
        failed += is_rich ? 0 : 1;
    }
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A folder of its own for the database, which goes with it. */
static int run_on_files(const struct world_image *image) {
    const char *parent = getenv("TMPDIR");
    char folder[512];
    char path[600];
    snprintf(folder, sizeof folder, "%s/tributary-sim-XXXXXX", parent == NULL ? P_tmpdir : parent);
    if (mkdtemp(folder) == NULL) {
        perror(folder);
        return EXIT_FAILURE;
    }
    snprintf(path, sizeof path, "%s/coalition.db", folder);
    int ended = run_all(image, path);
    world_file_remove(path);
    rmdir(folder);
    return ended;
}

int main(int argument_count, char **arguments) {
    struct world_image image = {0};
    bool is_on_files = argument_count > 1 && strcmp(arguments[1], "file") == 0;
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    trib_log_set_level(TRIB_LOG_ERROR);
    (void)signal(SIGABRT, say_seed);
    (void)atexit(say_seed_at_exit);
    if (!world_image_make(&image)) {
        return EXIT_FAILURE;
    }
    int ended = is_on_files ? run_on_files(&image) : run_all(&image, NULL);
    world_image_finish(&image);
    tally_finish();
    return ended;
}
