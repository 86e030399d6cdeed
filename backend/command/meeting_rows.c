/* The SQL of meetings. What may be written is decided in meeting.c and meeting_series.c. */
#include "meeting_rows.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "edits.h"
#include "rows.h"

static const char LOAD[] = "SELECT space_id, group_id, starts_local, state FROM meeting "
                           "WHERE meeting_id = ?1";
bool meeting_load(struct trib_store *store, const char *meeting_id, struct meeting *out,
                  struct trib_error *error) {
    char state[24];
    const struct command_text columns[] = {COLUMN(out->space_id), COLUMN(out->group_id),
                                           COLUMN(out->starts_local), COLUMN(state)};
    const struct command_reading reading = {LOAD, meeting_id, "meeting_id", columns, 4};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    bool is_known = trib_meeting_state_find(state, &out->state);
    assert(is_known); /* the schema's CHECK has the same words */
    return true;
}

static const char ADD[] =
    "INSERT INTO meeting (meeting_id, space_id, group_id, meeting_series_id, occurs_on, title, "
    "starts_local, ends_local, zone, starts_at_ms, ends_at_ms, place, place_precision, link, "
    "state) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ifnull(?13, 'unknown'), ?14, "
    "ifnull(?15, 'planned'))";
bool meeting_insert(struct trib_store *store, const char *space_id,
                    const struct trib_meeting_plan *params, const struct meeting_time *time,
                    const struct meeting_origin *origin, struct trib_error *error) {
    const struct meeting_origin from = origin == NULL ? (struct meeting_origin){0} : *origin;
    return command_write(
        store, ADD,
        TEXTS(params->meeting_id, space_id, params->group_id, from.meeting_series_id,
              from.occurs_on, params->title, command_or_null(time->starts_local),
              command_or_null(time->ends_local), command_or_null(time->zone),
              command_or_null(time->starts_at_ms), command_or_null(time->ends_at_ms), params->place,
              params->place_precision, params->link, params->state),
        error);
}

static const char SAVE_TIME[] =
    "UPDATE meeting SET starts_local = ?2, ends_local = ?3, zone = ?4, starts_at_ms = ?5, "
    "ends_at_ms = ?6, revision = revision + 1, is_exception = meeting_series_id IS NOT NULL "
    "WHERE meeting_id = ?1";
bool meeting_save_time(struct trib_store *store, const char *meeting_id,
                       const struct meeting_time *time, struct trib_error *error) {
    return command_write(store, SAVE_TIME,
                         TEXTS(meeting_id, time->starts_local, time->ends_local, time->zone,
                               time->starts_at_ms, time->ends_at_ms),
                         error);
}

static const char FIELDS[] =
    "SELECT title, place, place_precision, link FROM meeting WHERE meeting_id = ?1";
/* What is changed of one of a series by itself is an exception from then on. */
#define BY_ITSELF "is_exception = meeting_series_id IS NOT NULL WHERE meeting_id = ?1"
static const char SET_TITLE[] =
    "UPDATE meeting SET title = ?2, revision = revision + 1, " BY_ITSELF;
static const char SET_PLACE[] =
    "UPDATE meeting SET place = ?2, revision = revision + 1, " BY_ITSELF;
