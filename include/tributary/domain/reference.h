/*
 * What a written text names: "@[person:ID]" speaks to somebody, "#[meeting:ID]" points at a thing.
 * A text holds ids, never names, so that it tells who somebody is today, and nobody any more once
 * their name was taken back. Whatever else a text has in brackets is words.
 */
#ifndef TRIBUTARY_DOMAIN_REFERENCE_H
#define TRIBUTARY_DOMAIN_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "tributary/base/ids.h"

/* The longest word before the colon, and a NUL. */
#define TRIB_REFERENCE_WORD_BYTES 24u

struct trib_reference {
    bool is_mention;                      /* "@"; else "#" */
    char word[TRIB_REFERENCE_WORD_BYTES]; /* "person", "action_item" */
    char id[TRIB_ID_BYTES];
    const char *begin; /* of the sign, in the text */
    size_t length;     /* from there to behind the bracket */
};

/** The first one at or behind *rest, which is moved behind it; false: there is none. */
bool trib_reference_next(const char **rest, struct trib_reference *out);

#endif
