/*
 * Deciding by its commands: who may answer, what counts, what follows, and that nothing says what
 * anybody chose while a ballot is open. Numbers are those of the domain study, § 3.3.
 */
#include "tributary/command/decision.h"

#include <stdio.h>
#include <string.h>

#include "ballot_rows.h"
#include "desk.h"
#include "proposal_rows.h"
#include "tributary/command/group.h"
#include "tributary/command/restore.h"
#include "tributary/store/keys.h"
#include "tributary/store/log.h"

#define PROPOSAL NEW_1
#define BALLOT NEW_2
#define SECOND NEW_3
#define THIRD "e0000000-0000-4000-8000-000000000004"
#define OTHER_PROPOSAL "e0000000-0000-4000-8000-000000000005"
#define OTHER_BALLOT "e0000000-0000-4000-8000-000000000006"

/* The roll of eleven: RIVER and LAKE are two of them. */
#define HALL 11
#define MINUTE_MS INT64_C(60000)
#define HOUR_MS (60 * MINUTE_MS)
#define ZONE "Africa/Accra"
#define CLOSES "2026-12-01T12:00"

struct seat {
    char organization_id[TRIB_ID_BYTES], delegate_id[TRIB_ID_BYTES];
};

static struct seat seat_at(size_t index) {
    struct seat seat;
    snprintf(seat.organization_id, sizeof seat.organization_id, "a2000000-0000-4000-8000-%012zu",
             index);
    snprintf(seat.delegate_id, sizeof seat.delegate_id, "c2000000-0000-4000-8000-%012zu", index);
    if (index < 2) {
        snprintf(seat.organization_id, sizeof seat.organization_id, "%s",
                 index == 0 ? RIVER : LAKE);
        snprintf(seat.delegate_id, sizeof seat.delegate_id, "%s", index == 0 ? LEAD : LAKE_LEAD);
    }
    return seat;
}

/* Members up to this many, each with its lead delegate. */
static void fill_hall(struct desk *desk, size_t count) {
    desk_begin(desk, NULL, NULL);
    for (size_t i = 2; i < count; i++) {
        struct seat seat = seat_at(i);
        char tie_id[TRIB_ID_BYTES];
        char belonging_id[TRIB_ID_BYTES];
        snprintf(tie_id, sizeof tie_id, "d2000000-0000-4000-8000-%012zu", i);
        snprintf(belonging_id, sizeof belonging_id, "d3000000-0000-4000-8000-%012zu", i);
        spine_add_organization(&desk->spine, seat.organization_id, COALITION);
        spine_add_affiliation(&desk->spine, tie_id, seat.organization_id, ROOT, "member");
        spine_add_person(&desk->spine, seat.delegate_id);
        spine_add_belonging(&desk->spine, belonging_id, seat.delegate_id, seat.organization_id,
                            "lead_delegate");
    }
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
}

static int hall_set_up(void **state) {
    desk_set_up(state);
    fill_hall(*state, HALL);
    return 0;
}
#define IN_THE_HALL(test) cmocka_unit_test_setup_teardown(test, hall_set_up, desk_tear_down)

/* ---- what people do -------------------------------------------------------------------------- */

static enum trib_error_code proposed_by(struct desk *desk, const char *person_id,
                                        const char *acting_for, const char *proposal_id) {
    const struct trib_proposal_write params = {.proposal_id = proposal_id,
                                               .title = "Wages first",
                                               .text = "No return before the wages are paid.",
                                               .language = "en"};
    return desk_end(desk, trib_proposal_write_for_coalition(desk_begin(desk, person_id, acting_for),
                                                            &params, &desk->error));
}

static enum trib_error_code discussed(struct desk *desk, const char *proposal_id) {
    const struct trib_proposal_of params = {proposal_id};
    return desk_end(desk,
                    trib_proposal_discuss(desk_begin(desk, LEAD, RIVER), &params, &desk->error));
}

static enum trib_error_code backed(struct desk *desk, const char *person_id,
                                   const char *acting_for) {
    const struct trib_proposal_of params = {PROPOSAL};
    return desk_end(
        desk, trib_proposal_back(desk_begin(desk, person_id, acting_for), &params, &desk->error));
}

static enum trib_error_code withdrawn(struct desk *desk) {
    const struct trib_proposal_of params = {PROPOSAL};
    return desk_end(desk,
                    trib_proposal_withdraw(desk_begin(desk, LEAD, RIVER), &params, &desk->error));
}

static void put(struct desk *desk) {
    assert_int_equal(proposed_by(desk, LEAD, RIVER, PROPOSAL), TRIB_E_NONE);
    assert_int_equal(discussed(desk, PROPOSAL), TRIB_E_NONE);
}

static enum trib_error_code reworded(struct desk *desk, const char *from, const char *to) {
    return DESK(desk, LEAD, RIVER, trib_proposal_edit, .proposal_id = PROPOSAL,
                .title = EDIT(from, to));
}

static enum trib_error_code opened(struct desk *desk, const char *ballot_id, const char *occasion,
                                   const char *version) {
    return DESK(desk, SECRETARIAT, NULL, trib_ballot_open, .ballot_id = ballot_id,
                .proposal_id = PROPOSAL, .version = version, .occasion = occasion,
                .closes_local = CLOSES, .zone = ZONE);
}

static void open_as(struct desk *desk, const char *occasion) {
    put(desk);
    assert_int_equal(opened(desk, BALLOT, occasion, "1"), TRIB_E_NONE);
}

static enum trib_error_code cast_on(struct desk *desk, const char *ballot_id, const char *person_id,
                                    const char *acting_for, const char *choice) {
    bool has_words = strcmp(choice, "reservation") == 0 || strcmp(choice, "block") == 0;
    return DESK(desk, person_id, acting_for, trib_ballot_cast, .ballot_id = ballot_id,
                .version = "1", .choice = choice, .text = has_words ? "Heron says no." : NULL,
                .principle = strcmp(choice, "block") == 0 ? "Nobody is left behind." : NULL);
}

static enum trib_error_code cast(struct desk *desk, size_t seat_index, const char *choice) {
    struct seat seat = seat_at(seat_index);
    return cast_on(desk, BALLOT, seat.delegate_id, seat.organization_id, choice);
}

static enum trib_error_code taken_back(struct desk *desk, size_t seat_index) {
    struct seat seat = seat_at(seat_index);
    const struct trib_ballot_of params = {BALLOT};
    return desk_end(desk,
                    trib_ballot_take_back(desk_begin(desk, seat.delegate_id, seat.organization_id),
                                          &params, &desk->error));
}

static enum trib_error_code closed(struct desk *desk, const char *ballot_id) {
    const struct trib_ballot_of params = {ballot_id};
    return desk_end(desk,
                    trib_ballot_close(desk_begin(desk, SECRETARIAT, NULL), &params, &desk->error));
}

static enum trib_error_code voided(struct desk *desk, const char *ballot_id) {
    return DESK(desk, SECRETARIAT, NULL, trib_ballot_void, .ballot_id = ballot_id,
                .reason = "Sent out in one language.");
}

