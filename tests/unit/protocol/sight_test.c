/*
 * Two people in different spaces, on one server: what one writes never reaches the other in any
 * frame, and what is hidden cannot be told from what is not there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "methods.h"
#include "rows.h"
#include "talk.h"

#define SECRET "Under the bridge at nine"
#define NEW_NAME "e0000000-0000-4000-8000-000000000001"

static int open(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 19);
    *state = talk;
    return 0;
}

static int close(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static void nothing_reaches_the_other(void **state) {
    struct talk *talk = *state;
    uint64_t insider = talk_listen(talk, TALK_CLOSED_ONE);
    const char *const outsiders[] = {NULL,
                                     TALK_PERSON,
                                     TALK_LEAD,
                                     TALK_BASE,
                                     TALK_FACILITATOR,
                                     TALK_SECRETARIAT,
                                     TALK_ADMINISTRATOR};
    uint64_t first_outsider = talk->connection_count + 1;
    for (size_t i = 0; i < UNIT_COUNT(outsiders); i++) {
        talk_listen(talk, outsiders[i]);
    }
    talk_forget(talk);
    json_auto_t *renamed = talk_command(talk, insider, "group.edit",
                                        "{\"group_id\":\"" TALK_CLOSED_GROUP
                                        "\",\"mandate\":{\"from\":null,\"to\":\"" SECRET "\"}}");
    assert_non_null(json_object_get(renamed, "result"));
    json_auto_t *named =
        talk_command(talk, insider, "group.name_add",
                     "{\"group_id\":\"" TALK_CLOSED_GROUP "\",\"group_name_id\":\"" NEW_NAME
                     "\",\"kind\":\"acronym\",\"text\":\"" SECRET "\"}");
    assert_non_null(json_object_get(named, "result"));
    assert_true(talk_heard_of(talk, insider, SECRET));
    assert_true(talk_heard_of(talk, insider, NEW_NAME));
    for (size_t i = 0; i < UNIT_COUNT(outsiders); i++) {
        assert_int_equal(talk_heard_count(talk, first_outsider + i), 0);
    }
}

/* A rename is on every screen that may see it. */
static void it_reaches_who_may_see_it(void **state) {
    struct talk *talk = *state;
    uint64_t lead = talk_listen(talk, TALK_LEAD);
    uint64_t secretariat = talk_listen(talk, TALK_SECRETARIAT);
    uint64_t observer = talk_listen(talk, TALK_OBSERVERS_LEAD);
    uint64_t person = talk_listen(talk, TALK_PERSON);
    uint64_t visitor = talk_listen(talk, NULL);
    talk_forget(talk);
    json_auto_t *answer =
        talk_command(talk, lead, "organization.edit",
                     "{\"acting_for\":\"" TALK_OWN "\",\"organization_id\":\"" TALK_OWN
                     "\",\"name\":{\"from\":\"Organization " TALK_OWN "\",\"to\":\"Rivers\"}}");
    assert_non_null(json_object_get(answer, "result"));
    assert_int_equal(talk_heard_count(talk, lead), 2);
    assert_int_equal(talk_heard_count(talk, secretariat), 1);
    assert_int_equal(talk_heard_count(talk, observer), 1);
    assert_int_equal(talk_heard_count(talk, person), 0);
    assert_int_equal(talk_heard_count(talk, visitor), 0);
    assert_string_equal(talk_heard(talk, secretariat, 0), talk_heard(talk, observer, 0));
}

