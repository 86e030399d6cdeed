/*
 * A store in memory with the real schema, for tests of the rooms above it: rows are written with
 * plain SQL inside real commands, so that what the hook captures is what the server would.
 */
#ifndef TESTS_UNIT_SUPPORT_SPINE_H
#define TESTS_UNIT_SUPPORT_SPINE_H

#include "tributary/space/graph.h"
#include "tributary/store/statement.h"
#include "tributary/store/store.h"
#include "tributary/store/tick.h"

struct spine {
    struct trib_store *store;
    uint64_t seed; /* the state of its chance */
    int64_t now_ms;
};

/* What a store in memory was at some moment: others begin as it was, which is much sooner done than
   making one anew by all migrations. Kept until the program ends. */
struct spine_image {
    unsigned char *bytes; /* NULL: not taken yet */
    size_t length;
    int64_t now_ms;
};
/* By which chance images are made; another's would draw the same ids again. */
#define SPINE_IMAGE_SEED UINT64_C(0x5eed0001)
void spine_image_save(struct spine *spine, struct spine_image *out);
void spine_open_image(struct spine *spine, uint64_t seed, const struct spine_image *image);

/** Opens an empty database with the two spaces every coalition has, already committed. */
void spine_open(struct spine *spine, uint64_t seed);
/** The same as a file, so that there are reading connections. */
void spine_open_file(struct spine *spine, uint64_t seed, const char *path);
/** A file as a program of `migration_count` migrations made it, which had the tables before the one
   that is named (NULL: all), and the same file once this program has opened it: it then has them
   all. */
void spine_open_older(struct spine *spine, uint64_t seed, const char *path, size_t migration_count,
                      const char *first_missing);
void spine_upgrade(struct spine *spine, const char *path);
void spine_close(struct spine *spine);

struct trib_random spine_random(struct spine *spine);
/** A whole number below bound. */
size_t spine_below(struct spine *spine, size_t bound);
void spine_id(struct spine *spine, char out_id[static TRIB_ID_BYTES]);

/* One command: begin, any number of rows, end; then commit, when the tick is full. */
void spine_begin(struct spine *spine);
/** Runs one statement with texts bound from 1. sql is a static string; NULL binds NULL. */
void spine_run(struct spine *spine, const char *sql, const char *const *values, size_t count);
#define SPINE_RUN(spine, sql, ...)                                                                 \
    spine_run((spine), (sql), (const char *const[]){__VA_ARGS__},                                  \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
/** Ends the command; its seq, 0 when it changed nothing. */
uint64_t spine_end(struct spine *spine);
void spine_commit(struct spine *spine, struct trib_batch *out_batch);

/* Rows with everything a test does not care about filled in. Inside a command. A space of the same
   id comes with each. */
void spine_add_organization(struct spine *spine, const char *id, const char *space_id);
void spine_add_person(struct spine *spine, const char *id);
void spine_add_group(struct spine *spine, const char *id, const char *space_id);
/* Ties; ignored where an open one stands in their way. */
void spine_add_affiliation(struct spine *spine, const char *id, const char *organization_id,
                           const char *parent_id, const char *status);
void spine_add_belonging(struct spine *spine, const char *id, const char *person_id,
                         const char *organization_id, const char *role);
void spine_add_coalition_role(struct spine *spine, const char *id, const char *person_id,
                              const char *role);
/** One of organization_id and person_id is NULL. */
void spine_add_group_member(struct spine *spine, const char *id, const char *group_id,
                            const char *organization_id, const char *person_id, const char *role);
void spine_add_coalition(struct spine *spine, const char *id, const char *root_id);

/** What a person (NULL: a visitor) may see by the rule in plain SQL, the ids in their order. Up to
    out_ids' room; returns how many. */
size_t spine_sight(struct spine *spine, const char *person_id, char (*out_ids)[TRIB_ID_BYTES],
                   size_t room);

#endif
