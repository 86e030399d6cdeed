/*
 * The lines of digests: one sentence of the catalogue for each thing, what there is to know of it,
 * and its address. Of a comment its words are quoted, from where not all of the coalition read only
 * if the reader wants that: mails go through other people's servers.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "digest.h"
#include "things.h"
#include "tributary/base/text.h"
#include "tributary/base/words.h"
#include "tributary/domain/reference.h"
#include "tributary/domain/zone.h"
#include "tributary/mail/outbox.h"
#include "tributary/store/redaction.h"
#include "tributary/store/statement.h"

void digest_text_finish(struct digest_text *text) {
    trib_buffer_finish(&text->lines);
    *text = (struct digest_text){0};
}

/* ---- words ----------------------------------------------------------------------------------- */

/* What stands for a {name} in a sentence. */
struct word {
    const char *name, *text;
};

/* A name on one line: whatever would begin another becomes a space. */
static void plain_append(struct trib_buffer *out, const char *text) {
    for (; *text != '\0'; text++) {
        bool is_control = (unsigned char)*text < 0x20 || *text == 0x7f;
        trib_buffer_append(out, is_control ? " " : text, 1);
    }
}

static void sentence_append(const struct digest_reader *reader, const char *key,
                            const struct word *words, size_t word_count, struct trib_buffer *out) {
    const char *sentence = trib_words_find(reader->turn->language, key);
    sentence = sentence == NULL ? "{name}" : sentence;
    while (*sentence != '\0') {
        size_t plain = strcspn(sentence, "{");
        const char *end = strchr(sentence, '}');
        trib_buffer_append(out, sentence, plain);
        if (sentence[plain] == '\0' || end == NULL) {
            return;
        }
        const char *begin = sentence + plain + 1;
        for (size_t i = 0; i < word_count; i++) {
            if (strlen(words[i].name) == (size_t)(end - begin) &&
                strncmp(words[i].name, begin, (size_t)(end - begin)) == 0) {
                plain_append(out, words[i].text);
            }
        }
        sentence = end + 1;
    }
}

static bool link_append(const struct digest_reader *reader, const char *table, const char *id,
                        struct trib_buffer *out, struct trib_error *error) {
    trib_buffer_append_format(out, "  %s", reader->origin);
    if (!thing_path_append(reader->store, table, id, out, error)) {
        return false;
    }
    trib_buffer_append_text(out, "\n");
    return true;
}

/* ---- what there is to know ------------------------------------------------------------------- */

static const char WHEN_OF_MEETING[] =
    "SELECT replace(starts_local, 'T', ' ') || ' (' || zone || ')' FROM meeting "
    "WHERE meeting_id = ?1 AND starts_local IS NOT NULL";
static const char START_OF_MEETING[] = "SELECT CAST(starts_at_ms AS TEXT) FROM meeting "
                                       "WHERE meeting_id = ?1 AND starts_at_ms IS NOT NULL";
static const char WHEN_OF_BALLOT[] =
    "SELECT replace(closes_local, 'T', ' ') || ' (' || zone || ')' FROM ballot "
    "WHERE proposal_id = ?1 AND state = 'open'";
static const char END_OF_BALLOT[] =
    "SELECT CAST(closes_at_ms AS TEXT) FROM ballot WHERE proposal_id = ?1 AND state = 'open'";
static const char DUE_OF_ITEM[] = "SELECT due_on FROM action_item WHERE action_item_id = ?1";
static const char DUE_OF_DISPATCH[] = "SELECT due_on FROM dispatch WHERE dispatch_id = ?1";
static const char DUE_OF_MILESTONE[] = "SELECT due_on FROM milestone WHERE milestone_id = ?1";
/* An hour (the query finds its instant) by the clock on the reader's wall, where that shows
   another. */
static bool own_hour_append(const struct digest_reader *reader, const char *sql, const char *id,
                            const char *there, struct trib_buffer *out, struct trib_error *error) {
    char number[24];
    char local[TRIB_LOCAL_TIME_BYTES];
    struct thing_text starts_at_ms = {number, sizeof number, false};
    if (!thing_text_read(reader->store, sql, id, &starts_at_ms, error)) {
        return false;
    }
    if (starts_at_ms.is_there) {
        trib_zone_local(reader->turn->zone, strtoll(number, NULL, 10), local);
        local[sizeof "2027-03-28" - 1] = ' ';
        if (strncmp(local, there, sizeof local - 1) != 0) {
            trib_buffer_append_format(out, " = %s (%s)", local, reader->turn->zone);
        }
    }
    return true;
}

