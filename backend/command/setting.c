/* See setting.h. A setting that has its usual value is a row only when somebody has set it. */
#include "tributary/command/setting.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "tributary/account/settings.h"

static bool value_check(const struct trib_setting_row *row, const char *value,
                        struct trib_error *error) {
    int64_t number = strtoll(value, NULL, 10); /* decoding has seen that it is one */
    if (number >= row->least && number <= row->most) {
        return true;
    }
    TRIB_AUTO(trib_buffer) expected = {0};
    trib_buffer_append_format(&expected, "whole number from %" PRId64 " to %" PRId64, row->least,
                              row->most);
    trib_fail(error, TRIB_E_TYPE, "value.to");
    trib_error_add_text(error, "expected", trib_buffer_text(&expected));
    trib_error_add_int64(error, "least", row->least);
    trib_error_add_int64(error, "most", row->most);
    return false;
}

static const char SET[] = "INSERT INTO setting (setting_id, value) VALUES (?1, ?2) "
                          "ON CONFLICT (setting_id) DO UPDATE SET value = excluded.value";
bool trib_setting_edit(const struct trib_command *command, const struct trib_setting_edit *params,
                       struct trib_error *error) {
    struct trib_settings settings;
    const struct trib_setting_row *row = NULL;
    int64_t stored = 0;
    if (!trib_settings_load(command->store, &settings, error)) {
        return false;
    }
    for (int i = 0; i < TRIB_SETTING_COUNT; i++) {
        if (strcmp(trib_setting_row((enum trib_setting)i)->name, params->setting) == 0) {
            row = trib_setting_row((enum trib_setting)i);
            stored = settings.values[i];
        }
    }
    if (row == NULL) {
        return trib_fail(error, TRIB_E_NOT_FOUND, "setting");
    }
    if (!value_check(row, params->value.to, error)) {
        return false;
    }
    if (strtoll(params->value.to, NULL, 10) == stored) {
        return true; /* it stands there already */
    }
    if (strtoll(params->value.from, NULL, 10) != stored) {
        trib_fail(error, TRIB_E_STALE, "value");
        trib_error_add_int64(error, "stored", stored);
        return false;
    }
    return command_write(command->store, SET, TEXTS(params->setting, params->value.to), error);
}
