/*
 * How an organization comes to the coalition: what its own people have of their application, the
 * charter one accepts, the standing each tie has had and by what decision; and what the coalition
 * is.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/directory.h"
#include "tributary/command/joining.h"

static const char APPLICATION_OF[] =
    "SELECT space_id || ' ' || organization_name || ' ' || status || ' ' || "
    "coalesce(standing_sought, '-') || ' ' || coalesce(charter_version, '-') || ' ' || "
    "iif(answered_on IS NULL, 'waits', 'answered') FROM application WHERE organization_id = ?1";
static const char APPLICATION_ID[] =
    "SELECT application_id FROM application WHERE organization_id = ?1";
static const char STANDINGS[] =
    "SELECT group_concat(status || ' ' || coalesce(starts_on, '-') || ' ' || "
    "coalesce(decision, '-') || ' ' || space_id, ', ') FROM (SELECT * FROM affiliation_standing "
    "WHERE affiliation_id = ?1 ORDER BY rowid)";
static const char STATUS[] = "SELECT status || ' ' || coalesce(charter_version, '-') "
                             "FROM affiliation WHERE affiliation_id = ?1";
static const char ORGANIZATION[] = "SELECT name || ' ' || space_id FROM organization "
                                   "WHERE organization_id = ?1";
static const char LEAD_OF[] = "SELECT person_id || ' ' || role FROM belonging "
                              "WHERE organization_id = ?1";
static const char CHARTERS[] = "SELECT group_concat(version || ' ' || text, ', ') FROM charter "
                               "WHERE ?1 IS NOT NULL";
static const char CHARTER[] =
    "SELECT version || ' ' || language || ' ' || text || ' ' || coalesce(adopted_on, '-') || ' ' "
    "|| coalesce(decision, '-') || ' ' || space_id FROM charter WHERE charter_id = ?1";
static const char QUORUM[] = "SELECT quorum_numerator || '/' || quorum_denominator FROM coalition "
                             "WHERE coalition_id = ?1";
static const char LANGUAGES[] =
    "SELECT group_concat(language, ' ') FROM (SELECT * FROM coalition_language "
    "WHERE coalition_id = ?1 ORDER BY rank)";
static const char COALITION_ID[] = "SELECT coalition_id FROM coalition WHERE ?1 IS NOT NULL";

static const char FOURTH[] = "e0000000-0000-4000-8000-0000000000d4";

static enum trib_error_code adopt(struct desk *desk, const char *charter_id, const char *text) {
    return DESK(desk, SECRETARIAT, NULL, trib_charter_adopt, .charter_id = charter_id, .text = text,
                .language = "en", .adopted_on = "2012");
}

static enum trib_error_code translate(struct desk *desk, const char *charter_id,
                                      const char *version, const char *language) {
    return DESK(desk, SECRETARIAT, NULL, trib_charter_translate, .charter_id = charter_id,
                .version = version, .text = "Nous partageons.", .language = language);
}

static enum trib_error_code apply_anew(struct desk *desk, const char *person_id, const char *sought,
                                       const char *charter_version) {
    return DESK(desk, person_id, NULL, trib_application_make, .application_id = NEW_1,
                .organization_id = NEW_2, .affiliation_id = NEW_3, .belonging_id = FOURTH,
                .name = "Delta", .kind = "ngo", .standing_sought = sought,
                .charter_version = charter_version);
}

static enum trib_error_code seek(struct desk *desk, const char *from, const char *to,
                                 const char *charter_version) {
    return DESK(desk, PERSON, NEW_2, trib_application_seek, .application_id = NEW_1,
                .standing_sought = EDIT(from, to), .charter_version = charter_version);
}

static enum trib_error_code decide(struct desk *desk, const char *affiliation_id, const char *from,
                                   const char *to, const char *decision) {
    return DESK(desk, SECRETARIAT, NULL, trib_affiliation_set_status,
                .affiliation_id = affiliation_id, .status = EDIT(from, to), .decision = decision,
                .decided_on = "2012-09");
}

/* ---- applying -------------------------------------------------------------------------------- */

