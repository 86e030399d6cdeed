/*
 * A file brought in: what becomes of the coalition's own data, that a second time changes nothing,
 * and that a file with one fault leaves nothing behind and says where the fault is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tributary/command/people.h"
#include "tributary/command/tables.h"
#include "tributary/import/import.h"
#include "tributary/import/samples.h"
#include "tributary/store/log.h"
#include "tributary/store/statement.h"
#include "tributary/store/tick.h"

struct world {
    struct trib_store *store;
    json_t *file; /* gcm.json, whole */
    uint64_t chance;
};

static int64_t fixed_now(void *context) {
    (void)context;
    return 1416268800000; /* 18 November 2014 */
}

static void tick(struct trib_store *store) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_batch) batch = {0};
    assert_true(trib_tick_commit(store, &batch, &error));
}

static void coalition_make(struct trib_store *store) {
    static const char request[] = "{}";
    struct trib_error error = {0};
    char command_id[TRIB_ID_BYTES];
    char coalition_id[TRIB_ID_BYTES];
    enum trib_command_outcome outcome;
    const char *answer;
    uint64_t seq;
    trib_id_make_timed(trib_store_random(store), 1, command_id);
    trib_id_make_random(trib_store_random(store), coalition_id);
    struct trib_entry_head head = {
        .command_id = command_id, .method = "system.init", .request = request, .request_length = 2};
    assert_true(trib_tick_command_open(store, &head, &outcome, &answer, &error));
    assert_true(trib_coalition_make(store, coalition_id, "A coalition", &error));
    assert_true(trib_tick_command_release(store, "{}", &seq, &error));
    tick(store);
}

static int set_up(void **state) {
    struct world *world = calloc(1, sizeof *world);
    struct trib_error error = {0};
    json_error_t where;
    assert_non_null(world);
    world->file = json_load_file(TRIB_SOURCE_DIR "/backend/gcm.json", 0, &where);
    assert_non_null(world->file);
    struct trib_store_settings settings = {
        .path = ":memory:",
        .tables = trib_tables,
        .table_count = trib_table_count,
        .migrations = trib_migrations,
        .migration_count = trib_migration_count,
        .clock = {NULL, fixed_now, fixed_now},
        .random = trib_random_seeded(&world->chance),
    };
    assert_true(trib_store_create(&settings, &world->store, &error));
    coalition_make(world->store);
    *state = world;
    return 0;
}

static int tear_down(void **state) {
    struct world *world = *state;
    trib_store_close(world->store);
    json_decref(world->file);
    free(world);
    return 0;
}

static bool import_json(struct world *world, struct trib_import_report *report,
                        struct trib_error *error) {
    char *text = json_dumps(world->file, 0);
    assert_non_null(text);
    bool taken = trib_import_run(world->store, text, strlen(text), report, error);
    free(text);
    tick(world->store);
    return taken;
}

static int64_t number(struct world *world, const char *sql) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(world->store, sql, &statement, &error));
    assert_true(trib_statement_next(&statement, &has_row, &error));
    assert_true(has_row);
    return trib_column_int64(&statement, 0);
}

static void text(struct world *world, const char *sql, char *out_text, size_t size) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(world->store, sql, &statement, &error));
    assert_true(trib_statement_next(&statement, &has_row, &error));
    assert_true(has_row);
    snprintf(out_text, size, "%s", trib_column_text(&statement, 0));
}

static const struct trib_import_section *section(const struct trib_import_report *report,
                                                 const char *name) {
    for (size_t i = 0; i < report->section_count; i++) {
        if (strcmp(report->sections[i].name, name) == 0) {
            return &report->sections[i];
        }
    }
    fail_msg("no section %s", name);
    return NULL;
}

