/* See planner.h. */
#include "tributary/command/planner.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "meeting_rows.h"
#include "object.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"

/* ---- zones ----------------------------------------------------------------------------------- */

static const char LAST_ZONE[] =
    "SELECT 1 FROM organization_zone WHERE organization_id = ?1 LIMIT 1 OFFSET 11";
static_assert(TRIB_ORGANIZATION_ZONES_MAX == 12, "one more than the offset");
static const char HAS_ZONE[] =
    "SELECT 1 FROM organization_zone WHERE organization_id = ?1 AND zone = ?2";
static const char ADD_ZONE[] =
    "INSERT INTO organization_zone (organization_zone_id, space_id, organization_id, zone) "
    "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3)";
bool trib_organization_zone_add(const struct trib_command *command,
                                const struct trib_organization_zone_add *params,
                                struct trib_error *error) {
    static const char *const WHO[] = {"delegate", "secretariat"};
    static const struct command_bound bound = {LAST_ZONE, "organization_id",
                                               TRIB_ORGANIZATION_ZONES_MAX};
    bool is_there = false;
    if (!command_see(command, "organization", params->organization_id, "organization_id", NULL,
                     error)) {
        return false;
    }
    if (!command_sees_space(command, TRIB_SPACE_COALITION_ID)) {
        return command_forbid(error, "organization_id", WHO, 2);
    }
    if (!trib_zone_known(params->zone)) {
        return trib_fail(error, TRIB_E_ZONE, "zone");
    }
    return command_id_check(command->store, "organization_zone", params->organization_zone_id,
                            "organization_zone_id", error) &&
           command_has(command->store, HAS_ZONE, TEXTS(params->organization_id, params->zone),
                       &is_there, error) &&
           (!is_there || trib_fail(error, TRIB_E_EXISTS, "zone")) &&
           command_bound_check(command->store, &bound, TEXTS(params->organization_id), error) &&
           command_write(command->store, ADD_ZONE,
                         TEXTS(params->organization_zone_id, params->organization_id, params->zone),
                         error);
}

static const char DELETE_ZONE[] = "DELETE FROM organization_zone WHERE organization_zone_id = ?1";
bool trib_organization_zone_remove(const struct trib_command *command,
                                   const struct trib_organization_zone_remove *params,
                                   struct trib_error *error) {
    return command_see(command, "organization_zone", params->organization_zone_id,
                       "organization_zone_id", NULL, error) &&
           command_write(command->store, DELETE_ZONE, TEXTS(params->organization_zone_id), error);
}

/* ---- groups that are invited ----------------------------------------------------------------- */

static const char LAST_GROUP[] =
    "SELECT 1 FROM meeting_group WHERE meeting_id = ?1 LIMIT 1 OFFSET 49";
static_assert(TRIB_MEETING_GROUPS_MAX == 50, "one more than the offset");
static const char IS_INVITED[] =
    "SELECT 1 FROM meeting_group WHERE meeting_id = ?1 AND group_id = ?2 UNION ALL "
    "SELECT 1 FROM meeting WHERE meeting_id = ?1 AND group_id = ?2";
static const char INVITE[] =
    "INSERT INTO meeting_group (meeting_group_id, space_id, meeting_id, group_id) "
    "VALUES (?1, ?2, ?3, ?4)";

/* Whoever sees the meeting learns which groups are invited: none that they may not know of. */
static bool group_check(const struct trib_command *command, const struct meeting *meeting,
                        const char *group_id, struct trib_error *error) {
    char group_space_id[TRIB_ID_BYTES];
    if (!command_see(command, "group", group_id, "group_id", group_space_id, error)) {
        return false;
    }
    bool is_shared = strcmp(group_space_id, TRIB_SPACE_COALITION_ID) == 0 ||
                     strcmp(group_space_id, TRIB_SPACE_PUBLIC_ID) == 0;
    return (is_shared && !board_is_within(meeting->space_id, meeting->group_id)) ||
           trib_fail(error, TRIB_E_OUTSIDE, "group_id");
}

#define IS_AHEAD (MEETING_IN(DRAFT) | MEETING_IN(PLANNED))