static void who_belongs_nowhere_applies_for_what_nobody_knows(void **state) {
    struct desk *desk = *state;
    assert_int_equal(apply_anew(desk, PERSON, "observer", NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, ORGANIZATION, NEW_2), "Delta " COALITION);
    assert_string_equal(desk_read(desk, LEAD_OF, NEW_2), PERSON " lead_delegate");
    assert_string_equal(desk_read(desk, APPLICATION_OF, NEW_2),
                        NEW_2 " Delta applicant observer - waits");
    /* the secretariat reads of it, the applicant of nothing but their own */
    assert_true(trib_may_see(desk->graph, SECRETARIAT, COALITION));
    assert_false(trib_may_see(desk->graph, PERSON, COALITION));
    assert_true(trib_may_see(desk->graph, PERSON, NEW_2));
    /* and not twice */
    assert_int_equal(DESK(desk, PERSON, NULL, trib_application_make, .application_id = RIVER_TIE,
                          .organization_id = LAKE_TIE, .affiliation_id = WELL_TIE,
                          .belonging_id = MEMBERSHIP, .name = "Two", .kind = "ngo",
                          .standing_sought = "observer"),
                     TRIB_E_TOO_MANY);
    assert_int_equal(apply_anew(desk, LEAD, "observer", NULL), TRIB_E_TOO_MANY);
}

/* Seed 31: who asks to become a member accepts the charter of now, and the application says so. */
static void a_member_accepts_the_charter(void **state) {
    struct desk *desk = *state;
    assert_int_equal(adopt(desk, RIVER_TIE, "We share."), TRIB_E_NONE);
    assert_int_equal(apply_anew(desk, PERSON, "member", NULL), TRIB_E_CHARTER);
    assert_string_equal(desk->error.field, "charter_version");
    assert_true(desk_error_has(desk, "\"version\":1"));
    assert_string_equal(desk_read(desk, ORGANIZATION, NEW_2), "no row");
    assert_int_equal(apply_anew(desk, PERSON, "observer", NULL), TRIB_E_NONE);
    assert_int_equal(seek(desk, "observer", "member", NULL), TRIB_E_CHARTER);
    assert_int_equal(seek(desk, "observer", "member", "2"), TRIB_E_CHARTER);
    assert_string_equal(desk_read(desk, APPLICATION_OF, NEW_2),
                        NEW_2 " Delta applicant observer - waits");
    assert_int_equal(seek(desk, "observer", "member", "1"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, APPLICATION_OF, NEW_2),
                        NEW_2 " Delta applicant member 1 waits");
    assert_string_equal(desk_read(desk, STATUS, NEW_3), "applicant 1");
    /* another version, and who accepted the one before has to look again */
    assert_int_equal(adopt(desk, LAKE_TIE, "We share more."), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, CHARTERS, ""), "1 We share., 2 We share more.");
    assert_int_equal(seek(desk, "observer", "observer", NULL), TRIB_E_STALE);
    assert_true(desk_error_has(desk, "\"stored\":\"member\""));
    assert_int_equal(seek(desk, "member", "member", "1"), TRIB_E_CHARTER);
}

static void a_delegate_applies_with_the_charter(void **state) {
    struct desk *desk = *state;
    assert_int_equal(adopt(desk, RIVER_TIE, "We share."), TRIB_E_NONE);
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_affiliation_apply, .affiliation_id = NEW_1,
                          .organization_id = LAKE, .parent_id = WELL, .standing_sought = "member"),
                     TRIB_E_CHARTER);
    assert_int_equal(DESK(desk, LAKE_LEAD, LAKE, trib_affiliation_apply, .affiliation_id = NEW_1,
                          .organization_id = LAKE, .parent_id = WELL, .standing_sought = "member",
                          .charter_version = "1"),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATUS, NEW_1), "applicant 1");
    assert_true(strstr(desk_read(desk, APPLICATION_OF, LAKE), " applicant member 1 waits") != NULL);
}

static void no_charter_asks_for_nothing(void **state) {
    struct desk *desk = *state;
    assert_int_equal(apply_anew(desk, PERSON, "member", NULL), TRIB_E_NONE);
    assert_int_equal(seek(desk, "member", "observer", "1"), TRIB_E_CHARTER); /* there is none */
    assert_int_equal(seek(desk, "member", NULL, NULL), TRIB_E_REQUIRED);
}

