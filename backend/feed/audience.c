/*
 * Keeping the lists: who subscribes and leaves, and which cohort sits in which channel. Leaving
 * during a publication is put off until its end, because the outlet may find a connection dead
 * while it is being handed a frame.
 */
#include "audience.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char VISITORS[] = "";

static void connection_key(uint64_t connection_id, char out_key[static TRIB_ID_BYTES]) {
    snprintf(out_key, TRIB_ID_BYTES, "%016" PRIx64, connection_id);
}

struct subscriber *audience_find(const struct audience *audience, uint64_t connection_id) {
    char key[TRIB_ID_BYTES];
    connection_key(connection_id, key);
    return (struct subscriber *)trib_id_map_find(&audience->subscribers, key);
}

struct channel *audience_channel(const struct audience *audience, const char *space_id) {
    return (struct channel *)trib_id_map_find(&audience->channels, space_id);
}

/* ---- seats ---- */

static struct channel *channel_get(struct audience *audience, const char *space_id) {
    struct channel *channel = audience_channel(audience, space_id);
    if (channel != NULL) {
        return channel;
    }
    channel = calloc(1, sizeof *channel);
    if (channel == NULL || !trib_id_map_add(&audience->channels, &channel->node, space_id)) {
        free(channel);
        return NULL;
    }
    channel->element = CHANNEL_UNTOUCHED;
    return channel;
}

static void channel_drop_if_empty(struct audience *audience, struct channel *channel) {
    if (channel->seat_count > 0) {
        return;
    }
    trib_id_map_remove(&audience->channels, &channel->node);
    free(channel->seats);
    free(channel);
}

static bool seat_take(struct audience *audience, struct seat *seat, const char *space_id) {
    struct channel *channel = channel_get(audience, space_id);
    if (channel == NULL) {
        return false;
    }
    if (channel->seat_count == channel->seat_capacity) {
        size_t capacity = channel->seat_capacity == 0 ? 4 : channel->seat_capacity * 2;
        struct seat **seats = realloc(channel->seats, capacity * sizeof(struct seat *));
        if (seats == NULL) {
            channel_drop_if_empty(audience, channel);
            return false;
        }
        channel->seats = seats;
        channel->seat_capacity = capacity;
    }
    seat->channel = channel;
    seat->index = channel->seat_count++;
    channel->seats[seat->index] = seat;
    return true;
}

static void seat_give(struct audience *audience, struct seat *seat) {
    struct channel *channel = seat->channel;
    struct seat *last = channel->seats[--channel->seat_count];
    channel->seats[seat->index] = last;
    last->index = seat->index;
    channel_drop_if_empty(audience, channel);
}

static void seats_give(struct audience *audience, struct seat *seats, size_t count) {
    for (size_t seat_index = 0; seat_index < count; seat_index++) {
        seat_give(audience, &seats[seat_index]);
    }
    free(seats);
}

static struct seat *seats_take(struct audience *audience, struct cohort *cohort,
                               const struct trib_scope *scope) {
    struct seat *seats = calloc(scope->space_count + 1, sizeof *seats); /* never of no bytes */
    for (size_t index = 0; seats != NULL && index < scope->space_count; index++) {
        seats[index].cohort = cohort;
        if (!seat_take(audience, &seats[index], scope->spaces[index].space_id)) {
            seats_give(audience, seats, index);
            return NULL;
        }
    }
    return seats;
}

bool cohort_reseat(struct audience *audience, struct cohort *cohort) {
    struct trib_scope *scope = cohort->scope_next;
    cohort->scope_next = NULL;
    if (cohort->seats != NULL) {
        seats_give(audience, cohort->seats, cohort->scope->space_count);
    }
    trib_scope_drop(cohort->scope);
    cohort->scope = scope;
    cohort->seats = seats_take(audience, cohort, scope);
    return cohort->seats != NULL;
}

/* ---- cohorts and subscribers ---- */

static void cohort_destroy(struct audience *audience, struct cohort *cohort) {
    if (cohort->seats != NULL) {
        seats_give(audience, cohort->seats, cohort->scope->space_count);
    }
    trib_scope_drop(cohort->scope);
    trib_scope_drop(cohort->scope_next);
    trib_id_map_remove(&audience->cohorts, &cohort->node);
    free(cohort);
}

