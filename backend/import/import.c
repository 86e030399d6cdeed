/*
 * The import as a whole: parse, look the file over, take the sections that have a home in the order
 * they build on each other, count the others. One command; a refusal anywhere puts everything back.
 */
#include "tributary/import/import.h"

#include <stdio.h>
#include <string.h>

#include "file.h"
#include "tributary/base/text.h"
#include "tributary/command/dispatch.h"
#include "tributary/store/tick.h"

/* Sections that are not records of the coalition but words about the file. */
static const char *const ABOUT_THE_FILE[] = {
    "format",       "version",         "source_headings", "conventions",
    "vocabularies", "source_document", "coalition",       NULL};
static const char *const WITH_A_HOME[] = {
    "reading_notes", "spaces",     "organizations", "additions",    "affiliations", "series",
    "convenings",    "groups",     "group_members", "lineage",      "people",       "plans",
    "goals",         "objectives", "milestones",    "action_items", "questions",    NULL};

static bool is_in(const char *const *list, const char *name) {
    for (; *list != NULL; list++) {
        if (strcmp(*list, name) == 0) {
            return true;
        }
    }
    return false;
}

/* jansson goes 2,048 levels deep before it stops; a file never needs more than a few. */
static bool depth_is_fine(const char *json, size_t length) {
    size_t depth = 0;
    bool in_text = false;
    for (size_t i = 0; i < length; i++) {
        if (in_text && json[i] == '\\') {
            i++;
        } else if (json[i] == '"') {
            in_text = !in_text;
        } else if (!in_text && (json[i] == '{' || json[i] == '[')) {
            depth++;
        } else if (!in_text && (json[i] == '}' || json[i] == ']') && depth > 0) {
            depth--;
        }
        if (depth > TRIB_IMPORT_DEPTH_MAX) {
            return false;
        }
    }
    return true;
}

static json_t *file_parse(const char *json, size_t length, struct trib_error *error) {
    json_error_t where;
    if (length > TRIB_IMPORT_BYTES_MAX) {
        trib_fail(error, TRIB_E_TOO_LONG, "file");
        trib_error_add_int64(error, "most", TRIB_IMPORT_BYTES_MAX);
        return NULL;
    }
    if (!depth_is_fine(json, length)) {
        trib_fail(error, TRIB_E_PARSE, "file");
        trib_error_add_text(error, "reason", "nested too deep");
        return NULL;
    }
    json_t *root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &where);
    if (root == NULL) {
        trib_fail(error, TRIB_E_PARSE, "file");
        trib_error_add_text(error, "reason", where.text);
        trib_error_add_int64(error, "line", where.line);
        return NULL;
    }
    const char *format = json_string_value(json_object_get(root, "format"));
    if (format == NULL || strcmp(format, "tributary-seed") != 0) {
        trib_fail(error, TRIB_E_TYPE, "format");
        trib_error_add_text(error, "expected", "tributary-seed");
        json_decref(root);
        return NULL;
    }
    return root;
}

/* Notes which section each key belongs to; a key twice would make references ambiguous. */
static bool keys_collect(struct import_file *file, const char *section, json_t *records,
                         struct trib_error *error) {
    if (json_array_size(records) > TRIB_IMPORT_RECORDS_MAX) {
        trib_fail(error, TRIB_E_TOO_MANY, section);
        trib_error_add_int64(error, "most", TRIB_IMPORT_RECORDS_MAX);
        return false;
    }
    for (size_t i = 0; i < json_array_size(records); i++) {
        struct import_record record = {.file = file, .section = section, .index = i};
        record.key = json_string_value(json_object_get(json_array_get(records, i), "id"));
        if (record.key == NULL) {
            continue; /* what has no key cannot be pointed to */
        }
        if (json_object_get(file->sections, record.key) != NULL) {
            return import_fail(&record, TRIB_E_EXISTS, "id", error);
        }
        if (json_object_set_new(file->sections, record.key, json_string(section)) != 0) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
        }
    }
    return true;
}

static bool file_look_over(struct import_file *file, struct trib_error *error) {
    const char *name;
    json_t *section;
    if (json_object_size(file->root) > TRIB_IMPORT_SECTIONS_MAX) {
        return trib_fail(error, TRIB_E_TOO_MANY, "sections");
    }
    json_object_foreach(file->root, name, section) {
        if (is_in(ABOUT_THE_FILE, name)) {
            continue;
        }
        if (!json_is_array(section)) {
            trib_fail(error, TRIB_E_TYPE, name);
            trib_error_add_text(error, "expected", "a list of records");
            return false;
        }
        if (!keys_collect(file, name, section, error)) {
            return false;
        }
    }
    return true;
}

/* The two spaces every coalition has are there already; others come with what owns them. */
static bool import_space(struct import_record *record, enum import_outcome *out_outcome,
                         struct trib_error *error) {
    const char *kind = json_string_value(json_object_get(record->object, "kind"));
    if (kind == NULL) {
        return import_fail(record, TRIB_E_REQUIRED, "kind", error);
    }
    bool is_there = strcmp(kind, "public") == 0 || strcmp(kind, "coalition") == 0;
    *out_outcome = is_there ? IMPORT_PRESENT : IMPORT_LEFT_OUT;
    return true;
}

