/* From rows to the graph: which table becomes what, whole or one row of it. Private to this room.
 */
#ifndef TRIB_SPACE_ROWS_H
#define TRIB_SPACE_ROWS_H

#include "ties.h"

/** Takes in every row of the tables that decide sight. */
bool rows_take_all(struct trib_graph *graph, struct trib_error *error);
/** Takes in one row again, as it is now; of a table that does not decide sight: nothing. */
bool rows_take_one(struct trib_graph *graph, const char *table_name, const char *row_id,
                   struct trib_error *error);

#endif
