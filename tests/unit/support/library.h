/*
 * A store with a schema of the tests' own: a lending library with everything that makes capturing
 * changes hard (cascades, triggers, UNIQUE, named CHECKs, deferred keys, rows that follow their
 * parent into another space). It runs in memory or on a file, from one seed.
 */
#ifndef TESTS_UNIT_SUPPORT_LIBRARY_H
#define TESTS_UNIT_SUPPORT_LIBRARY_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/store/log.h"
#include "tributary/store/reader.h"
#include "tributary/store/statement.h"
#include "tributary/store/store.h"
#include "tributary/store/tick.h"

/* An id that can be written into an expectation: LIBRARY_ID("a", "1"), one digit and three. */
#define LIBRARY_ID(family, number) family "0000000-0000-4000-8000-000000000" number

#define SPACE_1 LIBRARY_ID("a", "001")
#define SPACE_2 LIBRARY_ID("a", "002")
#define SPACE_3 LIBRARY_ID("a", "003")
#define ANNA LIBRARY_ID("c", "001")
#define BEN LIBRARY_ID("c", "002")
#define SHELF_1 LIBRARY_ID("5", "001")
#define SHELF_2 LIBRARY_ID("5", "002")
#define SHELF_3 LIBRARY_ID("5", "003")
#define BOOK_1 LIBRARY_ID("b", "001")
#define BOOK_2 LIBRARY_ID("b", "002")
#define BOOK_3 LIBRARY_ID("b", "003")
#define NOBODY LIBRARY_ID("f", "00f")

/* Places in library_tables. */
enum library_table {
    LIBRARY_ROOM,   /* synced; decides sight */
    LIBRARY_SHELF,  /* synced; has every kind of constraint, and a trigger that writes it again */
    LIBRARY_BOOK,   /* synced; of a shelf (cascade), of a reader (set null), of a book (deferred) */
    LIBRARY_PAGE,   /* synced, lazy by book; no key, no trigger: a row is one plain insert */
    LIBRARY_READER, /* recorded */
    LIBRARY_TALLY,  /* recorded; only triggers write it */
    LIBRARY_WORD,
    LIBRARY_REDACTION, /* private; triggers and private savepoints write it */
    LIBRARY_TABLE_COUNT
};
extern const struct trib_table library_tables[LIBRARY_TABLE_COUNT];
/* The schema, and what a newer program brings after it: rows changed, a trigger gone, an index. */
extern const struct trib_migration library_migrations[2];
/* For each table a statement that gives all its rows as one JSON object by id. */
extern const char *const library_dumps[LIBRARY_TABLE_COUNT];

struct library {
    struct trib_store *store;
    struct trib_store_settings settings;
    uint64_t seed; /* the state of the store's chance */
    uint64_t command_count;
    int64_t now_ms;
    const char *actor_id; /* of the commands library_begin opens; NULL: the program itself */
};

/** Makes an empty library; path ":memory:" or a file that must not exist. */
void library_create(struct library *library, uint64_t seed, const char *path);
/** Closes it and opens its file again. */
void library_reopen(struct library *library);
void library_close(struct library *library);

/** Fills in settings for a library that is made or opened by hand. */
void library_settle(struct library *library, uint64_t seed, const char *path);

/* Texts to be bound from 1. */
#define LIBRARY_VALUES(...)                                                                        \
    (const char *const[]){__VA_ARGS__},                                                            \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)

/** Opens a command with a new id. */
void library_begin(struct library *library);
/** The same when it may be refused. */
bool library_try_begin(struct library *library, struct trib_error *error);
/** Opens a command of this id and request; *out_answer when it is a repetition. */
bool library_open(struct library *library, const char *command_id, const char *request,
                  enum trib_command_outcome *out_outcome, const char **out_answer,
                  struct trib_error *error);
/** Makes a command id. */
void library_command_id(struct library *library, char out_id[static TRIB_ID_BYTES]);

/** Runs one statement with texts bound from 1; sql is a static string; NULL binds NULL. */
bool library_try(struct library *library, struct trib_error *error, const char *sql,
                 const char *const *values, size_t count);
/** The same when it must not fail. */
void library_run(struct library *library, const char *sql, const char *const *values, size_t count);
#define LIBRARY_RUN(library, sql, ...) library_run((library), (sql), LIBRARY_VALUES(__VA_ARGS__))
#define LIBRARY_TRY(library, error, sql, ...)                                                      \
    library_try((library), (error), (sql), LIBRARY_VALUES(__VA_ARGS__))

/** Ends the command; its seq, 0 when it changed nothing. */
uint64_t library_end(struct library *library);
/** Commits; the caller finishes the batch. */
void library_commit(struct library *library, struct trib_batch *out_batch);
/** Ends the command and commits; its seq. */
uint64_t library_keep(struct library *library);

/* Rows with everything a test does not care about filled in. Inside a command. */
void library_add_shelf(struct library *library, const char *id, const char *space_id,
                       const char *rank);
void library_add_book(struct library *library, const char *id, const char *shelf_id);
void library_add_room(struct library *library, const char *id, const char *space_id);
void library_add_reader(struct library *library, const char *id);
/** A shelf in SPACE_1, by a command of its own; its seq. */
uint64_t library_add_shelf_alone(struct library *library, const char *id, const char *rank);
/** A library of some size in a new file, closed. */
void library_make_closed(struct library *library, const char *path);

/** One whole number by SQL that gives one row. A PRAGMA works too. */
int64_t library_number(struct library *library, const char *sql);
/** One text, freed with free(). */
char *library_text(struct library *library, const char *sql);
/** All rows of a table as {id: {column: value}}; the caller's reference. */
json_t *library_dump(struct library *library, enum library_table table);
/** Replays the log; fails the test with what differs. */
void library_assert_verified(struct library *library);

/** A folder of its own for a test's files, removed by library_folder_remove with all that is in
    it. */
void library_folder_make(void);
/** The same where no disk is waited for, if there is such a place. */
void library_folder_make_in_memory(void);
void library_folder_remove(void);
/** The path of a file in it; valid until the folder is removed. */
const char *library_file(const char *name);
/** All bytes of a file, freed with free(). */
unsigned char *library_file_read(const char *path, size_t *out_length);
void library_file_write(const char *path, const void *bytes, size_t length);
/** Whether there is a file of this name with this ending. */
bool library_file_is_there(const char *path, const char *ending);

#endif
