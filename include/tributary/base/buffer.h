/*
 * A byte string that grows. A failed allocation is remembered instead of reported at every append,
 * so that a writer reads as what it writes; whoever uses the bytes asks once, at the end.
 */
#ifndef TRIBUTARY_BASE_BUFFER_H
#define TRIBUTARY_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* Runs NAME_finish when the scope ends, whichever way it ends. */
#define TRIB_AUTO(name) __attribute__((cleanup(name##_finish))) struct name

struct trib_buffer {
    char *bytes;     /* length bytes and one NUL behind them; NULL while nothing was appended */
    size_t length;   /* without the NUL */
    size_t capacity; /* bytes allocated */
    bool failed;     /* an allocation failed: the content is incomplete and must not be used */
};

void trib_buffer_init(struct trib_buffer *buffer);   /* the same as = {0} */
void trib_buffer_finish(struct trib_buffer *buffer); /* frees; safe on a zeroed buffer */

/** Forgets the content, keeps the memory. */
void trib_buffer_clear(struct trib_buffer *buffer);

void trib_buffer_append(struct trib_buffer *buffer, const void *bytes, size_t length);
void trib_buffer_append_text(struct trib_buffer *buffer, const char *text);
void trib_buffer_append_format(struct trib_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Cuts the content back to its first length bytes; length must not exceed what is there. */
void trib_buffer_cut(struct trib_buffer *buffer, size_t length);

/** The content as a C string, "" when empty. Valid until the next append. */
const char *trib_buffer_text(const struct trib_buffer *buffer);

#endif