/* The seeds of the plan: how far it reaches, the two meetings with their convenings, the sample. */
static void plans_come_in_as_they_are_nested(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    assert_true(import_json(world, &report, &error));
    static const struct {
        const char *sql;
        int64_t count;
    } rows[] = {
        {"SELECT count(*) FROM plan WHERE sample = 0 AND starts_on = '2012' AND "
         "ends_min_on = '2022' AND ends_max_on = '2032'",
         1},
        {"SELECT count(*) FROM milestone JOIN convening USING (convening_id) WHERE "
         "milestone.sample = 0 AND objective_id IS NULL AND ((milestone.name = 'Accra meeting' AND "
         "due_on = '2012-09') OR (milestone.name = 'Manila meeting' AND due_on = '2012-12'))",
         2},
        {"SELECT count(*) FROM goal WHERE sample = 1", 4},
        {"SELECT count(*) FROM objective JOIN goal USING (goal_id, plan_id) WHERE "
         "objective.sample = 1",
         8},
        {"SELECT count(*) FROM milestone JOIN objective USING (objective_id, plan_id) WHERE "
         "milestone.sample = 1",
         21},
        {"SELECT count(*) FROM action_item JOIN milestone USING (milestone_id) WHERE "
         "action_item.sample = 1 AND action_item.owner_organization_id IS NOT NULL",
         11},
        {"SELECT group_concat(weight, '') FROM (SELECT weight FROM goal ORDER BY rank)", 3321},
        {"SELECT count(*) FROM milestone WHERE state = 'dropped' AND reason IS NOT NULL", 1},
        {"SELECT count(*) FROM plan WHERE space_id <> '" TRIB_SPACE_COALITION_ID "'", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(number(world, rows[i].sql), rows[i].count);
    }
}

/* A fault within a plan is told with its section, its place there and its own key. */
static void a_fault_within_a_plan_is_found(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    static const char FILE_WITH_IT[] =
        "{\"format\":\"tributary-seed\",\"plans\":[{\"id\":\"p\",\"name\":\"P\",\"state\":"
        "\"draft\",\"goals\":[{\"id\":\"g\",\"name\":\"G\",\"objectives\":[{\"id\":\"o\","
        "\"name\":\"O\",\"milestones\":[{\"id\":\"m1\",\"name\":\"M\",\"state\":\"planned\"},"
        "{\"id\":\"m2\",\"name\":\"N\",\"state\":\"planned\",\"due\":\"soon\"}]}]}]}]}";
    assert_false(
        trib_import_run(world->store, FILE_WITH_IT, strlen(FILE_WITH_IT), &report, &error));
    assert_int_equal(error.code, TRIB_E_DATE);
    assert_string_equal(error.field, "milestones[1].due");
    assert_non_null(strstr(error.arguments, "\"record\":\"m2\""));
    assert_int_equal(number(world, "SELECT count(*) FROM plan"), 0);
}

/* What a person could not enter does not come in by a file. */
static void a_plan_upside_down_is_refused(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
#define PLAN_OF(more)                                                                              \
    "{\"format\":\"tributary-seed\",\"plans\":[{\"id\":\"p\",\"name\":\"P\",\"state\":"            \
    "\"draft\"," more "}]}"
    static const struct {
        const char *text, *field;
    } rows[] = {
        {PLAN_OF("\"horizon\":{\"start\":\"2012\",\"end_min\":\"2011\"}"),
         "plans[0].horizon.end_min"},
        {PLAN_OF("\"horizon\":{\"end_min\":\"2022\",\"end_max\":\"2021\"}"),
         "plans[0].horizon.end_max"},
        {PLAN_OF("\"goals\":[{\"id\":\"g\",\"name\":\"G\",\"objectives\":[{\"id\":\"o\",\"name\":"
                 "\"O\",\"start\":\"2014\",\"end\":\"2013\"}]}]"),
         "objectives[0].end"},
    };
#undef PLAN_OF
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_false(
            trib_import_run(world->store, rows[i].text, strlen(rows[i].text), &report, &error));
        assert_int_equal(error.code, TRIB_E_ORDER);
        assert_string_equal(error.field, rows[i].field);
    }
}

