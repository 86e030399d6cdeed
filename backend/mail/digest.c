/*
 * See digest.h. One query looks at some people with all that decides; what it finds due is written
 * by another call, in a savepoint. The hours are those of the clock on each reader's wall.
 */
#include "digest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/domain/zone.h"
#include "tributary/mail/outbox.h"
#include "tributary/store/statement.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
/* A digest is of use until the next but one. */
#define LASTS_MS (2 * DAY_MS)
/* Their sentences. */
#define DIGEST_KEY "mail_digest"
#define DUE_KEY "mail_due"

/* ---- who is due ------------------------------------------------------------------------------ */

enum {
    PERSON_ID,
    ADDRESS,
    LANGUAGE,
    ZONE,
    DIGEST,
    DIGEST_HOUR,
    AT_ONCE,
    QUIET_FROM,
    QUIET_UNTIL,
    NARROW_WORDS,
    TOLD_SEQ,
    DUE_SEQ,
    DIGEST_ON,
    DUE_OLDEST_MS,
    DUE_NEWEST_MS,
    DUE_AT_MS
};

/* What is due from somebody and had no mail yet. */
#define DUE_OF(what)                                                                               \
    "(SELECT " what " FROM notification WHERE notification.space_id = credential.person_id "       \
    "AND seen_at_ms IS NULL AND reason IN " TRIB_DUE_REASONS " AND at_ms > ?3 "                    \
    "AND seq > max(told_seq, due_seq))"
#define PEOPLE(which)                                                                              \
    "SELECT credential.person_id, sign_in_name, language, coalesce(time_zone, 'UTC'), "            \
    "coalesce(digest, 'daily'), coalesce(digest_hour, 7), coalesce(at_once, 1), "                  \
    "coalesce(quiet_from, 21), coalesce(quiet_until, 7), coalesce(narrow_words, 0), "              \
    "told_seq, due_seq, digest_on, " DUE_OF("min(at_ms)") ", " DUE_OF(                             \
        "max(at_ms)") ", due_at_ms "                                                               \
                      "FROM credential JOIN person USING (person_id) "                             \
                      "LEFT JOIN attention ON attention_id = credential.person_id "                \
                      "LEFT JOIN mail_turn ON mail_turn.person_id = credential.person_id "         \
                      "WHERE credential.person_id " which                                          \
                      " AND NOT EXISTS (SELECT 1 FROM account_lock "                               \
                      "WHERE account_lock.person_id = credential.person_id) ORDER BY "             \
                      "credential.person_id LIMIT ?2"
static const char NEXT_PEOPLE[] = PEOPLE("> ?1");
static const char ONE_PERSON[] = PEOPLE("= ?1");

static bool is_quiet(const struct trib_statement *row, int hour) {
    int from = (int)trib_column_int64(row, QUIET_FROM);
    int until = (int)trib_column_int64(row, QUIET_UNTIL);
    return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}

static bool due_is_ripe(const struct trib_statement *row, int64_t now_ms) {
    return !trib_column_is_null(row, DUE_NEWEST_MS) &&
           now_ms - trib_column_int64(row, DUE_AT_MS) >= TRIB_DUE_APART_MS &&
           (now_ms - trib_column_int64(row, DUE_NEWEST_MS) >= TRIB_DUE_CALM_MS ||
            now_ms - trib_column_int64(row, DUE_OLDEST_MS) >= TRIB_DUE_MOST_MS);
}

/* At the hour that was chosen, whatever else is quiet then; later on the day only out of it. */
static bool digest_is_due(const struct trib_statement *row, const char *today, int hour) {
    int chosen = (int)trib_column_int64(row, DIGEST_HOUR);
    return strcmp(trib_column_text(row, DIGEST), "daily") == 0 &&
           strcmp(today, trib_column_text(row, DIGEST_ON)) > 0 && hour >= chosen &&
           (hour == chosen || !is_quiet(row, hour));
}

