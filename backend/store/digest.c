/*
 * What the log's digests and hashes are over. Each field goes in with its length in front, so that
 * no two entries can read alike; what is absent has a length no text has. BLAKE2b, 256 bits
 * (RFC 7693), as libsodium has it: a change's digest is keyed by its salt, so that once a redaction
 * has erased the salt nobody can try out what the words had been.
 */
#include <string.h>

#include "inside.h"

static void add_number(crypto_generichash_state *state, uint64_t number) {
    unsigned char bytes[8];
    for (unsigned i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)(number >> (8 * i));
    }
    crypto_generichash_update(state, bytes, sizeof bytes);
}

static void add_text(crypto_generichash_state *state, const char *text) {
    if (text == NULL) {
        add_number(state, UINT64_MAX);
        return;
    }
    size_t length = strlen(text);
    add_number(state, length);
    crypto_generichash_update(state, (const unsigned char *)text, length);
}

void salt_take(struct trib_store *store, unsigned char out_salt[static SALT_BYTES]) {
    if (store->salts_left == 0) {
        struct trib_random random = store->settings.random;
        random.fill(random.context, store->salts, sizeof store->salts);
        store->salts_left = SALTS_DRAWN;
    }
    unsigned char *salt = store->salts[--store->salts_left];
    memcpy(out_salt, salt, SALT_BYTES);
    sodium_memzero(salt, SALT_BYTES);
}

void request_digest(const unsigned char salt[static SALT_BYTES], const char *request, size_t length,
                    unsigned char out_digest[static HASH_BYTES]) {
    crypto_generichash(out_digest, HASH_BYTES, (const unsigned char *)request, length, salt,
                       SALT_BYTES);
}

void change_digest(const unsigned char salt[static SALT_BYTES], const struct change_fields *fields,
                   unsigned char out_digest[static HASH_BYTES]) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, salt, SALT_BYTES, HASH_BYTES);
    add_number(&state, fields->seq);
    add_number(&state, (uint64_t)fields->ordinal);
    add_text(&state, fields->table_name);
    add_text(&state, fields->row_id);
    add_text(&state, fields->op);
    add_text(&state, fields->space_before);
    add_text(&state, fields->space_after);
    add_text(&state, fields->patch);
    crypto_generichash_final(&state, out_digest, HASH_BYTES);
}

void entry_hash_begin(crypto_generichash_state *state,
                      const unsigned char before[static HASH_BYTES],
                      const struct entry_fields *fields) {
    crypto_generichash_init(state, NULL, 0, HASH_BYTES);
    crypto_generichash_update(state, before, HASH_BYTES);
    add_number(state, fields->seq);
    add_number(state, (uint64_t)fields->at_ms);
    add_text(state, fields->actor_id);
    add_text(state, fields->for_organization_id);
    add_text(state, fields->command_id);
    crypto_generichash_update(state, fields->request_digest, HASH_BYTES);
    add_text(state, fields->method);
    add_number(state, (uint64_t)fields->schema_version);
    add_text(state, fields->answer);
}

void entry_hash_add(crypto_generichash_state *state,
                    const unsigned char digest[static HASH_BYTES]) {
    crypto_generichash_update(state, digest, HASH_BYTES);
}

void entry_hash_end(crypto_generichash_state *state, unsigned char out_hash[static HASH_BYTES]) {
    crypto_generichash_final(state, out_hash, HASH_BYTES);
}
