/*
 * What every family needs of its rows: statements whose values are texts, one row read into a
 * struct, ids and spaces for new rows. Private to this room.
 */
#ifndef TRIBUTARY_COMMAND_ROWS_H
#define TRIBUTARY_COMMAND_ROWS_H

#include "tributary/command/command.h"
#include "tributary/store/statement.h"

/* A list of texts and how many they are: command_write(store, sql, TEXTS(id, name), error). */
#define TEXTS(...)                                                                                 \
    (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)

/* A whole number as a text that binds: "-9223372036854775808" and a NUL. */
#define COMMAND_NUMBER_BYTES 21u
void command_number_write(int64_t number, char out[static COMMAND_NUMBER_BYTES]);
/** The store's clock, in Unix milliseconds. */
void command_now_write(const struct trib_store *store, char out[static COMMAND_NUMBER_BYTES]);

/** NULL for "", which stands for nothing in what was read. */
const char *command_or_null(const char *text);

/** Prepares a statement with texts bound from 1; NULL binds NULL. sql is a static string. */
bool command_prepare(struct trib_store *store, const char *sql, struct trib_statement *out,
                     const char *const *texts, size_t text_count, struct trib_error *error);

/** Runs a statement that gives no rows. */
bool command_write(struct trib_store *store, const char *sql, const char *const *texts,
                   size_t text_count, struct trib_error *error);

/* A column's place in a struct; NULL becomes "". */
struct command_text {
    char *text;
    size_t size;
};
#define COLUMN(member)                                                                             \
    { (member), sizeof(member) }

/** Reads the one row that sql finds for an id (?1): its first columns, in order. No row:
   E_NOT_FOUND with that field. */
struct command_reading {
    const char *sql, *id, *field;
    const struct command_text *columns;
    size_t column_count;
};
bool command_read(struct trib_store *store, const struct command_reading *reading,
                  struct trib_error *error);

/** Whether any row is found; texts as for command_prepare. */
bool command_has(struct trib_store *store, const char *sql, const char *const *texts,
                 size_t text_count, bool *out_has, struct trib_error *error);

/** E_TOO_MANY with that field and "most" when a row is found past so many; texts as for
 * command_prepare.
 */
struct command_bound {
    const char *sql; /* the row after the last that there may be */
    const char *field;
    int64_t most;
};
bool command_bound_check(struct trib_store *store, const struct command_bound *bound,
                         const char *const *texts, size_t text_count, struct trib_error *error);

/** A taken id is E_EXISTS with that field, whether the actor may see the row or not. */
bool command_id_check(struct trib_store *store, const char *table_name, const char *id,
                      const char *field, struct trib_error *error);

/** Makes the space of an organization, group or person under its id; E_EXISTS with that field when
    the id is a space's already. */
bool command_space_make(struct trib_store *store, const char *kind, const char *owner_id,
                        const char *field, struct trib_error *error);

/** What somebody has written themselves is inferred no longer: takes the column off the list of
    those the row's source does not state. */
bool command_state(struct trib_store *store, const char *table_name, const char *row_id,
                   const char *column, struct trib_error *error);

#endif
