/* The SQL of comments. What may be written is decided in comment.c. */
#include "comment_rows.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "edits.h"
#include "rows.h"
#include "tributary/domain/reference.h"
#include "tributary/mail/digest.h"
#include "tributary/store/redaction.h"

static const char PLACE[] =
    "SELECT one.space_id, one.group_id, one.about_table, one.about_id, head.comment_id, "
    "head.resolved_at_ms IS NOT NULL FROM comment AS one "
    "JOIN comment AS head ON head.comment_id = coalesce(one.parent_id, one.comment_id) "
    "WHERE one.comment_id = ?1";
bool comment_place_load(struct trib_store *store, const char *comment_id, const char *field,
                        struct comment_place *out, struct trib_error *error) {
    const struct command_text columns[] = {COLUMN(out->space_id),    COLUMN(out->group_id),
                                           COLUMN(out->about_table), COLUMN(out->about_id),
                                           COLUMN(out->head_id),     COLUMN(out->is_resolved)};
    const struct command_reading reading = {PLACE, comment_id, field, columns, 6};
    return command_read(store, &reading, error);
}

static const char TEXT_OF[] = "SELECT text FROM comment WHERE comment_id = ?1";
bool comment_text_load(struct trib_store *store, const char *comment_id,
                       char out_text[static COMMENT_TEXT_BYTES], struct trib_error *error) {
    const struct command_text column = {out_text, COMMENT_TEXT_BYTES};
    const struct command_reading reading = {TEXT_OF, comment_id, "comment_id", &column, 1};
    return command_read(store, &reading, error);
}

static const char LAST[] = "SELECT 1 FROM comment WHERE about_id = ?1 LIMIT 1 OFFSET 999";
static_assert(TRIB_COMMENTS_MAX == 1000, "one more than the offset");
bool comment_count_check(struct trib_store *store, const char *about_id, const char *field,
                         struct trib_error *error) {
    const struct command_bound bound = {LAST, field, TRIB_COMMENTS_MAX};
    return command_bound_check(store, &bound, TEXTS(about_id), error);
}

static const char ADD[] =
    "INSERT INTO comment (comment_id, space_id, group_id, about_table, about_id, parent_id, text, "
    "person_id, organization_id, written_at_ms) VALUES (?1, ?2, nullif(?3, ''), ?4, ?5, "
    "nullif(?6, ''), ?7, ?8, ?9, ?10)";
bool comment_insert(struct trib_store *store, const struct comment_place *place,
                    const struct comment_new *comment, struct trib_error *error) {
    char now_ms[COMMAND_NUMBER_BYTES];
    command_now_write(store, now_ms);
    return command_write(store, ADD,
                         TEXTS(comment->comment_id, place->space_id, place->group_id,
                               place->about_table, place->about_id, place->head_id, comment->text,
                               comment->person_id, comment->organization_id, now_ms),
                         error);
}

static const char SET_TEXT[] = "UPDATE comment SET text = ?2 WHERE comment_id = ?1";
static const char SET_EDITED[] = "UPDATE comment SET edited_at_ms = ?2 WHERE comment_id = ?1";
bool comment_update(struct trib_store *store, const struct trib_comment_edit *params,
                    struct trib_error *error) {
    const struct command_field field = {"text", &params->text, SET_TEXT};
    const struct command_edits edits = {.table_name = "comment",
                                        .id_field = "comment_id",
                                        .row_id = params->comment_id,
                                        .select = TEXT_OF,
                                        .fields = &field,
                                        .field_count = 1};
    char now_ms[COMMAND_NUMBER_BYTES];
    command_now_write(store, now_ms);
    return command_edit(store, &edits, error) &&
           command_write(store, SET_EDITED, TEXTS(params->comment_id, now_ms), error);
}

static const char SAVE_STATE[] =
    "UPDATE comment SET resolved_at_ms = iif(?2 IS NULL, NULL, ?3), resolved_by_id = ?2 "
    "WHERE comment_id = ?1";
bool comment_save_state(struct trib_store *store, const char *comment_id,
                        const char *resolved_by_id, struct trib_error *error) {
    char now_ms[COMMAND_NUMBER_BYTES];
    command_now_write(store, now_ms);
    return command_write(store, SAVE_STATE, TEXTS(comment_id, resolved_by_id, now_ms), error);
}

