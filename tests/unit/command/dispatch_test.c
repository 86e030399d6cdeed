/*
 * Follow-through by its commands and a set clock. The worked examples are those of the domain
 * study, § 4.3, in its letters: R is the coalition's root. Those of the coalition's own
 * organizations stand with the server's tests, where its file can be brought in.
 */
#include "tributary/command/dispatch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "dispatch_rows.h"
#include "tributary/command/directory.h"
#include "tributary/store/log.h"

#define DISPATCH NEW_1
#define SECOND NEW_2
#define DECISION "e0000000-0000-4000-8000-000000000011"
#define ITEM "e0000000-0000-4000-8000-000000000012"
#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
/* A desk begins on 2026-11-24, at six in the morning: day 0. */
#define DAY_0_MS INT64_C(1795500000000)
#define DAY_2027_02_01 INT64_C(20850) /* days since 1970-01-01 */
#define DAY_60 "2027-01-23"
#define DAY_80 "2027-02-12"

/* ---- a stage --------------------------------------------------------------------------------- */

static const char *const players[] = {"R",   "A", "B", "C", "A1", "A2",
                                      "A11", "J", "K", "O", "J1", "J2"};
struct id {
    char text[TRIB_ID_BYTES];
};

static size_t player_find(const char *name) {
    size_t index = 0;
    while (index < UNIT_COUNT(players) && strcmp(players[index], name) != 0) {
        index++;
    }
    assert_true(index < UNIT_COUNT(players));
    return index;
}

static struct id id_of(const char *prefix, size_t number) {
    struct id id;
    snprintf(id.text, sizeof id.text, "%s-0000-4000-8000-%012zu", prefix, number);
    return id;
}

static struct id organization_of(const char *name) {
    struct id id = id_of("a5000000", player_find(name));
    if (strcmp(name, "R") == 0) {
        snprintf(id.text, sizeof id.text, ROOT);
    }
    return id;
}

static struct id delegate_of(const char *name) {
    return id_of("c5000000", player_find(name));
}

/* Of a pair, the one that has not ended. */
static struct id tie_of(struct desk *desk, const char *child, const char *parent) {
    static const char TIE[] = "SELECT affiliation_id FROM affiliation WHERE organization_id || ' ' "
                              "|| parent_id = ?1 AND ends_on IS NULL";
    char pair[2 * TRIB_ID_BYTES];
    struct id id;
    snprintf(pair, sizeof pair, "%s %s", organization_of(child).text, organization_of(parent).text);
    snprintf(id.text, sizeof id.text, "%s", desk_read(desk, TIE, pair));
    return id;
}

static const char *status_of(char letter) {
    switch (letter) {
    case 'm':
        return "member";
    case 'o':
        return "observer";
    case 't':
        return "tentative";
    default:
        assert_int_equal(letter, 'a');
        return "applicant";
    }
}

/* Comes on: with its delegate. */
static void enter(struct desk *desk, const char *name) {
    static const char HERE[] = "SELECT 'here' FROM organization WHERE organization_id = ?1";
    static const char NAME[] = "UPDATE organization SET name = ?2 WHERE organization_id = ?1";
    struct id organization = organization_of(name);
    struct id delegate = delegate_of(name);
    if (strcmp(desk_read(desk, HERE, organization.text), "here") == 0) {
        return;
    }
    desk_begin(desk, NULL, NULL);
    spine_add_organization(&desk->spine, organization.text, COALITION);
    SPINE_RUN(&desk->spine, NAME, organization.text, name);
    spine_add_person(&desk->spine, delegate.text);
    spine_add_belonging(&desk->spine, id_of("d6000000", player_find(name)).text, delegate.text,
                        organization.text, "lead_delegate");
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
}

struct tie {
    char parent[8], child[8], status;
};

/* "R-m>A": A is a member of R. Returns how much of the text it took; 0 at its end. */
static int tie_read(const char *text, struct tie *out) {
    int length = 0;
    return sscanf(text, " %7[^-]-%c>%7s%n", out->parent, &out->status, out->child, &length) == 3
               ? length
               : 0;
}

/* Whoever belongs to whom before anything is sent. */
static void stage(struct desk *desk, const char *ties) {
    struct tie tie;
    for (int length; (length = tie_read(ties, &tie)) != 0; ties += length) {
        enter(desk, tie.parent);
        enter(desk, tie.child);
        struct id id;
        spine_id(&desk->spine, id.text);
        desk_begin(desk, NULL, NULL);
        spine_add_affiliation(&desk->spine, id.text, organization_of(tie.child).text,
                              organization_of(tie.parent).text, status_of(tie.status));
        assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    }
}

static int set_up(void **state) {
    desk_set_up(state);
    struct desk *desk = *state;
    assert_int_equal(desk->spine.now_ms, DAY_0_MS);
    DESK_WRITE(desk, "DELETE FROM affiliation WHERE parent_id = ?1", ROOT);
    DESK_WRITE(desk, "UPDATE organization SET name = 'R' WHERE organization_id = ?1", ROOT);
    return 0;
}
#define ON_A_STAGE(test) cmocka_unit_test_setup_teardown(test, set_up, desk_tear_down)

/* ---- what people do -------------------------------------------------------------------------- */

static enum trib_error_code sent_as(struct desk *desk, const char *dispatch_id, const char *mode,
                                    const char *due_on) {
    return DESK(desk, SECRETARIAT, NULL, trib_dispatch_send, .dispatch_id = dispatch_id,
                .kind = "request", .title = "Wages before return",
                .text = "Tell us of unpaid wages.", .language = "en", .mode = mode,
                .due_on = due_on);
}

static void send_to(struct desk *desk, const char *ties, const char *due_on) {
    stage(desk, ties);
    assert_int_equal(sent_as(desk, DISPATCH, NULL, due_on), TRIB_E_NONE);
}

static struct id delivery_in(struct desk *desk, const char *dispatch_id, const char *name) {
    static const char OF_FIRST[] = "SELECT delivery_id FROM delivery WHERE dispatch_id = '" DISPATCH
                                   "' AND organization_id = ?1";
    static const char OF_SECOND[] = "SELECT delivery_id FROM delivery WHERE dispatch_id = '" SECOND
                                    "' AND organization_id = ?1";
    struct id id;
    bool is_first = strcmp(dispatch_id, DISPATCH) == 0;
    snprintf(id.text, sizeof id.text, "%s",
             desk_read(desk, is_first ? OF_FIRST : OF_SECOND, organization_of(name).text));
    return id;
}

static struct id delivery_of(struct desk *desk, const char *name) {
    return delivery_in(desk, DISPATCH, name);
}

/* ANSWERED(desk, "A", trib_delivery_act, trib_delivery_act, .action_item_id = ITEM): by the
   delegate, for it; the code. */
#define ANSWERED(desk, name, function, parameters, ...)                                            \
    desk_end((desk),                                                                               \
             function(desk_begin((desk), delegate_of(name).text, organization_of(name).text),      \
                      &(const struct parameters){__VA_ARGS__}, &(desk)->error))

static enum trib_error_code acknowledged(struct desk *desk, const char *name) {
    struct id id = delivery_of(desk, name);
    return ANSWERED(desk, name, trib_delivery_acknowledge, trib_delivery_of, id.text);
}

static enum trib_error_code passed_on(struct desk *desk, const char *name) {
    struct id id = delivery_of(desk, name);
    return ANSWERED(desk, name, trib_delivery_pass_on, trib_delivery_of, id.text);
}

static enum trib_error_code localised(struct desk *desk, const char *name, const char *text) {
    struct id id = delivery_of(desk, name);
    struct id note;
    spine_id(&desk->spine, note.text);
    return ANSWERED(desk, name, trib_delivery_localise, trib_delivery_localise,
                    .delivery_id = id.text, .delivery_note_id = note.text, .text = text,
                    .language = "es");
}

static enum trib_error_code acted(struct desk *desk, const char *name, const char *action_item_id) {
    struct id id = delivery_of(desk, name);
    return ANSWERED(desk, name, trib_delivery_act, trib_delivery_act, .delivery_id = id.text,
                    .action_item_id = action_item_id);
}

static enum trib_error_code reported(struct desk *desk, const char *name, const char *people) {
    struct id id = delivery_of(desk, name);
    struct id note;
    spine_id(&desk->spine, note.text);
    return ANSWERED(desk, name, trib_delivery_report, trib_delivery_report, .delivery_id = id.text,
                    .delivery_note_id = note.text, .text = "Claims were filed.", .language = "en",
                    .people = people);
}

static enum trib_error_code declined(struct desk *desk, const char *name,
                                     const char *is_reason_told) {
    struct id id = delivery_of(desk, name);
    struct id note;
    spine_id(&desk->spine, note.text);
    return ANSWERED(desk, name, trib_delivery_decline, trib_delivery_decline,
                    .delivery_id = id.text, .delivery_note_id = note.text,
                    .text = "It is not safe here.", .language = "en",
                    .is_reason_told = is_reason_told);
}

static void must(enum trib_error_code code) {
    assert_int_equal(code, TRIB_E_NONE);
}

/* From delivered to acting, and further. */
static void act_at_last(struct desk *desk, const char *name) {
    must(acknowledged(desk, name));
    must(acted(desk, name, NULL));
}

static void report_at_last(struct desk *desk, const char *name) {
    act_at_last(desk, name);
    must(reported(desk, name, NULL));
}