static void homeless_count(struct import_file *file) {
    const char *name;
    json_t *records;
    json_object_foreach(file->root, name, records) {
        if (is_in(ABOUT_THE_FILE, name) || is_in(WITH_A_HOME, name)) {
            continue;
        }
        struct trib_import_section *section =
            &file->report->sections[file->report->section_count++];
        *section = (struct trib_import_section){.left_out = json_array_size(records)};
        trib_text_copy(section->name, sizeof section->name, name);
    }
}

static bool sections_take(struct import_file *file, struct trib_error *error) {
    if (!import_source_document(file, error) ||
        !import_section(file, "spaces", import_space, error) ||
        !import_section(file, "organizations", import_organization, error) ||
        !import_section(file, "additions", import_addition, error) ||
        !import_section(file, "affiliations", import_affiliation, error) ||
        !import_affiliations_check(file, error) || !import_coalition(file, error) ||
        !import_section(file, "series", import_series, error) ||
        !import_section(file, "convenings", import_convening, error) ||
        !import_convenings_point(file, error) ||
        !import_section(file, "groups", import_group, error) ||
        !import_section(file, "group_members", import_group_member, error) ||
        !import_section(file, "lineage", import_lineage, error) ||
        !import_lineage_check(file, error) ||
        !import_section(file, "questions", import_question, error) ||
        !import_section(file, "people", import_person, error) ||
        !import_section(file, "plans", import_plan, error) ||
        !import_section(file, "goals", import_goal, error) ||
        !import_section(file, "objectives", import_objective, error) ||
        !import_section(file, "milestones", import_milestone, error) ||
        !import_section(file, "action_items", import_action_item, error) ||
        !import_section_again(file, "reading_notes", import_reading_note, error)) {
        return false;
    }
    homeless_count(file);
    return true;
}

/* The command in the log: the program's own, by whose hand a file was brought in. */
static bool command_open(struct trib_store *store, struct trib_error *error) {
    char command_id[TRIB_ID_BYTES];
    static const char request[] = "{\"method\":\"import.run\"}";
    enum trib_command_outcome outcome;
    const char *answer;
    trib_id_make_timed(trib_store_random(store), trib_store_now_ms(store), command_id);
    struct trib_entry_head head = {.command_id = command_id,
                                   .method = "import.run",
                                   .request = request,
                                   .request_length = sizeof request - 1};
    return trib_tick_command_open(store, &head, &outcome, &answer, error);
}

/* As a command of the program's own; of a preview everything is put back. */
static bool file_take(struct import_file *file, bool is_kept, struct trib_error *error) {
    uint64_t seq;
    if (!import_plans_lay_out(file, error) || !file_look_over(file, error) ||
        !command_open(file->store, error)) {
        return false;
    }
    const struct trib_command command = {.store = file->store};
    bool is_taken = sections_take(file, error) && trib_dispatches_follow(&command, error);
    if (!is_taken || !is_kept) {
        trib_tick_command_undo(file->store);
        return is_taken;
    }
    return trib_tick_command_release(file->store, "{}", &seq, error);
}

static bool file_take_open(struct import_file *file, bool is_kept, struct trib_error *error) {
    (void)is_kept;
    return import_plans_lay_out(file, error) && file_look_over(file, error) &&
           sections_take(file, error);
}

struct taking {
    bool (*take)(struct import_file *file, bool is_kept, struct trib_error *error);
    bool is_kept;
};

static bool import_do(struct trib_store *store, const char *json, size_t length,
                      const struct taking *taking, struct trib_import_report *out_report,
                      struct trib_error *error) {
    json_auto_t *root = file_parse(json, length, error);
    json_auto_t *sections = json_object();
    json_auto_t *pointing = json_array();
    struct trib_import_report report = {0};
    if (root == NULL || sections == NULL || pointing == NULL) {
        return root == NULL ? false : trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
    }
    struct import_file file = {.store = store,
                               .root = root,
                               .pointing = pointing,
                               .sections = sections,
                               .report = &report};
    const char *title =
        json_string_value(json_object_get(json_object_get(root, "source_document"), "title"));
    snprintf(file.source, sizeof file.source, IMPORT_SOURCE_PREFIX "%s",
             title == NULL ? "" : title);
    if (!taking->take(&file, taking->is_kept, error)) {
        return false;
    }
    *out_report = report;
    return true;
}

bool trib_import_run(struct trib_store *store, const char *json, size_t length,
                     struct trib_import_report *out_report, struct trib_error *error) {
    return import_do(store, json, length, &(const struct taking){file_take, true}, out_report,
                     error);
}

bool trib_import_take(struct trib_store *store, const char *json, size_t length,
                      struct trib_import_report *out_report, struct trib_error *error) {
    return import_do(store, json, length, &(const struct taking){file_take_open, true}, out_report,
                     error);
}

bool trib_import_preview(struct trib_store *store, const char *json, size_t length,
                         struct trib_import_report *out_report, struct trib_error *error) {
    return import_do(store, json, length, &(const struct taking){file_take, false}, out_report,
                     error);
}
