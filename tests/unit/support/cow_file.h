/*
 * The bytes of a file, in blocks that its copies share until one of them is written to: a copy
 * costs a pointer a block, and a file's hash what was written since the last one.
 */
#ifndef TESTS_UNIT_SUPPORT_COW_FILE_H
#define TESTS_UNIT_SUPPORT_COW_FILE_H

#include <stddef.h>
#include <stdint.h>

#define COW_BLOCK_BYTES 4096

struct cow_block;
/* Empty at {0}. */
struct cow_file {
    struct cow_block **blocks; /* past the file's end they are zeros */
    size_t block_count, block_capacity;
    size_t length;
};

/** Writes bytes there; what lies between the end and them reads as zeros. */
void cow_file_write(struct cow_file *file, size_t offset, const unsigned char *bytes,
                    size_t length);
/** Cuts a file, or lengthens it by zeros. */
void cow_file_resize(struct cow_file *file, size_t length);
/** Reads what is there of so many bytes. Returns how many; the rest is set to zeros. */
size_t cow_file_read(const struct cow_file *file, size_t offset, unsigned char *out, size_t length);
/** Makes a file hold just those bytes; a block that is the same stays. */
void cow_file_set(struct cow_file *file, const unsigned char *bytes, size_t length);
/** Another one of the same bytes; the caller's, to cow_file_finish(). */
struct cow_file cow_file_copy(const struct cow_file *file);
void cow_file_finish(struct cow_file *file);

/** Tells files of other bytes or of another length apart; nobody tries to deceive it. */
uint64_t cow_file_hash(const struct cow_file *file);
/** A hash and one more word. */
uint64_t cow_hash_mix(uint64_t hash, uint64_t word);

#endif
