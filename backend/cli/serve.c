/*
 * tributary serve: the coalition on the network, until somebody asks it to stop. What it has to say
 * goes to standard error, a line of JSON each; the one line on standard output says that it
 * listens, and where.
 */
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "command.h"
#include "file.h"
#include "notify.h"
#include "tributary/base/log.h"
#include "tributary/net/net.h"
#include "withdrawn.h"

/* Files open besides connections: the database, the log, the listeners. */
#define FILES_BESIDE 64u

static atomic_bool stop; /* without a lock everywhere: a signal may set it */

static void stop_on(int signal_number) {
    (void)signal_number;
    atomic_store(&stop, true);
}

/* Before the file is opened, so that a stop that comes early is one too. */
static bool signals_take(void) {
    struct sigaction on_stop = {.sa_handler = stop_on};
    struct sigaction ignored = {.sa_handler = SIG_IGN}; /* who goes away is told by errno */
    return sigemptyset(&on_stop.sa_mask) == 0 && sigaction(SIGTERM, &on_stop, NULL) == 0 &&
           sigaction(SIGINT, &on_stop, NULL) == 0 && sigaction(SIGPIPE, &ignored, NULL) == 0;
}

/* As many connections as the net takes, as far as the machine allows it. */
static void descriptors_raise(void) {
    struct rlimit limit;
    rlim_t wanted = TRIB_NET_CONNECTIONS_MAX + FILES_BESIDE;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) {
        return;
    }
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted) {
        trib_log(TRIB_LOG_NOTICE, "serve.descriptors", "at most %llu files and connections at once",
                 (unsigned long long)limit.rlim_cur);
    }
}

/* ---- what is asked for ----------------------------------------------------------------------- */

struct wish {
    const char *path, *port, *rate;
    const char *hosts[TRIB_NET_HOSTS_MAX];
    const char *origins[TRIB_NET_ORIGINS_MAX];
    struct trib_net_settings net;
    struct trib_smtp_settings smtp;
};

/* A whole number without sign, at most max. */
static bool number_read(const char *text, unsigned long max, unsigned long *out_number) {
    char *end = NULL;
    errno = 0;
    unsigned long number = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || number > max) {
        return false;
    }
    *out_number = number;
    return true;
}

/* Nobody makes this many calls a second, so it is no limit. */
static void rate_set(struct trib_net_settings *net, uint32_t rate) {
    net->calls_per_second = rate == 0 ? UINT32_MAX : rate;
    net->calls_burst = rate == 0 || rate > UINT32_MAX / 2 ? UINT32_MAX : rate * 2;
}

static bool numbers_read(const struct cli_call *call, struct wish *wish) {
    unsigned long port = 0;
    unsigned long rate = 0;
    if (!number_read(wish->port, UINT16_MAX, &port)) {
        cli_misused(call, "\"%s\" is not a port", wish->port);
        return false;
    }
    wish->net.port = (uint16_t)port;
    if (wish->rate == NULL) {
        return true;
    }
    if (!number_read(wish->rate, UINT32_MAX, &rate)) {
        cli_misused(call, "\"%s\" is not a number of calls a second", wish->rate);
        return false;
    }
    rate_set(&wish->net, (uint32_t)rate);
    return true;
}

static bool wish_read(const struct cli_call *call, struct wish *wish) {
    struct cli_option options[] = {
        {.name = "--db", .values = &wish->path, .room = 1},
        {.name = "--port", .values = &wish->port, .room = 1},
        {.name = "--rate", .values = &wish->rate, .room = 1},
        {.name = "--host", .values = wish->hosts, .room = TRIB_NET_HOSTS_MAX},
        {.name = "--origin", .values = wish->origins, .room = TRIB_NET_ORIGINS_MAX},
    };
    if (!cli_words_read(call, options, sizeof options / sizeof options[0],
                        &(struct cli_operands){0})) {
        return false;
    }
    if (wish->path == NULL) {
        cli_misused(call, "say which file with --db");
        return false;
    }
    wish->net.hosts = wish->hosts;
    wish->net.host_count = options[3].count;
    wish->net.origins = wish->origins;
    wish->net.origin_count = options[4].count;
    return numbers_read(call, wish);
}

/* What goes over the network in the open can be read on the way, so it takes somebody who says by
   which address people come, in front of which a proxy then stands. */
static bool hosts_check(const struct trib_net_settings *net) {
    for (size_t index = 0; index < net->host_count; index++) {
        if (!trib_net_is_loopback(net->hosts[index]) && net->origin_count == 0) {
            cli_refuse("%s can be reached from other machines, and Tributary itself speaks plain "
                       "http. Put a proxy with https in front, and name the address people open: "
                       "--origin https://coalition.example",
                       net->hosts[index]);
            return false;
        }
    }
    return true;
}

/* What is not as it should be is said now, and not when the first mail is to be sent. */
static bool mail_read(struct wish *wish) {
    const char *reason = "";
    bool is_set = false;
    if (!trib_smtp_settings_read(&wish->smtp, &is_set, &reason)) {
        cli_refuse("mail cannot be sent as it is set: %s.", reason);
        return false;
    }
    wish->net.smtp = is_set ? &wish->smtp : NULL;
    return true;
}

/* ---- serving --------------------------------------------------------------------------------- */

static int net_refuse(const struct wish *wish, const struct trib_error *error) {
    if (strcmp(error->field, "port") == 0 || strcmp(error->field, "host") == 0) {
        return cli_refuse("%s %s cannot be listened on: it may be in use. Choose another with "
                          "--%s.",
                          error->field,
                          error->field[0] == 'p' || wish->net.host_count == 0 ? wish->port
                                                                              : wish->hosts[0],
                          error->field);
    }
    if (strcmp(error->field, "origin") == 0) {
        return cli_refuse(
            "an --origin is scheme://host, with :port when it is not the usual one, and "
            "nothing behind it: https://coalition.example");
    }
    return cli_refuse_error("it could not begin to serve", error);
}

static void net_run(struct trib_net *net) {
    printf("Tributary is at %s\n", trib_net_origin(net));
    (void)fflush(stdout); /* whoever has closed it does not want to know */
    trib_log(TRIB_LOG_NOTICE, "serve.begin", "port %u", (unsigned)trib_net_port(net));
    notify_manager("READY=1");
    trib_net_run(net, &stop);
    notify_manager("STOPPING=1");
    trib_log(TRIB_LOG_NOTICE, "serve.end", "asked to stop");
}

int cli_serve(const struct cli_call *call) {
    struct wish wish = {.port = "8080"};
    struct trib_net *net = NULL;
    struct trib_error error = {0};
    TRIB_AUTO(cli_file) file = {0};
    if (!wish_read(call, &wish)) {
        return CLI_MISUSED;
    }
    if (!hosts_check(&wish.net) || !mail_read(&wish)) {
        return CLI_FAILED;
    }
    if (!signals_take()) {
        return cli_refuse("signals cannot be taken: %s", strerror(errno));
    }
    descriptors_raise();
    if (!cli_file_open(wish.path, &file)) {
        return CLI_FAILED;
    }
    if (!cli_withdrawn_apply_beside(wish.path, file.store, &error)) {
        return cli_refuse_file(wish.path, &error);
    }
    bool is_made = trib_net_create(file.store, &wish.net, &net, &error);
    trib_smtp_settings_finish(&wish.smtp);
    if (!is_made) {
        return net_refuse(&wish, &error);
    }
    net_run(net);
    trib_net_destroy(net);
    return CLI_DONE;
}
