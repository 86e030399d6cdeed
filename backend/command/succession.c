/*
 * What becomes of a group, or of an organization: another body, with the past kept. The group keeps
 * its id, its rows and its members at the time, and is read-only from then on; lineage leads from
 * it to what there is now. Source: the coalition's domain study, 2.3 and invariant 10 of 2.6.
 */
#include <string.h>

#include "affiliation_rows.h"
#include "edits.h"
#include "group_rows.h"
#include "limits.h"
#include "lineage_rows.h"
#include "object.h"
#include "organization_rows.h"
#include "people_rows.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"

/* A group that is seen and may become that from where it is. */
static bool group_may(const struct trib_command *command, const char *group_id,
                      enum trib_group_state to, struct group *out, struct trib_error *error) {
    return command_see(command, "group", group_id, "group_id", NULL, error) &&
           group_load(command->store, group_id, out, error) && group_open_check(out, error) &&
           (trib_group_may_become(out->state, to) ||
            command_state_refuse(&trib_group_machine, (int)out->state, "", error));
}

/* ---- who works in it ------------------------------------------------------------------------- */

struct member {
    char organization_id[TRIB_ID_BYTES], person_id[TRIB_ID_BYTES]; /* one of them is "" */
    char space_id[TRIB_ID_BYTES];
    char display_name[COMMAND_NAME_BYTES];
};

static const char OPEN_MEMBERS[] =
    "SELECT organization_id, person_id, space_id, display_name FROM group_member "
    "WHERE group_id = ?1 AND ends_on IS NULL ORDER BY group_member_id LIMIT 1 OFFSET ?2";

/* The open membership at that place; *out_found false past the last. One at a time: a group may be
   large, and rows are written between. */
static bool member_at(struct trib_store *store, const char *group_id, int64_t index,
                      struct member *out, bool *out_found, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!command_prepare(store, OPEN_MEMBERS, &statement, &group_id, 1, error) ||
        !trib_bind_int64(&statement, 2, index, error) ||
        !trib_statement_next(&statement, out_found, error)) {
        return false;
    }
    *out = (struct member){0};
    char *const texts[] = {out->organization_id, out->person_id, out->space_id, out->display_name};
    for (int column = 0; *out_found && column < 4; column++) {
        const char *text = trib_column_text(&statement, column);
        size_t size = column == 3 ? sizeof out->display_name : TRIB_ID_BYTES;
        trib_text_copy(texts[column], size, text == NULL ? "" : text);
    }
    return true;
}

typedef bool member_take(const struct trib_command *command, const struct member *member,
                         const void *context, struct trib_error *error);
static bool members_each(const struct trib_command *command, const char *group_id,
                         member_take *take, const void *context, struct trib_error *error) {
    struct member member;
    bool found = true;
    for (int64_t index = 0; found; index++) {
        if (index == TRIB_GROUP_MEMBERS_MAX) {
            trib_fail(error, TRIB_E_TOO_MANY, "group_id");
            trib_error_add_int64(error, "most", TRIB_GROUP_MEMBERS_MAX);
            return false;
        }
        if (!member_at(command->store, group_id, index, &member, &found, error) ||
            (found && !take(command, &member, context, error))) {
            return false;
        }
    }
    return true;
}

/* ---- an alliance ----------------------------------------------------------------------------- */

/* Where an organization's part in the group was known in the group alone, it is asked alone. */
static bool member_ask(const struct trib_command *command, const struct member *member,
                       const void *context, struct trib_error *error) {
    const struct trib_group_become_alliance *params = context;
    bool is_known = strcmp(member->space_id, params->group_id) != 0;
    return member->organization_id[0] == '\0' ||
           affiliation_ask(command->store,
                           is_known ? TRIB_SPACE_COALITION_ID : member->organization_id,
                           member->organization_id, params->organization_id, error);
}

static const char OWN_NAME[] = "SELECT display_name FROM person WHERE person_id = ?1";
static bool first_delegate_add(const struct trib_command *command,
                               const struct trib_group_become_alliance *params,
                               struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    char today[TRIB_FUZZY_DATE_BYTES];
    const struct command_text columns[] = {COLUMN(name)};
    const struct command_reading reading = {OWN_NAME, command->actor.person_id, "", columns, 1};
    const struct trib_belonging_add belonging = {.belonging_id = params->belonging_id,
                                                 .person_id = command->actor.person_id,
                                                 .organization_id = params->organization_id,
                                                 .role = "lead_delegate"};
    trib_store_today(command->store, today);
    if (!command_read(command->store, &reading, error)) {
        return false;
    }
    const struct belonging_new with = {name, today, false};
    return belonging_insert(command->store, &belonging, &with, error);
}

