/*
 * Snapshots. The rows of a space are compressed once for all who see it, so a second reader costs a
 * copy. What the worker needs is copied or shared at the asking; on the worker nothing of the graph
 * is touched.
 */
#include "tributary/feed/snapshot.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "feed_state.h"

struct trib_snapshot {
    struct trib_feed *feed;
    char person_id[TRIB_ID_BYTES]; /* "" for a visitor */
    struct trib_scope *scope;      /* at the asking */
    size_t space_first, space_end; /* the spaces in it, of the scope's */
    unsigned char *bytes;
    size_t length;
};

/* ---- on the loop ---- */

static const char *viewer_of(const struct trib_snapshot *snapshot) {
    return snapshot->person_id[0] == '\0' ? NULL : snapshot->person_id;
}

static bool snapshot_narrow(struct trib_snapshot *snapshot, const char *space_id,
                            struct trib_error *error) {
    snapshot->space_end = snapshot->scope->space_count;
    if (space_id == NULL) {
        return true;
    }
    for (size_t index = 0; index < snapshot->scope->space_count; index++) {
        if (strcmp(snapshot->scope->spaces[index].space_id, space_id) == 0) {
            snapshot->space_first = index;
            snapshot->space_end = index + 1;
            return true;
        }
    }
    return trib_fail(error, TRIB_E_NOT_FOUND, "space");
}

