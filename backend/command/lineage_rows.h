/* Rows of lineage. Private to this room. */
#ifndef TRIBUTARY_COMMAND_LINEAGE_ROWS_H
#define TRIBUTARY_COMMAND_LINEAGE_ROWS_H

#include "tributary/command/lineage.h"

/** Enters a tie between two rows that are there, where the narrower of their spaces is: E_CYCLE with
    the circle whole, E_EXISTS. That the actor sees both is the caller's to know. */
bool lineage_enter(const struct trib_command *command, const struct trib_lineage_add *params,
                   const char *from_space_id, const char *to_space_id, struct trib_error *error);

#endif
