/*
 * What the store must know of a table: its kind and its columns. The families of tables are
 * described in command/tables.c; from one descriptor come the capture, the snapshot, the replay and
 * the client's row types. The store checks each against PRAGMA table_info when it opens.
 */
#ifndef TRIBUTARY_STORE_TABLE_H
#define TRIBUTARY_STORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum trib_table_kind {
    TRIB_TABLE_SYNCED,   /* has a space_id: logged, and sent to those who may see it */
    TRIB_TABLE_RECORDED, /* logged, never sent as rows */
    TRIB_TABLE_PRIVATE   /* neither */
};

enum trib_column_type { TRIB_COLUMN_TEXT, TRIB_COLUMN_INTEGER };

struct trib_column {
    const char *name;
    enum trib_column_type type;
    bool is_nullable;
    bool is_words; /* text that people wrote: a redaction empties it. Never part of a key */
};

struct trib_table {
    const char *name;
    enum trib_table_kind kind;
    bool decides_sight; /* a change in it changes who may see what: it ends the tick */
    const struct trib_column
        *columns; /* all columns, in the order of the schema; the first is the id */
    size_t column_count;
    size_t space_column;       /* index of space_id; synced tables only */
    const char *parent_column; /* of a lazy table: the column it is subscribed by; NULL: eager */
};

#endif
