/*
 * Voices by their commands: what an edition tells of its author, who may take it in, what is
 * changed when, and that what is taken back is gone.
 */
#include "tributary/command/contribution.h"

#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/people.h"
#include "tributary/command/permission.h"
#include "tributary/command/redaction.h"
#include "tributary/store/log.h"

#define VOICE NEW_1
#define EDITION NEW_2
#define GONE "[…]"

static const char TOLD[] =
    "SELECT space_id || ' ' || attribution || ' ' || coalesce(person_id, '-') || ' ' || "
    "coalesce(role, '-') || ' ' || given_on FROM edition WHERE edition_id = ?1";
static const char STATES[] =
    "SELECT contribution.state || ' ' || coalesce(edition.state, '-') || ' ' || "
    "coalesce(contribution.note, '-') || ' ' || coalesce(edition.note, '-') FROM contribution "
    "LEFT JOIN edition USING (contribution_id) WHERE contribution_id = ?1";
static const char TEXT_OF[] = "SELECT title || ' ' || text FROM edition WHERE edition_id = ?1";
static const char PLACE[] = "SELECT space_id FROM contribution WHERE contribution_id = ?1";
static const char COUNT[] = "SELECT count(*) FROM edition WHERE contribution_id = ?1";
static const char IN_LOG[] = "SELECT count(*) FROM change WHERE instr(patch, ?1) > 0";

static const char NAMED_IN_LOG[] =
    "SELECT count(*) FROM change WHERE table_name = 'edition' AND instr(patch, ?1) > 0";

static enum trib_error_code written_as(struct desk *desk, const char *who, const char *attribution,
                                       const char *max_space) {
    return DESK(desk, who, RIVER, trib_contribution_write, .contribution_id = VOICE,
                .kind = "testimony", .title = "Wages left unpaid", .text = "Heron was sent back.",
                .language = "en", .attribution = attribution, .max_space = max_space);
}

static enum trib_error_code submitted(struct desk *desk, const char *who, const char *acting_for) {
    return DESK(desk, who, acting_for, trib_contribution_submit, .contribution_id = VOICE,
                .edition_id = EDITION);
}

static void give(struct desk *desk, const char *attribution) {
    assert_int_equal(written_as(desk, BASE, attribution, NULL), TRIB_E_NONE);
    assert_int_equal(submitted(desk, BASE, RIVER), TRIB_E_NONE);
}

static enum trib_error_code accepted_for(struct desk *desk, const char *who,
                                         const char *acting_for) {
    const struct trib_edition_of params = {EDITION};
    return desk_end(desk,
                    trib_edition_accept(desk_begin(desk, who, acting_for), &params, &desk->error));
}

static enum trib_error_code accepted(struct desk *desk, const char *who) {
    return accepted_for(desk, who, RIVER);
}

static enum trib_error_code returned(struct desk *desk, const char *who, const char *note) {
    return DESK(desk, who, RIVER, trib_edition_return, .edition_id = EDITION, .note = note);
}

static enum trib_error_code reworded(struct desk *desk, const char *from, const char *to) {
    return DESK(desk, BASE, RIVER, trib_contribution_edit, .contribution_id = VOICE,
                .text = EDIT(from, to));
}

static enum trib_error_code withdrawn(struct desk *desk, const char *who) {
    const struct trib_contribution_of params = {VOICE};
    return desk_end(desk,
                    trib_contribution_withdraw(desk_begin(desk, who, NULL), &params, &desk->error));
}

static void assert_proven(struct desk *desk) {
    struct trib_verify_report report;
    assert_true(trib_log_verify_store(desk->spine.store, &report, &desk->error));
    assert_string_equal(report.difference, "");
}

/* ---- what is told of its author -------------------------------------------------------------- */

static void a_draft_is_its_authors_alone(void **state) {
    struct desk *desk = *state;
    assert_int_equal(written_as(desk, BASE, NULL, NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, PLACE, VOICE), BASE);
    assert_string_equal(desk_read(desk, COUNT, VOICE), "0");
    assert_int_equal(submitted(desk, LEAD, RIVER), TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "contribution_id");
    assert_int_equal(withdrawn(desk, LEAD), TRIB_E_NOT_FOUND);
}

