/*
 * Every command, by every persona, on every row of the table its right is asked about: own,
 * another's and unseen. What must come out is worked out here from the table of rights and from
 * sight by the rule in SQL, and shares no code with the check.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "methods.h"
#include "rows.h"
#include "talk.h"

#define IS(persona) (1u << TRIB_PERSONA_##persona)

static struct row {
    const char *name;
    const char *person_id, *acting_for;
    unsigned personas;
    bool is_lead;
    const char *group_id; /* the group this one is a member or facilitator of */
} rows[] = {
    {"a visitor", NULL, NULL, IS(VISITOR), false, NULL},
    {"a person who belongs nowhere", TALK_PERSON, NULL, IS(PERSON), false, NULL},
    {"a base member for the organization", TALK_BASE, TALK_OWN, IS(PERSON) | IS(BASE_MEMBER), false,
     NULL},
    {"a lead delegate for the organization", TALK_LEAD, TALK_OWN, IS(PERSON) | IS(DELEGATE), true,
     NULL},
    {"a lead delegate for nobody", TALK_LEAD, NULL, IS(PERSON), false, NULL},
    {"an alternate for the organization", TALK_ALTERNATE, TALK_OWN, IS(PERSON) | IS(DELEGATE),
     false, NULL},
    {"a member of a group", TALK_GROUP_MEMBER, NULL, IS(PERSON) | IS(GROUP_MEMBER), false,
     TALK_OPEN_GROUP},
    {"a facilitator of a group", TALK_FACILITATOR, NULL,
     IS(PERSON) | IS(GROUP_MEMBER) | IS(FACILITATOR), false, TALK_OPEN_GROUP},
    {"a note-taker of a group", TALK_NOTE_TAKER, NULL, IS(PERSON) | IS(GROUP_MEMBER), false,
     TALK_OPEN_GROUP},
    {"an observer's lead delegate", TALK_OBSERVERS_LEAD, TALK_OBSERVER, IS(PERSON) | IS(OBSERVER),
     true, NULL},
    {"the secretariat", TALK_SECRETARIAT, NULL, IS(PERSON) | IS(SECRETARIAT), false, NULL},
    {"an administrator", TALK_ADMINISTRATOR, NULL, IS(PERSON) | IS(ADMINISTRATOR), false, NULL},
};

/* A row a right is asked about, and whose it is; "" for nobody's. */
struct object {
    char row_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES];
    char organization_id[TRIB_ID_BYTES], group_id[TRIB_ID_BYTES], person_id[TRIB_ID_BYTES];
    char board_id[TRIB_ID_BYTES];
};

