/* Rows of dispatches and deliveries. Private to this room. */
#ifndef TRIBUTARY_COMMAND_DISPATCH_ROWS_H
#define TRIBUTARY_COMMAND_DISPATCH_ROWS_H

#include "tributary/command/dispatch.h"
#include "tributary/domain/dispatch.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

struct dispatch {
    char dispatch_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES], organization_id[TRIB_ID_BYTES];
    enum trib_dispatch_state state;
    struct trib_dispatch rule; /* as domain asks about it */
};

/** E_NOT_FOUND with field "dispatch_id". */
bool dispatch_load(struct trib_store *store, const char *dispatch_id, struct dispatch *out,
                   struct trib_error *error);
bool dispatch_insert(const struct trib_command *command, const struct trib_dispatch_send *params,
                     const char *root_id, struct trib_error *error);
bool dispatch_save_state(struct trib_store *store, const char *dispatch_id,
                         enum trib_dispatch_state state, const char *reason,
                         struct trib_error *error);
/** The last day a due can mean, or TRIB_DUE_NONE; due_on may be NULL. */
int32_t dispatch_due_day(const char *due_on);
/** The root of the coalition: from where a dispatch goes down. */
bool dispatch_root_read(struct trib_store *store, char out[static TRIB_ID_BYTES],
                        struct trib_error *error);

struct delivery {
    char delivery_id[TRIB_ID_BYTES], dispatch_id[TRIB_ID_BYTES], organization_id[TRIB_ID_BYTES];
    char space_id[TRIB_ID_BYTES];
    enum trib_delivery_state state;
    bool is_passed_on;
};
enum trib_delivery_state delivery_state_of(const char *name); /* as a row has it */
bool delivery_load(struct trib_store *store, const char *delivery_id, struct delivery *out,
                   struct trib_error *error);
bool delivery_save_state(struct trib_store *store, const char *delivery_id,
                         enum trib_delivery_state state, struct trib_error *error);

/* Words of an organization's about a delivery. */
struct delivery_words {
    const char *delivery_note_id, *delivery_id, *space_id, *organization_id;
    const char *kind; /* wording, report, reason */
    const char *text, *language, *people;
};
/** E_EXISTS (delivery_note_id), E_TOO_MANY (delivery_note_id). */
bool delivery_note_insert(struct trib_store *store, const struct delivery_words *words,
                          struct trib_error *error);
/** Gives the latest wording of one organization, if it has any, to the delivery of another, in that
    one's own space. */
bool delivery_words_hand(struct trib_store *store, const char *from_delivery_id,
                         const char *to_delivery_id, struct trib_error *error);

/* All that is reckoned with: who is below whom now, and every row of one dispatch. */
struct spread {
    struct trib_store *store;
    struct dispatch dispatch;
    struct spread_texts *texts, *row_texts; /* ids stay here */
    struct trib_dispatch_link *links;
    size_t link_count;
    struct trib_audience audience;
    struct trib_delivery *rows;
    const char **delivery_ids; /* of rows, in their order */
    size_t row_count;
    int32_t last_due_day; /* of the dispatch and all rows, or TRIB_DUE_NONE */
};
/** Reads it all. E_TOO_MANY (dispatch_id) when it reaches too many. */
bool spread_read(struct trib_store *store, const struct dispatch *dispatch, struct spread *out,
                 struct trib_error *error);
/** Reads the rows again; the audience stays. */
bool spread_rows_read(struct spread *spread, struct trib_error *error);
void spread_finish(struct spread *spread); /* safe on a zeroed one */
/** The row of an organization, or TRIB_NOWHERE. */
size_t spread_row_find(const struct spread *spread, const char *organization);
/** When the days after the last day of the latest due are over, everywhere on earth; or TRIB_NEVER.
 */
int64_t spread_closes_at_ms(const struct spread *spread);
struct trib_deliveries spread_deliveries(const struct spread *spread);

bool delivery_insert(const struct spread *spread, const char *organization_id,
                     enum trib_delivery_mode mode, int32_t due_day, struct trib_error *error);

/** A lapsed row begins anew. */
bool delivery_return(const struct spread *spread, const struct trib_audience_change *change,
                     struct trib_error *error);

/** Delivers what is due by now, and notes when the next step is. */
bool spread_settle(struct spread *spread, struct trib_error *error);

#endif
