/* Rows of series and convenings. Private to this room. */
#ifndef TRIBUTARY_COMMAND_CONVENING_ROWS_H
#define TRIBUTARY_COMMAND_CONVENING_ROWS_H

#include "tributary/command/convening.h"
#include "tributary/domain/fuzzy_date.h"
#include "tributary/domain/states.h"

bool series_insert(struct trib_store *store, const char *space_id,
                   const struct trib_series_create *params, struct trib_error *error);
bool series_update(struct trib_store *store, const struct trib_series_edit *params,
                   struct trib_error *error);
/** Behind those there are. */
bool series_name_insert(struct trib_store *store, const char *space_id,
                        const struct trib_series_name_add *params, struct trib_error *error);
bool series_name_delete(struct trib_store *store, const char *series_name_id,
                        struct trib_error *error);

struct convening {
    enum trib_convening_state state;
    char starts_on[TRIB_FUZZY_DATE_BYTES], ends_on[TRIB_FUZZY_DATE_BYTES]; /* "" when not stated */
};
bool convening_load(struct trib_store *store, const char *convening_id, struct convening *out,
                    struct trib_error *error);
bool convening_insert(struct trib_store *store, const char *space_id,
                      const struct trib_convening_create *params, struct trib_error *error);
bool convening_update(struct trib_store *store, const struct trib_convening_edit *params,
                      struct trib_error *error);
bool convening_save_state(struct trib_store *store, const char *convening_id,
                          enum trib_convening_state state, struct trib_error *error);

#endif
