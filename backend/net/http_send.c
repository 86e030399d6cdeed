/*
 * Answers on their way out. One connection carries one request: the library takes what follows a
 * request for more of it, and can be made to go round in circles by it, so from the moment a
 * request has come nothing more is read. It also listens for room to write only while it reads; so
 * an answer goes to the socket directly, and what the reader does not take yet is tried again by a
 * timer.
 */
#include <errno.h>
#include <sys/socket.h>

#include "http_inside.h"
#include "snapshots.h"

/* Milliseconds until it is tried again: at first, and at most, when nothing was taken. */
#define AGAIN_MS_FIRST 2
#define AGAIN_MS_MAX 100
/* Bytes of an unread request that are taken from the kernel before closing, so that the answer is
   not overtaken by a reset. More than that is a flood. */
#define UNREAD_BYTES_MAX ((size_t)256 * 1024)

static void unread_drop(struct lws *wsi) {
    char bytes[16384];
    ssize_t taken = 1;
    for (size_t all = 0; all < UNREAD_BYTES_MAX && taken > 0; all += (size_t)taken) {
        taken = recv(lws_get_socket_fd(wsi), bytes, sizeof bytes, MSG_DONTWAIT);
    }
}

int http_refuse(struct http *http) {
    struct lws *wsi = http->connection.wsi;
    struct trib_buffer *answer = &http->answer;
    http->stage = HTTP_NONE;
    if (!answer->failed) {
        lws_write(wsi, (unsigned char *)answer->bytes, answer->length, LWS_WRITE_HTTP);
        unread_drop(wsi);
    }
    return -1;
}

/* As much as is taken now. False: nobody is there to take it. */
static bool part_send(const struct http *http, const void *bytes, size_t length, size_t *sent) {
    while (*sent < length) {
        ssize_t taken = send(lws_get_socket_fd(http->connection.wsi), (const char *)bytes + *sent,
                             length - *sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (taken < 0) {
            return errno == EAGAIN || errno == EINTR;
        }
        *sent += (size_t)taken;
    }
    return true;
}

/* The head and a short body, then the snapshot behind it. Before each part of that it is asked
   again whether the reader may still see all of it; who has lost a space sees that it was cut. */
static bool parts_send(struct http *http, bool *out_is_whole) {
    size_t length = 0;
    const struct trib_buffer *answer = &http->answer;
    if (answer->failed || !part_send(http, answer->bytes, answer->length, &http->answer_sent)) {
        return false;
    }
    *out_is_whole = http->answer_sent == answer->length;
    if (!*out_is_whole || !http->sends_snapshot) {
        return true;
    }
    const unsigned char *bytes = trib_snapshot_bytes(http->job->snapshot, &length);
    bool is_taken = http_snapshot_is_allowed(net_of(http->connection.wsi), http) &&
                    part_send(http, bytes, length, &http->snapshot_sent);
    *out_is_whole = http->snapshot_sent == length;
    return is_taken;
}

/* Each piece in time is not enough: see NET_ANSWER_MS. */
static bool is_too_slow(const struct http *http) {
    const struct trib_net_patience *patience = &net_of(http->connection.wsi)->patience;
    size_t sent = http->answer_sent + http->snapshot_sent;
    int64_t allowed_ms = patience->answer_ms + (int64_t)(sent / patience->answer_bytes_a_ms);
    return net_now_ms() - http->sends_since_ms > allowed_ms;
}

void http_send_on(struct http *http) {
    struct lws *wsi = http->connection.wsi;
    size_t before = http->answer_sent + http->snapshot_sent;
    bool is_whole = false;
    if (!parts_send(http, &is_whole) || is_whole || is_too_slow(http)) {
        http->stage = HTTP_NONE;
        unread_drop(wsi);
        net_kill(wsi);
        return;
    }
    bool is_taken = http->answer_sent + http->snapshot_sent > before;
    if (is_taken) {
        lws_set_timeout(wsi, HTTP_TIMEOUT, NET_ANSWER_SECONDS);
    }
    unsigned longer = http->again_ms * 2 < AGAIN_MS_MAX ? http->again_ms * 2 : AGAIN_MS_MAX;
    http->again_ms = is_taken || http->again_ms == 0 ? AGAIN_MS_FIRST : longer;
    lws_set_timer_usecs(wsi, (lws_usec_t)http->again_ms * 1000);
}

void http_hold(struct http *http, int seconds) {
    http->stage = HTTP_WAITING;
    lws_set_timeout(http->connection.wsi, HTTP_TIMEOUT, seconds);
    lws_rx_flow_control(http->connection.wsi, 0);
}

void http_send(struct http *http) {
    http_hold(http, NET_ANSWER_SECONDS);
    http->stage = HTTP_SENDING;
    http->sends_since_ms = net_now_ms();
    http_send_on(http);
}