static const char SET_PRECISION[] = "UPDATE meeting SET place_precision = ?2, " BY_ITSELF;
static const char SET_LINK[] = "UPDATE meeting SET link = ?2, revision = revision + 1, " BY_ITSELF;
bool meeting_update(struct trib_store *store, const struct trib_meeting_edit *params,
                    struct trib_error *error) {
    const struct command_field fields[] = {
        {"title", &params->title, SET_TITLE},
        {"place", &params->place, SET_PLACE},
        {"place_precision", &params->place_precision, SET_PRECISION},
        {"link", &params->link, SET_LINK},
    };
    const struct command_edits edits = {.table_name = "meeting",
                                        .id_field = "meeting_id",
                                        .row_id = params->meeting_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static const char SAVE_STATE[] = "UPDATE meeting SET state = ?2, adopted_by = ?3, "
                                 "revision = revision + (?2 IN ('planned', 'cancelled')) "
                                 "WHERE meeting_id = ?1";
bool meeting_save_state(struct trib_store *store, const char *meeting_id,
                        enum trib_meeting_state state, const char *adopted_by,
                        struct trib_error *error) {
    return command_write(store, SAVE_STATE,
                         TEXTS(meeting_id, trib_meeting_state_name(state), adopted_by), error);
}

/* ---- who takes part -------------------------------------------------------------------------- */

static const char FIND[] =
    "SELECT coalesce((SELECT meeting_participant_id FROM meeting_participant WHERE meeting_id = ?1 "
    "AND (organization_id = ?2 OR person_id = ?3)), '')";
bool meeting_participant_find(struct trib_store *store, const char *meeting_id,
                              const char *organization_id, const char *person_id,
                              char out_id[static TRIB_ID_BYTES], struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(store, FIND, &statement, TEXTS(meeting_id, organization_id, person_id),
                         error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    snprintf(out_id, TRIB_ID_BYTES, "%s", trib_column_text(&statement, 0));
    return true;
}

static const char ADD_PARTICIPANT[] =
    "INSERT INTO meeting_participant (meeting_participant_id, space_id, meeting_id, "
    "organization_id, person_id) VALUES (?1, ?2, ?3, ?4, ?5)";
bool meeting_participant_insert(struct trib_store *store, const char *space_id,
                                const struct meeting_participant *participant,
                                struct trib_error *error) {
    return command_write(store, ADD_PARTICIPANT,
                         TEXTS(participant->meeting_participant_id, space_id,
                               participant->meeting_id, participant->organization_id,
                               participant->person_id),
                         error);
}

static const char LAST_PARTICIPANT[] =
    "SELECT 1 FROM meeting_participant WHERE meeting_id = ?1 LIMIT 1 OFFSET 499";
static_assert(TRIB_MEETING_PARTICIPANTS_MAX == 500, "one more than the offset");
bool meeting_participants_check(struct trib_store *store, const char *meeting_id,
                                struct trib_error *error) {
    static const struct command_bound bound = {LAST_PARTICIPANT, "meeting_id",
                                               TRIB_MEETING_PARTICIPANTS_MAX};
    return command_bound_check(store, &bound, TEXTS(meeting_id), error);
}

/* ---- series ---------------------------------------------------------------------------------- */

static const char LOAD_SERIES[] =
    "SELECT space_id, group_id, title, frequency, every, first_on, until_on, state "
    "FROM meeting_series WHERE meeting_series_id = ?1";
bool meeting_series_load(struct trib_store *store, const char *meeting_series_id,
                         struct meeting_series *out, struct trib_error *error) {
    const struct command_text columns[] = {
        COLUMN(out->space_id), COLUMN(out->group_id), COLUMN(out->title),    COLUMN(out->frequency),
        COLUMN(out->every),    COLUMN(out->first_on), COLUMN(out->until_on), COLUMN(out->state)};
    const struct command_reading reading = {LOAD_SERIES, meeting_series_id, "meeting_series_id",
                                            columns, sizeof columns / sizeof columns[0]};
    return command_read(store, &reading, error);
}

static const char ADD_SERIES[] =
    "INSERT INTO meeting_series (meeting_series_id, space_id, group_id, title, frequency, every, "
    "first_on, until_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
bool meeting_series_insert(struct trib_store *store, const char *space_id,
                           const struct trib_meeting_series_plan *params, const char *first_on,
                           struct trib_error *error) {
    return command_write(store, ADD_SERIES,
                         TEXTS(params->meeting_series_id, space_id, params->group_id, params->title,
                               params->frequency, params->every, first_on, params->until_on),
                         error);
}

static const char LAST[] =
    "SELECT meeting_id, (SELECT max(occurs_on) FROM meeting WHERE meeting_series_id = ?1), "
    "starts_local, ends_local, zone, place, place_precision, link FROM meeting "
    "WHERE meeting_series_id = ?1 ORDER BY is_exception, occurs_on DESC LIMIT 1";
bool meeting_series_last(struct trib_store *store, const char *meeting_series_id,
                         struct meeting_last *out, struct trib_error *error) {
    const struct command_text columns[] = {
        COLUMN(out->meeting_id),      COLUMN(out->occurs_on), COLUMN(out->starts_local),
        COLUMN(out->ends_local),      COLUMN(out->zone),      COLUMN(out->place),
        COLUMN(out->place_precision), COLUMN(out->link)};
    const struct command_reading reading = {LAST, meeting_series_id, "meeting_series_id", columns,
                                            sizeof columns / sizeof columns[0]};
    return command_read(store, &reading, error);
}

static const char CANCEL[] =
    "UPDATE meeting SET state = 'cancelled', revision = revision + 1 WHERE meeting_series_id = ?1 "
    "AND state IN ('draft', 'planned') AND (starts_at_ms IS NULL OR starts_at_ms > "
    "CAST(?2 AS INTEGER))";
static const char CLOSE[] =
    "UPDATE meeting_series SET state = 'ended' WHERE meeting_series_id = ?1";
bool meeting_series_close(struct trib_store *store, const char *meeting_series_id,
                          struct trib_error *error) {
    char now_ms[COMMAND_NUMBER_BYTES];
    command_now_write(store, now_ms);
    return command_write(store, CANCEL, TEXTS(meeting_series_id, now_ms), error) &&
           command_write(store, CLOSE, TEXTS(meeting_series_id), error);
}
