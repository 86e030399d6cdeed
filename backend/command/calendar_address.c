/* See calendar_address.h. */
#include "tributary/command/calendar_address.h"

#include <assert.h>
#include <string.h>

#include "board.h"
#include "rows.h"
#include "secret_hash.h"
#include "sight.h"
#include "tributary/base/text.h"

/* A key is kept when its address is over: else the same one could be made to open again. */
static const char HAS_KEY[] = "SELECT 1 FROM calendar_address_key WHERE address_hash = ?1";
static const char ADD_KEY[] =
    "INSERT INTO calendar_address_key (address_hash, calendar_address_id) VALUES (?1, ?2)";
static const char ADD[] =
    "INSERT INTO calendar_address (calendar_address_id, space_id, group_id) VALUES (?1, ?2, ?3)";
static const char FIFTH[] = "SELECT 1 FROM calendar_address WHERE space_id = ?1 AND state = 'open' "
                            "LIMIT 1 OFFSET 4";
static_assert(TRIB_CALENDAR_ADDRESSES_MAX == 5, "one more than the offset");

static bool address_enter(const struct trib_command *command,
                          const struct trib_calendar_address_make *params, const char *space_id,
                          struct trib_error *error) {
    static const struct command_bound bound = {FIFTH, "calendar_address_id",
                                               TRIB_CALENDAR_ADDRESSES_MAX};
    bool is_taken = false;
    return command_id_check(command->store, "calendar_address", params->calendar_address_id,
                            "calendar_address_id", error) &&
           secret_hash_check(params->address_hash, "address_hash", error) &&
           command_bound_check(command->store, &bound, TEXTS(space_id), error) &&
           command_has(command->store, HAS_KEY, TEXTS(params->address_hash), &is_taken, error) &&
           (!is_taken || trib_fail(error, TRIB_E_EXISTS, "address_hash")) &&
           command_write(command->store, ADD,
                         TEXTS(params->calendar_address_id, space_id, params->group_id), error) &&
           command_write(command->store, ADD_KEY,
                         TEXTS(params->address_hash, params->calendar_address_id), error);
}

bool trib_calendar_address_make(const struct trib_command *command,
                                const struct trib_calendar_address_make *params,
                                struct trib_error *error) {
    return address_enter(command, params, command->actor.person_id, error);
}

bool trib_calendar_address_make_for_group(const struct trib_command *command,
                                          const struct trib_calendar_address_make *params,
                                          struct trib_error *error) {
    return command_see(command, "group", params->group_id, "group_id", NULL, error) &&
           board_open_check(command, params->group_id, NULL, error) &&
           address_enter(command, params, params->group_id, error);
}

static const char REVOKE[] = "UPDATE calendar_address SET state = 'revoked' "
                             "WHERE calendar_address_id = ?1 AND state = 'open'";
bool trib_calendar_address_revoke(const struct trib_command *command,
                                  const struct trib_calendar_address_of *params,
                                  struct trib_error *error) {
    return command_see(command, "calendar_address", params->calendar_address_id,
                       "calendar_address_id", NULL, error) &&
           command_write(command->store, REVOKE, TEXTS(params->calendar_address_id), error);
}

static const char FIND[] =
    "SELECT iif(group_id IS NULL, space_id, ''), group_id, coalesce((SELECT language FROM person "
    "WHERE person.person_id = calendar_address.space_id), 'en'), calendar_address_id FROM "
    "calendar_address_key "
    "JOIN calendar_address USING (calendar_address_id) WHERE address_hash = ?1 AND state = 'open'";
bool trib_calendar_address_find(struct trib_store *store, const char *address,
                                struct trib_calendar_owner *out, struct trib_error *error) {
    char hash[SECRET_HASH_LETTERS + 1];
    const struct command_text columns[] = {COLUMN(out->person_id), COLUMN(out->group_id),
                                           COLUMN(out->language), COLUMN(out->calendar_address_id)};
    secret_hash(address, hash);
    const struct command_reading reading = {FIND, hash, "", columns, 4};
    return command_read(store, &reading, error);
}