static enum trib_digest_deed deed_of(const struct trib_statement *row, const char *today, int hour,
                                     int64_t now_ms) {
    if (!trib_mail_address_valid(trib_column_text(row, ADDRESS))) {
        return TRIB_DIGEST_NOTHING;
    }
    if (trib_column_is_null(row, TOLD_SEQ)) {
        return TRIB_DIGEST_BEGIN;
    }
    if (digest_is_due(row, today, hour)) {
        return TRIB_DIGEST_DAILY;
    }
    return trib_column_int64(row, AT_ONCE) != 0 && !is_quiet(row, hour) && due_is_ripe(row, now_ms)
               ? TRIB_DIGEST_DUE
               : TRIB_DIGEST_NOTHING;
}

static void turn_take(const struct trib_statement *row, int64_t now_ms,
                      struct trib_digest_turn *out) {
    char local[TRIB_LOCAL_TIME_BYTES];
    const char *zone = trib_column_text(row, ZONE);
    trib_text_copy(out->person_id, sizeof out->person_id, trib_column_text(row, PERSON_ID));
    trib_text_copy(out->language, sizeof out->language, trib_column_text(row, LANGUAGE));
    trib_text_copy(out->zone, sizeof out->zone, trib_zone_known(zone) ? zone : "UTC");
    trib_zone_local(out->zone, now_ms, local);
    memcpy(out->today, local, sizeof out->today - 1);
    out->today[sizeof out->today - 1] = '\0';
    out->quotes_narrow = trib_column_int64(row, NARROW_WORDS) != 0;
    out->told_seq = (uint64_t)trib_column_int64(row, TOLD_SEQ);
    out->due_seq = (uint64_t)trib_column_int64(row, DUE_SEQ);
    out->deed = deed_of(row, out->today, (int)strtol(local + sizeof out->today, NULL, 10), now_ms);
}

static bool people_ask(struct trib_store *store, const char *sql, const char *person_id,
                       struct trib_statement *out, struct trib_error *error) {
    return trib_statement_prepare(store, sql, out, error) &&
           trib_bind_text(out, 1, person_id, error) &&
           trib_bind_int64(out, 2, TRIB_DIGEST_PEOPLE_PER_TURN, error) &&
           trib_bind_int64(out, 3, trib_store_now_ms(store) - TRIB_DIGEST_REACH_MS, error);
}

bool trib_digest_find(struct trib_store *store, char cursor[static TRIB_ID_BYTES],
                      struct trib_digest_turn *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t now_ms = trib_store_now_ms(store);
    bool has_row = false;
    size_t looked_at = 0;
    out->deed = TRIB_DIGEST_NOTHING;
    if (!people_ask(store, NEXT_PEOPLE, cursor, &statement, error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            if (looked_at < TRIB_DIGEST_PEOPLE_PER_TURN) {
                cursor[0] = '\0'; /* from the first one again */
            }
            return true;
        }
        looked_at++;
        turn_take(&statement, now_ms, out);
        memcpy(cursor, out->person_id, TRIB_ID_BYTES);
        if (out->deed != TRIB_DIGEST_NOTHING) {
            return true;
        }
    }
    return false;
}

/* ---- how far somebody was told --------------------------------------------------------------- */

static const char BEGIN_TURN[] =
    "INSERT INTO mail_turn (person_id, told_seq, due_seq, told_before_seq, due_before_seq, "
    "digest_on) VALUES (?1, ?2, ?2, ?2, ?2, ?3)";
static const char NOTE_DIGEST[] =
    "UPDATE mail_turn SET told_before_seq = told_seq, told_seq = ?2, digest_on = ?3 "
    "WHERE person_id = ?1";
static const char NOTE_DUE[] = "UPDATE mail_turn SET due_before_seq = due_seq, due_seq = ?2, "
                               "due_at_ms = CAST(?3 AS INTEGER) WHERE person_id = ?1";
static bool turn_note(struct trib_store *store, const char *sql, const char *person_id,
                      uint64_t seq, const char *when, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, person_id, error) &&
           trib_bind_int64(&statement, 2, (int64_t)seq, error) &&
           trib_bind_text(&statement, 3, when, error) && trib_statement_run(&statement, error);
}

