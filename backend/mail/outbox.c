/*
 * See outbox.h. A row that waits has all it takes to send it; one that was sent is deleted, one
 * that was given up keeps what is counted and nothing it said.
 */
#include "tributary/mail/outbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "letter.h"
#include "limits.h"
#include "tributary/base/text.h"
#include "tributary/mail/message.h"
#include "tributary/store/look.h"
#include "tributary/store/statement.h"

#define MINUTE_MS (INT64_C(60) * 1000)
#define HOUR_MS (60 * MINUTE_MS)

/* After the first try, the second, …: a receiver that asks for patience, a night's repair, a day.
 */
static const int64_t WAITS_MS[TRIB_MAIL_TRIES_MAX] = {MINUTE_MS,    5 * MINUTE_MS, 15 * MINUTE_MS,
                                                      HOUR_MS,      3 * HOUR_MS,   8 * HOUR_MS,
                                                      24 * HOUR_MS, 24 * HOUR_MS};

static bool run_text(struct trib_store *store, const char *sql, const char *text,
                     struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, text, error) && trib_statement_run(&statement, error);
}

static bool run_number(struct trib_store *store, const char *sql, int64_t number,
                       struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_int64(&statement, 1, number, error) && trib_statement_run(&statement, error);
}

/* ---- writing one ----------------------------------------------------------------------------- */