static void the_whole_file_comes_in(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    struct trib_verify_report verify;
    assert_true(import_json(world, &report, &error));
    static const struct {
        const char *name;
        size_t taken;
    } counts[] = {{"organizations", 31}, {"affiliations", 24}, {"groups", 12},
                  {"group_members", 9},  {"people", 14},       {"source_document", 1},
                  {"coalition", 1},      {"series", 7},        {"convenings", 19},
                  {"lineage", 8},        {"plans", 2},         {"goals", 4},
                  {"objectives", 8},     {"milestones", 23},   {"action_items", 11}};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        assert_int_equal(section(&report, counts[i].name)->taken, counts[i].taken);
        assert_true(section(&report, counts[i].name)->has_home);
    }
    /* the seventh speaks of an instrument */
    assert_int_equal(section(&report, "reading_notes")->taken, 6);
    assert_int_equal(section(&report, "reading_notes")->left_out, 1);
    assert_false(section(&report, "dependencies")->has_home);
    assert_int_equal(section(&report, "dependencies")->left_out, 14);
    assert_int_equal(section(&report, "indicators")->left_out, 4);
    assert_int_equal(section(&report, "findings")->left_out, 5);
    assert_false(section(&report, "instruments")->has_home);
    assert_int_equal(section(&report, "instruments")->left_out, 22);
    assert_int_equal(report.references_left_out, 1);
    /* the name is what people gave it; what it speaks anyway is not added twice */
    assert_int_equal(number(world, "SELECT count(*) FROM coalition WHERE name = 'A coalition' AND "
                                   "root_organization_id IS NOT NULL"),
                     1);
    assert_int_equal(number(world, "SELECT count(*) FROM coalition_language"), 4);
    assert_true(trib_log_verify_store(world->store, &verify, &error));
    assert_string_equal(verify.difference, "");
}

static void samples_stay_in_the_coalition(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    assert_true(import_json(world, &report, &error));
    static const char *const none[] = {
        "SELECT count(*) FROM organization WHERE sample = (space_id = "
        "'00000000-0000-4000-8000-000000000001')",
        "SELECT count(*) FROM \"group\" WHERE sample = (space_id = "
        "'00000000-0000-4000-8000-000000000001')",
        "SELECT count(*) FROM affiliation WHERE sample = (space_id = "
        "'00000000-0000-4000-8000-000000000001')",
        "SELECT count(*) FROM person WHERE space_id <> person_id OR sample = 0",
        "SELECT count(*) FROM provenance WHERE row_id IN (SELECT organization_id FROM organization "
        "WHERE sample = 1)",
    };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_int_equal(number(world, none[i]), 0);
    }
    assert_int_equal(number(world, "SELECT count(*) FROM organization WHERE sample = 1"), 8);
    assert_int_equal(number(world, "SELECT count(*) FROM organization o JOIN provenance p ON "
                                   "p.row_id = o.organization_id AND p.table_name = 'organization' "
                                   "WHERE o.sample = 0 AND p.quotation <> ''"),
                     23);
}

static void what_is_two_becomes_two(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    assert_true(import_json(world, &report, &error));
    assert_int_equal(number(world, "SELECT count(*) FROM organization_name WHERE kind = 'acronym' "
                                   "AND text IN ('INMD', 'RIMD')"),
                     2);
    assert_int_equal(number(world, "SELECT count(*) FROM organization_region r JOIN organization o "
                                   "USING (organization_id) WHERE o.name LIKE 'Global Workers%' "
                                   "AND r.region IN ('U.S.', 'Mexico')"),
                     2);
    assert_int_equal(number(world, "SELECT count(*) FROM provenance WHERE table_name = "
                                   "'affiliation' AND inferred = 'starts_on'"),
                     12);
}

static void twice_changes_nothing(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    assert_true(import_json(world, &report, &error));
    uint64_t seq = trib_store_last_seq(world->store);
    assert_true(import_json(world, &report, &error));
    assert_int_equal(trib_store_last_seq(world->store), seq);
    assert_int_equal(section(&report, "organizations")->present, 31);
    assert_int_equal(section(&report, "organizations")->taken, 0);
    assert_int_equal(section(&report, "reading_notes")->present, 6);
}

