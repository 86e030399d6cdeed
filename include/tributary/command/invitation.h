/*
 * Invitations: somebody is asked into an organization as what they shall be there, or into the
 * coalition's staff. The link's token is made by the inviter's browser; the server is told its hash
 * and hears the token when somebody accepts, so a link cannot be read from the file or the log. Who
 * has the server send the link tells it the token at once; it is in the file until the mail is
 * sent.
 */
#ifndef TRIBUTARY_COMMAND_INVITATION_H
#define TRIBUTARY_COMMAND_INVITATION_H

#include "tributary/command/command.h"

/* Letters of a token's SHA-256 in hex. */
#define TRIB_INVITATION_HASH_LETTERS 64u
/* Invitations of one organization that are open at once: a big one's whole base, in one evening.
   Past it: E_TOO_MANY. */
#define TRIB_INVITATIONS_OPEN_MAX 500u

struct trib_invitation_make {
    const char *invitation_id, *organization_id, *role, *name_for, *language;
    const char *token_hash; /* SHA-256 of the token's text, in hex */
    /* to have the link sent: where to, and the token itself, which waits with the mail until that
       is sent; both or neither */
    const char *mail_address, *token;
};
/** Of one whose link is sent: E_NO_MAIL where none is, E_ADDRESS for what is no address, field
    "mail_address"; E_TYPE, "token", for one of another hash. */
bool trib_invitation_make(const struct trib_command *command,
                          const struct trib_invitation_make *params, struct trib_error *error);

struct trib_invitation_make_staff {
    const char *invitation_id, *role, *name_for, *language, *token_hash;
    const char *mail_address, *token; /* as above */
};
bool trib_invitation_make_staff(const struct trib_command *command,
                                const struct trib_invitation_make_staff *params,
                                struct trib_error *error);

struct trib_invitation_revoke {
    const char *invitation_id;
};
bool trib_invitation_revoke(const struct trib_command *command,
                            const struct trib_invitation_revoke *params, struct trib_error *error);

/* ---- for the program ------------------------------------------------------------------------- */

/** Takes back every invitation that is open and closes every room's code: nobody knows which of
   them were used since the file was copied. Inside an open command. */
bool trib_invitations_end_all(struct trib_store *store, struct trib_error *error);

/* ---- for the door: no method gives these ----------------------------------------------------- */

/* What somebody is invited into. */
struct trib_invitation {
    char invitation_id[TRIB_ID_BYTES];
    char organization_id[TRIB_ID_BYTES]; /* "": into the staff */
    char organization_name[4 * 200 + 1]; /* "" for the staff */
    char role[24], language[8];
};

/** The open invitation of a link's token. Unknown, accepted, revoked and too old ones, and one
   whose organization has meanwhile left the file: E_LINK, field "token", one answer for all. */
bool trib_invitation_find(struct trib_store *store, const char *token, struct trib_invitation *out,
                          struct trib_error *error);

struct trib_invitation_accept {
    const char *token;
    const char *person_id;               /* who accepts: of somebody new an id that is free */
    const char *display_name, *language; /* of somebody new; NULL: the person is there */
    const char *time_zone;               /* NULL: not said */
};
/** Inside an open command. Of two who accept at once the second finds it used: E_LINK. Whoever
    belongs to the organization already: E_EXISTS, field "token". */
bool trib_invitation_accept(struct trib_store *store, const struct trib_invitation_accept *params,
                            struct trib_error *error);

#endif
