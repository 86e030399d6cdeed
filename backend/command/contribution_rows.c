/* The SQL of voices. What may be written is decided in contribution.c. */
#include "contribution_rows.h"

#include <assert.h>
#include <string.h>

#include "edits.h"
#include "rows.h"
#include "tributary/base/text.h"
#include "tributary/domain/fuzzy_date.h"
#include "tributary/store/redaction.h"

static enum trib_contribution_state state_of(const char *name) {
    int state = 0;
    bool is_known = trib_machine_find(&trib_contribution_machine, name, &state);
    assert(is_known); /* the schema's CHECK has the same words */
    return (enum trib_contribution_state)state;
}

static const char LOAD[] = "SELECT organization_id, max_space, count_up_to, state "
                           "FROM contribution WHERE contribution_id = ?1";
bool voice_load(struct trib_store *store, const char *contribution_id, struct voice *out,
                struct trib_error *error) {
    char state[16];
    const struct command_text columns[] = {COLUMN(out->organization_id), COLUMN(out->max_space),
                                           COLUMN(out->count_up_to), COLUMN(state)};
    const struct command_reading reading = {LOAD, contribution_id, "contribution_id", columns, 4};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    trib_text_copy(out->contribution_id, sizeof out->contribution_id, contribution_id);
    out->state = state_of(state);
    return true;
}

static const char LOAD_EDITION[] =
    "SELECT contribution_id, state FROM edition WHERE edition_id = ?1";
bool edition_load(struct trib_store *store, const char *edition_id, struct edition *out,
                  struct trib_error *error) {
    char state[16];
    const struct command_text columns[] = {COLUMN(out->contribution_id), COLUMN(state)};
    const struct command_reading reading = {LOAD_EDITION, edition_id, "edition_id", columns, 2};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    out->state = state_of(state);
    return true;
}

/* ---- one's own ------------------------------------------------------------------------------- */

static const char LAST_VOICE[] =
    "SELECT 1 FROM contribution WHERE space_id = ?1 LIMIT 1 OFFSET 999";
static_assert(TRIB_VOICES_OF_PERSON_MAX == 1000, "one more than the offset");
bool voice_count_check(struct trib_store *store, const char *person_id, struct trib_error *error) {
    static const struct command_bound bound = {LAST_VOICE, "contribution_id",
                                               TRIB_VOICES_OF_PERSON_MAX};
    return command_bound_check(store, &bound, TEXTS(person_id), error);
}

