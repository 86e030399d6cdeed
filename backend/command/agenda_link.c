/*
 * What an item of an agenda is about. A link stands in the space of its item, so all who read the
 * agenda read it: what they would not all see is not linked, or its id alone would tell that it is
 * there. What moves to where they do not see it takes its links away.
 */
#include <assert.h>
#include <string.h>

#include "agenda_item_rows.h"
#include "object.h"
#include "rows.h"
#include "sight.h"

static bool about_check(const struct trib_command *command,
                        const struct trib_agenda_item_link *params, const struct agenda_item *item,
                        struct trib_error *error) {
    struct command_object object;
    if (strcmp(params->about_id, params->agenda_item_id) == 0) {
        return agenda_circle_fail(command->store, params->agenda_item_id, params->about_id,
                                  "about_id", error);
    }
    if (!command_object_find(command, params->about_table, params->about_id, "about_id", &object,
                             error)) {
        return false;
    }
    if (command_is_seen_from(item->space_id, object.space_id)) {
        return true;
    }
    trib_fail(error, TRIB_E_OUTSIDE, "about_id");
    trib_error_add_text(error, "kind", params->about_table);
    trib_error_add_text(error, "id", params->about_id);
    return false;
}

static const char LINKED[] = "SELECT 1 FROM trace_link WHERE from_id = ?1 AND to_id = ?2";
static bool new_check(struct trib_store *store, const struct trib_agenda_item_link *params,
                      struct trib_error *error) {
    bool is_linked = false;
    return command_has(store, LINKED, TEXTS(params->agenda_item_id, params->about_id), &is_linked,
                       error) &&
           (!is_linked || trib_fail(error, TRIB_E_EXISTS, "about_id"));
}

static const char TWENTIETH[] =
    "SELECT 1 FROM trace_link WHERE from_id = ?1 AND relation = 'about' LIMIT 1 OFFSET 19";
static_assert(TRIB_AGENDA_LINKS_MAX == 20, "one more than the offset");
static const char ADD[] =
    "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
    "relation) VALUES (?1, ?2, 'agenda_item', ?3, ?4, ?5, 'about')";
bool trib_agenda_item_link(const struct trib_command *command,
                           const struct trib_agenda_item_link *params, struct trib_error *error) {
    static const struct command_bound bound = {TWENTIETH, "about_id", TRIB_AGENDA_LINKS_MAX};
    struct agenda_item item;
    return agenda_item_find(command, params->agenda_item_id, &item, error) &&
           command_id_check(command->store, "trace_link", params->trace_link_id, "trace_link_id",
                            error) &&
           about_check(command, params, &item, error) && new_check(command->store, params, error) &&
           command_bound_check(command->store, &bound, TEXTS(params->agenda_item_id), error) &&
           command_write(command->store, ADD,
                         TEXTS(params->trace_link_id, item.space_id, params->agenda_item_id,
                               params->about_table, params->about_id),
                         error);
}

static const char DRAW[] =
    "INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, "
    "relation) VALUES (?1, ?2, ?3, ?4, 'agenda_item', ?5, 'drawn_from')";
bool agenda_item_draw(const struct trib_command *command, const char *agenda_item_id,
                      const struct agenda_drawing *drawing, struct trib_error *error) {
    char agenda_space_id[TRIB_ID_BYTES];
    char trace_link_id[TRIB_ID_BYTES];
    if (agenda_item_id == NULL) {
        return true;
    }
    if (!command_see(command, "agenda_item", agenda_item_id, "agenda_item_id", agenda_space_id,
                     error)) {
        return false;
    }
    if (!command_is_seen_from(drawing->space_id, agenda_space_id)) {
        return trib_fail(error, TRIB_E_OUTSIDE, "agenda_item_id");
    }
    trib_id_make_random(trib_store_random(command->store), trace_link_id);
    return command_write(command->store, DRAW,
                         TEXTS(trace_link_id, drawing->space_id, drawing->table_name,
                               drawing->row_id, agenda_item_id),
                         error);
}

static const char OF_ITEM[] = "SELECT 1 FROM trace_link WHERE trace_link_id = ?1 AND from_id = ?2";
static const char REMOVE[] = "DELETE FROM trace_link WHERE trace_link_id = ?1";
bool trib_agenda_item_unlink(const struct trib_command *command,
                             const struct trib_agenda_item_unlink *params,
                             struct trib_error *error) {
    struct agenda_item item;
    bool is_there = false;
    return agenda_item_find(command, params->agenda_item_id, &item, error) &&
           command_has(command->store, OF_ITEM,
                       TEXTS(params->trace_link_id, params->agenda_item_id), &is_there, error) &&
           (is_there || trib_fail(error, TRIB_E_NOT_FOUND, "trace_link_id")) &&
           command_write(command->store, REMOVE, TEXTS(params->trace_link_id), error);
}

/* That another agenda points at it keeps it from nobody, who may not even see that one. */
static const char REMOVE_ALL[] = "DELETE FROM trace_link WHERE from_id = ?1 OR to_id = ?1";
bool agenda_item_links_remove(struct trib_store *store, const char *agenda_item_id,
                              struct trib_error *error) {
    return command_write(store, REMOVE_ALL, TEXTS(agenda_item_id), error);
}
