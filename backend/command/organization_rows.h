/* Rows of organizations, their names and their regions. Private to this room. */
#ifndef TRIBUTARY_COMMAND_ORGANIZATION_ROWS_H
#define TRIBUTARY_COMMAND_ORGANIZATION_ROWS_H

#include "tributary/command/directory.h"

bool organization_insert(struct trib_store *store, const char *space_id,
                         const struct trib_organization_create *params, struct trib_error *error);
/** Behind those there are. */
bool organization_name_insert(struct trib_store *store, const char *space_id,
                              const struct trib_organization_name_add *params,
                              struct trib_error *error);
bool organization_region_insert(struct trib_store *store, const char *space_id,
                                const struct trib_organization_region_add *params,
                                struct trib_error *error);

bool organization_update(struct trib_store *store, const struct trib_organization_edit *params,
                         struct trib_error *error);
bool organization_move(struct trib_store *store, const char *organization_id, const char *space_id,
                       struct trib_error *error);

/** Takes the row away and tells whose it was. */
bool organization_name_delete(struct trib_store *store, const char *organization_name_id,
                              char out_organization_id[static TRIB_ID_BYTES],
                              struct trib_error *error);
bool organization_region_delete(struct trib_store *store, const char *organization_region_id,
                                char out_organization_id[static TRIB_ID_BYTES],
                                struct trib_error *error);

#endif