static bool facts_append(const struct digest_reader *reader, const char *table, const char *id,
                         struct trib_buffer *out, struct trib_error *error) {
    char text[160];
    struct thing_text fact = {text, sizeof text, false};
    const char *sql = strcmp(table, "meeting") == 0       ? WHEN_OF_MEETING
                      : strcmp(table, "proposal") == 0    ? WHEN_OF_BALLOT
                      : strcmp(table, "action_item") == 0 ? DUE_OF_ITEM
                      : strcmp(table, "milestone") == 0   ? DUE_OF_MILESTONE
                      : strcmp(table, "dispatch") == 0    ? DUE_OF_DISPATCH
                                                          : NULL;
    if (sql == NULL) {
        return true;
    }
    if (!thing_text_read(reader->store, sql, id, &fact, error)) {
        return false;
    }
    if (text[0] == '\0') {
        return true;
    }
    TRIB_AUTO(trib_buffer) hours = {0};
    trib_buffer_append_text(&hours, text);
    const char *instant = sql == WHEN_OF_MEETING  ? START_OF_MEETING
                          : sql == WHEN_OF_BALLOT ? END_OF_BALLOT
                                                  : NULL;
    if (instant != NULL && !own_hour_append(reader, instant, id, text, &hours, error)) {
        return false;
    }
    const char *key = sql == WHEN_OF_MEETING  ? "mail_begins"
                      : sql == WHEN_OF_BALLOT ? "mail_closes"
                                              : "mail_due_by";
    const struct word when = {"when", trib_buffer_text(&hours)};
    trib_buffer_append_text(out, "  ");
    sentence_append(reader, key, &when, 1, out);
    trib_buffer_append_text(out, "\n");
    return true;
}

/* ---- what is quoted -------------------------------------------------------------------------- */

/* What somebody is called where the reader sees them. */
static const char CALLED[] =
    "SELECT display_name, space_id FROM belonging WHERE person_id = ?1 AND ends_on IS NULL "
    "UNION ALL SELECT display_name, space_id FROM coalition_role WHERE person_id = ?1 "
    "AND ends_on IS NULL UNION ALL SELECT display_name, space_id FROM group_member "
    "WHERE person_id = ?1 AND ends_on IS NULL";
static bool called_find(const struct digest_reader *reader, const char *person_id,
                        char out[static TRIB_NEWS_NAME_BYTES], struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    trib_text_copy(out, TRIB_NEWS_NAME_BYTES, "…");
    if (!trib_statement_prepare(reader->store, CALLED, &statement, error) ||
        !trib_bind_text(&statement, 1, person_id, error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (trib_may_see(reader->graph, reader->turn->person_id, trib_column_text(&statement, 1))) {
            trib_text_copy(out, TRIB_NEWS_NAME_BYTES, trib_column_text(&statement, 0));
            return true;
        }
    }
    return false;
}

/* What a text names by id, by what it is called where the reader sees it; else "…". */
static bool name_append(const struct digest_reader *reader, const struct trib_reference *found,
                        struct trib_buffer *out, struct trib_error *error) {
    const struct thing_reader asking = {reader->store, reader->graph, reader->turn->person_id};
    char name[TRIB_NEWS_NAME_BYTES] = "";
    bool is_person = strcmp(found->word, "person") == 0;
    bool is_seen = false;
    bool is_there = false;
    if (is_person ? !called_find(reader, found->id, name, error)
                  : !thing_is_seen(&asking, found->word, found->id, &is_seen, error)) {
        return false;
    }
    if (is_seen &&
        !thing_name_read(reader->store, found->word, found->id, name, &is_there, error)) {
        return false;
    }
    plain_append(out, is_person || is_there ? name : "…");
    return true;
}

static bool names_put(const struct digest_reader *reader, const char *text, struct trib_buffer *out,
                      struct trib_error *error) {
    struct trib_reference found;
    const char *rest = text;
    bool is_done = true;
    while (is_done && trib_reference_next(&rest, &found)) {
        trib_buffer_append(out, text, (size_t)(found.begin - text));
        is_done = name_append(reader, &found, out, error);
        text = found.begin + found.length;
    }
    trib_buffer_append_text(out, text);
    return is_done;
}

/* So many letters, each line as a quotation. */
static bool quote_append(const struct digest_reader *reader, const char *text,
                         struct trib_buffer *out, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) named = {0};
    size_t letters = 0;
    if (!names_put(reader, text, &named, error)) {
        return false;
    }
    const char *at = trib_buffer_text(&named);
    trib_buffer_append_text(out, "  > ");
    for (; *at != '\0'; at++) {
        bool begins_letter = ((unsigned char)*at & 0xc0) != 0x80;
        if (begins_letter && letters++ == TRIB_DIGEST_QUOTE_LETTERS_MAX) {
            break;
        }
        trib_buffer_append(out, *at == '\n' ? "\n  > " : at, *at == '\n' ? 5 : 1);
    }
    trib_buffer_append_text(out, *at == '\0' ? "\n" : " …\n");
    return !named.failed || trib_fail(error, TRIB_E_UNAVAILABLE, "");
}

