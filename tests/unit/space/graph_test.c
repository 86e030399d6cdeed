/*
 * The rule of sight: case by case in sentences, and against the same rule in SQL over thousands of
 * random states that a store went through row by row.
 */
#include "tributary/space/graph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "spine.h"

/* ---- a world to look at ---- */

struct world {
    struct spine spine;
    struct trib_graph *graph;
};

static void world_commit(struct world *world) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_batch) batch = {0};
    spine_end(&world->spine);
    spine_commit(&world->spine, &batch);
    for (size_t index = 0; index < batch.entry_count; index++) {
        assert_true(trib_graph_apply(world->graph, &batch.entries[index], &error));
    }
}

static void world_open(struct world *world, uint64_t seed) {
    struct trib_error error = {0};
    spine_open(&world->spine, seed);
    assert_true(trib_graph_load(world->spine.store, &world->graph, &error));
}

static void world_close(struct world *world) {
    trib_graph_destroy(world->graph);
    spine_close(&world->spine);
}

/* Short names for ids: 'r' is 00000000-0000-4000-9000-000000000072. */
static const char *id_of(char name) {
    static char ids[128][TRIB_ID_BYTES];
    char *id = ids[(unsigned char)name & 127];
    snprintf(id, TRIB_ID_BYTES, "00000000-0000-4000-9000-0000000000%02x",
             (unsigned)(unsigned char)name & 0xffu);
    return id;
}

static void add_tie_id(struct world *world, char out_id[static TRIB_ID_BYTES]) {
    spine_id(&world->spine, out_id);
}

static void link_to(struct world *world, char child, char parent, const char *status) {
    char id[TRIB_ID_BYTES];
    add_tie_id(world, id);
    spine_add_affiliation(&world->spine, id, id_of(child), id_of(parent), status);
}

static void belong(struct world *world, char person, char organization, const char *role) {
    char id[TRIB_ID_BYTES];
    add_tie_id(world, id);
    spine_add_person(&world->spine, id_of(person));
    spine_add_belonging(&world->spine, id, id_of(person), id_of(organization), role);
}

/*
 * R is the root. Under it: Member, Observer, Tentative, Applicant, Suspended, Left, and Unending
 * with a link that ended. Below the member: Nested; below the suspended: Veiled. Caucus has member
 * M and person c. People by small letters: a delegate of the organization of the same letter; see
 * below for the rest.
 */
static void world_fill(struct world *world) {
    static const char MAKE_SAMPLE[] = "UPDATE belonging SET sample = 1 WHERE person_id = ?1";
    static const char END_LINK[] = "UPDATE affiliation SET ends_on = '2026' "
                                   "WHERE organization_id = ?1 AND status = 'member'";
    struct spine *spine = &world->spine;
    char id[TRIB_ID_BYTES];
    spine_begin(spine);
    for (const char *name = "RMOTASLUNV"; *name != '\0'; name++) {
        spine_add_organization(spine, id_of(*name), TRIB_SPACE_PUBLIC_ID);
        belong(world, (char)(*name + 32), *name, "lead_delegate");
    }
    spine_add_coalition(spine, id_of('!'), id_of('R'));
    link_to(world, 'M', 'R', "member");
    link_to(world, 'O', 'R', "observer");
    link_to(world, 'T', 'R', "tentative");
    link_to(world, 'A', 'R', "applicant");
    link_to(world, 'S', 'R', "suspended");
    link_to(world, 'L', 'R', "left");
    link_to(world, 'U', 'R', "member");
    SPINE_RUN(spine, END_LINK, id_of('U'));
    link_to(world, 'N', 'M', "observer");
    link_to(world, 'V', 'S', "member");
    SPINE_RUN(spine, MAKE_SAMPLE, id_of('o'));
    belong(world, '1', 'M', "base_member");
    belong(world, '2', 'N', "base_member");
    belong(world, '3', 'M', "alternate");
    belong(world, '4', 'N', "alternate");
    spine_add_person(spine, id_of('5'));
    spine_add_person(spine, id_of('6'));
    spine_add_person(spine, id_of('c'));
    spine_add_coalition_role(spine, id_of('%'), id_of('5'), "secretariat");
    spine_add_coalition_role(spine, id_of('&'), id_of('6'), "administrator");
    spine_add_group(spine, id_of('C'), TRIB_SPACE_PUBLIC_ID);
    add_tie_id(world, id);
    spine_add_group_member(spine, id, id_of('C'), id_of('M'), NULL, "facilitator");
    add_tie_id(world, id);
    spine_add_group_member(spine, id, id_of('C'), NULL, id_of('c'), "note_taker");
    world_commit(world);
}

