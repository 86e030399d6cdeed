/*
 * Room codes, from the opening of one to the row of whoever came in by it. That it is still open
 * and has room is decided inside the commit that lets somebody in.
 */
#include "tributary/command/room_code.h"

#include <assert.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>

#include "group_rows.h"
#include "object.h"
#include "people_rows.h"
#include "rows.h"
#include "secret_hash.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/command/people.h"

static_assert(TRIB_ROOM_CODE_HASH_LETTERS == SECRET_HASH_LETTERS, "one kind of hash");

#define HOUR_MS (60ll * 60 * 1000)

/* ---- opening and closing --------------------------------------------------------------------- */

/* A key is kept when its code is over: else the same code could be made to open again. */
static const char HAS_KEY[] = "SELECT 1 FROM room_code_key WHERE code_hash = ?1";
static const char ADD_KEY[] = "INSERT INTO room_code_key (code_hash, room_code_id) VALUES (?1, ?2)";
static bool key_add(struct trib_store *store, const struct trib_room_code_open *params,
                    struct trib_error *error) {
    bool is_taken = false;
    return command_has(store, HAS_KEY, TEXTS(params->code_hash), &is_taken, error) &&
           (!is_taken || trib_fail(error, TRIB_E_EXISTS, "code_hash")) &&
           command_write(store, ADD_KEY, TEXTS(params->code_hash, params->room_code_id), error);
}

static const char ADD[] =
    "INSERT INTO room_code (room_code_id, space_id, group_id, expires_at_ms) VALUES (?1, ?2, ?2, "
    "?3)";
static bool code_add(struct trib_store *store, const struct trib_room_code_open *params,
                     struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    int64_t expires_at_ms = trib_store_now_ms(store) + TRIB_ROOM_CODE_HOURS * HOUR_MS;
    return command_prepare(store, ADD, &statement, TEXTS(params->room_code_id, params->group_id),
                           error) &&
           trib_bind_int64(&statement, 3, expires_at_ms, error) &&
           trib_statement_run(&statement, error) && key_add(store, params, error);
}

static const char FIFTH[] = "SELECT 1 FROM room_code WHERE group_id = ?1 AND state = 'open' "
                            "AND expires_at_ms > CAST(?2 AS INTEGER) LIMIT 1 OFFSET 4";
static_assert(TRIB_ROOM_CODES_OPEN_MAX == 5, "one more than the offset");
static bool count_check(struct trib_store *store, const char *group_id, struct trib_error *error) {
    static const struct command_bound bound = {FIFTH, "group_id", TRIB_ROOM_CODES_OPEN_MAX};
    char now_ms[24];
    snprintf(now_ms, sizeof now_ms, "%" PRIi64, trib_store_now_ms(store));
    return command_bound_check(store, &bound, TEXTS(group_id, now_ms), error);
}

bool trib_room_code_open(const struct trib_command *command,
                         const struct trib_room_code_open *params, struct trib_error *error) {
    struct group group;
    return command_see(command, "group", params->group_id, "group_id", NULL, error) &&
           group_load(command->store, params->group_id, &group, error) &&
           group_open_check(&group, error) &&
           command_id_check(command->store, "room_code", params->room_code_id, "room_code_id",
                            error) &&
           secret_hash_check(params->code_hash, "code_hash", error) &&
           count_check(command->store, params->group_id, error) &&
           code_add(command->store, params, error);
}

static const char CLOSE[] =
    "UPDATE room_code SET state = 'closed' WHERE room_code_id = ?1 AND state = 'open'";
bool trib_room_code_close(const struct trib_command *command,
                          const struct trib_room_code_close *params, struct trib_error *error) {
    return command_see(command, "room_code", params->room_code_id, "room_code_id", NULL, error) &&
           command_write(command->store, CLOSE, TEXTS(params->room_code_id), error);
}

/* ---- joining --------------------------------------------------------------------------------- */

