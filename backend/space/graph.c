/*
 * The rule of sight. Everybody sees the public space. Besides,
 *   the coalition's is seen by whoever belongs, in whatever role, to an organization that is linked
 * to the root itself as member, observer or tentative; by the delegates (lead or alternate) of the
 *     organizations below those, over links of the same three statuses, down to
 *     TRIB_AFFILIATION_DEPTH_MAX links under the root; and by the secretariat;
 *   an organization's by whoever belongs to it, in whatever role;
 *   a group's by its members who are people, and by the delegates of its members that are
 * organizations; a person's by that person. Belonging to the root organization gives its own space
 * and not the coalition's: it is a body like others. An administrator runs the server and sees
 * nothing for it. Source: the domain's rules of visibility, 2.2.1; tests/unit/space compares this
 * file with the same rule in SQL.
 */
#include "tributary/space/graph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "tributary/base/log.h"

/* Vertices whose spaces a viewer sees, while they are gathered: with repetitions, in any order. */
struct gathering {
    const struct vertex **vertices;
    size_t count, capacity;
    bool failed;
};

static void gathering_finish(struct gathering *gathering) {
    free(gathering->vertices);
}

static bool is_delegate(enum tie_part part) {
    return part >= PART_ALTERNATE && part <= PART_LEAD_DELEGATE;
}

static void gather(struct gathering *gathering, const struct vertex *vertex) {
    if (vertex == NULL || !vertex->has_space || gathering->failed) {
        return;
    }
    if (gathering->count == gathering->capacity) {
        size_t capacity = gathering->capacity == 0 ? 16 : gathering->capacity * 2;
        const struct vertex **vertices =
            realloc(gathering->vertices, capacity * sizeof *gathering->vertices);
        if (vertices == NULL) {
            gathering->failed = true;
            return;
        }
        gathering->vertices = vertices;
        gathering->capacity = capacity;
    }
    gathering->vertices[gathering->count++] = vertex;
}

/* What belonging to an organization opens. */
static void gather_belonging(const struct trib_graph *graph, const struct tie *belonging,
                             struct gathering *gathering) {
    const struct vertex *organization = belonging->to;
    bool delegate = is_delegate(belonging->part);
    gather(gathering, organization);
    if (organization->reach == REACH_DIRECT || (delegate && organization->reach == REACH_NESTED)) {
        gather(gathering, vertex_find(graph, TRIB_SPACE_COALITION_ID));
    }
    for (const struct tie *tie = organization->out; delegate && tie != NULL; tie = tie->next_out) {
        if (tie->kind == TIE_GROUP_MEMBER) {
            gather(gathering, tie->to);
        }
    }
}

static void gather_sight(const struct trib_graph *graph, const struct vertex *viewer,
                         struct gathering *gathering) {
    gather(gathering, vertex_find(graph, TRIB_SPACE_PUBLIC_ID));
    gather(gathering, viewer);
    for (const struct tie *tie = viewer->out; tie != NULL; tie = tie->next_out) {
        if (tie->kind == TIE_BELONGING) {
            gather_belonging(graph, tie, gathering);
        } else if (tie->kind == TIE_GROUP_MEMBER) {
            gather(gathering, tie->to);
        } else if (tie->part == PART_SECRETARIAT) {
            gather(gathering, vertex_find(graph, TRIB_SPACE_COALITION_ID));
        }
    }
}

static int compare_ids(const void *a, const void *b) {
    const struct vertex *const *left = a;
    const struct vertex *const *right = b;
    return strcmp((*left)->node.id, (*right)->node.id);
}

/* What somebody sees by what they are stands before the groups they were admitted to: whoever
   facilitates chooses the ids of groups and admits whom they know. */
static int compare_places(const void *a, const void *b) {
    static const int PLACES[] = {[TRIB_SPACE_PUBLIC] = 0,
                                 [TRIB_SPACE_COALITION] = 1,
                                 [TRIB_SPACE_PERSON] = 2,
                                 [TRIB_SPACE_ORGANIZATION] = 3,
                                 [TRIB_SPACE_GROUP] = 4};
    const struct vertex *const *left = a;
    const struct vertex *const *right = b;
    int order = PLACES[(*left)->space_kind] - PLACES[(*right)->space_kind];
    return order != 0 ? order : compare_ids(a, b);
}

static void sort(struct gathering *gathering, size_t count,
                 int (*compare)(const void *, const void *)) {
    if (count > 0) {
        qsort(gathering->vertices, count, sizeof *gathering->vertices, compare);
    }
}

/* Drops repetitions, cuts off at the bound, and leaves what is kept in the order of ids. */
static size_t gathering_settle(struct gathering *gathering) {
    size_t kept = 0;
    sort(gathering, gathering->count, compare_places);
    for (size_t index = 0; index < gathering->count && kept < TRIB_SPACES_PER_PERSON_MAX; index++) {
        if (kept == 0 || gathering->vertices[kept - 1] != gathering->vertices[index]) {
            gathering->vertices[kept++] = gathering->vertices[index];
        }
    }
    sort(gathering, kept, compare_ids);
    return kept;
}