/* "5 yes, 3 no": one seat after the other. Returns the next free one. */
static size_t cast_many(struct desk *desk, const char *ballot_id, size_t seat_index, size_t count,
                        const char *choice) {
    for (size_t i = 0; i < count; i++, seat_index++) {
        struct seat seat = seat_at(seat_index);
        assert_int_equal(cast_on(desk, ballot_id, seat.delegate_id, seat.organization_id, choice),
                         TRIB_E_NONE);
    }
    return seat_index;
}

/* ---- what came of it ------------------------------------------------------------------------- */

static const char RESULT[] =
    "SELECT result || ' ' || result_reason || ' P' || present || ' E' || roll_at_close "
    "FROM ballot WHERE ballot_id = ?1";
static const char STATE[] = "SELECT state || ' ' || coalesce(void_cause, '-') || ' ' || answered "
                            "FROM ballot WHERE ballot_id = ?1";
static const char NEXT_STEP[] = "SELECT state || ' ' || coalesce(outcome, '-') || ' v' || version "
                                "|| ' r' || round FROM proposal WHERE proposal_id = ?1";
static const char REGISTER[] =
    "SELECT group_concat(year || '/' || number || ' ' || state, ', ') FROM (SELECT * FROM decision "
    "WHERE coalesce(group_id, 'coalition') = ?1 ORDER BY year, number)";
static const char ENVELOPES[] = "SELECT count(*) FROM ballot_envelope WHERE ballot_id = ?1";
static const char IN_LOG[] = "SELECT count(*) FROM change WHERE instr(patch, ?1) > 0";
static const char ANSWERED_BY[] =
    "SELECT coalesce(person_id, '-') || ' ' || answers FROM ballot_call WHERE space_id = ?1";

static void assert_reads(struct desk *desk, const char *sql, const char *id, const char *expected) {
    assert_string_equal(desk_read(desk, sql, id), expected);
}

/* Sealed answers are counted again from the roll call alone, by a reader who knows SQL and the
   rules, and not this program. */
static const char RECOUNT[] =
    "WITH counted AS (SELECT count(*) FILTER (WHERE has_left = 0) AS e, "
    "count(choice) AS p, count(*) FILTER (WHERE choice = 'yes') AS y, "
    "count(*) FILTER (WHERE choice = 'no') AS n, "
    "count(*) FILTER (WHERE choice IN ('agree', 'reservation')) AS g, "
    "count(*) FILTER (WHERE choice = 'stand_aside') AS s, "
    "count(*) FILTER (WHERE choice = 'block') AS b FROM position WHERE ballot_id = ?1) "
    "SELECT iif(p * 2 <= e, 'no_quorum', iif(method = 'consensus', "
    "CASE WHEN b > 0 THEN 'blocked' WHEN s * 4 > p OR g = 0 THEN 'not_carried' ELSE 'carried' END, "
    "iif(y + n > 0 AND iif(share_kind = 'at_least', y * share_denominator >= share_numerator * x, "
    "y * share_denominator > share_numerator * x), 'carried', 'not_carried'))) = result "
    "AND p = present AND e = roll_at_close FROM counted, ballot, "
    "(SELECT CASE share_base WHEN 'present' THEN p WHEN 'roll' THEN e ELSE y + n END AS x "
    "FROM ballot, counted WHERE ballot_id = ?1) WHERE ballot_id = ?1";

static void assert_proven(struct desk *desk) {
    struct trib_verify_report report;
    assert_true(trib_log_verify_store(desk->spine.store, &report, &desk->error));
    assert_string_equal(report.difference, "");
}

/* ---- the worked examples --------------------------------------------------------------------- */

struct example {
    const char *says;
    const char *occasion;
    const char *rule; /* of the coalition, as SQL sets it; NULL: the default */
    size_t counts[4]; /* yes no abstain; agree reservation stand_aside block */
    const char *result;
};

static const char TWO_THIRDS[] = "UPDATE coalition SET vote_kind = 'at_least', vote_numerator = 2, "
                                 "vote_denominator = 3 WHERE ?1 = ?1";
static const char TWO_THIRDS_OF_ROLL[] =
    "UPDATE coalition SET vote_kind = 'at_least', vote_numerator = 2, vote_denominator = 3, "
    "vote_base = 'roll' WHERE ?1 = ?1";
static const char OF_PRESENT[] = "UPDATE coalition SET vote_base = 'present' WHERE ?1 = ?1";

static const struct example examples[] = {
    {"1: a plain vote", "vote", NULL, {5, 3, 1}, "carried share_holds P9 E11"},
    {"2: no quorum, though unanimous", "vote", NULL, {5}, "no_quorum no_quorum P5 E11"},
    {"6: a tie", "vote", NULL, {4, 4, 2}, "not_carried share_not_met P10 E11"},
    {"7: many abstentions, of cast", "vote", NULL, {2, 1, 7}, "carried share_holds P10 E11"},
    {"7: of present", "vote", OF_PRESENT, {2, 1, 7}, "not_carried share_not_met P10 E11"},
    {"8: only abstentions", "vote", NULL, {0, 0, 8}, "not_carried no_votes_cast P8 E11"},
    {"9: two thirds, exactly", "vote", TWO_THIRDS, {6, 3}, "carried share_holds P9 E11"},
    {"10: six of ten", "vote", TWO_THIRDS, {6, 4}, "not_carried share_not_met P10 E11"},
    {"10: seven of ten", "vote", TWO_THIRDS, {7, 3}, "carried share_holds P10 E11"},
    {"12: of the roll", "vote", TWO_THIRDS_OF_ROLL, {7, 0, 1}, "not_carried share_not_met P8 E11"},
    {"13: consensus", "consensus", NULL, {7, 1, 2}, "carried consensus P10 E11"},
    {"15: one block", "consensus", NULL, {9, 0, 0, 1}, "blocked block P10 E11"},
    {"too many stand aside", "consensus", NULL, {7, 0, 3}, "not_carried stand_asides P10 E11"},
    {"nobody agrees", "consensus", NULL, {0, 0, 0, 0}, "no_quorum no_quorum P0 E11"},
};

static void examples_come_out_as_worked(void **state) {
    static const char *const VOTES[] = {"yes", "no", "abstain", ""};
    static const char *const CONSENSUS[] = {"agree", "reservation", "stand_aside", "block"};
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const struct example *example = &examples[i];
        const char *const *choices = strcmp(example->occasion, "vote") == 0 ? VOTES : CONSENSUS;
        size_t seat = 0;
        hall_set_up(state);
        struct desk *desk = *state;
        if (example->rule != NULL) {
            DESK_WRITE(desk, example->rule, ROOT);
        }
        open_as(desk, example->occasion);
        for (size_t choice = 0; choice < 4; choice++) {
            seat = cast_many(desk, BALLOT, seat, example->counts[choice], choices[choice]);
        }
        assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
        if (strcmp(desk_read(desk, RESULT, BALLOT), example->result) != 0) {
            fail_msg("%s: %s", example->says, desk_read(desk, RESULT, BALLOT));
        }
        assert_reads(desk, RECOUNT, BALLOT, "1");
        assert_proven(desk);
        desk_tear_down(state);
    }
    *state = NULL;
}

