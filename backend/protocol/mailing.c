/*
 * See mailing.h. Asking for a new password leaves nothing behind but a line here, whoever's the
 * address is; the second in which it is looked up is nobody's to measure.
 */
#include "mailing.h"

#include <assert.h>
#include <string.h>

#include "server_state.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"
#include "tributary/mail/digest.h"
#include "tributary/store/statement.h"

void trib_mailing_finish(struct trib_mailing *mailing) {
    trib_mail_job_destroy(mailing->taken);
    trib_buffer_finish(&mailing->origin);
}

bool trib_server_set_mail(struct trib_server *server, const char *from_address, const char *origin,
                          struct trib_error *error) {
    struct trib_mailing *mailing = &server->mailing;
    assert(server->outlet.mail != NULL);
    if (!trib_mail_address_check(from_address, "from", error)) {
        return false;
    }
    trib_buffer_clear(&mailing->origin);
    trib_buffer_append_text(&mailing->origin, origin);
    trib_text_copy(mailing->from_address, sizeof mailing->from_address, from_address);
    mailing->is_on = !mailing->origin.failed;
    return mailing->is_on || trib_fail(error, TRIB_E_UNAVAILABLE, "");
}

const char *trib_mailing_origin(const struct trib_server *server) {
    return server->mailing.is_on ? trib_buffer_text(&server->mailing.origin) : NULL;
}

/* ---- new passwords --------------------------------------------------------------------------- */

bool trib_mailing_ask(struct trib_server *server, const char *address, struct trib_error *error) {
    struct trib_mailing *mailing = &server->mailing;
    if (mailing->ask_count == TRIB_MAILING_ASKS_MAX) {
        trib_fail(error, TRIB_E_RATE, "");
        trib_error_add_int64(error, "seconds", 1);
        return false;
    }
    trib_text_copy(mailing->asks[mailing->ask_count++], TRIB_MAIL_ADDRESS_BYTES, address);
    return true;
}

