/*
 * Who is told of what a command has changed. Each rule looks at the changes of one table and finds,
 * by one query, the people whom such a change concerns; who may not see where the thing stands, and
 * whoever did it, is left out. The rules stand in the order of their weight: of several that fit
 * the same event and thing, the first tells.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "tributary/base/text.h"
#include "tributary/command/attention.h"
#include "tributary/mail/digest.h"
#include "tributary/store/tick.h"

/* ---- whom ------------------------------------------------------------------------------------ */

/* Whoever acts for an organization (the expression). */
#define DELEGATES_OF(organization)                                                                 \
    "SELECT person_id FROM belonging WHERE organization_id = " organization                        \
    " AND ends_on IS NULL AND role <> 'base_member'"

/* Whoever works in a group (the expression), in person or as a delegate, and has not turned it
   down. */
#define PEOPLE_OF(group)                                                                           \
    "SELECT person_id FROM (SELECT person_id FROM group_member WHERE group_id = " group            \
    " AND person_id IS NOT NULL AND ends_on IS NULL UNION SELECT belonging.person_id "             \
    "FROM group_member JOIN belonging USING (organization_id) WHERE group_id = " group             \
    " AND group_member.ends_on IS NULL AND belonging.ends_on IS NULL "                             \
    "AND belonging.role <> 'base_member') AS one WHERE NOT EXISTS (SELECT 1 FROM subscription "    \
    "WHERE subscription.space_id = one.person_id AND subscription.group_id = " group               \
    " AND volume = 'quiet')"

/* A query of a rule: for the row (?1) person, thing's kind, thing, comment or NULL, and the space
   where it is read. */
enum { PERSON_ID, ABOUT_TABLE, ABOUT_ID, COMMENT_ID, SPACE_ID };

#define OWNED_BY_PERSON(table, id)                                                                 \
    "SELECT owner_person_id, '" table "', " id ", NULL, space_id FROM " table " WHERE " id         \
    " = ?1 AND owner_person_id IS NOT NULL"
#define OWNED_BY_ORGANIZATION(table, id)                                                           \
    "SELECT one.person_id, '" table "', " id ", NULL, thing.space_id FROM " table " AS thing "     \
    "JOIN belonging AS one ON one.organization_id = thing.owner_organization_id "                  \
    "AND one.ends_on IS NULL AND one.role <> 'base_member' WHERE " id " = ?1"

/* Of an agenda that is known to others than who prepares it. */
#define PRESENTERS(of_row)                                                                         \
    "SELECT one.person_id, 'meeting', meeting.meeting_id, NULL, item.space_id "                    \
    "FROM agenda_item AS item JOIN meeting USING (meeting_id) JOIN belonging AS one "              \
    "ON one.organization_id = item.presenter_organization_id AND one.ends_on IS NULL "             \
    "AND one.role <> 'base_member' WHERE " of_row                                                  \
    " = ?1 AND meeting.state IN ('planned', 'open', 'paused')"

static const char MENTIONED[] =
    "SELECT whom.person_id, comment.about_table, comment.about_id, comment.comment_id, "
    "comment.space_id FROM comment_mention AS mention JOIN comment USING (comment_id) "
    "JOIN person AS whom ON whom.person_id = mentioned_id AND mention.kind = 'person' "
    "OR mention.kind = 'organization' AND whom.person_id IN (" DELEGATES_OF(
        "mentioned_id") ") "
                        "OR mention.kind = 'group' AND whom.person_id IN (" PEOPLE_OF(
                            "mentioned_id") ") "
                                            "WHERE comment_mention_id = ?1";

static const char REPLIED[] =
    "SELECT DISTINCT other.person_id, new.about_table, new.about_id, new.comment_id, new.space_id "
    "FROM comment AS new JOIN comment AS other ON other.comment_id = new.parent_id "
    "OR other.parent_id = new.parent_id WHERE new.comment_id = ?1 AND new.parent_id IS NOT NULL";

/* Whoever said that they would come, or might. */
#define COMERS(state_test)                                                                         \
    "SELECT DISTINCT one.person_id, 'meeting', meeting_id, NULL, meeting.space_id FROM meeting "   \
    "JOIN meeting_participant AS part USING (meeting_id) JOIN person AS one "                      \
    "ON one.person_id = part.person_id OR one.person_id IN (" DELEGATES_OF(                        \
        "part.organization_id") ") WHERE meeting_id = ?1 AND answer IN ('yes', 'maybe') AND "      \
                                "meeting.state " state_test

