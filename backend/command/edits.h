/*
 * Edits of single fields, {from, to}: two people on different fields both win, two on the same
 * field are told of each other. Private to this room.
 */
#ifndef TRIBUTARY_COMMAND_EDITS_H
#define TRIBUTARY_COMMAND_EDITS_H

#include "tributary/command/command.h"
#include "tributary/domain/states.h"

struct command_field {
    const char *name; /* parameter and column */
    const struct trib_edit *edit;
    const char *update; /* SQL that writes it: ?1 the row, ?2 the value */
};

struct command_edits {
    const char *table_name, *id_field, *row_id;
    const char *select; /* SQL that reads the fields in their order for ?1 */
    const struct command_field *fields;
    size_t field_count;
};

/** Where from is what is stored, to is written; where to is stored already, that is success; else
    E_STALE with the field and argument "stored", and nothing is written. */
bool command_edit(struct trib_store *store, const struct command_edits *edits,
                  struct trib_error *error);

/** E_STALE of one field. stored NULL: nothing is stored. */
bool command_stale(struct trib_error *error, const char *field, const char *stored);

/** E_STATE: not from this state; names what is possible from there. */
bool command_state_refuse(const struct trib_machine *machine, int state, const char *field,
                          struct trib_error *error);

/** Where an edit of a state leads: out_to, which is state where it is so already. E_STALE when it
    is not what one saw, E_TYPE for a word that is none, E_STATE when none leads there. */
bool command_state_step(const struct trib_machine *machine, int state, const struct trib_edit *edit,
                        int *out_to, struct trib_error *error);

/** E_ORDER with that field when it ends before it begins, as far as both are known. NULL or "":
    not known. */
bool command_span_check(const char *starts_on, const char *ends_on, const char *field,
                        struct trib_error *error);

/** Whether both are NULL or the same text. */
bool command_same(const char *a, const char *b);

#endif
