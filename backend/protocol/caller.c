/*
 * A bucket of calls for each connection would be a new one for each request. So a person has one,
 * kept until it is full again though all their connections are gone. Visitors cannot be told apart
 * (behind a proxy all come from one address): their requests, of which our client makes one when
 * its session has ended, share one, so that a flood of them is theirs alone to bear; a socket of
 * theirs has its own.
 */
#include "caller.h"

#include <stdlib.h>

bool trib_caller_join(struct trib_server *server, struct trib_connection *connection) {
    int64_t now_ms = trib_store_now_ms(server->store);
    const char *key = connection->person_id;
    if (key[0] == '\0' && connection->kind == TRIB_CONNECTION_SOCKET) {
        connection->own_bucket = trib_rate_bucket(server->rate, now_ms);
        return true;
    }
    struct trib_caller *caller = (struct trib_caller *)trib_id_map_find(&server->callers, key);
    if (caller == NULL) {
        caller = calloc(1, sizeof *caller);
        if (caller == NULL || !trib_id_map_add(&server->callers, &caller->node, key)) {
            free(caller);
            return false;
        }
        caller->bucket = trib_rate_bucket(server->rate, now_ms);
    }
    caller->connection_count++;
    connection->caller = caller;
    return true;
}

void trib_caller_leave(struct trib_connection *connection) {
    if (connection->caller != NULL) {
        connection->caller->connection_count--;
        connection->caller = NULL;
    }
}

struct trib_rate_bucket *trib_caller_bucket(struct trib_connection *connection) {
    return connection->caller == NULL ? &connection->own_bucket : &connection->caller->bucket;
}

void trib_callers_sweep(struct trib_server *server) {
    int64_t now_ms = trib_store_now_ms(server->store);
    struct trib_id_node *node = trib_id_map_next(&server->callers, NULL);
    while (node != NULL) {
        struct trib_id_node *next = trib_id_map_next(&server->callers, node);
        struct trib_caller *caller = (struct trib_caller *)node;
        if (caller->connection_count == 0 &&
            trib_rate_is_full(&caller->bucket, server->rate, now_ms)) {
            trib_id_map_remove(&server->callers, node);
            free(caller);
        }
        node = next;
    }
}

void trib_callers_finish(struct trib_server *server) {
    struct trib_id_node *node = trib_id_map_next(&server->callers, NULL);
    while (node != NULL) {
        struct trib_id_node *next = trib_id_map_next(&server->callers, node);
        free(node); /* it stands first in its caller */
        node = next;
    }
    trib_id_map_finish(&server->callers);
}
