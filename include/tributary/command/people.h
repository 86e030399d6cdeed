/* People, what they belong to and what the coalition has asked them to be. */
#ifndef TRIBUTARY_COMMAND_PEOPLE_H
#define TRIBUTARY_COMMAND_PEOPLE_H

#include "tributary/command/command.h"

struct trib_belonging_add {
    const char *belonging_id, *person_id, *organization_id, *role;
};
bool trib_belonging_add(const struct trib_command *command, const struct trib_belonging_add *params,
                        struct trib_error *error);

struct trib_belonging_set_role {
    const char *belonging_id;
    struct trib_edit role;
};
bool trib_belonging_set_role(const struct trib_command *command,
                             const struct trib_belonging_set_role *params,
                             struct trib_error *error);

struct trib_belonging_end {
    const char *belonging_id;
};
bool trib_belonging_end(const struct trib_command *command, const struct trib_belonging_end *params,
                        struct trib_error *error);

struct trib_person_edit {
    const char *person_id;
    struct trib_edit display_name, language, time_zone;
};
/** A new display_name is carried to the person's open belongings, roles and memberships in groups
   that are not over. */
bool trib_person_edit(const struct trib_command *command, const struct trib_person_edit *params,
                      struct trib_error *error);

/* For the program itself (init, invite, import); no method gives these. Inside an open command. */

/** Makes a person and their space. */
bool trib_person_make(struct trib_store *store, const char *person_id, const char *display_name,
                      bool is_sample, struct trib_error *error);
/** role: secretariat or administrator. */
bool trib_coalition_role_make(struct trib_store *store, const char *coalition_role_id,
                              const char *person_id, const char *role, bool is_sample,
                              struct trib_error *error);
/** Makes an open belonging in the space its role asks for, with the person's display name. */
bool trib_belonging_make(struct trib_store *store, const struct trib_belonging_add *params,
                         bool is_sample, struct trib_error *error);
/** Makes the public and coalition spaces, the coalition's row, without a root organization yet, and
 * that it speaks its default language. */
bool trib_coalition_make(struct trib_store *store, const char *coalition_id, const char *name,
                         struct trib_error *error);

#endif
