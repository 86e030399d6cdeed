/* Rows of lineage. Private to this room. */
#ifndef TRIBUTARY_COMMAND_LINEAGE_ROWS_H
#define TRIBUTARY_COMMAND_LINEAGE_ROWS_H

#include "tributary/command/lineage.h"

/* Where the two ends are, and the parameter that names the second: a refusal's field. */
struct lineage_ends {
    const char *from_space_id, *to_space_id, *to_field;
};

/** Enters a tie between two rows that are there, where the narrower of their spaces is: E_CYCLE
   with the circle whole, E_EXISTS. That the actor sees both is the caller's to know. */
bool lineage_enter(const struct trib_command *command, const struct trib_lineage_add *params,
                   const struct lineage_ends *ends, struct trib_error *error);

#endif
