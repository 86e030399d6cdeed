/*
 * tributary restore: a coalition's file out of a copy. What has happened since the copy is gone,
 * and nobody knows what of it was used: so sessions, links and open invitations end, and the file
 * has another epoch, by which devices that come from the lost time see that they must begin anew.
 * What was withdrawn since, or before, goes from it too, before it has its name.
 */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "tributary/command/restore.h"
#include "tributary/store/backup.h"
#include "tributary/store/look.h"
#include "withdrawn.h"

static bool begin_again(const char *path, const struct trib_withdrawn *withdrawn,
                        struct trib_error *error) {
    TRIB_AUTO(cli_file) file = {0};
    struct trib_store_settings settings = cli_store_settings(path);
    return trib_store_open(&settings, &file.store, error) &&
           trib_restore_begin_again(file.store, error) &&
           cli_withdrawn_apply(file.store, withdrawn, error);
}

/* What was withdrawn from what is there no more, and from what lies beside the copy; kept together
   for the next time. */
static bool withdrawn_gather(const char *copy, const char *path, struct trib_withdrawn *out,
                             struct trib_error *error) {
    TRIB_AUTO(trib_buffer) list = {0};
    trib_buffer_append_format(&list, "%s.withdrawn", path);
    return cli_withdrawn_gather(copy, out, error) &&
           cli_withdrawn_read(trib_buffer_text(&list), out, error) &&
           (out->count == 0 || trib_withdrawn_write(out, trib_buffer_text(&list), error));
}

/* Opened once more and closed under its own name, so that it has that name only when it is whole.
 */
static bool place(const char *made, const char *path, struct trib_error *error) {
    struct trib_store *store = NULL;
    struct trib_store_settings settings = cli_store_settings(made);
    return trib_store_open(&settings, &store, error) && trib_store_close_as(store, path, error);
}

static void remains_remove(const char *made) {
    static const char *const endings[] = {"", "-wal", "-shm", ".lock", ".withdrawn"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        TRIB_AUTO(trib_buffer) name = {0};
        trib_buffer_append_format(&name, "%s%s", made, endings[i]);
        if (!name.failed) {
            unlink(name.bytes); /* most of them are not there */
        }
    }
}

static bool restore(const char *copy, const char *path, struct trib_verify_report *out_report,
                    struct trib_error *error) {
    TRIB_AUTO(trib_buffer) made = {0};
    struct trib_store_settings settings = cli_store_settings(copy);
    trib_buffer_append_format(&made, "%s.restoring", path);
    const char *name = trib_buffer_text(&made);
    if (made.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    remains_remove(name); /* of an earlier try that was cut off */
    TRIB_AUTO(trib_withdrawn) withdrawn = {0};
    bool is_done = withdrawn_gather(copy, path, &withdrawn, error) &&
                   trib_store_backup(&settings, name, out_report, error) &&
                   begin_again(name, &withdrawn, error) && place(name, path, error);
    remains_remove(name);
    return is_done;
}

int cli_restore(const struct cli_call *call) {
    const char *values[2] = {NULL, NULL};
    struct trib_verify_report report = {0};
    struct trib_error error = {0};
    int64_t open_count = 0;
    static const char *const names[] = {"COPY", "FILE"};
    if (!cli_words_read(call, NULL, 0, &(struct cli_operands){names, values, 2})) {
        return CLI_MISUSED;
    }
    if (!cli_file_check(values[0]) || !cli_path_check(values[1])) {
        return CLI_FAILED;
    }
    if (access(values[1], F_OK) == 0) {
        return cli_refuse(
            "%s is there. Stop its server and move the file away, with what lies beside "
            "it (-wal, -shm); nothing was changed.",
            values[1]);
    }
    if (!restore(values[0], values[1], &report, &error)) {
        return cli_refuse_file(values[0], &error);
    }
    if (trib_store_look(values[0], CLI_OPEN_BALLOTS, &open_count, 1) && open_count > 0) {
        printf("ballots that were open: %" PRId64 ". They are void, for their keys are in no copy; "
               "whoever ran them opens them anew.\n",
               open_count);
    }
    printf("%s is there again, with %" PRIu64
           " entries. All sessions have ended, and so have links "
           "and open invitations.\nServe it with: tributary serve --db %s\n",
           values[1], report.entries, values[1]);
    return CLI_DONE;
}