/* No. 4, 5: one organization has one position, and the lead delegate's stands. */
static void one_organization_has_one_position(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    assert_int_equal(cast_on(desk, BALLOT, ALTERNATE, RIVER, "yes"), TRIB_E_NONE);
    assert_reads(desk, ANSWERED_BY, RIVER, ALTERNATE " 1");
    assert_int_equal(cast_on(desk, BALLOT, LEAD, RIVER, "no"), TRIB_E_NONE);
    assert_int_equal(cast_on(desk, BALLOT, ALTERNATE, RIVER, "yes"), TRIB_E_NONE);
    assert_reads(desk, ANSWERED_BY, RIVER, LEAD " 3");
    assert_reads(desk, STATE, BALLOT, "open - 1");
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, "SELECT choice FROM position WHERE organization_id = ?1", RIVER, "no");
    assert_reads(desk, "SELECT count(choice) FROM position WHERE ballot_id = ?1", BALLOT, "1");
}

static void of_two_alternates_the_later_counts(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    DESK_WRITE(desk, "UPDATE belonging SET role = 'alternate' WHERE belonging_id = ?1",
               LEAD_BELONGING);
    assert_int_equal(cast_on(desk, BALLOT, ALTERNATE, RIVER, "yes"), TRIB_E_NONE);
    assert_int_equal(cast_on(desk, BALLOT, LEAD, RIVER, "no"), TRIB_E_NONE);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, "SELECT choice FROM position WHERE organization_id = ?1", RIVER, "no");
}

/* No. 22. */
static void what_is_taken_back_counts_no_more(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    cast_many(desk, BALLOT, cast_many(desk, BALLOT, 0, 4, "yes"), 3, "no");
    assert_int_equal(taken_back(desk, 0), TRIB_E_NONE);
    assert_int_equal(taken_back(desk, 0), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_int_equal(taken_back(desk, 1), TRIB_E_NONE);
    assert_reads(desk, STATE, BALLOT, "open - 5");
    assert_reads(desk, ANSWERED_BY, RIVER, "- 2");
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, RESULT, BALLOT, "no_quorum no_quorum P5 E11");
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion no_quorum v1 r1");
}

/* ---- who may ----------------------------------------------------------------------------------
 */

/* No. 3, 24: leaves the file unchanged, which desk_end asserts. */
static void who_is_not_on_the_roll_has_no_position(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    assert_int_equal(cast_on(desk, BALLOT, WELL_LEAD, WELL, "yes"), TRIB_E_OBSERVER_NO_VOTE);
    assert_int_equal(cast_on(desk, BALLOT, BASE, RIVER, "yes"), TRIB_E_FORBIDDEN);
    assert_int_equal(cast_on(desk, BALLOT, SECRETARIAT, NULL, "yes"), TRIB_E_NOT_ON_ROLL);
    DESK_WRITE(desk, "UPDATE affiliation SET status = 'member' WHERE affiliation_id = ?1",
               WELL_TIE);
    assert_int_equal(cast_on(desk, BALLOT, WELL_LEAD, WELL, "yes"), TRIB_E_NOT_ON_ROLL);
    assert_reads(desk, "SELECT roll FROM ballot WHERE ballot_id = ?1", BALLOT, "11");
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_int_equal(opened(desk, SECOND, "vote", "1"), TRIB_E_NONE);
    assert_reads(desk, "SELECT roll FROM ballot WHERE ballot_id = ?1", SECOND, "12");
    assert_int_equal(cast_on(desk, SECOND, WELL_LEAD, WELL, "yes"), TRIB_E_NONE);
}

static void a_roll_shrinks_with_who_leaves(void **state) {
    struct desk *desk = *state;
    static const char SET_STATUS[] = "UPDATE affiliation SET status = ?2 WHERE affiliation_id = ?1";
    open_as(desk, "vote");
    cast_many(desk, BALLOT, 0, 6, "yes");
    DESK_WRITE(desk, SET_STATUS, RIVER_TIE, "suspended");
    assert_reads(desk, STATE, BALLOT, "open - 5");
    assert_int_equal(cast(desk, 0, "yes"), TRIB_E_NOT_FOUND);
    DESK_WRITE(desk, SET_STATUS, RIVER_TIE, "member"); /* who comes back is on the next one */
    assert_int_equal(cast(desk, 0, "yes"), TRIB_E_NOT_ON_ROLL);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, RESULT, BALLOT, "no_quorum no_quorum P5 E10");
    assert_reads(desk, "SELECT coalesce(choice, 'void') FROM position WHERE organization_id = ?1",
                 RIVER, "void");
    assert_proven(desk);
}

/* Who speaks for it no longer does not prevail over who does. */
static void a_lead_who_is_gone_is_overruled(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    assert_int_equal(cast_on(desk, BALLOT, ALTERNATE, RIVER, "yes"), TRIB_E_NONE);
    assert_int_equal(cast_on(desk, BALLOT, LEAD, RIVER, "no"), TRIB_E_NONE);
    DESK_WRITE(desk, "UPDATE belonging SET ends_on = '2026-11-24' WHERE belonging_id = ?1",
               LEAD_BELONGING);
    assert_reads(desk, ANSWERED_BY, RIVER, LEAD " 2"); /* stands until another answers */
    assert_int_equal(cast_on(desk, BALLOT, ALTERNATE, RIVER, "yes"), TRIB_E_NONE);
    assert_reads(desk, ANSWERED_BY, RIVER, ALTERNATE " 3");
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, "SELECT choice FROM position WHERE organization_id = ?1", RIVER, "yes");
}

static void who_is_taken_out_is_off_the_roll(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    assert_int_equal(cast(desk, 0, "yes"), TRIB_E_NONE);
    DESK_WRITE(desk, "DELETE FROM affiliation WHERE affiliation_id = ?1", RIVER_TIE);
    assert_reads(desk, STATE, BALLOT, "open - 0");
    assert_reads(desk, "SELECT has_left FROM ballot_call WHERE space_id = ?1", RIVER, "1");
}

static void an_applicants_delegate_puts_nothing_to_the_coalition(void **state) {
    struct desk *desk = *state;
    DESK_WRITE(desk, "UPDATE affiliation SET status = 'applicant' WHERE affiliation_id = ?1",
               RIVER_TIE);
    assert_int_equal(proposed_by(desk, LEAD, RIVER, PROPOSAL), TRIB_E_FORBIDDEN);
}

static void whom_it_is_brought_in_for_is_spoken_for(void **state) {
    struct desk *desk = *state;
    static const char FOR[] =
        "SELECT coalesce(organization_id, 'nobody') FROM proposal WHERE proposal_id = ?1";
    desk_begin(desk, NULL, NULL);
    spine_add_group_member(&desk->spine, "d4000000-0000-4000-8000-000000000005", OPEN_GROUP, NULL,
                           BASE, "member");
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    assert_int_equal(DESK(desk, BASE, RIVER, trib_proposal_write, .proposal_id = PROPOSAL,
                          .group_id = OPEN_GROUP, .title = "t", .text = "x", .language = "en"),
                     TRIB_E_NONE);
    assert_reads(desk, FOR, PROPOSAL, "nobody"); /* of its base, who speaks for themselves */
}

