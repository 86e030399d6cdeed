/*
 * The message catalogues, built into the program from web/src/i18n/<language>.json. The server
 * speaks from them where words leave it: the English sentence of an error.
 */
#ifndef TRIBUTARY_BASE_WORDS_H
#define TRIBUTARY_BASE_WORDS_H

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"

/** The text of a key in one of the languages (en, es, fr, ar); English when the language lacks it;
    NULL when no catalogue has it or it has plural forms. */
const char *trib_words_find(const char *language, const char *key);

/** The sentence for an error with its {arguments} filled in; one that is missing, or null, is "…".
   A list is joined by ", ", a circle by " → ". */
void trib_words_error(const char *language, const struct trib_error *error,
                      struct trib_buffer *out);

/** The same for a sentence of one's own. */
void trib_words_fill(const char *sentence, const struct trib_error *error, struct trib_buffer *out);

#endif