static struct world filled;

static int fill(void **state) {
    (void)state;
    world_open(&filled, 1);
    world_fill(&filled);
    return 0;
}

static int unfill(void **state) {
    (void)state;
    world_close(&filled);
    return 0;
}

/* ---- in sentences ---- */

static struct row {
    const char *name;
    char viewer; /* 0: a visitor */
    const char *sees;
    const char *sees_not; /* P: public, K: the coalition's, else a name */
} rows[] = {
    {"a visitor sees what is public and nothing else", 0, "P", "KRMOTNCm5"},
    {"a delegate of a member sees coalition, organization, its group and themself", 'm', "PKMCm",
     "RONT1"},
    {"an alternate is a delegate", '3', "PKMC3", "RONm"},
    {"a base member of a member sees coalition and organization, not its groups", '1', "PKM1",
     "CR3"},
    {"an observer's people see the coalition", 'o', "PKOo", "MRC"},
    {"a tentative organization's people see the coalition", 't', "PKTt", "MRC"},
    {"an applicant's do not", 'a', "PAa", "KC"},
    {"a suspended organization's do not", 's', "PSs", "KC"},
    {"one that left has its people see it alone", 'l', "PLl", "KC"},
    {"a link that ended counts no more", 'u', "PUu", "KC"},
    {"a nested organization's delegate sees the coalition, not what is above", 'n', "PKNn", "MRC"},
    {"a nested organization's alternate does too", '4', "PKN4", "MRC"},
    {"a nested organization's base member does not", '2', "PN2", "KMC"},
    {"below a suspended link nobody sees the coalition", 'v', "PVv", "KS"},
    {"belonging to the root opens its own space alone", 'r', "PRr", "KMC"},
    {"the secretariat sees the coalition and no organization", '5', "PK5", "RMOTNC6"},
    {"an administrator sees nothing for it", '6', "P6", "KRMC5"},
    {"a person in a group sees its space", 'c', "PCc", "KM"},
    {"somebody unknown sees what a visitor sees", 'x', "P", "KRMCx"},
};

static const char *space_of(char name) {
    return name == 'P' ? TRIB_SPACE_PUBLIC_ID : name == 'K' ? TRIB_SPACE_COALITION_ID : id_of(name);
}

static void sees(void **state) {
    const struct row *row = *state;
    char viewer[TRIB_ID_BYTES];
    snprintf(viewer, sizeof viewer, "%s", row->viewer == 0 ? "" : id_of(row->viewer));
    const char *person_id = row->viewer == 0 ? NULL : viewer;
    struct trib_scope *scope = trib_graph_scope(filled.graph, person_id);
    for (const char *name = row->sees; *name != '\0'; name++) {
        assert_true(trib_may_see(filled.graph, person_id, space_of(*name)));
        assert_true(trib_scope_has(scope, space_of(*name)));
    }
    for (const char *name = row->sees_not; *name != '\0'; name++) {
        assert_false(trib_may_see(filled.graph, person_id, space_of(*name)));
    }
    assert_int_equal(scope->space_count, strlen(row->sees));
    trib_scope_drop(scope);
}

static void knows_spaces(void **state) {
    (void)state;
    struct trib_scope *scope = trib_graph_scope(filled.graph, id_of('m'));
    for (size_t index = 0; index < scope->space_count; index++) {
        const struct trib_space *space = &scope->spaces[index];
        bool has_owner = space->kind != TRIB_SPACE_PUBLIC && space->kind != TRIB_SPACE_COALITION;
        assert_string_equal(space->owner_id, has_owner ? space->space_id : "");
        assert_true(index == 0 || strcmp(scope->spaces[index - 1].space_id, space->space_id) < 0);
    }
    trib_scope_drop(scope);
    assert_false(trib_may_see(filled.graph, NULL, id_of('z')));
    assert_string_equal(trib_space_kind_name(TRIB_SPACE_GROUP), "group");
}

