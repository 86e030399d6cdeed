/*
 * Ties must not go round in a circle: affiliations, and lineage. The check and the write are one
 * command, so two at once cannot close one together. A refusal names the circle whole, so that one
 * sees which tie to take out; what one may not see stands in it as "…", without its id. Where a tie
 * of it is not to be seen, one "…" stands for all that lies between the two that were asked about.
 */
#include "circle.h"

#include <stdlib.h>
#include <string.h>

#include "limits.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/buffer.h"
#include "tributary/base/json_write.h"

struct tie_ids {
    char child_id[TRIB_ID_BYTES], parent_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES];
};

struct open_ties {
    struct tie_ids *ids;
    struct trib_link *links; /* their texts are those of ids */
    const char **path;       /* room for everything there is a tie of */
    size_t count, capacity;
};

static void open_ties_finish(struct open_ties *ties) {
    free(ties->ids);
    free(ties->links);
    free(ties->path);
}

static bool open_ties_add(struct open_ties *ties, const struct trib_statement *row,
                          const char *field, struct trib_error *error) {
    if (ties->count == TRIB_OPEN_TIES_MAX) {
        trib_fail(error, TRIB_E_TOO_MANY, field);
        trib_error_add_int64(error, "most", TRIB_OPEN_TIES_MAX);
        return false;
    }
    if (ties->count == ties->capacity) {
        size_t capacity = ties->capacity == 0 ? 64 : ties->capacity * 2;
        struct tie_ids *ids = realloc(ties->ids, capacity * sizeof *ids);
        if (ids == NULL) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, "");
        }
        ties->ids = ids;
        ties->capacity = capacity;
    }
    struct tie_ids *tie = &ties->ids[ties->count++];
    memcpy(tie->child_id, trib_column_text(row, 0), TRIB_ID_BYTES);
    memcpy(tie->parent_id, trib_column_text(row, 1), TRIB_ID_BYTES);
    memcpy(tie->space_id, trib_column_text(row, 2), TRIB_ID_BYTES);
    return true;
}

static bool open_ties_load(struct trib_store *store, const struct circle_kind *kind,
                           struct open_ties *ties, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!trib_statement_prepare(store, kind->ties_sql, &statement, error)) {
        return false;
    }
    for (;;) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            break;
        }
        if (!open_ties_add(ties, &statement, kind->field, error)) {
            return false;
        }
    }
    ties->links = calloc(ties->count + 1, sizeof *ties->links);
    ties->path = calloc(ties->count + 2, sizeof *ties->path);
    if (ties->links == NULL || ties->path == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    for (size_t index = 0; index < ties->count; index++) {
        ties->links[index] =
            (struct trib_link){ties->ids[index].child_id, ties->ids[index].parent_id};
    }
    return true;
}

/* ---- naming it ------------------------------------------------------------------------------- */

struct circle_writing {
    const struct trib_command *command;
    const struct circle_kind *kind;
    struct trib_json_writer names, ids;
};

static bool place_write(struct circle_writing *writing, const char *id, struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    char space_id[TRIB_ID_BYTES];
    const struct command_text columns[] = {COLUMN(name), COLUMN(space_id)};
    const struct circle_kind *kind = writing->kind;
    const struct command_reading reading = {kind->name_sql, id, kind->field, columns, 2};
    if (!command_read(writing->command->store, &reading, error)) {
        return false;
    }
    bool is_seen = command_sees_space(writing->command, space_id);
    trib_json_text(&writing->names, is_seen ? name : "…");
    trib_json_text(&writing->ids, is_seen ? id : NULL);
    return true;
}

static bool tie_is_seen(const struct trib_command *command, const struct open_ties *ties,
                        const char *child_id, const char *parent_id) {
    for (size_t index = 0; index < ties->count; index++) {
        const struct tie_ids *tie = &ties->ids[index];
        if (strcmp(tie->child_id, child_id) == 0 && strcmp(tie->parent_id, parent_id) == 0) {
            return command_sees_space(command, tie->space_id); /* one open tie to a pair */
        }
    }
    return false;
}

/* Writes the path, from the parent up to the child. */
static bool path_write(struct circle_writing *writing, const struct open_ties *ties, size_t length,
                       struct trib_error *error) {
    bool is_seen = true;
    for (size_t index = 0; index + 1 < length; index++) {
        is_seen = is_seen &&
                  tie_is_seen(writing->command, ties, ties->path[index], ties->path[index + 1]);
    }
    if (!is_seen) {
        bool is_written = place_write(writing, ties->path[0], error);
        trib_json_text(&writing->names, "…");
        trib_json_null(&writing->ids);
        return is_written && place_write(writing, ties->path[length - 1], error);
    }
    for (size_t index = 0; index < length; index++) {
        if (!place_write(writing, ties->path[index], error)) {
            return false;
        }
    }
    return true;
}

/* The circle begins with the child too. */
static bool circle_fail(const struct trib_command *command, const struct circle_kind *kind,
                        const struct open_ties *ties, size_t length, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) names = {0};
    TRIB_AUTO(trib_buffer) ids = {0};
    struct circle_writing writing = {command, kind, trib_json_writer(&names),
                                     trib_json_writer(&ids)};
    trib_json_array_open(&writing.names);
    trib_json_array_open(&writing.ids);
    if (!place_write(&writing, ties->path[length - 1], error) ||
        !path_write(&writing, ties, length, error)) {
        return false;
    }
    trib_json_array_close(&writing.names);
    trib_json_array_close(&writing.ids);
    if (names.failed || ids.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    trib_fail(error, TRIB_E_CYCLE, kind->field);
    trib_error_add_json(error, "path", trib_buffer_text(&names));
    trib_error_add_json(error, "path_ids", trib_buffer_text(&ids));
    return false;
}

static bool ties_hold(const struct trib_command *command, const struct circle_kind *kind,
                      struct open_ties *ties, const struct trib_link *link,
                      struct trib_error *error) {
    if (!open_ties_load(command->store, kind, ties, error)) {
        return false;
    }
    size_t length = trib_path_find(ties->links, ties->count, link->parent, link->child, ties->path,
                                   ties->count + 2);
    if (length == TRIB_PATH_NO_MEMORY) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    return length == 0 || circle_fail(command, kind, ties, length, error);
}

/* Finished by hand: clang-tidy does not know what a cleanup does to three pieces of memory. */
bool circle_check(const struct trib_command *command, const struct circle_kind *kind,
                  const struct trib_link *link, struct trib_error *error) {
    struct open_ties ties = {0};
    bool holds = ties_hold(command, kind, &ties, link, error);
    open_ties_finish(&ties);
    return holds;
}
