/* What a link's token or a room's code is known by, so that neither can be read from the file. */
#ifndef TRIBUTARY_COMMAND_SECRET_HASH_H
#define TRIBUTARY_COMMAND_SECRET_HASH_H

#include <stdbool.h>

#include "tributary/base/error.h"

/* Letters of a SHA-256 in hex. */
#define SECRET_HASH_LETTERS 64u

void secret_hash(const char *secret, char out_hash[static SECRET_HASH_LETTERS + 1]);

/** Whether a text is such a hash; else E_TYPE with the field. */
bool secret_hash_check(const char *hash, const char *field, struct trib_error *error);

#endif
