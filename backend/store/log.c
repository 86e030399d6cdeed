/*
 * What was missed: the rows that changed since a number, each once. Of all its changes since, the
 * first one's space counts: a client that has the row has it in the space it was in before that
 * one. (The newest change's space gives wrong replicas, "any change" names rows never seen.)
 */
#include "tributary/store/log.h"

#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "tributary/base/text.h"
#include "tributary/store/statement.h"

#define MISSED_AT_FIRST 64u

struct seen { /* rows of different tables may have the same id: then they hang together */
    struct trib_id_node node;
    const struct trib_table *table;
    struct seen *next_same_id;
};

struct missed_list {
    struct trib_id_map seen;
    struct trib_missed *rows;
    size_t count, capacity;
};

static void missed_list_finish(struct missed_list *list) {
    struct trib_id_node *node = trib_id_map_next(&list->seen, NULL);
    while (node != NULL) {
        struct trib_id_node *next = trib_id_map_next(&list->seen, node);
        struct seen *seen = (struct seen *)node;
        while (seen != NULL) {
            struct seen *same = seen->next_same_id;
            free(seen);
            seen = same;
        }
        node = next;
    }
    trib_id_map_finish(&list->seen);
    free(list->rows);
    *list = (struct missed_list){0};
}

static bool is_seen(const struct missed_list *list, const struct trib_table *table,
                    const char *row_id) {
    const struct seen *seen = (const struct seen *)trib_id_map_find(&list->seen, row_id);
    while (seen != NULL && seen->table != table) {
        seen = seen->next_same_id;
    }
    return seen != NULL;
}

static bool see(struct missed_list *list, const struct trib_table *table, const char *row_id) {
    struct seen *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return false;
    }
    made->table = table;
    struct seen *first = (struct seen *)trib_id_map_find(&list->seen, row_id);
    if (first != NULL) {
        made->next_same_id = first->next_same_id;
        first->next_same_id = made;
        return true;
    }
    if (!trib_id_map_add(&list->seen, &made->node, row_id)) {
        free(made);
        return false;
    }
    return true;
}

static bool missed_add(struct missed_list *list, const struct trib_table *table, const char *row_id,
                       const char *space_before) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? MISSED_AT_FIRST : list->capacity * 2;
        struct trib_missed *rows = realloc(list->rows, capacity * sizeof *rows);
        if (rows == NULL) {
            return false;
        }
        list->rows = rows;
        list->capacity = capacity;
    }
    struct trib_missed *missed = &list->rows[list->count];
    missed->table = table;
    trib_text_copy(missed->row_id, sizeof missed->row_id, row_id);
    trib_text_copy(missed->space_before_first, sizeof missed->space_before_first,
                   space_before == NULL ? "" : space_before);
    if (!see(list, table, row_id)) {
        return false;
    }
    list->count++;
    return true;
}

static const char CHANGES_SINCE[] =
    "SELECT table_name, row_id, space_before FROM change WHERE seq > ?1 ORDER BY seq, ordinal";
static bool changes_read(struct trib_store *store, uint64_t since_seq, size_t count_max,
                         struct missed_list *list, bool *out_more, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!trib_statement_prepare(store, CHANGES_SINCE, &statement, error) ||
        !trib_bind_int64(&statement, 1, (int64_t)since_seq, error)) {
        return false;
    }
    for (;;) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        const struct trib_table *table =
            trib_store_table_find(store, trib_column_text(&statement, 0));
        const char *row_id = trib_column_text(&statement, 1);
        if (table == NULL || table->kind != TRIB_TABLE_SYNCED || is_seen(list, table, row_id)) {
            continue;
        }
        if (list->count == count_max) {
            *out_more = true;
            return true;
        }
        if (!missed_add(list, table, row_id, trib_column_text(&statement, 2))) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
        }
    }
}

/* Three of its parameters are one answer. NOLINTNEXTLINE(readability-function-size) */
bool trib_log_missed(struct trib_store *store, uint64_t since_seq, size_t count_max,
                     struct trib_missed **out_missed, size_t *out_count, bool *out_more,
                     struct trib_error *error) {
    TRIB_AUTO(missed_list) list = {0};
    bool has_more = false;
    if (!changes_read(store, since_seq, count_max, &list, &has_more, error)) {
        return false;
    }
    *out_missed = list.rows; /* the caller's */
    *out_count = list.count;
    *out_more = has_more;
    list.rows = NULL;
    return true;
}