/* id, space, organization, group, person */
static const struct {
    const char *table, *sql;
} readers[] = {
    {"organization", "SELECT organization_id, space_id, organization_id, '', '' FROM organization"},
    {"organization_name",
     "SELECT organization_name_id, space_id, organization_id, '', '' FROM organization_name"},
    {"organization_region",
     "SELECT organization_region_id, space_id, organization_id, '', '' FROM organization_region"},
    {"affiliation", "SELECT affiliation_id, space_id, organization_id, '', '' FROM affiliation"},
    {"belonging", "SELECT belonging_id, space_id, organization_id, '', person_id FROM belonging"},
    {"person", "SELECT person_id, space_id, '', '', person_id FROM person"},
    {"application", "SELECT application_id, space_id, organization_id, '', '' FROM application"},
    {"coalition", "SELECT coalition_id, space_id, '', '', '' FROM coalition"},
    {"coalition_language",
     "SELECT coalition_language_id, space_id, '', '', '' FROM coalition_language"},
    {"series", "SELECT series_id, space_id, '', '', '' FROM series"},
    {"series_name", "SELECT series_name_id, space_id, '', '', '' FROM series_name"},
    {"convening", "SELECT convening_id, space_id, coalesce(host_id, ''), '', '' FROM convening"},
    {"lineage", "SELECT lineage_id, space_id, '', '', '' FROM lineage"},
    {"group", "SELECT group_id, space_id, '', group_id, '' FROM \"group\""},
    {"group_name", "SELECT group_name_id, space_id, '', group_id, '' FROM group_name"},
    {"invitation", "SELECT invitation_id, space_id, coalesce(organization_id, ''), '', "
                   "iif(organization_id IS NULL, space_id, '') FROM invitation"},
    {"saved_view", "SELECT saved_view_id, space_id, '', '', space_id FROM saved_view"},
    {"notification", "SELECT notification_id, space_id, '', '', space_id FROM notification"},
    {"room_code", "SELECT room_code_id, space_id, '', group_id, '' FROM room_code"},
    {"group_member", "SELECT group_member_id, space_id, coalesce(organization_id, ''), group_id, "
                     "coalesce(person_id, '') FROM group_member"},
    {"action_item",
     "SELECT action_item_id, space_id, coalesce(owner_organization_id, ''), "
     "coalesce(owner_group_id, ''), coalesce(owner_person_id, ''), coalesce(group_id, '') "
     "FROM action_item"},
    {"action_item_step",
     "SELECT action_item_step_id, s.space_id, coalesce(owner_organization_id, ''), "
     "coalesce(owner_group_id, ''), coalesce(owner_person_id, ''), coalesce(group_id, '') "
     "FROM action_item_step AS s JOIN action_item USING (action_item_id)"},
    {"plan", "SELECT plan_id, space_id, '', iif(space_id = group_id, group_id, ''), '', "
             "coalesce(group_id, '') FROM plan"},
    {"goal", "SELECT goal_id, g.space_id, '', '', '', coalesce(group_id, '') FROM goal AS g "
             "JOIN plan USING (plan_id)"},
    {"objective", "SELECT objective_id, o.space_id, '', '', '', coalesce(group_id, '') "
                  "FROM objective AS o JOIN plan USING (plan_id)"},
    {"milestone",
     "SELECT milestone_id, m.space_id, coalesce(owner_organization_id, ''), "
     "coalesce(owner_group_id, ''), coalesce(owner_person_id, ''), coalesce(p.group_id, '') "
     "FROM milestone AS m JOIN plan AS p USING (plan_id)"},
    {"meeting", "SELECT meeting_id, space_id, '', coalesce(group_id, ''), '' FROM meeting"},
    {"meeting_series",
     "SELECT meeting_series_id, space_id, '', coalesce(group_id, ''), '' FROM meeting_series"},
    {"agenda_item",
     "SELECT agenda_item_id, space_id, '', coalesce(group_id, ''), '' FROM agenda_item"},
    {"organization_zone",
     "SELECT organization_zone_id, space_id, organization_id, '', '' FROM organization_zone"},
    {"meeting_group", "SELECT meeting_group_id, g.space_id, '', coalesce(m.group_id, ''), '' "
                      "FROM meeting_group AS g JOIN meeting AS m USING (meeting_id)"},
    {"meeting_option", "SELECT meeting_option_id, o.space_id, '', coalesce(group_id, ''), '' "
                       "FROM meeting_option AS o JOIN meeting USING (meeting_id)"},
    {"calendar_address", "SELECT calendar_address_id, space_id, '', coalesce(group_id, ''), "
                         "iif(group_id IS NULL, space_id, '') FROM calendar_address"},
    {"minutes", "SELECT minutes_id, m.space_id, '', coalesce(group_id, ''), '' FROM minutes AS m "
                "JOIN meeting USING (meeting_id)"},
    {"comment", "SELECT comment_id, space_id, '', coalesce(group_id, ''), person_id FROM comment"},
    {"contribution", "SELECT contribution_id, space_id, '', '', space_id FROM contribution"},
    {"edition", "SELECT edition_id, space_id, organization_id, '', '' FROM edition"},
    {"proposal", "SELECT proposal_id, space_id, coalesce(organization_id, ''), "
                 "coalesce(group_id, ''), person_id FROM proposal"},
    {"ballot", "SELECT ballot_id, space_id, '', coalesce(group_id, ''), '' FROM ballot"},
    {"question", "SELECT question_id, space_id, '', '', '' FROM question"},
    {"dispatch", "SELECT dispatch_id, space_id, '', '', '' FROM dispatch"},
    {"delivery", "SELECT delivery_id, space_id, organization_id, '', '' FROM delivery"},
    {"decision", "SELECT decision_id, space_id, '', coalesce(group_id, ''), '' FROM decision"},
};

#define OBJECTS_MAX 64

/* Those that tell the group on whose board they stand. */
static bool has_board(const char *table) {
    static const char *const NAMES[] = {"action_item", "action_item_step", "plan",
                                        "goal",        "objective",        "milestone"};
    bool has = false;
    for (size_t i = 0; i < UNIT_COUNT(NAMES); i++) {
        has = has || strcmp(NAMES[i], table) == 0;
    }
    return has;
}