static const char COALITION[] = "SELECT name FROM coalition LIMIT 1";
bool trib_mail_coalition_name(struct trib_store *store,
                              char out_name[static TRIB_MAIL_COALITION_BYTES],
                              struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool is_there = false;
    if (!trib_statement_prepare(store, COALITION, &statement, error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    trib_text_copy(out_name, TRIB_MAIL_COALITION_BYTES,
                   is_there ? trib_column_text(&statement, 0) : "Tributary");
    return true;
}

static const char IS_FULL[] = "SELECT 1 FROM mail WHERE state = 'waiting' LIMIT 1 OFFSET ?1";
static bool room_check(struct trib_store *store, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool is_full = false;
    if (!trib_statement_prepare(store, IS_FULL, &statement, error) ||
        !trib_bind_int64(&statement, 1, TRIB_MAIL_WAITING_MAX - 1, error) ||
        !trib_statement_next(&statement, &is_full, error)) {
        return false;
    }
    if (is_full) {
        trib_fail(error, TRIB_E_TOO_MANY, "mail_address");
        trib_error_add_int64(error, "most", TRIB_MAIL_WAITING_MAX);
    }
    return !is_full;
}

static const char ADD[] =
    "INSERT INTO mail (mail_id, key, person_id, about_id, address, subject, body, unsubscribe, "
    "written_at_ms, due_at_ms, expires_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10)";
static bool row_add(struct trib_store *store, const char *const *texts, int64_t lasts_ms,
                    struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t now_ms = trib_store_now_ms(store);
    if (!trib_statement_prepare(store, ADD, &statement, error)) {
        return false;
    }
    for (int i = 0; i < 8; i++) {
        if (!trib_bind_text(&statement, i + 1, texts[i], error)) {
            return false;
        }
    }
    return trib_bind_int64(&statement, 9, now_ms, error) &&
           trib_bind_int64(&statement, 10, now_ms + lasts_ms, error) &&
           trib_statement_run(&statement, error);
}

static bool add(struct trib_store *store, const char *person_id, const char *address,
                const char *language, const struct trib_mail_letter *letter,
                struct trib_error *error) {
    char mail_id[TRIB_ID_BYTES];
    TRIB_AUTO(trib_buffer) subject = {0};
    TRIB_AUTO(trib_buffer) body = {0};
    if (!letter_write(letter, language, &subject, &body)) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    if (body.length > TRIB_MAIL_BODY_BYTES_MAX) {
        trib_fail(error, TRIB_E_TOO_LONG, "");
        trib_error_add_int64(error, "most", (int64_t)TRIB_MAIL_BODY_BYTES_MAX);
        return false;
    }
    trib_id_make_random(trib_store_random(store), mail_id);
    const char *const texts[] = {mail_id,
                                 letter->key,
                                 person_id,
                                 letter->about_id,
                                 address,
                                 trib_buffer_text(&subject),
                                 trib_buffer_text(&body),
                                 letter->unsubscribe};
    return room_check(store, error) && row_add(store, texts, letter->lasts_ms, error);
}

bool trib_mail_to_address(struct trib_store *store, const char *address,
                          const struct trib_mail_letter *letter, struct trib_error *error) {
    const char *language = letter->language == NULL ? "en" : letter->language;
    return trib_mail_address_check(address, "mail_address", error) &&
           add(store, NULL, address, language, letter, error);
}

static const char READER[] =
    "SELECT sign_in_name, language FROM credential JOIN person USING (person_id) "
    "WHERE person_id = ?1 AND NOT EXISTS (SELECT 1 FROM account_lock WHERE person_id = ?1)";
bool trib_mail_to_person(struct trib_store *store, const char *person_id,
                         const struct trib_mail_letter *letter, bool *out_is_written,
                         struct trib_error *error) {
    char address[TRIB_MAIL_ADDRESS_BYTES] = "";
    char language[8] = "en";
    bool is_there = false;
    *out_is_written = false;
    {
        TRIB_AUTO(trib_statement) statement = {0};
        if (!trib_statement_prepare(store, READER, &statement, error) ||
            !trib_bind_text(&statement, 1, person_id, error) ||
            !trib_statement_next(&statement, &is_there, error)) {
            return false;
        }
        const char *name = is_there ? trib_column_text(&statement, 0) : "";
        if (trib_mail_address_valid(name)) {
            trib_text_copy(address, sizeof address, name);
            trib_text_copy(language, sizeof language, trib_column_text(&statement, 1));
        }
    }
    if (address[0] == '\0') {
        return true;
    }
    *out_is_written = add(store, person_id, address,
                          letter->language == NULL ? language : letter->language, letter, error);
    return *out_is_written;
}

static const char TAKE_BACK[] = "DELETE FROM mail WHERE about_id = ?1";
bool trib_mail_take_back(struct trib_store *store, const char *about_id, struct trib_error *error) {
    return run_text(store, TAKE_BACK, about_id, error);
}

static const char FORGET_ALL[] = "DELETE FROM mail WHERE state = ?1";
bool trib_mail_forget_all(struct trib_store *store, struct trib_error *error) {
    return run_text(store, FORGET_ALL, "waiting", error);
}

/* ---- giving up ------------------------------------------------------------------------------- */

static const char FORGET_OLDEST[] =
    "DELETE FROM mail WHERE state = 'failed' AND mail_id IN (SELECT mail_id FROM mail "
    "WHERE state = 'failed' ORDER BY due_at_ms DESC LIMIT -1 OFFSET ?1)";
static const char GIVE_UP[] =
    "UPDATE mail SET state = 'failed', address = NULL, subject = NULL, body = NULL, "
    "unsubscribe = NULL, failure = ?2 WHERE mail_id = ?1";
static bool give_up(struct trib_store *store, const char *mail_id, const char *failure,
                    struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, GIVE_UP, &statement, error) &&
           trib_bind_text(&statement, 1, mail_id, error) &&
           trib_bind_text(&statement, 2, failure, error) && trib_statement_run(&statement, error) &&
           run_number(store, FORGET_OLDEST, TRIB_MAIL_FAILED_MAX, error);
}

static const char GIVE_UP_OLD[] =
    "UPDATE mail SET state = 'failed', address = NULL, subject = NULL, body = NULL, "
    "unsubscribe = NULL, failure = coalesce(failure, 'too late') "
    "WHERE state = 'waiting' AND expires_at_ms <= ?1";

/* ---- sending --------------------------------------------------------------------------------- */

void trib_mail_job_destroy(struct trib_mail_job *job) {
    if (job == NULL) {
        return;
    }
    if (job->message.bytes != NULL) { /* it may hold a link that lets somebody in */
        explicit_bzero(job->message.bytes, job->message.length);
    }
    trib_buffer_finish(&job->message);
    free(job);
}

enum { MAIL_ID, ADDRESS, SUBJECT, BODY, UNSUBSCRIBE, WRITTEN_AT_MS, TRY_COUNT };

static bool job_fill(struct trib_mail_job *job, const struct trib_mail_sender *sender,
                     const struct trib_statement *row, struct trib_error *error) {
    trib_text_copy(job->mail_id, sizeof job->mail_id, trib_column_text(row, MAIL_ID));
    trib_text_copy(job->to_address, sizeof job->to_address, trib_column_text(row, ADDRESS));
    trib_text_copy(job->from_address, sizeof job->from_address, sender->address);
    job->try_count = trib_column_int64(row, TRY_COUNT) + 1;
    const struct trib_mail_message message = {.mail_id = job->mail_id,
                                              .from_name = sender->name,
                                              .from_address = sender->address,
                                              .to_address = job->to_address,
                                              .subject = trib_column_text(row, SUBJECT),
                                              .body = trib_column_text(row, BODY),
                                              .unsubscribe = trib_column_text(row, UNSUBSCRIBE),
                                              .written_at_ms =
                                                  trib_column_int64(row, WRITTEN_AT_MS)};
    return trib_mail_message_write(&message, &job->message, error);
}

static const char NEXT[] =
    "SELECT mail_id, address, subject, body, unsubscribe, written_at_ms, try_count FROM mail "
    "WHERE state = 'waiting' AND due_at_ms <= ?1 ORDER BY due_at_ms, mail_id LIMIT 1";
static bool next_read(struct trib_store *store, const struct trib_mail_sender *sender,
                      struct trib_mail_job **out_job, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool is_there = false;
    if (!trib_statement_prepare(store, NEXT, &statement, error) ||
        !trib_bind_int64(&statement, 1, trib_store_now_ms(store), error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    *out_job = is_there ? calloc(1, sizeof **out_job) : NULL;
    if (is_there && *out_job == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    return !is_there || job_fill(*out_job, sender, &statement, error);
}

static const char IS_DUE[] =
    "SELECT 1 FROM mail WHERE state = 'waiting' AND due_at_ms <= ?1 LIMIT 1";
bool trib_mail_is_due(struct trib_store *store, bool *out_is_due, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, IS_DUE, &statement, error) &&
           trib_bind_int64(&statement, 1, trib_store_now_ms(store), error) &&
           trib_statement_next(&statement, out_is_due, error);
}

static const char PUT_OFF[] = "UPDATE mail SET try_count = ?2, due_at_ms = ?3 WHERE mail_id = ?1";
static bool put_off(struct trib_store *store, const struct trib_mail_job *job,
                    struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t last = job->try_count > TRIB_MAIL_TRIES_MAX ? TRIB_MAIL_TRIES_MAX : job->try_count;
    return trib_statement_prepare(store, PUT_OFF, &statement, error) &&
           trib_bind_text(&statement, 1, job->mail_id, error) &&
           trib_bind_int64(&statement, 2, job->try_count, error) &&
           trib_bind_int64(&statement, 3, trib_store_now_ms(store) + WAITS_MS[last - 1], error) &&
           trib_statement_run(&statement, error);
}

bool trib_mail_take(struct trib_store *store, const struct trib_mail_sender *sender,
                    struct trib_mail_job **out_job, struct trib_error *error) {
    struct trib_mail_job *job = NULL;
    bool is_taken = run_number(store, GIVE_UP_OLD, trib_store_now_ms(store), error) &&
                    next_read(store, sender, &job, error) &&
                    (job == NULL || put_off(store, job, error));
    if (!is_taken && job != NULL && error->code == TRIB_E_ADDRESS) {
        /* written by a program that knew less: nobody will ever take it */
        is_taken = give_up(store, job->mail_id, "address", error);
        trib_mail_job_destroy(job);
        job = NULL;
    }
    if (!is_taken) {
        trib_mail_job_destroy(job);
        return false;
    }
    *out_job = job;
    return true;
}

static const char SENT[] = "DELETE FROM mail WHERE mail_id = ?1";
static const char FAILED[] = "UPDATE mail SET failure = ?2 WHERE mail_id = ?1";
bool trib_mail_note(struct trib_store *store, const struct trib_mail_job *job,
                    struct trib_error *error) {
    if (job->is_sent) {
        return run_text(store, SENT, job->mail_id, error);
    }
    if (job->is_refused || job->try_count >= TRIB_MAIL_TRIES_MAX) {
        return give_up(store, job->mail_id, job->failure, error);
    }
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, FAILED, &statement, error) &&
           trib_bind_text(&statement, 1, job->mail_id, error) &&
           trib_bind_text(&statement, 2, job->failure, error) &&
           trib_statement_run(&statement, error);
}

static const char COUNT[] =
    "SELECT (SELECT count(*) FROM mail WHERE state = 'waiting'), "
    "(SELECT count(*) FROM mail WHERE state = 'failed'), "
    "coalesce((SELECT min(written_at_ms) FROM mail WHERE state = 'waiting'), 0)";
bool trib_mail_count(struct trib_store *store, struct trib_mail_counts *out,
                     struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool is_there = false;
    if (!trib_statement_prepare(store, COUNT, &statement, error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    *out = (struct trib_mail_counts){.waiting = trib_column_int64(&statement, 0),
                                     .failed = trib_column_int64(&statement, 1),
                                     .oldest_at_ms = trib_column_int64(&statement, 2)};
    return true;
}

bool trib_mail_count_file(const char *path, struct trib_mail_counts *out) {
    int64_t numbers[3];
    if (!trib_store_look(path, COUNT, numbers, 3)) {
        return false;
    }
    *out = (struct trib_mail_counts){numbers[0], numbers[1], numbers[2]};
    return true;
}
