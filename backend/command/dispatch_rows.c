/* The SQL of dispatches, of one delivery and of its words. */
#include "dispatch_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"

/* ---- dispatches ------------------------------------------------------------------------------ */

bool dispatch_root_read(struct trib_store *store, char out[static TRIB_ID_BYTES],
                        struct trib_error *error) {
    static const char ROOT[] = "SELECT root_organization_id FROM coalition WHERE ?1 <> ''";
    const struct command_text columns[] = {{out, TRIB_ID_BYTES}};
    const struct command_reading reading = {ROOT, "root", "dispatch_id", columns, 1};
    return command_read(store, &reading, error);
}

int32_t dispatch_due_day(const char *due_on) {
    struct trib_fuzzy_window window;
    return due_on != NULL && trib_fuzzy_date_read(due_on, &window) ? window.last_day
                                                                   : TRIB_DUE_NONE;
}

static const char LOAD[] =
    "SELECT space_id, organization_id, state, mode, pass_on_days, due_on, "
    "resumed_at_ms, (SELECT max(due_on) FROM delivery WHERE delivery.dispatch_id = "
    "dispatch.dispatch_id) FROM dispatch WHERE dispatch_id = ?1";
bool dispatch_load(struct trib_store *store, const char *dispatch_id, struct dispatch *out,
                   struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    int state = 0;
    if (!command_prepare(store, LOAD, &statement, TEXTS(dispatch_id), error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    if (!has_row) {
        return trib_fail(error, TRIB_E_NOT_FOUND, "dispatch_id");
    }
    *out = (struct dispatch){0};
    trib_text_copy(out->dispatch_id, sizeof out->dispatch_id, dispatch_id);
    trib_text_copy(out->space_id, sizeof out->space_id, trib_column_text(&statement, 0));
    trib_text_copy(out->organization_id, sizeof out->organization_id,
                   trib_column_text(&statement, 1));
    bool is_known =
        trib_machine_find(&trib_dispatch_machine, trib_column_text(&statement, 2), &state);
    assert(is_known); /* the schema's CHECK has the same words */
    out->state = (enum trib_dispatch_state)state;
    out->rule = (struct trib_dispatch){
        .is_open = state == TRIB_DISPATCH_SENT || state == TRIB_DISPATCH_PAUSED,
        .is_broadcast = strcmp(trib_column_text(&statement, 3), "broadcast") == 0,
        .pass_on_days = (uint32_t)trib_column_int64(&statement, 4),
        .due_day = dispatch_due_day(trib_column_text(&statement, 5)),
        .resumed_at_ms = trib_column_int64(&statement, 6),
    };
    return true;
}

static const char LAST[] = "SELECT 1 FROM dispatch WHERE ?1 IS NOT NULL AND state IN ('sent', "
                           "'paused') LIMIT 1 OFFSET 999";
static_assert(TRIB_DISPATCHES_OPEN_MAX == 1000, "one more than the offset");
static const char ADD[] =
    "INSERT INTO dispatch (dispatch_id, space_id, organization_id, decision_id, kind, title, text, "
    "language, mode, pass_on_days, due_on, sent_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
    "coalesce(?9, 'cascade'), coalesce(?10, '14'), ?11, ?12)";
static_assert(TRIB_PASS_ON_DAYS_DEFAULT == 14, "as the statement says");
bool dispatch_insert(const struct trib_command *command, const struct trib_dispatch_send *params,
                     const char *root_id, struct trib_error *error) {
    static const struct command_bound bound = {LAST, "dispatch_id", TRIB_DISPATCHES_OPEN_MAX};
    char now[COMMAND_NUMBER_BYTES];
    command_now_write(command->store, now);
    return command_id_check(command->store, "dispatch", params->dispatch_id, "dispatch_id",
                            error) &&
           command_bound_check(command->store, &bound, TEXTS(params->dispatch_id), error) &&
           command_write(command->store, ADD,
                         TEXTS(params->dispatch_id, TRIB_SPACE_COALITION_ID, root_id,
                               params->decision_id, params->kind, params->title, params->text,
                               params->language, params->mode, params->pass_on_days, params->due_on,
                               now),
                         error);
}

static const char SAVE_STATE[] =
    "UPDATE dispatch SET state = ?2, reason = ?3, resumed_at_ms = iif(state = 'paused' AND ?2 = "
    "'sent', ?4 + 0, resumed_at_ms), next_at_ms = NULL WHERE dispatch_id = ?1";
bool dispatch_save_state(struct trib_store *store, const char *dispatch_id,
                         enum trib_dispatch_state state, const char *reason,
                         struct trib_error *error) {
    char now[COMMAND_NUMBER_BYTES];
    command_now_write(store, now);
    return command_write(store, SAVE_STATE,
                         TEXTS(dispatch_id, trib_dispatch_machine.names[state], reason, now),
                         error);
}

/* ---- one delivery ---------------------------------------------------------------------------- */

enum trib_delivery_state delivery_state_of(const char *name) {
    int state = 0;
    bool is_known = trib_machine_find(&trib_delivery_machine, name, &state);
    assert(is_known); /* the schema's CHECK has the same words */
    return (enum trib_delivery_state)state;
}

static const char LOAD_DELIVERY[] =
    "SELECT space_id, dispatch_id, organization_id, state, passed_on_at_ms FROM delivery "
    "WHERE delivery_id = ?1";
bool delivery_load(struct trib_store *store, const char *delivery_id, struct delivery *out,
                   struct trib_error *error) {
    char state[16];
    char passed_on_at_ms[COMMAND_NUMBER_BYTES];
    const struct command_text columns[] = {COLUMN(out->space_id), COLUMN(out->dispatch_id),
                                           COLUMN(out->organization_id), COLUMN(state),
                                           COLUMN(passed_on_at_ms)};
    const struct command_reading reading = {LOAD_DELIVERY, delivery_id, "delivery_id", columns,
                                            sizeof columns / sizeof columns[0]};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    trib_text_copy(out->delivery_id, sizeof out->delivery_id, delivery_id);
    out->state = delivery_state_of(state);
    out->is_passed_on = passed_on_at_ms[0] != '\0';
    return true;
}

static const char SAVE_DELIVERY[] =
    "UPDATE delivery SET state = ?2, answered_at_ms = ?3 WHERE delivery_id = ?1";
bool delivery_save_state(struct trib_store *store, const char *delivery_id,
                         enum trib_delivery_state state, struct trib_error *error) {
    char now[COMMAND_NUMBER_BYTES];
    command_now_write(store, now);
    return command_write(store, SAVE_DELIVERY,
                         TEXTS(delivery_id, trib_delivery_machine.names[state], now), error);
}

static const char LAST_NOTE[] = "SELECT 1 FROM delivery_note WHERE delivery_id = ?1 AND kind = ?2 "
                                "LIMIT 1 OFFSET 99";
static_assert(TRIB_DELIVERY_NOTES_MAX == 100, "one more than the offset");
static const char ADD_NOTE[] =
    "INSERT INTO delivery_note (delivery_note_id, space_id, delivery_id, organization_id, kind, "
    "text, language, people, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
bool delivery_note_insert(struct trib_store *store, const struct delivery_words *words,
                          struct trib_error *error) {
    static const struct command_bound bound = {LAST_NOTE, "delivery_note_id",
                                               TRIB_DELIVERY_NOTES_MAX};
    char now[COMMAND_NUMBER_BYTES];
    command_now_write(store, now);
    return command_id_check(store, "delivery_note", words->delivery_note_id, "delivery_note_id",
                            error) &&
           command_bound_check(store, &bound, TEXTS(words->delivery_id, words->kind), error) &&
           command_write(store, ADD_NOTE,
                         TEXTS(words->delivery_note_id, words->space_id, words->delivery_id,
                               words->organization_id, words->kind, words->text, words->language,
                               words->people, now),
                         error);
}

/* The words of one organization to another are the latest: those before go. What it said before it
   left and came back it has not said now. */
static const char DROP_HANDED[] =
    "DELETE FROM delivery_note WHERE delivery_id = ?1 AND kind = 'received' AND organization_id = "
    "(SELECT organization_id FROM delivery WHERE delivery_id = ?2)";
static const char HAND[] =
    "INSERT INTO delivery_note (delivery_note_id, space_id, delivery_id, organization_id, kind, "
    "text, language, at_ms, sample) SELECT ?3, whose.organization_id, whose.delivery_id, "
    "note.organization_id, 'received', note.text, note.language, ?4, whose.sample "
    "FROM delivery_note AS note JOIN delivery AS own USING (delivery_id) JOIN delivery AS whose "
    "ON whose.delivery_id = ?2 WHERE note.delivery_id = ?1 AND note.kind = 'wording' "
    "AND note.at_ms >= own.made_at_ms ORDER BY note.at_ms DESC, note.rowid DESC LIMIT 1";
bool delivery_words_hand(struct trib_store *store, const char *from_delivery_id,
                         const char *to_delivery_id, struct trib_error *error) {
    char note_id[TRIB_ID_BYTES];
    char now[COMMAND_NUMBER_BYTES];
    trib_id_make_random(trib_store_random(store), note_id);
    command_now_write(store, now);
    return command_write(store, DROP_HANDED, TEXTS(to_delivery_id, from_delivery_id), error) &&
           command_write(store, HAND, TEXTS(from_delivery_id, to_delivery_id, note_id, now), error);
}