/* ---- mentions -------------------------------------------------------------------------------- */

/* Read to its end before any row goes. */
static const char MENTIONS[] =
    "SELECT comment_mention_id, '@[' || kind || ':' || mentioned_id || ']' FROM comment_mention "
    "WHERE comment_id = ?1 LIMIT 20";
static_assert(TRIB_COMMENT_REFERENCES_MAX == 20, "as many as a comment may have");
static const char REMOVE_MENTION[] = "DELETE FROM comment_mention WHERE comment_mention_id = ?1";
static bool mentions_leave(struct trib_store *store, const char *comment_id, const char *text,
                           struct trib_error *error) {
    char gone[TRIB_COMMENT_REFERENCES_MAX][TRIB_ID_BYTES];
    size_t count = 0;
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    bool is_done = command_prepare(store, MENTIONS, &statement, TEXTS(comment_id), error);
    while (is_done && (is_done = trib_statement_next(&statement, &has_row, error)) && has_row) {
        if (strstr(text, trib_column_text(&statement, 1)) == NULL) {
            snprintf(gone[count++], TRIB_ID_BYTES, "%s", trib_column_text(&statement, 0));
        }
    }
    for (size_t i = 0; i < count && is_done; i++) {
        is_done = command_write(store, REMOVE_MENTION, TEXTS(gone[i]), error);
    }
    return is_done;
}

static const char ADD_MENTION[] =
    "INSERT INTO comment_mention (comment_mention_id, space_id, comment_id, kind, mentioned_id) "
    "SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM comment_mention "
    "WHERE comment_id = ?3 AND mentioned_id = ?5)";
bool comment_mentions_save(struct trib_store *store, const char *comment_id, const char *space_id,
                           const char *text, struct trib_error *error) {
    struct trib_reference found;
    const char *rest = text;
    bool is_done = mentions_leave(store, comment_id, text, error);
    while (is_done && trib_reference_next(&rest, &found)) {
        char comment_mention_id[TRIB_ID_BYTES];
        if (found.is_mention) {
            trib_id_make_random(trib_store_random(store), comment_mention_id);
            is_done = command_write(
                store, ADD_MENTION,
                TEXTS(comment_mention_id, space_id, comment_id, found.word, found.id), error);
        }
    }
    return is_done;
}

/* ---- taking back ----------------------------------------------------------------------------- */

/* Mentions that an edit has taken out are in the log alone, and so is who was told long ago. */
static const char ROWS_OF_COMMENT[] =
    "SELECT 'comment', ?1 UNION SELECT 'comment_mention', comment_mention_id FROM comment_mention "
    "WHERE comment_id = ?1 UNION SELECT 'comment_mention', row_id FROM change "
    "WHERE table_name = 'comment_mention' AND op = 'insert' AND json_valid(patch) AND "
    "json_extract(patch, '$.comment_id') = ?1 UNION SELECT 'notification', notification_id "
    "FROM notification WHERE comment_id = ?1 UNION SELECT 'notification', row_id FROM change "
    "WHERE seq IN (SELECT seq FROM change WHERE table_name = 'comment' AND row_id = ?1) "
    "AND table_name = 'notification' AND op = 'insert' AND json_valid(patch) AND "
    "json_extract(patch, '$.comment_id') = ?1";
static bool rows_find(struct trib_store *store, const char *comment_id, struct trib_withdrawn *out,
                      struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!command_prepare(store, ROWS_OF_COMMENT, &statement, TEXTS(comment_id), error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        const struct trib_table *table =
            trib_store_table_find(store, trib_column_text(&statement, 0));
        if (!trib_withdrawn_add(out, table, trib_column_text(&statement, 1))) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, "");
        }
    }
    return false;
}

bool comment_withdraw(struct trib_store *store, const char *comment_id, struct trib_error *error) {
    TRIB_AUTO(trib_withdrawn) rows = {0};
    bool is_done = rows_find(store, comment_id, &rows, error) &&
                   trib_digest_take_back(store, comment_id, error); /* by whom it told */
    for (size_t i = 0; i < rows.count && is_done; i++) {
        is_done = trib_redact(store, rows.rows[i].table, rows.rows[i].row_id, error);
    }
    return is_done;
}
