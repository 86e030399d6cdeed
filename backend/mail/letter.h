/* What a mail says, in its reader's language. Private to this room. */
#ifndef TRIBUTARY_MAIL_LETTER_H
#define TRIBUTARY_MAIL_LETTER_H

#include "tributary/base/buffer.h"
#include "tributary/mail/outbox.h"

/** Its subject, one line, and its text. False: a catalogue lacks it, or there is no memory. */
bool letter_write(const struct trib_mail_letter *letter, const char *language,
                  struct trib_buffer *out_subject, struct trib_buffer *out_body);

#endif
