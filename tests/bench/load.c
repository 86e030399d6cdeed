/*
 * The load generator: N WebSocket connections on one thread and epoll, some of them sending with a
 * window of unanswered commands. It speaks two dialects, Tributary's and the peers' (row number and
 * value), and reads of a frame only its head: which numbers it brings. What it measures goes to
 * standard output as JSON. Loopback only; it stops by itself.
 */
#define _GNU_SOURCE /* memmem */
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
#include <time.h>
#include <unistd.h>

/* Connections at once. Past it: refused at the start; the bench never asks for more. */
#define CONNECTIONS_MAX 10000u
/* Commands on their way per sender. */
#define WINDOW_MAX 256u
/* Bytes of one incoming frame that are kept: its head, where the numbers stand. */
#define HEAD_BYTES 1024u
/* What a socket gives in one read. */
#define READ_BYTES (256u * 1024u)
/* Seconds after which a run that gets no answers is given up. */
#define PATIENCE_SECONDS 30

enum dialect { DIALECT_TRIBUTARY, DIALECT_PEER };

struct settings {
    enum dialect dialect;
    int port;
    const char *path, *cookie, *origin, *hello, *rows_path;
    unsigned connections, senders, window;
    double seconds;
    int pid;
    bool idle;
};

struct connection {
    int descriptor;
    bool is_open;  /* handshake done */
    bool is_ready; /* subscribed */
    unsigned char head[HEAD_BYTES];
    size_t head_length;  /* bytes of the frame's beginning kept so far, header included */
    uint64_t frame_left; /* bytes of the present frame still to come */
    uint64_t first_seq, last_seq;
    unsigned in_flight;
    uint64_t sent, answered;
    char row_id[64];
    char value[64];
};

static struct settings settings;
static struct connection *connections;
static int epoll_descriptor;
static bool sending;
static uint64_t refused;
static char refusal[HEAD_BYTES];
static uint64_t frames_received, bytes_received;

static double now_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void give_up(const char *why) {
    fprintf(stderr, "load: %s\n", why);
    exit(1);
}

/* Milliseconds of CPU the server has used, user and system. */
static double server_cpu_seconds(void) {
    char path[64], text[1024];
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", settings.pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        give_up("the server is gone");
    }
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    const char *after_name = strrchr(text, ')');
    if (after_name == NULL ||
        sscanf(after_name + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
               &system) != 2) {
        give_up("cannot read the server's times");
    }
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static long server_rss_kib(void) {
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%d/status", settings.pid);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "VmRSS: %ld", &kib) == 1) {
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return kib;
}

static void write_all(struct connection *connection, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = send(connection->descriptor, at, length, MSG_NOSIGNAL);
        if (written < 0 && (errno == EAGAIN || errno == EINTR)) {
            continue; /* senders' windows are small: the buffer drains at once */
        }
        if (written <= 0) {
            give_up("a connection was closed while writing");
        }
        at += written;
        length -= (size_t)written;
    }
}

static void frame_send(struct connection *connection, const char *text, size_t length) {
    unsigned char bytes[2048];
    size_t header = 2;
    if (length > sizeof bytes - 16) {
        give_up("a message is too long");
    }
    bytes[0] = 0x81;
    if (length < 126) {
        bytes[1] = (unsigned char)(0x80u | length);
    } else {
        bytes[1] = 0x80u | 126u;
        bytes[2] = (unsigned char)(length >> 8);
        bytes[3] = (unsigned char)length;
        header = 4;
    }
    memset(bytes + header, 0, 4); /* a mask of zeroes leaves the payload as it is */
    memcpy(bytes + header + 4, text, length);
    write_all(connection, bytes, header + 4 + length);
}

/* A UUIDv7 in form, unique in this run: the number of the connection and of the command. */
static void command_id(const struct connection *connection, char out[37]) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
    unsigned number = (unsigned)(connection - connections);
    snprintf(out, 37, "%08x-%04x-7%03x-8%03x-%012llx", (unsigned)(ms >> 16),
             (unsigned)(ms & 0xffff), (unsigned)getpid() & 0xfff, number & 0xfff,
             (unsigned long long)connection->sent);
}

