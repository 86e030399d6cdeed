/*
 * Who sees what: memberships, affiliations and roles in memory, and the one function that decides.
 * It is derived only from committed rows. The live feed, resume, snapshot, error messages and
 * everything else that shows a row go through trib_may_see or a scope made from the same rule.
 * Source of the rule: the coalition's rules of visibility, as docs in backend/space/graph.c state
 * them.
 */
#ifndef TRIBUTARY_SPACE_GRAPH_H
#define TRIBUTARY_SPACE_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/store/store.h"
#include "tributary/store/tick.h"

enum trib_space_kind {
    TRIB_SPACE_PUBLIC,
    TRIB_SPACE_COALITION,
    TRIB_SPACE_ORGANIZATION,
    TRIB_SPACE_GROUP,
    TRIB_SPACE_PERSON
};

struct trib_space {
    char space_id[TRIB_ID_BYTES];
    enum trib_space_kind kind;
    char owner_id[TRIB_ID_BYTES]; /* "" for public and coalition */
};

/* The spaces one viewer may see, in the order of their ids. Counted like a frame; never changed. */
struct trib_scope {
    uint32_t share_count;
    size_t space_count;
    struct trib_space spaces[];
};

struct trib_scope *trib_scope_share(struct trib_scope *scope);
void trib_scope_drop(struct trib_scope *scope); /* safe on NULL */
bool trib_scope_has(const struct trib_scope *scope, const char *space_id);
bool trib_scope_equal(const struct trib_scope *a, const struct trib_scope *b);
/** The last entry that touched any of them; 0: none did. It says nothing of what happens elsewhere.
 */
uint64_t trib_scope_last_seq(const struct trib_store *store, const struct trib_scope *scope);

struct trib_graph;

bool trib_graph_load(struct trib_store *store, struct trib_graph **out_graph,
                     struct trib_error *error);
void trib_graph_destroy(struct trib_graph *graph); /* safe on NULL */

/** Takes a committed entry in: re-reads the rows it changed in tables that decide sight. */
bool trib_graph_apply(struct trib_graph *graph, const struct trib_entry *entry,
                      struct trib_error *error);

/** The scope of a person, or of a visitor when person_id is NULL: the caller's share. NULL when
   there is no memory. A person who does not exist has the visitor's. */
struct trib_scope *trib_graph_scope(struct trib_graph *graph, const char *person_id);

/** Whether a space is the coalition's or public: what stands there all of the coalition read. */
bool trib_space_is_shared(const char *space_id);

/** The last entry that touched what a person sees. */
bool trib_graph_last_seq(struct trib_graph *graph, const struct trib_store *store,
                         const char *person_id, uint64_t *out_seq, struct trib_error *error);

/** The one function. person_id NULL: a visitor. An unknown space is seen by nobody. */
bool trib_may_see(const struct trib_graph *graph, const char *person_id, const char *space_id);

const char *trib_space_kind_name(enum trib_space_kind kind); /* "organization" */

enum trib_belonging_role {
    TRIB_BELONGING_NONE,
    TRIB_BELONGING_BASE_MEMBER,
    TRIB_BELONGING_ALTERNATE,
    TRIB_BELONGING_LEAD_DELEGATE
};

/** A person's open belonging to an organization. */
enum trib_belonging_role trib_graph_belonging(const struct trib_graph *graph, const char *person_id,
                                              const char *organization_id);
bool trib_graph_has_belonging(const struct trib_graph *graph, const char *person_id); /* to any */
bool trib_graph_is_secretariat(const struct trib_graph *graph, const char *person_id);
bool trib_graph_is_administrator(const struct trib_graph *graph, const char *person_id);

/** Whether the organization is an observer or tentative directly under the root, and by no other
   direct link a member. */
bool trib_graph_is_observer(const struct trib_graph *graph, const char *organization_id);

enum trib_group_part {
    TRIB_GROUP_NONE,
    TRIB_GROUP_MEMBER,
    TRIB_GROUP_NOTE_TAKER,
    TRIB_GROUP_FACILITATOR /* facilitator or chair */
};

/** What a person is in a group: by an own row, or as a delegate of an organization in it. With
    acting_for, only that organization counts besides the own row; NULL: only the own row counts. */
enum trib_group_part trib_graph_group_part(const struct trib_graph *graph, const char *person_id,
                                           const char *acting_for, const char *group_id);

/** The greatest part a person has in any group, by the same rule. */
enum trib_group_part trib_graph_greatest_group_part(const struct trib_graph *graph,
                                                    const char *person_id, const char *acting_for);

/** Whether an organization has a lead delegate who is no sample; while it has none, the coalition's
    staff may invite and name people for it. */
bool trib_graph_has_lead(const struct trib_graph *graph, const char *organization_id);

/** Bounds. Past them: what lies deeper is not seen; a person sees 1,000 spaces: what is shared,
   their own, their organizations' and then the groups', the first of these by id. */
#define TRIB_AFFILIATION_DEPTH_MAX 16u
#define TRIB_SPACES_PER_PERSON_MAX 1000u

#endif
