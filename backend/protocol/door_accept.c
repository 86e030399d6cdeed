/*
 * An invitation's door: what a link invites into, and coming in by it. Whoever is new gets rows, a
 * credential and a session in one command of the log; whoever is signed in gets the role.
 */
#include <assert.h>
#include <string.h>

#include "door_inside.h"
#include "server_state.h"
#include "tributary/base/text.h"
#include "tributary/command/invitation.h"
#include "tributary/store/statement.h"
#include "tributary/store/tick.h"

static const char COALITION_NAME[] = "SELECT name FROM coalition LIMIT 1";
static const char PERSON_NAME[] = "SELECT display_name FROM person WHERE person_id = ?1";

static bool name_write(struct trib_server *server, const char *sql, const char *id,
                       const char *member, struct trib_json_writer *json,
                       struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!trib_statement_prepare(server->store, sql, &statement, error) ||
        (id != NULL && !trib_bind_text(&statement, 1, id, error)) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    trib_json_member_text(json, member, has_row ? trib_column_text(&statement, 0) : NULL);
    return true;
}

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
    if (!name_write(server, COALITION_NAME, NULL, "coalition_name", &json, error) ||
        !name_write(server, PERSON_NAME, visit->session.person_id, "person_name", &json, error)) {
        return false;
    }
    trib_json_object_close(&json);
    struct trib_door_told *told = text.failed ? NULL : door_told_add(server, visit->connection_id);
    char *result = told == NULL ? NULL : strdup(trib_buffer_text(&text));
    if (result == NULL) {
        server->doors.told_count -= told == NULL ? 0 : 1;
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    told->result = result;
    return true;
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
    char command_id[TRIB_ID_BYTES];
    bool is_new = visit->session.person_id[0] == '\0';
    TRIB_AUTO(trib_buffer) request = {0};
    trib_id_make_timed(trib_store_random(server->store), trib_store_now_ms(server->store),
                       command_id);
    trib_buffer_append_format(&request, "[\"invitation.accept\",\"%s\"]", invitation_id);
    const struct trib_entry_head head = {.actor_id = is_new ? visit->credential.person_id
                                                            : visit->session.person_id,
                                         .command_id = command_id,
                                         .method = "invitation.accept",
                                         .request = trib_buffer_text(&request),
                                         .request_length = request.length};
    enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
    const char *first_answer = NULL;
    char answer[TRIB_SEQ_ANSWER_BYTES];
    uint64_t seq = 0;
    size_t told_count = server->doors.told_count;
    if (request.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    if (!trib_tick_command_open(server->store, &head, &outcome, &first_answer, error)) {
        return false;
    }
    assert(outcome == TRIB_COMMAND_NEW); /* its id was made here */
    if (accept_rows(server, visit, error) && trib_server_release(server, answer, &seq, error)) {
        return true;
    }
    trib_tick_command_undo(server->store);
    door_told_cut(server, told_count);
    return false;
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
