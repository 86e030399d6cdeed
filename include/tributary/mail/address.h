/*
 * E-mail addresses as far as we take them: what goes into a command of SMTP and into a header, so
 * that nothing in one can become a line of its own. Pure.
 */
#ifndef TRIBUTARY_MAIL_ADDRESS_H
#define TRIBUTARY_MAIL_ADDRESS_H

#include <stdbool.h>

#include "tributary/base/error.h"

/* Letters of an address (RFC 5321, 4.5.3.1.3, without its brackets), and of what stands before its
   "@". Past it: E_ADDRESS. */
#define TRIB_MAIL_ADDRESS_LETTERS_MAX 254u
#define TRIB_MAIL_LOCAL_LETTERS_MAX 64u
#define TRIB_MAIL_ADDRESS_BYTES (TRIB_MAIL_ADDRESS_LETTERS_MAX + 1u)

/** Whether a text is name@host.domain in plain letters, with nothing around it. */
bool trib_mail_address_valid(const char *text);
/** The same, refused with E_ADDRESS and that field. */
bool trib_mail_address_check(const char *text, const char *field, struct trib_error *error);

/** Whether a text may stand in a header: whole UTF-8 without controls (C0, DEL, C1, the two line
    separators of Unicode). */
bool trib_mail_header_valid(const char *text);

#endif
