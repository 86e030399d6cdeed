/*
 * tributary backup: verified copies of a coalition that is being served, in a folder that keeps so
 * many of them.
 */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"
#include "tributary/store/backup.h"
#include "tributary/store/look.h"
#include "withdrawn.h"

/* Copies one folder keeps, at the most: ten years of one a day. */
#define KEEP_MAX 3650
/* From one copy to the next, at the most: a month. */
#define HOURS_MAX 744
/* "-20261127T093000Z.db" */
#define STAMP_LENGTH 20u
/* A file's name, as Linux has it. */
#define NAME_BYTES 256u

struct plan {
    const char *file, *folder;
    char stem[NAME_BYTES]; /* of the copies' names: "coalition" */
    long keep, hours;      /* 0: not said */
};

/* ---- names ----------------------------------------------------------------------------------- */

static void stem_take(struct plan *plan) {
    char *copy = strdup(plan->file);
    const char *base = copy == NULL ? "coalition" : basename(copy);
    const char *ending = strrchr(base, '.');
    size_t length = ending == NULL || ending == base ? strlen(base) : (size_t)(ending - base);
    snprintf(plan->stem, sizeof plan->stem, "%.*s", (int)length, base);
    free(copy);
}

static void path_write(const struct plan *plan, time_t now, struct trib_buffer *out) {
    char stamp[STAMP_LENGTH + 1] = "";
    struct tm parts;
    gmtime_r(&now, &parts);
    (void)strftime(stamp, sizeof stamp, "-%Y%m%dT%H%M%SZ.db", &parts);
    trib_buffer_append_format(out, "%s/%s%s", plan->folder, plan->stem, stamp);
}

/* Whether a file of the folder is a copy of ours: the stem, and behind it a moment. */
static bool is_copy(const struct plan *plan, const char *name) {
    static const char SHAPE[] = "-00000000T000000Z.db";
    size_t stem_length = strlen(plan->stem);
    if (strlen(name) != stem_length + STAMP_LENGTH || strncmp(name, plan->stem, stem_length) != 0) {
        return false;
    }
    const char *stamp = name + stem_length;
    for (size_t i = 0; i < STAMP_LENGTH; i++) {
        bool is_digit = stamp[i] >= '0' && stamp[i] <= '9';
        if (SHAPE[i] == '0' ? !is_digit : stamp[i] != SHAPE[i]) {
            return false;
        }
    }
    return true;
}

/* ---- older ones ------------------------------------------------------------------------------ */

static int name_compare(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b); /* the moment orders them */
}

struct names {
    char **all;
    size_t count, capacity;
};

static void names_finish(struct names *names) {
    for (size_t i = 0; i < names->count; i++) {
        free(names->all[i]);
    }
    free(names->all);
    *names = (struct names){0};
}

static bool name_add(struct names *names, const char *name) {
    if (names->count == names->capacity) {
        size_t capacity = names->capacity * 2 + 16;
        char **all = realloc(names->all, capacity * sizeof *all);
        if (all == NULL) {
            return false;
        }
        names->all = all;
        names->capacity = capacity;
    }
    names->all[names->count] = strdup(name);
    return names->all[names->count] != NULL && ++names->count > 0;
}

