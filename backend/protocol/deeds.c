/*
 * See deeds.h. A deed is done as somebody would do it: one entry of the log, by nobody. What cannot
 * be done now is tried a second later. A ballot that should be closed can be answered by nobody
 * meanwhile, and a day before its close who has not answered is told, once.
 */
#include "deeds.h"

#include <string.h>

#include "limits.h"
#include "server_state.h"
#include "tributary/base/log.h"
#include "tributary/command/attention.h"
#include "tributary/command/decision.h"
#include "tributary/command/dispatch.h"

/* What the clock brings about on one thing. */
struct deed {
    const char *method;
    bool (*find)(struct trib_store *store, struct trib_due_ids *out, struct trib_error *error);
    bool (*run)(const struct trib_command *command, const char *id, struct trib_error *error);
};

static bool ballot_close(const struct trib_command *command, const char *id,
                         struct trib_error *error) {
    const struct trib_ballot_of params = {id};
    return trib_ballot_close(command, &params, error);
}

static bool ballot_remind(const struct trib_command *command, const char *id,
                          struct trib_error *error) {
    const struct trib_ballot_of params = {id};
    return trib_ballot_remind(command, &params, error);
}

static bool dispatch_step(const struct trib_command *command, const char *id,
                          struct trib_error *error) {
    const struct trib_dispatch_of params = {id};
    return trib_dispatch_step(command, &params, error);
}

static const struct deed deeds[] = {
    {"ballot.close", trib_ballots_due, ballot_close},
    {"ballot.remind", trib_ballot_reminders_due, ballot_remind},
    {"dispatch.step", trib_dispatches_due, dispatch_step},
};

static bool done_once(struct trib_server *server, const struct deed *deed, const char *id,
                      struct trib_error *error) {
    char command_id[TRIB_ID_BYTES];
    char answer[TRIB_SEQ_ANSWER_BYTES];
    const char *first_answer = NULL;
    enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
    uint64_t seq = 0;
    size_t told_count = 0;
    const struct trib_command command = {.store = server->store, .graph = server->graph};
    trib_id_make_timed(trib_store_random(server->store), trib_store_now_ms(server->store),
                       command_id);
    const struct trib_entry_head head = {.command_id = command_id,
                                         .method = deed->method,
                                         .request = id,
                                         .request_length = strlen(id)};
    if (!trib_tick_command_open(server->store, &head, &outcome, &first_answer, error)) {
        return false;
    }
    if (deed->run(&command, id, error) && trib_notifications_draw(&command, &told_count, error) &&
        trib_server_release(server, answer, &seq, error)) {
        return true;
    }
    trib_tick_command_undo(server->store);
    return false;
}

/* One that fails keeps no other waiting. */
static void all_done(struct trib_server *server, const struct deed *deed) {
    struct trib_error error;
    struct trib_due_ids due;
    bool is_done = deed->find(server->store, &due, &error);
    for (size_t i = 0; is_done && i < due.count && !trib_tick_must_end(server->store); i++) {
        if (!done_once(server, deed, due.ids[i], &error)) {
            trib_log(TRIB_LOG_WARNING, deed->method, "%s", trib_error_code_name(error.code));
        }
    }
    if (!is_done) {
        trib_log(TRIB_LOG_WARNING, deed->method, "%s", trib_error_code_name(error.code));
    }
}

void trib_deeds_sweep(struct trib_server *server) {
    if (trib_store_health(server->store) != TRIB_STORE_FINE) {
        return; /* of a key whose commit failed nobody knows whether it is needed */
    }
    if (!trib_tick_is_open(server->store)) {
        trib_ballot_keys_tidy(server->store);
    }
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        all_done(server, &deeds[i]);
    }
}
