/* The register: what was carried keeps its words; what is said about it may still be written. */
#include "tributary/command/decision.h"

#include "edits.h"
#include "proposal_rows.h"
#include "sight.h"

#define SET(column) "UPDATE decision SET " column " = ?2 WHERE decision_id = ?1"
static const char FIELDS[] = "SELECT rationale, review_on FROM decision WHERE decision_id = ?1";
bool trib_decision_edit(const struct trib_command *command, const struct trib_decision_edit *params,
                        struct trib_error *error) {
    const struct command_field fields[] = {{"rationale", &params->rationale, SET("rationale")},
                                           {"review_on", &params->review_on, SET("review_on")}};
    const struct command_edits edits = {.table_name = "decision",
                                        .id_field = "decision_id",
                                        .row_id = params->decision_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_see(command, "decision", params->decision_id, "decision_id", NULL, error) &&
           command_edit(command->store, &edits, error);
}

static const char IN_FORCE[] =
    "SELECT 1 FROM decision WHERE decision_id = ?1 AND state = 'in_force'";
bool decision_in_force_check(struct trib_store *store, const char *decision_id, const char *field,
                             struct trib_error *error) {
    static const char *const POSSIBLE[] = {"in_force"};
    bool is_in_force = false;
    if (!command_has(store, IN_FORCE, TEXTS(decision_id), &is_in_force, error)) {
        return false;
    }
    if (!is_in_force) {
        trib_fail(error, TRIB_E_STATE, field);
        trib_error_add_list(error, "possible", POSSIBLE, 1);
    }
    return is_in_force;
}