static struct trib_scope *scope_make(const struct trib_graph *graph, const struct vertex *viewer) {
    __attribute__((cleanup(gathering_finish))) struct gathering gathering = {0};
    gather_sight(graph, viewer, &gathering);
    if (gathering.failed) {
        return NULL;
    }
    size_t count = gathering_settle(&gathering);
    struct trib_scope *scope = calloc(1, sizeof *scope + count * sizeof scope->spaces[0]);
    if (scope == NULL) {
        return NULL;
    }
    scope->share_count = 1;
    scope->space_count = count;
    for (size_t space_index = 0; space_index < count; space_index++) {
        const struct vertex *vertex = gathering.vertices[space_index];
        struct trib_space *space = &scope->spaces[space_index];
        memcpy(space->space_id, vertex->node.id, sizeof space->space_id);
        space->kind = vertex->space_kind;
        if (space->kind != TRIB_SPACE_PUBLIC && space->kind != TRIB_SPACE_COALITION) {
            memcpy(space->owner_id, vertex->node.id, sizeof space->owner_id);
        }
    }
    return scope;
}

/* A person who is known, else the visitor. */
static struct vertex *viewer_find(const struct trib_graph *graph, const char *person_id) {
    struct vertex *vertex = person_id == NULL ? NULL : vertex_find(graph, person_id);
    bool is_person = vertex != NULL && vertex->has_space && vertex->space_kind == TRIB_SPACE_PERSON;
    return is_person ? vertex : graph->visitor;
}

/* The viewer's scope as it is now, kept at the vertex; NULL when there is no memory for it. */
static struct trib_scope *viewer_scope(const struct trib_graph *graph, const char *person_id) {
    struct vertex *viewer = viewer_find(graph, person_id);
    if (graph->is_blind) {
        return NULL;
    }
    if (viewer->scope != NULL && !viewer->is_stale) {
        return viewer->scope;
    }
    struct trib_scope *scope = scope_make(graph, viewer);
    if (scope == NULL) {
        return NULL;
    }
    viewer->is_stale = false;
    if (viewer->scope != NULL && trib_scope_equal(viewer->scope, scope)) {
        trib_scope_drop(scope);
        return viewer->scope;
    }
    trib_scope_drop(viewer->scope);
    viewer->scope = scope;
    return scope;
}

struct trib_scope *trib_graph_scope(struct trib_graph *graph, const char *person_id) {
    struct trib_scope *scope = viewer_scope(graph, person_id);
    return scope == NULL ? NULL : trib_scope_share(scope);
}

bool trib_graph_last_seq(struct trib_graph *graph, const struct trib_store *store,
                         const char *person_id, uint64_t *out_seq, struct trib_error *error) {
    const struct trib_scope *scope = viewer_scope(graph, person_id);
    if (scope == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    *out_seq = trib_scope_last_seq(store, scope);
    return true;
}

bool trib_may_see(const struct trib_graph *graph, const char *person_id, const char *space_id) {
    const struct trib_scope *scope = viewer_scope(graph, person_id);
    return scope != NULL && trib_scope_has(scope, space_id);
}

/* ---- loading and following ---- */

/* A graph that knows half of a change might show what it must not: it shows nothing instead. */
static bool graph_reload(struct trib_graph *graph, struct trib_error *error) {
    graph_clear(graph);
    graph->is_blind = !rows_take_all(graph, error);
    if (!graph->is_blind) {
        graph_measure(graph);
    }
    return !graph->is_blind;
}

bool trib_graph_load(struct trib_store *store, struct trib_graph **out_graph,
                     struct trib_error *error) {
    struct trib_graph *graph = calloc(1, sizeof *graph);
    if (graph == NULL || (graph->visitor = calloc(1, sizeof *graph->visitor)) == NULL) {
        free(graph);
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    graph->store = store;
    if (!graph_reload(graph, error)) {
        trib_graph_destroy(graph);
        return false;
    }
    *out_graph = graph;
    return true;
}

void trib_graph_destroy(struct trib_graph *graph) {
    if (graph == NULL) {
        return;
    }
    graph_clear(graph);
    trib_scope_drop(graph->visitor->scope);
    free(graph->visitor);
    free(graph);
}

static bool graph_follow(struct trib_graph *graph, const struct trib_entry *entry,
                         struct trib_error *error) {
    bool links_changed = false;
    for (size_t change_index = 0; change_index < entry->change_count; change_index++) {
        const struct trib_change *change = &entry->changes[change_index];
        const char *table_name = change->table->name;
        if (!change->table->decides_sight) {
            continue;
        }
        if (!rows_take_one(graph, table_name, change->row_id, error)) {
            return false;
        }
        links_changed = links_changed || strcmp(table_name, "affiliation") == 0 ||
                        strcmp(table_name, "coalition") == 0;
    }
    if (links_changed) {
        graph_measure(graph);
    }
    return true;
}

bool trib_graph_apply(struct trib_graph *graph, const struct trib_entry *entry,
                      struct trib_error *error) {
    if (graph->is_blind) {
        return graph_reload(graph, error);
    }
    if (!graph_follow(graph, entry, error)) {
        trib_log(TRIB_LOG_ERROR, "space.blind", "entry %llu could not be taken in",
                 (unsigned long long)entry->seq);
        graph->is_blind = true;
        return false;
    }
    return true;
}