/* ---- what they have notifications of --------------------------------------------------------- */

enum { REASON, ABOUT_TABLE, ABOUT_ID, SEQ, ACTOR_ID, TEXT, SPACE_ID };
/* Behind what earlier mails told. What a comment said is there, or was taken back. */
static const char TOLD[] =
    "SELECT reason, notification.about_table, notification.about_id, notification.seq, actor_id, "
    "comment.text, comment.space_id FROM notification "
    "JOIN entry ON entry.seq = notification.seq "
    "LEFT JOIN comment ON comment.comment_id = notification.comment_id "
    "WHERE notification.space_id = ?1 AND seen_at_ms IS NULL AND notification.seq > ?2 "
    "AND notification.at_ms > ?5 AND CASE WHEN reason IN " TRIB_DUE_REASONS " "
    "THEN notification.seq > ?3 ELSE ?4 = 0 END ORDER BY notification.seq";

/* Whether what was given to somebody (?2) is theirs still, and to be done. */
#define THEIRS                                                                                     \
    "(owner_person_id = ?2 OR owner_organization_id IN (SELECT organization_id FROM belonging "    \
    "WHERE person_id = ?2 AND ends_on IS NULL))"
static const char HOLDS[] =
    "SELECT 1 FROM action_item WHERE action_item_id = ?1 AND state NOT IN ('done', 'dropped') "
    "AND " THEIRS " UNION ALL SELECT 1 FROM milestone WHERE milestone_id = ?1 "
    "AND state IN ('planned', 'under_way') AND " THEIRS
    " UNION ALL SELECT 1 FROM agenda_item JOIN meeting USING (meeting_id) JOIN belonging "
    "ON belonging.organization_id = presenter_organization_id WHERE meeting_id = ?1 "
    "AND state IN ('planned', 'open', 'paused') AND person_id = ?2 AND ends_on IS NULL "
    "UNION ALL SELECT 1 FROM ballot JOIN ballot_call USING (ballot_id) WHERE proposal_id = ?1 "
    "AND state = 'open' AND ballot_call.person_id IS NULL AND has_left = 0 AND "
    "(coalesce(organization_id, ballot_call.space_id) = ?2 OR organization_id IN "
    "(SELECT organization_id FROM belonging WHERE person_id = ?2 AND ends_on IS NULL)) "
    "UNION ALL SELECT 1 FROM delivery JOIN dispatch USING (dispatch_id) JOIN belonging ON "
    "belonging.organization_id = delivery.organization_id WHERE dispatch_id = ?1 AND "
    "dispatch.state IN ('sent', 'paused') AND delivery.state = 'delivered' AND "
    "delivery.mode = 'mandate' AND role <> 'base_member' AND person_id = ?2 "
    "AND ends_on IS NULL LIMIT 1";
static bool still_holds(const struct digest_reader *reader, const char *reason,
                        const char *about_id, bool *out_holds, struct trib_error *error) {
    static const char *const GIVEN[] = {"assigned",      "assigned_to_organization",
                                        "presents",      "ballot_opened",
                                        "ballot_closes", "delivered"};
    bool is_given = false;
    for (size_t i = 0; i < sizeof GIVEN / sizeof GIVEN[0]; i++) {
        is_given = is_given || strcmp(GIVEN[i], reason) == 0;
    }
    TRIB_AUTO(trib_statement) statement = {0};
    *out_holds = true;
    return !is_given || (trib_statement_prepare(reader->store, HOLDS, &statement, error) &&
                         trib_bind_text(&statement, 1, about_id, error) &&
                         trib_bind_text(&statement, 2, reader->turn->person_id, error) &&
                         trib_statement_next(&statement, out_holds, error));
}