static bool run(struct trib_store *store, const char *sql, const char *text,
                struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, text, error) && trib_statement_run(&statement, error);
}

/* Mails that wait, and what they told. */
struct kind {
    const char *key, *unsubscribe;
    const char *turn_back, *drop; /* of one person (?1; '': all), told by a comment (?2; '': any) */
};
#define WAITING(its_key)                                                                           \
    "SELECT mail.person_id FROM mail WHERE state = 'waiting' AND key = '" its_key                  \
    "' AND (?1 = '' OR mail.person_id = ?1) AND (?2 = '' OR EXISTS (SELECT 1 FROM notification "   \
    "WHERE notification.space_id = mail.person_id AND comment_id = ?2))"
#define KIND(its_key, its_link, back)                                                              \
    {                                                                                              \
        .key = (its_key), .unsubscribe = (its_link),                                               \
        .turn_back = "UPDATE mail_turn SET " back " WHERE person_id IN (" WAITING(its_key) ")",    \
        .drop = "DELETE FROM mail WHERE state = 'waiting' AND key = '" its_key                     \
                "' AND person_id IN (" WAITING(its_key) ")",                                       \
    }
/* Their day is not over yet whose digest still waits; and what waits an hour may be said again. */
static const struct kind digests =
    KIND(DIGEST_KEY, UNSUBSCRIBE_DIGEST, "told_seq = told_before_seq, digest_on = ''");
static const struct kind dues =
    KIND(DUE_KEY, UNSUBSCRIBE_AT_ONCE, "due_seq = due_before_seq, due_at_ms = 0");

static bool kind_run(struct trib_store *store, const char *sql, const char *person_id,
                     const char *comment_id, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, person_id, error) &&
           trib_bind_text(&statement, 2, comment_id, error) &&
           trib_statement_run(&statement, error);
}

static bool kind_take_back(struct trib_store *store, const struct kind *kind, const char *person_id,
                           const char *comment_id, struct trib_error *error) {
    return kind_run(store, kind->turn_back, person_id, comment_id, error) &&
           kind_run(store, kind->drop, person_id, comment_id, error);
}

bool trib_digest_take_back(struct trib_store *store, const char *comment_id,
                           struct trib_error *error) {
    const char *by = comment_id == NULL ? "" : comment_id;
    return kind_take_back(store, &digests, "", by, error) &&
           kind_take_back(store, &dues, "", by, error);
}

static const char SKIP[] = "UPDATE mail_turn SET told_seq = (SELECT max(seq) FROM entry), "
                           "due_seq = (SELECT max(seq) FROM entry) WHERE person_id <> ?1";
bool trib_digest_skip(struct trib_store *store, struct trib_error *error) {
    return run(store, SKIP, "", error);
}

/* ---- one mail -------------------------------------------------------------------------------- */