/* No. 31: of nobody no ballot can open. */
static void nobody_can_answer_for_nobody(void **state) {
    struct desk *desk = *state;
    put(desk);
    DESK_WRITE(desk, "UPDATE affiliation SET status = 'suspended' WHERE parent_id = ?1", ROOT);
    assert_int_equal(opened(desk, BALLOT, "vote", "1"), TRIB_E_EMPTY_ROLL);
    DESK_WRITE(desk, "UPDATE affiliation SET status = 'member' WHERE affiliation_id = ?1",
               RIVER_TIE);
    assert_int_equal(opened(desk, BALLOT, "vote", "1"), TRIB_E_NONE);
    assert_int_equal(cast(desk, 0, "yes"), TRIB_E_NONE);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, RESULT, BALLOT, "carried share_holds P1 E1");
}

static void open_in(struct desk *desk, const char *group_id, const char *ballot_id,
                    const char *proposal_id) {
    const struct trib_proposal_of params = {proposal_id};
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_proposal_write, .proposal_id = proposal_id,
                          .group_id = group_id, .title = "Meet weekly", .text = "On Tuesdays.",
                          .language = "en"),
                     TRIB_E_NONE);
    assert_int_equal(desk_end(desk, trib_proposal_discuss(desk_begin(desk, FACILITATOR, NULL),
                                                          &params, &desk->error)),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_ballot_open, .ballot_id = ballot_id,
                          .proposal_id = proposal_id, .version = "1", .occasion = "vote",
                          .closes_local = CLOSES, .zone = ZONE, .closes_early = "1"),
                     TRIB_E_NONE);
}

/* No. 30. */
static void where_persons_vote_each_has_one(void **state) {
    struct desk *desk = *state;
    static const char OF_PERSONS[] =
        "UPDATE \"group\" SET vote_unit = 'person' WHERE group_id = ?1";
    DESK_WRITE(desk, OF_PERSONS, OPEN_GROUP);
    open_in(desk, OPEN_GROUP, BALLOT, PROPOSAL);
    assert_int_equal(cast_on(desk, BALLOT, LEAD, RIVER, "no"), TRIB_E_NOT_FOUND);
    assert_int_equal(cast_on(desk, BALLOT, GROUP_MEMBER, NULL, "yes"), TRIB_E_NONE);
    assert_reads(desk, ANSWERED_BY, GROUP_MEMBER, GROUP_MEMBER " 1");
    assert_reads(desk, STATE, BALLOT, "open - 1");
    assert_int_equal(cast_on(desk, BALLOT, FACILITATOR, NULL, "yes"), TRIB_E_NONE);
    assert_reads(desk, RESULT, BALLOT, "carried share_holds P2 E2"); /* all have answered */
    assert_reads(desk, REGISTER, OPEN_GROUP, "2026/1 in_force");
    assert_reads(desk, REGISTER, "coalition", "null");
    assert_proven(desk);
}

/* No. 39's rule: members of a group vote in it, its body's observers do not. */
static void in_a_group_its_organizations_vote(void **state) {
    struct desk *desk = *state;
    desk_begin(desk, NULL, NULL);
    spine_add_group_member(&desk->spine, "d4000000-0000-4000-8000-000000000001", OPEN_GROUP, RIVER,
                           NULL, "member");
    spine_add_group_member(&desk->spine, "d4000000-0000-4000-8000-000000000002", OPEN_GROUP, SPRING,
                           NULL, "member");
    spine_add_group_member(&desk->spine, "d4000000-0000-4000-8000-000000000003", OPEN_GROUP, WELL,
                           NULL, "member");
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    open_in(desk, OPEN_GROUP, BALLOT, PROPOSAL);
    assert_reads(desk, "SELECT roll FROM ballot WHERE ballot_id = ?1", BALLOT, "2");
    assert_int_equal(cast_on(desk, BALLOT, WELL_LEAD, WELL, "yes"), TRIB_E_OBSERVER_NO_VOTE);
    DESK_WRITE(desk, "UPDATE group_member SET ends_on = '2026-11-24' WHERE group_member_id = ?1",
               "d4000000-0000-4000-8000-000000000002");
    assert_int_equal(cast_on(desk, BALLOT, LEAD, RIVER, "yes"), TRIB_E_NONE);
    assert_reads(desk, RESULT, BALLOT, "carried share_holds P1 E1");
    assert_reads(desk, "SELECT count(*) FROM ballot_call WHERE space_id <> ?1", OPEN_GROUP, "0");
}

static void open_another(struct desk *desk, const char *proposal_id, const char *ballot_id) {
    const struct trib_proposal_of params = {proposal_id};
    assert_int_equal(desk_end(desk, trib_proposal_discuss(desk_begin(desk, SECRETARIAT, NULL),
                                                          &params, &desk->error)),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_ballot_open, .ballot_id = ballot_id,
                          .proposal_id = proposal_id, .version = "1", .occasion = "vote",
                          .closes_local = "2027-02-01T12:00", .zone = ZONE),
                     TRIB_E_NONE);
}

static void the_last_who_is_silent_leaves(void **state) {
    struct desk *desk = *state;
    struct trib_due_ids due;
    DESK_WRITE(desk, "UPDATE \"group\" SET vote_unit = 'person' WHERE group_id = ?1", OPEN_GROUP);
    open_in(desk, OPEN_GROUP, BALLOT, PROPOSAL);
    assert_int_equal(cast_on(desk, BALLOT, FACILITATOR, NULL, "yes"), TRIB_E_NONE);
    assert_true(trib_ballots_due(desk->spine.store, &due, &desk->error));
    assert_int_equal(due.count, 0);
    DESK_WRITE(desk, "UPDATE group_member SET ends_on = '2026-11-24' WHERE group_member_id = ?1",
               MEMBERSHIP);
    assert_true(trib_ballots_due(desk->spine.store, &due, &desk->error));
    assert_int_equal(due.count, 1);
}

/* A closed group never changes, so it is not closed under a ballot. */
static void a_group_does_not_end_while_it_is_asked(void **state) {
    struct desk *desk = *state;
    DESK_WRITE(desk, "UPDATE \"group\" SET vote_unit = 'person' WHERE group_id = ?1", OPEN_GROUP);
    open_in(desk, OPEN_GROUP, BALLOT, PROPOSAL);
    assert_int_equal(DESK_GROUP(desk, FACILITATOR, trib_group_close, OPEN_GROUP), TRIB_E_IN_USE);
    assert_string_equal(desk->error.field, "group_id");
    assert_int_equal(
        DESK(desk, FACILITATOR, NULL, trib_ballot_void, .ballot_id = BALLOT, .reason = "We close."),
        TRIB_E_NONE);
    assert_int_equal(DESK_GROUP(desk, FACILITATOR, trib_group_close, OPEN_GROUP), TRIB_E_NONE);
}

/* ---- what is written with a choice ----------------------------------------------------------- */