typedef bool life_step(const struct trib_command *, const struct trib_dispatch_of *,
                       struct trib_error *);
static enum trib_error_code done(struct desk *desk, life_step *step) {
    const struct trib_dispatch_of params = {DISPATCH};
    return desk_end(desk, step(desk_begin(desk, SECRETARIAT, NULL), &params, &desk->error));
}

static enum trib_error_code recalled(struct desk *desk) {
    return DESK(desk, SECRETARIAT, NULL, trib_dispatch_recall, .dispatch_id = DISPATCH,
                .reason = "It named the wrong month.");
}

/* ---- who comes and goes ---------------------------------------------------------------------- */

/* As a call ends: what follows from ties is part of the command. */
static enum trib_error_code followed(struct desk *desk, bool is_done) {
    return desk_end(desk, is_done && trib_dispatches_follow(&desk->command, &desk->error));
}

static void join(struct desk *desk, const char *text) {
    struct tie tie;
    assert_true(tie_read(text, &tie) != 0);
    enter(desk, tie.child);
    struct id tie_id;
    spine_id(&desk->spine, tie_id.text);
    struct id child = organization_of(tie.child);
    struct id parent = organization_of(tie.parent);
    const struct trib_affiliation_add params = {.affiliation_id = tie_id.text,
                                                .organization_id = child.text,
                                                .parent_id = parent.text,
                                                .status = status_of(tie.status)};
    must(followed(
        desk, trib_affiliation_add(desk_begin(desk, SECRETARIAT, NULL), &params, &desk->error)));
}

static void leave(struct desk *desk, const char *child, const char *parent) {
    struct id tie_id = tie_of(desk, child, parent);
    const struct trib_affiliation_leave params = {tie_id.text};
    must(followed(
        desk, trib_affiliation_leave(desk_begin(desk, SECRETARIAT, NULL), &params, &desk->error)));
}

static void become(struct desk *desk, const char *text, const char *from) {
    struct tie tie;
    assert_true(tie_read(text, &tie) != 0);
    struct id tie_id = tie_of(desk, tie.child, tie.parent);
    const struct trib_affiliation_set_status params = {.affiliation_id = tie_id.text,
                                                       .status = EDIT(from, status_of(tie.status)),
                                                       .decision = "Decided in Accra."};
    must(followed(desk, trib_affiliation_set_status(desk_begin(desk, SECRETARIAT, NULL), &params,
                                                    &desk->error)));
}

/* ---- the clock ------------------------------------------------------------------------------- */

static void set_day(struct desk *desk, int day) {
    desk->spine.now_ms = DAY_0_MS + day * DAY_MS;
}

/* One look at the clock; how many dispatches it stepped. */
static size_t look(struct desk *desk) {
    struct trib_due_ids due;
    assert_true(trib_dispatches_due(desk->spine.store, &due, &desk->error));
    for (size_t i = 0; i < due.count; i++) {
        const struct trib_dispatch_of params = {due.ids[i]};
        must(desk_end(desk,
                      trib_dispatch_step(desk_begin(desk, NULL, NULL), &params, &desk->error)));
        assert_int_not_equal(desk->change_count, 0);
    }
    return due.count;
}

static const char NEXT[] = "SELECT next_at_ms FROM dispatch WHERE dispatch_id = ?1";

/* A server that is there steps at each instant. */
static void watch(struct desk *desk, int day) {
    int64_t until_ms = DAY_0_MS + day * DAY_MS;
    for (;;) {
        const char *next = desk_read(desk, NEXT, DISPATCH);
        int64_t next_ms = strcmp(next, "null") == 0 ? INT64_MAX : strtoll(next, NULL, 10);
        if (next_ms > until_ms) {
            break;
        }
        assert_true(next_ms > desk->spine.now_ms);
        desk->spine.now_ms = next_ms - 1;
        assert_int_equal(look(desk), 0);
        desk->spine.now_ms = next_ms;
        assert_int_equal(look(desk), 1);
    }
    desk->spine.now_ms = until_ms;
    assert_int_equal(look(desk), 0);
}

/* ---- what came of it ------------------------------------------------------------------------- */

static void assert_reads(struct desk *desk, const char *sql, const char *id, const char *expected) {
    assert_string_equal(desk_read(desk, sql, id), expected);
}

/* "C m delivered 3 passed_on by B due 2027-01-23": mandate, on day 3. A "!" is no whole day. */
static const char ROWS[] =
    "SELECT coalesce(group_concat(line, '; '), '') FROM (SELECT whose.name || ' ' || "
    "substr(one.mode, 1, 1) || ' ' || one.state || coalesce(' ' || ((delivered_at_ms - "
    "1795500000000) / 86400000) || iif((delivered_at_ms - 1795500000000) % 86400000 = 0, '', "
    "'!'), '') || coalesce(' ' || came_by, '') || coalesce(' by ' || giver.name, '') || "
    "coalesce(' due ' || one.due_on, '') AS line FROM delivery AS one "
    "JOIN organization AS whose USING (organization_id) "
    "LEFT JOIN organization AS giver ON giver.organization_id = from_id "
    "WHERE dispatch_id = ?1 ORDER BY whose.name)";
static void assert_rows(struct desk *desk, const char *expected) {
    assert_reads(desk, ROWS, DISPATCH, expected);
}

/* "received B>C in C: Esperen": B's words about C's delivery, in C's space; "in all" is where the
   dispatch stands. */
static const char NOTES[] =
    "SELECT coalesce(group_concat(line, '; '), '') FROM (SELECT note.kind || ' ' || writer.name || "
    "'>' || whose.name || ' in ' || iif(note.space_id = dispatch.space_id, 'all', "
    "coalesce(place.name, '?')) || ': ' || note.text AS line FROM delivery_note AS note "
    "JOIN delivery AS one USING (delivery_id) JOIN dispatch USING (dispatch_id) "
    "JOIN organization AS writer ON writer.organization_id = note.organization_id "
    "JOIN organization AS whose ON whose.organization_id = one.organization_id "
    "LEFT JOIN organization AS place ON place.organization_id = note.space_id "
    "WHERE one.dispatch_id = ?1 ORDER BY note.at_ms, note.rowid)";
static void assert_notes(struct desk *desk, const char *expected) {
    assert_reads(desk, NOTES, DISPATCH, expected);
}

static const char STATE[] = "SELECT state || coalesce(' ' || reason, '') || iif(next_at_ms IS "
                            "NULL, '', ' goes on') FROM dispatch WHERE dispatch_id = ?1";

static void percent_write(char *text, size_t size, const char *what, size_t count, size_t total) {
    uint32_t percent = 0;
    size_t length = strlen(text);
    if (trib_coverage_percent(count, total, &percent)) {
        snprintf(text + length, size - length, ", %s %zu = %u %%", what, count, percent);
    }
}

static void coverage_write(const struct trib_coverage *coverage, char *text, size_t size) {
    snprintf(text, size, "of %zu", coverage->total);
    percent_write(text, size, "reached", coverage->reached, coverage->total);
    percent_write(text, size, "answered", coverage->answered, coverage->total);
    percent_write(text, size, "acting", coverage->acting, coverage->total);
    percent_write(text, size, "reported", coverage->reported, coverage->total);
    percent_write(text, size, "declined", coverage->declined, coverage->total);
}

/* Of all, or of a branch (not NULL). */
static void assert_coverage(struct desk *desk, const char *branch, const char *expected) {
    TRIB_AUTO(spread) spread = {0};
    struct dispatch dispatch;
    struct trib_coverage coverage;
    char text[256];
    assert_true(dispatch_load(desk->spine.store, DISPATCH, &dispatch, &desk->error));
    assert_true(spread_read(desk->spine.store, &dispatch, &spread, &desk->error));
    const struct trib_deliveries deliveries = spread_deliveries(&spread);
    coverage = trib_coverage_of_all(&deliveries, desk->spine.now_ms, 0);
    assert_true(branch == NULL ||
                trib_coverage_of_branch(&spread.audience, &deliveries, organization_of(branch).text,
                                        desk->spine.now_ms, 0, &coverage));
    coverage_write(&coverage, text, sizeof text);
    assert_string_equal(text, expected);
}

static size_t overlap(struct desk *desk) {
    TRIB_AUTO(spread) spread = {0};
    struct dispatch dispatch;
    assert_true(dispatch_load(desk->spine.store, DISPATCH, &dispatch, &desk->error));
    assert_true(spread_read(desk->spine.store, &dispatch, &spread, &desk->error));
    const struct trib_deliveries deliveries = spread_deliveries(&spread);
    return trib_coverage_overlap(&spread.audience, &deliveries);
}

static void assert_most(struct desk *desk, const char *field, int most) {
    char expected[32];
    snprintf(expected, sizeof expected, "\"most\":%d", most);
    assert_string_equal(desk->error.field, field);
    assert_string_equal(desk->error.arguments, expected);
}

static void assert_proven(struct desk *desk) {
    struct trib_verify_report report;
    assert_true(trib_log_verify_store(desk->spine.store, &report, &desk->error));
    assert_string_equal(report.difference, "");
}

/* ---- the worked examples --------------------------------------------------------------------- */

