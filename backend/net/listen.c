/*
 * Listening is our own, and only what was let in is given to the library: so the cap on connections
 * holds before it does anything for one, and a machine out of descriptors does not spin.
 */
#include "listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tributary/base/log.h"

/* Let in during one turn; the rest wait for the next, so that who is in goes on being served. */
#define ACCEPTS_IN_A_TURN 64
/* Descriptors besides those of connections: files of the database, listeners, standard streams. */
#define DESCRIPTORS_BESIDES 256u
/* Ports tried when one free port must be free on two addresses. */
#define PORT_TRIES 16

static const char FULL[] = "HTTP/1.1 503 Service Unavailable\r\nServer: tributary\r\n"
                           "Retry-After: 10\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/* ---- addresses ------------------------------------------------------------------------------- */

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

/* A numeric address with a port; its length, 0 when it is none. */
static socklen_t address_make(const char *host, uint16_t port, union address *out) {
    *out = (union address){0};
    if (inet_pton(AF_INET, host, &out->v4.sin_addr) == 1) {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons(port);
        return sizeof out->v4;
    }
    *out = (union address){0};
    if (inet_pton(AF_INET6, host, &out->v6.sin6_addr) == 1) {
        out->v6.sin6_family = AF_INET6;
        out->v6.sin6_port = htons(port);
        return sizeof out->v6;
    }
    return 0;
}

static bool address_is_loopback(const union address *address) {
    if (address->any.sa_family == AF_INET) {
        return ntohl(address->v4.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
    }
    const struct in6_addr *own = &address->v6.sin6_addr;
    if (address->any.sa_family != AF_INET6) {
        return false;
    }
    return IN6_IS_ADDR_LOOPBACK(own) ||
           (IN6_IS_ADDR_V4MAPPED(own) && own->s6_addr[12] == IN_LOOPBACKNET);
}

bool trib_net_is_loopback(const char *host) {
    union address address;
    return address_make(host, 0, &address) != 0 && address_is_loopback(&address);
}

bool listen_is_from_here(int descriptor) {
    union address address = {0};
    socklen_t length = sizeof address;
    return getpeername(descriptor, &address.any, &length) == 0 && address_is_loopback(&address);
}

/* ---- listening ------------------------------------------------------------------------------- */

static void option_set(int descriptor, int level, int name) {
    int on = 1;
    setsockopt(descriptor, level, name, &on, sizeof on);
}

/* -1, with errno, when it cannot be. */
static int listener_make(const union address *address, socklen_t length) {
    int descriptor = socket(address->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return -1;
    }
    option_set(descriptor, SOL_SOCKET, SO_REUSEADDR);
    if (address->any.sa_family == AF_INET6) {
        option_set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY);
    }
    if (bind(descriptor, &address->any, length) != 0 || listen(descriptor, SOMAXCONN) != 0) {
        int why = errno;
        close(descriptor);
        errno = why;
        return -1;
    }
    return descriptor;
}

static uint16_t port_of(int descriptor) {
    union address address = {0};
    socklen_t length = sizeof address;
    getsockname(descriptor, &address.any, &length);
    return ntohs(address.any.sa_family == AF_INET ? address.v4.sin_port : address.v6.sin6_port);
}

static bool host_add(struct trib_net *net, const char *host, struct trib_error *error) {
    union address address;
    socklen_t length = address_make(host, net->port, &address);
    if (length == 0) {
        return trib_fail(error, TRIB_E_TYPE, "host");
    }
    int descriptor = listener_make(&address, length);
    if (descriptor < 0) {
        bool is_port = errno == EADDRINUSE || errno == EACCES;
        trib_log(TRIB_LOG_WARNING, "net.listen", "%s: %s", host, strerror(errno));
        trib_fail(error, TRIB_E_UNAVAILABLE, is_port ? "port" : "host");
        trib_error_add_text(error, "reason", strerror(errno));
        return false;
    }
    net->listeners[net->listener_count++] = (struct listener){.descriptor = descriptor};
    net->port = port_of(descriptor);
    return true;
}

