/* Using a sign-in link up. Private to this room. */
#ifndef TRIBUTARY_ACCOUNT_LINK_H
#define TRIBUTARY_ACCOUNT_LINK_H

#include "tributary/account/account.h"

/** Inside a private savepoint: whose link it was. Unknown, used or expired: E_LINK. */
bool link_use(struct trib_store *store, const char *link_token,
              char out_person_id[static TRIB_ID_BYTES], struct trib_error *error);

#endif
