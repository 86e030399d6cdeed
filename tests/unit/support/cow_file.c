/* See cow_file.h. */
#include "cow_file.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct cow_block {
    size_t users;
    bool is_hashed; /* and not written to since */
    uint64_t hash;
    unsigned char bytes[COW_BLOCK_BYTES];
};

static void *room(void *old, size_t length) {
    void *made = realloc(old, length);
    if (made == NULL) {
        abort();
    }
    return made;
}

static size_t blocks_of(size_t length) {
    return (length + COW_BLOCK_BYTES - 1) / COW_BLOCK_BYTES;
}

static void block_leave(struct cow_block *block) {
    if (--block->users == 0) {
        free(block);
    }
}

/* A block that is this file's alone, to be written to. */
static unsigned char *block_own(struct cow_file *file, size_t index) {
    struct cow_block *block = file->blocks[index];
    if (block->users > 1) {
        struct cow_block *own = room(NULL, sizeof *own);
        memcpy(own->bytes, block->bytes, sizeof own->bytes);
        own->users = 1;
        block_leave(block);
        file->blocks[index] = block = own;
    }
    block->is_hashed = false;
    return block->bytes;
}

static void block_add(struct cow_file *file) {
    if (file->block_count == file->block_capacity) {
        file->block_capacity = file->block_capacity * 2 + 16;
        file->blocks = room(file->blocks, file->block_capacity * sizeof(struct cow_block *));
    }
    struct cow_block *block = calloc(1, sizeof *block);
    if (block == NULL) {
        abort();
    }
    block->users = 1;
    file->blocks[file->block_count++] = block;
}

void cow_file_resize(struct cow_file *file, size_t length) {
    while (file->block_count < blocks_of(length)) {
        block_add(file);
    }
    while (file->block_count > blocks_of(length)) {
        block_leave(file->blocks[--file->block_count]);
    }
    size_t used = length % COW_BLOCK_BYTES;
    if (length < file->length && used > 0) {
        memset(block_own(file, file->block_count - 1) + used, 0, COW_BLOCK_BYTES - used);
    }
    file->length = length;
}

/* What of a span lies in the block where it begins. */
static size_t part_of(size_t offset, size_t length) {
    size_t rest = COW_BLOCK_BYTES - offset % COW_BLOCK_BYTES;
    return length < rest ? length : rest;
}

void cow_file_write(struct cow_file *file, size_t offset, const unsigned char *bytes,
                    size_t length) {
    if (length > 0 && offset + length > file->length) {
        cow_file_resize(file, offset + length);
    }
    while (length > 0) {
        size_t part = part_of(offset, length);
        unsigned char *block = block_own(file, offset / COW_BLOCK_BYTES);
        memcpy(block + offset % COW_BLOCK_BYTES, bytes, part);
        offset += part;
        bytes += part;
        length -= part;
    }
}

size_t cow_file_read(const struct cow_file *file, size_t offset, unsigned char *out,
                     size_t length) {
    size_t there = offset < file->length ? file->length - offset : 0;
    size_t count = length < there ? length : there;
    for (size_t done = 0, part = 0; done < count; done += part) {
        part = part_of(offset + done, count - done);
        memcpy(out + done,
               file->blocks[(offset + done) / COW_BLOCK_BYTES]->bytes +
                   (offset + done) % COW_BLOCK_BYTES,
               part);
    }
    memset(out + count, 0, length - count);
    return count;
}

void cow_file_set(struct cow_file *file, const unsigned char *bytes, size_t length) {
    cow_file_resize(file, length);
    for (size_t index = 0; index < file->block_count; index++) {
        size_t offset = index * COW_BLOCK_BYTES;
        size_t part = part_of(offset, length - offset);
        if (memcmp(file->blocks[index]->bytes, bytes + offset, part) != 0) {
            cow_file_write(file, offset, bytes + offset, part);
        }
    }
}

struct cow_file cow_file_copy(const struct cow_file *file) {
    struct cow_file copy = *file;
    copy.block_capacity = file->block_count;
    copy.blocks = NULL;
    if (file->block_count > 0) {
        copy.blocks = room(NULL, file->block_count * sizeof(struct cow_block *));
    }
    for (size_t index = 0; index < file->block_count; index++) {
        copy.blocks[index] = file->blocks[index];
        copy.blocks[index]->users++;
    }
    return copy;
}

void cow_file_finish(struct cow_file *file) {
    cow_file_resize(file, 0);
    free(file->blocks);
    *file = (struct cow_file){0};
}

/* ---- hashes ---------------------------------------------------------------------------------- */

/* Source: FNV-1a, by words of eight bytes instead of bytes. */
uint64_t cow_hash_mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 1099511628211u;
    return hash ^ (hash >> 32);
}

/* Four words at once, for none of them waits for its neighbour. */
#define LANES 4
static uint64_t block_hash(struct cow_block *block) {
    if (block->is_hashed) {
        return block->hash;
    }
    uint64_t lanes[LANES] = {1, 2, 3, 4};
    for (size_t at = 0; at < COW_BLOCK_BYTES; at += sizeof lanes) {
        uint64_t words[LANES];
        memcpy(words, block->bytes + at, sizeof words);
        for (size_t lane = 0; lane < LANES; lane++) {
            lanes[lane] = cow_hash_mix(lanes[lane], words[lane]);
        }
    }
    block->hash = 14695981039346656037u;
    for (size_t lane = 0; lane < LANES; lane++) {
        block->hash = cow_hash_mix(block->hash, lanes[lane]);
    }
    block->is_hashed = true;
    return block->hash;
}

uint64_t cow_file_hash(const struct cow_file *file) {
    uint64_t hash = cow_hash_mix(14695981039346656037u, file->length);
    for (size_t index = 0; index < file->block_count; index++) {
        hash = cow_hash_mix(hash, block_hash(file->blocks[index]));
    }
    return hash;
}
