/* Opening a coalition's file, so that nobody serves it meanwhile. */
#include "file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "tributary/base/environment.h"
#include "tributary/base/words.h"
#include "tributary/command/tables.h"

void cli_file_finish(struct cli_file *file) {
    trib_store_close(file->store);
}

struct trib_store_settings cli_store_settings(const char *path) {
    return (struct trib_store_settings){
        .path = path,
        .tables = trib_tables,
        .table_count = trib_table_count,
        .migrations = trib_migrations,
        .migration_count = trib_migration_count,
        .clock = trib_clock_system(),
        .random = trib_random_system(),
    };
}

/* The store says why in words of its own. */
static int refuse_reason(const struct trib_error *error) {
    TRIB_AUTO(trib_buffer) reason = {0};
    trib_words_fill("{reason}", error, &reason);
    return cli_refuse("%s (nothing was changed)", trib_buffer_text(&reason));
}

int cli_refuse_file(const char *path, const struct trib_error *error) {
    switch ((int)error->code) {
    case TRIB_E_BUSY:
        return cli_refuse(
            "%s is in use: a Tributary serves it already. Stop that one (Ctrl-C where "
            "it runs, or its service), then do this again.",
            path);
    case TRIB_E_EXISTS:
        return cli_refuse("%s is there already. Choose another name, or use it as it is.", path);
    case TRIB_E_STORAGE:
        return cli_refuse(
            "the disk of %s is full: nothing was saved. Make room, then do this again.", path);
    default:
        return strstr(error->arguments, "\"reason\":") != NULL ? refuse_reason(error)
                                                               : cli_refuse_error(path, error);
    }
}

bool cli_path_check(const char *path) {
    if (path[0] != ':' && strncmp(path, "file:", strlen("file:")) != 0) {
        return true;
    }
    cli_refuse("%s would be taken for something else than a file of that name. Choose another, or "
               "write ./%s.",
               path, path);
    return false;
}

bool cli_file_check(const char *path) {
    if (!cli_path_check(path)) {
        return false;
    }
    if (access(path, F_OK) == 0 || errno != ENOENT) {
        return true;
    }
    cli_refuse("there is no file %s. \"tributary init %s\" makes the file of a new coalition.",
               path, path);
    return false;
}

bool cli_file_open(const char *path, struct cli_file *out_file) {
    struct trib_error error = {0};
    struct trib_store_settings settings = cli_store_settings(path);
    if (!cli_file_check(path)) {
        return false;
    }
    if (!trib_store_open(&settings, &out_file->store, &error)) {
        cli_refuse_file(path, &error);
        return false;
    }
    return true;
}
