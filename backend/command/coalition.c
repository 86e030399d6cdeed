/*
 * What the coalition is: its name, its languages, its rules of counting and its charter. The rules
 * are shares of a whole; one that is more than that, or a share of nothing, is none. Its default
 * language is one of its languages.
 */
#include <assert.h>

#include "edits.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/command/joining.h"
#include "tributary/domain/count.h"

#define SET(column) "UPDATE coalition SET " column " = ?2 WHERE coalition_id = ?1"

static const char FIELDS[] =
    "SELECT name, default_language, vote_unit, quorum_kind, quorum_numerator, quorum_denominator, "
    "vote_kind, vote_numerator, vote_denominator, vote_base, admission_kind, admission_numerator, "
    "admission_denominator, admission_base, fallback_kind, fallback_numerator, "
    "fallback_denominator, fallback_base, fallback_cooling_minutes, consensus_blocks_max, "
    "consensus_stand_asides_numerator, consensus_stand_asides_denominator, consensus_rounds "
    "FROM coalition WHERE coalition_id = ?1";

/* The first that no ballot could be counted by (domain/count.h says which); '' where there is none.
   A share that nothing or everything reaches decides nothing. */
#define NO_PARTS(rule)                                                                             \
    "WHEN " rule "_numerator > " rule "_denominator THEN '" rule "_numerator' "                    \
    "WHEN " rule "_denominator NOT BETWEEN 1 AND 1000 THEN '" rule "_denominator' "
#define NO_SHARE(rule)                                                                             \
    NO_PARTS(rule)                                                                                 \
    "WHEN " rule "_numerator = iif(" rule "_kind = 'at_least', 0, " rule                           \
    "_denominator) THEN '" rule "_numerator' "
static const char WRONG[] =
    "SELECT CASE " NO_SHARE("quorum") NO_SHARE("vote") NO_SHARE("admission") NO_SHARE("fallback")
        NO_PARTS("consensus_stand_asides") "WHEN consensus_rounds NOT BETWEEN 1 AND 1000 "
                                           "THEN 'consensus_rounds' "
                                           "WHEN consensus_blocks_max > 200000 "
                                           "THEN 'consensus_blocks_max' "
                                           "WHEN fallback_cooling_minutes > 525600 "
                                           "THEN 'fallback_cooling_minutes' "
                                           "ELSE '' END FROM coalition WHERE coalition_id = ?1";
static_assert(TRIB_SHARE_PARTS_MAX == 1000 && TRIB_CONSENSUS_ROUNDS_MAX == 1000 &&
                  TRIB_ROLL_MAX == 200000 && TRIB_FALLBACK_WAIT_MINUTES_MAX == 525600,
              "as the query has them");

static bool shares_check(struct trib_store *store, const char *coalition_id,
                         struct trib_error *error) {
    char field[48];
    const struct command_text columns[] = {COLUMN(field)};
    const struct command_reading reading = {WRONG, coalition_id, "coalition_id", columns, 1};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    return field[0] == '\0' || trib_fail(error, TRIB_E_TYPE, field);
}

static const char SPEAKS_DEFAULT[] =
    "SELECT 1 FROM coalition JOIN coalition_language AS one USING (coalition_id) "
    "WHERE coalition_id = ?1 AND one.language = default_language";
static bool default_language_check(struct trib_store *store, const char *coalition_id,
                                   struct trib_error *error) {
    bool is_spoken = false;
    return command_has(store, SPEAKS_DEFAULT, TEXTS(coalition_id), &is_spoken, error) &&
           (is_spoken || trib_fail(error, TRIB_E_TYPE, "default_language"));
}