static bool alliance_make(const struct trib_command *command,
                          const struct trib_group_become_alliance *params,
                          const char *group_space_id, struct trib_error *error) {
    static const char *const WHO[] = {"base_member", "delegate"};
    bool is_public = strcmp(group_space_id, TRIB_SPACE_PUBLIC_ID) == 0;
    const char *space_id = is_public ? TRIB_SPACE_PUBLIC_ID : TRIB_SPACE_COALITION_ID;
    const struct trib_organization_create organization = {
        .organization_id = params->organization_id,
        .name = params->name,
        .kind = params->kind == NULL ? "alliance" : params->kind,
        .founded_on = params->dated_on};
    const struct trib_lineage_add lineage = {.lineage_id = params->lineage_id,
                                             .from_table = "group",
                                             .from_id = params->group_id,
                                             .to_table = "organization",
                                             .to_id = params->organization_id,
                                             .relation = "became_alliance",
                                             .dated_on = params->dated_on,
                                             .decision = params->decision};
    return (command_sees_space(command, space_id) ||
            command_forbid(error, "group_id", WHO, sizeof WHO / sizeof WHO[0])) &&
           command_id_check(command->store, "organization", params->organization_id,
                            "organization_id", error) &&
           command_space_make(command->store, "organization", params->organization_id,
                              "organization_id", error) &&
           organization_insert(command->store, space_id, &organization, error) &&
           lineage_enter(command, &lineage,
                         &(const struct lineage_ends){group_space_id, space_id, "organization_id"},
                         error);
}

bool trib_group_become_alliance(const struct trib_command *command,
                                const struct trib_group_become_alliance *params,
                                struct trib_error *error) {
    struct group group;
    return group_may(command, params->group_id, TRIB_GROUP_BECAME_ALLIANCE, &group, error) &&
           command_id_check(command->store, "belonging", params->belonging_id, "belonging_id",
                            error) &&
           alliance_make(command, params, group.space_id, error) &&
           first_delegate_add(command, params, error) &&
           members_each(command, params->group_id, member_ask, params, error) &&
           group_set_state(command->store, params->group_id, TRIB_GROUP_BECAME_ALLIANCE, error);
}

/* ---- another body ---------------------------------------------------------------------------- */

static bool facilitates(const struct trib_command *command, const char *group_id) {
    const struct trib_actor *actor = &command->actor;
    return trib_graph_group_part(command->graph, actor->person_id, actor->acting_for, group_id) ==
           TRIB_GROUP_FACILITATOR;
}

/* A body is not made somebody's successor without its own people. */
static bool successor_check(const struct trib_command *command,
                            const struct trib_group_reconvene *params,
                            char out_space_id[static TRIB_ID_BYTES], struct trib_error *error) {
    static const char *const DELEGATE[] = {"delegate"};
    static const char *const FACILITATOR[] = {"facilitator"};
    const struct trib_actor *actor = &command->actor;
    if ((params->organization_id == NULL) == (params->to_group_id == NULL)) {
        return trib_fail(error, TRIB_E_REQUIRED, "organization_id"); /* one of the two */
    }
    if (params->to_group_id != NULL) {
        return command_see(command, "group", params->to_group_id, "to_group_id", out_space_id,
                           error) &&
               (facilitates(command, params->to_group_id) ||
                command_forbid(error, "to_group_id", FACILITATOR, 1));
    }
    bool is_own = actor->acting_for != NULL &&
                  strcmp(actor->acting_for, params->organization_id) == 0 &&
                  trib_graph_belonging(command->graph, actor->person_id, actor->acting_for) >=
                      TRIB_BELONGING_ALTERNATE;
    return command_see(command, "organization", params->organization_id, "organization_id",
                       out_space_id, error) &&
           (is_own || command_forbid(error, "organization_id", DELEGATE, 1));
}

