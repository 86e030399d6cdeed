/* See fuzz.h. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "tributary/base/text.h"

static bool params_write(const struct trib_method *method, json_t *params,
                         struct trib_buffer *out) {
    struct trib_params read = {0};
    struct trib_error error = {0};
    bool is_read = trib_params_read(method, params, &read, &error);
    if (is_read && method->kind == TRIB_METHOD_COMMAND) { /* nothing else is written down */
        trib_canonical_write(method, &read, out);
    } else if (!is_read && (error.code == TRIB_E_NONE ||
                            !trib_text_is_utf8(error.field, strlen(error.field)))) {
        abort();
    }
    trib_params_finish(&read);
    return is_read;
}

void fuzz_params(const struct trib_method *method, json_t *params) {
    TRIB_AUTO(trib_buffer) first = {0};
    TRIB_AUTO(trib_buffer) second = {0};
    bool is_read = params_write(method, params, &first);
    if (is_read != params_write(method, params, &second) || first.length != second.length ||
        (first.length > 0 && memcmp(first.bytes, second.bytes, first.length) != 0)) {
        abort();
    }
}
