/*
 * Judging what goes out. Of a tick a viewer is told each change that was, or is, where they see, in
 * the log's order, and no other. The entry that changed their own sight comes in one notice: what
 * it did in spaces that did not change hands, and then all there is in those that were gained.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"
#include "tributary/command/tables.h"
#include "tributary/store/statement.h"

static const char *text_of(const json_t *object, const char *name) {
    const char *text = json_string_value(json_object_get(object, name));
    return text == NULL ? "" : text;
}

static uint64_t number_of(const json_t *object, const char *name) {
    return (uint64_t)json_integer_value(json_object_get(object, name));
}

static const char *text_at(const json_t *array, size_t index) {
    const char *text = json_string_value(json_array_get(array, index));
    return text == NULL ? "" : text;
}

/* ---- sync.changed ---------------------------------------------------------------------------- */

struct view {
    const struct oracle *oracle;
    const char *person_id;
    const json_t *before, *after; /* what the person saw before the tick, and sees after it */
};

static bool view_sees(const struct view *view, const struct oracle_change *change,
                      const char *space_id) {
    bool is_last = change->seq == view->oracle->seq;
    return space_id[0] != '\0' && json_object_get(view->before, space_id) != NULL &&
           (!is_last || json_object_get(view->after, space_id) != NULL);
}

/* What a viewer is told of a change; NULL: nothing. */
static const char *op_for(const struct view *view, const struct oracle_change *change) {
    bool was_seen = view_sees(view, change, change->before);
    bool is_seen = view_sees(view, change, change->after);
    if (was_seen) {
        return is_seen ? "update" : "delete";
    }
    return is_seen ? "insert" : NULL;
}

static bool row_fits(const struct view *view, const json_t *row, const char *op,
                     const struct oracle_change *change) {
    char key[REPLICA_KEY_BYTES];
    replica_key(key, text_at(row, 0), text_at(row, 2));
    return (strcmp(key, change->key) == 0 && strcmp(text_at(row, 1), op) == 0) ||
           trace_fault(view->oracle->trace, "%s is told \"%s\" of %s, and at %llu was \"%s\" of %s",
                       view->person_id, text_at(row, 1), key, (unsigned long long)change->seq, op,
                       change->key);
}

/* Whether the person's sight is another since the last entry; a notice then tells of that entry. */
static bool is_resighted(const struct view *view) {
    return !json_equal(view->before, view->after);
}

/* What the changes from one entry to another are to a viewer, compared with the first of these
 * rows. */
struct fit {
    size_t row_count;
    uint64_t first, last; /* of the entries that concern the viewer */
};

static bool rows_fit(const struct view *view, const json_t *rows, uint64_t from, uint64_t to,
                     struct fit *out) {
    const struct oracle *oracle = view->oracle;
    *out = (struct fit){0};
    for (size_t index = 0; index < oracle->change_count; index++) {
        const struct oracle_change *change = &oracle->changes[index];
        const char *op = change->seq < from || change->seq > to ? NULL : op_for(view, change);
        if (op == NULL) {
            continue;
        }
        out->first = out->first == 0 ? change->seq : out->first;
        out->last = change->seq;
        if (!row_fits(view, json_array_get(rows, out->row_count++), op, change)) {
            return false;
        }
    }
    return true;
}

static bool judge_changed(const struct view *view, const json_t *params) {
    const json_t *rows = json_object_get(params, "rows");
    uint64_t from = number_of(params, "from");
    uint64_t to = number_of(params, "to");
    struct fit fit;
    if (is_resighted(view) && to >= view->oracle->seq) {
        return trace_fault(view->oracle->trace, "%s is told %llu in two pieces", view->person_id,
                           (unsigned long long)to);
    }
    return rows_fit(view, rows, from, to, &fit) &&
           ((fit.row_count == json_array_size(rows) && fit.first == from && fit.last == to) ||
            trace_fault(view->oracle->trace,
                        "%s is told %zu rows of %llu to %llu; %zu of %llu to %llu concern them",
                        view->person_id, json_array_size(rows), (unsigned long long)from,
                        (unsigned long long)to, fit.row_count, (unsigned long long)fit.first,
                        (unsigned long long)fit.last));
}

/* ---- sync.scope ------------------------------------------------------------------------------ */

/* What a has and b has not. */
static json_t *without(const json_t *a, const json_t *b) {
    json_t *rest = json_object();
    const char *space_id = NULL;
    json_t *value = NULL;
    json_object_foreach((json_t *)(uintptr_t)a, space_id, value) {
        if (json_object_get(b, space_id) == NULL) {
            json_object_set(rest, space_id, value);
        }
    }
    return rest;
}

