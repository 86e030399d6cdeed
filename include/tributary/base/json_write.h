/*
 * JSON written straight into a buffer, append only. Commas are set by the writer. Everybody writes
 * JSON with this; only protocol and import parse it.
 */
#ifndef TRIBUTARY_BASE_JSON_WRITE_H
#define TRIBUTARY_BASE_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/buffer.h"

#define TRIB_JSON_DEPTH_MAX                                                                        \
    32u /* levels of [ and {. Past it: an assertion; our own code nests it */

struct trib_json_writer {
    struct trib_buffer *buffer;
    uint32_t depth;
    bool has_element[TRIB_JSON_DEPTH_MAX + 1]; /* whether a comma is due at this level */
    bool after_key;
};

struct trib_json_writer trib_json_writer(struct trib_buffer *buffer);

void trib_json_object_open(struct trib_json_writer *json);
void trib_json_object_close(struct trib_json_writer *json);
void trib_json_array_open(struct trib_json_writer *json);
void trib_json_array_close(struct trib_json_writer *json);
void trib_json_key(struct trib_json_writer *json, const char *name);
/** NULL is written as null. Text must be UTF-8; controls, quotes and backslash are escaped, and
 * U+2028/9. */
void trib_json_text(struct trib_json_writer *json, const char *text);
void trib_json_text_n(struct trib_json_writer *json, const char *text, size_t length);
void trib_json_int64(struct trib_json_writer *json, int64_t value);
void trib_json_bool(struct trib_json_writer *json, bool value);
void trib_json_null(struct trib_json_writer *json);
/** One value that is JSON already. */
void trib_json_raw(struct trib_json_writer *json, const char *value, size_t length);

/* key and value at once */
void trib_json_member_text(struct trib_json_writer *json, const char *name, const char *text);
void trib_json_member_int64(struct trib_json_writer *json, const char *name, int64_t value);
void trib_json_member_bool(struct trib_json_writer *json, const char *name, bool value);

#endif
