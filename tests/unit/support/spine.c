/*
 * See spine.h. The rule of sight stands here once more, as a reader of the design would put it in
 * SQL.
 */
#include "spine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tributary/command/tables.h"

/* A failure inside a helper stops the test with the code. */
static void must(bool done, const struct trib_error *error) {
    if (!done) {
        fail_msg("%s (%s)", trib_error_code_name(error->code), error->field);
    }
}

static int64_t clock_now(void *context) {
    const struct spine *spine = context;
    return spine->now_ms;
}

static struct trib_store_settings begin(struct spine *spine, uint64_t seed, const char *path) {
    *spine = (struct spine){.seed = seed, .now_ms = 1795500000000};
    return (struct trib_store_settings){
        .path = path,
        .tables = trib_tables,
        .table_count = trib_table_count,
        .migrations = trib_migrations,
        .migration_count = trib_migration_count,
        .clock = {.context = spine, .now_ms = clock_now, .monotonic_ms = clock_now},
        .random = trib_random_seeded(&spine->seed)};
}

void spine_open_older(struct spine *spine, uint64_t seed, const char *path, size_t migration_count,
                      const char *first_missing) {
    struct trib_error error = {0};
    struct trib_store_settings settings = begin(spine, seed, path);
    settings.migration_count = migration_count;
    for (size_t i = 0; i < settings.table_count && first_missing != NULL; i++) {
        if (strcmp(settings.tables[i].name, first_missing) == 0) {
            settings.table_count = i;
        }
    }
    static const char ADD_SPACES[] =
        "INSERT INTO space (space_id, kind) VALUES (?1, 'public'), (?2, 'coalition')";
    TRIB_AUTO(trib_batch) batch = {0};
    must(trib_store_create(&settings, &spine->store, &error), &error);
    spine_begin(spine);
    SPINE_RUN(spine, ADD_SPACES, TRIB_SPACE_PUBLIC_ID, TRIB_SPACE_COALITION_ID);
    spine_end(spine);
    spine_commit(spine, &batch);
}

void spine_open_file(struct spine *spine, uint64_t seed, const char *path) {
    spine_open_older(spine, seed, path, trib_migration_count, NULL);
}

void spine_upgrade(struct spine *spine, const char *path) {
    struct trib_error error = {0};
    spine_close(spine);
    struct trib_store_settings settings = begin(spine, spine->seed, path);
    must(trib_store_open(&settings, &spine->store, &error), &error);
}

void spine_image_save(struct spine *spine, struct spine_image *out) {
    struct trib_error error = {0};
    out->now_ms = spine->now_ms;
    must(trib_store_image_save(spine->store, &out->bytes, &out->length, &error), &error);
}

void spine_open_image(struct spine *spine, uint64_t seed, const struct spine_image *image) {
    struct trib_error error = {0};
    struct trib_store_settings settings = begin(spine, seed, ":memory:");
    spine->now_ms = image->now_ms;
    must(trib_store_image_open(&settings, image->bytes, image->length, &spine->store, &error),
         &error);
}

void spine_open(struct spine *spine, uint64_t seed) {
    static struct spine_image image;
    if (image.bytes == NULL) {
        spine_open_file(spine, SPINE_IMAGE_SEED, ":memory:");
        spine_image_save(spine, &image);
        spine_close(spine);
    }
    spine_open_image(spine, seed, &image);
}

void spine_close(struct spine *spine) {
    trib_store_close(spine->store);
    spine->store = NULL;
}

struct trib_random spine_random(struct spine *spine) {
    return trib_random_seeded(&spine->seed);
}

size_t spine_below(struct spine *spine, size_t bound) {
    return (size_t)trib_random_below(spine_random(spine), bound);
}

void spine_id(struct spine *spine, char out_id[static TRIB_ID_BYTES]) {
    trib_id_make_random(spine_random(spine), out_id);
}

void spine_begin(struct spine *spine) {
    struct trib_error error = {0};
    char command_id[TRIB_ID_BYTES];
    trib_id_make_timed(spine_random(spine), spine->now_ms, command_id);
    struct trib_entry_head head = {.command_id = command_id,
                                   .method = "test.write",
                                   .request = "{}",
                                   .request_length = strlen("{}")};
    enum trib_command_outcome outcome = TRIB_COMMAND_REPEATED;
    const char *answer = NULL;
    must(trib_tick_command_open(spine->store, &head, &outcome, &answer, &error), &error);
    assert_int_equal(outcome, TRIB_COMMAND_NEW);
}

void spine_run(struct spine *spine, const char *sql, const char *const *values, size_t count) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    must(trib_statement_prepare(spine->store, sql, &statement, &error), &error);
    for (size_t index = 0; index < count; index++) {
        must(trib_bind_text(&statement, (int)index + 1, values[index], &error), &error);
    }
    must(trib_statement_run(&statement, &error), &error);
}

uint64_t spine_end(struct spine *spine) {
    struct trib_error error = {0};
    uint64_t seq = 0;
    must(trib_tick_command_release(spine->store, "{}", &seq, &error), &error);
    return seq;
}

void spine_commit(struct spine *spine, struct trib_batch *out_batch) {
    struct trib_error error = {0};
    must(trib_tick_commit(spine->store, out_batch, &error), &error);
}

/* ---- rows ---- */

static void add_space(struct spine *spine, const char *id, const char *kind) {
    static const char SQL[] = "INSERT INTO space (space_id, kind, owner_id) VALUES (?1, ?2, ?1)";
    SPINE_RUN(spine, SQL, id, kind);
}

