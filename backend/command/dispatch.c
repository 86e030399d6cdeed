/*
 * A dispatch and what happens to it. Every step reads who is below whom at that moment and reckons
 * anew: nothing is kept that could disagree with it.
 */
#include "tributary/command/dispatch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "dispatch_rows.h"
#include "edits.h"
#include "proposal_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"
#include "tributary/store/tick.h"

/* ---- sending --------------------------------------------------------------------------------- */

/* What is sent may be read by all whom it reaches, and so must be what it carries out. */
static bool decision_check(const struct trib_command *command,
                           const struct trib_dispatch_send *params, struct trib_error *error) {
    char space_id[TRIB_ID_BYTES];
    if (params->decision_id == NULL) {
        return strcmp(params->kind, "decision") != 0 ||
               trib_fail(error, TRIB_E_REQUIRED, "decision_id");
    }
    return command_see(command, "decision", params->decision_id, "decision_id", space_id, error) &&
           (command_is_seen_from(TRIB_SPACE_COALITION_ID, space_id) ||
            trib_fail(error, TRIB_E_OUTSIDE, "decision_id")) &&
           decision_in_force_check(command->store, params->decision_id, "decision_id", error);
}

/* What should be done already is asked of nobody. */
static bool due_check(const struct trib_command *command, const char *due_on,
                      struct trib_error *error) {
    struct trib_fuzzy_window window;
    return due_on == NULL || !trib_fuzzy_date_read(due_on, &window) ||
           !trib_fuzzy_date_is_overdue(&window, trib_store_now_ms(command->store)) ||
           trib_fail(error, TRIB_E_ORDER, "due_on");
}

static bool nobody_refuse(struct trib_error *error) {
    trib_fail(error, TRIB_E_TOO_FEW, "dispatch_id");
    trib_error_add_int64(error, "least", 1);
    return false;
}

static bool all_deliveries_insert(const struct spread *spread, struct trib_error *error) {
    bool is_done = spread->audience.count > 0 || nobody_refuse(error);
    for (size_t i = 0; i < spread->audience.count && is_done; i++) {
        const struct trib_recipient *recipient = &spread->audience.recipients[i];
        is_done =
            delivery_insert(spread, recipient->organization, recipient->mode, TRIB_DUE_NONE, error);
    }
    return is_done;
}

static bool whole_read(struct trib_store *store, const char *dispatch_id, struct spread *out,
                       struct trib_error *error) {
    struct dispatch dispatch;
    return dispatch_load(store, dispatch_id, &dispatch, error) &&
           spread_read(store, &dispatch, out, error);
}

bool trib_dispatch_send(const struct trib_command *command, const struct trib_dispatch_send *params,
                        struct trib_error *error) {
    TRIB_AUTO(spread) spread = {0};
    char root_id[TRIB_ID_BYTES];
    return decision_check(command, params, error) && due_check(command, params->due_on, error) &&
           dispatch_root_read(command->store, root_id, error) &&
           dispatch_insert(command, params, root_id, error) &&
           whole_read(command->store, params->dispatch_id, &spread, error) &&
           all_deliveries_insert(&spread, error) && spread_rows_read(&spread, error) &&
           spread_settle(&spread, error);
}

/* ---- its life -------------------------------------------------------------------------------- */

/* To a state it may have next; true and out_is_new false when it has it. */
static bool become(const struct trib_command *command, const char *dispatch_id,
                   enum trib_dispatch_state state, const char *reason, bool *out_is_new,
                   struct trib_error *error) {
    struct dispatch dispatch;
    *out_is_new = false;
    if (!command_see(command, "dispatch", dispatch_id, "dispatch_id", NULL, error) ||
        !dispatch_load(command->store, dispatch_id, &dispatch, error)) {
        return false;
    }
    if (dispatch.state == state) {
        return true;
    }
    if (trib_machine_transition(&trib_dispatch_machine, (int)dispatch.state, (int)state) == NULL) {
        return command_state_refuse(&trib_dispatch_machine, (int)dispatch.state, "dispatch_id",
                                    error);
    }
    *out_is_new = true;
    return dispatch_save_state(command->store, dispatch_id, state, reason, error);
}

