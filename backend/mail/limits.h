/* The mails' bounds, each with its reason. */
#ifndef TRIBUTARY_MAIL_LIMITS_H
#define TRIBUTARY_MAIL_LIMITS_H

/* How long a try may take, a slow line and a careful receiver included; the next mail waits so
 * long. */
#define TRIB_MAIL_SEND_SECONDS 60
/* How long the other end may take to be there. */
#define TRIB_MAIL_CONNECT_SECONDS 15
/* Mails that were given up and are still counted, without what they said. Past it: the oldest goes.
 */
#define TRIB_MAIL_FAILED_MAX 1000
/* Letters of one line of a message behind encoding (RFC 2045, 6.7; RFC 2047, 2). */
#define TRIB_MAIL_LINE_MAX 76u

#endif
