/* Taking words back: a person leaves for good, and what they are called and have written of
   themselves goes from every row and from the log. */
#ifndef TRIBUTARY_COMMAND_REDACTION_H
#define TRIBUTARY_COMMAND_REDACTION_H

#include "tributary/command/command.h"
#include "tributary/store/redaction.h"

struct trib_person_redact {
    const char *person_id;
};
/** Ends all they belong to, closes their account and redacts their name. E_IN_USE (person_id):
   nobody else administers the coalition. A second time nothing changes. */
bool trib_person_redact(const struct trib_command *command, const struct trib_person_redact *params,
                        struct trib_error *error);

struct trib_belonging_redact {
    const char *belonging_id;
};
/** The same for whoever a belonging is of, on their request. E_FORBIDDEN for staff of the
   coalition: they do it themselves. */
bool trib_belonging_redact(const struct trib_command *command,
                           const struct trib_belonging_redact *params, struct trib_error *error);

/* For the program itself; inside an open command. */

/** Does to a database what a list of withdrawn rows asks for and it has not done: an older copy
   that is served again. */
bool trib_withdrawn_apply(struct trib_store *store, const struct trib_withdrawn *withdrawn,
                          struct trib_error *error);

#endif