static void a_diamond_has_one_delivery_where_its_ways_meet(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B A-m>C B-m>C", NULL);
    assert_rows(desk, "A m delivered 0 sent; B m delivered 0 sent; C m scheduled");
    watch(desk, 3);
    must(acknowledged(desk, "B"));
    must(localised(desk, "B", "Cuéntenos."));
    must(passed_on(desk, "B"));
    assert_rows(desk, "A m delivered 0 sent; B m localised 0 sent; C m delivered 3 passed_on by B");
    watch(desk, 5);
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Dites-nous."));
    must(passed_on(desk, "A"));
    assert_rows(desk, "A m localised 0 sent; B m localised 0 sent; C m delivered 3 passed_on by B");
    assert_notes(desk, "wording B>B in B: Cuéntenos.; received B>C in C: Cuéntenos.; "
                       "wording A>A in A: Dites-nous.; received A>C in C: Dites-nous.");
    assert_coverage(desk, NULL,
                    "of 3, reached 3 = 100 %, answered 2 = 66 %, acting 0 = 0 %, reported 0 = 0 %, "
                    "declined 0 = 0 %");
    assert_coverage(desk, "A",
                    "of 2, reached 2 = 100 %, answered 1 = 50 %, acting 0 = 0 %, reported 0 = 0 %, "
                    "declined 0 = 0 %");
    assert_coverage(desk, "B",
                    "of 2, reached 2 = 100 %, answered 1 = 50 %, acting 0 = 0 %, reported 0 = 0 %, "
                    "declined 0 = 0 %");
    assert_int_equal(overlap(desk), 1);
    watch(desk, 100);
    assert_rows(desk, "A m localised 0 sent; B m localised 0 sent; C m delivered 3 passed_on by B");
    assert_proven(desk);
}

static void b_below_an_observer_there_is_information_alone(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-o>O O-m>K", NULL);
    assert_rows(desk, "K i scheduled; O i delivered 0 sent");
    assert_coverage(desk, NULL, "of 0");
    watch(desk, 30);
    assert_rows(desk, "K i delivered 14 silence by O; O i delivered 0 sent");
    assert_coverage(desk, NULL, "of 0");
    assert_coverage(desk, "O", "of 0");
    assert_proven(desk);
}

static void c_one_path_of_members_makes_a_mandate(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-o>O O-m>K R-m>A A-m>K", NULL);
    assert_rows(desk, "A m delivered 0 sent; K m scheduled; O i delivered 0 sent");
    assert_coverage(desk, NULL,
                    "of 2, reached 1 = 50 %, answered 0 = 0 %, acting 0 = 0 %, reported 0 = 0 %, "
                    "declined 0 = 0 %");
}

static void d_who_declines_cuts_off_nobody(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1 A-m>A2", NULL);
    watch(desk, 2);
    must(declined(desk, "A", NULL));
    assert_rows(desk, "A m declined 0 sent; A1 m delivered 2 declined by A; A2 m delivered 2 "
                      "declined by A");
    watch(desk, 4);
    act_at_last(desk, "A1");
    watch(desk, 9);
    report_at_last(desk, "A2");
    assert_coverage(desk, NULL,
                    "of 3, reached 3 = 100 %, answered 3 = 100 %, acting 2 = 66 %, reported 1 = "
                    "33 %, declined 1 = 33 %");
    assert_notes(desk, "reason A>A in A: It is not safe here.; report A2>A2 in all: Claims were "
                       "filed.");
    assert_proven(desk);
}

static void e_silence_holds_each_level_up_for_two_weeks(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1 A1-m>A11", NULL);
    watch(desk, 13);
    assert_rows(desk, "A m delivered 0 sent; A1 m scheduled; A11 m scheduled");
    watch(desk, 27);
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 14 silence by A; A11 m scheduled");
    watch(desk, 28);
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 14 silence by A; A11 m delivered 28 "
                      "silence by A1");
    assert_reads(desk, STATE, DISPATCH, "sent");
    assert_proven(desk);
}

static void f_who_joins_later_has_it_at_once(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B R-m>C R-m>A1 R-m>A2", DAY_60);
    act_at_last(desk, "A");
    act_at_last(desk, "B");
    act_at_last(desk, "C");
    act_at_last(desk, "A1");
    assert_coverage(desk, NULL,
                    "of 5, reached 5 = 100 %, answered 4 = 80 %, acting 4 = 80 %, reported 0 = "
                    "0 %, declined 0 = 0 %");
    watch(desk, 20);
    join(desk, "A-m>J");
    assert_reads(desk, ROWS, DISPATCH,
                 "A m acting 0 sent; A1 m acting 0 sent; A2 m delivered 0 sent; B m acting 0 sent; "
                 "C m acting 0 sent; J m delivered 20 silence by A due " DAY_60);
    assert_coverage(desk, NULL,
                    "of 6, reached 6 = 100 %, answered 4 = 66 %, acting 4 = 66 %, reported 0 = "
                    "0 %, declined 0 = 0 %");
    assert_proven(desk);
}

static void f_who_joins_near_the_end_has_a_month(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A", DAY_60);
    watch(desk, 50);
    join(desk, "A-m>J");
    assert_rows(desk, "A m delivered 0 sent; J m delivered 50 silence by A due " DAY_80);
    must(done(desk, trib_dispatch_close));
    join(desk, "A-m>K");
    assert_rows(desk, "A m delivered 0 sent; J m delivered 50 silence by A due " DAY_80);
    assert_reads(desk, STATE, DISPATCH, "closed");
}

static void h_an_applicant_is_reached_once_admitted(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-a>J J-m>J1", DAY_60);
    assert_rows(desk, "A m delivered 0 sent");
    watch(desk, 20);
    become(desk, "R-m>J", "applicant");
    assert_rows(desk, "A m delivered 0 sent; J m delivered 20 sent due " DAY_60
                      "; J1 m scheduled due " DAY_60);
    watch(desk, 40);
    assert_rows(desk, "A m delivered 0 sent; J m delivered 20 sent due " DAY_60
                      "; J1 m delivered 34 silence by J due " DAY_60);
    assert_proven(desk);
}

/* ---- sending --------------------------------------------------------------------------------- */

static void a_broadcast_reaches_all_at_once(void **state) {
    struct desk *desk = *state;
    stage(desk, "R-m>A A-m>A1 A1-m>A11 R-o>O");
    must(sent_as(desk, DISPATCH, "broadcast", NULL));
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 0 sent; A11 m delivered 0 sent; O i "
                      "delivered 0 sent");
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Cuéntenos."));
    must(passed_on(desk, "A"));
    assert_notes(desk, "wording A>A in A: Cuéntenos.; received A>A1 in A1: Cuéntenos.");
    assert_rows(desk, "A m localised 0 sent; A1 m delivered 0 sent; A11 m delivered 0 sent; O i "
                      "delivered 0 sent");
    assert_reads(desk, STATE, DISPATCH, "sent");
}

static void silence_lasts_as_long_as_was_said(void **state) {
    struct desk *desk = *state;
    stage(desk, "R-m>A A-m>A1");
    must(DESK(desk, SECRETARIAT, NULL, trib_dispatch_send, .dispatch_id = DISPATCH,
              .kind = "statement", .title = "t", .text = "x", .language = "en",
              .pass_on_days = "1"));
    watch(desk, 1);
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 1 silence by A");
}

/* The usual, with one thing changed. */
static const struct refused_row {
    const char *name;
    struct trib_dispatch_send params;
    enum trib_error_code code;
    const char *field;
} refused_rows[] = {
    {"no days of silence", {.pass_on_days = "0"}, TRIB_E_TYPE, "pass_on_days"},
    {"more than a year of silence", {.pass_on_days = "366"}, TRIB_E_TYPE, "pass_on_days"},
    {"no such mode", {.mode = "shout"}, TRIB_E_TYPE, "mode"},
    {"no such kind", {.kind = "order"}, TRIB_E_TYPE, "kind"},
    {"no title", {.title = "  "}, TRIB_E_REQUIRED, "title"},
    {"no text", {.text = " "}, TRIB_E_REQUIRED, "text"},
    {"no language", {.language = ""}, TRIB_E_REQUIRED, "language"},
    {"a decision that is none", {.kind = "decision"}, TRIB_E_REQUIRED, "decision_id"},
    {"nobody's decision", {.decision_id = NOBODY}, TRIB_E_NOT_FOUND, "decision_id"},
    {"an id that is taken", {.dispatch_id = SECOND}, TRIB_E_EXISTS, "dispatch_id"},
};

static void what_cannot_be_sent_is_refused(void **state) {
    struct desk *desk = *state;
    stage(desk, "R-m>A");
    must(sent_as(desk, SECOND, NULL, NULL));
    for (size_t i = 0; i < UNIT_COUNT(refused_rows); i++) {
        const struct refused_row *row = &refused_rows[i];
        struct trib_dispatch_send params = row->params;
        params.dispatch_id = params.dispatch_id == NULL ? DISPATCH : params.dispatch_id;
        params.kind = params.kind == NULL ? "request" : params.kind;
        params.title = params.title == NULL ? "Wages" : params.title;
        params.text = params.text == NULL ? "Tell us." : params.text;
        params.language = params.language == NULL ? "en" : params.language;
        enum trib_error_code code = desk_end(
            desk, trib_dispatch_send(desk_begin(desk, SECRETARIAT, NULL), &params, &desk->error));
        if (code != row->code || strcmp(desk->error.field, row->field) != 0) {
            fail_msg("%s: %s %s", row->name, trib_error_code_name(code), desk->error.field);
        }
    }
}

