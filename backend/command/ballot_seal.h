/* Sealed answers. Private to this room. */
#ifndef TRIBUTARY_COMMAND_BALLOT_SEAL_H
#define TRIBUTARY_COMMAND_BALLOT_SEAL_H

#include "tributary/base/buffer.h"
#include "tributary/command/decision.h"
#include "tributary/domain/count.h"

/* A key of X25519 in hex, and a NUL. */
#define BALLOT_KEY_BYTES 65u
/* What an answer is padded to: the longest choice and the longest texts, four bytes a character,
   each with its NUL. */
#define BALLOT_ANSWER_BYTES                                                                        \
    (16u + 4u * TRIB_POSITION_TEXT_MAX + 1u + 4u * TRIB_POSITION_PRINCIPLE_MAX + 1u)

/* An answer that was opened. */
struct ballot_answer {
    enum trib_choice choice;
    const char *text, *principle; /* "": none; inside bytes */
    unsigned char bytes[BALLOT_ANSWER_BYTES];
};

/** Makes the keys of a ballot: the secret one is kept by the store, the public one returned. */
bool ballot_keys_make(struct trib_store *store, const char *ballot_id,
                      char out_public_key[static BALLOT_KEY_BYTES], struct trib_error *error);

/* An answer as it is given; text and principle may be NULL. */
struct ballot_words {
    const char *choice, *text, *principle;
};

/** Appends an answer, sealed and as base64; all are of one length. */
bool ballot_seal(struct trib_store *store, const char *public_key, const struct ballot_words *words,
                 struct trib_buffer *out, struct trib_error *error);

/* What opens a ballot's answers. Wipe it with ballot_opener_finish. */
struct ballot_opener {
    unsigned char secret[32], public[32];
};
/** *out_found false when the secret key is lost, or is not this ballot's; false when it cannot be
    read just now (E_UNAVAILABLE): nothing is known then. */
bool ballot_opener_find(struct trib_store *store, const char *ballot_id, const char *public_key,
                        struct ballot_opener *out, bool *out_found, struct trib_error *error);
void ballot_opener_finish(struct ballot_opener *opener);

/** Opens one; false when it is not sealed with that key. */
bool ballot_answer_open(const struct ballot_opener *opener, const char *sealed,
                        struct ballot_answer *out);

#endif
