/* See edits.h. All fields are judged before the first is written. */
#include "edits.h"

#include <assert.h>
#include <string.h>

#include "limits.h"
#include "rows.h"
#include "tributary/domain/fuzzy_date.h"

bool command_same(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool command_stale(struct trib_error *error, const char *field, const char *stored) {
    trib_fail(error, TRIB_E_STALE, field);
    trib_error_add_text(error, "stored", stored);
    return false;
}

static bool judge(struct trib_store *store, const struct command_edits *edits, bool *out_is_new,
                  struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(store, edits->select, &statement, &edits->row_id, 1, error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    if (!has_row) {
        return trib_fail(error, TRIB_E_NOT_FOUND, edits->id_field);
    }
    for (size_t index = 0; index < edits->field_count; index++) {
        const struct command_field *field = &edits->fields[index];
        const char *stored = trib_column_text(&statement, (int)index);
        out_is_new[index] = false;
        if (!field->edit->given || command_same(stored, field->edit->to)) {
            continue;
        }
        if (!command_same(stored, field->edit->from)) {
            return command_stale(error, field->name, stored);
        }
        out_is_new[index] = true;
    }
    return true;
}

bool command_edit(struct trib_store *store, const struct command_edits *edits,
                  struct trib_error *error) {
    bool is_new[TRIB_EDITS_MAX] = {false};
    assert(edits->field_count <= TRIB_EDITS_MAX);
    if (!judge(store, edits, is_new, error)) {
        return false;
    }
    for (size_t index = 0; index < edits->field_count; index++) {
        const struct command_field *field = &edits->fields[index];
        if (is_new[index] &&
            (!command_write(store, field->update, TEXTS(edits->row_id, field->edit->to), error) ||
             !command_state(store, edits->table_name, edits->row_id, field->name, error))) {
            return false;
        }
    }
    return true;
}

bool command_state_refuse(const struct trib_machine *machine, int state, const char *field,
                          struct trib_error *error) {
    const char *possible[TRIB_STATES_MAX];
    size_t count = trib_machine_next(machine, state, possible);
    trib_fail(error, TRIB_E_STATE, field);
    trib_error_add_text(error, "state", machine->names[state]);
    trib_error_add_list(error, "possible", possible, count);
    return false;
}

bool command_state_step(const struct trib_machine *machine, int state, const struct trib_edit *edit,
                        int *out_to, struct trib_error *error) {
    const char *stored = machine->names[state];
    *out_to = state;
    if (command_same(stored, edit->to)) {
        return true;
    }
    if (!command_same(stored, edit->from)) {
        return command_stale(error, "state", stored);
    }
    if (!trib_machine_find(machine, edit->to, out_to)) {
        return trib_fail(error, TRIB_E_TYPE, "state");
    }
    return trib_machine_transition(machine, state, *out_to) != NULL ||
           command_state_refuse(machine, state, "state", error);
}

bool command_span_check(const char *starts_on, const char *ends_on, const char *field,
                        struct trib_error *error) {
    return trib_fuzzy_texts_valid(starts_on, ends_on) || trib_fail(error, TRIB_E_ORDER, field);
}