static void to_nobody_nothing_is_sent(void **state) {
    struct desk *desk = *state;
    stage(desk, "R-a>A A-m>A1");
    assert_int_equal(sent_as(desk, DISPATCH, NULL, NULL), TRIB_E_TOO_FEW);
    assert_string_equal(desk->error.field, "dispatch_id");
    assert_true(desk_error_has(desk, "\"least\":1"));
    assert_reads(desk, STATE, DISPATCH, "no row");
}

static void decide(struct desk *desk, const char *space_id, const char *group_id,
                   const char *decision_state) {
    static const char PROPOSE[] =
        "INSERT INTO proposal (proposal_id, space_id, group_id, person_id, title, text, language, "
        "state, outcome) VALUES (?1, ?2, ?3, ?4, 'Wages', 'First.', 'en', 'decided', 'carried')";
    static const char OPEN[] =
        "INSERT INTO ballot (ballot_id, space_id, proposal_id, group_id, parent_id, version, "
        "round, occasion, method, vote_unit, confidentiality, quorum_kind, quorum_numerator, "
        "quorum_denominator, stand_asides_numerator, stand_asides_denominator, blocks_max, "
        "rounds_max, fallback_wait_minutes, roll, answered, state, public_key, opened_at_ms, "
        "closes_local, zone, closes_at_ms) VALUES (?1, ?2, ?1, ?3, '" ROOT
        "', 1, 1, 'consensus', 'consensus', 'organization', 'sealed', 'more_than', 1, 2, 1, 4, 0, "
        "2, 1440, 2, 0, 'open', printf('09%062d', 0), 1795400000000, '2026-11-23T00:00', "
        "'Africa/Accra', 1795400000001)";
    static const char END[] =
        "UPDATE ballot SET state = 'closed', answered = 2, closed_at_ms = 1795400000001, "
        "result = 'carried', result_reason = 'consensus', roll_at_close = 2, present = 2, "
        "count_yes = 0, count_no = 0, count_abstain = 0, count_agree = 2, count_reservation = 0, "
        "count_stand_aside = 0, count_block = 0 WHERE ballot_id = ?1";
    static const char DECIDE[] =
        "INSERT INTO decision (decision_id, space_id, group_id, proposal_id, ballot_id, year, "
        "number, title, text, language, decided_on, state, replaced_by_id) VALUES (?1, ?2, ?3, "
        "?1, ?1, 2026, 1, 'Wages', 'First.', 'en', '2026-11-23', ?4, iif(?4 = 'in_force', NULL, "
        "?1))";
    desk_begin(desk, NULL, NULL);
    SPINE_RUN(&desk->spine, PROPOSE, DECISION, space_id, group_id, LEAD);
    SPINE_RUN(&desk->spine, OPEN, DECISION, space_id, group_id);
    SPINE_RUN(&desk->spine, END, DECISION);
    SPINE_RUN(&desk->spine, DECIDE, DECISION, space_id, group_id, decision_state);
    must(desk_end(desk, true));
}

static enum trib_error_code carried_out(struct desk *desk, const char *person_id) {
    return DESK(desk, person_id, NULL, trib_dispatch_send, .dispatch_id = DISPATCH,
                .kind = "decision", .decision_id = DECISION, .title = "Wages", .text = "Do it.",
                .language = "en");
}

static void a_decision_in_force_is_carried_out(void **state) {
    struct desk *desk = *state;
    stage(desk, "R-m>A");
    decide(desk, COALITION, NULL, "in_force");
    must(carried_out(desk, SECRETARIAT));
    assert_reads(desk, "SELECT decision_id FROM dispatch WHERE dispatch_id = ?1", DISPATCH,
                 DECISION);
}

static void a_decision_of_the_past_is_not(void **state) {
    struct desk *desk = *state;
    stage(desk, "R-m>A");
    decide(desk, COALITION, NULL, "rescinded");
    assert_int_equal(carried_out(desk, SECRETARIAT), TRIB_E_STATE);
    assert_string_equal(desk->error.field, "decision_id");
}

/* Not all whom it reaches may read what a group keeps to itself. */
static void a_groups_own_decision_is_not_sent_to_all(void **state) {
    struct desk *desk = *state;
    stage(desk, "R-m>A");
    decide(desk, OPEN_GROUP, OPEN_GROUP, "in_force");
    assert_int_equal(carried_out(desk, FACILITATOR), TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "decision_id");
    assert_int_equal(carried_out(desk, SECRETARIAT), TRIB_E_NOT_FOUND);
}

static void so_many_dispatches_are_open_and_no_more(void **state) {
    struct desk *desk = *state;
    static const char ADD_MANY[] =
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?3 + "
        "0) INSERT INTO dispatch (dispatch_id, space_id, organization_id, kind, title, text, "
        "language, mode, pass_on_days, state, sent_at_ms) SELECT "
        "printf('e5000000-0000-4000-8000-%012d', n), ?1, ?2, 'request', 't', 'x', 'en', "
        "'cascade', 14, iif(n % 2 = 0, 'sent', 'paused'), 1 FROM number";
    char count[8];
    snprintf(count, sizeof count, "%d", TRIB_DISPATCHES_OPEN_MAX - 1);
    stage(desk, "R-m>A");
    DESK_WRITE(desk, ADD_MANY, COALITION, ROOT, count);
    must(sent_as(desk, DISPATCH, NULL, NULL));
    assert_int_equal(sent_as(desk, SECOND, NULL, NULL), TRIB_E_TOO_MANY);
    assert_most(desk, "dispatch_id", TRIB_DISPATCHES_OPEN_MAX);
    must(done(desk, trib_dispatch_close));
    must(sent_as(desk, SECOND, NULL, NULL));
}

/* ---- words ----------------------------------------------------------------------------------- */

static void words_stand_where_they_may_be_read(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1 A-m>A2 A1-m>A11", NULL);
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Cuéntenos."));
    assert_notes(desk, "wording A>A in A: Cuéntenos."); /* nobody else's yet */
    must(passed_on(desk, "A"));
    assert_notes(desk, "wording A>A in A: Cuéntenos.; received A>A1 in A1: Cuéntenos.; received "
                       "A>A2 in A2: Cuéntenos.");
    must(acknowledged(desk, "A1"));
    must(acted(desk, "A1", NULL));
    must(reported(desk, "A1", "180"));
    must(reported(desk, "A1", "20")); /* adds to it */
    assert_notes(desk, "wording A>A in A: Cuéntenos.; received A>A1 in A1: Cuéntenos.; received "
                       "A>A2 in A2: Cuéntenos.; report A1>A1 in all: Claims were filed.; report "
                       "A1>A1 in all: Claims were filed.");
    assert_reads(desk, "SELECT sum(people) FROM delivery_note WHERE organization_id = ?1",
                 organization_of("A1").text, "200");
    must(passed_on(desk, "A1")); /* as it is: of A's words it makes none of its own */
    assert_reads(desk, "SELECT count(*) FROM delivery_note WHERE space_id = ?1",
                 organization_of("A11").text, "0");
    assert_proven(desk);
}

static void a_reason_is_told_by_whose_it_is(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B R-m>C", NULL);
    must(declined(desk, "A", NULL));
    must(declined(desk, "B", "0"));
    must(declined(desk, "C", "1"));
    assert_notes(desk, "reason A>A in A: It is not safe here.; reason B>B in B: It is not safe "
                       "here.; reason C>C in all: It is not safe here.");
    assert_reads(desk,
                 "SELECT group_concat(is_reason_told, '') FROM (SELECT is_reason_told FROM "
                 "delivery WHERE dispatch_id = ?1 ORDER BY organization_id)",
                 DISPATCH, "001");
}

static void who_thinks_better_of_it_has_declined_once(void **state) {
    struct desk *desk = *state;
    static const char DECLINED_AT[] = "SELECT ((declined_at_ms - 1795500000000) / 86400000) || ' ' "
                                      "|| is_reason_told FROM delivery WHERE delivery_id = ?1";
    send_to(desk, "R-m>A A-m>A1", NULL);
    watch(desk, 2);
    must(declined(desk, "A", NULL));
    assert_int_equal(declined(desk, "A", NULL), TRIB_E_STATE);
    must(acknowledged(desk, "A"));
    watch(desk, 4);
    must(declined(desk, "A", "1"));
    assert_reads(desk, DECLINED_AT, delivery_of(desk, "A").text, "2 1");
    assert_rows(desk, "A m declined 0 sent; A1 m delivered 2 declined by A");
}

static void better_words_take_the_place_of_those_before(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B A-m>C B-m>C", NULL);
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Cuéntenos."));
    must(localised(desk, "A", "Cuéntenos ya.")); /* before it is passed on */
    must(passed_on(desk, "A"));
    must(acknowledged(desk, "B"));
    must(localised(desk, "B", "Dites-nous."));
    must(passed_on(desk, "B"));
    set_day(desk, 1);
    must(localised(desk, "A", "Escríbanos."));
    assert_notes(desk, "wording A>A in A: Cuéntenos.; wording A>A in A: Cuéntenos ya.; wording B>B "
                       "in B: Dites-nous.; received B>C in C: Dites-nous.; wording A>A in A: "
                       "Escríbanos.; received A>C in C: Escríbanos.");
    assert_rows(desk, "A m localised 0 sent; B m localised 0 sent; C m delivered 0 passed_on by A");
    must(acted(desk, "A", NULL));
    must(localised(desk, "A", "Llámenos.")); /* what acts goes on acting */
    assert_rows(desk, "A m acting 0 sent; B m localised 0 sent; C m delivered 0 passed_on by A");
    must(reported(desk, "A", NULL));
    assert_int_equal(localised(desk, "A", "Adiós."), TRIB_E_STATE);
    assert_proven(desk);
}

