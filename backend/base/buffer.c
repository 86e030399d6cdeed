/*
 * The growing byte string. Room doubles, so that a text of n bytes is moved a constant number of
 * times on average; one byte more than asked for is kept for the NUL that makes the content a C
 * string.
 */
#include "tributary/base/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first piece of memory: a row's worth, so that small answers are allocated once. */
#define FIRST_CAPACITY 256u

void trib_buffer_init(struct trib_buffer *buffer) {
    *buffer = (struct trib_buffer){0};
}

void trib_buffer_finish(struct trib_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (struct trib_buffer){0};
}

void trib_buffer_clear(struct trib_buffer *buffer) {
    buffer->failed = false;
    trib_buffer_cut(buffer, 0);
}

/* Makes room for length more bytes and the NUL; remembers when there is none to be had. */
static bool make_room(struct trib_buffer *buffer, size_t length) {
    if (buffer->failed) {
        return false;
    }
    if (buffer->bytes != NULL && length < buffer->capacity - buffer->length) {
        return true;
    }
    if (length > SIZE_MAX / 4 || buffer->length > SIZE_MAX / 4) {
        buffer->failed = true;
        return false;
    }
    size_t needed = buffer->length + length + 1;
    size_t capacity = buffer->capacity == 0 ? FIRST_CAPACITY : buffer->capacity;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *bytes = realloc(buffer->bytes, capacity);
    if (bytes == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void trib_buffer_append(struct trib_buffer *buffer, const void *bytes, size_t length) {
    if (!make_room(buffer, length)) {
        return;
    }
    if (length > 0) {
        memcpy(buffer->bytes + buffer->length, bytes, length);
    }
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void trib_buffer_append_text(struct trib_buffer *buffer, const char *text) {
    trib_buffer_append(buffer, text, strlen(text));
}

void trib_buffer_append_format(struct trib_buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(length >= 0); /* our own formats; vsnprintf fails on a broken one alone */
    if (!make_room(buffer, (size_t)length)) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

void trib_buffer_cut(struct trib_buffer *buffer, size_t length) {
    assert(length <= buffer->length);
    buffer->length = length;
    if (buffer->bytes != NULL) {
        buffer->bytes[length] = '\0';
    }
}

const char *trib_buffer_text(const struct trib_buffer *buffer) {
    return buffer->bytes == NULL ? "" : buffer->bytes;
}
