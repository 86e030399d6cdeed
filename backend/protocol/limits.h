/* The protocol's own bounds, each with its reason; those of its callers stand in server.h. */
#ifndef TRIBUTARY_PROTOCOL_LIMITS_H
#define TRIBUTARY_PROTOCOL_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* Whole numbers every JSON reader keeps exact (RFC 8259, section 6). Past it: E_TYPE. */
#define TRIB_JSON_INTEGER_MAX INT64_C(9007199254740991)
/* Bytes of a request's id when it is text; a UUID has 36. Past it: E_REQUEST. */
#define TRIB_REQUEST_ID_BYTES_MAX 128u
/* Bytes of the struct a method's parameters are read into; the widest has 160. Past it: it does not
   compile. */
#define TRIB_PARAMS_BYTES_MAX 768u
/* Fields of one method; organization.create has ten. Past it: an assertion. */
#define TRIB_METHOD_FIELDS_MAX 24u
/* Bytes of the API's description, the one answer that may be longer than a frame of the feed: who
   asks for it is a developer. Past it: a test fails. */
#define TRIB_DESCRIPTION_BYTES_MAX ((size_t)512 * 1024)
/* Connections at once, each with a socket and a few kilobytes. Past it: E_BUSY. */
#define TRIB_CONNECTIONS_MAX 10000u
/* Rows a hello may make the server read for the price of one call: reading so many takes about as
   long. What it costs may go past an empty bucket, which must then fill for so much longer, for
   this many of its contents at most. */
#define TRIB_RATE_ROWS_A_CALL 50u
#define TRIB_RATE_DEBT_MAX 10
/* Calls that a command costs besides itself when it changes who sees what: it ends its tick, with a
   commit of its own and a look at everybody's sight. */
#define TRIB_RATE_CALLS_A_TICK 4u
/* Calls refused with E_RATE one after the other. Past it: the socket is closed with 1008. */
#define TRIB_RATE_REFUSALS_MAX 1000u
/* How long the answer to a redaction waits for the file to be clean. Past it: E_BUSY, and whoever
   repeats the command waits again. Longer than readers are given (TRIB_ERASING_READERS_MS), shorter
   than browsers wait. */
#define TRIB_ERASING_ANSWER_MS INT64_C(10000)

/* While the disk is full: how long until it is tried again whether there is room. Each try that
   fails is a line in the log. */
#define TRIB_FULL_TRY_MS INT64_C(10000)
/* From one line of the log about calls that were refused a right to the next. */
#define TRIB_FORBIDDEN_LINE_MS INT64_C(60000)
/* How often an open socket asks whether its session still lasts: each question may note the use,
   which is a write. A ping tells only that a page is open, so it asks less often. */
#define TRIB_SESSION_CHECK_MS INT64_C(60000)
#define TRIB_SESSION_PING_CHECK_MS INT64_C(600000)
/* How often it is looked for those who do not ask: later than who pings has been asked about. */
#define TRIB_SESSION_SILENT_CHECK_MS INT64_C(900000)

#endif
