/*
 * The order of the questions: is it the one version of HTTP with one meaning of where it ends; is
 * it meant for us; what does it ask for; may it be asked in this way, from that page.
 */
#include "head.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "limits.h"
#include "tributary/protocol/server.h"

#define SUBPROTOCOL "tributary.1"
#define SESSION_COOKIE "__Host-session="
/* Sixteen bytes in base64 (RFC 6455, section 4.1). */
#define SOCKET_KEY_LETTERS 24u
#define BASE64 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
#define BASE64_URL "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

static struct verdict refuse(unsigned status, enum trib_error_code code) {
    return (struct verdict){.status = status, .code = code, .headers = ""};
}

static struct verdict refuse_with(unsigned status, enum trib_error_code code, const char *headers) {
    return (struct verdict){.status = status, .code = code, .headers = headers};
}

/* ---- what it asks for ------------------------------------------------------------------------ */

struct routed {
    const char *path;
    enum route route;
    enum head_method method;
    size_t body_bytes_max;
    enum trib_door door;
};

static const struct routed routes[] = {
    {"/api/v1/rpc", ROUTE_RPC, HEAD_POST, TRIB_FRAME_IN_BYTES_MAX, TRIB_DOOR_COUNT},
    {"/api/v1/sign-in", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_LINK},
    {"/api/v1/session", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_SESSION},
    {"/api/v1/sign-out", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_SIGN_OUT},
    {"/api/v1/invitation", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_INVITATION},
    {"/api/v1/invitation/accept", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_ACCEPT},
    {"/api/v1/password", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_SET_PASSWORD},
    {"/api/v1/password/forgotten", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_FORGOTTEN},
    {"/api/v1/room", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_ROOM},
    {"/api/v1/room/join", ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX, TRIB_DOOR_JOIN},
    {"/api/v1/snapshot", ROUTE_SNAPSHOT, HEAD_GET, 0, TRIB_DOOR_COUNT},
    {"/api/v1/meeting.ics", ROUTE_MEETING, HEAD_GET, 0, TRIB_DOOR_COUNT},
    {"/api/v1/account/data.json", ROUTE_OWN_DATA, HEAD_GET, 0, TRIB_DOOR_COUNT},
    {"/api/v1/socket", ROUTE_SOCKET, HEAD_GET, 0, TRIB_DOOR_COUNT},
    {"/healthz", ROUTE_HEALTH, HEAD_GET, 0, TRIB_DOOR_COUNT},
    {"/readyz", ROUTE_READY, HEAD_GET, 0, TRIB_DOOR_COUNT},
    {"/metrics", ROUTE_METRICS, HEAD_GET, 0, TRIB_DOOR_COUNT},
};

static const struct routed unsubscribe = {NULL, ROUTE_DOOR, HEAD_POST, NET_DOOR_BYTES_MAX,
                                          TRIB_DOOR_UNSUBSCRIBE};
static const struct routed calendar = {NULL, ROUTE_CALENDAR, HEAD_GET, 0, TRIB_DOOR_COUNT};
static const struct routed page = {NULL, ROUTE_PAGE, HEAD_GET, 0, TRIB_DOOR_COUNT};

/* NULL: nothing is there. */
static const struct routed *route_find(const char *path) {
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        if (strcmp(routes[i].path, path) == 0) {
            return &routes[i];
        }
    }
    if (strncmp(path, HEAD_CALENDAR_PATH, sizeof HEAD_CALENDAR_PATH - 1) == 0) {
        return &calendar;
    }
    if (head_unsubscribe_token(path) != NULL) {
        return &unsubscribe;
    }
    return strncmp(path, "/api/", 5) == 0 ? NULL : &page;
}

static bool method_fits(const struct head *head, const struct routed *routed) {
    return head->method == routed->method ||
           (head->method == HEAD_HEAD && routed->method == HEAD_GET);
}

/* ---- bodies ---------------------------------------------------------------------------------- */

/* Digits alone, and not more of them than a size_t holds. */
static bool length_read(const char *text, size_t *out_length) {
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 15 || text[digits + strspn(text + digits, " \t")] != '\0') {
        return false;
    }
    *out_length = (size_t)strtoull(text, NULL, 10);
    return true;
}

static bool is_json(const char *content_type) {
    static const char json[] = "application/json";
    if (content_type == NULL || strncasecmp(content_type, json, sizeof json - 1) != 0) {
        return false;
    }
    char after = content_type[sizeof json - 1];
    return after == '\0' || after == ';' || after == ' ';
}

