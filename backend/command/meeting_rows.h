/* Rows of meetings, their series, who takes part and what was said. Private to this room. */
#ifndef TRIBUTARY_COMMAND_MEETING_ROWS_H
#define TRIBUTARY_COMMAND_MEETING_ROWS_H

#include "rows.h"
#include "tributary/command/meeting.h"
#include "tributary/domain/recurrence.h"
#include "tributary/domain/states.h"
#include "tributary/domain/zone.h"

struct meeting {
    char space_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES]; /* "" for the coalition's */
    char starts_local[TRIB_LOCAL_TIME_BYTES];
    enum trib_meeting_state state;
};

/* A time with its instants, as it is stored. All "" when none was chosen. */
struct meeting_time {
    char starts_local[TRIB_LOCAL_TIME_BYTES], ends_local[TRIB_LOCAL_TIME_BYTES];
    char zone[65];
    char starts_at_ms[COMMAND_NUMBER_BYTES], ends_at_ms[COMMAND_NUMBER_BYTES];
};

bool meeting_load(struct trib_store *store, const char *meeting_id, struct meeting *out,
                  struct trib_error *error);
/** A meeting that is seen, of a body that goes on. */
bool meeting_find(const struct trib_command *command, const char *meeting_id, struct meeting *out,
                  struct trib_error *error);

/* States as a set: 1u << TRIB_MEETING_OPEN | … */
#define MEETING_IN(state) (1u << TRIB_MEETING_##state)
/** E_STATE with what is possible, unless the meeting is in one of them. */
bool meeting_state_check(const struct meeting *meeting, unsigned states, const char *field,
                         struct trib_error *error);

/** E_TYPE with "link", unless it is an address of the web; NULL is none. */
bool meeting_link_check(const char *link, struct trib_error *error);

/** E_REQUIRED or E_TYPE with that field, unless it is a wall time. */
bool meeting_local_check(const char *local, const char *field, struct trib_error *error);
/** Reads a time and reckons its instants; errors as for trib_meeting_plan. */
bool meeting_time_read(const struct trib_meeting_when *when, struct meeting_time *out,
                       struct trib_error *error);
/** A time by its beginning and how long it lasts; field is where a beginning that must be asked
    about is told of. */
bool meeting_time_lasting(const struct trib_meeting_when *when, int64_t lasts_ms, const char *field,
                          struct meeting_time *out, struct trib_error *error);
/** A time from two instants: what the clocks of a known zone show then. */
void meeting_time_fill(const char *zone, int64_t starts_at_ms, int64_t ends_at_ms,
                       struct meeting_time *out);
/** The same hours on another day, of what was read already: what comes twice is the first, what is
    jumped over as much later. */
void meeting_time_on(const struct meeting_time *first, const char *day, struct meeting_time *out);

/* Of what series a meeting is, and which of its days. */
struct meeting_origin {
    const char *meeting_series_id, *occurs_on;
};

/** origin NULL: it stands alone. */
bool meeting_insert(struct trib_store *store, const char *space_id,
                    const struct trib_meeting_plan *params, const struct meeting_time *time,
                    const struct meeting_origin *origin, struct trib_error *error);
bool meeting_save_time(struct trib_store *store, const char *meeting_id,
                       const struct meeting_time *time, struct trib_error *error);
bool meeting_update(struct trib_store *store, const struct trib_meeting_edit *params,
                    struct trib_error *error);
bool meeting_save_state(struct trib_store *store, const char *meeting_id,
                        enum trib_meeting_state state, const char *adopted_by,
                        struct trib_error *error);

/** The row of a participant, "" when there is none; one of the two ids is NULL. */
bool meeting_participant_find(struct trib_store *store, const char *meeting_id,
                              const char *organization_id, const char *person_id,
                              char out_id[static TRIB_ID_BYTES], struct trib_error *error);
struct meeting_participant {
    const char *meeting_participant_id, *meeting_id, *organization_id, *person_id;
};
bool meeting_participant_insert(struct trib_store *store, const char *space_id,
                                const struct meeting_participant *participant,
                                struct trib_error *error);
bool meeting_participants_check(struct trib_store *store, const char *meeting_id,
                                struct trib_error *error);

struct meeting_series {
    char space_id[TRIB_ID_BYTES], group_id[TRIB_ID_BYTES];
    char title[4 * 200 + 1], frequency[24], every[8];
    char first_on[TRIB_DAY_BYTES], until_on[TRIB_DAY_BYTES], state[16];
};
bool meeting_series_load(struct trib_store *store, const char *meeting_series_id,
                         struct meeting_series *out, struct trib_error *error);
/** A series that is seen and goes on, of a body that goes on. */
bool meeting_series_find(const struct trib_command *command, const char *meeting_series_id,
                         struct meeting_series *out, struct trib_error *error);
bool meeting_series_insert(struct trib_store *store, const char *space_id,
                           const struct trib_meeting_series_plan *params, const char *first_on,
                           struct trib_error *error);
/** The last day its rule has made a meeting for, and the time, place and link of the last that was
    not changed by itself; of the last, when all were. */
struct meeting_last {
    char meeting_id[TRIB_ID_BYTES], occurs_on[TRIB_DAY_BYTES];
    char starts_local[TRIB_LOCAL_TIME_BYTES], ends_local[TRIB_LOCAL_TIME_BYTES], zone[65];
    char place[4 * 200 + 1], place_precision[16], link[4 * 500 + 1];
};
bool meeting_series_last(struct trib_store *store, const char *meeting_series_id,
                         struct meeting_last *out, struct trib_error *error);
bool meeting_series_close(struct trib_store *store, const char *meeting_series_id,
                          struct trib_error *error);

#endif
