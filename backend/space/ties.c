/*
 * Vertices and ties: making, finding, removing them, and measuring the way down from the root. What
 * they mean is in graph.c, which rows become ties in rows.c.
 */
#include "ties.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct vertex *vertex_find(const struct trib_graph *graph, const char *id) {
    return (struct vertex *)trib_id_map_find(&graph->vertices, id);
}

struct vertex *vertex_get(struct trib_graph *graph, const char *id) {
    struct vertex *vertex = vertex_find(graph, id);
    if (vertex != NULL) {
        return vertex;
    }
    vertex = calloc(1, sizeof *vertex);
    if (vertex == NULL || !trib_id_map_add(&graph->vertices, &vertex->node, id)) {
        free(vertex);
        return NULL;
    }
    return vertex;
}

/* Those who hold a vertex by a tie of their own; a link between organizations passes nothing on. */
static void holders_forget(const struct vertex *vertex) {
    for (struct tie *tie = vertex->in; tie != NULL; tie = tie->next_in) {
        if (tie->kind != TIE_AFFILIATION) {
            tie->from->is_stale = true;
        }
    }
}

void vertex_forget(struct vertex *vertex) {
    vertex->is_stale = true;
    holders_forget(vertex);
    for (struct tie *tie = vertex->in; tie != NULL; tie = tie->next_in) {
        if (tie->kind != TIE_AFFILIATION) {
            holders_forget(tie->from); /* a group's bodies pass it on to their people */
        }
    }
}

void vertex_space_changed(struct trib_graph *graph, struct vertex *vertex) {
    if (vertex->space_kind != TRIB_SPACE_PUBLIC && vertex->space_kind != TRIB_SPACE_COALITION) {
        vertex_forget(vertex);
        return;
    }
    struct trib_id_node *node = NULL;
    while ((node = trib_id_map_next(&graph->vertices, node)) != NULL) {
        ((struct vertex *)node)->is_stale = true;
    }
    graph->visitor->is_stale = true;
}

/* Whose scope a tie bears on: the organizations' links are judged together, by graph_measure. */
static void tie_forget(struct tie *tie) {
    if (tie->kind != TIE_AFFILIATION) {
        vertex_forget(tie->from);
    }
}

static void tie_link(struct tie *tie) {
    tie->next_out = tie->from->out;
    tie->link_out = &tie->from->out;
    if (tie->next_out != NULL) {
        tie->next_out->link_out = &tie->next_out;
    }
    tie->from->out = tie;
    if (tie->to == NULL) {
        return;
    }
    tie->next_in = tie->to->in;
    tie->link_in = &tie->to->in;
    if (tie->next_in != NULL) {
        tie->next_in->link_in = &tie->next_in;
    }
    tie->to->in = tie;
}

static void tie_unlink(struct tie *tie) {
    *tie->link_out = tie->next_out;
    if (tie->next_out != NULL) {
        tie->next_out->link_out = tie->link_out;
    }
    if (tie->to == NULL) {
        return;
    }
    *tie->link_in = tie->next_in;
    if (tie->next_in != NULL) {
        tie->next_in->link_in = tie->link_in;
    }
}

bool tie_add(struct trib_graph *graph, enum tie_kind kind, const char *row_id, enum tie_part part,
             const char *from_id, const char *to_id) {
    assert(part != PART_NONE && trib_id_map_find(&graph->ties[kind], row_id) == NULL);
    struct tie *tie = calloc(1, sizeof *tie);
    if (tie == NULL) {
        return false;
    }
    tie->kind = kind;
    tie->part = part;
    tie->from = vertex_get(graph, from_id);
    tie->to = to_id == NULL ? NULL : vertex_get(graph, to_id);
    if (tie->from == NULL || (tie->to == NULL && to_id != NULL) ||
        !trib_id_map_add(&graph->ties[kind], &tie->node, row_id)) {
        free(tie);
        return false;
    }
    tie_link(tie);
    tie_forget(tie);
    return true;
}

void tie_remove(struct trib_graph *graph, enum tie_kind kind, const char *row_id) {
    struct tie *tie = (struct tie *)trib_id_map_find(&graph->ties[kind], row_id);
    if (tie == NULL) {
        return;
    }
    tie_forget(tie);
    tie_unlink(tie);
    trib_id_map_remove(&graph->ties[kind], &tie->node);
    free(tie);
}

/* Goes down from the root, nearest first, so that each organization gets its shortest way. */
static void measure_below(struct vertex *root) {
    struct vertex *last = root;
    root->next_in_queue = NULL;
    for (struct vertex *parent = root; parent != NULL; parent = parent->next_in_queue) {
        if (parent->depth == TRIB_AFFILIATION_DEPTH_MAX) {
            continue;
        }
        for (struct tie *tie = parent->in; tie != NULL; tie = tie->next_in) {
            struct vertex *child = tie->from;
            if (tie->kind != TIE_AFFILIATION || child == root || child->depth != 0) {
                continue;
            }
            child->depth = parent->depth + 1;
            child->reach = parent == root ? REACH_DIRECT : REACH_NESTED;
            child->next_in_queue = NULL;
            last->next_in_queue = child;
            last = child;
        }
    }
}

void graph_measure(struct trib_graph *graph) {
    const struct trib_id_map *map = &graph->vertices;
    struct trib_id_node *node = NULL;
    while ((node = trib_id_map_next(map, node)) != NULL) {
        struct vertex *vertex = (struct vertex *)node;
        vertex->reach_before = vertex->reach;
        vertex->reach = REACH_NONE;
        vertex->depth = 0;
    }
    struct vertex *root = vertex_find(graph, graph->root_id);
    if (root != NULL) {
        measure_below(root);
    }
    while ((node = trib_id_map_next(map, node)) != NULL) {
        struct vertex *vertex = (struct vertex *)node;
        if (vertex->reach != vertex->reach_before) {
            vertex_forget(vertex);
        }
    }
}

static void map_free(struct trib_id_map *map) {
    struct trib_id_node *node = trib_id_map_next(map, NULL);
    while (node != NULL) {
        struct trib_id_node *next = trib_id_map_next(map, node);
        free(node); /* it stands first in its vertex or tie */
        node = next;
    }
    trib_id_map_finish(map);
}

void graph_clear(struct trib_graph *graph) {
    struct trib_id_node *node = NULL;
    while ((node = trib_id_map_next(&graph->vertices, node)) != NULL) {
        trib_scope_drop(((struct vertex *)node)->scope);
    }
    graph->visitor->is_stale = true;
    graph->root_id[0] = '\0';
    map_free(&graph->vertices);
    for (size_t kind = 0; kind < TIE_KIND_COUNT; kind++) {
        map_free(&graph->ties[kind]);
    }
}
