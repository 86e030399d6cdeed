/*
 * How each server is spoken to. All take the same update, a row or a text that gets thirty letters,
 * and tell it to everybody who is connected.
 */
#define _GNU_SOURCE /* memmem */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"

const char *dialect_hello_text;

static const char *find(const unsigned char *text, size_t length, const char *what) {
    return memmem(text, length, what, strlen(what));
}

static bool begins(const unsigned char *text, size_t length, const char *what) {
    return length >= strlen(what) && memcmp(text, what, strlen(what)) == 0;
}

/* ---- JSON-RPC: Tributary, the peer of ws, the floor ---------------------------------------------
 */

static size_t tributary_hello(struct connection *connection, const unsigned char *heard,
                              size_t length, char out[MESSAGE_BYTES]) {
    (void)connection;
    (void)length;
    return heard == NULL ? (size_t)snprintf(out, MESSAGE_BYTES, "%s", dialect_hello_text) : 0;
}

static size_t tributary_command(struct connection *connection, const char *id, const char *from,
                                const char *to, char out[MESSAGE_BYTES]) {
    const char *quote = from[0] == '\0' ? "" : "\"";
    return (size_t)snprintf(
        out, MESSAGE_BYTES,
        "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"organization.edit\","
        "\"params\":{\"organization_id\":\"%s\",\"sector\":{\"from\":%s%s%s,\"to\":\"%s\"}}}",
        id, connection->row->id, quote, from[0] == '\0' ? "null" : from, quote, to);
}

static void json_hear(struct connection *connection, const unsigned char *message, size_t length,
                      struct heard *heard) {
    const char *at = find(message, length, "\"to\":");
    (void)connection;
    if (at != NULL && find(message, length, "\"sync.changed\"") != NULL) {
        heard->delivered = strtoull(at + 5, NULL, 10);
    } else if (find(message, length, "\"mode\":") != NULL) {
        heard->is_ready = find(message, length, "\"mode\":\"snapshot\"") == NULL;
    } else if (find(message, length, "\"result\"") != NULL) {
        heard->is_answer = true;
    } else if (find(message, length, "\"error\"") != NULL) {
        heard->is_refusal = true;
    } else if (find(message, length, "sync.resume") != NULL) {
        heard->fell_behind = true;
    }
}

static size_t peer_command(struct connection *connection, const char *id, const char *from,
                           const char *to, char out[MESSAGE_BYTES]) {
    return (size_t)snprintf(out, MESSAGE_BYTES,
                            "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"row.edit\",\"params\":"
                            "{\"row_id\":\"%s\",\"value\":{\"from\":\"%s\",\"to\":\"%s\"}}}",
                            id, connection->row->id, from, to);
}

/* ---- Socket.IO: Engine.IO 4 over a WebSocket, events with an acknowledgement
 * --------------------- */

static size_t socketio_hello(struct connection *connection, const unsigned char *heard,
                             size_t length, char out[MESSAGE_BYTES]) {
    (void)connection;
    if (heard == NULL || length == 0 || heard[0] != '0') {
        return 0; /* the server speaks first */
    }
    return (size_t)snprintf(out, MESSAGE_BYTES, "40");
}

static size_t socketio_command(struct connection *connection, const char *id, const char *from,
                               const char *to, char out[MESSAGE_BYTES]) {
    return (size_t)snprintf(out, MESSAGE_BYTES,
                            "42%llu[\"edit\",{\"id\":\"%s\",\"row_id\":\"%s\",\"from\":\"%s\","
                            "\"to\":\"%s\"}]",
                            (unsigned long long)connection->sent, id, connection->row->id, from,
                            to);
}

static void socketio_hear(struct connection *connection, const unsigned char *message,
                          size_t length, struct heard *heard) {
    const char *at;
    (void)connection;
    if (begins(message, length, "42") && (at = find(message, length, "\"seq\":")) != NULL) {
        heard->delivered = strtoull(at + 6, NULL, 10);
    } else if (begins(message, length, "43")) {
        heard->is_answer = true;
    } else if (begins(message, length, "40")) {
        heard->is_ready = true;
    } else if (begins(message, length, "44") || begins(message, length, "41")) {
        heard->is_refusal = true;
    }
}

