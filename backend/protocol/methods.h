/*
 * The method table: everything the server can be asked, as data. From it come decoding, the check
 * of rights, the test of all rights, rpc.discover with schema/openrpc.json, and the client's types.
 */
#ifndef TRIBUTARY_PROTOCOL_METHODS_H
#define TRIBUTARY_PROTOCOL_METHODS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "limits.h"
#include "tributary/base/json_write.h"
#include "tributary/command/command.h"
#include "tributary/command/permission.h"
#include "vocabularies.h"

struct trib_server;
struct trib_connection;

enum trib_field_type {
    TRIB_FIELD_ID,         /* a UUIDv4 in lower-case text */
    TRIB_FIELD_TEXT,       /* with something to show, at most `most` characters */
    TRIB_FIELD_WORD,       /* of the vocabulary */
    TRIB_FIELD_FUZZY_DATE, /* "2014", "2014-H2", "2014-Q3", "2014-09", "2014-09-15" */
    TRIB_FIELD_NUMBER,     /* a whole number from 0, at most `most`; a decimal text from there on */
    TRIB_FIELD_SEQ,        /* a whole number from 0 */
    TRIB_FIELD_IDS         /* a list of at most `most` UUIDs */
};

/* A list of ids in a params struct. */
struct trib_id_list {
    const char **ids;
    size_t count;
};

struct trib_field {
    const char *name;
    enum trib_field_type type;
    size_t offset;    /* in the params struct; a const char *, trib_edit, int64_t or trib_id_list */
    bool is_edit;     /* {"from","to"} of that type, into a struct trib_edit */
    bool is_required; /* else it may be absent or null */
    bool may_be_null; /* of an edit: the value may be taken away */
    bool is_sealed;   /* nothing that could be tried out against it is kept, not even a digest */
    uint32_t most;
    enum trib_vocabulary_name vocabulary;
    const char *with;    /* given together with that field or not at all */
    const char *or_else; /* either this or that field, never both */
    const char *summary;
};

enum trib_method_kind {
    TRIB_METHOD_COMMAND, /* changes rows; its id is the command id */
    TRIB_METHOD_QUERY,   /* changes nothing */
    TRIB_METHOD_SESSION, /* of sessions and accounts: changes private things, no entry in the log */
    TRIB_METHOD_SYNC     /* of the feed; on a socket only */
};

/* Codes a method may refuse with besides those every method of its kind has. */
#define TRIB_REFUSALS_MAX 10u

struct trib_method {
    const char *name;
    enum trib_method_kind kind;
    const char *summary;
    const struct trib_field *fields;
    size_t field_count;
    size_t params_bytes;
    bool redacts;       /* answered when the file holds no longer what it took back */
    bool tells_nobody;  /* what it changes is nobody's to be told of, one by one */
    bool needs_an_edit; /* all its edits are optional, but one must be there */
    enum trib_permission permission;
    const char *object_table; /* the row the right is asked about; NULL: none yet */
    const char *object_field; /* the parameter that names it */
    enum trib_error_code refusals[TRIB_REFUSALS_MAX];
    const char *example; /* params, JSON */
    bool (*run)(const struct trib_command *command, const void *params, struct trib_error *error);
    /* of what is no command; writes one value into result */
    bool (*answer)(struct trib_server *server, struct trib_connection *connection,
                   const void *params, struct trib_json_writer *result, struct trib_error *error);
    const char *result_example; /* of what is no command */
};

/** Methods in the order they are described in; NULL past the last. */
const struct trib_method *trib_method_at(size_t index);
const struct trib_method *trib_method_find(const char *name);

const char *trib_method_kind_name(enum trib_method_kind kind); /* "command" */

/** acting_for, which every command has. */
extern const struct trib_field trib_field_acting_for;

/* The families. */
struct trib_method_family {
    const struct trib_method *methods;
    size_t method_count;
};
extern const struct trib_method_family trib_methods_directory, trib_methods_group,
    trib_methods_convening, trib_methods_lineage, trib_methods_joining, trib_methods_import,
    trib_methods_people, trib_methods_plan, trib_methods_action_item, trib_methods_meeting,
    trib_methods_agenda, trib_methods_planner, trib_methods_comment, trib_methods_attention,
    trib_methods_contribution, trib_methods_decision, trib_methods_dispatch, trib_methods_service,
    trib_methods_account;

/* How the tables of the families are written: {ID(organization_create, name), REQUIRED, …}. */
#define TRIB_FIELD_OF(of, member) .name = #member, .offset = offsetof(struct trib_##of, member)
#define ID(of, member) TRIB_FIELD_OF(of, member), .type = TRIB_FIELD_ID
#define TEXT(of, member, longest)                                                                  \
    TRIB_FIELD_OF(of, member), .type = TRIB_FIELD_TEXT, .most = (longest)
#define WORD(of, member, words)                                                                    \
    TRIB_FIELD_OF(of, member), .type = TRIB_FIELD_WORD, .vocabulary = TRIB_WORDS_##words
#define DATE(of, member) TRIB_FIELD_OF(of, member), .type = TRIB_FIELD_FUZZY_DATE
#define NUMBER(of, member, largest)                                                                \
    TRIB_FIELD_OF(of, member), .type = TRIB_FIELD_NUMBER, .most = (largest)
#define REQUIRED .is_required = true
#define EDIT .is_edit = true
#define EDIT_OR_NULL .is_edit = true, .may_be_null = true
#define FIELDS(list) .fields = (list), .field_count = sizeof(list) / sizeof((list)[0])
#define OBJECT(table, field) .object_table = (table), .object_field = (field)

/* A command's function behind the table's common type. */
#define TRIB_RUN(command_name)                                                                     \
    static_assert(sizeof(struct trib_##command_name) <= TRIB_PARAMS_BYTES_MAX, "room for it");     \
    TRIB_RUN_WITH(command_name, command_name)
#define TRIB_RUN_WITH(command_name, params_name)                                                   \
    static bool run_##command_name(const struct trib_command *command, const void *params,         \
                                   struct trib_error *error) {                                     \
        const struct trib_##params_name *own = params;                                             \
        return trib_##command_name(command, own, error);                                           \
    }
#define RUNS(command_name, params_name)                                                            \
    .run = run_##command_name, .params_bytes = sizeof(struct trib_##params_name)

#endif
