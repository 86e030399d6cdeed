/* Mails being sent beside the loop. */
#ifndef TRIBUTARY_NET_MAILS_H
#define TRIBUTARY_NET_MAILS_H

#include <libwebsockets.h>

#include "tributary/mail/smtp.h"

struct mails;

/** Starts the thread; NULL when there is no memory or no thread. */
struct mails *mails_create(struct lws_context *lws, const struct trib_smtp_settings *settings);
/** Waits for the thread, which gives up what it is sending; that is tried again after the next
    start. Safe on NULL. */
void mails_stop(struct mails *mails);
void mails_destroy(struct mails *mails); /* safe on NULL */

/** Has one sent; the server asks for the next when this one is back. */
void mails_ask(struct mails *mails, struct trib_mail_job *take_job);
/** The one that is done, the caller's; NULL: none is. Safe on NULL. */
struct trib_mail_job *mails_ready(struct mails *mails);

#endif