static void tells_parts(void **state) {
    (void)state;
    const struct trib_graph *graph = filled.graph;
    assert_int_equal(trib_graph_belonging(graph, id_of('m'), id_of('M')),
                     TRIB_BELONGING_LEAD_DELEGATE);
    assert_int_equal(trib_graph_belonging(graph, id_of('1'), id_of('M')),
                     TRIB_BELONGING_BASE_MEMBER);
    assert_int_equal(trib_graph_belonging(graph, id_of('3'), id_of('M')), TRIB_BELONGING_ALTERNATE);
    assert_int_equal(trib_graph_belonging(graph, id_of('3'), id_of('N')), TRIB_BELONGING_NONE);
    assert_int_equal(trib_graph_belonging(graph, NULL, id_of('N')), TRIB_BELONGING_NONE);
    assert_true(trib_graph_has_belonging(graph, id_of('2')));
    assert_false(trib_graph_has_belonging(graph, id_of('5')));
    assert_true(trib_graph_is_secretariat(graph, id_of('5')));
    assert_false(trib_graph_is_secretariat(graph, id_of('6')));
    assert_true(trib_graph_is_administrator(graph, id_of('6')));
    assert_false(trib_graph_is_administrator(graph, NULL));
    assert_true(trib_graph_is_observer(graph, id_of('O')));
    assert_true(trib_graph_is_observer(graph, id_of('T')));
    assert_false(trib_graph_is_observer(graph, id_of('M')));
    assert_false(trib_graph_is_observer(graph, id_of('N'))); /* an observer, but not of the root */
    assert_true(trib_graph_has_lead(graph, id_of('M')));
    assert_false(trib_graph_has_lead(graph, id_of('x')));
    /* a sample leads, and yet the first one may still be invited */
    assert_int_equal(trib_graph_belonging(graph, id_of('o'), id_of('O')),
                     TRIB_BELONGING_LEAD_DELEGATE);
    assert_false(trib_graph_has_lead(graph, id_of('O')));
}

static void tells_group_parts(void **state) {
    (void)state;
    const struct trib_graph *graph = filled.graph;
    const char *caucus = id_of('C');
    assert_int_equal(trib_graph_group_part(graph, id_of('c'), NULL, caucus), TRIB_GROUP_NOTE_TAKER);
    assert_int_equal(trib_graph_group_part(graph, id_of('m'), id_of('M'), caucus),
                     TRIB_GROUP_FACILITATOR);
    assert_int_equal(trib_graph_group_part(graph, id_of('m'), NULL, caucus), TRIB_GROUP_NONE);
    assert_int_equal(trib_graph_group_part(graph, id_of('m'), id_of('N'), caucus), TRIB_GROUP_NONE);
    assert_int_equal(trib_graph_group_part(graph, id_of('1'), id_of('M'), caucus), TRIB_GROUP_NONE);
    assert_int_equal(trib_graph_group_part(graph, id_of('o'), id_of('M'), caucus), TRIB_GROUP_NONE);
}

static void tells_the_greatest_group_part(void **state) {
    (void)state;
    const struct trib_graph *graph = filled.graph;
    assert_int_equal(trib_graph_greatest_group_part(graph, id_of('c'), NULL),
                     TRIB_GROUP_NOTE_TAKER);
    assert_int_equal(trib_graph_greatest_group_part(graph, id_of('m'), id_of('M')),
                     TRIB_GROUP_FACILITATOR);
    assert_int_equal(trib_graph_greatest_group_part(graph, id_of('m'), NULL), TRIB_GROUP_NONE);
    assert_int_equal(trib_graph_greatest_group_part(graph, id_of('m'), id_of('N')),
                     TRIB_GROUP_NONE);
    assert_int_equal(trib_graph_greatest_group_part(graph, id_of('1'), id_of('M')),
                     TRIB_GROUP_NONE);
    assert_int_equal(trib_graph_greatest_group_part(graph, NULL, NULL), TRIB_GROUP_NONE);
}

/* ---- following changes ---- */

