/*
 * What somebody holds who knows nothing but the published batches: rows made, changed and taken
 * away as the changes say, in their order. Every change is judged by it before it is applied.
 */
#ifndef TESTS_UNIT_SUPPORT_PICTURE_H
#define TESTS_UNIT_SUPPORT_PICTURE_H

#include "library.h"

struct picture {
    json_t *tables[LIBRARY_TABLE_COUNT]; /* {id: row} */
    uint64_t last_seq;
    int64_t last_at_ms;
    size_t change_count;
};

void picture_open(struct picture *picture, const struct library *library);
void picture_close(struct picture *picture);

/** Asserts that entries and changes are what they should be for one who has this picture, and
    applies them. */
void picture_apply(struct picture *picture, const struct library *library,
                   const struct trib_batch *batch);

/** Asserts that it equals the database, private tables aside. */
void picture_assert_true(const struct picture *picture, struct library *library);

#endif
