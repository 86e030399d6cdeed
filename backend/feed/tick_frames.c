/*
 * What a viewer gets of each change follows from two questions, whether the place it was in and the
 * place it is in are seen: both, the patch; only the new one, the whole row; only the old one, a
 * deletion; neither, nothing, not even its number. The entries of a tick go out together, split
 * between entries when one frame would be too long.
 */
#include "tick_frames.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "feed_state.h"

/* Longer than everything of a frame that is not rows: its names and two numbers of 20 digits. */
static const size_t FRAME_FIXED_BYTES = 160;

/* ---- numbering ---- */

static bool channel_number(struct tick_view *view, struct audience *audience, const char *space_id,
                           size_t *out_element) {
    struct channel *channel = space_id[0] == '\0' ? NULL : audience_channel(audience, space_id);
    if (channel == NULL) {
        *out_element = CHANNEL_UNTOUCHED;
        return true;
    }
    if (channel->element == CHANNEL_UNTOUCHED) {
        if (view->channel_count == view->channel_capacity) {
            size_t capacity = view->channel_capacity == 0 ? 8 : view->channel_capacity * 2;
            struct channel **channels =
                realloc(view->channels, capacity * sizeof(struct channel *));
            if (channels == NULL) {
                return false;
            }
            view->channels = channels;
            view->channel_capacity = capacity;
        }
        channel->element = view->channel_count;
        view->channels[view->channel_count++] = channel;
    }
    *out_element = channel->element;
    return true;
}

static bool changes_number(struct tick_view *view, struct audience *audience) {
    struct change_places *places = view->places;
    for (size_t entry_index = 0; entry_index < view->batch->entry_count; entry_index++) {
        const struct trib_entry *entry = &view->batch->entries[entry_index];
        for (size_t change_index = 0; change_index < entry->change_count; change_index++) {
            const struct trib_change *change = &entry->changes[change_index];
            if (!channel_number(view, audience, change->space_before, &places->before) ||
                !channel_number(view, audience, change->space_after, &places->after)) {
                return false;
            }
            places++;
        }
    }
    return true;
}