static const struct {
    const char *occasion, *choice, *text, *principle;
    enum trib_error_code code;
    const char *field;
} words[] = {
    {"consensus", "block", NULL, "Nobody is left behind.", TRIB_E_BLOCK_REASON, "text"},
    {"consensus", "block", "It leaves some out.", NULL, TRIB_E_BLOCK_REASON, "principle"},
    {"consensus", "reservation", NULL, NULL, TRIB_E_REQUIRED, "text"},
    {"consensus", "agree", "Gladly.", NULL, TRIB_E_UNKNOWN_FIELD, "text"},
    {"consensus", "stand_aside", "We are not concerned.", "None.", TRIB_E_UNKNOWN_FIELD,
     "principle"},
    {"consensus", "yes", NULL, NULL, TRIB_E_TYPE, "choice"},
    {"vote", "block", "It leaves some out.", "Nobody is left behind.", TRIB_E_TYPE, "choice"},
    {"vote", "no", "It leaves some out.", NULL, TRIB_E_UNKNOWN_FIELD, "text"},
};

/* No. 16. */
static void a_choice_has_its_words(void **state) {
    struct desk *desk = *state;
    open_as(desk, "consensus");
    assert_int_equal(proposed_by(desk, LEAD, RIVER, OTHER_PROPOSAL), TRIB_E_NONE);
    open_another(desk, OTHER_PROPOSAL, OTHER_BALLOT);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        bool is_vote = strcmp(words[i].occasion, "vote") == 0;
        assert_int_equal(DESK(desk, LEAD, RIVER, trib_ballot_cast,
                              .ballot_id = is_vote ? OTHER_BALLOT : BALLOT, .version = "1",
                              .choice = words[i].choice, .text = words[i].text,
                              .principle = words[i].principle),
                         words[i].code);
        assert_string_equal(desk->error.field, words[i].field);
    }
    assert_reads(desk, STATE, BALLOT, "open - 0");
}

/* ---- rounds and the fallback ----------------------------------------------------------------- */

static void block_round(struct desk *desk, const char *ballot_id) {
    cast_many(desk, ballot_id, cast_many(desk, ballot_id, 0, 9, "agree"), 1, "block");
    assert_int_equal(closed(desk, ballot_id), TRIB_E_NONE);
    assert_reads(desk, RESULT, ballot_id, "blocked block P10 E11");
}

/* No. 15, 18, 20. */
static void after_two_blocked_rounds_a_vote_may_decide(void **state) {
    struct desk *desk = *state;
    open_as(desk, NULL);
    block_round(desk, BALLOT);
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion blocked v1 r2");
    assert_int_equal(opened(desk, SECOND, "fallback", "1"), TRIB_E_FALLBACK_TOO_EARLY);
    assert_false(desk_error_has(desk, "earliest"));
    assert_int_equal(opened(desk, SECOND, "vote", "1"), TRIB_E_STATE); /* no way around */
    assert_int_equal(opened(desk, SECOND, NULL, "1"), TRIB_E_REQUIRED);
    assert_string_equal(desk->error.field, "reason");
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_ballot_open, .ballot_id = SECOND,
                          .proposal_id = PROPOSAL, .version = "1", .closes_local = CLOSES,
                          .zone = ZONE, .reason = "All have been talked with."),
                     TRIB_E_NONE);
    block_round(desk, SECOND);
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion blocked v1 r2");
    desk->spine.now_ms += 3 * HOUR_MS;
    assert_int_equal(opened(desk, THIRD, "fallback", "1"), TRIB_E_FALLBACK_TOO_EARLY);
    char earliest[48];
    snprintf(earliest, sizeof earliest, "\"earliest\":%lld",
             (long long)(desk->spine.now_ms + 21 * HOUR_MS));
    assert_true(desk_error_has(desk, earliest));
    assert_int_equal(opened(desk, THIRD, NULL, "1"), TRIB_E_STATE);
    desk->spine.now_ms += 22 * HOUR_MS;
    assert_int_equal(opened(desk, THIRD, "fallback", "1"), TRIB_E_NONE);
    size_t seat = cast_many(desk, THIRD, 0, 7, "yes");
    cast_many(desk, THIRD, cast_many(desk, THIRD, seat, 2, "no"), 1, "abstain");
    assert_int_equal(closed(desk, THIRD), TRIB_E_NONE);
    assert_reads(desk, RESULT, THIRD, "carried share_holds P10 E11");
    assert_reads(desk, REGISTER, "coalition", "2026/1 in_force");
    assert_proven(desk);
}

static void a_new_text_needs_no_reason_to_be_put_again(void **state) {
    struct desk *desk = *state;
    open_as(desk, NULL);
    block_round(desk, BALLOT);
    assert_int_equal(reworded(desk, "Wages first", "Wages before return"), TRIB_E_NONE);
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion blocked v2 r2");
    assert_int_equal(opened(desk, SECOND, NULL, "1"), TRIB_E_STALE);
    assert_string_equal(desk->error.field, "version");
    assert_int_equal(opened(desk, SECOND, NULL, "2"), TRIB_E_NONE);
    assert_reads(desk, "SELECT round FROM ballot WHERE ballot_id = ?1", SECOND, "2");
}

/* A facilitator who sees a block ends the round before it counts. */
static void a_round_that_did_not_count_opens_no_way_around(void **state) {
    struct desk *desk = *state;
    open_as(desk, NULL);
    assert_int_equal(cast(desk, 0, "block"), TRIB_E_NONE);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion no_quorum v1 r1");
    assert_int_equal(opened(desk, SECOND, "vote", "1"), TRIB_E_STATE);
    assert_int_equal(opened(desk, SECOND, NULL, "1"), TRIB_E_NONE);
    assert_int_equal(voided(desk, SECOND), TRIB_E_NONE);
    assert_int_equal(opened(desk, THIRD, "vote", "1"), TRIB_E_STATE);
    assert_true(desk_error_has(desk, "\"possible\":[\"consensus\",\"fallback\"]"));
}

/* Two rounds from which too many stand aside; the fallback may be opened. */
static void fail_twice(struct desk *desk) {
    open_as(desk, NULL);
    block_round(desk, BALLOT);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_ballot_open, .ballot_id = SECOND,
                          .proposal_id = PROPOSAL, .version = "1", .closes_local = CLOSES,
                          .zone = ZONE, .reason = "All have been talked with."),
                     TRIB_E_NONE);
    cast_many(desk, SECOND, cast_many(desk, SECOND, 0, 7, "agree"), 3, "stand_aside");
    assert_int_equal(closed(desk, SECOND), TRIB_E_NONE);
    desk->spine.now_ms += 25 * HOUR_MS;
}

static void the_fallback_decides_once_and_on_that_text(void **state) {
    struct desk *desk = *state;
    fail_twice(desk);
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion not_carried v1 r2");
    assert_int_equal(reworded(desk, "Wages first", "No wages"), TRIB_E_CLOSED);
    assert_int_equal(opened(desk, THIRD, "fallback", "1"), TRIB_E_NONE);
    assert_int_equal(voided(desk, THIRD), TRIB_E_NONE);
    assert_int_equal(opened(desk, OTHER_BALLOT, "fallback", "1"), TRIB_E_NONE);
    cast_many(desk, OTHER_BALLOT, cast_many(desk, OTHER_BALLOT, 0, 4, "yes"), 4, "no");
    assert_int_equal(closed(desk, OTHER_BALLOT), TRIB_E_NONE);
    assert_reads(desk, NEXT_STEP, PROPOSAL, "decided not_carried v1 r2");
    assert_int_equal(opened(desk, NOBODY, "fallback", "1"), TRIB_E_STATE);
    assert_reads(desk, REGISTER, "coalition", "null");
}

