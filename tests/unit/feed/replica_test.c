/*
 * The feed as a whole: people come, go, are cut off and catch up, while rows wander between spaces
 * and sight changes, all drawn from one seed. Whatever happened, a screen that listens holds what
 * the rule in SQL says, and no screen was ever told of a row it did not have (screen.c asserts that
 * as it goes).
 */
#include "tributary/feed/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screen.h"

#define ORGANIZATIONS 6
#define PEOPLE 6
#define GROUPS 2
#define NOTES 12
#define SCREENS 10
#define TICKS 120
#define SEEDS 20

struct fair {
    struct screens screens;
    char organizations[ORGANIZATIONS][TRIB_ID_BYTES];
    char people[PEOPLE][TRIB_ID_BYTES];
    char groups[GROUPS][TRIB_ID_BYTES];
    char notes[NOTES][TRIB_ID_BYTES];
    bool note_exists[NOTES];
    struct screen *listeners[SCREENS];
    bool is_cut[SCREENS];
};

static struct spine *spine_of(struct fair *fair) {
    return &fair->screens.spine;
}

static size_t below(struct fair *fair, size_t bound) {
    return spine_below(spine_of(fair), bound);
}

static void fair_fill(struct fair *fair) {
    struct spine *spine = spine_of(fair);
    spine_begin(spine);
    for (size_t index = 0; index < ORGANIZATIONS; index++) {
        spine_id(spine, fair->organizations[index]);
        spine_add_organization(spine, fair->organizations[index], TRIB_SPACE_PUBLIC_ID);
    }
    for (size_t index = 0; index < PEOPLE; index++) {
        spine_id(spine, fair->people[index]);
        spine_add_person(spine, fair->people[index]);
    }
    for (size_t index = 0; index < GROUPS; index++) {
        spine_id(spine, fair->groups[index]);
        spine_add_group(spine, fair->groups[index], fair->groups[index]);
    }
    for (size_t index = 0; index < NOTES; index++) {
        spine_id(spine, fair->notes[index]);
    }
    spine_add_coalition(spine, fair->organizations[0], fair->organizations[0]);
    screens_publish(&fair->screens);
}

static const char *random_space(struct fair *fair) {
    switch (below(fair, 6)) {
    case 0:
        return TRIB_SPACE_PUBLIC_ID;
    case 1:
        return TRIB_SPACE_COALITION_ID;
    case 2:
        return fair->groups[below(fair, GROUPS)];
    case 3:
        return fair->people[below(fair, PEOPLE)];
    default:
        return fair->organizations[below(fair, ORGANIZATIONS)];
    }
}

static void random_note(struct fair *fair) {
    struct spine *spine = spine_of(fair);
    size_t note = below(fair, NOTES);
    const char *id = fair->notes[note];
    char text[24];
    snprintf(text, sizeof text, "%zu", below(fair, 1000));
    if (!fair->note_exists[note]) {
        spine_add_note(spine, id, random_space(fair), text);
        fair->note_exists[note] = true;
        return;
    }
    switch (below(fair, 4)) {
    case 0:
        spine_delete_note(spine, id);
        fair->note_exists[note] = false;
        break;
    case 1:
        spine_change_note(spine, id, text);
        break;
    default:
        spine_move_note(spine, id, random_space(fair));
        break;
    }
}

static void random_tie(struct fair *fair) {
    static const char *const ROLES[] = {"base_member", "alternate", "lead_delegate"};
    static const char *const STATUSES[] = {"member", "observer", "suspended"};
    struct spine *spine = spine_of(fair);
    char tie_id[TRIB_ID_BYTES];
    spine_id(spine, tie_id);
    const char *person_id = fair->people[below(fair, PEOPLE)];
    size_t organization = below(fair, ORGANIZATIONS);
    const char *group_id = fair->groups[below(fair, GROUPS)];
    switch (below(fair, 5)) {
    case 0:
        spine_add_group_member(spine, tie_id, group_id, NULL, person_id, "member");
        break;
    case 1:
        spine_add_group_member(spine, tie_id, group_id, fair->organizations[organization], NULL,
                               "member");
        break;
    case 2:
        spine_add_belonging(spine, tie_id, person_id, fair->organizations[organization],
                            ROLES[below(fair, 3)]);
        break;
    case 3:
        spine_add_coalition_role(spine, tie_id, person_id, "secretariat");
        break;
    default:
        if (organization > 0) {
            spine_add_affiliation(spine, tie_id, fair->organizations[organization],
                                  fair->organizations[below(fair, organization)],
                                  STATUSES[below(fair, 3)]);
        }
        break;
    }
}

