/*
 * The file as a whole speaks of one coalition and comes from one document: both are single records.
 */
#include "file.h"

#include <stdio.h>
#include <string.h>

#include "tributary/base/limits.h"

static const char ADD_DOCUMENT[] =
    "INSERT INTO source_document (source_document_id, space_id, title, author, prepared_for, "
    "place, starts_on, ends_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static const char FIND_COALITION[] = "SELECT coalition_id FROM coalition LIMIT 1";
static const char ROOT_OF[] =
    "SELECT root_organization_id FROM coalition WHERE root_organization_id IS NOT NULL LIMIT 1";
static const char SET_COALITION[] =
    "UPDATE coalition SET root_organization_id = ?2, default_language = ?3, vote_unit = ?4 "
    "WHERE coalition_id = ?1";
static const char SET_QUORUM[] = "UPDATE coalition SET quorum_kind = ?2, quorum_numerator = ?3, "
                                 "quorum_denominator = ?4 WHERE coalition_id = ?1";
static const char SET_VOTE[] =
    "UPDATE coalition SET vote_kind = ?2, vote_numerator = ?3, vote_denominator = ?4, "
    "vote_base = ?5 WHERE coalition_id = ?1";
static const char SET_ADMISSION[] =
    "UPDATE coalition SET admission_kind = ?2, admission_numerator = ?3, "
    "admission_denominator = ?4, admission_base = ?5 WHERE coalition_id = ?1";
static const char SET_FALLBACK[] =
    "UPDATE coalition SET fallback_kind = ?2, fallback_numerator = ?3, fallback_denominator = ?4, "
    "fallback_base = ?5, fallback_cooling_minutes = ?6 WHERE coalition_id = ?1";
static const char SET_CONSENSUS[] =
    "UPDATE coalition SET consensus_blocks_max = ?2, consensus_stand_asides_numerator = ?3, "
    "consensus_stand_asides_denominator = ?4, consensus_rounds = ?5 WHERE coalition_id = ?1";
static const char ADD_LANGUAGE[] =
    "INSERT INTO coalition_language (coalition_language_id, space_id, coalition_id, language, "
    "rank) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (coalition_id, language) DO NOTHING";

enum { DOC_TITLE, DOC_AUTHOR, DOC_PREPARED_FOR, DOC_PLACE, DOC_START, DOC_END, DOC_COUNT };
static const struct import_field DOCUMENT_FIELDS[DOC_COUNT] = {
    [DOC_TITLE] = {"title", IMPORT_TEXT, true, IMPORT_TITLE_MAX, NULL},
    [DOC_AUTHOR] = {"author", IMPORT_TEXT, false, 400, NULL},
    [DOC_PREPARED_FOR] = {"prepared_for", IMPORT_TEXT, false, 400, NULL},
    [DOC_PLACE] = {"place", IMPORT_TEXT, false, 400, NULL},
    [DOC_START] = {"date_start", IMPORT_DATE, false, 0, NULL},
    [DOC_END] = {"date_end", IMPORT_DATE, false, 0, NULL},
};

static struct trib_import_section *section_begin(struct import_file *file, const char *name) {
    struct trib_import_section *section = &file->report->sections[file->report->section_count++];
    *section = (struct trib_import_section){.has_home = true};
    snprintf(section->name, sizeof section->name, "%s", name);
    return section;
}

