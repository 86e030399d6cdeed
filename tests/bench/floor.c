/*
 * The floor: what a server on this machine can do at best when it knows no rules at all. One
 * thread, epoll; each turn's updates are appended to a file with one fdatasync and sent to
 * everybody, a turn's frames in one write a connection. It answers any WebSocket handshake (the
 * load generator does not check the key). floor PORT FILE
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS_MAX 10100 /* descriptors; past it the machine refuses */
#define READ_BYTES 65536u
#define TURN_BYTES (8u * 1024u * 1024u) /* what one turn may send to one connection */

struct connection {
    int descriptor;
    bool is_open;
    unsigned char in[16384];
    size_t in_length;
    unsigned char *out; /* what the socket did not take yet */
    size_t out_length, out_capacity;
    char answers[32768];
    size_t answers_length;
};

static struct connection *connections[CONNECTIONS_MAX];
static int epoll_descriptor, log_descriptor;
static unsigned char *turn_bytes;
static size_t turn_length;
static uint64_t seq;

static size_t frame_write(unsigned char *out, const char *payload, size_t length) {
    size_t header = length < 126 ? 2 : 4;
    out[0] = 0x81;
    out[1] = (unsigned char)(length < 126 ? length : 126);
    if (header == 4) {
        out[2] = (unsigned char)(length >> 8);
        out[3] = (unsigned char)length;
    }
    memcpy(out + header, payload, length);
    return header + length;
}

static void connection_end(struct connection *connection) {
    connections[connection->descriptor] = NULL;
    close(connection->descriptor);
    free(connection->out);
    free(connection);
}

static void keep(struct connection *connection, const void *bytes, size_t length) {
    if (connection->out_length + length > connection->out_capacity) {
        connection->out_capacity = (connection->out_length + length) * 2;
        connection->out = realloc(connection->out, connection->out_capacity);
        if (connection->out == NULL) {
            exit(1);
        }
    }
    memcpy(connection->out + connection->out_length, bytes, length);
    connection->out_length += length;
}

static void send_or_keep(struct connection *connection, const unsigned char *bytes, size_t length) {
    ssize_t sent = 0;
    if (connection->out_length == 0) {
        sent = send(connection->descriptor, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
        sent = sent < 0 ? 0 : sent;
    }
    if ((size_t)sent < length) {
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = connection};
        keep(connection, bytes + sent, length - (size_t)sent);
        epoll_ctl(epoll_descriptor, EPOLL_CTL_MOD, connection->descriptor, &event);
    }
}

static void writable(struct connection *connection) {
    ssize_t sent = send(connection->descriptor, connection->out, connection->out_length,
                        MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
        connection->out_length -= (size_t)sent;
        memmove(connection->out, connection->out + sent, connection->out_length);
    }
    if (connection->out_length == 0) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        epoll_ctl(epoll_descriptor, EPOLL_CTL_MOD, connection->descriptor, &event);
    }
}

/* One update: its bytes become the broadcast, its id the answer. */
static void update_take(struct connection *connection, unsigned char *payload, size_t length) {
    char text[2048];
    const char *id = memmem(payload, length, "\"id\":\"", 6);
    if (id == NULL || length > 1500 || turn_length + 4096 > TURN_BYTES ||
        connection->answers_length + 256 > sizeof connection->answers) {
        exit(2); /* the load generator never sends such a thing */
    }
    seq++;
    int size =
        snprintf(text, sizeof text,
                 "{\"jsonrpc\":\"2.0\",\"method\":\"sync.changed\",\"params\":{\"from\":%llu,"
                 "\"to\":%llu,\"rows\":[%.*s]}}",
                 (unsigned long long)seq, (unsigned long long)seq, 110,
                 (const char *)payload + length - 110);
    turn_length += frame_write(turn_bytes + turn_length, text, (size_t)size);
    size = snprintf(text, sizeof text,
                    "{\"jsonrpc\":\"2.0\",\"id\":\"%.36s\",\"result\":{\"seq\":%llu}}", id + 6,
                    (unsigned long long)seq);
    connection->answers_length += frame_write(
        (unsigned char *)connection->answers + connection->answers_length, text, (size_t)size);
    if (write(log_descriptor, payload, length) != (ssize_t)length) {
        exit(3);
    }
}

