/*
 * Own commands: each is kept until it is answered, sent again after the line was gone, and checked
 * against its first answer for as long as it is remembered. Over HTTP it is the same command.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "bad_disk.h"
#include "client.h"
#include "methods.h"
#include "world.h"

static void command_clear(struct command *command) {
    free(command->text);
    free(command->answer);
    *command = (struct command){0};
}

void client_commands_finish(struct client *client) {
    for (size_t index = 0; index < CLIENT_COMMANDS_MAX; index++) {
        command_clear(&client->commands[index]);
    }
}

struct command *client_command_new(struct client *client) {
    struct command *place = NULL;
    for (size_t index = 0; index < CLIENT_COMMANDS_MAX; index++) {
        struct command *command = &client->commands[index];
        if (command->id[0] == '\0') {
            return command;
        }
        if (place == NULL && !command->is_waiting) {
            place = command;
        }
    }
    if (place != NULL) {
        struct command oldest = *place;
        size_t after = (size_t)(client->commands + CLIENT_COMMANDS_MAX - place) - 1;
        memmove(place, place + 1, after * sizeof *place);
        place = &client->commands[CLIENT_COMMANDS_MAX - 1];
        command_clear(&oldest);
        *place = (struct command){0};
    }
    return place;
}

void client_command_send(struct client *client, struct command *command) {
    command->is_waiting = true;
    command->sent_count++;
    if (client->phase == CLIENT_LIVE) {
        client_send(client, strdup(command->text), strlen(command->text));
    }
}

void client_send_again(struct client *client) {
    for (size_t index = 0; index < CLIENT_COMMANDS_MAX; index++) {
        const struct command *command = &client->commands[index];
        if (command->is_waiting && !command->is_other) {
            client_command_send(client, &client->commands[index]);
        }
    }
}

static struct command *command_find(struct client *client, const char *id) {
    for (size_t index = 0; id[0] != '\0' && index < CLIENT_COMMANDS_MAX; index++) {
        if (strcmp(client->commands[index].id, id) == 0) {
            return &client->commands[index];
        }
    }
    return NULL;
}

const char *client_command_text(const struct client *client, const char *id) {
    const struct command *command = command_find((struct client *)(uintptr_t)client, id);
    return command == NULL ? "" : command->text;
}

const char *client_history_key(const char *id) {
    size_t length = strlen(CLIENT_HISTORY_OF);
    return strncmp(id, CLIENT_HISTORY_OF, length) == 0 ? id + length : NULL;
}

bool client_is_waiting(const struct client *client) {
    bool is_waiting = false;
    for (size_t index = 0; index < CLIENT_COMMANDS_MAX; index++) {
        is_waiting = is_waiting || client->commands[index].is_waiting;
    }
    return is_waiting;
}

static bool has_made_entry(const struct command *command) {
    return command->answer != NULL && strcmp(command->answer, "{\"seq\":0}") != 0;
}

/* Whether a refusal says that it was done, and the file is not clean yet. */
static bool is_being_erased(const struct command *command, const char *code) {
    return strcmp(code, "E_BUSY") == 0 && trib_method_find(command->method)->redacts;
}

/* Whether a refusal leaves it open what became of the command. After an fsync that failed nobody
   knows; and what was done, and is sent again because its answer was lost, shares the fate of the
   tick it comes in. */
static bool is_open(const struct command *command, const char *code) {
    return strcmp(code, "E_UNAVAILABLE") == 0 || is_being_erased(command, code) ||
           (strcmp(code, "E_STORAGE") == 0 && command->sent_count > 1);
}

/* What says something else under the same id is refused, if not as a conflict then for what it
   says. */
static void refused(struct world *world, struct command *command, const char *code) {
    bool is_left_open = is_open(command, code);
    if (has_made_entry(command) && !command->is_other && !(bad_disk_was_ill() && is_left_open) &&
        !is_being_erased(command, code)) {
        trace_fault(&world->trace, "done once (%s), and then refused with %s: %.300s",
                    command->answer, code, command->text);
    }
    if (!command->is_other) {
        command->is_refused = !has_made_entry(command) && !is_left_open;
    }
}

static void done(struct world *world, struct command *command, const json_t *result) {
    char *answer = json_dumps(result, JSON_COMPACT);
    bool is_same = command->answer != NULL && strcmp(command->answer, answer) == 0;
    if (has_made_entry(command) &&
        !(is_same && (!command->is_other || oracle_forgot_request(&world->oracle, command->id)))) {
        trace_fault(&world->trace, "answered %s, and then %s: %.300s", command->answer, answer,
                    command->text);
    }
    if (has_made_entry(command)) {
        world_count(world, "command", "repeated");
    } else if (strcmp(answer, "{\"seq\":0}") != 0) {
        world_count(world, "done", command->method);
    }
    command->is_refused = false;
    if (command->is_other) { /* the first made no entry, so nothing of it is remembered */
        free(answer);
        return;
    }
    free(command->answer);
    command->answer = answer;
}

void client_answered(struct world *world, struct client *client, const json_t *message) {
    const char *id = json_string_value(json_object_get(message, "id"));
    struct command *command = id == NULL ? NULL : command_find(client, id);
    if (command == NULL) {
        return; /* of something that is no command */
    }
    const json_t *data = json_object_get(json_object_get(message, "error"), "data");
    if (data != NULL) {
        refused(world, command, json_string_value(json_object_get(data, "code")));
    } else {
        done(world, command, json_object_get(message, "result"));
    }
    command->is_waiting = false;
    command->is_other = false;
}

void client_post(struct world *world, struct client *client, const char *text) {
    struct trib_error error = {0};
    uint64_t connection_id = ++world->connection_count;
    assert(client->post_id == 0);
    if (!trib_server_connect_as(world->server, connection_id, TRIB_CONNECTION_REQUEST,
                                client_person(client), &error)) {
        trace_fault_of_health(&world->trace, "a request is refused");
        return;
    }
    client->post_id = connection_id;
    trib_server_receive(world->server, connection_id, text, strlen(text));
}

void client_post_end(struct world *world, struct client *client) {
    trib_server_disconnect(world->server, client->post_id);
    client->post_id = 0;
    client->is_post_done = false;
}
