/*
 * Comments by their commands: where they stand, who may write and end them, whom and what they may
 * name, and that what is taken back is gone.
 */
#include "tributary/command/comment.h"

#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/action_item.h"
#include "tributary/command/agenda_item.h"
#include "tributary/command/convening.h"
#include "tributary/command/group.h"
#include "tributary/command/meeting.h"
#include "tributary/command/people.h"
#include "tributary/command/plan.h"
#include "tributary/command/redaction.h"
#include "tributary/store/log.h"

#define MEETING "d0000000-0000-4000-8000-0000000000b0"      /* OPEN_GROUP's own */
#define WIDE_MEETING "d0000000-0000-4000-8000-0000000000b1" /* OPEN_GROUP's, in the coalition */
#define CLOSED_MEETING "d0000000-0000-4000-8000-0000000000b2"
#define GONE "[…]"

static const char PLACE[] = "SELECT space_id || ' ' || coalesce(group_id, '-') FROM comment "
                            "WHERE comment_id = ?1";
static const char WRITER[] = "SELECT person_id || ' ' || coalesce(organization_id, '-') FROM "
                             "comment WHERE comment_id = ?1";
static const char TEXT_OF[] = "SELECT text FROM comment WHERE comment_id = ?1";
static const char HEAD[] = "SELECT coalesce(parent_id, 'none') FROM comment WHERE comment_id = ?1";
static const char STATE[] = "SELECT iif(resolved_at_ms IS NULL, 'open', resolved_by_id) FROM "
                            "comment WHERE comment_id = ?1";
static const char MENTIONS[] =
    "SELECT group_concat(kind || ' ' || mentioned_id || ' ' || space_id, ', ') FROM "
    "(SELECT * FROM comment_mention WHERE comment_id = ?1 ORDER BY mentioned_id)";
static const char IN_LOG[] = "SELECT count(*) FROM change WHERE instr(patch, ?1) > 0";
static const char COUNT[] = "SELECT count(*) FROM comment WHERE about_id = ?1";

static enum trib_error_code add(struct desk *desk, const char *who, const char *acting_for,
                                const char *table, const char *id, const char *text) {
    return DESK(desk, who, acting_for, trib_comment_add, .comment_id = NEW_1, .about_table = table,
                .about_id = id, .text = text);
}

static enum trib_error_code reply(struct desk *desk, const char *who, const char *acting_for,
                                  const char *id, const char *parent_id, const char *text) {
    return DESK(desk, who, acting_for, trib_comment_reply, .comment_id = id, .parent_id = parent_id,
                .text = text);
}

static enum trib_error_code edit(struct desk *desk, const char *who, const char *from,
                                 const char *to) {
    return DESK(desk, who, NULL, trib_comment_edit, .comment_id = NEW_1, .text = EDIT(from, to));
}

static enum trib_error_code redact(struct desk *desk, const char *who, const char *id) {
    const struct trib_comment_of params = {id};
    return desk_end(desk, trib_comment_redact(desk_begin(desk, who, NULL), &params, &desk->error));
}

static enum trib_error_code settle(struct desk *desk, const char *who, const char *id, bool ends) {
    const struct trib_comment_of params = {id};
    const struct trib_command *command = desk_begin(desk, who, NULL);
    return desk_end(desk, ends ? trib_comment_resolve(command, &params, &desk->error)
                               : trib_comment_reopen(command, &params, &desk->error));
}

static void meet(struct desk *desk, const char *who, const char *id, const char *group_id,
                 const char *visibility) {
    assert_int_equal(DESK(desk, who, NULL, trib_meeting_plan, .meeting_id = id, .title = "Call",
                          .group_id = group_id, .visibility = visibility, .state = "draft"),
                     TRIB_E_NONE);
}

static void assert_proven(struct desk *desk) {
    struct trib_verify_report report;
    assert_true(trib_log_verify_store(desk->spine.store, &report, &desk->error));
    assert_string_equal(report.difference, "");
}

/* ---- where they stand ------------------------------------------------------------------------ */

static void about_a_public_thing_the_coalition_talks_among_itself(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, "Who knows them?"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), COALITION " -");
    assert_string_equal(desk_read(desk, WRITER, NEW_1), LEAD " " RIVER);
}

