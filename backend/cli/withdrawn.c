/*
 * What was withdrawn stays withdrawn: before an older copy is served, or a file that somebody put
 * in its place by hand, all that is on the lists beside it goes from it.
 */
#include "withdrawn.h"

#include <dirent.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "file.h"
#include "tributary/base/log.h"
#include "tributary/command/program.h"
#include "tributary/command/redaction.h"

static const char ENDING[] = ".withdrawn";

bool cli_withdrawn_read(const char *path, struct trib_withdrawn *withdrawn,
                        struct trib_error *error) {
    struct trib_store_settings settings = cli_store_settings(path);
    return trib_withdrawn_read(&settings, path, withdrawn, error);
}

static bool is_list(const char *name) {
    size_t length = strlen(name);
    return length > strlen(ENDING) && strcmp(name + length - strlen(ENDING), ENDING) == 0;
}

bool cli_withdrawn_gather(const char *copy, struct trib_withdrawn *withdrawn,
                          struct trib_error *error) {
    char *path = strdup(copy);
    const char *name = path == NULL ? NULL : dirname(path);
    DIR *folder = name == NULL ? NULL : opendir(name);
    bool is_read = folder != NULL || trib_fail(error, TRIB_E_UNAVAILABLE, "");
    for (struct dirent *one = folder == NULL ? NULL : readdir(folder); one != NULL && is_read;
         one = readdir(folder)) {
        TRIB_AUTO(trib_buffer) list = {0};
        trib_buffer_append_format(&list, "%s/%s", name, one->d_name);
        is_read =
            !is_list(one->d_name) || cli_withdrawn_read(trib_buffer_text(&list), withdrawn, error);
    }
    if (folder != NULL) {
        closedir(folder);
    }
    free(path);
    return is_read;
}

static bool apply(struct trib_store *store, void *context, struct trib_error *error) {
    const struct trib_withdrawn *withdrawn = context;
    return trib_withdrawn_apply(store, withdrawn, error);
}

bool cli_withdrawn_apply(struct trib_store *store, const struct trib_withdrawn *withdrawn,
                         struct trib_error *error) {
    uint64_t before = trib_store_last_seq(store);
    struct trib_withdrawn borrowed = *withdrawn;
    if (withdrawn->count > 0 &&
        !trib_program_command(store, "system.redact", apply, &borrowed, error)) {
        return false;
    }
    if (trib_store_last_seq(store) != before) {
        trib_log(TRIB_LOG_NOTICE, "withdrawn.applied",
                 "this file was older than what was withdrawn");
    }
    trib_store_erase(store, true); /* where that must wait, it goes on while it is served */
    return true;
}

bool cli_withdrawn_apply_beside(const char *path, struct trib_store *store,
                                struct trib_error *error) {
    TRIB_AUTO(trib_withdrawn) withdrawn = {0};
    TRIB_AUTO(trib_buffer) list = {0};
    trib_buffer_append_format(&list, "%s%s", path, ENDING);
    return cli_withdrawn_read(trib_buffer_text(&list), &withdrawn, error) &&
           cli_withdrawn_apply(store, &withdrawn, error);
}
