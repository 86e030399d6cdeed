/* See guests.h. */
#include "guests.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "world.h"

void guests_hash(struct world *world, char out_hex[static 65]) {
    struct guests *guests = &world->guests;
    unsigned char hash[crypto_hash_sha256_BYTES];
    bool is_known = guests->token_count == GUESTS_TOKENS_MAX ||
                    (guests->token_count > 0 && world_happens(world, 8));
    size_t index = is_known ? world_below(world, guests->token_count) : guests->token_count++;
    char *token = guests->tokens[index].token;
    if (!is_known) {
        char id[TRIB_ID_BYTES];
        spine_id(&world->spine, id);
        snprintf(token, TRIB_TOKEN_BYTES, "%s0000000", id);
    }
    crypto_hash_sha256(hash, (const unsigned char *)token, strlen(token));
    sodium_bin2hex(out_hex, 65, hash, sizeof hash);
}

void guests_knock(struct world *world) {
    struct guests *guests = &world->guests;
    char body[512];
    size_t place = 0;
    while (place < GUESTS_KNOCKS_MAX && guests->knocks[place].connection_id != 0) {
        place++;
    }
    if (guests->token_count == 0 || place == GUESTS_KNOCKS_MAX) {
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
        world_count(world, "door", is_in ? "accepted" : trib_error_code_name(answer->error->code));
        if (is_in != (answer->token != NULL)) {
            trace_fault(&world->trace, "somebody is in without a session, or out with one");
        }
        if (is_in && ++guests->tokens[guests->knocks[i].token].accepted > 1) {
            trace_fault(&world->trace, "one invitation has let two people in");
        }
        return;
    }
    trace_fault(&world->trace, "the door answers somebody who did not knock");
}
