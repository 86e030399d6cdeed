/* Passwords being hashed beside the loop. */
#ifndef TRIBUTARY_NET_HASHES_H
#define TRIBUTARY_NET_HASHES_H

#include <libwebsockets.h>
#include <stdbool.h>

#include "tributary/account/password.h"

struct hashes;

/** Starts the threads, TRIB_HASHES_AT_ONCE of them; NULL when there is no memory or no thread. */
struct hashes *hashes_create(struct lws_context *lws);
/** Waits for the threads; what waited is not done any more. Safe on NULL. */
void hashes_stop(struct hashes *hashes);
void hashes_destroy(struct hashes *hashes); /* safe on NULL */

/** Has a job done; the server sees to it that there are never too many. */
void hashes_ask(struct hashes *hashes, struct trib_password_job *take_job);
/** One that is done, the caller's; NULL: none is. */
struct trib_password_job *hashes_ready(struct hashes *hashes);

#endif
