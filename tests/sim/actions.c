/*
 * What may happen, each with its weight. Clients speak, lines are slow and break, workers come to
 * an end, the program writes, time passes, the server is started anew.
 */
#include "actions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bad_disk.h"
#include "held.h"
#include "params.h"
#include "program.h"

/* ---- calls ----------------------------------------------------------------------------------- */

/* What takes much to be possible would hardly ever happen; and what few may do, or takes several
   things at once, seldom. */
static const char *const UNLIKELY[] = {"group.merge", "group.merge", "group.reconvene",
                                       "group.activate"};
static const char *const SELDOM[] = {"meeting.plan_for_coalition",
                                     "meeting.plan",
                                     "meeting.plan_for_coalition",
                                     "meeting_series.plan",
                                     "meeting_series.plan_for_coalition",
                                     "minutes.write",
                                     "plan.entrust",
                                     "affiliation.set_status",
                                     "affiliation.edit",
                                     "invitation.make_staff",
                                     "meeting.attend",
                                     "meeting.attend",
                                     "meeting_group.invite",
                                     "meeting_group.invite",
                                     "coalition.edit",
                                     "charter.adopt",
                                     "charter.adopt",
                                     "charter.translate",
                                     "charter.translate",
                                     "charter.translate",
                                     "charter.translate",
                                     "charter.translate",
                                     "comment.resolve",
                                     "comment.reopen",
                                     "meeting_series.edit",
                                     "action_item.move",
                                     "setting.edit",
                                     "setting.edit",
                                     "attention.edit"};
/* Of a ballot something comes only when several answer it while it is open. */
static const char *const DECIDING[] = {"proposal.write",   "proposal.write_for_coalition",
                                       "proposal.discuss", "ballot.open",
                                       "ballot.open",      "ballot.open",
                                       "ballot.cast",      "ballot.cast",
                                       "ballot.cast",      "ballot.cast",
                                       "ballot.cast",      "ballot.cast",
                                       "ballot.cast",      "ballot.cast",
                                       "ballot.cast",      "ballot.take_back"};

/* What goes down the network comes to something when organizations answer it. */
static const char *const FOLLOWING[] = {
    "dispatch.send",        "dispatch.send",     "dispatch.send",          "delivery.acknowledge",
    "delivery.acknowledge", "delivery.localise", "delivery.pass_on",       "delivery.pass_on",
    "delivery.act",         "delivery.report",   "delivery.decline",       "dispatch.pause",
    "dispatch.resume",      "affiliation.leave", "affiliation.set_status", "affiliation.add"};

static const struct trib_method *method_draw(struct world *world, bool of_commands) {
    size_t count = 0;
    if (of_commands && world_happens(world, 6)) {
        return trib_method_find(UNLIKELY[world_below(world, sizeof UNLIKELY / sizeof *UNLIKELY)]);
    }
    if (of_commands && world_happens(world, 4)) {
        return trib_method_find(SELDOM[world_below(world, sizeof SELDOM / sizeof *SELDOM)]);
    }
    if (of_commands && world_happens(world, 8)) {
        return trib_method_find(DECIDING[world_below(world, sizeof DECIDING / sizeof *DECIDING)]);
    }
    if (of_commands && world_happens(world, 10)) {
        return trib_method_find(
            FOLLOWING[world_below(world, sizeof FOLLOWING / sizeof *FOLLOWING)]);
    }
    while (trib_method_at(count) != NULL) {
        count++;
    }
    for (;;) {
        const struct trib_method *method = trib_method_at(world_below(world, count));
        bool is_command = method->kind == TRIB_METHOD_COMMAND;
        bool is_long = strcmp(method->name, "rpc.discover") == 0; /* 100 kB: now and then */
        /* who has taken their name back does nothing any more */
        bool is_last = method->redacts && strcmp(method->name, "comment.redact") != 0 &&
                       strncmp(method->name, "contribution.", 13) != 0;
        bool is_rare =
            (is_long && !world_happens(world, 100)) || (is_last && !world_happens(world, 20));
        if (is_command == of_commands && strcmp(method->name, "sync.hello") != 0 && !is_rare) {
            return method;
        }
    }
}

static char *call_text(const char *id, const char *method, json_t *take_params) {
    json_auto_t *call = json_pack("{s:s, s:s, s:s, s:o}", "jsonrpc", "2.0", "id", id, "method",
                                  method, "params", take_params);
    return json_dumps(call, JSON_COMPACT);
}

