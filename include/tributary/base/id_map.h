/*
 * Finding things by their id: a hash table of nodes that the things carry inside themselves, so it
 * never owns or copies what it finds. A node stands first in its struct and may be in one map.
 */
#ifndef TRIBUTARY_BASE_ID_MAP_H
#define TRIBUTARY_BASE_ID_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/ids.h"

struct trib_id_node {
    struct trib_id_node *next; /* in the same slot */
    uint64_t hash;
    char id[TRIB_ID_BYTES];
};

struct trib_id_map {
    struct trib_id_node **slots;
    size_t slot_count; /* a power of two, or 0 */
    size_t node_count;
};

void trib_id_map_finish(struct trib_id_map *map); /* frees the slots, not the nodes */

/** The node of an id, or NULL. */
struct trib_id_node *trib_id_map_find(const struct trib_id_map *map, const char *id);
/** Adds a node under an id that is not in the map yet. False when there is no memory. */
bool trib_id_map_add(struct trib_id_map *map, struct trib_id_node *node, const char *id);
void trib_id_map_remove(struct trib_id_map *map, struct trib_id_node *node);
/** The node after this one, in no order that means anything; NULL: the first. NULL at the end.
   Asked for before the node is freed, it serves to free them all. */
struct trib_id_node *trib_id_map_next(const struct trib_id_map *map,
                                      const struct trib_id_node *node);

#endif
