/* The rows of voices and of their editions. Private to this room. */
#ifndef TRIBUTARY_COMMAND_CONTRIBUTION_ROWS_H
#define TRIBUTARY_COMMAND_CONTRIBUTION_ROWS_H

#include "tributary/base/ids.h"
#include "tributary/command/contribution.h"
#include "tributary/domain/voice.h"

struct voice {
    char contribution_id[TRIB_ID_BYTES], organization_id[TRIB_ID_BYTES];
    char max_space[16], count_up_to[16];
    enum trib_contribution_state state;
};

struct edition {
    char contribution_id[TRIB_ID_BYTES];
    enum trib_contribution_state state;
};

bool voice_load(struct trib_store *store, const char *contribution_id, struct voice *out,
                struct trib_error *error);
bool edition_load(struct trib_store *store, const char *edition_id, struct edition *out,
                  struct trib_error *error);

/** E_TOO_MANY for one more of this person. */
bool voice_count_check(struct trib_store *store, const char *person_id, struct trib_error *error);
bool voice_insert(const struct trib_command *command, const struct trib_contribution_write *params,
                  struct trib_error *error);
bool voice_update(struct trib_store *store, const struct trib_contribution_edit *params,
                  struct trib_error *error);

/** Makes the voice's edition in the space of its organization what the voice is now; where there is
    none, one with that id. E_TOO_MANY, E_EXISTS. */
bool edition_give(const struct trib_command *command, const struct voice *voice,
                  const char *edition_id, struct trib_error *error);

/** The state of a voice and of its editions, with the note that goes with it. */
bool voice_save_state(struct trib_store *store, const char *contribution_id,
                      enum trib_contribution_state state, const char *note,
                      struct trib_error *error);

/** Redacts the voice and its editions. */
bool voice_redact(struct trib_store *store, const char *contribution_id, struct trib_error *error);

#endif