static void about_a_groups_own_thing_it_stays_with_the_group(void **state) {
    struct desk *desk = *state;
    meet(desk, FACILITATOR, MEETING, OPEN_GROUP, "group");
    assert_int_equal(add(desk, GROUP_MEMBER, NULL, "meeting", MEETING, "Whose room?"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), OPEN_GROUP " " OPEN_GROUP);
    assert_string_equal(desk_read(desk, WRITER, NEW_1), GROUP_MEMBER " -");
    assert_int_equal(add(desk, LEAD, RIVER, "meeting", MEETING, "And I?"), TRIB_E_NOT_FOUND);
    assert_int_equal(add(desk, SECRETARIAT, NULL, "meeting", MEETING, "?"), TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "about_id");
    assert_int_equal(reply(desk, LEAD, RIVER, NEW_2, NEW_1, "And I?"), TRIB_E_NOT_FOUND);
    assert_int_equal(edit(desk, LEAD, "Whose room?", "x"), TRIB_E_NOT_FOUND);
    assert_int_equal(redact(desk, SECRETARIAT, NEW_1), TRIB_E_NOT_FOUND);
    assert_int_equal(settle(desk, SECRETARIAT, NEW_1, true), TRIB_E_NOT_FOUND);
}

static void an_action_item_is_of_its_board_whoever_owns_it(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_action_item_create, .action_item_id = NEW_3,
                          .title = "Call them", .group_id = OPEN_GROUP,
                          .owner_person_id = GROUP_MEMBER),
                     TRIB_E_NONE);
    assert_int_equal(add(desk, FACILITATOR, NULL, "action_item", NEW_3, "By when?"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), OPEN_GROUP " " OPEN_GROUP);
}

static void a_line_of_a_plan_is_of_who_drafts_it(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_plan_create, .plan_id = NEW_2,
                          .name = "Wells", .group_id = OPEN_GROUP),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_goal_add, .goal_id = NEW_3,
                          .plan_id = NEW_2, .name = "Water for all"),
                     TRIB_E_NONE);
    assert_int_equal(add(desk, GROUP_MEMBER, NULL, "goal", NEW_3, "For all?"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), OPEN_GROUP " " OPEN_GROUP);
    assert_int_equal(add(desk, LEAD, RIVER, "goal", NEW_3, "And I?"), TRIB_E_NOT_FOUND);
}

static void of_a_series_the_coalition_talks(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_series_create, .series_id = NEW_2,
                          .name = "People’s Global Action", .kind = "civil_society",
                          .visibility = "public"),
                     TRIB_E_NONE);
    assert_int_equal(add(desk, LEAD, RIVER, "series", NEW_2, "Each year?"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), COALITION " -");
}

/* Whoever sees a public thing and not the coalition has no place to talk about it in. */
static void who_sees_no_coalition_says_nothing_in_it(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, GROUP_MEMBER, NULL, "group", OPEN_GROUP, "?"), TRIB_E_FORBIDDEN);
    assert_int_equal(add(desk, PERSON, NULL, "organization", LAKE, "?"), TRIB_E_FORBIDDEN);
    assert_int_equal(add(desk, ADMINISTRATOR, NULL, "organization", LAKE, "?"), TRIB_E_FORBIDDEN);
    assert_string_equal(desk_read(desk, COUNT, LAKE), "0");
}

static void what_is_no_thing_with_a_page_has_none(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "belonging", LEAD_BELONGING, "?"), TRIB_E_TYPE);
    assert_int_equal(add(desk, LEAD, RIVER, "person", LEAD, "?"), TRIB_E_TYPE);
    assert_int_equal(add(desk, LEAD, RIVER, "plan", NOBODY, "?"), TRIB_E_NOT_FOUND);
    assert_int_equal(add(desk, LEAD, RIVER, "meeting", NOBODY, "?"), TRIB_E_NOT_FOUND);
}

/* ---- threads --------------------------------------------------------------------------------- */

static void an_answer_to_an_answer_stands_in_the_same_thread(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "group", OPEN_GROUP, "Who?"), TRIB_E_NONE);
    assert_int_equal(reply(desk, WELL_LEAD, WELL, NEW_2, NEW_1, "We."), TRIB_E_NONE);
    assert_int_equal(reply(desk, SECRETARIAT, NULL, NEW_3, NEW_2, "Good."), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, HEAD, NEW_1), "none");
    assert_string_equal(desk_read(desk, HEAD, NEW_3), NEW_1);
    assert_string_equal(desk_read(desk, PLACE, NEW_3), COALITION " " OPEN_GROUP);
    assert_int_equal(reply(desk, LEAD, RIVER, NEW_3, NEW_1, "Again"), TRIB_E_EXISTS);
}