static size_t objects_read(struct talk *talk, const char *table, struct object *out) {
    size_t r = 0;
    while (strcmp(readers[r].table, table) != 0) {
        r++;
        assert_in_range(r, 0, UNIT_COUNT(readers) - 1);
    }
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    size_t count = 0;
    assert_true(trib_statement_prepare(talk->spine.store, readers[r].sql, &statement, &error));
    while (trib_statement_next(&statement, &has_row, &error) && has_row) {
        assert_in_range(count, 0, OBJECTS_MAX - 1);
        struct object *object = &out[count++];
        char *const fields[] = {object->row_id,   object->space_id,  object->organization_id,
                                object->group_id, object->person_id, object->board_id};
        for (int i = 0; i < (has_board(table) ? 6 : 5); i++) {
            snprintf(fields[i], TRIB_ID_BYTES, "%s", trib_column_text(&statement, i));
        }
    }
    /* own and another's; of the coalition there is one */
    assert_true(count >= 2 || strcmp(table, "coalition") == 0);
    return count;
}

/* ---- the naive answer ------------------------------------------------------------------------ */

static bool sees(struct talk *talk, const struct row *row, const char *space_id) {
    char space_ids[64][TRIB_ID_BYTES];
    size_t count = spine_sight(&talk->spine, row->person_id, space_ids, 64);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(space_ids[i], space_id) == 0) {
            return true;
        }
    }
    return false;
}

