/* Rows of people, of what they belong to and of the coalition's staff. Private to this room. */
#ifndef TRIBUTARY_COMMAND_PEOPLE_ROWS_H
#define TRIBUTARY_COMMAND_PEOPLE_ROWS_H

#include "tributary/command/people.h"
#include "tributary/domain/fuzzy_date.h"

/* What a new belonging has besides its parameters. */
struct belonging_new {
    const char *display_name;
    const char *starts_on; /* NULL: not known */
    bool is_sample;
};
/** In the space its role asks for. */
bool belonging_insert(struct trib_store *store, const struct trib_belonging_add *params,
                      const struct belonging_new *with, struct trib_error *error);

struct belonging {
    char belonging_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES];
    char ends_on[TRIB_FUZZY_DATE_BYTES]; /* "" while it lasts */
};
bool belonging_load(struct trib_store *store, const char *belonging_id, struct belonging *out,
                    struct trib_error *error);
/** The open one of a person and an organization; *out_found false when there is none. */
bool belonging_find(struct trib_store *store, const char *person_id, const char *organization_id,
                    struct belonging *out, bool *out_found, struct trib_error *error);
/** The space changes with the role. */
bool belonging_update(struct trib_store *store, const struct trib_belonging_set_role *params,
                      struct trib_error *error);
bool belonging_close(struct trib_store *store, const char *belonging_id, struct trib_error *error);

bool person_update(struct trib_store *store, const struct trib_person_edit *params,
                   struct trib_error *error);
/* Who comes in by a door for the first time. */
struct newcomer {
    const char *person_id, *display_name, *language;
    const char *time_zone; /* NULL: not said */
};
bool newcomer_insert(struct trib_store *store, const struct newcomer *newcomer,
                     struct trib_error *error);

/** Writes a person's name wherever one is shown for them and lasts. */
bool person_name_carry(struct trib_store *store, const char *person_id, const char *display_name,
                       struct trib_error *error);

#endif
