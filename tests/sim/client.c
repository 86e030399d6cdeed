/*
 * The line and what is said on it. A message that is put on the line may be lost with it; a command
 * is then sent again when the client is live again, and must be done once and answered the same.
 */
#include "client.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "talk.h"
#include "tally.h"
#include "world.h"

static const char HELLO_ID[] = "hello";

void client_init(struct client *client, const char *person_id) {
    *client = (struct client){.inbox = json_array()};
    snprintf(client->person_id, sizeof client->person_id, "%s", person_id == NULL ? "" : person_id);
    replica_init(&client->replica);
}

static void outbox_clear(struct client *client) {
    while (client->outbox_count > 0) {
        free(client->outbox[--client->outbox_count].text);
    }
}

void client_finish(struct client *client) {
    client_forget_line(client);
    replica_finish(&client->replica);
    json_decref(client->inbox);
    client_commands_finish(client);
}

const char *client_person(const struct client *client) {
    return client->person_id[0] == '\0' ? NULL : client->person_id;
}

/* ---- the line -------------------------------------------------------------------------------- */

void client_forget_line(struct client *client) {
    outbox_clear(client);
    json_array_clear(client->inbox);
    trib_snapshot_destroy(client->snapshot);
    client->snapshot = NULL;
    client->connection_id = 0;
    client->post_id = 0;
    client->is_post_done = false;
    client->owed = 0;
    client->is_dropped = false;
    client->phase = CLIENT_AWAY;
    for (size_t index = 0; index < CLIENT_COMMANDS_MAX; index++) {
        struct command *command = &client->commands[index];
        command->is_waiting = command->is_waiting && !command->is_other;
        command->is_other = false;
    }
}

void client_cut(struct world *world, struct client *client) {
    if (client->connection_id != 0) {
        trib_server_disconnect(world->server, client->connection_id);
    }
    if (client->post_id != 0) {
        trib_server_disconnect(world->server, client->post_id);
    }
    client_forget_line(client);
}

void client_send(struct client *client, char *take_text, size_t length) {
    assert(client->connection_id != 0 && client->outbox_count < CLIENT_OUTBOX_MAX);
    client->outbox[client->outbox_count++] = (struct outgoing){take_text, length};
}

bool client_has_room(const struct client *client) {
    return client->connection_id != 0 && client->outbox_count < CLIENT_OUTBOX_MAX / 4;
}

void client_pass(struct world *world, struct client *client) {
    if (client->outbox_count == 0) {
        return;
    }
    struct outgoing first = client->outbox[0];
    memmove(client->outbox, client->outbox + 1, --client->outbox_count * sizeof first);
    client->owed++;
    trib_server_receive(world->server, client->connection_id, first.text, first.length);
    free(first.text);
}

/* ---- hello ----------------------------------------------------------------------------------- */

/* What it holds, as hello says it. Now and then it says that it comes from another epoch, or from
   the future, or that it holds spaces too that it may not even know of. */
static json_t *held(struct world *world, struct client *client) {
    size_t oddity = world_below(world, 16);
    const char *epoch = client->replica.epoch;
    uint64_t seq = client->replica.seq + (oddity == 0 ? 100000 : 0);
    json_t *spaces = json_array();
    const char *space_id = NULL;
    json_t *value = NULL;
    json_object_foreach(client->replica.spaces, space_id, value) {
        json_array_append_new(spaces, json_string(space_id));
    }
    for (size_t index = 0; oddity == 2 && index < world->client_count; index++) {
        const char *other = world->clients[index].person_id; /* and so is their own space */
        if (other[0] != '\0' && strcmp(other, client->person_id) != 0) {
            json_array_append_new(spaces, json_string(other));
        }
    }
    client->is_stranger = oddity <= 1 || strcmp(epoch, trib_store_epoch(world->spine.store)) != 0;
    return json_pack("{s:s, s:s, s:I, s:o}", "database_id",
                     trib_store_database_id(world->spine.store), "epoch",
                     oddity == 1 ? TALK_NOBODY : epoch, "seq", (json_int_t)seq, "spaces", spaces);
}

void client_greet(struct world *world, struct client *client) {
    json_t *params = client->replica.is_filled ? held(world, client) : json_object();
    json_auto_t *hello = json_pack("{s:s, s:s, s:s, s:o}", "jsonrpc", "2.0", "id", HELLO_ID,
                                   "method", "sync.hello", "params", params);
    char *text = json_dumps(hello, JSON_COMPACT);
    client->phase = CLIENT_GREETING;
    client_send(client, text, strlen(text));
}

void client_connect(struct world *world, struct client *client) {
    struct trib_error error = {0};
    assert(client->connection_id == 0);
    uint64_t connection_id = ++world->connection_count;
    if (!trib_server_connect_as(world->server, connection_id, TRIB_CONNECTION_SOCKET,
                                client_person(client), &error)) {
        trace_fault_of_health(&world->trace, "a connection is refused");
        return;
    }
    client->connection_id = connection_id;
    client->patience = world_happens(world, 4) ? 2 + world_below(world, 8) : 1000;
    client_greet(world, client);
}

