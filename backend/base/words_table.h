/* The table that the build makes of the catalogues (backend/embed/words.c): sorted by key. */
#ifndef TRIBUTARY_BASE_WORDS_TABLE_H
#define TRIBUTARY_BASE_WORDS_TABLE_H

#include <stddef.h>

#define TRIB_LANGUAGE_COUNT 4u /* en, es, fr, ar, in this order */

struct trib_word {
    const char *key;
    const char *texts[TRIB_LANGUAGE_COUNT]; /* NULL where a language lacks the key */
};

extern const struct trib_word trib_words_table[];
extern const size_t trib_words_count;

#endif
