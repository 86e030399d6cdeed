/*
 * Invitations, from the making of one to the row of whoever came in. That one is used is decided by
 * the statement that marks it, inside the commit, so of two who race exactly one comes in.
 */
#include "tributary/command/invitation.h"

#include <assert.h>
#include <string.h>
#include <time.h>

#include "object.h"
#include "people_rows.h"
#include "rows.h"
#include "secret_hash.h"
#include "sight.h"
#include "tributary/account/account.h"
#include "tributary/account/settings.h"
#include "tributary/base/limits.h"
#include "tributary/base/text.h"
#include "tributary/base/words.h"
#include "tributary/command/people.h"
#include "tributary/mail/outbox.h"

static_assert(TRIB_INVITATION_HASH_LETTERS == SECRET_HASH_LETTERS, "one kind of hash");

#define DAY_MS (24ll * 60 * 60 * 1000)
/* A token: 32 bytes in base64url. */
#define TOKEN_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
#define TOKEN_LETTER_COUNT (TRIB_TOKEN_BYTES - 1)

/* ---- making ---------------------------------------------------------------------------------- */

/* A key is kept when its invitation is over: else the same link could be made to open again. */
static const char HAS_KEY[] = "SELECT 1 FROM invitation_key WHERE token_hash = ?1";
static const char ADD_KEY[] =
    "INSERT INTO invitation_key (token_hash, invitation_id) VALUES (?1, ?2)";
static bool key_add(struct trib_store *store, const char *token_hash, const char *invitation_id,
                    struct trib_error *error) {
    bool is_taken = false;
    return command_has(store, HAS_KEY, TEXTS(token_hash), &is_taken, error) &&
           (!is_taken || trib_fail(error, TRIB_E_EXISTS, "token_hash")) &&
           command_write(store, ADD_KEY, TEXTS(token_hash, invitation_id), error);
}

/* Seen where the belonging will be seen; of staff by whoever invites. */
static const char ADD[] =
    "INSERT INTO invitation (invitation_id, space_id, organization_id, role, name_for, language, "
    "expires_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, coalesce(?6, 'en'), ?7)";
static bool invitation_add(const struct trib_command *command,
                           const struct trib_invitation_make *params, const char *space_id,
                           struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    struct trib_settings settings;
    if (!trib_settings_load(command->store, &settings, error)) {
        return false;
    }
    int64_t days = settings.values[TRIB_SETTING_INVITATION_DAYS];
    return command_prepare(command->store, ADD, &statement,
                           TEXTS(params->invitation_id, space_id, params->organization_id,
                                 params->role, params->name_for, params->language),
                           error) &&
           trib_bind_int64(&statement, 7, trib_store_now_ms(command->store) + days * DAY_MS,
                           error) &&
           trib_statement_run(&statement, error) &&
           key_add(command->store, params->token_hash, params->invitation_id, error);
}

static const char OPEN_AT_MOST[] =
    "SELECT 1 FROM invitation WHERE organization_id = ?1 AND state = 'open' LIMIT 1 OFFSET 499";
static_assert(TRIB_INVITATIONS_OPEN_MAX == 500, "one more than the offset");
static bool room_check(struct trib_store *store, const char *organization_id,
                       struct trib_error *error) {
    static const struct command_bound bound = {OPEN_AT_MOST, "organization_id",
                                               TRIB_INVITATIONS_OPEN_MAX};
    return command_bound_check(store, &bound, TEXTS(organization_id), error);
}

/* ---- by mail --------------------------------------------------------------------------------- */

/* "2026-12-14": the reader's own way of writing a day is the browser's business. */
static void day_of(int64_t at_ms, char out_day[static 11]) {
    time_t seconds = (time_t)(at_ms / 1000);
    struct tm at;
    gmtime_r(&seconds, &at);
    (void)strftime(out_day, 11, "%Y-%m-%d", &at);
}

/* What stands in the mail: who asks whom into what. Of the staff it is the coalition. */
struct asking {
    char coalition[4 * TRIB_TITLE_MAX + 1], into[4 * TRIB_TITLE_MAX + 1];
    char inviter[4 * TRIB_TITLE_MAX + 1];
    char day[11];
};

static const char ASKING[] =
    "SELECT coalition.name, coalesce(organization.name, coalition.name), display_name, "
    "expires_at_ms FROM invitation JOIN person ON person_id = ?2 "
    "LEFT JOIN organization USING (organization_id) JOIN coalition "
    "WHERE invitation_id = ?1 LIMIT 1";
