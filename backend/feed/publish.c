/*
 * Publishing a committed batch. Every entry is judged by the sight there was at its seq; only the
 * last of a batch may change sight, so there are two states, before and after it. What that last
 * entry is to a viewer whose sight it changed comes in one notice: the spaces gained and lost, what
 * it did in those they keep, and all that lies in those they gained. A row that comes from, or goes
 * to, a space that changed hands is told by the notice alone. It is one frame because a line may be
 * cut between two: whoever has the number of an entry has all of it.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "feed_state.h"
#include "tick_frames.h"
#include "tributary/base/log.h"

/* One sync.scope, for all that saw the same of the tick, and gain and lose the same. */
struct notice {
    struct notice *next;
    const struct sight_set *set;
    const struct trib_scope *from, *to; /* of the first cohort that got it */
    struct trib_frame *frame;           /* NULL: too much for a frame */
};

struct publication {
    struct trib_feed *feed;
    struct tick_view view;
    struct sight_set nothing; /* the set without elements */
    struct sight_set *made;
    struct cohort *cohorts; /* that get something in this tick */
    struct notice *notices;
};

static void publication_finish(struct publication *publication) {
    sight_sets_free(publication->made);
    while (publication->notices != NULL) {
        struct notice *notice = publication->notices;
        publication->notices = notice->next;
        trib_frame_drop(notice->frame);
        free(notice);
    }
    tick_view_finish(&publication->view);
}

/* ---- who gets what ---- */

static void cohort_refine(struct publication *publication, struct cohort *cohort, size_t element) {
    if (!cohort->is_in_tick) {
        cohort->is_in_tick = true;
        cohort->is_resume = false;
        cohort->set = &publication->nothing;
        cohort->next_in_tick = publication->cohorts;
        publication->cohorts = cohort;
    }
    if (element == CHANNEL_UNTOUCHED || cohort->is_resume) {
        return;
    }
    struct sight_set *set = sight_set_with(cohort->set, element, &publication->made);
    if (set == NULL) {
        cohort->is_resume = true;
        return;
    }
    cohort->set = set;
}

static void refine_by_channels(struct publication *publication) {
    for (size_t element = 0; element < publication->view.channel_count; element++) {
        struct channel *channel = publication->view.channels[element];
        for (size_t seat_index = 0; seat_index < channel->seat_count; seat_index++) {
            cohort_refine(publication, channel->seats[seat_index]->cohort, element);
        }
    }
}

/* Compares what a cohort saw with what it sees now; takes in which touched spaces it lost. */
static void cohort_resight(struct publication *publication, struct cohort *cohort) {
    struct trib_feed *feed = publication->feed;
    const char *person_id = cohort->node.id[0] == '\0' ? NULL : cohort->node.id;
    struct trib_scope *scope = trib_graph_scope(feed->graph, person_id);
    if (scope == cohort->scope) {
        trib_scope_drop(scope);
        return;
    }
    cohort_refine(publication, cohort, CHANNEL_UNTOUCHED);
    cohort->scope_next = scope;
    if (scope == NULL) {
        cohort->is_resume = true;
        return;
    }
    for (size_t element = 0; element < publication->view.channel_count; element++) {
        const char *space_id = publication->view.channels[element]->node.id;
        if (trib_scope_has(cohort->scope, space_id) && !trib_scope_has(scope, space_id)) {
            cohort_refine(publication, cohort, publication->view.channel_count + element);
        }
    }
    cohort_refine(publication, cohort, 2 * publication->view.channel_count);
}

static bool refine_by_sight(struct publication *publication, const struct trib_entry *last,
                            struct trib_error *error) {
    struct trib_feed *feed = publication->feed;
    if (!trib_graph_apply(feed->graph, last, error)) {
        return false;
    }
    struct trib_id_node *node = NULL;
    while ((node = trib_id_map_next(&feed->audience.cohorts, node)) != NULL) {
        cohort_resight(publication, (struct cohort *)node);
    }
    return true;
}

/* ---- what changes hands ---- */

/* Whether a and b lack the same spaces of theirs: a \ a_other equals b \ b_other. */
static bool same_rest(const struct trib_scope *a, const struct trib_scope *a_other,
                      const struct trib_scope *b, const struct trib_scope *b_other) {
    size_t a_index = 0;
    size_t b_index = 0;
    for (;;) {
        while (a_index < a->space_count && trib_scope_has(a_other, a->spaces[a_index].space_id)) {
            a_index++;
        }
        while (b_index < b->space_count && trib_scope_has(b_other, b->spaces[b_index].space_id)) {
            b_index++;
        }
        if (a_index == a->space_count || b_index == b->space_count) {
            return a_index == a->space_count && b_index == b->space_count;
        }
        if (strcmp(a->spaces[a_index++].space_id, b->spaces[b_index++].space_id) != 0) {
            return false;
        }
    }
}

