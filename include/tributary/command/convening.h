/* What comes round and what it came to: series of convenings, and each convening. */
#ifndef TRIBUTARY_COMMAND_CONVENING_H
#define TRIBUTARY_COMMAND_CONVENING_H

#include "tributary/command/command.h"

struct trib_series_create {
    const char *series_id, *name, *kind;
    const char *visibility;               /* public, coalition */
    const char *named_on;                 /* since when it bears its name */
    const char *acronym, *series_name_id; /* both or neither */
};
bool trib_series_create(const struct trib_command *command, const struct trib_series_create *params,
                        struct trib_error *error);

struct trib_series_edit {
    const char *series_id;
    struct trib_edit name, kind, named_on;
};
bool trib_series_edit(const struct trib_command *command, const struct trib_series_edit *params,
                      struct trib_error *error);

struct trib_series_name_add {
    const char *series_id, *series_name_id, *kind, *text, *language;
};
bool trib_series_name_add(const struct trib_command *command,
                          const struct trib_series_name_add *params, struct trib_error *error);

struct trib_series_name_remove {
    const char *series_name_id;
};
bool trib_series_name_remove(const struct trib_command *command,
                             const struct trib_series_name_remove *params,
                             struct trib_error *error);

struct trib_convening_create {
    const char *convening_id, *host_id, *series_id, *name, *kind;
    const char *visibility; /* public, coalition; of one that is hosted NULL: coalition */
    const char *state;      /* NULL: announced */
    const char *starts_on, *ends_on;
    const char *place, *place_precision; /* both or neither */
    const char *alongside_id;
};
/** E_ORDER when it would end before it begins. */
bool trib_convening_create(const struct trib_command *command,
                           const struct trib_convening_create *params, struct trib_error *error);

/** The same by the organization that hosts it: host_id is given, and it is the coalition's to see.
 */
bool trib_convening_host(const struct trib_command *command,
                         const struct trib_convening_create *params, struct trib_error *error);

struct trib_convening_edit {
    const char *convening_id;
    struct trib_edit name, kind, starts_on, ends_on, place, place_precision, series_id, host_id,
        alongside_id;
};
bool trib_convening_edit(const struct trib_command *command,
                         const struct trib_convening_edit *params, struct trib_error *error);

struct trib_convening_set_state {
    const char *convening_id;
    struct trib_edit state;
};
/** E_STATE names what is possible from where it is. */
bool trib_convening_set_state(const struct trib_command *command,
                              const struct trib_convening_set_state *params,
                              struct trib_error *error);

#endif
