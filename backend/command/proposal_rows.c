/* The SQL of proposals. What may be written is decided in proposal.c. */
#include "proposal_rows.h"

#include <assert.h>

#include "edits.h"
#include "sight.h"
#include "tributary/base/text.h"

static const char LOAD[] =
    "SELECT space_id, group_id, organization_id, backed_by_id, replaces_id, replacement, version, "
    "round, state FROM proposal WHERE proposal_id = ?1";
bool proposal_load(struct trib_store *store, const char *proposal_id, struct proposal *out,
                   struct trib_error *error) {
    char state[16];
    int found = 0;
    const struct command_text columns[] = {
        COLUMN(out->space_id),     COLUMN(out->group_id),    COLUMN(out->organization_id),
        COLUMN(out->backed_by_id), COLUMN(out->replaces_id), COLUMN(out->replacement),
        COLUMN(out->version),      COLUMN(out->round),       COLUMN(state)};
    const struct command_reading reading = {LOAD, proposal_id, "proposal_id", columns,
                                            sizeof columns / sizeof columns[0]};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    bool is_known = trib_machine_find(&trib_proposal_machine, state, &found);
    assert(is_known); /* the schema's CHECK has the same words */
    trib_text_copy(out->proposal_id, sizeof out->proposal_id, proposal_id);
    out->state = (enum trib_proposal_state)found;
    return true;
}

bool proposal_find(const struct trib_command *command, const char *proposal_id,
                   struct proposal *out, struct trib_error *error) {
    return command_see(command, "proposal", proposal_id, "proposal_id", NULL, error) &&
           proposal_load(command->store, proposal_id, out, error);
}

static const char LAST[] =
    "SELECT 1 FROM proposal WHERE space_id = ?1 AND state <> 'withdrawn' LIMIT 1 OFFSET 9999";
static_assert(TRIB_PROPOSALS_MAX == 10000, "one more than the offset");
static const char ADD[] =
    "INSERT INTO proposal (proposal_id, space_id, group_id, organization_id, person_id, title, "
    "text, language, replaces_id, replacement) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
bool proposal_insert(const struct trib_command *command, const char *space_id,
                     const char *organization_id, const struct trib_proposal_write *params,
                     struct trib_error *error) {
    static const struct command_bound bound = {LAST, "proposal_id", TRIB_PROPOSALS_MAX};
    return command_id_check(command->store, "proposal", params->proposal_id, "proposal_id",
                            error) &&
           command_bound_check(command->store, &bound, TEXTS(space_id), error) &&
           command_write(command->store, ADD,
                         TEXTS(params->proposal_id, space_id, params->group_id, organization_id,
                               command->actor.person_id, params->title, params->text,
                               params->language, params->replaces_id, params->replacement),
                         error);
}

#define SET(column) "UPDATE proposal SET " column " = ?2 WHERE proposal_id = ?1"
static const char FIELDS[] = "SELECT title, text, language FROM proposal WHERE proposal_id = ?1";
bool proposal_update(struct trib_store *store, const struct trib_proposal_edit *params,
                     struct trib_error *error) {
    const struct command_field fields[] = {{"title", &params->title, SET("title")},
                                           {"text", &params->text, SET("text")},
                                           {"language", &params->language, SET("language")}};
    const struct command_edits edits = {.table_name = "proposal",
                                        .id_field = "proposal_id",
                                        .row_id = params->proposal_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

/* ---- versions -------------------------------------------------------------------------------- */

static const char IS_CHANGED[] =
    "SELECT 1 FROM proposal JOIN proposal_version AS said USING (proposal_id, version) "
    "WHERE proposal_id = ?1 AND (said.title <> proposal.title OR said.text <> proposal.text OR "
    "said.language <> proposal.language)";
bool proposal_is_changed(struct trib_store *store, const char *proposal_id, bool *out_is,
                         struct trib_error *error) {
    return command_has(store, IS_CHANGED, TEXTS(proposal_id), out_is, error);
}

static const char ADD_VERSION[] =
    "INSERT INTO proposal_version (proposal_version_id, space_id, proposal_id, version, title, "
    "text, language) SELECT ?2, space_id, proposal_id, version, title, text, language "
    "FROM proposal WHERE proposal_id = ?1";
bool proposal_version_insert(struct trib_store *store, const char *proposal_id,
                             struct trib_error *error) {
    char version_id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), version_id);
    return command_write(store, ADD_VERSION, TEXTS(proposal_id, version_id), error);
}

static const char LAST_VERSION[] =
    "SELECT 1 FROM proposal_version WHERE proposal_id = ?1 LIMIT 1 OFFSET 999";
static_assert(TRIB_PROPOSAL_VERSIONS_MAX == 1000, "one more than the offset");
static const char NEXT_VERSION[] =
    "UPDATE proposal SET version = version + 1 WHERE proposal_id = ?1";
bool proposal_version_next(struct trib_store *store, const char *proposal_id,
                           struct trib_error *error) {
    static const struct command_bound bound = {LAST_VERSION, "proposal_id",
                                               TRIB_PROPOSAL_VERSIONS_MAX};
    return command_bound_check(store, &bound, TEXTS(proposal_id), error) &&
           command_write(store, NEXT_VERSION, TEXTS(proposal_id), error) &&
           proposal_version_insert(store, proposal_id, error);
}

/* ---- its life -------------------------------------------------------------------------------- */

bool proposal_save_state(struct trib_store *store, const char *proposal_id,
                         enum trib_proposal_state state, struct trib_error *error) {
    return command_write(store, SET("state"),
                         TEXTS(proposal_id, trib_proposal_machine.names[state]), error);
}

static const char SAVE_ASKED[] =
    "UPDATE proposal SET state = 'ballot', outcome = NULL WHERE proposal_id = ?1";
bool proposal_save_asked(struct trib_store *store, const char *proposal_id,
                         struct trib_error *error) {
    return command_write(store, SAVE_ASKED, TEXTS(proposal_id), error);
}

bool proposal_save_backing(struct trib_store *store, const char *proposal_id,
                           const char *organization_id, struct trib_error *error) {
    return command_write(store, SET("backed_by_id"), TEXTS(proposal_id, organization_id), error);
}

static const char SAVE_OUTCOME[] =
    "UPDATE proposal SET state = ?2, outcome = ?3, round = ?4 WHERE proposal_id = ?1";
bool proposal_save_outcome(struct trib_store *store, const char *proposal_id,
                           const struct proposal_outcome *outcome, struct trib_error *error) {
    return command_write(store, SAVE_OUTCOME,
                         TEXTS(proposal_id, trib_proposal_machine.names[outcome->state],
                               outcome->outcome, outcome->round),
                         error);
}

static const char IS_OF_MEMBER[] =
    "SELECT 1 FROM affiliation JOIN coalition ON parent_id = root_organization_id "
    "WHERE organization_id = ?1 AND status = 'member'";
bool proposal_is_of_member(struct trib_store *store, const char *organization_id, bool *out_is,
                           struct trib_error *error) {
    return command_has(store, IS_OF_MEMBER, TEXTS(organization_id), out_is, error);
}
