/* What the files about doors share. */
#ifndef TRIBUTARY_PROTOCOL_DOOR_INSIDE_H
#define TRIBUTARY_PROTOCOL_DOOR_INSIDE_H

#include "decode.h"
#include "door.h"
#include "tributary/base/json_write.h"

/* Bytes of an address as text, of the newer kind, and a NUL. */
#define DOOR_ADDRESS_BYTES 64u

struct trib_visit {
    struct trib_visit *next;
    uint64_t job_id, connection_id;
    enum trib_door door;
    json_t *json; /* what params borrow from; erased with the visit */
    struct trib_params params;
    char address[DOOR_ADDRESS_BYTES];
    struct trib_session session; /* of the cookie; empty: nobody is signed in */
    char cookie[TRIB_TOKEN_BYTES];
    struct trib_credential credential; /* found by the name, or one's own */
    bool has_credential;
};

/* What becomes of a visit: refused or done, or it goes on when a hash is there. */
enum door_outcome { DOOR_REFUSED, DOOR_DONE, DOOR_LATER };

/** An answer that goes out when the tick is committed; NULL when there is no memory. */
struct trib_door_told *door_told_add(struct trib_server *server, uint64_t connection_id);

/** Takes the answers back that were added since there were so many. */
void door_told_cut(struct trib_server *server, size_t count);

/** Has a password hashed; the visit is kept until trib_server_hashed. E_RATE when too many wait. */
bool door_hash_ask(struct trib_server *server, struct trib_visit *visit,
                   enum trib_password_work work, const char *password, struct trib_error *error);

/** Begins a session and answers with its token. Inside a savepoint. */
bool door_session_open(struct trib_server *server, const struct trib_visit *visit,
                       const struct trib_session_new *with, struct trib_error *error);

/** One private savepoint around what is done; what fails leaves nothing. */
bool door_privately(struct trib_server *server, struct trib_visit *visit,
                    bool (*done)(struct trib_server *, struct trib_visit *, struct trib_error *),
                    struct trib_error *error);

/* A command that comes in by a door: its method, what it is about, and the rows it writes. The
   actor is whoever is signed in, or the one new person in the visit's credential. */
struct door_deed {
    const char *method, *subject_id;
    bool (*rows)(struct trib_server *server, struct trib_visit *visit, struct trib_error *error);
};
bool door_command(struct trib_server *server, struct trib_visit *visit,
                  const struct door_deed *deed, struct trib_error *error);

/** Answers with what was written; it is taken along. */
bool door_result(struct trib_server *server, const struct trib_visit *visit,
                 const struct trib_buffer *text, struct trib_error *error);
/** The coalition's name and the person's who is signed in, null where nobody is. */
bool door_names_write(struct trib_server *server, const struct trib_visit *visit,
                      struct trib_json_writer *json, struct trib_error *error);

/* Each door: what happens when somebody comes, and when their password has been hashed. Those that
   only write run inside door_privately. */
bool door_link_enter(struct trib_server *server, struct trib_visit *visit,
                     struct trib_error *error);
enum door_outcome door_session_begin(struct trib_server *server, struct trib_visit *visit,
                                     struct trib_error *error);
enum door_outcome door_session_hashed(struct trib_server *server, struct trib_visit *visit,
                                      const struct trib_password_job *job,
                                      struct trib_error *error);
bool door_sign_out(struct trib_server *server, struct trib_visit *visit, struct trib_error *error);
bool door_invitation_look(struct trib_server *server, struct trib_visit *visit,
                          struct trib_error *error);
enum door_outcome door_accept(struct trib_server *server, struct trib_visit *visit,
                              struct trib_error *error);
enum door_outcome door_accept_hashed(struct trib_server *server, struct trib_visit *visit,
                                     const struct trib_password_job *job, struct trib_error *error);
enum door_outcome door_room_look(struct trib_server *server, struct trib_visit *visit,
                                 struct trib_error *error);
enum door_outcome door_room_join(struct trib_server *server, struct trib_visit *visit,
                                 struct trib_error *error);
enum door_outcome door_forgotten(struct trib_server *server, struct trib_visit *visit,
                                 struct trib_error *error);
bool door_unsubscribe(struct trib_server *server, struct trib_visit *visit,
                      struct trib_error *error);
enum door_outcome door_password_begin(struct trib_server *server, struct trib_visit *visit,
                                      struct trib_error *error);
enum door_outcome door_password_hashed(struct trib_server *server, struct trib_visit *visit,
                                       const struct trib_password_job *job,
                                       struct trib_error *error);

#endif
