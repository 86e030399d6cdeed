/*
 * Who is connected, found by the number the server knows them by. A number is never used twice, so
 * that an answer for who is gone can reach nobody else.
 */
#ifndef TRIBUTARY_NET_CONNECTIONS_H
#define TRIBUTARY_NET_CONNECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lws;

enum connection_kind { CONNECTION_HTTP, CONNECTION_SOCKET };

struct connection { /* stands first in what is kept of a connection */
    uint64_t id;    /* 0: not among the connections */
    enum connection_kind kind;
    struct lws *wsi;
};

struct connections {
    struct connection **slots; /* the low bits of an id are its slot */
    uint32_t *free_slots;
    uint32_t slot_count, free_count;
    uint64_t added; /* ever: the high bits of an id */
};

bool connections_init(struct connections *connections, uint32_t connections_max);
void connections_finish(struct connections *connections);

/** Gives it an id. False: there is no room. */
bool connections_add(struct connections *connections, struct connection *connection);
/** Safe when it is not among them. */
void connections_remove(struct connections *connections, struct connection *connection);
/** NULL: gone. */
struct connection *connections_find(const struct connections *connections, uint64_t id);
/** The one behind slot *slot (0 to begin with, moved on); NULL at the end. */
struct connection *connections_next(const struct connections *connections, uint32_t *slot);
uint32_t connections_count(const struct connections *connections);

#endif
