/* See board.h. */
#include "board.h"

#include <string.h>

#include "edits.h"
#include "object.h"
#include "rows.h"
#include "sight.h"

bool board_is_given(const char *id) {
    return id != NULL && id[0] != '\0';
}

bool board_is_within(const char *space_id, const char *group_id) {
    return board_is_given(group_id) && strcmp(space_id, group_id) == 0;
}

bool board_open_check(const struct trib_command *command, const char *group_id,
                      struct group *out_group, struct trib_error *error) {
    struct group group = {0};
    if (board_is_given(group_id) && (!group_load(command->store, group_id, &group, error) ||
                                     !group_open_check(&group, error))) {
        return false;
    }
    if (out_group != NULL) {
        *out_group = group;
    }
    return true;
}

bool board_space_choose(const struct trib_command *command, const char *group_id,
                        const char *visibility, const struct group *group,
                        const char **out_space_id, struct trib_error *error) {
    static const char *const WHO[] = {"group_member"};
    bool is_wide = visibility != NULL && strcmp(visibility, "coalition") == 0;
    if (is_wide && strcmp(group->space_id, group_id) == 0) {
        return trib_fail(error, TRIB_E_OUTSIDE, "visibility");
    }
    *out_space_id = is_wide ? TRIB_SPACE_COALITION_ID : group_id;
    return command_sees_space(command, *out_space_id) ||
           command_forbid(error, "visibility", WHO, sizeof WHO / sizeof WHO[0]);
}

static const char WORKS_IN[] = "SELECT 1 FROM group_member WHERE group_id = ?1 AND "
                               "organization_id = ?2 AND ends_on IS NULL";
static const char BELONGS[] = "SELECT 1 FROM affiliation WHERE organization_id = ?1 AND "
                              "status IN ('member', 'observer', 'tentative')";
bool board_organization_check(const struct trib_command *command, const char *organization_id,
                              const char *space_id, const char *group_id, const char *field,
                              struct trib_error *error) {
    bool is_inside = false;
    bool is_read =
        board_is_within(space_id, group_id)
            ? command_has(command->store, WORKS_IN, TEXTS(group_id, organization_id), &is_inside,
                          error)
            : command_has(command->store, BELONGS, TEXTS(organization_id), &is_inside, error);
    return command_see(command, "organization", organization_id, field, NULL, error) && is_read &&
           (is_inside || trib_fail(error, TRIB_E_OUTSIDE, field));
}

static const char KNOWN[] =
    "SELECT 1 FROM (SELECT space_id FROM belonging WHERE person_id = ?1 AND ends_on IS NULL "
    "UNION ALL SELECT space_id FROM coalition_role WHERE person_id = ?1 AND ends_on IS NULL "
    "UNION ALL SELECT space_id FROM group_member WHERE person_id = ?1 AND ends_on IS NULL) "
    "WHERE space_id IN (?2, '" TRIB_SPACE_COALITION_ID "', '" TRIB_SPACE_PUBLIC_ID "')";
bool board_person_check(const struct trib_command *command, const char *person_id,
                        const char *space_id, const char *field, struct trib_error *error) {
    char name[COMMAND_NAME_BYTES];
    bool is_oneself = command_same(person_id, command->actor.person_id);
    bool is_known = false;
    if ((!is_oneself && !command_see_person(command, person_id, field, name, error)) ||
        !command_has(command->store, KNOWN, TEXTS(person_id, space_id), &is_known, error)) {
        return false;
    }
    return (is_known && trib_may_see(command->graph, person_id, space_id)) ||
           trib_fail(error, TRIB_E_OUTSIDE, field);
}

static bool group_check(const struct trib_command *command, const char *owner_group_id,
                        const char *space_id, const char *group_id, struct trib_error *error) {
    static const char field[] = "owner_group_id";
    bool is_inside = !board_is_within(space_id, group_id) || command_same(owner_group_id, group_id);
    return command_see(command, "group", owner_group_id, field, NULL, error) &&
           (is_inside || trib_fail(error, TRIB_E_OUTSIDE, field));
}

bool board_owner_single(const struct board_owner *owner, struct trib_error *error) {
    int count = board_is_given(owner->organization_id) + board_is_given(owner->person_id) +
                board_is_given(owner->group_id);
    if (count > 1) {
        trib_fail(error, TRIB_E_TOO_MANY, "owner");
        trib_error_add_int64(error, "most", 1);
        return false;
    }
    return true;
}

bool board_owner_check(const struct trib_command *command, const struct board_owner *owner,
                       const char *space_id, const char *group_id, struct trib_error *error) {
    return (!board_is_given(owner->organization_id) ||
            board_organization_check(command, owner->organization_id, space_id, group_id,
                                     "owner_organization_id", error)) &&
           (!board_is_given(owner->person_id) ||
            board_person_check(command, owner->person_id, space_id, "owner_person_id", error)) &&
           (!board_is_given(owner->group_id) ||
            group_check(command, owner->group_id, space_id, group_id, error));
}

bool board_speaker_find(const struct trib_command *command, const char *space_id,
                        const char *group_id, struct board_speaker *out, struct trib_error *error) {
    const struct trib_actor *actor = &command->actor;
    bool is_delegate = actor->acting_for != NULL &&
                       trib_graph_belonging(command->graph, actor->person_id, actor->acting_for) >=
                           TRIB_BELONGING_ALTERNATE;
    if (is_delegate && board_is_within(space_id, group_id) &&
        !command_has(command->store, WORKS_IN, TEXTS(group_id, actor->acting_for), &is_delegate,
                     error)) {
        return false;
    }
    *out = (struct board_speaker){is_delegate ? actor->acting_for : NULL,
                                  is_delegate ? NULL : actor->person_id};
    return true;
}

bool board_speaker_check(const struct trib_command *command, const struct board_speaker *speaker,
                         const char *space_id, const char *group_id, struct trib_error *error) {
    return speaker->organization_id != NULL
               ? board_organization_check(command, speaker->organization_id, space_id, group_id,
                                          "organization_id", error)
               : board_person_check(command, speaker->person_id, space_id, "person_id", error);
}