static void gained_write(const struct notice *notice, struct trib_json_writer *json) {
    trib_json_key(json, "gained");
    trib_json_array_open(json);
    for (size_t index = 0; index < notice->to->space_count; index++) {
        if (!trib_scope_has(notice->from, notice->to->spaces[index].space_id)) {
            feed_space_write(json, &notice->to->spaces[index]);
        }
    }
    trib_json_array_close(json);
    trib_json_key(json, "lost");
    trib_json_array_open(json);
    for (size_t index = 0; index < notice->from->space_count; index++) {
        if (!trib_scope_has(notice->to, notice->from->spaces[index].space_id)) {
            trib_json_text(json, notice->from->spaces[index].space_id);
        }
    }
    trib_json_array_close(json);
}

static void notice_rows_write(struct trib_feed *feed, const struct notice *notice,
                              struct trib_json_writer *json, struct row_budget *budget) {
    const struct trib_buffer *last_rows = &notice->set->last_rows;
    struct trib_error error = {0};
    trib_json_key(json, "rows");
    trib_json_array_open(json);
    if (last_rows->length > 0) { /* rows with commas between them */
        trib_json_raw(json, last_rows->bytes, last_rows->length);
        row_budget_take(budget, notice->set->last_row_count, json->buffer);
    }
    for (size_t index = 0; index < notice->to->space_count && !budget->is_spent; index++) {
        const char *space_id = notice->to->spaces[index].space_id;
        if (!trib_scope_has(notice->from, space_id) &&
            !feed_space_rows_write(feed, space_id, json, budget, &error)) {
            budget->is_spent = true; /* it cannot be read now: the next hello will say why */
        }
    }
    trib_json_array_close(json);
}

static struct trib_frame *notice_frame(struct trib_feed *feed, const struct notice *notice,
                                       uint64_t seq) {
    TRIB_AUTO(trib_buffer) text = {0};
    struct trib_json_writer json = trib_json_writer(&text);
    struct row_budget budget = {TRIB_FEED_ROWS_MAX, TRIB_FRAME_OUT_BYTES_MAX, false};
    trib_json_object_open(&json);
    trib_json_member_text(&json, "jsonrpc", "2.0");
    trib_json_member_text(&json, "method", "sync.scope");
    trib_json_key(&json, "params");
    trib_json_object_open(&json);
    trib_json_member_int64(&json, "seq", (int64_t)seq);
    gained_write(notice, &json);
    notice_rows_write(feed, notice, &json, &budget);
    trib_json_object_close(&json);
    trib_json_object_close(&json);
    row_budget_take(&budget, 0, &text);
    return budget.is_spent || text.failed ? NULL : trib_frame_create(text.bytes, text.length);
}

/* The notice for a cohort whose sight changed; NULL when there is no memory. */
static struct notice *notice_get(struct publication *publication, const struct cohort *cohort,
                                 uint64_t seq) {
    for (struct notice *notice = publication->notices; notice != NULL; notice = notice->next) {
        if (notice->set == cohort->set &&
            same_rest(notice->from, notice->to, cohort->scope, cohort->scope_next) &&
            same_rest(notice->to, notice->from, cohort->scope_next, cohort->scope)) {
            return notice;
        }
    }
    struct notice *notice = calloc(1, sizeof *notice);
    if (notice == NULL) {
        return NULL;
    }
    notice->set = cohort->set;
    notice->from = cohort->scope;
    notice->to = cohort->scope_next;
    notice->frame = notice_frame(publication->feed, notice, seq);
    notice->next = publication->notices;
    publication->notices = notice;
    return notice;
}

/* ---- handing out ---- */

static void cohort_deliver(struct trib_feed *feed, const struct cohort *cohort,
                           struct trib_frame *frame) {
    struct trib_feed_outlet outlet = feed->outlet;
    for (struct subscriber *subscriber = cohort->subscribers; subscriber != NULL;
         subscriber = subscriber->next) {
        if (!subscriber->is_gone) {
            outlet.deliver(outlet.context, subscriber->connection_id, frame);
        }
    }
}

static void cohort_resume(struct trib_feed *feed, const struct cohort *cohort) {
    for (struct subscriber *subscriber = cohort->subscribers; subscriber != NULL;
         subscriber = subscriber->next) {
        if (!subscriber->is_gone) {
            trib_feed_fell_behind(feed, subscriber->connection_id);
        }
    }
}

