/*
 * Finding a time for a meeting: the zones in which organizations work, the groups that are invited,
 * and times that are offered while it is a draft, each marked by whom it suits.
 */
#ifndef TRIBUTARY_COMMAND_PLANNER_H
#define TRIBUTARY_COMMAND_PLANNER_H

#include "tributary/command/command.h"

/* Zones of one organization: a network over all continents. Past it: E_TOO_MANY. */
#define TRIB_ORGANIZATION_ZONES_MAX 12u
/* Groups invited to one meeting. Past it: E_TOO_MANY. */
#define TRIB_MEETING_GROUPS_MAX 50u
/* Times offered for one meeting: more than a table that a phone can show. Past it: E_TOO_MANY. */
#define TRIB_MEETING_OPTIONS_MAX 10u
/* Marks of one time: as many as participants. Past it: E_TOO_MANY. */
#define TRIB_MEETING_OPTION_MARKS_MAX 500u

struct trib_organization_zone_add {
    const char *organization_id, *organization_zone_id, *zone;
};
/** Told to the coalition, whoever sees the organization. Unknown: E_ZONE; there already: E_EXISTS.
 */
bool trib_organization_zone_add(const struct trib_command *command,
                                const struct trib_organization_zone_add *params,
                                struct trib_error *error);

struct trib_organization_zone_remove {
    const char *organization_zone_id;
};
bool trib_organization_zone_remove(const struct trib_command *command,
                                   const struct trib_organization_zone_remove *params,
                                   struct trib_error *error);

struct trib_meeting_group_invite {
    const char *meeting_id, *meeting_group_id, *group_id;
};
/** A meeting in a group's own space is that group's alone: E_OUTSIDE, field "group_id". */
bool trib_meeting_group_invite(const struct trib_command *command,
                               const struct trib_meeting_group_invite *params,
                               struct trib_error *error);

struct trib_meeting_group_remove {
    const char *meeting_group_id;
};
bool trib_meeting_group_remove(const struct trib_command *command,
                               const struct trib_meeting_group_remove *params,
                               struct trib_error *error);

struct trib_meeting_option_add {
    const char *meeting_id, *meeting_option_id;
    const char *starts_local, *ends_local, *zone, *reading;
};
/** Of a draft; else E_STATE. Times are refused as for a meeting. */
bool trib_meeting_option_add(const struct trib_command *command,
                             const struct trib_meeting_option_add *params,
                             struct trib_error *error);

struct trib_meeting_option_of {
    const char *meeting_option_id;
};
/** With its marks. */
bool trib_meeting_option_remove(const struct trib_command *command,
                                const struct trib_meeting_option_of *params,
                                struct trib_error *error);
/** The meeting is at that time from now on; it stays a draft until it is planned. */
bool trib_meeting_option_choose(const struct trib_command *command,
                                const struct trib_meeting_option_of *params,
                                struct trib_error *error);

struct trib_meeting_option_mark {
    const char *meeting_option_id, *meeting_option_mark_id, *mark;
};
/** Of the organization the actor acts for as delegate, else their own; given again, it is another.
 */
bool trib_meeting_option_mark(const struct trib_command *command,
                              const struct trib_meeting_option_mark *params,
                              struct trib_error *error);

#endif