static void words_found_later_are_passed_on_too(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1", NULL);
    must(passed_on(desk, "A")); /* as it is */
    assert_notes(desk, "");
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 0 passed_on by A");
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Cuéntenos."));
    assert_notes(desk, "wording A>A in A: Cuéntenos.; received A>A1 in A1: Cuéntenos.");
}

static void passing_on_twice_is_once(void **state) {
    struct desk *desk = *state;
    static const char PASSED[] =
        "SELECT (passed_on_at_ms - 1795500000000) / 86400000 FROM delivery "
        "WHERE delivery_id = ?1";
    send_to(desk, "R-m>A A-m>A1", NULL);
    watch(desk, 1);
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Cuéntenos."));
    must(passed_on(desk, "A"));
    watch(desk, 2);
    must(passed_on(desk, "A"));
    assert_int_equal(desk->change_count, 0);
    assert_reads(desk, PASSED, delivery_of(desk, "A").text, "1");
    must(acknowledged(desk, "A1"));
    must(acknowledged(desk, "A1"));
    assert_int_equal(desk->change_count, 0);
}

static void of_one_delivery_there_are_so_many_words(void **state) {
    struct desk *desk = *state;
    static const char ADD_MANY[] =
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?2 + "
        "0) INSERT INTO delivery_note (delivery_note_id, space_id, delivery_id, organization_id, "
        "kind, text, language, at_ms) SELECT printf('e6000000-0000-4000-8000-%012d', n), "
        "organization_id, delivery_id, organization_id, 'wording', 'x', 'en', 1 FROM delivery, "
        "number WHERE delivery_id = ?1";
    char count[8];
    snprintf(count, sizeof count, "%d", TRIB_DELIVERY_NOTES_MAX - 1);
    send_to(desk, "R-m>A R-m>B B-m>A", NULL);
    must(acknowledged(desk, "A"));
    must(acknowledged(desk, "B"));
    must(localised(desk, "B", "Esperen."));
    must(passed_on(desk, "B")); /* what others say to it is not counted */
    DESK_WRITE(desk, ADD_MANY, delivery_of(desk, "A").text, count);
    must(localised(desk, "A", "Cuéntenos."));
    assert_int_equal(localised(desk, "A", "Cuéntenos ya."), TRIB_E_TOO_MANY);
    assert_most(desk, "delivery_note_id", TRIB_DELIVERY_NOTES_MAX);
    must(acted(desk, "A", NULL)); /* words of another kind have their own bound */
    must(reported(desk, "A", NULL));
    must(localised(desk, "B", "Esperen más."));
    assert_reads(desk,
                 "SELECT group_concat(text) FROM delivery_note WHERE kind = 'received' AND "
                 "space_id = ?1",
                 organization_of("A").text, "Esperen más.");
}

static void an_id_of_words_is_nobody_elses(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A", NULL);
    must(acknowledged(desk, "A"));
    struct id id = delivery_of(desk, "A");
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(ANSWERED(desk, "A", trib_delivery_localise, trib_delivery_localise,
                                  .delivery_id = id.text, .delivery_note_id = NEW_3, .text = "x",
                                  .language = "es"),
                         i == 0 ? TRIB_E_NONE : TRIB_E_EXISTS);
    }
    assert_string_equal(desk->error.field, "delivery_note_id");
}

/* ---- what is done about it ------------------------------------------------------------------- */

static void add_item(struct desk *desk, const char *space_id, const char *group_id) {
    static const char ADD[] = "INSERT INTO action_item (action_item_id, space_id, group_id, title) "
                              "VALUES (?1, ?2, ?3, 'File claims')";
    DESK_WRITE(desk, ADD, ITEM, space_id, group_id);
}

static void what_acts_may_say_by_which_item(void **state) {
    struct desk *desk = *state;
    static const char BY[] = "SELECT state || ' ' || coalesce(action_item_id, '-') FROM delivery "
                             "WHERE delivery_id = ?1";
    send_to(desk, "R-m>A", NULL);
    add_item(desk, COALITION, NULL);
    act_at_last(desk, "A");
    struct id id = delivery_of(desk, "A");
    assert_reads(desk, BY, id.text, "acting -");
    must(acted(desk, "A", NULL));
    assert_int_equal(desk->change_count, 0);
    must(acted(desk, "A", ITEM));
    assert_reads(desk, BY, id.text, "acting " ITEM);
    assert_int_equal(acted(desk, "A", NOBODY), TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "action_item_id");
}

static void an_item_that_not_all_see_is_not_named(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A", NULL);
    add_item(desk, OPEN_GROUP, OPEN_GROUP);
    must(acknowledged(desk, "A"));
    assert_int_equal(acted(desk, "A", ITEM), TRIB_E_NOT_FOUND);
    desk_begin(desk, NULL, NULL);
    spine_add_group_member(&desk->spine, NEW_3, OPEN_GROUP, organization_of("A").text, NULL,
                           "member");
    must(desk_end(desk, true));
    assert_int_equal(acted(desk, "A", ITEM), TRIB_E_OUTSIDE);
    assert_string_equal(desk->error.field, "action_item_id");
    assert_rows(desk, "A m acknowledged 0 sent");
}

enum { ACKNOWLEDGE, LOCALISE, PASS_ON, ACT, REPORT, DECLINE, ANSWER_COUNT };

static enum trib_error_code answered(struct desk *desk, const char *name, int answer) {
    switch (answer) {
    case ACKNOWLEDGE:
        return acknowledged(desk, name);
    case LOCALISE:
        return localised(desk, name, "Cuéntenos.");
    case PASS_ON:
        return passed_on(desk, name);
    case ACT:
        return acted(desk, name, NULL);
    case REPORT:
        return reported(desk, name, NULL);
    default:
        return declined(desk, name, NULL);
    }
}

/* "ALPTRD": which answers are taken in a state; "." is E_STATE, "=" is done already. */
static const struct {
    const char *state, *taken;
} answers[] = {
    {"scheduled", "......"}, {"delivered", "A.P..D"}, {"acknowledged", "=LPT.D"},
    {"localised", ".LPT.D"}, {"acting", ".LP=RD"},    {"reported", "..P.R."},
    {"declined", "A.P..."},  {"lapsed", "......"},    {"recalled", "......"},
};

static void each_state_takes_what_follows_it(void **state) {
    struct desk *desk = *state;
    static const char SET[] =
        "UPDATE delivery SET state = ?2, delivered_at_ms = iif(?2 = 'scheduled', NULL, "
        "1795500000000), came_by = iif(?2 = 'scheduled', NULL, 'sent'), passed_on_at_ms = NULL, "
        "declined_at_ms = iif(?2 = 'declined', 1795500000000, NULL) WHERE delivery_id = ?1";
    static const char STATE_OF[] = "SELECT state FROM delivery WHERE delivery_id = ?1";
    send_to(desk, "R-m>A", NULL);
    struct id id = delivery_of(desk, "A");
    for (size_t i = 0; i < UNIT_COUNT(answers); i++) {
        char told[32];
        snprintf(told, sizeof told, "\"state\":\"%s\"", answers[i].state);
        for (int answer = 0; answer < ANSWER_COUNT; answer++) {
            char expected = answers[i].taken[answer];
            DESK_WRITE(desk, SET, id.text, answers[i].state);
            enum trib_error_code code = answered(desk, "A", answer);
            if (code != (expected == '.' ? TRIB_E_STATE : TRIB_E_NONE)) {
                fail_msg("%s, %d: %s", answers[i].state, answer, trib_error_code_name(code));
            }
            assert_true(expected != '=' || desk->change_count == 0);
            if (expected == '.') {
                assert_string_equal(desk->error.field, "delivery_id");
                assert_true(desk_error_has(desk, told));
                assert_reads(desk, STATE_OF, id.text, answers[i].state);
            }
        }
    }
}

static void what_is_over_takes_no_answer(void **state) {
    for (int is_recalled = 0; is_recalled < 2; is_recalled++) {
        set_up(state);
        struct desk *desk = *state;
        send_to(desk, "R-m>A", NULL);
        must(acknowledged(desk, "A"));
        must(is_recalled ? recalled(desk) : done(desk, trib_dispatch_close));
        for (int answer = 0; answer < ANSWER_COUNT; answer++) {
            assert_int_equal(answered(desk, "A", answer), TRIB_E_CLOSED);
            assert_string_equal(desk->error.field, "delivery_id");
        }
        desk_tear_down(state);
    }
    *state = NULL;
}

static void what_is_not_there_is_not_found(void **state) {
    struct desk *desk = *state;
    const struct trib_delivery_of params = {NOBODY};
    send_to(desk, "R-m>A", NULL);
    assert_int_equal(
        desk_end(desk, trib_delivery_acknowledge(
                           desk_begin(desk, delegate_of("A").text, organization_of("A").text),
                           &params, &desk->error)),
        TRIB_E_NOT_FOUND);
    assert_string_equal(desk->error.field, "delivery_id");
    /* nor is it by somebody of no organization */
    struct id id = delivery_of(desk, "A");
    const struct trib_delivery_of hidden = {id.text};
    assert_int_equal(desk_end(desk, trib_delivery_acknowledge(desk_begin(desk, PERSON, NULL),
                                                              &hidden, &desk->error)),
                     TRIB_E_NOT_FOUND);
}

