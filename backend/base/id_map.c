/*
 * Chained hashing over the text of an id (FNV-1a), with as many slots as nodes, doubled when full.
 * Nothing here depends on the order of nodes, so a run repeats whatever the addresses are.
 */
#include "tributary/base/id_map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const size_t SLOTS_AT_FIRST = 16;

static uint64_t id_hash(const char *id) {
    uint64_t hash = 14695981039346656037u;
    for (; *id != '\0'; id++) {
        hash = (hash ^ (unsigned char)*id) * 1099511628211u;
    }
    return hash ^ (hash >> 32);
}

static struct trib_id_node **slot_of(const struct trib_id_map *map, uint64_t hash) {
    return &map->slots[hash & (map->slot_count - 1)];
}

void trib_id_map_finish(struct trib_id_map *map) {
    free(map->slots);
    *map = (struct trib_id_map){0};
}

struct trib_id_node *trib_id_map_find(const struct trib_id_map *map, const char *id) {
    if (map->slot_count == 0) {
        return NULL;
    }
    uint64_t hash = id_hash(id);
    struct trib_id_node *node = *slot_of(map, hash);
    while (node != NULL && (node->hash != hash || strcmp(node->id, id) != 0)) {
        node = node->next;
    }
    return node;
}

static bool map_grow(struct trib_id_map *map) {
    struct trib_id_map wider = {.node_count = map->node_count};
    wider.slot_count = map->slot_count == 0 ? SLOTS_AT_FIRST : map->slot_count * 2;
    wider.slots = calloc(wider.slot_count, sizeof *wider.slots);
    if (wider.slots == NULL) {
        return false;
    }
    for (size_t slot_index = 0; slot_index < map->slot_count; slot_index++) {
        struct trib_id_node *node = map->slots[slot_index];
        while (node != NULL) {
            struct trib_id_node *next = node->next;
            struct trib_id_node **slot = slot_of(&wider, node->hash);
            node->next = *slot;
            *slot = node;
            node = next;
        }
    }
    free(map->slots);
    *map = wider;
    return true;
}

bool trib_id_map_add(struct trib_id_map *map, struct trib_id_node *node, const char *id) {
    assert(strlen(id) < sizeof node->id);
    if (map->node_count == map->slot_count && !map_grow(map)) {
        return false;
    }
    memcpy(node->id, id, strlen(id) + 1);
    node->hash = id_hash(id);
    struct trib_id_node **slot = slot_of(map, node->hash);
    node->next = *slot;
    *slot = node;
    map->node_count++;
    return true;
}

void trib_id_map_remove(struct trib_id_map *map, struct trib_id_node *node) {
    struct trib_id_node **link = slot_of(map, node->hash);
    while (*link != node) {
        assert(*link != NULL);
        link = &(*link)->next;
    }
    *link = node->next;
    node->next = NULL;
    map->node_count--;
}

struct trib_id_node *trib_id_map_next(const struct trib_id_map *map,
                                      const struct trib_id_node *node) {
    if (node != NULL && node->next != NULL) {
        return node->next;
    }
    size_t slot_index = node == NULL ? 0 : (node->hash & (map->slot_count - 1)) + 1;
    while (slot_index < map->slot_count && map->slots[slot_index] == NULL) {
        slot_index++;
    }
    return slot_index < map->slot_count ? map->slots[slot_index] : NULL;
}
