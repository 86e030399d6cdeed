/* From the bytes of a message to jansson's values, or to the reason why not. */
#ifndef TRIBUTARY_PROTOCOL_JSON_IN_H
#define TRIBUTARY_PROTOCOL_JSON_IN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "tributary/base/error.h"

/**
 * Reads one JSON text. Anything that is none, is nested deeper than TRIB_JSON_IN_DEPTH_MAX, says a
 * key twice, is not UTF-8, or holds U+0000 or half a surrogate pair is E_PARSE, with arguments
 * "reason" and "position" (of the byte). A whole number that JSON allows and no machine word holds
 * comes out as a real, which no parameter takes, so that it is refused where it stands. out_json  a
 * new reference, the caller's.
 */
bool trib_json_in_read(const char *bytes, size_t length, json_t **out_json,
                       struct trib_error *error);

/**
 * Has jansson end the program where it gets no memory: 2.14 goes on with a text that was cut off
 * (lex_save ignores that its buffer could not grow) and writes past its end. Whoever starts it
 * again begins from the file. Once in a program.
 */
void trib_json_in_guard(void);

#endif
