/* What action items ask of milestones. Private to this room. */
#ifndef TRIBUTARY_COMMAND_MILESTONE_ROWS_H
#define TRIBUTARY_COMMAND_MILESTONE_ROWS_H

#include "tributary/command/plan.h"

/** Whether an action item that stands in a space may bring a milestone about: whoever sees the item
    sees the milestone, else E_OUTSIDE; E_ARCHIVED, E_TOO_MANY. NULL: it need bring about none.
   Field "milestone_id". */
bool milestone_link_check(const struct trib_command *command, const char *milestone_id,
                          const char *space_id, struct trib_error *error);

#endif