/* A command with a new id, in its place; NULL: too many wait. */
static struct command *command_draw(struct world *world, struct client *client) {
    struct command *command = client_command_new(client);
    if (command != NULL) {
        const struct trib_method *method = method_draw(world, true);
        for (size_t tries = world_below(world, 24); tries > 0 && !held_may_do(client, method);
             tries--) {
            method = method_draw(world, true);
        }
        json_t *params = params_make(world, client, method);
        if (world_happens(world, 12)) {
            params_spoil(world, params);
        }
        trib_id_make_timed(spine_random(&world->spine), world->spine.now_ms, command->id);
        command->method = method->name;
        command->text = call_text(command->id, method->name, params);
    }
    return command;
}

static void speak(struct world *world, struct client *client) {
    struct command *command = client->phase == CLIENT_LIVE && client_has_room(client)
                                  ? command_draw(world, client)
                                  : NULL;
    if (command != NULL) {
        client_command_send(client, command);
    }
}

static void ask(struct world *world, struct client *client) {
    if (client_has_room(client)) {
        const struct trib_method *method =
            world_happens(world, 2) ? trib_method_find("history.read") : method_draw(world, false);
        json_t *params = params_make(world, client, method);
        char id[sizeof CLIENT_HISTORY_OF + REPLICA_KEY_BYTES] = "question";
        if (strcmp(method->name, "history.read") == 0) {
            snprintf(id, sizeof id, CLIENT_HISTORY_OF "%s %s",
                     json_string_value(json_object_get(params, "table")),
                     json_string_value(json_object_get(params, "id")));
        }
        char *text = call_text(id, method->name, params);
        client_send(client, text, strlen(text));
    }
}

/* One of those that were answered already. */
static struct command *command_answered(struct world *world, struct client *client) {
    struct command *command = &client->commands[world_below(world, CLIENT_COMMANDS_MAX)];
    return command->id[0] != '\0' && !command->is_waiting ? command : NULL;
}

static void repeat(struct world *world, struct client *client) {
    struct command *command = command_answered(world, client);
    if (command == NULL || client->phase != CLIENT_LIVE || !client_has_room(client)) {
        return;
    }
    bool has_entry = command->answer != NULL && strcmp(command->answer, "{\"seq\":0}") != 0;
    if (has_entry && world_happens(world, 3)) { /* the same id for something else */
        const struct trib_method *method = trib_method_find("person.edit");
        char *text = call_text(command->id, method->name, params_make(world, client, method));
        command->is_waiting = true;
        command->is_other = true;
        client_send(client, text, strlen(text));
        return;
    }
    client_command_send(client, command);
}

/* ---- what is no call ------------------------------------------------------------------------- */