static void command_send(struct connection *connection) {
    char id[37], text[1024], value[64];
    int length;
    command_id(connection, id);
    snprintf(value, sizeof value, "a value of thirty letters %04llu",
             (unsigned long long)(connection->sent % 10000));
    if (settings.dialect == DIALECT_TRIBUTARY) {
        length = snprintf(text, sizeof text,
                          "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"organization.edit\","
                          "\"params\":{\"organization_id\":\"%s\",\"sector\":{\"from\":%s%s%s,"
                          "\"to\":\"%s\"}}}",
                          id, connection->row_id, connection->value[0] == '\0' ? "null" : "\"",
                          connection->value, connection->value[0] == '\0' ? "" : "\"", value);
    } else {
        length = snprintf(text, sizeof text,
                          "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"row.edit\",\"params\":"
                          "{\"row_id\":\"%s\",\"value\":{\"from\":\"%s\",\"to\":\"%s\"}}}",
                          id, connection->row_id, connection->value, value);
    }
    memcpy(connection->value, value, sizeof value);
    frame_send(connection, text, (size_t)length);
    connection->sent++;
    connection->in_flight++;
}

static void window_fill(struct connection *connection) {
    while (sending && connection->in_flight < settings.window) {
        command_send(connection);
    }
}

static const char *find(const unsigned char *head, size_t length, const char *what) {
    return memmem(head, length, what, strlen(what));
}

/* A whole frame has come; only its head is looked at. */
static void frame_take(struct connection *connection, const unsigned char *payload, size_t length) {
    const char *at;
    frames_received++;
    if ((at = find(payload, length, "\"to\":")) != NULL &&
        find(payload, length, "\"sync.changed\"") != NULL) {
        uint64_t seq = strtoull(at + 5, NULL, 10);
        connection->last_seq = seq > connection->last_seq ? seq : connection->last_seq;
    } else if (find(payload, length, "\"mode\":") != NULL) {
        connection->is_ready = find(payload, length, "\"mode\":\"snapshot\"") == NULL;
    } else if (find(payload, length, "\"result\"") != NULL) {
        connection->in_flight--;
        connection->answered++;
        window_fill(connection);
    } else if (find(payload, length, "\"error\"") != NULL) {
        refused++;
        connection->in_flight -= connection->in_flight > 0 ? 1 : 0;
        memcpy(refusal, payload, length < sizeof refusal - 1 ? length : sizeof refusal - 1);
    } else if (find(payload, length, "sync.resume") != NULL) {
        give_up("a connection was told to resume: it read too slowly for this machine");
    }
}

/* How long the header of a server's frame is, 0 while too little of it is there. */
static size_t header_length(const unsigned char *head, size_t length, uint64_t *out_payload) {
    if (length < 2) {
        return 0;
    }
    uint64_t payload = head[1] & 0x7fu;
    size_t header = payload == 126 ? 4 : payload == 127 ? 10 : 2;
    if (length < header) {
        return 0;
    }
    if (header > 2) {
        payload = 0;
        for (size_t i = 2; i < header; i++) {
            payload = payload << 8 | head[i];
        }
    }
    *out_payload = payload;
    return header;
}

static void bytes_take(struct connection *connection, const unsigned char *bytes, size_t length) {
    bytes_received += length;
    while (length > 0) {
        uint64_t payload = 0;
        size_t header = header_length(connection->head, connection->head_length, &payload);
        if (header == 0) {
            connection->head[connection->head_length++] = *bytes++;
            length--;
            header = header_length(connection->head, connection->head_length, &payload);
            if (header == 0) {
                continue;
            }
            connection->frame_left = payload;
        }
        size_t take = length < connection->frame_left ? length : (size_t)connection->frame_left;
        size_t room = HEAD_BYTES - connection->head_length;
        size_t keep = take < room ? take : room;
        memcpy(connection->head + connection->head_length, bytes, keep);
        connection->head_length += keep;
        connection->frame_left -= take;
        bytes += take;
        length -= take;
        if (connection->frame_left == 0) {
            size_t kept = connection->head_length - header;
            unsigned opcode = connection->head[0] & 0x0fu;
            if (opcode == 1) {
                unsigned char copy[HEAD_BYTES];
                memcpy(copy, connection->head + header, kept);
                connection->head_length = 0;
                frame_take(connection, copy, kept);
            } else if (opcode == 8) {
                give_up("the server closed a connection");
            }
            connection->head_length = 0;
        }
    }
}