/* ---- its life -------------------------------------------------------------------------------- */

static void nothing_is_delivered_while_it_is_paused(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1 A1-m>A11 R-m>B B-m>C", DAY_60);
    watch(desk, 3);
    must(done(desk, trib_dispatch_pause));
    assert_reads(desk, STATE, DISPATCH, "paused");
    must(acknowledged(desk, "A")); /* what has come may be answered, */
    must(localised(desk, "A", "Cuéntenos."));
    must(passed_on(desk, "A")); /* and goes no further */
    watch(desk, 20);
    assert_rows(desk, "A m localised 0 sent; A1 m scheduled; A11 m scheduled; B m delivered 0 "
                      "sent; C m scheduled");
    assert_notes(desk, "wording A>A in A: Cuéntenos.");
    must(done(desk, trib_dispatch_resume));
    assert_rows(desk, "A m localised 0 sent; A1 m delivered 20 passed_on by A; A11 m scheduled; B "
                      "m delivered 0 sent; C m delivered 20 silence by B");
    assert_notes(desk, "wording A>A in A: Cuéntenos.; received A>A1 in A1: Cuéntenos.");
    watch(desk, 40);
    assert_rows(desk, "A m localised 0 sent; A1 m delivered 20 passed_on by A; A11 m delivered 34 "
                      "silence by A1; B m delivered 0 sent; C m delivered 20 silence by B");
    assert_reads(desk, STATE, DISPATCH, "sent goes on"); /* until it closes */
    assert_proven(desk);
}

static void who_joins_while_it_is_paused_waits(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A", NULL);
    must(done(desk, trib_dispatch_pause));
    set_day(desk, 5);
    join(desk, "R-m>J");
    assert_rows(desk, "A m delivered 0 sent; J m scheduled");
    set_day(desk, 8);
    must(done(desk, trib_dispatch_resume));
    assert_rows(desk, "A m delivered 0 sent; J m delivered 8 sent");
}

static life_step *const steps[] = {trib_dispatch_pause, trib_dispatch_resume, trib_dispatch_close};

/* "prcR": pause, resume, close, recall; "." is E_STATE, "=" is so already. */
static const struct {
    const char *state, *taken;
} lives[] = {{"sent", "p=cR"}, {"paused", "=rcR"}, {"closed", "..=."}, {"recalled", "...."}};

static void each_of_its_states_has_its_steps(void **state) {
    struct desk *desk = *state;
    static const char SET[] =
        "UPDATE dispatch SET state = ?2, reason = iif(?2 = 'recalled', 'r', NULL) "
        "WHERE dispatch_id = ?1";
    send_to(desk, "R-m>A", NULL);
    for (size_t i = 0; i < UNIT_COUNT(lives); i++) {
        for (size_t step = 0; step <= UNIT_COUNT(steps); step++) {
            char expected = lives[i].taken[step];
            DESK_WRITE(desk, SET, DISPATCH, lives[i].state);
            enum trib_error_code code =
                step < UNIT_COUNT(steps) ? done(desk, steps[step]) : recalled(desk);
            if (code != (expected == '.' ? TRIB_E_STATE : TRIB_E_NONE)) {
                fail_msg("%s, %zu: %s", lives[i].state, step, trib_error_code_name(code));
            }
            assert_true(expected != '=' || desk->change_count == 0);
            assert_true(expected != '.' || strcmp(desk->error.field, "dispatch_id") == 0);
        }
    }
}

static void what_is_taken_back_leaves_what_was_said(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B R-m>C A-m>A1 R-m>K", DAY_60);
    report_at_last(desk, "A");
    must(declined(desk, "B", NULL));
    must(acknowledged(desk, "C"));
    must(recalled(desk));
    assert_reads(desk, STATE, DISPATCH, "recalled It named the wrong month.");
    assert_rows(desk, "A m reported 0 sent; A1 m recalled; B m declined 0 sent; C m recalled 0 "
                      "sent; K m recalled 0 sent");
    assert_notes(desk, "report A>A in all: Claims were filed.; reason B>B in B: It is not safe "
                       "here.");
    assert_coverage(desk, NULL,
                    "of 2, reached 2 = 100 %, answered 2 = 100 %, acting 1 = 50 %, reported 1 = "
                    "50 %, declined 1 = 50 %");
    join(desk, "R-m>J"); /* who joins or leaves changes nothing any more */
    leave(desk, "C", "R");
    assert_rows(desk, "A m reported 0 sent; A1 m recalled; B m declined 0 sent; C m recalled 0 "
                      "sent; K m recalled 0 sent");
    set_day(desk, 400);
    assert_int_equal(look(desk), 0);
    assert_proven(desk);
}

/* Two months behind the last day of its due have to be over everywhere on earth. */
static void it_closes_by_the_clock(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1", "2027-01"); /* until the 31st */
    watch(desk, 14);
    desk->spine.now_ms = (DAY_2027_02_01 + 60) * DAY_MS + DAY_MS / 2 - 1;
    assert_int_equal(look(desk), 0);
    assert_reads(desk, STATE, DISPATCH, "sent goes on");
    desk->spine.now_ms++;
    assert_int_equal(look(desk), 1);
    assert_reads(desk, STATE, DISPATCH, "closed");
    assert_int_equal(look(desk), 0);
    assert_int_equal(acknowledged(desk, "A"), TRIB_E_CLOSED);
    assert_proven(desk);
}

static void without_a_due_it_stays_open(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A", NULL);
    assert_reads(desk, STATE, DISPATCH, "sent");
    set_day(desk, 4000);
    assert_int_equal(look(desk), 0);
    must(acknowledged(desk, "A"));
}

/* ---- a server that was away ------------------------------------------------------------------ */

static void who_was_away_catches_up_as_if_not(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1 A1-m>A11 R-o>O O-m>K", NULL);
    watch(desk, 3);
    must(passed_on(desk, "O"));
    set_day(desk, 40);
    assert_int_equal(look(desk), 1);
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 14 silence by A; A11 m delivered 28 "
                      "silence by A1; K i delivered 3 passed_on by O; O i delivered 0 sent");
    assert_int_equal(look(desk), 0);
    assert_proven(desk);
}

static void who_was_away_past_the_end_catches_up_and_closes(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1 A1-m>A11", "2026-11-24"); /* closes on day 61 */
    set_day(desk, 100);
    assert_int_equal(look(desk), 1);
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 14 silence by A; A11 m delivered 28 "
                      "silence by A1");
    assert_reads(desk, STATE, DISPATCH, "closed");
    assert_int_equal(look(desk), 0);
}

/* What has come too late is not sent out a moment before it closes. */
static void what_is_resumed_past_its_end_only_closes(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1", "2026-11-24");
    must(done(desk, trib_dispatch_pause));
    set_day(desk, 100);
    assert_int_equal(look(desk), 0);
    must(done(desk, trib_dispatch_resume));
    assert_rows(desk, "A m delivered 0 sent; A1 m scheduled");
    assert_int_equal(look(desk), 1);
    assert_rows(desk, "A m delivered 0 sent; A1 m scheduled");
    assert_reads(desk, STATE, DISPATCH, "closed");
}

/* Two plays of one chance; what happened must be the same whether somebody looked or not. */
static void play(struct desk *desk, uint64_t seed, bool is_there) {
    uint64_t chance = seed;
    struct trib_random random = trib_random_seeded(&chance);
    for (size_t child = 1; child < UNIT_COUNT(players); child++) {
        for (size_t n = 0; n < 2; n++) {
            size_t parent = (size_t)trib_random_below(random, child);
            char tie[32];
            snprintf(tie, sizeof tie, "%s-%c>%s", players[parent],
                     trib_random_below(random, 4) == 0 ? 'o' : 'm', players[child]);
            stage(desk, tie);
        }
    }
    must(sent_as(desk, DISPATCH, NULL, NULL));
    for (int day = 1; day <= 12; day += 1 + (int)trib_random_below(random, 3)) {
        const char *name = players[1 + trib_random_below(random, UNIT_COUNT(players) - 1)];
        bool declines = trib_random_below(random, 3) == 0;
        watch(desk, day);
        (void)(declines ? declined(desk, name, NULL) : passed_on(desk, name));
    }
    if (is_there) {
        watch(desk, 200);
    } else {
        set_day(desk, 200);
        (void)look(desk);
    }
}

static void whatever_was_done_before_it_went(void **state) {
    for (uint64_t seed = 1; seed <= 12; seed++) {
        char rows[2][1024];
        for (int is_there = 0; is_there < 2; is_there++) {
            set_up(state);
            play(*state, seed, is_there == 1);
            snprintf(rows[is_there], sizeof rows[0], "%s", desk_read(*state, ROWS, DISPATCH));
            desk_tear_down(state);
        }
        if (strcmp(rows[0], rows[1]) != 0) {
            fail_msg("seed %llu: %s\n%s", (unsigned long long)seed, rows[0], rows[1]);
        }
        assert_null(strstr(rows[0], "scheduled"));
    }
    *state = NULL;
}