/* ---- Hocuspocus: its messages around those of Yjs; one text that is written on
 * ------------------- */

enum { DOCUMENT_SYNC = 0, DOCUMENT_AUTH = 2, DOCUMENT_SYNC_REPLY = 4, DOCUMENT_SYNC_STATUS = 8 };
enum { SYNC_STEP_1 = 0, SYNC_STEP_2 = 1, SYNC_UPDATE = 2 };
#define DOCUMENT_NAME "bench"
#define YJS_CLIENT 7u

/* The variable length numbers of lib0: seven bits a byte, the lowest first. */
static size_t number_put(char *out, uint64_t number) {
    size_t length = 0;
    for (; number >= 0x80; number >>= 7) {
        out[length++] = (char)(unsigned char)(0x80u | (number & 0x7fu));
    }
    out[length++] = (char)number;
    return length;
}

static size_t text_put(char *out, const char *text) {
    size_t length = number_put(out, strlen(text));
    memcpy(out + length, text, strlen(text));
    return length + strlen(text);
}

static size_t document_put(char *out, unsigned type, unsigned of_type) {
    size_t length = text_put(out, DOCUMENT_NAME);
    length += number_put(out + length, type);
    return length + number_put(out + length, of_type);
}

static size_t hocuspocus_hello(struct connection *connection, const unsigned char *heard,
                               size_t length, char out[MESSAGE_BYTES]) {
    (void)connection;
    size_t name = sizeof DOCUMENT_NAME;
    if (heard == NULL) {
        size_t written = document_put(out, DOCUMENT_AUTH, 0);
        return written + text_put(out + written, "token");
    }
    if (length > name && heard[name] == DOCUMENT_AUTH) {
        size_t written = document_put(out, DOCUMENT_SYNC, SYNC_STEP_1);
        memcpy(out + written, "\x01\x00", 2); /* one byte: of no client anything is held */
        return written + 2;
    }
    return 0;
}

/* One text run of YATA as Yjs' update format 1 has it: one client, one struct, nothing deleted. */
static size_t yjs_insert(char *out, uint64_t clock, const char *text) {
    size_t length = 0;
    out[length++] = 1;
    out[length++] = 1;
    length += number_put(out + length, YJS_CLIENT);
    length += number_put(out + length, clock);
    if (clock == 0) { /* a text, the first of its parent, which is named "t" */
        out[length++] = 0x04;
        out[length++] = 1;
        length += text_put(out + length, "t");
    } else { /* a text to the right of the letter before it */
        out[length++] = (char)(unsigned char)0x84;
        length += number_put(out + length, YJS_CLIENT);
        length += number_put(out + length, clock - 1);
    }
    length += text_put(out + length, text);
    out[length++] = 0;
    return length;
}

static size_t hocuspocus_command(struct connection *connection, const char *id, const char *from,
                                 const char *to, char out[MESSAGE_BYTES]) {
    char text[256], update[512];
    (void)from;
    /* As many letters as the notifications of the others have bytes, the number at the end. */
    int letters = snprintf(text, sizeof text, "%s %s %s %s <%llu>", id, connection->row->id, to,
                           "letters that make up", (unsigned long long)(connection->sent + 1));
    size_t length = yjs_insert(update, connection->clock, text);
    connection->clock += (uint64_t)letters;
    size_t written = document_put(out, DOCUMENT_SYNC, SYNC_UPDATE);
    written += number_put(out + written, length);
    memcpy(out + written, update, length);
    return written + length;
}

