/*
 * Voices, from their author to the author's organization. Nothing here writes who gave a voice into
 * a space that its author did not agree to.
 */
#include "tributary/command/contribution.h"

#include <assert.h>

#include "contribution_rows.h"
#include "edits.h"
#include "rows.h"
#include "sight.h"

/* ---- consent --------------------------------------------------------------------------------- */

static enum trib_width width_of(const char *name) {
    enum trib_width width = TRIB_WIDTH_DEFAULT;
    bool is_known = trib_width_find(name, &width);
    assert(is_known); /* the schema's CHECKs have the same words */
    return width;
}

static bool consent_refuse(enum trib_width allowed, const char *field, struct trib_error *error) {
    trib_fail(error, TRIB_E_CONSENT, field);
    trib_error_add_text(error, "allowed", trib_width_name(allowed));
    return false;
}

/* Whoever may read a voice can count it. */
static bool consent_check(const struct voice *voice, struct trib_error *error) {
    const struct trib_consent consent = {width_of(voice->max_space), width_of(voice->count_up_to)};
    return trib_consent_is_sound(consent) ||
           consent_refuse(consent.count_up_to, "count_up_to", error);
}

/* ---- one's own ------------------------------------------------------------------------------- */

/* A voice that its author sees and that is not taken back. */
static bool voice_find(const struct trib_command *command, const char *contribution_id,
                       struct voice *out, struct trib_error *error) {
    return command_see(command, "contribution", contribution_id, "contribution_id", NULL, error) &&
           voice_load(command->store, contribution_id, out, error) &&
           (out->state != TRIB_CONTRIBUTION_WITHDRAWN ||
            trib_fail(error, TRIB_E_CLOSED, "contribution_id"));
}

bool trib_contribution_write(const struct trib_command *command,
                             const struct trib_contribution_write *params,
                             struct trib_error *error) {
    struct voice voice;
    return command_id_check(command->store, "contribution", params->contribution_id,
                            "contribution_id", error) &&
           voice_count_check(command->store, command->actor.person_id, error) &&
           voice_insert(command, params, error) &&
           voice_load(command->store, params->contribution_id, &voice, error) &&
           consent_check(&voice, error);
}

/* What was given is changed no more, but by whoever it came back to. */
static bool is_in_hand(enum trib_contribution_state state) {
    return state == TRIB_CONTRIBUTION_DRAFT || state == TRIB_CONTRIBUTION_RETURNED;
}

bool trib_contribution_edit(const struct trib_command *command,
                            const struct trib_contribution_edit *params, struct trib_error *error) {
    struct voice voice;
    if (!voice_find(command, params->contribution_id, &voice, error)) {
        return false;
    }
    if (!is_in_hand(voice.state)) {
        return command_state_refuse(&trib_contribution_machine, (int)voice.state, "contribution_id",
                                    error);
    }
    return voice_update(command->store, params, error) &&
           voice_load(command->store, params->contribution_id, &voice, error) &&
           consent_check(&voice, error);
}

static bool step_check(enum trib_contribution_state from, enum trib_contribution_state to,
                       const char *field, struct trib_error *error) {
    return trib_machine_transition(&trib_contribution_machine, (int)from, (int)to) != NULL ||
           command_state_refuse(&trib_contribution_machine, (int)from, field, error);
}

bool trib_contribution_submit(const struct trib_command *command,
                              const struct trib_contribution_submit *params,
                              struct trib_error *error) {
    struct voice voice;
    if (!voice_find(command, params->contribution_id, &voice, error)) {
        return false;
    }
    enum trib_width allowed = width_of(voice.max_space);
    if (!command_same(command->actor.acting_for, voice.organization_id)) {
        return trib_fail(error, TRIB_E_OUTSIDE, "contribution_id");
    }
    if (!trib_voice_may_begin(allowed, TRIB_WIDTH_ORGANIZATION)) {
        return consent_refuse(allowed, "max_space", error);
    }
    return step_check(voice.state, TRIB_CONTRIBUTION_SUBMITTED, "contribution_id", error) &&
           edition_give(command, &voice, params->edition_id, error) &&
           voice_save_state(command->store, params->contribution_id, TRIB_CONTRIBUTION_SUBMITTED,
                            NULL, error);
}

bool trib_contribution_withdraw(const struct trib_command *command,
                                const struct trib_contribution_of *params,
                                struct trib_error *error) {
    struct voice voice;
    return command_see(command, "contribution", params->contribution_id, "contribution_id", NULL,
                       error) &&
           voice_load(command->store, params->contribution_id, &voice, error) &&
           (voice.state == TRIB_CONTRIBUTION_WITHDRAWN ||
            (voice_save_state(command->store, params->contribution_id, TRIB_CONTRIBUTION_WITHDRAWN,
                              NULL, error) &&
             voice_redact(command->store, params->contribution_id, error)));
}

/* ---- an organization's ----------------------------------------------------------------------- */

static bool edition_settle(const struct trib_command *command, const char *edition_id,
                           enum trib_contribution_state to, const char *note,
                           struct trib_error *error) {
    struct edition edition;
    if (!command_see(command, "edition", edition_id, "edition_id", NULL, error) ||
        !edition_load(command->store, edition_id, &edition, error)) {
        return false;
    }
    if (edition.state == TRIB_CONTRIBUTION_WITHDRAWN) {
        return trib_fail(error, TRIB_E_CLOSED, "edition_id");
    }
    return (edition.state == to && note == NULL) ||
           (step_check(edition.state, to, "edition_id", error) &&
            voice_save_state(command->store, edition.contribution_id, to, note, error));
}

bool trib_edition_accept(const struct trib_command *command, const struct trib_edition_of *params,
                         struct trib_error *error) {
    return edition_settle(command, params->edition_id, TRIB_CONTRIBUTION_ACCEPTED, NULL, error);
}

bool trib_edition_return(const struct trib_command *command,
                         const struct trib_edition_return *params, struct trib_error *error) {
    return edition_settle(command, params->edition_id, TRIB_CONTRIBUTION_RETURNED, params->note,
                          error);
}
