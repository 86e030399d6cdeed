/*
 * The closed lists of words, each once. The schema's CHECKs say the same; they are the last to
 * refuse, this is the first.
 */
#include "vocabularies.h"

#include <string.h>

#define WORDS(...) ((const char *const[]){__VA_ARGS__})
#define VOCABULARY(vocabulary_name, ...)                                                           \
    {                                                                                              \
        .name = (vocabulary_name), .words = WORDS(__VA_ARGS__),                                    \
        .word_count = sizeof WORDS(__VA_ARGS__) / sizeof(const char *)                             \
    }

static const struct trib_vocabulary vocabularies[TRIB_WORDS_COUNT] = {
    [TRIB_WORDS_LANGUAGE] = VOCABULARY("language", "en", "es", "fr", "ar"),
    [TRIB_WORDS_ORGANIZATION_KIND] =
        VOCABULARY("organization_kind", "coalition", "alliance", "network", "union", "federation",
                   "association", "commission", "ngo"),
    [TRIB_WORDS_ORGANIZATION_VISIBILITY] =
        VOCABULARY("organization_visibility", "public", "coalition"),
    [TRIB_WORDS_NAME_KIND] = VOCABULARY("name_kind", "acronym", "spelling"),
    [TRIB_WORDS_AFFILIATION_STATUS] = VOCABULARY("affiliation_status", "applicant", "tentative",
                                                 "observer", "member", "suspended", "left"),
    [TRIB_WORDS_AFFILIATION_STATUS_FIRST] =
        VOCABULARY("affiliation_status_first", "applicant", "tentative", "observer", "member"),
    [TRIB_WORDS_STANDING_SOUGHT] = VOCABULARY("standing_sought", "observer", "member"),
    [TRIB_WORDS_VOTE_UNIT] = VOCABULARY("vote_unit", "organization", "person"),
    [TRIB_WORDS_GROUP_KIND] = VOCABULARY("group_kind", "working_group", "committee", "caucus",
                                         "local_organising_committee"),
    [TRIB_WORDS_GROUP_VISIBILITY] = VOCABULARY("group_visibility", "public", "coalition", "group"),
    [TRIB_WORDS_GROUP_STATE] = VOCABULARY("group_state", "forming", "active", "dormant", "closed",
                                          "became_alliance", "reconvened"),
    [TRIB_WORDS_GROUP_ROLE] =
        VOCABULARY("group_role", "member", "facilitator", "note_taker", "chair"),
    [TRIB_WORDS_GROUP_ADMISSION] = VOCABULARY("group_admission", "by_admission", "open"),
    [TRIB_WORDS_SERIES_NAME_KIND] = VOCABULARY("series_name_kind", "acronym", "spelling", "former"),
    [TRIB_WORDS_CONVENING_KIND] =
        VOCABULARY("convening_kind", "civil_society", "intergovernmental", "conference"),
    [TRIB_WORDS_CONVENING_STATE] =
        VOCABULARY("convening_state", "idea", "announced", "held", "cancelled"),
    [TRIB_WORDS_CONVENING_STATE_FIRST] =
        VOCABULARY("convening_state_first", "idea", "announced", "held"),
    [TRIB_WORDS_PLACE_PRECISION] =
        VOCABULARY("place_precision", "city", "country", "region", "continent", "unknown"),
    [TRIB_WORDS_LINEAGE_TABLE] =
        VOCABULARY("lineage_table", "group", "organization", "series", "convening"),
    [TRIB_WORDS_HISTORY_TABLE] =
        VOCABULARY("history_table", "organization", "group", "series", "convening", "coalition",
                   "action_item", "meeting", "plan", "milestone"),
    [TRIB_WORDS_LINEAGE_RELATION] =
        VOCABULARY("lineage_relation", "evolved_into", "became_alliance", "reconvened_as",
                   "spun_off", "sprouted", "merged_into", "split_into"),
    [TRIB_WORDS_BELONGING_ROLE] =
        VOCABULARY("belonging_role", "base_member", "alternate", "lead_delegate"),
    [TRIB_WORDS_COALITION_ROLE] = VOCABULARY("coalition_role", "secretariat", "administrator"),
    [TRIB_WORDS_INVITATION_ROLE] = VOCABULARY("invitation_role", "base_member", "alternate",
                                              "lead_delegate", "secretariat", "administrator"),
    [TRIB_WORDS_SAVED_VIEW_ROOM] = VOCABULARY("saved_view_room", "network", "groups", "convenings"),
    [TRIB_WORDS_ACTION_ITEM_STATE] =
        VOCABULARY("action_item_state", "open", "doing", "blocked", "done", "dropped"),
    [TRIB_WORDS_ACTION_ITEM_VISIBILITY] =
        VOCABULARY("action_item_visibility", "coalition", "group"),
    [TRIB_WORDS_MEETING_STATE] =
        VOCABULARY("meeting_state", "draft", "planned", "open", "paused", "ended", "minutes_draft",
                   "minutes_circulated", "minutes_adopted", "cancelled"),
    [TRIB_WORDS_MEETING_STATE_FIRST] = VOCABULARY("meeting_state_first", "draft", "planned"),
    [TRIB_WORDS_MEETING_VISIBILITY] = VOCABULARY("meeting_visibility", "coalition", "group"),
    [TRIB_WORDS_MEETING_PLACE] =
        VOCABULARY("meeting_place", "venue", "city", "country", "region", "continent", "unknown"),
    [TRIB_WORDS_MEETING_READING] = VOCABULARY("meeting_reading", "earlier", "later"),
    [TRIB_WORDS_MEETING_ANSWER] = VOCABULARY("meeting_answer", "yes", "maybe", "no"),
    [TRIB_WORDS_MEETING_ATTENDANCE] =
        VOCABULARY("meeting_attendance", "present", "apologies", "absent"),
    [TRIB_WORDS_MEETING_FREQUENCY] =
        VOCABULARY("meeting_frequency", "weekly", "monthly_by_day", "monthly_by_weekday"),
    [TRIB_WORDS_MEETING_SERIES_STATE] = VOCABULARY("meeting_series_state", "active", "ended"),
    [TRIB_WORDS_CALENDAR_ADDRESS_STATE] = VOCABULARY("calendar_address_state", "open", "revoked"),
    [TRIB_WORDS_MEETING_MARK] = VOCABULARY("meeting_mark", "suits", "if_needed", "does_not"),
    [TRIB_WORDS_PLAN_STATE] =
        VOCABULARY("plan_state", "draft", "active", "under_review", "archived"),
    [TRIB_WORDS_MILESTONE_STATE] =
        VOCABULARY("milestone_state", "planned", "under_way", "reached", "missed", "dropped"),
    [TRIB_WORDS_TRACE_FROM] =
        VOCABULARY("trace_from", "action_item", "agenda_item", "proposal", "decision"),
    [TRIB_WORDS_TRACE_TO] =
        VOCABULARY("trace_to", "agenda_item", "action_item", "group", "organization", "convening",
                   "meeting", "plan", "milestone", "proposal", "question"),
    [TRIB_WORDS_TRACE_RELATION] = VOCABULARY("trace_relation", "drawn_from", "about", "answers"),
    [TRIB_WORDS_COMMENT_ABOUT] = VOCABULARY("comment_about", "organization", "group", "series",
                                            "convening", "meeting", "agenda_item", "action_item",
                                            "plan", "goal", "objective", "milestone", "proposal"),
    [TRIB_WORDS_MENTION_KIND] = VOCABULARY("mention_kind", "person", "organization", "group"),
    [TRIB_WORDS_NOTIFICATION_REASON] =
        VOCABULARY("notification_reason", "assigned", "presents", "mentioned", "replied",
                   "assigned_to_organization", "meeting_moved", "meeting_cancelled",
                   "ballot_opened", "ballot_closes", "delivered"),
    [TRIB_WORDS_CONTRIBUTION_KIND] = VOCABULARY("contribution_kind", "testimony", "analysis",
                                                "proposal", "practice", "question"),
    [TRIB_WORDS_CONTRIBUTION_STATE] =
        VOCABULARY("contribution_state", "draft", "submitted", "accepted", "returned", "raised",
                   "received", "synthesised", "answered", "kept", "withdrawn"),
    [TRIB_WORDS_ATTRIBUTION] =
        VOCABULARY("attribution", "named", "role", "organization", "anonymous"),
    [TRIB_WORDS_WIDTH] =
        VOCABULARY("width", "person", "organization", "group", "coalition", "public"),
    [TRIB_WORDS_PROPOSAL_STATE] =
        VOCABULARY("proposal_state", "draft", "discussion", "ballot", "decided", "withdrawn"),
    [TRIB_WORDS_REPLACEMENT] = VOCABULARY("replacement", "supersedes", "rescinds"),
    [TRIB_WORDS_BALLOT_OCCASION] = VOCABULARY("ballot_occasion", "consensus", "vote", "fallback"),
    [TRIB_WORDS_BALLOT_METHOD] = VOCABULARY("ballot_method", "consensus", "vote"),
    [TRIB_WORDS_CONFIDENTIALITY] = VOCABULARY("confidentiality", "sealed", "secret"),
    [TRIB_WORDS_BALLOT_STATE] = VOCABULARY("ballot_state", "open", "closed", "void"),
    [TRIB_WORDS_VOID_CAUSE] =
        VOCABULARY("void_cause", "text_changed", "proposal_withdrawn", "facilitator", "key_lost"),
    [TRIB_WORDS_CHOICE] = VOCABULARY("choice", "yes", "no", "abstain", "agree", "reservation",
                                     "stand_aside", "block"),
    [TRIB_WORDS_RESULT] = VOCABULARY("result", "no_quorum", "not_carried", "carried", "blocked"),
    [TRIB_WORDS_RESULT_REASON] =
        VOCABULARY("result_reason", "no_quorum", "share_holds", "share_not_met", "no_votes_cast",
                   "consensus", "block", "stand_asides", "nobody_agreed"),
    [TRIB_WORDS_DECISION_STATE] =
        VOCABULARY("decision_state", "in_force", "superseded", "rescinded"),
    [TRIB_WORDS_DISPATCH_KIND] =
        VOCABULARY("dispatch_kind", "decision", "request", "statement", "toolkit"),
    [TRIB_WORDS_DISPATCH_MODE] = VOCABULARY("dispatch_mode", "cascade", "broadcast"),
    [TRIB_WORDS_DISPATCH_STATE] =
        VOCABULARY("dispatch_state", "sent", "paused", "closed", "recalled"),
    [TRIB_WORDS_DELIVERY_MODE] = VOCABULARY("delivery_mode", "information", "mandate"),
    [TRIB_WORDS_DELIVERY_STATE] =
        VOCABULARY("delivery_state", "scheduled", "delivered", "acknowledged", "localised",
                   "acting", "reported", "declined", "lapsed", "recalled"),
    [TRIB_WORDS_CAME_BY] = VOCABULARY("came_by", "sent", "passed_on", "declined", "silence"),
    [TRIB_WORDS_DELIVERY_NOTE_KIND] =
        VOCABULARY("delivery_note_kind", "wording", "received", "report", "reason"),
    [TRIB_WORDS_NOTIFICATION_ABOUT] =
        VOCABULARY("notification_about", "organization", "group", "series", "convening", "meeting",
                   "agenda_item", "action_item", "plan", "goal", "objective", "milestone",
                   "proposal", "dispatch"),
    [TRIB_WORDS_DIGEST] = VOCABULARY("digest", "daily", "off"),
    [TRIB_WORDS_VOLUME] = VOCABULARY("volume", "quiet", "normal", "loud"),
    [TRIB_WORDS_ROOM_CODE_STATE] = VOCABULARY("room_code_state", "open", "closed"),
    [TRIB_WORDS_INVITATION_STATE] = VOCABULARY("invitation_state", "open", "accepted", "revoked"),
    [TRIB_WORDS_DEVICE_AFTER] = VOCABULARY("device_after", "keep", "clear"),
    [TRIB_WORDS_SETTING] = VOCABULARY(
        "setting", "sign_in_tries", "address_tries", "calls_per_second", "calls_at_once",
        "invitation_days", "second_factor_administrator", "second_factor_secretariat",
        "second_factor_lead_delegate", "second_factor_alternate", "second_factor_base_member"),
    [TRIB_WORDS_RULE_KIND] = VOCABULARY("rule_kind", "at_least", "more_than"),
    [TRIB_WORDS_RULE_BASE] = VOCABULARY("rule_base", "cast", "present", "roll"),
};

