/*
 * Reading JSON from outside. jansson parses; what it leaves open is settled by one look at the
 * bytes before: how deep the brackets go (its own limit is 2,048, and it recurses), and which
 * numbers are larger than it can hold (it would call the whole message malformed, though it is
 * not). The look knows strings, brackets and numbers only; whether they stand where they may is
 * jansson's to say.
 */
#include "json_in.h"

#include <stdlib.h>
#include <string.h>

#include "tributary/base/buffer.h"
#include "tributary/base/log.h"
#include "tributary/protocol/server.h"

/* What a number too large for a machine word is replaced by before parsing: a real. */
#define STAND_IN "0.5"
/* Characters up to which any whole number fits into 63 bits. */
#define NARROW_NUMBER_LENGTH 18u

static void *all_or_nothing(size_t size) {
    void *block = malloc(size);
    if (block == NULL) {
        trib_log(TRIB_LOG_ERROR, "memory.lost", "no memory for JSON");
        abort();
    }
    return block;
}

void trib_json_in_guard(void) {
    static bool is_guarded;
    if (!is_guarded) {
        is_guarded = true;
        json_set_alloc_funcs(all_or_nothing, free);
    }
}

struct look {
    const char *bytes;
    size_t length;
    size_t at;
    unsigned depth;
    struct trib_buffer copy; /* the bytes with numbers replaced; empty while none had to be */
};

static bool fail(struct trib_error *error, const char *reason, size_t position) {
    trib_fail(error, TRIB_E_PARSE, "");
    trib_error_add_text(error, "reason", reason);
    trib_error_add_int64(error, "position", (int64_t)position);
    return false;
}

/* Past the string that begins here. */
static void pass_string(struct look *look) {
    for (look->at++; look->at < look->length && look->bytes[look->at] != '"'; look->at++) {
        if (look->bytes[look->at] == '\\') {
            look->at++;
        }
    }
    look->at++;
}

static size_t digits(const char *text, size_t length) {
    size_t count = 0;
    while (count < length && text[count] >= '0' && text[count] <= '9') {
        count++;
    }
    return count;
}

/* How many bytes at text are one number of JSON's grammar (RFC 8259, section 6); 0 for none. */
static size_t number_length(const char *text, size_t length) {
    size_t at = text[0] == '-' ? 1 : 0;
    size_t whole = digits(text + at, length - at);
    if (whole == 0 || (whole > 1 && text[at] == '0')) {
        return 0;
    }
    at += whole;
    if (at < length && text[at] == '.') {
        size_t fraction = digits(text + at + 1, length - at - 1);
        if (fraction == 0) {
            return 0;
        }
        at += 1 + fraction;
    }
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
        size_t sign = at + 1 < length && (text[at + 1] == '+' || text[at + 1] == '-') ? 1 : 0;
        size_t exponent = digits(text + at + 1 + sign, length - at - 1 - sign);
        if (exponent == 0) {
            return 0;
        }
        at += 1 + sign + exponent;
    }
    return at;
}

/* Past the number that begins here. One that may be too large is replaced, in the copy, by a real
   and spaces: as many bytes as before, so that positions stay true. */
static void pass_number(struct look *look) {
    const char *text = look->bytes + look->at;
    size_t rest = look->length - look->at;
    size_t length = number_length(text, rest);
    bool is_wide = length > NARROW_NUMBER_LENGTH || memchr(text, 'e', length) != NULL ||
                   memchr(text, 'E', length) != NULL;
    if (length == 0 || !is_wide) {
        look->at += length == 0 ? 1 : length;
        return;
    }
    if (look->copy.length == 0) {
        trib_buffer_append(&look->copy, look->bytes, look->length);
    }
    if (!look->copy.failed) {
        memset(look->copy.bytes + look->at, ' ', length);
        memcpy(look->copy.bytes + look->at, STAND_IN, strlen(STAND_IN));
    }
    look->at += length;
}

static bool look_over(struct look *look, struct trib_error *error) {
    while (look->at < look->length) {
        char byte = look->bytes[look->at];
        if (byte == '"') {
            pass_string(look);
        } else if (byte == '-' || (byte >= '0' && byte <= '9')) {
            pass_number(look);
        } else {
            if ((byte == '[' || byte == '{') && ++look->depth > TRIB_JSON_IN_DEPTH_MAX) {
                fail(error, "too deep", look->at);
                trib_error_add_int64(error, "most", TRIB_JSON_IN_DEPTH_MAX);
                return false;
            }
            look->depth -= (byte == ']' || byte == '}') && look->depth > 0;
            look->at++;
        }
    }
    return true;
}

static const char *reason_of(const json_error_t *problem) {
    int code = (int)json_error_code(problem);
    bool is_nul = code == json_error_null_character || code == json_error_null_byte_in_key;
    return is_nul                             ? "U+0000"
           : code == json_error_duplicate_key ? "a key twice"
           : code == json_error_invalid_utf8  ? "not UTF-8"
                                              : "malformed";
}

bool trib_json_in_read(const char *bytes, size_t length, json_t **out_json,
                       struct trib_error *error) {
    struct look look = {.bytes = bytes, .length = length};
    bool is_shallow = look_over(&look, error);
    TRIB_AUTO(trib_buffer) copy = look.copy;
    if (!is_shallow) {
        return false;
    }
    if (copy.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    json_error_t problem;
    json_t *json = json_loadb(copy.length > 0 ? copy.bytes : bytes, length,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);
    if (json == NULL) {
        return fail(error, reason_of(&problem),
                    problem.position > 0 ? (size_t)problem.position : 0);
    }
    *out_json = json;
    return true;
}