static void a_thread_is_ended_and_an_answer_opens_it(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, "Who?"), TRIB_E_NONE);
    assert_int_equal(reply(desk, WELL_LEAD, WELL, NEW_2, NEW_1, "We."), TRIB_E_NONE);
    assert_int_equal(settle(desk, LEAD, NEW_2, true), TRIB_E_TYPE);
    assert_int_equal(settle(desk, LEAD, NEW_1, true), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATE, NEW_1), LEAD);
    assert_int_equal(settle(desk, SECRETARIAT, NEW_1, true), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_string_equal(desk_read(desk, STATE, NEW_1), LEAD);
    assert_int_equal(settle(desk, SECRETARIAT, NEW_1, false), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATE, NEW_1), "open");
    assert_int_equal(settle(desk, SECRETARIAT, NEW_1, true), TRIB_E_NONE);
    assert_int_equal(reply(desk, WELL_LEAD, WELL, NEW_3, NEW_2, "One more."), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATE, NEW_1), "open");
}

static void of_a_group_that_is_over_all_is_read_and_own_words_taken_back(void **state) {
    struct desk *desk = *state;
    meet(desk, FACILITATOR, MEETING, OPEN_GROUP, "group");
    assert_int_equal(add(desk, GROUP_MEMBER, NULL, "meeting", MEETING, "Who?"), TRIB_E_NONE);
    assert_int_equal(DESK_GROUP(desk, FACILITATOR, trib_group_close, OPEN_GROUP), TRIB_E_NONE);
    assert_int_equal(reply(desk, GROUP_MEMBER, NULL, NEW_2, NEW_1, "We."), TRIB_E_CLOSED);
    assert_int_equal(edit(desk, GROUP_MEMBER, "Who?", "What?"), TRIB_E_CLOSED);
    assert_int_equal(settle(desk, FACILITATOR, NEW_1, true), TRIB_E_CLOSED);
    assert_int_equal(redact(desk, GROUP_MEMBER, NEW_1), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TEXT_OF, NEW_1), GONE);
}

static void what_was_commented_on_is_not_removed(void **state) {
    struct desk *desk = *state;
    meet(desk, FACILITATOR, MEETING, OPEN_GROUP, "group");
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_agenda_item_add, .agenda_item_id = NEW_3,
                          .meeting_id = MEETING, .title = "Wells"),
                     TRIB_E_NONE);
    assert_int_equal(add(desk, GROUP_MEMBER, NULL, "agenda_item", NEW_3, "First?"), TRIB_E_NONE);
    const struct trib_agenda_item_of item = {NEW_3};
    assert_int_equal(desk_end(desk, trib_agenda_item_remove(desk_begin(desk, FACILITATOR, NULL),
                                                            &item, &desk->error)),
                     TRIB_E_IN_USE);
}

static void so_many_are_about_one_thing(void **state) {
    static const char FILL[] =
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 999) "
        "INSERT INTO comment (comment_id, space_id, about_table, about_id, text, person_id, "
        "written_at_ms) SELECT printf('e0000000-0000-4000-8000-00000001%04d', n), ?1, "
        "'organization', ?2, 'x', ?3, n FROM number";
    struct desk *desk = *state;
    DESK_WRITE(desk, FILL, COALITION, LAKE, LEAD);
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, "The last"), TRIB_E_NONE);
    assert_int_equal(reply(desk, LEAD, RIVER, NEW_2, NEW_1, "One more"), TRIB_E_TOO_MANY);
    assert_true(desk_error_has(desk, "\"most\":1000"));
}

/* ---- whom and what they name ----------------------------------------------------------------- */

static void who_is_spoken_to_is_kept_once_and_follows_the_text(void **state) {
    static const char FIRST[] = "@[organization:" WELL "] and @[person:" LAKE_LEAD
                                "], see #[group:" OPEN_GROUP "] @[organization:" WELL "]";
    static const char SECOND[] = "@[person:" LAKE_LEAD "] @[group:" COALITION_GROUP "]";
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, FIRST), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, MENTIONS, NEW_1),
                        "organization " WELL " " COALITION ", person " LAKE_LEAD " " COALITION);
    assert_int_equal(edit(desk, LEAD, FIRST, SECOND), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, MENTIONS, NEW_1),
                        "group " COALITION_GROUP " " COALITION ", person " LAKE_LEAD " " COALITION);
}

