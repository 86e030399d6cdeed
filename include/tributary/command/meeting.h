/*
 * Meetings of a body: a group's, or the coalition's own, single or made by a series. Its time is
 * told as the clock on the wall of its zone shows it; the instant is reckoned here. Sources: the
 * coalition's table of states ("Meeting") and of rights ("Run meeting").
 */
#ifndef TRIBUTARY_COMMAND_MEETING_H
#define TRIBUTARY_COMMAND_MEETING_H

#include "tributary/command/command.h"

/* Meetings one command makes: a weekly one for a year. Past it the series is made up to there. */
#define TRIB_SERIES_MEETINGS_MAX 53u
/* How far ahead a series is made, in days: a year and a bit, so that a yearly round has its next.
 */
#define TRIB_SERIES_DAYS 371
/* How far ahead of today a series may be made, however often it is made longer: five years. */
#define TRIB_SERIES_AHEAD_DAYS 1827
/* Meetings of a series that come, changed by one command: those of TRIB_SERIES_AHEAD_DAYS by the
   week and a year more. What lies behind them is not reached, and by the rule there is nothing. */
#define TRIB_SERIES_COMING_MAX 320
/* Minutes of each meeting of a series: fourteen days. Past it: E_TYPE. */
#define TRIB_SERIES_MINUTES_MAX 20160
/* A meeting's longest: a congress of two weeks. Past it: E_ORDER. */
#define TRIB_MEETING_DAYS_MAX 14
/* Participants of one meeting, answers and attendance: a full assembly. Past it: E_TOO_MANY. */
#define TRIB_MEETING_PARTICIPANTS_MAX 500u
/* An address of a call. Past it: E_TOO_LONG. */
#define TRIB_LINK_MAX 500
/* Minutes of one item of an agenda, in characters. Past it: E_TOO_LONG. */
#define TRIB_MINUTES_MAX 5000
/* Notes under adopted minutes. Past it: E_TOO_MANY. */
#define TRIB_MINUTES_NOTES_MAX 100u

/* When: as the clock on the wall of the zone shows it. */
struct trib_meeting_when {
    const char *starts_local, *ends_local; /* "2027-03-28T10:00" */
    const char *zone;                      /* "Africa/Accra" */
    const char *reading; /* "earlier" or "later", of a time that comes twice or never; else NULL */
};

struct trib_meeting_plan {
    const char *meeting_id, *title;
    const char *group_id; /* of the coalition's: NULL */
    const char
        *visibility; /* "group" or "coalition"; NULL: the group's. Of the coalition's: NULL */
    struct trib_meeting_when when; /* all NULL in a draft: not chosen yet */
    const char *place, *place_precision, *link;
    const char *state; /* "draft" or "planned"; NULL: planned */
};
/** E_DATE for what no clock shows, E_ZONE for an unknown zone, E_ORDER when it ends before it
   begins or lasts too long, E_LOCAL_TIME with "earlier" and "later" (Unix milliseconds) when the
   clocks change over its beginning and no reading was chosen; E_CLOSED for a group that is over. */
bool trib_meeting_plan(const struct trib_command *command, const struct trib_meeting_plan *params,
                       struct trib_error *error);
bool trib_meeting_plan_for_coalition(const struct trib_command *command,
                                     const struct trib_meeting_plan *params,
                                     struct trib_error *error);

struct trib_meeting_edit {
    const char *meeting_id;
    struct trib_edit title, place, place_precision, link;
};
/** Cancelled, or its minutes adopted: E_STATE. */
bool trib_meeting_edit(const struct trib_command *command, const struct trib_meeting_edit *params,
                       struct trib_error *error);

struct trib_meeting_move {
    const char *meeting_id;
    struct trib_edit starts_local;
    const char *ends_local, *zone, *reading;
};
/** Another time, while it is a draft or planned. Refused as for a new one. */
bool trib_meeting_move(const struct trib_command *command, const struct trib_meeting_move *params,
                       struct trib_error *error);

struct trib_meeting_set_state {
    const char *meeting_id;
    struct trib_edit state;
    const char *adopted_by; /* of "minutes_adopted": the decision, in words */
};
bool trib_meeting_set_state(const struct trib_command *command,
                            const struct trib_meeting_set_state *params, struct trib_error *error);