bool trib_dispatch_pause(const struct trib_command *command, const struct trib_dispatch_of *params,
                         struct trib_error *error) {
    bool is_new = false;
    return become(command, params->dispatch_id, TRIB_DISPATCH_PAUSED, NULL, &is_new, error);
}

bool trib_dispatch_resume(const struct trib_command *command, const struct trib_dispatch_of *params,
                          struct trib_error *error) {
    TRIB_AUTO(spread) spread = {0};
    bool is_new = false;
    return become(command, params->dispatch_id, TRIB_DISPATCH_SENT, NULL, &is_new, error) &&
           (!is_new || (whole_read(command->store, params->dispatch_id, &spread, error) &&
                        spread_settle(&spread, error)));
}

bool trib_dispatch_close(const struct trib_command *command, const struct trib_dispatch_of *params,
                         struct trib_error *error) {
    bool is_new = false;
    return become(command, params->dispatch_id, TRIB_DISPATCH_CLOSED, NULL, &is_new, error);
}

static const char RECALL_ALL[] =
    "UPDATE delivery SET state = 'recalled' WHERE dispatch_id = ?1 AND state NOT IN ('reported', "
    "'declined', 'lapsed', 'recalled')";
bool trib_dispatch_recall(const struct trib_command *command,
                          const struct trib_dispatch_recall *params, struct trib_error *error) {
    bool is_new = false;
    if (!become(command, params->dispatch_id, TRIB_DISPATCH_RECALLED, params->reason, &is_new,
                error)) {
        return false;
    }
    return is_new ? command_write(command->store, RECALL_ALL, TEXTS(params->dispatch_id), error)
                  : command_state_refuse(&trib_dispatch_machine, TRIB_DISPATCH_RECALLED,
                                         "dispatch_id", error); /* another reason is not told */
}

/* ---- joining and leaving --------------------------------------------------------------------- */

static const char LAPSE[] = "UPDATE delivery SET state = 'lapsed' WHERE delivery_id = ?1";
static const char SET_MODE[] = "UPDATE delivery SET mode = ?2 WHERE delivery_id = ?1";
static bool change_make(const struct spread *spread, const struct trib_audience_change *change,
                        struct trib_error *error) {
    switch (change->step) {
    case TRIB_AUDIENCE_JOINS:
        return delivery_insert(spread, change->organization, change->mode, change->due_day, error);
    case TRIB_AUDIENCE_RETURNS:
        return delivery_return(spread, change, error);
    case TRIB_AUDIENCE_LAPSES:
        return command_write(spread->store, LAPSE, TEXTS(spread->delivery_ids[change->row]), error);
    case TRIB_AUDIENCE_STAYS:
        break;
    }
    return !change->is_mode_changed || command_write(spread->store, SET_MODE,
                                                     TEXTS(spread->delivery_ids[change->row],
                                                           trib_delivery_mode_name(change->mode)),
                                                     error);
}