static bool letter_send(const struct digest_reader *reader, const struct digest_text *text,
                        const struct kind *kind, struct trib_error *error) {
    char coalition[TRIB_MAIL_COALITION_BYTES];
    char token[TRIB_TOKEN_BYTES];
    bool is_written = false;
    TRIB_AUTO(trib_buffer) one_click = {0};
    TRIB_AUTO(trib_buffer) by_hand = {0};
    TRIB_AUTO(trib_buffer) settings = {0};
    if (!trib_mail_coalition_name(reader->store, coalition, error) ||
        !unsubscribe_key_make(reader->store, reader->turn->person_id, kind->unsubscribe, token,
                              error)) {
        return false;
    }
    trib_buffer_append_format(&one_click, "%s/api/v1/unsubscribe/%s", reader->origin, token);
    trib_buffer_append_format(&by_hand, "%s/unsubscribe#%s", reader->origin, token);
    trib_buffer_append_format(&settings, "%s/me", reader->origin);
    const struct trib_mail_argument arguments[] = {
        {"coalition", coalition, false},
        {"lines", trib_buffer_text(&text->lines), true},
        {"settings", trib_buffer_text(&settings), false},
        {"unsubscribe", trib_buffer_text(&by_hand), false}};
    const struct trib_mail_letter letter = {.key = kind->key,
                                            .language = reader->turn->language,
                                            .arguments = arguments,
                                            .argument_count = 4,
                                            .unsubscribe = trib_buffer_text(&one_click),
                                            .lasts_ms = LASTS_MS};
    if (one_click.failed || by_hand.failed || settings.failed || text->lines.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    return trib_mail_to_person(reader->store, reader->turn->person_id, &letter, &is_written, error);
}

/* A mail that waits still is composed anew, with what has come since: nobody is sent two, and how
   far they were told before is one number. */
static const char HOW_FAR[] = "SELECT told_seq, due_seq FROM mail_turn WHERE person_id = ?1";
static bool waiting_merge(struct trib_store *store, const struct kind *kind,
                          struct trib_digest_turn *turn, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool is_there = false;
    if (!kind_take_back(store, kind, turn->person_id, "", error) ||
        !trib_statement_prepare(store, HOW_FAR, &statement, error) ||
        !trib_bind_text(&statement, 1, turn->person_id, error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    turn->told_seq = is_there ? (uint64_t)trib_column_int64(&statement, 0) : turn->told_seq;
    turn->due_seq = is_there ? (uint64_t)trib_column_int64(&statement, 1) : turn->due_seq;
    return true;
}

static bool daily_write(const struct digest_reader *reader, struct trib_news *news,
                        struct trib_error *error) {
    const struct trib_digest_turn *turn = reader->turn;
    struct trib_store *store = reader->store;
    uint64_t reach_seq = 0;
    TRIB_AUTO(digest_text) text = {0};
    if (!trib_news_seq_before(store, trib_store_now_ms(store) - TRIB_DIGEST_REACH_MS, &reach_seq,
                              error)) {
        return false;
    }
    const struct trib_news_wish wish = {.person_id = turn->person_id,
                                        .after_seq =
                                            turn->told_seq > reach_seq ? turn->told_seq : reach_seq,
                                        .last_seq = trib_store_last_seq(store),
                                        .is_by_volume = true};
    return trib_news_read(store, reader->graph, &wish, news, error) &&
           digest_told_write(reader, false, &text, error) &&
           digest_news_write(reader, news, &text, error) &&
           digest_end_write(reader, news->has_more, &text) &&
           (text.line_count == 0 || letter_send(reader, &text, &digests, error)) &&
           turn_note(store, NOTE_DIGEST, turn->person_id, wish.last_seq, turn->today, error);
}

static bool due_write(const struct digest_reader *reader, struct trib_error *error) {
    const struct trib_digest_turn *turn = reader->turn;
    char now_ms[24];
    TRIB_AUTO(digest_text) text = {0};
    snprintf(now_ms, sizeof now_ms, "%" PRId64, trib_store_now_ms(reader->store));
    return digest_told_write(reader, true, &text, error) &&
           digest_end_write(reader, false, &text) &&
           (text.line_count == 0 || letter_send(reader, &text, &dues, error)) &&
           turn_note(reader->store, NOTE_DUE, turn->person_id,
                     text.due_seq > turn->due_seq ? text.due_seq : turn->due_seq, now_ms, error);
}

static bool all_write(const struct digest_reader *reader, struct trib_error *error) {
    if (reader->turn->deed == TRIB_DIGEST_DUE) {
        return due_write(reader, error);
    }
    struct trib_news *news = calloc(1, sizeof *news);
    if (news == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    bool is_written = daily_write(reader, news, error);
    free(news);
    return is_written;
}

bool trib_digest_write(struct trib_store *store, const struct trib_graph *graph,
                       const struct trib_digest_turn *turn, const char *origin,
                       struct trib_error *error) {
    struct trib_digest_turn all = *turn;
    const struct digest_reader reader = {store, graph, &all, origin};
    if (turn->deed == TRIB_DIGEST_BEGIN) {
        return turn_note(store, BEGIN_TURN, turn->person_id, trib_store_last_seq(store),
                         turn->today, error);
    }
    return waiting_merge(store, turn->deed == TRIB_DIGEST_DUE ? &dues : &digests, &all, error) &&
           all_write(&reader, error);
}

/* ---- what waits for longer ------------------------------------------------------------------- */

/* As trib_mail_take takes them: if the next one is a digest that is no longer fresh. */
static const char STALE[] =
    "SELECT person_id, key, try_count FROM (SELECT person_id, key, try_count, written_at_ms "
    "FROM mail WHERE state = 'waiting' AND due_at_ms <= ?1 ORDER BY due_at_ms, mail_id LIMIT 1) "
    "WHERE key IN ('" DIGEST_KEY "', '" DUE_KEY "') AND written_at_ms <= ?2";
static const char KEEP_TRIES[] = "UPDATE mail SET try_count = ?2 WHERE person_id = ?1 "
                                 "AND state = 'waiting' AND key = ?3";
struct stale {
    char person_id[TRIB_ID_BYTES];
    bool is_digest;
    int64_t try_count;
};
static bool stale_find(struct trib_store *store, struct stale *out, bool *out_is_there,
                       struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t now_ms = trib_store_now_ms(store);
    if (!trib_statement_prepare(store, STALE, &statement, error) ||
        !trib_bind_int64(&statement, 1, now_ms, error) ||
        !trib_bind_int64(&statement, 2, now_ms - TRIB_DIGEST_FRESH_MS, error) ||
        !trib_statement_next(&statement, out_is_there, error)) {
        return false;
    }
    if (*out_is_there) {
        trib_text_copy(out->person_id, sizeof out->person_id, trib_column_text(&statement, 0));
        out->is_digest = strcmp(trib_column_text(&statement, 1), digests.key) == 0;
        out->try_count = trib_column_int64(&statement, 2);
    }
    return true;
}

/* Who they are now and what they want; *out_wants false: nothing, or they cannot sign in. */
static bool reader_find(struct trib_store *store, const struct stale *stale,
                        struct trib_digest_turn *out, bool *out_wants, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!people_ask(store, ONE_PERSON, stale->person_id, &statement, error) ||
        !trib_statement_next(&statement, out_wants, error)) {
        return false;
    }
    if (*out_wants) {
        turn_take(&statement, trib_store_now_ms(store), out);
        out->deed = stale->is_digest ? TRIB_DIGEST_DAILY : TRIB_DIGEST_DUE;
        *out_wants = stale->is_digest ? strcmp(trib_column_text(&statement, DIGEST), "daily") == 0
                                      : trib_column_int64(&statement, AT_ONCE) != 0;
    }
    return true;
}

static bool tries_keep(struct trib_store *store, const struct stale *stale,
                       struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, KEEP_TRIES, &statement, error) &&
           trib_bind_text(&statement, 1, stale->person_id, error) &&
           trib_bind_int64(&statement, 2, stale->try_count, error) &&
           trib_bind_text(&statement, 3, stale->is_digest ? digests.key : dues.key, error) &&
           trib_statement_run(&statement, error);
}

bool trib_digest_refresh(struct trib_store *store, const struct trib_graph *graph,
                         const char *origin, bool *out_is_done, struct trib_error *error) {
    struct stale stale;
    struct trib_digest_turn turn;
    bool wants = false;
    if (!stale_find(store, &stale, out_is_done, error) || !*out_is_done) {
        return !*out_is_done;
    }
    if (!reader_find(store, &stale, &turn, &wants, error)) {
        return false;
    }
    if (!wants) {
        return kind_run(store, (stale.is_digest ? &digests : &dues)->drop, stale.person_id, "",
                        error);
    }
    return trib_digest_write(store, graph, &turn, origin, error) &&
           tries_keep(store, &stale, error);
}
