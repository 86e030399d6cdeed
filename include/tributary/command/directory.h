/* Organizations, their names and regions, and who belongs to whom. */
#ifndef TRIBUTARY_COMMAND_DIRECTORY_H
#define TRIBUTARY_COMMAND_DIRECTORY_H

#include "tributary/command/command.h"

struct trib_organization_create {
    const char *organization_id, *name, *kind;
    const char *visibility; /* public, coalition */
    const char *sector, *founded_on;
    const char *acronym, *organization_name_id;  /* both or neither */
    const char *region, *organization_region_id; /* both or neither */
};
bool trib_organization_create(const struct trib_command *command,
                              const struct trib_organization_create *params,
                              struct trib_error *error);

struct trib_organization_edit {
    const char *organization_id;
    struct trib_edit name, kind, sector, founded_on, region_stated, role_stated;
};
bool trib_organization_edit(const struct trib_command *command,
                            const struct trib_organization_edit *params, struct trib_error *error);

struct trib_organization_name_add {
    const char *organization_id, *organization_name_id, *kind, *text, *language;
};
bool trib_organization_name_add(const struct trib_command *command,
                                const struct trib_organization_name_add *params,
                                struct trib_error *error);

struct trib_organization_name_remove {
    const char *organization_name_id;
};
bool trib_organization_name_remove(const struct trib_command *command,
                                   const struct trib_organization_name_remove *params,
                                   struct trib_error *error);

struct trib_organization_region_add {
    const char *organization_id, *organization_region_id, *region;
};
bool trib_organization_region_add(const struct trib_command *command,
                                  const struct trib_organization_region_add *params,
                                  struct trib_error *error);

struct trib_organization_region_remove {
    const char *organization_region_id;
};
bool trib_organization_region_remove(const struct trib_command *command,
                                     const struct trib_organization_region_remove *params,
                                     struct trib_error *error);

struct trib_organization_publish {
    const char *organization_id;
};
/** Makes that one row public; nothing below it follows. */
bool trib_organization_publish(const struct trib_command *command,
                               const struct trib_organization_publish *params,
                               struct trib_error *error);

struct trib_affiliation_add {
    const char *affiliation_id, *organization_id, *parent_id, *status, *standing_sought, *starts_on;
    const char *charter_version;
};
/** E_CYCLE names the circle whole: arguments "path" (names, those one may not see as "…") and
 * "path_ids". */
bool trib_affiliation_add(const struct trib_command *command,
                          const struct trib_affiliation_add *params, struct trib_error *error);

struct trib_affiliation_apply {
    const char *affiliation_id, *organization_id, *parent_id, *standing_sought;
    const char *charter_version; /* what it accepts; NULL: none */
};
/** E_CHARTER for a member-to-be that has not accepted the charter of now. */
bool trib_affiliation_apply(const struct trib_command *command,
                            const struct trib_affiliation_apply *params, struct trib_error *error);

struct trib_affiliation_set_status {
    const char *affiliation_id;
    struct trib_edit status;
    const char *decision, *decided_on; /* NULL: none, today */
};
/** E_REQUIRED, field "decision", where the change is the coalition's to decide. */
bool trib_affiliation_set_status(const struct trib_command *command,
                                 const struct trib_affiliation_set_status *params,
                                 struct trib_error *error);

struct trib_affiliation_leave {
    const char *affiliation_id;
};
bool trib_affiliation_leave(const struct trib_command *command,
                            const struct trib_affiliation_leave *params, struct trib_error *error);

struct trib_affiliation_confirm {
    const char *affiliation_id;
};
/** An organization that a new parent asks to join says yes, for itself, from today. E_STATE when it
 * is not asked, or has answered. */
bool trib_affiliation_confirm(const struct trib_command *command,
                              const struct trib_affiliation_confirm *params,
                              struct trib_error *error);

struct trib_affiliation_edit {
    const char *affiliation_id;
    struct trib_edit starts_on, standing_sought;
};
bool trib_affiliation_edit(const struct trib_command *command,
                           const struct trib_affiliation_edit *params, struct trib_error *error);

#endif
