/*
 * What the tables of schema/ look like, said once in C. The store compares each with the file when
 * it opens, so a column added in SQL alone stops the server at once instead of missing from a
 * screen. In every synced table the space stands right behind the id. A table decides sight when
 * the rule in backend/space/graph.c reads it; what a row of it changes may not be judged in the
 * same tick.
 */
#include "tributary/command/tables.h"

#define TEXT(column)                                                                               \
    { (column), TRIB_COLUMN_TEXT, false, false }
#define TEXT_OR_NULL(column)                                                                       \
    { (column), TRIB_COLUMN_TEXT, true, false }
#define INTEGER(column)                                                                            \
    { (column), TRIB_COLUMN_INTEGER, false, false }
#define INTEGER_OR_NULL(column)                                                                    \
    { (column), TRIB_COLUMN_INTEGER, true, false }
/* What a person wrote of themselves or is called by: a redaction empties it. */
#define WORDS(column)                                                                              \
    { (column), TRIB_COLUMN_TEXT, false, true }
#define WORDS_OR_NULL(column)                                                                      \
    { (column), TRIB_COLUMN_TEXT, true, true }

#include "tables_account.h"
#include "tables_decision.h"
#include "tables_dispatch.h"
#include "tables_work.h"

static const struct trib_column SPACE_COLUMNS[] = {
    TEXT("space_id"),
    TEXT("kind"),
    TEXT_OR_NULL("owner_id"),
};

static const struct trib_column PERSON_COLUMNS[] = {
    TEXT("person_id"), TEXT("space_id"),           WORDS("display_name"),
    TEXT("language"),  WORDS_OR_NULL("time_zone"), INTEGER("sample"),
};

static const struct trib_column ORGANIZATION_COLUMNS[] = {
    TEXT("organization_id"),
    TEXT("space_id"),
    TEXT("name"),
    TEXT("kind"),
    TEXT_OR_NULL("sector"),
    TEXT_OR_NULL("region_stated"),
    TEXT_OR_NULL("role_stated"),
    TEXT_OR_NULL("founded_on"),
    INTEGER_OR_NULL("list_position"),
    INTEGER("sample"),
};

static const struct trib_column ORGANIZATION_NAME_COLUMNS[] = {
    TEXT("organization_name_id"),
    TEXT("space_id"),
    TEXT("organization_id"),
    TEXT("kind"),
    TEXT("text"),
    TEXT_OR_NULL("language"),
    INTEGER("rank"),
    INTEGER("sample"),
};

static const struct trib_column ORGANIZATION_REGION_COLUMNS[] = {
    TEXT("organization_region_id"),
    TEXT("space_id"),
    TEXT("organization_id"),
    TEXT("region"),
    INTEGER("rank"),
    INTEGER("sample"),
};

static const struct trib_column AFFILIATION_COLUMNS[] = {
    TEXT("affiliation_id"),
    TEXT("space_id"),
    TEXT("organization_id"),
    TEXT("parent_id"),
    TEXT("status"),
    TEXT_OR_NULL("standing_sought"),
    TEXT_OR_NULL("status_stated"),
    INTEGER_OR_NULL("charter_version"),
    TEXT_OR_NULL("starts_on"),
    TEXT_OR_NULL("ends_on"),
    INTEGER("is_asked"),
    INTEGER("sample"),
};

static const struct trib_column AFFILIATION_STANDING_COLUMNS[] = {
    TEXT("affiliation_standing_id"),
    TEXT("space_id"),
    TEXT("affiliation_id"),
    TEXT("status"),
    TEXT_OR_NULL("starts_on"),
    TEXT_OR_NULL("decision"),
    INTEGER("sample"),
};

static const struct trib_column APPLICATION_COLUMNS[] = {
    TEXT("application_id"),
    TEXT("space_id"),
    TEXT("affiliation_id"),
    TEXT("organization_id"),
    TEXT("organization_name"),
    TEXT("parent_id"),
    TEXT("status"),
    TEXT_OR_NULL("standing_sought"),
    INTEGER_OR_NULL("charter_version"),
    TEXT_OR_NULL("applied_on"),
    TEXT_OR_NULL("answered_on"),
    INTEGER("sample"),
};

static const struct trib_column CHARTER_COLUMNS[] = {
    TEXT("charter_id"), TEXT("space_id"), TEXT("coalition_id"),       INTEGER("version"),
    TEXT("text"),       TEXT("language"), TEXT_OR_NULL("adopted_on"), TEXT_OR_NULL("decision"),
};

