/*
 * Applications as their own people have them. Somebody who belongs nowhere may apply for an
 * organization that nobody knows yet; whoever waits may ask for another standing or withdraw. The
 * tie is the coalition's to see, the application's own row is theirs.
 */
#include "tributary/command/joining.h"

#include <string.h>

#include "affiliation_rows.h"
#include "edits.h"
#include "organization_rows.h"
#include "people_rows.h"
#include "rows.h"
#include "sight.h"

static const char BELONGS[] =
    "SELECT 1 FROM belonging WHERE person_id = ?1 AND ends_on IS NULL LIMIT 1";
static const char ROOT[] =
    "SELECT root_organization_id FROM coalition WHERE root_organization_id IS NOT NULL LIMIT 1";
static bool root_find(struct trib_store *store, char out_id[static TRIB_ID_BYTES],
                      struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!trib_statement_prepare(store, ROOT, &statement, error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    if (has_row) {
        memcpy(out_id, trib_column_text(&statement, 0), TRIB_ID_BYTES);
    }
    return has_row || trib_fail(error, TRIB_E_NOT_FOUND, "parent_id");
}

static bool ids_check(struct trib_store *store, const struct trib_application_make *params,
                      struct trib_error *error) {
    return command_id_check(store, "organization", params->organization_id, "organization_id",
                            error) &&
           command_id_check(store, "affiliation", params->affiliation_id, "affiliation_id",
                            error) &&
           command_id_check(store, "application", params->application_id, "application_id",
                            error) &&
           command_id_check(store, "belonging", params->belonging_id, "belonging_id", error) &&
           (params->organization_name_id == NULL ||
            command_id_check(store, "organization_name", params->organization_name_id,
                             "organization_name_id", error));
}

static bool organization_make(const struct trib_command *command,
                              const struct trib_application_make *params,
                              struct trib_error *error) {
    const struct trib_organization_create organization = {
        .organization_id = params->organization_id, .name = params->name, .kind = params->kind};
    const struct trib_organization_name_add acronym = {.organization_id = params->organization_id,
                                                       .organization_name_id =
                                                           params->organization_name_id,
                                                       .kind = "acronym",
                                                       .text = params->acronym};
    return command_space_make(command->store, "organization", params->organization_id,
                              "organization_id", error) &&
           organization_insert(command->store, TRIB_SPACE_COALITION_ID, &organization, error) &&
           (params->acronym == NULL ||
            organization_name_insert(command->store, TRIB_SPACE_COALITION_ID, &acronym, error));
}

static const char OWN_NAME[] = "SELECT display_name FROM person WHERE person_id = ?1";
static bool lead_make(const struct trib_command *command,
                      const struct trib_application_make *params, struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    char today[TRIB_FUZZY_DATE_BYTES];
    const struct command_text columns[] = {COLUMN(name)};
    const struct command_reading reading = {OWN_NAME, command->actor.person_id, "", columns, 1};
    const struct trib_belonging_add belonging = {.belonging_id = params->belonging_id,
                                                 .person_id = command->actor.person_id,
                                                 .organization_id = params->organization_id,
                                                 .role = "lead_delegate"};
    trib_store_today(command->store, today);
    if (!command_read(command->store, &reading, error)) {
        return false;
    }
    const struct belonging_new with = {name, today, false};
    return belonging_insert(command->store, &belonging, &with, error);
}

bool trib_application_make(const struct trib_command *command,
                           const struct trib_application_make *params, struct trib_error *error) {
    char root_id[TRIB_ID_BYTES];
    bool belongs = false;
    if (!command_has(command->store, BELONGS, TEXTS(command->actor.person_id), &belongs, error)) {
        return false;
    }
    if (belongs) {
        trib_fail(error, TRIB_E_TOO_MANY, "organization_id");
        trib_error_add_int64(error, "most", 1);
        return false;
    }
    if (!root_find(command->store, root_id, error) ||
        !affiliation_charter_check(command->store, params->standing_sought, params->charter_version,
                                   error) ||
        !ids_check(command->store, params, error) || !organization_make(command, params, error)) {
        return false;
    }
    const struct trib_affiliation_add tie = {.affiliation_id = params->affiliation_id,
                                             .organization_id = params->organization_id,
                                             .parent_id = root_id,
                                             .status = "applicant",
                                             .standing_sought = params->standing_sought,
                                             .charter_version = params->charter_version};
    return lead_make(command, params, error) &&
           affiliation_insert(command->store, TRIB_SPACE_COALITION_ID, &tie, error) &&
           affiliation_application_add(command->store, params->application_id,
                                       params->affiliation_id, error) &&
           affiliation_standing_add(command->store, params->affiliation_id, NULL, NULL, error);
}

/* ---- while it waits -------------------------------------------------------------------------- */

struct application {
    char affiliation_id[TRIB_ID_BYTES];
    char status[16], standing_sought[16];
};

static const char LOAD[] =
    "SELECT affiliation_id, status, standing_sought FROM application WHERE application_id = ?1";
static bool application_find(const struct trib_command *command, const char *application_id,
                             struct application *out, struct trib_error *error) {
    const struct command_text columns[] = {COLUMN(out->affiliation_id), COLUMN(out->status),
                                           COLUMN(out->standing_sought)};
    const struct command_reading reading = {LOAD, application_id, "application_id", columns, 3};
    if (!command_see(command, "application", application_id, "application_id", NULL, error) ||
        !command_read(command->store, &reading, error)) {
        return false;
    }
    bool is_waiting =
        strcmp(out->status, "applicant") == 0 || strcmp(out->status, "tentative") == 0;
    if (!is_waiting) {
        trib_fail(error, TRIB_E_STATE, "application_id");
        trib_error_add_text(error, "state", out->status);
        trib_error_add_list(error, "possible", NULL, 0);
    }
    return is_waiting;
}

bool trib_application_seek(const struct trib_command *command,
                           const struct trib_application_seek *params, struct trib_error *error) {
    struct application application;
    if (!application_find(command, params->application_id, &application, error)) {
        return false;
    }
    if (params->standing_sought.to == NULL) {
        return trib_fail(error, TRIB_E_REQUIRED, "standing_sought");
    }
    const char *stored =
        application.standing_sought[0] == '\0' ? NULL : application.standing_sought;
    if (!command_same(stored, params->standing_sought.from) &&
        !command_same(stored, params->standing_sought.to)) {
        return command_stale(error, "standing_sought", stored);
    }
    return affiliation_charter_check(command->store, params->standing_sought.to,
                                     params->charter_version, error) &&
           affiliation_seek(command->store, application.affiliation_id, params->standing_sought.to,
                            params->charter_version, error);
}

bool trib_application_withdraw(const struct trib_command *command,
                               const struct trib_application_withdraw *params,
                               struct trib_error *error) {
    struct application application;
    return application_find(command, params->application_id, &application, error) &&
           affiliation_end(command, application.affiliation_id, NULL, error);
}