static void a_scope_keeps_its_address(void **state) {
    (void)state;
    static const char RENAME[] = "UPDATE belonging SET display_name = 'Other' WHERE person_id = ?1";
    static const char END[] = "UPDATE belonging SET ends_on = '2026-11' WHERE person_id = ?1";
    struct world world;
    world_open(&world, 2);
    world_fill(&world);
    struct trib_scope *before = trib_graph_scope(world.graph, id_of('m'));
    struct trib_scope *other = trib_graph_scope(world.graph, id_of('o'));
    spine_begin(&world.spine);
    SPINE_RUN(&world.spine, RENAME, id_of('m'));
    world_commit(&world);
    struct trib_scope *renamed = trib_graph_scope(world.graph, id_of('m'));
    assert_ptr_equal(renamed, before); /* equal sight, equal address: the feed rests on it */
    spine_begin(&world.spine);
    SPINE_RUN(&world.spine, END, id_of('m'));
    world_commit(&world);
    struct trib_scope *ended = trib_graph_scope(world.graph, id_of('m'));
    struct trib_scope *other_after = trib_graph_scope(world.graph, id_of('o'));
    assert_ptr_not_equal(ended, before);
    assert_false(trib_scope_equal(ended, before));
    assert_ptr_equal(other_after, other);
    assert_int_equal(ended->space_count, 2);
    trib_scope_drop(before);
    trib_scope_drop(other);
    trib_scope_drop(renamed);
    trib_scope_drop(ended);
    trib_scope_drop(other_after);
    world_close(&world);
}

/* A chain of organizations under the root: the sixteenth counts, the seventeenth does not. */
static void sees_sixteen_links_deep(void **state) {
    (void)state;
    struct world world;
    world_open(&world, 3);
    spine_begin(&world.spine);
    spine_add_organization(&world.spine, id_of('@'), TRIB_SPACE_PUBLIC_ID);
    spine_add_coalition(&world.spine, id_of('!'), id_of('@'));
    for (char name = 'A'; name < 'A' + 17; name++) {
        spine_add_organization(&world.spine, id_of(name), TRIB_SPACE_PUBLIC_ID);
        link_to(&world, name, (char)(name - 1), "member");
        belong(&world, (char)(name + 32), name, "alternate");
    }
    world_commit(&world);
    assert_true(trib_may_see(world.graph, id_of('a' + 15), TRIB_SPACE_COALITION_ID));
    assert_false(trib_may_see(world.graph, id_of('a' + 16), TRIB_SPACE_COALITION_ID));
    world_close(&world);
}

/* Commands refuse circles; if one got in all the same, the server must not hang. */
static void a_circle_ends(void **state) {
    (void)state;
    struct world world;
    world_open(&world, 4);
    spine_begin(&world.spine);
    for (const char *name = "RAB"; *name != '\0'; name++) {
        spine_add_organization(&world.spine, id_of(*name), TRIB_SPACE_PUBLIC_ID);
    }
    spine_add_coalition(&world.spine, id_of('!'), id_of('R'));
    link_to(&world, 'A', 'R', "member");
    link_to(&world, 'B', 'A', "member");
    link_to(&world, 'A', 'B', "member");
    link_to(&world, 'R', 'B', "member");
    belong(&world, 'b', 'B', "lead_delegate");
    belong(&world, 'r', 'R', "lead_delegate");
    world_commit(&world);
    assert_true(trib_may_see(world.graph, id_of('b'), TRIB_SPACE_COALITION_ID));
    assert_false(trib_may_see(world.graph, id_of('r'), TRIB_SPACE_COALITION_ID));
    world_close(&world);
}

/* Clients make the ids, so a row of one table may have the id of a row of another. */
static void equal_ids_in_two_tables_are_two_rows(void **state) {
    (void)state;
    static const char END[] = "UPDATE coalition_role SET ends_on = '2026' WHERE person_id = ?1";
    struct world world;
    world_open(&world, 5);
    spine_begin(&world.spine);
    spine_add_organization(&world.spine, id_of('A'), TRIB_SPACE_PUBLIC_ID);
    spine_add_person(&world.spine, id_of('p'));
    spine_add_belonging(&world.spine, id_of('='), id_of('p'), id_of('A'), "base_member");
    spine_add_coalition_role(&world.spine, id_of('='), id_of('p'), "secretariat");
    world_commit(&world);
    assert_true(trib_may_see(world.graph, id_of('p'), TRIB_SPACE_COALITION_ID));
    spine_begin(&world.spine);
    SPINE_RUN(&world.spine, END, id_of('p'));
    world_commit(&world);
    assert_false(trib_may_see(world.graph, id_of('p'), TRIB_SPACE_COALITION_ID));
    assert_true(trib_may_see(world.graph, id_of('p'), id_of('A')));
    world_close(&world);
}