static const struct trib_column COALITION_COLUMNS[] = {
    TEXT("coalition_id"),
    TEXT("space_id"),
    TEXT("name"),
    TEXT_OR_NULL("root_organization_id"),
    TEXT("default_language"),
    TEXT("vote_unit"),
    TEXT("quorum_kind"),
    INTEGER("quorum_numerator"),
    INTEGER("quorum_denominator"),
    TEXT("vote_kind"),
    INTEGER("vote_numerator"),
    INTEGER("vote_denominator"),
    TEXT("vote_base"),
    TEXT("admission_kind"),
    INTEGER("admission_numerator"),
    INTEGER("admission_denominator"),
    TEXT("admission_base"),
    TEXT("fallback_kind"),
    INTEGER("fallback_numerator"),
    INTEGER("fallback_denominator"),
    TEXT("fallback_base"),
    INTEGER("fallback_cooling_minutes"),
    INTEGER("consensus_blocks_max"),
    INTEGER("consensus_stand_asides_numerator"),
    INTEGER("consensus_stand_asides_denominator"),
    INTEGER("consensus_rounds"),
};

static const struct trib_column COALITION_LANGUAGE_COLUMNS[] = {
    TEXT("coalition_language_id"),
    TEXT("space_id"),
    TEXT("coalition_id"),
    TEXT("language"),
    INTEGER("rank"),
};

static const struct trib_column SERIES_COLUMNS[] = {
    TEXT("series_id"), TEXT("space_id"),         TEXT("name"),
    TEXT("kind"),      TEXT_OR_NULL("named_on"), INTEGER("sample"),
};

static const struct trib_column SERIES_NAME_COLUMNS[] = {
    TEXT("series_name_id"), TEXT("space_id"),         TEXT("series_id"), TEXT("kind"),
    TEXT("text"),           TEXT_OR_NULL("language"), INTEGER("rank"),   INTEGER("sample"),
};

static const struct trib_column CONVENING_COLUMNS[] = {
    TEXT("convening_id"),
    TEXT("space_id"),
    TEXT_OR_NULL("series_id"),
    TEXT("name"),
    TEXT("kind"),
    TEXT("state"),
    TEXT_OR_NULL("starts_on"),
    TEXT_OR_NULL("ends_on"),
    TEXT_OR_NULL("place"),
    TEXT("place_precision"),
    TEXT_OR_NULL("host_id"),
    TEXT_OR_NULL("alongside_id"),
    TEXT_OR_NULL("relative_to_id"),
    INTEGER_OR_NULL("relative_months"),
    INTEGER("sample"),
};

static const struct trib_column GROUP_COLUMNS[] = {
    TEXT("group_id"),
    TEXT("space_id"),
    TEXT("name"),
    TEXT("kind"),
    TEXT("vote_unit"),
    TEXT("state"),
    TEXT("admission"),
    TEXT_OR_NULL("mandate"),
    TEXT_OR_NULL("mandate_ends_on"),
    TEXT_OR_NULL("formed_on"),
    TEXT_OR_NULL("organization_id"),
    TEXT_OR_NULL("convening_id"),
    TEXT_OR_NULL("series_id"),
    INTEGER("sample"),
};

static const struct trib_column GROUP_NAME_COLUMNS[] = {
    TEXT("group_name_id"), TEXT("space_id"),         TEXT("group_id"), TEXT("kind"),
    TEXT("text"),          TEXT_OR_NULL("language"), INTEGER("rank"),  INTEGER("sample"),
};

static const struct trib_column GROUP_MEMBER_COLUMNS[] = {
    TEXT("group_member_id"),
    TEXT("space_id"),
    TEXT("group_id"),
    TEXT_OR_NULL("organization_id"),
    TEXT_OR_NULL("person_id"),
    WORDS_OR_NULL("display_name"),
    TEXT("role"),
    TEXT_OR_NULL("starts_on"),
    TEXT_OR_NULL("ends_on"),
    INTEGER("sample"),
};

static const struct trib_column LINEAGE_COLUMNS[] = {
    TEXT("lineage_id"),       TEXT("space_id"),  TEXT("from_table"), TEXT("from_id"),
    TEXT("to_table"),         TEXT("to_id"),     TEXT("relation"),   TEXT_OR_NULL("dated_on"),
    TEXT_OR_NULL("decision"), INTEGER("sample"),
};

static const struct trib_column BELONGING_COLUMNS[] = {
    TEXT("belonging_id"), TEXT("space_id"),      TEXT("person_id"),         TEXT("organization_id"),
    TEXT("role"),         WORDS("display_name"), TEXT_OR_NULL("starts_on"), TEXT_OR_NULL("ends_on"),
    INTEGER("sample"),
};

