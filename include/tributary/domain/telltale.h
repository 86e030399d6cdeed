/*
 * Before the words of a voice are widened: what in them may betray a person. Letters are not folded
 * in this room: beyond A to Z, names are compared byte by byte. Source: domain study § 7, "Safety
 * of testimony".
 */
#ifndef TRIBUTARY_DOMAIN_TELLTALE_H
#define TRIBUTARY_DOMAIN_TELLTALE_H

#include <stddef.h>

/* Of two that fill the same place, the first of these is told. */
enum trib_telltale_kind {
    TRIB_TELLTALE_TELEPHONE,
    TRIB_TELLTALE_DOCUMENT, /* a number like that of a passport or an identity card */
    TRIB_TELLTALE_ADDRESS,  /* of e-mail */
    TRIB_TELLTALE_LINK,
    TRIB_TELLTALE_WORD, /* one of the words given */
    TRIB_TELLTALE_KIND_COUNT
};

struct trib_telltale {
    size_t offset, length; /* bytes; whole characters */
    enum trib_telltale_kind kind;
};

/* Digits of a telephone number: the shortest with its area, and ITU-T E.164's longest. */
#define TRIB_TELEPHONE_DIGITS_MIN 7u
#define TRIB_TELEPHONE_DIGITS_MAX 15u
/* Marks between two digits of it, ") (" at most; more of them part two numbers. */
#define TRIB_TELEPHONE_GAP_MAX 3u
/* A run of so many digits is like a document's number; years and hours are shorter. */
#define TRIB_DOCUMENT_DIGITS_MIN 6u
/* A run that mixes letters and digits is, from so many characters and so many digits of them on:
   "AB123", but not "2nd", "G20" or "15h". */
#define TRIB_DOCUMENT_MIXED_MIN 5u
#define TRIB_DOCUMENT_MIXED_DIGITS_MIN 3u

/**
 * Finds what may betray a person in a text of UTF-8; it warns and never decides, so it rather finds
 * too much. Digits of nearly all scripts are digits, letters within numbers are A to Z; a day
 * written as 2012-09-15 or 15/09/2012 is no number.
 * words  names and places that the original has. Letters A to Z are found in either case, all else
 *        byte for byte: who wants "JOSÉ" and "José" gives both. A word is found whole, between
 *        letters of scripts without spaces anywhere, and behind the Arabic letters for "and", "so",
 *        "in", "for" and "as" that are written onto it. Empty ones find nothing.
 * out    receives the first max, by offset; none lies within another.
 * Returns how many there are, which may be more than max. Takes time in proportion to the text's
 * length × word_count. Malformed UTF-8 does it no harm. Cannot fail.
 */
size_t trib_telltales_find(const char *text, const char *const *words, size_t word_count,
                           struct trib_telltale *out, size_t max);

#endif
