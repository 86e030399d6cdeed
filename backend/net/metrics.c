/* Counters end in _total and only grow; what goes up and down is a gauge. */
#include "metrics.h"

#include <inttypes.h>

#include "tributary/store/redaction.h"
#include "tributary/store/store.h"

static void metric(struct trib_buffer *out, const char *name, const char *type, const char *help,
                   uint64_t value) {
    trib_buffer_append_format(out, "# HELP tributary_%s %s\n# TYPE tributary_%s %s\n", name, help,
                              name, type);
    trib_buffer_append_format(out, "tributary_%s %" PRIu64 "\n", name, value);
}

static void counter(struct trib_buffer *out, const char *name, const char *help, uint64_t value) {
    metric(out, name, "counter", help, value);
}

static void gauge(struct trib_buffer *out, const char *name, const char *help, uint64_t value) {
    metric(out, name, "gauge", help, value);
}

static uint64_t sockets_count(const struct trib_net *net) {
    uint32_t slot = 0;
    uint64_t count = 0;
    const struct connection *connection;
    while ((connection = connections_next(&net->connections, &slot)) != NULL) {
        count += connection->kind == CONNECTION_SOCKET ? 1 : 0;
    }
    return count;
}

void metrics_write(const struct trib_net *net, struct trib_buffer *out) {
    const struct net_counts *counts = &net->counts;
    gauge(out, "connections", "Connections open now, of all kinds.", net->open_count);
    gauge(out, "sockets", "WebSockets open now.", sockets_count(net));
    gauge(out, "inboxes_bytes", "Bytes of messages and bodies that have not come whole.",
          net->inboxes_bytes);
    gauge(out, "outboxes_bytes", "Bytes that wait for slow readers.", net->outboxes_bytes);
    gauge(out, "writable", "1 while the database takes commands.",
          trib_store_is_writable(net->store) ? 1 : 0);
    gauge(out, "erasing", "1 while words that were taken back still lie in the file.",
          trib_store_is_erasing(net->store) ? 1 : 0);
    counter(out, "connections_total", "Connections let in.", counts->accepted);
    counter(out, "connections_turned_away_total", "Connections there was no room for.",
            counts->turned_away);
    counter(out, "requests_total", "HTTP requests, refused ones too.", counts->requests);
    counter(out, "requests_refused_total", "HTTP requests refused by their head.", counts->refused);
    counter(out, "messages_received_total", "Messages that came in on WebSockets.",
            counts->messages);
    counter(out, "messages_received_bytes_total", "Their bytes.", counts->message_bytes);
    counter(out, "frames_sent_total", "Frames sent on WebSockets.", counts->frames);
    counter(out, "writes_total", "Writes that took; one may join many frames.", counts->writes);
    counter(out, "written_bytes_total", "Bytes of those writes.", counts->written_bytes);
    counter(out, "sockets_fell_behind_total", "Readers told to resume because they were slow.",
            counts->fell_behind);
    counter(out, "snapshots_total", "Snapshots handed out.", counts->snapshots);
    counter(out, "ticks_total", "Turns of the loop that had something to commit or to answer.",
            counts->ticks);
    counter(out, "log_entries_total", "Entries in the log.", trib_store_last_seq(net->store));
}
