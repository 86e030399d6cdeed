/*
 * Tokens: what a link or a cookie carries, and what of it is kept. A token has 256 random bits, so
 * guessing is hopeless and its hash needs no salt: who reads the file finds hashes, and opens
 * nothing with them.
 */
#ifndef TRIBUTARY_BASE_TOKEN_H
#define TRIBUTARY_BASE_TOKEN_H

#include <stdbool.h>

#include "tributary/base/environment.h"

/* 32 random bytes as base64url without padding, and a NUL. */
#define TRIB_TOKEN_BYTES 44u
/* BLAKE2b-256 in hex, and a NUL. */
#define TRIB_TOKEN_HASH_BYTES 65u

/** Makes a token, and the hash that is kept in its place. */
void trib_token_make(struct trib_random random, char out_token[static TRIB_TOKEN_BYTES],
                     char out_hash[static TRIB_TOKEN_HASH_BYTES]);

/** The hash of what somebody brought; false when it cannot be a token, however long it is. */
bool trib_token_hash(const char *token, char out_hash[static TRIB_TOKEN_HASH_BYTES]);

#endif
