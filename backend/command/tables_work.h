/* The columns of schema/0006_action_item.sql to 0018_contribution.sql: what people work on
 * together. Private to tables.c. */
#ifndef TRIBUTARY_COMMAND_TABLES_WORK_H
#define TRIBUTARY_COMMAND_TABLES_WORK_H

static const struct trib_column ACTION_ITEM_COLUMNS[] = {
    TEXT("action_item_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("group_id"),
    TEXT("title"),
    TEXT_OR_NULL("note"),
    TEXT_OR_NULL("owner_organization_id"),
    TEXT_OR_NULL("owner_person_id"),
    TEXT_OR_NULL("owner_group_id"),
    TEXT_OR_NULL("due_on"),
    TEXT("state"),
    TEXT_OR_NULL("reason"),
    INTEGER("progress"),
    INTEGER("sample"),
    TEXT_OR_NULL("milestone_id"),
};

static const struct trib_column ACTION_ITEM_STEP_COLUMNS[] = {
    TEXT("action_item_step_id"), TEXT("space_id"), TEXT("action_item_id"), TEXT("text"),
    INTEGER("is_done"),          INTEGER("rank"),  INTEGER("sample"),
};

static const struct trib_column MEETING_SERIES_COLUMNS[] = {
    TEXT("meeting_series_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("group_id"),
    TEXT("title"),
    TEXT("frequency"),
    INTEGER("every"),
    TEXT("first_on"),
    TEXT_OR_NULL("until_on"),
    TEXT("state"),
    INTEGER("sample"),
};

static const struct trib_column MEETING_COLUMNS[] = {
    TEXT("meeting_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("group_id"),
    TEXT_OR_NULL("meeting_series_id"),
    TEXT_OR_NULL("occurs_on"),
    TEXT("title"),
    TEXT_OR_NULL("starts_local"),
    TEXT_OR_NULL("ends_local"),
    TEXT_OR_NULL("zone"),
    INTEGER_OR_NULL("starts_at_ms"),
    INTEGER_OR_NULL("ends_at_ms"),
    TEXT_OR_NULL("place"),
    TEXT("place_precision"),
    TEXT_OR_NULL("link"),
    TEXT("state"),
    TEXT_OR_NULL("adopted_by"),
    INTEGER("revision"),
    INTEGER("sample"),
    INTEGER("is_exception"),
};

static const struct trib_column MEETING_PARTICIPANT_COLUMNS[] = {
    TEXT("meeting_participant_id"),  TEXT("space_id"),          TEXT("meeting_id"),
    TEXT_OR_NULL("organization_id"), TEXT_OR_NULL("person_id"), TEXT_OR_NULL("answer"),
    TEXT_OR_NULL("attendance"),      INTEGER("sample"),
};

static const struct trib_column AGENDA_ITEM_COLUMNS[] = {
    TEXT("agenda_item_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("group_id"),
    TEXT_OR_NULL("meeting_id"),
    TEXT_OR_NULL("parent_id"),
    INTEGER("rank"),
    TEXT("title"),
    TEXT_OR_NULL("note"),
    INTEGER_OR_NULL("minutes_planned"),
    TEXT_OR_NULL("presenter_organization_id"),
    INTEGER("sample"),
};

static const struct trib_column MINUTES_COLUMNS[] = {
    TEXT("minutes_id"), TEXT("space_id"),  TEXT("meeting_id"), TEXT_OR_NULL("agenda_item_id"),
    TEXT("text"),       INTEGER("sample"),
};

static const struct trib_column MINUTES_NOTE_COLUMNS[] = {
    TEXT("minutes_note_id"), TEXT("space_id"),  TEXT("meeting_id"), TEXT("text"),
    INTEGER("noted_at_ms"),  INTEGER("sample"),
};

static const struct trib_column COMMENT_COLUMNS[] = {
    TEXT("comment_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("group_id"),
    TEXT("about_table"),
    TEXT("about_id"),
    TEXT_OR_NULL("parent_id"),
    WORDS("text"),
    TEXT("person_id"),
    TEXT_OR_NULL("organization_id"),
    INTEGER("written_at_ms"),
    INTEGER_OR_NULL("edited_at_ms"),
    INTEGER_OR_NULL("resolved_at_ms"),
    TEXT_OR_NULL("resolved_by_id"),
    INTEGER("sample"),
};

static const struct trib_column COMMENT_MENTION_COLUMNS[] = {
    TEXT("comment_mention_id"), TEXT("space_id"),  TEXT("comment_id"), TEXT("kind"),
    WORDS("mentioned_id"),      INTEGER("sample"),
};

static const struct trib_column CONTRIBUTION_COLUMNS[] = {
    TEXT("contribution_id"),
    TEXT("space_id"),
    TEXT("organization_id"),
    TEXT("kind"),
    WORDS("title"),
    WORDS("text"),
    TEXT("language"),
    WORDS_OR_NULL("theme"),
    WORDS_OR_NULL("concerns"),
    WORDS_OR_NULL("place"),
    TEXT("attribution"),
    TEXT("max_space"),
    TEXT("count_up_to"),
    INTEGER("may_be_quoted"),
    TEXT_OR_NULL("allowed_until"),
    WORDS_OR_NULL("explained_in"),
    TEXT_OR_NULL("given_on"),
    TEXT("state"),
    WORDS_OR_NULL("note"),
    INTEGER("sample"),
};

static const struct trib_column EDITION_COLUMNS[] = {
    TEXT("edition_id"),
    TEXT("space_id"),
    TEXT("contribution_id"),
    TEXT("organization_id"),
    TEXT("kind"),
    WORDS("title"),
    WORDS("text"),
    TEXT("language"),
    WORDS_OR_NULL("theme"),
    WORDS_OR_NULL("concerns"),
    WORDS_OR_NULL("place"),
    TEXT("attribution"),
    WORDS_OR_NULL("person_id"),
    TEXT_OR_NULL("role"),
    TEXT("max_space"),
    TEXT("count_up_to"),
    INTEGER("may_be_quoted"),
    TEXT_OR_NULL("allowed_until"),
    WORDS_OR_NULL("explained_in"),
    TEXT("given_on"),
    TEXT("state"),
    WORDS_OR_NULL("note"),
    INTEGER("sample"),
};

static const struct trib_column TRACE_LINK_COLUMNS[] = {
    TEXT("trace_link_id"), TEXT("space_id"), TEXT("from_table"), TEXT("from_id"),
    TEXT("to_table"),      TEXT("to_id"),    TEXT("relation"),   INTEGER("sample"),
};

static const struct trib_column ORGANIZATION_ZONE_COLUMNS[] = {
    TEXT("organization_zone_id"),
    TEXT("space_id"),
    TEXT("organization_id"),
    TEXT("zone"),
    INTEGER("sample"),
};

static const struct trib_column MEETING_GROUP_COLUMNS[] = {
    TEXT("meeting_group_id"), TEXT("space_id"),  TEXT("meeting_id"),
    TEXT("group_id"),         INTEGER("sample"),
};

static const struct trib_column MEETING_OPTION_COLUMNS[] = {
    TEXT("meeting_option_id"), TEXT("space_id"),      TEXT("meeting_id"),
    TEXT("starts_local"),      TEXT("ends_local"),    TEXT("zone"),
    INTEGER("starts_at_ms"),   INTEGER("ends_at_ms"), INTEGER("sample"),
};

static const struct trib_column MEETING_OPTION_MARK_COLUMNS[] = {
    TEXT("meeting_option_mark_id"),
    TEXT("space_id"),
    TEXT("meeting_option_id"),
    TEXT_OR_NULL("organization_id"),
    TEXT_OR_NULL("person_id"),
    TEXT("mark"),
    INTEGER("sample"),
};

static const struct trib_column CALENDAR_ADDRESS_COLUMNS[] = {
    TEXT("calendar_address_id"), TEXT("space_id"), TEXT_OR_NULL("group_id"), TEXT("state"),
    INTEGER("sample"),
};

static const struct trib_column CALENDAR_ADDRESS_KEY_COLUMNS[] = {
    TEXT("address_hash"),
    TEXT("calendar_address_id"),
};

static const struct trib_column PLAN_COLUMNS[] = {
    TEXT("plan_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("group_id"),
    TEXT("name"),
    TEXT("state"),
    TEXT_OR_NULL("starts_on"),
    TEXT_OR_NULL("ends_min_on"),
    TEXT_OR_NULL("ends_max_on"),
    TEXT_OR_NULL("decision"),
    INTEGER("sample"),
};

static const struct trib_column GOAL_COLUMNS[] = {
    TEXT("goal_id"),   TEXT("space_id"), TEXT("plan_id"),   TEXT("name"),
    INTEGER("weight"), INTEGER("rank"),  INTEGER("sample"),
};

static const struct trib_column OBJECTIVE_COLUMNS[] = {
    TEXT("objective_id"), TEXT("space_id"),  TEXT("plan_id"),           TEXT("goal_id"),
    TEXT("name"),         INTEGER("weight"), TEXT_OR_NULL("starts_on"), TEXT_OR_NULL("ends_on"),
    INTEGER("rank"),      INTEGER("sample"),
};

static const struct trib_column MILESTONE_COLUMNS[] = {
    TEXT("milestone_id"),
    TEXT("space_id"),
    TEXT("plan_id"),
    TEXT_OR_NULL("objective_id"),
    TEXT("name"),
    TEXT_OR_NULL("note"),
    TEXT_OR_NULL("due_on"),
    INTEGER("weight"),
    TEXT("state"),
    TEXT_OR_NULL("reason"),
    TEXT_OR_NULL("owner_organization_id"),
    TEXT_OR_NULL("owner_person_id"),
    TEXT_OR_NULL("owner_group_id"),
    TEXT_OR_NULL("convening_id"),
    INTEGER("rank"),
    INTEGER("sample"),
};

#endif
