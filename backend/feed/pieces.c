/*
 * Making and joining pieces. zlib rather than libdeflate, though it is slower: only a flush ends a
 * piece at a whole byte without ending the stream. Sources: RFC 1951 (deflate), RFC 1952 (gzip).
 */
#include "pieces.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST /* what goes in is const */
#include <zlib.h>

/* Fast rather than small: a piece made while somebody waits costs 8 ms a megabyte, at level 6 it
 * would be 18. What costs a few ms even so is made small, a seventh smaller: most spaces are. */
static const int LEVEL = 1;
static const int LEVEL_OF_SMALL = 6;
static const size_t SMALL_BYTES = (size_t)256 * 1024;
static const int RAW_WINDOW_BITS = -15; /* negative: no header and no trailer */
static const int MEMORY_LEVEL = 8;      /* zlib's own default */
/* What a flush may add behind deflateBound(): the rest of a byte and an empty stored block, twice.
 */
static const size_t FLUSH_BYTES = 16;

static const unsigned char GZIP_HEADER[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255};
static const unsigned char LAST_BLOCK[] = {0x03, 0x00}; /* final, fixed codes, empty */
static const size_t GZIP_TRAILER_BYTES = 8;

static struct piece *piece_deflate(z_stream *stream, const char *text, size_t length) {
    size_t room = deflateBound(stream, (uLong)length) + FLUSH_BYTES;
    struct piece *piece = calloc(1, sizeof *piece + room);
    if (piece == NULL) {
        return NULL;
    }
    if (length > 0) { /* nothing takes no bytes at all */
        stream->next_in = (const Bytef *)text;
        stream->avail_in = (uInt)length;
        stream->next_out = piece->bytes;
        stream->avail_out = (uInt)room;
        int result = deflate(stream, Z_FULL_FLUSH);
        assert(result == Z_OK && stream->avail_in == 0 && stream->avail_out > 0);
        piece->length = room - stream->avail_out;
    }
    struct piece *fitting = realloc(piece, sizeof *piece + piece->length);
    return fitting == NULL ? piece : fitting;
}

struct piece *piece_make(const char *text, size_t length, size_t row_count, uint64_t seq) {
    assert(length < UINT32_MAX / 2);
    z_stream stream = {0};
    int level = length <= SMALL_BYTES ? LEVEL_OF_SMALL : LEVEL;
    if (deflateInit2(&stream, level, Z_DEFLATED, RAW_WINDOW_BITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        return NULL;
    }
    struct piece *piece = piece_deflate(&stream, text, length);
    deflateEnd(&stream);
    if (piece == NULL) {
        return NULL;
    }
    piece->seq = seq;
    piece->share_count = 1;
    piece->crc = (uint32_t)crc32(0, (const Bytef *)text, (uInt)length);
    piece->text_length = length;
    piece->row_count = row_count;
    return piece;
}

static unsigned char *put(unsigned char *at, const void *bytes, size_t length) {
    memcpy(at, bytes, length);
    return at + length;
}

static unsigned char *put_little_endian(unsigned char *at, uint32_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
        *at++ = (unsigned char)(value >> shift);
    }
    return at;
}

bool pieces_join(struct piece *const *pieces, size_t count, unsigned char **out_bytes,
                 size_t *out_length, struct trib_error *error) {
    size_t length = sizeof GZIP_HEADER + sizeof LAST_BLOCK + GZIP_TRAILER_BYTES;
    for (size_t piece_index = 0; piece_index < count; piece_index++) {
        length += pieces[piece_index]->length;
    }
    unsigned char *bytes = malloc(length);
    if (bytes == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    unsigned char *at = put(bytes, GZIP_HEADER, sizeof GZIP_HEADER);
    uint32_t crc = (uint32_t)crc32(0, NULL, 0);
    uint32_t text_length = 0; /* RFC 1952: modulo 2^32 */
    for (size_t piece_index = 0; piece_index < count; piece_index++) {
        const struct piece *piece = pieces[piece_index];
        at = put(at, piece->bytes, piece->length);
        crc = (uint32_t)crc32_combine(crc, piece->crc, (z_off_t)piece->text_length);
        text_length += (uint32_t)piece->text_length;
    }
    at = put(at, LAST_BLOCK, sizeof LAST_BLOCK);
    at = put_little_endian(at, crc);
    at = put_little_endian(at, text_length);
    assert(at == bytes + length);
    *out_bytes = bytes;
    *out_length = length;
    return true;
}
