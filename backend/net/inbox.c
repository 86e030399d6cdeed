/*
 * Each connection may begin what is long and never end it. What all of them have begun is counted,
 * so that many at once do not fill the memory.
 */
#include "inbox.h"

static size_t bytes_max(const struct trib_net *net) {
    size_t each = net->connections_max * NET_INBOX_BYTES_EACH;
    return each > NET_INBOXES_BYTES_LEAST ? each : NET_INBOXES_BYTES_LEAST;
}

bool inbox_take(struct trib_net *net, struct trib_buffer *inbox, const void *bytes, size_t length) {
    if (net->inboxes_bytes + length > bytes_max(net)) {
        return false;
    }
    size_t before = inbox->length;
    trib_buffer_append(inbox, bytes, length);
    net->inboxes_bytes += inbox->length - before;
    return !inbox->failed;
}

void inbox_finish(struct trib_net *net, struct trib_buffer *inbox) {
    net->inboxes_bytes -= inbox->length;
    trib_buffer_finish(inbox);
}
