/* See desk.h. */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the coalition --------------------------------------------------------------------------- */

static void add_bodies(struct spine *spine) {
    static const char CLOSE_ROW[] = "UPDATE \"group\" SET space_id = group_id WHERE group_id = ?1";
    spine_add_organization(spine, ROOT, PUBLIC);
    spine_add_organization(spine, RIVER, COALITION);
    spine_add_organization(spine, LAKE, PUBLIC);
    spine_add_organization(spine, WELL, COALITION);
    spine_add_organization(spine, SPRING, PUBLIC);
    spine_add_organization(spine, POND, COALITION);
    spine_add_coalition(spine, "a0000000-0000-4000-8000-0000000000ff", ROOT);
    spine_add_affiliation(spine, RIVER_TIE, RIVER, ROOT, "member");
    spine_add_affiliation(spine, LAKE_TIE, LAKE, ROOT, "member");
    spine_add_affiliation(spine, WELL_TIE, WELL, ROOT, "observer");
    spine_add_group(spine, OPEN_GROUP, PUBLIC);
    spine_add_group(spine, COALITION_GROUP, COALITION);
    spine_add_group(spine, CLOSED_GROUP, COALITION);
    SPINE_RUN(spine, CLOSE_ROW, CLOSED_GROUP);
}

static void add_people(struct spine *spine) {
    static const char *const people[] = {
        PERSON,      BASE,          LEAD,        ALTERNATE,    LAKE_LEAD,          WELL_LEAD,
        SECRETARIAT, ADMINISTRATOR, FACILITATOR, GROUP_MEMBER, CLOSED_FACILITATOR,
    };
    for (size_t i = 0; i < UNIT_COUNT(people); i++) {
        spine_add_person(spine, people[i]);
    }
    spine_add_belonging(spine, BASE_BELONGING, BASE, RIVER, "base_member");
    spine_add_belonging(spine, LEAD_BELONGING, LEAD, RIVER, "lead_delegate");
    spine_add_belonging(spine, ALTERNATE_BELONGING, ALTERNATE, RIVER, "alternate");
    spine_add_belonging(spine, "d0000000-0000-4000-8000-000000000014", LAKE_LEAD, LAKE,
                        "lead_delegate");
    spine_add_belonging(spine, "d0000000-0000-4000-8000-000000000015", WELL_LEAD, WELL,
                        "lead_delegate");
    spine_add_coalition_role(spine, "d0000000-0000-4000-8000-000000000031", SECRETARIAT,
                             "secretariat");
    spine_add_coalition_role(spine, "d0000000-0000-4000-8000-000000000032", ADMINISTRATOR,
                             "administrator");
    spine_add_group_member(spine, MEMBERSHIP, OPEN_GROUP, NULL, GROUP_MEMBER, "member");
    spine_add_group_member(spine, FACILITATING, OPEN_GROUP, NULL, FACILITATOR, "facilitator");
    spine_add_group_member(spine, "d0000000-0000-4000-8000-000000000024", COALITION_GROUP, NULL,
                           FACILITATOR, "facilitator");
    spine_add_group_member(spine, "d0000000-0000-4000-8000-000000000025", COALITION_GROUP, NULL,
                           GROUP_MEMBER, "member");
    spine_add_group_member(spine, CLOSED_MEMBERSHIP, CLOSED_GROUP, NULL, CLOSED_FACILITATOR,
                           "facilitator");
}

int desk_set_up(void **state) {
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    spine_open(&desk->spine, 31);
    assert_true(trib_graph_load(desk->spine.store, &desk->graph, &desk->error));
    desk_begin(desk, NULL, NULL);
    add_bodies(&desk->spine);
    add_people(&desk->spine);
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    *state = desk;
    return 0;
}

int desk_tear_down(void **state) {
    struct desk *desk = *state;
    trib_graph_destroy(desk->graph);
    spine_close(&desk->spine);
    free(desk);
    return 0;
}

/* ---- commands -------------------------------------------------------------------------------- */

const struct trib_command *desk_begin(struct desk *desk, const char *person_id,
                                      const char *acting_for) {
    spine_begin(&desk->spine);
    desk->error = (struct trib_error){0};
    desk->command = (struct trib_command){
        .store = desk->spine.store, .graph = desk->graph, .actor = {person_id, acting_for}};
    return &desk->command;
}

enum trib_error_code desk_end(struct desk *desk, bool is_done) {
    TRIB_AUTO(trib_batch) batch = {0};
    if (is_done) {
        spine_end(&desk->spine);
    } else {
        trib_tick_command_undo(desk->spine.store);
    }
    spine_commit(&desk->spine, &batch);
    assert_true(is_done || batch.entry_count == 0);
    desk->change_count = batch.entry_count == 0 ? 0 : batch.entries[0].change_count;
    for (size_t i = 0; i < batch.entry_count; i++) {
        struct trib_error error = {0};
        assert_true(trib_graph_apply(desk->graph, &batch.entries[i], &error));
    }
    assert_true(is_done || desk->error.code != TRIB_E_NONE);
    return is_done ? TRIB_E_NONE : desk->error.code;
}

/* ---- what came of it ------------------------------------------------------------------------- */

const char *desk_read(struct desk *desk, const char *sql, const char *id) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(desk->spine.store, sql, &statement, &error));
    assert_true(trib_bind_text(&statement, 1, id, &error));
    assert_true(trib_statement_next(&statement, &has_row, &error));
    const char *text = has_row ? trib_column_text(&statement, 0) : "no row";
    snprintf(desk->text, sizeof desk->text, "%s", text == NULL ? "null" : text);
    return desk->text;
}

bool desk_error_has(const struct desk *desk, const char *member) {
    return strstr(desk->error.arguments, member) != NULL;
}

const char *desk_today(struct desk *desk) {
    trib_store_today(desk->spine.store, desk->text);
    return desk->text;
}
