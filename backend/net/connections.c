/* A table of slots. The slot is in the number, so that finding is one look. */
#include "connections.h"

#include <assert.h>
#include <stdlib.h>

#define SLOT_BITS 16

bool connections_init(struct connections *connections, uint32_t connections_max) {
    assert(connections_max < 1u << SLOT_BITS);
    *connections = (struct connections){.slot_count = connections_max};
    connections->slots = calloc(connections_max, sizeof(struct connection *));
    connections->free_slots = calloc(connections_max, sizeof(uint32_t));
    if (connections->slots == NULL || connections->free_slots == NULL) {
        return false;
    }
    for (uint32_t slot = connections_max; slot > 0; slot--) {
        connections->free_slots[connections->free_count++] = slot - 1;
    }
    return true;
}

void connections_finish(struct connections *connections) {
    free(connections->slots);
    free(connections->free_slots);
    *connections = (struct connections){0};
}

static uint32_t slot_of(uint64_t id) {
    return (uint32_t)(id & ((1u << SLOT_BITS) - 1));
}

bool connections_add(struct connections *connections, struct connection *connection) {
    assert(connection->id == 0);
    if (connections->free_count == 0) {
        return false;
    }
    uint32_t slot = connections->free_slots[--connections->free_count];
    connection->id = ++connections->added << SLOT_BITS | slot;
    connections->slots[slot] = connection;
    return true;
}

void connections_remove(struct connections *connections, struct connection *connection) {
    if (connection->id == 0) {
        return;
    }
    uint32_t slot = slot_of(connection->id);
    assert(connections->slots[slot] == connection);
    connections->slots[slot] = NULL;
    connections->free_slots[connections->free_count++] = slot;
    connection->id = 0;
}

struct connection *connections_find(const struct connections *connections, uint64_t id) {
    uint32_t slot = slot_of(id);
    struct connection *connection =
        slot < connections->slot_count ? connections->slots[slot] : NULL;
    return connection != NULL && connection->id == id ? connection : NULL;
}

struct connection *connections_next(const struct connections *connections, uint32_t *slot) {
    while (*slot < connections->slot_count) {
        struct connection *connection = connections->slots[(*slot)++];
        if (connection != NULL) {
            return connection;
        }
    }
    return NULL;
}

uint32_t connections_count(const struct connections *connections) {
    return connections->slot_count - connections->free_count;
}
