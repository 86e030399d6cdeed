/*
 * All that one dispatch is reckoned with, read whole: who is below whom, and every row; and the
 * delivering that follows. Whom it reaches and when is domain's to say.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "dispatch_rows.h"
#include "rows.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

/* ---- all that is reckoned with --------------------------------------------------------------- */

/* Ids in pieces of memory that do not move. */
#define TEXTS_A_PIECE 512
struct spread_texts {
    struct spread_texts *next;
    size_t count;
    char ids[TEXTS_A_PIECE][TRIB_ID_BYTES];
};

static const char *text_keep(struct spread_texts **texts, const char *id) {
    if (*texts == NULL || (*texts)->count == TEXTS_A_PIECE) {
        struct spread_texts *piece = malloc(sizeof *piece);
        if (piece == NULL) {
            return NULL;
        }
        piece->next = *texts;
        piece->count = 0;
        *texts = piece;
    }
    char *kept = (*texts)->ids[(*texts)->count++];
    trib_text_copy(kept, TRIB_ID_BYTES, id);
    return kept;
}

static void texts_drop(struct spread_texts **texts) {
    while (*texts != NULL) {
        struct spread_texts *piece = *texts;
        *texts = piece->next;
        free(piece);
    }
}

/* Room for one more; lists double. */
static bool grow(void **list, size_t count, size_t size, struct trib_error *error) {
    if ((count & (count - 1)) != 0) {
        return true;
    }
    void *grown = realloc(*list, (count == 0 ? 1 : 2 * count) * size);
    if (grown == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    *list = grown;
    return true;
}

static bool link_take(struct spread *spread, const struct trib_statement *row,
                      struct trib_error *error) {
    struct trib_fuzzy_window starts;
    void *links = spread->links;
    if (!grow(&links, spread->link_count, sizeof *spread->links, error)) {
        return false;
    }
    spread->links = links;
    struct trib_dispatch_link link = {.child = text_keep(&spread->texts, trib_column_text(row, 0)),
                                      .parent = text_keep(&spread->texts, trib_column_text(row, 1)),
                                      .joined_day = TRIB_JOINED_UNKNOWN};
    bool is_known = trib_affiliation_status_find(trib_column_text(row, 2), &link.status);
    assert(is_known); /* the schema's CHECK has the same words */
    if (!trib_column_is_null(row, 3) && trib_fuzzy_date_read(trib_column_text(row, 3), &starts)) {
        link.joined_day = starts.first_day;
    }
    spread->links[spread->link_count++] = link;
    return (link.child != NULL && link.parent != NULL) || trib_fail(error, TRIB_E_UNAVAILABLE, "");
}

static const char LINKS[] = "SELECT organization_id, parent_id, status, starts_on FROM affiliation "
                            "WHERE status IN ('member', 'observer', 'tentative')";
static bool links_read(struct spread *spread, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!trib_statement_prepare(spread->store, LINKS, &statement, error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (!link_take(spread, &statement, error)) {
            return false;
        }
    }
    return false;
}

enum {
    AT_DELIVERY,
    AT_ORGANIZATION,
    AT_MODE,
    AT_STATE,
    AT_MADE,
    AT_DELIVERED,
    AT_PASSED_ON,
    AT_DECLINED,
    AT_IS_TOLD,
    AT_DUE
};

static bool row_take(struct spread *spread, const struct trib_statement *row,
                     struct trib_error *error) {
    void *rows = spread->rows;
    void *ids = spread->delivery_ids;
    if (!grow(&rows, spread->row_count, sizeof *spread->rows, error)) {
        return false;
    }
    spread->rows = rows;
    if (!grow(&ids, spread->row_count, sizeof *spread->delivery_ids, error)) {
        return false;
    }
    spread->delivery_ids = ids;
    struct trib_delivery *delivery = &spread->rows[spread->row_count];
    *delivery = (struct trib_delivery){
        .organization = text_keep(&spread->row_texts, trib_column_text(row, AT_ORGANIZATION)),
        .state = delivery_state_of(trib_column_text(row, AT_STATE)),
        .made_at_ms = trib_column_int64(row, AT_MADE),
        .delivered_at_ms = trib_column_int64(row, AT_DELIVERED), /* 0 of NULL */
        .passed_on_at_ms = trib_column_int64(row, AT_PASSED_ON),
        .declined_at_ms = trib_column_int64(row, AT_DECLINED),
        .is_reason_told = trib_column_int64(row, AT_IS_TOLD) != 0,
    };
    bool is_known = trib_delivery_mode_find(trib_column_text(row, AT_MODE), &delivery->mode);
    assert(is_known); /* the schema's CHECK has the same words */
    int32_t due_day = dispatch_due_day(trib_column_text(row, AT_DUE)); /* of who came later */
    if (due_day != TRIB_DUE_NONE && due_day > spread->last_due_day) {
        spread->last_due_day = due_day;
    }
    const char *delivery_id = text_keep(&spread->row_texts, trib_column_text(row, AT_DELIVERY));
    spread->delivery_ids[spread->row_count++] = delivery_id;
    return (delivery->organization != NULL && delivery_id != NULL) ||
           trib_fail(error, TRIB_E_UNAVAILABLE, "");
}

static const char ROWS[] =
    "SELECT delivery_id, organization_id, mode, state, made_at_ms, delivered_at_ms, "
    "passed_on_at_ms, declined_at_ms, is_reason_told, due_on FROM delivery WHERE dispatch_id = ?1 "
    "ORDER BY organization_id";
bool spread_rows_read(struct spread *spread, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    spread->row_count = 0;
    spread->last_due_day = spread->dispatch.rule.due_day;
    texts_drop(&spread->row_texts);
    if (!command_prepare(spread->store, ROWS, &statement, TEXTS(spread->dispatch.dispatch_id),
                         error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (!row_take(spread, &statement, error)) {
            return false;
        }
    }
    return false;
}

static bool audience_make(struct spread *spread, struct trib_error *error) {
    enum trib_audience_outcome outcome = trib_audience_make(
        spread->links, spread->link_count, spread->dispatch.organization_id, &spread->audience);
    if (outcome == TRIB_AUDIENCE_TOO_MANY) {
        trib_fail(error, TRIB_E_TOO_MANY, "dispatch_id");
        trib_error_add_int64(error, "most", TRIB_DISPATCH_DELIVERIES_MAX);
    } else if (outcome == TRIB_AUDIENCE_NO_MEMORY) {
        trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    return outcome == TRIB_AUDIENCE_MADE;
}

bool spread_read(struct trib_store *store, const struct dispatch *dispatch, struct spread *out,
                 struct trib_error *error) {
    *out = (struct spread){.store = store, .dispatch = *dispatch};
    return links_read(out, error) && audience_make(out, error) && spread_rows_read(out, error);
}

void spread_finish(struct spread *spread) {
    trib_audience_finish(&spread->audience);
    texts_drop(&spread->texts);
    texts_drop(&spread->row_texts);
    free(spread->links);
    free(spread->rows);
    free(spread->delivery_ids);
    *spread = (struct spread){0};
}

struct trib_deliveries spread_deliveries(const struct spread *spread) {
    return (struct trib_deliveries){spread->rows, spread->row_count};
}

/* NULL: the dispatch's own. */
static const char *due_write(int32_t due_day, char out[static TRIB_FUZZY_DATE_BYTES]) {
    const struct trib_fuzzy_window day = {due_day, due_day, TRIB_FUZZY_DAY};
    if (due_day == TRIB_DUE_NONE) {
        return NULL;
    }
    trib_fuzzy_date_write(&day, out);
    return out;
}

/* What is sent to a sample goes with it. */
static const char ADD_DELIVERY[] =
    "INSERT INTO delivery (delivery_id, space_id, dispatch_id, organization_id, mode, due_on, "
    "made_at_ms, sample) SELECT ?1, ?2, ?3, organization_id, ?5, ?6, ?7, sample FROM organization "
    "WHERE organization_id = ?4";
bool delivery_insert(const struct spread *spread, const char *organization_id,
                     enum trib_delivery_mode mode, int32_t due_day, struct trib_error *error) {
    char delivery_id[TRIB_ID_BYTES];
    char now[COMMAND_NUMBER_BYTES];
    char due_on[TRIB_FUZZY_DATE_BYTES];
    trib_id_make_random(trib_store_random(spread->store), delivery_id);
    command_now_write(spread->store, now);
    return command_write(spread->store, ADD_DELIVERY,
                         TEXTS(delivery_id, spread->dispatch.space_id, spread->dispatch.dispatch_id,
                               organization_id, trib_delivery_mode_name(mode),
                               due_write(due_day, due_on), now),
                         error);
}

static const char RETURN[] =
    "UPDATE delivery SET state = 'scheduled', mode = ?2, due_on = ?3, made_at_ms = ?4, "
    "delivered_at_ms = NULL, answered_at_ms = NULL, passed_on_at_ms = NULL, declined_at_ms = NULL, "
    "from_id = NULL, came_by = NULL, is_reason_told = 0, action_item_id = NULL "
    "WHERE delivery_id = ?1";
static const char DROP_RECEIVED[] =
    "DELETE FROM delivery_note WHERE delivery_id = ?1 AND kind = 'received'";
bool delivery_return(const struct spread *spread, const struct trib_audience_change *change,
                     struct trib_error *error) {
    char now[COMMAND_NUMBER_BYTES];
    char due_on[TRIB_FUZZY_DATE_BYTES];
    command_now_write(spread->store, now);
    return command_write(spread->store, DROP_RECEIVED, TEXTS(spread->delivery_ids[change->row]),
                         error) &&
           command_write(spread->store, RETURN,
                         TEXTS(spread->delivery_ids[change->row],
                               trib_delivery_mode_name(change->mode),
                               due_write(change->due_day, due_on), now),
                         error);
}

/* ---- delivering ------------------------------------------------------------------------------ */

static const char *const releases[] = {
    [TRIB_RELEASE_SENT] = "sent",
    [TRIB_RELEASE_PASSED_ON] = "passed_on",
    [TRIB_RELEASE_DECLINED] = "declined",
    [TRIB_RELEASE_SILENCE] = "silence",
};

static const char DELIVER[] =
    "UPDATE delivery SET state = 'delivered', delivered_at_ms = ?2, from_id = ?3, came_by = ?4 "
    "WHERE delivery_id = ?1";
static bool deliver(const struct spread *spread, const struct trib_due *due,
                    struct trib_error *error) {
    char at_ms[COMMAND_NUMBER_BYTES];
    const char *from = due->from == TRIB_VIA_ROOT ? NULL : spread->rows[due->from].organization;
    command_number_write(due->at_ms, at_ms);
    return command_write(spread->store, DELIVER,
                         TEXTS(spread->delivery_ids[due->row], at_ms, from, releases[due->release]),
                         error);
}

size_t spread_row_find(const struct spread *spread, const char *organization) {
    size_t low = 0;
    size_t high = spread->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(spread->rows[middle].organization, organization);
        if (order == 0) {
            return middle;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return TRIB_NOWHERE;
}

/* What those above it have passed on in their own words comes with it. */
static bool words_bring(const struct spread *spread, size_t row, struct trib_error *error) {
    size_t index = trib_audience_find(&spread->audience, spread->rows[row].organization);
    bool is_done = true;
    if (index == TRIB_NOWHERE) {
        return true;
    }
    const struct trib_recipient *recipient = &spread->audience.recipients[index];
    for (size_t via = 0; via < recipient->via_count && is_done; via++) {
        size_t parent = spread->audience.vias[recipient->via_first + via].parent;
        size_t from =
            parent == TRIB_VIA_ROOT
                ? TRIB_NOWHERE
                : spread_row_find(spread, spread->audience.recipients[parent].organization);
        if (from != TRIB_NOWHERE && spread->rows[from].passed_on_at_ms != 0) {
            is_done = delivery_words_hand(spread->store, spread->delivery_ids[from],
                                          spread->delivery_ids[row], error);
        }
    }
    return is_done;
}

static const char SAVE_NEXT[] = "UPDATE dispatch SET next_at_ms = ?2 WHERE dispatch_id = ?1 AND "
                                "next_at_ms IS NOT ?2 + 0";
static const char SAVE_NO_NEXT[] =
    "UPDATE dispatch SET next_at_ms = NULL WHERE dispatch_id = ?1 AND next_at_ms IS NOT NULL";
static bool next_save(const struct spread *spread, int64_t next_at_ms, struct trib_error *error) {
    char next[COMMAND_NUMBER_BYTES];
    const char *dispatch_id = spread->dispatch.dispatch_id;
    command_number_write(next_at_ms, next);
    return next_at_ms == TRIB_NEVER
               ? command_write(spread->store, SAVE_NO_NEXT, TEXTS(dispatch_id), error)
               : command_write(spread->store, SAVE_NEXT, TEXTS(dispatch_id, next), error);
}

int64_t spread_closes_at_ms(const struct spread *spread) {
    return spread->last_due_day == TRIB_DUE_NONE
               ? TRIB_NEVER
               : (spread->last_due_day + TRIB_DISPATCH_CLOSE_DAYS + 1) * DAY_MS + DAY_MS / 2;
}

bool spread_settle(struct spread *spread, struct trib_error *error) {
    const struct trib_deliveries deliveries = spread_deliveries(spread);
    int64_t next_at_ms = TRIB_NEVER;
    int64_t close_at_ms = spread_closes_at_ms(spread);
    int64_t now_ms = trib_store_now_ms(spread->store);
    if (spread->dispatch.state != TRIB_DISPATCH_SENT) {
        return next_save(spread, TRIB_NEVER, error);
    }
    struct trib_due *dues = malloc((spread->row_count + 1) * sizeof *dues);
    if (dues == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    size_t due_count =
        trib_dispatch_dues(&spread->dispatch.rule, &spread->audience, &deliveries, dues);
    bool is_done = due_count != TRIB_DISPATCH_NO_MEMORY || trib_fail(error, TRIB_E_UNAVAILABLE, "");
    now_ms = now_ms < close_at_ms ? now_ms : close_at_ms - 1; /* past its end nobody gets it */
    size_t now_count = is_done ? trib_dues_now(dues, due_count, now_ms, &next_at_ms) : 0;
    for (size_t i = 0; i < now_count && is_done; i++) {
        is_done = deliver(spread, &dues[i], error) && words_bring(spread, dues[i].row, error);
    }
    free(dues);
    return is_done && next_save(spread, next_at_ms < close_at_ms ? next_at_ms : close_at_ms, error);
}
