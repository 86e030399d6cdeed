/* Tokens: what a link or a cookie carries, and what of it is kept. Private to this room. */
#ifndef TRIBUTARY_ACCOUNT_TOKEN_H
#define TRIBUTARY_ACCOUNT_TOKEN_H

#include <stdbool.h>

#include "tributary/account/account.h"

#define TOKEN_HASH_BYTES 65u /* BLAKE2b-256 in hex, and a NUL */

/** Makes a token, and the hash that is kept in its place. */
void token_make(struct trib_random random, char out_token[static TRIB_TOKEN_BYTES],
                char out_hash[static TOKEN_HASH_BYTES]);

/** The hash of what somebody brought; false when it cannot be a token, however long it is. */
bool token_hash(const char *token, char out_hash[static TOKEN_HASH_BYTES]);

#endif
