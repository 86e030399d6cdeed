/*
 * The Big List of Naughty Strings (tests/data/blns.json) through every text field of every method:
 * each comes back byte for byte in what the screens are told, or is refused for a reason of length
 * or emptiness that can be counted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "methods.h"
#include "rows.h"
#include "talk.h"
#include "tributary/base/text.h"

/* Who writes, and to which rows, for the methods of a noun. */
static const struct {
    const char *noun, *person_id, *acting_for;
} writers[] = {
    {"organization.", TALK_SECRETARIAT, NULL},
    {"action_item.create_for_coalition", TALK_SECRETARIAT, NULL},
    {"action_item.create", TALK_FACILITATOR, NULL},
    {"action_item", TALK_LEAD, TALK_OWN},
    {"plan.create_for_coalition", TALK_SECRETARIAT, NULL},
    {"plan.create", TALK_FACILITATOR, NULL},
    {"plan.", TALK_SECRETARIAT, NULL},
    {"goal.", TALK_SECRETARIAT, NULL},
    {"objective.", TALK_SECRETARIAT, NULL},
    {"milestone.", TALK_SECRETARIAT, NULL},
    {"meeting.plan_for_coalition", TALK_SECRETARIAT, NULL},
    {"meeting", TALK_FACILITATOR, NULL},
    {"minutes", TALK_FACILITATOR, NULL},
    {"agenda_item", TALK_FACILITATOR, NULL},
    {"comment.", TALK_GROUP_MEMBER, NULL},
    {"contribution.", TALK_BASE, TALK_OWN},
    {"edition.", TALK_LEAD, TALK_OWN},
    {"proposal.write_for_coalition", TALK_LEAD, TALK_OWN},
    {"proposal.write", TALK_FACILITATOR, NULL},
    {"proposal.", TALK_LEAD, TALK_OWN},
    {"decision.", TALK_SECRETARIAT, NULL},
    {"question.", TALK_SECRETARIAT, NULL},
    {"dispatch.", TALK_SECRETARIAT, NULL},
    {"delivery.", TALK_LEAD, TALK_OWN},
    {"group.create", TALK_LEAD, TALK_OWN},
    {"group.", TALK_FACILITATOR, NULL},
    {"affiliation.", TALK_SECRETARIAT, NULL},
    {"application.make", TALK_PERSON, NULL},
    {"charter.", TALK_SECRETARIAT, NULL},
    {"coalition.", TALK_SECRETARIAT, NULL},
    {"series.", TALK_SECRETARIAT, NULL},
    {"convening.host", TALK_LEAD, TALK_OWN},
    {"convening.", TALK_SECRETARIAT, NULL},
    {"person.", TALK_PERSON, NULL},
    {"invitation.make_staff", TALK_ADMINISTRATOR, NULL},
};

/* Parameters that name a row that is there; all other ids are new each time. */
static const struct {
    const char *field, *id;
} existing[] = {
    {"organization_id", TALK_OWN},
    {"group_id", TALK_OPEN_GROUP},
    {"from_group_id", TALK_OPEN_GROUP},
    {"series_id", TALK_SERIES},
    {"convening_id", TALK_CONVENING},
    {"host_id", TALK_OWN},
    {"coalition_id", TALK_COALITION},
    {"person_id", TALK_PERSON},
    {"action_item_id", TALK_OWN_ITEM},
    {"action_item_step_id", TALK_STEP},
    {"meeting_id", TALK_MEETING},
    {"agenda_item_id", TALK_AGENDA_ITEM},
    {"minutes_id", TALK_MINUTES},
    {"plan_id", TALK_PLAN},
    {"goal_id", TALK_GOAL},
    {"objective_id", TALK_OBJECTIVE},
    {"milestone_id", TALK_MILESTONE},
    {"comment_id", TALK_COMMENT},
    {"about_id", TALK_MEETING},
    {"contribution_id", TALK_VOICE},
    {"proposal_id", TALK_PROPOSAL},
    {"decision_id", TALK_DECISION},
    {"delivery_id", TALK_READ_DELIVERY},
};