bool trib_group_reconvene(const struct trib_command *command,
                          const struct trib_group_reconvene *params, struct trib_error *error) {
    struct group group;
    char to_space_id[TRIB_ID_BYTES];
    bool is_group = params->to_group_id != NULL;
    const struct trib_lineage_add lineage = {.lineage_id = params->lineage_id,
                                             .from_table = "group",
                                             .from_id = params->group_id,
                                             .to_table = is_group ? "group" : "organization",
                                             .to_id = is_group ? params->to_group_id
                                                               : params->organization_id,
                                             .relation = "reconvened_as",
                                             .dated_on = params->dated_on,
                                             .decision = params->decision};
    const struct lineage_ends ends = {group.space_id, to_space_id,
                                      is_group ? "to_group_id" : "organization_id"};
    return group_may(command, params->group_id, TRIB_GROUP_RECONVENED, &group, error) &&
           successor_check(command, params, to_space_id, error) &&
           lineage_enter(command, &lineage, &ends, error) &&
           group_set_state(command->store, params->group_id, TRIB_GROUP_RECONVENED, error);
}

/* ---- merging and splitting ------------------------------------------------------------------- */

static const char IS_IN[] = "SELECT 1 FROM group_member WHERE group_id = ?1 AND ends_on IS NULL "
                            "AND (organization_id = ?2 OR person_id = ?3) LIMIT 1";
struct merging {
    const struct trib_group_merge *params;
    const char *into_space_id;
};
static bool member_carry(const struct trib_command *command, const struct member *member,
                         const void *context, struct trib_error *error) {
    const struct merging *merging = context;
    const char *into_id = merging->params->into_group_id;
    char group_member_id[TRIB_ID_BYTES];
    bool is_in = false;
    bool is_person = member->person_id[0] != '\0';
    const struct trib_group_member_admit admission = {
        .group_member_id = group_member_id,
        .group_id = into_id,
        .organization_id = is_person ? NULL : member->organization_id,
        .person_id = is_person ? member->person_id : NULL,
        .role = "member"};
    if (!command_has(command->store, IS_IN,
                     TEXTS(into_id, member->organization_id, member->person_id), &is_in, error) ||
        is_in) {
        return is_in;
    }
    trib_id_make_random(trib_store_random(command->store), group_member_id);
    return is_person ? group_person_insert(command->store, &admission, member->display_name, error)
                     : group_organization_insert(command->store, &admission, merging->into_space_id,
                                                 error);
}

bool trib_group_merge(const struct trib_command *command, const struct trib_group_merge *params,
                      struct trib_error *error) {
    static const char *const WHO[] = {"facilitator"};
    struct group group;
    struct group into;
    const struct trib_lineage_add lineage = {.lineage_id = params->lineage_id,
                                             .from_table = "group",
                                             .from_id = params->group_id,
                                             .to_table = "group",
                                             .to_id = params->into_group_id,
                                             .relation = "merged_into",
                                             .dated_on = params->dated_on,
                                             .decision = params->decision};
    if (!group_may(command, params->group_id, TRIB_GROUP_CLOSED, &group, error) ||
        !command_see(command, "group", params->into_group_id, "into_group_id", NULL, error) ||
        !group_load(command->store, params->into_group_id, &into, error) ||
        !group_open_check(&into, error)) {
        return false;
    }
    const struct merging merging = {params, into.space_id};
    const struct lineage_ends ends = {group.space_id, into.space_id, "into_group_id"};
    return (facilitates(command, params->into_group_id) ||
            command_forbid(error, "into_group_id", WHO, 1)) &&
           lineage_enter(command, &lineage, &ends, error) &&
           members_each(command, params->group_id, member_carry, &merging, error) &&
           group_set_state(command->store, params->group_id, TRIB_GROUP_CLOSED, error);
}

