/* What has changed where somebody reads, for their screen. */
#include "attention_service.h"

#include <stdlib.h>

#include "caller.h"
#include "limits.h"
#include "server_state.h"
#include "tributary/mail/news.h"
#include "tributary/store/statement.h"

/* Who never looked is told of so much. */
#define FIRST_LOOK_MS (INT64_C(7) * 24 * 60 * 60 * 1000)

static const char SEEN[] = "SELECT news_seen_seq FROM attention WHERE attention_id = ?1 "
                           "AND news_seen_seq IS NOT NULL";
static bool seen_find(struct trib_store *store, const char *person_id, uint64_t *out_seq,
                      bool *out_is_first, struct trib_error *error) {
    bool has_row = false;
    {
        TRIB_AUTO(trib_statement) statement = {0};
        if (!trib_statement_prepare(store, SEEN, &statement, error) ||
            !trib_bind_text(&statement, 1, person_id, error) ||
            !trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        *out_seq = has_row ? (uint64_t)trib_column_int64(&statement, 0) : 0;
    }
    *out_is_first = !has_row;
    return has_row ||
           trib_news_seq_before(store, trib_store_now_ms(store) - FIRST_LOOK_MS, out_seq, error);
}

/* Behind what a first look begins: by what it told of, and not by where the week began, which is
   the log's to know. */
static uint64_t first_seq(const struct trib_news *news) {
    return news->count == 0 ? news->last_seq : news->lines[news->count - 1].seq - 1;
}

static void line_write(const struct trib_news_line *line, struct trib_json_writer *json) {
    trib_json_object_open(json);
    trib_json_member_int64(json, "seq", (int64_t)line->seq);
    trib_json_member_int64(json, "at_ms", line->at_ms);
    trib_json_member_text(json, "kind", line->kind);
    trib_json_member_text(json, "table", line->table);
    trib_json_member_text(json, "row_id", line->row_id);
    trib_json_member_text(json, "group_id", line->group_id[0] == '\0' ? NULL : line->group_id);
    trib_json_member_int64(json, "count", line->count);
    trib_json_object_close(json);
}

static void news_write(const struct trib_news *news, uint64_t after_seq,
                       struct trib_json_writer *json) {
    trib_json_object_open(json);
    trib_json_key(json, "lines");
    trib_json_array_open(json);
    for (size_t i = 0; i < news->count; i++) {
        line_write(&news->lines[i], json);
    }
    trib_json_array_close(json);
    trib_json_member_bool(json, "has_more", news->has_more);
    trib_json_member_int64(json, "after_seq", (int64_t)after_seq);
    trib_json_member_int64(json, "last_seq", (int64_t)news->last_seq);
    trib_json_object_close(json);
}

/* Names are not told: the screen has the rows, and they may be other words by tomorrow. */
TRIB_ANSWERS(trib_news_list_answer) {
    const struct trib_news_list *own = params;
    struct trib_news_wish wish = {.person_id = connection->person_id,
                                  .after_seq = (uint64_t)own->after_seq};
    if (connection->person_id[0] == '\0') {
        return trib_fail(error, TRIB_E_SESSION, "");
    }
    if (trib_tick_is_open(server->store)) {
        trib_rate_charge(trib_caller_bucket(connection), server->rate, TRIB_RATE_CALLS_A_TICK);
        trib_server_tick(server); /* what is told is committed */
    }
    /* how much happens where they do not read is nobody's to count */
    if (!trib_graph_last_seq(server->graph, server->store, wish.person_id, &wish.last_seq, error)) {
        return false;
    }
    bool is_first = false;
    if (own->after_seq == 0 &&
        !seen_find(server->store, wish.person_id, &wish.after_seq, &is_first, error)) {
        return false;
    }
    struct trib_news *news = calloc(1, sizeof *news);
    if (news == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    bool is_read = trib_news_read(server->store, server->graph, &wish, news, error);
    if (is_read) {
        news_write(news, is_first ? first_seq(news) : wish.after_seq, result);
    }
    trib_rate_charge(trib_caller_bucket(connection), server->rate,
                     news->rows_read / TRIB_RATE_ROWS_A_CALL);
    free(news);
    return is_read;
}
