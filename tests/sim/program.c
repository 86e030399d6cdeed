/* See program.h. Everything is plain SQL inside real commands; only the last entry of a tick may
   change who sees what, as the store has it. */
#include "program.h"

#include <stdio.h>
#include <string.h>

#include "bad_disk.h"
#include "screen.h"
#include "tributary/command/dispatch.h"

#define WAYS(list) (sizeof(list) / sizeof(list)[0])

/* A row that is there, chosen by an id behind which it comes; or the first. */
#define SOME(table, id) "(SELECT " id " FROM " table " ORDER BY " id " < ?1, " id " LIMIT 1)"
#define SOME_SPACE SOME("space", "space_id")
#define SOME_NOTE SOME("reading_note", "reading_note_id")

static const char *const NOTES[] = {
    "INSERT INTO reading_note (reading_note_id, space_id, heading, note) "
    "VALUES (?2, " SOME_SPACE ", 'Heading', 'new ' || ?3)",
    "UPDATE reading_note SET note = 'other ' || ?3 WHERE reading_note_id = " SOME_NOTE,
    "UPDATE reading_note SET space_id = " SOME_SPACE " WHERE reading_note_id = "
    "(SELECT reading_note_id FROM reading_note ORDER BY reading_note_id < ?2, reading_note_id "
    "LIMIT 1) AND ?3 IS NOT NULL",
    "UPDATE reading_note SET space_id = " SOME_SPACE ", note = 'moved ' || ?3 "
    "WHERE reading_note_id = (SELECT reading_note_id FROM reading_note "
    "ORDER BY reading_note_id < ?2, reading_note_id LIMIT 1)",
    "DELETE FROM reading_note WHERE reading_note_id = " SOME_NOTE " AND ?2 <> ?3",
    "INSERT OR REPLACE INTO reading_note (reading_note_id, space_id, heading, note) "
    "SELECT reading_note_id, " SOME_SPACE ", 'Replaced', 'again ' || ?3 FROM reading_note "
    "WHERE reading_note_id > ?2 ORDER BY reading_note_id LIMIT 1",
    "INSERT INTO reading_note (reading_note_id, space_id, heading, note) "
    "VALUES (coalesce(" SOME_NOTE ", ?2), '" TRIB_SPACE_PUBLIC_ID "', 'Upserted', ?3) "
    "ON CONFLICT (reading_note_id) DO UPDATE SET note = 'upserted ' || ?3",
    "UPDATE reading_note SET note = 'all ' || ?3 WHERE heading <> ?1 AND heading <> ?2",
};

/* What decides sight: it ends a tick. */
static const char *const TIES[] = {
    "UPDATE coalition_role SET ends_on = '2026' WHERE coalition_role_id = " SOME(
        "coalition_role", "coalition_role_id") " AND ?2 <> ?3",
    "INSERT OR IGNORE INTO coalition_role (coalition_role_id, space_id, person_id, role, "
    "display_name) SELECT ?2, '" TRIB_SPACE_COALITION_ID "', person_id, "
    "iif(length(?3) % 2, 'secretariat', 'administrator'), 'Somebody' FROM person "
    "WHERE person_id = " SOME("person", "person_id"),
    "UPDATE belonging SET ends_on = '2026' WHERE belonging_id = " SOME(
        "belonging", "belonging_id") " AND ?2 <> ?3",
    "DELETE FROM belonging WHERE belonging_id = " SOME("belonging", "belonging_id") " AND ?2 <> ?3",
    "INSERT OR IGNORE INTO belonging (belonging_id, space_id, person_id, organization_id, role, "
    "display_name) SELECT ?2, '" TRIB_SPACE_COALITION_ID
    "', " SOME("person", "person_id") ", "
                                      "organization_id, 'alternate', 'Sent ' || ?3 FROM "
                                      "organization ORDER BY organization_id < ?2, "
                                      "organization_id LIMIT 1",
    "DELETE FROM group_member WHERE group_member_id = " SOME("group_member",
                                                             "group_member_id") " AND ?2 <> ?3",
    "INSERT OR IGNORE INTO group_member (group_member_id, space_id, group_id, person_id, "
    "display_name, role) SELECT ?2, group_id, group_id, " SOME(
        "person", "person_id") ", "
                               "'Taken in ' || ?3, iif(?3 % 3, 'member', 'facilitator') FROM "
                               "\"group\" ORDER BY group_id < ?2, group_id LIMIT 1",
    "UPDATE affiliation SET status = json_extract("
    "'[\"tentative\", \"observer\", \"member\", \"suspended\"]', '$[' || (?3 % 4) || ']') "
    "WHERE ends_on IS NULL AND status <> 'left' AND ?2 <> ?3 AND affiliation_id = " SOME(
        "affiliation", "affiliation_id"),
    /* below somebody goes only who has nobody below: so there are no circles */
    "INSERT OR IGNORE INTO affiliation (affiliation_id, space_id, organization_id, parent_id, "
    "status) SELECT ?2, '" TRIB_SPACE_COALITION_ID "', organization_id, " SOME(
        "organization",
        "organization_id") ", "
                           "iif(?3 % 2, 'tentative', 'member') FROM organization "
                           "WHERE organization_id NOT IN (SELECT parent_id FROM affiliation) "
                           "ORDER BY organization_id < ?2, organization_id LIMIT 1",
    "UPDATE coalition SET root_organization_id = " SOME("organization",
                                                        "organization_id") " WHERE ?2 <> ?3",
    /* no command makes a group narrower: so only one of which nothing is read elsewhere */
    "UPDATE \"group\" SET space_id = iif(space_id = group_id, '" TRIB_SPACE_COALITION_ID
    "', group_id) WHERE group_id = " SOME(
        "\"group\"", "group_id") " AND ?2 <> ?3 AND group_id NOT IN (SELECT group_id FROM comment "
                                 "WHERE group_id NOT NULL UNION SELECT about_id FROM comment "
                                 "UNION SELECT group_id FROM meeting WHERE group_id NOT NULL "
                                 "UNION SELECT group_id FROM meeting_group "
                                 "UNION SELECT group_id FROM plan WHERE group_id NOT NULL "
                                 "UNION SELECT group_id FROM agenda_item WHERE group_id NOT NULL "
                                 "UNION SELECT group_id FROM action_item WHERE group_id NOT NULL)",
};

