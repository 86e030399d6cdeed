/*
 * What somebody is in a body: the questions that permission asks. Sight is decided in graph.c.
 */
#include <string.h>

#include "ties.h"

static const struct tie *ties_out(const struct trib_graph *graph, const char *id) {
    const struct vertex *vertex = id == NULL ? NULL : vertex_find(graph, id);
    return vertex == NULL ? NULL : vertex->out;
}

/* The greatest part the ties of one kind from one to another give. to_id NULL: to anybody or
 * nobody. */
static enum tie_part part_between(const struct trib_graph *graph, const char *from_id,
                                  enum tie_kind kind, const char *to_id) {
    enum tie_part part = PART_NONE;
    for (const struct tie *tie = ties_out(graph, from_id); tie != NULL; tie = tie->next_out) {
        if (tie->kind == kind && tie->part > part &&
            (to_id == NULL || strcmp(tie->to->node.id, to_id) == 0)) {
            part = tie->part;
        }
    }
    return part;
}

static enum trib_belonging_role belonging_role_of(enum tie_part part) {
    if (part == PART_SAMPLE_LEAD || part == PART_LEAD_DELEGATE) {
        return TRIB_BELONGING_LEAD_DELEGATE;
    }
    if (part == PART_ALTERNATE) {
        return TRIB_BELONGING_ALTERNATE;
    }
    return part == PART_BASE_MEMBER ? TRIB_BELONGING_BASE_MEMBER : TRIB_BELONGING_NONE;
}

enum trib_belonging_role trib_graph_belonging(const struct trib_graph *graph, const char *person_id,
                                              const char *organization_id) {
    if (organization_id == NULL) {
        return TRIB_BELONGING_NONE;
    }
    return belonging_role_of(part_between(graph, person_id, TIE_BELONGING, organization_id));
}

bool trib_graph_has_belonging(const struct trib_graph *graph, const char *person_id) {
    return part_between(graph, person_id, TIE_BELONGING, NULL) != PART_NONE;
}

static bool has_coalition_role(const struct trib_graph *graph, const char *person_id,
                               enum tie_part part) {
    for (const struct tie *tie = ties_out(graph, person_id); tie != NULL; tie = tie->next_out) {
        if (tie->kind == TIE_COALITION_ROLE && tie->part == part) {
            return true;
        }
    }
    return false;
}

bool trib_graph_is_secretariat(const struct trib_graph *graph, const char *person_id) {
    return has_coalition_role(graph, person_id, PART_SECRETARIAT);
}

bool trib_graph_is_administrator(const struct trib_graph *graph, const char *person_id) {
    return has_coalition_role(graph, person_id, PART_ADMINISTRATOR);
}

bool trib_graph_is_observer(const struct trib_graph *graph, const char *organization_id) {
    enum tie_part part = part_between(graph, organization_id, TIE_AFFILIATION, graph->root_id);
    return part == PART_LINK_OBSERVER || part == PART_LINK_TENTATIVE;
}

static enum trib_group_part group_part_of(enum tie_part part) {
    if (part == PART_GROUP_FACILITATOR) {
        return TRIB_GROUP_FACILITATOR;
    }
    if (part == PART_GROUP_NOTE_TAKER) {
        return TRIB_GROUP_NOTE_TAKER;
    }
    return part == PART_NONE ? TRIB_GROUP_NONE : TRIB_GROUP_MEMBER;
}

/* group_id NULL: in any group. */
static enum trib_group_part group_part(const struct trib_graph *graph, const char *person_id,
                                       const char *acting_for, const char *group_id) {
    enum tie_part own = part_between(graph, person_id, TIE_GROUP_MEMBER, group_id);
    enum tie_part held = PART_NONE; /* an organization's part is its delegates' to use */
    if (trib_graph_belonging(graph, person_id, acting_for) >= TRIB_BELONGING_ALTERNATE) {
        held = part_between(graph, acting_for, TIE_GROUP_MEMBER, group_id);
    }
    return group_part_of(own > held ? own : held);
}

enum trib_group_part trib_graph_group_part(const struct trib_graph *graph, const char *person_id,
                                           const char *acting_for, const char *group_id) {
    return group_id == NULL ? TRIB_GROUP_NONE : group_part(graph, person_id, acting_for, group_id);
}

enum trib_group_part trib_graph_greatest_group_part(const struct trib_graph *graph,
                                                    const char *person_id, const char *acting_for) {
    return group_part(graph, person_id, acting_for, NULL);
}

bool trib_graph_has_lead(const struct trib_graph *graph, const char *organization_id) {
    const struct vertex *organization = vertex_find(graph, organization_id);
    for (const struct tie *tie = organization == NULL ? NULL : organization->in; tie != NULL;
         tie = tie->next_in) {
        if (tie->kind == TIE_BELONGING && tie->part == PART_LEAD_DELEGATE) {
            return true;
        }
    }
    return false;
}
