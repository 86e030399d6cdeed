/* See guests.h. */
#include "guests.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "world.h"

static void hash_of(const char *secret, char out_hex[static 65]) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)secret, strlen(secret));
    sodium_bin2hex(out_hex, 65, hash, sizeof hash);
}

#define CODE_BYTES 24
static void code_of(size_t number, char out_code[static CODE_BYTES]) {
    snprintf(out_code, CODE_BYTES, "RIVER%zu", number);
}

void guests_code_hash(struct world *world, char out_hex[static 65]) {
    struct guests *guests = &world->guests;
    char code[CODE_BYTES];
    bool is_known = guests->code_count == GUESTS_CODES_MAX ||
                    (guests->code_count > 0 && world_happens(world, 8));
    size_t number = is_known ? world_below(world, guests->code_count) : guests->code_count++;
    code_of(number, code);
    hash_of(code, out_hex);
}

void guests_hash(struct world *world, char out_hex[static 65]) {
    struct guests *guests = &world->guests;
    bool is_known = guests->token_count == GUESTS_TOKENS_MAX ||
                    (guests->token_count > 0 && world_happens(world, 8));
    size_t index = is_known ? world_below(world, guests->token_count) : guests->token_count++;
    char *token = guests->tokens[index].token;
    if (!is_known) {
        char id[TRIB_ID_BYTES];
        spine_id(&world->spine, id);
        snprintf(token, TRIB_TOKEN_BYTES, "%s0000000", id);
    }
    hash_of(token, out_hex);
}

/* Written as people write it; the last one there may be is nobody's yet. */
static void knock_with_code(struct world *world, size_t place) {
    struct guests *guests = &world->guests;
    char body[256];
    char code[CODE_BYTES];
    code_of(world_below(world, guests->code_count + 1), code);
    code[0] = world_happens(world, 2) ? 'r' : 'R';
    snprintf(body, sizeof body,
             "{\"code\":\"%s\",\"display_name\":\"From the room\",\"language\":\"ar\"}", code);
    guests->knocks[place].connection_id = ++world->connection_count;
    guests->knocks[place].token = GUESTS_TOKENS_MAX;
    const struct trib_door_visit visit = {
        .door = TRIB_DOOR_JOIN, .body = body, .length = strlen(body), .address = ""};
    trib_server_door(world->server, guests->knocks[place].connection_id, &visit);
}

void guests_knock(struct world *world) {
    struct guests *guests = &world->guests;
    char body[512];
    size_t place = 0;
    while (place < GUESTS_KNOCKS_MAX && guests->knocks[place].connection_id != 0) {
        place++;
    }
    if (place == GUESTS_KNOCKS_MAX) {
        return;
    }
    if (guests->code_count > 0 && world_happens(world, 3)) {
        knock_with_code(world, place);
        return;
    }
    if (guests->token_count == 0) {
        return;
    }
    size_t token = world_below(world, guests->token_count);
    /* Some choose a name that another has, or is choosing at the same moment. */
    guests->name_count += world_happens(world, 4) ? 0 : 1;
    guests->knocks[place].connection_id = ++world->connection_count;
    guests->knocks[place].token = token;
    snprintf(body, sizeof body,
             "{\"token\":\"%s\",\"display_name\":\"Guest\",\"language\":\"en\","
             "\"sign_in_name\":\"guest %zu\",\"password\":\"seven rivers meet\"}",
             guests->tokens[token].token, guests->name_count);
    const struct trib_door_visit visit = {
        .door = TRIB_DOOR_ACCEPT, .body = body, .length = strlen(body), .address = ""};
    trib_server_door(world->server, guests->knocks[place].connection_id, &visit);
}

void guests_take(struct world *world, struct trib_password_job *take_job) {
    take_job->next = world->guests.hashes;
    world->guests.hashes = take_job;
}

void guests_work(struct world *world) {
    struct trib_password_job **at = &world->guests.hashes;
    while (*at != NULL && (*at)->next != NULL && world_happens(world, 2)) {
        at = &(*at)->next;
    }
    struct trib_password_job *job = *at;
    if (job != NULL) {
        *at = job->next;
        trib_password_job_run(job);
        trib_server_hashed(world->server, job);
    }
}

void guests_forget(struct world *world) {
    struct guests *guests = &world->guests;
    while (guests->hashes != NULL) {
        struct trib_password_job *job = guests->hashes;
        guests->hashes = job->next;
        trib_password_job_destroy(job);
    }
    memset(guests->knocks, 0, sizeof guests->knocks);
}

void guests_told(struct world *world, uint64_t connection_id,
                 const struct trib_door_answer *answer) {
    struct guests *guests = &world->guests;
    for (size_t i = 0; i < GUESTS_KNOCKS_MAX; i++) {
        if (guests->knocks[i].connection_id != connection_id) {
            continue;
        }
        guests->knocks[i].connection_id = 0;
        bool is_in = answer->error == NULL;
        size_t token = guests->knocks[i].token;
        const char *way = token == GUESTS_TOKENS_MAX ? "room" : "door";
        world_count(world, way, is_in ? "accepted" : trib_error_code_name(answer->error->code));
        if (is_in != (answer->token != NULL)) {
            trace_fault(&world->trace, "somebody is in without a session, or out with one");
        }
        if (is_in && token < GUESTS_TOKENS_MAX && ++guests->tokens[token].accepted > 1) {
            trace_fault(&world->trace, "one invitation has let two people in");
        }
        return;
    }
    trace_fault(&world->trace, "the door answers somebody who did not knock");
}