static void hocuspocus_hear(struct connection *connection, const unsigned char *message,
                            size_t length, struct heard *heard) {
    size_t name = sizeof DOCUMENT_NAME;
    (void)connection;
    if (length < name + 2) {
        return;
    }
    unsigned type = message[name], of_type = message[name + 1];
    if ((type == DOCUMENT_SYNC || type == DOCUMENT_SYNC_REPLY) && of_type == SYNC_STEP_2) {
        heard->is_ready = true;
    } else if (type == DOCUMENT_SYNC && of_type == SYNC_UPDATE) {
        const unsigned char *at = memrchr(message, '<', length);
        heard->delivered = at == NULL ? 0 : strtoull((const char *)at + 1, NULL, 10);
    } else if (type == DOCUMENT_SYNC_STATUS) {
        heard->is_answer = of_type == 1;
        heard->is_refusal = of_type != 1;
    } else if (type == DOCUMENT_AUTH && of_type == 1) {
        heard->is_refusal = true;
    }
}

/* ---- MQTT 3.1.1 (mosquitto): one topic; commands with QoS 1, deliveries with QoS 0
 * --------------- */

static size_t mqtt_put(char *out, unsigned char kind, const char *body, size_t length) {
    out[0] = (char)kind;
    size_t written = 1 + number_put(out + 1, length);
    memcpy(out + written, body, length);
    return written + length;
}

static size_t mqtt_text(char *out, const char *text) {
    out[0] = (char)(strlen(text) >> 8);
    out[1] = (char)strlen(text);
    memcpy(out + 2, text, strlen(text));
    return 2 + strlen(text);
}

static size_t mqtt_hello(struct connection *connection, const unsigned char *heard, size_t length,
                         char out[MESSAGE_BYTES]) {
    char body[128], name[32];
    size_t written;
    if (heard == NULL) {
        snprintf(name, sizeof name, "bench-%d", connection->descriptor);
        written = mqtt_text(body, "MQTT");
        memcpy(body + written, "\x04\x02\x00\x00", 4); /* 3.1.1, a clean session, no keep-alive */
        written += 4;
        written += mqtt_text(body + written, name);
        return mqtt_put(out, 0x10, body, written);
    }
    if (length > 0 && heard[0] == 0x20) {
        memcpy(body, "\x00\x01", 2);
        written = 2 + mqtt_text(body + 2, "rows");
        body[written++] = 0;
        return mqtt_put(out, 0x82, body, written);
    }
    return 0;
}

static size_t mqtt_command(struct connection *connection, const char *id, const char *from,
                           const char *to, char out[MESSAGE_BYTES]) {
    char body[512];
    size_t written = mqtt_text(body, "rows");
    unsigned number = (unsigned)(connection->sent % 65535) + 1;
    (void)from;
    body[written++] = (char)(number >> 8);
    body[written++] = (char)number;
    written += (size_t)snprintf(
        body + written, sizeof body - written,
        "{\"seq\":%llu,\"id\":\"%s\",\"row_id\":\"%s\",\"value\":\"%s\",\"kind\":\"update\"}",
        (unsigned long long)(connection->sent + 1), id, connection->row->id, to);
    return mqtt_put(out, 0x32, body, written);
}

static void mqtt_hear(struct connection *connection, const unsigned char *message, size_t length,
                      struct heard *heard) {
    const char *at;
    (void)connection;
    unsigned kind = length == 0 ? 0 : message[0] >> 4;
    if (kind == 3 && (at = find(message, length, "\"seq\":")) != NULL) {
        heard->delivered = strtoull(at + 6, NULL, 10);
    } else if (kind == 4) {
        heard->is_answer = true;
    } else if (kind == 9) {
        heard->is_ready = true;
    }
}

static const struct dialect dialects[] = {
    {"tributary", FRAMING_WEBSOCKET, 1, tributary_hello, tributary_command, json_hear},
    {"peer", FRAMING_WEBSOCKET, 1, NULL, peer_command, json_hear},
    {"socketio", FRAMING_WEBSOCKET, 1, socketio_hello, socketio_command, socketio_hear},
    {"hocuspocus", FRAMING_WEBSOCKET, 2, hocuspocus_hello, hocuspocus_command, hocuspocus_hear},
    {"mqtt", FRAMING_MQTT, 0, mqtt_hello, mqtt_command, mqtt_hear},
};

const struct dialect *dialect_find(const char *name) {
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) {
        if (strcmp(dialects[i].name, name) == 0) {
            return &dialects[i];
        }
    }
    return NULL;
}