static struct naming {
    const char *name, *text;
    enum trib_error_code in_group, in_coalition;
} namings[] = {
    {"one who works in the group in person", "@[person:" GROUP_MEMBER "]", TRIB_E_NONE,
     TRIB_E_NOT_FOUND},
    {"one of the coalition", "@[person:" LAKE_LEAD "]", TRIB_E_NOT_FOUND, TRIB_E_NONE},
    {"one whom only their own organization knows", "@[person:" BASE "]", TRIB_E_NOT_FOUND,
     TRIB_E_OUTSIDE},
    {"an organization of the coalition", "@[organization:" LAKE "]", TRIB_E_OUTSIDE, TRIB_E_NONE},
    {"an organization that belongs to nothing", "@[organization:" SPRING "]", TRIB_E_OUTSIDE,
     TRIB_E_OUTSIDE},
    {"the group itself", "@[group:" OPEN_GROUP "]", TRIB_E_NONE, TRIB_E_NONE},
    {"a group nobody else knows of", "@[group:" CLOSED_GROUP "]", TRIB_E_NOT_FOUND,
     TRIB_E_NOT_FOUND},
    {"nobody", "@[person:" NOBODY "]", TRIB_E_NOT_FOUND, TRIB_E_NOT_FOUND},
    {"a thing that cannot be spoken to", "@[meeting:" MEETING "]", TRIB_E_TYPE, TRIB_E_TYPE},
    {"a meeting of the group", "#[meeting:" MEETING "]", TRIB_E_NONE, TRIB_E_NOT_FOUND},
    {"a public thing", "#[organization:" LAKE "]", TRIB_E_NONE, TRIB_E_NONE},
    {"a meeting of others", "#[meeting:" CLOSED_MEETING "]", TRIB_E_NOT_FOUND, TRIB_E_NOT_FOUND},
    {"a person, pointed at", "#[person:" LEAD "]", TRIB_E_TYPE, TRIB_E_TYPE},
    {"words in brackets", "@[everybody] #[1]", TRIB_E_NONE, TRIB_E_NONE},
};

static void only_who_sees_it_is_named_in_it(void **state) {
    struct desk *desk = *state;
    meet(desk, FACILITATOR, MEETING, OPEN_GROUP, "group");
    meet(desk, CLOSED_FACILITATOR, CLOSED_MEETING, CLOSED_GROUP, "group");
    for (size_t i = 0; i < UNIT_COUNT(namings); i++) {
        const struct naming *row = &namings[i];
        enum trib_error_code codes[] = {add(desk, FACILITATOR, NULL, "meeting", MEETING, row->text),
                                        TRIB_E_NONE};
        if (codes[0] == TRIB_E_NONE) {
            DESK_WRITE(desk, "DELETE FROM comment_mention WHERE comment_id = ?1", NEW_1);
            DESK_WRITE(desk, "DELETE FROM comment WHERE comment_id = ?1", NEW_1);
        }
        codes[1] = add(desk, LEAD, RIVER, "organization", LAKE, row->text);
        if (codes[0] != row->in_group || codes[1] != row->in_coalition) {
            fail_msg("%s: %d and %d", row->name, (int)codes[0], (int)codes[1]);
        }
        if (codes[1] == TRIB_E_NONE) {
            DESK_WRITE(desk, "DELETE FROM comment_mention WHERE comment_id = ?1", NEW_1);
            DESK_WRITE(desk, "DELETE FROM comment WHERE comment_id = ?1", NEW_1);
        } else {
            assert_string_equal(desk->error.field, "text");
            assert_true(desk_error_has(desk, "\"kind\":\""));
        }
    }
}

/* One sees a group's own meeting and writes where others do not. */
static void what_not_all_readers_see_is_not_pointed_at(void **state) {
    struct desk *desk = *state;
    DESK_WRITE(desk,
               "INSERT INTO group_member (group_member_id, space_id, group_id, organization_id, "
               "role) VALUES (?1, ?2, ?3, ?4, 'member')",
               NEW_3, COALITION, OPEN_GROUP, RIVER);
    meet(desk, FACILITATOR, MEETING, OPEN_GROUP, "group");
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, "#[meeting:" MEETING "]"),
                     TRIB_E_OUTSIDE);
    assert_true(desk_error_has(desk, "\"id\":\"" MEETING "\""));
    assert_int_equal(add(desk, LEAD, RIVER, "meeting", MEETING, "#[organization:" LAKE "]"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, WRITER, NEW_1), LEAD " " RIVER);
}