static struct talk talk;
static json_t *strings;

/* The id a field shall have; the first field of a create is its new row's. */
static void set_id(json_t *params, const struct trib_method *method,
                   const struct trib_field *field) {
    char id[TRIB_ID_BYTES];
    spine_id(&talk.spine, id);
    bool is_item = strncmp(method->name, "action_item.create", 18) == 0;
    bool creates = strstr(method->name, ".create") != NULL && !is_item;
    bool is_own_new =
        (strcmp(method->name, "convening.host") == 0 && field == method->fields) ||
        (strcmp(method->name, "comment.add") == 0 && field == method->fields) ||
        (strcmp(method->name, "contribution.write") == 0 && field == method->fields) ||
        (strncmp(method->name, "proposal.write", 14) == 0 && field == method->fields) ||
        (strcmp(method->name, "comment.reply") == 0 && field == method->fields) ||
        ((is_item || strncmp(method->name, "meeting.plan", 12) == 0 ||
          strcmp(method->name, "goal.add") == 0 || strcmp(method->name, "objective.add") == 0 ||
          strcmp(method->name, "milestone.add") == 0) &&
         field == method->fields) ||
        (strcmp(method->name, "group.split") == 0 && field == method->fields + 1);
    for (size_t i = 0; i < UNIT_COUNT(existing) && !creates && !is_own_new; i++) {
        if (strcmp(existing[i].field, field->name) == 0) {
            snprintf(id, sizeof id, "%s", existing[i].id);
        }
    }
    bool is_answered = strcmp(method->name, "comment.reply") == 0 && field == method->fields + 1;
    json_object_set_new(params, field->name, json_string(is_answered ? TALK_COMMENT : id));
}

/* The method's example, with ids that do, and one text in one field. stored: what an edit comes
   from, NULL for null. */
static char *params_with(const struct trib_method *method, const struct trib_field *text_field,
                         const char *text, const char *stored, const char *acting_for) {
    json_auto_t *params = json_loads(method->example, 0, NULL);
    for (size_t i = 0; i < method->field_count; i++) {
        const struct trib_field *field = &method->fields[i];
        if (field->is_edit) {
            json_object_del(params, field->name);
        } else if (field->type == TRIB_FIELD_ID &&
                   (field->is_required || json_object_get(params, field->name) != NULL)) {
            set_id(params, method, field);
        }
    }
    json_t *value = json_string(text);
    if (text_field->is_edit) {
        json_t *from = stored == NULL ? json_null() : json_string(stored);
        value = json_pack("{s:o,s:o}", "from", from, "to", value);
    }
    json_object_set_new(params, text_field->name, value);
    if (strcmp(text_field->name, "language") == 0 && json_object_get(params, "text") != NULL) {
        char other[TRIB_ID_BYTES]; /* the same name a second time would be refused for that */
        spine_id(&talk.spine, other);
        json_object_set_new(params, "text", json_string(other));
    }
    if (text_field->with != NULL && json_object_get(params, text_field->with) == NULL) {
        char id[TRIB_ID_BYTES];
        spine_id(&talk.spine, id);
        json_object_set_new(params, text_field->with, json_string(id));
    }
    if (json_object_get(params, "token_hash") != NULL) {
        char id[TRIB_ID_BYTES];
        char hash[65];
        spine_id(&talk.spine, id);
        snprintf(hash, sizeof hash, "%.8s%.4s%052d", id, id + 9, 0);
        json_object_set_new(params, "token_hash", json_string(hash));
    }
    if (acting_for != NULL) {
        json_object_set_new(params, "acting_for", json_string(acting_for));
    }
    return json_dumps(params, JSON_COMPACT);
}

