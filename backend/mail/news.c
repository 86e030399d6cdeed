/*
 * See news.h. What is news is one table; each row names the change that makes it, how loud it is,
 * and the query that says what the thing is called now. A state that was left again is no news: the
 * row must still be in it.
 */
#include "tributary/mail/news.h"

#include <string.h>

#include "things.h"
#include "tributary/base/text.h"
#include "tributary/store/statement.h"

/* For the row (?1): name, body, state, and the row the line is about where it is another. */
enum { NAME, GROUP_ID, STATE, ABOUT_ID };
#define THING(table, name, id)                                                                     \
    "SELECT " name ", group_id, state, " id " FROM " table " WHERE " id " = ?1"

static const char MEETING[] = THING("meeting", "title", "meeting_id");
static const char ITEM[] = THING("action_item", "title", "action_item_id");
static const char PLAN[] = THING("plan", "name", "plan_id");
static const char GROUP[] = THING("\"group\"", "name", "group_id");
static const char CONVENING[] =
    "SELECT name, NULL, state, convening_id FROM convening WHERE convening_id = ?1";
static const char MILESTONE[] =
    "SELECT milestone.name, group_id, milestone.state, milestone_id FROM milestone "
    "JOIN plan USING (plan_id) WHERE milestone_id = ?1";
static const char STANDING[] =
    "SELECT organization.name, NULL, status, affiliation.organization_id FROM affiliation "
    "JOIN organization USING (organization_id) JOIN coalition ON root_organization_id = parent_id "
    "WHERE affiliation_id = ?1";
static const char PROPOSAL[] =
    "SELECT title, group_id, CASE state WHEN 'decided' THEN outcome WHEN 'discussion' THEN "
    "coalesce(outcome, state) ELSE state END, proposal_id FROM proposal WHERE proposal_id = ?1";
static const char COMMENT[] =
    "SELECT '', group_id, about_table, about_id FROM comment WHERE comment_id = ?1";

