/* The store's bounds, each with its reason. */
#ifndef TRIBUTARY_STORE_LIMITS_H
#define TRIBUTARY_STORE_LIMITS_H

/* Columns of one table. Past it: the store refuses to open; our widest has fewer than thirty. */
#define TRIB_COLUMNS_MAX 64u
/* Registered tables. Past it: the store refuses to open. */
#define TRIB_TABLES_MAX 256u
/* Rows one command may change, children that follow a narrowed row included. Past it: E_TOO_MANY.
 */
#define TRIB_CHANGES_PER_COMMAND_MAX 100000u
/* Bytes of an answer that the log remembers: ids and numbers only. Past it: an assertion. */
#define TRIB_ANSWER_BYTES_MAX 4096u
/* Commands in one tick. Past it: the tick is committed and the rest wait for the next. */
#define TRIB_TICK_COMMANDS_MAX 1000u
/* A WAL longer than this many bytes is checkpointed to nothing after a tick. */
#define TRIB_WAL_BYTES_MAX ((size_t)64 * 1024 * 1024)

#endif
