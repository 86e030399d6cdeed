/*
 * Beginning again from an older copy. What has happened since is gone, and nobody knows what of it
 * was used: so whatever lets somebody in ends, and nothing is sent a second time.
 */
#include "tributary/command/restore.h"

#include <string.h>

#include "tributary/account/account.h"
#include "tributary/command/invitation.h"
#include "tributary/mail/digest.h"
#include "tributary/mail/outbox.h"
#include "tributary/store/backup.h"
#include "tributary/store/tick.h"

static bool commit(struct trib_store *store, struct trib_error *error) {
    TRIB_AUTO(trib_batch) batch = {0};
    return trib_tick_commit(store, &batch, error);
}

static bool invitations_end(struct trib_store *store, struct trib_error *error) {
    static const char METHOD[] = "system.restore";
    char command_id[TRIB_ID_BYTES];
    enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
    const char *answer = NULL;
    uint64_t seq = 0;
    trib_id_make_timed(trib_store_random(store), trib_store_now_ms(store), command_id);
    const struct trib_entry_head head = {.command_id = command_id,
                                         .method = METHOD,
                                         .request = METHOD,
                                         .request_length = strlen(METHOD)};
    if (!trib_tick_command_open(store, &head, &outcome, &answer, error)) {
        return false;
    }
    if (!trib_invitations_end_all(store, error)) {
        trib_tick_command_undo(store);
        return false;
    }
    return trib_tick_command_release(store, "{}", &seq, error) && commit(store, error);
}

/* Sessions and mail are no entries of the log: they end in a savepoint of their own. Of the mail
   that waits in a copy nobody knows what was sent since, nor of what digests told. */
static bool sessions_end(struct trib_store *store, struct trib_error *error) {
    if (!trib_tick_private_open(store, error)) {
        return false;
    }
    if (!trib_sessions_end_all(store, error) || !trib_mail_forget_all(store, error) ||
        !trib_digest_skip(store, error)) {
        trib_tick_command_undo(store);
        return false;
    }
    return trib_tick_private_release(store, error) && commit(store, error);
}

bool trib_restore_begin_again(struct trib_store *store, struct trib_error *error) {
    return invitations_end(store, error) && sessions_end(store, error) &&
           trib_store_epoch_begin(store, error);
}