/* Whether any field of any row that a connection was told of is exactly this text. */
static bool was_told(uint64_t connection_id, const char *text) {
    const char *frame = NULL;
    for (size_t i = 0; (frame = talk_heard(&talk, connection_id, i)) != NULL; i++) {
        json_auto_t *message = json_loads(frame, 0, NULL);
        json_t *rows = json_object_get(json_object_get(message, "params"), "rows");
        size_t index;
        json_t *row;
        json_array_foreach(rows, index, row) {
            const char *name;
            json_t *value;
            json_object_foreach(json_array_get(row, 3), name, value) {
                if (json_is_string(value) && strcmp(json_string_value(value), text) == 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

static char *stored_text(const struct trib_field *field, const struct trib_method *method) {
    static const char NAME[] = "SELECT name FROM organization WHERE organization_id = ?1";
    static const char GROUP[] = "SELECT name FROM \"group\" WHERE group_id = ?1";
    static const char COALITION[] = "SELECT name FROM coalition WHERE coalition_id = ?1";
    static const char SERIES[] = "SELECT name FROM series WHERE series_id = ?1";
    static const char CONVENING[] = "SELECT name FROM convening WHERE convening_id = ?1";
    static const char ITEM[] = "SELECT title FROM action_item WHERE action_item_id = ?1";
    static const char STEP[] = "SELECT text FROM action_item_step WHERE action_item_step_id = ?1";
    static const char MEETING[] = "SELECT title FROM meeting WHERE meeting_id = ?1";
    static const char AGENDA_ITEM[] = "SELECT title FROM agenda_item WHERE agenda_item_id = ?1";
    static const char PLAN[] = "SELECT name FROM plan WHERE plan_id = ?1";
    static const char GOAL[] = "SELECT name FROM goal WHERE goal_id = ?1";
    static const char OBJECTIVE[] = "SELECT name FROM objective WHERE objective_id = ?1";
    static const char MILESTONE[] = "SELECT name FROM milestone WHERE milestone_id = ?1";
    static const char MINUTES[] = "SELECT text FROM minutes WHERE minutes_id = ?1";
    static const char COMMENT[] = "SELECT text FROM comment WHERE comment_id = ?1";
    static const char VOICE[] = "SELECT text FROM contribution WHERE contribution_id = ?1";
    static const char VOICE_TITLE[] = "SELECT title FROM contribution WHERE contribution_id = ?1";
    static const char VOICE_LANGUAGE[] =
        "SELECT language FROM contribution WHERE contribution_id = ?1";
    static const char PROPOSAL[] = "SELECT text FROM proposal WHERE proposal_id = ?1";
    static const char PROPOSAL_TITLE[] = "SELECT title FROM proposal WHERE proposal_id = ?1";
    static const char PROPOSAL_LANGUAGE[] = "SELECT language FROM proposal WHERE proposal_id = ?1";
    static const char PERSON[] = "SELECT display_name FROM person WHERE person_id = ?1";
    if (!field->is_edit || field->may_be_null) {
        return NULL;
    }
    if (strncmp(method->name, "contribution.", 13) == 0) {
        return talk_read(&talk,
                         strcmp(field->name, "title") == 0      ? VOICE_TITLE
                         : strcmp(field->name, "language") == 0 ? VOICE_LANGUAGE
                                                                : VOICE,
                         TALK_VOICE);
    }
    if (strncmp(method->name, "proposal.", 9) == 0) {
        return talk_read(&talk,
                         strcmp(field->name, "title") == 0      ? PROPOSAL_TITLE
                         : strcmp(field->name, "language") == 0 ? PROPOSAL_LANGUAGE
                                                                : PROPOSAL,
                         TALK_PROPOSAL);
    }
    return strncmp(method->name, "organization.", 13) == 0 ? talk_read(&talk, NAME, TALK_OWN)
           : strncmp(method->name, "coalition.", 10) == 0
               ? talk_read(&talk, COALITION, TALK_COALITION)
           : strncmp(method->name, "series.", 7) == 0 ? talk_read(&talk, SERIES, TALK_SERIES)
           : strncmp(method->name, "convening.", 10) == 0
               ? talk_read(&talk, CONVENING, TALK_CONVENING)
           : strncmp(method->name, "action_item.", 12) == 0 ? talk_read(&talk, ITEM, TALK_OWN_ITEM)
           : strncmp(method->name, "action_item_step.", 17) == 0 ? talk_read(&talk, STEP, TALK_STEP)
           : strncmp(method->name, "meeting.", 8) == 0 ? talk_read(&talk, MEETING, TALK_MEETING)
           : strncmp(method->name, "agenda_item.", 12) == 0
               ? talk_read(&talk, AGENDA_ITEM, TALK_AGENDA_ITEM)
           : strncmp(method->name, "plan.", 5) == 0 ? talk_read(&talk, PLAN, TALK_PLAN)
           : strncmp(method->name, "goal.", 5) == 0 ? talk_read(&talk, GOAL, TALK_GOAL)
           : strncmp(method->name, "objective.", 10) == 0
               ? talk_read(&talk, OBJECTIVE, TALK_OBJECTIVE)
           : strncmp(method->name, "milestone.", 10) == 0
               ? talk_read(&talk, MILESTONE, TALK_MILESTONE)
           : strncmp(method->name, "comment.", 8) == 0 ? talk_read(&talk, COMMENT, TALK_COMMENT)
           : strncmp(method->name, "minutes.", 8) == 0 ? talk_read(&talk, MINUTES, TALK_MINUTES)
           : strncmp(method->name, "group.", 6) == 0   ? talk_read(&talk, GROUP, TALK_OPEN_GROUP)
                                                       : talk_read(&talk, PERSON, TALK_PERSON);
}

/* Whether the list has this string before; some stand in it twice. */
static bool is_repeated(size_t index) {
    for (size_t before = 0; before < index; before++) {
        if (json_equal(json_array_get(strings, before), json_array_get(strings, index))) {
            return true;
        }
    }
    return false;
}

/* All strings through one field, one after the other. */
static void check_field(const struct trib_method *method, const struct trib_field *field,
                        uint64_t writer, const char *acting_for) {
    char *stored = stored_text(field, method);
    size_t index;
    json_t *string;
    size_t kept = 0;
    json_array_foreach(strings, index, string) {
        const char *text = json_string_value(string);
        bool is_long = trib_text_length(text) > field->most;
        bool is_blank = trib_text_is_blank(text);
        bool is_taken = strstr(method->name, "_add") != NULL && is_repeated(index);
        if (stored != NULL && strcmp(stored, text) == 0) {
            continue; /* nothing to change */
        }
        char *params = params_with(method, field, text, stored, acting_for);
        talk_forget(&talk);
        json_auto_t *answer = talk_command(&talk, writer, method->name, "%s", params);
        const char *code = talk_code(answer);
        assert_string_equal(code, is_long    ? "E_TOO_LONG"
                                  : is_blank ? "E_REQUIRED"
                                  : is_taken ? "E_EXISTS"
                                             : "");
        bool is_kept = code[0] == '\0';
        assert_int_equal(was_told(writer, text), is_kept);
        if (is_kept) {
            kept++;
            free(stored);
            stored = field->is_edit ? strdup(text) : NULL;
        }
        free(params);
    }
    free(stored);
    assert_true(kept > json_array_size(strings) / 4);
}

/* What happens once to a group, an organization or a person, or between two things, or is sealed
   (ballot_test.c has the strings go through it). Its texts go where those of organization.create,
   group.split and dispatch.send do, or are tested with the command; a file is parsed. */
static bool is_done_once(const struct trib_method *method) {
    static const char *const NAMES[] = {
        "group.become_alliance", "group.reconvene",   "group.merge",
        "organization.merge",    "lineage.add",       "affiliation.set_status",
        "application.make",      "import.run",        "action_item.set_state",
        "meeting.set_state",     "minutes.write",     "plan.set_state",
        "milestone.set_state",   "charter.translate", "edition.return",
        "ballot.open",           "ballot.void",       "ballot.cast",
        "dispatch.recall",       "delivery.decline",  "delivery.report",
        "delivery.localise"};
    bool is_once = false;
    for (size_t i = 0; i < UNIT_COUNT(NAMES); i++) {
        is_once = is_once || strcmp(NAMES[i], method->name) == 0;
    }
    return is_once;
}

/* A text with a form of its own. */
static bool is_of_a_form(const struct trib_field *field) {
    static const char *const NAMES[] = {"starts_local", "ends_local",   "zone",
                                        "link",         "mail_address", "token"};
    bool is_one = false;
    for (size_t i = 0; i < UNIT_COUNT(NAMES); i++) {
        is_one = is_one || strcmp(NAMES[i], field->name) == 0;
    }
    return is_one;
}

/* No free text; what writes no row; and of an organization's open invitations and a person's saved
   views, of a checklist's lines, an agenda's items and plans there may be only so many: the texts
   of the first are those of the staff's, too. */
static bool is_left_out(const struct trib_method *method, const struct trib_field *field) {
    return is_done_once(method) || field->type != TRIB_FIELD_TEXT ||
           method->kind != TRIB_METHOD_COMMAND || strcmp(field->name, "token_hash") == 0 ||
           strcmp(field->name, "code_hash") == 0 || strcmp(field->name, "address_hash") == 0 ||
           strcmp(method->name, "invitation.make") == 0 ||
           strcmp(method->name, "saved_view.add") == 0 ||
           strcmp(method->name, "action_item_step.add") == 0 ||
           strcmp(method->name, "agenda_item.add") == 0 || strcmp(method->name, "plan.copy") == 0 ||
           strncmp(method->name, "plan.create", 11) == 0 ||
           strncmp(method->name, "agenda_item.propose", 19) == 0 ||
           strcmp(method->name, "minutes_note.add") == 0 ||
           strncmp(method->name, "meeting_series.", 15) == 0 || is_of_a_form(field);
}

static void every_field(void **state) {
    (void)state;
    const struct trib_method *method = NULL;
    size_t checked = 0;
    for (size_t m = 0; (method = trib_method_at(m)) != NULL; m++) {
        for (size_t f = 0; f < method->field_count; f++) {
            if (is_left_out(method, &method->fields[f])) {
                continue;
            }
            size_t w = 0;
            while (strncmp(method->name, writers[w].noun, strlen(writers[w].noun)) != 0) {
                w++;
                assert_in_range(w, 0, UNIT_COUNT(writers) - 1);
            }
            talk_open(&talk, 23);
            check_field(method, &method->fields[f], talk_listen(&talk, writers[w].person_id),
                        writers[w].acting_for);
            talk_close(&talk);
            checked++;
        }
    }
    assert_in_range(checked, 15, 120);
}

/* Each string once: a name may not be added twice. */
static void load_strings(void) {
    json_auto_t *all = json_load_file(TRIB_SOURCE_DIR "/tests/data/blns.json", 0, NULL);
    json_auto_t *seen = json_object();
    strings = json_array();
    size_t index;
    json_t *string;
    json_array_foreach(all, index, string) {
        if (json_object_get(seen, json_string_value(string)) == NULL) {
            json_object_set_new(seen, json_string_value(string), json_true());
            json_array_append(strings, string);
        }
    }
}

int main(void) {
    static struct unit_tests tests;
    load_strings();
    unit_add(&tests, "naughty strings come back byte for byte from every text field", every_field);
    int failed = unit_run("protocol/naughty", &tests);
    json_decref(strings);
    return failed;
}
