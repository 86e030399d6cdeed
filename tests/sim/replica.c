/* See replica.h. A row is an object that is never changed: replicas share it. */
#include "replica.h"

#include <stdio.h>
#include <string.h>

void replica_init(struct replica *replica) {
    *replica = (struct replica){.rows = json_object(), .spaces = json_object()};
}

void replica_finish(struct replica *replica) {
    json_decref(replica->rows);
    json_decref(replica->spaces);
    *replica = (struct replica){0};
}

void replica_key(char out_key[static REPLICA_KEY_BYTES], const char *table_name,
                 const char *row_id) {
    snprintf(out_key, REPLICA_KEY_BYTES, "%s %s", table_name, row_id);
}

static const char *text_at(const json_t *array, size_t index) {
    const char *text = json_string_value(json_array_get(array, index));
    return text == NULL ? "" : text;
}

static bool has_space(const struct replica *replica, const json_t *row) {
    const char *space_id = json_string_value(json_object_get(row, "space_id"));
    return space_id != NULL && json_object_get(replica->spaces, space_id) != NULL;
}

/* ---- one row --------------------------------------------------------------------------------- */

static bool row_update(struct replica *replica, const char *key, json_t *fields,
                       struct trace *trace) {
    const json_t *known = json_object_get(replica->rows, key);
    if (known == NULL) {
        return trace_fault(trace, "told a change of %s, which it does not have", key);
    }
    json_t *row = json_copy((json_t *)(uintptr_t)known);
    json_object_update(row, fields);
    bool is_seen = has_space(replica, row);
    json_object_set_new(replica->rows, key, row);
    return is_seen || trace_fault(trace, "%s moved to where it is not seen", key);
}

static bool row_take(struct replica *replica, const json_t *change, struct trace *trace) {
    char key[REPLICA_KEY_BYTES];
    replica_key(key, text_at(change, 0), text_at(change, 2));
    const char *op = text_at(change, 1);
    json_t *fields = json_array_get(change, 3);
    if (strcmp(op, "insert") == 0) {
        json_object_set(replica->rows, key, fields);
        return has_space(replica, fields) ||
               trace_fault(trace, "%s comes from a space that is not seen", key);
    }
    if (strcmp(op, "delete") == 0) {
        return json_object_del(replica->rows, key) == 0 ||
               trace_fault(trace, "told to drop %s, which it does not have", key);
    }
    return strcmp(op, "update") == 0 ? row_update(replica, key, fields, trace)
                                     : trace_fault(trace, "there is no \"%s\" of a row", op);
}

static bool rows_take(struct replica *replica, const json_t *rows, struct trace *trace) {
    size_t index = 0;
    json_t *change = NULL;
    json_array_foreach(rows, index, change) {
        if (!row_take(replica, change, trace)) {
            return false;
        }
    }
    return true;
}

/* ---- spaces ---------------------------------------------------------------------------------- */

static void spaces_add(json_t *spaces, const json_t *list) {
    size_t index = 0;
    json_t *space = NULL;
    json_array_foreach(list, index, space) {
        json_object_set_new(spaces, json_string_value(json_object_get(space, "space_id")),
                            json_true());
    }
}

/* Drops the rows of every space that is not held. */
static void rows_drop_lost(struct replica *replica) {
    const char *key = NULL;
    json_t *row = NULL;
    void *next = NULL;
    json_object_foreach_safe(replica->rows, next, key, row) {
        if (!has_space(replica, row)) {
            json_object_del(replica->rows, key);
        }
    }
}

/* ---- messages -------------------------------------------------------------------------------- */

static uint64_t number(const json_t *object, const char *name) {
    return (uint64_t)json_integer_value(json_object_get(object, name));
}

bool replica_take_changed(struct replica *replica, const json_t *params, struct trace *trace) {
    uint64_t from = number(params, "from");
    uint64_t to = number(params, "to");
    if (from <= replica->seq || to < from) {
        return trace_fault(trace, "told %llu to %llu after %llu", (unsigned long long)from,
                           (unsigned long long)to, (unsigned long long)replica->seq);
    }
    replica->seq = to;
    return rows_take(replica, json_object_get(params, "rows"), trace);
}

