/*
 * Ties must not go round in a circle. The check and the write are one command, so two at once
 * cannot close one together. A refusal names the circle whole, so that one sees which tie to take
 * out; organizations one may not see stand in it as "…", without their ids. Where a tie of it is
 * not to be seen, one "…" stands for all that lies between the two that were asked about.
 */
#include <stdlib.h>
#include <string.h>

#include "affiliation_rows.h"
#include "limits.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/buffer.h"
#include "tributary/base/json_write.h"
#include "tributary/domain/graph.h"

struct tie_ids {
    char organization_id[TRIB_ID_BYTES], parent_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES];
};

struct open_ties {
    struct tie_ids *ids;
    struct trib_link *links; /* their texts are those of ids */
    const char **path;       /* room for every organization there is a tie of */
    size_t count, capacity;
};

static void open_ties_finish(struct open_ties *ties) {
    free(ties->ids);
    free(ties->links);
    free(ties->path);
}

static bool open_ties_add(struct open_ties *ties, const struct trib_statement *row,
                          struct trib_error *error) {
    if (ties->count == TRIB_OPEN_TIES_MAX) {
        trib_fail(error, TRIB_E_TOO_MANY, "parent_id");
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
    memcpy(tie->organization_id, trib_column_text(row, 0), TRIB_ID_BYTES);
    memcpy(tie->parent_id, trib_column_text(row, 1), TRIB_ID_BYTES);
    memcpy(tie->space_id, trib_column_text(row, 2), TRIB_ID_BYTES);
    return true;
}

static const char OPEN_TIES[] = "SELECT organization_id, parent_id, space_id FROM affiliation "
                                "WHERE status <> 'left' LIMIT 200001";
static bool open_ties_load(struct trib_store *store, struct open_ties *ties,
                           struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!trib_statement_prepare(store, OPEN_TIES, &statement, error)) {
        return false;
    }
    for (;;) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            break;
        }
        if (!open_ties_add(ties, &statement, error)) {
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
            (struct trib_link){ties->ids[index].organization_id, ties->ids[index].parent_id};
    }
    return true;
}

/* ---- naming it ------------------------------------------------------------------------------- */

static const char NAME[] = "SELECT name, space_id FROM organization WHERE organization_id = ?1";
static bool place_write(const struct trib_command *command, const char *organization_id,
                        struct trib_json_writer *names, struct trib_json_writer *ids,
                        struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    char space_id[TRIB_ID_BYTES];
    const struct command_text columns[] = {COLUMN(name), COLUMN(space_id)};
    const struct command_reading reading = {NAME, organization_id, "parent_id", columns, 2};
    if (!command_read(command->store, &reading, error)) {
        return false;
    }
    bool is_seen = command_sees_space(command, space_id);
    trib_json_text(names, is_seen ? name : "…");
    trib_json_text(ids, is_seen ? organization_id : NULL);
    return true;
}

static bool tie_is_seen(const struct trib_command *command, const struct open_ties *ties,
                        const char *organization_id, const char *parent_id) {
    for (size_t index = 0; index < ties->count; index++) {
        const struct tie_ids *tie = &ties->ids[index];
        if (strcmp(tie->organization_id, organization_id) == 0 &&
            strcmp(tie->parent_id, parent_id) == 0) {
            return command_sees_space(command, tie->space_id); /* one open tie to a pair */
        }
    }
    return false;
}

/* Writes the path, from the parent up to the organization. */
static bool path_write(const struct trib_command *command, const struct open_ties *ties,
                       size_t length, struct trib_json_writer *names, struct trib_json_writer *ids,
                       struct trib_error *error) {
    bool is_seen = true;
    for (size_t index = 0; index + 1 < length; index++) {
        is_seen = is_seen && tie_is_seen(command, ties, ties->path[index], ties->path[index + 1]);
    }
    if (!is_seen) {
        bool is_written = place_write(command, ties->path[0], names, ids, error);
        trib_json_text(names, "…");
        trib_json_null(ids);
        return is_written && place_write(command, ties->path[length - 1], names, ids, error);
    }
    for (size_t index = 0; index < length; index++) {
        if (!place_write(command, ties->path[index], names, ids, error)) {
            return false;
        }
    }
    return true;
}

/* The circle begins with the organization too. */
static bool circle_fail(const struct trib_command *command, const struct open_ties *ties,
                        size_t length, struct trib_error *error) {
    TRIB_AUTO(trib_buffer) names = {0};
    TRIB_AUTO(trib_buffer) ids = {0};
    struct trib_json_writer name_list = trib_json_writer(&names);
    struct trib_json_writer id_list = trib_json_writer(&ids);
    trib_json_array_open(&name_list);
    trib_json_array_open(&id_list);
    if (!place_write(command, ties->path[length - 1], &name_list, &id_list, error) ||
        !path_write(command, ties, length, &name_list, &id_list, error)) {
        return false;
    }
    trib_json_array_close(&name_list);
    trib_json_array_close(&id_list);
    if (names.failed || ids.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    trib_fail(error, TRIB_E_CYCLE, "parent_id");
    trib_error_add_json(error, "path", trib_buffer_text(&names));
    trib_error_add_json(error, "path_ids", trib_buffer_text(&ids));
    return false;
}

static bool ties_hold(const struct trib_command *command, struct open_ties *ties,
                      const char *organization_id, const char *parent_id,
                      struct trib_error *error) {
    if (!open_ties_load(command->store, ties, error)) {
        return false;
    }
    size_t length = trib_path_find(ties->links, ties->count, parent_id, organization_id, ties->path,
                                   ties->count + 2);
    if (length == TRIB_PATH_NO_MEMORY) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    return length == 0 || circle_fail(command, ties, length, error);
}

/* Finished by hand: clang-tidy does not know what a cleanup does to three pieces of memory. */
bool affiliation_circle_check(const struct trib_command *command, const char *organization_id,
                              const char *parent_id, struct trib_error *error) {
    struct open_ties ties = {0};
    bool holds = ties_hold(command, &ties, organization_id, parent_id, error);
    open_ties_finish(&ties);
    return holds;
}
