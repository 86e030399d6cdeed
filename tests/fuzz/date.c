/* A fuzzy date: what is read is written as it was read, and its window is one. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "tributary/domain/fuzzy_date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char text[64];
    char again[TRIB_FUZZY_DATE_BYTES];
    struct trib_fuzzy_window window;
    struct trib_fuzzy_window moved;
    if (size >= sizeof text) {
        return 0;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    if (!trib_fuzzy_date_read(text, &window)) {
        return 0;
    }
    trib_fuzzy_date_write(&window, again);
    bool is_right = strcmp(text, again) == 0 && window.first_day <= window.last_day;
    if (trib_fuzzy_date_move(&window, 1, &moved)) {
        struct trib_fuzzy_window back;
        is_right = is_right && moved.first_day == window.last_day + 1 &&
                   trib_fuzzy_date_move(&moved, -1, &back) &&
                   trib_fuzzy_date_compare(&back, &window) == 0;
    }
    if (!is_right) {
        abort();
    }
    return 0;
}