bool trib_meeting_group_invite(const struct trib_command *command,
                               const struct trib_meeting_group_invite *params,
                               struct trib_error *error) {
    static const struct command_bound bound = {LAST_GROUP, "meeting_id", TRIB_MEETING_GROUPS_MAX};
    struct meeting meeting;
    bool is_invited = false;
    return meeting_find(command, params->meeting_id, &meeting, error) &&
           meeting_state_check(&meeting, IS_AHEAD, "meeting_id", error) &&
           group_check(command, &meeting, params->group_id, error) &&
           command_id_check(command->store, "meeting_group", params->meeting_group_id,
                            "meeting_group_id", error) &&
           command_has(command->store, IS_INVITED, TEXTS(params->meeting_id, params->group_id),
                       &is_invited, error) &&
           (!is_invited || trib_fail(error, TRIB_E_EXISTS, "group_id")) &&
           command_bound_check(command->store, &bound, TEXTS(params->meeting_id), error) &&
           command_write(command->store, INVITE,
                         TEXTS(params->meeting_group_id, meeting.space_id, params->meeting_id,
                               params->group_id),
                         error);
}

/* The meeting that a row of a table hangs on. */
struct hanging {
    const char *sql, *table_name, *field;
};
static bool meeting_of(const struct trib_command *command, const struct hanging *hanging,
                       const char *row_id, char out_id[static TRIB_ID_BYTES], struct meeting *out,
                       struct trib_error *error) {
    const struct command_text column = {out_id, TRIB_ID_BYTES};
    const struct command_reading reading = {hanging->sql, row_id, hanging->field, &column, 1};
    return command_see(command, hanging->table_name, row_id, hanging->field, NULL, error) &&
           command_read(command->store, &reading, error) &&
           meeting_find(command, out_id, out, error);
}

static const char GROUPS_MEETING[] =
    "SELECT meeting_id FROM meeting_group WHERE meeting_group_id = ?1";
static const char DELETE_GROUP[] = "DELETE FROM meeting_group WHERE meeting_group_id = ?1";
bool trib_meeting_group_remove(const struct trib_command *command,
                               const struct trib_meeting_group_remove *params,
                               struct trib_error *error) {
    static const struct hanging of_group = {GROUPS_MEETING, "meeting_group", "meeting_group_id"};
    char meeting_id[TRIB_ID_BYTES];
    struct meeting meeting;
    return meeting_of(command, &of_group, params->meeting_group_id, meeting_id, &meeting, error) &&
           meeting_state_check(&meeting, IS_AHEAD, "meeting_group_id", error) &&
           command_write(command->store, DELETE_GROUP, TEXTS(params->meeting_group_id), error);
}

/* ---- times that are offered ------------------------------------------------------------------ */

static const char LAST_OPTION[] =
    "SELECT 1 FROM meeting_option WHERE meeting_id = ?1 LIMIT 1 OFFSET 9";
static_assert(TRIB_MEETING_OPTIONS_MAX == 10, "one more than the offset");
static const char ADD_OPTION[] =
    "INSERT INTO meeting_option (meeting_option_id, space_id, meeting_id, starts_local, "
    "ends_local, zone, starts_at_ms, ends_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
bool trib_meeting_option_add(const struct trib_command *command,
                             const struct trib_meeting_option_add *params,
                             struct trib_error *error) {
    static const struct command_bound bound = {LAST_OPTION, "meeting_id", TRIB_MEETING_OPTIONS_MAX};
    struct meeting meeting;
    struct meeting_time time;
    const struct trib_meeting_when when = {params->starts_local, params->ends_local, params->zone,
                                           params->reading};
    return meeting_find(command, params->meeting_id, &meeting, error) &&
           meeting_state_check(&meeting, MEETING_IN(DRAFT), "meeting_id", error) &&
           command_id_check(command->store, "meeting_option", params->meeting_option_id,
                            "meeting_option_id", error) &&
           meeting_time_read(&when, &time, error) &&
           command_bound_check(command->store, &bound, TEXTS(params->meeting_id), error) &&
           command_write(command->store, ADD_OPTION,
                         TEXTS(params->meeting_option_id, meeting.space_id, params->meeting_id,
                               time.starts_local, time.ends_local, time.zone, time.starts_at_ms,
                               time.ends_at_ms),
                         error);
}

/* An option of a meeting that is a draft still. */
static const char OPTIONS_MEETING[] =
    "SELECT meeting_id FROM meeting_option WHERE meeting_option_id = ?1";
static bool option_find(const struct trib_command *command, const char *meeting_option_id,
                        char out_meeting_id[static TRIB_ID_BYTES], struct meeting *out,
                        struct trib_error *error) {
    static const struct hanging of_option = {OPTIONS_MEETING, "meeting_option",
                                             "meeting_option_id"};
    return meeting_of(command, &of_option, meeting_option_id, out_meeting_id, out, error) &&
           meeting_state_check(out, MEETING_IN(DRAFT), "meeting_option_id", error);
}

