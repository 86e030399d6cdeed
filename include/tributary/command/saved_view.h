/* Filters that a person keeps under a name: a room and the query of its address. */
#ifndef TRIBUTARY_COMMAND_SAVED_VIEW_H
#define TRIBUTARY_COMMAND_SAVED_VIEW_H

#include "tributary/command/command.h"

/* Of one person. Past it: E_TOO_MANY. */
#define TRIB_SAVED_VIEWS_MAX 50u
/* Characters of a query: a handful of filters, escaped. Past it: E_TOO_LONG. */
#define TRIB_SAVED_VIEW_QUERY_MAX 1000

struct trib_saved_view_add {
    const char *person_id; /* oneself */
    const char *saved_view_id, *room, *name, *query;
};
/** In the person's own space. A name that the room has already: E_EXISTS, field "name". */
bool trib_saved_view_add(const struct trib_command *command,
                         const struct trib_saved_view_add *params, struct trib_error *error);

struct trib_saved_view_remove {
    const char *saved_view_id;
};
bool trib_saved_view_remove(const struct trib_command *command,
                            const struct trib_saved_view_remove *params, struct trib_error *error);

#endif
