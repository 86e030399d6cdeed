/*
 * See totp.h. libsodium has no HMAC over SHA-1, which is what the apps on people's telephones can;
 * libcrypto, which the network library brings along, has.
 */
#include "tributary/account/totp.h"

#include <assert.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <string.h>

#define SHA1_BYTES 20u

static const char BASE32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void trib_totp_secret_write(const unsigned char secret[static TRIB_TOTP_SECRET_BYTES],
                            char out_text[static TRIB_TOTP_SECRET_TEXT_BYTES]) {
    for (size_t letter = 0; letter < TRIB_TOTP_SECRET_TEXT_BYTES - 1; letter++) {
        size_t bit = letter * 5;
        unsigned pair = (unsigned)secret[bit / 8] << 8;
        pair |= bit / 8 + 1 < TRIB_TOTP_SECRET_BYTES ? secret[bit / 8 + 1] : 0u;
        out_text[letter] = BASE32[(pair >> (11 - bit % 8)) & 31u];
    }
    out_text[TRIB_TOTP_SECRET_TEXT_BYTES - 1] = '\0';
}

bool trib_totp_secret_read(const char *text,
                           unsigned char out_secret[static TRIB_TOTP_SECRET_BYTES]) {
    memset(out_secret, 0, TRIB_TOTP_SECRET_BYTES);
    for (size_t letter = 0; letter < TRIB_TOTP_SECRET_TEXT_BYTES - 1; letter++) {
        const char *found = text[letter] == '\0' ? NULL : strchr(BASE32, text[letter]);
        if (found == NULL) {
            return false;
        }
        size_t bit = letter * 5;
        unsigned pair = (unsigned)(found - BASE32) << (11 - bit % 8);
        out_secret[bit / 8] |= (unsigned char)(pair >> 8);
        if (bit / 8 + 1 < TRIB_TOTP_SECRET_BYTES) {
            out_secret[bit / 8 + 1] |= (unsigned char)(pair & 255u);
        }
    }
    return text[TRIB_TOTP_SECRET_TEXT_BYTES - 1] == '\0';
}

uint32_t trib_totp_code(const unsigned char *secret, size_t length, uint64_t step,
                        unsigned digits) {
    static const uint32_t POWERS[] = {1,      10,      100,      1000,     10000,
                                      100000, 1000000, 10000000, 100000000};
    unsigned char counter[8];
    unsigned char hash[SHA1_BYTES];
    unsigned hash_length = 0;
    assert(digits < sizeof POWERS / sizeof POWERS[0]);
    for (size_t i = 0; i < sizeof counter; i++) {
        counter[i] = (unsigned char)(step >> (8 * (sizeof counter - 1 - i)));
    }
    const unsigned char *made =
        HMAC(EVP_sha1(), secret, (int)length, counter, sizeof counter, hash, &hash_length);
    assert(made != NULL && hash_length == SHA1_BYTES);
    size_t at = hash[SHA1_BYTES - 1] & 15u; /* RFC 4226, 5.3 */
    uint32_t number = (uint32_t)(hash[at] & 127u) << 24 | (uint32_t)hash[at + 1] << 16 |
                      (uint32_t)hash[at + 2] << 8 | hash[at + 3];
    return number % POWERS[digits];
}

/* Six digits; false when it is anything else. */
static bool code_read(const char *text, char out_digits[static TRIB_TOTP_DIGITS]) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        if (*text == ' ') {
            continue;
        }
        if (*text < '0' || *text > '9' || count == TRIB_TOTP_DIGITS) {
            return false;
        }
        out_digits[count++] = *text;
    }
    return count == TRIB_TOTP_DIGITS;
}

uint64_t trib_totp_match(const unsigned char secret[static TRIB_TOTP_SECRET_BYTES],
                         const char *text, int64_t now_ms, uint64_t last_step) {
    char given[TRIB_TOTP_DIGITS];
    uint64_t found = 0;
    if (now_ms < 0 || !code_read(text, given)) {
        return 0;
    }
    int64_t now_step = now_ms / TRIB_TOTP_STEP_MS;
    for (int64_t aside = -TRIB_TOTP_STEPS_ASIDE; aside <= TRIB_TOTP_STEPS_ASIDE; aside++) {
        uint64_t step = now_step + aside < 0 ? 0 : (uint64_t)(now_step + aside);
        uint32_t code = trib_totp_code(secret, TRIB_TOTP_SECRET_BYTES, step, TRIB_TOTP_DIGITS);
        char own[TRIB_TOTP_DIGITS];
        for (size_t i = TRIB_TOTP_DIGITS; i > 0; i--) {
            own[i - 1] = (char)('0' + code % 10);
            code /= 10;
        }
        bool is_this = sodium_memcmp(own, given, sizeof own) == 0 && step > last_step;
        found = is_this ? step : found;
    }
    return found;
}
