/*
 * Frames go out raw: their headers are written already, and one write joins many. That is sound
 * under five rules, which all stand in writing(): whole frames only; never while the library holds
 * back part of an earlier write; never after a close was asked for; never inside a message of the
 * library's own (we send none); and on the loop's thread alone. What is queued during a turn is
 * written at its end, without waiting to hear that the socket takes it: it nearly always does.
 */
#include "websocket.h"

#include <string.h>

#include "head_read.h"
#include "inbox.h"
#include "tributary/base/text.h"

/* Close codes (RFC 6455, 7.4.1, and the registry it began). */
#define CLOSE_PROTOCOL 1002
#define CLOSE_UNSUPPORTED 1003
#define CLOSE_POLICY 1008
#define CLOSE_TOO_BIG 1009
#define CLOSE_AGAIN_LATER 1013
#define CLOSE_CODE_MAX 4999

/* ---- the list of those with something to do at the turn's end ---------------------------------
 */

static void dirty_add(struct trib_net *net, struct socket *socket) {
    if (socket->dirty_link != NULL) {
        return;
    }
    socket->dirty_next = net->dirty;
    socket->dirty_link = &net->dirty;
    if (net->dirty != NULL) {
        net->dirty->dirty_link = &socket->dirty_next;
    }
    net->dirty = socket;
}

static void dirty_remove(struct socket *socket) {
    if (socket->dirty_link == NULL) {
        return;
    }
    *socket->dirty_link = socket->dirty_next;
    if (socket->dirty_next != NULL) {
        socket->dirty_next->dirty_link = socket->dirty_link;
    }
    socket->dirty_next = NULL;
    socket->dirty_link = NULL;
}

/* ---- the outbox ------------------------------------------------------------------------------ */

static void outbox_empty(struct trib_net *net, struct socket *socket) {
    net->outboxes_bytes -= socket->outbox.bytes;
    outbox_clear(&socket->outbox);
}

void socket_send(struct trib_net *net, struct socket *socket, struct trib_frame *frame) {
    if (socket->is_over || socket->is_behind || socket->close_code != 0) {
        return;
    }
    size_t before = socket->outbox.bytes;
    if (!outbox_push(&socket->outbox, frame)) {
        socket_close(net, socket, CLOSE_AGAIN_LATER, "no memory");
        return;
    }
    net->outboxes_bytes += socket->outbox.bytes - before;
    dirty_add(net, socket);
    if (socket->outbox.bytes > NET_OUTBOX_BYTES_MAX ||
        net->outboxes_bytes > NET_OUTBOXES_BYTES_MAX) {
        socket->is_behind = true;
        outbox_empty(net, socket);
    }
}

void socket_narrow(struct trib_net *net, struct socket *socket) {
    bool is_waiting = lws_partial_buffered(socket->connection.wsi) ||
                      (socket->is_waiting && socket->outbox.count > 0);
    if (is_waiting && !socket->is_over && socket->close_code == 0) {
        socket->is_behind = true;
        outbox_empty(net, socket);
        dirty_add(net, socket);
    }
}

/* Who asks much must also listen. */
static void reading_adjust(struct socket *socket) {
    bool is_paused = socket->outbox.bytes > NET_OUTBOX_BYTES_READING;
    if (is_paused != socket->is_paused) {
        socket->is_paused = is_paused;
        lws_rx_flow_control(socket->connection.wsi, is_paused ? 0 : 1);
    }
}

/* Writes whole frames while all of them are taken. */
static void writing(struct trib_net *net, struct socket *socket) {
    struct lws *wsi = socket->connection.wsi;
    while (!socket->is_over && socket->outbox.count > 0 && !lws_partial_buffered(wsi)) {
        size_t length = 0;
        uint32_t frames = 0;
        unsigned char *bytes =
            outbox_next(&socket->outbox, net->scratch, NET_JOINED_BYTES_MAX, &length, &frames);
        if (lws_write(wsi, bytes, length, LWS_WRITE_HTTP) < 0) {
            socket->is_over = true;
            net_kill(wsi);
            return;
        }
        size_t before = socket->outbox.bytes;
        outbox_drop(&socket->outbox, frames);
        net->outboxes_bytes -= before - socket->outbox.bytes;
        net->counts.writes++;
        net->counts.frames += frames;
        net->counts.written_bytes += length;
    }
}