bool trib_coalition_edit(const struct trib_command *command,
                         const struct trib_coalition_edit *params, struct trib_error *error) {
#define FIELD(column)                                                                              \
    { #column, &params->column, SET(#column) }
    const struct command_field fields[] = {
        FIELD(name),
        FIELD(default_language),
        FIELD(vote_unit),
        FIELD(quorum_kind),
        FIELD(quorum_numerator),
        FIELD(quorum_denominator),
        FIELD(vote_kind),
        FIELD(vote_numerator),
        FIELD(vote_denominator),
        FIELD(vote_base),
        FIELD(admission_kind),
        FIELD(admission_numerator),
        FIELD(admission_denominator),
        FIELD(admission_base),
        FIELD(fallback_kind),
        FIELD(fallback_numerator),
        FIELD(fallback_denominator),
        FIELD(fallback_base),
        FIELD(fallback_cooling_minutes),
        FIELD(consensus_blocks_max),
        FIELD(consensus_stand_asides_numerator),
        FIELD(consensus_stand_asides_denominator),
        FIELD(consensus_rounds),
    };
    const struct command_edits edits = {.table_name = "coalition",
                                        .id_field = "coalition_id",
                                        .row_id = params->coalition_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_see(command, "coalition", params->coalition_id, "coalition_id", NULL, error) &&
           command_edit(command->store, &edits, error) &&
           (!params->default_language.given ||
            default_language_check(command->store, params->coalition_id, error)) &&
           shares_check(command->store, params->coalition_id, error);
}

/* ---- languages ------------------------------------------------------------------------------- */

static const char ADD_LANGUAGE[] =
    "INSERT INTO coalition_language (coalition_language_id, space_id, coalition_id, language, "
    "rank) SELECT ?1, ?2, ?3, ?4, coalesce(max(rank), 0) + 1 FROM coalition_language";
bool trib_coalition_language_add(const struct trib_command *command,
                                 const struct trib_coalition_language_add *params,
                                 struct trib_error *error) {
    return command_see(command, "coalition", params->coalition_id, "coalition_id", NULL, error) &&
           command_id_check(command->store, "coalition_language", params->coalition_language_id,
                            "coalition_language_id", error) &&
           command_write(command->store, ADD_LANGUAGE,
                         TEXTS(params->coalition_language_id, TRIB_SPACE_PUBLIC_ID,
                               params->coalition_id, params->language),
                         error);
}

static const char IS_DEFAULT[] =
    "SELECT 1 FROM coalition_language l JOIN coalition c ON c.coalition_id = l.coalition_id "
    "AND c.default_language = l.language WHERE l.coalition_language_id = ?1";
static const char REMOVE_LANGUAGE[] =
    "DELETE FROM coalition_language WHERE coalition_language_id = ?1";
bool trib_coalition_language_remove(const struct trib_command *command,
                                    const struct trib_coalition_language_remove *params,
                                    struct trib_error *error) {
    bool is_default = false;
    return command_see(command, "coalition_language", params->coalition_language_id,
                       "coalition_language_id", NULL, error) &&
           command_has(command->store, IS_DEFAULT, TEXTS(params->coalition_language_id),
                       &is_default, error) &&
           (!is_default || trib_fail(error, TRIB_E_IN_USE, "coalition_language_id")) &&
           command_write(command->store, REMOVE_LANGUAGE, TEXTS(params->coalition_language_id),
                         error);
}

/* ---- the charter ----------------------------------------------------------------------------- */

static const char ADD_CHARTER[] =
    "INSERT INTO charter (charter_id, space_id, coalition_id, version, text, language, adopted_on, "
    "decision) SELECT ?1, ?2, coalition_id, (SELECT coalesce(max(version), 0) + 1 FROM charter), "
    "?3, ?4, ?5, ?6 FROM coalition LIMIT 1";
bool trib_charter_adopt(const struct trib_command *command, const struct trib_charter_adopt *params,
                        struct trib_error *error) {
    return command_id_check(command->store, "charter", params->charter_id, "charter_id", error) &&
           command_write(command->store, ADD_CHARTER,
                         TEXTS(params->charter_id, TRIB_SPACE_PUBLIC_ID, params->text,
                               params->language, params->adopted_on, params->decision),
                         error);
}

/* It was adopted when the version was; the words of the decision stand with those it was made on.
 */
static const char TRANSLATE_CHARTER[] =
    "INSERT INTO charter (charter_id, space_id, coalition_id, version, text, language, adopted_on) "
    "SELECT ?1, space_id, coalition_id, version, ?3, ?4, adopted_on FROM charter "
    "WHERE version = ?2 ORDER BY rowid LIMIT 1";
static const char HAS_VERSION[] = "SELECT 1 FROM charter WHERE version = ?1 LIMIT 1";
static const char SPEAKS[] = "SELECT 1 FROM coalition_language WHERE language = ?1";
bool trib_charter_translate(const struct trib_command *command,
                            const struct trib_charter_translate *params, struct trib_error *error) {
    bool has_version = false;
    bool is_spoken = false;
    return command_id_check(command->store, "charter", params->charter_id, "charter_id", error) &&
           command_has(command->store, HAS_VERSION, TEXTS(params->version), &has_version, error) &&
           (has_version || trib_fail(error, TRIB_E_NOT_FOUND, "version")) &&
           command_has(command->store, SPEAKS, TEXTS(params->language), &is_spoken, error) &&
           (is_spoken || trib_fail(error, TRIB_E_TYPE, "language")) &&
           command_write(command->store, TRANSLATE_CHARTER,
                         TEXTS(params->charter_id, params->version, params->text, params->language),
                         error);
}
