/*
 * The load generator: N connections on one thread and epoll, some of them sending with a window of
 * unanswered commands, or one of them sending lone updates at a pace. It reads of a message only
 * its head: which number it brings (dialects.c). What it measures goes to standard output as JSON.
 * Loopback only; it stops by itself.
 */
#define _GNU_SOURCE /* memmem */
#include <arpa/inet.h>
#include <dirent.h>
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

#include "load.h"

/* What a socket gives in one read. */
#define READ_BYTES (256u * 1024u)
/* Seconds after which a run that gets no answers is given up. */
#define PATIENCE_SECONDS 60
/* Connections being opened at once: a server's backlog is never full, and it is never idle. */
#define OPENING_MAX 32u
/* Lone updates of one run. */
#define LONE_MAX 10000u

/* A value that an earlier run has given, of which this one goes on counting: to give a row what it
   has already would change nothing. */
#define VALUE_FORM "a value of thirty letters %4u"

struct settings {
    const struct dialect *dialect;
    int port;
    const char *path, *cookie, *rows_path;
    unsigned connections, senders, window;
    uint64_t commands;    /* so many, however long they take; 0: as many as there is time for */
    double seconds, pace; /* pace: lone updates a second */
    int pid;
    bool idle, is_random;
};

static struct settings settings;
static struct connection *connections;
static struct row *rows;
static size_t row_count;
static unsigned ready_count;
static unsigned behind_count; /* connections that have not got the lone update on its way */
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