/* As it was made: capitals, and nothing between them. */
static void code_fold(const char *code, char out_code[static TRIB_ROOM_CODE_LETTERS_MAX + 1]) {
    size_t length = 0;
    for (; *code != '\0' && length < TRIB_ROOM_CODE_LETTERS_MAX; code++) {
        if (*code != ' ' && *code != '-') {
            out_code[length++] = (char)toupper((unsigned char)*code);
        }
    }
    out_code[length] = '\0';
}

static const char FIND[] =
    "SELECT room_code_id, \"group\".group_id, \"group\".name FROM room_code_key "
    "JOIN room_code USING (room_code_id) JOIN \"group\" ON \"group\".group_id = room_code.group_id "
    "WHERE code_hash = ?1 AND room_code.state = 'open' AND expires_at_ms > ?2 "
    "AND joined_count < 300";
static_assert(TRIB_ROOM_CODE_JOINS_MAX == 300, "the same number");
bool trib_room_find(struct trib_store *store, const char *code, struct trib_room *out,
                    struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char folded[TRIB_ROOM_CODE_LETTERS_MAX + 1];
    char hash[SECRET_HASH_LETTERS + 1];
    struct group group;
    bool is_there = false;
    code_fold(code, folded);
    secret_hash(folded, hash);
    if (!trib_statement_prepare(store, FIND, &statement, error) ||
        !trib_bind_text(&statement, 1, hash, error) ||
        !trib_bind_int64(&statement, 2, trib_store_now_ms(store), error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    if (!is_there) {
        return trib_fail(error, TRIB_E_LINK, "code");
    }
    const struct command_text columns[] = {COLUMN(out->room_code_id), COLUMN(out->group_id),
                                           COLUMN(out->group_name)};
    for (int i = 0; i < 3; i++) {
        trib_text_copy(columns[i].text, columns[i].size, trib_column_text(&statement, i));
    }
    return group_load(store, out->group_id, &group, error) &&
           (group_open_check(&group, error) || trib_fail(error, TRIB_E_LINK, "code"));
}

static bool newcomer_add(const struct trib_command *command, const struct trib_room_join *params,
                         struct trib_error *error) {
    const struct newcomer newcomer = {command->actor.person_id, params->display_name,
                                      params->language, params->time_zone};
    return params->display_name == NULL || newcomer_insert(command->store, &newcomer, error);
}

static const char IS_IN[] = "SELECT 1 FROM group_member WHERE group_id = ?1 AND ends_on IS NULL "
                            "AND (person_id = ?2 OR organization_id = ?3)";
static bool is_new_check(const struct trib_command *command, const char *group_id,
                         struct trib_error *error) {
    const struct trib_actor *actor = &command->actor;
    bool is_delegate = trib_graph_belonging(command->graph, actor->person_id, actor->acting_for) >=
                       TRIB_BELONGING_ALTERNATE;
    bool is_in = false;
    return command_has(command->store, IS_IN,
                       TEXTS(group_id, actor->person_id, is_delegate ? actor->acting_for : NULL),
                       &is_in, error) &&
           (!is_in || trib_fail(error, TRIB_E_EXISTS, "code"));
}

static const char COUNT[] =
    "UPDATE room_code SET joined_count = joined_count + 1 WHERE room_code_id = ?1";
bool trib_room_join(const struct trib_command *command, const struct trib_room_join *params,
                    struct trib_error *error) {
    struct trib_room room;
    struct group group;
    char group_member_id[TRIB_ID_BYTES];
    if (!trib_actor_check(command, error) ||
        !trib_room_find(command->store, params->code, &room, error) ||
        !is_new_check(command, room.group_id, error)) {
        return false;
    }
    trib_id_make_random(trib_store_random(command->store), group_member_id);
    const struct trib_group_member_admit member = {
        .group_member_id = group_member_id, .group_id = room.group_id, .role = "member"};
    return newcomer_add(command, params, error) &&
           group_load(command->store, room.group_id, &group, error) &&
           group_actor_insert(command, &member, group.space_id, error) &&
           command_write(command->store, COUNT, TEXTS(room.room_code_id), error);
}
