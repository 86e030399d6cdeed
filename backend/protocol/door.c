/*
 * The doors: a request comes in, is read like a method's, and leaves with a session, without one,
 * or with the reason why not. A password takes a worker a tenth of a second; its visitor waits
 * outside of the tick meanwhile, and everything is judged anew when the hash is there. What each
 * door does stands in a file of its own.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "door_inside.h"
#include "json_in.h"
#include "server_state.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"
#include "tributary/store/statement.h"
#include "tributary/store/tick.h"

/* ---- telling --------------------------------------------------------------------------------- */

static void told_finish(struct trib_door_told *told) {
    explicit_bzero(told->token, sizeof told->token);
    free(told->error);
    free(told->result);
}

void door_told_cut(struct trib_server *server, size_t count) {
    while (server->doors.told_count > count) {
        told_finish(&server->doors.told[--server->doors.told_count]);
    }
}

/* Where there is no memory for an answer net drops the request in its own time. */
struct trib_door_told *door_told_add(struct trib_server *server, uint64_t connection_id) {
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
    struct trib_door_told *told = door_told_add(server, connection_id);
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

/* Of the log by whoever comes in: the person's id, which says nothing to whoever has not the file.
 */
static void told_count(struct trib_server *server, const struct trib_door_told *told) {
    if (told->token[0] != '\0') {
        server->counts.sign_ins++;
        trib_log(TRIB_LOG_NOTICE, "sign_in.done", "%s", told->person_id);
    } else if (told->error != NULL) {
        server->counts.over_rate += told->error->code == TRIB_E_RATE ? 1 : 0;
        server->counts.sign_ins_refused +=
            told->error->code == TRIB_E_SIGN_IN || told->error->code == TRIB_E_LINK ? 1 : 0;
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
        told_count(server, told);
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

bool door_hash_ask(struct trib_server *server, struct trib_visit *visit,
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

bool door_session_open(struct trib_server *server, const struct trib_visit *visit,
                       const struct trib_session_new *with, struct trib_error *error) {
    struct trib_session session;
    struct trib_door_told *told = door_told_add(server, visit->connection_id);
    if (told == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    if (!trib_session_add(server->store, with, told->token, &session, error)) {
        server->doors.told_count--;
        return false;
    }
    memcpy(told->person_id, session.person_id, TRIB_ID_BYTES);
    return true;
}

/* One private savepoint around what is done; what fails leaves nothing. */
bool door_privately(struct trib_server *server, struct trib_visit *visit,
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
    door_told_cut(server, told_count);
    return false;
}

/* ---- a command that comes in by a door --------------------------------------------------------
 */

bool door_command(struct trib_server *server, struct trib_visit *visit,
                  const struct door_deed *deed, struct trib_error *error) {
    char command_id[TRIB_ID_BYTES];
    bool is_new = visit->session.person_id[0] == '\0';
    TRIB_AUTO(trib_buffer) request = {0};
    trib_id_make_timed(trib_store_random(server->store), trib_store_now_ms(server->store),
                       command_id);
    trib_buffer_append_format(&request, "[\"%s\",\"%s\"]", deed->method, deed->subject_id);
    const struct trib_entry_head head = {.actor_id = is_new ? visit->credential.person_id
                                                            : visit->session.person_id,
                                         .command_id = command_id,
                                         .method = deed->method,
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
    if (deed->rows(server, visit, error) && trib_server_release(server, answer, &seq, error)) {
        return true;
    }
    trib_tick_command_undo(server->store);
    door_told_cut(server, told_count);
    return false;
}

/* ---- what a door tells ------------------------------------------------------------------------
 */

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

static const char COALITION_NAME[] = "SELECT name FROM coalition LIMIT 1";
static const char PERSON_NAME[] = "SELECT display_name FROM person WHERE person_id = ?1";
bool door_names_write(struct trib_server *server, const struct trib_visit *visit,
                      struct trib_json_writer *json, struct trib_error *error) {
    return name_write(server, COALITION_NAME, NULL, "coalition_name", json, error) &&
           name_write(server, PERSON_NAME, visit->session.person_id, "person_name", json, error);
}

bool door_result(struct trib_server *server, const struct trib_visit *visit,
                 const struct trib_buffer *text, struct trib_error *error) {
    struct trib_door_told *told = text->failed ? NULL : door_told_add(server, visit->connection_id);
    char *result = told == NULL ? NULL : strdup(trib_buffer_text(text));
    if (result == NULL) {
        server->doors.told_count -= told == NULL ? 0 : 1;
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    told->result = result;
    return true;
}

/* ---- coming and going ------------------------------------------------------------------------ */

static enum door_outcome enter(struct trib_server *server, struct trib_visit *visit,
                               struct trib_error *error) {
    switch (visit->door) {
    case TRIB_DOOR_LINK:
        return door_privately(server, visit, door_link_enter, error) ? DOOR_DONE : DOOR_REFUSED;
    case TRIB_DOOR_SESSION:
        return door_session_begin(server, visit, error);
    case TRIB_DOOR_SIGN_OUT:
        return door_privately(server, visit, door_sign_out, error) ? DOOR_DONE : DOOR_REFUSED;
    case TRIB_DOOR_INVITATION:
        return door_invitation_look(server, visit, error) ? DOOR_DONE : DOOR_REFUSED;
    case TRIB_DOOR_ACCEPT:
        return door_accept(server, visit, error);
    case TRIB_DOOR_SET_PASSWORD:
        return door_password_begin(server, visit, error);
    case TRIB_DOOR_ROOM:
        return door_room_look(server, visit, error);
    case TRIB_DOOR_JOIN:
        return door_room_join(server, visit, error);
    case TRIB_DOOR_FORGOTTEN:
        return door_forgotten(server, visit, error);
    case TRIB_DOOR_UNSUBSCRIBE:
        return door_unsubscribe(server, visit, error) ? DOOR_DONE : DOOR_REFUSED;
    case TRIB_DOOR_COUNT:
        break;
    }
    assert(false && "a door");
    return DOOR_REFUSED;
}

static enum door_outcome go_on(struct trib_server *server, struct trib_visit *visit,
                               const struct trib_password_job *job, struct trib_error *error) {
    if (visit->door == TRIB_DOOR_SESSION) {
        return door_session_hashed(server, visit, job, error);
    }
    return visit->door == TRIB_DOOR_ACCEPT ? door_accept_hashed(server, visit, job, error)
                                           : door_password_hashed(server, visit, job, error);
}

static void settle(struct trib_server *server, struct trib_visit *visit, enum door_outcome outcome,
                   const struct trib_error *error) {
    if (outcome == DOOR_REFUSED) {
        refuse(server, visit->connection_id, error);
    }
    if (outcome != DOOR_LATER) {
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
    settle(server, visit, is_read ? enter(server, visit, &error) : DOOR_REFUSED, &error);
}

void trib_server_set_password_cost(struct trib_server *server, struct trib_password_cost cost) {
    server->doors.cost = cost;
}
