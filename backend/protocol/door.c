/*
 * The doors: a request comes in, is read like a method's, and leaves with a session, without one,
 * or with the reason why not. A password takes a worker a tenth of a second; its visitor waits
 * outside of the tick meanwhile, and everything is judged anew when the hash is there.
 *
 * What is refused at the door of names and passwords says one thing only, E_SIGN_IN, whether the
 * name is nobody's, the password another, the code missing, wrong or used, or the account locked;
 * and each costs one hash, so that the time tells nothing either.
 */
#include "door.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "json_in.h"
#include "server_state.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"
#include "tributary/command/invitation.h"
#include "tributary/store/statement.h"
#include "tributary/store/tick.h"

/* Bytes of an address as text, of the newer kind, and a NUL. */
#define ADDRESS_BYTES 64u

struct trib_visit {
    struct trib_visit *next;
    uint64_t job_id, connection_id;
    enum trib_door door;
    json_t *json; /* what params borrow from; its passwords are erased once they are in a job */
    struct trib_params params;
    char address[ADDRESS_BYTES];
    struct trib_session session; /* of the cookie; empty: nobody is signed in */
    char cookie[TRIB_TOKEN_BYTES];
    struct trib_credential credential; /* found by the name, or one's own */
    bool has_credential;
    bool is_proven; /* the present password was right */
};

/* What becomes of a visit: refused or done, or it goes on when a hash is there. */
enum outcome { REFUSED, DONE, LATER };

/* ---- telling --------------------------------------------------------------------------------- */

static void told_finish(struct trib_door_told *told) {
    explicit_bzero(told->token, sizeof told->token);
    free(told->error);
    free(told->result);
}

/* Where there is no memory for an answer net drops the request in its own time. */
static struct trib_door_told *told_add(struct trib_server *server, uint64_t connection_id) {
    struct trib_door_state *doors = &server->doors;
    if (doors->told_count == doors->told_capacity) {
        size_t capacity = doors->told_capacity == 0 ? 8 : doors->told_capacity * 2;
        struct trib_door_told *wider = realloc(doors->told, capacity * sizeof *wider);
        if (wider == NULL) {
            return NULL;
        }
        doors->told = wider;
        doors->told_capacity = capacity;
    }
    struct trib_door_told *told = &doors->told[doors->told_count++];
    *told = (struct trib_door_told){.connection_id = connection_id};
    return told;
}

static void refuse(struct trib_server *server, uint64_t connection_id,
                   const struct trib_error *error) {
    struct trib_door_told *told = told_add(server, connection_id);
    if (told != NULL) {
        told->error = malloc(sizeof *error);
        if (told->error == NULL) {
            server->doors.told_count--;
            return;
        }
        *told->error = *error;
    }
}

void trib_doors_take_back(struct trib_server *server, const struct trib_error *error) {
    for (size_t i = 0; i < server->doors.told_count; i++) {
        struct trib_door_told *told = &server->doors.told[i];
        uint64_t connection_id = told->connection_id;
        told_finish(told);
        *told = (struct trib_door_told){.connection_id = connection_id};
        told->error = malloc(sizeof *error);
        if (told->error != NULL) {
            *told->error = *error;
        }
    }
}

void trib_doors_tell(struct trib_server *server) {
    struct trib_door_state *doors = &server->doors;
    for (size_t i = 0; i < doors->told_count; i++) {
        struct trib_door_told *told = &doors->told[i];
        const struct trib_door_answer answer = {
            .error = told->error,
            .token = told->token[0] == '\0' ? NULL : told->token,
            .clears_cookie = told->clears_cookie,
            .clears_device = told->clears_device,
            .result = told->result == NULL ? "{}" : told->result};
        server->outlet.door(server->outlet.context, told->connection_id, &answer);
        told_finish(told);
    }
    doors->told_count = 0;
}

/* ---- visits ---------------------------------------------------------------------------------- */

/* The parser's copy of what was typed is not to outlive its use. */
static void texts_erase(json_t *json) {
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(json, name, value) {
        if (json_is_string(value)) {
            explicit_bzero((char *)(uintptr_t)json_string_value(value), json_string_length(value));
        }
    }
}

static void visit_destroy(struct trib_visit *visit) {
    trib_params_finish(&visit->params);
    texts_erase(visit->json);
    json_decref(visit->json);
    explicit_bzero(visit, sizeof *visit);
    free(visit);
}