/* ---- joining and leaving --------------------------------------------------------------------- */

static void who_joins_brings_its_members(void **state) {
    struct desk *desk = *state;
    stage(desk, "J-m>J1 J-o>J2");
    send_to(desk, "R-m>A", NULL);
    watch(desk, 5);
    join(desk, "R-m>J");
    assert_rows(desk, "A m delivered 0 sent; J m delivered 5 sent; J1 m scheduled; J2 i scheduled");
    watch(desk, 30);
    assert_rows(desk, "A m delivered 0 sent; J m delivered 5 sent; J1 m delivered 19 silence by J; "
                      "J2 i delivered 19 silence by J");
    assert_proven(desk);
}

static void who_joins_one_that_has_passed_it_on_gets_its_words(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A", NULL);
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Cuéntenos."));
    must(passed_on(desk, "A"));
    watch(desk, 5);
    join(desk, "A-m>J");
    assert_rows(desk, "A m localised 0 sent; J m delivered 5 passed_on by A");
    assert_notes(desk, "wording A>A in A: Cuéntenos.; received A>J in J: Cuéntenos.");
}

static void who_leaves_is_counted_no_more_unless_it_has_answered(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B R-m>C R-m>K A-m>A1", NULL);
    report_at_last(desk, "B");
    must(declined(desk, "C", NULL));
    act_at_last(desk, "A");
    watch(desk, 3);
    leave(desk, "A", "R");
    leave(desk, "B", "R");
    leave(desk, "C", "R");
    assert_rows(desk, "A m lapsed 0 sent; A1 m lapsed; B m reported 0 sent; C m declined 0 sent; K "
                      "m delivered 0 sent");
    assert_coverage(desk, NULL,
                    "of 3, reached 3 = 100 %, answered 2 = 66 %, acting 1 = 33 %, reported 1 = "
                    "33 %, declined 1 = 33 %");
    watch(desk, 30);
    assert_rows(desk, "A m lapsed 0 sent; A1 m lapsed; B m reported 0 sent; C m declined 0 sent; K "
                      "m delivered 0 sent");
    assert_proven(desk);
}

static void suspended_is_as_left(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B", NULL);
    const struct trib_affiliation_set_status params = {.affiliation_id =
                                                           tie_of(desk, "A", "R").text,
                                                       .status = EDIT("member", "suspended"),
                                                       .decision = "Decided in Accra."};
    must(followed(desk, trib_affiliation_set_status(desk_begin(desk, SECRETARIAT, NULL), &params,
                                                    &desk->error)));
    assert_rows(desk, "A m lapsed 0 sent; B m delivered 0 sent");
}

static void who_comes_back_begins_anew_in_the_same_row(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B A-m>A1", DAY_60);
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Cuéntenos."));
    must(passed_on(desk, "A"));
    act_at_last(desk, "A1");
    struct id before = delivery_of(desk, "A");
    watch(desk, 3);
    leave(desk, "A", "R");
    assert_rows(desk, "A m lapsed 0 sent; A1 m lapsed 0 passed_on by A; B m delivered 0 sent");
    watch(desk, 50);
    join(desk, "R-m>A");
    assert_rows(desk, "A m delivered 50 sent due " DAY_80 "; A1 m scheduled due " DAY_80
                      "; B m delivered 0 sent");
    assert_string_equal(delivery_of(desk, "A").text, before.text);
    assert_reads(desk,
                 "SELECT coalesce(answered_at_ms, passed_on_at_ms, declined_at_ms, "
                 "action_item_id, 'nothing') FROM delivery WHERE delivery_id = ?1",
                 before.text, "nothing");
    must(acknowledged(desk, "A"));
    watch(desk, 64);
    assert_rows(desk, "A m acknowledged 50 sent due " DAY_80
                      "; A1 m delivered 64 silence by A due " DAY_80 "; B m delivered 0 sent");
    assert_proven(desk);
}

/* A declined row stays when its organization is suspended; its delegate may still see it for
   another one. */
static void who_is_out_of_reach_answers_no_more(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B", NULL);
    must(declined(desk, "A", NULL));
    desk_begin(desk, NULL, NULL);
    spine_add_belonging(&desk->spine, NEW_3, delegate_of("A").text, organization_of("B").text,
                        "alternate");
    assert_int_equal(desk_end(desk, true), TRIB_E_NONE);
    become(desk, "R-o>A", "member");
    must(acknowledged(desk, "A")); /* an observer is in reach */
    must(declined(desk, "A", NULL));
    leave(desk, "A", "R");
    assert_rows(desk, "A i declined 0 sent; B m delivered 0 sent");
    assert_int_equal(acknowledged(desk, "A"), TRIB_E_CLOSED);
    assert_string_equal(desk->error.field, "delivery_id");
    must(acknowledged(desk, "B"));
}

static void who_comes_back_has_not_said_what_it_said_before(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A A-m>A1", NULL);
    must(acknowledged(desk, "A"));
    must(localised(desk, "A", "Cuéntenos."));
    must(passed_on(desk, "A"));
    leave(desk, "A", "R");
    set_day(desk, 5);
    join(desk, "R-m>A");
    must(passed_on(desk, "A")); /* as it is */
    assert_reads(desk,
                 "SELECT count(*) || ' received' FROM delivery_note WHERE kind = 'received' AND "
                 "delivery_id = ?1",
                 delivery_of(desk, "A1").text, "0 received");
}

static void it_closes_behind_the_latest_due(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A", "2027-01");
    watch(desk, 50);
    join(desk, "R-m>J"); /* its due is later */
    desk->spine.now_ms = (DAY_2027_02_01 + 60) * DAY_MS + DAY_MS / 2;
    bool is_later =
        strcmp(desk_read(desk, "SELECT max(due_on) FROM delivery WHERE dispatch_id = ?1", DISPATCH),
               "2027-01-31") > 0;
    assert_int_equal(look(desk), is_later ? 0 : 1);
    assert_true(is_later);
    set_day(desk, 200);
    assert_int_equal(look(desk), 1);
    assert_reads(desk, STATE, DISPATCH, "closed");
}

static void what_should_be_done_already_is_asked_of_nobody(void **state) {
    struct desk *desk = *state;
    stage(desk, "R-m>A");
    assert_int_equal(sent_as(desk, DISPATCH, NULL, "2020"), TRIB_E_ORDER);
    assert_string_equal(desk->error.field, "due_on");
    assert_reads(desk, "SELECT count(*) || '' FROM dispatch WHERE dispatch_id = ?1", DISPATCH, "0");
    must(sent_as(desk, DISPATCH, NULL, "2026")); /* it is not over */
}

static void a_way_that_is_cut_leaves_the_other(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B A-m>C B-m>C", NULL);
    watch(desk, 3);
    must(passed_on(desk, "B"));
    must(acknowledged(desk, "C"));
    watch(desk, 5);
    leave(desk, "C", "B");
    assert_rows(desk, "A m delivered 0 sent; B m delivered 0 sent; C m acknowledged 3 passed_on by "
                      "B");
    assert_int_equal(overlap(desk), 0);
    leave(desk, "C", "A");
    assert_rows(desk, "A m delivered 0 sent; B m delivered 0 sent; C m lapsed 3 passed_on by B");
}

/* What is cut before anything came by it holds the other way's pace. */
static void what_waits_waits_for_who_is_left(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B A-m>A1 A1-m>C B-m>C", NULL);
    watch(desk, 5);
    leave(desk, "C", "B");
    watch(desk, 20);
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 14 silence by A; B m delivered 0 sent; "
                      "C m scheduled");
    watch(desk, 40);
    assert_rows(desk, "A m delivered 0 sent; A1 m delivered 14 silence by A; B m delivered 0 sent; "
                      "C m delivered 28 silence by A1");
}

static void an_observer_that_becomes_a_member_has_a_mandate(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-o>O O-m>K R-t>A", NULL);
    must(acknowledged(desk, "O"));
    assert_coverage(desk, NULL, "of 0");
    watch(desk, 3);
    become(desk, "R-m>O", "observer");
    assert_rows(desk, "A i delivered 0 sent; K m scheduled; O m acknowledged 0 sent");
    assert_coverage(desk, NULL,
                    "of 2, reached 1 = 50 %, answered 1 = 50 %, acting 0 = 0 %, reported 0 = 0 %, "
                    "declined 0 = 0 %");
    become(desk, "R-m>A", "tentative");
    assert_rows(desk, "A m delivered 0 sent; K m scheduled; O m acknowledged 0 sent");
    assert_proven(desk);
}

static void a_member_that_becomes_an_observer_keeps_what_it_has_begun(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B", NULL);
    act_at_last(desk, "A");
    become(desk, "R-o>A", "member");
    become(desk, "R-o>B", "member");
    assert_rows(desk, "A m acting 0 sent; B i delivered 0 sent");
}

static void a_command_about_no_tie_changes_no_delivery(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-m>B", NULL);
    DESK_WRITE(desk, "DELETE FROM affiliation WHERE affiliation_id = ?1",
               tie_of(desk, "B", "R").text);
    const struct trib_organization_edit params = {.organization_id = organization_of("A").text,
                                                  .sector = EDIT(NULL, "women")};
    must(followed(
        desk, trib_organization_edit(desk_begin(desk, SECRETARIAT, NULL), &params, &desk->error)));
    assert_rows(desk, "A m delivered 0 sent; B m delivered 0 sent");
    join(desk, "A-m>J"); /* the next about one settles what was missed */
    assert_rows(desk, "A m delivered 0 sent; B m lapsed 0 sent; J m scheduled");
}

