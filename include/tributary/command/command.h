/*
 * What every command is given: the store, the graph, and who acts for whom. One file per family,
 * one function per use case, run inside the savepoint its caller has opened. Parameters come
 * checked for type, form, length and vocabulary; here the rules of the coalition are kept.
 *
 * Conventions of the parameter structs: names are those of the wire; texts are borrowed for the
 * call; NULL is "absent or null"; words of a vocabulary are their text.
 */
#ifndef TRIBUTARY_COMMAND_COMMAND_H
#define TRIBUTARY_COMMAND_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/space/graph.h"
#include "tributary/store/store.h"

struct trib_actor {
    const char *person_id;  /* NULL: a visitor, or the program itself (init, import) */
    const char *acting_for; /* an organization the person belongs to; NULL: for nobody */
};

struct trib_command {
    struct trib_store *store;
    struct trib_graph *graph;
    struct trib_actor actor;
    const char *mail_origin; /* "https://coalition.example", what links in mails begin with; NULL:
                                this server sends none */
};

/* What the clock brings about at one look; the others wait for the next. */
#define TRIB_DUE_MAX 5
struct trib_due_ids {
    char ids[TRIB_DUE_MAX][TRIB_ID_BYTES];
    size_t count;
};

/* {"from": old, "to": new} on one field; given is false when the field is not in the command. */
struct trib_edit {
    bool given;
    const char *from, *to;
};

/** Checks acting_for against the open belongings: E_FORBIDDEN, field "acting_for". */
bool trib_actor_check(const struct trib_command *command, struct trib_error *error);

#endif
