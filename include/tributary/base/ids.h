/*
 * Ids are UUIDs in lower-case text (RFC 9562). Rows have version 4: a time inside an id would
 * betray an anonymous voice. Commands have version 7, known to their sender alone.
 */
#ifndef TRIBUTARY_BASE_IDS_H
#define TRIBUTARY_BASE_IDS_H

#include <stdbool.h>
#include <stdint.h>

#include "tributary/base/environment.h"

#define TRIB_ID_BYTES 37u /* 36 characters and a NUL */

/* The two spaces every coalition has; design: they have fixed ids. */
#define TRIB_SPACE_PUBLIC_ID "00000000-0000-4000-8000-000000000001"
#define TRIB_SPACE_COALITION_ID "00000000-0000-4000-8000-000000000002"

/** Whether text is a UUID of this version (4 or 7) in lower-case text with the variant of RFC 9562.
 */
bool trib_id_valid(const char *text, int version);

void trib_id_make_random(struct trib_random random, char out_id[static TRIB_ID_BYTES]);
void trib_id_make_timed(struct trib_random random, int64_t now_ms,
                        char out_id[static TRIB_ID_BYTES]);

/** An id made from a name, always the same for the same source and key: what an import's records
   get where nothing else decides. Version 4 in form (BLAKE2b over source, NUL, key). */
void trib_id_make_named(const char *source, const char *key, char out_id[static TRIB_ID_BYTES]);

#endif
