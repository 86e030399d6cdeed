/*
 * A mail as bytes: headers and one text, as they go to an SMTP server (RFC 5322, 2045, 2047). Pure:
 * what it says and when it was written are handed in.
 */
#ifndef TRIBUTARY_MAIL_MESSAGE_H
#define TRIBUTARY_MAIL_MESSAGE_H

#include <stdint.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"

struct trib_mail_message {
    const char *mail_id;      /* with the sender's domain: its Message-ID */
    const char *from_name;    /* who writes, in words; NULL: the address alone */
    const char *from_address; /* and where answers go */
    const char *to_address;
    const char *subject, *body; /* UTF-8; lines of the body end in \n */
    const char *unsubscribe;    /* https://… where a POST ends mails of its kind; NULL: none */
    int64_t written_at_ms;
};

/** Writes it, lines ended by CR LF. Controls in a header and addresses that are none: E_ADDRESS,
    with "from", "to", "subject" or "unsubscribe" as field. */
bool trib_mail_message_write(const struct trib_mail_message *message, struct trib_buffer *out,
                             struct trib_error *error);

#endif