/* The comment it tells of may lie in a narrower space than the thing, or be taken back. */
static bool told_is_seen(const struct digest_reader *reader, const struct trib_statement *row,
                         bool *out_is_seen, struct trib_error *error) {
    const char *reason = trib_column_text(row, REASON);
    bool is_comment = strcmp(reason, "mentioned") == 0 || strcmp(reason, "replied") == 0;
    const char *space_id = trib_column_text(row, SPACE_ID);
    const struct thing_reader asking = {reader->store, reader->graph, reader->turn->person_id};
    if (!thing_is_seen(&asking, trib_column_text(row, ABOUT_TABLE), trib_column_text(row, ABOUT_ID),
                       out_is_seen, error)) {
        return false;
    }
    if (is_comment) {
        *out_is_seen = *out_is_seen && space_id != NULL &&
                       strcmp(trib_column_text(row, TEXT), TRIB_REDACTED_TEXT) != 0 &&
                       trib_may_see(reader->graph, reader->turn->person_id, space_id);
    }
    return true;
}

static bool told_line(const struct digest_reader *reader, const struct trib_statement *row,
                      struct trib_buffer *out, struct trib_error *error) {
    char key[64];
    char who[TRIB_NEWS_NAME_BYTES];
    char name[TRIB_NEWS_NAME_BYTES];
    bool is_there = false;
    const char *about_table = trib_column_text(row, ABOUT_TABLE);
    const char *about_id = trib_column_text(row, ABOUT_ID);
    const char *space_id = trib_column_text(row, SPACE_ID);
    snprintf(key, sizeof key, "notification_%s", trib_column_text(row, REASON));
    if (!called_find(reader, trib_column_text(row, ACTOR_ID), who, error) ||
        !thing_name_read(reader->store, about_table, about_id, name, &is_there, error)) {
        return false;
    }
    const struct word words[] = {{"who", who}, {"name", name}};
    trib_buffer_append_text(out, "- ");
    sentence_append(reader, key, words, 2, out);
    trib_buffer_append_text(out, "\n");
    bool is_quoted =
        space_id != NULL && (reader->turn->quotes_narrow || trib_space_is_shared(space_id));
    if (is_quoted && !quote_append(reader, trib_column_text(row, TEXT), out, error)) {
        return false;
    }
    return (space_id != NULL || facts_append(reader, about_table, about_id, out, error)) &&
           link_append(reader, about_table, about_id, out, error);
}

static_assert(TRIB_DIGEST_BYTES_MAX + (size_t)16 * 1024 <= TRIB_MAIL_BODY_BYTES_MAX,
              "room for the last line, and for what stands around them");
static bool is_full(const struct digest_text *text) {
    return text->line_count == TRIB_DIGEST_LINES_MAX || text->lines.length >= TRIB_DIGEST_BYTES_MAX;
}

static void heading_append(struct trib_buffer *out, const char *text) {
    trib_buffer_append_text(out, out->length == 0 ? "" : "\n");
    plain_append(out, text);
    trib_buffer_append_text(out, "\n\n");
}

static bool told_take(const struct digest_reader *reader, const struct trib_statement *row,
                      struct digest_text *out, struct trib_error *error) {
    bool is_seen = false;
    bool holds = false;
    if (!told_is_seen(reader, row, &is_seen, error) ||
        !still_holds(reader, trib_column_text(row, REASON), trib_column_text(row, ABOUT_ID), &holds,
                     error)) {
        return false;
    }
    is_seen = is_seen && holds;
    if (is_seen && is_full(out)) {
        out->left_out++;
        return true;
    }
    if (out->left_out == 0) { /* in their order: what was left out comes the next time */
        out->due_seq = (uint64_t)trib_column_int64(row, SEQ);
    }
    if (!is_seen) {
        return true;
    }
    if (out->line_count++ == 0) {
        const char *heading = trib_words_find(reader->turn->language, "mail_for_you");
        heading_append(&out->lines, heading == NULL ? "" : heading);
    }
    return told_line(reader, row, &out->lines, error);
}

