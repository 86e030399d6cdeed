/*
 * Plans of a file with their goals, objectives, milestones and action items. A file may nest them
 * in each other, as people write them; they are laid side by side first, each with the key of what
 * it stood in, so that every one is a record with a section and a place of its own. Plans are the
 * coalition's, whatever they quote: nobody has said them in public.
 */
#include "file.h"

#include <string.h>

#include "tributary/base/limits.h"

/* ---- side by side ---------------------------------------------------------------------------- */

/* Lists that stand in a record, and the field that says in which. */
static const struct nest {
    const char *section, *list, *parent;
} NESTS[] = {
    {"plans", "phases", "plan"},
    {"plans", "findings", "plan"},
    {"plans", "dependencies", "plan"},
    {"plans", "baselines", "plan"},
    {"plans", "goals", "plan"},
    {"plans", "milestones", "plan"},
    {"goals", "objectives", "goal"},
    {"objectives", "indicators", "objective"},
    {"objectives", "milestones", "objective"},
    {"milestones", "action_items", "milestone"},
};

static json_t *section_get(struct import_file *file, const char *name) {
    json_t *section = json_object_get(file->root, name);
    if (section == NULL) {
        section = json_array();
        json_object_set_new(file->root, name, section);
    }
    return section;
}

/* What is no list, or no record, is left to the section's own reading to refuse. */
static bool nest_lay_out(struct import_file *file, const struct nest *nest, json_t *record,
                         struct trib_error *error) {
    json_t *list = json_object_get(record, nest->list);
    json_t *key = json_object_get(record, "id");
    if (!json_is_array(list) || !json_is_string(key)) {
        return true;
    }
    json_t *section = section_get(file, nest->list);
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *inner = json_array_get(list, i);
        if ((json_is_object(inner) && json_object_set(inner, nest->parent, key) != 0) ||
            json_array_append(section, inner) != 0) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
        }
    }
    return true;
}

