/*
 * People who come to the door with an invitation: several with the same one, some after it was
 * taken back, and the passwords of all of them hashed in an order of the seed's. And people who
 * come in by the code of a room, with a name alone.
 */
#ifndef TESTS_SIM_GUESTS_H
#define TESTS_SIM_GUESTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/protocol/server.h"

struct world;

#define GUESTS_TOKENS_MAX 32
#define GUESTS_KNOCKS_MAX 40
#define GUESTS_CODES_MAX 32

struct guests {
    struct {
        char token[TRIB_TOKEN_BYTES];
        size_t accepted; /* how often it let somebody in: at most once */
    } tokens[GUESTS_TOKENS_MAX];
    size_t token_count;
    struct {
        uint64_t connection_id; /* 0: this place is free */
        size_t token;           /* GUESTS_TOKENS_MAX: none, but a code */
    } knocks[GUESTS_KNOCKS_MAX];
    size_t code_count; /* codes that were made; each is its number */
    size_t name_count;
    struct trib_password_job *hashes; /* that a worker has not done yet */
};

/** The SHA-256 of a link's token, in hex: of a new one, or now and then of one that is known. */
void guests_hash(struct world *world, char out_hex[static 65]);

/** The same of a room's code. */
void guests_code_hash(struct world *world, char out_hex[static 65]);

/** Somebody new is at the door with one of the links, or with a code. */
void guests_knock(struct world *world);
/** A worker is done with one password. */
void guests_work(struct world *world);
/** The server is gone, and with it whoever waited. */
void guests_forget(struct world *world);

/* What the server's outlet says. */
void guests_told(struct world *world, uint64_t connection_id,
                 const struct trib_door_answer *answer);
void guests_take(struct world *world, struct trib_password_job *take_job);

#endif
