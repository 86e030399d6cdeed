/* See reference.h. */
#include "tributary/domain/reference.h"

#include <string.h>

#define ID_LETTERS (TRIB_ID_BYTES - 1u)

/* A reference that begins exactly here. */
static bool read_here(const char *text, struct trib_reference *out) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz_";
    if ((text[0] != '@' && text[0] != '#') || text[1] != '[') {
        return false;
    }
    const char *word = text + 2;
    size_t word_length = strspn(word, LETTERS);
    const char *id = word + word_length + 1;
    if (word_length == 0 || word_length >= sizeof out->word || word[word_length] != ':' ||
        strcspn(id, "]") != ID_LETTERS || id[ID_LETTERS] != ']') {
        return false;
    }
    struct trib_reference found = {.is_mention = text[0] == '@', .begin = text};
    memcpy(found.word, word, word_length);
    memcpy(found.id, id, ID_LETTERS);
    found.length = (size_t)(id + TRIB_ID_BYTES - text);
    *out = found;
    return trib_id_valid(found.id, 4);
}

bool trib_reference_next(const char **rest, struct trib_reference *out) {
    const char *text = *rest;
    bool is_found = false;
    while (!is_found) {
        text += strcspn(text, "@#");
        if (*text == '\0') {
            break;
        }
        is_found = read_here(text, out);
        text += is_found ? out->length : 1;
    }
    *rest = text;
    return is_found;
}