static const struct trib_column COALITION_ROLE_COLUMNS[] = {
    TEXT("coalition_role_id"), TEXT("space_id"),        TEXT("person_id"), TEXT("role"),
    WORDS("display_name"),     TEXT_OR_NULL("ends_on"), INTEGER("sample"),
};

static const struct trib_column SOURCE_DOCUMENT_COLUMNS[] = {
    TEXT("source_document_id"),
    TEXT("space_id"),
    TEXT("title"),
    TEXT_OR_NULL("author"),
    TEXT_OR_NULL("prepared_for"),
    TEXT_OR_NULL("place"),
    TEXT_OR_NULL("starts_on"),
    TEXT_OR_NULL("ends_on"),
};

static const struct trib_column PROVENANCE_COLUMNS[] = {
    TEXT("provenance_id"), TEXT("space_id"), TEXT_OR_NULL("source_document_id"), TEXT("table_name"),
    TEXT("row_id"),        TEXT("heading"),  TEXT_OR_NULL("quotation"),          TEXT("inferred"),
};

static const struct trib_column READING_NOTE_COLUMNS[] = {
    TEXT("reading_note_id"),
    TEXT("space_id"),
    TEXT("heading"),
    TEXT("note"),
};

static const struct trib_column READING_NOTE_ABOUT_COLUMNS[] = {
    TEXT("reading_note_about_id"),
    TEXT("space_id"),
    TEXT("reading_note_id"),
    TEXT("table_name"),
    TEXT("row_id"),
};

static const struct trib_column IMPORT_KEY_COLUMNS[] = {
    TEXT("import_key_id"), TEXT("source"), TEXT("key"), TEXT("table_name"), TEXT("row_id"),
};

static const struct trib_column REDACTION_COLUMNS[] = {
    TEXT("redaction_id"),
    TEXT("table_name"),
    TEXT("row_id"),
    TEXT("digest"),
};

static const struct trib_column SESSION_COLUMNS[] = {
    TEXT("token_hash"),       TEXT("session_id"),         TEXT("person_id"),
    INTEGER("created_at_ms"), INTEGER("last_used_at_ms"), TEXT_OR_NULL("device"),
    INTEGER("is_by_link"),
};

static const struct trib_column SIGN_IN_LINK_COLUMNS[] = {
    TEXT("token_hash"),
    TEXT("person_id"),
    INTEGER("expires_at_ms"),
    INTEGER_OR_NULL("used_at_ms"),
};

/* kind, where the space is, whether it decides sight; every table of the spine is eager */
#define TABLE(table, list, table_kind, space_index, sight)                                         \
    {                                                                                              \
        .name = (table), .kind = (table_kind), .columns = (list),                                  \
        .column_count = sizeof(list) / sizeof((list)[0]), .space_column = (space_index),           \
        .decides_sight = (sight), .parent_column = NULL                                            \
    }
#define SYNCED(table, list) TABLE(table, list, TRIB_TABLE_SYNCED, 1, false)
#define SIGHT(table, list) TABLE(table, list, TRIB_TABLE_SYNCED, 1, true)
#define RECORDED(table, list, sight) TABLE(table, list, TRIB_TABLE_RECORDED, 0, sight)
#define PRIVATE(table, list) TABLE(table, list, TRIB_TABLE_PRIVATE, 0, false)

