/* See secret_hash.h. */
#include "secret_hash.h"

#include <sodium.h>
#include <string.h>

void secret_hash(const char *secret, char out_hash[static SECRET_HASH_LETTERS + 1]) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)secret, strlen(secret));
    sodium_bin2hex(out_hash, SECRET_HASH_LETTERS + 1, hash, sizeof hash);
}

bool secret_hash_check(const char *hash, const char *field, struct trib_error *error) {
    if (strlen(hash) == SECRET_HASH_LETTERS &&
        strspn(hash, "0123456789abcdef") == SECRET_HASH_LETTERS) {
        return true;
    }
    trib_fail(error, TRIB_E_TYPE, field);
    trib_error_add_text(error, "expected", "SHA-256 in hex");
    return false;
}