bool digest_told_write(const struct digest_reader *reader, bool is_due_only,
                       struct digest_text *out, struct trib_error *error) {
    const struct trib_digest_turn *turn = reader->turn;
    uint64_t mailed_seq = turn->due_seq > turn->told_seq ? turn->due_seq : turn->told_seq;
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!trib_statement_prepare(reader->store, TOLD, &statement, error) ||
        !trib_bind_text(&statement, 1, turn->person_id, error) ||
        !trib_bind_int64(&statement, 2, (int64_t)turn->told_seq, error) ||
        !trib_bind_int64(&statement, 3, (int64_t)mailed_seq, error) ||
        !trib_bind_int64(&statement, 4, is_due_only ? 1 : 0, error) ||
        !trib_bind_int64(&statement, 5, trib_store_now_ms(reader->store) - TRIB_DIGEST_REACH_MS,
                         error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (!told_take(reader, &statement, out, error)) {
            return false;
        }
    }
    return false;
}

/* ---- what is new ----------------------------------------------------------------------------- */

static bool body_append(const struct digest_reader *reader, const char *group_id,
                        struct trib_buffer *out, struct trib_error *error) {
    char name[TRIB_NEWS_NAME_BYTES];
    bool is_there = false;
    bool is_read = group_id[0] == '\0'
                       ? trib_mail_coalition_name(reader->store, name, error)
                       : thing_name_read(reader->store, "group", group_id, name, &is_there, error);
    if (!is_read) {
        return false;
    }
    heading_append(out, name);
    return true;
}

static bool news_line(const struct digest_reader *reader, const struct trib_news_line *line,
                      struct trib_buffer *out, struct trib_error *error) {
    char key[64];
    char count[24];
    snprintf(key, sizeof key, "news_%s", line->kind);
    snprintf(count, sizeof count, "%lld", (long long)line->count);
    const struct word words[] = {{"name", line->name}, {"count", count}};
    trib_buffer_append_text(out, "- ");
    sentence_append(reader, key, words, 2, out);
    trib_buffer_append_text(out, "\n");
    return facts_append(reader, line->table, line->row_id, out, error) &&
           link_append(reader, line->table, line->row_id, out, error);
}

/* All lines of the body that the line at an index is of. */
static bool body_write(const struct digest_reader *reader, const struct trib_news *news,
                       size_t first, struct digest_text *out, struct trib_error *error) {
    const char *group_id = news->lines[first].group_id;
    bool has_heading = false;
    bool is_done = true;
    for (size_t i = first; i < news->count && is_done; i++) {
        if (strcmp(news->lines[i].group_id, group_id) != 0) {
            continue;
        }
        if (is_full(out)) {
            out->left_out++;
            continue;
        }
        is_done = (has_heading || body_append(reader, group_id, &out->lines, error)) &&
                  news_line(reader, &news->lines[i], &out->lines, error);
        has_heading = true;
        out->line_count++;
    }
    return is_done;
}

static bool is_first_of_body(const struct trib_news *news, size_t index) {
    for (size_t i = 0; i < index; i++) {
        if (strcmp(news->lines[i].group_id, news->lines[index].group_id) == 0) {
            return false;
        }
    }
    return true;
}

bool digest_news_write(const struct digest_reader *reader, const struct trib_news *news,
                       struct digest_text *out, struct trib_error *error) {
    bool is_done = true;
    for (size_t i = 0; i < news->count && is_done; i++) {
        is_done = !is_first_of_body(news, i) || body_write(reader, news, i, out, error);
    }
    return is_done;
}

bool digest_end_write(const struct digest_reader *reader, bool has_more, struct digest_text *out) {
    char count[24];
    const struct word word = {"count", count};
    if (out->line_count == 0 || (out->left_out == 0 && !has_more)) {
        return true;
    }
    snprintf(count, sizeof count, "%zu", out->left_out);
    trib_buffer_append_text(&out->lines, "\n");
    sentence_append(reader, out->left_out > 0 ? "mail_left_out" : "mail_has_more", &word, 1,
                    &out->lines);
    trib_buffer_append_text(&out->lines, "\n");
    return true;
}
