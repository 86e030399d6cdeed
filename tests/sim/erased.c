/*
 * See erased.h. Every text that is made up bears its number between two signs (params.c), so that
 * it is found again in any file, whole or in pieces of a page.
 */
#include "erased.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/command/redaction.h"

#define SIGN '~'
#define DIGITS 6u

/* The number that stands at a place; 0: none. */
static size_t number_at(const char *at, const char *end) {
    size_t number = 0;
    if ((size_t)(end - at) < DIGITS + 2 || at[0] != SIGN || at[DIGITS + 1] != SIGN) {
        return 0;
    }
    for (size_t i = 1; i <= DIGITS; i++) {
        if (at[i] < '0' || at[i] > '9') {
            return 0;
        }
        number = number * 10 + (size_t)(at[i] - '0');
    }
    return number;
}

/* Marks the numbers that stand in a text. */
static void numbers_mark(bool *marks, size_t count, const char *text, size_t length) {
    const char *end = text + length;
    for (const char *at = memchr(text, SIGN, length); at != NULL;
         at = memchr(at + 1, SIGN, (size_t)(end - at - 1))) {
        size_t number = number_at(at, end);
        if (number > 0 && number <= count) {
            marks[number] = true;
        }
    }
}

static const char PATCHES[] = "SELECT patch FROM change";
static bool log_mark(struct world *world, bool *marks) {
    TRIB_AUTO(trib_statement) statement = {0};
    struct trib_error error = {0};
    bool has_row = false;
    if (!trib_statement_prepare(world->spine.store, PATCHES, &statement, &error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, &error) && has_row) {
        const char *patch = trib_column_text(&statement, 0);
        numbers_mark(marks, world->text_count, patch, strlen(patch));
    }
    return !has_row;
}

static bool file_mark(const char *path, const char *ending, bool *marks, size_t count) {
    char name[700];
    snprintf(name, sizeof name, "%s%s", path, ending);
    FILE *file = fopen(name, "rb");
    if (file == NULL) {
        return ending[0] != '\0';
    }
    bool is_read = fseek(file, 0, SEEK_END) == 0;
    size_t length = (size_t)ftell(file);
    char *bytes = malloc(length + 1);
    rewind(file);
    is_read = is_read && bytes != NULL && fread(bytes, 1, length, file) == length;
    if (is_read) {
        numbers_mark(marks, count, bytes, length);
    }
    free(bytes);
    (void)fclose(file);
    return is_read;
}

void erased_judge(struct world *world) {
    if (world->path == NULL) {
        return;
    }
    bool *told = calloc(world->text_count + 1, sizeof *told);
    bool *found = calloc(world->text_count + 1, sizeof *found);
    if (told == NULL || found == NULL || !log_mark(world, told) ||
        !file_mark(world->path, "", found, world->text_count) ||
        !file_mark(world->path, "-wal", found, world->text_count)) {
        abort();
    }
    for (size_t number = 1; number <= world->text_count; number++) {
        if (found[number] && !told[number]) {
            trace_fault(&world->trace, "text %zu was taken back and is in the file", number);
        }
    }
    world_count(world, "file", "erased");
    free(told);
    free(found);
}

void erased_apply(struct world *world) {
    TRIB_AUTO(trib_withdrawn) withdrawn = {0};
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_error error = {0};
    struct trib_store_settings settings = world_settings(&world->spine, world->path);
    char name[700];
    snprintf(name, sizeof name, "%s.withdrawn", world->path);
    if (!trib_withdrawn_read(&settings, name, &withdrawn, &error)) {
        abort();
    }
    spine_begin(&world->spine);
    bool is_done = trib_withdrawn_apply(world->spine.store, &withdrawn, &error);
    spine_end(&world->spine);
    spine_commit(&world->spine, &batch);
    for (size_t i = 0; i < withdrawn.count && is_done; i++) {
        bool is_redacted = true;
        is_done = trib_is_redacted(world->spine.store, &withdrawn.rows[i], &is_redacted, &error);
        world_count(world, "withdrawn", is_redacted ? "applied" : "not in the copy");
    }
    if (!is_done) {
        trace_fault(&world->trace, "what was withdrawn cannot be taken out of a copy");
    }
}
