/*
 * Series and convenings. A series is what comes round; a convening is one time it did, or one that
 * stands alone. Dates and places are as exact as they were stated and no more. Whoever hosts one
 * looks after it, and the secretariat after all.
 */
#include "tributary/command/convening.h"

#include <string.h>

#include "convening_rows.h"
#include "edits.h"
#include "object.h"
#include "rows.h"
#include "sight.h"

static const char *space_of(const char *visibility) {
    return strcmp(visibility, "public") == 0 ? TRIB_SPACE_PUBLIC_ID : TRIB_SPACE_COALITION_ID;
}

/* ---- series ---------------------------------------------------------------------------------- */

static bool acronym_add(const struct trib_command *command, const char *space_id,
                        const struct trib_series_create *params, struct trib_error *error) {
    const struct trib_series_name_add name = {.series_id = params->series_id,
                                              .series_name_id = params->series_name_id,
                                              .kind = "acronym",
                                              .text = params->acronym};
    return params->acronym == NULL ||
           (command_id_check(command->store, "series_name", name.series_name_id, "series_name_id",
                             error) &&
            series_name_insert(command->store, space_id, &name, error));
}

bool trib_series_create(const struct trib_command *command, const struct trib_series_create *params,
                        struct trib_error *error) {
    const char *space_id = space_of(params->visibility);
    return command_id_check(command->store, "series", params->series_id, "series_id", error) &&
           series_insert(command->store, space_id, params, error) &&
           acronym_add(command, space_id, params, error);
}

bool trib_series_edit(const struct trib_command *command, const struct trib_series_edit *params,
                      struct trib_error *error) {
    return command_see(command, "series", params->series_id, "series_id", NULL, error) &&
           series_update(command->store, params, error);
}

bool trib_series_name_add(const struct trib_command *command,
                          const struct trib_series_name_add *params, struct trib_error *error) {
    char space_id[TRIB_ID_BYTES];
    return command_see(command, "series", params->series_id, "series_id", space_id, error) &&
           command_id_check(command->store, "series_name", params->series_name_id, "series_name_id",
                            error) &&
           series_name_insert(command->store, space_id, params, error);
}

bool trib_series_name_remove(const struct trib_command *command,
                             const struct trib_series_name_remove *params,
                             struct trib_error *error) {
    return command_see(command, "series_name", params->series_name_id, "series_name_id", NULL,
                       error) &&
           series_name_delete(command->store, params->series_name_id, error);
}

/* ---- convenings ------------------------------------------------------------------------------ */

/* What a convening points to must be there for whoever points. NULL: it points to nothing. */
static bool is_pointable(const struct trib_command *command, const char *table_name, const char *id,
                         const char *field, struct trib_error *error) {
    return id == NULL || command_see(command, table_name, id, field, NULL, error);
}

static bool convening_enter(const struct trib_command *command,
                            const struct trib_convening_create *params, const char *space_id,
                            struct trib_error *error) {
    return is_pointable(command, "organization", params->host_id, "host_id", error) &&
           is_pointable(command, "series", params->series_id, "series_id", error) &&
           is_pointable(command, "convening", params->alongside_id, "alongside_id", error) &&
           command_span_check(params->starts_on, params->ends_on, "ends_on", error) &&
           command_id_check(command->store, "convening", params->convening_id, "convening_id",
                            error) &&
           convening_insert(command->store, space_id, params, error);
}

bool trib_convening_create(const struct trib_command *command,
                           const struct trib_convening_create *params, struct trib_error *error) {
    return convening_enter(command, params, space_of(params->visibility), error);
}

/* Whoever acts for an organization that is not in the coalition has nobody to tell. */
bool trib_convening_host(const struct trib_command *command,
                         const struct trib_convening_create *params, struct trib_error *error) {
    static const char *const WHO[] = {"secretariat"};
    return (command_sees_space(command, TRIB_SPACE_COALITION_ID) ||
            command_forbid(error, "host_id", WHO, 1)) &&
           convening_enter(command, params, TRIB_SPACE_COALITION_ID, error);
}

bool trib_convening_edit(const struct trib_command *command,
                         const struct trib_convening_edit *params, struct trib_error *error) {
    struct convening convening;
    return command_see(command, "convening", params->convening_id, "convening_id", NULL, error) &&
           is_pointable(command, "organization", params->host_id.to, "host_id", error) &&
           is_pointable(command, "series", params->series_id.to, "series_id", error) &&
           is_pointable(command, "convening", params->alongside_id.to, "alongside_id", error) &&
           convening_update(command->store, params, error) &&
           convening_load(command->store, params->convening_id, &convening, error) &&
           command_span_check(convening.starts_on, convening.ends_on, "ends_on", error);
}

bool trib_convening_set_state(const struct trib_command *command,
                              const struct trib_convening_set_state *params,
                              struct trib_error *error) {
    struct convening convening;
    int to;
    if (!command_see(command, "convening", params->convening_id, "convening_id", NULL, error) ||
        !convening_load(command->store, params->convening_id, &convening, error) ||
        !command_state_step(&trib_convening_machine, (int)convening.state, &params->state, &to,
                            error)) {
        return false;
    }
    return to == (int)convening.state || convening_save_state(command->store, params->convening_id,
                                                              (enum trib_convening_state)to, error);
}
