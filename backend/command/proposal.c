/*
 * Proposals, up to the ballot on them. Whoever reads what is discussed reads what may be decided:
 * from then on each change of its words is a new version, and what was being answered about the
 * older one is void.
 */
#include "agenda_item_rows.h"
#include "ballot_rows.h"
#include "board.h"
#include "edits.h"
#include "object.h"
#include "proposal_rows.h"
#include "sight.h"

/* ---- new ones -------------------------------------------------------------------------------- */

static const char BODY[] = "SELECT group_id FROM decision WHERE decision_id = ?1";
static bool replaced_check(const struct trib_command *command,
                           const struct trib_proposal_write *params, struct trib_error *error) {
    char group_id[TRIB_ID_BYTES];
    const struct command_text column = COLUMN(group_id);
    const struct command_reading reading = {BODY, params->replaces_id, "replaces_id", &column, 1};
    if (params->replaces_id == NULL) {
        return true;
    }
    return command_see(command, "decision", params->replaces_id, "replaces_id", NULL, error) &&
           command_read(command->store, &reading, error) &&
           (command_same(command_or_null(group_id), params->group_id) ||
            trib_fail(error, TRIB_E_OUTSIDE, "replaces_id")) &&
           decision_in_force_check(command->store, params->replaces_id, "replaces_id", error);
}

static bool proposal_enter(const struct trib_command *command,
                           const struct trib_proposal_write *params, const char *space_id,
                           struct trib_error *error) {
    const struct agenda_drawing drawing = {"proposal", params->proposal_id, space_id};
    struct board_speaker speaker;
    return replaced_check(command, params, error) &&
           board_speaker_find(command, space_id, params->group_id, &speaker, error) &&
           proposal_insert(command, space_id, speaker.organization_id, params, error) &&
           agenda_item_draw(command, params->agenda_item_id, &drawing, error);
}

bool trib_proposal_write(const struct trib_command *command,
                         const struct trib_proposal_write *params, struct trib_error *error) {
    return command_see(command, "group", params->group_id, "group_id", NULL, error) &&
           board_open_check(command, params->group_id, NULL, error) &&
           proposal_enter(command, params, params->group_id, error);
}

bool trib_proposal_write_for_coalition(const struct trib_command *command,
                                       const struct trib_proposal_write *params,
                                       struct trib_error *error) {
    static const char *const WHO[] = {"delegate", "secretariat"};
    return (command_sees_space(command, TRIB_SPACE_COALITION_ID) || /* an applicant does not yet */
            command_forbid(error, "", WHO, sizeof WHO / sizeof WHO[0])) &&
           proposal_enter(command, params, TRIB_SPACE_COALITION_ID, error);
}

/* ---- its words ------------------------------------------------------------------------------- */

/* A proposal that is seen and goes on, of a body that goes on. */
static bool open_find(const struct trib_command *command, const char *proposal_id,
                      struct proposal *out, struct trib_error *error) {
    return proposal_find(command, proposal_id, out, error) &&
           (out->state != TRIB_PROPOSAL_WITHDRAWN ||
            trib_fail(error, TRIB_E_CLOSED, "proposal_id")) &&
           board_open_check(command, out->group_id, NULL, error);
}

static bool reword(struct trib_store *store, const struct proposal *proposal,
                   struct trib_error *error) {
    bool is_changed = false;
    if (proposal->state == TRIB_PROPOSAL_DRAFT) {
        return true;
    }
    if (!proposal_is_changed(store, proposal->proposal_id, &is_changed, error)) {
        return false;
    }
    if (!is_changed) {
        return true;
    }
    return proposal_version_next(store, proposal->proposal_id, error) &&
           ballot_void_of(store, proposal->proposal_id, "text_changed", error);
}

/* After the last round the fallback vote decides, on the text that was talked about. */
static bool fallback_alone_check(struct trib_store *store, const struct proposal *proposal,
                                 struct trib_error *error) {
    struct ballot last;
    struct trib_tally tally;
    bool has_last = false;
    if (!ballot_last_round(store, proposal->proposal_id, &last, &tally, &has_last, error)) {
        return false;
    }
    return !has_last ||
           !trib_tally_next(&last.rules, &tally, last.round, last.closed_at_ms).may_fall_back ||
           trib_fail(error, TRIB_E_CLOSED, "proposal_id");
}

