/*
 * What a command may name. Private to this room; every id in every command goes through here, so
 * that what is hidden answers as what is not there.
 */
#ifndef TRIBUTARY_COMMAND_SIGHT_H
#define TRIBUTARY_COMMAND_SIGHT_H

#include "tributary/base/limits.h"
#include "tributary/command/command.h"

/* A name's bytes and a NUL: four bytes a character at most. */
#define COMMAND_NAME_BYTES (4u * TRIB_TITLE_MAX + 1u)

/** The space of a row the actor may see; E_NOT_FOUND with that field otherwise. out_space_id may be
    NULL. */
bool command_see(const struct trib_command *command, const char *table_name, const char *row_id,
                 const char *field, char *out_space_id, struct trib_error *error);

/** Whether the actor may see a space. */
bool command_sees_space(const struct trib_command *command, const char *space_id);

/** Whether everybody who sees one space of a group or of the coalition sees what stands in another.
 */
bool command_is_seen_from(const char *space_id, const char *other_space_id);

/** The name of a person whom the actor sees as one of an organization or as staff of the coalition;
    E_NOT_FOUND with that field otherwise. Persons' own rows are seen by themselves alone. */
bool command_see_person(const struct trib_command *command, const char *person_id,
                        const char *field, char out_name[static COMMAND_NAME_BYTES],
                        struct trib_error *error);

#endif