static const char DELETE_MARKS[] = "DELETE FROM meeting_option_mark WHERE meeting_option_id = ?1";
static const char DELETE_OPTION[] = "DELETE FROM meeting_option WHERE meeting_option_id = ?1";
bool trib_meeting_option_remove(const struct trib_command *command,
                                const struct trib_meeting_option_of *params,
                                struct trib_error *error) {
    char meeting_id[TRIB_ID_BYTES];
    struct meeting meeting;
    return option_find(command, params->meeting_option_id, meeting_id, &meeting, error) &&
           command_write(command->store, DELETE_MARKS, TEXTS(params->meeting_option_id), error) &&
           command_write(command->store, DELETE_OPTION, TEXTS(params->meeting_option_id), error);
}

static const char TIME[] = "SELECT starts_local, ends_local, zone, starts_at_ms, ends_at_ms "
                           "FROM meeting_option WHERE meeting_option_id = ?1";
bool trib_meeting_option_choose(const struct trib_command *command,
                                const struct trib_meeting_option_of *params,
                                struct trib_error *error) {
    char meeting_id[TRIB_ID_BYTES];
    struct meeting meeting;
    struct meeting_time time;
    const struct command_text columns[] = {COLUMN(time.starts_local), COLUMN(time.ends_local),
                                           COLUMN(time.zone), COLUMN(time.starts_at_ms),
                                           COLUMN(time.ends_at_ms)};
    const struct command_reading reading = {TIME, params->meeting_option_id, "meeting_option_id",
                                            columns, 5};
    return option_find(command, params->meeting_option_id, meeting_id, &meeting, error) &&
           command_read(command->store, &reading, error) &&
           meeting_save_time(command->store, meeting_id, &time, error);
}

static const char FIND_MARK[] =
    "SELECT coalesce((SELECT meeting_option_mark_id FROM meeting_option_mark WHERE "
    "meeting_option_id = ?1 AND (organization_id = ?2 OR person_id = ?3)), '')";
static const char LAST_MARK[] =
    "SELECT 1 FROM meeting_option_mark WHERE meeting_option_id = ?1 LIMIT 1 OFFSET 499";
static_assert(TRIB_MEETING_OPTION_MARKS_MAX == 500, "one more than the offset");
static const char ADD_MARK[] =
    "INSERT INTO meeting_option_mark (meeting_option_mark_id, space_id, meeting_option_id, "
    "organization_id, person_id, mark) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char SET_MARK[] =
    "UPDATE meeting_option_mark SET mark = ?2 WHERE meeting_option_mark_id = ?1";

static bool mark_find(const struct trib_command *command, const char *meeting_option_id,
                      const struct board_speaker *speaker, char out_id[static TRIB_ID_BYTES],
                      struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(command->store, FIND_MARK, &statement,
                         TEXTS(meeting_option_id, speaker->organization_id, speaker->person_id),
                         error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    trib_text_copy(out_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
    return true;
}

static bool mark_add(const struct trib_command *command, const struct meeting *meeting,
                     const struct trib_meeting_option_mark *params,
                     const struct board_speaker *speaker, struct trib_error *error) {
    static const struct command_bound bound = {LAST_MARK, "meeting_option_id",
                                               TRIB_MEETING_OPTION_MARKS_MAX};
    return command_id_check(command->store, "meeting_option_mark", params->meeting_option_mark_id,
                            "meeting_option_mark_id", error) &&
           command_bound_check(command->store, &bound, TEXTS(params->meeting_option_id), error) &&
           command_write(command->store, ADD_MARK,
                         TEXTS(params->meeting_option_mark_id, meeting->space_id,
                               params->meeting_option_id, speaker->organization_id,
                               speaker->person_id, params->mark),
                         error);
}

bool trib_meeting_option_mark(const struct trib_command *command,
                              const struct trib_meeting_option_mark *params,
                              struct trib_error *error) {
    char meeting_id[TRIB_ID_BYTES];
    char mark_id[TRIB_ID_BYTES];
    struct meeting meeting;
    struct board_speaker speaker;
    if (!option_find(command, params->meeting_option_id, meeting_id, &meeting, error) ||
        !board_speaker_find(command, meeting.space_id, meeting.group_id, &speaker, error) ||
        !board_speaker_check(command, &speaker, meeting.space_id, meeting.group_id, error) ||
        !mark_find(command, params->meeting_option_id, &speaker, mark_id, error)) {
        return false;
    }
    return mark_id[0] == '\0'
               ? mark_add(command, &meeting, params, &speaker, error)
               : command_write(command->store, SET_MARK, TEXTS(mark_id, params->mark), error);
}
