/* What a comment names: each reference lies behind the one before, and is one by itself. */
#include "tributary/domain/reference.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = malloc(size + 1);
    if (text == NULL) {
        return 0;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    const char *end = text + strlen(text);
    const char *rest = text;
    const char *behind = text;
    struct trib_reference found;
    while (trib_reference_next(&rest, &found)) {
        struct trib_reference again;
        const char *begin = found.begin;
        bool is_right = begin >= behind && rest == begin + found.length && rest <= end &&
                        trib_id_valid(found.id, 4) && found.is_mention == (begin[0] == '@') &&
                        trib_reference_next(&begin, &again) && again.begin == found.begin &&
                        strcmp(again.id, found.id) == 0 && strcmp(again.word, found.word) == 0;
        if (!is_right) {
            abort();
        }
        behind = rest;
    }
    if (rest != end) {
        abort();
    }
    free(text);
    return 0;
}
