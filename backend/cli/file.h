/* The coalition's file, as the commands open it. Private to this room. */
#ifndef TRIBUTARY_CLI_FILE_H
#define TRIBUTARY_CLI_FILE_H

#include "tributary/base/buffer.h"
#include "tributary/store/store.h"

struct cli_file {
    struct trib_store *store;
};
void cli_file_finish(struct cli_file *file); /* safe on a zeroed file */

struct trib_store_settings cli_store_settings(const char *path);

/** Whether a path can only mean a file: SQLite takes some names for databases in memory or for
    addresses. Says so when it is one of them. */
bool cli_path_check(const char *path);
/** Whether there is a file of that name at all. Says so when there is none. */
bool cli_file_check(const char *path);

/** Opens a coalition's file, alone. False, and said why and what to do, when it cannot be. */
bool cli_file_open(const char *path, struct cli_file *out_file);

/** The same words for any error with a file. Returns CLI_FAILED. */
int cli_refuse_file(const char *path, const struct trib_error *error);

#endif