static void handshake_take(struct connection *connection, unsigned char *bytes, size_t length) {
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (end == NULL || memcmp(bytes, "HTTP/1.1 101", 12) != 0) {
        fprintf(stderr, "%.*s\n", (int)(length < 400 ? length : 400), (const char *)bytes);
        give_up("the handshake was refused");
    }
    size_t used = (size_t)((const unsigned char *)end - bytes) + 4;
    connection->is_open = true;
    if (settings.hello != NULL) {
        frame_send(connection, settings.hello, strlen(settings.hello));
    } else {
        connection->is_ready = true;
    }
    bytes_take(connection, bytes + used, length - used);
}

static void readable(struct connection *connection) {
    static unsigned char bytes[READ_BYTES];
    ssize_t length = recv(connection->descriptor, bytes, sizeof bytes, MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (length <= 0) {
        give_up("the server ended a connection");
    }
    if (connection->is_open) {
        bytes_take(connection, bytes, (size_t)length);
    } else {
        handshake_take(connection, bytes, (size_t)length);
    }
}

static void turn(int timeout_ms) {
    struct epoll_event events[256];
    int count = epoll_wait(epoll_descriptor, events, 256, timeout_ms);
    for (int i = 0; i < count; i++) {
        readable(events[i].data.ptr);
    }
}

static void connection_open(struct connection *connection) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)settings.port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    char text[1024];
    int one = 1;
    connection->descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection->descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
        give_up("cannot connect");
    }
    setsockopt(connection->descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    int length = snprintf(
        text, sizeof text,
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: tributary.1\r\nOrigin: http://localhost:%d\r\n%s%s%s\r\n",
        settings.path, settings.port, settings.port,
        settings.cookie == NULL ? "" : "Cookie: ", settings.cookie == NULL ? "" : settings.cookie,
        settings.cookie == NULL ? "" : "\r\n");
    write_all(connection, text, (size_t)length);
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, connection->descriptor, &event);
}

static void connections_open(void) {
    double deadline = now_seconds() + PATIENCE_SECONDS;
    for (unsigned i = 0; i < settings.connections; i++) {
        connection_open(&connections[i]);
        while (!connections[i].is_ready) { /* one after another: no full backlog */
            turn(1000);
            if (now_seconds() > deadline) {
                give_up("not all connections became ready");
            }
        }
    }
}

static void rows_read(void) {
    FILE *file = fopen(settings.rows_path, "r");
    for (unsigned i = 0; file != NULL && i < settings.senders; i++) {
        char line[256];
        if (fgets(line, sizeof line, file) == NULL) {
            give_up("fewer rows than senders");
        }
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        snprintf(connections[i].value, sizeof connections[i].value, "%s",
                 tab == NULL ? "" : tab + 1);
        line[tab == NULL ? strlen(line) : (size_t)(tab - line)] = '\0';
        snprintf(connections[i].row_id, sizeof connections[i].row_id, "%s", line);
    }
    if (file == NULL) {
        give_up("no rows");
    }
    fclose(file);
}

static uint64_t answered_count(void) {
    uint64_t count = 0;
    for (unsigned i = 0; i < settings.senders; i++) {
        count += connections[i].answered;
    }
    return count;
}

static uint64_t last_seq(void) {
    uint64_t seq = 0;
    for (unsigned i = 0; i < settings.connections; i++) {
        seq = connections[i].last_seq > seq ? connections[i].last_seq : seq;
    }
    return seq;
}

static bool all_have(uint64_t seq) {
    for (unsigned i = 0; i < settings.connections; i++) {
        if (connections[i].last_seq < seq) {
            return false;
        }
    }
    return true;
}

static bool all_answered(void) {
    for (unsigned i = 0; i < settings.senders; i++) {
        if (connections[i].in_flight > 0) {
            return false;
        }
    }
    return true;
}

static void run_for(double seconds) {
    double end = now_seconds() + seconds;
    sending = true;
    for (unsigned i = 0; i < settings.senders; i++) {
        window_fill(&connections[i]);
    }
    while (now_seconds() < end && refused == 0) {
        turn(10);
    }
    sending = false;
    double deadline = now_seconds() + PATIENCE_SECONDS;
    while (!(all_answered() && all_have(last_seq())) && refused == 0) {
        turn(10);
        if (now_seconds() > deadline) {
            give_up("answers or deliveries are missing");
        }
    }
    if (refused > 0) {
        fprintf(stderr, "%s\n", refusal);
        give_up("a command was refused");
    }
}