/* Where nothing was said: this machine by both of its addresses, by one where it has but one. */
static bool own_hosts_add(struct trib_net *net, struct trib_error *error) {
    bool is_any_port = net->port == 0;
    for (int tries = 0; tries < PORT_TRIES; tries++) {
        struct trib_error second;
        if (!host_add(net, "127.0.0.1", error)) {
            return false;
        }
        if (host_add(net, "::1", &second) || strcmp(second.field, "port") != 0) {
            return true;
        }
        *error = second;
        listen_finish(net);
        if (!is_any_port) {
            return false;
        }
        net->port = 0;
    }
    return false;
}

/* As many descriptors as connections take, where the system lets us have them. */
static void descriptors_raise(uint32_t connections_max) {
    struct rlimit limit;
    rlim_t wanted = (rlim_t)connections_max + DESCRIPTORS_BESIDES;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < wanted) {
        limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

bool listen_open(struct trib_net *net, const struct trib_net_settings *settings,
                 struct trib_error *error) {
    if (settings->host_count > TRIB_NET_HOSTS_MAX) {
        return trib_fail(error, TRIB_E_TOO_MANY, "host");
    }
    descriptors_raise(net->connections_max);
    net->port = settings->port;
    net->spare_descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (settings->host_count == 0) {
        return own_hosts_add(net, error);
    }
    for (size_t i = 0; i < settings->host_count; i++) {
        if (!host_add(net, settings->hosts[i], error)) {
            return false;
        }
    }
    return true;
}

bool listen_begin(struct trib_net *net, struct trib_error *error) {
    for (size_t i = 0; i < net->listener_count; i++) {
        struct listener *listener = &net->listeners[i];
        lws_sock_file_fd_type descriptor = {.filefd = listener->descriptor};
        listener->wsi = lws_adopt_descriptor_vhost(net->vhost, LWS_ADOPT_RAW_FILE_DESC, descriptor,
                                                   NET_PROTOCOL_LISTEN, NULL);
        if (listener->wsi == NULL) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, "host");
        }
        listener->descriptor = -1; /* the loop closes it */
    }
    return true;
}

void listen_end(struct trib_net *net) {
    for (size_t i = 0; i < net->listener_count; i++) {
        if (net->listeners[i].wsi != NULL) {
            net_kill(net->listeners[i].wsi);
            net->listeners[i].wsi = NULL;
        }
    }
}

void listen_finish(struct trib_net *net) {
    for (size_t i = 0; i < net->listener_count; i++) {
        if (net->listeners[i].descriptor >= 0) {
            close(net->listeners[i].descriptor);
        }
    }
    net->listener_count = 0;
}

/* ---- the door -------------------------------------------------------------------------------- */

static void turn_away(struct trib_net *net, int descriptor) {
    char unread[4096];
    net->counts.turned_away++;
    (void)send(descriptor, FULL, sizeof FULL - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(descriptor, SHUT_WR);
    (void)recv(descriptor, unread, sizeof unread,
               MSG_DONTWAIT); /* else a reset overtakes the answer */
    close(descriptor);
}

/* There are no descriptors left: the spare one serves to take who waits in and turn them away,
   since the door would otherwise knock at every turn. */
static void turn_away_with_spare(struct trib_net *net, int listening) {
    close(net->spare_descriptor);
    int descriptor = accept4(listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (descriptor >= 0) {
        turn_away(net, descriptor);
    }
    net->spare_descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void listen_accept(struct trib_net *net, int listening) {
    for (int i = 0; i < ACCEPTS_IN_A_TURN; i++) {
        int descriptor = accept4(listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor < 0 && (errno == EMFILE || errno == ENFILE)) {
            turn_away_with_spare(net, listening);
        }
        if (descriptor < 0) {
            return; /* nobody more, or who knocked is gone again */
        }
        if (net->open_count >= net->connections_max || net->is_stopping) {
            turn_away(net, descriptor);
            continue;
        }
        option_set(descriptor, IPPROTO_TCP, TCP_NODELAY);
        net->counts.accepted++;
        lws_adopt_socket_vhost(net->vhost, descriptor); /* closes it when it cannot */
    }
}
