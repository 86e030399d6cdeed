/*
 * History: the changes of a row by the index over rows; those of its parts by the ids of all rows
 * that ever named it, so that what was taken away is told too.
 */
#include "tributary/store/history.h"

#include <stdlib.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/store/statement.h"

#define COLUMNS                                                                                    \
    "c.seq, c.ordinal, e.at_ms, e.actor_id, e.for_organization_id, e.method, c.table_name, "       \
    "c.row_id, c.op, c.space_before, c.space_after, c.patch FROM change c JOIN entry e USING "     \
    "(seq) "

static const char OF_ITSELF[] = "SELECT " COLUMNS "WHERE c.table_name = ?1 AND c.row_id = ?2 "
                                "ORDER BY c.seq DESC, c.ordinal DESC";
static const char OF_A_PART[] =
    "SELECT " COLUMNS "WHERE c.table_name = ?1 AND c.row_id IN (SELECT row_id FROM change "
    "WHERE table_name = ?1 AND json_extract(patch, ?3) = ?2) "
    "ORDER BY c.seq DESC, c.ordinal DESC";

enum {
    SEQ,
    ORDINAL,
    AT_MS,
    ACTOR_ID,
    FOR_ORGANIZATION_ID,
    METHOD,
    TABLE,
    ROW_ID,
    OP,
    SPACE_BEFORE,
    SPACE_AFTER,
    PATCH
};

void trib_history_finish(struct trib_history *history) {
    for (size_t i = 0; i < history->count; i++) {
        free(history->changes[i].patch);
    }
    *history = (struct trib_history){0};
}

static bool is_later(const struct trib_history_change *a, const struct trib_history_change *b) {
    return a->seq > b->seq || (a->seq == b->seq && a->ordinal > b->ordinal);
}

static void text_take(const struct trib_statement *row, int column, char *out, size_t size) {
    const char *text = trib_column_text(row, column);
    trib_text_copy(out, size, text == NULL ? "" : text);
}

static bool change_take(const struct trib_statement *row, struct trib_history_change *out) {
    *out = (struct trib_history_change){.seq = (uint64_t)trib_column_int64(row, SEQ),
                                        .ordinal = trib_column_int64(row, ORDINAL),
                                        .at_ms = trib_column_int64(row, AT_MS)};
    text_take(row, ACTOR_ID, out->actor_id, sizeof out->actor_id);
    text_take(row, FOR_ORGANIZATION_ID, out->for_organization_id, sizeof out->for_organization_id);
    text_take(row, METHOD, out->method, sizeof out->method);
    text_take(row, TABLE, out->table, sizeof out->table);
    text_take(row, ROW_ID, out->row_id, sizeof out->row_id);
    text_take(row, OP, out->op, sizeof out->op);
    out->patch = strdup(trib_column_text(row, PATCH));
    return out->patch != NULL;
}

/* Where the change stands among those that are kept; count when it is older than all. */
static size_t place_of(const struct trib_history *history, const struct trib_history_change *one) {
    size_t place = history->count;
    while (place > 0 && is_later(one, &history->changes[place - 1])) {
        place--;
    }
    return place;
}

/* Keeps the newest; the oldest falls out when there is one too many. */
static void change_keep(struct trib_history *history, const struct trib_history_change *one) {
    size_t place = place_of(history, one);
    if (history->count == TRIB_HISTORY_CHANGES_MAX) {
        history->has_more = true;
        if (place == history->count) {
            free(one->patch);
            return;
        }
        free(history->changes[--history->count].patch);
    }
    memmove(&history->changes[place + 1], &history->changes[place],
            (history->count - place) * sizeof history->changes[0]);
    history->changes[place] = *one;
    history->count++;
}

static bool is_told(const struct trib_statement *row, const struct trib_history_query *query) {
    for (int column = SPACE_BEFORE; column <= SPACE_AFTER; column++) {
        if (!trib_column_is_null(row, column) &&
            !query->may_see(query->context, trib_column_text(row, column))) {
            return false;
        }
    }
    return true;
}

static bool part_read(struct trib_store *store, const struct trib_history_query *query,
                      const struct trib_history_part *part, struct trib_history *out,
                      struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    bool is_part = part->names_it_in != NULL;
    size_t kept = 0;
    if (!trib_statement_prepare(store, is_part ? OF_A_PART : OF_ITSELF, &statement, error) ||
        !trib_bind_text(&statement, 1, part->table, error) ||
        !trib_bind_text(&statement, 2, query->row_id, error) ||
        (is_part && !trib_bind_text(&statement, 3, part->names_it_in, error))) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        struct trib_history_change change;
        if (!has_row) {
            return true;
        }
        out->rows_read++;
        if (!is_told(&statement, query)) {
            continue;
        }
        if (kept++ == TRIB_HISTORY_CHANGES_MAX) { /* newest first: the rest of this part is older */
            out->has_more = true;
            return true;
        }
        if (!change_take(&statement, &change)) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, "");
        }
        change_keep(out, &change);
    }
    return false;
}

bool trib_history_read(struct trib_store *store, const struct trib_history_query *query,
                       struct trib_history *out_history, struct trib_error *error) {
    for (size_t i = 0; i < query->part_count; i++) {
        if (!part_read(store, query, &query->parts[i], out_history, error)) {
            return false;
        }
    }
    return true;
}