/* One who is in two groups does not tell one of the other, nor others of a closed one. */
static void a_group_is_spoken_to_where_it_sees_it(void **state) {
    static const char JOIN[] = "INSERT INTO group_member (group_member_id, space_id, group_id, "
                               "organization_id, role) VALUES (?1, ?2, ?3, ?4, 'member')";
    struct desk *desk = *state;
    DESK_WRITE(desk, JOIN, NEW_2, COALITION, OPEN_GROUP, RIVER);
    DESK_WRITE(desk, JOIN, NEW_3, CLOSED_GROUP, CLOSED_GROUP, RIVER);
    meet(desk, FACILITATOR, MEETING, OPEN_GROUP, "group");
    assert_int_equal(add(desk, LEAD, RIVER, "meeting", MEETING, "@[group:" COALITION_GROUP "]"),
                     TRIB_E_OUTSIDE);
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, "@[group:" CLOSED_GROUP "]"),
                     TRIB_E_OUTSIDE);
    assert_int_equal(add(desk, LEAD, RIVER, "group", CLOSED_GROUP, "@[group:" CLOSED_GROUP "]"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, NEW_1), CLOSED_GROUP " " CLOSED_GROUP);
}

static void who_has_left_since_stays_named(void **state) {
    static const char FIRST[] = "@[person:" ALTERNATE "] ?";
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, FIRST), TRIB_E_NONE);
    assert_int_equal(
        DESK(desk, ALTERNATE, NULL, trib_belonging_end, .belonging_id = ALTERNATE_BELONGING),
        TRIB_E_NONE);
    assert_int_equal(edit(desk, LEAD, FIRST, "@[person:" ALTERNATE "] !"), TRIB_E_NONE);
    assert_int_equal(reply(desk, LEAD, RIVER, NEW_2, NEW_1, FIRST), TRIB_E_OUTSIDE);
}

static void so_many_are_named_at_once(void **state) {
    char text[TRIB_COMMENT_MAX] = "";
    struct desk *desk = *state;
    for (int i = 0; i < TRIB_COMMENT_REFERENCES_MAX; i++) {
        strcat(text, "@[organization:" LAKE "]");
    }
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, text), TRIB_E_NONE);
    strcat(text, "#[organization:" LAKE "]");
    assert_int_equal(reply(desk, LEAD, RIVER, NEW_2, NEW_1, text), TRIB_E_TOO_MANY);
    assert_true(desk_error_has(desk, "\"most\":20"));
}

/* ---- taking back ----------------------------------------------------------------------------- */

static void two_who_change_the_same_words_are_told(void **state) {
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, "One"), TRIB_E_NONE);
    assert_int_equal(edit(desk, LEAD, "One", "Two"), TRIB_E_NONE);
    assert_int_equal(edit(desk, LEAD, "One", "Three"), TRIB_E_STALE);
    assert_int_equal(edit(desk, LEAD, "One", "Two"), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
}

static void what_is_taken_back_is_in_no_row_and_no_log(void **state) {
    static const char FIRST[] = "Kestrel @[person:" LAKE_LEAD "]";
    static const char SECOND[] = "Heron @[organization:" WELL "]";
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, FIRST), TRIB_E_NONE);
    assert_int_equal(edit(desk, LEAD, FIRST, SECOND), TRIB_E_NONE);
    assert_int_equal(reply(desk, WELL_LEAD, WELL, NEW_2, NEW_1, "Egret"), TRIB_E_NONE);
    assert_int_equal(redact(desk, LEAD, NEW_1), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TEXT_OF, NEW_1), GONE);
    assert_string_equal(desk_read(desk, TEXT_OF, NEW_2), "Egret");
    assert_string_equal(desk_read(desk, WRITER, NEW_1), LEAD " " RIVER);
    assert_string_equal(desk_read(desk, IN_LOG, "Kestrel"), "0");
    assert_string_equal(desk_read(desk, IN_LOG, "Heron"), "0");
    assert_string_equal(desk_read(desk, IN_LOG, "\"mentioned_id\":\"" LAKE_LEAD), "0");
    assert_string_equal(desk_read(desk, IN_LOG, "\"mentioned_id\":\"" WELL), "0");
    assert_string_equal(desk_read(desk, MENTIONS, NEW_1), "organization " GONE " " COALITION);
    assert_int_equal(edit(desk, LEAD, GONE, "Kestrel"), TRIB_E_CLOSED);
    assert_int_equal(redact(desk, LEAD, NEW_1), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_proven(desk);
}