static void random_untie(struct fair *fair) {
    static const char *const ENDS[] = {
        "UPDATE belonging SET ends_on = '2026' WHERE belonging_id = "
        "(SELECT belonging_id FROM belonging WHERE belonging_id > ?1 LIMIT 1)",
        "DELETE FROM belonging WHERE belonging_id = "
        "(SELECT belonging_id FROM belonging WHERE belonging_id > ?1 LIMIT 1)",
        "UPDATE group_member SET ends_on = '2026' WHERE group_member_id = "
        "(SELECT group_member_id FROM group_member WHERE group_member_id > ?1 LIMIT 1)",
        "UPDATE coalition_role SET ends_on = '2026' WHERE coalition_role_id = "
        "(SELECT coalition_role_id FROM coalition_role WHERE coalition_role_id > ?1 LIMIT 1)",
        "UPDATE affiliation SET status = iif(status = 'member', 'suspended', 'member') "
        "WHERE affiliation_id = "
        "(SELECT affiliation_id FROM affiliation WHERE affiliation_id > ?1 LIMIT 1)",
    };
    char after_id[TRIB_ID_BYTES];
    spine_id(spine_of(fair), after_id);
    SPINE_RUN(spine_of(fair), ENDS[below(fair, sizeof ENDS / sizeof ENDS[0])], after_id);
}

static void random_tick(struct fair *fair) {
    for (size_t entry = below(fair, 3); entry > 0; entry--) {
        spine_begin(spine_of(fair));
        random_note(fair);
        screens_end(&fair->screens);
    }
    spine_begin(spine_of(fair));
    for (size_t change = 1 + below(fair, 3); change > 0; change--) {
        random_note(fair);
        if (below(fair, 2) == 0) {
            random_tie(fair);
        }
        if (below(fair, 3) == 0) {
            random_untie(fair);
        }
    }
    screens_publish(&fair->screens);
    screens_forget(&fair->screens);
}

/* Cuts some off, and lets some of them come back. */
static void random_lines(struct fair *fair) {
    for (size_t index = 0; index < SCREENS; index++) {
        struct screen *screen = fair->listeners[index];
        if (screen->is_told_to_resume || (fair->is_cut[index] && below(fair, 4) == 0)) {
            json_decref(screen_hello(&fair->screens, screen));
            fair->is_cut[index] = false;
        } else if (!fair->is_cut[index] && below(fair, 8) == 0) {
            screen_cut(&fair->screens, screen);
            fair->is_cut[index] = true;
        }
    }
}

static void run_fair(uint64_t seed) {
    static struct fair fair;
    fair = (struct fair){0};
    screens_open(&fair.screens, seed);
    fair_fill(&fair);
    for (size_t index = 0; index < SCREENS; index++) {
        size_t person = index % (PEOPLE + 1);
        fair.listeners[index] =
            screen_open(&fair.screens, person == PEOPLE ? NULL : fair.people[person]);
    }
    for (size_t tick = 0; tick < TICKS; tick++) {
        random_tick(&fair);
        random_lines(&fair);
        for (size_t index = 0; index < SCREENS; index++) {
            if (!fair.is_cut[index] && !fair.listeners[index]->is_told_to_resume) {
                screen_assert_true_to_sql(&fair.screens, fair.listeners[index]);
            }
        }
    }
    screens_close(&fair.screens);
}

static void every_screen_agrees_with_sql(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        run_fair(seed);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_screen_agrees_with_sql)};
    return cmocka_run_group_tests_name("feed/replica", tests, NULL, NULL);
}