static const struct {
    const char *attribution, *told;
} tellings[] = {
    {NULL, RIVER " anonymous - - 2026-11"},
    {"organization", RIVER " organization - - 2026-11-24"},
    {"role", RIVER " role - base_member 2026-11-24"},
    {"named", RIVER " named " BASE " base_member 2026-11-24"},
};

static void an_edition_tells_what_its_author_agreed_to(void **state) {
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof tellings / sizeof tellings[0]; i++) {
        char told[200];
        give(desk, tellings[i].attribution);
        snprintf(told, sizeof told, "%s", desk_read(desk, TOLD, EDITION));
        assert_string_equal(told, tellings[i].told);
        DESK_WRITE(desk, "DELETE FROM edition WHERE edition_id = ?1", EDITION);
        DESK_WRITE(desk, "DELETE FROM contribution WHERE contribution_id = ?1", VOICE);
    }
}

/* Whose it is stands in no column, and in no change of the space that reads it. */
static void nothing_in_the_organization_names_who_is_anonymous(void **state) {
    struct desk *desk = *state;
    static const char NAMES[] =
        "SELECT count(*) FROM change WHERE (space_before = '" RIVER "' OR space_after = '" RIVER
        "') AND table_name = 'edition' AND instr(patch, ?1) > 0";
    give(desk, NULL);
    assert_int_equal(returned(desk, LEAD, "Which year?"), TRIB_E_NONE);
    assert_int_equal(submitted(desk, BASE, RIVER), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAMES, BASE), "0");
    assert_string_equal(desk_read(desk, NAMES, BASE_BELONGING), "0");
}

/* Who agrees to less while it is in their hands again is told of no more. */
static void a_name_taken_off_goes_from_the_edition(void **state) {
    struct desk *desk = *state;
    give(desk, "named");
    assert_int_equal(returned(desk, LEAD, "Do you want to be named?"), TRIB_E_NONE);
    assert_int_equal(DESK(desk, BASE, RIVER, trib_contribution_edit, .contribution_id = VOICE,
                          .attribution = EDIT("named", "anonymous")),
                     TRIB_E_NONE);
    assert_int_equal(submitted(desk, BASE, RIVER), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TOLD, EDITION), RIVER " anonymous - - 2026-11");
    assert_string_equal(desk_read(desk, COUNT, VOICE), "1");
    assert_string_equal(desk_read(desk, NAMED_IN_LOG, BASE), "0"); /* as if it had never been */
    assert_proven(desk);
}

static void a_word_taken_out_goes_from_the_editions_log(void **state) {
    struct desk *desk = *state;
    static const char SAID[] = "SELECT count(*) FROM change WHERE table_name = 'edition' AND "
                               "instr(patch, ?1) > 0";
    give(desk, NULL);
    assert_string_equal(desk_read(desk, SAID, "Heron"), "1");
    assert_int_equal(returned(desk, LEAD, "Leave the name out?"), TRIB_E_NONE);
    assert_int_equal(reworded(desk, "Heron was sent back.", "Somebody was sent back."),
                     TRIB_E_NONE);
    assert_int_equal(submitted(desk, BASE, RIVER), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, SAID, "Heron"), "0");
    assert_string_equal(desk_read(desk, TEXT_OF, EDITION),
                        "Wages left unpaid Somebody was sent back.");
    assert_int_equal(withdrawn(desk, BASE), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, IN_LOG, "sent back"), "0");
    assert_proven(desk);
}

/* ---- consent --------------------------------------------------------------------------------- */

static void consent_is_kept(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, BASE, RIVER, trib_contribution_write, .contribution_id = VOICE,
                          .kind = "analysis", .title = "t", .text = "x", .language = "en",
                          .max_space = "coalition", .count_up_to = "organization"),
                     TRIB_E_CONSENT);
    assert_string_equal(desk->error.field, "count_up_to");
    assert_true(desk_error_has(desk, "\"allowed\":\"organization\""));
    assert_int_equal(written_as(desk, BASE, NULL, "person"), TRIB_E_NONE);
    assert_int_equal(submitted(desk, BASE, RIVER), TRIB_E_CONSENT);
    assert_string_equal(desk->error.field, "max_space");
    assert_true(desk_error_has(desk, "\"allowed\":\"person\""));
    assert_int_equal(DESK(desk, BASE, RIVER, trib_contribution_edit, .contribution_id = VOICE,
                          .max_space = EDIT("person", "coalition")),
                     TRIB_E_CONSENT);
    assert_int_equal(DESK(desk, BASE, RIVER, trib_contribution_edit, .contribution_id = VOICE,
                          .max_space = EDIT("person", "coalition"),
                          .count_up_to = EDIT("person", "public")),
                     TRIB_E_NONE);
    assert_int_equal(submitted(desk, BASE, RIVER), TRIB_E_NONE);
}

