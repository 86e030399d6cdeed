/* What the parts of a roadmap share: the plan they are of, and their order. Private to this room.
 */
#ifndef TRIBUTARY_COMMAND_PLAN_ROWS_H
#define TRIBUTARY_COMMAND_PLAN_ROWS_H

#include "tributary/command/plan.h"
#include "tributary/domain/states.h"

struct plan {
    char plan_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES]; /* who drafts it; "" for the secretariat alone */
    enum trib_plan_state state;
};

/** A plan that is seen and may still be changed: E_ARCHIVED, E_CLOSED when it is a group's own that
    is over. */
bool plan_find(const struct trib_command *command, const char *plan_id, const char *field,
               struct plan *out, struct trib_error *error);

/** E_TOO_MANY when it has all the lines it may have. */
bool plan_lines_check(const struct trib_command *command, const char *plan_id,
                      struct trib_error *error);

/* Goals, objectives and milestones are lines: each has its place among those of one parent. Where a
   statement needs it, ?1 is the line, ?2 its plan, ?3 its parent, ?4 a rank. */
struct plan_line {
    const char *table_name, *id_field;
    const char *plan;      /* SQL: the plan of line ?1 */
    const char *rank;      /* SQL: the rank of ?1, if it stands under that parent */
    const char *make_room; /* SQL: all from a rank on but ?1 go one on */
    const char *put;       /* SQL: the line goes to a parent and a rank, or behind the others */
};
extern const struct plan_line plan_goal, plan_objective, plan_milestone;

/** The plan of a line that is seen, if it may still be changed. */
bool plan_line_find(const struct trib_command *command, const struct plan_line *line,
                    const char *row_id, const char *field, struct plan *out,
                    struct trib_error *error);

struct plan_place {
    const char *plan_id, *parent_id;
    const char *before_id; /* NULL: behind the others */
};
/** Puts a line before another of the same parent. What before_id names is elsewhere: E_STALE. */
bool plan_line_move(const struct trib_command *command, const struct plan_line *line,
                    const char *row_id, const struct plan_place *to, struct trib_error *error);

/** Refused with E_IN_USE and the line's field when sql finds a row for it; else it is deleted. */
bool plan_line_remove(const struct trib_command *command, const struct plan_line *line,
                      const char *row_id, const char *in_use, const char *remove,
                      struct trib_error *error);

#endif
