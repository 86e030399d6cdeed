/* Counters end in _total and only grow; what goes up and down is a gauge. */
#include "metrics.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

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

/* ---- slow? ----------------------------------------------------------------------------------- */

static void ticks_write(const struct trib_server_counts *counts, struct trib_buffer *out) {
    trib_buffer_append_text(
        out, "# HELP tributary_tick_seconds How long a turn's commit took, with telling "
             "everybody.\n# TYPE tributary_tick_seconds histogram\n");
    for (size_t i = 0; i < TRIB_TICK_BOUNDS; i++) {
        trib_buffer_append_format(out, "tributary_tick_seconds_bucket{le=\"%g\"} %" PRIu64 "\n",
                                  (double)trib_tick_bounds_us[i] / 1e6, counts->ticks_within[i]);
    }
    trib_buffer_append_format(
        out,
        "tributary_tick_seconds_bucket{le=\"+Inf\"} %" PRIu64
        "\ntributary_tick_seconds_sum %.6f\ntributary_tick_seconds_count %" PRIu64 "\n",
        counts->ticks, (double)counts->tick_us / 1e6, counts->ticks);
}

/* ---- full? ----------------------------------------------------------------------------------- */

static void room_write(const struct trib_net *net, struct trib_buffer *out) {
    const char *path = trib_store_path(net->store);
    TRIB_AUTO(trib_buffer) name = {0};
    struct stat file;
    struct statvfs disk;
    if (path == NULL) {
        return;
    }
    if (stat(path, &file) == 0) {
        gauge(out, "database_bytes", "Bytes of the coalition's file.", (uint64_t)file.st_size);
    }
    trib_buffer_append_format(&name, "%s-wal", path);
    gauge(out, "wal_bytes", "Bytes that wait beside it to be put into it.",
          !name.failed && stat(name.bytes, &file) == 0 ? (uint64_t)file.st_size : 0);
    if (statvfs(path, &disk) == 0) {
        gauge(out, "disk_free_bytes", "Room left on its disk.",
              (uint64_t)disk.f_bavail * (uint64_t)disk.f_frsize);
    }
}

/* ---- shut out? ------------------------------------------------------------------------------- */

static void refusals_write(const struct trib_net *net, struct trib_buffer *out) {
    struct trib_server_counts counts = trib_server_counts(net->server);
    counter(out, "calls_total", "Calls answered, refused ones too.", counts.calls);
    counter(out, "over_rate_total", "Calls and tries to sign in that came too often.",
            counts.over_rate);
    counter(out, "calls_forbidden_total", "Calls that were refused a right.", counts.forbidden);
    counter(out, "answers_not_kept_total", "Answers of commits that failed.", counts.not_kept);
    counter(out, "sign_ins_total", "Sessions that began.", counts.sign_ins);
    counter(out, "sign_ins_refused_total", "Wrong passwords, codes and links.",
            counts.sign_ins_refused);
}

static void mails_write(const struct trib_net *net, struct trib_buffer *out) {
    struct trib_server_counts counts = trib_server_counts(net->server);
    struct trib_mail_counts mails = {0};
    struct trib_error error;
    if (!trib_mail_count(net->store, &mails, &error)) {
        return;
    }
    gauge(out, "mails_waiting", "Mails that wait to be sent.", (uint64_t)mails.waiting);
    gauge(out, "mails_failed", "Mails that were given up, without what they said.",
          (uint64_t)mails.failed);
    counter(out, "mails_sent_total", "Mails that an SMTP server took.", counts.mails_sent);
    counter(out, "mails_not_sent_total", "Tries to send one that failed.", counts.mails_not_sent);
}

void metrics_write(const struct trib_net *net, struct trib_buffer *out) {
    const struct net_counts *counts = &net->counts;
    gauge(out, "connections", "Connections open now, of all kinds.", net->open_count);
    gauge(out, "connections_room", "Connections there is room for, those that are open included.",
          net->connections_max);
    gauge(out, "sockets", "WebSockets open now.", sockets_count(net));
    gauge(out, "inboxes_bytes", "Bytes of messages and bodies that have not come whole.",
          net->inboxes_bytes);
    gauge(out, "outboxes_bytes", "Bytes that wait for slow readers.", net->outboxes_bytes);
    gauge(out, "writable", "1 while the database takes commands.",
          trib_store_health(net->store) == TRIB_STORE_FINE ? 1 : 0);
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
    mails_write(net, out);
    const struct trib_server_counts of_server = trib_server_counts(net->server);
    ticks_write(&of_server, out);
    room_write(net, out);
    refusals_write(net, out);
    counter(out, "log_entries_total", "Entries in the log.", trib_store_last_seq(net->store));
}
