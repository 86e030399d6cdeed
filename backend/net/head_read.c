/*
 * The library joins headers of one name into one text; whether there were two is only seen by its
 * pieces. A name with a blank before its colon it takes for an unknown one; a proxy in front may
 * not.
 */
#include "head_read.h"

#include <string.h>

#include "listen.h"

/* Headers that decide where a request ends, whom it is for or who speaks. */
static const enum lws_token_indexes once[] = {
    WSI_TOKEN_HOST,
    WSI_TOKEN_HTTP_CONTENT_LENGTH,
    WSI_TOKEN_ORIGIN,
    WSI_TOKEN_UPGRADE,
    WSI_TOKEN_VERSION,
    WSI_TOKEN_KEY,
    WSI_TOKEN_HTTP_CONTENT_TYPE,
};

static const char *const disguised[] = {"host :",  "content-length :",  "transfer-encoding :",
                                        "host\t:", "content-length\t:", "transfer-encoding\t:"};

static bool has_header(struct lws *wsi, enum lws_token_indexes header) {
    char first[2];
    return lws_hdr_total_length(wsi, header) > 0 ||
           lws_hdr_copy_fragment(wsi, first, sizeof first, header, 0) >= 0;
}

static bool has_two(struct lws *wsi, enum lws_token_indexes header) {
    char first[2];
    return lws_hdr_fragment_length(wsi, header, 1) > 0 ||
           lws_hdr_copy_fragment(wsi, first, sizeof first, header, 1) >= 0;
}

static bool has_disguised(struct lws *wsi) {
    for (size_t i = 0; i < sizeof disguised / sizeof disguised[0]; i++) {
        if (lws_hdr_custom_length(wsi, disguised[i], (int)strlen(disguised[i])) >= 0) {
            return true;
        }
    }
    return false;
}

/* The text of a header; NULL when there is none. */
static const char *text_take(struct lws *wsi, struct head_texts *texts,
                             enum lws_token_indexes header) {
    char *text = texts->bytes + texts->used;
    size_t room = sizeof texts->bytes - texts->used;
    if (lws_hdr_total_length(wsi, header) <= 0 || lws_hdr_copy(wsi, text, (int)room, header) < 0) {
        return NULL;
    }
    texts->used += strlen(text) + 1;
    return text;
}

static const char *custom_take(struct lws *wsi, struct head_texts *texts, const char *name) {
    char *text = texts->bytes + texts->used;
    size_t room = sizeof texts->bytes - texts->used;
    int length = lws_hdr_custom_copy(wsi, text, (int)room, name, (int)strlen(name));
    if (length < 0) {
        return NULL;
    }
    text[length] = '\0';
    texts->used += (size_t)length + 1;
    return text;
}

static enum head_method method_of(struct lws *wsi, enum lws_token_indexes *out_path) {
    static const struct {
        enum lws_token_indexes path;
        enum head_method method;
    } methods[] = {
        {WSI_TOKEN_GET_URI, HEAD_GET},      {WSI_TOKEN_POST_URI, HEAD_POST},
        {WSI_TOKEN_HEAD_URI, HEAD_HEAD},    {WSI_TOKEN_OPTIONS_URI, HEAD_OTHER},
        {WSI_TOKEN_PUT_URI, HEAD_OTHER},    {WSI_TOKEN_PATCH_URI, HEAD_OTHER},
        {WSI_TOKEN_DELETE_URI, HEAD_OTHER},
    };
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        if (lws_hdr_total_length(wsi, methods[i].path) > 0) {
            *out_path = methods[i].path;
            return methods[i].method;
        }
    }
    *out_path = WSI_TOKEN_GET_URI;
    return HEAD_OTHER;
}

void head_read(struct lws *wsi, struct head_texts *out) {
    struct head *head = &out->head;
    enum lws_token_indexes path;
    *head = (struct head){0};
    out->used = 0;
    head->method = method_of(wsi, &path);
    head->path = text_take(wsi, out, path);
    head->path = head->path == NULL ? "" : head->path;
    head->version = text_take(wsi, out, WSI_TOKEN_HTTP);
    head->host = text_take(wsi, out, WSI_TOKEN_HOST);
    head->origin = text_take(wsi, out, WSI_TOKEN_ORIGIN);
    head->content_type = text_take(wsi, out, WSI_TOKEN_HTTP_CONTENT_TYPE);
    head->content_length = text_take(wsi, out, WSI_TOKEN_HTTP_CONTENT_LENGTH);
    head->upgrade = text_take(wsi, out, WSI_TOKEN_UPGRADE);
    head->socket_version = text_take(wsi, out, WSI_TOKEN_VERSION);
    head->socket_key = text_take(wsi, out, WSI_TOKEN_KEY);
    head->subprotocols = text_take(wsi, out, WSI_TOKEN_PROTOCOL);
    head->fetch_site = custom_take(wsi, out, "sec-fetch-site:");
    out->accept_encoding = text_take(wsi, out, WSI_TOKEN_HTTP_ACCEPT_ENCODING);
    out->if_none_match = text_take(wsi, out, WSI_TOKEN_HTTP_IF_NONE_MATCH);
    out->cookies = text_take(wsi, out, WSI_TOKEN_HTTP_COOKIE);
    head->has_transfer_encoding = has_header(wsi, WSI_TOKEN_HTTP_TRANSFER_ENCODING);
    head->has_content_encoding = has_header(wsi, WSI_TOKEN_HTTP_CONTENT_ENCODING);
    head->is_from_here = listen_is_from_here(lws_get_socket_fd(wsi));
    head->has_doubles = has_disguised(wsi);
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
        head->has_doubles = head->has_doubles || has_two(wsi, once[i]);
    }
}

bool head_read_session(struct lws *wsi, char out_token[static TRIB_TOKEN_BYTES]) {
    char cookies[NET_HEAD_BYTES_MAX];
    return lws_hdr_copy(wsi, cookies, sizeof cookies, WSI_TOKEN_HTTP_COOKIE) > 0 &&
           head_cookie_read(cookies, out_token);
}

bool head_read_argument(struct lws *wsi, const char *name, char *out, size_t size) {
    char whole[128];
    size_t length = strlen(name);
    for (int i = 0; lws_hdr_fragment_length(wsi, WSI_TOKEN_HTTP_URI_ARGS, i) > 0; i++) {
        if (lws_hdr_copy_fragment(wsi, whole, sizeof whole, WSI_TOKEN_HTTP_URI_ARGS, i) > 0 &&
            strncmp(whole, name, length) == 0 && whole[length] == '=' &&
            strlen(whole + length + 1) < size) {
            memcpy(out, whole + length + 1, strlen(whole + length + 1) + 1);
            return true;
        }
    }
    return false;
}

void head_read_address(struct lws *wsi, struct head_texts *texts,
                       char out_address[static HEAD_ADDRESS_BYTES]) {
    if (texts->head.is_from_here) {
        head_forwarded_read(text_take(wsi, texts, WSI_TOKEN_X_FORWARDED_FOR), out_address);
        return;
    }
    out_address[0] = '\0';
    lws_get_peer_simple(wsi, out_address, HEAD_ADDRESS_BYTES);
}
