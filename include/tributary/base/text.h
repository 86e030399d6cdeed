/*
 * What may stand in a text field: whole UTF-8, counted in characters (code points). Texts are
 * stored byte for byte as they came.
 */
#ifndef TRIBUTARY_BASE_TEXT_H
#define TRIBUTARY_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/** Whether length bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms). */
bool trib_text_is_utf8(const char *bytes, size_t length);
/** Code points in well-formed UTF-8. */
size_t trib_text_length(const char *text);
/** Whether a text has something besides white space and invisible marks to show. */
bool trib_text_is_blank(const char *text);
/** How many marks at most are stacked on one letter. */
size_t trib_text_marks(const char *text);
/* Marks on one letter: no script writes more than a handful; the worst of the strings that people
   test with (tests/data/blns.json) has 88. Past it: E_TYPE. */
#define TRIB_TEXT_MARKS_MAX 100u
/** Copies at most size - 1 bytes, never half a character, always with a NUL. */
void trib_text_copy(char *out, size_t size, const char *text);

#endif