/* Whoever acts for a voter; told where everybody of the body reads the proposal. */
#define ASKED(of_row)                                                                              \
    "SELECT one.person_id, 'proposal', proposal_id, NULL, ballot.space_id FROM ballot_call "       \
    "JOIN ballot USING (ballot_id) JOIN person AS one ON one.person_id = ballot_call.space_id "    \
    "OR one.person_id IN (" DELEGATES_OF(                                                          \
        "ballot_call.organization_id") ") WHERE has_left = 0 AND " of_row

/* Whoever acts for an organization that is asked to act on what has come to it. */
static const char DELIVERED[] =
    "SELECT person_id, 'dispatch', dispatch_id, NULL, delivery.space_id FROM delivery JOIN "
    "belonging "
    "USING (organization_id) WHERE delivery_id = ?1 AND state = 'delivered' AND mode = 'mandate' "
    "AND ends_on IS NULL AND role <> 'base_member'";

static const char OWNER[] = "owner_person_id";
static const char OWNER_ORGANIZATION[] = "owner_organization_id";

static const struct rule {
    const char *reason, *table;
    const char *column; /* that was written; NULL: of new rows alone */
    const char *whom;
    const char *over; /* what was told of this thing before and not seen holds no longer */
    bool is_once;     /* of all that one command does of this kind, the first thing tells */
    bool is_reached;  /* whom it concerns sees it once the command is committed, if not before */
} rules[] = {
    {"assigned", "action_item", OWNER, OWNED_BY_PERSON("action_item", "action_item_id"),
     .over = "assigned"},
    {"assigned", "milestone", OWNER, OWNED_BY_PERSON("milestone", "milestone_id"),
     .over = "assigned"},
    {"presents", "agenda_item", "presenter_organization_id", PRESENTERS("agenda_item_id"),
     .over = NULL},
    {"presents", "agenda_item", "meeting_id", PRESENTERS("agenda_item_id"), .over = NULL},
    {"mentioned", "comment_mention", NULL, MENTIONED, .over = NULL},
    {"meeting_cancelled", "meeting", "state", COMERS("= 'cancelled'"), .is_once = true},
    {"meeting_moved", "meeting", "starts_at_ms", COMERS("= 'planned'"), .is_once = true},
    {"ballot_opened", "ballot_call", NULL, ASKED("ballot_call_id = ?1"), .over = NULL},
    {"ballot_closes", "ballot", "is_reminded",
     ASKED("ballot_id = ?1 AND is_reminded = 1 AND ballot_call.person_id IS NULL"), .over = NULL},
    {"delivered", "delivery", "state", DELIVERED, .is_reached = true},
    {"delivered", "delivery", "mode", DELIVERED, .is_reached = true},
    {"presents", "meeting", "state", PRESENTERS("meeting.state = 'planned' AND meeting_id"),
     .over = NULL},
    {"assigned_to_organization", "action_item", OWNER_ORGANIZATION,
     OWNED_BY_ORGANIZATION("action_item", "action_item_id"), .over = "assigned_to_organization"},
    {"assigned_to_organization", "milestone", OWNER_ORGANIZATION,
     OWNED_BY_ORGANIZATION("milestone", "milestone_id"), .over = "assigned_to_organization"},
    {"replied", "comment", NULL, REPLIED, .over = NULL},
};
#define RULE_COUNT (sizeof rules / sizeof rules[0])

/* ---- telling them ---------------------------------------------------------------------------- */

/* Whom a rule has found, read to its end before anything is written. */
struct told {
    struct telling {
        char person_id[TRIB_ID_BYTES], about_table[16], about_id[TRIB_ID_BYTES];
        char comment_id[TRIB_ID_BYTES]; /* "": none */
    } * all;
    size_t count;
};

static void told_finish(struct told *told) {
    free(told->all);
    *told = (struct told){0};
}

static bool concerns(const struct trib_command *command, const struct rule *rule,
                     const struct trib_statement *row) {
    const char *person_id = trib_column_text(row, PERSON_ID);
    bool did_it =
        command->actor.person_id != NULL && strcmp(person_id, command->actor.person_id) == 0;
    return !did_it && (rule->is_reached ||
                       trib_may_see(command->graph, person_id, trib_column_text(row, SPACE_ID)));
}

static void telling_take(const struct trib_statement *row, struct telling *out) {
    const char *comment_id = trib_column_text(row, COMMENT_ID);
    trib_text_copy(out->person_id, sizeof out->person_id, trib_column_text(row, PERSON_ID));
    trib_text_copy(out->about_table, sizeof out->about_table, trib_column_text(row, ABOUT_TABLE));
    trib_text_copy(out->about_id, sizeof out->about_id, trib_column_text(row, ABOUT_ID));
    trib_text_copy(out->comment_id, sizeof out->comment_id, comment_id == NULL ? "" : comment_id);
}

