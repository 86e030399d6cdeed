/*
 * The names this server goes by: what a browser may call it (Host), and whose pages may speak to it
 * (Origin). Both are compared whole, never by their beginning or end.
 */
#ifndef TRIBUTARY_NET_NAMES_H
#define TRIBUTARY_NET_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/net/net.h"

/* "https://" and a host name of 253 letters with its port. Past it: not an origin. */
#define NET_ORIGIN_BYTES_MAX 272u

struct name { /* one origin, as a browser writes it: small letters, no port that goes without saying
               */
    char origin[NET_ORIGIN_BYTES_MAX];
    size_t host_offset;                        /* in origin, of host[:port] */
    char host_with_port[NET_ORIGIN_BYTES_MAX]; /* the same host with its port in any case */
};

struct names {
    struct name all[TRIB_NET_ORIGINS_MAX];
    size_t count;
};

/** Adds scheme://host[:port]. False: it is none, or there are too many. */
bool names_add(struct names *names, const char *origin);
/** This machine's own names with a port. */
void names_add_local(struct names *names, uint16_t port);

/** Whether a page of this origin may speak to us; NULL and "null" never. */
bool names_have_origin(const struct names *names, const char *origin);
/** Whether we are called so; NULL never. Letters of either case. */
bool names_have_host(const struct names *names, const char *host);
/** Whether a host is this machine's own name, with or without a port. */
bool names_are_local(const char *host);
/** Whether people come to us by https, so that a proxy stands in front. */
bool names_are_secure(const struct names *names);

#endif
