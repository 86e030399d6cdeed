/*
 * Migrations that make a table anew, over rows: a file of the program before has them all after it,
 * with their keys, their rules and a log that proves them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "library.h"
#include "spine.h"
#include "tributary/store/log.h"

#define COALITION TRIB_SPACE_COALITION_ID
#define COALITION_ROW LIBRARY_ID("c", "0a1")
#define CHARTER LIBRARY_ID("c", "0a2")
#define TRANSLATION LIBRARY_ID("c", "0a3")
#define PERSON LIBRARY_ID("d", "001")
#define ORGANIZATION LIBRARY_ID("d", "002")
#define HEAD LIBRARY_ID("e", "001")
#define ANSWER LIBRARY_ID("e", "002")
#define MENTION LIBRARY_ID("e", "003")
#define NOTIFICATION LIBRARY_ID("e", "004")
#define SERIES LIBRARY_ID("e", "005")
#define NEW LIBRARY_ID("e", "006")

static struct spine spine;
static const char *path;

static int open_folder(void **state) {
    (void)state;
    library_folder_make();
    path = library_file("a.db");
    return 0;
}

static int close_folder(void **state) {
    (void)state;
    spine_close(&spine);
    library_folder_remove();
    return 0;
}

static void keep(void) {
    TRIB_AUTO(trib_batch) batch = {0};
    spine_end(&spine);
    spine_commit(&spine, &batch);
}

static void assert_proven(void) {
    struct trib_error error = {0};
    struct trib_verify_report report;
    assert_true(trib_log_verify_store(spine.store, &report, &error));
    assert_string_equal(report.difference, "");
}

/* What one statement says, as text of the caller's. */
static void assert_reads(const char *sql, const char *expected) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool is_there = false;
    assert_true(trib_statement_prepare(spine.store, sql, &statement, &error));
    assert_true(trib_statement_next(&statement, &is_there, &error));
    assert_true(is_there);
    assert_string_equal(trib_column_text(&statement, 0), expected);
}

static enum trib_error_code refusal_of(const char *sql) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    spine_begin(&spine);
    bool is_run = trib_statement_prepare(spine.store, sql, &statement, &error) &&
                  trib_statement_run(&statement, &error);
    trib_tick_command_undo(spine.store);
    return is_run ? TRIB_E_NONE : error.code;
}

/* 0016: one version in several languages. */
static void a_charter_keeps_its_words(void **state) {
    (void)state;
    static const char CHARTERS[] = "SELECT group_concat(version || text || language, ' ') FROM "
                                   "(SELECT * FROM charter ORDER BY language)";
    spine_open_older(&spine, 7, path, 15, "contribution");
    spine_begin(&spine);
    spine_add_organization(&spine, ORGANIZATION, COALITION);
    spine_add_coalition(&spine, COALITION_ROW, ORGANIZATION);
    static const char ADD[] = "INSERT INTO charter (charter_id, space_id, coalition_id, version, "
                              "text, language) VALUES (?1, ?2, ?3, 1, ?4, ?5)";
    SPINE_RUN(&spine, ADD, CHARTER, COALITION, COALITION_ROW, "We agree.", "en");
    keep();

    spine_upgrade(&spine, path);
    assert_reads(CHARTERS, "1We agree.en");
    assert_proven();
    spine_begin(&spine);
    SPINE_RUN(&spine, ADD, TRANSLATION, COALITION, COALITION_ROW, "Nous convenons.", "fr");
    keep();
    assert_reads(CHARTERS, "1We agree.en 1Nous convenons.fr");
    assert_proven();
}

