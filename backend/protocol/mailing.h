/*
 * Mail on its way: what is due is handed to net one at a time, once its try is committed, and what
 * became of it is noted. Whoever asks for a new password by mail is answered before anybody looks
 * whether their address is known.
 */
#ifndef TRIBUTARY_PROTOCOL_MAILING_H
#define TRIBUTARY_PROTOCOL_MAILING_H

#include "tributary/account/credential.h"
#include "tributary/mail/outbox.h"
#include "tributary/protocol/server.h"

/* Who asked for a new password since the last sweep, a second ago. Past it: E_RATE, for all. */
#define TRIB_MAILING_ASKS_MAX 32u

/* Digests written in one sweep: some milliseconds each. */
#define TRIB_MAILING_DIGESTS_MAX 4

struct trib_mailing {
    bool is_on;
    char from_address[TRIB_MAIL_ADDRESS_BYTES];
    struct trib_buffer origin;
    char asks[TRIB_MAILING_ASKS_MAX][TRIB_MAIL_ADDRESS_BYTES];
    size_t ask_count;
    char looked_at[TRIB_ID_BYTES]; /* the person last looked at for a digest; "": from the first */
    struct trib_mail_job *taken;   /* its try is not committed yet */
    bool is_under_way;             /* net has one */
};
void trib_mailing_finish(struct trib_mailing *mailing); /* safe on a zeroed one */

/** What links in mails begin with; NULL: this server sends none. */
const char *trib_mailing_origin(const struct trib_server *server);

/** Somebody asks for a new password: E_RATE when too many do at once. */
bool trib_mailing_ask(struct trib_server *server, const char *address, struct trib_error *error);

/** Looks who has asked, who is to be told of what, and what is due. With no tick open; may open
 * one. */
void trib_mailing_sweep(struct trib_server *server);
/** The tick was committed: what was taken goes out. Or it was not: it is as it was. */
void trib_mailing_committed(struct trib_server *server);
void trib_mailing_take_back(struct trib_server *server);

#endif
