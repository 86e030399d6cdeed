/*
 * One run from one seed: a whole server but its sockets, its clients, and the lines between them,
 * on which every message waits until the seed says that it arrives. Time, chance, the order of
 * arrivals and the end of each worker's job come from the seed alone.
 */
#ifndef TESTS_SIM_WORLD_H
#define TESTS_SIM_WORLD_H

#include <sqlite3.h>

#include "client.h"
#include "guests.h"
#include "oracle.h"
#include "spine.h"
#include "trace.h"
#include "tributary/protocol/server.h"

#define WORLD_CLIENTS_MAX 10

/* What every run starts from: a coalition with one of every persona, as the bytes of a database. */
struct world_image {
    unsigned char *bytes;
    size_t length;
};

struct world {
    struct spine spine; /* the store, its clock and the one chance */
    struct trib_server *server;
    const char *path; /* of the database; NULL: in memory */
    bool is_judged;   /* else the run is only traced */
    bool judges_told; /* who is told of what, too: not where power fails and ticks are taken in
                         together */
    sqlite3 *visitor; /* of the file: somebody else's connection, that reads and checkpoints */
    struct trace trace;
    struct oracle oracle;
    struct client clients[WORLD_CLIENTS_MAX];
    size_t client_count;
    uint64_t connection_count;
    bool has_copy;            /* one was made of it */
    size_t flood_count;       /* rows of the last flood that is still there */
    struct trib_frame *frame; /* the last one that went out, and what it says */
    json_t *message;
    size_t text_count; /* of texts that were made up */
    struct guests guests;
};

bool world_image_make(struct world_image *image);
void world_image_finish(struct world_image *image);

/** Removes a database and what lies beside it. */
void world_file_remove(const char *path);

/** What a store of the world's schema is opened with; path NULL: in memory. */
struct trib_store_settings world_settings(struct spine *spine, const char *path);

/** path: where the database is to be, or NULL. */
void world_open(struct world *world, uint64_t seed, const struct world_image *image,
                const char *path);
void world_close(struct world *world);

/** The server ends and begins again on the same rows; every line is cut. */
void world_restart(struct world *world);

/** Copies the database of a world on a file, whatever it does meanwhile. */
bool world_copy(struct world *world, const char *copy_path);
/** The server begins again from such a copy; clients keep what they hold, of a time that is lost.
 */
void world_go_back(struct world *world, const char *copy_path);

/** A whole number below bound; whether one in so many comes up. */
size_t world_below(struct world *world, size_t bound);
bool world_happens(struct world *world, size_t one_in);

/** Whether nothing was wrong so far. */
bool world_is_well(const struct world *world);

/** Counts a happening in the tally of all runs; only a judged run counts. */
void world_count(const struct world *world, const char *kind, const char *what);

/** The server looks at its clock; what that does is committed with the tick. */
void world_sweep(struct world *world);

/** Ends the tick; every call that was taken has its answer then. */
void world_tick(struct world *world);

/** Lets everything arrive that is under way, until nothing is. everybody: who is away comes back.
 */
void world_settle(struct world *world, bool everybody);
/** Compares every client that is live with what it ought to hold. Only when settled. */
void world_compare(struct world *world);
/** What must hold at the end: the log's chain and replay, and who gave each command. */
void world_verify(struct world *world);

#endif
