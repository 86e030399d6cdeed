/*
 * The loop. In one turn everything that came in is read; at its end the tick is committed once, and
 * what it tells is written. The library's callbacks only dispatch.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hashes.h"
#include "http.h"
#include "listen.h"
#include "mails.h"
#include "net_state.h"
#include "snapshots.h"
#include "tributary/base/log.h"
#include "websocket.h"

/* How often the loop looks around when nothing comes in. */
#define ALARM_MS 250
/* How often readers are looked at for being slow. */
#define SWEEP_MS 1000
/* How long the last goodbyes may take. */
#define GOODBYE_MS 600
/* A close code (RFC 6455, 7.4.1). */
#define GOING_AWAY 1001

struct trib_net *net_of(const struct lws *wsi) {
    return lws_context_user(lws_get_context(wsi));
}

int64_t net_now_ms(void) {
    return (int64_t)(lws_now_usecs() / 1000);
}

void net_kill(struct lws *wsi) {
    lws_set_timeout(wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
}

/* ---- the server's outlet --------------------------------------------------------------------- */

static void outlet_send(void *context, uint64_t connection_id, struct trib_frame *frame) {
    struct trib_net *net = context;
    struct connection *connection = connections_find(&net->connections, connection_id);
    if (connection == NULL) {
        return;
    }
    if (connection->kind == CONNECTION_SOCKET) {
        socket_send(net, (struct socket *)connection, frame);
    } else {
        http_answered(net, (struct http *)connection, frame);
    }
}

static void outlet_close(void *context, uint64_t connection_id, uint16_t code, const char *reason) {
    struct trib_net *net = context;
    struct connection *connection = connections_find(&net->connections, connection_id);
    if (connection == NULL) {
        return;
    }
    if (connection->kind == CONNECTION_SOCKET) {
        socket_close(net, (struct socket *)connection, code, reason);
    } else {
        net_kill(connection->wsi);
    }
}

static void outlet_narrowed(void *context, uint64_t connection_id) {
    struct trib_net *net = context;
    struct connection *connection = connections_find(&net->connections, connection_id);
    if (connection != NULL && connection->kind == CONNECTION_SOCKET) {
        socket_narrow(net, (struct socket *)connection);
    }
}

static void outlet_door(void *context, uint64_t connection_id,
                        const struct trib_door_answer *answer) {
    struct trib_net *net = context;
    struct connection *connection = connections_find(&net->connections, connection_id);
    if (connection != NULL && connection->kind == CONNECTION_HTTP) {
        http_door_answered(net, (struct http *)connection, answer);
    }
}

static void outlet_hash(void *context, struct trib_password_job *take_job) {
    struct trib_net *net = context;
    hashes_ask(net->hashes, take_job);
}

static void outlet_mail(void *context, struct trib_mail_job *take_job) {
    struct trib_net *net = context;
    mails_ask(net->mails, take_job);
}

/* ---- making ---------------------------------------------------------------------------------- */

static void library_log(int level, const char *line) {
    (void)level;
    trib_log(TRIB_LOG_DEBUG, "net.library", "%.*s", (int)strcspn(line, "\n"), line);
}

static bool names_set(struct trib_net *net, const struct trib_net_settings *settings,
                      struct trib_error *error) {
    if (settings->origin_count > TRIB_NET_ORIGINS_MAX) {
        return trib_fail(error, TRIB_E_TOO_MANY, "origin");
    }
    for (size_t i = 0; i < settings->origin_count; i++) {
        if (!names_add(&net->names, settings->origins[i])) {
            return trib_fail(error, TRIB_E_TYPE, "origin");
        }
    }
    if (settings->origin_count == 0) {
        names_add_local(&net->names, net->port);
    }
    return true;
}

static bool library_begin(struct trib_net *net, struct trib_error *error) {
    net->lives = (lws_retry_bo_t){.secs_since_valid_ping = net->patience.ping_seconds,
                                  .secs_since_valid_hangup = net->patience.drop_seconds};
    struct lws_context_creation_info info = {
        .port = CONTEXT_PORT_NO_LISTEN,
        .protocols = net_protocols,
        .user = net,
        .gid = -1,
        .uid = -1,
        .options = LWS_SERVER_OPTION_VALIDATE_UTF8 |
                   LWS_SERVER_OPTION_FALLBACK_TO_APPLY_LISTEN_ACCEPT_CONFIG,
        .listen_accept_role = "raw-skt",
        .listen_accept_protocol = NET_PROTOCOL_GARBAGE,
        .max_http_header_data2 = NET_HEAD_BYTES_MAX,
        .pt_serv_buf_size = NET_READ_BYTES + 1024,
        .timeout_secs = NET_HEAD_SECONDS,
        .timeout_secs_ah_idle = NET_HEAD_SECONDS,
        .server_string = "tributary",
        .vhost_name = "tributary",
        .retry_and_idle_policy = &net->lives,
    };
    lws_set_log_level(LLL_ERR | LLL_WARN, library_log);
    net->lws = lws_create_context(&info);
    net->vhost = net->lws == NULL ? NULL : lws_get_vhost_by_name(net->lws, "tributary");
    return net->vhost != NULL || trib_fail(error, TRIB_E_UNAVAILABLE, "");
}

static uint64_t outlet_now_us(void *context) {
    struct timespec now;
    (void)context;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static bool server_begin(struct trib_net *net, const struct trib_net_settings *settings,
                         struct trib_error *error) {
    struct trib_server_outlet outlet = {.context = net,
                                        .send = outlet_send,
                                        .close = outlet_close,
                                        .narrowed = outlet_narrowed,
                                        .door = outlet_door,
                                        .hash = outlet_hash,
                                        .mail = outlet_mail,
                                        .now_us = outlet_now_us};
    if (!trib_server_create(net->store, outlet, &net->server, error)) {
        return false;
    }
    if (settings->calls_per_second != 0) {
        uint32_t burst =
            settings->calls_burst != 0 ? settings->calls_burst : settings->calls_per_second;
        trib_server_set_rate(net->server, settings->calls_per_second, burst);
    }
    return true;
}

static bool mail_begin(struct trib_net *net, const struct trib_smtp_settings *smtp,
                       struct trib_error *error) {
    if (smtp == NULL) {
        return true;
    }
    net->mails = mails_create(net->lws, smtp);
    return net->mails == NULL ? trib_fail(error, TRIB_E_UNAVAILABLE, "")
                              : trib_server_set_mail(net->server, smtp->from_address,
                                                     net->names.all[0].origin, error);
}

static uint32_t wish_or(uint32_t wish, uint32_t usual) {
    return wish == 0 ? usual : wish;
}

static struct trib_net_patience patience_of(const struct trib_net_patience *wish) {
    return (struct trib_net_patience){
        .body_ms = wish_or(wish->body_ms, NET_BODY_MS),
        .slow_ms = wish_or(wish->slow_ms, NET_OUTBOX_SLOW_MS),
        .answer_ms = wish_or(wish->answer_ms, NET_ANSWER_MS),
        .answer_bytes_a_ms = wish_or(wish->answer_bytes_a_ms, NET_ANSWER_BYTES_A_MS),
        .ping_seconds = (uint16_t)wish_or(wish->ping_seconds, NET_PING_SECONDS),
        .drop_seconds = (uint16_t)wish_or(wish->drop_seconds, NET_DROP_SECONDS)};
}

static bool net_begin(struct trib_net *net, const struct trib_net_settings *settings,
                      struct trib_error *error) {
    net->connections_max =
        settings->connections_max == 0 ? TRIB_NET_CONNECTIONS_MAX : settings->connections_max;
    assert(net->connections_max <= TRIB_NET_CONNECTIONS_MAX);
    net->patience = patience_of(&settings->patience);
    net->scratch = malloc(NET_JOINED_BYTES_MAX);
    if (net->scratch == NULL || !connections_init(&net->connections, net->connections_max)) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    if (!listen_open(net, settings, error) || !names_set(net, settings, error) ||
        !library_begin(net, error) || !server_begin(net, settings, error)) {
        return false;
    }
    net->snapshots = snapshots_create(net->lws);
    net->hashes = hashes_create(net->lws);
    if (net->snapshots == NULL || net->hashes == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    return mail_begin(net, settings->smtp, error) && listen_begin(net, error);
}

bool trib_net_create(struct trib_store *store, const struct trib_net_settings *settings,
                     struct trib_net **out_net, struct trib_error *error) {
    struct trib_net *net = calloc(1, sizeof *net);
    if (net == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    net->store = store;
    net->spare_descriptor = -1;
    if (!net_begin(net, settings, error)) {
        trib_net_destroy(net);
        return false;
    }
    *out_net = net;
    return true;
}

void trib_net_destroy(struct trib_net *net) {
    if (net == NULL) {
        return;
    }
    snapshots_stop(net->snapshots);
    hashes_stop(net->hashes);
    mails_stop(net->mails);
    if (net->lws != NULL) {
        lws_sul_cancel(&net->alarm);
        lws_context_destroy(net->lws); /* connections leave the server and the workers here */
    }
    snapshots_destroy(net->snapshots);
    hashes_destroy(net->hashes);
    mails_destroy(net->mails);
    trib_server_destroy(net->server);
    listen_finish(net);
    connections_finish(&net->connections);
    free(net->scratch);
    free(net);
}

uint16_t trib_net_port(const struct trib_net *net) {
    return net->port;
}

const char *trib_net_origin(const struct trib_net *net) {
    return net->names.all[0].origin;
}

/* ---- running --------------------------------------------------------------------------------- */

static void alarm_ring(lws_sorted_usec_list_t *alarm) {
    struct trib_net *net = lws_container_of(alarm, struct trib_net, alarm);
    lws_sul_schedule(net->lws, 0, &net->alarm, alarm_ring, (lws_usec_t)ALARM_MS * 1000);
}

const uint64_t net_tick_bounds_us[NET_TICK_BOUNDS] = {1000, 5000, 25000, 100000, 500000, 2000000};

static uint64_t now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static void tick(struct trib_net *net) {
    uint64_t begun = now_us();
    trib_server_tick(net->server);
    uint64_t took = now_us() - begun;
    net->counts.ticks++;
    net->counts.tick_us += took;
    for (size_t i = 0; i < NET_TICK_BOUNDS; i++) {
        net->counts.ticks_within[i] += took <= net_tick_bounds_us[i] ? 1 : 0;
    }
}

/* One turn: read what came, commit it once, tell it, write it. */
static bool turn(struct trib_net *net) {
    bool goes_on = lws_service(net->lws, 0) >= 0;
    struct trib_password_job *job = NULL;
    while ((job = hashes_ready(net->hashes)) != NULL) {
        trib_server_hashed(net->server, job);
    }
    struct trib_mail_job *mail = mails_ready(net->mails);
    if (mail != NULL) {
        trib_server_mailed(net->server, mail);
    }
    if (trib_server_has_work(net->server)) {
        tick(net);
    }
    http_snapshots_collect(net);
    sockets_settle(net);
    int64_t now_ms = net_now_ms();
    if (now_ms - net->swept_at_ms >= SWEEP_MS) {
        net->swept_at_ms = now_ms;
        trib_server_sweep(net->server);
        sockets_sweep(net, now_ms);
    }
    return goes_on;
}

void trib_net_run(struct trib_net *net, const atomic_bool *stop) {
    alarm_ring(&net->alarm);
    while (!atomic_load(stop) && turn(net)) {
    }
    net->is_stopping = true;
    listen_end(net);
    sockets_close_all(net, GOING_AWAY, "going away");
    sockets_settle(net);
    int64_t end_ms = net_now_ms() + GOODBYE_MS;
    while (connections_count(&net->connections) > 0 && net_now_ms() < end_ms && turn(net)) {
    }
}
