/*
 * Breadth-first search over links sorted by child, so that the links of one id lie together and are
 * found by halving. A link is looked at once; the mark of an id is on the first of its links, and
 * an id without links needs none.
 */
#include "tributary/domain/graph.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct step {
    const char *child, *parent;
    size_t came_by; /* the step whose parent is this step's child; NO_STEP at the start */
    bool seen;      /* on the first step of a child: its steps were queued */
};

#define NO_STEP SIZE_MAX

static int compare_steps(const void *left, const void *right) {
    return strcmp(((const struct step *)left)->child, ((const struct step *)right)->child);
}

/* The first step from an id, or count when it has none. */
static size_t first_step(const struct step *steps, size_t count, const char *child) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(steps[middle].child, child) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && strcmp(steps[low].child, child) == 0 ? low : count;
}

/* Walks until a step arrives; queue has room for every step once. Returns that step or NO_STEP. */
static size_t search(struct step *steps, size_t count, size_t *queue, const char *from,
                     const char *to) {
    size_t queued = 0;
    size_t taken = 0;
    size_t came_by = NO_STEP;
    for (const char *here = from;; here = steps[came_by].parent) {
        size_t first = first_step(steps, count, here);
        if (first < count && !steps[first].seen) {
            steps[first].seen = true;
            for (size_t i = first; i < count && strcmp(steps[i].child, here) == 0; i++) {
                steps[i].came_by = came_by;
                queue[queued++] = i;
            }
        }
        if (taken == queued) {
            return NO_STEP;
        }
        came_by = queue[taken++];
        if (strcmp(steps[came_by].parent, to) == 0) {
            return came_by;
        }
    }
}

/* Follows the steps back from the last and writes the ids in the order they were walked. */
static size_t write_path(const struct step *steps, size_t last, const char *from,
                         const char **out_path, size_t max) {
    size_t length = 1;
    for (size_t i = last; i != NO_STEP; i = steps[i].came_by) {
        length++;
    }
    size_t place = length;
    for (size_t i = last; i != NO_STEP; i = steps[i].came_by) {
        if (--place < max) {
            out_path[place] = steps[i].parent;
        }
    }
    if (max > 0) {
        out_path[0] = from;
    }
    return length < max ? length : max;
}

size_t trib_path_find(const struct trib_link *links, size_t link_count, const char *from,
                      const char *to, const char **out_path, size_t max) {
    if (strcmp(from, to) == 0) {
        return write_path(NULL, NO_STEP, from, out_path, max);
    }
    if (link_count == 0) {
        return 0;
    }
    struct step *steps = calloc(link_count, sizeof *steps);
    size_t *queue = calloc(link_count, sizeof *queue);
    size_t length = TRIB_PATH_NO_MEMORY;
    if (steps != NULL && queue != NULL) {
        for (size_t i = 0; i < link_count; i++) {
            steps[i] = (struct step){.child = links[i].child, .parent = links[i].parent};
        }
        qsort(steps, link_count, sizeof *steps, compare_steps);
        size_t last = search(steps, link_count, queue, from, to);
        length = last == NO_STEP ? 0 : write_path(steps, last, from, out_path, max);
    }
    free(queue);
    free(steps);
    return length;
}
