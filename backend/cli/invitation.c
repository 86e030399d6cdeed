/*
 * Finding or making whoever is invited. A link is made for one person, so asking again for the same
 * name in the same role gives that person another link, and no second person.
 */
#include "invitation.h"

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "tributary/base/buffer.h"
#include "tributary/base/text.h"
#include "tributary/command/people.h"
#include "tributary/store/statement.h"

/* ---- finding --------------------------------------------------------------------------------- */

/* ?1 is the name, or NULL for any sample. */
static const char FIND_STAFF[] =
    "SELECT person_id FROM coalition_role WHERE ends_on IS NULL AND role = ?2 "
    "AND iif(?1 IS NULL, sample = 1, display_name = ?1) ORDER BY display_name, person_id LIMIT 1";
static const char FIND_ONE_OF[] =
    "SELECT person_id FROM belonging WHERE ends_on IS NULL AND organization_id = ?2 AND role = ?3 "
    "AND iif(?1 IS NULL, sample = 1, display_name = ?1) ORDER BY display_name, person_id LIMIT 1";
static const char FIND_FREE[] =
    "SELECT person_id FROM person WHERE iif(?1 IS NULL, sample = 1, display_name = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM belonging WHERE belonging.person_id = person.person_id) "
    "AND NOT EXISTS (SELECT 1 FROM coalition_role WHERE coalition_role.person_id = "
    "person.person_id) ORDER BY display_name, person_id LIMIT 1";
static const char *finding_sql(const struct invitation *invitation) {
    if (invitation->coalition_role != NULL) {
        return FIND_STAFF;
    }
    return invitation->organization_id == NULL ? FIND_FREE : FIND_ONE_OF;
}

static bool person_find(struct trib_store *store, struct invitation *invitation, bool *out_found,
                        struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    const char *sql = finding_sql(invitation);
    const char *name = invitation->is_sample ? NULL : invitation->name;
    bool is_staff = sql == FIND_STAFF;
    const char *what = is_staff ? invitation->coalition_role : invitation->organization_id;
    if (!trib_statement_prepare(store, sql, &statement, error) ||
        !trib_bind_text(&statement, 1, name, error) ||
        (sql != FIND_FREE && !trib_bind_text(&statement, 2, what, error)) ||
        (sql == FIND_ONE_OF && !trib_bind_text(&statement, 3, invitation->role, error)) ||
        !trib_statement_next(&statement, out_found, error)) {
        return false;
    }
    if (*out_found) {
        trib_text_copy(invitation->person_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
    }
    return true;
}

/* Two at most: whether there is more than one is all that is asked. */
static const char FIND_ORGANIZATION[] =
    "SELECT organization_id FROM organization WHERE organization_id = ?1 "
    "OR name = ?1 COLLATE NOCASE "
    "UNION SELECT organization_id FROM organization_name WHERE text = ?1 COLLATE NOCASE LIMIT 2";
bool invitation_organization(struct trib_store *store, const char *name,
                             char out_id[static TRIB_ID_BYTES], size_t *out_count,
                             struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    size_t count = 0;
    if (!trib_statement_prepare(store, FIND_ORGANIZATION, &statement, error) ||
        !trib_bind_text(&statement, 1, name, error)) {
        return false;
    }
    while (has_row) {
        if (!trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (has_row) {
            trib_text_copy(out_id, TRIB_ID_BYTES, trib_column_text(&statement, 0));
            count++;
        }
    }
    *out_count = count;
    return true;
}

/* ---- making ---------------------------------------------------------------------------------- */

static bool role_make(struct trib_store *store, const struct invitation *invitation,
                      struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), id);
    const struct trib_belonging_add belonging = {.belonging_id = id,
                                                 .person_id = invitation->person_id,
                                                 .organization_id = invitation->organization_id,
                                                 .role = invitation->role};
    if (invitation->coalition_role != NULL) {
        return trib_coalition_role_make(store, id, invitation->person_id,
                                        invitation->coalition_role, invitation->is_sample, error);
    }
    return invitation->organization_id == NULL ||
           trib_belonging_make(store, &belonging, invitation->is_sample, error);
}

bool invitation_person(struct trib_store *store, void *context, struct trib_error *error) {
    struct invitation *invitation = context;
    bool is_there = false;
    if (!person_find(store, invitation, &is_there, error)) {
        return false;
    }
    invitation->is_new = !is_there;
    if (is_there) {
        return true;
    }
    trib_id_make_random(trib_store_random(store), invitation->person_id);
    return trib_person_make(store, invitation->person_id, invitation->name, invitation->is_sample,
                            error) &&
           role_make(store, invitation, error);
}

/* ---- links ----------------------------------------------------------------------------------- */

bool base_url_check(const char *base_url) {
    const char *host = strstr(base_url, "://");
    bool is_web = strncmp(base_url, "http://", 7) == 0 || strncmp(base_url, "https://", 8) == 0;
    if (is_web && host[3] != '\0' && strpbrk(host + 3, "/?#@ \t\n") == NULL) {
        return true;
    }
    cli_refuse("\"%s\" is not an address people can open. Write it as http://localhost:8080 or "
               "https://coalition.example, without anything behind it.",
               base_url);
    return false;
}

void link_print(const char *label, int width, const char *base_url, const char *token) {
    int gap = width - (int)trib_text_length(label);
    printf("%s:%*s %s/sign-in#%s\n", label, gap > 0 ? gap : 0, "", base_url, token);
}