/* A hidden row of each table that a right is asked about, made by whoever may. */
static void add_hidden_rows(struct talk *talk) {
    static const char *const statements[] = {
        "INSERT INTO organization_name (organization_name_id, space_id, organization_id, kind, "
        "text, rank) VALUES ('e1000000-0000-4000-8000-000000000001', ?1, ?2, 'acronym', 'h', 1)",
        "INSERT INTO organization_region (organization_region_id, space_id, organization_id, "
        "region, rank) VALUES ('e1000000-0000-4000-8000-000000000002', ?1, ?2, 'h', 1)",
        "INSERT INTO group_name (group_name_id, space_id, group_id, kind, text, rank) VALUES "
        "('e1000000-0000-4000-8000-000000000004', ?1, ?1, 'acronym', 'h' || ?2, 1)",
        "INSERT INTO organization (organization_id, space_id, name, kind) VALUES "
        "('e1000000-0000-4000-8000-000000000005', ?1, 'h' || ?2, 'ngo')",
        "INSERT INTO belonging (belonging_id, space_id, person_id, organization_id, role, "
        "display_name) VALUES ('e1000000-0000-4000-8000-000000000006', ?1, '" TALK_CLOSED_ONE
        "', ?2, 'alternate', 'h')",
    };
    struct spine *spine = &talk->spine;
    spine_begin(spine);
    for (size_t i = 0; i < UNIT_COUNT(statements); i++) {
        SPINE_RUN(spine, statements[i], TALK_CLOSED_GROUP, TALK_ALONE);
    }
    static const char TIE[] =
        "INSERT INTO affiliation (affiliation_id, space_id, organization_id, parent_id, status) "
        "VALUES ('e1000000-0000-4000-8000-000000000003', ?1, ?2, ?3, 'left')";
    SPINE_RUN(spine, TIE, TALK_CLOSED_GROUP, TALK_ALONE, TALK_ROOT);
    spine_end(spine);
    TRIB_AUTO(trib_batch) batch = {0};
    spine_commit(spine, &batch);
    talk_restart(talk);
}

static const struct {
    const char *table, *hidden_id;
} hidden[] = {
    {"organization", "e1000000-0000-4000-8000-000000000005"},
    {"organization_name", "e1000000-0000-4000-8000-000000000001"},
    {"organization_region", "e1000000-0000-4000-8000-000000000002"},
    {"affiliation", "e1000000-0000-4000-8000-000000000003"},
    {"belonging", "e1000000-0000-4000-8000-000000000006"},
    {"person", TALK_CLOSED_ONE},
    {"group", TALK_CLOSED_GROUP},
    {"group_name", "e1000000-0000-4000-8000-000000000004"},
    {"group_member", "d0000000-0000-4000-8000-0000000000d2"},
};

/* The answer to the method's example with its object replaced, as text. */
static char *answer_for(struct talk *talk, uint64_t connection_id, const struct trib_method *method,
                        const char *object_id) {
    json_auto_t *params = json_loads(method->example, 0, NULL);
    json_object_set_new(params, method->object_field, json_string(object_id));
    char *text = json_dumps(params, JSON_COMPACT);
    talk_forget(talk);
    json_auto_t *answer = talk_call(talk, connection_id, "\"0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a10\"",
                                    method->name, text);
    assert_string_equal(talk_code(answer), "E_NOT_FOUND");
    assert_string_equal(talk_field(answer), method->object_field);
    free(text);
    return strdup(talk_heard(talk, connection_id, talk_heard_count(talk, connection_id) - 1));
}

/* For each method: the answers are the same bytes; nothing tells the empty from the full. */
static void hidden_is_absent(void **state) {
    struct talk *talk = *state;
    add_hidden_rows(talk);
    const char *const people[] = {TALK_PERSON, TALK_LEAD, TALK_FACILITATOR, TALK_SECRETARIAT,
                                  TALK_ADMINISTRATOR};
    size_t compared = 0;
    for (size_t p = 0; p < UNIT_COUNT(people); p++) {
        uint64_t connection_id = talk_connect(talk, people[p]);
        const struct trib_method *method = NULL;
        for (size_t i = 0; (method = trib_method_at(i)) != NULL; i++) {
            for (size_t h = 0; h < UNIT_COUNT(hidden) && method->object_table != NULL; h++) {
                if (strcmp(hidden[h].table, method->object_table) != 0) {
                    continue;
                }
                char *of_hidden = answer_for(talk, connection_id, method, hidden[h].hidden_id);
                char *of_absent = answer_for(talk, connection_id, method, TALK_NOBODY);
                assert_string_equal(of_hidden, of_absent);
                free(of_hidden);
                free(of_absent);
                compared++;
            }
        }
    }
    assert_in_range(compared, 5 * 20, 5 * 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_reaches_the_other, open, close),
        cmocka_unit_test_setup_teardown(it_reaches_who_may_see_it, open, close),
        cmocka_unit_test_setup_teardown(hidden_is_absent, open, close),
    };
    return cmocka_run_group_tests_name("protocol/sight", tests, NULL, NULL);
}
