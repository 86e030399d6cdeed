/*
 * What the load generator's two halves share: the connections and the measuring (load.c), and what
 * is said in each server's language (dialects.c).
 */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Connections at once. Past it: refused at the start; the bench never asks for more. */
#define CONNECTIONS_MAX 10000u
/* Commands on their way per sender. */
#define WINDOW_MAX 256u
/* Bytes of one incoming message that are kept: its head, where the numbers stand. A turn's updates
   of Hocuspocus come merged, the last number at the end: eight of them have room. */
#define HEAD_BYTES 2048u
/* Rows that commands may go to. Past it: refused at the start. */
#define ROWS_MAX 1000000u
/* Bytes of one message going out. */
#define MESSAGE_BYTES 1024u

struct row {
    char id[40];
    char *initial;   /* NULL: empty */
    unsigned number; /* of the value it was last given; 0: the initial one */
};

struct connection {
    int descriptor;
    bool is_open;   /* handshake done */
    bool is_ready;  /* subscribed */
    bool is_behind; /* has not yet got the lone update that is on its way */
    unsigned char head[HEAD_BYTES + 16];
    size_t head_length;  /* bytes of the message's beginning kept so far, header included */
    uint64_t frame_left; /* bytes of the present message still to come */
    uint64_t last_seq;   /* the largest number delivered */
    unsigned in_flight;
    uint64_t sent, answered;
    uint64_t clock; /* letters written so far, for Yjs */
    struct row *row;
};

enum framing { FRAMING_WEBSOCKET, FRAMING_MQTT };

/* What a message says; any of them may be left as it is. */
struct heard {
    uint64_t delivered; /* a number; 0: no delivery */
    bool is_ready, is_answer, is_refusal;
    bool fell_behind; /* the server says it will not go on with this connection */
};

struct dialect {
    const char *name;
    enum framing framing;
    unsigned opcode; /* of WebSocket messages going out: 1 text, 2 bytes */
    /* Both write one message and give its length, 0: nothing to say. hello is said when the
       connection is open and, with the last message heard, until it is ready. */
    size_t (*hello)(struct connection *connection, const unsigned char *heard, size_t length,
                    char out[MESSAGE_BYTES]);
    size_t (*command)(struct connection *connection, const char *id, const char *from,
                      const char *to, char out[MESSAGE_BYTES]);
    void (*hear)(struct connection *connection, const unsigned char *message, size_t length,
                 struct heard *heard);
};

/** NULL: there is none of this name. */
const struct dialect *dialect_find(const char *name);

/* Tributary's own first call; given at the start. */
extern const char *dialect_hello_text;

#endif