static const char KIND_OF[] = "SELECT kind, vote_unit FROM \"group\" WHERE group_id = ?1";
bool trib_group_split(const struct trib_command *command, const struct trib_group_split *params,
                      struct trib_error *error) {
    struct group group;
    char kind[32];
    char vote_unit[16];
    const struct command_text columns[] = {COLUMN(kind), COLUMN(vote_unit)};
    const struct command_reading reading = {KIND_OF, params->from_group_id, "from_group_id",
                                            columns, 2};
    const struct trib_lineage_add lineage = {.lineage_id = params->lineage_id,
                                             .from_table = "group",
                                             .from_id = params->from_group_id,
                                             .to_table = "group",
                                             .to_id = params->group_id,
                                             .relation = "split_into",
                                             .dated_on = params->dated_on,
                                             .decision = params->decision};
    if (!command_see(command, "group", params->from_group_id, "from_group_id", NULL, error) ||
        !group_load(command->store, params->from_group_id, &group, error) ||
        !group_open_check(&group, error) || !command_read(command->store, &reading, error)) {
        return false;
    }
    bool is_closed = strcmp(group.space_id, params->from_group_id) == 0;
    const struct trib_group_create part = {.group_id = params->group_id,
                                           .group_member_id = params->group_member_id,
                                           .name = params->name,
                                           .kind = kind,
                                           .vote_unit = vote_unit,
                                           .formed_on = params->dated_on};
    const char *space_id = is_closed ? params->group_id : group.space_id;
    const struct lineage_ends ends = {group.space_id, space_id, "group_id"};
    return group_start(command, &part, space_id, error) &&
           lineage_enter(command, &lineage, &ends, error);
}

/* ---- organizations --------------------------------------------------------------------------- */

static const char HAS_APPLICATION[] = "SELECT 1 FROM affiliation WHERE status = 'applicant' "
                                      "AND (organization_id = ?1 OR parent_id = ?1) LIMIT 1";
static const char OPEN_TIE[] = "SELECT affiliation_id FROM affiliation "
                               "WHERE (organization_id = ?1 OR parent_id = ?1) "
                               "AND status <> 'left' ORDER BY affiliation_id LIMIT 1";
/* Each ends in its own turn; no more are looked at than a coalition may have. */
static bool ties_end(const struct trib_command *command,
                     const struct trib_organization_merge *params, struct trib_error *error) {
    for (size_t count = 0; count <= TRIB_OPEN_TIES_MAX; count++) {
        char affiliation_id[TRIB_ID_BYTES];
        TRIB_AUTO(trib_statement) statement = {0};
        bool has_row = false;
        if (!command_prepare(command->store, OPEN_TIE, &statement, &params->organization_id, 1,
                             error) ||
            !trib_statement_next(&statement, &has_row, error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        trib_text_copy(affiliation_id, sizeof affiliation_id, trib_column_text(&statement, 0));
        trib_statement_finish(&statement);
        if (!affiliation_end(command, affiliation_id, params->decision, error)) {
            return false;
        }
    }
    return trib_fail(error, TRIB_E_TOO_MANY, "organization_id");
}

static const char END_PARTS[] = "UPDATE group_member SET ends_on = ?2 "
                                "WHERE organization_id = ?1 AND ends_on IS NULL "
                                "AND group_id NOT IN (SELECT group_id FROM \"group\" "
                                "WHERE state IN ('closed', 'became_alliance', 'reconvened'))";
static const char IS_ROOT[] = "SELECT 1 FROM coalition WHERE root_organization_id = ?1";
bool trib_organization_merge(const struct trib_command *command,
                             const struct trib_organization_merge *params,
                             struct trib_error *error) {
    char today[TRIB_FUZZY_DATE_BYTES];
    char own_space_id[TRIB_ID_BYTES];
    char into_space_id[TRIB_ID_BYTES];
    bool is_held = false;
    bool is_root = false;
    const struct trib_lineage_add lineage = {.lineage_id = params->lineage_id,
                                             .from_table = "organization",
                                             .from_id = params->organization_id,
                                             .to_table = "organization",
                                             .to_id = params->into_organization_id,
                                             .relation = "merged_into",
                                             .dated_on = params->dated_on,
                                             .decision = params->decision};
    if (!command_see(command, "organization", params->organization_id, "organization_id",
                     own_space_id, error) ||
        !command_see(command, "organization", params->into_organization_id, "into_organization_id",
                     into_space_id, error) ||
        !command_has(command->store, HAS_APPLICATION, TEXTS(params->organization_id), &is_held,
                     error) ||
        !command_has(command->store, IS_ROOT, TEXTS(params->organization_id), &is_root, error)) {
        return false;
    }
    const struct lineage_ends ends = {own_space_id, into_space_id, "into_organization_id"};
    trib_store_today(command->store, today);
    return ((!is_held && !is_root) || trib_fail(error, TRIB_E_IN_USE, "organization_id")) &&
           lineage_enter(command, &lineage, &ends, error) && ties_end(command, params, error) &&
           command_write(command->store, END_PARTS, TEXTS(params->organization_id, today), error);
}