static struct cohort *cohort_get(struct audience *audience, const char *person_id,
                                 struct trib_scope *scope) {
    const char *key = person_id == NULL ? VISITORS : person_id;
    struct cohort *cohort = (struct cohort *)trib_id_map_find(&audience->cohorts, key);
    if (cohort != NULL) {
        assert(cohort->scope == scope); /* a change of sight reaches the feed before a hello does */
        return cohort;
    }
    cohort = calloc(1, sizeof *cohort);
    if (cohort == NULL || !trib_id_map_add(&audience->cohorts, &cohort->node, key)) {
        free(cohort);
        return NULL;
    }
    cohort->scope_next = trib_scope_share(scope);
    if (!cohort_reseat(audience, cohort)) {
        cohort_destroy(audience, cohort);
        return NULL;
    }
    return cohort;
}

bool audience_join(struct audience *audience, uint64_t connection_id, const char *person_id,
                   struct trib_scope *scope, struct trib_error *error) {
    assert(!audience->is_publishing);
    char key[TRIB_ID_BYTES];
    connection_key(connection_id, key);
    struct cohort *cohort = cohort_get(audience, person_id, scope);
    struct subscriber *subscriber = cohort == NULL ? NULL : calloc(1, sizeof *subscriber);
    if (subscriber == NULL || !trib_id_map_add(&audience->subscribers, &subscriber->node, key)) {
        free(subscriber);
        if (cohort != NULL && cohort->subscribers == NULL) {
            cohort_destroy(audience, cohort);
        }
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    subscriber->connection_id = connection_id;
    subscriber->cohort = cohort;
    subscriber->next = cohort->subscribers;
    subscriber->link = &cohort->subscribers;
    if (subscriber->next != NULL) {
        subscriber->next->link = &subscriber->next;
    }
    cohort->subscribers = subscriber;
    return true;
}

static void subscriber_destroy(struct audience *audience, struct subscriber *subscriber) {
    struct cohort *cohort = subscriber->cohort;
    *subscriber->link = subscriber->next;
    if (subscriber->next != NULL) {
        subscriber->next->link = subscriber->link;
    }
    free(subscriber);
    if (cohort->subscribers == NULL) {
        cohort_destroy(audience, cohort);
    }
}

void audience_leave(struct audience *audience, uint64_t connection_id) {
    struct subscriber *subscriber = audience_find(audience, connection_id);
    if (subscriber == NULL) {
        return;
    }
    trib_id_map_remove(&audience->subscribers, &subscriber->node);
    if (!audience->is_publishing) {
        subscriber_destroy(audience, subscriber);
        return;
    }
    subscriber->is_gone = true;
    subscriber->next_gone = audience->gone;
    audience->gone = subscriber;
}

void audience_sweep(struct audience *audience) {
    while (audience->gone != NULL) {
        struct subscriber *subscriber = audience->gone;
        audience->gone = subscriber->next_gone;
        subscriber_destroy(audience, subscriber);
    }
}

void audience_finish(struct audience *audience) {
    struct trib_id_node *node = NULL;
    while ((node = trib_id_map_next(&audience->subscribers, NULL)) != NULL) {
        audience_leave(audience, ((struct subscriber *)node)->connection_id);
    }
    trib_id_map_finish(&audience->subscribers);
    trib_id_map_finish(&audience->cohorts);
    trib_id_map_finish(&audience->channels);
}

/* ---- sets ---- */

struct sight_set *sight_set_with(struct sight_set *set, size_t element, struct sight_set **made) {
    /* The newest child stands first, and elements come one after the other: it is nearly always it.
     */
    for (struct sight_set *child = set->first_child; child != NULL; child = child->next_sibling) {
        if (child->element == element) {
            return child;
        }
    }
    struct sight_set *child = calloc(1, sizeof *child);
    if (child == NULL) {
        return NULL;
    }
    child->parent = set;
    child->element = element;
    child->next_sibling = set->first_child;
    set->first_child = child;
    child->next_made = *made;
    *made = child;
    return child;
}
