/*
 * How often somebody may try to sign in, or to guess a room's code. Counted in memory by name and
 * by address: a try that fails counts, one that succeeds clears the name's count. Who already is
 * signed in is not asked.
 */
#ifndef TRIBUTARY_PROTOCOL_GUARD_H
#define TRIBUTARY_PROTOCOL_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/base/id_map.h"

struct trib_server;

/* Names and addresses that are remembered. Past it all that are new share one count, so that a
   flood of made-up names costs no memory and opens no way round. */
#define TRIB_GUARD_COUNTS_MAX 20000u
/* The wait after the last free try, doubled by each further one up to the longest. */
#define TRIB_GUARD_WAIT_MS 2000ll
#define TRIB_GUARD_WAIT_MS_MAX (15ll * 60 * 1000)
/* A count is forgotten when nothing was tried for so long. */
#define TRIB_GUARD_FORGET_MS (60ll * 60 * 1000)
/* Codes of one person in so long; past it even a right one is not good, and nobody is told. */
#define TRIB_GUARD_CODES_MAX 5u
#define TRIB_GUARD_CODES_MS (5ll * 60 * 1000)

/* Mails for one address that may be asked for at once: one that was lost, and one typed wrong. */
#define TRIB_GUARD_MAILS_FREE 3

struct trib_guard {
    struct trib_id_map counts;
};
void trib_guard_finish(struct trib_guard *guard); /* safe on a zeroed one */

/** Whether this name may be tried from this address ("" when it is not known); else E_RATE with
    "seconds". */
bool trib_guard_may_try(struct trib_server *server, const char *sign_in_name, const char *address,
                        struct trib_error *error);
void trib_guard_tried(struct trib_server *server, const char *sign_in_name, const char *address,
                      bool is_good);

bool trib_guard_code_may_try(struct trib_server *server, const char *person_id);
void trib_guard_code_tried(struct trib_server *server, const char *person_id, bool is_good);

/** Whether a room's code may be tried from this address ("" when it is not known); else E_RATE with
    "seconds". Many sit behind one address in a hall: one good code clears its count. */
bool trib_guard_room_may_try(struct trib_server *server, const char *address,
                             struct trib_error *error);
void trib_guard_room_tried(struct trib_server *server, const char *address, bool is_good);

/** Whether a new password may be asked for by mail, for this address of a mail and from this
   address of the net ("" when it is not known); else E_RATE with "seconds". Each time counts: what
   comes of it is nobody's to know here. */
bool trib_guard_mail_may_ask(struct trib_server *server, const char *mail_address,
                             const char *address, struct trib_error *error);
void trib_guard_mail_asked(struct trib_server *server, const char *mail_address,
                           const char *address);

/** Forgets what is old. */
void trib_guard_sweep(struct trib_server *server);

#endif
