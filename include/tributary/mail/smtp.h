/*
 * Speaking to an SMTP server, by libcurl. Slow, so it belongs on a thread of its own: nothing here
 * touches the store.
 */
#ifndef TRIBUTARY_MAIL_SMTP_H
#define TRIBUTARY_MAIL_SMTP_H

#include <stdatomic.h>
#include <stdbool.h>

#include "tributary/mail/outbox.h"

/* Bytes of a setting. Past it: it is refused. */
#define TRIB_SMTP_TEXT_BYTES 512u

struct trib_smtp_settings {
    char url[TRIB_SMTP_TEXT_BYTES];      /* smtp://host:587 or smtps://host:465 */
    char user[TRIB_SMTP_TEXT_BYTES];     /* "": one does not sign in */
    char password[TRIB_SMTP_TEXT_BYTES]; /* of that user */
    char ca_file[TRIB_SMTP_TEXT_BYTES];  /* of a certificate of one's own; "": the system's */
    char from_address[TRIB_MAIL_ADDRESS_BYTES];
    bool needs_tls; /* of smtp://: by STARTTLS, or nothing is sent */
};

/** Reads them out of the environment: TRIBUTARY_SMTP_URL, _FROM, _USER, _PASSWORD_FILE (or
    _PASSWORD), _CA_FILE, _TLS ("required", which it is by itself unless the host is this machine,
    or "none"). *out_is_set false: there is no TRIBUTARY_SMTP_URL. False: something does not fit;
    *out_reason then says what, in words for the operator. */
bool trib_smtp_settings_read(struct trib_smtp_settings *out, bool *out_is_set,
                             const char **out_reason);
/** Erases the password. */
void trib_smtp_settings_finish(struct trib_smtp_settings *settings);

struct trib_smtp;

/** One sender, for one thread. stop: true ends what it is doing within a second. NULL when there is
    no memory. */
struct trib_smtp *trib_smtp_create(const struct trib_smtp_settings *settings,
                                   const atomic_bool *stop);
void trib_smtp_destroy(struct trib_smtp *smtp); /* safe on NULL */

/** Sends one, and notes in the job what became of it. */
void trib_smtp_send(struct trib_smtp *smtp, struct trib_mail_job *job);

#endif