static void it_is_given_to_the_organization_it_was_written_for(void **state) {
    struct desk *desk = *state;
    assert_int_equal(written_as(desk, BASE, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(submitted(desk, BASE, NULL), TRIB_E_OUTSIDE);
    DESK_WRITE(desk,
               "INSERT INTO belonging (belonging_id, space_id, person_id, organization_id, role, "
               "display_name) VALUES (?1, ?2, ?3, ?2, 'base_member', 'x')",
               NEW_3, LAKE, BASE);
    assert_int_equal(submitted(desk, BASE, LAKE), TRIB_E_OUTSIDE);
    assert_string_equal(desk_read(desk, COUNT, VOICE), "0");
}

/* ---- to and fro ------------------------------------------------------------------------------ */

static void it_goes_back_with_a_question_and_comes_again(void **state) {
    struct desk *desk = *state;
    give(desk, NULL);
    assert_string_equal(desk_read(desk, STATES, VOICE), "submitted submitted - -");
    assert_int_equal(reworded(desk, "Heron was sent back.", "x"), TRIB_E_STATE);
    assert_int_equal(returned(desk, ALTERNATE, "Which year?"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATES, VOICE),
                        "returned returned Which year? Which year?");
    assert_int_equal(accepted(desk, LEAD), TRIB_E_STATE);
    assert_int_equal(reworded(desk, "Heron was sent back.", "Egret was, in 2013."), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TEXT_OF, EDITION),
                        "Wages left unpaid Heron was sent back."); /* not before it is given */
    assert_int_equal(DESK(desk, BASE, RIVER, trib_contribution_submit, .contribution_id = VOICE,
                          .edition_id = NEW_3),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, COUNT, VOICE), "1");
    assert_string_equal(desk_read(desk, TEXT_OF, EDITION), "Wages left unpaid Egret was, in 2013.");
    assert_int_equal(accepted(desk, LEAD), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATES, VOICE), "accepted accepted - -");
    assert_int_equal(accepted(desk, LEAD), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_int_equal(returned(desk, LEAD, "?"), TRIB_E_STATE);
    assert_int_equal(submitted(desk, BASE, RIVER), TRIB_E_STATE);
    assert_proven(desk);
}

static void two_who_take_it_at_once_are_told(void **state) {
    struct desk *desk = *state;
    give(desk, NULL);
    assert_int_equal(returned(desk, LEAD, "Which year?"), TRIB_E_NONE);
    assert_int_equal(returned(desk, ALTERNATE, "Where?"), TRIB_E_STATE);
    assert_true(desk_error_has(desk, "\"possible\":"));
}

/* The rights of who acts are asked by the wire (permission_test.c); here, that others see nothing.
 */
static void outside_the_organization_there_is_no_voice(void **state) {
    struct desk *desk = *state;
    give(desk, NULL);
    assert_int_equal(accepted_for(desk, LAKE_LEAD, LAKE), TRIB_E_NOT_FOUND);
    assert_int_equal(accepted_for(desk, SECRETARIAT, NULL), TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "edition_id");
}

/* ---- taken back ------------------------------------------------------------------------------ */

static void what_is_taken_back_is_in_no_row_and_no_log(void **state) {
    struct desk *desk = *state;
    give(desk, "named");
    assert_int_equal(returned(desk, LEAD, "Which heron?"), TRIB_E_NONE);
    assert_int_equal(withdrawn(desk, BASE), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TEXT_OF, EDITION), GONE " " GONE);
    assert_string_equal(desk_read(desk, TOLD, EDITION), RIVER " named - - 2026-11-24");
    assert_string_equal(desk_read(desk, STATES, VOICE), "withdrawn withdrawn - -");
    assert_string_equal(desk_read(desk, IN_LOG, "Heron"), "0");
    assert_string_equal(desk_read(desk, IN_LOG, "heron"), "0");
    assert_string_equal(desk_read(desk, IN_LOG, "Wages"), "0");
    assert_string_equal(desk_read(desk, NAMED_IN_LOG, BASE), "0");
    assert_int_equal(withdrawn(desk, BASE), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_int_equal(accepted(desk, LEAD), TRIB_E_CLOSED);
    assert_int_equal(submitted(desk, BASE, RIVER), TRIB_E_CLOSED);
    assert_int_equal(reworded(desk, GONE, "x"), TRIB_E_CLOSED);
    assert_proven(desk);
}

