/*
 * The lives of affiliations, groups and convenings. The expected tables are written again here as
 * pictures, in the words of the coalition's rules, and every pair of states is compared, the
 * impossible ones too.
 */
#include "tributary/domain/states.h"

#include "rows.h"

#include <string.h>

static const unsigned S = TRIB_MOVER_SECRETARIAT;
static const unsigned D = TRIB_MOVER_OWN_DELEGATE;
static const unsigned F = TRIB_MOVER_FACILITATOR;

/* A row: from; then, for each state in the order of the enum, who may: "." nobody, "S", "D", "F",
   "B" for facilitator or secretariat; "s" and "f" when a decision must stand behind it. */
static struct picture {
    const char *name;
    const char *from;
    const char *to;
} affiliation_rows[] = {
    /* applicant, tentative, observer, member, suspended, left */
    {"an applicant becomes tentative, or is admitted, or leaves", "applicant", ".Sss.D"},
    {"a tentative one is admitted or leaves", "tentative", "..ss.D"},
    {"an observer becomes member, is suspended or leaves", "observer", "...ssD"},
    {"a member becomes observer, is suspended or leaves", "member", "..s.sD"},
    {"a suspended one comes back by decision or leaves", "suspended", "..ss.D"},
    {"who left may apply again and nothing else", "left", "D....."},
};

static struct picture group_rows[] = {
    /* forming, active, dormant, closed, became_alliance, reconvened */
    {"a forming group becomes active", "forming", ".B...."},
    {"an active group rests, closes, becomes an alliance or meets anew", "active", "..FBff"},
    {"a dormant group wakes up or becomes an alliance", "dormant", ".F..f."},
    {"a closed group stays closed", "closed", "......"},
    {"what became an alliance stays one", "became_alliance", "......"},
    {"a reconvened group lives on in the new one", "reconvened", "......"},
};

static struct picture convening_rows[] = {
    /* idea, announced, held, cancelled; "H" for its host or the secretariat */
    {"an idea is announced or given up", "idea", ".H.H"},
    {"what was announced is held or called off", "announced", "..HH"},
    {"what was held was held", "held", "...."},
    {"what was called off is entered anew", "cancelled", "...."},
};

static struct picture action_item_rows[] = {
    /* open, doing, blocked, done, dropped; "O" for its owner, a facilitator or the secretariat */
    {"what is open is begun, blocked or dropped", "open", ".OO.O"},
    {"what is under way is done, blocked or dropped", "doing", "..OOO"},
    {"what is blocked goes on or is dropped", "blocked", ".O..O"},
    {"what was done is taken up again", "done", ".O..."},
    {"what was dropped stays so", "dropped", "....."},
};

static struct picture meeting_rows[] = {
    /* draft planned open paused ended minutes_draft minutes_circulated minutes_adopted cancelled;
       "R" for a facilitator or the secretariat, "r" for them with a decision */
    {"a draft is planned or given up", "draft", ".R......R"},
    {"what is planned is opened or called off", "planned", "..R.....R"},
    {"what is open is paused or ended", "open", "...RR...."},
    {"what is paused goes on", "paused", "..R......"},
    {"what has ended is written up", "ended", ".....R..."},
    {"a draft of minutes is circulated", "minutes_draft", "......R.."},
    {"minutes are adopted by a decision", "minutes_circulated", ".......r."},
    {"adopted minutes stay so", "minutes_adopted", "........."},
    {"what was called off stays so", "cancelled", "........."},
};

static struct picture plan_rows[] = {
    /* draft, active, under_review, archived; "R" and "r" as above */
    {"a draft is taken up", "draft", ".R.."},
    {"what is active is reviewed or archived", "active", "..Rr"},
    {"what is reviewed goes on or is archived", "under_review", ".R.r"},
    {"what is archived stays so", "archived", "...."},
};

static struct picture milestone_rows[] = {
    /* planned, under_way, reached, missed, dropped; "O" as above */
    {"what is planned is begun or dropped", "planned", ".O..O"},
    {"what is under way is reached, missed or dropped", "under_way", "..OOO"},
    {"what was reached stays so", "reached", "....."},
    {"what was missed goes on or is dropped", "missed", ".O..O"},
    {"a dropped milestone stays so", "dropped", "....."},
};

static void assert_transition(const struct trib_transition *transition, char expected) {
    if (expected == '.') {
        assert_null(transition);
        return;
    }
    assert_non_null(transition);
    unsigned movers = strchr("Ss", expected) != NULL   ? S
                      : strchr("Ff", expected) != NULL ? F
                      : expected == 'D'                ? D
                      : expected == 'H'                ? D | S
                      : expected == 'O'                ? TRIB_MOVER_OWNER | F | S
                                                       : F | S;
    assert_int_equal(transition->movers, movers);
    assert_int_equal(transition->needs_decision, strchr("sfr", expected) != NULL);
}

