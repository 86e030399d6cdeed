/*
 * What the files of this room share. SQLite is known here and nowhere above. One struct holds the
 * writing connection, its statements, the changes captured in the open tick, and the few numbers
 * that advance only after COMMIT.
 */
#ifndef TRIBUTARY_STORE_INSIDE_H
#define TRIBUTARY_STORE_INSIDE_H

#define SQLITE_ENABLE_PREUPDATE_HOOK                                                               \
    1 /* as Debian's library is built; the header asks for it too */
#include <sodium.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/base/id_map.h"
#include "tributary/base/json_write.h"
#include "tributary/store/keys.h"
#include "tributary/store/redaction.h"
#include "tributary/store/store.h"
#include "tributary/store/tick.h"

#define HASH_BYTES TRIB_DIGEST_BYTES
/* The salts of a change and of a request: what libsodium takes at least as a key. */
#define SALT_BYTES 16u
/* Salts drawn at once: a command takes two, and each draw is a system call. */
#define SALTS_DRAWN 64u
/* "Trib" in the header of the file (PRAGMA application_id): tells our files from other people's. */
#define APPLICATION_ID 0x54726962
/* Slots of the statements' hash table; we have a few hundred statements. */
#define STATEMENT_SLOTS 256u

/* ---- statements (statements.c) --------------------------------------------------------------- */

struct prepared {
    struct prepared *next;          /* in the same slot */
    const char *sql;                /* the address is the key … */
    const struct trib_table *table; /* … with the table it was filled in for, or NULL */
    sqlite3_stmt *handle;
    bool is_used;  /* somebody steps through it just now */
    bool is_extra; /* a second one of the same, not kept */
};

struct statements {
    sqlite3 *db;
    struct prepared *slots[STATEMENT_SLOTS];
};

/** A statement of a static text, from the cache or made now; NULL: sqlite3_errcode(db) says why.
    With a table, {table}, {id}, {space}, {columns}, {values} and {updates} are filled in from its
    descriptor, which is built into the program; for redactions {emptied}, {patch_emptied} and
   {has_words}. */
struct prepared *statements_take(struct statements *statements, const char *sql,
                                 const struct trib_table *table);
void statements_give(struct prepared *prepared); /* reset, unbound; safe on NULL */
void statements_finish(struct statements *statements);

/** Runs one statement of a static text that gives no rows and has no parameters. An SQLite code. */
int statements_run(struct statements *statements, const char *sql);

/** What ends a transaction: one text each, for statements are kept by their address. */
extern const char STORE_COMMIT[];
extern const char STORE_ROLLBACK[];

/** Begins a transaction that `end` will end. That is prepared first: who has run out of memory
   could not do it any more, and the transaction would stay open. An SQLite code. */
int statements_begin(struct statements *statements, const char *begin, const char *end);

/** Writes the columns of the row a statement stands on as members, in the table's order. */
void row_members_write(sqlite3_stmt *handle, const struct trib_table *table,
                       struct trib_json_writer *json);

/* ---- capture (capture.c) --------------------------------------------------------------------- */

struct capture {
    bool is_on;
    struct trib_change *changes;
    size_t count, capacity;
    size_t command_first; /* where the open command's changes begin */
    struct arena arena;   /* their patches */
    struct trib_buffer scratch;
    enum trib_error_code failure; /* of the open command; it cannot be kept */
    bool is_short;                /* of memory: a value of the row could not be had */
    const struct trib_table *last_table;
};

struct capture_mark {
    size_t count;
    struct arena_mark arena;
};

void capture_finish(struct capture *capture);
struct capture_mark capture_mark(const struct capture *capture);
void capture_cut(struct capture *capture, struct capture_mark mark);
/** The pre-update hook; context is the store. */
void capture_row(void *context, sqlite3 *db, int op, const char *schema, const char *table_name,
                 sqlite3_int64 key_before, sqlite3_int64 key_after);

/* ---- the tick (tick.c) ----------------------------------------------------------------------- */

enum opened { OPENED_NOTHING, OPENED_COMMAND, OPENED_PRIVATE };

struct command_head { /* of the command that is open; texts in the tick's arena */
    const char *actor_id, *for_organization_id, *command_id, *method; /* actor "" for the program */
    unsigned char request_salt[SALT_BYTES];
    unsigned char request_digest[HASH_BYTES];
};

