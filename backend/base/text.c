/*
 * UTF-8, looked at byte by byte. What the tables of Unicode would be needed for (letters, cases,
 * widths) is left to the browser; here it is asked only whether bytes are whole characters, how
 * many, and whether there is anything to see.
 */
#include "tributary/base/text.h"

#include <stdint.h>
#include <string.h>

/* The code point at bytes and its length (1 to 4); 0 when it is not well-formed (RFC 3629, 4). */
static size_t decode(const unsigned char *bytes, size_t length, uint32_t *out_point) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800,
                                     0x10000}; /* below it the form is overlong */
    unsigned char lead = bytes[0];
    size_t size = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (size == 0 || size > length || lead > 0xf4) {
        return 0;
    }
    uint32_t point = size == 1 ? lead : lead & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xc0u) != 0x80u) {
            return 0;
        }
        point = point << 6 | (bytes[i] & 0x3fu);
    }
    if (point < least[size] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        return 0;
    }
    *out_point = point;
    return size;
}

bool trib_text_is_utf8(const char *bytes, size_t length) {
    const unsigned char *next = (const unsigned char *)bytes;
    while (length > 0) {
        uint32_t point;
        size_t size = decode(next, length, &point);
        if (size == 0) {
            return false;
        }
        next += size;
        length -= size;
    }
    return true;
}

size_t trib_text_length(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xc0u) != 0x80u; /* all but continuation bytes */
    }
    return count;
}

struct range {
    uint32_t first, last;
};

static bool is_in(const struct range *ranges, size_t count, uint32_t point) {
    for (size_t i = 0; i < count && point >= ranges[i].first; i++) {
        if (point <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* White space, controls, and marks that join, turn or hide without showing themselves.
   Source: Unicode 15.1, White_Space and Default_Ignorable_Code_Point. */
static bool is_invisible(uint32_t point) {
    static const struct range ranges[] = {
        {0x00, 0x20},       {0x7f, 0xa0},     {0xad, 0xad},       {0x34f, 0x34f},
        {0x61c, 0x61c},     {0x115f, 0x1160}, {0x1680, 0x1680},   {0x17b4, 0x17b5},
        {0x180b, 0x180f},   {0x2000, 0x200f}, {0x2028, 0x202f},   {0x205f, 0x206f},
        {0x3000, 0x3000},   {0x3164, 0x3164}, {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
        {0xffa0, 0xffa0},   {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a},
        {0xe0000, 0xe0fff},
    };
    return is_in(ranges, sizeof ranges / sizeof ranges[0], point);
}

/* Marks that are drawn over or under the letter before them, of whatever script: the blocks of
   diacritical marks, and the vowel signs and points of Cyrillic, Hebrew and Arabic.
   Source: Unicode 15.1, General_Category Mn and Me. */
static bool is_mark(uint32_t point) {
    static const struct range ranges[] = {
        {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},   {0x64b, 0x65f},
        {0x670, 0x670},   {0x6d6, 0x6dc},   {0x6df, 0x6e4},   {0x6e7, 0x6e8},   {0x6ea, 0x6ed},
        {0x816, 0x82d},   {0x859, 0x85b},   {0x8d3, 0x902},   {0xe31, 0xe31},   {0xe34, 0xe3a},
        {0xe47, 0xe4e},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0x302a, 0x302d},
        {0x3099, 0x309a}, {0xa66f, 0xa672}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
    };
    return is_in(ranges, sizeof ranges / sizeof ranges[0], point);
}

size_t trib_text_marks(const char *text) {
    const unsigned char *next = (const unsigned char *)text;
    size_t length = strlen(text);
    size_t longest = 0;
    size_t run = 0;
    while (length > 0) {
        uint32_t point;
        size_t size = decode(next, length, &point);
        if (size == 0) {
            return longest;
        }
        run = is_mark(point) ? run + 1 : 0;
        longest = run > longest ? run : longest;
        next += size;
        length -= size;
    }
    return longest;
}

bool trib_text_is_blank(const char *text) {
    const unsigned char *next = (const unsigned char *)text;
    size_t length = strlen(text);
    while (length > 0) {
        uint32_t point;
        size_t size = decode(next, length, &point);
        if (size == 0 || !is_invisible(point)) {
            return false;
        }
        next += size;
        length -= size;
    }
    return true;
}

void trib_text_copy(char *out, size_t size, const char *text) {
    if (size == 0) {
        return;
    }
    size_t length = strlen(text);
    if (length > size - 1) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xc0u) == 0x80u) {
            length--; /* the cut fell inside a character: leave all of it out */
        }
    }
    memcpy(out, text, length);
    out[length] = '\0';
}