/* Our own page, or a program that says which page it speaks for. */
static bool is_ours(const struct head *head, const struct names *names) {
    if (head->origin != NULL) {
        return names_have_origin(names, head->origin);
    }
    return head->fetch_site != NULL && strcmp(head->fetch_site, "same-origin") == 0;
}

static struct verdict judge_post(const struct head *head, const struct names *names,
                                 const struct routed *routed) {
    size_t length = 0;
    bool is_from_anywhere = routed == &unsubscribe; /* the token is in the path; no cookie counts */
    if (!is_from_anywhere && !is_ours(head, names)) {
        return refuse(403, TRIB_E_FORBIDDEN);
    }
    if (head->has_content_encoding || (!is_from_anywhere && !is_json(head->content_type))) {
        return refuse(415, TRIB_E_TYPE);
    }
    if (head->content_length == NULL) {
        return refuse(411, TRIB_E_REQUEST);
    }
    if (!length_read(head->content_length, &length)) {
        return refuse(400, TRIB_E_REQUEST);
    }
    if (length > routed->body_bytes_max) {
        return refuse(413, TRIB_E_TOO_LONG);
    }
    return (struct verdict){
        .headers = "", .route = routed->route, .door = routed->door, .body_bytes = length};
}

/* ---- sockets --------------------------------------------------------------------------------- */

static bool key_fits(const char *key) {
    return key != NULL && strlen(key) == SOCKET_KEY_LETTERS &&
           strspn(key, BASE64) == SOCKET_KEY_LETTERS - 2 && strcmp(key + 22, "==") == 0;
}

static bool list_has(const char *list, const char *word) {
    size_t length = strlen(word);
    while (list != NULL && *list != '\0') {
        list += strspn(list, ", \t");
        size_t own = strcspn(list, ", \t");
        if (own == length && strncmp(list, word, length) == 0) {
            return true;
        }
        list += own;
    }
    return false;
}

