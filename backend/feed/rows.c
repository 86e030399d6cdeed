/*
 * How rows and spaces stand in messages, and whole spaces read for whoever gains one. Rows come
 * from a reading connection as lines of a snapshot, ["table",{"table_id":"…",…}], so that there is
 * one writer of rows; the id is taken out of the place where the line always has it.
 */
#include <assert.h>
#include <string.h>

#include "feed_state.h"
#include "tributary/store/reader.h"

void feed_row_write(struct trib_json_writer *json, const char *table_name, const char *op,
                    const char *row_id, const char *fields, size_t fields_length) {
    trib_json_array_open(json);
    trib_json_text(json, table_name);
    trib_json_text(json, op);
    trib_json_text(json, row_id);
    if (fields == NULL) {
        trib_json_null(json);
    } else {
        trib_json_raw(json, fields, fields_length);
    }
    trib_json_array_close(json);
}

void feed_space_write(struct trib_json_writer *json, const struct trib_space *space) {
    trib_json_object_open(json);
    trib_json_member_text(json, "space_id", space->space_id);
    trib_json_member_text(json, "kind", trib_space_kind_name(space->kind));
    trib_json_member_text(json, "owner_id", space->owner_id[0] == '\0' ? NULL : space->owner_id);
    trib_json_object_close(json);
}

/* What stands in a line before the id. */
static void line_begin_write(const struct trib_table *table, struct trib_buffer *out) {
    trib_buffer_append_format(out, "[\"%s\",{\"%s\":\"", table->name, table->columns[0].name);
}

/* Turns the lines of one table into row changes. */
static void lines_take(const struct trib_table *table, const struct trib_buffer *lines,
                       struct trib_json_writer *json) {
    TRIB_AUTO(trib_buffer) begin = {0};
    line_begin_write(table, &begin);
    size_t object_offset = strlen("[\"\",") + strlen(table->name);
    const char *line = trib_buffer_text(lines);
    const char *end = line + lines->length;
    while (line < end) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        assert(line_end != NULL && strncmp(line, trib_buffer_text(&begin), begin.length) == 0);
        char row_id[TRIB_ID_BYTES] = "";
        const char *id_end =
            memchr(line + begin.length, '"', (size_t)(line_end - line) - begin.length);
        assert(id_end != NULL && (size_t)(id_end - line) - begin.length < sizeof row_id);
        memcpy(row_id, line + begin.length, (size_t)(id_end - line) - begin.length);
        size_t object_length = (size_t)(line_end - line) - object_offset - strlen("]");
        feed_row_write(json, table->name, "insert", row_id, line + object_offset, object_length);
        line = line_end + 1;
    }
}

void row_budget_take(struct row_budget *budget, size_t row_count,
                     const struct trib_buffer *buffer) {
    if (row_count > budget->rows_left || buffer->length > budget->bytes_max) {
        budget->is_spent = true;
        return;
    }
    budget->rows_left -= row_count;
}

static bool table_rows_read(struct trib_feed *feed, const struct trib_table *table,
                            const char *space_id, struct trib_json_writer *json,
                            struct row_budget *budget, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) lines = {0};
    size_t row_count = 0;
    if (!trib_reader_rows_write(feed->reader, table, space_id, &lines, &row_count, error)) {
        return false;
    }
    if (lines.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    feed->rows_read += row_count;
    row_budget_take(budget, row_count, &lines);
    if (!budget->is_spent) {
        lines_take(table, &lines, json);
        row_budget_take(budget, 0, json->buffer);
    }
    return true;
}

static bool space_rows_read(struct trib_feed *feed, const char *space_id,
                            struct trib_json_writer *json, struct row_budget *budget,
                            struct trib_error *error) {
    size_t table_count = trib_store_table_count(feed->store);
    for (size_t table_index = 0; table_index < table_count && !budget->is_spent; table_index++) {
        const struct trib_table *table = trib_store_table(feed->store, table_index);
        if (table->kind == TRIB_TABLE_SYNCED && table->parent_column == NULL &&
            !table_rows_read(feed, table, space_id, json, budget, error)) {
            return false;
        }
    }
    return true;
}

bool feed_space_rows_write(struct trib_feed *feed, const char *space_id,
                           struct trib_json_writer *json, struct row_budget *budget,
                           struct trib_error *error) {
    if (feed->reader == NULL && !trib_reader_open(feed->store, &feed->reader, error)) {
        return false;
    }
    uint64_t seq = 0;
    if (!trib_reader_begin(feed->reader, &seq, error)) {
        return false;
    }
    assert(seq == trib_store_last_seq(feed->store)); /* read as committed, with nothing half done */
    feed->rows_read += TRIB_FEED_SPACE_ROWS;
    bool read = space_rows_read(feed, space_id, json, budget, error);
    trib_reader_end(feed->reader);
    return read;
}