static void flush(struct trib_net *net, struct socket *socket) {
    writing(net, socket);
    if (socket->is_over) {
        return;
    }
    reading_adjust(socket);
    socket->is_waiting = socket->outbox.count > 0;
    if (socket->outbox.count > 0 || socket->close_code != 0) {
        lws_callback_on_writable(socket->connection.wsi);
    }
}

/* What it missed is not sent after all; it is told to ask again, and to come back later. */
static void let_fall_behind(struct trib_net *net, struct socket *socket) {
    socket->is_behind = false;
    net->counts.fell_behind++;
    outbox_empty(net, socket);
    if (socket->is_known) {
        trib_server_fell_behind(net->server, socket->connection.id);
    }
    socket_close(net, socket, CLOSE_AGAIN_LATER, "fell behind");
}

void sockets_settle(struct trib_net *net) {
    while (net->dirty != NULL) {
        struct socket *socket = net->dirty;
        if (socket->is_behind && !socket->is_over && socket->close_code == 0) {
            let_fall_behind(net, socket);
        }
        dirty_remove(socket);
        flush(net, socket);
    }
}

static void sweep(struct trib_net *net, struct socket *socket, int64_t now_ms) {
    const struct trib_net_patience *patience = &net->patience;
    if (socket->message.length > 0 && now_ms - socket->message_since_ms >= patience->body_ms) {
        socket_close(net, socket, CLOSE_POLICY, "unfinished");
    }
    if (socket->outbox.bytes <= NET_OUTBOX_BYTES_SLOW) {
        socket->slow_since_ms = 0;
    } else if (socket->slow_since_ms == 0) {
        socket->slow_since_ms = now_ms;
    } else if (now_ms - socket->slow_since_ms >= patience->slow_ms) {
        socket->is_behind = true;
        dirty_add(net, socket);
    }
}

void sockets_sweep(struct trib_net *net, int64_t now_ms) {
    uint32_t slot = 0;
    struct connection *connection;
    while ((connection = connections_next(&net->connections, &slot)) != NULL) {
        if (connection->kind == CONNECTION_SOCKET) {
            sweep(net, (struct socket *)connection, now_ms);
        }
    }
}

/* ---- closing --------------------------------------------------------------------------------- */

void socket_close(struct trib_net *net, struct socket *socket, uint16_t code, const char *reason) {
    if (socket->is_over || socket->close_code != 0) {
        return;
    }
    socket->close_code = code;
    trib_text_copy(socket->close_reason, sizeof socket->close_reason, reason);
    lws_set_timeout(socket->connection.wsi, PENDING_TIMEOUT_USER_REASON_BASE, NET_CLOSE_SECONDS);
    dirty_add(net, socket);
}

void sockets_close_all(struct trib_net *net, uint16_t code, const char *reason) {
    uint32_t slot = 0;
    struct connection *connection;
    while ((connection = connections_next(&net->connections, &slot)) != NULL) {
        if (connection->kind == CONNECTION_SOCKET) {
            socket_close(net, (struct socket *)connection, code, reason);
        }
    }
}

/* From inside a callback: the library sends the close frame when this is returned. */
static int close_now(struct socket *socket, uint16_t code, const char *reason) {
    char copy[SOCKET_REASON_BYTES];
    trib_text_copy(copy, sizeof copy, reason);
    lws_close_reason(socket->connection.wsi, (enum lws_close_status)code, (unsigned char *)copy,
                     strlen(copy));
    socket->is_over = true;
    return -1;
}

