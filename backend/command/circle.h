/* Ties without circles. Private to this room. */
#ifndef TRIBUTARY_COMMAND_CIRCLE_H
#define TRIBUTARY_COMMAND_CIRCLE_H

#include "tributary/command/command.h"
#include "tributary/domain/graph.h"

struct circle_kind {
    const char *ties_sql; /* of all that hold: child, parent, space; one row past the bound */
    const char *name_sql; /* the name and the space of what has id ?1 */
    const char *field;    /* of a refusal */
};

/** Whether a tie from child to parent would close a circle: E_CYCLE with the circle whole in
    arguments "path" and "path_ids". */
bool circle_check(const struct trib_command *command, const struct circle_kind *kind,
                  const struct trib_link *link, struct trib_error *error);

#endif
