/* Rows of proposals and their versions. Private to this room. */
#ifndef TRIBUTARY_COMMAND_PROPOSAL_ROWS_H
#define TRIBUTARY_COMMAND_PROPOSAL_ROWS_H

#include "rows.h"
#include "tributary/command/decision.h"
#include "tributary/domain/states.h"

struct proposal {
    char proposal_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES];        /* "": the coalition's */
    char organization_id[TRIB_ID_BYTES]; /* "": brought in for nobody */
    char backed_by_id[TRIB_ID_BYTES];    /* "": nobody needs to, or has */
    char replaces_id[TRIB_ID_BYTES];     /* "": none */
    char replacement[16];
    char version[COMMAND_NUMBER_BYTES], round[COMMAND_NUMBER_BYTES];
    enum trib_proposal_state state;
};

/** A proposal that is seen. */
bool proposal_find(const struct trib_command *command, const char *proposal_id,
                   struct proposal *out, struct trib_error *error);
bool proposal_load(struct trib_store *store, const char *proposal_id, struct proposal *out,
                   struct trib_error *error);
/** organization_id: for which it is brought in; NULL: for nobody. */
bool proposal_insert(const struct trib_command *command, const char *space_id,
                     const char *organization_id, const struct trib_proposal_write *params,
                     struct trib_error *error);
bool proposal_update(struct trib_store *store, const struct trib_proposal_edit *params,
                     struct trib_error *error);
/** Whether it says something else than its last version. */
bool proposal_is_changed(struct trib_store *store, const char *proposal_id, bool *out_is,
                         struct trib_error *error);
/** Its words as they are now, under the number it has now. */
bool proposal_version_insert(struct trib_store *store, const char *proposal_id,
                             struct trib_error *error);
bool proposal_version_next(struct trib_store *store, const char *proposal_id,
                           struct trib_error *error);
bool proposal_save_state(struct trib_store *store, const char *proposal_id,
                         enum trib_proposal_state state, struct trib_error *error);
/** A new ballot: what the last one came to holds no longer. */
bool proposal_save_asked(struct trib_store *store, const char *proposal_id,
                         struct trib_error *error);
bool proposal_save_backing(struct trib_store *store, const char *proposal_id,
                           const char *organization_id, struct trib_error *error);

/* What a ballot has come to. */
struct proposal_outcome {
    enum trib_proposal_state state;
    const char *outcome;
    const char *round; /* the next one's */
};
bool proposal_save_outcome(struct trib_store *store, const char *proposal_id,
                           const struct proposal_outcome *outcome, struct trib_error *error);

/** E_STATE with that field, unless the decision is in force. */
bool decision_in_force_check(struct trib_store *store, const char *decision_id, const char *field,
                             struct trib_error *error);
/** Whether an organization is a member of the coalition itself, and not of one of its members. */
bool proposal_is_of_member(struct trib_store *store, const char *organization_id, bool *out_is,
                           struct trib_error *error);

#endif
