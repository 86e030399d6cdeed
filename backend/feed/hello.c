/*
 * Catching up. A client says where it stopped and which spaces it holds. What it may be told
 * follows from the rows that changed since: a row it may see now is sent whole; a row it may not
 * see any more is taken back only if it lay, before its first change since, in a space the client
 * holds and keeps, for then and only then does it have it. (Where the newest change found it is
 * wrong, since it may have come and gone meanwhile; that any change found it in such a space would
 * name rows the client never had.)
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "feed_state.h"
#include "tributary/store/log.h"
#include "tributary/store/statement.h"

/* Changed rows of all spaces that are looked at for one hello: each costs a look-up on the loop.
   Past it: take a snapshot. */
#define MISSED_ROWS_MAX 10000u

enum mode { MODE_NOTHING, MODE_ROWS, MODE_SNAPSHOT };

/* A hello in the light of what the viewer sees now. */
struct welcome {
    struct trib_feed *feed;
    const struct trib_hello *hello;
    struct trib_scope *scope;
    const char **held; /* hello->space_ids, sorted */
    uint64_t seq;      /* the largest last seq of the viewer's spaces */
    bool spaces_changed;
    bool is_new; /* sees more than visitors do, and holds none of it yet */
    enum mode mode;
};

static int compare_texts(const void *a, const void *b) {
    const char *const *left = a;
    const char *const *right = b;
    return strcmp(*left, *right);
}

static bool welcome_holds(const struct welcome *welcome, const char *space_id) {
    return welcome->hello->space_count > 0 &&
           bsearch(&space_id, welcome->held, welcome->hello->space_count, sizeof *welcome->held,
                   compare_texts) != NULL;
}

static bool hello_is_ours(const struct trib_feed *feed, const struct trib_hello *hello) {
    uint64_t last_seq = trib_store_last_seq(feed->store);
    return hello->database_id != NULL && hello->epoch != NULL &&
           strcmp(hello->database_id, trib_store_database_id(feed->store)) == 0 &&
           strcmp(hello->epoch, trib_store_epoch(feed->store)) == 0 && hello->seq <= last_seq &&
           last_seq - hello->seq <= TRIB_HELLO_ENTRIES_MAX;
}

static enum mode welcome_mode(const struct welcome *welcome) {
    if (!hello_is_ours(welcome->feed, welcome->hello)) {
        return MODE_SNAPSHOT;
    }
    bool is_current = !welcome->spaces_changed && welcome->seq <= welcome->hello->seq;
    return is_current ? MODE_NOTHING : MODE_ROWS;
}

