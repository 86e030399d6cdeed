/*
 * What is decided from a request's head alone, before a byte of its body is read: whether it is
 * refused, and if not, what it asks for. The library in front of this lets through much that no
 * honest client sends; all of it ends here. Pure: texts in, verdict out.
 */
#ifndef TRIBUTARY_NET_HEAD_H
#define TRIBUTARY_NET_HEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "names.h"
#include "tributary/account/account.h"
#include "tributary/base/error.h"
#include "tributary/protocol/server.h"

/* An address as text, of the newer kind, and a NUL. */
#define HEAD_ADDRESS_BYTES 64u

/* Behind it come the secret and ".ics". */
#define HEAD_CALENDAR_PATH "/calendar/"

enum head_method { HEAD_GET, HEAD_HEAD, HEAD_POST, HEAD_OTHER };

/* Texts are NULL where there is no such header. Borrowed. */
struct head {
    enum head_method method;
    const char *path;    /* decoded, without its query */
    const char *version; /* "HTTP/1.1" */
    const char *host, *origin, *fetch_site;
    const char *content_type, *content_length;
    const char *upgrade, *socket_version, *socket_key, *subprotocols;
    bool has_doubles;           /* two of a header that decides something */
    bool has_transfer_encoding; /* or a name that some would read as it */
    bool has_content_encoding;
    bool is_from_here; /* the other end is this machine */
};

enum route {
    ROUTE_PAGE, /* a file, or the page that shows everything */
    ROUTE_RPC,
    ROUTE_DOOR,
    ROUTE_SNAPSHOT,
    ROUTE_CALENDAR,    /* a secret address: /calendar/<address>.ics */
    ROUTE_MEETING,     /* one meeting as a file */
    ROUTE_OWN_DATA,    /* all about whoever asks */
    ROUTE_UNSUBSCRIBE, /* the page that asks whether mails shall end: a mail's link that was opened
                        */
    ROUTE_SOCKET,
    ROUTE_HEALTH,
    ROUTE_READY,
    ROUTE_METRICS
};

struct verdict {
    unsigned status; /* 0: go on; else the HTTP status of the refusal */
    enum trib_error_code code;
    const char *headers; /* further lines of the refusal, each ended; "" for none */
    enum route route;
    enum trib_door door; /* of ROUTE_DOOR */
    size_t body_bytes;   /* to be read */
};

struct verdict head_judge(const struct head *head, const struct names *names);

/** The token of a path that ends mails; NULL: it is none. Only letters of base64url. */
const char *head_unsubscribe_token(const char *path);

/** The status for what was not even HTTP, by its first bytes. */
unsigned head_judge_garbage(const char *bytes, size_t length);

/** The session token in a Cookie header. False when it has none, or more than one. */
bool head_cookie_read(const char *cookies, char out_token[static TRIB_TOKEN_BYTES]);

/** Whether an Accept-Encoding header (NULL: none) takes gzip. */
bool head_takes_gzip(const char *accept_encoding);

/** Whether an If-None-Match header (NULL: none) names this tag. */
bool head_has_tag(const char *if_none_match, const char *tag);

/** The last address of an X-Forwarded-For header (NULL: none), which the proxy nearest to us has
    added; "" when it is none. */
void head_forwarded_read(const char *forwarded_for, char out_address[static HEAD_ADDRESS_BYTES]);

#endif
