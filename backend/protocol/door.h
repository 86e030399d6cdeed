/* Who stands at a door while a password is hashed, and what they will be told. */
#ifndef TRIBUTARY_PROTOCOL_DOOR_H
#define TRIBUTARY_PROTOCOL_DOOR_H

#include <jansson.h>

#include "methods.h"
#include "tributary/account/credential.h"
#include "tributary/protocol/server.h"

/* An answer that waits for the tick to be committed. */
struct trib_door_told {
    uint64_t connection_id;
    struct trib_error *error; /* NULL: it went well */
    char token[TRIB_TOKEN_BYTES];
    char person_id[TRIB_ID_BYTES]; /* whose session the token is of */
    bool clears_cookie, clears_device;
    char *result; /* JSON; NULL: {} */
};

struct trib_visit;

struct trib_door_state {
    struct trib_visit *visits; /* whose password is being hashed */
    size_t visit_count;
    uint64_t job_count; /* ever */
    struct trib_door_told *told;
    size_t told_count, told_capacity;
    struct trib_password_cost cost;
};

/** What a door takes, as a method has it. */
const struct trib_method *trib_door_method(enum trib_door door);
/** Its path below the server's root. */
const char *trib_door_path(enum trib_door door);

/* The parameters of the doors. */
struct trib_door_link {
    const char *token, *code, *device;
};
struct trib_door_session {
    const char *sign_in_name, *password, *code, *device;
};
struct trib_door_sign_out {
    const char *device; /* "clear": what the browser has stored shall go too */
};
struct trib_door_invitation {
    const char *token;
};
struct trib_door_accept {
    const char *token, *display_name, *language, *time_zone, *sign_in_name, *password, *device;
};
struct trib_door_set_password {
    const char *password_now, *sign_in_name, *password;
};

struct trib_door_forgotten {
    const char *mail_address;
};

struct trib_door_unsubscribe {
    const char *token;
};

struct trib_door_room {
    const char *code;
};
struct trib_door_join {
    const char *code, *display_name, *language, *time_zone, *device, *acting_for;
};

/** Tells the answers; when the tick failed, all of them are that it did. */
void trib_doors_tell(struct trib_server *server);
void trib_doors_take_back(struct trib_server *server, const struct trib_error *error);
void trib_doors_finish(struct trib_server *server);

#endif