/* In the order of the schema: a table refers only to those above it. */
const struct trib_table trib_tables[] = {
    RECORDED("space", SPACE_COLUMNS, true),
    SYNCED("person", PERSON_COLUMNS),
    SYNCED("organization", ORGANIZATION_COLUMNS),
    SYNCED("organization_name", ORGANIZATION_NAME_COLUMNS),
    SYNCED("organization_region", ORGANIZATION_REGION_COLUMNS),
    SIGHT("affiliation", AFFILIATION_COLUMNS),
    SYNCED("affiliation_standing", AFFILIATION_STANDING_COLUMNS),
    SYNCED("application", APPLICATION_COLUMNS),
    SIGHT("coalition", COALITION_COLUMNS),
    SYNCED("coalition_language", COALITION_LANGUAGE_COLUMNS),
    SYNCED("charter", CHARTER_COLUMNS),
    SYNCED("series", SERIES_COLUMNS),
    SYNCED("series_name", SERIES_NAME_COLUMNS),
    SYNCED("convening", CONVENING_COLUMNS),
    SYNCED("group", GROUP_COLUMNS),
    SYNCED("group_name", GROUP_NAME_COLUMNS),
    SIGHT("group_member", GROUP_MEMBER_COLUMNS),
    SYNCED("lineage", LINEAGE_COLUMNS),
    SIGHT("belonging", BELONGING_COLUMNS),
    SIGHT("coalition_role", COALITION_ROLE_COLUMNS),
    SYNCED("source_document", SOURCE_DOCUMENT_COLUMNS),
    SYNCED("provenance", PROVENANCE_COLUMNS),
    SYNCED("reading_note", READING_NOTE_COLUMNS),
    SYNCED("reading_note_about", READING_NOTE_ABOUT_COLUMNS),
    RECORDED("import_key", IMPORT_KEY_COLUMNS, false),
    PRIVATE("session", SESSION_COLUMNS),
    PRIVATE("sign_in_link", SIGN_IN_LINK_COLUMNS),
    SYNCED("invitation", INVITATION_COLUMNS),
    PRIVATE("invitation_key", INVITATION_KEY_COLUMNS),
    SYNCED("room_code", ROOM_CODE_COLUMNS),
    PRIVATE("room_code_key", ROOM_CODE_KEY_COLUMNS),
    SYNCED("saved_view", SAVED_VIEW_COLUMNS),
    PRIVATE("credential", CREDENTIAL_COLUMNS),
    PRIVATE("second_factor", SECOND_FACTOR_COLUMNS),
    PRIVATE("recovery_code", RECOVERY_CODE_COLUMNS),
    PRIVATE("account_lock", ACCOUNT_LOCK_COLUMNS),
    RECORDED("setting", SETTING_COLUMNS, false),
    RECORDED("redaction", REDACTION_COLUMNS, false),
    SYNCED("plan", PLAN_COLUMNS),
    SYNCED("goal", GOAL_COLUMNS),
    SYNCED("objective", OBJECTIVE_COLUMNS),
    SYNCED("milestone", MILESTONE_COLUMNS),
    SYNCED("action_item", ACTION_ITEM_COLUMNS),
    SYNCED("action_item_step", ACTION_ITEM_STEP_COLUMNS),
    SYNCED("meeting_series", MEETING_SERIES_COLUMNS),
    SYNCED("meeting", MEETING_COLUMNS),
    SYNCED("meeting_participant", MEETING_PARTICIPANT_COLUMNS),
    SYNCED("agenda_item", AGENDA_ITEM_COLUMNS),
    SYNCED("minutes", MINUTES_COLUMNS),
    SYNCED("minutes_note", MINUTES_NOTE_COLUMNS),
    SYNCED("trace_link", TRACE_LINK_COLUMNS),
    SYNCED("calendar_address", CALENDAR_ADDRESS_COLUMNS),
    PRIVATE("calendar_address_key", CALENDAR_ADDRESS_KEY_COLUMNS),
    SYNCED("organization_zone", ORGANIZATION_ZONE_COLUMNS),
    SYNCED("meeting_group", MEETING_GROUP_COLUMNS),
    SYNCED("meeting_option", MEETING_OPTION_COLUMNS),
    SYNCED("meeting_option_mark", MEETING_OPTION_MARK_COLUMNS),
    SYNCED("comment", COMMENT_COLUMNS),
    SYNCED("comment_mention", COMMENT_MENTION_COLUMNS),
    PRIVATE("mail", MAIL_COLUMNS),
    SYNCED("notification", NOTIFICATION_COLUMNS),
    SYNCED("attention", ATTENTION_COLUMNS),
    SYNCED("subscription", SUBSCRIPTION_COLUMNS),
    PRIVATE("mail_turn", MAIL_TURN_COLUMNS),
    PRIVATE("unsubscribe_key", UNSUBSCRIBE_KEY_COLUMNS),
    SYNCED("contribution", CONTRIBUTION_COLUMNS),
    SYNCED("edition", EDITION_COLUMNS),
    SYNCED("proposal", PROPOSAL_COLUMNS),
    SYNCED("proposal_version", PROPOSAL_VERSION_COLUMNS),
    SYNCED("ballot", BALLOT_COLUMNS),
    SYNCED("position", POSITION_COLUMNS),
    SYNCED("ballot_call", BALLOT_CALL_COLUMNS),
    PRIVATE("ballot_envelope", BALLOT_ENVELOPE_COLUMNS),
    SYNCED("decision", DECISION_COLUMNS),
    SYNCED("question", QUESTION_COLUMNS),
    SYNCED("dispatch", DISPATCH_COLUMNS),
    SYNCED("delivery", DELIVERY_COLUMNS),
    SYNCED("delivery_note", DELIVERY_NOTE_COLUMNS),
};
const size_t trib_table_count = sizeof trib_tables / sizeof trib_tables[0];
