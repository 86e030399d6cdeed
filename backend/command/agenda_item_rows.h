/* Items of agendas as this room's other files need them. Private to this room. */
#ifndef TRIBUTARY_COMMAND_AGENDA_ITEM_ROWS_H
#define TRIBUTARY_COMMAND_AGENDA_ITEM_ROWS_H

#include "tributary/command/agenda_item.h"

struct agenda_item {
    char space_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES], meeting_id[TRIB_ID_BYTES], parent_id[TRIB_ID_BYTES]; /* or "" */
    char rank[16];
};

/** An item that is seen, of an agenda or a backlog that is still open. */
bool agenda_item_find(const struct trib_command *command, const char *agenda_item_id,
                      struct agenda_item *out, struct trib_error *error);

/** E_CYCLE with the circle in argument "path": the titles from the item to the parent it was to
   come under, which is the item itself or under it, and up to the item again. Returns false. */
bool agenda_circle_fail(struct trib_store *store, const char *agenda_item_id, const char *parent_id,
                        const char *field, struct trib_error *error);

/** Takes away what an item is about, before the item itself goes. */
bool agenda_item_links_remove(struct trib_store *store, const char *agenda_item_id,
                              struct trib_error *error);

/* Something new that was drawn from an item of an agenda. */
struct agenda_drawing {
    const char *table_name, *row_id, *space_id;
};
/** Links it to its item (NULL: none); whoever sees it sees what it was drawn from: E_OUTSIDE
    (agenda_item_id) otherwise. */
bool agenda_item_draw(const struct trib_command *command, const char *agenda_item_id,
                      const struct agenda_drawing *drawing, struct trib_error *error);

#endif
