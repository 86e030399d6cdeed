/*
 * Who belongs to whom. A tie has a life of its own, whose states are domain's; it is public when it
 * stands between two public organizations and is more than an application. A tie that ended stays
 * with its dates, and whoever comes back gets a new one beside it.
 */
#include <string.h>

#include "affiliation_rows.h"
#include "edits.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/command/directory.h"

/* ---- beginning ------------------------------------------------------------------------------- */

bool affiliation_begin(const struct trib_command *command,
                       const struct trib_affiliation_add *params, const char *space_id,
                       struct trib_error *error) {
    char today[TRIB_FUZZY_DATE_BYTES];
    bool is_application = strcmp(params->status, "applicant") == 0;
    trib_store_today(command->store, today);
    return affiliation_insert(command->store, space_id, params, error) &&
           affiliation_standing_add(command->store, params->affiliation_id,
                                    is_application ? today : params->starts_on, NULL, error) &&
           (!is_application || affiliation_follow(command->store, params->affiliation_id, error));
}

static bool tie_begin(const struct trib_command *command, const struct trib_affiliation_add *params,
                      struct trib_error *error) {
    bool is_application = strcmp(params->status, "applicant") == 0;
    bool is_between_public = false;
    if (!command_see(command, "organization", params->organization_id, "organization_id", NULL,
                     error) ||
        !command_see(command, "organization", params->parent_id, "parent_id", NULL, error) ||
        !command_id_check(command->store, "affiliation", params->affiliation_id, "affiliation_id",
                          error) ||
        !affiliation_circle_check(command, params->organization_id, params->parent_id, error) ||
        !affiliation_is_between_public(command->store, params->organization_id, params->parent_id,
                                       &is_between_public, error)) {
        return false;
    }
    bool is_public = is_between_public && !is_application;
    return affiliation_begin(command, params,
                             is_public ? TRIB_SPACE_PUBLIC_ID : TRIB_SPACE_COALITION_ID, error);
}

bool trib_affiliation_add(const struct trib_command *command,
                          const struct trib_affiliation_add *params, struct trib_error *error) {
    return tie_begin(command, params, error);
}

bool trib_affiliation_apply(const struct trib_command *command,
                            const struct trib_affiliation_apply *params, struct trib_error *error) {
    const struct trib_affiliation_add tie = {
        .affiliation_id = params->affiliation_id,
        .organization_id = params->organization_id,
        .parent_id = params->parent_id,
        .status = "applicant",
        .standing_sought = params->standing_sought,
        .charter_version = params->charter_version,
    };
    return affiliation_charter_check(command->store, params->standing_sought,
                                     params->charter_version, error) &&
           tie_begin(command, &tie, error);
}

/* ---- its life -------------------------------------------------------------------------------- */

/* A tie ends after it began; who would end it earlier corrects the beginning first. */
static bool span_check(const struct affiliation *tie, struct trib_error *error) {
    return command_span_check(tie->starts_on, tie->ends_on, "starts_on", error);
}

static bool tie_end(const struct trib_command *command, struct affiliation *tie,
                    struct trib_error *error) {
    trib_store_today(command->store, tie->ends_on);
    return span_check(tie, error);
}

/* Applications are the coalition's to see, whatever the tie was before. */
static bool tie_reopen(const struct trib_command *command, struct affiliation *tie,
                       struct trib_error *error) {
    tie->ends_on[0] = '\0';
    trib_text_copy(tie->space_id, sizeof tie->space_id, TRIB_SPACE_COALITION_ID);
    return affiliation_circle_check(command, tie->organization_id, tie->parent_id, error);
}

/* A carried admission makes that one row public, where those it ties are. */
static bool tie_admit(const struct trib_command *command, struct affiliation *tie,
                      struct trib_error *error) {
    bool is_between_public = false;
    if (!affiliation_is_between_public(command->store, tie->organization_id, tie->parent_id,
                                       &is_between_public, error)) {
        return false;
    }
    if (is_between_public) {
        trib_text_copy(tie->space_id, sizeof tie->space_id, TRIB_SPACE_PUBLIC_ID);
    }
    return true;
}

static bool tie_become(const struct trib_command *command, struct affiliation *tie,
                       enum trib_affiliation_status status, struct trib_error *error) {
    enum trib_affiliation_status before = tie->status;
    bool was_waiting = before == TRIB_AFFILIATION_APPLICANT || before == TRIB_AFFILIATION_TENTATIVE;
    bool is_admitted = status == TRIB_AFFILIATION_OBSERVER || status == TRIB_AFFILIATION_MEMBER;
    if (!trib_affiliation_may_become(before, status)) {
        return command_state_refuse(&trib_affiliation_machine, (int)before, "status", error);
    }
    tie->status = status;
    if (status == TRIB_AFFILIATION_LEFT) {
        return tie_end(command, tie, error);
    }
    if (before == TRIB_AFFILIATION_LEFT) {
        return tie_reopen(command, tie, error);
    }
    return !was_waiting || !is_admitted || tie_admit(command, tie, error);
}