static void babble(struct world *world, struct client *client) {
    static const char *const WORDS[] = {
        "",
        "{",
        "[]",
        "null",
        "\"\xff\xfe\"",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"sync.ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"no.such\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"group.close\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"id\":\"y\",\"method\":\"sync.ping\"}",
        "[{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"sync.ping\",\"params\":{}}]",
        "{\"jsonrpc\":\"2.0\",\"id\":9e99,\"method\":\"sync.ping\",\"params\":{}}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    };
    if (client_has_room(client)) {
        const char *text = WORDS[world_below(world, sizeof WORDS / sizeof WORDS[0])];
        client_send(client, strdup(text), strlen(text));
    }
}

/* ---- over HTTP ------------------------------------------------------------------------------- */

static void post(struct world *world, struct client *client) {
    if (client->phase != CLIENT_LIVE || client->outbox_count > 0) {
        return;
    }
    if (client->post_id != 0) { /* it is not waited for any longer */
        client_post_end(world, client);
        client_send_again(client);
        return;
    }
    size_t count = world_below(world, 4);
    char *texts[3] = {NULL, NULL, NULL};
    size_t made = 0;
    for (size_t index = 0; index < (count == 0 ? 1 : count); index++) {
        struct command *command = command_draw(world, client);
        if (command != NULL) {
            command->is_waiting = true;
            command->sent_count++;
            texts[made++] = strdup(command->text);
        }
    }
    if (made > 0) {
        char *text = NULL;
        if (asprintf(&text, "%s%s%s%s%s%s%s", count == 0 ? "" : "[", texts[0], made > 1 ? "," : "",
                     made > 1 ? texts[1] : "", made > 2 ? "," : "", made > 2 ? texts[2] : "",
                     count == 0 ? "" : "]") > 0) {
            client_post(world, client, text);
            free(text);
        }
    }
    while (made > 0) {
        free(texts[--made]);
    }
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void come(struct world *world, struct client *client) {
    if (client->connection_id == 0) {
        client_connect(world, client);
    }
}

static void cut(struct world *world, struct client *client) {
    client_cut(world, client);
    if (world_happens(world, 12)) { /* another device, or all was cleared */
        replica_finish(&client->replica);
        replica_init(&client->replica);
    }
}

static void pass(struct world *world, struct client *client) {
    for (size_t count = 1 + world_below(world, 3); count > 0; count--) {
        client_pass(world, client);
    }
}

static void read_some(struct world *world, struct client *client) {
    for (size_t count = 1 + world_below(world, 6); count > 0; count--) {
        client_read(world, client);
    }
}

static void behind(struct world *world, struct client *client) {
    if (client->connection_id != 0) {
        trib_server_fell_behind(world->server, client->connection_id);
    }
}

/* ---- the world ------------------------------------------------------------------------------- */

static void tick(struct world *world, struct client *client) {
    (void)client;
    world_tick(world);
}

static void write_rows(struct world *world, struct client *client) {
    (void)client;
    program_write(world);
}

static void flood(struct world *world, struct client *client) {
    (void)client;
    if (world->flood_count > 0 || world_happens(world, 6)) {
        program_flood(world);
    }
}

static void pass_time(struct world *world, struct client *client) {
    static const int64_t STEPS_MS[] = {1, 20, 3000, 60000, INT64_C(86400000), -5000};
    (void)client;
    world->spine.now_ms += STEPS_MS[world_below(world, sizeof STEPS_MS / sizeof STEPS_MS[0])];
}

/* Ballots whose time is over are closed. */
static void sweep(struct world *world, struct client *client) {
    (void)client;
    world_tick(world); /* it does so between ticks */
    if (!bad_disk_is_dead()) {
        world_sweep(world);
    }
}

static void knock(struct world *world, struct client *client) {
    (void)client;
    guests_knock(world);
    if (world_happens(world, 2)) { /* two at once */
        guests_knock(world);
    }
}

static void hash(struct world *world, struct client *client) {
    (void)client;
    guests_work(world);
}

static void restart(struct world *world, struct client *client) {
    (void)client;
    world_restart(world);
}

/* Another program has the file open as well: it reads, and it checkpoints. */
static void visit(struct world *world, struct client *client) {
    static const char *const WAYS[] = {"PRAGMA wal_checkpoint(PASSIVE)",
                                       "PRAGMA wal_checkpoint(TRUNCATE)",
                                       "BEGIN; SELECT count(*) FROM entry", "COMMIT"};
    (void)client;
    if (world->visitor != NULL && world_happens(world, 3)) {
        world_restart(world);
    } else if (world->visitor != NULL) {
        const char *sql = WAYS[world_below(world, sizeof WAYS / sizeof WAYS[0])];
        sqlite3_exec(world->visitor, sql, NULL, NULL, NULL); /* may be busy, or nothing to do */
    }
}

static const struct {
    size_t weight;
    void (*run)(struct world *world, struct client *client);
} ACTIONS[] = {
    {420, speak},      {30, ask},   {30, repeat},     {12, babble}, {20, post},
    {60, come},        {12, cut},   {250, pass},      {6, behind},  {200, read_some},
    {60, client_work}, {120, tick}, {40, write_rows}, {1, flood},   {20, pass_time},
    {3, restart},      {6, visit},  {25, knock},      {30, hash},   {8, sweep},
};

void act(struct world *world) {
    size_t whole = 0;
    for (size_t index = 0; index < sizeof ACTIONS / sizeof ACTIONS[0]; index++) {
        whole += ACTIONS[index].weight;
    }
    size_t at = world_below(world, whole);
    struct client *client = &world->clients[world_below(world, world->client_count)];
    size_t index = 0;
    while (at >= ACTIONS[index].weight) {
        at -= ACTIONS[index++].weight;
    }
    ACTIONS[index].run(world, client);
}
