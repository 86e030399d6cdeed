/*
 * The door of a room's code: what it leads into, and joining by it. Whoever is new gets rows and a
 * session in one command of the log, and may set a name and a password afterwards as after a link;
 * whoever is signed in joins as who they are. Codes that are not good count against the address.
 */
#include "door_inside.h"
#include "server_state.h"
#include "tributary/command/room_code.h"

static bool room_find(struct trib_server *server, const struct trib_visit *visit, const char *code,
                      struct trib_room *out, struct trib_error *error) {
    if (!trib_guard_room_may_try(server, visit->address, error)) {
        return false;
    }
    bool is_good = trib_room_find(server->store, code, out, error);
    if (is_good || error->code == TRIB_E_LINK) {
        trib_guard_room_tried(server, visit->address, is_good);
    }
    return is_good;
}

enum door_outcome door_room_look(struct trib_server *server, struct trib_visit *visit,
                                 struct trib_error *error) {
    const struct trib_door_room *params = (const void *)visit->params.bytes;
    struct trib_room room;
    TRIB_AUTO(trib_buffer) text = {0};
    struct trib_json_writer json = trib_json_writer(&text);
    if (!room_find(server, visit, params->code, &room, error)) {
        return DOOR_REFUSED;
    }
    trib_json_object_open(&json);
    trib_json_member_text(&json, "group_id", room.group_id);
    trib_json_member_text(&json, "group_name", room.group_name);
    if (!door_names_write(server, visit, &json, error)) {
        return DOOR_REFUSED;
    }
    trib_json_object_close(&json);
    return door_result(server, visit, &text, error) ? DOOR_DONE : DOOR_REFUSED;
}

/* Inside the command: the membership, and for somebody new their rows and a session. */
static bool join_rows(struct trib_server *server, struct trib_visit *visit,
                      struct trib_error *error) {
    const struct trib_door_join *params = (const void *)visit->params.bytes;
    bool is_new = visit->session.person_id[0] == '\0';
    const struct trib_command command = {
        .store = server->store,
        .graph = server->graph,
        .actor = {.person_id = is_new ? visit->credential.person_id : visit->session.person_id,
                  .acting_for = params->acting_for}};
    const struct trib_room_join join = {.code = params->code,
                                        .display_name = is_new ? params->display_name : NULL,
                                        .language =
                                            params->language == NULL ? "en" : params->language,
                                        .time_zone = params->time_zone};
    const struct trib_session_new with = {
        .person_id = command.actor.person_id, .device = params->device, .is_by_link = true};
    if (!trib_room_join(&command, &join, error)) {
        return false;
    }
    return is_new ? door_session_open(server, visit, &with, error)
                  : door_told_add(server, visit->connection_id) != NULL ||
                        trib_fail(error, TRIB_E_UNAVAILABLE, "");
}

/* Whoever must have a second factor and has none does nothing without it, here neither. */
static bool factor_check(struct trib_server *server, const char *person_id,
                         struct trib_error *error) {
    bool lacks_factor = false;
    return trib_second_factor_is_missing(server->store, &server->settings, person_id, &lacks_factor,
                                         error) &&
           (!lacks_factor || trib_fail(error, TRIB_E_SECOND_FACTOR, ""));
}

enum door_outcome door_room_join(struct trib_server *server, struct trib_visit *visit,
                                 struct trib_error *error) {
    const struct trib_door_join *params = (const void *)visit->params.bytes;
    bool is_new = visit->session.person_id[0] == '\0';
    struct trib_room room;
    if (!room_find(server, visit, params->code, &room, error)) {
        return DOOR_REFUSED;
    }
    if (!is_new && !factor_check(server, visit->session.person_id, error)) {
        return DOOR_REFUSED;
    }
    if (is_new && params->display_name == NULL) {
        trib_fail(error, TRIB_E_REQUIRED, "display_name");
        return DOOR_REFUSED;
    }
    if (is_new) {
        trib_id_make_random(trib_store_random(server->store), visit->credential.person_id);
    }
    const struct door_deed deed = {"room_code.join", room.room_code_id, join_rows};
    return door_command(server, visit, &deed, error) ? DOOR_DONE : DOOR_REFUSED;
}