bool trib_affiliation_set_status(const struct trib_command *command,
                                 const struct trib_affiliation_set_status *params,
                                 struct trib_error *error) {
    struct affiliation tie;
    enum trib_affiliation_status status;
    char today[TRIB_FUZZY_DATE_BYTES];
    if (!command_see(command, "affiliation", params->affiliation_id, "affiliation_id", NULL,
                     error) ||
        !affiliation_load(command->store, params->affiliation_id, &tie, error)) {
        return false;
    }
    const char *stored = trib_affiliation_status_name(tie.status);
    if (command_same(stored, params->status.to)) {
        return true;
    }
    if (!command_same(stored, params->status.from)) {
        return command_stale(error, "status", stored);
    }
    if (!trib_affiliation_status_find(params->status.to, &status)) {
        return trib_fail(error, TRIB_E_TYPE, "status");
    }
    const struct trib_transition *transition = trib_affiliation_transition(tie.status, status);
    if (transition != NULL && transition->needs_decision && params->decision == NULL) {
        return trib_fail(error, TRIB_E_REQUIRED, "decision");
    }
    trib_store_today(command->store, today);
    return tie_become(command, &tie, status, error) &&
           affiliation_save(command->store, params->affiliation_id, &tie, error) &&
           affiliation_standing_add(command->store, params->affiliation_id,
                                    params->decided_on == NULL ? today : params->decided_on,
                                    params->decision, error);
}

bool affiliation_end(const struct trib_command *command, const char *affiliation_id,
                     const char *decision, struct trib_error *error) {
    struct affiliation tie;
    return affiliation_load(command->store, affiliation_id, &tie, error) &&
           tie_become(command, &tie, TRIB_AFFILIATION_LEFT, error) &&
           affiliation_save(command->store, affiliation_id, &tie, error) &&
           affiliation_standing_add(command->store, affiliation_id, tie.ends_on, decision, error);
}

bool trib_affiliation_leave(const struct trib_command *command,
                            const struct trib_affiliation_leave *params, struct trib_error *error) {
    return command_see(command, "affiliation", params->affiliation_id, "affiliation_id", NULL,
                       error) &&
           affiliation_end(command, params->affiliation_id, NULL, error);
}

/* Who was asked to join answers for itself: no decision stands between, the group took it. */
bool trib_affiliation_confirm(const struct trib_command *command,
                              const struct trib_affiliation_confirm *params,
                              struct trib_error *error) {
    struct affiliation tie;
    if (!command_see(command, "affiliation", params->affiliation_id, "affiliation_id", NULL,
                     error) ||
        !affiliation_load(command->store, params->affiliation_id, &tie, error)) {
        return false;
    }
    if (!tie.is_asked || tie.status != TRIB_AFFILIATION_APPLICANT) {
        return command_state_refuse(&trib_affiliation_machine, (int)tie.status, "affiliation_id",
                                    error);
    }
    tie.status = TRIB_AFFILIATION_MEMBER;
    trib_text_copy(tie.space_id, sizeof tie.space_id, TRIB_SPACE_COALITION_ID);
    trib_store_today(command->store, tie.starts_on);
    return tie_admit(command, &tie, error) &&
           affiliation_save(command->store, params->affiliation_id, &tie, error) &&
           affiliation_standing_add(command->store, params->affiliation_id, tie.starts_on, NULL,
                                    error);
}

bool trib_affiliation_edit(const struct trib_command *command,
                           const struct trib_affiliation_edit *params, struct trib_error *error) {
    struct affiliation tie;
    return command_see(command, "affiliation", params->affiliation_id, "affiliation_id", NULL,
                       error) &&
           affiliation_update(command->store, params, error) &&
           affiliation_load(command->store, params->affiliation_id, &tie, error) &&
           span_check(&tie, error);
}

/* ---- the charter ----------------------------------------------------------------------------- */

static const char CHARTER_NOW[] = "SELECT max(version) FROM charter";
bool affiliation_charter_check(struct trib_store *store, const char *sought,
                               const char *charter_version, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!trib_statement_prepare(store, CHARTER_NOW, &statement, error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    bool has_charter = has_row && !trib_column_is_null(&statement, 0);
    const char *now = has_charter ? trib_column_text(&statement, 0) : NULL;
    bool must = has_charter && sought != NULL && strcmp(sought, "member") == 0;
    bool is_accepted = now != NULL && charter_version != NULL && strcmp(now, charter_version) == 0;
    if (is_accepted || (charter_version == NULL && !must)) {
        return true;
    }
    trib_fail(error, TRIB_E_CHARTER, "charter_version");
    trib_error_add_int64(error, "version", has_charter ? trib_column_int64(&statement, 0) : 0);
    return false;
}