/* Whoever has left the organization can still take back what they gave it. */
static void it_can_be_taken_back_from_outside(void **state) {
    struct desk *desk = *state;
    give(desk, NULL);
    assert_int_equal(accepted(desk, LEAD), TRIB_E_NONE);
    DESK_WRITE(desk, "UPDATE belonging SET ends_on = '2026-11-24' WHERE belonging_id = ?1",
               BASE_BELONGING);
    assert_int_equal(withdrawn(desk, BASE), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, TEXT_OF, EDITION), GONE " " GONE);
}

static void who_leaves_for_good_leaves_no_drafts(void **state) {
    struct desk *desk = *state;
    give(desk, "named");
    const struct trib_person_redact params = {BASE};
    assert_int_equal(
        desk_end(desk, trib_person_redact(desk_begin(desk, BASE, NULL), &params, &desk->error)),
        TRIB_E_NONE);
    assert_string_equal(
        desk_read(desk, "SELECT text FROM contribution WHERE contribution_id = ?1", VOICE), GONE);
    /* What the organization was given stays its own, without a name that leads anywhere. */
    assert_string_equal(desk_read(desk, TEXT_OF, EDITION),
                        "Wages left unpaid Heron was sent back.");
}

/* ---- bounds ---------------------------------------------------------------------------------- */

static void so_many_and_no_more(void **state) {
    struct desk *desk = *state;
    DESK_WRITE(desk,
               "WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 999) "
               "INSERT INTO contribution (contribution_id, space_id, organization_id, kind, title, "
               "text, language) SELECT printf('e1000000-0000-4000-8000-%012d', n), ?1, ?2, "
               "'question', 't', 'x', 'en' FROM up",
               BASE, RIVER);
    assert_int_equal(written_as(desk, BASE, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(DESK(desk, BASE, RIVER, trib_contribution_write, .contribution_id = NEW_3,
                          .kind = "question", .title = "t", .text = "x", .language = "en"),
                     TRIB_E_TOO_MANY);
    assert_true(desk_error_has(desk, "\"most\":1000"));
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_contribution_write, .contribution_id = VOICE,
                          .kind = "question", .title = "t", .text = "x", .language = "en"),
                     TRIB_E_EXISTS); /* somebody else's, whom they do not see */
}

static void an_id_that_is_taken_is_said(void **state) {
    struct desk *desk = *state;
    give(desk, NULL);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_contribution_write, .contribution_id = NEW_3,
                          .kind = "question", .title = "t", .text = "x", .language = "en"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_contribution_submit, .contribution_id = NEW_3,
                          .edition_id = EDITION),
                     TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "edition_id");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(a_draft_is_its_authors_alone),
        AT_A_DESK(an_edition_tells_what_its_author_agreed_to),
        AT_A_DESK(nothing_in_the_organization_names_who_is_anonymous),
        AT_A_DESK(a_name_taken_off_goes_from_the_edition),
        AT_A_DESK(a_word_taken_out_goes_from_the_editions_log),
        AT_A_DESK(consent_is_kept),
        AT_A_DESK(it_is_given_to_the_organization_it_was_written_for),
        AT_A_DESK(it_goes_back_with_a_question_and_comes_again),
        AT_A_DESK(two_who_take_it_at_once_are_told),
        AT_A_DESK(outside_the_organization_there_is_no_voice),
        AT_A_DESK(what_is_taken_back_is_in_no_row_and_no_log),
        AT_A_DESK(it_can_be_taken_back_from_outside),
        AT_A_DESK(who_leaves_for_good_leaves_no_drafts),
        AT_A_DESK(so_many_and_no_more),
        AT_A_DESK(an_id_that_is_taken_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