/* A version stands in each language of the coalition once, and the next begins in one again. */
static void a_version_is_put_into_other_languages(void **state) {
    struct desk *desk = *state;
    char coalition_id[TRIB_ID_BYTES];
    snprintf(coalition_id, sizeof coalition_id, "%s", desk_read(desk, COALITION_ID, ""));
    assert_int_equal(translate(desk, NEW_1, "1", "fr"), TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "version");
    assert_int_equal(adopt(desk, RIVER_TIE, "We share."), TRIB_E_NONE);
    assert_int_equal(translate(desk, NEW_1, "1", "fr"), TRIB_E_TYPE);
    assert_string_equal(desk->error.field, "language");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_language_add,
                          .coalition_id = coalition_id, .coalition_language_id = NEW_3,
                          .language = "fr"),
                     TRIB_E_NONE);
    assert_int_equal(translate(desk, RIVER_TIE, "1", "fr"), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "charter_id");
    assert_int_equal(translate(desk, NEW_1, "1", "fr"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, CHARTER, NEW_1),
                        "1 fr Nous partageons. 2012 - " TRIB_SPACE_PUBLIC_ID);
    assert_int_equal(translate(desk, NEW_2, "1", "fr"), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "language");
    assert_int_equal(translate(desk, NEW_2, "2", "fr"), TRIB_E_NOT_FOUND);
    assert_int_equal(adopt(desk, LAKE_TIE, "We share more."), TRIB_E_NONE);
    assert_int_equal(translate(desk, NEW_2, "2", "fr"), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, CHARTERS, ""),
                        "1 We share., 1 Nous partageons., 2 We share more., 2 Nous partageons.");
}

/* ---- its way --------------------------------------------------------------------------------- */

static void each_step_is_kept_with_its_decision(void **state) {
    struct desk *desk = *state;
    char expected[1024];
    char today[11];
    strcpy(today, desk_today(desk));
    assert_int_equal(apply_anew(desk, PERSON, "member", NULL), TRIB_E_NONE);
    assert_int_equal(decide(desk, NEW_3, "applicant", "tentative", NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, APPLICATION_OF, NEW_2),
                        NEW_2 " Delta tentative member - waits");
    assert_int_equal(decide(desk, NEW_3, "tentative", "member", NULL), TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "decision");
    assert_int_equal(decide(desk, NEW_3, "tentative", "member", "6 yes, 2 no, 1 abstains."),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, APPLICATION_OF, NEW_2),
                        NEW_2 " Delta member member - answered");
    assert_int_equal(DESK(desk, PERSON, NEW_2, trib_affiliation_leave, .affiliation_id = NEW_3),
                     TRIB_E_NONE);
    snprintf(expected, sizeof expected,
             "applicant - - " COALITION ", tentative 2012-09 - " COALITION
             ", member 2012-09 6 yes, 2 no, 1 abstains. " COALITION ", left %s - " COALITION,
             today);
    assert_string_equal(desk_read(desk, STANDINGS, NEW_3), expected);
}

/* What was the coalition's to read is everybody's when the tie is. */
static void standings_are_known_where_the_tie_is(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_affiliation_apply, .affiliation_id = NEW_1,
                          .organization_id = SPRING, .parent_id = ROOT,
                          .standing_sought = "observer"),
                     TRIB_E_NONE);
    assert_int_equal(decide(desk, NEW_1, "applicant", "observer", "In Accra."), TRIB_E_NONE);
    assert_null(strstr(desk_read(desk, STANDINGS, NEW_1), COALITION));
    assert_non_null(
        strstr(desk_read(desk, STANDINGS, NEW_1), "observer 2012-09 In Accra. " PUBLIC));
}

static void an_application_is_withdrawn_and_stays(void **state) {
    struct desk *desk = *state;
    assert_int_equal(apply_anew(desk, PERSON, "observer", NULL), TRIB_E_NONE);
    assert_int_equal(DESK(desk, PERSON, NEW_2, trib_application_withdraw, .application_id = NEW_1),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, STATUS, NEW_3), "left -");
    assert_string_equal(desk_read(desk, APPLICATION_OF, NEW_2),
                        NEW_2 " Delta left observer - answered");
    assert_int_equal(seek(desk, "observer", "member", NULL), TRIB_E_STATE);
    assert_int_equal(DESK(desk, PERSON, NEW_2, trib_application_withdraw, .application_id = NEW_1),
                     TRIB_E_STATE);
    /* whoever comes back is the same application, and waits again */
    assert_int_equal(decide(desk, NEW_3, "left", "applicant", NULL), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, APPLICATION_OF, NEW_2),
                        NEW_2 " Delta applicant observer - waits");
    assert_string_equal(desk_read(desk, APPLICATION_ID, NEW_2), NEW_1);
}

static void its_people_read_its_new_name(void **state) {
    struct desk *desk = *state;
    assert_int_equal(apply_anew(desk, PERSON, "observer", NULL), TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_organization_edit, .organization_id = NEW_2,
                          .name = EDIT("Delta", "Deltas")),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, APPLICATION_OF, NEW_2),
                        NEW_2 " Deltas applicant observer - waits");
}

