/*
 * UUIDs. The sixteen bytes come from chance, from chance behind a time, or from a name; what makes
 * them a UUID (version and variant bits) and their one spelling is the same for all.
 */
#include "tributary/base/ids.h"

#include <sodium.h>
#include <string.h>

#define UUID_BYTES 16u

static bool is_dash_place(size_t place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
}

bool trib_id_valid(const char *text, int version) {
    for (size_t place = 0; place < TRIB_ID_BYTES - 1; place++) {
        char letter = text[place];
        if (is_dash_place(place)) {
            if (letter != '-') {
                return false;
            }
        } else if (!(letter >= '0' && letter <= '9') && !(letter >= 'a' && letter <= 'f')) {
            return false; /* a NUL too: nothing behind it is read */
        }
    }
    return text[TRIB_ID_BYTES - 1] == '\0' && text[14] - '0' == version &&
           strchr("89ab", text[19]) != NULL;
}

/* Sets version and variant (RFC 9562, 4.1 and 4.2) and spells the bytes in lower case. */
static void spell(unsigned char bytes[static UUID_BYTES], unsigned version,
                  char out_id[static TRIB_ID_BYTES]) {
    static const char digits[] = "0123456789abcdef";
    bytes[6] = (unsigned char)((bytes[6] & 0x0fu) | (version << 4));
    bytes[8] = (unsigned char)((bytes[8] & 0x3fu) | 0x80u);
    size_t place = 0;
    for (size_t i = 0; i < UUID_BYTES; i++) {
        if (is_dash_place(place)) {
            out_id[place++] = '-';
        }
        out_id[place++] = digits[bytes[i] >> 4];
        out_id[place++] = digits[bytes[i] & 0x0fu];
    }
    out_id[place] = '\0';
}

void trib_id_make_random(struct trib_random random, char out_id[static TRIB_ID_BYTES]) {
    unsigned char bytes[UUID_BYTES];
    random.fill(random.context, bytes, sizeof bytes);
    spell(bytes, 4, out_id);
}

void trib_id_make_timed(struct trib_random random, int64_t now_ms,
                        char out_id[static TRIB_ID_BYTES]) {
    unsigned char bytes[UUID_BYTES];
    random.fill(random.context, bytes, sizeof bytes);
    for (size_t i = 0; i < 6;
         i++) { /* 48 bits of milliseconds, the highest first (RFC 9562, 5.7) */
        bytes[i] = (unsigned char)((uint64_t)now_ms >> (40 - 8 * i));
    }
    spell(bytes, 7, out_id);
}

void trib_id_make_named(const char *source, const char *key, char out_id[static TRIB_ID_BYTES]) {
    unsigned char bytes[UUID_BYTES];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof bytes);
    /* the NUL goes in too, so that "a" + "bc" and "ab" + "c" differ */
    crypto_generichash_update(&state, (const unsigned char *)source, strlen(source) + 1);
    crypto_generichash_update(&state, (const unsigned char *)key, strlen(key));
    crypto_generichash_final(&state, bytes, sizeof bytes);
    spell(bytes, 4, out_id);
}