#define NORMAL TRIB_VOLUME_NORMAL
#define LOUD TRIB_VOLUME_LOUD
static const struct kind {
    const char *name, *table;
    const char *state;  /* that the row came into; NULL: any */
    const char *column; /* that an update wrote; NULL: the row is new */
    const char *sql;
    enum trib_volume volume;
} kinds[] = {
    {"meeting_planned", "meeting", "planned", NULL, MEETING, NORMAL},
    {"meeting_planned", "meeting", "planned", "state", MEETING, NORMAL},
    {"meeting_moved", "meeting", "planned", "starts_at_ms", MEETING, NORMAL},
    {"meeting_cancelled", "meeting", "cancelled", "state", MEETING, NORMAL},
    {"minutes_circulated", "meeting", "minutes_circulated", "state", MEETING, NORMAL},
    {"minutes_adopted", "meeting", "minutes_adopted", "state", MEETING, NORMAL},
    {"plan_started", "plan", NULL, NULL, PLAN, NORMAL},
    {"plan_active", "plan", "active", "state", PLAN, NORMAL},
    {"plan_archived", "plan", "archived", "state", PLAN, NORMAL},
    {"milestone_reached", "milestone", "reached", "state", MILESTONE, NORMAL},
    {"milestone_missed", "milestone", "missed", "state", MILESTONE, NORMAL},
    {"proposal_discussed", "proposal", "discussion", "state", PROPOSAL, NORMAL},
    {"proposal_carried", "proposal", "carried", "state", PROPOSAL, NORMAL},
    {"proposal_not_carried", "proposal", "not_carried", "state", PROPOSAL, NORMAL},
    {"proposal_blocked", "proposal", "blocked", "state", PROPOSAL, NORMAL},
    {"group_started", "group", NULL, NULL, GROUP, NORMAL},
    {"group_closed", "group", "closed", "state", GROUP, NORMAL},
    {"group_became_alliance", "group", "became_alliance", "state", GROUP, NORMAL},
    {"convening_announced", "convening", "announced", NULL, CONVENING, NORMAL},
    {"convening_announced", "convening", "announced", "state", CONVENING, NORMAL},
    {"convening_cancelled", "convening", "cancelled", "state", CONVENING, NORMAL},
    {"organization_member", "affiliation", "member", "status", STANDING, NORMAL},
    {"organization_observer", "affiliation", "observer", "status", STANDING, NORMAL},
    {"organization_left", "affiliation", "left", "status", STANDING, NORMAL},
    {"item_added", "action_item", NULL, NULL, ITEM, LOUD},
    {"item_blocked", "action_item", "blocked", "state", ITEM, LOUD},
    {"item_done", "action_item", "done", "state", ITEM, LOUD},
    {"commented", "comment", NULL, NULL, COMMENT, LOUD},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

const char *trib_news_kind(size_t index) {
    return index < KIND_COUNT ? kinds[index].name : NULL;
}

/* ---- how loudly ------------------------------------------------------------------------------ */

static const char VOLUME[] = "SELECT volume FROM subscription WHERE space_id = ?1 "
                             "AND coalesce(group_id, '') = ?2";
static bool volume_find(struct trib_store *store, const char *person_id, const char *group_id,
                        enum trib_volume *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    *out = TRIB_VOLUME_NORMAL;
    if (!trib_statement_prepare(store, VOLUME, &statement, error) ||
        !trib_bind_text(&statement, 1, person_id, error) ||
        !trib_bind_text(&statement, 2, group_id, error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    if (has_row) {
        const char *volume = trib_column_text(&statement, 0);
        *out = strcmp(volume, "quiet") == 0  ? TRIB_VOLUME_QUIET
               : strcmp(volume, "loud") == 0 ? TRIB_VOLUME_LOUD
                                             : TRIB_VOLUME_NORMAL;
    }
    return true;
}

static const char HEARS_LOUD[] =
    "SELECT 1 FROM subscription WHERE space_id = ?1 AND volume = 'loud' LIMIT 1";
static bool hears_loud(struct trib_store *store, const struct trib_news_wish *wish, bool *out_hears,
                       struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    *out_hears = true;
    return !wish->is_by_volume || (trib_statement_prepare(store, HEARS_LOUD, &statement, error) &&
                                   trib_bind_text(&statement, 1, wish->person_id, error) &&
                                   trib_statement_next(&statement, out_hears, error));
}

static bool is_loud_enough(struct trib_store *store, const struct trib_news_wish *wish,
                           const struct kind *kind, const char *group_id, bool *out_is_enough,
                           struct trib_error *error) {
    enum trib_volume volume = TRIB_VOLUME_NORMAL;
    if (!volume_find(store, wish->person_id, group_id, &volume, error)) {
        return false;
    }
    *out_is_enough = volume != TRIB_VOLUME_QUIET && (!wish->is_by_volume || kind->volume <= volume);
    return true;
}

/* ---- one change ------------------------------------------------------------------------------ */

/* A change of the log that may be news. */
struct found {
    uint64_t seq;
    int64_t at_ms;
    char table[32], row_id[TRIB_ID_BYTES], space_before[TRIB_ID_BYTES], space_after[TRIB_ID_BYTES];
    char state[32]; /* that it wrote, or status; "": none */
    bool is_insert, has_start;
};

static bool fits(const struct kind *kind, const struct found *found) {
    if (strcmp(kind->table, found->table) != 0 || (kind->column == NULL) != found->is_insert) {
        return false;
    }
    if (kind->column != NULL && strcmp(kind->column, "starts_at_ms") == 0) {
        return found->has_start;
    }
    return kind->state == NULL || strcmp(kind->state, found->state) == 0;
}

/* What the line says, as things are now; *out_holds false: it no longer is so. What a comment is
   about is looked up behind. */
static bool line_read(struct trib_store *store, const struct kind *kind, const struct found *found,
                      struct trib_news_line *out, bool *out_holds, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    *out_holds = false;
    if (!trib_statement_prepare(store, kind->sql, &statement, error) ||
        !trib_bind_text(&statement, 1, found->row_id, error) ||
        !trib_statement_next(&statement, out_holds, error)) {
        return false;
    }
    if (!*out_holds) {
        return true;
    }
    const char *group_id = trib_column_text(&statement, GROUP_ID);
    const char *state = trib_column_text(&statement, STATE);
    bool is_comment = kind->sql == COMMENT;
    trib_text_copy(out->name, sizeof out->name, trib_column_text(&statement, NAME));
    trib_text_copy(out->group_id, sizeof out->group_id, group_id == NULL ? "" : group_id);
    trib_text_copy(out->row_id, sizeof out->row_id, trib_column_text(&statement, ABOUT_ID));
    out->table = is_comment              ? trib_store_table_find(store, state)->name
                 : kind->sql == STANDING ? "organization"
                                         : kind->table;
    *out_holds = is_comment || kind->state == NULL || strcmp(kind->state, state) == 0;
    return true;
}

static bool line_fill(struct trib_store *store, const struct kind *kind, const struct found *found,
                      struct trib_news_line *out, bool *out_holds, struct trib_error *error) {
    return line_read(store, kind, found, out, out_holds, error) &&
           (!*out_holds || kind->sql != COMMENT ||
            thing_name_read(store, out->table, out->row_id, out->name, out_holds, error));
}

static struct trib_news_line *line_find(struct trib_news *news, const char *kind,
                                        const char *row_id) {
    for (size_t i = 0; i < news->count; i++) {
        if (strcmp(news->lines[i].kind, kind) == 0 && strcmp(news->lines[i].row_id, row_id) == 0) {
            return &news->lines[i];
        }
    }
    return NULL;
}

static bool is_kind(const struct trib_news_line *line, const char *kind) {
    return strcmp(line->kind, kind) == 0;
}

/* The newest change makes the line; older ones of comments are counted in it. A meeting that was
   planned, and moved before or since, is told of once, as planned. */
static void line_keep(struct trib_news *news, const struct trib_news_line *line) {
    struct trib_news_line *other = line_find(news, line->kind, line->row_id);
    if (is_kind(line, "meeting_moved") && line_find(news, "meeting_planned", line->row_id)) {
        return;
    }
    struct trib_news_line *moved =
        is_kind(line, "meeting_planned") ? line_find(news, "meeting_moved", line->row_id) : NULL;
    if (moved != NULL) {
        moved->kind = line->kind;
    } else if (other != NULL) {
        other->count += is_kind(line, "commented") ? 1 : 0;
    } else if (news->count < TRIB_NEWS_LINES_MAX) {
        news->lines[news->count++] = *line;
    } else {
        news->has_more = true;
    }
}

struct reading {
    struct thing_reader reader;
    const struct trib_news_wish *wish;
    struct trib_news *news;
    bool hears_loud; /* of some body; else what is loud need not be looked up */
};

/* What lies in the coalition's space may be of a group that not all of the coalition know: then it
   is told as the coalition's. */
static bool body_hide(const struct reading *reading, struct trib_news_line *line,
                      struct trib_error *error) {
    bool is_seen = true;
    if (line->group_id[0] != '\0' &&
        !thing_is_seen(&reading->reader, "group", line->group_id, &is_seen, error)) {
        return false;
    }
    if (!is_seen) {
        line->group_id[0] = '\0';
    }
    return true;
}

static bool kind_tell(const struct reading *reading, const struct kind *kind,
                      const struct found *found, struct trib_error *error) {
    struct trib_news_line line = {
        .seq = found->seq, .at_ms = found->at_ms, .kind = kind->name, .count = 1};
    const struct thing_reader *reader = &reading->reader;
    bool is_told = false;
    if (!thing_is_seen(reader, kind->table, found->row_id, &is_told, error) ||
        (is_told && !line_fill(reader->store, kind, found, &line, &is_told, error)) ||
        (is_told && !thing_is_seen(reader, line.table, line.row_id, &is_told, error)) ||
        (is_told &&
         !is_loud_enough(reader->store, reading->wish, kind, line.group_id, &is_told, error))) {
        return false;
    }
    if (!is_told) {
        return true;
    }
    if (!body_hide(reading, &line, error)) {
        return false;
    }
    line_keep(reading->news, &line);
    return true;
}

static bool change_tell(const struct reading *reading, const struct found *found,
                        struct trib_error *error) {
    const struct trib_graph *graph = reading->reader.graph;
    const char *person_id = reading->reader.person_id;
    bool is_seen =
        (found->space_before[0] == '\0' || trib_may_see(graph, person_id, found->space_before)) &&
        (found->space_after[0] == '\0' || trib_may_see(graph, person_id, found->space_after));
    bool is_done = true;
    for (size_t i = 0; i < KIND_COUNT && is_seen && is_done; i++) {
        bool is_heard = kinds[i].volume != LOUD || reading->hears_loud;
        is_done =
            !is_heard || !fits(&kinds[i], found) || kind_tell(reading, &kinds[i], found, error);
    }
    return is_done;
}

/* ---- the log --------------------------------------------------------------------------------- */

enum { SEQ, AT_MS, TABLE_NAME, ROW_ID, OP, SPACE_BEFORE, SPACE_AFTER, WRITTEN, HAS_START };
/* What somebody had a notification of is no news to them. */
static const char CHANGES[] =
    "SELECT c.seq, e.at_ms, c.table_name, c.row_id, c.op, c.space_before, c.space_after, "
    "coalesce(json_extract(c.patch, '$.outcome'), json_extract(c.patch, '$.state'), "
    "json_extract(c.patch, '$.status')), "
    "json_type(c.patch, '$.starts_at_ms') IS NOT NULL "
    "FROM change AS c JOIN entry AS e USING (seq) WHERE c.seq > ?1 AND c.seq <= ?2 "
    "AND c.op <> 'delete' AND c.table_name IN ('meeting', 'plan', 'milestone', 'group', "
    "'convening', 'affiliation', 'action_item', 'comment', 'proposal') AND json_valid(c.patch) "
    "AND e.actor_id <> ?3 AND (e.actor_id <> '' OR e.method = 'ballot.close') "
    "AND e.method NOT IN ('import.run', 'samples.remove') AND NOT EXISTS (SELECT 1 FROM "
    "notification "
    "WHERE notification.space_id = ?3 AND notification.seq = c.seq) ORDER BY c.seq DESC, c.ordinal "
    "DESC LIMIT ?4";

static void text_take(const struct trib_statement *row, int column, char *out, size_t size) {
    const char *text = trib_column_text(row, column);
    trib_text_copy(out, size, text == NULL ? "" : text);
}

static void found_take(const struct trib_statement *row, struct found *out) {
    *out = (struct found){.seq = (uint64_t)trib_column_int64(row, SEQ),
                          .at_ms = trib_column_int64(row, AT_MS),
                          .has_start = trib_column_int64(row, HAS_START) != 0};
    text_take(row, TABLE_NAME, out->table, sizeof out->table);
    text_take(row, ROW_ID, out->row_id, sizeof out->row_id);
    text_take(row, SPACE_BEFORE, out->space_before, sizeof out->space_before);
    text_take(row, SPACE_AFTER, out->space_after, sizeof out->space_after);
    text_take(row, WRITTEN, out->state, sizeof out->state);
    out->is_insert = strcmp(trib_column_text(row, OP), "insert") == 0;
}

bool trib_news_read(struct trib_store *store, const struct trib_graph *graph,
                    const struct trib_news_wish *wish, struct trib_news *out,
                    struct trib_error *error) {
    struct reading reading = {{store, graph, wish->person_id}, wish, out, true};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    bool is_cut = wish->last_seq > wish->after_seq + TRIB_NEWS_ENTRIES_MAX;
    uint64_t after_seq = is_cut ? wish->last_seq - TRIB_NEWS_ENTRIES_MAX : wish->after_seq;
    out->count = 0;
    out->has_more = is_cut;
    out->rows_read = 0;
    out->last_seq = wish->last_seq;
    if (!hears_loud(store, wish, &reading.hears_loud, error) ||
        !trib_statement_prepare(store, CHANGES, &statement, error) ||
        !trib_bind_int64(&statement, 1, (int64_t)after_seq, error) ||
        !trib_bind_int64(&statement, 2, (int64_t)wish->last_seq, error) ||
        !trib_bind_text(&statement, 3, wish->person_id, error) ||
        !trib_bind_int64(&statement, 4, TRIB_NEWS_CHANGES_MAX, error)) {
        return false;
    }
    while (trib_statement_next(&statement, &has_row, error)) {
        struct found found;
        if (!has_row) {
            out->has_more = out->has_more || out->rows_read == TRIB_NEWS_CHANGES_MAX;
            return true;
        }
        out->rows_read++;
        found_take(&statement, &found);
        if (!change_tell(&reading, &found, error)) {
            return false;
        }
    }
    return false;
}

static const char BEFORE[] = "SELECT seq FROM entry WHERE seq > ?1 AND at_ms < ?2 "
                             "ORDER BY seq DESC LIMIT 1";
bool trib_news_seq_before(struct trib_store *store, int64_t at_ms, uint64_t *out_seq,
                          struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    uint64_t last_seq = trib_store_last_seq(store);
    uint64_t least = last_seq > TRIB_NEWS_ENTRIES_MAX ? last_seq - TRIB_NEWS_ENTRIES_MAX : 0;
    bool has_row = false;
    if (!trib_statement_prepare(store, BEFORE, &statement, error) ||
        !trib_bind_int64(&statement, 1, (int64_t)least, error) ||
        !trib_bind_int64(&statement, 2, at_ms, error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    *out_seq = has_row ? (uint64_t)trib_column_int64(&statement, 0) : least;
    return true;
}
