/* One's own profile. People's rows are their own; what others see of them is the name carried
 * along. */
#include "people_rows.h"
#include "sight.h"
#include "tributary/command/people.h"

bool trib_person_edit(const struct trib_command *command, const struct trib_person_edit *params,
                      struct trib_error *error) {
    return command_see(command, "person", params->person_id, "person_id", NULL, error) &&
           person_update(command->store, params, error) &&
           (!params->display_name.given ||
            person_name_carry(command->store, params->person_id, params->display_name.to, error));
}
