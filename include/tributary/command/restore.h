/* A coalition's file that was made of an older copy: what was promised since, nobody knows. For the
   program itself. */
#ifndef TRIBUTARY_COMMAND_RESTORE_H
#define TRIBUTARY_COMMAND_RESTORE_H

#include "tributary/store/store.h"

/** Between ticks: ends open invitations and room codes (an entry, system.restore), sessions and
   links, drops the mail that waits, passes over what digests would tell, and gives the file another
   epoch. Each is committed when it returns true. */
bool trib_restore_begin_again(struct trib_store *store, struct trib_error *error);

#endif