/* Two sources are two, however late their titles differ; their records have keys of their own. */
static void the_longest_titles_are_told_apart(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    enum { LETTERS = 400, BYTES = 4 };
    char title[LETTERS * BYTES + 1];
    json_t *document = json_object_get(world->file, "source_document");
    for (size_t i = 0; i < LETTERS; i++) {
        memcpy(title + i * BYTES, "\U0001f30a", BYTES + 1);
    }
    for (size_t i = 0; i < 2; i++) {
        memcpy(title + (LETTERS - 1) * BYTES, i == 0 ? "a" : "b", 2);
        json_object_set_new(document, "title", json_string(title));
        assert_true(import_json(world, &report, &error));
        assert_int_equal(section(&report, "organizations")->taken, 31);
    }
    assert_int_equal(number(world, "SELECT count(DISTINCT source) FROM import_key"), 2);
}

static void a_place_named_with_and_is_one_region(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    json_t *first = json_array_get(json_object_get(world->file, "organizations"), 0);
    json_object_set_new(first, "region", json_string("Trinidad and Tobago"));
    assert_true(import_json(world, &report, &error));
    assert_int_equal(number(world, "SELECT count(*) FROM organization_region WHERE region = "
                                   "'Trinidad and Tobago'"),
                     1);
}

/* A table that somebody fills in has no source: it is the coalition's, and may tie on to what is
 * there. */
static void what_quotes_nothing_is_the_coalitions(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    char parent[64];
    assert_true(import_json(world, &report, &error));
    text(world, "SELECT organization_id FROM organization WHERE name = 'Migrant Forum in Asia'",
         parent, sizeof parent);
    json_decref(world->file);
    world->file = json_pack("{s:s,s:[{s:s,s:s,s:s,s:[s,{s:s,s:s}]}],s:[{s:s,s:s,s:s,s:s}]}",
                            "format", "tributary-seed", "organizations", "id", "csv:1", "name",
                            "Union of the Ports", "kind", "union", "also_written", "Ports", "text",
                            "اتحاد الموانئ", "language", "ar", "affiliations", "id", "csv:1:up",
                            "org", "csv:1", "parent", parent, "status", "member");
    assert_true(import_json(world, &report, &error));
    assert_int_equal(section(&report, "organizations")->taken, 1);
    assert_int_equal(section(&report, "affiliations")->taken, 1);
    assert_int_equal(number(world, "SELECT count(*) FROM organization o JOIN affiliation a USING "
                                   "(organization_id) JOIN space s ON s.space_id = o.space_id AND "
                                   "s.space_id = a.space_id WHERE o.name = 'Union of the Ports' "
                                   "AND s.kind = 'coalition'"),
                     1);
    assert_int_equal(number(world, "SELECT count(*) FROM organization_name WHERE language = 'ar' "
                                   "AND text = 'اتحاد الموانئ'"),
                     1);
}

/* What an organization lacks is filled in; what somebody has written stays, and twice is once. */
static void additions_fill_in_what_is_lacking(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    char mfa[64];
    static const char NAMES[] =
        "SELECT group_concat(kind || ' ' || text, ', ') FROM (SELECT * FROM organization_name JOIN "
        "organization o USING (organization_id) WHERE o.name = 'Migrant Forum in Asia' "
        "ORDER BY organization_name.rank)";
    static const char FACTS[] =
        "SELECT region || ' ' || coalesce(sector, '-') || ' ' || coalesce(founded_on, '-') "
        "FROM organization JOIN organization_region USING (organization_id) "
        "WHERE name = 'Migrant Forum in Asia'";
    char told[256];
    assert_true(import_json(world, &report, &error));
    text(world, "SELECT organization_id FROM organization WHERE name = 'Migrant Forum in Asia'",
         mfa, sizeof mfa);
    text(world, FACTS, told, sizeof told);
    assert_string_equal(told, "Asia migrant rights -");
    json_decref(world->file);
    world->file = json_pack("{s:s,s:[{s:s,s:s,s:s,s:s,s:s,s:s,s:[s,{s:s,s:s},s]}]}", "format",
                            "tributary-seed", "additions", "id", "more:1", "organization", mfa,
                            "acronym", "MFA", "region", "Elsewhere", "sector", "migrants",
                            "founded", "1994", "also_written", "Foro de Migrantes en Asia", "text",
                            "منتدى المهاجرين", "language", "ar", "Migrant Forum in Asia");
    assert_true(import_json(world, &report, &error));
    assert_int_equal(section(&report, "additions")->changed, 1);
    assert_int_equal(section(&report, "additions")->taken, 0);
    text(world, NAMES, told, sizeof told);
    assert_string_equal(told, "acronym MFA, spelling Migrant Forum Asia, spelling Foro de "
                              "Migrantes en Asia, spelling منتدى المهاجرين");
    text(world, FACTS, told, sizeof told);
    assert_string_equal(told, "Asia migrant rights 1994");
    assert_true(import_json(world, &report, &error));
    assert_int_equal(section(&report, "additions")->changed, 0);
    assert_int_equal(section(&report, "additions")->present, 1);
    json_object_set_new(json_array_get(json_object_get(world->file, "additions"), 0),
                        "organization", json_string("nobody"));
    assert_false(import_json(world, &report, &error));
    assert_int_equal(error.code, TRIB_E_NOT_FOUND);
    assert_string_equal(error.field, "additions[0].organization");
    /* the file has it, but it is no organization */
    json_object_set_new(json_array_get(json_object_get(world->file, "additions"), 0),
                        "organization", json_string("more:1"));
    assert_false(import_json(world, &report, &error));
    assert_int_equal(error.code, TRIB_E_NOT_FOUND);
}