/* ---- ends without a result --------------------------------------------------------------------
 */

/* No. 27. */
static void a_new_text_voids_what_is_open(void **state) {
    struct desk *desk = *state;
    open_as(desk, NULL);
    cast_many(desk, BALLOT, 0, 6, "agree");
    assert_int_equal(reworded(desk, "Wages first", "Wages first"), TRIB_E_NONE);
    assert_reads(desk, STATE, BALLOT, "open - 6"); /* the same words are no new text */
    assert_int_equal(reworded(desk, "Wages first", "Wages before return"), TRIB_E_NONE);
    assert_reads(desk, STATE, BALLOT, "void text_changed 6");
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion - v2 r1");
    assert_reads(desk, ENVELOPES, BALLOT, "0");
    assert_int_equal(cast(desk, 7, "agree"), TRIB_E_STALE);
    assert_true(desk_error_has(desk, "\"stored\":\"2\""));
    assert_int_equal(closed(desk, BALLOT), TRIB_E_CLOSED);
    assert_int_equal(opened(desk, SECOND, NULL, "2"), TRIB_E_NONE);
    assert_int_equal(cast_on(desk, SECOND, LEAD, RIVER, "agree"), TRIB_E_STALE); /* read as 1 */
    assert_reads(desk, STATE, SECOND, "open - 0");
    assert_reads(desk,
                 "SELECT group_concat(title, ' | ') FROM proposal_version "
                 "WHERE proposal_id = ?1",
                 PROPOSAL, "Wages first | Wages before return");
}

/* No. 23. */
static void a_proposer_may_withdraw(void **state) {
    struct desk *desk = *state;
    open_as(desk, NULL);
    cast_many(desk, BALLOT, 0, 7, "agree");
    assert_int_equal(withdrawn(desk), TRIB_E_NONE);
    assert_reads(desk, STATE, BALLOT, "void proposal_withdrawn 7");
    assert_reads(desk, ENVELOPES, BALLOT, "0");
    assert_int_equal(withdrawn(desk), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_int_equal(reworded(desk, "Wages first", "No wages"), TRIB_E_CLOSED);
    assert_int_equal(opened(desk, SECOND, NULL, "1"), TRIB_E_CLOSED);
}

static void past_its_time_nobody_answers(void **state) {
    struct desk *desk = *state;
    struct trib_due_ids due;
    open_as(desk, "vote");
    assert_true(trib_ballots_due(desk->spine.store, &due, &desk->error));
    assert_int_equal(due.count, 0);
    desk->spine.now_ms = 1796126400000; /* 2026-12-01T12:00 in Accra */
    assert_int_equal(cast(desk, 0, "yes"), TRIB_E_CLOSED);
    assert_int_equal(taken_back(desk, 0), TRIB_E_CLOSED);
    assert_true(trib_ballots_due(desk->spine.store, &due, &desk->error));
    assert_int_equal(due.count, 1);
    assert_string_equal(due.ids[0], BALLOT);
}

static void it_is_counted_once(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    cast_many(desk, BALLOT, 0, 6, "yes");
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_reads(desk, REGISTER, "coalition", "2026/1 in_force");
    assert_int_equal(cast(desk, 7, "yes"), TRIB_E_CLOSED);
    assert_int_equal(reworded(desk, "Wages first", "No wages"), TRIB_E_STATE);
    assert_int_equal(withdrawn(desk), TRIB_E_STATE);
    assert_int_equal(opened(desk, SECOND, "vote", "1"), TRIB_E_STATE);
}

static const struct {
    const char *closes_local, *zone;
    enum trib_error_code code;
    const char *field;
} closings[] = {
    {"2026-11-24T00:00", ZONE, TRIB_E_ORDER, "closes_local"},
    {"2028-01-01T00:00", ZONE, TRIB_E_ORDER, "closes_local"},
    {"tomorrow", ZONE, TRIB_E_TYPE, "closes_local"},
    {CLOSES, "Africa/Nowhere", TRIB_E_ZONE, "zone"},
    {"2027-03-28T02:30", "Europe/Brussels", TRIB_E_LOCAL_TIME, "closes_local"},
};

static void it_closes_at_a_time_that_is(void **state) {
    struct desk *desk = *state;
    put(desk);
    for (size_t i = 0; i < sizeof closings / sizeof closings[0]; i++) {
        assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_ballot_open, .ballot_id = BALLOT,
                              .proposal_id = PROPOSAL, .version = "1",
                              .closes_local = closings[i].closes_local, .zone = closings[i].zone),
                         closings[i].code);
        assert_string_equal(desk->error.field, closings[i].field);
    }
    assert_int_equal(opened(desk, BALLOT, NULL, "1"), TRIB_E_NONE);
    assert_reads(desk, "SELECT closes_at_ms FROM ballot WHERE ballot_id = ?1", BALLOT,
                 "1796126400000");
}

/* ---- sealed -----------------------------------------------------------------------------------
 */

static const char SIZES[] = "SELECT count(DISTINCT length(sealed)) FROM ballot_envelope "
                            "WHERE ballot_id = ?1";
static const char CHOICES[] = "SELECT count(*) FROM position WHERE ballot_id = ?1 AND (choice IS "
                              "NOT NULL OR has_answered = 1)";
static const char SAID[] = "SELECT count(*) FROM change WHERE table_name <> 'proposal' AND "
                           "(patch LIKE '%:\"stand_aside\"%' OR instr(patch, ?1) > 0)";

static void nothing_says_what_is_chosen_while_it_is_open(void **state) {
    struct desk *desk = *state;
    open_as(desk, NULL);
    assert_int_equal(cast(desk, 0, "agree"), TRIB_E_NONE);
    assert_int_equal(cast(desk, 1, "block"), TRIB_E_NONE);
    assert_int_equal(cast(desk, 2, "stand_aside"), TRIB_E_NONE);
    assert_reads(desk, SIZES, BALLOT, "1");
    assert_reads(desk, CHOICES, BALLOT, "0");
    assert_reads(desk, SAID, "Heron", "0");
    assert_reads(desk, STATE, BALLOT, "open - 3");
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, IN_LOG, "Heron", "1");
    assert_reads(desk, ENVELOPES, BALLOT, "0");
}

static const char NAMED[] = "SELECT count(*) FROM position WHERE ballot_id = ?1 AND choice IS NOT "
                            "NULL AND organization_id IS NOT NULL";
static const char NAMELESS[] =
    "SELECT group_concat(choice, ' ') FROM (SELECT choice FROM position WHERE ballot_id = ?1 AND "
    "organization_id IS NULL AND person_id IS NULL ORDER BY choice)";
static const char WHO_ANSWERED[] =
    "SELECT count(*) FROM position WHERE ballot_id = ?1 AND has_answered = 1";

