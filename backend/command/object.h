/* What a right is asked about, and how a refusal is told. Private to this room. */
#ifndef TRIBUTARY_COMMAND_OBJECT_H
#define TRIBUTARY_COMMAND_OBJECT_H

#include "tributary/command/command.h"

/* Whose a row is; "" for nobody's. A group is its own: its body has no rights in it. */
struct command_object {
    char space_id[TRIB_ID_BYTES];
    char organization_id[TRIB_ID_BYTES], group_id[TRIB_ID_BYTES], person_id[TRIB_ID_BYTES];
    char board_id[TRIB_ID_BYTES]; /* the group on whose board it stands, whoever owns it */
};

/** Looks a row up that the actor may see; E_NOT_FOUND with that field otherwise. */
bool command_object_find(const struct trib_command *command, const char *table_name,
                         const char *object_id, const char *field,
                         struct command_object *out_object, struct trib_error *error);

/** E_FORBIDDEN, saying in words who could. */
bool command_forbid(struct trib_error *error, const char *field, const char *const *who,
                    size_t who_count);

#endif