/* One fault planted in one record. */
static const struct fault {
    const char *name, *section;
    size_t index;
    const char *field, *value; /* value: JSON */
    enum trib_error_code code;
    const char *at, *record;
} faults[] = {
    {"a kind that is none", "organizations", 3, "kind", "\"party\"", TRIB_E_TYPE,
     "organizations[3].kind", "wgmwg"},
    {"a name that is a number", "organizations", 1, "name", "7", TRIB_E_TYPE,
     "organizations[1].name", "bwi"},
    {"a name of white space", "organizations", 1, "name", "\" \\u200b \"", TRIB_E_REQUIRED,
     "organizations[1].name", "bwi"},
    {"no name", "groups", 0, "name", "null", TRIB_E_REQUIRED, "groups[0].name", "mwc-committee"},
    {"a day that never was", "organizations", 0, "founded", "\"2011-02-30\"", TRIB_E_DATE,
     "organizations[0].founded", "gcm"},
    {"a precision that disagrees", "affiliations", 0, "from_precision", "\"day\"", TRIB_E_DATE,
     "affiliations[0].from_precision", "aff-gcm-bwi"},
    {"a parent that is nowhere", "affiliations", 0, "parent", "\"nobody\"", TRIB_E_NOT_FOUND,
     "affiliations[0].parent", "aff-gcm-bwi"},
    {"a parent of another section", "affiliations", 0, "parent", "\"iwg\"", TRIB_E_NOT_FOUND,
     "affiliations[0].parent", "aff-gcm-bwi"},
    {"a field we do not know", "groups", 1, "colour", "\"red\"", TRIB_E_UNKNOWN_FIELD,
     "groups[1].colour", "iwg"},
    {"the same key twice", "groups", 1, "id", "\"mfa\"", TRIB_E_EXISTS, "groups[1].id", "mfa"},
    {"a tie to itself", "affiliations", 0, "org", "\"gcm\"", TRIB_E_CYCLE,
     "affiliations[0].parent_id", "aff-gcm-bwi"},
    {"a role that is none", "people", 3, "roles", "[\"king\"]", TRIB_E_TYPE, "people[3].roles",
     "ex-p-4"},
    {"a note on nothing", "reading_notes", 4, "about", "[\"nothing\"]", TRIB_E_NOT_FOUND,
     "reading_notes[4].about", "note-twelve"},
};