static void what_was_secret_stays_so(void **state) {
    struct desk *desk = *state;
    put(desk);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_ballot_open, .ballot_id = BALLOT,
                          .proposal_id = PROPOSAL, .version = "1", .confidentiality = "secret",
                          .closes_local = CLOSES, .zone = ZONE),
                     TRIB_E_NONE);
    cast_many(desk, BALLOT, cast_many(desk, BALLOT, 0, 6, "agree"), 1, "reservation");
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, NAMED, BALLOT, "0");
    assert_reads(desk, WHO_ANSWERED, BALLOT, "7");
    assert_reads(desk, NAMELESS, BALLOT, "agree agree agree agree agree agree reservation");
    assert_reads(desk, RESULT, BALLOT, "carried consensus P7 E11");
    assert_proven(desk);
}

/* Whoever closes it after the first answer, and opens it again, would read them one by one. */
static void a_secret_without_a_quorum_tells_nothing(void **state) {
    struct desk *desk = *state;
    put(desk);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_ballot_open, .ballot_id = BALLOT,
                          .proposal_id = PROPOSAL, .version = "1", .confidentiality = "secret",
                          .closes_local = CLOSES, .zone = ZONE),
                     TRIB_E_NONE);
    assert_int_equal(cast(desk, 0, "block"), TRIB_E_NONE);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, RESULT, BALLOT, "no_quorum no_quorum P1 E11");
    assert_reads(desk, NAMELESS, BALLOT, "null");
    assert_reads(desk, "SELECT coalesce(count_block, 'untold') FROM ballot WHERE ballot_id = ?1",
                 BALLOT, "untold");
    assert_reads(desk, IN_LOG, "Heron", "0");
}

static bool nobody_needs_it(struct trib_store *store, const char *id) {
    (void)store;
    (void)id;
    return false;
}

static void without_its_key_a_ballot_is_void(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    cast_many(desk, BALLOT, 0, 6, "yes");
    trib_ballot_keys_tidy(desk->spine.store); /* keeps what is needed */
    assert_int_equal(taken_back(desk, 5), TRIB_E_NONE);
    trib_secret_keys_loosen(desk->spine.store);
    trib_secret_keys_tidy(desk->spine.store, nobody_needs_it);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, STATE, BALLOT, "void key_lost 5");
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion - v1 r1");
    assert_reads(desk, REGISTER, "coalition", "null");
}

static void what_cannot_be_opened_is_not_counted(void **state) {
    struct desk *desk = *state;
    static const char SPOIL[] =
        "UPDATE ballot_envelope SET sealed = substr(sealed, 1, length(sealed) - 1) || "
        "iif(substr(sealed, -1) = 'A', 'Q', 'A') WHERE ballot_id = ?1 AND seq = 3";
    open_as(desk, "vote");
    cast_many(desk, BALLOT, 0, 6, "yes");
    desk_begin(desk, NULL, NULL);
    SPINE_RUN(&desk->spine, SPOIL, BALLOT);
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    assert_reads(desk, STATE, BALLOT, "void key_lost 6");
}

static void its_key_goes_with_it(void **state) {
    struct desk *desk = *state;
    unsigned char key[TRIB_SECRET_KEY_BYTES];
    bool is_found = false;
    open_as(desk, "vote");
    trib_ballot_keys_tidy(desk->spine.store);
    assert_true(trib_secret_key_find(desk->spine.store, BALLOT, key, &is_found, &desk->error));
    assert_true(is_found);
    assert_int_equal(closed(desk, BALLOT), TRIB_E_NONE);
    trib_ballot_keys_tidy(desk->spine.store);
    assert_true(trib_secret_key_find(desk->spine.store, BALLOT, key, &is_found, &desk->error));
    assert_false(is_found);
}

static void an_older_copy_opens_nothing(void **state) {
    struct desk *desk = *state;
    open_as(desk, "vote");
    cast_many(desk, BALLOT, 0, 6, "yes");
    assert_true(trib_restore_begin_again(desk->spine.store, &desk->error));
    assert_reads(desk, STATE, BALLOT, "void key_lost 6");
    assert_reads(desk, ENVELOPES, BALLOT, "0");
    assert_reads(desk, NEXT_STEP, PROPOSAL, "discussion - v1 r1");
}

/* ---- proposals ----------------------------------------------------------------------------------
 */

static void what_an_observer_brings_in_needs_a_member(void **state) {
    struct desk *desk = *state;
    assert_int_equal(proposed_by(desk, WELL_LEAD, WELL, PROPOSAL), TRIB_E_NONE);
    assert_int_equal(discussed(desk, PROPOSAL), TRIB_E_BACKING);
    assert_int_equal(backed(desk, WELL_LEAD, WELL), TRIB_E_FORBIDDEN);
    assert_int_equal(backed(desk, LEAD, RIVER), TRIB_E_NONE);
    assert_int_equal(backed(desk, LAKE_LEAD, LAKE), TRIB_E_NONE);
    assert_reads(desk, "SELECT backed_by_id FROM proposal WHERE proposal_id = ?1", PROPOSAL, RIVER);
    assert_int_equal(discussed(desk, PROPOSAL), TRIB_E_NONE);
    assert_int_equal(discussed(desk, PROPOSAL), TRIB_E_NONE);
    assert_int_equal(desk->change_count, 0);
    assert_int_equal(backed(desk, LAKE_LEAD, LAKE), TRIB_E_STATE);
}

static void a_members_own_needs_nobody_behind_it(void **state) {
    struct desk *desk = *state;
    assert_int_equal(proposed_by(desk, LEAD, RIVER, PROPOSAL), TRIB_E_NONE);
    assert_int_equal(backed(desk, LAKE_LEAD, LAKE), TRIB_E_STATE);
    assert_int_equal(discussed(desk, PROPOSAL), TRIB_E_NONE);
}

static void a_draft_has_no_versions_and_no_ballot(void **state) {
    struct desk *desk = *state;
    assert_int_equal(proposed_by(desk, LEAD, RIVER, PROPOSAL), TRIB_E_NONE);
    assert_int_equal(opened(desk, BALLOT, NULL, "1"), TRIB_E_STATE);
    assert_int_equal(reworded(desk, "Wages first", "Wages"), TRIB_E_NONE);
    assert_reads(desk, "SELECT count(*) FROM proposal_version WHERE proposal_id = ?1", PROPOSAL,
                 "0");
    assert_reads(desk, NEXT_STEP, PROPOSAL, "draft - v1 r1");
    assert_int_equal(proposed_by(desk, LAKE_LEAD, LAKE, PROPOSAL), TRIB_E_EXISTS);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_ballot_open, .ballot_id = BALLOT,
                          .proposal_id = NOBODY, .version = "1", .closes_local = CLOSES,
                          .zone = ZONE),
                     TRIB_E_NOT_FOUND);
}

static const char DRAWN[] =
    "SELECT from_table || ' ' || to_id || ' ' || relation || ' ' || space_id FROM trace_link "
    "WHERE from_id = ?1";
