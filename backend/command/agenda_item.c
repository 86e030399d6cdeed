/*
 * Items of agendas. An agenda and a backlog are one kind of list: the items of a meeting, or those
 * of a body that have none yet. Ranks are whole numbers, each once among the items of one parent;
 * who comes between moves the others up.
 */
#include "tributary/command/agenda_item.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_item_rows.h"
#include "board.h"
#include "edits.h"
#include "meeting_rows.h"
#include "object.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"

/* Where an item stands: NULL for the backlog, the coalition, the top. */
struct place {
    const char *meeting_id, *group_id, *parent_id;
};

static const char LOAD[] =
    "SELECT space_id, group_id, meeting_id, parent_id, rank FROM agenda_item "
    "WHERE agenda_item_id = ?1";
static bool item_load(const struct trib_command *command, const char *agenda_item_id,
                      const char *field, struct agenda_item *out, struct trib_error *error) {
    const struct command_text columns[] = {COLUMN(out->space_id), COLUMN(out->group_id),
                                           COLUMN(out->meeting_id), COLUMN(out->parent_id),
                                           COLUMN(out->rank)};
    const struct command_reading reading = {LOAD, agenda_item_id, field, columns, 5};
    return command_see(command, "agenda_item", agenda_item_id, field, NULL, error) &&
           command_read(command->store, &reading, error);
}

/* ---- what may be changed --------------------------------------------------------------------- */

/* The agenda of a meeting that has not ended; a backlog of a body that goes on. */
static bool list_open_check(const struct trib_command *command, const char *meeting_id,
                            const char *group_id, const char *field, struct meeting *out_meeting,
                            struct trib_error *error) {
    return command_or_null(meeting_id) == NULL
               ? board_open_check(command, group_id, NULL, error)
               : meeting_find(command, meeting_id, out_meeting, error) &&
                     meeting_state_check(out_meeting,
                                         MEETING_IN(DRAFT) | MEETING_IN(PLANNED) |
                                             MEETING_IN(OPEN) | MEETING_IN(PAUSED),
                                         field, error);
}

bool agenda_item_find(const struct trib_command *command, const char *agenda_item_id,
                      struct agenda_item *out, struct trib_error *error) {
    struct meeting meeting;
    return item_load(command, agenda_item_id, "agenda_item_id", out, error) &&
           list_open_check(command, out->meeting_id, out->group_id, "agenda_item_id", &meeting,
                           error);
}

static bool presenter_check(const struct trib_command *command, const char *organization_id,
                            const char *space_id, const char *group_id, struct trib_error *error) {
    return organization_id == NULL ||
           board_organization_check(command, organization_id, space_id, group_id,
                                    "presenter_organization_id", error);
}

/* ---- the tree -------------------------------------------------------------------------------- */

static const char CIRCLE[] =
    "WITH RECURSIVE above (id, depth) AS (SELECT ?2, 1 UNION ALL SELECT parent_id, depth + 1 "
    "FROM agenda_item JOIN above ON agenda_item_id = id WHERE id <> ?1 AND parent_id IS NOT NULL "
    "AND depth < 8) "
    "SELECT json_group_array(title) FROM (SELECT title FROM (SELECT ?1 AS id, 0 AS depth "
    "UNION ALL SELECT id, depth FROM above) JOIN agenda_item ON agenda_item_id = id "
    "ORDER BY depth)";
