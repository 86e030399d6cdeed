/*
 * A person leaves for good: whatever bears their name loses it, whatever lets them in is closed;
 * who else may ask for that, and who may not.
 */
#include "tributary/command/redaction.h"

#include <stdio.h>

#include "desk.h"
#include "tributary/account/credential.h"
#include "tributary/command/people.h"
#include "tributary/command/saved_view.h"
#include "tributary/store/log.h"

static const char NAME[] = "SELECT display_name FROM person WHERE person_id = ?1";
static const char BELONGING[] =
    "SELECT display_name || ' ' || ifnull(ends_on, 'lasts') FROM belonging WHERE person_id = ?1";
static const char MEMBERSHIP_OF[] =
    "SELECT display_name || ' ' || ifnull(ends_on, 'lasts') FROM group_member WHERE person_id = ?1";
static const char STAFF_ROLE[] = "SELECT display_name || ' ' || ifnull(ends_on, 'lasts') FROM "
                                 "coalition_role WHERE person_id = ?1";
static const char WORDS_IN_LOG[] = "SELECT count(*) FROM change WHERE instr(patch, ?1) > 0";
static const char REDACTIONS[] = "SELECT count(*) FROM redaction WHERE ?1 IS NOT NULL";
static const char GONE[] = "[…]";

static void assert_proven(struct desk *desk) {
    struct trib_verify_report report;
    assert_true(trib_log_verify_store(desk->spine.store, &report, &desk->error));
    assert_string_equal(report.difference, "");
}

/* The row bears no name any more, and has ended. */
static void assert_ended_today(struct desk *desk, const char *sql, const char *person_id) {
    char expected[64];
    snprintf(expected, sizeof expected, "%s %s", GONE, desk_today(desk));
    assert_string_equal(desk_read(desk, sql, person_id), expected);
}

static enum trib_error_code rename_to(struct desk *desk, const char *person_id, const char *name) {
    char before[200];
    snprintf(before, sizeof before, "%s", desk_read(desk, NAME, person_id));
    return DESK(desk, person_id, NULL, trib_person_edit, .person_id = person_id,
                .display_name = EDIT(before, name));
}

/* ---- oneself --------------------------------------------------------------------------------- */

static void a_delegate_takes_their_name_back_and_is_out(void **state) {
    struct desk *desk = *state;
    assert_int_equal(rename_to(desk, LEAD, "Kestrel"), TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, NULL, trib_person_redact, .person_id = LEAD), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME, LEAD), GONE);
    assert_ended_today(desk, BELONGING, LEAD);
    assert_string_equal(desk_read(desk, WORDS_IN_LOG, "Kestrel"), "0");
    assert_string_equal(desk_read(desk, WORDS_IN_LOG, "lead_delegate"),
                        "3"); /* what they were stays */
    assert_false(trib_graph_belonging(desk->graph, LEAD, RIVER));
    assert_proven(desk);
}

static void so_does_whoever_is_in_groups(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, GROUP_MEMBER, NULL, trib_person_redact, .person_id = GROUP_MEMBER),
                     TRIB_E_NONE);
    assert_ended_today(desk, MEMBERSHIP_OF, GROUP_MEMBER);
    assert_proven(desk);
}

static void one_of_the_secretariat_does_too(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_person_redact, .person_id = SECRETARIAT),
                     TRIB_E_NONE);
    assert_ended_today(desk, STAFF_ROLE, SECRETARIAT);
    assert_false(trib_graph_is_secretariat(desk->graph, SECRETARIAT));
}

static void what_they_had_saved_goes_from_the_log_too(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, BASE, NULL, trib_saved_view_add, .person_id = BASE,
                          .saved_view_id = NEW_1, .room = "network", .name = "Near Heronsea",
                          .query = "region=Heronsea"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, BASE, NULL, trib_saved_view_add, .person_id = BASE,
                          .saved_view_id = NEW_2, .room = "groups", .name = "In Heronsea",
                          .query = "x=y"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, BASE, NULL, trib_saved_view_remove, .saved_view_id = NEW_2),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, BASE, NULL, trib_person_redact, .person_id = BASE), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, WORDS_IN_LOG, "Heronsea"), "0");
    assert_string_equal(
        desk_read(desk, "SELECT count(*) FROM saved_view WHERE space_id = ?1", BASE), "0");
    assert_proven(desk);
}

