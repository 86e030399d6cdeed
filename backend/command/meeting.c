/*
 * Meetings. What a clock shows is what people agree on, so it is stored beside the instant that
 * follows from it; both are written together and nowhere else.
 */
#include "tributary/command/meeting.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "edits.h"
#include "meeting_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* ---- time ------------------------------------------------------------------------------------ */

bool meeting_local_check(const char *local, const char *field, struct trib_error *error) {
    if (local == NULL) {
        return trib_fail(error, TRIB_E_REQUIRED, field);
    }
    if (trib_local_time_valid(local)) {
        return true;
    }
    trib_fail(error, TRIB_E_TYPE, field);
    trib_error_add_text(error, "expected", "2027-03-28T10:00");
    return false;
}

/* The instant of a beginning: where the clocks change over it, a reading must be chosen. */
static bool start_read(const struct trib_meeting_when *when, const char *field, int64_t *out_ms,
                       struct trib_error *error) {
    struct trib_readings readings = trib_zone_read(when->zone, when->starts_local);
    if (readings.count != TRIB_READ_ONCE && when->reading == NULL) {
        trib_fail(error, TRIB_E_LOCAL_TIME, field);
        trib_error_add_int64(error, "earlier", readings.earlier_ms);
        trib_error_add_int64(error, "later", readings.later_ms);
        return false;
    }
    bool is_later = when->reading != NULL && strcmp(when->reading, "later") == 0;
    *out_ms = is_later ? readings.later_ms : readings.earlier_ms;
    return true;
}

/* Without a reading: what comes twice is the first, what is jumped over is as much later. */
static int64_t usual_reading(const char *zone, const char *local) {
    struct trib_readings readings = trib_zone_read(zone, local);
    return readings.count == TRIB_READ_NEVER ? readings.later_ms : readings.earlier_ms;
}

/* What is jumped over is stored as the clock will show it. */
void meeting_time_fill(const char *zone, int64_t starts_at_ms, int64_t ends_at_ms,
                       struct meeting_time *out) {
    *out = (struct meeting_time){0};
    trib_text_copy(out->zone, sizeof out->zone, zone);
    trib_zone_local(zone, starts_at_ms, out->starts_local);
    trib_zone_local(zone, ends_at_ms, out->ends_local);
    command_number_write(starts_at_ms, out->starts_at_ms);
    command_number_write(ends_at_ms, out->ends_at_ms);
}

/* An end on the wall of the same zone; an end whose hour comes twice is the first behind the
   beginning. */
static int64_t end_read(const struct trib_meeting_when *when, int64_t starts_at_ms) {
    struct trib_readings readings = trib_zone_read(when->zone, when->ends_local);
    bool is_early = readings.count == TRIB_READ_TWICE && readings.earlier_ms <= starts_at_ms;
    return is_early || readings.count == TRIB_READ_NEVER ? readings.later_ms : readings.earlier_ms;
}

bool meeting_time_read(const struct trib_meeting_when *when, struct meeting_time *out,
                       struct trib_error *error) {
    int64_t starts_at_ms = 0;
    if (!meeting_local_check(when->starts_local, "starts_local", error) ||
        !meeting_local_check(when->ends_local, "ends_local", error)) {
        return false;
    }
    if (when->zone == NULL) {
        return trib_fail(error, TRIB_E_REQUIRED, "zone");
    }
    if (!trib_zone_known(when->zone)) {
        return trib_fail(error, TRIB_E_ZONE, "zone");
    }
    if (!start_read(when, "starts_local", &starts_at_ms, error)) {
        return false;
    }
    int64_t ends_at_ms = end_read(when, starts_at_ms);
    if (ends_at_ms <= starts_at_ms || ends_at_ms - starts_at_ms > TRIB_MEETING_DAYS_MAX * DAY_MS) {
        return trib_fail(error, TRIB_E_ORDER, "ends_local");
    }
    meeting_time_fill(when->zone, starts_at_ms, ends_at_ms, out);
    return true;
}

bool meeting_time_lasting(const struct trib_meeting_when *when, int64_t lasts_ms, const char *field,
                          struct meeting_time *out, struct trib_error *error) {
    int64_t starts_at_ms = 0;
    if (!start_read(when, field, &starts_at_ms, error)) {
        return false;
    }
    meeting_time_fill(when->zone, starts_at_ms, starts_at_ms + lasts_ms, out);
    return true;
}

