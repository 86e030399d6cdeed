/* Whom to invite, and as what; and the links. Private to this room. */
#ifndef TRIBUTARY_CLI_INVITATION_H
#define TRIBUTARY_CLI_INVITATION_H

#include "tributary/account/account.h"
#include "tributary/base/ids.h"

/* Where a coalition is served when nobody says otherwise. */
#define CLI_BASE_URL "http://localhost:8080"

struct invitation {
    const char *name;                   /* of the person, when one has to be made */
    bool is_sample;                     /* any sample in that role will do, whatever its name */
    const char *coalition_role;         /* secretariat, administrator; NULL: neither */
    const char *organization_id, *role; /* both or neither */
    char person_id[TRIB_ID_BYTES];      /* found or made */
    bool is_new;
};

/** A trib_program_work of an invitation: finds the person who has that name in that role already,
   else makes them. Whoever has no role at all counts for an invitation without one. */
bool invitation_person(struct trib_store *store, void *invitation, struct trib_error *error);

/** The organizations of an id, a name, an acronym or another spelling: how many, 2 for more; the id
   of one of them. */
bool invitation_organization(struct trib_store *store, const char *name,
                             char out_id[static TRIB_ID_BYTES], size_t *out_count,
                             struct trib_error *error);

/** Whether links can begin with this: http or https, a host, and no more. Says so when not. */
bool base_url_check(const char *base_url);

/** Prints "LABEL: BASE/sign-in#TOKEN"; the labels of a list stand in a column of that width. */
void link_print(const char *label, int width, const char *base_url, const char *token);

#endif