/* ---- the coalition --------------------------------------------------------------------------- */

static struct share_row {
    const char *name;
    const char *numerator, *denominator;
    enum trib_error_code code;
    const char *field;
} shares[] = {
    {"two thirds", "2", "3", TRIB_E_NONE, ""},
    {"none of it", "0", "1", TRIB_E_NONE, ""},
    {"more than the whole", "3", "2", TRIB_E_TYPE, "quorum_numerator"},
    {"of nothing", "0", "0", TRIB_E_TYPE, "quorum_denominator"},
    {"more than all of it, which nothing is", "4", "4", TRIB_E_TYPE, "quorum_numerator"},
    {"of too many parts", "1", "1001", TRIB_E_TYPE, "quorum_denominator"},
};

static void rules_are_shares(void **state) {
    const struct share_row *row = *state;
    void *opened = NULL;
    char expected[16];
    char coalition_id[TRIB_ID_BYTES];
    desk_set_up(&opened);
    struct desk *desk = opened;
    snprintf(coalition_id, sizeof coalition_id, "%s", desk_read(desk, COALITION_ID, ""));
    assert_int_equal(DESK(desk, ADMINISTRATOR, NULL, trib_coalition_edit,
                          .coalition_id = coalition_id,
                          .quorum_numerator = EDIT("1", row->numerator),
                          .quorum_denominator = EDIT("2", row->denominator)),
                     row->code);
    assert_string_equal(desk->error.field, row->field);
    snprintf(expected, sizeof expected, "%s/%s", row->code == TRIB_E_NONE ? row->numerator : "1",
             row->code == TRIB_E_NONE ? row->denominator : "2");
    assert_string_equal(desk_read(desk, QUORUM, coalition_id), expected);
    desk_tear_down(&opened);
}

static void languages_come_and_go_but_for_the_first(void **state) {
    struct desk *desk = *state;
    char coalition_id[TRIB_ID_BYTES];
    snprintf(coalition_id, sizeof coalition_id, "%s", desk_read(desk, COALITION_ID, ""));
    static const char *const ids[] = {NEW_1, NEW_2};
    static const char *const languages[] = {"en", "ar"};
    for (size_t i = 0; i < UNIT_COUNT(ids); i++) {
        assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_language_add,
                              .coalition_id = coalition_id, .coalition_language_id = ids[i],
                              .language = languages[i]),
                         TRIB_E_NONE);
    }
    assert_string_equal(desk_read(desk, LANGUAGES, coalition_id), "en ar");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_language_add,
                          .coalition_id = coalition_id, .coalition_language_id = NEW_3,
                          .language = "ar"),
                     TRIB_E_EXISTS);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_language_remove,
                          .coalition_language_id = NEW_1),
                     TRIB_E_IN_USE);
    /* the default is one of them */
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_edit,
                          .coalition_id = coalition_id, .default_language = EDIT("en", "fr")),
                     TRIB_E_TYPE);
    assert_string_equal(desk->error.field, "default_language");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_edit,
                          .coalition_id = coalition_id, .default_language = EDIT("en", "ar")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_language_remove,
                          .coalition_language_id = NEW_2),
                     TRIB_E_IN_USE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_edit,
                          .coalition_id = coalition_id, .default_language = EDIT("ar", "en")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_coalition_language_remove,
                          .coalition_language_id = NEW_2),
                     TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LANGUAGES, coalition_id), "en");
}

int main(void) {
    struct unit_tests tests = {0};
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(who_belongs_nowhere_applies_for_what_nobody_knows),
        AT_A_DESK(a_member_accepts_the_charter),
        AT_A_DESK(a_delegate_applies_with_the_charter),
        AT_A_DESK(no_charter_asks_for_nothing),
        AT_A_DESK(a_version_is_put_into_other_languages),
        AT_A_DESK(each_step_is_kept_with_its_decision),
        AT_A_DESK(standings_are_known_where_the_tie_is),
        AT_A_DESK(an_application_is_withdrawn_and_stays),
        AT_A_DESK(its_people_read_its_new_name),
        AT_A_DESK(languages_come_and_go_but_for_the_first),
    };
    unit_add_rows(&tests, rules_are_shares, shares, sizeof shares[0], UNIT_COUNT(shares));
    int failed = unit_run("command/joining", &tests);
    return failed + cmocka_run_group_tests_name("command/joining", at_a_desk, NULL, NULL);
}