static json_t *spaces_of(const json_t *list) {
    json_t *spaces = json_object();
    size_t index = 0;
    json_t *space = NULL;
    json_array_foreach(list, index, space) {
        const char *space_id =
            json_is_string(space) ? json_string_value(space) : text_of(space, "space_id");
        json_object_set_new(spaces, space_id, json_true());
    }
    return spaces;
}

/* Every row from a first one on is there, where it says, in one of these spaces. */
static bool rows_lie_in(const struct view *view, const json_t *rows, size_t first,
                        const json_t *spaces, size_t *out_insert_count) {
    const struct oracle *oracle = view->oracle;
    *out_insert_count = 0;
    for (size_t index = first; index < json_array_size(rows); index++) {
        const json_t *row = json_array_get(rows, index);
        char key[REPLICA_KEY_BYTES];
        replica_key(key, text_at(row, 0), text_at(row, 2));
        if (strcmp(text_at(row, 1), "delete") == 0) {
            continue; /* the replica says whether it was there */
        }
        const json_t *space_id = json_object_get(json_array_get(row, 3), "space_id");
        bool is_right = json_equal(space_id, json_object_get(oracle->places, key)) &&
                        json_object_get(spaces, json_string_value(space_id)) != NULL;
        if (!is_right) {
            return trace_fault(oracle->trace, "%s is given %s, which is not theirs to see",
                               view->person_id, key);
        }
        ++*out_insert_count;
    }
    return true;
}

static bool judge_scope(const struct view *view, const json_t *params) {
    const struct oracle *oracle = view->oracle;
    json_auto_t *gained = without(view->after, view->before);
    json_auto_t *lost = without(view->before, view->after);
    json_auto_t *told_gained = spaces_of(json_object_get(params, "gained"));
    json_auto_t *told_lost = spaces_of(json_object_get(params, "lost"));
    size_t row_count = 0;
    if (!json_equal(gained, told_gained) || !json_equal(lost, told_lost) ||
        json_object_size(gained) + json_object_size(lost) == 0 ||
        number_of(params, "seq") != oracle->seq) {
        return trace_fault(oracle->trace, "%s is told of other spaces than change hands at %llu",
                           view->person_id, (unsigned long long)oracle->seq);
    }
    const json_t *rows = json_object_get(params, "rows");
    struct fit fit;
    return rows_fit(view, rows, oracle->seq, oracle->seq, &fit) &&
           rows_lie_in(view, rows, fit.row_count, gained, &row_count) &&
           (row_count == oracle_row_count(oracle, gained) ||
            trace_fault(oracle->trace, "%s gains spaces and %zu of their rows", view->person_id,
                        row_count));
}

/* Of the server it says how it is, in one of three words, and nothing else of anything. */
static bool judge_health(const struct view *view, const json_t *params) {
    const char *health = text_of(params, "health");
    bool is_known = false;
    for (int i = 0; i < TRIB_STORE_HEALTH_COUNT; i++) {
        const char *name = trib_store_health_name((enum trib_store_health)i);
        is_known = is_known || strcmp(health, name) == 0;
    }
    return (is_known && json_object_size(params) == 1) ||
           trace_fault(view->oracle->trace, "%s is told of a health \"%s\"", view->person_id,
                       health);
}

bool oracle_judge_told(const struct oracle *oracle, const char *person_id, const json_t *message) {
    const char *method = text_of(message, "method");
    const json_t *params = json_object_get(message, "params");
    struct view view = {.oracle = oracle,
                        .person_id = person_id,
                        .before = json_object_get(oracle->sight_before, person_id),
                        .after = json_object_get(oracle->sight, person_id)};
    if (strcmp(method, "sync.changed") == 0) {
        return judge_changed(&view, params);
    }
    if (strcmp(method, "sync.scope") == 0) {
        return judge_scope(&view, params);
    }
    if (strcmp(method, "sync.health") == 0) {
        return judge_health(&view, params);
    }
    return strcmp(method, "sync.resume") == 0 ||
           trace_fault(oracle->trace, "%s is told \"%s\"", person_id, method);
}

/* ---- answers --------------------------------------------------------------------------------- */

