/*
 * Joining by a code that hangs in a room: whoever has it comes into the group for as long as it is
 * open, with an account or with a name alone. The code is eight letters of thirty (about 39 bits),
 * made by the facilitator's browser; the server is told its hash and hears the code when somebody
 * joins. Guessing is held back by the door's count of tries and by the code's few hours.
 */
#ifndef TRIBUTARY_COMMAND_ROOM_CODE_H
#define TRIBUTARY_COMMAND_ROOM_CODE_H

#include "tributary/command/command.h"

/* Letters of a code's SHA-256 in hex. */
#define TRIB_ROOM_CODE_HASH_LETTERS 64u
/* Letters of a code with what people write between. */
#define TRIB_ROOM_CODE_LETTERS_MAX 40u
/* A day in a hall. */
#define TRIB_ROOM_CODE_HOURS 12
/* Codes of one group that are open at once. Past it: E_TOO_MANY. */
#define TRIB_ROOM_CODES_OPEN_MAX 5u
/* People who may come by one code; whoever comes later finds it closed. */
#define TRIB_ROOM_CODE_JOINS_MAX 300u

struct trib_room_code_open {
    const char *room_code_id, *group_id;
    const char *code_hash; /* SHA-256 in hex of the code in capitals, without spaces and hyphens */
};
/** For TRIB_ROOM_CODE_HOURS. A hash that was used before: E_EXISTS; a group that is over: E_CLOSED.
 */
bool trib_room_code_open(const struct trib_command *command,
                         const struct trib_room_code_open *params, struct trib_error *error);

struct trib_room_code_close {
    const char *room_code_id;
};
bool trib_room_code_close(const struct trib_command *command,
                          const struct trib_room_code_close *params, struct trib_error *error);

/* ---- for the door: no method gives these ----------------------------------------------------- */

/* What a code leads into. */
struct trib_room {
    char room_code_id[TRIB_ID_BYTES], group_id[TRIB_ID_BYTES];
    char group_name[4 * 200 + 1];
};

/** The room of a code, in whatever case and grouping it is written. Unknown, closed, too old and
    full ones, and those of a group that is over: E_LINK, field "code", one answer for all. */
bool trib_room_find(struct trib_store *store, const char *code, struct trib_room *out,
                    struct trib_error *error);

struct trib_room_join {
    const char *code;
    const char *display_name, *language; /* of somebody new; NULL: the person is there */
    const char *time_zone;               /* NULL: not said */
};
/** Inside an open command. The actor, who is new if there is a display name, comes in as a member:
    a delegate for the organization acted for, others in person. Who is in already: E_EXISTS, field
    "code". */
bool trib_room_join(const struct trib_command *command, const struct trib_room_join *params,
                    struct trib_error *error);

#endif