static void sees_a_thousand_spaces_and_no_more(void **state) {
    (void)state;
    struct world world;
    char ids[TRIB_SPACES_PER_PERSON_MAX + 1][TRIB_ID_BYTES];
    char tie_id[TRIB_ID_BYTES];
    world_open(&world, 6);
    spine_begin(&world.spine);
    spine_add_person(&world.spine, id_of('p'));
    for (size_t index = 0; index <= TRIB_SPACES_PER_PERSON_MAX; index++) {
        snprintf(ids[index], TRIB_ID_BYTES, "10000000-0000-4000-9000-%012zu", index);
        add_tie_id(&world, tie_id);
        spine_add_organization(&world.spine, ids[index], TRIB_SPACE_PUBLIC_ID);
        spine_add_belonging(&world.spine, tie_id, id_of('p'), ids[index], "base_member");
    }
    world_commit(&world);
    struct trib_scope *scope = trib_graph_scope(world.graph, id_of('p'));
    assert_int_equal(scope->space_count, TRIB_SPACES_PER_PERSON_MAX);
    trib_scope_drop(scope);
    /* The first by id: public and the person's own stand before the organizations'. */
    assert_true(trib_may_see(world.graph, id_of('p'), ids[TRIB_SPACES_PER_PERSON_MAX - 3]));
    assert_false(trib_may_see(world.graph, id_of('p'), ids[TRIB_SPACES_PER_PERSON_MAX - 2]));
    world_close(&world);
}

/* A facilitator chooses the ids of groups and whom they admit: enough of them must not put anybody
   out of what they see by what they are. */
static void a_crowd_of_groups_hides_nothing_of_ones_own(void **state) {
    (void)state;
    struct world world;
    char group_id[TRIB_ID_BYTES];
    char tie_id[TRIB_ID_BYTES];
    world_open(&world, 8);
    world_fill(&world);
    spine_begin(&world.spine);
    for (size_t index = 0; index < TRIB_SPACES_PER_PERSON_MAX; index++) {
        snprintf(group_id, TRIB_ID_BYTES, "00000000-0000-4000-8fff-%012zu", index);
        add_tie_id(&world, tie_id);
        spine_add_group(&world.spine, group_id, group_id);
        spine_add_group_member(&world.spine, tie_id, group_id, NULL, id_of('m'), "member");
    }
    world_commit(&world);
    struct trib_scope *scope = trib_graph_scope(world.graph, id_of('m'));
    assert_int_equal(scope->space_count, TRIB_SPACES_PER_PERSON_MAX);
    assert_true(trib_scope_has(scope, TRIB_SPACE_PUBLIC_ID));
    assert_true(trib_scope_has(scope, TRIB_SPACE_COALITION_ID));
    assert_true(trib_scope_has(scope, id_of('M')));
    assert_true(trib_scope_has(scope, id_of('m')));
    for (size_t index = 1; index < scope->space_count; index++) {
        assert_true(strcmp(scope->spaces[index - 1].space_id, scope->spaces[index].space_id) < 0);
    }
    trib_scope_drop(scope);
    world_close(&world);
}

/* ---- against the rule in SQL ---- */

#define ORGANIZATIONS 24
#define PEOPLE 8
#define GROUPS 4
#define STATES 3000

struct random_world {
    struct world world;
    char organizations[ORGANIZATIONS][TRIB_ID_BYTES];
    char people[PEOPLE][TRIB_ID_BYTES];
    char groups[GROUPS][TRIB_ID_BYTES];
};

