/* Rows of affiliations. Private to this room. */
#ifndef TRIBUTARY_COMMAND_AFFILIATION_ROWS_H
#define TRIBUTARY_COMMAND_AFFILIATION_ROWS_H

#include "tributary/command/directory.h"
#include "tributary/domain/fuzzy_date.h"
#include "tributary/domain/states.h"

struct affiliation {
    char organization_id[TRIB_ID_BYTES], parent_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES];
    enum trib_affiliation_status status;
    char starts_on[TRIB_FUZZY_DATE_BYTES], ends_on[TRIB_FUZZY_DATE_BYTES]; /* "" when not known */
    bool is_asked;
};

bool affiliation_load(struct trib_store *store, const char *affiliation_id, struct affiliation *out,
                      struct trib_error *error);
bool affiliation_insert(struct trib_store *store, const char *space_id,
                        const struct trib_affiliation_add *params, struct trib_error *error);
/** An organization is asked to join a parent that has just come to be; it may confirm for itself.
 */
bool affiliation_ask(struct trib_store *store, const char *space_id, const char *organization_id,
                     const char *parent_id, struct trib_error *error);
/** Notes the standing the tie has now, since when and by what decision (NULL: not known, none). */
bool affiliation_standing_add(struct trib_store *store, const char *affiliation_id,
                              const char *starts_on, const char *decision,
                              struct trib_error *error);
/** Gives an application its row among its own people's. Nothing for a tie that is none. */
bool affiliation_application_add(struct trib_store *store, const char *application_id,
                                 const char *affiliation_id, struct trib_error *error);
/** Lets the application's own row say what the tie says. */
bool affiliation_follow(struct trib_store *store, const char *affiliation_id,
                        struct trib_error *error);
bool affiliation_seek(struct trib_store *store, const char *affiliation_id, const char *sought,
                      const char *charter_version, struct trib_error *error);
/** E_CHARTER, field "charter_version", with the version of now: whoever would be a member accepts
    it. Where there is no charter there is nothing to accept. */
bool affiliation_charter_check(struct trib_store *store, const char *sought,
                               const char *charter_version, struct trib_error *error);
/** Ends a tie today, as a step of its life. */
bool affiliation_end(const struct trib_command *command, const char *affiliation_id,
                     const char *decision, struct trib_error *error);
/** Enters an application; ids and organizations are checked before. */
bool affiliation_begin(const struct trib_command *command,
                       const struct trib_affiliation_add *params, const char *space_id,
                       struct trib_error *error);
/** Writes status, space, beginning and end. */
bool affiliation_save(struct trib_store *store, const char *affiliation_id,
                      const struct affiliation *affiliation, struct trib_error *error);
bool affiliation_update(struct trib_store *store, const struct trib_affiliation_edit *params,
                        struct trib_error *error);

/** Whether both organizations are public rows, so that a tie between them may be one too. */
bool affiliation_is_between_public(struct trib_store *store, const char *organization_id,
                                   const char *parent_id, bool *out_is, struct trib_error *error);

/** Whether a tie from organization to parent would close a circle: E_CYCLE, field "parent_id", with
    the circle whole in arguments "path" and "path_ids". */
bool affiliation_circle_check(const struct trib_command *command, const char *organization_id,
                              const char *parent_id, struct trib_error *error);

#endif