void trib_doors_finish(struct trib_server *server) {
    struct trib_door_state *doors = &server->doors;
    while (doors->visits != NULL) {
        struct trib_visit *visit = doors->visits;
        doors->visits = visit->next;
        visit_destroy(visit);
    }
    for (size_t i = 0; i < doors->told_count; i++) {
        told_finish(&doors->told[i]);
    }
    free(doors->told);
}

static bool hash_ask(struct trib_server *server, struct trib_visit *visit,
                     enum trib_password_work work, const char *password, struct trib_error *error) {
    struct trib_password_job *job = NULL;
    if (server->doors.visit_count >= TRIB_HASHES_MAX) {
        trib_fail(error, TRIB_E_RATE, "");
        trib_error_add_int64(error, "seconds", 5);
        return false;
    }
    job = trib_password_job_create(work, password, visit->credential.password_hash);
    if (job == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    job->cost = server->doors.cost;
    job->job_id = ++server->doors.job_count;
    visit->job_id = job->job_id;
    visit->next = server->doors.visits;
    server->doors.visits = visit;
    server->doors.visit_count++;
    server->outlet.hash(server->outlet.context, job);
    return true;
}

static struct trib_visit *visit_take(struct trib_server *server, uint64_t job_id) {
    struct trib_visit **at = &server->doors.visits;
    while (*at != NULL && (*at)->job_id != job_id) {
        at = &(*at)->next;
    }
    struct trib_visit *visit = *at;
    if (visit != NULL) {
        *at = visit->next;
        server->doors.visit_count--;
    }
    return visit;
}

/* ---- a session begins ------------------------------------------------------------------------ */

static bool session_open(struct trib_server *server, const struct trib_visit *visit,
                         const struct trib_session_new *with, struct trib_error *error) {
    struct trib_session session;
    struct trib_door_told *told = told_add(server, visit->connection_id);
    if (told == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    if (!trib_session_add(server->store, with, told->token, &session, error)) {
        server->doors.told_count--;
        return false;
    }
    return true;
}

/* Whether the second factor lets somebody in; a code that is not good counts. */
static bool factor_check(struct trib_server *server, const char *person_id, const char *code,
                         bool *out_is_good, struct trib_error *error) {
    struct trib_second_factor factor;
    *out_is_good = false;
    if (!trib_second_factor_of(server->store, person_id, &factor, error)) {
        return false;
    }
    if (!factor.is_confirmed) {
        *out_is_good = true;
        return true;
    }
    if (code == NULL || !trib_guard_code_may_try(server, person_id)) {
        return true;
    }
    if (!trib_second_factor_use(server->store, person_id, code, false, out_is_good, error)) {
        return false;
    }
    trib_guard_code_tried(server, person_id, *out_is_good);
    return true;
}

/* One private savepoint around what is done; what fails leaves nothing. */
static bool privately(struct trib_server *server, struct trib_visit *visit,
                      bool (*done)(struct trib_server *, struct trib_visit *, struct trib_error *),
                      struct trib_error *error) {
    size_t told_count = server->doors.told_count;
    if (!trib_tick_private_open(server->store, error)) {
        return false;
    }
    if (done(server, visit, error) && trib_tick_private_release(server->store, error)) {
        return true;
    }
    trib_tick_command_undo(server->store);
    while (server->doors.told_count > told_count) {
        told_finish(&server->doors.told[--server->doors.told_count]);
    }
    return false;
}

/* ---- by a link ------------------------------------------------------------------------------- */

static bool link_enter(struct trib_server *server, struct trib_visit *visit,
                       struct trib_error *error) {
    const struct trib_door_link *params = (const void *)visit->params.bytes;
    char person_id[TRIB_ID_BYTES];
    bool is_locked = false;
    bool is_good = false;
    const struct trib_session_new with = {
        .person_id = person_id, .device = params->device, .is_by_link = true};
    return trib_sign_in_link_use(server->store, params->token, person_id, error) &&
           trib_account_is_locked(server->store, person_id, &is_locked, error) &&
           (!is_locked || trib_fail(error, TRIB_E_LINK, "token")) &&
           factor_check(server, person_id, params->code, &is_good, error) &&
           (is_good || trib_fail(error, TRIB_E_SIGN_IN, "code")) &&
           session_open(server, visit, &with, error);
}

/* ---- by name and password -------------------------------------------------------------------- */

static enum outcome session_begin(struct trib_server *server, struct trib_visit *visit,
                                  struct trib_error *error) {
    const struct trib_door_session *params = (const void *)visit->params.bytes;
    if (!trib_guard_may_try(server, params->sign_in_name, visit->address, error) ||
        !trib_credential_find(server->store, params->sign_in_name, &visit->credential,
                              &visit->has_credential, error)) {
        return REFUSED;
    }
    /* nobody's name: the same work, whose result is thrown away */
    enum trib_password_work work =
        visit->has_credential ? TRIB_PASSWORD_COMPARE : TRIB_PASSWORD_MAKE;
    return hash_ask(server, visit, work, params->password, error) ? LATER : REFUSED;
}

static bool session_enter(struct trib_server *server, struct trib_visit *visit,
                          struct trib_error *error) {
    const struct trib_door_session *params = (const void *)visit->params.bytes;
    const char *person_id = visit->credential.person_id;
    bool is_locked = false;
    bool is_good = false;
    const struct trib_session_new with = {.person_id = person_id, .device = params->device};
    return trib_account_is_locked(server->store, person_id, &is_locked, error) &&
           (!is_locked || trib_fail(error, TRIB_E_SIGN_IN, "")) &&
           factor_check(server, person_id, params->code, &is_good, error) &&
           (is_good || trib_fail(error, TRIB_E_SIGN_IN, "")) &&
           session_open(server, visit, &with, error);
}

static enum outcome session_hashed(struct trib_server *server, struct trib_visit *visit,
                                   const struct trib_password_job *job, struct trib_error *error) {
    const struct trib_door_session *params = (const void *)visit->params.bytes;
    bool is_right = visit->has_credential && job->is_done;
    bool is_in = is_right ? privately(server, visit, session_enter, error)
                          : trib_fail(error, TRIB_E_SIGN_IN, "");
    if (is_in || error->code == TRIB_E_SIGN_IN) {
        trib_guard_tried(server, params->sign_in_name, visit->address, is_in);
    }
    if (!is_in) {
        trib_log(TRIB_LOG_NOTICE, "sign_in.refused", "%s", trib_error_code_name(error->code));
    }
    return is_in ? DONE : REFUSED;
}

/* ---- signing out ----------------------------------------------------------------------------- */

static bool sign_out(struct trib_server *server, struct trib_visit *visit,
                     struct trib_error *error) {
    const struct trib_door_sign_out *params = (const void *)visit->params.bytes;
    bool is_ended = false;
    if (visit->session.session_id[0] != '\0' &&
        !trib_session_remove(server->store, visit->session.person_id, visit->session.session_id,
                             &is_ended, error)) {
        return false;
    }
    struct trib_door_told *told = told_add(server, visit->connection_id);
    if (told == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    told->clears_cookie = true;
    told->clears_device = params->device != NULL && strcmp(params->device, "clear") == 0;
    if (is_ended) {
        trib_server_session_ended(server, visit->session.session_id);
    }
    return true;
}

/* ---- an invitation --------------------------------------------------------------------------- */

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

static bool invitation_look(struct trib_server *server, struct trib_visit *visit,
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
    struct trib_door_told *told = text.failed ? NULL : told_add(server, visit->connection_id);
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
        return told_add(server, visit->connection_id) != NULL ||
               trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    const struct trib_session_new with = {.person_id = accept.person_id, .device = params->device};
    return trib_credential_write(server->store, &visit->credential, error) &&
           session_open(server, visit, &with, error);
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
    while (server->doors.told_count > told_count) {
        told_finish(&server->doors.told[--server->doors.told_count]);
    }
    return false;
}

static enum outcome accept(struct trib_server *server, struct trib_visit *visit,
                           struct trib_error *error) {
    const struct trib_door_accept *params = (const void *)visit->params.bytes;
    struct trib_invitation invitation;
    if (!trib_invitation_find(server->store, params->token, &invitation, error)) {
        return REFUSED;
    }
    if (visit->session.person_id[0] != '\0') {
        return accept_command(server, visit, invitation.invitation_id, error) ? DONE : REFUSED;
    }
    if (params->display_name == NULL) {
        trib_fail(error, TRIB_E_REQUIRED, "display_name");
        return REFUSED;
    }
    if (!trib_sign_in_name_check(server->store, params->sign_in_name, NULL, error) ||
        !trib_password_check(params->password, params->sign_in_name, "password", error) ||
        !hash_ask(server, visit, TRIB_PASSWORD_MAKE, params->password, error)) {
        return REFUSED;
    }
    return LATER;
}

static enum outcome accept_hashed(struct trib_server *server, struct trib_visit *visit,
                                  const struct trib_password_job *job, struct trib_error *error) {
    const struct trib_door_accept *params = (const void *)visit->params.bytes;
    struct trib_invitation invitation;
    if (!job->is_done) {
        trib_fail(error, TRIB_E_UNAVAILABLE, "");
        return REFUSED;
    }
    trib_id_make_random(trib_store_random(server->store), visit->credential.person_id);
    trib_text_copy(visit->credential.sign_in_name, sizeof visit->credential.sign_in_name,
                   params->sign_in_name);
    memcpy(visit->credential.password_hash, job->hash, sizeof job->hash);
    return trib_invitation_find(server->store, params->token, &invitation, error) &&
                   accept_command(server, visit, invitation.invitation_id, error)
               ? DONE
               : REFUSED;
}

/* ---- a new password -------------------------------------------------------------------------- */

static bool password_own(struct trib_server *server, struct trib_visit *visit,
                         struct trib_error *error) {
    bool is_trusted = false;
    if (visit->session.person_id[0] == '\0') {
        return trib_fail(error, TRIB_E_SESSION, "");
    }
    if (!trib_credential_of(server->store, visit->session.person_id, &visit->credential,
                            &visit->has_credential, error) ||
        !trib_session_is_trusted(server->store, visit->session.session_id, &is_trusted, error)) {
        return false;
    }
    visit->is_proven = !visit->has_credential || is_trusted;
    return true;
}

static enum outcome password_begin(struct trib_server *server, struct trib_visit *visit,
                                   struct trib_error *error) {
    const struct trib_door_set_password *params = (const void *)visit->params.bytes;
    struct trib_credential *own = &visit->credential;
    if (!password_own(server, visit, error)) {
        return REFUSED;
    }
    if (!visit->has_credential && params->sign_in_name == NULL) {
        trib_fail(error, TRIB_E_REQUIRED, "sign_in_name");
        return REFUSED;
    }
    if (params->sign_in_name != NULL) {
        trib_text_copy(own->sign_in_name, sizeof own->sign_in_name, params->sign_in_name);
    }
    trib_text_copy(own->person_id, sizeof own->person_id, visit->session.person_id);
    if (!trib_sign_in_name_check(server->store, own->sign_in_name, own->person_id, error) ||
        !trib_password_check(params->password, own->sign_in_name, "password", error)) {
        return REFUSED;
    }
    if (visit->is_proven) {
        return hash_ask(server, visit, TRIB_PASSWORD_MAKE, params->password, error) ? LATER
                                                                                    : REFUSED;
    }
    if (params->password_now == NULL) {
        trib_fail(error, TRIB_E_REQUIRED, "password_now");
        return REFUSED;
    }
    /* counted apart from signing in: who knows the name cannot keep its owner from this */
    return trib_guard_may_try(server, visit->session.session_id, "", error) &&
                   hash_ask(server, visit, TRIB_PASSWORD_COMPARE, params->password_now, error)
               ? LATER
               : REFUSED;
}

static bool password_write(struct trib_server *server, struct trib_visit *visit,
                           struct trib_error *error) {
    return trib_credential_write(server->store, &visit->credential, error) &&
           trib_server_end_sessions_of(server, visit->session.person_id, visit->session.session_id,
                                       error) &&
           (told_add(server, visit->connection_id) != NULL ||
            trib_fail(error, TRIB_E_UNAVAILABLE, ""));
}

static enum outcome password_hashed(struct trib_server *server, struct trib_visit *visit,
                                    const struct trib_password_job *job, struct trib_error *error) {
    const struct trib_door_set_password *params = (const void *)visit->params.bytes;
    bool lasts = false;
    if (job->work == TRIB_PASSWORD_COMPARE) {
        trib_guard_tried(server, visit->session.session_id, "", job->is_done);
        if (!job->is_done) {
            trib_fail(error, TRIB_E_SIGN_IN, "password_now");
            return REFUSED;
        }
        visit->is_proven = true;
        return hash_ask(server, visit, TRIB_PASSWORD_MAKE, params->password, error) ? LATER
                                                                                    : REFUSED;
    }
    if (!job->is_done) {
        trib_fail(error, TRIB_E_UNAVAILABLE, "");
        return REFUSED;
    }
    if (!trib_session_lasts(server->store, visit->cookie, &lasts, error) ||
        (!lasts && !trib_fail(error, TRIB_E_SESSION, ""))) {
        return REFUSED;
    }
    memcpy(visit->credential.password_hash, job->hash, sizeof job->hash);
    return privately(server, visit, password_write, error) ? DONE : REFUSED;
}

/* ---- coming and going ------------------------------------------------------------------------ */

static enum outcome enter(struct trib_server *server, struct trib_visit *visit,
                          struct trib_error *error) {
    switch (visit->door) {
    case TRIB_DOOR_LINK:
        return privately(server, visit, link_enter, error) ? DONE : REFUSED;
    case TRIB_DOOR_SESSION:
        return session_begin(server, visit, error);
    case TRIB_DOOR_SIGN_OUT:
        return privately(server, visit, sign_out, error) ? DONE : REFUSED;
    case TRIB_DOOR_INVITATION:
        return invitation_look(server, visit, error) ? DONE : REFUSED;
    case TRIB_DOOR_ACCEPT:
        return accept(server, visit, error);
    case TRIB_DOOR_SET_PASSWORD:
        return password_begin(server, visit, error);
    case TRIB_DOOR_COUNT:
        break;
    }
    assert(false && "a door");
    return REFUSED;
}

static enum outcome go_on(struct trib_server *server, struct trib_visit *visit,
                          const struct trib_password_job *job, struct trib_error *error) {
    if (visit->door == TRIB_DOOR_SESSION) {
        return session_hashed(server, visit, job, error);
    }
    return visit->door == TRIB_DOOR_ACCEPT ? accept_hashed(server, visit, job, error)
                                           : password_hashed(server, visit, job, error);
}

static void settle(struct trib_server *server, struct trib_visit *visit, enum outcome outcome,
                   const struct trib_error *error) {
    if (outcome == REFUSED) {
        refuse(server, visit->connection_id, error);
    }
    if (outcome != LATER) {
        visit_destroy(visit);
    }
}

void trib_server_hashed(struct trib_server *server, struct trib_password_job *take_job) {
    struct trib_error error;
    struct trib_visit *visit = visit_take(server, take_job->job_id);
    if (trib_tick_must_end(server->store)) {
        trib_server_tick(server);
    }
    if (visit != NULL) {
        settle(server, visit, go_on(server, visit, take_job, &error), &error);
    }
    trib_password_job_destroy(take_job);
}

static bool visit_read(struct trib_server *server, const struct trib_door_visit *from,
                       struct trib_visit *visit, struct trib_error *error) {
    bool is_found = false;
    if (!trib_json_in_read(from->body, from->length, &visit->json, error)) {
        return false;
    }
    if (!json_is_object(visit->json)) {
        return trib_fail(error, TRIB_E_REQUEST, "");
    }
    if (from->token != NULL &&
        !trib_session_find(server->store, from->token, &visit->session, &is_found, error)) {
        return false;
    }
    if (is_found) {
        trib_text_copy(visit->cookie, sizeof visit->cookie, from->token);
    } else {
        visit->session = (struct trib_session){0};
    }
    return trib_params_read(trib_door_method(visit->door), visit->json, &visit->params, error);
}

void trib_server_door(struct trib_server *server, uint64_t connection_id,
                      const struct trib_door_visit *from) {
    struct trib_error error;
    struct trib_visit *visit = calloc(1, sizeof *visit);
    if (trib_tick_must_end(server->store)) {
        trib_server_tick(server);
    }
    if (visit == NULL) {
        trib_fail(&error, TRIB_E_UNAVAILABLE, "");
        refuse(server, connection_id, &error);
        return;
    }
    visit->connection_id = connection_id;
    visit->door = from->door;
    trib_text_copy(visit->address, sizeof visit->address, from->address);
    bool is_read = visit_read(server, from, visit, &error);
    settle(server, visit, is_read ? enter(server, visit, &error) : REFUSED, &error);
}

void trib_server_set_password_cost(struct trib_server *server, struct trib_password_cost cost) {
    server->doors.cost = cost;
}