/* 0017: a thread with whom it names, and who was told of it. */
static void comments_keep_their_threads(void **state) {
    (void)state;
    static const char ADD[] =
        "INSERT INTO comment (comment_id, space_id, about_table, about_id, parent_id, text, "
        "person_id, written_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1795500000001)";
    spine_open_older(&spine, 8, path, 16, "contribution");
    spine_begin(&spine);
    spine_add_organization(&spine, ORGANIZATION, COALITION);
    spine_add_person(&spine, PERSON);
    SPINE_RUN(&spine, ADD, HEAD, COALITION, "organization", ORGANIZATION, NULL, "Who?", PERSON);
    SPINE_RUN(&spine, ADD, ANSWER, COALITION, "organization", ORGANIZATION, HEAD, "We.", PERSON);
    SPINE_RUN(&spine,
              "INSERT INTO comment_mention (comment_mention_id, space_id, comment_id, kind, "
              "mentioned_id) VALUES (?1, ?2, ?3, 'person', ?4)",
              MENTION, COALITION, HEAD, PERSON);
    SPINE_RUN(&spine,
              "INSERT INTO notification (notification_id, space_id, reason, about_table, about_id, "
              "comment_id, seq, at_ms) VALUES (?1, ?2, 'mentioned', 'organization', ?3, ?4, 2, "
              "1795500000001)",
              NOTIFICATION, PERSON, ORGANIZATION, HEAD);
    keep();
    assert_int_equal(refusal_of("UPDATE comment SET about_table = 'series'"), TRIB_E_TYPE);

    spine_upgrade(&spine, path);
    assert_reads("SELECT group_concat(coalesce(parent_id, '-') || text, ' ') FROM "
                 "(SELECT * FROM comment ORDER BY comment_id)",
                 "-Who? " HEAD "We.");
    assert_reads("SELECT text FROM comment_mention JOIN comment USING (comment_id)", "Who?");
    assert_reads("SELECT text FROM notification JOIN comment USING (comment_id)", "Who?");
    assert_reads("SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE "
                 "tbl_name IN ('comment', 'notification') AND type = 'index' AND sql IS NOT NULL "
                 "ORDER BY name)",
                 "comment_about comment_space notification_about notification_comment "
                 "notification_space");
    assert_proven();

    /* A series may be spoken of now; what leads nowhere, or is no thing, still may not. */
    assert_int_equal(refusal_of("UPDATE comment SET about_table = 'boat'"), TRIB_E_TYPE);
    assert_int_not_equal(refusal_of("UPDATE comment SET parent_id = '" NEW "'"), TRIB_E_NONE);
    assert_int_not_equal(refusal_of("UPDATE comment_mention SET comment_id = '" NEW "'"),
                         TRIB_E_NONE);
    spine_begin(&spine);
    SPINE_RUN(&spine, ADD, NEW, COALITION, "series", SERIES, NULL, "Each year?", PERSON);
    SPINE_RUN(&spine, "UPDATE notification SET about_table = 'series', comment_id = ?1", NEW);
    keep();
    assert_proven();
}

/* 0020: what leads from one thing to another, which is made anew in the place of its own name. */
static void links_keep_what_they_lead_to(void **state) {
    (void)state;
    static const char ADD[] =
        "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
        "relation, sample) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)";
    spine_open_older(&spine, 9, path, 18, "proposal");
    spine_begin(&spine);
    SPINE_RUN(&spine, ADD, HEAD, COALITION, "agenda_item", ANSWER, "group", MENTION, "about");
    keep();
    assert_int_equal(refusal_of("UPDATE trace_link SET relation = 'answers'"), TRIB_E_TYPE);

    spine_upgrade(&spine, path);
    assert_reads("SELECT trace_link_id || from_table || from_id || to_table || to_id || relation "
                 "|| sample FROM trace_link",
                 HEAD "agenda_item" ANSWER "group" MENTION "about1");
    assert_reads("SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE "
                 "tbl_name = 'trace_link' AND type = 'index' AND sql IS NOT NULL ORDER BY name)",
                 "trace_link_space trace_link_to");
    assert_proven();

    /* A decision answers a question now; nothing leads there twice, or to what is no thing. */
    assert_int_equal(refusal_of("UPDATE trace_link SET to_table = 'boat'"), TRIB_E_TYPE);
    assert_int_not_equal(refusal_of("INSERT INTO trace_link SELECT '" NEW
                                    "', space_id, from_table, "
                                    "from_id, to_table, to_id, relation, 0 FROM trace_link"),
                         TRIB_E_NONE);
    spine_begin(&spine);
    SPINE_RUN(&spine, ADD, NEW, COALITION, "decision", SERIES, "question", ANSWER, "answers");
    keep();
    assert_proven();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(links_keep_what_they_lead_to, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_charter_keeps_its_words, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(comments_keep_their_threads, open_folder, close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