bool agenda_circle_fail(struct trib_store *store, const char *agenda_item_id, const char *parent_id,
                        const char *field, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(store, CIRCLE, &statement, TEXTS(agenda_item_id, parent_id), error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    trib_fail(error, TRIB_E_CYCLE, field);
    trib_error_add_json(error, "path", trib_column_text(&statement, 0));
    return false;
}

static const char COUNTS[] =
    "WITH RECURSIVE below (id, depth) AS (SELECT ?1, 1 UNION ALL SELECT agenda_item_id, depth + 1 "
    "FROM agenda_item JOIN below ON parent_id = id WHERE depth < 8), "
    "above (id, depth) AS (SELECT ?2, 1 WHERE ?2 IS NOT NULL UNION ALL SELECT parent_id, depth + 1 "
    "FROM agenda_item JOIN above ON agenda_item_id = id WHERE parent_id IS NOT NULL AND depth < 8) "
    "SELECT (SELECT count(*) FROM below), (SELECT max(depth) FROM below), "
    "(SELECT coalesce(max(depth), 0) FROM above), EXISTS (SELECT 1 FROM above WHERE id = ?1), "
    "(SELECT count(*) FROM agenda_item WHERE meeting_id IS ?3 AND "
    "(?3 IS NOT NULL OR group_id IS ?4) AND agenda_item_id NOT IN (SELECT id FROM below))";
/* An item, there already or not, with all that is under it, fits under a parent of a list. */
static bool tree_check(const struct trib_command *command, const char *agenda_item_id,
                       const struct place *to, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(command->store, COUNTS, &statement,
                         TEXTS(agenda_item_id, to->parent_id, to->meeting_id, to->group_id),
                         error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    int64_t items = trib_column_int64(&statement, 0) + trib_column_int64(&statement, 4);
    int64_t depth = trib_column_int64(&statement, 1) + trib_column_int64(&statement, 2);
    if (trib_column_int64(&statement, 3) != 0) {
        return agenda_circle_fail(command->store, agenda_item_id, to->parent_id, "parent_id",
                                  error);
    }
    bool is_deep = depth > TRIB_AGENDA_DEPTH_MAX;
    if (!is_deep && items <= TRIB_AGENDA_ITEMS_MAX) {
        return true;
    }
    trib_fail(error, TRIB_E_TOO_MANY, is_deep ? "parent_id" : "meeting_id");
    trib_error_add_int64(error, "most", is_deep ? TRIB_AGENDA_DEPTH_MAX : TRIB_AGENDA_ITEMS_MAX);
    return false;
}

/* A parent stands in the same list. */
static bool parent_check(const struct trib_command *command, const struct place *to,
                         struct trib_error *error) {
    struct agenda_item parent;
    if (to->parent_id == NULL) {
        return true;
    }
    return item_load(command, to->parent_id, "parent_id", &parent, error) &&
           ((command_same(command_or_null(parent.meeting_id), to->meeting_id) &&
             command_same(command_or_null(parent.group_id), to->group_id)) ||
            trib_fail(error, TRIB_E_NOT_FOUND, "parent_id"));
}

/* ---- adding ---------------------------------------------------------------------------------- */

static const char ADD[] =
    "INSERT INTO agenda_item (agenda_item_id, space_id, group_id, meeting_id, parent_id, title, "
    "note, minutes_planned, presenter_organization_id, rank) "
    "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, coalesce(max(rank), 0) + 1 FROM agenda_item "
    "WHERE meeting_id IS ?4 AND parent_id IS ?5 AND (?4 IS NOT NULL OR group_id IS ?3)";
static bool item_enter(const struct trib_command *command,
                       const struct trib_agenda_item_add *params, const char *space_id,
                       const struct place *to, struct trib_error *error) {
    return command_id_check(command->store, "agenda_item", params->agenda_item_id, "agenda_item_id",
                            error) &&
           parent_check(command, to, error) &&
           tree_check(command, params->agenda_item_id, to, error) &&
           presenter_check(command, params->presenter_organization_id, space_id, to->group_id,
                           error) &&
           command_write(command->store, ADD,
                         TEXTS(params->agenda_item_id, space_id, to->group_id, to->meeting_id,
                               to->parent_id, params->title, params->note, params->minutes_planned,
                               params->presenter_organization_id),
                         error);
}

bool trib_agenda_item_add(const struct trib_command *command,
                          const struct trib_agenda_item_add *params, struct trib_error *error) {
    struct meeting meeting = {0};
    if (!list_open_check(command, params->meeting_id, NULL, "meeting_id", &meeting, error)) {
        return false;
    }
    const struct place to = {params->meeting_id, command_or_null(meeting.group_id),
                             params->parent_id};
    return item_enter(command, params, meeting.space_id, &to, error);
}

bool trib_agenda_item_propose(const struct trib_command *command,
                              const struct trib_agenda_item_add *params, struct trib_error *error) {
    struct group group = {0};
    const char *space_id = NULL;
    const struct place to = {NULL, params->group_id, NULL};
    return command_see(command, "group", params->group_id, "group_id", NULL, error) &&
           board_open_check(command, params->group_id, &group, error) &&
           board_space_choose(command, params->group_id, params->visibility, &group, &space_id,
                              error) &&
           item_enter(command, params, space_id, &to, error);
}

bool trib_agenda_item_propose_to_coalition(const struct trib_command *command,
                                           const struct trib_agenda_item_add *params,
                                           struct trib_error *error) {
    static const char *const WHO[] = {"delegate"};
    const struct place to = {0};
    return (command_sees_space(command, TRIB_SPACE_COALITION_ID) ||
            command_forbid(error, "", WHO, 1)) &&
           item_enter(command, params, TRIB_SPACE_COALITION_ID, &to, error);
}

/* ---- changing -------------------------------------------------------------------------------- */

static const char FIELDS[] = "SELECT title, note, minutes_planned, presenter_organization_id "
                             "FROM agenda_item WHERE agenda_item_id = ?1";
static const char SET_TITLE[] = "UPDATE agenda_item SET title = ?2 WHERE agenda_item_id = ?1";
static const char SET_NOTE[] = "UPDATE agenda_item SET note = ?2 WHERE agenda_item_id = ?1";
static const char SET_MINUTES[] =
    "UPDATE agenda_item SET minutes_planned = ?2 WHERE agenda_item_id = ?1";
static const char SET_PRESENTER[] =
    "UPDATE agenda_item SET presenter_organization_id = ?2 WHERE agenda_item_id = ?1";
bool trib_agenda_item_edit(const struct trib_command *command,
                           const struct trib_agenda_item_edit *params, struct trib_error *error) {
    struct agenda_item item;
    const struct command_field fields[] = {
        {"title", &params->title, SET_TITLE},
        {"note", &params->note, SET_NOTE},
        {"minutes_planned", &params->minutes_planned, SET_MINUTES},
        {"presenter_organization_id", &params->presenter_organization_id, SET_PRESENTER},
    };
    const struct command_edits edits = {.table_name = "agenda_item",
                                        .id_field = "agenda_item_id",
                                        .row_id = params->agenda_item_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return agenda_item_find(command, params->agenda_item_id, &item, error) &&
           presenter_check(command, params->presenter_organization_id.to, item.space_id,
                           command_or_null(item.group_id), error) &&
           command_edit(command->store, &edits, error);
}

/* ---- moving ---------------------------------------------------------------------------------- */

/* What goes into a meeting is of its body and seen by the same people: nothing is widened by a
 * move. */
static bool list_check(const struct trib_command *command, const struct agenda_item *item,
                       const char *meeting_id, struct trib_error *error) {
    struct meeting meeting;
    if (meeting_id == NULL || command_same(meeting_id, item->meeting_id)) {
        return true;
    }
    return list_open_check(command, meeting_id, NULL, "meeting_id", &meeting, error) &&
           ((strcmp(meeting.group_id, item->group_id) == 0 &&
             strcmp(meeting.space_id, item->space_id) == 0) ||
            trib_fail(error, TRIB_E_OUTSIDE, "meeting_id"));
}

static const char SPOKEN_OF[] =
    "WITH RECURSIVE below (id, depth) AS (SELECT ?1, 1 UNION ALL SELECT agenda_item_id, depth + 1 "
    "FROM agenda_item JOIN below ON parent_id = id WHERE depth < 8) "
    "SELECT 1 FROM minutes WHERE agenda_item_id IN (SELECT id FROM below)";
static bool leaves_check(const struct trib_command *command, const char *agenda_item_id,
                         const struct agenda_item *item, const char *meeting_id,
                         struct trib_error *error) {
    bool is_spoken_of = false;
    return command_same(command_or_null(item->meeting_id), meeting_id) ||
           (command_has(command->store, SPOKEN_OF, TEXTS(agenda_item_id), &is_spoken_of, error) &&
            (!is_spoken_of || trib_fail(error, TRIB_E_IN_USE, "meeting_id")));
}

/* The rank it takes, "" behind the others. */
static bool before_read(const struct trib_command *command,
                        const struct trib_agenda_item_move *params, const struct place *to,
                        char out_rank[static 16], struct trib_error *error) {
    struct agenda_item before;
    out_rank[0] = '\0';
    if (params->before_id == NULL) {
        return true;
    }
    if (!item_load(command, params->before_id, "before_id", &before, error)) {
        return false;
    }
    if (!command_same(command_or_null(before.meeting_id), to->meeting_id) ||
        !command_same(command_or_null(before.group_id), to->group_id) ||
        !command_same(command_or_null(before.parent_id), to->parent_id)) {
        return command_stale(error, "before_id", NULL);
    }
    trib_text_copy(out_rank, 16, before.rank);
    return true;
}

static const char MAKE_ROOM[] =
    "UPDATE agenda_item SET rank = rank + 1 WHERE meeting_id IS ?1 AND parent_id IS ?2 AND "
    "(?1 IS NOT NULL OR group_id IS ?3) AND rank >= CAST(?4 AS INTEGER) AND agenda_item_id <> ?5";
static const char PUT[] =
    "UPDATE agenda_item SET meeting_id = ?2, parent_id = ?3, rank = coalesce(CAST(?5 AS INTEGER), "
    "(SELECT coalesce(max(rank), 0) + 1 FROM agenda_item AS other WHERE other.meeting_id IS ?2 AND "
    "other.parent_id IS ?3 AND (?2 IS NOT NULL OR other.group_id IS ?4) AND "
    "other.agenda_item_id <> ?1)) WHERE agenda_item_id = ?1";
static const char TAKE_ALONG[] =
    "WITH RECURSIVE below (id, depth) AS (SELECT ?1, 1 UNION ALL SELECT agenda_item_id, depth + 1 "
    "FROM agenda_item JOIN below ON parent_id = id WHERE depth < 8) "
    "UPDATE agenda_item SET meeting_id = ?2 WHERE agenda_item_id IN (SELECT id FROM below) "
    "AND agenda_item_id <> ?1 AND meeting_id IS NOT ?2";
static bool item_put(const struct trib_command *command, const char *agenda_item_id,
                     const struct place *to, const char *rank, struct trib_error *error) {
    return (rank[0] == '\0' ||
            command_write(command->store, MAKE_ROOM,
                          TEXTS(to->meeting_id, to->parent_id, to->group_id, rank, agenda_item_id),
                          error)) &&
           command_write(command->store, TAKE_ALONG, TEXTS(agenda_item_id, to->meeting_id),
                         error) &&
           command_write(command->store, PUT,
                         TEXTS(agenda_item_id, to->meeting_id, to->parent_id, to->group_id,
                               command_or_null(rank)),
                         error);
}

bool trib_agenda_item_move(const struct trib_command *command,
                           const struct trib_agenda_item_move *params, struct trib_error *error) {
    struct agenda_item item;
    char rank[16];
    if (!agenda_item_find(command, params->agenda_item_id, &item, error) ||
        !list_check(command, &item, params->meeting_id, error)) {
        return false;
    }
    const struct place to = {params->meeting_id, command_or_null(item.group_id), params->parent_id};
    return parent_check(command, &to, error) &&
           tree_check(command, params->agenda_item_id, &to, error) &&
           leaves_check(command, params->agenda_item_id, &item, to.meeting_id, error) &&
           before_read(command, params, &to, rank, error) &&
           (command_same(params->before_id, params->agenda_item_id) || /* it is there */
            item_put(command, params->agenda_item_id, &to, rank, error));
}

/* ---- removing -------------------------------------------------------------------------------- */

static const char RESTS_ON[] = "SELECT 1 FROM agenda_item WHERE parent_id = ?1 UNION ALL "
                               "SELECT 1 FROM minutes WHERE agenda_item_id = ?1 UNION ALL "
                               "SELECT 1 FROM trace_link WHERE to_id = ?1 "
                               "AND relation = 'drawn_from' UNION ALL "
                               "SELECT 1 FROM comment WHERE about_id = ?1";
static const char DELETE[] = "DELETE FROM agenda_item WHERE agenda_item_id = ?1";
bool trib_agenda_item_remove(const struct trib_command *command,
                             const struct trib_agenda_item_of *params, struct trib_error *error) {
    struct agenda_item item;
    bool is_used = false;
    return agenda_item_find(command, params->agenda_item_id, &item, error) &&
           command_has(command->store, RESTS_ON, TEXTS(params->agenda_item_id), &is_used, error) &&
           (!is_used || trib_fail(error, TRIB_E_IN_USE, "agenda_item_id")) &&
           agenda_item_links_remove(command->store, params->agenda_item_id, error) &&
           command_write(command->store, DELETE, TEXTS(params->agenda_item_id), error);
}