static bool welcome_init(struct welcome *welcome, struct trib_error *error) {
    const struct trib_hello *hello = welcome->hello;
    const struct trib_scope *scope = welcome->scope;
    if (hello->space_count > TRIB_HELLO_SPACES_MAX) {
        return trib_fail(error, TRIB_E_TOO_MANY, "spaces");
    }
    welcome->held = calloc(hello->space_count + 1, sizeof(const char *));
    if (welcome->held == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    for (size_t index = 0; index < hello->space_count; index++) {
        welcome->held[index] = hello->space_ids[index];
        welcome->spaces_changed |= !trib_scope_has(scope, hello->space_ids[index]);
    }
    qsort(welcome->held, hello->space_count, sizeof *welcome->held, compare_texts);
    welcome->seq = trib_scope_last_seq(welcome->feed->store, scope);
    size_t own_count = 0;
    bool holds_own = false;
    for (size_t index = 0; index < scope->space_count; index++) {
        const char *space_id = scope->spaces[index].space_id;
        bool is_held = welcome_holds(welcome, space_id);
        bool is_own = scope->spaces[index].kind != TRIB_SPACE_PUBLIC;
        welcome->spaces_changed |= !is_held;
        own_count += is_own ? 1 : 0;
        holds_own |= is_own && is_held;
    }
    welcome->is_new = own_count > 0 && !holds_own;
    welcome->mode = welcome_mode(welcome);
    return true;
}

static bool missed_write(const struct welcome *welcome, const struct trib_missed *missed,
                         struct trib_json_writer *json, struct row_budget *budget,
                         struct trib_error *error) {
    struct trib_store *store = welcome->feed->store;
    const struct trib_table *table = missed->table;
    char space_id[TRIB_ID_BYTES] = "";
    bool found = false;
    if (!trib_row_space(store, table, missed->row_id, space_id, &found, error)) {
        return false;
    }
    if (found && trib_scope_has(welcome->scope, space_id)) {
        if (!welcome_holds(welcome, space_id)) {
            return true; /* it comes with its space, whole */
        }
        TRIB_AUTO(trib_buffer) row = {0};
        struct trib_json_writer row_json = trib_json_writer(&row);
        if (!trib_row_write(store, table, missed->row_id, &row_json, &found, error)) {
            return false;
        }
        assert(found);
        feed_row_write(json, table->name, "insert", missed->row_id, trib_buffer_text(&row),
                       row.length);
        row_budget_take(budget, 1, json->buffer);
    } else if (welcome_holds(welcome, missed->space_before_first) &&
               trib_scope_has(welcome->scope, missed->space_before_first)) {
        feed_row_write(json, table->name, "delete", missed->row_id, NULL, 0);
        row_budget_take(budget, 1, json->buffer);
    }
    return true;
}

static bool all_missed_write(const struct welcome *welcome, struct trib_json_writer *json,
                             struct row_budget *budget, struct trib_error *error) {
    struct trib_missed *missed = NULL;
    size_t count = 0;
    bool more = false;
    if (!trib_log_missed(welcome->feed->store, welcome->hello->seq, MISSED_ROWS_MAX, &missed,
                         &count, &more, error)) {
        return false;
    }
    uint64_t entries = trib_store_last_seq(welcome->feed->store) - welcome->hello->seq;
    welcome->feed->rows_read += count + (size_t)entries;
    budget->is_spent = more;
    bool written = true;
    for (size_t index = 0; index < count && written && !budget->is_spent; index++) {
        written = missed_write(welcome, &missed[index], json, budget, error);
    }
    free(missed);
    return written;
}

/* Writes the rows of an answer; the budget tells whether they are few enough for one. */
static bool welcome_rows_write(const struct welcome *welcome, struct trib_json_writer *json,
                               struct row_budget *budget, struct trib_error *error) {
    const struct trib_scope *scope = welcome->scope;
    trib_json_array_open(json);
    if (!all_missed_write(welcome, json, budget, error)) {
        return false;
    }
    for (size_t index = 0; index < scope->space_count && !budget->is_spent; index++) {
        const char *space_id = scope->spaces[index].space_id;
        if (!welcome_holds(welcome, space_id) &&
            !feed_space_rows_write(welcome->feed, space_id, json, budget, error)) {
            return false;
        }
    }
    trib_json_array_close(json);
    if (json->buffer->failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    return true;
}

static void answer_write(const struct welcome *welcome, const char *person_id,
                         const struct trib_buffer *rows, struct trib_json_writer *json) {
    static const char *const MODES[] = {
        [MODE_NOTHING] = "nothing", [MODE_ROWS] = "rows", [MODE_SNAPSHOT] = "snapshot"};
    const struct trib_store *store = welcome->feed->store;
    trib_json_object_open(json);
    trib_json_member_text(json, "database_id", trib_store_database_id(store));
    trib_json_member_text(json, "epoch", trib_store_epoch(store));
    trib_json_member_int64(json, "seq", (int64_t)welcome->seq);
    trib_json_member_text(json, "person_id", person_id);
    trib_json_key(json, "spaces");
    trib_json_array_open(json);
    for (size_t index = 0; index < welcome->scope->space_count; index++) {
        feed_space_write(json, &welcome->scope->spaces[index]);
    }
    trib_json_array_close(json);
    trib_json_member_text(json, "mode", MODES[welcome->mode]);
    if (trib_store_health(store) != TRIB_STORE_FINE) {
        trib_json_member_text(json, "health", trib_store_health_name(trib_store_health(store)));
    }
    trib_json_key(json, "rows");
    if (welcome->mode == MODE_ROWS) {
        trib_json_raw(json, rows->bytes, rows->length);
    } else {
        trib_json_array_open(json);
        trib_json_array_close(json);
    }
    trib_json_object_close(json);
}

static bool welcome_answer(struct welcome *welcome, uint64_t connection_id, const char *person_id,
                           struct trib_json_writer *result, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) rows = {0};
    struct trib_json_writer json = trib_json_writer(&rows);
    if (!welcome_init(welcome, error)) {
        return false;
    }
    size_t bytes_max = welcome->is_new ? TRIB_HELLO_NEW_BYTES_MAX : TRIB_HELLO_BYTES_MAX;
    struct row_budget budget = {TRIB_HELLO_ROWS_MAX, bytes_max, false};
    if (welcome->mode == MODE_ROWS && !welcome_rows_write(welcome, &json, &budget, error)) {
        return false;
    }
    row_budget_take(&budget, 0, &rows);
    if (budget.is_spent) {
        welcome->mode = MODE_SNAPSHOT;
    }
    if (welcome->mode != MODE_SNAPSHOT &&
        !audience_join(&welcome->feed->audience, connection_id, person_id, welcome->scope, error)) {
        return false;
    }
    answer_write(welcome, person_id, &rows, result);
    return true;
}

bool trib_feed_hello(struct trib_feed *feed, uint64_t connection_id, const char *person_id,
                     const struct trib_hello *hello, struct trib_json_writer *result,
                     struct trib_error *error) {
    assert(!feed->audience.is_publishing && !trib_tick_is_open(feed->store));
    audience_leave(&feed->audience, connection_id); /* it says hello again */
    feed->rows_read = 0;
    struct trib_scope *scope = trib_graph_scope(feed->graph, person_id);
    if (scope == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    struct welcome welcome = {.feed = feed, .hello = hello, .scope = scope};
    bool answered = welcome_answer(&welcome, connection_id, person_id, result, error);
    free(welcome.held);
    trib_scope_drop(scope);
    return answered;
}
