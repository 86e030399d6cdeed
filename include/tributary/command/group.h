/* Working groups, committees, caucuses, local organising committees, and who works in them. */
#ifndef TRIBUTARY_COMMAND_GROUP_H
#define TRIBUTARY_COMMAND_GROUP_H

#include "tributary/command/command.h"

struct trib_group_create {
    const char *group_id, *group_member_id, *name, *kind;
    const char *visibility; /* public (secretariat), coalition, group */
    const char *vote_unit;  /* NULL: organization */
    const char *organization_id, *mandate, *formed_on;
    const char *convening_id; /* where it is formed; a local organising committee has one */
};
bool trib_group_create(const struct trib_command *command, const struct trib_group_create *params,
                       struct trib_error *error);

struct trib_group_edit {
    const char *group_id;
    struct trib_edit name, mandate, mandate_ends_on, formed_on, vote_unit, admission;
};
bool trib_group_edit(const struct trib_command *command, const struct trib_group_edit *params,
                     struct trib_error *error);

struct trib_group_name_add {
    const char *group_id, *group_name_id, *kind, *text, *language;
};
bool trib_group_name_add(const struct trib_command *command,
                         const struct trib_group_name_add *params, struct trib_error *error);

struct trib_group_name_remove {
    const char *group_name_id;
};
bool trib_group_name_remove(const struct trib_command *command,
                            const struct trib_group_name_remove *params, struct trib_error *error);

struct trib_group_of { /* activate, rest, close, publish */
    const char *group_id;
};
bool trib_group_activate(const struct trib_command *command, const struct trib_group_of *params,
                         struct trib_error *error);
bool trib_group_rest(const struct trib_command *command, const struct trib_group_of *params,
                     struct trib_error *error);
bool trib_group_close(const struct trib_command *command, const struct trib_group_of *params,
                      struct trib_error *error);
bool trib_group_publish(const struct trib_command *command, const struct trib_group_of *params,
                        struct trib_error *error);

struct trib_group_member_admit {
    const char *group_member_id, *group_id, *organization_id, *person_id, *role;
};
bool trib_group_member_admit(const struct trib_command *command,
                             const struct trib_group_member_admit *params,
                             struct trib_error *error);

struct trib_group_member_join {
    const char *group_member_id, *group_id;
};
/** Joins a group that is open to whoever sees it: a delegate for the organization, others in
 * person. E_FORBIDDEN where one is admitted instead. */
bool trib_group_member_join(const struct trib_command *command,
                            const struct trib_group_member_join *params, struct trib_error *error);

struct trib_group_member_set_role {
    const char *group_member_id;
    struct trib_edit role;
};
bool trib_group_member_set_role(const struct trib_command *command,
                                const struct trib_group_member_set_role *params,
                                struct trib_error *error);

struct trib_group_member_end {
    const char *group_member_id;
};
bool trib_group_member_end(const struct trib_command *command,
                           const struct trib_group_member_end *params, struct trib_error *error);

#endif