struct tick_entry {
    struct trib_entry entry; /* its changes are found by number until the batch is made */
    size_t change_first;
};

struct touched { /* a space and the last entry that touched it */
    struct trib_id_node node;
    uint64_t seq;         /* committed */
    uint64_t pending_seq; /* in the open tick; 0: none */
    struct touched *next_pending;
};

struct tick {
    bool is_open;
    bool must_end;
    enum trib_error_code death; /* the transaction is gone; why */
    enum opened opened;
    struct command_head head;
    struct capture_mark mark; /* where the open command began */
    size_t command_count;
    struct tick_entry *entries;
    size_t entry_count, entry_capacity;
    unsigned char hash[HASH_BYTES]; /* of the last entry, pending ones included */
    int64_t at_ms;
    struct touched *pending;
    struct trib_withdrawn redacted; /* rows whose words were taken back in this tick */
    size_t redacted_before;         /* of them, before the open command */
};

/* Secret keys of a store in memory (keys.c); are_settled: none was loosened since the last look. */
struct kept_key {
    char id[TRIB_ID_BYTES];
    unsigned char bytes[TRIB_SECRET_KEY_BYTES];
};
struct keys {
    struct kept_key *kept;
    size_t count;
    bool are_settled;
};
void keys_finish(struct trib_store *store);

struct trib_store {
    struct trib_store_settings settings;
    char *path; /* NULL: in memory */
    int lock_fd;
    sqlite3 *db;
    struct statements statements;
    struct capture capture;
    struct tick tick;
    char database_id[TRIB_ID_BYTES], epoch[TRIB_ID_BYTES];
    uint64_t last_seq;
    unsigned char last_hash[HASH_BYTES];
    int64_t last_at_ms;
    int64_t schema_version;
    struct trib_id_map touched; /* struct touched by space */
    int wal_pages;
    struct keys keys;
    unsigned char salts[SALTS_DRAWN][SALT_BYTES]; /* drawn, each for one use */
    size_t salts_left;
    bool is_read_only; /* a write or an fsync failed; nothing is known until a restart */
    bool is_full;      /* a write found no room, and none has found any since */
    bool has_written;  /* the commit that runs has put something into the WAL */
    bool is_erasing;   /* words that were taken back may still lie in the file */
    bool is_rewritten; /* the file itself is clean of them; its write-ahead log may not be */
    int64_t erase_after_ms;
    atomic_uint readers_ended; /* so many times: who began before the last one ends */
};

/** Fills in the error that an SQLite code stands for, after a statement or COMMIT has failed; kills
    the tick when its transaction is gone. Returns false. */
bool store_failed(struct trib_store *store, int code, struct trib_error *error);

/** The map's node of a space, made when it is not there yet; NULL when there is no memory. */
struct touched *store_touched(struct trib_store *store, const char *space_id);

/* ---- the log's rows (entries.c, digest.c) ---------------------------------------------------- */

struct entry_fields { /* all an entry's hash is over, besides its changes */
    uint64_t seq;
    int64_t at_ms;
    const char *actor_id, *for_organization_id, *command_id; /* organization NULL: none */
    const unsigned char *request_digest;
    const char *method;
    int64_t schema_version;
    const char *answer;
};

struct change_fields {
    uint64_t seq;
    int64_t ordinal;
    const char *table_name, *row_id, *op, *space_before, *space_after, *patch; /* spaces: or NULL */
};

/** A new salt. */
void salt_take(struct trib_store *store, unsigned char out_salt[static SALT_BYTES]);
void request_digest(const unsigned char salt[static SALT_BYTES], const char *request, size_t length,
                    unsigned char out_digest[static HASH_BYTES]);
void change_digest(const unsigned char salt[static SALT_BYTES], const struct change_fields *fields,
                   unsigned char out_digest[static HASH_BYTES]);
void entry_hash_begin(crypto_generichash_state *state,
                      const unsigned char before[static HASH_BYTES],
                      const struct entry_fields *fields);
void entry_hash_add(crypto_generichash_state *state, const unsigned char digest[static HASH_BYTES]);
void entry_hash_end(crypto_generichash_state *state, unsigned char out_hash[static HASH_BYTES]);

