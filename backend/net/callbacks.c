/* Where the library calls us. It only dispatches: what is called can be called from elsewhere. */
#include "http.h"
#include "listen.h"
#include "net_state.h"
#include "websocket.h"

static int http_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                         size_t length) {
    struct trib_net *net = net_of(wsi);
    struct http *http = user;
    switch ((int)reason) {
    case LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED:
        net->open_count++;
        lws_set_opaque_user_data(wsi, net); /* counted */
        return 0;
    case LWS_CALLBACK_WSI_DESTROY:
        net->open_count -= lws_get_opaque_user_data(wsi) == net ? 1 : 0;
        return 0;
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
        return http_judge_upgrade(net, wsi);
    case LWS_CALLBACK_HTTP:
        return http_begin(net, http, wsi);
    case LWS_CALLBACK_HTTP_BODY:
        return http_body(net, http, in, length);
    case LWS_CALLBACK_HTTP_BODY_COMPLETION:
        return http_body_complete(net, http);
    case LWS_CALLBACK_TIMER:
        return http_timer(http);
    case LWS_CALLBACK_CLOSED_HTTP:
    case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
        if (http != NULL) {
            http_finish(net, http);
        }
        return 0;
    default:
        return 0;
    }
}

static int socket_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                           size_t length) {
    struct trib_net *net = net_of(wsi);
    struct socket *socket = user;
    switch ((int)reason) {
    case LWS_CALLBACK_ESTABLISHED:
        return socket_begin(net, socket, wsi);
    case LWS_CALLBACK_RECEIVE:
        return socket_receive(net, socket, in, length);
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return socket_writable(net, socket);
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
        return socket_peer_closes(socket, in, length);
    case LWS_CALLBACK_CLOSED:
    case LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL:
        if (socket != NULL) {
            socket_finish(net, socket);
        }
        return 0;
    default:
        return 0;
    }
}

static int listen_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                           size_t length) {
    (void)user, (void)in, (void)length;
    if (reason == LWS_CALLBACK_RAW_RX_FILE) {
        listen_accept(net_of(wsi), lws_get_socket_fd(wsi));
    }
    return 0;
}

static int garbage_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                            size_t length) {
    (void)user;
    if (reason == LWS_CALLBACK_RAW_RX) {
        http_answer_garbage(net_of(wsi), wsi, in, length);
        return -1;
    }
    return 0;
}

/* A write may be as long as the longest answer; the library would cut it to what it reads. */
#define TAKES(name, callback, bytes, read_bytes)                                                   \
    { name, callback, bytes, read_bytes, 0, NULL, (size_t)4 * 1024 * 1024 }

const struct lws_protocols net_protocols[] = {
    TAKES("(http)", http_callback, sizeof(struct http), 0),
    TAKES(NET_PROTOCOL_SOCKET, socket_callback, sizeof(struct socket), NET_READ_BYTES),
    TAKES(NET_PROTOCOL_LISTEN, listen_callback, 0, 0),
    TAKES(NET_PROTOCOL_GARBAGE, garbage_callback, 0, 0),
    {NULL, NULL, 0, 0, 0, NULL, 0},
};