static void random_fill(struct random_world *random) {
    struct spine *spine = &random->world.spine;
    spine_begin(spine);
    for (size_t index = 0; index < ORGANIZATIONS; index++) {
        spine_id(spine, random->organizations[index]);
        spine_add_organization(spine, random->organizations[index], TRIB_SPACE_PUBLIC_ID);
    }
    for (size_t index = 0; index < PEOPLE; index++) {
        spine_id(spine, random->people[index]);
        spine_add_person(spine, random->people[index]);
    }
    for (size_t index = 0; index < GROUPS; index++) {
        spine_id(spine, random->groups[index]);
        spine_add_group(spine, random->groups[index], TRIB_SPACE_PUBLIC_ID);
    }
    spine_add_coalition(spine, random->people[0], random->organizations[0]);
    world_commit(&random->world);
}

/* A child has the higher number, so that there is no circle; most links go one step, to get deep.
 */
static void random_link(struct random_world *random, const char *tie_id) {
    static const char *const STATUSES[] = {"member",    "member",    "member",    "observer",
                                           "tentative", "applicant", "suspended", "left"};
    struct spine *spine = &random->world.spine;
    size_t child = 1 + spine_below(spine, ORGANIZATIONS - 1);
    size_t parent = spine_below(spine, 4) == 0 ? spine_below(spine, child) : child - 1;
    spine_add_affiliation(spine, tie_id, random->organizations[child],
                          random->organizations[parent],
                          STATUSES[spine_below(spine, sizeof STATUSES / sizeof STATUSES[0])]);
}

static void random_tie(struct random_world *random) {
    static const char *const ROLES[] = {"base_member", "alternate", "lead_delegate"};
    static const char *const PARTS[] = {"member", "facilitator", "note_taker", "chair"};
    struct spine *spine = &random->world.spine;
    char tie_id[TRIB_ID_BYTES];
    spine_id(spine, tie_id);
    const char *person_id = random->people[spine_below(spine, PEOPLE)];
    const char *organization_id = random->organizations[spine_below(spine, ORGANIZATIONS)];
    const char *group_id = random->groups[spine_below(spine, GROUPS)];
    switch (spine_below(spine, 8)) {
    case 0:
        spine_add_belonging(spine, tie_id, person_id, organization_id,
                            ROLES[spine_below(spine, 3)]);
        break;
    case 1:
        spine_add_group_member(spine, tie_id, group_id, organization_id, NULL,
                               PARTS[spine_below(spine, 4)]);
        break;
    case 2:
        spine_add_group_member(spine, tie_id, group_id, NULL, person_id,
                               PARTS[spine_below(spine, 4)]);
        break;
    case 3:
        spine_add_coalition_role(spine, tie_id, person_id,
                                 spine_below(spine, 2) == 0 ? "secretariat" : "administrator");
        break;
    default:
        random_link(random, tie_id);
        break;
    }
}

/* Changes or removes one row of each table at most, the one after a random id. */
static void random_change(struct random_world *random) {
    static const char NEW_ROOT[] = "UPDATE coalition SET root_organization_id = ?1";
    static const char *const CHANGES[] = {
        "UPDATE belonging SET ends_on = '2026' WHERE belonging_id = "
        "(SELECT belonging_id FROM belonging WHERE belonging_id > ?1 LIMIT 1)",
        "DELETE FROM belonging WHERE belonging_id = "
        "(SELECT belonging_id FROM belonging WHERE belonging_id > ?1 LIMIT 1)",
        "UPDATE belonging SET role = iif(role = 'base_member', 'alternate', 'base_member') "
        "WHERE belonging_id = "
        "(SELECT belonging_id FROM belonging WHERE belonging_id > ?1 LIMIT 1)",
        "UPDATE group_member SET ends_on = '2026' WHERE group_member_id = "
        "(SELECT group_member_id FROM group_member WHERE group_member_id > ?1 LIMIT 1)",
        "DELETE FROM group_member WHERE group_member_id = "
        "(SELECT group_member_id FROM group_member WHERE group_member_id > ?1 LIMIT 1)",
        "UPDATE coalition_role SET ends_on = '2026' WHERE coalition_role_id = "
        "(SELECT coalition_role_id FROM coalition_role WHERE coalition_role_id > ?1 LIMIT 1)",
        "UPDATE OR IGNORE affiliation SET status = 'suspended' WHERE affiliation_id = "
        "(SELECT affiliation_id FROM affiliation WHERE affiliation_id > ?1 LIMIT 1)",
        "UPDATE OR IGNORE affiliation SET status = 'member' WHERE affiliation_id = "
        "(SELECT affiliation_id FROM affiliation WHERE affiliation_id > ?1 LIMIT 1)",
        "UPDATE affiliation SET ends_on = iif(ends_on IS NULL, '2026', NULL) "
        "WHERE affiliation_id = "
        "(SELECT affiliation_id FROM affiliation WHERE affiliation_id > ?1 LIMIT 1)",
        "DELETE FROM affiliation WHERE affiliation_id = "
        "(SELECT affiliation_id FROM affiliation WHERE affiliation_id > ?1 LIMIT 1)",
    };
    struct spine *spine = &random->world.spine;
    char after_id[TRIB_ID_BYTES];
    spine_id(spine, after_id);
    SPINE_RUN(spine, CHANGES[spine_below(spine, sizeof CHANGES / sizeof CHANGES[0])], after_id);
    if (spine_below(spine, 50) == 0) {
        SPINE_RUN(spine, NEW_ROOT, random->organizations[spine_below(spine, 4)]);
    }
}