/* A copy from before, in which both still stand, loses them by the list that was kept beside it. */
static void an_older_copy_loses_the_words_too(void **state) {
    static const char ANY_MENTION[] =
        "SELECT comment_mention_id FROM comment_mention WHERE comment_id = ?1";
    struct desk *desk = *state;
    TRIB_AUTO(trib_withdrawn) list = {0};
    assert_int_equal(
        add(desk, LEAD, RIVER, "organization", LAKE, "Kestrel @[person:" LAKE_LEAD "]"),
        TRIB_E_NONE);
    const struct trib_command *command = desk_begin(desk, NULL, NULL);
    assert_true(trib_withdrawn_add(&list, trib_store_table_find(command->store, "comment_mention"),
                                   desk_read(desk, ANY_MENTION, NEW_1)));
    assert_true(trib_withdrawn_add(&list, trib_store_table_find(command->store, "comment"), NEW_1));
    assert_int_equal(desk_end(desk, trib_withdrawn_apply(command->store, &list, &desk->error)),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TEXT_OF, NEW_1), GONE);
    assert_string_equal(desk_read(desk, MENTIONS, NEW_1), "person " GONE " " COALITION);
    assert_string_equal(desk_read(desk, IN_LOG, "Kestrel"), "0");
    assert_proven(desk);
}

/* Who leaves for good takes their name along; what they said to others stays theirs to take back
 * before. */
static void who_leaves_for_good_is_named_by_no_comment(void **state) {
    static const char NAMES[] = "SELECT display_name FROM belonging WHERE person_id = ?1";
    struct desk *desk = *state;
    assert_int_equal(add(desk, LEAD, RIVER, "organization", LAKE, "@[person:" ALTERNATE "] ?"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, ALTERNATE, NULL, trib_person_redact, .person_id = ALTERNATE),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TEXT_OF, NEW_1), "@[person:" ALTERNATE "] ?");
    assert_string_equal(desk_read(desk, NAMES, ALTERNATE), GONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(about_a_public_thing_the_coalition_talks_among_itself),
        AT_A_DESK(about_a_groups_own_thing_it_stays_with_the_group),
        AT_A_DESK(a_line_of_a_plan_is_of_who_drafts_it),
        AT_A_DESK(of_a_series_the_coalition_talks),
        AT_A_DESK(an_action_item_is_of_its_board_whoever_owns_it),
        AT_A_DESK(who_sees_no_coalition_says_nothing_in_it),
        AT_A_DESK(what_is_no_thing_with_a_page_has_none),
        AT_A_DESK(an_answer_to_an_answer_stands_in_the_same_thread),
        AT_A_DESK(a_thread_is_ended_and_an_answer_opens_it),
        AT_A_DESK(of_a_group_that_is_over_all_is_read_and_own_words_taken_back),
        AT_A_DESK(what_was_commented_on_is_not_removed),
        AT_A_DESK(so_many_are_about_one_thing),
        AT_A_DESK(who_is_spoken_to_is_kept_once_and_follows_the_text),
        AT_A_DESK(only_who_sees_it_is_named_in_it),
        AT_A_DESK(what_not_all_readers_see_is_not_pointed_at),
        AT_A_DESK(a_group_is_spoken_to_where_it_sees_it),
        AT_A_DESK(who_has_left_since_stays_named),
        AT_A_DESK(so_many_are_named_at_once),
        AT_A_DESK(two_who_change_the_same_words_are_told),
        AT_A_DESK(what_is_taken_back_is_in_no_row_and_no_log),
        AT_A_DESK(an_older_copy_loses_the_words_too),
        AT_A_DESK(who_leaves_for_good_is_named_by_no_comment),
    };
    return cmocka_run_group_tests_name("command/comment", tests, NULL, NULL);
}