static void check_machine(const struct trib_machine *machine, const struct picture *row) {
    const char *names[TRIB_STATES_MAX];
    int from;
    size_t next = 0;
    assert_in_range(machine->state_count, 1, TRIB_STATES_MAX);
    assert_true(trib_machine_find(machine, row->from, &from));
    size_t count = trib_machine_next(machine, from, names);
    for (int to = 0; to < (int)machine->state_count; to++) {
        assert_transition(trib_machine_transition(machine, from, to), row->to[to]);
        if (row->to[to] != '.') {
            assert_true(next < count);
            assert_string_equal(names[next++], machine->names[to]);
        }
    }
    assert_int_equal(next, count);
}

static void affiliation(void **state) {
    const struct picture *row = *state;
    enum trib_affiliation_status from;
    check_machine(&trib_affiliation_machine, row);
    assert_true(trib_affiliation_status_find(row->from, &from));
    for (int to = 0; to < TRIB_AFFILIATION_STATUS_COUNT; to++) {
        assert_int_equal(trib_affiliation_may_become(from, (enum trib_affiliation_status)to),
                         row->to[to] != '.');
    }
}

static void group(void **state) {
    const struct picture *row = *state;
    enum trib_group_state from;
    check_machine(&trib_group_machine, row);
    assert_true(trib_group_state_find(row->from, &from));
    for (int to = 0; to < TRIB_GROUP_STATE_COUNT; to++) {
        assert_int_equal(trib_group_may_become(from, (enum trib_group_state)to),
                         row->to[to] != '.');
    }
}

static void convening(void **state) {
    check_machine(&trib_convening_machine, *state);
}

static void action_item(void **state) {
    check_machine(&trib_action_item_machine, *state);
}

static void words_and_states_agree(void **state) {
    (void)state;
    for (int i = 0; i < TRIB_AFFILIATION_STATUS_COUNT; i++) {
        enum trib_affiliation_status found = TRIB_AFFILIATION_STATUS_COUNT;
        enum trib_affiliation_status status = (enum trib_affiliation_status)i;
        assert_true(trib_affiliation_status_find(trib_affiliation_status_name(status), &found));
        assert_int_equal(found, status);
    }
    for (int i = 0; i < TRIB_GROUP_STATE_COUNT; i++) {
        enum trib_group_state found = TRIB_GROUP_STATE_COUNT;
        enum trib_group_state group_state = (enum trib_group_state)i;
        assert_true(trib_group_state_find(trib_group_state_name(group_state), &found));
        assert_int_equal(found, group_state);
    }
}

static void other_words_are_not_found(void **state) {
    (void)state;
    enum trib_affiliation_status status = TRIB_AFFILIATION_MEMBER;
    enum trib_group_state group_state = TRIB_GROUP_DORMANT;
    assert_false(trib_affiliation_status_find("Member", &status));
    assert_false(trib_affiliation_status_find("", &status));
    assert_false(trib_affiliation_status_find("members", &status));
    assert_false(trib_group_state_find("becameAlliance", &group_state));
    enum trib_convening_state convening_state = TRIB_CONVENING_HELD;
    assert_false(trib_convening_state_find("possible", &convening_state));
    assert_int_equal(convening_state, TRIB_CONVENING_HELD);
    assert_int_equal(status, TRIB_AFFILIATION_MEMBER);
    assert_int_equal(group_state, TRIB_GROUP_DORMANT);
}

static void closed_groups_and_alliances_are_final(void **state) {
    (void)state;
    for (int i = 0; i < TRIB_GROUP_STATE_COUNT; i++) {
        assert_int_equal(trib_group_is_final((enum trib_group_state)i),
                         i == TRIB_GROUP_CLOSED || i == TRIB_GROUP_BECAME_ALLIANCE);
    }
}

static void plan(void **state) {
    check_machine(&trib_plan_machine, *state);
}

static void milestone(void **state) {
    check_machine(&trib_milestone_machine, *state);
}

static void meeting(void **state) {
    check_machine(&trib_meeting_machine, *state);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, affiliation, affiliation_rows, sizeof affiliation_rows[0],
                  UNIT_COUNT(affiliation_rows));
    unit_add_rows(&tests, group, group_rows, sizeof group_rows[0], UNIT_COUNT(group_rows));
    unit_add_rows(&tests, action_item, action_item_rows, sizeof action_item_rows[0],
                  UNIT_COUNT(action_item_rows));
    unit_add_rows(&tests, meeting, meeting_rows, sizeof meeting_rows[0], UNIT_COUNT(meeting_rows));
    unit_add_rows(&tests, plan, plan_rows, sizeof plan_rows[0], UNIT_COUNT(plan_rows));
    unit_add_rows(&tests, milestone, milestone_rows, sizeof milestone_rows[0],
                  UNIT_COUNT(milestone_rows));
    unit_add_rows(&tests, convening, convening_rows, sizeof convening_rows[0],
                  UNIT_COUNT(convening_rows));
    unit_add(&tests, "words and states agree", words_and_states_agree);
    unit_add(&tests, "other words are not found", other_words_are_not_found);
    unit_add(&tests, "closed groups and alliances are final",
             closed_groups_and_alliances_are_final);
    return unit_run("states", &tests);
}