/** Writes an entry and the changes captured from change_first on; moves hash on to its hash. */
bool entry_append(struct trib_store *store, const struct entry_fields *fields,
                  const unsigned char request_salt[static SALT_BYTES], size_t change_first,
                  unsigned char hash[static HASH_BYTES], struct trib_error *error);

const char *change_op_name(enum trib_change_op op); /* "insert" */

/** Whether there is anything in a table that can be taken back. */
bool table_has_words(const struct trib_table *table);
/** The digest of a redaction, over the changes of its row before an entry, as they stand now.
   False: they cannot be read, or there is no memory; sqlite3_errmsg of the statements' db. */
bool redaction_digest(struct statements *statements, const char *table_name, const char *row_id,
                      uint64_t before_seq, char out_hex[static 2 * HASH_BYTES + 1]);

/** The open command is kept: what it took back goes from the changes of its tick that nobody has
   heard of yet. False: there is no memory for it. */
bool redactions_settle(struct trib_store *store);

/* ---- what was withdrawn (withdrawn.c) -------------------------------------------------------- */

/** Notes the tick's redacted rows beside the database, durably. *out_length: of the file before. */
bool withdrawn_note(const struct trib_store *store, int64_t *out_length, struct trib_error *error);
/** Takes back what was noted, when the tick was not committed. */
void withdrawn_cut(const struct trib_store *store, int64_t length);

/* ---- opening (store.c, create.c, file.c, connection.c, migrate.c, tables.c) ------------------ */

struct trib_store *store_make(const struct trib_store_settings *settings, bool is_file);
bool store_is_in_memory(const struct trib_store_settings *settings);
bool store_connect(struct trib_store *store, const char *name, int flags, struct trib_error *error);
/** Reads the numbers and the ids that the file holds. */
bool store_memory_fill(struct trib_store *store, struct trib_error *error);
/** Migrations, the comparison of tables, and from now on the hook. */
bool store_go_live(struct trib_store *store, struct trib_error *error);
/** Gives the store to the caller when all went well, else closes it. */
bool store_hand_over(struct trib_store *store, bool is_open, struct trib_store **out_store);

/** Fails with E_UNAVAILABLE and the reason, for the operator. */
bool store_refuse(struct trib_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Settings of the library, before its first connection. */
void library_set_up(void);
/** Settings of every connection of ours: limits, defences, what a crash may cost. */
bool connection_set_up(sqlite3 *db, bool is_file, bool is_writer, struct trib_error *error);

/** Takes <path>.lock for as long as the descriptor is open. */
bool file_lock(const char *path, int *out_fd, struct trib_error *error);
/** Looks a file over without changing it: ours, whole, and not newer than version_max. */
bool file_look_over(const char *path, uint32_t version_max, struct trib_error *error);
/** What to open a file by that is only read, so that nothing comes to lie beside one that is
 * closed; with SQLITE_OPEN_URI. */
void file_uri_write(struct trib_buffer *out, const char *path);
/** Gives a finished file its name, unless there is one of that name. */
bool file_place(const char *made, const char *path, struct trib_error *error);
/** Writes all of it, and syncs it to the disk. */
bool file_write_whole(int fd, const void *bytes, size_t length);
/** Makes the name of a new file last. */
bool file_folder_sync(const char *path);
/** Makes an empty file that its owner alone may read, in the place of an older one. */
bool file_make_empty(const char *path, struct trib_error *error);
/** Takes a database away that was not finished, with what lies beside it. */
void file_forget(const char *path);
/** Puts all of the WAL into the database; false when it could not. */
bool store_wal_empty(struct trib_store *store, struct trib_error *error);

/** The log's own tables, and the ids of a new database. */
bool log_tables_make(sqlite3 *db, struct trib_error *error);
bool migrations_run(struct trib_store *store, struct trib_error *error);
/** The number of the last one this program has; 0: none. */
uint32_t migrations_newest(const struct trib_store_settings *settings);
/** Hex of BLAKE2b over a migration's SQL. */
void migration_digest(const struct trib_migration *migration,
                      char out_hex[static 2 * HASH_BYTES + 1]);

/** Compares descriptors and file: every table registered, every column as described. */
bool tables_check(sqlite3 *db, const struct trib_store_settings *settings,
                  struct trib_error *error);

#endif