void meeting_time_on(const struct meeting_time *first, const char *day, struct meeting_time *out) {
    char starts_local[TRIB_LOCAL_TIME_BYTES];
    int64_t lasts_ms =
        strtoll(first->ends_at_ms, NULL, 10) - strtoll(first->starts_at_ms, NULL, 10);
    snprintf(starts_local, sizeof starts_local, "%.10sT%.5s", day, first->starts_local + 11);
    int64_t starts_at_ms = usual_reading(first->zone, starts_local);
    meeting_time_fill(first->zone, starts_at_ms, starts_at_ms + lasts_ms, out);
}

/* ---- planning -------------------------------------------------------------------------------- */

bool meeting_link_check(const char *link, struct trib_error *error) {
    if (link == NULL || strncmp(link, "https://", 8) == 0 || strncmp(link, "http://", 7) == 0) {
        return true;
    }
    trib_fail(error, TRIB_E_TYPE, "link");
    trib_error_add_text(error, "expected", "https://…");
    return false;
}

/* A draft may leave its time open, all of it. */
static bool time_choose(const struct trib_meeting_plan *params, struct meeting_time *out,
                        struct trib_error *error) {
    const struct trib_meeting_when *when = &params->when;
    bool is_draft = params->state != NULL && strcmp(params->state, "draft") == 0;
    bool is_open = when->starts_local == NULL && when->ends_local == NULL && when->zone == NULL;
    *out = (struct meeting_time){0};
    return (is_draft && is_open) || meeting_time_read(when, out, error);
}

static bool meeting_enter(const struct trib_command *command,
                          const struct trib_meeting_plan *params, const char *space_id,
                          struct trib_error *error) {
    struct meeting_time time;
    return command_id_check(command->store, "meeting", params->meeting_id, "meeting_id", error) &&
           time_choose(params, &time, error) && meeting_link_check(params->link, error) &&
           meeting_insert(command->store, space_id, params, &time, NULL, error);
}

bool trib_meeting_plan(const struct trib_command *command, const struct trib_meeting_plan *params,
                       struct trib_error *error) {
    struct group group = {0};
    const char *space_id = NULL;
    return command_see(command, "group", params->group_id, "group_id", NULL, error) &&
           board_open_check(command, params->group_id, &group, error) &&
           board_space_choose(command, params->group_id, params->visibility, &group, &space_id,
                              error) &&
           meeting_enter(command, params, space_id, error);
}

bool trib_meeting_plan_for_coalition(const struct trib_command *command,
                                     const struct trib_meeting_plan *params,
                                     struct trib_error *error) {
    return meeting_enter(command, params, TRIB_SPACE_COALITION_ID, error);
}

/* ---- changing -------------------------------------------------------------------------------- */

bool meeting_find(const struct trib_command *command, const char *meeting_id, struct meeting *out,
                  struct trib_error *error) {
    return command_see(command, "meeting", meeting_id, "meeting_id", NULL, error) &&
           meeting_load(command->store, meeting_id, out, error) &&
           board_open_check(command, out->group_id, NULL, error);
}

bool meeting_state_check(const struct meeting *meeting, unsigned states, const char *field,
                         struct trib_error *error) {
    return (states & 1u << meeting->state) != 0 ||
           command_state_refuse(&trib_meeting_machine, (int)meeting->state, field, error);
}

bool trib_meeting_edit(const struct trib_command *command, const struct trib_meeting_edit *params,
                       struct trib_error *error) {
    struct meeting meeting;
    return meeting_find(command, params->meeting_id, &meeting, error) &&
           meeting_state_check(&meeting, ~(MEETING_IN(CANCELLED) | MEETING_IN(MINUTES_ADOPTED)),
                               "meeting_id", error) &&
           meeting_link_check(params->link.to, error) &&
           meeting_update(command->store, params, error);
}

bool trib_meeting_move(const struct trib_command *command, const struct trib_meeting_move *params,
                       struct trib_error *error) {
    struct meeting meeting;
    struct meeting_time time;
    const struct trib_meeting_when when = {params->starts_local.to, params->ends_local,
                                           params->zone, params->reading};
    if (!meeting_find(command, params->meeting_id, &meeting, error) ||
        !meeting_state_check(&meeting, MEETING_IN(DRAFT) | MEETING_IN(PLANNED), "meeting_id",
                             error)) {
        return false;
    }
    const char *stored = meeting.starts_local[0] == '\0' ? NULL : meeting.starts_local;
    if (!command_same(stored, params->starts_local.from) &&
        !command_same(stored, params->starts_local.to)) {
        return command_stale(error, "starts_local", stored);
    }
    return meeting_time_read(&when, &time, error) &&
           meeting_save_time(command->store, params->meeting_id, &time, error);
}