static void measure(void) {
    run_for(settings.seconds / 5); /* caches warm, files grown */
    uint64_t commands = answered_count(), seq = last_seq(), bytes = bytes_received;
    double cpu = server_cpu_seconds(), begin = now_seconds();
    run_for(settings.seconds);
    double seconds = now_seconds() - begin;
    cpu = server_cpu_seconds() - cpu;
    commands = answered_count() - commands;
    uint64_t deliveries = commands * settings.connections;
    printf("{\"commands\":%llu,\"seconds\":%.4f,\"commands_per_second\":%.1f,"
           "\"cpu_us_per_command\":%.2f,\"deliveries_per_second\":%.0f,"
           "\"cpu_us_per_delivery\":%.4f,\"entries\":%llu,\"bytes\":%llu,\"rss_kib\":%ld}\n",
           (unsigned long long)commands, seconds, (double)commands / seconds,
           cpu * 1e6 / (double)commands, (double)deliveries / seconds,
           cpu * 1e6 / (double)deliveries, (unsigned long long)(last_seq() - seq),
           (unsigned long long)(bytes_received - bytes), server_rss_kib());
}

static void measure_idle(long before_kib) {
    long after = server_rss_kib();
    printf("{\"connections\":%u,\"rss_kib\":%ld,\"kib_per_connection\":%.3f}\n",
           settings.connections, after, (double)(after - before_kib) / settings.connections);
}

static void arguments_read(int count, char **arguments) {
    settings = (struct settings){.path = "/", .senders = 1, .window = 1, .seconds = 2};
    for (int i = 1; i + 1 < count; i += 2) {
        const char *name = arguments[i], *value = arguments[i + 1];
        if (strcmp(name, "--dialect") == 0) {
            settings.dialect = strcmp(value, "tributary") == 0 ? DIALECT_TRIBUTARY : DIALECT_PEER;
        } else if (strcmp(name, "--port") == 0) {
            settings.port = atoi(value);
        } else if (strcmp(name, "--path") == 0) {
            settings.path = value;
        } else if (strcmp(name, "--cookie") == 0) {
            settings.cookie = value;
        } else if (strcmp(name, "--hello") == 0) {
            settings.hello = value;
        } else if (strcmp(name, "--rows") == 0) {
            settings.rows_path = value;
        } else if (strcmp(name, "--connections") == 0) {
            settings.connections = (unsigned)atoi(value);
        } else if (strcmp(name, "--senders") == 0) {
            settings.senders = (unsigned)atoi(value);
        } else if (strcmp(name, "--window") == 0) {
            settings.window = (unsigned)atoi(value);
        } else if (strcmp(name, "--seconds") == 0) {
            settings.seconds = atof(value);
        } else if (strcmp(name, "--pid") == 0) {
            settings.pid = atoi(value);
        } else if (strcmp(name, "--idle") == 0) {
            settings.idle = strcmp(value, "yes") == 0;
        } else {
            give_up("an unknown argument");
        }
    }
    if (settings.connections == 0 || settings.connections > CONNECTIONS_MAX ||
        settings.window == 0 || settings.window > WINDOW_MAX ||
        settings.senders > settings.connections) {
        give_up("connections, senders or window out of bounds");
    }
}

int main(int count, char **arguments) {
    struct rlimit files = {CONNECTIONS_MAX + 100, CONNECTIONS_MAX + 100};
    arguments_read(count, arguments);
    setrlimit(RLIMIT_NOFILE, &files);
    connections = calloc(settings.connections, sizeof *connections);
    epoll_descriptor = epoll_create1(0);
    if (connections == NULL || epoll_descriptor < 0) {
        give_up("no memory");
    }
    long before_kib = server_rss_kib();
    if (!settings.idle) {
        rows_read();
    }
    connections_open();
    if (settings.idle) {
        measure_idle(before_kib);
    } else {
        measure();
    }
    for (unsigned i = 0; i < settings.connections; i++) {
        close(connections[i].descriptor);
    }
    free(connections);
    return 0;
}