/* Seconds of CPU the server's threads have used, to the nanosecond. */
static double server_cpu_seconds(void) {
    char path[512];
    double seconds = 0;
    snprintf(path, sizeof path, "/proc/%d/task", settings.pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) {
        give_up("the server is gone");
    }
    for (struct dirent *task; (task = readdir(tasks)) != NULL;) {
        unsigned long long nanoseconds = 0;
        snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", settings.pid, task->d_name);
        FILE *file = task->d_name[0] == '.' ? NULL : fopen(path, "r");
        if (file != NULL) {
            seconds += fscanf(file, "%llu", &nanoseconds) == 1 ? (double)nanoseconds / 1e9 : 0;
            fclose(file);
        }
    }
    closedir(tasks);
    return seconds;
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

static void frame_send(struct connection *connection, unsigned opcode, const void *text,
                       size_t length) {
    unsigned char bytes[MESSAGE_BYTES + 16];
    size_t header = 2;
    bytes[0] = (unsigned char)(0x80u | opcode);
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

static void message_send(struct connection *connection, const char *text, size_t length) {
    if (settings.dialect->framing == FRAMING_MQTT) {
        write_all(connection, text, length);
    } else {
        frame_send(connection, settings.dialect->opcode, text, length);
    }
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

static void value_of(const struct row *row, char out[64]) {
    if (row->number == 0) {
        snprintf(out, 64, "%s", row->initial == NULL ? "" : row->initial);
    } else {
        snprintf(out, 64, "a value of thirty letters %04u", 1 + (row->number - 1) % 9999);
    }
}

static void command_send(struct connection *connection) {
    char id[37], text[MESSAGE_BYTES], from[64], to[64];
    if (settings.is_random) {
        connection->row = &rows[(size_t)random() % row_count];
    }
    command_id(connection, id);
    value_of(connection->row, from);
    connection->row->number++;
    value_of(connection->row, to);
    size_t length = settings.dialect->command(connection, id, from, to, text);
    message_send(connection, text, length);
    connection->sent++;
    connection->in_flight++;
}

static void window_fill(struct connection *connection) {
    while (sending && connection->in_flight < settings.window) {
        command_send(connection);
    }
}

static void hello_say(struct connection *connection, const unsigned char *heard, size_t length) {
    char text[MESSAGE_BYTES];
    size_t written = settings.dialect->hello == NULL
                         ? 0
                         : settings.dialect->hello(connection, heard, length, text);
    if (written > 0) {
        message_send(connection, text, written);
    }
}

static void ready_take(struct connection *connection) {
    connection->is_ready = true;
    ready_count++;
}

/* A whole message has come; only its head is looked at. */
static void message_take(struct connection *connection, const unsigned char *message,
                         size_t length) {
    struct heard heard = {0};
    frames_received++;
    settings.dialect->hear(connection, message, length, &heard);
    if (heard.delivered > connection->last_seq) {
        connection->last_seq = heard.delivered;
        behind_count -= connection->is_behind ? 1 : 0;
        connection->is_behind = false;
    }
    if (!connection->is_ready && heard.is_ready) {
        ready_take(connection);
    } else if (!connection->is_ready) {
        hello_say(connection, message, length);
    }
    if (heard.is_answer && connection->in_flight > 0) {
        connection->in_flight--;
        connection->answered++;
        window_fill(connection);
    }
    if (heard.is_refusal) {
        refused++;
        connection->in_flight -= connection->in_flight > 0 ? 1 : 0;
        memcpy(refusal, message, length < sizeof refusal - 1 ? length : sizeof refusal - 1);
    }
    if (heard.fell_behind) {
        give_up("a connection was told to resume: it read too slowly for this machine");
    }
}

/* An MQTT packet is a byte of kind and a length of seven bits a byte. */
static size_t mqtt_header_length(const unsigned char *head, size_t length, uint64_t *out_payload) {
    uint64_t payload = 0;
    for (size_t i = 1; i < length && i < 5; i++) {
        payload |= (uint64_t)(head[i] & 0x7fu) << (7 * (i - 1));
        if ((head[i] & 0x80u) == 0) {
            *out_payload = payload;
            return i + 1;
        }
    }
    return 0;
}

/* How long the header of a server's message is, 0 while too little of it is there. */
static size_t header_length(const unsigned char *head, size_t length, uint64_t *out_payload) {
    if (settings.dialect->framing == FRAMING_MQTT) {
        return mqtt_header_length(head, length, out_payload);
    }
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

static void message_end(struct connection *connection, size_t header) {
    unsigned char copy[HEAD_BYTES + 16];
    size_t length = connection->head_length;
    memcpy(copy, connection->head, length);
    connection->head_length = 0;
    if (settings.dialect->framing == FRAMING_MQTT) {
        message_take(connection, copy, length);
        return;
    }
    unsigned opcode = copy[0] & 0x0fu;
    if (opcode == 1 || opcode == 2) {
        message_take(connection, copy + header, length - header);
    } else if (opcode == 9) { /* a ping: who is silent is dropped */
        frame_send(connection, 10, copy + header, length - header);
    } else if (opcode == 8) {
        give_up("the server closed a connection");
    }
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
        size_t room = sizeof connection->head - connection->head_length;
        size_t keep = take < room ? take : room;
        memcpy(connection->head + connection->head_length, bytes, keep);
        connection->head_length += keep;
        connection->frame_left -= take;
        bytes += take;
        length -= take;
        if (connection->frame_left == 0) {
            message_end(connection, header);
        }
    }
}

static void open_take(struct connection *connection) {
    connection->is_open = true;
    if (settings.dialect->hello == NULL) {
        ready_take(connection);
    } else {
        hello_say(connection, NULL, 0);
    }
}

static void handshake_take(struct connection *connection, unsigned char *bytes, size_t length) {
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (end == NULL || memcmp(bytes, "HTTP/1.1 101", 12) != 0) {
        fprintf(stderr, "%.*s\n", (int)(length < 400 ? length : 400), (const char *)bytes);
        give_up("the handshake was refused");
    }
    size_t used = (size_t)((const unsigned char *)end - bytes) + 4;
    open_take(connection);
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
    epoll_ctl(epoll_descriptor, EPOLL_CTL_ADD, connection->descriptor, &event);
    if (settings.dialect->framing == FRAMING_MQTT) {
        open_take(connection);
        return;
    }
    int length = snprintf(
        text, sizeof text,
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "%sOrigin: http://localhost:%d\r\n%s%s%s\r\n",
        settings.path, settings.port,
        settings.cookie == NULL ? "" : "Sec-WebSocket-Protocol: tributary.1\r\n", settings.port,
        settings.cookie == NULL ? "" : "Cookie: ", settings.cookie == NULL ? "" : settings.cookie,
        settings.cookie == NULL ? "" : "\r\n");
    write_all(connection, text, (size_t)length);
}

static void connections_open(void) {
    double deadline = now_seconds() + PATIENCE_SECONDS;
    unsigned opened = 0;
    while (ready_count < settings.connections) {
        while (opened < settings.connections && opened - ready_count < OPENING_MAX) {
            connection_open(&connections[opened++]);
        }
        turn(100);
        if (now_seconds() > deadline) {
            give_up("not all connections became ready");
        }
    }
}

/* Lines of an id, a tab and the value it has at first. */
static void rows_read(void) {
    FILE *file = fopen(settings.rows_path, "r");
    char line[256];
    rows = calloc(ROWS_MAX, sizeof *rows);
    if (file == NULL || rows == NULL) {
        give_up("no rows");
    }
    while (row_count < ROWS_MAX && fgets(line, sizeof line, file) != NULL) {
        struct row *row = &rows[row_count++];
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (tab != NULL && sscanf(tab + 1, VALUE_FORM, &row->number) != 1 && tab[1] != '\0') {
            row->initial = strdup(tab + 1);
        }
        line[tab == NULL ? strlen(line) : (size_t)(tab - line)] = '\0';
        snprintf(row->id, sizeof row->id, "%.39s", line);
    }
    fclose(file);
    if (row_count < settings.senders) {
        give_up("fewer rows than senders");
    }
    for (unsigned i = 0; i < settings.senders; i++) {
        connections[i].row = &rows[i];
    }
}

/* With the values they have now, for who goes on. */
static void rows_write(void) {
    FILE *file = fopen(settings.rows_path, "w");
    for (size_t i = 0; file != NULL && i < row_count; i++) {
        char value[64];
        value_of(&rows[i], value);
        fprintf(file, "%s\t%s\n", rows[i].id, value);
    }
    if (file == NULL || fclose(file) != 0) {
        give_up("the rows could not be written");
    }
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

static bool all_sent(void) {
    return settings.commands > 0 && answered_count() >= settings.commands;
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
    while ((settings.commands > 0 ? !all_sent() : now_seconds() < end) && refused == 0) {
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
    if (settings.commands == 0) {
        run_for(settings.seconds / 5); /* caches warm, files grown */
    }
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

static int compare(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return difference < 0 ? -1 : difference > 0;
}

/* One update on its way at a time: from its sending to the last who gets it. */
static double lone_update(void) {
    for (unsigned i = 0; i < settings.connections; i++) {
        connections[i].is_behind = true;
    }
    behind_count = settings.connections;
    double sent = now_seconds();
    command_send(&connections[0]);
    while (behind_count > 0 || connections[0].in_flight > 0) {
        turn(100);
        if (refused > 0 || now_seconds() > sent + PATIENCE_SECONDS) {
            give_up("a lone update did not reach all");
        }
    }
    return now_seconds() - sent;
}

static void measure_lone(void) {
    static double took[LONE_MAX];
    unsigned count = 0, wanted = (unsigned)(settings.seconds * settings.pace);
    for (unsigned i = 0; i < 10; i++) { /* caches warm */
        lone_update();
    }
    double cpu = server_cpu_seconds(), begin = now_seconds();
    while (count < wanted && count < LONE_MAX) {
        double until = begin + count / settings.pace;
        while (now_seconds() < until) {
            turn((int)((until - now_seconds()) * 1000));
        }
        took[count++] = lone_update() * 1e6;
    }
    cpu = server_cpu_seconds() - cpu;
    qsort(took, count, sizeof *took, compare);
    printf("{\"commands\":%u,\"p50_us\":%.1f,\"p99_us\":%.1f,\"cpu_us_per_delivery\":%.4f}\n",
           count, took[count / 2], took[count * 99 / 100],
           cpu * 1e6 / count / settings.connections);
}

static void measure_idle(long before_kib, double seconds) {
    long after = server_rss_kib();
    printf("{\"connections\":%u,\"rss_kib\":%ld,\"kib_per_connection\":%.3f,"
           "\"connections_per_second\":%.1f}\n",
           settings.connections, after, (double)(after - before_kib) / settings.connections,
           settings.connections / seconds);
}

static void arguments_read(int count, char **arguments) {
    settings = (struct settings){.path = "/", .senders = 1, .window = 1, .seconds = 2};
    for (int i = 1; i + 1 < count; i += 2) {
        const char *name = arguments[i], *value = arguments[i + 1];
        if (strcmp(name, "--dialect") == 0) {
            settings.dialect = dialect_find(value);
        } else if (strcmp(name, "--port") == 0) {
            settings.port = atoi(value);
        } else if (strcmp(name, "--path") == 0) {
            settings.path = value;
        } else if (strcmp(name, "--cookie") == 0) {
            settings.cookie = value;
        } else if (strcmp(name, "--hello") == 0) {
            dialect_hello_text = value;
        } else if (strcmp(name, "--rows") == 0) {
            settings.rows_path = value;
        } else if (strcmp(name, "--random") == 0) {
            settings.is_random = strcmp(value, "yes") == 0;
        } else if (strcmp(name, "--connections") == 0) {
            settings.connections = (unsigned)atoi(value);
        } else if (strcmp(name, "--senders") == 0) {
            settings.senders = (unsigned)atoi(value);
        } else if (strcmp(name, "--window") == 0) {
            settings.window = (unsigned)atoi(value);
        } else if (strcmp(name, "--seconds") == 0) {
            settings.seconds = atof(value);
        } else if (strcmp(name, "--commands") == 0) {
            settings.commands = strtoull(value, NULL, 10);
        } else if (strcmp(name, "--pace") == 0) {
            settings.pace = atof(value);
        } else if (strcmp(name, "--pid") == 0) {
            settings.pid = atoi(value);
        } else if (strcmp(name, "--idle") == 0) {
            settings.idle = strcmp(value, "yes") == 0;
        } else {
            give_up("an unknown argument");
        }
    }
    if (settings.dialect == NULL || settings.connections == 0 ||
        settings.connections > CONNECTIONS_MAX || settings.window == 0 ||
        settings.window > WINDOW_MAX || settings.senders > settings.connections ||
        (settings.is_random && settings.senders != 1)) {
        give_up("dialect, connections, senders or window out of bounds");
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
    double begin = now_seconds();
    connections_open();
    if (settings.idle) {
        measure_idle(before_kib, now_seconds() - begin);
    } else if (settings.pace > 0) {
        measure_lone();
    } else {
        measure();
    }
    if (settings.is_random) {
        rows_write();
    }
    for (unsigned i = 0; i < settings.connections; i++) {
        close(connections[i].descriptor);
    }
    free(connections);
    return 0;
}