bool trib_meeting_set_state(const struct trib_command *command,
                            const struct trib_meeting_set_state *params, struct trib_error *error) {
    struct meeting meeting;
    int step;
    if (!meeting_find(command, params->meeting_id, &meeting, error) ||
        !command_state_step(&trib_meeting_machine, (int)meeting.state, &params->state, &step,
                            error)) {
        return false;
    }
    enum trib_meeting_state to = (enum trib_meeting_state)step;
    if (to == meeting.state) {
        return true;
    }
    bool is_adopted = to == TRIB_MEETING_MINUTES_ADOPTED;
    if (is_adopted && params->adopted_by == NULL) {
        return trib_fail(error, TRIB_E_REQUIRED, "adopted_by");
    }
    return meeting_save_state(command->store, params->meeting_id, to,
                              is_adopted ? params->adopted_by : NULL, error);
}

/* ---- who takes part -------------------------------------------------------------------------- */

/* The participant's row, made if there is none yet. */
static bool participant_get(const struct trib_command *command, const char *space_id,
                            const struct meeting_participant *wanted,
                            char out_id[static TRIB_ID_BYTES], struct trib_error *error) {
    if (!meeting_participant_find(command->store, wanted->meeting_id, wanted->organization_id,
                                  wanted->person_id, out_id, error)) {
        return false;
    }
    if (out_id[0] != '\0') {
        return true;
    }
    trib_text_copy(out_id, TRIB_ID_BYTES, wanted->meeting_participant_id);
    return command_id_check(command->store, "meeting_participant", wanted->meeting_participant_id,
                            "meeting_participant_id", error) &&
           meeting_participants_check(command->store, wanted->meeting_id, error) &&
           meeting_participant_insert(command->store, space_id, wanted, error);
}

static const char SET_ANSWER[] =
    "UPDATE meeting_participant SET answer = ?2 WHERE meeting_participant_id = ?1";
bool trib_meeting_answer(const struct trib_command *command,
                         const struct trib_meeting_answer *params, struct trib_error *error) {
    struct meeting meeting;
    char row_id[TRIB_ID_BYTES];
    struct board_speaker speaker;
    if (!meeting_find(command, params->meeting_id, &meeting, error) ||
        !meeting_state_check(&meeting, MEETING_IN(PLANNED) | MEETING_IN(OPEN) | MEETING_IN(PAUSED),
                             "meeting_id", error) ||
        !board_speaker_find(command, meeting.space_id, meeting.group_id, &speaker, error) ||
        !board_speaker_check(command, &speaker, meeting.space_id, meeting.group_id, error)) {
        return false;
    }
    const struct meeting_participant participant = {params->meeting_participant_id,
                                                    params->meeting_id, speaker.organization_id,
                                                    speaker.person_id};
    return participant_get(command, meeting.space_id, &participant, row_id, error) &&
           command_write(command->store, SET_ANSWER, TEXTS(row_id, params->answer), error);
}

/* From its opening until its minutes are adopted. */
#define IS_RECORDED                                                                                \
    (MEETING_IN(OPEN) | MEETING_IN(PAUSED) | MEETING_IN(ENDED) | MEETING_IN(MINUTES_DRAFT) |       \
     MEETING_IN(MINUTES_CIRCULATED))

static const char SET_ATTENDANCE[] =
    "UPDATE meeting_participant SET attendance = ?2 WHERE meeting_participant_id = ?1";
bool trib_meeting_attend(const struct trib_command *command,
                         const struct trib_meeting_attend *params, struct trib_error *error) {
    struct meeting meeting;
    char row_id[TRIB_ID_BYTES];
    const struct board_speaker whose = {params->organization_id, params->person_id};
    const struct meeting_participant participant = {params->meeting_participant_id,
                                                    params->meeting_id, params->organization_id,
                                                    params->person_id};
    return meeting_find(command, params->meeting_id, &meeting, error) &&
           meeting_state_check(&meeting, IS_RECORDED, "meeting_id", error) &&
           board_speaker_check(command, &whose, meeting.space_id, meeting.group_id, error) &&
           participant_get(command, meeting.space_id, &participant, row_id, error) &&
           command_write(command->store, SET_ATTENDANCE, TEXTS(row_id, params->attendance), error);
}

/* ---- minutes --------------------------------------------------------------------------------- */