static struct verdict judge_socket(const struct head *head, const struct names *names) {
    if (head->upgrade == NULL) {
        return refuse_with(426, TRIB_E_REQUEST, "Upgrade: websocket\r\n");
    }
    if (!names_have_origin(names, head->origin)) {
        return refuse(403, TRIB_E_FORBIDDEN);
    }
    if (head->socket_version == NULL || strcmp(head->socket_version, "13") != 0) {
        return refuse_with(426, TRIB_E_REQUEST,
                           "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
    }
    if (!key_fits(head->socket_key) || !list_has(head->subprotocols, SUBPROTOCOL)) {
        return refuse(400, TRIB_E_REQUEST);
    }
    return (struct verdict){.headers = "", .route = ROUTE_SOCKET};
}

/* ---- all together ---------------------------------------------------------------------------- */

/* Whoever watches the server from this machine calls it by this machine's name, whatever the name
   is that people come by; a page that a browser was led to by a foreign name cannot. */
static bool is_watching(const struct head *head) {
    const struct routed *routed = route_find(head->path);
    return head->is_from_here && routed != NULL &&
           (routed->route == ROUTE_HEALTH || routed->route == ROUTE_READY ||
            routed->route == ROUTE_METRICS) &&
           names_are_local(head->host);
}

/* Where it ends must be beyond doubt, else what follows is read as a request of its own. */
static struct verdict judge_form(const struct head *head, const struct names *names) {
    size_t length = 0;
    if (head->version == NULL || strcmp(head->version, "HTTP/1.1") != 0) {
        return refuse(505, TRIB_E_REQUEST);
    }
    if (head->has_doubles || head->host == NULL) {
        return refuse(400, TRIB_E_REQUEST);
    }
    if (head->has_transfer_encoding) {
        return refuse(head->content_length == NULL ? 411 : 400, TRIB_E_REQUEST);
    }
    if (!names_have_host(names, head->host) && !is_watching(head)) {
        return refuse(421, TRIB_E_REQUEST);
    }
    if (head->method != HEAD_POST && head->content_length != NULL &&
        (!length_read(head->content_length, &length) || length > 0)) {
        return refuse(400, TRIB_E_REQUEST);
    }
    return (struct verdict){.headers = ""};
}

struct verdict head_judge(const struct head *head, const struct names *names) {
    struct verdict form = judge_form(head, names);
    if (form.status != 0) {
        return form;
    }
    const struct routed *routed = route_find(head->path);
    if (routed == NULL || (routed->route == ROUTE_METRICS && !head->is_from_here)) {
        return refuse(404, TRIB_E_NOT_FOUND);
    }
    if (routed == &unsubscribe && (head->method == HEAD_GET || head->method == HEAD_HEAD)) {
        return (struct verdict){.headers = "", .route = ROUTE_UNSUBSCRIBE};
    }
    if (!method_fits(head, routed)) {
        return refuse_with(405, TRIB_E_METHOD,
                           routed->method == HEAD_POST ? "Allow: POST\r\n"
                                                       : "Allow: GET, HEAD\r\n");
    }
    if (head->upgrade != NULL &&
        (routed->route != ROUTE_SOCKET || strcasecmp(head->upgrade, "websocket") != 0)) {
        return refuse(400, TRIB_E_REQUEST);
    }
    if (routed->route == ROUTE_SOCKET) {
        return judge_socket(head, names);
    }
    if (routed->method == HEAD_POST) {
        return judge_post(head, names, routed);
    }
    return (struct verdict){.headers = "", .route = routed->route};
}

unsigned head_judge_garbage(const char *bytes, size_t length) {
    size_t letters = 0;
    while (letters < length && isupper((unsigned char)bytes[letters])) {
        letters++;
    }
    return letters > 0 && letters < length && bytes[letters] == ' ' ? 405 : 400;
}

const char *head_unsubscribe_token(const char *path) {
    static const char UNDER[] = TRIB_UNSUBSCRIBE_PATH;
    const char *token = path + sizeof UNDER - 1;
    return strncmp(path, UNDER, sizeof UNDER - 1) == 0 &&
                   strspn(token, BASE64_URL) == TRIB_TOKEN_BYTES - 1 &&
                   token[TRIB_TOKEN_BYTES - 1] == '\0'
               ? token
               : NULL;
}

/* ---- single headers -------------------------------------------------------------------------- */

bool head_cookie_read(const char *cookies, char out_token[static TRIB_TOKEN_BYTES]) {
    const char *found = NULL;
    while (cookies != NULL && *cookies != '\0') {
        cookies += strspn(cookies, "; \t");
        if (strncmp(cookies, SESSION_COOKIE, sizeof SESSION_COOKIE - 1) == 0) {
            if (found != NULL) {
                return false;
            }
            found = cookies + sizeof SESSION_COOKIE - 1;
        }
        cookies += strcspn(cookies, ";");
    }
    if (found == NULL || strspn(found, BASE64_URL) != TRIB_TOKEN_BYTES - 1 ||
        strchr("; \t", found[TRIB_TOKEN_BYTES - 1]) == NULL) {
        return false;
    }
    memcpy(out_token, found, TRIB_TOKEN_BYTES - 1);
    out_token[TRIB_TOKEN_BYTES - 1] = '\0';
    return true;
}

/* Whether the parameters behind a coding say ";q=0", in any of the ways to write nought. */
static bool is_refused(const char *parameters, size_t length) {
    const char *end = parameters + length;
    const char *q = memchr(parameters, '=', length);
    return q != NULL && q + 1 < end && q[1] == '0' &&
           strspn(q + 1, "0.") >= strcspn(q + 1, ", \t;");
}

bool head_takes_gzip(const char *accept_encoding) {
    bool takes_all = false;
    while (accept_encoding != NULL && *accept_encoding != '\0') {
        accept_encoding += strspn(accept_encoding, ", \t");
        size_t length = strcspn(accept_encoding, ",");
        size_t name = strcspn(accept_encoding, ",; \t");
        bool is_taken = !is_refused(accept_encoding + name, length - name);
        if (name == 4 && strncasecmp(accept_encoding, "gzip", name) == 0) {
            return is_taken;
        }
        takes_all = takes_all || (name == 1 && *accept_encoding == '*' && is_taken);
        accept_encoding += length;
    }
    return takes_all;
}

bool head_has_tag(const char *if_none_match, const char *tag) {
    return list_has(if_none_match, tag) || list_has(if_none_match, "*");
}

/* ---- behind a proxy -------------------------------------------------------------------------- */

void head_forwarded_read(const char *forwarded_for, char out_address[static HEAD_ADDRESS_BYTES]) {
    out_address[0] = '\0';
    const char *last = forwarded_for == NULL ? NULL : strrchr(forwarded_for, ',');
    last = last == NULL ? forwarded_for : last + 1;
    if (last == NULL) {
        return;
    }
    last += strspn(last, " \t");
    size_t length = strspn(last, "0123456789abcdefABCDEF.:[]");
    if (length > 0 && length < HEAD_ADDRESS_BYTES &&
        last[length + strspn(last + length, " \t")] == '\0') {
        memcpy(out_address, last, length);
        out_address[length] = '\0';
    }
}