static bool cohort_sees_less(const struct cohort *cohort) {
    for (size_t index = 0; cohort->scope_next != NULL && index < cohort->scope->space_count;
         index++) {
        if (!trib_scope_has(cohort->scope_next, cohort->scope->spaces[index].space_id)) {
            return true;
        }
    }
    return false;
}

static void cohort_narrow(struct trib_feed *feed, const struct cohort *cohort) {
    struct trib_feed_outlet outlet = feed->outlet;
    for (struct subscriber *subscriber = cohort->subscribers;
         outlet.narrowed != NULL && subscriber != NULL; subscriber = subscriber->next) {
        if (!subscriber->is_gone) {
            outlet.narrowed(outlet.context, subscriber->connection_id);
        }
    }
}

static void cohort_publish(struct publication *publication, struct cohort *cohort) {
    const struct trib_batch *batch = publication->view.batch;
    struct sight_set *set = cohort->set;
    struct trib_frame *scope_frame = NULL;
    if (cohort_sees_less(cohort)) {
        cohort_narrow(publication->feed, cohort);
    }
    tick_view_write(&publication->view, set);
    bool is_resume = cohort->is_resume || set->is_resume;
    if (!is_resume && cohort->scope_next != NULL) {
        uint64_t seq = batch->entries[batch->entry_count - 1].seq;
        const struct notice *notice = notice_get(publication, cohort, seq);
        scope_frame = notice == NULL ? NULL : notice->frame;
        is_resume = scope_frame == NULL;
    }
    if (is_resume) {
        cohort_resume(publication->feed, cohort);
        return;
    }
    for (size_t frame_index = 0; frame_index < set->frame_count; frame_index++) {
        cohort_deliver(publication->feed, cohort, set->frames[frame_index]);
    }
    if (scope_frame != NULL) {
        cohort_deliver(publication->feed, cohort, scope_frame);
    }
}

/* Seats whoever sees other spaces now, once nothing of the tick needs the old seats any more. */
static void cohorts_settle(struct publication *publication) {
    struct audience *audience = &publication->feed->audience;
    for (struct cohort *cohort = publication->cohorts; cohort != NULL;
         cohort = cohort->next_in_tick) {
        if (cohort->scope_next != NULL && !cohort_reseat(audience, cohort)) {
            cohort_resume(publication->feed, cohort);
        }
        cohort->is_in_tick = false;
        cohort->set = NULL;
    }
}

static void everybody_resume(struct trib_feed *feed) {
    struct trib_id_node *node = NULL;
    while ((node = trib_id_map_next(&feed->audience.cohorts, node)) != NULL) {
        cohort_resume(feed, (struct cohort *)node);
    }
}

static bool batch_publish(struct publication *publication, const struct trib_batch *batch,
                          struct trib_error *error) {
    struct trib_feed *feed = publication->feed;
    const struct trib_entry *last = &batch->entries[batch->entry_count - 1];
    if (!tick_view_init(&publication->view, &feed->audience, batch, error)) {
        /* Sight must follow even if nobody can be told. */
        struct trib_error ignored = {0};
        (void)(last->decides_sight && trib_graph_apply(feed->graph, last, &ignored));
        return false;
    }
    refine_by_channels(publication);
    if (last->decides_sight && !refine_by_sight(publication, last, error)) {
        return false;
    }
    for (struct cohort *cohort = publication->cohorts; cohort != NULL;
         cohort = cohort->next_in_tick) {
        cohort_publish(publication, cohort);
    }
    return true;
}

bool trib_feed_publish(struct trib_feed *feed, const struct trib_batch *batch,
                       struct trib_error *error) {
    if (batch->entry_count == 0) {
        return true;
    }
    for (size_t entry_index = 0; entry_index + 1 < batch->entry_count; entry_index++) {
        assert(!batch->entries[entry_index].decides_sight); /* the store ends the tick with it */
        assert(batch->entries[entry_index].seq < batch->entries[entry_index + 1].seq);
    }
    struct publication publication = {.feed = feed};
    feed->audience.is_publishing = true;
    bool published = batch_publish(&publication, batch, error);
    if (!published) {
        trib_log(TRIB_LOG_ERROR, "feed.unpublished", "everybody is told to resume");
        everybody_resume(feed);
    }
    /* The frames and notices rest on the old scopes and channels: they go first. */
    struct cohort *cohorts = publication.cohorts;
    publication_finish(&publication);
    publication.cohorts = cohorts;
    cohorts_settle(&publication);
    feed->audience.is_publishing = false;
    audience_sweep(&feed->audience);
    return published;
}