static bool is(const char *a, const char *b) {
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool has_lead(struct talk *talk, const char *organization_id) {
    static const char SQL[] = "SELECT 'yes' FROM belonging WHERE organization_id = ?1 AND ends_on "
                              "IS NULL AND role = 'lead_delegate' AND sample = 0";
    char *found = talk_read(talk, SQL, organization_id);
    bool has = found != NULL;
    free(found);
    return has;
}

static bool reaches(struct talk *talk, const struct row *row, enum trib_reach reach,
                    const struct object *object) {
    bool is_own_organization = object != NULL && is(object->organization_id, row->acting_for);
    switch (reach) {
    case TRIB_REACH_NO:
        return false;
    case TRIB_REACH_YES:
        return true;
    case TRIB_REACH_OWN:
        return object != NULL && is(object->person_id, row->person_id);
    case TRIB_REACH_ORGANIZATION:
        return is_own_organization;
    case TRIB_REACH_LEAD:
        return is_own_organization && row->is_lead;
    case TRIB_REACH_FIRST:
        return object != NULL && !has_lead(talk, object->organization_id);
    case TRIB_REACH_GROUP:
        return object != NULL && is(object->group_id, row->group_id);
    case TRIB_REACH_NOTES: {
        bool takes_notes =
            is(row->person_id, TALK_NOTE_TAKER) || (row->personas & IS(FACILITATOR)) != 0;
        return object != NULL && takes_notes && is(object->group_id, row->group_id);
    }
    case TRIB_REACH_BOARD:
        return object != NULL && is(object->board_id, row->group_id);
    }
    return false;
}

static bool may(struct talk *talk, const struct row *row, enum trib_permission permission,
                const struct object *object) {
    const struct trib_permission_row *right = trib_permission_row(permission);
    for (int persona = 0; persona < TRIB_PERSONA_COUNT; persona++) {
        if ((row->personas & (1u << persona)) != 0 &&
            reaches(talk, row, right->reach[persona], object)) {
            return true;
        }
    }
    return false;
}

static const char *expected_code(struct talk *talk, const struct row *row,
                                 const struct trib_method *method, const struct object *object) {
    if (row->person_id == NULL) {
        return "E_SESSION";
    }
    if (object != NULL && !sees(talk, row, object->space_id)) {
        return "E_NOT_FOUND";
    }
    return may(talk, row, method->permission, object) ? "" : "E_FORBIDDEN";
}

/* ---- the real one ---------------------------------------------------------------------------- */

/* The method's example on this object, with new ids for what it makes and rows that are there for
   what else it names. */
static char *params_for(struct talk *talk, const struct row *row, const struct trib_method *method,
                        const struct object *object) {
    static const struct {
        const char *field, *id;
    } named[] = {{"organization_id", TALK_OWN},
                 {"parent_id", TALK_ROOT},
                 {"person_id", TALK_LEAD},
                 {"from_id", TALK_OPEN_GROUP},
                 {"to_id", TALK_ROOT}};
    json_auto_t *params = json_loads(method->example, 0, NULL);
    for (size_t i = 0; i < method->field_count; i++) {
        const struct trib_field *field = &method->fields[i];
        if (field->type != TRIB_FIELD_ID || field->is_edit ||
            json_object_get(params, field->name) == NULL) {
            continue;
        }
        char id[TRIB_ID_BYTES];
        spine_id(&talk->spine, id);
        for (size_t n = 0; n < UNIT_COUNT(named) && i > 0; n++) {
            if (strcmp(named[n].field, field->name) == 0) {
                snprintf(id, sizeof id, "%s", named[n].id);
            }
        }
        json_object_set_new(params, field->name, json_string(id));
    }
    if (object != NULL) {
        json_object_set_new(params, method->object_field, json_string(object->row_id));
    }
    if (row->acting_for != NULL) {
        json_object_set_new(params, "acting_for", json_string(row->acting_for));
    }
    return json_dumps(params, JSON_COMPACT);
}

/* Of a right, a command that goes on may still be refused for what the row is: that is no matter of
   rights. Of what it is refused, nobody may be told what there is. */
static void check(struct talk *talk, const struct row *row, const struct trib_method *method,
                  const struct object *object) {
    const char *expected = expected_code(talk, row, method, object);
    char *params = params_for(talk, row, method, object);
    uint64_t speaker = talk_connect(talk, row->person_id);
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    json_auto_t *answer = talk_command(talk, speaker, method->name, "%s", params);
    const char *code = talk_code(answer);
    bool is_about_object =
        strcmp(talk_field(answer), "") == 0 || is(talk_field(answer), method->object_field);
    bool is_of_rights =
        strcmp(code, "E_SESSION") == 0 ||
        (is_about_object && (strcmp(code, "E_FORBIDDEN") == 0 || strcmp(code, "E_NOT_FOUND") == 0));
    if (strcmp(is_of_rights ? code : "", expected) != 0) {
        fail_msg("%s by %s with %s: %s (%s) instead of \"%s\"", method->name, row->name, params,
                 code, talk_field(answer), expected);
    }
    if (is_of_rights) {
        assert_int_equal(trib_store_last_seq(talk->spine.store), seq);
    }
    trib_server_disconnect(talk->server, speaker);
    free(params);
}

/* Each method begins with the coalition as it was; a command that went well begins it anew. */
static size_t check_method(const struct row *row, const struct trib_method *method) {
    static struct talk talk;
    talk_open(&talk, 31);
    struct object objects[OBJECTS_MAX];
    size_t count =
        method->object_table == NULL ? 1 : objects_read(&talk, method->object_table, objects);
    for (size_t i = 0; i < count; i++) {
        uint64_t seq = trib_store_last_seq(talk.spine.store);
        check(&talk, row, method, method->object_table == NULL ? NULL : &objects[i]);
        if (trib_store_last_seq(talk.spine.store) != seq) {
            talk_close(&talk);
            talk_open(&talk, 31);
        }
    }
    talk_close(&talk);
    return count;
}

static void every_command(void **state) {
    const struct row *row = *state;
    const struct trib_method *method = NULL;
    size_t checked = 0;
    for (size_t i = 0; (method = trib_method_at(i)) != NULL; i++) {
        if (method->kind == TRIB_METHOD_COMMAND) {
            checked += check_method(row, method);
        }
    }
    assert_in_range(checked, 100, 1000);
}

/* What a persona may not do at all must also be there: a table of yes everywhere would pass. */
static void table_says_no(void **state) {
    (void)state;
    for (int permission = TRIB_MAY_READ + 1; permission < TRIB_MAY_COUNT; permission++) {
        const struct trib_permission_row *right =
            trib_permission_row((enum trib_permission)permission);
        assert_int_equal(right->permission, permission);
        assert_int_equal(right->reach[TRIB_PERSONA_VISITOR], TRIB_REACH_NO);
        size_t refused = 0;
        for (int persona = 0; persona < TRIB_PERSONA_COUNT; persona++) {
            refused += right->reach[persona] == TRIB_REACH_NO ? 1 : 0;
        }
        assert_in_range(refused, 2, TRIB_PERSONA_COUNT - 1);
    }
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, every_command, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "no right is everybody's", table_says_no);
    return unit_run("protocol/permission", &tests);
}