bool trib_proposal_edit(const struct trib_command *command, const struct trib_proposal_edit *params,
                        struct trib_error *error) {
    struct proposal proposal;
    if (!open_find(command, params->proposal_id, &proposal, error)) {
        return false;
    }
    if (proposal.state == TRIB_PROPOSAL_DECIDED) {
        return command_state_refuse(&trib_proposal_machine, (int)proposal.state, "proposal_id",
                                    error);
    }
    if (!fallback_alone_check(command->store, &proposal, error)) {
        return false;
    }
    return proposal_update(command->store, params, error) &&
           reword(command->store, &proposal, error);
}

/* ---- its life -------------------------------------------------------------------------------- */

/* What the secretariat or a group's people bring in needs nobody behind it. */
static bool backing_check(struct trib_store *store, const struct proposal *proposal,
                          struct trib_error *error) {
    bool is_of_member = true;
    if (board_is_given(proposal->group_id) || !board_is_given(proposal->organization_id) ||
        board_is_given(proposal->backed_by_id)) {
        return true;
    }
    return proposal_is_of_member(store, proposal->organization_id, &is_of_member, error) &&
           (is_of_member || trib_fail(error, TRIB_E_BACKING, "proposal_id"));
}

bool trib_proposal_discuss(const struct trib_command *command,
                           const struct trib_proposal_of *params, struct trib_error *error) {
    struct proposal proposal;
    if (!open_find(command, params->proposal_id, &proposal, error)) {
        return false;
    }
    if (proposal.state == TRIB_PROPOSAL_DISCUSSION) {
        return true;
    }
    if (proposal.state != TRIB_PROPOSAL_DRAFT) {
        return command_state_refuse(&trib_proposal_machine, (int)proposal.state, "proposal_id",
                                    error);
    }
    return backing_check(command->store, &proposal, error) &&
           proposal_version_insert(command->store, params->proposal_id, error) &&
           proposal_save_state(command->store, params->proposal_id, TRIB_PROPOSAL_DISCUSSION,
                               error);
}

bool trib_proposal_back(const struct trib_command *command, const struct trib_proposal_of *params,
                        struct trib_error *error) {
    static const char *const WHO[] = {"delegate"};
    struct proposal proposal;
    bool is_of_member = false;
    bool is_by_member = false;
    if (!open_find(command, params->proposal_id, &proposal, error) ||
        !proposal_is_of_member(command->store, proposal.organization_id, &is_of_member, error) ||
        !proposal_is_of_member(command->store, command->actor.acting_for, &is_by_member, error)) {
        return false;
    }
    if (proposal.state != TRIB_PROPOSAL_DRAFT || is_of_member ||
        board_is_given(proposal.group_id) || !board_is_given(proposal.organization_id)) {
        return command_state_refuse(&trib_proposal_machine, (int)proposal.state, "proposal_id",
                                    error);
    }
    if (!is_by_member) {
        return command_forbid(error, "acting_for", WHO, 1);
    }
    return board_is_given(proposal.backed_by_id) ||
           proposal_save_backing(command->store, params->proposal_id, command->actor.acting_for,
                                 error);
}

bool trib_proposal_withdraw(const struct trib_command *command,
                            const struct trib_proposal_of *params, struct trib_error *error) {
    struct proposal proposal;
    if (!proposal_find(command, params->proposal_id, &proposal, error)) {
        return false;
    }
    if (proposal.state == TRIB_PROPOSAL_WITHDRAWN) {
        return true;
    }
    if (trib_machine_transition(&trib_proposal_machine, (int)proposal.state,
                                TRIB_PROPOSAL_WITHDRAWN) == NULL) {
        return command_state_refuse(&trib_proposal_machine, (int)proposal.state, "proposal_id",
                                    error);
    }
    return board_open_check(command, proposal.group_id, NULL, error) &&
           proposal_save_state(command->store, params->proposal_id, TRIB_PROPOSAL_WITHDRAWN,
                               error) &&
           ballot_void_of(command->store, params->proposal_id, "proposal_withdrawn", error);
}