/* The inviter's words for somebody are a name of theirs. */
static void the_invitation_they_came_by_loses_its_words(void **state) {
    struct desk *desk = *state;
    static const char INVITE[] = "INSERT INTO invitation (invitation_id, space_id, "
                                 "organization_id, role, name_for, expires_at_ms) "
                                 "VALUES (?1, ?2, ?3, 'alternate', ?4, 1)";
    DESK_WRITE(desk, INVITE, NEW_1, COALITION, RIVER, "Our Kestrel");
    DESK_WRITE(desk, INVITE, NEW_2, COALITION, RIVER, "Somebody else");
    desk_begin(desk, NULL, NULL);
    SPINE_RUN(&desk->spine, "UPDATE invitation SET state = 'accepted' WHERE invitation_id = ?1",
              NEW_1);
    assert_true(trib_belonging_make(
        desk->spine.store, &(const struct trib_belonging_add){NEW_3, PERSON, RIVER, "alternate"},
        false, &desk->error));
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    assert_int_equal(DESK(desk, PERSON, NULL, trib_person_redact, .person_id = PERSON),
                     TRIB_E_NONE);
    static const char NAME_FOR[] = "SELECT name_for FROM invitation WHERE invitation_id = ?1";
    assert_string_equal(desk_read(desk, NAME_FOR, NEW_1), GONE);
    assert_string_equal(desk_read(desk, NAME_FOR, NEW_2), "Somebody else");
    assert_string_equal(desk_read(desk, WORDS_IN_LOG, "Kestrel"), "0");
    assert_proven(desk);
}

static void their_account_is_closed(void **state) {
    struct desk *desk = *state;
    static const char LEFT[] = "SELECT (SELECT count(*) FROM credential WHERE person_id = ?1) + "
                               "(SELECT count(*) FROM session WHERE person_id = ?1) + "
                               "(SELECT count(*) FROM sign_in_link WHERE person_id = ?1) + "
                               "(SELECT count(*) FROM second_factor WHERE person_id = ?1)";
    const struct trib_credential credential = {
        .person_id = BASE, .sign_in_name = "kestrel@example.org", .password_hash = "x"};
    char token[TRIB_TOKEN_BYTES];
    struct trib_session session;
    struct trib_batch batch = {0};
    char secret[TRIB_TOTP_SECRET_TEXT_BYTES];
    const struct trib_session_new with = {.person_id = BASE};
    assert_true(trib_tick_private_open(desk->spine.store, &desk->error));
    assert_true(trib_credential_write(desk->spine.store, &credential, &desk->error));
    assert_true(trib_session_add(desk->spine.store, &with, token, &session, &desk->error));
    assert_true(trib_second_factor_begin(desk->spine.store, BASE, secret, &desk->error));
    assert_true(trib_tick_private_release(desk->spine.store, &desk->error));
    assert_true(trib_sign_in_link_make(desk->spine.store, BASE, token, &desk->error));
    assert_true(trib_tick_commit(desk->spine.store, &batch, &desk->error));
    trib_batch_finish(&batch);
    assert_string_equal(desk_read(desk, LEFT, BASE), "4");
    assert_int_equal(DESK(desk, BASE, NULL, trib_person_redact, .person_id = BASE), TRIB_E_NONE);
    assert_string_equal(desk_read(desk, LEFT, BASE), "0");
}

static void the_last_administrator_stays(void **state) {
    struct desk *desk = *state;
    assert_int_equal(
        DESK(desk, ADMINISTRATOR, NULL, trib_person_redact, .person_id = ADMINISTRATOR),
        TRIB_E_IN_USE);
    assert_string_equal(desk->error.field, "person_id");
    DESK_WRITE(
        desk,
        "INSERT INTO coalition_role (coalition_role_id, space_id, person_id, role, display_name) "
        "VALUES (?1, ?2, ?2, 'administrator', 'Second')",
        NEW_1, PERSON);
    assert_int_equal(
        DESK(desk, ADMINISTRATOR, NULL, trib_person_redact, .person_id = ADMINISTRATOR),
        TRIB_E_NONE);
}