bool trib_snapshot_ask(struct trib_feed *feed, const char *person_id, const char *space_id,
                       struct trib_snapshot **out_snapshot, struct trib_error *error) {
    assert(person_id == NULL || strlen(person_id) < TRIB_ID_BYTES);
    struct trib_snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (snapshot == NULL || (snapshot->scope = trib_graph_scope(feed->graph, person_id)) == NULL) {
        free(snapshot);
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    snapshot->feed = feed;
    if (person_id != NULL) {
        memcpy(snapshot->person_id, person_id, strlen(person_id) + 1);
    }
    if (!snapshot_narrow(snapshot, space_id, error)) {
        trib_snapshot_destroy(snapshot);
        return false;
    }
    *out_snapshot = snapshot;
    return true;
}

bool trib_snapshot_is_allowed(const struct trib_snapshot *snapshot) {
    struct trib_scope *scope = trib_graph_scope(snapshot->feed->graph, viewer_of(snapshot));
    bool allowed = scope != NULL;
    size_t index = scope == snapshot->scope ? snapshot->space_end : snapshot->space_first;
    for (; allowed && index < snapshot->space_end; index++) {
        allowed = trib_scope_has(scope, snapshot->scope->spaces[index].space_id);
    }
    trib_scope_drop(scope);
    return allowed;
}

const unsigned char *trib_snapshot_bytes(const struct trib_snapshot *snapshot, size_t *out_length) {
    *out_length = snapshot->length;
    return snapshot->bytes;
}

void trib_snapshot_destroy(struct trib_snapshot *snapshot) {
    if (snapshot == NULL) {
        return;
    }
    trib_scope_drop(snapshot->scope);
    free(snapshot->bytes);
    free(snapshot);
}

/* ---- on a worker ---- */

/* A space's part while the snapshot is made: found, or its text until it is compressed. */
struct part {
    uint64_t seq;
    struct piece *piece;
    struct trib_buffer text;
    size_t row_count;
};

struct making {
    const struct trib_snapshot *snapshot;
    size_t part_count;
    struct part *parts; /* one for each space */
    /* the header line, the spaces, the line at the end: what is joined */
    struct piece **pieces;
};

static const struct trib_space *making_space(const struct making *making, size_t part_index) {
    const struct trib_snapshot *snapshot = making->snapshot;
    return &snapshot->scope->spaces[snapshot->space_first + part_index];
}

static void making_finish(struct making *making) {
    struct piece_cache *cache = making->snapshot->feed->pieces;
    for (size_t index = 0; making->parts != NULL && index < making->part_count; index++) {
        piece_drop(cache, making->parts[index].piece);
        trib_buffer_finish(&making->parts[index].text);
    }
    if (making->pieces != NULL) {
        piece_drop(cache, making->pieces[0]);
        piece_drop(cache, making->pieces[making->part_count + 1]);
    }
    free(making->parts);
    free(making->pieces);
}

static bool part_read(struct making *making, size_t part_index, struct trib_reader *reader,
                      struct trib_error *error) {
    const struct trib_feed *feed = making->snapshot->feed;
    const char *space_id = making_space(making, part_index)->space_id;
    struct part *part = &making->parts[part_index];
    if (!trib_reader_space_last_seq(reader, space_id, &part->seq, error)) {
        return false;
    }
    part->piece = piece_cache_find(feed->pieces, space_id, part->seq);
    if (part->piece != NULL) {
        return true;
    }
    size_t table_count = trib_store_table_count(feed->store);
    for (size_t table_index = 0; table_index < table_count; table_index++) {
        const struct trib_table *table = trib_store_table(feed->store, table_index);
        size_t row_count = 0;
        if (table->kind != TRIB_TABLE_SYNCED || table->parent_column != NULL) {
            continue;
        }
        if (!trib_reader_rows_write(reader, table, space_id, &part->text, &row_count, error)) {
            return false;
        }
        part->row_count += row_count;
    }
    return !part->text.failed || trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}

/* One short transaction; compressing comes after it, because a reader pins the WAL. */
static bool parts_read(struct making *making, struct trib_error *error) {
    struct trib_reader *reader = NULL;
    uint64_t seq = 0;
    if (!trib_reader_open(making->snapshot->feed->store, &reader, error)) {
        return false;
    }
    bool read = trib_reader_begin(reader, &seq, error);
    if (read) {
        for (size_t index = 0; read && index < making->part_count; index++) {
            read = part_read(making, index, reader, error);
        }
        trib_reader_end(reader);
    }
    trib_reader_close(reader);
    return read;
}

static bool parts_compress(struct making *making, struct trib_error *error) {
    struct piece_cache *cache = making->snapshot->feed->pieces;
    for (size_t index = 0; index < making->part_count; index++) {
        struct part *part = &making->parts[index];
        if (part->piece == NULL) {
            part->piece = piece_make(trib_buffer_text(&part->text), part->text.length,
                                     part->row_count, part->seq);
            if (part->piece == NULL) {
                return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
            }
            piece_cache_keep(cache, making_space(making, index)->space_id, part->piece);
            trib_buffer_finish(&part->text);
        }
        making->pieces[index + 1] = part->piece;
    }
    return true;
}

static void first_line_write(const struct making *making, struct trib_json_writer *json) {
    const struct trib_store *store = making->snapshot->feed->store;
    trib_json_object_open(json);
    trib_json_member_text(json, "database_id", trib_store_database_id(store));
    trib_json_member_text(json, "epoch", trib_store_epoch(store));
    trib_json_key(json, "spaces");
    trib_json_array_open(json);
    for (size_t index = 0; index < making->part_count; index++) {
        feed_space_write(json, making_space(making, index));
    }
    trib_json_array_close(json);
    trib_json_object_close(json);
}

static void last_line_write(const struct making *making, struct trib_json_writer *json) {
    uint64_t end = 0;
    size_t row_count = 0;
    for (size_t index = 0; index < making->part_count; index++) {
        const struct part *part = &making->parts[index];
        end = part->seq > end ? part->seq : end;
        row_count += part->piece->row_count;
    }
    trib_json_object_open(json);
    trib_json_member_int64(json, "end", (int64_t)end);
    trib_json_member_int64(json, "rows", (int64_t)row_count);
    trib_json_object_close(json);
}

static bool line_make(const struct making *making,
                      void (*write)(const struct making *, struct trib_json_writer *),
                      struct piece **out_piece, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) line = {0};
    struct trib_json_writer json = trib_json_writer(&line);
    write(making, &json);
    trib_buffer_append(&line, "\n", 1);
    *out_piece = line.failed ? NULL : piece_make(line.bytes, line.length, 0, 0);
    return *out_piece != NULL || trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
}

static bool making_run(struct making *making, struct trib_snapshot *snapshot,
                       struct trib_error *error) {
    making->parts = calloc(making->part_count + 1, sizeof *making->parts);
    making->pieces = calloc(making->part_count + 2, sizeof(struct piece *));
    if (making->parts == NULL || making->pieces == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    struct piece **last = &making->pieces[making->part_count + 1];
    return parts_read(making, error) && parts_compress(making, error) &&
           line_make(making, first_line_write, &making->pieces[0], error) &&
           line_make(making, last_line_write, last, error) &&
           pieces_join(making->pieces, making->part_count + 2, &snapshot->bytes, &snapshot->length,
                       error);
}

bool trib_snapshot_make(struct trib_snapshot *snapshot, struct trib_error *error) {
    assert(snapshot->bytes == NULL);
    struct making making = {.snapshot = snapshot,
                            .part_count = snapshot->space_end - snapshot->space_first};
    bool made = making_run(&making, snapshot, error);
    making_finish(&making);
    return made;
}
