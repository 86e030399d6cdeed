/*
 * Ticks and quiet points. At a quiet point nothing is under way any more, so that what each client
 * holds can be compared with what it ought to hold.
 */
#include "bad_disk.h"
#include "crash.h"
#include "erased.h"
#include "server_state.h"
#include "tributary/store/log.h"
#include "tributary/store/redaction.h"
#include "world.h"

/* Turns after which a world that still moves never comes to rest: a hello, a snapshot and the hello
   behind it take six. */
#define TURNS_MAX 40

/* Does what could not be done while the server spoke. */
static void lines_look_after(struct world *world) {
    for (size_t index = 0; index < world->client_count; index++) {
        struct client *client = &world->clients[index];
        if (client->is_dropped) {
            client_cut(world, client);
        }
        if (client->is_post_done) {
            client_post_end(world, client);
        }
        if (client->connection_id != 0 && json_array_size(client->inbox) > client->patience) {
            client->patience = 1000;
            trib_server_fell_behind(world->server, client->connection_id);
        }
    }
}

/* Words that were taken back go from the file, as soon as nobody reads an older state of it. */
void world_sweep(struct world *world) {
    const struct trib_store *store = world->spine.store;
    bool was_erasing = trib_store_is_erasing(store);
    trib_server_sweep(world->server);
    if (was_erasing && !bad_disk_is_dead() && !trib_store_is_erasing(store)) {
        erased_judge(world);
    }
}

static void erase(struct world *world) {
    if (!bad_disk_is_dead() && trib_store_is_erasing(world->spine.store)) {
        world_sweep(world);
    }
}

static void tick_once(struct world *world) {
    trib_server_tick(world->server);
    if (!bad_disk_is_dead() && trib_server_has_work(world->server)) {
        trace_fault(&world->trace, "a tick left work behind");
    }
    erase(world);
    if (bad_disk_is_dead()) {
        return; /* whoever goes on, goes on after world_restart */
    }
    bad_disk_hold(true);
    if (world->is_judged) {
        oracle_take_in(&world->oracle);
    }
    for (size_t index = 0; index < world->client_count; index++) {
        const struct client *client = &world->clients[index];
        if (client->owed > 0 && !client->is_dropped && !trib_store_is_erasing(world->spine.store)) {
            trace_fault(&world->trace, "%s waits for %zu answers that do not come",
                        client->person_id, client->owed);
        }
    }
    lines_look_after(world);
    if (world->is_judged) {
        oracle_judge_ballots(&world->oracle);
        oracle_judge_dispatches(&world->oracle);
        if (world->judges_told) {
            oracle_judge_notifications(&world->oracle);
        }
        oracle_rest(&world->oracle);
        crash_judge(world);
    }
    bad_disk_hold(false);
}

/* While words are waited for to be gone, the server looks at its clock, and may find that a
   ballot's time is over: that is the next tick's. */
void world_tick(struct world *world) {
    tick_once(world);
    if (!bad_disk_is_dead() && trib_server_has_work(world->server)) {
        tick_once(world);
    }
}

static bool is_at_rest(const struct world *world) {
    bool is_erasing = trib_store_is_erasing(world->spine.store);
    for (size_t index = 0; index < world->client_count; index++) {
        const struct client *client = &world->clients[index];
        if (is_erasing && client_is_waiting(client)) {
            return false; /* it is answered when the file is clean, or when that takes too long */
        }
        bool is_idle = client->phase == CLIENT_AWAY || client->phase == CLIENT_LIVE;
        if (!is_idle || client->outbox_count > 0 || json_array_size(client->inbox) > 0) {
            return false;
        }
    }
    return !trib_server_has_work(world->server);
}

static void turn(struct world *world, bool everybody) {
    for (size_t index = 0; index < world->client_count; index++) {
        struct client *client = &world->clients[index];
        if (everybody && client->connection_id == 0) {
            client_connect(world, client);
        }
        while (client->outbox_count > 0) {
            client_pass(world, client);
        }
    }
    world_tick(world);
    if (trib_store_is_erasing(
            world->spine.store)) { /* until whoever reads it is done, or too long */
        sqlite3_exec(world->visitor, "COMMIT", NULL, NULL, NULL);
        world->spine.now_ms += 11000;
    }
    for (size_t index = 0; index < world->client_count; index++) {
        struct client *client = &world->clients[index];
        while (json_array_size(client->inbox) > 0) {
            client_read(world, client);
        }
        client_work(world, client);
    }
    if (bad_disk_is_dead()) {
        world_restart(world);
    }
}

void world_settle(struct world *world, bool everybody) {
    size_t turn_count = 0;
    do {
        turn(world, everybody);
        if (++turn_count > TURNS_MAX) {
            trace_fault(&world->trace, "the world does not come to rest");
        }
    } while (world_is_well(world) && !is_at_rest(world));
}

void world_compare(struct world *world) {
    for (size_t index = 0; index < world->client_count && world_is_well(world); index++) {
        const struct client *client = &world->clients[index];
        if (client->phase != CLIENT_LIVE) {
            continue;
        }
        if (client_is_waiting(client)) {
            trace_fault(&world->trace, "%s has a command that was never answered",
                        client->person_id);
        }
        if (world->is_judged) {
            oracle_compare(&world->oracle, client->person_id, &client->replica);
        }
        /* one after the other's, which costs as much as all else that is compared */
        if (world->judges_told &&
            index == trib_store_last_seq(world->spine.store) % world->client_count) {
            oracle_judge_mails(&world->oracle, world->server->graph, client->person_id);
        }
    }
}

static void client_verify(struct world *world, const struct client *client) {
    for (size_t index = 0; index < CLIENT_COMMANDS_MAX; index++) {
        const struct command *command = &client->commands[index];
        if (command->is_refused &&
            oracle_has_command(&world->oracle, 0, client->person_id, command->id)) {
            trace_fault(&world->trace, "%s was refused, and the log has it: %.300s", command->id,
                        command->text);
        }
        json_auto_t *answer = command->answer == NULL ? NULL : json_loads(command->answer, 0, NULL);
        json_int_t seq = json_integer_value(json_object_get(answer, "seq"));
        if (seq > 0 &&
            !oracle_has_command(&world->oracle, (uint64_t)seq, client->person_id, command->id)) {
            trace_fault(&world->trace, "%s was answered %s, and the log has another there",
                        command->id, command->answer);
        }
    }
}

void world_verify(struct world *world) {
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    oracle_judge_register(&world->oracle);
    for (size_t index = 0; index < world->client_count; index++) {
        client_verify(world, &world->clients[index]);
    }
    if (!trib_log_verify_store(world->spine.store, &report, &error) ||
        report.difference[0] != '\0') {
        trace_fault(&world->trace, "the log does not hold: %s", report.difference);
    }
}
