/* See token.h. */
#include "tributary/base/token.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#define SECRET_BYTES 32u

static_assert(sodium_base64_ENCODED_LEN(SECRET_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING) ==
                  TRIB_TOKEN_BYTES,
              "a token is its secret in base64url");

static void hash_write(const char *token, char out_hash[static TRIB_TOKEN_HASH_BYTES]) {
    unsigned char hash[(TRIB_TOKEN_HASH_BYTES - 1) / 2];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)token, TRIB_TOKEN_BYTES - 1, NULL,
                       0);
    sodium_bin2hex(out_hash, TRIB_TOKEN_HASH_BYTES, hash, sizeof hash);
}

void trib_token_make(struct trib_random random, char out_token[static TRIB_TOKEN_BYTES],
                     char out_hash[static TRIB_TOKEN_HASH_BYTES]) {
    unsigned char secret[SECRET_BYTES];
    random.fill(random.context, secret, sizeof secret);
    sodium_bin2base64(out_token, TRIB_TOKEN_BYTES, secret, sizeof secret,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(secret, sizeof secret);
    hash_write(out_token, out_hash);
}

bool trib_token_hash(const char *token, char out_hash[static TRIB_TOKEN_HASH_BYTES]) {
    if (strnlen(token, TRIB_TOKEN_BYTES) != TRIB_TOKEN_BYTES - 1) {
        return false;
    }
    hash_write(token, out_hash);
    return true;
}