static void frames_take(struct connection *connection) {
    size_t at = 0;
    while (connection->in_length - at >= 6) {
        unsigned char *frame = connection->in + at;
        size_t payload = frame[1] & 0x7fu, header = 6;
        if (payload == 126) {
            payload = (size_t)frame[2] << 8 | frame[3];
            header = 8;
        }
        if (connection->in_length - at < header + payload) {
            break;
        }
        for (size_t i = 0; i < payload; i++) {
            frame[header + i] ^= frame[header - 4 + i % 4];
        }
        update_take(connection, frame + header, payload);
        at += header + payload;
    }
    connection->in_length -= at;
    memmove(connection->in, connection->in + at, connection->in_length);
}

static void handshake_take(struct connection *connection) {
    static const char answer[] =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
        "Sec-WebSocket-Protocol: tributary.1\r\n\r\n";
    if (memmem(connection->in, connection->in_length, "\r\n\r\n", 4) != NULL) {
        connection->is_open = true;
        connection->in_length = 0;
        send_or_keep(connection, (const unsigned char *)answer, sizeof answer - 1);
    }
}

static void readable(struct connection *connection) {
    ssize_t length = recv(connection->descriptor, connection->in + connection->in_length,
                          sizeof connection->in - connection->in_length, MSG_DONTWAIT);
    if (length <= 0) {
        if (length == 0 || errno != EAGAIN) {
            connection_end(connection);
        }
        return;
    }
    connection->in_length += (size_t)length;
    if (connection->is_open) {
        frames_take(connection);
    } else {
        handshake_take(connection);
    }
}

static void turn_end(void) {
    if (turn_length == 0) {
        return;
    }
    if (fdatasync(log_descriptor) != 0) {
        exit(4);
    }
    for (int i = 0; i < CONNECTIONS_MAX; i++) {
        struct connection *connection = connections[i];
        if (connection == NULL || !connection->is_open) {
            continue;
        }
        send_or_keep(connection, turn_bytes, turn_length);
        if (connection->answers_length > 0) {
            send_or_keep(connection, (unsigned char *)connection->answers,
                         connection->answers_length);
            connection->answers_length = 0;
        }
    }
    turn_length = 0;
}

static void accept_one(int listener) {
    int one = 1;
    int descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (descriptor < 0 || descriptor >= CONNECTIONS_MAX) {
        exit(5);
    }
    struct connection *connection = calloc(1, sizeof *connection);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    if (connection == NULL) {
        exit(6);
    }
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    connection->descriptor = descriptor;
    connections[descriptor] = connection;
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, descriptor, &event);
}

int main(int count, char **arguments) {
    struct rlimit files = {CONNECTIONS_MAX, CONNECTIONS_MAX};
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1;
    if (count != 3) {
        return 1;
    }
    setrlimit(RLIMIT_NOFILE, &files);
    turn_bytes = malloc(TURN_BYTES);
    log_descriptor = open(arguments[2], O_CREAT | O_WRONLY | O_APPEND, 0600);
    epoll_descriptor = epoll_create1(0);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_port = htons((uint16_t)atoi(arguments[1]));
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (turn_bytes == NULL || log_descriptor < 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, 1024) != 0) {
        return 1;
    }
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, listener, &event);
    puts("ready");
    fflush(stdout);
    for (;;) {
        struct epoll_event events[256];
        int ready = epoll_wait(epoll_descriptor, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            struct connection *connection = events[i].data.ptr;
            if (connection == NULL) {
                accept_one(listener);
                continue;
            }
            if ((events[i].events & EPOLLOUT) != 0) {
                writable(connection);
            }
            if ((events[i].events & (EPOLLIN | EPOLLHUP)) != 0) {
                readable(connection);
            }
        }
        turn_end();
    }
}