static void welcomed(struct world *world, struct client *client, const json_t *message) {
    const json_t *result = json_object_get(message, "result");
    if (client->phase != CLIENT_GREETING || result == NULL) {
        char *text = json_dumps(message, JSON_COMPACT);
        trace_fault_of_health(&world->trace, "a hello is answered with %.300s", text);
        free(text);
        client_cut(world, client); /* it comes again */
        return;
    }
    replica_take_hello(&client->replica, result, &world->trace);
    if (strcmp(json_string_value(json_object_get(result, "mode")), "snapshot") == 0) {
        client->phase = CLIENT_SENT_FOR;
    } else if (client->is_stranger) {
        trace_fault(&world->trace, "a stranger is welcomed as if it held our rows");
    } else {
        client->phase = CLIENT_LIVE;
        client_send_again(client);
    }
}

/* ---- snapshots ------------------------------------------------------------------------------- */

static void snapshot_make(struct world *world, struct client *client) {
    struct trib_error error = {0};
    if (world->path == NULL || world_happens(world, 2)) {
        world_tick(world); /* in memory there is one connection, so it is made between ticks */
    }
    bool is_between = !trib_server_has_work(world->server);
    if (!trib_snapshot_make(client->snapshot, &error)) {
        trace_fault_of_health(&world->trace, "a snapshot cannot be made");
        client_cut(world, client);
        return;
    }
    size_t length = 0;
    const unsigned char *bytes = trib_snapshot_bytes(client->snapshot, &length);
    trace_add(&world->trace, bytes, length);
    if (world->is_judged && is_between) {
        char *text = gunzip_whole(bytes, length, &length);
        oracle_take_in(&world->oracle);
        oracle_judge_snapshot(&world->oracle, text);
        free(text);
    }
    client->phase = CLIENT_MADE;
}

/* Whoever lost a space of it meanwhile gets nothing, and begins anew. */
static void snapshot_arrive(struct world *world, struct client *client) {
    bool is_allowed = trib_snapshot_is_allowed(client->snapshot);
    world_count(world, "snapshot", is_allowed ? "taken" : "not allowed");
    if (!is_allowed) {
        client_cut(world, client);
        return;
    }
    size_t length = 0;
    const unsigned char *bytes = trib_snapshot_bytes(client->snapshot, &length);
    char *text = gunzip_whole(bytes, length, &length);
    replica_take_snapshot(&client->replica, text, &world->trace);
    if (world->is_judged) {
        oracle_judge_spaces(&world->oracle, client->person_id, client->replica.spaces);
    }
    free(text);
    trib_snapshot_destroy(client->snapshot);
    client->snapshot = NULL;
    client_greet(world, client);
}

void client_work(struct world *world, struct client *client) {
    struct trib_error error = {0};
    if (client->phase == CLIENT_SENT_FOR) {
        if (trib_server_snapshot_ask_as(world->server, client_person(client), NULL,
                                        &client->snapshot, &error)) {
            client->phase = CLIENT_ASKED;
        } else {
            trace_fault_of_health(&world->trace, "a snapshot is refused");
            client_cut(world, client);
        }
    } else if (client->phase == CLIENT_ASKED) {
        snapshot_make(world, client);
    } else if (client->phase == CLIENT_MADE) {
        snapshot_arrive(world, client);
    }
}

/* ---- reading --------------------------------------------------------------------------------- */

static void note_answered(struct client *client, const json_t *result) {
    uint64_t seq = (uint64_t)json_integer_value(json_object_get(result, "seq"));
    client->answered_seq = seq > client->answered_seq ? seq : client->answered_seq;
}

/* What an entry changed is told before its author is answered, on the same line. */
static bool is_too_late(const struct client *client, const json_t *params) {
    const json_t *from = json_object_get(params, "from");
    const json_t *seq = from == NULL ? json_object_get(params, "seq") : from;
    return seq != NULL && (uint64_t)json_integer_value(seq) <= client->answered_seq;
}

static void told(struct world *world, struct client *client, const json_t *message) {
    const char *method = json_string_value(json_object_get(message, "method"));
    const json_t *params = json_object_get(message, "params");
    if (is_too_late(client, params)) {
        trace_fault(&world->trace, "%s was answered before it was told of it", client->person_id);
    }
    if (strcmp(method, "sync.health") == 0) {
        return; /* told to everybody; what it says of commands their answers say too */
    }
    if (client->phase != CLIENT_LIVE) {
        trace_fault(&world->trace, "%s is told %s while not listening", client->person_id, method);
    } else if (strcmp(method, "sync.changed") == 0) {
        replica_take_changed(&client->replica, params, &world->trace);
    } else if (strcmp(method, "sync.scope") == 0) {
        replica_take_scope(&client->replica, params, &world->trace);
    } else {
        client_greet(world, client);
    }
}

void client_read(struct world *world, struct client *client) {
    if (json_array_size(client->inbox) == 0) {
        return;
    }
    json_auto_t *message = json_incref(json_array_get(client->inbox, 0));
    json_array_remove(client->inbox, 0);
    const char *id = json_string_value(json_object_get(message, "id"));
    if (json_object_get(message, "method") != NULL) {
        told(world, client, message);
    } else if (id != NULL && strcmp(id, HELLO_ID) == 0) {
        welcomed(world, client, message);
    } else {
        client_answered(world, client, message);
        note_answered(client, json_object_get(message, "result"));
    }
}