int socket_writable(struct trib_net *net, struct socket *socket) {
    flush(net, socket);
    if (!socket->is_over && socket->close_code != 0 && socket->outbox.count == 0 &&
        !lws_partial_buffered(socket->connection.wsi)) {
        return close_now(socket, socket->close_code, socket->close_reason);
    }
    return 0;
}

int socket_peer_closes(struct socket *socket, const unsigned char *payload, size_t length) {
    unsigned code = length < 2 ? 1000 : (unsigned)payload[0] << 8 | payload[1];
    if (length == 1 || code > CLOSE_CODE_MAX) { /* the lower ones the library knows */
        return close_now(socket, CLOSE_PROTOCOL, "no such code");
    }
    socket->is_over = true;
    return 0;
}

/* ---- messages coming in ---------------------------------------------------------------------- */

static void take(struct trib_net *net, struct socket *socket, const char *bytes, size_t length) {
    net->counts.messages++;
    net->counts.message_bytes += length;
    trib_server_receive(net->server, socket->connection.id, bytes, length);
}

int socket_receive(struct trib_net *net, struct socket *socket, const char *bytes, size_t length) {
    struct lws *wsi = socket->connection.wsi;
    size_t to_come = lws_remaining_packet_payload(wsi); /* as the frame's header says */
    size_t so_far = socket->message.length + length;
    if (socket->is_over || socket->close_code != 0) {
        return 0;
    }
    if (lws_frame_is_binary(wsi)) {
        return close_now(socket, CLOSE_UNSUPPORTED, "text only");
    }
    if (so_far > TRIB_FRAME_IN_BYTES_MAX || to_come > TRIB_FRAME_IN_BYTES_MAX - so_far) {
        return close_now(socket, CLOSE_TOO_BIG, "too long");
    }
    socket->message_frames += to_come == 0 ? 1 : 0;
    if (socket->message_frames > NET_FRAGMENTS_MAX) {
        return close_now(socket, CLOSE_TOO_BIG, "too many fragments");
    }
    bool is_whole = lws_is_final_fragment(wsi) != 0;
    if (is_whole && socket->message.length == 0) {
        socket->message_frames = 0;
        take(net, socket, bytes, length);
        return 0;
    }
    if (socket->message.length == 0) {
        socket->message_since_ms = net_now_ms();
    }
    if (!inbox_take(net, &socket->message, bytes, length)) {
        return close_now(socket, CLOSE_AGAIN_LATER, "no room");
    }
    if (is_whole) {
        take(net, socket, trib_buffer_text(&socket->message), socket->message.length);
        inbox_finish(net, &socket->message);
        socket->message_frames = 0;
    }
    return 0;
}

/* ---- beginning and end ----------------------------------------------------------------------- */

int socket_begin(struct trib_net *net, struct socket *socket, struct lws *wsi) {
    char token[TRIB_TOKEN_BYTES];
    struct trib_error error;
    socket->connection = (struct connection){.wsi = wsi, .kind = CONNECTION_SOCKET};
    bool has_session = head_read_session(wsi, token);
    if (!connections_add(&net->connections, &socket->connection)) {
        return close_now(socket, CLOSE_AGAIN_LATER, "full");
    }
    socket->is_known =
        trib_server_connect(net->server, socket->connection.id, TRIB_CONNECTION_SOCKET,
                            has_session ? token : NULL, &error);
    explicit_bzero(token, sizeof token);
    if (!socket->is_known || net->is_stopping) {
        socket_close(net, socket, CLOSE_AGAIN_LATER, "not now");
    }
    return 0;
}

void socket_finish(struct trib_net *net, struct socket *socket) {
    socket->is_over = true;
    dirty_remove(socket);
    if (socket->is_known) {
        socket->is_known = false;
        trib_server_disconnect(net->server, socket->connection.id);
    }
    connections_remove(&net->connections, &socket->connection);
    net->outboxes_bytes -= socket->outbox.bytes;
    outbox_finish(&socket->outbox);
    inbox_finish(net, &socket->message);
}