static void it_grows_out_of_an_agenda(void **state) {
    struct desk *desk = *state;
    static const char ADD_ITEM[] =
        "INSERT INTO agenda_item (agenda_item_id, space_id, group_id, title, rank) "
        "VALUES (?1, ?2, ?3, 'Wages', 1)";
    struct trib_proposal_write params = {.proposal_id = PROPOSAL,
                                         .title = "Wages first",
                                         .text = "Before return.",
                                         .language = "en",
                                         .agenda_item_id = THIRD};
    DESK_WRITE(desk, ADD_ITEM, THIRD, COALITION, NULL);
    DESK_WRITE(desk, ADD_ITEM, OTHER_BALLOT, OPEN_GROUP, OPEN_GROUP);
    assert_int_equal(desk_end(desk, trib_proposal_write_for_coalition(desk_begin(desk, LEAD, RIVER),
                                                                      &params, &desk->error)),
                     TRIB_E_NONE);
    assert_reads(desk, DRAWN, PROPOSAL, "proposal " THIRD " drawn_from " COALITION);
    params.proposal_id = OTHER_PROPOSAL; /* not all of the coalition see a group's own */
    params.agenda_item_id = OTHER_BALLOT;
    desk_begin(desk, NULL, NULL);
    spine_add_group_member(&desk->spine, "d4000000-0000-4000-8000-000000000004", OPEN_GROUP, RIVER,
                           NULL, "member");
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    assert_int_equal(desk_end(desk, trib_proposal_write_for_coalition(desk_begin(desk, LEAD, RIVER),
                                                                      &params, &desk->error)),
                     TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "agenda_item_id");
}

/* ---- the register -------------------------------------------------------------------------------
 */

static void decide(struct desk *desk, const char *proposal_id, const char *ballot_id) {
    open_another(desk, proposal_id, ballot_id);
    cast_many(desk, ballot_id, 0, 6, "yes");
    assert_int_equal(closed(desk, ballot_id), TRIB_E_NONE);
}

static enum trib_error_code replacing(struct desk *desk, const char *proposal_id,
                                      const char *replaces_id, const char *replacement) {
    const struct trib_proposal_write params = {.proposal_id = proposal_id,
                                               .title = "Anew",
                                               .text = "Otherwise.",
                                               .language = "en",
                                               .replaces_id = replaces_id,
                                               .replacement = replacement};
    return desk_end(desk, trib_proposal_write_for_coalition(desk_begin(desk, SECRETARIAT, NULL),
                                                            &params, &desk->error));
}

static void a_decision_takes_the_place_of_another(void **state) {
    struct desk *desk = *state;
    char first[TRIB_ID_BYTES];
    assert_int_equal(proposed_by(desk, LEAD, RIVER, PROPOSAL), TRIB_E_NONE);
    decide(desk, PROPOSAL, BALLOT);
    snprintf(first, sizeof first, "%s",
             desk_read(desk, "SELECT decision_id FROM decision WHERE proposal_id = ?1", PROPOSAL));
    assert_int_equal(replacing(desk, OTHER_PROPOSAL, NOBODY, "supersedes"), TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_proposal_write,
                          .proposal_id = OTHER_PROPOSAL, .group_id = OPEN_GROUP, .title = "t",
                          .text = "x", .language = "en", .replaces_id = first,
                          .replacement = "rescinds"),
                     TRIB_E_NOT_FOUND); /* who is in a group alone reads no coalition's register */
    assert_int_equal(replacing(desk, OTHER_PROPOSAL, first, "supersedes"), TRIB_E_NONE);
    desk->spine.now_ms += 45 * 24 * HOUR_MS; /* the next year */
    decide(desk, OTHER_PROPOSAL, OTHER_BALLOT);
    assert_reads(desk, REGISTER, "coalition", "2026/1 superseded, 2027/1 in_force");
    assert_reads(desk, "SELECT text FROM decision WHERE decision_id = ?1", first,
                 "No return before the wages are paid.");
    assert_int_equal(replacing(desk, THIRD, first, "rescinds"), TRIB_E_STATE);
    assert_string_equal(desk->error.field, "replaces_id");
    assert_proven(desk);
}

static void what_is_said_about_a_decision_may_change(void **state) {
    struct desk *desk = *state;
    char decision_id[TRIB_ID_BYTES];
    assert_int_equal(proposed_by(desk, LEAD, RIVER, PROPOSAL), TRIB_E_NONE);
    decide(desk, PROPOSAL, BALLOT);
    snprintf(decision_id, sizeof decision_id, "%s",
             desk_read(desk, "SELECT decision_id FROM decision WHERE proposal_id = ?1", PROPOSAL));
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_decision_edit, .decision_id = decision_id,
                          .review_on = EDIT(NULL, "2028-Q1")),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, SECRETARIAT, NULL, trib_decision_edit, .decision_id = decision_id,
                          .review_on = EDIT(NULL, "2029")),
                     TRIB_E_STALE);
    assert_reads(desk, "SELECT review_on FROM decision WHERE decision_id = ?1", decision_id,
                 "2028-Q1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_come_out_as_worked),
        IN_THE_HALL(one_organization_has_one_position),
        IN_THE_HALL(of_two_alternates_the_later_counts),
        IN_THE_HALL(what_is_taken_back_counts_no_more),
        IN_THE_HALL(who_is_not_on_the_roll_has_no_position),
        IN_THE_HALL(a_roll_shrinks_with_who_leaves),
        IN_THE_HALL(a_lead_who_is_gone_is_overruled),
        IN_THE_HALL(who_is_taken_out_is_off_the_roll),
        AT_A_DESK(an_applicants_delegate_puts_nothing_to_the_coalition),
        AT_A_DESK(whom_it_is_brought_in_for_is_spoken_for),
        AT_A_DESK(the_last_who_is_silent_leaves),
        AT_A_DESK(a_group_does_not_end_while_it_is_asked),
        IN_THE_HALL(nobody_can_answer_for_nobody),
        AT_A_DESK(where_persons_vote_each_has_one),
        AT_A_DESK(in_a_group_its_organizations_vote),
        IN_THE_HALL(a_choice_has_its_words),
        IN_THE_HALL(after_two_blocked_rounds_a_vote_may_decide),
        IN_THE_HALL(a_new_text_needs_no_reason_to_be_put_again),
        IN_THE_HALL(a_round_that_did_not_count_opens_no_way_around),
        IN_THE_HALL(the_fallback_decides_once_and_on_that_text),
        IN_THE_HALL(a_new_text_voids_what_is_open),
        IN_THE_HALL(a_proposer_may_withdraw),
        IN_THE_HALL(past_its_time_nobody_answers),
        IN_THE_HALL(it_is_counted_once),
        AT_A_DESK(it_closes_at_a_time_that_is),
        IN_THE_HALL(nothing_says_what_is_chosen_while_it_is_open),
        IN_THE_HALL(what_was_secret_stays_so),
        IN_THE_HALL(a_secret_without_a_quorum_tells_nothing),
        IN_THE_HALL(without_its_key_a_ballot_is_void),
        IN_THE_HALL(what_cannot_be_opened_is_not_counted),
        AT_A_DESK(its_key_goes_with_it),
        IN_THE_HALL(an_older_copy_opens_nothing),
        AT_A_DESK(what_an_observer_brings_in_needs_a_member),
        AT_A_DESK(a_members_own_needs_nobody_behind_it),
        AT_A_DESK(a_draft_has_no_versions_and_no_ballot),
        AT_A_DESK(it_grows_out_of_an_agenda),
        IN_THE_HALL(a_decision_takes_the_place_of_another),
        IN_THE_HALL(what_is_said_about_a_decision_may_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