bool replica_take_scope(struct replica *replica, const json_t *params, struct trace *trace) {
    size_t index = 0;
    json_t *space_id = NULL;
    if (number(params, "seq") <= replica->seq) {
        return trace_fault(trace, "told %llu once more", (unsigned long long)replica->seq);
    }
    json_array_foreach(json_object_get(params, "lost"), index, space_id) {
        if (json_object_del(replica->spaces, json_string_value(space_id)) != 0) {
            return trace_fault(trace, "loses %s, which it does not have",
                               json_string_value(space_id));
        }
    }
    rows_drop_lost(replica);
    spaces_add(replica->spaces, json_object_get(params, "gained"));
    replica->seq = number(params, "seq");
    return rows_take(replica, json_object_get(params, "rows"), trace);
}

/* Of the spaces held those that one may still see. */
static json_t *spaces_both(const struct replica *replica, const json_t *seen) {
    json_t *both = json_object();
    json_t *now = json_object();
    spaces_add(now, seen);
    const char *space_id = NULL;
    json_t *value = NULL;
    json_object_foreach(replica->spaces, space_id, value) {
        if (json_object_get(now, space_id) != NULL) {
            json_object_set(both, space_id, value);
        }
    }
    json_decref(now);
    return both;
}

/* What it holds is of that epoch. */
static void epoch_take(struct replica *replica, const json_t *object) {
    const char *epoch = json_string_value(json_object_get(object, "epoch"));
    snprintf(replica->epoch, sizeof replica->epoch, "%s", epoch == NULL ? "" : epoch);
}

bool replica_take_hello(struct replica *replica, const json_t *result, struct trace *trace) {
    const json_t *seen = json_object_get(result, "spaces");
    bool is_whole = strcmp(json_string_value(json_object_get(result, "mode")), "snapshot") != 0;
    json_t *spaces = spaces_both(replica, seen);
    if (is_whole) {
        spaces_add(spaces, seen);
        replica->seq = number(result, "seq");
        replica->is_filled = true;
        epoch_take(replica, result);
    }
    json_decref(replica->spaces);
    replica->spaces = spaces;
    rows_drop_lost(replica);
    return rows_take(replica, json_object_get(result, "rows"), trace);
}

void replica_line_key(char out_key[static REPLICA_KEY_BYTES], const json_t *line) {
    char id_name[REPLICA_KEY_BYTES];
    const char *table_name = text_at(line, 0);
    snprintf(id_name, sizeof id_name, "%s_id", table_name);
    const char *row_id = json_string_value(json_object_get(json_array_get(line, 1), id_name));
    replica_key(out_key, table_name, row_id == NULL ? "" : row_id);
}

static void line_take(struct replica *replica, const json_t *line, size_t *row_count) {
    char key[REPLICA_KEY_BYTES];
    replica_line_key(key, line);
    json_object_set(replica->rows, key, json_array_get(line, 1));
    ++*row_count;
}

bool replica_take_snapshot(struct replica *replica, char *text, struct trace *trace) {
    size_t row_count = 0;
    bool is_whole = false;
    char *rest = NULL;
    replica_finish(replica);
    replica_init(replica);
    for (char *line = strtok_r(text, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        json_auto_t *value = json_loads(line, 0, NULL);
        if (json_is_array(value)) {
            line_take(replica, value, &row_count);
        } else if (json_object_get(value, "end") == NULL) {
            spaces_add(replica->spaces, json_object_get(value, "spaces"));
            epoch_take(replica, value);
        } else {
            replica->seq = number(value, "end");
            is_whole = number(value, "rows") == row_count;
        }
    }
    replica->is_filled = true;
    return (is_whole && json_object_size(replica->rows) == row_count) ||
           trace_fault(trace, "a snapshot that is not whole");
}