static const struct {
    const char *table, *column;
    enum trib_vocabulary_name vocabulary;
} columns[] = {
    {"person", "language", TRIB_WORDS_LANGUAGE},
    {"organization", "kind", TRIB_WORDS_ORGANIZATION_KIND},
    {"organization_name", "kind", TRIB_WORDS_NAME_KIND},
    {"affiliation", "status", TRIB_WORDS_AFFILIATION_STATUS},
    {"affiliation", "standing_sought", TRIB_WORDS_STANDING_SOUGHT},
    {"affiliation_standing", "status", TRIB_WORDS_AFFILIATION_STATUS},
    {"application", "status", TRIB_WORDS_AFFILIATION_STATUS},
    {"application", "standing_sought", TRIB_WORDS_STANDING_SOUGHT},
    {"charter", "language", TRIB_WORDS_LANGUAGE},
    {"coalition", "default_language", TRIB_WORDS_LANGUAGE},
    {"coalition", "vote_unit", TRIB_WORDS_VOTE_UNIT},
    {"coalition", "quorum_kind", TRIB_WORDS_RULE_KIND},
    {"coalition", "vote_kind", TRIB_WORDS_RULE_KIND},
    {"coalition", "vote_base", TRIB_WORDS_RULE_BASE},
    {"coalition", "admission_kind", TRIB_WORDS_RULE_KIND},
    {"coalition", "admission_base", TRIB_WORDS_RULE_BASE},
    {"coalition", "fallback_kind", TRIB_WORDS_RULE_KIND},
    {"coalition", "fallback_base", TRIB_WORDS_RULE_BASE},
    {"coalition_language", "language", TRIB_WORDS_LANGUAGE},
    {"series", "kind", TRIB_WORDS_CONVENING_KIND},
    {"series_name", "kind", TRIB_WORDS_SERIES_NAME_KIND},
    {"convening", "kind", TRIB_WORDS_CONVENING_KIND},
    {"convening", "state", TRIB_WORDS_CONVENING_STATE},
    {"convening", "place_precision", TRIB_WORDS_PLACE_PRECISION},
    {"lineage", "from_table", TRIB_WORDS_LINEAGE_TABLE},
    {"lineage", "to_table", TRIB_WORDS_LINEAGE_TABLE},
    {"lineage", "relation", TRIB_WORDS_LINEAGE_RELATION},
    {"group", "admission", TRIB_WORDS_GROUP_ADMISSION},
    {"group", "kind", TRIB_WORDS_GROUP_KIND},
    {"group", "vote_unit", TRIB_WORDS_VOTE_UNIT},
    {"group", "state", TRIB_WORDS_GROUP_STATE},
    {"group_name", "kind", TRIB_WORDS_NAME_KIND},
    {"group_member", "role", TRIB_WORDS_GROUP_ROLE},
    {"belonging", "role", TRIB_WORDS_BELONGING_ROLE},
    {"coalition_role", "role", TRIB_WORDS_COALITION_ROLE},
    {"invitation", "role", TRIB_WORDS_INVITATION_ROLE},
    {"invitation", "language", TRIB_WORDS_LANGUAGE},
    {"invitation", "state", TRIB_WORDS_INVITATION_STATE},
    {"room_code", "state", TRIB_WORDS_ROOM_CODE_STATE},
    {"action_item", "state", TRIB_WORDS_ACTION_ITEM_STATE},
    {"meeting", "state", TRIB_WORDS_MEETING_STATE},
    {"meeting", "place_precision", TRIB_WORDS_MEETING_PLACE},
    {"meeting_participant", "answer", TRIB_WORDS_MEETING_ANSWER},
    {"meeting_participant", "attendance", TRIB_WORDS_MEETING_ATTENDANCE},
    {"meeting_series", "frequency", TRIB_WORDS_MEETING_FREQUENCY},
    {"meeting_series", "state", TRIB_WORDS_MEETING_SERIES_STATE},
    {"calendar_address", "state", TRIB_WORDS_CALENDAR_ADDRESS_STATE},
    {"meeting_option_mark", "mark", TRIB_WORDS_MEETING_MARK},
    {"plan", "state", TRIB_WORDS_PLAN_STATE},
    {"milestone", "state", TRIB_WORDS_MILESTONE_STATE},
    {"trace_link", "from_table", TRIB_WORDS_TRACE_FROM},
    {"trace_link", "to_table", TRIB_WORDS_TRACE_TO},
    {"trace_link", "relation", TRIB_WORDS_TRACE_RELATION},
    {"comment", "about_table", TRIB_WORDS_COMMENT_ABOUT},
    {"comment_mention", "kind", TRIB_WORDS_MENTION_KIND},
    {"saved_view", "room", TRIB_WORDS_SAVED_VIEW_ROOM},
    {"notification", "reason", TRIB_WORDS_NOTIFICATION_REASON},
    {"contribution", "kind", TRIB_WORDS_CONTRIBUTION_KIND},
    {"contribution", "attribution", TRIB_WORDS_ATTRIBUTION},
    {"contribution", "max_space", TRIB_WORDS_WIDTH},
    {"contribution", "count_up_to", TRIB_WORDS_WIDTH},
    {"contribution", "state", TRIB_WORDS_CONTRIBUTION_STATE},
    {"edition", "kind", TRIB_WORDS_CONTRIBUTION_KIND},
    {"edition", "attribution", TRIB_WORDS_ATTRIBUTION},
    {"edition", "role", TRIB_WORDS_BELONGING_ROLE},
    {"edition", "max_space", TRIB_WORDS_WIDTH},
    {"edition", "count_up_to", TRIB_WORDS_WIDTH},
    {"edition", "state", TRIB_WORDS_CONTRIBUTION_STATE},
    {"proposal", "state", TRIB_WORDS_PROPOSAL_STATE},
    {"proposal", "outcome", TRIB_WORDS_RESULT},
    {"proposal", "replacement", TRIB_WORDS_REPLACEMENT},
    {"ballot", "occasion", TRIB_WORDS_BALLOT_OCCASION},
    {"ballot", "method", TRIB_WORDS_BALLOT_METHOD},
    {"ballot", "vote_unit", TRIB_WORDS_VOTE_UNIT},
    {"ballot", "confidentiality", TRIB_WORDS_CONFIDENTIALITY},
    {"ballot", "share_kind", TRIB_WORDS_RULE_KIND},
    {"ballot", "share_base", TRIB_WORDS_RULE_BASE},
    {"ballot", "quorum_kind", TRIB_WORDS_RULE_KIND},
    {"ballot", "state", TRIB_WORDS_BALLOT_STATE},
    {"ballot", "void_cause", TRIB_WORDS_VOID_CAUSE},
    {"ballot", "result", TRIB_WORDS_RESULT},
    {"ballot", "result_reason", TRIB_WORDS_RESULT_REASON},
    {"position", "choice", TRIB_WORDS_CHOICE},
    {"decision", "state", TRIB_WORDS_DECISION_STATE},
    {"dispatch", "kind", TRIB_WORDS_DISPATCH_KIND},
    {"dispatch", "mode", TRIB_WORDS_DISPATCH_MODE},
    {"dispatch", "state", TRIB_WORDS_DISPATCH_STATE},
    {"delivery", "mode", TRIB_WORDS_DELIVERY_MODE},
    {"delivery", "state", TRIB_WORDS_DELIVERY_STATE},
    {"delivery", "came_by", TRIB_WORDS_CAME_BY},
    {"delivery_note", "kind", TRIB_WORDS_DELIVERY_NOTE_KIND},
    {"notification", "about_table", TRIB_WORDS_NOTIFICATION_ABOUT},
    {"attention", "digest", TRIB_WORDS_DIGEST},
    {"subscription", "volume", TRIB_WORDS_VOLUME},
};

const struct trib_vocabulary *trib_vocabulary(enum trib_vocabulary_name name) {
    return &vocabularies[name];
}

const struct trib_vocabulary *trib_vocabulary_of_column(const char *table, const char *column) {
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (strcmp(columns[i].table, table) == 0 && strcmp(columns[i].column, column) == 0) {
            return &vocabularies[columns[i].vocabulary];
        }
    }
    return NULL;
}

bool trib_vocabulary_has(const struct trib_vocabulary *vocabulary, const char *word) {
    for (size_t i = 0; i < vocabulary->word_count; i++) {
        if (strcmp(vocabulary->words[i], word) == 0) {
            return true;
        }
    }
    return false;
}
