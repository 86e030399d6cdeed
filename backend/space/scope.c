/*
 * A scope: the spaces of one viewer, sorted once so that looking one up and comparing two are
 * cheap.
 */
#include "tributary/space/graph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct trib_scope *trib_scope_share(struct trib_scope *scope) {
    assert(scope->share_count > 0 && scope->share_count < UINT32_MAX);
    scope->share_count++;
    return scope;
}

void trib_scope_drop(struct trib_scope *scope) {
    if (scope == NULL) {
        return;
    }
    assert(scope->share_count > 0);
    if (--scope->share_count == 0) {
        free(scope);
    }
}

bool trib_scope_has(const struct trib_scope *scope, const char *space_id) {
    size_t first = 0;
    size_t end = scope->space_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        int order = strcmp(space_id, scope->spaces[middle].space_id);
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            end = middle;
        } else {
            first = middle + 1;
        }
    }
    return false;
}

bool trib_scope_equal(const struct trib_scope *a, const struct trib_scope *b) {
    if (a == b) {
        return true;
    }
    if (a->space_count != b->space_count) {
        return false;
    }
    for (size_t space_index = 0; space_index < a->space_count; space_index++) {
        if (strcmp(a->spaces[space_index].space_id, b->spaces[space_index].space_id) != 0 ||
            a->spaces[space_index].kind != b->spaces[space_index].kind) {
            return false;
        }
    }
    return true; /* a space never changes its owner: for those that have one it is the space's id */
}

const char *trib_space_kind_name(enum trib_space_kind kind) {
    static const char *const NAMES[] = {[TRIB_SPACE_PUBLIC] = "public",
                                        [TRIB_SPACE_COALITION] = "coalition",
                                        [TRIB_SPACE_ORGANIZATION] = "organization",
                                        [TRIB_SPACE_GROUP] = "group",
                                        [TRIB_SPACE_PERSON] = "person"};
    return NAMES[kind];
}

uint64_t trib_scope_last_seq(const struct trib_store *store, const struct trib_scope *scope) {
    uint64_t last_seq = 0;
    for (size_t index = 0; index < scope->space_count; index++) {
        uint64_t seq = trib_store_space_last_seq(store, scope->spaces[index].space_id);
        last_seq = seq > last_seq ? seq : last_seq;
    }
    return last_seq;
}

bool trib_space_is_shared(const char *space_id) {
    return strcmp(space_id, TRIB_SPACE_PUBLIC_ID) == 0 ||
           strcmp(space_id, TRIB_SPACE_COALITION_ID) == 0;
}