static void every_dispatch_follows(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A", NULL);
    must(sent_as(desk, SECOND, "broadcast", DAY_60));
    watch(desk, 2);
    join(desk, "R-m>J");
    leave(desk, "A", "R");
    assert_rows(desk, "A m lapsed 0 sent; J m delivered 2 sent");
    assert_reads(desk, ROWS, SECOND, "A m lapsed 0 sent; J m delivered 2 sent due " DAY_60);
}

static void who_leaves_after_the_end_is_counted_no_more(void **state) {
    struct desk *desk = *state;
    send_to(desk, "R-m>A R-o>B", NULL);
    must(done(desk, trib_dispatch_close));
    become(desk, "R-m>B", "observer"); /* what it was asked then stays so */
    leave(desk, "A", "R");
    assert_rows(desk, "A m lapsed 0 sent; B i delivered 0 sent");
}

/* However many ways lead there, and however often it is looked for. */
static void an_organization_has_one_delivery(void **state) {
    struct desk *desk = *state;
    static const char TWICE[] = "SELECT count(*) - count(DISTINCT organization_id) FROM delivery "
                                "WHERE dispatch_id = ?1";
    send_to(desk, "R-m>A R-m>B R-o>O A-m>C B-m>C O-m>C R-m>C C-m>K A-o>K", NULL);
    assert_reads(desk, TWICE, DISPATCH, "0");
    assert_rows(desk, "A m delivered 0 sent; B m delivered 0 sent; C m delivered 0 sent; K m "
                      "scheduled; O i delivered 0 sent");
    must(passed_on(desk, "A"));
    must(passed_on(desk, "C"));
    join(desk, "B-m>K");
    join(desk, "R-m>K");
    must(passed_on(desk, "B"));
    assert_reads(desk, TWICE, DISPATCH, "0");
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    desk_begin(desk, NULL, NULL);
    assert_true(trib_statement_prepare(
        desk->spine.store,
        "INSERT INTO delivery (delivery_id, space_id, dispatch_id, organization_id, mode, "
        "made_at_ms) SELECT 'another', space_id, dispatch_id, organization_id, mode, made_at_ms "
        "FROM delivery LIMIT 1",
        &statement, &error));
    assert_false(trib_statement_run(&statement, &desk->error));
    trib_statement_finish(&statement);
    (void)desk_end(desk, false);
}

/* As a reader of the rule would put it in SQL: how many rows are not as the ties of now say. */
static const char WRONG[] =
    "WITH RECURSIVE way (id, is_member) AS (SELECT root_organization_id, 1 FROM coalition UNION "
    "SELECT tie.organization_id, is_member AND status = 'member' FROM way JOIN affiliation AS tie "
    "ON tie.parent_id = way.id WHERE status IN ('member', 'observer', 'tentative')), "
    "reached AS (SELECT id AS organization_id, max(is_member) AS is_member FROM way WHERE id <> "
    "(SELECT root_organization_id FROM coalition) GROUP BY id), "
    "row AS (SELECT * FROM delivery WHERE dispatch_id = ?1) "
    "SELECT (SELECT count(*) FROM reached LEFT JOIN row USING (organization_id) WHERE "
    "coalesce(state, 'lapsed') = 'lapsed') + (SELECT count(*) FROM row WHERE state NOT IN "
    "('reported', 'declined', 'lapsed') AND organization_id NOT IN (SELECT organization_id FROM "
    "reached)) + (SELECT count(*) FROM row JOIN reached USING (organization_id) WHERE (mode = "
    "'mandate') <> is_member AND NOT (mode = 'mandate' AND state IN ('acting', 'reported')))";

static const char *status_now(struct desk *desk, const char *child, const char *parent) {
    struct id tie = tie_of(desk, child, parent);
    return desk_read(desk, "SELECT status FROM affiliation WHERE affiliation_id = ?1", tie.text);
}

/* Somebody joins, gets another standing or leaves. */
static void somebody_moves(struct desk *desk, struct trib_random random) {
    size_t child = 1 + (size_t)trib_random_below(random, UNIT_COUNT(players) - 1);
    const char *parent = players[trib_random_below(random, child)];
    char tie[32];
    bool is_observer = trib_random_below(random, 3) == 0;
    enter(desk, players[child]);
    enter(desk, parent);
    snprintf(tie, sizeof tie, "%s-%c>%s", parent, is_observer ? 'o' : 'm', players[child]);
    const char *status = status_now(desk, players[child], parent);
    if (strcmp(status, "no row") == 0) {
        join(desk, tie);
    } else if (strcmp(status, is_observer ? "observer" : "member") == 0) {
        leave(desk, players[child], parent);
    } else {
        become(desk, tie, is_observer ? "member" : "observer");
    }
}

static void whoever_comes_and_goes(void **state) {
    for (uint64_t seed = 1; seed <= 8; seed++) {
        uint64_t chance = seed;
        struct trib_random random = trib_random_seeded(&chance);
        set_up(state);
        struct desk *desk = *state;
        send_to(desk, "R-m>A R-m>B A-m>C B-o>A1", NULL);
        for (int day = 1; day <= 40; day++) {
            watch(desk, day);
            const char *name = players[1 + trib_random_below(random, UNIT_COUNT(players) - 1)];
            enter(desk, name);
            (void)answered(desk, name, (int)trib_random_below(random, ANSWER_COUNT));
            somebody_moves(desk, random);
            if (strcmp(desk_read(desk, WRONG, DISPATCH), "0") != 0) {
                fail_msg("seed %llu, day %d: %s", (unsigned long long)seed, day,
                         desk_read(desk, ROWS, DISPATCH));
            }
        }
        assert_proven(desk);
        desk_tear_down(state);
    }
    *state = NULL;
}

#define TEST(name) ON_A_STAGE(name)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_diamond_has_one_delivery_where_its_ways_meet),
        TEST(b_below_an_observer_there_is_information_alone),
        TEST(c_one_path_of_members_makes_a_mandate),
        TEST(d_who_declines_cuts_off_nobody),
        TEST(e_silence_holds_each_level_up_for_two_weeks),
        TEST(f_who_joins_later_has_it_at_once),
        TEST(f_who_joins_near_the_end_has_a_month),
        TEST(h_an_applicant_is_reached_once_admitted),
        TEST(a_broadcast_reaches_all_at_once),
        TEST(silence_lasts_as_long_as_was_said),
        TEST(what_cannot_be_sent_is_refused),
        TEST(to_nobody_nothing_is_sent),
        TEST(a_decision_in_force_is_carried_out),
        TEST(a_decision_of_the_past_is_not),
        TEST(a_groups_own_decision_is_not_sent_to_all),
        TEST(so_many_dispatches_are_open_and_no_more),
        TEST(words_stand_where_they_may_be_read),
        TEST(a_reason_is_told_by_whose_it_is),
        TEST(who_thinks_better_of_it_has_declined_once),
        TEST(better_words_take_the_place_of_those_before),
        TEST(words_found_later_are_passed_on_too),
        TEST(passing_on_twice_is_once),
        TEST(of_one_delivery_there_are_so_many_words),
        TEST(an_id_of_words_is_nobody_elses),
        TEST(what_acts_may_say_by_which_item),
        TEST(an_item_that_not_all_see_is_not_named),
        TEST(each_state_takes_what_follows_it),
        cmocka_unit_test(what_is_over_takes_no_answer),
        TEST(what_is_not_there_is_not_found),
        TEST(nothing_is_delivered_while_it_is_paused),
        TEST(who_joins_while_it_is_paused_waits),
        TEST(each_of_its_states_has_its_steps),
        TEST(what_is_taken_back_leaves_what_was_said),
        TEST(it_closes_by_the_clock),
        TEST(without_a_due_it_stays_open),
        TEST(who_was_away_catches_up_as_if_not),
        TEST(who_was_away_past_the_end_catches_up_and_closes),
        TEST(what_is_resumed_past_its_end_only_closes),
        cmocka_unit_test(whatever_was_done_before_it_went),
        TEST(who_joins_brings_its_members),
        TEST(who_joins_one_that_has_passed_it_on_gets_its_words),
        TEST(who_leaves_is_counted_no_more_unless_it_has_answered),
        TEST(suspended_is_as_left),
        TEST(who_comes_back_begins_anew_in_the_same_row),
        TEST(who_is_out_of_reach_answers_no_more),
        TEST(who_comes_back_has_not_said_what_it_said_before),
        TEST(it_closes_behind_the_latest_due),
        TEST(what_should_be_done_already_is_asked_of_nobody),
        TEST(a_way_that_is_cut_leaves_the_other),
        TEST(what_waits_waits_for_who_is_left),
        TEST(an_observer_that_becomes_a_member_has_a_mandate),
        TEST(a_member_that_becomes_an_observer_keeps_what_it_has_begun),
        TEST(a_command_about_no_tie_changes_no_delivery),
        TEST(every_dispatch_follows),
        TEST(who_leaves_after_the_end_is_counted_no_more),
        TEST(an_organization_has_one_delivery),
        cmocka_unit_test(whoever_comes_and_goes),
    };
    return cmocka_run_group_tests_name("command/dispatch", tests, NULL, NULL);
}
