/*
 * The one error type. A code for programs, a field for the form, arguments for the sentence; the
 * sentence itself is in the catalogues under its code. What went wrong inside goes to the log.
 */
#ifndef TRIBUTARY_BASE_ERROR_H
#define TRIBUTARY_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error_codes.h"

/* A field's path in the parameters ("starts_on.to"). Past it: cut off. */
#define TRIB_ERROR_FIELD_BYTES_MAX 96
/* Arguments as JSON members. A circle of 16 organizations with names of 200 four-byte letters, and
   their ids, is the largest honest one. Past it: the argument is left out. */
#define TRIB_ERROR_ARGUMENTS_BYTES_MAX (16u * 1024u)

enum trib_error_code {
    TRIB_E_NONE = 0,
#define TRIB_ERROR_ENUM(name) TRIB_E_##name,
    TRIB_ERROR_CODES(TRIB_ERROR_ENUM)
#undef TRIB_ERROR_ENUM
        TRIB_E_COUNT
};

struct trib_error {
    enum trib_error_code code;
    char field[TRIB_ERROR_FIELD_BYTES_MAX];         /* "" when no one field is at fault */
    size_t arguments_length;                        /* bytes of arguments in use */
    char arguments[TRIB_ERROR_ARGUMENTS_BYTES_MAX]; /* JSON members without braces: "least":1 */
};

/** "E_CYCLE"; "" for TRIB_E_NONE. */
const char *trib_error_code_name(enum trib_error_code code);

/** The code of "E_CYCLE" or of a length-limited piece of text; TRIB_E_NONE when there is none. */
enum trib_error_code trib_error_code_find(const char *name, size_t length);

/** The JSON-RPC number: -32700, -32600, -32601, -32602 for what decoding refuses, else -32000. */
int trib_error_rpc_number(enum trib_error_code code);

/** Fills in error, its arguments empty. field may be NULL. */
void trib_error_set(struct trib_error *error, enum trib_error_code code, const char *field);

/** The same, and returns false, so that a caller can write: return trib_fail(…). Inline, so that
   whoever reads the caller (a compiler, an analyzer) knows it. */
static inline bool trib_fail(struct trib_error *error, enum trib_error_code code,
                             const char *field) {
    trib_error_set(error, code, field);
    return false;
}

/** Adds one argument to an error that was filled in. Values are written as JSON; text must be
 * UTF-8. */
void trib_error_add_text(struct trib_error *error, const char *name, const char *value);
void trib_error_add_int64(struct trib_error *error, const char *name, int64_t value);
/** A list of texts; a NULL among values becomes null. */
void trib_error_add_list(struct trib_error *error, const char *name, const char *const *values,
                         size_t count);
/** raw_json is written as it is: the caller has made it with json_write. */
void trib_error_add_json(struct trib_error *error, const char *name, const char *raw_json);

#endif