static bool reset_letter(struct trib_server *server, const char *person_id, const char *token,
                         struct trib_error *error) {
    char coalition[TRIB_MAIL_COALITION_BYTES];
    bool is_written = false;
    TRIB_AUTO(trib_buffer) link = {0};
    trib_buffer_append_format(&link, "%s/sign-in?for=password#%s", trib_mailing_origin(server),
                              token);
    if (link.failed || !trib_mail_coalition_name(server->store, coalition, error)) {
        return !link.failed ? false : trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    const struct trib_mail_argument arguments[] = {{"coalition", coalition, false},
                                                   {"link", trib_buffer_text(&link), false}};
    const struct trib_mail_letter letter = {.key = "mail_reset",
                                            .arguments = arguments,
                                            .argument_count = 2,
                                            .lasts_ms = TRIB_RESET_LINK_MS};
    bool is_done = trib_mail_to_person(server->store, person_id, &letter, &is_written, error);
    explicit_bzero(link.bytes, link.length);
    return is_done;
}

static bool reset_write(struct trib_server *server, const char *address, struct trib_error *error) {
    struct trib_credential credential;
    char token[TRIB_TOKEN_BYTES];
    bool is_known = false;
    bool is_locked = false;
    bool is_made = false;
    if (!trib_credential_find(server->store, address, &credential, &is_known, error) || !is_known ||
        !trib_account_is_locked(server->store, credential.person_id, &is_locked, error) ||
        is_locked) {
        return !is_known || is_locked;
    }
    if (!trib_reset_link_make(server->store, credential.person_id, token, &is_made, error)) {
        return false;
    }
    bool is_done = !is_made || reset_letter(server, credential.person_id, token, error);
    explicit_bzero(token, sizeof token);
    return is_done;
}

/* One private savepoint around what is written; what fails leaves nothing, and is told to the log
   alone. */
static void privately(struct trib_server *server, const char *event,
                      bool (*done)(struct trib_server *, const void *, struct trib_error *),
                      const void *with) {
    struct trib_error error;
    error.code = TRIB_E_NONE;
    if (trib_tick_private_open(server->store, &error)) {
        if (done(server, with, &error) && trib_tick_private_release(server->store, &error)) {
            return;
        }
        trib_tick_command_undo(server->store);
    }
    trib_log(TRIB_LOG_WARNING, event, "%s", trib_error_code_name(error.code));
}

static bool reset_one(struct trib_server *server, const void *with, struct trib_error *error) {
    return reset_write(server, with, error);
}

static void asks_answer(struct trib_server *server) {
    struct trib_mailing *mailing = &server->mailing;
    for (size_t i = 0; i < mailing->ask_count; i++) {
        privately(server, "mail.reset", reset_one, mailing->asks[i]);
    }
    explicit_bzero(mailing->asks, sizeof mailing->asks);
    mailing->ask_count = 0;
}

/* ---- who is told ----------------------------------------------------------------------------- */

static bool digest_one(struct trib_server *server, const void *with, struct trib_error *error) {
    return trib_digest_write(server->store, server->graph, with, trib_mailing_origin(server),
                             error);
}

/* Whoever is in the coalition is looked at in turn; nothing is written for those with nothing due.
 */
static void digests_write(struct trib_server *server) {
    struct trib_mailing *mailing = &server->mailing;
    struct trib_digest_turn turn = {.deed = TRIB_DIGEST_BEGIN};
    struct trib_error error;
    if (!mailing->is_on || !trib_store_is_writable(server->store)) {
        return;
    }
    for (int i = 0; i < TRIB_MAILING_DIGESTS_MAX && turn.deed != TRIB_DIGEST_NOTHING; i++) {
        if (!trib_digest_find(server->store, mailing->looked_at, &turn, &error)) {
            return; /* what cannot be read now is read a second later */
        }
        if (turn.deed != TRIB_DIGEST_NOTHING) {
            privately(server, "mail.digest", digest_one, &turn);
        }
    }
}

/* ---- what is due ----------------------------------------------------------------------------- */

static bool take(struct trib_server *server, const void *with, struct trib_error *error) {
    char name[TRIB_MAIL_COALITION_BYTES];
    bool is_refreshed = true;
    (void)with;
    for (int i = 0; i < TRIB_MAILING_DIGESTS_MAX && is_refreshed; i++) {
        if (!trib_digest_refresh(server->store, server->graph, trib_mailing_origin(server),
                                 &is_refreshed, error)) {
            return false;
        }
    }
    if (is_refreshed) {
        return true; /* there may be more of them: a second later */
    }
    if (!trib_mail_coalition_name(server->store, name, error)) {
        return false;
    }
    for (char *at = name; *at != '\0'; at++) { /* a name may hold what a header may not */
        if ((unsigned char)*at < 0x20 || *at == 0x7f) {
            *at = ' ';
        }
    }
    const struct trib_mail_sender sender = {.address = server->mailing.from_address,
                                            .name = trib_mail_header_valid(name) ? name : NULL};
    return trib_mail_take(server->store, &sender, &server->mailing.taken, error);
}

static void take_next(struct trib_server *server) {
    struct trib_mailing *mailing = &server->mailing;
    if (mailing->is_on && !mailing->is_under_way && mailing->taken == NULL &&
        trib_store_is_writable(server->store)) {
        privately(server, "mail.take", take, NULL);
    }
}

void trib_mailing_sweep(struct trib_server *server) {
    bool is_due = false;
    struct trib_error error;
    asks_answer(server);
    digests_write(server);
    if (!trib_mail_is_due(server->store, &is_due, &error) || !is_due) {
        return; /* nothing is written every second for nothing */
    }
    take_next(server);
}

void trib_mailing_committed(struct trib_server *server) {
    struct trib_mailing *mailing = &server->mailing;
    if (mailing->taken != NULL) {
        struct trib_mail_job *job = mailing->taken;
        mailing->taken = NULL;
        mailing->is_under_way = true;
        server->outlet.mail(server->outlet.context, job);
    }
}

void trib_mailing_take_back(struct trib_server *server) {
    trib_mail_job_destroy(server->mailing.taken);
    server->mailing.taken = NULL;
}

/* ---- what became of one ---------------------------------------------------------------------- */

static bool note(struct trib_server *server, const void *with, struct trib_error *error) {
    return trib_mail_note(server->store, with, error);
}

void trib_server_mailed(struct trib_server *server, struct trib_mail_job *take_job) {
    struct trib_mailing *mailing = &server->mailing;
    if (trib_tick_must_end(server->store)) {
        trib_server_tick(server);
    }
    mailing->is_under_way = false;
    server->counts.mails_sent += take_job->is_sent ? 1 : 0;
    server->counts.mails_not_sent += take_job->is_sent ? 0 : 1;
    if (take_job->is_sent) {
        trib_log(TRIB_LOG_NOTICE, "mail.sent", "%s", take_job->mail_id);
    } else {
        trib_log(TRIB_LOG_WARNING, "mail.not_sent", "%s, try %lld: %s", take_job->mail_id,
                 (long long)take_job->try_count, take_job->failure);
    }
    privately(server, "mail.note", note, take_job);
    trib_mail_job_destroy(take_job);
    take_next(server);
}