void spine_add_organization(struct spine *spine, const char *id, const char *space_id) {
    static const char SQL[] = "INSERT INTO organization (organization_id, space_id, name, kind) "
                              "VALUES (?1, ?2, 'Organization ' || ?1, 'network')";
    add_space(spine, id, "organization");
    SPINE_RUN(spine, SQL, id, space_id);
}

void spine_add_person(struct spine *spine, const char *id) {
    static const char SQL[] = "INSERT INTO person (person_id, space_id, display_name) "
                              "VALUES (?1, ?1, 'Person ' || ?1)";
    add_space(spine, id, "person");
    SPINE_RUN(spine, SQL, id);
}

void spine_add_group(struct spine *spine, const char *id, const char *space_id) {
    static const char SQL[] = "INSERT INTO \"group\" (group_id, space_id, name, kind, state) "
                              "VALUES (?1, ?2, 'Group ' || ?1, 'caucus', 'active')";
    add_space(spine, id, "group");
    SPINE_RUN(spine, SQL, id, space_id);
}

void spine_add_affiliation(struct spine *spine, const char *id, const char *organization_id,
                           const char *parent_id, const char *status) {
    static const char SQL[] = "INSERT OR IGNORE INTO affiliation "
                              "(affiliation_id, space_id, organization_id, parent_id, status) "
                              "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3, ?4)";
    SPINE_RUN(spine, SQL, id, organization_id, parent_id, status);
}

void spine_add_belonging(struct spine *spine, const char *id, const char *person_id,
                         const char *organization_id, const char *role) {
    static const char SQL[] =
        "INSERT OR IGNORE INTO belonging "
        "(belonging_id, space_id, person_id, organization_id, role, display_name) "
        "VALUES (?1, iif(?4 = 'base_member', ?3, '" TRIB_SPACE_COALITION_ID
        "'), ?2, ?3, ?4, 'Name')";
    SPINE_RUN(spine, SQL, id, person_id, organization_id, role);
}

void spine_add_coalition_role(struct spine *spine, const char *id, const char *person_id,
                              const char *role) {
    static const char SQL[] = "INSERT OR IGNORE INTO coalition_role "
                              "(coalition_role_id, space_id, person_id, role, display_name) "
                              "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3, 'Name')";
    SPINE_RUN(spine, SQL, id, person_id, role);
}

void spine_add_group_member(struct spine *spine, const char *id, const char *group_id,
                            const char *organization_id, const char *person_id, const char *role) {
    static const char SQL[] =
        "INSERT OR IGNORE INTO group_member "
        "(group_member_id, space_id, group_id, organization_id, person_id, display_name, role) "
        "VALUES (?1, iif(?4 IS NULL, '" TRIB_SPACE_PUBLIC_ID "', ?2), ?2, ?3, ?4, "
        "iif(?4 IS NULL, NULL, 'Name'), ?5)";
    SPINE_RUN(spine, SQL, id, group_id, organization_id, person_id, role);
}

void spine_add_coalition(struct spine *spine, const char *id, const char *root_id) {
    static const char SQL[] =
        "INSERT INTO coalition (coalition_id, space_id, name, root_organization_id) "
        "VALUES (?1, '" TRIB_SPACE_PUBLIC_ID "', 'Coalition', ?2)";
    SPINE_RUN(spine, SQL, id, root_id);
}

/* ---- the rule once more ---- */

static const char SIGHT[] =
    "WITH RECURSIVE "
    "root (id) AS (SELECT root_organization_id FROM coalition), "
    "link (child, parent) AS ("
    "    SELECT organization_id, parent_id FROM affiliation"
    "    WHERE ends_on IS NULL AND status IN ('member', 'observer', 'tentative')"
    "    AND organization_id NOT IN (SELECT id FROM root WHERE id IS NOT NULL)), "
    "below (id, depth) AS ("
    "    SELECT child, 1 FROM link WHERE parent IN (SELECT id FROM root)"
    "    UNION SELECT link.child, depth + 1 FROM below JOIN link ON link.parent = below.id"
    "    WHERE depth < 16), "
    "mine (id, is_delegate) AS ("
    "    SELECT organization_id, role <> 'base_member' FROM belonging"
    "    WHERE person_id = ?1 AND ends_on IS NULL) "
    "SELECT space_id FROM space WHERE kind = 'public' "
    "UNION SELECT space_id FROM space WHERE kind = 'coalition' AND ("
    "    EXISTS (SELECT 1 FROM mine JOIN below USING (id) WHERE depth = 1 OR is_delegate) OR"
    "    EXISTS (SELECT 1 FROM coalition_role"
    "        WHERE person_id = ?1 AND role = 'secretariat' AND ends_on IS NULL)) "
    "UNION SELECT space_id FROM space WHERE kind = 'organization'"
    "    AND owner_id IN (SELECT id FROM mine) "
    "UNION SELECT space_id FROM space WHERE kind = 'group' AND owner_id IN ("
    "    SELECT group_id FROM group_member WHERE ends_on IS NULL AND (person_id = ?1 OR"
    "        organization_id IN (SELECT id FROM mine WHERE is_delegate))) "
    "UNION SELECT space_id FROM space WHERE kind = 'person' AND owner_id = ?1 "
    "ORDER BY space_id";

size_t spine_sight(struct spine *spine, const char *person_id, char (*out_ids)[TRIB_ID_BYTES],
                   size_t room) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    must(trib_statement_prepare(spine->store, SIGHT, &statement, &error), &error);
    must(trib_bind_text(&statement, 1, person_id, &error), &error);
    size_t count = 0;
    bool has_row = false;
    for (;;) {
        must(trib_statement_next(&statement, &has_row, &error), &error);
        if (!has_row) {
            return count;
        }
        assert_true(count < room);
        snprintf(out_ids[count++], TRIB_ID_BYTES, "%s", trib_column_text(&statement, 0));
    }
}