bool import_source_document(struct import_file *file, struct trib_error *error) {
    struct import_record record = {.file = file,
                                   .section = "source_document",
                                   .key = "source_document",
                                   .object = json_object_get(file->root, "source_document")};
    struct import_values read;
    bool is_new = false;
    if (record.object == NULL) {
        return true;
    }
    struct trib_import_section *section = section_begin(file, "source_document");
    if (!json_is_object(record.object)) {
        return import_fail(&record, TRIB_E_TYPE, NULL, error);
    }
    if (!import_read(&record, DOCUMENT_FIELDS, DOC_COUNT, &read, error) ||
        !import_part_key_make(&record, "document", "source_document", file->source_document_id,
                              &is_new, error)) {
        return false;
    }
    section->taken = is_new ? 1 : 0;
    section->present = is_new ? 0 : 1;
    struct import_value values[] = {
        IMPORT_TEXT_VALUE(file->source_document_id),     IMPORT_TEXT_VALUE(TRIB_SPACE_PUBLIC_ID),
        IMPORT_TEXT_VALUE(read.texts[DOC_TITLE]),        IMPORT_TEXT_VALUE(read.texts[DOC_AUTHOR]),
        IMPORT_TEXT_VALUE(read.texts[DOC_PREPARED_FOR]), IMPORT_TEXT_VALUE(read.texts[DOC_PLACE]),
        IMPORT_TEXT_VALUE(read.texts[DOC_START]),        IMPORT_TEXT_VALUE(read.texts[DOC_END])};
    return !is_new || import_row(file->store, ADD_DOCUMENT, values, 8, error);
}

struct rule {
    const char *sql, *name;
    bool has_base, has_cooling;
};

/* One share rule: kind, numerator, denominator, and what it is a share of where the rule says so.
 */
static bool rule_set(const struct import_record *record, const char *coalition_id,
                     const struct rule *of, struct trib_error *error) {
    json_t *rule = json_object_get(json_object_get(record->object, "rules"), of->name);
    if (rule == NULL) {
        return true;
    }
    json_t *kind = json_object_get(rule, "kind");
    json_t *num = json_object_get(rule, "num");
    json_t *den = json_object_get(rule, "den");
    json_t *base = json_object_get(rule, "base");
    json_t *cooling = json_object_get(rule, "cooling_minutes");
    if (!json_is_string(kind) || !json_is_integer(num) || !json_is_integer(den) ||
        (of->has_base && !json_is_string(base)) || (of->has_cooling && !json_is_integer(cooling))) {
        return import_fail(record, TRIB_E_TYPE, of->name, error);
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(coalition_id),
                                    IMPORT_TEXT_VALUE(json_string_value(kind)),
                                    IMPORT_INTEGER_VALUE(json_integer_value(num)),
                                    IMPORT_INTEGER_VALUE(json_integer_value(den)),
                                    IMPORT_TEXT_VALUE(json_string_value(base)),
                                    IMPORT_INTEGER_VALUE(json_integer_value(cooling))};
    size_t count = of->has_cooling ? 6 : of->has_base ? 5 : 4;
    return import_row(record->file->store, of->sql, values, count, error);
}

static bool consensus_set(const struct import_record *record, const char *coalition_id,
                          struct trib_error *error) {
    json_t *rule = json_object_get(json_object_get(record->object, "rules"), "consensus");
    json_t *asides = json_object_get(rule, "max_stand_asides");
    if (rule == NULL) {
        return true;
    }
    json_t *numbers[] = {json_object_get(rule, "max_blocks"), json_object_get(asides, "num"),
                         json_object_get(asides, "den"), json_object_get(rule, "rounds")};
    struct import_value values[5] = {IMPORT_TEXT_VALUE(coalition_id)};
    for (size_t i = 0; i < 4; i++) {
        if (!json_is_integer(numbers[i])) {
            return import_fail(record, TRIB_E_TYPE, "consensus", error);
        }
        values[i + 1] = IMPORT_INTEGER_VALUE(json_integer_value(numbers[i]));
    }
    return import_row(record->file->store, SET_CONSENSUS, values, 5, error);
}

struct spoken {
    const char *coalition_id, *language;
    int64_t rank;
};

static bool language_add(const struct import_record *record, const struct spoken *spoken,
                         struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(record->file->store), id);
    struct import_value values[] = {IMPORT_TEXT_VALUE(id), IMPORT_TEXT_VALUE(TRIB_SPACE_PUBLIC_ID),
                                    IMPORT_TEXT_VALUE(spoken->coalition_id),
                                    IMPORT_TEXT_VALUE(spoken->language),
                                    IMPORT_INTEGER_VALUE(spoken->rank)};
    struct trib_error inner = {0};
    return import_row(record->file->store, ADD_LANGUAGE, values, 5, &inner) ||
           import_fail(record, inner.code, "languages", error);
}

