/*
 * A file's ties must not close a circle, neither among themselves nor with those that were there.
 * The whole circle is named, so that whoever wrote the file sees which link to take out.
 */
#include "file.h"

#include <stdlib.h>
#include <string.h>

#include "tributary/domain/graph.h"
#include "tributary/store/statement.h"

/* Open ties looked at. Past it: E_TOO_MANY; ten times the largest coalition we were told of. */
#define IMPORT_TIES_MAX 200000u

struct circle_kind {
    const char *section;
    const char *ties_sql; /* child, parent */
    const char *name_sql; /* of what has id ?1 */
};
static const struct circle_kind AFFILIATIONS = {
    "affiliations",
    "SELECT organization_id, parent_id FROM affiliation WHERE status <> 'left' LIMIT 200001",
    "SELECT name FROM organization WHERE organization_id = ?1 LIMIT 1",
};
static const struct circle_kind LINEAGES = {
    "lineage",
    "SELECT from_id, to_id FROM lineage LIMIT 200001",
    "SELECT name FROM organization WHERE organization_id = ?1 "
    "UNION ALL SELECT name FROM \"group\" WHERE group_id = ?1 "
    "UNION ALL SELECT name FROM series WHERE series_id = ?1 "
    "UNION ALL SELECT name FROM convening WHERE convening_id = ?1 LIMIT 1",
};

struct ties {
    char (*ids)[2][TRIB_ID_BYTES];
    struct trib_link *links;
    size_t count, capacity;
};

static void ties_finish(struct ties *ties) {
    free(ties->ids);
    free(ties->links);
}

static bool ties_grow(struct ties *ties, struct trib_error *error) {
    size_t capacity = ties->capacity == 0 ? 256 : ties->capacity * 2;
    void *ids = realloc(ties->ids, capacity * sizeof *ties->ids);
    if (ids == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    ties->ids = ids;
    ties->capacity = capacity;
    return true;
}

static bool ties_load(struct trib_store *store, const struct circle_kind *kind, struct ties *ties,
                      struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!trib_statement_prepare(store, kind->ties_sql, &statement, error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error) && has_row) {
        if (ties->count == ties->capacity && !ties_grow(ties, error)) {
            return false;
        }
        for (int side = 0; side < 2; side++) {
            const char *id = trib_column_text(&statement, side);
            memcpy(ties->ids[ties->count][side], id, TRIB_ID_BYTES);
        }
        ties->count++;
        if (ties->count > IMPORT_TIES_MAX) {
            return trib_fail(error, TRIB_E_TOO_MANY, kind->section);
        }
    }
    if (has_row) {
        return false; /* the walk itself failed; error says why */
    }
    ties->links = calloc(ties->count + 1, sizeof *ties->links);
    if (ties->links == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    for (size_t i = 0; i < ties->count; i++) {
        ties->links[i] = (struct trib_link){ties->ids[i][0], ties->ids[i][1]};
    }
    return true;
}

/* path goes from the parent up to the child; the circle begins and ends with the child. */
static bool circle_fail(struct trib_store *store, const struct circle_kind *kind,
                        const char *const *path, size_t count, struct trib_error *error) {
    char(*names)[1024] = calloc(count + 1, sizeof *names);
    const char **list = calloc(count + 1, sizeof *list);
    bool read = names != NULL && list != NULL;
    trib_fail(error, TRIB_E_CYCLE, kind->section);
    for (size_t i = 0; read && i <= count; i++) {
        struct import_value id[] = {IMPORT_TEXT_VALUE(i == 0 ? path[count - 1] : path[i - 1])};
        struct trib_error inner = {0};
        bool found = false;
        read = import_look(store, IMPORT_QUERY(kind->name_sql, id, 1), names[i], sizeof names[i],
                           &found, &inner);
        list[i] = names[i];
    }
    if (read) {
        trib_error_add_list(error, "path", list, count + 1);
    }
    free(list);
    free(names);
    return false;
}

static bool circles_refuse(struct trib_store *store, const struct circle_kind *kind,
                           const struct ties *ties, struct trib_error *error) {
    const char **path = calloc(ties->count + 2, sizeof *path);
    if (path == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    bool fine = true;
    for (size_t i = 0; i < ties->count && fine; i++) {
        size_t length = trib_path_find(ties->links, ties->count, ties->links[i].parent,
                                       ties->links[i].child, path, ties->count + 2);
        if (length == TRIB_PATH_NO_MEMORY) {
            fine = trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
        } else if (length != 0) {
            fine = circle_fail(store, kind, path, length, error);
        }
    }
    free(path);
    return fine;
}

static bool check(struct import_file *file, const struct circle_kind *kind,
                  struct trib_error *error) {
    struct ties ties = {0};
    bool fine = ties_load(file->store, kind, &ties, error) &&
                circles_refuse(file->store, kind, &ties, error);
    ties_finish(&ties);
    return fine;
}

bool import_affiliations_check(struct import_file *file, struct trib_error *error) {
    return check(file, &AFFILIATIONS, error);
}

bool import_lineage_check(struct import_file *file, struct trib_error *error) {
    return check(file, &LINEAGES, error);
}
