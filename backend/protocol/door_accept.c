/*
 * An invitation's door: what a link invites into, and coming in by it. Whoever is new gets rows, a
 * credential and a session in one command of the log; whoever is signed in gets the role.
 */
#include <string.h>

#include "door_inside.h"
#include "server_state.h"
#include "tributary/base/text.h"
#include "tributary/command/invitation.h"

bool door_invitation_look(struct trib_server *server, struct trib_visit *visit,
                          struct trib_error *error) {
    const struct trib_door_invitation *params = (const void *)visit->params.bytes;
    struct trib_invitation invitation;
    TRIB_AUTO(trib_buffer) text = {0};
    struct trib_json_writer json = trib_json_writer(&text);
    if (!trib_invitation_find(server->store, params->token, &invitation, error)) {
        return false;
    }
    trib_json_object_open(&json);
    trib_json_member_text(&json, "organization_name",
                          invitation.organization_id[0] == '\0' ? NULL
                                                                : invitation.organization_name);
    trib_json_member_text(&json, "role", invitation.role);
    trib_json_member_text(&json, "language", invitation.language);
    if (!door_names_write(server, visit, &json, error)) {
        return false;
    }
    trib_json_object_close(&json);
    return door_result(server, visit, &text, error);
}

/* Inside the command: the rows of whoever comes in, and for somebody new credential and session. */
static bool accept_rows(struct trib_server *server, struct trib_visit *visit,
                        struct trib_error *error) {
    const struct trib_door_accept *params = (const void *)visit->params.bytes;
    bool is_new = visit->session.person_id[0] == '\0';
    const struct trib_invitation_accept accept = {
        .token = params->token,
        .person_id = is_new ? visit->credential.person_id : visit->session.person_id,
        .display_name = is_new ? params->display_name : NULL,
        .language = params->language == NULL ? "en" : params->language,
        .time_zone = params->time_zone};
    if (!trib_invitation_accept(server->store, &accept, error)) {
        return false;
    }
    if (!is_new) {
        return door_told_add(server, visit->connection_id) != NULL ||
               trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    const struct trib_session_new with = {.person_id = accept.person_id, .device = params->device};
    return trib_credential_write(server->store, &visit->credential, error) &&
           door_session_open(server, visit, &with, error);
}

static bool accept_command(struct trib_server *server, struct trib_visit *visit,
                           const char *invitation_id, struct trib_error *error) {
    const struct door_deed deed = {"invitation.accept", invitation_id, accept_rows};
    return door_command(server, visit, &deed, error);
}

enum door_outcome door_accept(struct trib_server *server, struct trib_visit *visit,
                              struct trib_error *error) {
    const struct trib_door_accept *params = (const void *)visit->params.bytes;
    struct trib_invitation invitation;
    if (!trib_invitation_find(server->store, params->token, &invitation, error)) {
        return DOOR_REFUSED;
    }
    if (visit->session.person_id[0] != '\0') {
        return accept_command(server, visit, invitation.invitation_id, error) ? DOOR_DONE
                                                                              : DOOR_REFUSED;
    }
    if (params->display_name == NULL) {
        trib_fail(error, TRIB_E_REQUIRED, "display_name");
        return DOOR_REFUSED;
    }
    if (!trib_sign_in_name_check(server->store, params->sign_in_name, NULL, error) ||
        !trib_password_check(params->password, params->sign_in_name, "password", error) ||
        !door_hash_ask(server, visit, TRIB_PASSWORD_MAKE, params->password, error)) {
        return DOOR_REFUSED;
    }
    return DOOR_LATER;
}

enum door_outcome door_accept_hashed(struct trib_server *server, struct trib_visit *visit,
                                     const struct trib_password_job *job,
                                     struct trib_error *error) {
    const struct trib_door_accept *params = (const void *)visit->params.bytes;
    struct trib_invitation invitation;
    if (!job->is_done) {
        trib_fail(error, TRIB_E_UNAVAILABLE, "");
        return DOOR_REFUSED;
    }
    trib_id_make_random(trib_store_random(server->store), visit->credential.person_id);
    trib_text_copy(visit->credential.sign_in_name, sizeof visit->credential.sign_in_name,
                   params->sign_in_name);
    memcpy(visit->credential.password_hash, job->hash, sizeof job->hash);
    return trib_invitation_find(server->store, params->token, &invitation, error) &&
                   accept_command(server, visit, invitation.invitation_id, error)
               ? DOOR_DONE
               : DOOR_REFUSED;
}