static bool languages_add(const struct import_record *record, const char *coalition_id,
                          const char *default_language, struct trib_error *error) {
    json_t *languages = json_object_get(record->object, "languages");
    size_t count = json_array_size(languages);
    for (size_t i = 0; i < count; i++) {
        const char *language = json_string_value(json_array_get(languages, i));
        const struct spoken one = {coalition_id, language, (int64_t)i + 1};
        if (language == NULL) {
            return import_fail(record, TRIB_E_TYPE, "languages", error);
        }
        if (!language_add(record, &one, error)) {
            return false;
        }
    }
    const struct spoken by_default = {coalition_id, default_language, (int64_t)count + 1};
    return language_add(record, &by_default, error);
}

static bool rules_set(const struct import_record *record, const char *coalition_id,
                      struct trib_error *error) {
    static const struct rule rules[] = {
        {.sql = SET_QUORUM, .name = "quorum"},
        {.sql = SET_VOTE, .name = "vote", .has_base = true},
        {.sql = SET_ADMISSION, .name = "admission", .has_base = true},
        {.sql = SET_FALLBACK, .name = "fallback", .has_base = true, .has_cooling = true},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (!rule_set(record, coalition_id, &rules[i], error)) {
            return false;
        }
    }
    return consensus_set(record, coalition_id, error);
}

static const char *text_or(json_t *object, const char *name, const char *otherwise) {
    const char *text = json_string_value(json_object_get(object, name));
    return text == NULL ? otherwise : text;
}

static bool coalition_take(struct import_record *record, const char *root_id,
                           struct trib_error *error) {
    struct trib_store *store = record->file->store;
    json_t *rules = json_object_get(record->object, "rules");
    char coalition_id[TRIB_ID_BYTES];
    bool found = false;
    if (!import_look(store, IMPORT_QUERY(FIND_COALITION, NULL, 0), coalition_id,
                     sizeof coalition_id, &found, error)) {
        return false;
    }
    if (!found) {
        return import_fail(record, TRIB_E_NOT_FOUND, NULL, error);
    }
    const char *language = text_or(record->object, "default_language", "en");
    struct import_value values[] = {IMPORT_TEXT_VALUE(coalition_id), IMPORT_TEXT_VALUE(root_id),
                                    IMPORT_TEXT_VALUE(language),
                                    IMPORT_TEXT_VALUE(text_or(rules, "vote_unit", "organization"))};
    return import_row(store, SET_COALITION, values, 4, error) &&
           languages_add(record, coalition_id, language, error) &&
           rules_set(record, coalition_id, error) &&
           import_provenance(record, "coalition", coalition_id, TRIB_SPACE_PUBLIC_ID, error);
}

/* A coalition that has its root already keeps root, rules and languages: a file never overrules it.
 * Its name is what people gave it. */
bool import_coalition(struct import_file *file, struct trib_error *error) {
    struct import_record record = {.file = file,
                                   .section = "coalition",
                                   .key = "coalition",
                                   .object = json_object_get(file->root, "coalition")};
    char root_id[TRIB_ID_BYTES];
    char present[TRIB_ID_BYTES];
    bool has_root = false;
    if (record.object == NULL) {
        return true;
    }
    struct trib_import_section *section = section_begin(file, "coalition");
    const char *key = json_string_value(json_object_get(record.object, "org"));
    if (key == NULL) {
        return import_fail(&record, TRIB_E_REQUIRED, "org", error);
    }
    if (!import_reference(&record, "org", key, "organization", root_id, error) ||
        !import_look(file->store, IMPORT_QUERY(ROOT_OF, NULL, 0), present, sizeof present,
                     &has_root, error)) {
        return false;
    }
    if (root_id[0] == '\0') {
        return import_fail(&record, TRIB_E_NOT_FOUND, "org", error);
    }
    section->taken = has_root ? 0 : 1;
    section->present = has_root && strcmp(root_id, present) == 0 ? 1 : 0;
    section->left_out = has_root && strcmp(root_id, present) != 0 ? 1 : 0;
    return has_root || coalition_take(&record, root_id, error);
}