static void assert_same_sight(struct spine *spine, struct trib_graph *graph,
                              const char *person_id) {
    char expected[ORGANIZATIONS + PEOPLE + GROUPS + 2][TRIB_ID_BYTES];
    size_t count = spine_sight(spine, person_id, expected, sizeof expected / sizeof expected[0]);
    struct trib_scope *scope = trib_graph_scope(graph, person_id);
    assert_non_null(scope);
    for (size_t index = 0; index < count && index < scope->space_count; index++) {
        assert_string_equal(scope->spaces[index].space_id, expected[index]);
    }
    assert_int_equal(scope->space_count, count);
    trib_scope_drop(scope);
}

static void sees_what_the_rule_in_sql_sees(void **state) {
    (void)state;
    static struct random_world random;
    struct trib_error error = {0};
    world_open(&random.world, 20261124);
    random_fill(&random);
    for (size_t step = 0; step < STATES; step++) {
        spine_begin(&random.world.spine);
        for (size_t ties = 1 + spine_below(&random.world.spine, 3); ties > 0; ties--) {
            random_tie(&random);
            random_change(&random);
        }
        world_commit(&random.world);
        assert_same_sight(&random.world.spine, random.world.graph, NULL);
        for (size_t person = 0; person < PEOPLE; person++) {
            assert_same_sight(&random.world.spine, random.world.graph, random.people[person]);
        }
    }
    /* And one that starts now knows what the other learnt change by change. */
    struct trib_graph *fresh = NULL;
    assert_true(trib_graph_load(random.world.spine.store, &fresh, &error));
    for (size_t person = 0; person < PEOPLE; person++) {
        assert_same_sight(&random.world.spine, fresh, random.people[person]);
    }
    trib_graph_destroy(fresh);
    world_close(&random.world);
}

int main(void) {
    enum { ROW_COUNT = sizeof rows / sizeof rows[0] };
    struct CMUnitTest tests[ROW_COUNT + 11] = {
        [ROW_COUNT] = cmocka_unit_test(knows_spaces),
        cmocka_unit_test(tells_parts),
        cmocka_unit_test(tells_group_parts),
        cmocka_unit_test(tells_the_greatest_group_part),
        cmocka_unit_test(a_scope_keeps_its_address),
        cmocka_unit_test(sees_sixteen_links_deep),
        cmocka_unit_test(a_circle_ends),
        cmocka_unit_test(equal_ids_in_two_tables_are_two_rows),
        cmocka_unit_test(sees_a_thousand_spaces_and_no_more),
        cmocka_unit_test(a_crowd_of_groups_hides_nothing_of_ones_own),
        cmocka_unit_test(sees_what_the_rule_in_sql_sees),
    };
    for (size_t index = 0; index < ROW_COUNT; index++) {
        tests[index] = (struct CMUnitTest){
            .name = rows[index].name, .test_func = sees, .initial_state = &rows[index]};
    }
    return cmocka_run_group_tests_name("space/graph", tests, fill, unfill);
}