static void run_one(struct world *world, const char *sql) {
    char after[TRIB_ID_BYTES];
    char id[TRIB_ID_BYTES];
    char text[24];
    spine_id(&world->spine, after);
    spine_id(&world->spine, id);
    snprintf(text, sizeof text, "%zu", ++world->text_count);
    SPINE_RUN(&world->spine, sql, after, id, text);
}

static void run_notes(struct world *world) {
    for (size_t count = 1 + world_below(world, 3); count > 0; count--) {
        run_one(world, NOTES[world_below(world, WAYS(NOTES))]);
    }
}

/* As the server does after every command. */
static void ties_follow(struct world *world) {
    const struct trib_command command = {.store = world->spine.store};
    struct trib_error error;
    if (!trib_dispatches_follow(&command, &error)) {
        trace_fault(&world->trace, "dispatches do not follow: %s",
                    trib_error_code_name(error.code));
    }
}

void program_write(struct world *world) {
    world_tick(world); /* a command of the program's is none of the server's */
    if (bad_disk_is_dead() || !trib_store_is_writable(world->spine.store)) {
        return;
    }
    bad_disk_hold(true); /* what the tests' own writing does of failures is to stop */
    for (size_t count = world_below(world, 3); count > 0; count--) {
        spine_begin(&world->spine);
        run_notes(world);
        spine_end(&world->spine);
    }
    spine_begin(&world->spine);
    run_notes(world);
    for (size_t count = world_below(world, 3); count > 0; count--) {
        run_one(world, TIES[world_below(world, WAYS(TIES))]);
        run_one(world, NOTES[world_below(world, WAYS(NOTES))]);
    }
    ties_follow(world);
    spine_end(&world->spine);
    world_tick(world);
    bad_disk_hold(false);
}

/* ---- too much for a frame -------------------------------------------------------------------- */

static const char ADD_MANY[] =
    "WITH RECURSIVE number (n) AS "
    "(SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < CAST(?1 AS INTEGER)) "
    "INSERT INTO reading_note (reading_note_id, space_id, heading, note) "
    "SELECT printf('%08x-0000-4000-8000-%s', n, ?3), ?4, 'Flood', "
    "replace(printf('%*s', CAST(?2 AS INTEGER), ''), ' ', 'z') FROM number";
static const char TAKE_MANY_BACK[] = "DELETE FROM reading_note WHERE heading = 'Flood'";

/* Entries of which a frame takes three, one that no frame takes, more rows than a tick may have.
   The last takes longest, and comes up least. */
static const struct {
    const char *rows, *letters;
    size_t entry_count;
} FLOODS[] = {{"40", "1900", 4}, {"40", "1900", 4},  {"40", "1900", 4},
              {"40", "1900", 4}, {"150", "1950", 1}, {"700", "1", 3}};

static void flood_end(struct world *world) {
    spine_begin(&world->spine);
    spine_run(&world->spine, TAKE_MANY_BACK, NULL, 0);
    spine_end(&world->spine);
    world->flood_count = 0;
}

static void flood_begin(struct world *world) {
    size_t which = world_below(world, WAYS(FLOODS));
    for (size_t count = FLOODS[which].entry_count; count > 0; count--) {
        const char *space_id =
            world_happens(world, 2) ? TRIB_SPACE_PUBLIC_ID : TRIB_SPACE_COALITION_ID;
        char id[TRIB_ID_BYTES];
        spine_id(&world->spine, id);
        spine_begin(&world->spine);
        SPINE_RUN(&world->spine, ADD_MANY, FLOODS[which].rows, FLOODS[which].letters, id + 24,
                  space_id);
        spine_end(&world->spine);
        world->flood_count++;
    }
}

void program_flood(struct world *world) {
    world_tick(world);
    if (bad_disk_is_dead() || !trib_store_is_writable(world->spine.store)) {
        return;
    }
    bad_disk_hold(true);
    if (world->flood_count > 0) {
        flood_end(world);
    } else {
        flood_begin(world);
    }
    world_tick(world);
    bad_disk_hold(false);
}
