/*
 * Writing JSON. The writer keeps, for each level, whether a comma is due; the rest is the caller's
 * order. Runs of plain letters are copied whole, since nearly all text is plain.
 */
#include "tributary/base/json_write.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct trib_json_writer trib_json_writer(struct trib_buffer *buffer) {
    return (struct trib_json_writer){.buffer = buffer};
}

/* Before any value: a comma, unless it is the first of its level or stands behind its key. */
static void separate(struct trib_json_writer *json) {
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->has_element[json->depth]) {
        trib_buffer_append(json->buffer, ",", 1);
    }
    json->has_element[json->depth] = true;
}

static void open_level(struct trib_json_writer *json, const char *bracket) {
    separate(json);
    assert(json->depth < TRIB_JSON_DEPTH_MAX);
    json->has_element[++json->depth] = false;
    trib_buffer_append(json->buffer, bracket, 1);
}

static void close_level(struct trib_json_writer *json, const char *bracket) {
    assert(json->depth > 0 && !json->after_key);
    json->depth--;
    trib_buffer_append(json->buffer, bracket, 1);
}

void trib_json_object_open(struct trib_json_writer *json) {
    open_level(json, "{");
}

void trib_json_object_close(struct trib_json_writer *json) {
    close_level(json, "}");
}

void trib_json_array_open(struct trib_json_writer *json) {
    open_level(json, "[");
}

void trib_json_array_close(struct trib_json_writer *json) {
    close_level(json, "]");
}

/* Whether nothing that must be escaped begins with this byte: so it is with nearly all. */
static bool is_plain(char letter) {
    unsigned char byte = (unsigned char)letter;
    return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f && byte != 0xc2 &&
           byte != 0xe2;
}

/* How many bytes at text must be escaped together: 0 for a plain one, 1 for an ASCII control, quote
   or backslash, 2 for a C1 control, 3 for U+2028 and U+2029 (JSON allows them, older JavaScript did
   not). */
static size_t escape_length(const char *text, size_t length) {
    unsigned char byte = (unsigned char)text[0];
    if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f) {
        return 1;
    }
    if (byte == 0xc2 && length >= 2 && (unsigned char)text[1] < 0xa0) {
        return 2;
    }
    if (byte == 0xe2 && length >= 3 &&
        (memcmp(text, "\u2028", 3) == 0 || memcmp(text, "\u2029", 3) == 0)) {
        return 3;
    }
    return 0;
}

static void append_escape(struct trib_buffer *buffer, const char *text, size_t length) {
    unsigned char byte = (unsigned char)text[length - 1];
    if (length == 3) {
        trib_buffer_append_text(buffer, byte == 0xa8 ? "\\u2028" : "\\u2029");
    } else if (byte == '"' || byte == '\\') {
        trib_buffer_append_format(buffer, "\\%c", byte);
    } else if (byte >= 0x08 && byte <= 0x0d && byte != 0x0b) { /* JSON has no \v */
        trib_buffer_append_format(buffer, "\\%c", "btn?fr"[byte - 0x08]);
    } else {
        trib_buffer_append_format(buffer, "\\u%04x", byte);
    }
}

static void append_string(struct trib_buffer *buffer, const char *text, size_t length) {
    trib_buffer_append(buffer, "\"", 1);
    size_t plain = 0; /* where the run of plain bytes begins */
    size_t at = 0;
    while (at < length) {
        size_t escaped = is_plain(text[at]) ? 0 : escape_length(text + at, length - at);
        if (escaped == 0) {
            at++;
            continue;
        }
        trib_buffer_append(buffer, text + plain, at - plain);
        append_escape(buffer, text + at, escaped);
        at += escaped;
        plain = at;
    }
    trib_buffer_append(buffer, text + plain, at - plain);
    trib_buffer_append(buffer, "\"", 1);
}

/* Letters of a name that is put down in one piece: all names of ours. Past it, as any text. */
#define NAME_LETTERS 64u

void trib_json_key(struct trib_json_writer *json, const char *name) {
    assert(json->depth > 0 && !json->after_key);
    char piece[NAME_LETTERS + 4] = ",\"";
    size_t length = 0;
    while (length < NAME_LETTERS && name[length] != '\0' && is_plain(name[length])) {
        piece[length + 2] = name[length];
        length++;
    }
    if (name[length] == '\0') {
        size_t skipped = json->has_element[json->depth] ? 0 : 1; /* the comma */
        json->has_element[json->depth] = true;
        piece[length + 2] = '"';
        piece[length + 3] = ':';
        trib_buffer_append(json->buffer, piece + skipped, length + 4 - skipped);
    } else {
        separate(json);
        append_string(json->buffer, name, strlen(name));
        trib_buffer_append(json->buffer, ":", 1);
    }
    json->after_key = true;
}

void trib_json_text(struct trib_json_writer *json, const char *text) {
    if (text == NULL) {
        trib_json_null(json);
    } else {
        trib_json_text_n(json, text, strlen(text));
    }
}

void trib_json_text_n(struct trib_json_writer *json, const char *text, size_t length) {
    separate(json);
    append_string(json->buffer, text, length);
}

void trib_json_int64(struct trib_json_writer *json, int64_t value) {
    char digits[24]; /* of 20 letters at most */
    separate(json);
    int length = snprintf(digits, sizeof digits, "%" PRId64, value);
    trib_buffer_append(json->buffer, digits, (size_t)length);
}

void trib_json_bool(struct trib_json_writer *json, bool value) {
    separate(json);
    trib_buffer_append_text(json->buffer, value ? "true" : "false");
}

void trib_json_null(struct trib_json_writer *json) {
    separate(json);
    trib_buffer_append_text(json->buffer, "null");
}

void trib_json_raw(struct trib_json_writer *json, const char *value, size_t length) {
    separate(json);
    trib_buffer_append(json->buffer, value, length);
}

void trib_json_member_text(struct trib_json_writer *json, const char *name, const char *text) {
    trib_json_key(json, name);
    trib_json_text(json, text);
}

void trib_json_member_int64(struct trib_json_writer *json, const char *name, int64_t value) {
    trib_json_key(json, name);
    trib_json_int64(json, value);
}

void trib_json_member_bool(struct trib_json_writer *json, const char *name, bool value) {
    trib_json_key(json, name);
    trib_json_bool(json, value);
}
