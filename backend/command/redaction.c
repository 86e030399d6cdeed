/*
 * Redaction of people. A name was carried along wherever somebody belonged, so the rows that bear
 * it are found by the person; the invitation they came by, which bears it in its inviter's words,
 * by the entry in which it was accepted.
 */
#include "tributary/command/redaction.h"

#include <assert.h>
#include <string.h>

#include "object.h"
#include "rows.h"
#include "sight.h"
#include "tributary/account/credential.h"
#include "tributary/domain/fuzzy_date.h"
#include "tributary/mail/digest.h"

/* ---- what names a person --------------------------------------------------------------------- */

/* Of their voices what they keep themselves; what they gave is its readers' until they take it
 * back.
 */
static const char ROWS_OF_PERSON[] =
    "SELECT 'person', ?1 "
    "UNION ALL SELECT 'belonging', belonging_id FROM belonging WHERE person_id = ?1 "
    "UNION ALL SELECT 'group_member', group_member_id FROM group_member WHERE person_id = ?1 "
    "UNION ALL SELECT 'coalition_role', coalition_role_id FROM coalition_role WHERE person_id = ?1 "
    "UNION ALL SELECT 'contribution', contribution_id FROM contribution WHERE space_id = ?1 "
    "UNION ALL SELECT DISTINCT 'saved_view', row_id FROM change "
    "WHERE table_name = 'saved_view' AND (space_before = ?1 OR space_after = ?1) "
    "UNION ALL SELECT DISTINCT 'invitation', row_id FROM change "
    "WHERE table_name = 'invitation' AND op = 'update' AND seq IN (SELECT seq FROM change "
    "WHERE table_name IN ('belonging', 'coalition_role') AND op = 'insert' AND row_id IN ("
    "SELECT belonging_id FROM belonging WHERE person_id = ?1 "
    "UNION SELECT coalition_role_id FROM coalition_role WHERE person_id = ?1))";

/* Read to its end before any of them is written. */
static bool rows_of_person(struct trib_store *store, const char *person_id,
                           struct trib_withdrawn *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!command_prepare(store, ROWS_OF_PERSON, &statement, TEXTS(person_id), error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        const struct trib_table *table =
            trib_store_table_find(store, trib_column_text(&statement, 0));
        if (!trib_withdrawn_add(out, table, trib_column_text(&statement, 1))) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, "");
        }
    }
    return false;
}

static bool rows_redact(struct trib_store *store, const struct trib_withdrawn *rows,
                        struct trib_error *error) {
    bool is_done = true;
    for (size_t i = 0; i < rows->count && is_done; i++) {
        is_done = trib_redact(store, rows->rows[i].table, rows->rows[i].row_id, error);
    }
    return is_done;
}

/* ---- leaving for good ------------------------------------------------------------------------ */

static const char *const END_TIES[] = {
    "UPDATE belonging SET ends_on = ?2 WHERE person_id = ?1 AND ends_on IS NULL",
    "UPDATE group_member SET ends_on = ?2 WHERE person_id = ?1 AND ends_on IS NULL",
    "UPDATE coalition_role SET ends_on = ?2 WHERE person_id = ?1 AND ends_on IS NULL",
    "DELETE FROM saved_view WHERE space_id = ?1 AND ?2 IS NOT NULL",
    "DELETE FROM notification WHERE space_id = ?1 AND ?2 IS NOT NULL",
    "DELETE FROM subscription WHERE space_id = ?1 AND ?2 IS NOT NULL",
    "DELETE FROM attention WHERE space_id = ?1 AND ?2 IS NOT NULL",
};

static bool person_withdraw(struct trib_store *store, const char *person_id,
                            struct trib_error *error) {
    TRIB_AUTO(trib_withdrawn) rows = {0};
    char today[TRIB_FUZZY_DATE_BYTES];
    bool is_done = true;
    trib_store_today(store, today);
    for (size_t i = 0; i < sizeof END_TIES / sizeof END_TIES[0] && is_done; i++) {
        is_done = command_write(store, END_TIES[i], TEXTS(person_id, today), error);
    }
    return is_done && rows_of_person(store, person_id, &rows, error) &&
           rows_redact(store, &rows, error) && trib_digest_take_back(store, NULL, error) &&
           trib_account_forget(store, person_id, error);
}

static const char IS_LAST[] =
    "SELECT 1 FROM coalition_role WHERE person_id = ?1 AND role = 'administrator' AND ends_on IS "
    "NULL "
    "AND NOT EXISTS (SELECT 1 FROM coalition_role WHERE person_id <> ?1 AND role = 'administrator' "
    "AND ends_on IS NULL) LIMIT 1";
bool trib_person_redact(const struct trib_command *command, const struct trib_person_redact *params,
                        struct trib_error *error) {
    bool is_last = false;
    return command_see(command, "person", params->person_id, "person_id", NULL, error) &&
           command_has(command->store, IS_LAST, TEXTS(params->person_id), &is_last, error) &&
           (!is_last || trib_fail(error, TRIB_E_IN_USE, "person_id")) &&
           person_withdraw(command->store, params->person_id, error);
}

/* ---- on request ------------------------------------------------------------------------------ */

static const char PERSON_OF[] = "SELECT person_id FROM belonging WHERE belonging_id = ?1";
static const char IS_STAFF[] =
    "SELECT 1 FROM coalition_role WHERE person_id = ?1 AND ends_on IS NULL LIMIT 1";
bool trib_belonging_redact(const struct trib_command *command,
                           const struct trib_belonging_redact *params, struct trib_error *error) {
    static const char *const WHO[] = {"own"};
    char person_id[TRIB_ID_BYTES];
    const struct command_text columns[] = {COLUMN(person_id)};
    const struct command_reading reading = {PERSON_OF, params->belonging_id, "belonging_id",
                                            columns, 1};
    bool is_staff = false;
    if (!command_see(command, "belonging", params->belonging_id, "belonging_id", NULL, error) ||
        !command_read(command->store, &reading, error) ||
        !command_has(command->store, IS_STAFF, TEXTS(person_id), &is_staff, error)) {
        return false;
    }
    if (is_staff) {
        return command_forbid(error, "belonging_id", WHO, 1);
    }
    return person_withdraw(command->store, person_id, error);
}

/* ---- an older copy --------------------------------------------------------------------------- */

bool trib_withdrawn_apply(struct trib_store *store, const struct trib_withdrawn *withdrawn,
                          struct trib_error *error) {
    for (size_t i = 0; i < withdrawn->count; i++) {
        const struct trib_redacted_row *row = &withdrawn->rows[i];
        bool is_person = strcmp(row->table->name, "person") == 0;
        bool is_done = false;
        if (!trib_is_redacted(store, row, &is_done, error) ||
            (!is_done && !(is_person ? person_withdraw(store, row->row_id, error)
                                     : trib_redact(store, row->table, row->row_id, error)))) {
            return false;
        }
    }
    return true;
}
