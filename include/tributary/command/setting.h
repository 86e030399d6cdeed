/* What the administrators set. */
#ifndef TRIBUTARY_COMMAND_SETTING_H
#define TRIBUTARY_COMMAND_SETTING_H

#include "tributary/command/command.h"

struct trib_setting_edit {
    const char *setting; /* its name */
    struct trib_edit value;
};
/** A value outside the setting's bounds: E_TYPE, field "value.to", arguments "least" and "most". */
bool trib_setting_edit(const struct trib_command *command, const struct trib_setting_edit *params,
                       struct trib_error *error);

#endif
