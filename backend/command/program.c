/*
 * What the program does itself, a command in the log like any other; and what it makes, when a
 * coalition begins (init), somebody is invited or a file is brought in: the coalition, people,
 * staff and belongings. Nobody's rights are asked, for there is nobody yet.
 */
#include "tributary/command/program.h"

#include <string.h>

#include "people_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/command/invitation.h"
#include "tributary/command/people.h"
#include "tributary/store/tick.h"

bool trib_program_commit(struct trib_store *store, struct trib_error *error) {
    TRIB_AUTO(trib_batch) batch = {0};
    return trib_tick_commit(store, &batch, error);
}

bool trib_program_command(struct trib_store *store, const char *method, trib_program_work *work,
                          void *context, struct trib_error *error) {
    char command_id[TRIB_ID_BYTES];
    enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
    const char *answer = NULL;
    uint64_t seq = 0;
    trib_id_make_timed(trib_store_random(store), trib_store_now_ms(store), command_id);
    const struct trib_entry_head head = {.command_id = command_id,
                                         .method = method,
                                         .request = method,
                                         .request_length = strlen(method)};
    if (!trib_tick_command_open(store, &head, &outcome, &answer, error)) {
        return false;
    }
    if (!work(store, context, error)) {
        trib_tick_command_undo(store);
        return false;
    }
    return trib_tick_command_release(store, "{}", &seq, error) && trib_program_commit(store, error);
}

static const char ADD_PERSON[] =
    "INSERT INTO person (person_id, space_id, display_name, sample) VALUES (?1, ?1, ?2, ?3)";
bool trib_person_make(struct trib_store *store, const char *person_id, const char *display_name,
                      bool is_sample, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return command_id_check(store, "person", person_id, "person_id", error) &&
           command_space_make(store, "person", person_id, "person_id", error) &&
           command_prepare(store, ADD_PERSON, &statement, TEXTS(person_id, display_name), error) &&
           trib_bind_int64(&statement, 3, is_sample, error) &&
           trib_statement_run(&statement, error);
}

static const char NAME[] = "SELECT display_name FROM person WHERE person_id = ?1";
static bool name_read(struct trib_store *store, const char *person_id,
                      char out_name[static COMMAND_NAME_BYTES], struct trib_error *error) {
    const struct command_text columns[] = {{out_name, COMMAND_NAME_BYTES}};
    const struct command_reading reading = {NAME, person_id, "person_id", columns, 1};
    return command_read(store, &reading, error);
}

/* The secretariat is known in the coalition. An administrator reads none of its rows, so their own
   lies with them: else their screen could not know what they may do. */
static const char ADD_ROLE[] =
    "INSERT INTO coalition_role (coalition_role_id, space_id, person_id, role, display_name, "
    "sample) VALUES (?1, iif(?3 = 'administrator', ?2, '" TRIB_SPACE_COALITION_ID "'), ?2, ?3, ?4, "
    "?5)";
bool trib_coalition_role_make(struct trib_store *store, const char *coalition_role_id,
                              const char *person_id, const char *role, bool is_sample,
                              struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    char name[COMMAND_NAME_BYTES];
    return name_read(store, person_id, name, error) &&
           command_id_check(store, "coalition_role", coalition_role_id, "coalition_role_id",
                            error) &&
           command_prepare(store, ADD_ROLE, &statement,
                           TEXTS(coalition_role_id, person_id, role, name), error) &&
           trib_bind_int64(&statement, 5, is_sample, error) &&
           trib_statement_run(&statement, error);
}

static const char ORGANIZATION[] = "SELECT 1 FROM organization WHERE organization_id = ?1";
bool trib_belonging_make(struct trib_store *store, const struct trib_belonging_add *params,
                         bool is_sample, struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    const struct belonging_new with = {.display_name = name, .is_sample = is_sample};
    bool is_there = false;
    return name_read(store, params->person_id, name, error) &&
           command_has(store, ORGANIZATION, TEXTS(params->organization_id), &is_there, error) &&
           (is_there || trib_fail(error, TRIB_E_NOT_FOUND, "organization_id")) &&
           command_id_check(store, "belonging", params->belonging_id, "belonging_id", error) &&
           belonging_insert(store, params, &with, error);
}

static const char ADD_SHARED_SPACE[] =
    "INSERT INTO space (space_id, kind, owner_id) VALUES (?1, ?2, NULL)";
static const char ADD_COALITION[] =
    "INSERT INTO coalition (coalition_id, space_id, name) VALUES (?1, ?2, ?3)";
/* What it speaks as long as nobody says otherwise. */
static const char ADD_DEFAULT_LANGUAGE[] =
    "INSERT INTO coalition_language (coalition_language_id, space_id, coalition_id, language, "
    "rank) SELECT ?1, space_id, coalition_id, default_language, 1 FROM coalition";
bool trib_coalition_make(struct trib_store *store, const char *coalition_id, const char *name,
                         struct trib_error *error) {
    char language_id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), language_id);
    return command_write(store, ADD_SHARED_SPACE, TEXTS(TRIB_SPACE_PUBLIC_ID, "public"), error) &&
           command_write(store, ADD_SHARED_SPACE, TEXTS(TRIB_SPACE_COALITION_ID, "coalition"),
                         error) &&
           command_write(store, ADD_COALITION, TEXTS(coalition_id, TRIB_SPACE_PUBLIC_ID, name),
                         error) &&
           command_write(store, ADD_DEFAULT_LANGUAGE, TEXTS(language_id), error);
}

static const char *const END_INVITATIONS[] = {
    "UPDATE invitation SET state = 'revoked' WHERE state = 'open'",
    "DELETE FROM invitation_key",
    "UPDATE room_code SET state = 'closed' WHERE state = 'open'",
    "DELETE FROM room_code_key",
    "UPDATE calendar_address SET state = 'revoked' WHERE state = 'open'",
    "DELETE FROM calendar_address_key",
};
bool trib_invitations_end_all(struct trib_store *store, struct trib_error *error) {
    bool is_done = true;
    for (size_t i = 0; i < sizeof END_INVITATIONS / sizeof END_INVITATIONS[0] && is_done; i++) {
        is_done = command_write(store, END_INVITATIONS[i], NULL, 0, error);
    }
    return is_done;
}
