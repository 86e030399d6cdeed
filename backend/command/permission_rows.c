/*
 * Whose a row is, for every table a right may be asked about: the row's space first, then the
 * organization, the group and the person it belongs to; of action items and milestones, which
 * belong to who owns them, the group on whose board or in whose plan they stand as well.
 */
#include <assert.h>
#include <string.h>

#include "object.h"
#include "rows.h"
#include "sight.h"

/* Those that have a board tell it last. */
static const struct {
    const char *table_name, *sql;
    bool has_board;
} owners[] = {
    {"organization",
     "SELECT space_id, organization_id, '', '' FROM organization WHERE organization_id = ?1",
     false},
    {"organization_name",
     "SELECT space_id, organization_id, '', '' FROM organization_name "
     "WHERE organization_name_id = ?1",
     false},
    {"organization_region",
     "SELECT space_id, organization_id, '', '' FROM organization_region "
     "WHERE organization_region_id = ?1",
     false},
    {"affiliation",
     "SELECT space_id, organization_id, '', '' FROM affiliation WHERE affiliation_id = ?1", false},
    {"belonging",
     "SELECT space_id, organization_id, '', person_id FROM belonging WHERE belonging_id = ?1",
     false},
    {"person", "SELECT space_id, '', '', person_id FROM person WHERE person_id = ?1", false},
    {"application",
     "SELECT space_id, organization_id, '', '' FROM application WHERE application_id = ?1", false},
    {"coalition", "SELECT space_id, '', '', '' FROM coalition WHERE coalition_id = ?1", false},
    {"coalition_language",
     "SELECT space_id, '', '', '' FROM coalition_language WHERE coalition_language_id = ?1", false},
    {"series", "SELECT space_id, '', '', '' FROM series WHERE series_id = ?1", false},
    {"series_name", "SELECT space_id, '', '', '' FROM series_name WHERE series_name_id = ?1",
     false},
    {"convening", "SELECT space_id, host_id, '', '' FROM convening WHERE convening_id = ?1", false},
    {"lineage", "SELECT space_id, '', '', '' FROM lineage WHERE lineage_id = ?1", false},
    {"group", "SELECT space_id, '', group_id, '' FROM \"group\" WHERE group_id = ?1", false},
    {"group_name", "SELECT space_id, '', group_id, '' FROM group_name WHERE group_name_id = ?1",
     false},
    {"invitation",
     "SELECT space_id, organization_id, '', iif(organization_id IS NULL, space_id, '') "
     "FROM invitation WHERE invitation_id = ?1",
     false},
    {"saved_view", "SELECT space_id, '', '', space_id FROM saved_view WHERE saved_view_id = ?1",
     false},
    {"room_code", "SELECT space_id, '', group_id, '' FROM room_code WHERE room_code_id = ?1",
     false},
    {"group_member",
     "SELECT space_id, organization_id, group_id, person_id FROM group_member "
     "WHERE group_member_id = ?1",
     false},
    {"action_item",
     "SELECT space_id, owner_organization_id, owner_group_id, owner_person_id, "
     "group_id FROM action_item WHERE action_item_id = ?1",
     true},
    {"action_item_step",
     "SELECT step.space_id, owner_organization_id, owner_group_id, owner_person_id, group_id "
     "FROM action_item_step AS step JOIN action_item USING (action_item_id) "
     "WHERE action_item_step_id = ?1",
     true},
    {"meeting", "SELECT space_id, '', group_id, '' FROM meeting WHERE meeting_id = ?1", false},
    {"meeting_series",
     "SELECT space_id, '', group_id, '' FROM meeting_series WHERE meeting_series_id = ?1", false},
    {"agenda_item", "SELECT space_id, '', group_id, '' FROM agenda_item WHERE agenda_item_id = ?1",
     false},
    {"organization_zone",
     "SELECT space_id, organization_id, '', '' FROM organization_zone "
     "WHERE organization_zone_id = ?1",
     false},
    {"meeting_group",
     "SELECT meeting_group.space_id, '', meeting.group_id, '' FROM meeting_group "
     "JOIN meeting USING (meeting_id) WHERE meeting_group_id = ?1",
     false},
    {"meeting_option",
     "SELECT meeting_option.space_id, '', group_id, '' FROM meeting_option "
     "JOIN meeting USING (meeting_id) WHERE meeting_option_id = ?1",
     false},
    {"calendar_address",
     "SELECT space_id, '', group_id, iif(group_id IS NULL, space_id, '') FROM calendar_address "
     "WHERE calendar_address_id = ?1",
     false},
    {"plan",
     "SELECT space_id, '', iif(space_id = group_id, group_id, ''), '', group_id FROM plan "
     "WHERE plan_id = ?1",
     true},
    {"goal",
     "SELECT goal.space_id, '', '', '', group_id FROM goal JOIN plan USING (plan_id) "
     "WHERE goal_id = ?1",
     true},
    {"objective",
     "SELECT objective.space_id, '', '', '', group_id FROM objective JOIN plan USING (plan_id) "
     "WHERE objective_id = ?1",
     true},
    {"milestone",
     "SELECT milestone.space_id, owner_organization_id, owner_group_id, owner_person_id, "
     "plan.group_id FROM milestone JOIN plan USING (plan_id) WHERE milestone_id = ?1",
     true},
    {"minutes",
     "SELECT minutes.space_id, '', group_id, '' FROM minutes JOIN meeting USING "
     "(meeting_id) WHERE minutes_id = ?1",
     false},
    {"comment", "SELECT space_id, '', group_id, person_id FROM comment WHERE comment_id = ?1",
     false},
    {"contribution",
     "SELECT space_id, '', '', space_id FROM contribution WHERE contribution_id = ?1", false},
    {"edition", "SELECT space_id, organization_id, '', '' FROM edition WHERE edition_id = ?1",
     false},
    {"proposal",
     "SELECT space_id, organization_id, group_id, person_id FROM proposal WHERE proposal_id = ?1",
     false},
    {"ballot", "SELECT space_id, '', group_id, '' FROM ballot WHERE ballot_id = ?1", false},
    {"question", "SELECT space_id, '', '', '' FROM question WHERE question_id = ?1", false},
    {"decision", "SELECT space_id, '', group_id, '' FROM decision WHERE decision_id = ?1", false},
    {"dispatch", "SELECT space_id, '', '', '' FROM dispatch WHERE dispatch_id = ?1", false},
    {"delivery", "SELECT space_id, organization_id, '', '' FROM delivery WHERE delivery_id = ?1",
     false},
    {"notification",
     "SELECT space_id, '', '', space_id FROM notification WHERE notification_id = ?1", false},
};

static size_t owner_find(const char *table_name) {
    size_t index = 0;
    size_t count = sizeof owners / sizeof owners[0];
    while (index < count && strcmp(owners[index].table_name, table_name) != 0) {
        index++;
    }
    assert(index < count); /* a method names a table that is not above */
    return index;
}

bool command_object_find(const struct trib_command *command, const char *table_name,
                         const char *object_id, const char *field,
                         struct command_object *out_object, struct trib_error *error) {
    struct command_object object = {0};
    size_t owner = owner_find(table_name);
    const struct command_text columns[] = {COLUMN(object.space_id), COLUMN(object.organization_id),
                                           COLUMN(object.group_id), COLUMN(object.person_id),
                                           COLUMN(object.board_id)};
    const struct command_reading reading = {owners[owner].sql, object_id, field, columns,
                                            owners[owner].has_board ? 5 : 4};
    if (!command_read(command->store, &reading, error)) {
        return false;
    }
    if (!command_sees_space(command, object.space_id)) {
        return trib_fail(error, TRIB_E_NOT_FOUND, field);
    }
    *out_object = object;
    return true;
}