bool tick_view_init(struct tick_view *view, struct audience *audience,
                    const struct trib_batch *batch, struct trib_error *error) {
    size_t change_count = 0;
    for (size_t entry_index = 0; entry_index < batch->entry_count; entry_index++) {
        change_count += batch->entries[entry_index].change_count;
    }
    view->batch = batch;
    view->places = calloc(change_count + 1, sizeof *view->places);
    if (view->places == NULL || !changes_number(view, audience)) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    view->sees = calloc(view->channel_count + 1, sizeof *view->sees);
    view->sees_last = calloc(view->channel_count + 1, sizeof *view->sees_last);
    if (view->sees == NULL || view->sees_last == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    return true;
}

void tick_view_finish(struct tick_view *view) {
    for (size_t channel_index = 0; channel_index < view->channel_count; channel_index++) {
        view->channels[channel_index]->element = CHANNEL_UNTOUCHED;
    }
    free(view->places);
    free(view->channels);
    free(view->sees);
    free(view->sees_last);
    trib_buffer_finish(&view->rows);
    trib_buffer_finish(&view->text);
    *view = (struct tick_view){0};
}

/* ---- writing ---- */

/* Spells a set out: what it sees of the tick's channels. */
static void set_spell(struct tick_view *view, const struct sight_set *set) {
    size_t count = view->channel_count;
    memset(view->sees, 0, count * sizeof *view->sees);
    for (const struct sight_set *step = set; step->parent != NULL; step = step->parent) {
        if (step->element < count) {
            view->sees[step->element] = true;
        }
    }
    view->is_resighted = false;
    memcpy(view->sees_last, view->sees, count * sizeof *view->sees);
    for (const struct sight_set *step = set; step->parent != NULL; step = step->parent) {
        if (step->element == 2 * count) {
            view->is_resighted = true;
        } else if (step->element >= count) {
            view->sees_last[step->element - count] = false;
        }
    }
}

/* Writes what is told of a change that is seen before it, after it, or both. */
static void change_write(struct trib_buffer *out, const struct trib_change *change,
                         bool seen_before, bool seen_after) {
    struct trib_json_writer json = trib_json_writer(out);
    const char *table_name = change->table->name;
    if (seen_before && seen_after) {
        feed_row_write(&json, table_name, "update", change->row_id, change->patch,
                       change->patch_length);
    } else if (seen_before) {
        feed_row_write(&json, table_name, "delete", change->row_id, NULL, 0);
    } else if (change->op == TRIB_CHANGE_INSERT) {
        feed_row_write(&json, table_name, "insert", change->row_id, change->patch,
                       change->patch_length);
    } else {
        assert(change->whole != NULL); /* the row moved into sight */
        feed_row_write(&json, table_name, "insert", change->row_id, change->whole,
                       change->whole_length);
    }
}

/* Appends what is seen of an entry to view->rows, with a comma in front of each row but the first.
   Returns the number of rows. */
static size_t entry_write(struct tick_view *view, const struct trib_entry *entry,
                          const struct change_places *places, const bool *sees) {
    size_t row_count = 0;
    for (size_t change_index = 0; change_index < entry->change_count; change_index++) {
        struct change_places place = places[change_index];
        bool before = place.before != CHANNEL_UNTOUCHED && sees[place.before];
        bool after = place.after != CHANNEL_UNTOUCHED && sees[place.after];
        if (!before && !after) {
            continue;
        }
        if (view->rows.length > 0) {
            trib_buffer_append(&view->rows, ",", 1);
        }
        change_write(&view->rows, &entry->changes[change_index], before, after);
        row_count++;
    }
    return row_count;
}

/* A frame of the first rows_length bytes of view->rows. */
static bool frame_add(struct tick_view *view, struct sight_set *set,
                      const uint64_t from_to[static 2], size_t rows_length) {
    struct trib_buffer *text = &view->text;
    trib_buffer_clear(text);
    trib_buffer_append_format(text,
                              "{\"jsonrpc\":\"2.0\",\"method\":\"sync.changed\",\"params\":"
                              "{\"from\":%llu,\"to\":%llu,\"rows\":[",
                              (unsigned long long)from_to[0], (unsigned long long)from_to[1]);
    trib_buffer_append(text, view->rows.bytes, rows_length);
    trib_buffer_append_text(text, "]}}");
    struct trib_frame **frames =
        realloc(set->frames, (set->frame_count + 1) * sizeof(struct trib_frame *));
    if (frames == NULL) {
        return false;
    }
    set->frames = frames;
    if (text->failed || view->rows.failed) {
        return false;
    }
    frames[set->frame_count] = trib_frame_create(text->bytes, text->length);
    return frames[set->frame_count] != NULL && ++set->frame_count > 0;
}

/* Forgets the first rows of view->rows, and the comma behind them. */
static void rows_cut_front(struct tick_view *view, size_t length) {
    size_t rest = view->rows.length - length - 1;
    memmove(view->rows.bytes, view->rows.bytes + length + 1, rest);
    trib_buffer_cut(&view->rows, rest);
}

/* Keeps the rows of an entry that changed sight, for the notice. */
static bool last_write(struct tick_view *view, struct sight_set *set,
                       const struct change_places *places, size_t row_count) {
    const struct trib_batch *batch = view->batch;
    trib_buffer_clear(&view->rows);
    set->last_row_count =
        entry_write(view, &batch->entries[batch->entry_count - 1], places, view->sees_last);
    if (set->last_row_count > 0) {
        trib_buffer_append(&set->last_rows, view->rows.bytes, view->rows.length);
    }
    return !set->last_rows.failed && !view->rows.failed &&
           row_count + set->last_row_count <= TRIB_FEED_ROWS_MAX;
}

static bool set_write(struct tick_view *view, struct sight_set *set) {
    const struct change_places *places = view->places;
    size_t entry_count = view->batch->entry_count - (view->is_resighted ? 1 : 0);
    uint64_t from_to[2] = {0, 0};
    size_t row_count = 0;
    trib_buffer_clear(&view->rows);
    for (size_t entry_index = 0; entry_index < entry_count; entry_index++) {
        const struct trib_entry *entry = &view->batch->entries[entry_index];
        size_t length_before = view->rows.length;
        size_t count = entry_write(view, entry, places, view->sees);
        places += entry->change_count;
        if (count == 0) {
            continue;
        }
        row_count += count;
        if (length_before > 0 && view->rows.length + FRAME_FIXED_BYTES > TRIB_FRAME_OUT_BYTES_MAX) {
            if (!frame_add(view, set, from_to, length_before)) {
                return false;
            }
            rows_cut_front(view, length_before);
            from_to[0] = entry->seq;
        }
        if (row_count > TRIB_FEED_ROWS_MAX ||
            view->rows.length + FRAME_FIXED_BYTES > TRIB_FRAME_OUT_BYTES_MAX) {
            return false; /* one entry too large for a frame, or too many rows for a tick */
        }
        from_to[0] = from_to[0] == 0 ? entry->seq : from_to[0];
        from_to[1] = entry->seq;
    }
    return (view->rows.length == 0 || frame_add(view, set, from_to, view->rows.length)) &&
           (!view->is_resighted || last_write(view, set, places, row_count));
}

static void frames_drop(struct sight_set *set) {
    for (size_t frame_index = 0; frame_index < set->frame_count; frame_index++) {
        trib_frame_drop(set->frames[frame_index]);
    }
    free(set->frames);
    set->frames = NULL;
    set->frame_count = 0;
}

void tick_view_write(struct tick_view *view, struct sight_set *set) {
    if (set->is_written) {
        return;
    }
    set->is_written = true;
    set_spell(view, set);
    set->is_resume = !set_write(view, set);
    if (set->is_resume) {
        frames_drop(set);
    }
}

void sight_sets_free(struct sight_set *made) {
    while (made != NULL) {
        struct sight_set *next = made->next_made;
        frames_drop(made);
        trib_buffer_finish(&made->last_rows);
        free(made);
        made = next;
    }
}
