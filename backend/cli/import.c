/* tributary import: a file of records into a coalition, and what has become of each section. */
#include "tributary/import/import.h"
#include "tributary/command/program.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "file.h"
#include "tributary/base/words.h"

/* One byte past the bound is enough to be refused for it. */
static bool text_read(const char *path, struct trib_buffer *out) {
    char piece[64 * 1024];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        cli_refuse("%s cannot be read: %s", path, strerror(errno));
        return false;
    }
    size_t length;
    while (out->length <= TRIB_IMPORT_BYTES_MAX &&
           (length = fread(piece, 1, sizeof piece, file)) > 0) {
        trib_buffer_append(out, piece, length);
    }
    bool is_whole = ferror(file) == 0 && !out->failed;
    if (!is_whole) {
        cli_refuse("%s cannot be read: %s", path,
                   out->failed ? "too little memory" : "it broke off");
    }
    return fclose(file) == 0 && is_whole;
}

static int import_refuse(const char *path, const struct trib_error *error) {
    TRIB_AUTO(trib_buffer) record = {0};
    TRIB_AUTO(trib_buffer) sentence = {0};
    bool has_record = strstr(error->arguments, "\"record\":") != NULL;
    trib_words_fill(has_record ? ", record {record}" : "", error, &record);
    if (error->code == TRIB_E_PARSE) {
        trib_words_fill("it is not JSON. Look at line {line}.", error, &sentence);
    } else {
        trib_words_error("en", error, &sentence);
    }
    if (strstr(error->arguments, "\"expected\":") != NULL) {
        trib_words_fill(" Expected: {expected}.", error, &sentence);
    }
    return cli_refuse("%s, %s%s: %s Nothing was taken.", path,
                      error->field[0] == '\0' ? "as a whole" : error->field,
                      trib_buffer_text(&record), trib_buffer_text(&sentence));
}

static void report_print(const struct trib_import_report *report) {
    for (size_t index = 0; index < report->section_count; index++) {
        const struct trib_import_section *section = &report->sections[index];
        printf("%-20s", section->name);
        if (section->has_home) {
            printf("%5zu taken %5zu there already", section->taken, section->present);
        }
        if (section->changed > 0) {
            printf("%5zu changed", section->changed);
        }
        if (section->left_out > 0) {
            printf("%5zu not taken%s", section->left_out,
                   section->has_home ? "" : ": no home for them yet");
        }
        printf("\n");
    }
    if (report->references_left_out > 0) {
        printf(
            "%zu references to records without a home were left out; a later import fills them.\n",
            report->references_left_out);
    }
}

int cli_import(const struct cli_call *call) {
    const char *paths[2] = {0};
    struct trib_import_report report;
    struct trib_error error = {0};
    TRIB_AUTO(cli_file) file = {0};
    TRIB_AUTO(trib_buffer) json = {0};
    static const char *const names[] = {"FILE", "JSON"};
    if (!cli_words_read(call, NULL, 0, &(struct cli_operands){names, paths, 2})) {
        return CLI_MISUSED;
    }
    if (!text_read(paths[1], &json) || !cli_file_open(paths[0], &file)) {
        return CLI_FAILED;
    }
    if (!trib_import_run(file.store, trib_buffer_text(&json), json.length, &report, &error)) {
        return import_refuse(paths[1], &error);
    }
    if (!trib_program_commit(file.store, &error)) {
        return cli_refuse_file(paths[0], &error);
    }
    report_print(&report);
    return CLI_DONE;
}