struct trib_meeting_answer {
    const char *meeting_id, *meeting_participant_id, *answer;
};
/** Of the organization the actor acts for as delegate, else their own; given again, it is another.
    meeting_participant_id is the new row's, should there be none yet. Only while it is planned or
    open: E_STATE. */
bool trib_meeting_answer(const struct trib_command *command,
                         const struct trib_meeting_answer *params, struct trib_error *error);

struct trib_meeting_attend {
    const char *meeting_id, *meeting_participant_id;
    const char *organization_id, *person_id; /* one of them */
    const char *attendance;
};
/** Who was there, from its opening until its minutes are adopted. */
bool trib_meeting_attend(const struct trib_command *command,
                         const struct trib_meeting_attend *params, struct trib_error *error);

/* ---- series ---------------------------------------------------------------------------------- */

struct trib_meeting_series_plan {
    const char *meeting_series_id, *title;
    const char *group_id, *visibility; /* as for one meeting */
    struct trib_meeting_when when;     /* of the first; the others at the same hour on the wall */
    const char *frequency, *every;     /* "weekly", "2" */
    const char *until_on;              /* a day; NULL: it goes on */
    const char *place, *place_precision, *link;
};
/** Makes the meetings of the first TRIB_SERIES_DAYS. One whose hour comes twice is at the first,
   one whose hour is jumped over is as much later. */
bool trib_meeting_series_plan(const struct trib_command *command,
                              const struct trib_meeting_series_plan *params,
                              struct trib_error *error);
bool trib_meeting_series_plan_for_coalition(const struct trib_command *command,
                                            const struct trib_meeting_series_plan *params,
                                            struct trib_error *error);

struct trib_meeting_series_of {
    const char *meeting_series_id;
};
/** Makes those of another TRIB_SERIES_DAYS, as the last one is that was not changed by itself.
   Ended: E_STATE; nothing more to be made, by its rule or within TRIB_SERIES_AHEAD_DAYS of today:
   E_TOO_FEW. */
bool trib_meeting_series_extend(const struct trib_command *command,
                                const struct trib_meeting_series_of *params,
                                struct trib_error *error);
/** Cancels what is planned and has not begun; what was moved too. */
bool trib_meeting_series_end(const struct trib_command *command,
                             const struct trib_meeting_series_of *params, struct trib_error *error);

struct trib_meeting_series_edit {
    const char *meeting_series_id;
    struct trib_edit title;
    struct trib_edit starts_hour;   /* "10:00", on the wall of the zone; each keeps its day */
    struct trib_edit lasts_minutes; /* "90" */
    struct trib_edit zone, place, place_precision, link;
    const char *reading; /* of all whose beginning comes twice or never; NULL: it is asked */
};
/** Changes all of its meetings that are planned, have not begun and were not changed by themselves.
    E_TOO_FEW when there is none; E_STALE when they are not what one saw; E_LOCAL_TIME, field
    "starts_hour", with the readings of the first that has more than one, or none. */
bool trib_meeting_series_edit(const struct trib_command *command,
                              const struct trib_meeting_series_edit *params,
                              struct trib_error *error);

/* ---- minutes --------------------------------------------------------------------------------- */

struct trib_minutes_write {
    const char *minutes_id, *meeting_id;
    const char *agenda_item_id; /* NULL: of the meeting as a whole */
    const char *text;
};
/** The first words about an item; E_EXISTS when there are some already. From its opening until its
    minutes are adopted; else E_STATE. */
bool trib_minutes_write(const struct trib_command *command, const struct trib_minutes_write *params,
                        struct trib_error *error);

struct trib_minutes_edit {
    const char *minutes_id;
    struct trib_edit text;
};
bool trib_minutes_edit(const struct trib_command *command, const struct trib_minutes_edit *params,
                       struct trib_error *error);

struct trib_minutes_note_add {
    const char *minutes_note_id, *meeting_id, *text;
};
/** What was found wrong in adopted minutes; before they are: E_STATE. */
bool trib_minutes_note_add(const struct trib_command *command,
                           const struct trib_minutes_note_add *params, struct trib_error *error);

#endif
