/*
 * A coalition in memory, for tests of commands without a wire: each is run inside a real savepoint
 * for whoever the test says, and committed or put back. It has one of every persona.
 */
#ifndef TESTS_UNIT_SUPPORT_DESK_H
#define TESTS_UNIT_SUPPORT_DESK_H

#include "rows.h"
#include "spine.h"
#include "tributary/command/command.h"

#define PUBLIC TRIB_SPACE_PUBLIC_ID
#define COALITION TRIB_SPACE_COALITION_ID

/* public; the coalition's root */
#define ROOT "a0000000-0000-4000-8000-000000000001"
/* a member of it, known in the coalition alone */
#define RIVER "a0000000-0000-4000-8000-000000000002"
/* a member too, public */
#define LAKE "a0000000-0000-4000-8000-000000000003"
/* an observer, known in the coalition alone */
#define WELL "a0000000-0000-4000-8000-000000000004"
/* public, tied to nobody; has nobody */
#define SPRING "a0000000-0000-4000-8000-000000000005"
/* the same, known in the coalition alone */
#define POND "a0000000-0000-4000-8000-000000000006"

/* public, coalition, and in its own space; all active */
#define OPEN_GROUP "b0000000-0000-4000-8000-000000000001"
#define COALITION_GROUP "b0000000-0000-4000-8000-000000000002"
#define CLOSED_GROUP "b0000000-0000-4000-8000-000000000003"

/* belongs nowhere */
#define PERSON "c0000000-0000-4000-8000-000000000001"
/* RIVER's base member, lead delegate and alternate */
#define BASE "c0000000-0000-4000-8000-000000000002"
#define LEAD "c0000000-0000-4000-8000-000000000003"
#define ALTERNATE "c0000000-0000-4000-8000-000000000004"
/* lead delegates of LAKE and of WELL */
#define LAKE_LEAD "c0000000-0000-4000-8000-000000000005"
#define WELL_LEAD "c0000000-0000-4000-8000-000000000006"
#define SECRETARIAT "c0000000-0000-4000-8000-000000000007"
#define ADMINISTRATOR "c0000000-0000-4000-8000-000000000008"
/* in person: of OPEN_GROUP and COALITION_GROUP; member of both; of CLOSED_GROUP */
#define FACILITATOR "c0000000-0000-4000-8000-000000000009"
#define GROUP_MEMBER "c0000000-0000-4000-8000-00000000000a"
#define CLOSED_FACILITATOR "c0000000-0000-4000-8000-00000000000b"

#define RIVER_TIE "d0000000-0000-4000-8000-000000000001"
#define LAKE_TIE "d0000000-0000-4000-8000-000000000002"
#define WELL_TIE "d0000000-0000-4000-8000-000000000003"
#define BASE_BELONGING "d0000000-0000-4000-8000-000000000011"
#define LEAD_BELONGING "d0000000-0000-4000-8000-000000000012"
#define ALTERNATE_BELONGING "d0000000-0000-4000-8000-000000000013"
#define MEMBERSHIP "d0000000-0000-4000-8000-000000000021"        /* GROUP_MEMBER in OPEN_GROUP */
#define FACILITATING "d0000000-0000-4000-8000-000000000022"      /* FACILITATOR in OPEN_GROUP */
#define CLOSED_MEMBERSHIP "d0000000-0000-4000-8000-000000000023" /* CLOSED_FACILITATOR's */

/* Ids for what a test makes. */
#define NEW_1 "e0000000-0000-4000-8000-000000000001"
#define NEW_2 "e0000000-0000-4000-8000-000000000002"
#define NEW_3 "e0000000-0000-4000-8000-000000000003"
/* nobody's */
#define NOBODY "f0000000-0000-4000-8000-00000000000f"

struct desk {
    struct spine spine;
    struct trib_graph *graph;
    struct trib_command command;
    struct trib_error error; /* of the last command */
    size_t change_count;     /* rows the last command changed */
    char text[1024];         /* of the last desk_read */
};

/* A set-up and a tear-down for cmocka: the desk is *state. */
int desk_set_up(void **state);
int desk_tear_down(void **state);
#define AT_A_DESK(test) cmocka_unit_test_setup_teardown(test, desk_set_up, desk_tear_down)

/** Opens a command for a person (NULL: a visitor), acting for an organization (NULL: for nobody).
 */
const struct trib_command *desk_begin(struct desk *desk, const char *person_id,
                                      const char *acting_for);
/** Commits it, or puts it back when it was not done, and asserts that then nothing was written. Its
    code; TRIB_E_NONE when it was done. */
enum trib_error_code desk_end(struct desk *desk, bool is_done);

/* DESK(desk, LEAD, RIVER, trib_organization_publish, .organization_id = RIVER): the code. */
#define DESK(desk, person_id, acting_for, function, ...)                                           \
    desk_end((desk), function(desk_begin((desk), (person_id), (acting_for)),                       \
                              &(const struct function){__VA_ARGS__}, &(desk)->error))
/* The same for functions that share a struct of parameters. */
#define DESK_GROUP(desk, person_id, function, id)                                                  \
    desk_end((desk), function(desk_begin((desk), (person_id), NULL),                               \
                              &(const struct trib_group_of){.group_id = (id)}, &(desk)->error))

/* .name = EDIT("old", "new") */
#define EDIT(old, new)                                                                             \
    { .given = true, .from = (old), .to = (new) }

/** Writes rows by SQL as one command; the values as for SPINE_RUN. */
#define DESK_WRITE(desk, sql, ...)                                                                 \
    do {                                                                                           \
        desk_begin((desk), NULL, NULL);                                                            \
        SPINE_RUN(&(desk)->spine, (sql), __VA_ARGS__);                                             \
        assert_int_equal(desk_end((desk), true), TRIB_E_NONE);                                     \
    } while (0)

/** The first column of the first row for an id, or "no row", or "null". Valid until the next one.
 */
const char *desk_read(struct desk *desk, const char *sql, const char *id);

/** Whether the last error has this member among its arguments: "\"state\":\"member\"". */
bool desk_error_has(const struct desk *desk, const char *member);

/** The coalition's day, "2026-11-24". */
const char *desk_today(struct desk *desk);

#endif
