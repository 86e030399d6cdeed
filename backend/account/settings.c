/* See settings.h. */
#include "tributary/account/settings.h"

#include <assert.h>
#include <string.h>

#include "tributary/store/statement.h"

static const struct trib_setting_row rows[TRIB_SETTING_COUNT] = {
    [TRIB_SETTING_SIGN_IN_TRIES] = {"sign_in_tries", 5, 100, 10},
    [TRIB_SETTING_ADDRESS_TRIES] = {"address_tries", 10, 10000, 100},
    [TRIB_SETTING_CALLS_PER_SECOND] = {"calls_per_second", 10, 10000, 200},
    [TRIB_SETTING_CALLS_AT_ONCE] = {"calls_at_once", 100, 100000, 1000},
    [TRIB_SETTING_INVITATION_DAYS] = {"invitation_days", 1, 90, 14},
    [TRIB_SETTING_SECOND_FACTOR_ADMINISTRATOR] = {"second_factor_administrator", 0, 1, 0},
    [TRIB_SETTING_SECOND_FACTOR_SECRETARIAT] = {"second_factor_secretariat", 0, 1, 0},
    [TRIB_SETTING_SECOND_FACTOR_LEAD_DELEGATE] = {"second_factor_lead_delegate", 0, 1, 0},
    [TRIB_SETTING_SECOND_FACTOR_ALTERNATE] = {"second_factor_alternate", 0, 1, 0},
    [TRIB_SETTING_SECOND_FACTOR_BASE_MEMBER] = {"second_factor_base_member", 0, 1, 0},
};

const struct trib_setting_row *trib_setting_row(enum trib_setting setting) {
    assert(setting < TRIB_SETTING_COUNT);
    return &rows[setting];
}

static const char LOAD[] = "SELECT setting_id, value FROM setting";
bool trib_settings_load(struct trib_store *store, struct trib_settings *out,
                        struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    for (int i = 0; i < TRIB_SETTING_COUNT; i++) {
        out->values[i] = rows[i].usual;
    }
    if (!trib_statement_prepare(store, LOAD, &statement, error)) {
        return false;
    }
    while (true) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        for (int i = 0; i < TRIB_SETTING_COUNT; i++) {
            if (strcmp(rows[i].name, trib_column_text(&statement, 0)) == 0) {
                out->values[i] = trib_column_int64(&statement, 1);
            }
        }
    }
}

static const char IS_MISSING[] =
    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM second_factor WHERE person_id = ?1 "
    "AND confirmed_at_ms IS NOT NULL) AND ("
    "EXISTS (SELECT 1 FROM coalition_role WHERE person_id = ?1 AND ends_on IS NULL "
    "AND ((role = 'administrator' AND ?2) OR (role = 'secretariat' AND ?3))) "
    "OR EXISTS (SELECT 1 FROM belonging WHERE person_id = ?1 AND ends_on IS NULL "
    "AND ((role = 'lead_delegate' AND ?4) OR (role = 'alternate' AND ?5) "
    "OR (role = 'base_member' AND ?6))))";
bool trib_second_factor_is_missing(struct trib_store *store, const struct trib_settings *settings,
                                   const char *person_id, bool *out_is_missing,
                                   struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    const int64_t *asked = &settings->values[TRIB_SETTING_SECOND_FACTOR_ADMINISTRATOR];
    int64_t asked_of_anybody = 0;
    for (int i = 0; i < 5; i++) {
        asked_of_anybody |= asked[i];
    }
    *out_is_missing = false;
    if (asked_of_anybody == 0) {
        return true;
    }
    if (!trib_statement_prepare(store, IS_MISSING, &statement, error) ||
        !trib_bind_text(&statement, 1, person_id, error)) {
        return false;
    }
    for (int i = 0; i < 5; i++) {
        if (!trib_bind_int64(&statement, i + 2, asked[i], error)) {
            return false;
        }
    }
    return trib_statement_next(&statement, out_is_missing, error);
}