static void a_second_time_nothing_changes(void **state) {
    struct desk *desk = *state;
    assert_int_equal(DESK(desk, LEAD, NULL, trib_person_redact, .person_id = LEAD), TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, NULL, trib_person_redact, .person_id = LEAD), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_string_equal(desk_read(desk, REDACTIONS, LEAD), "2"); /* the person and the belonging */
}

/* ---- on request ------------------------------------------------------------------------------ */

static void the_secretariat_does_it_for_whom_it_sees(void **state) {
    struct desk *desk = *state;
    assert_int_equal(rename_to(desk, LEAD, "Kestrel"), TRIB_E_NONE);
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_belonging_redact, .belonging_id = LEAD_BELONGING),
        TRIB_E_NONE);
    assert_string_equal(desk_read(desk, NAME, LEAD), GONE);
    assert_string_equal(desk_read(desk, WORDS_IN_LOG, "Kestrel"), "0");
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_belonging_redact, .belonging_id = BASE_BELONGING),
        TRIB_E_NOT_FOUND); /* that is their organization's to know */
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_person_redact, .person_id = ALTERNATE),
                     TRIB_E_NOT_FOUND);
    assert_proven(desk);
}

static void for_staff_nobody_else_does_it(void **state) {
    struct desk *desk = *state;
    DESK_WRITE(
        desk,
        "INSERT INTO coalition_role (coalition_role_id, space_id, person_id, role, display_name) "
        "VALUES (?1, ?2, ?2, 'administrator', 'Second')",
        NEW_1, LEAD);
    assert_int_equal(
        DESK(desk, SECRETARIAT, NULL, trib_belonging_redact, .belonging_id = LEAD_BELONGING),
        TRIB_E_FORBIDDEN);
    assert_true(desk_error_has(desk, "\"who\":[\"own\"]"));
    assert_int_equal(DESK(desk, LEAD, NULL, trib_person_redact, .person_id = LEAD), TRIB_E_NONE);
}

/* ---- an older copy --------------------------------------------------------------------------- */

static void apply(struct desk *desk, const char *table_name, const char *row_id,
                  enum trib_error_code code) {
    TRIB_AUTO(trib_withdrawn) withdrawn = {0};
    assert_true(trib_withdrawn_add(&withdrawn, trib_store_table_find(desk->spine.store, table_name),
                                   row_id));
    const struct trib_command *command = desk_begin(desk, NULL, NULL);
    assert_int_equal(desk_end(desk, trib_withdrawn_apply(command->store, &withdrawn, &desk->error)),
                     code);
}

static void who_was_withdrawn_is_withdrawn_again(void **state) {
    struct desk *desk = *state;
    assert_int_equal(rename_to(desk, LEAD, "Kestrel"), TRIB_E_NONE);
    apply(desk, "person", LEAD, TRIB_E_NONE);
    assert_ended_today(desk, BELONGING, LEAD);
    assert_string_equal(desk_read(desk, WORDS_IN_LOG, "Kestrel"), "0");
    apply(desk, "person", LEAD, TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    apply(desk, "belonging", ALTERNATE_BELONGING, TRIB_E_NONE);
    assert_string_equal(desk_read(desk,
                                  "SELECT display_name FROM belonging WHERE belonging_id = ?1",
                                  ALTERNATE_BELONGING),
                        GONE);
    apply(desk, "person", NOBODY, TRIB_E_NONE); /* made after the copy */
    assert_int_equal(desk->change_count, 0);
    assert_proven(desk);
}

int main(void) {
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(a_delegate_takes_their_name_back_and_is_out),
        AT_A_DESK(so_does_whoever_is_in_groups),
        AT_A_DESK(one_of_the_secretariat_does_too),
        AT_A_DESK(what_they_had_saved_goes_from_the_log_too),
        AT_A_DESK(the_invitation_they_came_by_loses_its_words),
        AT_A_DESK(their_account_is_closed),
        AT_A_DESK(the_last_administrator_stays),
        AT_A_DESK(a_second_time_nothing_changes),
        AT_A_DESK(the_secretariat_does_it_for_whom_it_sees),
        AT_A_DESK(for_staff_nobody_else_does_it),
        AT_A_DESK(who_was_withdrawn_is_withdrawn_again),
    };
    return cmocka_run_group_tests(at_a_desk, NULL, NULL);
}