static bool told_find(const struct trib_command *command, const struct rule *rule,
                      const char *row_id, struct told *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!command_prepare(command->store, rule->whom, &statement, TEXTS(row_id), error)) {
        return false;
    }
    while (out->count < TRIB_NOTIFICATIONS_PER_COMMAND_MAX &&
           trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (!concerns(command, rule, &statement)) {
            continue;
        }
        struct telling *all = realloc(out->all, (out->count + 1) * sizeof *all);
        if (all == NULL) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, "");
        }
        out->all = all;
        telling_take(&statement, &out->all[out->count++]);
    }
    return has_row && out->count == TRIB_NOTIFICATIONS_PER_COMMAND_MAX;
}

/* A comment speaks to somebody once, however often it is edited. */
static const char ADD[] =
    "INSERT INTO notification (notification_id, space_id, reason, about_table, about_id, "
    "comment_id, seq, at_ms) SELECT ?1, ?2, ?3, ?4, ?5, nullif(?6, ''), ?7, ?8 "
    "WHERE NOT EXISTS (SELECT 1 FROM notification WHERE space_id = ?2 AND comment_id = ?6) "
    "AND NOT EXISTS (SELECT 1 FROM notification WHERE space_id = ?2 AND seq = ?7 + 0 "
    "AND reason = ?9) ON CONFLICT (space_id, seq, about_id) DO NOTHING";
/* What is due from somebody and not seen goes last: no flood of others washes it away. */
static const char FORGET_OLDEST[] =
    "DELETE FROM notification WHERE notification_id IN (SELECT notification_id FROM notification "
    "WHERE space_id = ?1 ORDER BY seen_at_ms IS NULL AND reason IN " TRIB_DUE_REASONS " DESC, "
    "seq DESC, notification_id LIMIT -1 OFFSET 200)";
static_assert(TRIB_NOTIFICATIONS_MAX == 200, "the offset");
static bool tell(const struct trib_command *command, const struct rule *rule,
                 const struct telling *telling, struct trib_error *error) {
    char notification_id[TRIB_ID_BYTES];
    char seq[COMMAND_NUMBER_BYTES];
    char now_ms[COMMAND_NUMBER_BYTES];
    struct trib_store *store = command->store;
    trib_id_make_random(trib_store_random(store), notification_id);
    command_number_write((int64_t)trib_tick_command_seq(store), seq);
    command_now_write(store, now_ms);
    return command_write(store, ADD,
                         TEXTS(notification_id, telling->person_id, rule->reason,
                               telling->about_table, telling->about_id, telling->comment_id, seq,
                               now_ms, rule->is_once ? rule->reason : NULL),
                         error) &&
           command_write(store, FORGET_OLDEST, TEXTS(telling->person_id), error);
}

static const char TAKE_BACK[] = "DELETE FROM notification WHERE about_id = ?1 AND reason = ?2 "
                                "AND seen_at_ms IS NULL";
static bool rule_apply(const struct trib_command *command, const struct rule *rule,
                       const char *row_id, size_t *told_count, struct trib_error *error) {
    TRIB_AUTO(told) told = {0};
    bool is_done = (rule->over == NULL ||
                    command_write(command->store, TAKE_BACK, TEXTS(row_id, rule->over), error)) &&
                   told_find(command, rule, row_id, &told, error);
    for (size_t i = 0;
         i < told.count && is_done && *told_count < TRIB_NOTIFICATIONS_PER_COMMAND_MAX; i++) {
        is_done = tell(command, rule, &told.all[i], error);
        *told_count += 1;
    }
    return is_done;
}

/* ---- every change by every rule -------------------------------------------------------------- */

static bool fits(const struct rule *rule, const struct trib_change *change) {
    return change->op != TRIB_CHANGE_DELETE && strcmp(change->table->name, rule->table) == 0 &&
           (rule->column == NULL ? change->op == TRIB_CHANGE_INSERT
                                 : trib_change_has(change, rule->column));
}

bool trib_notifications_draw(const struct trib_command *command, size_t *out_told_count,
                             struct trib_error *error) {
    size_t change_count = 0;
    bool is_done = true;
    *out_told_count = 0;
    while (trib_tick_command_change(command->store, change_count) != NULL) {
        change_count++;
    }
    for (size_t r = 0; r < RULE_COUNT && is_done; r++) {
        for (size_t i = 0; i < change_count && is_done; i++) {
            const struct trib_change *change = trib_tick_command_change(command->store, i);
            char row_id[TRIB_ID_BYTES];
            if (fits(&rules[r], change)) {
                trib_text_copy(row_id, sizeof row_id, change->row_id);
                is_done = rule_apply(command, &rules[r], row_id, out_told_count, error);
            }
        }
    }
    return is_done;
}
