/*
 * Answers lie in sealed boxes as libsodium makes them (crypto_box_seal: X25519, XSalsa20-Poly1305,
 * a key of its own for each), of one size. The box is made here by hand, for its own key comes from
 * the store's random source, so that a simulation repeats; libsodium opens it.
 */
#include "ballot_seal.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "tributary/base/buffer.h"
#include "tributary/store/keys.h"

#define SEALED_BYTES (crypto_box_SEALBYTES + BALLOT_ANSWER_BYTES)
#define SEALED_LETTERS                                                                             \
    sodium_base64_ENCODED_LEN(SEALED_BYTES, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)

static_assert(TRIB_SECRET_KEY_BYTES == crypto_box_SECRETKEYBYTES, "a key of X25519");
static_assert(BALLOT_KEY_BYTES == 2 * crypto_box_PUBLICKEYBYTES + 1, "its hex and a NUL");

static void pair_make(struct trib_store *store, unsigned char *out_public,
                      unsigned char *out_secret) {
    unsigned char seed[crypto_box_SEEDBYTES];
    struct trib_random random = trib_store_random(store);
    random.fill(random.context, seed, sizeof seed);
    crypto_box_seed_keypair(out_public, out_secret, seed);
    sodium_memzero(seed, sizeof seed);
}

bool ballot_keys_make(struct trib_store *store, const char *ballot_id,
                      char out_public_key[static BALLOT_KEY_BYTES], struct trib_error *error) {
    unsigned char public[crypto_box_PUBLICKEYBYTES];
    unsigned char secret[crypto_box_SECRETKEYBYTES];
    pair_make(store, public, secret);
    bool is_kept = trib_secret_key_keep(store, ballot_id, secret, error);
    sodium_memzero(secret, sizeof secret);
    sodium_bin2hex(out_public_key, BALLOT_KEY_BYTES, public, sizeof public);
    return is_kept;
}

static bool public_read(const char *public_key, unsigned char *out) {
    size_t length = 0;
    return sodium_hex2bin(out, crypto_box_PUBLICKEYBYTES, public_key, strlen(public_key), NULL,
                          &length, NULL) == 0 &&
           length == crypto_box_PUBLICKEYBYTES;
}

/* ---- sealing --------------------------------------------------------------------------------- */

/* The choice, the text and the principle behind one another, each with its NUL; the rest is 0. */
static void answer_pack(const struct ballot_words *words,
                        unsigned char out[static BALLOT_ANSWER_BYTES]) {
    const char *const parts[] = {words->choice, words->text == NULL ? "" : words->text,
                                 words->principle == NULL ? "" : words->principle};
    size_t at = 0;
    memset(out, 0, BALLOT_ANSWER_BYTES);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t length = strlen(parts[i]) + 1;
        assert(at + length <= BALLOT_ANSWER_BYTES); /* decoding has bounded both texts */
        memcpy(out + at, parts[i], length);
        at += length;
    }
}

/* As crypto_box_seal: the box's own public key, then the box, whose nonce both public keys give. */
static bool box_make(struct trib_store *store, const unsigned char *recipient,
                     const unsigned char *answer, unsigned char out[static SEALED_BYTES]) {
    unsigned char own_secret[crypto_box_SECRETKEYBYTES];
    unsigned char nonce[crypto_box_NONCEBYTES];
    crypto_generichash_state state;
    pair_make(store, out, own_secret);
    crypto_generichash_init(&state, NULL, 0, sizeof nonce);
    crypto_generichash_update(&state, out, crypto_box_PUBLICKEYBYTES);
    crypto_generichash_update(&state, recipient, crypto_box_PUBLICKEYBYTES);
    crypto_generichash_final(&state, nonce, sizeof nonce);
    bool is_made = crypto_box_easy(out + crypto_box_PUBLICKEYBYTES, answer, BALLOT_ANSWER_BYTES,
                                   nonce, recipient, own_secret) == 0;
    sodium_memzero(own_secret, sizeof own_secret);
    return is_made;
}

bool ballot_seal(struct trib_store *store, const char *public_key, const struct ballot_words *words,
                 struct trib_buffer *out, struct trib_error *error) {
    unsigned char recipient[crypto_box_PUBLICKEYBYTES];
    unsigned char answer[BALLOT_ANSWER_BYTES];
    unsigned char sealed[SEALED_BYTES];
    char letters[SEALED_LETTERS];
    answer_pack(words, answer);
    bool is_sealed =
        public_read(public_key, recipient) && box_make(store, recipient, answer, sealed);
    sodium_memzero(answer, sizeof answer);
    if (!is_sealed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    sodium_bin2base64(letters, sizeof letters, sealed, sizeof sealed,
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    trib_buffer_append_text(out, letters);
    return !out->failed || trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}

/* ---- opening --------------------------------------------------------------------------------- */

bool ballot_opener_find(struct trib_store *store, const char *ballot_id, const char *public_key,
                        struct ballot_opener *out, bool *out_found, struct trib_error *error) {
    unsigned char expected[crypto_box_PUBLICKEYBYTES];
    if (!trib_secret_key_find(store, ballot_id, out->secret, out_found, error)) {
        return false;
    }
    *out_found = *out_found && crypto_scalarmult_base(out->public, out->secret) == 0 &&
                 public_read(public_key, expected) &&
                 memcmp(expected, out->public, sizeof expected) == 0;
    if (!*out_found) {
        ballot_opener_finish(out);
    }
    return true;
}

void ballot_opener_finish(struct ballot_opener *opener) {
    sodium_memzero(opener, sizeof *opener);
}

/* The next of the packed texts; NULL when it does not end inside. */
static const char *part_next(const unsigned char *bytes, size_t *at) {
    const unsigned char *part = bytes + *at;
    const unsigned char *end = memchr(part, 0, BALLOT_ANSWER_BYTES - *at);
    if (end == NULL) {
        return NULL;
    }
    *at += (size_t)(end - part) + 1;
    return (const char *)part;
}

bool ballot_answer_open(const struct ballot_opener *opener, const char *sealed,
                        struct ballot_answer *out) {
    unsigned char box[SEALED_BYTES];
    size_t length = 0;
    size_t at = 0;
    if (sodium_base642bin(box, sizeof box, sealed, strlen(sealed), NULL, &length, NULL,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0 ||
        length != sizeof box ||
        crypto_box_seal_open(out->bytes, box, sizeof box, opener->public, opener->secret) != 0) {
        return false;
    }
    const char *choice = part_next(out->bytes, &at);
    out->text = choice == NULL ? NULL : part_next(out->bytes, &at);
    out->principle = out->text == NULL ? NULL : part_next(out->bytes, &at);
    return out->principle != NULL && trib_choice_find(choice, &out->choice);
}