static bool asking_read(const struct trib_command *command, const char *invitation_id,
                        struct asking *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool is_there = false;
    if (!command_prepare(command->store, ASKING, &statement,
                         TEXTS(invitation_id, command->actor.person_id), error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    if (!is_there) {
        return trib_fail(error, TRIB_E_NOT_FOUND, "invitation_id");
    }
    trib_text_copy(out->coalition, sizeof out->coalition, trib_column_text(&statement, 0));
    trib_text_copy(out->into, sizeof out->into, trib_column_text(&statement, 1));
    trib_text_copy(out->inviter, sizeof out->inviter, trib_column_text(&statement, 2));
    day_of(trib_column_int64(&statement, 3), out->day);
    return true;
}

/* The sentence that the link's page has too. */
static bool asked_write(const char *language, const char *role, const char *into,
                        struct trib_buffer *out) {
    TRIB_AUTO(trib_buffer) key = {0};
    struct trib_error arguments;
    trib_buffer_append_format(&key, "invited_into_%s", role);
    const char *sentence = trib_words_find(language, trib_buffer_text(&key));
    trib_error_set(&arguments, TRIB_E_NONE, NULL);
    trib_error_add_text(&arguments, "name", into);
    if (sentence != NULL) {
        trib_words_fill(sentence, &arguments, out);
    }
    return sentence != NULL && !out->failed;
}

static bool letter_queue(const struct trib_command *command,
                         const struct trib_invitation_make *params, struct trib_error *error) {
    struct asking asking;
    struct trib_settings settings;
    TRIB_AUTO(trib_buffer) asked = {0};
    TRIB_AUTO(trib_buffer) link = {0};
    const char *language = params->language == NULL ? "en" : params->language;
    if (!asking_read(command, params->invitation_id, &asking, error) ||
        !trib_settings_load(command->store, &settings, error)) {
        return false;
    }
    trib_buffer_append_format(&link, "%s/invitation#%s", command->mail_origin, params->token);
    if (!asked_write(language, params->role, asking.into, &asked) || link.failed) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    const struct trib_mail_argument arguments[] = {{"coalition", asking.coalition, false},
                                                   {"asked", trib_buffer_text(&asked), false},
                                                   {"inviter", asking.inviter, false},
                                                   {"link", trib_buffer_text(&link), false},
                                                   {"day", asking.day, false}};
    const struct trib_mail_letter letter = {
        .key = "mail_invitation",
        .language = language,
        .arguments = arguments,
        .argument_count = sizeof arguments / sizeof arguments[0],
        .about_id = params->invitation_id,
        .lasts_ms = settings.values[TRIB_SETTING_INVITATION_DAYS] * DAY_MS};
    return trib_mail_to_address(command->store, params->mail_address, &letter, error);
}

/* Has the link sent, if that is asked for. A mail with a token of another hash would lead nowhere,
   or say whatever somebody wants said. */
static bool link_send(const struct trib_command *command, const struct trib_invitation_make *params,
                      struct trib_error *error) {
    char hash[SECRET_HASH_LETTERS + 1];
    if (params->mail_address == NULL) {
        return true;
    }
    if (command->mail_origin == NULL) {
        return trib_fail(error, TRIB_E_NO_MAIL, "mail_address");
    }
    secret_hash(params->token, hash);
    if (strcmp(hash, params->token_hash) != 0 ||
        strspn(params->token, TOKEN_LETTERS) != TOKEN_LETTER_COUNT ||
        params->token[TOKEN_LETTER_COUNT] != '\0') {
        return trib_fail(error, TRIB_E_TYPE, "token");
    }
    return letter_queue(command, params, error);
}

/* ---- all of it ------------------------------------------------------------------------------- */

bool trib_invitation_make(const struct trib_command *command,
                          const struct trib_invitation_make *params, struct trib_error *error) {
    bool is_base = strcmp(params->role, "base_member") == 0;
    const char *space_id = is_base ? params->organization_id : TRIB_SPACE_COALITION_ID;
    return command_see(command, "organization", params->organization_id, "organization_id", NULL,
                       error) &&
           command_id_check(command->store, "invitation", params->invitation_id, "invitation_id",
                            error) &&
           secret_hash_check(params->token_hash, "token_hash", error) &&
           room_check(command->store, params->organization_id, error) &&
           invitation_add(command, params, space_id, error) && link_send(command, params, error);
}

bool trib_invitation_make_staff(const struct trib_command *command,
                                const struct trib_invitation_make_staff *params,
                                struct trib_error *error) {
    const struct trib_invitation_make with = {.invitation_id = params->invitation_id,
                                              .role = params->role,
                                              .name_for = params->name_for,
                                              .language = params->language,
                                              .token_hash = params->token_hash,
                                              .mail_address = params->mail_address,
                                              .token = params->token};
    return command_id_check(command->store, "invitation", params->invitation_id, "invitation_id",
                            error) &&
           secret_hash_check(params->token_hash, "token_hash", error) &&
           invitation_add(command, &with, command->actor.person_id, error) &&
           link_send(command, &with, error);
}

/* ---- taking back ----------------------------------------------------------------------------- */

static const char STATE_OF[] = "SELECT state FROM invitation WHERE invitation_id = ?1";
static const char SET_STATE[] =
    "UPDATE invitation SET state = ?2 WHERE invitation_id = ?1 AND state = 'open'";

bool trib_invitation_revoke(const struct trib_command *command,
                            const struct trib_invitation_revoke *params, struct trib_error *error) {
    char state[16];
    const struct command_text columns[] = {COLUMN(state)};
    const struct command_reading reading = {STATE_OF, params->invitation_id, "invitation_id",
                                            columns, 1};
    return command_see(command, "invitation", params->invitation_id, "invitation_id", NULL,
                       error) &&
           command_read(command->store, &reading, error) &&
           (strcmp(state, "accepted") != 0 || trib_fail(error, TRIB_E_CLOSED, "invitation_id")) &&
           command_write(command->store, SET_STATE, TEXTS(params->invitation_id, "revoked"),
                         error) &&
           trib_mail_take_back(command->store, params->invitation_id, error);
}

/* ---- accepting ------------------------------------------------------------------------------- */

static const char FIND[] =
    "SELECT invitation_id, organization_id, role, invitation.language, organization.name "
    "FROM invitation_key JOIN invitation USING (invitation_id) "
    "LEFT JOIN organization USING (organization_id) "
    "WHERE token_hash = ?1 AND state = 'open' AND expires_at_ms > ?2";
bool trib_invitation_find(struct trib_store *store, const char *token, struct trib_invitation *out,
                          struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char hash[SECRET_HASH_LETTERS + 1];
    bool is_there = false;
    secret_hash(token, hash);
    if (!trib_statement_prepare(store, FIND, &statement, error) ||
        !trib_bind_text(&statement, 1, hash, error) ||
        !trib_bind_int64(&statement, 2, trib_store_now_ms(store), error) ||
        !trib_statement_next(&statement, &is_there, error)) {
        return false;
    }
    if (!is_there) {
        return trib_fail(error, TRIB_E_LINK, "token");
    }
    const struct command_text columns[] = {COLUMN(out->invitation_id), COLUMN(out->organization_id),
                                           COLUMN(out->role), COLUMN(out->language),
                                           COLUMN(out->organization_name)};
    for (int i = 0; i < 5; i++) {
        const char *text = trib_column_text(&statement, i);
        trib_text_copy(columns[i].text, columns[i].size, text == NULL ? "" : text);
    }
    return true;
}

static bool mark(struct trib_store *store, const char *invitation_id, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return command_prepare(store, SET_STATE, &statement, TEXTS(invitation_id, "accepted"), error) &&
           trib_statement_run(&statement, error) &&
           (trib_statement_changes(&statement) == 1 || trib_fail(error, TRIB_E_LINK, "token"));
}

static bool person_add(struct trib_store *store, const struct trib_invitation_accept *params,
                       struct trib_error *error) {
    const struct newcomer newcomer = {params->person_id, params->display_name, params->language,
                                      params->time_zone};
    return params->display_name == NULL || newcomer_insert(store, &newcomer, error);
}

static const char ROLE_OPEN[] = "SELECT 1 FROM coalition_role WHERE person_id = ?1 AND role = ?2 "
                                "AND ends_on IS NULL LIMIT 1";

static bool staff_add(struct trib_store *store, const struct trib_invitation *invitation,
                      const char *person_id, struct trib_error *error) {
    char id[TRIB_ID_BYTES];
    bool is_there = false;
    trib_id_make_random(trib_store_random(store), id);
    return command_has(store, ROLE_OPEN, TEXTS(person_id, invitation->role), &is_there, error) &&
           (!is_there || trib_fail(error, TRIB_E_EXISTS, "token")) &&
           trib_coalition_role_make(store, id, person_id, invitation->role, false, error);
}

static const char START[] = "UPDATE belonging SET starts_on = ?2 WHERE belonging_id = ?1";
static bool belonging_begin(struct trib_store *store, const struct trib_invitation *invitation,
                            const char *person_id, struct trib_error *error) {
    struct belonging open;
    char id[TRIB_ID_BYTES];
    char today[TRIB_FUZZY_DATE_BYTES];
    bool is_there = false;
    trib_id_make_random(trib_store_random(store), id);
    trib_store_today(store, today);
    const struct trib_belonging_add with = {.belonging_id = id,
                                            .person_id = person_id,
                                            .organization_id = invitation->organization_id,
                                            .role = invitation->role};
    return belonging_find(store, person_id, invitation->organization_id, &open, &is_there, error) &&
           (!is_there || trib_fail(error, TRIB_E_EXISTS, "token")) &&
           trib_belonging_make(store, &with, false, error) &&
           command_write(store, START, TEXTS(id, today), error);
}

bool trib_invitation_accept(struct trib_store *store, const struct trib_invitation_accept *params,
                            struct trib_error *error) {
    struct trib_invitation invitation;
    if (!trib_invitation_find(store, params->token, &invitation, error) ||
        !mark(store, invitation.invitation_id, error) || !person_add(store, params, error)) {
        return false;
    }
    return invitation.organization_id[0] == '\0'
               ? staff_add(store, &invitation, params->person_id, error)
               : belonging_begin(store, &invitation, params->person_id, error);
}
