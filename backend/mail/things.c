/* A kind of thing is a line of one table: how its name is read, and whose page shows it. */
#include "things.h"

#include <assert.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/store/statement.h"

/* "/plans/", an id, "?as=outline#line-", another, and room to spare. */
#define PATH_BYTES 128u

/* A point of an agenda is on its meeting's page, or waits on its group's, where all who see the
   point see that. */
static const char PATH_OF_AGENDA_ITEM[] =
    "SELECT CASE WHEN meeting_id IS NOT NULL THEN '/meetings/' || meeting_id "
    "WHEN \"group\".space_id <> group_id OR agenda_item.space_id = group_id "
    "THEN '/groups/' || group_id ELSE '/meetings' END "
    "FROM agenda_item LEFT JOIN \"group\" USING (group_id) WHERE agenda_item_id = ?1";

/* A line of a plan is shown with its plan, in the outline, at its place. */
static const struct thing {
    const char *table, *name;
    const char *room; /* where its own page is; NULL: it has none */
    const char *path; /* the path of the page it is on */
} things[] = {
    {"organization", "SELECT name FROM organization WHERE organization_id = ?1", "/network/", NULL},
    {"group", "SELECT name FROM \"group\" WHERE group_id = ?1", "/groups/", NULL},
    {"series", "SELECT name FROM series WHERE series_id = ?1", "/series/", NULL},
    {"convening", "SELECT name FROM convening WHERE convening_id = ?1", "/convenings/", NULL},
    {"meeting", "SELECT title FROM meeting WHERE meeting_id = ?1", "/meetings/", NULL},
    {"agenda_item", "SELECT title FROM agenda_item WHERE agenda_item_id = ?1", NULL,
     PATH_OF_AGENDA_ITEM},
    {"action_item", "SELECT title FROM action_item WHERE action_item_id = ?1", "/actions/", NULL},
    {"plan", "SELECT name FROM plan WHERE plan_id = ?1", "/plans/", NULL},
    {"goal", "SELECT name FROM goal WHERE goal_id = ?1", NULL,
     "SELECT '/plans/' || plan_id || '?as=outline#line-' || goal_id FROM goal WHERE goal_id = ?1"},
    {"objective", "SELECT name FROM objective WHERE objective_id = ?1", NULL,
     "SELECT '/plans/' || plan_id || '?as=outline#line-' || objective_id FROM objective "
     "WHERE objective_id = ?1"},
    {"milestone", "SELECT name FROM milestone WHERE milestone_id = ?1", "/milestones/", NULL},
    {"proposal", "SELECT title FROM proposal WHERE proposal_id = ?1", "/decisions/", NULL},
    {"dispatch", "SELECT title FROM dispatch WHERE dispatch_id = ?1", "/dispatches/", NULL},
};

/* NULL: a kind that has no page. */
static const struct thing *thing_find(const char *table_name) {
    size_t index = 0;
    while (index < sizeof things / sizeof things[0] &&
           strcmp(things[index].table, table_name) != 0) {
        index++;
    }
    return index < sizeof things / sizeof things[0] ? &things[index] : NULL;
}

bool thing_text_read(struct trib_store *store, const char *sql, const char *id,
                     struct thing_text *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(store, sql, &statement, error) ||
        !trib_bind_text(&statement, 1, id, error) ||
        !trib_statement_next(&statement, &out->is_there, error)) {
        return false;
    }
    const char *text = out->is_there ? trib_column_text(&statement, 0) : NULL;
    trib_text_copy(out->text, out->size, text == NULL ? "" : text);
    return true;
}

bool thing_name_read(struct trib_store *store, const char *table_name, const char *id,
                     char out_name[static TRIB_NEWS_NAME_BYTES], bool *out_is_there,
                     struct trib_error *error) {
    struct thing_text name = {out_name, TRIB_NEWS_NAME_BYTES, false};
    const struct thing *thing = thing_find(table_name);
    bool is_read = thing == NULL || thing_text_read(store, thing->name, id, &name, error);
    *out_is_there = name.is_there;
    return is_read;
}

bool thing_path_append(struct trib_store *store, const char *table_name, const char *id,
                       struct trib_buffer *out, struct trib_error *error) {
    const struct thing *thing = thing_find(table_name);
    char text[PATH_BYTES];
    struct thing_text path = {text, sizeof text, false};
    assert(thing != NULL); /* the schema's CHECKs name these alone */
    if (thing->room != NULL) {
        trib_buffer_append_format(out, "%s%s", thing->room, id);
        return true;
    }
    if (!thing_text_read(store, thing->path, id, &path, error)) {
        return false;
    }
    trib_buffer_append_text(out, text);
    return true;
}

bool thing_is_seen(const struct thing_reader *reader, const char *table_name, const char *row_id,
                   bool *out_is_seen, struct trib_error *error) {
    char space_id[TRIB_ID_BYTES];
    const struct trib_table *table = trib_store_table_find(reader->store, table_name);
    *out_is_seen = false;
    if (table == NULL || table->kind != TRIB_TABLE_SYNCED) {
        return true;
    }
    if (!trib_row_space(reader->store, table, row_id, space_id, out_is_seen, error)) {
        return false;
    }
    *out_is_seen = *out_is_seen && trib_may_see(reader->graph, reader->person_id, space_id);
    return true;
}