bool import_plans_lay_out(struct import_file *file, struct trib_error *error) {
    for (size_t n = 0; n < sizeof NESTS / sizeof NESTS[0]; n++) {
        json_t *records = json_object_get(file->root, NESTS[n].section);
        for (size_t i = 0; i < json_array_size(records); i++) {
            if (!nest_lay_out(file, &NESTS[n], json_array_get(records, i), error)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- what several of them have --------------------------------------------------------------- */

#define OR_NULL(id) IMPORT_TEXT_VALUE((id)[0] == '\0' ? NULL : (id))
#define WEIGHT_OF(read, field) ((read).has_integer[field] ? (read).integers[field] : 1)

/* A row it must stand in: E_NOT_FOUND when the file has none, or it has no home. */
static bool parent_find(const struct import_record *record, const char *field, const char *key,
                        const char *table_name, char out_id[static TRIB_ID_BYTES],
                        struct trib_error *error) {
    return import_reference(record, field, key, table_name, out_id, error) &&
           (out_id[0] != '\0' || import_fail(record, TRIB_E_NOT_FOUND, field, error));
}

static bool row_write(const struct import_record *record, const char *sql,
                      const struct import_value *values, size_t count, struct trib_error *error) {
    struct trib_error inner = {0};
    return import_row(record->file->store, sql, values, count, &inner) ||
           import_fail(record, inner.code, inner.field, error);
}

static bool plan_of(const struct import_record *record, const char *sql, const char *id,
                    char out_id[static TRIB_ID_BYTES], struct trib_error *error) {
    struct import_value values[] = {IMPORT_TEXT_VALUE(id)};
    bool found = false;
    return import_look(record->file->store, IMPORT_QUERY(sql, values, 1), out_id, TRIB_ID_BYTES,
                       &found, error);
}

/* ---- plans ----------------------------------------------------------------------------------- */

static const char ADD_PLAN[] =
    "INSERT INTO plan (plan_id, space_id, name, state, starts_on, ends_min_on, ends_max_on, "
    "sample) VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3, ?4, ?5, ?6, ?7)";
static const char *const PLAN_STATES[] = {"draft", "active", "under_review", NULL};

enum { PLAN_NAME, PLAN_STATE, PLAN_HORIZON, PLAN_COUNT };
static const struct import_field PLAN_FIELDS[] = {
    [PLAN_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [PLAN_STATE] = {"state", IMPORT_WORD, true, 0, PLAN_STATES},
    [PLAN_HORIZON] = {"horizon", IMPORT_KNOWN, false, 0, NULL},
    {"space", IMPORT_KNOWN, false, 0, NULL},
    {"derived_from", IMPORT_KNOWN, false, 0, NULL},
    {"phases", IMPORT_KNOWN, false, 0, NULL},
    {"findings", IMPORT_KNOWN, false, 0, NULL},
    {"goals", IMPORT_KNOWN, false, 0, NULL},
    {"milestones", IMPORT_KNOWN, false, 0, NULL},
    {"dependencies", IMPORT_KNOWN, false, 0, NULL},
    {"baselines", IMPORT_KNOWN, false, 0, NULL},
};

enum { HORIZON_START, HORIZON_MIN, HORIZON_MAX, HORIZON_COUNT };
static const struct import_field HORIZON_FIELDS[HORIZON_COUNT] = {
    [HORIZON_START] = {"start", IMPORT_DATE, false, 0, NULL},
    [HORIZON_MIN] = {"end_min", IMPORT_DATE, false, 0, NULL},
    [HORIZON_MAX] = {"end_max", IMPORT_DATE, false, 0, NULL},
};

static bool horizon_read(const struct import_record *record, struct import_values *out,
                         struct trib_error *error) {
    struct import_record inner = *record;
    inner.object = json_object_get(record->object, "horizon");
    *out = (struct import_values){0};
    if (inner.object == NULL) {
        return true;
    }
    if (!json_is_object(inner.object)) {
        return import_fail(record, TRIB_E_TYPE, "horizon", error);
    }
    const char *const *dates = out->texts;
    return import_read(&inner, HORIZON_FIELDS, HORIZON_COUNT, out, error) &&
           import_span_check(record, dates[HORIZON_START], dates[HORIZON_MIN], "horizon.end_min",
                             error) &&
           import_span_check(record, dates[HORIZON_START], dates[HORIZON_MAX], "horizon.end_max",
                             error) &&
           import_span_check(record, dates[HORIZON_MIN], dates[HORIZON_MAX], "horizon.end_max",
                             error);
}

bool import_plan(struct import_record *record, enum import_outcome *out_outcome,
                 struct trib_error *error) {
    struct import_values read;
    struct import_values horizon;
    char id[TRIB_ID_BYTES];
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, PLAN_FIELDS, sizeof PLAN_FIELDS / sizeof PLAN_FIELDS[0], &read,
                     error) ||
        !horizon_read(record, &horizon, error) || !import_key_make(record, "plan", id, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(read.texts[PLAN_NAME]),
                                    IMPORT_TEXT_VALUE(read.texts[PLAN_STATE]),
                                    IMPORT_TEXT_VALUE(horizon.texts[HORIZON_START]),
                                    IMPORT_TEXT_VALUE(horizon.texts[HORIZON_MIN]),
                                    IMPORT_TEXT_VALUE(horizon.texts[HORIZON_MAX]),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return row_write(record, ADD_PLAN, values, 7, error) &&
           import_provenance(record, "plan", id, TRIB_SPACE_COALITION_ID, error);
}

/* ---- goals and objectives -------------------------------------------------------------------- */

static const char ADD_GOAL[] =
    "INSERT INTO goal (goal_id, space_id, plan_id, name, weight, sample, rank) "
    "SELECT ?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3, ?4, ?5, coalesce(max(rank), 0) + 1 "
    "FROM goal WHERE plan_id = ?2";
enum { GOAL_PLAN, GOAL_NAME, GOAL_WEIGHT };
static const struct import_field GOAL_FIELDS[] = {
    [GOAL_PLAN] = {"plan", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [GOAL_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [GOAL_WEIGHT] = {"weight", IMPORT_INTEGER, false, 0, NULL},
    {"answers", IMPORT_KNOWN, false, 0, NULL},
    {"objectives", IMPORT_KNOWN, false, 0, NULL},
};

bool import_goal(struct import_record *record, enum import_outcome *out_outcome,
                 struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    char plan_id[TRIB_ID_BYTES];
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, GOAL_FIELDS, sizeof GOAL_FIELDS / sizeof GOAL_FIELDS[0], &read,
                     error) ||
        !parent_find(record, "plan", read.texts[GOAL_PLAN], "plan", plan_id, error) ||
        !import_key_make(record, "goal", id, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id), IMPORT_TEXT_VALUE(plan_id),
                                    IMPORT_TEXT_VALUE(read.texts[GOAL_NAME]),
                                    IMPORT_INTEGER_VALUE(WEIGHT_OF(read, GOAL_WEIGHT)),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return row_write(record, ADD_GOAL, values, 5, error) &&
           import_provenance(record, "goal", id, TRIB_SPACE_COALITION_ID, error);
}

static const char GOALS_PLAN[] = "SELECT plan_id FROM goal WHERE goal_id = ?1 LIMIT 1";
static const char ADD_OBJECTIVE[] =
    "INSERT INTO objective (objective_id, space_id, plan_id, goal_id, name, weight, starts_on, "
    "ends_on, sample, rank) SELECT ?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
    "coalesce(max(rank), 0) + 1 FROM objective WHERE goal_id = ?3";
enum { OBJECTIVE_GOAL, OBJECTIVE_NAME, OBJECTIVE_WEIGHT, OBJECTIVE_START, OBJECTIVE_END };
static const struct import_field OBJECTIVE_FIELDS[] = {
    [OBJECTIVE_GOAL] = {"goal", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [OBJECTIVE_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [OBJECTIVE_WEIGHT] = {"weight", IMPORT_INTEGER, false, 0, NULL},
    [OBJECTIVE_START] = {"start", IMPORT_DATE, false, 0, NULL},
    [OBJECTIVE_END] = {"end", IMPORT_DATE, false, 0, NULL},
    {"milestones", IMPORT_KNOWN, false, 0, NULL},
    {"indicators", IMPORT_KNOWN, false, 0, NULL},
};

bool import_objective(struct import_record *record, enum import_outcome *out_outcome,
                      struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    char goal_id[TRIB_ID_BYTES];
    char plan_id[TRIB_ID_BYTES];
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, OBJECTIVE_FIELDS, sizeof OBJECTIVE_FIELDS / sizeof OBJECTIVE_FIELDS[0],
                     &read, error) ||
        !import_span_check(record, read.texts[OBJECTIVE_START], read.texts[OBJECTIVE_END], "end",
                           error) ||
        !parent_find(record, "goal", read.texts[OBJECTIVE_GOAL], "goal", goal_id, error) ||
        !plan_of(record, GOALS_PLAN, goal_id, plan_id, error) ||
        !import_key_make(record, "objective", id, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id),
                                    IMPORT_TEXT_VALUE(plan_id),
                                    IMPORT_TEXT_VALUE(goal_id),
                                    IMPORT_TEXT_VALUE(read.texts[OBJECTIVE_NAME]),
                                    IMPORT_INTEGER_VALUE(WEIGHT_OF(read, OBJECTIVE_WEIGHT)),
                                    IMPORT_TEXT_VALUE(read.texts[OBJECTIVE_START]),
                                    IMPORT_TEXT_VALUE(read.texts[OBJECTIVE_END]),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return row_write(record, ADD_OBJECTIVE, values, 8, error) &&
           import_provenance(record, "objective", id, TRIB_SPACE_COALITION_ID, error);
}

/* ---- milestones ------------------------------------------------------------------------------ */

static const char OBJECTIVES_PLAN[] =
    "SELECT plan_id FROM objective WHERE objective_id = ?1 LIMIT 1";
static const char ADD_MILESTONE[] =
    "INSERT INTO milestone (milestone_id, space_id, plan_id, objective_id, name, due_on, weight, "
    "state, reason, convening_id, sample, rank) SELECT ?1, '" TRIB_SPACE_COALITION_ID
    "', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, coalesce(max(rank), 0) + 1 FROM milestone "
    "WHERE plan_id = ?2 AND objective_id IS ?3";
static const char *const MILESTONE_STATES[] = {"planned", "under_way", "reached",
                                               "missed",  "dropped",   NULL};
enum {
    MILESTONE_PLAN,
    MILESTONE_OBJECTIVE,
    MILESTONE_NAME,
    MILESTONE_DUE,
    MILESTONE_WEIGHT,
    MILESTONE_STATE,
    MILESTONE_REASON,
    MILESTONE_CONVENING
};
static const struct import_field MILESTONE_FIELDS[] = {
    [MILESTONE_PLAN] = {"plan", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [MILESTONE_OBJECTIVE] = {"objective", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [MILESTONE_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [MILESTONE_DUE] = {"due", IMPORT_DATE, false, 0, NULL},
    [MILESTONE_WEIGHT] = {"weight", IMPORT_INTEGER, false, 0, NULL},
    [MILESTONE_STATE] = {"state", IMPORT_WORD, true, 0, MILESTONE_STATES},
    [MILESTONE_REASON] = {"reason", IMPORT_TEXT, false, TRIB_SUMMARY_MAX, NULL},
    [MILESTONE_CONVENING] = {"convening", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    {"phase", IMPORT_KNOWN, false, 0, NULL},
    {"action_items", IMPORT_KNOWN, false, 0, NULL},
};

struct milestone_place {
    char plan_id[TRIB_ID_BYTES], objective_id[TRIB_ID_BYTES], convening_id[TRIB_ID_BYTES];
};

static bool milestone_place_find(const struct import_record *record,
                                 const struct import_values *read, struct milestone_place *out,
                                 struct trib_error *error) {
    const char *objective = read->texts[MILESTONE_OBJECTIVE];
    bool is_found =
        objective != NULL
            ? parent_find(record, "objective", objective, "objective", out->objective_id, error) &&
                  plan_of(record, OBJECTIVES_PLAN, out->objective_id, out->plan_id, error)
            : parent_find(record, "plan", read->texts[MILESTONE_PLAN], "plan", out->plan_id, error);
    return is_found && import_reference(record, "convening", read->texts[MILESTONE_CONVENING],
                                        "convening", out->convening_id, error);
}

/* Why it was dropped or is blocked, where the state asks for it: as the file says, or else where it
   says it from. */
static const char *reason_of(const struct import_record *record, bool is_asked,
                             const char *reason) {
    const char *source = json_string_value(json_object_get(record->object, "source"));
    return !is_asked ? NULL : reason != NULL ? reason : source;
}

bool import_milestone(struct import_record *record, enum import_outcome *out_outcome,
                      struct trib_error *error) {
    struct import_values read;
    struct milestone_place place = {0};
    char id[TRIB_ID_BYTES];
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, MILESTONE_FIELDS, sizeof MILESTONE_FIELDS / sizeof MILESTONE_FIELDS[0],
                     &read, error) ||
        !milestone_place_find(record, &read, &place, error) ||
        !import_key_make(record, "milestone", id, error)) {
        return false;
    }
    bool is_dropped = strcmp(read.texts[MILESTONE_STATE], "dropped") == 0;
    struct import_value values[] = {
        IMPORT_TEXT_VALUE(id),
        IMPORT_TEXT_VALUE(place.plan_id),
        OR_NULL(place.objective_id),
        IMPORT_TEXT_VALUE(read.texts[MILESTONE_NAME]),
        IMPORT_TEXT_VALUE(read.texts[MILESTONE_DUE]),
        IMPORT_INTEGER_VALUE(WEIGHT_OF(read, MILESTONE_WEIGHT)),
        IMPORT_TEXT_VALUE(read.texts[MILESTONE_STATE]),
        IMPORT_TEXT_VALUE(reason_of(record, is_dropped, read.texts[MILESTONE_REASON])),
        OR_NULL(place.convening_id),
        IMPORT_INTEGER_VALUE(record->is_sample)};
    return row_write(record, ADD_MILESTONE, values, 10, error) &&
           import_provenance(record, "milestone", id, TRIB_SPACE_COALITION_ID, error);
}

/* ---- action items ---------------------------------------------------------------------------- */

static const char ADD_ITEM[] =
    "INSERT INTO action_item (action_item_id, space_id, group_id, title, owner_organization_id, "
    "due_on, state, reason, progress, milestone_id, sample) VALUES (?1, '" TRIB_SPACE_COALITION_ID
    "', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char *const ITEM_STATES[] = {"open", "doing", "blocked", "done", "dropped", NULL};
enum {
    ITEM_MILESTONE,
    ITEM_NAME,
    ITEM_OWNER,
    ITEM_GROUP,
    ITEM_DUE,
    ITEM_STATE,
    ITEM_REASON,
    ITEM_PROGRESS
};
static const struct import_field ITEM_FIELDS[] = {
    [ITEM_MILESTONE] = {"milestone", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [ITEM_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
    [ITEM_OWNER] = {"owner_org", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [ITEM_GROUP] = {"group", IMPORT_TEXT, false, TRIB_TITLE_MAX, NULL},
    [ITEM_DUE] = {"due", IMPORT_DATE, false, 0, NULL},
    [ITEM_STATE] = {"state", IMPORT_WORD, true, 0, ITEM_STATES},
    [ITEM_REASON] = {"reason", IMPORT_TEXT, false, TRIB_SUMMARY_MAX, NULL},
    [ITEM_PROGRESS] = {"progress", IMPORT_INTEGER, false, 0, NULL},
};

bool import_action_item(struct import_record *record, enum import_outcome *out_outcome,
                        struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    char milestone_id[TRIB_ID_BYTES];
    char owner_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES];
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, ITEM_FIELDS, sizeof ITEM_FIELDS / sizeof ITEM_FIELDS[0], &read,
                     error) ||
        !import_reference(record, "milestone", read.texts[ITEM_MILESTONE], "milestone",
                          milestone_id, error) ||
        !import_reference(record, "owner_org", read.texts[ITEM_OWNER], "organization", owner_id,
                          error) ||
        !import_reference(record, "group", read.texts[ITEM_GROUP], "group", group_id, error) ||
        !import_key_make(record, "action_item", id, error)) {
        return false;
    }
    const char *state = read.texts[ITEM_STATE];
    bool is_reasoned = strcmp(state, "blocked") == 0 || strcmp(state, "dropped") == 0;
    struct import_value values[] = {
        IMPORT_TEXT_VALUE(id),
        OR_NULL(group_id),
        IMPORT_TEXT_VALUE(read.texts[ITEM_NAME]),
        OR_NULL(owner_id),
        IMPORT_TEXT_VALUE(read.texts[ITEM_DUE]),
        IMPORT_TEXT_VALUE(state),
        IMPORT_TEXT_VALUE(reason_of(record, is_reasoned, read.texts[ITEM_REASON])),
        IMPORT_INTEGER_VALUE(read.integers[ITEM_PROGRESS]),
        OR_NULL(milestone_id),
        IMPORT_INTEGER_VALUE(record->is_sample)};
    return row_write(record, ADD_ITEM, values, 10, error) &&
           import_provenance(record, "action_item", id, TRIB_SPACE_COALITION_ID, error);
}