static bool changes_make(const struct spread *spread, struct trib_error *error) {
    const struct trib_deliveries deliveries = spread_deliveries(spread);
    int32_t today = (int32_t)(trib_store_now_ms(spread->store) / DAY_MS);
    struct trib_audience_change *changes =
        malloc((spread->audience.count + spread->row_count + 1) * sizeof *changes);
    if (changes == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    size_t count = trib_audience_compare(&spread->dispatch.rule, &spread->audience,
                                         &spread->audience, &deliveries, today, changes);
    bool is_done = true;
    for (size_t i = 0; i < count && is_done; i++) {
        is_done = change_make(spread, &changes[i], error);
    }
    free(changes);
    return is_done;
}

static bool follow(struct spread *spread, const char *dispatch_id, struct trib_error *error) {
    return dispatch_load(spread->store, dispatch_id, &spread->dispatch, error) &&
           spread_rows_read(spread, error) && changes_make(spread, error) &&
           spread_rows_read(spread, error) && spread_settle(spread, error);
}

/* An application reaches nobody yet, and what else is said about a tie changes nothing. */
static bool changes_reach(const struct trib_change *change) {
    static const char APPLIES[] = "\"status\":\"applicant\"";
    if (strcmp(change->table->name, "affiliation") != 0) {
        return false;
    }
    switch (change->op) {
    case TRIB_CHANGE_INSERT:
        return strstr(change->patch, APPLIES) == NULL;
    case TRIB_CHANGE_UPDATE:
        return trib_change_has(change, "status") || trib_change_has(change, "starts_on");
    case TRIB_CHANGE_DELETE:
        break;
    }
    return true;
}

static bool has_changed_ties(const struct trib_store *store) {
    const struct trib_change *change = NULL;
    for (size_t i = 0; (change = trib_tick_command_change(store, i)) != NULL; i++) {
        if (changes_reach(change)) {
            return true;
        }
    }
    return false;
}

/* One after the other, by id, so that nothing is read while it is written. */
static const char NEXT_OF_ALL[] =
    "SELECT dispatch_id FROM dispatch WHERE state <> 'recalled' AND dispatch_id > ?1 "
    "ORDER BY dispatch_id LIMIT 1";
static bool next_find(struct trib_store *store, char dispatch_id[static TRIB_ID_BYTES],
                      bool *out_has, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!command_prepare(store, NEXT_OF_ALL, &statement, TEXTS(dispatch_id), error) ||
        !trib_statement_next(&statement, out_has, error)) {
        return false;
    }
    if (*out_has) {
        trib_text_copy(dispatch_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
    }
    return true;
}

/* All go down from the same root: who is below it is reckoned once. */
static bool all_follow(struct spread *spread, struct trib_error *error) {
    char dispatch_id[TRIB_ID_BYTES] = "";
    bool has_one = true;
    while (has_one) {
        if (!next_find(spread->store, dispatch_id, &has_one, error) ||
            (has_one && !follow(spread, dispatch_id, error))) {
            return false;
        }
    }
    return true;
}

bool trib_dispatches_follow(const struct trib_command *command, struct trib_error *error) {
    TRIB_AUTO(spread) spread = {0};
    char first_id[TRIB_ID_BYTES] = "";
    bool has_one = has_changed_ties(command->store);
    if (!has_one || !next_find(command->store, first_id, &has_one, error) || !has_one) {
        return !has_one;
    }
    if (whole_read(command->store, first_id, &spread, error) && all_follow(&spread, error)) {
        return true;
    }
    if (error->code == TRIB_E_TOO_MANY) { /* of a command about ties, which has no dispatch */
        trib_fail(error, TRIB_E_TOO_MANY, "");
        trib_error_add_int64(error, "most", TRIB_DISPATCH_DELIVERIES_MAX);
    }
    return false;
}

/* ---- by the clock ---------------------------------------------------------------------------- */

static const char DUE[] = "SELECT dispatch_id FROM dispatch WHERE next_at_ms <= ?1 + 0 "
                          "ORDER BY next_at_ms LIMIT 5";
static_assert(TRIB_DUE_MAX == 5, "as the statement says");
bool trib_dispatches_due(struct trib_store *store, struct trib_due_ids *out,
                         struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char now[COMMAND_NUMBER_BYTES];
    bool has_row = true;
    out->count = 0;
    command_now_write(store, now);
    if (!command_prepare(store, DUE, &statement, TEXTS(now), error)) {
        return false;
    }
    while (out->count < TRIB_DUE_MAX && trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        trib_text_copy(out->ids[out->count++], TRIB_ID_BYTES, trib_column_text(&statement, 0));
    }
    return has_row && out->count == TRIB_DUE_MAX;
}

bool trib_dispatch_step(const struct trib_command *command, const struct trib_dispatch_of *params,
                        struct trib_error *error) {
    TRIB_AUTO(spread) spread = {0};
    return whole_read(command->store, params->dispatch_id, &spread, error) &&
           spread_settle(&spread, error) &&
           (trib_store_now_ms(command->store) < spread_closes_at_ms(&spread) ||
            dispatch_save_state(command->store, params->dispatch_id, TRIB_DISPATCH_CLOSED, NULL,
                                error));
}