bool oracle_judge_hello(const struct oracle *oracle, const char *person_id, const json_t *result) {
    const json_t *sight = oracle_sight(oracle, person_id);
    const json_t *rows = json_object_get(result, "rows");
    json_auto_t *spaces = spaces_of(json_object_get(result, "spaces"));
    const struct view view = {.oracle = oracle, .person_id = person_id};
    size_t row_count = 0;
    bool has_rows = strcmp(text_of(result, "mode"), "rows") == 0;
    if (!json_equal(spaces, sight) || number_of(result, "seq") != oracle_last_seq(oracle, sight) ||
        strcmp(text_of(result, "person_id"), person_id) != 0) {
        return trace_fault(oracle->trace, "%s is welcomed as somebody else, or at another number",
                           person_id);
    }
    return (has_rows || json_array_size(rows) == 0 ||
            trace_fault(oracle->trace, "%s is sent rows by the way", person_id)) &&
           rows_lie_in(&view, rows, 0, sight, &row_count);
}

/* Whether somebody was ever named as an owner where the person sees, or something in a comment's
   words: an edit that came too late is told what is there now, as the row tells everybody there. */
static bool is_named(const struct oracle *oracle, const json_t *sight, const char *id) {
    static const char NAMED[] =
        "SELECT DISTINCT space_after FROM change WHERE space_after IS NOT NULL "
        "AND (table_name IN ('action_item', 'milestone') "
        "AND json_extract(patch, '$.owner_person_id') = ?1 OR table_name = 'comment' "
        "AND instr(json_extract(patch, '$.text'), ?1) > 0)";
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!trib_statement_prepare(oracle->spine->store, NAMED, &statement, &error) ||
        !trib_bind_text(&statement, 1, id, &error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, &error) && has_row) {
        if (json_object_get(sight, trib_column_text(&statement, 0)) != NULL) {
            return true;
        }
    }
    return false;
}

/* Whether a row of any table has that id and lies where the person sees. */
static bool is_seen(const struct oracle *oracle, const json_t *sight, const char *id) {
    bool is_found = json_object_get(sight, id) != NULL;
    for (size_t index = 0; index < trib_table_count && !is_found; index++) {
        char key[REPLICA_KEY_BYTES];
        replica_key(key, trib_tables[index].name, id);
        const char *space_id = json_string_value(json_object_get(oracle->places, key));
        is_found = space_id != NULL && json_object_get(sight, space_id) != NULL;
    }
    return is_found;
}

bool oracle_judge_refusal(const struct oracle *oracle, const char *person_id, const char *refusal,
                          const char *request) {
    static const char ID_LETTERS[] = "0123456789abcdef-";
    const json_t *sight = oracle_sight(oracle, person_id);
    const char *at = refusal;
    while (*at != '\0') {
        size_t length = strspn(at, ID_LETTERS);
        char id[TRIB_ID_BYTES] = "";
        if (length == TRIB_ID_BYTES - 1) {
            snprintf(id, sizeof id, "%s", at);
            if (strstr(request, id) == NULL && !is_seen(oracle, sight, id) &&
                !is_named(oracle, sight, id)) {
                return trace_fault(oracle->trace, "%s is refused with an id that is not theirs: %s",
                                   person_id, refusal);
            }
        }
        at += length == 0 ? 1 : length;
    }
    return true;
}

bool oracle_judge_spaces(const struct oracle *oracle, const char *person_id, const json_t *spaces) {
    json_auto_t *strange = without(spaces, oracle_sight(oracle, person_id));
    return json_object_size(strange) == 0 ||
           trace_fault(oracle->trace, "%s gets a snapshot of what they do not see any more",
                       person_id);
}

bool oracle_judge_snapshot(const struct oracle *oracle, const char *text) {
    struct replica whole;
    char *copy = strdup(text);
    const char *key = NULL;
    json_t *row = NULL;
    replica_init(&whole);
    bool is_right = copy != NULL && replica_take_snapshot(&whole, copy, oracle->trace) &&
                    (whole.seq == oracle_last_seq(oracle, whole.spaces) ||
                     trace_fault(oracle->trace, "a snapshot of another number")) &&
                    (json_object_size(whole.rows) == oracle_row_count(oracle, whole.spaces) ||
                     trace_fault(oracle->trace, "a snapshot of too many rows or too few"));
    json_object_foreach(whole.rows, key, row) {
        const json_t *space_id = json_object_get(row, "space_id");
        is_right = is_right &&
                   (json_equal(space_id, json_object_get(oracle->places, key)) ||
                    trace_fault(oracle->trace, "a snapshot with a stray %s", key)) &&
                   oracle_judge_sealed_row(oracle, key, row);
    }
    replica_finish(&whole);
    free(copy);
    return is_right;
}