static void one_fault_leaves_nothing(void **state) {
    struct world *world = *state;
    uint64_t seq = trib_store_last_seq(world->store);
    json_t *whole = json_deep_copy(world->file);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const struct fault *fault = &faults[i];
        struct trib_import_report report;
        struct trib_error error = {0};
        char record[128];
        json_t *value = json_loads(fault->value, JSON_DECODE_ANY, NULL);
        json_decref(world->file);
        world->file = json_deep_copy(whole);
        json_t *victim = json_array_get(json_object_get(world->file, fault->section), fault->index);
        json_object_set_new(victim, fault->field, value);
        if (import_json(world, &report, &error)) {
            fail_msg("%s was taken", fault->name);
        }
        snprintf(record, sizeof record, "\"record\":\"%s\"", fault->record);
        assert_int_equal(error.code, fault->code);
        assert_string_equal(error.field, fault->at);
        assert_non_null(strstr(error.arguments, record));
        assert_int_equal(trib_store_last_seq(world->store), seq);
        assert_int_equal(number(world, "SELECT count(*) FROM organization"), 0);
    }
    json_decref(whole);
}

static void a_circle_is_named_whole(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_error error = {0};
    json_array_append_new(json_object_get(world->file, "affiliations"),
                          json_pack("{s:s,s:s,s:s,s:s,s:b}", "id", "circle", "org", "mfa", "parent",
                                    "ex-org-6", "status", "member", "illustrative", 1));
    assert_false(import_json(world, &report, &error));
    assert_int_equal(error.code, TRIB_E_CYCLE);
    assert_non_null(strstr(error.arguments, "Migrant Forum in Asia"));
    assert_non_null(strstr(error.arguments, "Sample national platform (Asia)"));
    assert_int_equal(number(world, "SELECT count(*) FROM organization"), 0);
}