static bool copies_list(const struct plan *plan, struct names *out) {
    DIR *folder = opendir(plan->folder);
    bool is_read = folder != NULL;
    for (struct dirent *one = is_read ? readdir(folder) : NULL; one != NULL && is_read;
         one = readdir(folder)) {
        is_read = !is_copy(plan, one->d_name) || name_add(out, one->d_name);
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return is_read;
}

static void older_remove(const struct plan *plan) {
    struct names names = {0};
    if (copies_list(plan, &names) && names.count > (size_t)plan->keep) {
        qsort(names.all, names.count, sizeof names.all[0], name_compare);
        for (size_t i = 0; i + (size_t)plan->keep < names.count; i++) {
            TRIB_AUTO(trib_buffer) path = {0};
            trib_buffer_append_format(&path, "%s/%s", plan->folder, names.all[i]);
            if (!path.failed && unlink(path.bytes) != 0) {
                cli_refuse("%s cannot be removed: %s", path.bytes, strerror(errno));
            }
        }
    }
    names_finish(&names);
}

/* ---- one copy -------------------------------------------------------------------------------- */

/* What was withdrawn goes with the copies, so that it is there when the machine is not. */
static bool withdrawn_copy(const struct plan *plan, struct trib_error *error) {
    TRIB_AUTO(trib_withdrawn) withdrawn = {0};
    TRIB_AUTO(trib_buffer) from = {0};
    TRIB_AUTO(trib_buffer) to = {0};
    trib_buffer_append_format(&from, "%s.withdrawn", plan->file);
    trib_buffer_append_format(&to, "%s/%s.withdrawn", plan->folder, plan->stem);
    return cli_withdrawn_read(trib_buffer_text(&from), &withdrawn, error) &&
           cli_withdrawn_read(trib_buffer_text(&to), &withdrawn, error) &&
           (withdrawn.count == 0 || trib_withdrawn_write(&withdrawn, trib_buffer_text(&to), error));
}

/* A key is in no copy. A copy of an older program knows no ballots. */
static void ballots_tell(const char *copy_path) {
    int64_t open_count = 0;
    if (trib_store_look(copy_path, CLI_OPEN_BALLOTS, &open_count, 1) && open_count > 0) {
        printf("ballots open in it: %" PRId64 ". Their keys stay beside the file that is served: a "
               "server begun again from this copy has them void.\n",
               open_count);
    }
}

static bool copy_make(const struct plan *plan) {
    TRIB_AUTO(trib_buffer) path = {0};
    struct trib_verify_report report = {0};
    struct trib_error error = {0};
    struct trib_store_settings settings = cli_store_settings(plan->file);
    path_write(plan, time(NULL), &path);
    if (!trib_store_backup(&settings, trib_buffer_text(&path), &report, &error)) {
        cli_refuse_file(error.code == TRIB_E_EXISTS ? trib_buffer_text(&path) : plan->file, &error);
        return false;
    }
    if (!withdrawn_copy(plan, &error)) {
        cli_refuse_file(plan->file, &error);
        return false;
    }
    printf("%s: %" PRIu64 " entries, %" PRIu64 " changes, verified\n", trib_buffer_text(&path),
           report.entries, report.changes);
    ballots_tell(trib_buffer_text(&path));
    (void)fflush(stdout);
    if (plan->keep > 0) {
        older_remove(plan);
    }
    return true;
}

/* ---- the words ------------------------------------------------------------------------------- */

static bool number_read(const struct cli_call *call, const char *option, const char *text,
                        long most, long *out_number) {
    char *end = NULL;
    if (text == NULL) {
        return true;
    }
    errno = 0;
    long number = strtol(text, &end, 10);
    bool is_fine = end != text && *end == '\0' && errno == 0 && number >= 1 && number <= most;
    *out_number = number;
    if (!is_fine) {
        cli_misused(call, "%s takes a whole number from 1 to %ld", option, most);
    }
    return is_fine;
}

int cli_backup(const struct cli_call *call) {
    struct plan plan = {0};
    const char *values[2] = {NULL, NULL};
    const char *keep = NULL;
    const char *hours = NULL;
    struct cli_option options[] = {{.name = "--keep", .values = &keep, .room = 1},
                                   {.name = "--every", .values = &hours, .room = 1}};
    static const char *const names[] = {"FILE", "FOLDER"};
    if (!cli_words_read(call, options, 2, &(struct cli_operands){names, values, 2}) ||
        !number_read(call, "--keep", keep, KEEP_MAX, &plan.keep) ||
        !number_read(call, "--every", hours, HOURS_MAX, &plan.hours)) {
        return CLI_MISUSED;
    }
    plan.file = values[0];
    plan.folder = values[1];
    stem_take(&plan);
    if (!cli_file_check(plan.file)) {
        return CLI_FAILED;
    }
    bool is_made = copy_make(&plan);
    while (plan.hours > 0) { /* until it is ended; what fails now may go well the next time */
        sleep((unsigned)(plan.hours * 60 * 60));
        is_made = copy_make(&plan);
    }
    return is_made ? CLI_DONE : CLI_FAILED;
}
