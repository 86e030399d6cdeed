/*
 * Origins are brought into the one form browsers send (RFC 6454, section 6.1), so that comparing is
 * comparing bytes.
 */
#include "names.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HTTP "http://"
#define HTTPS "https://"

static const char *skip(const char *text, const char *start) {
    size_t length = strlen(start);
    return strncmp(text, start, length) == 0 ? text + length : NULL;
}

/* How long the host is: a name, an IPv4 address, or an IPv6 address in brackets. 0: none of them.
 */
static size_t host_length(const char *text) {
    if (text[0] != '[') {
        size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-");
        return text[0] == '.' || text[0] == '-' ? 0 : length;
    }
    size_t inside = strspn(text + 1, "0123456789abcdef:.");
    return inside > 1 && text[1 + inside] == ']' ? inside + 2 : 0;
}

/* ":8080" or nothing. False when it is neither. */
static bool port_read(const char *text, unsigned otherwise, unsigned *out_port) {
    *out_port = otherwise;
    if (*text == '\0') {
        return true;
    }
    size_t digits = strspn(text + 1, "0123456789");
    if (*text != ':' || digits == 0 || digits > 5 || text[1 + digits] != '\0') {
        return false;
    }
    *out_port = (unsigned)strtoul(text + 1, NULL, 10);
    return *out_port > 0 && *out_port <= UINT16_MAX;
}

bool names_add(struct names *names, const char *origin) {
    char lower[NET_ORIGIN_BYTES_MAX - 8] = {0}; /* room for the port to be written out */
    size_t length = strlen(origin);
    if (names->count == TRIB_NET_ORIGINS_MAX || length >= sizeof lower) {
        return false;
    }
    for (size_t i = 0; i <= length; i++) {
        lower[i] = (char)tolower((unsigned char)origin[i]);
    }
    const char *host = skip(lower, HTTPS);
    unsigned usual_port = host != NULL ? 443 : 80;
    host = host != NULL ? host : skip(lower, HTTP);
    size_t host_bytes = host == NULL ? 0 : host_length(host);
    unsigned port = 0;
    if (host_bytes == 0 || !port_read(host + host_bytes, usual_port, &port)) {
        return false;
    }
    struct name *name = &names->all[names->count++];
    name->host_offset = (size_t)(host - lower);
    int kept = (int)((size_t)(host - lower) + host_bytes);
    if (port == usual_port) {
        snprintf(name->origin, sizeof name->origin, "%.*s", kept, lower);
    } else {
        snprintf(name->origin, sizeof name->origin, "%.*s:%u", kept, lower, port);
    }
    snprintf(name->host_with_port, sizeof name->host_with_port, "%.*s:%u", (int)host_bytes, host,
             port);
    return true;
}

void names_add_local(struct names *names, uint16_t port) {
    static const char *const hosts[] = {"localhost", "127.0.0.1", "[::1]"};
    char origin[64];
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        snprintf(origin, sizeof origin, HTTP "%s:%u", hosts[i], (unsigned)port);
        names_add(names, origin);
    }
}

bool names_have_origin(const struct names *names, const char *origin) {
    for (size_t i = 0; origin != NULL && i < names->count; i++) {
        if (strcmp(names->all[i].origin, origin) == 0) {
            return true;
        }
    }
    return false;
}

bool names_have_host(const struct names *names, const char *host) {
    for (size_t i = 0; host != NULL && i < names->count; i++) {
        const struct name *name = &names->all[i];
        if (strcasecmp(name->origin + name->host_offset, host) == 0 ||
            strcasecmp(name->host_with_port, host) == 0) {
            return true;
        }
    }
    return false;
}

bool names_are_secure(const struct names *names) {
    return names->count > 0 && skip(names->all[0].origin, HTTPS) != NULL;
}

bool names_are_local(const char *host) {
    static const char *const LOCAL[] = {"localhost", "127.0.0.1", "[::1]"};
    for (size_t i = 0; i < sizeof LOCAL / sizeof LOCAL[0]; i++) {
        size_t length = strlen(LOCAL[i]);
        if (strncasecmp(host, LOCAL[i], length) == 0 &&
            (host[length] == '\0' ||
             (host[length] == ':' &&
              host[length + 1 + strspn(host + length + 1, "0123456789")] == '\0'))) {
            return true;
        }
    }
    return false;
}
