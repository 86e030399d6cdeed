/*
 * Who listens, and to which spaces. Connections of one person form a cohort: they see the same.
 * Each space somebody listens to has a channel that lists its cohorts, so that a change costs as
 * much as it has readers and nothing for anybody else. Private to this room.
 *
 * Which cohorts get the same frames is found by refinement: a tick's cohorts all start in one set,
 * and each element (a space the tick touched) that a cohort has sight of moves it on to the set
 * with that element besides. Cohorts that end in one set saw the same, and frames are made once a
 * set.
 */
#ifndef TRIB_FEED_AUDIENCE_H
#define TRIB_FEED_AUDIENCE_H

#include "tributary/base/buffer.h"
#include "tributary/base/frame.h"
#include "tributary/base/id_map.h"
#include "tributary/space/graph.h"

struct cohort;

struct subscriber {
    struct trib_id_node node; /* under the connection's number as text */
    uint64_t connection_id;
    struct cohort *cohort;
    struct subscriber *next, **link;
    bool is_gone; /* left while a batch was being published; freed after it */
    struct subscriber *next_gone;
};

/* A cohort's place in a channel. */
struct seat {
    struct cohort *cohort;
    struct channel *channel;
    size_t index; /* in the channel's seats */
};

#define CHANNEL_UNTOUCHED SIZE_MAX

struct channel {
    struct trib_id_node node; /* under the space's id */
    struct seat **seats;
    size_t seat_count, seat_capacity;
    size_t element; /* the channel's number in the tick that is being published */
};

/* Elements in common; grows like a tree from the empty set. */
struct sight_set {
    struct sight_set *parent;
    size_t element; /* what it has besides its parent's */
    struct sight_set *first_child, *next_sibling;
    struct sight_set *next_made; /* all sets of the tick */
    bool is_written;             /* the two below are filled in */
    bool is_resume;              /* too much for frames */
    struct trib_frame **frames;
    size_t frame_count;
    struct trib_buffer last_rows; /* of the last entry, where that is told with a notice */
    size_t last_row_count;
};

struct cohort {
    struct trib_id_node node; /* under the person's id; "" for visitors */
    struct trib_scope *scope;
    struct seat *seats; /* one for each space of the scope */
    struct subscriber *subscribers;
    /* in the tick that is being published: */
    struct sight_set *set; /* NULL: nothing in it for this cohort so far */
    struct cohort *next_in_tick;
    struct trib_scope *scope_next; /* when sight changed: what is seen from now on */
    bool is_in_tick;
    bool is_resume; /* no memory to tell it what it should be told */
};

struct audience {
    struct trib_id_map subscribers, cohorts, channels;
    struct subscriber *gone;
    bool is_publishing; /* whoever leaves is only marked */
};

void audience_finish(struct audience *audience);

/** Subscribes a connection that is not subscribed yet. person_id NULL: a visitor. Takes a share of
   the scope. */
bool audience_join(struct audience *audience, uint64_t connection_id, const char *person_id,
                   struct trib_scope *scope, struct trib_error *error);
void audience_leave(struct audience *audience, uint64_t connection_id);
struct subscriber *audience_find(const struct audience *audience, uint64_t connection_id);
/** Frees who left meanwhile. */
void audience_sweep(struct audience *audience);

struct channel *audience_channel(const struct audience *audience, const char *space_id);
/** Seats a cohort anew by cohort->scope_next. False: no memory; it then has no seat at all. */
bool cohort_reseat(struct audience *audience, struct cohort *cohort);

/** The set with one element more, made when there is none yet; NULL when there is no memory. *made
   is the list of all sets. */
struct sight_set *sight_set_with(struct sight_set *set, size_t element, struct sight_set **made);

#endif