static void what_is_no_file_is_refused(void **state) {
    struct world *world = *state;
    static const struct {
        const char *text;
        enum trib_error_code code;
    } texts[] = {{"", TRIB_E_PARSE},
                 {"{\"format\":\"tributary-seed\",", TRIB_E_PARSE},
                 {"[]", TRIB_E_TYPE},
                 {"{\"format\":\"other\"}", TRIB_E_TYPE},
                 {"{\"format\":\"tributary-seed\",\"format\":\"tributary-seed\"}", TRIB_E_PARSE},
                 {"{\"format\":\"tributary-seed\",\"groups\":{}}", TRIB_E_TYPE},
                 {"{\"format\":\"tributary-seed\",\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                  TRIB_E_PARSE}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct trib_import_report report;
        struct trib_error error = {0};
        assert_false(
            trib_import_run(world->store, texts[i].text, strlen(texts[i].text), &report, &error));
        assert_int_equal(error.code, texts[i].code);
    }
}

/* ---- samples --------------------------------------------------------------------------------- */

static void every_table_is_known(void **state) {
    (void)state;
    size_t at = 0;
    for (size_t index = 0; index < trib_table_count; index++) {
        if (strcmp(trib_tables[index].name, "setting") == 0 ||
            strcmp(trib_tables[index].name, "redaction") == 0) {
            continue; /* names nothing that must stay, and nothing names it */
        }
        assert_true(at < trib_samples_kind_count());
        assert_string_equal(trib_samples_kind_at(at), trib_tables[index].name);
        at++;
    }
    assert_int_equal(at, trib_samples_kind_count());
    assert_true(at <= TRIB_SAMPLES_TABLES_MAX + 10);
}

static const char ALL_SAMPLES[] = "SELECT (SELECT count(*) FROM person WHERE sample = 1) + "
                                  "(SELECT count(*) FROM organization WHERE sample = 1) + "
                                  "(SELECT count(*) FROM organization_name WHERE sample = 1) + "
                                  "(SELECT count(*) FROM organization_region WHERE sample = 1) + "
                                  "(SELECT count(*) FROM affiliation WHERE sample = 1) + "
                                  "(SELECT count(*) FROM \"group\" WHERE sample = 1) + "
                                  "(SELECT count(*) FROM group_member WHERE sample = 1) + "
                                  "(SELECT count(*) FROM belonging WHERE sample = 1) + "
                                  "(SELECT count(*) FROM coalition_role WHERE sample = 1) + "
                                  "(SELECT count(*) FROM plan WHERE sample = 1) + "
                                  "(SELECT count(*) FROM goal WHERE sample = 1) + "
                                  "(SELECT count(*) FROM objective WHERE sample = 1) + "
                                  "(SELECT count(*) FROM milestone WHERE sample = 1) + "
                                  "(SELECT count(*) FROM action_item WHERE sample = 1)";
static const char REAL[] = "SELECT (SELECT count(*) FROM organization WHERE sample = 0) + "
                           "(SELECT count(*) FROM affiliation WHERE sample = 0) + "
                           "(SELECT count(*) FROM provenance) + "
                           "(SELECT count(*) FROM convening) + (SELECT count(*) FROM lineage) + "
                           "(SELECT count(*) FROM plan WHERE sample = 0) + "
                           "(SELECT count(*) FROM milestone WHERE sample = 0)";
static const char LOST[] = "SELECT count(*) FROM pragma_foreign_key_check";

/* One command of the test's own, committed. */
static void command_begin(struct world *world) {
    static const char request[] = "{}";
    struct trib_error error = {0};
    char command_id[TRIB_ID_BYTES];
    enum trib_command_outcome outcome;
    const char *answer;
    trib_id_make_timed(trib_store_random(world->store), 2, command_id);
    struct trib_entry_head head = {
        .command_id = command_id, .method = "test", .request = request, .request_length = 2};
    assert_true(trib_tick_command_open(world->store, &head, &outcome, &answer, &error));
}

static void command_end(struct world *world) {
    struct trib_error error = {0};
    uint64_t seq;
    assert_true(trib_tick_command_release(world->store, "{}", &seq, &error));
    tick(world->store);
}

static void write_row(struct world *world, const char *sql) {
    struct trib_error error = {0};
    command_begin(world);
    {
        TRIB_AUTO(trib_statement) statement = {0};
        assert_true(trib_statement_prepare(world->store, sql, &statement, &error));
        assert_true(trib_statement_run(&statement, &error));
    }
    command_end(world);
}

static size_t samples_remove(struct world *world, const char *actor_id,
                             struct trib_samples_report *report) {
    struct trib_error error = {0};
    struct trib_samples_report told;
    assert_true(trib_samples_count(world->store, actor_id, &told, &error));
    command_begin(world);
    assert_true(trib_samples_remove(world->store, actor_id, report, &error));
    command_end(world);
    assert_int_equal(told.count, report->count);
    assert_int_equal(told.kept_count, report->kept_count);
    return report->count;
}

static void all_samples_go_and_nothing_else(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_samples_report gone;
    struct trib_verify_report verify;
    struct trib_error error = {0};
    assert_true(import_json(world, &report, &error));
    int64_t samples = number(world, ALL_SAMPLES);
    int64_t real = number(world, REAL);
    assert_true(samples > 50);
    assert_int_equal(samples_remove(world, NULL, &gone), samples);
    assert_int_equal(gone.kept_count, 0);
    assert_int_equal(number(world, ALL_SAMPLES), 0);
    assert_int_equal(number(world, REAL), real);
    assert_int_equal(number(world, LOST), 0);
    assert_int_equal(number(world, "SELECT count(*) FROM application"), 0);
    assert_int_equal(number(world, "SELECT count(*) FROM space WHERE kind = 'person'"), 0);
    assert_true(trib_log_verify_store(world->store, &verify, &error));
    assert_string_equal(verify.difference, "");
    /* and the file brings them back, as if they had never been */
    assert_true(import_json(world, &report, &error));
    assert_int_equal(number(world, ALL_SAMPLES), samples);
    assert_int_equal(number(world, REAL), real);
}

/* Keys of sessions and links are longer than ids, and nothing names them. */
static void sessions_of_samples_end(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_samples_report gone;
    struct trib_error error = {0};
    assert_true(import_json(world, &report, &error));
    write_row(world, "INSERT INTO session (token_hash, session_id, person_id, created_at_ms, "
                     "last_used_at_ms) SELECT "
                     "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', "
                     "'11111111-1111-4111-8111-111111111111', person_id, 1, 1 FROM person "
                     "WHERE sample = 1 LIMIT 1");
    samples_remove(world, NULL, &gone);
    assert_int_equal(number(world, "SELECT count(*) FROM session"), 0);
}

/* A group that a member of a sample organization started while trying things out is theirs. */
static void what_rests_on_a_sample_keeps_it(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_samples_report gone;
    struct trib_error error = {0};
    assert_true(import_json(world, &report, &error));
    write_row(world, "INSERT INTO space (space_id, kind, owner_id) VALUES "
                     "('e0000000-0000-4000-8000-000000000001', 'group', "
                     "'e0000000-0000-4000-8000-000000000001')");
    write_row(world, "INSERT INTO \"group\" (group_id, space_id, name, kind, state, "
                     "organization_id) SELECT 'e0000000-0000-4000-8000-000000000001', "
                     "'00000000-0000-4000-8000-000000000002', 'Ours', 'caucus', 'active', "
                     "organization_id FROM organization WHERE sample = 1 LIMIT 1");
    int64_t samples = number(world, ALL_SAMPLES);
    assert_true((int64_t)samples_remove(world, NULL, &gone) < samples);
    assert_true(gone.kept_count >= 1);
    assert_int_equal(number(world, "SELECT count(*) FROM organization WHERE sample = 1"), 1);
    assert_int_equal(number(world, "SELECT count(*) FROM \"group\" WHERE name = 'Ours'"), 1);
    assert_int_equal(number(world, "SELECT count(*) FROM person WHERE sample = 1"), 0);
    assert_int_equal(number(world, LOST), 0);
}

static void whoever_does_it_stays(void **state) {
    struct world *world = *state;
    struct trib_import_report report;
    struct trib_samples_report gone;
    struct trib_error error = {0};
    char actor_id[TRIB_ID_BYTES] = "";
    assert_true(import_json(world, &report, &error));
    {
        TRIB_AUTO(trib_statement) statement = {0};
        bool has_row = false;
        assert_true(trib_statement_prepare(
            world->store, "SELECT person_id FROM coalition_role WHERE role = 'secretariat' LIMIT 1",
            &statement, &error));
        assert_true(trib_statement_next(&statement, &has_row, &error) && has_row);
        snprintf(actor_id, sizeof actor_id, "%s", trib_column_text(&statement, 0));
    }
    samples_remove(world, actor_id, &gone);
    assert_int_equal(number(world, "SELECT count(*) FROM person"), 1);
    assert_int_equal(number(world, "SELECT count(*) FROM coalition_role"), 1);
}

static void a_preview_does_nothing(void **state) {
    struct world *world = *state;
    struct trib_import_report told;
    struct trib_import_report report;
    struct trib_error error = {0};
    char *text = json_dumps(world->file, 0);
    uint64_t seq = trib_store_last_seq(world->store);
    assert_true(trib_import_preview(world->store, text, strlen(text), &told, &error));
    assert_int_equal(trib_store_last_seq(world->store), seq);
    assert_int_equal(number(world, ALL_SAMPLES), 0);
    assert_true(import_json(world, &report, &error));
    assert_int_equal(told.section_count, report.section_count);
    for (size_t index = 0; index < report.section_count; index++) {
        assert_string_equal(told.sections[index].name, report.sections[index].name);
        assert_int_equal(told.sections[index].taken, report.sections[index].taken);
        assert_int_equal(told.sections[index].left_out, report.sections[index].left_out);
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_whole_file_comes_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plans_come_in_as_they_are_nested, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_fault_within_a_plan_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_plan_upside_down_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(samples_stay_in_the_coalition, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_two_becomes_two, set_up, tear_down),
        cmocka_unit_test_setup_teardown(twice_changes_nothing, set_up, tear_down),
        cmocka_unit_test(every_table_is_known),
        cmocka_unit_test_setup_teardown(all_samples_go_and_nothing_else, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sessions_of_samples_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_rests_on_a_sample_keeps_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(whoever_does_it_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_preview_does_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_longest_titles_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_place_named_with_and_is_one_region, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_quotes_nothing_is_the_coalitions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(additions_fill_in_what_is_lacking, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_fault_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_circle_is_named_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_file_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
