/*
 * Beginning again from an older copy. What has happened since is gone, and nobody knows what of it
 * was used: so whatever lets somebody in ends, and nothing is sent a second time.
 */
#include "tributary/command/restore.h"

#include "tributary/account/account.h"
#include "tributary/command/decision.h"
#include "tributary/command/invitation.h"
#include "tributary/command/program.h"
#include "tributary/mail/digest.h"
#include "tributary/mail/outbox.h"
#include "tributary/store/backup.h"
#include "tributary/store/tick.h"

/* Of what is open in the copy some answers may have been given since, and are not in it. */
static bool openings_end(struct trib_store *store, void *context, struct trib_error *error) {
    (void)context;
    return trib_invitations_end_all(store, error) && trib_ballots_void_all(store, error);
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
    return trib_tick_private_release(store, error) && trib_program_commit(store, error);
}

bool trib_restore_begin_again(struct trib_store *store, struct trib_error *error) {
    return trib_program_command(store, "system.restore", openings_end, NULL, error) &&
           sessions_end(store, error) && trib_store_epoch_begin(store, error);
}
