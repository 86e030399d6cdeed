/*
 * See digest.h. One query looks at some people with all that decides; what it finds due is written
 * by another call, in a savepoint. The hours are those of the clock on each reader's wall.
 */
#include "digest.h"
#include "things.h"

#include <stdlib.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/domain/zone.h"
#include "tributary/mail/outbox.h"
#include "tributary/store/statement.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
/* A digest is of use until the next but one. */
#define LASTS_MS (2 * DAY_MS)
/* The mails' sentences. */
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
    DUE_NEWEST_MS
};

/* What is due from somebody and had no mail yet. */
#define DUE_OF(what)                                                                               \
    "(SELECT " what " FROM notification WHERE notification.space_id = credential.person_id "       \
    "AND seen_at_ms IS NULL AND reason IN ('assigned', 'presents') "                               \
    "AND seq > max(told_seq, due_seq))"
static const char NEXT_PEOPLE[] =
    "SELECT credential.person_id, sign_in_name, language, coalesce(time_zone, 'UTC'), "
    "coalesce(digest, 'daily'), coalesce(digest_hour, 7), coalesce(at_once, 1), "
    "coalesce(quiet_from, 21), coalesce(quiet_until, 7), coalesce(narrow_words, 0), "
    "told_seq, due_seq, digest_on, " DUE_OF("min(at_ms)") ", " DUE_OF(
        "max(at_ms)") " FROM credential JOIN person USING (person_id) "
                      "LEFT JOIN attention ON attention_id = credential.person_id "
                      "LEFT JOIN mail_turn ON mail_turn.person_id = credential.person_id "
                      "WHERE credential.person_id > ?1 AND NOT EXISTS (SELECT 1 FROM account_lock "
                      "WHERE account_lock.person_id = credential.person_id) "
                      "ORDER BY credential.person_id LIMIT ?2";

static bool is_quiet(const struct trib_statement *row, int hour) {
    int from = (int)trib_column_int64(row, QUIET_FROM);
    int until = (int)trib_column_int64(row, QUIET_UNTIL);
    return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}

static bool due_is_ripe(const struct trib_statement *row, int64_t now_ms) {
    return !trib_column_is_null(row, DUE_NEWEST_MS) &&
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

bool trib_digest_find(struct trib_store *store, char cursor[static TRIB_ID_BYTES],
                      struct trib_digest_turn *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t now_ms = trib_store_now_ms(store);
    bool has_row = false;
    size_t looked_at = 0;
    out->deed = TRIB_DIGEST_NOTHING;
    if (!trib_statement_prepare(store, NEXT_PEOPLE, &statement, error) ||
        !trib_bind_text(&statement, 1, cursor, error) ||
        !trib_bind_int64(&statement, 2, TRIB_DIGEST_PEOPLE_PER_TURN, error)) {
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
                               "digest_on = coalesce(?3, digest_on) WHERE person_id = ?1";
static bool turn_note(struct trib_store *store, const char *sql, const char *person_id,
                      uint64_t seq, const char *today, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, person_id, error) &&
           trib_bind_int64(&statement, 2, (int64_t)seq, error) &&
           trib_bind_text(&statement, 3, today, error) && trib_statement_run(&statement, error);
}

static bool run(struct trib_store *store, const char *sql, const char *text,
                struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, text, error) && trib_statement_run(&statement, error);
}

/* Their day is not over yet whose digest still waits. */
static const char TURN_DIGESTS_BACK[] =
    "UPDATE mail_turn SET told_seq = told_before_seq, digest_on = '' WHERE person_id IN "
    "(SELECT person_id FROM mail WHERE state = 'waiting' AND key = ?1)";
static const char TURN_DUE_BACK[] =
    "UPDATE mail_turn SET due_seq = due_before_seq WHERE person_id IN "
    "(SELECT person_id FROM mail WHERE state = 'waiting' AND key = ?1)";
static const char TAKE_BACK[] = "DELETE FROM mail WHERE state = 'waiting' AND key = ?1";
bool trib_digest_take_back(struct trib_store *store, struct trib_error *error) {
    return run(store, TURN_DIGESTS_BACK, DIGEST_KEY, error) &&
           run(store, TURN_DUE_BACK, DUE_KEY, error) && run(store, TAKE_BACK, DIGEST_KEY, error) &&
           run(store, TAKE_BACK, DUE_KEY, error);
}

static const char SKIP[] = "UPDATE mail_turn SET told_seq = (SELECT max(seq) FROM entry), "
                           "due_seq = (SELECT max(seq) FROM entry) WHERE person_id <> ?1";
bool trib_digest_skip(struct trib_store *store, struct trib_error *error) {
    return run(store, SKIP, "", error);
}

/* ---- one mail -------------------------------------------------------------------------------- */

static const char COALITION[] = "SELECT name FROM coalition WHERE ?1 = '' LIMIT 1";
static bool letter_send(const struct digest_reader *reader, const struct digest_text *text,
                        const char *kind, struct trib_error *error) {
    char coalition[TRIB_NEWS_NAME_BYTES];
    char token[UNSUBSCRIBE_TOKEN_BYTES];
    bool is_digest = strcmp(kind, UNSUBSCRIBE_DIGEST) == 0;
    bool is_written = false;
    TRIB_AUTO(trib_buffer) one_click = {0};
    TRIB_AUTO(trib_buffer) by_hand = {0};
    TRIB_AUTO(trib_buffer) settings = {0};
    struct thing_text name = {coalition, sizeof coalition, false};
    if (!thing_text_read(reader->store, COALITION, "", &name, error) ||
        !unsubscribe_key_make(reader->store, reader->turn->person_id, kind, token, error)) {
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
    const struct trib_mail_letter letter = {.key = is_digest ? DIGEST_KEY : DUE_KEY,
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
           (text.line_count == 0 || letter_send(reader, &text, UNSUBSCRIBE_DIGEST, error)) &&
           turn_note(store, NOTE_DIGEST, turn->person_id, wish.last_seq, turn->today, error);
}

static bool due_write(const struct digest_reader *reader, struct trib_error *error) {
    TRIB_AUTO(digest_text) text = {0};
    return digest_told_write(reader, true, &text, error) &&
           (text.line_count == 0 || letter_send(reader, &text, UNSUBSCRIBE_AT_ONCE, error)) &&
           turn_note(reader->store, NOTE_DUE, reader->turn->person_id,
                     text.due_seq > reader->turn->due_seq ? text.due_seq : reader->turn->due_seq,
                     NULL, error);
}

bool trib_digest_write(struct trib_store *store, const struct trib_graph *graph,
                       const struct trib_digest_turn *turn, const char *origin,
                       struct trib_error *error) {
    const struct digest_reader reader = {store, graph, turn, origin};
    if (turn->deed == TRIB_DIGEST_BEGIN) {
        return turn_note(store, BEGIN_TURN, turn->person_id, trib_store_last_seq(store),
                         turn->today, error);
    }
    if (turn->deed == TRIB_DIGEST_DUE) {
        return due_write(&reader, error);
    }
    struct trib_news *news = calloc(1, sizeof *news);
    if (news == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    bool is_written = daily_write(&reader, news, error);
    free(news);
    return is_written;
}
