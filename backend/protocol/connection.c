/*
 * The connections, in a hash table that doubles when it is full, and the bucket that keeps one of
 * them from crowding out the others.
 */
#include "connection.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "limits.h"

#define SLOTS_AT_FIRST 64u

static size_t slot_of(const struct trib_connections *connections, uint64_t connection_id) {
    uint64_t mixed = connection_id * 0x9e3779b97f4a7c15ull; /* numbers in sequence spread out */
    return (size_t)(mixed >> 32) & (connections->slot_count - 1);
}

static void connection_free(struct trib_connection *connection) {
    explicit_bzero(connection->token, sizeof connection->token);
    trib_buffer_finish(&connection->batch);
    free(connection);
}

void trib_connections_finish(struct trib_connections *connections) {
    for (size_t i = 0; i < connections->slot_count; i++) {
        while (connections->slots[i] != NULL) {
            struct trib_connection *connection = connections->slots[i];
            connections->slots[i] = connection->next;
            connection_free(connection);
        }
    }
    free(connections->slots);
    *connections = (struct trib_connections){0};
}

struct trib_connection *trib_connections_find(const struct trib_connections *connections,
                                              uint64_t connection_id) {
    if (connections->slot_count == 0) {
        return NULL;
    }
    struct trib_connection *connection = connections->slots[slot_of(connections, connection_id)];
    while (connection != NULL && connection->connection_id != connection_id) {
        connection = connection->next;
    }
    return connection;
}

static void link_in(struct trib_connections *connections, struct trib_connection *connection) {
    struct trib_connection **slot =
        &connections->slots[slot_of(connections, connection->connection_id)];
    connection->next = *slot;
    *slot = connection;
}

static bool grow(struct trib_connections *connections) {
    struct trib_connections wider = {
        .slot_count = connections->slot_count == 0 ? SLOTS_AT_FIRST : connections->slot_count * 2,
        .count = connections->count};
    wider.slots = calloc(wider.slot_count, sizeof(struct trib_connection *));
    if (wider.slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < connections->slot_count; i++) {
        while (connections->slots[i] != NULL) {
            struct trib_connection *connection = connections->slots[i];
            connections->slots[i] = connection->next;
            link_in(&wider, connection);
        }
    }
    free(connections->slots);
    *connections = wider;
    return true;
}

struct trib_connection *trib_connections_add(struct trib_connections *connections,
                                             uint64_t connection_id) {
    assert(trib_connections_find(connections, connection_id) == NULL);
    if (connections->count >= connections->slot_count && !grow(connections)) {
        return NULL;
    }
    struct trib_connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        return NULL;
    }
    connection->connection_id = connection_id;
    link_in(connections, connection);
    connections->count++;
    return connection;
}

void trib_connections_remove(struct trib_connections *connections, uint64_t connection_id) {
    struct trib_connection *connection = trib_connections_find(connections, connection_id);
    if (connection == NULL) {
        return;
    }
    struct trib_connection **at = &connections->slots[slot_of(connections, connection_id)];
    while (*at != connection) {
        at = &(*at)->next;
    }
    *at = connection->next;
    connections->count--;
    connection_free(connection);
}

struct trib_connection *trib_connections_next(const struct trib_connections *connections,
                                              const struct trib_connection *connection) {
    if (connection != NULL && connection->next != NULL) {
        return connection->next;
    }
    size_t slot = connection == NULL ? 0 : slot_of(connections, connection->connection_id) + 1;
    while (slot < connections->slot_count && connections->slots[slot] == NULL) {
        slot++;
    }
    return slot < connections->slot_count ? connections->slots[slot] : NULL;
}

bool trib_rate_take(struct trib_rate_bucket *bucket, struct trib_rate rate, int64_t now_ms,
                    int64_t *out_wait_ms) {
    const int64_t one_call = 1000;
    int64_t full = rate.burst * one_call;
    int64_t passed_ms = now_ms - bucket->filled_at_ms;
    if (passed_ms < 0) { /* the wall clock was put back: begin to count from there */
        passed_ms = 0;
    }
    /* A rate of n calls a second is n thousandths a millisecond. */
    int64_t missing_ms = (full - bucket->millicalls) / rate.calls_per_second + 1;
    bucket->millicalls =
        passed_ms >= missing_ms ? full : bucket->millicalls + passed_ms * rate.calls_per_second;
    bucket->filled_at_ms = now_ms;
    if (bucket->millicalls >= one_call) {
        bucket->millicalls -= one_call;
        bucket->refused_in_a_row = 0;
        return true;
    }
    bucket->refused_in_a_row++;
    *out_wait_ms =
        (one_call - bucket->millicalls + rate.calls_per_second - 1) / rate.calls_per_second;
    return false;
}

void trib_rate_charge(struct trib_rate_bucket *bucket, struct trib_rate rate, size_t calls) {
    int64_t least = -(int64_t)rate.burst * 1000 * TRIB_RATE_DEBT_MAX;
    size_t calls_max = (size_t)rate.burst * (TRIB_RATE_DEBT_MAX + 1);
    bucket->millicalls -= (int64_t)(calls < calls_max ? calls : calls_max) * 1000;
    bucket->millicalls = bucket->millicalls > least ? bucket->millicalls : least;
}

struct trib_rate_bucket trib_rate_bucket(struct trib_rate rate, int64_t now_ms) {
    return (struct trib_rate_bucket){.millicalls = (int64_t)rate.burst * 1000,
                                     .filled_at_ms = now_ms};
}

bool trib_rate_is_full(const struct trib_rate_bucket *bucket, struct trib_rate rate,
                       int64_t now_ms) {
    int64_t missing = (int64_t)rate.burst * 1000 - bucket->millicalls;
    return now_ms - bucket->filled_at_ms >= missing / rate.calls_per_second + 1;
}
