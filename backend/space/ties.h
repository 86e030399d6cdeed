/*
 * The graph as it lies in memory: vertices (organizations, groups, people) and the ties between
 * them that count. A tie is one row of a table; a row that has ended has none. Private to this
 * room.
 *
 * A person's scope is worked out when it is asked for and kept at the person's vertex. Whoever
 * changes a tie says whose scope it may change (vertex_forget); what is kept is then worked out
 * anew, and keeps its address when nothing came of it, so that equal addresses mean equal sight.
 */
#ifndef TRIB_SPACE_TIES_H
#define TRIB_SPACE_TIES_H

#include "tributary/base/id_map.h"
#include "tributary/space/graph.h"

enum tie_kind {
    TIE_AFFILIATION,
    TIE_BELONGING,
    TIE_GROUP_MEMBER,
    TIE_COALITION_ROLE,
    TIE_KIND_COUNT
};

/* The part a tie gives, one list for all kinds; rows that give none have no tie. */
enum tie_part {
    PART_NONE,
    PART_LINK_TENTATIVE, /* an affiliation's status, */
    PART_LINK_OBSERVER,
    PART_LINK_MEMBER,
    PART_BASE_MEMBER, /* a belonging's role: those above are delegates, */
    PART_ALTERNATE,
    PART_SAMPLE_LEAD, /* reads as a lead does, and is nobody whom a first one would displace */
    PART_LEAD_DELEGATE,
    PART_GROUP_MEMBER, /* a group member's role, */
    PART_GROUP_NOTE_TAKER,
    PART_GROUP_FACILITATOR,
    PART_SECRETARIAT, /* a coalition role */
    PART_ADMINISTRATOR
};

struct vertex;

struct tie {
    struct trib_id_node node; /* under its row's id */
    enum tie_kind kind;
    enum tie_part part;
    struct vertex *from; /* the person, the child organization, the member of a group */
    struct vertex *to;   /* the organization, the parent, the group; of a coalition role: none */
    struct tie *next_out, **link_out;
    struct tie *next_in, **link_in;
};

/* How far from the root an organization is, over links that count. */
enum reach { REACH_NONE, REACH_NESTED, REACH_DIRECT };

struct vertex {
    struct trib_id_node node;
    bool has_space; /* there is a space of this id, of the kind below */
    enum trib_space_kind space_kind;
    struct tie *out, *in;
    enum reach reach, reach_before;
    uint32_t depth; /* links down from the root; 0: not below it */
    struct vertex *next_in_queue;
    struct trib_scope *scope; /* kept; NULL when never asked for */
    bool is_stale;            /* scope must be worked out again */
};

struct trib_graph {
    struct trib_store *store;
    struct trib_id_map vertices;
    /* one map a table: clients make the ids, and two tables may be given the same */
    struct trib_id_map ties[TIE_KIND_COUNT];
    struct vertex *visitor; /* in no map, without ties and space */
    char root_id[TRIB_ID_BYTES];
    bool is_blind; /* a committed change could not be taken in: nobody sees anything until it is */
};

struct vertex *vertex_find(const struct trib_graph *graph, const char *id); /* NULL: none */
struct vertex *vertex_get(struct trib_graph *graph, const char *id); /* makes it; NULL: no memory */

/** Marks the scopes stale that rest on this vertex: its own, its people's, its member bodies'. */
void vertex_forget(struct vertex *vertex);

/** To be called when a space came, went or became another kind: forgets the scopes it bears on. */
void vertex_space_changed(struct trib_graph *graph, struct vertex *vertex);

/** Makes the tie of a row; the row must have none. to_id NULL: to nobody. False: no memory. */
bool tie_add(struct trib_graph *graph, enum tie_kind kind, const char *row_id, enum tie_part part,
             const char *from_id, const char *to_id);
/** Takes the tie of a row away, if it has one. */
void tie_remove(struct trib_graph *graph, enum tie_kind kind, const char *row_id);

/** Measures every organization's distance from the root anew, and forgets scopes where it changed.
 */
void graph_measure(struct trib_graph *graph);

/** Forgets all rows; the graph is then as if the database were empty. */
void graph_clear(struct trib_graph *graph);

#endif