static const char IS_OF[] =
    "SELECT 1 FROM agenda_item WHERE agenda_item_id = ?1 AND meeting_id = ?2";
static bool item_check(const struct trib_command *command, const struct trib_minutes_write *params,
                       struct trib_error *error) {
    bool is_of = false;
    return params->agenda_item_id == NULL ||
           (command_has(command->store, IS_OF, TEXTS(params->agenda_item_id, params->meeting_id),
                        &is_of, error) &&
            (is_of || trib_fail(error, TRIB_E_NOT_FOUND, "agenda_item_id")));
}

static const char HAS_WORDS[] =
    "SELECT 1 FROM minutes WHERE meeting_id = ?1 AND agenda_item_id IS ?2";
static const char ADD_MINUTES[] =
    "INSERT INTO minutes (minutes_id, space_id, meeting_id, agenda_item_id, text) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
bool trib_minutes_write(const struct trib_command *command, const struct trib_minutes_write *params,
                        struct trib_error *error) {
    struct meeting meeting;
    bool has_words = false;
    return meeting_find(command, params->meeting_id, &meeting, error) &&
           meeting_state_check(&meeting, IS_RECORDED, "meeting_id", error) &&
           item_check(command, params, error) &&
           command_id_check(command->store, "minutes", params->minutes_id, "minutes_id", error) &&
           command_has(command->store, HAS_WORDS, TEXTS(params->meeting_id, params->agenda_item_id),
                       &has_words, error) &&
           (!has_words || trib_fail(error, TRIB_E_EXISTS, "agenda_item_id")) &&
           command_write(command->store, ADD_MINUTES,
                         TEXTS(params->minutes_id, meeting.space_id, params->meeting_id,
                               params->agenda_item_id, params->text),
                         error);
}

static const char OWNER[] = "SELECT meeting_id FROM minutes WHERE minutes_id = ?1";
static const char MINUTES_FIELDS[] = "SELECT text FROM minutes WHERE minutes_id = ?1";
static const char SET_TEXT[] = "UPDATE minutes SET text = ?2 WHERE minutes_id = ?1";
bool trib_minutes_edit(const struct trib_command *command, const struct trib_minutes_edit *params,
                       struct trib_error *error) {
    struct meeting meeting;
    char meeting_id[TRIB_ID_BYTES];
    const struct command_text column = COLUMN(meeting_id);
    const struct command_reading owner = {OWNER, params->minutes_id, "minutes_id", &column, 1};
    const struct command_field field = {"text", &params->text, SET_TEXT};
    const struct command_edits edits = {.table_name = "minutes",
                                        .id_field = "minutes_id",
                                        .row_id = params->minutes_id,
                                        .select = MINUTES_FIELDS,
                                        .fields = &field,
                                        .field_count = 1};
    return command_see(command, "minutes", params->minutes_id, "minutes_id", NULL, error) &&
           command_read(command->store, &owner, error) &&
           meeting_find(command, meeting_id, &meeting, error) &&
           meeting_state_check(&meeting, IS_RECORDED, "minutes_id", error) &&
           command_edit(command->store, &edits, error);
}

static const char LAST_NOTE[] =
    "SELECT 1 FROM minutes_note WHERE meeting_id = ?1 LIMIT 1 OFFSET 99";
static_assert(TRIB_MINUTES_NOTES_MAX == 100, "one more than the offset");
static const char ADD_NOTE[] =
    "INSERT INTO minutes_note (minutes_note_id, space_id, meeting_id, text, noted_at_ms) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
bool trib_minutes_note_add(const struct trib_command *command,
                           const struct trib_minutes_note_add *params, struct trib_error *error) {
    static const struct command_bound bound = {LAST_NOTE, "meeting_id", TRIB_MINUTES_NOTES_MAX};
    struct meeting meeting;
    char now_ms[COMMAND_NUMBER_BYTES];
    command_now_write(command->store, now_ms);
    return meeting_find(command, params->meeting_id, &meeting, error) &&
           meeting_state_check(&meeting, MEETING_IN(MINUTES_ADOPTED), "meeting_id", error) &&
           command_id_check(command->store, "minutes_note", params->minutes_note_id,
                            "minutes_note_id", error) &&
           command_bound_check(command->store, &bound, TEXTS(params->meeting_id), error) &&
           command_write(command->store, ADD_NOTE,
                         TEXTS(params->minutes_note_id, meeting.space_id, params->meeting_id,
                               params->text, now_ms),
                         error);
}