static const char ADD[] =
    "INSERT INTO contribution (contribution_id, space_id, organization_id, kind, title, text, "
    "language, theme, concerns, place, attribution, max_space, count_up_to, may_be_quoted, "
    "allowed_until, explained_in) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "coalesce(?11, 'anonymous'), coalesce(?12, 'organization'), coalesce(?13, ?12, "
    "'organization'), CAST(coalesce(?14, '0') AS INTEGER), ?15, ?16)";
bool voice_insert(const struct trib_command *command, const struct trib_contribution_write *params,
                  struct trib_error *error) {
    return command_write(command->store, ADD,
                         TEXTS(params->contribution_id, command->actor.person_id,
                               command->actor.acting_for, params->kind, params->title, params->text,
                               params->language, params->theme, params->concerns, params->place,
                               params->attribution, params->max_space, params->count_up_to,
                               params->may_be_quoted, params->allowed_until, params->explained_in),
                         error);
}

static const char FIELDS[] =
    "SELECT kind, title, text, language, theme, concerns, place, attribution, max_space, "
    "count_up_to, may_be_quoted, allowed_until, explained_in FROM contribution "
    "WHERE contribution_id = ?1";
#define SET(column) "UPDATE contribution SET " column " = ?2 WHERE contribution_id = ?1"
bool voice_update(struct trib_store *store, const struct trib_contribution_edit *params,
                  struct trib_error *error) {
    const struct command_field fields[] = {
        {"kind", &params->kind, SET("kind")},
        {"title", &params->title, SET("title")},
        {"text", &params->text, SET("text")},
        {"language", &params->language, SET("language")},
        {"theme", &params->theme, SET("theme")},
        {"concerns", &params->concerns, SET("concerns")},
        {"place", &params->place, SET("place")},
        {"attribution", &params->attribution, SET("attribution")},
        {"max_space", &params->max_space, SET("max_space")},
        {"count_up_to", &params->count_up_to, SET("count_up_to")},
        {"may_be_quoted", &params->may_be_quoted,
         "UPDATE contribution SET may_be_quoted = CAST(?2 AS INTEGER) WHERE contribution_id = ?1"},
        {"allowed_until", &params->allowed_until, SET("allowed_until")},
        {"explained_in", &params->explained_in, SET("explained_in")},
    };
    const struct command_edits edits = {.table_name = "contribution",
                                        .id_field = "contribution_id",
                                        .row_id = params->contribution_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

/* ---- editions -------------------------------------------------------------------------------- */

static const char LAST_EDITION[] = "SELECT 1 FROM edition WHERE space_id = ?1 LIMIT 1 OFFSET 9999";
static_assert(TRIB_EDITIONS_MAX == 10000, "one more than the offset");
static const char EDITION_IN[] =
    "SELECT coalesce((SELECT edition_id FROM edition WHERE contribution_id = "
    "contribution.contribution_id AND space_id = contribution.organization_id), '') "
    "FROM contribution WHERE contribution_id = ?1";

/* Of whoever gave it stands in an edition what they agreed to: their name, what they are in the
   organization, or neither; of an anonymous one the month alone. */
#define TOLD                                                                                       \
    "kind, title, text, language, theme, concerns, place, attribution, "                           \
    "iif(attribution = 'named', space_id, NULL), iif(attribution IN ('named', 'role'), "           \
    "(SELECT role FROM belonging WHERE person_id = contribution.space_id AND "                     \
    "belonging.organization_id = contribution.organization_id AND ends_on IS NULL), NULL), "       \
    "max_space, count_up_to, may_be_quoted, allowed_until, explained_in, "                         \
    "iif(attribution = 'anonymous', substr(?2, 1, 7), ?2)"
#define TOLD_COLUMNS                                                                               \
    "kind, title, text, language, theme, concerns, place, attribution, person_id, role, "          \
    "max_space, count_up_to, may_be_quoted, allowed_until, explained_in, given_on"
static const char ADD_EDITION[] =
    "INSERT INTO edition (edition_id, space_id, contribution_id, organization_id, " TOLD_COLUMNS
    ", state) SELECT ?3, organization_id, contribution_id, organization_id, " TOLD
    ", 'submitted' FROM contribution WHERE contribution_id = ?1";
static const char SET_EDITION[] =
    "UPDATE edition SET (" TOLD_COLUMNS ") = (SELECT " TOLD " FROM contribution "
    "WHERE contribution_id = ?1) WHERE contribution_id = ?1 AND space_id = ?3";
static const char SET_GIVEN[] =
    "UPDATE contribution SET given_on = substr(?2, 1, 7) WHERE contribution_id = ?1";
bool edition_give(const struct trib_command *command, const struct voice *voice,
                  const char *edition_id, struct trib_error *error) {
    static const struct command_bound bound = {LAST_EDITION, "edition_id", TRIB_EDITIONS_MAX};
    struct trib_store *store = command->store;
    const char *space_id = voice->organization_id;
    char given_before[TRIB_ID_BYTES];
    const struct command_text column = COLUMN(given_before);
    const struct command_reading reading = {EDITION_IN, voice->contribution_id, "contribution_id",
                                            &column, 1};
    char today[TRIB_FUZZY_DATE_BYTES];
    trib_store_today(store, today);
    if (!command_read(store, &reading, error) ||
        !command_write(store, SET_GIVEN, TEXTS(voice->contribution_id, today), error)) {
        return false;
    }
    if (given_before[0] != '\0') { /* a name or a word its author took off is in no log either */
        return trib_redact(store, trib_store_table_find(store, "edition"), given_before, error) &&
               command_write(store, SET_EDITION, TEXTS(voice->contribution_id, today, space_id),
                             error);
    }
    return command_id_check(store, "edition", edition_id, "edition_id", error) &&
           command_bound_check(store, &bound, TEXTS(space_id), error) &&
           command_write(store, ADD_EDITION, TEXTS(voice->contribution_id, today, edition_id),
                         error);
}

static const char SAVE_STATE[] =
    "UPDATE contribution SET state = ?2, note = ?3 WHERE contribution_id = ?1";
static const char SAVE_EDITIONS[] =
    "UPDATE edition SET state = ?2, note = ?3 WHERE contribution_id = ?1";
bool voice_save_state(struct trib_store *store, const char *contribution_id,
                      enum trib_contribution_state state, const char *note,
                      struct trib_error *error) {
    const char *name = trib_contribution_machine.names[state];
    return command_write(store, SAVE_STATE, TEXTS(contribution_id, name, note), error) &&
           command_write(store, SAVE_EDITIONS, TEXTS(contribution_id, name, note), error);
}

/* ---- taking back ----------------------------------------------------------------------------- */

static const char FORGET[] =
    "UPDATE edition SET person_id = NULL, role = NULL WHERE contribution_id = ?1";
static const char EDITIONS[] = "SELECT edition_id FROM edition WHERE contribution_id = ?1";
static bool editions_find(struct trib_store *store, const char *contribution_id,
                          struct trib_withdrawn *out, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    if (!command_prepare(store, EDITIONS, &statement, TEXTS(contribution_id), error)) {
        return false;
    }
    const struct trib_table *table = trib_store_table_find(store, "edition");
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (!trib_withdrawn_add(out, table, trib_column_text(&statement, 0))) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, "");
        }
    }
    return false;
}

bool voice_redact(struct trib_store *store, const char *contribution_id, struct trib_error *error) {
    TRIB_AUTO(trib_withdrawn) rows = {0};
    bool is_done =
        command_write(store, FORGET, TEXTS(contribution_id), error) &&
        editions_find(store, contribution_id, &rows, error) &&
        trib_redact(store, trib_store_table_find(store, "contribution"), contribution_id, error);
    for (size_t i = 0; i < rows.count && is_done; i++) {
        is_done = trib_redact(store, rows.rows[i].table, rows.rows[i].row_id, error);
    }
    return is_done;
}
